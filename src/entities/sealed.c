/* Sealed ballots, cast; and what they come to, held against them.
 *
 * Invariant: no two ballots of a roll, standing or not, are the same: who copied one would learn from the result how it
 * was meant. */
#include "entities/sealed.h"

#include "base/text.h"
#include "entities/why_not.h"
#include "records/root_lines.h"

enum { ROUND_SEALED = 1024 };

int32_t cgov__sealed_read(const struct blob *text, uint64_t *choice_out, struct buf *said) {
    struct sha256 sha;
    uint8_t digest[SAID_DIGEST];
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, text->ptr, text->len);
    cgov__sha256_end(&sha, digest);
    cgov__buf_put(said, digest, sizeof digest);
    *choice_out = 0;
    return said->failed ? CGOV_E_NOMEM : CGOV_OK;
}

/* The record says the digest of a sealed one: nobody else may cast the same, nor its elector a second time. */
int32_t cgov__sealed_hide(const struct asking *asking, const struct command *command, uint32_t entry, uint8_t line,
                          struct plan *plan, struct record *record, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    const struct blob text = cgov__detail_text(command, CGOV_FIELD_CHOICE);
    const struct secret secret = {(const char *)text.ptr, text.len, ROUND_SEALED};
    if (asking->row_number != 0 && cgov__sealed_find(asking->model, asking->row_number, &record->said))
        return cgov__refuse_asked(asking, CGOV_R_COPY, roll->line, why,
                                  "this very ballot was cast on the roll before: a sealed ballot counts once, so seal "
                                  "the choice anew");
    int32_t status = cgov__secret_hide(plan, command, &secret, record, why);
    if (!status && roll->by[line].twice)
        record->waits = entry == 0 || !cgov__wait_agrees(asking->model, asking->row_number, entry,
                                                         cgov__id_row(asking->actor), cgov__same_entry(record));
    return status;
}

int32_t cgov__sealed_misfit(const struct asking *asking, const struct bundle_line *cast, uint8_t axes,
                            struct refusal *why) {
    const struct roll_row *row = asking->row;
    const uint64_t says[] = {cast->heads, cast->units, cast->area, cast->weight};
    const uint64_t stand[] = {row ? row->heads : 0, row ? row->units : 0, row ? row->area : 0, row ? row->weight : 0};
    static const char *const of[] = {"ballots", "units", "of area", "of weight"};
    uint32_t axis = AXIS_HEADS;
    char message[160];
    while (axis + 1 < AXES && (says[axis] == stand[axis] || ((axes | 1u) >> axis & 1) == 0)) axis++;
    cgov__format(message, sizeof message, "the result says %u %s, and the sealed ballots that stand are %u", says[axis],
                 of[axis], stand[axis]);
    return cgov__refuse_asked(asking, CGOV_R_BUNDLE, asking->roll.roll->bundle.by.line, why, message);
}

int32_t cgov__sealed_proof(const struct asking *asking, const struct command *command, struct buf *bytes,
                           struct refusal *why) {
    const struct blob text = cgov__detail_text(command, COMMAND_FIELD_PROOF);
    const bool sealed = cgov__ballots_sealed(asking->roll.roll);
    uint8_t digest[SAID_DIGEST];
    if (!sealed && text.len == 0) return CGOV_OK;
    if (!sealed || text.len != 2 * SAID_DIGEST || !cgov__hex_get((const char *)text.ptr, digest, SAID_DIGEST))
        return cgov__refuse_asked(asking, sealed ? CGOV_R_NEEDS : CGOV_R_TAKES, asking->roll.roll->bundle.by.line, why,
                                  sealed ? "what sealed ballots come to is entered with the SHA-256 of its proof, 64 "
                                           "hexadecimal digits, a to f small"
                                         : "these ballots are not sealed, and their bundle needs no proof");
    cgov__buf_put(bytes, digest, sizeof digest);
    return bytes->failed ? CGOV_E_NOMEM : CGOV_OK;
}

void cgov__bundle_agrees(const struct asking *asking, struct record *record) {
    const uint32_t other =
        cgov__wait_agrees(asking->model, asking->row_number, 0, cgov__id_row(asking->actor), cgov__same_entry(record));
    record->waits = other == 0;
    if (other != 0 && cgov__ballots_sealed(asking->roll.roll)) record->agreed = cgov__id(CGOV_KIND_RESIDENT, other);
}

bool cgov__sealed_bundle_valid(const struct overlay *overlay, const struct roll *roll, const struct record *record) {
    if (!cgov__ballots_sealed(roll)) return record->proof.len == 0 && record->agreed == 0;
    if (record->proof.len != SAID_DIGEST) return false;
    return record->waits != 0 ? record->agreed == 0
                              : record->agreed != record->actor && cgov__overlay_party(overlay, record->agreed);
}
