/* Retry keys: what a command that comes again did the first time. */
#ifndef CGOV_SRC_RETRY_H
#define CGOV_SRC_RETRY_H

#include "model/model.h"

#include <assert.h>

struct retry {
    uint64_t actor, key[2], fingerprint;
    int64_t time;
    uint64_t seq, id;
};

/* Some of them, one after the other. */
#define RETRY_CHUNK 64u
struct retry_chunk {
    struct retry keys[RETRY_CHUNK];
    uint32_t hashes[RETRY_CHUNK]; /* theirs, once the model keeps an index: lines are made of these alone */
};

/* Where some of them are, by their hashes: a line of the cache. */
#define LINE_KEYS 7u
struct retry_line {
    uint32_t hashes[LINE_KEYS];
    uint32_t passed;             /* the latest whose home it is, or is before it, and for which it had no place: its */
    uint32_t numbers[LINE_KEYS]; /* number + 1, as these are; 0: none */
    uint32_t next;               /* which of them gives way next */
};

struct numbers {
    uint32_t first, count;
};
/* The numbers of the retry keys that are remembered. */
static inline struct numbers cgov__retries(const struct model *model) {
    return (struct numbers){model->retry_first, model->retry_end - model->retry_first};
}
/* The remembered key of a number; and one more, after reserve, to a model that keeps no index yet. */
const struct retry *cgov__retry_at(const struct model *model, uint32_t number);
void cgov__retry_put(struct model *model, const struct retry *retry);
/* What they are hashed under, once the model has its secret. */
void cgov__retry_begin(struct model *model);
static inline uint64_t cgov__retry_paired(uint64_t word, const uint64_t secret[2]) {
    return (secret[0] + (word & UINT32_MAX)) * (secret[1] + (word >> 32));
}

/* Keys are chosen freely, by clients behind the host too. Those that follow one another would have hashes that do so by
 * the same step, so it is mixed, one to one, and spread: a search begins by its upper bits. */
static inline uint32_t cgov__retry_hash(const struct model *model, uint64_t actor, const uint64_t key[2]) {
    const uint64_t *secret = model->retry_secret;
    const uint64_t sum = secret[6] + cgov__retry_paired(key[0], secret) + cgov__retry_paired(key[1], secret + 2) +
                         cgov__retry_paired(actor, secret + 4);
    const uint32_t hash = (uint32_t)(sum >> 32);
    return (hash ^ hash >> 16) * UINT32_C(0x1e0f28b1);
}
/* The line where it begins, of those there are. */
static inline uint32_t cgov__retry_home(const struct model *model, uint32_t hash) {
    return cgov__slot_home(hash, model->retry_line_count);
}
/* It will be looked for, and is not at hand. */
static inline void cgov__retry_fetch(const struct model *model, uint32_t hash) {
    if (model->retry_line_count == 0) return;
    const char *line = (const char *)&model->retry_lines[cgov__retry_home(model, hash)];
    cgov__fetch(line);
    cgov__fetch(line + sizeof(struct retry_line) - 1); /* the same, where the host's memory has it begin a line */
}
/* The remembered command of a key with that hash, NULL: none in its window at that instant. */
const struct retry *cgov__retry_look(const struct model *model, uint32_t hash, uint64_t actor, const uint64_t key[2],
                                     int64_t now);
/* A number of a remembered key, as lines keep it: + 1, for 0 is none. */
static inline bool cgov__retry_live(struct numbers live, uint32_t kept) {
    return kept - 1 - live.first < live.count;
}
/* Not 0 where one of two may be that hash, in both halves; now and then where it is not. */
static inline uint64_t cgov__retry_alike(const uint32_t hashes[2], uint64_t both) {
    uint64_t two;
    memcpy(&two, hashes, sizeof two);
    two ^= both;
    return (two - (UINT64_C(1) << 32 | 1)) & ~two & (UINT64_C(1) << 63 | UINT64_C(1) << 31);
}
/* False of most keys that are looked for: there is none of that hash. */
static inline bool cgov__retry_may_be(const struct model *model, uint32_t hash) {
    static_assert(LINE_KEYS == 7, "two, two, two and one");
    if (model->retry_line_count == 0) return false;
    const struct retry_line *line = &model->retry_lines[cgov__retry_home(model, hash)];
    const uint64_t both = (uint64_t)hash << 32 | hash;
    const uint64_t found = cgov__retry_alike(line->hashes, both) | cgov__retry_alike(line->hashes + 2, both) |
                           cgov__retry_alike(line->hashes + 4, both);
    return found != 0 || line->hashes[LINE_KEYS - 1] == hash || cgov__retry_live(cgov__retries(model), line->passed);
}
static inline const struct retry *cgov__retry_find(const struct model *model, uint32_t hash, uint64_t actor,
                                                   const uint64_t key[2], int64_t now) {
    return cgov__retry_may_be(model, hash) ? cgov__retry_look(model, hash, actor, key, now) : NULL;
}
/* Room for so many more; false without memory. */
bool cgov__retry_reserve(struct model *model, uint32_t more);
void cgov__retry_free(struct model *model);
void cgov__retry_apply(struct model *model, const struct record *record);
/* The lines, made anew of the keys remembered. False without memory. */
bool cgov__retry_index(struct model *model);
void cgov__retry_digest(const struct model *model, struct sha256 *digest);

#endif
