/* What a record's reporter hears: what concerns them follows from what the record did (to clocks, to who leads, to the
 * answer owed), whatever a text calls its moves. */
#include "api/news.h"

static bool did(const struct record *record, enum clock_op op) {
    for (uint32_t i = 0; i < record->clocks.count; i++)
        if (record->clocks.at[i].op == op) return true;
    return false;
}

/* Its rest ends, and no other operation of the record ends or idles it: it goes on. One that it starts anew does. */
static bool goes_on(const struct record *record, const struct clock_operation *resume) {
    for (uint32_t i = 0; i < record->clocks.count; i++) {
        const struct clock_operation *other = &record->clocks.at[i];
        if (other->clock == resume->clock && (other->op == OP_STOP || other->op == OP_IDLE)) return false;
    }
    return resume->op == OP_RESUME;
}

static bool resumes(const struct record *record) {
    bool any = false;
    for (uint32_t i = 0; i < record->clocks.count && !any; i++) any = goes_on(record, &record->clocks.at[i]);
    return any;
}

/* Another class lets a clock run longer than it did, or takes the one by which the answer was promised its length. */
static bool is_longer(const struct procedure *procedure, const struct move *move,
                      const struct clock_operation *operation) {
    if (operation->op == OP_LENGTH) return (operation->flags & FLAG_LATER) != 0;
    return operation->op == OP_IDLE && move->reclasses && !move->opens_item &&
           (cgov__promises(procedure) >> operation->clock & 1) != 0 &&
           (cgov__move_starts(procedure, move) >> operation->clock & 1) == 0;
}

/* By when something is to be done is other than it was, or there is no such day any more. */
static bool moves_due(const struct procedure *procedure, const struct move *move,
                      const struct clock_operation *operation) {
    if (operation->op == OP_EXTEND || operation->op == OP_LENGTH) return true;
    return operation->op == OP_IDLE && move->reclasses &&
           (cgov__move_starts(procedure, move) >> operation->clock & 1) == 0;
}

bool cgov__changes(const struct procedure *procedure, const struct move *move, const struct record *record) {
    const uint64_t said = record->place | record->track | record->urgency | record->matter | record->point |
                          record->public_safety | record->masked | record->class_name.len;
    bool changes = said != 0 || (record->channel != 0 && record->answers == 0); /* that of an answer is advice */
    for (uint32_t i = 0; i < record->clocks.count && !changes; i++)
        changes =
            record->clocks.at[i].clock < procedure->clock_count && moves_due(procedure, move, &record->clocks.at[i]);
    return changes;
}

static bool lengthens(const struct procedure *procedure, const struct move *move, const struct record *record) {
    for (uint32_t i = 0; i < record->clocks.count; i++) {
        const struct clock_operation *operation = &record->clocks.at[i];
        if (operation->clock < procedure->clock_count && is_longer(procedure, move, operation)) return true;
    }
    return false;
}

uint32_t cgov__hands(const struct procedure *procedure) {
    uint32_t hands = procedure->lead == NONE ? 0 : UINT32_C(1) << procedure->lead;
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        const uint8_t holder = procedure->states[s].holder;
        if (holder != NONE && procedure->parties[holder].organization) hands |= UINT32_C(1) << holder;
    }
    return hands;
}

static uint32_t of_move(const struct procedure *procedure, const struct move *move, const struct record *record) {
    if (move->extends) return CGOV_NEWS_EXTENDED;
    if (move->counts == COUNTS_REWORK || move->counts == COUNTS_REOPEN) return CGOV_NEWS_SENT_BACK;
    if ((record->parties.set & cgov__hands(procedure)) != 0) return CGOV_NEWS_HANDED_OVER;
    if (did(record, OP_PAUSE)) return CGOV_NEWS_SUSPENDED;
    if (resumes(record)) return CGOV_NEWS_RESUMED;
    return lengthens(procedure, move, record) ? CGOV_NEWS_DUE_MOVED : CGOV_NEWS_NONE;
}

uint32_t cgov__reporters_news(const struct procedure *procedure, const struct move *move, uint8_t state,
                              const struct record *record) {
    if (record->kind == CGOV_RECORD_OPENED) return CGOV_NEWS_RECEIVED;
    if (record->kind == CGOV_RECORD_JOINED) return resumes(record) ? CGOV_NEWS_RESUMED : CGOV_NEWS_NONE;
    if (!move) return CGOV_NEWS_NONE;
    if (record->answers != 0) return CGOV_NEWS_ANSWERED;
    if (record->master != 0) return CGOV_NEWS_MERGED;
    return procedure->states[state].final ? CGOV_NEWS_ENDED : of_move(procedure, move, record);
}

uint32_t cgov__holders_news(const struct item *item, const struct record *record) {
    static const uint8_t news[] = {
        [CGOV_RECORD_OPENED] = CGOV_NEWS_ASSIGNED, [CGOV_RECORD_MIGRATED] = CGOV_NEWS_MIGRATED,
        [CGOV_RECORD_DUE] = CGOV_NEWS_DUE_MOVED,   [CGOV_RECORD_REMINDED] = CGOV_NEWS_REMINDED,
        [CGOV_RECORD_LATE] = CGOV_NEWS_LATE,       [CGOV_RECORD_RUNG] = CGOV_NEWS_RUNG,
        [CGOV_RECORD_JOINED] = CGOV_NEWS_JOINED,
    };
    if (record->kind == CGOV_RECORD_OPENED && item->extra->parent != 0) return CGOV_NEWS_ASKED;
    return record->kind < sizeof news ? news[record->kind] : CGOV_NEWS_NONE;
}

uint32_t cgov__askers_news(const struct item *item, const struct procedure *procedure, const struct move *move,
                           uint32_t reporters) {
    if (item->extra->parent == 0 || item->reported_by == 0 || procedure->reporter != NONE) return CGOV_NEWS_NONE;
    if (reporters == CGOV_NEWS_ANSWERED) return move->by_parent ? CGOV_NEWS_ENDED : CGOV_NEWS_ANSWERED;
    return reporters == CGOV_NEWS_ENDED ? CGOV_NEWS_ENDED : CGOV_NEWS_NONE;
}

static bool is_about(uint32_t what, const struct procedure *procedure, const struct move *move,
                     const struct record *record, const struct clock_operation *operation) {
    switch (what) {
    case CGOV_NEWS_EXTENDED:
        return operation->op == OP_EXTEND;
    case CGOV_NEWS_RESUMED:
        return goes_on(record, operation);
    case CGOV_NEWS_SUSPENDED: /* until when, and by when the work that it was sent back to is to be done */
    case CGOV_NEWS_SENT_BACK:
        return operation->op == OP_START;
    case CGOV_NEWS_CHANGED:
        return moves_due(procedure, move, operation);
    case CGOV_NEWS_DUE_MOVED:
        return move && is_longer(procedure, move, operation);
    default:
        return false;
    }
}

/* The promise, but where it only goes on without a day: it may be idle, with none. */
static bool is_promise(const struct clock_operation *operation, uint32_t promised) {
    return (promised >> operation->clock & 1) != 0 && (operation->due != DUE_UNKNOWN || operation->op != OP_RESUME);
}

/* The promise goes first, also one that is taken back; then one whose day is known, before one that is idle, or waits
 * for a calendar. */
static bool speaks_before(const struct clock_operation *a, const struct clock_operation *b, uint32_t promised) {
    const bool first = is_promise(a, promised), other = is_promise(b, promised);
    return first != other ? first : a->due != DUE_UNKNOWN && b->due == DUE_UNKNOWN;
}

/* Of several clocks the one by which the answer was promised. */
void cgov__news_clock(const struct procedure *procedure, const struct move *move, const struct record *record,
                      cgov_feed_view *view) {
    const uint32_t promised = cgov__promises(procedure);
    const struct clock_operation *found = NULL;
    for (uint32_t i = 0; i < record->clocks.count; i++) {
        const struct clock_operation *operation = &record->clocks.at[i];
        if (operation->clock >= procedure->clock_count || !is_about(view->what, procedure, move, record, operation))
            continue;
        if (!found || speaks_before(operation, found, promised)) found = operation;
    }
    if (!found) return;
    for (uint32_t i = 0; view->what == CGOV_NEWS_RESUMED && i < record->clocks.count; i++)
        if (record->clocks.at[i].op == OP_START && record->clocks.at[i].clock == found->clock)
            found = &record->clocks.at[i]; /* it goes on by another's promise */
    view->due = found->due == DUE_UNKNOWN ? 0 : found->due;
    memcpy(view->clock, procedure->clocks[found->clock].name, NAME_SIZE);
}
