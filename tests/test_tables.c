/* Rows, map, tally, column, queue and dues against models too simple to be wrong, under seeded random operations, and
 * with no memory at every step: what fails changes nothing, what was reserved cannot fail. */
#include "base/column.h"
#include "base/dues.h"
#include "base/map.h"
#include "base/queue.h"
#include "base/rows.h"
#include "base/tally.h"

#include "support/alloc.h"
#include "support/random.h"
#include "support/test.h"

struct row {
    uint64_t number;
    uint8_t rest[40];
};

static void rows_stay_where_they_are(void **state) {
    (void)state;
    enum { COUNT = 5000 };
    struct test_alloc alloc = {0};
    cgov_allocator table = test_alloc_table(&alloc);
    struct mem mem;
    struct rows rows;
    cgov__mem_init(&mem, &table);
    cgov__rows_init(&rows, &mem, sizeof(struct row));
    struct row **addresses = malloc(COUNT * sizeof *addresses);

    for (uint32_t i = 0; i < COUNT; i++) {
        assert_true(cgov__rows_reserve(&rows, 1));
        uint64_t calls = alloc.calls;
        struct row *row = addresses[i] = cgov__rows_add(&rows);
        static const struct row zero;
        assert_memory_equal(row, &zero, sizeof zero);
        assert_int_equal(alloc.calls, calls);
        memset(row, 0xff, sizeof *row);
        row->number = i;
    }
    assert_int_equal(rows.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        struct row *row = cgov__rows_edit(&rows, i);
        assert_ptr_equal(row, addresses[i]);
        assert_int_equal(row->number, i);
    }
    assert_int_equal(mem.used, alloc.live_bytes);

    assert_true(cgov__rows_reserve(&rows, 3000)); /* many at once, then none is asked for */
    uint64_t calls = alloc.calls;
    for (int i = 0; i < 3000; i++) {
        assert_true(cgov__rows_reserve(&rows, 1));
        cgov__rows_add(&rows);
    }
    assert_int_equal(alloc.calls, calls);
    assert_false(cgov__rows_reserve(&rows, UINT32_MAX));
    cgov__rows_free(&rows);
    assert_int_equal(mem.used, 0);
    test_alloc_is_empty(&alloc);
    free(addresses);
}

/* Tables that grow give back what they outgrew: that is cut from next, and what was left before it is not lost. */
static void what_is_given_back_is_cut_from(void **state) {
    (void)state;
    enum { LARGE = 1 << 20, SMALL = 4096 };
    struct mem mem;
    cgov__mem_init(&mem, NULL);
    char *large = cgov__mem_chunk(&mem, LARGE), *kept = cgov__mem_chunk(&mem, SMALL);
    assert_true(large && kept);
    memset(kept, 1, SMALL);
    const size_t left = mem.chunk_left;
    cgov__mem_unchunk(&mem, large, LARGE);
    for (size_t got = 0; mem.blocks && got < LARGE; got += SMALL) { /* not where each chunk stands by itself */
        char *small = cgov__mem_chunk(&mem, SMALL);
        assert_true(left < LARGE && small >= large && small < large + LARGE);
        memset(small, 2, SMALL);
    }
    for (uint32_t i = 0; i < SMALL; i++) assert_int_equal(kept[i], 1);
    assert_int_equal(mem.used, SMALL + (mem.blocks ? LARGE : 0));
    for (size_t at = 0; mem.blocks && at < LARGE; at += SMALL) cgov__mem_unchunk(&mem, large + at, SMALL);
    cgov__mem_unchunk(&mem, kept, SMALL);
    assert_int_equal(mem.used, 0);
}

/* Few hashes and many numbers make long runs; hashes one apart make neighbours. */
enum { NUMBERS = 2000, HASHES = 150 };

struct map_model {
    uint64_t hash[NUMBERS];
    uint32_t count;
};

static void check_hash(const struct map *map, const struct map_model *model, uint64_t hash) {
    uint32_t slot = MAP_NONE, number, found = 0, held = 0;
    uint64_t sum = 0;
    while ((number = cgov__map_next(map, hash, &slot)) != MAP_NONE) {
        assert_true(number < model->count && model->hash[number] == hash);
        found++;
        sum += number;
    }
    for (uint32_t i = 0; i < model->count; i++) {
        if (model->hash[i] != hash) continue;
        held++;
        sum -= i;
    }
    assert_true(found == held && sum == 0);
}

static void map_agrees_with_a_list(void **state) {
    (void)state;
    uint64_t seed = random_seed(2);
    for (int round = 0; round < 20; round++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        struct mem mem;
        struct map map;
        static struct map_model model;
        uint32_t slot = MAP_NONE;
        uint64_t base = random_next(&seed), step = round % 2 ? random_next(&seed) : 1;
        cgov__mem_init(&mem, &table);
        cgov__map_init(&map, &mem);
        assert_int_equal(cgov__map_next(&map, base, &slot), MAP_NONE);

        for (model.count = 0; model.count < NUMBERS;) {
            const uint64_t hash = base + step * random_below(&seed, HASHES);
            assert_true(cgov__map_reserve(&map, 1));
            cgov__map_add(&map, hash, model.count);
            model.hash[model.count++] = hash;
            assert_true(map.count == model.count && map.count <= cgov__slots_room(map.cap));
            assert_true(map.cap <= 4 * model.count + 32);
            check_hash(&map, &model, hash);
        }
        for (uint64_t i = 0; i < HASHES; i++) check_hash(&map, &model, base + step * i);
        assert_int_equal(mem.used, alloc.live_bytes);
        cgov__map_free(&map);
        test_alloc_is_empty(&alloc);
    }
}

static void map_takes_plain_numbers_as_hashes(void **state) {
    (void)state;
    enum { COUNT = 100000 };
    struct mem mem;
    struct map map;
    cgov__mem_init(&mem, NULL);
    cgov__map_init(&map, &mem);
    assert_false(cgov__map_reserve(&map, UINT32_MAX));
    assert_true(cgov__map_reserve(&map, COUNT));
    uint32_t cap = map.cap;
    for (uint32_t i = 0; i < COUNT; i++) cgov__map_add(&map, (uint64_t)5 << 44 | i, i);
    assert_int_equal(map.cap, cap);

    uint64_t walked = 0;
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t slot = MAP_NONE;
        assert_int_equal(cgov__map_next(&map, (uint64_t)5 << 44 | i, &slot), i);
        uint32_t last = slot;
        assert_int_equal(cgov__map_next(&map, (uint64_t)5 << 44 | i, &slot), MAP_NONE);
        walked += (slot - last) & (cap - 1);
    }
    assert_true(walked < UINT64_C(8) * COUNT); /* runs stay short */
    cgov__map_free(&map);
}

/* Few pairs, some in runs; a pair that is gone takes no slot. */
static void tally_agrees_with_a_list(void **state) {
    (void)state;
    enum { GROUPS = 7, VALUES = 90 };
    uint64_t seed = random_seed(4);
    for (uint32_t round = 0; round < 20; round++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        struct mem mem;
        struct tally tally;
        uint32_t counts[GROUPS][VALUES] = {{0}}, pairs = 0;
        const uint32_t step = round % 2 ? (uint32_t)random_next(&seed) | 1 : 1;
        cgov__mem_init(&mem, &table);
        cgov__tally_init(&tally, &mem);
        assert_false(cgov__tally_take(&tally, 1, step));
        assert_int_equal(cgov__tally_of(&tally, 1, step), 0);
        for (uint32_t i = 0; i < 5000; i++) {
            const uint32_t group = random_below(&seed, GROUPS), value = random_below(&seed, VALUES);
            uint32_t *count = &counts[group][value];
            const bool adds = random_below(&seed, 4) < (i / 1000 % 2 == 0 ? 3 : 1);
            if (adds) {
                assert_true(cgov__tally_reserve(&tally, 1));
                assert_int_equal(cgov__tally_add(&tally, group, value * step), *count == 0);
                pairs += (*count)++ == 0;
            } else {
                assert_int_equal(cgov__tally_take(&tally, group, value * step), *count == 1);
                pairs -= *count == 1;
                *count -= *count != 0;
            }
            assert_int_equal(tally.count, pairs);
            assert_true(pairs <= tally.cap / 4 * 3);
            for (uint32_t v = 0; v < VALUES; v++)
                assert_int_equal(cgov__tally_of(&tally, group, v * step), counts[group][v]);
        }
        assert_int_equal(mem.used, alloc.live_bytes);
        cgov__tally_free(&tally);
        test_alloc_is_empty(&alloc);
    }
}

/* Numbers beside some of many rows: those alone, and room for their chunks alone. */
static void column_agrees_with_a_list(void **state) {
    (void)state;
    enum { ROWS = 20 * ROWS_PER_CHUNK };
    uint64_t seed = random_seed(5);
    for (uint32_t round = 0; round < 10; round++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        struct mem mem;
        struct column column;
        uint32_t *numbers = calloc(ROWS, sizeof *numbers), chunks = 0;
        bool taken[ROWS / ROWS_PER_CHUNK] = {false};
        assert_non_null(numbers);
        cgov__mem_init(&mem, &table);
        cgov__column_init(&column, &mem);
        assert_true(cgov__column_reserve(&column, ROWS - 1, 0));
        assert_int_equal(mem.used, 0);
        for (uint32_t i = 0; i < 40; i++) {
            const uint32_t first = random_below(&seed, ROWS), most = ROWS - first;
            const uint32_t count = 1 + random_below(&seed, most < 1500 ? most : 1500);
            if (i % 4 != 0) { /* to 0 where there may be no room */
                cgov__column_set(&column, first, 0);
                numbers[first] = 0;
                continue;
            }
            assert_true(cgov__column_reserve(&column, first, count));
            for (uint32_t r = first; r < first + count; r += 1 + random_below(&seed, 90)) {
                numbers[r] = (uint32_t)random_next(&seed);
                cgov__column_set(&column, r, numbers[r]);
            }
            for (uint32_t c = first / ROWS_PER_CHUNK; c <= (first + count - 1) / ROWS_PER_CHUNK; c++) {
                chunks += !taken[c];
                taken[c] = true;
            }
            assert_int_equal(mem.used,
                             chunks * ROWS_PER_CHUNK * sizeof(uint32_t) + column.chunk_cap * sizeof *column.chunks);
            for (uint32_t r = 0; r < ROWS; r++) assert_int_equal(cgov__column_get(&column, r), numbers[r]);
        }
        assert_int_equal(cgov__column_get(&column, UINT32_MAX), 0);
        cgov__column_free(&column);
        test_alloc_is_empty(&alloc);
        free(numbers);
    }
}

/* Of a large one four slots in seven are taken, however many it was asked to take at a time; and a search stays short.
 */
/* Neighbours are sought from slots next to one another, whatever the map's size, and each has a hash of its own; most
 * groups are sought from slots of their own. */
static void neighbours_are_sought_near(void **state) {
    (void)state;
    uint64_t seed = random_seed(11);
    uint32_t apart = 0;
    for (int round = 0; round < 1000; round++) {
        const uint64_t group = random_next(&seed);
        const uint32_t first = cgov__map_spread(cgov__map_hash_near(group, 0));
        for (uint32_t one = 0; one < 8; one++) {
            const uint32_t spread = cgov__map_spread(cgov__map_hash_near(group, one + 8 * (uint32_t)round));
            assert_int_equal(spread, first + one);
            for (uint32_t cap = 16; cap < UINT32_C(1) << 28; cap *= 4)
                assert_true(cgov__slot_home(spread, cap) - cgov__slot_home(first, cap) <= 1);
        }
        apart += cgov__slot_home(first, 1u << 20) !=
                 cgov__slot_home(cgov__map_spread(cgov__map_hash_near(group + 1, 0)), 1u << 20);
    }
    assert_true(apart > 990);
}

static void map_grows_little_by_little(void **state) {
    (void)state;
    enum { SMALL = 768, LARGE = 200000 };
    static const uint32_t steps[] = {1, 7, 5000};
    for (uint32_t s = 0; s < 3; s++) {
        struct mem mem;
        struct map map;
        cgov__mem_init(&mem, NULL);
        cgov__map_init(&map, &mem);
        while (map.count < LARGE) {
            assert_true(cgov__map_reserve(&map, steps[s]));
            for (uint32_t i = 0; i < steps[s]; i++) cgov__map_add(&map, map.count, map.count);
            if (map.count > SMALL + steps[s]) assert_true((uint64_t)map.count * 7 > (uint64_t)map.cap * 4);
            assert_true(map.count <= map.cap / 4 * 3);
            assert_int_equal(mem.used, map.cap * sizeof *map.slots);
        }
        for (uint32_t i = 0; i < map.count; i++) {
            uint32_t slot = MAP_NONE;
            assert_int_equal(cgov__map_next(&map, i, &slot), i);
        }
        cgov__map_free(&map);
    }
}

enum { HANDLES = 300 };

struct queue_model {
    struct queue_entry entry[HANDLES];
    bool in[HANDLES];
    int64_t now;
};

static void check_queue(struct queue *queue, const struct queue_model *model) {
    uint32_t least = QUEUE_NONE, count = 0;
    int64_t earliest = INT64_MAX;
    for (uint32_t i = 0; i < HANDLES; i++) {
        const struct queue_entry *entry = &model->entry[i];
        if (!model->in[i]) continue;
        count++;
        if (entry->at < earliest) earliest = entry->at;
        if (entry->at > model->now) continue;
        if (least == QUEUE_NONE || entry->at < model->entry[least].at ||
            (entry->at == model->entry[least].at && entry->tie < model->entry[least].tie))
            least = i;
    }
    assert_true(cgov__queue_earliest(queue) == earliest);
    assert_int_equal(cgov__queue_first(queue, model->now), least);
    assert_true(cgov__queue_earliest(queue) == earliest);
    assert_int_equal(queue->count + queue->far_count, count);
    if (least != QUEUE_NONE) assert_true(queue->entries[least].at == model->entry[least].at);
}

/* How far ahead something is: of the same millisecond up to several turns of all lists, and at their borders. */
static int64_t ahead(uint64_t *seed) {
    const int64_t stretch = INT64_C(1) << QUEUE_SHIFT, turn = stretch * QUEUE_LISTS;
    const int64_t about = (int64_t)random_below(seed, 7) - 3;
    switch (random_below(seed, 5)) {
    case 0:
        return about;
    case 1:
        return stretch * random_below(seed, 3) + about;
    case 2:
        return turn * random_below(seed, 3) + about;
    case 3:
        return stretch * random_below(seed, QUEUE_LISTS) + random_below(seed, 1u << QUEUE_SHIFT);
    default:
        return (int64_t)random_below(seed, 50) - 25;
    }
}

static void queue_agrees_with_a_list(void **state) {
    (void)state;
    uint64_t seed = random_seed(3);
    for (int round = 0; round < 10; round++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        struct mem mem;
        struct queue queue;
        struct queue_model model = {.now = round % 2 ? INT64_C(1) << 41 : 0};
        cgov__mem_init(&mem, &table);
        cgov__queue_init(&queue, &mem);
        cgov__queue_remove(&queue, 7);
        assert_true(cgov__queue_reserve(&queue, 0));

        for (int i = 0; i < 4000; i++) {
            uint32_t handle = random_below(&seed, HANDLES), what = random_below(&seed, 8);
            if (what < (i / 1000 % 2 ? 2u : 5u)) {
                int64_t at = model.now + ahead(&seed);
                if (i % 500 == 0) at = i % 1000 ? -1 : (INT64_C(1) << 49) + i;
                uint64_t tie = (random_next(&seed) & 3) << 60 | handle; /* no two are equal */
                model.entry[handle] = (struct queue_entry){.at = at, .tie = tie};
                model.in[handle] = true;
                assert_true(cgov__queue_reserve(&queue, handle + 1));
                cgov__queue_set(&queue, handle, at, tie);
            } else {
                uint32_t first = cgov__queue_first(&queue, model.now);
                if (what == 7 && first != QUEUE_NONE) handle = first;
                model.in[handle] = false;
                cgov__queue_remove(&queue, handle);
            }
            if (random_below(&seed, 10) == 0) {
                const int64_t by = ahead(&seed);
                model.now += by > 0 ? by : 0;
            }
            check_queue(&queue, &model);
        }
        model.now = INT64_C(1) << 50;
        for (uint32_t first;
             (first = cgov__queue_first(&queue, model.now)) != QUEUE_NONE;) { /* what is left comes in order */
            check_queue(&queue, &model);
            cgov__queue_remove(&queue, first);
            model.in[first] = false;
        }
        check_queue(&queue, &model);
        assert_int_equal(mem.used, alloc.live_bytes);
        cgov__queue_free(&queue);
        test_alloc_is_empty(&alloc);
    }
}

#define NUMBERS 200000u /* several of the highest level */

/* Whether the answer is what is asked for, but for what is within the grain. */
static void check_dues(const struct dues *dues, const int64_t *instants, uint32_t from, int64_t at, uint32_t cap) {
    uint32_t found[64], count = cgov__dues_before(dues, from, at, found, cap), next = 0;
    assert_true(count <= cap);
    uint32_t last = count < cap ? NUMBERS : count == 0 ? from : found[count - 1] + 1;
    for (uint32_t n = from; n < last; n++) {
        const bool is = next < count && found[next] == n;
        if (is) next++;
        if (instants[n] < at) assert_true(is);
        if (is) assert_true(instants[n] != DUES_NONE && instants[n] < at + 65536);
    }
    assert_int_equal(next, count);
}

static void dues_agree_with_a_list(void **state) {
    (void)state;
    static int64_t instants[NUMBERS];
    uint64_t seed = random_seed(5);
    for (int round = 0; round < 3; round++) {
        struct test_alloc alloc = {0};
        cgov_allocator table = test_alloc_table(&alloc);
        struct mem mem;
        struct dues dues;
        cgov__mem_init(&mem, &table);
        cgov__dues_init(&dues, &mem);
        const uint32_t below = round == 0 ? 40 : NUMBERS;
        for (uint32_t n = 0; n < NUMBERS; n++) instants[n] = DUES_NONE;
        check_dues(&dues, instants, 0, INT64_MAX, 64);
        for (int i = 0; i < 3000; i++) {
            /* Many stand together at times, then all of them leave. */
            const uint32_t base = random_below(&seed, below), held = i / 500 % 2 ? 8 : 2;
            for (uint32_t k = 0; k < 20 && base + k < below; k++) {
                const uint32_t n = base + k;
                int64_t at = (int64_t)random_below(&seed, 50) * 40000;
                if (random_below(&seed, 20) == 0) at = at % 3 ? INT64_MAX - 1 : 0;
                if (random_below(&seed, 8) >= held) at = DUES_NONE;
                assert_true(cgov__dues_reserve(&dues, n + 1, NUMBERS));
                cgov__dues_set(&dues, n, at);
                instants[n] = at;
            }
            if (i % 100 == 0)
                check_dues(&dues, instants, random_below(&seed, below), (int64_t)random_below(&seed, 2100000),
                           random_below(&seed, 65));
            if (i % 100 == 0) check_dues(&dues, instants, 0, INT64_C(1) << 47, 64);
        }
        for (uint32_t n = 0; n < NUMBERS; n++) cgov__dues_set(&dues, n, instants[n] = DUES_NONE);
        check_dues(&dues, instants, 0, INT64_C(1) << 47, 64);
        assert_int_equal(dues.free_leaves, dues.leaves.count);
        cgov__dues_free(&dues);
        test_alloc_is_empty(&alloc);
    }
}

/* Fills all six; each reserve that fails leaves its table as it was, and is asked once more. */
struct tables {
    struct rows rows;
    struct map map;
    struct tally tally;
    struct column column;
    struct queue queue;
    struct dues dues;
};

enum { FILL = 1200 };

static uint32_t fill(struct tables *tables) {
    for (uint32_t i = 0; i < FILL; i++) {
        if (!cgov__rows_reserve(&tables->rows, 1) && !cgov__rows_reserve(&tables->rows, 1)) return i;
        if (!cgov__map_reserve(&tables->map, 1) && !cgov__map_reserve(&tables->map, 1)) return i;
        if (!cgov__tally_reserve(&tables->tally, 1) && !cgov__tally_reserve(&tables->tally, 1)) return i;
        if (!cgov__column_reserve(&tables->column, i, 1) && !cgov__column_reserve(&tables->column, i, 1)) return i;
        if (!cgov__queue_reserve(&tables->queue, i + 1) && !cgov__queue_reserve(&tables->queue, i + 1)) return i;
        if (!cgov__dues_reserve(&tables->dues, 16 * i + 1, i + 1) &&
            !cgov__dues_reserve(&tables->dues, 16 * i + 1, i + 1))
            return i;
        struct row *row = cgov__rows_add(&tables->rows);
        row->number = i;
        cgov__map_add(&tables->map, i / 3, i);
        cgov__tally_add(&tables->tally, 7, i);
        cgov__column_set(&tables->column, i, i + 1);
        cgov__queue_set(&tables->queue, i, -(int64_t)i, i);
        cgov__dues_set(&tables->dues, 16 * i, 1);
    }
    return FILL;
}

static void check_filled(const struct tables *tables, uint32_t count) {
    assert_int_equal(tables->rows.count, count);
    assert_int_equal(tables->map.count, count);
    assert_int_equal(tables->tally.count, count);
    assert_int_equal(tables->queue.count + tables->queue.far_count, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct row *row = cgov__rows_at(&tables->rows, i);
        assert_int_equal(row->number, i);
        uint32_t slot = MAP_NONE, found = 0;
        for (uint32_t n; (n = cgov__map_next(&tables->map, i / 3, &slot)) != MAP_NONE;) found += n == i;
        assert_int_equal(found, 1);
        assert_int_equal(cgov__tally_of(&tables->tally, 7, i), 1);
        assert_int_equal(cgov__column_get(&tables->column, i), i + 1);
        uint32_t due = 0;
        assert_int_equal(cgov__dues_before(&tables->dues, UINT64_C(16) * i, 2, &due, 1), 1);
        assert_int_equal(due, 16 * i);
    }
    if (count) assert_true(cgov__queue_earliest(&tables->queue) == -(int64_t)count + 1);
}

/* ---- chunks ---- */

enum { CHUNKS = 400 };

struct chunk {
    uint8_t *at;
    size_t size;
    uint8_t sign;
};

static void check_chunk(const struct chunk *chunk) {
    for (size_t i = 0; i < chunk->size; i++) assert_int_equal(chunk->at[i], chunk->sign);
}

/* Taken and given back in any order, none lies in another; the last one takes all with it. */
static void chunks_of_libc(void **state) {
    (void)state;
    static const size_t sizes[] = {3584, 14400, 32768, 100, 3584, 700000, (size_t)5 << 20};
    static struct chunk chunks[CHUNKS];
    struct mem mem;
    uint64_t seed = 11, used = 0, large = 0;
    cgov__mem_init(&mem, NULL);
    for (uint32_t step = 0; step < 20000; step++) {
        struct chunk *chunk = &chunks[random_below(&seed, CHUNKS)];
        if (chunk->at) {
            check_chunk(chunk);
            cgov__mem_unchunk(&mem, chunk->at, chunk->size);
            used -= chunk->size;
            chunk->at = NULL;
            continue;
        }
        const uint32_t pick = random_below(&seed, 500);
        chunk->size = sizes[pick < 2 && large < 20 ? 5 + pick : pick % 5];
        large += chunk->size > 32768;
        chunk->at = cgov__mem_chunk(&mem, chunk->size);
        chunk->sign = (uint8_t)step;
        assert_non_null(chunk->at);
        memset(chunk->at, chunk->sign, chunk->size);
        used += chunk->size;
        assert_int_equal(mem.used, used);
    }
    for (uint32_t i = 0; i < CHUNKS; i++) {
        if (!chunks[i].at) continue;
        check_chunk(&chunks[i]);
        cgov__mem_unchunk(&mem, chunks[i].at, chunks[i].size);
    }
    assert_int_equal(mem.used, 0);
    assert_null(mem.blocks);
    for (uint32_t r = 0; r < MEM_ROOMS; r++) assert_null(mem.given_back[r]);
}

/* What is given back comes again, and takes nothing more. */
static void chunks_come_again(void **state) {
    (void)state;
    struct mem mem;
    cgov__mem_init(&mem, NULL);
    void *kept = cgov__mem_chunk(&mem, 3584), *other = cgov__mem_chunk(&mem, 3584);
    const uint8_t *next = mem.chunk;
    for (uint32_t i = 0; i < 1000; i++) {
        cgov__mem_unchunk(&mem, other, 3584);
        other = cgov__mem_chunk(&mem, 3584);
        assert_ptr_equal(mem.chunk, next);
    }
    cgov__mem_unchunk(&mem, other, 3584);
    cgov__mem_unchunk(&mem, kept, 3584);
    assert_int_equal(mem.used, 0);
}

static void no_memory_changes_nothing(void **state) {
    (void)state;
    for (int for_ever = 0; for_ever < 2; for_ever++) {
        uint64_t failures = 0;
        bool done = false;
        for (uint64_t nth = 1; !done; nth++) {
            struct test_alloc alloc = {.fail_at = nth, .for_ever = for_ever};
            cgov_allocator table = test_alloc_table(&alloc);
            struct mem mem;
            struct tables tables;
            cgov__mem_init(&mem, &table);
            cgov__rows_init(&tables.rows, &mem, sizeof(struct row));
            cgov__map_init(&tables.map, &mem);
            cgov__tally_init(&tables.tally, &mem);
            cgov__column_init(&tables.column, &mem);
            cgov__queue_init(&tables.queue, &mem);
            cgov__dues_init(&tables.dues, &mem);

            uint32_t count = fill(&tables);
            done = alloc.failures == 0;
            failures += alloc.failures;
            assert_int_equal(count < FILL, for_ever && !done);
            check_filled(&tables, count);
            assert_int_equal(mem.used, alloc.live_bytes);

            cgov__dues_free(&tables.dues);
            cgov__queue_free(&tables.queue);
            cgov__column_free(&tables.column);
            cgov__tally_free(&tables.tally);
            cgov__map_free(&tables.map);
            cgov__rows_free(&tables.rows);
            assert_int_equal(mem.used, 0);
            test_alloc_is_empty(&alloc);
        }
        print_message("# %u injected failures, %s\n", (unsigned)failures, for_ever ? "for ever" : "once");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stay_where_they_are),
        cmocka_unit_test(map_agrees_with_a_list),
        cmocka_unit_test(what_is_given_back_is_cut_from),
        cmocka_unit_test(map_takes_plain_numbers_as_hashes),
        cmocka_unit_test(neighbours_are_sought_near),
        cmocka_unit_test(map_grows_little_by_little),
        cmocka_unit_test(tally_agrees_with_a_list),
        cmocka_unit_test(column_agrees_with_a_list),
        cmocka_unit_test(queue_agrees_with_a_list),
        cmocka_unit_test(dues_agree_with_a_list),
        cmocka_unit_test(chunks_of_libc),
        cmocka_unit_test(chunks_come_again),
        cmocka_unit_test(no_memory_changes_nothing),
    };
    return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
