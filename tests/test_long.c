/* Records past the 2^32nd, and the last one: is all that is read there what a young ledger reads, and is the end an
 * answer that loses nothing? The story is told twice, from record 1 and from far on, and read with seqs counted from
 * where it began. */
#include "support/fields.h"
#include "support/scenario.h"
#include "support/town.h"

#include "api/start.h"
#include "entities/entities.h"
#include "ledger/handle.h"
#include "support/test.h"

#include <stdarg.h>
#include <stdio.h>

#define PAST_32 (UINT64_C(1) << 32)

/* ---- what a ledger tells, as a text ---- */

struct account {
    char *text;
    size_t len, cap;
};

static void say(struct account *account, const char *format, ...) {
    va_list list;
    va_start(list, format);
    if (account->cap - account->len < 1024) {
        account->cap = account->cap * 2 + 4096;
        account->text = realloc(account->text, account->cap);
        assert_non_null(account->text);
    }
    account->len += (size_t)vsnprintf(account->text + account->len, account->cap - account->len, format, list);
    va_end(list);
}

/* Counted from the base; 0 stays 0. */
static unsigned long long counted(uint64_t seq, uint64_t base) {
    return seq == 0 ? 0 : (unsigned long long)(seq - base);
}

static void say_words(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t seq, uint64_t texts,
                      struct account *account) {
    static char words[70000];
    uint64_t needed = 0;
    for (uint32_t field = 1; field < 64; field++) {
        if ((texts >> field & 1) == 0) continue;
        assert_int_equal(cgov_text_get(ledger, reader, id, seq, field, words, sizeof words, &needed), CGOV_OK);
        say(account, " %u:%.200s", field, words);
    }
}

static void say_item(const cgov_ledger *ledger, const cgov_reader *reader, const cgov_item_view *item, uint64_t base,
                     struct account *account) {
    cgov_history_view entries[3] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    say(account, "item %llx version %llu %s late %u\n", (unsigned long long)item->id, counted(item->version, base),
        item->state, item->late);
    while (cgov_history_list(ledger, reader, item->id, &cursor, entries, 3, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            say(account, "  %llu %u %s %s>%s %llx", counted(entries[i].seq, base), entries[i].record, entries[i].move,
                entries[i].from, entries[i].to, (unsigned long long)entries[i].told);
            uint64_t texts = entry_words(ledger, reader, item->id, entries[i].seq);
            say_words(ledger, reader, item->id, entries[i].seq, texts, account);
            say(account, "\n");
        }
    cgov_clock_view clocks[32] = {{.size = sizeof clocks[0]}};
    cursor = 0;
    if (cgov_clock_list(ledger, reader, item->id, &cursor, clocks, 32, &count) != CGOV_OK) return;
    for (uint32_t i = 0; i < count; i++)
        say(account, "  clock %s %u %lld %u\n", clocks[i].name, clocks[i].state, (long long)clocks[i].due,
            clocks[i].rungs);
}

static struct account account_of(const cgov_ledger *ledger, cgov_id auditor, uint64_t base) {
    struct account account = {0};
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    cgov_reader reader = {.size = sizeof reader, .actor = auditor, .at = info.now};
    cgov_item_query all = {.size = sizeof all};
    cgov_item_view items[2] = {{.size = sizeof items[0]}};
    uint64_t cursor = 0, seq = 0, entry = 0;
    uint32_t count = 0;
    say(&account, "%llu records, %llu durable\n", counted(info.seq, base), counted(info.durable_seq, base));
    while (cgov_item_list(ledger, &reader, &all, &cursor, items, 2, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) say_item(ledger, &reader, &items[i], base, &account);
    cgov_feed_view news[3] = {{.size = sizeof news[0]}};
    while (cgov_feed_list(ledger, &reader, &seq, &entry, news, 3, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            say(&account, "news %llu %llu %u %llx %s\n", counted(news[i].seq, base), (unsigned long long)news[i].entry,
                news[i].what, (unsigned long long)news[i].to, news[i].state);
    say(&account, "fed to %llu\n", counted(seq, base));
    cgov_entity_view people[4] = {{.size = sizeof people[0]}};
    cursor = 0;
    while (cgov_entity_list(ledger, &reader, CGOV_KIND_RESIDENT, 0, &cursor, people, 4, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            say(&account, "resident %llu", counted(people[i].version, base));
            say_words(ledger, &reader, people[i].id, 0, UINT64_C(1) << CGOV_FIELD_NAME, &account);
            say(&account, "\n");
        }
    static char line[8192];
    uint64_t needed;
    for (uint64_t n = 1; n <= info.seq - base; n++) {
        assert_int_equal(cgov_record_text(ledger, base + n, line, sizeof line, &needed), CGOV_OK);
        assert_true(strtoull(line, NULL, 10) == base + n);
        say(&account, "%.900s\n", strchr(line, ' '));
    }
    assert_int_equal(cgov_record_text(ledger, base, line, sizeof line, &needed), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_record_text(ledger, info.seq + 1, line, sizeof line, &needed), CGOV_E_NOT_FOUND);
    return account;
}

/* `previous=` in a record's line is a seq too: counted from the base. */
static void count_previous(struct account *account, uint64_t base) {
    static const char word[] = "previous=";
    for (char *at = account->text; base != 0 && (at = strstr(at, word)) != NULL;) {
        char *number = at + strlen(word), *end, small[24];
        unsigned long long seq = strtoull(number, &end, 10);
        int len = snprintf(small, sizeof small, "%llu", counted(seq, base));
        memmove(number + len, end, strlen(end) + 1);
        memcpy(number, small, (size_t)len);
        at = number;
    }
}

static struct account read_all(const cgov_ledger *ledger, uint64_t base) {
    struct account account = account_of(ledger, SCENARIO_AUDITOR, base);
    count_previous(&account, base);
    return account;
}

/* ---- the story, from far on ---- */

struct digests {
    uint8_t journal[32], state[32];
};

static struct digests digests_of(const cgov_ledger *ledger) {
    struct digests digests;
    assert_int_equal(cgov_journal_digest(ledger, digests.journal), CGOV_OK);
    assert_int_equal(cgov_state_digest(ledger, digests.state), CGOV_OK);
    return digests;
}

static uint64_t last_seq(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info.seq;
}

/* Told on a storage, and each step as bytes to a replica. */
static void tell(const cgov_storage *storage, uint64_t base, struct account *account) {
    struct scenario_options options = {.storage = storage, .seed = SCENARIO_SEED, .base = base}, other = options;
    struct scenario scenario, replica;
    other.storage = NULL;
    assert_int_equal(scenario_found(&scenario, &options), CGOV_OK);
    assert_int_equal(scenario_found(&replica, &other), CGOV_OK);
    for (uint32_t step = 0; step < scenario_steps(); step++) {
        static uint8_t facts[1 << 20], words[1 << 17];
        uint64_t facts_len = 0, words_len = 0;
        int32_t status = scenario_give(replica.ledger, SCENARIO_SEED, step, CGOV_ACT_ENCODE);
        if (status == CGOV_OK)
            assert_int_equal(
                cgov_command_get(replica.ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                CGOV_OK);
        assert_true(scenario_next(&scenario, &status));
        if (facts_len > 0)
            cgov_command_execute(replica.ledger, facts, facts_len, words, words_len, 0, NULL);
        else
            scenario_give(replica.ledger, SCENARIO_SEED, step, 0);
        assert_true(last_seq(replica.ledger) == last_seq(scenario.ledger));
    }
    struct digests mine = digests_of(scenario.ledger), theirs = digests_of(replica.ledger);
    assert_memory_equal(&mine, &theirs, sizeof mine);
    *account = read_all(scenario.ledger, base);
    cgov_ledger_close(scenario.ledger);
    cgov_ledger_close(replica.ledger);

    const cgov_ledger_options open = {.size = sizeof open, .storage = storage};
    cgov_ledger *ledger = NULL;
    const struct start start = {base, 0};
    assert_int_equal(cgov__open_from(&open, &start, &ledger), CGOV_OK);
    theirs = digests_of(ledger);
    assert_memory_equal(&mine, &theirs, sizeof mine);
    struct account later = read_all(ledger, base);
    assert_string_equal(account->text, later.text);
    free(later.text);
    cgov_ledger_close(ledger);
}

static void the_story_is_the_same_past_32_bits(void **state) {
    (void)state;
    const uint64_t bases[] = {0, PAST_32 - 50, PAST_32 - 130, PAST_32 - 1, PAST_32, (UINT64_C(1) << 47) - 70};
    struct account young = {0};
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++) {
        cgov_storage storage = {.size = sizeof storage};
        struct account account = {0};
        assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
        tell(&storage, bases[i], &account);
        assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
        if (i == 0) {
            young = account;
            continue;
        }
        assert_int_equal(account.len > 10000, 1);
        assert_string_equal(account.text, young.text);
        free(account.text);
    }
    free(young.text);
}

/* What the low 32 bits say alone is another version. */
static void expected_versions_are_whole(void **state) {
    (void)state;
    struct town_options options = {.base = PAST_32 - 10};
    struct town town;
    town_found(&town, &options);
    cgov_id clerk = town.centre.officers[CLERK], issue = town_report(&town, town.resident);
    uint64_t version = town_item(&town, clerk, issue).version;
    assert_true(version > PAST_32);
    cgov_act act = town_act(&town, clerk);
    act.key[0] = 9;
    act.expect = version - PAST_32;
    town_assert_refused(&town, cgov_item_move(town.ledger, &act, issue, "accept", NULL, 0, NULL), CGOV_E_CONFLICT,
                        CGOV_R_VERSION);
    act.expect = version;
    uint64_t seq = 0, again = 0;
    assert_int_equal(cgov_item_move(town.ledger, &act, issue, "accept", NULL, 0, &seq), CGOV_OK);
    assert_int_equal(cgov_item_move(town.ledger, &act, issue, "accept", NULL, 0, &again), CGOV_REPEAT);
    assert_true(seq == again && seq == town_item(&town, clerk, issue).version && seq > PAST_32);
    cgov_reader reader = town_reader(&town, clerk);
    uint64_t from = seq - PAST_32, entry = 0; /* a position before the first record: from the beginning */
    cgov_feed_view news = {.size = sizeof news};
    uint32_t count;
    assert_int_equal(cgov_feed_list(town.ledger, &reader, &from, &entry, &news, 1, &count), CGOV_OK);
    assert_true(news.seq > PAST_32 - 10);
    town_close(&town);
}

/* ---- the end ---- */

/* A town with room for so many records more; what it takes to found one is counted first. Answers its base. */
static uint64_t found_near_the_end(struct town *town, const cgov_storage *storage, uint64_t left) {
    struct town_options options = {0};
    town_found(town, &options);
    uint64_t founding = last_seq(town->ledger);
    town_close(town);
    options.storage = storage;
    options.base = FRAME_SEQ_MAX - left - founding;
    town_found(town, &options);
    assert_true(last_seq(town->ledger) == FRAME_SEQ_MAX - left);
    return options.base;
}

static void the_last_record_is_the_last(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    struct town town;
    uint64_t base = found_near_the_end(&town, &storage, 2);
    cgov_id issue = town_report(&town, town.resident), clerk = town.centre.officers[CLERK];
    town_move(&town, clerk, issue, "accept", NULL, 0);
    assert_true(town_item(&town, clerk, issue).version == FRAME_SEQ_MAX);

    /* One past: refused whoever asks, and nothing is lost by it, time's own records neither. */
    struct digests before = digests_of(town.ledger);
    town_assert_refused(&town, town_try_report(&town, town.resident, NULL, 0, NULL), CGOV_E_LIMIT, CGOV_R_LIMIT);
    assert_non_null(strstr(town_error(&town).message, "found a new ledger"));
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = town.now + 400 * DAY};
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, NULL), CGOV_E_LIMIT);
    act.now = town.now;
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, NULL), CGOV_OK); /* nothing is due yet */
    struct digests after = digests_of(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
    const cgov_ledger_options open = {.size = sizeof open, .storage = &storage};
    town_close(&town);
    const struct start start = {base, 0};
    assert_int_equal(cgov__open_from(&open, &start, &town.ledger), CGOV_OK);
    after = digests_of(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
    assert_string_equal(town_item(&town, clerk, issue).state, "accepted");
    town_assert_refused(&town, town_try_report(&town, town.resident, NULL, 0, NULL), CGOV_E_LIMIT, CGOV_R_LIMIT);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* A frame is written whole or not at all: of two records, the one that there is room for is not. */
static void a_frame_that_has_no_room_is_none(void **state) {
    (void)state;
    struct town town;
    found_near_the_end(&town, NULL, 6);
    cgov_id issue = town_issue_in(&town, "handling"); /* report, accept, dispatch, sign, start */
    assert_true(last_seq(town.ledger) == FRAME_SEQ_MAX - 1);
    struct digests before = digests_of(town.ledger);
    cgov_detail details[3] = {town_choice(&town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "请协办"),
                              town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    town_assert_refused(&town, town_try_move(&town, town.street.officers[HEAD], issue, "whistle", details, 3),
                        CGOV_E_LIMIT, CGOV_R_LIMIT);
    struct digests after = digests_of(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
    town_close(&town);
}

/* Rows keep 48 bits of a region's code: a record with more is none that a ledger writes. */
static void a_region_has_48_bits(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    const struct model *model = &town.ledger->model;
    struct overlay overlay;
    struct subject subject;
    cgov__overlay_init(&overlay, model->mem);
    cgov__overlay_begin(&overlay, model, NULL);
    struct record record = {.kind = CGOV_RECORD_RESIDENT,
                            .id = cgov__id(CGOV_KIND_RESIDENT, model->residents.count + UINT64_C(1)),
                            .seq = model->seq + 1,
                            .time = model->now,
                            .parent = town.root,
                            .place = (UINT64_C(1) << 48) - 1};
    cgov__overlay_subject(&overlay, &record, &subject);
    assert_true(cgov__record_valid(&overlay, &subject, &record));
    record.place++;
    assert_false(cgov__record_valid(&overlay, &subject, &record));
    cgov__overlay_free(&overlay);
    town_close(&town);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_story_is_the_same_past_32_bits),
        cmocka_unit_test(expected_versions_are_whole),
        cmocka_unit_test(the_last_record_is_the_last),
        cmocka_unit_test(a_frame_that_has_no_room_is_none),
        cmocka_unit_test(a_region_has_48_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
