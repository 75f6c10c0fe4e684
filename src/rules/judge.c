/* Judging by a rule: from sums to an outcome, exactly, and nothing else: no ledger, no clock, no memory.
 *
 * Every comparison is of products of whole numbers in two limbs, so nothing is rounded and nothing overflows. Each is
 * kept as it was made: who has the sums can make it again by hand. */
#include "rules/rule.h"

#include "rules/rulebook.h"

#include <stddef.h>
#include <string.h>

const char *cgov__ballot_choice_name(enum ballot_choice choice) {
    return cgov__value_name(CGOV_ENUM_CHOICE, (uint32_t)choice + 1);
}

uint32_t cgov__rule_rolls(const struct rule *rule) {
    uint32_t asked = 0;
    for (uint8_t s = 0; s < rule->share_count; s++) {
        const struct share *share = &rule->shares[s];
        if (share->part_cast.kind == BALLOTS_NONE) asked |= UINT32_C(1) << share->part.roll;
        if (share->d && share->whole_cast.kind == BALLOTS_NONE) asked |= UINT32_C(1) << share->whole.roll;
    }
    return asked;
}

uint8_t cgov__rule_choices(const struct rule *rule) {
    const uint8_t block = (uint8_t)(1u << CHOICE_BLOCK), no = (uint8_t)(1u << CHOICE_NO);
    const uint8_t all = (uint8_t)((1u << CHOICES) - 1);
    if (rule->ask == ASK_CHOOSE) return (uint8_t)(all & ~(block | no));
    return rule->block ? all : (uint8_t)(all & ~block);
}

uint32_t cgov__rule_outcomes(const struct rule *rule) {
    uint32_t outcomes = 1u << OUTCOME_PASSED | 1u << (rule->ask == ASK_CHOOSE ? OUTCOME_UNFILLED : OUTCOME_FAILED);
    for (uint8_t l = 0; l < rule->line_count; l++) outcomes |= (uint32_t)rule->lines[l].quorum << OUTCOME_NO_QUORUM;
    return outcomes;
}

/* ---- comparing ---- */

struct product {
    uint64_t high, low;
};

static struct product times(uint64_t a, uint32_t b) {
    const uint64_t low = (a & UINT32_MAX) * b, high = (a >> 32) * b + (low >> 32);
    return (struct product){high >> 32, high << 32 | (low & UINT32_MAX)};
}

static bool is_less(struct product a, struct product b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
}

bool cgov__share_compare(const struct share *share, uint64_t left, uint64_t right) {
    if (share->d == 0) return share->more ? left > share->n : left >= share->n;
    if (right == 0) return false;
    const struct product have = times(left, share->d), need = times(right, share->n);
    return share->more ? is_less(need, have) : !is_less(have, need);
}

/* ---- what is counted ---- */

struct judging {
    const struct rule *rule;
    const struct count *count;
    struct sums choices[CHOICES], cast; /* with the silent ones, where they count */
    struct comparisons *comparisons;
};

static uint64_t counted(const struct judging *judging, const struct candidate *candidate, uint8_t roll,
                        const struct ballots *ballots, uint8_t axis) {
    if (ballots->kind == BALLOTS_NONE) return judging->count->rolls[roll].by[axis];
    uint64_t sum = ballots->kind == BALLOTS_CAST ? judging->cast.by[axis] : 0;
    for (uint8_t c = 0; c < CHOICES; c++) {
        if (!(ballots->choices >> c & 1)) continue;
        const uint64_t said = candidate && c == CHOICE_YES ? candidate->votes.by[axis] : judging->choices[c].by[axis];
        sum = ballots->kind == BALLOTS_CHOICE ? said : sum > said ? sum - said : 0; /* of households, more than all */
    }
    return sum;
}

/* The line's answer by this alternative, which is kept. */
static bool holds(struct judging *judging, const struct rule_line *line, uint8_t way,
                  const struct candidate *candidate) {
    const struct share *share = &judging->rule->shares[line->first + (line->count > 1 ? way : 0)];
    struct comparison made = {.line = line,
                              .share = share,
                              .candidate = candidate ? candidate->number : 0,
                              .way = line->count > 1 ? (uint8_t)(way + 1) : 0};
    struct comparisons *kept = judging->comparisons;
    made.left = counted(judging, candidate, share->part.roll, &share->part_cast, share->axis);
    if (share->d) made.right = counted(judging, candidate, share->whole.roll, &share->whole_cast, share->axis);
    made.holds = cgov__share_compare(share, made.left, made.right);
    const bool first = line->count > 1 || way == 0; /* a line without alternatives is kept once */
    if (kept && first) {
        if (kept->count < kept->room) kept->rows[kept->count] = made;
        if (kept->told) kept->told(kept->context, &made);
        kept->count++;
    }
    return made.holds != line->negated;
}

/* Which alternatives hold in all lines of a kind: bit w. All lines are asked, for each is told. */
static uint32_t ways_held(struct judging *judging, bool quorum, const struct candidate *candidate) {
    const struct rule *rule = judging->rule;
    uint32_t held = (UINT32_C(1) << (rule->ways - 1) << 1) - 1;
    for (uint8_t l = 0; l < rule->line_count; l++) {
        if (rule->lines[l].quorum != quorum) continue;
        for (uint8_t way = 0; way < rule->ways; way++)
            if (!holds(judging, &rule->lines[l], way, candidate)) held &= ~(UINT32_C(1) << way);
    }
    return held;
}

static uint8_t first_way(uint32_t ways) {
    uint8_t way = 1;
    while (!(ways & 1)) {
        ways >>= 1;
        way++;
    }
    return way;
}

/* ---- yes or no ---- */

/* Yes leads, or no, on every axis that the rule asks; else neither. */
static enum ballot_choice leading(const struct judging *judging, uint8_t axes) {
    const struct sums *yes = &judging->choices[CHOICE_YES], *no = &judging->choices[CHOICE_NO];
    bool by_yes = true, by_no = true;
    for (uint8_t a = 0; a < AXES; a++) {
        if (!(axes >> a & 1)) continue;
        by_yes = by_yes && yes->by[a] > no->by[a];
        by_no = by_no && no->by[a] > yes->by[a];
    }
    return by_yes ? CHOICE_YES : by_no ? CHOICE_NO : CHOICE_NONE;
}

static bool is_any(const struct sums *sums) {
    uint64_t all = 0;
    for (uint8_t a = 0; a < AXES; a++) all |= sums->by[a];
    return all != 0;
}

static void add(struct sums *to, const struct sums *more) {
    for (uint8_t a = 0; a < AXES; a++) to->by[a] += more->by[a];
}

static void join_silent(struct judging *judging, struct ruling *out) {
    if (judging->rule->silent == NONE || !is_any(&judging->count->silent)) return;
    out->silent = true;
    out->joined = leading(judging, judging->rule->axes);
    add(&judging->cast, &judging->count->silent);
    if (out->joined != CHOICE_NONE) add(&judging->choices[out->joined], &judging->count->silent);
}

/* Yes equals no on each axis by which something passes, and somebody voted at all. */
static bool is_tied(const struct judging *judging) {
    const struct rule *rule = judging->rule;
    const struct sums *yes = &judging->choices[CHOICE_YES], *no = &judging->choices[CHOICE_NO];
    for (uint8_t l = 0; l < rule->line_count; l++) {
        const uint8_t axis = rule->shares[rule->lines[l].first].axis;
        if (!rule->lines[l].quorum && yes->by[axis] != no->by[axis]) return false;
    }
    return is_any(yes);
}

static void judge_yes_no(struct judging *judging, uint32_t quorum, struct ruling *out) {
    const uint32_t passes = ways_held(judging, false, NULL);
    if (!quorum) return;
    out->kind = quorum & passes ? OUTCOME_PASSED : OUTCOME_FAILED;
    out->way = first_way(quorum & passes ? quorum & passes : quorum);
    if (out->kind == OUTCOME_PASSED || !judging->rule->casting[0] || judging->count->casting == CHOICE_NONE) return;
    if (!is_tied(judging)) return;
    out->cast_decided = true;
    out->kind = judging->count->casting == CHOICE_YES ? OUTCOME_PASSED : OUTCOME_FAILED;
}

/* ---- seats ---- */

struct standing {
    const struct candidate *by_votes[MAX_OPTIONS]; /* those whom `passes` lets through, most votes first */
    bool taken[MAX_OPTIONS], tied[MAX_OPTIONS];
    uint32_t count;
    uint8_t axis; /* that votes are ordered by */
};

static uint64_t votes_of(const struct standing *standing, uint32_t i) {
    return standing->by_votes[i]->votes.by[standing->axis];
}

/* Of equal votes the lower number stands first: it has no advantage by that. */
static void put_in(struct standing *standing, const struct candidate *candidate) {
    uint32_t at = standing->count++;
    for (; at > 0; at--) {
        const struct candidate *before = standing->by_votes[at - 1];
        const uint64_t votes = before->votes.by[standing->axis], own = candidate->votes.by[standing->axis];
        if (votes > own || (votes == own && before->number < candidate->number)) break;
        standing->by_votes[at] = before;
    }
    standing->by_votes[at] = candidate;
}

/* Gives so many seats to those with most votes who have none (of those the kept seats are for, where asked); who ties
 * over the last one has none. Answers how many were given. */
static uint32_t seat(struct standing *standing, uint32_t seats, bool kept_for) {
    uint32_t fitting[MAX_OPTIONS], count = 0, given = 0;
    for (uint32_t i = 0; i < standing->count; i++)
        if (!standing->taken[i] && (!kept_for || standing->by_votes[i]->kept_for)) fitting[count++] = i;
    const bool over = seats > 0 && count > seats; /* somebody gets none: who has as many votes as the first of these? */
    const bool tie = over && votes_of(standing, fitting[seats - 1]) == votes_of(standing, fitting[seats]);
    for (uint32_t f = 0; f < count && seats > 0; f++) {
        const bool ties = tie && votes_of(standing, fitting[f]) == votes_of(standing, fitting[seats]);
        standing->tied[fitting[f]] = standing->tied[fitting[f]] || ties;
        if (ties || f >= seats) continue;
        standing->taken[fitting[f]] = true;
        given++;
    }
    return given;
}

/* Of the winners, so many for whom seats are kept. */
static uint32_t seated_kept(const struct standing *standing) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < standing->count; i++) found += standing->taken[i] && standing->by_votes[i]->kept_for;
    return found;
}

static uint32_t fill_seats(const struct rule *rule, struct standing *standing, const struct count *count) {
    const uint32_t seats = count->seats, wanted = rule->kept > count->held ? rule->kept - count->held : 0;
    uint32_t fitting = 0;
    for (uint32_t i = 0; i < standing->count; i++) fitting += standing->by_votes[i]->kept_for;
    const uint32_t most = wanted < seats ? wanted : seats, kept = fitting < most ? fitting : most;
    const uint32_t given = seat(standing, seats, false);
    if (seated_kept(standing) >= kept) return given;
    memset(standing->taken, 0, sizeof standing->taken); /* there would be too few: theirs are the last seats */
    memset(standing->tied, 0, sizeof standing->tied);
    const uint32_t theirs = seat(standing, kept, true);
    return theirs + seat(standing, seats - kept, false);
}

static uint8_t votes_axis(const struct rule *rule) {
    uint8_t l = 0;
    while (rule->lines[l].quorum) l++;
    return rule->shares[rule->lines[l].first].axis;
}

static void judge_candidates(struct judging *judging, uint32_t quorum, struct ruling *out) {
    const struct count *count = judging->count;
    struct standing standing = {.axis = votes_axis(judging->rule)};
    for (uint32_t c = 0; c < count->candidate_count; c++)
        if (ways_held(judging, false, &count->candidates[c])) put_in(&standing, &count->candidates[c]);
    out->seats = count->seats;
    if (!quorum) return;
    out->way = first_way(quorum);
    out->winners = fill_seats(judging->rule, &standing, count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < standing.count; i++)
        if (standing.taken[i]) out->numbers[at++] = standing.by_votes[i]->number;
    for (uint32_t i = 0; i < standing.count; i++)
        if (standing.tied[i] && !standing.taken[i]) out->numbers[at++] = standing.by_votes[i]->number;
    out->tied = at - out->winners;
    out->kind = out->winners < count->seats ? OUTCOME_UNFILLED : OUTCOME_PASSED;
}

/* ---- all of it ---- */

void cgov__rule_judge(const struct rule *rule, const struct count *count, struct comparisons *comparisons,
                      struct ruling *out) {
    struct judging judging = {.rule = rule, .count = count, .cast = count->cast, .comparisons = comparisons};
    memcpy(judging.choices, count->choices, sizeof judging.choices);
    *out = (struct ruling){.kind = OUTCOME_NO_QUORUM, .joined = CHOICE_NONE};
    if (comparisons) comparisons->count = 0;
    join_silent(&judging, out);
    const uint32_t quorum = ways_held(&judging, true, NULL);
    if (rule->ask == ASK_CHOOSE)
        judge_candidates(&judging, quorum, out);
    else
        judge_yes_no(&judging, quorum, out);
    if (rule->ways == 1) out->way = 0;
}
