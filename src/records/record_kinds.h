/* The kinds of record, as data: what each is about, and which fields of the record's own it may hold. Any record may
 * carry `actor`, and what the command brought may stand in any (COMMAND_FIELDS). A field that is foreign to its kind is
 * damage. A new kind is a line here, its functions in its entity's file, and a line in docs/format.md. */
#ifndef CGOV_SRC_RECORD_KINDS_H
#define CGOV_SRC_RECORD_KINDS_H

/* What a record is about. */
enum about { ABOUT_NOTHING, ABOUT_LEDGER, ABOUT_PERSON, ABOUT_TEXT, ABOUT_MOVE, ABOUT_CLOCK };

/* K(KIND, name, about): CGOV_RECORD_KIND, in the order of their numbers. */
#define RECORD_KINDS(K)                                                                                                \
    K(GENESIS, genesis, LEDGER)                                                                                        \
    K(RESIDENT, resident, PERSON)                                                                                      \
    K(ORGANIZATION, organization, PERSON)                                                                              \
    K(APPOINTED, appointed, PERSON)                                                                                    \
    K(ADOPTED, adopted, TEXT)                                                                                          \
    K(OPENED, opened, MOVE)                                                                                            \
    K(MOVED, moved, MOVE)                                                                                              \
    K(REMINDED, reminded, CLOCK)                                                                                       \
    K(LATE, late, CLOCK)                                                                                               \
    K(RUNG, rung, CLOCK)                                                                                               \
    K(DUE, due, CLOCK)                                                                                                 \
    K(CARRIED, carried, MOVE)                                                                                          \
    K(DECIDED, decided, LEDGER)

/* T(member), in the order of tags. */
/* clang-format off */
#define COMMAND_FIELDS(T) T(actor) T(texts) T(key0) T(key1) T(fingerprint)
#define FIELDS_OF_GENESIS(T) T(ledger0) T(ledger1) T(utc_offset) T(calendar) T(limit_ahead) T(key_window) \
    T(limit_title) T(limit_text) T(limit_children) T(limit_depth) T(limit_items) T(limit_entities) T(decisions) \
    T(limit_behind)
#define FIELDS_OF_RESIDENT(T) T(id) T(place) T(external) T(parent)
#define FIELDS_OF_ORGANIZATION(T) T(id) T(place) T(external) T(parent) T(type)
#define FIELDS_OF_APPOINTED(T) T(id) T(role) T(resident) T(organization) T(from) T(until) T(ends)
#define FIELDS_OF_ADOPTED(T) T(id) T(from) T(text) T(default_profile) T(map)
#define FIELDS_OF_OPENED(T) T(id) T(move) T(state) T(clocks) T(parties) T(owed) T(place) T(channel) T(track) \
    T(urgency) T(result) T(class_name) T(days) T(rating) T(rulebook) T(procedure) T(profile) T(matter) T(external) \
    T(parent) T(point) T(against) T(earlier) T(public_safety) T(masked) T(delegates) T(contacted) T(solved) T(details)
#define FIELDS_OF_MOVED(T) T(id) T(move) T(state) T(clocks) T(parties) T(owed) T(answers) T(place) T(channel) \
    T(track) T(urgency) T(result) T(class_name) T(days) T(rating) T(master) T(point) T(against) T(earlier) \
    T(public_safety) T(masked) T(delegates) T(contacted) T(solved) T(details)
#define FIELDS_OF_REMINDED(T) T(id) T(clock) T(due) T(told) T(role) T(share)
#define FIELDS_OF_LATE(T) T(id) T(clock) T(due) T(told) T(role) T(rung)
#define FIELDS_OF_RUNG(T) T(id) T(clock) T(due) T(told) T(role) T(rung)
#define FIELDS_OF_DUE(T) T(id) T(clock) T(due) T(old_due)
#define FIELDS_OF_CARRIED(T) T(id) T(state) T(clocks) T(rulebook) T(procedure) T(profile) T(matter)
#define FIELDS_OF_DECIDED(T) T(decisions)
/* clang-format on */

#endif
