/* Room for entries, ballots among them, asked for before anything is written: for each what it can use up, and of
 * columns the span of rows that may come to have a value there. */
#include "model/entry_places.h"

void cgov__roll_need(struct need *need) {
    need->extras++;
    need->roll_rows++;
}

void cgov__beside_span(struct need *need, uint32_t first, uint32_t last) {
    if (first == 0) return;
    if (need->beside_last == 0 || first < need->beside_first) need->beside_first = first;
    if (last > need->beside_last) need->beside_last = last;
}

void cgov__beside_need(struct need *need, uint32_t entry, enum beside what) {
    need->beside |= UINT32_C(1) << what;
    cgov__beside_span(need, entry, entry);
}

void cgov__weight_need(struct need *need, uint32_t entry, uint64_t area, uint64_t weight) {
    if (area != 0) cgov__beside_need(need, entry, BESIDE_AREA);
    if (area > UINT32_MAX) cgov__beside_need(need, entry, BESIDE_AREA_HIGH);
    if (weight != 0) cgov__beside_need(need, entry, BESIDE_WEIGHT);
    if (weight > UINT32_MAX) cgov__beside_need(need, entry, BESIDE_WEIGHT_HIGH);
}

void cgov__choices_need(struct need *need, uint32_t entry, uint64_t choices) {
    const uint32_t count = cgov__bits_count(choices);
    need->choice_rows += count;
    need->counted[COUNTED_CHOICE] += count;
    cgov__beside_need(need, entry, BESIDE_KEPT);
    if (choices > UINT32_MAX) cgov__beside_need(need, entry, BESIDE_CHOICE_HIGH);
}

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

static uint32_t rows_left(const struct rows *rows) {
    return rows->chunk_count * ROWS_PER_CHUNK - rows->count;
}

/* Each takes one of all these at most; ways, of which one may take many, are asked for each. */
static void note_room(struct model *model, bool ballots) {
    const struct map *map = &model->entry_map;
    const struct tally *households = &model->counted[COUNTED_HOUSEHOLD], *choices = &model->counted[COUNTED_CHOICE];
    uint32_t left = least(rows_left(&model->entries), rows_left(&model->places));
    left = least(left, cgov__slots_room(map->cap) - map->count);
    model->room_entries = left = least(left, cgov__slots_room(households->cap) - households->count);
    if (!ballots) return;
    left =
        least(left, ROWS_PER_CHUNK - model->entries.count % ROWS_PER_CHUNK); /* what they choose stands beside them */
    left = least(left, rows_left(&model->choice_rows));
    model->room_ballots = least(left, cgov__slots_room(choices->cap) - choices->count);
}

int32_t cgov__entry_make_room(struct model *model, uint64_t choice) {
    struct need need = {.records = 1, .retries = 1, .entry_alone = true};
    cgov__entries_need(&need, 1, 1, 1);
    cgov__place_need(&need);
    if (choice != 0) cgov__choices_need(&need, 0, choice);
    const int32_t status = cgov__model_reserve(model, &need);
    if (status) return status;
    note_room(model, choice != 0);
    model->room_entries--;
    model->room_ballots -= model->room_ballots != 0;
    return CGOV_OK;
}
