/* A plan fills one frame, judging each record over those before it.
 *
 * Invariant: what stands in records has passed the judgement that replay will ask; the overlay lags one record behind,
 * so that a frame of one, as most are, takes nothing in. */
#include "entities/plan.h"

#include "base/hash.h"
#include "entities/entities.h"

/* At most: a byte and a packed id for each party; for each clock a length, an extension and a resumption. */
#define LISTS_MAX (MAX_PARTIES * 9u + MAX_CLOCKS * 64u)

void cgov__plan_init(struct plan *plan, const struct model *model) {
    struct mem *mem = model->mem;
    memset(plan, 0, sizeof *plan);
    plan->model = model;
    cgov__buf_init(&plan->records, mem);
    cgov__buf_init(&plan->words, mem);
    cgov__buf_init(&plan->lists, mem);
    cgov__buf_init(&plan->postings, mem);
    cgov__buf_init(&plan->parts, mem);
    cgov__overlay_init(&plan->overlay, mem);
}

void cgov__plan_free(struct plan *plan) {
    cgov__plan_prepare(plan, NULL);
    cgov__buf_free(&plan->records);
    cgov__buf_free(&plan->words);
    cgov__buf_free(&plan->lists);
    cgov__buf_free(&plan->postings);
    cgov__buf_free(&plan->parts);
    cgov__overlay_free(&plan->overlay);
}

void cgov__plan_begin(struct plan *plan, int64_t time, uint64_t actor) {
    const struct model *model = plan->model;
    cgov__buf_clear(&plan->records);
    cgov__buf_clear(&plan->words);
    cgov__buf_clear(&plan->lists);
    cgov__buf_clear(&plan->postings);
    cgov__buf_clear(&plan->parts);
    cgov__buf_reserve(&plan->lists, LISTS_MAX);
    cgov__plan_prepare(plan, NULL);
    cgov__overlay_begin(&plan->overlay, model, NULL);
    memset(&plan->need, 0, sizeof plan->need);
    plan->first_seq = model->seq + 1;
    plan->last_seq = model->seq;
    plan->last_at = 0;
    plan->time = time;
    plan->actor = actor;
    plan->texts = plan->key[0] = plan->key[1] = plan->fingerprint = plan->result = 0;
    plan->invalid = false;
}

void cgov__plan_prepare(struct plan *plan, struct adoption *adoption) {
    if (plan->prepared) cgov__adoption_free(plan->model->mem, plan->prepared);
    plan->prepared = adoption;
    plan->overlay.prepared = adoption;
}

const struct overlay *cgov__plan_overlay(struct plan *plan) {
    if (plan->overlay.seq == plan->last_seq || cgov__plan_failed(plan)) return &plan->overlay;
    struct cursor cursor = cgov__cursor(plan->records.data + plan->last_at, plan->records.len - plan->last_at);
    struct record record;
    cgov__record_decode(&cursor, &record);
    if (!cgov__overlay_take(&plan->overlay, &record)) plan->records.failed = true;
    return &plan->overlay;
}

/* What the command brings is put on the first record only. */
static void put_command(struct plan *plan, struct record *record) {
    record->texts = plan->texts;
    record->key0 = plan->key[0];
    record->key1 = plan->key[1];
    record->fingerprint = plan->fingerprint;
    if (plan->words.len == 0) return;
    record->words_len = plan->words.len;
    record->words_crc = cgov__crc32c(0, plan->words.data, plan->words.len);
}

void cgov__plan_add(struct plan *plan, struct record *record) {
    const struct overlay *overlay = cgov__plan_overlay(plan);
    if (plan->invalid || cgov__plan_failed(plan)) return;
    struct subject subject;
    cgov__overlay_subject(overlay, record->id, &subject);
    record->previous = subject.last_seq;
    record->seq = plan->last_seq + 1;
    record->time = plan->time;
    record->actor = plan->actor;
    if (record->seq == plan->first_seq) put_command(plan, record);
    cgov__buf_u32(&plan->records, 0);
    size_t at = plan->records.len;
    plan->invalid = !cgov__record_valid(overlay, &subject, record) || !cgov__record_encode(&plan->records, record);
    if (plan->invalid) return;
    plan->last_seq = record->seq;
    plan->last_at = at;
    cgov__record_need(plan, &subject, record);
    if (record->seq == plan->first_seq) plan->only = *record;
}

struct blob cgov__plan_list(const struct plan *plan, size_t start) {
    return cgov__blob(plan->lists.failed ? NULL : plan->lists.data + start,
                      plan->lists.failed ? 0 : (uint32_t)(plan->lists.len - start));
}

bool cgov__plan_failed(const struct plan *plan) {
    return plan->records.failed || plan->words.failed || plan->lists.failed || plan->postings.failed ||
           plan->parts.failed;
}
