/* The shipped election and recall of a villagers' committee: the register and its objections, secret ballots on paper,
 * the run-off, who is appointed and whose office ends. Each number at its boundary and one past it, by its article. */
#include "support/bent.h"
#include "support/on_an_assembly.h"

enum { REGISTERED = 1150 };

static cgov_id board, board_clerk, board_head, teller[2];

static int with_a_board(void **state) {
    if (with_assemblies(state)) return -1;
    board = town_organization(&town, "选举委员会", "committee", town.street.id);
    board_clerk = town_resident(&town, "选委会受理员", town.street.id);
    board_head = town_resident(&town, "选委会负责人", town.street.id);
    town_appoint(&town, board_clerk, board, "clerk");
    town_appoint(&town, board_head, board, "head");
    for (int t = 0; t < 2; t++) {
        teller[t] = town_resident(&town, "计票人", town.street.id);
        town_appoint(&town, teller[t], board, "teller");
        seat(teller[t], "teller");
    }
    return 0;
}

static int32_t try_object(cgov_id election, cgov_id actor) {
    return try_say(actor, election, "object");
}

static int32_t try_publish(cgov_id election, int64_t day) {
    const cgov_detail detail = town_number(field("day"), day);
    return town_try_move(&town, board_head, election, "publish", &detail, 1);
}

/* For one seat; so many are registered. */
static cgov_id called(void) {
    const cgov_detail details[] = {town_number(field("board"), (int64_t)board), town_number(field("seats"), 1)};
    const cgov_id election = open_item(town.street.officers[HEAD], "village_election", details, 2);
    import_by(board_clerk, election, "electors", 0, REGISTERED);
    return election;
}

/* 村民委员会组织法 14: the register is published twenty days ahead. */
static void the_register_is_published_twenty_days_ahead(void **state) {
    (void)state;
    const cgov_id election = called();
    town.now = town_at(2025, 5, 1, 0, 0);
    REFUSED_BY("村民委员会组织法 14", try_publish(election, 20250520), NOTICE);
    assert_int_equal(try_publish(election, 20250521), CGOV_OK);
}

/* 14: objections within five days, decided in three. */
static void the_register_is_objected_to_within_five_days(void **state) {
    (void)state;
    const char *article = "村民委员会组织法 14";
    const cgov_id election = called();
    assert_int_equal(try_publish(election, 20250520), CGOV_OK); /* on 04-21 */
    REFUSED_BY(article, try_do(board_clerk, election, "settle"), AFTER);
    town.now = town_at(2025, 4, 27, 0, 0) - 1;
    for (int i = 0; i < 5; i++) assert_int_equal(try_object(election, adult[1162]), CGOV_OK);
    REFUSED_BY(article, try_object(election, adult[1162]), AT_MOST); /* and others are heard yet */
    assert_int_equal(try_object(election, adult[1160]), CGOV_OK);
    const cgov_id objection = child(election, 5);
    enter(board_clerk, election, "electors", adult[1160]);
    REFUSED_BY(article, try_do(board_clerk, election, "settle"), AFTER); /* while it may still be objected to */
    town.now++;
    REFUSED_BY(article, try_object(election, adult[1161]), WITHIN);
    REFUSED_BY(article, try_do(board_clerk, election, "settle"), CHILDREN);
    town.now = town_at(2025, 4, 30, 0, 0) - 1;
    town_tick(&town);
    assert_int_equal(town_clock(&town, board_clerk, objection, "decide").late, 0);
    town.now++;
    town_tick(&town);
    assert_true(town_clock(&town, board_clerk, objection, "decide").late != 0);
    for (uint32_t i = 0; i < 6; i++) say(board_clerk, child(election, i), "decide");
    do_move(board_clerk, election, "settle");
    town_assert_state(&town, election, "nominating");
}

/* To the day of the vote, with three candidates, the first two of them women. */
static cgov_id voting(void) {
    const cgov_id election = called();
    assert_int_equal(try_publish(election, 20250520), CGOV_OK);
    town.now = town_at(2025, 5, 5, 9, 0);
    do_move(board_clerk, election, "settle");
    import_by(board_clerk, election, "candidates", 10, 13);
    import_by(board_clerk, election, "women", 10, 12);
    town.now = town_at(2025, 5, 20, 9, 0);
    do_move(board_head, election, "begin");
    return election;
}

/* Who was given a paper: both tellers say so. */
static void mark(cgov_id item, const char *roll, int marked) {
    for (int t = 0; t < 2; t++) import_by(teller[t], item, roll, 0, marked);
}

static void close_poll(cgov_id item, const char *state) {
    town.now += 2 * DAY;
    town_tick(&town);
    town_assert_state(&town, item, state);
}

/* Votes of candidates by their places, of so many papers; both tellers bring the same. */
static void box(cgov_id item, const char *roll, int papers, const int *votes, int candidates) {
    cgov_tally_row rows[8] = {{.size = sizeof rows[0], .tally = CGOV_TALLY_CAST, .heads = papers}};
    for (int c = 0; c < candidates; c++)
        rows[1 + c] = (cgov_tally_row){
            .size = sizeof rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = (uint32_t)c + 1, .heads = votes[c]};
    for (int t = 0; t < 2; t++) {
        cgov_act act = town_act(&town, teller[t]);
        const int32_t status = cgov_roll_bundle(town.ledger, &act, item, roll, rows, (uint32_t)candidates + 1, NULL);
        if (status) print_error("%s\n", town_error(&town).message);
        assert_int_equal(status, CGOV_OK);
        if (t == 0) REFUSED(try_do(teller[1], item, strcmp(roll, "ballots") ? "count2" : "count"), BUNDLE);
    }
}

static bool holds(cgov_id resident, const char *role) {
    cgov_appointment_view views[32] = {{.size = sizeof views[0]}};
    const cgov_reader reader = town_reader(&town, clerk);
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_true(cgov_appointment_list(town.ledger, &reader, resident, &cursor, views, 32, &count) >= CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].role, role) == 0 && views[i].organization == town.village.id &&
            (!views[i].until || views[i].until > town.now))
            return true;
    return false;
}

/* 15: more than half of the registered vote, and of 600 ballots 301 elect; time seats who won, and ends what was. */
static void who_has_301_of_600_is_elected(void **state) {
    (void)state;
    const cgov_id election = voting();
    mark(election, "marks", 600);
    REFUSED(try_do(teller[0], election, "count"), STATE);
    close_poll(election, "counting");
    REFUSED(try_do(teller[0], election, "count"), BUNDLE); /* nobody has said what the boxes hold */
    box(election, "ballots", 600, (int[]){301, 200, 99}, 3);
    do_move(teller[0], election, "count");
    assert_decided(election, "count", "village_election", CGOV_OUTCOME_PASSED);
    town_assert_state(&town, election, "announced");
    assert_true(holds(committee[0], "committee") && !holds(adult[10], "committee"));
    close_poll(election, "announced");
    close_poll(election, "handover");
    assert_true(!holds(committee[0], "committee") && holds(adult[10], "committee") && !holds(adult[11], "committee"));
    say(board_head, election, "hand_over");
    town_assert_state(&town, election, "done");
}

/* 300 of 600 do not elect: the run-off is among who was not elected, and asks for a third of the ballots. */
static void run_off(int first, bool elects) {
    const cgov_id election = voting();
    mark(election, "marks", 600);
    close_poll(election, "counting");
    box(election, "ballots", 600, (int[]){300, 200, 100}, 3);
    do_move(teller[0], election, "count");
    assert_decided(election, "count", "village_election", CGOV_OUTCOME_UNFILLED);
    const cgov_detail reason = town_text(field("reason"), "三人以上");
    REFUSED(town_try_move(&town, board_head, election, "leave_open", &reason, 1), SHARE); /* nobody is elected */
    const cgov_detail day = town_number(field("day"), 20250525);
    town_move(&town, board_head, election, "run", &day, 1);
    town.now = town_at(2025, 5, 25, 0, 0) - 1; /* as the first ballot, not before its day */
    REFUSED(try_do(board_head, election, "begin2"), DAY);
    REFUSED(try_enter(teller[0], election, "marks2", adult[0]), ROLL);
    town.now++;
    do_move(board_head, election, "begin2");
    mark(election, "marks2", 580);
    close_poll(election, "counting2");
    box(election, "ballots2", 580, (int[]){first, 193, 192}, 3);
    do_move(teller[0], election, "count2");
    assert_decided(election, "count2", "village_run_off", elects ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_UNFILLED);
    close_poll(election, "announced");
    close_poll(election, "handover");
    assert_int_equal(holds(adult[10], "committee"), elects);
    assert_false(holds(adult[11], "committee"));
}

static void in_a_run_off_194_of_580_elect(void **state) {
    (void)state;
    run_off(194, true);
}

static void in_a_run_off_193_of_580_do_not(void **state) {
    (void)state;
    run_off(193, false);
}

/* 15: of 1,150 registered 576 are more than half, and 575 are not. */
static void with_575_ballots_an_election_is_void(void **state) {
    (void)state;
    const cgov_id election = voting();
    mark(election, "marks", 575);
    close_poll(election, "counting");
    box(election, "ballots", 575, (int[]){500, 50, 25}, 3);
    do_move(teller[0], election, "count");
    assert_decided(election, "count", "village_election", CGOV_OUTCOME_NO_QUORUM);
    town_assert_state(&town, election, "void");
    assert_true(holds(committee[0], "committee"));
}

/* What one teller alone says does not stand; what two say differently neither. */
static void a_box_is_counted_by_two(void **state) {
    (void)state;
    const cgov_id election = voting();
    mark(election, "marks", 600);
    close_poll(election, "counting");
    const cgov_tally_row rows[] = {
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CAST, .heads = 600},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = 1, .heads = 500},
    };
    cgov_act act = town_act(&town, teller[0]);
    assert_int_equal(cgov_roll_bundle(town.ledger, &act, election, "ballots", rows, 2, NULL), CGOV_OK);
    REFUSED(try_do(teller[1], election, "count"), BUNDLE);
}

/* ---- recall ---- */

static cgov_id petitioned(void) {
    const cgov_detail person = town_number(field("person"), (int64_t)committee[0]);
    const cgov_id recall = open_item(adult[0], "village_recall", &person, 1);
    import(recall, "electors", 0, REGISTERED);
    do_move(clerk, recall, "list");
    return recall;
}

static void sign(cgov_id recall, const char *roll, int from, int until) {
    for (int i = from; i < until; i++) enter(adult[i], recall, roll, adult[i]);
}

/* 村民委员会组织法 16: a fifth of the registered, or a third of the representatives. */
static void a_recall_is_asked_by_230_voters(void **state) {
    (void)state;
    const cgov_id recall = petitioned();
    sign(recall, "signatures", 0, 229);
    REFUSED_BY("村民委员会组织法 16", try_do(adult[0], recall, "reach"), SHARE);
    sign(recall, "signatures", 229, 230);
    do_move(adult[0], recall, "reach");
}

static cgov_id asked_by_representatives(void) {
    const cgov_id recall = petitioned();
    sign(recall, "rep_signatures", 0, 18);
    REFUSED_BY("村民委员会组织法 16", try_do(adult[0], recall, "reach"), SHARE);
    sign(recall, "rep_signatures", 18, 19);
    do_move(adult[0], recall, "reach");
    return recall;
}

/* So many papers, and approvals among them; the person defends themselves first. */
static void recalled(int papers, int yes, uint32_t outcome, const char *ends) {
    const cgov_id recall = asked_by_representatives();
    town.now = town_at(2025, 5, 10, 9, 0);
    const cgov_detail early = town_number(field("day"), 20250519), day = town_number(field("day"), 20250520);
    REFUSED(town_try_move(&town, head, recall, "notify", &early, 1), NOTICE);
    town_move(&town, head, recall, "notify", &day, 1);
    say(committee[0], recall, "defend");
    REFUSED(try_say(adult[0], recall, "defend"), ACTOR);
    town.now = town_at(2025, 5, 20, 9, 0);
    do_move(head, recall, "begin");
    mark(recall, "marks", papers);
    close_poll(recall, "counting");
    for (int t = 0; t < 2; t++) {
        const cgov_tally_row rows[] = {
            {.size = sizeof rows[0], .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = yes},
            {.size = sizeof rows[0], .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_NO, .heads = papers - yes}};
        cgov_act act = town_act(&town, teller[t]);
        assert_int_equal(cgov_roll_bundle(town.ledger, &act, recall, "ballots", rows, 2, NULL), CGOV_OK);
        if (t == 0) REFUSED(try_do(teller[1], recall, "count"), BUNDLE);
    }
    do_move(teller[0], recall, "count");
    assert_decided(recall, "count", "village_recall", outcome);
    town.now += 4 * DAY;
    town_tick(&town);
    town_assert_state(&town, recall, ends);
    assert_int_equal(holds(committee[0], "committee"), outcome != CGOV_OUTCOME_PASSED);
    assert_true(holds(committee[1], "committee"));
}

static void of_576_ballots_289_recall(void **state) {
    (void)state;
    recalled(576, 289, CGOV_OUTCOME_PASSED, "ended");
}

static void of_576_ballots_288_do_not(void **state) {
    (void)state;
    recalled(576, 288, CGOV_OUTCOME_FAILED, "kept");
}

static void with_575_ballots_a_recall_is_void(void **state) {
    (void)state;
    recalled(575, 575, CGOV_OUTCOME_NO_QUORUM, "void");
}

/* Who heads a board, were it anybody's own, starts no election: who stands above it and the village does. */
static void an_election_is_started_from_above(void **state) {
    (void)state;
    const cgov_id nobodys[] = {board_head, head, clerk};
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id),
                                   town_text(CGOV_FIELD_TEXT, "换届选举"), town_number(field("board"), (int64_t)board),
                                   town_number(field("seats"), 1)};
    for (int n = 0; n < 3; n++) {
        cgov_act act = town_act(&town, nobodys[n]);
        cgov_id election = 0;
        REFUSED(cgov_item_open(town.ledger, &act, "village_election", details, 4, &election), ACTOR);
    }
    called();
}

/* A vote gives work, never keys: the same text is refused where the committee may do anything. */
static void an_election_gives_no_keys(void **state) {
    (void)state;
    const struct edit edit = {"role committee", "role", "委员会成员\"", "委员会成员\"\n  may add"};
    char *text = bent(town_shipped("assemblies").ptr, &edit);
    cgov_check_view report;
    assert_int_equal(bent_check(NULL, text, &report), CGOV_E_RULEBOOK);
    assert_non_null(strstr(report.message, "committee"));
    free(text);
}

/* 15: the ballot is secret (无记名投票). No line enters an elector's, so only sums of papers come to be known. */
static void no_electors_ballot_is_recorded(void **state) {
    (void)state;
    const cgov_text shipped = town_shipped("assemblies");
    char *const text = malloc((size_t)shipped.len + 1);
    int rolls = 0;
    assert_non_null(text);
    memcpy(text, shipped.ptr, (size_t)shipped.len);
    text[shipped.len] = 0;
    for (char *at = text; (at = strstr(at, "\n  roll ballots")) != NULL;) {
        char *const end = strstr(at, "\n    secrecy ");
        assert_non_null(end);
        *end = 0;
        if (strstr(at, "\n    not marks")) {
            assert_null(strstr(at, "\n    by "));
            assert_non_null(strstr(at, "\n    bundle for marks"));
            rolls++;
        }
        at = end + 1;
    }
    assert_int_equal(rolls, 3); /* the election's two and the recall's */
    free(text);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_a_board, leave)
    const struct CMUnitTest tests[] = {
        ON(the_register_is_published_twenty_days_ahead),
        ON(the_register_is_objected_to_within_five_days),
        ON(who_has_301_of_600_is_elected),
        ON(in_a_run_off_194_of_580_elect),
        ON(in_a_run_off_193_of_580_do_not),
        ON(with_575_ballots_an_election_is_void),
        ON(a_box_is_counted_by_two),
        ON(a_recall_is_asked_by_230_voters),
        ON(of_576_ballots_289_recall),
        ON(of_576_ballots_288_do_not),
        ON(with_575_ballots_a_recall_is_void),
        ON(an_election_is_started_from_above),
        cmocka_unit_test(an_election_gives_no_keys),
        cmocka_unit_test(no_electors_ballot_is_recorded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
