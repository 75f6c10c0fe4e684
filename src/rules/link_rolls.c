/* What only the whole text tells of rolls: which detail each keeps, where `of` leads in the end, who enters, whom a
 * move tells or appoints; and the order in which rolls, shares and decisions are linked. A roll has one base in its
 * procedure, or one name above it. */
#include "rules/link.h"

enum { UNSEEN, OPEN, CLOSED };

/* ---- of each roll alone ---- */

static uint8_t proxy_of(const struct procedure *procedure, const struct roll *roll) {
    return cgov__roll_asks(procedure, roll, "proxy", CGOV_DETAIL_RESIDENT);
}

static void link_kept(const struct procedure *procedure, struct roll *roll) {
    const uint8_t proxy = proxy_of(procedure, roll);
    roll->weight = cgov__roll_asks(procedure, roll, "weight", CGOV_DETAIL_NUMBER);
    if (roll->each != NONE)
        roll->kept = roll->each;
    else if (proxy != NONE)
        roll->kept = proxy;
}

/* A list that is another's has nothing of its own. */
static const char *own_line(const struct roll *roll) {
    return roll->not_parties || roll->not_rolls ? "not"
           : roll->out_count                    ? "out by"
           : roll->in                           ? "in"
           : roll->day != NONE                  ? "on"
           : roll->many                         ? "many"
           : roll->most                         ? "at most"
           : roll->ballot                       ? "ballot"
           : roll->needs                        ? "needs"
           : roll->takes                        ? "takes"
           : roll->proofs                       ? "proofs"
           : roll->of[0].still                  ? "still"
                                                : NULL;
}

static bool link_filled(struct reader *reader, const struct roll *roll) {
    if (roll->filled_by == NONE || roll->ballot) return true; /* ballots say so themselves */
    const char *odd = roll->many ? "is `many`" : roll->most ? "has a limit" : roll->needs ? "needs details" : NULL;
    return !odd || FAULT(reader, roll, "roll `%s` %s: a move that fills it puts all on it once, and brings none",
                         roll->name, odd);
}

/* Who is there is entered by somebody, once, and brings no ballot: the day comes before that is cast. */
static bool link_day(struct reader *reader, struct procedure *procedure, const struct roll *roll) {
    const char *odd = roll->many                                ? "is `many`"
                      : roll->ballot                            ? "is of ballots"
                      : roll->filled_by != NONE || roll->won_by ? "is filled by a move"
                                                                : NULL;
    bool given = false;
    if (roll->day == NONE) return true;
    if (odd) return FAULT(reader, roll, "roll `%s` %s: it is on no day", roll->name, odd);
    for (uint8_t m = 0; m < procedure->move_count; m++)
        given = given || cgov__move_gets(&procedure->moves[m], procedure->kept[roll->day]);
    procedure->daily |= UINT32_C(1) << (roll - procedure->rolls);
    return given || FAULT(reader, roll, "roll `%s` is on `%s`, a day that no move brings", roll->name,
                          procedure->details[procedure->kept[roll->day]].name);
}

static bool link_states(struct reader *reader, const struct roll *roll) {
    for (uint8_t b = 0; b < roll->by_count; b++)
        if (!roll->by[b].in && !roll->in)
            return FAULT(reader, &roll->by[b], "roll `%s` says `in` no state that it is open", roll->name);
    if (roll->out_count && !roll->in)
        return FAULT(reader, &roll->out[0], "roll `%s` says `in` no state that anybody is taken out of it", roll->name);
    return !roll->in || roll->by_count || roll->out_count ||
           FAULT(reader, roll, "roll `%s` is open, and nobody enters anybody or takes them out", roll->name);
}

static bool link_roll(struct reader *reader, struct procedure *procedure, struct roll *roll) {
    if (!roll->cites.ptr) roll->cites = procedure->cites;
    link_kept(procedure, roll);
    if (!roll->of_count) return FAULT(reader, roll, "roll `%s` does not say `of` whom it is", roll->name);
    const bool own = roll->by_count || roll->filled_by != NONE || roll->won_by || roll->bundle.by.kind;
    roll->same = !own && roll->of_count == 1 && roll->of[0].kind == OF_ROLL;
    if (roll->same && own_line(roll))
        return FAULT(reader, roll, "nobody enters anybody on roll `%s`: it is the list that it is of, and says no `%s`",
                     roll->name, own_line(roll));
    if (!own && !roll->same)
        return FAULT(reader, roll, "nobody comes on roll `%s`: it says neither `filled by` nor `by`", roll->name);
    if (roll->many && roll->proofs)
        return FAULT(reader, roll, "roll `%s` is `many`: nobody has one line there that `proofs` could show",
                     roll->name);
    for (uint8_t b = 0; b < roll->by_count; b++)
        if (roll->many && roll->by[b].again)
            return FAULT(reader, &roll->by[b], "roll `%s` is `many`: no entry gives way to another `again`",
                         roll->name);
    return link_filled(reader, roll) && link_day(reader, procedure, roll) && link_states(reader, roll);
}

/* ---- bases ---- */

static bool find_base(struct link *link, uint32_t p, uint8_t r);

/* Why no roll is of it. */
static const char *never_base(const struct roll *roll) {
    return roll->many ? "`many`: nobody stands on it once" : "of ballots: who has voted is no list to vote from";
}

/* Where one line leads: a roll of the procedure, or the line that leads above it. */
static bool follow(struct link *link, uint32_t p, uint8_t r, const struct roll_of *of, uint8_t *base,
                   const struct roll_of **above) {
    *base = r;
    *above = NULL;
    if (of->kind != OF_ROLL) return true;
    *base = NONE;
    *above = of;
    if (of->roll.roll == NONE) return true;
    const struct procedure *procedure = &link->book->procedures[p];
    if (procedure->rolls[of->roll.roll].many || procedure->rolls[of->roll.roll].ballot)
        return FAULT(link->reader, &of->roll, "roll `%s` is %s", procedure->rolls[of->roll.roll].name,
                     never_base(&procedure->rolls[of->roll.roll]));
    if (!find_base(link, p, of->roll.roll)) return false;
    *base = procedure->rolls[of->roll.roll].base;
    *above = link->bases[p][of->roll.roll].above;
    return true;
}

static bool two_bases(struct link *link, const struct roll *roll, const struct roll_of *of) {
    return FAULT(link->reader, of, "roll `%s` has two bases: this line leads to another than line %u", roll->name,
                 (uint64_t)roll->of[0].line);
}

static bool find_base(struct link *link, uint32_t p, uint8_t r) {
    struct roll *roll = &link->book->procedures[p].rolls[r];
    struct base *known = &link->bases[p][r];
    if (known->seen == CLOSED) return true;
    if (known->seen == OPEN) return FAULT(link->reader, roll, "roll `%s` is of itself in the end", roll->name);
    known->seen = OPEN;
    for (uint8_t i = 0; i < roll->of_count; i++) {
        uint8_t base;
        const struct roll_of *above;
        if (!follow(link, p, r, &roll->of[i], &base, &above)) return false;
        if (i == 0) {
            roll->base = base;
            known->above = above;
            continue;
        }
        if (base != roll->base) return two_bases(link, roll, &roll->of[i]);
    }
    known->seen = CLOSED;
    return true;
}

/* The rolls of its procedure that a roll leaves out, as bits: those whose lists they are. */
static uint32_t leaves_out(const struct procedure *procedure, uint8_t r) {
    uint32_t found = 0;
    for (uint8_t o = 0; o < procedure->roll_count; o++) {
        if (!(procedure->rolls[r].not_rolls >> o & 1)) continue;
        uint8_t of = o;
        while (procedure->rolls[of].same && procedure->rolls[of].of[0].roll.roll != NONE)
            of = procedure->rolls[of].of[0].roll.roll;
        found |= UINT32_C(1) << of;
    }
    return found;
}

/* Who is put on a roll is found before the move puts anybody on another; whom that leaves out, `still` asks too. */
static bool link_fills(struct link *link, uint32_t p, uint8_t r) {
    const struct procedure *procedure = &link->book->procedures[p];
    const struct roll *roll = &procedure->rolls[r];
    const uint32_t from = roll->filled_by == NONE ? 0 : cgov__rolls_made_from(procedure, r);
    uint32_t out = roll->filled_by == NONE ? 0 : leaves_out(procedure, r);
    for (uint8_t o = 0; o < procedure->roll_count; o++)
        if (from >> o & 1) out |= leaves_out(procedure, o);
    for (uint8_t o = 0; o < procedure->roll_count; o++) {
        if (o == r || !((from | out) >> o & 1) || procedure->rolls[o].filled_by != roll->filled_by) continue;
        return FAULT(link->reader, roll, "`%s` fills roll `%s` and roll `%s`, which that %s: not in one move",
                     procedure->moves[roll->filled_by].name, roll->name, procedure->rolls[o].name,
                     from >> o & 1 ? "is of" : "leaves out");
    }
    return true;
}

struct deeper {
    const struct roll_ref *ref;
    struct roll_set *into;
    uint32_t depth;
};

static bool find_deep(struct link *link, uint32_t p, uint8_t r, const struct roll_ref *ref, uint32_t depth);

static bool add_deep(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct deeper *deeper = context;
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    if (roll->many || roll->ballot)
        return FAULT(link->reader, deeper->ref, "roll `%s` of `%s` is %s", deeper->ref->above,
                     link->book->procedures[p].name, never_base(roll));
    if (!find_deep(link, p, r, deeper->ref, deeper->depth)) return false;
    for (uint32_t q = 0; q < link->book->procedure_count; q++) deeper->into->rolls[q] |= link->deep[p][r].rolls[q];
    return true;
}

/* The bases that a line leads to, above. */
static bool find_above(struct link *link, uint32_t p, const struct roll_of *above, uint32_t depth,
                       struct roll_set *into) {
    const struct deeper deeper = {&above->roll, into, depth + 1};
    struct roll_set found;
    return cgov__link_find(link, p, &above->roll, &found) && cgov__link_each(link, &found, add_deep, &deeper);
}

static bool is_one(const struct roll_set *set) {
    uint32_t count = 0;
    for (uint32_t p = 0; p < MAX_PROCEDURES; p++)
        for (uint32_t left = set->rolls[p]; left != 0; left &= left - 1) count++;
    return count == 1;
}

/* Lines that lead above by other names than the first one come to the same base, whichever way up. */
static bool agree_above(struct link *link, uint32_t p, uint8_t r, uint32_t depth) {
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    const struct roll_of *first = link->bases[p][r].above;
    for (uint8_t i = 1; i < roll->of_count; i++) {
        const struct roll_of *above;
        struct roll_set found = {0};
        uint8_t base;
        if (!follow(link, p, r, &roll->of[i], &base, &above)) return false;
        if (strcmp(above->roll.above, first->roll.above) == 0) continue;
        if (!find_above(link, p, above, depth, &found)) return false;
        if (!is_one(&found) || memcmp(&found, &link->deep[p][r], sizeof found) != 0)
            return two_bases(link, roll, &roll->of[i]);
    }
    return true;
}

/* No way up passes more procedures than there are, unless it goes in a circle. */
static bool find_deep(struct link *link, uint32_t p, uint8_t r, const struct roll_ref *ref, uint32_t depth) {
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    if (link->deep_seen[p][r] == CLOSED) return true;
    if (link->deep_seen[p][r] == OPEN || depth > MAX_PROCEDURES)
        return FAULT(link->reader, ref, "roll `%s` of `%s` is of itself in the end: procedures open each other",
                     roll->name, link->book->procedures[p].name);
    link->deep_seen[p][r] = OPEN;
    const struct roll_of *above = link->bases[p][r].above;
    if (!above)
        link->deep[p][r].rolls[p] |= (uint16_t)(1u << roll->base);
    else if (!find_above(link, p, above, depth, &link->deep[p][r]) || !agree_above(link, p, r, depth))
        return false;
    link->deep_seen[p][r] = CLOSED;
    return true;
}

/* ---- who enters ---- */

static bool is_proxied(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct procedure *procedure = &link->book->procedures[p];
    const struct roll *roll = &procedure->rolls[r];
    const uint8_t proxy = proxy_of(procedure, roll);
    const struct roll_ref *ref = context;
    if (proxy == NONE || roll->ballot)
        return FAULT(link->reader, ref, "roll `%s` asks for no `proxy`, a resident, who could act by it", roll->name);
    if (roll->many) return FAULT(link->reader, ref, "roll `%s` is `many`: it names no one proxy", roll->name);
    return roll->kept == proxy || FAULT(link->reader, ref, "roll `%s` keeps `%s` of each entry, not its `proxy`",
                                        roll->name, procedure->details[roll->kept].name);
}

/* `parent.NAME` is a party of the parent where there is one of that name, else a roll above. */
static void tell_apart(const struct link *link, uint32_t p, struct maker *maker) {
    if (maker->kind != MAKER_PROXY || maker->roll.roll != NONE) return;
    for (uint32_t q = 0; q < link->book->procedure_count; q++) {
        if (!(link->parents[p] >> q & 1)) continue;
        if (cgov__party_find(&link->book->procedures[q], maker->roll.above) == NONE) continue;
        maker->kind = MAKER_WHO;
        maker->who.kind = WHO_PARTY;
        maker->who.of_parent = true;
        memcpy(maker->who.parent_party, maker->roll.above, NAME_SIZE);
        return;
    }
}

static bool link_maker(struct link *link, uint32_t p, struct maker *maker) {
    struct roll_set found;
    tell_apart(link, p, maker);
    if (maker->kind == MAKER_WHO)
        return cgov__who_link(link->reader, &link->book->procedures[p], link->parents[p], &maker->who, false);
    if (maker->kind != MAKER_PROXY) return true;
    return cgov__link_find(link, p, &maker->roll, &found) && cgov__link_each(link, &found, is_proxied, &maker->roll);
}

static bool link_people(struct link *link, uint32_t p, struct roll *roll) {
    for (uint8_t i = 0; i < roll->of_count; i++)
        if (roll->of[i].kind != OF_ROLL &&
            !cgov__who_link(link->reader, &link->book->procedures[p], link->parents[p], &roll->of[i].who, false))
            return false;
    for (uint8_t b = 0; b < roll->by_count; b++)
        if (!link_maker(link, p, &roll->by[b])) return false;
    for (uint8_t o = 0; o < roll->out_count; o++)
        if (!link_maker(link, p, &roll->out[o])) return false;
    if (!roll->bundle.by.kind) return true;
    tell_apart(link, p, &roll->bundle.by);
    return roll->bundle.by.kind == MAKER_WHO ? link_maker(link, p, &roll->bundle.by)
                                             : cgov__bundle_fault(link->reader, roll);
}

/* ---- households ---- */

/* Whose household could change while they stand on the roll would stand for another besides. */
static bool has_households(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct roll *base = &link->book->procedures[p].rolls[r], *roll = context;
    for (uint8_t i = 0; i < base->of_count; i++)
        if (base->of[i].kind == OF_OWNERS)
            return FAULT(link->reader, roll, "roll `%s` is of owners, who are of no household there", roll->name);
    for (uint8_t b = 0; b < base->by_count && base != roll; b++)
        if (base->by[b].again)
            return FAULT(link->reader, roll, "roll `%s` is of `%s`, where somebody can come to be of another household",
                         roll->name, base->name);
    return true;
}

/* A household is known by the line on the base: that weighs by units. */
static bool link_household(struct link *link, uint32_t p, uint8_t r) {
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    const struct share by = {.axis = AXIS_UNITS};
    const struct roll_ref self = {.roll = r, .line = roll->line, .column = roll->column};
    if (!roll->each_household) return true;
    if (roll->many)
        return FAULT(link->reader, roll, "roll `%s` is `many`: nobody stands there once for a household", roll->name);
    return cgov__link_each(link, &link->deep[p][r], has_households, roll) && cgov__link_ask(link, p, r, &by, &self);
}

/* ---- what moves do to people ---- */

/* `parent.NAME` is a party of the parent where there is one of that name, else a roll above. */
static bool link_told(struct link *link, uint32_t p, struct hearer *told) {
    struct maker named = {.kind = MAKER_PROXY, .who = {.role = NONE, .party = NONE}, .roll = told->roll};
    struct roll_set found;
    if (told->holder) return true;
    if (cgov__names_roll(&told->roll)) tell_apart(link, p, &named);
    if (named.kind == MAKER_WHO) {
        told->who = named.who;
        told->who.line = told->roll.line;
        told->who.column = told->roll.column;
        told->roll = (struct roll_ref){.roll = NONE};
    }
    if (cgov__names_roll(&told->roll)) return cgov__link_find(link, p, &told->roll, &found);
    return cgov__who_link(link->reader, &link->book->procedures[p], link->parents[p], &told->who, true);
}

/* What is given by a vote, or ends by one, is work: a role with keys is appointed by hand. */
static bool link_tenure(struct link *link, uint32_t p, const struct tenure *tenure) {
    const struct role *role = &link->book->roles[tenure->role];
    struct roll_set found;
    if (role->may)
        return FAULT(link->reader, tenure, "role `%s` may do something by itself: a move neither gives nor ends it",
                     role->name);
    if (role->needs && !tenure->ends)
        return FAULT(link->reader, tenure, "role `%s` needs `%s`, which a move does not ask: it is appointed by hand",
                     role->name, link->book->roles[role->needs - 1].name);
    return cgov__who_link(link->reader, &link->book->procedures[p], link->parents[p], &tenure->in, false) &&
           (!cgov__names_roll(&tenure->roll) || cgov__link_find(link, p, &tenure->roll, &found));
}

static bool link_effects(struct link *link, uint32_t p) {
    struct procedure *procedure = &link->book->procedures[p];
    for (uint32_t t = 0; t < procedure->told_count; t++)
        if (!link_told(link, p, &procedure->told[t])) return false;
    for (uint32_t o = 0; o < procedure->office_count; o++)
        if (!link_tenure(link, p, &procedure->offices[o])) return false;
    return true;
}

/* ---- all of it ---- */

typedef bool link_one(struct link *link, uint32_t p, uint8_t r);

static bool link_alone(struct link *link, uint32_t p, uint8_t r) {
    struct procedure *procedure = &link->book->procedures[p];
    return link_roll(link->reader, procedure, &procedure->rolls[r]);
}

static bool link_deep(struct link *link, uint32_t p, uint8_t r) {
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    const struct roll_ref at = {.line = roll->line, .column = roll->column};
    return find_deep(link, p, r, &at, 0);
}

static bool link_ballots(struct link *link, uint32_t p, uint8_t r) {
    return cgov__ballot_link(link->reader, &link->book->procedures[p], r);
}

/* Nobody is a candidate several times, or by having voted. */
static bool is_candidates(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct roll_ref *ref = context;
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    return !roll->ballot || FAULT(link->reader, ref, "roll `%s` is of ballots, not of candidates", roll->name);
}

/* What a bundle brings is what its electors weigh, as the ballots' base has them. */
static bool link_choices(struct link *link, uint32_t p, uint8_t r) {
    const struct roll *roll = &link->book->procedures[p].rolls[r];
    struct roll_set found;
    if (cgov__names_roll(&roll->from) &&
        (!cgov__link_find(link, p, &roll->from, &found) || !cgov__link_each(link, &found, is_candidates, &roll->from)))
        return false;
    return !roll->bundle.by.kind ||
           memcmp(&link->deep[p][r], &link->deep[p][roll->bundle.of], sizeof link->deep[p][r]) == 0 ||
           FAULT(link->reader, &roll->bundle.by, "roll `%s` and `%s`, which the bundle is for, have two bases",
                 roll->name, link->book->procedures[p].rolls[roll->bundle.of].name);
}

static bool link_makers(struct link *link, uint32_t p, uint8_t r) {
    return link_people(link, p, &link->book->procedures[p].rolls[r]);
}

/* A detail that names an entry by its number. */
static bool link_numbers(struct link *link, uint32_t p) {
    const struct procedure *procedure = &link->book->procedures[p];
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        const struct roll_ref *on = &procedure->details[d].on;
        if (on->line != 0 && !procedure->rolls[on->roll].many)
            return FAULT(link->reader, on, "roll `%s` is not `many`: no entry on it has a number",
                         procedure->rolls[on->roll].name);
    }
    return true;
}

/* The bases of what the procedure decides over: the day they are closed chooses the rule. */
static void link_closings(struct link *link, uint32_t p) {
    const struct procedure *procedure = &link->book->procedures[p];
    for (uint8_t d = 0; d < procedure->decision_count; d++)
        for (uint32_t q = 0; q < link->book->procedure_count; q++)
            link->book->procedures[q].closes |= link->deep[p][procedure->decisions[d].over].rolls[q];
}

static bool link_all(struct link *link) {
    static link_one *const steps[] = {link_alone,  link_ballots,           find_base,    link_fills,    link_deep,
                                      link_makers, cgov__ballot_days_link, link_choices, link_household};
    const struct rulebook *book = link->book;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        for (uint32_t p = 0; p < book->procedure_count; p++)
            for (uint8_t r = 0; r < book->procedures[p].roll_count; r++)
                if (!steps[i](link, p, r)) return false;
    for (uint32_t p = 0; p < book->procedure_count; p++)
        for (uint8_t s = 0; s < book->procedures[p].share_count; s++)
            if (!cgov__link_share(link, p, &book->procedures[p].shares[s])) return false;
    for (uint32_t p = 0; p < book->procedure_count; p++)
        if (!link_effects(link, p) || !link_numbers(link, p) || !cgov__decisions_link(link, p)) return false;
    for (uint32_t p = 0; p < book->procedure_count; p++) link_closings(link, p);
    return true;
}

bool cgov__rolls_link(struct reader *reader) {
    struct rulebook *book = reader->book;
    bool any = false;
    for (uint32_t p = 0; p < book->procedure_count; p++)
        any = any || book->procedures[p].roll_count || book->procedures[p].share_count ||
              book->procedures[p].told_count || book->procedures[p].office_count;
    if (!any) return true;
    struct link *link = cgov__mem_resize(book->mem, NULL, 0, sizeof *link);
    if (!link) return cgov__no_memory(reader);
    memset(link, 0, sizeof *link);
    link->reader = reader;
    link->book = book;
    for (uint32_t p = 0; p < book->procedure_count; p++)
        link->parents[p] = cgov__parents_of(book, &book->procedures[p]);
    const bool linked = link_all(link);
    cgov__mem_resize(book->mem, link, sizeof *link, 0);
    return linked;
}
