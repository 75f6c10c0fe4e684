/* What a reader is to an item. Whoever stands on a roll of it sees it as its reporter does, and who could be entered on
 * one that is open now as the public does; but secrecy comes first. */
#include "entities/view.h"

#include "entities/roll.h"
#include "model/item_rows.h"

static enum view by_rolls(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    bool asked = cgov__procedure_of(model, item)->roll_count != 0 && cgov__id_kind(reader) == CGOV_KIND_RESIDENT &&
                 cgov__resident(model, cgov__id_number(reader)) && !cgov__is_secret(model, item);
    return asked ? cgov__view_by_roll(model, item, reader, at) : VIEW_NONE;
}

enum view cgov__view(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    enum view view = cgov__view_rolls_apart(model, item, reader, at);
    if (view >= VIEW_REPORTER) return view;
    enum view by = by_rolls(model, item, reader, at);
    return by > view ? by : view;
}

#define ASKED (sizeof((struct sight *)0)->asked / sizeof *((struct sight *)0)->asked)

static uint8_t offices_at(const struct model *model, uint32_t organization, struct sight *sight) {
    if (sight->asked[organization % ASKED].organization != organization) {
        sight->asked[organization % ASKED].offices =
            cgov__offices_at(model, organization, cgov__id_number(sight->reader), sight->at);
        sight->asked[organization % ASKED].organization = organization;
    }
    return sight->asked[organization % ASKED].offices;
}

/* What decides for most: an office, where nothing else of the item comes before it. False: that is to be asked. */
static bool by_office(const struct model *model, const struct item *item, struct sight *sight) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint64_t number = cgov__id_number(sight->reader);
    if (cgov__id_kind(sight->reader) != CGOV_KIND_RESIDENT || item->extra != &cgov__no_extra) return false;
    if (procedure->reporter != NONE && item->parties[procedure->reporter] == number) return false;
    const bool confidential = cgov__is_confidential(model, item);
    for (uint8_t p = 0; p < procedure->party_count; p++) {
        if (!procedure->parties[p].organization || item->parties[p] == 0) continue;
        const uint8_t offices = offices_at(model, item->parties[p], sight);
        if ((offices & OFFICE_AUDITS) != 0 || (offices != 0 && !confidential)) return true;
    }
    return false;
}

enum view cgov__view_of(const struct model *model, const struct item *item, struct sight *sight) {
    return by_office(model, item, sight) ? VIEW_OFFICE : cgov__view(model, item, sight->reader, sight->at);
}

bool cgov__sees(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    return cgov__view(model, item, reader, at) != VIEW_NONE;
}

uint64_t cgov__seen_follower(const struct model *model, const struct record *record, uint64_t reader, int64_t at) {
    const struct item *follower = record->follower == 0 ? NULL : cgov__item_by_id(model, record->follower);
    return follower && cgov__sees(model, follower, reader, at) ? record->follower : 0;
}

const struct item *cgov__master_of(const struct model *model, const struct item *item, enum view view, uint64_t reader,
                                   int64_t at) {
    const struct item *master = cgov__item(model, item->extra->master);
    if (!master || cgov__reader_accused(model, master, reader, at)) return NULL;
    bool secret = view == VIEW_PUBLIC || (view != VIEW_REPORTER && cgov__is_confidential(model, master));
    return secret && !cgov__sees(model, master, reader, at) ? NULL : master;
}
