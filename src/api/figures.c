/* Figures: one pass over the items, each added to its group. Nothing is counted up beforehand, so nothing can disagree
 * with the items; and nothing is allocated: the caller's page is the table of groups, kept in order of their keys. When
 * it is full, a smaller key takes the place of the greatest, which the next page will count from the start.
 *
 * Invariant: a group on the page has met all of its items. It was there when the first of them came, or it would not
 * be there: once the page is full, its greatest key only falls. */
#include "api/figures.h"
#include "api/names.h"
#include "base/abi.h"

#include "api/page.h"
#include "base/civil.h"
#include "base/region.h"
#include "cgov/item.h"
#include "model/charge_rows.h"
#include "model/clock_rows.h"
#include "model/roll_rows.h"
#include "model/symbols.h"
#include "model/track.h"

/* ---- the query ---- */

static int32_t take_name(const struct asked *asked, const char *which, cgov_text *text, const char *otherwise,
                         char name[NAME_SIZE]) {
    int32_t status = cgov__text_of(&asked->reader, text, NAME_SIZE - 1, which);
    if (status) return status;
    if (text->len == 0) *text = (cgov_text){otherwise, strlen(otherwise)};
    cgov__text_copy(name, NAME_SIZE, text->ptr, (size_t)text->len);
    return CGOV_OK;
}

static int32_t check_names(struct asked *asked) {
    cgov_figure_query *query = &asked->query;
    int32_t status = take_name(asked, "procedure", &query->procedure, cgov__known(KNOWN_issue), asked->procedure);
    if (!status) status = take_name(asked, "matter", &query->matter, "", asked->matter);
    return status ? status : take_name(asked, "clock", &query->clock, "", asked->clock);
}

/* What is wrong with the query's numbers; NULL: nothing. */
static const char *fault_of(const cgov_reader *reader, const cgov_figure_query *query) {
    for (size_t i = 0; i < sizeof query->reserved / sizeof query->reserved[0]; i++)
        if (query->reserved[i] != 0) return "a reserved member is not 0";
    if (query->reserved0 != 0) return "a reserved member is not 0";
    if (query->since > CGOV_SINCE_FILED) return "`since` is none of CGOV_SINCE_*";
    if (query->group > CGOV_GROUP_WEEK) return "`group` is none of CGOV_GROUP_*";
    if (query->level > LEVEL_GRID) return "`level` is none of CGOV_LEVEL_*";
    if (query->satisfied > 5) return "`satisfied` is more than 5";
    if (query->level != 0 && query->group != CGOV_GROUP_REGION) return "`level` asks for the group of regions";
    if (query->region != 0 && cgov__region_level(query->region) == LEVEL_NONE) return "`region` is no region code";
    if (!cgov__is_instant(query->from) || !cgov__is_instant(query->until)) return "an instant is not from 1970 to 9999";
    if (cgov__in_seconds(reader, query->from) || cgov__in_seconds(reader, query->until)) return IN_SECONDS;
    return NULL;
}

static int32_t check_query(const cgov_figure_query *given, struct asked *asked) {
    cgov_figure_query *query = &asked->query;
    int32_t status = cgov__abi_in_copy(query, given, ABI_FIRST(*query), sizeof *query);
    if (status) return cgov__say(&asked->reader, status, 0, "the query cannot be read");
    const char *fault = fault_of(&asked->reader, query);
    if (fault) return cgov__say(&asked->reader, CGOV_E_ARG, 0, fault);
    if (query->satisfied == 0) query->satisfied = 4;
    status = cgov__id_check(&asked->reader, &query->organization, NO_ID | OF(ORGANIZATION), "organization");
    return status ? status : check_names(asked);
}

static bool is_adopted(const struct model *model, const struct asked *asked) {
    for (uint32_t version = 1; version <= model->adoption_count; version++) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        uint8_t p = cgov__procedure_find(rulebook, asked->procedure);
        if (p == NONE) continue;
        if (asked->clock[0] == 0 || cgov__clock_find(&rulebook->procedures[p], asked->clock) != NONE) return true;
    }
    return false;
}

static int32_t say_no_clock(const struct model *model, const struct asked *asked) {
    char message[208];
    struct near near;
    cgov__near_begin(&near, asked->clock, strlen(asked->clock));
    for (uint32_t version = 1; version <= model->adoption_count; version++) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        const uint8_t p = cgov__procedure_find(rulebook, asked->procedure);
        for (uint8_t c = 0; p != NONE && c < rulebook->procedures[p].clock_count; c++)
            cgov__near_take(&near, rulebook->procedures[p].clocks[c].name);
    }
    cgov__format(message, sizeof message, "no rulebook has procedure %q with clock %q", asked->procedure, asked->clock);
    cgov__near_end(&near, message, sizeof message);
    return cgov__say(&asked->reader, CGOV_E_NOT_FOUND, 0, message);
}

int32_t cgov__figures_ask(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_figure_query *query,
                          struct asked *asked) {
    int32_t status = cgov__reader_check(ledger, reader, &asked->reader);
    if (!status) status = check_query(query, asked);
    const cgov_text procedure = {asked->procedure, strlen(asked->procedure)};
    const cgov_text matter = {asked->matter, strlen(asked->matter)};
    if (!status) status = cgov__name_known(&ledger->model, &asked->reader, NAMED_PROCEDURE, &procedure);
    if (!status) status = cgov__name_known(&ledger->model, &asked->reader, NAMED_MATTER, &matter);
    if (status || is_adopted(&ledger->model, asked)) return status;
    return say_no_clock(&ledger->model, asked);
}

/* ---- what is asked of a procedure ---- */

static struct lens lens_of(const struct procedure *procedure, const struct asked *asked) {
    struct lens lens = {.procedure = procedure, .counted = strcmp(procedure->name, asked->procedure) == 0};
    lens.intake = procedure->intake;
    lens.lead = cgov__figured_party(procedure);
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        if (asked->clock[0] == 0 ? clock->late_move == NONE : strcmp(clock->name, asked->clock) == 0)
            lens.clocks |= UINT32_C(1) << c;
    }
    uint64_t ends = 0;
    for (uint8_t s = 0; s < procedure->state_count; s++) ends |= (uint64_t)procedure->states[s].final << s;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if (!move->by_time || cgov__move_stays(move)) continue;
        if (!(cgov__move_leads(procedure, move, 0) & ~ends)) lens.shelved |= move->from; /* whatever is decided */
    }
    return lens;
}

void cgov__lens_to(const struct model *model, const struct item *item, const struct asked *asked, struct lens *lens) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (procedure != lens->procedure) *lens = lens_of(procedure, asked);
}

static uint32_t party_of(const struct item *item, uint8_t party) {
    return party == NONE ? 0 : item->parties[party];
}

static int64_t since(const struct item *item, const cgov_figure_query *query) {
    return query->since == CGOV_SINCE_FILED ? ROW_INSTANT(item, opened_at) : cgov__received_at(item);
}

bool cgov__figured(const struct model *model, const struct item *item, const struct lens *lens,
                   const struct asked *asked) {
    const cgov_figure_query *query = &asked->query;
    if (!lens->counted || since(item, query) < query->from) return false;
    if (query->until != 0 && since(item, query) >= query->until) return false;
    if (query->region != 0 && !cgov__region_covers(query->region, item->place)) return false;
    return asked->matter[0] == 0 || strcmp(asked->matter, cgov__matter_code(model, item)) == 0;
}

bool cgov__figured_of(const struct model *model, uint32_t organization, const struct asked *asked) {
    return asked->query.organization == 0 || cgov__below(model, organization, cgov__id_row(asked->query.organization));
}

/* ---- groups ---- */

/* Versions of the catalogue number a matter differently: it goes by the first that had it. */
static uint64_t matter_key(const struct model *model, const struct item *item) {
    if (item->matter == 0) return 0;
    for (uint32_t version = 1; version < item->rulebook; version++) {
        int32_t m = cgov__matter_find(&cgov__adoption(model, version)->rulebook, cgov__matter_code(model, item));
        if (m >= 0) return (uint64_t)version << 16 | (uint64_t)(m + 1);
    }
    return (uint64_t)item->rulebook << 16 | item->matter;
}

static uint64_t organization_key(uint32_t number) {
    return number == 0 ? 0 : cgov__id(CGOV_KIND_ORGANIZATION, number);
}

/* A week belongs to the year of its Thursday: year * 100 + week (ISO 8601). */
static uint64_t week_of(int32_t day) {
    struct civil thursday = cgov__civil_of(day + 3 - (int32_t)cgov__weekday(day));
    int32_t first = cgov__day_of((struct civil){thursday.year, 1, 1});
    return (uint64_t)thursday.year * 100 + (uint64_t)((cgov__day_of(thursday) - first) / 7 + 1);
}

/* What the public does not see of an issue, its channel, tells no groups apart for it. */
uint64_t cgov__group_key(const struct model *model, const struct item *item, uint32_t lead, const struct lens *lens,
                         const cgov_figure_query *query, enum view view) {
    switch (query->group) {
    case CGOV_GROUP_ORGANIZATION:
        return organization_key(lead);
    case CGOV_GROUP_INTAKE:
        return organization_key(party_of(item, lens->intake));
    case CGOV_GROUP_MATTER:
        return matter_key(model, item);
    case CGOV_GROUP_REGION:
        return cgov__region_at(item->place, query->level == 0 ? LEVEL_GRID : (enum level)query->level);
    case CGOV_GROUP_MONTH: {
        struct civil date = cgov__civil_of(cgov__local_day(since(item, query), model->offset));
        return (uint64_t)date.year * 100 + date.month;
    }
    case CGOV_GROUP_WEEK:
        return week_of(cgov__local_day(since(item, query), model->offset));
    case CGOV_GROUP_CLASS:
        return item->class_name;
    case CGOV_GROUP_TRACK:
        return cgov__track(item);
    case CGOV_GROUP_CHANNEL:
        return view == VIEW_PUBLIC ? 0 : item->channel;
    default:
        return 0;
    }
}

static void name_group(const struct model *model, const struct item *item, cgov_figure_view *view) {
    char number[48] = "";
    const char *name = number;
    uint32_t part = (uint32_t)(view->key % 100); /* of a year */
    bool week = view->group == CGOV_GROUP_WEEK;
    switch (view->group) {
    case CGOV_GROUP_MATTER:
        name = cgov__matter_code(model, item);
        break;
    case CGOV_GROUP_REGION:
        if (view->key != 0) cgov__format(number, sizeof number, "%u", view->key);
        break;
    case CGOV_GROUP_MONTH:
    case CGOV_GROUP_WEEK:
        cgov__format(number, sizeof number, "%u-%s%s%u", view->key / 100, week ? "W" : "", part < 10 ? "0" : "",
                     (uint64_t)part);
        break;
    case CGOV_GROUP_CLASS:
        name = cgov__symbol_name(model, item->class_name);
        break;
    case CGOV_GROUP_TRACK:
        name = cgov_enum_name(CGOV_ENUM_TRACK, cgov__track(item));
        break;
    case CGOV_GROUP_CHANNEL:
        name = cgov_enum_name(CGOV_ENUM_CHANNEL, (uint32_t)view->key);
        break;
    default:
        break;
    }
    cgov__name_copy(view->name, sizeof view->name, name);
}

static cgov_figure_view *row_at(const struct page *page, uint32_t place) {
    return (void *)(page->at + (size_t)place * page->stride);
}

/* The place of the first group whose key is not less. */
static uint32_t place_of(const struct page *page, uint64_t key) {
    uint32_t low = 0, left = page->count;
    while (left > 0) {
        uint32_t half = left / 2;
        if (row_at(page, low + half)->key < key) {
            low += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return low;
}

static cgov_figure_view *group_at(struct page *page, uint32_t place, uint64_t key, bool *fresh) {
    cgov_figure_view *row = row_at(page, place);
    *fresh = place == page->count || row->key != key;
    if (!*fresh) return row;
    if (cgov__page_full(page)) page->count--;
    memmove(row_at(page, place + 1), row, (size_t)(page->count - place) * page->stride);
    memset(row, 0, page->stride);
    memcpy(row, &page->stride, sizeof page->stride);
    row->key = key;
    page->count++;
    return row;
}

/* ---- counting ---- */

static uint32_t bits_in(uint32_t bits) {
    uint32_t count = 0;
    for (; bits != 0; bits &= bits - 1) count++;
    return count;
}

static void count_clocks(const struct model *model, const struct item *item, uint32_t clocks, int64_t at,
                         cgov_figure_view *view) {
    uint32_t ended = item->ran & clocks;
    const struct clock_row *row;
    for (uint32_t n = cgov__clocks_live(model, item); (row = cgov__clock_row(model, n)); n = row->next_live) {
        if (row->clock == NONE || (clocks >> row->clock & 1) == 0 || row->state == CLOCK_STOPPED) continue;
        ended &= ~(UINT32_C(1) << row->clock);
        if (row->late || cgov__clock_past(model, row, at)) /* what was late stays late, at rest or laid down */
            view->due++;
        else if (row->state == CLOCK_PAUSED)
            view->paused++;
    }
    view->due += bits_in(ended);
    view->ended += bits_in(ended);
    view->on_time += bits_in(ended & ~item->late);
}

/* Where it belongs: the lowest level at which the catalogue has a lead for its matter there, else its place's own. */
static enum level tier_of(const struct model *model, const struct item *item) {
    uint32_t tier = LEVEL_NONE;
    const struct rulebook *rulebook = cgov__rulebook_of(model, item);
    const struct matter *matter = cgov__matter_of(model, item);
    for (uint32_t d = 0; matter && d < matter->duty_count; d++) {
        const struct duty *duty = &rulebook->duties[matter->first_duty + d];
        if (duty->lead && duty->level > tier && (duty->region == 0 || cgov__region_covers(duty->region, item->place)))
            tier = duty->level;
    }
    return tier != LEVEL_NONE ? (enum level)tier : cgov__region_level(item->place);
}

/* An organization without a region of its own stands where the one above it does. */
static enum level level_of(const struct model *model, uint32_t number) {
    const struct organization *organization = cgov__organization(model, number);
    while (organization && organization->region == 0) organization = cgov__organization(model, organization->parent);
    return !organization ? LEVEL_NONE : cgov__region_level(organization->region);
}

static void count_tier(const struct model *model, const struct item *item, uint8_t lead, cgov_figure_view *view) {
    enum level tier = tier_of(model, item), led = level_of(model, party_of(item, lead));
    if (tier == LEVEL_NONE || led == LEVEL_NONE) return;
    view->tiered++;
    view->at_tier += led >= tier;
}

static void count_age(int64_t since, int64_t at, cgov_figure_view *view) {
    static const int64_t days[] = {7, 30, 90};
    uint32_t age = 0;
    while (age < 3 && at - since >= days[age] * MS_PER_DAY) age++;
    view->open_by_age[age]++;
}

/* One of open, closed, refused, withdrawn, merged. */
static void count_standing(const struct item *item, const struct lens *lens, cgov_figure_view *view) {
    bool shelved = item->owed == 0 && (lens->shelved >> item->state & 1) != 0;
    uint64_t *standing = item->extra->master != 0 ? &view->merged
                         : item->refused          ? &view->refused
                         : item->withdrawn        ? &view->withdrawn
                         : item->final || shelved ? &view->closed
                                                  : &view->open;
    ++*standing;
}

bool cgov__is_judged(const struct item *item) {
    return item->extra->master == 0 && !item->refused && !item->withdrawn;
}

/* By its own clocks; what was merged, by those of what answers for it. */
static void count_judged(const struct model *model, const struct item *item, const struct item *master,
                         const struct lens *lens, const struct asked *asked, cgov_figure_view *view) {
    struct lens of_master = *lens;
    if (master) cgov__lens_to(model, master, asked, &of_master);
    const struct item *judged = master ? master : item;
    const uint32_t clocks = of_master.clocks & ~(master ? 0 : cgov__charged(model, item));
    if (cgov__is_judged(judged)) count_clocks(model, judged, clocks, asked->reader.at, view);
}

/* What was learned from the reporter. */
static void count_rates(const struct item *item, uint32_t satisfied, cgov_figure_view *view) {
    view->revisited += item->contacted != 0;
    view->contacted += item->contacted == 1;
    view->assessable += item->solved != 0;
    view->solved += item->solved == 1;
    view->rated += item->rating != 0;
    view->satisfied += item->rating >= satisfied;
}

/* Of a roll that is made from another list: who was to come, and who did. */
static void count_rolls(const struct model *model, const struct item *item, cgov_figure_view *view) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        uint8_t counts = procedure->rolls[r].counts;
        struct roll_at roll, base;
        if (counts == ROLL_COUNTS_NONE || !cgov__roll_at(model, item, 0, r, &roll) ||
            !cgov__roll_base(model, &roll, &base))
            continue;
        const struct roll_row *of = cgov__roll_row(model, cgov__roll_row_of(model, &base));
        const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &roll));
        if (!of || of == row || (base.item == roll.item && base.index == roll.index)) continue;
        bool attendance = counts == ROLL_COUNTS_ATTENDANCE;
        *(attendance ? &view->expected : &view->entitled) += of->heads;
        if (row) *(attendance ? &view->attended : &view->voted) += cgov__roll_came(model, row);
    }
}

static void count_item(const struct model *model, const struct item *item, const struct lens *lens,
                       const struct asked *asked, enum view seen, cgov_figure_view *view) {
    const cgov_reader *reader = &asked->reader;
    const struct item *master = cgov__master_of(model, item, seen, reader->actor, reader->at);
    uint64_t open = view->open, closed = view->closed;
    view->issues++;
    count_standing(item, lens, view);
    count_judged(model, item, master, lens, asked, view);
    if (view->open > open) count_age(since(item, &asked->query), reader->at, view);
    if (view->closed > closed) count_tier(model, item, lens->lead, view);
    view->answered += item->answers > 0 || (master && master->answers > 0);
    if (seen != VIEW_PUBLIC) count_rates(item, asked->query.satisfied, view);
    count_rolls(model, item, view);
}

/* ---- the reading ---- */

/* The pass: what is asked for, and the page that becomes of it. */
struct pass {
    const struct model *model;
    const struct asked *asked;
    struct lens lens;
    uint64_t first; /* the first key of the page */
    struct page *page;
};

/* The group that this item is of while that organization leads it; NULL: of none on this page. */
static cgov_figure_view *group_of(struct pass *pass, const struct item *item, uint32_t lead, enum view seen) {
    const cgov_figure_query *query = &pass->asked->query;
    if (!cgov__figured_of(pass->model, lead, pass->asked)) return NULL;
    uint64_t key = cgov__group_key(pass->model, item, lead, &pass->lens, query, seen);
    uint32_t place = place_of(pass->page, key);
    if (key < pass->first || place == pass->page->capacity) return NULL;
    bool fresh;
    cgov_figure_view *view = group_at(pass->page, place, key, &fresh);
    view->group = query->group;
    if (fresh) name_group(pass->model, item, view);
    return view;
}

/* A run that was late when another took the lead; it may run still. */
static void count_late_run(const struct pass *pass, const struct item *item, const struct charge *charge,
                           cgov_figure_view *view) {
    const bool runs = cgov__charge_is_last(charge) && cgov__clock_live(pass->model, item, (uint8_t)(charge->clock - 1));
    view->due++;
    view->ended += !runs;
}

static bool is_asked(const struct pass *pass, const struct item *item, const struct charge *charge) {
    if (charge->counts != COUNTS_NONE) return true;
    return charge->clock != 0 && (pass->lens.clocks >> (charge->clock - 1) & 1) != 0 && cgov__is_judged(item);
}

/* Each return, rework and reopening counts against who led the item then, and the item once, against the last of them;
 * and so does each run that was late when another took over. */
static void count_charges(struct pass *pass, const struct item *item, enum view seen) {
    const struct charge *charge = cgov__charge(pass->model, item->extra->charges);
    for (uint32_t met = 0; charge; charge = cgov__charge(pass->model, charge->next)) {
        const uint32_t counts = charge->counts;
        const bool last = (met >> counts & 1) == 0;
        met |= 1u << counts;
        cgov_figure_view *view = is_asked(pass, item, charge) ? group_of(pass, item, charge->organization, seen) : NULL;
        if (!view) continue;
        if (counts == COUNTS_NONE) {
            count_late_run(pass, item, charge, view);
            continue;
        }
        uint64_t *const tallies[][2] = {[COUNTS_RETURN] = {&view->returned, &view->returns},
                                        [COUNTS_REWORK] = {&view->reworked, &view->reworks},
                                        [COUNTS_REOPEN] = {&view->reopened, &view->reopens}};
        *tallies[counts][0] += last;
        ++*tallies[counts][1];
    }
}

static void count_all(struct pass *pass) {
    const struct asked *asked = pass->asked;
    for (uint32_t n = 1; n <= pass->model->items.count; n++) {
        const struct item *item = cgov__item(pass->model, n);
        cgov__lens_to(pass->model, item, asked, &pass->lens);
        if (!cgov__figured(pass->model, item, &pass->lens, asked)) continue;
        enum view seen = cgov__view(pass->model, item, asked->reader.actor, asked->reader.at);
        if (seen == VIEW_NONE) continue;
        cgov_figure_view *view = group_of(pass, item, party_of(item, pass->lens.lead), seen);
        if (view) count_item(pass->model, item, &pass->lens, asked, seen, view);
        if (item->extra->charges != 0) count_charges(pass, item, seen);
    }
}

int32_t cgov_figure_list(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_figure_query *given,
                         uint64_t *cursor, cgov_figure_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct asked asked;
    struct page page;
    int32_t status = cgov__figures_ask(ledger, reader, given, &asked);
    if (!status)
        status = cgov__page_begin(&page, &asked.reader, views, capacity, cursor, count_out, ABI_FIRST(*views),
                                  sizeof *views);
    if (!status && page.stride % sizeof(uint64_t) != 0) status = CGOV_E_ABI_NEWER;
    if (status) return cgov__answer(ledger, &asked.reader, status);
    struct pass pass = {.model = &ledger->model, .asked = &asked, .first = *cursor, .page = &page};
    count_all(&pass);
    if (page.count > 0) *cursor = row_at(&page, page.count - 1)->key + 1;
    return cgov__page_end(&page, count_out);
}
