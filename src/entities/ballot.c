/* Ballots: whether their choices, as a command brings them (choice.h), are what their roll asks; bundles, which bring
 * them as sums (read in bundle.c).
 *
 * Invariant: no elector is counted twice. Whom a bundle is for has no ballot of their own besides: when it comes, it is
 * no more than those who have none; once it stands, none of those can cast one. */
#include "entities/ballot.h"

#include "base/sort.h"
#include "base/text.h"
#include "entities/asked.h"
#include "entities/bundle.h"
#include "entities/entities.h"
#include "entities/say_who.h"
#include "entities/sealed.h"
#include "model/bundle_rows.h"
#include "rules/rows_by_name.h"

/* ---- read ---- */

/* The first place named where no candidate stands on their roll; 0: they all do. */
static uint32_t nobody_at(const struct asking *asking, uint64_t choices) {
    const struct model *model = asking->model;
    struct roll_at from;
    const bool named = cgov__roll_named(model, asking->roll.item, asking->roll.number, &asking->roll.roll->from, &from);
    const struct roll_row *row = !named ? NULL : cgov__roll_row(model, cgov__roll_row_of(model, &from));
    const struct entry *entry = !row ? NULL : cgov__entry(model, row->first);
    uint32_t place = 1;
    for (choices >>= CGOV_CHOICE_INVALID; choices != 0; choices >>= 1, place++) {
        if ((choices & 1) != 0 && (!entry || !entry->standing)) return place;
        if (entry) entry = cgov__entry(model, entry->next);
    }
    return 0;
}

static int32_t refuse_place(const struct asking *asking, const char *what, uint32_t place, struct refusal *why) {
    char message[96];
    cgov__format(message, sizeof message, "the %s names place %u, where no candidate stands", what, (uint64_t)place);
    return cgov__refuse_asked(asking, CGOV_R_CHOICE, asking->roll.roll->line, why, message);
}

/* How many candidates one ballot may name: as many as the rules over it say, else as there are seats to be filled. */
static uint32_t most_names(const struct asking *asking) {
    const struct roll_at *at = &asking->roll;
    const struct procedure *procedure = cgov__procedure_of(asking->model, at->item);
    if (at->roll->names != 0) return at->roll->names;
    if (at->roll->options) return MAX_CANDIDATES;
    for (uint8_t d = 0; d < procedure->decision_count && procedure->seats_kept != NONE; d++) {
        const struct decision *decision = &procedure->decisions[d];
        const uint32_t seats = cgov__kept(procedure, at->item, procedure->seats_kept);
        struct roll_at into;
        if (decision->over != at->index || seats == 0) continue;
        const bool seated =
            decision->into != NONE && cgov__roll_at(asking->model, at->item, at->number, decision->into, &into);
        const struct roll_row *row =
            seated ? cgov__roll_row(asking->model, cgov__roll_row_of(asking->model, &into)) : NULL;
        return !row ? seats : row->heads < seats ? seats - row->heads : 0;
    }
    return MAX_CANDIDATES;
}

static int32_t refuse_choice(const struct asking *asking, struct refusal *why, const char *message) {
    return cgov__refuse_asked(asking, CGOV_R_CHOICE, asking->roll.roll->line, why, message);
}

static int32_t check_names(const struct asking *asking, uint32_t names, struct refusal *why) {
    const uint32_t most = most_names(asking);
    char message[160];
    if (names <= most) return CGOV_OK;
    cgov__format(message, sizeof message,
                 "the choice names %u candidates, and may name %u: more make a ballot `invalid`", (uint64_t)names,
                 (uint64_t)most);
    return refuse_choice(asking, why, message);
}

/* All points together, by area and by weight, stay far from overflowing. */
static bool can_be_counted(const struct asking *asking) {
    const uint64_t most = INT64_MAX / 2 / SAID_MOST;
    struct roll_at base;
    if (!cgov__roll_base(asking->model, &asking->roll, &base)) return true;
    const struct roll_row *row = cgov__roll_row(asking->model, cgov__roll_row_of(asking->model, &base));
    return !row || (row->area <= most && row->weight <= most);
}

static int32_t check_points(const struct asking *asking, const struct given_places *given, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const bool each = roll->ask == ASK_SCORE;
    const uint32_t points = each ? given->most : given->sum;
    char message[160];
    if (!can_be_counted(asking))
        return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "the roll's weights would be more than can be counted");
    if (points <= roll->points) return CGOV_OK;
    cgov__format(message, sizeof message,
                 each ? "the choice gives a candidate %u points, and may give each %u: more make a ballot `invalid`"
                      : "the choice gives %u points, and may give %u in all: more make a ballot `invalid`",
                 (uint64_t)points, (uint64_t)roll->points);
    return refuse_choice(asking, why, message);
}

static int32_t refuse_unread(const struct asking *asking, struct refusal *why) {
    static const char *const asked[] = {
        [SAID_NONE] = "the choice is neither blank nor invalid, nor places on the roll of candidates, each once",
        [SAID_POINTS] = "the choice is neither blank nor invalid, nor points by places on the roll of candidates, as "
                        "`1:5 4:2`, each place once",
        [SAID_ORDER] = "the choice is neither blank nor invalid, nor an order of places on the roll of candidates, as "
                       "`3 1 2`, each once"};
    char choices[96], message[160];
    if (cgov__from_candidates(asking->roll.roll))
        return refuse_choice(asking, why, asked[cgov__said_kind(asking->roll.roll)]);
    cgov__choices_list(asking->roll.roll, "and", choices, sizeof choices);
    cgov__format(message, sizeof message, "the choice is none of %s", choices);
    return refuse_choice(asking, why, message);
}

static void put_said(const struct given_places *given, enum said_kind kind, struct buf *said) {
    for (uint32_t place = 1; kind == SAID_POINTS && place <= MAX_CANDIDATES; place++)
        if ((given->met >> (place - 1) & 1) != 0)
            cgov__said_put(said, kind, &(struct said_one){place, given->points[place], 0});
    for (uint32_t i = 0; kind == SAID_ORDER && i < given->count; i++)
        cgov__said_put(said, kind, &(struct said_one){given->places[i], 0, 0});
}

/* One that names nobody. */
static int32_t choose_named(const struct asking *asking, uint32_t choice, uint64_t *choice_out, struct buf *said,
                            struct refusal *why) {
    const enum said_kind kind = cgov__said_kind(asking->roll.roll);
    char choices[96], message[160];
    if (kind == SAID_NONE)
        *choice_out = cgov__choice_bit(choice);
    else
        cgov__said_put(said, kind, &(struct said_one){0, choice, 0});
    if (cgov__is_asked(asking->roll.roll, choice)) return CGOV_OK;
    cgov__choices_list(asking->roll.roll, "or", choices, sizeof choices);
    cgov__format(message, sizeof message, "no rule over these ballots asks for `%s`: the choice is %s",
                 cgov__value_name(CGOV_ENUM_CHOICE, choice), choices);
    return refuse_choice(asking, why, message);
}

int32_t cgov__choice_read(const struct asking *asking, const struct command *command, uint64_t *choice_out,
                          struct buf *said, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const struct blob text = cgov__detail_text(command, CGOV_FIELD_CHOICE);
    const enum said_kind kind = cgov__said_kind(roll);
    if (kind == SAID_SEALED) return cgov__sealed_read(&text, choice_out, said);
    const bool from = cgov__from_candidates(roll);
    const uint32_t choice = cgov__choice_named(&text, from);
    struct given_places given;
    *choice_out = 0;
    if (choice != 0) return choose_named(asking, choice, choice_out, said, why);
    if (!from || !cgov__places_read(text, kind == SAID_POINTS, &given)) return refuse_unread(asking, why);
    const uint32_t empty = nobody_at(asking, given.met << CGOV_CHOICE_INVALID);
    if (empty != 0) return refuse_place(asking, "choice", empty, why);
    if (kind == SAID_NONE)
        *choice_out = given.met << CGOV_CHOICE_INVALID;
    else
        put_said(&given, kind, said);
    return kind == SAID_NONE     ? check_names(asking, given.count, why)
           : kind == SAID_POINTS ? check_points(asking, &given, why)
                                 : CGOV_OK;
}

int32_t cgov__ballot_hide(const struct asking *asking, const struct command *command, uint32_t entry, uint8_t line,
                          struct plan *plan, struct record *record, struct refusal *why) {
    const bool sealed = cgov__ballots_sealed(asking->roll.roll);
    return sealed ? cgov__sealed_hide(asking, command, entry, line, plan, record, why)
                  : cgov__confidential_hide(asking, command, entry, line, plan, record, why);
}

/* ---- bundles against ballots ---- */

static bool bundle_roll(const struct asking *asking, struct roll_at *out) {
    const struct roll_at *roll = &asking->roll;
    return cgov__roll_at(asking->model, roll->item, roll->number, roll->roll->bundle.of, out);
}

int32_t cgov__bundle_check(const struct asking *asking, uint32_t roll_row, const struct entry *entry,
                           struct refusal *why) {
    const struct roll_row *row = cgov__roll_row(asking->model, roll_row);
    const struct bundle *bundle = &asking->roll.roll->bundle;
    struct roll_at of;
    if (!row || !row->bundled || bundle->exactly || (entry && entry->standing)) return CGOV_OK;
    return bundle_roll(asking, &of) && cgov__stands_on(asking->model, &of, asking->elector)
               ? cgov__refuse_asked(asking, CGOV_R_BUNDLE, bundle->by.line, why,
                                    "a bundle counts those who had no ballot of their own")
               : CGOV_OK;
}

/* Those on the roll who have no ballot of their own. Of households a bundle says nothing. */
static struct bundle_line without_ballot(const struct model *model, const struct roll_row *ballots,
                                         const struct roll_at *of, const struct roll_row *of_row) {
    struct bundle_line left = {0, of_row->heads, of_row->units, of_row->area, of_row->weight};
    const struct entry *entry;
    for (uint32_t n = !ballots ? 0 : ballots->first; (entry = cgov__entry(model, n)); n = entry->next) {
        if (!entry->standing || !cgov__stands_on(model, of, cgov__entry_elector(entry))) continue;
        const struct weight weight = cgov__entry_weight(model, n);
        left.heads--;
        left.area -= weight.area;
        left.weight -= weight.weight;
        if (of_row->owned) left.units -= weight.units;
    }
    return left;
}

bool cgov__bundle_within(const struct model *model, const struct roll_at *ballots) {
    struct roll_at of;
    const uint32_t number = cgov__roll_row_of(model, ballots);
    const struct roll_row *row = cgov__roll_row(model, number), *of_row;
    const struct choice_row *all = !row || !row->bundled ? NULL : cgov__choice_of(model, number, CHOICE_CAST);
    if (!all || !cgov__roll_at(model, ballots->item, ballots->number, ballots->roll->bundle.of, &of)) return true;
    of_row = cgov__roll_row(model, cgov__roll_row_of(model, &of));
    if (!of_row) return all->bundled_heads == 0;
    const struct bundle_line left = without_ballot(model, row, &of, of_row);
    const struct bundle_line cast = {0, all->bundled_heads, all->bundled_units, all->bundled_area, all->bundled_weight};
    const uint8_t axes = cast.heads == left.heads ? ballots->roll->axes : 0; /* it is of all of them */
    return cgov__line_within(&cast, &left) && ((axes >> AXIS_AREA & 1) == 0 || cast.area == left.area) &&
           ((axes >> AXIS_WEIGHT & 1) == 0 || cast.weight == left.weight);
}

/* What the bundle says by the first axis on which it is not as it may be, or must, and what there is. */
struct misfit {
    uint32_t axis;
    uint64_t says, left;
    bool exactly;
};

/* Only what rules ask must be the same; whatever is said may be no more. */
static bool fits(const struct asking *asking, const struct bundle_line *cast, uint8_t axes, struct misfit *out) {
    const struct model *model = asking->model;
    struct roll_at of;
    const bool there = bundle_roll(asking, &of);
    const struct roll_row *of_row = !there ? NULL : cgov__roll_row(model, cgov__roll_row_of(model, &of));
    const bool exactly = asking->roll.roll->bundle.exactly && of_row;
    struct bundle_line left = {0};
    if (of_row && exactly) left = (struct bundle_line){0, of_row->heads, of_row->units, of_row->area, of_row->weight};
    if (of_row && !exactly) left = without_ballot(model, asking->row, &of, of_row);
    const uint64_t says[] = {cast->heads, cast->units, cast->area, cast->weight};
    const uint64_t there_are[] = {left.heads, left.units, left.area, left.weight};
    for (uint32_t axis = AXIS_HEADS; axis < AXES; axis++) {
        const bool asked = ((axes | 1u) >> axis & 1) != 0;
        *out = (struct misfit){axis, says[axis], there_are[axis], exactly};
        if (exactly ? asked && says[axis] != there_are[axis] : says[axis] > there_are[axis]) return false;
    }
    return there;
}

static int32_t refuse_misfit(const struct asking *asking, const struct misfit *misfit, struct refusal *why) {
    static const char *const of[] = {"ballots", "units", "of area", "of weight"};
    const struct procedure *procedure = cgov__procedure_of(asking->model, asking->roll.item);
    const struct bundle *bundle = &asking->roll.roll->bundle;
    char message[192];
    cgov__format(message, sizeof message,
                 misfit->exactly ? "the bundle says %u %s, and `%s` has %u: it must be as many"
                                 : "the bundle says %u %s, and those on `%s` without a ballot of their own are %u",
                 misfit->says, of[misfit->axis], procedure->rolls[bundle->of].name, misfit->left);
    return cgov__refuse_asked(asking, CGOV_R_BUNDLE, bundle->by.line, why, message);
}

/* ---- what so many weigh ---- */

/* Those whom a bundle may be of: what each weighs on one axis, rising. */
struct weights {
    const uint64_t *each;
    uint32_t count;
    bool at_most; /* no rule over these ballots asks: it may be left out */
};

static uint64_t weight_by(const struct weight *weight, uint8_t axis) {
    return axis == AXIS_UNITS ? weight->units : axis == AXIS_AREA ? weight->area : weight->weight;
}

static bool find_weights(const struct asking *asking, uint8_t axis, struct buf *room, struct weights *out) {
    const struct model *model = asking->model;
    const bool exactly = asking->roll.roll->bundle.exactly;
    struct roll_at of;
    const bool there = bundle_roll(asking, &of);
    const struct roll_row *row = !there ? NULL : cgov__roll_row(model, cgov__roll_row_of(model, &of));
    const struct entry *entry;
    cgov__buf_clear(room);
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        if (!entry->standing) continue;
        const uint32_t ballot =
            exactly ? 0 : cgov__entry_find(model, asking->row_number, cgov__entry_elector(entry), 0);
        if (ballot != 0 && cgov__entry(model, ballot)->standing) continue;
        const struct weight weight = cgov__entry_weight(model, n);
        const uint64_t one = weight_by(&weight, axis);
        cgov__buf_put(room, &one, sizeof one);
    }
    if (room->failed) return false;
    uint64_t *each = (uint64_t *)(void *)room->data;
    *out = (struct weights){each, (uint32_t)(room->len / sizeof *each), (asking->roll.roll->axes >> axis & 1) == 0};
    cgov__sort(each, out->count);
    return true;
}

/* So many of them, who are there, weigh no less than the lightest and no more than the heaviest. */
static bool weighs_so(const struct weights *weights, uint64_t heads, uint64_t sum) {
    uint64_t least = 0, most = 0;
    for (uint32_t i = 0; i < heads; i++) {
        least += weights->at_most ? 0 : weights->each[i];
        most += weights->each[weights->count - 1 - i];
    }
    return least <= sum && sum <= most;
}

static uint64_t sum_by(const struct bundle_line *line, uint8_t axis) {
    return axis == AXIS_UNITS ? line->units : axis == AXIS_AREA ? line->area : line->weight;
}

static int32_t refuse_weight(const struct asking *asking, const struct bundle_line *line, uint8_t axis,
                             struct refusal *why) {
    static const char *const of[] = {"", "units", "of area", "of weight"};
    const struct procedure *procedure = cgov__procedure_of(asking->model, asking->roll.item);
    const struct bundle *bundle = &asking->roll.roll->bundle;
    char says[32], message[192];
    if (line->choice == CHOICE_CAST)
        cgov__format(says, sizeof says, "the bundle");
    else if (line->choice <= CGOV_CHOICE_INVALID)
        cgov__format(says, sizeof says, "`%s`", cgov__value_name(CGOV_ENUM_CHOICE, line->choice));
    else
        cgov__format(says, sizeof says, "place %u", (uint64_t)(line->choice - CGOV_CHOICE_INVALID));
    cgov__format(message, sizeof message,
                 "%s has %u %s for %u ballots, and so many of those on `%s` %s cannot have that", says,
                 sum_by(line, axis), of[axis], line->heads, procedure->rolls[bundle->of].name,
                 bundle->exactly ? "together" : "without a ballot of their own");
    return cgov__refuse_asked(asking, CGOV_R_BUNDLE, bundle->by.line, why, message);
}

/* Each row, and all of them, as so many of those there can weigh; points are no ballots. */
static int32_t check_weights(const struct asking *asking, const struct bundle_read *read,
                             const struct bundle_line *cast, uint8_t axes, struct buf *room, struct refusal *why) {
    const uint32_t last =
        cgov__asked_kind(asking->roll.roll) == SAID_NONE ? (uint32_t)CHOICE_LAST : (uint32_t)CGOV_CHOICE_INVALID;
    struct weights weights;
    for (uint8_t axis = AXIS_UNITS; axis < AXES; axis++) {
        if ((axes >> axis & 1) == 0) continue;
        if (!find_weights(asking, axis, room, &weights)) return CGOV_E_NOMEM;
        struct bundle_line all = *cast;
        all.choice = CHOICE_CAST;
        if (!weighs_so(&weights, all.heads, sum_by(&all, axis))) return refuse_weight(asking, &all, axis, why);
        for (uint32_t choice = CGOV_CHOICE_YES; choice <= last; choice++) {
            struct bundle_line line = read->lines[choice];
            line.choice = choice;
            if (!weighs_so(&weights, line.heads, sum_by(&line, axis))) return refuse_weight(asking, &line, axis, why);
        }
    }
    return CGOV_OK;
}

/* ---- admitted ---- */

static int32_t bundle_explain(const struct asking *asking, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const struct maker *by = &roll->bundle.by;
    uint32_t excluded;
    if (by->kind == 0) return cgov__refuse_asked(asking, CGOV_R_ROLL, roll->line, why, "this roll takes no bundle");
    if ((by->in >> asking->roll.item->state & 1) == 0)
        return cgov__refuse_asked(asking, CGOV_R_ROLL, by->line, why,
                                  "no bundle is brought to this roll in this state");
    if (cgov__maker_of(asking, by, 1, &excluded) != NONE) return CGOV_OK;
    char message[sizeof why->message] = "the actor is the very one this line excludes";
    if (excluded == 0) cgov__say_makers(asking, by, 1, "a bundle is brought to", message, sizeof message);
    return cgov__refuse_asked(asking, excluded != 0 ? CGOV_R_SELF : CGOV_R_ACTOR, by->line, why, message);
}

/* Of households two choices can have one, and a ballot besides: no sums say how many they are of. */
static uint8_t axes_of(const struct asking *asking) {
    struct roll_at base;
    if (!cgov__roll_base(asking->model, &asking->roll, &base)) return 0;
    return cgov__roll_owned(base.roll) ? base.roll->axes : base.roll->axes & (uint8_t) ~(1u << AXIS_UNITS);
}

static bool put_lines(const struct bundle_read *read, struct buf *lines) {
    for (uint32_t choice = 0; choice <= CHOICE_LAST; choice++)
        if (read->lines[choice].heads != 0) cgov__bundle_put_line(lines, &read->lines[choice]);
    return !lines->failed;
}

/* Of a confidential one the record says how many ballots there are, and no more. */
static int32_t hide_bundle(const struct asking *asking, const struct command *command, const struct bundle_read *read,
                           const struct bundle_line *cast, struct plan *plan, struct record *record,
                           struct refusal *why) {
    struct buf *counted = &plan->secrets.counted;
    struct bundle_line all = *cast;
    all.choice = CHOICE_CAST;
    cgov__buf_clear(counted);
    const bool put = put_lines(read, counted);
    cgov__buf_u8(counted, 1);
    if (all.heads != 0) cgov__bundle_put_line(&plan->details, &all);
    if (!put || counted->failed || plan->details.failed) return CGOV_E_NOMEM;
    record->lines = cgov__blob(plan->details.data, (uint32_t)plan->details.len);
    const struct roll *roll = asking->roll.roll;
    const struct secret secret = {(const char *)counted->data, (uint32_t)counted->len, cgov__secret_round(roll, true)};
    int32_t status = cgov__secret_hide(plan, command, &secret, record, why);
    return status || !roll->bundle.by.twice ? status : cgov__secret_waits(asking, 0, &secret, plan, record);
}

static int32_t put_bundle(const struct asking *asking, const struct command *command, const struct bundle_read *read,
                          const struct bundle_line *cast, struct plan *plan, struct record *record,
                          struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    if (cgov__ballots_hidden(roll)) return hide_bundle(asking, command, read, cast, plan, record, why);
    put_lines(read, &plan->details);
    const size_t orders = plan->details.len;
    for (uint32_t o = 0; o < read->order_count; o++) cgov__orders_put(&plan->details, &read->orders[o]);
    const size_t proof = plan->details.len;
    int32_t status = cgov__sealed_proof(asking, command, &plan->details, why);
    if (status) return status;
    if (plan->details.failed || plan->fills.orders.failed) return CGOV_E_NOMEM;
    record->lines = cgov__blob(plan->details.data, (uint32_t)orders);
    record->orders = cgov__blob(plan->details.data + orders, (uint32_t)(proof - orders));
    record->proof = cgov__blob(plan->details.data + proof, (uint32_t)(plan->details.len - proof));
    if (roll->bundle.by.twice) cgov__bundle_agrees(asking, record);
    return CGOV_OK;
}

static int32_t bundle_admit(const struct model *model, const struct command *command, struct plan *plan,
                            struct refusal *why) {
    struct asking asking;
    struct bundle_read read;
    struct bundle_line cast;
    struct misfit misfit;
    int32_t status = cgov__roll_asked(model, command, &asking, why);
    if (!status) status = bundle_explain(&asking, why);
    if (status) return status;
    const struct roll *roll = asking.roll.roll;
    const bool from = cgov__from_candidates(roll);
    const uint8_t axes = axes_of(&asking);
    const struct blob text = cgov__detail_text(command, COMMAND_FIELD_TALLIES);
    cgov__buf_clear(&plan->fills.orders);
    if (!cgov__buf_reserve(&plan->decided, text.len)) return CGOV_E_NOMEM;
    const struct bundle_asked asked = {roll, axes, from ? most_names(&asking) : 0};
    char message[sizeof why->message];
    if (!cgov__bundle_read(text, &asked, plan, &read, message, sizeof message) ||
        !cgov__bundle_adds_up(&read, &asked, &cast, message, sizeof message))
        return cgov__refuse_asked(&asking, CGOV_R_BUNDLE, roll->bundle.by.line, why, message);
    const uint32_t empty = !from ? 0 : nobody_at(&asking, read.said);
    if (empty != 0) return refuse_place(&asking, "bundle", empty, why);
    const bool fit = fits(&asking, &cast, axes, &misfit);
    if (!fit && cgov__ballots_sealed(roll)) return cgov__sealed_misfit(&asking, &cast, axes, why);
    if (!fit) return refuse_misfit(&asking, &misfit, why);
    status = check_weights(&asking, &read, &cast, axes, &plan->fills.households, why);
    if (status) return status;
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_BUNDLED);
    plan->result = command->id;
    record->id = command->id;
    record->roll = asking.roll.index + UINT64_C(1);
    status = put_bundle(&asking, command, &read, &cast, plan, record, why);
    if (!status) cgov__plan_add(plan, record);
    return status;
}

/* ---- judged, and applied ---- */

/* A confidential one says how many there are, or that there are none. */
static bool lines_valid(const struct roll *roll, const struct blob *lines) {
    struct cursor cursor = cgov__cursor(lines->ptr, lines->len);
    struct bundle_line line;
    if (!cgov__ballots_hidden(roll)) return cgov__bundle_valid(lines, cgov__from_candidates(roll));
    return lines->len == 0 ||
           (cgov__bundle_next(&cursor, true, 0, &line) && line.choice == CHOICE_CAST && cursor.at == cursor.end);
}

static bool bundled_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    const struct procedure *procedure = !subject->is_item ? NULL : subject->item.procedure;
    if (!procedure || !subject->goes_on || record->roll - 1 >= procedure->roll_count) return false;
    const struct roll *roll = &procedure->rolls[record->roll - 1];
    return roll->ballot && roll->bundle.by.kind != 0 && record->waits <= (roll->bundle.by.twice ? 1 : 0) &&
           (record->waits == 0 || record->actor != 0) && cgov__secret_valid(record, cgov__ballots_hidden(roll)) &&
           lines_valid(roll, &record->lines) && cgov__sealed_bundle_valid(overlay, roll, record) &&
           (cgov__asked_kind(roll) == SAID_ORDER ? cgov__orders_valid(&record->orders) : record->orders.len == 0);
}

static void bundled_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    cgov__bundle_need(&plan->need, &record->lines, &record->orders, record->waits != 0);
}

static void bundled_apply(struct model *model, const struct record *record) {
    const uint32_t number = cgov__id_row(record->id);
    struct roll_at roll;
    if (!cgov__roll_at(model, cgov__item(model, number), number, (uint8_t)(record->roll - 1), &roll)) return;
    const uint32_t row = cgov__roll_row_make(model, &roll);
    ROW_SEQ_SET(cgov__edit_roll_row(model, row), last_seq, record->seq);
    if (record->waits != 0)
        cgov__wait_put(model, row, 0, cgov__id_row(record->actor), cgov__wait_same(record));
    else
        cgov__bundle_put(model, row, &record->lines, &record->orders);
}

const struct entity cgov__entity_bundled = {bundle_admit, bundled_valid, bundled_need, bundled_apply, NULL};
