/* Retry keys: the same command again gives its first result. A key belongs to its actor and is remembered for the
 * ledger's window of ledger time; a ring holds them in the order of time, so that the oldest go first. It is one of
 * chunks, so that growing moves no key, and what has gone gives its memory to what comes.
 *
 * They are found by a hash under the model's secret, multilinear over halves of words (Lemire and Kaser, "Strongly
 * universal string hashing is fast"): whatever two keys somebody chooses who does not know the secret, theirs is the
 * same by a chance of 2^-32; and nobody is told of it. The hash leads to one line of the cache, where a key takes the
 * place of the oldest of seven once that is over; so nothing is ever taken out, nor swept. Where none of the seven is,
 * it goes on to the next line, and each one passed by says so until that key is over.
 *
 * Invariant: keys are put in their order, so the place that gives way next holds a line's oldest; and there are four
 * times as many keys at most as lines, so some line has a place. */
#include "model/retry.h"

#include "model/row_facts.h"

#include <assert.h>

#define CHUNK RETRY_CHUNK
#define CHUNK_SIZE sizeof(struct retry_chunk)
#define LINE_KEPT 4u /* keys that are remembered, for each line at most */

/* ---- the ring ---- */

static struct retry_chunk **chunk_of(struct model *model, uint32_t number) {
    return &model->retries[number / CHUNK & (model->retry_cap - 1)];
}

const struct retry *cgov__retry_at(const struct model *model, uint32_t number) {
    return &model->retries[number / CHUNK & (model->retry_cap - 1)]->keys[number % CHUNK];
}

static bool widen(struct model *model, uint64_t chunks) {
    uint32_t cap = model->retry_cap == 0 ? 8 : model->retry_cap, room = 0;
    while (cap < chunks) cap *= 2;
    struct retry_chunk **grown = cgov__mem_grow(model->mem, NULL, &room, sizeof *grown, cap);
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

/* ---- the lines ---- */

static inline uint32_t line_after(uint32_t line, uint32_t count) {
    return line + 1 == count ? 0 : line + 1;
}

/* Of those that are live. */
static inline void put_in_line(struct retry_line *lines, uint32_t count, struct numbers live, uint32_t hash,
                               uint32_t number) {
    uint32_t at = cgov__slot_home(hash, count);
    struct retry_line *line = &lines[at];
    for (; cgov__retry_live(live, line->numbers[line->next]); line = &lines[at]) {
        line->passed = number + 1;
        at = line_after(at, count);
    }
    line->hashes[line->next] = hash;
    line->numbers[line->next] = number + 1;
    line->next = line->next + 1 == LINE_KEYS ? 0 : line->next + 1;
}

static void free_lines(struct model *model) {
    if (model->retry_lines)
        cgov__mem_unchunk(model->mem, model->retry_lines, model->retry_line_count * sizeof *model->retry_lines);
    model->retry_lines = NULL;
    model->retry_line_count = 0;
}

/* So many lines, a power of two, and in them what is remembered. */
static bool make_lines(struct model *model, uint32_t count) {
    const size_t size = count * sizeof(struct retry_line);
    struct retry_line *lines = cgov__mem_chunk(model->mem, size);
    if (!lines) return false;
    memset(lines, 0, size);
    free_lines(model);
    model->retry_lines = lines;
    model->retry_line_count = count;
    const struct numbers live = cgov__retries(model);
    for (uint32_t n = live.first, end = n + live.count; n != end;) {
        const uint32_t *hashes = (*chunk_of(model, n))->hashes;
        do { put_in_line(lines, count, live, hashes[n % CHUNK], n); } while (++n % CHUNK != 0 && n != end);
    }
    return true;
}

#define LINES_FIRST 16u
#define LINES_LAST (UINT32_C(1) << 29) /* 2^31 keys: there is a number for each */

/* Lines for so many more keys; never fewer than there are. */
static bool reserve_lines(struct model *model, uint32_t more) {
    const uint64_t keys = (uint64_t)(model->retry_end - model->retry_first) + more;
    uint64_t count = model->retry_line_count == 0 ? LINES_FIRST : model->retry_line_count;
    while (count * LINE_KEPT < keys) count *= 2;
    return count == model->retry_line_count || (count <= LINES_LAST && make_lines(model, (uint32_t)count));
}

bool cgov__retry_reserve(struct model *model, uint32_t more) {
    if (!model->replaying && !reserve_lines(model, more)) return false;
    const uint64_t chunks =
        ((uint64_t)(model->retry_first % CHUNK) + (model->retry_end - model->retry_first) + more + CHUNK - 1) / CHUNK;
    if (chunks > model->retry_cap && !widen(model, chunks)) return false;
    for (uint64_t i = (model->retry_first % CHUNK + (model->retry_end - model->retry_first)) / CHUNK; i < chunks; i++) {
        struct retry_chunk **chunk = chunk_of(model, model->retry_first + (uint32_t)i * CHUNK);
        if (*chunk) continue;
        *chunk = model->retry_spare ? model->retry_spare : cgov__mem_chunk(model->mem, CHUNK_SIZE);
        model->retry_spare = NULL;
        if (!*chunk) return false;
    }
    return true;
}

static void give_back(struct model *model, struct retry_chunk *chunk) {
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
    free_lines(model);
}

/* The oldest is over. */
static void forget(struct model *model) {
    struct retry_chunk **chunk = chunk_of(model, model->retry_first++);
    if (model->retry_first % CHUNK != 0) return;
    give_back(model, *chunk);
    *chunk = NULL;
}

/* ---- keys ---- */

void cgov__retry_begin(struct model *model) {
    for (uint32_t i = 0; i < RETRY_SECRET; i++)
        model->retry_secret[i] = cgov__siphash(model->secret, &(uint8_t){(uint8_t)i}, 1);
}

static bool over(const struct model *model, const struct retry *retry, int64_t now) {
    return now > retry->time && (uint64_t)now - (uint64_t)retry->time > model->key_window;
}

const struct retry *cgov__retry_look(const struct model *model, uint32_t hash, uint64_t actor, const uint64_t key[2],
                                     int64_t now) {
    const uint32_t count = model->retry_line_count;
    uint32_t at = cgov__slot_home(hash, count);
    for (uint32_t looked = 0; looked < count; looked++, at = line_after(at, count)) {
        const struct retry_line *line = &model->retry_lines[at];
        for (uint32_t i = 0; i < LINE_KEYS; i++) {
            if (line->hashes[i] != hash || !cgov__retry_live(cgov__retries(model), line->numbers[i])) continue;
            const struct retry *retry = cgov__retry_at(model, line->numbers[i] - 1);
            bool same = retry->actor == actor && retry->key[0] == key[0] && retry->key[1] == key[1];
            if (same && !over(model, retry, now)) return retry;
        }
        if (!cgov__retry_live(cgov__retries(model), line->passed)) break;
    }
    return NULL;
}

/* What is over by now; one that comes now is the next that can be, where there is none. */
COLD static void forget_until(struct model *model, int64_t now) {
    while (model->retry_first != model->retry_end && over(model, cgov__retry_at(model, model->retry_first), now))
        forget(model);
    const bool none = model->retry_first == model->retry_end;
    const int64_t oldest = none ? now : cgov__retry_at(model, model->retry_first)->time;
    const uint64_t most = (uint64_t)(INT64_MAX - oldest);
    model->retry_over = oldest + (int64_t)(model->key_window < most ? model->key_window : most);
    /* The one after it is asked next, and was written long ago. */
    if (model->retry_end - model->retry_first > 1) cgov__fetch(cgov__retry_at(model, model->retry_first + 1));
}

static inline void remember(struct model *model, const struct record *record, uint32_t hash) {
    struct retry_chunk *chunk = *chunk_of(model, model->retry_end);
    struct retry *retry = &chunk->keys[model->retry_end % CHUNK];
    *retry = (struct retry){record->actor, {record->key0, record->key1}, record->fingerprint, record->time, record->seq,
                            record->id};
    if (!model->replaying) {
        chunk->hashes[model->retry_end % CHUNK] = hash;
        put_in_line(model->retry_lines, model->retry_line_count, cgov__retries(model), hash, model->retry_end);
    }
    model->retry_end++;
}

/* Where some are over, or the record was read back. */
COLD static void apply_seldom(struct model *model, const struct record *record) {
    const uint64_t key[2] = {record->key0, record->key1};
    if (record->time > model->retry_over) forget_until(model, record->time);
    if ((key[0] | key[1]) == 0) return;
    uint32_t hash = (uint32_t)record->key_hash;
    if (hash == 0 && !model->replaying) hash = cgov__retry_hash(model, record->actor, key);
    remember(model, record, hash);
}

void cgov__retry_apply(struct model *model, const struct record *record) {
    const bool keyed = (record->key0 | record->key1) != 0;
    if (record->time > model->retry_over || (keyed && record->key_hash == 0))
        apply_seldom(model, record);
    else if (keyed)
        remember(model, record, (uint32_t)record->key_hash);
}

void cgov__retry_put(struct model *model, const struct retry *retry) {
    (*chunk_of(model, model->retry_end))->keys[model->retry_end % CHUNK] = *retry;
    model->retry_end++;
}

bool cgov__retry_index(struct model *model) {
    free_lines(model);
    for (uint32_t n = model->retry_first; n != model->retry_end; n++) {
        struct retry_chunk *chunk = *chunk_of(model, n);
        const struct retry *retry = &chunk->keys[n % CHUNK];
        chunk->hashes[n % CHUNK] = cgov__retry_hash(model, retry->actor, retry->key);
    }
    return reserve_lines(model, 0);
}

void cgov__retry_digest(const struct model *model, struct sha256 *digest) {
    for (uint32_t n = model->retry_first; n != model->retry_end; n++)
        cgov__digest_retry(model, digest, cgov__retry_at(model, n));
}
