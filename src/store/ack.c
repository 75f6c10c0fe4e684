/* What was acknowledged, said beside the journal. ack.h draws the bytes and says why they are never false. */
#include "store/ack.h"

#include "base/hash.h"
#include "store/frame.h"
#include "store/storage.h"

static const char magic[8] = {'c', 'g', 'o', 'v', '-', 'a', 'c', 'k'};

static void encode(uint8_t into[ACK_USED], const struct ack *ack, uint64_t seed) {
    memset(into, 0, ACK_USED);
    memcpy(into, magic, sizeof magic);
    cgov__store64(into + 8, seed);
    cgov__store64(into + 16, ack->counter);
    cgov__store64(into + 24, ack->seq);
    cgov__store64(into + 32, ack->length);
    cgov__store32(into + 40, ack->chain);
    cgov__store32(into + 44, cgov__crc32c(0, into, 44));
}

/* Takes what a slot says where it holds, is in its place, and is newer. */
static void decode(struct ack *ack, const uint8_t bytes[ACK_USED], uint32_t place, const uint64_t *seed) {
    uint64_t counter = cgov__load64(bytes + 16);
    bool holds = memcmp(bytes, magic, sizeof magic) == 0 && cgov__load32(bytes + 44) == cgov__crc32c(0, bytes, 44);
    bool ours = !seed || cgov__load64(bytes + 8) == *seed;
    if (!holds || !ours || counter % 2 != place || counter <= ack->counter) return;
    ack->counter = counter;
    ack->seq = cgov__load64(bytes + 24);
    ack->length = cgov__load64(bytes + 32);
    ack->chain = cgov__load32(bytes + 40);
}

int32_t cgov__ack_read(struct journal *journal, const uint64_t *seed) {
    struct ack *ack = &journal->ack;
    uint64_t length;
    *ack = (struct ack){0};
    int32_t status = cgov__storage_length(&journal->storage, ACK_OBJECT, &length, &journal->fault);
    if (status) return status;
    ack->whole = length == 2 * ACK_SLOT;
    for (uint32_t place = 0; length != STORAGE_ABSENT && place < 2; place++) {
        uint8_t bytes[ACK_USED];
        if (length < place * ACK_SLOT + ACK_USED) break;
        status = cgov__storage_read(&journal->storage, ACK_OBJECT, place * ACK_SLOT, bytes, ACK_USED, &journal->fault);
        if (status) return status;
        decode(ack, bytes, place, seed);
    }
    ack->missing = !ack->counter;
    ack->strange = ack->missing && length != STORAGE_ABSENT;
    return CGOV_OK;
}

static int32_t put(struct journal *journal, const uint8_t slot[ACK_USED], uint32_t place, struct storage_fault *fault) {
    uint8_t bytes[2 * ACK_SLOT] = {0};
    memcpy(bytes + place * ACK_SLOT, slot, ACK_USED);
    return cgov__storage_put(&journal->storage, ACK_OBJECT, bytes, sizeof bytes, fault);
}

void cgov__ack_write(struct journal *journal) {
    struct ack *ack = &journal->ack, next = *ack;
    const uint32_t chain = cgov__chain_said(journal->chain);
    const bool said = ack->seq == journal->durable_seq && ack->length == journal->written && ack->chain == chain;
    if (ack->counter && said) return;
    next.counter++;
    next.seq = journal->durable_seq;
    next.length = journal->written;
    next.chain = chain;
    uint8_t slot[ACK_USED];
    encode(slot, &next, journal->seed);
    uint32_t place = (uint32_t)(next.counter % 2);
    struct storage_fault ignored;
    int32_t status = ack->whole ? cgov__storage_overwrite(&journal->storage, ACK_OBJECT, place * ACK_SLOT, slot,
                                                          sizeof slot, &ignored)
                                : put(journal, slot, place, &ignored);
    if (!status) *ack = next;
    ack->whole = !status;
    ack->failed = status;
}
