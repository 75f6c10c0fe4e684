/* Who may make a move: its `by` lines, as the machine has them, asked of an actor. What the actor holds is looked up
 * once for all of them. */
#include "entities/guards.h"

#include "model/terms.h"

/* They hold the role there, by the top of what they hold. */
static inline bool holds_there(const struct attempt *attempt, const struct appointment *top, uint32_t role,
                               uint32_t organization) {
    if (!top) return false; /* and nobody holds anything in an organization that is none */
    const struct appointment *held =
        cgov__terms_next(attempt->model, TERMS_OF_RESIDENT, top, organization, role, attempt->time);
    return held && held->organization == organization && held->role == role && held->from <= attempt->time;
}

/* By anything but an office of the party itself. */
static bool is_other(const struct attempt *attempt, const struct appointment *top, const struct by *line) {
    const struct item *item = attempt->before;
    switch (line->kind) {
    case BY_ANYONE:
        return true;
    case BY_PERSON:
        return item->parties[line->party] == cgov__id_row(attempt->actor) &&
               (line->of == NONE || cgov__named_stands(attempt->model, item, line->party, attempt->time));
    case BY_ROLE:
        return holds_there(
            attempt, top, line->role,
            cgov__above_all(attempt->model, item, item->parties[line->party], line->superiors, line->also));
    case BY_ABOVE:
        return cgov__is_who(attempt->model, item, &attempt->move->by[line->index],
                            cgov__id(CGOV_KIND_RESIDENT, cgov__id_row(attempt->actor)), attempt->time);
    default:
        return false;
    }
}

static IN_LINE bool is_by(const struct attempt *attempt, const struct appointment *top, const struct by *line) {
    if (line->kind != BY_ROLE || line->superiors != 0) return is_other(attempt, top, line);
    return holds_there(attempt, top, line->role, attempt->before->parties[line->party]);
}

static IN_LINE bool is_excluded(const struct attempt *attempt, const struct by *line) {
    const uint32_t actor = cgov__id_row(attempt->actor);
    for (uint32_t left = line->excluded; left != 0; left &= left - 1)
        if (cgov__leaves_out(attempt->model, attempt->before, attempt->procedure, (uint8_t)cgov__bits_first(left),
                             actor, attempt->time))
            return true;
    return false;
}

/* NULL: nothing that any line asks after. */
static inline const struct appointment *what_is_held(const struct attempt *attempt) {
    if (attempt->row->offices == 0) return NULL;
    return cgov__terms_of(attempt->model, cgov__id_row(attempt->actor), attempt->time);
}

/* top: what the actor holds; of an opening it is known already which of the offices that its lines name. */
static IN_LINE void ask_lines(const struct attempt *attempt, const struct appointment *top, bool opening,
                              struct may *out) {
    const struct machine_move *row = attempt->row;
    const struct by *line = attempt->procedure->machine->by + row->first_by;
    *out = (struct may){false, false, NULL};
    if (cgov__id_row(attempt->actor) == 0) return; /* as a party not set has it */
    for (uint32_t b = 0; b < row->by_count; b++, line++) {
        const bool known = opening && (row->offices >> b & 1) != 0;
        if (known ? (attempt->offices >> b & 1) == 0 : !is_by(attempt, top, line)) continue;
        out->named |= line->kind == BY_PERSON || line->kind == BY_ROLE;
        out->may = line->excluded == 0 || !is_excluded(attempt, line);
        if (out->may) return;
        out->self = line;
    }
}

void cgov__who_may(const struct attempt *attempt, struct may *out) {
    ask_lines(attempt, what_is_held(attempt), false, out);
}

void cgov__who_opens(const struct attempt *attempt, struct may *out) {
    ask_lines(attempt, NULL, true, out);
}

uint32_t cgov__by_offices(const struct attempt *attempt) {
    const struct by *lines = attempt->procedure->machine->by + attempt->row->first_by;
    const struct appointment *const top = what_is_held(attempt);
    uint32_t held = 0;
    for (uint32_t left = attempt->row->offices; left != 0; left &= left - 1)
        if (is_by(attempt, top, &lines[cgov__bits_first(left)])) held |= left & (~left + 1);
    return held;
}
