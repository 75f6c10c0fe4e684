/* cgov/proof.h - roots of rolls (名册的默克尔根), and proofs that one's own line is among those that were bound
 * (存证): where the rulebook's roll says `proofs`, a move that fills it, or counts by it, binds who stands there and
 * what each line says by one SHA-256, which stands in its record, and of a count in its certificate.
 *
 * Caveats first:
 *   - A root's move brings a salt, else it is CGOV_E_SALT; rolls that do not say `proofs` have no roots.
 *   - A root binds whoever keeps the ledger from the instant that somebody else has it: publish it.
 *   - A proof shows one line, and of the others nothing: their hashes are blinded. What the line of an open ballot
 * says, whoever is shown the proof reads; that of a confidential one has the commitment of its record alone.
 *   - A bundle's ballots have no names, and no lines.
 */
#ifndef CGOV_PROOF_H
#define CGOV_PROOF_H

#include "cgov/item.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The root of a roll, as text: what of, how many lines, the root; described in docs/format.md. seq: of the move that
 * made it, or 0: the last that did. Whoever sees the item reads it.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND (the item, the roll, or no move made a root of it), CGOV_E_BUFFER (nothing is
 *           written, and *needed_out is set), CGOV_E_ARG, CGOV_E_KIND, CGOV_E_CORRUPT, CGOV_E_STORAGE.
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_root(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                                uint64_t seq, char *into, uint64_t cap, uint64_t *needed_out);

/* That somebody's line is among those of the root: the line, its blinding, and the way from it to the root, as text
 * that needs no ledger. For whoever is shown the entry by cgov_entry_list: the elector, and who may know the roll. It
 * is made from the roll as it stands, and reads each confidential ballot's record.
 *
 * Status:   as cgov_roll_root; CGOV_E_NOT_FOUND too: the elector has no line there, or it is not shown to this reader;
 *           CGOV_E_CONFLICT: the roll has changed since that root was made.
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_proof(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                                 uint64_t seq, cgov_id elector, char *into, uint64_t cap, uint64_t *needed_out);

/* Whether a proof holds: the line leads to the root that it names, and that is this one, 64 hexadecimal digits as the
 * certificate, or cgov_roll_root, has them from somebody whom one believes. Each byte of the proof counts.
 *
 * Status:   CGOV_OK, CGOV_E_CORRUPT (it is no proof, or one of something else), CGOV_E_ARG (of the arguments).
 * Lifetime: nothing is kept.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_proof_check(const cgov_text *proof, const cgov_text *root);

#ifdef __cplusplus
}
#endif

#endif
