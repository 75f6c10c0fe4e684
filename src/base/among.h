/* Where a number stands among others. */
#ifndef CGOV_SRC_AMONG_H
#define CGOV_SRC_AMONG_H

#include <stdint.h>

#define AMONG 16u /* so many are looked at together */

/* Bit i: it is the number at i. One by one, as any machine can. */
static inline uint32_t cgov__alike_each(const uint32_t *numbers, uint32_t number) {
    uint32_t alike = 0;
    for (uint32_t i = 0; i < AMONG; i++) alike |= (uint32_t)(numbers[i] == number) << i;
    return alike;
}

#if defined(__SSE2__)
#include <emmintrin.h>

/* All bits of each of four that is that number. */
static inline __m128i cgov__alike_of_four(const uint32_t *numbers, __m128i sought) {
    return _mm_cmpeq_epi32(_mm_loadu_si128((const __m128i *)(const void *)numbers), sought);
}
/* The same, together. */
static inline uint32_t cgov__alike(const uint32_t *numbers, uint32_t number) {
    const __m128i sought = _mm_set1_epi32((int)number);
    const __m128i low = _mm_packs_epi32(cgov__alike_of_four(numbers, sought), cgov__alike_of_four(numbers + 4, sought));
    const __m128i high =
        _mm_packs_epi32(cgov__alike_of_four(numbers + 8, sought), cgov__alike_of_four(numbers + 12, sought));
    return (uint32_t)_mm_movemask_epi8(_mm_packs_epi16(low, high));
}
#else
static inline uint32_t cgov__alike(const uint32_t *numbers, uint32_t number) {
    return cgov__alike_each(numbers, number);
}
#endif

#endif
