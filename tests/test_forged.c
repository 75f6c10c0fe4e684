/* What no command writes, each thing alone: a field that is foreign to its kind, a record that breaks what applying
 * relies on, a plan that is given one. A record of each kind is taken from the story, with the ledger as it was just
 * before it, and one thing of it is forged. */
#include "support/encode.h"
#include "support/forge.h"
#include "support/on_a_story.h"
#include "support/random.h"
#include "support/test.h"

#include "entities/entities.h"
#include "entities/item.h"
#include "entities/plan.h"
#include "ledger/handle.h"

static const uint32_t kinds[] = {
#define K(value, number, KIND, name, about) value,
    CGOV_RECORDS(K)
#undef K
};
#define KINDS (sizeof kinds / sizeof kinds[0])

/* ---- a record, and the ledger before it ---- */

static cgov_ledger *open_at(uint64_t len) {
    cgov_ledger *ledger;
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    scenario_put(&storage, recorded->bytes, len);
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    return ledger;
}

/* What there was before it about the same thing. */
static uint64_t last_about(const cgov_ledger *ledger, const struct record *record) {
    struct subject subject;
    struct overlay overlay;
    cgov__overlay_init(&overlay, ledger->model.mem);
    cgov__overlay_begin(&overlay, &ledger->model, NULL);
    cgov__overlay_subject(&overlay, record, &subject);
    cgov__overlay_free(&overlay);
    return subject.last_seq;
}

/* What no library has written yet. */
static cgov_ledger *before_deciding(struct record *record) {
    cgov_ledger *ledger = open_at(recorded->len);
    const struct model *model = &ledger->model;
    *record = (struct record){
        .kind = CGOV_RECORD_DECIDED, .seq = model->seq + 1, .time = model->now, .decisions = model->decisions + 1};
    record->previous = last_about(ledger, record);
    return ledger;
}

/* Of the first resident's name. */
static cgov_ledger *before_erasing(struct record *record) {
    static const uint8_t line[4 + 32] = {4, CGOV_FIELD_NAME, 0, 1};
    cgov_ledger *ledger = open_at(recorded->len);
    const struct model *model = &ledger->model;
    *record = (struct record){.kind = CGOV_RECORD_ERASED,
                              .seq = model->seq + 1,
                              .time = model->now,
                              .id = cgov__id(CGOV_KIND_RESIDENT, 1),
                              .erased = cgov__blob(line, sizeof line)};
    record->previous = last_about(ledger, record);
    return ledger;
}

/* The story's last record of that kind, where asked for the last that is the first about its thing, and the ledger that
 * it comes to; NULL: it comes to none. */
static cgov_ledger *before(uint32_t kind, bool first, struct record *record) {
    uint64_t found = 0;
    uint32_t in = 0;
    if (kind == CGOV_RECORD_DECIDED) return before_deciding(record);
    if (kind == CGOV_RECORD_ERASED) return before_erasing(record);
    for (uint32_t f = 0; f < recorded->count; f++) {
        struct cursor cursor = cgov__cursor(recorded->frames[f].records, recorded->frames[f].records_len);
        while (cursor.at < cursor.end) {
            struct record next;
            assert_int_equal(cgov__record_decode(&cursor, &next), CGOV_OK);
            if (next.kind != kind || (first && next.previous != 0)) continue;
            *record = next;
            found = next.seq;
            in = f;
        }
    }
    if (found == 0) {
        assert_int_equal(cgov__record_about(kind), ABOUT_ENTRY); /* the story has no rolls */
        record->kind = 0;
    }
    if (in == 0) return NULL;
    const struct recorded_frame *frame = &recorded->frames[in];
    cgov_ledger *ledger = open_at(frame->at);
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    for (uint64_t seq = frame->header.seq; seq < found; seq++) {
        struct record earlier;
        assert_int_equal(cgov__record_decode(&cursor, &earlier), CGOV_OK);
        assert_int_equal(forge_replay(ledger, &earlier), CGOV_OK);
    }
    return ledger;
}

static cgov_ledger *before_last(uint32_t kind, struct record *record) {
    return before(kind, false, record);
}

static bool is_valid_first(const struct record *record) {
    struct mem mem;
    struct model model;
    struct overlay overlay;
    struct subject subject;
    cgov__mem_init(&mem, NULL);
    cgov__model_init(&model, &mem, cgov__kinds);
    cgov__overlay_init(&overlay, &mem);
    cgov__overlay_begin(&overlay, &model, NULL);
    cgov__overlay_subject(&overlay, record, &subject);
    bool valid = cgov__record_valid(&overlay, &subject, record);
    cgov__overlay_free(&overlay);
    cgov__model_free(&model);
    return valid;
}

/* ---- foreign fields ---- */

enum {
#define F(tag, member, type) TAG_##member = tag,
    RECORD_FIELDS(F)
#undef F
        TAGS
};

static bool holds(uint32_t kind, uint32_t tag) {
#define T(member) tag == TAG_##member ||
#define K(value, number, KIND, name, about)                                                                            \
    case value:                                                                                                        \
        return COMMAND_FIELDS(T) FIELDS_OF_##KIND(T, T, T) false;
    switch (kind) {
        CGOV_RECORDS(K)
#undef K
#undef T
    default:
        return false;
    }
}

#define PUT_U(member) record->member = 1
#define PUT_Z(member) record->member = 1
#define PUT_ID(member) record->member = cgov__id(CGOV_KIND_RESIDENT, 1)
#define PUT_X64(member) record->member = 1
#define PUT_B(member) record->member = cgov__blob((const uint8_t *)"a", 1)
#define PUT_CLOCKS(member)                                                                                             \
    record->member = (struct clock_list) {                                                                             \
        .count = 1, .at = { {.clock = 0, .op = OP_STOP} }                                                              \
    }
#define PUT_PARTIES(member)                                                                                            \
    record->member = (struct party_list) {                                                                             \
        .set = 1, .ids = { cgov__id(CGOV_KIND_RESIDENT, 1) }                                                           \
    }

/* False where there is no such tag. */
static bool put(struct record *record, uint32_t tag) {
    switch (tag) {
#define F(n, member, type)                                                                                             \
    case n:                                                                                                            \
        PUT_##type(member);                                                                                            \
        return true;
        RECORD_FIELDS(F)
#undef F
    default:
        return false;
    }
}

static bool encodes(const struct record *record) {
    struct mem mem;
    struct buf bytes;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&bytes, &mem);
    bool good = encode_record(&bytes, record);
    cgov__buf_free(&bytes);
    return good;
}

static void assert_same_bytes(const struct record *record, const struct record *other) {
    struct mem mem;
    struct buf bytes, others;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&bytes, &mem);
    cgov__buf_init(&others, &mem);
    assert_true(encode_record(&bytes, record));
    assert_true(cgov__record_put(&others, other));
    assert_int_equal(bytes.len, others.len);
    assert_memory_equal(bytes.data, others.data, bytes.len);
    cgov__buf_free(&bytes);
    cgov__buf_free(&others);
}

static void assert_nothing_is_left(struct record *record) {
    struct record empty;
    record->foreign = true;
    record->previous = record->key_hash = record->entry = record->roll_row = record->met = record->slot = 5;
    cgov__record_reuse(record, kinds[0]);
    assert_false(record->foreign);
    assert_int_equal(record->seq | (uint64_t)record->time | record->previous | record->key_hash, 0);
    assert_int_equal(record->entry | record->roll_row | record->met | record->slot, 0);
    cgov__record_clear(&empty, kinds[0]);
    assert_same_bytes(record, &empty);
}

/* The rest of a decision stands with its outcome: else no reader takes it, and no writer puts it down. */
static bool waits_for_an_outcome(uint32_t tag) {
    return ((tag >= TAG_rule && tag <= TAG_held) || (tag >= TAG_budget && tag < TAG_commitment)) && tag != TAG_outcome;
}

/* What a plan writes is what the table says, of each field of each kind alone and of all together; and once the record
 * is used again nothing of it is left. */
static void a_record_is_written_as_the_table_says(void **state) {
    (void)state;
    for (size_t k = 0; k < KINDS; k++) {
        struct record record, all, empty;
        cgov__record_clear(&all, kinds[k]);
        cgov__record_clear(&empty, kinds[k]);
        all.seq = empty.seq = 7;
        all.time = empty.time = 7;
        for (uint32_t tag = 1; tag < TAGS; tag++) {
            if (!holds(kinds[k], tag)) continue;
            record = empty;
            put(&record, tag);
            if (waits_for_an_outcome(tag)) {
                struct record without = record;
                put(&record, TAG_outcome);
                assert_same_bytes(&empty, &without);
            }
            put(&all, tag);
            assert_same_bytes(&record, &record);
        }
        assert_same_bytes(&all, &all);
        assert_nothing_is_left(&all);
    }
    /* Nor of one whose kind was to be told later, and never was. */
    struct record untold;
    cgov__record_clear(&untold, 0);
    for (uint32_t tag = 1; tag < TAGS; tag++) put(&untold, tag);
    assert_nothing_is_left(&untold);
}

/* ---- whatever it holds ---- */

#define BYTES_MOST 300u /* whose length takes two bytes */

#define DRAW_U(member) record->member = random_sized(random)
#define DRAW_Z(member) record->member = (int64_t)random_sized(random) * (random_below(random, 2) == 0 ? 1 : -1)
#define DRAW_ID(member) record->member = cgov__id(random_below(random, KIND_END), random_sized(random) >> 20)
#define DRAW_X64(member) record->member = random_next(random)
#define DRAW_B(member) record->member = cgov__blob(bytes, random_below(random, BYTES_MOST))
#define DRAW_CLOCKS(member) draw_clocks(random, &record->member)
#define DRAW_PARTIES(member) draw_parties(random, &record->member)

static void draw_clocks(uint64_t *random, struct clock_list *list) {
    list->count = random_below(random, MAX_OPERATIONS + 1);
    for (uint32_t i = 0; i < list->count; i++)
        list->at[i] =
            (struct clock_operation){.clock = (uint8_t)random_below(random, MAX_CLOCKS),
                                     .op = (uint8_t)(1 + random_below(random, OP_LENGTH)),
                                     .unit = (uint8_t)random_below(random, 4),
                                     .flags = (uint8_t)random_below(random, 4),
                                     .n = (uint32_t)random_sized(random),
                                     .due = random_below(random, 8) == 0 ? DUE_UNKNOWN : (int64_t)random_sized(random)};
}

static void draw_parties(uint64_t *random, struct party_list *list) {
    list->set = random_below(random, 1u << LIST_PARTIES);
    for (uint32_t p = 0; p < LIST_PARTIES; p++) list->ids[p] = cgov__id(CGOV_KIND_RESIDENT, random_sized(random) >> 32);
}

/* A field that its kind may hold, as likely as not. */
static void draw(uint64_t *random, struct record *record, uint32_t tag, const uint8_t bytes[BYTES_MOST]) {
    if (!holds(record->kind, tag) || random_below(random, 2) == 0) return;
    if (waits_for_an_outcome(tag) && record->outcome == 0) return;
    if (tag > TAG_fingerprint) record->bare = false;
    switch (tag) {
#define F(n, member, type)                                                                                             \
    case n:                                                                                                            \
        DRAW_##type(member);                                                                                           \
        break;
        RECORD_FIELDS(F)
#undef F
    }
}

/* Numbers of every length, lists and bytes of every length too, in one record that is used again and again: what each
 * kind's own writer puts down is what the table of all fields does, so that nothing before it is left either. */
static void random_records_are_written_as_the_table_says(void **state) {
    (void)state;
    uint64_t random = random_seed(11);
    static uint8_t bytes[BYTES_MOST];
    struct record record;
    for (uint32_t i = 0; i < BYTES_MOST; i++) bytes[i] = (uint8_t)random_next(&random);
    cgov__record_clear(&record, 0);
    for (uint32_t i = 0; i < 4000; i++) {
        cgov__record_reuse(&record, kinds[random_below(&random, KINDS)]);
        record.seq = 1 + random_sized(&random);
        record.previous = random_below(&random, 2) == 0 ? 0 : record.seq - random_next(&random) % record.seq;
        record.time = (int64_t)(random_sized(&random) >> 1);
        assert_false(record.bare);
        record.bare = record.kind == CGOV_RECORD_MOVED;
        const uint32_t most = random_below(&random, 4) == 0 ? TAG_fingerprint + 1 : TAGS; /* some moves stay bare */
        draw(&random, &record, TAG_outcome, bytes);
        for (uint32_t tag = 1; tag < most; tag++)
            if (tag != TAG_outcome) draw(&random, &record, tag, bytes);
        assert_same_bytes(&record, &record);
    }
}

/* Each of each kind: it is not encoded without a word, and read it is damage; where the ledger's decisions are newer
 * than the library, it may be a newer format. */
static void a_foreign_field_is_damage(void **state) {
    (void)state;
    uint32_t met = 0;
    for (size_t k = 0; k < KINDS; k++) {
        const uint32_t kind = kinds[k];
        struct record record;
        cgov_ledger *ledger = before_last(kind, &record);
        if (record.kind == 0) continue;
        assert_true(encodes(&record));
        for (uint32_t tag = 1; tag < TAGS; tag++) {
            struct record forged = record;
            if (holds(kind, tag) || !put(&forged, tag)) continue;
            met++;
            assert_false(encodes(&forged));
            forged.foreign = true;
            if (!ledger) {
                assert_false(is_valid_first(&forged));
                continue;
            }
            assert_int_equal(forge_replay(ledger, &forged), CGOV_E_CORRUPT);
            const uint32_t decisions = ledger->model.decisions;
            ledger->model.decisions = ledger->model.library + 1;
            assert_int_equal(forge_replay(ledger, &forged), CGOV_E_FORMAT);
            forged.time = ledger->model.now - 1; /* whatever else is wrong with it */
            ledger->model.decisions = decisions;
            assert_int_equal(forge_replay(ledger, &forged), CGOV_E_CORRUPT);
        }
        if (ledger)
            assert_int_equal(forge_replay(ledger, &record), CGOV_OK);
        else
            assert_true(is_valid_first(&record));
        cgov_ledger_close(ledger);
    }
    assert_true(met > 400);
}

/* ---- fields that must be there ---- */

static bool must_hold(uint32_t kind, uint32_t tag, bool first) {
#define T(member)
#define N(member) tag == TAG_##member ||
#define A(member) (first && tag == TAG_##member) ||
#define K(value, number, KIND, name, about)                                                                            \
    case value:                                                                                                        \
        return FIELDS_OF_##KIND(T, N, A) false;
    switch (kind) {
        CGOV_RECORDS(K)
    default:
        return false;
    }
#undef K
#undef A
#undef N
#undef T
}

static void take_out(struct record *record, uint32_t tag) {
    switch (tag) {
#define F(n, member, type)                                                                                             \
    case n:                                                                                                            \
        memset(&record->member, 0, sizeof record->member);                                                             \
        break;
        RECORD_FIELDS(F)
#undef F
    default:
        fail();
    }
}

static bool is_whole(const struct record *record) {
    switch (record->kind) {
#define K(value, number, KIND, name, about)                                                                            \
    case value:                                                                                                        \
        return cgov__##name##_whole(record);
        CGOV_RECORDS(K)
#undef K
    default:
        fail();
        return false;
    }
}

/* A record of that kind as it stands, then without each field that it must hold; how many those were. */
static uint32_t without_each(uint32_t kind, bool first) {
    struct record record;
    cgov_ledger *ledger = before(kind, first, &record);
    uint32_t met = 0;
    if (record.kind == 0) return 0;
    assert_true(is_whole(&record));
    for (uint32_t tag = 1; tag < TAGS; tag++) {
        if (!must_hold(kind, tag, first)) continue;
        struct record forged = record;
        take_out(&forged, tag);
        met++;
        assert_false(is_whole(&forged));
        assert_true(ledger ? forge_replay(ledger, &forged) == CGOV_E_CORRUPT : !is_valid_first(&forged));
    }
    assert_true(ledger ? forge_replay(ledger, &record) == CGOV_OK : is_valid_first(&record));
    cgov_ledger_close(ledger);
    return met;
}

static void a_field_that_must_be_there_is(void **state) {
    (void)state;
    uint32_t met = 0;
    for (size_t k = 0; k < KINDS; k++) {
        met += without_each(kinds[k], false);
        if (cgov__record_about(kinds[k]) == ABOUT_PERSON) met += without_each(kinds[k], true);
    }
    assert_true(met > 40);
}

/* ---- what applying relies on ---- */

static void time_and_order_hold(void **state) {
    (void)state;
    for (size_t k = 0; k < KINDS; k++) {
        struct record record, forged;
        cgov_ledger *ledger = before_last(kinds[k], &record);
        if (!ledger) continue;
        const uint64_t seqs[] = {0, record.seq - 1, record.seq + 1};
        for (int i = 0; i < 3; i++) {
            forged = record;
            forged.seq = seqs[i];
            forged.previous = 0;
            assert_int_equal(forge_replay(ledger, &forged), CGOV_E_CORRUPT);
        }
        const uint64_t previous[] = {0, 1, record.previous - 1, record.previous + 1, record.seq - 1};
        for (int i = 0; i < 5; i++) {
            forged = record;
            forged.previous = previous[i];
            if (forged.previous == record.previous || forged.previous >= record.seq) continue;
            assert_int_equal(forge_replay(ledger, &forged), CGOV_E_CORRUPT);
        }
        const int64_t times[] = {ledger->model.now - 1, 0, END_OF_TIME};
        for (int i = 0; i < 3; i++) {
            forged = record;
            forged.time = times[i];
            assert_int_equal(forge_replay(ledger, &forged), CGOV_E_CORRUPT);
        }
        assert_int_equal(forge_replay(ledger, &record), CGOV_OK);
        cgov_ledger_close(ledger);
    }
}

static void no_organization_stands_below_itself(void **state) {
    (void)state;
    struct record record;
    cgov_ledger *ledger = before_last(CGOV_RECORD_DECIDED, &record);
    assert_true(ledger && ledger->model.organizations.count > 2);
    const uint64_t seq = ledger->model.seq;
    for (uint32_t above = 1; above <= ledger->model.organizations.count; above++) {
        for (uint32_t below = 1; below <= ledger->model.organizations.count; below++) {
            uint32_t at = below;
            while (at != 0 && at != above) at = cgov__organization(&ledger->model, at)->parent;
            if (at == 0) continue;
            const uint64_t id = cgov__id(CGOV_KIND_ORGANIZATION, above);
            struct record circle = {.kind = CGOV_RECORD_ORGANIZATION,
                                    .seq = seq + 1,
                                    .time = ledger->model.now,
                                    .id = id,
                                    .parent = cgov__id(CGOV_KIND_ORGANIZATION, below)};
            circle.previous = last_about(ledger, &circle);
            assert_int_equal(forge_replay(ledger, &circle), CGOV_E_CORRUPT);
        }
    }
    assert_int_equal(ledger->model.seq, seq);
    cgov_ledger_close(ledger);
}

/* ---- a plan that is given one ---- */

/* One fact that the kind holds, so that nothing but the judgement stops it. */
static struct record forged_fact(const struct record *record) {
    struct record forged = *record;
    if (record->kind == CGOV_RECORD_GENESIS)
        forged.utc_offset = 841;
    else if (record->kind == CGOV_RECORD_DECIDED)
        forged.decisions = 1; /* as it is */
    else
        forged.id = cgov__id(cgov__id_kind(record->id), 999);
    return forged;
}

static void plan(cgov_ledger *ledger, const struct record *record) {
    struct plan *plan = &ledger->plan;
    cgov__plan_begin(plan, record->time, record->actor);
    if (record->kind == CGOV_RECORD_ADOPTED) {
        struct fault fault;
        struct adoption *adoption;
        assert_int_equal(cgov__adoption_prepare(&ledger->model, &record->text, &fault, &adoption), CGOV_OK);
        cgov__plan_prepare(plan, adoption);
    }
    struct record *into = cgov__plan_record(plan, record->kind);
    *into = *record;
    cgov__plan_add(plan, into);
}

static void nothing_is_planned_that_would_not_open(void **state) {
    (void)state;
    uint32_t met = 0;
    for (size_t k = 0; k < KINDS; k++) {
        struct record record;
        cgov_ledger *ledger = before_last(kinds[k], &record);
        if (!ledger) continue;
        const struct record forged = forged_fact(&record);
        const uint64_t seq = ledger->model.seq, end = cgov__journal_end(&ledger->journal);
        plan(ledger, &forged);
        assert_true(ledger->plan.invalid && ledger->plan.last_seq == seq);
        assert_int_equal(cgov__road_commit(ledger, FRAME_COMMAND), CGOV_E_ARG);
        assert_true(ledger->model.seq == seq && cgov__journal_end(&ledger->journal) == end);
        plan(ledger, &record);
        assert_true(!ledger->plan.invalid && ledger->plan.last_seq == seq + 1);
        cgov_ledger_close(ledger);
        met++;
    }
    assert_in_range(met, CGOV_RECORD_DECIDED, KINDS - 1); /* all but the founding */
    struct record genesis;
    assert_null(before_last(CGOV_RECORD_GENESIS, &genesis));
    genesis = forged_fact(&genesis);
    struct mem mem;
    struct model model;
    struct plan founding;
    cgov__mem_init(&mem, NULL);
    cgov__model_init(&model, &mem, cgov__kinds);
    struct tail frame = {.head = 0};
    cgov__buf_init(&frame.bytes, &mem);
    cgov__plan_init(&founding, &model, &frame);
    cgov__plan_begin(&founding, genesis.time, genesis.actor);
    *cgov__plan_record(&founding, CGOV_RECORD_GENESIS) = genesis;
    cgov__plan_add(&founding, &founding.first);
    assert_true(founding.invalid && founding.last_seq == 0);
    cgov__plan_free(&founding);
    cgov__buf_free(&frame.bytes);
    cgov__model_free(&model);
}

/* Whatever is added to it afterwards, by the short way of a move too. */
static void an_invalid_plan_stays_so(void **state) {
    (void)state;
    struct record record;
    cgov_ledger *ledger = before_last(CGOV_RECORD_MOVED, &record);
    const struct item *item = cgov__item_by_id(&ledger->model, record.id);
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, item);
    const struct machine_move *row = &procedure->machine->moves[record.move - 1];
    record.details = cgov__blob(NULL, 0);
    assert_true(cgov__move_is_simple(row, &record));
    for (int bad = 0; bad < 2; bad++) {
        const struct record forged = forged_fact(&record);
        struct plan *plan_of = &ledger->plan;
        if (bad == 0) plan(ledger, &forged);
        if (bad == 1) cgov__plan_begin(plan_of, record.time, record.actor);
        struct record *into = cgov__plan_record(plan_of, record.kind);
        *into = record;
        cgov__plan_move(plan_of, item, procedure, row, into);
        assert_true(plan_of->invalid == (bad == 0));
        assert_int_equal(plan_of->last_seq, ledger->model.seq + (bad == 0 ? 0 : 1));
    }
    cgov_ledger_close(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_written_as_the_table_says),
        cmocka_unit_test(random_records_are_written_as_the_table_says),
        cmocka_unit_test(a_foreign_field_is_damage),
        cmocka_unit_test(a_field_that_must_be_there_is),
        cmocka_unit_test(time_and_order_hold),
        cmocka_unit_test(no_organization_stands_below_itself),
        cmocka_unit_test(nothing_is_planned_that_would_not_open),
        cmocka_unit_test(an_invalid_plan_stays_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
