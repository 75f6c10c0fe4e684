/* Offices in one frame: a line sees rolls as the move fills them and offices as the lines above it have left them; time
 * and children appoint as people do, and the record then names nobody; what a replay is given is held against the same
 * judgement. */
#include "support/encode.h"
#include "support/on_a_town.h"

#include "entities/entities.h"
#include "ledger/read_back.h"
#include "store/frame.h"
#include "support/test.h"

#include <stdio.h>

static const char TEXT[] = "rulebook 1\n"
                           "role clerk \"文书\"\n"
                           "role head \"主任\"\n"
                           "role member \"委员\"\n"
                           "role guest \"列席\"\n"
                           "procedure body \"换届\" session\n"
                           "  party place \"单位\" organization\n"
                           "  party person \"本人\" resident\n"
                           "  roll chosen \"当选\"\n"
                           "    of any resident\n"
                           "    by clerk of place\n"
                           "    out by clerk of place\n"
                           "    in open\n"
                           "  roll posts \"岗位\"\n"
                           "    of any resident\n"
                           "    by clerk of place\n"
                           "    in open\n"
                           "    many\n"
                           "  roll staff \"全体\"\n"
                           "    of clerk of place\n"
                           "    filled by seat_staff\n"
                           "    by head of place again\n"
                           "    by clerk of place again\n"
                           "    out by clerk of place\n"
                           "    in open\n"
                           "  roll few \"其中\"\n"
                           "    of staff\n"
                           "    by clerk of place\n"
                           "    in open\n"
                           "  roll seated \"就任\"\n"
                           "    of chosen\n"
                           "    filled by seat\n"
                           "  stage all \"全程\"\n"
                           "    state open \"进行\" held by place\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until close seat\n"
                           "    for 3 days\n"
                           "    late do seat\n"
                           "  open call \"召集\" -> open\n"
                           "    by clerk of place\n"
                           "    needs organization resident\n"
                           "    sets place to given\n"
                           "    sets person to given\n"
                           "  move give_end \"任而免\" open -> same\n"
                           "    by clerk of place\n"
                           "    appoints member in place from chosen\n"
                           "    ends member in place of chosen\n"
                           "    at most 9\n"
                           "  move end_give \"免而任\" open -> same\n"
                           "    by clerk of place\n"
                           "    ends member in place of chosen\n"
                           "    appoints member in place from chosen for 1 months\n"
                           "    at most 9\n"
                           "  move give_give \"任而再任\" open -> same\n"
                           "    by clerk of place\n"
                           "    appoints member in place from chosen\n"
                           "    appoints member in place from chosen for 24 months\n"
                           "    at most 9\n"
                           "  move give_clear \"任而清\" open -> same\n"
                           "    by clerk of place\n"
                           "    appoints member in place from chosen\n"
                           "    appoints guest in place from chosen\n"
                           "    ends member in place\n"
                           "    at most 9\n"
                           "  move give_posts \"任岗\" open -> same\n"
                           "    by clerk of place\n"
                           "    appoints member in place from posts\n"
                           "    at most 9\n"
                           "  move seat_staff \"全任\" open -> same\n"
                           "    by clerk of place\n"
                           "    appoints member in place from staff\n"
                           "    appoints guest in place from few\n"
                           "    at most 9\n"
                           "  move end_person \"免本人\" open -> same\n"
                           "    by clerk of place\n"
                           "    ends member in place of person\n"
                           "    at most 9\n"
                           "  move end_all \"全免\" open -> same\n"
                           "    by clerk of place\n"
                           "    ends member in place\n"
                           "    at most 9\n"
                           "  move seat \"就任\" open -> done\n"
                           "    by time\n"
                           "    ends member in place\n"
                           "    appoints member in place from seated for 60 months\n"
                           "  move close \"结束\" open -> done\n"
                           "    by clerk of place\n";

static cgov_storage storage;
static cgov_id clerk, deputy, body, people[3];

static int with_a_body(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, text_of(TEXT));
    clerk = town_resident(&town, "文书", town.street.id);
    deputy = town_resident(&town, "副手", town.street.id);
    const cgov_id residents[] = {town.resident, town.neighbour, town.auditor};
    memcpy(people, residents, sizeof people);
    const cgov_id place = town_organization(&town, "委员会", "committee", town.street.id);
    town_appoint(&town, clerk, place, "clerk");
    town_appoint(&town, deputy, place, "clerk");
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)place),
                                   town_number(CGOV_FIELD_RESIDENT, (int64_t)people[0])};
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_open(town.ledger, &act, "body", details, 2, &body), CGOV_OK);
    town.now += HOUR;
    return 0;
}

static int and_leave(void **state) {
    leave(state);
    return cgov_storage_close(&storage);
}

static void enter(const char *roll, cgov_id who) {
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, body, roll, who, NULL, 0, NULL), CGOV_OK);
}

static cgov_id place_of_body(void) {
    const cgov_reader reader = town_reader(&town, clerk);
    cgov_party_view parties[4] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_party_list(town.ledger, &reader, body, &cursor, parties, 4, &count);
    for (uint32_t p = 0; p < count; p++)
        if (strcmp(parties[p].name, "place") == 0) return parties[p].id;
    return 0;
}

/* What was held as that role where the body is, in the order of its making. */
static uint32_t held(const char *role, cgov_appointment_view *views) {
    const cgov_reader reader = town_reader(&town, town.auditor);
    cgov_appointment_view all[64] = {{.size = sizeof all[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, found = 0;
    cgov_appointment_list(town.ledger, &reader, place_of_body(), &cursor, all, 64, &count);
    for (uint32_t v = 0; v < count; v++)
        if (strcmp(all[v].role, role) == 0) views[found++] = all[v];
    return found;
}

static void assert_term(const cgov_appointment_view *view, cgov_id who, cgov_time from, cgov_time until) {
    assert_int_equal(view->resident, who);
    assert_true(view->from == from);
    assert_true(view->until == until);
}

static void go(const char *move) {
    town_move(&town, clerk, body, move, NULL, 0);
}

static void open_anew(void) {
    cgov_ledger_close(town.ledger);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
}

/* Opened again from its journal it is the same. */
static void reopen(void) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    open_anew();
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
}

/* ---- a line sees those above it ---- */

static void appointed_then_ended(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    enter("chosen", people[0]);
    go("give_end");
    assert_int_equal(held("member", views), 1);
    assert_term(&views[0], people[0], town.now, town.now); /* never in term */
    town.now += HOUR;
    go("give_end"); /* what is over is not ended again */
    assert_int_equal(held("member", views), 2);
    assert_term(&views[0], people[0], town.now - HOUR, town.now - HOUR);
    assert_term(&views[1], people[0], town.now, town.now);
    reopen();
}

static void ended_then_appointed(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    enter("chosen", people[0]);
    go("end_give");
    const cgov_time first = town.now;
    town.now += HOUR;
    const uint64_t before = town.ledger->model.seq;
    go("end_give");
    assert_int_equal(town.ledger->model.seq - before, 3); /* the move, its end, its beginning: it ends once */
    assert_int_equal(held("member", views), 2);
    assert_term(&views[0], people[0], first, town.now);
    assert_true(views[1].from == town.now && views[1].until > town.now);
    reopen();
}

static void appointed_twice(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    enter("chosen", people[0]);
    enter("chosen", people[1]);
    go("give_give");
    assert_int_equal(held("member", views), 4);
    for (int p = 0; p < 2; p++) assert_term(&views[p], people[p], town.now, town.now);
    /* 24 months on the calendar, to the millisecond: from 2026-02-06 to the end of 2028-02-06. */
    for (int p = 0; p < 2; p++) assert_term(&views[2 + p], people[p], town.now, town_at(2028, 2, 7, 0, 0));
    reopen();
}

static void all_ended_with_what_the_frame_gave(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    town_appoint(&town, people[2], place_of_body(), "member");
    const cgov_time before = town.now;
    town.now += HOUR;
    enter("chosen", people[0]);
    go("give_clear");
    assert_int_equal(held("member", views), 2);
    assert_term(&views[0], people[2], before, town.now);
    assert_term(&views[1], people[0], town.now, town.now);
    assert_int_equal(held("guest", views), 1);
    assert_term(&views[0], people[0], town.now, 0); /* another role goes on */
    reopen();
}

/* ---- who is on the roll ---- */

static void once_for_several_entries(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    for (int i = 0; i < 3; i++) enter("posts", people[0]);
    enter("posts", people[1]);
    go("give_posts");
    assert_int_equal(held("member", views), 2);
    assert_term(&views[0], people[0], town.now, 0);
    assert_term(&views[1], people[1], town.now, 0);
}

/* Those whom the move itself puts on it, and of what is made from it nobody; in office then are those of before. */
static void as_the_move_fills_it(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    go("seat_staff");
    assert_int_equal(held("member", views), 2);
    assert_term(&views[0], clerk, town.now, 0);
    assert_term(&views[1], deputy, town.now, 0);
    enter("few", deputy);
    const cgov_id there = place_of_body();
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft end = {.size = sizeof end,
                                        .flags = CGOV_APPOINT_END,
                                        .resident = deputy,
                                        .organization = there,
                                        .role = text_of("clerk")};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    const cgov_time first = town.now;
    town.now += HOUR;
    go("seat_staff"); /* the deputy was on it before the move, and is not by it */
    assert_int_equal(held("member", views), 3);
    assert_term(&views[0], clerk, first, town.now);
    assert_term(&views[1], deputy, first, 0);
    assert_term(&views[2], clerk, town.now, 0);
    assert_int_equal(held("guest", views), 0);
    reopen();
}

/* Whom a move has put on a roll gives way to no line, the first one neither; taken out, they are entered as anybody is,
 * and by the next fill they stand as filled again. */
static void who_was_put_there_gives_way_to_no_line(void **state) {
    (void)state;
    const cgov_id head = town_resident(&town, "主任", town.street.id);
    town_appoint(&town, head, place_of_body(), "head");
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "更正");
    for (int i = 0; i < 2; i++) {
        go("seat_staff");
        cgov_act act = town_act(&town, clerk);
        town_assert_refused(&town, cgov_roll_enter(town.ledger, &act, body, "staff", deputy, NULL, 0, NULL),
                            CGOV_E_REFUSED, CGOV_R_AGAIN);
        act = town_act(&town, head);
        town_assert_refused(&town, cgov_roll_enter(town.ledger, &act, body, "staff", deputy, NULL, 0, NULL),
                            CGOV_E_REFUSED, CGOV_R_AGAIN);
        act = town_act(&town, clerk);
        assert_int_equal(cgov_roll_leave(town.ledger, &act, body, "staff", deputy, 0, &why, 1, NULL), CGOV_OK);
        enter("staff", deputy);
        enter("staff", deputy); /* `again` */
        act = town_act(&town, head);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, body, "staff", deputy, NULL, 0, NULL), CGOV_OK);
    }
    reopen();
}

static void of_a_party_of_a_roll_of_all(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    for (int p = 0; p < 3; p++) town_appoint(&town, people[p], place_of_body(), "member");
    town_appoint(&town, people[0], place_of_body(), "guest");
    const cgov_time first = town.now;
    town.now += HOUR;
    go("end_person");
    held("member", views);
    assert_term(&views[0], people[0], first, town.now);
    assert_term(&views[1], people[1], first, 0);
    town.now += HOUR;
    go("end_all");
    assert_int_equal(held("member", views), 3);
    assert_term(&views[0], people[0], first, town.now - HOUR);
    assert_term(&views[1], people[1], first, town.now);
    assert_term(&views[2], people[2], first, town.now);
    held("guest", views);
    assert_term(&views[0], people[0], first, 0);
}

/* ---- time ---- */

/* Three days on, of itself: nobody acts, and its records say so. */
static void by_time(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    cgov_history_view entries[8] = {{.size = sizeof entries[0]}};
    town_appoint(&town, people[2], place_of_body(), "member");
    const cgov_time first = town.now;
    enter("chosen", people[0]);
    enter("chosen", people[1]);
    town.now += 9 * DAY;
    town_tick(&town);
    const uint32_t count = town_history(&town, clerk, body, entries, 8);
    const cgov_time at = entries[count - 1].at;
    assert_string_equal(entries[count - 1].move, "seat");
    assert_int_equal(entries[count - 1].actor, 0);
    assert_true(at == town_at(2026, 2, 10, 0, 0)); /* when three days are over */
    assert_int_equal(held("member", views), 3);
    assert_term(&views[0], people[2], first, at);
    for (int p = 0; p < 2; p++) assert_term(&views[1 + p], people[p], at, town_at(2031, 2, 11, 0, 0));
    reopen();
}

/* What has no room is not given by time either: the clock is late, and the body goes on. */
static void by_time_within_the_limit(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    enter("chosen", people[0]);
    enter("chosen", people[1]);
    const uint64_t most = town.ledger->model.limit_entities;
    town.ledger->model.limit_entities = town.ledger->model.appointments.count + 1;
    town.now += 9 * DAY;
    town_tick(&town);
    assert_int_equal(held("member", views), 0);
    town_assert_state(&town, body, "open");
    town.ledger->model.limit_entities = most;
}

/* Time is never refused: so it appoints where no ledger could refuse it. */
static void time_appoints_where_it_surely_can(void **state) {
    (void)state;
    static const struct {
        const char *was, *is, *why;
    } rows[] = {
        {"role member \"委员\"\n", "role member \"委员\"\n  held in committee\n", "not held everywhere"},
        {"in place from seated for", "in superior of place from seated for", "no superior to appoint in"},
        {"for 60 months", "for 60 workdays", "no calendar may tell"},
        {"for 60 months", "for 60 months rolled", "no calendar may tell"},
        {"for 60 months", "for 60 days", NULL},
    };
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        char text[sizeof TEXT + 64];
        const char *at = strstr(TEXT, rows[r].was);
        (void)snprintf(text, sizeof text, "%.*s%s%s", (int)(at - TEXT), TEXT, rows[r].is, at + strlen(rows[r].was));
        cgov_act act = town_act(&town, town.founder);
        const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text)};
        const int32_t status = cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
        assert_int_equal(status, rows[r].why ? CGOV_E_RULEBOOK : CGOV_OK);
        if (rows[r].why) assert_non_null(strstr(town_error(&town).message, rows[r].why));
    }
}

/* ---- children ---- */

static const char FAMILY[] = "rulebook 1\n"
                             "role clerk \"文书\"\n"
                             "role member \"委员\"\n"
                             "role guest \"列席\"\n"
                             "procedure assembly \"大会\" session\n"
                             "  party place \"单位\" organization\n"
                             "  roll chosen \"提名\"\n"
                             "    of any resident\n"
                             "    by clerk of place\n"
                             "    in open\n"
                             "  roll elected \"当选\"\n"
                             "    of chosen\n"
                             "    filled by seat\n"
                             "  stage all \"全程\"\n"
                             "    state open \"进行\" held by place\n"
                             "    state done \"结束\" final\n"
                             "  clock run from gather until seat drop\n"
                             "    for 90 days\n"
                             "    late tell clerk of place\n"
                             "  open gather \"召集\" -> open\n"
                             "    by clerk of place\n"
                             "    needs organization\n"
                             "    sets place to given\n"
                             "  move put \"付表决\" open -> same\n"
                             "    by clerk of place\n"
                             "    opens vote\n"
                             "    at most 2\n"
                             "  move seat \"就任\" open -> done\n"
                             "    by child\n"
                             "    when last vote in passed\n"
                             "    ends guest in place\n"
                             "    appoints member in place from elected for 1 days\n"
                             "  move drop \"撤销\" open -> done\n"
                             "    by clerk of place\n"
                             "procedure vote \"表决\" motion\n"
                             "  party reporter \"提出人\" resident\n"
                             "  party place \"单位\" organization\n"
                             "  stage all \"全程\"\n"
                             "    state voting \"表决中\" held by place\n"
                             "    state passed \"已通过\" final\n"
                             "    state lost \"未通过\" final\n"
                             "  clock poll from begin until pass lose\n"
                             "    for 30 days\n"
                             "    late tell clerk of place\n"
                             "  open begin \"开始\" -> voting\n"
                             "    by parent\n"
                             "    sets place to parent.place\n"
                             "  move pass \"通过\" voting -> passed\n"
                             "    by clerk of place\n"
                             "    appoints guest in parent.place from parent.chosen\n"
                             "    answers\n"
                             "  move lose \"未通过\" voting -> lost\n"
                             "    by parent\n"
                             "    by clerk of place\n"
                             "    answers\n";

static cgov_id opened_for(const char *procedure, cgov_id place) {
    cgov_id id = 0;
    cgov_act act = town_act(&town, clerk);
    const cgov_detail at = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)place);
    assert_int_equal(cgov_item_open(town.ledger, &act, procedure, &at, 1, &id), CGOV_OK);
    return id;
}

/* The first child of an item. */
static cgov_id child_of(cgov_id parent) {
    const struct model *model = &town.ledger->model;
    const struct item *item = cgov__item_by_id(model, parent);
    return cgov__item_id(model, item->extra->children_first);
}

/* The child appoints from its parent's roll; its parent, in the same frame, ends that, and appoints whom it fills its
 * own roll with: as nobody, for all of it is the child's doing. */
static void by_a_child(void **state) {
    (void)state;
    cgov_appointment_view views[8];
    const cgov_id place = place_of_body();
    town_adopt(&town, text_of(FAMILY));
    const cgov_id assembly = opened_for("assembly", place);
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, assembly, "chosen", people[1], NULL, 0, NULL), CGOV_OK);
    town_move(&town, clerk, assembly, "put", NULL, 0);
    const uint64_t before = town.ledger->model.seq;
    town_move(&town, clerk, child_of(assembly), "pass", NULL, 0);
    assert_int_equal(town.ledger->model.seq - before, 6); /* two moves, two offices, an end, a roll */
    town_assert_state(&town, assembly, "done");
    assert_int_equal(held("guest", views), 1);
    assert_term(&views[0], people[1], town.now, town.now);
    assert_int_equal(held("member", views), 1);
    assert_term(&views[0], people[1], town.now, town_at(2026, 2, 8, 0, 0));
    for (uint64_t seq = before + 1; seq <= town.ledger->model.seq; seq++) {
        uint8_t bytes[STORED_SIZE];
        struct stored stored;
        assert_int_equal(cgov__stored_read(town.ledger, seq, bytes, sizeof bytes, &stored), CGOV_OK);
        assert_int_equal(stored.record.actor, seq <= before + 2 ? clerk : 0);
    }
    reopen();
}

/* ---- limits ---- */

static void as_many_as_there_is_room_for(void **state) {
    (void)state;
    struct model *model = &town.ledger->model;
    const uint64_t most = model->limit_entities;
    for (int i = 0; i < 3; i++) enter("posts", people[0]);
    enter("posts", people[1]); /* two people, four entries */
    model->limit_entities = model->appointments.count + 1;
    cgov_act act = town_act(&town, clerk);
    town_assert_refused(&town, cgov_item_move(town.ledger, &act, body, "give_posts", NULL, 0, NULL), CGOV_E_LIMIT,
                        CGOV_R_LIMIT);
    model->limit_entities++;
    go("give_posts");
    model->limit_entities = most;
    enter("chosen", people[0]);
    model->limit_entities = model->appointments.count + 1; /* it gives twice */
    act = town_act(&town, clerk);
    town_assert_refused(&town, cgov_item_move(town.ledger, &act, body, "give_give", NULL, 0, NULL), CGOV_E_LIMIT,
                        CGOV_R_LIMIT);
    model->limit_entities++;
    go("give_give");
    model->limit_entities = most;
}

/* ---- forged ---- */

static int32_t replay(const struct record *records, uint32_t count) {
    struct mem mem;
    struct buf bytes;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&bytes, &mem);
    for (uint32_t r = 0; r < count; r++) {
        cgov__buf_u32(&bytes, 0);
        encode_record(&bytes, &records[r]);
    }
    assert_false(bytes.failed);
    cgov__records_seal(bytes.data, bytes.len, town.ledger->journal.seed, records[0].seq);
    const struct frame frame = {.at = cgov__journal_end(&town.ledger->journal),
                                .seq = records[0].seq,
                                .kind = FRAME_COMMAND,
                                .several = true,
                                .records_len = (uint32_t)bytes.len,
                                .records = bytes.data};
    const int32_t status = cgov__road_replay(town.ledger, &frame);
    cgov__buf_free(&bytes);
    return status;
}

/* A frame of two: one is appointed, and that ends. */
static void forge(struct record records[2]) {
    const struct model *model = &town.ledger->model;
    memset(records, 0, 2 * sizeof *records);
    records[0] = (struct record){.kind = CGOV_RECORD_APPOINTED,
                                 .seq = model->seq + 1,
                                 .time = model->now,
                                 .id = cgov__id(CGOV_KIND_APPOINTMENT, model->appointments.count + 1),
                                 .resident = people[0],
                                 .organization = town.street.id,
                                 .role = cgov__blob((const uint8_t *)"member", 6),
                                 .from = model->now};
    records[1] = (struct record){.kind = CGOV_RECORD_APPOINTED,
                                 .seq = model->seq + 2,
                                 .previous = model->seq + 1,
                                 .time = model->now,
                                 .id = records[0].id,
                                 .until = model->now,
                                 .ends = 1};
}

static void forged_ones_are_damage(void **state) {
    (void)state;
    struct record records[2];
    for (int what = 0; what < 7; what++) {
        forge(records);
        if (what == 0) records[0].id++;
        if (what == 1) records[1].id++;         /* what is not there */
        if (what == 2) records[1].previous = 0; /* it leads nowhere */
        if (what == 3) records[1].until = 0;    /* it ends at no instant */
        if (what == 4) records[0].resident = cgov__id(CGOV_KIND_RESIDENT, 999);
        if (what == 5) records[0].organization = people[0];
        if (what == 6) records[1].ends = 0; /* the same again */
        assert_int_equal(replay(records, 2), CGOV_E_CORRUPT);
        open_anew();
    }
    forge(records);
    assert_int_equal(replay(records, 2), CGOV_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_body, and_leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(appointed_then_ended),
        TEST(ended_then_appointed),
        TEST(appointed_twice),
        TEST(all_ended_with_what_the_frame_gave),
        TEST(once_for_several_entries),
        TEST(as_the_move_fills_it),
        TEST(who_was_put_there_gives_way_to_no_line),
        TEST(of_a_party_of_a_roll_of_all),
        TEST(by_time),
        TEST(by_time_within_the_limit),
        TEST(time_appoints_where_it_surely_can),
        TEST(by_a_child),
        TEST(as_many_as_there_is_room_for),
        TEST(forged_ones_are_damage),
    };
    return cmocka_run_group_tests_name("offices in one frame", tests, NULL, NULL);
}
