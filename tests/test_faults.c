/* One story, and all that can go wrong with it: its journal cut at every length and with every bit flipped, every
 * allocation and every call of the storage failing.
 *
 * What must never be: a crash, a leak, a state that no undisturbed ledger ever had. The story was recorded once, with
 * the state digest after each frame; whatever opens is compared with that.
 *
 * The longest sweeps take one case of many, from a seed that is printed; CGOV_FULL=1 makes them whole. */
#include "support/alloc.h"
#include "support/fault.h"
#include "support/on_a_story.h"
#include "support/random.h"
#include "support/test.h"

#include "records/erased_lines.h"
#include "records/record.h"
#include "records/words.h"
#include "store/journal.h"

static bool full(void) {
    return getenv("CGOV_FULL") != NULL;
}

static int32_t open_on(const cgov_storage *on, const cgov_allocator *allocator, cgov_ledger **ledger,
                       cgov_error *error) {
    *error = (cgov_error){.size = sizeof *error};
    cgov_ledger_options options = {.size = sizeof options, .storage = on, .allocator = allocator, .error_out = error};
    return cgov_ledger_open(&options, ledger);
}

static cgov_ledger_view info_of(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info;
}

/* The ledger is exactly as it was after so many frames. */
static void assert_prefix(const cgov_ledger *ledger, uint32_t frames) {
    uint8_t digest[32];
    assert_true(frames > 0);
    assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
    assert_memory_equal(digest, recorded->frames[frames - 1].digest, 32);
    assert_int_equal(info_of(ledger).seq, recorded->frames[frames - 1].last_seq);
}

/* ---- what is erased ---- */

/* Of each byte of the journal the frame that erases it, from 1; 0: none does. */
static uint8_t *erasing;
static bool *headless; /* of each: it is in the head of such a piece, which stays, and is read no more */

static void mark_erased(uint32_t by, const struct record *record) {
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    struct erased_line line;
    while (cgov__erased_next(&cursor, &line)) {
        const struct recorded_frame *frame = recorded->frames;
        while (frame->last_seq < line.seq) frame++;
        const uint8_t *const words = recorded->bytes + frame->words_at, *piece_at = words;
        struct cursor pieces = cgov__cursor(words, (size_t)(frame->end - frame->words_at));
        struct piece piece;
        while (cgov__piece_head(&pieces, &piece) && pieces.at != words + line.at) {
            cgov__get_bytes(&pieces, SALT_SIZE + (size_t)piece.len);
            piece_at = pieces.at;
        }
        for (uint64_t at = (uint64_t)(piece_at - recorded->bytes); at < frame->words_at + line.at; at++)
            headless[at] = true;
        memset(erasing + frame->words_at + line.at, (int)by, line.len + SALT_SIZE);
    }
}

static int record_story(void **state) {
    const int failed = set_up(state);
    if (failed) return failed;
    erasing = calloc((size_t)recorded->len, 1);
    headless = calloc((size_t)recorded->len, sizeof *headless);
    for (uint32_t f = 0; f < recorded->count; f++) {
        struct cursor cursor = cgov__cursor(recorded->frames[f].records, recorded->frames[f].records_len);
        while (cursor.at < cursor.end) {
            struct record record;
            assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
            if (record.kind == CGOV_RECORD_ERASED) mark_erased(f + 1, &record);
        }
    }
    return 0;
}

static int forget_story(void **state) {
    free(erasing);
    free(headless);
    return tear_down(state);
}

/* Whether the byte is gone once so many frames stand. */
static bool is_erased(uint64_t at, uint32_t frames) {
    return at < recorded->len && erasing[at] != 0 && erasing[at] <= frames;
}

/* No byte of what these frames erase is there. */
static void assert_erased(const cgov_storage *on, uint32_t frames) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(on, "journal", &len);
    for (uint64_t at = 0; at < len; at++)
        if (is_erased(at, frames) && bytes[at] != 0) fail_msg("byte %llu is there", (unsigned long long)at);
    free(bytes);
}

/* ---- cuts ---- */

/* Of so many frames the last that says what is durable: from it on, a bad frame is a torn end. */
static uint32_t last_floor(uint32_t frames) {
    uint32_t last = frames - 1;
    while (last > 0 && !(recorded->frames[last].header.flags & FRAME_FLOOR)) last--;
    return last;
}

/* Of the journal's first len bytes the frames that stand where nothing lies beside it. The words that a frame further
 * on erases are gone already, and where that one is cut off nothing says why: a frame that no floor speaks for is torn
 * then. (A disk shows that of none, for the record is durable before words go.) */
static uint32_t standing(uint64_t len) {
    const uint32_t whole = recording_frames(recorded, len);
    const bool begun =
        whole < recorded->count && recorded->frames[whole].records_at <= len; /* a header alone says it */
    for (uint32_t f = whole > 0 ? last_floor(whole + begun) : 0; f < whole; f++)
        for (uint64_t at = recorded->frames[f].words_at; at < recorded->frames[f].end; at++)
            if (erasing[at] > whole) return f;
    return whole;
}

/* What was torn is reported, and lies aside as it was, but for zeros at its end, which say nothing. */
static void assert_torn(const cgov_ledger *ledger, const uint8_t *bytes, uint64_t from, uint64_t len, uint64_t seq) {
    cgov_ledger_view info = info_of(ledger);
    while (len > 0 && bytes[from + len - 1] == 0) len--;
    assert_int_equal(info.torn_bytes, len);
    assert_int_equal(info.torn_seq, len > 0 ? seq : 0);
    assert_int_equal(info.journal_bytes, from);
    if (len == 0) return;
    char name[32];
    snprintf(name, sizeof name, "torn-%llx-%llx", (unsigned long long)seq, (unsigned long long)from);
    uint64_t kept = 0;
    uint8_t *torn = fault_object(&storage, name, &kept);
    assert_non_null(torn);
    assert_int_equal(kept, len);
    assert_memory_equal(torn, bytes + from, len);
    free(torn);
}

static void cut_at(uint64_t len) {
    cgov_ledger *ledger;
    cgov_error error;
    uint32_t whole = standing(len);
    scenario_put(&storage, recorded->bytes, len);
    int32_t status = open_on(&storage, NULL, &ledger, &error);
    if (len < JOURNAL_HEADER) {
        assert_int_equal(status, CGOV_E_CORRUPT);
        assert_int_equal(error.os_code, len);
    } else if (whole == 0) {
        assert_int_equal(status, CGOV_E_NOT_FOUND);
        assert_non_null(strstr(error.message, "founding was cut short"));
    } else {
        assert_int_equal(status, CGOV_OK);
        uint64_t end = recorded->frames[whole - 1].end;
        assert_int_equal(info_of(ledger).ack_missing, 1);
        assert_prefix(ledger, whole);
        assert_torn(ledger, recorded->bytes, end, len - end, recorded->frames[whole - 1].last_seq + 1);
    }
    cgov_ledger_close(ledger);
}

/* The same with what lies beside it: it is whole or damaged, nothing is touched, and no other ledger can be founded. */
static void cut_is_named(uint64_t len) {
    cgov_ledger *ledger;
    cgov_error error;
    uint64_t end = 0, left = 0;
    scenario_put(&storage, recorded->bytes, len);
    assert_int_equal(storage.put(storage.user, "ack", recorded->ack, recorded->ack_len, &end), 0);
    int32_t status = open_on(&storage, NULL, &ledger, &error);
    if (len == recorded->len) {
        assert_int_equal(status, CGOV_OK);
        assert_prefix(ledger, recorded->count);
        assert_torn(ledger, recorded->bytes, len, 0, 0);
        assert_int_equal(info_of(ledger).ack_missing, 0);
        cgov_ledger_close(ledger);
        return;
    }
    uint32_t whole = recording_frames(recorded, len);
    assert_int_equal(status, CGOV_E_CORRUPT);
    assert_int_equal(error.os_code, len < JOURNAL_HEADER ? len
                                    : whole              ? recorded->frames[whole - 1].end
                                                         : JOURNAL_HEADER);
    if (len >= JOURNAL_HEADER) assert_non_null(strstr(error.message, " acknowledged"));
    struct scenario scenario;
    struct scenario_options options = {.storage = &storage, .seed = SCENARIO_SEED};
    assert_int_equal(scenario_found(&scenario, &options), CGOV_E_EXISTS);
    uint8_t *bytes = fault_object(&storage, "journal", &left);
    assert_int_equal(left, len);
    assert_memory_equal(bytes, recorded->bytes, len);
    free(bytes);
    char name[32];
    uint32_t found = 1;
    assert_int_equal(storage.list(storage.user, 2, name, &found), 0);
    assert_int_equal(found, 0);
}

static bool near_an_end(uint64_t len) {
    for (uint32_t i = 0; i < recorded->count; i++)
        if (len + 1 >= recorded->frames[i].end && len <= recorded->frames[i].end + 1) return true;
    return len <= JOURNAL_HEADER + 1;
}

static void every_cut(void **state) {
    (void)state;
    uint64_t seed = random_seed(1), cuts = 0, stride = full() ? 1 : 47;
    uint64_t first = random_below(&seed, (uint32_t)stride);
    for (uint64_t len = 0; len <= recorded->len; len++) {
        if (len % stride != first && !near_an_end(len)) continue;
        cut_at(len);
        cut_is_named(len);
        cuts++;
    }
    print_message("# %u frames, %llu bytes: %llu cuts\n", recorded->count, (unsigned long long)recorded->len,
                  (unsigned long long)cuts);
}

/* A founding that was cut short leaves a storage on which a ledger can be founded. */
static void a_torn_founding_is_none(void **state) {
    (void)state;
    cgov_ledger *ledger;
    cgov_error error;
    scenario_put(&storage, recorded->bytes, recorded->frames[0].end - 1);
    assert_int_equal(open_on(&storage, NULL, &ledger, &error), CGOV_E_NOT_FOUND);
    struct scenario scenario;
    struct scenario_options options = {.storage = &storage, .seed = SCENARIO_SEED};
    assert_int_equal(scenario_found(&scenario, &options), CGOV_OK);
    assert_prefix(scenario.ledger, 1);
    cgov_ledger_close(scenario.ledger);
}

/* What says up to where it is durable cannot be written: no command fails for it, and the ledger tells. */
static void a_failed_slot_is_told(void **state) {
    (void)state;
    struct fault fault;
    cgov_storage failing;
    cgov_error error;
    struct scenario scenario = {.seed = SCENARIO_SEED};
    int32_t status;
    scenario_put(&storage, recorded->bytes, recorded->frames[0].end);
    fault_open(&fault, &storage, &failing);
    assert_int_equal(open_on(&failing, NULL, &scenario.ledger, &error), CGOV_OK);
    assert_int_equal(info_of(scenario.ledger).ack_missing, 1); /* it was not there */
    cgov_ledger_close(scenario.ledger);
    assert_int_equal(open_on(&failing, NULL, &scenario.ledger, &error), CGOV_OK);
    for (uint32_t i = 0; i < 3; i++) {
        fault_arm(&fault, FAULT_OVERWRITE | FAULT_PUT, i == 1, true, FAULT_ERROR);
        assert_true(scenario_next(&scenario, &status));
        assert_int_equal(status, CGOV_OK);
        assert_int_equal(info_of(scenario.ledger).ack_missing, i == 1);
        assert_int_equal(info_of(scenario.ledger).durable_seq, info_of(scenario.ledger).seq);
    }
    cgov_ledger_close(scenario.ledger);
    fault_close(&fault);
}

/* ---- flips ---- */

/* One text of a record, read by the auditor. */
static int32_t read_text(const cgov_ledger *ledger, const struct record *record, uint32_t field) {
    char text[256];
    uint64_t needed;
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info_of(ledger).now};
    return cgov_text_get(ledger, &reader, record->id, record->seq, field, text, sizeof text, &needed);
}

/* Reads all the words there are: none are damaged but in the damaged frame. Answers how many texts were. */
static uint32_t read_words(const cgov_ledger *ledger, uint32_t damaged, uint32_t from, uint32_t to) {
    uint32_t bad = 0;
    for (uint32_t f = from; f < to; f++) {
        const struct recorded_frame *frame = &recorded->frames[f];
        struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
        while (cursor.at < cursor.end) {
            struct record record;
            assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
            for (uint32_t field = 0; field != SCENARIO_FIELD_END; field = scenario_field_after(field)) {
                if (!cgov__has_words(&record, field) || field == SECRET_FIELD) continue; /* which nobody reads */
                int32_t status = read_text(ledger, &record, field);
                if (status == CGOV_E_ERASED) continue; /* which is asked of the bytes */
                if (f != damaged || status != CGOV_E_CORRUPT) assert_int_equal(status, CGOV_OK);
                bad += status == CGOV_E_CORRUPT;
            }
        }
    }
    return bad;
}

static void flip_words(const cgov_ledger *ledger, uint64_t at, bool secret, bool all) {
    const uint32_t frame = recording_frames(recorded, at), damaged = secret || headless[at] || erasing[at] != 0 ? 0 : 1;
    uint8_t digest[32];
    assert_erased(&storage, recorded->count);
    assert_prefix(ledger, recorded->count);
    assert_int_equal(info_of(ledger).torn_bytes, 0);
    assert_int_equal(cgov_journal_digest(ledger, digest), CGOV_OK);
    assert_int_equal(read_words(ledger, frame, all ? 0 : frame, all ? recorded->count : frame + 1), damaged);
}

/* What lies beside the journal is there where beside is; then no frame's damage is a torn end. */
static void flip(uint8_t *bytes, uint64_t bit, bool beside) {
    cgov_ledger *ledger;
    cgov_error error;
    uint64_t put = 0;
    uint64_t at = bit / 8;
    uint32_t frame = recording_frames(recorded, at);
    const bool secret = at >= JOURNAL_HEADER && scenario_is_secret(recorded, &recorded->frames[frame], at);
    bytes[at] ^= (uint8_t)(1u << bit % 8);
    scenario_put(&storage, bytes, recorded->len);
    if (beside) assert_int_equal(storage.put(storage.user, "ack", recorded->ack, recorded->ack_len, &put), 0);
    int32_t status = open_on(&storage, NULL, &ledger, &error);
    if (at < JOURNAL_HEADER) {
        assert_int_equal(status, at < 8 ? CGOV_E_FORMAT : CGOV_E_CORRUPT);
    } else if (at >= recorded->frames[frame].words_at &&
               (beside || frame < last_floor(recorded->count) || erasing[at] != 0)) {
        assert_int_equal(status, CGOV_OK);
        flip_words(ledger, at, secret, at == recorded->frames[frame].words_at && bit % 8 == 0);
    } else if (beside || frame < last_floor(recorded->count)) {
        assert_int_equal(status, CGOV_E_CORRUPT);
        assert_int_equal(error.os_code, recorded->frames[frame].at);
    } else {
        assert_int_equal(status, CGOV_OK);
        uint64_t end = recorded->frames[frame].at;
        assert_prefix(ledger, frame);
        assert_torn(ledger, bytes, end, recorded->len - end, recorded->frames[frame].header.seq);
    }
    cgov_ledger_close(ledger);
    if (status != CGOV_OK) { /* nothing was touched */
        uint64_t len = 0;
        uint8_t *left = fault_object(&storage, "journal", &len);
        assert_int_equal(len, recorded->len);
        assert_memory_equal(left, bytes, len);
        free(left);
    }
    bytes[at] ^= (uint8_t)(1u << bit % 8);
}

/* Bits that no stride may miss: a frame's header, and the first of its records and words. */
static bool at_a_border(uint64_t at) {
    uint32_t frame = recording_frames(recorded, at);
    if (at < JOURNAL_HEADER) return true;
    return at == recorded->frames[frame].records_at || at == recorded->frames[frame].words_at;
}

static void every_flip(void **state) {
    (void)state;
    uint64_t seed = random_seed(2), flips = 0, stride = full() ? 1 : 127;
    uint64_t first = random_below(&seed, (uint32_t)stride);
    uint8_t *bytes = malloc(recorded->len);
    memcpy(bytes, recorded->bytes, recorded->len);
    for (uint64_t bit = 0; bit < recorded->len * 8; bit++) {
        if (bit % stride != first && !(bit % 8 == 0 && at_a_border(bit / 8))) continue;
        flip(bytes, bit, true);
        flip(bytes, bit, false);
        flips++;
    }
    print_message("# %llu bits flipped\n", (unsigned long long)flips);
    free(bytes);
}

/* ---- every allocation, every call of the storage ---- */

/* A world in which something is going to fail. */
struct world {
    struct test_alloc alloc;
    cgov_allocator allocator;
    cgov_storage memory, storage;
    struct fault fault;
};

static void world_begin(struct world *world, const void *journal, uint64_t len) {
    *world = (struct world){.memory.size = sizeof world->memory};
    world->allocator = test_alloc_table(&world->alloc);
    assert_int_equal(cgov_storage_memory(NULL, &world->memory), CGOV_OK);
    if (len > 0) scenario_put(&world->memory, journal, len);
    fault_open(&world->fault, &world->memory, &world->storage);
}

static void world_end(struct world *world) {
    test_alloc_is_empty(&world->alloc);
    fault_close(&world->fault);
    assert_int_equal(cgov_storage_close(&world->memory), CGOV_OK);
}

/* What fails: the nth allocation, or the nth of these calls of the storage; power: and then the power goes. */
struct plan {
    uint32_t nth;
    bool memory, forever, power;
    uint32_t ops;
    enum fault_kind kind;
};

static void world_arm(struct world *world, const struct plan *plan) {
    if (plan->memory)
        test_alloc_fail(&world->alloc, plan->nth, plan->forever);
    else
        fault_arm(&world->fault, plan->ops, plan->nth, plan->forever, plan->kind);
}

static bool world_failed(const struct world *world) {
    return world->alloc.failures > 0 || (world->fault.fail_at > 0 && world->fault.calls >= world->fault.fail_at);
}

/* Nothing fails any more. */
static void world_heal(struct world *world) {
    world->alloc.fail_at = 0;
    fault_arm(&world->fault, FAULT_ANY, 0, false, FAULT_ERROR);
}

/* The ledger is closed. A writer whose storage would not even unlock is gone all the same. */
static void world_closed(struct world *world, const struct plan *plan) {
    uint64_t held = 1;
    test_alloc_is_empty(&world->alloc);
    world_heal(world);
    assert_int_equal(world->memory.lock(world->memory.user, 0, &held), 0);
    if (plan->power) fault_power_cut(&world->fault, plan->nth % 50);
}

/* The frames the ledger stands after: more than the command before left only where time itself made them due. */
static uint32_t frames_now(const cgov_ledger *ledger) {
    uint32_t frames = 1;
    while (frames < recorded->count && recorded->frames[frames - 1].last_seq != info_of(ledger).seq) frames++;
    assert_prefix(ledger, frames);
    return frames;
}

static void assert_journal(const struct world *world, uint32_t frames) {
    uint64_t len = 0;
    uint8_t *bytes = fault_object(&world->memory, "journal", &len);
    assert_int_equal(len, recorded->frames[frames - 1].end);
    for (uint64_t at = 0; at < len; at++) /* what a later frame erases is there yet */
        if (erasing[at] > frames) bytes[at] = recorded->bytes[at];
    assert_memory_equal(bytes, recorded->bytes, len);
    free(bytes);
}

/* What is on the storage opens as a prefix, and holds all that was acknowledged. */
static void reopens(struct world *world, uint32_t acknowledged) {
    cgov_ledger *ledger;
    cgov_error error;
    assert_int_equal(open_on(&world->storage, &world->allocator, &ledger, &error), CGOV_OK);
    assert_true(frames_now(ledger) >= acknowledged);
    assert_erased(&world->memory, frames_now(ledger));
    cgov_ledger_close(ledger);
    test_alloc_is_empty(&world->alloc);
}

/* The command failed. Its promise: nothing of it is there, or nothing more is written at all. */
static void after_failure(struct world *world, struct scenario *scenario, int32_t status, bool forever) {
    uint32_t before = scenario->step == 0 ? 1 : recorded->after[scenario->step - 1];
    uint32_t after = recorded->after[scenario->step];
    assert_int_equal(status, world->alloc.failures > 0 ? CGOV_E_NOMEM : CGOV_E_STORAGE);
    uint32_t frames = frames_now(scenario->ledger);
    if (info_of(scenario->ledger).poisoned) {
        assert_int_equal(status, CGOV_E_STORAGE);
        assert_true(frames >= before && frames <= after);
        world_heal(world);
        assert_int_equal(scenario_give(scenario->ledger, scenario->seed, scenario->step, 0), CGOV_E_POISONED);
        assert_int_equal(cgov_ledger_flush(scenario->ledger, NULL), CGOV_E_POISONED);
        assert_int_equal(frames_now(scenario->ledger), frames);
        return;
    }
    assert_true(frames >= before && frames <= after);
    for (uint32_t f = before; f < frames; f++) assert_int_equal(recorded->frames[f].header.kind, FRAME_TIME);
    assert_journal(world, frames);
    if (forever) {
        int32_t again;
        if (!scenario_next(scenario, &again)) assert_int_equal(again, status);
        if (info_of(scenario->ledger).poisoned) return;
    }
    world_heal(world);
    assert_int_equal(scenario_run(scenario), CGOV_OK);
    assert_prefix(scenario->ledger, recorded->count);
}

/* From the founding to the first failure, and on to the end where that can be. false: nothing failed any more. */
static bool run_into_it(const struct plan *plan) {
    struct world world;
    struct scenario scenario = {.seed = SCENARIO_SEED};
    cgov_error error;
    world_begin(&world, recorded->bytes, recorded->frames[0].end);
    assert_int_equal(open_on(&world.storage, &world.allocator, &scenario.ledger, &error), CGOV_OK);
    world_arm(&world, plan);
    int32_t status = scenario_run(&scenario);
    bool failed = world_failed(&world);
    assert_true(failed || status == CGOV_OK);
    if (status != CGOV_OK)
        after_failure(&world, &scenario, status, plan->forever);
    else
        assert_prefix(scenario.ledger, recorded->count);
    uint32_t acknowledged = scenario.step == 0 ? 1 : recorded->after[scenario.step - 1];
    cgov_ledger_close(scenario.ledger);
    world_closed(&world, plan);
    reopens(&world, acknowledged);
    world_end(&world);
    return failed;
}

/* Founding fails: then there is a ledger on the storage that opens, or one can be founded there. */
static bool found_into_it(const struct plan *plan) {
    struct world world;
    struct scenario scenario;
    cgov_error error;
    world_begin(&world, NULL, 0);
    world_arm(&world, plan);
    struct scenario_options options = {.storage = &world.storage, .allocator = &world.allocator, .seed = SCENARIO_SEED};
    int32_t status = scenario_found(&scenario, &options);
    bool failed = world_failed(&world);
    if (status == CGOV_OK)
        cgov_ledger_close(scenario.ledger);
    else
        assert_null(scenario.ledger);
    assert_true(status == CGOV_OK || (failed && status == (plan->memory ? CGOV_E_NOMEM : CGOV_E_STORAGE)));
    world_closed(&world, plan);
    status = open_on(&world.storage, &world.allocator, &scenario.ledger, &error);
    if (status == CGOV_E_NOT_FOUND) status = scenario_found(&scenario, &options);
    assert_int_equal(status, CGOV_OK);
    assert_prefix(scenario.ledger, 1);
    cgov_ledger_close(scenario.ledger);
    world_closed(&world, plan);
    world_end(&world);
    return failed;
}

/* Opening fails, on a journal with a torn end: then it opens another time, and the torn end is reported by the opening
 * that cuts it. */
static bool open_into_it(const struct plan *plan) {
    struct world world;
    cgov_ledger *ledger;
    cgov_error error;
    world_begin(&world, recorded->bytes, recorded->len - 5);
    world_arm(&world, plan);
    int32_t status = open_on(&world.storage, &world.allocator, &ledger, &error);
    bool failed = world_failed(&world);
    if (status == CGOV_OK)
        assert_prefix(ledger, recorded->count - 1);
    else
        assert_int_equal(status, plan->memory ? CGOV_E_NOMEM : CGOV_E_STORAGE);
    cgov_ledger_close(ledger);
    world_closed(&world, plan);
    reopens(&world, recorded->count - 1);
    world_end(&world);
    return failed;
}

static void sweep(const char *what, bool (*into_it)(const struct plan *), struct plan plan, uint32_t stride,
                  uint64_t *seed) {
    uint32_t runs = 1;
    for (plan.nth = 1 + random_below(seed, stride); into_it(&plan); plan.nth += stride) runs++;
    print_message("# %s: %u runs, the last with call %u\n", what, runs, plan.nth);
}

static void every_allocation(void **state) {
    (void)state;
    uint64_t seed = random_seed(3);
    for (int forever = 0; forever < 2; forever++) {
        struct plan plan = {.memory = true, .forever = forever};
        sweep("founding, an allocation", found_into_it, plan, full() ? 1 : 11, &seed);
        sweep("opening, an allocation", open_into_it, plan, 1, &seed);
        sweep("running, an allocation", run_into_it, plan, 1, &seed);
    }
}

static void every_call_of_the_storage(void **state) {
    (void)state;
    uint64_t seed = random_seed(4);
    static const uint32_t ops[] = {FAULT_ANY, FAULT_APPEND, FAULT_SYNC};
    for (uint32_t i = 0; i < 3 * FAULT_KINDS * 4; i++) {
        struct plan plan = {
            .ops = ops[i % 3], .kind = (enum fault_kind)(i / 3 / 4), .forever = i / 3 % 2, .power = i / 6 % 2};
        sweep("founding, the storage", found_into_it, plan, full() ? 1 : 5, &seed);
        sweep("opening, the storage", open_into_it, plan, 1, &seed);
        sweep("running, the storage", run_into_it, plan, full() ? 1 : 41, &seed);
    }
}

int main(int argc, char **argv) {
    scenario_choose(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cut),
        cmocka_unit_test(a_torn_founding_is_none),
        cmocka_unit_test(a_failed_slot_is_told),
        cmocka_unit_test(every_flip),
        cmocka_unit_test(every_allocation),
        cmocka_unit_test(every_call_of_the_storage),
    };
    return cmocka_run_group_tests(tests, record_story, forget_story);
}
