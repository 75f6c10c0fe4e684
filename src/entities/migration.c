/* Carrying (承接): an adoption's map of states takes running items over to the newer rulebook, at once.
 *
 * What both versions name alike goes on: parties, limits used up, instants of moves, the matter, the profile, clocks
 * with what they told, and rolls with who is on them. The rest is dropped; clocks that are dropped stop, and the others
 * rest or go on as the newer text says of the state. An item that nobody would hold, that no clock would watch over, or
 * from where no end could surely be reached, with an answer where one is owed, refuses the whole adoption. */
#include "entities/migration.h"

#include "base/text.h"
#include "entities/clocks.h"
#include "entities/details.h"
#include "entities/entities.h"
#include "entities/roll_after.h"
#include "entities/state_map.h"
#include "entities/undecided.h"
#include "model/charge_rows.h"
#include "model/item_rows.h"
#include "model/parties.h"
#include "model/roll_rows.h"
#include "model/track.h"
#include "model/worklists.h"
#include "rules/check.h"

/* ---- what is carried ---- */

/* Some clock of the item runs on under the newer procedure, and its lateness tells somebody or makes a move. */
static bool keeps_clock(const struct model *model, const struct clock_migration *migration) {
    const struct procedure *old = cgov__procedure_of(model, migration->item);
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, migration->item); (row = cgov__clock_row(model, n));
         n = row->next_live) {
        if (row->state != CLOCK_RUNNING && row->state != CLOCK_PAUSED) continue;
        uint8_t to = cgov__clock_find(migration->procedure, old->clocks[row->clock].name);
        if (to == NONE) continue;
        const struct clock *clock = &migration->procedure->clocks[to];
        bool speaks = clock->rung_count > 0 || clock->late_move != NONE;
        if (speaks && (clock->paused >> migration->state & 1) == 0) return true;
    }
    return false;
}

static int32_t check_item(const struct carrying *carrying, const struct clock_migration *migration, uint32_t number,
                          struct refusal *why) {
    const struct model *model = carrying->model;
    const struct procedure *old = cgov__procedure_of(model, migration->item), *new = migration->procedure;
    if (new->kind != old->kind)
        return cgov__refuse(why, CGOV_R_MAP, "an item to be carried would become one of another kind");
    uint8_t was = cgov__party_before(old, new, new->states[migration->state].holder);
    if (was == NONE || migration->item->parties[was] == 0)
        return cgov__refuse(why, CGOV_R_MAP, "an item to be carried has nobody for the party that would hold it");
    if (!keeps_clock(model, migration))
        return cgov__refuse(why, CGOV_R_MAP, "an item to be carried would stand without a clock that tells or moves");
    int32_t status = cgov__undecided_check(carrying, migration, number, why);
    if (status) return status;
    const struct roll_text from = {cgov__rulebook_of(model, migration->item), old}, to = {carrying->to, new};
    const struct roll *lost = cgov__roll_lost(model, migration->item, &from, &to);
    if (!lost) return cgov__rolls_after(carrying, number, why);
    char message[128];
    cgov__format(message, sizeof message,
                 lost->ballot ? "ballots on roll `%s` are not decided: until then no text takes them over"
                              : "people stand on roll `%s`, which the newer text lacks or has otherwise",
                 lost->name);
    return cgov__refuse(why, CGOV_R_MAP, message);
}

static int32_t migrate_item(const struct carrying *carrying, uint32_t number, const struct state_line *map,
                            struct plan *plan, struct refusal *why) {
    const struct model *model = carrying->model;
    const struct item *item = cgov__item(model, number);
    const struct rulebook *from = cgov__rulebook_of(model, item), *to = carrying->to;
    uint8_t procedure = cgov__procedure_find(to, map->procedure);
    uint8_t state = cgov__state_find(&to->procedures[procedure], map->new);
    uint8_t profile = item->profile == NONE ? NONE : cgov__profile_find(to, from->profiles[item->profile].name);
    int32_t matter = item->matter == 0 ? -1 : cgov__matter_find(to, cgov__matter_code(model, item));
    if (matter < 0 && cgov__is_confidential(model, item))
        return cgov__refuse(why, CGOV_R_MAP, "an item to be carried is confidential by a matter this rulebook lacks");
    const char *name = profile == NONE ? "" : to->profiles[profile].calendar;
    struct calendar calendar =
        cgov__calendar_to_be(model, to, name[0] == 0 ? model->calendar : name, cgov__plan_parts(plan));
    struct clock_migration migration = {item, &to->procedures[procedure], &calendar, plan->time, state};
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_MIGRATED);
    int32_t status = check_item(carrying, &migration, number, why);
    if (!status) status = cgov__clocks_plan_migration(model, &migration, &record->clocks, why);
    if (status) {
        why->item = cgov__item_id(model, number);
        return status;
    }
    record->id = cgov__item_id(model, number);
    record->state = state + UINT64_C(1);
    record->rulebook = model->adoption_count + UINT64_C(1);
    record->procedure = procedure + UINT64_C(1);
    record->profile = profile == NONE ? 0 : profile + UINT64_C(1);
    record->matter = (uint64_t)(matter + 1);
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

int32_t cgov__migration_admit(const struct model *model, uint32_t number, const struct blob *text, struct plan *plan,
                              struct refusal *why) {
    const struct carrying carrying = {model, &plan->prepared->rulebook, text};
    struct state_line map;
    return cgov__state_line_of(model, cgov__item(model, number), text, &map)
               ? migrate_item(&carrying, number, &map, plan, why)
               : CGOV_OK;
}

/* ---- where it goes on ---- */

struct carrying_to {
    const struct carrying *carrying;
    const char *procedure;
};

/* Clocks that go on, limits used up and moves made: what both texts name alike. */
static void find_left(const struct model *model, const struct item *item, const struct procedure *new,
                      struct config *config) {
    const struct procedure *old = cgov__procedure_of(model, item);
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__clock_row(model, n)); n = row->next_live) {
        const uint8_t to = row->state == CLOCK_STOPPED ? NONE : cgov__clock_find(new, old->clocks[row->clock].name);
        if (to != NONE) config->running |= UINT32_C(1) << to;
    }
    for (uint8_t m = 0; m < old->move_count; m++) {
        const struct move *from = &old->moves[m];
        const uint8_t found = cgov__move_find(new, from->name);
        if (found == NONE) continue;
        const struct move *to = &new->moves[found];
        if (from->counter != NONE && to->counter != NONE)
            config->used[to->counter] = cgov__counters(old, item)[from->counter];
        if (from->timer != NONE && to->timer != NONE && cgov__timer(old, item, from->timer) != 0)
            config->timed |= (uint8_t)(1u << to->timer);
    }
    config->days = UINT8_MAX; /* what was never given is held against no move */
    for (uint8_t r = 0; r < new->roll_count; r++)
        if (cgov__roll_find(old, new->rolls[r].name) != NONE) config->rolls |= (uint16_t)(1u << r);
}

/* What guards that tell kinds of items apart will find. */
static void find_values(const struct item *item, const struct rulebook *to, const struct procedure *new, int32_t matter,
                        uint8_t values[GUARD_END]) {
    values[GUARD_TRACK] = cgov__track(item);
    values[GUARD_CHANNEL] = item->channel;
    values[GUARD_URGENCY] = item->urgency;
    values[GUARD_PUBLIC_SAFETY] = item->public_safety;
    if (matter < 0) return;
    values[GUARD_MATTER_DIRECT] = to->matters[matter].direct;
    values[GUARD_MATTER_PROOF] = to->matters[matter].proof;
    for (uint8_t n = 0; n < new->named_count; n++)
        if (new->named[n] == matter) values[GUARD_MATTER] = (uint8_t)(n + 1);
}

/* A carrier's question: where the item of that number would stand. */
static bool stands_at(const void *context, uint32_t number, struct carried *carried) {
    const struct carrying_to *to = context;
    const struct model *model = to->carrying->model;
    const struct rulebook *text = to->carrying->to;
    const struct item *item = cgov__item(model, number);
    struct state_line map;
    if (item->final || !cgov__state_line_of(model, item, to->carrying->map, &map) ||
        strcmp(map.procedure, to->procedure) != 0)
        return false;
    const struct rulebook *from = cgov__rulebook_of(model, item);
    const struct procedure *old = cgov__procedure_of(model, item),
                           *new = &text->procedures[cgov__procedure_find(text, map.procedure)];
    memset(carried, 0, sizeof *carried);
    carried->profile = item->profile == NONE ? NONE : cgov__profile_find(text, from->profiles[item->profile].name);
    carried->config.state = cgov__state_find(new, map.new);
    carried->config.owed = item->owed != 0;
    for (uint8_t p = 0; p < new->party_count; p++) {
        const uint8_t was = cgov__party_before(old, new, p);
        if (was != NONE && item->parties[was] != 0 && !cgov__is_named(new, p))
            carried->config.set = (party_set)(carried->config.set | 1u << p);
    }
    find_left(model, item, new, &carried->config);
    const int32_t matter = item->matter == 0 ? -1 : cgov__matter_find(text, cgov__matter_code(model, item));
    find_values(item, text, new, matter, carried->values);
    return true;
}

static int32_t check_procedure(const struct carrying *carrying, uint8_t procedure, struct refusal *why) {
    const struct model *model = carrying->model;
    const struct carrying_to to = {carrying, carrying->to->procedures[procedure].name};
    const struct carrier carrier = {stands_at, &to, model->items.count};
    cgov_check_view report = {.size = sizeof report};
    uint32_t number = 0;
    const int32_t status = cgov__check_carried(carrying->to, procedure, model->mem, &carrier, &report, &number);
    if (status != CGOV_E_RULEBOOK) return status;
    struct state_line map;
    if (number == 0 || !cgov__state_line_of(model, cgov__item(model, number), carrying->map, &map))
        return cgov__refuse(why, CGOV_R_MAP, report.message);
    cgov__refuse_line(why, &map, report.message, NULL);
    why->item = cgov__item_id(model, number);
    why->line = report.line;
    return CGOV_E_REFUSED;
}

int32_t cgov__migration_check(const struct model *model, const struct blob *text, const struct plan *plan,
                              struct refusal *why) {
    const struct carrying carrying = {model, &plan->prepared->rulebook, text};
    uint64_t checked = 0;
    struct state_line map = cgov__state_lines(text);
    int32_t status = CGOV_OK;
    while (!status && cgov__state_line_next(&map) == 1) {
        const uint8_t procedure = cgov__procedure_find(carrying.to, map.procedure);
        if ((checked >> procedure & 1) == 0) status = check_procedure(&carrying, procedure, why);
        checked |= UINT64_C(1) << procedure;
    }
    return status;
}

/* ---- valid ---- */

/* Clocks the newer procedure does not have go on nowhere: the record has to stop them. */
static uint32_t dropped(const struct procedure *old, const struct procedure *new) {
    uint32_t clocks = 0;
    for (uint8_t c = 0; c < old->clock_count; c++)
        if (cgov__clock_find(new, old->clocks[c].name) == NONE) clocks |= UINT32_C(1) << c;
    return clocks;
}

static bool migrated_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    const struct overlay_item *item = &subject->item;
    const struct procedure *procedure = cgov__overlay_procedure(overlay, record);
    if (!subject->goes_on || !procedure) return false;
    if (record->rulebook <= item->rulebook) return false;
    const struct rulebook *rulebook = &cgov__overlay_adoption(overlay, record->rulebook)->rulebook;
    if (record->profile > rulebook->profile_count || record->matter > rulebook->matter_count) return false;
    if (strcmp(procedure->name, item->procedure->name) != 0 || procedure->kind != item->procedure->kind) return false;
    return record->state <= procedure->state_count && !procedure->states[record->state - 1].final &&
           cgov__overlay_clocks_follow(overlay, item, record, dropped(item->procedure, procedure));
}

/* ---- applied ---- */

static void migrated_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    const struct item *item = subject->item.row;
    const struct procedure *new = cgov__overlay_procedure(&plan->overlay, record);
    if (item) plan->need.stays += cgov__rolls_dropped(plan->model, item, cgov__procedure_of(plan->model, item), new);
    plan->need.pieces += TAIL_MAX;
    cgov__passage_need(&plan->need);
    cgov__clocks_need(&plan->need, &record->clocks);
}

/* The day of that number that the item kept; 0: none was. */
static uint32_t kept_before(const struct procedure *old, const struct item *was, uint32_t number) {
    for (uint8_t d = 0; d < old->kept_count; d++)
        if (old->details[old->kept[d]].number == number) return cgov__kept(old, was, d);
    return 0;
}

/* A limit used up may be more than the newer limit: it stays used up. was: the item as it was, under the old one. */
static void migrate_row(struct item *item, const struct item *was, const struct procedure *old,
                        const struct procedure *new) {
    cgov__parties_migrate(old, was->parties, new, cgov__edit_parties(item));
    for (uint8_t p = 0; p < new->party_count; p++) {
        const uint8_t since = new->parties[p].since, had = cgov__party_before(old, new, p);
        if (since != NONE && had != NONE && old->parties[had].since != NONE)
            cgov__timer_set(new, item, since, cgov__timer(old, was, old->parties[had].since));
        else if (since != NONE)
            cgov__timer_set(new, item, since, ROW_INSTANT(item, moved_at));
    }
    for (uint8_t m = 0; m < old->move_count; m++) {
        const struct move *from = &old->moves[m];
        uint8_t to = cgov__move_find(new, from->name);
        if (to == NONE) continue;
        if (from->counter != NONE && new->moves[to].counter != NONE)
            cgov__edit_counters(new, item)[new->moves[to].counter] = cgov__counters(old, was)[from->counter];
        if (from->timer != NONE && new->moves[to].timer != NONE)
            cgov__timer_set(new, item, new->moves[to].timer, cgov__timer(old, was, from->timer));
    }
    for (uint8_t d = 0; d < new->kept_count; d++)
        cgov__kept_set(new, item, d, kept_before(old, was, new->details[new->kept[d]].number));
    item->ran = item->late = 0;
    for (uint8_t c = 0; c < old->clock_count; c++) {
        uint8_t to = cgov__clock_find(new, old->clocks[c].name);
        if (to == NONE) continue;
        item->ran |= (was->ran >> c & 1) << to;
        item->late |= (was->late >> c & 1) << to;
    }
}

/* The reminders that were told: shares both texts name. */
static uint8_t migrate_reminded(uint8_t reminded, const struct clock *old, const struct clock *new) {
    uint8_t out = 0;
    for (uint8_t o = 0; o < old->reminder_count; o++)
        for (uint8_t n = 0; n < new->reminder_count; n++)
            if (old->reminders[o] == new->reminders[n] && (reminded >> o & 1) != 0) out |= (uint8_t)(1u << n);
    return out;
}

static void migrate_clocks(struct model *model, struct item *item, const struct procedure *old,
                           const struct procedure *new) {
    struct clock_row *row;
    for (uint32_t n = cgov__clocks_first(model, item); (row = cgov__edit_clock_row(model, n));
         n = cgov__clocks_next(item, n, row)) {
        uint8_t was = row->clock;
        row->clock = was == NONE ? NONE : cgov__clock_find(new, old->clocks[was].name);
        row->reminded =
            row->clock == NONE ? 0 : migrate_reminded(row->reminded, &old->clocks[was], &new->clocks[row->clock]);
        cgov__clock_schedule(model, n);
    }
    cgov__clocks_renumbered(model, item);
    cgov__charges_renumbered(model, item, old, new);
}

static void migrated_apply(struct model *model, const struct record *record) {
    uint32_t number = cgov__id_row(record->id);
    struct item *item = cgov__edit_item(model, number);
    const struct procedure *old = cgov__procedure_of(model, item);
    cgov__clocks_apply(model, item, number, record); /* by the version it leaves */
    cgov__passage_apply(model, item, record->seq);
    const struct item was = *item;
    struct listing lay;
    cgov__list_item(&lay, model, item);
    item->rulebook = (uint16_t)record->rulebook;
    item->procedure = (uint8_t)(record->procedure - 1);
    item->state = (uint8_t)(record->state - 1);
    item->profile = record->profile == 0 ? NONE : (uint8_t)(record->profile - 1);
    item->matter = (uint16_t)record->matter;
    ROW_INSTANT_SET(item, moved_at, record->time);
    ROW_SEQ_SET(item, version, record->seq);
    const struct procedure *new = cgov__procedure_of(model, item);
    cgov__tail_make(model, item);
    migrate_row(item, &was, old, new);
    migrate_clocks(model, item, old, new);
    cgov__rolls_carry(model, item, &(struct roll_text){&model->adoptions[was.rulebook - 1]->rulebook, old},
                      &(struct roll_text){cgov__rulebook_of(model, item), new});
    cgov__worklists_shift(model, item, number, &lay);
    ROW_SEQ_SET(item, last_seq, record->seq);
}

const struct entity cgov__entity_migrated = {NULL, migrated_valid, migrated_need, migrated_apply, NULL};
