/* The model's tables: made, freed, and given the room that records will need before anything is written.
 *
 * Invariant: reserving changes nothing that a reader sees, and after it no row that was announced can fail to be added.
 */
#include "model/model.h"

#include "model/retry.h"
#include "model/worklists.h"

#include "model/overdue.h"

#include <assert.h>

void cgov__model_init(struct model *model, struct mem *mem, const struct entity *const *kinds) {
    memset(model, 0, sizeof *model);
    model->mem = mem;
    model->kinds = kinds;
#define TABLE(table, row) cgov__rows_init(&model->table, mem, sizeof(struct row));
#include "model/tables.def"
#undef TABLE
    cgov__rows_init(&model->clocks, mem, sizeof(struct clock_row));
    cgov__rows_init(&model->pauses, mem, sizeof(struct pause_row));
    cgov__rows_init(&model->marks, mem, sizeof(struct mark));
    cgov__arena_init(&model->pieces, mem);
    cgov__map_init(&model->symbol_map, mem);
    cgov__map_init(&model->external_map, mem);
    cgov__map_init(&model->label_map, mem);
    cgov__map_init(&model->detail_map, mem);
    cgov__map_init(&model->entry_map, mem);
    for (uint32_t b = 0; b < BESIDES; b++) cgov__column_init(&model->beside[b], mem);
    cgov__map_init(&model->stay_map, mem);
    cgov__map_init(&model->erasure_map, mem);
    cgov__map_init(&model->saying_map, mem);
    for (uint32_t c = 0; c < COUNTED; c++) cgov__tally_init(&model->counted[c], mem);
    cgov__rows_init(&model->worklists, mem, sizeof(struct worklist));
    cgov__queue_init(&model->due, mem);
    cgov__dues_init(&model->dues, mem);
}

void cgov__adoption_free(struct mem *mem, struct adoption *adoption) {
    if (!adoption) return;
    if (adoption->roles)
        cgov__mem_resize(mem, adoption->roles, adoption->rulebook.role_count * sizeof *adoption->roles, 0);
    if (adoption->calendars)
        cgov__mem_resize(mem, adoption->calendars, adoption->rulebook.profile_count * sizeof *adoption->calendars, 0);
    if (adoption->labels)
        cgov__mem_resize(mem, adoption->labels, adoption->rulebook.procedure_count * sizeof *adoption->labels, 0);
    cgov__rulebook_free(&adoption->rulebook);
    cgov__mem_resize(mem, adoption, sizeof *adoption, 0);
}

void cgov__model_free(struct model *model) {
    if (!model->mem) return;
    struct mem *mem = model->mem;
#define TABLE(table, row) cgov__rows_free(&model->table);
#include "model/tables.def"
#undef TABLE
    cgov__rows_free(&model->clocks);
    cgov__rows_free(&model->pauses);
    cgov__rows_free(&model->marks);
    cgov__arena_free(&model->pieces);
    cgov__map_free(&model->symbol_map);
    cgov__map_free(&model->external_map);
    cgov__retry_free(model);
    cgov__map_free(&model->detail_map);
    cgov__map_free(&model->entry_map);
    for (uint32_t b = 0; b < BESIDES; b++) cgov__column_free(&model->beside[b]);
    cgov__map_free(&model->stay_map);
    cgov__map_free(&model->erasure_map);
    cgov__map_free(&model->saying_map);
    for (uint32_t c = 0; c < COUNTED; c++) cgov__tally_free(&model->counted[c]);
    cgov__mem_resize(mem, model->details, model->detail_cap * sizeof *model->details, 0);
    cgov__queue_free(&model->due);
    cgov__worklists_free(model);
    cgov__dues_free(&model->dues);
    for (uint32_t i = 0; i < model->adoption_count; i++)
        cgov__adoption_free(mem, (struct adoption *)model->adoptions[i]);
    cgov__adoption_free(mem, model->prepared);
    for (uint32_t i = 0; i < model->calendar_cap; i++) {
        struct calendar *calendar = &model->calendars[i];
        cgov__mem_resize(mem, calendar->parts, calendar->part_cap * sizeof *calendar->parts, 0);
    }
    cgov__mem_resize(mem, model->calendars, model->calendar_cap * sizeof *model->calendars, 0);
    cgov__mem_resize(mem, model->ranking, model->ranking_cap * sizeof *model->ranking, 0);
    cgov__mem_resize(mem, model->adoptions, model->adoption_cap * sizeof(struct adoption *), 0);
    memset(model, 0, sizeof *model);
}

static bool reserve_counted(struct model *model, const uint32_t counted[COUNTED]) {
    for (uint32_t c = 0; c < COUNTED; c++)
        if (counted[c] != 0 && !cgov__tally_reserve(&model->counted[c], counted[c])) return false;
    return true;
}

/* What an entry on a roll needs, alone as a rule: so it is asked in line. */
static inline bool reserve_entries(struct model *model, const struct need *need) {
    const uint32_t households = need->counted[COUNTED_HOUSEHOLD];
    return cgov__rows_reserve(&model->entries, need->entries) && cgov__rows_reserve(&model->ways, need->ways) &&
           cgov__rows_reserve(&model->places, need->places) && cgov__map_reserve(&model->entry_map, need->sought) &&
           cgov__tally_reserve(&model->counted[COUNTED_HOUSEHOLD], households);
}

/* Of a ballot its choice alone. */
static inline bool is_kept_alone(const struct need *need) {
    return need->beside == 1u << BESIDE_KEPT && need->beside_last == 0;
}

static bool reserve_beside(struct model *model, const struct need *need) {
    if (is_kept_alone(need))
        return cgov__column_reserve(&model->beside[BESIDE_KEPT], model->entries.count, need->entries);
    const uint32_t first = need->beside_first, count = need->beside_last == 0 ? 0 : need->beside_last - first + 1;
    for (uint32_t b = 0; need->beside >> b != 0; b++)
        if ((need->beside >> b & 1) != 0 &&
            (!cgov__column_reserve(&model->beside[b], model->entries.count, need->entries) ||
             !cgov__column_reserve(&model->beside[b], first - 1, count)))
            return false;
    return true;
}

/* Of what is not needed there is room: what is there took it. */
#define ROOM(table) (need->table == 0 || cgov__rows_reserve(&model->table, need->table))
#define ROOM_AND_MAP(table, map) (need->table == 0 || cgov__map_reserve(&model->map, need->table))

static bool reserve_all(struct model *model, const struct need *need) {
#define TABLE(table, row) &&ROOM(table)
    return ROOM_AND_MAP(symbols, symbol_map) && ROOM_AND_MAP(stays, stay_map) && ROOM_AND_MAP(erasures, erasure_map) &&
           ROOM_AND_MAP(sayings, saying_map) && reserve_counted(model, need->counted)
#include "model/tables.def"
        ;
#undef TABLE
}

/* And a ballot. */
static inline bool reserve_ballots(struct model *model, const struct need *need) {
    return cgov__rows_reserve(&model->choice_rows, need->choice_rows) &&
           cgov__tally_reserve(&model->counted[COUNTED_CHOICE], need->counted[COUNTED_CHOICE]);
}

/* What most moves, most entries and most ballots need none of. */
static inline bool needs_rare(const struct need *need) {
    uint32_t all = 0;
#define TABLE(table, row) all |= need->table;
#define MANY(table, row)
#include "model/tables.def"
#undef TABLE
#undef MANY
    static_assert(COUNTED == 5, "but households and choices, which many bring, all are asked");
    all |= need->counted[COUNTED_KEPT] | need->counted[COUNTED_RESIDENT] | need->counted[COUNTED_ORGANIZATION];
    return all != 0;
}

#define ROOMY 64u

static bool reserve_clocks(struct model *model, uint32_t more) {
    uint32_t fresh = more > model->free_clocks ? more - model->free_clocks : 0;
    uint32_t clocks = model->clocks.count + fresh;
    if (!cgov__rows_reserve(&model->clocks, fresh)) return false;
    return model->replaying ||
           (cgov__queue_reserve(&model->due, clocks) && cgov__overdue_reserve(model, model->items.count, clocks));
}

/* What nearly every record needs: a mark, clocks, a retry key. */
static bool reserve_common(struct model *model, uint32_t records, uint32_t clocks, uint32_t retries) {
    return cgov__rows_reserve(&model->marks, records / RECORDS_PER_MARK + 1) &&
           (clocks == 0 || reserve_clocks(model, clocks)) && (retries == 0 || cgov__retry_reserve(model, retries));
}

/* Of one record with few clocks: room is had for many of them at a time. */
static bool reserve_plain(struct model *model) {
    if (model->roomy == 0) {
        if (!reserve_common(model, ROOMY, ROOMY * PLAIN_CLOCKS, ROOMY)) return false;
        model->roomy = ROOMY;
    }
    model->roomy--;
    return true;
}

static bool reserve_several(struct model *model, const struct need *need) {
    model->roomy = 0;
    return reserve_common(model, need->records, need->clocks, need->retries);
}

/* Clocks of new items: there is room for the rows, as many as were asked for at once. */
static bool reserve_items(struct model *model, const struct need *need) {
    uint64_t clocks = model->clocks.count + (uint64_t)need->clocks + ROOMY * PLAIN_CLOCKS;
    return model->replaying ||
           (clocks <= UINT32_MAX &&
            cgov__overdue_reserve(model, (uint64_t)model->items.count + need->items, (uint32_t)clocks));
}

static bool reserve_pauses(struct model *model, uint32_t more) {
    return cgov__rows_reserve(&model->pauses, more > model->free_pauses ? more - model->free_pauses : 0);
}

/* What moves along a plain way and plain entries need none of. */
static bool reserve_more(struct model *model, const struct need *need) {
    return (need->items == 0 || (cgov__rows_reserve(&model->items, need->items) && reserve_items(model, need))) &&
           (need->pauses == 0 || reserve_pauses(model, need->pauses)) && ROOM(extras) && ROOM(workers) &&
           ROOM_AND_MAP(externals, external_map) &&
           (need->pieces == 0 || cgov__arena_reserve(&model->pieces, need->pieces)) &&
           ((need->choice_rows | need->counted[COUNTED_CHOICE]) == 0 || reserve_ballots(model, need)) &&
           (need->beside == 0 || reserve_beside(model, need)) && (!needs_rare(need) || reserve_all(model, need));
}

static inline bool needs_more(const struct need *need) {
    return (need->pieces | need->items | need->pauses | need->extras | need->workers | need->externals |
            need->choice_rows | need->counted[COUNTED_CHOICE] | need->beside) != 0 ||
           needs_rare(need);
}

static inline bool reserve_besides_entries(struct model *model, const struct need *need) {
    return ((need->choice_rows | need->counted[COUNTED_CHOICE]) == 0 || reserve_ballots(model, need)) &&
           (need->beside == 0 || reserve_beside(model, need));
}

int32_t cgov__model_make_plain(struct model *model, uint32_t workers) {
    const bool done = reserve_plain(model) && cgov__rows_reserve(&model->extras, workers) &&
                      cgov__rows_reserve(&model->workers, workers);
    return done ? CGOV_OK : CGOV_E_NOMEM;
}

int32_t cgov__model_reserve(struct model *model, const struct need *need) {
    const bool plain = need->records == 1 && need->clocks <= PLAIN_CLOCKS;
    model->room_entries = model->room_ballots = 0; /* it may be used up now */
    bool done = (plain ? reserve_plain(model) : reserve_several(model, need)) &&
                ((need->entries | need->counted[COUNTED_HOUSEHOLD]) == 0 || reserve_entries(model, need)) &&
                (plain && need->entry_alone ? reserve_besides_entries(model, need)
                                            : !needs_more(need) || reserve_more(model, need));
    return done ? CGOV_OK : CGOV_E_NOMEM;
}

uint64_t cgov__last_seq(const struct model *model, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    if (cgov__is_item(cgov__id_kind(id))) {
        const struct item *item = cgov__item(model, number);
        return !item ? 0 : ROW_SEQ(item, last_seq);
    }
    switch (cgov__id_kind(id)) {
    case CGOV_KIND_RESIDENT: {
        const struct resident *resident = cgov__resident(model, number);
        return !resident ? 0 : ROW_SEQ(resident, last_seq);
    }
    case CGOV_KIND_ORGANIZATION: {
        const struct organization *organization = cgov__organization(model, number);
        return !organization ? 0 : ROW_SEQ(organization, last_seq);
    }
    case CGOV_KIND_APPOINTMENT: {
        const struct appointment *appointment = cgov__appointment(model, number);
        return !appointment ? 0 : appointment->last_seq;
    }
    case CGOV_KIND_UNIT: {
        const struct unit *unit = cgov__unit(model, number);
        return !unit ? 0 : ROW_SEQ(unit, last_seq);
    }
    default:
        return 0;
    }
}

void cgov__last_seq_set(struct model *model, uint64_t id, uint64_t seq) {
    const uint64_t number = cgov__id_number(id);
    const uint32_t kind = cgov__id_kind(id);
    if (kind == CGOV_KIND_RESIDENT)
        ROW_SEQ_SET(cgov__edit_resident(model, number), last_seq, seq);
    else if (kind == CGOV_KIND_ORGANIZATION)
        ROW_SEQ_SET(cgov__edit_organization(model, number), last_seq, seq);
    else if (kind == CGOV_KIND_UNIT)
        ROW_SEQ_SET(cgov__edit_unit(model, number), last_seq, seq);
    else
        ROW_SEQ_SET(cgov__edit_item(model, number), last_seq, seq);
}

const struct calendar *cgov__calendar_find(const struct model *model, const char *name) {
    for (uint32_t i = 0; i < model->calendar_count; i++)
        if (strcmp(model->calendars[i].name, name) == 0) return &model->calendars[i];
    return NULL;
}

uint32_t cgov__calendar_room(const struct model *model, const struct rulebook *rulebook) {
    uint32_t most = 0;
    for (uint32_t i = 0; i < model->calendar_count; i++)
        if (model->calendars[i].part_count > most) most = model->calendars[i].part_count;
    return most + rulebook->calendar_count;
}

struct calendar cgov__calendar_to_be(const struct model *model, const struct rulebook *rulebook, const char *name,
                                     const struct calendar_part **room) {
    const struct calendar *now = cgov__calendar_find(model, name);
    struct calendar out = {.parts = room};
    for (uint32_t i = 0; now && i < now->part_count; i++) room[out.part_count++] = now->parts[i];
    for (uint32_t i = 0; i < rulebook->calendar_count; i++)
        if (strcmp(rulebook->calendars[i].name, name) == 0) room[out.part_count++] = &rulebook->calendars[i];
    return out;
}
