/* Deciding: which rule, whether all is there to be counted, what comes of it, and the record that says so.
 *
 * Invariant: what a record of a decision holds is what the judge was given and what it answered; the rule is the one in
 * force on the day its list was closed, whatever has been adopted since. */
#include "entities/decide.h"

#include "base/civil.h"
#include "entities/ballot.h"
#include "entities/count.h"
#include "entities/office.h"
#include "entities/owners.h"
#include "entities/roll_fill.h"
#include "entities/roll_frame.h"
#include "entities/say_who.h"
#include "entities/secret.h"
#include "entities/sets.h"
#include "model/item_rows.h"
#include "model/roll_close.h"
#include "model/tally_rows.h"

static int32_t refuse(const struct attempt *attempt, uint32_t reason, uint32_t line, struct refusal *why,
                      const char *message) {
    return cgov__refuse_rule(why, reason, attempt->after->rulebook, line, attempt->move->cites, message);
}

static const struct decision *decision_of(const struct attempt *attempt) {
    return cgov__decision_of(attempt->procedure, attempt->move);
}

/* ---- which rule ---- */

/* The rule of a decision of a procedure of this text, under a profile, on a day; NULL, and the refusal. */
static const struct rule *rule_on(const struct attempt *attempt, uint8_t procedure, const struct decision *decision,
                                  uint8_t profile, uint32_t day, struct refusal *why) {
    const struct rulebook *book = cgov__rulebook_of(attempt->model, attempt->after);
    const char *name = cgov__decision_rule(book, procedure, decision, profile);
    const struct rule *rule = cgov__rule_find(book, name, cgov__date_day(day));
    char message[160];
    if (rule) return rule;
    cgov__format(message, sizeof message, "no rule %q, by which `%s` decides, is in force on %y", name,
                 book->procedures[procedure].moves[decision->move].name, (uint64_t)day);
    refuse(attempt, CGOV_R_RULE, decision->line, why, message);
    return NULL;
}

/* What the ballots weigh by, and the day it was closed. */
static uint32_t closed_day(const struct attempt *attempt, const struct roll_at *ballots) {
    struct roll_at base;
    return cgov__frame_base(attempt, ballots, &base) && base.number != 0 ? cgov__roll_closed(attempt->model, &base) : 0;
}

uint32_t cgov__seats_of(const struct attempt *attempt, const struct rule *rule) {
    const uint8_t kept = attempt->procedure->seats_kept;
    if (!rule->seats_given) return rule->seats;
    const uint32_t given = kept == NONE ? 0 : cgov__kept(attempt->procedure, attempt->after, kept);
    return given <= MAX_SEATS ? given : MAX_SEATS;
}

const struct rule *cgov__decide_by(const struct attempt *attempt, struct roll_at *ballots, uint32_t *closed) {
    struct refusal unused;
    struct roll_at base;
    const int32_t today = cgov__local_day(attempt->time, attempt->model->offset);
    *closed = 0;
    if (!cgov__ballots_of(attempt, ballots) || !cgov__frame_base(attempt, ballots, &base)) return NULL;
    if (!cgov__frame_filled(attempt, &base) && !cgov__frame_anew(attempt, &base))
        *closed = closed_day(attempt, ballots);
    const uint32_t day = *closed ? *closed : (uint32_t)cgov__date_number(cgov__civil_of(today));
    return rule_on(attempt, attempt->after->procedure, decision_of(attempt), attempt->after->profile, day, &unused);
}

/* ---- whether it can be counted ---- */

/* A bundle that says exactly what a roll adds up to is there, and the roll adds up to it yet. */
static bool is_exact(const struct attempt *attempt, const struct roll_at *ballots) {
    const struct model *model = attempt->model;
    const struct bundle *bundle = &ballots->roll->bundle;
    struct roll_at of;
    if (!cgov__roll_at(model, ballots->item, ballots->number, bundle->of, &of)) return true;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &of));
    const struct roll_row *cast = cgov__roll_row(model, cgov__roll_row_of(model, ballots));
    if (!row || row->heads == 0) return true;
    const struct choice_row *all = cgov__choice_of(model, cgov__roll_row_of(model, ballots), CHOICE_CAST);
    return cast && cast->bundled && all && all->bundled_heads == row->heads && all->bundled_area == row->area &&
           all->bundled_weight == row->weight;
}

/* What the bundle says is still of those whom it is for. */
static int32_t check_bundle(const struct attempt *attempt, const struct roll_at *ballots, struct refusal *why) {
    const struct bundle *bundle = &ballots->roll->bundle;
    if (!bundle->by.kind ||
        (bundle->exactly ? is_exact(attempt, ballots) : cgov__bundle_within(attempt->model, ballots)))
        return CGOV_OK;
    return refuse(attempt, CGOV_R_BUNDLE, bundle->by.line, why,
                  bundle->exactly ? "the count waits for the bundle of those whose ballots have no names"
                                  : "who is counted in the bundle has left since: it is brought anew");
}

static int32_t find(const struct attempt *attempt, struct roll_at *ballots, const struct rule **rule, uint32_t *closed,
                    struct refusal *why) {
    const struct decision *decision = decision_of(attempt);
    *closed = cgov__ballots_of(attempt, ballots) ? closed_day(attempt, ballots) : 0;
    if (*closed == 0)
        return refuse(attempt, CGOV_R_RULE, decision->line, why, "the list of those who decide is not closed");
    *rule = rule_on(attempt, attempt->after->procedure, decision, attempt->after->profile, *closed, why);
    return *rule ? check_bundle(attempt, ballots, why) : CGOV_E_REFUSED;
}

/* Whether the move can count now: the list is closed, a rule was in force on that day, all that is to be counted is
 * there. */
static int32_t explain(const struct attempt *attempt, struct refusal *why) {
    struct roll_at ballots;
    const struct rule *rule;
    uint32_t closed;
    return find(attempt, &ballots, &rule, &closed, why);
}

int32_t cgov__decide_try(const struct attempt *attempt, uint32_t today, struct comparisons *made, struct refusal *why) {
    struct deciding *deciding = attempt->deciding;
    struct roll_at ballots;
    const uint32_t closed = cgov__ballots_of(attempt, &ballots) ? closed_day(attempt, &ballots) : 0;
    deciding->closed = closed != 0 ? closed : today;
    deciding->rule = rule_on(attempt, attempt->after->procedure, decision_of(attempt), attempt->after->profile,
                             deciding->closed, why);
    if (!deciding->rule) return CGOV_E_REFUSED;
    const struct roll_row *row = cgov__roll_row(attempt->model, cgov__roll_row_of(attempt->model, &ballots));
    const int32_t status = row && row->bundled ? check_bundle(attempt, &ballots, why) : CGOV_OK;
    if (status) return status;
    const uint32_t seats = cgov__seats_of(attempt, deciding->rule);
    if (!cgov__count(attempt, deciding->rule, seats, &deciding->counted)) return CGOV_E_NOMEM;
    cgov__rule_judge(deciding->rule, &deciding->counted.count, made, &deciding->ruling);
    return CGOV_OK;
}

/* ---- what comes of it ---- */

uint8_t cgov__decided_to(const struct attempt *attempt) {
    return decision_of(attempt)->to[attempt->deciding->ruling.kind];
}

bool cgov__decided_for(const struct attempt *attempt) {
    if (attempt->move->decision == NONE) return true;
    const enum outcome_kind kind = attempt->deciding->ruling.kind;
    return kind == OUTCOME_PASSED || kind == OUTCOME_UNFILLED;
}

static uint64_t candidate_at(const struct model *model, const struct roll_at *from, uint32_t place) {
    const struct roll_row *list = cgov__roll_row(model, cgov__roll_row_of(model, from));
    const struct entry *entry = cgov__entry(model, list->first);
    while (--place > 0) entry = cgov__entry(model, entry->next);
    return cgov__entry_elector(entry);
}

/* Those who have a seat there keep it; the winners come on it besides. */
static int32_t seat(struct attempt *attempt, const struct roll_at *ballots, struct refusal *why) {
    const struct model *model = attempt->model;
    const struct ruling *ruling = &attempt->deciding->ruling;
    const uint8_t into = decision_of(attempt)->into;
    struct buf *electors = &attempt->fills->electors;
    struct roll_at from, seated;
    const size_t start = electors->len;
    if (into == NONE || ruling->winners == 0) return CGOV_OK;
    if (!cgov__frame_own(attempt, &ballots->roll->from, &from) ||
        !cgov__roll_at(model, attempt->after, attempt->number, into, &seated))
        return CGOV_OK;
    for (uint32_t w = 0; w < ruling->winners; w++)
        cgov__fill_found(electors, candidate_at(model, &from, ruling->numbers[w]));
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &seated));
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing) cgov__fill_found(electors, cgov__entry_elector(entry));
    return cgov__fill_with(attempt, &seated, start, why);
}

/* What confidential ballots say comes into the deciding's memory, and into no row. */
static int32_t read_ballots(const struct attempt *attempt, const struct roll *roll, uint32_t row, struct refusal *why) {
    struct secrets *secrets = attempt->deciding->secrets;
    int32_t status = cgov__secret_salted(secrets, why);
    if (!status && row != 0) status = cgov__secrets_ask(secrets, row, 0, false);
    return status ? status : cgov__secrets_count(attempt->model, roll, row, &attempt->fills->households, secrets);
}

/* Counts and judges, into attempt->deciding, and puts the winners on the roll they come on. */
static int32_t decide(struct attempt *attempt, struct refusal *why) {
    struct deciding *deciding = attempt->deciding;
    struct roll_at ballots;
    int32_t status = find(attempt, &ballots, &deciding->rule, &deciding->closed, why);
    if (status) return status;
    const struct rule *rule = deciding->rule;
    const uint32_t ballots_row = cgov__roll_row_of(attempt->model, &ballots);
    if (cgov__ballots_hidden(ballots.roll)) status = read_ballots(attempt, ballots.roll, ballots_row, why);
    if (status) return status;
    if (!cgov__count(attempt, rule, cgov__seats_of(attempt, rule), &deciding->counted)) return CGOV_E_NOMEM;
    const struct roll_row *row = cgov__roll_row(attempt->model, ballots_row);
    deciding->waiting = row ? row->waiting : 0;
    cgov__rule_judge(rule, &deciding->counted.count, NULL, &deciding->ruling);
    return seat(attempt, &ballots, why);
}

void cgov__decision_put(const struct attempt *attempt, struct plan *plan, struct record *record) {
    const struct deciding *deciding = attempt->deciding;
    const struct rulebook *book = cgov__rulebook_of(attempt->model, attempt->after);
    cgov__decided_write(deciding->rule, &deciding->counted, &deciding->ruling, &plan->decided, record);
    record->rule = (uint64_t)(deciding->rule - book->rules) + 1;
    record->closed = deciding->closed;
    record->waiting = deciding->waiting;
    const struct roll *over = &attempt->procedure->rolls[decision_of(attempt)->over];
    if (cgov__ballots_hidden(over)) cgov__decision_hide(attempt, over, plan, record);
    struct roll_at ballots;
    if (!cgov__ballots_sealed(over) || !cgov__ballots_of(attempt, &ballots)) return;
    const struct roll_row *row = cgov__roll_row(attempt->model, cgov__roll_row_of(attempt->model, &ballots));
    record->bundle = row && row->bundled ? ROW_SEQ(row, last_seq) : 0;
}

/* ---- a list is closed ---- */

/* What a decision of the item does can be done, as far as anybody can tell before it is counted. */
static int32_t check_effects(const struct attempt *attempt, const struct move *move, struct refusal *why) {
    struct draft after;
    uint8_t unset = NONE;
    struct attempt deciding = *attempt;
    cgov__draft(attempt->model, &after, attempt->after);
    deciding.before = attempt->after;
    deciding.after = &after.item;
    deciding.move = move;
    deciding.command = NULL;
    deciding.fills = NULL;
    if (!cgov__sets_apply(&deciding, &after.item, &unset)) {
        char message[sizeof why->message];
        cgov__say_unset(&deciding, unset, message, sizeof message);
        return refuse(&deciding, CGOV_R_PARTY, move->line, why, message);
    }
    return cgov__offices_check(&deciding, why);
}

static int32_t check_own(const struct attempt *attempt, uint32_t closed, uint32_t day, struct refusal *why) {
    const struct procedure *procedure = attempt->procedure;
    int32_t status = CGOV_OK;
    for (uint8_t d = 0; d < procedure->decision_count && !status; d++) {
        const struct decision *decision = &procedure->decisions[d];
        const uint8_t base = procedure->rolls[decision->over].base;
        if (base == NONE || (closed >> base & 1) == 0) continue;
        if (!rule_on(attempt, attempt->after->procedure, decision, attempt->after->profile, day, why))
            return CGOV_E_REFUSED;
        status = check_effects(attempt, &procedure->moves[decision->move], why);
    }
    return status;
}

/* What the item's moves open, and so on down, decides over it under some profile: the item's, or what opens it. */
struct below {
    uint8_t procedure, profile;
};

static int32_t check_below(const struct attempt *attempt, uint32_t day, struct refusal *why) {
    const struct rulebook *book = cgov__rulebook_of(attempt->model, attempt->after);
    struct below met[64];
    uint32_t count = 1;
    met[0] = (struct below){attempt->after->procedure, attempt->after->profile};
    for (uint32_t i = 0; i < count; i++) {
        const struct procedure *procedure = &book->procedures[met[i].procedure];
        for (uint8_t d = 0; i > 0 && d < procedure->decision_count; d++)
            if (procedure->rolls[procedure->decisions[d].over].base == NONE &&
                !rule_on(attempt, met[i].procedure, &procedure->decisions[d], met[i].profile, day, why))
                return CGOV_E_REFUSED;
        for (uint8_t m = 0; m < procedure->move_count; m++) {
            const struct move *move = &procedure->moves[m];
            const struct below next = {move->opens, move->opens_profile != NONE ? move->opens_profile : met[i].profile};
            bool known = move->opens == NONE || count == sizeof met / sizeof *met;
            for (uint32_t k = 0; k < count && !known; k++)
                known = met[k].procedure == next.procedure && met[k].profile == next.profile;
            if (!known) met[count++] = next;
        }
    }
    return CGOV_OK;
}

/* They may be on that base as they are now, and their line says what they own. */
static bool is_as_owned(const struct attempt *attempt, const struct roll_at *base, uint32_t line) {
    const struct model *model = attempt->model;
    const uint64_t elector = cgov__entry_elector(cgov__entry(model, line));
    const struct weight said = cgov__entry_weight(model, line);
    uint64_t units, area;
    cgov__weigh(model, base, elector, &units, &area);
    return said.units == units && said.area == area && cgov__may_be_on(model, base, elector, attempt->time, NULL);
}

/* Whom a list of owners is wrong about, or leaves off. */
struct owners {
    uint64_t count, first;
};

static void note(struct owners *owners, uint64_t elector) {
    if (owners->count++ == 0) owners->first = elector;
}

/* Who own something there by now, may be on that base, and are not. */
static struct owners owners_missing(const struct attempt *attempt, const struct roll_at *base) {
    const struct model *model = attempt->model;
    struct owners missing = {0, 0};
    for (uint8_t i = 0; i < base->roll->of_count; i++) {
        const struct roll_of *of = &base->roll->of[i];
        const uint32_t place = of->kind != OF_OWNERS ? 0 : cgov__who_organization(model, base->item, &of->who);
        struct owned owned = {.owner = 0};
        while (place != 0 && cgov__owner_next(model, place, &owned))
            if (!cgov__stands_on(model, base, owned.owner) &&
                cgov__may_be_on(model, base, owned.owner, attempt->time, NULL))
                note(&missing, owned.owner);
    }
    return missing;
}

/* changed: their lines say otherwise; else they have none. */
static int32_t refuse_owned(const struct attempt *attempt, const struct roll_at *base, const struct owners *owners,
                            bool changed, struct refusal *why) {
    char message[208], who[64];
    cgov__format(who, sizeof who, owners->count > 1 ? "%u and %u more" : "%u", owners->first, owners->count - 1);
    cgov__format(message, sizeof message,
                 changed ? "`%s` is wrong by now about what is owned by %s, and `%s` would close it: make it anew, or "
                           "take them out and enter them again"
                         : "`%s` leaves out owners of today, %s, and `%s` would close it: make it anew, or enter them",
                 base->roll->name, who, attempt->move->name);
    return refuse(attempt, CGOV_R_ELECTOR, base->roll->line, why, message);
}

/* What was sold while a list of owners was open stands on two of its lines, or on the wrong one; and where a move put
 * all of them there, none is left off. */
static int32_t check_owned(const struct attempt *attempt, uint32_t closed, struct refusal *why) {
    const struct model *model = attempt->model;
    for (uint8_t r = 0; closed >> r != 0; r++) {
        const struct roll_at base = {attempt->after, attempt->number, &attempt->procedure->rolls[r], r};
        if ((closed >> r & 1) == 0 || !cgov__roll_owned(base.roll) || cgov__frame_filled(attempt, &base)) continue;
        const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &base));
        const struct entry *entry;
        struct owners changed = {0, 0}, missing = {0, 0};
        for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next)
            if (entry->standing && !is_as_owned(attempt, &base, n)) note(&changed, cgov__entry_elector(entry));
        if (changed.count != 0) return refuse_owned(attempt, &base, &changed, true, why);
        if (base.roll->filled_by != NONE) missing = owners_missing(attempt, &base);
        if (missing.count != 0) return refuse_owned(attempt, &base, &missing, false, why);
    }
    return CGOV_OK;
}

/* Over what has ended nobody decides. */
/* Whether a move that closes lists of those who decide, leading to that state, may be made: on this day a rule is in
 * force for each decision, and what those do can be done. */
static int32_t check_closing(const struct attempt *attempt, uint8_t to, struct refusal *why) {
    const struct procedure *procedure = attempt->procedure;
    const uint8_t from = attempt->move->opens_item ? NONE : attempt->before->state;
    const uint32_t closed = procedure->closes ? cgov__rolls_closed_by(procedure, attempt->move, from, to) : 0;
    if (closed == 0 || procedure->states[to].final) return CGOV_OK;
    const int32_t today = cgov__local_day(attempt->time, attempt->model->offset);
    const uint32_t day = (uint32_t)cgov__date_number(cgov__civil_of(today));
    int32_t status = check_own(attempt, closed, day, why);
    if (!status) status = check_owned(attempt, closed, why);
    return status ? status : check_below(attempt, day, why);
}

/* What a move has to do with deciding: it counts, or closes the list of those who decide. What a decision does was
 * asked then. */
int32_t cgov__move_decides(struct attempt *attempt, struct refusal *why) {
    const uint8_t to = attempt->row->to == NONE ? attempt->before->state : attempt->row->to;
    if (attempt->move->decision == NONE) return check_closing(attempt, to, why);
    return attempt->deciding ? decide(attempt, why) : explain(attempt, why);
}

int32_t cgov__closed_check(const struct attempt *attempt, struct refusal *why) {
    const struct procedure *procedure = attempt->procedure;
    for (uint8_t d = 0; d < procedure->decision_count; d++) {
        const struct decision *decision = &procedure->decisions[d];
        const struct roll_at ballots = {attempt->after, attempt->number, &procedure->rolls[decision->over],
                                        decision->over};
        const uint32_t closed = ballots.roll->base == NONE ? closed_day(attempt, &ballots) : 0;
        if (closed != 0 && !rule_on(attempt, attempt->after->procedure, decision, attempt->after->profile, closed, why))
            return CGOV_E_REFUSED;
    }
    return CGOV_OK;
}

/* ---- judged ---- */

/* As many won as the outcome says: all that there were seats for, or less; of what must fit into a budget all that
 * would, or nothing ties. */
static bool as_many_won(const struct record *record, const struct rule *rule, const struct winners *winners) {
    if (record->outcome == OUTCOME_NO_QUORUM || !cgov__asks_candidates(rule)) return winners->count == 0;
    const bool all =
        rule->within_budget ? winners->won > 0 && winners->won == winners->count : winners->won == record->seats;
    const bool less = rule->within_budget ? !all : winners->won < record->seats;
    return record->outcome == OUTCOME_PASSED ? all : less;
}

/* Each who won or ties is a candidate. */
static bool winners_valid(const struct record *record, const struct rule *rule, const struct count *count) {
    struct winners winners;
    uint64_t places = 0;
    if (!cgov__winners_read(&record->winners, &winners)) return false;
    for (uint32_t c = 0; c < count->candidate_count; c++) places |= UINT64_C(1) << (count->candidates[c].number - 1);
    for (uint32_t w = 0; w < winners.count; w++)
        if ((places >> (winners.places[w] - 1) & 1) == 0) return false;
    return as_many_won(record, rule, &winners);
}

static bool says_its_rule(const struct record *record, const struct rule *rule, bool hidden) {
    const uint32_t day = (uint32_t)record->closed;
    return (cgov__rule_outcomes(rule) >> record->outcome & 1) != 0 && rule->from <= cgov__date_day(day) &&
           cgov__date_day(day) <= rule->to && record->way <= (rule->ways > 1 ? rule->ways : 0) &&
           record->joined <= CGOV_CHOICE_NO && (record->joined == 0 || rule->silent != NONE) &&
           record->warnings < (hidden ? 2 : 1) * CGOV_WARNING_WITHHELD && record->waiting <= UINT32_MAX;
}

/* Of a confidential one the record says who won, by their places, and nothing of how. */
static bool hides(const struct record *record, const struct count *count) {
    return (record->way | record->joined | record->casting | record->steps.len | record->counted.len) == 0 &&
           cgov__decided_is_open(count);
}

bool cgov__decision_valid(const struct rulebook *book, const struct procedure *procedure, const struct record *record) {
    const struct decision *decision = cgov__decision_of(procedure, &procedure->moves[record->move - 1]);
    const bool hidden = cgov__ballots_hidden(&procedure->rolls[decision->over]);
    struct decided decided;
    const bool sealed = cgov__ballots_sealed(&procedure->rolls[decision->over]);
    if (!cgov__secret_valid(record, hidden || record->roots.len > 0)) return false;
    if (record->bundle >= (sealed ? record->seq : 1)) return false;
    if (record->rule - 1 >= book->rule_count || record->outcome - 1 >= OUTCOME_KINDS - 1) return false;
    const struct rule *rule = &book->rules[record->rule - 1];
    return decision->to[record->outcome] == record->state - 1 && record->closed <= DATE_MAX &&
           cgov__date_valid((int64_t)record->closed) && cgov__decision_may(book, procedure, decision, rule) &&
           says_its_rule(record, rule, hidden) && cgov__decided_read(record, rule, &decided) &&
           winners_valid(record, rule, &decided.count) && (!hidden || hides(record, &decided.count));
}
