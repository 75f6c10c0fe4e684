/* A plan fills one frame. What a command brings (its actor, its retry key, its words) is put on the first record only.
 */
#include "entities/plan.h"

#include "base/hash.h"
#include "entities/desks.h"

/* At most: a byte and a packed id for each party; for each clock a length, an extension and a resumption. */
#define LISTS_MAX (MAX_PARTIES * 9u + MAX_CLOCKS * 64u)

void cgov__plan_init(struct plan *plan, struct model *model) {
    struct mem *mem = model->mem;
    memset(plan, 0, sizeof *plan);
    plan->model = model;
    cgov__buf_init(&plan->records, mem);
    cgov__buf_init(&plan->words, mem);
    cgov__buf_init(&plan->lists, mem);
}

void cgov__plan_free(struct plan *plan) {
    cgov__buf_free(&plan->records);
    cgov__buf_free(&plan->words);
    cgov__buf_free(&plan->lists);
}

void cgov__plan_begin(struct plan *plan, int64_t time, uint64_t actor) {
    const struct model *model = plan->model;
    cgov__buf_clear(&plan->records);
    cgov__buf_clear(&plan->words);
    cgov__buf_clear(&plan->lists);
    cgov__buf_reserve(&plan->lists, LISTS_MAX);
    memset(&plan->need, 0, sizeof plan->need);
    plan->first_seq = model->seq + 1;
    plan->last_seq = model->seq;
    plan->time = time;
    plan->actor = actor;
    plan->texts = plan->key[0] = plan->key[1] = plan->fingerprint = plan->result = plan->last_id = 0;
    plan->item_count = model->items.count;
}

void cgov__plan_add(struct plan *plan, struct record *record) {
    bool again = record->id != 0 && record->id == plan->last_id;
    record->previous = again ? plan->last_seq : cgov__last_seq(plan->model, record->id);
    plan->last_id = record->id;
    record->seq = ++plan->last_seq;
    record->time = plan->time;
    record->actor = plan->actor;
    if (record->seq == plan->first_seq) {
        record->texts = plan->texts;
        record->key0 = plan->key[0];
        record->key1 = plan->key[1];
        record->fingerprint = plan->fingerprint;
        if (plan->words.len > 0) {
            record->words_len = plan->words.len;
            record->words_crc = cgov__crc32c(0, plan->words.data, plan->words.len);
        }
    }
    if (!cgov__desks_reserve(plan->model, record, plan->first_seq)) plan->records.failed = true;
    cgov__record_encode(&plan->records, record);
    if (record->seq == plan->first_seq) plan->only = *record;
    cgov__need_add(&plan->need, record);
}

struct blob cgov__plan_list(const struct plan *plan, size_t start) {
    return cgov__blob(plan->lists.failed ? NULL : plan->lists.data + start,
                      plan->lists.failed ? 0 : (uint32_t)(plan->lists.len - start));
}

bool cgov__plan_failed(const struct plan *plan) {
    return plan->records.failed || plan->words.failed || plan->lists.failed;
}
