/* Retry keys: the same command again gives its first result. A key belongs to its actor and is remembered for the
 * ledger's window of ledger time; a ring holds them in the order of time, so that the oldest go first. They are found
 * by a hash under the model's secret. */
#include "model/retry.h"

#include "model/row_facts.h"

#include <assert.h>

/* Keys are chosen freely, by clients behind the host too. */
uint64_t cgov__retry_hash(const struct model *model, uint64_t actor, const uint64_t key[2]) {
    static_assert(ID_BITS <= 56, "all of an id is hashed");
    return cgov__siphash23(model->secret, key[0], key[1], actor);
}

static bool over(const struct model *model, const struct retry *retry, int64_t now) {
    return now > retry->time && (uint64_t)now - (uint64_t)retry->time > model->key_window;
}

const struct retry *cgov__retry_find(const struct model *model, uint64_t hash, uint64_t actor, const uint64_t key[2],
                                     int64_t now) {
    uint32_t slot = MAP_NONE;
    for (;;) {
        uint32_t number = cgov__map_next(&model->retry_map, hash, &slot);
        if (number == MAP_NONE) return NULL;
        if (!cgov__is_among(cgov__retries(model), number)) continue;
        const struct retry *retry = &model->retries[number & (model->retry_cap - 1)];
        bool same = retry->actor == actor && retry->key[0] == key[0] && retry->key[1] == key[1];
        if (same && !over(model, retry, now)) return retry;
    }
}

void cgov__retry_apply(struct model *model, const struct record *record) {
    while (model->retry_first != model->retry_end) {
        const struct retry *oldest = &model->retries[model->retry_first & (model->retry_cap - 1)];
        if (!over(model, oldest, record->time)) break;
        model->retry_first++;
    }
    if ((record->key0 | record->key1) == 0) return;
    struct retry *retry = &model->retries[model->retry_end & (model->retry_cap - 1)];
    *retry = (struct retry){record->actor, {record->key0, record->key1}, record->fingerprint, record->time, record->seq,
                            record->id};
    if (!model->replaying) {
        uint64_t hash = record->key_hash != 0 ? record->key_hash : cgov__retry_hash(model, record->actor, retry->key);
        cgov__map_add_over(&model->retry_map, hash, model->retry_end, cgov__retries(model));
    }
    model->retry_end++;
}

bool cgov__retry_index(struct model *model) {
    if (!cgov__map_reserve(&model->retry_map, model->retry_end - model->retry_first)) return false;
    for (uint32_t n = model->retry_first; n != model->retry_end; n++) {
        const struct retry *retry = &model->retries[n & (model->retry_cap - 1)];
        cgov__map_add(&model->retry_map, cgov__retry_hash(model, retry->actor, retry->key), n);
    }
    return true;
}

void cgov__retry_digest(const struct model *model, struct sha256 *digest) {
    for (uint32_t n = model->retry_first; n != model->retry_end; n++)
        cgov__digest_retry(model, digest, &model->retries[n & (model->retry_cap - 1)]);
}
