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
        if (kind == WHO_TIME && over->bundle.by.kind && over->bundle.exactly)
            return FAILS(check, 2, decision->line, over->name,
                         "`%s` decides over roll `%s`, whose bundle may be missing: time does not wait for it",
                         move->name, over->name);
    }
    return CGOV_OK;
}

/* Check 1: ballots that nobody may count are counted by no other move. */
static int32_t check_refused(struct check *check, const struct procedure *procedure, const struct decision *decision) {
    const struct move *move = &procedure->moves[decision->move];
    const char *why = move->dated ? "the day that an outcome's clock runs to may be over" : NULL;
    for (uint8_t o = 0; o < move->office_count && !why; o++) {
        const struct tenure *tenure = &procedure->offices[move->first_office + o];
        if (!tenure->ends && tenure->length.n && cgov__asks_calendar(&tenure->length))
            why = "no calendar may tell when the office ends";
    }
    return why ? FAILS(check, 1, move->line, move->name, "`%s` decides, and could be refused: %s", move->name, why)
               : CGOV_OK;
}

int32_t cgov__check_decisions(struct check *check, const struct procedure *procedure) {
    int32_t status = CGOV_OK;
    for (uint8_t d = 0; d < procedure->decision_count && !status; d++) {
        const struct decision *decision = &procedure->decisions[d];
        status = check_outcomes(check, procedure, decision);
        if (!status) status = check_closed(check, procedure, decision);
        if (!status) status = check_by(check, procedure, decision);
        if (!status) status = check_refused(check, procedure, decision);
    }
    return status;
}
