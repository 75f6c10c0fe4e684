/* Words erased, at random and beside others: after every history no object of the storage holds what was erased, also
 * where it was cut short at any call; replicas, retries, readers beside the writer, memory that runs out. */
#include "support/alloc.h"
#include "support/place.h"
#include "support/random.h"
#include "support/test.h"

#include "store/storage.h"

static const cgov_text why = {"asked for by the resident", CGOV_NUL_TERMINATED};

static void let_erase(struct town *town) {
    town_adopt(town, town_shipped("erasing"));
    town_appoint(town, town->founder, town->root, "protector");
}

static bool holds(const uint8_t *bytes, uint64_t len, const char *wanted) {
    const size_t size = strlen(wanted);
    for (uint64_t at = 0; at + size <= len; at++)
        if (bytes[at] == (uint8_t)wanted[0] && memcmp(bytes + at, wanted, size) == 0) return true;
    return false;
}

/* ---- random histories ---- */

#define TEXTS 64u

struct said {
    cgov_id of, by;
    uint32_t field;
    char text[40];
    bool erased;
};

struct history {
    struct place *place;
    struct town *town;
    uint64_t random, number;
    cgov_id people[3];
    struct said said[TEXTS];
    uint32_t count, erasures, finished, cuts;
};

static int32_t read_of(const struct history *history, const cgov_ledger *ledger, const struct said *said,
                       char into[128]) {
    const cgov_reader reader = town_reader(history->town, said->by);
    uint64_t needed;
    return cgov_text_get(ledger, &reader, said->of, 0, said->field, into, 128, &needed);
}

static struct said *next_said(struct history *history, cgov_id by, uint32_t field) {
    struct said *said = &history->said[history->count++];
    *said = (struct said){.by = by, .field = field};
    snprintf(said->text, sizeof said->text, "what %u said, number %llu.", (unsigned)(by & 0xffff),
             (unsigned long long)++history->number);
    return said;
}

static void speak(struct history *history) {
    struct town *town = history->town;
    if (history->count + 2 > TEXTS) return;
    const cgov_id by = history->people[random_below(&history->random, 3)];
    struct said *title = next_said(history, by, CGOV_FIELD_TITLE), *text = next_said(history, by, CGOV_FIELD_TEXT);
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990102),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id),
                                   town_text(CGOV_FIELD_TITLE, title->text), town_text(CGOV_FIELD_TEXT, text->text)};
    const cgov_act act = town_act(town, by);
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 4, &title->of), CGOV_OK);
    text->of = title->of;
}

/* The call that fails; at 0: none does. */
struct cut {
    uint32_t at;
    bool forever;
    enum fault_kind kind;
};

/* One text, or all of somebody's. */
static int32_t erase(struct history *history, bool *given, const struct cut *cut) {
    struct town *town = history->town;
    const cgov_act act = town_act(town, town->founder);
    const uint32_t which = random_below(&history->random, history->count);
    const struct said *one = &history->said[which];
    const bool all = random_below(&history->random, 4) == 0;
    cgov_history_view views[16];
    for (uint32_t i = 0; i < history->count; i++) given[i] = all ? history->said[i].by == one->by : i == which;
    assert_true(town_history(town, one->by, one->of, views, 16) > 0);
    if (cut->at > 0)
        fault_arm(&history->place->fault, FAULT_ANY & ~(uint32_t)FAULT_LOCK, cut->at, cut->forever, cut->kind);
    if (all) return cgov_resident_erase(town->ledger, &act, one->by, &why, NULL);
    return cgov_text_erase(town->ledger, &act, one->of, views[0].seq, one->field, &why, NULL);
}

static void open_again(struct history *history, uint64_t keep) {
    struct place *place = history->place;
    cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
    fault_power_cut(&place->fault, keep);
    town_close(history->town);
    assert_int_equal(cgov_ledger_open(&options, &history->town->ledger), CGOV_OK);
}

/* What was not erased is read, and what was is nowhere. */
static void assert_all(struct history *history) {
    struct storage_fault fault;
    char name[32], into[128];
    for (uint32_t i = 0; i < history->count; i++) {
        const struct said *said = &history->said[i];
        assert_int_equal(read_of(history, history->town->ledger, said, into), said->erased ? CGOV_E_ERASED : CGOV_OK);
        if (!said->erased) assert_string_equal(into, said->text);
    }
    for (uint32_t o = 0; cgov__storage_list(&history->place->memory, o, name, &fault) == CGOV_OK; o++) {
        uint64_t len = 0;
        uint8_t *bytes = fault_object(&history->place->memory, name, &len);
        for (uint32_t i = 0; i < history->count; i++)
            if (history->said[i].erased && holds(bytes, len, history->said[i].text))
                fail_msg("`%s` holds \"%s\"", name, history->said[i].text);
        free(bytes);
    }
}

static void erase_some(struct history *history, bool cutting) {
    struct place *place = history->place;
    bool given[TEXTS];
    char into[128];
    if (history->count == 0) return;
    const struct cut cut = {cutting ? 1 + random_below(&history->random, 60) : 0, random_below(&history->random, 2),
                            (enum fault_kind)random_below(&history->random, FAULT_KINDS)};
    const int32_t status = erase(history, given, &cut);
    fault_arm(&place->fault, 0, 0, false, FAULT_ERROR);
    assert_true(status == CGOV_OK || status == CGOV_E_ERASED || status == CGOV_E_NOT_FOUND || cutting);
    if (cutting) open_again(history, random_below(&history->random, 2) ? 0 : random_below(&history->random, 4096));
    uint32_t now = 0, before = 0, wanted = 0;
    for (uint32_t i = 0; i < history->count; i++) {
        struct said *said = &history->said[i];
        if (!given[i]) continue;
        const bool erased = read_of(history, history->town->ledger, said, into) == CGOV_E_ERASED;
        wanted++;
        before += said->erased;
        now += erased;
        assert_true(erased || !said->erased);
        said->erased = erased;
    }
    assert_true(now == wanted || (now == before && status)); /* all of it, or nothing */
    history->erasures += now > before;
    history->finished += now > before && status < 0;
    history->cuts += cutting;
}

static void live(struct history *history, uint64_t seed) {
    struct place *place = place_make(0);
    history->place = place;
    history->town = &place->town;
    history->random = seed;
    history->count = 0;
    let_erase(history->town);
    for (uint32_t i = 0; i < 3; i++)
        history->people[i] = town_resident(history->town, "Somebody", history->town->street.id);
    for (uint32_t step = 0; step < 24; step++) {
        const uint32_t what = random_below(&history->random, 8);
        history->town->now += MINUTE;
        if (what < 4) speak(history);
        if (what == 4) open_again(history, 0);
        if (what == 5) assert_int_equal(cgov_ledger_snapshot(history->town->ledger, NULL), CGOV_OK);
        if (what > 5) erase_some(history, what == 7);
        if (what > 3) assert_all(history);
    }
    place_reopen(place);
    assert_all(history);
    place_free(place);
}

static void no_object_holds_what_was_erased(void **state) {
    (void)state;
    static struct history history;
    uint64_t seed = random_seed(12);
    const uint32_t count = getenv("CGOV_FULL") ? 1000 : 20;
    for (uint32_t i = 0; i < count; i++) live(&history, random_next(&seed));
    print_message("# %u histories: %u erasures, %u of them finished on opening or unsaid, %u cut\n", count,
                  history.erasures, history.finished, history.cuts);
    assert_true(history.erasures > count && history.cuts > count);
    if (!getenv("CGOV_TEST_SEED")) assert_true(history.finished > 0);
}

/* ---- beside ---- */

#define SECRET "my neighbour of number 17 beats his dog"

static cgov_id report_keyed(struct town *town, cgov_act act) {
    cgov_id item = 0;
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990102),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id),
                                   town_text(CGOV_FIELD_TITLE, SECRET), town_text(CGOV_FIELD_TEXT, SECRET)};
    assert_true(cgov_item_report(town->ledger, &act, details, 4, &item) >= CGOV_OK);
    return item;
}

static uint64_t first_seq(struct town *town, cgov_id item) {
    cgov_history_view views[16];
    assert_true(town_history(town, town->resident, item, views, 16) > 0);
    return views[0].seq;
}

static void a_retry_of_what_was_erased_is_a_repeat(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    let_erase(town);
    cgov_act act = town_act(town, town->resident), erasing = town_act(town, town->founder);
    act.key[0] = 17;
    erasing.key[0] = 18;
    const cgov_id item = report_keyed(town, act);
    const uint64_t seq = first_seq(town, item);
    assert_int_equal(cgov_text_erase(town->ledger, &erasing, item, seq, CGOV_FIELD_TITLE, &why, NULL), CGOV_OK);
    const struct still before = place_still(place);
    assert_int_equal(report_keyed(town, act), item);
    uint64_t again = 0;
    assert_int_equal(cgov_text_erase(town->ledger, &erasing, item, seq, CGOV_FIELD_TITLE, &why, &again), CGOV_REPEAT);
    assert_int_equal(again, place_info(town).seq);
    /* Another command under the key is none: its other words are compared still. */
    const cgov_detail other = town_text(CGOV_FIELD_TEXT, "something else");
    assert_int_equal(cgov_item_report(town->ledger, &act, &other, 1, NULL), CGOV_E_CONFLICT);
    place_assert_still(place, before);
}

/* Of all words of a resident, which are looked for in the whole journal. */
static void what_is_repeated_is_not_looked_for_again(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    let_erase(town);
    cgov_act erasing = town_act(town, town->founder);
    erasing.key[0] = 19;
    for (int i = 0; i < 30; i++) (void)town_report(town, town->resident);
    fault_arm(&place->fault, FAULT_READ, 0, false, FAULT_ERROR);
    assert_int_equal(cgov_resident_erase(town->ledger, &erasing, town->resident, &why, NULL), CGOV_OK);
    assert_true(place->fault.calls > 30);
    fault_arm(&place->fault, FAULT_READ, 0, false, FAULT_ERROR);
    assert_int_equal(cgov_resident_erase(town->ledger, &erasing, town->resident, &why, NULL), CGOV_REPEAT);
    assert_in_range(place->fault.calls, 0, 4);
}

static void replicas_erase_alike(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    let_erase(town);
    const cgov_id item = report_keyed(town, town_act(town, town->resident));
    cgov_storage copy = {.size = sizeof copy};
    uint64_t len = 0, done = 0, facts_len = 0, words_len = 0;
    assert_int_equal(cgov_storage_memory(NULL, &copy), CGOV_OK);
    uint8_t *bytes = fault_object(&place->memory, "journal", &len), facts[256], words[256], digests[4][32];
    assert_int_equal(copy.put(copy.user, "journal", bytes, len, &done), 0);
    assert_true(holds(bytes, len, SECRET));
    free(bytes);
    cgov_ledger_options options = {.size = sizeof options, .storage = &copy};
    cgov_ledger *replica;
    assert_int_equal(cgov_ledger_open(&options, &replica), CGOV_OK);
    cgov_act act = town_act(town, town->founder);
    act.flags |= CGOV_ACT_ENCODE;
    assert_int_equal(cgov_resident_erase(town->ledger, &act, town->resident, &why, NULL), CGOV_OK);
    assert_int_equal(cgov_command_get(town->ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    assert_false(holds(facts, facts_len, "neighbour") || holds(words, words_len, "neighbour"));
    cgov_ledger *const both[] = {town->ledger, replica};
    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(cgov_command_execute(both[i], facts, facts_len, words, words_len, 0, NULL), CGOV_OK);
        assert_int_equal(cgov_journal_digest(both[i], digests[i]), CGOV_OK);
        assert_int_equal(cgov_state_digest(both[i], digests[2 + i]), CGOV_OK);
        bytes = fault_object(i == 0 ? &place->memory : &copy, "journal", &len);
        assert_false(holds(bytes, len, SECRET));
        free(bytes);
    }
    assert_memory_equal(digests[0], digests[1], 32);
    assert_memory_equal(digests[2], digests[3], 32);
    assert_true(item != 0);
    cgov_ledger_close(replica);
    assert_int_equal(cgov_storage_close(&copy), CGOV_OK);
}

/* One that stands where it stood is told of no damage; once it has gone on, when and by whom. */
static void a_reader_beside_is_told_of_no_damage(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    let_erase(town);
    const cgov_id item = report_keyed(town, town_act(town, town->resident));
    const uint64_t seq = first_seq(town, item);
    cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &place->memory};
    cgov_ledger *beside;
    char into[128];
    uint64_t needed;
    const cgov_reader reader = town_reader(town, town->resident);
    cgov_erasure_view view = {.size = sizeof view};
    assert_int_equal(cgov_ledger_open(&options, &beside), CGOV_OK);
    const cgov_act act = town_act(town, town->founder);
    assert_int_equal(cgov_text_erase(town->ledger, &act, item, seq, CGOV_FIELD_TITLE, &why, NULL), CGOV_OK);
    assert_int_equal(cgov_text_get(beside, &reader, item, seq, CGOV_FIELD_TITLE, into, sizeof into, &needed),
                     CGOV_E_ERASED);
    assert_int_equal(cgov_text_get(beside, &reader, item, seq, CGOV_FIELD_TEXT, into, sizeof into, &needed), CGOV_OK);
    assert_int_equal(cgov_erasure_get(beside, &reader, item, seq, CGOV_FIELD_TITLE, &view), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_ledger_refresh(beside, NULL), CGOV_OK);
    assert_int_equal(cgov_erasure_get(beside, &reader, item, seq, CGOV_FIELD_TITLE, &view), CGOV_OK);
    assert_int_equal(view.actor, town->founder);
    cgov_ledger_close(beside);
}

/* What lists an entry's words says which are gone. */
static void lists_say_which_words_are_gone(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    let_erase(town);
    const cgov_id item = report_keyed(town, town_act(town, town->resident));
    const uint64_t seq = first_seq(town, item);
    const cgov_act act = town_act(town, town->founder);
    assert_int_equal(cgov_text_erase(town->ledger, &act, item, seq, CGOV_FIELD_TITLE, &why, NULL), CGOV_OK);
    const cgov_reader reader = town_reader(town, town->resident);
    cgov_detail_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, met = 0;
    assert_int_equal(cgov_detail_list(town->ledger, &reader, item, seq, &cursor, views, 8, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++) {
        if (views[i].field == CGOV_FIELD_TITLE) assert_int_equal(views[i].words, 2);
        if (views[i].field == CGOV_FIELD_TEXT) assert_int_equal(views[i].words, 1);
        met += views[i].words;
    }
    assert_int_equal(met, 3);
}

/* Memory that runs out leaves all as it was, and the next try goes well. */
static void memory_that_runs_out_erases_nothing(void **state) {
    (void)state;
    uint32_t failed = 0;
    for (uint32_t nth = 1;; nth++) {
        static struct town town;
        struct test_alloc alloc = {0};
        const cgov_allocator table = test_alloc_table(&alloc);
        cgov_storage storage = {.size = sizeof storage}; /* with memory of its own: the ledger's is what runs out */
        assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
        const struct town_options options = {.allocator = &table, .storage = &storage};
        town_found(&town, &options);
        let_erase(&town);
        const cgov_id item = report_keyed(&town, town_act(&town, town.resident));
        const uint64_t seq = first_seq(&town, item);
        uint8_t before[32], after[32];
        assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
        test_alloc_fail(&alloc, nth, false);
        cgov_act act = town_act(&town, town.founder);
        int32_t status = cgov_text_erase(town.ledger, &act, item, seq, CGOV_FIELD_TITLE, &why, NULL);
        alloc.fail_at = 0;
        const bool reached = alloc.failures > 0;
        assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
        assert_true(status == CGOV_OK || (reached && memcmp(before, after, 32) == 0));
        act = town_act(&town, town.founder);
        if (status) status = cgov_text_erase(town.ledger, &act, item, seq, CGOV_FIELD_TITLE, &why, NULL);
        if (status) fail_msg("allocation %u: %s", nth, town_error(&town).message);
        town_close(&town);
        test_alloc_is_empty(&alloc);
        assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
        if (!reached) break;
        failed++;
    }
    assert_true(failed > 0);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)
        cmocka_unit_test(no_object_holds_what_was_erased),     IN_A_PLACE(a_retry_of_what_was_erased_is_a_repeat),
        IN_A_PLACE(what_is_repeated_is_not_looked_for_again),  IN_A_PLACE(replicas_erase_alike),
        IN_A_PLACE(a_reader_beside_is_told_of_no_damage),      IN_A_PLACE(lists_say_which_words_are_gone),
        cmocka_unit_test(memory_that_runs_out_erases_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
