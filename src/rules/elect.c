/* Seats by votes, and options by votes as far as a budget goes.
 *
 * Invariant: of equal votes nobody is preferred: where there is not enough for all of them none of them wins. */
#include "rules/elect.h"

#include <string.h>

static uint64_t votes_of(const struct list_standing *standing, uint32_t i) {
    return standing->by_votes[i]->votes.by[standing->axis];
}

void cgov__standing_put(struct list_standing *standing, const struct candidate *candidate) {
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
static uint32_t seat(struct list_standing *standing, uint32_t seats, bool kept_for) {
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
static uint32_t seated_kept(const struct list_standing *standing) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < standing->count; i++) found += standing->taken[i] && standing->by_votes[i]->kept_for;
    return found;
}

static uint32_t fill_seats(const struct rule *rule, struct list_standing *standing, const struct count *count) {
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

/* ---- orders ---- */

void cgov__rank_candidates(const struct count *count, struct ranked *out) {
    *out = (struct ranked){.count = count->candidate_count < MAX_RANKED ? count->candidate_count : MAX_RANKED};
    for (uint32_t c = 0; c < out->count; c++) {
        uint32_t at = c;
        for (; at > 0 && out->by_number[at - 1]->number > count->candidates[c].number; at--)
            out->by_number[at] = out->by_number[at - 1];
        out->by_number[at] = &count->candidates[c];
    }
    for (uint32_t c = 0; c < out->count; c++) out->places[out->by_number[c]->number & MAX_OPTIONS] = (uint8_t)(c + 1);
}

/* ---- within a budget ---- */

static uint32_t equals_from(const struct list_standing *standing, uint32_t first) {
    uint32_t end = first;
    while (end < standing->count && votes_of(standing, end) == votes_of(standing, first)) end++;
    return end;
}

/* Those of equal votes that fit by themselves: all of them, where they fit together; else they tie, and so nothing
 * below them is decided either. Answers how many are in; *left: what is left then. */
static uint32_t fit_equals(struct list_standing *standing, uint32_t first, uint32_t end, uint64_t *left, bool *tie) {
    uint64_t together = 0;
    uint32_t fitting = 0;
    for (uint32_t i = first; i < end; i++) {
        standing->tied[i] = standing->by_votes[i]->cost <= *left;
        fitting += standing->tied[i];
        if (standing->tied[i]) together += standing->by_votes[i]->cost;
    }
    *tie = together > *left;
    if (*tie) return 0;
    *left -= together;
    for (uint32_t i = first; i < end; i++) {
        standing->taken[i] = standing->tied[i];
        standing->tied[i] = false;
    }
    return fitting;
}

/* By votes, each that still fits; what has no votes does not. */
static uint32_t fill_budget(struct list_standing *standing, uint64_t budget) {
    uint32_t given = 0, end;
    bool tie = false;
    for (uint32_t i = 0; i < standing->count && votes_of(standing, i) > 0 && !tie; i = end) {
        end = equals_from(standing, i);
        given += fit_equals(standing, i, end, &budget, &tie);
    }
    return given;
}

/* ---- both ---- */

void cgov__elect_by_votes(const struct rule *rule, const struct count *count, struct list_standing *standing,
                          struct ruling *out) {
    uint32_t at = 0;
    out->winners = rule->within_budget ? fill_budget(standing, count->budget) : fill_seats(rule, standing, count);
    for (uint32_t i = 0; i < standing->count; i++)
        if (standing->taken[i]) out->numbers[at++] = standing->by_votes[i]->number;
    for (uint32_t i = 0; i < standing->count; i++)
        if (standing->tied[i] && !standing->taken[i]) out->numbers[at++] = standing->by_votes[i]->number;
    out->tied = at - out->winners;
}
