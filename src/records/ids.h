/* Ids: a kind and a number, and how they stand in a record. */
#ifndef CGOV_SRC_IDS_H
#define CGOV_SRC_IDS_H

#include "rules/items.h"

/* An id packed for a record, and back. */
#define ID_KIND_BITS 6u
#define ID_BITS (44u + ID_KIND_BITS)
static inline uint64_t cgov__id_pack(uint64_t id) {
    return (id & ((UINT64_C(1) << 44) - 1)) << ID_KIND_BITS | id >> 44;
}
static inline uint64_t cgov__id_unpack(uint64_t packed) {
    return (packed & (KIND_END - 1)) << 44 | packed >> ID_KIND_BITS;
}
static inline uint64_t cgov__id(uint32_t kind, uint64_t number) {
    return (uint64_t)kind << 44 | number;
}
static inline uint32_t cgov__id_kind(uint64_t id) {
    return (uint32_t)(id >> 44);
}
static inline uint64_t cgov__id_number(uint64_t id) {
    return id & ((UINT64_C(1) << 44) - 1);
}
/* The number of an id's row; 0, which no row has, where 32 bits would cut it. */
static inline uint32_t cgov__id_row(uint64_t id) {
    uint64_t number = cgov__id_number(id);
    return number > UINT32_MAX ? 0 : (uint32_t)number;
}

#endif
