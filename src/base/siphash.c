/* SipHash-2-4 (Aumasson, Bernstein): a keyed hash of 64 bits for tables.
 *
 * Who does not know the key cannot choose bytes that collide, so strangers cannot make a table slow. Words are read
 * little-endian; the last word holds the rest of the bytes and, in its top byte, the length modulo 256. */
#include "base/bytes.h"
#include "base/hash.h"

static uint64_t left(uint64_t n, unsigned by) {
    return n << by | n >> (64 - by);
}

static void rounds(uint64_t v[4], int count) {
    while (count-- > 0) {
        v[0] += v[1], v[1] = left(v[1], 13) ^ v[0], v[0] = left(v[0], 32);
        v[2] += v[3], v[3] = left(v[3], 16) ^ v[2];
        v[0] += v[3], v[3] = left(v[3], 21) ^ v[0];
        v[2] += v[1], v[1] = left(v[1], 17) ^ v[2], v[2] = left(v[2], 32);
    }
}

static void take(uint64_t v[4], uint64_t word) {
    v[3] ^= word;
    rounds(v, 2);
    v[0] ^= word;
}

uint64_t cgov__siphash(const uint64_t key[2], const void *bytes, size_t len) {
    uint64_t v[4] = {key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
                     key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573)};
    const uint8_t *at = bytes;
    uint64_t last = (uint64_t)len << 56;
    for (; len >= 8; at += 8, len -= 8) take(v, cgov__load64(at));
    for (size_t i = 0; i < len; i++) last |= (uint64_t)at[i] << 8 * i;
    take(v, last);
    v[2] ^= 0xff;
    rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
