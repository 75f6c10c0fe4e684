/* What a move does to an item's clocks, and what carrying it to a newer rulebook does: each starts with a move, ends
 * with a move and pauses in states.
 *
 * Invariant: dues are decided here, once, when a record is made, and written in its list of operations; applying it
 * (clock_rows.c) reckons nothing. */
#include "entities/clocks.h"

/* ---- writing operations ---- */

static void put_due(struct buf *list, uint8_t flags, int64_t due, int64_t time) {
    if (due == DUE_UNKNOWN) {
        cgov__buf_u8(list, flags | FLAG_UNKNOWN);
        return;
    }
    cgov__buf_u8(list, flags);
    cgov__buf_zigzag(list, due - time);
}

static void put_op(struct buf *list, uint8_t clock, enum clock_op op) {
    cgov__buf_u8(list, clock);
    cgov__buf_u8(list, (uint8_t)op);
}

static void put_length(struct buf *list, const struct length *length, int64_t due, int64_t time) {
    cgov__buf_varint(list, length->n);
    cgov__buf_u8(list, length->unit);
    put_due(list, (uint8_t)((length->rolled ? FLAG_ROLLED : 0) | (length->close ? FLAG_CLOSE : 0)), due, time);
}

/* ---- starting, lengths, extensions ---- */

static int32_t too_many_days(const struct clock_step *step, uint32_t line, struct span cites, struct refusal *why) {
    return cgov__refuse_rule(why, CGOV_R_DETAIL, step->after->rulebook, line, cites,
                             "more days than the rulebook allows");
}

static int32_t plan_start(const struct model *model, const struct clock_step *step, uint8_t index, bool live,
                          struct length length, struct plan *plan, struct refusal *why) {
    const struct clock *clock = &step->procedure->clocks[index];
    struct buf *list = &plan->lists;
    bool pausing = (clock->paused >> step->after->state & 1) != 0;
    if (length.n == 0) {
        if (live) put_op(list, index, OP_STOP);
        /* Only a clock that another class of the item could wake keeps a row. */
        if (step->after->profile == NONE) return CGOV_OK;
        put_op(list, index, OP_IDLE);
        if (pausing) put_op(list, index, OP_PAUSE);
        return CGOV_OK;
    }
    if (length.given) {
        if (step->days > length.n) return too_many_days(step, clock->line, clock->cites, why);
        if (step->days > 0) length.n = step->days;
        length.given = false;
    }
    struct term term = {step->time, length, NULL, 0, {0, 0, false, false, false}};
    struct due due = cgov__due(cgov__item_calendar(model, step->after, NULL), model->offset, &term);
    put_op(list, index, OP_START);
    put_length(list, &length, due.at, step->time);
    if (pausing) put_op(list, index, OP_PAUSE);
    return CGOV_OK;
}

static int32_t plan_extend(const struct model *model, const struct clock_step *step, struct clock_row *row,
                           struct plan *plan, struct refusal *why) {
    const struct length *most = &step->move->extends_most;
    if (step->days > most->n) return too_many_days(step, step->move->line, step->move->cites, why);
    uint32_t more = step->days > 0 ? step->days : most->n;
    if (row->extension > 0 && row->extension_unit != most->unit)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "a clock is extended in one unit only");
    if (row->extension > cgov__longest(most->unit) - more)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the clock has been extended as far as it can be");
    row->extension += more;
    row->extension_unit = most->unit;
    struct due due = cgov__clock_due(model, row, cgov__item_calendar(model, step->after, NULL), 0);
    put_op(&plan->lists, row->clock, OP_EXTEND);
    cgov__buf_varint(&plan->lists, more);
    cgov__buf_u8(&plan->lists, most->unit);
    put_due(&plan->lists, 0, due.at, step->time);
    return CGOV_OK;
}

static bool same_length(const struct clock_row *row, const struct length *length) {
    return row->length == length->n && row->unit == length->unit && (row->rolled != 0) == length->rolled &&
           (row->close != 0) == length->close;
}

/* A change of class: the length the new class gives; what was used, paused and extended stays, also where the class
 * gives none, so that a later one goes on from there. */
static void plan_length(const struct model *model, const struct clock_step *step, struct clock_row *row,
                        struct length length, struct plan *plan) {
    if (length.given || same_length(row, &length)) return;
    row->length = length.n;
    row->unit = length.unit;
    row->rolled = length.rolled;
    row->close = length.close;
    if (length.n == 0) {
        if (row->state != CLOCK_IDLE) put_op(&plan->lists, row->clock, OP_IDLE);
        row->state = CLOCK_IDLE;
        return;
    }
    struct due due = cgov__clock_due(model, row, cgov__item_calendar(model, step->after, NULL), 0);
    put_op(&plan->lists, row->clock, OP_LENGTH);
    put_length(&plan->lists, &length, due.at, step->time);
    if (row->state == CLOCK_IDLE) row->state = cgov__clock_rests(model, row) ? CLOCK_PAUSED : CLOCK_RUNNING;
}

/* ---- going on: pauses ---- */

/* A pause begins or ends, where the state the clock comes into says other than the one it was in. */
static int32_t plan_pause(const struct model *model, const struct clock_row *row, bool pausing,
                          const struct calendar *calendar, struct plan *plan, struct refusal *why) {
    bool paused = cgov__clock_rests(model, row);
    if (pausing && !paused) {
        if (row->pause_count >= MAX_PAUSES)
            return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the clock has been paused as often as it can be");
        put_op(&plan->lists, row->clock, OP_PAUSE);
    }
    if (paused && !pausing) {
        struct due due = {DUE_UNKNOWN, DUE_UNKNOWN, 0};
        if (row->state != CLOCK_IDLE) due = cgov__clock_due(model, row, calendar, plan->time);
        put_op(&plan->lists, row->clock, OP_RESUME);
        put_due(&plan->lists, 0, due.at, plan->time);
    }
    return CGOV_OK;
}

/* A clock that rests goes on first, so that its last due is the one its pauses have moved. */
static int32_t plan_stop(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                         struct plan *plan, struct refusal *why) {
    int32_t status = plan_pause(model, row, false, calendar, plan, why);
    put_op(&plan->lists, row->clock, OP_STOP);
    return status;
}

static int32_t plan_running(const struct model *model, const struct clock_step *step, const struct clock_row *before,
                            struct length length, struct plan *plan, struct refusal *why) {
    const struct clock *clock = &step->procedure->clocks[before->clock];
    struct clock_row now = *before, *row = &now; /* as each operation leaves it */
    if (step->move->reclasses) plan_length(model, step, row, length, plan);
    if (step->move->extends == row->clock && row->state != CLOCK_IDLE) {
        int32_t status = plan_extend(model, step, row, plan, why);
        if (status != CGOV_OK) return status;
    }
    bool pausing = (clock->paused >> step->after->state & 1) != 0;
    return plan_pause(model, row, pausing, cgov__item_calendar(model, step->after, NULL), plan, why);
}

/* ---- moves, and carrying ---- */

int32_t cgov__clocks_plan(const struct model *model, const struct clock_step *step, struct plan *plan,
                          struct refusal *why) {
    const struct rulebook *rulebook = cgov__rulebook_of(model, step->after);
    const struct clock_row *rows[MAX_CLOCKS] = {NULL}, *each;
    for (uint32_t n = step->before == NULL ? 0 : step->before->first_clock; (each = cgov__clock_row(model, n)) != NULL;
         n = each->next)
        if (each->clock != NONE) rows[each->clock] = each;
    for (uint8_t c = 0; c < step->procedure->clock_count; c++) {
        const struct clock_row *row = rows[c];
        bool live = row != NULL && row->state != CLOCK_STOPPED;
        bool starts = (step->move->starts >> c & 1) != 0;
        bool stops = (step->move->stops >> c & 1) != 0 || step->after->final;
        if (!starts && !live) continue;
        struct length length = {0, 0, false, false, false};
        if (starts || step->move->reclasses)
            length = cgov__length_of(rulebook, step->after->procedure, c, step->after->profile, step->after->urgency,
                                     step->class_name);
        int32_t status = CGOV_OK;
        if (starts && !step->after->final)
            status = plan_start(model, step, c, live, length, plan, why);
        else if (stops)
            status = plan_stop(model, row, cgov__item_calendar(model, step->after, NULL), plan, why);
        else
            status = plan_running(model, step, row, length, plan, why);
        if (status != CGOV_OK) return status;
    }
    return CGOV_OK;
}

int32_t cgov__clocks_plan_carry(const struct model *model, const struct clock_carry *carry, struct plan *plan,
                                struct refusal *why) {
    const struct procedure *old = cgov__procedure_of(model, carry->item);
    int32_t status = CGOV_OK;
    for (uint8_t c = 0; c < old->clock_count && status == CGOV_OK; c++) {
        const struct clock_row *row = cgov__clock_of(model, carry->item, c);
        if (row == NULL || row->state == CLOCK_STOPPED) continue;
        uint8_t to = cgov__clock_find(carry->procedure, old->clocks[c].name);
        if (to == NONE) {
            status = plan_stop(model, row, cgov__item_calendar(model, carry->item, NULL), plan, why);
            continue;
        }
        bool pausing = (carry->procedure->clocks[to].paused >> carry->state & 1) != 0;
        status = plan_pause(model, row, pausing, carry->calendar, plan, why);
    }
    return status;
}
