/* A snapshot's bytes: chunks with checksums, written one by one and read one by one.
 *
 * Invariant: the object that was there is gone before the first byte of a new one, and an end stands only behind all of
 * it, synced; so whatever is found is whole, or is refused. Reading changes nothing, and fails nothing: what cannot be
 * read is as good as not there. */
#include "store/snapshot.h"

#include "base/hash.h"

#define CHUNK_HEAD 8u

static const char first_word[] = "cgovsnap";

static void encode_head(uint8_t head[SNAPSHOT_HEAD], uint64_t layout, uint64_t seed, uint64_t seq) {
    memcpy(head, first_word, 8);
    cgov__store64(head + 8, layout);
    cgov__store64(head + 16, seed);
    cgov__store64(head + 24, seq);
    cgov__store32(head + 32, cgov__crc32c(0, head, 32));
    cgov__store32(head + 36, 0);
}

/* Where a chunk's checksum begins. */
static uint32_t crc_start(uint64_t seed, uint64_t seq, uint32_t number) {
    uint8_t start[20];
    cgov__store64(start, seed);
    cgov__store64(start + 8, seq);
    cgov__store32(start + 16, number);
    return cgov__crc32c(0, start, sizeof start);
}

/* ---- writing ---- */

static void append(struct snapshot_out *out, const uint8_t *bytes, size_t len) {
    struct journal *journal = out->journal;
    if (!out->status)
        out->status = cgov__storage_append(&journal->storage, SNAPSHOT_OBJECT, out->at, bytes, len, &journal->fault);
    out->at += len;
}

void cgov__snapshot_begin(struct snapshot_out *out, struct journal *journal, uint64_t layout, uint64_t seq) {
    uint8_t head[SNAPSHOT_HEAD];
    memset(out, 0, sizeof *out);
    out->journal = journal;
    out->seq = seq;
    cgov__buf_init(&out->chunk, journal->mem);
    if (!cgov__buf_reserve(&out->chunk, SNAPSHOT_CHUNK)) out->status = CGOV_E_NOMEM;
    if (!out->status) out->status = cgov__storage_drop(&journal->storage, SNAPSHOT_OBJECT, &journal->fault);
    encode_head(head, layout, journal->seed, seq);
    append(out, head, sizeof head);
    out->chunk.len = CHUNK_HEAD;
}

static void hand_over(struct snapshot_out *out) {
    uint8_t *bytes = out->chunk.data;
    const size_t len = out->chunk.len - CHUNK_HEAD;
    if (out->status) return;
    cgov__store32(bytes, (uint32_t)len);
    const uint32_t start = crc_start(out->journal->seed, out->seq, out->number++);
    cgov__store32(bytes + 4, cgov__crc32c(start, bytes + CHUNK_HEAD, len));
    append(out, bytes, out->chunk.len);
    out->chunk.len = CHUNK_HEAD;
}

void cgov__snapshot_put(struct snapshot_out *out, const void *bytes, size_t len) {
    const uint8_t *from = bytes;
    while (!out->status && len > 0) {
        const size_t room = SNAPSHOT_CHUNK - out->chunk.len, some = len < room ? len : room;
        memcpy(out->chunk.data + out->chunk.len, from, some);
        out->chunk.len += some;
        from += some;
        len -= some;
        if (some == room) hand_over(out);
    }
}

void cgov__snapshot_number(struct snapshot_out *out, uint64_t number) {
    uint8_t bytes[8];
    cgov__store64(bytes, number);
    cgov__snapshot_put(out, bytes, sizeof bytes);
}

int32_t cgov__snapshot_end(struct snapshot_out *out) {
    struct journal *journal = out->journal;
    struct storage_fault ignored;
    if (out->chunk.len > CHUNK_HEAD) hand_over(out);
    hand_over(out);
    if (!out->status) out->status = cgov__storage_sync(&journal->storage, SNAPSHOT_OBJECT, &journal->fault);
    if (out->status && out->at > 0) cgov__storage_drop(&journal->storage, SNAPSHOT_OBJECT, &ignored);
    cgov__buf_free(&out->chunk);
    return out->status;
}

/* ---- reading ---- */

bool cgov__snapshot_refuse(struct snapshot_in *in, uint32_t found) {
    if (in->found == CGOV_SNAPSHOT_USED) in->found = found;
    return false;
}

static bool read_at(struct snapshot_in *in, uint64_t at, void *into, uint64_t len) {
    struct storage_fault ignored;
    if (in->found != CGOV_SNAPSHOT_USED) return false;
    if (at > in->length || len > in->length - at) return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
    const int32_t status = cgov__storage_read(&in->journal->storage, SNAPSHOT_OBJECT, at, into, len, &ignored);
    return !status || cgov__snapshot_refuse(in, CGOV_SNAPSHOT_UNREADABLE);
}

static void read_head(struct snapshot_in *in, uint64_t layout) {
    uint8_t head[SNAPSHOT_HEAD], made[SNAPSHOT_HEAD];
    if (!read_at(in, 0, head, sizeof head)) return;
    in->at = sizeof head;
    in->seq = cgov__load64(head + 24);
    encode_head(made, cgov__load64(head + 8), cgov__load64(head + 16), in->seq);
    if (memcmp(head, made, sizeof head) != 0)
        cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
    else if (cgov__load64(head + 16) != in->journal->seed)
        cgov__snapshot_refuse(in, CGOV_SNAPSHOT_OTHER);
    else if (cgov__load64(head + 8) != layout)
        cgov__snapshot_refuse(in, CGOV_SNAPSHOT_LAYOUT);
}

void cgov__snapshot_open(struct snapshot_in *in, struct journal *journal, uint64_t layout) {
    struct storage_fault ignored;
    memset(in, 0, sizeof *in);
    in->journal = journal;
    in->found = CGOV_SNAPSHOT_USED;
    cgov__buf_init(&in->chunk, journal->mem);
    if (cgov__storage_length(&journal->storage, SNAPSHOT_OBJECT, &in->length, &ignored))
        in->found = CGOV_SNAPSHOT_UNREADABLE;
    else if (in->length == STORAGE_ABSENT)
        in->found = CGOV_SNAPSHOT_NONE;
    else
        read_head(in, layout);
    if (in->found == CGOV_SNAPSHOT_USED && !cgov__buf_reserve(&in->chunk, SNAPSHOT_CHUNK))
        in->found = CGOV_SNAPSHOT_UNREADABLE;
}

/* The next chunk, whole and checked; the end is one of no bytes. */
static bool fill(struct snapshot_in *in) {
    const uint64_t left = in->length - in->at;
    uint8_t *bytes = in->chunk.data;
    uint64_t some = left < SNAPSHOT_CHUNK ? left : SNAPSHOT_CHUNK;
    in->taken = in->chunk.len = 0;
    if (some < CHUNK_HEAD) return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
    if (!read_at(in, in->at, bytes, some)) return false;
    const uint32_t len = cgov__load32(bytes);
    const bool last =
        left - CHUNK_HEAD == len || left - CHUNK_HEAD == (uint64_t)len + CHUNK_HEAD; /* the end, or by it */
    if (len > some - CHUNK_HEAD || (!last && len != SNAPSHOT_CHUNK - CHUNK_HEAD))
        return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
    const uint32_t start = crc_start(in->journal->seed, in->seq, in->number++);
    if (cgov__crc32c(start, bytes + CHUNK_HEAD, len) != cgov__load32(bytes + 4))
        return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
    in->at += CHUNK_HEAD + len;
    in->taken = CHUNK_HEAD;
    in->chunk.len = CHUNK_HEAD + len;
    return true;
}

bool cgov__snapshot_get(struct snapshot_in *in, void *into, size_t len) {
    uint8_t *to = into;
    while (in->found == CGOV_SNAPSHOT_USED && len > 0) {
        if (in->taken == in->chunk.len) {
            if (fill(in) && in->taken == in->chunk.len) cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED); /* the end */
            continue;
        }
        const size_t there = in->chunk.len - in->taken, some = len < there ? len : there;
        memcpy(to, in->chunk.data + in->taken, some);
        in->taken += some;
        to += some;
        len -= some;
    }
    if (len > 0) memset(to, 0, len);
    return in->found == CGOV_SNAPSHOT_USED;
}

uint64_t cgov__snapshot_next(struct snapshot_in *in) {
    uint8_t bytes[8];
    cgov__snapshot_get(in, bytes, sizeof bytes);
    return cgov__load64(bytes);
}

bool cgov__snapshot_holds(struct snapshot_in *in, uint64_t count, size_t size) {
    const uint64_t left = in->length - in->at + (in->chunk.len - in->taken);
    if (in->found != CGOV_SNAPSHOT_USED) return false;
    return (count < UINT32_MAX && count <= left / size) || cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
}

bool cgov__snapshot_ended(struct snapshot_in *in) {
    if (in->found != CGOV_SNAPSHOT_USED) return false;
    const bool rest = in->taken != in->chunk.len || !fill(in);
    if (rest || in->taken != in->chunk.len || in->at != in->length) cgov__snapshot_refuse(in, CGOV_SNAPSHOT_DAMAGED);
    return in->found == CGOV_SNAPSHOT_USED;
}

void cgov__snapshot_close(struct snapshot_in *in) {
    cgov__buf_free(&in->chunk);
}
