/* Reading back what was written: records by seq, their words by position, with the checksums that cover them. */
#ifndef CGOV_SRC_READ_BACK_H
#define CGOV_SRC_READ_BACK_H

#include "ledger/locate.h"
#include "records/erased_lines.h"

/* One record read back, in the caller's buffers. */
struct stored {
    struct record record;
    uint64_t words_at; /* of its frame */
    uint32_t words_len, ordinal;
    uint32_t len; /* of its body, in the buffer */
};
/* Reads the record at seq; bytes it speaks of stand in buf, cap bytes of it. CGOV_E_BUFFER where they do not fit. */
int32_t cgov__stored_read(const cgov_ledger *ledger, uint64_t seq, uint8_t *buf, uint64_t cap, struct stored *out);
/* The same of a record that another led to, or the model: one that does not fit is damage, for no command writes one so
 * long but an adoption, to which nothing leads. */
int32_t cgov__stored_follow(const cgov_ledger *ledger, uint64_t seq, uint8_t buf[STORED_SIZE], struct stored *out);

/* The words of a field that came with a record just read: CGOV_OK, CGOV_E_NOT_FOUND, CGOV_E_BUFFER, CGOV_E_CORRUPT,
 * CGOV_E_STORAGE, CGOV_E_ERASED; *needed is set with the first and the third. */
int32_t cgov__words_read(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, char *into,
                         uint64_t cap, uint64_t *needed);
/* Whether they are this text, read back piece by piece; of one that was erased nobody can tell, so it is: CGOV_OK,
 * CGOV_E_CONFLICT where they are another, CGOV_E_NOT_FOUND, CGOV_E_CORRUPT, CGOV_E_STORAGE. */
int32_t cgov__words_same(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, const char *text,
                         uint32_t len);
/* Where its piece lies, and its digest, a damaged one's too as it stands: CGOV_OK, CGOV_E_CORRUPT (nothing leads to
 * it), CGOV_E_STORAGE. */
int32_t cgov__words_place(const cgov_ledger *ledger, const struct stored *stored, uint32_t field,
                          struct erased_line *line);
/* SHA-256 over salt and text of a piece just written or replayed: what a Merkle leaf will hold of it. It is read back
 * from the journal when it is asked for, so that neither commit nor replay pays for what nobody asks; of one that was
 * erased the erasure's record has it. CGOV_OK,
 * CGOV_E_NOT_FOUND (the record has no such text), CGOV_E_CORRUPT, CGOV_E_STORAGE. */
int32_t cgov__written_digest(const cgov_ledger *ledger, const struct written *written, uint32_t field,
                             uint8_t digest[32]);
/* Whether each piece of a frame that was read from the journal holds, or is erased by a record there where that is
 * asked too: CGOV_OK, CGOV_E_CORRUPT, CGOV_E_STORAGE. */
int32_t cgov__words_hold(const cgov_ledger *ledger, const struct frame *frame, bool or_erased);

#endif
