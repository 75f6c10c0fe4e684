/* A rule tried on given sums: no ledger, no item. What is handed in is from outside, so each row is asked whether it
 * adds up with the others, and the first that does not is named. */
#include "api/certificate_lines.h"
#include "api/outcome.h"
#include "api/page.h"
#include "base/civil.h"
#include "cgov/rule.h"
#include "rules/rulebook.h"

static_assert(CGOV_CHOICE_YES == CHOICE_YES + 1 && CGOV_CHOICE_INVALID == CHOICE_INVALID + 1, "in one order");
static_assert((int)CGOV_OUTCOME_PASSED == OUTCOME_PASSED && (int)CGOV_OUTCOME_UNFILLED == OUTCOME_UNFILLED, "the same");
static_assert((int)CGOV_AXIS_HEADS == AXIS_HEADS && (int)CGOV_AXIS_WEIGHT == AXIS_WEIGHT, "the same");

struct try {
    struct mem mem;
    struct rulebook book;
    const struct rule *rule;
    cgov_rule_query query;
    struct sums rolls[MAX_RULE_ROLLS];
    struct candidate candidates[MAX_OPTIONS];
    struct count count;
    uint32_t rolls_given, choices_given; /* bits */
    bool cast_given, silent_given;
    cgov_outcome out;
};

/* Says why there is no outcome. */
static int32_t fails(struct try *try, int32_t status, uint32_t row, const char *format, ...) {
    va_list args;
    va_start(args, format);
    cgov__format_list(try->out.message, sizeof try->out.message, format, args);
    va_end(args);
    try->out.row = row;
    return status;
}

/* ---- which rule ---- */

/* Without a day the only one of that name. */
static int32_t find_rule(struct try *try, const char *name) {
    const struct rule *any = NULL;
    uint32_t found = 0;
    for (uint32_t i = 0; i < try->book.rule_count; i++) {
        if (strcmp(try->book.rules[i].name, name) != 0) continue;
        any = &try->book.rules[i];
        found++;
    }
    if (found == 0) return fails(try, CGOV_E_NOT_FOUND, 0, "the text has no rule %q", name);
    if (try->query.day == 0 && found > 1)
        return fails(try, CGOV_E_ARG, 0, "%u rules are called %q: `day` says which", (uint64_t)found, name);
    try->rule = try->query.day == 0 ? any : cgov__rule_find(&try->book, name, cgov__date_day(try->query.day));
    if (try->rule) return CGOV_OK;
    try->out.reason = CGOV_R_RULE;
    return fails(try, CGOV_E_REFUSED, 0, "no rule %q is in force on %u", name, (uint64_t)try->query.day);
}

/* ---- what is asked of it ---- */

static int32_t check_query(struct try *try) {
    const cgov_rule_query *query = &try->query;
    const struct rule *rule = try->rule;
    const bool candidates = rule->ask == ASK_CHOOSE;
    if (rule->seats_given ? query->seats < 1 || query->seats > MAX_SEATS : query->seats != 0)
        return fails(try, CGOV_E_ARG, 0,
                     rule->seats_given ? "the rule says `seats given`: `seats` is from 1 to %u"
                                       : "the rule does not say `seats given`: `seats` is 0",
                     (uint64_t)MAX_SEATS);
    try->count.seats = candidates ? (rule->seats ? rule->seats : query->seats) : 0;
    try->count.casting = CHOICE_NONE;
    if (query->casting == CGOV_CHOICE_NONE) return CGOV_OK;
    if (!rule->casting[0]) return fails(try, CGOV_E_ARG, 0, "the rule does not say `tie casting`: `casting` is 0");
    if (query->casting != CGOV_CHOICE_YES && query->casting != CGOV_CHOICE_NO)
        return fails(try, CGOV_E_ARG, 0, "`casting` is yes, no or 0");
    try->count.casting = query->casting == CGOV_CHOICE_YES ? CHOICE_YES : CHOICE_NO;
    return CGOV_OK;
}

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
    const bool of_candidates = rule->ask == ASK_CHOOSE && (choice == CHOICE_YES || choice == CHOICE_NO);
    if (of_candidates || (choice == CHOICE_BLOCK && !rule->block))
        return fails(try, CGOV_E_ARG, number, "no ballot says `%s` under rule `%s`", cgov__ballot_choice_name(choice),
                     rule->name);
    if (try->choices_given >> choice & 1) return twice(try, number, "a choice");
    try->choices_given |= UINT32_C(1) << choice;
    try->count.choices[choice] = *sums;
    return CGOV_OK;
}

static int32_t read_candidate(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *sums) {
    if (try->rule->ask != ASK_CHOOSE)
        return fails(try, CGOV_E_ARG, number, "rule `%s` asks yes or no: it has no candidates", try->rule->name);
    if (row->number == 0) return fails(try, CGOV_E_ARG, number, "candidates are numbered from 1");
    for (uint32_t c = 0; c < try->count.candidate_count; c++)
        if (try->candidates[c].number == row->number) return twice(try, number, "a candidate");
    if (try->count.candidate_count == MAX_OPTIONS)
        return fails(try, CGOV_E_ARG, number, "there can be at most %u candidates", (uint64_t)MAX_OPTIONS);
    try->candidates[try->count.candidate_count++] =
        (struct candidate){*sums, row->number, (row->flags & CGOV_ROW_KEPT_FOR) != 0};
    return CGOV_OK;
}

static int32_t read_whole(struct try *try, uint32_t number, const cgov_tally_row *row, struct sums *sums) {
    const bool cast = row->tally == CGOV_TALLY_CAST;
    if (cast ? try->rule->ask != ASK_CHOOSE : try->rule->silent == NONE)
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
    if ((row->reserved[0] | row->reserved[1]) != 0 || (!numbered && row->number != 0))
        return fails(try, CGOV_E_ARG, number, "a member that this row does not use is not 0");
    if (row->tally != CGOV_TALLY_ROLL && (row->name.ptr || row->name.len))
        return fails(try, CGOV_E_ARG, number, "only the row of a roll has a name");
    int32_t status = read_sums(try, number, row, &sums);
    if (status) return status;
    switch (row->tally) {
    case CGOV_TALLY_ROLL:
        return read_roll(try, number, row, &sums);
    case CGOV_TALLY_CHOICE:
        return read_choice(try, number, row, &sums);
    case CGOV_TALLY_CANDIDATE:
        return read_candidate(try, number, row, &sums);
    case CGOV_TALLY_CAST:
    case CGOV_TALLY_SILENT:
        return read_whole(try, number, row, &sums);
    default:
        return fails(try, CGOV_E_ARG, number, "`tally` of a row is none of CGOV_TALLY_*");
    }
}

static int32_t read_rows(struct try *try, const cgov_tally_row *rows, uint32_t count) {
    if (count > 0 && !rows) return fails(try, CGOV_E_ARG, 0, "count is not 0 but rows is NULL");
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

/* So many names at most stand on so many ballots: sums of 255 numbers of 63 bits, in two limbs. */
static bool names_fit(const struct try *try, const struct sums *naming, uint8_t axis) {
    const uint32_t most = try->rule->most ? try->rule->most : try->count.seats;
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

static int32_t check_votes(struct try *try) {
    struct sums nobody = {{0}}, naming = try->count.cast;
    if (!try->cast_given) return fails(try, CGOV_E_ARG, 0, "no row says how many ballots were cast");
    for (uint8_t c = 0; c < CHOICES; c++)
        if (!add(&nobody, &try->count.choices[c])) nobody.by[AXIS_HEADS] = UINT64_MAX;
    if (is_more(&nobody, &naming)) return fails(try, CGOV_E_ARG, 0, "more ballots name nobody than were cast");
    for (uint8_t a = 0; a < AXES; a++) naming.by[a] -= nobody.by[a];
    for (uint32_t c = 0; c < try->count.candidate_count; c++)
        if (is_more(&try->candidates[c].votes, &naming))
            return fails(try, CGOV_E_ARG, 0, "candidate %u has more votes than ballots name somebody",
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
    if (try->rule->ask == ASK_CHOOSE) return check_votes(try);
    bool fits = true;
    for (uint8_t c = 0; c < CHOICES; c++) fits = fits && add(&try->count.cast, &try->count.choices[c]);
    struct sums all = try->count.cast;
    fits = fits && add(&all, &try->count.silent);
    return fits ? CGOV_OK : fails(try, CGOV_E_ARG, 0, "ballots add up to more than 2^63 - 1");
}

/* ---- the outcome ---- */

/* Judges, and keeps the first comparisons, as many as are wanted; made->count is how many there are. */
static int32_t judge(struct try *try, uint32_t wanted, struct comparisons *made, struct ruling *ruling) {
    cgov__rule_judge(try->rule, &try->count, made, ruling);
    made->room = wanted < made->count ? wanted : made->count;
    if (made->room > 0) {
        made->rows = cgov__mem_resize(&try->mem, NULL, 0, made->room * sizeof *made->rows);
        if (!made->rows) return fails(try, CGOV_E_NOMEM, 0, "no memory for the comparisons");
        cgov__rule_judge(try->rule, &try->count, made, ruling);
    }
    cgov__outcome_ruling(&try->out, ruling);
    return CGOV_OK;
}

/* As comparisons, or as text. */
struct answer {
    cgov_comparison_view *views;
    uint32_t capacity;
    bool as_text;
    char *into;
    uint64_t cap, needed; /* of either */
};

static int32_t answer_views(const struct rule *rule, const struct comparisons *made, struct answer *answer) {
    for (uint32_t i = 0; i < made->room; i++) cgov__comparison_out(answer->views, i, rule, &made->rows[i]);
    answer->needed = made->count;
    return made->count > made->room ? CGOV_E_BUFFER : CGOV_OK;
}

static void say(const struct try *try, const struct ruling *ruling, struct certificate *certificate) {
    cgov__certificate_say(certificate, "cgov ruling %u\n", (uint64_t)CERTIFICATE_FORM);
    cgov__certificate_ruling(certificate, try->rule, &try->count, ruling);
}

/* Nothing is written where there is no room for all. */
static int32_t answer_text(const struct try *try, const struct ruling *ruling, struct answer *answer) {
    struct certificate counted = {0}, written = {.into = answer->into, .cap = answer->cap};
    say(try, ruling, &counted);
    answer->needed = counted.used;
    if (answer->cap <= counted.used) return CGOV_E_BUFFER;
    say(try, ruling, &written);
    answer->into[written.used] = 0;
    return CGOV_OK;
}

/* Everything, once the text is read. */
static int32_t run(struct try *try, const cgov_tally_row *rows, uint32_t count, struct answer *answer) {
    char name[NAME_SIZE];
    struct comparisons made = {0};
    struct ruling ruling;
    cgov__text_copy(name, sizeof name, try->query.rule.ptr, (size_t)try->query.rule.len);
    int32_t status = find_rule(try, name);
    if (status) return status;
    cgov__outcome_rule(&try->out, try->rule);
    status = check_query(try);
    if (!status) status = read_rows(try, rows, count);
    if (!status) status = check_sums(try);
    if (!status) status = judge(try, answer->capacity, &made, &ruling);
    if (status) return status;
    status = answer->as_text ? answer_text(try, &ruling, answer) : answer_views(try->rule, &made, answer);
    if (made.room > 0) cgov__mem_resize(&try->mem, made.rows, made.room * sizeof *made.rows, 0);
    return status;
}

/* What is wrong with the call itself, told by the outcome where that can be written. */
static int32_t check_call(struct try *try, const cgov_rule_query *query, const struct answer *answer) {
    cgov_rule_query *copy = &try->query;
    int32_t status = cgov__abi_in_copy(copy, query, ABI_FIRST(*copy), sizeof *copy);
    if (status) return fails(try, status, 0, "the query cannot be read");
    if (copy->flags != 0 || copy->reserved0 != 0 || (copy->reserved[0] | copy->reserved[1] | copy->reserved[2]) != 0)
        return fails(try, CGOV_E_ARG, 0, "`flags` or `reserved` of the query is not 0");
    if (!cgov__text_resolve(&copy->rule, &copy->rule) || copy->rule.len == 0 || copy->rule.len >= NAME_SIZE)
        return fails(try, CGOV_E_ARG, 0, "`rule` is a name of 1 to 31 characters");
    if (copy->day != 0 && !cgov__date_valid(copy->day))
        return fails(try, CGOV_E_ARG, 0, "`day` is a date, as 20260315, or 0");
    if (answer->as_text && !answer->into && answer->cap > 0)
        return fails(try, CGOV_E_ARG, 0, "`into` is NULL, and `cap` not 0");
    if (answer->capacity == 0) return CGOV_OK;
    status = cgov__abi_in(answer->views, ABI_FIRST(*answer->views), sizeof *answer->views);
    return status ? fails(try, status, 0, "the first comparison's size is invalid, or comparisons is NULL") : CGOV_OK;
}

static int32_t try_rule(const cgov_text *text, const cgov_allocator *allocator, const cgov_rule_query *query,
                        const cgov_tally_row *rows, uint32_t count, cgov_outcome *outcome_out, struct answer *answer) {
    struct try try = {.out = {.size = sizeof try.out}};
    struct fault fault = {0};
    cgov_text whole;
    int32_t written = cgov__abi_out(outcome_out, &try.out, ABI_FIRST(try.out), sizeof try.out);
    if (written) return written;
    int32_t status = !text || !cgov__text_resolve(text, &whole) ? fails(&try, CGOV_E_ARG, 0, "no text is given")
                                                                : cgov__abi_mem(&try.mem, allocator);
    if (!status) status = check_call(&try, query, answer);
    if (!status) {
        status = cgov__rulebook_read(&try.mem, !whole.ptr ? "" : whole.ptr, whole.len, &try.book, &fault);
        if (status == CGOV_E_RULEBOOK) {
            try.out.reason = CGOV_R_SYNTAX;
            try.out.line = fault.line;
            fails(&try, status, 0, "%s", fault.message);
        }
    }
    if (!status) status = run(&try, rows, count, answer);
    cgov__rulebook_free(&try.book);
    try.out.status = status;
    if (!try.out.message[0] && status && status != CGOV_E_BUFFER)
        cgov__name_copy(try.out.message, sizeof try.out.message, cgov_status_text(status));
    cgov__abi_out(outcome_out, &try.out, ABI_FIRST(try.out), sizeof try.out);
    return status;
}

int32_t cgov_rule_try(const cgov_text *text, const cgov_allocator *allocator, const cgov_rule_query *query,
                      const cgov_tally_row *rows, uint32_t count, cgov_outcome *outcome_out,
                      cgov_comparison_view *comparisons, uint32_t capacity, uint32_t *needed_out) {
    struct answer answer = {.views = comparisons, .capacity = capacity};
    ABI_CLEAR(needed_out);
    if (!outcome_out || !needed_out) return CGOV_E_ARG;
    int32_t status = try_rule(text, allocator, query, rows, count, outcome_out, &answer);
    *needed_out = (uint32_t)answer.needed;
    return status;
}

int32_t cgov_rule_explain(const cgov_text *text, const cgov_allocator *allocator, const cgov_rule_query *query,
                          const cgov_tally_row *rows, uint32_t count, cgov_outcome *outcome_out, char *into,
                          uint64_t cap, uint64_t *needed_out) {
    struct answer answer = {.as_text = true, .into = into, .cap = cap};
    ABI_CLEAR(needed_out);
    if (!outcome_out || !needed_out) return CGOV_E_ARG;
    int32_t status = try_rule(text, allocator, query, rows, count, outcome_out, &answer);
    *needed_out = answer.needed;
    return status;
}
