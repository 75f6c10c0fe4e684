/* Counting what a rule asks for. Pure, but for room to tell households apart.
 *
 * Invariant: nobody is counted twice: a ballot stands once for an elector, a bundle is of those who have none of their
 * own, and who is silent has neither, nor one that waits for a second person. */
#include "entities/count.h"

#include "base/hash.h"
#include "base/sort.h"
#include "base/text.h"
#include "entities/ballot.h"
#include "entities/roll_frame.h"
#include "entities/secret.h"

/* ---- which rolls ---- */

bool cgov__rule_roll(const struct attempt *attempt, const struct rule *rule, uint8_t i, struct roll_at *out) {
    const struct roll_ref ref = cgov__decision_roll(attempt->procedure, rule, i);
    return cgov__frame_own(attempt, &ref, out);
}

bool cgov__ballots_of(const struct attempt *attempt, struct roll_at *out) {
    const struct roll_ref ref = {.roll = cgov__decision_of(attempt->procedure, attempt->move)->over};
    return cgov__frame_own(attempt, &ref, out);
}

/* Their row; 0: none, or the frame fills what they are of, so that they begin anew. */
static uint32_t ballots_row(const struct attempt *attempt, const struct roll_at *ballots) {
    return cgov__frame_anew(attempt, ballots) ? 0 : cgov__roll_row_of(attempt->model, ballots);
}

/* ---- sums ---- */

static struct sums bundled_sums(const struct choice_row *of) {
    if (!of) return (struct sums){{0}};
    return (struct sums){{of->bundled_heads, of->bundled_units, of->bundled_area, of->bundled_weight}};
}

static void add(struct sums *to, const struct sums *more) {
    for (uint8_t a = 0; a < AXES; a++) to->by[a] += more->by[a];
}

static void take_off(struct sums *from, const struct sums *some) {
    for (uint8_t a = 0; a < AXES; a++) from->by[a] -= some->by[a] < from->by[a] ? some->by[a] : from->by[a];
}

/* Of confidential ballots no row has them. */
static struct sums choice_sums(const struct attempt *attempt, const struct roll_at *roll, uint32_t ballots,
                               uint32_t choice) {
    const struct model *model = attempt->model;
    const struct secrets *secrets = attempt->deciding ? attempt->deciding->secrets : NULL;
    if (cgov__ballots_hidden(roll->roll)) return secrets ? secrets->sums[choice] : (struct sums){{0}};
    const struct choice_row *of = cgov__choice_of(model, ballots, choice);
    struct sums sums = bundled_sums(of);
    if (of) add(&sums, &(struct sums){{of->heads, of->units, of->area, of->weight}});
    return sums;
}

static void count_cast(const struct attempt *attempt, const struct roll_at *roll, uint32_t ballots,
                       struct count *count) {
    const struct model *model = attempt->model;
    const struct roll_row *row = cgov__roll_row(model, ballots);
    if (row) count->cast = (struct sums){{row->heads, row->units, row->area, row->weight}};
    const struct sums bundled = bundled_sums(cgov__choice_of(model, ballots, CHOICE_CAST));
    if (!cgov__ballots_sealed(roll->roll)) add(&count->cast, &bundled); /* of those it says what they are */
    for (uint32_t c = 0; c < CHOICES; c++) count->choices[c] = choice_sums(attempt, roll, ballots, c + 1);
}

/* ---- who is silent ---- */

/* Those on a roll who have not voted, nor are counted by a bundle that knows who they are. Who has a ballot that waits
 * has returned it: they are neither counted nor silent. */
struct silence {
    const struct attempt *attempt;
    struct roll_at bundled; /* whom a bundle is for exactly; without an item: nobody */
    uint32_t ballots;       /* the row */
    struct buf *households; /* theirs, from start on, where units are households and there is room; or NULL */
    struct sums *sums;
    bool owned;
};

static void add_silent(const struct silence *silence, uint32_t entry) {
    const struct model *model = silence->attempt->model;
    const uint64_t elector = cgov__entry_elector(cgov__entry(model, entry));
    const uint32_t found = cgov__entry_find(model, silence->ballots, elector, 0);
    const struct entry *own = cgov__entry(model, found);
    if (own && (own->standing || cgov__entry_beside(model, found, BESIDE_WAITS) != 0)) return;
    if (silence->bundled.item && cgov__stands_on(model, &silence->bundled, elector)) return;
    const struct weight weight = cgov__entry_weight(model, entry);
    const uint64_t household = weight.units;
    const bool voted =
        !silence->owned && cgov__tally_of(&model->counted[COUNTED_HOUSEHOLD], silence->ballots, weight.units) > 0;
    add(silence->sums, &(struct sums){{1, silence->owned ? weight.units : 0, weight.area, weight.weight}});
    if (silence->households && household != 0 && !voted)
        cgov__buf_put(silence->households, &household, sizeof household);
}

/* Room to tell households apart in: where the attempt is to be made. NULL: none, or none is needed. */
static struct buf *room_for_households(const struct attempt *attempt, const struct roll_row *row) {
    return attempt->fills && row && !row->owned ? &attempt->fills->households : NULL;
}

static bool count_silent(const struct attempt *attempt, const struct rule *rule, const struct roll_at *of,
                         const struct roll_at *ballots, struct sums *sums) {
    const struct model *model = attempt->model;
    const struct bundle *bundle = &ballots->roll->bundle;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, of));
    struct buf *households = room_for_households(attempt, row);
    const size_t start = households ? households->len : 0;
    struct silence silence = {attempt, {NULL, 0, NULL, NONE}, ballots_row(attempt, ballots), households,
                              sums,    row && row->owned};
    const struct roll_row *cast = cgov__roll_row(model, silence.ballots);
    if (cast && cast->bundled && bundle->exactly)
        cgov__roll_at(model, ballots->item, ballots->number, bundle->of, &silence.bundled);
    if (!households && row && !row->owned && (rule->axes >> AXIS_UNITS & 1) != 0) return false;
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing) add_silent(&silence, n);
    if (households) {
        if (households->failed) return false;
        uint64_t *numbers = (uint64_t *)(void *)(households->data + start);
        sums->by[AXIS_UNITS] += cgov__sort_unique(numbers, (uint32_t)((households->len - start) / sizeof *numbers));
        households->len = start;
    }
    if (!cast || !cast->bundled || bundle->exactly) return true;
    const struct sums bundled = bundled_sums(cgov__choice_of(model, silence.ballots, CHOICE_CAST));
    take_off(sums, &bundled); /* nobody says whose these are */
    return true;
}

/* ---- candidates ---- */

/* Those who have a seat already: how many, and how many of them on the roll that seats are kept for. */
struct seated {
    uint32_t count, held;
};

static struct seated count_seated(const struct attempt *attempt, const struct roll_at *seats,
                                  const struct roll_at *kept_for) {
    const struct model *model = attempt->model;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, seats));
    struct seated seated = {0, 0};
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        if (!entry->standing) continue;
        seated.count++;
        seated.held += kept_for && cgov__stands_on(model, kept_for, cgov__entry_elector(entry));
    }
    return seated;
}

/* Each who stands there, by the place they came on it; who has a seat already is none of them. */
static void count_candidates(const struct attempt *attempt, const struct rule *rule, const struct roll_at *ballots,
                             struct decided *out) {
    const struct model *model = attempt->model;
    const uint8_t into = cgov__decision_of(attempt->procedure, attempt->move)->into;
    const uint32_t row = ballots_row(attempt, ballots);
    struct roll_at from, kept_for, seated;
    if (!cgov__frame_own(attempt, &ballots->roll->from, &from)) return;
    const bool kept = rule->kept_for != NONE && cgov__rule_roll(attempt, rule, rule->kept_for, &kept_for);
    const bool seats = into != NONE && cgov__roll_at(model, attempt->after, attempt->number, into, &seated);
    if (seats) {
        const struct seated before = count_seated(attempt, &seated, kept ? &kept_for : NULL);
        out->count.seats -= before.count < out->count.seats ? before.count : out->count.seats;
        out->count.held = before.held;
    }
    const struct roll_row *list = cgov__roll_row(model, cgov__roll_row_of(model, &from));
    const struct entry *entry;
    uint32_t number = !list ? 0 : list->first;
    for (uint32_t place = 1; (entry = cgov__entry(model, number)) && place <= MAX_CANDIDATES;
         place++, number = entry->next) {
        const uint64_t elector = cgov__entry_elector(entry);
        if (!entry->standing || (seats && cgov__stands_on(model, &seated, elector))) continue;
        out->candidates[out->count.candidate_count++] =
            (struct candidate){.votes = choice_sums(attempt, ballots, row, CGOV_CHOICE_INVALID + place),
                               .cost = cgov__entry_beside(model, number, BESIDE_COST),
                               .number = place,
                               .kept_for = kept && cgov__stands_on(model, &kept_for, elector)};
    }
}

/* ---- orders ---- */

/* What binds them: a line for each, "3 1 2 heads 5". */
static void digest_orders(const struct order *orders, uint32_t count, uint8_t digest[32]) {
    struct sha256 sha;
    char text[4 * MAX_CANDIDATES + 32];
    cgov__sha256_init(&sha);
    for (uint32_t o = 0; o < count; o++) {
        size_t used = 0;
        for (uint32_t i = 0; i < orders[o].count; i++, used += strlen(text + used))
            cgov__format(text + used, sizeof text - used, "%u ", (uint64_t)orders[o].numbers[i]);
        cgov__format(text + used, sizeof text - used, "heads %u\n", orders[o].ballots);
        cgov__sha256_add(&sha, text, strlen(text));
    }
    cgov__sha256_end(&sha, digest);
}

/* Each that some ballot says, rising. Where the attempt is only asked about there is no room for them: who asks whether
 * enough take part needs none. False: no memory, or more ballots than can be counted. */
static bool count_orders(const struct attempt *attempt, uint32_t ballots, struct decided *out) {
    const struct model *model = attempt->model;
    struct buf *buf = attempt->fills ? &attempt->fills->orders : NULL;
    const struct roll_row *row = cgov__roll_row(model, ballots);
    const struct saying *saying;
    uint64_t all = 0;
    if (!buf || !row) return true;
    cgov__buf_clear(buf);
    for (uint32_t n = row->sayings; (saying = cgov__saying(model, n)); n = saying->next) {
        const struct blob said = cgov__saying_said(model, saying);
        const uint64_t heads = (uint64_t)saying->heads + saying->beside;
        const struct order order = {.numbers = said.ptr, .count = said.len, .ballots = heads};
        if (heads == 0 || said.ptr[0] == 0) continue;
        cgov__buf_put(buf, &order, sizeof order);
        all += heads;
    }
    if (buf->failed || all > MAX_RANKED_BALLOTS) return false;
    out->count.orders = (struct order *)(void *)buf->data;
    out->count.order_count = (uint32_t)(buf->len / sizeof(struct order));
    cgov__orders_sort(out->count.orders, out->count.order_count);
    digest_orders(out->count.orders, out->count.order_count, out->digest);
    return true;
}

/* ---- the deciding vote ---- */

static const struct item *above(const struct attempt *attempt, const struct item *item) {
    const struct item *row = cgov__item(attempt->model, item->extra->parent);
    return row || item != attempt->after ? row : attempt->parent;
}

/* That party's own ballot, yes or no: of the item, or of the nearest above that has such a party. */
static enum ballot_choice casting_vote(const struct attempt *attempt, const struct rule *rule, uint32_t ballots) {
    const struct model *model = attempt->model;
    for (const struct item *item = attempt->after; item; item = above(attempt, item)) {
        const struct procedure *procedure = cgov__procedure_of(model, item);
        const uint8_t party = cgov__party_find(procedure, rule->casting);
        if (party == NONE) continue;
        const uint64_t elector = cgov__id(cgov__party_kind(procedure, party), item->parties[party]);
        const uint32_t found = cgov__entry_find(model, ballots, elector, 0);
        const struct entry *entry = cgov__entry(model, found);
        const uint64_t choice = entry && entry->standing ? cgov__entry_choice(model, found) : 0;
        return choice == cgov__choice_bit(CGOV_CHOICE_YES)  ? CHOICE_YES
               : choice == cgov__choice_bit(CGOV_CHOICE_NO) ? CHOICE_NO
                                                            : CHOICE_NONE;
    }
    return CHOICE_NONE;
}

/* ---- all of it ---- */

bool cgov__count(const struct attempt *attempt, const struct rule *rule, uint32_t seats, struct decided *out) {
    struct roll_at ballots, roll;
    memset(out, 0, sizeof *out);
    out->count.rolls = out->rolls;
    out->count.candidates = out->candidates;
    out->count.casting = CHOICE_NONE;
    out->count.seats = seats;
    for (uint8_t r = 0; r < rule->roll_count; r++)
        if (cgov__rule_roll(attempt, rule, r, &roll)) out->rolls[r] = cgov__frame_sums(attempt, &roll);
    if (!cgov__ballots_of(attempt, &ballots)) return true;
    const uint32_t row = ballots_row(attempt, &ballots);
    count_cast(attempt, &ballots, row, &out->count);
    if (cgov__asks_candidates(rule)) count_candidates(attempt, rule, &ballots, out);
    if (rule->within_budget)
        out->count.budget = cgov__kept(attempt->procedure, attempt->after, attempt->procedure->budget_kept);
    if (rule->ask == ASK_RANK && !count_orders(attempt, row, out)) return false;
    if (rule->casting[0]) out->count.casting = casting_vote(attempt, rule, row);
    return rule->silent == NONE || !cgov__rule_roll(attempt, rule, rule->silent, &roll) ||
           count_silent(attempt, rule, &roll, &ballots, &out->count.silent);
}
