/* The journal from its start: its frames one by one, and the judgement on a bad one.
 *
 * Reading goes through a window that moves forward. Words that lie beyond it are stepped over unread, and it grows for
 * one frame's records only, after the header's checksum vouched for their length and the object is long enough to hold
 * them.
 *
 * A bad frame, and the end, stand for the expected seq s. Was s acknowledged? The newest slot beside the journal says
 * so where its seq is s or more, and so does a later header with a floor of s or more: that is damage, and nothing may
 * be touched. Without either the end is torn, as a power cut leaves it. A later good frame alone says nothing, since
 * what was never synced may reach the disk in any order. What a damaged frame's own length says is not believed, so the
 * search goes byte by byte. It sees words too; frame.c says why these cannot answer. Zeros at the very end are no part
 * of it: a storage may have made room there. They are cut and not kept.
 *
 * Recovery can be cut short anywhere and is then done again: the torn end is cut only when it lies aside, synced, and
 * what is written over lies aside until it is (redo.h). */
#include "store/ack.h"
#include "store/frame.h"
#include "store/journal.h"
#include "store/redo.h"
#include "store/storage.h"

#include "base/hash.h"

#define WINDOW ((uint64_t)256 << 10)
#define NAME_CAP (CGOV_STORAGE_NAME_MAX + 1)
#define TORN_PREFIX "torn-"
#define TORN_NAME_MAX (5 + 16 + 1 + 16 + 1 + 16)

/* Len bytes at a position, both within the object; what follows them may be in the window as well. */
static int32_t look(struct journal *journal, uint64_t at, uint64_t len, const uint8_t **bytes_out) {
    struct buf *window = &journal->window;
    uint64_t skip = at - journal->window_at; /* huge when at lies before the window */
    if (skip > window->len || len > window->len - skip) {
        uint64_t ahead = journal->length - at < WINDOW ? journal->length - at : WINDOW;
        if (ahead < len) ahead = len;
        cgov__buf_clear(window);
        if (ahead > SIZE_MAX || !cgov__buf_reserve(window, (size_t)ahead)) return CGOV_E_NOMEM;
        int32_t status = cgov__journal_stored(journal, at, window->data, ahead, &journal->fault);
        if (status) return status;
        window->len = (size_t)ahead;
        journal->window_at = at;
        skip = 0;
    }
    *bytes_out = window->data + skip;
    return CGOV_OK;
}

/* Does a floor of seq or later stand anywhere from next_at on? */
static int32_t find_floor(struct journal *journal, uint64_t seq, bool *found_out) {
    uint64_t at = journal->next_at, last = seq + (journal->length - at); /* each record takes a byte at least */
    *found_out = false;
    while (!*found_out && journal->length - at >= FRAME_HEADER_MAX) {
        const uint8_t *bytes;
        int32_t status = look(journal, at, FRAME_HEADER_MAX, &bytes);
        if (status) return status;
        const uint8_t *end = journal->window.data + journal->window.len - FRAME_HEADER_MAX + 1;
        at += (uint64_t)(end - bytes);
        for (struct frame_header header; bytes < end && !*found_out; bytes++) {
            *found_out = cgov__frame_plausible(bytes, seq, last) &&
                         cgov__frame_decode(&header, bytes, FRAME_HEADER_MAX, journal->seed);
        }
    }
    return CGOV_OK;
}

/* What was acknowledged is damaged from next_at on. */
static int32_t damaged(struct journal *journal) {
    journal->os_code = (int64_t)journal->next_at;
    return CGOV_E_CORRUPT;
}

/* How much was written from next_at on; zeros behind it are room that a storage made, or what never reached the disk.
 */
static int32_t written_len(struct journal *journal, uint64_t *len_out) {
    *len_out = 0;
    for (uint64_t at = journal->next_at, some; at < journal->length; at += some) {
        const uint8_t *bytes;
        some = journal->length - at < WINDOW ? journal->length - at : WINDOW;
        int32_t status = look(journal, at, some, &bytes);
        if (status) return status;
        uint64_t len = some;
        while (len > 0 && bytes[len - 1] == 0) len--;
        if (len > 0) *len_out = at + len - journal->next_at;
    }
    return CGOV_OK;
}

/* The frame at next_at is bad. */
static int32_t judge(struct journal *journal) {
    bool acknowledged = journal->ack.seq > journal->last_seq;
    int32_t status = acknowledged ? CGOV_OK : find_floor(journal, journal->last_seq + 1, &acknowledged);
    if (status) return status;
    if (acknowledged) return damaged(journal);
    status = written_len(journal, &journal->torn_len);
    if (status) journal->torn_len = 0;
    journal->torn_at = journal->next_at;
    journal->torn_seq = journal->last_seq + 1;
    return status ? status : CGOV_DONE;
}

static int32_t next(struct journal *journal, struct frame *frame) {
    uint64_t at = journal->next_at, left = journal->length - at;
    if (journal->torn_len) return CGOV_DONE;
    if (at == journal->ack.length && journal->last_seq == journal->ack.seq) journal->vouched_at = at;
    if (!left) return journal->ack.seq > journal->last_seq ? damaged(journal) : CGOV_DONE;
    uint64_t have = left < FRAME_HEADER_MAX ? left : FRAME_HEADER_MAX;
    const uint8_t *bytes;
    int32_t status = look(journal, at, have, &bytes);
    if (status) return status;

    struct frame_header header;
    if (!cgov__frame_decode(&header, bytes, have, journal->seed)) return judge(journal);
    bool known = header.kind == FRAME_COMMAND || header.kind == FRAME_TIME;
    if (!known || header.flags & ~(FRAME_FLOOR | FRAME_SEVERAL)) return CGOV_E_FORMAT;
    const uint64_t chain = cgov__chain_on(journal->chain, cgov__load64(bytes + FRAME_CHECKSUMS));
    uint32_t header_len = cgov__frame_header_len(&header);
    uint64_t len = (uint64_t)header_len + header.records_len + header.words_len;
    if (header.seq != journal->last_seq + 1 || len > left) return judge(journal);
    uint64_t records_at = at + header_len;
    status = look(journal, records_at, header.records_len, &bytes);
    if (status) return status;
    if (cgov__crc32c(0, bytes, header.records_len) != header.payload_crc) return judge(journal);

    if (header.flags & FRAME_FLOOR && header.floor == journal->last_seq) journal->vouched_at = at;
    journal->next_at = at + len;
    *frame = (struct frame){
        .seq = header.seq,
        .kind = header.kind == FRAME_TIME ? FRAME_TIME : FRAME_COMMAND,
        .several = header.flags & FRAME_SEVERAL,
        .records_len = header.records_len,
        .words_len = header.words_len,
        .payload_crc = header.payload_crc,
        .records = bytes,
        .at = at,
        .records_at = records_at,
        .words_at = records_at + header.records_len,
        .chain = chain,
    };
    return CGOV_OK;
}

int32_t cgov__journal_next(struct journal *journal, struct frame *frame) {
    int32_t status = next(journal, frame);
    /* Where no slot speaks, a frame may be met half written, and a floor after it: by then it stands. */
    bool again = status == CGOV_E_CORRUPT && journal->refuses && !journal->ack.counter;
    if (again) cgov__buf_clear(&journal->window);
    return again ? next(journal, frame) : status;
}

int32_t cgov__journal_doubt(struct journal *journal, struct frame *frame) {
    journal->next_at = frame->at;
    int32_t status = judge(journal);
    return status == CGOV_E_CORRUPT ? next(journal, frame) : status;
}

static char *hex(char *into, uint64_t n) {
    uint32_t digits = 1;
    while (digits < 16 && n >> 4 * digits) digits++;
    while (digits) *into++ = "0123456789abcdef"[n >> 4 * --digits & 15];
    return into;
}

/* torn-SEQ-OFFSET for the first tear there, then with .2, .3 and so on (hexadecimal). False where no name is left: one
 * without a suffix has 5 + 12 + 1 + 13 characters at most, for a seq has 48 bits and a position 52. */
static bool torn_name(char name[NAME_CAP], const struct journal *journal, uint64_t tear) {
    char whole[TORN_NAME_MAX + 1];
    memcpy(whole, TORN_PREFIX, strlen(TORN_PREFIX));
    char *at = hex(whole + strlen(TORN_PREFIX), journal->torn_seq);
    *at++ = '-';
    at = hex(at, journal->torn_at);
    if (tear > 1) {
        *at++ = '.';
        at = hex(at, tear);
    }
    *at++ = 0;
    size_t len = (size_t)(at - whole);
    if (len > NAME_CAP) return false;
    memcpy(name, whole, len);
    return true;
}

/* Is what the object holds the start of the torn end, or all of it? Then it says nothing that the journal does not. */
static int32_t holds_start(struct journal *journal, const char *name, uint64_t len, bool *same_out) {
    uint8_t kept[1024];
    *same_out = len <= journal->torn_len;
    for (uint64_t done = 0; *same_out && done < len;) {
        uint64_t some = len - done < sizeof kept ? len - done : sizeof kept;
        const uint8_t *bytes;
        int32_t status = cgov__storage_read(&journal->storage, name, done, kept, some, &journal->fault);
        if (!status) status = look(journal, journal->torn_at + done, some, &bytes);
        if (status) return status;
        *same_out = memcmp(kept, bytes, (size_t)some) == 0;
        done += some;
    }
    return CGOV_OK;
}

/* A name that is free. Half a copy, from a recovery cut short, is removed; what an earlier tear left there stays. */
static int32_t free_name(struct journal *journal, char name[NAME_CAP]) {
    for (uint64_t tear = 1; torn_name(name, journal, tear); tear++) {
        uint64_t len;
        bool same;
        int32_t status = cgov__storage_length(&journal->storage, name, &len, &journal->fault);
        if (status || len == STORAGE_ABSENT) return status;
        status = holds_start(journal, name, len, &same);
        if (status) return status;
        if (same) return cgov__storage_remove(&journal->storage, name, &journal->fault);
    }
    return CGOV_E_LIMIT;
}

static int32_t keep_torn(struct journal *journal) {
    char name[NAME_CAP];
    int32_t status = free_name(journal, name);
    for (uint64_t done = 0; !status && done < journal->torn_len;) {
        uint64_t some = journal->torn_len - done < WINDOW ? journal->torn_len - done : WINDOW;
        const uint8_t *bytes;
        status = look(journal, journal->torn_at + done, some, &bytes);
        if (!status) status = cgov__storage_append(&journal->storage, name, done, bytes, some, &journal->fault);
        done += some;
    }
    return status ? status : cgov__storage_sync(&journal->storage, name, &journal->fault);
}

int32_t cgov__journal_count_torn(struct journal *journal) {
    char name[NAME_CAP];
    int32_t status = CGOV_OK;
    journal->torn_objects = 0;
    for (uint32_t i = 0; !status; i++) {
        status = cgov__storage_list(&journal->storage, i, name, &journal->fault);
        if (!status && strncmp(name, TORN_PREFIX, strlen(TORN_PREFIX)) == 0) journal->torn_objects++;
    }
    return status == CGOV_DONE ? CGOV_OK : status;
}

int32_t cgov__journal_settle(struct journal *journal) {
    const uint64_t end = journal->next_at;
    /* Opening finished it, or it is left over, and would be taken for this journal's at another length. */
    int32_t status = cgov__storage_drop(&journal->storage, REDO_OBJECT, &journal->fault);
    if (!status && journal->torn_len) status = keep_torn(journal);
    if (!status && journal->length > end)
        status = cgov__storage_cut(&journal->storage, JOURNAL_OBJECT, end, &journal->fault);
    journal->length = end; /* the window must not reach past it any more */
    if (!status) status = cgov__storage_sync(&journal->storage, JOURNAL_OBJECT, &journal->fault);
    if (!status && journal->vouched_at < end) {
        status = cgov__redo_again(journal, journal->vouched_at);
        if (!status) status = cgov__storage_remove(&journal->storage, REDO_OBJECT, &journal->fault);
    }
    if (!status) status = cgov__journal_count_torn(journal);
    if (status) return status;
    cgov__buf_free(&journal->window);
    journal->written = end;
    cgov__journal_synced(journal);
    if (journal->last_seq) cgov__ack_write(journal); /* a founding that was cut short has nothing to say */
    return CGOV_OK;
}
