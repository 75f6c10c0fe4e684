/* The same history on every machine: the same commands give the same record bytes, however often a ledger is ticked
 * between them, and also where they arrive as bytes; and these bytes are written down here, so that every compiler and
 * every later version of the library must give them too.
 *
 * tests/golden/NAME-N.bin is a story's journal as a library of N decisions wrote it, and after N stands, of later ones,
 * what the story had learned to tell. All but a story's last never change; the last is made anew, by
 * CGOV_WRITE_GOLDEN=1, which prints its digests, until a library that writes it is released. A library that decides
 * otherwise raises DECISIONS, and adds a line and a file; so does one that writes new kinds of record into the story.
 */
#include "support/scenario.h"
#include "support/test.h"

#include "api/start.h"
#include "records/record.h"

static const struct golden {
    const char *story, *name;
    uint32_t decisions;
    const char *journal, *state;
} goldens[] = {
    {"loop", "journal-1", 1, "47c793ace349afcba65983552f27ad543cad700df53c4fd346b101a7c66e7c18",
     "f7003dcf81fee650f5c42e15b8381762be4ab9cb1415a6946ca829d049526f4d"},
    {"loop", "journal-1-units", 1, "820eab80dc931168dfcedf0bbeb7f3cda3a46652745366d6a29b662c36ff6cd1",
     "8b632ada40362d3124354323201936b4fe9edee6571f79bb521d5efc57d20729"},
    {"meeting", "meeting-1", 1, "9f5edd09d93111b6146a20cdcc6f17ce4485c5a5925c1bf28e867ea2c1592a0a",
     "cf7d7c97fb23326ad7ad9e062737e4bcf83629231e5429216c993deb3061488e"},
    {"decision", "decision-1", 1, "336ba11f1d80f6d7ad028c44d49d8ece13102708a7fbcb6d180908baacdad664",
     "eff7d9b630b9bce82e7a5af159079037427f1a36ed9e43d1587e2744887eb327"},
    {"erasing", "erased-1", 1, "f7cc422ae171ede04af380f73c408b4d1259bcfb19f6329781301743981c2f0e",
     "6023073638b51f744c474103a2a409f808d29c748fd94c8ae1f0190b44d704c1"},
    {"ways", "ways-1", 1, "96e54ba0051233ecc6a5e14de954a39d4b68f3dc4b7407baddb2f0b44e18ec80",
     "9d5dd372c3055e60a2a44c6c519aa7fddefea52cde693892ad5f8bb929d281f7"},
};
#define GOLDENS (sizeof goldens / sizeof goldens[0])

/* The last of the story that is told. */
static const struct golden *today(void) {
    const struct golden *last = goldens + GOLDENS;
    do last--;
    while (!scenario_is(last->story));
    return last;
}

#define MINUTE INT64_C(60000)
#define DAY INT64_C(86400000)

struct digests {
    char journal[65], state[65];
};

static void hex(char into[65], const uint8_t digest[32]) {
    for (int i = 0; i < 32; i++) snprintf(into + 2 * i, 3, "%02x", digest[i]);
}

static struct digests digests_of(const cgov_ledger *ledger) {
    struct digests out;
    uint8_t digest[32];
    assert_int_equal(cgov_journal_digest(ledger, digest), CGOV_OK);
    hex(out.journal, digest);
    assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
    hex(out.state, digest);
    return out;
}

static uint64_t last_seq(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info.seq;
}

/* Record by record, so that a difference names the first record that differs. */
static void assert_same_records(const cgov_ledger *one, const cgov_ledger *other) {
    static uint8_t a[65536], b[65536];
    for (uint64_t seq = 1; seq <= last_seq(one); seq++) {
        uint64_t len = 0, other_len = 0;
        assert_int_equal(cgov_record_get(one, seq, a, sizeof a, &len), CGOV_OK);
        if (cgov_record_get(other, seq, b, sizeof b, &other_len) != CGOV_OK || len != other_len ||
            memcmp(a, b, len) != 0) {
            char text[512] = "";
            cgov_record_text(other, seq, text, sizeof text, &len);
            fail_msg("record %llu differs: %s", (unsigned long long)seq, text);
        }
    }
    assert_int_equal(last_seq(one), last_seq(other));
    struct digests first = digests_of(one), second = digests_of(other);
    assert_string_equal(first.journal, second.journal);
    assert_string_equal(first.state, second.state);
}

static struct scenario founded(uint32_t flags) {
    struct scenario scenario;
    struct scenario_options options = {.flags = flags, .seed = SCENARIO_SEED};
    assert_int_equal(scenario_found(&scenario, &options), CGOV_OK);
    return scenario;
}

static struct scenario told(void) {
    struct scenario scenario = founded(0);
    (void)scenario_run(&scenario);
    cgov_error error = {.size = sizeof error};
    assert_int_equal(cgov_ledger_error(scenario.ledger, &error), CGOV_OK);
    if (scenario.step < scenario_steps())
        fail_msg("command %u: reason %u, %s", scenario.step, error.reason, error.message);
    return scenario;
}

/* ---- what the story holds ---- */

/* What the story of ways has a record of; commitments of each kind. */
static uint32_t ways_of(const struct record *record) {
    const uint32_t commits = record->kind == CGOV_RECORD_ENTERED   ? 16u
                             : record->kind == CGOV_RECORD_BUNDLED ? 32u
                                                                   : 64u;
    return (record->said.len ? 1u : 0) | (record->orders.len ? 2u : 0) | (record->costs.len ? 4u : 0) |
           (record->steps.len ? 8u : 0) | (record->commitment.len ? commits : 0) | (record->proof.len ? 128u : 0) |
           (record->agreed ? 256u : 0) | (record->bundle ? 512u : 0);
}

static void every_kind_of_record(void **state) {
    (void)state;
    struct scenario scenario = told();
    uint32_t kinds = 0, ends = 0, by_time = 0, keys = 0, words = 0, outcomes = 0, said = 0, ways = 0;
    for (uint64_t seq = 1; seq <= last_seq(scenario.ledger); seq++) {
        static uint8_t bytes[65536];
        uint64_t len = 0;
        struct record record;
        assert_int_equal(cgov_record_get(scenario.ledger, seq, bytes, sizeof bytes, &len), CGOV_OK);
        struct cursor cursor = cgov__cursor(bytes, (size_t)len);
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        assert_int_equal(record.seq, seq);
        kinds |= 1u << record.kind;
        ends += record.ends != 0;
        by_time += record.kind == CGOV_RECORD_MOVED && record.actor == 0;
        outcomes |= record.outcome ? 1u << record.outcome : 0;
        ways |= ways_of(&record);
        said |= (record.way ? 1u : 0) | (record.joined ? 2u : 0) | (record.casting ? 4u : 0) |
                (record.waiting ? 8u : 0) | (record.winners.len ? 16u : 0) | (record.kept ? 32u : 0);
        keys += (record.key0 | record.key1) != 0;
        words += record.texts != 0;
    }
    const uint32_t of_rolls = 1u << CGOV_RECORD_ENTERED | 1u << CGOV_RECORD_LEFT | 1u << CGOV_RECORD_FILLED;
    if (scenario_is("loop")) {
        for (uint32_t kind = CGOV_RECORD_GENESIS; kind <= CGOV_RECORD_UNIT; kind++)
            assert_true(kind == CGOV_RECORD_DECIDED || kinds >> kind & 1);
        assert_true(ends > 0 && by_time > 1 && words > 20);
    } else if (scenario_is("erasing")) {
        assert_true(kinds >> CGOV_RECORD_ERASED & 1);
    } else {
        assert_int_equal(kinds & of_rolls, of_rolls);
    }
    if (scenario_is("decision")) {
        assert_int_equal(outcomes, 2 + 4 + 8 + 16); /* each */
        assert_int_equal(said, 63);
        assert_true(kinds >> CGOV_RECORD_BUNDLED & 1 && by_time > 0);
    }
    assert_true(scenario_is("ways") ? ways == 1023 && keys > 4 : keys > 4 && words > 5);
    cgov_ledger_close(scenario.ledger);
}

/* ---- time ---- */

/* The story with a tick at every instant of the interval between its commands. */
static void ticked_every(cgov_time interval) {
    struct scenario usual = told(), ticked = founded(CGOV_ACT_DEFER);
    cgov_time now = SCENARIO_START;
    for (uint32_t step = 0; step < scenario_steps(); step++) {
        for (; now <= scenario_at(step); now += interval) {
            /* Quiet ticks leave no trace, so the ledger's time is that of its last record: after a year the flag is
             * needed. */
            cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = now};
            assert_int_equal(cgov_ledger_tick(ticked.ledger, &act, NULL), CGOV_OK);
        }
        int32_t status;
        if (!scenario_next(&ticked, &status)) fail_msg("command %u: %s", step, cgov_status_name(status));
    }
    assert_same_records(usual.ledger, ticked.ledger);
    cgov_ledger_close(usual.ledger);
    cgov_ledger_close(ticked.ledger);
}

static void ticked_each_minute(void **state) {
    (void)state;
    ticked_every(MINUTE);
}

static void ticked_each_day(void **state) {
    (void)state;
    ticked_every(DAY);
}

static void ticked_once(void **state) {
    (void)state;
    struct scenario scenario = founded(0);
    uint32_t last = scenario_steps() - 1;
    int32_t status;
    while (scenario.step < last) assert_true(scenario_next(&scenario, &status));
    cgov_act act = {.size = sizeof act, .now = scenario_at(last)};
    assert_int_equal(cgov_ledger_tick(scenario.ledger, &act, NULL), CGOV_E_TIME_AHEAD); /* only with the flag */
    assert_true(scenario_next(&scenario, &status));
    struct scenario usual = told();
    assert_same_records(usual.ledger, scenario.ledger);
    cgov_ledger_close(usual.ledger);
    cgov_ledger_close(scenario.ledger);
}

/* ---- commands as bytes ---- */

struct bytes {
    uint8_t facts[65536], words[65536];
    uint64_t facts_len, words_len;
};

static void encode(cgov_ledger *ledger, uint32_t step, struct bytes *out) {
    assert_int_equal(scenario_give(ledger, SCENARIO_SEED, step, CGOV_ACT_ENCODE), CGOV_OK);
    assert_int_equal(cgov_command_get(ledger, NULL, 0, &out->facts_len, NULL, 0, &out->words_len), CGOV_E_BUFFER);
    assert_int_equal(cgov_command_get(ledger, out->facts, out->facts_len, &out->facts_len, out->words, out->words_len,
                                      &out->words_len),
                     CGOV_OK);
}

static void assert_same_error(const cgov_ledger *one, const cgov_ledger *other) {
    cgov_error a = {.size = sizeof a}, b = {.size = sizeof b};
    assert_int_equal(cgov_ledger_error(one, &a), CGOV_OK);
    assert_int_equal(cgov_ledger_error(other, &b), CGOV_OK);
    assert_memory_equal(&a, &b, sizeof a);
}

static void executed(void **state) {
    (void)state;
    static struct bytes bytes;
    struct scenario here = founded(0), there = founded(CGOV_ACT_DEFER);
    for (uint32_t step = 0; step < scenario_steps(); step++) {
        uint64_t before = last_seq(here.ledger);
        encode(here.ledger, step, &bytes);
        assert_int_equal(last_seq(here.ledger), before); /* encoding does nothing */
        int32_t status = scenario_give(here.ledger, SCENARIO_SEED, step, 0);
        cgov_result result = {.size = sizeof result};
        int32_t got = cgov_command_execute(there.ledger, bytes.facts, bytes.facts_len, bytes.words, bytes.words_len,
                                           CGOV_ACT_DEFER, &result);
        assert_int_equal(status, scenario_status(step, NULL));
        assert_int_equal(got, status);
        assert_int_equal(result.status, status);
        assert_int_equal(result.fired <= last_seq(here.ledger) - before, 1);
        assert_same_error(here.ledger, there.ledger);
        assert_int_equal(last_seq(here.ledger), last_seq(there.ledger));
    }
    assert_same_records(here.ledger, there.ledger);
    cgov_ledger_close(here.ledger);
    cgov_ledger_close(there.ledger);
}

/* Bytes that were cut, or whose words are another's, are no command, and time does not pass for them. */
static void damaged_commands(void **state) {
    (void)state;
    static struct bytes bytes;
    struct scenario scenario = founded(0), whole = told(); /* which knows all the numbers of details */
    for (uint32_t step = 0; step < scenario_steps(); step++) {
        encode(whole.ledger, step, &bytes);
        uint64_t some = bytes.facts_len < 200 ? bytes.facts_len : 200;
        for (uint64_t len = 0; len < some; len++)
            assert_int_equal(
                cgov_command_execute(scenario.ledger, bytes.facts, len, bytes.words, bytes.words_len, 0, NULL),
                CGOV_E_FORMAT);
        if (bytes.words_len == 0) continue;
        assert_int_equal(cgov_command_execute(scenario.ledger, bytes.facts, bytes.facts_len, bytes.words,
                                              bytes.words_len - 1, 0, NULL),
                         CGOV_E_FORMAT);
        bytes.words[bytes.words_len / 2] ^= 1;
        assert_int_equal(
            cgov_command_execute(scenario.ledger, bytes.facts, bytes.facts_len, bytes.words, bytes.words_len, 0, NULL),
            CGOV_E_FORMAT);
    }
    assert_int_equal(last_seq(scenario.ledger), 5);
    cgov_ledger_close(whole.ledger);
    cgov_ledger_close(scenario.ledger);
}

/* ---- golden ---- */

static void live(void **state) {
    (void)state;
    struct scenario scenario = told();
    struct digests got = digests_of(scenario.ledger);
    print_message("# journal %s\n# state   %s\n", got.journal, got.state);
    assert_int_equal(today()->decisions, DECISIONS);
    assert_string_equal(got.journal, today()->journal);
    assert_string_equal(got.state, today()->state);
    cgov_ledger_close(scenario.ledger);
}

static void golden_name(char name[64], const struct golden *which) {
    snprintf(name, 64, "tests/golden/%s.bin", which->name);
}

static void write_golden(void) {
    struct recording *recording = scenario_record(SCENARIO_SEED);
    char name[64];
    golden_name(name, today());
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(recording->bytes, 1, recording->len, file), recording->len);
    assert_int_equal(fclose(file), 0);
    recording_free(recording);
}

static size_t read_golden(const struct golden *which, uint8_t *bytes, size_t cap) {
    char name[64];
    golden_name(name, which);
    FILE *file = fopen(name, "rb");
    assert_non_null(file);
    size_t len = fread(bytes, 1, cap, file);
    fclose(file);
    assert_true(len > 0 && len < cap);
    return len;
}

/* Each journal opens, reads as it did, and can be upgraded: by this library, and by the next. */
static void golden(void **state) {
    (void)state;
    static uint8_t bytes[65536];
    if (getenv("CGOV_WRITE_GOLDEN") != NULL) write_golden();
    for (const struct golden *which = goldens; which < goldens + GOLDENS; which++) {
        uint32_t n = which->decisions;
        if (!scenario_is(which->story)) continue;
        size_t len = read_golden(which, bytes, sizeof bytes);
        for (uint32_t library = DECISIONS; library <= DECISIONS + 1; library++) {
            cgov_storage storage = {.size = sizeof storage};
            assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
            scenario_put(&storage, bytes, len);
            const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
            const struct start start = {0, library};
            cgov_ledger *ledger;
            assert_int_equal(cgov__open_from(&options, &start, &ledger), CGOV_OK);
            struct digests got = digests_of(ledger);
            assert_string_equal(got.journal, which->journal);
            assert_string_equal(got.state, which->state);
            cgov_ledger_view info = {.size = sizeof info};
            assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
            assert_true(info.decisions == n && info.library_decisions == library);
            const cgov_act act = {.size = sizeof act, .now = info.now};
            assert_int_equal(cgov_ledger_tick(ledger, &act, NULL), n == library ? CGOV_OK : CGOV_E_DECISIONS);
            assert_int_equal(cgov_ledger_upgrade(ledger, &act, NULL), n == library ? CGOV_REPEAT : CGOV_OK);
            assert_int_equal(cgov_ledger_tick(ledger, &act, NULL), CGOV_OK);
            cgov_ledger_close(ledger);
            assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
        }
    }
}

int main(int argc, char **argv) {
    scenario_choose(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_record),
        cmocka_unit_test(ticked_once),
        cmocka_unit_test(ticked_each_day),
        cmocka_unit_test(ticked_each_minute),
        cmocka_unit_test(executed),
        cmocka_unit_test(damaged_commands),
        cmocka_unit_test(live),
        cmocka_unit_test(golden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
