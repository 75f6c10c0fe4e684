/* The rows of an item's clocks: whether a list of operations can be applied to them, applying it, and what each row has
 * to tell next, which follows from the row alone.
 *
 * Invariant: a row in state RUNNING with a known due, and something left to tell, is in the model's queue; no other row
 * is. A row whose clock a newer rulebook dropped has the clock NONE, and is stopped. */
#include "model/clock_rows.h"

#include "model/charge_rows.h"
#include "model/overdue.h"

/* ---- looking ---- */

/* The number of the row of a clock that has not stopped, from this live one on; 0: it has, or never started. */
static inline uint32_t live_from(const struct model *model, uint32_t number, uint8_t clock) {
    const struct clock_row *row;
    while (number != 0 && (row = cgov__linked_clock(model, number))->clock != clock) number = row->next_live;
    return number;
}

/* Of a clock that has a row in the ring of that last one. */
static inline uint32_t row_in(const struct model *model, const struct clock_row *last, uint8_t clock) {
    const struct clock_row *row;
    uint32_t number = live_from(model, last->live, clock);
    if (number != 0) return number;
    for (number = last->next; (row = cgov__linked_clock(model, number))->clock != clock;) number = row->next;
    return number;
}

/* The number of the row of a clock that has started. */
static uint32_t number_of(const struct model *model, const struct item *item, uint8_t clock) {
    const struct clock_row *last = cgov__clock_row(model, item->clocks);
    return !last || (last->there >> clock & 1) == 0 ? 0 : row_in(model, last, clock);
}

const struct clock_row *cgov__clock_of(const struct model *model, const struct item *item, uint8_t clock) {
    return cgov__clock_row(model, number_of(model, item, clock));
}

const struct clock_row *cgov__clock_live(const struct model *model, const struct item *item, uint8_t clock) {
    return cgov__clock_row(model, live_from(model, cgov__clocks_live(model, item), clock));
}

const char *cgov__calendar_asked(const struct model *model, const struct adoption *adoption, uint8_t profile) {
    const char *name = adoption->rulebook.profiles[profile].calendar;
    return name[0] != 0 ? name : model->calendar;
}

const struct calendar *cgov__item_calendar(const struct model *model, const struct item *item, const char **name_out) {
    const struct adoption *adoption = model->adoptions[item->rulebook - 1];
    const bool own = item->profile == NONE;
    if (name_out) *name_out = own ? model->calendar : cgov__calendar_asked(model, adoption, item->profile);
    const uint32_t which = own ? model->calendar_own : adoption->calendars[item->profile];
    return which == 0 ? NULL : &model->calendars[which - 1];
}

bool cgov__clock_rests(const struct model *model, const struct clock_row *row) {
    const struct pause_row *pause = NULL;
    for (uint32_t n = row->pauses; n != 0; n = pause->next) pause = cgov__pause_row(model, n);
    return pause && pause->to == 0;
}

int64_t cgov__clock_rested(const struct model *model, const struct clock_row *row, int64_t until) {
    const struct pause_row *pause;
    int64_t rested = 0;
    for (uint32_t n = row->pauses; (pause = cgov__pause_row(model, n)); n = pause->next)
        rested += (pause->to == 0 || pause->to > until ? until : pause->to) - pause->from;
    return rested;
}

bool cgov__clock_past(const struct model *model, const struct clock_row *row, int64_t time) {
    const struct pause_row *pause;
    for (uint32_t n = row->pauses; n != 0; n = pause->next) {
        pause = cgov__pause_row(model, n);
        if (pause->to == 0) time = pause->from;
    }
    return cgov__due_past(row, time);
}

static struct length row_length(const struct clock_row *row) {
    return (struct length){row->length, row->unit, row->rolled != 0, row->close != 0, false};
}

/* What the row's due is computed from; its pauses are written to those given. */
static struct term term_of(const struct model *model, const struct clock_row *row, int64_t until,
                           struct pause_span pauses[MAX_PAUSES]) {
    uint32_t count = 0;
    const struct pause_row *pause;
    for (uint32_t n = row->pauses; (pause = cgov__pause_row(model, n)) && count < MAX_PAUSES; n = pause->next) {
        int64_t to = pause->to != 0 ? pause->to : until;
        if (to != 0) pauses[count++] = (struct pause_span){pause->from, to};
    }
    return (struct term){
        row->start, row_length(row), pauses, count, {row->extension, row->extension_unit, false, false, false}};
}

struct due cgov__clock_due(const struct model *model, const struct clock_row *row, const struct calendar *calendar,
                           int64_t until) {
    struct pause_span pauses[MAX_PAUSES];
    struct term term = term_of(model, row, until, pauses);
    struct due due = cgov__due(calendar, model->offset, &term);
    const struct item *item = due.at == DUE_UNKNOWN && row->clock != NONE ? cgov__item(model, row->item) : NULL;
    if (item) due.at = cgov__due_meanwhile(&due, &cgov__procedure_of(model, item)->clocks[row->clock]);
    return due;
}

/* Of a clock of that item that asks a calendar, or has rested. */
static int64_t share_asked(const struct model *model, const struct item *item, const struct clock_row *row,
                           uint32_t percent) {
    struct pause_span pauses[MAX_PAUSES];
    struct term term = term_of(model, row, 0, pauses);
    return cgov__share_instant(cgov__item_calendar(model, item, NULL), model->offset, &term, row->due, percent);
}

static inline int64_t share_instant(const struct model *model, const struct item *item, const struct clock_row *row,
                                    uint32_t percent) {
    if (cgov__share_is_plain(row->unit, row->pauses) && row->due != DUE_UNKNOWN)
        return row->start + cgov__share_of(row->due - row->start, percent);
    return share_asked(model, item, row, percent);
}

/* ---- whether a list can be applied ---- */

static struct standing standing_of(const struct model *model, const struct clock_row *row) {
    return (struct standing){.state = row->state == CLOCK_IDLE ? CLOCK_IDLE : CLOCK_RUNNING,
                             .rests = cgov__clock_rests(model, row),
                             .extension_unit = row->extension_unit,
                             .rungs = row->rungs,
                             .extension = row->extension,
                             .pauses = row->pause_count,
                             .start = row->start,
                             .due = row->due};
}

void cgov__clocks_stand(const struct model *model, const struct item *item, struct standing *clocks, uint8_t count) {
    for (uint8_t c = 0; c < count; c++) clocks[c] = (struct standing){.state = CLOCK_STOPPED};
    const struct clock_row *row;
    for (uint32_t n = item ? cgov__clocks_live(model, item) : 0; (row = cgov__clock_row(model, n)); n = row->next_live)
        clocks[row->clock] = standing_of(model, row);
}

struct standing cgov__clock_stands(const struct model *model, const struct item *item, uint8_t clock) {
    const struct clock_row *row = item ? cgov__clock_live(model, item, clock) : NULL;
    return row ? standing_of(model, row) : (struct standing){.state = CLOCK_STOPPED};
}

static bool extends(const struct clock_operation *operation, struct standing *clock) {
    if (clock->state != CLOCK_RUNNING || (clock->extension > 0 && clock->extension_unit != operation->unit))
        return false;
    clock->extension += operation->n;
    clock->extension_unit = operation->unit;
    return clock->extension <= cgov__longest(operation->unit);
}

/* Whether an operation can follow on what a clock is, and what it makes of it. */
static bool follows(const struct clock_operation *operation, struct standing *clock, int64_t time) {
    bool stopped = clock->state == CLOCK_STOPPED;
    switch ((enum clock_op)operation->op) {
    case OP_START:
        *clock = (struct standing){.state = CLOCK_RUNNING, .start = time};
        return true;
    case OP_IDLE:
        if (stopped) *clock = (struct standing){.start = time};
        clock->state = CLOCK_IDLE;
        return true;
    case OP_STOP:
        clock->state = CLOCK_STOPPED;
        return !stopped;
    case OP_PAUSE:
    case OP_RESUME:
        if (stopped || clock->rests == (operation->op == OP_PAUSE)) return false;
        clock->rests = operation->op == OP_PAUSE;
        return !clock->rests || ++clock->pauses <= MAX_PAUSES;
    case OP_EXTEND:
        return extends(operation, clock);
    case OP_LENGTH:
        if (!stopped) clock->state = CLOCK_RUNNING;
        return !stopped;
    }
    return false;
}

bool cgov__clocks_follow(const struct record *record, struct standing *clocks, uint8_t count) {
    const int64_t from = cgov__record_from(record);
    for (uint32_t i = 0; i < record->clocks.count; i++) {
        const struct clock_operation *operation = &record->clocks.at[i];
        const int64_t time = cgov__operation_at(operation, from, record->time);
        if (operation->clock >= count) return false;
        struct standing *clock = &clocks[operation->clock];
        if (cgov__gives_length(operation) && !cgov__length_valid(operation)) return false;
        const bool has_due = cgov__gives_length(operation) || operation->op == OP_RESUME;
        if (!follows(operation, clock, time) || (has_due && operation->due < clock->start)) return false;
        if (has_due) cgov__standing_moved(clock, operation->due, time);
    }
    return true;
}

/* A due that lies ahead has been told to nobody: its ladder begins anew. */
static bool lies_ahead(int64_t due, int64_t time) {
    return due != DUE_UNKNOWN && due >= time;
}

void cgov__standing_moved(struct standing *clock, int64_t due, int64_t time) {
    clock->due = due;
    if (lies_ahead(due, time)) clock->rungs = 0;
}

/* ---- applying ---- */

void cgov__clock_moved(const struct model *model, struct clock_row *row, int64_t due, int64_t time) {
    row->due = due;
    if (!lies_ahead(due, time) || row->clock == NONE) return;
    row->rungs = row->told = 0;
    if (row->reminded == 0) return;
    const struct item *item = cgov__item(model, row->item);
    const struct clock *clock = &cgov__procedure_of(model, item)->clocks[row->clock];
    for (uint32_t r = 0; r < clock->reminder_count; r++)
        if ((row->reminded >> r & 1) != 0 && share_instant(model, item, row, clock->reminders[r]) > time)
            row->reminded &= (uint8_t) ~(1u << r);
}

static inline bool goes(uint8_t state) {
    return state == CLOCK_RUNNING || state == CLOCK_PAUSED;
}

static void set_state(struct model *model, struct clock_row *row, uint8_t state) {
    model->running_clocks += (uint32_t)goes(state) - (uint32_t)goes(row->state);
    row->state = state;
}

static uint32_t fresh_row(struct model *model) {
    uint32_t number = model->free_clock;
    if (number == 0) {
        cgov__rows_next(&model->clocks);
        return model->clocks.count;
    }
    model->free_clock = cgov__clock_row(model, number)->next;
    model->free_clocks--;
    if (model->free_clock != 0) cgov__fetch(cgov__linked_clock(model, model->free_clock)); /* the next to be taken */
    return number;
}

COLD static void free_pauses(struct model *model, struct clock_row *row) {
    for (struct pause_row *pause; (pause = cgov__edit_pause_row(model, row->pauses));) {
        uint32_t number = row->pauses;
        row->pauses = pause->next;
        *pause = (struct pause_row){.next = model->free_pause};
        model->free_pause = number;
        model->free_pauses++;
    }
    row->pause_count = 0;
}

static uint32_t fresh_pause(struct model *model) {
    uint32_t number = model->free_pause;
    if (number == 0) {
        cgov__rows_add(&model->pauses);
        return model->pauses.count;
    }
    model->free_pause = cgov__pause_row(model, number)->next;
    model->free_pauses--;
    return number;
}

/* Of the ring with that last row; answers how many there are. */
COLD static uint32_t free_each(struct model *model, struct clock_row *last) {
    struct clock_row *row = last;
    uint32_t count = 0;
    do {
        row = cgov__edit_linked_clock(model, row->next);
        if (row->pauses != 0) free_pauses(model, row);
        count++;
    } while (row != last);
    return count;
}

/* The ring opens, and goes before those that are free already. What lies in its rows was written long ago, so only of
 * an item that has rested each is looked at. */
void cgov__clocks_free(struct model *model, struct item *item) {
    if (item->clocks == 0) return;
    struct clock_row *last = cgov__edit_linked_clock(model, item->clocks);
    const uint32_t first = last->next;
    model->free_clocks += item->rested ? free_each(model, last) : cgov__bits_count(last->there);
    last->next = model->free_clock;
    model->free_clock = first;
    item->clocks = 0;
}

/* An item whose clocks change: its row, and the last row of its ring, which knows where the live ones begin. */
struct ring {
    struct model *model;
    struct item *item;
    struct clock_row *last; /* NULL: it has none yet */
    uint32_t number;        /* the item's */
};

/* A run begins: nothing is left of one before it. */
static inline void begin(struct clock_row *row, int64_t time) {
    row->reminded = row->rungs = row->unit = row->extension_unit = 0;
    row->rolled = row->close = row->late = 0;
    row->told = 0;
    row->pause_count = 0;
    row->length = row->extension = row->pauses = 0;
    row->start = time;
    row->due = DUE_UNKNOWN;
    row->stopped = 0;
}

/* A new last row, of a clock that has not started so far, written whole: nothing of what lies there is asked. */
static struct clock_row *add_row(struct ring *ring, uint8_t clock, int64_t time, uint32_t *number_out) {
    struct clock_row *last = ring->last;
    const uint32_t number = *number_out = fresh_row(ring->model);
    struct clock_row *row = cgov__edit_linked_clock(ring->model, number);
    *row = (struct clock_row){.item = ring->number,
                              .next = last ? last->next : number,
                              .live = last ? last->live : 0,
                              .there = (last ? last->there : 0) | UINT32_C(1) << clock,
                              .clock = clock,
                              .state = CLOCK_STOPPED,
                              .start = time,
                              .due = DUE_UNKNOWN};
    if (last) last->next = number;
    ring->item->clocks = number;
    return ring->last = row;
}

/* It has not stopped from here on: behind those that are before it in the ring. */
static inline void enter_live(const struct ring *ring, struct clock_row *row, uint32_t number) {
    struct model *model = ring->model;
    uint32_t *link = &ring->last->live;
    if (row == ring->last) {
        while (*link != 0) link = &cgov__edit_linked_clock(model, *link)->next_live;
    } else {
        for (uint32_t n = ring->last->next; n != number; n = cgov__clock_row(model, n)->next)
            if (n == *link) link = &cgov__edit_clock_row(model, n)->next_live;
    }
    row->next_live = *link;
    *link = number;
}

static void leave_live(const struct ring *ring, struct clock_row *row, uint32_t number) {
    uint32_t *link = &ring->last->live;
    while (*link != number) link = &cgov__edit_linked_clock(ring->model, *link)->next_live;
    *link = row->next_live;
    row->next_live = 0;
}

void cgov__clocks_renumbered(struct model *model, struct item *item) {
    const struct clock_row *row;
    uint32_t there = 0;
    for (uint32_t n = cgov__clocks_first(model, item); (row = cgov__clock_row(model, n));
         n = cgov__clocks_next(item, n, row)) {
        there |= row->clock == NONE ? 0 : UINT32_C(1) << row->clock;
        if (row->clock == NONE) item->rested = true;
    }
    if (item->clocks != 0) cgov__edit_clock_row(model, item->clocks)->there = there;
}

static void set_length(struct clock_row *row, const struct clock_operation *operation) {
    row->length = operation->n;
    row->unit = operation->unit;
    row->rolled = (operation->flags & FLAG_ROLLED) != 0;
    row->close = (operation->flags & FLAG_CLOSE) != 0;
}

/* Of a clock that has started before. */
COLD static void restart(struct model *model, struct item *item, struct clock_row *row, int64_t time) {
    const int64_t until = row->state == CLOCK_STOPPED ? row->stopped : time;
    if (item->extra->charges != 0)
        cgov__charge_followed(model, item, row, until, cgov__clock_rested(model, row, until));
    if (row->pauses != 0) free_pauses(model, row);
    begin(row, time);
}

static void pause(struct model *model, struct clock_row *row, int64_t time) {
    uint32_t number = fresh_pause(model);
    *cgov__edit_pause_row(model, number) = (struct pause_row){.from = time};
    uint32_t *link = &row->pauses;
    while (*link != 0) link = &cgov__edit_pause_row(model, *link)->next;
    *link = number;
    row->pause_count++;
    if (row->state == CLOCK_RUNNING) set_state(model, row, CLOCK_PAUSED);
}

static void resume(struct model *model, struct clock_row *row, int64_t time) {
    struct pause_row *last;
    for (uint32_t n = row->pauses; (last = cgov__edit_pause_row(model, n)); n = last->next)
        if (last->to == 0) last->to = time;
    if (row->state == CLOCK_PAUSED) set_state(model, row, CLOCK_RUNNING);
}

/* What of it outlives the row: whether its last run was one, and was late, by its last due or one before. */
static void end(struct item *item, const struct clock_row *row) {
    const uint32_t bit = UINT32_C(1) << row->clock;
    uint32_t ran = item->ran | bit, late = item->late & ~bit;
    if (row->late)
        late |= bit;
    else if (row->state == CLOCK_IDLE)
        ran &= ~bit;
    item->ran = ran;
    item->late = late;
}

static inline void start(const struct ring *ring, uint32_t number, struct clock_row *row,
                         const struct clock_operation *operation) {
    if (row->state == CLOCK_STOPPED) enter_live(ring, row, number);
    set_length(row, operation);
    row->due = operation->due;
    set_state(ring->model, row, CLOCK_RUNNING);
}

static inline void stop(const struct ring *ring, uint32_t number, struct clock_row *row, int64_t time) {
    end(ring->item, row);
    leave_live(ring, row, number);
    set_state(ring->model, row, CLOCK_STOPPED);
    row->stopped = time;
}

/* A clock that runs is laid down as it is. */
static void lay_down(const struct ring *ring, uint32_t number, struct clock_row *row) {
    if (row->state == CLOCK_STOPPED) enter_live(ring, row, number);
    row->length = 0;
    row->due = DUE_UNKNOWN;
    set_state(ring->model, row, CLOCK_IDLE);
}

/* What neither starts nor stops it. */
COLD static void change(const struct ring *ring, uint32_t number, struct clock_row *row,
                        const struct clock_operation *operation, int64_t time) {
    struct model *model = ring->model;
    switch ((enum clock_op)operation->op) {
    case OP_START:
    case OP_STOP:
        return;
    case OP_IDLE:
        lay_down(ring, number, row);
        return;
    case OP_PAUSE:
        ring->item->rested = true;
        pause(model, row, time);
        return;
    case OP_RESUME:
        resume(model, row, time);
        break;
    case OP_EXTEND:
        row->extension += operation->n;
        row->extension_unit = operation->unit;
        break;
    case OP_LENGTH:
        set_length(row, operation);
        break;
    }
    cgov__clock_moved(model, row, operation->due, time);
    if (operation->op == OP_LENGTH && row->state == CLOCK_IDLE)
        set_state(model, row, cgov__clock_rests(model, row) ? CLOCK_PAUSED : CLOCK_RUNNING);
}

static inline bool is_past(const struct model *model, const struct clock_row *row, int64_t time) {
    return row->pauses == 0 ? cgov__due_past(row, time) : cgov__clock_past(model, row, time);
}

/* The row that the operation changes, a new last one where there is none; where it begins a run, one that has begun. */
static inline struct clock_row *row_for(struct ring *ring, const struct clock_operation *operation, int64_t time,
                                        uint32_t *number_out) {
    if (!ring->last || (ring->last->there >> operation->clock & 1) == 0)
        return add_row(ring, operation->clock, time, number_out);
    const uint32_t number = *number_out = row_in(ring->model, ring->last, operation->clock);
    struct clock_row *row = cgov__edit_linked_clock(ring->model, number);
    const bool stopped = row->state == CLOCK_STOPPED;
    if (!stopped && is_past(ring->model, row, time)) row->late = 1; /* and stays so, wherever its due goes */
    if (operation->op == OP_START || (operation->op == OP_IDLE && stopped)) restart(ring->model, ring->item, row, time);
    return row;
}

static inline void apply_operation(const struct ring *ring, uint32_t number, struct clock_row *row,
                                   const struct clock_operation *operation, int64_t time) {
    if (operation->op == OP_START)
        start(ring, number, row, operation);
    else if (operation->op == OP_STOP)
        stop(ring, number, row, time);
    else
        change(ring, number, row, operation, time);
}

/* ---- what comes next ---- */

/* Of one that has told that it was late. */
COLD static enum clock_event next_rung(const struct model *model, const struct item *item, const struct clock_row *row,
                                       int64_t *at_out, uint32_t *which_out) {
    const struct clock *clock = &cgov__procedure_of(model, item)->clocks[row->clock];
    if (row->rungs >= clock->rung_count) return EVENT_NONE;
    struct term term = {row->due, clock->rungs[row->rungs].after, NULL, 0, {0, 0, false, false, false}};
    struct due due = cgov__due(cgov__item_calendar(model, item, NULL), model->offset, &term);
    if (due.at == DUE_UNKNOWN) return EVENT_NONE;
    *at_out = due.at + 1;
    *which_out = row->rungs + 1u;
    return EVENT_RUNG;
}

static inline enum clock_event next_of(const struct model *model, const struct item *item, const struct clock_row *row,
                                       int64_t *at_out, uint32_t *which_out) {
    if (row->due == DUE_UNKNOWN) return EVENT_NONE;
    if (row->rungs != 0) return next_rung(model, item, row, at_out, which_out);
    const struct clock *clock = &cgov__procedure_of(model, item)->clocks[row->clock];
    for (uint32_t r = 0; r < clock->reminder_count; r++) {
        if ((row->reminded >> r & 1) != 0) continue;
        *at_out = share_instant(model, item, row, clock->reminders[r]);
        *which_out = r;
        return EVENT_REMINDER;
    }
    *at_out = row->due + 1;
    *which_out = 1;
    return clock->rung_count > 0 || clock->late_move != NONE ? EVENT_LATE : EVENT_NONE;
}

enum clock_event cgov__clock_next(const struct model *model, const struct clock_row *row, int64_t *at_out,
                                  uint32_t *which_out) {
    if (row->state != CLOCK_RUNNING) return EVENT_NONE;
    return next_of(model, cgov__item(model, row->item), row, at_out, which_out);
}

static inline void count_undated(struct model *model, struct clock_row *row, bool undated) {
    if (undated == row->open) return;
    model->undated_clocks += undated ? 1u : UINT32_MAX;
    row->open = undated;
}

/* Of a clock that runs. */
static IN_LINE void queue_next(struct model *model, const struct item *item, const struct clock_row *row,
                               uint32_t number) {
    int64_t at = 0;
    uint32_t which = 0;
    if (next_of(model, item, row, &at, &which) == EVENT_NONE) {
        cgov__queue_remove(&model->due, number - 1);
        return;
    }
    const uint64_t kind = item->kind;
    cgov__queue_set(&model->due, number - 1, at, kind << 56 | (uint64_t)row->item << 8 | row->clock);
}

/* A clock of that item has changed. */
static inline void schedule(struct model *model, const struct item *item, struct clock_row *row, uint32_t number) {
    if (model->replaying) return;
    const bool runs = row->state == CLOCK_RUNNING;
    count_undated(model, row, runs && row->due == DUE_UNKNOWN);
    if (runs)
        queue_next(model, item, row, number);
    else
        cgov__queue_remove(&model->due, number - 1);
}

void cgov__clock_schedule(struct model *model, uint32_t number) {
    struct clock_row *row = cgov__edit_clock_row(model, number);
    schedule(model, cgov__item(model, row->item), row, number);
}

void cgov__clocks_reschedule(struct model *model) {
    for (uint32_t n = 1; n <= model->clocks.count && !model->replaying; n++)
        if (cgov__clock_row(model, n)->state == CLOCK_RUNNING) cgov__clock_schedule(model, n);
}

/* ---- a record's list ---- */

void cgov__clocks_apply(struct model *model, struct item *item, uint32_t number, const struct record *record) {
    const struct clock_list *list = &record->clocks;
    const int64_t from = cgov__record_from(record), time = record->time;
    if (list->count == 0) return;
    struct ring ring = {model, item, cgov__edit_clock_row(model, item->clocks), number};
    for (uint32_t i = 0; i < list->count; i++) {
        const struct clock_operation *operation = &list->at[i];
        const int64_t at = from == time ? time : cgov__operation_at(operation, from, time);
        uint32_t of_row;
        struct clock_row *row = row_for(&ring, operation, at, &of_row);
        apply_operation(&ring, of_row, row, operation, at);
        schedule(model, item, row, of_row);
    }
    if (!model->replaying) cgov__dues_set(&model->dues, number - 1, cgov__next_due(model, ring.last->live));
}

void cgov__clocks_passed(struct model *model, const struct item *item, int64_t time) {
    struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__edit_clock_row(model, n)); n = row->next_live) {
        const struct clock *clock = &cgov__procedure_of(model, item)->clocks[row->clock];
        if (row->state != CLOCK_RUNNING || row->due == DUE_UNKNOWN) continue;
        for (uint32_t r = 0; r < clock->reminder_count; r++)
            if (share_instant(model, item, row, clock->reminders[r]) < time) row->reminded |= (uint8_t)(1u << r);
        cgov__clock_schedule(model, n);
    }
}
