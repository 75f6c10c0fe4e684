/* A ledger of an older number of decisions: does it open and read at once, take no change until it is upgraded, and all
 * of them after; and do replicas agree? There is one number so far, so the library is told that its own is another. */
#include "support/town.h"

#include "api/start.h"
#include "entities/entities.h"
#include "ledger/handle.h"
#include "support/test.h"

#define OLD 1u
#define NEW 2u

struct pair {
    cgov_storage storage;
    struct town town;
};

static cgov_text text_of(const char *text) {
    cgov_text out = {text, text == NULL ? 0 : strlen(text)};
    return out;
}

static cgov_ledger_view info_of(const struct town *town) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town->ledger, &info), CGOV_OK);
    return info;
}

static void reopen(struct pair *pair, uint32_t decisions) {
    const cgov_ledger_options open = {.size = sizeof open, .storage = &pair->storage};
    const struct start start = {0, decisions};
    town_close(&pair->town);
    assert_int_equal(cgov__open_from(&open, &start, &pair->town.ledger), CGOV_OK);
}

/* Founded by the older number, with an issue under way, and opened by the newer one. */
static int found(void **state) {
    struct pair *pair = calloc(1, sizeof *pair);
    pair->storage.size = sizeof pair->storage;
    assert_int_equal(cgov_storage_memory(NULL, &pair->storage), CGOV_OK);
    struct town_options options = {.storage = &pair->storage, .decisions = OLD};
    town_found(&pair->town, &options);
    town_issue_in(&pair->town, "accepted");
    reopen(pair, NEW);
    *state = pair;
    return 0;
}

static int leave(void **state) {
    struct pair *pair = *state;
    town_close(&pair->town);
    assert_int_equal(cgov_storage_close(&pair->storage), CGOV_OK);
    free(pair);
    return 0;
}

struct digests {
    uint8_t journal[32], state[32];
};

static struct digests digests_of(const cgov_ledger *ledger) {
    struct digests digests;
    assert_int_equal(cgov_journal_digest(ledger, digests.journal), CGOV_OK);
    assert_int_equal(cgov_state_digest(ledger, digests.state), CGOV_OK);
    return digests;
}

static cgov_id issue_of(void) {
    return (cgov_id)CGOV_KIND_ISSUE << 44 | 1;
}

enum verb_tried { ADD, CHANGE, APPOINT, ADOPT, OPEN, REPORT, IMPORT, MOVE, TICK, TRIED };

static int32_t try_verb(struct town *town, int verb) {
    cgov_act act = town_act(town, town->founder), officer = town_act(town, town->centre.officers[DISPATCHER]);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .name = text_of("某")};
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = town->resident,
                                          .organization = town->street.id,
                                          .role = text_of("clerk")};
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of("rulebook 1\nrole guest \"客\"\n")};
    cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                             town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id);
    cgov_import_draft row = {.size = sizeof row, .details = details, .detail_count = 3};
    switch (verb) {
    case ADD:
        return cgov_entity_add(town->ledger, &act, &entity, NULL);
    case CHANGE:
        return cgov_entity_change(town->ledger, &act, town->resident, &entity, NULL);
    case APPOINT:
        return cgov_appointment_add(town->ledger, &act, &appointment, NULL);
    case ADOPT:
        return cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL);
    case OPEN:
        return cgov_item_open(town->ledger, &act, "issue", details, 3, NULL);
    case REPORT:
        return cgov_item_report(town->ledger, &act, details, 3, NULL);
    case IMPORT:
        details[0] = town_text(CGOV_FIELD_EXTERNAL, "E-1"); /* which it lacks a place for: the row's own fault */
        return cgov_item_import(town->ledger, &act, &row, 1, NULL, NULL, NULL);
    case MOVE:
        return cgov_item_move(town->ledger, &officer, issue_of(), "dispatch", &lead, 1, NULL);
    default:
        act.actor = 0;
        return cgov_ledger_tick(town->ledger, &act, NULL);
    }
}

static int32_t try_upgrade(struct town *town, cgov_id actor, uint64_t *seq) {
    cgov_act act = town_act(town, actor);
    return cgov_ledger_upgrade(town->ledger, &act, seq);
}

static void it_reads_at_once_and_changes_after(void **state) {
    struct pair *pair = *state;
    struct town *town = &pair->town;
    cgov_id issue = issue_of();
    struct digests before = digests_of(town->ledger);
    cgov_ledger_view info = info_of(town);
    assert_true(info.decisions == OLD && info.library_decisions == NEW);
    assert_string_equal(town_item(town, town->centre.officers[CLERK], issue).state, "accepted");
    for (int verb = 0; verb < TRIED; verb++) {
        town_assert_refused(town, try_verb(town, verb), CGOV_E_DECISIONS, 0);
        assert_non_null(strstr(town_error(town).message, "cgov_ledger_upgrade"));
    }
    struct digests after = digests_of(town->ledger);
    assert_memory_equal(&before, &after, sizeof before);

    uint64_t seq = 0;
    assert_int_equal(try_upgrade(town, 0, &seq), CGOV_OK);
    assert_true(seq == info.seq + 1 && info_of(town).decisions == NEW);
    char line[128];
    uint64_t needed;
    assert_int_equal(cgov_record_text(town->ledger, seq, line, sizeof line, &needed), CGOV_OK);
    assert_non_null(strstr(line, " decided time="));
    assert_non_null(strstr(line, " decisions=2"));
    assert_int_equal(try_upgrade(town, 0, &seq), CGOV_REPEAT); /* nothing more to do, and nothing written */
    assert_true(info_of(town).seq == info.seq + 1);
    before = digests_of(town->ledger);
    reopen(pair, NEW);
    after = digests_of(town->ledger);
    assert_memory_equal(&before, &after, sizeof before);
    for (int verb = 0; verb < TRIED; verb++) {
        int32_t status = try_verb(town, verb);
        if (verb != IMPORT) assert_int_equal(status, CGOV_OK);
        assert_int_not_equal(status, CGOV_E_DECISIONS);
    }

    reopen(pair, OLD); /* the older library again: it reads, and that is all */
    assert_string_equal(town_item(town, town->street.officers[CONTACT], issue).state, "dispatched");
    for (int verb = 0; verb < TRIED; verb++) town_assert_refused(town, try_verb(town, verb), CGOV_E_DECISIONS, 0);
    town_assert_refused(town, try_upgrade(town, 0, NULL), CGOV_E_DECISIONS, 0);
    assert_non_null(strstr(town_error(town).message, "newer"));
}

/* What fell due in between is decided by the newer number, at its own instant. */
static void no_time_passes_with_it(void **state) {
    struct pair *pair = *state;
    struct town *town = &pair->town;
    cgov_ledger_view before = info_of(town);
    town->now += 300 * DAY;
    assert_int_equal(try_upgrade(town, 0, NULL), CGOV_OK);
    cgov_ledger_view after = info_of(town);
    assert_true(after.seq == before.seq + 1 && after.now == before.now);
    uint64_t fired = 0;
    cgov_act tick = {.size = sizeof tick, .now = town->now};
    assert_int_equal(cgov_ledger_tick(town->ledger, &tick, &fired), CGOV_OK);
    assert_true(fired > 0 && info_of(town).now < town->now);
    town->now = before.now - 1;
    town_assert_refused(town, try_upgrade(town, 0, NULL), CGOV_E_TIME_BACKWARDS, 0);
}

static void who_answers_for_it(void **state) {
    struct town *town = &((struct pair *)*state)->town;
    town_assert_refused(town, try_upgrade(town, (cgov_id)CGOV_KIND_RESIDENT << 44 | 9999, NULL), CGOV_E_NOT_FOUND, 0);
    town_assert_refused(town, try_upgrade(town, town->root, NULL), CGOV_E_KIND, 0);
    cgov_act act = town_act(town, town->resident); /* no role is needed; a key makes it the same one */
    act.key[0] = 4;
    uint64_t seq = 0, again = 0;
    assert_int_equal(cgov_ledger_upgrade(town->ledger, &act, &seq), CGOV_OK);
    assert_int_equal(cgov_ledger_upgrade(town->ledger, &act, &again), CGOV_REPEAT);
    assert_true(seq == again && seq > 0);
}

static void replicas_agree(void **state) {
    struct town *town = &((struct pair *)*state)->town;
    const uint32_t libraries[] = {NEW, NEW + 1, OLD};
    uint8_t facts[128], words[16];
    uint64_t facts_len = 0, words_len = 0;
    cgov_act act = town_act(town, 0);
    act.flags |= CGOV_ACT_ENCODE;
    assert_int_equal(cgov_ledger_upgrade(town->ledger, &act, NULL), CGOV_OK);
    assert_int_equal(cgov_command_get(town->ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    assert_int_equal(cgov_command_execute(town->ledger, facts, facts_len, words, words_len, 0, NULL), CGOV_OK);
    struct digests leader = digests_of(town->ledger);
    for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
        struct pair *other;
        found((void **)&other);
        reopen(other, libraries[i]);
        struct digests before = digests_of(other->town.ledger);
        int32_t status = cgov_command_execute(other->town.ledger, facts, facts_len, words, words_len, 0, NULL);
        struct digests after = digests_of(other->town.ledger);
        if (libraries[i] == NEW) {
            assert_int_equal(status, CGOV_OK);
            assert_memory_equal(&after, &leader, sizeof leader);
        } else {
            town_assert_refused(&other->town, status, CGOV_E_DECISIONS, 0);
            assert_memory_equal(&after, &before, sizeof before);
        }
        leave((void **)&other);
    }
}

/* A number that does not rise is none that a ledger wrote. */
static void the_number_rises(void **state) {
    struct town *town = &((struct pair *)*state)->town;
    const struct model *model = &town->ledger->model;
    struct overlay overlay;
    struct subject subject;
    const struct {
        uint64_t decisions;
        bool valid;
    } rows[] = {{OLD - 1, false}, {OLD, false}, {OLD + 1, true}, {UINT32_MAX, true}, {UINT64_C(1) << 32, false}};
    cgov__overlay_init(&overlay, model->mem);
    cgov__overlay_begin(&overlay, model, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct record record = {
            .kind = CGOV_RECORD_DECIDED, .seq = model->seq + 1, .time = model->now, .decisions = rows[i].decisions};
        cgov__overlay_subject(&overlay, &record, &subject);
        assert_true(cgov__record_valid(&overlay, &subject, &record) == rows[i].valid);
    }
    cgov__overlay_free(&overlay);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_reads_at_once_and_changes_after, found, leave),
        cmocka_unit_test_setup_teardown(no_time_passes_with_it, found, leave),
        cmocka_unit_test_setup_teardown(who_answers_for_it, found, leave),
        cmocka_unit_test_setup_teardown(replicas_agree, found, leave),
        cmocka_unit_test_setup_teardown(the_number_rises, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
