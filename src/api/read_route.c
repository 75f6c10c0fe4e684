/* Routing asked for: an issue there is, or a report not made yet, which is routed as the issue it would open. What such
 * a report would be refused for, unknown matters and ids that are not there, is refused here too. */
#include "api/page.h"
#include "api/read_item.h"
#include "base/abi.h"
#include "base/text.h"
#include "cgov/cgov.h"
#include "entities/access.h"
#include "entities/opening.h"
#include "entities/route.h"
#include "model/details.h"
#include "model/item_rows.h"
#include "model/symbols.h"

/* ---- the issue asked about ---- */

static int32_t check_query(const cgov_reader *reader, const cgov_route_query *given, cgov_route_query *query) {
    int32_t status = cgov__abi_in_copy(query, given, ABI_FIRST(*query), sizeof *query);
    if (status) return cgov__say(reader, status, 0, "the query cannot be read");
    if (!cgov__text_resolve(&query->matter, &query->matter) || query->matter.len > UINT32_MAX)
        return cgov__say(reader, CGOV_E_ARG, 0, "the text `matter` is too long, or has a length but no pointer");
    if ((query->reserved[0] | query->reserved[1]) != 0)
        return cgov__say(reader, CGOV_E_ARG, 0, "a reserved member is not 0");
    bool facts =
        query->urgency != 0 || query->place != 0 || query->matter.len > 0 || query->against != 0 || query->intake != 0;
    if (query->item != 0 && facts)
        return cgov__say(reader, CGOV_E_ARG, query->item,
                         "an issue is asked about by its id, or a report by its facts");
    if (query->item == 0 && query->place == 0)
        return cgov__say(reader, CGOV_E_ARG, 0, "a report not made yet is routed by its place");
    return CGOV_OK;
}

/* Says what the refusal of a report says. */
static int32_t say_refusal(const cgov_reader *reader, int32_t status, const struct refusal *why) {
    return cgov__say(reader, status, why->item, why->message[0] != 0 ? why->message : cgov_status_text(status));
}

static void put_number(struct command *command, uint32_t field, uint64_t number) {
    if (number != 0) cgov__command_number(command, field, (int64_t)number);
}

static bool is_there(const struct model *model, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    if (cgov__id_kind(id) == CGOV_KIND_RESIDENT) return cgov__resident(model, number);
    return id == 0 || cgov__organization(model, number);
}

/* The issue a report with these facts would open, as far as routing asks. */
static int32_t draft_of(const struct model *model, const cgov_reader *reader, const cgov_route_query *query,
                        struct draft *draft) {
    struct command command;
    struct refusal why = {0};
    const cgov_act act = {.size = sizeof act, .now = reader->at};
    cgov__command_clear(&command, COMMAND_OPEN, &act);
    put_number(&command, CGOV_FIELD_PLACE, query->place);
    put_number(&command, CGOV_FIELD_URGENCY, query->urgency);
    put_number(&command, CGOV_FIELD_AGAINST, query->against);
    put_number(&command, CGOV_FIELD_INTAKE, query->intake);
    if (query->matter.len > 0)
        cgov__command_text(&command, CGOV_FIELD_MATTER, query->matter.ptr, (uint32_t)query->matter.len);
    const struct measure measure = cgov__measure(model);
    int32_t status = cgov__command_check(&command, &measure, &why);
    if (status) return say_refusal(reader, status, &why);
    cgov__draft(model, draft, NULL);
    struct item *item = &draft->item;
    uint64_t asked = is_there(model, query->intake) ? query->against : query->intake;
    if (!is_there(model, asked))
        return cgov__say_of(reader, CGOV_E_NOT_FOUND, asked, "there is no organization or resident %u", asked);
    if (cgov__choose_procedure(model, &command, command.act.now, item, &why))
        return say_refusal(reader, CGOV_E_NOT_FOUND, &why);
    if (item->kind != CGOV_KIND_ISSUE) return cgov__say(reader, CGOV_E_KIND, 0, "what is routed are issues");
    item->place = query->place;
    item->urgency = query->urgency & 7; /* its command was checked */
    draft->extra = (struct extra){.against = query->against};
    item->extra = &draft->extra;
    uint8_t intake = cgov__procedure_of(model, item)->intake;
    if (intake != NONE) cgov__edit_parties(item)[intake] = cgov__id_row(query->intake);
    return CGOV_OK;
}

/* ---- what is said ---- */

static uint64_t organization_id(uint32_t number) {
    return number == 0 ? 0 : cgov__id(CGOV_KIND_ORGANIZATION, number);
}

static const char *kind_of(const struct model *model, uint32_t organization) {
    return organization == 0 ? "" : cgov__symbol_name(model, cgov__organization(model, organization)->type);
}

static void say_why(const struct model *model, const struct item *item, const struct route *route, uint32_t level,
                    char *why, size_t cap) {
    const char *lead = kind_of(model, route->lead), *at = cgov__value_name(CGOV_ENUM_LEVEL, level);
    const char *matter = cgov__matter_code(model, item);
    uint64_t place = item->place;
    const char *joint = level == 0 ? "" : " at ";
    switch (route->rule) {
    case CGOV_ROUTE_TERRITORY:
        cgov__format(why, cap,
                     "the catalogue names no lead here; of the territorial organizations over place %u the `%s`%s%s "
                     "has the longest region",
                     place, lead, joint, at);
        break;
    case CGOV_ROUTE_MATTER:
        cgov__format(why, cap, "`%s` leads matter `%s`%s%s; no territorial organization could help over place %u", lead,
                     matter, joint, at, place);
        break;
    case CGOV_ROUTE_BOTH:
        cgov__format(why, cap, "`%s` leads matter `%s`%s%s; the territorial organization over place %u is `%s`", lead,
                     matter, joint, at, place, kind_of(model, route->territory));
        break;
    case CGOV_ROUTE_RETURNED:
        cgov__format(why, cap, "it was returned as often as it may be: the first receiver leads, for good");
        break;
    case CGOV_ROUTE_URGENT:
        cgov__format(why, cap, "%u organizations could lead over place %u, and it is critical: it goes out first",
                     (uint64_t)route->rivals, place);
        break;
    case CGOV_ROUTE_ACCUSED:
        cgov__format(why, cap,
                     "who would lead is accused, or stands between the accused and the intake: `%s`%s%s "
                     "is the nearest that does not",
                     lead, joint, at);
        break;
    default:
        if (route->rivals > 0)
            cgov__format(why, cap, "%u organizations could lead over place %u: the first receiver until it is decided",
                         (uint64_t)route->rivals, place);
        else
            cgov__format(why, cap, "nobody is found for place %u: the first receiver until it is re-assigned", place);
        break;
    }
}

static void view_route(const struct model *model, const struct item *item, int64_t at, cgov_route_view *view) {
    struct route route;
    uint32_t others[sizeof view->others / sizeof view->others[0]];
    bool more;
    cgov__route(model, item, at, &route);
    uint32_t count = cgov__route_others(model, item, &route, at, others, sizeof others / sizeof others[0], &more);
    *view = (cgov_route_view){.size = sizeof *view,
                              .rule = route.rule,
                              .lead = organization_id(route.lead),
                              .arbiter = organization_id(route.arbiter),
                              .backstop = model->root,
                              .other_count = count,
                              .more_others = more,
                              .rivals = route.rivals,
                              .binding = cgov__route_binds(&route),
                              .urgent = route.urgent,
                              .staffed = cgov__staffed(model, model->known.contact, route.lead, at),
                              .version = item->rulebook,
                              .line = route.line};
    for (uint32_t i = 0; i < count; i++) view->others[i] = organization_id(others[i]);
    if (route.lead != 0) view->level = cgov__region_level(cgov__organization(model, route.lead)->region);
    COPY_WHOLE(view->citation, MAX_CITES, &route.cites);
    say_why(model, item, &route, view->level, view->why, sizeof view->why);
}

int32_t cgov_route_get(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_route_query *given,
                       cgov_route_view *view_out) {
    cgov_reader copy;
    cgov_route_query query;
    cgov_route_view view;
    struct draft draft;
    const struct item *item = &draft.item;
    enum view seen;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (!status) status = check_query(&copy, given, &query);
    if (status) return status;
    if (query.item == 0)
        status = draft_of(&ledger->model, &copy, &query, &draft);
    else if (cgov__id_kind(query.item) != CGOV_KIND_ISSUE)
        status = cgov__say(&copy, CGOV_E_KIND, query.item, "what is routed are issues");
    else
        status = cgov__seen_item(ledger, &copy, query.item, &item, &seen);
    if (status) return status;
    view_route(&ledger->model, item, copy.at, &view);
    return cgov__view_out(&copy, view_out, &view, ABI_FIRST(view), sizeof view);
}
