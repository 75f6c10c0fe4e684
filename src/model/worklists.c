/* A worklist is an array of item numbers in rising order. Items come to worklists in nearly that order, and leave them
 * in nearly that order or against it; so most additions are at the end, and what leaves moves the shorter side: a
 * worklist that is worked off from its oldest item on moves nothing. */
#include "model/worklists.h"

#include "base/hash.h"

#define KEPT (sizeof(((struct model *)0)->kept) / sizeof(struct posting))
#define COMING (sizeof(((struct model *)0)->coming) / sizeof(struct posting))

/* ---- where an item lies ---- */

static inline void lie_with(struct listing *listing, uint32_t organization) {
    if (organization == 0) return;
    for (uint32_t i = 0; i < listing->count; i++)
        if (listing->organizations[i] == organization) return;
    listing->organizations[listing->count++] = organization;
}

static inline void list(struct listing *out, const struct adoption *adoption, const struct procedure *procedure,
                        uint8_t state, const uint32_t *parties) {
    uint8_t holder = procedure->states[state].holder;
    out->count = 0;
    out->state = adoption->labels[procedure - adoption->rulebook.procedures].states[state];
    if (procedure->intake != NONE) lie_with(out, parties[procedure->intake]);
    if (procedure->lead != NONE) lie_with(out, parties[procedure->lead]);
    if (holder != NONE && holder != procedure->intake && holder != procedure->lead &&
        procedure->parties[holder].organization)
        lie_with(out, parties[holder]);
}

struct listing cgov__listing_of(const struct model *model, const struct item *item) {
    const struct adoption *adoption = model->adoptions[item->rulebook - 1];
    struct listing listing;
    list(&listing, adoption, &adoption->rulebook.procedures[item->procedure], item->state, item->parties);
    return listing;
}

uint32_t cgov__worklist_state(const char *name, size_t len) {
    return cgov__crc32c(0, name, len);
}

/* ---- worklists ---- */

const struct worklist *cgov__worklist_first(const struct model *model, uint32_t organization) {
    const struct organization *row = cgov__organization(model, organization);
    return !row || row->worklists == 0 ? NULL : cgov__rows_at(&model->worklists, row->worklists - 1);
}

const struct worklist *cgov__worklist_next(const struct model *model, const struct worklist *worklist) {
    return worklist->next == 0 ? NULL : cgov__rows_at(&model->worklists, worklist->next - 1);
}

static uint64_t hash_of(uint32_t organization, uint32_t state) {
    return (uint64_t)organization << 32 | state;
}

const struct worklist *cgov__worklist_find(const struct model *model, uint32_t organization, uint32_t state) {
    uint32_t slot = MAP_NONE, number;
    while ((number = cgov__map_next(&model->worklist_map, hash_of(organization, state), &slot)) != MAP_NONE) {
        const struct worklist *worklist = cgov__rows_at(&model->worklists, number);
        if (worklist->organization == organization && worklist->state == state) return worklist;
    }
    return NULL;
}

/* The same, to be changed. */
static struct worklist *find(struct model *model, uint32_t organization, uint32_t state) {
    return (struct worklist *)cgov__worklist_find(model, organization, state);
}

static uint32_t *items_of(const struct worklist *worklist) {
    return worklist->items + worklist->first;
}

/* The place of the first number that is not before this one. */
static uint32_t place_of(const struct worklist *worklist, uint32_t number) {
    uint32_t low = 0, left = worklist->count;
    while (left > 0) {
        uint32_t half = left / 2;
        if (items_of(worklist)[low + half] < number) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return low;
}

uint32_t cgov__worklist_after(const struct worklist *worklist, uint32_t number, uint32_t *items, uint32_t cap) {
    uint32_t place = number == UINT32_MAX ? worklist->count : place_of(worklist, number + 1);
    uint32_t left = worklist->count - place, count = left < cap ? left : cap;
    if (count > 0) memcpy(items, items_of(worklist) + place, count * sizeof *items);
    return count;
}

/* As find, and it is at hand from then on: few worklists have the most to do. */
static struct worklist *find_kept(struct model *model, uint32_t organization, uint32_t state) {
    struct posting *kept = &model->kept[(organization ^ state) % KEPT];
    if (kept->organization == organization && kept->state == state && kept->worklist) return kept->worklist;
    struct worklist *worklist = find(model, organization, state);
    if (worklist) *kept = (struct posting){organization, state, worklist};
    return worklist;
}

/* Room was made on it just now, as a rule. */
static struct worklist *coming_to(struct model *model, uint32_t organization, uint32_t state) {
    for (size_t i = 0; i < COMING; i++) {
        const struct posting *posting = &model->coming[i];
        if (posting->organization == organization && posting->state == state) return posting->worklist;
    }
    return find(model, organization, state);
}

static void insert(struct worklist *worklist, uint32_t number) {
    uint32_t *items = items_of(worklist), place = place_of(worklist, number);
    memmove(&items[place + 1], &items[place], (worklist->count - place) * sizeof *items);
    items[place] = number;
    worklist->count++;
}

static inline void add(struct worklist *worklist, uint32_t number) {
    uint32_t *items = items_of(worklist), place = worklist->count;
    if (place > 0 && items[place - 1] > number) {
        insert(worklist, number);
        return;
    }
    items[place] = number;
    worklist->count++;
}

static void take(struct model *model, uint32_t organization, uint32_t state, uint32_t number) {
    struct worklist *worklist = find_kept(model, organization, state);
    uint32_t *items = items_of(worklist), place = place_of(worklist, number);
    worklist->count--;
    if (place < worklist->count / 2) {
        memmove(items + 1, items, place * sizeof *items);
        worklist->first++;
    } else {
        memmove(&items[place], &items[place + 1], (worklist->count - place) * sizeof *items);
    }
}

static bool lies_with(const struct listing *listing, uint32_t organization) {
    for (uint32_t i = 0; i < listing->count; i++)
        if (listing->organizations[i] == organization) return true;
    return false;
}

/* To where it was listed too, in the same state: what is on both stays. */
static void shift(struct model *model, uint32_t number, const struct listing *before, const struct listing *now) {
    for (uint32_t i = 0; i < before->count; i++)
        if (!lies_with(now, before->organizations[i])) take(model, before->organizations[i], before->state, number);
    for (uint32_t i = 0; i < now->count; i++)
        if (!lies_with(before, now->organizations[i])) add(coming_to(model, now->organizations[i], now->state), number);
}

void cgov__worklists_apply(struct model *model, uint32_t number, const struct listing *before) {
    if (model->replaying) return;
    const struct listing now = cgov__listing_of(model, cgov__item(model, number));
    if (before && before->state == now.state) {
        shift(model, number, before, &now);
        return;
    }
    for (uint32_t i = 0; before && i < before->count; i++) take(model, before->organizations[i], before->state, number);
    for (uint32_t i = 0; i < now.count; i++) add(coming_to(model, now.organizations[i], now.state), number);
}

/* ---- room ---- */

static struct worklist *make(struct model *model, uint32_t organization, uint32_t state) {
    struct organization *row = cgov__edit_organization(model, organization);
    if (!cgov__rows_reserve(&model->worklists, 1) || !cgov__map_reserve(&model->worklist_map, 1)) return NULL;
    struct worklist *worklist = cgov__rows_add(&model->worklists);
    *worklist = (struct worklist){.organization = organization, .state = state, .next = row->worklists};
    row->worklists = model->worklists.count;
    cgov__map_add(&model->worklist_map, hash_of(organization, state), model->worklists.count - 1);
    return worklist;
}

/* Room for what was promised; the list goes to its beginning where that frees half of it. */
static bool grow(struct model *model, struct worklist *worklist) {
    if (worklist->first > worklist->cap / 2) {
        memmove(worklist->items, items_of(worklist), worklist->count * sizeof *worklist->items);
        worklist->first = 0;
    }
    uint64_t needed = (uint64_t)worklist->first + worklist->count + worklist->promised;
    if (needed <= worklist->cap) return true;
    uint64_t cap = worklist->cap + (uint64_t)worklist->cap / 2;
    if (cap < 8) cap = 8;
    if (cap < needed) cap = needed;
    if (cap > UINT32_MAX) return false;
    uint32_t *items =
        cgov__mem_resize(model->mem, worklist->items, worklist->cap * sizeof *items, (size_t)cap * sizeof *items);
    if (!items) return false;
    worklist->items = items;
    worklist->cap = (uint32_t)cap;
    return true;
}

/* Room for one more than was promised so far. */
static inline bool promise(struct model *model, struct posting *posting) {
    struct worklist *worklist = find_kept(model, posting->organization, posting->state);
    if (!worklist) worklist = make(model, posting->organization, posting->state);
    posting->worklist = worklist;
    if (!worklist) return false;
    uint64_t needed = (uint64_t)worklist->first + worklist->count + ++worklist->promised;
    return needed <= worklist->cap || grow(model, worklist);
}

bool cgov__worklists_index(struct model *model) {
    for (uint32_t number = 1; number <= model->items.count; number++) {
        const struct listing listing = cgov__listing_of(model, cgov__item(model, number));
        for (uint32_t i = 0; i < listing.count; i++) {
            struct posting posting = {listing.organizations[i], listing.state, NULL};
            if (!promise(model, &posting)) return false;
            add(posting.worklist, number);
            posting.worklist->promised = 0;
        }
    }
    return true;
}

bool cgov__worklists_reserve(struct model *model, struct buf *postings) {
    struct posting *all = (struct posting *)(void *)postings->data;
    size_t count = postings->len / sizeof *all;
    bool done = true;
    for (size_t i = 0; done && i < count; i++) done = promise(model, &all[i]);
    for (size_t i = 0; i < count && all[i].worklist; i++) {
        all[i].worklist->promised = 0;
        if (i < COMING) model->coming[i] = all[i];
    }
    return done;
}

void cgov__worklists_note(struct buf *postings, const struct overlay *overlay, const struct overlay_item *before,
                          const struct record *record) {
    bool moved = record->kind == CGOV_RECORD_MOVED;
    if (overlay->model->replaying || (moved && record->state - 1 == before->state && record->parties.set == 0)) return;
    uint32_t room[MAX_PARTIES];
    const uint32_t *parties =
        moved && record->parties.set == 0 ? before->parties : cgov__overlay_parties(overlay, before, record, room);
    const struct procedure *procedure = moved ? before->procedure : cgov__overlay_procedure(overlay, record);
    const struct adoption *adoption = cgov__overlay_adoption(overlay, moved ? before->rulebook : record->rulebook);
    struct listing listing;
    list(&listing, adoption, procedure, (uint8_t)(record->state - 1), parties);
    for (uint32_t i = 0; i < listing.count; i++) {
        struct posting posting = {listing.organizations[i], listing.state, NULL};
        cgov__buf_put(postings, &posting, sizeof posting);
    }
}
