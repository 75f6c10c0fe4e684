/* Whom a head names (指派到人): from those in office at the lead, for as long as they are; at the instants where an
 * office begins and ends, after the issue is handed over, and beside those who may always do the work. */
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

#include <stdbool.h>

static cgov_id named; /* holds an office in the street that is not the contact's */

static cgov_id appoint(cgov_id resident, cgov_id organization, const char *role, cgov_time from, cgov_time until,
                       uint32_t flags) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_appointment_draft draft = {.size = sizeof draft,
                                          .flags = flags,
                                          .resident = resident,
                                          .organization = organization,
                                          .from = from,
                                          .until = until,
                                          .role = text_of(role)};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

static uint32_t assignee(void) {
    uint32_t field = 0;
    assert_int_equal(cgov_field_find(town.ledger, "assignee", &field), CGOV_OK);
    return field;
}

static int32_t try_name(cgov_id issue, cgov_id whom) {
    const cgov_detail detail = town_number(assignee(), (int64_t)whom);
    return town_try_move(&town, town.street.officers[HEAD], issue, "assign_to", &detail, 1);
}

static cgov_id named_on(const char *state) {
    const cgov_id issue = town_issue_in(&town, state);
    assert_int_equal(try_name(issue, named), CGOV_OK);
    return issue;
}

/* What the move list says of a move to somebody: 0, or why not. */
static uint32_t why_not(cgov_id who, cgov_id issue, const char *move) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_move_list(town.ledger, &reader, issue, &cursor, views, 64, &count), CGOV_OK);
    for (uint32_t m = 0; m < count; m++)
        if (strcmp(views[m].name, move) == 0) return views[m].allowed ? 0 : views[m].reason;
    fail();
    return 0;
}

static uint32_t queue_of(cgov_id person, cgov_time at) {
    const cgov_reader reader = {.size = sizeof reader, .actor = town.auditor, .at = at};
    const cgov_item_query filter = {.size = sizeof filter, .person = person, .unended = 1};
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    cgov_time due = 0;
    uint64_t cursor = 0;
    uint32_t count = 0;
    const int32_t status = cgov_item_queue(town.ledger, &reader, &filter, &due, &cursor, views, 8, &count);
    assert_true(status == (count > 0 ? CGOV_OK : CGOV_DONE));
    return count;
}

/* How often the named were told that they are. */
static uint32_t hears(cgov_id issue) {
    const cgov_reader reader = town_reader(&town, named);
    cgov_feed_view views[64];
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found_them = 0;
    views[0].size = sizeof views[0];
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            found_them += views[i].item == issue && views[i].what == CGOV_NEWS_TOLD && views[i].to == named;
    return found_them;
}

static int founded(void **state) {
    found(state);
    named = town_resident(&town, "承办", town.root);
    town_appoint(&town, named, town.street.id, "collector");
    return 0;
}

static void the_named_do_the_work_and_do_not_check_it(void **state) {
    (void)state;
    const cgov_id issue = town_issue_in(&town, "signed");
    assert_int_equal(why_not(named, issue, "start"), CGOV_R_ACTOR);
    assert_int_equal(queue_of(named, town.now), 0);
    town_assert_refused(&town, town_try_move(&town, named, issue, "start", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_assert_refused(&town, town_try_move(&town, town.street.officers[CONTACT], issue, "assign_to", NULL, 0),
                        CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(try_name(issue, named), CGOV_OK);
    assert_int_equal(queue_of(named, town.now), 1);
    assert_int_equal(why_not(named, issue, "start"), 0);
    assert_int_equal(why_not(town.street.officers[CONTACT], issue, "start"), 0); /* as before */
    town_move(&town, named, issue, "start", NULL, 0);
    const cgov_detail result = town_number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED);
    town_move(&town, named, issue, "done", &result, 1);
    const cgov_detail answer = town_text(CGOV_FIELD_TEXT, "已修好。");
    town_move(&town, town.street.officers[CONTACT], issue, "answer", &answer, 1);
    town_appoint(&town, named, town.centre.id, "checker");
    town_assert_refused(&town, town_try_move(&town, named, issue, "pass", NULL, 0), CGOV_E_REFUSED, CGOV_R_SELF);
    town_move(&town, town.centre.officers[CHECKER], issue, "pass", NULL, 0);
}

/* Who was named and did nothing has done none of the work. */
static void who_only_was_named_may_check(void **state) {
    (void)state;
    const cgov_id issue = named_on("handling");
    const cgov_detail result = town_number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED);
    town_move(&town, town.street.officers[CONTACT], issue, "done", &result, 1);
    const cgov_detail answer = town_text(CGOV_FIELD_TEXT, "已修好。");
    town_move(&town, town.street.officers[CONTACT], issue, "answer", &answer, 1);
    town_appoint(&town, named, town.centre.id, "checker");
    town_move(&town, named, issue, "pass", NULL, 0);
}

/* They read it by that office, so not once the accused holds one there too. */
static void who_sits_with_the_accused_is_nobody(void **state) {
    (void)state;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.neighbour),
                      lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    cgov_id issue = 0;
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &issue), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], issue, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], issue, "dispatch", &lead, 1);
    town_move(&town, town.street.officers[CONTACT], issue, "sign", NULL, 0);
    assert_int_equal(try_name(issue, named), CGOV_OK);
    assert_int_equal(why_not(named, issue, "start"), 0);
    town_appoint(&town, town.neighbour, town.street.id, "operator");
    town_assert_refused(&town, town_try_move(&town, named, issue, "start", NULL, 0), CGOV_E_NOT_FOUND, CGOV_R_NONE);
}

static void only_those_in_office_at_the_lead_are_named(void **state) {
    (void)state;
    const cgov_id issue = town_issue_in(&town, "signed"), later = town_resident(&town, "后任", town.root);
    const cgov_id nobody[] = {town.neighbour, town.bureau.officers[CONTACT], town.district.officers[HEAD], later};
    const cgov_time day = town.now + DAY;
    appoint(later, town.street.id, "collector", day, day + DAY, 0);
    for (int i = 0; i < 4; i++) {
        town_assert_refused(&town, try_name(issue, nobody[i]), CGOV_E_REFUSED, CGOV_R_ROLE);
        assert_string_equal(town_error(&town).message,
                            "whom `assign_to` names as `assignee` holds no office in `lead`");
    }
    assert_int_equal(queue_of(later, day), 0);
    town.now = day - 1;
    town_assert_refused(&town, try_name(issue, later), CGOV_E_REFUSED, CGOV_R_ROLE);
    town.now = day; /* begins that day */
    assert_int_equal(try_name(issue, later), CGOV_OK);
    assert_int_equal(queue_of(later, day), 1);
    town.now = day + DAY - 1;
    assert_int_equal(why_not(later, issue, "start"), 0);
    town.now = day + DAY; /* ended the day before */
    town_assert_refused(&town, try_name(issue, later), CGOV_E_REFUSED, CGOV_R_ROLE);
    assert_int_equal(why_not(town.street.officers[CONTACT], issue, "start"), 0);
}

/* It falls back to the lead's office; and who comes back into office is named no more, until somebody names them anew.
 */
static void an_office_that_ends_names_nobody(void **state) {
    (void)state;
    const cgov_id issue = named_on("handling");
    const cgov_detail result = town_number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED);
    town.now += HOUR;
    appoint(named, town.street.id, "collector", 0, 0, CGOV_APPOINT_END);
    assert_int_equal(queue_of(named, town.now - 1), 1);
    assert_int_equal(queue_of(named, town.now), 0);
    const cgov_reader reader = town_reader(&town, named);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town.ledger, &reader, issue, &view),
                     CGOV_E_NOT_FOUND); /* and read by their office */
    town_assert_refused(&town, town_try_move(&town, named, issue, "done", &result, 1), CGOV_E_NOT_FOUND, CGOV_R_NONE);
    assert_int_equal(why_not(town.street.officers[CONTACT], issue, "done"), 0);
    town.now += HOUR;
    town_appoint(&town, named, town.street.id, "clerk");
    assert_int_equal(queue_of(named, town.now), 0);
    town_assert_refused(&town, town_try_move(&town, named, issue, "done", &result, 1), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(try_name(issue, named), CGOV_OK);
    assert_int_equal(queue_of(named, town.now), 1);
    town_move(&town, named, issue, "done", &result, 1);
}

/* As long as some office there lasts: another role, a term that begins where one ends. A gap of an instant ends it. */
static void an_office_that_follows_names_on(void **state) {
    (void)state;
    const cgov_id issue = named_on("handling");
    const cgov_time day = town.now + DAY;
    appoint(named, town.street.id, "collector", 0, day, CGOV_APPOINT_END);
    appoint(named, town.street.id, "clerk", day, day + DAY, 0);
    appoint(named, town.street.id, "collector", day + DAY, day + 2 * DAY, 0);
    appoint(named, town.street.id, "collector", day + 2 * DAY + 1, 0, 0);
    town.now = day + 2 * DAY - 1;
    assert_int_equal(why_not(named, issue, "done"), 0);
    assert_int_equal(queue_of(named, town.now), 1);
    town.now += 2;
    assert_int_equal(queue_of(named, town.now), 0);
    assert_int_not_equal(why_not(named, issue, "done"), 0);
}

static void what_is_handed_over_names_nobody(void **state) {
    (void)state;
    const cgov_id issue = named_on("handling");
    const cgov_detail to[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                              town_text(CGOV_FIELD_REASON, "改派。")};
    town_move(&town, town.centre.officers[HEAD], issue, "reassign", to, 2);
    assert_int_equal(queue_of(named, town.now), 0);
    town_move(&town, town.bureau.officers[CONTACT], issue, "sign", NULL, 0);
    town_assert_refused(&town, town_try_move(&town, named, issue, "start", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(why_not(town.bureau.officers[CONTACT], issue, "start"), 0);
    const cgov_detail again = town_number(assignee(), (int64_t)named);
    town_assert_refused(&town, town_try_move(&town, town.bureau.officers[HEAD], issue, "assign_to", &again, 1),
                        CGOV_E_REFUSED, CGOV_R_ROLE);
}

/* They are named no more when it comes back, until somebody names them again; and hear of it each time. */
static void what_comes_back_names_nobody(void **state) {
    (void)state;
    const cgov_id issue = named_on("handling");
    assert_int_equal(hears(issue), 1);
    const cgov_id leads[] = {town.bureau.id, town.street.id};
    for (int i = 0; i < 2; i++) {
        const cgov_detail to[] = {town_number(CGOV_FIELD_LEAD, (int64_t)leads[i]),
                                  town_text(CGOV_FIELD_REASON, "改派。")};
        town_move(&town, town.centre.officers[HEAD], issue, "reassign", to, 2);
    }
    assert_int_equal(queue_of(named, town.now), 0);
    town_move(&town, town.street.officers[CONTACT], issue, "sign", NULL, 0);
    town_assert_refused(&town, town_try_move(&town, named, issue, "start", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(try_name(issue, named), CGOV_OK);
    assert_int_equal(queue_of(named, town.now), 1);
    assert_int_equal(hears(issue), 2);
    town_move(&town, named, issue, "start", NULL, 0);
}

/* ---- texts ---- */

static void refused(struct edit edit, const char *at, const char *message) {
    char *text = bent_by(bent_standard(), &edit, 1);
    bent_refused(text, 5, at, message, "");
    free(text);
}

static void nothing_hangs_on_whoever_is_named(void **state) {
    (void)state;
    refused((struct edit){"move start", "by contact", NULL, NULL}, "assignee",
            "`start` is for `assignee` alone, who is nobody once they left office: it must name others too");
    refused((struct edit){"move sign", "sets", "handler", "assignee"}, "assignee to actor",
            "`assignee` is named: `sign` can set it to given only, and no opening can");
    char *text = bent_by(bent_standard(), &(struct edit){"state handling", "state", "by lead", "by assignee"}, 1);
    cgov_check_view report;
    assert_int_not_equal(bent_check(NULL, text, &report), CGOV_OK);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_named_do_the_work_and_do_not_check_it, founded, leave),
        cmocka_unit_test_setup_teardown(who_only_was_named_may_check, founded, leave),
        cmocka_unit_test_setup_teardown(who_sits_with_the_accused_is_nobody, founded, leave),
        cmocka_unit_test_setup_teardown(only_those_in_office_at_the_lead_are_named, founded, leave),
        cmocka_unit_test_setup_teardown(an_office_that_ends_names_nobody, founded, leave),
        cmocka_unit_test_setup_teardown(an_office_that_follows_names_on, founded, leave),
        cmocka_unit_test_setup_teardown(what_is_handed_over_names_nobody, founded, leave),
        cmocka_unit_test_setup_teardown(what_comes_back_names_nobody, founded, leave),
        cmocka_unit_test(nothing_hangs_on_whoever_is_named),
    };
    return cmocka_run_group_tests_name("named", tests, NULL, NULL);
}
