/* What a reader is to an item. Whoever stands on a roll of it sees it as its reporter does, and who could be entered on
 * one that is open now as the public does; but secrecy comes first. */
#include "entities/view.h"

#include "entities/roll.h"

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

bool cgov__sees(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    return cgov__view(model, item, reader, at) != VIEW_NONE;
}

const struct item *cgov__master_of(const struct model *model, const struct item *item, enum view view, uint64_t reader,
                                   int64_t at) {
    const struct item *master = cgov__item(model, item->extra->master);
    if (!master || cgov__reader_accused(model, master, reader, at)) return NULL;
    bool secret = view == VIEW_PUBLIC || (view != VIEW_REPORTER && cgov__is_confidential(model, master));
    return secret && !cgov__sees(model, master, reader, at) ? NULL : master;
}
