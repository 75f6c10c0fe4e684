/* CRC32C (Castagnoli), reflected, by the processor's instruction where there is one, else by tables, 8 bytes a step.
 *
 * A CRC is linear: table[k][byte] is the exclusive or of what each bit of byte alone gives, k zero bytes later. What a
 * lone bit gives is one step of x -> x / X mod P, the polynomial P, after the bit above it: so 64 numbers, each
 * following from the one before, make all eight tables, and the compiler multiplies them out. Nothing is filled in at
 * run time. */
#include "base/bytes.h"
#include "base/hash.h"

#if defined(__GNUC__) && defined(__x86_64__)
#define HAVE_INSTRUCTION
#include <nmmintrin.h>
#endif

/* The 2^n numbers that n bits give, from c on; each BITSn halves the work: without the top bit, then with it. */
#define BITS1(c, bit) (c), (c) ^ bit
#define BITS2(c, bit, ...) BITS1(c, __VA_ARGS__), BITS1((c) ^ bit, __VA_ARGS__)
#define BITS3(c, bit, ...) BITS2(c, __VA_ARGS__), BITS2((c) ^ bit, __VA_ARGS__)
#define BITS4(c, bit, ...) BITS3(c, __VA_ARGS__), BITS3((c) ^ bit, __VA_ARGS__)
#define BITS5(c, bit, ...) BITS4(c, __VA_ARGS__), BITS4((c) ^ bit, __VA_ARGS__)
#define BITS6(c, bit, ...) BITS5(c, __VA_ARGS__), BITS5((c) ^ bit, __VA_ARGS__)
#define BITS7(c, bit, ...) BITS6(c, __VA_ARGS__), BITS6((c) ^ bit, __VA_ARGS__)
#define OCTET(bit, ...) BITS7(0u, __VA_ARGS__), BITS7(bit, __VA_ARGS__)

/* clang-format off */
static const uint32_t table[8][256] = {
    {OCTET(0x82f63b78, 0x417b1dbc, 0x20bd8ede, 0x105ec76f, 0x8ad958cf, 0xc79a971f, 0xe13b70f7, 0xf26b8303)},
    {OCTET(0xfbc3faf9, 0xff17c604, 0x7f8be302, 0x3fc5f181, 0x9d14c3b8, 0x4e8a61dc, 0x274530ee, 0x13a29877)},
    {OCTET(0x8b277743, 0xc76580d9, 0xe144fb14, 0x70a27d8a, 0x38513ec5, 0x9edea41a, 0x4f6f520d, 0xa541927e)},
    {OCTET(0x52a0c93f, 0xaba65fe7, 0xd725148b, 0xe964b13d, 0xf64463e6, 0x7b2231f3, 0xbf672381, 0xdd45aab8)},
    {OCTET(0x6ea2d55c, 0x37516aae, 0x1ba8b557, 0x8f2261d3, 0xc5670b91, 0xe045beb0, 0x7022df58, 0x38116fac)},
    {OCTET(0x1c08b7d6, 0x0e045beb, 0x85f4168d, 0xc00c303e, 0x6006181f, 0xb2f53777, 0xdb8ca0c3, 0xef306b19)},
    {OCTET(0xf56e0ef4, 0x7ab7077a, 0x3d5b83bd, 0x9c5bfaa6, 0x4e2dfd53, 0xa5e0c5d1, 0xd0065990, 0x68032cc8)},
    {OCTET(0x34019664, 0x1a00cb32, 0x0d006599, 0x847609b4, 0x423b04da, 0x211d826d, 0x9278fa4e, 0x493c7d27)},
};
/* clang-format on */

static uint32_t by_tables(uint32_t crc, const uint8_t *at, size_t len) {
    for (; len >= 8; at += 8, len -= 8) {
        uint32_t low = crc ^ cgov__load32(at), high = cgov__load32(at + 4);
        crc = table[7][low & 255] ^ table[6][low >> 8 & 255] ^ table[5][low >> 16 & 255] ^ table[4][low >> 24] ^
              table[3][high & 255] ^ table[2][high >> 8 & 255] ^ table[1][high >> 16 & 255] ^ table[0][high >> 24];
    }
    for (; len > 0; at++, len--) crc = crc >> 8 ^ table[0][(crc ^ *at) & 255];
    return crc;
}

#ifdef HAVE_INSTRUCTION
/* Of 8 bytes or more. What is over is no whole word: zeros stand before it, which leave a checksum of zero so; of what
 * the checksum was, the part that these bytes do not reach moves down. Nothing is guessed of a length. */
__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t crc, const uint8_t *at, size_t len) {
    const uint8_t *end = at + len, *pairs = at + len / 16 * 16;
    uint64_t wide = ~crc;
    for (; at < pairs; at += 16) {
        wide = _mm_crc32_u64(wide, cgov__load64(at));
        wide = _mm_crc32_u64(wide, cgov__load64(at + 8));
    }
    if ((len & 8) != 0) wide = _mm_crc32_u64(wide, cgov__load64(at));
    const uint32_t over = (uint32_t)(len % 8) * 8;
    if (over == 0) return ~(uint32_t)wide;
    const uint64_t rest = (cgov__load64(end - 8) >> (64 - over) ^ wide) << (64 - over);
    return ~(uint32_t)(_mm_crc32_u64(0, rest) ^ wide >> over);
}

__attribute__((target("sse4.2"))) static uint32_t words_by_instruction(uint64_t first, uint64_t second, uint64_t third,
                                                                       uint32_t half) {
    const uint64_t wide = _mm_crc32_u64(_mm_crc32_u64(_mm_crc32_u64(UINT32_MAX, first), second), third);
    return ~_mm_crc32_u32((uint32_t)wide, half);
}
#endif

uint32_t cgov__crc32c_tables(uint32_t crc, const void *bytes, size_t len) {
    return ~by_tables(~crc, bytes, len);
}

uint32_t cgov__crc32c(uint32_t crc, const void *bytes, size_t len) {
#ifdef HAVE_INSTRUCTION
    if (len >= 8 && __builtin_cpu_supports("sse4.2")) return by_instruction(crc, bytes, len);
#endif
    return cgov__crc32c_tables(crc, bytes, len);
}

uint32_t cgov__crc32c_words(uint64_t first, uint64_t second, uint64_t third, uint32_t half) {
#ifdef HAVE_INSTRUCTION
    if (__builtin_cpu_supports("sse4.2")) return words_by_instruction(first, second, third, half);
#endif
    uint8_t bytes[28];
    cgov__store64(bytes, first);
    cgov__store64(bytes + 8, second);
    cgov__store64(bytes + 16, third);
    cgov__store32(bytes + 24, half);
    return cgov__crc32c_tables(0, bytes, sizeof bytes);
}
