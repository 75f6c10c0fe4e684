/* Reading beside the writer: what a ledger that is open to read alone shows at every moment of a writer's life, what it
 * refuses, and what it takes for damage. */
#include "support/alloc.h"
#include "support/between.h"
#include "support/place.h"
#include "support/random.h"
#include "support/test.h"

#include "store/ack.h"
#include "store/frame.h"
#include "store/redo.h"
#include "store/storage.h"

/* ---- a reader of a place ---- */

static int32_t try_read(const cgov_storage *storage, cgov_ledger **out) {
    cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = storage};
    return cgov_ledger_open(&options, out);
}

static cgov_ledger *open_reader(const cgov_storage *storage) {
    cgov_ledger *reader = NULL;
    assert_int_equal(try_read(storage, &reader), CGOV_OK);
    return reader;
}

static cgov_ledger_view info_of(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info;
}

static uint64_t refresh(cgov_ledger *reader) {
    uint64_t seq = 0;
    assert_int_equal(cgov_ledger_refresh(reader, &seq), CGOV_OK);
    assert_int_equal(seq, info_of(reader).seq);
    return seq;
}

/* Both show the same, in all there is and in what is kept beside it. */
static void assert_same(const cgov_ledger *reader, const cgov_ledger *writer) {
    uint8_t digests[4][32];
    assert_int_equal(info_of(reader).seq, info_of(writer).seq);
    assert_int_equal(cgov_state_digest(reader, digests[0]), CGOV_OK);
    assert_int_equal(cgov_state_digest(writer, digests[1]), CGOV_OK);
    assert_memory_equal(digests[0], digests[1], 32);
    assert_int_equal(cgov_journal_digest(reader, digests[2]), CGOV_OK);
    assert_int_equal(cgov_journal_digest(writer, digests[3]), CGOV_OK);
    assert_memory_equal(digests[2], digests[3], 32);
}

static void remove_object(const cgov_storage *storage, const char *name) {
    uint64_t removed = 0;
    assert_int_equal(storage->remove(storage->user, name, &removed), 0);
}

static void put_object(const cgov_storage *storage, const char *name, const void *bytes, uint64_t len) {
    uint64_t end = 0;
    assert_int_equal(storage->put(storage->user, name, bytes, len, &end), 0);
}

static cgov_storage new_memory(void) {
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    return storage;
}

static void copy_object(const cgov_storage *from, const cgov_storage *to, const char *name) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(from, name, &len);
    if (bytes) put_object(to, name, bytes, len);
    free(bytes);
}

/* ---- how far it goes ---- */

/* What is deferred is not acknowledged, nor what was handed over and not synced. */
static void it_goes_to_the_newest_ack_and_no_further(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_ledger *reader = open_reader(&place->memory);
    assert_same(reader, town->ledger);
    uint64_t before = info_of(reader).seq, length = 0, grown = 0;
    assert_int_equal(place->memory.length(place->memory.user, "journal", &length), 0);
    town->flags = CGOV_ACT_DEFER;
    do { /* until some of it was handed over */
        (void)town_report(town, town->resident);
        assert_int_equal(refresh(reader), before);
        assert_int_equal(place->memory.length(place->memory.user, "journal", &grown), 0);
    } while (grown == length);
    cgov_ledger *later = open_reader(&place->memory);
    assert_int_equal(info_of(later).seq, before);
    assert_int_equal(info_of(later).journal_bytes, length);
    cgov_ledger_close(later);
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    assert_int_equal(refresh(reader), info_of(town->ledger).seq);
    assert_same(reader, town->ledger);
    cgov_ledger_view info = info_of(reader);
    assert_true(info.durable_seq == info.seq && info.torn_bytes == 0 && !info.ack_missing && !info.poisoned);
    cgov_ledger_close(reader);
}

/* Half a frame, a whole one, rubbish: it is not written yet, whatever it is. */
static void what_lies_past_it_is_no_damage(void **state) {
    struct place *place = *state;
    uint64_t len = 0, seq = info_of(place->town.ledger).seq;
    uint8_t *bytes = fault_object(&place->memory, "journal", &len);
    uint8_t *more = malloc((size_t)len + 4096);
    cgov_ledger *reader = open_reader(&place->memory);
    for (uint32_t past = 1; past < 4096; past += past < 80 ? 1 : 97) {
        memcpy(more, bytes, (size_t)len);
        for (uint32_t i = 0; i < past; i++) /* of the journal itself, whose frames hold; then anything */
            more[len + i] = past % 2 ? bytes[JOURNAL_HEADER + i % (len - JOURNAL_HEADER)] : (uint8_t)(i * 37 + past);
        put_object(&place->memory, "journal", more, len + past);
        assert_int_equal(refresh(reader), seq);
        cgov_ledger *fresh = open_reader(&place->memory);
        assert_same(fresh, place->town.ledger);
        cgov_ledger_close(fresh);
    }
    put_object(&place->memory, "journal", bytes, len);
    cgov_ledger_close(reader);
    free(more);
    free(bytes);
}

/* What is read of ack comes before what is read of the journal, when it is opened and when it goes on. */
struct order {
    bool ack, frames, after;
};

static void note_order(void *user, uint32_t op, const char *name) {
    struct order *order = user;
    bool frames = strcmp(name, "journal") == 0 && op == FAULT_LENGTH;
    if (frames) order->frames = true;
    if (strcmp(name, "ack") != 0) return;
    order->ack = true;
    order->after |= order->frames; /* a length that was asked for before does not count: it is asked for anew */
    order->frames = false;
}

static void it_reads_ack_before_journal(void **state) {
    struct place *place = *state;
    struct between between;
    cgov_storage storage = between_open(&between, &place->memory);
    struct order order = {0};
    between.act = note_order;
    between.user = &order;
    cgov_ledger *reader = open_reader(&storage);
    assert_true(order.ack && order.frames);
    (void)town_report(&place->town, place->town.resident);
    order = (struct order){0};
    assert_int_equal(refresh(reader), info_of(place->town.ledger).seq);
    assert_true(order.ack && order.frames && !order.after);
    cgov_ledger_close(reader);
}

/* ---- the writer goes on between any two of its calls ---- */

static void write_on(void *user, uint32_t op, const char *name) {
    struct town *town = user;
    (void)op;
    (void)name;
    town->now += HOUR;
    (void)town_report(town, town->resident);
}

static void a_writer_goes_on_while_it_reads(void **state) {
    struct place *place = *state;
    struct between between;
    cgov_storage storage = between_open(&between, &place->memory);
    between.user = &place->town;
    for (uint32_t run = 0; run < 6; run++) {
        between.act = write_on;
        cgov_ledger *reader = open_reader(&storage);
        for (uint32_t i = 0; i < 4; i++) {
            uint64_t before = info_of(reader).seq;
            assert_true(refresh(reader) > before);
        }
        between.act = NULL;
        (void)refresh(reader);
        assert_same(reader, place->town.ledger);
        cgov_ledger_close(reader);
    }
}

/* ---- what it shows ---- */

/* The head sees it, in a list and by its words; figures, feed and clocks are as the writer tells them. */
static void assert_told_alike(const struct town *town, const cgov_ledger *reader, cgov_id id) {
    const cgov_ledger *both[2] = {reader, town->ledger};
    cgov_reader eyes[2] = {town_reader(town, town->auditor), town_reader(town, town->auditor)};
    char words[2][128];
    cgov_clock_view clocks[2][8];
    cgov_figure_view figures[2][1];
    cgov_feed_view news[2][64];
    uint32_t counts[2][3] = {{0}};
    memset(clocks, 0, sizeof clocks);
    memset(figures, 0, sizeof figures);
    memset(news, 0, sizeof news);
    for (uint32_t i = 0; i < 2; i++) {
        uint64_t needed, cursor = 0, seq = 0, entry = 0;
        clocks[i][0].size = sizeof clocks[i][0];
        figures[i][0].size = sizeof figures[i][0];
        news[i][0].size = sizeof news[i][0];
        assert_int_equal(cgov_text_get(both[i], &eyes[i], id, 0, CGOV_FIELD_TEXT, words[i], sizeof words[i], &needed),
                         CGOV_OK);
        assert_true(cgov_clock_list(both[i], &eyes[i], id, &cursor, clocks[i], 8, &counts[i][0]) >= 0);
        cgov_figure_query query = {.size = sizeof query};
        cursor = 0;
        assert_true(cgov_figure_list(both[i], &eyes[i], &query, &cursor, figures[i], 1, &counts[i][1]) >= 0);
        assert_true(cgov_feed_list(both[i], &eyes[i], &seq, &entry, news[i], 64, &counts[i][2]) >= 0);
    }
    assert_string_equal(words[0], words[1]);
    assert_memory_equal(counts[0], counts[1], sizeof counts[0]);
    assert_true(counts[0][0] > 0 && counts[0][1] > 0 && counts[0][2] > 0);
    assert_memory_equal(clocks[0], clocks[1], sizeof clocks[0]);
    assert_memory_equal(figures[0], figures[1], sizeof figures[0]);
    assert_memory_equal(news[0], news[1], sizeof news[0]);
}

/* Time that the writer has not let pass yet shows on a reader as on the writer: by the reader's `at`, and fired by
 * nobody. */
static void figures_feed_and_clocks_are_as_the_writer_tells_them(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_ledger *reader = open_reader(&place->memory);
    cgov_id id = town_issue_in(town, "dispatched");
    (void)refresh(reader);
    assert_told_alike(town, reader, id);
    cgov_time due[2] = {0, 0};
    assert_int_equal(cgov_ledger_next_due(reader, &due[0]), CGOV_OK);
    assert_int_equal(cgov_ledger_next_due(town->ledger, &due[1]), CGOV_OK);
    assert_true(due[0] == due[1]);
    town->now += 20 * DAY;
    assert_told_alike(town, reader, id); /* nobody ticked */
    town_tick(town);
    cgov_reader eyes = town_reader(town, town->auditor);
    cgov_item_view view = {.size = sizeof view};
    uint64_t was = info_of(reader).seq;
    assert_int_equal(cgov_item_get(reader, &eyes, id, &view), CGOV_OK);
    assert_true(refresh(reader) > was);
    assert_told_alike(town, reader, id);
    assert_same(reader, town->ledger);
    cgov_ledger_close(reader);
}

/* A version that a reader has seen is what a command for the writer expects. */
static void what_it_has_seen_a_command_can_expect(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = town_report(town, town->resident);
    cgov_ledger *reader = open_reader(&place->memory);
    cgov_reader eyes = town_reader(town, town->centre.officers[CLERK]);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(reader, &eyes, id, &view), CGOV_OK);
    town_move(town, town->centre.officers[CLERK], id, "accept", NULL, 0);
    cgov_act act = town_act(town, town->centre.officers[CLERK]);
    act.expect = view.version;
    assert_int_equal(cgov_item_move(town->ledger, &act, id, "dispatch", NULL, 0, NULL), CGOV_E_CONFLICT);
    (void)refresh(reader);
    assert_int_equal(cgov_item_get(reader, &eyes, id, &view), CGOV_OK);
    assert_string_equal(view.state, "accepted");
    cgov_ledger_close(reader);
}

/* ---- what it refuses ---- */

static int32_t report_on(struct town *town, cgov_ledger *ledger, uint32_t flags) {
    cgov_detail details[3] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "路灯不亮"),
                              town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    cgov_act act = town_act(town, town->resident);
    act.flags |= flags;
    return cgov_item_report(ledger, &act, details, 3, NULL);
}

static void assert_read_only(const cgov_ledger *reader, int32_t status) {
    cgov_error error = {.size = sizeof error};
    assert_int_equal(status, CGOV_E_READ_ONLY);
    assert_int_equal(cgov_ledger_error(reader, &error), CGOV_OK);
    assert_int_equal(error.status, CGOV_E_READ_ONLY);
    assert_non_null(strstr(error.message, "to read alone"));
}

static void every_command_is_refused(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = town_report(town, town->resident);
    cgov_ledger *reader = open_reader(&place->memory);
    struct still before = place_still(place);
    cgov_act act = town_act(town, town->founder), tick = {.size = sizeof tick, .now = town->now + 400 * DAY};
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .parent = town->root, .name = {"李某", CGOV_NUL_TERMINATED}};
    cgov_appointment_draft term = {.size = sizeof term,
                                   .resident = town->resident,
                                   .organization = town->root,
                                   .role = {"head", CGOV_NUL_TERMINATED}};
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = town_shipped("standard")};
    cgov_detail words = town_text(CGOV_FIELD_TEXT, "路灯不亮");
    cgov_detail rows[4] = {words, town_number(CGOV_FIELD_PLACE, 990101001201),
                           town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                           town_text(CGOV_FIELD_EXTERNAL, "E-1")};
    cgov_import_draft row = {.size = sizeof row, .at = town->now, .details = rows, .detail_count = 4};
    cgov_import_view told = {.size = sizeof told};
    assert_read_only(reader, report_on(town, reader, 0));
    assert_read_only(reader, report_on(town, reader, CGOV_ACT_DEFER));
    assert_read_only(reader, cgov_item_open(reader, &act, "issue", &words, 1, NULL));
    assert_read_only(reader, cgov_item_move(reader, &act, id, "accept", NULL, 0, NULL));
    assert_read_only(reader, cgov_item_import(reader, &act, &row, 1, &told, NULL, NULL));
    assert_int_equal(told.status, CGOV_E_READ_ONLY);
    assert_read_only(reader, cgov_entity_add(reader, &act, &entity, NULL));
    assert_read_only(reader, cgov_entity_change(reader, &act, town->resident, &entity, NULL));
    assert_read_only(reader, cgov_appointment_add(reader, &act, &term, NULL));
    assert_read_only(reader, cgov_rulebook_adopt(reader, &act, &adoption, NULL));
    assert_read_only(reader, cgov_roll_enter(reader, &act, id, "seconders", town->resident, NULL, 0, NULL));
    assert_read_only(reader, cgov_ledger_upgrade(reader, &act, NULL));
    tick.flags = CGOV_ACT_LONG_JUMP;
    assert_read_only(reader, cgov_ledger_tick(reader, &tick, NULL));
    assert_read_only(reader, cgov_ledger_flush(reader, NULL));
    uint64_t seq = refresh(reader); /* and it goes on reading */
    assert_int_equal(seq, info_of(town->ledger).seq);
    cgov_ledger_close(reader);
    place_assert_still(place, before);
    cgov_genesis genesis = {.size = sizeof genesis};
    cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ};
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &reader), CGOV_E_ARG);
    options.flags = 4;
    assert_int_equal(cgov_ledger_open(&options, &reader), CGOV_E_ARG);
}

/* Its own command, as bytes, is for whoever writes. */
static void a_command_is_encoded_for_the_writer(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_ledger *reader = open_reader(&place->memory);
    uint8_t facts[512], words[512];
    uint64_t facts_len, words_len;
    assert_int_equal(report_on(town, reader, CGOV_ACT_ENCODE), CGOV_OK);
    assert_int_equal(cgov_command_get(reader, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    assert_read_only(reader, cgov_command_execute(reader, facts, facts_len, words, words_len, 0, NULL));
    cgov_result result = {.size = sizeof result};
    assert_int_equal(cgov_command_execute(town->ledger, facts, facts_len, words, words_len, 0, &result), CGOV_OK);
    assert_true(refresh(reader) >= result.seq); /* what was acknowledged, it shows */
    assert_told_alike(town, reader, result.id);
    cgov_ledger_close(reader);
}

/* It takes no lock, gives none up, and of a writer a refresh asks nothing. */
static void it_takes_no_lock_and_calls_nothing_that_writes(void **state) {
    struct place *place = *state;
    struct fault fault;
    cgov_storage storage;
    fault_open(&fault, &place->memory, &storage);
    fault_arm(&fault, FAULT_ANY & ~(uint32_t)(FAULT_LIST | FAULT_LENGTH | FAULT_READ), 1, true, FAULT_ERROR);
    cgov_ledger *reader = open_reader(&storage);
    (void)town_report(&place->town, place->town.resident);
    (void)refresh(reader);
    assert_same(reader, place->town.ledger);
    cgov_ledger_close(reader);
    assert_int_equal(fault.calls, 0);
    uint64_t held = 1;
    assert_int_equal(place->memory.lock(place->memory.user, 1, &held), 0);
    assert_int_equal(held, 0); /* the writer's, still */
    fault_close(&fault);
    assert_int_equal(refresh(place->town.ledger), info_of(place->town.ledger).seq); /* who writes is there */
}

/* ---- a write over that was cut short ---- */

static void a_half_done_write_over_is_read_through(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    uint8_t digest[32], now[32];
    uint64_t seq = info_of(town->ledger).seq;
    assert_int_equal(cgov_state_digest(town->ledger, digest), CGOV_OK);
    for (uint32_t sector = 512; sector <= 4096; sector += 4096 - 512) {
        uint64_t len = 0, redo = 0;
        town_close(town);
        remove_object(&place->memory, "ack"); /* so that all is written over when it is opened */
        place->fault.sector = sector;
        fault_arm(&place->fault, FAULT_OVERWRITE, 1, true, FAULT_GARBLE);
        cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
        assert_int_equal(cgov_ledger_open(&options, &town->ledger), CGOV_E_STORAGE);
        fault_arm(&place->fault, FAULT_ANY, 0, false, FAULT_ERROR);
        assert_int_equal(place->memory.length(place->memory.user, "redo", &redo), 0);
        assert_true(redo != STORAGE_ABSENT);
        uint8_t *garbled = fault_object(&place->memory, "journal", &len);
        cgov_ledger *reader = open_reader(&place->memory);
        assert_int_equal(info_of(reader).seq, seq);
        assert_int_equal(info_of(reader).ack_missing, 1);
        assert_int_equal(cgov_state_digest(reader, now), CGOV_OK);
        assert_memory_equal(digest, now, 32);
        char line[256];
        uint64_t needed;
        for (uint64_t s = 2; s <= seq; s++) { /* the first adoption is longer */
            int32_t status = cgov_record_text(reader, s, line, sizeof line, &needed);
            assert_true(status == CGOV_OK || status == CGOV_E_BUFFER);
        }
        uint64_t after = 0;
        uint8_t *bytes = fault_object(&place->memory, "journal", &after);
        assert_int_equal(after, len);
        assert_memory_equal(bytes, garbled, len); /* nothing was finished */
        free(bytes);
        free(garbled);
        assert_int_equal(cgov_ledger_open(&options, &town->ledger), CGOV_OK);
        assert_int_equal(refresh(reader), seq);
        (void)town_report(town, town->resident);
        seq = refresh(reader);
        assert_same(reader, town->ledger);
        assert_int_equal(cgov_state_digest(town->ledger, digest), CGOV_OK);
        cgov_ledger_close(reader);
    }
}

/* ---- no slot, another journal, an end that is lost ---- */

static void a_missing_ack_is_said(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_storage copy = new_memory();
    uint64_t len = 0, end = 0;
    town->flags = CGOV_ACT_DEFER;
    for (uint32_t i = 0; i < 3; i++) (void)town_report(town, town->resident);
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    copy_object(&place->memory, &copy, "journal");
    cgov_ledger *reader = open_reader(&copy);
    assert_int_equal(info_of(reader).ack_missing, 1);
    assert_same(reader, town->ledger); /* whole frames, to the last */
    free(fault_object(&copy, "journal", &len));
    assert_int_equal(copy.append(copy.user, "journal", len, "torn", 4, &end), 0);
    assert_int_equal(refresh(reader), info_of(town->ledger).seq);
    copy_object(&place->memory, &copy, "ack");
    (void)refresh(reader);
    assert_int_equal(info_of(reader).ack_missing, 0);
    cgov_ledger_close(reader);
    assert_int_equal(cgov_storage_close(&copy), CGOV_OK);
}

/* Damage to what no slot speaks for, but a floor does, is damage. */
static void damage_is_told(void **state) {
    struct place *place = *state;
    cgov_storage copy = new_memory();
    uint64_t len = 0;
    cgov_ledger *reader = NULL;
    (void)town_report(&place->town, place->town.resident);
    uint8_t *bytes = fault_object(&place->memory, "journal", &len);
    for (uint32_t slot = 0; slot < 2; slot++) {
        uint64_t last = 0;
        if (slot) copy_object(&place->memory, &copy, "ack");
        bytes[len / 2] ^= 1;
        put_object(&copy, "journal", bytes, len);
        assert_int_equal(try_read(&copy, &reader), CGOV_E_CORRUPT);
        bytes[len / 2] ^= 1;
        put_object(&copy, "journal", bytes, len - 1);
        assert_int_equal(try_read(&copy, &reader), slot ? CGOV_E_CORRUPT : CGOV_OK);
        if (!slot) last = info_of(reader).seq;
        if (!slot) assert_int_equal(last, info_of(place->town.ledger).seq - 1);
        cgov_ledger_close(reader);
        reader = NULL;
    }
    remove_object(&copy, "journal");
    assert_int_equal(try_read(&copy, &reader), CGOV_E_CORRUPT);
    free(bytes);
    assert_int_equal(cgov_storage_close(&copy), CGOV_OK);
}

/* What is being founded is not there before that is acknowledged. */
static void peek(void *user, uint32_t op, const char *name) {
    const cgov_storage *memory = user;
    cgov_ledger *reader = NULL;
    (void)op;
    (void)name;
    int32_t status = try_read(memory, &reader);
    if (!status) assert_true(info_of(reader).seq > 0 && !info_of(reader).ack_missing);
    if (status) assert_int_equal(status, CGOV_E_NOT_FOUND);
    cgov_ledger_close(reader);
}

static void a_founding_is_not_there_before_it_is_acknowledged(void **state) {
    (void)state;
    for (uint32_t flags = 0; flags <= CGOV_ACT_DEFER; flags += CGOV_ACT_DEFER) {
        struct town town;
        struct between between;
        cgov_storage memory = new_memory(), storage = between_open(&between, &memory);
        const struct town_options options = {.storage = &storage, .flags = flags};
        between.act = peek;
        between.user = &memory;
        town_found(&town, &options);
        cgov_ledger *reader = NULL;
        assert_int_equal(try_read(&memory, &reader), flags ? CGOV_E_NOT_FOUND : CGOV_OK);
        cgov_ledger_close(reader);
        assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
        reader = open_reader(&memory);
        assert_same(reader, town.ledger);
        cgov_ledger_close(reader);
        town_close(&town);
        assert_int_equal(cgov_storage_close(&memory), CGOV_OK);
    }
}

static void assert_conflict(cgov_ledger *reader, uint64_t stands) {
    cgov_error error = {.size = sizeof error};
    for (uint32_t i = 0; i < 2; i++) {
        uint64_t seq = 0;
        assert_int_equal(cgov_ledger_refresh(reader, &seq), CGOV_E_CONFLICT);
        assert_int_equal(seq, stands);
        assert_int_equal(cgov_ledger_error(reader, &error), CGOV_OK);
        assert_non_null(strstr(error.message, "open it anew"));
    }
}

/* Whatever is put there that is not this journal gone on: another ledger, one that is half there, none. */
static void another_ledger(struct place *place, cgov_ledger *reader) {
    uint64_t seq = info_of(reader).seq, len = 0;
    cgov_storage other = new_memory();
    cgov_ledger_options options = {.size = sizeof options, .storage = &other};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2},
                            .rulebook = town_shipped("standard"),
                            .organization = {"别处", CGOV_NUL_TERMINATED},
                            .organization_kind = {"government", CGOV_NUL_TERMINATED},
                            .resident = {"某人", CGOV_NUL_TERMINATED}};
    cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {9, 9}};
    cgov_ledger *ledger = NULL;
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &ledger), CGOV_OK);
    cgov_ledger_close(ledger);
    remove_object(&place->memory, "ack");
    copy_object(&other, &place->memory, "journal");
    assert_conflict(reader, seq);
    copy_object(&other, &place->memory, "ack");
    assert_conflict(reader, seq);
    uint8_t *bytes = fault_object(&other, "journal", &len), *longer = calloc(1, 1 << 20);
    memcpy(longer, bytes, (size_t)len);
    put_object(&place->memory, "journal", longer, 1 << 20);
    assert_conflict(reader, seq);
    remove_object(&place->memory, "journal");
    assert_conflict(reader, seq);
    free(longer);
    free(bytes);
    assert_int_equal(cgov_storage_close(&other), CGOV_OK);
}

static void another_journal_there_is_told(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_storage old = new_memory();
    copy_object(&place->memory, &old, "ack");
    copy_object(&place->memory, &old, "journal");
    (void)town_report(town, town->resident);
    cgov_ledger *reader = open_reader(&place->memory);
    uint64_t seq = info_of(reader).seq;
    town_close(town);

    /* An older copy is put back, and goes its own way: shorter, and then longer. */
    copy_object(&old, &place->memory, "ack");
    copy_object(&old, &place->memory, "journal");
    place_reopen(place);
    town->now += HOUR;
    for (uint32_t i = 0; i < 4; i++) {
        int32_t status = cgov_ledger_refresh(reader, NULL);
        bool passed = info_of(town->ledger).seq > seq;
        if (passed) assert_conflict(reader, seq);
        if (!passed) assert_true(status == CGOV_OK || status == CGOV_E_CONFLICT);
        (void)town_report(town, town->neighbour);
    }
    assert_conflict(reader, seq);
    cgov_ledger_close(reader);
    reader = open_reader(&place->memory);
    assert_same(reader, town->ledger);

    another_ledger(place, reader);
    cgov_ledger_close(reader);
    assert_int_equal(cgov_storage_close(&old), CGOV_OK);
}

/* ---- what fails in a refresh ---- */

/* Whatever fails of it, the handle shows what it showed or more, and the next refresh goes on. */
static int32_t refresh_with(const cgov_storage *storage, const cgov_allocator *allocator, struct fault *fault,
                            uint32_t n, struct place *place, struct test_alloc *alloc) {
    cgov_ledger_options options = {
        .size = sizeof options, .flags = CGOV_OPEN_READ, .storage = storage, .allocator = allocator};
    cgov_ledger *reader = NULL;
    uint64_t seq = 0;
    assert_int_equal(cgov_ledger_open(&options, &reader), CGOV_OK);
    uint64_t before = info_of(reader).seq;
    place->town.now += 20 * DAY;
    town_tick(&place->town);
    town_adopt(&place->town, town_shipped("standard")); /* two records and what it carries */
    (void)town_report(&place->town, place->town.resident);
    if (fault) fault_arm(fault, FAULT_ANY, n, false, FAULT_ERROR);
    if (alloc) test_alloc_fail(alloc, n, false);
    int32_t status = cgov_ledger_refresh(reader, &seq);
    assert_true(seq >= before && seq == info_of(reader).seq);
    char line[256];
    uint64_t needed;
    int32_t read = cgov_record_text(reader, seq, line, sizeof line, &needed); /* what it shows, it can tell of */
    assert_true(read == CGOV_OK || read == CGOV_E_BUFFER || (fault && read == CGOV_E_STORAGE));
    if (alloc) alloc->fail_at = 0;
    if (fault) fault_arm(fault, FAULT_ANY, 0, false, FAULT_ERROR);
    assert_int_equal(refresh(reader), info_of(place->town.ledger).seq);
    assert_same(reader, place->town.ledger);
    cgov_ledger_close(reader);
    return status;
}

static void a_refresh_that_fails_goes_on_later(void **state) {
    struct place *place = *state;
    struct fault fault;
    cgov_storage storage;
    struct test_alloc alloc = {0};
    const cgov_allocator allocator = test_alloc_table(&alloc);
    uint32_t n = 1, failed = 0;
    fault_open(&fault, &place->memory, &storage);
    for (int32_t status = CGOV_E_STORAGE; status; n++) {
        status = refresh_with(&storage, NULL, &fault, n, place, NULL);
        if (status) assert_int_equal(status, CGOV_E_STORAGE);
    }
    assert_true(n > 8);
    fault_close(&fault);
    for (n = 1; n < 60; n++) {
        int32_t status = refresh_with(&place->memory, &allocator, NULL, n, place, &alloc);
        if (status) assert_int_equal(status, CGOV_E_NOMEM);
        failed += status != CGOV_OK;
        test_alloc_is_empty(&alloc);
    }
    assert_true(failed > 4);
}

int main(void) {
#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)
    const struct CMUnitTest tests[] = {
        IN_PLACE(it_goes_to_the_newest_ack_and_no_further),
        IN_PLACE(what_lies_past_it_is_no_damage),
        IN_PLACE(it_reads_ack_before_journal),
        IN_PLACE(a_writer_goes_on_while_it_reads),
        IN_PLACE(figures_feed_and_clocks_are_as_the_writer_tells_them),
        IN_PLACE(what_it_has_seen_a_command_can_expect),
        IN_PLACE(every_command_is_refused),
        IN_PLACE(a_command_is_encoded_for_the_writer),
        IN_PLACE(it_takes_no_lock_and_calls_nothing_that_writes),
        IN_PLACE(a_half_done_write_over_is_read_through),
        IN_PLACE(a_missing_ack_is_said),
        IN_PLACE(damage_is_told),
        cmocka_unit_test(a_founding_is_not_there_before_it_is_acknowledged),
        IN_PLACE(another_journal_there_is_told),
        IN_PLACE(a_refresh_that_fails_goes_on_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
