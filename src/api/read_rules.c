/* Rulebooks looked into: their named things, the graph of a procedure, the catalogue, their text; and checking one
 * without a ledger. Institutions are public. */
#include "api/names.h"
#include "api/page.h"
#include "base/abi.h"
#include "base/hash.h"
#include "cgov/rulebook.h"
#include "entities/opening.h"
#include "rules/shipped.h"

static const char no_version[] = "no rulebook of version %u was adopted";

int32_t cgov_rulebook_check(const cgov_text *text, const cgov_allocator *allocator, cgov_check_view *report_out) {
    cgov_text whole;
    struct mem mem;
    struct rulebook rulebook;
    struct fault fault = {0};
    cgov_check_view report = {.size = sizeof report};
    if (!text || !report_out || !cgov__text_resolve(text, &whole)) return CGOV_E_ARG;
    int32_t status = cgov__abi_mem(&mem, allocator);
    if (status) return status;
    status = cgov__rulebook_read(&mem, !whole.ptr ? "" : whole.ptr, whole.len, &rulebook, &fault);
    if (!status) {
        struct terms terms = {.children = DEFAULT_CHILDREN};
        status = cgov__rulebook_checks(&rulebook, &mem, &terms, &report);
        memcpy(report.digest, rulebook.digest, sizeof report.digest);
        cgov__rulebook_free(&rulebook);
    } else if (status == CGOV_E_RULEBOOK) {
        report.reason = CGOV_R_SYNTAX;
        report.line = fault.line;
        report.column = fault.column;
        cgov__name_copy(report.message, sizeof report.message, fault.message);
    }
    report.status = status;
    report.size = sizeof report;
    int32_t written = cgov__abi_out(report_out, &report, ABI_FIRST(report), sizeof report);
    return !written ? status : written;
}

int32_t cgov_rulebook_shipped(uint32_t index, cgov_text *name_out, cgov_text *text_out) {
    ABI_CLEAR(name_out);
    ABI_CLEAR(text_out);
    if (!name_out || !text_out) return CGOV_E_ARG;
    if (index >= cgov__shipped_count) return CGOV_DONE;
    const struct shipped *shipped = &cgov__shipped[index];
    *name_out = (cgov_text){shipped->name, strlen(shipped->name)};
    *text_out = (cgov_text){shipped->text, shipped->len};
    return CGOV_OK;
}

int32_t cgov_rulebook_text(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, char *into,
                           uint64_t cap, uint64_t *needed_out) {
    ABI_CLEAR(needed_out);
    cgov_reader copy;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    if (!needed_out || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, 0, "`needed_out` is NULL, or `into` is and `cap` not 0");
    const struct adoption *adoption = cgov__adoption(&ledger->model, version);
    if (!adoption) return cgov__say_of(&copy, CGOV_E_NOT_FOUND, 0, no_version, (uint64_t)version);
    *needed_out = adoption->rulebook.text_len;
    if (cap <= *needed_out) return cgov__answer(ledger, &copy, CGOV_E_BUFFER);
    memcpy(into, adoption->rulebook.text, adoption->rulebook.text_len);
    into[adoption->rulebook.text_len] = 0;
    return CGOV_OK;
}

/* ---- named things ---- */

static uint32_t count_of(const struct rulebook *rulebook, const struct procedure *procedure, uint32_t rule) {
    switch (rule) {
    case CGOV_RULE_PROCEDURE:
        return rulebook->procedure_count;
    case CGOV_RULE_ROLE:
        return rulebook->role_count;
    case CGOV_RULE_PROFILE:
        return rulebook->profile_count;
    case CGOV_RULE_MATTER:
        return rulebook->matter_count;
    case CGOV_RULE_CALENDAR:
        return rulebook->calendar_count;
    case CGOV_RULE_PARTY:
        return procedure->party_count;
    case CGOV_RULE_STAGE:
        return procedure->stage_count;
    case CGOV_RULE_STATE:
        return procedure->state_count;
    case CGOV_RULE_CLOCK:
        return procedure->clock_count;
    case CGOV_RULE_ROLL:
        return procedure->roll_count;
    default:
        return procedure->move_count;
    }
}

/* A version, or for 0 the first in force that has the procedure (or, without one, any of the kind asked; where none
 * has, the first in force). */
static const struct rulebook *find_rulebook(const struct model *model, uint32_t version, const char *procedure,
                                            uint32_t rule) {
    const struct rulebook *first = NULL;
    if (version != 0) {
        const struct adoption *adoption = cgov__adoption(model, version);
        return !adoption ? NULL : &adoption->rulebook;
    }
    for (uint32_t rank = 0; (version = cgov__in_force(model, &rank, model->now)) != 0;) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        bool has = !procedure ? count_of(rulebook, NULL, rule) > 0 : cgov__procedure_find(rulebook, procedure) != NONE;
        if (has) return rulebook;
        if (!first) first = rulebook;
    }
    return !procedure ? first : NULL;
}

static void name_rule(cgov_rule_view *view, const char *name, const struct span *title, const struct span *cites,
                      uint32_t line) {
    cgov__name_copy(view->name, sizeof view->name, name);
    if (title) COPY_WHOLE(view->title, MAX_TITLE, title);
    if (cites) COPY_WHOLE(view->citation, MAX_CITES, cites);
    view->line = line;
}

static void view_state(const struct procedure *procedure, const struct state *state, cgov_rule_view *view) {
    name_rule(view, state->name, &state->title, &state->cites, state->line);
    view->final = state->final;
    if (state->holder != NONE) memcpy(view->holder, procedure->parties[state->holder].name, NAME_SIZE);
    if (state->stage < procedure->stage_count) memcpy(view->stage, procedure->stages[state->stage].name, NAME_SIZE);
}

static void view_move_rule(const struct procedure *procedure, const struct move *move, cgov_rule_view *view) {
    name_rule(view, move->name, &move->title, &move->cites, move->line);
    view->by_time = move->by_time;
    view->opens = move->opens_item;
    view->limit = move->limit;
    view->needs = cgov__bits(move->needs);
    view->takes = cgov__bits(move->takes);
    if (move->decision != NONE) view->outcomes = cgov__move_ways(procedure, move);
    if (move->decision == NONE && move->to != NONE) memcpy(view->to, procedure->states[move->to].name, NAME_SIZE);
}

/* By this text: an item is opened under the newest in force that has the procedure. */
static bool may_open(const struct model *model, const struct rulebook *rulebook, const struct procedure *procedure,
                     const cgov_reader *reader) {
    if (cgov__id_kind(reader->actor) != CGOV_KIND_RESIDENT || !cgov__resident(model, cgov__id_row(reader->actor)))
        return false;
    if (find_rulebook(model, 0, procedure->name, CGOV_RULE_PROCEDURE) != rulebook) return false;
    uint32_t version = model->adoption_count;
    while (&model->adoptions[version - 1]->rulebook != rulebook) version--;
    return cgov__open_may(model, version, (uint8_t)(procedure - rulebook->procedures), reader->actor, reader->at);
}

static void view_roll_rule(const struct roll *roll, cgov_rule_view *view) {
    name_rule(view, roll->name, &roll->title, &roll->cites, roll->line);
    view->limit = roll->most;
    view->needs = cgov__bits(roll->needs);
    view->takes = cgov__bits(roll->takes);
}

static void view_rule(const struct rulebook *rulebook, const struct procedure *procedure, uint32_t rule, uint32_t i,
                      cgov_rule_view *view) {
    *view = (cgov_rule_view){.size = sizeof *view, .rule = rule, .index = i};
    switch (rule) {
    case CGOV_RULE_ROLE:
        name_rule(view, rulebook->roles[i].name, &rulebook->roles[i].title, &rulebook->roles[i].cites,
                  rulebook->roles[i].line);
        break;
    case CGOV_RULE_PROCEDURE:
        name_rule(view, rulebook->procedures[i].name, &rulebook->procedures[i].title, &rulebook->procedures[i].cites,
                  rulebook->procedures[i].line);
        view->kind = rulebook->procedures[i].kind;
        break;
    case CGOV_RULE_PROFILE:
        name_rule(view, rulebook->profiles[i].name, NULL, &rulebook->profiles[i].cites, rulebook->profiles[i].line);
        break;
    case CGOV_RULE_MATTER:
        name_rule(view, rulebook->matters[i].code, &rulebook->matters[i].title, &rulebook->matters[i].cites,
                  rulebook->matters[i].line);
        break;
    case CGOV_RULE_CALENDAR:
        name_rule(view, rulebook->calendars[i].name, &rulebook->calendars[i].source, &rulebook->calendars[i].cites,
                  rulebook->calendars[i].line);
        break;
    case CGOV_RULE_PARTY:
        name_rule(view, procedure->parties[i].name, &procedure->parties[i].title, NULL, procedure->parties[i].line);
        break;
    case CGOV_RULE_STAGE:
        name_rule(view, procedure->stages[i].name, &procedure->stages[i].title, NULL, procedure->stages[i].line);
        break;
    case CGOV_RULE_STATE:
        view_state(procedure, &procedure->states[i], view);
        break;
    case CGOV_RULE_CLOCK:
        name_rule(view, procedure->clocks[i].name, &procedure->clocks[i].title, &procedure->clocks[i].cites,
                  procedure->clocks[i].line);
        break;
    case CGOV_RULE_ROLL:
        view_roll_rule(&procedure->rolls[i], view);
        break;
    default:
        view_move_rule(procedure, &procedure->moves[i], view);
        break;
    }
}

/* name NULL: a rule that stands in no procedure. */
static int32_t find_procedure(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, const char *name,
                              uint32_t rule, const struct rulebook **rulebook, const struct procedure **procedure) {
    *rulebook = find_rulebook(&ledger->model, version, name, rule);
    *procedure = NULL;
    if (!*rulebook && (version != 0 || !name))
        return cgov__say_of(reader, CGOV_E_NOT_FOUND, 0, no_version, (uint64_t)version);
    if (*rulebook && !name) return CGOV_OK;
    uint8_t index = !*rulebook ? NONE : cgov__procedure_find(*rulebook, name);
    if (index == NONE) return cgov__say_lack(&ledger->model, reader, version, name, "");
    *procedure = &(*rulebook)->procedures[index];
    return CGOV_OK;
}

int32_t cgov_rule_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, uint32_t rule,
                       const char *procedure_name, uint64_t *cursor, cgov_rule_view *views, uint32_t capacity,
                       uint32_t *count_out) {
    ABI_CLEAR(count_out);
    const struct rulebook *rulebook;
    const struct procedure *procedure;
    struct page page;
    bool inner = (rule >= CGOV_RULE_PARTY && rule <= CGOV_RULE_MOVE) || rule == CGOV_RULE_ROLL;
    cgov_reader copy;
    int32_t status = cgov__public_check(ledger, reader, &copy);
    if (status) return status;
    if (rule < CGOV_RULE_PROCEDURE || rule > CGOV_RULE_ROLL)
        return cgov__say(&copy, CGOV_E_ARG, 0, "`rule` is none of CGOV_RULE_*");
    if (inner && !procedure_name) return cgov__say(&copy, CGOV_E_ARG, 0, "`procedure` is NULL");
    status = find_procedure(ledger, &copy, version, inner ? procedure_name : NULL, rule, &rulebook, &procedure);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    uint32_t count = count_of(rulebook, procedure, rule);
    for (; *cursor < count && !cgov__page_full(&page); (*cursor)++) {
        cgov_rule_view view;
        view_rule(rulebook, procedure, rule, (uint32_t)*cursor, &view);
        view.may = view.opens && may_open(&ledger->model, rulebook, procedure, &copy);
        cgov__page_add(&page, &view);
    }
    return cgov__page_end(&page, count_out);
}

/* ---- the graph ---- */

/* outcome 0: the move decides nothing. */
static void view_edge(const struct procedure *procedure, const struct move *move, uint8_t from, uint8_t outcome,
                      cgov_edge_view *view) {
    *view = (cgov_edge_view){.size = sizeof *view,
                             .line = move->line,
                             .by_time = move->by_time,
                             .answers = move->answers,
                             .outcome = outcome};
    if (outcome != 0) view->line = procedure->decisions[move->decision].lines[outcome];
    uint8_t to = cgov__move_way(procedure, move, outcome).to;
    if (to == NONE) to = from;
    if (from != NONE) memcpy(view->from, procedure->states[from].name, NAME_SIZE);
    memcpy(view->move, move->name, NAME_SIZE);
    memcpy(view->to, procedure->states[to].name, NAME_SIZE);
}

int32_t cgov_edge_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version,
                       const char *procedure_name, uint64_t *cursor, cgov_edge_view *views, uint32_t capacity,
                       uint32_t *count_out) {
    ABI_CLEAR(count_out);
    const struct rulebook *rulebook;
    const struct procedure *procedure;
    struct page page;
    cgov_reader copy;
    int32_t status = cgov__public_check(ledger, reader, &copy);
    if (status) return status;
    if (!procedure_name) return cgov__say(&copy, CGOV_E_ARG, 0, "`procedure` is NULL");
    status = find_procedure(ledger, &copy, version, procedure_name, CGOV_RULE_MOVE, &rulebook, &procedure);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    /* An edge's place is its move's index, its state's, the first move's state standing before all others, and its
     * outcome. */
    uint64_t per_move = (procedure->state_count + UINT64_C(1)) * OUTCOME_KINDS, end = per_move * procedure->move_count;
    for (; *cursor < end && !cgov__page_full(&page); (*cursor)++) {
        const struct move *move = &procedure->moves[*cursor / per_move];
        uint8_t state = (uint8_t)(*cursor % per_move / OUTCOME_KINDS), outcome = (uint8_t)(*cursor % OUTCOME_KINDS);
        bool leaves = state == 0 ? move->opens_item : (move->from >> (state - 1) & 1) != 0;
        if (!leaves || !(cgov__move_ways(procedure, move) >> outcome & 1)) continue;
        cgov_edge_view view;
        view_edge(procedure, move, state == 0 ? NONE : (uint8_t)(state - 1), outcome, &view);
        cgov__page_add(&page, &view);
    }
    return cgov__page_end(&page, count_out);
}

/* ---- the catalogue ---- */

/* A version, or for 0 the first in force that has the matter; "": any matter at all. */
static const struct rulebook *find_catalogue(const struct model *model, uint32_t version, const char *matter) {
    if (version != 0 || *matter == 0) return find_rulebook(model, version, NULL, CGOV_RULE_MATTER);
    for (uint32_t rank = 0; (version = cgov__in_force(model, &rank, model->now)) != 0;) {
        const struct rulebook *rulebook = &cgov__adoption(model, version)->rulebook;
        if (cgov__matter_find(rulebook, matter) >= 0) return rulebook;
    }
    return NULL;
}

static void view_duty(const struct rulebook *rulebook, const struct matter *matter, uint32_t row,
                      cgov_duty_view *view) {
    *view = (cgov_duty_view){.size = sizeof *view,
                             .line = matter->line,
                             .forms = matter->forms,
                             .direct = matter->direct,
                             .confidential = matter->confidential,
                             .verified = matter->verified};
    memcpy(view->matter, matter->code, NAME_SIZE);
    COPY_WHOLE(view->title, MAX_TITLE, &matter->title);
    COPY_WHOLE(view->source, MAX_CITES, &matter->source);
    if (matter->procedure != NONE) memcpy(view->procedure, rulebook->procedures[matter->procedure].name, NAME_SIZE);
    if (matter->profile != NONE) memcpy(view->profile, rulebook->profiles[matter->profile].name, NAME_SIZE);
    if (row >= matter->duty_count) return;
    const struct duty *duty = &rulebook->duties[matter->first_duty + row];
    view->duty = duty->lead ? CGOV_DUTY_LEAD : CGOV_DUTY_WITH;
    view->level = duty->level;
    view->region = duty->region;
    view->line = duty->line;
    memcpy(view->name, duty->name, NAME_SIZE);
    COPY_WHOLE(view->external_key, MAX_KEY, &duty->key);
}

int32_t cgov_duty_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, const char *matter,
                       uint64_t *cursor, cgov_duty_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct page page;
    cgov_reader copy;
    int32_t status = cgov__public_check(ledger, reader, &copy);
    if (status) return status;
    if (!matter) return cgov__say(&copy, CGOV_E_ARG, 0, "`matter` is NULL");
    const struct rulebook *rulebook = find_catalogue(&ledger->model, version, matter);
    int32_t only = !rulebook || *matter == 0 ? -1 : cgov__matter_find(rulebook, matter);
    if (!rulebook || (*matter != 0 && only < 0)) return cgov__say_lack(&ledger->model, &copy, version, "", matter);
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    /* A row's place is its matter's among those listed, and its duty's in the matter. */
    uint64_t first = only < 0 ? 0 : (uint64_t)only, count = only < 0 ? rulebook->matter_count : 1;
    while (*cursor < count * MAX_DUTIES && !cgov__page_full(&page)) {
        uint64_t place = *cursor / MAX_DUTIES, row = *cursor % MAX_DUTIES;
        const struct matter *listed = &rulebook->matters[first + place];
        cgov_duty_view view;
        view_duty(rulebook, listed, (uint32_t)row, &view);
        cgov__page_add(&page, &view);
        *cursor = row + 1 < listed->duty_count ? *cursor + 1 : (place + 1) * MAX_DUTIES;
    }
    return cgov__page_end(&page, count_out);
}
