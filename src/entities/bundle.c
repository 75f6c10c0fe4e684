/* A bundle as a command brings it, a row each:
 *
 *   tallies: "CHOICE HEADS UNITS AREA WEIGHT\n": CHOICE "cast", a name, or a candidate's place; each once
 *   orders:  of a bundle of orders besides, "3>1>2 HEADS 0 0 0\n"; each once
 *
 * What is wrong is told by its row, from 1, or by the two numbers that do not go together. */
#include "entities/bundle.h"

#include "base/text.h"
#include "entities/plan.h"

/* ---- read ---- */

static const char unasked_choice[] = "says what no rule over these ballots asks";

/* What a row is about: false where no such row can stand here. */
static bool read_choice(const struct blob *word, const struct roll *roll, uint32_t *choice) {
    const bool from = cgov__from_candidates(roll);
    struct blob place = *word;
    uint64_t number = 0;
    *choice = cgov__choice_named(word, from);
    if (*choice != 0) return cgov__is_asked(roll, *choice);
    if (word->len == 4 && memcmp(word->ptr, "cast", 4) == 0) return from;
    if (!from || !cgov__number_read(&place, ' ', MAX_CANDIDATES, &number) || number == 0) return false;
    *choice = CGOV_CHOICE_INVALID + (uint32_t)number;
    return true;
}

/* The numbers of a row: NULL, or what is wrong with them. */
static const char *read_sums(struct blob text, uint8_t axes, struct bundle_line *line) {
    uint64_t *const sums[] = {&line->heads, &line->units, &line->area, &line->weight};
    static const char *const unasked[] = {"", "has units, which are households, or no rule over these ballots asks by",
                                          "has an area, which no rule over these ballots asks by",
                                          "has a weight, which no rule over these ballots asks by"};
    for (uint32_t axis = 0; axis < AXES; axis++) {
        const uint64_t most = axis == AXIS_HEADS ? UINT32_MAX : INT64_MAX / 2;
        if (!cgov__number_read(&text, ' ', most, sums[axis]) ||
            (axis + 1 < AXES && cgov__word_next(&text, ' ').len != 0))
            return "has a number that is none, or too large";
        if (*sums[axis] != 0 && ((axes | 1u) >> axis & 1) == 0) return unasked[axis];
    }
    if (text.len != 0) return "has more than four numbers";
    return line->heads != 0 || (line->units | line->area | line->weight) == 0 ? NULL
                                                                              : "weighs something, and is of no ballot";
}

static const char *read_tally(struct blob text, const struct bundle_asked *asked, struct bundle_read *read) {
    const struct blob word = cgov__word_next(&text, ' ');
    struct bundle_line line = {0};
    if (!read_choice(&word, asked->roll, &line.choice)) return unasked_choice;
    const char *fault = read_sums(text, asked->axes, &line);
    if (fault) return fault;
    const bool cast = line.choice == CHOICE_CAST;
    if (cast ? read->cast : (read->said & cgov__choice_bit(line.choice)) != 0) return "says what a row before it says";
    if (cast)
        read->cast = true;
    else
        read->said |= cgov__choice_bit(line.choice);
    read->lines[line.choice] = line;
    return NULL;
}

/* "3>1>2 5 0 0 0": so many ballots say that order. There is room for its places, which stay where they are. */
static const char *read_order(struct blob text, struct plan *plan, struct bundle_read *read) {
    struct blob word = cgov__word_next(&text, ' ');
    struct buf *places = &plan->decided;
    struct order order = {.numbers = places->data + places->len};
    uint64_t place, met = 0;
    for (;; word = cgov__blob(word.ptr + 1, word.len - 1)) {
        if (!cgov__number_read(&word, '>', MAX_CANDIDATES, &place) || place == 0 || (met >> (place - 1) & 1) != 0)
            return "is no order of places, each once";
        met |= UINT64_C(1) << (place - 1);
        cgov__buf_u8(places, (uint8_t)place);
        order.count++;
        if (word.len == 0) break;
    }
    if (text.len == 0 || !cgov__number_read(&text, ' ', UINT32_MAX, &order.ballots) || order.ballots == 0)
        return "says no number of ballots";
    if (text.len != 6 || memcmp(text.ptr, " 0 0 0", 6) != 0) return "weighs something, and orders are counted by heads";
    cgov__buf_put(&plan->fills.orders, &order, sizeof order);
    read->said |= met << CGOV_CHOICE_INVALID;
    read->ranked += order.ballots;
    return NULL;
}

/* Each once, rising. */
static bool sort_orders(struct plan *plan, struct bundle_read *read) {
    struct buf *orders = &plan->fills.orders;
    read->orders = (struct order *)(void *)orders->data;
    read->order_count = (uint32_t)(orders->len / sizeof *read->orders);
    cgov__orders_sort(read->orders, read->order_count);
    for (uint32_t o = 1; o < read->order_count; o++)
        if (cgov__order_compare(&read->orders[o - 1], &read->orders[o]) == 0) return false;
    return true;
}

static bool is_order(const struct blob *line, const struct roll *roll) {
    return cgov__asked_kind(roll) == SAID_ORDER && line->len > 0 && line->ptr[0] >= '0' && line->ptr[0] <= '9';
}

bool cgov__bundle_read(struct blob text, const struct bundle_asked *asked, struct plan *plan, struct bundle_read *read,
                       char *why, size_t cap) {
    const bool from = cgov__from_candidates(asked->roll);
    memset(read, 0, sizeof *read);
    for (uint64_t row = 1; text.len > 0; row++) {
        const struct blob one = cgov__word_next(&text, '\n');
        const char *fault = is_order(&one, asked->roll) ? read_order(one, plan, read) : read_tally(one, asked, read);
        char choices[96];
        if (!fault) continue;
        cgov__choices_list(asked->roll, "or", choices, sizeof choices);
        cgov__format(why, cap,
                     fault == unasked_choice ? "row %u of the bundle %s: it is %s%s" : "row %u of the bundle %s", row,
                     fault, from ? "cast, the place of a candidate, " : "", choices);
        return false;
    }
    if (from && !read->cast) cgov__format(why, cap, "no row of the bundle says `cast`, how many ballots there are");
    if (from && !read->cast) return false;
    if (sort_orders(plan, read)) return true;
    cgov__format(why, cap, "two rows of the bundle say the same order");
    return false;
}

/* ---- adds up ---- */

/* No more than so many for each. */
static bool is_at_most(uint64_t sum, uint64_t each, uint64_t of) {
    return sum / each < of || (sum / each == of && sum % each == 0);
}

/* Points that so many ballots may give: to each candidate, or in all; to households none. */
static bool points_add_up(const struct bundle_read *read, const struct roll *roll, const struct bundle_line *naming,
                          char *why, size_t cap) {
    const uint64_t of[] = {naming->heads, naming->area, naming->weight};
    const bool shared = roll->ask == ASK_SHARE;
    uint64_t all[3] = {0, 0, 0};
    for (uint32_t choice = CHOICE_FIRST_CANDIDATE; choice <= CHOICE_LAST; choice++) {
        const struct bundle_line *line = &read->lines[choice];
        const uint64_t own[] = {line->heads, line->area, line->weight};
        const uint64_t place = choice - CGOV_CHOICE_INVALID;
        for (uint32_t i = 0; i < 3; i++) {
            all[i] = own[i] + (shared ? all[i] : 0);
            if (is_at_most(all[i], roll->points, of[i])) continue;
            cgov__format(
                why, cap,
                shared ? "up to place %u candidates have %u points, and %u ballots that name somebody give %u each"
                       : "place %u has %u points, and %u ballots that name somebody give at most %u each",
                place, all[i], of[i], (uint64_t)roll->points);
            return false;
        }
        if (line->units == 0) continue;
        cgov__format(why, cap, "place %u has units, and points are not of households", place);
        return false;
    }
    return true;
}

static bool names_add_up(const struct bundle_read *read, uint64_t most, const struct bundle_line *naming, char *why,
                         size_t cap) {
    uint64_t votes = 0;
    for (uint32_t choice = CHOICE_FIRST_CANDIDATE; choice <= CHOICE_LAST; choice++) {
        const struct bundle_line *line = &read->lines[choice];
        votes += line->heads;
        if (cgov__line_within(line, naming)) continue;
        cgov__format(why, cap, "place %u has %u votes, more than the %u ballots that name somebody, or weighs more",
                     (uint64_t)(choice - CGOV_CHOICE_INVALID), line->heads, naming->heads);
        return false;
    }
    if (votes <= most * naming->heads) return true;
    cgov__format(why, cap, "candidates have %u votes, and %u ballots that name somebody name at most %u each", votes,
                 naming->heads, most);
    return false;
}

static bool orders_add_up(const struct bundle_read *read, uint64_t naming, uint64_t cast, char *why, size_t cap) {
    if (cast > MAX_RANKED_BALLOTS / 2)
        cgov__format(why, cap, "`cast` says %u, more ballots than can be ranked", cast);
    else if (read->ranked != naming)
        cgov__format(why, cap, "the orders are of %u ballots, and %u name somebody", read->ranked, naming);
    else
        return true;
    return false;
}

/* No candidate has more than the ballots that name somebody, nor all of them together more than these may name. */
bool cgov__bundle_adds_up(const struct bundle_read *read, const struct bundle_asked *asked, struct bundle_line *cast,
                          char *why, size_t cap) {
    const bool from = cgov__from_candidates(asked->roll);
    struct bundle_line sum = {0};
    const uint32_t last = from ? CGOV_CHOICE_INVALID : CHOICE_LAST;
    for (uint32_t choice = from ? CGOV_CHOICE_BLANK : CGOV_CHOICE_YES; choice <= last; choice++) {
        cgov__bundle_add(&sum, &read->lines[choice]);
        if (sum.units <= INT64_MAX / 2 && sum.area <= INT64_MAX / 2 && sum.weight <= INT64_MAX / 2 &&
            sum.heads <= UINT32_MAX)
            continue;
        cgov__format(why, cap, "the rows of the bundle come to more than can be counted");
        return false;
    }
    *cast = from ? read->lines[CHOICE_CAST] : sum;
    if (!from) return true;
    if (!cgov__line_within(&sum, cast)) {
        cgov__format(why, cap, "blank and invalid are %u ballots, more than the %u that `cast` says, or weigh more",
                     sum.heads, cast->heads);
        return false;
    }
    const struct bundle_line naming = {0, cast->heads - sum.heads, cast->units - sum.units, cast->area - sum.area,
                                       cast->weight - sum.weight};
    const enum said_kind kind = cgov__asked_kind(asked->roll);
    if (kind == SAID_ORDER) return orders_add_up(read, naming.heads, cast->heads, why, cap);
    return kind == SAID_POINTS ? points_add_up(read, asked->roll, &naming, why, cap)
                               : names_add_up(read, asked->most, &naming, why, cap);
}
