/* Asking what a decision would come to.
 *
 * Who can still vote is asked of each elector: whether they have a ballot, whether it can give way to another, whether
 * one can be cast at all in the states that the item can still come to before it is counted. What such ballots can make
 * of the rule is foresee.h's to say.
 *
 * Invariant: no completion is left out. Where it is not known whether somebody can vote, they can; where a list that
 * counts can still change, nothing is certain. */
#include "entities/certain.h"

#include "base/text.h"
#include "entities/ballot.h"
#include "entities/count.h"
#include "entities/decide.h"
#include "entities/roll_frame.h"
#include "rules/foresee.h"

/* Of the move that a guard names. */
struct outlook {
    struct attempt of; /* as if it were that one */
    struct roll_at ballots, bundled;
    const struct rule *rule;
    uint32_t closed, row; /* the day its list was closed; the ballots' row */
    uint64_t reach;       /* the states that the item can come to before it is made */
    bool brought;         /* a bundle can still be brought */
    struct decided settled;
    struct coming coming;
};

/* False where there is no rule to ask, or no room to tell households apart. */
static bool look(const struct attempt *attempt, const struct clause *clause, struct outlook *out) {
    memset(out, 0, sizeof *out);
    out->of = *attempt;
    out->of.move = &attempt->procedure->moves[clause->move];
    out->rule = cgov__decide_by(&out->of, &out->ballots, &out->closed);
    return out->rule && cgov__count(&out->of, out->rule, cgov__seats_of(&out->of, out->rule), &out->settled);
}

bool cgov__quorum_met(const struct attempt *attempt, const struct clause *clause) {
    struct outlook outlook;
    struct ruling ruling;
    if (!look(attempt, clause, &outlook)) return false;
    cgov__rule_judge(outlook.rule, &outlook.settled.count, NULL, &ruling);
    return ruling.kind != OUTCOME_NO_QUORUM;
}

/* ---- lists that can still change ---- */

/* Somebody can still come on it, or off: by somebody's entry, or by a move. */
static bool is_open(const struct outlook *outlook, const struct roll_at *roll) {
    const struct procedure *procedure = cgov__procedure_of(outlook->of.model, roll->item);
    const bool own = roll->number == outlook->of.number;
    const uint64_t states =
        own ? outlook->reach : cgov__states_after(procedure, UINT64_C(1) << roll->item->state, NONE);
    if ((cgov__roll_open_in(roll->roll) & states) != 0) return true;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct decision *decision = cgov__decision_of(procedure, &procedure->moves[m]);
        const bool into =
            decision && decision->into == roll->index && !(own && &procedure->moves[m] == outlook->of.move);
        if ((roll->roll->filled_by == m || into || cgov__roll_begins(procedure, roll->roll, &procedure->moves[m])) &&
            (procedure->moves[m].from & states) != 0)
            return true;
    }
    return false;
}

/* Or can be, because what it is made from can. */
static bool can_change(const struct outlook *outlook, const struct roll_at *roll, uint32_t depth) {
    struct roll_at of;
    if (depth == 0 || is_open(outlook, roll)) return true;
    for (uint8_t i = 0; i < roll->roll->of_count; i++)
        if (roll->roll->of[i].kind == OF_ROLL &&
            (!cgov__frame_named(&outlook->of, roll, &roll->roll->of[i].roll, &of) ||
             can_change(outlook, &of, depth - 1)))
            return true;
    return false;
}

enum { DEPTH = 2 * MAX_ROLLS };

static bool own_can_change(const struct outlook *outlook, const struct roll_ref *ref) {
    struct roll_at roll;
    return cgov__names_roll(ref) && cgov__frame_own(&outlook->of, ref, &roll) && can_change(outlook, &roll, DEPTH);
}

/* What the ballots are of, whom they leave out, and what their choices name. */
static bool ballots_can_change(const struct outlook *outlook) {
    const struct roll *over = outlook->ballots.roll;
    if (over->out_count != 0 && (over->in & outlook->reach) != 0) return true;
    for (uint8_t i = 0; i < over->of_count; i++)
        if (own_can_change(outlook, &over->of[i].roll)) return true;
    for (uint8_t r = 0; over->not_rolls >> r != 0; r++)
        if ((over->not_rolls >> r & 1) != 0 && own_can_change(outlook, &(struct roll_ref){.roll = r})) return true;
    return own_can_change(outlook, &over->from);
}

/* A move before the decision gives what it depends on. */
static bool is_given(const struct outlook *outlook, uint8_t place, uint8_t party) {
    const struct procedure *procedure = outlook->of.procedure;
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        if ((move->from & outlook->reach) == 0 || move == outlook->of.move) continue;
        if (place != NONE && cgov__move_gets(move, place)) return true;
        for (uint8_t s = 0; s < move->set_count && party != NONE; s++)
            if (move->sets[s].party == party) return true;
    }
    return false;
}

static bool lists_can_change(const struct outlook *outlook) {
    const struct rule *rule = outlook->rule;
    const struct procedure *procedure = outlook->of.procedure;
    const uint8_t into = cgov__decision_of(procedure, outlook->of.move)->into;
    for (uint8_t r = 0; r < rule->roll_count; r++) {
        const struct roll_ref ref = cgov__decision_roll(procedure, rule, r);
        if (own_can_change(outlook, &ref)) return true;
    }
    if (rule->seats_given && is_given(outlook, procedure->seats, NONE)) return true;
    return ballots_can_change(outlook) || (into != NONE && own_can_change(outlook, &(struct roll_ref){.roll = into}));
}

/* ---- who can still vote ---- */

static bool line_can(const struct outlook *outlook, const struct maker *maker, uint64_t elector) {
    const uint64_t in = maker->in ? maker->in : outlook->ballots.roll->in;
    const uint32_t kind = cgov__id_kind(elector);
    if ((in & outlook->reach) == 0) return false;
    return maker->kind == MAKER_SELF           ? kind == CGOV_KIND_RESIDENT
           : maker->kind == MAKER_ROLE_OF_SELF ? kind == CGOV_KIND_ORGANIZATION
                                               : true;
}

/* A ballot by one of the first so many lines can come. */
static bool lines_can(const struct outlook *outlook, uint8_t count, uint64_t elector) {
    for (uint8_t b = 0; b < count; b++)
        if (line_can(outlook, &outlook->ballots.roll->by[b], elector)) return true;
    return false;
}

/* A ballot of theirs can come to wait for a second person. */
static bool can_wait(const struct outlook *outlook, uint64_t elector) {
    for (uint8_t b = 0; b < outlook->ballots.roll->by_count; b++)
        if (outlook->ballots.roll->by[b].twice && line_can(outlook, &outlook->ballots.roll->by[b], elector))
            return true;
    return false;
}

/* What stands gives way to a line above, and to its own where that says so. */
static bool gives_way(const struct outlook *outlook, const struct entry *entry, uint64_t elector) {
    const struct roll *over = outlook->ballots.roll;
    if (entry->line == LINE_GONE) return lines_can(outlook, over->by_count, elector);
    if (entry->line == 0) return false;
    const struct maker *own = &over->by[entry->line - 1];
    return lines_can(outlook, (uint8_t)(entry->line - 1), elector) || (own->again && line_can(outlook, own, elector));
}

/* Who is a party that the ballots leave out is nobody else by then. */
static bool is_left_out(const struct outlook *outlook, uint64_t elector) {
    const struct roll *over = outlook->ballots.roll;
    for (uint8_t p = 0; over->not_parties >> p != 0; p++)
        if ((over->not_parties >> p & 1) != 0 && is_given(outlook, NONE, p)) return false;
    return cgov__left_out(outlook->of.model, &outlook->ballots, elector);
}

static bool is_of(const struct outlook *outlook, uint64_t elector) {
    const struct roll *over = outlook->ballots.roll;
    struct roll_at of;
    for (uint8_t i = 0; i < over->of_count; i++)
        if (cgov__frame_named(&outlook->of, &outlook->ballots, &over->of[i].roll, &of) &&
            cgov__stands_on(outlook->of.model, &of, elector))
            return true;
    return false;
}

/* Who has no ballot can have one. */
static bool can_vote(const struct outlook *outlook, uint64_t elector) {
    return lines_can(outlook, outlook->ballots.roll->by_count, elector) && is_of(outlook, elector) &&
           !is_left_out(outlook, elector);
}

static bool is_bundled(const struct outlook *outlook, uint64_t elector) {
    return outlook->bundled.item && cgov__stands_on(outlook->of.model, &outlook->bundled, elector);
}

static void add(struct sums *to, const struct sums *more) {
    for (uint8_t a = 0; a < AXES; a++) to->by[a] += more->by[a];
}

static void take_off(struct sums *from, const struct sums *some) {
    for (uint8_t a = 0; a < AXES; a++) from->by[a] -= some->by[a] < from->by[a] ? some->by[a] : from->by[a];
}

/* What stands can still be another: it is settled no more. */
static void unsettle(struct outlook *outlook, uint64_t choices, const struct sums *sums) {
    struct count *count = &outlook->settled.count;
    take_off(&count->cast, sums);
    for (uint32_t c = 0; c < CHOICES; c++)
        if (choices >> c & 1) take_off(&count->choices[c], sums);
    for (uint32_t c = 0; c < count->candidate_count; c++)
        if (choices & cgov__choice_bit(CGOV_CHOICE_INVALID + count->candidates[c].number))
            take_off(&outlook->settled.candidates[c].votes, sums);
}

/* Who has no ballot: whether they can have one, or a bundle can say so for them. */
static struct sums *who_comes(struct outlook *outlook, uint64_t elector, uint32_t own, bool *stays_silent) {
    const struct bundle *bundle = &outlook->ballots.roll->bundle;
    const bool bundled = is_bundled(outlook, elector);
    struct roll_at silent;
    *stays_silent = outlook->rule->silent != NONE && cgov__entry_beside(outlook->of.model, own, BESIDE_WAITS) == 0 &&
                    cgov__rule_roll(&outlook->of, outlook->rule, outlook->rule->silent, &silent) &&
                    cgov__stands_on(outlook->of.model, &silent, elector);
    if (bundled && bundle->exactly) return outlook->brought ? &outlook->coming.must : NULL;
    const struct roll_row *row = cgov__roll_row(outlook->of.model, outlook->row);
    const bool counted = bundled && row && row->bundled; /* by a bundle that stands: no ballot comes besides */
    const bool can = !counted && can_vote(outlook, elector);
    if (!can && !(bundled && outlook->brought)) return NULL;
    if (!*stays_silent) return &outlook->coming.may;
    return can && can_wait(outlook, elector) ? &outlook->coming.wait : &outlook->coming.silent;
}

static void look_at(struct outlook *outlook, uint32_t entry) {
    const struct model *model = outlook->of.model;
    const uint64_t elector = cgov__entry_elector(cgov__entry(model, entry));
    const struct weight weight = cgov__entry_weight(model, entry);
    const bool households = outlook->coming.households;
    struct sums sums = {{1, households ? 1 : weight.units, weight.area, weight.weight}};
    const uint32_t found = cgov__entry_find(model, outlook->row, elector, 0);
    const struct entry *own = cgov__entry(model, found);
    bool silent = false;
    struct sums *to;
    if (own && own->standing) {
        if (!gives_way(outlook, own, elector)) return;
        unsettle(outlook, cgov__entry_choice(model, found), &sums);
        to = &outlook->coming.must;
        sums.by[AXIS_UNITS] *= households ? 2 : 1; /* they may leave one choice, and come to another */
    } else {
        to = who_comes(outlook, elector, found, &silent);
        if (to && silent) take_off(&outlook->settled.count.silent, &sums);
    }
    if (to) add(to, &sums);
}

/* The bundle that stands, where another can still be brought. */
static void unsettle_bundle(struct outlook *outlook) {
    const struct model *model = outlook->of.model;
    const struct choice_row *of;
    for (uint32_t choice = 0; choice <= CHOICE_LAST && outlook->brought; choice++) {
        if (!(of = cgov__choice_of(model, outlook->row, choice))) continue;
        const struct sums sums = {{of->bundled_heads, of->bundled_units, of->bundled_area, of->bundled_weight}};
        if (choice == CHOICE_CAST)
            take_off(&outlook->settled.count.cast, &sums);
        else if (choice <= CHOICES)
            take_off(&outlook->settled.count.choices[choice - 1], &sums);
        for (uint32_t c = 0; c < outlook->settled.count.candidate_count; c++)
            if (choice == CGOV_CHOICE_INVALID + outlook->settled.candidates[c].number)
                take_off(&outlook->settled.candidates[c].votes, &sums);
    }
}

/* That party's own ballot can still come, or another be that party. */
static bool casting_can_change(const struct outlook *outlook) {
    const struct rule *rule = outlook->rule;
    const struct procedure *procedure = outlook->of.procedure;
    const uint8_t party = rule->casting[0] ? cgov__party_find(procedure, rule->casting) : NONE;
    if (party == NONE) return false;
    const uint64_t elector = cgov__id(CGOV_KIND_RESIDENT, outlook->of.after->parties[party]);
    const struct entry *own =
        cgov__entry(outlook->of.model, cgov__entry_find(outlook->of.model, outlook->row, elector, 0));
    if (is_given(outlook, NONE, party)) return true;
    return own && own->standing ? gives_way(outlook, own, elector) : can_vote(outlook, elector);
}

static bool look_ahead(const struct attempt *attempt, const struct clause *clause, struct outlook *out) {
    struct roll_at base;
    const uint64_t state = UINT64_C(1) << attempt->before->state;
    if (!look(attempt, clause, out) || out->closed == 0 || !cgov__frame_base(&out->of, &out->ballots, &base))
        return false;
    const struct roll *over = out->ballots.roll;
    const struct model *model = attempt->model;
    out->reach = cgov__states_after(attempt->procedure, state, clause->move);
    out->row = cgov__roll_row_of(model, &out->ballots);
    out->brought = over->bundle.by.kind && (over->bundle.by.in & out->reach) != 0;
    if (over->bundle.by.kind &&
        !cgov__roll_at(model, out->ballots.item, out->ballots.number, over->bundle.of, &out->bundled))
        return false;
    if (lists_can_change(out) || (out->bundled.item && can_change(out, &out->bundled, DEPTH))) return false;
    /* Whose ballots a bundle has nobody says, so nobody can say either who is silent then. */
    if (out->rule->silent != NONE && over->bundle.by.kind && !over->bundle.exactly) return false;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &base));
    out->coming.households = !cgov__roll_owned(base.roll);
    out->coming.choices = over->choices;
    out->coming.others = true;
    unsettle_bundle(out);
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing) look_at(out, n);
    out->coming.casting = casting_can_change(out);
    return true;
}

bool cgov__outcome_certain(const struct attempt *attempt, const struct clause *clause) {
    struct outlook outlook;
    return look_ahead(attempt, clause, &outlook) &&
           cgov__rule_certain(outlook.rule, &outlook.settled.count, &outlook.coming);
}

/* ---- said ---- */

/* The comparison that a quorum lacks: the first that fails. */
struct lacking {
    const struct rule *rule;
    struct comparison made;
    bool found;
};

static void find_lacking(void *context, const struct comparison *made) {
    struct lacking *lacking = context;
    if (lacking->found || !made->line->quorum || made->holds != made->line->negated) return;
    lacking->made = *made;
    lacking->found = true;
}

static const char *counted_name(const struct rule *rule, const struct ballots *ballots, uint8_t roll) {
    if (ballots->kind == BALLOTS_NONE) return rule->rolls[roll];
    if (ballots->kind == BALLOTS_CAST) return "cast";
    uint8_t choice = 0;
    while (choice + 1 < CHOICES && !(ballots->choices >> choice & 1)) choice++;
    return cgov__ballot_choice_name((enum ballot_choice)choice);
}

void cgov__say_quorum(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    struct outlook outlook;
    struct ruling ruling;
    struct lacking lacking = {.found = false};
    struct comparisons comparisons = {.told = find_lacking, .context = &lacking};
    const char *const move = attempt->procedure->moves[clause->move].name;
    if (!look(attempt, clause, &outlook)) {
        cgov__format(into, cap, "no rule is in force by which `%s` would decide", move);
        return;
    }
    cgov__rule_judge(outlook.rule, &outlook.settled.count, &comparisons, &ruling);
    if (clause->negated || !lacking.found) {
        cgov__format(into, cap, "the quorum of `%s` is met, and this move is for when it is not", move);
        return;
    }
    const struct comparison *made = &lacking.made;
    const struct share *share = made->share;
    const char *const part = counted_name(outlook.rule, &share->part_cast, share->part.roll);
    const char *const by = cgov_enum_name(CGOV_ENUM_AXIS, share->axis);
    const char *const than = made->line->negated ? "not " : "", *const most = share->more ? "more than" : "at least";
    if (share->d == 0)
        cgov__format(into, cap, "the quorum of `%s` by rule `%s` is not met: `%s` has %u by %s, %s%s %u needed", move,
                     outlook.rule->name, part, made->left, by, than, most, (uint64_t)share->n);
    else
        cgov__format(
            into, cap, "the quorum of `%s` by rule `%s` is not met: `%s` has %u of %u by %s, %s%s %u/%u needed", move,
            outlook.rule->name, part, made->left, made->right, by, than, most, (uint64_t)share->n, (uint64_t)share->d);
}

void cgov__say_certain(const struct attempt *attempt, const struct clause *clause, char *into, size_t cap) {
    struct outlook outlook;
    const char *const move = attempt->procedure->moves[clause->move].name;
    if (!look_ahead(attempt, clause, &outlook)) {
        cgov__format(into, cap, "a list that `%s` counts by can still change, so what it decides can", move);
        return;
    }
    const struct coming *coming = &outlook.coming;
    const uint64_t yet = coming->may.by[AXIS_HEADS] + coming->silent.by[AXIS_HEADS] + coming->wait.by[AXIS_HEADS];
    const uint32_t outcomes = cgov__rule_foresee(outlook.rule, &outlook.settled.count, coming);
    char list[64] = "";
    for (uint32_t o = 1; o < OUTCOME_KINDS; o++) {
        const size_t used = strlen(list);
        if (outcomes >> o & 1)
            cgov__format(list + used, sizeof list - used, used ? ", %s" : "%s", cgov__value_name(CGOV_ENUM_OUTCOME, o));
    }
    if (clause->negated)
        cgov__format(into, cap, "what `%s` decides is certain, %s, and this move is for when it is not", move, list);
    else
        cgov__format(into, cap,
                     "what `%s` decides is open: %u can vote yet and %u otherwise than they have; it can be %s", move,
                     yet, coming->must.by[AXIS_HEADS], list);
}
