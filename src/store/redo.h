/* Writing over what may have been acknowledged, so that power may go while a sector is being written.
 *
 * A sector that is cut short in being written may be garbage, and what else lies in it with it. So before bytes of the
 * journal are written over, all sectors they touch are put aside, durably and as they shall be, in the object "redo":
 *
 *   object := "cgov-red" seed:u64 at:u64 length:u64 len:u32 crc:u32 bytes               40 bytes, then len, 256 KiB at
 * most
 *
 * at is their place in the journal and length how long the journal is. Opening does a write over again that is found
 * there, before it reads anything, and removes the object before the journal grows. One whose checksum does not hold,
 * or of another journal or another length of it, is left over from something else and does nothing. */
#ifndef CGOV_SRC_REDO_H
#define CGOV_SRC_REDO_H

#include "store/journal.h"

#define REDO_OBJECT "redo"
#define REDO_HEADER 40u
#define REDO_SECTOR UINT64_C(4096)     /* the largest a storage writes at once */
#define REDO_MAX (UINT64_C(256) << 10) /* bytes put aside at a time */

/* To read alone: keeps the write over that was begun, if there is one, beside the journal as it stands. As finish, it
 * goes by the object's length and its header. */
int32_t cgov__redo_look(struct journal *journal);
/* What is kept so stands in its place among len bytes of the journal from a position on. */
void cgov__redo_over(const struct journal *journal, uint64_t at, uint8_t *bytes, uint64_t len);
/* Does the write over that was begun; the journal's length is known, its header not read. */
int32_t cgov__redo_finish(struct journal *journal);
/* Writes the journal's bytes from a position to its end over themselves, and syncs them. Its window is used. */
int32_t cgov__redo_again(struct journal *journal, uint64_t from);
/* Room for what zeroing puts aside; false without memory. */
bool cgov__redo_ready(struct journal *journal);
/* Zeroes bytes of a journal of which nothing is pending, and syncs them. What is put aside holds them as zeros, so that
 * they stand nowhere any more. */
int32_t cgov__redo_zero(struct journal *journal, uint64_t at, uint64_t len);
/* After what was zeroed: nothing lies aside any more, and its room is given back. */
int32_t cgov__redo_end(struct journal *journal);

#endif
