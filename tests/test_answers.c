/* What an answer is: all that the move brought which answers, its channel too, but for notes and evidence; for who
 * reported, and for who was merged into it, whichever way it ends. */
#include "support/on_a_town.h"

#include "support/test.h"

/* The history's last entry as this reader has it. */
static cgov_history_view last_entry(cgov_id actor, cgov_id item) {
    cgov_reader reader = town_reader(&town, actor);
    cgov_history_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_history_list(town.ledger, &reader, item, &cursor, &view, 1, &count), CGOV_OK);
    assert_int_equal(count, 1);
    return view;
}

static int32_t read_words(cgov_id actor, cgov_id item, uint64_t seq, uint32_t field, char text[64]) {
    cgov_reader reader = town_reader(&town, actor);
    uint64_t needed = 0;
    return cgov_text_get(town.ledger, &reader, item, seq, field, text, 64, &needed);
}

static void assert_reads(cgov_id actor, cgov_id item, uint32_t field, const char *words) {
    char text[64];
    cgov_history_view entry = last_entry(actor, item);
    assert_int_equal(read_words(actor, item, entry.seq, field, text), CGOV_OK);
    assert_string_equal(text, words);
    assert_int_equal(read_words(actor, item, 0, field, text), CGOV_OK); /* the latest of the field */
    assert_string_equal(text, words);
}

static void assert_unread(cgov_id actor, cgov_id item, uint32_t field) {
    char text[64];
    assert_int_equal(read_words(actor, item, last_entry(actor, item).seq, field, text), CGOV_E_NOT_FOUND);
}

static cgov_id merged_into(cgov_id master) {
    const cgov_detail into = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    cgov_id merged = town_report(&town, town.neighbour);
    town_move(&town, town.centre.officers[CLERK], merged, "merge", &into, 1);
    return merged;
}

static void a_refused_reporter_is_told_where_to_turn(void **state) {
    (void)state;
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "不归本中心"), town_text(CGOV_FIELD_CHANNEL, "appeal")};
    cgov_id id = town_report(&town, town.resident);
    town_move(&town, town.centre.officers[CLERK], id, "reject", why, 2);
    assert_int_equal(last_entry(town.resident, id).channel, CGOV_CHANNEL_APPEAL);
    assert_int_equal(last_entry(town.auditor, id).channel, CGOV_CHANNEL_APPEAL);
    assert_reads(town.resident, id, CGOV_FIELD_REASON, "不归本中心");
}

static void by_which_channel_it_came_is_shown(void **state) {
    (void)state;
    const cgov_detail came = town_text(CGOV_FIELD_CHANNEL, "hotline");
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &came, 1, &id), CGOV_OK);
    assert_int_equal(last_entry(town.resident, id).channel, CGOV_CHANNEL_HOTLINE);
}

static void who_was_merged_reads_why_and_where_to_turn(void **state) {
    (void)state;
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "不归本中心"), town_text(CGOV_FIELD_CHANNEL, "elsewhere")};
    cgov_id master = town_report(&town, town.resident), merged = merged_into(master);
    town_move(&town, town.centre.officers[CLERK], master, "reject", why, 2);
    cgov_item_view view = town_item(&town, town.neighbour, merged);
    assert_true(view.answers == 1 && view.owed == 0);
    cgov_history_view entry = last_entry(town.neighbour, merged);
    assert_string_equal(entry.move, "reject");
    assert_true(entry.channel == CGOV_CHANNEL_ELSEWHERE && entry.actor == 0);
    assert_int_equal(entry.details, 1);
    assert_reads(town.neighbour, merged, CGOV_FIELD_REASON, "不归本中心");
}

/* Verified to be untrue, on evidence that only offices, and who reported, read. */
static void who_was_merged_reads_no_evidence(void **state) {
    (void)state;
    const cgov_detail came = town_text(CGOV_FIELD_CHANNEL, "public");
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "现场未见"), town_text(CGOV_FIELD_EVIDENCE, "照片三张")};
    cgov_id master = 0;
    assert_int_equal(town_try_report(&town, town.resident, &came, 1, &master), CGOV_OK);
    cgov_id merged = merged_into(master);
    town_move(&town, town.centre.officers[CLERK], master, "verify", NULL, 0);
    town_move(&town, town.centre.officers[COLLECTOR], master, "unfounded", why, 2);
    assert_reads(town.neighbour, merged, CGOV_FIELD_REASON, "现场未见");
    assert_unread(town.neighbour, merged, CGOV_FIELD_EVIDENCE);
    assert_reads(town.resident, master, CGOV_FIELD_EVIDENCE, "照片三张");
    assert_int_equal(last_entry(town.neighbour, merged).details, 1);
}

/* What is answered by a declared detail is read as the text says; a note by the answering office stays with offices. */
static void what_a_text_declares_is_read_where_it_says_so(void **state) {
    (void)state;
    town_close(&town);
    const char *const own =
        "rulebook 1\n"
        "role founder \"F\"\n  may add change appoint adopt\n"
        "role registrar \"R\"\n  may add appoint\nrole operator \"O\"\nrole clerk \"C\"\nrole dispatcher \"D\"\n"
        "role collector \"E\"\nrole contact \"N\"\nrole checker \"K\"\n  checks\nrole head \"H\"\n"
        "role auditor \"A\"\n  sees auditor\n"
        "matter pothole \"P\"\n"
        "procedure issue \"I\"\n"
        "  detail finding \"F\" words read by reporter\n  detail aside \"A\" words read by office\n"
        "  party reporter \"R\" resident\n  party intake \"I\" organization\n"
        "  stage s \"S\"\n    state open \"O\" held by intake\n    state done \"D\" final\n    state merged \"M\" "
        "final\n"
        "  clock c from report until answer merge\n    for 3 days\n    late tell intake\n"
        "  open report -> open\n    by any resident\n    needs place text intake\n    takes matter\n"
        "    sets intake to given\n"
        "  move answer open -> done\n    by clerk of intake\n    needs finding aside\n    takes note\n    answers\n"
        "  move merge open -> merged\n    by clerk of intake\n    needs master\n    when same_place master\n"
        "    when same_matter master\n"
        "    when owing master\n    when unfollowed\n    follows\n";
    const struct town_options options = {.rulebook = own};
    town_found(&town, &options);
    uint32_t finding = 0, aside = 0;
    char text[64];
    assert_int_equal(cgov_field_find(town.ledger, "finding", &finding), CGOV_OK);
    assert_int_equal(cgov_field_find(town.ledger, "aside", &aside), CGOV_OK);
    cgov_id master = town_report(&town, town.resident), merged = merged_into(master);
    const cgov_detail answer[] = {town_text(finding, "已修"), town_text(aside, "老问题"),
                                  town_text(CGOV_FIELD_NOTE, "内部")};
    town_move(&town, town.centre.officers[CLERK], master, "answer", answer, 3);
    assert_reads(town.neighbour, merged, finding, "已修");
    assert_unread(town.neighbour, merged, aside);
    assert_unread(town.neighbour, merged, CGOV_FIELD_NOTE);
    assert_int_equal(last_entry(town.neighbour, merged).details, 1);
    const cgov_id clerk = town.centre.officers[CLERK]; /* reads all of the master, and of the answer what answers */
    assert_int_equal(read_words(clerk, master, 0, aside, text), CGOV_OK);
    assert_int_equal(read_words(clerk, merged, 0, aside, text), CGOV_E_NOT_FOUND);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)
    const struct CMUnitTest tests[] = {
        TEST(a_refused_reporter_is_told_where_to_turn),      TEST(by_which_channel_it_came_is_shown),
        TEST(who_was_merged_reads_why_and_where_to_turn),    TEST(who_was_merged_reads_no_evidence),
        TEST(what_a_text_declares_is_read_where_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
