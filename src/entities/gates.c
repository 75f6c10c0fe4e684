/* Whether a move may be made: its gates, one after the other, as the machine has them. Who may comes first, then which
 * details it takes, then its clauses in the text's order; guards.c answers what a `when` asks.
 *
 * Invariant: the first that fails is the one told, with its line; nothing is changed here. */
#include "entities/details.h"
#include "entities/guards.h"
#include "entities/say_who.h"
#include "entities/why_not.h"
#include "model/clock_rows.h"

COLD static int32_t refuse(const struct attempt *attempt, uint32_t line, uint32_t reason, struct refusal *why,
                           const char *message) {
    return cgov__refuse_rule(why, reason, attempt->after->rulebook, line, attempt->move->cites, message);
}

/* ---- who ---- */

int32_t cgov__refuse_actor(const struct attempt *attempt, const struct may *may, struct refusal *why) {
    const struct move *move = attempt->move;
    char message[sizeof why->message];
    if (may->self) {
        cgov__say_self(attempt, message, sizeof message);
        return refuse(attempt, may->self->line, CGOV_R_SELF, why, message);
    }
    uint32_t line = move->by_count > 0 ? move->by[0].line : move->line;
    cgov__say_actor(attempt, message, sizeof message);
    return refuse(attempt, line, CGOV_R_ACTOR, why, message);
}

/* ---- details ---- */

/* A matter asks its reports for details of its own. */
static bool is_matters(const struct attempt *attempt, uint32_t field) {
    const struct rulebook *rulebook = cgov__rulebook_of(attempt->model, attempt->after);
    const struct matter *matter = cgov__matter_of(attempt->model, attempt->after);
    if (!attempt->move->opens_item || !matter || field < DETAIL_FIRST) return false;
    for (uint8_t d = 0; d < matter->detail_count; d++)
        if (rulebook->matter_details[matter->first_detail + d].number == field) return true;
    return false;
}

/* What no detail of the procedure's is: an opening takes some besides. */
static bool takes_besides(const struct attempt *attempt, uint32_t field) {
    const bool opening = attempt->move->opens_item;
    const bool always = field == CGOV_FIELD_EXTERNAL || field == CGOV_FIELD_PROCEDURE || field == CGOV_FIELD_RECEIVED;
    return (opening && always) || is_matters(attempt, field);
}

COLD static int32_t refuse_taking(const struct attempt *attempt, uint32_t field, struct refusal *why) {
    char message[128];
    cgov__format(message, sizeof message, "`%s` does not take `%s`", attempt->move->name,
                 cgov__detail_name(attempt->model, field));
    return refuse(attempt, attempt->move->line, CGOV_R_TAKES, why, message);
}

/* A value of a closed list that says nothing: as much an answer as a blank. */
static bool says_none(const struct detail *detail) {
    if (detail->number != 0 || detail->text || detail->field >= DETAIL_FIRST) return false;
    const uint32_t list = cgov__field_list(detail->field);
    return list != 0 && strcmp(cgov__value_name(list, 0), "none") == 0;
}

COLD static int32_t refuse_none(const struct attempt *attempt, uint32_t field, struct refusal *why) {
    char message[128];
    cgov__format(message, sizeof message,
                 "`none` as the `%s` says nothing, and what was said stands: `%s` is given another",
                 cgov__detail_name(attempt->model, field), attempt->move->name);
    return refuse(attempt, attempt->move->line, CGOV_R_NEEDS, why, message);
}

COLD static int32_t refuse_nothing(const struct attempt *attempt, struct refusal *why) {
    char message[sizeof why->message];
    bool first = true;
    cgov__format(message, sizeof message, "`%s` only puts right what it is given, and is given none of",
                 attempt->move->name);
    for (uint8_t d = 0; d < attempt->procedure->detail_count; d++) {
        if (!cgov__move_gets(attempt->move, d)) continue;
        cgov__format(message + strlen(message), sizeof message - strlen(message), first ? " `%s`" : ", `%s`",
                     attempt->procedure->details[d].name);
        first = false;
    }
    return refuse(attempt, attempt->move->line, CGOV_R_NEEDS, why, message);
}

int32_t cgov__guard_details(struct attempt *attempt, struct refusal *why) {
    const struct command *command = attempt->command;
    const uint64_t takes = attempt->move->needs | attempt->move->takes;
    attempt->given = 0;
    for (uint32_t i = 0; i < command->count; i++) {
        const uint32_t field = command->details[i].field;
        const uint8_t place = cgov__place_of(attempt->procedure, field);
        const uint64_t bit = place == NONE ? 0 : UINT64_C(1) << place;
        if ((takes & bit) == 0 && !takes_besides(attempt, field)) return refuse_taking(attempt, field, why);
        if (!says_none(&command->details[i]))
            attempt->given |= bit;
        else if (!attempt->move->opens_item)
            return refuse_none(attempt, field, why);
    }
    attempt->complete = (attempt->move->needs & ~attempt->given) == 0;
    if (attempt->given == 0 && (attempt->row->does & DOES_APPLY) != 0) return refuse_nothing(attempt, why);
    const bool matters = attempt->move->opens_item && attempt->after->matter != 0;
    if ((command->brings & BRINGS_DECLARED) == 0 && !matters) return CGOV_OK;
    const struct held held = {attempt->after, attempt->procedure, command, attempt->move->cites,
                              attempt->move->opens_item};
    return cgov__details_check(attempt->model, &held, why);
}

/* ---- clauses ---- */

/* The last instant of the time since a move, which `within` does not outlast and `after` waits for; NEVER: there was no
 * such move. */
#define NEVER INT64_MIN
static const struct length *length_of(const struct attempt *attempt, const struct clause *clause) {
    const struct item *item = attempt->before;
    const struct length *own = NULL;
    if (clause->kind == CLAUSE_WITHIN && item->profile != NONE)
        own = cgov__within_of(cgov__rulebook_of(attempt->model, item), item->procedure,
                              (uint8_t)(attempt->move - attempt->procedure->moves), item->profile);
    return own ? own : &clause->length;
}

static int64_t last_of(const struct attempt *attempt, const struct clause *clause) {
    uint8_t timer = attempt->procedure->moves[clause->move].timer;
    int64_t since = timer == NONE ? 0 : cgov__timer(attempt->procedure, attempt->before, timer);
    if (since == 0) return NEVER;
    struct term term = {since, *length_of(attempt, clause), NULL, 0, {0, 0, false, false, false}};
    const struct calendar *calendar = cgov__item_calendar(attempt->model, attempt->before, NULL);
    return cgov__due(calendar, attempt->model->offset, &term).at;
}

static bool before(const struct attempt *attempt, const struct clause *clause) {
    const struct clock_row *row = cgov__clock_of(attempt->model, attempt->before, clause->clock);
    if (!row || (row->state != CLOCK_RUNNING && row->state != CLOCK_PAUSED)) return false;
    return row->due == DUE_UNKNOWN || attempt->time <= row->due;
}

COLD static int32_t refuse_when(const struct attempt *attempt, const struct clause *clause, struct refusal *why) {
    char message[sizeof why->message];
    const uint32_t reason = cgov__guard_reason(clause->guard);
    cgov__say_when(attempt, clause, reason, message, sizeof message);
    return refuse(attempt, clause->line, reason, why, message);
}

/* Of a time since a move, of a clock, or of how often. */
COLD static int32_t refuse_gate(const struct attempt *attempt, const struct clause *clause, uint8_t code,
                                struct refusal *why) {
    static const struct {
        const char *text;
        uint32_t reason;
    } says[] = {[GATE_NEEDS] = {"", CGOV_R_NEEDS},
                [GATE_WITHIN] = {"the time allowed after `%s` is over", CGOV_R_WITHIN},
                [GATE_AFTER] = {"the time that has to pass after `%s` is not over", CGOV_R_AFTER},
                [GATE_BEFORE] = {"the clock `%s` has fallen due, or does not run", CGOV_R_BEFORE},
                [GATE_AT_MOST] = {"`%s` has been used %u times, as often as it may", CGOV_R_AT_MOST}};
    const struct procedure *procedure = attempt->procedure;
    const char *const name = code == GATE_NEEDS     ? procedure->details[clause->field].name
                             : code == GATE_BEFORE  ? procedure->clocks[clause->clock].name
                             : code == GATE_AT_MOST ? attempt->move->name
                                                    : procedure->moves[clause->move].name;
    char message[sizeof why->message];
    if (code == GATE_NEEDS)
        cgov__format(message, sizeof message, "`%s` needs `%s`", attempt->move->name, name);
    else
        cgov__format(message, sizeof message, says[code].text, name, (uint64_t)clause->number);
    return refuse(attempt, clause->line, says[code].reason, why, message);
}

static inline bool passes(const struct attempt *attempt, const struct gate *gate, const struct clause *clause) {
    int64_t last;
    switch (gate->code) {
    case GATE_NEEDS:
        if (attempt->parent && attempt->procedure->details[gate->place].number == CGOV_FIELD_MATTER) return true;
        return !attempt->command || (attempt->given >> gate->place & 1) != 0;
    case GATE_WITHIN:
        return attempt->time <= last_of(attempt, clause);
    case GATE_AFTER:
        last = last_of(attempt, clause);
        return last != NEVER && attempt->time > last;
    case GATE_BEFORE:
        return before(attempt, clause);
    case GATE_AT_MOST:
        return cgov__counters(attempt->procedure, attempt->before)[attempt->row->counter] < gate->most;
    default:
        if (gate->asks && !attempt->command && !cgov__guard_answerable(attempt, clause)) return true;
        return cgov__guard_holds(attempt, clause) != gate->negated;
    }
}

int32_t cgov__guard_gates(const struct attempt *attempt, const struct gate *gate, uint32_t count, struct refusal *why) {
    for (; count > 0; count--, gate++) {
        const struct clause *clause = &attempt->move->clauses[gate->clause];
        if (passes(attempt, gate, clause)) continue;
        return gate->code >= GATE_WHEN ? refuse_when(attempt, clause, why)
                                       : refuse_gate(attempt, clause, gate->code, why);
    }
    return CGOV_OK;
}
