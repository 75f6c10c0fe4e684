/* Writing over what may have been acknowledged; redo.h says how it lasts. */
#include "store/redo.h"

#include "base/hash.h"
#include "store/frame.h"
#include "store/storage.h"

static const char magic[8] = {'c', 'g', 'o', 'v', '-', 'r', 'e', 'd'};

struct redo {
    uint64_t seed, at, length;
    uint32_t len;
};

/* Of the header up to the checksum, and of the bytes. */
static uint32_t crc_of(const uint8_t *object, uint32_t len) {
    return cgov__crc32c(cgov__crc32c(0, object, REDO_HEADER - 4), object + REDO_HEADER, len);
}

/* Makes the header of an object whose bytes stand behind it. */
static void encode(uint8_t *object, const struct redo *redo) {
    memcpy(object, magic, sizeof magic);
    cgov__store64(object + 8, redo->seed);
    cgov__store64(object + 16, redo->at);
    cgov__store64(object + 24, redo->length);
    cgov__store32(object + 32, redo->len);
    cgov__store32(object + 36, crc_of(object, redo->len));
}

static bool decode(struct redo *redo, const uint8_t *object, uint64_t len) {
    redo->seed = cgov__load64(object + 8);
    redo->at = cgov__load64(object + 16);
    redo->length = cgov__load64(object + 24);
    redo->len = cgov__load32(object + 32);
    return memcmp(object, magic, sizeof magic) == 0 && redo->len == len - REDO_HEADER &&
           cgov__load32(object + 36) == crc_of(object, redo->len);
}

static int32_t write_over(struct journal *journal, uint64_t at, const uint8_t *bytes, uint64_t len) {
    int32_t status = cgov__storage_overwrite(&journal->storage, JOURNAL_OBJECT, at, bytes, len, &journal->fault);
    return status ? status : cgov__storage_sync(&journal->storage, JOURNAL_OBJECT, &journal->fault);
}

/* Are there zeros alone past what it says is the journal's length? A storage may have made room there. */
static int32_t ends_there(struct journal *journal, uint64_t length, bool *ends_out) {
    uint8_t bytes[REDO_SECTOR];
    *ends_out = length <= journal->length;
    for (uint64_t at = length; *ends_out && at < journal->length; at += sizeof bytes) {
        uint64_t some = journal->length - at < sizeof bytes ? journal->length - at : sizeof bytes;
        int32_t status = cgov__storage_read(&journal->storage, JOURNAL_OBJECT, at, bytes, some, &journal->fault);
        if (status) return status;
        for (uint64_t i = 0; i < some; i++)
            if (bytes[i] != 0) *ends_out = false;
    }
    return CGOV_OK;
}

/* Is it of this journal, as long as it is now? Where the journal's header is among what was being written over, it may
 * be garbage. */
static int32_t is_ours(struct journal *journal, const struct redo *redo, bool *ours_out) {
    uint8_t header[JOURNAL_HEADER];
    uint64_t seed;
    *ours_out = redo->length >= JOURNAL_HEADER && redo->at <= redo->length && redo->len <= redo->length - redo->at;
    int32_t status = *ours_out ? ends_there(journal, redo->length, ours_out) : CGOV_OK;
    if (status || !*ours_out) return status;
    status = cgov__storage_read(&journal->storage, JOURNAL_OBJECT, 0, header, sizeof header, &journal->fault);
    if (status) return status;
    *ours_out = cgov__journal_header_decode(header, &seed) ? redo->at == 0 : redo->seed == seed;
    return CGOV_OK;
}

/* Reads the object, if it is one that says something of this journal; else there is nothing in it. */
static int32_t load(struct journal *journal, struct buf *object, struct redo *redo) {
    uint64_t len;
    bool ours = false;
    cgov__buf_clear(object);
    int32_t status = cgov__storage_length(&journal->storage, REDO_OBJECT, &len, &journal->fault);
    if (status || len == STORAGE_ABSENT || journal->length == STORAGE_ABSENT) return status;
    if (len < REDO_HEADER || len > REDO_HEADER + REDO_MAX) return CGOV_OK;
    if (!cgov__buf_reserve(object, (size_t)len)) return CGOV_E_NOMEM;
    status = cgov__storage_read(&journal->storage, REDO_OBJECT, 0, object->data, len, &journal->fault);
    if (status || !decode(redo, object->data, len)) return status;
    status = is_ours(journal, redo, &ours);
    if (!status && ours) object->len = (size_t)len;
    return status;
}

int32_t cgov__redo_finish(struct journal *journal) {
    struct buf *object = &journal->window;
    struct redo redo;
    int32_t status = load(journal, object, &redo);
    bool begun = !status && object->len;
    cgov__buf_clear(object); /* it looks at nothing of the journal */
    return begun ? write_over(journal, redo.at, object->data + REDO_HEADER, redo.len) : status;
}

int32_t cgov__redo_look(struct journal *journal) {
    struct redo redo;
    return load(journal, &journal->redo, &redo);
}

void cgov__redo_over(const struct journal *journal, uint64_t at, uint8_t *bytes, uint64_t len) {
    const uint8_t *object = journal->redo.data;
    uint64_t first = cgov__load64(object + 16), end = first + cgov__load32(object + 32);
    uint64_t from = at > first ? at : first, to = at + len < end ? at + len : end;
    if (from < to) memcpy(bytes + (from - at), object + REDO_HEADER + (from - first), (size_t)(to - from));
}

/* Bytes of a journal of that length, put aside, and then written over themselves but for what is to be zero. */
struct over {
    uint64_t at, length, zero_at, zero_len;
    uint32_t len;
};

static int32_t again(struct journal *journal, const struct over *over) {
    struct buf *object = &journal->window;
    cgov__buf_clear(object); /* it looks at nothing any more */
    if (!cgov__buf_reserve(object, REDO_HEADER + over->len)) return CGOV_E_NOMEM;
    uint8_t *bytes = object->data + REDO_HEADER;
    int32_t status = cgov__storage_read(&journal->storage, JOURNAL_OBJECT, over->at, bytes, over->len, &journal->fault);
    if (status) return status;
    const uint64_t first = over->zero_at > over->at ? over->zero_at : over->at, end = over->at + over->len;
    const uint64_t last = over->zero_at + over->zero_len < end ? over->zero_at + over->zero_len : end;
    if (first < last) memset(bytes + (first - over->at), 0, (size_t)(last - first));
    encode(object->data, &(struct redo){journal->seed, over->at, over->length, over->len});
    status = cgov__storage_put(&journal->storage, REDO_OBJECT, object->data, REDO_HEADER + (uint64_t)over->len,
                               &journal->fault);
    return status ? status : write_over(journal, over->at, bytes, over->len);
}

/* Sector by sector from one that ends where the journal does, or all that is asked for lies before. */
static int32_t over_all(struct journal *journal, struct over over, uint64_t end) {
    int32_t status = CGOV_OK;
    if (end > over.length) end = over.length;
    for (; !status && over.at < end; over.at += REDO_MAX) {
        uint64_t left = end - over.at;
        over.len = (uint32_t)(left < REDO_MAX ? left : REDO_MAX);
        status = again(journal, &over);
    }
    return status;
}

int32_t cgov__redo_again(struct journal *journal, uint64_t from) {
    const struct over over = {.at = from - from % REDO_SECTOR, .length = journal->length};
    return over_all(journal, over, journal->length);
}

bool cgov__redo_ready(struct journal *journal) {
    cgov__buf_clear(&journal->window);
    return cgov__buf_reserve(&journal->window, REDO_HEADER + REDO_MAX);
}

int32_t cgov__redo_zero(struct journal *journal, uint64_t at, uint64_t len) {
    const struct over over = {.at = at - at % REDO_SECTOR, .length = journal->written, .zero_at = at, .zero_len = len};
    const uint64_t end = at + len;
    return over_all(journal, over, end + (REDO_SECTOR - end % REDO_SECTOR) % REDO_SECTOR);
}

int32_t cgov__redo_end(struct journal *journal) {
    cgov__buf_free(&journal->window);
    return cgov__storage_remove(&journal->storage, REDO_OBJECT, &journal->fault);
}
