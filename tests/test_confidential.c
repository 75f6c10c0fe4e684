/* Confidential ballots: counted as open ones are; in no record, row or answer; read back from the words they lie in
 * when they are counted, after a reopening too; tallies withheld where a group is small, but from auditors. */
#include "support/bent.h"
#include "support/on_an_estate.h"

#include "ledger/handle.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

static const char TEXT[] = "rulebook 1\n"
                           "role founder \"创建人\"\n"
                           "  may add change appoint adopt\n"
                           "role erasers \"删除人\"\n"
                           "  may erase\n"
                           "role auditor \"审计员\"\n"
                           "  sees auditor\n"
                           "role clerk \"经办\"\n"
                           "role teller \"计票人\"\n"
                           "rule half \"过半\"\n"
                           "  ask yes_no\n"
                           "  quorum cast at least 1/4 of electors\n"
                           "  passes yes more than 1/2 of cast by area\n"
                           "  passes yes more than 1/2 of cast by units\n"
                           "rule pick \"推选\"\n"
                           "  ask choose 2\n"
                           "  seats 2\n"
                           "  passes yes more than 1/4 of cast\n"
                           "rule rate \"评分\"\n"
                           "  ask score 5\n"
                           "  seats 1\n"
                           "  passes yes at least 1 by area\n"
                           "procedure vote \"表决\" motion\n"
                           "  public\n"
                           "  party estate \"小区\" organization\n"
                           "  roll electors \"业主\"\n"
                           "    of owners of estate\n"
                           "    filled by list\n"
                           "  roll candidates \"候选人\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in listed\n"
                           "    public\n"
                           "  roll marks \"领纸质票\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in voting\n"
                           "  roll ballots \"表决票\"\n"
                           "    of electors\n"
                           "    not marks\n"
                           "    by teller of estate twice\n"
                           "    by self again\n"
                           "    out by self\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    %s\n"
                           "    bundle for marks exactly by teller of estate twice in voting\n"
                           "  roll picks \"选票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    %s\n"
                           "  roll scores \"评分票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    %s\n"
                           "  roll elected \"当选\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in never\n"
                           "  stage all \"全程\"\n"
                           "    state draft \"草拟\" held by estate\n"
                           "    state listed \"公示\" held by estate\n"
                           "    state voting \"表决\" held by estate\n"
                           "    state counting \"计票\" held by estate\n"
                           "    state picking \"计选票\" held by estate\n"
                           "    state rating \"计评分\" held by estate\n"
                           "    state never \"无\" held by estate\n"
                           "    state done \"已决\" final\n"
                           "  clock run from start until rate drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of estate\n"
                           "  open start \"发起\" -> draft\n"
                           "    by clerk of estate\n"
                           "    needs estate text\n"
                           "    sets estate to given\n"
                           "  move list \"列名\" draft -> listed\n"
                           "    by clerk of estate\n"
                           "  move begin \"表决\" listed -> voting\n"
                           "    by clerk of estate\n"
                           "  move close \"截止\" voting -> counting\n"
                           "    by clerk of estate\n"
                           "  move count \"计票\" counting\n"
                           "    by teller of estate\n"
                           "    decides half over ballots\n"
                           "    passed -> picking\n"
                           "    failed -> picking\n"
                           "    no_quorum -> picking\n"
                           "  move choose \"计选票\" picking\n"
                           "    by teller of estate\n"
                           "    takes note\n"
                           "    decides pick over picks into elected\n"
                           "    passed -> rating\n"
                           "    unfilled -> rating\n"
                           "  move rate \"计评分\" rating\n"
                           "    by teller of estate\n"
                           "    decides rate over scores\n"
                           "    passed -> done\n"
                           "    unfilled -> done\n"
                           "    tells electors\n"
                           "  move wait picking -> never\n"
                           "    by clerk of estate\n"
                           "  move drop \"撤销\" draft listed voting counting picking rating never -> done\n"
                           "    by clerk of estate\n"
                           "    tells electors\n";

#define OWNERS 8u
#define CONFIDENTIAL "secrecy confidential groups of 3"

static cgov_id teller, second;
static char certificate[4096];

/* ---- an estate ---- */

static void pick(uint32_t owner, const char *choice) {
    cast(owner, "picks", choice);
}

static void rate(uint32_t owner, const char *choice) {
    cast(owner, "scores", choice);
}

/* Eight owners of 100.00 to 800.00 square metres; three of them are candidates. */
static void begin(const char *secrecy) {
    static char text[sizeof TEXT + 128];
    snprintf(text, sizeof text, TEXT, secrecy, secrecy, secrecy);
    estate_found(text);
    teller = estate_officer("计票甲", "teller");
    second = estate_officer("计票乙", "teller");
    estate_begin(OWNERS, 3);
}

static int open_vote(void **state) {
    (void)state;
    begin(CONFIDENTIAL);
    return 0;
}

static const char *certified(cgov_id reader, const char *name) {
    cgov_reader who = town_reader(&town, reader);
    uint64_t needed = 0;
    const int32_t status = cgov_certificate(town.ledger, &who, item, name, 0, certificate, sizeof certificate, &needed);
    if (status) fail_msg("certificate: %d", status);
    return certificate;
}

/* From the rule on. */
static const char *ruling(cgov_id reader, const char *name) {
    const char *rule = strstr(certified(reader, name), "\nrule ");
    assert_non_null(rule);
    return rule + 1;
}

static void assert_hides(const char *text, const char *line) {
    if (strstr(text, line)) fail_msg("there: %s\nin\n%s", line, text);
}

/* ---- counted ---- */

static int32_t bundle(cgov_id actor, int64_t yes, int64_t no, int64_t yes_area, int64_t no_area) {
    cgov_act act = town_act(&town, actor);
    const cgov_tally_row rows[] = {row(CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, yes, yes_area),
                                   row(CGOV_TALLY_CHOICE, CGOV_CHOICE_NO, no, no_area)};
    return cgov_roll_bundle(town.ledger, &act, item, "ballots", rows, 2, NULL);
}

static uint32_t ballots_waiting(void) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_roll_list(town.ledger, &who, item, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, "ballots") == 0) return view.waiting;
    return 0;
}

/* A ballot that was changed, one taken back, one on paper by two tellers, two bundled; names of candidates. */
static void cast_all(void) {
    vote(0, "no");
    vote(0, "yes");
    vote(1, "yes");
    vote(2, "abstain");
    cgov_act act = town_act(&town, owners[2]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, "ballots", owners[2], 0, NULL, 0, NULL), CGOV_OK);
    assert_int_equal(enter(teller, "ballots", owners[3], "no"), CGOV_OK);
    assert_int_equal(enter(second, "ballots", owners[3], "yes"), CGOV_OK);
    assert_int_equal(enter(second, "ballots", owners[3], "no"), CGOV_OK);
    vote(4, "yes");
    assert_int_equal(enter(teller, "ballots", owners[4], "no"), CGOV_OK);
    assert_int_equal(enter(teller, "ballots", owners[4], "no"), CGOV_OK); /* alone it waits for ever */
    assert_int_equal(enter(clerk, "marks", owners[5], NULL), CGOV_OK);
    assert_int_equal(enter(clerk, "marks", owners[6], NULL), CGOV_OK);
    assert_int_equal(bundle(teller, 1, 1, 60000, 70000), CGOV_OK);
    assert_int_equal(bundle(teller, 1, 1, 60000, 70000), CGOV_OK); /* nor do two bundles of one teller count */
    assert_int_equal(ballots_waiting(), 2);
    assert_null(town.ledger->plan.secrets.counted.data); /* nothing of it stays in memory */
    assert_int_equal(bundle(second, 1, 1, 70000, 60000), CGOV_OK);
    assert_int_equal(bundle(second, 1, 1, 60000, 70000), CGOV_OK);
    vote(7, "yes");
    pick(0, "2");
    pick(0, "2 1");
    pick(1, "1");
    pick(2, "3 2");
    pick(3, "blank");
    pick(4, "1");
    rate(0, "1:5");
    rate(0, "2:3 1:1");
    rate(1, "2:5 3:1");
    rate(2, "invalid");
    rate(3, "1:2 2:2 3:2");
}

static void counts_as_open_ones_do(void **state) {
    (void)state;
    static char ballots[4096], picks[4096], scores[4096];
    begin("secrecy open");
    cast_all();
    move(clerk, "close");
    move(teller, "count");
    move(teller, "choose");
    move(teller, "rate");
    strcpy(ballots, ruling(town.auditor, "count"));
    strcpy(picks, ruling(town.auditor, "choose"));
    strcpy(scores, ruling(town.auditor, "rate"));
    assert_says(scores, "tally 2 heads 10 area 210000\n");
    assert_says(ballots, "tally yes heads 5 units 5 area 220000\n");
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    begin(CONFIDENTIAL);
    cast_all();
    town_replay(&town, &storage);
    move(clerk, "close");
    move(teller, "count");
    town_replay(&town, &storage);
    move(teller, "choose");
    move(teller, "rate");
    assert_string_equal(ruling(town.auditor, "rate"), scores);
    assert_string_equal(ruling(town.auditor, "count"), ballots);
    assert_string_equal(ruling(town.auditor, "choose"), picks);
    assert_says(certified(town.auditor, "count"), "\nsecrecy confidential 3\nwaiting 1\nrule half ");
    over(NULL);
}

/* A group of two: nobody but auditors sees any tally. */
static void withholds_small_groups(void **state) {
    (void)state;
    vote(0, "no");
    vote(1, "no");
    for (uint32_t i = 2; i < 7; i++) vote(i, "yes");
    for (uint32_t i = 0; i < 6; i++) pick(i, i % 2 ? "1" : "2");
    move(clerk, "close");
    move(teller, "count");
    move(teller, "choose");
    const cgov_id readers[] = {0, owners[0], owners[7], clerk, teller, town.founder, town.resident};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        const char *text = ruling(readers[i], "count");
        assert_says(text, "\ntally cast heads 7 units 7 area 280000\nwithheld\noutcome passed\nwarning withheld: ");
        assert_hides(text, "tally yes");
        assert_hides(text, "tally no");
        assert_hides(text, "passes");
        text = ruling(readers[i], "choose"); /* three each: a group is large enough */
        assert_says(text, "tally 1 heads 3 units 3 area 120000\n");
        assert_hides(text, "withheld");
    }
    assert_says(ruling(town.auditor, "count"), "tally no heads 2 units 2 area 30000\n");
}

/* One who gives five points is one, not five. */
static void points_are_of_as_many_as_gave_them(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 3; i++) rate(i, "1:5");
    rate(3, "2:5");
    move(clerk, "close");
    move(teller, "count");
    move(teller, "choose");
    move(teller, "rate");
    assert_says(ruling(owners[0], "rate"), "withheld\noutcome passed\nwinner 1\n");
    assert_says(ruling(town.auditor, "rate"), "tally 2 heads 5 ");
}

/* Who won stands by the places, for their order would tell of the votes. */
static void winners_stand_by_their_places(void **state) {
    (void)state;
    pick(0, "3");
    pick(1, "3");
    pick(2, "3");
    pick(3, "2");
    pick(4, "2");
    move(clerk, "close");
    move(teller, "count");
    move(teller, "choose");
    const char *text = ruling(owners[0], "choose");
    assert_says(text, "withheld\noutcome passed\nwinner 2\nwinner 3\n");
    char line[2048];
    uint64_t needed;
    const uint64_t count = town_item(&town, clerk, item).version;
    assert_int_equal(cgov_record_text(town.ledger, count, line, sizeof line, &needed), CGOV_OK);
    assert_says(line, " winners=0x020203 ");
    assert_says(line, "0700000000"
                      "0800000000"
                      "0900000000"); /* who stood, and nothing of their votes */
}

/* ---- told to nobody ---- */

static void nobody_reads_what_was_said(void **state) {
    (void)state;
    vote(0, "abstain");
    const cgov_id readers[] = {0, owners[0], owners[1], clerk, teller, town.founder, town.auditor};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        cgov_reader who = town_reader(&town, readers[i]);
        cgov_entry_view entry = {.size = sizeof entry};
        cgov_tally_view tally = {.size = sizeof tally};
        uint64_t cursor = 0;
        uint32_t count, lines = 0;
        while (cgov_entry_list(town.ledger, &who, item, "ballots", &cursor, &entry, 1, &count) == CGOV_OK)
            assert_true(entry.choice[0] == 0 && entry.places == 0);
        for (cursor = 0; cgov_tally_list(town.ledger, &who, item, "ballots", &cursor, &tally, 1, &count) == CGOV_OK;
             lines++)
            assert_int_equal(tally.tally, lines == 0 ? CGOV_TALLY_CAST : CGOV_TALLY_SILENT);
        assert_int_equal(lines, 2);
        cgov_outcome outcome = {.size = sizeof outcome};
        uint32_t needed;
        assert_int_equal(cgov_decision_try(town.ledger, &who, item, "count", &outcome, NULL, 0, &needed),
                         CGOV_E_NOT_FOUND);
        char text[64];
        uint64_t size;
        assert_int_equal(
            cgov_text_get(town.ledger, &who, item, town.ledger->model.seq, CGOV_FIELD_CHOICE, text, sizeof text, &size),
            CGOV_E_ARG);
    }
}

/* Two acts are known by their keys: whoever tries another choice learns nothing. */
static void another_choice_is_a_repeat(void **state) {
    (void)state;
    cgov_act act = town_act(&town, owners[0]);
    act.key[0] = 77;
    uint64_t seq = 0;
    cgov_detail detail = town_text(CGOV_FIELD_CHOICE, "yes");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "ballots", owners[0], &detail, 1, &seq), CGOV_OK);
    const char *const choices[] = {"yes", "no", "blank"};
    for (size_t i = 0; i < 3; i++) {
        detail = town_text(CGOV_FIELD_CHOICE, choices[i]);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "ballots", owners[0], &detail, 1, NULL), CGOV_REPEAT);
    }
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "ballots", owners[1], &detail, 1, NULL), CGOV_E_CONFLICT);
}

static void a_ballot_needs_a_salt(void **state) {
    (void)state;
    cgov_act act = town_act(&town, owners[0]);
    act.salt[0] = act.salt[1] = 0;
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, "yes");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "ballots", owners[0], &detail, 1, NULL), CGOV_E_SALT);
    vote(0, "yes");
    move(clerk, "close");
    act = town_act(&town, teller);
    act.salt[0] = act.salt[1] = 0;
    assert_int_equal(cgov_item_move(town.ledger, &act, item, "count", NULL, 0, NULL), CGOV_E_SALT);
    move(teller, "count");
}

/* As bytes a command brings its salt, so that a replica hides the ballot under the same. */
static void bytes_bring_the_salt(void **state) {
    (void)state;
    cgov_act act = town_act(&town, owners[0]);
    act.flags |= CGOV_ACT_ENCODE;
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, "yes");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "ballots", owners[0], &detail, 1, NULL), CGOV_OK);
    uint8_t facts[512], words[512];
    uint64_t facts_len, words_len;
    assert_int_equal(cgov_command_get(town.ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    assert_int_equal(words_len, 16);
    assert_int_equal(cgov_command_execute(town.ledger, facts, facts_len, words, words_len, 0, NULL), CGOV_OK);
}

/* Who asks that their words be erased is still counted. */
static void a_ballot_is_not_erased(void **state) {
    (void)state;
    town_appoint(&town, clerk, town.root, "erasers");
    vote(0, "yes");
    vote(1, "yes");
    const uint64_t ballot = town.ledger->model.seq;
    cgov_act act = town_act(&town, clerk);
    const cgov_text reason = text_of("本人申请");
    assert_int_equal(cgov_text_erase(town.ledger, &act, item, ballot, CGOV_FIELD_CHOICE, &reason, NULL),
                     CGOV_E_REFUSED);
    town_assert_refused(&town, CGOV_E_REFUSED, CGOV_E_REFUSED, CGOV_R_CHOICE);
    act = town_act(&town, clerk);
    assert_int_equal(cgov_resident_erase(town.ledger, &act, owners[1], &reason, NULL), CGOV_OK);
    move(clerk, "close");
    move(teller, "count");
    assert_says(ruling(town.auditor, "count"), "tally yes heads 2 ");
}

/* Damage to what a ballot says keeps nobody from opening the ledger, and the count from nobody's guess. */
static void what_is_damaged_is_not_counted(void **state) {
    (void)state;
    vote(0, "yes");
    const uint64_t at = town.ledger->journal.written;
    vote(1, "yes");
    move(clerk, "close");
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    uint8_t byte;
    uint64_t got;
    assert_int_equal(storage.read(storage.user, "journal", at - 1, &byte, 1, &got), CGOV_OK);
    assert_int_equal(byte, 0); /* rounded up */
    byte = 1;
    assert_int_equal(storage.overwrite(storage.user, "journal", at - 1, &byte, 1, &got), CGOV_OK);
    assert_int_equal(try_move(teller, "count"), CGOV_E_CORRUPT);
    town_replay(&town, &storage);
    assert_int_equal(try_move(teller, "count"), CGOV_E_CORRUPT);
}

/* Nor could its time tell: whom it is withheld from reads the record alone, and so is not told of damage either. */
static void what_is_withheld_is_not_read(void **state) {
    (void)state;
    uint64_t got;
    for (uint32_t i = 0; i < 4; i++) vote(i, i == 0 ? "no" : "yes");
    move(clerk, "close");
    move(teller, "count");
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    const uint64_t at = town.ledger->journal.written;
    assert_int_equal(storage.overwrite(storage.user, "journal", at - 1, &(uint8_t){2}, 1, &got), CGOV_OK);
    assert_says(ruling(owners[0], "count"), "tally cast heads 4 units 4 area 100000\nwithheld\noutcome passed\n");
    assert_says(ruling(town.auditor, "count"), "tally cast heads 4 units 4 area 100000\ndamaged\noutcome passed\n");
}

/* Damage to what was counted leaves what the record says: the outcome, the turnout, who won. */
static void what_was_counted_is_damaged(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 7; i++) vote(i, "yes");
    move(clerk, "close");
    move(teller, "count");
    const char *const whole = "\ntally yes heads 7 units 7 area 280000\n";
    assert_says(ruling(owners[0], "count"), whole);
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    const uint64_t at = town.ledger->journal.written - 1;
    uint8_t byte = 2;
    uint64_t got;
    assert_int_equal(storage.overwrite(storage.user, "journal", at, &byte, 1, &got), CGOV_OK);
    for (uint32_t again = 0; again < 2; again++, town_replay(&town, &storage)) {
        const cgov_id readers[] = {owners[0], town.auditor, 0};
        for (uint32_t r = 0; r < 3; r++) {
            const char *text = ruling(readers[r], "count");
            assert_says(text, "\ntally cast heads 7 units 7 area 280000\ndamaged\noutcome passed\nwarning damaged: ");
            assert_hides(text, "tally yes");
            assert_hides(text, "withheld");
        }
    }
}

/* ---- texts ---- */

static void texts_are_checked(void **state) {
    (void)state;
    static char text[sizeof TEXT + 128];
    snprintf(text, sizeof text, TEXT, CONFIDENTIAL, CONFIDENTIAL, CONFIDENTIAL);
    static const struct bent_row rows[] = {
        {{"move count", "by", "teller of estate", "time"},
         2,
         "ballots",
         "`count` decides over roll `ballots`, which is not open: somebody answers for that count, not time",
         ""},
    };
    EACH_REFUSED(text, rows);
    static const struct edit asks[] = {{"rule half", "quorum", "cast", "yes"}};
    static const struct bent_row asked[] = {
        {{"move close", "by", "clerk of estate", "clerk of estate\n    when quorum count"},
         6,
         "quorum count",
         "`close` asks for the quorum of rule `half`, and so what ballots on roll `ballots` say: they are not open",
         ""},
    };
    static const struct bent_row ordered[] = {
        {{"rule rate", "ask", "score 5", "rank schulze"},
         0,
         "rate",
         "rule `rate` asks an order, and ballots of `scores` are confidential: an order can be a signature",
         ""},
    };
    static const struct edit bare[] = {{"rule rate", "passes", NULL, NULL}};
    char *const without = bent_by(text, bare, 1);
    EACH_REFUSED(without, ordered);
    free(without);
    char *const yes = bent_by(text, asks, 1);
    EACH_REFUSED(yes, asked);
    free(yes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_as_open_ones_do),
        cmocka_unit_test(texts_are_checked),
        cmocka_unit_test_setup_teardown(withholds_small_groups, open_vote, over),
        cmocka_unit_test_setup_teardown(points_are_of_as_many_as_gave_them, open_vote, over),
        cmocka_unit_test_setup_teardown(winners_stand_by_their_places, open_vote, over),
        cmocka_unit_test_setup_teardown(nobody_reads_what_was_said, open_vote, over),
        cmocka_unit_test_setup_teardown(another_choice_is_a_repeat, open_vote, over),
        cmocka_unit_test_setup_teardown(a_ballot_needs_a_salt, open_vote, over),
        cmocka_unit_test_setup_teardown(bytes_bring_the_salt, open_vote, over),
        cmocka_unit_test_setup_teardown(a_ballot_is_not_erased, open_vote, over),
        cmocka_unit_test_setup_teardown(what_is_damaged_is_not_counted, open_vote, over),
        cmocka_unit_test_setup_teardown(what_was_counted_is_damaged, open_vote, over),
        cmocka_unit_test_setup_teardown(what_is_withheld_is_not_read, open_vote, over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
