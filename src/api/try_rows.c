/* Rows of a try: each is asked whether it is one, and all together whether they add up; the first that does not is
 * named. */
#include "api/try_rule.h"

int32_t cgov__try_fails(struct try *try, int32_t status, uint32_t row, const char *format, ...) {
    va_list args;
    va_start(args, format);
    cgov__format_list(try->out.message, sizeof try->out.message, format, args);
    va_end(args);
    try->out.row = row;
    return status;
}

#define fails cgov__try_fails

/* ---- rows ---- */

static int32_t read_sums(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *into) {
    static const char *const names[AXES] = {"heads", "units", "area", "weight"};
    const int64_t given[AXES] = {row->heads, row->units, row->area, row->weight};
    for (uint8_t a = 0; a < AXES; a++) {
        if (given[a] < 0) return fails(try, CGOV_E_ARG, number, "`%s` of a row is below 0", names[a]);
        into->by[a] = (uint64_t)given[a];
    }
    return CGOV_OK;
}

static int32_t twice(struct try *try, uint32_t number, const char *what) {
    return fails(try, CGOV_E_ARG, number, "%s stands in two rows", what);
}

static int32_t read_roll(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *sums) {
    const struct rule *rule = try->rule;
    cgov_text name;
    if (!cgov__text_resolve(&row->name, &name) || name.len == 0)
        return fails(try, CGOV_E_ARG, number, "the row of a roll has no name");
    for (uint8_t r = 0; r < rule->roll_count; r++) {
        if (strlen(rule->rolls[r]) != name.len || memcmp(rule->rolls[r], name.ptr, (size_t)name.len) != 0) continue;
        if (try->rolls_given >> r & 1) return twice(try, number, "a roll");
        try->rolls_given |= UINT32_C(1) << r;
        try->rolls[r] = *sums;
        return CGOV_OK;
    }
    char asked[NAME_SIZE];
    cgov__text_copy(asked, sizeof asked, name.ptr, (size_t)name.len);
    return fails(try, CGOV_E_ARG, number, "rule `%s` names no roll %q", rule->name, asked);
}

static int32_t read_choice(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *sums) {
    const struct rule *rule = try->rule;
    if (row->number < CGOV_CHOICE_YES || row->number > CGOV_CHOICE_INVALID)
        return fails(try, CGOV_E_ARG, number, "`number` of a choice is none of CGOV_CHOICE_*");
    const uint8_t choice = (uint8_t)(row->number - 1);
    const bool of_candidates = cgov__asks_candidates(rule) && (choice == CHOICE_YES || choice == CHOICE_NO);
    if (of_candidates || (choice == CHOICE_BLOCK && !rule->block))
        return fails(try, CGOV_E_ARG, number, "no ballot says `%s` under rule `%s`", cgov__ballot_choice_name(choice),
                     rule->name);
    if (try->choices_given >> choice & 1) return twice(try, number, "a choice");
    try->choices_given |= UINT32_C(1) << choice;
    try->count.choices[choice] = *sums;
    return CGOV_OK;
}

static int32_t read_candidate(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *sums) {
    const struct rule *rule = try->rule;
    const bool ranked = rule->ask == ASK_RANK;
    const uint32_t most = ranked ? MAX_RANKED : MAX_OPTIONS;
    if (!cgov__asks_candidates(rule))
        return fails(try, CGOV_E_ARG, number, "rule `%s` asks yes or no: it has no candidates", rule->name);
    if (row->number == 0) return fails(try, CGOV_E_ARG, number, "candidates are numbered from 1");
    if (ranked && row->number > MAX_OPTIONS)
        return fails(try, CGOV_E_ARG, number, "candidates that are ranked are numbered from 1 to %u",
                     (uint64_t)MAX_OPTIONS);
    if (ranked && (sums->by[0] | sums->by[1] | sums->by[2] | sums->by[3]) != 0)
        return fails(try, CGOV_E_ARG, number, "a candidate that is ranked has no sums: orders have them");
    if (row->cost < 0 || (row->cost == 0) == rule->within_budget)
        return fails(try, CGOV_E_ARG, number,
                     rule->within_budget ? "`cost` of an option is above 0"
                                         : "the rule does not say `seats within budget`: `cost` is 0");
    for (uint32_t c = 0; c < try->count.candidate_count; c++)
        if (try->candidates[c].number == row->number) return twice(try, number, "a candidate");
    if (try->count.candidate_count == most)
        return fails(try, CGOV_E_ARG, number, "there can be at most %u candidates", (uint64_t)most);
    try->candidates[try->count.candidate_count++] =
        (struct candidate){*sums, (uint64_t)row->cost, row->number, (row->flags & CGOV_ROW_KEPT_FOR) != 0};
    return CGOV_OK;
}

/* ---- orders ---- */

/* The next of numbers that stand with one space between; 0: it is none, or is above most. */
static uint32_t next_number(const char **at, const char *end, uint32_t most) {
    uint32_t number = 0;
    const char *digit = *at;
    for (; digit < end && *digit >= '0' && *digit <= '9' && number <= most; digit++)
        number = number * 10 + (uint32_t)(*digit - '0');
    const bool ends = digit == end || (*digit == ' ' && digit + 1 < end);
    if (digit == *at || **at == '0' || number > most || !ends) return 0;
    *at = digit == end ? end : digit + 1;
    return number;
}

/* "3 1 2": each once. Answers how many; 0: they are none. */
static uint32_t read_numbers(const cgov_text *text, uint8_t into[MAX_OPTIONS]) {
    const char *at = text->ptr, *end = text->ptr + text->len;
    bool met[MAX_OPTIONS + 1] = {false};
    uint32_t count = 0;
    while (at < end) {
        const uint32_t number = next_number(&at, end, MAX_OPTIONS);
        if (number == 0 || met[number]) return 0;
        met[number] = true;
        into[count++] = (uint8_t)number;
    }
    return count;
}

static int32_t read_lots(struct try *try) {
    if (try->query.lots.len == 0) return CGOV_OK;
    try->count.lots = try->lots;
    try->count.lot_count = read_numbers(&try->query.lots, try->lots);
    return try->count.lot_count > 0
               ? CGOV_OK
               : fails(try, CGOV_E_ARG, 0, "`lots` are numbers of candidates as they were drawn, \"3 1 2\", each once");
}

static int32_t read_order(struct try *try, uint32_t number, const cgov_tally_row *row, const struct sums *sums) {
    cgov_text text;
    uint8_t numbers[MAX_OPTIONS];
    if (try->rule->ask != ASK_RANK)
        return fails(try, CGOV_E_ARG, number, "rule `%s` asks for no order", try->rule->name);
    const bool given = cgov__text_resolve(&row->name, &text);
    const uint32_t count = given ? read_numbers(&text, numbers) : 0;
    if (count == 0)
        return fails(try, CGOV_E_ARG, number,
                     "`name` of an order is numbers of candidates, \"3 1 2\", each once, the first preference first");
    if ((sums->by[AXIS_UNITS] | sums->by[AXIS_AREA] | sums->by[AXIS_WEIGHT]) != 0)
        return fails(try, CGOV_E_ARG, number, "orders are counted by heads");
    uint8_t *named = try->named + try->named_used;
    memcpy(named, numbers, count);
    try->named_used += count;
    try->orders[try->count.order_count++] =
        (struct order){.numbers = named, .count = count, .ballots = sums->by[AXIS_HEADS]};
    return CGOV_OK;
}

/* Room for them: a number takes two bytes of text at least, but for the last. */
static int32_t make_room(struct try *try, const cgov_tally_row *rows, uint32_t count) {
    const char *at = (const char *)rows;
    cgov_tally_row row;
    cgov_text text;
    for (uint32_t i = 0; i < count; i++, at += rows->size) {
        if (cgov__abi_in_element(&row, at, rows->size, ABI_FIRST(row), sizeof row)) return CGOV_OK; /* told later */
        if (row.tally != CGOV_TALLY_ORDER || !cgov__text_resolve(&row.name, &text)) continue;
        try->order_room++;
        try->named_room += text.len / 2 < MAX_OPTIONS ? (size_t)text.len / 2 + 1 : MAX_OPTIONS;
    }
    if (try->order_room == 0) return CGOV_OK;
    try->orders = cgov__mem_resize(&try->mem, NULL, 0, try->order_room * sizeof *try->orders);
    try->named = cgov__mem_resize(&try->mem, NULL, 0, try->named_room);
    return try->orders && try->named ? CGOV_OK : fails(try, CGOV_E_NOMEM, 0, "no memory for the orders");
}

void cgov__try_orders_free(struct try *try) {
    if (try->orders) cgov__mem_resize(&try->mem, try->orders, try->order_room * sizeof *try->orders, 0);
    if (try->named) cgov__mem_resize(&try->mem, try->named, try->named_room, 0);
}

/* ---- one row after the other ---- */

static int32_t read_whole(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *sums) {
    const bool cast = row->tally == CGOV_TALLY_CAST;
    if (cast ? !cgov__asks_candidates(try->rule) : try->rule->silent == NONE)
        return fails(try, CGOV_E_ARG, number,
                     cast ? "rule `%s` asks yes or no: its ballots are what the choices add up to"
                          : "rule `%s` does not count silent ones",
                     try->rule->name);
    if (cast ? try->cast_given : try->silent_given) return twice(try, number, cast ? "`cast`" : "`silent`");
    *(cast ? &try->count.cast : &try->count.silent) = *sums;
    *(cast ? &try->cast_given : &try->silent_given) = true;
    return CGOV_OK;
}

static int32_t read_row(struct try *try, uint32_t number, const cgov_tally_row *row) {
    const bool kept_for = row->tally == CGOV_TALLY_CANDIDATE && try->rule->kept_for != NONE;
    const bool numbered = row->tally == CGOV_TALLY_CANDIDATE || row->tally == CGOV_TALLY_CHOICE;
    struct sums sums;
    if ((row->flags & ~(kept_for ? CGOV_ROW_KEPT_FOR : 0)) != 0)
        return fails(try, CGOV_E_ARG, number, "`flags` of a row has a bit that this row cannot have");
    if (row->reserved != 0 || (!numbered && row->number != 0) || (row->tally != CGOV_TALLY_CANDIDATE && row->cost != 0))
        return fails(try, CGOV_E_ARG, number, "a member that this row does not use is not 0");
    if (row->tally != CGOV_TALLY_ROLL && row->tally != CGOV_TALLY_ORDER && (row->name.ptr || row->name.len))
        return fails(try, CGOV_E_ARG, number, "only the row of a roll, or of an order, has a name");
    int32_t status = read_sums(try, number, row, &sums);
    if (status) return status;
    switch (row->tally) {
    case CGOV_TALLY_ROLL:
        return read_roll(try, number, row, &sums);
    case CGOV_TALLY_CHOICE:
        return read_choice(try, number, row, &sums);
    case CGOV_TALLY_CANDIDATE:
        return read_candidate(try, number, row, &sums);
    case CGOV_TALLY_ORDER:
        return read_order(try, number, row, &sums);
    case CGOV_TALLY_CAST:
    case CGOV_TALLY_SILENT:
        return read_whole(try, number, row, &sums);
    default:
        return fails(try, CGOV_E_ARG, number, "`tally` of a row is none of CGOV_TALLY_*");
    }
}

static int32_t read_rows(struct try *try, const cgov_tally_row *rows, uint32_t count) {
    if (count > 0 && !rows) return fails(try, CGOV_E_ARG, 0, "count is not 0 but rows is NULL");
    int32_t made = make_room(try, rows, count);
    if (made) return made;
    const char *at = (const char *)rows;
    for (uint32_t i = 0; i < count; i++, at += rows->size) {
        cgov_tally_row row;
        int32_t status = cgov__abi_in_element(&row, at, rows->size, ABI_FIRST(row), sizeof row);
        if (status) return fails(try, status, i + 1, "a row cannot be read, or is not of the first one's size");
        status = read_row(try, i + 1, &row);
        if (status) return status;
    }
    return CGOV_OK;
}

/* ---- do they add up? ---- */

static bool add(struct sums *to, const struct sums *more) {
    for (uint8_t a = 0; a < AXES; a++) {
        to->by[a] += more->by[a];
        if (to->by[a] > INT64_MAX) return false;
    }
    return true;
}

static bool is_more(const struct sums *some, const struct sums *all) {
    for (uint8_t a = 0; a < AXES; a++)
        if (some->by[a] > all->by[a]) return true;
    return false;
}

static int32_t check_rolls(struct try *try) {
    const struct rule *rule = try->rule;
    const uint32_t asked = cgov__rule_rolls(rule);
    for (uint8_t r = 0; r < rule->roll_count; r++)
        if ((asked & ~try->rolls_given) >> r & 1)
            return fails(try, CGOV_E_ARG, 0, "no row says how many are on roll `%s`", rule->rolls[r]);
    const bool both = rule->silent != NONE && try->rolls_given >> rule->silent & 1;
    if (both && is_more(&try->count.silent, &try->rolls[rule->silent]))
        return fails(try, CGOV_E_ARG, 0, "more are silent than are on roll `%s`", rule->rolls[rule->silent]);
    return CGOV_OK;
}

/* So many names at most stand on so many ballots, or points: sums of 255 numbers of 63 bits, in two limbs. */
static bool names_fit(const struct try *try, const struct sums *naming, uint8_t axis) {
    const struct rule *rule = try->rule;
    const uint32_t options = rule->within_budget ? try->count.candidate_count : try->count.seats;
    const uint32_t most = rule->ask == ASK_SCORE ? rule->most * try->count.candidate_count
                          : rule->most           ? rule->most
                                                 : options;
    uint64_t high = 0, low = 0;
    for (uint32_t c = 0; c < try->count.candidate_count; c++) {
        high += try->candidates[c].votes.by[axis] >> 32;
        low += try->candidates[c].votes.by[axis] & UINT32_MAX;
    }
    const uint64_t room_low = (naming->by[axis] & UINT32_MAX) * most;
    const uint64_t room_high = (naming->by[axis] >> 32) * most + (room_low >> 32);
    high += low >> 32;
    return high < room_high || (high == room_high && (low & UINT32_MAX) <= (room_low & UINT32_MAX));
}

/* As many names, or points, as a ballot may give one candidate. */
static bool is_within(const struct sums *votes, const struct sums *naming, uint32_t each) {
    for (uint8_t a = 0; a < AXES; a++)
        if (votes->by[a] / each > naming->by[a] || (votes->by[a] / each == naming->by[a] && votes->by[a] % each != 0))
            return false;
    return true;
}

static int32_t check_orders(struct try *try, const struct sums *naming) {
    uint64_t ballots = 0;
    bool stands[MAX_OPTIONS + 1] = {false};
    for (uint32_t c = 0; c < try->count.candidate_count; c++) stands[try->candidates[c].number] = true;
    for (uint32_t o = 0; o < try->count.order_count; o++) {
        const struct order *order = &try->orders[o];
        ballots = order->ballots > MAX_RANKED_BALLOTS - ballots ? MAX_RANKED_BALLOTS + 1 : ballots + order->ballots;
        if (ballots > MAX_RANKED_BALLOTS)
            return fails(try, CGOV_E_ARG, 0, "more than %u ballots are ranked", (uint64_t)MAX_RANKED_BALLOTS);
        for (uint32_t i = 0; i < order->count; i++)
            if (!stands[order->numbers[i]])
                return fails(try, CGOV_E_ARG, 0, "an order names candidate %u, who does not stand",
                             (uint64_t)order->numbers[i]);
    }
    return ballots == naming->by[AXIS_HEADS] ? CGOV_OK
                                             : fails(try, CGOV_E_ARG, 0, "orders are not as many as ballots that rank");
}

static int32_t check_votes(struct try *try) {
    struct sums nobody = {{0}}, naming = try->count.cast;
    if (!try->cast_given) return fails(try, CGOV_E_ARG, 0, "no row says how many ballots were cast");
    bool fits = true;
    for (uint8_t c = 0; c < CHOICES; c++) fits = fits && add(&nobody, &try->count.choices[c]);
    if (!fits || is_more(&nobody, &naming)) return fails(try, CGOV_E_ARG, 0, "more ballots name nobody than were cast");
    for (uint8_t a = 0; a < AXES; a++) naming.by[a] -= nobody.by[a];
    if (try->rule->ask == ASK_RANK) return check_orders(try, &naming);
    const bool points = try->rule->ask != ASK_CHOOSE;
    for (uint32_t c = 0; c < try->count.candidate_count; c++)
        if (!is_within(&try->candidates[c].votes, &naming, points ? try->rule->most : 1))
            return fails(try, CGOV_E_ARG, 0,
                         points ? "candidate %u has more points than ballots may give"
                                : "candidate %u has more votes than ballots name somebody",
                         (uint64_t)try->candidates[c].number);
    for (uint8_t a = 0; a < AXES; a++)
        if (!names_fit(try, &naming, a))
            return fails(try, CGOV_E_ARG, 0, "candidates have more votes together than ballots may give");
    return CGOV_OK;
}

static int32_t check_sums(struct try *try) {
    int32_t status = check_rolls(try);
    if (status) return status;
    try->count.rolls = try->rolls;
    try->count.candidates = try->candidates;
    try->count.orders = try->orders;
    if (cgov__asks_candidates(try->rule)) return check_votes(try);
    bool fits = true;
    for (uint8_t c = 0; c < CHOICES; c++) fits = fits && add(&try->count.cast, &try->count.choices[c]);
    struct sums all = try->count.cast;
    fits = fits && add(&all, &try->count.silent);
    return fits ? CGOV_OK : fails(try, CGOV_E_ARG, 0, "ballots add up to more than 2^63 - 1");
}

int32_t cgov__try_rows(struct try *try, const cgov_tally_row *rows, uint32_t count) {
    int32_t status = read_lots(try);
    if (!status) status = read_rows(try, rows, count);
    return status ? status : check_sums(try);
}
