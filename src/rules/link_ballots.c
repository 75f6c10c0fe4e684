/* What a ballot roll says of itself, once its procedure is read: that nobody could be counted twice, or not at all.
 *
 * A ballot is of another roll, which says who there is to vote and what they weigh; it stands once for an elector, so
 * nothing is `many`, filled or limited; and who is left out of ballots is entered on a roll of its own, so that their
 * ballot can give way there and then. */
#include "rules/link.h"

/* What a roll says that is none of a ballot's; NULL: nothing. */
static const char *odd_line(const struct roll *roll) {
    return roll->many                ? "many"
           : roll->filled_by != NONE ? "filled by"
           : roll->most              ? "at most"
           : !roll->secrecy          ? ""
                                     : NULL;
}

static bool link_lines(struct reader *reader, const struct roll *roll) {
    for (uint8_t b = 0; b < roll->by_count; b++) {
        const struct maker *maker = &roll->by[b];
        if (!maker->twice) continue;
        if (roll->many)
            return FAULT(reader, maker, "roll `%s` is `many`: there is no one entry that waits for a second person",
                         roll->name);
        if (maker->kind == MAKER_SELF)
            return FAULT(reader, maker, "roll `%s`: `by self twice` waits for a second person, and there is only one",
                         roll->name);
    }
    return true;
}

bool cgov__bundle_fault(struct reader *reader, const struct roll *roll) {
    return FAULT(reader, &roll->bundle.by, "a bundle of `%s` has no elector: somebody who holds office brings it",
                 roll->name);
}

static bool link_maker_of(struct reader *reader, const struct roll *roll) {
    const struct maker *by = &roll->bundle.by;
    const bool above = by->kind == MAKER_PROXY && by->roll.roll == NONE; /* told apart once all is read */
    return above || (by->kind == MAKER_WHO && by->who.kind != WHO_ANYONE) || cgov__bundle_fault(reader, roll);
}

/* Of sealed ballots the bundle is what they come to: of no others, and no one person's to say; and once it can be said
 * no ballot comes besides. */
static bool link_sealed(struct reader *reader, const struct roll *roll, uint8_t r) {
    const struct bundle *bundle = &roll->bundle;
    if (roll->secrecy != SECRECY_SEALED) return true;
    if (!bundle->by.kind || bundle->of != r || !bundle->exactly || !bundle->by.twice)
        return FAULT(reader, roll,
                     "ballots of roll `%s` are sealed, and nobody enters what they come to: `bundle for %s exactly by "
                     "... twice in ...`",
                     roll->name, roll->name);
    return !(bundle->by.in & cgov__roll_open_in(roll)) ||
           FAULT(reader, &bundle->by, "what the sealed ballots of roll `%s` come to is entered where it is open yet",
                 roll->name);
}

static bool link_bundle(struct reader *reader, const struct procedure *procedure, uint8_t r) {
    const struct roll *roll = &procedure->rolls[r];
    const struct bundle *bundle = &roll->bundle;
    if (!bundle->by.kind) return true;
    const struct roll *of = &procedure->rolls[bundle->of];
    if (roll->secrecy == SECRECY_SEALED) return link_maker_of(reader, roll);
    if (of->many || of->ballot)
        return FAULT(reader, &bundle->by, "a bundle of `%s` is for roll `%s`, on which nobody stands once: it is %s",
                     roll->name, of->name, of->many ? "`many`" : "of ballots");
    if (!link_maker_of(reader, roll)) return false;
    if (bundle->exactly && !(roll->not_rolls >> bundle->of & 1))
        return FAULT(reader, &bundle->by, "roll `%s` does not say `not %s`: who is on that could be counted twice",
                     roll->name, of->name);
    const bool changes = of->filled_by != NONE || of->same;
    return !changes || cgov__rolls_made_from(procedure, r) >> bundle->of & 1 ||
           FAULT(reader, &bundle->by, "roll `%s` is not made from `%s`, so a bundle for it would outlive that",
                 roll->name, of->name);
}

/* Any of the language's, but for what candidates are not asked. */
static uint8_t all_choices(const struct roll *roll) {
    const uint8_t named = (uint8_t)(1u << CHOICE_BLANK | 1u << CHOICE_INVALID);
    return cgov__names_roll(&roll->from) ? named : (uint8_t)((1u << CHOICES) - 1);
}

static bool link_ballot(struct reader *reader, struct procedure *procedure, uint8_t r) {
    struct roll *roll = &procedure->rolls[r];
    const char *odd = odd_line(roll);
    if (odd && !odd[0])
        return FAULT(reader, roll, "roll `%s` is of ballots, and does not say its `secrecy`", roll->name);
    if (odd)
        return FAULT(reader, roll,
                     "roll `%s` is of ballots: one stands for each elector who casts it, so it says no `%s`",
                     roll->name, odd);
    for (uint8_t i = 0; i < roll->of_count; i++)
        if (roll->of[i].kind != OF_ROLL)
            return FAULT(reader, &roll->of[i], "roll `%s` is of ballots: it is `of` a roll of those who can cast them",
                         roll->name);
    if (roll->from.roll != NONE && procedure->rolls[roll->from.roll].ballot)
        return FAULT(reader, &roll->from, "roll `%s` is of ballots, not of candidates",
                     procedure->rolls[roll->from.roll].name);
    for (uint8_t o = 0; o < procedure->roll_count; o++) {
        if (!(roll->not_rolls >> o & 1)) continue;
        if (procedure->rolls[o].same)
            return FAULT(reader, roll, "roll `%s` leaves out `%s`, which is another's list: name that one", roll->name,
                         procedure->rolls[o].name);
        procedure->rolls[o].ballots |= UINT32_C(1) << r;
    }
    roll->kept = NONE;
    roll->choices = all_choices(roll);
    return link_sealed(reader, roll, r) && link_bundle(reader, procedure, r);
}

/* ---- whose day it is ---- */

struct upward {
    const struct roll *ballots;
    const struct roll_of *of; /* the line of theirs that leads there; NULL: they themselves */
    struct roll_set *seen;    /* in the item, and above */
    bool above;
};

/* Whom a move has put on a roll stay there; whoever is on one as long as they are on another are of that one's day. */
static bool is_of_no_day(struct link *link, uint32_t p, uint8_t r, const void *context) {
    const struct upward *up = context;
    const struct procedure *procedure = &link->book->procedures[p];
    const struct roll *roll = &procedure->rolls[r];
    if (roll->filled_by != NONE || up->seen[up->above].rolls[p] >> r & 1) return true;
    up->seen[up->above].rolls[p] |= (uint16_t)(1u << r);
    if (roll->day != NONE && up->above)
        return FAULT(link->reader, up->of,
                     "ballots of roll `%s` would outlive the day of roll `%s` of `%s`: a roll that a move fills has "
                     "who was there",
                     up->ballots->name, roll->name, procedure->name);
    for (uint8_t i = 0; i < roll->of_count; i++) {
        const struct roll_of *of = &roll->of[i];
        const struct upward next = {up->ballots, up->of ? up->of : of, up->seen, up->above || of->roll.roll == NONE};
        struct roll_set found;
        if (of->kind == OF_ROLL &&
            (!cgov__link_find(link, p, &of->roll, &found) || !cgov__link_each(link, &found, is_of_no_day, &next)))
            return false;
    }
    return true;
}

bool cgov__ballot_days_link(struct link *link, uint32_t p, uint8_t r) {
    struct roll_set seen[2] = {{{0}}, {{0}}};
    const struct upward up = {&link->book->procedures[p].rolls[r], NULL, seen, false};
    return !up.ballots->ballot || is_of_no_day(link, p, r, &up);
}

bool cgov__ballot_link(struct reader *reader, struct procedure *procedure, uint8_t r) {
    struct roll *roll = &procedure->rolls[r];
    if (!link_lines(reader, roll)) return false;
    if (roll->ballot) return link_ballot(reader, procedure, r);
    const char *own = roll->secrecy ? "secrecy" : roll->bundle.by.kind ? "bundle" : NULL;
    return !own || FAULT(reader, roll, "roll `%s` says `%s`, and is not of ballots: `ballot`", roll->name, own);
}
