/* A plan fills one frame, judging each record over those before it.
 *
 * Invariant: what stands in records has passed the judgement that replay will ask; the overlay lags one record behind,
 * so that a frame of one, as most are, takes nothing in. */
#include "entities/plan.h"

#include "base/hash.h"
#include "entities/entities.h"
#include "model/clock_rows.h"
#include "model/postings.h"

#include <assert.h>

void cgov__plan_init(struct plan *plan, const struct model *model, struct tail *frame) {
    struct mem *mem = model->mem;
    memset(plan, 0, sizeof *plan);
    plan->model = model;
    plan->frame = frame;
    cgov__buf_init(&plan->words, mem);
    cgov__buf_init(&plan->details, mem);
    cgov__buf_init(&plan->postings, mem);
    cgov__buf_init(&plan->late, mem);
    cgov__buf_init(&plan->parts, mem);
    cgov__buf_init(&plan->decided, mem);
    cgov__buf_init(&plan->erased, mem);
    cgov__buf_init(&plan->roots, mem);
    cgov__buf_init(&plan->fills.electors, mem);
    cgov__buf_init(&plan->fills.weights, mem);
    cgov__buf_init(&plan->fills.households, mem);
    cgov__buf_init(&plan->fills.orders, mem);
    cgov__buf_init(&plan->fills.lines, mem);
    cgov__buf_init(&plan->secrets.said, mem);
    cgov__buf_init(&plan->secrets.bytes, mem);
    cgov__buf_init(&plan->secrets.counted, mem);
    plan->deciding.secrets = &plan->secrets;
    cgov__overlay_init(&plan->overlay, mem);
}

/* Nothing of it stays in this process's memory. */
static void forget_secrets(struct secrets *secrets) {
    struct buf *const each[] = {&secrets->said, &secrets->bytes, &secrets->counted};
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++) {
        cgov__buf_wipe(each[i]);
        cgov__buf_free(each[i]);
    }
    memset(secrets->sums, 0, sizeof secrets->sums);
    memset(secrets->voters, 0, sizeof secrets->voters);
    secrets->there = false;
}

void cgov__plan_free(struct plan *plan) {
    cgov__plan_prepare(plan, NULL);
    cgov__buf_free(&plan->words);
    cgov__buf_free(&plan->details);
    cgov__buf_free(&plan->postings);
    cgov__buf_free(&plan->late);
    cgov__buf_free(&plan->parts);
    cgov__buf_free(&plan->decided);
    cgov__buf_free(&plan->erased);
    cgov__buf_free(&plan->roots);
    cgov__buf_free(&plan->fills.electors);
    cgov__buf_free(&plan->fills.weights);
    cgov__buf_free(&plan->fills.households);
    cgov__buf_free(&plan->fills.orders);
    cgov__buf_free(&plan->fills.lines);
    forget_secrets(&plan->secrets);
    cgov__overlay_free(&plan->overlay);
}

static void fills_begin(struct fills *fills) {
    cgov__buf_clear(&fills->electors);
    cgov__buf_clear(&fills->weights);
    cgov__buf_clear(&fills->households);
    cgov__buf_clear(&fills->orders);
    cgov__buf_clear(&fills->lines);
    fills->count = 0;
}

static inline void begin(struct plan *plan, int64_t time, uint64_t actor) {
    const struct model *model = plan->model;
    cgov__buf_clear(&plan->words);
    cgov__buf_clear(&plan->details);
    cgov__buf_clear(&plan->postings);
    cgov__buf_clear(&plan->late);
    cgov__buf_clear(&plan->parts);
    cgov__buf_clear(&plan->decided);
    cgov__buf_clear(&plan->erased);
    cgov__buf_clear(&plan->roots);
    cgov__overlay_begin(&plan->overlay, model, NULL);
    if (plan->need.records != 0) plan->need = (struct need){0};
    plan->first_seq = plan->seal.seq = model->seq + 1;
    plan->last_seq = model->seq;
    plan->time = time;
    plan->actor = actor;
    plan->texts = plan->key[0] = plan->key[1] = plan->fingerprint = plan->key_hash = plan->result = 0;
    plan->invalid = plan->plain = plan->entry = false;
    cgov__tail_begin(plan->frame); /* last, for it may need memory */
}

/* After one that few commands leave. */
COLD static void begin_anew(struct plan *plan, int64_t time, uint64_t actor) {
    fills_begin(&plan->fills);
    cgov__plan_prepare(plan, NULL);
    begin(plan, time, actor);
}

void cgov__plan_begin(struct plan *plan, int64_t time, uint64_t actor) {
    const struct fills *fills = &plan->fills;
    const bool filled = (fills->count | fills->electors.len | fills->electors.failed) != 0;
    if (filled || plan->prepared || plan->overlay.touched)
        begin_anew(plan, time, actor);
    else
        begin(plan, time, actor);
}

void cgov__plan_rest(struct plan *plan) {
    if (plan->secrets.there || plan->secrets.counted.cap != 0) forget_secrets(&plan->secrets);
    if (plan->frame->kept == 0) cgov__buf_rest(&plan->frame->bytes, ROOM_KEPT);
    if (plan->fills.electors.cap == 0) return;
    fills_begin(&plan->fills);
    cgov__buf_rest(&plan->fills.electors, 0);
    cgov__buf_rest(&plan->fills.weights, 0);
    cgov__buf_rest(&plan->fills.households, 0);
    cgov__buf_rest(&plan->fills.orders, 0);
    cgov__buf_rest(&plan->fills.lines, 0);
}

void cgov__plan_prepare(struct plan *plan, struct adoption *adoption) {
    if (plan->prepared) cgov__adoption_free(plan->model->mem, plan->prepared);
    plan->prepared = adoption;
    plan->overlay.prepared = adoption;
}

static const struct record *last_of(const struct plan *plan) {
    return plan->last_seq == plan->first_seq ? &plan->first : &plan->next;
}

void cgov__plan_note(struct plan *plan) {
    if (plan->overlay.seq != plan->last_seq) cgov__worklists_note(&plan->postings, &plan->overlay, last_of(plan));
}

/* The last record is taken in, so that the overlay is as all would leave it. */
const struct overlay *cgov__plan_take(struct plan *plan) {
    if (cgov__plan_failed(plan)) return &plan->overlay;
    const struct record *last = last_of(plan);
    cgov__plan_note(plan); /* more may come after it */
    if (!cgov__overlay_take(&plan->overlay, last)) plan->frame->bytes.failed = true;
    return &plan->overlay;
}

void cgov__record_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    const struct entity *entity = plan->model->kinds[record->kind];
    cgov__plan_count(plan, record);
    if (entity->need) entity->need(plan, subject, record);
}

/* More comes after a move whose needs were not summed up: now they are. */
static void sum_move(struct plan *plan) {
    struct need *need = &plan->need;
    plan->plain = false;
    need->records = 1;
    need->retries = (plan->first.key0 | plan->first.key1) != 0;
    need->workers = need->extras = plan->workers;
    cgov__clocks_need(need, &plan->first.clocks);
}

void cgov__plan_add(struct plan *plan, struct record *record) {
    const struct overlay *overlay = cgov__plan_overlay(plan);
    assert(!plan->entry);
    if (plan->invalid || cgov__plan_failed(plan)) return;
    struct subject subject;
    cgov__overlay_subject(overlay, record, &subject);
    cgov__plan_place(plan, record, subject.last_seq);
    plan->invalid = !cgov__record_valid(overlay, &subject, record) || !cgov__record_put(&plan->frame->bytes, record);
    if (plan->invalid) return;
    plan->last_seq = record->seq;
    if (plan->plain) sum_move(plan);
    cgov__record_need(plan, &subject, record);
}
