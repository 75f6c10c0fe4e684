/* A merge loses nothing: whoever works on the master is told, and reads what was merged; the more urgent's urgency,
 * public safety and clock are the master's; and only what is of one matter and place is merged at all. */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

#define PLACE INT64_C(990101001201)

static cgov_id reported(cgov_id actor, const char *urgency, const char *matter) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_URGENCY, urgency), town_text(CGOV_FIELD_MATTER, matter)};
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, actor, details, matter ? 2 : 1, &id), CGOV_OK);
    return id;
}

static int32_t merge(cgov_id item, cgov_id master) {
    const cgov_detail detail = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    return town_try_move(&town, town.centre.officers[CLERK], item, "merge", &detail, 1);
}

static void to_the_street(cgov_id id) {
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    town_move(&town, town.street.officers[CONTACT], id, "sign", NULL, 0);
}

static uint32_t told(cgov_id reader, cgov_id to, uint32_t what, cgov_feed_view *last) {
    cgov_reader by = town_reader(&town, reader);
    cgov_feed_view views[32];
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found = 0;
    views[0].size = sizeof views[0];
    while (cgov_feed_list(town.ledger, &by, &seq, &entry, views, 32, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (views[i].what == what && views[i].to == to) {
                *last = views[i];
                found++;
            }
    return found;
}

static cgov_history_view last_entry(cgov_id actor, cgov_id item) {
    cgov_reader reader = town_reader(&town, actor);
    cgov_history_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_history_list(town.ledger, &reader, item, &cursor, &view, 1, &count), CGOV_OK);
    return view;
}

static int32_t reads(cgov_id actor, cgov_id item) {
    cgov_reader reader = town_reader(&town, actor);
    char text[256];
    uint64_t needed = 0;
    return cgov_text_get(town.ledger, &reader, item, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed);
}

static void the_lead_is_told_and_reads_what_was_merged(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, "normal", NULL), other = reported(town.neighbour, "normal", NULL);
    const cgov_id contact = town.street.officers[CONTACT];
    to_the_street(master);
    assert_int_equal(reads(contact, other), CGOV_E_NOT_FOUND);
    assert_int_equal(merge(other, master), CGOV_OK);
    cgov_feed_view news = {.what = 0};
    assert_int_equal(told(contact, town.street.id, CGOV_NEWS_JOINED, &news), 1);
    assert_true(news.item == master && news.merged == other);
    assert_int_equal(reads(contact, other), CGOV_OK);
    cgov_history_view entry = last_entry(contact, master);
    assert_int_equal(entry.record, CGOV_RECORD_JOINED);
    assert_true(entry.merged == other && entry.actor == town.centre.officers[CLERK]);
    assert_string_equal(entry.to, "signed");
    cgov_item_query query = {.size = sizeof query, .master = master};
    cgov_reader reader = town_reader(&town, contact);
    cgov_item_view rows[2] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, rows, 2, &count), CGOV_OK);
    assert_true(count == 1 && rows[0].id == other);
}

/* Where the intake holds it, for the lead objects, both are told. */
static void the_lead_is_told_where_another_holds_it(void **state) {
    (void)state;
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id),
                      reason = town_text(CGOV_FIELD_REASON, "不归我管");
    cgov_id master = reported(town.resident, "normal", NULL), other = reported(town.neighbour, "normal", NULL);
    cgov_feed_view news = {.what = 0};
    town_move(&town, town.centre.officers[CLERK], master, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], master, "dispatch", &lead, 1);
    town_move(&town, town.street.officers[CONTACT], master, "object", &reason, 1);
    assert_true(town_item(&town, town.auditor, master).holder == town.centre.id);
    assert_int_equal(merge(other, master), CGOV_OK);
    assert_int_equal(told(town.auditor, town.centre.id, CGOV_NEWS_JOINED, &news), 1);
    assert_int_equal(told(town.auditor, town.street.id, CGOV_NEWS_JOINED, &news), 1);
    assert_true(news.item == master && news.merged == other);
}

/* That others ask the same is theirs: who reported the master is not told, nor shown it; nor the bureau, which leads
 * nothing of it. */
static void nobody_else_learns_of_it(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, "normal", NULL), other = reported(town.neighbour, "normal", NULL);
    to_the_street(master);
    const uint64_t seq = last_entry(town.resident, master).seq;
    assert_int_equal(merge(other, master), CGOV_OK);
    cgov_feed_view news = {.what = 0};
    assert_int_equal(told(town.resident, town.street.id, CGOV_NEWS_JOINED, &news), 0);
    assert_int_equal(told(town.bureau.officers[CONTACT], town.street.id, CGOV_NEWS_JOINED, &news), 0);
    assert_true(last_entry(town.resident, master).seq == seq);
    assert_int_equal(reads(town.resident, other), CGOV_E_NOT_FOUND);
    assert_int_equal(reads(town.bureau.officers[CONTACT], other), CGOV_E_NOT_FOUND);
    cgov_reader reader = town_reader(&town, town.resident);
    cgov_history_view view = {.size = sizeof view};
    uint64_t cursor = last_entry(town.auditor, master).seq;
    uint32_t count = 0;
    assert_int_equal(cgov_history_list(town.ledger, &reader, master, &cursor, &view, 1, &count), CGOV_E_ARG);
}

/* They would hear nothing of it, and could ask for its review. */
static void what_the_accused_reported_is_not_merged_into_what_accuses_them(void **state) {
    (void)state;
    cgov_id accuses = 0;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.resident);
    assert_int_equal(town_try_report(&town, town.neighbour, &against, 1, &accuses), CGOV_OK);
    const cgov_id theirs = reported(town.resident, "normal", NULL), anothers = reported(town.neighbour, "normal", NULL);
    town_assert_refused(&town, merge(theirs, accuses), CGOV_E_REFUSED, CGOV_R_ACCUSED);
    assert_int_equal(merge(anothers, accuses), CGOV_OK);
}

/* Who works on the master reads what was merged into it, but not once they hold office with somebody it accuses. */
static void who_works_with_the_accused_reads_nothing_merged(void **state) {
    (void)state;
    const cgov_id head = town.street.officers[HEAD];
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.resident);
    cgov_id accuses = 0, other = reported(town.neighbour, "normal", NULL);
    assert_int_equal(town_try_report(&town, town.neighbour, &against, 1, &accuses), CGOV_OK);
    to_the_street(accuses);
    assert_int_equal(merge(other, accuses), CGOV_OK);
    assert_int_equal(reads(head, other), CGOV_OK);
    town_appoint(&town, town.resident, town.street.id, "contact");
    assert_int_equal(reads(head, accuses), CGOV_E_NOT_FOUND);
    assert_int_equal(reads(head, other), CGOV_E_NOT_FOUND);
    assert_int_equal(reads(town.centre.officers[CLERK], other), CGOV_OK);
}

/* Whoever masked their report stays masked to the master's lead. */
static void a_masked_reporter_stays_so(void **state) {
    (void)state;
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    cgov_id master = reported(town.resident, "normal", NULL), other = 0;
    assert_int_equal(town_try_report(&town, town.neighbour, &masked, 1, &other), CGOV_OK);
    to_the_street(master);
    assert_int_equal(merge(other, master), CGOV_OK);
    cgov_item_view view = town_item(&town, town.street.officers[CONTACT], other);
    assert_true(view.reporter == 0 && view.reported_by == 0 && view.masked);
}

static void what_accuses_is_not_merged_into_what_does_not(void **state) {
    (void)state;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.bureau.id);
    cgov_id master = reported(town.resident, "normal", NULL), other = 0, same = 0;
    assert_int_equal(town_try_report(&town, town.neighbour, &against, 1, &other), CGOV_OK);
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &same), CGOV_OK);
    town_assert_refused(&town, merge(other, master), CGOV_E_REFUSED, CGOV_R_ACCUSED);
    assert_int_equal(merge(other, same), CGOV_OK);
}

static cgov_clock_view clock_of(cgov_id item, const char *clock) {
    return town_clock(&town, town.auditor, item, clock);
}

static void the_most_urgent_carries_over_with_its_clock(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, "normal", NULL);
    const cgov_time first = clock_of(master, "feedback").due;
    town.now += HOUR;
    const cgov_detail urgent[] = {town_text(CGOV_FIELD_URGENCY, "critical"), town_number(CGOV_FIELD_PUBLIC_SAFETY, 1)};
    cgov_id other = 0;
    assert_int_equal(town_try_report(&town, town.neighbour, urgent, 2, &other), CGOV_OK);
    cgov_clock_view promised = clock_of(other, "feedback");
    assert_true(promised.due < first);
    town.now += 10 * MINUTE;
    assert_int_equal(merge(other, master), CGOV_OK);
    cgov_item_view view = town_item(&town, town.auditor, master);
    assert_true(view.urgency == CGOV_URGENCY_CRITICAL && view.public_safety == 1);
    cgov_clock_view clock = clock_of(master, "feedback");
    assert_true(clock.due == promised.due && clock.started_at == promised.started_at);
    assert_true(clock_of(master, "forward").due == promised.started_at + HOUR);
    assert_true(view.late == 0);
    town.now = promised.due + 1;
    town_tick(&town);
    assert_int_equal(town_item(&town, town.auditor, master).late, 2); /* and forwarding */
    cgov_feed_view news = {.what = 0};
    assert_int_equal(told(town.auditor, town.centre.id, CGOV_NEWS_LATE, &news), 2);
}

/* Its own promise stays where that is the earlier one. */
static void an_earlier_promise_stays(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, "critical", NULL);
    const cgov_time due = clock_of(master, "feedback").due;
    town.now += HOUR;
    cgov_id other = reported(town.neighbour, "normal", NULL), same = reported(town.neighbour, "critical", NULL);
    assert_int_equal(merge(other, master), CGOV_OK);
    assert_int_equal(merge(same, master), CGOV_OK);
    assert_int_equal(town_item(&town, town.auditor, master).urgency, CGOV_URGENCY_CRITICAL);
    assert_true(clock_of(master, "feedback").due == due);
}

/* Of one urgency, an older report is not put off by a younger master; and one that is late makes its master late. */
static void an_older_report_is_not_put_off(void **state) {
    (void)state;
    cgov_id older = reported(town.neighbour, "normal", NULL);
    const cgov_time due = clock_of(older, "feedback").due;
    town.now += HOUR;
    cgov_id master = reported(town.resident, "normal", NULL);
    assert_int_equal(merge(older, master), CGOV_OK);
    assert_true(clock_of(master, "feedback").due == due);
    cgov_id overdue = reported(town.neighbour, "critical", NULL);
    town.now += 3 * HOUR;
    town_tick(&town);
    assert_int_equal(merge(overdue, master), CGOV_OK);
    town_tick(&town);
    assert_true(clock_of(master, "feedback").late);
}

static cgov_id suspended(cgov_time *granted) {
    cgov_id master = reported(town.resident, "normal", NULL);
    to_the_street(master);
    town_move(&town, town.street.officers[CONTACT], master, "start", NULL, 0);
    town_suspend(&town, master, 30, "雨季");
    *granted = town.now;
    town.now += 2 * 24 * HOUR;
    return master;
}

/* What is urgent does not sleep behind a pause that was granted to something else: all that rested goes on, the
 * feedback as it was promised to whoever came last; and moves that stay do not lay it to rest again. */
static void the_more_urgent_wakes_what_rests(void **state) {
    (void)state;
    cgov_time granted;
    cgov_id master = suspended(&granted);
    const cgov_clock_view rested = clock_of(master, "handle");
    assert_int_equal(rested.state, CGOV_CLOCK_PAUSED);
    cgov_id other = reported(town.neighbour, "critical", NULL);
    const cgov_clock_view promised = clock_of(other, "feedback");
    town.now += 10 * MINUTE;
    assert_int_equal(merge(other, master), CGOV_OK);
    cgov_clock_view clock = clock_of(master, "feedback");
    assert_int_equal(clock.state, CGOV_CLOCK_RUNNING);
    assert_true(clock.due == promised.due && clock.started_at == promised.started_at);
    clock = clock_of(master, "handle");
    assert_true(clock.state == CGOV_CLOCK_RUNNING && clock.due == rested.due + 2 * 24 * HOUR); /* in whole days */
    cgov_feed_view news = {.what = 0};
    assert_int_equal(told(town.resident, town.resident, CGOV_NEWS_RESUMED, &news), 1);
    assert_true(news.item == master && news.due == promised.due && news.record == 0 && news.merged == 0);
    assert_string_equal(news.clock, "feedback");
    assert_int_equal(told(town.neighbour, town.neighbour, CGOV_NEWS_RESUMED, &news), 0); /* theirs was merged */
    assert_int_equal(told(town.street.officers[CONTACT], town.street.id, CGOV_NEWS_JOINED, &news), 1);
    const cgov_detail more = town_text(CGOV_FIELD_TEXT, "还在漏。");
    town_move(&town, town.resident, master, "supplement", &more, 1);
    assert_int_equal(clock_of(master, "feedback").state, CGOV_CLOCK_RUNNING);
    town.now = promised.due + 1;
    town_tick(&town);
    assert_true(clock_of(master, "feedback").late);
    assert_int_equal(told(town.auditor, town.centre.id, CGOV_NEWS_LATE, &news), 1);
    town_move(&town, town.street.officers[CONTACT], master, "resume", NULL, 0);
    town_suspend(&town, master, 30, "雨季");
    assert_int_equal(clock_of(master, "handle").state, CGOV_CLOCK_PAUSED);
}

static bool may_make(cgov_id who, cgov_id item, const char *move) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_move_list(town.ledger, &reader, item, &cursor, views, 64, &count), CGOV_OK);
    for (uint32_t m = 0; m < count; m++)
        if (strcmp(views[m].name, move) == 0) return views[m].allowed;
    return false;
}

/* A critical report comes to what its reporter is asked: the office is told, and has it back at once; the reporter
 * learns that it goes on, of nothing else, whoever delivers that, and is reminded of no clock that is not theirs. */
static void what_the_reporter_holds_is_the_offices_again(void **state) {
    (void)state;
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "缺材料");
    const cgov_id contact = town.street.officers[CONTACT], clerk = town.centre.officers[CLERK];
    cgov_id asked = reported(town.resident, "normal", NULL), other = reported(town.neighbour, "critical", NULL);
    cgov_feed_view news = {.what = 0};
    town_move(&town, clerk, asked, "ask_more", &why, 1);
    town.now += HOUR;
    assert_int_equal(merge(other, asked), CGOV_OK);
    assert_int_equal(told(town.auditor, town.centre.id, CGOV_NEWS_JOINED, &news), 1);
    assert_true(news.item == asked && news.merged == other);
    town.now++;
    town_tick(&town);
    town_assert_state(&town, asked, "registered");
    assert_true(may_make(clerk, asked, "accept"));

    cgov_id master = reported(town.resident, "normal", NULL), urgent = 0;
    to_the_street(master);
    town_move(&town, contact, master, "start", NULL, 0);
    town_move(&town, contact, master, "inquire", &why, 1);
    town.now += HOUR;
    urgent = reported(town.neighbour, "critical", NULL);
    assert_int_equal(merge(urgent, master), CGOV_OK);
    assert_true(clock_of(master, "supply").due == town.now);
    assert_int_equal(told(town.auditor, town.resident, CGOV_NEWS_JOINED, &news), 0);
    assert_int_equal(told(town.auditor, town.street.id, CGOV_NEWS_JOINED, &news), 1);
    assert_true(news.item == master && news.merged == urgent);
    assert_int_equal(told(town.auditor, town.resident, CGOV_NEWS_RESUMED, &news), 2);
    assert_true(news.item == master && news.merged == 0 && news.record == 0);
    town.now++;
    town_tick(&town);
    town_assert_state(&town, master, "handling");
    assert_true(may_make(contact, master, "done"));
    assert_int_equal(clock_of(master, "feedback").state, CGOV_CLOCK_RUNNING);
    town.now += 30 * DAY;
    town_tick(&town);
    assert_int_equal(told(town.auditor, town.resident, CGOV_NEWS_REMINDED, &news), 0);
}

/* What is no more urgent leaves the reporter their days. */
static void nobody_cuts_the_reporters_days_short(void **state) {
    (void)state;
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "缺材料");
    cgov_id asked = reported(town.resident, "normal", NULL), other = reported(town.neighbour, "normal", NULL);
    town_move(&town, town.centre.officers[CLERK], asked, "ask_more", &why, 1);
    const cgov_time due = clock_of(asked, "complete").due;
    assert_int_equal(merge(other, asked), CGOV_OK);
    assert_true(clock_of(asked, "complete").due == due);
    town.now++;
    town_tick(&town);
    town_assert_state(&town, asked, "awaiting");
}

/* Nobody ends what was granted by filing the same again; public safety does. */
static void what_is_no_more_urgent_wakes_nothing(void **state) {
    (void)state;
    cgov_time granted;
    cgov_id master = suspended(&granted), same = reported(town.neighbour, "normal", NULL), other = 0;
    assert_int_equal(merge(same, master), CGOV_OK);
    assert_int_equal(clock_of(master, "feedback").state, CGOV_CLOCK_PAUSED);
    assert_int_equal(clock_of(master, "handle").state, CGOV_CLOCK_PAUSED);
    const cgov_detail safety = town_number(CGOV_FIELD_PUBLIC_SAFETY, 1);
    assert_int_equal(town_try_report(&town, town.neighbour, &safety, 1, &other), CGOV_OK);
    assert_int_equal(merge(other, master), CGOV_OK);
    assert_int_equal(clock_of(master, "feedback").state, CGOV_CLOCK_RUNNING);
    assert_int_equal(clock_of(master, "handle").state, CGOV_CLOCK_RUNNING);
    assert_int_equal(town_item(&town, town.auditor, master).public_safety, 1);
}

/* What was late before it rested stays so, and tells so again. */
static void what_was_late_before_it_rested_stays_late(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, "normal", NULL), other = 0;
    to_the_street(master);
    town_move(&town, town.street.officers[CONTACT], master, "start", NULL, 0);
    const cgov_time due = clock_of(master, "feedback").due;
    town.now = due + HOUR;
    town_suspend(&town, master, 30, "雨季");
    town.now += 24 * HOUR;
    other = reported(town.neighbour, "critical", NULL);
    assert_int_equal(merge(other, master), CGOV_OK);
    const cgov_clock_view clock = clock_of(master, "feedback");
    assert_true(clock.state == CGOV_CLOCK_RUNNING && clock.late && clock.due == due + 24 * HOUR);
}

static void of_another_matter_nothing_is_merged(void **state) {
    (void)state;
    cgov_id hole = reported(town.resident, "normal", "pothole"),
            advice = reported(town.neighbour, "normal", "consultation");
    cgov_id hole2 = reported(town.neighbour, "normal", "pothole"), none = reported(town.neighbour, "normal", NULL);
    town_assert_refused(&town, merge(advice, hole), CGOV_E_REFUSED, CGOV_R_SAME_MATTER);
    town_assert_refused(&town, merge(none, hole), CGOV_E_REFUSED, CGOV_R_SAME_MATTER);
    assert_int_equal(merge(hole2, hole), CGOV_OK);
}

static uint32_t candidates(cgov_id actor, cgov_item_query *query, cgov_id *first) {
    cgov_reader reader = town_reader(&town, actor);
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_item_list(town.ledger, &reader, query, &cursor, views, 8, &count);
    assert_int_equal(status, count > 0 ? CGOV_OK : CGOV_DONE);
    *first = count > 0 ? views[0].id : 0;
    return count;
}

#define NEAR (INT64_C(365800000) << 32 | INT64_C(1144900000))

static void candidates_are_found_before_anything_is_filed(void **state) {
    (void)state;
    const cgov_id clerk = town.centre.officers[CLERK];
    cgov_id first, hole = reported(town.resident, "normal", "pothole"), plain = reported(town.resident, "normal", NULL);
    cgov_item_query query = {.size = sizeof query, .like_place = PLACE, .matter = {"pothole", CGOV_NUL_TERMINATED}};
    query.like_place = town_item(&town, clerk, hole).place;
    assert_int_equal(candidates(clerk, &query, &first), 1);
    assert_true(first == hole);
    query.matter = (cgov_text){NULL, 0}; /* none known is none */
    assert_int_equal(candidates(clerk, &query, &first), 1);
    assert_true(first == plain);
    query.like_place++;
    assert_int_equal(candidates(clerk, &query, &first), 0);
    query.like_place--;
    assert_int_equal(candidates(town.neighbour, &query, &first), 0); /* nothing is public here */
    cgov_reader reader = town_reader(&town, clerk);
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_item_query bad = {.size = sizeof bad, .like = hole, .like_place = PLACE};
    assert_int_equal(cgov_item_list(town.ledger, &reader, &bad, &cursor, &view, 1, &count), CGOV_E_ARG);
    bad = (cgov_item_query){.size = sizeof bad, .like_point = NEAR};
    assert_int_equal(cgov_item_list(town.ledger, &reader, &bad, &cursor, &view, 1, &count), CGOV_E_ARG);
    bad = (cgov_item_query){.size = sizeof bad, .like_place = 7};
    assert_int_equal(cgov_item_list(town.ledger, &reader, &bad, &cursor, &view, 1, &count), CGOV_E_ARG);
}

/* What everyone was answered about takes in nothing more, though its check is still to come. */
static void what_was_answered_is_no_candidate(void **state) {
    (void)state;
    const cgov_id clerk = town.centre.officers[CLERK], contact = town.street.officers[CONTACT];
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片。")},
                      text = town_text(CGOV_FIELD_TEXT, "已处理。");
    cgov_id first, hole = reported(town.resident, "normal", "pothole");
    cgov_item_query query = {.size = sizeof query, .matter = {"pothole", CGOV_NUL_TERMINATED}};
    query.like_place = town_item(&town, clerk, hole).place;
    to_the_street(hole);
    town_move(&town, contact, hole, "start", NULL, 0);
    town_move(&town, contact, hole, "done", shown, 2);
    assert_int_equal(candidates(clerk, &query, &first), 1);
    town_move(&town, contact, hole, "answer", &text, 1);
    assert_true(town_item(&town, clerk, hole).final == 0);
    assert_int_equal(candidates(clerk, &query, &first), 0);
    cgov_id other = reported(town.neighbour, "normal", "pothole");
    town_assert_refused(&town, merge(other, hole), CGOV_E_REFUSED, CGOV_R_OWING);
}

static void and_by_their_distance(void **state) {
    (void)state;
    const cgov_detail point = town_number(CGOV_FIELD_POINT, NEAR);
    cgov_id first, id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &point, 1, &id), CGOV_OK);
    cgov_item_query query = {.size = sizeof query, .like_place = 990101001299, .like_point = NEAR, .meters = 50};
    assert_int_equal(candidates(town.centre.officers[CLERK], &query, &first), 1);
    assert_true(first == id);
    query.meters = 0;
    assert_int_equal(candidates(town.centre.officers[CLERK], &query, &first), 0);
}

/* ---- what a text must say ---- */

static void check_refuses(const char *line, const char *instead, const char *said) {
    static char text[300000];
    const cgov_text shipped = town_shipped("standard");
    const char *at = strstr(shipped.ptr, line);
    assert_non_null(at);
    const size_t before = (size_t)(at - shipped.ptr);
    snprintf(text, sizeof text, "%.*s%s%s", (int)before, shipped.ptr, instead, at + strlen(line));
    cgov_check_view report = {.size = sizeof report};
    cgov_text whole = {text, CGOV_NUL_TERMINATED};
    assert_int_equal(cgov_rulebook_check(&whole, NULL, &report), CGOV_E_RULEBOOK);
    assert_string_equal(report.message, said);
    assert_int_equal(report.check, 3);
}

static void a_text_that_merges_otherwise_is_refused(void **state) {
    (void)state;
    check_refuses("    when same_matter master\n", "",
                  "`merge` follows another issue: it must say `when same_matter master`");
    check_refuses("    when same_place master within 50 meters\n", "",
                  "`merge` follows another issue: it must say `when same_place master`");
    check_refuses("    when owing master\n", "", "`merge` follows another issue: it must say `when owing master`");
    check_refuses("    when unfollowed\n    follows\n", "    follows\n",
                  "`merge` follows another issue: it must say `when unfollowed`");
    check_refuses("    when not public_safety\n    when unfollowed\n", "    when not public_safety\n",
                  "`withdraw` ends what others may follow, and answers none of them: it must say `when unfollowed`");
}

static void answer_and_check(cgov_id item) {
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片。")},
                      text = town_text(CGOV_FIELD_TEXT, "已处理。");
    town_move(&town, town.village.officers[CONTACT], item, "sign", NULL, 0);
    town_move(&town, town.village.officers[CONTACT], item, "start", NULL, 0);
    town_move(&town, town.village.officers[CONTACT], item, "done", shown, 2);
    town_move(&town, town.village.officers[CONTACT], item, "answer", &text, 1);
    town_move(&town, town.centre.officers[CHECKER], item, "pass", NULL, 0);
}

static bool allowed(cgov_id actor, cgov_id item, const char *name) {
    cgov_reader reader = town_reader(&town, actor);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_move_list(town.ledger, &reader, item, &cursor, views, 64, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i].allowed;
    return false;
}

/* Whoever petitioned and was merged asks for review and recheck by their own report; of the master they see no more
 * than before. The master is a petition from then on. */
static void a_merged_petitioner_keeps_review_and_recheck(void **state) {
    (void)state;
    const cgov_detail track = town_text(CGOV_FIELD_TRACK, "petition"), text = town_text(CGOV_FIELD_TEXT, "维持。");
    cgov_id master = reported(town.resident, "normal", NULL), petition = 0, plain = 0;
    assert_int_equal(town_try_report(&town, town.neighbour, &track, 1, &petition), CGOV_OK);
    cgov_id other = town_resident(&town, "另一居民", town.street.id);
    assert_int_equal(town_try_report(&town, other, NULL, 0, &plain), CGOV_OK);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.village.id);
    town_move(&town, town.centre.officers[CLERK], master, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], master, "dispatch", &lead, 1);
    assert_int_equal(merge(petition, master), CGOV_OK);
    assert_int_equal(town_item(&town, town.auditor, master).track, CGOV_TRACK_PETITION);
    assert_int_equal(merge(plain, master), CGOV_OK);
    assert_int_equal(town_item(&town, town.auditor, master).track, CGOV_TRACK_PETITION);
    const cgov_id asker = town.neighbour;
    assert_false(allowed(asker, petition, "ask_review"));
    town_assert_refused(&town, town_try_move(&town, asker, petition, "ask_review", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_STATE);
    answer_and_check(master);

    cgov_item_view view = {.size = sizeof view};
    cgov_reader reader = town_reader(&town, asker);
    assert_int_equal(cgov_item_get(town.ledger, &reader, master, &view), CGOV_E_NOT_FOUND);
    town_assert_refused(&town, town_try_move(&town, asker, master, "ask_review", NULL, 0), CGOV_E_NOT_FOUND,
                        CGOV_R_NONE);
    town_assert_refused(&town, town_try_move(&town, town.bureau.officers[HEAD], petition, "ask_review", NULL, 0),
                        CGOV_E_NOT_FOUND, CGOV_R_NONE);
    assert_true(allowed(asker, petition, "ask_review"));
    assert_false(allowed(asker, petition, "reopen"));
    town_assert_refused(&town, town_try_move(&town, asker, petition, "reopen", NULL, 0), CGOV_E_REFUSED, CGOV_R_STATE);
    town_move(&town, asker, petition, "ask_review", NULL, 0);
    town_assert_state(&town, master, "review");
    assert_int_equal(cgov_item_get(town.ledger, &reader, master, &view), CGOV_E_NOT_FOUND);
    assert_int_equal(town_item(&town, asker, petition).owed, 1);
    town_move(&town, town.street.officers[HEAD], master, "uphold", &text, 1);
    assert_int_equal(town_item(&town, asker, petition).owed, 0);
    assert_string_equal(last_entry(asker, petition).move, "uphold");
    town.now = town_at(2026, 3, 10, 0, 0) - 1; /* thirty days end on a Sunday, so on the 9th */
    assert_true(allowed(asker, petition, "ask_recheck"));
    town_move(&town, asker, petition, "ask_recheck", NULL, 0);
    town_assert_state(&town, master, "recheck");
    town_move(&town, town.district.officers[HEAD], master, "settle", &text, 1);
    assert_string_equal(last_entry(asker, petition).move, "settle");
    town_assert_refused(&town, town_try_move(&town, asker, petition, "ask_recheck", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_STATE);
}

/* Who asked hears what came of it, though it was merged; and what else concerns them, of their own report. */
static void a_merged_petitioner_hears_what_came_of_it(void **state) {
    (void)state;
    const cgov_detail track = town_text(CGOV_FIELD_TRACK, "petition"), text = town_text(CGOV_FIELD_TEXT, "撤销。");
    cgov_id master = reported(town.resident, "normal", NULL), petition = 0;
    assert_int_equal(town_try_report(&town, town.neighbour, &track, 1, &petition), CGOV_OK);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.village.id);
    town_move(&town, town.centre.officers[CLERK], master, "accept", NULL, 0);
    assert_int_equal(merge(petition, master), CGOV_OK);
    town_move(&town, town.centre.officers[DISPATCHER], master, "dispatch", &lead, 1);
    const cgov_id asker = town.neighbour;
    cgov_feed_view last = {.size = sizeof last};
    assert_int_equal(told(asker, asker, CGOV_NEWS_HANDED_OVER, &last), 0); /* the first to lead takes it from nobody */
    answer_and_check(master);
    town_move(&town, asker, petition, "ask_review", NULL, 0);
    assert_int_equal(told(asker, asker, CGOV_NEWS_SENT_BACK, &last), 0);
    town_move(&town, town.street.officers[HEAD], master, "overturn", &text, 1);
    assert_int_equal(told(asker, asker, CGOV_NEWS_SENT_BACK, &last), 1);
    assert_true(last.item == petition && strcmp(last.move, "overturn") == 0 && strcmp(last.state, "merged") == 0);
    assert_true(last.due == town_clock(&town, town.auditor, master, "handle").due);
    assert_int_equal(told(town.resident, town.resident, CGOV_NEWS_SENT_BACK, &last), 1);
    assert_true(last.item == master);
    town_move(&town, town.street.officers[HEAD], master, "suspend",
              (cgov_detail[]){town_text(CGOV_FIELD_REASON, "汛期"), town_number(CGOV_FIELD_DAYS, 10),
                              town_choice(&town, "cause", "season")},
              3);
    assert_int_equal(told(asker, asker, CGOV_NEWS_SUSPENDED, &last), 1);
    assert_true(last.item == petition && last.due != 0);
}

int main(void) {
#define TEST(name) cmocka_unit_test_prestate_setup_teardown(name, found_under, leave, NULL)
#define TIMED(name) cmocka_unit_test_prestate_setup_teardown(name, found_under, leave, (void *)"HOTLINE_BJ")
    const struct CMUnitTest tests[] = {
        TEST(the_lead_is_told_and_reads_what_was_merged),
        TEST(a_merged_petitioner_hears_what_came_of_it),
        TEST(the_lead_is_told_where_another_holds_it),
        TEST(nobody_else_learns_of_it),
        TEST(a_masked_reporter_stays_so),
        TEST(what_the_accused_reported_is_not_merged_into_what_accuses_them),
        TEST(who_works_with_the_accused_reads_nothing_merged),
        TEST(what_accuses_is_not_merged_into_what_does_not),
        TIMED(the_most_urgent_carries_over_with_its_clock),
        TIMED(an_earlier_promise_stays),
        TIMED(an_older_report_is_not_put_off),
        TIMED(the_more_urgent_wakes_what_rests),
        TIMED(what_is_no_more_urgent_wakes_nothing),
        TIMED(what_the_reporter_holds_is_the_offices_again),
        TIMED(nobody_cuts_the_reporters_days_short),
        TIMED(what_was_late_before_it_rested_stays_late),
        TEST(of_another_matter_nothing_is_merged),
        TEST(candidates_are_found_before_anything_is_filed),
        TEST(what_was_answered_is_no_candidate),
        TEST(and_by_their_distance),
        TEST(a_text_that_merges_otherwise_is_refused),
        TEST(a_merged_petitioner_keeps_review_and_recheck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
