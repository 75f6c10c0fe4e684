/* Invariant: an item that can still come to a decision whose list is closed runs under the text that the list was
 * closed under, until it is decided; and no map closes a list. */
#include "entities/undecided.h"

#include "base/text.h"
#include "model/roll_close.h"

/* The first move by which the item can be decided yet, over a closed list: of the carried item's own, where that is
 * another; NULL: none. */
static const struct move *undecided(const struct model *model, uint32_t number, uint32_t carried) {
    const struct item *item = cgov__item(model, number);
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint64_t states =
        procedure->decision_count ? cgov__states_after(procedure, UINT64_C(1) << item->state, NONE) : 0;
    for (uint8_t d = 0; d < procedure->decision_count; d++) {
        const struct decision *decision = &procedure->decisions[d];
        const struct move *move = &procedure->moves[decision->move];
        struct roll_at ballots, base;
        if ((move->from & states) != 0 && cgov__roll_at(model, item, number, decision->over, &ballots) &&
            cgov__roll_base(model, &ballots, &base) && (number == carried || base.number == carried) &&
            cgov__roll_closed(model, &base) != 0)
            return move;
    }
    return NULL;
}

static const struct move *undecided_below(const struct model *model, uint32_t number, uint32_t carried) {
    const struct move *move = undecided(model, number, carried);
    const struct item *child;
    uint32_t n = cgov__item(model, number)->extra->children_first;
    for (; !move && (child = cgov__item(model, n)); n = child->extra->sibling)
        if (!child->final) move = undecided_below(model, n, carried);
    return move;
}

/* A list that is open, and would be open no more: the first. */
static const struct roll *closed_by_map(const struct procedure *old, const struct item *item,
                                        const struct clock_migration *migration) {
    for (uint8_t r = 0; old->closes >> r != 0; r++) {
        const uint8_t to = (old->closes >> r & 1) != 0 ? cgov__roll_after(old, r, migration->procedure) : NONE;
        if (to == NONE || (cgov__roll_open_in(&old->rolls[r]) >> item->state & 1) == 0) continue;
        if ((cgov__roll_open_in(&migration->procedure->rolls[to]) >> migration->state & 1) == 0) return &old->rolls[r];
    }
    return NULL;
}

int32_t cgov__undecided_check(const struct carrying *carrying, const struct clock_migration *migration, uint32_t number,
                              struct refusal *why) {
    const struct model *model = carrying->model;
    const struct move *move = undecided_below(model, number, number);
    const struct roll *closed = closed_by_map(cgov__procedure_of(model, migration->item), migration->item, migration);
    char message[160];
    if (move)
        cgov__format(message, sizeof message,
                     "the list of those who decide is closed, and `%s` not made: until then no text takes it over",
                     move->name);
    else if (closed)
        cgov__format(message, sizeof message, "the map would close the list `%s` of those who decide", closed->name);
    return move || closed ? cgov__refuse(why, CGOV_R_MAP, message) : CGOV_OK;
}
