/* A desk is an array of item numbers in rising order. Items come to desks in nearly that order, and leave them in
 * nearly that order or against it; so most additions are at the end, and what leaves moves the shorter side: a desk
 * that is worked off from its oldest item on moves nothing. */
#include "model/desks.h"

#include "base/hash.h"

#define COMING (sizeof(((struct model *)0)->coming) / sizeof(struct posting))

/* ---- where an item lies ---- */

static void lie_with(struct lying *lying, uint32_t organization) {
    if (organization == 0) return;
    for (uint32_t i = 0; i < lying->count; i++)
        if (lying->organizations[i] == organization) return;
    lying->organizations[lying->count++] = organization;
}

static struct lying lying_of(const struct procedure *procedure, const struct labels *labels, uint8_t state,
                             const uint32_t *parties) {
    struct lying lying = {{0, 0, 0}, 0, labels->states[state]};
    uint8_t holder = procedure->states[state].holder;
    if (procedure->intake != NONE) lie_with(&lying, parties[procedure->intake]);
    if (procedure->lead != NONE) lie_with(&lying, parties[procedure->lead]);
    if (holder != NONE && holder != procedure->intake && holder != procedure->lead &&
        procedure->parties[holder].organization)
        lie_with(&lying, parties[holder]);
    return lying;
}

struct lying cgov__lying(const struct model *model, const struct item *item) {
    const struct adoption *adoption = model->adoptions[item->rulebook - 1];
    return lying_of(&adoption->rulebook.procedures[item->procedure], &adoption->labels[item->procedure], item->state,
                    item->parties);
}

uint32_t cgov__desk_state(const char *name, size_t len) {
    return cgov__crc32c(0, name, len);
}

/* ---- desks ---- */

const struct desk *cgov__desk_first(const struct model *model, uint32_t organization) {
    const struct organization *row = cgov__organization(model, organization);
    return row == NULL || row->desks == 0 ? NULL : cgov__rows_at(&model->desks, row->desks - 1);
}

const struct desk *cgov__desk_next(const struct model *model, const struct desk *desk) {
    return desk->next == 0 ? NULL : cgov__rows_at(&model->desks, desk->next - 1);
}

static uint64_t hash_of(uint32_t organization, uint32_t state) {
    return (uint64_t)organization << 32 | state;
}

static struct desk *find(const struct model *model, uint32_t organization, uint32_t state) {
    uint32_t slot = MAP_NONE, number;
    while ((number = cgov__map_next(&model->desk_map, hash_of(organization, state), &slot)) != MAP_NONE) {
        struct desk *desk = cgov__rows_at(&model->desks, number);
        if (desk->organization == organization && desk->state == state) return desk;
    }
    return NULL;
}

static uint32_t *items_of(const struct desk *desk) {
    return desk->items + desk->first;
}

/* The place of the first number that is not before this one. */
static uint32_t place_of(const struct desk *desk, uint32_t number) {
    uint32_t low = 0, left = desk->count;
    while (left > 0) {
        uint32_t half = left / 2;
        if (items_of(desk)[low + half] < number) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return low;
}

uint32_t cgov__desk_after(const struct desk *desk, uint32_t number, uint32_t *items, uint32_t cap) {
    uint32_t place = number == UINT32_MAX ? desk->count : place_of(desk, number + 1);
    uint32_t left = desk->count - place, count = left < cap ? left : cap;
    if (count > 0) memcpy(items, items_of(desk) + place, count * sizeof *items);
    return count;
}

const struct desk *cgov__desk_find(const struct model *model, uint32_t organization, uint32_t state) {
    return find(model, organization, state);
}

/* Room was made on it just now, as a rule. */
static struct desk *coming_to(const struct model *model, uint32_t organization, uint32_t state) {
    for (size_t i = 0; i < COMING; i++) {
        const struct posting *posting = &model->coming[i];
        if (posting->organization == organization && posting->state == state) return posting->desk;
    }
    return find(model, organization, state);
}

static void put(struct model *model, uint32_t organization, uint32_t state, uint32_t number) {
    struct desk *desk = coming_to(model, organization, state);
    uint32_t *items = items_of(desk), place = desk->count;
    if (place > 0 && items[place - 1] > number) {
        place = place_of(desk, number);
        memmove(&items[place + 1], &items[place], (desk->count - place) * sizeof *items);
    }
    items[place] = number;
    desk->count++;
}

static void take(struct model *model, uint32_t organization, uint32_t state, uint32_t number) {
    struct desk *desk = find(model, organization, state);
    uint32_t *items = items_of(desk), place = place_of(desk, number);
    desk->count--;
    if (place < desk->count / 2) {
        memmove(items + 1, items, place * sizeof *items);
        desk->first++;
    } else {
        memmove(&items[place], &items[place + 1], (desk->count - place) * sizeof *items);
    }
}

static bool lies_with(const struct lying *lying, uint32_t state, uint32_t organization) {
    if (lying == NULL || lying->state != state) return false;
    for (uint32_t i = 0; i < lying->count; i++)
        if (lying->organizations[i] == organization) return true;
    return false;
}

void cgov__desks_apply(struct model *model, uint32_t number, const struct lying *before) {
    struct lying now = cgov__lying(model, cgov__item(model, number));
    if (before != NULL && memcmp(before, &now, sizeof now) == 0) return;
    for (uint32_t i = 0; before != NULL && i < before->count; i++)
        if (!lies_with(&now, before->state, before->organizations[i]))
            take(model, before->organizations[i], before->state, number);
    for (uint32_t i = 0; i < now.count; i++)
        if (!lies_with(before, now.state, now.organizations[i])) put(model, now.organizations[i], now.state, number);
}

/* ---- room ---- */

static struct desk *make(struct model *model, uint32_t organization, uint32_t state) {
    struct organization *row = cgov__organization(model, organization);
    if (!cgov__rows_reserve(&model->desks, 1) || !cgov__map_reserve(&model->desk_map, 1)) return NULL;
    struct desk *desk = cgov__rows_add(&model->desks);
    *desk = (struct desk){.organization = organization, .state = state, .next = row->desks};
    row->desks = model->desks.count;
    cgov__map_add(&model->desk_map, hash_of(organization, state), model->desks.count - 1);
    return desk;
}

/* Room for one more than was promised so far. */
static bool promise(struct model *model, struct posting *posting) {
    struct desk *desk = find(model, posting->organization, posting->state);
    if (!desk) desk = make(model, posting->organization, posting->state);
    posting->desk = desk;
    if (!desk) return false;
    if (desk->first > desk->cap / 2) {
        memmove(desk->items, items_of(desk), desk->count * sizeof *desk->items);
        desk->first = 0;
    }
    uint64_t needed = (uint64_t)desk->first + desk->count + ++desk->promised;
    if (needed <= desk->cap) return true;
    uint64_t cap = desk->cap + (uint64_t)desk->cap / 2;
    if (cap < 4) cap = 4;
    if (cap < needed) cap = needed;
    if (cap > UINT32_MAX) return false;
    uint32_t *items = cgov__mem_resize(model->mem, desk->items, desk->cap * sizeof *items, (size_t)cap * sizeof *items);
    if (!items) return false;
    desk->items = items;
    desk->cap = (uint32_t)cap;
    return true;
}

bool cgov__desks_reserve(struct model *model, struct buf *postings) {
    struct posting *all = (struct posting *)(void *)postings->data;
    size_t count = postings->len / sizeof *all;
    bool done = true;
    for (size_t i = 0; done && i < count; i++) done = promise(model, &all[i]);
    for (size_t i = 0; i < count; i++)
        if (all[i].desk) all[i].desk->promised = 0;
    for (size_t i = 0; done && i < count && i < COMING; i++) model->coming[i] = all[i];
    return done;
}

void cgov__desks_note(struct buf *postings, const struct overlay *overlay, const struct overlay_item *before,
                      const struct record *record) {
    bool moved = record->kind == CGOV_RECORD_MOVED;
    if (moved && record->state - 1 == before->state && record->parties.set == 0) return;
    uint32_t room[MAX_PARTIES];
    const uint32_t *parties = cgov__overlay_parties(overlay, before, record, room);
    const struct procedure *procedure = moved ? before->procedure : cgov__overlay_procedure(overlay, record);
    const struct adoption *adoption = cgov__overlay_adoption(overlay, moved ? before->rulebook : record->rulebook);
    const struct labels *labels = &adoption->labels[procedure - adoption->rulebook.procedures];
    const struct lying lying = lying_of(procedure, labels, (uint8_t)(record->state - 1), parties);
    for (uint32_t i = 0; i < lying.count; i++) {
        struct posting posting = {lying.organizations[i], lying.state, NULL};
        cgov__buf_put(postings, &posting, sizeof posting);
    }
}
