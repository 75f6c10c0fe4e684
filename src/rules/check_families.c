/* Parents and children: what a child is opened with, what it makes its parent do, and what a parent may count on.
 *
 * A child surely comes to an end, for its own procedure passes check 1; so a parent may wait for what all its ends are
 * in, or for one of several that name them all. But a move that only a child makes is made when a child changes: some
 * child must surely be on its way while the parent stands there, or it would wait for ever. */
#include "base/text.h"
#include "cgov/item.h"
#include "rules/check.h"

/* ---- check 6: of the text ---- */

static bool is_field(const struct declared *detail, uint32_t field) {
    return detail->number == field;
}

static bool for_organization(const struct move *opens) {
    return opens->opens_for == OPENS_DETAIL || opens->opens_for == OPENS_PARTY;
}

/* The move of a parent brings the detail that its child's opening asks for. */
static bool brings(const struct procedure *parent, const struct move *move, const struct procedure *child,
                   uint8_t place) {
    const struct declared *detail = &child->details[place];
    if (is_field(detail, CGOV_FIELD_ORGANIZATION) && for_organization(move)) return true;
    if (place == child->issue && move->opens_for == OPENS_LATE) return true;
    if (is_field(detail, CGOV_FIELD_MATTER) && move->opens_profile != NONE)
        return true; /* what a matter would choose */
    if (cgov__field_own(detail->number) || move->by_child) return false;
    for (uint8_t d = 0; d < parent->detail_count; d++)
        if (strcmp(parent->details[d].name, detail->name) == 0) return ((move->needs | move->takes) >> d & 1) != 0;
    return false;
}

static int32_t check_needs(struct check *check, const struct procedure *parent, const struct move *move,
                           const struct procedure *child) {
    const struct move *open = &child->moves[child->open];
    for (uint8_t i = 0; i < open->clause_count; i++) {
        const struct clause *clause = &open->clauses[i];
        if (clause->kind != CLAUSE_NEEDS || brings(parent, move, child, clause->field)) continue;
        const char *name = child->details[clause->field].name;
        return FAILS(check, 6, clause->line, name, "`%s` needs `%s`, and `%s` of `%s` opens `%s` without", open->name,
                     name, move->name, parent->name, child->name);
    }
    return CGOV_OK;
}

/* `to given`, where the child's opening does not ask for the detail, is the organization it is opened for. */
static int32_t check_given(struct check *check, const struct procedure *parent, const struct move *move,
                           const struct procedure *child) {
    const struct move *open = &child->moves[child->open];
    for (uint8_t i = 0; i < open->set_count && !for_organization(move); i++) {
        const struct set *set = &open->sets[i];
        if (set->source != SOURCE_GIVEN || cgov__set_named(child, open, set)) continue;
        if (set->field != NONE && cgov__move_takes(child, open, CGOV_FIELD_ORGANIZATION)) continue;
        const char *party = child->parties[set->party].name;
        return FAILS(check, 6, set->line, party,
                     "`%s` is set to an organization given, and `%s` of `%s` opens `%s` for none", party, move->name,
                     parent->name, child->name);
    }
    return CGOV_OK;
}

/* What whoever opens a child must say, the child is told: what is asked, why, by when. The words of a move that answers
 * are its answer, and days that a clock of its own, or an extension, runs by are its own. */
static int32_t check_carried(struct check *check, const struct procedure *parent, const struct move *move,
                             const struct procedure *child) {
    static const uint32_t asked[] = {CGOV_FIELD_TEXT, CGOV_FIELD_REASON, CGOV_FIELD_DAYS};
    const struct move *open = &child->moves[child->open];
    bool own = move->extends != 0;
    for (uint8_t c = 0; c < parent->clock_count; c++)
        own = own || (parent->clocks[c].length.given && (cgov__move_starts(parent, move) >> c & 1) != 0);
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        if (!cgov__move_needs(parent, move, asked[i]) || cgov__move_takes(child, open, asked[i])) continue;
        if (asked[i] == CGOV_FIELD_DAYS ? own : move->answers) continue;
        const char *name = cgov__field_name(asked[i]);
        return FAILS(check, 6, open->line, open->name,
                     "`%s` of `%s` needs `%s` and opens `%s`, whose `%s` does not take it: what is asked would be lost",
                     move->name, parent->name, name, child->name, open->name);
    }
    return CGOV_OK;
}

static int32_t check_opened(struct check *check, const struct procedure *parent, const struct move *move) {
    const struct procedure *child = &check->rulebook->procedures[move->opens];
    const struct move *open = &child->moves[child->open];
    int32_t status = check_needs(check, parent, move, child);
    if (!status) status = check_given(check, parent, move, child);
    if (!status) status = check_carried(check, parent, move, child);
    if (status || move->opens_for != OPENS_LATE) return status;
    if (child->issue != NONE && ((open->needs | open->takes) >> child->issue & 1) != 0) return CGOV_OK;
    return FAILS(check, 6, move->line, move->name,
                 "`%s` opens `%s` for what is late: its `%s` must take a detail `issue`, an item", move->name,
                 child->name, open->name);
}

/* What a child makes, it makes without details; and what has no child is made by none. */
static int32_t check_by_child(struct check *check, const struct procedure *procedure, const struct move *move) {
    bool opens = false;
    for (uint8_t m = 0; m < procedure->move_count; m++) opens = opens || procedure->moves[m].opens != NONE;
    if (!opens)
        return FAILS(check, 6, move->line, move->name, "`%s` is made by a child, and `%s` opens none", move->name,
                     procedure->name);
    if (move->dated)
        return FAILS(check, 6, move->line, move->name,
                     "`%s` starts a clock that runs to a day given, which may be over: a child names none", move->name);
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_NEEDS) continue;
        return FAILS(check, 6, clause->line, "needs", "a child gives no details: it could not make `%s`", move->name);
    }
    return CGOV_OK;
}

/* The first procedure that a guard asks children of and that no move opens; NONE: each is opened. */
static uint8_t unopened_of(const struct rulebook *rulebook, const struct procedure *procedure,
                           const struct clause *clause) {
    for (uint8_t p = 0; p < rulebook->procedure_count; p++)
        if (cgov__asks_children_of(clause, p) && !cgov__opening_of(procedure, p)) return p;
    return NONE;
}

static int32_t check_asked(struct check *check, const struct procedure *procedure, const struct move *move) {
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        const bool fewer = clause->kind == CLAUSE_WHEN && clause->guard == GUARD_FEWER;
        if (!fewer && (clause->kind != CLAUSE_WHEN || cgov__guard_assumed(clause->guard) != ASSUMED_CHILD)) continue;
        const uint8_t unopened = unopened_of(check->rulebook, procedure, clause);
        const char *name = check->rulebook->procedures[unopened == NONE ? clause->procedure : unopened].name;
        if (fewer && check->rulebook->procedures[clause->procedure].reporter == NONE)
            return FAILS(check, 6, clause->line, name,
                         "`%s` asks whose `%s` are, and that has no party `reporter`, who asked for it", move->name,
                         name);
        if (unopened == NONE) continue;
        return FAILS(check, 6, clause->line, name, "`%s` asks about children of `%s`, and no move of `%s` opens one",
                     move->name, name, procedure->name);
    }
    return CGOV_OK;
}

static int32_t check_dropped(struct check *check, const struct procedure *procedure, const struct move *move) {
    for (uint8_t p = 0; p < check->rulebook->procedure_count && move->drops != UINT32_MAX; p++) {
        if ((move->drops >> p & 1) == 0 || cgov__opening_of(procedure, p)) continue;
        const char *name = check->rulebook->procedures[p].name;
        return FAILS(check, 6, move->line, move->name, "`%s` drops children of `%s`, and no move of `%s` opens one",
                     move->name, name, procedure->name);
    }
    return CGOV_OK;
}

int32_t cgov__check_families(struct check *check, const struct procedure *procedure) {
    int32_t status = CGOV_OK;
    for (uint8_t m = 0; m < procedure->move_count && !status; m++) {
        const struct move *move = &procedure->moves[m];
        if (move->opens != NONE) status = check_opened(check, procedure, move);
        if (!status && move->by_child) status = check_by_child(check, procedure, move);
        if (!status) status = check_asked(check, procedure, move);
        if (!status) status = check_dropped(check, procedure, move);
    }
    return status;
}

/* ---- check 1: what is relied on ---- */

/* The children come to these states, for each end is one of them, and stay in them. */
static bool surely_comes(const struct procedure *child, uint64_t states) {
    for (uint8_t s = 0; s < child->state_count; s++)
        if (child->states[s].final && !(states >> s & 1)) return false;
    for (uint8_t m = 0; m < child->move_count; m++) {
        const struct move *move = &child->moves[m];
        for (uint8_t s = 0; s < child->state_count; s++)
            if (move->from & states & UINT64_C(1) << s && cgov__move_leads(child, move, s) & ~states) return false;
    }
    return true;
}

/* Whoever makes it, it opens one child at least. */
static uint32_t surely_opens(const struct move *move) {
    if (move->opens == NONE || move->opens_for == OPENS_LATE) return 0;
    if (move->opens_for == OPENS_DETAIL && (move->by_child || !(move->needs >> move->opens_field & 1))) return 0;
    return UINT32_C(1) << move->opens;
}

/* Bit p: on each way to the state a child of procedure p was opened; and by each move that comes to it, or stays and
 * could use up its children: so it is on its way there. */
static void find_opened(const struct procedure *procedure, uint32_t opened[MAX_STATES], uint32_t fresh[MAX_STATES]) {
    const struct move *open = &procedure->moves[procedure->open];
    bool more = true;
    for (uint8_t s = 0; s < procedure->state_count; s++) opened[s] = fresh[s] = UINT32_MAX;
    opened[open->to] &= surely_opens(open);
    fresh[open->to] &= surely_opens(open);
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        for (uint8_t s = 0; s < procedure->state_count && !move->opens_item; s++) {
            const uint64_t leads = move->from >> s & 1 ? cgov__move_leads(procedure, move, s) : 0;
            for (uint8_t to = 0; to < procedure->state_count; to++) {
                const bool stays = to == s && move->drops == 0 && !move->by_child;
                if (leads >> to & 1 && !stays) fresh[to] &= surely_opens(move);
            }
        }
    }
    while (more) {
        more = false;
        for (uint8_t m = 0; m < procedure->move_count; m++) {
            const struct move *move = &procedure->moves[m];
            for (uint8_t s = 0; s < procedure->state_count; s++) {
                const uint64_t leads = move->from >> s & 1 ? cgov__move_leads(procedure, move, s) : 0;
                const uint32_t known = opened[s] | surely_opens(move);
                for (uint8_t to = 0; to < procedure->state_count; to++) {
                    if (!(leads >> to & 1) || !(opened[to] & ~known)) continue;
                    opened[to] &= known;
                    more = true;
                }
            }
        }
    }
}

static bool by_child_alone(const struct move *move) {
    for (uint8_t i = 0; i < move->by_count; i++)
        if (move->by[i].kind != WHO_CHILD) return false;
    return true;
}

/* Bit p: the children that a move by child alone waits for; all: any of them. */
static uint32_t waited_for(const struct move *move) {
    uint32_t procedures = UINT32_MAX;
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind == CLAUSE_WHEN && cgov__guard_assumed(clause->guard) == ASSUMED_CHILD)
            procedures &= UINT32_C(1) << clause->procedure | (clause->guard == GUARD_EVERY ? clause->values : 0);
    }
    return procedures;
}

/* Children of all procedures that an `every` asks about surely come to what it asks; states are found by name. */
static bool all_come(const struct rulebook *rulebook, const struct clause *clause) {
    const struct procedure *first = &rulebook->procedures[clause->procedure];
    for (uint8_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *child = &rulebook->procedures[p];
        uint64_t states = 0;
        for (uint8_t s = 0; s < first->state_count && cgov__asks_children_of(clause, p); s++)
            if (clause->states >> s & 1) states |= UINT64_C(1) << cgov__state_find(child, first->states[s].name);
        if (cgov__asks_children_of(clause, p) && !surely_comes(child, states)) return false;
    }
    return true;
}

/* With one `every` that need not come true, and nothing else about children, a move is one half: another with the
 * opposite is the other. Who is a child makes it when it changes its state, and then no more. */
static void find_half(struct facts *facts, const struct move *move, uint8_t m, const struct clause *clause) {
    const uint64_t bit = UINT64_C(1) << m;
    if (facts->halves & bit || facts->asks_last & bit || move->by_child) facts->comes &= ~bit;
    facts->halves |= bit;
    facts->half[m] = clause;
}

/* Whether each `every` of a move comes true, or but for one, of which it is a half; and its `last`, where it has one
 * and no more, and no `not`. */
static void find_asked(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure,
                       uint8_t m) {
    const struct move *move = &procedure->moves[m];
    struct last *last = &facts->last[m];
    uint32_t count = 0;
    last->procedure = NONE;
    facts->comes |= UINT64_C(1) << m;
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_WHEN || cgov__guard_assumed(clause->guard) != ASSUMED_CHILD) continue;
        const struct procedure *child = &rulebook->procedures[clause->procedure];
        facts->families = true;
        if (clause->guard == GUARD_EVERY) {
            if (!clause->negated && all_come(rulebook, clause)) continue;
            find_half(facts, move, m, clause);
            continue;
        }
        if (facts->halves >> m & 1) facts->comes &= ~(UINT64_C(1) << m);
        facts->asks_last |= UINT64_C(1) << m;
        last->procedure = ++count == 1 && !clause->negated ? clause->procedure : NONE;
        last->states = clause->states;
        for (uint8_t s = 0; s < child->state_count; s++) last->ends |= (uint64_t)child->states[s].final << s;
    }
}

void cgov__families_find(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure) {
    uint32_t opened[MAX_STATES], fresh[MAX_STATES];
    find_opened(procedure, opened, fresh);
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        const struct last *last = &facts->last[m];
        find_asked(facts, rulebook, procedure, m);
        bool alone = by_child_alone(move);
        for (uint8_t s = 0; s < procedure->state_count; s++) {
            if (!(move->from >> s & 1)) continue;
            if (alone && !(fresh[s] & waited_for(move))) facts->stranded[s] |= UINT64_C(1) << m;
            if (last->procedure == NONE) continue;
            if (opened[s] >> last->procedure & 1) facts->lasts[s] |= UINT64_C(1) << m;
        }
    }
}
