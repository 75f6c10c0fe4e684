/* What ballots say, each once for a roll.
 *
 * Invariant: a saying's bytes are valid, so each place in them is one that there can be; its ballots are those on its
 * roll that stand with its number. Rows never go away: what was said once is in the journal for ever. */
#include "model/sayings.h"

#include "base/hash.h"
#include "model/row_facts.h"
#include "model/tally_rows.h"

struct blob cgov__saying_said(const struct model *model, const struct saying *saying) {
    return cgov__blob(cgov__arena_at(&model->pieces, saying->piece), saying->len);
}

/* Under the model's secret, as what comes from outside. Sealed ones are found by how they begin. */
static uint64_t hash_of(const struct model *model, uint32_t roll_row, enum said_kind kind, const struct blob *said) {
    const uint64_t secret[2] = {model->secret[0], model->secret[1] ^ roll_row};
    const bool begins = kind == SAID_SEALED && said->len >= SEALED_BEGINS;
    return cgov__siphash(secret, said->ptr, begins ? SEALED_BEGINS : said->len);
}

/* Its number; 0: nobody ever said it on that roll. */
static uint32_t find(const struct model *model, uint32_t roll_row, const struct blob *said, uint64_t hash) {
    uint32_t slot = MAP_NONE, number;
    while ((number = cgov__map_next(&model->saying_map, hash, &slot)) != MAP_NONE) {
        const struct saying *saying = cgov__saying(model, number + 1);
        if (saying->roll == roll_row && saying->len == said->len &&
            memcmp(cgov__arena_at(&model->pieces, saying->piece), said->ptr, said->len) == 0)
            return number + 1;
    }
    return 0;
}

const struct saying *cgov__sealed_find(const struct model *model, uint32_t roll_row, const struct blob *said) {
    const uint64_t hash = hash_of(model, roll_row, SAID_SEALED, said);
    uint32_t slot = MAP_NONE, number;
    while ((number = cgov__map_next(&model->saying_map, hash, &slot)) != MAP_NONE) {
        const struct saying *saying = cgov__saying(model, number + 1);
        if (saying->roll == roll_row && saying->kind == SAID_SEALED &&
            memcmp(cgov__arena_at(&model->pieces, saying->piece), said->ptr, SEALED_BEGINS) == 0)
            return saying;
    }
    return NULL;
}

uint32_t cgov__saying_make(struct model *model, uint32_t roll_row, enum said_kind kind, const struct blob *said) {
    const uint64_t hash = hash_of(model, roll_row, kind, said);
    const uint32_t found = find(model, roll_row, said, hash);
    if (found != 0 || said->len == 0) return found;
    struct roll_row *row = cgov__edit_roll_row(model, roll_row);
    struct saying *saying = cgov__rows_add(&model->sayings);
    *saying =
        (struct saying){.roll = roll_row, .next = row->sayings, .len = (uint16_t)said->len, .kind = (uint8_t)kind};
    memcpy(cgov__arena_add(&model->pieces, said->len, &saying->piece), said->ptr, said->len);
    row->sayings = model->sayings.count;
    cgov__map_add(&model->saying_map, hash, model->sayings.count - 1);
    return model->sayings.count;
}

/* ---- counted ---- */

/* Points are by heads, area and weight: a household has none of its own. */
static struct weight times(const struct weight *weight, uint32_t points) {
    return (struct weight){weight->area * points, weight->weight * points, 0};
}

void cgov__saying_count(struct model *model, struct roll_row *row, uint32_t roll_row, uint32_t number, uint32_t entry,
                        const struct weight *weight, bool in) {
    struct saying *saying = cgov__edit_saying(model, number);
    const struct blob said = cgov__saying_said(model, saying);
    struct cursor cursor = cgov__cursor(said.ptr, said.len);
    struct said_one one = {0, 0, 0};
    saying->heads += in ? 1 : UINT32_MAX;
    if (saying->kind == SAID_SEALED) saying->beside = in ? entry : 0;
    while (cgov__said_next(&cursor, saying->kind, &one)) {
        if (one.place == 0) {
            cgov__choices_count(model, row, roll_row, cgov__choice_bit(one.points), weight, in);
        } else if (saying->kind == SAID_POINTS) {
            const struct weight points = times(weight, one.points);
            cgov__points_count(model, row, roll_row, CGOV_CHOICE_INVALID + one.place, one.points, &points, in);
        }
    }
}

void cgov__orders_bundle(struct model *model, uint32_t roll_row, const struct blob *orders) {
    struct cursor cursor = cgov__cursor(orders->ptr, orders->len);
    struct order order = {0};
    struct saying *saying;
    for (uint32_t n = cgov__roll_row(model, roll_row)->sayings; (saying = cgov__edit_saying(model, n));
         n = saying->next)
        if (saying->kind == SAID_ORDER) saying->beside = 0;
    while (cgov__orders_next(&cursor, &order)) {
        const struct blob said = cgov__blob(order.numbers, order.count);
        const uint32_t number = cgov__saying_make(model, roll_row, SAID_ORDER, &said);
        cgov__edit_saying(model, number)->beside = (uint32_t)order.ballots;
    }
}

/* ---- room ---- */

void cgov__orders_need(struct need *need, const struct blob *orders) {
    struct cursor cursor = cgov__cursor(orders->ptr, orders->len);
    struct order order = {0};
    while (cgov__orders_next(&cursor, &order)) {
        need->sayings++;
        need->pieces += (order.count + (size_t)3) / 4 * 4;
    }
}

void cgov__saying_need(struct need *need, uint32_t entry, const struct blob *said) {
    need->sayings++;
    need->pieces += (said->len + (size_t)3) / 4 * 4;
    need->choice_rows += said->len / 2 + 1;
    need->counted[COUNTED_CHOICE]++;
    cgov__beside_need(need, entry, BESIDE_SAID);
}

/* ---- read, digested ---- */

bool cgov__sayings_index(struct model *model) {
    if (!cgov__map_reserve(&model->saying_map, model->sayings.count)) return false;
    for (uint32_t n = 1; n <= model->sayings.count; n++) {
        const struct saying *saying = cgov__saying(model, n);
        const struct blob said = cgov__saying_said(model, saying);
        cgov__map_add(&model->saying_map, hash_of(model, saying->roll, saying->kind, &said), n - 1);
    }
    return true;
}

bool cgov__sealed_holds(const struct model *model, uint32_t number) {
    const struct saying *saying = cgov__saying(model, number);
    if (saying->kind != SAID_SEALED || saying->beside == 0) return saying->kind != SAID_SEALED || saying->heads == 0;
    const struct entry *entry = cgov__entry(model, saying->beside);
    return saying->heads == 1 && entry && entry->standing && entry->roll == saying->roll &&
           cgov__entry_beside(model, saying->beside, BESIDE_SAID) == number;
}

void cgov__sayings_digest(const struct model *model, struct sha256 *digest) {
    if (model->sayings.count == 0) return; /* as before there were any */
    for (uint32_t n = 1; n <= model->sayings.count; n++) {
        const struct saying *saying = cgov__saying(model, n);
        const struct blob said = cgov__saying_said(model, saying);
        cgov__digest_saying(model, digest, saying);
        cgov__sha256_add(digest, said.ptr, said.len);
    }
    for (uint32_t n = 1; n <= model->entries.count; n++)
        cgov__sha256_u64(digest, cgov__entry_beside(model, n, BESIDE_SAID));
}
