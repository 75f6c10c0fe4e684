/* A tree of minima over the numbers: groups of 16, then 64 and 64 of what is below. What is kept of an instant is how
 * early it is, the earlier the more and 0 for none, so that a zeroed row is one with nothing.
 *
 * Invariant: a value of a level is the greatest of those below it. A group has a leaf where one of it has an instant; a
 * leaf given back is all 0 but for its first value, the next free leaf, and so are rows that were never used. */
#include "base/dues.h"

#include <assert.h>

#define GROUP 16u
#define FAN 64u /* of a chunk's rows so many lie together: it divides ROWS_PER_CHUNK */
#define COARSE 16

struct due_leaf {
    uint32_t early[GROUP];
};

static uint32_t early(int64_t at) {
    if (at == DUES_NONE) return 0;
    const uint64_t coarse = at < 0 ? 0 : (uint64_t)at >> COARSE;
    return coarse < UINT32_MAX ? UINT32_MAX - (uint32_t)coarse : 1;
}

static uint32_t *edit(struct rows *rows, uint64_t number) {
    return (uint32_t *)(void *)rows->chunks[number / ROWS_PER_CHUNK] + number % ROWS_PER_CHUNK;
}

static const uint32_t *value(const struct rows *rows, uint64_t number) {
    return (const uint32_t *)(const void *)rows->chunks[number / ROWS_PER_CHUNK] + number % ROWS_PER_CHUNK;
}

static struct due_leaf *edit_leaf(struct dues *dues, uint32_t number) {
    return (struct due_leaf *)(void *)dues->leaves.chunks[number / ROWS_PER_CHUNK] + number % ROWS_PER_CHUNK;
}

void cgov__dues_init(struct dues *dues, struct mem *mem) {
    memset(dues, 0, sizeof *dues);
    cgov__rows_init(&dues->leaves, mem, sizeof(struct due_leaf));
    cgov__rows_init(&dues->leaf_of, mem, sizeof(uint32_t));
    for (uint32_t l = 0; l < DUES_LEVELS; l++) cgov__rows_init(&dues->levels[l], mem, sizeof(uint32_t));
}

void cgov__dues_free(struct dues *dues) {
    cgov__rows_free(&dues->leaves);
    cgov__rows_free(&dues->leaf_of);
    for (uint32_t l = 0; l < DUES_LEVELS; l++) cgov__rows_free(&dues->levels[l]);
    dues->free_leaf = dues->free_leaves = 0;
}

static bool reserve_to(struct rows *rows, uint64_t count) {
    return count <= rows->count || cgov__rows_reserve(rows, (uint32_t)(count - rows->count));
}

static uint64_t parts(uint64_t count, uint32_t size) {
    return (count + size - 1) / size;
}

bool cgov__dues_grow(struct dues *dues, uint32_t numbers, uint32_t held) {
    const uint64_t groups = parts(numbers, GROUP);
    uint64_t count = groups;
    for (uint32_t l = 0; l < DUES_LEVELS; l++, count = parts(count, FAN))
        if (!reserve_to(&dues->levels[l], count)) return false;
    return reserve_to(&dues->leaves, held < groups ? held : groups) && reserve_to(&dues->leaf_of, groups);
}

/* All groups up to this one are there. */
COLD static void extend(struct dues *dues, uint32_t group) {
    while (dues->leaf_of.count <= group) cgov__rows_add(&dues->leaf_of);
    for (uint32_t l = 0; l < DUES_LEVELS; l++, group /= FAN)
        while (dues->levels[l].count <= group) cgov__rows_add(&dues->levels[l]);
}

COLD static uint32_t fresh_leaf(struct dues *dues) {
    uint32_t number = dues->free_leaf;
    if (number == 0) {
        cgov__rows_add(&dues->leaves);
        return dues->leaves.count;
    }
    struct due_leaf *leaf = edit_leaf(dues, number - 1);
    dues->free_leaf = leaf->early[0];
    dues->free_leaves--;
    leaf->early[0] = 0;
    return number;
}

COLD static void give_back(struct dues *dues, uint32_t *leaf) {
    edit_leaf(dues, *leaf - 1)->early[0] = dues->free_leaf;
    dues->free_leaf = *leaf;
    dues->free_leaves++;
    *leaf = 0;
}

static uint32_t greatest(const uint32_t *values, uint32_t count) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        if (values[i] > most) most = values[i];
    return most;
}

/* A value at and below which another has changed; false: it stays as it is, and so does what is above. */
static bool follows(uint32_t *above, uint32_t was, uint32_t is, const uint32_t *values, uint32_t count) {
    if (is >= *above) {
        if (is == *above) return false;
        *above = is;
        return true;
    }
    if (was != *above) return false;
    *above = greatest(values, count);
    return *above != was;
}

COLD static void raise(struct dues *dues, uint32_t group, uint32_t was, uint32_t is) {
    for (uint32_t l = 1; l < DUES_LEVELS; l++, group /= FAN) {
        uint32_t first = group / FAN * FAN, left = dues->levels[l - 1].count - first;
        uint32_t *above = edit(&dues->levels[l], group / FAN);
        const uint32_t before = *above;
        if (!follows(above, was, is, value(&dues->levels[l - 1], first), left < FAN ? left : FAN)) return;
        was = before;
        is = *above;
    }
}

/* An instant of a group has changed, and with it what is above. */
COLD static void change_group(struct dues *dues, uint32_t group, uint32_t was, uint32_t is) {
    uint32_t *above = edit(&dues->levels[0], group), *leaf = edit(&dues->leaf_of, group);
    const uint32_t before = *above;
    if (!follows(above, was, is, edit_leaf(dues, *leaf - 1)->early, GROUP)) return;
    if (*above == 0) give_back(dues, leaf);
    raise(dues, group, before, *above);
}

/* Of a group that has no leaf. */
COLD static void set_first(struct dues *dues, uint32_t number, uint32_t is) {
    const uint32_t group = number / GROUP;
    if (is == 0) return;
    if (group >= dues->leaf_of.count) extend(dues, group);
    const uint32_t leaf = *edit(&dues->leaf_of, group) = fresh_leaf(dues);
    edit_leaf(dues, leaf - 1)->early[number % GROUP] = is;
    change_group(dues, group, 0, is);
}

void cgov__dues_set(struct dues *dues, uint32_t number, int64_t at) {
    const uint32_t group = number / GROUP, is = early(at);
    const uint32_t leaf = group < dues->leaf_of.count ? *value(&dues->leaf_of, group) : 0;
    if (leaf == 0) {
        set_first(dues, number, is);
        return;
    }
    uint32_t *now = &edit_leaf(dues, leaf - 1)->early[number % GROUP];
    const uint32_t was = *now, most = *value(&dues->levels[0], group);
    *now = is;
    if (was != is && (was == most || is > most)) change_group(dues, group, was, is);
}

uint32_t cgov__dues_before(const struct dues *dues, uint64_t number, int64_t at, uint32_t *numbers, uint32_t cap) {
    uint32_t count = 0;
    if (at <= 0) return 0;
    const uint32_t least = early(at - 1);
    for (uint64_t group; count < cap && (group = number / GROUP) < dues->leaf_of.count;) {
        if (*value(&dues->levels[2], group / FAN / FAN) < least) {
            number = (group / FAN / FAN + 1) * FAN * FAN * GROUP;
        } else if (*value(&dues->levels[1], group / FAN) < least) {
            number = (group / FAN + 1) * FAN * GROUP;
        } else if (*value(&dues->levels[0], group) < least) {
            number = (group + 1) * GROUP;
        } else {
            const struct due_leaf *leaf = cgov__rows_at(&dues->leaves, *value(&dues->leaf_of, group) - 1);
            if (leaf->early[number % GROUP] >= least) numbers[count++] = (uint32_t)number;
            number++;
        }
    }
    return count;
}
