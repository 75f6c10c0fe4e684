/* Rulebooks adopted: from an instant on, running items staying where they are or carried by a map; profiles; what a
 * host reads of the rules. (test_rulebook.c and test_checks.c have the language and its checks.) */
#include "support/fields.h"
#include "support/on_a_town.h"

#include "base/hash.h"
#include "support/alloc.h"
#include "support/test.h"

static const char next[] = "rulebook 1\n"
                           "role clerk \"受理员\"\n"
                           "  may add\n"
                           "role head \"负责人\"\n"
                           "procedure issue \"简易流程\"\n"
                           "  party reporter \"反映人\" resident\n"
                           "  party intake \"受理单位\" organization\n"
                           "  party lead \"主办单位\" organization\n"
                           "  stage all \"全程\"\n"
                           "    state open \"办理中\" held by intake\n"
                           "    state waiting \"等待中\" held by lead\n"
                           "    state closed \"已结\" final\n"
                           "  clock forward from report until finish\n"
                           "    for 20 days\n"
                           "    late tell head of intake\n"
                           "  clock handle from hand until finish\n"
                           "    for 5 days\n"
                           "    late tell head of lead\n"
                           "  open report \"登记\" -> open\n"
                           "    by any resident\n"
                           "    needs place text intake\n"
                           "    takes matter\n"
                           "    sets intake to given\n"
                           "  move classify open -> same\n"
                           "    by clerk of intake\n"
                           "    takes urgency\n"
                           "    reclasses\n"
                           "    at most 2\n"
                           "  move hand open -> waiting\n"
                           "    by clerk of intake\n"
                           "    needs lead\n"
                           "    sets lead to given\n"
                           "  move finish open waiting -> closed\n"
                           "    by clerk of intake\n"
                           "    answers\n"
                           "profile FAST\n"
                           "  issue.forward 3 days\n"
                           "profile SLOW\n"
                           "  issue.forward 30 days\n"
                           "matter road \"道路\"\n"
                           "  procedure issue\n"
                           "  profile SLOW\n";

static const char calendar_2027[] = "rulebook 1\n"
                                    "calendar cn covers 2027-01-01 2027-12-31\n"
                                    "  source \"预告\" unverified\n"
                                    "  workdays mon tue wed thu fri\n";

static int32_t try_adopt(const char *text, cgov_time from, const char *profile, const char *map, uint32_t *version) {
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {
        .size = sizeof adoption, .text = text_of(text), .from = from, .profile = text_of(profile), .map = text_of(map)};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, version);
}

static void adopt(const char *text, cgov_time from, const char *profile, const char *map) {
    int32_t status = try_adopt(text, from, profile, map, NULL);
    if (status != CGOV_OK) print_error("%s\n", town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static uint32_t version_of(cgov_id id) {
    return town_item(&town, town.auditor, id).rulebook;
}

static cgov_ledger_view info_of(void) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    return info;
}

/* ---- from an instant on ---- */

static void a_rulebook_is_in_force_from_its_instant(void **state) {
    (void)state;
    cgov_id before = town_report(&town, town.resident);
    cgov_time from = town.now + DAY;
    uint32_t version = 0;
    assert_int_equal(try_adopt(next, from, NULL, NULL, &version), CGOV_OK);
    assert_int_equal(version, 2);
    assert_int_equal(info_of().rulebooks, 2);
    cgov_id clerk = town.centre.officers[CLERK];
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .parent = town.centre.id, .name = text_of("某")};
    town.now = from - 1;
    cgov_id not_yet = town_report(&town, town.resident);
    cgov_act act = town_act(&town, clerk);
    town_assert_refused(&town, cgov_entity_add(town.ledger, &act, &entity, NULL), CGOV_E_REFUSED, CGOV_R_MAY);
    town.now = from;
    cgov_id after = town_report(&town, town.resident);
    act = town_act(&town, clerk); /* roles too are those of the newest in force that declares them */
    assert_int_equal(cgov_entity_add(town.ledger, &act, &entity, NULL), CGOV_OK);
    assert_true(version_of(before) == 1 && version_of(not_yet) == 1 && version_of(after) == 2);
    town_assert_state(&town, before, "registered");
    town_assert_state(&town, after, "open");

    /* Running items stay: their moves, clocks and refusals are their own version's. */
    town_move(&town, clerk, before, "accept", NULL, 0);
    town_assert_refused(&town, town_try_move(&town, clerk, before, "hand", NULL, 0), CGOV_E_REFUSED, CGOV_R_MOVE);
    assert_int_equal(town_error(&town).version, 1);
    town_assert_refused(&town, town_try_move(&town, clerk, after, "accept", NULL, 0), CGOV_E_REFUSED, CGOV_R_MOVE);
    assert_int_equal(town_error(&town).version, 2);
    assert_true(town_clock(&town, clerk, before, "forward").due == town_at(2026, 2, 24, 24, 0) - 1);
    assert_true(town_clock(&town, clerk, after, "forward").due == town_at(2026, 2, 27, 24, 0) - 1);
    /* A role the newer one does not have is still the older one's. */
    assert_int_equal(try_adopt(next, 0, NULL, NULL, &version), CGOV_OK);
    assert_int_equal(version, 3);
}

static void adoptions_that_are_refused(void **state) {
    (void)state;
    uint8_t before[2][32], after[2][32];
    town_issue_in(&town, "closed");
    cgov_id standing = town_report(&town, town.resident); /* something to carry, without a lead */
    assert_int_equal(cgov_state_digest(town.ledger, before[0]), CGOV_OK);
    assert_int_equal(cgov_journal_digest(town.ledger, before[1]), CGOV_OK);
    const struct {
        const char *text;
        cgov_time from;
        const char *profile, *map;
        int32_t status;
        uint32_t reason, line;
    } rows[] = {
        {"rulebook 1\nrole\n", 0, NULL, NULL, CGOV_E_RULEBOOK, CGOV_R_SYNTAX, 2},
        {"rulebook 2\n", 0, NULL, NULL, CGOV_E_RULEBOOK, CGOV_R_SYNTAX, 1},
        {"rulebook 1\nprocedure p \"\"\n  party intake \"\" organization\n  stage s \"\"\n    state a \"\" held by "
         "intake\n"
         "    state z \"\" final\n  open o \"\" -> a\n    by any resident\n    needs intake\n    sets intake to given\n"
         "  move m a -> z\n    by any resident\n    answers\n",
         0, NULL, NULL, CGOV_E_RULEBOOK, CGOV_R_CHECK, 7},                   /* nobody is answered */
        {next, TOWN_START / 1000, NULL, NULL, CGOV_E_ARG, CGOV_R_DETAIL, 0}, /* in seconds */
        {next, 10000000000, NULL, NULL, CGOV_E_REFUSED, CGOV_R_TERM, 0},
        {next, TOWN_START - 1, NULL, NULL, CGOV_E_REFUSED, CGOV_R_TERM, 0},
        {next, 0, "BOARD", NULL, CGOV_E_REFUSED, CGOV_R_DETAIL, 0}, /* the older one's profile */
        {next, 0, NULL, "issue registered open", CGOV_E_REFUSED, CGOV_R_MAP, 0},
        {next, 0, NULL, "issue registered -> open now", CGOV_E_REFUSED, CGOV_R_MAP, 0},
        {next, 0, NULL, "issue registered ->", CGOV_E_REFUSED, CGOV_R_MAP, 0},
        {next, 0, NULL, "a_name_of_more_than_thirty_one_letters a -> b", CGOV_E_REFUSED, CGOV_R_MAP, 0},
        {next, 0, NULL, "part asked -> open", CGOV_E_REFUSED, CGOV_R_MAP, 0},          /* no such procedure there */
        {next, 0, NULL, "issue registered -> nowhere", CGOV_E_REFUSED, CGOV_R_MAP, 0}, /* no such state there */
        {next, 0, NULL, "issue registered -> closed", CGOV_E_REFUSED, CGOV_R_MAP, 0},  /* final: owed an answer */
        {next, 0, NULL, "issue nowhere -> open", CGOV_E_REFUSED, CGOV_R_MAP, 0},       /* no such state here */
        {next, 0, NULL, "issue closed -> open", CGOV_E_REFUSED, CGOV_R_MAP, 0},        /* no clock of it would run */
        {next, 0, NULL, "issue registered -> waiting", CGOV_E_REFUSED, CGOV_R_MAP, 0}, /* nobody leads it yet */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t version = 77;
        int32_t got = try_adopt(rows[i].text, rows[i].from, rows[i].profile, rows[i].map, &version);
        town_assert_refused(&town, got, rows[i].status, rows[i].reason);
        cgov_error error = town_error(&town);
        assert_int_equal(error.line, rows[i].line);
        assert_int_equal(error.column > 0, rows[i].status == CGOV_E_RULEBOOK);
        assert_int_equal(version, 0);
    }
    assert_true(town_error(&town).item == standing);
    assert_int_equal(cgov_state_digest(town.ledger, after[0]), CGOV_OK);
    assert_int_equal(cgov_journal_digest(town.ledger, after[1]), CGOV_OK);
    assert_memory_equal(before, after, sizeof before);
}

static void an_adoption_is_repeated(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.founder);
    act.key[0] = 5;
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(next)};
    uint32_t version = 0;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    assert_int_equal(version, 2);
    version = 0;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_REPEAT);
    assert_int_equal(version, 2);
    assert_int_equal(info_of().rulebooks, 2);
}

/* ---- running items carried ---- */

static void a_map_carries_running_items(void **state) {
    (void)state;
    cgov_id clerk = town.centre.officers[CLERK];
    const cgov_detail urgent = town_text(CGOV_FIELD_URGENCY, "urgent");
    cgov_id registered = town_issue_in(&town, "registered"), accepted = town_issue_in(&town, "accepted");
    cgov_id handling = town_issue_in(&town, "handling"), withdrawn = town_report(&town, town.resident);
    town_move(&town, clerk, registered, "classify", &urgent, 1);
    town_move(&town, town.resident, withdrawn, "withdraw", NULL, 0);
    cgov_clock_view forward = town_clock(&town, clerk, registered, "forward");
    cgov_clock_view handle = town_clock(&town, clerk, handling, "handle"),
                    sign = town_clock(&town, clerk, handling, "sign");
    uint64_t seq = town_item(&town, clerk, registered).version;
    town.now += DAY;
    adopt(next, 0, NULL, "issue registered -> open\n\n  issue\thandling -> waiting\n");

    cgov_item_view view = town_item(&town, clerk, registered);
    assert_true(view.rulebook == 2 && view.version > seq && view.moved_at == town.now &&
                view.urgency == CGOV_URGENCY_URGENT);
    assert_string_equal(view.state, "open");
    assert_true(view.reporter == town.resident && view.holder == town.centre.id && view.owed == 1);
    view = town_item(&town, clerk, handling);
    assert_string_equal(view.state, "waiting");
    assert_true(view.holder == town.street.id && version_of(accepted) == 1 && version_of(withdrawn) == 1);

    /* Clocks of the same name go on with their dues; others stop. Limits used up stay used up. */
    cgov_clock_view carried = town_clock(&town, clerk, registered, "forward");
    assert_true(carried.due == forward.due && carried.started_at == forward.started_at &&
                carried.state == CGOV_CLOCK_RUNNING);
    assert_true(town_clock(&town, clerk, handling, "handle").due == handle.due);
    assert_true(town_clock(&town, clerk, handling, "sign").state == 0 && sign.state == CGOV_CLOCK_STOPPED);
    town_move(&town, clerk, registered, "classify", &urgent, 1);
    town_assert_refused(&town, town_try_move(&town, clerk, registered, "classify", &urgent, 1), CGOV_E_REFUSED,
                        CGOV_R_AT_MOST);
    town_assert_refused(&town, town_try_move(&town, clerk, registered, "accept", NULL, 0), CGOV_E_REFUSED, CGOV_R_MOVE);

    cgov_history_view entries[16];
    uint32_t count = town_history(&town, clerk, handling, entries, 16);
    assert_int_equal(entries[count - 1].record, CGOV_RECORD_MIGRATED);
    assert_string_equal(entries[count - 1].from, "handling");
    assert_string_equal(entries[count - 1].to, "waiting");
    assert_true(entries[count - 1].at == town.now && entries[count - 1].move[0] == '\0');
    town_move(&town, clerk, handling, "finish", NULL, 0);
    count = town_history(&town, clerk, handling, entries, 16);
    assert_string_equal(entries[count - 1].from, "waiting");
    assert_string_equal(entries[0].move, "report");
    assert_string_equal(entries[4].move, "start");
}

static void what_was_carried_is_replayed(void **state) {
    (void)state;
    leave(NULL);
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    const cgov_ledger_options open = {.size = sizeof open, .storage = &storage};
    town_found(&town, &options);
    cgov_id id = town_issue_in(&town, "handling");
    adopt(next, 0, "FAST", "issue handling -> waiting");
    adopt(calendar_2027, 0, NULL, NULL);
    uint8_t digests[2][32];
    assert_int_equal(cgov_state_digest(town.ledger, digests[0]), CGOV_OK);
    cgov_ledger_close(town.ledger);
    assert_int_equal(cgov_ledger_open(&open, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, digests[1]), CGOV_OK);
    assert_memory_equal(digests[0], digests[1], 32);
    town_assert_state(&town, id, "waiting");
    town_move(&town, town.centre.officers[CLERK], id, "finish", NULL, 0);
    leave(NULL);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    found(NULL);
}

/* The text with one piece changed for another; it stands until the next but one. */
static const char *edited(const char *text, const char *from, const char *to) {
    static char rooms[2][1 << 18];
    static int room;
    const char *at = strstr(text, from);
    assert_non_null(at);
    room = !room;
    size_t before = (size_t)(at - text), more = strlen(to), rest = strlen(at + strlen(from));
    assert_true(before + more + rest < sizeof rooms[room]);
    memcpy(rooms[room], text, before); /* the other room may hold the text */
    memcpy(rooms[room] + before, to, more);
    memcpy(rooms[room] + before + more, at + strlen(from), rest + 1);
    return rooms[room];
}

static const char *shipped(void) {
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    return text.ptr;
}

static uint32_t times_reminded(cgov_id id, const char *clock, uint32_t share) {
    cgov_history_view entries[32];
    uint32_t count = town_history(&town, town.auditor, id, entries, 32), told = 0;
    for (uint32_t i = 0; i < count; i++)
        told += entries[i].record == CGOV_RECORD_REMINDED && entries[i].share == share &&
                strcmp(entries[i].clock, clock) == 0;
    return told;
}

static void reminders_are_carried_by_their_shares(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling");
    town.now += 31 * DAY;
    town_tick(&town);
    assert_true(times_reminded(id, "handle", 50) == 1 && times_reminded(id, "handle", 80) == 0);
    const char *reminds = "    paused in suspended inquiring\n    remind 50 80\n";
    adopt(edited(shipped(), reminds, "    paused in suspended inquiring\n    remind 80 90\n"), 0, NULL,
          "issue handling -> handling");
    town.now += 20 * DAY;
    town_tick(&town);
    assert_true(times_reminded(id, "handle", 80) == 1 && times_reminded(id, "handle", 90) == 0);
    adopt(edited(shipped(), reminds, "    paused in suspended inquiring\n    remind 60 80 90\n"), 0, NULL,
          "issue handling -> handling");
    town_tick(&town); /* one that is new and past is told at once, none twice */
    assert_true(times_reminded(id, "handle", 60) == 1 && times_reminded(id, "handle", 80) == 1);
    assert_int_equal(times_reminded(id, "handle", 90), 0);
}

static void a_limit_used_up_stays_used_up(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "accepted"), clerk = town.centre.officers[CLERK];
    const cgov_detail urgent = town_text(CGOV_FIELD_URGENCY, "urgent");
    for (int i = 0; i < 3; i++) town_move(&town, clerk, id, "classify", &urgent, 1);
    adopt(edited(shipped(), "    reclasses\n    at most 3\n", "    reclasses\n    at most 2\n"), 0, NULL,
          "issue accepted -> accepted");
    town_assert_refused(&town, town_try_move(&town, clerk, id, "classify", &urgent, 1), CGOV_E_REFUSED, CGOV_R_AT_MOST);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    cgov_reader reader = town_reader(&town, clerk);
    uint64_t cursor = 0;
    uint32_t count = 0, classify = 0;
    assert_int_equal(cgov_move_list(town.ledger, &reader, id, &cursor, views, 64, &count), CGOV_OK);
    while (classify < count && strcmp(views[classify].name, "classify") != 0) classify++;
    assert_true(classify < count && views[classify].left == 0);
}

static void a_matter_is_carried_by_its_code(void **state) {
    (void)state;
    cgov_id ids[2];
    const cgov_detail matters[] = {town_text(CGOV_FIELD_MATTER, "pothole"), town_text(CGOV_FIELD_MATTER, "petition")};
    for (int i = 0; i < 2; i++)
        assert_int_equal(town_try_report(&town, town.resident, &matters[i], 1, &ids[i]), CGOV_OK);
    const char *other = edited(shipped(), "matter consultation ", "matter advice \"咨询\"\nmatter consultation ");
    adopt(edited(other, "matter petition ", "matter letter "), 0, NULL, "issue registered -> registered");
    assert_true(version_of(ids[0]) == 2 && version_of(ids[1]) == 2);
    assert_string_equal(town_item(&town, town.auditor, ids[0]).matter, "pothole");
    assert_string_equal(town_item(&town, town.auditor, ids[0]).profile, "CITY");
    assert_string_equal(town_item(&town, town.auditor, ids[1]).matter, "");
}

static cgov_id suspended(void) {
    cgov_id id = town_issue_in(&town, "handling");
    town_suspend(&town, id, 60, "等材料");
    return id;
}

/* Opened again, the ledger is what it was. */
static void reopen(const cgov_storage *storage) {
    uint8_t before[32], after[32];
    const cgov_ledger_options options = {.size = sizeof options, .storage = storage};
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_ledger_close(town.ledger);
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
}

/* In the newer text nothing pauses `handle` any more when it handles, `feedback` rests then too, as who stands above
 * the lead has it, and `resume` has gone. */
static void clocks_go_on_rest_and_stop_as_the_newer_text_says(void **state) {
    (void)state;
    leave(NULL);
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage, .profile = "BOARD"};
    town_found(&town, &options);
    cgov_id street = town.street.officers[CONTACT], carried = suspended(), resumed = suspended();
    cgov_clock_view handle = town_clock(&town, street, carried, "handle"),
                    feedback = town_clock(&town, street, carried, "feedback");
    assert_true(handle.state == CGOV_CLOCK_PAUSED && feedback.state == CGOV_CLOCK_PAUSED);
    town.now += 20 * DAY;
    town_move(&town, street, resumed, "resume", NULL, 0);
    const char *newer = edited(shipped(), "suspended inquiring\n", "suspended inquiring handling\n");
    newer = edited(newer, "signed -> handling\n    by contact of lead",
                   "signed -> handling\n    by head of superior of lead");
    newer = edited(edited(newer, "clock pause ", "clock over "), "clock resume ", "clock again ");
    adopt(newer, 0, NULL, "issue suspended -> handling\nissue handling -> handling");
    reopen(&storage);

    const cgov_id ids[] = {carried, resumed};
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved");
    for (int i = 0; i < 2; i++) { /* no matter whether it was a move or the carrying that let it go on */
        cgov_clock_view now = town_clock(&town, street, ids[i], "handle");
        assert_true(now.state == CGOV_CLOCK_RUNNING && now.due == handle.due + 20 * DAY);
        assert_int_equal(town_clock(&town, street, ids[i], "feedback").state, CGOV_CLOCK_PAUSED);
        assert_int_equal(town_clock(&town, street, ids[i], "resume").state, 0);
    }
    town.now += 3 * DAY;
    town_move(&town, street, resumed, "done", &result, 1);
    feedback.due += 23 * DAY;
    assert_int_equal(town_clock(&town, street, resumed, "feedback").state, CGOV_CLOCK_RUNNING);
    assert_true(town_clock(&town, street, resumed, "feedback").due == feedback.due);
    town.now = handle.due + 20 * DAY + 1;
    town_tick(&town);
    cgov_history_view entries[32];
    uint32_t count = town_history(&town, town.auditor, carried, entries, 32);
    assert_true(entries[count - 1].record == CGOV_RECORD_LATE && entries[count - 1].at == town.now);
    reopen(&storage);
    leave(NULL);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    found(NULL);
}

static void an_item_no_clock_would_watch_over_is_not_carried(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handling"); /* only `handle` runs, and it would rest */
    town_assert_refused(&town, try_adopt(shipped(), 0, NULL, "issue handling -> suspended", NULL), CGOV_E_REFUSED,
                        CGOV_R_MAP);
    assert_true(town_error(&town).item == id);
    town_assert_state(&town, id, "handling");
}

/* ---- clocks under other rules than the shipped ---- */

static void an_extension_has_a_bound(void **state) {
    (void)state;
    leave(NULL);
    const char *extends = "    needs reason days\n    takes note\n    before handle\n    extends handle feedback at "
                          "most 30 days\n    at most 1\n";
    const struct town_options options = {
        .rulebook = edited(shipped(), extends,
                           "    takes days\n    extends handle feedback at most 36500 days\n    at most 9\n")};
    town_found(&town, &options);
    cgov_id id = town_issue_in(&town, "handling"), head = town.street.officers[HEAD];
    town_move(&town, head, id, "extend", NULL, 0);
    cgov_time due = town_clock(&town, head, id, "handle").due;
    town_assert_refused(&town, town_try_move(&town, head, id, "extend", NULL, 0), CGOV_E_LIMIT, CGOV_R_LIMIT);
    cgov_detail days = town_number(CGOV_FIELD_DAYS, 100);
    town_move(&town, head, id, "extend", &days, 1);
    assert_true(town_clock(&town, head, id, "handle").due == due + 100 * DAY);
    days.number = 1;
    town_assert_refused(&town, town_try_move(&town, head, id, "extend", &days, 1), CGOV_E_LIMIT, CGOV_R_LIMIT);
}

static void a_clock_ends_with_its_late_move(void **state) {
    (void)state;
    leave(NULL);
    const struct town_options options = {.rulebook = edited(shipped(),
                                                            "uphold_order arbitrate assign arbitrate_late withdraw\n",
                                                            "uphold_order arbitrate assign withdraw\n")};
    town_found(&town, &options);
    cgov_id id = town_issue_in(&town, "dispatched"), street = town.street.officers[CONTACT];
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本街道");
    town_move(&town, street, id, "object", &reason, 1);
    town.now += 30 * DAY;
    town_tick(&town);
    town_assert_state(&town, id, "dispatched");
    assert_int_equal(town_clock(&town, street, id, "object").state, CGOV_CLOCK_STOPPED);
}

/* ---- profiles ---- */

static void a_profile_is_the_matters_else_the_adoptions(void **state) {
    (void)state;
    cgov_id clerk = town.centre.officers[CLERK], plain = 0, road = 0;
    adopt(next, 0, "FAST", NULL);
    const cgov_detail matter = town_text(CGOV_FIELD_MATTER, "road");
    assert_int_equal(town_try_report(&town, town.resident, NULL, 0, &plain), CGOV_OK);
    assert_int_equal(town_try_report(&town, town.resident, &matter, 1, &road), CGOV_OK);
    assert_string_equal(town_item(&town, clerk, plain).profile, "FAST");
    assert_string_equal(town_item(&town, clerk, road).profile, "SLOW");
    assert_true(town_clock(&town, clerk, plain, "forward").due == town_at(2026, 2, 9, 24, 0) - 1);
    assert_true(town_clock(&town, clerk, road, "forward").due == town_at(2026, 3, 8, 24, 0) - 1);
    /* A matter that only an older rulebook in force has is still its own. */
    const cgov_detail petition = town_text(CGOV_FIELD_MATTER, "petition"), none = town_text(CGOV_FIELD_MATTER, "moon");
    assert_int_equal(town_try_report(&town, town.resident, &petition, 1, &plain), CGOV_OK);
    assert_true(version_of(plain) == 1);
    assert_string_equal(town_item(&town, clerk, plain).profile, "PETITION");
    town_assert_refused(&town, town_try_report(&town, town.resident, &none, 1, &plain), CGOV_E_REFUSED, CGOV_R_DETAIL);
}

static void a_child_has_its_parents_profile_unless_one_is_named(void **state) {
    (void)state;
    leave(NULL);
    const struct town_options options = {.profile = "BOARD"};
    town_found(&town, &options);
    cgov_id id = town_issue_in(&town, "accepted");
    const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id),
                                   town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", details, 2);
    town_move(&town, town.street.officers[CONTACT], id, "sign", NULL, 0);
    town_move(&town, town.street.officers[CONTACT], id, "start", NULL, 0);
    const cgov_detail call[] = {town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.village.id),
                                town_text(CGOV_FIELD_REASON, "请到场"), town_choice(&town, "occasion", "joint")};
    town_move(&town, town.street.officers[HEAD], id, "whistle", call, 3);
    cgov_id asked = UINT64_C(4) << 44 | 2, called = UINT64_C(4) << 44 | 3;
    assert_string_equal(town_item(&town, town.auditor, id).profile, "BOARD");
    assert_string_equal(town_item(&town, town.auditor, asked).profile, "BOARD");
    assert_string_equal(town_item(&town, town.auditor, called).profile, "WHISTLE");
    assert_int_equal(town_clock(&town, town.auditor, asked, "arrive").state, 0);
    assert_true(town_clock(&town, town.auditor, called, "arrive").due == town.now + 30 * MINUTE);
    assert_true(town_clock(&town, town.auditor, asked, "share").due == town_at(2026, 2, 16, 24, 0) - 1);
}

/* ---- looking into the rules ---- */

/* The text's n-th line. */
static cgov_text line_of(cgov_text text, uint32_t n) {
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (--n > 0 && at < end) at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1;
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    cgov_text line = {at, (uint64_t)((stop == NULL ? end : stop) - at)};
    return line;
}

static bool line_has(cgov_text text, uint32_t line, const char *keyword, const char *name) {
    char copy[512], word[64], second[64];
    cgov_text found_line = line_of(text, line);
    assert_true(found_line.len < sizeof copy);
    memcpy(copy, found_line.ptr, (size_t)found_line.len);
    copy[found_line.len] = '\0';
    return sscanf(copy, "%63s %63s", word, second) == 2 && strcmp(word, keyword) == 0 && strcmp(second, name) == 0;
}

/* What the library says the rulebook has, a page of two at a time; each on the line it names. */
static uint32_t count_rules(cgov_text text, uint32_t rule, const char *procedure, const char *keyword) {
    cgov_rule_view views[2];
    uint64_t cursor = 0;
    uint32_t count = 0, sum = 0;
    views[0].size = sizeof views[0];
    while (cgov_rule_list(town.ledger, NULL, 0, rule, procedure, &cursor, views, 2, &count) == CGOV_OK) {
        for (uint32_t i = 0; i < count; i++, sum++) {
            assert_int_equal(views[i].rule, rule);
            assert_int_equal(views[i].index, sum);
            const char *expected = views[i].opens ? "open" : keyword;
            if (!line_has(text, views[i].line, expected, views[i].name))
                fail_msg("%s %s: line %u", keyword, views[i].name, views[i].line);
        }
    }
    return sum;
}

/* The lines of a procedure that begin with a keyword; with edges, the states each move leaves. */
static uint32_t count_lines(cgov_text text, const char *procedure, const char *keyword, bool edges) {
    uint32_t sum = 0;
    bool inside = procedure[0] == '\0';
    for (uint32_t n = 1; line_of(text, n).ptr < text.ptr + text.len; n++) {
        char copy[512], word[64] = "", name[64] = "";
        cgov_text line = line_of(text, n);
        if (line.len >= sizeof copy) continue;
        memcpy(copy, line.ptr, (size_t)line.len);
        copy[line.len] = '\0';
        sscanf(copy, "%63s %63s", word, name);
        if (procedure[0] != '\0' && copy[0] != ' ' && word[0] != '\0' && word[0] != '#')
            inside = strcmp(word, "procedure") == 0 && strcmp(name, procedure) == 0;
        if (!inside || strcmp(word, keyword) != 0) continue;
        char *arrow = strstr(copy, " -> "), *from = strrchr(copy, '"');
        if (edges) {
            *arrow = '\0';
            for (char *at = strtok(from + 1, " "); at != NULL; at = strtok(NULL, " ")) sum++;
        } else {
            sum++;
        }
    }
    return sum;
}

static void the_shipped_procedures_are_read_back(void **state) {
    (void)state;
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    static const struct {
        const char *procedure;
        uint32_t parties, stages, states, clocks, moves, edges;
    } rows[] = {{"issue", 9, 3, 24, 20, 62, 154},
                {"part", 2, 1, 4, 2, 4, 6},
                {"order", 1, 1, 3, 1, 3, 3},
                {"question", 2, 2, 4, 2, 8, 9}};
    for (int i = 0; i < 4; i++) {
        const char *p = rows[i].procedure;
        assert_int_equal(count_rules(text, CGOV_RULE_PARTY, p, "party"), rows[i].parties);
        assert_int_equal(count_rules(text, CGOV_RULE_STAGE, p, "stage"), rows[i].stages);
        assert_int_equal(count_rules(text, CGOV_RULE_STATE, p, "state"), rows[i].states);
        assert_int_equal(count_rules(text, CGOV_RULE_CLOCK, p, "clock"), rows[i].clocks);
        assert_int_equal(count_rules(text, CGOV_RULE_MOVE, p, "move"), rows[i].moves);
        assert_int_equal(count_lines(text, p, "state", false), rows[i].states);
        assert_int_equal(count_lines(text, p, "clock", false), rows[i].clocks);
        assert_int_equal(count_lines(text, p, "move", false) + 1, rows[i].moves);
        uint32_t edges = 0, count = 0;
        uint64_t cursor = 0;
        cgov_edge_view edge = {.size = sizeof edge};
        while (cgov_edge_list(town.ledger, NULL, 1, p, &cursor, &edge, 1, &count) == CGOV_OK) {
            assert_true(edge.to[0] != '\0' && (edge.from[0] == '\0') == (edges == 0));
            assert_true(line_has(text, edge.line, edges == 0 ? "open" : "move", edge.move));
            edges++;
        }
        assert_int_equal(edges, rows[i].edges);
        assert_int_equal(count_lines(text, p, "move", true) + 1, edges);
    }
    assert_int_equal(count_rules(text, CGOV_RULE_PROCEDURE, NULL, "procedure"),
                     count_lines(text, "", "procedure", false) - 3);
    assert_int_equal(count_rules(text, CGOV_RULE_ROLE, "", "role"), 10);
    assert_int_equal(count_rules(text, CGOV_RULE_PROFILE, "", "profile"), 6);
    assert_int_equal(count_rules(text, CGOV_RULE_MATTER, "", "matter"), 3);
    assert_int_equal(count_rules(text, CGOV_RULE_CALENDAR, "", "calendar"), 2);
}

static cgov_rule_view rule_of(uint32_t rule, const char *procedure, const char *name) {
    cgov_rule_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_rule_list(town.ledger, NULL, 0, rule, procedure, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view;
    fail_msg("no %s", name);
    return view;
}

static void what_a_rule_says_of_itself(void **state) {
    (void)state;
    cgov_rule_view view = rule_of(CGOV_RULE_STATE, "issue", "checking");
    assert_string_equal(view.title, "核查中");
    assert_string_equal(view.holder, "intake");
    assert_string_equal(view.stage, "resolve");
    assert_int_equal(view.final, 0);
    view = rule_of(CGOV_RULE_STATE, "issue", "settled");
    assert_true(view.final == 1 && view.holder[0] == '\0');
    assert_string_equal(view.citation, "信访工作条例 36");
    view = rule_of(CGOV_RULE_MOVE, "issue", "extend");
    assert_string_equal(view.title, "延期");
    assert_string_equal(view.to, "");
    assert_string_equal(view.citation, "信访工作条例 34");
    assert_true(view.limit == 1 && view.by_time == 0 && view.opens == 0);
    assert_true(view.takes == 1 && view.needs == 2);
    assert_true(fields_taken(town.ledger, 0, "issue", "extend") == UINT64_C(1) << CGOV_FIELD_NOTE);
    assert_true(fields_needed(town.ledger, 0, "issue", "extend") ==
                (UINT64_C(1) << CGOV_FIELD_REASON | UINT64_C(1) << CGOV_FIELD_DAYS));
    view = rule_of(CGOV_RULE_MOVE, "issue", "archive");
    assert_true(view.by_time == 1 && view.limit == 0);
    assert_string_equal(view.to, "archived");
    assert_int_equal(rule_of(CGOV_RULE_MOVE, "issue", "report").opens, 1);
    assert_string_equal(rule_of(CGOV_RULE_PROCEDURE, NULL, "issue").title, "民情事项");
    assert_string_equal(rule_of(CGOV_RULE_CLOCK, "issue", "handle").citation, "信访工作条例 34; 民法典 203");
    assert_string_equal(rule_of(CGOV_RULE_MATTER, NULL, "petition").title, "申诉求决");
    assert_string_equal(rule_of(CGOV_RULE_PROFILE, NULL, "CITY").citation, "GB/T 30428.8");
    assert_string_equal(rule_of(CGOV_RULE_ROLE, NULL, "contact").title, "民呼回应专员");
}

static void a_roll_says_of_itself(void **state) {
    (void)state;
    adopt(
        "rulebook 1\nrole head \"负责人\"\nprocedure call \"联名提议\" motion\n cites \"条例 13\"\n"
        " party estate \"小区\" organization\n stage s \"联名\"\n state open \"联名中\" held by estate\n"
        " state done \"已办结\" final\n clock run from propose until report\n  for 9 days\n  late tell head of estate\n"
        " open propose -> open\n  by head of estate\n  needs organization\n  sets estate to given\n"
        " move report open -> done\n  by head of estate\n  tells signatures\n"
        " roll signatures \"附议\"\n  of any resident\n  by self\n  in open\n  needs text reason\n  takes note\n"
        "  at most 40\n roll others \"其他\"\n  of signatures\n  cites \"条例 14\"\n",
        0, NULL, NULL);
    cgov_rule_view view = rule_of(CGOV_RULE_ROLL, "call", "signatures");
    assert_string_equal(view.title, "附议");
    assert_string_equal(view.citation, "条例 13");
    assert_true(view.limit == 40 && view.needs == 2 && view.takes == 1 && view.line == 19);
    view = rule_of(CGOV_RULE_ROLL, "call", "others");
    assert_string_equal(view.citation, "条例 14");
    assert_true(view.index == 1 && view.limit == 0 && view.needs == 0 && view.takes == 0);
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 0, CGOV_RULE_ROLL, "issue", &cursor, &view, 1, &count),
                     CGOV_DONE);
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 0, CGOV_RULE_ROLL, NULL, &cursor, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 0, CGOV_RULE_ROLL + 1, "", &cursor, &view, 1, &count),
                     CGOV_E_ARG);
}

static void version_0_is_the_newest_in_force_that_has_it(void **state) {
    (void)state;
    cgov_rule_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    adopt(next, town.now + DAY, NULL, NULL);
    assert_string_equal(rule_of(CGOV_RULE_PROCEDURE, NULL, "issue").title, "民情事项"); /* not in force yet */
    town.now += DAY;
    town_report(&town, town.resident);
    adopt(calendar_2027, 0, NULL, NULL);
    assert_string_equal(rule_of(CGOV_RULE_PROCEDURE, NULL, "issue").title, "简易流程");
    assert_string_equal(rule_of(CGOV_RULE_STATE, "part", "asked").title, "待协办"); /* only version 1 has it */
    assert_int_equal(rule_of(CGOV_RULE_CALENDAR, NULL, "cn").line, 2);
    rule_of(CGOV_RULE_MATTER, NULL, "road");
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 1, CGOV_RULE_STATE, "issue", &cursor, &view, 1, &count),
                     CGOV_OK);
    assert_string_equal(view.name, "registered");
    cursor = 0;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 3, CGOV_RULE_MATTER, "", &cursor, &view, 1, &count), CGOV_DONE);
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 4, CGOV_RULE_MATTER, "", &cursor, &view, 1, &count),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 3, CGOV_RULE_STATE, "issue", &cursor, &view, 1, &count),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 0, CGOV_RULE_STATE, "moon", &cursor, &view, 1, &count),
                     CGOV_E_NOT_FOUND);
}

static void an_adopted_text_is_read_back(void **state) {
    (void)state;
    static char into[65536];
    cgov_reader public = town_reader(&town, 0);
    uint64_t needed = 0;
    adopt(next, 0, NULL, NULL);
    assert_int_equal(cgov_rulebook_text(town.ledger, &public, 2, into, sizeof next, &needed), CGOV_OK);
    assert_string_equal(into, next);
    assert_int_equal(needed, sizeof next - 1);
    assert_int_equal(cgov_rulebook_text(town.ledger, &public, 2, into, sizeof next - 1, &needed), CGOV_E_BUFFER);
    assert_int_equal(cgov_rulebook_text(town.ledger, &public, 2, NULL, 0, &needed), CGOV_E_BUFFER);
    assert_int_equal(needed, sizeof next - 1);
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    assert_int_equal(cgov_rulebook_text(town.ledger, &public, 1, into, sizeof into, &needed), CGOV_OK);
    assert_true(needed == text.len && memcmp(into, text.ptr, text.len) == 0);
    assert_int_equal(cgov_rulebook_text(town.ledger, &public, 0, into, sizeof into, &needed), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_rulebook_text(town.ledger, &public, 3, into, sizeof into, &needed), CGOV_E_NOT_FOUND);
}

/* ---- without a ledger ---- */

static void what_comes_with_the_library(void **state) {
    (void)state;
    cgov_text name, text;
    uint32_t count = 0;
    for (; cgov_rulebook_shipped(count, &name, &text) == CGOV_OK; count++) {
        cgov_check_view report = {.size = sizeof report};
        if (count == 0) assert_true(name.len == 8 && memcmp(name.ptr, "standard", 8) == 0);
        assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_OK);
        assert_true(text.len > 11 && memcmp(text.ptr, "rulebook 1\n", 11) == 0 && text.ptr[text.len] == '\0');
    }
    assert_true(count >= 1);
    assert_int_equal(cgov_rulebook_shipped(count, &name, &text), CGOV_DONE);
    assert_int_equal(cgov_rulebook_shipped(UINT32_MAX, &name, &text), CGOV_DONE);
}

static void a_check_reports(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    const cgov_allocator allocator = test_alloc_table(&alloc);
    static cgov_check_view report;
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    report.size = sizeof report;
    assert_int_equal(cgov_rulebook_check(&text, &allocator, &report), CGOV_OK);
    test_alloc_is_empty(&alloc);
    assert_true(report.status == CGOV_OK && report.reason == CGOV_R_NONE && report.check == 0 && report.line == 0);
    assert_int_equal(report.procedures, 5);
    assert_int_equal(report.states, 38);
    assert_int_equal(report.moves, 80);
    assert_int_equal(report.clocks, 26);
    assert_true(report.configurations > 1000 && report.longest_changes == 81 && report.longest_stays > 20);
    assert_true(strncmp(report.path, "report ", 7) == 0);
    struct sha256 sha;
    uint8_t digest[32];
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, text.ptr, (size_t)text.len);
    cgov__sha256_end(&sha, digest);
    assert_memory_equal(report.digest, digest, 32);

    /* A fault of the text: its line, and its column in characters. */
    const cgov_text broken = text_of("rulebook 1\nrole clerk \"受理员\" 3\n");
    assert_int_equal(cgov_rulebook_check(&broken, &allocator, &report), CGOV_E_RULEBOOK);
    assert_true(report.status == CGOV_E_RULEBOOK && report.reason == CGOV_R_SYNTAX && report.check == 0);
    assert_true(report.line == 2 && report.column == 18 && report.message[0] != '\0');
    test_alloc_is_empty(&alloc);

    /* A fault of a check: its number, and an example path. */
    char endless[sizeof next + 64];
    strcpy(endless, next);
    char *answers = strstr(endless, "    answers\n");
    memmove(answers, answers + 12, strlen(answers + 12) + 1);
    const cgov_text unanswered = text_of(endless);
    assert_int_equal(cgov_rulebook_check(&unanswered, &allocator, &report), CGOV_E_RULEBOOK);
    assert_true(report.reason == CGOV_R_CHECK && report.check == 3 && report.line > 0 && report.column > 0);
    assert_true(strncmp(report.path, "report", 6) == 0 && strstr(report.path, "finish") != NULL &&
                report.message[0] != '\0');
    test_alloc_is_empty(&alloc);
    test_alloc_fail(&alloc, 1, true);
    assert_int_equal(cgov_rulebook_check(&text, &allocator, &report), CGOV_E_NOMEM);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(a_rulebook_is_in_force_from_its_instant),
        IN_TOWN(adoptions_that_are_refused),
        IN_TOWN(an_adoption_is_repeated),
        IN_TOWN(a_map_carries_running_items),
        IN_TOWN(what_was_carried_is_replayed),
        IN_TOWN(reminders_are_carried_by_their_shares),
        IN_TOWN(a_limit_used_up_stays_used_up),
        IN_TOWN(a_matter_is_carried_by_its_code),
        IN_TOWN(clocks_go_on_rest_and_stop_as_the_newer_text_says),
        IN_TOWN(an_item_no_clock_would_watch_over_is_not_carried),
        IN_TOWN(an_extension_has_a_bound),
        IN_TOWN(a_clock_ends_with_its_late_move),
        IN_TOWN(a_profile_is_the_matters_else_the_adoptions),
        IN_TOWN(a_child_has_its_parents_profile_unless_one_is_named),
        IN_TOWN(the_shipped_procedures_are_read_back),
        IN_TOWN(what_a_rule_says_of_itself),
        IN_TOWN(a_roll_says_of_itself),
        IN_TOWN(version_0_is_the_newest_in_force_that_has_it),
        IN_TOWN(an_adopted_text_is_read_back),
        cmocka_unit_test(what_comes_with_the_library),
        cmocka_unit_test(a_check_reports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
