/* What only the whole text tells of moves that decide: which rules can stand there (those of its name, whatever the
 * day, and of the names that profiles put for it), and that each can be judged over those ballots.
 *
 * A rule names rolls: each is the procedure's own of that name, else the nearest above. A ballot is cast before anybody
 * knows which rule will be in force, so all that can stand over one roll ask the same of it. */
#include "rules/link.h"

/* Where a rule is named. */
struct place {
    uint32_t line, column;
};

struct deciding {
    struct link *link;
    uint32_t p;
    const struct decision *decision;
    const struct rule *rule;
    struct place at;
};

static struct procedure *procedure_of(const struct deciding *deciding) {
    return &deciding->link->book->procedures[deciding->p];
}

static struct roll *over_of(const struct deciding *deciding) {
    return &procedure_of(deciding)->rolls[deciding->decision->over];
}

static struct roll_ref ref_of(const struct deciding *deciding, uint8_t roll) {
    return (struct roll_ref){.roll = roll, .line = deciding->at.line, .column = deciding->at.column};
}

/* ---- rolls that a rule names ---- */

static bool find_named(const struct deciding *deciding, uint8_t named, struct roll_ref *into) {
    const struct rule *rule = deciding->rule;
    *into = cgov__decision_roll(procedure_of(deciding), rule, named);
    into->line = deciding->at.line;
    into->column = deciding->at.column;
    return into->roll != NONE || deciding->link->parents[deciding->p] ||
           FAULT(deciding->link->reader, into, "rule `%s` asks for a roll `%s`, and `%s` has none", rule->name,
                 rule->rolls[named], procedure_of(deciding)->name);
}

/* What a share of the rule counts: a roll, or the ballots. */
static bool find_counted(const struct deciding *deciding, struct roll_ref *ref, struct ballots *ballots) {
    if (ballots->kind == BALLOTS_NONE) return find_named(deciding, ref->roll, ref);
    *ref = ref_of(deciding, deciding->decision->over);
    ballots->kind = BALLOTS_NONE;
    return true;
}

static bool link_shares(const struct deciding *deciding) {
    for (uint8_t s = 0; s < deciding->rule->share_count; s++) {
        struct share share = deciding->rule->shares[s];
        if (!find_counted(deciding, &share.part, &share.part_cast)) return false;
        if (share.d && !find_counted(deciding, &share.whole, &share.whole_cast)) return false;
        if (!cgov__link_share(deciding->link, deciding->p, &share)) return false;
    }
    return true;
}

/* By all axes of the rule: the bases. */
static bool link_bases(const struct deciding *deciding, const struct roll_ref *ref, struct roll_set *bases) {
    struct share share = {.part = *ref, .line = deciding->at.line, .column = deciding->at.column};
    for (uint8_t a = 0; a < AXES; a++) {
        share.axis = a;
        if ((a == AXIS_HEADS || deciding->rule->axes >> a & 1) &&
            !cgov__link_tally(deciding->link, deciding->p, &share, ref, bases))
            return false;
    }
    return cgov__link_below(deciding->link, deciding->p, bases);
}

/* A roll that the rule names is of the same people as another. */
static bool link_of(const struct deciding *deciding, const char *name, const struct roll_ref *ref,
                    const struct roll_ref *of, const char *of_name) {
    struct roll_set bases, others;
    if (!link_bases(deciding, ref, &bases) || !link_bases(deciding, of, &others)) return false;
    return memcmp(&bases, &others, sizeof bases) == 0 ||
           FAULT(deciding->link->reader, &deciding->at,
                 "rolls `%s` and `%s` have two bases: by rule `%s` both are of one", name, of_name,
                 deciding->rule->name);
}

static bool link_silent(const struct deciding *deciding) {
    const struct rule *rule = deciding->rule;
    const struct roll_ref over = ref_of(deciding, deciding->decision->over);
    struct roll_ref silent;
    struct roll_set bases;
    if (!link_bases(deciding, &over, &bases)) return false;
    if (rule->silent == NONE) return true;
    return find_named(deciding, rule->silent, &silent) &&
           link_of(deciding, rule->rolls[rule->silent], &silent, &over, over_of(deciding)->name);
}

/* ---- candidates ---- */

static const char *ref_name(const struct deciding *deciding, const struct roll_ref *ref) {
    return ref->roll == NONE ? ref->above : procedure_of(deciding)->rolls[ref->roll].name;
}

/* A number from 1 to most, whatever more its detail lets in. */
static bool narrow(struct reader *reader, struct declared *detail, uint32_t most) {
    if (detail->min < 1) detail->min = 1;
    if (detail->max > (int64_t)most) detail->max = most;
    return detail->min <= detail->max ||
           FAULT(reader, detail, "detail `%s` is none of 1 to %u, which it is here", detail->name, (uint64_t)most);
}

/* A number of the item's that it keeps, from 1 to most. */
static bool keep_number(const struct deciding *deciding, uint8_t place, uint32_t most, uint8_t *kept_out) {
    struct reader *reader = deciding->link->reader;
    struct procedure *procedure = procedure_of(deciding);
    uint8_t kept = 0;
    if (!narrow(reader, &procedure->details[place], most)) return false;
    while (kept < procedure->kept_count && procedure->kept[kept] != place) kept++;
    if (kept == procedure->kept_count) {
        if (kept == MAX_KEPT)
            return FAULT(reader, &deciding->at, "there can be at most %u days and numbers that an item keeps",
                         (uint64_t)MAX_KEPT);
        procedure->kept[procedure->kept_count++] = place;
    }
    *kept_out = kept;
    return true;
}

static bool link_seats(const struct deciding *deciding) {
    struct procedure *procedure = procedure_of(deciding);
    if (!deciding->rule->seats_given) return true;
    if (procedure->seats == NONE)
        return FAULT(deciding->link->reader, &deciding->at,
                     "rule `%s` is given its seats: a move of `%s` needs a detail `seats`, a number",
                     deciding->rule->name, procedure->name);
    return keep_number(deciding, procedure->seats, MAX_SEATS, &procedure->seats_kept);
}

/* Options say what they cost where they stand, and the item what all of them may. */
static bool link_budget(const struct deciding *deciding) {
    struct reader *reader = deciding->link->reader;
    struct procedure *procedure = procedure_of(deciding);
    const struct rule *rule = deciding->rule;
    const uint8_t from = over_of(deciding)->from.roll;
    if (!rule->within_budget) return true;
    if (procedure->budget == NONE)
        return FAULT(reader, &deciding->at,
                     "rule `%s` keeps within a budget: a move of `%s` needs a detail `budget`, a number", rule->name,
                     procedure->name);
    if (deciding->decision->into != NONE)
        return FAULT(reader, &deciding->at,
                     "rule `%s` keeps within a budget: options win, and nobody comes `into` a roll", rule->name);
    if (from == NONE || procedure->rolls[from].same || cgov__roll_cost(procedure, from) == NONE)
        return FAULT(reader, &deciding->at,
                     "rule `%s` keeps within a budget: its options stand on a roll of `%s` that needs `cost`, a number",
                     rule->name, procedure->name);
    procedure->rolls[from].cost = cgov__roll_cost(procedure, from);
    return narrow(reader, &procedure->details[procedure->rolls[from].cost], UINT32_MAX) &&
           keep_number(deciding, procedure->budget, UINT32_MAX, &procedure->budget_kept);
}

static bool link_candidates(const struct deciding *deciding) {
    const struct rule *rule = deciding->rule;
    const struct roll *over = over_of(deciding);
    struct roll_ref from = over->from, kept, into;
    from.line = deciding->at.line;
    from.column = deciding->at.column;
    if (!link_seats(deciding) || !link_budget(deciding)) return false;
    if (rule->kept_for != NONE &&
        (!find_named(deciding, rule->kept_for, &kept) ||
         !link_of(deciding, rule->rolls[rule->kept_for], &kept, &from, ref_name(deciding, &from))))
        return false;
    if (deciding->decision->into == NONE) return true;
    into = ref_of(deciding, deciding->decision->into);
    return link_of(deciding, ref_name(deciding, &into), &into, &from, ref_name(deciding, &from));
}

/* ---- what is asked ---- */

static bool link_casting(const struct deciding *deciding) {
    const struct procedure *procedure = procedure_of(deciding);
    const struct rule *rule = deciding->rule;
    const uint8_t party = rule->casting[0] ? cgov__party_find(procedure, rule->casting) : NONE;
    if (!rule->casting[0]) return true;
    if (party == NONE || procedure->parties[party].organization)
        return FAULT(deciding->link->reader, &deciding->at,
                     "rule `%s` lets `%s` decide a tie: no resident is called so among the parties of `%s`", rule->name,
                     rule->casting, procedure->name);
    return over_of(deciding)->secrecy == SECRECY_OPEN ||
           FAULT(deciding->link->reader, &deciding->at,
                 "rule `%s` lets `%s` decide a tie: only an open ballot tells how they voted", rule->name,
                 rule->casting);
}

/* A ballot that one of them lets be cast the other can count. */
static bool asks_same(const struct rule *rule, const struct rule *other) {
    if (rule->ask != other->ask || rule->block != other->block || rule->within_budget != other->within_budget)
        return false;
    const bool seats = rule->seats == other->seats && rule->seats_given == other->seats_given;
    return rule->most == other->most && (rule->ask != ASK_CHOOSE || rule->most || seats);
}

/* What somebody ranks can be told from how often it is ranked so: an order is nearly a name. */
static bool link_order(const struct deciding *deciding) {
    const struct rule *rule = deciding->rule;
    return rule->ask != ASK_RANK || over_of(deciding)->secrecy == SECRECY_OPEN ||
           FAULT(deciding->link->reader, &deciding->at,
                 "rule `%s` asks an order, and ballots of `%s` are %s: an order can be a signature", rule->name,
                 over_of(deciding)->name, over_of(deciding)->secrecy == SECRECY_SEALED ? "sealed" : "confidential");
}

/* Of a household several may give points: how many are the household's, nobody says. */
static bool link_points(const struct deciding *deciding) {
    const struct rule *rule = deciding->rule;
    for (uint8_t s = 0; s < rule->share_count && cgov__asks_points(rule); s++)
        if (rule->shares[s].axis == AXIS_UNITS && rule->shares[s].part_cast.kind == BALLOTS_CHOICE)
            return FAULT(deciding->link->reader, &deciding->at,
                         "rule `%s` counts points by units: they are counted by heads, by area or by weight",
                         rule->name);
    return true;
}

static bool is_of_households(struct link *link, uint32_t p, uint8_t r, const void *context) {
    (void)context;
    return !cgov__roll_owned(&link->book->procedures[p].rolls[r]);
}

/* What a share holds ballots against is another list than the one a bundle is for, and none that it is made from. */
static bool is_apart(const struct deciding *deciding, const struct share *share) {
    const struct procedure *procedure = procedure_of(deciding);
    const uint8_t of = over_of(deciding)->bundle.of;
    if (!share->d || share->whole_cast.kind != BALLOTS_NONE) return false;
    const uint8_t whole = cgov__decision_roll(procedure, deciding->rule, share->whole.roll).roll;
    return whole != NONE && whole != of && (cgov__rolls_made_from(procedure, of) >> whole & 1) == 0;
}

/* Two choices of a bundle can have one household, and a ballot of its own besides: its sums say nothing of them. Sealed
 * ballots are looked at by a check. */
static bool link_hands(const struct deciding *deciding) {
    const struct rule *rule = deciding->rule;
    const struct roll *over = over_of(deciding);
    struct link *link = deciding->link;
    if (!over->bundle.by.kind || over->secrecy == SECRECY_SEALED ||
        !cgov__link_each(link, &link->deep[deciding->p][deciding->decision->over], is_of_households, NULL))
        return true;
    for (uint8_t s = 0; s < rule->share_count; s++)
        if (rule->shares[s].axis == AXIS_UNITS && rule->shares[s].part_cast.kind != BALLOTS_NONE &&
            !is_apart(deciding, &rule->shares[s]))
            return FAULT(link->reader, &deciding->at,
                         "rule `%s` counts households, and ballots of roll `%s` take a bundle for `%s`, whose sums say "
                         "nothing of these",
                         rule->name, over->name, procedure_of(deciding)->rolls[over->bundle.of].name);
    return true;
}

static bool link_ask(const struct deciding *deciding) {
    const struct rule *rule = deciding->rule;
    const struct rule **asked = &deciding->link->asked[deciding->p][deciding->decision->over];
    struct roll *over = over_of(deciding);
    const bool candidates = cgov__asks_candidates(rule);
    if (candidates != cgov__names_roll(&over->from))
        return FAULT(deciding->link->reader, &deciding->at,
                     candidates ? "rule `%s` chooses among candidates, and ballots of `%s` are `from` none"
                                : "rule `%s` asks yes or no, and ballots of `%s` name candidates",
                     rule->name, over->name);
    if (!candidates && deciding->decision->into != NONE)
        return FAULT(deciding->link->reader, &deciding->at,
                     "rule `%s` asks yes or no: nobody wins who could come `into` a roll", rule->name);
    if (*asked && !asks_same(rule, *asked))
        return FAULT(deciding->link->reader, &deciding->at,
                     "rule `%s` asks other ballots of `%s` than rule `%s` in line %u, which can decide over it too",
                     rule->name, over->name, (*asked)->name, (uint64_t)(*asked)->line);
    if (!*asked) over->choices &= cgov__rule_choices(rule);
    *asked = rule;
    over->ask = rule->ask;
    over->options = rule->within_budget;
    over->points = (uint16_t)(cgov__asks_points(rule) ? rule->most : 0);
    over->names = (uint8_t)(rule->ask != ASK_CHOOSE ? 0 : rule->most ? rule->most : rule->seats);
    return link_points(deciding) && link_order(deciding);
}

static bool link_rule(const struct deciding *deciding) {
    return link_ask(deciding) && link_hands(deciding) && link_shares(deciding) && link_silent(deciding) &&
           link_casting(deciding) && (!cgov__asks_candidates(deciding->rule) || link_candidates(deciding));
}

/* All rules of a name. */
static bool link_named(struct deciding *deciding, const char *name) {
    const struct rulebook *book = deciding->link->book;
    bool any = false;
    for (uint32_t r = 0; r < book->rule_count; r++) {
        if (strcmp(book->rules[r].name, name) != 0) continue;
        any = true;
        deciding->rule = &book->rules[r];
        if (!link_rule(deciding)) return false;
    }
    return any || FAULT(deciding->link->reader, &deciding->at, "rule `%s` is not one of this rulebook's", name);
}

/* ---- the rolls of a decision ---- */

static bool link_into(const struct deciding *deciding) {
    const struct decision *decision = deciding->decision;
    if (decision->into == NONE) return true;
    const struct roll *into = &procedure_of(deciding)->rolls[decision->into];
    const char *odd = into->ballot              ? "is of ballots"
                      : into->many              ? "is `many`"
                      : into->most              ? "has a limit"
                      : into->needs             ? "needs details"
                      : into->filled_by != NONE ? "is filled by a move"
                                                : NULL;
    return !odd ||
           FAULT(deciding->link->reader, &deciding->at, "roll `%s` %s: winners do not come on it", into->name, odd);
}

static bool link_decision(struct link *link, uint32_t p, const struct decision *decision) {
    const struct procedure *procedure = &link->book->procedures[p];
    struct deciding deciding = {link, p, decision, NULL, {decision->line, decision->column}};
    const char *move = procedure->moves[decision->move].name;
    if (!procedure->rolls[decision->over].ballot)
        return FAULT(link->reader, decision, "roll `%s` is not of ballots: `%s` cannot decide over it",
                     procedure->rolls[decision->over].name, move);
    for (uint8_t r = 0; r < procedure->roll_count; r++)
        if (procedure->rolls[r].filled_by == decision->move)
            return FAULT(link->reader, decision, "`%s` decides: it fills roll `%s` with nobody but who wins, `into` it",
                         move, procedure->rolls[r].name);
    if (!link_into(&deciding) || !link_named(&deciding, decision->rule)) return false;
    for (uint32_t i = 0; i < link->book->profile_count; i++) {
        const struct profile *profile = &link->book->profiles[i];
        for (uint32_t r = 0; r < profile->rule_count; r++) {
            const struct profile_rule *rule = &profile->rules[r];
            if (rule->procedure != p || rule->move != decision->move) continue;
            deciding.at = (struct place){rule->line, rule->column};
            if (!link_named(&deciding, rule->rule)) return false;
        }
    }
    return true;
}

bool cgov__decisions_link(struct link *link, uint32_t p) {
    const struct procedure *procedure = &link->book->procedures[p];
    for (uint8_t d = 0; d < procedure->decision_count; d++)
        if (!link_decision(link, p, &procedure->decisions[d])) return false;
    return true;
}
