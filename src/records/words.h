/* Words: what people wrote, apart from the facts. This file and words.c alone know how they lie: in a frame behind its
 * records, each text a piece of its own, and in a command's bytes.
 *
 *   frame:    words := piece*                                              by rising ordinal and field
 *             piece := ordinal:varint field:varint length:varint crc:u32 salt[16] text[length]
 *   command:  words := salt[16] (0:varint field:varint length:varint bytes)*
 *
 * A piece is read, damaged and one day erased alone: it has its own salt and its own checksum, and its frame's records
 * say only that it is there. ordinal is the place in the frame of the record whose text it is. What is confidential is
 * rounded up with zeros, which no text holds, so that its length tells nothing. crc begins with the journal's seed and
 * the text's place in the journal, so that no bytes that people write, nor a piece of another place, can pass for it.
 */
#ifndef CGOV_SRC_WORDS_H
#define CGOV_SRC_WORDS_H

#include "base/bytes.h"
#include "cgov/item.h"

#define SALT_SIZE 16u
#define PIECE_HEAD_MAX 34u             /* three varints and a checksum */
#define SECRET_FIELD CGOV_FIELD_CHOICE /* of the piece that holds what is confidential */

/* What all pieces of a frame are sealed with. */
struct seal {
    uint64_t seed;    /* the journal's */
    uint64_t seq;     /* the frame's */
    uint64_t salt[2]; /* the act's, which is never written */
};

/* A piece's head. */
struct piece {
    uint64_t ordinal, field, len; /* len: of the text as it lies, its zeros included */
    uint32_t crc;
};

/* Appends a piece, rounded up to a multiple of `round` (0: as it is), under a salt drawn from the act's: who learns one
 * piece's knows no other's. */
void cgov__piece_put(struct buf *words, const struct seal *seal, uint64_t ordinal, uint32_t field, const char *text,
                     uint32_t len, uint32_t round);
/* What is confidential of a record: it lies in a piece of SECRET_FIELD, and the record has the piece's digest, which
 * tells nothing to whom its salt is unknown. It does not end with a zero. */
struct secret {
    const char *text;
    uint32_t len, round; /* round: what its length is made a multiple of, one for all that could stand there */
};
void cgov__secret_put(struct buf *words, const struct seal *seal, uint64_t ordinal, const struct secret *secret,
                      uint8_t commitment[32]);
/* Reads a head; salt and text stand behind it. False where there is none. */
bool cgov__piece_head(struct cursor *words, struct piece *out);
/* What the checksum of a piece in frame seq begins with; it goes on over salt and text, and ends at piece.crc. */
uint32_t cgov__piece_crc_start(uint64_t seed, uint64_t seq, const struct piece *piece);
/* The length of a text without the zeros that round it up. */
uint64_t cgov__piece_text_len(const void *text, uint64_t len);

/* A command's words: the salt first, then text by text. */
void cgov__words_put_salt(struct buf *words, const uint64_t salt[2]);
void cgov__words_put(struct buf *words, uint32_t field, const char *text, uint32_t len);
void cgov__words_get_salt(struct cursor *words, uint64_t salt[2]);
/* The next text, which must be this field's and so long; NULL where it is another. */
const uint8_t *cgov__words_get(struct cursor *words, uint64_t field, uint64_t len);

#endif
