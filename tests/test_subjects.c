/* What is taken up before members, by the text or by hand: never what one of them may not see. */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

static const char MEETING[] = "rulebook 1\n"
                              "role secretary \"秘书\"\n"
                              "role member \"成员\"\n"
                              "role auditor \"审计员\"\n"
                              "  sees auditor\n"
                              "procedure meeting \"会议\" session\n"
                              "  detail issue \"事由\" item\n"
                              "  party convenor \"召集单位\" organization\n"
                              "  roll members \"成员\"\n"
                              "    of member of convenor\n"
                              "    filled by notify\n"
                              "  stage all \"全程\"\n"
                              "    state called \"拟召开\" held by convenor\n"
                              "    state noticed \"已通知\" held by convenor\n"
                              "    state done \"已结束\" final\n"
                              "  clock run from call until close\n"
                              "    for 90 days\n"
                              "    late tell secretary of convenor\n"
                              "  open call \"召集\" -> called\n"
                              "    by secretary of convenor\n"
                              "    needs organization text\n"
                              "    sets convenor to given\n"
                              "  move notify \"通知\" called noticed -> noticed\n"
                              "    by secretary of convenor\n"
                              "    opens topic for late 2 of convenor\n"
                              "    at most 3\n"
                              "  move raise \"提议题\" noticed -> same\n"
                              "    by secretary of convenor\n"
                              "    needs text issue\n"
                              "    opens topic\n"
                              "    at most 9\n"
                              "  move close \"结束\" called noticed -> done\n"
                              "    by secretary of convenor\n"
                              "procedure topic \"议题\" motion\n"
                              "  detail issue \"事由\" item\n"
                              "  party convenor \"召集单位\" organization\n"
                              "  stage all \"全程\"\n"
                              "    state raised \"待议\" held by convenor\n"
                              "    state done \"已议\" final\n"
                              "  clock run from raise until drop\n"
                              "    for 90 days\n"
                              "    late tell secretary of convenor\n"
                              "  open raise \"提出\" -> raised\n"
                              "    by parent\n"
                              "    takes text issue\n"
                              "    sets convenor to parent.convenor\n"
                              "  move drop \"撤销\" raised -> done\n"
                              "    by parent\n"
                              "    by secretary of convenor\n"
                              "    answers\n";

static cgov_id secretary, meeting, issue;

/* Members of the district who audit see all; one who does not sees no issue of others. */
static cgov_id add_member(bool audits) {
    cgov_id member = town_resident(&town, "成员", town.district.id);
    town_appoint(&town, member, town.district.id, "member");
    if (audits) town_appoint(&town, member, town.district.id, "auditor");
    return member;
}

/* Of the standard text and more: two members who audit; one of them is the secretary. */
static void found_with(const char *more) {
    town_found_with(&town, more);
    town_adopt(&town, text_of(MEETING));
    secretary = add_member(true);
    town_appoint(&town, secretary, town.district.id, "secretary");
    add_member(true);
}

/* When all that was reported is overdue. */
static void call_meeting(void) {
    town.now += 60 * DAY;
    cgov_act act = town_act(&town, secretary);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.district.id),
                                   town_text(CGOV_FIELD_TEXT, "例会")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "meeting", details, 2, &meeting), CGOV_OK);
}

static int with_a_late_issue(void **state) {
    (void)state;
    found_with("");
    issue = town_report(&town, town.resident);
    call_meeting();
    return 0;
}

static uint32_t topics(void) {
    return town_item(&town, secretary, meeting).children;
}

static int32_t try_raise(void) {
    uint32_t about = 0;
    assert_int_equal(cgov_field_find(town.ledger, "issue", &about), CGOV_OK);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "议"), town_number(about, (int64_t)issue)};
    return town_try_move(&town, secretary, meeting, "raise", details, 2);
}

static void what_all_members_see_is_taken_up(void **state) {
    (void)state;
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(topics(), 1);
}

static void what_one_may_not_see_is_not(void **state) {
    (void)state;
    cgov_id blind = add_member(false);
    town_move(&town, secretary, meeting, "notify", NULL, 0); /* seen as the move fills the roll */
    assert_int_equal(topics(), 0);
    town_assert_refused(&town, try_raise(), CGOV_E_REFUSED, CGOV_R_DETAIL);
    /* They hold an office that sees it: by hand it can be raised, and at the next notice it would be taken up. */
    town_appoint(&town, blind, town.district.id, "auditor");
    assert_int_equal(try_raise(), CGOV_OK);
    assert_int_equal(topics(), 1);
}

/* Only who is on the roll counts: notified anew, it is the members of then. */
static void the_roll_of_then_is_asked(void **state) {
    (void)state;
    cgov_id blind = add_member(false);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(topics(), 0);
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft end = {.size = sizeof end,
                                        .flags = CGOV_APPOINT_END,
                                        .resident = blind,
                                        .organization = town.district.id,
                                        .role = text_of("member")};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    town_assert_refused(&town, try_raise(), CGOV_E_REFUSED, CGOV_R_DETAIL); /* still on it */
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(topics(), 1);
}

/* What is masked, accuses or is of a confidential matter is not taken up, nor named by who sees it; what lies beside it
 * is. */
static void what_is_told_apart_is_nobodys(void **state) {
    (void)state;
    town_close(&town);
    found_with("\nmatter secret \"涉密\"\n  procedure issue\n  confidential\n");
    const cgov_detail more[] = {town_number(CGOV_FIELD_MASKED, 1),
                                town_number(CGOV_FIELD_AGAINST, (int64_t)town.village.id),
                                town_text(CGOV_FIELD_MATTER, "secret")};
    cgov_id apart[3];
    for (int i = 0; i < 3; i++)
        assert_int_equal(town_try_report(&town, town.resident, &more[i], 1, &apart[i]), CGOV_OK);
    const cgov_id plain = town_report(&town, town.resident); /* the latest of them */
    call_meeting();
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(topics(), 1);
    for (int i = 0; i < 3; i++) {
        issue = apart[i];
        town_item(&town, secretary, issue); /* is seen */
        town_assert_refused(&town, try_raise(), CGOV_E_REFUSED, CGOV_R_DETAIL);
    }
    issue = plain;
    assert_int_equal(try_raise(), CGOV_OK);
    assert_int_equal(topics(), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_late_issue, leave)

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_all_members_see_is_taken_up), TEST(what_one_may_not_see_is_not),
                                       TEST(the_roll_of_then_is_asked), TEST(what_is_told_apart_is_nobodys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
