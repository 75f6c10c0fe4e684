/* Structs that can grow: each starts with its size as its caller was compiled, and versions only append. v1_size is the
 * struct's size in its first version, known_size in this library. */
#ifndef CGOV_SRC_ABI_H
#define CGOV_SRC_ABI_H

#include "base/mem.h"
#include "cgov/cgov.h"

#define ABI_SIZE_END 4096u /* no struct is that long */

#define ABI_END(type, last) (offsetof(type, last) + sizeof(((type *)0)->last))
#define ABI_UNTIL(type, last) (uint32_t)((ABI_END(type, last) + _Alignof(type) - 1) & ~(_Alignof(type) - 1))
#define ABI_CASE(name, number, type, last)                                                                             \
    type:                                                                                                              \
    ABI_UNTIL(type, last),
/* The size that the type of x had in its first version; it does not compile for a struct that is not listed. */
#define ABI_FIRST(x) _Generic((x), CGOV_STRUCTS(ABI_CASE) default : (void)0)

/* May this struct be read? CGOV_OK; CGOV_E_ARG for NULL; CGOV_E_ABI_SIZE when it is shorter than v1; CGOV_E_ABI_NEWER
 * when it is longer than known and the tail is not zero, so that it asks for something this library does not know. */
int32_t cgov__abi_in(const void *given, uint32_t v1_size, uint32_t known_size);
/* The same, and copies it: what the caller's version lacks is zero, and the copy's size is known_size. */
int32_t cgov__abi_in_convert(void *into, const void *given, uint32_t v1_size, uint32_t known_size); /* of any size */
static inline int32_t cgov__abi_in_copy(void *into, const void *given, uint32_t v1_size, uint32_t known_size) {
    if (!given || memcmp(given, &known_size, sizeof known_size) != 0)
        return cgov__abi_in_convert(into, given, v1_size, known_size);
    memcpy(into, given, known_size);
    return CGOV_OK;
}
/* The same of an element of an array, whose stride is its first element's size: CGOV_E_ABI_SIZE where its own is
 * another, asked first, for past a longer size may lie what is not the array's. */
static inline int32_t cgov__abi_in_element(void *into, const void *at, uint32_t stride, uint32_t v1_size,
                                           uint32_t known_size) {
    if (memcmp(at, &stride, sizeof stride) != 0) return CGOV_E_ABI_SIZE;
    return cgov__abi_in_copy(into, at, v1_size, known_size);
}
/* Writes known to the caller's struct, as much of it as that has room for: its own size stays, a longer tail is zeroed.
 * CGOV_E_ARG, _E_ABI_SIZE and _E_ABI_NEWER (an invalid size) before anything is written. */
int32_t cgov__abi_out(void *given, const void *known, uint32_t v1_size, uint32_t known_size);
/* cgov__mem_init with a host's allocator, checked; NULL is libc's. */
int32_t cgov__abi_mem(struct mem *mem, const cgov_allocator *allocator_or_null);
/* An output is 0 unless the call comes to write it: see cgov/base.h. Where it may be NULL too. */
#define ABI_CLEAR(out) ((out) ? (void)memset((out), 0, sizeof *(out)) : (void)0)

#endif
