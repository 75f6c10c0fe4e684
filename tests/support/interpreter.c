/* Nothing here is quick. */
#include "support/interpreter.h"

#include "entities/decide.h"
#include "entities/details.h"
#include "entities/item.h"
#include "entities/office.h"
#include "entities/say_who.h"
#include "entities/sets.h"
#include "entities/view.h"
#include "entities/why_not.h"
#include "model/details.h"
#include "model/symbols.h"

static int32_t refuse(const struct attempt *attempt, uint32_t line, uint32_t reason, struct refusal *why,
                      const char *message) {
    return cgov__refuse_rule(why, reason, attempt->before->rulebook, line, attempt->move->cites, message);
}

/* ---- who, and what is given ---- */

static int32_t check_state(const struct attempt *attempt, struct refusal *why) {
    char message[sizeof why->message];
    if ((attempt->move->from >> attempt->before->state & 1) != 0) return CGOV_OK;
    cgov__format(message, sizeof message, "`%s` does not leave the state `%s`", attempt->move->name,
                 attempt->procedure->states[attempt->before->state].name);
    return refuse(attempt, attempt->move->line, CGOV_R_STATE, why, message);
}

static int32_t check_by(const struct attempt *attempt, struct refusal *why) {
    const struct who *self = NULL;
    const struct move *move = attempt->move;
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        if (!cgov__is_who(attempt->model, attempt->before, who, attempt->actor, attempt->time)) continue;
        if (!cgov__is_excluded(attempt, who)) return CGOV_OK;
        self = who;
    }
    char message[sizeof why->message];
    cgov__say_self(attempt, message, sizeof message);
    if (self) return refuse(attempt, self->line, CGOV_R_SELF, why, message);
    cgov__say_actor(attempt, message, sizeof message);
    return refuse(attempt, move->by_count > 0 ? move->by[0].line : move->line, CGOV_R_ACTOR, why, message);
}

/* It leaves the item where it is, and only puts right what it takes, of which it needs nothing. */
static bool only_applies(const struct procedure *procedure, const struct move *move) {
    static const uint32_t right[] = {CGOV_FIELD_MATTER, CGOV_FIELD_PLACE, CGOV_FIELD_CHANNEL};
    bool corrects = move->reclasses;
    for (size_t f = 0; f < sizeof right / sizeof right[0]; f++) corrects |= cgov__move_takes(procedure, move, right[f]);
    if (!corrects || move->opens_item || move->to != NONE || move->needs != 0 || move->decision != NONE) return false;
    for (uint8_t r = 0; r < procedure->roll_count; r++)
        if (procedure->rolls[r].filled_by == move - procedure->moves) return false;
    return move->set_count + move->told_count + move->office_count == 0 && move->opens == NONE && !move->answers &&
           !move->follows && !move->drops && move->counts == COUNTS_NONE && move->timer == NONE &&
           (move->starts | move->stops | move->extends) == 0;
}

static int32_t refuse_nothing(const struct attempt *attempt, struct refusal *why) {
    const struct procedure *procedure = attempt->procedure;
    char message[sizeof why->message];
    cgov__format(message, sizeof message, "`%s` only puts right what it is given, and is given none of",
                 attempt->move->name);
    const char *before = " ";
    for (uint8_t d = 0; d < procedure->detail_count; d++) {
        if (!cgov__move_gets(attempt->move, d)) continue;
        cgov__format(message + strlen(message), sizeof message - strlen(message), "%s`%s`", before,
                     procedure->details[d].name);
        before = ", ";
    }
    return refuse(attempt, attempt->move->line, CGOV_R_NEEDS, why, message);
}

static int32_t check_details(const struct attempt *attempt, struct refusal *why) {
    const struct move *move = attempt->move;
    for (uint32_t i = 0; i < attempt->command->count; i++) {
        const uint32_t field = attempt->command->details[i].field;
        const uint8_t place = cgov__place_of(attempt->procedure, field);
        if (cgov__move_gets(move, place)) continue;
        char message[128];
        cgov__format(message, sizeof message, "`%s` does not take `%s`", attempt->move->name,
                     cgov__detail_name(attempt->model, field));
        return refuse(attempt, move->line, CGOV_R_TAKES, why, message);
    }
    if (attempt->command->count == 0 && only_applies(attempt->procedure, move)) return refuse_nothing(attempt, why);
    const struct held held = {attempt->after, attempt->procedure, attempt->command, move->cites, move->opens_item};
    return cgov__details_check(attempt->model, &held, why);
}

/* ---- clauses ---- */

/* A profile may say how long of its own: the first of its lines for the move. */
static struct length length_of(const struct attempt *attempt, const struct clause *clause) {
    const struct item *item = attempt->before;
    if (clause->kind != CLAUSE_WITHIN || item->profile == NONE) return clause->length;
    const struct profile *profile = &cgov__rulebook_of(attempt->model, item)->profiles[item->profile];
    for (uint32_t i = 0; i < profile->line_count; i++) {
        const struct profile_line *line = &profile->lines[i];
        if (line->clock == NONE && line->procedure == item->procedure &&
            &attempt->procedure->moves[line->move] == attempt->move)
            return line->length;
    }
    return clause->length;
}

#define NEVER INT64_MIN
static int64_t last_of(const struct attempt *attempt, const struct clause *clause) {
    const uint8_t timer = attempt->procedure->moves[clause->move].timer;
    const int64_t since = timer == NONE ? 0 : cgov__timer(attempt->procedure, attempt->before, timer);
    if (since == 0) return NEVER;
    struct term term = {since, length_of(attempt, clause), NULL, 0, {0, 0, false, false, false}};
    const struct calendar *calendar = cgov__item_calendar(attempt->model, attempt->before, NULL);
    return cgov__due(calendar, attempt->model->offset, &term).at;
}

static bool is_before(const struct attempt *attempt, const struct clause *clause) {
    const struct clock_row *row = cgov__clock_of(attempt->model, attempt->before, clause->clock);
    if (!row || (row->state != CLOCK_RUNNING && row->state != CLOCK_PAUSED)) return false;
    return row->due == DUE_UNKNOWN || attempt->time <= row->due;
}

static int32_t check_when(const struct attempt *attempt, const struct clause *clause, struct refusal *why) {
    char message[sizeof why->message];
    if (!attempt->command && !cgov__guard_answerable(attempt, clause)) return CGOV_OK;
    if (cgov__guard_holds(attempt, clause) != clause->negated) return CGOV_OK;
    const uint32_t reason = cgov__guard_reason(clause->guard);
    cgov__say_when(attempt, clause, reason, message, sizeof message);
    return refuse(attempt, clause->line, reason, why, message);
}

static int32_t check_clause(const struct attempt *attempt, const struct clause *clause, struct refusal *why) {
    const struct procedure *procedure = attempt->procedure;
    char message[sizeof why->message];
    int64_t last;
    switch (clause->kind) {
    case CLAUSE_NEEDS:
        if (!attempt->command || cgov__detail_find(attempt->command, procedure->details[clause->field].number))
            return CGOV_OK;
        cgov__format(message, sizeof message, "`%s` needs `%s`", attempt->move->name,
                     procedure->details[clause->field].name);
        return refuse(attempt, clause->line, CGOV_R_NEEDS, why, message);
    case CLAUSE_WHEN:
        return check_when(attempt, clause, why);
    case CLAUSE_WITHIN:
        if (attempt->time <= last_of(attempt, clause)) return CGOV_OK;
        cgov__format(message, sizeof message, "the time allowed after `%s` is over",
                     procedure->moves[clause->move].name);
        return refuse(attempt, clause->line, CGOV_R_WITHIN, why, message);
    case CLAUSE_AFTER:
        last = last_of(attempt, clause);
        if (last != NEVER && attempt->time > last) return CGOV_OK;
        cgov__format(message, sizeof message, "the time that has to pass after `%s` is not over",
                     procedure->moves[clause->move].name);
        return refuse(attempt, clause->line, CGOV_R_AFTER, why, message);
    case CLAUSE_BEFORE:
        if (is_before(attempt, clause)) return CGOV_OK;
        cgov__format(message, sizeof message, "the clock `%s` has fallen due, or does not run",
                     procedure->clocks[clause->clock].name);
        return refuse(attempt, clause->line, CGOV_R_BEFORE, why, message);
    default:
        if (cgov__counters(procedure, attempt->before)[attempt->move->counter] < clause->number) return CGOV_OK;
        cgov__format(message, sizeof message, "`%s` has been used %u times, as often as it may", attempt->move->name,
                     (uint64_t)clause->number);
        return refuse(attempt, clause->line, CGOV_R_AT_MOST, why, message);
    }
}

/* Some office of theirs there is in term: all there ever were are read. */
static bool works_there(const struct model *model, uint32_t resident, uint32_t organization, int64_t at) {
    const struct appointment *row;
    for (uint32_t n = 1; (row = cgov__appointment(model, n)); n++)
        if (row->resident == resident && row->organization == organization && row->from <= at &&
            (row->until == 0 || at < row->until))
            return true;
    return false;
}

static int32_t check_named(const struct attempt *attempt, const struct item *after, struct refusal *why) {
    for (uint8_t i = 0; i < attempt->move->set_count && attempt->command; i++) {
        const uint8_t party = attempt->move->sets[i].party, of = attempt->procedure->parties[party].of;
        char message[sizeof why->message];
        if (of == NONE || works_there(attempt->model, after->parties[party], after->parties[of], attempt->time))
            continue;
        cgov__format(message, sizeof message, "whom `%s` names as `%s` holds no office in `%s`", attempt->move->name,
                     attempt->procedure->parties[party].name, attempt->procedure->parties[of].name);
        return refuse(attempt, attempt->move->line, CGOV_R_ROLE, why, message);
    }
    return CGOV_OK;
}

static int32_t check(const struct attempt *attempt, struct item *after, struct refusal *why) {
    uint8_t unset = NONE;
    int32_t status = check_state(attempt, why);
    if (!status) status = check_by(attempt, why);
    if (!status && attempt->command) status = cgov__ids_check(attempt->model, attempt->command, why);
    if (status) return status;
    const bool set = cgov__sets_apply(attempt, after, &unset);
    if (attempt->command) status = check_details(attempt, why);
    for (uint8_t c = 0; c < attempt->move->clause_count && !status; c++)
        status = check_clause(attempt, &attempt->move->clauses[c], why);
    if (status) return status;
    char message[sizeof why->message];
    if (!set) {
        cgov__say_unset(attempt, unset, message, sizeof message);
        return refuse(attempt, attempt->move->line, CGOV_R_PARTY, why, message);
    }
    return check_named(attempt, after, why);
}

/* ---- clocks ---- */

struct clocks {
    const struct attempt *attempt;
    const char *class_name;
    uint32_t days;
    struct clock_list *list;
    struct refusal *why;
};

static void put(struct clocks *clocks, uint8_t clock, enum clock_op op, const struct length *length, int64_t due) {
    struct clock_operation *at = &clocks->list->at[clocks->list->count++];
    const bool dated = length || op == OP_RESUME;
    *at = (struct clock_operation){.clock = clock, .op = (uint8_t)op, .due = dated ? due : DUE_UNKNOWN};
    if (dated && due == DUE_UNKNOWN) at->flags = FLAG_UNKNOWN;
    if (!length) return;
    at->n = length->n;
    at->unit = length->unit;
    at->flags |= (uint8_t)((length->rolled ? FLAG_ROLLED : 0) | (length->close ? FLAG_CLOSE : 0));
}

static int32_t too_many(const struct clocks *clocks, uint32_t most, uint32_t line, struct span cites) {
    char message[sizeof clocks->why->message];
    cgov__format(message, sizeof message, "detail `days` is %u, more than the %u that `%s` allows",
                 (uint64_t)clocks->days, (uint64_t)most, clocks->attempt->move->name);
    return cgov__refuse_rule(clocks->why, CGOV_R_DETAIL, clocks->attempt->after->rulebook, line, cites, message);
}

static const struct calendar *calendar_of(const struct clocks *clocks) {
    return cgov__item_calendar(clocks->attempt->model, clocks->attempt->after, NULL);
}

/* Another matter could bring a profile that gives it a length. */
static bool matter_given_anew(const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if (procedure->moves[m].reclasses && cgov__move_takes(procedure, &procedure->moves[m], CGOV_FIELD_MATTER))
            return true;
    return false;
}

static int32_t start(struct clocks *clocks, uint8_t c, bool live, struct length length) {
    const struct item *after = clocks->attempt->after;
    const struct clock *clock = &clocks->attempt->procedure->clocks[c];
    if (clock->otherwise.n > 0 && (clocks->days > 0 || length.given))
        length = clocks->days > 0 ? clock->length : clock->otherwise;
    const bool pauses = (clock->paused >> after->state & 1) != 0;
    if (length.n == 0) {
        if (live) put(clocks, c, OP_STOP, NULL, 0);
        if (after->profile == NONE && !matter_given_anew(clocks->attempt->procedure)) return CGOV_OK;
        put(clocks, c, OP_IDLE, NULL, 0);
    } else {
        if (length.given && clocks->days > length.n) return too_many(clocks, length.n, clock->line, clock->cites);
        if (length.given && clocks->days > 0) length.n = clocks->days;
        length.given = false;
        struct term term = {clocks->attempt->time, length, NULL, 0, {0, 0, false, false, false}};
        const struct due due = cgov__due(calendar_of(clocks), clocks->attempt->model->offset, &term);
        const bool waits = due.at == DUE_UNKNOWN && clock->late_move != NONE;
        put(clocks, c, OP_START, &length, due.at == DUE_UNKNOWN && !waits ? due.unrolled : due.at);
    }
    if (pauses) put(clocks, c, OP_PAUSE, NULL, 0);
    return CGOV_OK;
}

static void wake(struct clocks *clocks, struct clock_row *row, const struct length *length) {
    const struct model *model = clocks->attempt->model;
    const bool same = row->length == length->n && row->unit == length->unit && row->rolled == length->rolled &&
                      row->close == length->close;
    if (length->given || clocks->attempt->procedure->clocks[row->clock].otherwise.n > 0 || same) return;
    row->length = length->n;
    row->unit = length->unit;
    row->rolled = length->rolled;
    row->close = length->close;
    if (length->n == 0) {
        if (row->state != CLOCK_IDLE) put(clocks, row->clock, OP_IDLE, NULL, 0);
        row->state = CLOCK_IDLE;
        return;
    }
    const int64_t due = cgov__clock_due(model, row, calendar_of(clocks), 0).at;
    put(clocks, row->clock, OP_LENGTH, length, due);
    if (row->state != CLOCK_IDLE && due > row->due) clocks->list->at[clocks->list->count - 1].flags |= FLAG_LATER;
    if (row->state == CLOCK_IDLE) row->state = cgov__clock_rests(model, row) ? CLOCK_PAUSED : CLOCK_RUNNING;
}

static int32_t extend(struct clocks *clocks, struct clock_row *row) {
    const struct move *move = clocks->attempt->move;
    const struct length *most = &move->extends_most;
    if (clocks->days > most->n) return too_many(clocks, most->n, move->line, move->cites);
    const uint32_t more = clocks->days > 0 ? clocks->days : most->n;
    if (row->extension > 0 && row->extension_unit != most->unit)
        return cgov__fault(clocks->why, CGOV_E_LIMIT, CGOV_R_LIMIT, "a clock is extended in one unit only");
    if (row->extension > cgov__longest(most->unit) - more)
        return cgov__fault(clocks->why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the clock has been extended as far as it can be");
    row->extension += more;
    row->extension_unit = most->unit;
    const struct length length = {more, most->unit, false, false, false};
    put(clocks, row->clock, OP_EXTEND, &length,
        cgov__clock_due(clocks->attempt->model, row, calendar_of(clocks), 0).at);
    return CGOV_OK;
}

static int32_t rest(struct clocks *clocks, const struct clock_row *row, bool pauses) {
    const struct model *model = clocks->attempt->model;
    const bool rests = cgov__clock_rests(model, row);
    if (pauses && !rests) {
        if (row->pause_count >= MAX_PAUSES)
            return cgov__fault(clocks->why, CGOV_E_LIMIT, CGOV_R_LIMIT,
                               "the clock has been paused as often as it can be");
        put(clocks, row->clock, OP_PAUSE, NULL, 0);
    } else if (rests && !pauses) {
        int64_t due = DUE_UNKNOWN;
        if (row->state != CLOCK_IDLE) due = cgov__clock_due(model, row, calendar_of(clocks), clocks->attempt->time).at;
        put(clocks, row->clock, OP_RESUME, NULL, due);
    }
    return CGOV_OK;
}

static int32_t one_clock(struct clocks *clocks, uint8_t c) {
    const struct attempt *attempt = clocks->attempt;
    const struct item *after = attempt->after;
    const struct clock *clock = &attempt->procedure->clocks[c];
    const uint64_t move = UINT64_C(1) << (attempt->move - attempt->procedure->moves);
    const struct clock_row *row = cgov__clock_of(attempt->model, attempt->before, c);
    if (row && row->state == CLOCK_STOPPED) row = NULL;
    const bool starts = (clock->from & move) != 0 && !after->final, stops = (clock->until & move) != 0 || after->final;
    const struct length length = cgov__length_of(cgov__rulebook_of(attempt->model, after), after->procedure, c,
                                                 after->profile, after->urgency, clocks->class_name);
    if (starts) return start(clocks, c, row != NULL, length);
    if (!row) return CGOV_OK;
    if (stops) {
        const int32_t status = rest(clocks, row, false);
        put(clocks, c, OP_STOP, NULL, 0);
        return status;
    }
    struct clock_row now = *row;
    if (attempt->move->reclasses) wake(clocks, &now, &length);
    if ((attempt->move->extends >> c & 1) != 0 && now.state != CLOCK_IDLE) {
        const int32_t status = extend(clocks, &now);
        if (status) return status;
    }
    const bool was = (clock->paused >> attempt->before->state & 1) != 0, is = (clock->paused >> after->state & 1) != 0;
    const bool awake = was && !cgov__clock_rests(attempt->model, row); /* since a merge: in this state it stays so */
    return rest(clocks, &now, is && !awake);
}

/* ---- all of it ---- */

static void rematter(const struct attempt *attempt, struct item *after) {
    const struct blob code = cgov__detail_text(attempt->command, CGOV_FIELD_MATTER);
    const struct adoption *adoption = cgov__adoption(attempt->model, after->rulebook);
    for (uint32_t m = 0; code.len > 0 && m < adoption->rulebook.matter_count; m++) {
        const struct matter *matter = &adoption->rulebook.matters[m];
        if (strlen(matter->code) != code.len || memcmp(matter->code, code.ptr, code.len) != 0) continue;
        after->matter = (uint16_t)(m + 1);
        after->profile = matter->profile == NONE ? adoption->profile : matter->profile;
    }
}

static void write(const struct attempt *attempt, struct item *after, struct interpreted *out) {
    const struct move *move = attempt->move;
    const struct item *before = attempt->before;
    const struct command *command = attempt->command;
    const struct blob given = cgov__detail_text(command, CGOV_FIELD_CLASS);
    const struct detail *urgency = cgov__detail_find(command, CGOV_FIELD_URGENCY);
    char class_name[NAME_SIZE];
    const char *const was = cgov__symbol_name(attempt->model, before->class_name);
    cgov__text_copy(class_name, sizeof class_name, was, strlen(was));
    if (move->to != NONE) after->state = move->to;
    after->final = attempt->procedure->states[after->state].final;
    if (move->reclasses && urgency) after->urgency = (uint32_t)urgency->number & 7;
    if (move->reclasses) rematter(attempt, after);
    if (move->reclasses && given.len > 0)
        cgov__text_copy(class_name, sizeof class_name, (const char *)given.ptr, given.len);
    out->master = move->follows ? (uint64_t)cgov__detail_number(command, CGOV_FIELD_MASTER) : 0;
    out->id = cgov__id(before->kind, attempt->number);
    out->move = (uint64_t)(move - attempt->procedure->moves) + 1;
    out->state = after->state + UINT64_C(1);
    out->answers = move->answers;
    out->owed = move->answers || after->final ? 0 : before->owed;
    out->owed += cgov__move_claims(attempt->procedure, move, move->to);
    cgov__move_parties(attempt->procedure, before, after, &out->parties);
    struct clocks clocks = {attempt, class_name, (uint32_t)cgov__detail_number(command, CGOV_FIELD_DAYS), &out->clocks,
                            &out->why};
    for (uint8_t c = 0; c < attempt->procedure->clock_count && !out->status; c++) out->status = one_clock(&clocks, c);
}

/* What an issue was merged into is asked in its place, by a move that names those who follow it: for whoever reported
 * it. 0: the item itself is asked. */
static uint32_t master_asked(const struct model *model, const struct item *item, const struct command *command) {
    const uint32_t number = !item ? 0 : item->extra->master;
    if (number == 0) return 0;
    const uint8_t reporter = cgov__procedure_of(model, item)->reporter;
    if (reporter == NONE || item->parties[reporter] != cgov__id_number(command->act.actor)) return 0;
    const struct procedure *procedure = cgov__procedure_of(model, cgov__item(model, number));
    const uint8_t index = cgov__move_find(procedure, command->move);
    bool names = false;
    for (uint8_t b = 0; index != NONE && b < procedure->moves[index].by_count; b++)
        names |= procedure->moves[index].by[b].kind == WHO_FOLLOWER;
    return names ? number : 0;
}

void interpret(const struct model *model, const struct command *command, struct interpreted *out) {
    memset(out, 0, sizeof *out);
    out->why.item = command->id;
    const cgov_act *act = &command->act;
    const struct item *item = cgov__item_by_id(model, command->id);
    const uint32_t master = master_asked(model, item, command);
    if (master != 0) item = cgov__item(model, master);
    if (!item || (master == 0 && !cgov__sees(model, item, act->actor, act->now))) {
        out->status =
            cgov__fault_of(&out->why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no item %u for this actor", command->id);
        return;
    }
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint8_t index = cgov__move_find(procedure, command->move);
    if (index == NONE || procedure->moves[index].opens_item) {
        char message[sizeof out->why.message];
        struct near near;
        cgov__near_begin(&near, command->move, strlen(command->move));
        cgov__nearest_moves(&near, procedure);
        cgov__format(message, sizeof message, "procedure `%s` has no move %q", procedure->name, command->move);
        cgov__near_end(&near, message, sizeof message);
        out->status =
            cgov__refuse_rule(&out->why, CGOV_R_MOVE, item->rulebook, procedure->line, procedure->cites, message);
        return;
    }
    struct draft after;
    cgov__draft(model, &after, item);
    const struct attempt attempt = {.model = model,
                                    .number = master != 0 ? master : cgov__id_row(command->id),
                                    .before = item,
                                    .after = &after.item,
                                    .procedure = procedure,
                                    .move = &procedure->moves[index],
                                    .command = command,
                                    .actor = act->actor,
                                    .time = act->now};
    out->opens = attempt.move->opens != NONE;
    out->status = check(&attempt, &after.item, &out->why);
    if (!out->status) write(&attempt, &after.item, out);
}

int32_t interpret_bare(const struct model *model, uint32_t number, const struct move *move, uint64_t actor, int64_t at,
                       struct refusal *why) {
    struct draft after;
    const struct item *item = cgov__item(model, number);
    cgov__draft(model, &after, item);
    const struct attempt attempt = {.model = model,
                                    .number = number,
                                    .before = item,
                                    .after = &after.item,
                                    .procedure = cgov__procedure_of(model, item),
                                    .move = move,
                                    .actor = actor,
                                    .time = at};
    return check(&attempt, &after.item, why);
}
