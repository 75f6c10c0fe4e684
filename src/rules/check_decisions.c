/* Moves that decide: each outcome that a rule can come to has its line, and no other; what is counted is closed, and
 * nothing refuses the count. The outcome is the world's: each way is followed, and none is relied on. */
#include "base/text.h"
#include "rules/calendar.h"
#include "rules/check.h"

/* The outcomes of all rules that can stand there; the rule that the last of them is asked of. */
static uint32_t outcomes_of(const struct rulebook *rulebook, const struct procedure *procedure,
                            const struct decision *decision, uint8_t wanted, const struct rule **whose) {
    uint32_t outcomes = 0;
    for (uint32_t r = 0; r < rulebook->rule_count; r++) {
        const struct rule *rule = &rulebook->rules[r];
        if (!cgov__decision_may(rulebook, procedure, decision, rule)) continue;
        const uint32_t own = cgov__rule_outcomes(rule);
        if (own >> wanted & 1) *whose = rule;
        outcomes |= own;
    }
    return outcomes;
}

/* Check 5. */
static int32_t check_outcomes(struct check *check, const struct procedure *procedure, const struct decision *decision) {
    const char *move = procedure->moves[decision->move].name;
    for (uint8_t o = 1; o < OUTCOME_KINDS; o++) {
        const struct rule *whose = NULL;
        const char *name = cgov__value_name(CGOV_ENUM_OUTCOME, o);
        const bool can = outcomes_of(check->rulebook, procedure, decision, o, &whose) >> o & 1;
        if (can && !decision->lines[o])
            return FAILS(check, 5, decision->line, decision->rule,
                         "`%s` decides by rule `%s`, which can come to `%s`: no line says where that leads", move,
                         whose->name, name);
        if (!can && decision->lines[o])
            return FAILS(check, 5, decision->lines[o], name, "no rule that `%s` decides by can come to `%s`", move,
                         name);
    }
    return CGOV_OK;
}

/* Check 5: what is decided over is over. */
static int32_t check_closed(struct check *check, const struct procedure *procedure, const struct decision *decision) {
    const struct move *move = &procedure->moves[decision->move];
    const struct roll *over = &procedure->rolls[decision->over];
    const uint64_t voted = cgov__roll_open_in(over) | (over->bundle.by.kind ? over->bundle.by.in : 0);
    for (uint8_t o = 1; o < OUTCOME_KINDS; o++) {
        const uint8_t to = decision->to[o];
        if (to == NONE || !(voted >> to & 1)) continue;
        return FAILS(check, 5, decision->lines[o], procedure->states[to].name,
                     "`%s` decides over roll `%s`, and leads to `%s`, where that is open", move->name, over->name,
                     procedure->states[to].name);
    }
    const uint16_t bases = cgov__decision_bases(check->rulebook, procedure, decision);
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        const uint64_t open = bases >> r & 1 ? cgov__roll_open_in(&procedure->rolls[r]) & move->from : 0;
        for (uint8_t s = 0; open && s < procedure->state_count; s++)
            if (open >> s & 1)
                return FAILS(check, 5, decision->line, decision->rule, "`%s` decides in `%s`, where roll `%s` is open",
                             move->name, procedure->states[s].name, procedure->rolls[r].name);
    }
    return CGOV_OK;
}

/* The ballots weigh by what somebody owns. */
static bool is_owned(const struct procedure *procedure, const struct roll *ballots) {
    return ballots->base != NONE && cgov__roll_owned(&procedure->rolls[ballots->base]);
}

/* Check 2: time answers for no count that somebody must see to. */
static int32_t check_by(struct check *check, const struct procedure *procedure, const struct decision *decision) {
    const struct move *move = &procedure->moves[decision->move];
    const struct roll *over = &procedure->rolls[decision->over];
    for (uint8_t b = 0; b < move->by_count; b++) {
        const uint8_t kind = move->by[b].kind;
        if (kind == WHO_PARENT || kind == WHO_CHILD)
            return FAILS(check, 2, move->line, move->name,
                         "`%s` decides: no %s makes it, for somebody answers for a count", move->name,
                         kind == WHO_PARENT ? "parent" : "child");
        if (kind == WHO_TIME && over->secrecy != SECRECY_OPEN)
            return FAILS(check, 2, decision->line, over->name,
                         "`%s` decides over roll `%s`, which is not open: somebody answers for that count, not time",
                         move->name, over->name);
        if (kind == WHO_TIME && over->bundle.by.kind)
            return FAILS(check, 2, decision->line, over->name,
                         "`%s` decides over roll `%s`, whose bundle may be missing: time does not wait for it",
                         move->name, over->name);
    }
    return CGOV_OK;
}

/* Check 2: who closes a list of owners sees to it first, where somebody has sold or bought while it was open. */
static int32_t check_closing(struct check *check, const struct procedure *procedure, const struct move *move) {
    const char *who = NULL;
    for (uint8_t b = 0; b < move->by_count && !who; b++)
        who = move->by[b].kind == WHO_TIME     ? "time"
              : move->by[b].kind == WHO_PARENT ? "a parent"
              : move->by[b].kind == WHO_CHILD  ? "a child"
                                               : NULL;
    if (!who || move->opens_item || move->to == NONE || procedure->states[move->to].final) return CGOV_OK;
    for (uint8_t r = 0; procedure->closes >> r != 0; r++) {
        const struct roll *roll = &procedure->rolls[r];
        const uint64_t open = cgov__roll_open_in(roll);
        if ((procedure->closes >> r & 1) != 0 && cgov__roll_owned(roll) && (open & move->from) != 0 &&
            (open >> move->to & 1) == 0 && roll->filled_by != move - procedure->moves)
            return FAILS(check, 2, move->line, move->name,
                         "`%s` closes roll `%s`, of owners, who may have sold while it was open: %s cannot see to that",
                         move->name, roll->name, who);
    }
    return CGOV_OK;
}

/* Checks 5 and 6: what sealed ballots come to can be entered before it is counted; and it adds up to them, which a
 * household's do not. */
static int32_t check_sealed(struct check *check, const struct procedure *procedure, const struct decision *decision) {
    const struct move *move = &procedure->moves[decision->move];
    const struct roll *over = &procedure->rolls[decision->over];
    if (over->secrecy != SECRECY_SEALED) return CGOV_OK;
    const uint64_t without = move->from & ~over->bundle.by.in;
    for (uint8_t s = 0; without >> s != 0 && s < procedure->state_count; s++)
        if (without >> s & 1)
            return FAILS(check, 5, decision->line, over->name,
                         "`%s` decides in `%s`, where nobody enters what the sealed ballots of roll `%s` come to",
                         move->name, procedure->states[s].name, over->name);
    for (uint32_t r = 0; r < check->rulebook->rule_count; r++) {
        const struct rule *rule = &check->rulebook->rules[r];
        if ((rule->axes >> AXIS_UNITS & 1) != 0 && !is_owned(procedure, over) &&
            cgov__decision_may(check->rulebook, procedure, decision, rule))
            return FAILS(check, 6, decision->line, rule->name,
                         "rule `%s` counts households, and ballots of roll `%s` are sealed: sums by households do "
                         "not add up to who cast one",
                         rule->name, over->name);
    }
    return CGOV_OK;
}

/* Why what the move opens could not be opened: it would be left out, and nobody told. */
static const char *opening_refused(const struct rulebook *rulebook, const struct move *move) {
    if (move->opens == NONE) return NULL;
    const struct procedure *child = &rulebook->procedures[move->opens];
    const struct move *open = &child->moves[child->open];
    if (open->dated) return "the day that a clock of what it opens runs to may be over";
    for (uint8_t i = 0; i < open->clause_count; i++)
        if (open->clauses[i].kind == CLAUSE_WHEN) return "what it opens has a condition of its own";
    return open->office_count ? "what it opens gives offices" : NULL;
}

/* Check 1: ballots that nobody may count are counted by no other move. */
static int32_t check_refused(struct check *check, const struct procedure *procedure, const struct decision *decision) {
    const struct move *move = &procedure->moves[decision->move];
    const char *why =
        move->dated ? "the day that an outcome's clock runs to may be over" : opening_refused(check->rulebook, move);
    for (uint8_t o = 0; o < move->office_count && !why; o++) {
        const struct tenure *tenure = &procedure->offices[move->first_office + o];
        if (!tenure->ends && tenure->length.n && cgov__asks_calendar(&tenure->length))
            why = "no calendar may tell when the office ends";
    }
    return why ? FAILS(check, 1, move->line, move->name, "`%s` decides, and could be refused: %s", move->name, why)
               : CGOV_OK;
}

/* ---- guards that ask what is decided ---- */

/* Those of the procedure that a roll is made from, itself included. */
static uint32_t made_from(const struct procedure *procedure, uint32_t rolls) {
    for (uint32_t before = 0; before != rolls;) {
        before = rolls;
        for (uint8_t r = 0; r < procedure->roll_count; r++)
            for (uint8_t i = 0; (before >> r & 1) != 0 && i < procedure->rolls[r].of_count; i++)
                if (procedure->rolls[r].of[i].kind == OF_ROLL && procedure->rolls[r].of[i].roll.roll != NONE)
                    rolls |= UINT32_C(1) << procedure->rolls[r].of[i].roll.roll;
    }
    return rolls;
}

static uint32_t one_roll(uint8_t roll) {
    return roll == NONE ? 0 : UINT32_C(1) << roll;
}

/* The rolls of the procedure that what is decided hangs on, but for the ballots. */
static uint32_t lists_of(const struct check *check, const struct procedure *procedure,
                         const struct decision *decision) {
    const struct roll *over = &procedure->rolls[decision->over];
    uint32_t rolls = one_roll(decision->over) | over->not_rolls | one_roll(over->from.roll) | one_roll(decision->into);
    if (over->bundle.by.kind) rolls |= one_roll(over->bundle.of);
    for (uint32_t r = 0; r < check->rulebook->rule_count; r++) {
        const struct rule *rule = &check->rulebook->rules[r];
        if (!cgov__decision_may(check->rulebook, procedure, decision, rule)) continue;
        for (uint8_t n = 0; n < rule->roll_count; n++) rolls |= one_roll(cgov__decision_roll(procedure, rule, n).roll);
    }
    return made_from(procedure, rolls) & ~one_roll(decision->over);
}

/* In these states somebody can come on the roll, or off. */
static uint64_t changes_in(const struct procedure *procedure, uint8_t r, const struct decision *decision) {
    const struct roll *roll = &procedure->rolls[r];
    uint64_t states = cgov__roll_open_in(roll);
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if (roll->filled_by == m || cgov__roll_begins(procedure, roll, &procedure->moves[m]) ||
            (m != decision->move && (roll->won_by >> m & 1) != 0))
            states |= procedure->moves[m].from;
    return states;
}

/* Check 5: of what can still change nobody knows what will be decided by it. */
static int32_t check_settled(struct check *check, const struct procedure *procedure, const struct move *move,
                             const struct clause *clause) {
    const struct move *asked = &procedure->moves[clause->move];
    const struct decision *decision = cgov__decision_of(procedure, asked);
    const uint64_t after = cgov__states_after(procedure, move->from, clause->move);
    const uint32_t lists = lists_of(check, procedure, decision);
    for (uint8_t r = 0; lists >> r != 0; r++) {
        const uint64_t states = (lists >> r & 1) != 0 ? changes_in(procedure, r, decision) & after : 0;
        for (uint8_t s = 0; states >> s != 0 && s < procedure->state_count; s++)
            if (states >> s & 1)
                return FAILS(check, 5, clause->line, "certain",
                             "`%s` asks whether what `%s` decides is certain, and roll `%s` can change yet, in `%s`",
                             move->name, asked->name, procedure->rolls[r].name, procedure->states[s].name);
    }
    return CGOV_OK;
}

/* Check 6: what is cast stands. */
static int32_t check_final(struct check *check, const struct procedure *procedure, const struct move *move,
                           const struct clause *clause) {
    const struct move *asked = &procedure->moves[clause->move];
    const struct roll *over = &procedure->rolls[cgov__decision_of(procedure, asked)->over];
    const char *odd = over->secrecy != SECRECY_OPEN             ? "are not open"
                      : over->ask > ASK_CHOOSE || over->options ? "say more than yes, no or names for seats"
                      : over->out_count                         ? "can be taken out"
                                                                : NULL;
    for (uint8_t b = 0; b < over->by_count && !odd; b++)
        if (over->by[b].again) odd = "can be cast again";
    return odd ? FAILS(check, 6, clause->line, "certain",
                       "`%s` asks whether what `%s` decides is certain, and ballots on roll `%s` %s", move->name,
                       asked->name, over->name, odd)
               : CGOV_OK;
}

/* Check 6: households of who is silent are told apart by the count alone. */
static int32_t check_households(struct check *check, const struct procedure *procedure, const struct move *move,
                                const struct clause *clause) {
    const struct decision *decision = cgov__decision_of(procedure, &procedure->moves[clause->move]);
    for (uint32_t r = 0; r < check->rulebook->rule_count; r++) {
        const struct rule *rule = &check->rulebook->rules[r];
        const bool owned = rule->silent == NONE || (rule->axes >> AXIS_UNITS & 1) == 0 ||
                           is_owned(procedure, &procedure->rolls[decision->over]);
        if (!owned && cgov__decision_may(check->rulebook, procedure, decision, rule))
            return FAILS(check, 6, clause->line, cgov__guard(clause->guard)->word,
                         "`%s` asks about rule `%s`, which counts silent ones by households: only its count can",
                         move->name, rule->name);
    }
    return CGOV_OK;
}

static bool counts_choices(const struct ballots *ballots) {
    return ballots->kind == BALLOTS_CHOICE || (ballots->kind == BALLOTS_CAST && ballots->choices != 0);
}

/* Check 6: of ballots that are not open nobody asks what they say. */
static int32_t check_hidden(struct check *check, const struct procedure *procedure, const struct move *move,
                            const struct clause *clause) {
    const struct decision *decision = cgov__decision_of(procedure, &procedure->moves[clause->move]);
    for (uint32_t r = 0; r < check->rulebook->rule_count && procedure->rolls[decision->over].secrecy != SECRECY_OPEN;
         r++) {
        const struct rule *rule = &check->rulebook->rules[r];
        if (!cgov__decision_may(check->rulebook, procedure, decision, rule)) continue;
        for (uint8_t l = 0; l < rule->line_count; l++)
            for (uint8_t s = 0; s < rule->lines[l].count && rule->lines[l].quorum; s++) {
                const struct share *share = &rule->shares[rule->lines[l].first + s];
                if (counts_choices(&share->part_cast) || counts_choices(&share->whole_cast))
                    return FAILS(
                        check, 6, clause->line, cgov__guard(clause->guard)->word,
                        "`%s` asks for the quorum of rule `%s`, and so what ballots on roll `%s` say: they are "
                        "not open",
                        move->name, rule->name, procedure->rolls[decision->over].name);
            }
    }
    return CGOV_OK;
}

/* Check 5: who there is to decide is known. */
static int32_t check_known(struct check *check, const struct procedure *procedure, const struct move *move,
                           const struct clause *clause) {
    const struct move *asked = &procedure->moves[clause->move];
    const uint16_t bases = cgov__decision_bases(check->rulebook, procedure, cgov__decision_of(procedure, asked));
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        const uint64_t open = bases >> r & 1 ? cgov__roll_open_in(&procedure->rolls[r]) & move->from : 0;
        for (uint8_t s = 0; open && s < procedure->state_count; s++)
            if (open >> s & 1)
                return FAILS(check, 5, clause->line, cgov__guard(clause->guard)->word,
                             "`%s` asks what `%s` would decide in `%s`, where roll `%s` is open", move->name,
                             asked->name, procedure->states[s].name, procedure->rolls[r].name);
    }
    return CGOV_OK;
}

static int32_t check_asked(struct check *check, const struct procedure *procedure, const struct move *move) {
    int32_t status = CGOV_OK;
    for (uint8_t i = 0; i < move->clause_count && !status; i++) {
        const struct clause *clause = &move->clauses[i];
        if (!cgov__asks_decision(clause)) continue;
        status = check_known(check, procedure, move, clause);
        if (!status) status = check_households(check, procedure, move, clause);
        if (!status && clause->guard != GUARD_CERTAIN) status = check_hidden(check, procedure, move, clause);
        if (status || clause->guard != GUARD_CERTAIN) continue;
        status = check_final(check, procedure, move, clause);
        if (!status) status = check_settled(check, procedure, move, clause);
    }
    return status;
}

int32_t cgov__check_decisions(struct check *check, const struct procedure *procedure) {
    int32_t status = CGOV_OK;
    for (uint8_t d = 0; d < procedure->decision_count && !status; d++) {
        const struct decision *decision = &procedure->decisions[d];
        status = check_outcomes(check, procedure, decision);
        if (!status) status = check_closed(check, procedure, decision);
        if (!status) status = check_by(check, procedure, decision);
        if (!status) status = check_sealed(check, procedure, decision);
        if (!status) status = check_refused(check, procedure, decision);
    }
    for (uint8_t m = 0; procedure->decision_count && m < procedure->move_count && !status; m++)
        status = check_asked(check, procedure, &procedure->moves[m]);
    for (uint8_t m = 0; procedure->closes && m < procedure->move_count && !status; m++)
        status = check_closing(check, procedure, &procedure->moves[m]);
    return status;
}
