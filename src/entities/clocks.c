/* What a move does to an item's clocks, and what carrying it to a newer rulebook does: each starts with a move, ends
 * with a move and pauses in states.
 *
 * Invariant: dues are decided here, once, when a record is made, and written in its list of operations; applying it
 * (clock_rows.c) reckons nothing. */
#include "entities/clocks.h"

#include "base/civil.h"
#include "base/text.h"
#include "entities/days.h"
#include "model/symbols.h"
#include "rules/machine.h"

#include <assert.h>

/* ---- writing operations ---- */

/* Adds one that gives no length. */
static inline void put_due(struct clock_list *list, uint8_t clock, enum clock_op op, uint8_t flags, int64_t due) {
    assert(list->count < MAX_OPERATIONS);
    struct clock_operation *operation = &list->at[list->count++];
    operation->clock = clock;
    operation->op = (uint8_t)op;
    operation->unit = 0;
    operation->flags = flags;
    operation->n = 0;
    operation->due = due;
}

static inline void put_op(struct clock_list *list, uint8_t clock, enum clock_op op) {
    put_due(list, clock, op, 0, DUE_UNKNOWN);
}

void cgov__clocks_go_on(struct clock_list *list, uint8_t clock, int64_t due) {
    put_due(list, clock, OP_RESUME, due == DUE_UNKNOWN ? FLAG_UNKNOWN : 0, due);
}

void cgov__clocks_put(struct clock_list *list, uint8_t clock, enum clock_op op, const struct length *length,
                      int64_t due) {
    const uint32_t flags = (length->rolled ? FLAG_ROLLED : 0u) | (length->close ? FLAG_CLOSE : 0u) |
                           (due == DUE_UNKNOWN ? FLAG_UNKNOWN : 0u);
    put_due(list, clock, op, (uint8_t)flags, due);
    struct clock_operation *operation = &list->at[list->count - 1];
    operation->n = length->n;
    operation->unit = length->unit;
}

/* ---- starting, lengths, extensions ---- */

/* The detail; 0: it is not given. */
static inline uint32_t days_given(const struct clock_step *step) {
    return !step->command ? 0 : (uint32_t)cgov__detail_number(step->command, CGOV_FIELD_DAYS);
}

/* What its clocks ask, most of which ask none. */
static inline const struct calendar *calendar_of(const struct model *model, const struct clock_step *step) {
    return cgov__item_calendar(model, step->after, NULL);
}

COLD static int32_t too_many_days(const struct clock_step *step, uint32_t most, uint32_t line, struct span cites,
                                  struct refusal *why) {
    char message[sizeof why->message];
    cgov__format(message, sizeof message, "detail `days` is %u, more than the %u that `%s` allows",
                 (uint64_t)days_given(step), (uint64_t)most, step->move->name);
    return cgov__refuse_rule(why, CGOV_R_DETAIL, step->after->rulebook, line, cites, message);
}

/* The length that ends with the day given, which is not over, nor farther off than the text lets it be. */
static int32_t length_to_day(const struct model *model, const struct clock_step *step, const struct clock *clock,
                             struct length *length, struct refusal *why) {
    const struct procedure *procedure = step->procedure;
    char message[sizeof why->message];
    uint32_t date = cgov__day_given(procedure, step->command, clock->day);
    if (date == 0 && step->before) date = cgov__kept(procedure, step->before, clock->day);
    int32_t today = cgov__local_day(step->time, model->offset), day = date == 0 ? today - 1 : cgov__date_day(date);
    const struct calendar *calendar = cgov__item_calendar(model, step->after, NULL);
    int64_t ahead = cgov__days_ahead(calendar, length->unit, today, day, length->n + INT64_C(1));
    const char *what = date == 0           ? "is not given"
                       : day < today       ? "is over"
                       : ahead > length->n ? "is farther off than the rulebook allows"
                                           : NULL;
    if (!what && (int64_t)day - today >= MAX_LENGTH) what = "is farther off than a clock runs";
    if (!what) {
        *length = (struct length){(uint32_t)(day - today) + 1, UNIT_TO_DAY, false, false, false};
        return CGOV_OK;
    }
    const char *const name = procedure->details[procedure->kept[clock->day]].name;
    if (date == 0)
        cgov__format(message, sizeof message, "`%s`, the day that `%s` runs to, %s", name, clock->name, what);
    else
        cgov__format(message, sizeof message, "`%s`, %y, the day that `%s` runs to, %s: %s %y", name, (uint64_t)date,
                     clock->name, what, step->received ? "it was received on" : "today is",
                     (uint64_t)cgov__date_number(cgov__civil_of(today)));
    return cgov__refuse_rule(why, CGOV_R_DAY, step->after->rulebook, clock->line, clock->cites, message);
}

/* By the item's urgency, and the class that it has or is given. */
static struct length length_by_class(const struct model *model, const struct clock_step *step, uint8_t clock) {
    const struct item *after = step->after;
    const char *const name = step->class_name ? step->class_name : cgov__symbol_name(model, after->class_name);
    return cgov__length_of(cgov__rulebook_of(model, after), after->procedure, clock, after->profile, after->urgency,
                           name);
}

static inline struct length length_of(const struct model *model, const struct clock_step *step, uint8_t clock) {
    const struct length length = cgov__machine_length(step->procedure->machine, clock, step->after->profile);
    return length.n != LENGTH_HANGS ? length : length_by_class(model, step, clock);
}

/* Of a move that decides each outcome has its own clocks. */
static inline struct move_way way_of(const struct clock_step *step) {
    const struct machine_move *row = step->row;
    if ((row->does & DOES_DECIDE) == 0) return (struct move_way){row->to, row->starts, row->stops};
    return cgov__move_way(step->procedure, step->move, step->outcome);
}

int32_t cgov__clocks_explain(const struct model *model, const struct clock_step *step, struct refusal *why) {
    int32_t status = CGOV_OK;
    for (uint8_t c = 0; c < step->procedure->clock_count && !status && step->move->dated; c++) {
        const struct clock *clock = &step->procedure->clocks[c];
        if (clock->day == NONE || (way_of(step).starts >> c & 1) == 0) continue;
        if (cgov__move_gets(step->move, step->procedure->kept[clock->day])) continue;
        struct length length = length_of(model, step, c);
        if (length.given) status = length_to_day(model, step, clock, &length, why);
    }
    return status;
}

static int64_t first_due(const struct model *model, const struct clock_step *step, const struct clock *clock,
                         const struct length *length) {
    if (cgov__length_is_plain(length)) return cgov__due_plain(model->offset, step->time, length);
    const struct calendar *calendar = calendar_of(model, step);
    const int64_t at = cgov__due_of(calendar, model->offset, step->time, length);
    if (at != DUE_UNKNOWN) return at;
    const struct term term = {step->time, *length, NULL, 0, {0, 0, false, false, false}};
    const struct due due = cgov__due(calendar, model->offset, &term);
    return cgov__due_meanwhile(&due, clock);
}

static int32_t plan_start(const struct model *model, const struct clock_step *step, uint8_t index, bool live,
                          struct clock_list *list, struct refusal *why) {
    struct length length = length_of(model, step, index);
    const struct clock *clock = &step->procedure->clocks[index];
    bool pausing = (clock->paused >> step->after->state & 1) != 0;
    if (clock->otherwise.n > 0 && days_given(step) > 0)
        length = clock->length; /* what was asked goes before a profile */
    else if (clock->otherwise.n > 0 && length.given)
        length = clock->otherwise;
    if (length.n == 0) {
        if (live) put_op(list, index, OP_STOP);
        /* Only a clock that another class of the item, or another matter, could wake keeps a row. */
        if (step->after->profile == NONE && !step->procedure->machine->rematters) return CGOV_OK;
        put_op(list, index, OP_IDLE);
        if (pausing) put_op(list, index, OP_PAUSE);
        return CGOV_OK;
    }
    if (length.given && clock->day != NONE) {
        int32_t status = length_to_day(model, step, clock, &length, why);
        if (status) return status;
    }
    if (length.given) {
        if (days_given(step) > length.n) return too_many_days(step, length.n, clock->line, clock->cites, why);
        if (days_given(step) > 0) length.n = days_given(step);
        length.given = false;
    }
    cgov__clocks_put(list, index, OP_START, &length, first_due(model, step, clock, &length));
    if (pausing) put_op(list, index, OP_PAUSE);
    return CGOV_OK;
}

static int32_t plan_extend(const struct model *model, const struct clock_step *step, struct clock_row *row,
                           struct clock_list *list, struct refusal *why) {
    const struct length *most = &step->move->extends_most;
    if (days_given(step) > most->n) return too_many_days(step, most->n, step->move->line, step->move->cites, why);
    uint32_t more = days_given(step) > 0 ? days_given(step) : most->n;
    if (row->extension > 0 && row->extension_unit != most->unit)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "a clock is extended in one unit only");
    if (row->extension > cgov__longest(most->unit) - more)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the clock has been extended as far as it can be");
    row->extension += more;
    row->extension_unit = most->unit;
    struct due due = cgov__clock_due(model, row, cgov__item_calendar(model, step->after, NULL), 0);
    cgov__clocks_put(list, row->clock, OP_EXTEND, &(struct length){more, most->unit, false, false, false}, due.at);
    return CGOV_OK;
}

static bool same_length(const struct clock_row *row, const struct length *length) {
    return row->length == length->n && row->unit == length->unit && (row->rolled != 0) == length->rolled &&
           (row->close != 0) == length->close;
}

/* A change of class: the length the new class gives; what was used, paused and extended stays, also where the class
 * gives none, so that a later one goes on from there. */
static void plan_length(const struct model *model, const struct clock_step *step, struct clock_row *row,
                        struct length length, struct clock_list *list) {
    const bool asked = length.given || step->procedure->clocks[row->clock].otherwise.n > 0; /* may have been */
    if (asked || same_length(row, &length)) return;
    row->length = length.n;
    row->unit = length.unit;
    row->rolled = length.rolled;
    row->close = length.close;
    if (length.n == 0) {
        if (row->state != CLOCK_IDLE) put_op(list, row->clock, OP_IDLE);
        row->state = CLOCK_IDLE;
        return;
    }
    struct due due = cgov__clock_due(model, row, cgov__item_calendar(model, step->after, NULL), 0);
    cgov__clocks_put(list, row->clock, OP_LENGTH, &length, due.at);
    if (row->state != CLOCK_IDLE && due.at > row->due) list->at[list->count - 1].flags |= FLAG_LATER;
    if (row->state == CLOCK_IDLE) row->state = cgov__clock_rests(model, row) ? CLOCK_PAUSED : CLOCK_RUNNING;
}

/* ---- going on: pauses ---- */

/* Whether it rests behind a change of state, each of which is one where it rests or not. What goes on in such a state
 * was woken there, by a merge, and stays awake until it comes into another. */
static bool is_to_rest(const struct model *model, const struct clock_row *row, bool before, bool after) {
    return after && (!before || cgov__clock_rests(model, row));
}

/* A pause begins or ends, where the state the clock comes into says other than the one it was in. */
static int32_t plan_pause(const struct model *model, const struct clock_row *row, bool pausing,
                          const struct calendar *calendar, int64_t time, struct clock_list *list, struct refusal *why) {
    bool paused = cgov__clock_rests(model, row);
    if (pausing && !paused) {
        if (row->pause_count >= MAX_PAUSES)
            return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the clock has been paused as often as it can be");
        put_op(list, row->clock, OP_PAUSE);
    }
    if (paused && !pausing) {
        struct due due = {DUE_UNKNOWN, DUE_UNKNOWN, 0};
        if (row->state != CLOCK_IDLE) due = cgov__clock_due(model, row, calendar, time);
        cgov__clocks_go_on(list, row->clock, due.at);
    }
    return CGOV_OK;
}

/* A clock that rests goes on first, so that its last due is the one its pauses have moved. */
static int32_t plan_stop(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                         int64_t time, struct clock_list *list, struct refusal *why) {
    int32_t status = row->pauses == 0 ? CGOV_OK : plan_pause(model, row, false, calendar, time, list, why);
    put_op(list, row->clock, OP_STOP);
    return status;
}

static int32_t plan_running(const struct model *model, const struct clock_step *step, const struct clock_row *before,
                            struct clock_list *list, struct refusal *why) {
    const struct clock *clock = &step->procedure->clocks[before->clock];
    struct clock_row now = *before, *row = &now; /* as each operation leaves it */
    if (step->move->reclasses) plan_length(model, step, row, length_of(model, step, row->clock), list);
    if ((step->move->extends >> row->clock & 1) != 0 && row->state != CLOCK_IDLE) {
        int32_t status = plan_extend(model, step, row, list, why);
        if (status) return status;
    }
    const bool was = (clock->paused >> step->before->state & 1) != 0,
               is = (clock->paused >> step->after->state & 1) != 0;
    return plan_pause(model, row, is_to_rest(model, row, was, is), calendar_of(model, step), step->time, list, why);
}

/* ---- moves, and carrying ---- */

int32_t cgov__clocks_plan(const struct model *model, const struct clock_step *step, struct clock_list *list,
                          struct refusal *why) {
    const struct machine *machine = step->procedure->machine;
    const struct clock_row *rows[MAX_CLOCKS];
    uint32_t running = 0; /* bit c: rows[c] is the row of clock c, which has not stopped */
    uint32_t touched = 0; /* bit c: it has rested, or may have to */
    for (uint32_t n = step->before ? cgov__clocks_live(model, step->before) : 0; n != 0;) {
        const struct clock_row *each = cgov__linked_clock(model, n);
        n = each->next_live;
        running |= UINT32_C(1) << each->clock;
        rows[each->clock] = each;
        if (each->pauses != 0) touched |= UINT32_C(1) << each->clock;
    }
    const struct move_way way = way_of(step);
    const bool final = step->after->final, reclasses = (step->row->does & DOES_RECLASS) != 0;
    touched |= machine->pausing[step->after->state] | way.stops | step->row->extends;
    if (final || reclasses) touched = UINT32_MAX;
    const uint32_t starting = final ? 0 : way.starts, stopping = final ? UINT32_MAX : way.stops;
    uint32_t left = (running & touched) | starting;
    for (; left != 0; left &= left - 1) {
        const uint8_t c = (uint8_t)cgov__bits_first(left);
        const bool live = (running >> c & 1) != 0;
        int32_t status = CGOV_OK;
        if ((starting >> c & 1) != 0)
            status = plan_start(model, step, c, live, list, why);
        else if ((stopping >> c & 1) != 0 && rows[c]->pauses == 0)
            put_op(list, c, OP_STOP);
        else if ((stopping >> c & 1) != 0)
            status = plan_stop(model, rows[c], calendar_of(model, step), step->time, list, why);
        else
            status = plan_running(model, step, rows[c], list, why);
        if (status) return status;
    }
    return CGOV_OK;
}

/* What its pauses come to by now; of a clock that rests since this very frame, nothing. */
static int64_t resumed_due(const struct overlay *overlay, const struct overlay_item *now, const struct item *item,
                           uint8_t clock, int64_t time) {
    const struct standing stands = cgov__overlay_clock(overlay, now, clock);
    const struct clock_row *row = now->row ? cgov__clock_of(overlay->model, now->row, clock) : NULL;
    bool rested = row && row->state != CLOCK_STOPPED && cgov__clock_rests(overlay->model, row);
    if (stands.state == CLOCK_IDLE) return DUE_UNKNOWN;
    if (!rested || row->start != stands.start) return stands.due;
    struct clock_row as_it_stands = *row;
    as_it_stands.extension = stands.extension;
    as_it_stands.extension_unit = stands.extension_unit;
    return cgov__clock_due(overlay->model, &as_it_stands, cgov__item_calendar(overlay->model, item, NULL), time).at;
}

void cgov__clocks_plan_end(const struct overlay *overlay, const struct overlay_item *now, const struct item *item,
                           int64_t time, struct clock_list *list) {
    for (uint8_t c = 0; c < now->procedure->clock_count; c++) {
        const struct standing stands = cgov__overlay_clock(overlay, now, c);
        if (stands.state == CLOCK_STOPPED) continue;
        if (stands.rests) cgov__clocks_go_on(list, c, resumed_due(overlay, now, item, c, time));
        put_op(list, c, OP_STOP);
    }
}

int32_t cgov__clocks_plan_migration(const struct model *model, const struct clock_migration *migration,
                                    struct clock_list *list, struct refusal *why) {
    const struct procedure *old = cgov__procedure_of(model, migration->item);
    int32_t status = CGOV_OK;
    for (uint8_t c = 0; c < old->clock_count && !status; c++) {
        const struct clock_row *row = cgov__clock_of(model, migration->item, c);
        if (!row || row->state == CLOCK_STOPPED) continue;
        uint8_t to = cgov__clock_find(migration->procedure, old->clocks[c].name);
        if (to == NONE) {
            status =
                plan_stop(model, row, cgov__item_calendar(model, migration->item, NULL), migration->time, list, why);
            continue;
        }
        const bool was = (old->clocks[c].paused >> migration->item->state & 1) != 0,
                   is = (migration->procedure->clocks[to].paused >> migration->state & 1) != 0;
        status =
            plan_pause(model, row, is_to_rest(model, row, was, is), migration->calendar, migration->time, list, why);
    }
    return status;
}

int32_t cgov__open_clocks(const struct attempt *attempt, struct record *record, struct refusal *why) {
    char class_name[NAME_SIZE];
    const struct blob *name = &record->class_name;
    const struct clock_step step = {.after = attempt->after,
                                    .procedure = attempt->procedure,
                                    .move = attempt->move,
                                    .row = attempt->row,
                                    .class_name = name->len == 0 ? NULL : class_name,
                                    .time = attempt->received != 0 ? attempt->received : attempt->time,
                                    .received = attempt->received != 0,
                                    .command = attempt->command};
    if (name->len > 0) cgov__text_copy(class_name, sizeof class_name, (const char *)name->ptr, name->len);
    return cgov__clocks_plan(attempt->model, &step, &record->clocks, why);
}
