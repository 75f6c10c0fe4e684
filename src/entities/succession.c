/* Succession (接任): a ledger in which nobody may adopt a text or appoint anybody is a ledger nobody can mend. Genesis
 * founds none such; no end of an office and no text makes one, on the day it is done or on a later one.
 *
 * What may be done changes at few instants: where a term in the root begins or ends, and where a text comes into force.
 * So it is asked at these, of the offices whose role some text lets adopt or appoint.
 *
 * A move asks none of this, and time could be refused nothing: so no text lets a role do anything that moves which are
 * not over give or end, whichever of the two texts comes first. */
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
static uint32_t may_at(const struct asking *asking, uint32_t symbol, int64_t at) {
    uint32_t version = 0;
    const struct role *role = cgov__role_at(asking->model, symbol, at, &version);
    const struct role *next = role_to_be(asking, symbol);
    bool first = next && asking->change->from <= at &&
                 (!role || cgov__adoption(asking->model, version)->from <= asking->change->from);
    if (first) role = next;
    return !role ? 0 : role->may;
}

static uint32_t powers_at(const struct asking *asking, uint32_t symbol, int64_t at) {
    return may_at(asking, symbol, at) & POWERS;
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

/* ---- keys ---- */

/* The text of that version; 0: the one to be adopted. */
static const struct rulebook *text_of(const struct asking *asking, uint32_t version) {
    return version == 0 ? asking->change->text : &cgov__adoption(asking->model, version)->rulebook;
}

/* The role may do something by itself at some instant from that one on. */
static bool has_keys(const struct asking *asking, uint32_t symbol, int64_t from) {
    const int64_t next = asking->change->from;
    bool has = may_at(asking, symbol, from) != 0 || (next > from && may_at(asking, symbol, next) != 0);
    for (uint32_t v = 1; v <= asking->model->adoption_count && !has; v++) {
        const int64_t at = cgov__adoption(asking->model, v)->from;
        has = at > from && may_at(asking, symbol, at) != 0;
    }
    return has;
}

/* Whatever would be opened as that procedure of the text is opened as the other text has it. */
static bool goes_before(const struct rulebook *text, const struct rulebook *other, const char *procedure) {
    bool covers = cgov__procedure_find(other, procedure) != NONE;
    for (uint32_t m = 0; m < text->matter_count && covers; m++)
        covers = cgov__matter_find(other, text->matters[m].code) >= 0;
    return covers;
}

/* Moves of the procedure, as that version has it, can still be made: an item of the text is not over, whose child it
 * may be, or one can be opened. */
static bool can_run(const struct asking *asking, uint32_t version, const char *procedure) {
    const struct model *model = asking->model;
    if (version == 0) return true;
    for (uint32_t n = 1; n <= model->items.count; n++)
        if (!cgov__item(model, n)->final && cgov__item(model, n)->rulebook == version) return true;
    const struct rulebook *text = text_of(asking, version), *next = asking->change->text;
    bool over = asking->change->from <= asking->at && goes_before(text, next, procedure);
    for (uint32_t rank = 0, v; !over && (v = cgov__in_force(model, &rank, asking->at)) != 0 && v != version;)
        over = goes_before(text, text_of(asking, v), procedure);
    return !over;
}

/* Such an office of that version's text; what is said of it names the line of the text to be adopted that makes it one.
 */
static bool is_lost(const struct asking *asking, uint32_t version, const struct procedure *procedure,
                    const struct tenure *office, struct keys *lost) {
    const char *role = text_of(asking, version)->roles[office->role].name;
    const uint32_t symbol = cgov__symbol_find(asking->model, role, (uint32_t)strlen(role));
    const int64_t begin = version == 0 ? asking->change->from : cgov__adoption(asking->model, version)->from;
    if (symbol == 0 || !has_keys(asking, symbol, begin < asking->at ? asking->at : begin) ||
        !can_run(asking, version, procedure->name))
        return false;
    const struct role *to_be = role_to_be(asking, symbol);
    *lost = (struct keys){role, procedure->name, version == 0 ? office->line : to_be ? to_be->line : 0};
    return true;
}

bool cgov__keys_kept(const struct model *model, const struct succession *change, int64_t at, struct keys *lost) {
    const struct asking asking = {model, change, at};
    for (uint32_t version = 0; version <= model->adoption_count; version++) {
        const struct rulebook *text = text_of(&asking, version);
        for (uint32_t p = 0; p < text->procedure_count; p++)
            for (uint32_t o = 0; o < text->procedures[p].office_count; o++)
                if (is_lost(&asking, version, &text->procedures[p], &text->procedures[p].offices[o], lost))
                    return false;
    }
    return true;
}
