/* Digests and checksums: SHA-256 (FIPS 180-4) for promises, CRC32C (Castagnoli) for accidents, SipHash for tables
 * that untrusted bytes go into, and for salts. */
#ifndef CGOV_SRC_HASH_H
#define CGOV_SRC_HASH_H

#include <stddef.h>
#include <stdint.h>

struct sha256 {
    uint32_t state[8];
    uint64_t len;
    uint8_t block[64];
};

void cgov__sha256_init(struct sha256 *sha);
void cgov__sha256_add(struct sha256 *sha, const void *bytes, size_t len);
void cgov__sha256_end(struct sha256 *sha, uint8_t digest[32]);

/* Facts into a digest: a number as 8 little-endian bytes, a text with its length before it. */
void cgov__sha256_u64(struct sha256 *sha, uint64_t n);
void cgov__sha256_text(struct sha256 *sha, const char *text);

/* crc is the checksum so far, 0 to begin. Uses SSE4.2 where the processor has it, tables otherwise. */
uint32_t cgov__crc32c(uint32_t crc, const void *bytes, size_t len);
/* The same of 28 bytes, these words as they are stored. */
uint32_t cgov__crc32c_words(uint64_t first, uint64_t second, uint64_t third, uint32_t half);
/* The same by tables on every processor, so that tests can compare. */
uint32_t cgov__crc32c_tables(uint32_t crc, const void *bytes, size_t len);

/* SipHash-1-3: for tables alone, in nothing that is written. */
uint64_t cgov__siphash(const uint64_t key[2], const void *bytes, size_t len);
/* SipHash-2-4, its form of 128 bits, of a message of 15 bytes, a word and the low 7 bytes of another: what it gives of
 * one tells nothing of another's, to whom the key is unknown. */
void cgov__siphash128(const uint64_t key[2], uint64_t first, uint64_t second, uint64_t out[2]);

#endif
