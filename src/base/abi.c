/* Structs that can grow.
 *
 * A caller and this library may have been compiled from different versions of a struct; the size it starts with says
 * which version the caller's is. Zero is the default of every field, so a shorter struct is completed with zeros, and a
 * longer one can be served when its tail is zero.
 *
 * A size that was never set is a random number. No struct will ever be as long as ABI_SIZE_END, so that such a number
 * is answered and not followed through memory that is not the caller's. */
#include "base/abi.h"

static uint32_t size_of(const void *given) {
    uint32_t size;
    memcpy(&size, given, sizeof size);
    return size;
}

static int32_t check_size(const void *given, uint32_t v1_size) {
    if (!given) return CGOV_E_ARG;
    if (size_of(given) < v1_size) return CGOV_E_ABI_SIZE;
    return size_of(given) < ABI_SIZE_END ? CGOV_OK : CGOV_E_ABI_NEWER;
}

int32_t cgov__abi_in(const void *given, uint32_t v1_size, uint32_t known_size) {
    int32_t status = check_size(given, v1_size);
    if (status) return status;
    for (uint32_t i = known_size; i < size_of(given); i++) {
        if (((const uint8_t *)given)[i]) return CGOV_E_ABI_NEWER;
    }
    return CGOV_OK;
}

int32_t cgov__abi_in_convert(void *into, const void *given, uint32_t v1_size, uint32_t known_size) {
    int32_t status = cgov__abi_in(given, v1_size, known_size);
    if (status) return status;
    uint32_t size = size_of(given);
    if (size < known_size) memset(into, 0, known_size);
    memcpy(into, given, size < known_size ? size : known_size);
    memcpy(into, &known_size, sizeof known_size);
    return CGOV_OK;
}

int32_t cgov__abi_out(void *given, const void *known, uint32_t v1_size, uint32_t known_size) {
    int32_t status = check_size(given, v1_size);
    if (status) return status;
    uint32_t size = size_of(given);
    memset(given, 0, size);
    memcpy(given, known, size < known_size ? size : known_size);
    memcpy(given, &size, sizeof size);
    return CGOV_OK;
}

int32_t cgov__abi_mem(struct mem *mem, const cgov_allocator *given) {
    cgov_allocator allocator = {0};
    if (given) {
        int32_t status = cgov__abi_in_copy(&allocator, given, ABI_FIRST(allocator), sizeof allocator);
        if (status) return status;
        if (allocator.reserved) return CGOV_E_ARG;
    }
    cgov__mem_init(mem, &allocator);
    return CGOV_OK;
}
