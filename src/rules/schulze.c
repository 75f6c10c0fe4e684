/* Counting orders by pairs, by Markus Schulze's method with winning votes. A path leads from one candidate to another
 * over candidates of whom each beats the next; it is as strong as the fewest votes by which one does. Who has a
 * stronger path to another than that one has back stands before them. Who was not ranked stands behind all who were. */
#include "rules/elect.h"

#include <string.h>

struct field {
    uint32_t before[MAX_RANKED][MAX_RANKED]; /* so many ballots put the one before the other */
    uint32_t path[MAX_RANKED][MAX_RANKED];
    struct ranked ranked;
};

static void add_order(struct field *field, const struct order *order) {
    bool ranked[MAX_RANKED] = {false};
    for (uint32_t i = 0; i < order->count; i++) {
        const uint8_t place = field->ranked.places[order->numbers[i]];
        if (place == 0) continue;
        ranked[place - 1] = true;
        for (uint32_t c = 0; c < field->ranked.count; c++)
            if (!ranked[c]) field->before[place - 1][c] += (uint32_t)order->ballots;
    }
}

/* As they were told before. */
static void read_pairs(struct field *field, struct cursor *steps) {
    for (uint32_t a = 0; a < field->ranked.count; a++)
        for (uint32_t b = a + 1; b < field->ranked.count; b++) {
            field->before[a][b] = (uint32_t)cgov__get_varint(steps);
            field->before[b][a] = (uint32_t)cgov__get_varint(steps);
        }
}

static void find_paths(struct field *field) {
    const uint32_t size = field->ranked.count;
    for (uint32_t a = 0; a < size; a++)
        for (uint32_t b = 0; b < size; b++)
            field->path[a][b] = field->before[a][b] > field->before[b][a] ? field->before[a][b] : 0;
    for (uint32_t over = 0; over < size; over++)
        for (uint32_t a = 0; a < size; a++)
            for (uint32_t b = 0; b < size; b++) {
                const uint32_t to = field->path[a][over], on = field->path[over][b], both = to < on ? to : on;
                if (a != b && field->path[a][b] < both) field->path[a][b] = both;
            }
}

static void tell_pairs(const struct field *field, const struct comparisons *told) {
    if (!told || !told->told_pair) return;
    for (uint32_t a = 0; a < field->ranked.count; a++)
        for (uint32_t b = a + 1; b < field->ranked.count; b++) {
            const struct count_pair pair = {field->ranked.by_number[a]->number,
                                            field->ranked.by_number[b]->number,
                                            field->before[a][b],
                                            field->before[b][a],
                                            field->path[a][b],
                                            field->path[b][a]};
            told->told_pair(told->context, &pair);
        }
}

/* Of those that are left the ones nobody of them stands before: they are next, together. */
static uint32_t next_ones(const struct field *field, const bool *taken, uint32_t *next) {
    uint32_t found = 0;
    for (uint32_t c = 0; c < field->ranked.count; c++) {
        bool behind = taken[c];
        for (uint32_t o = 0; o < field->ranked.count && !behind; o++)
            behind = !taken[o] && field->path[o][c] > field->path[c][o];
        if (!behind) next[found++] = c;
    }
    return found;
}

void cgov__elect_by_pairs(const struct count *count, const struct comparisons *told, struct ruling *out) {
    struct field field = {0};
    bool taken[MAX_RANKED] = {false};
    uint32_t next[MAX_RANKED], found;
    cgov__rank_candidates(count, &field.ranked);
    for (uint32_t o = 0; o < count->order_count; o++) {
        add_order(&field, &count->orders[o]);
        out->valid += count->orders[o].count > 0 ? count->orders[o].ballots : 0;
    }
    struct cursor steps = cgov__cursor(count->steps.ptr, count->steps.len);
    if (count->steps.len > 0) out->valid = cgov__get_varint(&steps);
    if (count->steps.len > 0) read_pairs(&field, &steps);
    find_paths(&field);
    tell_pairs(&field, told);
    while (out->valid > 0 && out->winners < count->seats && (found = next_ones(&field, taken, next)) > 0) {
        const bool fit = found <= count->seats - out->winners;
        for (uint32_t i = 0; i < found; i++) {
            taken[next[i]] = true;
            out->numbers[out->winners + i] = field.ranked.by_number[next[i]]->number;
        }
        if (fit)
            out->winners += found;
        else
            out->tied = found;
        if (!fit) return;
    }
}
