/* The journal: one object "journal" of a storage, frames one after another, each what one command wrote.
 *
 *   object := header frame*
 *   header := "cgovjrnl" format:u32 reserved:u32 seed:u64 crc:u32 reserved:u32             32 bytes
 *   frame  := records_len:u32 words_len:u32 seq_kind_flags:u64 payload_crc:u32 header_crc:u32   24 bytes
 *             [floor:u64 when flagged] records words
 *   records := record | (crc:u32 record)*        the second where there are several, and flagged
 *
 * seq_kind_flags holds seq in its low 48 bits, then kind (8 bits), then flags (8 bits). payload_crc covers the records
 * only: words are covered by a checksum in the records, so that they can be erased. Of several records each has its own
 * checksum before it, which begins with the seed and its seq, so that it can be read back, and checked, without the
 * others. header_crc covers the 20 bytes before it and the floor, seeded by the object's seed, so that words cannot
 * forge a frame; no length is believed without it. A frame's seq is its first record's; the floor is the last seq that
 * was durable when the frame was written, and stands in the first frame after each sync.
 *
 * Torn or corrupt: at the first bad frame, expected seq s, the rest is scanned for frame headers that hold; if any
 * floor among them is s or later, or the newest slot beside the journal says so (ack.h), what was acknowledged is
 * damaged (CGOV_E_CORRUPT, nothing is touched); so it is where the journal ends before what that slot says. Else the
 * end is torn: it is kept aside as object "torn-<seq>-<offset>" (both in hexadecimal, so that the name fits; ".2" and
 * so on follow where an earlier tear's is there), cut, and reported. */
#ifndef CGOV_SRC_JOURNAL_H
#define CGOV_SRC_JOURNAL_H

#include "base/tail.h"
#include "store/storage.h"

#include <stdatomic.h>

enum frame_kind {
    FRAME_COMMAND = 1, /* what one command wrote */
    FRAME_TIME = 2     /* what time itself made due */
};

/* A frame read. */
struct frame {
    uint64_t at;  /* position of its header */
    uint64_t seq; /* of its first record */
    enum frame_kind kind;
    bool several; /* records, each after its checksum */
    uint32_t records_len, words_len;
    uint32_t payload_crc;   /* of the records */
    const uint8_t *records; /* valid until the next call on the journal */
    uint64_t records_at;    /* position of the first record */
    uint64_t words_at;      /* position of salt[16] || words; words_len counts both */
    uint64_t chain;         /* what the journal's is with this one, of one that was met in its turn */
};

/* What the newest slot of the object "ack" says; ack.h draws it. */
struct ack {
    uint64_t counter; /* 0: no slot speaks for this journal */
    uint64_t seq;     /* that was durable */
    uint64_t length;  /* of the journal then */
    uint32_t chain;   /* of all frames up to there; 0: not known */
    bool whole;       /* the object is there, at its length */
    bool missing;     /* no slot spoke when the journal was opened */
    bool strange;     /* though the object was there */
    bool failed;      /* the last one could not be written */
};

struct journal {
    struct mem *mem;
    cgov_storage storage;
    uint64_t seed;
    uint64_t written;          /* bytes handed to the storage */
    struct tail pending;       /* kept: appended, not yet handed to the storage (grouping); the records to append next,
                                * behind room for their frame's header */
    uint64_t last_seq;         /* of the last frame appended or read */
    uint64_t last_at;          /* position of the last one appended, or followed */
    uint64_t chain;            /* of all frames up to the last one, as cgov__chain_on makes it */
    uint64_t durable_seq;      /* known to be durable */
    int32_t refuses;           /* what it answers to writing: CGOV_OK, CGOV_E_POISONED (a write or sync failed with an
                                * uncertain outcome), CGOV_E_READ_ONLY */
    struct buf window;         /* reading ahead */
    uint64_t window_at;        /* its position */
    uint64_t next_at;          /* position of the next frame to read */
    uint64_t vouched_at;       /* a floor or slot says that all before this position is durable */
    _Atomic int32_t read_code; /* what it said when a reading failed last; not what stands in it */
    struct ack ack;
    struct buf redo;   /* to read alone: a write over that was cut short, as redo.h has it; else empty */
    uint32_t last_crc; /* to read alone: of the last frame read, which is at last_at */
    uint64_t length;   /* of the object when opened; to read alone, up to where it may be read */
    uint64_t torn_at, torn_len, torn_seq; /* the torn end that cgov__journal_next met, torn_len 0 for none */
    uint64_t torn_objects;                /* torn ends that lie aside, this one's included; set by settling */
    union {
        int64_t os_code; /* the storage's last failure, or the damage's offset */
        struct storage_fault fault;
    };
};

/* All answer CGOV_OK or an error; os_code is set with CGOV_E_STORAGE and CGOV_E_CORRUPT. */

/* Makes an empty journal in a storage that has none (else CGOV_E_EXISTS); takes the lock (else CGOV_E_BUSY). One
 * without any frame counts as none, where no slot speaks for it: whoever made it died before they could say so. What
 * else lies about in such a storage is removed. After a failure of this or of open nothing is held; os_code stays
 * readable, and so does what ack says. */
int32_t cgov__journal_create(struct journal *journal, struct mem *mem, const cgov_storage *storage, uint64_t seed);
/* Takes the lock, does a write over that was cut short again, and reads the header: CGOV_E_NOT_FOUND, _FORMAT, _CORRUPT
 * (a journal that is gone while a slot speaks for one, too), _BUSY. Frames are then read one by one. */
int32_t cgov__journal_open(struct journal *journal, struct mem *mem, const cgov_storage *storage);
/* The same to read alone, beside a writer: no lock is taken and nothing is ever written. It is read up to what the
 * newest slot says, which is read before it; what lies past that is not written yet. Where no slot speaks for it, to
 * its last whole frame. */
int32_t cgov__journal_follow(struct journal *journal, struct mem *mem, const cgov_storage *storage);
/* Looks up to where it may be read now. CGOV_E_CONFLICT where another journal stands there, or an older copy of this
 * one; CGOV_E_CORRUPT where its end is lost. */
int32_t cgov__journal_look(struct journal *journal);
/* After CGOV_DONE of one that is read alone: it stands at the end of the last frame read. */
void cgov__journal_stand(struct journal *journal);
/* The next frame; CGOV_DONE at the end (a torn end included), CGOV_E_CORRUPT, CGOV_E_FORMAT (a frame of a newer
 * library). A frame whose seq is not last_seq + 1 is bad; the caller sets last_seq to the frame's last record, and
 * chain to its chain. A call that fails for the storage or for memory can be made again. */
int32_t cgov__journal_next(struct journal *journal, struct frame *frame);
/* The frame just read has words that do not hold, and no slot speaks for it: CGOV_DONE where it is torn, or CGOV_OK and
 * the frame again where a later floor says that it was acknowledged, for then it is its words that are damaged. */
int32_t cgov__journal_doubt(struct journal *journal, struct frame *frame);
/* The next of a frame's records, which is seq, length included; the cursor begins with all of them. CGOV_E_CORRUPT
 * where it has no end, or not the checksum it stands after. */
int32_t cgov__frame_record(const struct frame *frame, uint64_t seed, uint64_t seq, struct cursor *records,
                           struct cursor *record);
/* After CGOV_DONE: keeps a torn end aside and cuts it, writes again what neither floor nor slot vouches for, syncs,
 * says so in a slot, and makes the journal ready to append. CGOV_E_LIMIT when no name is left for it. Written again
 * because of a sync that failed before: the system may then hold bytes that the disk does not, and call them clean, so
 * that another sync alone would find nothing to do. After a failure open anew. */
int32_t cgov__journal_settle(struct journal *journal);
/* Gives up the lock and frees memory; what is pending must have been flushed or is lost. Fine on a zeroed struct. */
void cgov__journal_close(struct journal *journal);

/* The records written are several, from first_seq on: room is made for the checksum of the first, as each other has it,
 * and all are sealed. False without memory. */
bool cgov__journal_seal(struct journal *journal, uint64_t first_seq);
/* Appends one frame of the records that were written behind what is pending, which come next, up to last_seq; several
 * have been sealed. With grouping it may stay pending until 16 KiB are. On failure the journal is as it was
 * (CGOV_E_STORAGE, _NOMEM, _LIMIT: seq numbers are used up, or the frame is too long) or poisoned (CGOV_E_STORAGE, and
 * journal->refuses is set too); afterwards CGOV_E_POISONED. */
int32_t cgov__journal_append(struct journal *journal, enum frame_kind kind, uint64_t last_seq, const struct buf *words,
                             bool grouping);
/* The frame that was just appended: its records stay until the next ones are begun. */
struct frame cgov__journal_appended(const struct journal *journal);
/* Hands over what is pending and syncs; durable_seq is last_seq then, and a slot says so if it can be written. Nothing
 * new: no call. A failed sync poisons. When the handing over failed and could be cut back, the journal is as it was,
 * and may be flushed again. */
int32_t cgov__journal_flush(struct journal *journal);
/* All that was appended is durable, and the next frame says so. */
void cgov__journal_synced(struct journal *journal);
/* Bytes of the object, as they stand or, to read alone, as a write over that was cut short shall leave them. */
int32_t cgov__journal_stored(const struct journal *journal, uint64_t at, void *into, uint64_t len,
                             struct storage_fault *fault);
/* How many torn ends lie aside. */
int32_t cgov__journal_count_torn(struct journal *journal);
/* Reads bytes at a position, pending ones included; changes nothing, os_code included. CGOV_E_STORAGE when short. */
int32_t cgov__journal_read(const struct journal *journal, uint64_t at, void *into, uint32_t len);
/* What the storage said when one of these failed last. */
struct storage_fault cgov__journal_fault(const struct journal *journal);

/* What the checksums of frames come to, one after another: with a frame, given its two; and as a slot says it. */
static inline uint64_t cgov__chain_on(uint64_t chain, uint64_t checksums) {
    chain = (chain ^ checksums) * UINT64_C(0x9E3779B97F4A7C15);
    return chain ^ chain >> 32;
}
static inline uint32_t cgov__chain_said(uint64_t chain) {
    return (uint32_t)(chain ^ chain >> 32) | 1;
}

/* The position after all that was appended. */
static inline uint64_t cgov__journal_end(const struct journal *journal) {
    return journal->written + journal->pending.kept;
}

/* The frame whose header, at a position, begins with these bytes (FRAME_HEADER_MAX, or all there are), without its
 * records (NULL). CGOV_E_CORRUPT where it is none. */
int32_t cgov__journal_frame(const struct journal *journal, uint64_t at, const uint8_t *bytes, uint64_t len,
                            struct frame *frame);

#endif
