/* Words (原文) of an item, or of a resident, an organization or a unit: which record's they are, and who may read them.
 */
#include "base/text.h"
#include "api/page.h"
#include "api/read_item.h"
#include "api/read_roll.h"
#include "cgov/cgov.h"
#include "entities/details.h"
#include "entities/entities.h"
#include "entities/erasure.h"
#include "entities/view.h"
#include "ledger/read_back.h"
#include "model/erasures.h"
#include "records/given.h"

/* The records about a thing, back from its last, and whether a reader may read the words of one field in them. */
struct shelf {
    uint64_t id;             /* what all of them are about */
    const struct item *item; /* NULL: of an entity */
    enum view view;
    uint64_t last;
    uint32_t field;
    bool answers_alone;
    const cgov_reader *reader;
};

/* What an id names, where the reader sees it. */
static int32_t find_shelf(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id, struct shelf *shelf) {
    const struct model *model = &ledger->model;
    if (!cgov__is_item(cgov__id_kind(id))) {
        if (!cgov__sees_entity(model, id, reader->actor, reader->at)) return CGOV_E_NOT_FOUND;
        shelf->last = cgov__last_seq(model, id);
        return CGOV_OK;
    }
    shelf->item = cgov__item_by_id(model, id);
    if (!shelf->item) return CGOV_E_NOT_FOUND;
    shelf->view = cgov__view(model, shelf->item, reader->actor, reader->at);
    shelf->last = ROW_SEQ(shelf->item, last_seq);
    return shelf->view == VIEW_NONE ? CGOV_E_NOT_FOUND : CGOV_OK;
}

static bool is_on(const struct model *model, const struct shelf *shelf, const struct record *record) {
    if (!cgov__has_words(record, shelf->field) || (shelf->answers_alone && record->answers == 0)) return false;
    if (record->kind == CGOV_RECORD_ERASED) return false; /* asked for by its seq alone */
    if (!shelf->item) return true;
    if (shelf->field >= DETAIL_FIRST)
        return (shelf->answers_alone ? cgov__reads_answer : cgov__reads_detail)(model, shelf->item, shelf->view,
                                                                                record->seq, shelf->field);
    bool opening = record->kind == CGOV_RECORD_OPENED;
    uint64_t readable = shelf->answers_alone ? cgov__readable_answer(model, shelf->item, shelf->view, record->seq)
                                             : cgov__readable(model, shelf->item, shelf->view, opening, record->seq);
    return (readable >> shelf->field & 1) != 0;
}

/* What somebody's entry on a roll says is read as their name is. */
static int32_t find_entry(const cgov_ledger *ledger, const struct shelf *shelf, const struct stored *stored) {
    const struct record *record = &stored->record;
    enum view view = VIEW_NONE;
    if (record->id != shelf->id || !shelf->item || shelf->answers_alone || !cgov__has_words(record, shelf->field))
        return CGOV_E_NOT_FOUND;
    int32_t status = cgov__entry_view(ledger, shelf->reader, shelf->item, record, &view);
    if (status) return status;
    bool reads = shelf->field >= DETAIL_FIRST
                     ? cgov__reads_detail(&ledger->model, shelf->item, view, record->seq, shelf->field)
                     : (cgov__readable(&ledger->model, shelf->item, view, false, record->seq) >> shelf->field & 1) != 0;
    return view != VIEW_NONE && reads ? CGOV_OK : CGOV_E_NOT_FOUND;
}

/* Why something of it was erased is for who sees more of it than the public, and may know who reported it. Of several
 * records that one act wrote the first has the words. */
static int32_t find_erasure(const cgov_ledger *ledger, const struct shelf *shelf, struct stored *stored) {
    const cgov_reader *reader = shelf->reader;
    const bool told =
        !shelf->item || (shelf->view > VIEW_PUBLIC &&
                         cgov__knows_reporter(&ledger->model, shelf->item, shelf->view, reader->actor, reader->at));
    uint8_t buf[STORED_SIZE];
    if (stored->record.id != shelf->id || shelf->answers_alone || !told) return CGOV_E_NOT_FOUND;
    const uint64_t first = stored->record.seq - stored->ordinal;
    int32_t status = stored->ordinal == 0 ? CGOV_OK : cgov__stored_follow(ledger, first, buf, stored);
    return status || cgov__has_words(&stored->record, shelf->field) ? status : CGOV_E_NOT_FOUND;
}

/* A record by its seq, which says itself what it is about. CGOV_E_NOT_FOUND: it is not on the shelf. */
static int32_t find_one(const cgov_ledger *ledger, const struct shelf *shelf, uint64_t seq, struct stored *out) {
    uint8_t buf[STORED_SIZE];
    if (seq > ledger->model.seq) return CGOV_E_NOT_FOUND;
    int32_t status = cgov__stored_read(ledger, seq, buf, sizeof buf, out);
    if (status == CGOV_E_BUFFER) return CGOV_E_NOT_FOUND; /* a rulebook's: no other is so long */
    if (status) return status;
    if (out->record.kind == CGOV_RECORD_ERASED) return find_erasure(ledger, shelf, out);
    if (cgov__record_about(out->record.kind) == ABOUT_ENTRY) return find_entry(ledger, shelf, out);
    return out->record.id == shelf->id && is_on(&ledger->model, shelf, &out->record) ? CGOV_OK : CGOV_E_NOT_FOUND;
}

/* The record wanted, or where wanted is 0 the latest that has the field, going back from the last. Of what is found,
 * nothing may be read that lies in the record's bytes. */
static int32_t find_back(const cgov_ledger *ledger, const struct shelf *shelf, uint64_t wanted, struct stored *out) {
    if (wanted != 0) return find_one(ledger, shelf, wanted, out);
    for (uint64_t seq = shelf->last; seq != 0; seq = out->record.previous) {
        uint8_t buf[STORED_SIZE];
        int32_t status = cgov__stored_follow(ledger, seq, buf, out);
        if (status || is_on(&ledger->model, shelf, &out->record)) return status;
    }
    return CGOV_E_NOT_FOUND;
}

/* A merged issue's reader reads its master's answers, and nothing else of it. */
static int32_t find_answer(const cgov_ledger *ledger, const cgov_reader *reader, const struct shelf *own,
                           uint64_t wanted, struct stored *out) {
    const struct model *model = &ledger->model;
    const struct item *master =
        !own->item ? NULL : cgov__master_of(model, own->item, own->view, reader->actor, reader->at);
    if (!master) return CGOV_E_NOT_FOUND;
    const struct shelf answers = {cgov__item_id(model, own->item->extra->master),
                                  master,
                                  own->view,
                                  ROW_SEQ(master, last_seq),
                                  own->field,
                                  true,
                                  reader};
    return find_back(ledger, &answers, wanted, out);
}

/* The master's answer is the later one. */
static int32_t find_words_of(const cgov_ledger *ledger, const cgov_reader *reader, const struct shelf *shelf,
                             uint64_t wanted, struct stored *out) {
    struct stored own;
    int32_t mine = find_back(ledger, shelf, wanted, &own);
    int32_t status = CGOV_E_NOT_FOUND;
    if (mine == CGOV_E_NOT_FOUND || (!mine && wanted == 0)) status = find_answer(ledger, reader, shelf, wanted, out);
    if (status != CGOV_E_NOT_FOUND) return status;
    if (!mine) *out = own;
    return mine;
}

static bool is_words(const struct model *model, uint32_t field) {
    if (field < DETAIL_FIRST) return cgov__field_is_words(field);
    const struct numbered *detail = cgov__numbered(model, field);
    return detail && detail->type == CGOV_DETAIL_WORDS;
}

/* What is asked for, and the record that has it. */
static int32_t find_asked(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq,
                          struct shelf *shelf, struct stored *out) {
    if (!is_words(&ledger->model, shelf->field)) return cgov__say(reader, CGOV_E_ARG, of, "`field` is none of words");
    int32_t status = cgov__id_check(reader, &of, OF_ENTITIES | OF_ITEMS, "of");
    shelf->id = of;
    shelf->reader = reader;
    if (!status) status = find_shelf(ledger, reader, of, shelf);
    return status ? status : find_words_of(ledger, reader, shelf, seq, out);
}

static int32_t say_none(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint32_t field) {
    const char *name = field < DETAIL_FIRST ? cgov__field_name(field) : cgov__numbered(&ledger->model, field)->name;
    return cgov__say_of(reader, CGOV_E_NOT_FOUND, of, "no words of `%s` are there, or the reader may not see them",
                        name);
}

int32_t cgov_text_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq, uint32_t field,
                      char *into, uint64_t cap, uint64_t *needed_out) {
    ABI_CLEAR(needed_out);
    cgov_reader copy;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    if (!needed_out || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, of, "`needed_out` is NULL, or `into` is and `cap` not 0");
    struct stored stored;
    struct shelf shelf = {.field = field};
    status = find_asked(ledger, &copy, of, seq, &shelf, &stored);
    if (!status) status = cgov__words_read(ledger, &stored, field, into, cap, needed_out);
    return status == CGOV_E_NOT_FOUND ? say_none(ledger, &copy, of, field) : cgov__answer(ledger, &copy, status);
}

int32_t cgov_erasure_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq, uint32_t field,
                         cgov_erasure_view *view_out) {
    cgov_reader copy;
    cgov_erasure_view view = {.size = sizeof view, .field = field};
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (!status) status = cgov__abi_out(view_out, &view, ABI_FIRST(view), sizeof view);
    if (status) return cgov__say(&copy, status, of, "`view_out` cannot be written");
    struct stored stored, by;
    struct shelf shelf = {.field = field};
    status = find_asked(ledger, &copy, of, seq, &shelf, &stored);
    const struct erasure *row = status ? NULL : cgov__erasure_find(&ledger->model, stored.record.seq, field);
    if (!status && !row) return cgov__say(&copy, CGOV_E_NOT_FOUND, of, "these words were not erased");
    uint8_t bytes[STORED_SIZE];
    if (!status) status = cgov__stored_follow(ledger, row->by, bytes, &by);
    if (status == CGOV_E_NOT_FOUND) return say_none(ledger, &copy, of, field);
    if (status) return cgov__answer(ledger, &copy, status);
    view.seq = row->seq;
    view.by = row->by;
    view.at = by.record.time;
    view.of = by.record.id;
    const bool known = shelf.item ? shelf.view > VIEW_PUBLIC : copy.actor != 0;
    if (known) view.actor = by.record.actor;
    return cgov__abi_out(view_out, &view, ABI_FIRST(view), sizeof view);
}
