/* Succession (接任): a ledger in which nobody may adopt a text or appoint anybody is a ledger nobody can mend. Genesis
 * founds none such; no end of an office and no text makes one, on the day it is done or on a later one.
 *
 * What may be done changes at few instants: where a term in the root begins or ends, and where a text comes into force.
 * So it is asked at these, of the offices whose role some text lets adopt or appoint. */
#include "entities/succession.h"

#include "entities/access.h"
#include "model/symbols.h"

#define POWERS (1u << VERB_ADOPT | 1u << VERB_APPOINT)

struct asking {
    const struct model *model;
    const struct succession *change;
    int64_t at; /* of the command */
};

/* As the text to be adopted has it; NULL: there is none, or it does not. */
static const struct role *role_to_be(const struct asking *asking, uint32_t symbol) {
    const struct rulebook *text = asking->change->text;
    const int32_t found = !text ? -1 : cgov__role_find(text, cgov__symbol_name(asking->model, symbol));
    return found < 0 ? NULL : &text->roles[found];
}

/* What the role may at that instant, the text to be adopted in its place among those there are. */
static uint32_t powers_at(const struct asking *asking, uint32_t symbol, int64_t at) {
    uint32_t version = 0;
    const struct role *role = cgov__role_at(asking->model, symbol, at, &version);
    const struct role *next = role_to_be(asking, symbol);
    bool first = next && asking->change->from <= at &&
                 (!role || cgov__adoption(asking->model, version)->from <= asking->change->from);
    if (first) role = next;
    return !role ? 0 : role->may & POWERS;
}

/* Some text, in force or to come, gives it one of them. */
static bool has_powers(const struct asking *asking, uint32_t symbol) {
    const struct role *role = role_to_be(asking, symbol);
    if (role && (role->may & POWERS) != 0) return true;
    for (uint32_t v = 1; v <= asking->model->adoption_count; v++) {
        const struct adoption *adoption = cgov__adoption(asking->model, v);
        for (uint32_t r = 0; r < adoption->rulebook.role_count; r++)
            if (adoption->roles[r] == symbol && (adoption->rulebook.roles[r].may & POWERS) != 0) return true;
    }
    return false;
}

/* The first instant after its term, as it would be; INT64_MAX: it has no end. */
static int64_t end_of(const struct asking *asking, const struct appointment *row) {
    const struct succession *change = asking->change;
    int64_t end = row->until == 0 ? INT64_MAX : row->until;
    bool ended = change->resident != 0 && row->resident == change->resident && row->role == change->role;
    return ended && change->until < end ? change->until : end;
}

static bool in_term(const struct asking *asking, const struct appointment *row, int64_t at) {
    return row->from <= at && at < end_of(asking, row);
}

/* The next office in the root, from that number on, that is not over and counts for this; NULL: none. */
static const struct appointment *next_key(const struct asking *asking, uint32_t *number) {
    const struct model *model = asking->model;
    while (*number < model->appointments.count) {
        const struct appointment *row = cgov__appointment(model, ++*number);
        if (row->organization == cgov__id_row(model->root) && end_of(asking, row) > asking->at &&
            has_powers(asking, row->role))
            return row;
    }
    return NULL;
}

static bool somebody_may(const struct asking *asking, int64_t at) {
    const struct appointment *one, *other;
    for (uint32_t n = 0; (one = next_key(asking, &n));) {
        uint32_t powers = in_term(asking, one, at) ? powers_at(asking, one->role, at) : 0;
        for (uint32_t m = 0; powers != 0 && powers != POWERS && (other = next_key(asking, &m));)
            if (other->resident == one->resident && in_term(asking, other, at))
                powers |= powers_at(asking, other->role, at);
        if (powers == POWERS) return true;
    }
    return false;
}

bool cgov__succession_holds(const struct model *model, const struct succession *change, int64_t at) {
    const struct asking asking = {model, change, at};
    const struct appointment *row;
    bool holds = somebody_may(&asking, at);
    for (uint32_t n = 0; holds && (row = next_key(&asking, &n));) {
        int64_t end = end_of(&asking, row);
        if (row->from > at) holds = somebody_may(&asking, row->from);
        if (holds && end != INT64_MAX) holds = somebody_may(&asking, end);
    }
    for (uint32_t v = 1; holds && v <= model->adoption_count; v++)
        if (cgov__adoption(model, v)->from > at) holds = somebody_may(&asking, cgov__adoption(model, v)->from);
    return holds && (!change->text || change->from <= at || somebody_may(&asking, change->from));
}
