/* Rolls made from rolls: who may be on one asked again down the chain, who is taken out in the middle of one, and what
 * its people weigh, whatever a journal says that nobody judged by rules. */
#include "support/on_a_town.h"

#include "entities/entities.h"
#include "ledger/handle.h"
#include "model/roll_rows.h"
#include "records/roll_lines.h"
#include "support/forge.h"
#include "support/test.h"

/* A procedure with these rolls; its states are `called` and `open`, where rolls are open. */
static const char *text_with(const char *rolls, const char *told, const char *when) {
    static char text[32768];
    int len = snprintf(text, sizeof text,
                       "rulebook 1\n"
                       "role clerk \"经办\"\n"
                       "role member \"成员\"\n"
                       "procedure count \"清点\" session\n"
                       "  public\n"
                       "  party place \"地方\" organization\n"
                       "%s"
                       "  stage all \"全程\"\n"
                       "    state called \"召集\" held by place\n"
                       "    state open \"进行\" held by place\n"
                       "    state done \"结束\" final\n"
                       "  clock run from call until close drop\n"
                       "    for 90 days\n"
                       "    late tell clerk of place\n"
                       "  open call \"召集\" -> called\n"
                       "    by clerk of place\n"
                       "    needs text organization\n"
                       "    sets place to given\n"
                       "  move list \"列名\" called open -> open\n"
                       "    by clerk of place\n"
                       "    at most 9\n"
                       "  move copy \"抄录\" open -> same\n"
                       "    by clerk of place\n"
                       "    at most 9\n"
                       "  move close \"结束\" open -> done\n"
                       "    by clerk of place\n"
                       "    tells %s\n"
                       "%s"
                       "  move drop \"撤销\" called open -> done\n"
                       "    by clerk of place\n"
                       "    tells %s\n",
                       rolls, told, when, told);
    assert_true(len > 0 && (size_t)len < sizeof text);
    return text;
}

static cgov_id clerk, count;

static int32_t adopt(const char *text) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text)};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static void begin(const char *text) {
    if (adopt(text)) fail_msg("%s", town_error(&town).message);
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "清点"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "count", details, 2, &count), CGOV_OK);
    town_move(&town, clerk, count, "list", NULL, 0);
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id who) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, count, roll, who, NULL, 0, NULL);
}

static int32_t take_out(const char *roll, cgov_id who) {
    cgov_act act = town_act(&town, clerk);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "除名");
    return cgov_roll_leave(town.ledger, &act, count, roll, who, 0, &why, 1, NULL);
}

static cgov_roll_view roll_of(const char *name) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t got;
    while (cgov_roll_list(town.ledger, &who, count, &cursor, &view, 1, &got) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view;
    fail_msg("no roll %s", name);
    return view;
}

static uint64_t heads(const char *name) {
    return roll_of(name).heads;
}

#define REFUSED(call, reason) town_assert_refused(&town, call, CGOV_E_REFUSED, CGOV_R_##reason)

/* ---- `still` ---- */

static const char BARRED[] = "  roll barred \"禁入\"\n"
                             "    of any resident\n"
                             "    by clerk of place\n"
                             "    out by clerk of place\n"
                             "    in open\n"
                             "  roll members \"成员\"\n"
                             "    of any resident\n"
                             "    not barred\n"
                             "    by clerk of place\n"
                             "    in open\n"
                             "  roll deputies \"代表\"\n"
                             "    of members still\n"
                             "    by clerk of place\n"
                             "    in open\n"
                             "  roll voters \"表决人\"\n"
                             "    of deputies still\n"
                             "    filled by copy\n"
                             "  roll votes \"表决\"\n"
                             "    of deputies still\n"
                             "    by self\n"
                             "    in open\n"
                             "  roll wishes \"意愿\"\n"
                             "    of members\n"
                             "    by self\n"
                             "    in open\n";

/* Who could not come on the list any more is none of those who still may. */
static void still_asks_whom_the_roll_leaves_out(void **state) {
    (void)state;
    begin(text_with(BARRED, "members barred", ""));
    assert_int_equal(enter(clerk, "members", town.resident), CGOV_OK);
    assert_int_equal(enter(clerk, "members", town.neighbour), CGOV_OK);
    assert_int_equal(enter(clerk, "deputies", town.resident), CGOV_OK);
    assert_int_equal(enter(clerk, "deputies", town.neighbour), CGOV_OK);
    assert_int_equal(enter(clerk, "barred", town.resident), CGOV_OK);
    REFUSED(enter(town.resident, "votes", town.resident), ELECTOR); /* two rolls down the chain */
    assert_int_equal(enter(town.neighbour, "votes", town.neighbour), CGOV_OK);
    assert_int_equal(enter(town.resident, "wishes", town.resident), CGOV_OK); /* not `still`: they stand on it */
    town_move(&town, clerk, count, "copy", NULL, 0);
    assert_int_equal(heads("voters"), 1);
    assert_int_equal(take_out("barred", town.resident), CGOV_OK);
    assert_int_equal(enter(town.resident, "votes", town.resident), CGOV_OK);
    town_move(&town, clerk, count, "copy", NULL, 0);
    assert_int_equal(heads("voters"), 2);
}

/* Each roll of a chain is asked once, however many lines lead to it. */
static void still_asks_each_roll_once(void **state) {
    (void)state;
    char rolls[8192];
    int len = snprintf(rolls, sizeof rolls, "  roll r0 \"名\"\n    of member of place\n    filled by list\n");
    for (int i = 1; i < 16; i++) {
        len += snprintf(rolls + len, sizeof rolls - (size_t)len, "  roll r%d \"名\"\n", i);
        for (int of = i - 1; of >= 0 && of >= i - 4; of--)
            len += snprintf(rolls + len, sizeof rolls - (size_t)len, "    of r%d still\n", of);
        len += snprintf(rolls + len, sizeof rolls - (size_t)len, "    by self\n    in open\n");
    }
    begin(text_with(rolls, "r0", ""));
    town_appoint(&town, town.resident, town.village.id, "member");
    town_move(&town, clerk, count, "list", NULL, 0);
    char name[8];
    for (int i = 1; i < 15; i++) {
        snprintf(name, sizeof name, "r%d", i);
        assert_int_equal(enter(town.resident, name, town.resident), CGOV_OK);
    }
    town.now += 1000;
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft end = {.size = sizeof end,
                                        .flags = CGOV_APPOINT_END,
                                        .resident = town.resident,
                                        .organization = town.village.id,
                                        .until = town.now,
                                        .role = text_of("member")};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    town.now += 1000;
    for (int i = 0; i < 20000; i++) REFUSED(enter(town.resident, "r15", town.resident), ELECTOR);
}

/* ---- taken out in the middle ---- */

static const char MIDDLE[] = "  roll electors \"选民\"\n"
                             "    of residents of place\n"
                             "    filled by list\n"
                             "  roll deputies \"代表\"\n"
                             "    of electors\n"
                             "    by clerk of place\n"
                             "    out by clerk of place\n"
                             "    in open\n"
                             "  roll reserves \"候补\"\n"
                             "    of electors\n"
                             "    by clerk of place\n"
                             "    out by clerk of place\n"
                             "    in open\n"
                             "  roll seated \"列席\"\n"
                             "    of deputies\n"
                             "    of reserves\n"
                             "    by self\n"
                             "    in open\n"
                             "  roll signed \"签名\"\n"
                             "    of seated\n"
                             "    by self\n"
                             "    in open\n"
                             "  roll posts \"发言\"\n"
                             "    of deputies\n"
                             "    by self\n"
                             "    in open\n"
                             "    many\n"
                             "  roll wishes \"意愿\"\n"
                             "    of electors\n"
                             "    by self\n"
                             "    in open\n";

static void who_leaves_a_roll_leaves_those_made_from_it(void **state) {
    (void)state;
    begin(text_with(MIDDLE, "electors", "    when signed at least 1/2 of deputies by units\n"));
    const cgov_id both[] = {town.resident, town.neighbour};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(enter(clerk, "deputies", both[i]), CGOV_OK);
        assert_int_equal(enter(both[i], "seated", both[i]), CGOV_OK);
        assert_int_equal(enter(both[i], "signed", both[i]), CGOV_OK);
        assert_int_equal(enter(both[i], "wishes", both[i]), CGOV_OK);
        for (int post = 0; post < 3; post++) assert_int_equal(enter(both[i], "posts", both[i]), CGOV_OK);
    }
    assert_int_equal(enter(clerk, "reserves", town.neighbour), CGOV_OK);
    assert_int_equal(take_out("deputies", town.resident), CGOV_OK);
    assert_int_equal(heads("deputies"), 1);
    assert_int_equal(heads("seated"), 1);
    assert_int_equal(heads("signed"), 1); /* two rolls on */
    assert_int_equal(heads("posts"), 3);
    assert_int_equal(heads("wishes"), 2); /* made from the list, not from it */
    /* Another line has them there yet. */
    assert_int_equal(take_out("deputies", town.neighbour), CGOV_OK);
    assert_int_equal(heads("seated"), 1);
    assert_int_equal(heads("signed"), 1);
    assert_int_equal(heads("posts"), 0);
    assert_int_equal(take_out("reserves", town.neighbour), CGOV_OK);
    assert_int_equal(heads("seated"), 0);
    assert_int_equal(heads("signed"), 0);
    assert_int_equal(heads("wishes"), 2);
    /* Who comes back comes back to that roll alone. */
    assert_int_equal(enter(clerk, "deputies", town.resident), CGOV_OK);
    assert_int_equal(heads("signed"), 0);
    REFUSED(enter(town.resident, "signed", town.resident), ELECTOR);
}

/* ---- what is not the library's ---- */

static void replay(struct record record) {
    struct mem mem;
    struct overlay overlay;
    struct subject subject;
    cgov__mem_init(&mem, NULL);
    record.seq = town.ledger->model.seq + 1;
    record.time = town.ledger->model.now;
    record.actor = clerk;
    cgov__overlay_init(&overlay, &mem);
    cgov__overlay_begin(&overlay, &town.ledger->model, NULL);
    cgov__overlay_subject(&overlay, &record, &subject);
    record.previous = subject.last_seq;
    cgov__overlay_free(&overlay);
    assert_int_equal(forge_replay(town.ledger, &record), CGOV_OK);
}

static const char PLAIN[] = "  roll electors \"选民\"\n"
                            "    of residents of place\n"
                            "    filled by list\n"
                            "    by clerk of place again\n"
                            "    out by clerk of place\n"
                            "    in open\n"
                            "  roll signed \"签名\"\n"
                            "    of electors\n"
                            "    by self\n"
                            "    out by clerk of place\n"
                            "    in open\n";

/* Units on a roll that nobody is weighed by: as many households as there are lines. */
static void a_fill_with_units_that_no_text_asked_for(void **state) {
    (void)state;
    enum { LINES = 2000 };
    begin(text_with(PLAIN, "electors signed", ""));
    for (uint32_t i = 0; i < LINES; i++) town_resident(&town, "居民", town.village.id);
    struct mem mem;
    struct buf lines;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&lines, &mem);
    cgov__buf_u8(&lines, FILL_UNITS);
    for (uint64_t i = 1; i <= LINES; i++)
        cgov__fill_put(&lines, FILL_UNITS, (i - 1) << 1, &(struct fill_line){i << 1, i, 0});
    replay((struct record){
        .kind = CGOV_RECORD_FILLED, .id = count, .roll = 1, .lines = cgov__blob(lines.data, (uint32_t)lines.len)});
    cgov__buf_free(&lines);
    assert_int_equal(heads("electors"), LINES);
    assert_int_equal(roll_of("electors").units, LINES);
}

/* Who stands on a roll while they are out of its base weighs there what their line does, when that changes too. */
static void a_line_of_a_base_that_changes_while_it_does_not_stand(void **state) {
    (void)state;
    begin(text_with(PLAIN, "electors signed", ""));
    const struct record base = {
        .kind = CGOV_RECORD_ENTERED, .id = count, .roll = 1, .line = 1, .elector = town.resident};
    struct record record = base;
    record.units = 7;
    replay(record);
    record = base;
    record.kind = CGOV_RECORD_LEFT;
    replay(record);
    record = base;
    record.roll = 2;
    replay(record);
    assert_true(heads("signed") == 1 && roll_of("signed").units == 1);
    for (uint32_t units = 1; units <= 3; units++) {
        record = base;
        record.units = 100 + units;
        replay(record);
        record.kind = CGOV_RECORD_LEFT;
        record.units = 0;
        replay(record);
        record = base;
        record.roll = 2;
        replay(record);
        assert_true(heads("signed") == 1 && roll_of("signed").units == 1);
    }
    record = base;
    record.roll = 2;
    record.kind = CGOV_RECORD_LEFT;
    replay(record);
    assert_true(heads("signed") == 0 && roll_of("signed").units == 0);
    assert_int_equal(roll_of("electors").units, 0);
}

/* ---- filled in one frame ---- */

static const char FAMILY[] = "rulebook 1\n"
                             "role clerk \"经办\"\n"
                             "procedure meet \"会议\" session\n"
                             "  public\n"
                             "  party place \"地方\" organization\n"
                             "  roll members \"成员\"\n"
                             "    of owners of place\n"
                             "    filled by list\n"
                             "  stage all \"全程\"\n"
                             "    state called \"召集\" held by place\n"
                             "    state done \"结束\" final\n"
                             "  clock run from call until drop\n"
                             "    for 90 days\n"
                             "    late tell clerk of place\n"
                             "  open call \"召集\" -> called\n"
                             "    by clerk of place\n"
                             "    needs text organization\n"
                             "    sets place to given\n"
                             "  move list \"列名\" called -> same\n"
                             "    by clerk of place\n"
                             "    opens topic\n"
                             "    at most 9\n"
                             "  move drop \"撤销\" called -> done\n"
                             "    by clerk of place\n"
                             "    tells members\n"
                             "procedure topic \"议题\" motion\n"
                             "  party place \"地方\" organization\n"
                             "  roll members \"名单\"\n"
                             "    of parent.members\n"
                             "  roll voters \"表决人\"\n"
                             "    of members still\n"
                             "    filled by raise\n"
                             "  roll rest \"其余\"\n"
                             "    of any resident\n"
                             "    not members\n"
                             "    filled by raise\n"
                             "  stage all \"全程\"\n"
                             "    state called \"召集\" held by place\n"
                             "    state done \"结束\" final\n"
                             "  clock run from raise until pass drop end\n"
                             "    for 90 days\n"
                             "    late tell clerk of place\n"
                             "  open raise \"提出\" -> called\n"
                             "    by parent\n"
                             "    sets place to parent.place\n"
                             "  move pass \"通过\" called -> done\n"
                             "    by clerk of place\n"
                             "    tells voters\n"
                             "    answers\n"
                             "    when voters at least 1/1 of parent.members by area\n"
                             "  move drop \"撤销\" called -> done\n"
                             "    by clerk of place\n"
                             "    tells voters\n"
                             "    answers\n"
                             "  move end \"终止\" called -> done\n"
                             "    by parent\n"
                             "    tells voters\n"
                             "    answers\n";

static cgov_id own_a_flat(cgov_id owner, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft unit = {.size = sizeof unit,
                                    .kind = CGOV_KIND_UNIT,
                                    .parent = town.village.id,
                                    .name = text_of("户"),
                                    .type = text_of("dwelling"),
                                    .owner = owner,
                                    .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &unit, &id), CGOV_OK);
    return id;
}

/* Of the n-th topic, whose number follows the meeting's. */
static cgov_roll_view of_topic(uint32_t n, const char *name) {
    const cgov_id meeting = count;
    count = ((cgov_id)CGOV_KIND_MOTION << 44 | (meeting & UINT32_MAX)) + n;
    const cgov_roll_view view = roll_of(name);
    count = meeting;
    return view;
}

/* A move fills a roll and opens what is filled from it: the child has those whom the move has just put there. */
static void what_a_move_fills_its_children_are_filled_from(void **state) {
    (void)state;
    if (adopt(FAMILY)) fail_msg("%s", town_error(&town).message);
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "清点"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "meet", details, 2, &count), CGOV_OK);
    own_a_flat(town.resident, 100);
    const cgov_id flat = own_a_flat(town.neighbour, 7);
    town_move(&town, clerk, count, "list", NULL, 0);
    const uint64_t residents = town.ledger->model.residents.count;
    assert_true(of_topic(1, "voters").heads == 2 && of_topic(1, "voters").area == 107);
    assert_int_equal(of_topic(1, "rest").heads, residents - 2);
    /* Filled again, it begins anew, and the older one with it. */
    act = town_act(&town, town.founder);
    const cgov_entity_draft sold = {.size = sizeof sold, .kind = CGOV_KIND_UNIT, .owner = town.auditor, .area = 900};
    assert_int_equal(cgov_entity_change(town.ledger, &act, flat, &sold, NULL), CGOV_OK);
    own_a_flat(clerk, 10);
    town_move(&town, clerk, count, "list", NULL, 0);
    assert_int_equal(of_topic(1, "voters").heads, 0);
    assert_true(of_topic(2, "voters").heads == 3 && of_topic(2, "voters").area == 1010);
    assert_int_equal(of_topic(2, "rest").heads, residents - 3);
}

static const char HALL[] = "  roll members \"成员\"\n"
                           "    of any resident\n"
                           "    by clerk of place\n"
                           "    out by clerk of place\n"
                           "    in open\n"
                           "  roll came \"到会\"\n"
                           "    of members\n"
                           "    by clerk of place\n"
                           "    out by clerk of place\n"
                           "    in open\n"
                           "  roll voters \"表决时到会\"\n"
                           "    of came\n"
                           "    filled by copy\n"
                           "  roll votes \"表决\"\n"
                           "    of voters\n"
                           "    by self\n"
                           "    in open\n"
                           "  roll hosts \"接待\"\n"
                           "    of came\n"
                           "    by clerk of place\n"
                           "    in open\n";

static void assert_hall(uint64_t came, uint64_t voters, uint64_t votes, uint64_t hosts) {
    assert_int_equal(heads("came"), came);
    assert_int_equal(heads("voters"), voters);
    assert_int_equal(heads("votes"), votes);
    assert_int_equal(heads("hosts"), hosts);
}

/* A list that a move has filled is of who there was then, whoever leaves what it was filled from; who was entered by
 * hand, and leaves it, is gone; and who is off the base is off all. */
static void whom_a_move_put_there_stays_there(void **state) {
    (void)state;
    begin(text_with(HALL, "members", ""));
    const cgov_id both[] = {town.resident, town.neighbour};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(enter(clerk, "members", both[i]), CGOV_OK);
        assert_int_equal(enter(clerk, "came", both[i]), CGOV_OK);
        assert_int_equal(enter(clerk, "hosts", both[i]), CGOV_OK);
    }
    town_move(&town, clerk, count, "copy", NULL, 0);
    assert_int_equal(enter(town.resident, "votes", town.resident), CGOV_OK);
    assert_hall(2, 2, 1, 2);
    assert_int_equal(take_out("came", town.resident), CGOV_OK);
    assert_hall(1, 2, 1, 1);
    assert_int_equal(take_out("came", town.neighbour), CGOV_OK);
    assert_int_equal(enter(town.neighbour, "votes", town.neighbour), CGOV_OK); /* who went can vote yet */
    assert_hall(0, 2, 2, 0);
    assert_int_equal(enter(clerk, "came", town.neighbour), CGOV_OK);
    assert_int_equal(take_out("members", town.neighbour), CGOV_OK);
    assert_hall(0, 1, 1, 0);
    town_move(&town, clerk, count, "copy", NULL, 0); /* the next list is of who is there by then */
    assert_hall(0, 0, 0, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(still_asks_whom_the_roll_leaves_out),
        TEST(still_asks_each_roll_once),
        TEST(who_leaves_a_roll_leaves_those_made_from_it),
        TEST(what_a_move_fills_its_children_are_filled_from),
        TEST(whom_a_move_put_there_stays_there),
        TEST(a_fill_with_units_that_no_text_asked_for),
        TEST(a_line_of_a_base_that_changes_while_it_does_not_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
