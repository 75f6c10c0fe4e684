/* Keys that strangers choose: retry keys, external keys, classes. Whoever knows this source and the ledger's id cannot
 * choose them so that a table grows slow: the longest run of taken slots, which bounds a search, stays short. */
#include "ledger/handle.h"

#include "base/hash.h"
#include "model/retry.h"
#include "rules/reader.h"
#include "support/test.h"
#include "support/town.h"

/* A town on a storage that stays when it is closed. */
struct place {
    cgov_storage storage;
    struct town town;
};

static int found(void **state) {
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    place->storage.size = sizeof place->storage;
    assert_int_equal(cgov_storage_memory(NULL, &place->storage), CGOV_OK);
    const struct town_options options = {.storage = &place->storage};
    town_found(&place->town, &options);
    *state = place;
    return 0;
}

static int leave(void **state) {
    struct place *place = *state;
    town_close(&place->town);
    assert_int_equal(cgov_storage_close(&place->storage), CGOV_OK);
    free(place);
    return 0;
}

static void reopen(struct place *place) {
    const cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
    town_close(&place->town);
    assert_int_equal(cgov_ledger_open(&options, &place->town.ledger), CGOV_OK);
}

#define KEYS 1400u
#define LONGEST 200u /* 7 of 10 are taken; a run of 100 is rare */
#define LONGEST_FULL                                                                                                   \
    10u /* of lines for four keys and with places for seven, one in ten is full; ten in a row are not met */

static uint32_t longest_run(const struct map *map) {
    uint32_t longest = 0, run = 0;
    for (uint32_t i = 0; i < 2 * map->cap; i++) { /* twice: a run may go around the end */
        run = map->slots[i % map->cap].value != 0 ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Lines in a row that are full, at most; and how many keys all lines hold. */
static uint32_t full_lines(const struct model *model, uint32_t *keys) {
    uint32_t longest = 0, run = 0;
    *keys = 0;
    for (uint32_t i = 0; i < model->retry_line_count; i++) {
        uint32_t taken = 0;
        for (uint32_t k = 0; k < LINE_KEYS; k++) taken += model->retry_lines[i].numbers[k] != 0;
        run = taken == LINE_KEYS ? run + 1 : 0;
        longest = run > longest ? run : longest;
        *keys += taken;
    }
    return longest;
}

/* By a mixture without a secret, as a key of two words and its actor are easily hashed: the second word takes back what
 * the first has done, and all keys give one hash. */
static void colliding_key(uint64_t actor, uint64_t n, uint64_t key[2]) {
    uint64_t hash = actor * UINT64_C(0x9e3779b97f4a7c15);
    key[0] = n;
    hash = (hash ^ hash >> 29 ^ key[0]) * UINT64_C(0xbf58476d1ce4e5b9);
    key[1] = hash ^ hash >> 32;
}

static void retry_keys(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "漏水"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    for (uint32_t n = 1; n <= KEYS; n++) {
        cgov_act act = town_act(town, town->resident);
        colliding_key(act.actor, n, act.key);
        assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, NULL), CGOV_OK);
    }
    for (int round = 0; round < 2; round++) {
        uint32_t keys;
        assert_in_range(full_lines(&town->ledger->model, &keys), 0, LONGEST_FULL);
        assert_int_equal(keys, KEYS);
        reopen(place);
    }
}

/* Numbers in a row, as a client counts its commands, by steps of any size: under no secret do they crowd. */
static void numbered_keys(void **state) {
    (void)state;
    struct mem mem;
    struct model *model = calloc(1, sizeof *model);
    struct map map;
    assert_non_null(model);
    cgov__mem_init(&mem, NULL);
    cgov__map_init(&map, &mem);
    for (uint64_t secret = 1; secret <= 200; secret++) {
        model->secret[0] = secret;
        cgov__retry_begin(model);
        cgov__map_clear(&map);
        for (uint64_t n = 1; n <= KEYS; n++) {
            const uint64_t key[2] = {n << secret % 32, 1};
            assert_true(cgov__map_reserve(&map, 1));
            cgov__map_add(&map, cgov__retry_hash(model, 7, key), (uint32_t)n);
        }
        assert_in_range(longest_run(&map), 1, LONGEST);
    }
    cgov__map_free(&map);
    free(model);
}

/* The next key whose hash under what everybody knows has its home at the first slot of a table of 4096, and of any
 * smaller one. */
static void colliding_name(const struct town *town, uint32_t kind, uint32_t *n, char key[16]) {
    const uint64_t *id = town->ledger->model.ledger_id;
    const uint64_t known[2] = {id[0], id[1] ^ kind};
    uint64_t spread;
    do {
        snprintf(key, 16, "k%u", ++*n);
        spread = cgov__siphash(known, key, strlen(key)) * UINT64_C(0x9E3779B97F4A7C15) >> 32;
    } while (spread >> 20 != 0);
}

static void external_keys(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    char key[16];
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .name = {"某某", CGOV_NUL_TERMINATED}};
    for (uint32_t i = 0, n = 0; i < KEYS; i++) {
        cgov_act act = town_act(town, town->founder);
        colliding_name(town, CGOV_KIND_RESIDENT, &n, key);
        entity.external = (cgov_text){key, CGOV_NUL_TERMINATED};
        assert_int_equal(cgov_entity_add(town->ledger, &act, &entity, NULL), CGOV_OK);
    }
    for (int round = 0; round < 2; round++) {
        assert_in_range(longest_run(&town->ledger->model.external_map), 1, LONGEST);
        reopen(place);
    }
}

static void classes(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    char key[16];
    for (uint32_t i = 0, n = 0; i < KEYS; i++) {
        colliding_name(town, 0, &n, key);
        const cgov_detail class_name = town_text(CGOV_FIELD_CLASS, key);
        assert_int_equal(town_try_report(town, town->resident, &class_name, 1, NULL), CGOV_OK);
    }
    for (int round = 0; round < 2; round++) {
        assert_in_range(longest_run(&town->ledger->model.symbol_map), 1, LONGEST);
        reopen(place);
    }
}

/* The tables differ with the storage's secret; what is answered and digested does not. */
static void no_secret_shows(void **state) {
    struct place *place = *state;
    uint64_t none[2] = {0, 0};
    const struct model *model = &place->town.ledger->model;
    uint64_t secret[2] = {model->secret[0], model->secret[1]};
    assert_memory_not_equal(secret, none, sizeof none);
    assert_memory_not_equal(secret, model->ledger_id, sizeof secret);
    reopen(place);
    model = &place->town.ledger->model;
    assert_memory_equal(secret, model->secret, sizeof secret);
}

/* How many hashes both tables hold. */
static uint32_t shared(const struct map *here, const struct map *there) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < here->cap; i++)
        for (uint32_t j = 0; here->slots[i].value != 0 && j < there->cap; j++)
            count += there->slots[j].value != 0 && there->slots[j].hash == here->slots[i].hash;
    return count;
}

/* The same of retry keys. */
static uint32_t shared_keys(const struct model *here, const struct model *there) {
    const uint32_t places = LINE_KEYS * here->retry_line_count, others = LINE_KEYS * there->retry_line_count;
    uint32_t count = 0;
    for (uint32_t i = 0; i < places; i++) {
        const struct retry_line *line = &here->retry_lines[i / LINE_KEYS];
        for (uint32_t j = 0; line->numbers[i % LINE_KEYS] != 0 && j < others; j++) {
            const struct retry_line *other = &there->retry_lines[j / LINE_KEYS];
            count += other->numbers[j % LINE_KEYS] != 0 && other->hashes[j % LINE_KEYS] == line->hashes[i % LINE_KEYS];
        }
    }
    return count;
}

static void found_under(struct town *town, uint64_t salt) {
    cgov_text name, rules;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &rules), CGOV_OK);
    const cgov_genesis genesis = {.size = sizeof genesis,
                                  .ledger_id = {1, 2},
                                  .rulebook = rules,
                                  .organization = {"区", 3},
                                  .organization_kind = {"government", 10},
                                  .resident = {"人", 3}};
    cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {salt, 1}};
    *town = (struct town){.now = TOWN_START, .salt = 5};
    assert_int_equal(cgov_ledger_create(NULL, &genesis, &act, &town->ledger), CGOV_OK);
    for (uint64_t n = 1; n <= 8; n++) {
        char key[16];
        snprintf(key, sizeof key, "k%u", (unsigned)n);
        const cgov_entity_draft entity = {.size = sizeof entity,
                                          .kind = CGOV_KIND_ORGANIZATION,
                                          .name = {"某某", CGOV_NUL_TERMINATED},
                                          .type = {key, CGOV_NUL_TERMINATED},
                                          .external = {key, CGOV_NUL_TERMINATED}};
        act = town_act(town, town->ledger->model.founder);
        act.key[0] = n;
        assert_int_equal(cgov_entity_add(town->ledger, &act, &entity, NULL), CGOV_OK);
    }
}

/* The same keys in two ledgers of one id, which differ in what only the storage knows: no hash of one is the other's.
 * So are the names of two texts. */
static void nobody_can_tell_a_hash(void **state) {
    (void)state;
    struct town here, there;
    found_under(&here, 1);
    found_under(&there, 2);
    const struct model *one = &here.ledger->model, *other = &there.ledger->model;
    assert_true(one->external_map.count == 8 && one->symbol_map.count >= 8);
    assert_int_equal(shared_keys(one, one), 8);
    assert_int_equal(shared_keys(one, other), 0);
    assert_int_equal(shared(&one->external_map, &other->external_map), 0);
    assert_int_equal(shared(&one->symbol_map, &other->symbol_map), 0);
    const struct rulebook text = {.digest = {1}}, another = {.digest = {2}};
    assert_true(cgov__name_hash(&text, "k1") != cgov__name_hash(&another, "k1"));
    cgov_ledger_close(here.ledger);
    cgov_ledger_close(there.ledger);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {IN_TOWN(retry_keys),      cmocka_unit_test(numbered_keys),
                                       IN_TOWN(external_keys),   IN_TOWN(classes),
                                       IN_TOWN(no_secret_shows), cmocka_unit_test(nobody_can_tell_a_hash)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
