/* What whoever holds an item, and leads it, hears of what others did to it: that they must act again, that what is said
 * of it, or by when it is due, is other than it was; and who hears it where nobody is there. */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

#define CLERKS (town.centre.officers[CLERK])

/* How many entries say this of the item to them, the last of them in *last. */
static uint32_t told(cgov_id item, uint32_t what, cgov_id to, cgov_feed_view *last) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_feed_view views[64];
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found_them = 0;
    views[0].size = sizeof views[0];
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 64, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].item == item && views[i].what == what && views[i].to == to) {
                if (last) *last = views[i];
                found_them++;
            }
    return found_them;
}

static uint32_t assigned(cgov_id item, cgov_id to) {
    return told(item, CGOV_NEWS_ASSIGNED, to, NULL);
}

static uint32_t changed(cgov_id item, cgov_id to) {
    return told(item, CGOV_NEWS_CHANGED, to, NULL);
}

static void say(cgov_id actor, cgov_id id, const char *move, uint32_t field, const char *text) {
    const cgov_detail detail = town_text(field, text);
    town_move(&town, actor, id, move, &detail, 1);
}

/* What is asked again is to be answered again: by an organization that held it all the time. */
static void who_is_asked_again_hears(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "何时开门？"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "question", details, 2, &id), CGOV_OK);
    assert_int_equal(assigned(id, town.centre.id), 1);
    say(town.centre.officers[CONTACT], id, "reply", CGOV_FIELD_TEXT, "九点。");
    assert_int_equal(assigned(id, town.centre.id), 1); /* their own doing */
    say(town.resident, id, "again", CGOV_FIELD_TEXT, "周末呢？");
    assert_int_equal(assigned(id, town.centre.id), 2);
}

/* An objection that is denied, a rest that another grants or ends. */
static void who_has_it_back_from_another_hears(void **state) {
    (void)state;
    const cgov_id denied = town_issue_in(&town, "dispatched"), rests = town_issue_in(&town, "handling");
    say(town.street.officers[CONTACT], denied, "object", CGOV_FIELD_REASON, "不归我们");
    assert_int_equal(assigned(denied, town.street.id), 1);
    town_move(&town, town.centre.officers[DISPATCHER], denied, "uphold_order", NULL, 0);
    assert_int_equal(assigned(denied, town.street.id), 2);
    assert_int_equal(assigned(rests, town.street.id), 1); /* signing and starting are theirs */
    town_suspend(&town, rests, 9, "等雨停");
    assert_int_equal(assigned(rests, town.street.id), 2);
    town_move(&town, town.district.officers[HEAD], rests, "resume", NULL, 0);
    assert_int_equal(assigned(rests, town.street.id), 3);
    town_suspend(&town, rests, 9, "等雨停");
    town_move(&town, town.street.officers[CONTACT], rests, "resume", NULL, 0);
    assert_int_equal(assigned(rests, town.street.id), 4);
}

/* A class, a matter, a due: what another makes of it, whoever works on it is told, with the due. */
static void what_another_changes_is_told(void **state) {
    (void)state;
    cgov_feed_view view = {.what = 0};
    const cgov_id id = town_issue_in(&town, "handling"), early = town_report(&town, town.resident);
    say(CLERKS, id, "classify", CGOV_FIELD_URGENCY, "critical");
    assert_int_equal(told(id, CGOV_NEWS_CHANGED, town.street.id, &view), 1);
    assert_string_equal(view.clock, "feedback");
    assert_true(view.due == town_clock(&town, town.auditor, id, "feedback").due);
    assert_string_equal(view.move, "classify");
    say(CLERKS, id, "classify", CGOV_FIELD_MATTER, "pothole");
    assert_int_equal(changed(id, town.street.id), 2);
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    town_move(&town, town.resident, id, "mask", &masked, 1);
    assert_int_equal(changed(id, town.street.id), 3);
    say(CLERKS, early, "classify", CGOV_FIELD_URGENCY, "urgent");
    assert_int_equal(changed(early, town.centre.id), 0);      /* their own doing */
    const cgov_id checked = town_issue_in(&town, "checking"); /* held by the intake, led by the street */
    town_move(&town, town.resident, checked, "mask", &masked, 1);
    assert_int_equal(changed(checked, town.centre.id), 1);
    assert_int_equal(changed(checked, town.street.id), 1);
    const cgov_detail more[] = {town_number(CGOV_FIELD_DAYS, 9), town_text(CGOV_FIELD_REASON, "等雨停")};
    town_move(&town, town.street.officers[HEAD], id, "extend", more, 2);
    assert_int_equal(changed(id, town.street.id), 3);
}

static void empty(const struct office *office) {
    static const char *const roles[] = {"operator", "clerk", "dispatcher", "collector", "contact", "checker", "head"};
    for (int r = 0; r < OFFICERS; r++) {
        cgov_act act = town_act(&town, town.founder);
        const cgov_appointment_draft end = {.size = sizeof end,
                                            .flags = CGOV_APPOINT_END,
                                            .resident = office->officers[r],
                                            .organization = office->id,
                                            .until = town.now,
                                            .role = text_of(roles[r])};
        assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    }
}

/* As what a clock tells: to what stands above, then, whoever comes there later. */
static void what_nobody_there_is_told_goes_up(void **state) {
    (void)state;
    const cgov_id id = town_issue_in(&town, "closed");
    town.now += DAY;
    empty(&town.street);
    const uint32_t before = assigned(id, town.street.id);
    town.now += HOUR;
    say(town.resident, id, "reopen", CGOV_FIELD_REASON, "又漏了");
    assert_int_equal(assigned(id, town.district.id), 1);
    town.now += HOUR;
    town_appoint(&town, town.neighbour, town.street.id, "contact");
    assert_int_equal(assigned(id, town.street.id), before);
    assert_int_equal(assigned(id, town.district.id), 1);
}

/* Who helps reads of their part, and of nothing else of the issue; the lead is told what they answered. */
static void helpers_hear_of_their_part(void **state) {
    (void)state;
    const cgov_detail whistled[] = {town_choice(&town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "联合执法"),
                                    town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    const cgov_id issue = town_issue_in(&town, "handling"), part = (uint64_t)CGOV_KIND_PART << 44 | 2;
    cgov_feed_view views[8] = {{.size = sizeof views[0]}};
    town_move(&town, town.street.officers[HEAD], issue, "whistle", whistled, 3);
    say(town.bureau.officers[CONTACT], part, "report_back", CGOV_FIELD_TEXT, "已到场处理。");
    assert_int_equal(town_item(&town, town.bureau.officers[CONTACT], issue).children, 1); /* they see it */
    assert_int_equal(told(part, CGOV_NEWS_ASKED, town.bureau.id, NULL), 1);
    assert_int_equal(told(part, CGOV_NEWS_ANSWERED, town.street.id, &views[0]), 1);
    assert_string_equal(views[0].state, "done");
    assert_int_equal(told(part, CGOV_NEWS_ANSWERED, town.street.officers[HEAD], NULL), 1); /* who whistled */
    cgov_reader reader = town_reader(&town, town.bureau.officers[CONTACT]);
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    assert_int_equal(cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 8, &count), CGOV_OK);
    assert_int_equal(count, 3);
    for (uint32_t i = 0; i < count; i++) assert_int_equal(views[i].item, part);
}

#define UNDER(test, profile)                                                                                           \
    { #test " " profile, test, found_under, leave, (void *)(uintptr_t)profile }
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(who_is_asked_again_hears),
        IN_TOWN(who_has_it_back_from_another_hears),
        UNDER(what_another_changes_is_told, "HOTLINE_BJ"),
        IN_TOWN(what_nobody_there_is_told_goes_up),
        IN_TOWN(helpers_hear_of_their_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
