/* An item's clocks as a reader sees them. An open item keeps them in rows; those of an ended one are read back from its
 * records, since nothing depends on them any more. */
#include "api/read_clocks.h"
#include "base/abi.h"
#include "cgov/item.h"

#include "api/page.h"
#include "api/read_item.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"
#include "model/clock_rows.h"

static void view_clock(const struct model *model, const struct item *item, const struct clock_row *row, int64_t at,
                       cgov_clock_view *view) {
    const char *calendar_name = NULL;
    const struct calendar *calendar = cgov__item_calendar(model, item, &calendar_name);
    const struct length length = {row->length, row->unit, row->rolled != 0, row->close != 0, false};
    *view = (cgov_clock_view){.size = sizeof *view,
                              .state = row->state,
                              .started_at = row->start,
                              .due = row->due == DUE_UNKNOWN ? 0 : row->due,
                              .stopped_at = row->state == CLOCK_STOPPED ? row->stopped : 0,
                              .late = cgov__row_late(row, at) && row->state != CLOCK_PAUSED,
                              .reminders = row->told,
                              .rungs = row->rungs};
    const bool runs = row->state == CLOCK_RUNNING || row->state == CLOCK_PAUSED;
    if (row->due == DUE_UNKNOWN || (runs && cgov__asks_calendar(&length)))
        view->missing_year = (uint32_t)cgov__clock_due(model, row, calendar, 0).missing_year;
    const struct clock *clock = &cgov__procedure_of(model, item)->clocks[row->clock];
    memcpy(view->name, clock->name, NAME_SIZE);
    COPY_WHOLE(view->title, MAX_TITLE, &clock->title);
    if (cgov__asks_calendar(&length)) cgov__name_copy(view->calendar, sizeof view->calendar, calendar_name);
}

/* ---- of an item that has ended ---- */

static struct clock_row *told_row(struct told *told, uint8_t clock) {
    for (uint32_t i = 0; i < told->count; i++)
        if (told->rows[i].clock == clock) return &told->rows[i];
    if (told->count == sizeof told->rows / sizeof told->rows[0]) return &told->rows[told->count - 1];
    told->rows[told->count] = (struct clock_row){.clock = clock, .state = CLOCK_STOPPED};
    told->pauses[told->count].since = told->pauses[told->count].rested = 0;
    return &told->rows[told->count++];
}

/* As cgov__clock_moved counts. */
static void tell_due(struct clock_row *row, int64_t due, int64_t time) {
    row->due = due;
    if (due != DUE_UNKNOWN && due >= time) row->rungs = row->told = 0;
}

static void tell_pause(struct told *told, uint32_t place, uint8_t op, int64_t time) {
    if (op == OP_START) told->pauses[place].since = told->pauses[place].rested = 0;
    if (op == OP_PAUSE) told->pauses[place].since = time;
    if ((op != OP_RESUME && op != OP_STOP) || told->pauses[place].since == 0) return;
    told->pauses[place].rested += time - told->pauses[place].since;
    told->pauses[place].since = 0;
}

/* It was late before the next operation: as cgov__clock_past asks. */
static void tell_late(struct told *told, struct clock_row *row, int64_t time) {
    const int64_t since = told->pauses[row - told->rows].since;
    if (row->state != CLOCK_STOPPED && cgov__due_past(row, since != 0 ? since : time)) row->late = 1;
}

static void tell_operation(struct told *told, const struct clock_operation *operation, int64_t time) {
    struct clock_row *row = told_row(told, operation->clock);
    tell_late(told, row, time);
    tell_pause(told, (uint32_t)(row - told->rows), operation->op, time);
    if (operation->op == OP_START || (operation->op == OP_IDLE && row->state == CLOCK_STOPPED))
        *row = (struct clock_row){.clock = row->clock, .start = time, .due = DUE_UNKNOWN};
    if (operation->op == OP_START || operation->op == OP_LENGTH) {
        row->length = operation->n;
        row->unit = operation->unit;
        row->rolled = (operation->flags & FLAG_ROLLED) != 0;
        row->close = (operation->flags & FLAG_CLOSE) != 0;
    }
    if (operation->op == OP_IDLE) row->length = 0;
    if (operation->op == OP_STOP) {
        row->state = CLOCK_STOPPED;
        row->stopped = time;
    } else if (operation->op != OP_PAUSE) {
        row->state = CLOCK_RUNNING;
        tell_due(row, operation->due, time);
    }
}

static void tell_event(struct told *told, const struct record *record) {
    struct clock_row *row = told_row(told, (uint8_t)(record->clock - 1));
    if (record->kind == CGOV_RECORD_REMINDED) row->told = (row->told + 1u) & 15u;
    if (record->kind == CGOV_RECORD_DUE && record->old_due != 0) tell_late(told, row, record->time);
    if (record->kind == CGOV_RECORD_DUE) tell_due(row, record->due == 0 ? DUE_UNKNOWN : record->due, record->time);
    if (record->rung != 0) row->rungs = (uint8_t)record->rung;
}

/* The clocks of the procedure it left become those of the one it is carried to. */
static void tell_carried(struct told *told, const struct procedure *old, const struct procedure *new) {
    for (uint32_t i = 0; i < told->count; i++) {
        uint8_t was = told->rows[i].clock;
        if (was != NONE) told->rows[i].clock = cgov__clock_find(new, old->clocks[was].name);
    }
}

static int32_t tell_record(const cgov_ledger *ledger, struct record_walk *walk, struct told *told) {
    uint8_t buf[STORED_SIZE];
    struct record record;
    int32_t status = cgov__record_walk_take(ledger, walk, buf, &record);
    if (status) return status;
    if (!cgov__record_moves(&record)) {
        if (cgov__record_about(record.kind) == ABOUT_CLOCK) tell_event(told, &record);
        return CGOV_OK;
    }
    const struct procedure *before = walk->procedure_before, *after = walk->procedure;
    for (uint32_t i = 0; i < record.clocks.count; i++) {
        if (record.clocks.at[i].clock >= (before ? before : after)->clock_count) return CGOV_E_CORRUPT;
        const struct clock_operation *operation = &record.clocks.at[i];
        tell_operation(told, operation, cgov__operation_at(operation, cgov__record_from(&record), record.time));
    }
    if (before && before != after) tell_carried(told, before, after);
    return CGOV_OK;
}

int32_t cgov__told_clocks(const cgov_ledger *ledger, const struct item *item, struct told *told) {
    struct record_walk walk;
    uint64_t cursor = 0;
    told->count = 0;
    do {
        int32_t status = cgov__record_walk_begin(ledger, ROW_SEQ(item, last_seq), cursor, &walk);
        for (uint64_t seq; !status && (seq = cgov__record_walk_next(&walk)) != UINT64_MAX; cursor = seq)
            status = tell_record(ledger, &walk, told);
        if (status) return status;
    } while (cgov__record_walk_short(&walk));
    return walk.procedure == cgov__procedure_of(&ledger->model, item) ? CGOV_OK : CGOV_E_CORRUPT;
}

/* ---- the reading ---- */

int32_t cgov_clock_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t *cursor,
                        cgov_clock_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    const struct item *item;
    struct page page;
    struct told told = {.count = 0};
    int32_t status = cgov__item_begin(ledger, reader, id, &copy, &item);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (!status && item->final) status = cgov__told_clocks(ledger, item, &told);
    if (status) return cgov__answer(ledger, &copy, status);
    uint32_t number = item->final ? 0 : cgov__clocks_first(&ledger->model, item);
    const struct clock_row *row = item->final ? told.rows : cgov__clock_row(&ledger->model, number);
    uint64_t place = 0;
    for (uint32_t i = 0; item->final ? i < told.count : row != NULL; i++) {
        if (item->final) row = &told.rows[i];
        if (cgov__is_shown(row) && place++ >= *cursor) {
            if (cgov__page_full(&page)) break;
            cgov_clock_view view;
            view_clock(&ledger->model, item, row, copy.at, &view);
            cgov__page_add(&page, &view);
            ++*cursor;
        }
        if (item->final) continue;
        number = cgov__clocks_next(item, number, row);
        row = cgov__clock_row(&ledger->model, number);
    }
    return cgov__page_end(&page, count_out);
}
