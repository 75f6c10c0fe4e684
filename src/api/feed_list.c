/* The feed, record by record, from where a consumer left it. */
#include "api/feed_calendar.h"
#include "ledger/read_back.h"

/* CGOV_DONE where the record is longer than any that tells something. */
static int32_t read_record(struct window *window, const struct place *place, uint8_t buf[STORED_SIZE],
                           struct record *record) {
    uint64_t len = place->end - place->body;
    bool fits = len <= STORED_SIZE;
    int32_t status = fits ? cgov__place_read(window, place, buf) : cgov__place_check(window, place, NULL);
    if (!status && !fits) return CGOV_DONE;
    struct cursor body = cgov__cursor(buf, (size_t)len);
    return status ? status : cgov__record_body(&body, record);
}

/* A record of a move, of a clock, of somebody on a roll, or of words that are gone; no other tells anybody. */
static bool tells(const struct record *record) {
    enum about about = cgov__record_about(record->kind);
    return about == ABOUT_MOVE || about == ABOUT_CLOCK || about == ABOUT_ENTRY || about == ABOUT_ERASURE;
}

/* From the last record before `at` that can be told of. */
static int32_t begin_watch(const cgov_ledger *ledger, uint64_t at, struct calendar_watch *watch) {
    const struct model *model = &ledger->model;
    struct window window;
    struct place place;
    uint8_t buf[STORED_SIZE];
    struct record record = {.seq = model->base};
    int32_t status = CGOV_DONE;
    while (status == CGOV_DONE && --at > model->base) {
        status = cgov__locate(ledger, at, &window, &place);
        if (!status) status = read_record(&window, &place, buf, &record);
    }
    if (status < CGOV_OK) return status;
    watch->model = NULL;
    cgov__calendar_watch(watch, model, status ? model->base : record.seq, status ? 0 : record.time);
    return CGOV_OK;
}

/* What one record tells: of its item first, then of calendars. CGOV_DONE: nothing, nor will it. */
static int32_t tell(struct telling *telling, struct calendar_watch *watch, uint64_t after, const cgov_reader *reader,
                    struct window *window, const struct place *place, struct page *page) {
    uint8_t buf[STORED_SIZE];
    int32_t status = read_record(window, place, buf, &telling->record);
    if (!status && tells(&telling->record) && after >> ID_BITS != SLOT_CALENDARS)
        status = cgov__tell_record(telling, after, reader, window, place, page);
    if (status) return status;
    cgov__tell_calendars(watch, telling, after, reader, page);
    cgov__calendar_watch(watch, telling->model, telling->record.seq, telling->record.time);
    return CGOV_OK;
}

int32_t cgov_feed_list(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t *seq, uint64_t *entry,
                       cgov_feed_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    struct window window;
    struct place place;
    struct calendar_watch watch;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (!status && !entry) status = cgov__say(&copy, CGOV_E_ARG, 0, "`entry` is NULL");
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, seq, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return cgov__answer(ledger, &copy, status);
    struct telling telling = {.ledger = ledger, .model = &ledger->model};
    uint64_t at = *seq, after = *entry, last = ledger->model.seq;
    if (at > last) return cgov__say(&copy, CGOV_E_NOT_FOUND, 0, "the position is past the ledger's last record");
    if (at < ledger->model.base) at = ledger->model.base;
    if (at == ledger->model.base || after == 0) {
        at++;
        after = 0;
    }
    if (at > last) return CGOV_DONE;
    status = begin_watch(ledger, at, &watch);
    if (!status) status = cgov__locate(ledger, at, &window, &place);
    for (; !status; at++, after = 0) {
        status = tell(&telling, &watch, after, &copy, &window, &place, &page);
        if (status < CGOV_OK || cgov__page_full(&page) || at == last) break;
        status = cgov__locate_next(&window, &place);
    }
    if (status < CGOV_OK) return cgov__answer(ledger, &copy, status);
    *seq = cgov__page_full(&page) ? at : last;
    *entry = cgov__page_full(&page) ? telling.entry : 0;
    return cgov__page_end(&page, count_out);
}
