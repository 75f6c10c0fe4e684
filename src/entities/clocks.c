/* Clocks: each starts with a move, ends with a move, pauses in states, and tells what it has to at instants that follow from
 * its row alone.
 *
 * Invariant: a row in state RUNNING with a known due, and something left to tell, is in the model's queue; no other row is.
 * Dues are decided once, when a record is made, and written in it; what is to be told next is reckoned from them. */
#include "entities/clocks.h"

enum op { OP_START = 1, OP_IDLE, OP_STOP, OP_PAUSE, OP_RESUME, OP_EXTEND, OP_LENGTH };
enum { FLAG_ROLLED = 1, FLAG_CLOSE = 2, FLAG_UNKNOWN = 4 };

struct clock_row *cgov__clock_of(const struct model *model, const struct item *item, uint8_t clock) {
    struct clock_row *row;
    for (uint32_t n = item->first_clock; (row = cgov__clock_row(model, n)) != NULL; n = row->next)
        if (row->clock == clock) return row;
    return NULL;
}

const struct calendar *cgov__item_calendar(const struct model *model, const struct item *item, const char **name_out) {
    const char *name = model->calendar;
    if (item->profile != NONE) {
        const struct profile *profile = &cgov__rulebook_of(model, item)->profiles[item->profile];
        if (profile->calendar[0] != '\0') name = profile->calendar;
    }
    if (name_out != NULL) *name_out = name;
    return name[0] == '\0' ? NULL : cgov__calendar_find(model, name);
}

/* A pause of it has begun and not ended: of an idle clock as well, which a class may wake later. */
static bool rests(const struct model *model, const struct clock_row *row) {
    const struct pause_row *pause = NULL;
    for (uint32_t n = row->pauses; n != 0; n = pause->next) pause = cgov__pause_row(model, n);
    return pause != NULL && pause->to == 0;
}

static struct length row_length(const struct clock_row *row) {
    return (struct length){row->length, row->unit, row->rolled != 0, row->close != 0, false};
}

struct due cgov__clock_due(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                           int64_t until) {
    struct pause_span pauses[MAX_PAUSES];
    uint32_t count = 0;
    const struct pause_row *pause;
    for (uint32_t n = row->pauses; (pause = cgov__pause_row(model, n)) != NULL && count < MAX_PAUSES; n = pause->next) {
        int64_t to = pause->to != 0 ? pause->to : until;
        if (to != 0) pauses[count++] = (struct pause_span){pause->from, to};
    }
    struct term term = {row->start, row_length(row), pauses, count, {row->extension, row->extension_unit, false, false, false}};
    return cgov__due(calendar, model->offset, &term);
}

/* ---- what a move does ---- */

static void put_due(struct buf *list, uint8_t flags, int64_t due, int64_t time) {
    if (due == DUE_UNKNOWN) {
        cgov__buf_u8(list, flags | FLAG_UNKNOWN);
        return;
    }
    cgov__buf_u8(list, flags);
    cgov__buf_zigzag(list, due - time);
}

static void put_op(struct buf *list, uint8_t clock, enum op op) {
    cgov__buf_u8(list, clock);
    cgov__buf_u8(list, (uint8_t)op);
}

static void put_length(struct buf *list, const struct length *length, int64_t due, int64_t time) {
    cgov__buf_varint(list, length->n);
    cgov__buf_u8(list, length->unit);
    put_due(list, (uint8_t)((length->rolled ? FLAG_ROLLED : 0) | (length->close ? FLAG_CLOSE : 0)), due, time);
}

static int32_t too_many_days(const struct clock_step *step, uint32_t line, struct span cites, struct refusal *why) {
    return cgov__refuse_rule(why, CGOV_R_DETAIL, step->after->rulebook, line, cites, "more days than the rulebook allows");
}

static int32_t plan_start(const struct model *model, const struct clock_step *step, uint8_t index, bool live,
                          struct length length, struct plan *plan, struct refusal *why) {
    const struct clock *clock = &step->procedure->clocks[index];
    struct buf *list = &plan->lists;
    bool pausing = (clock->paused >> step->after->state & 1) != 0;
    if (length.n == 0) {
        /* Only a clock that another class of the item could wake keeps a row. */
        if (step->after->profile == NONE) return CGOV_OK;
        if (live) put_op(list, index, OP_STOP);
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

/* A change of class: the length the new class gives; what was used, paused and extended stays, also where the class gives
 * none, so that a later one goes on from there. */
static void plan_length(const struct model *model, const struct clock_step *step, struct clock_row *row, struct length length,
                        struct plan *plan) {
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
    if (row->state == CLOCK_IDLE) row->state = rests(model, row) ? CLOCK_PAUSED : CLOCK_RUNNING;
}

static int32_t plan_running(const struct model *model, const struct clock_step *step, const struct clock_row *before,
                            struct length length, struct plan *plan, struct refusal *why) {
    const struct clock *clock = &step->procedure->clocks[before->clock];
    bool pausing = (clock->paused >> step->after->state & 1) != 0, paused = rests(model, before);
    struct clock_row now = *before, *row = &now; /* as each operation leaves it */
    if (step->move->reclasses) plan_length(model, step, row, length, plan);
    if (step->move->extends == row->clock && row->state != CLOCK_IDLE) {
        int32_t status = plan_extend(model, step, row, plan, why);
        if (status != CGOV_OK) return status;
    }
    if (pausing && !paused) {
        if (row->pause_count >= MAX_PAUSES)
            return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the clock has been paused as often as it can be");
        put_op(&plan->lists, row->clock, OP_PAUSE);
    }
    if (paused && !pausing) {
        struct due due = {DUE_UNKNOWN, DUE_UNKNOWN, 0};
        if (row->state != CLOCK_IDLE)
            due = cgov__clock_due(model, row, cgov__item_calendar(model, step->after, NULL), step->time);
        put_op(&plan->lists, row->clock, OP_RESUME);
        put_due(&plan->lists, 0, due.at, step->time);
    }
    return CGOV_OK;
}

int32_t cgov__clocks_plan(const struct model *model, const struct clock_step *step, struct plan *plan, struct refusal *why) {
    const struct rulebook *rulebook = cgov__rulebook_of(model, step->after);
    for (uint8_t c = 0; c < step->procedure->clock_count; c++) {
        const struct clock_row *row = step->before == NULL ? NULL : cgov__clock_of(model, step->before, c);
        bool live = row != NULL && row->state != CLOCK_STOPPED;
        bool starts = (step->move->starts >> c & 1) != 0;
        bool stops = (step->move->stops >> c & 1) != 0 || step->after->final;
        if (!starts && !live) continue;
        struct length length = {0, 0, false, false, false};
        if (starts || step->move->reclasses)
            length = cgov__length_of(rulebook, step->after->procedure, c, step->after->profile, step->after->urgency,
                                     step->class_name);
        int32_t status = CGOV_OK;
        if (starts && !step->after->final) status = plan_start(model, step, c, live, length, plan, why);
        else if (stops) put_op(&plan->lists, c, OP_STOP);
        else status = plan_running(model, step, row, length, plan, why);
        if (status != CGOV_OK) return status;
    }
    return CGOV_OK;
}

/* ---- reading a list of operations ---- */

struct operation {
    uint8_t clock, op, unit, flags;
    uint64_t n;
    int64_t due;
};

static bool get_operation(struct cursor *cursor, int64_t time, struct operation *out) {
    *out = (struct operation){.due = DUE_UNKNOWN};
    out->clock = cgov__get_u8(cursor);
    out->op = cgov__get_u8(cursor);
    bool lengths = out->op == OP_START || out->op == OP_LENGTH || out->op == OP_EXTEND;
    if (lengths) {
        out->n = cgov__get_varint(cursor);
        out->unit = cgov__get_u8(cursor);
    }
    if (lengths || out->op == OP_RESUME) {
        out->flags = cgov__get_u8(cursor);
        if ((out->flags & FLAG_UNKNOWN) == 0) {
            int64_t delta = cgov__get_zigzag(cursor);
            if (delta > END_OF_TIME || delta < -END_OF_TIME) return false;
            out->due = time + delta;
        }
    }
    return !cursor->bad && out->op >= OP_START && out->op <= OP_LENGTH && out->flags <= 7;
}

/* Whether an operation can follow on what a clock is, and what it makes of it. */
static bool follows(uint8_t op, uint8_t *state, bool *paused) {
    bool stopped = *state == CLOCK_STOPPED, idle = *state == CLOCK_IDLE;
    switch (op) {
    case OP_START:
        *paused = false;
        *state = CLOCK_RUNNING;
        return true;
    case OP_IDLE:
        *paused = *paused && !stopped;
        *state = CLOCK_IDLE;
        return true;
    case OP_STOP: *state = CLOCK_STOPPED; return !stopped;
    case OP_PAUSE:
    case OP_RESUME:
        if (stopped || *paused == (op == OP_PAUSE)) return false;
        *paused = op == OP_PAUSE;
        return true;
    case OP_EXTEND: return !stopped && !idle;
    default:
        if (idle) *state = CLOCK_RUNNING;
        return !stopped;
    }
}

bool cgov__clocks_hold(const struct model *model, const struct procedure *procedure, const struct item *item,
                       const struct blob *list, int64_t time) {
    struct cursor cursor = cgov__cursor(list->ptr, list->len);
    uint8_t states[MAX_CLOCKS];
    bool paused[MAX_CLOCKS];
    int64_t starts[MAX_CLOCKS];
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock_row *row = item == NULL ? NULL : cgov__clock_of(model, item, c);
        states[c] = row == NULL ? CLOCK_STOPPED : row->state;
        paused[c] = row != NULL && states[c] != CLOCK_STOPPED && rests(model, row);
        starts[c] = row == NULL ? time : row->start;
    }
    struct operation operation;
    while (cursor.at < cursor.end) {
        if (!get_operation(&cursor, time, &operation) || operation.clock >= procedure->clock_count) return false;
        bool lengths = operation.op == OP_START || operation.op == OP_LENGTH || operation.op == OP_EXTEND;
        if (lengths && (operation.n == 0 || operation.n > MAX_LENGTH_MINUTES || operation.unit < UNIT_DAYS ||
                        operation.unit > UNIT_MONTHS))
            return false;
        bool begins = operation.op == OP_START || (operation.op == OP_IDLE && states[operation.clock] == CLOCK_STOPPED);
        if (begins) starts[operation.clock] = time;
        if (operation.due < starts[operation.clock]) return false;
        if (!follows(operation.op, &states[operation.clock], &paused[operation.clock])) return false;
    }
    return true;
}

/* ---- applying ---- */

static void set_state(struct model *model, struct clock_row *row, uint8_t state) {
    bool was = row->state == CLOCK_RUNNING || row->state == CLOCK_PAUSED;
    bool is = state == CLOCK_RUNNING || state == CLOCK_PAUSED;
    if (is && !was) model->running_clocks++;
    if (was && !is) model->running_clocks--;
    row->state = state;
}

static uint32_t row_number(struct model *model, uint32_t item_number, uint8_t clock) {
    struct item *item = cgov__item(model, item_number);
    for (uint32_t n = item->first_clock; n != 0; n = cgov__clock_row(model, n)->next)
        if (cgov__clock_row(model, n)->clock == clock) return n;
    struct clock_row *row = cgov__rows_add(&model->clocks);
    uint32_t number = model->clocks.count;
    row->item = item_number;
    row->clock = clock;
    row->state = CLOCK_STOPPED;
    if (item->last_clock == 0) item->first_clock = number;
    else cgov__clock_row(model, item->last_clock)->next = number;
    item->last_clock = number;
    return number;
}

static void set_length(struct clock_row *row, const struct operation *operation) {
    row->length = (uint32_t)operation->n;
    row->unit = operation->unit;
    row->rolled = (operation->flags & FLAG_ROLLED) != 0;
    row->close = (operation->flags & FLAG_CLOSE) != 0;
    row->due = operation->due;
}

static void restart(struct model *model, struct clock_row *row, int64_t time) {
    uint32_t item = row->item, next = row->next;
    uint8_t clock = row->clock, state = row->state;
    memset(row, 0, sizeof *row);
    row->item = item;
    row->next = next;
    row->clock = clock;
    row->state = state;
    row->start = time;
    row->due = DUE_UNKNOWN;
    (void)model;
}

static void pause(struct model *model, struct clock_row *row, int64_t time) {
    struct pause_row *added = cgov__rows_add(&model->pauses);
    added->from = time;
    uint32_t *link = &row->pauses;
    while (*link != 0) link = &cgov__pause_row(model, *link)->next;
    *link = model->pauses.count;
    row->pause_count++;
    if (row->state == CLOCK_RUNNING) set_state(model, row, CLOCK_PAUSED);
}

static void resume(struct model *model, struct clock_row *row, int64_t time) {
    struct pause_row *last;
    for (uint32_t n = row->pauses; (last = cgov__pause_row(model, n)) != NULL; n = last->next)
        if (last->to == 0) last->to = time;
    if (row->state == CLOCK_PAUSED) set_state(model, row, CLOCK_RUNNING);
}

static void apply_operation(struct model *model, struct clock_row *row, const struct operation *operation, int64_t time) {
    switch (operation->op) {
    case OP_START:
        restart(model, row, time);
        set_length(row, operation);
        set_state(model, row, CLOCK_RUNNING);
        break;
    case OP_IDLE: /* a clock that runs is laid down as it is */
        if (row->state == CLOCK_STOPPED) restart(model, row, time);
        row->length = 0;
        row->due = DUE_UNKNOWN;
        set_state(model, row, CLOCK_IDLE);
        break;
    case OP_STOP:
        set_state(model, row, CLOCK_STOPPED);
        row->stopped = time;
        break;
    case OP_PAUSE: pause(model, row, time); break;
    case OP_RESUME:
        resume(model, row, time);
        row->due = operation->due;
        break;
    case OP_EXTEND:
        row->extension += (uint32_t)operation->n;
        row->extension_unit = operation->unit;
        row->due = operation->due;
        break;
    default:
        set_length(row, operation);
        if (row->state == CLOCK_IDLE) set_state(model, row, rests(model, row) ? CLOCK_PAUSED : CLOCK_RUNNING);
        break;
    }
}

void cgov__clocks_apply(struct model *model, uint32_t item, const struct blob *list, int64_t time) {
    struct cursor cursor = cgov__cursor(list->ptr, list->len);
    struct operation operation;
    while (cursor.at < cursor.end && get_operation(&cursor, time, &operation)) {
        uint32_t number = row_number(model, item, operation.clock);
        apply_operation(model, cgov__clock_row(model, number), &operation, time);
        cgov__clock_schedule(model, number);
    }
}

/* ---- what comes next ---- */

enum clock_event cgov__clock_next(const struct model *model, const struct clock_row *row, int64_t *at_out,
                                  uint32_t *which_out) {
    if (row->state != CLOCK_RUNNING || row->due == DUE_UNKNOWN) return EVENT_NONE;
    const struct item *item = cgov__item(model, row->item);
    const struct clock *clock = &cgov__procedure_of(model, item)->clocks[row->clock];
    if (row->rungs == 0) {
        for (uint32_t r = 0; r < clock->reminder_count; r++) {
            if ((row->reminded >> r & 1) != 0) continue;
            *at_out = cgov__share_instant(row->start, row->due, clock->reminders[r]);
            *which_out = r;
            return EVENT_REMINDER;
        }
        *at_out = row->due + 1;
        *which_out = 1;
        return clock->rung_count > 0 || clock->late_move != NONE ? EVENT_LATE : EVENT_NONE;
    }
    if (row->rungs >= clock->rung_count) return EVENT_NONE;
    struct term term = {row->due, clock->rungs[row->rungs].after, NULL, 0, {0, 0, false, false, false}};
    struct due due = cgov__due(cgov__item_calendar(model, item, NULL), model->offset, &term);
    if (due.at == DUE_UNKNOWN) return EVENT_NONE;
    *at_out = due.at + 1;
    *which_out = row->rungs + 1u;
    return EVENT_RUNG;
}

void cgov__clock_schedule(struct model *model, uint32_t number) {
    const struct clock_row *row = cgov__clock_row(model, number);
    int64_t at = 0;
    uint32_t which = 0;
    if (cgov__clock_next(model, row, &at, &which) == EVENT_NONE) {
        cgov__queue_remove(&model->due, number - 1);
        return;
    }
    /* What is past already is told at the instant of the change that made it so. */
    if (at < model->now) at = model->now;
    uint64_t kind = cgov__item(model, row->item)->kind;
    cgov__queue_set(&model->due, number - 1, at, kind << 56 | (uint64_t)row->item << 8 | row->clock);
}

void cgov__clocks_reschedule(struct model *model) {
    for (uint32_t n = 1; n <= model->clocks.count; n++)
        if (cgov__clock_row(model, n)->state == CLOCK_RUNNING) cgov__clock_schedule(model, n);
}
