/* What whoever asks whether rows are sound asks: where a number leads, and whether something was led to before. */
#ifndef CGOV_SRC_LED_H
#define CGOV_SRC_LED_H

#include "model/model.h"

/* What of one table is led to already, a bit each. */
struct led {
    const struct model *model;
    uint8_t *bits;
    uint32_t count; /* rows of the table */
};

static inline void cgov__led_begin(struct led *led, const struct rows *rows) {
    led->count = rows->count;
    if (rows->count > 0) memset(led->bits, 0, rows->count / 8 + 1);
}

/* Led to for the first time; 0 leads nowhere. */
static inline bool cgov__lead(struct led *led, uint32_t number) {
    if (number == 0) return true;
    const uint8_t bit = (uint8_t)(1u << (number - 1) % 8);
    if (number > led->count || (led->bits[(number - 1) / 8] & bit) != 0) return false;
    led->bits[(number - 1) / 8] |= bit;
    return true;
}

static inline bool cgov__is_led(const struct led *led, uint32_t number) {
    return (led->bits[(number - 1) / 8] >> (number - 1) % 8 & 1) != 0;
}

static inline bool cgov__is_there(uint64_t number, const struct rows *rows) {
    return number - 1 < rows->count;
}

static inline bool cgov__is_there_or_0(uint64_t number, const struct rows *rows) {
    return number <= rows->count;
}

static inline bool cgov__is_symbol(const struct model *model, uint32_t symbol) {
    return cgov__is_there_or_0(symbol, &model->symbols);
}

static inline bool cgov__is_seq(const struct model *model, uint64_t seq) {
    return seq <= model->seq;
}

/* A resident or an organization by kind, or nobody. */
static inline bool cgov__is_somebody(const struct model *model, uint32_t kind, uint32_t number) {
    if (number == 0) return true;
    if (kind == CGOV_KIND_ORGANIZATION) return cgov__is_there(number, &model->organizations);
    return kind == CGOV_KIND_RESIDENT && cgov__is_there(number, &model->residents);
}

#endif
