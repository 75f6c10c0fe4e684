/* Who may be on a roll, and who enters them. What is asked of the elector comes after who acts, so whoever may not
 * enter somebody does not learn whether they are entered. */
#include "entities/roll.h"

#include "entities/days.h"
#include "entities/owners.h"
#include "entities/say_who.h"
#include "model/entry_places.h"
#include "model/stays.h"

/* ---- who may be on it ---- */

static bool of_role(const struct model *model, const struct roll_at *roll, const struct who *who, uint64_t elector,
                    int64_t time) {
    uint32_t role = model->adoptions[roll->item->rulebook - 1]->roles[who->role];
    return cgov__holds(model, cgov__id_row(elector), role, cgov__who_organization(model, roll->item, who), time);
}

static bool of_residents(const struct model *model, const struct roll_at *roll, const struct who *who,
                         uint64_t elector) {
    uint32_t organization = cgov__who_organization(model, roll->item, who);
    return organization != 0 &&
           cgov__below(model, cgov__resident(model, cgov__id_number(elector))->parent, organization);
}

static bool lets(const struct model *model, const struct roll_at *roll, const struct roll_of *of, uint64_t elector,
                 int64_t time) {
    if (of->kind == OF_OWNERS) return cgov__owns(model, elector, cgov__who_organization(model, roll->item, &of->who));
    if (cgov__id_kind(elector) != CGOV_KIND_RESIDENT) return false;
    if (of->kind == OF_ROLE) return of_role(model, roll, &of->who, elector, time);
    return of->kind == OF_ANYONE || of_residents(model, roll, &of->who, elector);
}

/* The rolls of one item: those that were led to, of them those to ask yet; and the one above to go on from. */
struct asked {
    uint32_t seen, next; /* bit r */
    struct roll_at above;
};

/* One line of a roll lets them be on it; else what it leads to is asked, where it says `still`. */
static bool of_roll(const struct model *model, const struct roll_at *roll, const struct roll_of *of, uint64_t elector,
                    struct asked *asked) {
    struct roll_at other;
    if (!cgov__roll_named(model, roll->item, roll->number, &of->roll, &other) ||
        !cgov__stands_on(model, &other, elector))
        return false;
    if (!of->still) return true;
    if (cgov__left_out(model, &other, elector)) return false;
    if (other.item != roll->item) {
        asked->above = other;
        return false;
    }
    asked->next |= UINT32_C(1) << other.index & ~asked->seen;
    asked->seen |= UINT32_C(1) << other.index;
    return false;
}

/* The roll that a line leads to: of the same item, as a rule, and no other's list. */
static inline bool roll_led_to(const struct model *model, const struct roll_at *roll, const struct roll_ref *ref,
                               struct roll_at *out) {
    const struct roll *own = ref->roll == NONE ? NULL : roll->roll - roll->index + ref->roll;
    if (!own || own->same) return cgov__roll_named(model, roll->item, roll->number, ref, out);
    *out = (struct roll_at){roll->item, roll->number, own, ref->roll};
    return true;
}

/* A line that asks no further lets them be on it, as most do that let somebody. */
static bool lets_at_once(const struct model *model, const struct roll_at *roll, uint64_t elector, int64_t time,
                         bool *goes_on, uint32_t *met) {
    struct roll_at other;
    *goes_on = false;
    for (uint8_t i = 0; i < roll->roll->of_count; i++) {
        const struct roll_of *of = &roll->roll->of[i];
        if (of->kind == OF_ROLL && of->still)
            *goes_on = true;
        else if (of->kind != OF_ROLL
                     ? lets(model, roll, of, elector, time)
                     : roll_led_to(model, roll, &of->roll, &other) && cgov__stands_as(model, &other, elector, met))
            return true;
    }
    return false;
}

/* Each roll is asked once. Lines that lead above all name the same roll there, so each item on the way up has one to go
 * on from. */
static bool lets_still(const struct model *model, const struct roll_at *roll, uint64_t elector, int64_t time) {
    struct asked asked = {.above = *roll};
    while (asked.above.item) {
        struct roll_at at = asked.above;
        const struct procedure *procedure = cgov__procedure_of(model, at.item);
        asked = (struct asked){.seen = UINT32_C(1) << at.index, .next = UINT32_C(1) << at.index};
        while (asked.next != 0) {
            for (at.index = 0; (asked.next >> at.index & 1) == 0;) at.index++;
            asked.next &= asked.next - 1;
            at.roll = &procedure->rolls[at.index];
            for (uint8_t i = 0; i < at.roll->of_count; i++) {
                const struct roll_of *of = &at.roll->of[i];
                if (of->kind == OF_ROLL ? of_roll(model, &at, of, elector, &asked)
                                        : lets(model, &at, of, elector, time))
                    return true;
            }
        }
    }
    return false;
}

bool cgov__may_be_on(const struct model *model, const struct roll_at *roll, uint64_t elector, int64_t time,
                     uint32_t *met) {
    bool goes_on;
    return lets_at_once(model, roll, elector, time, &goes_on, met) ||
           (goes_on && lets_still(model, roll, elector, time));
}

bool cgov__left_out_as_party(const struct model *model, const struct roll_at *roll, uint64_t elector) {
    const struct procedure *procedure = cgov__procedure_of(model, roll->item);
    for (uint8_t p = 0; roll->roll->not_parties >> p != 0; p++)
        if ((roll->roll->not_parties >> p & 1) != 0 && roll->item->parties[p] != 0 &&
            cgov__id(cgov__party_kind(procedure, p), roll->item->parties[p]) == elector)
            return true;
    return false;
}

bool cgov__left_out(const struct model *model, const struct roll_at *roll, uint64_t elector) {
    if ((roll->roll->not_parties | roll->roll->not_rolls) == 0) return false;
    if (cgov__left_out_as_party(model, roll, elector)) return true;
    for (uint8_t r = 0; roll->roll->not_rolls >> r != 0; r++) {
        struct roll_at other;
        if ((roll->roll->not_rolls >> r & 1) != 0 && cgov__roll_at(model, roll->item, roll->number, r, &other) &&
            cgov__stands_on(model, &other, elector))
            return true;
    }
    return false;
}

/* ---- who enters ---- */

static bool is_proxy(const struct asking *asking, const struct maker *maker) {
    struct roll_at named;
    if (!cgov__roll_named(asking->model, asking->roll.item, asking->roll.number, &maker->roll, &named)) return false;
    uint32_t row = cgov__roll_row_of(asking->model, &named);
    const uint32_t found = cgov__entry_find(asking->model, row, asking->elector, 0);
    const struct entry *entry = cgov__entry(asking->model, found);
    const uint32_t kept = !entry || !entry->standing ? 0 : cgov__entry_beside(asking->model, found, BESIDE_KEPT);
    return kept != 0 && kept == cgov__id_row(asking->actor);
}

static bool is_maker(const struct asking *asking, const struct maker *maker) {
    const struct model *model = asking->model;
    const struct item *item = asking->roll.item;
    switch (maker->kind) {
    case MAKER_SELF:
        return asking->actor == asking->elector;
    case MAKER_ROLE_OF_SELF:
        return cgov__id_kind(asking->elector) == CGOV_KIND_ORGANIZATION &&
               cgov__holds(model, cgov__id_row(asking->actor),
                           model->adoptions[item->rulebook - 1]->roles[maker->who.role], cgov__id_row(asking->elector),
                           asking->time);
    case MAKER_PROXY:
        return is_proxy(asking, maker);
    default:
        return cgov__is_who(model, item, &maker->who, asking->actor, asking->time);
    }
}

static bool is_excluded(const struct asking *asking, const struct maker *maker) {
    const struct item *item = asking->roll.item;
    const struct procedure *procedure = cgov__procedure_of(asking->model, item);
    for (uint8_t p = 0; maker->who.excluded >> p != 0; p++)
        if ((maker->who.excluded >> p & 1) != 0 &&
            cgov__leaves_out(asking->model, item, procedure, p, cgov__id_row(asking->actor), asking->time))
            return true;
    return false;
}

bool cgov__roll_day_is(const struct model *model, const struct roll_at *roll, int64_t time) {
    if (roll->roll->day == NONE) return true;
    const uint32_t day = cgov__kept(cgov__procedure_of(model, roll->item), roll->item, roll->roll->day);
    return cgov__day_has_come(model, day, time) && !cgov__day_is_over(model, day, time);
}

bool cgov__roll_open(const struct roll_at *roll) {
    for (uint8_t b = 0; b < roll->roll->by_count; b++)
        if (cgov__line_open(roll, &roll->roll->by[b])) return true;
    return false;
}

/* A line of the elector's own is the actor's for them, open or not. */
static bool acts_for(const struct asking *asking, const struct maker *makers, uint8_t count) {
    for (uint8_t b = 0; b < count; b++)
        if (makers[b].kind != MAKER_WHO && is_maker(asking, &makers[b])) return true;
    return false;
}

/* Of the elector's own lines, and who acts for them; or of those who hold office. Nobody is one of the two persons
 * whom a line asks for, for themselves. */
static uint8_t maker_among(const struct asking *asking, const struct maker *makers, uint8_t count, bool office,
                           uint32_t *excluded) {
    for (uint8_t b = 0; b < count; b++) {
        const struct maker *maker = &makers[b];
        if ((maker->kind == MAKER_WHO) != office || !cgov__line_open(&asking->roll, maker)) continue;
        if (!is_maker(asking, maker) || (office && maker->twice && acts_for(asking, makers, count))) continue;
        if (maker->who.excluded == 0 || !is_excluded(asking, maker)) return b;
        *excluded = maker->line;
    }
    return NONE;
}

/* A teller who votes as an owner brings their own ballot, not a paper. */
uint8_t cgov__maker_of(const struct asking *asking, const struct maker *makers, uint8_t count, uint32_t *excluded) {
    *excluded = 0;
    const uint8_t own = maker_among(asking, makers, count, false, excluded);
    return own != NONE ? own : maker_among(asking, makers, count, true, excluded);
}

bool cgov__maker_of_others(const struct asking *asking, const struct maker *makers, uint8_t count) {
    for (uint8_t b = 0; b < count; b++) {
        if (makers[b].kind != MAKER_WHO || !cgov__line_open(&asking->roll, &makers[b])) continue;
        if (is_maker(asking, &makers[b]) && !is_excluded(asking, &makers[b])) return true;
    }
    return false;
}

int32_t cgov__refuse_asked(const struct asking *asking, uint32_t reason, uint32_t line, struct refusal *why,
                           const char *message) {
    return cgov__refuse_rule(why, reason, asking->roll.item->rulebook, line, asking->roll.roll->cites, message);
}

int32_t cgov__refuse_elector(const struct asking *asking, uint32_t line, struct refusal *why, const char *form) {
    char message[96];
    cgov__format(message, sizeof message, form, asking->elector, asking->roll.roll->name);
    return cgov__refuse_asked(asking, CGOV_R_ELECTOR, line, why, message);
}

/* Where the roll's row knows its base, nothing but that is asked. */
static inline bool may_enter(struct asking *asking) {
    const struct model *model = asking->model;
    const bool straight = asking->row && cgov__roll_straight(model, asking->row);
    const struct roll_row *base = !straight ? NULL : cgov__roll_row(model, asking->row->base);
    if (!base || base->numbers != 0)
        return cgov__may_be_on(model, &asking->roll, asking->elector, asking->time, &asking->met);
    asking->met = cgov__line_of_all(base, asking->elector);
    if (asking->met != 0) return true;
    asking->met = cgov__entry_seek_on(model, base, asking->row->base, asking->elector, 0, NULL);
    const struct entry *entry = cgov__entry(model, asking->met);
    return entry && entry->standing;
}

/* The first line that would let the actor enter them in another state: then it is the state that refuses. */
static const struct maker *maker_elsewhere(const struct asking *asking) {
    const struct roll *roll = asking->roll.roll;
    for (uint8_t b = 0; b < roll->by_count; b++)
        if (!cgov__line_open(&asking->roll, &roll->by[b]) && is_maker(asking, &roll->by[b]) &&
            !is_excluded(asking, &roll->by[b]))
            return &roll->by[b];
    return NULL;
}

/* No line lets the actor enter them: for the state, for being excluded, for who they are. */
COLD static int32_t refuse_entry(const struct asking *asking, uint32_t excluded, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    char message[sizeof why->message];
    if (!cgov__roll_open(&asking->roll))
        return cgov__refuse_asked(asking, CGOV_R_ROLL, roll->line, why, "nobody is entered on this roll in this state");
    if (excluded != 0)
        return cgov__refuse_asked(asking, CGOV_R_SELF, excluded, why, "the actor is the very one this line excludes");
    const struct maker *elsewhere = maker_elsewhere(asking);
    if (elsewhere)
        cgov__say_closed(asking, elsewhere, message, sizeof message);
    else
        cgov__say_makers(asking, roll->by, roll->by_count, "they are entered on", message, sizeof message);
    return cgov__refuse_asked(asking, elsewhere ? CGOV_R_ROLL : CGOV_R_ACTOR,
                              elsewhere ? elsewhere->line : roll->by[0].line, why, message);
}

COLD static int32_t refuse_day(const struct asking *asking, struct refusal *why) {
    char message[sizeof why->message];
    cgov__say_day_of(asking, message, sizeof message);
    return cgov__refuse_asked(asking, CGOV_R_DAY, asking->roll.roll->line, why, message);
}

int32_t cgov__enter_ask(struct asking *asking, uint8_t *line_out, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    uint32_t excluded = 0;
    const uint8_t line = cgov__by_self(asking) ? 0 : cgov__maker_of(asking, roll->by, roll->by_count, &excluded);
    if (line == NONE) return refuse_entry(asking, excluded, why);
    if (!cgov__roll_day_is(asking->model, &asking->roll, asking->time)) return refuse_day(asking, why);
    if ((roll->not_parties | roll->not_rolls) != 0 && cgov__left_out(asking->model, &asking->roll, asking->elector))
        return cgov__refuse_asked(asking, CGOV_R_EXCLUDED, roll->line, why, "the roll leaves them out");
    if (!may_enter(asking))
        return cgov__refuse_elector(asking, roll->of[0].line, why, "%u is none of those who may be on `%s`");
    *line_out = line;
    return CGOV_OK;
}

/* ---- what they weigh ---- */

/* The one at the top, where a household is part of another. */
static uint32_t household_of(const struct model *model, const struct resident *resident) {
    uint32_t household = resident->household;
    const struct unit *unit;
    while ((unit = cgov__unit(model, household)) && unit->household != 0) household = unit->household;
    return household;
}

/* What they own in any of the places that the base's lines name, or below: each unit once. */
static void weigh_owned(const struct model *model, const struct roll_at *base, uint64_t elector, uint64_t *units,
                        uint64_t *area) {
    uint32_t places[MAX_OF], count = 0;
    for (uint8_t i = 0; i < base->roll->of_count; i++)
        if (base->roll->of[i].kind == OF_OWNERS)
            places[count++] = cgov__who_organization(model, base->item, &base->roll->of[i].who);
    const struct unit *unit;
    for (uint32_t n = cgov__units_of(model, elector); (unit = cgov__unit(model, n)); n = unit->next_of_owner) {
        uint32_t at = 0;
        while (at < count && !cgov__below(model, unit->parent, places[at])) at++;
        if (at == count) continue;
        ++*units;
        *area += unit->area;
    }
}

void cgov__weigh(const struct model *model, const struct roll_at *base, uint64_t elector, uint64_t *units,
                 uint64_t *area) {
    const uint8_t axes = base->roll->axes;
    *units = *area = 0;
    if ((axes & (1u << AXIS_UNITS | 1u << AXIS_AREA)) == 0) return;
    if (cgov__roll_owned(base->roll))
        weigh_owned(model, base, elector, units, area);
    else if (cgov__id_kind(elector) == CGOV_KIND_RESIDENT)
        *units = household_of(model, cgov__resident(model, cgov__id_number(elector)));
    if ((axes >> AXIS_UNITS & 1) == 0) *units = 0;
    if ((axes >> AXIS_AREA & 1) == 0) *area = 0;
}

/* ---- who sees the item for it ---- */

static inline bool stood(const struct model *model, const struct roll_at *roll, uint64_t elector, uint64_t seq) {
    return seq == UINT64_MAX ? cgov__stands_on(model, roll, elector) : cgov__stood_on(model, roll, elector, seq);
}

uint64_t cgov__stands_for(const struct model *model, const struct roll_at *roll, uint64_t reader, int64_t time,
                          uint64_t seq) {
    const struct roll_row *row = reader == 0 ? NULL : cgov__roll_row(model, cgov__roll_row_of(model, roll));
    if (!row || stood(model, roll, reader, seq)) return row ? reader : 0;
    uint32_t organization = 0;
    while (row->owned && (organization = cgov__works_from(model, cgov__id_row(reader), organization + 1, time)) != 0)
        if (stood(model, roll, cgov__id(CGOV_KIND_ORGANIZATION, organization), seq))
            return cgov__id(CGOV_KIND_ORGANIZATION, organization);
    return 0;
}

/* Somebody on the roll names the reader, as a proxy is: they stand in for them. */
static bool is_named(const struct model *model, const struct roll_at *roll, uint64_t reader) {
    uint8_t kept = roll->roll->kept;
    return kept != NONE && cgov__procedure_of(model, roll->item)->details[kept].type == CGOV_DETAIL_RESIDENT &&
           cgov__roll_kept(model, cgov__roll_row_of(model, roll), cgov__id_row(reader)) > 0;
}

bool cgov__acts_for(const struct model *model, uint64_t elector, uint64_t reader, int64_t time) {
    const uint32_t number = cgov__id_row(elector);
    if (cgov__id_kind(elector) != CGOV_KIND_ORGANIZATION) return reader != 0 && reader == elector;
    return reader != 0 && cgov__works_from(model, cgov__id_row(reader), number, time) == number;
}

bool cgov__entry_names(const struct model *model, const struct roll_at *roll, uint32_t entry, uint64_t reader) {
    const uint8_t kept = roll->roll->ballot ? NONE : roll->roll->kept;
    return kept != NONE && reader != 0 && cgov__entry(model, entry)->standing &&
           cgov__procedure_of(model, roll->item)->details[kept].type == CGOV_DETAIL_RESIDENT &&
           cgov__entry_beside(model, entry, BESIDE_KEPT) == cgov__id_row(reader);
}

static bool enters_others(const struct model *model, const struct item *item, const struct roll *roll, uint64_t reader,
                          int64_t time) {
    for (uint8_t b = 0; b < roll->by_count; b++)
        if (roll->by[b].kind == MAKER_WHO && roll->by[b].who.kind != WHO_ANYONE &&
            cgov__is_who(model, item, &roll->by[b].who, reader, time))
            return true;
    return false;
}

bool cgov__records_on(const struct model *model, const struct roll_at *roll, uint64_t reader, int64_t time) {
    const struct procedure *procedure = cgov__procedure_of(model, roll->item);
    for (uint8_t r = 0; r < procedure->roll_count; r++) {
        const struct roll *other = &procedure->rolls[r];
        bool asked = r == roll->index;
        for (uint8_t b = 0; b < other->by_count; b++)
            asked |= other->by[b].kind == MAKER_PROXY && other->by[b].roll.roll == roll->index;
        if (asked && enters_others(model, roll->item, other, reader, time)) return true;
    }
    return false;
}

/* They enter others here as a party of what is above, or for whoever names them on a roll there. */
static bool enters_from_above(const struct model *model, const struct roll_at *roll, uint64_t reader, int64_t time) {
    for (uint8_t b = 0; b < roll->roll->by_count; b++) {
        const struct maker *maker = &roll->roll->by[b];
        struct roll_at named;
        if (maker->kind == MAKER_WHO && maker->who.kind == WHO_PARTY &&
            cgov__is_who(model, roll->item, &maker->who, reader, time))
            return true;
        if (maker->kind == MAKER_PROXY && maker->roll.roll == NONE &&
            cgov__roll_named(model, roll->item, roll->number, &maker->roll, &named) && is_named(model, &named, reader))
            return true;
    }
    return false;
}

static enum view view_by(const struct model *model, const struct roll_at *roll, uint64_t reader, int64_t time) {
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, roll));
    if (row && row->heads > 0 && is_named(model, roll, reader)) return VIEW_REPORTER;
    if (row && row->heads > 0 && cgov__stands_for(model, roll, reader, time, UINT64_MAX) != 0) return VIEW_REPORTER;
    if (enters_from_above(model, roll, reader, time)) return VIEW_REPORTER;
    bool could = cgov__roll_open(roll) && cgov__may_be_on(model, roll, reader, time, NULL) &&
                 !cgov__left_out(model, roll, reader);
    return could ? VIEW_PUBLIC : VIEW_NONE;
}

enum view cgov__view_by_roll(const struct model *model, const struct item *item, uint64_t reader, int64_t time) {
    uint8_t count = cgov__procedure_of(model, item)->roll_count;
    enum view best = VIEW_NONE;
    for (uint8_t r = 0; r < count && best != VIEW_REPORTER; r++) {
        struct roll_at roll;
        if (!cgov__roll_at(model, item, 0, r, &roll)) continue;
        enum view view = view_by(model, &roll, reader, time);
        if (view > best) best = view;
    }
    return best;
}
