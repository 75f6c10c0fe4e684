/* A certificate (证明): a judged rule as text, a fact a line, so that whoever has it can make each comparison again. */
#ifndef CGOV_SRC_CERTIFICATE_LINES_H
#define CGOV_SRC_CERTIFICATE_LINES_H

#include "rules/rule.h"

#define CERTIFICATE_FORM 1u /* of its lines */

/* Text that is written as far as there is room, and counted beyond. */
struct certificate {
    char *into;
    uint64_t cap, used;
};

/* As cgov__format, of at most 1,023 bytes. */
void cgov__certificate_say(struct certificate *certificate, const char *format, ...);
/* 32 bytes at most, two digits each. */
void cgov__certificate_hex(struct certificate *certificate, const uint8_t *bytes, size_t len);
/* " heads 3 area 100": heads, the axes of these bits, and each other on which there is something. */
void cgov__certificate_sums(struct certificate *certificate, uint8_t axes, const struct sums *sums);
/* " 2026-03-15" */
void cgov__certificate_date(struct certificate *certificate, int32_t day);
/* Whether it is told how it came about; else why not. */
enum ruling_told { TOLD_ALL, TOLD_WITHHELD, TOLD_DAMAGED };
/* From the rule to the warnings. The ruling is given, for it may be an older
 * one; the comparisons are made again. */
void cgov__certificate_ruling(struct certificate *certificate, const struct rule *rule, const struct count *count,
                              const struct ruling *ruling, enum ruling_told told);

#endif
