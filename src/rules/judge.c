/* Judging by a rule: from sums to an outcome, exactly, and nothing else: no ledger, no clock, no memory.
 *
 * Every comparison is of products of whole numbers in two limbs, so nothing is rounded and nothing overflows. Each is
 * kept as it was made: who has the sums can make it again by hand. */
#include "rules/elect.h"
#include "rules/rulebook.h"

#include <stddef.h>
#include <string.h>

const char *cgov__ballot_choice_name(enum ballot_choice choice) {
    return cgov__value_name(CGOV_ENUM_CHOICE, (uint32_t)choice + 1);
}

const char *cgov__ask_name(enum ask ask) {
    static const char *const names[] = {"", "yes_no", "choose", "score", "share", "rank"};
    return names[ask];
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
    if (cgov__asks_candidates(rule)) return (uint8_t)(all & ~(block | no));
    return rule->block ? all : (uint8_t)(all & ~block);
}

uint32_t cgov__rule_outcomes(const struct rule *rule) {
    uint32_t outcomes = 1u << OUTCOME_PASSED | 1u << (cgov__asks_candidates(rule) ? OUTCOME_UNFILLED : OUTCOME_FAILED);
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

/* ---- candidates ---- */

static uint8_t votes_axis(const struct rule *rule) {
    uint8_t l = 0;
    while (rule->lines[l].quorum) l++;
    return rule->shares[rule->lines[l].first].axis;
}

/* All seats are taken; of options that cost some, and none ties. */
static bool is_filled(const struct rule *rule, const struct count *count, const struct ruling *ruling) {
    if (rule->within_budget) return ruling->winners > 0 && ruling->tied == 0;
    return ruling->winners >= count->seats;
}

static void judge_candidates(struct judging *judging, uint32_t quorum, struct ruling *out) {
    const struct count *count = judging->count;
    const struct rule *rule = judging->rule;
    struct list_standing standing = {.axis = rule->ask == ASK_RANK ? AXIS_HEADS : votes_axis(rule)};
    for (uint32_t c = 0; c < count->candidate_count && rule->ask != ASK_RANK; c++)
        if (ways_held(judging, false, &count->candidates[c])) cgov__standing_put(&standing, &count->candidates[c]);
    out->seats = count->seats;
    if (!quorum) return;
    out->way = first_way(quorum);
    if (rule->ranking == RANKING_STV)
        cgov__elect_by_transfers(count, judging->comparisons, out);
    else if (rule->ranking == RANKING_SCHULZE)
        cgov__elect_by_pairs(count, judging->comparisons, out);
    else
        cgov__elect_by_votes(rule, count, &standing, out);
    out->kind = is_filled(rule, count, out) ? OUTCOME_PASSED : OUTCOME_UNFILLED;
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
    if (cgov__asks_candidates(rule))
        judge_candidates(&judging, quorum, out);
    else
        judge_yes_no(&judging, quorum, out);
    if (rule->ways == 1) out->way = 0;
}
