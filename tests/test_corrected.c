/* What was filed wrong is put right: matter with its profile, place, track, channel, masking. What a move takes the
 * item becomes, or the text is refused. And nobody but an office reports on behalf of another. */
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

#define CLERKS (town.centre.officers[CLERK])

static void correct(cgov_id issue, cgov_detail detail) {
    town_move(&town, CLERKS, issue, "classify", &detail, 1);
}

/* Without a matter nothing promises when; the matter brings its profile, whose clocks ran from the report. */
static void a_matter_brings_its_profile(void **state) {
    (void)state;
    town.now = town_at(2026, 3, 2, 9, 0);
    const cgov_id issue = town_report(&town, town.resident);
    assert_int_equal(town_clock(&town, CLERKS, issue, "feedback").state, 0);
    town.now = town_at(2026, 3, 2, 11, 0);
    cgov_detail pothole[] = {town_text(CGOV_FIELD_MATTER, "pothole"), town_text(CGOV_FIELD_CLASS, "pothole")};
    town_move(&town, CLERKS, issue, "classify", pothole, 2);
    cgov_item_view view = town_item(&town, CLERKS, issue);
    assert_string_equal(view.matter, "pothole");
    assert_string_equal(view.profile, "CITY");
    const cgov_clock_view clock = town_clock(&town, CLERKS, issue, "feedback");
    assert_int_equal(clock.state, CGOV_CLOCK_RUNNING);
    assert_true(clock.started_at == town_at(2026, 3, 2, 9, 0) && clock.due == town_at(2026, 3, 2, 15, 0));
    /* As it lay there all the time: the catalogue finds it by its matter. */
    cgov_item_query query = {.size = sizeof query, .matter = text_of("pothole")};
    cgov_reader reader = town_reader(&town, CLERKS);
    cgov_item_view rows[2] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, rows, 2, &count), CGOV_OK);
    assert_true(count == 1 && rows[0].id == issue);
}

/* From one profile to another: what runs keeps its start, and what only the other one has ran all along. */
static void another_matter_brings_another(void **state) {
    (void)state;
    const cgov_time begun = town.now;
    const cgov_id issue = town_issue_in(&town, "handling");
    const cgov_time due = town_clock(&town, CLERKS, issue, "handle").due; /* 60 days: Tuesday 04-07 */
    correct(issue, town_text(CGOV_FIELD_MATTER, "petition"));
    assert_string_equal(town_item(&town, CLERKS, issue).profile, "PETITION");
    assert_true(town_clock(&town, CLERKS, issue, "handle").due == due);
    correct(issue, town_text(CGOV_FIELD_MATTER, "pothole"));
    const cgov_clock_view reach = town_clock(&town, CLERKS, issue, "reach");
    assert_true(reach.state == CGOV_CLOCK_RUNNING && reach.started_at == begun);
    correct(issue, town_text(CGOV_FIELD_MATTER, "consultation")); /* whose profile is none */
    cgov_item_view view = town_item(&town, CLERKS, issue);
    assert_string_equal(view.matter, "consultation");
    assert_string_equal(view.profile, "");
    assert_int_not_equal(town_clock(&town, CLERKS, issue, "reach").state, CGOV_CLOCK_RUNNING);
}

/* What says none says nothing: it is refused, not taken and left. */
static void none_puts_nothing_right(void **state) {
    (void)state;
    const cgov_id issue = town_report(&town, town.resident);
    const cgov_detail track = town_text(CGOV_FIELD_TRACK, "none"), channel = town_text(CGOV_FIELD_CHANNEL, "none");
    correct(issue, town_text(CGOV_FIELD_TRACK, "petition"));
    town_assert_refused(&town, town_try_move(&town, CLERKS, issue, "classify", &track, 1), CGOV_E_REFUSED,
                        CGOV_R_NEEDS);
    town_assert_refused(&town, town_try_move(&town, CLERKS, issue, "classify", &channel, 1), CGOV_E_REFUSED,
                        CGOV_R_NEEDS);
    correct(issue, town_text(CGOV_FIELD_TRACK, "other"));
}

/* 申诉求决 is dealt with as a petition, unless who files it or puts it right says otherwise. */
static void a_matter_brings_its_track(void **state) {
    (void)state;
    const cgov_detail petition = town_text(CGOV_FIELD_MATTER, "petition");
    const cgov_detail complaint = town_text(CGOV_FIELD_TRACK, "complaint");
    cgov_id issue;
    assert_int_equal(town_try_report(&town, town.resident, &petition, 1, &issue), CGOV_OK);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_PETITION);
    correct(issue, town_text(CGOV_FIELD_MATTER, "consultation")); /* which brings none: it goes with the matter */
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_NONE);
    const cgov_detail both[] = {petition, complaint};
    assert_int_equal(town_try_report(&town, town.resident, both, 2, &issue), CGOV_OK);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_COMPLAINT);
    issue = town_report(&town, town.resident);
    assert_int_equal(town_item(&town, CLERKS, issue).track, 0);
    correct(issue, petition);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_PETITION);
    issue = town_report(&town, town.resident);
    assert_int_equal(town_try_move(&town, CLERKS, issue, "classify", both, 2), CGOV_OK);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_COMPLAINT);
}

/* Put right to a petition and back, it is as it was: on the track that was given, or on none. */
static void a_track_goes_with_its_matter(void **state) {
    (void)state;
    const cgov_detail petition = town_text(CGOV_FIELD_MATTER, "petition"),
                      hole = town_text(CGOV_FIELD_MATTER, "pothole"),
                      complaint = town_text(CGOV_FIELD_TRACK, "complaint"), help = town_text(CGOV_FIELD_TRACK, "help");
    const cgov_detail given[] = {hole, complaint}, anew[] = {petition, help};
    cgov_id issue;
    assert_int_equal(town_try_report(&town, town.resident, given, 2, &issue), CGOV_OK);
    correct(issue, petition);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_PETITION);
    correct(issue, hole);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_COMPLAINT);
    assert_int_equal(town_try_move(&town, CLERKS, issue, "classify", anew, 2), CGOV_OK);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_HELP);

    issue = town_report(&town, town.resident);
    correct(issue, petition);
    correct(issue, hole);
    assert_int_equal(town_item(&town, CLERKS, issue).track, CGOV_TRACK_NONE);
}

/* Whoever petitions keeps review, whatever the matter of what their report follows comes to be. */
static void a_follower_keeps_their_track(void **state) {
    (void)state;
    const cgov_detail petition = town_text(CGOV_FIELD_MATTER, "petition"),
                      hole = town_text(CGOV_FIELD_MATTER, "pothole");
    cgov_id master = 0, other = 0;
    assert_int_equal(town_try_report(&town, town.resident, &petition, 1, &master), CGOV_OK);
    assert_int_equal(town_try_report(&town, town.neighbour, &petition, 1, &other), CGOV_OK);
    const cgov_detail detail = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    town_move(&town, CLERKS, other, "merge", &detail, 1);
    correct(master, hole);
    assert_int_equal(town_item(&town, CLERKS, master).track, CGOV_TRACK_PETITION);
}

static void a_matter_is_one_of_its_procedure(void **state) {
    (void)state;
    const cgov_id issue = town_issue_in(&town, "accepted");
    cgov_detail matter = town_text(CGOV_FIELD_MATTER, "nothing");
    town_assert_refused(&town, town_try_move(&town, CLERKS, issue, "classify", &matter, 1), CGOV_E_REFUSED,
                        CGOV_R_MATTER);
    assert_non_null(strstr(town_error(&town).message, "`nothing`"));
    matter = town_text(CGOV_FIELD_MATTER, "asking");
    town_assert_refused(&town, town_try_move(&town, CLERKS, issue, "classify", &matter, 1), CGOV_E_REFUSED,
                        CGOV_R_MATTER);
    assert_string_equal(town_error(&town).message,
                        "matter `asking` is dealt with by `question`: this item runs by `issue`");
    assert_string_equal(town_item(&town, CLERKS, issue).matter, "");
}

static int found_with_questions(void **state) {
    (void)state;
    town_found_with(&town, "\nmatter asking \"问询\"\n  procedure question\n");
    return 0;
}

static void place_track_and_channel_are_put_right(void **state) {
    (void)state;
    const cgov_id issue = town_issue_in(&town, "accepted");
    const int64_t point = (int64_t)(UINT64_C(366123456) << 32 | UINT32_C(1145123456));
    cgov_detail right[] = {town_number(CGOV_FIELD_PLACE, 990101002000), town_text(CGOV_FIELD_TRACK, "complaint"),
                           town_text(CGOV_FIELD_CHANNEL, "media"), town_number(CGOV_FIELD_POINT, point)};
    town_move(&town, CLERKS, issue, "classify", right, 4);
    cgov_item_view view = town_item(&town, CLERKS, issue);
    assert_true(view.place == 990101002000 && view.point == point && view.track == CGOV_TRACK_COMPLAINT &&
                view.channel == CGOV_CHANNEL_MEDIA);
    /* Where else to turn is no channel that a report comes by. */
    cgov_detail elsewhere = town_text(CGOV_FIELD_CHANNEL, "litigation");
    town_assert_refused(&town, town_try_move(&town, CLERKS, issue, "classify", &elsewhere, 1), CGOV_E_REFUSED,
                        CGOV_R_DETAIL);
    assert_int_equal(town_item(&town, CLERKS, issue).channel, CGOV_CHANNEL_MEDIA);
}

/* Who is refused is told where to turn; what they came by stays. */
static void an_answers_channel_is_advice(void **state) {
    (void)state;
    cgov_id issue = 0;
    cgov_detail web = town_text(CGOV_FIELD_CHANNEL, "web");
    assert_int_equal(town_try_report(&town, town.resident, &web, 1, &issue), CGOV_OK);
    cgov_detail advice[] = {town_text(CGOV_FIELD_REASON, "属诉讼事项。"), town_text(CGOV_FIELD_CHANNEL, "litigation")};
    town_move(&town, CLERKS, issue, "reject", advice, 2);
    assert_int_equal(town_item(&town, CLERKS, issue).channel, CGOV_CHANNEL_WEB);
}

/* Whoever asks afterwards not to be known is unknown from then on, wherever it would show. */
static void who_asks_not_to_be_known_is_unknown(void **state) {
    (void)state;
    const cgov_id contact = town.street.officers[CONTACT];
    const cgov_id issue = town_issue_in(&town, "handling");
    cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    assert_true(town_item(&town, contact, issue).reporter == town.resident);
    town_assert_refused(&town, town_try_move(&town, town.neighbour, issue, "mask", &masked, 1), CGOV_E_NOT_FOUND,
                        CGOV_R_NONE);
    town_move(&town, town.resident, issue, "mask", &masked, 1);
    const cgov_item_view view = town_item(&town, contact, issue);
    assert_true(view.masked == 1 && view.reporter == 0 && view.reported_by == 0);
    assert_true(town_item(&town, CLERKS, issue).reporter == town.resident); /* the intake knows */
    cgov_history_view history[16];
    const uint32_t entries = town_history(&town, contact, issue, history, 16);
    for (uint32_t i = 0; i < entries; i++) assert_true(history[i].actor != town.resident);
    cgov_reader reader = town_reader(&town, contact);
    cgov_party_view parties[8] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_party_list(town.ledger, &reader, issue, &cursor, parties, 8, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++) assert_true(parties[i].id != town.resident);
    cgov_item_query query = {.size = sizeof query, .reporter = town.resident};
    cgov_item_view rows[2] = {{.size = sizeof rows[0]}};
    cursor = 0;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, rows, 2, &count), CGOV_DONE);
    uint64_t seq = 0, entry = 0;
    cgov_feed_view news[32] = {{.size = sizeof news[0]}};
    assert_int_equal(cgov_feed_list(town.ledger, &reader, &seq, &entry, news, 32, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++) assert_true(news[i].to != town.resident);
    town_assert_refused(&town, town_try_move(&town, town.resident, issue, "mask", &masked, 1), CGOV_E_REFUSED,
                        CGOV_R_AT_MOST);
}

/* ---- the text ---- */

static const char shown[] = "\nprocedure shown \"公开事项\"\n  public title text\n"
                            "  party reporter \"反映人\" resident\n  party intake \"受理单位\" organization\n"
                            "  stage all \"全程\"\n    state open \"办理中\" held by intake\n"
                            "    state closed \"已结\" final\n"
                            "  clock wait from tell until finish\n    for 9 days\n    late tell head of intake\n"
                            "  open tell \"反映\" -> open\n    by any resident\n    needs place text intake\n"
                            "    takes matter title\n    sets intake to given\n"
                            "  move sort open -> same\n    by clerk of intake\n    takes matter title text\n"
                            "    reclasses\n    at most 4\n"
                            "  move finish open -> closed\n    by clerk of intake\n    needs text\n    answers\n"
                            "matter quiet \"保密\"\n  procedure shown\n  confidential\n"
                            "matter loud \"公开\"\n  procedure shown\n";

static int found_with_shown(void **state) {
    (void)state;
    town_found_with(&town, shown);
    return 0;
}

static int32_t text_seen(cgov_id reader, cgov_id issue, uint32_t field, uint64_t seq) {
    cgov_reader copy = town_reader(&town, reader);
    char buf[256];
    uint64_t len = 0;
    return cgov_text_get(town.ledger, &copy, issue, seq, field, buf, sizeof buf, &len);
}

/* What was written while its matter was confidential does not become public with another one. */
static void what_was_confidential_stays_so(void **state) {
    (void)state;
    cgov_id issue = 0;
    cgov_detail quiet[] = {town_text(CGOV_FIELD_PROCEDURE, "shown"), town_text(CGOV_FIELD_MATTER, "quiet")};
    assert_int_equal(town_try_report(&town, town.resident, quiet, 2, &issue), CGOV_OK);
    const uint64_t opened = town_item(&town, town.resident, issue).version;
    assert_int_equal(text_seen(0, issue, CGOV_FIELD_TEXT, opened), CGOV_E_NOT_FOUND);
    cgov_detail loud[] = {town_text(CGOV_FIELD_MATTER, "loud"), town_text(CGOV_FIELD_TITLE, "路灯不亮")};
    town_move(&town, CLERKS, issue, "sort", loud, 2);
    const uint64_t sorted = town_item(&town, 0, issue).version; /* the public sees it now */
    assert_int_equal(text_seen(0, issue, CGOV_FIELD_TITLE, sorted), CGOV_OK);
    assert_int_equal(text_seen(0, issue, CGOV_FIELD_TEXT, opened), CGOV_E_NOT_FOUND);
    assert_int_equal(text_seen(town.resident, issue, CGOV_FIELD_TEXT, opened), CGOV_OK);
    town_move(&town, CLERKS, issue, "sort", quiet + 1, 1);
    cgov_reader anybody = town_reader(&town, 0);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town.ledger, &anybody, issue, &view), CGOV_E_NOT_FOUND);
}

/* A move that only puts right uses nothing up where nothing is. */
static void nothing_put_right_is_refused(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "registered");
    const cgov_detail urgent = town_text(CGOV_FIELD_URGENCY, "urgent");
    for (int i = 0; i < 4; i++) {
        town_assert_refused(&town, town_try_move(&town, town.centre.officers[CLERK], id, "classify", NULL, 0),
                            CGOV_E_REFUSED, CGOV_R_NEEDS);
        assert_string_equal(town_error(&town).message,
                            "`classify` only puts right what it is given, and is given none of `place`, `channel`, "
                            "`track`, `matter`, `urgency`, `class`, `point`");
        if (i < 3) town_move(&town, town.centre.officers[CLERK], id, "classify", &urgent, 1);
    }
}

/* What would be lost is refused of anybody's text. */
static void the_text_is_refused_that_would_lose_it(void **state) {
    (void)state;
#define LOST(move, field, why) "`" move "` takes `" field "`, which would be lost: " why
    /* clang-format off */
    static const struct bent_row rows[] = {
        {{"move call", "by", "lead", "lead\n    takes matter"}, 6, "call",
         LOST("call", "matter", "without `reclasses` the item stays as it was"), ""},
        {{"move call", "by", "lead", "lead\n    takes urgency"}, 6, "call",
         LOST("call", "urgency", "without `reclasses` the item stays as it was"), ""},
        {{"move call", "by", "lead", "lead\n    needs class"}, 6, "call",
         LOST("call", "class", "without `reclasses` the item stays as it was"), ""},
        {{"move call", "by", "lead", "lead\n    takes master"}, 6, "call",
         LOST("call", "master", "without `follows` the item stays as it was"), ""},
        {{"move call", "by", "lead", "lead\n    takes earlier"}, 6, "call",
         LOST("call", "earlier", "only an opening says it"), ""},
        {{"move call", "by", "lead", "lead\n    takes behalf"}, 6, "call",
         LOST("call", "behalf", "only an opening says it"), ""},
        {{"move call", "by", "lead", "lead\n    takes lead"}, 6, "call",
         LOST("call", "lead", "no `sets` of it uses it"), ""},
        {{"move call", "by", "lead", "lead\n    takes resident"}, 6, "call",
         LOST("call", "resident", "no `sets` of it uses it"), ""},
        {{"move call", "by", "lead", "lead\n    takes organizations"}, 6, "call",
         LOST("call", "organizations", "it opens nothing for them"), ""},
        {{"open report", "by", "resident", "resident\n    takes behalf"}, 6, "report",
         LOST("report", "behalf", "no line `by ROLE of PARTY` says who enters for another"), ""},
    };
    static const struct edit fine[] = {
        {"move call", "by", "lead", "lead\n    takes matter urgency class masked channel track place\n    reclasses"},
        {"open report", "by", "resident", "resident\n    by contact of intake\n    takes behalf"},
    };
    /* clang-format on */
    EACH_REFUSED(bent_small, rows);
    for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
        cgov_check_view report;
        char *text = bent(bent_small, &fine[i]);
        bent_passes(text, &report);
        free(text);
    }
}

/* ---- on behalf ---- */

/* Whoever enters by office may, and they themselves; a neighbour does not file in a neighbour's name. */
static void an_office_reports_on_behalf(void **state) {
    (void)state;
    const cgov_id entering = town.centre.officers[OPERATOR];
    cgov_detail behalf = town_number(CGOV_FIELD_BEHALF, (int64_t)town.neighbour);
    cgov_id issue = 0;
    town_assert_refused(&town, town_try_report(&town, town.resident, &behalf, 1, &issue), CGOV_E_REFUSED, CGOV_R_MAY);
    assert_string_equal(town_error(&town).message, "only who enters reports by office reports on behalf of another");
    town_assert_refused(&town, town_try_report(&town, town.street.officers[OPERATOR], &behalf, 1, &issue),
                        CGOV_E_REFUSED, CGOV_R_MAY); /* another office's is a resident like any other */
    assert_int_equal(town_try_report(&town, entering, &behalf, 1, &issue), CGOV_OK);
    cgov_item_view view = town_item(&town, CLERKS, issue);
    assert_true(view.reporter == town.neighbour && view.reported_by == entering);
    assert_int_equal(town_try_report(&town, town.neighbour, &behalf, 1, &issue), CGOV_OK);
    view = town_item(&town, CLERKS, issue);
    assert_true(view.reporter == town.neighbour && view.reported_by == town.neighbour);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_matter_brings_its_profile, found, leave),
        cmocka_unit_test_setup_teardown(another_matter_brings_another, found, leave),
        cmocka_unit_test_setup_teardown(none_puts_nothing_right, found, leave),
        cmocka_unit_test_setup_teardown(nothing_put_right_is_refused, found, leave),
        cmocka_unit_test_setup_teardown(a_matter_brings_its_track, found, leave),
        cmocka_unit_test_setup_teardown(a_track_goes_with_its_matter, found, leave),
        cmocka_unit_test_setup_teardown(a_follower_keeps_their_track, found, leave),
        cmocka_unit_test_setup_teardown(a_matter_is_one_of_its_procedure, found_with_questions, leave),
        cmocka_unit_test_setup_teardown(place_track_and_channel_are_put_right, found, leave),
        cmocka_unit_test_setup_teardown(an_answers_channel_is_advice, found, leave),
        cmocka_unit_test_setup_teardown(who_asks_not_to_be_known_is_unknown, found, leave),
        cmocka_unit_test_setup_teardown(what_was_confidential_stays_so, found_with_shown, leave),
        cmocka_unit_test(the_text_is_refused_that_would_lose_it),
        cmocka_unit_test_setup_teardown(an_office_reports_on_behalf, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
