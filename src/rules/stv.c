/* Counting orders by transfers, as the Scottish Local Government Elections Order 2007 (SSI 2007/42, schedule 1, rules
 * 45 to 52) has it: the quota is votes by seats and one, rounded down, and one; all papers of whoever has more go on,
 * each worth its own value times surplus by votes, to five decimals, the rest cut off; then whoever has least is
 * excluded. Of equals the most recent stage at which they were unequal says who is taken; after that a lot, as it was
 * drawn.
 *
 * Invariant: votes and values are whole numbers of 1/100,000. Nothing is rounded but where the rules cut off. */
#include "rules/elect.h"

#include <string.h>

enum { ONE = 100000 };

enum standing_as { CONTINUES, ELECTED, PASSED_ON, EXCLUDED };

struct runner {
    uint64_t before; /* votes at the last stage */
    uint32_t rank;   /* by votes at that stage, then at the one before, and so on: equal for equals at all of them */
    uint8_t as;      /* enum standing_as */
};

struct race {
    const struct count *count;
    const struct comparisons *told;
    struct ruling *out;
    uint64_t votes[MAX_RANKED];
    struct runner runners[MAX_RANKED];
    uint64_t valid, quota; /* ballots that rank somebody */
    struct ranked ranked;
    uint32_t stage;
    struct cursor steps; /* what each stage came to, where there are no orders */
};

/* ---- papers ---- */

/* To the next preference from `at` on that continues. */
static void pass_on(const struct race *race, struct order *order, uint32_t at) {
    while (at < order->count) {
        const uint8_t place = race->ranked.places[order->numbers[at]];
        if (place != 0 && race->runners[place - 1].as == CONTINUES) break;
        at++;
    }
    order->at = at;
}

static uint32_t holder(const struct race *race, const struct order *order) {
    return order->at == order->count ? UINT32_MAX : race->ranked.places[order->numbers[order->at]] - 1u;
}

/* False: it ended there. */
static bool add_up(struct race *race) {
    if (race->count->steps.len > 0) {
        const bool ends = race->steps.at == race->steps.end;
        for (uint32_t c = 0; c < race->ranked.count; c++) race->votes[c] = cgov__get_varint(&race->steps);
        return !ends && !race->steps.bad;
    }
    for (uint32_t c = 0; c < race->ranked.count; c++)
        if (race->runners[c].as != PASSED_ON) race->votes[c] = 0; /* theirs is the quota */
    for (uint32_t o = 0; o < race->count->order_count; o++) {
        const struct order *order = &race->count->orders[o];
        const uint32_t has = holder(race, order);
        if (has != UINT32_MAX) race->votes[has] += order->ballots * order->value;
    }
    return true;
}

/* All papers of theirs go on; of a surplus each is worth so much less. */
static void transfer(struct race *race, uint32_t from) {
    const uint64_t votes = race->votes[from], quota = race->quota * ONE;
    const bool surplus = race->runners[from].as == ELECTED;
    race->runners[from].as = surplus ? PASSED_ON : EXCLUDED;
    for (uint32_t o = 0; o < race->count->order_count; o++) {
        struct order *order = &race->count->orders[o];
        if (holder(race, order) != from) continue;
        if (surplus) order->value = (uint32_t)((votes - quota) * order->value / votes);
        pass_on(race, order, order->at + 1);
    }
    if (surplus) race->votes[from] = quota;
}

static void begin(struct race *race) {
    const struct count *count = race->count;
    cgov__rank_candidates(count, &race->ranked);
    for (uint32_t o = 0; o < count->order_count; o++) {
        struct order *order = &count->orders[o];
        order->value = ONE;
        pass_on(race, order, 0);
        if (order->at < order->count) race->valid += order->ballots;
    }
    race->steps = cgov__cursor(count->steps.ptr, count->steps.len);
    if (count->steps.len > 0) race->valid = cgov__get_varint(&race->steps);
    race->out->valid = race->valid;
    race->quota = race->valid / (count->seats + UINT64_C(1)) + 1;
}

/* ---- stages ---- */

static void tell(const struct race *race, enum stage_kind kind, uint32_t of) {
    if (!race->told || !race->told->told_stage) return;
    uint64_t had = 0;
    for (uint32_t c = 0; c < race->ranked.count; c++) had += race->votes[c];
    const struct count_stage stage = {.kind = kind,
                                      .number = race->stage,
                                      .of = kind == STAGE_FIRST ? 0 : race->ranked.by_number[of]->number,
                                      .quota = race->quota,
                                      .ranked = &race->ranked,
                                      .votes = race->votes,
                                      .lost = race->valid * ONE - had};
    race->told->told_stage(race->told->context, &stage);
}

/* More votes, or as many and more at the most recent stage before at which they had not as many. */
static int compare(const struct race *race, uint32_t a, uint32_t b) {
    if (race->votes[a] != race->votes[b]) return race->votes[a] < race->votes[b] ? -1 : 1;
    const uint32_t one = race->runners[a].rank, other = race->runners[b].rank;
    return one < other ? -1 : one > other;
}

/* What the stage that ended says of equals at later ones. */
static void rank_all(struct race *race) {
    uint32_t ranks[MAX_RANKED];
    for (uint32_t a = 0; a < race->ranked.count; a++) {
        ranks[a] = 0;
        for (uint32_t b = 0; b < race->ranked.count; b++) ranks[a] += compare(race, a, b) > 0;
    }
    for (uint32_t a = 0; a < race->ranked.count; a++) race->runners[a].rank = ranks[a];
}

static uint32_t lot_of(const struct race *race, uint32_t c) {
    for (uint32_t l = 0; l < race->count->lot_count; l++)
        if (race->count->lots[l] == race->ranked.by_number[c]->number) return l;
    return UINT32_MAX;
}

/* Whom equals at all stages leave to a lot: the first drawn, or of who have nothing any, for nothing comes of it.
 * UINT32_MAX: it was not drawn; they tie. */
static uint32_t draw(struct race *race, const uint32_t *equals, uint32_t count) {
    uint32_t first = equals[0];
    bool all = true;
    for (uint32_t e = 0; e < count; e++) {
        const uint32_t lot = lot_of(race, equals[e]);
        all = all && lot != UINT32_MAX;
        if (lot < lot_of(race, first)) first = equals[e];
    }
    if (all || count == 1 || race->votes[equals[0]] == 0) return first;
    for (uint32_t e = 0; e < count; e++)
        race->out->numbers[race->out->winners + e] = race->ranked.by_number[equals[e]]->number;
    race->out->tied = count;
    return UINT32_MAX;
}

/* Of those that stand so the one with most votes, or least; false: there is none. */
static bool pick(struct race *race, enum standing_as as, int way, uint32_t *picked) {
    uint32_t equals[MAX_RANKED], count = 0;
    for (uint32_t c = 0; c < race->ranked.count; c++) {
        if (race->runners[c].as != as || (as == ELECTED && race->votes[c] == race->quota * ONE)) continue;
        const int than = count == 0 ? 1 : compare(race, c, equals[0]) * way;
        if (than > 0) count = 0;
        if (than >= 0) equals[count++] = c;
    }
    if (count == 0) return false;
    *picked = draw(race, equals, count);
    return true;
}

/* ---- who is elected ---- */

static uint32_t count_continuing(const struct race *race) {
    uint32_t found = 0;
    for (uint32_t c = 0; c < race->ranked.count; c++) found += race->runners[c].as == CONTINUES;
    return found;
}

/* Those who reach the quota, or all who continue; most votes first, of equals the lower number. */
static void elect(struct race *race, bool all) {
    for (;;) {
        uint32_t best = UINT32_MAX;
        for (uint32_t c = 0; c < race->ranked.count; c++) {
            if (race->runners[c].as != CONTINUES || (!all && race->votes[c] < race->quota * ONE)) continue;
            if (best == UINT32_MAX || compare(race, c, best) > 0) best = c;
        }
        if (best == UINT32_MAX) return;
        race->runners[best].as = ELECTED;
        race->out->numbers[race->out->winners++] = race->ranked.by_number[best]->number;
    }
}

/* True: it is over. */
static bool is_over(struct race *race) {
    const uint32_t seats = race->count->seats;
    elect(race, false);
    if (race->out->winners < seats && count_continuing(race) <= seats - race->out->winners) elect(race, true);
    return race->out->winners >= seats || count_continuing(race) == 0;
}

void cgov__elect_by_transfers(const struct count *count, const struct comparisons *told, struct ruling *out) {
    struct race race = {.count = count, .told = told, .out = out};
    enum stage_kind kind = STAGE_FIRST;
    uint32_t of = 0;
    begin(&race);
    if (race.valid == 0) return; /* nobody was ranked: nobody wins */
    for (race.stage = 1;; race.stage++) {
        if (kind != STAGE_FIRST) transfer(&race, of);
        if (!add_up(&race)) return;
        tell(&race, kind, of);
        if (is_over(&race)) return;
        const bool surplus = pick(&race, ELECTED, 1, &of);
        if (!surplus) pick(&race, CONTINUES, -1, &of);
        if (of == UINT32_MAX) return;
        kind = surplus ? STAGE_SURPLUS : STAGE_EXCLUDED;
        rank_all(&race);
    }
}
