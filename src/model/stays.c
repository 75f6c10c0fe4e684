/* Stays as rows: an entry's latest one is found by its number, and leads to those before it.
 *
 * Invariant: the stays of an entry do not overlap, and none goes beyond the entry's last record. */
#include "model/stays.h"

static uint32_t stay_of(const struct model *model, uint32_t entry) {
    uint32_t slot = MAP_NONE, index;
    while ((index = cgov__map_next(&model->stay_map, entry, &slot)) != MAP_NONE)
        if (cgov__stay(model, index + UINT64_C(1))->entry == entry) return index + 1;
    return 0;
}

/* The latest stands where the map leads; the one that was there goes to the new row. */
static void put_stay(struct model *model, uint32_t entry, uint32_t latest, uint64_t since, uint64_t until) {
    struct stay *stay = cgov__rows_add(&model->stays);
    const uint32_t added = model->stays.count;
    if (latest == 0) {
        cgov__map_add(&model->stay_map, entry, added - 1);
    } else {
        struct stay *head = cgov__edit_stay(model, latest);
        *stay = *head;
        stay = head;
    }
    stay->next = latest == 0 ? 0 : added;
    stay->entry = entry;
    ROW_SEQ_SET(stay, since, since);
    ROW_SEQ_SET(stay, until, until);
}

void cgov__stay_over(struct model *model, uint32_t entry) {
    const uint64_t since = ROW_SEQ(cgov__entry(model, entry), last_seq);
    if (since >= model->frame_seq) return;
    const uint32_t latest = stay_of(model, entry);
    struct stay *stay = cgov__edit_stay(model, latest);
    if (stay && ROW_SEQ(stay, until) == since)
        ROW_SEQ_SET(stay, until, model->seq);
    else
        put_stay(model, entry, latest, since, model->seq);
}

void cgov__roll_refilled(struct model *model, struct roll_row *row) {
    struct refill *refill = cgov__rows_add(&model->refills);
    ROW_SEQ_SET(refill, seq, model->seq);
    refill->next = row->refills;
    row->refills = model->refills.count;
}

/* The fill that has put it off: of those after its last record the first, past as many as have kept it. */
static uint64_t put_off_at(const struct model *model, const struct entry *entry) {
    const uint64_t since = ROW_SEQ(entry, last_seq);
    const struct refill *refill;
    const uint32_t first = cgov__roll_row(model, entry->roll)->refills;
    uint32_t later = 0;
    for (uint32_t n = first; (refill = cgov__refill(model, n)) && ROW_SEQ(refill, seq) > since; n = refill->next)
        later++;
    refill = cgov__refill(model, first);
    while (refill && later-- > entry->kept_by + 1u) refill = cgov__refill(model, refill->next);
    return !refill ? since : ROW_SEQ(refill, seq);
}

static void settle(struct model *model, uint32_t number, uint64_t until) {
    struct entry *entry = cgov__edit_entry(model, number);
    entry->gone = 0;
    put_stay(model, number, stay_of(model, number), ROW_SEQ(entry, last_seq), until);
}

void cgov__stay_settle(struct model *model, uint32_t number) {
    const struct entry *entry = cgov__entry(model, number);
    if (entry->gone) settle(model, number, put_off_at(model, entry));
}

bool cgov__stay_again(struct model *model, uint32_t number, uint8_t line) {
    struct entry *entry = cgov__edit_entry(model, number);
    if (!entry->gone) {
        struct stay *stay = model->stays.count == 0 ? NULL : cgov__edit_stay(model, stay_of(model, number));
        if (stay && ROW_SEQ(stay, until) >= model->frame_seq) ROW_SEQ_SET(stay, until, model->seq);
        return false;
    }
    const uint64_t until = put_off_at(model, entry);
    const bool away = until < model->frame_seq, same = line == 0 && entry->line == 0;
    entry->gone = 0;
    if (!away && same && entry->kept_by < KEPT_MOST) {
        entry->kept_by++;
        return true;
    }
    settle(model, number, away ? until : model->seq);
    return false;
}

bool cgov__entry_stood(const struct model *model, uint32_t number, uint64_t seq) {
    const struct entry *entry = cgov__entry(model, number);
    if (!entry) return false;
    if (ROW_SEQ(entry, last_seq) <= seq && (entry->standing || entry->gone))
        return entry->standing || seq < put_off_at(model, entry);
    const struct stay *stay;
    for (uint32_t n = stay_of(model, number); (stay = cgov__stay(model, n)); n = stay->next)
        if (ROW_SEQ(stay, since) <= seq) return seq < ROW_SEQ(stay, until);
    return false;
}

bool cgov__stood_on(const struct model *model, const struct roll_at *roll, uint64_t elector, uint64_t seq) {
    const uint32_t number = cgov__roll_row_of(model, roll);
    const struct roll_row *row = cgov__roll_row(model, number);
    if (!row) return false;
    if (elector != 0 && row->numbers == 0)
        return cgov__entry_stood(model, cgov__entry_find(model, number, elector, 0), seq);
    const struct entry *entry;
    for (uint32_t n = row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if ((elector == 0 || cgov__entry_elector(entry) == elector) && cgov__entry_stood(model, n, seq)) return true;
    return false;
}
