/* Retry keys: what a command that comes again did the first time. */
#ifndef CGOV_SRC_RETRY_H
#define CGOV_SRC_RETRY_H

#include "model/model.h"

struct retry {
    uint64_t actor, key[2], fingerprint;
    int64_t time;
    uint64_t seq, id;
};

/* Some of them, one after the other. */
#define RETRY_CHUNK 64u
struct retry_chunk {
    struct retry keys[RETRY_CHUNK];
    uint32_t spreads[RETRY_CHUNK]; /* of their hashes, once the model keeps an index: lines are made of these alone */
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
/* Retry keys: the remembered command of a key with that hash, NULL: none in its window at that instant. */
uint64_t cgov__retry_hash(const struct model *model, uint64_t actor, const uint64_t key[2]);
/* The line where it begins, of those there are. */
static inline uint32_t cgov__retry_home(const struct model *model, uint64_t hash) {
    return cgov__slot_home(cgov__map_spread(hash), model->retry_line_count);
}
/* It will be looked for, and is not at hand. */
static inline void cgov__retry_fetch(const struct model *model, uint64_t hash) {
    if (model->retry_line_count == 0) return;
    const char *line = (const char *)&model->retry_lines[cgov__retry_home(model, hash)];
    cgov__fetch(line);
    cgov__fetch(line + sizeof(struct retry_line) - 1); /* the same, where the host's memory has it begin a line */
}
const struct retry *cgov__retry_find(const struct model *model, uint64_t hash, uint64_t actor, const uint64_t key[2],
                                     int64_t now);
/* Room for so many more; false without memory. */
bool cgov__retry_reserve(struct model *model, uint32_t more);
void cgov__retry_free(struct model *model);
void cgov__retry_apply(struct model *model, const struct record *record);
/* The lines, made anew of the keys remembered. False without memory. */
bool cgov__retry_index(struct model *model);
void cgov__retry_digest(const struct model *model, struct sha256 *digest);

#endif
