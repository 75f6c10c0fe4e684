/* The machine against the text: over random ledgers each attempt at a move is interpreted by the text's tables first,
 * and then made. Refused by both it is refused with the same words of the same line; else both come to one record. What
 * cgov_move_list says without details is compared likewise. 10,000 attempts; 1,000,000 with CGOV_FULL=1. */
#include "support/interpreter.h"
#include "support/random.h"
#include "support/stroll.h"

#include "ledger/handle.h"
#include "model/details.h"

#define ATTEMPTS 500u /* in one ledger */

static const char *const profiles[] = {NULL, "PETITION", "HOTLINE_BJ", "CITY", "BOARD"};

struct tallied {
    uint32_t attempts, made, refused, reasons[256], operations[8];
};

static uint32_t below(struct stroll *stroll, uint32_t n) {
    return random_below(&stroll->random, n);
}

static cgov_id anybody(struct stroll *stroll) {
    const uint32_t who = below(stroll, 12);
    if (who < 5) return stroll->everyone;
    if (who < 9) return stroll->another;
    if (who == 9) return stroll->town.resident;
    if (who == 10) return stroll->town.neighbour;
    return stroll->offices[below(stroll, STROLL_OFFICES)].officers[below(stroll, OFFICERS)];
}

/* Rather one that has not ended. */
static uint32_t any_item(struct stroll *stroll) {
    const struct model *model = &stroll->town.ledger->model;
    uint32_t number = 1 + below(stroll, model->items.count);
    for (uint32_t tries = 0; tries < 8 && cgov__item(model, number)->final; tries++)
        number = 1 + below(stroll, model->items.count);
    return number;
}

/* Any move of the item's text, rather one that leaves its state; or a name that it does not have. */
static const struct move *any_move(struct stroll *stroll, const struct item *item, const struct procedure *procedure) {
    uint64_t leaving[MAX_MOVES], count = 0;
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if ((procedure->moves[m].from >> item->state & 1) != 0) leaving[count++] = m;
    if (count > 0 && below(stroll, 16) != 0) return &procedure->moves[leaving[below(stroll, (uint32_t)count)]];
    return below(stroll, 4) == 0 ? NULL : &procedure->moves[below(stroll, procedure->move_count)];
}

/* What it needs, but now and then; what it takes, perhaps; seldom what it does not take. */
static uint32_t say_details(struct stroll *stroll, const struct procedure *procedure, const struct move *move,
                            cgov_detail details[64]) {
    uint32_t count = 0;
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        const bool needs = move && (move->needs >> d & 1) != 0, takes = move && (move->takes >> d & 1) != 0;
        const uint32_t one_in = needs ? 0 : takes ? 2 : 60;
        if (needs ? below(stroll, 24) != 0 : below(stroll, one_in) == 0)
            details[count++] = stroll_say(stroll, procedure->details[d].number);
    }
    return count;
}

static void fill_command(struct command *command, const cgov_act *act, uint64_t id, const char *move,
                         const cgov_detail *details, uint32_t count) {
    cgov__command_clear(command, COMMAND_MOVE, act);
    command->id = id;
    cgov__command_name(command, move, (uint32_t)strlen(move));
    for (uint32_t i = 0; i < count; i++)
        if (details[i].text.ptr)
            cgov__command_text(command, details[i].field, details[i].text.ptr, (uint32_t)strlen(details[i].text.ptr));
        else
            cgov__command_number(command, details[i].field, details[i].number);
}

static void assert_refused_alike(const struct interpreted *is, const cgov_error *error) {
    char citation[sizeof error->citation];
    cgov__text_copy(citation, sizeof citation, is->why.cites.ptr ? is->why.cites.ptr : "", is->why.cites.len);
    assert_int_equal(error->status, is->status);
    assert_int_equal(error->reason, is->why.reason);
    assert_int_equal(error->version, is->why.version);
    assert_int_equal(error->line, is->why.line);
    assert_string_equal(error->citation, citation);
    assert_string_equal(error->message, is->why.message);
}

static void assert_written_alike(const struct interpreted *is, const struct record *record) {
    assert_int_equal(record->kind, CGOV_RECORD_MOVED);
    assert_int_equal(record->id, is->id);
    assert_int_equal(record->move, is->move);
    assert_int_equal(record->state, is->state);
    assert_int_equal(record->owed, is->owed);
    assert_int_equal(record->answers, is->answers);
    assert_int_equal(record->master, is->master);
    assert_int_equal(record->parties.set, is->parties.set);
    for (uint32_t p = 0; p < LIST_PARTIES; p++)
        if ((is->parties.set >> p & 1) != 0) assert_int_equal(record->parties.ids[p], is->parties.ids[p]);
    assert_int_equal(record->clocks.count, is->clocks.count);
    for (uint32_t i = 0; i < is->clocks.count; i++) {
        const struct clock_operation *a = &record->clocks.at[i], *b = &is->clocks.at[i];
        assert_true(a->clock == b->clock && a->op == b->op && a->unit == b->unit && a->flags == b->flags);
        assert_int_equal(a->n, b->n);
        assert_int_equal(a->due, b->due);
    }
}

static void compare_bare(struct stroll *stroll, uint32_t number, const struct move *move, cgov_id actor) {
    const struct model *model = &stroll->town.ledger->model;
    struct refusal text = {0}, machine = {0};
    const int32_t by_text = interpret_bare(model, number, move, actor, stroll->town.now, &text);
    const int32_t by_machine = cgov__move_explain(model, number, move, actor, stroll->town.now, &machine);
    assert_int_equal(by_machine, by_text);
    if (!by_text) return;
    assert_int_equal(machine.reason, text.reason);
    assert_int_equal(machine.line, text.line);
    assert_ptr_equal(machine.cites.ptr, text.cites.ptr);
    assert_string_equal(machine.message, text.message);
}

static void count_all(struct tallied *counts, const struct interpreted *is) {
    counts->attempts++;
    if (is->status) {
        counts->refused++;
        counts->reasons[is->why.reason & 255]++;
        return;
    }
    counts->made++;
    for (uint32_t i = 0; i < is->clocks.count; i++) counts->operations[is->clocks.at[i].op & 7]++;
}

static void attempt(struct stroll *stroll, struct tallied *counts) {
    static struct interpreted is;
    static struct command command;
    struct town *town = &stroll->town;
    cgov_ledger *ledger = town->ledger;
    town_tick(town);
    const uint32_t number = any_item(stroll);
    const struct item *item = cgov__item(&ledger->model, number);
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, item);
    const struct move *move = any_move(stroll, item, procedure);
    const cgov_id actor = anybody(stroll), id = cgov__item_id(&ledger->model, number);
    cgov_detail details[64];
    const uint32_t count = say_details(stroll, procedure, move, details);
    cgov_act act = town_act(town, actor);
    if (move) compare_bare(stroll, number, move, actor);
    const char *const name = move ? move->name : "no_such_move";
    fill_command(&command, &act, id, name, details, count);
    struct measure measure = cgov__measure(&ledger->model);
    struct refusal malformed = {0};
    if (cgov__command_check(&command, &measure, &malformed)) return;
    interpret(&ledger->model, &command, &is);
    const int32_t status = cgov_item_move(ledger, &act, id, name, details, count, NULL);
    cgov_error error = town_error(town);
    if (is.status)
        assert_refused_alike(&is, &error);
    else if (!is.opens)
        assert_int_equal(status, CGOV_OK);
    if (status == CGOV_OK) assert_written_alike(&is, &ledger->plan.first);
    count_all(counts, &is);
}

static void pass_time(struct stroll *stroll) {
    const uint32_t kind = below(stroll, 40);
    if (kind < 16) stroll->town.now += below(stroll, 3600000);
    if (kind == 16) stroll->town.now += (int64_t)below(stroll, 24) * HOUR;
    if (kind == 17) stroll->town.now += (int64_t)below(stroll, 20) * DAY;
}

static void machine_and_text_agree(void **state) {
    (void)state;
    static struct stroll stroll;
    static struct tallied counts;
    uint64_t seed = random_seed(0x3a7c11e);
    const uint32_t all = getenv("CGOV_FULL") != NULL ? 1000000 : 10000;
    for (uint32_t ledgers = 0; counts.attempts < all; ledgers++) {
        stroll_found(&stroll, profiles[ledgers % (sizeof profiles / sizeof profiles[0])]);
        stroll_begin(&stroll, random_next(&seed));
        for (uint32_t a = 0; a < ATTEMPTS; a++) {
            if (stroll.items == 0 || a % 2 == 0) stroll_step(&stroll);
            if (stroll.items > 0) attempt(&stroll, &counts);
            pass_time(&stroll);
        }
        stroll_end(&stroll);
        stroll_free(&stroll);
    }
    uint32_t reasons = 0;
    for (uint32_t r = 0; r < 256; r++) reasons += counts.reasons[r] > 0;
    print_message("# %u attempts, %u made, %u refused for %u reasons\n", counts.attempts, counts.made, counts.refused,
                  reasons);
    assert_true(counts.made * 10 > counts.attempts && counts.refused * 10 > counts.attempts && reasons >= 12);
    for (uint32_t op = OP_START; op <= OP_LENGTH; op++) assert_true(counts.operations[op] > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(machine_and_text_agree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
