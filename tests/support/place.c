/* A town on a storage in memory that fails when told to, and what it held before compared with what it holds after. */
#include "support/place.h"

#include "support/test.h"

struct place *place_make(uint32_t flags) {
    struct place *place = calloc(1, sizeof *place);
    place->memory.size = sizeof place->memory;
    assert_int_equal(cgov_storage_memory(NULL, &place->memory), CGOV_OK);
    fault_open(&place->fault, &place->memory, &place->storage);
    struct town_options options = {.storage = &place->storage, .flags = flags};
    town_found(&place->town, &options);
    return place;
}

void place_free(struct place *place) {
    town_close(&place->town);
    fault_close(&place->fault);
    assert_int_equal(cgov_storage_close(&place->memory), CGOV_OK);
    free(place);
}

int place_set_up(void **state) {
    *state = place_make(0);
    return 0;
}

int place_tear_down(void **state) {
    place_free(*state);
    return 0;
}

void place_reopen(struct place *place) {
    cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
    town_close(&place->town);
    assert_int_equal(cgov_ledger_open(&options, &place->town.ledger), CGOV_OK);
}

cgov_ledger_view place_info(const struct town *town) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town->ledger, &info), CGOV_OK);
    return info;
}

struct still place_still(const struct place *place) {
    struct still still = {0};
    still.bytes = fault_object(&place->memory, "journal", &still.len);
    assert_int_equal(cgov_state_digest(place->town.ledger, still.state), CGOV_OK);
    assert_int_equal(cgov_journal_digest(place->town.ledger, still.journal), CGOV_OK);
    return still;
}

void place_assert_still(const struct place *place, struct still before) {
    struct still now = place_still(place);
    assert_int_equal(now.len, before.len);
    assert_memory_equal(now.bytes, before.bytes, now.len);
    assert_memory_equal(now.state, before.state, 32);
    assert_memory_equal(now.journal, before.journal, 32);
    free(now.bytes);
    free(before.bytes);
}
