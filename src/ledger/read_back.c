/* Each reading is a positioned read into the caller's own memory; nothing is allocated.
 *
 * Invariant: words are never handed out unless their checksum holds; those that do not hold are damage, zeroed ones
 * too, unless a record says that they were erased (CGOV_E_ERASED). A damaged piece hides no other.
 */
#include "ledger/read_back.h"

#include "base/hash.h"
#include "ledger/erased.h"
#include "ledger/locate.h"
#include "model/details.h"
#include "model/erasures.h"
#include "records/given.h"
#include "records/words.h"

/* Do the record's details bear numbers of this ledger, each as its type stands? Replaying asked it of what lay there
 * then; a storage may give back something else under a checksum that holds. */
static bool are_numbered(const struct model *model, const struct record *record) {
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    while (cgov__given_next(&cursor, &given)) {
        const struct numbered *detail = cgov__numbered(model, given.number);
        if (!detail || given.form != cgov__given_form(detail->type)) return false;
    }
    return !cursor.bad;
}

int32_t cgov__stored_read(const cgov_ledger *ledger, uint64_t seq, uint8_t *buf, uint64_t cap, struct stored *out) {
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status) return status;
    uint32_t len = (uint32_t)(place.end - place.body);
    bool fits = len <= cap;
    status = fits ? cgov__place_read(&window, &place, buf) : cgov__place_check(&window, &place, NULL);
    if (!status && !fits) status = CGOV_E_BUFFER;
    if (status) return status;
    struct cursor body = cgov__cursor(buf, len);
    if (cgov__record_body(&body, &out->record) || out->record.seq != seq) return CGOV_E_CORRUPT;
    if (!are_numbered(&ledger->model, &out->record)) return CGOV_E_CORRUPT;
    out->len = len;
    out->words_at = place.frame.words_at;
    out->words_len = place.frame.words_len;
    out->ordinal = place.ordinal;
    return CGOV_OK;
}

int32_t cgov__stored_follow(const cgov_ledger *ledger, uint64_t seq, uint8_t buf[STORED_SIZE], struct stored *out) {
    int32_t status = cgov__stored_read(ledger, seq, buf, STORED_SIZE, out);
    return status == CGOV_E_BUFFER ? CGOV_E_CORRUPT : status;
}

/* A piece found: where its salt begins, and what follows its text. */
struct found {
    struct piece piece;
    uint64_t at, end;
};

/* The piece at a position, as its head has it. CGOV_E_CORRUPT where none can stand there. */
static int32_t piece_at(struct window *window, uint64_t at, uint64_t end, struct found *out) {
    int32_t status = CGOV_OK;
    uint32_t len = 0, most = end - at < PIECE_HEAD_MAX ? (uint32_t)(end - at) : PIECE_HEAD_MAX;
    const uint8_t *bytes = cgov__window_at(window, at, most, &len, &status);
    if (!bytes) return status;
    struct cursor cursor = cgov__cursor(bytes, len);
    bool head = cgov__piece_head(&cursor, &out->piece);
    out->at = at + (uint64_t)(cursor.at - bytes);
    if (!head || out->at > end || end - out->at < SALT_SIZE || end - out->at - SALT_SIZE < out->piece.len)
        return CGOV_E_CORRUPT;
    out->end = out->at + SALT_SIZE + out->piece.len;
    return CGOV_OK;
}

/* A text that is asked for, and where it goes. */
struct wanted {
    struct window window;
    uint64_t seq, at, end; /* of its frame, and of the frame's words */
    uint64_t ordinal, field;
    char *into;
    uint64_t cap, needed;
    struct sha256 *sha; /* NULL: its digest is not asked for */
    const char *same;   /* NULL: nobody asks whether it is this text, */
    uint64_t same_len;
    bool differs;                 /* and it is not */
    uint64_t found_at, found_len; /* the piece read last: where its salt begins, and its text's length as it lies */
};

static void compare(struct wanted *wanted, uint64_t to, const uint8_t *bytes, uint64_t len) {
    uint64_t left = to < wanted->same_len ? wanted->same_len - to : 0, some = len < left ? len : left;
    if (some > 0 && memcmp(wanted->same + to, bytes, (size_t)some) != 0) wanted->differs = true;
}

/* Passes over a piece's salt and text, and copies what there is room for. */
static int32_t read_piece(struct wanted *wanted, const struct found *found) {
    uint64_t done = 0, text = 0;
    uint32_t crc = cgov__piece_crc_start(wanted->window.journal->seed, wanted->seq, &found->piece);
    if (wanted->sha) cgov__sha256_init(wanted->sha);
    wanted->found_at = found->at;
    wanted->found_len = found->piece.len;
    wanted->differs = false;
    while (done < found->end - found->at) {
        int32_t status = CGOV_OK;
        uint64_t left = found->end - found->at - done;
        uint32_t len = 0, most = left < WINDOW_MAX ? (uint32_t)left : WINDOW_MAX;
        const uint8_t *bytes = cgov__window_at(&wanted->window, found->at + done, most, &len, &status);
        if (!bytes) return status;
        if (len != most) return CGOV_E_CORRUPT;
        crc = cgov__crc32c(crc, bytes, len);
        if (wanted->sha) cgov__sha256_add(wanted->sha, bytes, len);
        uint32_t salt = done < SALT_SIZE ? SALT_SIZE : 0; /* it is in the first window whole */
        uint64_t to = done + salt - SALT_SIZE, room = to < wanted->cap ? wanted->cap - to : 0;
        uint64_t some = cgov__piece_text_len(bytes + salt, len - salt);
        if (some > 0) text = to + some;
        if (room > 0) memcpy(wanted->into + to, bytes + salt, (size_t)(len - salt < room ? len - salt : room));
        if (wanted->same) compare(wanted, to, bytes + salt, len - salt);
        done += len;
    }
    if (crc != found->piece.crc) return CGOV_E_CORRUPT;
    wanted->needed = text;
    return CGOV_OK;
}

static bool is_it(const struct wanted *wanted, const struct found *found) {
    return found->piece.ordinal == wanted->ordinal && found->piece.field == wanted->field;
}

/* A piece that holds, wherever it stands: where a length before it is damaged, none leads there. */
static int32_t search(struct wanted *wanted) {
    for (uint64_t at = wanted->at; at < wanted->end; at++) {
        struct found found = {0};
        int32_t status = piece_at(&wanted->window, at, wanted->end, &found);
        if (!status) status = is_it(wanted, &found) ? read_piece(wanted, &found) : CGOV_E_CORRUPT;
        if (status != CGOV_E_CORRUPT) return status;
    }
    return CGOV_E_CORRUPT;
}

/* The piece that the heads lead to, whether it holds or not. */
static int32_t follow_heads(struct wanted *wanted) {
    struct found found = {.end = wanted->at};
    int32_t status = CGOV_OK;
    do status = found.end < wanted->end ? piece_at(&wanted->window, found.end, wanted->end, &found) : CGOV_E_CORRUPT;
    while (!status && !is_it(wanted, &found));
    wanted->found_at = 0;
    return status ? status : read_piece(wanted, &found);
}

static int32_t find(struct wanted *wanted) {
    int32_t status = follow_heads(wanted);
    return status == CGOV_E_CORRUPT ? search(wanted) : status;
}

/* One that is damaged where it should be, its digest made of what stands there. */
static int32_t find_damaged(struct wanted *wanted) {
    int32_t status = follow_heads(wanted);
    return status == CGOV_E_CORRUPT && wanted->found_at != 0 ? CGOV_OK : status;
}

static struct wanted wanted_of(const cgov_ledger *ledger, const struct stored *stored, uint32_t field) {
    return (struct wanted){.window = {.journal = &ledger->journal},
                           .seq = stored->record.seq - stored->ordinal,
                           .at = stored->words_at,
                           .end = stored->words_at + stored->words_len,
                           .ordinal = stored->ordinal,
                           .field = field};
}

int32_t cgov__words_same(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, const char *text,
                         uint32_t len) {
    struct wanted wanted = wanted_of(ledger, stored, field);
    wanted.same = text;
    wanted.same_len = len;
    if (!cgov__has_words(&stored->record, field)) return CGOV_E_NOT_FOUND;
    if (cgov__erasure_find(&ledger->model, stored->record.seq, field)) return CGOV_OK; /* nobody can tell any more */
    int32_t status = find(&wanted);
    if (status) return status;
    return wanted.differs || wanted.needed != len ? CGOV_E_CONFLICT : CGOV_OK;
}

int32_t cgov__words_read(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, char *into,
                         uint64_t cap, uint64_t *needed) {
    struct wanted wanted = wanted_of(ledger, stored, field);
    wanted.into = into;
    wanted.cap = cap;
    if (field < DETAIL_FIRST && (stored->record.texts >> field & 1) == 0) return CGOV_E_NOT_FOUND;
    const bool erased = cgov__erasure_find(&ledger->model, stored->record.seq, field);
    int32_t status = erased ? CGOV_E_ERASED : find(&wanted);
    if (status == CGOV_E_CORRUPT && cgov__erased_ahead(ledger, stored->record.seq, field)) status = CGOV_E_ERASED;
    if (!status) *needed = wanted.needed;
    if (!status && wanted.needed >= cap) status = CGOV_E_BUFFER;
    if (!status)
        into[wanted.needed] = 0;
    else if (cap > 0) /* nothing unchecked is left there */
        memset(into, 0, cap < stored->words_len ? (size_t)cap : stored->words_len);
    return status;
}

int32_t cgov__words_place(const cgov_ledger *ledger, const struct stored *stored, uint32_t field,
                          struct erased_line *line) {
    struct wanted wanted = wanted_of(ledger, stored, field);
    struct sha256 sha;
    wanted.sha = &sha;
    int32_t status = find(&wanted);
    if (status == CGOV_E_CORRUPT) status = find_damaged(&wanted);
    if (status) return status;
    cgov__sha256_end(&sha, line->digest);
    line->at = (uint32_t)(wanted.found_at - stored->words_at);
    line->len = (uint32_t)wanted.found_len;
    return CGOV_OK;
}

int32_t cgov__written_digest(const cgov_ledger *ledger, const struct written *written, uint32_t field,
                             uint8_t digest[32]) {
    struct sha256 sha;
    const struct frame *frame = written->frame;
    const uint64_t seq = written->record->seq;
    struct wanted wanted = {.window = {.journal = &ledger->journal},
                            .seq = frame->seq,
                            .at = frame->words_at,
                            .end = frame->words_at + frame->words_len,
                            .ordinal = seq - frame->seq,
                            .field = field,
                            .sha = &sha};
    if (!cgov__has_words(written->record, field)) return CGOV_E_NOT_FOUND;
    int32_t status = find(&wanted);
    if (!status) cgov__sha256_end(&sha, digest);
    return status == CGOV_E_CORRUPT && cgov__erased_later(ledger, frame, seq, field, digest) ? CGOV_OK : status;
}

static bool is_erased(const struct cgov_ledger *ledger, const struct frame *frame, const struct piece *piece) {
    uint8_t digest[32];
    return piece->field <= UINT32_MAX &&
           cgov__erased_later(ledger, frame, frame->seq + piece->ordinal, (uint32_t)piece->field, digest);
}

int32_t cgov__words_hold(const cgov_ledger *ledger, const struct frame *frame, bool or_erased) {
    struct wanted wanted = {.window = {.journal = &ledger->journal}, .seq = frame->seq};
    struct found found = {.end = frame->words_at};
    const uint64_t end = frame->words_at + frame->words_len;
    int32_t status = CGOV_OK;
    while (!status && found.end < end) {
        status = piece_at(&wanted.window, found.end, end, &found);
        if (status) break;
        status = read_piece(&wanted, &found);
        if (status == CGOV_E_CORRUPT && or_erased && is_erased(ledger, frame, &found.piece)) status = CGOV_OK;
    }
    return status;
}
