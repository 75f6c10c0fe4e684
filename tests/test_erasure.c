/* Words erased: what is read instead, what stays of them in the storage, who may, and what a crash leaves. */
#include "support/place.h"
#include "support/test.h"

#include "store/redo.h"
#include "store/storage.h"

#define SECRET "my neighbour of number 17 beats his dog"

static const cgov_text why = {"asked for by the resident", CGOV_NUL_TERMINATED};

/* An office that may erase, which the founder holds. */
static void let_erase(struct town *town) {
    town_adopt(town, town_shipped("erasing"));
    town_appoint(town, town->founder, town->root, "protector");
}

static int set_up(void **state) {
    place_set_up(state);
    struct place *place = *state;
    let_erase(&place->town);
    return 0;
}

static int32_t try_erase(struct town *town, cgov_id actor, cgov_id of, uint64_t seq, uint32_t field) {
    const cgov_act act = town_act(town, actor);
    return cgov_text_erase(town->ledger, &act, of, seq, field, &why, NULL);
}

static cgov_id report(struct town *town) {
    const cgov_detail title = town_text(CGOV_FIELD_TITLE, SECRET);
    cgov_id item;
    assert_int_equal(town_try_report(town, town->resident, &title, 1, &item), CGOV_OK);
    return item;
}

static int32_t try_read(const struct town *town, cgov_id who, cgov_id of, uint64_t seq, uint32_t field,
                        char into[256]) {
    const cgov_reader reader = town_reader(town, who);
    uint64_t needed;
    return cgov_text_get(town->ledger, &reader, of, seq, field, into, 256, &needed);
}

static void assert_reads(const struct town *town, cgov_id who, cgov_id of, uint64_t seq, uint32_t field, int32_t status,
                         const char *text) {
    char into[256] = "";
    assert_int_equal(try_read(town, who, of, seq, field, into), status);
    if (text) assert_string_equal(into, text);
}

/* How many objects of the storage hold these bytes. */
static uint32_t grep(const cgov_storage *storage, const char *wanted) {
    const size_t size = strlen(wanted);
    struct storage_fault fault;
    char name[32];
    uint32_t found = 0;
    for (uint32_t i = 0; cgov__storage_list(storage, i, name, &fault) == CGOV_OK; i++) {
        uint64_t len = 0;
        uint8_t *bytes = fault_object(storage, name, &len);
        bool here = false;
        for (uint64_t at = 0; at + size <= len && !here; at++) here = memcmp(bytes + at, wanted, size) == 0;
        found += here;
        free(bytes);
    }
    return found;
}

struct digests {
    uint8_t state[32], journal[32];
};

static struct digests digests_of(const cgov_ledger *ledger) {
    struct digests out;
    assert_int_equal(cgov_state_digest(ledger, out.state), CGOV_OK);
    assert_int_equal(cgov_journal_digest(ledger, out.journal), CGOV_OK);
    return out;
}

/* ---- one text ---- */

static void one_text_is_erased(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id item = report(town);
    const uint64_t opened = town_opened(town, town->resident, item);
    assert_reads(town, town->resident, item, opened, CGOV_FIELD_TITLE, CGOV_OK, SECRET);
    assert_int_equal(grep(&place->memory, SECRET), 1);
    assert_int_equal(try_erase(town, town->founder, item, opened, CGOV_FIELD_TITLE), CGOV_OK);
    for (int again = 0; again < 2; again++) {
        assert_reads(town, town->resident, item, opened, CGOV_FIELD_TITLE, CGOV_E_ERASED, NULL);
        assert_reads(town, town->resident, item, 0, CGOV_FIELD_TITLE, CGOV_E_ERASED, NULL);
        assert_reads(town, town->resident, item, opened, CGOV_FIELD_EVIDENCE, CGOV_E_NOT_FOUND, NULL);
        assert_reads(town, town->resident, item, opened, CGOV_FIELD_TEXT, CGOV_OK, NULL); /* it stays */
        assert_int_equal(grep(&place->memory, SECRET), 0);
        assert_int_equal(grep(&place->memory, "redo"), 0);
        const struct digests before = digests_of(town->ledger);
        place_reopen(place);
        const struct digests after = digests_of(town->ledger);
        assert_memory_equal(&before, &after, sizeof before);
    }
    assert_int_equal(try_erase(town, town->founder, item, opened, CGOV_FIELD_TITLE), CGOV_E_ERASED);
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
}

static void it_is_said_when_and_by_whose_order(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id item = report(town);
    const uint64_t opened = town_opened(town, town->resident, item);
    cgov_erasure_view view = {.size = sizeof view};
    cgov_reader reader = town_reader(town, town->resident);
    assert_int_equal(cgov_erasure_get(town->ledger, &reader, item, opened, CGOV_FIELD_TITLE, &view),
                     CGOV_E_NOT_FOUND); /* not yet */
    town->now += HOUR;
    assert_int_equal(try_erase(town, town->founder, item, opened, CGOV_FIELD_TITLE), CGOV_OK);
    reader.at = town->now + HOUR;
    assert_int_equal(cgov_erasure_get(town->ledger, &reader, item, 0, CGOV_FIELD_TITLE, &view), CGOV_OK);
    assert_true(view.seq == opened && view.field == CGOV_FIELD_TITLE && view.at == town->now && view.of == item);
    assert_true(view.actor == town->founder && view.by == place_info(town).seq);
    assert_reads(town, town->resident, item, view.by, CGOV_FIELD_REASON, CGOV_OK, why.ptr);
    assert_reads(town, 0, item, view.by, CGOV_FIELD_REASON, CGOV_E_NOT_FOUND, NULL);
    /* Who may not see the text is told nothing of its erasure. */
    reader.actor = town->neighbour;
    assert_int_equal(cgov_erasure_get(town->ledger, &reader, item, opened, CGOV_FIELD_TITLE, &view), CGOV_E_NOT_FOUND);
    /* The reason is words, which can be erased in their turn. */
    assert_int_equal(try_erase(town, town->founder, item, place_info(town).seq, CGOV_FIELD_REASON), CGOV_OK);
    assert_int_equal(grep(&place->memory, why.ptr), 1); /* of the latter one */
}

static void zeroed_words_without_a_record_are_damage(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id item = report(town);
    uint64_t len = 0, done = 0;
    uint8_t *bytes = fault_object(&place->memory, "journal", &len), zeros[sizeof SECRET] = {0};
    uint64_t at = 0;
    while (memcmp(bytes + at, SECRET, strlen(SECRET)) != 0) at++;
    free(bytes);
    assert_int_equal(place->memory.overwrite(place->memory.user, "journal", at, zeros, strlen(SECRET), &done), 0);
    assert_reads(town, town->resident, item, 0, CGOV_FIELD_TITLE, CGOV_E_CORRUPT, NULL);
    /* What is damaged can be erased all the same. */
    assert_int_equal(try_erase(town, town->founder, item, town_opened(town, town->resident, item), CGOV_FIELD_TITLE),
                     CGOV_OK);
    assert_reads(town, town->resident, item, 0, CGOV_FIELD_TITLE, CGOV_E_ERASED, NULL);
    place_reopen(place);
    assert_reads(town, town->resident, item, 0, CGOV_FIELD_TITLE, CGOV_E_ERASED, NULL);
}

/* Pieces longer than what is put aside at once, and neighbours in one sector. */
static void a_long_text_is_erased_and_its_neighbours_stay(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    static char title[40], long_text[16000];
    cgov_id items[8];
    for (uint32_t i = 0; i < 8; i++) {
        snprintf(title, sizeof title, "the title of number %u", i);
        memset(long_text, 'a' + (int)i, sizeof long_text - 1);
        const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990102),
                                       town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id),
                                       town_text(CGOV_FIELD_TITLE, title), town_text(CGOV_FIELD_TEXT, long_text)};
        const cgov_act act = town_act(town, town->resident);
        assert_int_equal(cgov_item_report(town->ledger, &act, details, 4, &items[i]), CGOV_OK);
    }
    assert_int_equal(
        try_erase(town, town->founder, items[3], town_opened(town, town->resident, items[3]), CGOV_FIELD_TEXT),
        CGOV_OK);
    assert_int_equal(grep(&place->memory, "ddd"), 0);
    for (uint32_t i = 0; i < 8; i++) {
        snprintf(title, sizeof title, "the title of number %u", i);
        assert_reads(town, town->resident, items[i], 0, CGOV_FIELD_TITLE, CGOV_OK, title);
    }
}

/* One that is made afterwards knows it; one from before is gone. */
static void a_snapshot_outlives_no_erasure(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id item = report(town);
    uint64_t seq = 0;
    assert_int_equal(cgov_ledger_snapshot(town->ledger, &seq), CGOV_OK);
    assert_int_equal(grep(&place->memory, "cgovsnap"), 1);
    assert_int_equal(try_erase(town, town->founder, item, town_opened(town, town->resident, item), CGOV_FIELD_TITLE),
                     CGOV_OK);
    assert_int_equal(grep(&place->memory, "cgovsnap"), 0);
    assert_int_equal(cgov_ledger_snapshot(town->ledger, &seq), CGOV_OK);
    const struct digests before = digests_of(town->ledger);
    place_reopen(place);
    assert_int_equal(place_info(town).snapshot, CGOV_SNAPSHOT_USED);
    const struct digests after = digests_of(town->ledger);
    assert_memory_equal(&before, &after, sizeof before);
    assert_reads(town, town->resident, item, 0, CGOV_FIELD_TITLE, CGOV_E_ERASED, NULL);
    assert_int_equal(grep(&place->memory, "cgovsnap"), 1);
}

/* ---- who may, and what ---- */

static void only_who_may_erase_does(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id item = report(town);
    const uint64_t opened = town_opened(town, town->resident, item);
    town_assert_refused(town, try_erase(town, town->resident, item, opened, CGOV_FIELD_TITLE), CGOV_E_REFUSED,
                        CGOV_R_MAY);
    town_assert_refused(town, try_erase(town, town->district.officers[HEAD], item, opened, CGOV_FIELD_TITLE),
                        CGOV_E_REFUSED, CGOV_R_MAY);
    const cgov_id elsewhere = town_resident(town, "Elsewhere", town->street.id);
    town_appoint(town, elsewhere, town->street.id, "protector"); /* not in the root */
    town_assert_refused(town, try_erase(town, elsewhere, item, opened, CGOV_FIELD_TITLE), CGOV_E_REFUSED, CGOV_R_MAY);
    assert_reads(town, town->resident, item, opened, CGOV_FIELD_TITLE, CGOV_OK, SECRET);
}

static void what_is_no_text_is_not_erased(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id item = report(town), founder = town->founder;
    const uint64_t opened = town_opened(town, town->resident, item);
    const struct {
        cgov_id of;
        uint64_t seq;
        uint32_t field;
        int32_t status;
    } cases[] = {
        {item, opened, CGOV_FIELD_PLACE, CGOV_E_ARG},
        {item, opened, 0, CGOV_E_ARG},
        {item, 0, CGOV_FIELD_TITLE, CGOV_E_ARG},
        {item, opened, 2000, CGOV_E_ARG},
        {item, opened, 1000000, CGOV_E_ARG},
        {item, opened, CGOV_FIELD_EVIDENCE, CGOV_E_NOT_FOUND},
        {item, opened + 1, CGOV_FIELD_TITLE, CGOV_E_NOT_FOUND},
        {item, 1, CGOV_FIELD_NAME, CGOV_E_NOT_FOUND},
        {item, UINT64_MAX, CGOV_FIELD_TITLE, CGOV_E_ARG},
        {item, INT64_MAX, CGOV_FIELD_TITLE, CGOV_E_NOT_FOUND},
        {item + 1, opened, CGOV_FIELD_TITLE, CGOV_E_NOT_FOUND},
        {town->resident, opened, CGOV_FIELD_TITLE, CGOV_E_NOT_FOUND},
        {0, opened, CGOV_FIELD_TITLE, CGOV_E_KIND},
        {UINT64_MAX, opened, CGOV_FIELD_TITLE, CGOV_E_ARG},
    };
    struct still before = place_still(place);
    for (uint32_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t status = try_erase(town, founder, cases[i].of, cases[i].seq, cases[i].field);
        if (status >= 0 || (status != cases[i].status && cases[i].of != UINT64_MAX))
            fail_msg("case %u: %d, not %d: %s", i, status, cases[i].status, town_error(town).message);
    }
    const cgov_act act = town_act(town, founder);
    assert_int_equal(cgov_text_erase(town->ledger, &act, item, opened, CGOV_FIELD_TITLE, NULL, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_resident_erase(town->ledger, &act, item, &why, NULL), CGOV_E_KIND);
    assert_int_equal(cgov_resident_erase(town->ledger, &act, town->resident + 1000, &why, NULL), CGOV_E_NOT_FOUND);
    place_assert_still(place, before);
}

/* ---- all of a resident's ---- */

static void all_of_a_residents_words_are_erased(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id one = town_resident(town, "Zhao Quanjia", town->street.id);
    const cgov_detail texts[] = {town_text(CGOV_FIELD_TITLE, SECRET), town_text(CGOV_FIELD_TEXT, SECRET " daily")};
    cgov_id own, others = report(town);
    assert_int_equal(town_try_report(town, one, texts, 1, &own), CGOV_OK);
    assert_int_equal(grep(&place->memory, "Zhao Quanjia"), 1);
    const cgov_act act = town_act(town, town->founder);
    uint64_t seq = 0;
    assert_int_equal(cgov_resident_erase(town->ledger, &act, one, &why, &seq), CGOV_OK);
    for (int again = 0; again < 2; again++, place_reopen(place)) {
        assert_int_equal(seq + 1, place_info(town).seq); /* of the name, of the issue */
        assert_int_equal(grep(&place->memory, "Zhao Quanjia"), 0);
        assert_reads(town, one, one, 0, CGOV_FIELD_NAME, CGOV_E_ERASED, NULL);
        assert_reads(town, one, own, 0, CGOV_FIELD_TITLE, CGOV_E_ERASED, NULL);
        assert_reads(town, one, own, 0, CGOV_FIELD_TEXT, CGOV_E_ERASED, NULL);
        assert_reads(town, town->resident, others, 0, CGOV_FIELD_TITLE, CGOV_OK, SECRET);
    }
    const cgov_act later = town_act(town, town->founder);
    assert_int_equal(cgov_resident_erase(town->ledger, &later, one, &why, &seq), CGOV_E_NOT_FOUND);
}

/* More than one record names. */
static void many_texts_are_erased_at_once(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_id one = town_resident(town, "Zhao Quanjia", town->street.id);
    const cgov_detail title = town_text(CGOV_FIELD_TITLE, SECRET);
    for (uint32_t i = 0; i < 101; i++) {
        cgov_id item;
        assert_int_equal(town_try_report(town, one, &title, 1, &item), CGOV_OK);
        town->now += MINUTE;
    }
    const cgov_act act = town_act(town, town->founder);
    uint64_t seq = 0;
    assert_int_equal(cgov_resident_erase(town->ledger, &act, one, &why, &seq), CGOV_OK);
    assert_int_equal(place_info(town).seq, seq + 101); /* a record for each issue, and one for the name */
    assert_int_equal(grep(&place->memory, SECRET), 0);
    const struct digests before = digests_of(town->ledger);
    place_reopen(place);
    const struct digests after = digests_of(town->ledger);
    assert_memory_equal(&before, &after, sizeof before);
}

/* ---- cut short ---- */

/* Fails one call of an erasure, cuts the power, opens again. Either nothing was erased, or nothing is left of it. */
static bool cut_at(uint32_t call, enum fault_kind kind, bool forever, uint64_t keep) {
    struct place *place = place_make(0);
    struct town *town = &place->town;
    let_erase(town);
    const cgov_id item = report(town);
    const uint64_t opened = town_opened(town, town->resident, item);
    fault_arm(&place->fault, FAULT_ANY & ~(uint32_t)FAULT_LOCK, call, forever, kind);
    const int32_t status = try_erase(town, town->founder, item, opened, CGOV_FIELD_TITLE);
    const bool reached = place->fault.calls >= call;
    fault_arm(&place->fault, 0, 0, false, FAULT_ERROR);
    const bool told = status == CGOV_OK;
    if (keep != UINT64_MAX) fault_power_cut(&place->fault, keep);
    if (keep == UINT64_MAX) town_close(town);
    cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &place->storage};
    char into[256];
    cgov_ledger *reader;
    const cgov_reader who = town_reader(town, town->resident);
    uint64_t needed;
    assert_int_equal(cgov_ledger_open(&options, &reader), CGOV_OK);
    const int32_t shown = cgov_text_get(reader, &who, item, opened, CGOV_FIELD_TITLE, into, sizeof into, &needed);
    const bool behind = shown == CGOV_E_NOT_FOUND && keep != UINT64_MAX; /* the slots were not synced */
    if (shown != CGOV_E_ERASED && (shown != CGOV_OK || told) && !behind)
        fail_msg("call %u kind %u forever %d keep %d: %d, shown %d", call, kind, forever, (int)keep, status, shown);
    cgov_ledger_close(reader);
    options.flags = 0;
    if (keep != UINT64_MAX) town_close(town);
    assert_int_equal(cgov_ledger_open(&options, &town->ledger), CGOV_OK);
    const int32_t read = try_read(town, town->resident, item, opened, CGOV_FIELD_TITLE, into);
    assert_true(read == shown || read == CGOV_E_ERASED || (behind && read == CGOV_OK && !told));
    assert_int_equal(grep(&place->memory, SECRET), read == CGOV_OK ? 1 : 0);
    assert_reads(town, town->resident, item, opened, CGOV_FIELD_TEXT, CGOV_OK, NULL);
    place_free(place);
    return reached;
}

static void what_is_cut_short_is_finished_on_opening(void **state) {
    (void)state;
    uint32_t cuts = 0;
    for (uint32_t kind = 0; kind < FAULT_KINDS; kind++)
        for (uint32_t how = 0; how < 6; how++) {
            static const uint64_t keeps[] = {UINT64_MAX, 0, 1 << 20};
            for (uint32_t call = 1; cut_at(call, (enum fault_kind)kind, how & 1, keeps[how / 2]); call++) cuts++;
        }
    assert_true(cuts > 200);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
#define IN_A_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, place_tear_down)
        IN_A_PLACE(one_text_is_erased),
        IN_A_PLACE(it_is_said_when_and_by_whose_order),
        IN_A_PLACE(zeroed_words_without_a_record_are_damage),
        IN_A_PLACE(a_long_text_is_erased_and_its_neighbours_stay),
        IN_A_PLACE(a_snapshot_outlives_no_erasure),
        IN_A_PLACE(only_who_may_erase_does),
        IN_A_PLACE(what_is_no_text_is_not_erased),
        IN_A_PLACE(all_of_a_residents_words_are_erased),
        IN_A_PLACE(many_texts_are_erased_at_once),
        cmocka_unit_test(what_is_cut_short_is_finished_on_opening),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
