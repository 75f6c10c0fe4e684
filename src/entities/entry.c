/* Entries (名册上的人): somebody is entered on a roll of an item, taken out, or put on by a move that fills it. An
 * entry is a record on the one road, refused like a move; it does not raise the item's version, and stands in no item's
 * history.
 *
 * Invariant: one record about an entry leads to the one before it about the same entry. */
#include "entities/asked.h"
#include "entities/ballot.h"
#include "entities/details.h"
#include "entities/entities.h"
#include "entities/filled.h"
#include "entities/say_who.h"
#include "entities/view.h"
#include "model/entry_places.h"
#include "model/row_facts.h"
#include "model/symbols.h"

/* ---- admitted ---- */

/* Whom it is about is there, and so is whatever the details name. */
static inline int32_t check_named(const struct asking *asking, const struct command *command, struct refusal *why) {
    if (asking->elector != asking->actor && !cgov__party_there(asking->model, asking->elector)) /* who acts is there */
        return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no resident or organization %u",
                              asking->elector);
    return (command->brings & BRINGS_IDS) == 0 ? CGOV_OK : cgov__ids_check(asking->model, command, why);
}

/* What is brought is taken there, what is needed is brought: a bit for each place of a detail. */
static int32_t check_brought(const struct asking *asking, const struct command *command, struct refusal *why) {
    const struct model *model = asking->model;
    const struct roll *roll = asking->roll.roll;
    const struct procedure *procedure = cgov__procedure_of(model, asking->roll.item);
    uint64_t brought = 0;
    uint8_t place;
    char message[128];
    for (uint32_t i = 0; i < command->count; i++) {
        const uint32_t field = command->details[i].field;
        if (field == COMMAND_FIELD_ELECTOR) continue;
        place = cgov__place_of(procedure, field);
        brought |= place == NONE ? 0 : UINT64_C(1) << place;
        if (place != NONE && ((roll->needs | roll->takes) >> place & 1) != 0) continue;
        cgov__format(message, sizeof message, "`%s` does not take `%s`", roll->name, cgov__detail_name(model, field));
        return cgov__refuse_asked(asking, CGOV_R_TAKES, roll->line, why, message);
    }
    if ((command->brings & BRINGS_DECLARED) != 0) {
        const struct held held = {asking->roll.item, procedure, command, roll->cites, false};
        const int32_t status = cgov__details_check(model, &held, why);
        if (status) return status;
    }
    const uint64_t missing = roll->needs & ~brought;
    if (missing == 0) return CGOV_OK;
    for (place = 0; (missing >> place & 1) == 0;) place++;
    cgov__format(message, sizeof message, "`%s` needs `%s`", roll->name, procedure->details[place].name);
    return cgov__refuse_asked(asking, CGOV_R_NEEDS, roll->line, why, message);
}

static inline int32_t check_details(const struct asking *asking, const struct command *command, struct refusal *why) {
    const bool alone = command->count == 1 && asking->roll.roll->needs == 0; /* nothing but the elector */
    return alone ? CGOV_OK : check_brought(asking, command, why);
}

/* What stands gives way to a line above it, and to its own where that says `again`. */
static int32_t check_way(const struct asking *asking, const struct entry *entry, uint8_t line, struct refusal *why) {
    const struct maker *maker = &asking->roll.roll->by[line];
    if (!entry || !entry->standing || (entry->line != 0 && line < entry->line - 1) ||
        (entry->line == line + 1 && maker->again))
        return CGOV_OK;
    return cgov__refuse_asked(asking, CGOV_R_AGAIN, maker->line, why,
                              "they are entered already, and that does not give way");
}

/* The elector's, as the base has it; of a base itself, the one that they are of now. */
static uint64_t household(const struct asking *asking, bool own) {
    const struct model *model = asking->model;
    struct roll_at base;
    uint64_t units = 0, area;
    if (own) {
        cgov__weigh(model, &asking->roll, asking->elector, &units, &area);
        return units;
    }
    if (!cgov__roll_base(model, &asking->roll, &base)) return 0;
    const uint32_t line = cgov__entry_find(model, cgov__roll_row_of(model, &base), asking->elector, 0);
    return line == 0 ? 0 : cgov__entry(model, line)->base;
}

/* So many stand for one household; who is of none stands for none. */
static int32_t check_household(const struct asking *asking, uint32_t roll_row, uint32_t found, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const bool own = roll->base == asking->roll.index;
    const uint64_t number = household(asking, own);
    const struct entry *entry = cgov__entry(asking->model, found);
    if (number == 0) return cgov__refuse_elector(asking, roll->line, why, "%u belongs to no household");
    const struct tally *tally = &asking->model->counted[COUNTED_HOUSEHOLD];
    const uint64_t there = roll_row == 0 ? 0 : cgov__tally_of(tally, roll_row, (uint32_t)number);
    const bool same = entry && entry->standing && (!own || entry->base == number);
    if (there - same < roll->most) return CGOV_OK;
    return cgov__refuse_asked(asking, CGOV_R_AT_MOST, roll->line, why,
                              "as many of their household are entered as may be");
}

/* kept: the value that the new entry has; a choice not named before has none. */
static inline int32_t check_most(const struct asking *asking, uint32_t roll_row, uint32_t found, uint32_t kept,
                                 struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const struct roll_row *row = roll->most == 0 ? NULL : cgov__roll_row(asking->model, roll_row);
    if (roll->each_household) return check_household(asking, roll_row, found, why);
    if (!row) return CGOV_OK;
    const struct entry *entry = cgov__entry(asking->model, found);
    bool standing = entry && entry->standing;
    bool same = standing && cgov__entry_beside(asking->model, found, BESIDE_KEPT) == kept;
    uint32_t count = row->heads;
    if (roll->each != NONE) count = kept == 0 ? 0 : cgov__roll_kept(asking->model, roll_row, kept);
    if (count - (roll->each == NONE ? standing : same) < roll->most) return CGOV_OK;
    return cgov__refuse_asked(asking, CGOV_R_AT_MOST, roll->line, why,
                              roll->each == NONE ? "the roll holds as many as it may"
                                                 : "as many are entered for that as may be");
}

int32_t cgov__enter_room(const struct asking *asking, uint8_t line, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    uint32_t row = cgov__roll_row_of(asking->model, &asking->roll);
    const uint32_t found = roll->many ? 0 : cgov__entry_find(asking->model, row, asking->elector, 0);
    const struct entry *entry = cgov__entry(asking->model, found);
    int32_t status = check_way(asking, entry, line, why);
    return status || roll->each != NONE ? status : check_most(asking, row, found, 0, why);
}

/* What the record's entry weighs, where the roll is a base; and that sums stay far from overflowing. */
static int32_t weigh(const struct asking *asking, uint32_t roll_row, struct record *record, struct refusal *why) {
    if (asking->roll.roll->base != asking->roll.index) return CGOV_OK;
    cgov__weigh(asking->model, &asking->roll, asking->elector, &record->units, &record->amount);
    const struct procedure *procedure = cgov__procedure_of(asking->model, asking->roll.item);
    const uint64_t weight = cgov__weight_of(procedure, asking->roll.index, &record->details);
    const struct roll_row *row = cgov__roll_row(asking->model, roll_row);
    if (row && (row->area + record->amount > INT64_MAX / 2 || row->weight + weight > INT64_MAX / 2))
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the roll's weights would be more than can be counted");
    return CGOV_OK;
}

static uint32_t kept_value(const struct model *model, const struct roll_at *roll, const struct blob *details) {
    uint32_t value;
    struct blob name;
    if (details->len == 0 || !cgov__kept_of(model, roll, details, &value, &name)) return 0;
    return name.len == 0 ? value : cgov__symbol_find(model, (const char *)name.ptr, name.len);
}

/* What a record about an entry says of it. found: its row; 0 where there is none. */
static void put_entry(const struct asking *asking, uint32_t row, uint32_t found, uint8_t line, struct record *record) {
    record->roll_row = row;
    record->met = asking->met;
    record->id = cgov__id(asking->roll.item->kind, asking->roll.number);
    record->entry = found + UINT64_C(1);
    record->roll = asking->roll.index + UINT64_C(1);
    record->elector = asking->elector;
    record->line = line + UINT64_C(1);
}

/* Who may be entered on the roll, and by which line. Whoever could be on an open roll themselves sees an item that is
 * not secret, so of who enters themselves it is asked only where they are refused, before they are told why. */
static int32_t find_way(const struct model *model, const struct command *command, struct asking *asking, uint8_t *line,
                        struct refusal *why) {
    const cgov_act *act = &command->act;
    const struct item *item = cgov__item_by_id(model, command->id);
    why->item = command->id;
    if (!item) return cgov__asked_unseen(command, why);
    const uint64_t elector = cgov__elector_of(command);
    bool self = act->actor == elector;
    bool later = self && !cgov__is_secret(model, item);
    if (!later && !cgov__sees(model, item, act->actor, act->now)) return cgov__asked_unseen(command, why);
    int32_t status = cgov__asked_roll(model, item, command, elector, asking, why);
    if (!status) status = check_named(asking, command, why);
    if (!status) status = cgov__enter_explain(asking, line, why);
    return status && later && !cgov__sees(model, item, act->actor, act->now) ? cgov__asked_unseen(command, why)
                                                                             : status;
}

/* A new entry, of which nothing is kept or counted but a ballot's choice. What its record says, admit has taken from
 * the rows and from the text, so that a judgement over the same could say nothing else, and what it needs is known. */
static inline bool is_plain(const struct roll *roll, const struct record *record) {
    const uint64_t several = record->choice & (record->choice - 1);
    const uint64_t more = record->units | record->amount | record->number | record->waits | record->details.len |
                          record->said.len | several | record->choice >> 32;
    return record->entry == 1 && record->roll_row != 0 && more == 0 && roll->ballots == 0 && !cgov__ballots_apart(roll);
}

static inline void plan_entry(struct plan *plan, const struct asking *asking, struct record *record) {
    if (plan->last_seq >= plan->first_seq || !is_plain(asking->roll.roll, record)) {
        cgov__plan_add(plan, record);
        return;
    }
    if (cgov__plan_own(plan, record, 0, !asking->roll.item->final)) plan->entry = true;
}

static int32_t enter_admit(const struct model *model, const struct command *command, struct plan *plan,
                           struct refusal *why) {
    struct asking asking;
    uint8_t line = NONE;
    int32_t status = find_way(model, command, &asking, &line, why);
    uint64_t choice = 0;
    if (!status) status = check_details(&asking, command, why);
    if (!status && asking.roll.roll->ballot) status = cgov__choice_read(&asking, command, &choice, &plan->decided, why);
    if (status) return status;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_ENTERED);
    cgov__details_put(model, command, plan, record);
    record->choice = choice;
    record->said = cgov__blob(plan->decided.data, (uint32_t)plan->decided.len);
    const uint32_t row = asking.row_number;
    const struct roll_row *there = asking.row;
    bool many = asking.roll.roll->many;
    const uint32_t found =
        many || !there ? 0 : cgov__entry_seek_on(model, there, row, asking.elector, 0, &record->slot);
    const struct entry *entry = cgov__entry(model, found);
    status = check_way(&asking, entry, line, why);
    if (!status && there && there->bundled) status = cgov__bundle_check(&asking, row, entry, why);
    if (!status && asking.roll.roll->most != 0)
        status = check_most(&asking, row, found, kept_value(model, &asking.roll, &record->details), why);
    if (!status) status = weigh(&asking, row, record, why);
    if (status) return status;
    plan->result = command->id;
    put_entry(&asking, row, found, line, record);
    if (cgov__ballots_apart(asking.roll.roll))
        status = cgov__ballot_hide(&asking, command, found, line, plan, record, why);
    else if (asking.roll.roll->by[line].twice)
        record->waits =
            found == 0 || !cgov__wait_agrees(model, row, found, cgov__id_row(asking.actor), cgov__same_entry(record));
    if (status) return status;
    if (many) record->number = !there ? 1 : there->numbers + UINT64_C(1);
    if (record->number > UINT32_MAX || model->entries.count == UINT32_MAX)
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "there are as many entries as there can be");
    plan_entry(plan, &asking, record);
    return CGOV_OK;
}

/* Another than the elector says why. */
static int32_t check_out(const struct asking *asking, const struct command *command, uint8_t *line,
                         struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    uint32_t excluded;
    if ((roll->in >> asking->roll.item->state & 1) == 0)
        return cgov__refuse_asked(asking, CGOV_R_ROLL, roll->line, why,
                                  "nobody is taken out of this roll in this state");
    *line = cgov__maker_of(asking, roll->out, roll->out_count, &excluded);
    if (*line == NONE) {
        char message[sizeof why->message] = "the actor is the very one this line excludes";
        if (excluded == 0)
            cgov__say_makers(asking, roll->out, roll->out_count, "they are taken out of", message, sizeof message);
        return cgov__refuse_asked(asking, excluded != 0 ? CGOV_R_SELF : CGOV_R_ACTOR,
                                  excluded != 0 ? excluded : roll->line, why, message);
    }
    for (uint32_t i = 0; i < command->count; i++) {
        uint32_t field = command->details[i].field;
        if (field == COMMAND_FIELD_ELECTOR || field == COMMAND_FIELD_NUMBER || field == CGOV_FIELD_REASON) continue;
        return cgov__refuse_asked(asking, CGOV_R_TAKES, roll->out[*line].line, why,
                                  "who is taken out brings a reason and nothing else");
    }
    if (asking->actor != asking->elector && !cgov__detail_find(command, CGOV_FIELD_REASON))
        return cgov__refuse_asked(asking, CGOV_R_NEEDS, roll->out[*line].line, why,
                                  "who takes out another says why: `reason`");
    return CGOV_OK;
}

static int32_t leave_admit(const struct model *model, const struct command *command, struct plan *plan,
                           struct refusal *why) {
    struct asking asking;
    uint8_t line = NONE;
    int32_t status = cgov__roll_asked(model, command, &asking, why);
    if (!status) status = check_named(&asking, command, why);
    if (!status) status = check_out(&asking, command, &line, why);
    if (status) return status;
    uint32_t number = (uint32_t)cgov__detail_number(command, COMMAND_FIELD_NUMBER);
    const uint32_t row = asking.row_number;
    const uint32_t found = cgov__entry_find(model, row, asking.elector, number);
    const struct entry *entry = cgov__entry(model, found);
    if (!entry || !entry->standing)
        return cgov__refuse_elector(&asking, asking.roll.roll->line, why, "%u is not on `%s`");
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_LEFT);
    plan->result = command->id;
    put_entry(&asking, row, found, line, record);
    record->number = number;
    cgov__plan_add(plan, record);
    return CGOV_OK;
}

/* ---- judged ---- */

static bool entry_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record,
                        const struct roll *roll, uint8_t lines) {
    return subject->goes_on && roll && record->line - 1 < lines && record->number <= UINT32_MAX &&
           roll->many == (record->number != 0) && cgov__overlay_party(overlay, record->elector);
}

static bool entered_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    const struct roll *roll = cgov__roll_valid(subject, record);
    if (!entry_valid(overlay, subject, record, roll, roll ? roll->by_count : 0) || record->units > UINT32_MAX ||
        record->amount > INT64_MAX)
        return false;
    if (record->waits != 0 && (record->waits != 1 || !roll->by[record->line - 1].twice || record->actor == 0))
        return false;
    const bool hidden = cgov__ballots_hidden(roll);
    if (!cgov__secret_valid(record, cgov__ballots_apart(roll))) return false;
    const enum said_kind kind = roll->ballot && !hidden ? cgov__said_kind(roll) : SAID_NONE;
    if (kind != SAID_NONE) return record->choice == 0 && cgov__said_valid(&record->said, kind);
    if (record->said.len > 0) return false;
    return roll->ballot && !hidden ? cgov__choice_valid(record->choice, cgov__from_candidates(roll))
                                   : record->choice == 0;
}

static bool left_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    const struct roll *roll = cgov__roll_valid(subject, record);
    return entry_valid(overlay, subject, record, roll, roll ? roll->out_count : 0) && record->previous != 0;
}

/* ---- room ---- */

/* Whose line on a base is of another household now is of it on each roll of that base. */
static uint32_t based_on(const struct model *model, const struct record *record, struct need *need) {
    struct roll_at roll;
    if (!cgov__item(model, cgov__id_row(record->id)) || !cgov__roll_applied(model, record, &roll)) return 0;
    const uint32_t row = cgov__roll_row_of(model, &roll);
    cgov__choices_based_need(model, row, record->elector, need);
    return cgov__roll_based(model, row);
}

/* What it has beside it, and is counted by. False where that is more than its choices, and what stands beside it. */
static bool brought_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    struct need *need = &plan->need;
    const uint64_t more = record->amount | record->number | record->waits | record->said.len;
    if (record->entry == 1 && (more | record->details.len) == 0) {
        cgov__choices_need(need, 0, record->choice); /* of a ballot that is new */
        return true;
    }
    const struct procedure *procedure = subject->item.procedure;
    const uint8_t roll = (uint8_t)(record->roll - 1);
    const uint64_t weight = record->details.len == 0 ? 0 : cgov__weight_of(procedure, roll, &record->details);
    const bool keeps = record->details.len > 0 && procedure->rolls[roll].kept != NONE;
    if (keeps) need->symbols++;
    if (keeps) need->counted[COUNTED_KEPT]++;
    if (record->number != 0) need->counted[cgov__counted_as(record->elector)]++;
    const uint32_t cost = record->details.len == 0 ? 0 : cgov__cost_of(procedure, roll, &record->details);
    if ((more | weight | record->choice | cost) == 0 && !keeps) return true;
    const bool known = record->entry != 0; /* where it is, and on which row: admit has found it */
    struct filling filling = {plan->model, known, 0, 0};
    if (!known) filling = cgov__filling_of(plan->model, subject, record);
    const uint32_t found = known
                               ? (uint32_t)(record->entry - 1)
                               : cgov__entry_find(plan->model, filling.row, record->elector, (uint32_t)record->number);
    cgov__weight_need(need, found, record->amount, weight);
    if (keeps) cgov__beside_need(need, found, BESIDE_KEPT);
    if (record->number != 0) cgov__beside_need(need, found, BESIDE_NUMBER);
    if (record->choice != 0) cgov__choices_need(need, found, record->choice);
    if (record->said.len > 0) cgov__saying_need(need, found, &record->said);
    if (cost != 0) cgov__beside_need(need, found, BESIDE_COST);
    if (record->waits != 0) cgov__beside_need(need, found, BESIDE_WAITS);
    need->waits += record->waits != 0;
    cgov__beside_carried(need, &filling, subject);
    return (record->number | record->waits | record->said.len) == 0 && !keeps;
}

/* It stands there before, or makes somebody's ballot give way, or is the first on the roll. */
static bool is_rare(struct need *need, const struct roll *roll, const struct record *record) {
    if (record->entry != 1) need->stays++;                                  /* they may stand there */
    if (roll->ballots != 0) need->stays += cgov__bits_count(roll->ballots); /* that may give way to who comes on it */
    if (record->roll_row == 0) cgov__roll_need(need);
    return record->entry != 1 || roll->ballots != 0 || record->roll_row == 0;
}

static void entered_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    struct need *need = &plan->need;
    const struct roll *roll = &subject->item.procedure->rolls[record->roll - 1];
    cgov__entries_need(need, 1, 1, 1);
    cgov__place_need(need);
    if (record->units != 0) need->counted[COUNTED_HOUSEHOLD] += based_on(plan->model, record, need);
    const bool rare = is_rare(need, roll, record);
    const uint64_t more =
        record->amount | record->number | record->choice | record->waits | record->details.len | record->said.len;
    need->entry_alone = (more == 0 || brought_need(plan, subject, record)) && !rare;
}

/* Of whom a record takes out; 0: there is none. */
static uint32_t left_row(const struct model *model, const struct record *record) {
    struct roll_at roll;
    if (record->entry != 0) return (uint32_t)(record->entry - 1);
    if (!cgov__roll_applied(model, record, &roll)) return 0;
    return cgov__entry_find(model, cgov__roll_row_of(model, &roll), record->elector, (uint32_t)record->number);
}

static void left_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    if (subject->item.row) plan->need.stays += cgov__entry_left(plan->model, left_row(plan->model, record));
}

/* ---- applied ---- */

static void entered_apply(struct model *model, const struct record *record) {
    struct roll_at roll;
    uint32_t row = (uint32_t)record->roll_row;
    struct entered entered = {.elector = record->elector,
                              .entry = record->entry,
                              .place = record->slot,
                              .met = (uint32_t)record->met,
                              .seq = record->seq,
                              .area = record->amount,
                              .units = (uint32_t)record->units,
                              .number = (uint32_t)record->number,
                              .choice = record->choice,
                              .line = (uint8_t)record->line};
    struct blob name;
    if ((row == 0 || record->details.len > 0 || record->said.len > 0) && !cgov__roll_applied(model, record, &roll))
        return;
    if (record->details.len > 0) {
        const struct procedure *procedure = cgov__procedure_of(model, roll.item);
        if (cgov__kept_of(model, &roll, &record->details, &entered.kept, &name) && name.len > 0)
            entered.kept = cgov__symbol_make(model, (const char *)name.ptr, name.len);
        entered.weight = cgov__weight_of(procedure, roll.index, &record->details);
        entered.cost = cgov__cost_of(procedure, roll.index, &record->details);
    }
    if (row == 0) row = cgov__roll_row_make(model, &roll);
    if (record->waits != 0) {
        const uint32_t number = cgov__entry_touch(model, row, &entered);
        cgov__wait_put(model, row, number, cgov__id_row(record->actor), cgov__wait_same(record));
        return;
    }
    if (record->said.len > 0) entered.said = cgov__saying_make(model, row, cgov__said_kind(roll.roll), &record->said);
    cgov__entry_put(model, row, &entered);
}

static void left_apply(struct model *model, const struct record *record) {
    cgov__entry_take(model, left_row(model, record), record->seq);
}

const struct entity cgov__entity_entered = {enter_admit, entered_valid, entered_need, entered_apply,
                                            cgov__rolls_digest};
const struct entity cgov__entity_left = {leave_admit, left_valid, left_need, left_apply, NULL};
