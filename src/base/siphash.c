/* SipHash (Aumasson, Bernstein), a keyed hash: SipHash-1-3 of 64 bits for tables, SipHash-2-4 of 128 for salts.
 *
 * Who does not know the key cannot choose bytes that collide, so nobody outside can make a table slow; where the hash
 * itself is never seen, one round a word and three at the end are enough. A salt is written. Words are read
 * little-endian; the last word holds the rest of the bytes and, in its top byte, the length modulo 256. */
#include "base/bytes.h"
#include "base/hash.h"

static inline uint64_t left(uint64_t n, unsigned by) {
    return n << by | n >> (64 - by);
}

struct state {
    uint64_t v0, v1, v2, v3;
};

static inline struct state round_of(struct state s) {
    s.v0 += s.v1, s.v1 = left(s.v1, 13) ^ s.v0, s.v0 = left(s.v0, 32);
    s.v2 += s.v3, s.v3 = left(s.v3, 16) ^ s.v2;
    s.v0 += s.v3, s.v3 = left(s.v3, 21) ^ s.v0;
    s.v2 += s.v1, s.v1 = left(s.v1, 17) ^ s.v2, s.v2 = left(s.v2, 32);
    return s;
}

static inline struct state take(struct state s, uint64_t word) {
    s.v3 ^= word;
    s = round_of(s);
    s.v0 ^= word;
    return s;
}

static inline struct state take_twice(struct state s, uint64_t word) {
    s.v3 ^= word;
    s = round_of(round_of(s));
    s.v0 ^= word;
    return s;
}

static inline struct state begin(const uint64_t key[2]) {
    return (struct state){key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
                          key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573)};
}

static inline struct state end(struct state s) {
    return round_of(round_of(round_of(round_of(s))));
}

static inline uint64_t end64(struct state s) {
    s.v2 ^= 0xff;
    s = round_of(round_of(round_of(s)));
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

uint64_t cgov__siphash(const uint64_t key[2], const void *bytes, size_t len) {
    struct state s = begin(key);
    const uint8_t *at = bytes;
    uint64_t last = (uint64_t)len << 56;
    for (; len >= 8; at += 8, len -= 8) s = take(s, cgov__load64(at));
    return end64(take(s, last | cgov__load_few(at, len)));
}

void cgov__siphash128(const uint64_t key[2], uint64_t first, uint64_t second, uint64_t out[2]) {
    struct state s = begin(key);
    s.v1 ^= 0xee;
    s = take_twice(take_twice(s, first), UINT64_C(15) << 56 | (second & (UINT64_MAX >> 8)));
    s.v2 ^= 0xee;
    s = end(s);
    out[0] = s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
    s.v1 ^= 0xdd;
    s = end(s);
    out[1] = s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
