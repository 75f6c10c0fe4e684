/* Who may be on a roll, who enters them and takes them out: what a text says of it, asked of people and offices as they
 * are. Pure. */
#ifndef CGOV_SRC_ROLL_H
#define CGOV_SRC_ROLL_H

#include "entities/access.h"
#include "entities/plan.h"
#include "model/roll_rows.h"

/* Asked about one elector, by one actor, at one instant. */
struct asking {
    const struct model *model;
    struct roll_at roll;
    uint64_t elector, actor;
    int64_t time;
    uint32_t met; /* the entry by which the elector may be on the roll, as cgov__stands_as has it */
    uint32_t row_number;
    const struct roll_row *row; /* the roll's; NULL: nobody was ever on it, or who asks does not say */
};

/* One of the roll's lines `of` lets them be on it. */
bool cgov__may_be_on(const struct model *model, const struct roll_at *roll, uint64_t elector, int64_t time,
                     uint32_t *met_or_null);
/* A word of `not` leaves them out. */
bool cgov__left_out(const struct model *model, const struct roll_at *roll, uint64_t elector);
bool cgov__left_out_as_party(const struct model *model, const struct roll_at *roll, uint64_t elector);
/* Who stands on it could come on it now: what `still` asks. */
static inline bool cgov__may_still(const struct model *model, const struct roll_at *roll, uint64_t elector,
                                   int64_t time) {
    return !cgov__left_out(model, roll, elector) && cgov__may_be_on(model, roll, elector, time, NULL);
}
/* The first of these lines, open in the item's state, by which the actor may act on the elector; NONE: none. Where one
 * names the actor but excludes them, *excluded is its line. */
uint8_t cgov__maker_of(const struct asking *asking, const struct maker *makers, uint8_t count, uint32_t *excluded);
/* One of these lines, open in the item's state, lets the actor act on others than themselves, whoever those are. */
bool cgov__maker_of_others(const struct asking *asking, const struct maker *makers, uint8_t count);
/* It is on no day, or on this one. */
bool cgov__roll_day_is(const struct model *model, const struct roll_at *roll, int64_t time);
/* Some line `by` is open in the item's present state. */
bool cgov__roll_open(const struct roll_at *roll);
/* Refuses what is asked, by that line of its rulebook. */
int32_t cgov__refuse_asked(const struct asking *asking, uint32_t reason, uint32_t line, struct refusal *why,
                           const char *message);
/* The same for who the elector is; form says it of the elector and the roll. */
int32_t cgov__refuse_elector(const struct asking *asking, uint32_t line, struct refusal *why, const char *form);
/* The line is open in the item's state. */
static inline bool cgov__line_open(const struct roll_at *roll, const struct maker *maker) {
    return ((maker->in != 0 ? maker->in : roll->roll->in) >> roll->item->state & 1) != 0;
}
/* They enter themselves, by the first line, as most do. */
static inline bool cgov__by_self(const struct asking *asking) {
    const struct roll *roll = asking->roll.roll;
    return roll->by_count != 0 && roll->by[0].kind == MAKER_SELF && asking->actor == asking->elector &&
           roll->by[0].who.excluded == 0 && cgov__line_open(&asking->roll, &roll->by[0]);
}
/* Whether the elector could be entered now by the actor, before any detail; CGOV_OK, or the refusal. What lets most
 * enter is asked in line: themselves, on a roll that leaves out nobody, is on no day, and whose row leads to a base on
 * which all stand. */
int32_t cgov__enter_ask(struct asking *asking, uint8_t *line_out, struct refusal *why);
static inline int32_t cgov__enter_explain(struct asking *asking, uint8_t *line_out, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const struct roll_row *row = asking->row;
    const bool straight = row && cgov__roll_straight(asking->model, row) && cgov__by_self(asking) &&
                          roll->day == NONE && (roll->not_parties | roll->not_rolls) == 0;
    const struct roll_row *base = !straight ? NULL : cgov__roll_row(asking->model, row->base);
    if (!base || (asking->met = cgov__line_of_all(base, asking->elector)) == 0)
        return cgov__enter_ask(asking, line_out, why);
    *line_out = 0;
    return CGOV_OK;
}

/* That by this line they find room: what stands gives way, and the roll is not full. What one value of a detail may
 * hold at most is not known before the details. */
int32_t cgov__enter_room(const struct asking *asking, uint8_t line, struct refusal *why);
/* What a line of a base weighs besides one head, as of now. */
void cgov__weigh(const struct model *model, const struct roll_at *base, uint64_t elector, uint64_t *units,
                 uint64_t *amount);

/* Whom the reader stands for on the roll: themselves, or an organization in which they hold office now; after the frame
 * that ended with the record seq, or, UINT64_MAX, now. 0: nobody. */
uint64_t cgov__stands_for(const struct model *model, const struct roll_at *roll, uint64_t reader, int64_t time,
                          uint64_t seq);
/* The elector is the reader, or an organization in which they hold office. */
bool cgov__acts_for(const struct model *model, uint64_t elector, uint64_t reader, int64_t time);
/* The entry stands and names the reader, as a proxy. */
bool cgov__entry_names(const struct model *model, const struct roll_at *roll, uint32_t entry, uint64_t reader);
/* By an office or as a party, in whatever state, the reader enters others on the roll, or on one where those do whom it
 * names as proxies. */
bool cgov__records_on(const struct model *model, const struct roll_at *roll, uint64_t reader, int64_t time);

/* How a resident sees an item for being on one of its rolls, or for what they could be: VIEW_REPORTER, VIEW_PUBLIC, or
 * VIEW_NONE. What keeps an item secret is asked before. */
enum view cgov__view_by_roll(const struct model *model, const struct item *item, uint64_t reader, int64_t time);

#endif
