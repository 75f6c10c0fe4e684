/* The rows, described once: every member, what it is, and its bits. The digest is a loop over these lists, and so would
 * be anything else that has to visit all of a row. A member that is added to a row and not to its list does not
 * compile, by the sums in item_rows.c.
 *
 * N(what, member, bits), in the order in which a row is digested: NUMBER itself; SEQ in two parts; SYMBOL and KEY by
 * their text; EXTRA of an item's extra row, where it has one; LATER came to a row that had been digested without it, so
 * it is digested where it is set, after its name, EXTRA_LATER likewise; ENDED how an item ended, in one number; LINK
 * follows from the other rows, and is not digested; PADDING. */
#ifndef CGOV_SRC_ROW_FACTS_H
#define CGOV_SRC_ROW_FACTS_H

#include "model/retry.h"
#include "model/symbols.h"

/* clang-format off */
#define RESIDENT_ROW(N) N(NUMBER, parent, 32) N(NUMBER, region, 48) N(SEQ, last_seq, 48) N(KEY, external, 32) \
    N(LATER, household, 32) N(LINK, appointments, 32) N(LINK, units, 32)
#define ORGANIZATION_ROW(N) N(NUMBER, parent, 32) N(NUMBER, region, 50) N(SEQ, last_seq, 48) N(SYMBOL, type, 32) \
    N(KEY, external, 32) N(LINK, appointments, 32) N(LINK, worklists, 32) \
    N(LINK, units, 32) N(PADDING, spare, 14) N(PADDING, pad, 16)
#define APPOINTMENT_ROW(N) N(NUMBER, resident, 32) N(NUMBER, organization, 32) N(NUMBER, from, 64) \
    N(NUMBER, until, 64) N(NUMBER, last_seq, 64) N(SYMBOL, role, 32) N(LINK, height, 16) \
    N(LINK, below, 128) N(LINK, reach, 128) N(PADDING, pad, 16)
#define UNIT_ROW(N) N(NUMBER, parent, 32) N(NUMBER, owner_kind, 8) N(NUMBER, owner, 32) N(NUMBER, household, 32) \
    N(NUMBER, area, 32) N(SEQ, last_seq, 48) N(SYMBOL, type, 32) N(KEY, external, 32) N(LINK, next_of_owner, 32) \
    N(LINK, prior_of_owner, 32) N(PADDING, pad, 8)
/* Between the two lists stands an item's tail. */
#define ITEM_ROW(N) N(NUMBER, kind, 8) N(NUMBER, procedure, 8) N(NUMBER, state, 8) N(NUMBER, profile, 8) \
    N(NUMBER, rulebook, 16) N(NUMBER, matter, 16) N(SEQ, last_seq, 48) N(SEQ, version, 48) N(EXTRA, parent, 32) \
    N(EXTRA, children, 32) N(EXTRA, open_children, 32) N(EXTRA, master, 32) N(EXTRA, followers, 32) \
    N(NUMBER, owed, 16) N(NUMBER, answers, 16) N(EXTRA, earlier, 32) N(EXTRA, delegates, 32) \
    N(NUMBER, reported_by, 32) N(NUMBER, track, 8) N(NUMBER, channel, 8) N(NUMBER, urgency, 3) N(NUMBER, result, 8) \
    N(NUMBER, rating, 3) N(NUMBER, public_safety, 1) N(NUMBER, masked, 1) N(ENDED, final, 3) N(NUMBER, ran, 32) \
    N(NUMBER, late, 32) N(NUMBER, contacted, 2) N(NUMBER, solved, 2) N(NUMBER, returns, 8) N(NUMBER, reworks, 8) \
    N(NUMBER, reopens, 8) N(NUMBER, place, 64) N(EXTRA, point, 64) N(EXTRA, against, 64) N(NUMBER, opened_at, 48) \
    N(NUMBER, moved_at, 48) N(EXTRA_LATER, received, 64) N(LINK, parties, 64) N(LINK, extra, 64) N(LINK, clocks, 32) N(LINK, worker, 32) N(LINK, rested, 1)
#define ITEM_NAMES(N) N(SYMBOL, class_name, 32) N(KEY, external, 32)
#define EXTRA_LINKS(N) N(EXTRA, children_first, 32) N(EXTRA, children_last, 32) N(EXTRA, sibling, 32) \
    N(EXTRA, follower, 32) N(EXTRA, next_follower, 32) N(EXTRA, passages, 32) N(EXTRA, mentions, 32) N(EXTRA, rolls, 32) \
    N(EXTRA, subject, 32) N(EXTRA, taken_up, 32) N(EXTRA, charges, 32) N(EXTRA, workers, 32) \
    N(EXTRA, number, 32)
#define CLOCK_ROW(N) N(NUMBER, clock, 8) N(NUMBER, state, 8) N(NUMBER, reminded, 8) N(NUMBER, rungs, 8) N(NUMBER, told, 4) \
    N(NUMBER, length, 32) N(NUMBER, unit, 8) N(NUMBER, extension, 32) N(NUMBER, extension_unit, 8) \
    N(NUMBER, rolled, 1) N(NUMBER, close, 1) N(NUMBER, start, 64) N(NUMBER, due, 64) N(NUMBER, stopped, 64) \
    N(LINK, item, 32) N(LINK, next, 32) N(LINK, next_live, 32) N(LINK, live, 32) N(LINK, there, 32) N(LINK, open, 1) \
    N(LINK, pauses, 32) N(LINK, pause_count, 8) N(LATER, late, 1)
#define PAUSE_ROW(N) N(NUMBER, from, 64) N(NUMBER, to, 64) N(LINK, next, 32) N(PADDING, pad, 32)
#define PASSAGE_ROW(N) N(NUMBER, seq, 64) N(NUMBER, rulebook, 16) N(NUMBER, matter, 16) N(NUMBER, procedure, 8) \
    N(LINK, next, 32) N(PADDING, pad, 56)
#define MENTION_ROW(N) N(NUMBER, item, 32) N(NUMBER, seq, 64) N(NUMBER, number, 32) N(LINK, next, 32) N(PADDING, pad, 32)
#define CHARGE_ROW(N) N(NUMBER, organization, 32) N(NUMBER, counts, 8) N(LINK, next, 32) N(LATER, clock, 8) \
    N(LATER, start, 64) N(LATER, due, 64) N(LATER, stopped, 64) N(LATER, rested, 64) N(PADDING, pad, 48)
#define WORKER_ROW(N) N(NUMBER, resident, 32) N(LINK, next, 32)
#define ROLL_ROW(N) N(NUMBER, item, 32) N(NUMBER, roll, 8) N(NUMBER, filled, 1) N(NUMBER, heads, 32) N(NUMBER, units, 64) \
    N(NUMBER, area, 64) N(NUMBER, weight, 64) N(NUMBER, numbers, 32) N(SEQ, last_seq, 48) N(NUMBER, base, 32) N(LINK, next, 32) \
    N(LINK, first, 32) N(LINK, last, 32) N(LINK, based, 32) N(LINK, next_based, 32) N(LINK, owned, 1) \
    N(LINK, first_elector, 32) N(LINK, refills, 32) N(LINK, ballot, 1) N(LATER, bundled, 1) N(LINK, yields, 1) \
    N(LATER, waiting, 32) N(LATER, decided, 3) N(LATER, closed, 32) N(LATER, committed, 64) N(LINK, choices, 32) \
    N(LINK, ways, 32) N(LINK, place_from, 32) N(LINK, place_span, 32) N(LINK, way_levels, 7) N(LINK, unbroken, 1) N(LINK, led, 24) \
    N(LINK, sayings, 32) N(PADDING, pad, 32)
#define ENTRY_ROW(N) N(NUMBER, roll, 32) N(NUMBER, elector, 32) N(NUMBER, organization, 1) N(NUMBER, standing, 1) \
    N(NUMBER, line, 8) N(NUMBER, base, 32) N(SEQ, last_seq, 48) N(LINK, next, 32) N(LINK, numbered, 1) \
    N(LATER, gone, 1) N(LATER, kept_by, 4)
#define STAY_ROW(N) N(NUMBER, entry, 32) N(SEQ, since, 48) N(SEQ, until, 48) N(LINK, next, 32)
#define REFILL_ROW(N) N(SEQ, seq, 48) N(LINK, next, 32) N(PADDING, pad, 16)
#define CHOICE_ROW(N) N(NUMBER, roll, 32) N(NUMBER, choice, 32) N(NUMBER, heads, 64) N(NUMBER, units, 64) \
    N(NUMBER, area, 64) N(NUMBER, weight, 64) N(NUMBER, bundled_heads, 64) N(NUMBER, bundled_units, 64) \
    N(NUMBER, bundled_area, 64) N(NUMBER, bundled_weight, 64) N(NUMBER, waits, 32) N(LINK, next, 32)
#define SAYING_ROW(N) N(NUMBER, roll, 32) N(NUMBER, heads, 32) N(NUMBER, beside, 32) N(NUMBER, len, 16) N(NUMBER, kind, 8) \
    N(LINK, next, 32) N(LINK, piece, 32) N(PADDING, pad, 8)
#define WAIT_ROW(N) N(NUMBER, actor, 32) N(NUMBER, same, 64) N(NUMBER, next, 32)
#define ERASURE_ROW(N) N(NUMBER, seq, 64) N(NUMBER, by, 64) N(NUMBER, at, 32) N(NUMBER, size, 32) N(NUMBER, field, 32) \
    N(PADDING, pad, 32)
#define RETRY_ROW(N) N(NUMBER, actor, 64) N(NUMBER, key[0], 64) N(NUMBER, key[1], 64) N(NUMBER, fingerprint, 64) \
    N(NUMBER, time, 64) N(NUMBER, seq, 64) N(NUMBER, id, 64)
/* R(name, struct, list): the rows of one list; an item has two, and the extra row they share. */
#define ROW_LISTS(R) \
    R(resident, resident, RESIDENT_ROW) \
    R(organization, organization, ORGANIZATION_ROW) \
    R(appointment, appointment, APPOINTMENT_ROW) \
    R(unit, unit, UNIT_ROW) \
    R(clock_row, clock_row, CLOCK_ROW) \
    R(pause_row, pause_row, PAUSE_ROW) \
    R(passage, passage, PASSAGE_ROW) \
    R(mention, mention, MENTION_ROW) \
    R(charge, charge, CHARGE_ROW) \
    R(worker, worker, WORKER_ROW) \
    R(roll_row, roll_row, ROLL_ROW) \
    R(entry, entry, ENTRY_ROW) \
    R(stay, stay, STAY_ROW) \
    R(refill, refill, REFILL_ROW) \
    R(choice_row, choice_row, CHOICE_ROW) \
    R(wait, wait, WAIT_ROW) \
    R(saying, saying, SAYING_ROW) \
    R(erasure, erasure, ERASURE_ROW) \
    R(retry, retry, RETRY_ROW)
/* clang-format on */

#define DIGEST_NUMBER(member) cgov__sha256_u64(digest, (uint64_t)row->member);
#define DIGEST_SEQ(member) cgov__sha256_u64(digest, ROW_SEQ(row, member));
#define DIGEST_SYMBOL(member) cgov__sha256_text(digest, cgov__symbol_name(model, row->member));
#define DIGEST_KEY(member) cgov__sha256_text(digest, cgov__external_key(model, row->member));
#define DIGEST_EXTRA(member) cgov__sha256_u64(digest, row->extra->member);
#define DIGEST_ENDED(member)                                                                                           \
    cgov__sha256_u64(digest, (uint64_t)(row->member | row->refused << 1 | row->withdrawn << 2));
#define DIGEST_LATER(member)                                                                                           \
    if (row->member != 0) {                                                                                            \
        cgov__sha256_text(digest, #member);                                                                            \
        cgov__sha256_u64(digest, (uint64_t)row->member);                                                               \
    }
#define DIGEST_EXTRA_LATER(member)                                                                                     \
    if (row->extra->member != 0) {                                                                                     \
        cgov__sha256_text(digest, #member);                                                                            \
        cgov__sha256_u64(digest, (uint64_t)row->extra->member);                                                        \
    }
#define DIGEST_LINK(member)
#define DIGEST_PADDING(member)
#define DIGEST_MEMBER(what, member, bits) DIGEST_##what(member)

/* cgov__digest_resident(model, digest, row), ...: the members of a row, in the order of its list. */
#define DIGEST_OF(name, row_type, LIST)                                                                                \
    static inline void cgov__digest_##name(const struct model *model, struct sha256 *digest,                           \
                                           const struct row_type *row) {                                               \
        (void)model;                                                                                                   \
        LIST(DIGEST_MEMBER)                                                                                            \
    }
ROW_LISTS(DIGEST_OF)
DIGEST_OF(item, item, ITEM_ROW)
DIGEST_OF(item_names, item, ITEM_NAMES)
#undef DIGEST_OF

#endif
