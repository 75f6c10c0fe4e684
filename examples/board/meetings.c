/* The offices meet: once a month the province's secretary calls them and gives notice; on the day all are present, the
 * ten messages of the month that wait longest for a reply are raised, and assigned to their lead for fifteen days. A
 * duty is over with the reply to its message, a meeting with the last of its duties, by itself (meetings.rules).
 *
 * Chairs the province's head; members are the heads of all offices there are at the notice. */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>

enum { AGENDA = 10, DUTY_DAYS = 15, WORDS_BYTES = 128, PAGE = 64 };

extern const unsigned char meetings_rules[];
extern const unsigned long meetings_rules_len;

int32_t meetings_adopt(struct job *job, cgov_time now) {
    const cgov_adoption_draft adoption = {.size = sizeof adoption,
                                          .text = {(const char *)meetings_rules, meetings_rules_len}};
    struct meetings *meetings = &job->meetings;
    uint32_t version;
    cgov_act act;
    int32_t status = act_begin(job, job->founder, now, &act);
    if (status == CGOV_OK) status = act_end(job, cgov_rulebook_adopt(job->ledger, &act, &adoption, &version));
    if (status == CGOV_OK) status = cgov_field_find(job->ledger, "day", &meetings->day);
    if (status == CGOV_OK) status = cgov_field_find(job->ledger, "chair", &meetings->chair);
    if (status == CGOV_OK) status = cgov_field_find(job->ledger, "recorder", &meetings->recorder_field);
    return status == CGOV_OK ? cgov_field_find(job->ledger, "issue", &meetings->issue) : status;
}

int32_t meetings_found(struct job *job, cgov_time now) {
    const struct place *province = &job->places.place[0];
    int32_t status = officer_add(job, now, province, "秘书", "secretary", &job->meetings.secretary);
    if (status != CGOV_OK) return status;
    return officer_add(job, now, province, "记录员", "operator", &job->meetings.recorder);
}

void meetings_reported(struct job *job, uint32_t row) {
    job->meetings.reported[job->meetings.count++] = row;
}

void meetings_free(struct meetings *meetings) {
    free(meetings->reported);
    *meetings = (struct meetings){0};
}

/* A day as a detail has it, 20260315. */
static int64_t civil(struct date date) {
    return date.year * 10000 + date.month * 100 + date.day;
}

static int32_t move(struct job *job, cgov_time now, cgov_id by, cgov_id item, const char *name,
                    const cgov_detail *details, uint32_t count) {
    uint64_t seq;
    cgov_act act;
    int32_t status = act_begin(job, by, now, &act);
    return status == CGOV_OK ? act_end(job, cgov_item_move(job->ledger, &act, item, name, details, count, &seq))
                             : status;
}

/* The same with no detail but words of one kind. */
static int32_t say(struct job *job, cgov_time now, cgov_id by, cgov_id item, const char *name, uint32_t field,
                   cgov_text text) {
    const cgov_detail detail = detail_words(field, text);
    return move(job, now, by, item, name, &detail, 1);
}

static cgov_id chair_of(const struct job *job) {
    return job->places.place[0].officer[HEAD];
}

/* Whether the row reported as the i-th before the end is of the month. */
static bool is_of(const struct job *job, size_t i, struct date month) {
    const struct date date = local_date(job->rows.row[job->meetings.reported[i]].reported_at);
    return date.year == month.year && date.month == month.month;
}

int32_t meeting_call(struct job *job, cgov_time now, const char **what) {
    struct meetings *meetings = &job->meetings;
    const struct date today = local_date(now), end = month_end(today);
    if (!meetings->count || !is_of(job, meetings->count - 1, today)) return CGOV_OK;
    char words[WORDS_BYTES];
    snprintf(words, sizeof words, "%d年%d月联席会议", (int)today.year, (int)today.month);
    const cgov_detail called[] = {
        detail_number(CGOV_FIELD_ORGANIZATION, (int64_t)job->places.place[0].organization),
        detail_number(meetings->chair, (int64_t)chair_of(job)),
        detail_number(meetings->recorder_field, (int64_t)meetings->recorder),
        detail_words(CGOV_FIELD_TEXT, text_of(words)),
    };
    cgov_act act;
    *what = "call";
    int32_t status = act_begin(job, meetings->secretary, now, &act);
    if (status == CGOV_OK) {
        status = act_end(job, cgov_item_open(job->ledger, &act, "joint_meeting", called, sizeof called / sizeof *called,
                                             &meetings->called));
    }
    if (status != CGOV_OK) return status;
    snprintf(words, sizeof words, "定于%d年%d月%d日9时召开", (int)end.year, (int)end.month, (int)end.day);
    const cgov_detail notice[] = {detail_number(meetings->day, civil(end)),
                                  detail_words(CGOV_FIELD_TEXT, text_of(words))};
    *what = "notify";
    return move(job, now, meetings->secretary, meetings->called, "notify", notice, 2);
}

/* The first of the month's messages that have no reply yet; how many. */
static uint32_t agenda(const struct job *job, cgov_time now, struct row *rows[AGENDA]) {
    const struct meetings *meetings = &job->meetings;
    const struct date month = local_date(now);
    size_t first = meetings->count;
    uint32_t count = 0;
    while (first > 0 && is_of(job, first - 1, month)) first--;
    for (; first < meetings->count && count < AGENDA; first++) {
        struct row *row = &job->rows.row[meetings->reported[first]];
        if (!row->broken && (!row->answered || row->replied_at > now)) rows[count++] = row;
    }
    return count;
}

/* Enters all members as present. */
static int32_t attend(struct job *job, cgov_time now) {
    const struct meetings *meetings = &job->meetings;
    const cgov_reader reader = {.size = sizeof reader, .actor = meetings->recorder, .at = now};
    cgov_entry_view page[PAGE] = {{.size = sizeof *page}};
    uint64_t cursor = 0, seq;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_entry_list(job->ledger, &reader, meetings->called, "members", &cursor, page, PAGE, &count)) ==
           CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) {
            const cgov_act act = act_wordless(meetings->recorder, now);
            status = act_end(
                job, cgov_roll_enter(job->ledger, &act, meetings->called, "present", page[i].elector, NULL, 0, &seq));
            if (status != CGOV_OK) return status;
        }
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* The item that was opened last below another. */
static int32_t last_child(const struct job *job, cgov_time now, cgov_id parent, cgov_id *child_out) {
    const cgov_reader reader = {.size = sizeof reader, .actor = job->founder, .at = now};
    const cgov_item_query children = {.size = sizeof children, .parent = parent};
    cgov_item_view page[AGENDA] = {{.size = sizeof *page}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    while ((status = cgov_item_list(job->ledger, &reader, &children, &cursor, page, AGENDA, &count)) == CGOV_OK) {
        if (count) *child_out = page[count - 1].id;
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

/* Raises a message, and assigns it to its lead. */
static int32_t put(struct job *job, cgov_time now, struct row *row, const char **what) {
    const struct meetings *meetings = &job->meetings;
    const cgov_detail words = detail_words(CGOV_FIELD_TEXT, row->title.len ? row->title : row->text);
    const cgov_detail raised[] = {words, detail_number(meetings->issue, (int64_t)row->issue)};
    const cgov_detail assigned[] = {words,
                                    detail_number(CGOV_FIELD_LEAD, (int64_t)job->places.place[row->place].organization),
                                    detail_number(meetings->day, civil(days_later(local_date(now), DUTY_DAYS)))};
    *what = "raise";
    int32_t status = move(job, now, meetings->secretary, meetings->called, "raise", raised, 2);
    if (status == CGOV_OK) status = last_child(job, now, meetings->called, &row->topic);
    if (status != CGOV_OK) return status;
    *what = "assign";
    status = move(job, now, chair_of(job), row->topic, "assign", assigned, 3);
    return status == CGOV_OK ? last_child(job, now, row->topic, &row->duty) : status;
}

/* From the opening to the signed minutes. */
static int32_t sit(struct job *job, cgov_time now, struct row *rows[AGENDA], uint32_t count, const char **what) {
    const struct meetings *meetings = &job->meetings;
    char words[WORDS_BYTES];
    *what = "attendance";
    int32_t status = attend(job, now);
    if (status != CGOV_OK) return status;
    *what = "sit";
    status = move(job, now, chair_of(job), meetings->called, "sit", NULL, 0);
    for (uint32_t i = 0; i < count && status == CGOV_OK; i++) status = put(job, now, rows[i], what);
    if (status != CGOV_OK) return status;
    *what = "close";
    status = move(job, now, chair_of(job), meetings->called, "close", NULL, 0);
    if (status != CGOV_OK) return status;
    snprintf(words, sizeof words, "交办留言%u件，限%d日内回告", count, DUTY_DAYS);
    *what = "draft";
    status = say(job, now, meetings->recorder, meetings->called, "draft", CGOV_FIELD_TEXT, text_of(words));
    if (status != CGOV_OK) return status;
    *what = "sign";
    return move(job, now, chair_of(job), meetings->called, "sign", NULL, 0);
}

int32_t meeting_hold(struct job *job, cgov_time now, const char **what) {
    struct meetings *meetings = &job->meetings;
    struct row *rows[AGENDA];
    if (!meetings->called) return CGOV_OK; /* none was called */
    uint32_t count = agenda(job, now, rows);
    *what = "cancel";
    int32_t status = count ? sit(job, now, rows, count, what)
                           : say(job, now, meetings->secretary, meetings->called, "cancel", CGOV_FIELD_REASON,
                                 text_of("本月登记的留言都已答复"));
    meetings->called = 0;
    return status;
}

int32_t meeting_answer(struct job *job, const struct row *row, cgov_time now, const char **what) {
    const struct place *lead = &job->places.place[row->place];
    const cgov_id secretary = job->meetings.secretary;
    if (!row->duty) return CGOV_OK;
    *what = "the duty's report";
    int32_t status = say(job, now, lead->officer[CONTACT], row->duty, "report", CGOV_FIELD_TEXT, row->reply);
    if (status != CGOV_OK) return status;
    *what = "the duty's check";
    status = move(job, now, secretary, row->duty, "pass", NULL, 0);
    if (status != CGOV_OK) return status;
    *what = "the topic's report";
    return say(job, now, secretary, row->topic, "report", CGOV_FIELD_TEXT, row->reply);
}
