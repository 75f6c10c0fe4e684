/* The fields of the public structs that a conformance case can give or expect, by name. */
#ifndef CGOV_TESTS_CONFORMANCE_FIELDS_H
#define CGOV_TESTS_CONFORMANCE_FIELDS_H

#include <cgov/cgov.h>

enum type { AS_U32, AS_U64, AS_I32, AS_CHARS, AS_TEXT, AS_REASON };

struct field {
    const char *name;
    uint16_t offset;
    uint8_t type; /* enum type */
    uint8_t list; /* CGOV_ENUM_* whose names the number may be written by, or 0 */
};

/* clang-format off */
#define U32(s, f) {#f, offsetof(s, f), AS_U32, 0}
#define U64(s, f) {#f, offsetof(s, f), AS_U64, 0}
#define CHARS(s, f) {#f, offsetof(s, f), AS_CHARS, 0}
#define TEXT(s, f) {#f, offsetof(s, f), AS_TEXT, 0}
#define NAMED(s, f, list) {#f, offsetof(s, f), AS_U32, list}

#define G(kind, f) kind(cgov_genesis, f)
static const struct field genesis_fields[] = {
    {"offset", offsetof(cgov_genesis, utc_offset), AS_I32, 0},
    {"kind", offsetof(cgov_genesis, organization_kind), AS_TEXT, 0}, G(TEXT, rulebook), G(TEXT, profile),
    G(TEXT, calendar), G(TEXT, organization), G(U64, region), G(TEXT, resident), G(TEXT, role), G(U64, limit_ahead),
    G(U64, key_window), G(U32, limit_title), G(U32, limit_text), G(U32, limit_children), G(U32, limit_depth),
    G(U64, limit_items), G(U64, limit_entities), {0}};

#define E(kind, f) kind(cgov_entity_draft, f)
static const struct field entity_fields[] = {
    E(TEXT, name), E(U64, parent), E(U64, region), E(TEXT, external),
    {"kind", offsetof(cgov_entity_draft, type), AS_TEXT, 0}, {0}};

static const struct field appointment_fields[] = {
    U64(cgov_appointment_draft, from), U64(cgov_appointment_draft, until), {0}};
static const struct field adoption_fields[] = {
    TEXT(cgov_adoption_draft, profile), U64(cgov_adoption_draft, from), {0}};

#define F(kind, f) kind(cgov_item_query, f)
static const struct field filter_fields[] = {
    NAMED(cgov_item_query, kind, CGOV_ENUM_KIND), F(U64, organization), F(U64, reporter), F(U64, parent), F(TEXT, state),
    F(U64, late_at), F(U32, below), F(U32, undated_clocks), F(U32, unended), {0}};

#define I(kind, f) kind(cgov_ledger_view, f)
static const struct field info_fields[] = {
    I(U32, decisions), I(U32, rulebooks), I(U64, now), I(U64, seq), I(U64, durable_seq), I(U64, residents),
    I(U64, organizations), I(U64, appointments), I(U64, issues), I(U64, parts), I(U64, open_items),
    I(U64, running_clocks), I(U64, undated_clocks), I(U64, retry_keys), I(U64, torn_bytes), I(U64, torn_seq),
    I(U64, root), I(U64, founder), I(U32, poisoned), {0}};

#define V(kind, f) kind(cgov_item_view, f)
static const struct field item_fields[] = {
    NAMED(cgov_item_view, kind, CGOV_ENUM_KIND), V(U64, id), V(U64, version), V(U64, opened_at), V(U64, moved_at),
    V(U64, reporter), V(U64, reported_by), V(U64, holder), V(U64, parent), V(U64, master), V(U64, against),
    V(U64, earlier), V(U64, place), V(U64, point), NAMED(cgov_item_view, track, CGOV_ENUM_TRACK),
    NAMED(cgov_item_view, channel, CGOV_ENUM_CHANNEL), NAMED(cgov_item_view, urgency, CGOV_ENUM_URGENCY),
    NAMED(cgov_item_view, result, CGOV_ENUM_RESULT), V(U32, rating), V(U32, delegates), V(U32, owed), V(U32, answers),
    V(U32, children), V(U32, open_children), V(U32, final), V(U32, late), V(U32, masked), V(U32, public_safety),
    V(U32, rulebook), V(U64, next_due), V(CHARS, procedure), V(CHARS, stage), V(CHARS, state), V(CHARS, profile),
    V(CHARS, matter), V(CHARS, class_name), V(CHARS, external_key), {0}};

#define C(kind, f) kind(cgov_clock_view, f)
static const struct field clock_fields[] = {
    C(CHARS, name), NAMED(cgov_clock_view, state, CGOV_ENUM_CLOCK_STATE), C(U64, started_at), C(U64, due),
    C(U64, stopped_at), C(U32, late), C(U32, missing_year), C(U32, reminders), C(U32, rungs), C(CHARS, calendar), {0}};

static const struct field party_fields[] = {
    CHARS(cgov_party_view, name), U64(cgov_party_view, id), U32(cgov_party_view, holds), {0}};

#define M(kind, f) kind(cgov_move_view, f)
static const struct field move_fields[] = {
    M(CHARS, name), M(U32, allowed), {"reason", offsetof(cgov_move_view, reason), AS_REASON, 0}, M(U32, line),
    M(U32, needs), M(U32, takes), M(U32, left), M(CHARS, title), M(CHARS, to), M(CHARS, citation), {0}};

#define R(kind, f) kind(cgov_roll_view, f)
static const struct field roll_fields[] = {
    R(CHARS, name), R(U32, open), R(U32, filled), R(U32, entered), R(U32, allowed),
    {"reason", offsetof(cgov_roll_view, reason), AS_REASON, 0}, R(U32, most), R(U64, heads), R(U64, units), {0}};


/* By the move that asks for it: the first of its shares. */
#define S(kind, f) kind(cgov_share_view, f)
static const struct field share_fields[] = {
    S(CHARS, move), S(CHARS, roll), S(CHARS, whole), S(U32, holds), S(U32, negated), S(U64, have), S(U64, of),
    S(U64, needed), S(U64, lacking), {0}};

#define H(kind, f) kind(cgov_history_view, f)
static const struct field entry_fields[] = {
    NAMED(cgov_history_view, record, CGOV_ENUM_RECORD), H(U64, seq), H(U64, at), H(U64, actor), H(U32, details),
    H(U64, told), H(U64, due), H(U32, share), H(U32, rung), NAMED(cgov_history_view, result, CGOV_ENUM_RESULT),
    H(U32, rating), H(U32, days), H(CHARS, move), H(CHARS, from), H(CHARS, to), H(CHARS, clock), H(CHARS, role), {0}};
/* clang-format on */

#endif
