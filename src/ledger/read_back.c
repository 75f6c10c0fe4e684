/* Each reading is a positioned read into the caller's own memory; nothing is allocated.
 *
 * Invariant: words are never handed out unless their checksum holds; those that do not hold are damage, zeroed ones
 * too, unless a record says that they were erased (CGOV_E_ERASED), and none does yet. A damaged piece hides no other.
 */
#include "ledger/read_back.h"

#include "base/hash.h"
#include "ledger/locate.h"
#include "records/words.h"

int32_t cgov__stored_read(const cgov_ledger *ledger, uint64_t seq, uint8_t *buf, uint64_t cap, struct stored *out) {
    struct place place;
    struct window window;
    int32_t status = cgov__locate(ledger, seq, &window, &place);
    if (status != CGOV_OK) return status;
    uint32_t len = (uint32_t)(place.end - place.body);
    bool fits = len <= cap;
    status = fits ? cgov__place_read(&window, &place, buf) : cgov__place_check(&window, &place, NULL);
    if (status == CGOV_OK && !fits) status = CGOV_E_BUFFER;
    if (status != CGOV_OK) return status;
    struct cursor body = cgov__cursor(buf, len);
    if (cgov__record_body(&body, &out->record) != CGOV_OK || out->record.seq != seq) return CGOV_E_CORRUPT;
    out->words_at = place.frame.words_at;
    out->words_len = place.frame.words_len;
    out->ordinal = place.ordinal;
    return CGOV_OK;
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
    if (bytes == NULL) return status;
    struct cursor cursor = cgov__cursor(bytes, len);
    bool head = cgov__piece_head(&cursor, &out->piece);
    out->at = at + (uint64_t)(cursor.at - bytes);
    if (!head || out->at > end || end - out->at < SALT_SIZE || end - out->at - SALT_SIZE < out->piece.len)
        return CGOV_E_CORRUPT;
    out->end = out->at + SALT_SIZE + out->piece.len;
    return CGOV_OK;
}

/* Passes over a piece's salt and text, and copies what there is room for. */
static int32_t read_piece(struct window *window, const struct stored *stored, const struct found *found, char *into,
                          uint64_t cap, uint64_t *needed) {
    uint64_t seq = stored->record.seq - stored->ordinal, done = 0, text = 0;
    uint32_t crc = cgov__piece_crc_start(window->journal->seed, seq, &found->piece);
    while (done < found->end - found->at) {
        int32_t status = CGOV_OK;
        uint64_t left = found->end - found->at - done;
        uint32_t len = 0, wanted = left < WINDOW_MAX ? (uint32_t)left : WINDOW_MAX;
        const uint8_t *bytes = cgov__window_at(window, found->at + done, wanted, &len, &status);
        if (bytes == NULL) return status;
        if (len != wanted) return CGOV_E_CORRUPT;
        crc = cgov__crc32c(crc, bytes, len);
        uint32_t salt = done < SALT_SIZE ? SALT_SIZE : 0; /* it is in the first window whole */
        uint64_t to = done + salt - SALT_SIZE, some = cgov__piece_text_len(bytes + salt, len - salt);
        if (some > 0) text = to + some;
        if (to < cap) memcpy(into + to, bytes + salt, (size_t)(len - salt < cap - to ? len - salt : cap - to));
        done += len;
    }
    if (crc != found->piece.crc) return CGOV_E_CORRUPT;
    *needed = text;
    if (text >= cap) return CGOV_E_BUFFER;
    into[text] = '\0';
    return CGOV_OK;
}

static bool is_of(const struct found *found, const struct stored *stored, uint32_t field) {
    return found->piece.ordinal == stored->ordinal && found->piece.field == field;
}

/* A piece that holds, wherever it stands: where a length before it is damaged, none leads there. */
static int32_t search(struct window *window, const struct stored *stored, uint32_t field, char *into, uint64_t cap,
                      uint64_t *needed) {
    uint64_t end = stored->words_at + stored->words_len;
    for (uint64_t at = stored->words_at; at < end; at++) {
        struct found found;
        int32_t status = piece_at(window, at, end, &found);
        if (status == CGOV_OK && is_of(&found, stored, field))
            status = read_piece(window, stored, &found, into, cap, needed);
        else if (status == CGOV_OK)
            status = CGOV_E_CORRUPT;
        if (status != CGOV_E_CORRUPT) return status;
    }
    return CGOV_E_CORRUPT;
}

int32_t cgov__words_read(const cgov_ledger *ledger, const struct stored *stored, uint32_t field, char *into,
                         uint64_t cap, uint64_t *needed) {
    struct window window = {.journal = &ledger->journal};
    struct found found = {.end = stored->words_at};
    uint64_t end = stored->words_at + stored->words_len;
    int32_t status = CGOV_OK;
    if ((stored->record.texts >> field & 1) == 0) return CGOV_E_NOT_FOUND;
    do status = found.end < end ? piece_at(&window, found.end, end, &found) : CGOV_E_CORRUPT;
    while (status == CGOV_OK && !is_of(&found, stored, field));
    if (status == CGOV_OK) status = read_piece(&window, stored, &found, into, cap, needed);
    if (status == CGOV_E_CORRUPT) status = search(&window, stored, field, into, cap, needed);
    if (status != CGOV_OK && cap > 0) /* nothing unchecked is left there */
        memset(into, 0, cap < stored->words_len ? (size_t)cap : stored->words_len);
    return status;
}
