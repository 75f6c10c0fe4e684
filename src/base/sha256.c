/* SHA-256 (FIPS 180-4), portable.
 *
 * Bytes are gathered into blocks of 64; each whole block is mixed into the state. state and len are all that a digest
 * depends on: what lies in block beyond len % 64 is left from before. At the end come a 1 bit, zeros, and the length in
 * bits. Words are big-endian in the standard, and read so by shifts on every machine. */
#include "base/bytes.h"
#include "base/hash.h"

#include <string.h>

static uint32_t right(uint32_t n, unsigned by) {
    return n >> by | n << (32 - by);
}

static uint32_t load_big(const uint8_t *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void store_big(uint8_t *at, uint32_t n) {
    for (int i = 0; i < 4; i++) at[i] = (uint8_t)(n >> (24 - 8 * i));
}

static void mix(uint32_t state[8], const uint8_t *block) {
    static const uint32_t constants[64] = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    };
    uint32_t w[64];
    for (int i = 0; i < 16; i++) w[i] = load_big(block + 4 * i);
    for (int i = 16; i < 64; i++) {
        uint32_t s0 = right(w[i - 15], 7) ^ right(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = right(w[i - 2], 17) ^ right(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }

    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int i = 0; i < 64; i++) {
        uint32_t t1 = h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + w[i];
        uint32_t t2 = (right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void cgov__sha256_init(struct sha256 *sha) {
    static const struct sha256 start = {
        .state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
    *sha = start;
}

void cgov__sha256_add(struct sha256 *sha, const void *bytes, size_t len) {
    const uint8_t *at = bytes;
    size_t held = (size_t)(sha->len % 64);
    sha->len += len;
    if (held + len < 64) {
        if (len) memcpy(sha->block + held, at, len);
        return;
    }
    if (held) {
        memcpy(sha->block + held, at, 64 - held);
        mix(sha->state, sha->block);
        at += 64 - held;
        len -= 64 - held;
    }
    for (; len >= 64; at += 64, len -= 64) mix(sha->state, at);
    memcpy(sha->block, at, len);
}

void cgov__sha256_end(struct sha256 *sha, uint8_t digest[32]) {
    static const uint8_t padding[64] = {0x80};
    uint64_t bits = sha->len * 8;
    uint8_t length[8];
    store_big(length, (uint32_t)(bits >> 32));
    store_big(length + 4, (uint32_t)bits);
    cgov__sha256_add(sha, padding, 1 + (119 - (size_t)(sha->len % 64)) % 64);
    cgov__sha256_add(sha, length, sizeof length);
    for (int i = 0; i < 8; i++) store_big(digest + 4 * i, sha->state[i]);
}

void cgov__sha256_u64(struct sha256 *sha, uint64_t n) {
    uint8_t bytes[8];
    cgov__store64(bytes, n);
    cgov__sha256_add(sha, bytes, sizeof bytes);
}

void cgov__sha256_text(struct sha256 *sha, const char *text) {
    size_t len = strlen(text);
    cgov__sha256_u64(sha, len);
    cgov__sha256_add(sha, text, len);
}
