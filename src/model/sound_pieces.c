/* Pieces are gone through once, a bit for each unit that they are cut in. */
#include "model/sound_pieces.h"

#include "base/blocks.h"
#include "base/bytes.h"

#define UNIT 4u
#define UNITS (ARENA_CHUNK / UNIT) /* of a chunk */
#define AT_ONCE 56u                /* bits of a word, wherever in its first byte they begin */

/* Units that are somebody's already, a bit each; a word more than there are. */
struct taken {
    const struct model *model;
    uint8_t *bits;
};

/* So many bytes from there on are nobody's so far, and were cut already. */
static bool take(struct taken *taken, uint32_t chunk, uint32_t at, size_t size) {
    const struct arena *arena = &taken->model->pieces;
    const uint32_t cut = chunk < arena->current ? ARENA_ROOM : chunk == arena->current ? arena->used : 0;
    if (at > cut || size > cut - at) return false;
    size_t unit = (size_t)chunk * UNITS + at / UNIT, left = (size + UNIT - 1) / UNIT;
    for (;; unit += AT_ONCE, left -= AT_ONCE) {
        uint8_t *word = taken->bits + unit / 8;
        const uint64_t bits = ((UINT64_C(1) << (left < AT_ONCE ? left : AT_ONCE)) - 1) << unit % 8;
        const uint64_t was = cgov__load64(word);
        if ((was & bits) != 0) return false;
        cgov__store64(word, was | bits);
        if (left <= AT_ONCE) return true;
    }
}

static bool all_hold(struct taken *taken, struct blocks *chunks) {
    const struct model *model = taken->model;
    bool holds = true;
    for (uint32_t n = 1; holds && n <= model->items.count; n++) {
        const struct item *item = cgov__item(model, n);
        uint32_t at;
        const uint32_t chunk = cgov__blocks_find(chunks, item->parties, &at);
        holds = take(taken, chunk, at, cgov__tail_size(cgov__procedure_of(model, item)));
    }
    for (uint32_t n = 1; holds && n <= model->sayings.count; n++) {
        const struct saying *saying = cgov__saying(model, n);
        const uint32_t unit = saying->piece - 1;
        holds = take(taken, unit / UNITS, unit % UNITS * UNIT, saying->len);
    }
    return holds;
}

bool cgov__pieces_hold(const struct model *model, bool *memory_out) {
    const struct arena *arena = &model->pieces;
    const size_t size = arena->chunk_count * (size_t)UNITS / 8 + sizeof(uint64_t);
    struct taken taken = {model, cgov__mem_resize(model->mem, NULL, 0, size)};
    struct blocks chunks;
    *memory_out = taken.bits && cgov__blocks_make(&chunks, model->mem, arena->chunks, arena->chunk_count, ARENA_CHUNK);
    if (*memory_out) memset(taken.bits, 0, size);
    const bool holds = *memory_out && all_hold(&taken, &chunks);
    if (*memory_out) cgov__blocks_free(&chunks);
    cgov__mem_resize(model->mem, taken.bits, size, 0);
    return holds;
}
