/* What was acknowledged, said beside the journal: the object "ack", so that a journal that lost its end is known.
 *
 *   object := slot slot                                                                 2 x 4,096 bytes
 *   slot   := "cgov-ack" seed:u64 counter:u64 seq:u64 length:u64 chain:u32 crc:u32      48 bytes, and zeros
 *
 * A slot says that record seq was durable, how long the journal was then, and what all its frames' checksums come to
 * (cgov__chain_said; 0 where nobody knows): so a snapshot of another history is known. After each sync of the journal
 * the older of the two is written over and its counter is the next; a slot's place is its counter's lowest bit. Each
 * has sectors of its own, so a write that power cuts short leaves the other. Nothing syncs a slot: one that is old says
 * less than it could and nothing false, for it was written after the sync that it speaks of. One whose checksum does
 * not hold, or of another journal's seed, is none. */
#ifndef CGOV_SRC_ACK_H
#define CGOV_SRC_ACK_H

#include "store/journal.h"

#define ACK_OBJECT "ack"
#define ACK_SLOT 4096u
#define ACK_USED 48u /* bytes of a slot that say something */

/* Reads the newest slot of this seed, of any where it is NULL, into journal->ack. A slot that says nothing is no error.
 */
int32_t cgov__ack_read(struct journal *journal, const uint64_t *seed);
/* After a sync: says what is durable now. It cannot fail what was synced: where it does not succeed, what stood there
 * stands, journal->ack.failed is set, and the next one puts the whole object anew. */
void cgov__ack_write(struct journal *journal);

#endif
