/* Any bytes as a journal whose checksums hold: its frames are taken as they stand, their lengths cut to what is there,
 * and framed anew. It is refused as damaged or of another format; or it is opened, read, written on, and reopened to
 * the same state. */
#include "fuzz.h"

#include "base/hash.h"
#include "store/frame.h"

#define SEED UINT64_C(0x5eed)
#define JOURNAL_MAX 65536u

static uint32_t at_most(uint32_t length, size_t left) {
    return length < left ? length : (uint32_t)left;
}

/* Frames anew what stands in bytes; answers the journal's length. */
static uint64_t repaired(uint8_t into[JOURNAL_MAX], const uint8_t *bytes, size_t len) {
    uint64_t end = JOURNAL_HEADER;
    cgov__journal_header_encode(into, SEED);
    for (size_t at = JOURNAL_HEADER;
         at + FRAME_HEADER_MAX <= len && end + FRAME_HEADER_MAX + (len - at) <= JOURNAL_MAX;) {
        uint64_t word = cgov__load64(bytes + at + 8);
        struct frame_header header = {.seq = word & FRAME_SEQ_MAX, .kind = (uint8_t)(word >> 48)};
        header.flags = (uint8_t)(word >> 56) & (FRAME_FLOOR | FRAME_SEVERAL);
        header.floor = cgov__load64(bytes + at + FRAME_HEADER);
        uint32_t head = cgov__frame_header_len(&header);
        const uint8_t *records = bytes + at + head;
        uint8_t *framed = into + end + head;
        header.records_len = at_most(cgov__load32(bytes + at), len - at - head);
        header.words_len = at_most(cgov__load32(bytes + at + 4), len - at - head - header.records_len);
        memcpy(framed, records, header.records_len + header.words_len);
        if (header.flags & FRAME_SEVERAL) cgov__records_seal(framed, header.records_len, SEED, header.seq);
        header.payload_crc = cgov__crc32c(0, framed, header.records_len);
        uint8_t encoded[FRAME_HEADER_MAX];
        cgov__frame_encode(encoded, &header, SEED);
        memcpy(into + end, encoded, head);
        at += head + header.records_len + header.words_len;
        end += head + header.records_len + header.words_len;
    }
    return end;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static uint8_t journal[JOURNAL_MAX];
    uint64_t end, length = repaired(journal, bytes, len);
    struct fuzz_town town = {.storage = {.size = sizeof town.storage}, .salt = 5000, .flags = CGOV_ACT_DEFER};
    MUST(cgov_storage_memory(NULL, &town.storage) == CGOV_OK);
    MUST(town.storage.put(town.storage.user, "journal", journal, length, &end) == 0);
    cgov_ledger_options options = {.size = sizeof options, .storage = &town.storage};
    int32_t status = cgov_ledger_open(&options, &town.ledger);
    MUST(status == CGOV_OK || status == CGOV_E_CORRUPT || status == CGOV_E_FORMAT || status == CGOV_E_NOT_FOUND);
    if (status != CGOV_OK) return cgov_storage_close(&town.storage);
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(town.ledger, &info) == CGOV_OK);
    fuzz_read_all(town.ledger);
    town.root = info.root;
    town.now = info.now + 60000;
    (void)fuzz_report(&town, info.founder);
    fuzz_close(&town);
    return 0;
}
