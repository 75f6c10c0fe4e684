/* 街乡吹哨: of those that lead, townships alone whistle (guard `level`), by the code of their region. */
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

static int32_t whistle(const struct office *lead, cgov_id issue, cgov_id to) {
    const cgov_detail call[] = {town_choice(&town, "occasion", "beyond"),
                                town_text(CGOV_FIELD_REASON, "属地难以解决。"),
                                town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)to)};
    return town_try_move(&town, lead->officers[HEAD], issue, "whistle", call, 3);
}

static cgov_id handled_by(const struct office *lead) {
    const cgov_id issue = town_issue_in(&town, "accepted");
    const cgov_detail to = town_number(CGOV_FIELD_LEAD, (int64_t)lead->id);
    town_move(&town, town.centre.officers[DISPATCHER], issue, "dispatch", &to, 1);
    town_move(&town, lead->officers[CONTACT], issue, "sign", NULL, 0);
    town_move(&town, lead->officers[CONTACT], issue, "start", NULL, 0);
    return issue;
}

static void townships_alone_whistle(void **state) {
    (void)state;
    static const struct {
        uint64_t region; /* 0: it has none yet */
        const char *said;
    } others[] = {{0, "`lead` is of no level, for the organization has no `region`: give it one"},
                  {990000, "`lead` is of level `province`"},
                  {990100, "`lead` is of level `city`"},
                  {990101, "`lead` is of level `county`"},
                  {990101001201, "`lead` is of level `village`"},
                  {990101001201003, "`lead` is of level `grid`"}};
    const cgov_id theirs = handled_by(&town.bureau);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].region) town_settle_in(&town, town.bureau.id, others[i].region);
        town_assert_refused(&town, whistle(&town.bureau, theirs, town.village.id), CGOV_E_REFUSED, CGOV_R_LEVEL);
        assert_string_equal(town_error(&town).message, others[i].said);
    }
    assert_int_equal(town_item(&town, town.auditor, theirs).children, 0);
    assert_int_equal(whistle(&town.street, town_issue_in(&town, "handling"), town.bureau.id), CGOV_OK);
    town_settle_in(&town, town.bureau.id, 990101002000);
    assert_int_equal(whistle(&town.bureau, theirs, town.village.id), CGOV_OK);
}

static void a_level_is_asked_of_an_organization(void **state) {
    (void)state;
#define LINE(find, replace)                                                                                            \
    { "move whistle", "when level", find, replace }
    const struct bent_row rows[] = {
        {LINE("lead", "reporter"), 0, "reporter township", "party `reporter` is a resident: it is of no level", ""},
        {LINE("township", "town"), 0, "town\n",
         "level `town` is not one of the language's: province, city, county, township, village, grid", ""},
    };
    EACH_REFUSED(bent_standard(), rows);
    cgov_check_view report = {.size = sizeof report};
    char *several = bent(bent_standard(), &(struct edit)LINE("township", "township village"));
    bent_passes(several, &report);
    free(several);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(townships_alone_whistle, found, leave),
        cmocka_unit_test(a_level_is_asked_of_an_organization),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
