/* A heap sort: never worse than count * log(count), whatever stands there. */
#include "base/sort.h"

static void sink(uint64_t *numbers, uint32_t at, uint32_t count) {
    uint64_t number = numbers[at];
    for (uint32_t child; (child = at * 2 + 1) < count; at = child) {
        if (child + 1 < count && numbers[child + 1] > numbers[child]) child++;
        if (numbers[child] <= number) break;
        numbers[at] = numbers[child];
    }
    numbers[at] = number;
}

static bool is_sorted(const uint64_t *numbers, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        if (numbers[i] < numbers[i - 1]) return false;
    return true;
}

void cgov__sort(uint64_t *numbers, uint32_t count) {
    if (is_sorted(numbers, count)) return; /* as most come */
    for (uint32_t i = count / 2; i-- > 0;) sink(numbers, i, count);
    for (uint32_t end = count; end-- > 1;) {
        uint64_t last = numbers[end];
        numbers[end] = numbers[0];
        numbers[0] = last;
        sink(numbers, 0, end);
    }
}

uint32_t cgov__sort_unique(uint64_t *numbers, uint32_t count) {
    uint32_t kept = 0;
    cgov__sort(numbers, count);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || numbers[i] != numbers[i - 1]) numbers[kept++] = numbers[i];
    return kept;
}
