/* A worklist is an array of item numbers. A short one, as most are, has them as they came: who leaves is looked for,
 * sixteen at once, and the last takes that place. A longer one has them in rising order; items come to it in nearly
 * that order, and leave it in nearly that order or against it, so most additions are near the end, and what leaves
 * moves the shorter side: one that is worked off from its oldest item on moves nothing.
 *
 * Invariant: between frames each has room for one more, or is among the model's full ones, for which room is made
 * before the next is written. The room of a short one is a multiple of what is looked at together, its items begin
 * there, and behind the last all is 0: so none is looked for past its end. */
#include "model/worklists.h"

#include "base/among.h"
#include "base/bytes.h"
#include "base/hash.h"

#include <assert.h>

#define COMING MAX_LISTED /* a frame of one record brings an item to so many */
#define FIRST_ROOM AMONG  /* items */
#define SHORT_ROOM 256u   /* up to there a list is as its items came, and is a chunk */
#define LATE 32u          /* so many of the last in order are gone through one by one */

static_assert(SHORT_ROOM % AMONG == 0, "a short list is looked at to its end");

/* ---- labels ---- */

static uint32_t find_label(const struct model *model, uint32_t checksum) {
    uint32_t slot = MAP_NONE, label;
    while ((label = cgov__map_next(&model->label_map, checksum, &slot)) != MAP_NONE)
        if (model->labels[label] == checksum) return label;
    return UINT32_MAX;
}

uint32_t cgov__label_find(const struct model *model, const char *name, size_t len) {
    return find_label(model, cgov__crc32c(0, name, len));
}

/* Of a name that no text had before: another state of this one's, before that, may have it; *next is the first free. */
static uint32_t new_label(const struct adoption *adoption, uint32_t procedure, uint8_t state, uint32_t *next) {
    const uint32_t checksum = adoption->labels[procedure].states[state].checksum;
    for (uint32_t p = 0; p <= procedure; p++) {
        const uint8_t count = p == procedure ? state : adoption->rulebook.procedures[p].state_count;
        for (uint8_t s = 0; s < count; s++)
            if (adoption->labels[p].states[s].checksum == checksum) return adoption->labels[p].states[s].state;
    }
    return (*next)++;
}

static void add_party(struct label *label, uint8_t party) {
    for (uint8_t i = 0; i < label->count; i++)
        if (label->parties[i] == party) return;
    if (party == NONE) return;
    label->parties[label->count++] = party;
    label->listed |= UINT32_C(1) << party;
}

static void label_state(const struct model *model, struct adoption *adoption, uint32_t number, uint8_t s,
                        uint32_t *next) {
    const struct procedure *procedure = &adoption->rulebook.procedures[number];
    const struct state *state = &procedure->states[s];
    struct label *label = &adoption->labels[number].states[s];
    *label = (struct label){.checksum = cgov__crc32c(0, state->name, strlen(state->name))};
    label->state = find_label(model, label->checksum);
    if (label->state == UINT32_MAX) label->state = new_label(adoption, number, s, next);
    add_party(label, procedure->intake);
    add_party(label, procedure->lead);
    if (state->holder != NONE && procedure->parties[state->holder].organization) add_party(label, state->holder);
}

bool cgov__labels_make(const struct model *model, struct adoption *adoption) {
    const struct rulebook *rulebook = &adoption->rulebook;
    if (rulebook->procedure_count == 0) return true;
    adoption->labels = cgov__mem_resize(model->mem, NULL, 0, rulebook->procedure_count * sizeof *adoption->labels);
    if (!adoption->labels) return false;
    adoption->label_count = model->label_count;
    for (uint32_t p = 0; p < rulebook->procedure_count; p++)
        for (uint8_t s = 0; s < rulebook->procedures[p].state_count; s++)
            label_state(model, adoption, p, s, &adoption->label_count);
    return true;
}

bool cgov__labels_reserve(struct model *model, const struct adoption *adoption) {
    const uint32_t count = adoption->label_count;
    if (count <= model->label_count) return true;
    uint32_t *labels = cgov__mem_grow(model->mem, model->labels, &model->label_cap, sizeof *labels, count);
    if (!labels) return false;
    model->labels = labels;
    return cgov__map_reserve(&model->label_map, count - model->label_count);
}

void cgov__labels_adopt(struct model *model, const struct adoption *adoption) {
    for (uint32_t p = 0; p < adoption->rulebook.procedure_count; p++) {
        for (uint8_t s = 0; s < adoption->rulebook.procedures[p].state_count; s++) {
            const struct label *label = &adoption->labels[p].states[s];
            if (label->state != model->label_count) continue;
            cgov__map_add(&model->label_map, label->checksum, model->label_count);
            model->labels[model->label_count++] = label->checksum;
        }
    }
    model->label_settled = cgov__label_find(model, "settled", 7) + 1;
}

/* ---- worklists ---- */

const struct worklist *cgov__worklist_first(const struct model *model, uint32_t organization) {
    const struct organization *row = cgov__organization(model, organization);
    return !row || row->worklists == 0 ? NULL : cgov__rows_at(&model->worklists, row->worklists - 1);
}

const struct worklist *cgov__worklist_next(const struct model *model, const struct worklist *worklist) {
    return worklist->next == 0 ? NULL : cgov__rows_at(&model->worklists, worklist->next - 1);
}

const struct worklist *cgov__worklist_settled(const struct model *model, const struct worklist *before) {
    const uint32_t row = before ? before->alike : model->settled;
    return row == 0 ? NULL : cgov__rows_at(&model->worklists, row - 1);
}

static struct worklist *find(struct model *model, uint32_t organization, uint32_t state) {
    if (organization - 1 >= model->desk_cap) return NULL;
    const struct desk *desk = &model->desks[organization - 1];
    return state < desk->cap ? desk->lists[state] : NULL;
}

const struct worklist *cgov__worklist_find(const struct model *model, uint32_t organization, uint32_t state) {
    return find((struct model *)model, organization, state); /* to be read alone */
}

static bool is_loose(const struct worklist *worklist) {
    return worklist->cap <= SHORT_ROOM;
}

/* The place of the first, of so many, that is not before this number; each step is the same whichever half it lies in,
 * so that nothing is guessed. */
static inline uint32_t place_among(const uint32_t *items, uint32_t left, uint32_t number) {
    uint32_t place = 0;
    while (left > 1) {
        const uint32_t half = left / 2;
        place = items[place + half - 1] < number ? place + half : place;
        left -= half;
    }
    return place + (left != 0 && items[place] < number);
}

static uint32_t loose_after(const struct worklist *worklist, uint32_t number, uint32_t *items, uint32_t cap) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < worklist->count && cap > 0; i++) {
        const uint32_t item = worklist->items[i];
        if (item <= number || (count == cap && item > items[cap - 1])) continue;
        uint32_t place = count < cap ? count++ : cap - 1;
        for (; place > 0 && items[place - 1] > item; place--) items[place] = items[place - 1];
        items[place] = item;
    }
    return count;
}

uint32_t cgov__worklist_after(const struct worklist *worklist, uint32_t number, uint32_t *items, uint32_t cap) {
    if (is_loose(worklist)) return loose_after(worklist, number, items, cap);
    const uint32_t *all = cgov__worklist_items(worklist);
    uint32_t place = number == UINT32_MAX ? worklist->count : place_among(all, worklist->count, number + 1);
    uint32_t left = worklist->count - place, count = left < cap ? left : cap;
    if (count > 0) memcpy(items, all + place, count * sizeof *items);
    return count;
}

static inline bool has_room(const struct worklist *worklist, uint32_t more) {
    return (uint64_t)worklist->first + worklist->count + more <= worklist->cap;
}

/* Puts it where it belongs in the order, seen from the end. */
static void insert(struct worklist *worklist, uint32_t number) {
    uint32_t *place = cgov__worklist_items(worklist) + worklist->count;
    if (worklist->count > LATE && place[-(ptrdiff_t)LATE] > number) {
        const uint32_t before = place_among(cgov__worklist_items(worklist), worklist->count, number);
        place = cgov__worklist_items(worklist) + before;
        memmove(place + 1, place, (worklist->count - before) * sizeof *place);
    } else {
        for (; place[-1] > number; place--) *place = place[-1];
    }
    *place = number;
    worklist->count++;
}

COLD static void note_full(struct model *model, struct worklist *worklist) {
    if (worklist->is_full) return;
    worklist->is_full = true;
    worklist->next_full = model->full;
    model->full = worklist;
}

static inline void add(struct model *model, struct worklist *worklist, uint32_t number) {
    const uint32_t count = worklist->count, room = worklist->cap - worklist->first - count;
    assert(room > 0);
    if (!is_loose(worklist)) {
        insert(worklist, number);
    } else {
        worklist->items[count] = number;
        worklist->count = count + 1;
    }
    if (room == 1) note_full(model, worklist);
}

/* One that is made of what is kept ready; room for so many is asked for first. */
COLD static struct worklist *make(struct model *model, uint32_t organization, uint32_t state) {
    struct organization *row = cgov__edit_organization(model, organization);
    struct desk *desk = &model->desks[organization - 1];
    assert(model->spare_count > 0);
    struct spare *spare = &model->spares[--model->spare_count];
    if (state >= desk->cap) {
        struct desk wider = spare->desk;
        if (desk->cap != 0) memcpy(wider.lists, desk->lists, desk->cap * sizeof(struct worklist *));
        cgov__mem_resize(model->mem, desk->lists, desk->cap * sizeof(struct worklist *), 0);
        *desk = wider;
        spare->desk = (struct desk){NULL, 0};
    }
    struct worklist *worklist = cgov__rows_add(&model->worklists);
    worklist->items = spare->items;
    worklist->cap = FIRST_ROOM;
    spare->items = NULL;
    worklist->next = row->worklists;
    row->worklists = model->worklists.count;
    if (state + 1 == model->label_settled) {
        worklist->alike = model->settled;
        model->settled = model->worklists.count;
    }
    return desk->lists[state] = worklist;
}

static void come(struct model *model, uint32_t organization, uint32_t state, uint32_t number) {
    struct worklist *worklist = find(model, organization, state);
    add(model, worklist ? worklist : make(model, organization, state), number);
}

/* In order: what lies before it goes one on, and the 0 with it; or what lies behind it comes one back. */
static void close_up(struct worklist *worklist, uint32_t number) {
    uint32_t *items = cgov__worklist_items(worklist);
    const uint32_t left = --worklist->count, before = place_among(items, left + 1, number);
    if (before < left / 2) {
        memmove(items, items - 1, (before + 1) * sizeof *items);
        worklist->first++;
    } else {
        memmove(items + before, items + before + 1, (left - before) * sizeof *items);
    }
}

/* Of a list as its items came, on which this one is. What lies behind the last is 0, so nothing is guessed of how far
 * to look. */
static inline uint32_t *place_of(const struct worklist *worklist, uint32_t number) {
    uint32_t *items = worklist->items, alike;
    while ((alike = cgov__alike(items, number)) == 0) items += AMONG;
    return items + cgov__bits_first(alike);
}

static inline void take_off(struct worklist *worklist, uint32_t number) {
    if (!is_loose(worklist)) {
        close_up(worklist, number);
        return;
    }
    uint32_t *last = &worklist->items[--worklist->count];
    *place_of(worklist, number) = *last;
    *last = 0;
}

/* It lies there. */
static void take(struct model *model, uint32_t organization, uint32_t state, uint32_t number) {
    take_off(model->desks[organization - 1].lists[state], number);
}

static bool lies_with(const struct listing *listing, uint32_t organization) {
    for (uint32_t i = 0; i < listing->count; i++)
        if (listing->organizations[i] == organization) return true;
    return false;
}

void cgov__worklists_enter(struct model *model, const struct item *item, uint32_t number) {
    if (model->replaying) return;
    struct listing now;
    cgov__list_item(&now, model, item);
    for (uint32_t i = 0; i < now.count; i++) come(model, now.organizations[i], now.state, number);
}

/* In the same state: what is on both stays. */
static void shift_parties(struct model *model, uint32_t number, const struct listing *before,
                          const struct listing *now) {
    for (uint32_t i = 0; i < before->count; i++)
        if (!lies_with(now, before->organizations[i])) take(model, before->organizations[i], before->state, number);
    for (uint32_t i = 0; i < now->count; i++)
        if (!lies_with(before, now->organizations[i])) come(model, now->organizations[i], now->state, number);
}

void cgov__worklists_shift(struct model *model, const struct item *item, uint32_t number,
                           const struct listing *before) {
    if (model->replaying) return;
    struct listing now;
    cgov__list_item(&now, model, item);
    if (before->state == now.state) {
        shift_parties(model, number, before, &now);
        return;
    }
    for (uint32_t i = 0; i < before->count; i++) take(model, before->organizations[i], before->state, number);
    for (uint32_t i = 0; i < now.count; i++) come(model, now.organizations[i], now.state, number);
}

void cgov__worklists_relist(struct model *model, const struct item *item, uint32_t number,
                            const struct relisting *relisting) {
    if (!relisting->as_before) {
        cgov__worklists_shift(model, item, number, &relisting->before);
        return;
    }
    const uint32_t to = relisting->to->state;
    struct listing listing;
    cgov__list_under(&listing, relisting->from, item->parties);
    for (uint32_t i = 0; i < listing.count; i++) {
        const struct desk *desk = &model->desks[listing.organizations[i] - 1];
        take_off(desk->lists[listing.state], number);
        struct worklist *worklist = to < desk->cap ? desk->lists[to] : NULL;
        add(model, worklist ? worklist : make(model, listing.organizations[i], to), number);
    }
}

/* ---- room ---- */

static void free_items(struct mem *mem, uint32_t *items, uint32_t cap) {
    if (cap <= SHORT_ROOM)
        cgov__mem_unchunk(mem, items, cap * sizeof *items);
    else
        cgov__mem_resize(mem, items, cap * sizeof *items, 0);
}

/* In a longer room, the old one given back; NULL without memory. */
static uint32_t *wider(struct mem *mem, uint32_t *items, uint32_t old, uint32_t now) {
    if (old > SHORT_ROOM) return cgov__mem_resize(mem, items, old * sizeof *items, now * sizeof *items);
    const size_t size = now * sizeof *items;
    uint32_t *room = now <= SHORT_ROOM ? cgov__mem_chunk(mem, size) : cgov__mem_resize(mem, NULL, 0, size);
    if (!room) return NULL;
    memcpy(room, items, old * sizeof *items);
    memset(room + old, 0, (now - old) * sizeof *items);
    cgov__mem_unchunk(mem, items, old * sizeof *items);
    return room;
}

/* A list as its items came has more room than such a one is to have. */
static void put_in_order(struct worklist *worklist) {
    uint32_t came[SHORT_ROOM];
    const uint32_t count = worklist->count;
    memcpy(came, worklist->items, count * sizeof *came);
    worklist->items[0] = worklist->count = 0;
    worklist->first = 1;
    for (uint32_t i = 0; i < count; i++) insert(worklist, came[i]);
}

/* Room for so many more; the list goes to its beginning where that frees half of it. */
static bool grow(struct model *model, struct worklist *worklist, uint32_t more) {
    if (worklist->first > worklist->cap / 2) {
        memmove(worklist->items, cgov__worklist_items(worklist) - 1, (worklist->count + 1) * sizeof *worklist->items);
        worklist->first = 1;
    }
    if (has_room(worklist, more)) return true;
    uint64_t needed = UINT64_C(1) + worklist->first + worklist->count + more;
    uint64_t cap = worklist->cap + (uint64_t)worklist->cap / (worklist->cap < SHORT_ROOM ? 1 : 2);
    if (cap < needed) cap = (needed + AMONG - 1) / AMONG * AMONG;
    if (cap > UINT32_MAX) return false;
    const bool was_loose = is_loose(worklist);
    uint32_t *items = wider(model->mem, worklist->items, worklist->cap, (uint32_t)cap);
    if (!items) return false;
    worklist->items = items;
    worklist->cap = (uint32_t)cap;
    if (was_loose && !is_loose(worklist)) put_in_order(worklist);
    return true;
}

/* What a worklist is made of, for labels below that count. */
static bool fill_spare(struct model *model, struct spare *spare, uint32_t labels) {
    const size_t size = FIRST_ROOM * sizeof *spare->items;
    if (!spare->items && (spare->items = cgov__mem_chunk(model->mem, size)) != NULL) memset(spare->items, 0, size);
    if (!spare->items) return false;
    if (spare->desk.cap >= labels) return true;
    struct worklist **lists = cgov__mem_grow(model->mem, spare->desk.lists, &spare->desk.cap, sizeof *lists, labels);
    if (!lists) return false;
    spare->desk.lists = lists;
    return true;
}

static bool make_ready(struct model *model, uint32_t labels) {
    const uint32_t organizations = model->organizations.count;
    if (organizations > model->desk_cap) {
        struct desk *desks = cgov__mem_grow(model->mem, model->desks, &model->desk_cap, sizeof *desks, organizations);
        if (!desks) return false;
        model->desks = desks;
    }
    if (!cgov__rows_reserve(&model->worklists, COMING)) return false;
    if (model->listed_labels < labels) model->spare_count = 0; /* those were made for fewer */
    for (; model->spare_count < COMING; model->spare_count++)
        if (!fill_spare(model, &model->spares[model->spare_count], labels)) return false;
    return true;
}

bool cgov__worklists_make_room(struct model *model) {
    if (model->replaying) return true;
    for (; model->full; model->full = model->full->next_full) {
        if (!grow(model, model->full, 1)) return false;
        model->full->is_full = false;
    }
    if (!make_ready(model, model->label_count)) return false;
    model->listed_labels = model->label_count;
    return true;
}

/* Room for one more than was promised so far. */
static bool promise(struct model *model, const struct posting *posting) {
    struct worklist *worklist = find(model, posting->organization, posting->state);
    if (!worklist) {
        const uint32_t labels = posting->state < model->label_count ? model->label_count : posting->state + 1;
        worklist = make_ready(model, labels) ? make(model, posting->organization, posting->state) : NULL;
    }
    if (!worklist) return false;
    worklist->promised++;
    return has_room(worklist, worklist->promised) || grow(model, worklist, worklist->promised);
}

bool cgov__worklists_reserve(struct model *model, const struct buf *postings) {
    const struct posting *all = (const struct posting *)(const void *)postings->data;
    const size_t count = postings->len / sizeof *all;
    bool done = true;
    for (size_t i = 0; done && i < count; i++) done = promise(model, &all[i]);
    for (size_t i = 0; i < count; i++) {
        struct worklist *worklist = find(model, all[i].organization, all[i].state);
        if (worklist) worklist->promised = 0;
    }
    return done && make_ready(model, model->label_count);
}

void cgov__worklists_free(struct model *model) {
    for (uint32_t i = 0; i < model->worklists.count; i++) {
        struct worklist *worklist = cgov__rows_edit(&model->worklists, i);
        free_items(model->mem, worklist->items, worklist->cap);
    }
    cgov__rows_free(&model->worklists);
    for (uint32_t i = 0; i < model->desk_cap; i++) {
        struct desk *desk = &model->desks[i];
        cgov__mem_resize(model->mem, desk->lists, desk->cap * sizeof(struct worklist *), 0);
    }
    cgov__mem_resize(model->mem, model->desks, model->desk_cap * sizeof *model->desks, 0);
    for (uint32_t i = 0; i < COMING; i++) {
        struct spare *spare = &model->spares[i];
        if (spare->items) free_items(model->mem, spare->items, FIRST_ROOM);
        cgov__mem_resize(model->mem, spare->desk.lists, spare->desk.cap * sizeof(struct worklist *), 0);
    }
    cgov__mem_resize(model->mem, model->labels, model->label_cap * sizeof *model->labels, 0);
    cgov__map_free(&model->label_map);
}
