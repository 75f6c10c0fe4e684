/* Rolls that say `proofs`: some move binds who stands there, and each that does is made by somebody.
 *
 * What blinds a root is drawn from the salt of an act; a move that follows from another, or from the time, has none. */
#include "base/text.h"
#include "rules/check.h"

/* Whether it counts the roll: the ballots, the list that they weigh by, or one that a rule of its names. */
static bool counts(const struct rulebook *rulebook, const struct procedure *procedure, const struct decision *decision,
                   uint8_t r) {
    if (decision->over == r || procedure->rolls[decision->over].base == r) return true;
    for (uint32_t i = 0; i < rulebook->rule_count; i++) {
        const struct rule *rule = &rulebook->rules[i];
        if (!cgov__decision_may(rulebook, procedure, decision, rule)) continue;
        for (uint8_t n = 0; n < rule->roll_count; n++)
            if (cgov__decision_roll(procedure, rule, n).roll == r) return true;
    }
    return false;
}

static bool binds(const struct rulebook *rulebook, const struct procedure *procedure, uint8_t m, uint8_t r) {
    const struct roll *roll = &procedure->rolls[r];
    const struct move *move = &procedure->moves[m];
    return roll->filled_by == m || (roll->won_by >> m & 1) != 0 ||
           (move->decision != NONE && counts(rulebook, procedure, &procedure->decisions[move->decision], r));
}

/* Check 2: somebody answers for what is bound. */
static int32_t check_by(struct check *check, const struct roll *roll, const struct move *move) {
    const char *who = move->by_time ? "time" : move->by_parent ? "the parent" : move->by_child ? "a child" : NULL;
    return !who ? CGOV_OK
                : FAILS(check, 2, move->line, move->name,
                        "`%s` binds who is on roll `%s`, which says `proofs`, and %s can make it: only an act brings "
                        "the salt that hides the others' lines",
                        move->name, roll->name, who);
}

int32_t cgov__check_proofs(struct check *check, const struct procedure *procedure) {
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        const struct roll *roll = &procedure->rolls[r];
        bool bound = !roll->proofs;
        for (uint8_t m = 0; m < procedure->move_count && roll->proofs; m++) {
            if (!binds(check->rulebook, procedure, m, r)) continue;
            int32_t status = check_by(check, roll, &procedure->moves[m]);
            if (status) return status;
            bound = true;
        }
        if (!bound)
            return FAILS(check, 6, roll->line, roll->name,
                         "roll `%s` says `proofs`, and no move fills it, or counts by it: nobody would have one",
                         roll->name);
    }
    return CGOV_OK;
}
