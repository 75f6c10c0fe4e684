/* Import: a batch of reports, each at its own instant and under its own external key. What is there already answers
 * that it is, and nothing is written: the same batch twice leaves the journal's bytes as they were, on the disk too. */
#include "support/alloc.h"
#include "support/place.h"
#include "support/test.h"

#define ROWS 8

/* A batch of reports from elsewhere, an hour apart. */
struct batch {
    char keys[ROWS][16];
    cgov_detail details[ROWS][4];
    cgov_import_draft rows[ROWS];
    cgov_import_view views[ROWS];
    uint64_t fresh, old;
};

static struct batch *make(const struct town *town, uint32_t first_key) {
    struct batch *batch = calloc(1, sizeof *batch);
    assert_non_null(batch);
    batch->views[0].size = sizeof batch->views[0]; /* the others' is the first's */
    for (uint32_t i = 0; i < ROWS; i++) {
        snprintf(batch->keys[i], sizeof batch->keys[i], "12345-%04u", first_key + i);
        batch->details[i][0] = town_number(CGOV_FIELD_PLACE, 990101001201);
        batch->details[i][1] = town_text(CGOV_FIELD_TEXT, "路灯不亮。");
        batch->details[i][2] = town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id);
        batch->details[i][3] = town_text(CGOV_FIELD_EXTERNAL, batch->keys[i]);
        batch->rows[i] = (cgov_import_draft){
            .size = sizeof batch->rows[i], .at = town->now + i * HOUR, .details = batch->details[i], .detail_count = 4};
    }
    return batch;
}

static cgov_act importer(struct town *town) {
    return town_act(town, town->centre.officers[OPERATOR]);
}

static int32_t import(struct town *town, struct batch *batch) {
    cgov_act act = importer(town);
    return cgov_item_import(town->ledger, &act, batch->rows, ROWS, batch->views, &batch->fresh, &batch->old);
}

static void assert_rows(const struct batch *batch, int32_t status, uint64_t fresh, uint64_t old) {
    for (uint32_t i = 0; i < ROWS; i++) assert_int_equal(batch->views[i].status, status);
    assert_true(batch->fresh == fresh && batch->old == old);
}

static void the_same_batch_twice_changes_nothing(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct batch *batch = make(town, 1);
    assert_int_equal(import(town, batch), CGOV_OK);
    assert_rows(batch, CGOV_OK, ROWS, 0);
    cgov_id ids[ROWS];
    town->now += (ROWS - 1) * HOUR;
    for (uint32_t i = 0; i < ROWS; i++) {
        ids[i] = batch->views[i].id;
        cgov_item_view view = town_item(town, town->auditor, ids[i]);
        assert_string_equal(view.external_key, batch->keys[i]);
        assert_true(view.opened_at == batch->rows[i].at);
        assert_true(view.reporter == 0 && view.reported_by == town->centre.officers[OPERATOR]);
    }
    town->now += 40 * DAY; /* clocks have fallen due: no import lets that happen by the way */
    struct still still = place_still(place);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(import(town, batch), CGOV_OK);
        assert_rows(batch, CGOV_REPEAT, 0, ROWS);
        for (uint32_t i = 0; i < ROWS; i++) {
            assert_true(batch->views[i].id == ids[i]);
            batch->rows[i].at = 0; /* the act's instant, as good as any */
        }
    }
    place_assert_still(place, still);
    place_reopen(place);
    still = place_still(place);
    assert_int_equal(import(town, batch), CGOV_OK);
    assert_rows(batch, CGOV_REPEAT, 0, ROWS);
    place_assert_still(place, still);
    free(batch);
}

static void a_batch_that_grew_brings_what_is_new(void **state) {
    struct town *town = &((struct place *)*state)->town;
    struct batch *batch = make(town, 1), *later = make(town, 1 + ROWS / 2);
    assert_int_equal(import(town, batch), CGOV_OK);
    for (uint32_t i = 0; i < ROWS; i++) later->rows[i].at += ROWS * HOUR;
    assert_int_equal(import(town, later), CGOV_OK);
    assert_true(later->fresh == ROWS / 2 && later->old == ROWS / 2);
    for (uint32_t i = 0; i < ROWS / 2; i++) assert_true(later->views[i].id == batch->views[ROWS / 2 + i].id);
    free(batch);
    free(later);
}

static void one_flush_for_all(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct batch *batch = make(town, 1);
    fault_arm(&place->fault, FAULT_SYNC, 0, false, FAULT_ERROR);
    assert_int_equal(import(town, batch), CGOV_OK);
    assert_int_equal(place->fault.calls, 1);
    cgov_ledger_view info = place_info(town);
    assert_true(info.durable_seq == info.seq);
    assert_int_equal(import(town, batch), CGOV_OK);
    assert_int_equal(place->fault.calls, 1); /* nothing was written: nothing is synced */
    town->now += ROWS * HOUR;
    town_report(town, town->resident); /* nor does the ledger go on deferring */
    assert_int_equal(place->fault.calls, 2);
    struct batch *later = make(town, 1 + ROWS);
    cgov_result result = {.size = sizeof result};
    cgov_act act = importer(town);
    act.flags = CGOV_ACT_DEFER;
    act.result_out = &result;
    for (uint32_t i = 0; i < ROWS; i++) later->rows[i].at = town->now;
    assert_int_equal(cgov_item_import(town->ledger, &act, later->rows, ROWS, NULL, NULL, NULL), CGOV_OK);
    assert_int_equal(place->fault.calls, 2);
    assert_true(result.status == CGOV_OK && result.id == 0 && result.durable_seq < place_info(town).seq);
    act.flags = 0; /* the same batch: all is there, and now it is durable */
    assert_int_equal(cgov_item_import(town->ledger, &act, later->rows, ROWS, NULL, NULL, NULL), CGOV_OK);
    assert_int_equal(place->fault.calls, 3);
    assert_int_equal(result.durable_seq, place_info(town).seq);
    free(later);
    free(batch);
}

static void a_row_that_fails_is_passed_over(void **state) {
    struct town *town = &((struct place *)*state)->town;
    struct batch *batch = make(town, 1);
    batch->rows[1].detail_count = 3;                               /* no external key */
    batch->rows[3].details = NULL;                                 /* count is not 0 but details is NULL */
    batch->rows[4].at = town->now;                                 /* before the row before it */
    batch->rows[5].actor = town->resident + 1000;                  /* nobody */
    memcpy(batch->keys[6], batch->keys[0], sizeof batch->keys[0]); /* twice in one batch */
    assert_int_equal(import(town, batch), CGOV_E_ARG);
    static const int32_t expected[ROWS] = {CGOV_OK,          CGOV_E_ARG,  CGOV_OK, CGOV_E_ARG, CGOV_E_TIME_BACKWARDS,
                                           CGOV_E_NOT_FOUND, CGOV_REPEAT, CGOV_OK};
    for (uint32_t i = 0; i < ROWS; i++) {
        assert_int_equal(batch->views[i].status, expected[i]);
        assert_int_equal(batch->views[i].id != 0, expected[i] >= 0);
    }
    assert_true(batch->views[6].id == batch->views[0].id);
    assert_true(batch->fresh == 3 && batch->old == 1);
    cgov_error error = town_error(town);
    assert_int_equal(error.status, CGOV_E_ARG);
    assert_string_equal(error.message, "an import is an opening or an addition with an external key");
    free(batch);
}

/* Its size is the row's fault, so those after it are tried. */
static void a_row_of_too_many_details_stops_no_other(void **state) {
    struct town *town = &((struct place *)*state)->town;
    struct batch *batch = make(town, 1);
    cgov_detail many[300];
    for (uint32_t d = 0; d < 300; d++) many[d] = batch->details[2][d % 4];
    batch->rows[2].details = many;
    batch->rows[2].detail_count = 300;
    assert_int_equal(import(town, batch), CGOV_E_LIMIT);
    for (uint32_t i = 0; i < ROWS; i++) assert_int_equal(batch->views[i].status, i == 2 ? CGOV_E_LIMIT : CGOV_OK);
    assert_true(batch->fresh == ROWS - 1 && batch->old == 0);
    free(batch);
}

static void a_row_has_its_own_actor(void **state) {
    struct town *town = &((struct place *)*state)->town;
    struct batch *batch = make(town, 1);
    batch->rows[2].actor = town->street.officers[OPERATOR];
    batch->details[2][2] = town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id);
    batch->rows[3].actor = town->neighbour; /* no office there: refused */
    assert_int_equal(import(town, batch), CGOV_E_REFUSED);
    assert_true(batch->fresh == ROWS - 1 && batch->views[3].status == CGOV_E_REFUSED && batch->views[3].id == 0);
    town->now += ROWS * HOUR;
    assert_true(town_item(town, town->auditor, batch->views[2].id).reported_by == town->street.officers[OPERATOR]);
    assert_true(town_item(town, town->auditor, batch->views[4].id).reported_by == town->centre.officers[OPERATOR]);
    free(batch);
}

/* The act's salt, drawn out: rows with the same words are told apart by no reader of the journal, and none holds it. */
static void rows_share_no_salt(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct batch *batch = make(town, 1);
    cgov_act act = importer(town);
    act.salt[0] = UINT64_C(0x1122334455667788);
    act.salt[1] = UINT64_C(0x99aabbccddeeff01);
    assert_int_equal(cgov_item_import(town->ledger, &act, batch->rows, ROWS, NULL, NULL, NULL), CGOV_OK);
    static const char words[] = "路灯不亮。";
    struct still still = place_still(place);
    const uint8_t *salts[ROWS];
    uint32_t found = 0;
    for (uint64_t i = 20; i + sizeof words - 1 <= still.len; i++) {
        assert_true(memcmp(still.bytes + i, act.salt, 8) != 0);
        if (memcmp(still.bytes + i, words, sizeof words - 1) != 0) continue;
        assert_true(found < ROWS);
        salts[found++] = still.bytes + i - 3 - 16; /* salt, 0, field, length, words */
    }
    assert_int_equal(found, ROWS);
    for (uint32_t i = 0; i < ROWS; i++)
        for (uint32_t j = 0; j < i; j++) assert_true(memcmp(salts[i], salts[j], 16) != 0);
    free(still.bytes);
    free(batch);
}

static void what_cannot_be_imported_at_all(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct batch *batch = make(town, 1);
    struct still still = place_still(place);
    cgov_act act;
#define REFUSES(status, change)                                                                                        \
    act = importer(town);                                                                                              \
    change;                                                                                                            \
    assert_int_equal(cgov_item_import(town->ledger, &act, batch->rows, ROWS, NULL, NULL, NULL), status)
    REFUSES(CGOV_E_ARG, act.key[0] = 1);
    REFUSES(CGOV_E_ARG, act.expect = 1);
    REFUSES(CGOV_E_ARG, act.flags = CGOV_ACT_ENCODE);
    REFUSES(CGOV_E_ARG, act.flags = CGOV_ACT_DEFER << 1);
    REFUSES(CGOV_E_SALT, act.salt[0] = act.salt[1] = 0);
    REFUSES(CGOV_E_ARG, batch->rows[ROWS - 1].reserved = 1);
    batch->rows[ROWS - 1].reserved = 0;
    REFUSES(CGOV_E_ARG, batch->rows[0].reserved0 = 1);
    batch->rows[0].reserved0 = 0;
    REFUSES(CGOV_E_ARG, batch->rows[1].elector = town->resident);
    batch->rows[1].elector = 0;
    REFUSES(CGOV_E_ABI_SIZE, batch->rows[1].size--);
    batch->rows[1].size++;
    REFUSES(CGOV_E_ABI_SIZE, batch->rows[ROWS - 1].size += 8);
    batch->rows[ROWS - 1].size -= 8;
    REFUSES(CGOV_E_ABI_SIZE, batch->rows[0].size = 8);
    batch->rows[0].size = sizeof batch->rows[0];
#undef REFUSES
    batch->views[0].size = 8;
    assert_int_equal(import(town, batch), CGOV_E_ABI_SIZE);
    batch->views[0].size = sizeof batch->views[0];
    act = importer(town);
    assert_int_equal(cgov_item_import(NULL, &act, batch->rows, ROWS, NULL, NULL, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_item_import(town->ledger, NULL, batch->rows, ROWS, NULL, NULL, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_item_import(town->ledger, &act, NULL, ROWS, NULL, NULL, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_item_import(town->ledger, &act, NULL, 0, NULL, NULL, NULL), CGOV_OK);
    place_assert_still(place, still);
    free(batch);
}

static void a_storage_that_fails_is_told(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct batch *batch = make(town, 1);
    fault_arm(&place->fault, FAULT_APPEND, 1, false, FAULT_ERROR);
    assert_int_equal(import(town, batch), CGOV_E_STORAGE); /* the flush hands all over at once */
    assert_int_equal(town_error(town).status, CGOV_E_STORAGE);
    assert_rows(batch, CGOV_OK, ROWS, 0);
    fault_arm(&place->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    assert_int_equal(import(town, batch), CGOV_OK);
    assert_rows(batch, CGOV_REPEAT, 0, ROWS);
    free(batch);
}

/* Whichever allocation fails, the batch sent again brings each report in once, at its own instant. The last may be that
 * of the storage, once all are reported. */
static void no_memory_at_any_point(void **state) {
    (void)state;
    int32_t status = CGOV_E_NOMEM;
    for (uint64_t n = 1; status; n++) {
        struct test_alloc alloc = {0};
        cgov_allocator allocator = test_alloc_table(&alloc);
        const struct town_options options = {.allocator = &allocator};
        struct town town;
        town_found(&town, &options);
        struct batch *batch = make(&town, 1);
        test_alloc_fail(&alloc, n, false);
        status = import(&town, batch);
        const uint64_t failed = ROWS - batch->fresh;
        assert_true(failed ? status == CGOV_E_NOMEM : !status || status == CGOV_E_STORAGE);
        alloc.fail_at = 0;
        assert_int_equal(import(&town, batch), CGOV_OK);
        assert_true(batch->fresh == failed && batch->old == ROWS - failed);
        town.now += ROWS * HOUR;
        for (uint32_t i = 0; i < ROWS; i++)
            assert_true(town_item(&town, town.auditor, batch->views[i].id).opened_at == batch->rows[i].at);
        free(batch);
        town_close(&town);
        test_alloc_is_empty(&alloc);
    }
}

/* ---- one at a time ---- */

static void a_report_under_the_flag(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct batch *batch = make(town, 1);
    cgov_act act = importer(town);
    cgov_id first = 0, again = 0;
    act.flags = CGOV_ACT_IMPORT;
    assert_int_equal(cgov_item_report(town->ledger, &act, batch->details[0], 4, &first), CGOV_OK);
    struct still still = place_still(place);
    assert_int_equal(cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_REPEAT);
    assert_true(again == first);
    act.now = town->now - DAY; /* it is looked up before time is */
    assert_int_equal(cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_REPEAT);
    act = town_act(town, town->neighbour); /* who enters there by no office learns nothing */
    act.flags = CGOV_ACT_IMPORT;
    town_assert_refused(town, cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_E_REFUSED,
                        CGOV_R_MAY);
    act.flags = 0;
    town_assert_refused(town, cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_E_REFUSED,
                        CGOV_R_MAY);
    act = town_act(town, 0); /* the public learns nothing */
    act.flags = CGOV_ACT_IMPORT;
    town_assert_refused(town, cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_E_REFUSED,
                        CGOV_R_MAY);
    act = town_act(town, town->neighbour);
    act.flags = CGOV_ACT_IMPORT; /* of what moves there is no import */
    assert_int_equal(cgov_item_move(town->ledger, &act, first, "accept", NULL, 0, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, NULL), CGOV_E_ARG);
    place_assert_still(place, still);
    free(batch);
}

static void an_addition_under_the_flag(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    static const uint32_t kinds[] = {CGOV_KIND_ORGANIZATION, CGOV_KIND_RESIDENT};
    for (int k = 0; k < 2; k++) {
        cgov_entity_draft entity = {.size = sizeof entity,
                                    .kind = kinds[k],
                                    .parent = town->root,
                                    .name = {"某某", CGOV_NUL_TERMINATED},
                                    .type = {k == 0 ? "office" : NULL, k == 0 ? 6 : 0},
                                    .external = {"HR-1", 4}};
        cgov_act act = town_act(town, town->founder);
        cgov_id first = 0, again = 0;
        act.flags = CGOV_ACT_IMPORT;
        assert_int_equal(cgov_entity_add(town->ledger, &act, &entity, &first), CGOV_OK); /* one key of each kind */
        struct still still = place_still(place);
        assert_int_equal(cgov_entity_add(town->ledger, &act, &entity, &again), CGOV_REPEAT);
        assert_true(again == first);
        act.actor = town->neighbour; /* who may not add learns nothing */
        town_assert_refused(town, cgov_entity_add(town->ledger, &act, &entity, &again), CGOV_E_REFUSED, CGOV_R_MAY);
        entity.external.len = 0;
        assert_int_equal(cgov_entity_add(town->ledger, &act, &entity, &again), CGOV_E_ARG);
        place_assert_still(place, still);
    }
}

/* Who enters for the intake and is accused learns that it is there, for they give keys there; and no more. */
static void its_id_is_for_those_who_see_it(void **state) {
    struct town *town = &((struct place *)*state)->town;
    struct batch *batch = make(town, 1);
    cgov_act act = importer(town);
    cgov_id id = 0;
    cgov_detail details[5];
    memcpy(details, batch->details[0], sizeof batch->details[0]);
    details[4] = town_number(CGOV_FIELD_AGAINST, (int64_t)town->neighbour);
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 5, &id), CGOV_OK);
    const cgov_id actors[] = {town->centre.officers[OPERATOR], town->neighbour};
    for (int i = 0; i < 2; i++) {
        cgov_result result = {.size = sizeof result, .id = 7};
        if (i == 1) town_appoint(town, town->neighbour, town->centre.id, "operator");
        const cgov_reader reader = town_reader(town, actors[i]);
        cgov_item_view view = {.size = sizeof view};
        assert_int_equal(cgov_item_get(town->ledger, &reader, id, &view), i == 0 ? CGOV_OK : CGOV_E_NOT_FOUND);
        cgov_id again = 7;
        act = town_act(town, actors[i]);
        act.flags = CGOV_ACT_IMPORT;
        act.result_out = &result;
        assert_int_equal(cgov_item_report(town->ledger, &act, details, 5, &again), CGOV_REPEAT);
        assert_true(again == (i == 0 ? id : 0) && result.id == again);
    }
    free(batch);
}

static cgov_id add_keyed(struct town *town, cgov_id actor, uint32_t kind, cgov_id parent, uint32_t flags,
                         int32_t wanted) {
    const cgov_entity_draft entity = {.size = sizeof entity,
                                      .kind = kind,
                                      .parent = parent,
                                      .name = {"某某", CGOV_NUL_TERMINATED},
                                      .type = {kind == CGOV_KIND_UNIT ? "home" : NULL, kind == CGOV_KIND_UNIT ? 4 : 0},
                                      .owner = kind == CGOV_KIND_UNIT ? town->root : 0,
                                      .external = {"ID-1", 4}};
    cgov_act act = town_act(town, actor);
    cgov_id id = 0;
    act.flags |= flags;
    assert_int_equal(cgov_entity_add(town->ledger, &act, &entity, &id), wanted);
    return id;
}

/* Who may add at one office learns nothing of whom another registered: a key is unique where it was given. */
static void a_key_is_tried_elsewhere_in_vain(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id registrar = town_resident(town, "登某", town->root);
    town_appoint(town, registrar, town->bureau.id, "registrar");
    static const uint32_t kinds[] = {CGOV_KIND_RESIDENT, CGOV_KIND_UNIT};
    const cgov_text key = {"ID-1", 4};
    for (int k = 0; k < 2; k++) {
        const cgov_id hidden = add_keyed(town, town->founder, kinds[k], town->village.id, 0, CGOV_OK);
        const cgov_reader reader = town_reader(town, registrar), founder = town_reader(town, town->founder);
        cgov_entity_view view = {.size = sizeof view};
        cgov_id found = 0;
        assert_int_equal(cgov_entity_get(town->ledger, &reader, hidden, &view), CGOV_E_NOT_FOUND);
        assert_int_equal(cgov_external_find(town->ledger, &reader, kinds[k], 0, &key, &found), CGOV_E_NOT_FOUND);
        const cgov_id own =
            add_keyed(town, registrar, kinds[k], town->bureau.id, k == 0 ? CGOV_ACT_IMPORT : 0, CGOV_OK);
        assert_true(own != 0 && own != hidden);
        add_keyed(town, registrar, kinds[k], town->bureau.id, 0, CGOV_E_CONFLICT);
        assert_true(add_keyed(town, registrar, kinds[k], town->bureau.id, CGOV_ACT_IMPORT, CGOV_REPEAT) == own);
        assert_true(add_keyed(town, town->founder, kinds[k], town->village.id, CGOV_ACT_IMPORT, CGOV_REPEAT) == hidden);
        for (int reopened = 0; reopened < 2; reopened++) {
            const cgov_id homes[] = {town->bureau.id, town->village.id};
            const cgov_id wanted[] = {own, hidden};
            for (int h = 0; h < 2; h++) {
                assert_int_equal(cgov_external_find(town->ledger, &founder, kinds[k], homes[h], &key, &found), CGOV_OK);
                assert_true(found == wanted[h]);
            }
            assert_int_equal(cgov_external_find(town->ledger, &founder, kinds[k], 0, &key, &found), CGOV_OK);
            assert_true(found == hidden); /* it came first */
            assert_int_equal(cgov_external_find(town->ledger, &reader, kinds[k], 0, &key, &found), CGOV_OK);
            assert_true(found == own);
            if (!reopened) place_reopen(place);
        }
    }
}

static void executed_it_answers_the_same(void **state) {
    struct town *here = &((struct place *)*state)->town;
    struct place *other = place_make(0);
    struct batch *batch = make(here, 1);
    uint8_t facts[1024], words[1024];
    uint64_t facts_len, words_len;
    cgov_act act = importer(here);
    act.flags = CGOV_ACT_IMPORT | CGOV_ACT_ENCODE;
    assert_int_equal(cgov_item_report(here->ledger, &act, batch->details[0], 4, NULL), CGOV_OK);
    assert_int_equal(cgov_command_get(here->ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    act.flags = CGOV_ACT_IMPORT;
    for (int again = 0; again < 2; again++) {
        cgov_result result = {.size = sizeof result};
        cgov_id id = 0;
        int32_t status = cgov_item_report(here->ledger, &act, batch->details[0], 4, &id);
        assert_int_equal(status, again ? CGOV_REPEAT : CGOV_OK);
        assert_int_equal(cgov_command_execute(other->town.ledger, facts, facts_len, words, words_len, 0, &result),
                         status);
        assert_true(result.status == status && result.id == id && id != 0 && result.fired == 0);
    }
    free(batch);
    place_free(other);
}

/* A retry key of its own goes first: it stands for its command, whatever has become of the external key. */
static void a_retry_key_goes_first(void **state) {
    struct town *town = &((struct place *)*state)->town;
    struct batch *batch = make(town, 1);
    cgov_act act = importer(town);
    cgov_id first = 0, again = 0;
    act.flags = CGOV_ACT_IMPORT;
    act.key[0] = 7;
    assert_int_equal(cgov_item_report(town->ledger, &act, batch->details[0], 4, &first), CGOV_OK);
    assert_int_equal(cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_REPEAT);
    assert_true(again == first);
    town_assert_refused(town, cgov_item_report(town->ledger, &act, batch->details[1], 4, &again), CGOV_E_CONFLICT,
                        CGOV_R_KEY);
    act.flags = 0; /* another command */
    town_assert_refused(town, cgov_item_report(town->ledger, &act, batch->details[0], 4, &again), CGOV_E_CONFLICT,
                        CGOV_R_KEY);
    free(batch);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_set_up, place_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_same_batch_twice_changes_nothing),
        TEST(a_batch_that_grew_brings_what_is_new),
        TEST(one_flush_for_all),
        TEST(a_row_that_fails_is_passed_over),
        TEST(a_row_of_too_many_details_stops_no_other),
        TEST(a_row_has_its_own_actor),
        TEST(rows_share_no_salt),
        TEST(what_cannot_be_imported_at_all),
        TEST(a_storage_that_fails_is_told),
        cmocka_unit_test(no_memory_at_any_point),
        TEST(a_report_under_the_flag),
        TEST(an_addition_under_the_flag),
        TEST(its_id_is_for_those_who_see_it),
        TEST(a_key_is_tried_elsewhere_in_vain),
        TEST(executed_it_answers_the_same),
        TEST(a_retry_key_goes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
