/* Foreseeing: each share of a rule by itself, at the most and the least it can come to.
 *
 * Invariant: of one share both ends are exact, and some ballots come to them: it is a sum over ballots, so each does
 * its most by the same choice. Several shares are taken to be free of each other, which leaves no outcome out. Where
 * more of one choice only helps, and of another only hinders, as in every law that ships, the ends of all shares are
 * reached by the same ballots, and nothing is put in besides. */
#include "rules/foresee.h"

#include "base/bytes.h"

#include <string.h>

/* A ballot that names another candidate; and none. */
enum { OTHER = CHOICES, NO_BALLOT, OPTIONS };

struct foreseeing {
    const struct rule *rule;
    const struct count *settled;
    const struct coming *coming;
    struct sums choices[CHOICES], cast; /* what is settled, with the silent ones as they join */
    enum ballot_choice joined;          /* what silent ones join, or NONE */
};

/* ---- one share ---- */

struct side {
    uint64_t least, most;
};

/* What a ballot with that option adds to what is counted: 1, or 0. */
static uint32_t adds(const struct ballots *ballots, uint8_t option) {
    if (ballots->kind == BALLOTS_NONE || option == NO_BALLOT) return 0;
    const uint32_t said = option < CHOICES ? ballots->choices >> option & 1u : 0;
    return ballots->kind == BALLOTS_CAST ? 1 - said : said;
}

static uint64_t settled_of(const struct foreseeing *foreseeing, const struct candidate *candidate, uint8_t roll,
                           const struct ballots *ballots, uint8_t axis) {
    if (ballots->kind == BALLOTS_NONE) return foreseeing->settled->rolls[roll].by[axis];
    uint64_t sum = ballots->kind == BALLOTS_CAST ? foreseeing->cast.by[axis] : 0;
    for (uint8_t c = 0; c < CHOICES; c++) {
        if (!(ballots->choices >> c & 1)) continue;
        const uint64_t said =
            candidate && c == CHOICE_YES ? candidate->votes.by[axis] : foreseeing->choices[c].by[axis];
        sum = ballots->kind == BALLOTS_CHOICE ? said : sum > said ? sum - said : 0;
    }
    return sum;
}

static bool can_say(const struct foreseeing *foreseeing, const struct candidate *candidate, uint8_t option) {
    const bool candidates = foreseeing->rule->ask == ASK_CHOOSE;
    if (option == OTHER) return candidates && (!candidate || foreseeing->coming->others);
    if (option == CHOICE_YES && candidates) return candidate;
    return foreseeing->coming->choices >> option & 1;
}

/* Of those who come, all choose what does most for the share, or least. */
struct ends {
    const struct share *share;
    const struct candidate *candidate;
    bool most;
    uint64_t left, right;
};

static int64_t worth(const struct share *share, uint8_t option) {
    const int64_t left = (int64_t)adds(&share->part_cast, option), right = (int64_t)adds(&share->whole_cast, option);
    return share->d == 0 ? left : left * (int64_t)share->d - right * (int64_t)share->n;
}

/* Of two worth the same, one that makes more of the whole: of nothing no share holds. */
static bool is_better(const struct ends *ends, uint8_t option, uint8_t best) {
    const int64_t one = worth(ends->share, option), other = worth(ends->share, best);
    const uint32_t whole = adds(&ends->share->whole_cast, option), of_best = adds(&ends->share->whole_cast, best);
    if (one != other) return ends->most ? one > other : one < other;
    return ends->most ? whole > of_best : whole < of_best;
}

/* without: what they add by not voting, or OPTIONS: they do vote. waits: or nothing, if it waits. */
static void choose(const struct foreseeing *foreseeing, struct ends *ends, const struct sums *who, uint8_t without,
                   bool waits) {
    uint8_t best = without;
    for (uint8_t option = 0; option < NO_BALLOT; option++)
        if (can_say(foreseeing, ends->candidate, option) && (best == OPTIONS || is_better(ends, option, best)))
            best = option;
    if (waits && is_better(ends, NO_BALLOT, best)) best = NO_BALLOT;
    if (best == OPTIONS) return;
    ends->left += adds(&ends->share->part_cast, best) * who->by[ends->share->axis];
    ends->right += adds(&ends->share->whole_cast, best) * who->by[ends->share->axis];
}

static uint8_t silence(const struct foreseeing *foreseeing) {
    return foreseeing->joined == CHOICE_NONE ? OTHER : (uint8_t)foreseeing->joined;
}

static bool holds_at(const struct foreseeing *foreseeing, const struct share *share, const struct candidate *candidate,
                     bool most) {
    struct ends ends = {share, candidate, most, 0, 0};
    ends.left = settled_of(foreseeing, candidate, share->part.roll, &share->part_cast, share->axis);
    if (share->d) ends.right = settled_of(foreseeing, candidate, share->whole.roll, &share->whole_cast, share->axis);
    choose(foreseeing, &ends, &foreseeing->coming->may, NO_BALLOT, false);
    choose(foreseeing, &ends, &foreseeing->coming->silent, silence(foreseeing), false);
    choose(foreseeing, &ends, &foreseeing->coming->wait, silence(foreseeing), true);
    choose(foreseeing, &ends, &foreseeing->coming->must, OPTIONS, false);
    return cgov__share_compare(share, ends.left, ends.right);
}

/* Of all who are not settled. */
static uint64_t coming_by(const struct foreseeing *foreseeing, uint8_t axis) {
    const struct coming *coming = foreseeing->coming;
    return coming->may.by[axis] + coming->silent.by[axis] + coming->wait.by[axis] + coming->must.by[axis];
}

/* By households, one ballot can add to two choices, and to none: anything from nobody to all who come. */
static struct side by_households(const struct foreseeing *foreseeing, const struct candidate *candidate, uint8_t roll,
                                 const struct ballots *ballots) {
    const uint64_t more = coming_by(foreseeing, AXIS_UNITS);
    const uint64_t now = settled_of(foreseeing, candidate, roll, ballots, AXIS_UNITS);
    if (ballots->kind == BALLOTS_NONE) return (struct side){now, now};
    const uint64_t less = ballots->kind == BALLOTS_CHOICE ? 0 : more * cgov__bits_count(ballots->choices);
    return (struct side){now > less ? now - less : 0, now + more};
}

static bool holds_by_households(const struct foreseeing *foreseeing, const struct share *share,
                                const struct candidate *candidate, bool most) {
    const struct side left = by_households(foreseeing, candidate, share->part.roll, &share->part_cast);
    if (share->d == 0) return cgov__share_compare(share, most ? left.most : left.least, 0);
    const struct side right = by_households(foreseeing, candidate, share->whole.roll, &share->whole_cast);
    if (!most) return right.least != 0 && cgov__share_compare(share, left.least, right.most);
    return cgov__share_compare(share, left.most, right.least == 0 && right.most != 0 ? 1 : right.least);
}

/* The line's answer by this alternative, at its best (can it hold?) or at its worst (does it surely?). */
static bool line_holds(const struct foreseeing *foreseeing, const struct rule_line *line, uint8_t way,
                       const struct candidate *candidate, bool best) {
    const struct share *share = &foreseeing->rule->shares[line->first + (line->count > 1 ? way : 0)];
    const bool most = best != line->negated;
    const bool held = foreseeing->coming->households && share->axis == AXIS_UNITS
                          ? holds_by_households(foreseeing, share, candidate, most)
                          : holds_at(foreseeing, share, candidate, most);
    return held != line->negated;
}

/* The alternatives by which all lines of a kind can hold, or surely do: bit w. */
static uint32_t ways(const struct foreseeing *foreseeing, bool quorum, const struct candidate *candidate, bool best) {
    const struct rule *rule = foreseeing->rule;
    uint32_t held = (UINT32_C(1) << (rule->ways - 1) << 1) - 1;
    for (uint8_t l = 0; l < rule->line_count; l++)
        for (uint8_t way = 0; way < rule->ways && rule->lines[l].quorum == quorum; way++)
            if (!line_holds(foreseeing, &rule->lines[l], way, candidate, best)) held &= ~(UINT32_C(1) << way);
    return held;
}

/* ---- yes or no ---- */

/* One choice can come to have more than another, on an axis; or as much. */
static bool can_lead(const struct foreseeing *foreseeing, enum ballot_choice one, enum ballot_choice other,
                     uint8_t axis, bool or_tie) {
    const uint64_t most = foreseeing->settled->choices[one].by[axis] + coming_by(foreseeing, axis);
    const uint64_t least = foreseeing->settled->choices[other].by[axis];
    return most > least || (or_tie && most == least);
}

/* Yes can come to equal no, and be somebody's: on each axis by which something passes enough can come for that. Where
 * the deciding vote is to come, it is a yes of these. */
static bool can_tie(const struct foreseeing *foreseeing) {
    const struct rule *rule = foreseeing->rule;
    const struct count *settled = foreseeing->settled;
    for (uint8_t l = 0; l < rule->line_count; l++) {
        const uint8_t axis = rule->shares[rule->lines[l].first].axis;
        const uint64_t yes = settled->choices[CHOICE_YES].by[axis], no = settled->choices[CHOICE_NO].by[axis];
        const bool own = axis == AXIS_HEADS && settled->casting != CHOICE_YES;
        const uint64_t least = yes == 0 || own ? yes + 1 : yes, equal = least > no ? least : no;
        if (!rule->lines[l].quorum && equal - yes + (equal - no) > coming_by(foreseeing, axis)) return false;
    }
    return true;
}

/* The deciding vote can turn what did not pass. */
static bool can_be_cast(const struct foreseeing *foreseeing) {
    return foreseeing->rule->casting[0] &&
           (foreseeing->coming->casting || foreseeing->settled->casting == CHOICE_YES) && can_tie(foreseeing);
}

static uint32_t foresee_yes_no(const struct foreseeing *foreseeing) {
    const uint32_t quorum = ways(foreseeing, true, NULL, true), quorum_surely = ways(foreseeing, true, NULL, false);
    const uint32_t passes = ways(foreseeing, false, NULL, true);
    const uint32_t passes_surely = ways(foreseeing, false, NULL, false), surely = quorum_surely & passes_surely;
    uint32_t outcomes = quorum_surely ? 0 : 1u << OUTCOME_NO_QUORUM;
    if ((quorum & passes) || (quorum && can_be_cast(foreseeing))) outcomes |= 1u << OUTCOME_PASSED;
    if ((quorum & ~passes_surely) && !surely) outcomes |= 1u << OUTCOME_FAILED;
    return outcomes;
}

/* ---- silent ones ---- */

/* They can come to join that one: it leads on each axis that the rule asks; NONE: neither does. */
static bool can_join(const struct foreseeing *foreseeing, enum ballot_choice joined) {
    bool yes = true, no = true;           /* can lead on each axis */
    bool yes_must = true, no_must = true; /* do so whatever comes */
    for (uint8_t a = 0; a < AXES; a++) {
        if (!(foreseeing->rule->axes >> a & 1)) continue;
        yes = yes && can_lead(foreseeing, CHOICE_YES, CHOICE_NO, a, false);
        no = no && can_lead(foreseeing, CHOICE_NO, CHOICE_YES, a, false);
        yes_must = yes_must && !can_lead(foreseeing, CHOICE_NO, CHOICE_YES, a, true);
        no_must = no_must && !can_lead(foreseeing, CHOICE_YES, CHOICE_NO, a, true);
    }
    return joined == CHOICE_YES ? yes : joined == CHOICE_NO ? no : !yes_must && !no_must;
}

static void add(struct sums *to, const struct sums *more) {
    for (uint8_t a = 0; a < AXES; a++) to->by[a] += more->by[a];
}

static void join(struct foreseeing *foreseeing, enum ballot_choice joined) {
    const struct count *settled = foreseeing->settled;
    memcpy(foreseeing->choices, settled->choices, sizeof foreseeing->choices);
    foreseeing->cast = settled->cast;
    foreseeing->joined = joined;
    if (foreseeing->rule->silent == NONE) return;
    add(&foreseeing->cast, &settled->silent);
    if (joined != CHOICE_NONE) add(&foreseeing->choices[joined], &settled->silent);
}

/* ---- seats ---- */

static bool can_pass(const struct foreseeing *foreseeing, const struct candidate *candidate) {
    return ways(foreseeing, false, candidate, true) != 0;
}

static bool surely_passes(const struct foreseeing *foreseeing, const struct candidate *candidate) {
    return ways(foreseeing, false, candidate, false) != 0;
}

static uint8_t votes_axis(const struct rule *rule) {
    uint8_t l = 0;
    while (rule->lines[l].quorum) l++;
    return rule->shares[rule->lines[l].first].axis;
}

/* Whatever is coming. */
static bool stays_above(const struct foreseeing *foreseeing, const struct candidate *one,
                        const struct candidate *other) {
    const uint8_t axis = votes_axis(foreseeing->rule);
    return one->votes.by[axis] > other->votes.by[axis] + coming_by(foreseeing, axis);
}

static bool has_won(const struct ruling *ruling, const struct candidate *candidate) {
    for (uint32_t w = 0; w < ruling->winners; w++)
        if (ruling->numbers[w] == candidate->number) return true;
    return false;
}

/* What seats that are kept for some come to: so many are, and so many of those have won. */
struct kept {
    uint32_t wanted, won;
};

static struct kept kept_seats(const struct foreseeing *foreseeing, const struct ruling *ruling) {
    const struct count *settled = foreseeing->settled;
    struct kept kept = {foreseeing->rule->kept > settled->held ? foreseeing->rule->kept - settled->held : 0, 0};
    for (uint32_t c = 0; c < settled->candidate_count; c++)
        kept.won += settled->candidates[c].kept_for && has_won(ruling, &settled->candidates[c]);
    if (kept.wanted > settled->seats) kept.wanted = settled->seats;
    return kept;
}

/* Somebody who has no seat comes to none either: whoever has one stays above them, but for those whose seat is kept,
 * against whom it is not kept for. */
static bool stays_out(const struct foreseeing *foreseeing, const struct ruling *ruling, struct kept kept,
                      const struct candidate *candidate) {
    const struct count *settled = foreseeing->settled;
    if (!can_pass(foreseeing, candidate)) return true;
    if (ruling->winners < settled->seats || (candidate->kept_for && kept.won < kept.wanted)) return false;
    for (uint32_t c = 0; c < settled->candidate_count; c++) {
        const struct candidate *other = &settled->candidates[c];
        const bool is_kept = other->kept_for && !candidate->kept_for && kept.won <= kept.wanted;
        if (has_won(ruling, other) && !is_kept && !stays_above(foreseeing, other, candidate)) return false;
    }
    return true;
}

static bool seats_are_settled(const struct foreseeing *foreseeing, const struct ruling *ruling) {
    const struct count *settled = foreseeing->settled;
    const struct kept kept = kept_seats(foreseeing, ruling);
    for (uint32_t c = 0; c < settled->candidate_count; c++) {
        const struct candidate *candidate = &settled->candidates[c];
        if (has_won(ruling, candidate) ? !surely_passes(foreseeing, candidate)
                                       : !stays_out(foreseeing, ruling, kept, candidate))
            return false;
    }
    return true;
}

/* Who would win if all that will stand named nobody: where that is certain, they do. */
static bool winners_are_settled(const struct foreseeing *foreseeing) {
    struct count count = *foreseeing->settled;
    struct ruling ruling;
    add(&count.cast, &foreseeing->coming->must);
    add(&count.choices[CHOICE_BLANK], &foreseeing->coming->must);
    cgov__rule_judge(foreseeing->rule, &count, NULL, &ruling);
    return seats_are_settled(foreseeing, &ruling);
}

/* ---- all of it ---- */

static bool is_nobody(const struct coming *coming) {
    return (coming->may.by[AXIS_HEADS] | coming->silent.by[AXIS_HEADS] | coming->wait.by[AXIS_HEADS] |
            coming->must.by[AXIS_HEADS]) == 0;
}

uint32_t cgov__rule_foresee(const struct rule *rule, const struct count *settled, const struct coming *coming) {
    struct foreseeing foreseeing = {.rule = rule, .settled = settled, .coming = coming};
    uint32_t outcomes = 0;
    if (is_nobody(coming) && !coming->casting) {
        struct ruling ruling;
        cgov__rule_judge(rule, settled, NULL, &ruling);
        return 1u << ruling.kind;
    }
    if (rule->ask == ASK_CHOOSE) {
        join(&foreseeing, CHOICE_NONE);
        if (!ways(&foreseeing, true, NULL, false)) outcomes |= 1u << OUTCOME_NO_QUORUM;
        if (ways(&foreseeing, true, NULL, true)) outcomes |= 1u << OUTCOME_PASSED | 1u << OUTCOME_UNFILLED;
        return outcomes;
    }
    for (enum ballot_choice joined = CHOICE_YES; joined <= CHOICE_NONE; joined++) {
        if (joined > CHOICE_NO && joined != CHOICE_NONE) continue;
        if (rule->silent == NONE ? joined != CHOICE_NONE : !can_join(&foreseeing, joined)) continue;
        join(&foreseeing, joined);
        outcomes |= foresee_yes_no(&foreseeing);
    }
    return outcomes;
}

bool cgov__rule_certain(const struct rule *rule, const struct count *settled, const struct coming *coming) {
    struct foreseeing foreseeing = {.rule = rule, .settled = settled, .coming = coming};
    const uint32_t outcomes = cgov__rule_foresee(rule, settled, coming);
    const bool one = (outcomes & (outcomes - 1)) == 0;
    if (is_nobody(coming) && !coming->casting) return true;
    if (rule->ask != ASK_CHOOSE || one) return one;
    if (outcomes >> OUTCOME_NO_QUORUM & 1) return false;
    join(&foreseeing, CHOICE_NONE);
    return winners_are_settled(&foreseeing);
}
