/* Retry keys: the same command again gives its first result. A key belongs to its actor and is remembered for the
 * ledger's window of ledger time; a ring holds them in the order of time, so that the oldest go first. It is one of
 * chunks, so that growing moves no key, and what has gone gives its memory to what comes. They are found by a hash
 * under the model's secret, multilinear over halves of words (Lemire and Kaser, "Strongly universal string hashing is
 * fast"): whatever two keys somebody chooses who does not know the secret, theirs is the same by a chance of 2^-32; and
 * nobody is told of it. */
#include "model/retry.h"

#include "model/row_facts.h"

#include <assert.h>

#define CHUNK 64u /* keys */
#define CHUNK_SIZE (CHUNK * sizeof(struct retry))

/* ---- the ring ---- */

static struct retry **chunk_of(struct model *model, uint32_t number) {
    return &model->retries[number / CHUNK & (model->retry_cap - 1)];
}

const struct retry *cgov__retry_at(const struct model *model, uint32_t number) {
    return model->retries[number / CHUNK & (model->retry_cap - 1)] + number % CHUNK;
}

static bool widen(struct model *model, uint64_t chunks) {
    uint32_t cap = model->retry_cap == 0 ? 8 : model->retry_cap, room = 0;
    while (cap < chunks) cap *= 2;
    struct retry **grown = cgov__mem_grow(model->mem, NULL, &room, sizeof *grown, cap);
    if (!grown) return false;
    for (uint32_t i = 0; i < model->retry_cap; i++) {
        const uint32_t number = model->retry_first + i * CHUNK;
        grown[number / CHUNK & (cap - 1)] = *chunk_of(model, number);
    }
    cgov__mem_resize(model->mem, model->retries, model->retry_cap * sizeof *grown, 0);
    model->retries = grown;
    model->retry_cap = cap;
    return true;
}

bool cgov__retry_reserve(struct model *model, uint32_t more) {
    if (!model->replaying && !cgov__map_reserve_over(&model->retry_map, more, cgov__retries(model))) return false;
    const uint64_t chunks =
        ((uint64_t)(model->retry_first % CHUNK) + (model->retry_end - model->retry_first) + more + CHUNK - 1) / CHUNK;
    if (chunks > model->retry_cap && !widen(model, chunks)) return false;
    for (uint64_t i = (model->retry_first % CHUNK + (model->retry_end - model->retry_first)) / CHUNK; i < chunks; i++) {
        struct retry **chunk = chunk_of(model, model->retry_first + (uint32_t)i * CHUNK);
        if (*chunk) continue;
        *chunk = model->retry_spare ? model->retry_spare : cgov__mem_chunk(model->mem, CHUNK_SIZE);
        model->retry_spare = NULL;
        if (!*chunk) return false;
    }
    return true;
}

static void give_back(struct model *model, struct retry *chunk) {
    if (model->retry_spare)
        cgov__mem_unchunk(model->mem, chunk, CHUNK_SIZE);
    else
        model->retry_spare = chunk;
}

void cgov__retry_free(struct model *model) {
    for (uint32_t i = 0; i < model->retry_cap; i++)
        if (model->retries[i]) cgov__mem_unchunk(model->mem, model->retries[i], CHUNK_SIZE);
    if (model->retry_spare) cgov__mem_unchunk(model->mem, model->retry_spare, CHUNK_SIZE);
    cgov__mem_resize(model->mem, model->retries, model->retry_cap * sizeof *model->retries, 0);
    cgov__map_free(&model->retry_map);
}

/* The oldest is over. */
static void forget(struct model *model) {
    struct retry **chunk = chunk_of(model, model->retry_first++);
    if (model->retry_first % CHUNK != 0) return;
    give_back(model, *chunk);
    *chunk = NULL;
}

/* ---- keys ---- */

void cgov__retry_begin(struct model *model) {
    for (uint32_t i = 0; i < RETRY_SECRET; i++)
        model->retry_secret[i] = cgov__siphash(model->secret, &(uint8_t){(uint8_t)i}, 1);
}

static inline uint64_t paired(uint64_t word, const uint64_t secret[2]) {
    return (secret[0] + (word & UINT32_MAX)) * (secret[1] + (word >> 32));
}

/* Keys are chosen freely, by clients behind the host too. Those that follow one another would have hashes that do so by
 * the same step, so it is mixed, one to one; and put where the map spreads it best. */
uint64_t cgov__retry_hash(const struct model *model, uint64_t actor, const uint64_t key[2]) {
    const uint64_t *secret = model->retry_secret;
    const uint64_t sum = secret[6] + paired(key[0], secret) + paired(key[1], secret + 2) + paired(actor, secret + 4);
    const uint32_t hash = (uint32_t)(sum >> 32);
    return (uint64_t)((hash ^ hash >> 16) * UINT32_C(0x7feb352d)) << 32;
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
        const struct retry *retry = cgov__retry_at(model, number);
        bool same = retry->actor == actor && retry->key[0] == key[0] && retry->key[1] == key[1];
        if (same && !over(model, retry, now)) return retry;
    }
}

void cgov__retry_apply(struct model *model, const struct record *record) {
    while (model->retry_first != model->retry_end &&
           over(model, cgov__retry_at(model, model->retry_first), record->time))
        forget(model);
    if ((record->key0 | record->key1) == 0) return;
    struct retry *retry = *chunk_of(model, model->retry_end) + model->retry_end % CHUNK;
    *retry = (struct retry){record->actor, {record->key0, record->key1}, record->fingerprint, record->time, record->seq,
                            record->id};
    if (!model->replaying) {
        uint64_t hash = record->key_hash != 0 ? record->key_hash : cgov__retry_hash(model, record->actor, retry->key);
        cgov__map_add_over(&model->retry_map, hash, model->retry_end, cgov__retries(model));
    }
    model->retry_end++;
}

void cgov__retry_put(struct model *model, const struct retry *retry) {
    (*chunk_of(model, model->retry_end))[model->retry_end % CHUNK] = *retry;
    model->retry_end++;
}

bool cgov__retry_index(struct model *model) {
    if (!cgov__map_reserve(&model->retry_map, model->retry_end - model->retry_first)) return false;
    for (uint32_t n = model->retry_first; n != model->retry_end; n++) {
        const struct retry *retry = cgov__retry_at(model, n);
        cgov__map_add(&model->retry_map, cgov__retry_hash(model, retry->actor, retry->key), n);
    }
    return true;
}

void cgov__retry_digest(const struct model *model, struct sha256 *digest) {
    for (uint32_t n = model->retry_first; n != model->retry_end; n++)
        cgov__digest_retry(model, digest, cgov__retry_at(model, n));
}
