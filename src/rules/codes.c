/* The codes that residents and organizations carry, by their standards: GB 11643 (a resident's id), GB 32100 (the
 * unified social credit code), GB 11714 (an organization's code), GB/T 2260 with its townships and villages (a
 * region's).
 *
 * Only the form and the check character are asked: that a code is well-formed does not say that somebody carries it. */
#include "base/civil.h"
#include "base/text.h"
#include "cgov/people.h"

#include <string.h>

static const char digits[] = "0123456789";
static const char capitals[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
static const char credit[] = "0123456789ABCDEFGHJKLMNPQRTUWXY"; /* no I O S V Z */

/* The sum of weight times place in the alphabet over the first count characters; -1: one is not in the alphabet. */
static int32_t weigh(const char *code, const char *alphabet, const uint8_t *weights, uint32_t count) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *at = code[i] == 0 ? NULL : strchr(alphabet, code[i]);
        if (!at) return -1;
        sum += (int32_t)(at - alphabet) * weights[i];
    }
    return sum;
}

static bool region_holds(const char *code, uint64_t len) {
    static const uint8_t ones[15] = {0};
    return (len == 6 || len == 12 || len == 15) && code[0] != '0' && weigh(code, digits, ones, (uint32_t)len) == 0;
}

static bool organization_holds(const char *code, uint64_t len) {
    static const uint8_t weights[8] = {3, 7, 9, 10, 5, 8, 4, 2};
    int32_t sum = len == 9 ? weigh(code, capitals, weights, 8) : -1;
    return sum >= 0 && code[8] == "0X987654321"[sum % 11];
}

static bool credit_holds(const char *code, uint64_t len) {
    static const uint8_t weights[17] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    int32_t sum = len == 18 ? weigh(code, credit, weights, 17) : -1;
    return sum >= 0 && code[17] == credit[(31 - sum % 31) % 31];
}

static uint32_t number_of(const char *code, uint32_t count) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) n = n * 10 + (uint32_t)(code[i] - '0');
    return n;
}

static bool resident_holds(const char *code, uint64_t len) {
    static const uint8_t weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int32_t sum = len == 18 ? weigh(code, digits, weights, 17) : -1;
    if (sum < 0 || code[17] != "10X98765432"[sum % 11]) return false;
    struct civil born = {(int32_t)number_of(code + 6, 4), number_of(code + 10, 2), number_of(code + 12, 2)};
    return code[0] != '0' && cgov__civil_valid(born);
}

int32_t cgov_code_check(uint32_t kind, const cgov_text *code) {
    cgov_text whole;
    if (!code || !cgov__text_resolve(code, &whole)) return CGOV_E_ARG;
    bool holds = false;
    switch (kind) {
    case CGOV_CODE_REGION:
        holds = region_holds(whole.ptr, whole.len);
        break;
    case CGOV_CODE_ORGANIZATION:
        holds = organization_holds(whole.ptr, whole.len);
        break;
    case CGOV_CODE_CREDIT:
        holds = credit_holds(whole.ptr, whole.len);
        break;
    case CGOV_CODE_RESIDENT:
        holds = resident_holds(whole.ptr, whole.len);
        break;
    default:
        return CGOV_E_ARG;
    }
    return holds ? CGOV_OK : CGOV_E_TEXT;
}
