/* The shipped meetings in a town: eight members of the street, its secretary and recorder; a joint meeting called,
 * noticed and attended. For cmocka_unit_test_setup_teardown(test, with_meetings, leave). */
#ifndef TESTS_ON_A_MEETING_H
#define TESTS_ON_A_MEETING_H

#include "support/on_a_town.h"

#include "support/test.h"

#define MEMBERS 8
static cgov_id secretary, recorder, member[MEMBERS], session;

static inline void seat(cgov_id resident, const char *role, cgov_time from, cgov_time until) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft draft = {.size = sizeof draft,
                                          .resident = resident,
                                          .organization = town.street.id,
                                          .role = text_of(role),
                                          .from = from,
                                          .until = until};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &draft, NULL), CGOV_OK);
}

/* Eight part-time members of eight units, until 2029, or without end where that is over. */
static inline void found_with_meetings_at(const cgov_storage *storage, cgov_time start) {
    const struct town_options options = {.storage = storage, .start = start};
    town_found(&town, &options);
    town_adopt(&town, town_shipped("meetings"));
    secretary = town_resident(&town, "秘书", town.street.id);
    recorder = town_resident(&town, "记录", town.street.id);
    town_appoint(&town, secretary, town.street.id, "secretary");
    for (int i = 0; i < MEMBERS; i++) {
        const cgov_id unit = town_organization(&town, "共建单位", "department", town.root);
        member[i] = town_resident(&town, "兼职委员", unit);
        const cgov_time until = town_at(2029, 1, 1, 0, 0);
        seat(member[i], "member", town.now, start < until ? until : 0);
    }
}

static inline void found_with_meetings(const cgov_storage *storage) {
    found_with_meetings_at(storage, INT64_C(1767229200000)); /* 2026-01-01T09:00:00+08:00 */
}

static inline int with_meetings(void **state) {
    (void)state;
    found_with_meetings(NULL);
    return 0;
}

static inline uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static inline cgov_id child(cgov_id item, uint32_t place) {
    static cgov_item_view views[256];
    const cgov_reader reader = town_reader(&town, secretary);
    cgov_item_query query = {.size = sizeof query, .parent = item};
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    const int32_t status = cgov_item_list(town.ledger, &reader, &query, &cursor, views, 256, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    return place < count ? views[place].id : 0;
}

static inline int32_t try_enter(cgov_id actor, const char *roll, cgov_id elector, const cgov_detail *detail) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, session, roll, elector, detail, detail != NULL, NULL);
}

static inline void enter(cgov_id actor, const char *roll, cgov_id elector, const cgov_detail *detail) {
    const int32_t status = try_enter(actor, roll, elector, detail);
    if (status) print_error("%s: %s\n", roll, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static inline void leave_present(cgov_id who) {
    cgov_act act = town_act(&town, who);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, session, "present", who, 0, NULL, 0, NULL), CGOV_OK);
}

#define REFUSED(status, reason) town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason)

static inline void say(cgov_id actor, cgov_id item, const char *move, const char *words) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, words);
    town_move(&town, actor, item, move, &text, 1);
}

static inline int32_t try_say(cgov_id actor, cgov_id item, const char *move, const char *words) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, words);
    return town_try_move(&town, actor, item, move, &text, 1);
}

static inline void call(void) {
    cgov_act act = town_act(&town, secretary);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id),
                                   town_text(CGOV_FIELD_TEXT, "例会"), town_number(field("chair"), (int64_t)member[0]),
                                   town_number(field("recorder"), (int64_t)recorder)};
    const int32_t status = cgov_item_open(town.ledger, &act, "joint_meeting", details, 4, &session);
    if (status) print_error("%s\n", town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static inline int32_t try_notify(int64_t day) {
    const cgov_detail details[] = {town_number(field("day"), day), town_text(field("notice"), "请到会")};
    return town_try_move(&town, secretary, session, "notify", details, 2);
}

static inline void assign(cgov_id actor, cgov_id item, int64_t day) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                   town_text(CGOV_FIELD_TEXT, "请办理"), town_number(field("day"), day)};
    town_move(&town, actor, item, "assign", details, 3);
}

/* The duty under a topic or a need: reported by its lead, passed by another. */
static inline void do_duty(cgov_id item) {
    const cgov_id duty = child(item, 0);
    say(town.bureau.officers[CONTACT], duty, "report", "已办");
    town_move(&town, secretary, duty, "pass", NULL, 0);
    say(secretary, item, "report", "已办");
}

static inline void attend(int from, int until) {
    for (int i = from; i < until; i++) enter(member[i], "present", member[i], NULL);
}

static inline void notified_for(int64_t day, int month, int date) {
    call();
    assert_int_equal(try_notify(day), CGOV_OK);
    say(member[0], session, "raise", "议题");
    town.now = town_at(2026, month, date, 9, 0);
}

#endif
