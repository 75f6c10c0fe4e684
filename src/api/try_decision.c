/* A decision tried: what stands beside an item now, judged as its count would judge it, and nothing is changed. */
#include "api/names.h"
#include "api/outcome.h"
#include "api/page.h"
#include "api/read_item.h"
#include "base/civil.h"
#include "entities/decide.h"
#include "entities/plan.h"
#include "entities/secret.h"

/* Comparisons are written as they are made: as many as there is room for. */
struct making {
    const struct deciding *deciding;
    cgov_comparison_view *views;
    uint32_t capacity, made;
};

static void write_one(void *context, const struct comparison *made) {
    struct making *making = context;
    if (making->made < making->capacity)
        cgov__comparison_out(making->views, making->made, making->deciding->rule, made);
    making->made++;
}

static const struct move *find_move(const struct procedure *procedure, const char *name) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if (strcmp(procedure->moves[m].name, name) == 0) return &procedure->moves[m];
    return NULL;
}

/* No rule is in force that day, or a bundle is of more than who is there. */
static void show_refusal(cgov_outcome *out, const struct refusal *why) {
    out->reason = why->reason;
    out->line = why->line;
    cgov__name_copy(out->message, sizeof out->message, why->message);
}

/* Counts what stands and judges it, in memory of its own. */
static int32_t try_move(const struct attempt *asked, const struct mem *of, uint32_t today, struct making *making,
                        cgov_outcome *out) {
    struct mem mem = {.allocator = of->allocator};
    struct deciding deciding = {0};
    struct fills fills = {0};
    struct refusal why = {0};
    struct attempt attempt = *asked;
    struct comparisons comparisons = {.told = write_one, .context = making};
    cgov__buf_init(&fills.households, &mem);
    cgov__buf_init(&fills.orders, &mem);
    attempt.deciding = &deciding;
    attempt.fills = &fills;
    making->deciding = &deciding;
    int32_t status = cgov__decide_try(&attempt, today, &comparisons, &why);
    cgov__buf_free(&fills.households);
    cgov__buf_free(&fills.orders);
    if (status == CGOV_E_REFUSED) show_refusal(out, &why);
    if (status) return status;
    cgov__outcome_rule(out, deciding.rule);
    cgov__outcome_ruling(out, &deciding.ruling);
    return making->made > making->capacity ? CGOV_E_BUFFER : CGOV_OK;
}

static int32_t check_views(const cgov_reader *reader, cgov_outcome *outcome_out, const cgov_outcome *none,
                           const cgov_comparison_view *views, uint32_t capacity) {
    int32_t status = cgov__abi_out(outcome_out, none, ABI_FIRST(*none), sizeof *none);
    if (!status && capacity > 0) status = cgov__abi_in(views, ABI_FIRST(*views), sizeof *views);
    return status
               ? cgov__say(reader, status, 0, "the outcome's or the first comparison's size is invalid, or one is NULL")
               : CGOV_OK;
}

int32_t cgov_decision_try(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                          cgov_outcome *outcome_out, cgov_comparison_view *comparisons, uint32_t capacity,
                          uint32_t *needed_out) {
    cgov_reader copy;
    const struct item *row;
    cgov_outcome out = {.size = sizeof out};
    struct making making = {.views = comparisons, .capacity = capacity};
    ABI_CLEAR(needed_out);
    int32_t status = cgov__item_begin(ledger, reader, item, &copy, &row);
    if (status) return status;
    if (!needed_out || !move) return cgov__say(&copy, CGOV_E_ARG, item, "`needed_out` or `move` is NULL");
    status = check_views(&copy, outcome_out, &out, comparisons, capacity);
    if (status) return status;
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, row);
    const struct move *deciding = find_move(procedure, move);
    if (!deciding) return cgov__say_no_move(&copy, item, procedure, move);
    if (deciding->decision == NONE)
        return cgov__say_of(&copy, CGOV_E_NOT_FOUND, item, "move `%s` decides nothing", move);
    if (cgov__ballots_apart(&procedure->rolls[cgov__decision_of(procedure, deciding)->over]))
        return cgov__say_of(&copy, CGOV_E_NOT_FOUND, item,
                            "what `%s` would come to is nobody's to know: its ballots are not open", move);
    const struct attempt attempt = {.model = &ledger->model,
                                    .number = cgov__id_row(item),
                                    .before = row,
                                    .after = row,
                                    .procedure = procedure,
                                    .move = deciding,
                                    .time = copy.at};
    const int32_t day = cgov__local_day(copy.at, ledger->model.offset);
    status = try_move(&attempt, &ledger->mem, (uint32_t)cgov__date_number(cgov__civil_of(day)), &making, &out);
    out.status = status;
    *needed_out = making.made;
    cgov__abi_out(outcome_out, &out, ABI_FIRST(out), sizeof out);
    return status == CGOV_E_REFUSED ? cgov__say(&copy, status, item, out.message) : cgov__answer(ledger, &copy, status);
}
