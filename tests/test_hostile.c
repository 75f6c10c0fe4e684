/* Untrusted journals, made by somebody who knows how to compute checksums. Records of the story are changed (a field,
 * some bytes, a record put where another stood), framed anew so that every checksum holds, and opened: that answers
 * CORRUPT or FORMAT, or there is a ledger, and then everything a host can ask of it is asked, and it is opened once
 * more to the state it came to. The test is that nothing crashes, under ASan and UBSan above all: a ledger whose
 * journal somebody forged may say what it likes, but it must not take the host with it. The same where the journal is
 * forged while a ledger is open on it, and only read back.
 *
 * 2,000 changes from a printed seed; CGOV_FULL=1 makes 20,000. */
#include "support/asked.h"
#include "support/encode.h"
#include "support/forge.h"
#include "support/on_a_story.h"
#include "support/test.h"

#include "base/hash.h"
#include "base/merkle.h"
#include "ledger/handle.h"
#include "model/details.h"
#include "records/given.h"
#include "records/record.h"
#include "records/root_lines.h"
#include "rules/calendar.h"

/* ---- framed anew ---- */

/* The journal with other records in one frame, all its checksums right; malloc'd. */
static uint8_t *reframed(uint32_t index, const struct buf *records, uint64_t *len_out) {
    const struct recorded_frame *frame = &recorded->frames[index];
    struct frame_header header = frame->header;
    struct mem mem;
    struct buf framed;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&framed, &mem);
    scenario_frame_records(&header, recorded->journal_seed, records->data, records->len, &framed);
    uint64_t tail = recorded->len - frame->words_at;
    uint32_t header_len = cgov__frame_header_len(&header);
    uint8_t *bytes = malloc((size_t)(frame->at + header_len + framed.len + tail));
    uint8_t head[FRAME_HEADER_MAX];
    cgov__frame_encode(head, &header, recorded->journal_seed);
    memcpy(bytes, recorded->bytes, (size_t)frame->at);
    memcpy(bytes + frame->at, head, header_len);
    if (framed.len > 0) memcpy(bytes + frame->at + header_len, framed.data, framed.len);
    memcpy(bytes + frame->at + header_len + framed.len, recorded->bytes + frame->words_at, (size_t)tail);
    *len_out = frame->at + header_len + framed.len + tail;
    cgov__buf_free(&framed);
    return bytes;
}

/* ---- changes ---- */

/* A record of another frame, told to be this one. */
static void transplant(uint64_t *seed, struct record *record) {
    const struct recorded_frame *frame = &recorded->frames[random_below(seed, recorded->count)];
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    uint64_t seq = record->seq;
    int64_t time = record->time;
    assert_int_equal(cgov__record_decode(&cursor, record), CGOV_OK);
    record->seq = seq;
    record->time = time;
}

static void changed_records(uint64_t *seed, const struct recorded_frame *frame, uint8_t *room, struct buf *out) {
    const uint8_t *at = frame->records;
    uint32_t len = frame->records_len;
    uint32_t way = random_below(seed, 8),
             which = random_below(seed, (uint32_t)(frame->last_seq - frame->header.seq + 1));
    if (way == 0) {
        cgov__buf_put(out, at, len);
        for (uint32_t n = 1 + random_below(seed, 4); n > 0; n--)
            out->data[random_below(seed, len)] = (uint8_t)random_next(seed);
        return;
    }
    struct cursor cursor = cgov__cursor(at, len);
    for (uint32_t i = 0; cursor.at < cursor.end; i++) {
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        if (i == which && way == 1)
            transplant(seed, &record);
        else if (i == which)
            forge_record(seed, &record, room);
        encode_record(out, &record);
    }
}

/* ---- everything a host can ask ---- */

static bool ask_everything(const uint8_t *bytes, uint64_t len) {
    cgov_ledger *ledger;
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage, .error_out = &error};
    scenario_put(&storage, bytes, len);
    int32_t status = cgov_ledger_open(&options, &ledger);
    if (status != CGOV_OK) {
        assert_true(status == CGOV_E_CORRUPT || status == CGOV_E_FORMAT);
        assert_int_equal(error.status, status);
        return false;
    }
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    asked_read(ledger, &reader);
    asked_change(ledger, info.now + 60000);
    reader.at += 86400000;
    asked_read(ledger, &reader);
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(ledger, before), CGOV_OK);
    assert_int_equal(cgov_ledger_flush(ledger, NULL), CGOV_OK);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_ledger_open(&options, &ledger),
                     CGOV_OK); /* whatever was believed, what follows on it can be read */
    assert_int_equal(cgov_state_digest(ledger, after), CGOV_OK);
    assert_memory_equal(after, before, sizeof after);
    cgov_ledger_close(ledger);
    return true;
}

/* The helper is right: framed anew without a change, the journal is what it was. */
static void unchanged(void **state) {
    (void)state;
    for (uint32_t i = 0; i < recorded->count; i++) {
        const struct recorded_frame *frame = &recorded->frames[i];
        struct buf same = {.data = recorded->records + (frame->records - recorded->records), .len = frame->records_len};
        uint64_t len;
        uint8_t *bytes = reframed(i, &same, &len);
        assert_int_equal(len, recorded->len);
        assert_memory_equal(bytes, recorded->bytes, len);
        free(bytes);
    }
    assert_true(ask_everything(recorded->bytes, recorded->len));
}

/* ---- what only a stranger writes ---- */

/* The first record of this kind, and the frame it opens. */
static struct record first_of(uint32_t kind, uint32_t *index) {
    *index = 0;
    for (uint32_t i = 0; i < recorded->count; i++) {
        const struct recorded_frame *frame = &recorded->frames[i];
        struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
        while (cursor.at < cursor.end) {
            struct record record;
            assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
            *index = i;
            if (record.kind == kind) return record;
        }
    }
    fail();
    return (struct record){0};
}

static void refused(uint32_t index, struct buf *records) {
    uint64_t len;
    assert_false(records->failed);
    uint8_t *bytes = reframed(index, records, &len);
    assert_false(ask_everything(bytes, len));
    free(bytes);
    cgov__buf_clear(records);
}

/* A frame of none; one of several that says it holds one, and the other way round. */
static void a_frame_of_another_count(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov__buf_reserve(&records, 1);
    refused(recorded->count - 1, &records);
    for (uint32_t i = 0; i < recorded->count; i++) {
        const struct recorded_frame *frame = &recorded->frames[i];
        struct frame_header header = frame->header;
        uint8_t *bytes = malloc((size_t)recorded->len);
        memcpy(bytes, recorded->bytes, (size_t)recorded->len);
        header.flags ^= FRAME_SEVERAL;
        uint8_t head[FRAME_HEADER_MAX];
        cgov__frame_encode(head, &header, recorded->journal_seed);
        memcpy(bytes + frame->at, head, cgov__frame_header_len(&header));
        assert_false(ask_everything(bytes, recorded->len));
        free(bytes);
    }
    cgov__buf_free(&records);
}

static void a_due_before_its_start(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t index = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    struct record opened = first_of(CGOV_RECORD_OPENED, &index);
    /* clock 0 starts: 15 days, due one millisecond before; and as long before as can be written */
    opened.clocks.count = 1;
    opened.clocks.at[0] = (struct clock_operation){0, OP_START, UNIT_DAYS, 0, 15, opened.time - 1};
    encode_record(&records, &opened);
    refused(index, &records);
    opened.clocks.at[0].due = INT64_MIN;
    encode_record(&records, &opened);
    refused(index, &records);

    struct record adopted = first_of(CGOV_RECORD_DUE, &index), due = adopted;
    const struct recorded_frame *frame = &recorded->frames[index];
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    assert_int_equal(cgov__record_decode(&cursor, &adopted), CGOV_OK);
    const int64_t dues[] = {1, -1, INT64_MAX, INT64_MIN};
    for (int i = 0; i < 4; i++) {
        due.due = dues[i];
        encode_record(&records, &adopted);
        encode_record(&records, &due);
        refused(index, &records);
    }
    cgov__buf_free(&records);
}

/* Parts below parts below parts, deeper than procedures can open each other: ending them would end the stack. */
static void a_chain_of_children(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t opening, last = recorded->count - 1;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    const struct recorded_frame *frame = &recorded->frames[last];
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    struct record end, part = first_of(CGOV_RECORD_OPENED, &opening);
    assert_int_equal(cgov__record_decode(&cursor, &end), CGOV_OK);
    encode_record(&records, &end);
    part = (struct record){.kind = CGOV_RECORD_OPENED,
                           .time = end.time,
                           .seq = end.seq,
                           .move = 1,
                           .state = 1,
                           .rulebook = 1,
                           .procedure = 2,
                           .parent = part.id};
    for (uint64_t n = 12; n < 12 + 40; n++, part.parent = part.id) {
        part.seq++;
        part.id = cgov__id(CGOV_KIND_PART, n);
        encode_record(&records, &part);
    }
    refused(last, &records);
    cgov__buf_free(&records);
}

/* The first move that this is true of, alone in its frame; its clocks or whom it is against changed, it is refused. */
static struct record move_where(bool (*is)(const struct record *), uint32_t *index) {
    for (uint32_t i = 0; i < recorded->count; i++) {
        const struct recorded_frame *frame = &recorded->frames[i];
        struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        *index = i;
        if (record.kind == CGOV_RECORD_MOVED && cursor.at == cursor.end && is(&record)) return record;
    }
    fail();
    return (struct record){0};
}

static bool extends(const struct record *record) {
    return record->clocks.count > 0 && record->clocks.at[0].op == OP_EXTEND;
}

static bool ends(const struct record *record) { /* withdrawn: neither a part's state nor one of the plainer procedure */
    return record->state == 22;
}

static void refused_with(struct buf *records, uint32_t index, struct record record,
                         const struct clock_operation *clocks, uint32_t count) {
    record.clocks.count = count;
    for (uint32_t i = 0; i < count; i++) record.clocks.at[i] = clocks[i];
    encode_record(records, &record);
    refused(index, records);
}

static void clocks_that_no_move_leaves_so(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t index = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    struct record record = move_where(ends, &index);
    assert_true(record.clocks.count > 0);
    refused_with(&records, index, record, NULL, 0); /* an end that leaves clocks running */

    record = move_where(extends, &index);
    const uint8_t clock = record.clocks.at[0].clock;
    const struct clock_operation past = {clock, OP_EXTEND, UNIT_DAYS, 0, MAX_LENGTH + 1, DUE_UNKNOWN};
    const struct clock_operation twice[] = {{clock, OP_EXTEND, UNIT_DAYS, 0, MAX_LENGTH, DUE_UNKNOWN},
                                            {clock, OP_EXTEND, UNIT_DAYS, 0, 1, DUE_UNKNOWN}};
    const struct clock_operation units[] = {{clock, OP_EXTEND, UNIT_DAYS, 0, 1, DUE_UNKNOWN},
                                            {clock, OP_EXTEND, UNIT_HOURS, 0, 1, DUE_UNKNOWN}};
    refused_with(&records, index, record, &past, 1);
    refused_with(&records, index, record, twice, 2);
    refused_with(&records, index, record, units, 2);
    cgov__buf_free(&records);
}

static void a_report_against_nobody(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t index = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    struct record opened = first_of(CGOV_RECORD_OPENED, &index);
    const cgov_id nobody[] = {cgov__id(CGOV_KIND_RESIDENT, 999), cgov__id(CGOV_KIND_ORGANIZATION, 999), opened.id, 1};
    for (int i = 0; i < 4; i++) {
        opened.against = nobody[i];
        encode_record(&records, &opened);
        refused(index, &records);
    }
    cgov__buf_free(&records);
}

/* A clock the newer rulebook does not have, carried as if it ran on. */
static void a_dropped_clock_runs_on(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t index, changed = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    first_of(CGOV_RECORD_MIGRATED, &index);
    const struct recorded_frame *frame = &recorded->frames[index];
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    while (cursor.at < cursor.end) {
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        changed += record.kind == CGOV_RECORD_MIGRATED && record.clocks.count > 0;
        if (record.kind == CGOV_RECORD_MIGRATED) record.clocks.count = 0;
        encode_record(&records, &record);
    }
    assert_true(changed > 0);
    refused(index, &records);
    cgov__buf_free(&records);
}

/* A record so late that dues before it ought to have been told, and were not: they are told then, not in its past. */
static void dues_that_were_passed_over(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    uint32_t index;
    uint64_t len;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    first_of(CGOV_RECORD_OPENED, &index);
    const struct recorded_frame *frame = &recorded->frames[++index];
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    struct record next;
    assert_int_equal(cgov__record_decode(&cursor, &next), CGOV_OK);
    next.time += INT64_C(100) * 86400000;
    encode_record(&records, &next);
    uint8_t *bytes = reframed(index, &records, &len);
    len = frame->records_at + records.len + frame->header.words_len; /* the last record there is */
    assert_true(ask_everything(bytes, len));
    free(bytes);
    cgov__buf_free(&records);
}

static uint32_t type_of(const cgov_ledger *ledger, uint32_t number) {
    const struct numbered *detail = cgov__numbered(&ledger->model, number);
    return detail ? detail->type : 0;
}

static cgov_ledger *open_on(const uint8_t *bytes, uint64_t len, cgov_ledger_view *info) {
    cgov_ledger *ledger;
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    *info = (cgov_ledger_view){.size = sizeof *info};
    scenario_put(&storage, bytes, len);
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_get(ledger, info), CGOV_OK);
    return ledger;
}

/* The last that stands alone in its frame, when all texts are adopted. */
static struct record last_report(uint32_t *index) {
    struct record record = {0};
    for (*index = recorded->count; *index > 0;) {
        const struct recorded_frame *frame = &recorded->frames[--*index];
        struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        if (record.kind == CGOV_RECORD_OPENED && cursor.at == cursor.end) return record;
    }
    fail();
    return record;
}

/* A report with more details than a command brings: it opens, and where it is read that is damage, not a buffer of the
 * host's that is too small. */
static void a_report_too_long_to_read(void **state) {
    (void)state;
    struct mem mem;
    struct buf records, details;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov__buf_init(&details, &mem);
    cgov_ledger_view info;
    cgov_ledger *ledger = open_on(recorded->bytes, recorded->len, &info);
    uint32_t number = 1024, index = 0;
    while (type_of(ledger, number) != CGOV_DETAIL_DATE) assert_true(++number < 1100);
    cgov_ledger_close(ledger);
    for (uint32_t n = 0; n < 3000; n++)
        cgov__given_put(&details, &(struct given){.number = number, .form = GIVEN_NUMBER, .value = 20260315});
    struct record opened = last_report(&index);
    opened.details = cgov__blob(details.data, (uint32_t)details.len);
    encode_record(&records, &opened);
    uint64_t len, cursor = 0, entry = 0, needed;
    uint8_t *bytes = reframed(index, &records, &len);
    ledger = open_on(bytes, len, &info);
    free(bytes);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    uint32_t count;
    int32_t status;
    char text[64];
    assert_int_equal(cgov_text_get(ledger, &reader, opened.id, 0, CGOV_FIELD_TITLE, text, sizeof text, &needed),
                     CGOV_E_CORRUPT);
    cgov_clock_view clocks[4] = {{.size = sizeof clocks[0]}};
    while ((status = cgov_clock_list(ledger, &reader, opened.id, &cursor, clocks, 4, &count)) == CGOV_OK) {}
    assert_true(status == CGOV_DONE || status == CGOV_E_CORRUPT);
    cgov_feed_view feed[4] = {{.size = sizeof feed[0]}};
    cursor = 0;
    while ((status = cgov_feed_list(ledger, &reader, &cursor, &entry, feed, 4, &count)) == CGOV_OK) {}
    assert_true(status == CGOV_DONE || status == CGOV_E_CORRUPT);
    cgov_ledger_close(ledger);
    cgov__buf_free(&records);
    cgov__buf_free(&details);
}

/* ---- at random ---- */

static void changed(void **state) {
    (void)state;
    uint64_t start = random_seed(5), seed = start;
    uint32_t runs = getenv("CGOV_FULL") != NULL ? 20000 : 2000, opened = 0;
    struct mem mem;
    struct buf records;
    uint8_t *room = malloc(FORGE_ROOM);
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    for (uint32_t run = 0; run < runs; run++) {
        uint32_t index = random_below(&seed, recorded->count);
        uint64_t len;
        cgov__buf_clear(&records);
        changed_records(&seed, &recorded->frames[index], room, &records);
        assert_false(records.failed);
        uint8_t *bytes = reframed(index, &records, &len);
        if (ask_everything(bytes, len)) opened++;
        free(bytes);
    }
    print_message("# %u journals, of which %u opened\n", runs, opened);
    cgov__buf_free(&records);
    free(room);
}

/* ---- under an open ledger ---- */

static void put_beneath(const uint8_t *bytes, uint64_t len) {
    uint64_t unused;
    assert_int_equal(storage.put(storage.user, "journal", bytes, len, &unused), 0);
}

/* Details that no text has declared, or of another form than their type's: they are damage, wherever they are read. */
static void details_of_nobody(void **state) {
    (void)state;
    struct mem mem;
    struct buf records, details;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov__buf_init(&details, &mem);
    cgov_ledger_view info;
    cgov_ledger *ledger = open_on(recorded->bytes, recorded->len, &info);
    uint32_t index = 0;
    struct record opened = first_of(CGOV_RECORD_OPENED, &index);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    for (uint32_t number = 1023; number < 1023 + 12; number++) {
        for (uint64_t form = 0; form < 4; form++) {
            cgov__buf_clear(&records);
            cgov__buf_clear(&details);
            cgov__buf_varint(&details, (uint64_t)number << 2 | form);
            if (form == 1) cgov__buf_varint(&details, 1);
            if (form < 3) cgov__buf_u8(&details, 'a');
            opened.details = cgov__blob(details.data, (uint32_t)details.len);
            encode_record(&records, &opened);
            uint64_t len, cursor = 0, needed;
            uint8_t *bytes = reframed(index, &records, &len);
            put_beneath(bytes, len);
            free(bytes);
            uint32_t count, type = number < 1024 ? 0 : type_of(ledger, number);
            cgov_detail_view given[4] = {{.size = sizeof given[0]}};
            int32_t status = cgov_detail_list(ledger, &reader, opened.id, opened.seq, &cursor, given, 4, &count);
            assert_int_equal(status, type != 0 && cgov__given_form(type) == form ? CGOV_OK : CGOV_E_CORRUPT);
            asked_item(ledger, &reader, opened.id);
            (void)cgov_record_text(ledger, opened.seq, NULL, 0, &needed);
        }
    }
    put_beneath(recorded->bytes, recorded->len);
    cgov_ledger_close(ledger);
    cgov__buf_free(&records);
    cgov__buf_free(&details);
}

static void changed_beneath(void **state) {
    (void)state;
    uint64_t start = random_seed(6), seed = start;
    uint32_t runs = getenv("CGOV_FULL") != NULL ? 10000 : 500;
    struct mem mem;
    struct buf records;
    uint8_t *room = malloc(FORGE_ROOM);
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov_ledger_view info;
    cgov_ledger *ledger = open_on(recorded->bytes, recorded->len, &info);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    for (uint32_t run = 0; run < runs; run++) {
        uint32_t index = random_below(&seed, recorded->count);
        uint64_t len;
        cgov__buf_clear(&records);
        changed_records(&seed, &recorded->frames[index], room, &records);
        uint8_t *bytes = reframed(index, &records, &len);
        put_beneath(bytes, len);
        free(bytes);
        asked_read(ledger, &reader);
    }
    put_beneath(recorded->bytes, recorded->len);
    cgov_ledger_close(ledger);
    cgov__buf_free(&records);
    free(room);
}

/* ---- what binds a roll ---- */

/* The first decision that says roots. */
static struct record decision_of(uint32_t *index) {
    for (uint32_t i = 0; i < recorded->count; i++) {
        const struct recorded_frame *frame = &recorded->frames[i];
        struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
        struct record record;
        assert_int_equal(cgov__record_decode(&cursor, &record), CGOV_OK);
        *index = i;
        if (record.kind == CGOV_RECORD_MOVED && record.outcome != 0 && record.roots.len > 0) return record;
    }
    fail();
    return (struct record){0};
}

/* The bytes of one root, of the roll of that number. */
static struct blob root_of(struct buf *roots, uint64_t roll) {
    static const uint8_t hash[MERKLE_HASH] = {1};
    cgov__buf_clear(roots);
    cgov__root_put(roots, &(struct root){roll, 1, hash});
    return cgov__blob(roots->data, (uint32_t)roots->len);
}

/* The record in the place of that frame's first; what comes after it there stays. */
static uint8_t *with_first(uint32_t index, const struct record *record, struct buf *records, uint64_t *len) {
    const struct recorded_frame *frame = &recorded->frames[index];
    struct cursor cursor = cgov__cursor(frame->records, frame->records_len);
    struct record next;
    cgov__buf_clear(records);
    encode_record(records, record);
    assert_int_equal(cgov__record_decode(&cursor, &next), CGOV_OK);
    while (cursor.at < cursor.end) {
        assert_int_equal(cgov__record_decode(&cursor, &next), CGOV_OK);
        encode_record(records, &next);
    }
    return reframed(index, records, len);
}

/* A record that binds a roll by a move that its text has not, or by an opening that neither fills it nor decides. */
static void roots_of_no_move(void **state) {
    (void)state;
    struct mem mem;
    struct buf records, roots;
    uint32_t index = 0;
    uint64_t len = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov__buf_init(&roots, &mem);
    const struct record decision = decision_of(&index);
    for (uint32_t kind = 0; kind < 2; kind++) {
        struct record record = kind == 0 ? first_of(CGOV_RECORD_OPENED, &index) : decision_of(&index);
        record.commitment = decision.commitment;
        record.roots = root_of(&roots, 1);
        const uint64_t moves[] = {255, 64, UINT32_MAX, record.move};
        for (int m = 0; m < (kind == 0 ? 4 : 3); m++) {
            record.move = moves[m];
            uint8_t *bytes = with_first(index, &record, &records, &len);
            assert_false(ask_everything(bytes, len));
            free(bytes);
        }
    }
    cgov__buf_free(&records);
    cgov__buf_free(&roots);
}

/* The decision read back binds rolls that its text has not. */
static void a_certificate_of_no_roll(void **state) {
    (void)state;
    struct mem mem;
    struct buf records, roots;
    uint32_t index = 0;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov__buf_init(&roots, &mem);
    cgov_ledger_view info;
    cgov_ledger *ledger = open_on(recorded->bytes, recorded->len, &info);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    const struct item *item = cgov__item_by_id(&ledger->model, decision_of(&index).id);
    const struct procedure *procedure = cgov__procedure_of(&ledger->model, item);
    const uint64_t rolls[] = {procedure->roll_count + UINT64_C(1), 200, UINT32_MAX};
    for (int r = 0; r < 3; r++) {
        struct record record = decision_of(&index);
        char text[4096];
        uint64_t len = 0, needed = 0;
        const char *move = procedure->moves[record.move - 1].name;
        assert_int_equal(cgov_certificate(ledger, &reader, record.id, move, record.seq, text, sizeof text, &needed),
                         CGOV_OK);
        record.roots = root_of(&roots, rolls[r]);
        uint8_t *bytes = with_first(index, &record, &records, &len);
        put_beneath(bytes, len);
        free(bytes);
        assert_int_equal(cgov_certificate(ledger, &reader, record.id, move, record.seq, text, sizeof text, &needed),
                         CGOV_E_CORRUPT);
        put_beneath(recorded->bytes, recorded->len);
    }
    cgov_ledger_close(ledger);
    cgov__buf_free(&records);
    cgov__buf_free(&roots);
}

/* ---- a tree that goes round ---- */

/* A frame with that record, which is as long as the one there, in bytes of the whole journal. */
static void forge_in(uint8_t *journal, uint32_t index, const struct record *record, struct buf *records) {
    const struct recorded_frame *frame = &recorded->frames[index];
    uint64_t len = 0;
    uint8_t *bytes = with_first(index, record, records, &len);
    assert_int_equal(len, recorded->len);
    memcpy(journal + frame->at, bytes + frame->at, (size_t)(frame->end - frame->at));
    free(bytes);
}

/* The accused is read back as whom the report was given to, and as lying in itself: what it must not hear goes up no
 * further. */
static void a_tree_that_goes_round(void **state) {
    (void)state;
    struct mem mem;
    struct buf records;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&records, &mem);
    cgov_ledger_view info;
    cgov_ledger *ledger = open_on(recorded->bytes, recorded->len, &info);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = info.now};
    uint8_t *journal = malloc((size_t)recorded->len);
    memcpy(journal, recorded->bytes, (size_t)recorded->len);
    uint64_t accused = 0, cursor = 0, entry = 0;
    for (uint32_t i = recorded->count; i-- > 0;) {
        struct cursor at = cgov__cursor(recorded->frames[i].records, recorded->frames[i].records_len);
        struct record record;
        assert_int_equal(cgov__record_decode(&at, &record), CGOV_OK);
        if (record.kind == CGOV_RECORD_OPENED && cgov__id_kind(record.against) == CGOV_KIND_ORGANIZATION) {
            const struct item *item = cgov__item_by_id(&ledger->model, record.id);
            const uint8_t intake = cgov__procedure_of(&ledger->model, item)->intake;
            assert_true((record.parties.set >> intake & 1) != 0);
            accused = record.parties.ids[intake] = record.against;
        } else if (accused != 0 && record.kind == CGOV_RECORD_ORGANIZATION && record.id == accused) {
            record.parent = accused; /* a byte longer than the root's id, */
            record.type.len--;       /* and one less of something else */
        } else {
            continue;
        }
        forge_in(journal, i, &record, &records);
    }
    assert_true(accused != 0);
    put_beneath(journal, recorded->len);
    cgov_feed_view feed[16] = {{.size = sizeof feed[0]}};
    uint32_t count;
    int32_t status;
    while ((status = cgov_feed_list(ledger, &reader, &cursor, &entry, feed, 16, &count)) == CGOV_OK) {}
    assert_int_equal(status, CGOV_E_CORRUPT);
    put_beneath(recorded->bytes, recorded->len);
    cgov_ledger_close(ledger);
    cgov__buf_free(&records);
    free(journal);
}

int main(int argc, char **argv) {
    scenario_choose(argc, argv);
    const struct CMUnitTest of_any[] = {cmocka_unit_test(unchanged), cmocka_unit_test(changed),
                                        cmocka_unit_test(changed_beneath)};
    const struct CMUnitTest tests[] = {cmocka_unit_test(unchanged),
                                       cmocka_unit_test(a_frame_of_another_count),
                                       cmocka_unit_test(a_due_before_its_start),
                                       cmocka_unit_test(a_chain_of_children),
                                       cmocka_unit_test(clocks_that_no_move_leaves_so),
                                       cmocka_unit_test(a_report_against_nobody),
                                       cmocka_unit_test(a_dropped_clock_runs_on),
                                       cmocka_unit_test(dues_that_were_passed_over),
                                       cmocka_unit_test(a_report_too_long_to_read),
                                       cmocka_unit_test(changed),
                                       cmocka_unit_test(details_of_nobody),
                                       cmocka_unit_test(a_tree_that_goes_round),
                                       cmocka_unit_test(changed_beneath)};
    const struct CMUnitTest of_decisions[] = {cmocka_unit_test(unchanged), cmocka_unit_test(changed),
                                              cmocka_unit_test(changed_beneath), cmocka_unit_test(roots_of_no_move),
                                              cmocka_unit_test(a_certificate_of_no_roll)};
    if (scenario_is("decision")) return cmocka_run_group_tests(of_decisions, set_up, tear_down);
    if (!scenario_is("loop")) return cmocka_run_group_tests(of_any, set_up, tear_down);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
