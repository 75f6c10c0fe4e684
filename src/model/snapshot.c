/* The model written to a snapshot, and read from one.
 *
 * Rows are blocks of bytes as they stand, for they hold numbers of other rows and no addresses, but for two: an item's
 * tail and its extra row, which are written as a handle and a number. Texts read from the journal again give their own
 * numbers again (labels, details, calendars), for these go by the order of adoption. */
#include "model/snapshot.h"

#include "base/blocks.h"
#include "base/civil.h"
#include "cgov/version.h"
#include "model/erasures.h"
#include "model/item_rows.h"
#include "model/retry.h"
#include "model/roll_rows.h"
#include "model/row_facts.h"
#include "model/sayings.h"
#include "store/frame.h"

/* Raised when rows mean something else though they are laid out as before. */
#define SNAPSHOT_MEANING 2u

/* ---- the layout ---- */

#define MEMBER_TEXT(what, member, bits) #what " " #member " " #bits ";"
#define ROW_TEXT(name, type, LIST) #name ":" LIST(MEMBER_TEXT)
#define TABLE_TEXT(table, row) #table " " #row ";"

uint64_t cgov__model_layout(void) {
    static const char rows[] = ROW_LISTS(ROW_TEXT);
    static const char items[] = ITEM_ROW(MEMBER_TEXT) ITEM_NAMES(MEMBER_TEXT) EXTRA_LINKS(MEMBER_TEXT) "tables:"
#define TABLE TABLE_TEXT
#include "model/tables.def"
#undef TABLE
        ;
    const struct entry bits = {.elector = 0x01020304, .line = 1, .standing = 1, .kept_by = 5};
    const uint32_t numbers[] = {SNAPSHOT_MEANING,
                                CGOV_VERSION_NUMBER,
                                DECISIONS,
                                sizeof(struct item),
                                sizeof(struct mark),
                                NAME_SIZE,
                                ROWS_PER_CHUNK,
                                ARENA_CHUNK,
                                BESIDES,
                                COUNTED,
                                RECORDS_PER_MARK,
                                KIND_END};
    uint8_t digest[32];
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_text(&sha, rows);
    cgov__sha256_text(&sha, items);
    cgov__sha256_add(&sha, &bits, sizeof bits);
    cgov__sha256_add(&sha, numbers, sizeof numbers);
    cgov__sha256_end(&sha, digest);
    return cgov__load64(digest);
}

/* The ledger's own numbers: F(member, type). */
/* clang-format off */
#define FACTS(F) F(base, uint64_t) F(ledger_id[0], uint64_t) F(ledger_id[1], uint64_t) F(offset, int64_t) \
    F(limit_ahead, uint64_t) F(limit_behind, uint64_t) F(key_window, uint64_t) F(limit_items, uint64_t) \
    F(limit_entities, uint64_t) F(limit_title, uint32_t) F(limit_text, uint32_t) F(limit_children, uint32_t) \
    F(limit_depth, uint32_t) F(decisions, uint32_t) F(seq, uint64_t) F(frame, uint64_t) F(frame_seq, uint64_t) \
    F(now, int64_t) F(open_items, uint32_t) F(running_clocks, uint32_t) F(free_clock, uint32_t) \
    F(free_clocks, uint32_t) F(free_pause, uint32_t) F(free_pauses, uint32_t) F(free_wait, uint32_t) \
    F(founder, uint64_t) F(root, uint64_t)
/* clang-format on */

/* ---- writing ---- */

static void put_rows(struct snapshot_out *out, const struct rows *rows) {
    cgov__snapshot_number(out, rows->count);
    for (uint32_t first = 0; first < rows->count; first += ROWS_PER_CHUNK) {
        const uint32_t left = rows->count - first, some = left < ROWS_PER_CHUNK ? left : ROWS_PER_CHUNK;
        cgov__snapshot_put(out, rows->chunks[first / ROWS_PER_CHUNK], (size_t)some * rows->row_size);
    }
}

/* Where an item's row has an address, the handle of what lies there. */
static void put_items(struct snapshot_out *out, const struct model *model, struct blocks *tails) {
    cgov__snapshot_number(out, model->items.count);
    for (uint32_t number = 1; number <= model->items.count; number++) {
        struct item item = *cgov__item(model, number);
        uint32_t at = 0;
        const uint32_t chunk = cgov__blocks_find(tails, item.parties, &at);
        item.parties = (const uint32_t *)(uintptr_t)(chunk * (ARENA_CHUNK / 4) + at / 4 + 1);
        item.extra = (const struct extra *)(uintptr_t)item.extra->number;
        cgov__snapshot_put(out, &item, sizeof item);
    }
}

static void put_arena(struct snapshot_out *out, const struct arena *arena) {
    const uint32_t count = arena->chunk_count == 0 ? 0 : arena->current + 1;
    cgov__snapshot_number(out, count);
    cgov__snapshot_number(out, arena->used);
    for (uint32_t i = 0; i < count; i++)
        cgov__snapshot_put(out, arena->chunks[i], i + 1 < count ? ARENA_CHUNK : arena->used);
}

static void put_slots(struct snapshot_out *out, const void *slots, uint32_t cap, uint32_t count, size_t size) {
    cgov__snapshot_number(out, cap);
    cgov__snapshot_number(out, count);
    if (cap > 0) cgov__snapshot_put(out, slots, cap * size);
}

static void put_map(struct snapshot_out *out, const struct map *map) {
    put_slots(out, map->slots, map->cap, map->count, sizeof *map->slots);
}

static void put_column(struct snapshot_out *out, const struct column *column, uint32_t rows) {
    for (uint32_t i = 0; i < rows / ROWS_PER_CHUNK + (rows % ROWS_PER_CHUNK != 0); i++) {
        const uint32_t *chunk = i < column->chunk_cap ? column->chunks[i] : NULL;
        cgov__snapshot_number(out, chunk != NULL);
        if (chunk) cgov__snapshot_put(out, chunk, ROWS_PER_CHUNK * sizeof *chunk);
    }
}

void cgov__model_save_start(const struct model *model, struct snapshot_out *out) {
#define PUT_FACT(member, type) cgov__snapshot_number(out, (uint64_t)model->member);
    FACTS(PUT_FACT)
#undef PUT_FACT
    for (uint32_t k = 0; k < KIND_END; k++) cgov__snapshot_number(out, model->items_of[k]);
    cgov__snapshot_put(out, model->calendar, sizeof model->calendar);
    put_rows(out, &model->symbols);
    put_rows(out, &model->marks);
}

static bool is_apart(const struct model *model, const struct rows *rows) {
    return rows == &model->symbols || rows == &model->items;
}

/* So that there is room for what is counted by it, whatever a snapshot says. */
static bool is_counted_anew(uint32_t counted) {
    return counted == COUNTED_RESIDENT || counted == COUNTED_ORGANIZATION;
}

int32_t cgov__model_save_rows(const struct model *model, struct snapshot_out *out) {
    struct blocks tails;
    if (!cgov__blocks_make(&tails, model->mem, model->pieces.chunks, model->pieces.chunk_count, ARENA_CHUNK))
        return CGOV_E_NOMEM;
    cgov__snapshot_number(out, model->adoption_count);
    for (uint32_t a = 0; a < model->adoption_count; a++) cgov__snapshot_number(out, model->adoptions[a]->seq);
#define TABLE(table, row)                                                                                              \
    if (!is_apart(model, &model->table)) put_rows(out, &model->table);
#include "model/tables.def"
#undef TABLE
    put_rows(out, &model->clocks);
    put_rows(out, &model->pauses);
    put_arena(out, &model->pieces);
    put_items(out, model, &tails);
    put_map(out, &model->external_map);
    put_map(out, &model->entry_map);
    put_map(out, &model->stay_map);
    for (uint32_t b = 0; b < BESIDES; b++) put_column(out, &model->beside[b], model->entries.count);
    for (uint32_t c = 0; c < COUNTED; c++) {
        if (is_counted_anew(c)) continue;
        const struct tally *tally = &model->counted[c];
        put_slots(out, tally->slots, tally->cap, tally->count, sizeof *tally->slots);
    }
    const struct numbers retries = cgov__retries(model);
    cgov__snapshot_number(out, retries.count);
    for (uint32_t n = 0; n < retries.count; n++)
        cgov__snapshot_put(out, cgov__retry_at(model, retries.first + n), sizeof(struct retry));
    cgov__blocks_free(&tails);
    return CGOV_OK;
}

/* ---- reading ---- */

static bool damaged(struct snapshot_in *in) {
    return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
}

static bool no_memory(struct snapshot_in *in) {
    return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_UNREADABLE);
}

/* Rows read, a chunk at a time. */
typedef bool chunk_read(struct model *model, void *chunk, uint32_t count);

static bool get_chunks(struct model *model, struct snapshot_in *in, struct rows *rows, chunk_read *then) {
    const uint64_t count = cgov__snapshot_next(in);
    if (!cgov__snapshot_holds(in, count, rows->row_size)) return false;
    if (!cgov__rows_reserve(rows, (uint32_t)count)) return no_memory(in);
    rows->count = (uint32_t)count;
    bool done = true;
    for (uint32_t first = 0; first < rows->count; first += ROWS_PER_CHUNK) {
        const uint32_t left = rows->count - first, some = left < ROWS_PER_CHUNK ? left : ROWS_PER_CHUNK;
        void *chunk = rows->chunks[first / ROWS_PER_CHUNK];
        cgov__snapshot_get(in, chunk, (size_t)some * rows->row_size);
        if (then) done = then(model, chunk, some) && done;
    }
    return in->found == CGOV_SNAPSHOT_USED && (done || damaged(in));
}

static bool get_rows(struct snapshot_in *in, struct rows *rows) {
    return get_chunks(NULL, in, rows, NULL);
}

static bool get_symbols(struct model *model, struct snapshot_in *in) {
    if (!get_rows(in, &model->symbols)) return false;
    if (!cgov__map_reserve(&model->symbol_map, model->symbols.count)) return no_memory(in);
    for (uint32_t n = 0; n < model->symbols.count; n++) {
        const struct symbol *symbol = cgov__rows_at(&model->symbols, n);
        const char *end = memchr(symbol->name, 0, sizeof symbol->name);
        if (!end) return damaged(in);
        const uint64_t hash = cgov__siphash(model->secret, symbol->name, (size_t)(end - symbol->name));
        cgov__map_add(&model->symbol_map, hash, n);
    }
    return true;
}

/* What genesis sets is as it may set it; the rest may be anything that counting could come to. */
static bool facts_hold(const struct model *model) {
    const int64_t day = 14 * MS_PER_HOUR;
    return model->seq > model->base && model->seq <= FRAME_SEQ_MAX && model->frame_seq > model->base &&
           model->frame_seq <= model->seq && model->now >= 0 && model->now < END_OF_TIME && model->offset >= -day &&
           model->offset <= day && memchr(model->calendar, 0, sizeof model->calendar) &&
           model->root == cgov__id(CGOV_KIND_ORGANIZATION, 1) && model->founder == cgov__id(CGOV_KIND_RESIDENT, 1);
}

bool cgov__model_load_start(struct model *model, struct snapshot_in *in) {
    const uint64_t base = model->base;
#define GET_FACT(member, type) model->member = (type)cgov__snapshot_next(in);
    FACTS(GET_FACT)
#undef GET_FACT
    for (uint32_t k = 0; k < KIND_END; k++) model->items_of[k] = (uint32_t)cgov__snapshot_next(in);
    cgov__snapshot_get(in, model->calendar, sizeof model->calendar);
    const bool same = model->base == base;
    model->base = base;
    if (!same || model->seq != in->seq || !facts_hold(model)) return damaged(in);
    if (!get_symbols(model, in) || !get_rows(in, &model->marks)) return false;
    return model->marks.count == cgov__mark_of(model, model->seq) + 1 || damaged(in);
}

static bool get_arena(struct snapshot_in *in, struct arena *arena) {
    const uint64_t count = cgov__snapshot_next(in), used = cgov__snapshot_next(in);
    if (!cgov__snapshot_holds(in, count == 0 ? 0 : count - 1, ARENA_CHUNK)) return false;
    if (used > ARENA_ROOM || used % 4 != 0 || count > UINT32_MAX / (ARENA_CHUNK / 4)) return damaged(in);
    if (!cgov__arena_chunks(arena, (uint32_t)count)) return no_memory(in);
    arena->current = count == 0 ? 0 : (uint32_t)count - 1;
    arena->used = (uint32_t)used;
    for (uint32_t i = 0; i < count; i++) {
        cgov__snapshot_get(in, arena->chunks[i], i + 1 < count ? ARENA_CHUNK : (size_t)used);
        memset(arena->chunks[i] + ARENA_ROOM, 0, ARENA_CHUNK - ARENA_ROOM); /* so that each text in it ends */
    }
    return in->found == CGOV_SNAPSHOT_USED;
}

/* Slots as a table by open addressing may have them: some are free, so that every search ends. */
static void *get_slots(struct snapshot_in *in, struct mem *mem, uint32_t *cap_out, uint32_t *count_out, size_t size) {
    const uint64_t cap = cgov__snapshot_next(in), count = cgov__snapshot_next(in);
    if (!cgov__snapshot_holds(in, cap, size) || cap == 0) return NULL;
    if (cap % 16 != 0 || cap > UINT32_C(1) << 31 || count > cgov__slots_room((uint32_t)cap)) {
        damaged(in);
        return NULL;
    }
    void *slots = cgov__slots_make(mem, (uint32_t)cap, size);
    if (!slots) {
        no_memory(in);
        return NULL;
    }
    *cap_out = (uint32_t)cap;
    *count_out = (uint32_t)count;
    cgov__snapshot_get(in, slots, (size_t)cap * size); /* taken from memory whole, so it fits */
    return slots;
}

/* What is found is a number of one of so many rows or, of NULL, the handle of a piece. */
static bool get_map(struct snapshot_in *in, struct map *map, const struct rows *rows, const struct arena *pieces) {
    uint32_t taken = 0;
    map->slots = get_slots(in, map->mem, &map->cap, &map->count, sizeof *map->slots);
    for (uint32_t i = 0; i < map->cap; i++) {
        const uint32_t value = map->slots[i].value;
        if (value == 0) continue;
        if (rows ? value > rows->count : !cgov__arena_has(pieces, value - 1)) return damaged(in);
        taken++;
    }
    return taken == map->count ? in->found == CGOV_SNAPSHOT_USED : damaged(in);
}

static bool get_tally(struct snapshot_in *in, struct tally *tally) {
    uint32_t taken = 0;
    tally->slots = get_slots(in, tally->mem, &tally->cap, &tally->count, sizeof *tally->slots);
    for (uint32_t i = 0; i < tally->cap; i++) taken += tally->slots[i].count != 0;
    return taken == tally->count ? in->found == CGOV_SNAPSHOT_USED : damaged(in);
}

static bool get_column(struct snapshot_in *in, struct column *column, uint32_t rows) {
    for (uint32_t first = 0; first < rows && in->found == CGOV_SNAPSHOT_USED; first += ROWS_PER_CHUNK) {
        if (cgov__snapshot_next(in) == 0) continue;
        if (!cgov__column_grow(column, first, 1)) return no_memory(in);
        cgov__snapshot_get(in, column->chunks[first / ROWS_PER_CHUNK], ROWS_PER_CHUNK * sizeof **column->chunks);
    }
    return in->found == CGOV_SNAPSHOT_USED;
}

static bool get_retries(struct model *model, struct snapshot_in *in) {
    const uint64_t count = cgov__snapshot_next(in);
    if (!cgov__snapshot_holds(in, count, sizeof(struct retry))) return false;
    if (!cgov__retry_reserve(model, (uint32_t)count)) return no_memory(in);
    for (uint64_t n = 0; n < count; n++) {
        struct retry retry;
        cgov__snapshot_get(in, &retry, sizeof retry);
        if (retry.time < 0 || retry.time > model->now) return damaged(in);
        cgov__retry_put(model, &retry);
    }
    return in->found == CGOV_SNAPSHOT_USED;
}

/* An item's row has addresses again. */
static bool place(struct model *model, struct item *item) {
    const uintptr_t handle = (uintptr_t)item->parties, extra = (uintptr_t)item->extra;
    item->parties = NULL;
    item->extra = &cgov__no_extra;
    if (item->rulebook - 1u >= model->adoption_count ||
        item->procedure >= cgov__rulebook_of(model, item)->procedure_count || extra > model->extras.count)
        return false;
    if (handle > UINT32_MAX || !cgov__arena_has(&model->pieces, (uint32_t)handle) ||
        cgov__tail_size(cgov__procedure_of(model, item)) > cgov__arena_left((uint32_t)handle))
        return false;
    item->parties = cgov__arena_at(&model->pieces, (uint32_t)handle);
    if (extra == 0) return true;
    struct extra *row = cgov__rows_edit(&model->extras, (uint32_t)extra - 1);
    item->extra = row;
    return row->number == extra;
}

static bool place_all(struct model *model, void *chunk, uint32_t count) {
    struct item *items = chunk;
    bool done = true;
    for (uint32_t i = 0; i < count; i++) done = place(model, &items[i]) && done;
    return done;
}

static bool begin_clocks(struct model *model, void *chunk, uint32_t count) {
    struct clock_row *rows = chunk;
    (void)model;
    for (uint32_t i = 0; i < count; i++) rows[i].open = 0;
    return true;
}

static bool get_beside(struct model *model, struct snapshot_in *in) {
    bool done = get_map(in, &model->external_map, NULL, &model->pieces) &&
                get_map(in, &model->entry_map, &model->entries, NULL) &&
                get_map(in, &model->stay_map, &model->stays, NULL);
    for (uint32_t b = 0; done && b < BESIDES; b++) done = get_column(in, &model->beside[b], model->entries.count);
    for (uint32_t c = 0; done && c < COUNTED; c++) done = is_counted_anew(c) || get_tally(in, &model->counted[c]);
    return done && get_retries(model, in) && (cgov__erasures_index(model) || no_memory(in));
}

/* Of sayings that are sound. */
static bool index_sayings(struct model *model, struct snapshot_in *in) {
    return cgov__sayings_index(model) || no_memory(in);
}

static bool is_sound(const struct model *model, struct snapshot_in *in) {
    bool memory;
    return cgov__model_sound(model, &memory) || (memory ? damaged(in) : no_memory(in));
}

/* Of rolls with `many`, how many each elector has there. */
static bool count_anew(struct model *model, struct snapshot_in *in) {
    for (uint32_t n = 1; n <= model->entries.count; n++) {
        const struct entry *entry = cgov__entry(model, n);
        struct tally *tally = &model->counted[cgov__counted_as(cgov__entry_elector(entry))];
        if (!entry->numbered || !entry->standing) continue;
        if (!cgov__tally_reserve(tally, 1)) return no_memory(in);
        cgov__tally_add(tally, entry->roll, entry->elector);
    }
    return true;
}

bool cgov__model_load_rows(struct model *model, struct snapshot_in *in) {
#define TABLE(table, row)                                                                                              \
    if (!is_apart(model, &model->table) && !get_rows(in, &model->table)) return false;
#include "model/tables.def"
#undef TABLE
    for (uint32_t number = 1; number <= model->organizations.count; number++)
        cgov__edit_organization(model, number)->worklists = 0;
    return get_chunks(model, in, &model->clocks, begin_clocks) && get_rows(in, &model->pauses) &&
           get_arena(in, &model->pieces) && get_chunks(model, in, &model->items, place_all) && get_beside(model, in) &&
           cgov__snapshot_ended(in) && is_sound(model, in) && index_sayings(model, in) && count_anew(model, in);
}
