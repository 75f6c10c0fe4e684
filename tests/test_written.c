/* The one step of commit and replay: it sees each record's bytes and each text's digest, in both alike. */
#include "support/scenario.h"
#include "support/test.h"
#include "support/town.h"

#include "base/hash.h"
#include "entities/entities.h"
#include "ledger/handle.h"
#include "records/record.h"
#include "records/words.h"

enum { MOST = 1024 };

/* What was seen of one record: a digest over its bytes and its texts'. */
struct seen {
    uint64_t seq;
    uint8_t digest[32];
};

struct witness {
    struct seen seen[MOST];
    uint32_t count, texts;
    int32_t status; /* the worst that a digest answered */
};

static void see(void *user, const struct cgov_ledger *ledger, const struct written *written) {
    struct witness *witness = user;
    assert_true(witness->count < MOST);
    assert_int_equal(written->record->seq, ledger->model.seq + 1); /* not yet applied */
    struct seen *seen = &witness->seen[witness->count++];
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, written->bytes, written->len);
    for (uint32_t field = 0; field != SCENARIO_FIELD_END; field = scenario_field_after(field)) {
        uint8_t digest[32];
        int32_t status = written->digest(ledger, written, field, digest);
        bool there = cgov__has_words(written->record, field);
        assert_int_equal(status == CGOV_E_NOT_FOUND, !there);
        if (!there) continue;
        witness->texts++;
        if (status) witness->status = status;
        if (!status) cgov__sha256_add(&sha, digest, sizeof digest);
    }
    seen->seq = written->record->seq;
    cgov__sha256_end(&sha, seen->digest);
}

static void replay(const cgov_storage *storage, struct witness *witness) {
    struct cgov_ledger *ledger = calloc(1, sizeof *ledger);
    struct frame frame;
    assert_non_null(ledger);
    cgov__mem_init(&ledger->mem, NULL);
    cgov__model_init(&ledger->model, &ledger->mem, cgov__kinds);
    cgov__plan_init(&ledger->plan, &ledger->model, &ledger->journal.pending);
    ledger->witness = see;
    ledger->witness_user = witness;
    assert_int_equal(cgov__journal_open(&ledger->journal, &ledger->mem, storage), CGOV_OK);
    for (int32_t status; (status = cgov__journal_next(&ledger->journal, &frame)) != CGOV_DONE;) {
        assert_int_equal(status, CGOV_OK);
        assert_int_equal(cgov__road_replay(ledger, &frame), CGOV_OK);
        ledger->journal.last_seq = ledger->model.seq;
    }
    cgov__journal_close(&ledger->journal);
    cgov__plan_free(&ledger->plan);
    cgov__model_free(&ledger->model);
    assert_int_equal(ledger->mem.used, 0);
    free(ledger);
}

/* What a frame's records and words give, by their own bytes. */
static uint32_t by_hand(const struct recording *story, const struct recorded_frame *frame, struct seen *seen) {
    struct cursor records = cgov__cursor(frame->records, frame->records_len);
    struct cursor words = cgov__cursor(story->bytes + frame->words_at, (size_t)(frame->end - frame->words_at));
    uint32_t count = 0;
    while (records.at < records.end) {
        const uint8_t *bytes = records.at;
        struct record record;
        struct sha256 sha, text;
        assert_int_equal(cgov__record_decode(&records, &record), CGOV_OK);
        cgov__sha256_init(&sha);
        cgov__sha256_add(&sha, bytes, (size_t)(records.at - bytes));
        for (uint32_t field = 0; field != SCENARIO_FIELD_END; field = scenario_field_after(field)) {
            struct piece piece;
            uint8_t digest[32];
            if (!cgov__has_words(&record, field)) continue;
            assert_true(cgov__piece_head(&words, &piece) && piece.field == field && piece.ordinal == count);
            size_t len = SALT_SIZE + (size_t)piece.len;
            cgov__sha256_init(&text);
            cgov__sha256_add(&text, cgov__get_bytes(&words, len), len);
            cgov__sha256_end(&text, digest);
            cgov__sha256_add(&sha, digest, sizeof digest);
        }
        seen[count].seq = record.seq;
        cgov__sha256_end(&sha, seen[count++].digest);
    }
    assert_true(words.at == words.end);
    return count;
}

static struct witness live, replayed;

static void commit_and_replay_see_the_same(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    struct scenario scenario = {0};
    const struct scenario_options options = {.storage = &storage, .seed = SCENARIO_SEED};
    assert_int_equal(scenario_found(&scenario, &options), CGOV_OK);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(scenario.ledger, &info), CGOV_OK);
    live = replayed = (struct witness){.count = 0};
    scenario.ledger->witness = see;
    scenario.ledger->witness_user = &live;
    assert_int_equal(scenario_run(&scenario), CGOV_OK);
    cgov_ledger_close(scenario.ledger);
    replay(&storage, &replayed);
    assert_int_equal(replayed.count, live.count + info.seq);
    assert_memory_equal(replayed.seen + info.seq, live.seen, live.count * sizeof live.seen[0]);
    assert_true(live.texts > (scenario_is("erasing") ? 9
                              : scenario_is("ways")  ? 10
                                                     : 20) &&
                replayed.texts == live.texts + 2 && live.status == CGOV_OK); /* 2: the first names */

    struct recording *story = scenario_record(SCENARIO_SEED);
    static struct seen seen[MOST];
    uint32_t count = 0;
    for (uint32_t f = 0; f < story->count; f++) count += by_hand(story, &story->frames[f], seen + count);
    assert_int_equal(count, replayed.count);
    if (!scenario_is("erasing")) /* of what is gone the erasure alone has the digest */
        assert_memory_equal(seen, replayed.seen, count * sizeof seen[0]);

    /* A text that does not hold is told to who asks for its digest; replay goes on. */
    const struct recorded_frame *first = &story->frames[0];
    story->bytes[first->end - 1] ^= 1;
    scenario_put(&storage, story->bytes, story->len);
    replayed = (struct witness){.count = 0};
    replay(&storage, &replayed);
    assert_int_equal(replayed.status, CGOV_E_CORRUPT);
    assert_int_equal(replayed.count, count);
    recording_free(story);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* Of what was erased since, replay gives the digest that its commit gave: the erasure keeps it. */
static void what_was_erased_since_has_its_digest(void **state) {
    (void)state;
    static struct town room;
    struct town *const town = &room;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_found(town, &(struct town_options){.storage = &storage});
    town_adopt(town, town_shipped("erasing"));
    town_appoint(town, town->founder, town->root, "protector");
    const uint64_t before = town->ledger->model.seq;
    live = replayed = (struct witness){.count = 0};
    town->ledger->witness = see;
    town->ledger->witness_user = &live;
    const cgov_id item = town_report(town, town->resident);
    town_report(town, town->resident);
    const cgov_text why = {"asked for", CGOV_NUL_TERMINATED};
    cgov_act act = town_act(town, town->founder);
    assert_int_equal(cgov_text_erase(town->ledger, &act, item, before + 1, CGOV_FIELD_TEXT, &why, NULL), CGOV_OK);
    act = town_act(town, town->founder);
    assert_int_equal(cgov_resident_erase(town->ledger, &act, town->resident, &why, NULL), CGOV_OK);
    town_close(town);
    replay(&storage, &replayed);
    assert_int_equal(replayed.status, CGOV_OK);
    assert_int_equal(replayed.count, before + live.count);
    assert_memory_equal(replayed.seen + before, live.seen, live.count * sizeof live.seen[0]);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

int main(int argc, char **argv) {
    scenario_choose(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commit_and_replay_see_the_same),
        cmocka_unit_test(what_was_erased_since_has_its_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
