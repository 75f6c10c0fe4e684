/* Power goes before all words of a frame are on the disk: is it torn where nothing says that it was acknowledged, and
 * does it stand where something does, or where its words were erased? */
#include "support/place.h"
#include "support/test.h"

#define TITLE "a dog is beaten in number 17"

/* What a disk may hold. */
struct image {
    uint8_t *journal, *ack;
    uint64_t len, ack_len;
};

static struct image image_of(const struct place *place) {
    struct image image = {0};
    image.journal = fault_object(&place->memory, "journal", &image.len);
    image.ack = fault_object(&place->memory, "ack", &image.ack_len);
    return image;
}

static void drop(struct image *image) {
    free(image->journal);
    free(image->ack);
}

static cgov_id report(struct town *town) {
    const cgov_detail title = town_text(CGOV_FIELD_TITLE, TITLE);
    cgov_id item;
    assert_int_equal(town_try_report(town, town->resident, &title, 1, &item), CGOV_OK);
    return item;
}

/* What opening the bytes comes to. */
struct found {
    uint64_t seq, torn_seq, torn_bytes;
    int32_t title; /* reading an item's */
};

static struct found open_these(const struct place *place, const uint8_t *bytes, uint64_t len, const struct image *ack,
                               uint32_t flags, cgov_id item) {
    cgov_storage storage = {.size = sizeof storage};
    const cgov_ledger_options options = {.size = sizeof options, .flags = flags, .storage = &storage};
    struct town town = place->town;
    char text[256];
    uint64_t end, needed;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    assert_int_equal(storage.put(storage.user, "journal", bytes, len, &end), 0);
    if (ack) assert_int_equal(storage.put(storage.user, "ack", ack->ack, ack->ack_len, &end), 0);
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    const cgov_ledger_view info = place_info(&town);
    const cgov_reader reader = town_reader(&town, town.resident);
    const struct found found = {
        info.seq, info.torn_seq, info.torn_bytes,
        cgov_text_get(town.ledger, &reader, item, 0, CGOV_FIELD_TITLE, text, sizeof text, &needed)};
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    return found;
}

/* ---- a frame whose words are not there ---- */

/* The bytes from one place to another never came to the disk. */
static void lose(const struct place *place, const struct image *before, const struct image *after, uint64_t from,
                 uint64_t to, cgov_id item) {
    const uint64_t len = after->len + 5000; /* a storage made room ahead */
    const uint64_t had = place_info(&place->town).seq - 1;
    uint8_t *bytes = calloc((size_t)len, 1);
    memcpy(bytes, after->journal, (size_t)after->len);
    memset(bytes + from, 0, (size_t)(to - from));
    const bool lost = memcmp(bytes, after->journal, (size_t)after->len) != 0;
    for (int how = 0; how < 2; how++) {
        const struct image *ack = how ? before : NULL;
        const struct found found = open_these(place, bytes, len, ack, 0, item);
        assert_int_equal(found.seq, lost ? had : had + 1);
        assert_int_equal(found.torn_seq, lost && from > before->len ? had + 1 : 0);
        assert_int_equal(found.torn_bytes > 0, lost && from > before->len);
        const struct found read = open_these(place, bytes, len, ack, CGOV_OPEN_READ, item);
        assert_int_equal(read.seq, how ? had : found.seq);
    }
    free(bytes);
}

static void words_that_never_came_are_torn(void **state) {
    struct place *place = *state;
    report(&place->town);
    struct image before = image_of(place);
    const cgov_id item = report(&place->town);
    struct image after = image_of(place);
    for (uint64_t from = before.len; from < after.len; from++) {
        lose(place, &before, &after, from, after.len, item);
        if (from > before.len + 32)
            lose(place, &before, &after, from, from + 4 < after.len ? from + 4 : after.len, item);
    }
    drop(&before);
    drop(&after);
}

/* ---- and one that was acknowledged ---- */

static void a_floor_or_a_slot_vouches_for_them(void **state) {
    struct place *place = *state;
    struct image before = image_of(place);
    const cgov_id item = report(&place->town);
    struct image said = image_of(place);
    const uint64_t seq = place_info(&place->town).seq;
    said.journal[said.len - 1] ^= 1;
    struct found found = open_these(place, said.journal, said.len, &said, 0, item);
    assert_int_equal(found.seq, seq);
    assert_int_equal(found.torn_bytes, 0);
    report(&place->town);
    struct image after = image_of(place);
    after.journal[said.len - 1] ^= 1;
    const struct image *const acks[] = {NULL, &before, &said, &after};
    for (size_t i = 0; i < 4; i++) {
        found = open_these(place, after.journal, after.len, acks[i], 0, item);
        assert_int_equal(found.seq, seq + 1);
        assert_int_equal(found.torn_bytes, 0);
    }
    drop(&before);
    drop(&said);
    drop(&after);
}

/* ---- and one whose words were erased ---- */

static void what_was_erased_is_not_torn(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_text why = {"asked for by the resident", CGOV_NUL_TERMINATED};
    town_adopt(town, town_shipped("erasing"));
    town_appoint(town, town->founder, town->root, "protector");
    struct image before = image_of(place);
    town->flags = CGOV_ACT_DEFER; /* no floor comes between the two */
    const cgov_id item = report(town);
    const cgov_act act = town_act(town, town->founder);
    const uint64_t opened = town_opened(town, town->resident, item);
    assert_int_equal(cgov_text_erase(town->ledger, &act, item, opened, CGOV_FIELD_TITLE, &why, NULL), CGOV_OK);
    struct image after = image_of(place);
    for (int how = 0; how < 4; how++) {
        const struct image *ack = how & 1 ? &before : NULL;
        const struct found found = open_these(place, after.journal, after.len, ack, how & 2 ? CGOV_OPEN_READ : 0, item);
        if (how == 3) continue; /* it shows what the slot speaks of */
        assert_int_equal(found.seq, place_info(town).seq);
        assert_int_equal(found.torn_bytes, 0);
        assert_int_equal(found.title, CGOV_E_ERASED);
    }
    drop(&before);
    drop(&after);
}

int main(void) {
#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)
    static const struct CMUnitTest tests[] = {
        IN_A_PLACE(words_that_never_came_are_torn),
        IN_A_PLACE(a_floor_or_a_slot_vouches_for_them),
        IN_A_PLACE(what_was_erased_is_not_torn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
