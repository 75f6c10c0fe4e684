/* The object "snapshot": what a ledger's rows were after some record, so that it opens without replaying what was
 * before. A cache: it says nothing that the journal does not, and whoever removes it loses time.
 *
 *   object := head chunk* end
 *   head   := "cgovsnap" layout:u64 seed:u64 seq:u64 crc:u32 0:u32                       40 bytes
 *   chunk  := len:u32 crc:u32 bytes                                                      len is not 0
 *   end    := 0:u32 crc:u32
 *
 * layout is a digest of how this library lays its rows out: any other's is not read. The head's crc covers the 32 bytes
 * before it; a chunk's the seed, the seq and the chunk's number, from 0, and then its bytes: so none can stand for
 * another's, nor for one of another snapshot. What the bytes are is the model's business; no format is promised.
 *
 * It is written piece by piece over a name that is free, so writing takes the memory of a chunk; one that was cut short
 * has no end, and says nothing. */
#ifndef CGOV_SRC_SNAPSHOT_H
#define CGOV_SRC_SNAPSHOT_H

#include "cgov/ledger.h"
#include "store/journal.h"

#define SNAPSHOT_OBJECT "snapshot"
#define SNAPSHOT_HEAD 40u
#define SNAPSHOT_CHUNK (UINT32_C(256) << 10) /* bytes of one at most, with what stands before them */

struct snapshot_out {
    struct journal *journal;
    uint64_t seq, at; /* of its state; the object's length so far */
    uint32_t number;  /* of the chunk */
    struct buf chunk;
    int32_t status; /* sticky: CGOV_E_STORAGE, told in the journal's fault, CGOV_E_NOMEM */
};

/* Begins one of the state after record seq, in place of any other. */
void cgov__snapshot_begin(struct snapshot_out *out, struct journal *journal, uint64_t layout, uint64_t seq);
void cgov__snapshot_put(struct snapshot_out *out, const void *bytes, size_t len);
void cgov__snapshot_number(struct snapshot_out *out, uint64_t number);
/* Ends it and makes it durable; where anything failed no snapshot is left. Answers out->status. */
int32_t cgov__snapshot_end(struct snapshot_out *out);

struct snapshot_in {
    struct journal *journal;
    uint64_t length, at; /* the object's; where the next chunk stands */
    uint64_t seq;
    uint32_t number, crc_start;
    struct buf chunk;
    size_t taken;   /* bytes of the chunk */
    uint32_t found; /* CGOV_SNAPSHOT_*, sticky: CGOV_SNAPSHOT_USED while it reads well */
};

/* Looks for one of this journal and layout. */
void cgov__snapshot_open(struct snapshot_in *in, struct journal *journal, uint64_t layout);
/* What could not be read is zeros, from then on all. */
bool cgov__snapshot_get(struct snapshot_in *in, void *into, size_t len);
uint64_t cgov__snapshot_next(struct snapshot_in *in);
/* So many rows of a size may still come: no more memory is asked for than the object has bytes. Else it is damaged. */
bool cgov__snapshot_holds(struct snapshot_in *in, uint64_t count, size_t size);
/* All of it was read, and its end stands there. */
bool cgov__snapshot_ended(struct snapshot_in *in);
void cgov__snapshot_close(struct snapshot_in *in);
/* It says why it is not used, unless something said so before; answers false. */
bool cgov__snapshot_refuse(struct snapshot_in *in, uint32_t found);

#endif
