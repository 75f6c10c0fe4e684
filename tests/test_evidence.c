/* What an end of the work is shown by: `done` wants evidence of petitions and accusations, and of what its matter asks
 * it of; of nothing else, for the answers of a message board have none. */
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

#define CLERKS (town.centre.officers[CLERK])
#define CONTACTS (town.street.officers[CONTACT])

static void move_on(cgov_id actor, cgov_id id, const char *move) {
    town_move(&town, actor, id, move, NULL, 0);
}

/* Handled by the street, reported with this detail. */
static cgov_id handled_of(cgov_detail more) {
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &more, 1, &id), CGOV_OK);
    move_on(CLERKS, id, "accept");
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    move_on(CONTACTS, id, "sign");
    move_on(CONTACTS, id, "start");
    return id;
}

static int32_t done(cgov_id id, bool shown) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED),
                                   town_text(CGOV_FIELD_EVIDENCE, "照片两张")};
    return town_try_move(&town, CONTACTS, id, "done", details, shown ? 2 : 1);
}

static void assert_asked(cgov_id id) {
    town_assert_refused(&town, done(id, false), CGOV_E_REFUSED, CGOV_R_NEEDS);
    assert_string_equal(town_error(&town).message, "`done` needs `evidence` here");
    assert_int_equal(done(id, true), CGOV_OK);
}

static void tracks_that_ask_for_it(void **state) {
    (void)state;
    static const char *const tracks[] = {"none",     "consult",    "complaint", "suggestion",
                                         "petition", "accusation", "help",      "other"};
    for (size_t i = 0; i < sizeof tracks / sizeof tracks[0]; i++) {
        const cgov_id id = handled_of(town_text(CGOV_FIELD_TRACK, tracks[i]));
        const bool asks = strcmp(tracks[i], "petition") == 0 || strcmp(tracks[i], "accusation") == 0;
        if (asks)
            assert_asked(id);
        else
            assert_int_equal(done(id, false), CGOV_OK);
    }
}

static void matters_that_ask_for_it(void **state) {
    (void)state;
    assert_asked(handled_of(town_text(CGOV_FIELD_MATTER, "pothole")));
    assert_int_equal(done(handled_of(town_text(CGOV_FIELD_MATTER, "consultation")), false), CGOV_OK);
    /* Put right meanwhile: what it is now asks. */
    const cgov_id id = handled_of(town_text(CGOV_FIELD_MATTER, "consultation"));
    const cgov_detail matter = town_text(CGOV_FIELD_MATTER, "pothole");
    town_move(&town, CLERKS, id, "classify", &matter, 1);
    assert_asked(id);
}

/* What is asked of this item is counted among what the move needs, and a form for its matter says so. */
static void it_is_said_before(void **state) {
    (void)state;
    const cgov_id ids[] = {handled_of(town_text(CGOV_FIELD_TRACK, "complaint")),
                           handled_of(town_text(CGOV_FIELD_TRACK, "petition"))};
    for (uint32_t i = 0; i < 2; i++) {
        cgov_reader reader = town_reader(&town, CONTACTS);
        cgov_move_view views[96];
        uint64_t cursor = 0;
        uint32_t count = 0, needs = 0, takes = 0;
        views[0].size = sizeof views[0];
        assert_int_equal(cgov_move_list(town.ledger, &reader, ids[i], &cursor, views, 96, &count), CGOV_OK);
        for (uint32_t m = 0; m < count; m++) {
            if (strcmp(views[m].name, "done") != 0) continue;
            assert_true(views[m].allowed);
            needs = views[m].needs;
            takes = views[m].takes;
        }
        assert_int_equal(needs, 1 + i);
        assert_int_equal(takes, 3 - i);
    }
}

static uint32_t needed(const char *matter) {
    cgov_reader reader = town_reader(&town, CONTACTS);
    cgov_field_view views[16];
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    assert_int_equal(cgov_field_list(town.ledger, &reader, 0, "issue", matter, "done", &cursor, views, 16, &count),
                     CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (views[i].field == CGOV_FIELD_EVIDENCE) return views[i].needed;
    fail_msg("`done` does not take evidence");
    return 0;
}

static void a_form_says_it(void **state) {
    (void)state;
    assert_int_equal(needed(""), 0);
    assert_int_equal(needed("consultation"), 0);
    assert_int_equal(needed("pothole"), 1);
    assert_int_equal(needed("petition"), 1); /* whose track asks */
}

/* What cannot be meant is refused with its place. */
static void what_it_is_asked_of_tells_items_apart(void **state) {
    (void)state;
#define LINE(find, replace)                                                                                            \
    { "move done", "when given evidence if track", find, replace }
    const struct bent_row rows[] = {
        {LINE("track petition accusation", "children done"), 0, "children done",
         "`children` tells no items apart: track, channel, urgency, matter and public_safety do", ""},
        {LINE("evidence", "remedy"), 0, "remedy if", "field `remedy` is none that move `done` needs or takes", ""},
        {LINE(" if track petition accusation", ""), 0, "\n    when given evidence if matter",
         "expected `if`, found the end of the line", ""},
        {LINE("accusation", "petition"), 0, "petition\n    when given", "track `petition` stands twice", ""},
    };
    EACH_REFUSED(bent_standard(), rows);
}

/* Time gives nothing: what lateness makes cannot be asked for it. */
static void time_is_not_asked_for_it(void **state) {
    (void)state;
    const struct bent_row rows[] = {
        {{"move go_on", "by time", "by time", "by time\n    takes note\n    when given note if track petition"},
         2,
         "supply",
         "clock `supply` can fall due in `inquiring` where `go_on` could be refused: its `when` may fail",
         "report direct inquire"},
    };
    EACH_REFUSED(bent_standard(), rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tracks_that_ask_for_it, found, leave),
        cmocka_unit_test_setup_teardown(matters_that_ask_for_it, found, leave),
        cmocka_unit_test_setup_teardown(it_is_said_before, found, leave),
        cmocka_unit_test_setup_teardown(a_form_says_it, found, leave),
        cmocka_unit_test(what_it_is_asked_of_tells_items_apart),
        cmocka_unit_test(time_is_not_asked_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
