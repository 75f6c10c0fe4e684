/* Retry keys against a list: found while their window lasts, by all of key and actor; remembered in memory that follows
 * how many there are; and without memory nothing changes. */
#include "entities/entities.h"
#include "model/retry.h"

#include "support/alloc.h"
#include "support/random.h"
#include "support/test.h"

enum { KEYS = 3000, WINDOW = 1000 };

struct kept {
    uint64_t actor, key;
    int64_t time;
};

struct world {
    struct test_alloc alloc;
    cgov_allocator table;
    struct mem mem;
    struct model model;
    struct kept keys[KEYS];
    uint32_t count;
    int64_t now;
};

static int begin(void **state) {
    struct world *world = calloc(1, sizeof *world);
    world->table = test_alloc_table(&world->alloc);
    cgov__mem_init(&world->mem, &world->table);
    cgov__model_init(&world->model, &world->mem, cgov__kinds);
    world->model.key_window = WINDOW;
    world->now = 1;
    *state = world;
    return 0;
}

/* Without a secret all keys have one hash; with it few have. */
static int begin_spread(void **state) {
    begin(state);
    struct world *world = *state;
    world->model.secret[0] = 3;
    cgov__retry_begin(&world->model);
    return 0;
}

static int end(void **state) {
    struct world *world = *state;
    cgov__model_free(&world->model);
    assert_int_equal(world->mem.used, 0);
    test_alloc_is_empty(&world->alloc);
    free(world);
    return 0;
}

static const struct retry *find(const struct world *world, uint64_t actor, uint64_t key) {
    const uint64_t words[2] = {key, 7};
    return cgov__retry_find(&world->model, cgov__retry_hash(&world->model, actor, words), actor, words, world->now);
}

static void apply(struct world *world, uint64_t actor, uint64_t key) {
    const struct record record = {
        .actor = actor, .key0 = key, .key1 = key == 0 ? 0 : 7, .time = world->now, .seq = world->count + 1};
    cgov__retry_apply(&world->model, &record);
    if (key != 0) world->keys[world->count++] = (struct kept){actor, key, world->now};
}

static void check(const struct world *world, uint32_t number) {
    const struct kept *kept = &world->keys[number];
    const struct retry *found = find(world, kept->actor, kept->key);
    assert_int_equal(found != NULL, world->now - kept->time <= WINDOW);
    if (found) assert_int_equal(found->seq, number + 1);
    assert_null(find(world, kept->actor + 1, kept->key));
}

/* Few and many at a time, so that the ring grows, empties and goes round. */
static void keys_agree_with_a_list(void **state) {
    struct world *world = *state;
    uint64_t seed = random_seed(11);
    while (world->count < KEYS) {
        const bool many = world->count / 500 % 2 == 0;
        const uint32_t more = 1 + random_below(&seed, many ? 100 : 3);
        world->now += random_below(&seed, many ? 20 : 300);
        if (random_below(&seed, 40) == 0) world->now += 2 * WINDOW;
        assert_true(cgov__retry_reserve(&world->model, more));
        const uint64_t calls = world->alloc.calls;
        for (uint32_t i = 0; i < more && world->count < KEYS; i++) apply(world, 1 + i % 5, world->count + 1);
        assert_int_equal(world->alloc.calls, calls);
        for (int i = 0; i < 20; i++) check(world, random_below(&seed, world->count));
        const uint32_t live = cgov__retries(&world->model).count;
        assert_in_range(world->mem.used, live * sizeof(struct retry), (live + 500) * 250);
    }
    for (uint32_t n = 0; n < KEYS; n++) check(world, n);
    assert_true(cgov__retries(&world->model).count > 0);
    world->now += 2 * WINDOW;
    apply(world, 1, 0); /* whatever comes, time passes */
    assert_int_equal(cgov__retries(&world->model).count, 0);
}

/* At each call that can fail, once and for ever: what was there is found, and the next reservation makes it good. */
static void without_memory_nothing_changes(void **state) {
    struct world *world = *state;
    for (uint32_t round = 0; world->count < 1000; round++) {
        const uint32_t more = 1 + round % 97;
        test_alloc_fail(&world->alloc, 1 + round % 3, round % 2 != 0);
        if (!cgov__retry_reserve(&world->model, more)) {
            for (uint32_t n = 0; n < world->count; n += 37) check(world, n);
            world->alloc.fail_at = 0;
            assert_true(cgov__retry_reserve(&world->model, more));
        }
        world->alloc.fail_at = 0;
        world->now += 5;
        for (uint32_t i = 0; i < more && world->count < KEYS; i++) apply(world, 3, world->count + 1);
        check(world, world->count - 1);
    }
    assert_true(world->alloc.failures > 5);
}

/* What replay remembered is found once the map is made. */
static void the_map_is_made_at_the_end(void **state) {
    struct world *world = *state;
    world->model.replaying = true;
    for (uint32_t n = 0; n < 500; n++) {
        world->now += 3;
        assert_true(cgov__retry_reserve(&world->model, 1));
        apply(world, 2, n + 1);
    }
    world->model.replaying = false;
    assert_true(cgov__retry_index(&world->model));
    for (uint32_t n = 0; n < 500; n++) check(world, n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_agree_with_a_list, begin, end),
        cmocka_unit_test_setup_teardown(keys_agree_with_a_list, begin_spread, end),
        cmocka_unit_test_setup_teardown(without_memory_nothing_changes, begin, end),
        cmocka_unit_test_setup_teardown(the_map_is_made_at_the_end, begin, end),
    };
    return cmocka_run_group_tests_name("retry", tests, NULL, NULL);
}
