/* What links of rolls, shares and decisions have in common: rolls by their names, here and above, and what a share asks
 * of them.
 *
 * A roll above is found at run time by walking up from the item; here every way up is walked, and each must have one
 * that can be asked the same. What a share compares by another axis than heads has the same bases. */
#include "rules/link.h"

/* ---- rolls by their names ---- */

static bool walk_up(struct link *link, uint32_t p, const struct roll_ref *ref, uint32_t *walked,
                    struct roll_set *found) {
    const struct rulebook *book = link->book;
    if (!link->parents[p]) {
        return *walked
                   ? FAULT(link->reader, ref, "`%s` has no roll `%s`, and no procedure opens it that has",
                           book->procedures[p].name, ref->above)
                   : FAULT(link->reader, ref, "no procedure opens `%s`: it has no parent", book->procedures[p].name);
    }
    for (uint32_t q = 0; q < book->procedure_count; q++) {
        if (!(link->parents[p] >> q & 1) || *walked >> q & 1) continue;
        *walked |= UINT32_C(1) << q;
        const uint8_t roll = cgov__roll_find(&book->procedures[q], ref->above);
        if (roll != NONE)
            found->rolls[q] |= (uint16_t)(1u << roll);
        else if (!walk_up(link, q, ref, walked, found))
            return false;
    }
    return true;
}

bool cgov__link_find(struct link *link, uint32_t p, const struct roll_ref *ref, struct roll_set *found) {
    memset(found, 0, sizeof *found);
    uint32_t walked = 0;
    if (ref->roll == NONE) return walk_up(link, p, ref, &walked, found);
    found->rolls[p] = (uint16_t)(1u << ref->roll);
    return true;
}

bool cgov__link_each(struct link *link, const struct roll_set *set, each_roll *each, const void *context) {
    for (uint32_t p = 0; p < link->book->procedure_count; p++)
        for (uint8_t r = 0; r < link->book->procedures[p].roll_count; r++)
            if (set->rolls[p] >> r & 1 && !each(link, p, r, context)) return false;
    return true;
}

uint8_t cgov__roll_asks(const struct procedure *procedure, const struct roll *roll, const char *name, uint8_t type) {
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        const struct declared *detail = &procedure->details[d];
        if ((roll->needs | roll->takes) >> d & 1 && detail->type == type && !detail->repeats &&
            strcmp(detail->name, name) == 0)
            return d;
    }
    return NONE;
}

/* What its entries need. */
uint8_t cgov__roll_cost(const struct procedure *procedure, uint8_t r) {
    const uint8_t cost = cgov__roll_asks(procedure, &procedure->rolls[r], "cost", CGOV_DETAIL_NUMBER);
    return cost != NONE && procedure->rolls[r].needs >> cost & 1 ? cost : NONE;
}

uint32_t cgov__rolls_made_from(const struct procedure *procedure, uint8_t r) {
    uint32_t found = 0, next = UINT32_C(1) << r;
    for (uint32_t before = 0; next != before; found |= next) {
        before = next;
        for (uint8_t o = 0; o < procedure->roll_count; o++)
            for (uint8_t i = 0; before >> o & 1 && i < procedure->rolls[o].of_count; i++)
                if (procedure->rolls[o].of[i].kind == OF_ROLL && procedure->rolls[o].of[i].roll.roll != NONE)
                    next |= UINT32_C(1) << procedure->rolls[o].of[i].roll.roll;
    }
    return found & ~(UINT32_C(1) << r);
}

/* ---- shares ---- */

struct asking {
    const struct share *share;
    const struct roll_ref *ref;
};

/* An entry's area and weight are its base's to tell. */
static bool has_axis(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct procedure *procedure = &link->book->procedures[p];
    const struct asking *asking = context;
    struct roll *roll = &procedure->rolls[r];
    roll->axes |= (uint8_t)(1u << asking->share->axis);
    if (asking->share->axis == AXIS_WEIGHT && cgov__roll_asks(procedure, roll, "weight", CGOV_DETAIL_NUMBER) == NONE)
        return FAULT(link->reader, asking->ref, "roll `%s` asks for no `weight`, a number, to count by", roll->name);
    for (uint8_t i = 0; asking->share->axis == AXIS_AREA && i < roll->of_count; i++)
        if (roll->of[i].kind != OF_OWNERS)
            return FAULT(link->reader, asking->ref, "roll `%s` is not all `of owners`: it has no area to count by",
                         roll->name);
    return true;
}

static bool ask_roll(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct asking *asking = context;
    struct roll *roll = &link->book->procedures[p].rolls[r];
    struct roll_set found;
    if (roll->many)
        return FAULT(link->reader, asking->ref, "roll `%s` is `many`: a share counts each once", roll->name);
    roll->axes |= (uint8_t)(1u << asking->share->axis);
    if (!cgov__link_each(link, &link->deep[p][r], has_axis, context)) return false;
    if (!roll->same) return true;
    return cgov__link_find(link, p, &roll->of[0].roll, &found) && cgov__link_each(link, &found, ask_roll, context);
}

static bool add_bases(struct link *link, uint32_t p, uint8_t r, const void *context) {
    struct roll_set *const *into = context;
    for (uint32_t q = 0; q < link->book->procedure_count; q++) (*into)->rolls[q] |= link->deep[p][r].rolls[q];
    return true;
}

bool cgov__link_ask(struct link *link, uint32_t p, uint8_t r, const struct share *share, const struct roll_ref *ref) {
    const struct asking asking = {share, ref};
    return ask_roll(link, p, r, &asking);
}

bool cgov__link_tally(struct link *link, uint32_t p, const struct share *share, const struct roll_ref *ref,
                      struct roll_set *bases) {
    const struct asking asking = {share, ref};
    struct roll_set found;
    memset(bases, 0, sizeof *bases);
    return cgov__link_find(link, p, ref, &found) && cgov__link_each(link, &found, ask_roll, &asking) &&
           cgov__link_each(link, &found, add_bases, &bases);
}

static bool is_below(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const uint32_t *asked_by = context;
    if (p != *asked_by) link->book->procedures[p].rolls[r].below |= UINT32_C(1) << *asked_by;
    return true;
}

bool cgov__link_below(struct link *link, uint32_t p, const struct roll_set *bases) {
    return cgov__link_each(link, bases, is_below, &p);
}

/* Heads are counted alike everywhere; what else an entry weighs, its base says. */
bool cgov__link_share(struct link *link, uint32_t p, const struct share *share) {
    struct roll_set part, whole;
    if (!cgov__link_tally(link, p, share, &share->part, &part)) return false;
    if (!share->d) return true;
    if (!cgov__link_tally(link, p, share, &share->whole, &whole) || !cgov__link_below(link, p, &whole)) return false;
    return share->axis == AXIS_HEADS || memcmp(&part, &whole, sizeof part) == 0 ||
           FAULT(link->reader, &share->whole, "this share has two bases, and only heads are counted alike on both");
}
