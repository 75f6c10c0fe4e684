/* No acknowledged command makes a ledger that does not open: a record is judged before it is appended by the very
 * judgement that replay asks, over the model and the frame's own changes so far.
 *
 * The story's records are judged as if one frame held all of them; then runs of its frames, one fact forged, are judged
 * over an overlay and replayed, and the two must stop at the same record. 400 runs from a printed seed; CGOV_FULL=1
 * makes 20,000. */
#include "support/encode.h"
#include "support/forge.h"
#include "support/on_a_story.h"
#include "support/town.h"

#include "support/test.h"

#include "entities/entities.h"
#include "entities/item.h"
#include "ledger/handle.h"
#include "records/roll_lines.h"

/* ---- judged over an overlay ---- */

struct judge {
    struct overlay overlay;
    struct adoption *adoptions[8]; /* read for the records judged */
    uint32_t adoption_count;
    struct mem *mem;
};

static void judge_begin(struct judge *judge, const struct model *model) {
    memset(judge, 0, sizeof *judge);
    judge->mem = model->mem;
    cgov__overlay_init(&judge->overlay, model->mem);
    cgov__overlay_begin(&judge->overlay, model, NULL);
}

static void judge_end(struct judge *judge) {
    cgov__overlay_free(&judge->overlay);
    for (uint32_t i = 0; i < judge->adoption_count; i++) cgov__adoption_free(judge->mem, judge->adoptions[i]);
}

/* True where the record is valid; then it is taken. */
static bool judged(struct judge *judge, const struct record *record) {
    if (record->kind == CGOV_RECORD_ADOPTED) {
        struct adoption *adoption;
        struct fault fault;
        if (cgov__adoption_prepare(judge->overlay.model, &record->text, &fault, &adoption) != CGOV_OK) return false;
        assert_true(judge->adoption_count < 8);
        judge->adoptions[judge->adoption_count++] = adoption;
        judge->overlay.prepared = adoption;
    }
    struct subject subject;
    cgov__overlay_subject(&judge->overlay, record, &subject);
    if (!cgov__record_valid(&judge->overlay, &subject, record)) return false;
    assert_true(cgov__overlay_take(&judge->overlay, record));
    return true;
}

/* How many records of these bytes are valid, one after another. */
static uint64_t judge_all(const struct model *model, const uint8_t *bytes, size_t len) {
    struct judge judge;
    uint64_t count = 0;
    struct cursor cursor = cgov__cursor(bytes, len);
    judge_begin(&judge, model);
    while (cursor.at < cursor.end) {
        struct record record;
        if (cgov__record_decode(&cursor, &record) != CGOV_OK || !judged(&judge, &record)) break;
        count++;
    }
    judge_end(&judge);
    return count;
}

static void put_records(struct buf *out, uint32_t first, uint32_t end) {
    for (uint32_t f = first; f < end; f++) {
        const struct recorded_frame *frame = &recorded->frames[f];
        cgov__buf_put(out, frame->records, frame->records_len);
    }
}

static void the_whole_story_is_one_frame(void **state) {
    (void)state;
    struct mem mem;
    struct model model;
    struct buf records;
    cgov__mem_init(&mem, NULL);
    cgov__model_init(&model, &mem, cgov__kinds);
    cgov__buf_init(&records, &mem);
    put_records(&records, 0, recorded->count);
    assert_int_equal(judge_all(&model, records.data, records.len), recorded->frames[recorded->count - 1].last_seq);
    cgov__buf_free(&records);
    cgov__model_free(&model);
    assert_int_equal(mem.used, 0);
}

/* ---- judged and replayed ---- */

static cgov_ledger *open_before(uint32_t frame) {
    cgov_ledger *ledger;
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    scenario_put(&storage, recorded->bytes, recorded->frames[frame].at);
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    return ledger;
}

/* The frames' records, one of them forged or put a second time. */
static void forge_run(uint64_t *seed, uint32_t first, uint32_t end, uint8_t *room, struct buf *out) {
    uint64_t base = recorded->frames[first].header.seq, count = recorded->frames[end - 1].last_seq - base + 1;
    uint64_t which = base + random_below(seed, (uint32_t)count);
    bool again = random_below(seed, 6) == 0;
    struct buf whole;
    cgov__buf_init(&whole, out->mem);
    put_records(&whole, first, end);
    struct cursor cursor = cgov__cursor(whole.data, whole.len);
    while (cursor.at < cursor.end) {
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        if (record.seq > which && again) record.seq++;
        if (record.seq == which && !again) forge_record(seed, &record, room);
        encode_record(out, &record);
        if (record.seq == which && again) {
            record.previous = record.seq++;
            encode_record(out, &record);
        }
    }
    cgov__buf_free(&whole);
}

static uint64_t replayed(struct cgov_ledger *ledger, const struct buf *records) {
    uint64_t before = ledger->model.seq;
    struct frame_header header = {.seq = before + 1};
    struct buf framed;
    cgov__buf_init(&framed, &ledger->mem);
    scenario_frame_records(&header, ledger->journal.seed, records->data, records->len, &framed);
    struct frame frame = {.at = cgov__journal_end(&ledger->journal),
                          .seq = before + 1,
                          .kind = FRAME_COMMAND,
                          .several = header.flags & FRAME_SEVERAL,
                          .records_len = header.records_len,
                          .records = framed.data};
    (void)cgov__road_replay(ledger, &frame);
    cgov__buf_free(&framed);
    return ledger->model.seq - before;
}

static void what_is_judged_is_what_replays(void **state) {
    (void)state;
    static uint8_t room[FORGE_ROOM];
    uint64_t seed = random_seed(UINT64_C(0x3d9e5eed));
    uint32_t runs = getenv("CGOV_FULL") ? 20000 : 400, stopped = 0, passed = 0;
    for (uint32_t run = 0; run < runs; run++) {
        uint32_t first = 1 + random_below(&seed, recorded->count - 1), most = recorded->count - first;
        uint32_t end = first + 1 + random_below(&seed, most < 24 ? most : 24);
        cgov_ledger *ledger = open_before(first);
        struct buf records;
        cgov__buf_init(&records, &ledger->mem);
        forge_run(&seed, first, end, room, &records);
        uint64_t valid = judge_all(&ledger->model, records.data, records.len);
        uint64_t applied = replayed(ledger, &records);
        if (valid != applied) print_message("# run %u: %llu judged valid\n", run, (unsigned long long)valid);
        assert_int_equal(valid, applied);
        stopped += applied < recorded->frames[end - 1].last_seq - recorded->frames[first].header.seq + 1;
        passed += applied > 0;
        cgov__buf_free(&records);
        cgov_ledger_close(ledger);
    }
    assert_true(stopped > runs / 4 && stopped < runs && passed > runs / 4);
}

/* ---- whom the frame itself put on a roll ---- */

/* The first elector that a record filled a roll with; 0: it is no such record. */
static uint64_t first_filled(const struct record *record) {
    struct fill_line line = {.elector = 0};
    if (record->kind != CGOV_RECORD_FILLED) return 0;
    struct cursor cursor = cgov__cursor(record->lines.ptr, record->lines.len);
    const uint8_t flags = cgov__get_u8(&cursor);
    return cgov__fill_next(&cursor, flags, 0, &line) ? cgov__fill_id(line.elector) : 0;
}

/* What is tried after a record that fills a roll: a bit each. */
enum {
    TRY_LEFT = 1,   /* a taking out, not an entry */
    TRY_NAMED = 2,  /* of somebody the fill names */
    TRY_BEFORE = 4, /* and it says that the fill was the last record about them */
    TRIES = 8,
    FEW_ROLLS = 6
};

/* The frame's records up to one that fills a roll, made to fill that one, and a try after it; how many they are. 0:
 * none fills one. */
static uint64_t put_after_fill(const struct recorded_frame *frame, uint64_t roll, uint32_t tried, struct buf *out) {
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    while (cursor.at < cursor.end) {
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        const uint64_t elector = first_filled(&record);
        if (elector != 0) record.roll = roll;
        encode_record(out, &record);
        if (elector == 0) continue;
        struct record entry = {.seq = record.seq + 1, .time = record.time, .id = record.id, .roll = roll, .line = 1};
        entry.kind = (tried & TRY_LEFT) != 0 ? CGOV_RECORD_LEFT : CGOV_RECORD_ENTERED;
        entry.previous = (tried & TRY_BEFORE) != 0 ? record.seq : 0;
        entry.elector = (tried & TRY_NAMED) != 0 ? elector : elector ^ 1;
        encode_record(out, &entry);
        return entry.seq - frame->header.seq + 1;
    }
    return 0;
}

/* Judged and replayed alike; how many of the records are good. */
static uint64_t good_records(uint32_t frame, const uint8_t *bytes, size_t len) {
    cgov_ledger *ledger = open_before(frame);
    struct buf records;
    cgov__buf_init(&records, &ledger->mem);
    cgov__buf_put(&records, bytes, len);
    const uint64_t good = judge_all(&ledger->model, records.data, records.len);
    assert_int_equal(good, replayed(ledger, &records));
    cgov__buf_free(&records);
    cgov_ledger_close(ledger);
    return good;
}

static void who_a_frame_put_on_a_roll_is_known_in_it(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t valid = 0, found = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    for (uint32_t i = TRIES * FEW_ROLLS; i < recorded->count * TRIES * FEW_ROLLS; i++) {
        const uint32_t frame = i / TRIES / FEW_ROLLS;
        cgov__buf_clear(&records);
        const uint64_t count = put_after_fill(&recorded->frames[frame], 1 + i / TRIES % FEW_ROLLS, i % TRIES, &records);
        if (count == 0) continue;
        found++;
        valid += good_records(frame, records.data, records.len) == count;
    }
    cgov__buf_free(&records);
    print_message("# %u tries, %u of them valid\n", found, valid);
    assert_true(found == 0 || (valid > 0 && valid < found));
}

/* ---- what the road writes ---- */

/* A frame of one record that changes an organization, as if a command had come to it. */
static int32_t commit_change(cgov_ledger *ledger, uint64_t organization) {
    struct plan *plan = &ledger->plan;
    cgov__plan_begin(plan, ledger->model.now, cgov__id(CGOV_KIND_RESIDENT, 1));
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_ORGANIZATION);
    record->id = cgov__id(CGOV_KIND_ORGANIZATION, organization);
    cgov__plan_add(plan, record);
    const int32_t status = cgov__road_commit(ledger, FRAME_COMMAND);
    cgov__plan_end(plan);
    return status;
}

/* Whatever is planned, by whichever command: what replay would refuse is not written. */
static void what_could_not_be_replayed_is_not_written(void **state) {
    (void)state;
    cgov_ledger *ledger = open_before(recorded->count - 1);
    const uint64_t last = ledger->journal.last_seq, organizations = ledger->model.organizations.count;
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(ledger, before), CGOV_OK);
    assert_int_equal(commit_change(ledger, organizations + 2), CGOV_E_ARG); /* the next one would be added */
    assert_int_equal(ledger->journal.last_seq, last);
    assert_int_equal(cgov_state_digest(ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof after);
    assert_int_equal(commit_change(ledger, organizations), CGOV_OK);
    assert_int_equal(ledger->journal.last_seq, last + 1);
    cgov_ledger_close(ledger);
}

/* An open item's move that leads on, of those of which a part of the judgement alone is asked; NULL: it has none. */
static const struct machine_move *simple_move(const struct procedure *procedure, const struct item *item) {
    const struct record bare = {.bare = true};
    for (uint8_t m = 0; m < procedure->move_count && !item->final; m++) {
        const struct machine_move *row = &procedure->machine->moves[m];
        const bool leads = row->to != NONE && !procedure->states[row->to].final && (row->from >> item->state & 1) != 0;
        if (leads && cgov__move_is_simple(row, &bare)) return row;
    }
    return NULL;
}

/* That move, as if a command had come to it, owing so many answers, with that number for its first party. */
static int32_t commit_move(cgov_ledger *ledger, uint32_t item, uint64_t owed, uint64_t party) {
    struct plan *plan = &ledger->plan;
    const struct item *of = cgov__item(&ledger->model, item);
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, of);
    const struct machine_move *row = simple_move(procedure, of);
    cgov__plan_begin(plan, ledger->model.now, cgov__id(CGOV_KIND_RESIDENT, 1));
    struct record *record = cgov__plan_record(plan, CGOV_RECORD_MOVED);
    record->bare = true;
    record->id = cgov__item_id(&ledger->model, item);
    record->move = (uint64_t)(row - procedure->machine->moves) + 1;
    record->state = row->to + UINT64_C(1);
    record->owed = owed;
    record->parties.set = party != 0;
    record->parties.ids[0] = cgov__id(cgov__party_kind(procedure, 0), party);
    cgov__plan_move(plan, of, procedure, row, record);
    const int32_t status = cgov__road_commit(ledger, FRAME_COMMAND);
    cgov__plan_end(plan);
    return status;
}

/* Of a move that admit has just taken from its item's row not all is judged again; what could still differ is. */
static void a_move_that_could_not_be_replayed_is_not_written(void **state) {
    (void)state;
    cgov_ledger *ledger = open_before(recorded->count - 1);
    const struct model *model = &ledger->model;
    const uint64_t last = ledger->journal.last_seq;
    uint32_t item = 1;
    while (item <= model->items.count &&
           !simple_move(cgov__procedure_of(model, cgov__item(model, item)), cgov__item(model, item)))
        item++;
    const uint64_t most = model->residents.count + model->organizations.count;
    if (item <= model->items.count) {
        assert_int_equal(commit_move(ledger, item, UINT64_C(65536), 0), CGOV_E_ARG);
        assert_int_equal(commit_move(ledger, item, 0, most + 1), CGOV_E_ARG);
        assert_int_equal(ledger->journal.last_seq, last);
        assert_int_equal(commit_move(ledger, item, UINT16_MAX, 1), CGOV_OK);
        assert_int_equal(ledger->journal.last_seq, last + 1);
        assert_int_equal(cgov__item(model, item)->owed, UINT16_MAX);
    }
    print_message("# %s\n", item <= model->items.count ? "moved" : "no item of this story moves so");
    cgov_ledger_close(ledger);
}

/* ---- what commands bring ---- */

static int32_t change_organization(struct town *town, cgov_id id, uint32_t flags) {
    cgov_act act = town_act(town, town->founder);
    act.flags = flags;
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_ORGANIZATION, .region = 990102};
    return cgov_entity_change(town->ledger, &act, id, &entity, NULL);
}

static int32_t execute_change(struct town *town, cgov_id id) {
    uint8_t facts[512], words[16];
    uint64_t facts_len, words_len;
    int32_t status = change_organization(town, id, CGOV_ACT_ENCODE);
    if (status != CGOV_OK) return status;
    assert_int_equal(cgov_command_get(town->ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    return cgov_command_execute(town->ledger, facts, facts_len, words, words_len, 0, NULL);
}

/* An id past 32 bits is nobody's: the row of its lower half must not answer for it. */
static void a_nobodys_id_writes_nothing(void **state) {
    (void)state;
    struct town town;
    struct town_options options = {.storage = &storage};
    scenario_put(&storage, "", 0);
    assert_int_equal(storage.remove(storage.user, "journal", &(uint64_t){0}), 0);
    assert_int_equal(town_try_found(&town, &options), CGOV_OK);
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_id nobody = town.street.id + (UINT64_C(1) << 32);
    assert_true(change_organization(&town, nobody, 0) < 0);
    assert_true(execute_change(&town, nobody) < 0);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof after);
    assert_int_equal(change_organization(&town, town.street.id, 0), CGOV_OK);
    assert_int_equal(execute_change(&town, town.street.id), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_ledger_close(town.ledger);
    cgov_ledger_options open = {.size = sizeof open, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&open, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof after);
    cgov_ledger_close(town.ledger);
}

/* Whatever details a text lets its opening take, the opened record can hold them. */
static char *text_that_takes_all(void) {
    static const char line[] = "    takes title channel track matter urgency class";
    static const char more[] = " result days rating contacted solved";
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    char *out = malloc((size_t)text.len + sizeof more);
    assert_non_null(out);
    memcpy(out, text.ptr, (size_t)text.len);
    out[text.len] = '\0';
    char *at = strstr(out, line);
    assert_non_null(at);
    at += strlen(line);
    memmove(at + strlen(more), at, strlen(at) + 1);
    memcpy(at, more, strlen(more));
    return out;
}

static cgov_detail number_of(uint32_t field, int64_t number) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .number = number};
}

static void an_opening_takes_any_detail(void **state) {
    (void)state;
    struct town town;
    char *text = text_that_takes_all();
    struct town_options options = {.storage = &storage, .rulebook = text};
    scenario_put(&storage, "", 0);
    assert_int_equal(storage.remove(storage.user, "journal", &(uint64_t){0}), 0);
    assert_int_equal(town_try_found(&town, &options), CGOV_OK);
    cgov_act act = town_act(&town, town.resident);
    cgov_text words = {"路灯不亮", CGOV_NUL_TERMINATED};
    cgov_detail details[] = {number_of(CGOV_FIELD_PLACE, 990101),
                             number_of(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                             {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = words},
                             number_of(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED),
                             number_of(CGOV_FIELD_DAYS, 3),
                             number_of(CGOV_FIELD_RATING, 4),
                             number_of(CGOV_FIELD_CONTACTED, 1),
                             number_of(CGOV_FIELD_SOLVED, 1)};
    cgov_id issue;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, sizeof details / sizeof *details, &issue), CGOV_OK);
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_ledger_close(town.ledger);
    cgov_ledger_options open = {.size = sizeof open, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&open, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof after);
    cgov_ledger_close(town.ledger);
    free(text);
}

/* ---- the short ways of judging clocks ---- */

/* A list as a record may hold it: one to three operations a clock, in the order of clocks. */
static void any_clocks(uint64_t *seed, uint8_t count, struct record *record) {
    struct clock_list *list = &record->clocks;
    for (uint8_t c = 0; c <= count; c++) {
        uint32_t several = random_below(seed, 3) == 0 ? random_below(seed, 3) + 1 : random_below(seed, 2);
        for (uint32_t i = 0; i < several && (c < count || random_below(seed, 16) == 0); i++)
            list->at[list->count++] = (struct clock_operation){
                .clock = c,
                .op = (uint8_t)(random_below(seed, 3) == 0   ? random_below(seed, OP_LENGTH + 2)
                                : random_below(seed, 3) == 0 ? OP_START
                                                             : OP_STOP),
                .unit = (uint8_t)(random_below(seed, 24) == 0 ? random_below(seed, 9) : UNIT_MINUTES),
                .n = random_below(seed, 12),
                .due = random_below(seed, 12) == 0 ? record->time - 1 : record->time + random_below(seed, 2),
            };
    }
}

static void clocks_are_judged_alike_in_every_way(void **state) {
    (void)state;
    if (scenario_is("erasing")) return; /* its issues have so many clocks that no list at random is valid */
    uint64_t seed = random_seed(UINT64_C(0xc10c45));
    uint32_t valid = 0, ended = 0, refused = 0;
    cgov_ledger *ledger = open_before(recorded->count - 1);
    const struct model *model = &ledger->model;
    struct overlay overlay;
    cgov__overlay_init(&overlay, model->mem);
    cgov__overlay_begin(&overlay, model, NULL);
    for (uint32_t run = 0; run < 20000; run++) {
        uint32_t number = 1 + random_below(&seed, model->items.count);
        struct overlay_item item;
        struct standing clocks[MAX_CLOCKS];
        assert_true(cgov__overlay_item(&overlay, cgov__item_id(model, number), &item));
        if (item.final) continue;
        const uint8_t count = item.procedure->clock_count;
        cgov__clocks_stand(model, item.row, clocks, count);
        if (random_below(&seed, 2) == 0) item.clocks = clocks; /* as after another record of the frame */
        struct record record = {.kind = CGOV_RECORD_MOVED, .time = model->now};
        any_clocks(&seed, count, &record);
        bool is = cgov__overlay_clocks_valid(&overlay, &item, &record);
        bool ends = cgov__overlay_clocks_end(&overlay, &item, &record);
        assert_true(is == cgov__overlay_clocks_follow(&overlay, &item, &record, 0));
        assert_true(ends == cgov__overlay_clocks_follow(&overlay, &item, &record, UINT32_MAX));
        assert_true(is || !ends);
        valid += is, ended += ends, refused += !is;
    }
    assert_true(valid > 500 && ended > 50 && refused > 500);
    cgov__overlay_free(&overlay);
    cgov_ledger_close(ledger);
}

int main(int argc, char **argv) {
    scenario_choose(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clocks_are_judged_alike_in_every_way),
        cmocka_unit_test(the_whole_story_is_one_frame),
        cmocka_unit_test(what_is_judged_is_what_replays),
        cmocka_unit_test(what_could_not_be_replayed_is_not_written),
        cmocka_unit_test(a_move_that_could_not_be_replayed_is_not_written),
        cmocka_unit_test(a_nobodys_id_writes_nothing),
        cmocka_unit_test(an_opening_takes_any_detail),
        cmocka_unit_test(who_a_frame_put_on_a_roll_is_known_in_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
