/* A rule tried on given sums: no ledger, no item. What is handed in is from outside; rows are read in try_rows.c. */
#include "api/try_rule.h"

#include "api/certificate_lines.h"
#include "api/outcome.h"
#include "base/civil.h"
#include "base/near.h"

static_assert(CGOV_CHOICE_YES == CHOICE_YES + 1 && CGOV_CHOICE_INVALID == CHOICE_INVALID + 1, "in one order");
static_assert((int)CGOV_OUTCOME_PASSED == OUTCOME_PASSED && (int)CGOV_OUTCOME_UNFILLED == OUTCOME_UNFILLED, "the same");
static_assert((int)CGOV_AXIS_HEADS == AXIS_HEADS && (int)CGOV_AXIS_WEIGHT == AXIS_WEIGHT, "the same");

#define fails cgov__try_fails

/* ---- which rule ---- */

static int32_t fails_near(struct try *try, const char *name) {
    struct near near;
    cgov__near_begin(&near, name, strlen(name));
    for (uint32_t i = 0; i < try->book.rule_count; i++) cgov__near_take(&near, try->book.rules[i].name);
    fails(try, CGOV_E_NOT_FOUND, 0, "the text has no rule %q", name);
    cgov__near_end(&near, try->out.message, sizeof try->out.message);
    return CGOV_E_NOT_FOUND;
}

/* Without a day the only one of that name. */
static int32_t find_rule(struct try *try, const char *name) {
    const struct rule *any = NULL;
    uint32_t found = 0;
    for (uint32_t i = 0; i < try->book.rule_count; i++) {
        if (strcmp(try->book.rules[i].name, name) != 0) continue;
        any = &try->book.rules[i];
        found++;
    }
    if (found == 0) return fails_near(try, name);
    if (try->query.day == 0 && found > 1)
        return fails(try, CGOV_E_ARG, 0, "%u rules are called %q: `day` says which", (uint64_t)found, name);
    try->rule = try->query.day == 0 ? any : cgov__rule_find(&try->book, name, cgov__date_day(try->query.day));
    if (try->rule) return CGOV_OK;
    try->out.reason = CGOV_R_RULE;
    return fails(try, CGOV_E_REFUSED, 0, "no rule %q is in force on %y", name, (uint64_t)try->query.day);
}

/* ---- what is asked of it ---- */

static int32_t check_query(struct try *try) {
    const cgov_rule_query *query = &try->query;
    const struct rule *rule = try->rule;
    if (rule->seats_given ? query->seats < 1 || query->seats > MAX_SEATS : query->seats != 0)
        return fails(try, CGOV_E_ARG, 0,
                     rule->seats_given ? "the rule says `seats given`: `seats` is from 1 to %u"
                                       : "the rule does not say `seats given`: `seats` is 0",
                     (uint64_t)MAX_SEATS);
    try->count.seats = rule->seats ? rule->seats : query->seats;
    try->count.casting = CHOICE_NONE;
    if (query->budget < 0 || (!rule->within_budget && query->budget != 0))
        return fails(try, CGOV_E_ARG, 0,
                     rule->within_budget ? "`budget` is below 0"
                                         : "the rule does not say `seats within budget`: `budget` is 0");
    try->count.budget = (uint64_t)query->budget;
    if (query->lots.len > 0 && rule->ranking != RANKING_STV)
        return fails(try, CGOV_E_ARG, 0, "only `rank stv` draws lots: `lots` is empty");
    if (query->casting == CGOV_CHOICE_NONE) return CGOV_OK;
    if (!rule->casting[0]) return fails(try, CGOV_E_ARG, 0, "the rule does not say `tie casting`: `casting` is 0");
    if (query->casting != CGOV_CHOICE_YES && query->casting != CGOV_CHOICE_NO)
        return fails(try, CGOV_E_ARG, 0, "`casting` is yes, no or 0");
    try->count.casting = query->casting == CGOV_CHOICE_YES ? CHOICE_YES : CHOICE_NO;
    return CGOV_OK;
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
    cgov__certificate_ruling(certificate, try->rule, &try->count, ruling, TOLD_ALL);
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
    if (!status) status = cgov__try_rows(try, rows, count);
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
    if (copy->flags != 0 || copy->reserved0 != 0)
        return fails(try, CGOV_E_ARG, 0, "`flags` or `reserved0` of the query is not 0");
    if (!cgov__text_resolve(&copy->rule, &copy->rule) || copy->rule.len == 0 || copy->rule.len >= NAME_SIZE)
        return fails(try, CGOV_E_ARG, 0, "`rule` is a name of 1 to 31 characters");
    if (!cgov__text_resolve(&copy->lots, &copy->lots)) return fails(try, CGOV_E_ARG, 0, "`lots` cannot be read");
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
    cgov_text whole = {0};
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
    cgov__try_orders_free(&try);
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
