/* Of each calendar that some clock asks, how near its end is: it is told where a record stands nearer than the one
 * before it, or where an adoption moved the end and it is near still. Calendars are those adopted by then: of the parts
 * that one has today, the first so many. */
#include "api/feed_calendar.h"

#include "entities/access.h"

enum { NEAR_DAYS = 60, SOON_DAYS = 14 }; /* the notice for a year comes in November */
enum nearness { IS_FAR, IS_NEAR, IS_SOON, IS_OVER };

struct stand {
    enum nearness nearness;
    int32_t last; /* the last day covered */
};

static uint32_t adopted_by(const struct model *model, uint32_t from, uint64_t seq) {
    while (from < model->adoption_count && model->adoptions[from]->seq <= seq) from++;
    return from;
}

static bool clocks_ask(const struct procedure *procedure) {
    for (uint8_t c = 0; c < procedure->clock_count; c++)
        if (cgov__asks_calendar(&procedure->clocks[c].length) || cgov__asks_calendar(&procedure->clocks[c].otherwise))
            return true;
    return false;
}

static bool profile_asks(const struct profile *profile) {
    for (uint16_t l = 0; l < profile->line_count; l++)
        if (cgov__asks_calendar(&profile->lines[l].length)) return true;
    return false;
}

/* Some clock of the text counts in that calendar; own: it is the ledger's. */
static bool text_asks(const struct rulebook *rulebook, const char *name, bool own) {
    bool plain = false;
    for (uint32_t p = 0; p < rulebook->procedure_count && !plain; p++) plain = clocks_ask(&rulebook->procedures[p]);
    if (plain && own) return true;
    for (uint32_t p = 0; p < rulebook->profile_count; p++) {
        const struct profile *profile = &rulebook->profiles[p];
        const bool theirs = profile->calendar[0] == 0 ? own : strcmp(profile->calendar, name) == 0;
        if (theirs && (plain || profile_asks(profile))) return true;
    }
    return false;
}

/* How a calendar stood under the first so many texts. */
static struct stand stand_of(const struct model *model, const struct calendar *calendar, uint32_t adoptions,
                             int64_t time) {
    struct calendar then = *calendar;
    const bool own = strcmp(calendar->name, model->calendar) == 0;
    bool asked = false;
    then.part_count = 0;
    for (uint32_t v = 0; v < adoptions; v++) {
        const struct rulebook *rulebook = &model->adoptions[v]->rulebook;
        for (uint32_t c = 0; c < rulebook->calendar_count; c++)
            if (strcmp(rulebook->calendars[c].name, calendar->name) == 0) then.part_count++;
        asked = asked || text_asks(rulebook, calendar->name, own);
    }
    if (!asked || then.part_count == 0) return (struct stand){IS_FAR, INT32_MAX};
    const int32_t today = cgov__local_day(time, model->offset), last = cgov__covered_to(&then, today);
    const enum nearness nearness = last < today                ? IS_OVER
                                   : last - today <= SOON_DAYS ? IS_SOON
                                   : last - today <= NEAR_DAYS ? IS_NEAR
                                                               : IS_FAR;
    return (struct stand){nearness, last};
}

/* The day on which it comes nearer. */
static int32_t next_day(const struct stand *stand) {
    static const int32_t before[] = {[IS_FAR] = NEAR_DAYS, [IS_NEAR] = SOON_DAYS, [IS_SOON] = -1};
    return stand->nearness == IS_OVER || stand->last == INT32_MAX ? INT32_MAX : stand->last - before[stand->nearness];
}

void cgov__calendar_watch(struct calendar_watch *watch, const struct model *model, uint64_t seq, int64_t time) {
    const uint32_t adoptions = adopted_by(model, watch->model ? watch->adoptions : 0, seq);
    const bool holds = watch->model && adoptions == watch->adoptions && time < watch->next;
    const int64_t next = watch->next;
    *watch = (struct calendar_watch){model, seq, time, adoptions, holds ? next : INT64_MAX};
    for (uint32_t c = 0; !holds && c < model->calendar_count; c++) {
        const struct stand stand = stand_of(model, &model->calendars[c], adoptions, time);
        const int32_t day = next_day(&stand);
        const int64_t at = day == INT32_MAX ? INT64_MAX : cgov__day_start(day, model->offset);
        if (at < watch->next) watch->next = at;
    }
}

static void add_end(struct telling *telling, uint32_t index, const struct stand *stand, const cgov_reader *reader,
                    struct page *page) {
    const struct model *model = telling->model;
    const struct record *record = &telling->record;
    if ((cgov__offices_at(model, cgov__id_row(model->root), cgov__id_number(reader->actor), reader->at) &
         OFFICE_HERE) == 0)
        return;
    telling->entry = cgov__feed_entry(SLOT_CALENDARS, index + 1);
    cgov_feed_view view = {.size = sizeof view,
                           .what = CGOV_NEWS_CALENDAR_ENDS,
                           .entry = telling->entry,
                           .seq = record->seq,
                           .at = record->time,
                           .to = model->root,
                           .record = record->kind};
    if (stand->nearness != IS_OVER) view.due = cgov__day_start(stand->last + 1, model->offset) - 1;
    memcpy(view.calendar, model->calendars[index].name, NAME_SIZE);
    cgov__page_add(page, &view);
}

void cgov__tell_calendars(const struct calendar_watch *watch, struct telling *telling, uint64_t entry,
                          const cgov_reader *reader, struct page *page) {
    const struct model *model = watch->model;
    const struct record *record = &telling->record;
    const uint32_t adoptions = adopted_by(model, watch->adoptions, record->seq);
    if (adoptions == watch->adoptions && record->time < watch->next) return;
    uint32_t index = entry >> ID_BITS == SLOT_CALENDARS ? (uint32_t)(entry & ((UINT64_C(1) << ID_BITS) - 1)) : 0;
    for (; index < model->calendar_count && !cgov__page_full(page); index++) {
        const struct calendar *calendar = &model->calendars[index];
        const struct stand before = stand_of(model, calendar, watch->adoptions, watch->time);
        const struct stand now = stand_of(model, calendar, adoptions, record->time);
        const bool moved = now.nearness != IS_FAR && now.nearness != IS_OVER && now.last != before.last;
        if (now.nearness > before.nearness || moved) add_end(telling, index, &now, reader, page);
    }
}
