/* A snapshot and the journal beside it.
 *
 * Invariant: a snapshot is believed where the journal has, at the place it names, the frame it ends with, and frames
 * that it names from long before stand where they stood; where, going on from what all its frames' checksums came to,
 * those behind it come to what the newest slot says of all; and the texts come from the journal itself. Of a journal
 * that was put back to an older day the end is missing, or another, or the slot has another history. What is refused
 * leaves no trace: the model is empty again. */
#include "ledger/snapshot.h"

#include "base/hash.h"
#include "entities/entities.h"
#include "ledger/locate.h"
#include "model/details.h"
#include "model/retry.h"
#include "model/snapshot.h"
#include "store/ack.h"
#include "store/frame.h"

#define SAMPLES 64u /* frames that are looked at again, evenly over the journal */

/* What tells a frame from any other at its place. */
struct sample {
    uint64_t at, seq, end;
    uint32_t crc;
};

/* CGOV_E_CORRUPT where none stands there. */
static int32_t sample_at(const struct journal *journal, uint64_t at, struct sample *out) {
    uint8_t bytes[FRAME_HEADER_MAX];
    struct frame frame;
    const uint64_t end = cgov__journal_end(journal);
    memset(out, 0, sizeof *out);
    if (at >= end) return CGOV_E_CORRUPT;
    const uint32_t len = end - at < sizeof bytes ? (uint32_t)(end - at) : (uint32_t)sizeof bytes;
    int32_t status = cgov__journal_read(journal, at, bytes, len);
    if (!status) status = cgov__journal_frame(journal, at, bytes, len, &frame);
    if (!status) *out = (struct sample){at, frame.seq, frame.words_at + frame.words_len, frame.payload_crc};
    return status;
}

/* The frame of one of the marks, and last the newest. */
static uint64_t sampled(const struct model *model, uint32_t number) {
    if (number + 1 == SAMPLES) return model->frame;
    const struct mark *mark = cgov__rows_at(&model->marks, (uint32_t)((uint64_t)model->marks.count * number / SAMPLES));
    return mark->frame;
}

static int32_t put_samples(const struct cgov_ledger *ledger, struct snapshot_out *out) {
    for (uint32_t i = 0; i < SAMPLES; i++) {
        struct sample sample;
        int32_t status = sample_at(&ledger->journal, sampled(&ledger->model, i), &sample);
        if (status) return status;
        cgov__snapshot_number(out, sample.seq);
        cgov__snapshot_number(out, sample.end);
        cgov__snapshot_number(out, sample.crc);
    }
    return CGOV_OK;
}

/* The slot that vouches for it is durable before it is, or a power cut leaves one that nothing vouches for. */
static int32_t sync_ack(struct journal *journal) {
    return journal->ack.whole ? cgov__storage_sync(&journal->storage, ACK_OBJECT, &journal->fault) : CGOV_OK;
}

int32_t cgov__snapshot_write(struct cgov_ledger *ledger) {
    struct snapshot_out out;
    int32_t synced = sync_ack(&ledger->journal);
    if (synced) return synced;
    cgov__snapshot_begin(&out, &ledger->journal, cgov__model_layout(), ledger->model.seq);
    cgov__model_save_start(&ledger->model, &out);
    int32_t status = put_samples(ledger, &out);
    cgov__snapshot_number(&out, ledger->journal.chain);
    if (!status) status = cgov__model_save_rows(&ledger->model, &out);
    if (status && !out.status) out.status = status;
    return cgov__snapshot_end(&out);
}

/* ---- loading ---- */

/* Whether its chain leads to what a slot says of the journal is found when the rest is replayed. */
static bool agrees(struct cgov_ledger *ledger, struct snapshot_in *in, struct sample *last) {
    for (uint32_t i = 0; i < SAMPLES; i++) {
        const uint64_t seq = cgov__snapshot_next(in), end = cgov__snapshot_next(in), crc = cgov__snapshot_next(in);
        if (in->found != CGOV_SNAPSHOT_USED) return false;
        const int32_t status = sample_at(&ledger->journal, sampled(&ledger->model, i), last);
        if (status == CGOV_E_STORAGE) return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_UNREADABLE);
        const bool same = last->seq == seq && last->end == end && last->crc == crc;
        if (status || !same || end > ledger->journal.length) return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_OTHER);
    }
    ledger->journal.chain = cgov__snapshot_next(in);
    return last->seq == ledger->model.frame_seq || cgov__snapshot_refuse(in, CGOV_SNAPSHOT_OTHER);
}

/* The text of an adoption that the journal has at that seq: *record speaks of the bytes in text. */
static bool read_adoption(const struct cgov_ledger *ledger, uint64_t seq, struct buf *text, struct record *record) {
    struct window window;
    struct place place;
    if (cgov__locate(ledger, seq, &window, &place)) return false;
    const uint64_t len = place.end - place.body;
    cgov__buf_clear(text);
    if (len > ledger->journal.length || !cgov__buf_reserve(text, (size_t)len)) return false;
    if (cgov__place_read(&window, &place, text->data)) return false;
    struct cursor body = cgov__cursor(text->data, (size_t)len);
    return !cgov__record_body(&body, record) && record->seq == seq && record->kind == CGOV_RECORD_ADOPTED &&
           record->id == cgov__id(CGOV_KIND_RULEBOOK, ledger->model.adoption_count + UINT64_C(1));
}

/* As replay does, but that it was judged then; and all its names have been symbols since. */
static bool adopt(struct cgov_ledger *ledger, const struct record *record) {
    struct model *model = &ledger->model;
    struct fault fault = {0};
    struct adoption *adoption;
    if (model->adoption_count >= MAX_ADOPTIONS || record->default_profile.len >= NAME_SIZE ||
        cgov__adoption_prepare(model, &record->text, &fault, &adoption))
        return false;
    const uint32_t names = MAX_ROLES + adoption->rulebook.detail_name_count, symbols = model->symbols.count;
    const bool fits = !cgov__details_conflict(model, &adoption->rulebook) &&
                      cgov__details_left(model, &adoption->rulebook) && cgov__rows_reserve(&model->symbols, names) &&
                      cgov__map_reserve(&model->symbol_map, names) && cgov__adoption_reserve(model, adoption);
    model->prepared = adoption; /* freed with the model, where it stays */
    if (!fits) return false;
    cgov__entity_adopted.apply(model, record);
    return model->symbols.count == symbols;
}

static bool adopt_all(struct cgov_ledger *ledger, struct snapshot_in *in) {
    const uint64_t count = cgov__snapshot_next(in);
    struct buf text;
    bool done = count > 0 && count <= MAX_ADOPTIONS;
    cgov__buf_init(&text, &ledger->mem);
    for (uint64_t a = 0; done && a < count; a++) {
        struct record record;
        done = read_adoption(ledger, cgov__snapshot_next(in), &text, &record) && adopt(ledger, &record);
    }
    cgov__buf_free(&text);
    return done || cgov__snapshot_refuse(in, CGOV_SNAPSHOT_UNREADABLE);
}

static bool load(struct cgov_ledger *ledger, struct snapshot_in *in, struct sample *last) {
    struct model *model = &ledger->model;
    const struct ack *ack = &ledger->journal.ack;
    cgov__snapshot_open(in, &ledger->journal, cgov__model_layout());
    if (in->found == CGOV_SNAPSHOT_USED && (ack->chain == 0 || ack->seq < in->seq))
        return cgov__snapshot_refuse(in, CGOV_SNAPSHOT_OTHER);
    return in->found == CGOV_SNAPSHOT_USED && cgov__model_load_start(model, in) && agrees(ledger, in, last) &&
           adopt_all(ledger, in) && cgov__model_load_rows(model, in);
}

void cgov__snapshot_forget(struct cgov_ledger *ledger) {
    struct journal *journal = &ledger->journal;
    const struct model made = ledger->model; /* for its few numbers */
    cgov__model_free(&ledger->model);
    cgov__model_init(&ledger->model, &ledger->mem, cgov__kinds);
    ledger->model.base = ledger->model.seq = made.base;
    ledger->model.library = made.library;
    ledger->model.replaying = true;
    memcpy(ledger->model.secret, made.secret, sizeof made.secret);
    cgov__retry_begin(&ledger->model);
    ledger->half = ledger->snapshot_seq = 0;
    journal->last_seq = made.base;
    journal->last_at = journal->last_crc = 0;
    journal->chain = 0;
    journal->next_at = journal->vouched_at = JOURNAL_HEADER;
    journal->torn_at = journal->torn_len = journal->torn_seq = 0;
}

uint32_t cgov__snapshot_load(struct cgov_ledger *ledger) {
    struct journal *journal = &ledger->journal;
    struct snapshot_in in;
    struct sample last;
    if (load(ledger, &in, &last)) {
        ledger->snapshot_seq = ledger->model.seq;
        journal->last_seq = ledger->model.seq;
        journal->last_at = last.at;
        journal->last_crc = last.crc;
        journal->next_at = journal->vouched_at = last.end;
    } else if (in.found != CGOV_SNAPSHOT_NONE) {
        cgov__snapshot_forget(ledger);
    }
    cgov__snapshot_close(&in);
    return in.found;
}
