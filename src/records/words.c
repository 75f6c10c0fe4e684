/* The pieces of a frame, and a command's words.
 *
 * Invariant: what is put and what is read are one form, here alone; a salt is a keyed hash of which text it is for, so
 * no two texts share one, and none tells of another's or of the act's. */
#include "records/words.h"

#include "base/hash.h"

static uint32_t lying(uint32_t len, uint32_t round) {
    if (round == 0 || len > UINT32_MAX - round) return len;
    return len == 0 ? round : (len + round - 1) / round * round;
}

uint32_t cgov__piece_crc_start(uint64_t seed, uint64_t seq, const struct piece *piece) {
    uint8_t start[32];
    cgov__store64(start, seed);
    cgov__store64(start + 8, seq + piece->ordinal);
    cgov__store64(start + 16, piece->field);
    cgov__store64(start + 24, piece->len);
    return cgov__crc32c(0, start, sizeof start);
}

void cgov__piece_put(struct buf *words, const struct seal *seal, uint64_t ordinal, uint32_t field, const char *text,
                     uint32_t len, uint32_t round) {
    struct piece piece = {ordinal, field, lying(len, round), 0};
    if (!cgov__buf_reserve(words, PIECE_HEAD_MAX + SALT_SIZE + (size_t)piece.len)) return;
    uint64_t salt[2];
    cgov__siphash128(seal->salt, seal->seq + ordinal, field, salt); /* these tell a text from all others */
    uint8_t *at = cgov__put_varint(words->data + words->len, ordinal);
    uint8_t *crc = cgov__put_varint(cgov__put_varint(at, field), piece.len), *salted = crc + 4;
    cgov__store64(salted, salt[0]);
    cgov__store64(salted + 8, salt[1]);
    if (len > 0) memcpy(salted + SALT_SIZE, text, len);
    if (piece.len > len) memset(salted + SALT_SIZE + len, 0, (size_t)(piece.len - len));
    size_t size = SALT_SIZE + (size_t)piece.len;
    cgov__store32(crc, cgov__crc32c(cgov__piece_crc_start(seal->seed, seal->seq, &piece), salted, size));
    words->len = (size_t)(salted - words->data) + size;
}

void cgov__secret_put(struct buf *words, const struct seal *seal, uint64_t ordinal, const struct secret *secret,
                      uint8_t commitment[32]) {
    struct sha256 sha;
    const size_t size = SALT_SIZE + (size_t)lying(secret->len, secret->round);
    cgov__piece_put(words, seal, ordinal, SECRET_FIELD, secret->text, secret->len, secret->round);
    if (words->failed) return;
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, words->data + words->len - size, size);
    cgov__sha256_end(&sha, commitment);
}

bool cgov__piece_head(struct cursor *words, struct piece *out) {
    out->ordinal = cgov__get_varint(words);
    out->field = cgov__get_varint(words);
    out->len = cgov__get_varint(words);
    out->crc = cgov__get_u32(words);
    return !words->bad;
}

uint64_t cgov__piece_text_len(const void *text, uint64_t len) {
    const uint8_t *bytes = text;
    while (len > 0 && bytes[len - 1] == 0) len--;
    return len;
}

void cgov__words_put_salt(struct buf *words, const uint64_t salt[2]) {
    cgov__buf_u64(words, salt[0]);
    cgov__buf_u64(words, salt[1]);
}

void cgov__words_put(struct buf *words, uint32_t field, const char *text, uint32_t len) {
    cgov__buf_u8(words, 0);
    cgov__buf_varint(words, field);
    cgov__buf_varint(words, len);
    cgov__buf_put(words, text, len);
}

void cgov__words_get_salt(struct cursor *words, uint64_t salt[2]) {
    salt[0] = cgov__get_u64(words);
    salt[1] = cgov__get_u64(words);
}

const uint8_t *cgov__words_get(struct cursor *words, uint64_t field, uint64_t len) {
    bool same = cgov__get_varint(words) == 0 && cgov__get_varint(words) == field && cgov__get_varint(words) == len;
    return same && len <= cgov__cursor_left(words) ? cgov__get_bytes(words, (size_t)len) : NULL;
}
