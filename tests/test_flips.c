/* Bits that turn in the storage while the ledger is open: whatever is read back then is what it was, or damage. */
#include "support/fault.h"
#include "support/scenario.h"
#include "support/town.h"

#include "support/test.h"

#include "base/hash.h"
#include "records/record.h"

static struct town town;

static int32_t read_flipped(const cgov_storage *storage, uint64_t at, uint8_t bit, cgov_id id,
                            cgov_history_view views[16], uint32_t *count) {
    cgov_reader reader = town_reader(&town, town.auditor);
    uint64_t end = 0, cursor = 0;
    uint8_t *bytes = fault_object(storage, "journal", &end), flipped = (uint8_t)(bytes[at] ^ bit), kept = bytes[at];
    assert_int_equal(storage->overwrite(storage->user, "journal", at, &flipped, 1, &end), 0);
    memset(views, 0, 16 * sizeof *views);
    views[0].size = sizeof views[0];
    int32_t status = cgov_history_list(town.ledger, &reader, id, &cursor, views, 16, count);
    assert_int_equal(storage->overwrite(storage->user, "journal", at, &kept, 1, &end), 0);
    free(bytes);
    return status;
}

/* An item's history is what it was, or damage. */
static void a_bit_that_turns_is_damage_or_nothing(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    uint64_t from = 0, end = 0;
    town_found(&town, &options);
    free(fault_object(&storage, "journal", &from));
    cgov_id id = town_issue_in(&town, "closed");
    free(fault_object(&storage, "journal", &end));
    cgov_history_view before[16], after[16];
    uint32_t entries = 0, count = 0, damaged = 0;
    assert_int_equal(read_flipped(&storage, from, 0, id, before, &entries), CGOV_OK);
    for (uint64_t at = from; at < end; at++) {
        int32_t status = read_flipped(&storage, at, (uint8_t)(1u << at % 8), id, after, &count);
        damaged += status == CGOV_E_CORRUPT;
        if (status == CGOV_E_CORRUPT) continue;
        assert_int_equal(status, CGOV_OK);
        assert_int_equal(count, entries);
        assert_memory_equal(after, before, sizeof before);
    }
    assert_true(damaged > 100);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* The record of a rulebook, far longer than what is read at once, as a line and as bytes. */
static void a_bit_that_turns_in_a_rulebook_is_damage(void **state) {
    (void)state;
    enum { CAP = 1 << 20 };
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    uint64_t seq = 0, len = 0, end = 0, needed = 0;
    char *text = malloc(CAP);
    assert_non_null(text);
    while (needed < 10000) assert_int_equal(cgov_record_get(town.ledger, ++seq, text, CAP, &needed), CGOV_OK);
    uint8_t *bytes = fault_object(&storage, "journal", &len);
    for (uint64_t at = 2000; at < 10000; at += 1000) {
        uint8_t flipped = bytes[at] ^ 4;
        assert_int_equal(storage.overwrite(storage.user, "journal", at, &flipped, 1, &end), 0);
        assert_int_equal(cgov_record_get(town.ledger, seq, text, CAP, &needed), CGOV_E_CORRUPT);
        assert_int_equal(cgov_record_text(town.ledger, seq, text, CAP, &needed), CGOV_E_CORRUPT);
        assert_int_equal(storage.overwrite(storage.user, "journal", at, bytes + at, 1, &end), 0);
        assert_int_equal(cgov_record_text(town.ledger, seq, text, CAP, &needed), CGOV_OK);
    }
    free(bytes);
    free(text);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- every byte of the story ---- */

enum { READINGS = 1024, READ_MAX = 1 << 20 };

/* What readings gave: the status of each, and a digest of what came with it. */
struct readings {
    int32_t status[READINGS];
    uint32_t crc[READINGS];
    uint32_t count;
};

static char read_into[READ_MAX];

static void note(struct readings *readings, int32_t status, const void *bytes, uint64_t len) {
    assert_true(readings->count < READINGS);
    readings->status[readings->count] = status;
    readings->crc[readings->count++] = status < 0 ? 0 : cgov__crc32c(0, bytes, (size_t)len);
}

static void read_words(const cgov_ledger *ledger, const struct record *record, struct readings *readings) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    const cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    for (uint32_t field = 0; field != SCENARIO_FIELD_END; field = scenario_field_after(field)) {
        uint64_t needed = 0;
        if (!cgov__has_words(record, field)) continue;
        int32_t status = cgov_text_get(ledger, &reader, record->id, record->seq, field, read_into, READ_MAX, &needed);
        note(readings, status, read_into, needed + 1);
        status = cgov_text_get(ledger, &reader, record->id, record->seq, field, read_into, 1, &needed);
        note(readings, status, &needed, sizeof needed);
    }
}

static void read_record(const cgov_ledger *ledger, const struct record *record, struct readings *readings) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    const cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    uint64_t needed = 0, seq = record->seq, entry = 0;
    int32_t status = cgov_record_get(ledger, seq, read_into, READ_MAX, &needed);
    note(readings, status, read_into, needed);
    status = cgov_record_get(ledger, seq, read_into, 1, &needed);
    note(readings, status == CGOV_E_BUFFER ? CGOV_DONE : status, &needed, sizeof needed);
    status = cgov_record_text(ledger, seq, read_into, READ_MAX, &needed);
    note(readings, status, read_into, needed);
    read_words(ledger, record, readings);

    cgov_history_view history[64] = {{.size = sizeof history[0]}};
    uint32_t count = 0;
    uint64_t cursor = seq - 1;
    status = cgov_history_list(ledger, &reader, record->id, &cursor, history, 64, &count);
    note(readings, status, history, sizeof history[0] * count);
    cgov_feed_view feed[4] = {{.size = sizeof feed[0]}};
    cursor = seq - 1;
    status = cgov_feed_list(ledger, &reader, &cursor, &entry, feed, 4, &count);
    note(readings, status, feed, sizeof feed[0] * count);
}

/* All that is asked of a frame's records; before[i]: where those of its record i begin. */
static void read_frame(const cgov_ledger *ledger, const struct recorded_frame *frame, struct readings *readings,
                       uint32_t *before) {
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    readings->count = 0;
    for (uint32_t i = 0; cursor.at < cursor.end; i++) {
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        before[i] = readings->count;
        read_record(ledger, &record, readings);
        before[i + 1] = readings->count;
    }
}

/* The ordinal of the frame's record whose bytes these are, its own length left out; UINT32_MAX: none. */
static uint32_t record_at(const struct recorded_frame *frame, uint64_t at) {
    bool several = frame->header.flags & FRAME_SEVERAL;
    uint64_t position = frame->records_at;
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    for (uint32_t i = 0; cursor.at < cursor.end; i++) {
        uint64_t len = cgov__get_varint(&cursor), body = position + (several ? RECORD_CRC : 0) + cgov__varint_size(len);
        cgov__get_bytes(&cursor, (size_t)len);
        if (at >= body && at < body + len) return i;
        position = body + len;
    }
    return UINT32_MAX;
}

static void hold_against(const struct readings *was, const struct readings *is, uint64_t at, uint32_t *damaged) {
    assert_int_equal(is->count, was->count);
    for (uint32_t i = 0; i < was->count; i++) {
        bool same = is->status[i] == was->status[i] && is->crc[i] == was->crc[i];
        if (!same && is->status[i] != CGOV_E_CORRUPT)
            fail_msg("byte %llu: reading %u answers %d", (unsigned long long)at, i, is->status[i]);
        *damaged += !same;
    }
}

/* In the frame that a byte is turned in: each reading as it was, or damage. Where it is in a record's facts, that
 * record is damaged, and the frame's others are read; where it is in the words, one text is, and nothing else. */
static void every_byte_of_the_story(void **state) {
    (void)state;
    struct recording *story = scenario_record(SCENARIO_SEED);
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    scenario_put(&storage, story->bytes, story->len);
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    cgov_ledger *ledger;
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    struct readings *was = malloc(sizeof *was), *is = malloc(sizeof *is);
    uint32_t before[READINGS], again[READINGS], damaged = 0, unseen = 0, secrets = 0;
    assert_true(was && is);
    for (uint32_t f = 0; f < story->count; f++) {
        const struct recorded_frame *frame = &story->frames[f];
        uint64_t end = 0;
        read_frame(ledger, frame, was, before);
        for (uint64_t at = frame->at; at < frame->end; at++) {
            uint32_t in = record_at(frame, at), so_far = damaged;
            bool in_rulebook = in != UINT32_MAX && frame->records_len > 4000 && at % 61;
            if (in_rulebook) continue;
            uint8_t flipped = (uint8_t)(story->bytes[at] ^ 1u << at % 8);
            assert_int_equal(storage.overwrite(storage.user, "journal", at, &flipped, 1, &end), 0);
            read_frame(ledger, frame, is, again);
            hold_against(was, is, at, &damaged);
            const bool secret = scenario_is_secret(story, frame, at);
            const bool gone = scenario_is("erasing") && damaged == so_far; /* what is erased has nothing to damage */
            unseen += gone && at >= frame->words_at;
            secrets += secret;
            if (at >= frame->words_at && !gone) /* it is asked for in two ways, or for nobody to read */
                assert_int_equal(damaged, so_far + (secret ? 0 : 2));
            for (uint32_t i = 0; in != UINT32_MAX && frame->header.seq + i <= frame->last_seq; i++)
                for (uint32_t r = before[i]; r < before[i] + 3; r++)
                    assert_int_equal(is->status[r], i == in ? CGOV_E_CORRUPT : was->status[r]);
            assert_int_equal(storage.overwrite(storage.user, "journal", at, story->bytes + at, 1, &end), 0);
        }
    }
    print_message("# %u readings of damage\n", damaged);
    assert_true(unseen < 400 && (unseen > 0) == scenario_is("erasing"));
    assert_int_equal(secrets > 0, scenario_is("ways") || scenario_is("decision"));
    cgov_ledger_close(ledger);
    free(was);
    free(is);
    recording_free(story);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

int main(int argc, char **argv) {
    scenario_choose(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bit_that_turns_is_damage_or_nothing),
        cmocka_unit_test(a_bit_that_turns_in_a_rulebook_is_damage),
        cmocka_unit_test(every_byte_of_the_story),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
