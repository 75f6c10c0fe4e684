/* Pieces are gone through once, a bit for each unit that they are cut in. */
#include "model/sound_pieces.h"

#include "base/blocks.h"
#include "model/led.h"

#define UNIT 4u
#define UNITS (ARENA_CHUNK / UNIT) /* of a chunk */

/* So many bytes from there on are nobody's so far, and were cut already. */
static bool claim(struct led *units, uint32_t chunk, uint32_t at, size_t size) {
    const struct arena *arena = &units->model->pieces;
    const uint32_t cut = chunk < arena->current ? ARENA_ROOM : chunk == arena->current ? arena->used : 0;
    bool free = at <= cut && size <= cut - at;
    for (uint32_t u = 0; free && u < (size + UNIT - 1) / UNIT; u++)
        free = cgov__lead(units, chunk * UNITS + at / UNIT + u + 1);
    return free;
}

static bool all_hold(struct led *units, struct blocks *chunks) {
    const struct model *model = units->model;
    bool holds = true;
    for (uint32_t n = 1; holds && n <= model->items.count; n++) {
        const struct item *item = cgov__item(model, n);
        uint32_t at;
        const uint32_t chunk = cgov__blocks_find(chunks, item->parties, &at);
        holds = claim(units, chunk, at, cgov__tail_size(cgov__procedure_of(model, item)));
    }
    for (uint32_t n = 1; holds && n <= model->sayings.count; n++) {
        const struct saying *saying = cgov__saying(model, n);
        const uint32_t unit = saying->piece - 1;
        holds = claim(units, unit / UNITS, unit % UNITS * UNIT, saying->len);
    }
    return holds;
}

bool cgov__pieces_hold(const struct model *model, bool *memory_out) {
    const struct arena *arena = &model->pieces;
    const size_t size = arena->chunk_count * (size_t)UNITS / 8 + 1;
    struct led units = {model, cgov__mem_resize(model->mem, NULL, 0, size), arena->chunk_count * UNITS};
    struct blocks chunks;
    *memory_out = units.bits && cgov__blocks_make(&chunks, model->mem, arena->chunks, arena->chunk_count, ARENA_CHUNK);
    if (*memory_out) memset(units.bits, 0, size);
    const bool holds = *memory_out && all_hold(&units, &chunks);
    if (*memory_out) cgov__blocks_free(&chunks);
    cgov__mem_resize(model->mem, units.bits, size, 0);
    return holds;
}
