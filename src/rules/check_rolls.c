/* Rolls in the checks: what is asked of configurations, and what the text alone shows.
 *
 * Entries are the world's, and so is every share of them. Asked is what a share is of: that its base was filled, or
 * open, on each path; and, where it is a part of something, that nobody is entered on the base while it is asked, for
 * then two people asking at once would be told different things. A roll from above is looked at where the child is
 * opened: its base is known by then, and is not open from then on. */
#include "base/text.h"
#include "rules/check.h"

uint64_t cgov__roll_open_in(const struct roll *roll) {
    uint64_t states = roll->out_count ? roll->in : 0;
    for (uint8_t b = 0; b < roll->by_count; b++) states |= roll->by[b].in ? roll->by[b].in : roll->in;
    return states;
}

/* ---- parties that rolls name ---- */

static party_set party_of(const struct who *who) {
    const bool names = (who->kind == WHO_PARTY || who->kind == WHO_ROLE) && !who->of_parent && who->party != NONE;
    return (party_set)(names ? 1u << who->party : 0);
}

static bool tell(const struct roll *roll, uint32_t line, party_set parties, party_set set, struct roll_naming *named) {
    const party_set unset = (party_set)(parties & ~set);
    if (!unset) return false;
    *named = (struct roll_naming){roll, line, 0};
    while (!(unset >> named->party & 1)) named->party++;
    return true;
}

/* Who may be on it, down the chain where that is asked `still`. asked: the rolls seen, as bits. */
static bool people_named(const struct procedure *procedure, uint8_t r, party_set set, uint32_t *asked,
                         struct roll_naming *named) {
    const struct roll *roll = &procedure->rolls[r];
    if (*asked >> r & 1) return false;
    *asked |= UINT32_C(1) << r;
    for (uint8_t i = 0; i < roll->of_count; i++) {
        const struct roll_of *of = &roll->of[i];
        if (of->kind != OF_ROLL && tell(roll, of->line, party_of(&of->who), set, named)) return true;
        const bool down = of->kind == OF_ROLL && of->still && of->roll.roll != NONE;
        if (down && people_named(procedure, of->roll.roll, set, asked, named)) return true;
    }
    return tell(roll, roll->not_line, roll->not_parties, set, named);
}

static bool maker_names(const struct roll *roll, const struct maker *maker, party_set set, struct roll_naming *named) {
    const party_set parties = maker->kind == MAKER_WHO ? party_of(&maker->who) : 0;
    return tell(roll, maker->line, (party_set)(parties | maker->who.excluded), set, named);
}

/* The states in which a bundle is brought. */
static uint64_t bundled_in(const struct roll *roll) {
    return roll->bundle.by.kind ? roll->bundle.by.in : 0;
}

static bool entering_names(const struct procedure *procedure, uint8_t r, uint8_t state, party_set set,
                           struct roll_naming *named) {
    const struct roll *roll = &procedure->rolls[r];
    uint32_t asked = 0;
    bool entered = false;
    for (uint8_t b = 0; b < roll->by_count; b++) {
        const struct maker *maker = &roll->by[b];
        if (!((maker->in ? maker->in : roll->in) >> state & 1)) continue;
        entered = true;
        if (maker_names(roll, maker, set, named)) return true;
    }
    for (uint8_t o = 0; o < roll->out_count && roll->in >> state & 1; o++)
        if (maker_names(roll, &roll->out[o], set, named)) return true;
    if (bundled_in(roll) >> state & 1 && maker_names(roll, &roll->bundle.by, set, named)) return true;
    return entered && people_named(procedure, r, set, &asked, named);
}

bool cgov__roll_names(const struct procedure *procedure, uint8_t state, uint8_t move, party_set set,
                      struct roll_naming *named) {
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        const bool filled = move != NONE && procedure->rolls[r].filled_by == move;
        uint32_t asked = 0;
        if (state != NONE && entering_names(procedure, r, state, set, named)) return true;
        if (filled && people_named(procedure, r, set, &asked, named)) return true;
    }
    return false;
}

uint8_t cgov__roll_days(const struct procedure *procedure, uint8_t state) {
    uint8_t days = 0;
    for (uint8_t r = 0; procedure->daily >> r != 0; r++)
        if ((procedure->daily >> r & 1) != 0 && cgov__roll_open_in(&procedure->rolls[r]) >> state & 1)
            days |= (uint8_t)(1u << procedure->rolls[r].day);
    return days;
}

/* All parties that could be told as unset: one after the other is taken for set. */
static party_set all_named(const struct procedure *procedure, uint8_t state, uint8_t move) {
    struct roll_naming named;
    party_set parties = 0;
    while (cgov__roll_names(procedure, state, move, parties, &named)) parties |= (party_set)(1u << named.party);
    return parties;
}

/* ---- what a move does to people ---- */

/* Named from those in office, by the move itself: surely somebody as it is made, whatever comes of them later. */
static party_set names_itself(const struct procedure *procedure, const struct move *move) {
    party_set named = 0;
    for (uint8_t i = 0; i < move->set_count; i++) {
        const struct set *set = &move->sets[i];
        const bool given = set->source == SOURCE_GIVEN && set->field != NONE && (move->needs >> set->field & 1);
        if (given && cgov__is_named(procedure, set->party)) named |= (party_set)(1u << set->party);
    }
    return named;
}

bool cgov__effect_names(const struct procedure *procedure, const struct move *move, party_set set,
                        struct roll_naming *named) {
    for (uint32_t t = 0; t < move->told_count; t++) {
        const struct who *who = &procedure->told[move->first_told + t].who;
        const party_set told = (party_set)(party_of(who) & ~names_itself(procedure, move));
        if (who->kind != 0 && tell(NULL, who->line, told, set, named)) return true;
    }
    for (uint32_t o = 0; o < move->office_count; o++) {
        const struct tenure *tenure = &procedure->offices[move->first_office + o];
        const party_set of = (party_set)(tenure->of == NONE ? 0 : 1u << tenure->of);
        if (tell(NULL, tenure->line, (party_set)(party_of(&tenure->in) | of), set, named)) return true;
    }
    return false;
}

static party_set effect_parties(const struct procedure *procedure, const struct move *move) {
    struct roll_naming named;
    party_set parties = 0;
    while (cgov__effect_names(procedure, move, parties, &named)) parties |= (party_set)(1u << named.party);
    return parties;
}

/* Who is told stands on that roll, or on one that is of it: what it is of, here or above, tells them too. */
static bool tells_roll(const struct procedure *procedure, uint8_t r, const struct roll_ref *told, uint32_t *seen) {
    if (told->roll == r) return true;
    if (*seen >> r & 1) return false;
    *seen |= UINT32_C(1) << r;
    const struct roll *roll = &procedure->rolls[r];
    for (uint8_t i = 0; i < roll->of_count; i++) {
        const struct roll_ref *of = &roll->of[i].roll;
        if (roll->of[i].kind != OF_ROLL) continue;
        if (of->roll == NONE ? strcmp(of->above, told->above) == 0 : tells_roll(procedure, of->roll, told, seen))
            return true;
    }
    return false;
}

static uint16_t rolls_told(const struct procedure *procedure, const struct move *move) {
    /* who follows it is told of each move */
    uint16_t told = (uint16_t)(procedure->followers == NONE ? 0 : 1u << procedure->followers);
    for (uint32_t t = 0; t < move->told_count; t++) {
        const struct hearer *hearer = &procedure->told[move->first_told + t];
        for (uint8_t r = 0; r < procedure->roll_count && hearer->who.kind == 0; r++) {
            uint32_t seen = 0;
            if (tells_roll(procedure, r, &hearer->roll, &seen)) told |= (uint16_t)(1u << r);
        }
    }
    return told;
}

/* The states in which people enter themselves, or have a ballot. */
static uint64_t by_self_in(const struct roll *roll) {
    uint64_t states = bundled_in(roll);
    for (uint8_t b = 0; b < roll->by_count; b++)
        if (roll->by[b].kind == MAKER_SELF || roll->ballot) states |= roll->by[b].in ? roll->by[b].in : roll->in;
    return states;
}

/* ---- bases ---- */

/* The base of a roll that a share names, where it is in this procedure. */
static uint16_t base_of(const struct procedure *procedure, const struct roll_ref *ref) {
    const uint8_t base = ref->roll == NONE ? NONE : procedure->rolls[ref->roll].base;
    return (uint16_t)(base == NONE ? 0 : 1u << base);
}

uint16_t cgov__decision_bases(const struct rulebook *rulebook, const struct procedure *procedure,
                              const struct decision *decision) {
    const struct roll_ref over = {.roll = decision->over};
    uint16_t bases = base_of(procedure, &over);
    for (uint32_t i = 0; i < rulebook->rule_count; i++) {
        const struct rule *rule = &rulebook->rules[i];
        if (!cgov__decision_may(rulebook, procedure, decision, rule)) continue;
        for (uint8_t n = 0; n < rule->roll_count; n++) {
            const struct roll_ref ref = cgov__decision_roll(procedure, rule, n);
            bases |= base_of(procedure, &ref);
        }
    }
    return bases;
}

/* Each share of a clause with its alternatives. */
static const struct share *next_share(const struct procedure *procedure, const struct clause *clause,
                                      const struct share *share) {
    if (clause->kind != CLAUSE_WHEN || clause->guard != GUARD_SHARE) return NULL;
    if (!share) return &procedure->shares[clause->share];
    return share->or_next ? share + 1 : NULL;
}

/* The procedures that a move's children are of, and theirs. */
static uint32_t opened_by(const struct rulebook *rulebook, const struct move *move) {
    uint32_t found = move->opens == NONE ? 0 : UINT32_C(1) << move->opens, before = 0;
    while (found != before) {
        before = found;
        for (uint32_t p = 0; p < rulebook->procedure_count; p++)
            for (uint8_t m = 0; before >> p & 1 && m < rulebook->procedures[p].move_count; m++)
                if (rulebook->procedures[p].moves[m].opens != NONE)
                    found |= UINT32_C(1) << rulebook->procedures[p].moves[m].opens;
    }
    return found;
}

static uint16_t asked_below(const struct rulebook *rulebook, const struct procedure *procedure,
                            const struct move *move) {
    uint16_t bases = 0;
    uint32_t below = 0;
    for (uint8_t r = 0; r < procedure->roll_count; r++) below |= procedure->rolls[r].below;
    const uint32_t opened = below ? opened_by(rulebook, move) & below : 0;
    for (uint8_t r = 0; opened && r < procedure->roll_count; r++)
        if (procedure->rolls[r].below & opened) bases |= (uint16_t)(1u << r);
    return bases;
}

/* What a clause asks a decision of; NULL: of none. */
static const struct decision *asked_of(const struct procedure *procedure, const struct clause *clause) {
    return cgov__asks_decision(clause) ? cgov__decision_of(procedure, &procedure->moves[clause->move]) : NULL;
}

static void find_bases(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure,
                       uint8_t m) {
    const struct move *move = &procedure->moves[m];
    struct asks *asks = &facts->asks[m];
    asks->bases = asked_below(rulebook, procedure, move);
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct share *share = NULL;
        const struct decision *asked = asked_of(procedure, &move->clauses[i]);
        if (asked) asks->bases |= cgov__decision_bases(rulebook, procedure, asked);
        while ((share = next_share(procedure, &move->clauses[i], share)))
            asks->bases |= (uint16_t)(base_of(procedure, &share->part) | base_of(procedure, &share->whole));
    }
    if (move->decision != NONE)
        asks->bases |= cgov__decision_bases(rulebook, procedure, &procedure->decisions[move->decision]);
    facts->bases |= asks->bases;
}

uint32_t cgov__share_line(const struct rulebook *rulebook, const struct procedure *procedure, const struct move *move,
                          uint8_t base) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct share *share = NULL;
        const struct decision *asked = asked_of(procedure, &move->clauses[i]);
        if (asked && cgov__decision_bases(rulebook, procedure, asked) >> base & 1) return move->clauses[i].line;
        while ((share = next_share(procedure, &move->clauses[i], share)))
            if ((base_of(procedure, &share->part) | base_of(procedure, &share->whole)) >> base & 1) return share->line;
    }
    const bool decides = move->decision != NONE;
    return decides && cgov__decision_bases(rulebook, procedure, &procedure->decisions[move->decision]) >> base & 1
               ? procedure->decisions[move->decision].line
               : 0;
}

void cgov__roll_facts(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        facts->asks[m].after |= effect_parties(procedure, &procedure->moves[m]);
        facts->asks[m].tells = rolls_told(procedure, &procedure->moves[m]);
    }
    for (uint8_t m = 0; m < procedure->move_count && procedure->roll_count; m++) {
        find_bases(facts, rulebook, procedure, m);
        facts->asks[m].after |= all_named(procedure, NONE, m);
    }
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        const struct roll *roll = &procedure->rolls[r];
        const uint16_t bit = (uint16_t)(facts->bases & 1u << r);
        if (roll->filled_by != NONE) facts->asks[roll->filled_by].fills |= bit;
        for (uint8_t s = 0; s < procedure->state_count; s++)
            facts->opened[s] |= cgov__roll_open_in(roll) >> s & 1 ? bit : 0;
        for (uint8_t s = 0; s < procedure->state_count; s++)
            facts->waiting[s] |= (uint16_t)((by_self_in(roll) >> s & 1) << r);
    }
    for (uint8_t s = 0; s < procedure->state_count; s++) facts->entering[s] = all_named(procedure, s, NONE);
}

/* ---- what the text alone shows ---- */

/* Check 1: nobody is entered where all is over. */
static int32_t check_ended(struct check *check, const struct procedure *procedure, const struct roll *roll) {
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        const struct state *state = &procedure->states[s];
        if (!state->final || !((cgov__roll_open_in(roll) | bundled_in(roll)) >> s & 1)) continue;
        return FAILS(check, 1, roll->line, roll->name, "roll `%s` is open in the final state `%s`", roll->name,
                     state->name);
    }
    return CGOV_OK;
}

/* Check 5: what a share is a part of stands, while it is asked. */
static int32_t check_share(struct check *check, const struct procedure *procedure, const struct move *move,
                           const struct share *share) {
    const uint16_t base = base_of(procedure, &share->whole);
    for (uint8_t r = 0; share->d && r < procedure->roll_count; r++) {
        const struct roll *roll = &procedure->rolls[r];
        const uint64_t open = base >> r & 1 ? cgov__roll_open_in(roll) & move->from : 0;
        for (uint8_t s = 0; open && s < procedure->state_count; s++)
            if (open >> s & 1)
                return FAILS(check, 5, share->line, procedure->rolls[share->whole.roll].name,
                             "`%s` asks for a share of `%s` in `%s`, where that is open", move->name, roll->name,
                             procedure->states[s].name);
    }
    return CGOV_OK;
}

/* The same of what children of a move ask, as long as there can be any. */
static int32_t check_below(struct check *check, const struct procedure *procedure, const struct move *move) {
    const uint16_t bases = asked_below(check->rulebook, procedure, move);
    uint64_t from = move->opens_item ? UINT64_C(1) << move->to : 0;
    for (uint8_t s = 0; s < procedure->state_count; s++)
        if (move->from >> s & 1) from |= cgov__move_leads(procedure, move, s);
    const uint64_t after = bases ? cgov__states_after(procedure, from, NONE) : 0;
    for (uint8_t r = 0; bases && r < procedure->roll_count; r++) {
        const struct roll *roll = &procedure->rolls[r];
        const uint64_t open = bases >> r & 1 ? cgov__roll_open_in(roll) & after : 0;
        for (uint8_t s = 0; open && s < procedure->state_count; s++)
            if (open >> s & 1)
                return FAILS(check, 5, move->line, move->name,
                             "`%s` opens what asks for a share of `%s`, which can be open after it, in `%s`",
                             move->name, roll->name, procedure->states[s].name);
    }
    return CGOV_OK;
}

int32_t cgov__check_rolls(struct check *check, const struct procedure *procedure) {
    int32_t status = CGOV_OK;
    for (uint8_t r = 0; r < procedure->roll_count && !status; r++)
        status = check_ended(check, procedure, &procedure->rolls[r]);
    for (uint8_t m = 0; procedure->roll_count && m < procedure->move_count && !status; m++) {
        const struct move *move = &procedure->moves[m];
        status = check_below(check, procedure, move);
        for (uint8_t i = 0; i < move->clause_count && !status; i++) {
            const struct share *share = NULL;
            while (!status && (share = next_share(procedure, &move->clauses[i], share)))
                status = check_share(check, procedure, move, share);
        }
    }
    return status;
}
