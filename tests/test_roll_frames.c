/* Rolls that a move fills by as many records as it takes, in one frame: what is
 * read back is what was put there, and a record that goes on is judged by the
 * one before it. */
#include "support/alloc.h"
#include "support/on_a_town.h"

#include "entities/entities.h"
#include "ledger/handle.h"
#include "model/roll_rows.h"
#include "records/roll_lines.h"
#include "support/test.h"

static const char TEXT[] = "rulebook 1\n"
                           "role clerk \"经办\"\n"
                           "procedure count \"清点\" session\n"
                           "  party place \"地方\" organization\n"
                           "  roll lords \"业主\"\n"
                           "    of owners of place\n"
                           "    filled by list\n"
                           "  roll signed \"签名\"\n"
                           "    of lords\n"
                           "    by self\n"
                           "    in open\n"
                           "  stage all \"全程\"\n"
                           "    state called \"召集\" held by place\n"
                           "    state open \"进行\" held by place\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until close drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of place\n"
                           "  open call \"召集\" -> called\n"
                           "    by clerk of place\n"
                           "    needs text organization\n"
                           "    sets place to given\n"
                           "  move list \"列名\" called open -> open\n"
                           "    by clerk of place\n"
                           "    at most 3\n"
                           "  move close \"结束\" open -> done\n"
                           "    by clerk of place\n"
                           "    tells signed\n"
                           "    when lords at least 1\n"
                           "    when signed at least 1/9 of lords by area or "
                           "lords at least 1 by units\n"
                           "  move drop \"撤销\" called open -> done\n"
                           "    by clerk of place\n"
                           "    tells signed\n";

#define OWNERS 12000u

static cgov_storage storage;
static cgov_id clerk, count, first;

static void digest_of(uint8_t digest[32]) {
    assert_int_equal(cgov_state_digest(town.ledger, digest), CGOV_OK);
}

static void reopen(void) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    digest_of(before);
    cgov_ledger_close(town.ledger);
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage, .error_out = &error};
    if (cgov_ledger_open(&options, &town.ledger)) fail_msg("%s", error.message);
    digest_of(after);
    assert_memory_equal(before, after, 32);
}

static void with_owners(void) {
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage, .flags = CGOV_ACT_DEFER};
    town_found(&town, &options);
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(TEXT)};
    if (cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL)) fail_msg("%s", town_error(&town).message);
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    for (uint32_t i = 0; i < OWNERS; i++) {
        const cgov_id owner = town_resident(&town, "业主", town.village.id);
        const cgov_entity_draft unit = {.size = sizeof unit,
                                        .kind = CGOV_KIND_UNIT,
                                        .parent = town.village.id,
                                        .name = text_of("户"),
                                        .type = text_of("dwelling"),
                                        .owner = owner,
                                        .area = 1900000000 + i};
        if (i == 0) first = owner;
        act = town_act(&town, town.founder);
        assert_int_equal(cgov_entity_add(town.ledger, &act, &unit, NULL), CGOV_OK);
    }
    act = town_act(&town, clerk);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "清点"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "count", details, 2, &count), CGOV_OK);
}

static cgov_roll_view roll_of(uint64_t cursor) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint32_t got;
    assert_int_equal(cgov_roll_list(town.ledger, &who, count, &cursor, &view, 1, &got), CGOV_OK);
    return view;
}

static void assert_listed(void) {
    const cgov_roll_view lords = roll_of(0);
    assert_true(lords.heads == OWNERS && lords.units == OWNERS);
    assert_true(lords.area == UINT64_C(1900000000) * OWNERS + (uint64_t)OWNERS * (OWNERS - 1) / 2);
}

static void a_fill_of_several_records(void **state) {
    (void)state;
    with_owners();
    for (uint32_t again = 0; again < 2; again++) {
        cgov_ledger_view before = {.size = sizeof before}, after = {.size = sizeof after};
        assert_int_equal(cgov_ledger_get(town.ledger, &before), CGOV_OK);
        town_move(&town, clerk, count, "list", NULL, 0);
        assert_int_equal(cgov_ledger_get(town.ledger, &after), CGOV_OK);
        assert_true(after.seq >= before.seq + 3); /* the move's, and two or more */
        assert_listed();
        assert_int_equal(roll_of(1).heads, 0); /* begun anew */
        cgov_act act = town_act(&town, first);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, count, "signed", first, NULL, 0, NULL), CGOV_OK);
        assert_true(roll_of(1).area == 1900000000);
        reopen();
        assert_listed();
        assert_true(roll_of(1).area == 1900000000);
    }
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- read beside ---- */

static uint8_t *object_of(const char *name, uint64_t *len_out) {
    uint64_t got = 0;
    assert_int_equal(storage.length(storage.user, name, len_out), 0);
    uint8_t *bytes = malloc((size_t)*len_out);
    assert_non_null(bytes);
    assert_int_equal(storage.read(storage.user, name, 0, bytes, *len_out, &got), 0);
    return bytes;
}

static void put_all(const cgov_storage *to, uint8_t *const objects[2], const uint64_t lens[2]) {
    static const char *const names[] = {"journal", "ack"};
    uint64_t end = 0;
    for (uint32_t i = 0; i < 2; i++) assert_int_equal(to->put(to->user, names[i], objects[i], lens[i], &end), 0);
}

/* A refresh that runs out of memory in the middle of such a frame is finished by the next. */
static void a_reader_goes_on_in_the_middle_of_one(void **state) {
    (void)state;
    cgov_storage beside = {.size = sizeof beside};
    struct test_alloc alloc = {0};
    const cgov_allocator allocator = test_alloc_table(&alloc);
    const cgov_ledger_options options = {
        .size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &beside, .allocator = &allocator};
    uint8_t *objects[2][2], digests[2][32];
    uint64_t lens[2][2], halves = 0;
    int32_t status = CGOV_E_NOMEM;
    assert_int_equal(cgov_storage_memory(NULL, &beside), CGOV_OK);
    with_owners();
    for (uint32_t after = 0; after < 2; after++) {
        if (after) town_move(&town, clerk, count, "list", NULL, 0);
        assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
        objects[after][0] = object_of("journal", &lens[after][0]);
        objects[after][1] = object_of("ack", &lens[after][1]);
    }
    digest_of(digests[0]);
    for (uint32_t n = 1; status; n++) {
        cgov_ledger *reader = NULL;
        uint64_t before = 0, seq = 0;
        put_all(&beside, objects[0], lens[0]);
        assert_int_equal(cgov_ledger_open(&options, &reader), CGOV_OK);
        assert_int_equal(cgov_ledger_refresh(reader, &before), CGOV_OK);
        put_all(&beside, objects[1], lens[1]);
        test_alloc_fail(&alloc, n, false);
        status = cgov_ledger_refresh(reader, &seq);
        alloc.fail_at = 0;
        assert_true(status == CGOV_OK || status == CGOV_E_NOMEM);
        halves += status && seq > before;
        assert_int_equal(cgov_ledger_refresh(reader, &seq), CGOV_OK);
        assert_int_equal(cgov_state_digest(reader, digests[1]), CGOV_OK);
        assert_memory_equal(digests[0], digests[1], 32);
        cgov_ledger_close(reader);
        test_alloc_is_empty(&alloc);
    }
    assert_true(halves > 0);
    for (uint32_t i = 0; i < 4; i++) free(objects[i / 2][i % 2]);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&beside), CGOV_OK);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- untrusted ---- */

static bool valid(struct record record, uint8_t flags, uint64_t step, uint64_t elector_or_0) {
    const struct model *model = &town.ledger->model;
    struct overlay overlay;
    struct subject subject;
    uint8_t lines[32] = {flags, (uint8_t)(step << 1)};
    if (record.kind == CGOV_RECORD_FILLED) record.lines = cgov__blob(lines, step ? 2 : 1);
    if (elector_or_0) record.elector = elector_or_0;
    cgov__overlay_init(&overlay, model->mem);
    cgov__overlay_begin(&overlay, model, NULL);
    record.seq = model->seq + 1;
    record.time = model->now;
    cgov__overlay_subject(&overlay, &record, &subject);
    record.previous = subject.last_seq;
    bool is = cgov__record_valid(&overlay, &subject, &record);
    cgov__overlay_free(&overlay);
    return is;
}

static void one_fact_wrong(void **state) {
    (void)state;
    town_found(&town, NULL);
    town_adopt(&town, text_of(TEXT));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "清点"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "count", details, 2, &count), CGOV_OK);
    struct record fill = {.kind = CGOV_RECORD_FILLED, .id = count, .roll = 1, .actor = clerk};
    assert_true(valid(fill, 0, 1, 0) && valid(fill, 0, 0, 0));
    assert_false(valid(fill, FILL_GOES_ON, 1, 0));                       /* with nothing before it */
    assert_false(valid(fill, 8, 1, 0) || valid(fill, FILL_UNITS, 1, 0)); /* no such flag; cut short */
    assert_false(valid(fill, 0, 60, 0));                                 /* no such resident */
    fill.roll = 3;
    assert_false(valid(fill, 0, 1, 0));
    fill.roll = 0;
    assert_false(valid(fill, 0, 1, 0));
    fill.roll = 1;
    fill.id = count + 1;
    assert_false(valid(fill, 0, 1, 0));
    fill.id = town.resident;
    assert_false(valid(fill, 0, 1, 0));
    struct record entry = {.kind = CGOV_RECORD_ENTERED, .id = count, .roll = 2, .line = 1, .actor = clerk};
    assert_true(valid(entry, 0, 0, town.resident) && valid(entry, 0, 0, town.street.id));
    assert_false(valid(entry, 0, 0, count) || valid(entry, 0, 0, town.resident + 9999));
    entry.number = 1; /* of a roll that is not `many` */
    assert_false(valid(entry, 0, 0, town.resident));
    entry.number = 0;
    entry.line = 2;
    assert_false(valid(entry, 0, 0, town.resident));
    entry.line = 0;
    assert_false(valid(entry, 0, 0, town.resident));
    entry.line = 1;
    entry.units = UINT64_C(1) << 32;
    assert_false(valid(entry, 0, 0, town.resident));
    entry.units = 0;
    entry.kind = CGOV_RECORD_LEFT; /* the roll says nobody is taken out, and
                                      nobody was there */
    assert_false(valid(entry, 0, 0, town.resident));
    town_close(&town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fill_of_several_records),
        cmocka_unit_test(a_reader_goes_on_in_the_middle_of_one),
        cmocka_unit_test(one_fact_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
