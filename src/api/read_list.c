/* Lists: one filter, and rows in the order of their numbers, or of their dues (read_queue.c). Candidates come in the
 * order of their numbers, from the shortest way to them: the external key, the late, a parent's children, an
 * organization's worklists, what falls due, or all there are; then each is held against the whole filter, and against
 * what the reader may see. So the way taken never changes what is found.
 *
 * Invariant: what a filter asks that a reader is not shown is not answered to them. */
#include "api/read_list.h"

#include "api/names.h"
#include "api/read_item.h"
#include "base/abi.h"
#include "base/region.h"
#include "cgov/item.h"
#include "entities/details.h"
#include "entities/guards.h"
#include "entities/in_office.h"
#include "entities/opening.h"
#include "entities/view.h"
#include "model/clock_rows.h"
#include "model/item_rows.h"
#include "model/overdue.h"
#include "model/symbols.h"
#include "model/worklists.h"

/* ---- the filter ---- */

static int32_t check_ids(const cgov_reader *reader, cgov_item_query *filter) {
    int32_t status = cgov__id_check(reader, &filter->organization, NO_ID | OF(ORGANIZATION), "organization");
    if (!status) status = cgov__id_check(reader, &filter->lead, NO_ID | OF(ORGANIZATION), "lead");
    if (!status) status = cgov__id_check(reader, &filter->reporter, NO_ID | OF(RESIDENT), "reporter");
    if (!status) status = cgov__id_check(reader, &filter->person, NO_ID | OF(RESIDENT), "person");
    if (!status) status = cgov__id_check(reader, &filter->like, NO_ID | OF(ISSUE), "like");
    if (!status) status = cgov__id_check(reader, &filter->master, NO_ID | OF(ISSUE), "master");
    if (!status) status = cgov__id_check(reader, &filter->mentions, NO_ID | OF_ITEMS, "mentions");
    return status ? status : cgov__id_check(reader, &filter->parent, NO_ID | OF_ITEMS, "parent");
}

static int32_t check_texts(const cgov_reader *reader, cgov_item_query *filter) {
    int32_t status = cgov__text_of(reader, &filter->state, NAME_SIZE, "state");
    if (!status) status = cgov__text_of(reader, &filter->procedure, NAME_SIZE, "procedure");
    if (!status) status = cgov__text_of(reader, &filter->matter, NAME_SIZE, "matter");
    return status ? status : cgov__text_of(reader, &filter->external, EXTERNAL_MAX, "external");
}

/* What is wrong with the filter's numbers; NULL: nothing. */
static const char *fault_of(const cgov_reader *reader, const cgov_item_query *filter) {
    for (size_t i = 0; i < sizeof filter->reserved / sizeof filter->reserved[0]; i++)
        if (filter->reserved[i] != 0) return "a reserved member is not 0";
    if (filter->below > 1 || filter->undated_clocks > 1 || filter->unended > 1)
        return "`below`, `undated_clocks` or `unended` is neither 0 nor 1";
    if (filter->meters > 10000) return "`meters` is more than 10,000";
    if (filter->meters != 0 && filter->like == 0 && filter->like_place == 0)
        return "`meters` asks for `like`, or for `like_place`";
    if (filter->like != 0 && filter->like_place != 0) return "`like` is an issue there is, `like_place` one to come";
    if (filter->like_point != 0 && filter->like_place == 0) return "`like_point` asks for `like_place`";
    if (filter->like_place != 0 && cgov__region_level(filter->like_place) == LEVEL_NONE)
        return "`like_place` is no region code";
    if (!cgov__is_instant(filter->late_at) || !cgov__is_instant(filter->due_before) ||
        !cgov__is_instant(filter->updated_since) || !cgov__is_instant(filter->opened_since))
        return "an instant is not from 1970 to 9999";
    if (cgov__in_seconds(reader, filter->late_at) || cgov__in_seconds(reader, filter->due_before) ||
        cgov__in_seconds(reader, filter->updated_since) || cgov__in_seconds(reader, filter->opened_since))
        return IN_SECONDS;
    if (filter->region != 0 && cgov__region_level(filter->region) == LEVEL_NONE) return "`region` is no region code";
    return NULL;
}

static int32_t check_names(const struct model *model, const cgov_reader *reader, const cgov_item_query *filter) {
    int32_t status = cgov__name_known(model, reader, NAMED_PROCEDURE, &filter->procedure);
    if (!status) status = cgov__state_known(model, reader, &filter->procedure, &filter->state);
    return status ? status : cgov__name_known(model, reader, NAMED_MATTER, &filter->matter);
}

static int32_t check_filter(const cgov_reader *reader, const cgov_item_query *given, cgov_item_query *filter) {
    int32_t status = cgov__abi_in_copy(filter, given, ABI_FIRST(*filter), sizeof *filter);
    if (status) return cgov__say(reader, status, 0, "the filter cannot be read");
    const char *fault = fault_of(reader, filter);
    if (fault) return cgov__say(reader, CGOV_E_ARG, 0, fault);
    if (filter->kind != 0 && !cgov__is_item(filter->kind))
        return cgov__say(reader, CGOV_E_KIND, 0, "`kind` is none of items");
    status = check_ids(reader, filter);
    return status ? status : check_texts(reader, filter);
}

/* ---- whether an item fits ---- */

static bool is_named(const cgov_text *wanted, const char *name) {
    return wanted->len == 0 || (strlen(name) == wanted->len && memcmp(name, wanted->ptr, (size_t)wanted->len) == 0);
}

static bool fits_organization(const struct model *model, const struct item *item, const cgov_item_query *filter) {
    uint32_t wanted = cgov__id_row(filter->organization);
    struct listing listing;
    cgov__list_item(&listing, model, item);
    for (uint32_t i = 0; i < listing.count; i++)
        if (listing.organizations[i] == wanted ||
            (filter->below && cgov__below(model, listing.organizations[i], wanted)))
            return true;
    return false;
}

/* They are a party of it in person, its handler, say; who reported it is asked for by `reporter`. */
static bool fits_person(const struct model *model, const struct item *item, uint64_t person, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (p != procedure->reporter && !procedure->parties[p].organization &&
            item->parties[p] == cgov__id_number(person) && cgov__named_stands(model, item, p, at))
            return true;
    return false;
}

static bool fits_parties(const struct model *model, const struct item *item, const cgov_item_query *filter,
                         int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (filter->organization != 0 && !fits_organization(model, item, filter)) return false;
    if (filter->lead != 0) {
        uint8_t lead = procedure->lead;
        if (lead == NONE || item->parties[lead] != cgov__id_number(filter->lead)) return false;
    }
    if (filter->person != 0 && !fits_person(model, item, filter->person, at)) return false;
    if (filter->reporter == 0) return true;
    return procedure->reporter != NONE && item->parties[procedure->reporter] == cgov__id_number(filter->reporter);
}

static bool fits_clocks(const struct model *model, const struct item *item, const cgov_item_query *filter, int64_t at) {
    bool late = filter->late_at == 0, falls = filter->due_before == 0, open = filter->undated_clocks == 0;
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); !(late && falls && open) && (row = cgov__clock_row(model, n));
         n = row->next_live) {
        if (row->state != CLOCK_RUNNING) continue;
        bool known = row->due != DUE_UNKNOWN;
        late = late || (known && row->due < filter->late_at);
        falls = falls || (known && row->due >= at && row->due < filter->due_before);
        open = open || !known;
    }
    return late && falls && open;
}

/* The item could be the other's master: see the guard `owing`. */
static bool fits_like(const struct model *model, const struct item *item, const struct item *other, uint32_t meters) {
    return item != other && item->kind == CGOV_KIND_ISSUE && !item->final && item->owed > 0 &&
           item->extra->master == 0 && cgov__same_place(item, other, meters) &&
           strcmp(cgov__procedure_of(model, item)->name, cgov__procedure_of(model, other)->name) == 0 &&
           strcmp(cgov__matter_code(model, item), cgov__matter_code(model, other)) == 0;
}

static bool fits(const struct model *model, const struct item *item, const cgov_item_query *filter,
                 const struct item *like, int64_t at) {
    if (filter->kind != 0 && item->kind != filter->kind) return false;
    if (filter->unended != 0 && item->final) return false;
    if (ROW_INSTANT(item, moved_at) < filter->updated_since || ROW_INSTANT(item, opened_at) < filter->opened_since)
        return false;
    uint32_t parent = item->extra->parent;
    if (filter->parent != 0 && (parent == 0 || cgov__item_id(model, parent) != filter->parent)) return false;
    if (filter->master != 0 && item->extra->master != cgov__id_row(filter->master)) return false;
    if (filter->region != 0 && !cgov__region_covers(filter->region, item->place)) return false;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    return is_named(&filter->state, procedure->states[item->state].name) &&
           is_named(&filter->procedure, procedure->name) && is_named(&filter->matter, cgov__matter_code(model, item)) &&
           is_named(&filter->external, cgov__external_key(model, item->external)) &&
           fits_clocks(model, item, filter, at) && fits_parties(model, item, filter, at) &&
           (!like || fits_like(model, item, like, filter->meters));
}

/* How the reader sees an item that fits, where they are shown all that the filter asks of it; else VIEW_NONE. */
static enum view view_asked(const struct model *model, const struct item *item, const cgov_item_query *filter,
                            const struct item *like, const cgov_reader *reader, struct sight *sight) {
    enum view view = cgov__view_of(model, item, sight);
    bool shown = view > VIEW_PUBLIC;
    if (filter->reporter != 0 && !cgov__knows_reporter(model, item, view, reader->actor, reader->at)) return VIEW_NONE;
    if ((filter->external.len > 0 || filter->person != 0) && !shown) return VIEW_NONE;
    if (filter->mentions != 0 && !cgov__mentions(model, item, view, cgov__id_row(filter->mentions))) return VIEW_NONE;
    if (filter->meters > 0 && !shown && !cgov__same_place(item, like, 0)) return VIEW_NONE;
    return view;
}

/* ---- the way to the candidates ---- */

/* Puts a number in its place among the smallest found so far. */
static void keep_smallest(uint32_t *items, uint32_t *count, uint32_t found) {
    uint32_t place = *count;
    if (*count == WAY && found > items[*count - 1]) return;
    if (*count < WAY) ++*count;
    if (place == WAY) place--;
    for (; place > 0 && items[place - 1] > found; place--) items[place] = items[place - 1];
    items[place] = found;
}

static uint32_t worklist_after(const struct model *model, const cgov_item_query *filter, uint32_t number,
                               uint32_t *items) {
    uint32_t organization = cgov__id_row(filter->organization), count = 0;
    if (filter->state.len > 0) {
        uint32_t state = cgov__label_find(model, filter->state.ptr, (size_t)filter->state.len);
        const struct worklist *worklist = cgov__worklist_find(model, organization, state);
        return !worklist ? 0 : cgov__worklist_after(worklist, number, items, WAY);
    }
    /* Over all its worklists, on one of which an item is, the smallest. */
    for (const struct worklist *worklist = cgov__worklist_first(model, organization); worklist;
         worklist = cgov__worklist_next(model, worklist)) {
        uint32_t some[WAY];
        const uint32_t found = cgov__worklist_after(worklist, number, some, WAY);
        for (uint32_t i = 0; i < found; i++) keep_smallest(items, &count, some[i]);
    }
    return count;
}

/* One of each kind and intake at most: its organizations are asked, and the smallest numbers kept. */
static uint32_t external_after(const struct model *model, const cgov_item_query *filter, uint32_t number,
                               uint32_t *items) {
    uint32_t count = 0;
    for (uint32_t kind = 0; kind < KIND_END; kind++) {
        if (model->items_of[kind] == 0 || (filter->kind != 0 && filter->kind != kind)) continue;
        for (uint32_t o = 0; o <= model->organizations.count; o++) {
            uint64_t id = cgov__external_find(model, kind, o, filter->external.ptr, (uint32_t)filter->external.len);
            if (cgov__id_row(id) > number) keep_smallest(items, &count, cgov__id_row(id));
        }
    }
    return count;
}

/* Children are chained in the order they were opened in. */
static uint32_t child_after(const struct model *model, const cgov_item_query *filter, uint32_t number,
                            uint32_t *items) {
    const uint32_t of = cgov__id_row(filter->parent);
    const struct item *parent = cgov__item_by_id(model, filter->parent), *last = cgov__item(model, number);
    uint32_t count = 0;
    if (!parent) return 0;
    uint32_t child = last && last->extra->parent == of ? last->extra->sibling : parent->extra->children_first;
    for (; child != 0 && count < WAY; child = cgov__item(model, child)->extra->sibling)
        if (child > number) items[count++] = child;
    return count;
}

/* Those merged into one are chained with the latest first. */
static uint32_t follower_after(const struct model *model, const cgov_item_query *filter, uint32_t number,
                               uint32_t *items) {
    const struct item *master = cgov__item_by_id(model, filter->master);
    uint32_t count = 0;
    for (uint32_t n = !master ? 0 : master->extra->follower; n != 0; n = cgov__item(model, n)->extra->next_follower)
        if (n > number) keep_smallest(items, &count, n);
    return count;
}

/* The last item opened before that instant, or `number` where that is later: items are numbered as they are opened. */
static uint32_t opened_before(const struct model *model, uint32_t number, int64_t at) {
    uint32_t low = number, high = model->items.count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (ROW_INSTANT(cgov__item(model, middle + UINT64_C(1)), opened_at) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* All there are, from opened_since on. */
static uint32_t any_after(const struct model *model, const cgov_item_query *filter, uint32_t number, uint32_t *items) {
    uint32_t count = 0;
    if (filter->opened_since != 0) number = opened_before(model, number, filter->opened_since);
    for (; count < WAY && number < model->items.count; count++) items[count] = ++number;
    return count;
}

/* The next number after this one that may fit; 0: none. */
static uint32_t candidate_after(const struct model *model, struct filtered *filtered, uint32_t number) {
    const cgov_item_query *filter = &filtered->filter;
    struct way *way = &filtered->way;
    if (way->next == way->count) {
        way->next = 0;
        if (filter->external.len > 0)
            way->count = external_after(model, filter, number, way->items);
        else if (filter->late_at != 0)
            way->count = cgov__overdue_after(model, number, filter->late_at, way->items, WAY);
        else if (filter->master != 0)
            way->count = follower_after(model, filter, number, way->items);
        else if (filter->parent != 0)
            way->count = child_after(model, filter, number, way->items);
        else if (filter->organization != 0 && filter->below == 0)
            way->count = worklist_after(model, filter, number, way->items);
        else if (filter->due_before != 0 || filtered->due_until != 0)
            way->count = cgov__overdue_after(
                model, number, filter->due_before != 0 ? filter->due_before : filtered->due_until, way->items, WAY);
        else
            way->count = any_after(model, filter, number, way->items);
    }
    return way->count == 0 ? 0 : way->items[way->next++];
}

/* What those listed are to be like: an issue there is, or a report not made yet, as the issue that it would open. NULL:
 * nothing. Its point is left out where the reader is not shown it. */
static int32_t find_like(const cgov_ledger *ledger, const cgov_reader *reader, cgov_item_query *filter,
                         struct draft *draft, const struct item **like) {
    const struct model *model = &ledger->model;
    enum view view = VIEW_NONE;
    *like = NULL;
    if (filter->like != 0) {
        int32_t status = cgov__seen_item(ledger, reader, filter->like, like, &view);
        if (view == VIEW_PUBLIC) filter->meters = 0;
        return status;
    }
    if (filter->like_place == 0) return CGOV_OK;
    struct command command;
    struct refusal why = {0};
    const cgov_act act = {.size = sizeof act, .now = reader->at};
    cgov__command_clear(&command, COMMAND_OPEN, &act);
    if (filter->matter.len > 0)
        cgov__command_text(&command, CGOV_FIELD_MATTER, filter->matter.ptr, (uint32_t)filter->matter.len);
    if (filter->procedure.len > 0)
        cgov__command_text(&command, CGOV_FIELD_PROCEDURE, filter->procedure.ptr, (uint32_t)filter->procedure.len);
    cgov__draft(model, draft, NULL);
    draft->item.place = cgov__region_plain(filter->like_place);
    draft->extra = (struct extra){.point = (uint64_t)filter->like_point};
    draft->item.extra = &draft->extra;
    *like = &draft->item;
    if (!cgov__choose_procedure(model, &command, reader->at, &draft->item, &why)) return CGOV_OK;
    return cgov__say(reader, CGOV_E_NOT_FOUND, 0, why.message);
}

int32_t cgov__filter_begin(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *given,
                           struct filtered *out) {
    cgov_item_query *filter = &out->filter;
    const struct item *item = NULL;
    enum view view = VIEW_NONE;
    int32_t status = cgov__reader_check(ledger, reader, &out->reader);
    if (!status) status = check_filter(&out->reader, given, filter);
    if (!status) status = check_names(&ledger->model, &out->reader, filter);
    if (!status && filter->mentions != 0)
        status = cgov__seen_item(ledger, &out->reader, filter->mentions, &item, &view);
    if (!status && filter->master != 0) status = cgov__seen_item(ledger, &out->reader, filter->master, &item, &view);
    if (!status) status = find_like(ledger, &out->reader, filter, &out->draft, &out->like);
    out->due_until = 0;
    out->way.count = out->way.next = 0;
    cgov__sight_begin(&out->sight, out->reader.actor, out->reader.at);
    return status;
}

uint32_t cgov__filter_next(const struct model *model, struct filtered *filtered, uint32_t number) {
    while ((number = candidate_after(model, filtered, number)) != 0)
        if (fits(model, cgov__item(model, number), &filtered->filter, filtered->like, filtered->reader.at)) break;
    return number;
}

enum view cgov__filter_view(const struct model *model, struct filtered *filtered, uint32_t number) {
    return view_asked(model, cgov__item(model, number), &filtered->filter, filtered->like, &filtered->reader,
                      &filtered->sight);
}

void cgov__filter_show(const struct model *model, const struct filtered *filtered, uint32_t number, enum view view,
                       struct page *page) {
    cgov_item_view row;
    cgov__view_item(model, cgov__item(model, number), number, &filtered->reader, view, &row);
    cgov__page_add(page, &row);
}

int32_t cgov_item_list(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_query *given,
                       uint64_t *cursor, cgov_item_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct filtered filtered;
    struct page page;
    int32_t status = cgov__filter_begin(ledger, reader, given, &filtered);
    if (!status)
        status = cgov__page_begin(&page, &filtered.reader, views, capacity, cursor, count_out, ABI_FIRST(*views),
                                  sizeof *views);
    if (status) return status;
    const struct model *model = &ledger->model;
    uint32_t number = *cursor < UINT32_MAX ? (uint32_t)*cursor : UINT32_MAX;
    while (!cgov__page_full(&page) && (number = cgov__filter_next(model, &filtered, number)) != 0) {
        const enum view view = cgov__filter_view(model, &filtered, number);
        if (view == VIEW_NONE) continue;
        cgov__filter_show(model, &filtered, number, view, &page);
        *cursor = number; /* past shown rows only: how far was looked would reveal hidden ones */
    }
    return cgov__page_end(&page, count_out);
}
