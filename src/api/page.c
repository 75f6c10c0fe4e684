/* The border of the readings, and paging: a cursor by value, a page a call, nothing to free. */
#include "api/page.h"
#include "base/abi.h"
#include "records/refusal.h"

int32_t cgov__page_begin(struct page *page, const cgov_reader *reader, void *views, uint32_t capacity, uint64_t *cursor,
                         uint32_t *count_out, uint32_t v1, uint32_t known) {
    if (!views || capacity == 0) return cgov__say(reader, CGOV_E_ARG, 0, "there is no room for a single view");
    if (!cursor || !count_out) return cgov__say(reader, CGOV_E_ARG, 0, "the cursor or the count is NULL");
    uint32_t stride;
    memcpy(&stride, views, sizeof stride);
    if (stride < v1)
        return cgov__say(reader, CGOV_E_ABI_SIZE, 0, "the first view's size is shorter than any version's");
    if (stride >= ABI_SIZE_END) return cgov__say(reader, CGOV_E_ABI_NEWER, 0, "the first view's size is invalid");
    *page = (struct page){views, stride, capacity, 0, known < stride ? known : stride};
    return CGOV_OK;
}

void cgov__page_add(struct page *page, const void *view) {
    memcpy(page->at, view, page->copied);
    memset(page->at + page->copied, 0, page->stride - page->copied);
    memcpy(page->at, &page->stride, sizeof page->stride);
    page->at += page->stride;
    page->count++;
}

int32_t cgov__page_end(const struct page *page, uint32_t *count_out) {
    *count_out = page->count;
    return page->count > 0 ? CGOV_OK : CGOV_DONE;
}

int32_t cgov__id_check(const cgov_reader *reader, uint64_t *id, uint64_t kinds, const char *name) {
    uint32_t kind = cgov__id_kind(*id);
    if (kind >= KIND_END || (kinds >> kind & 1) == 0 || (kind == 0 && *id != 0)) {
        char message[208], what[160];
        cgov__say_kinds(*id, kinds, what, sizeof what);
        cgov__format(message, sizeof message, "`%s` %s", name, what);
        return cgov__say(reader, CGOV_E_KIND, *id, message);
    }
    if (*id != 0 && cgov__id_row(*id) == 0) *id = cgov__id(kind, NOBODY);
    return CGOV_OK;
}

int32_t cgov__text_of(const cgov_reader *reader, cgov_text *text, uint64_t most, const char *name) {
    const char *why = "has a length but no pointer";
    bool there = cgov__text_resolve(text, text);
    if (there && (text->len == 0 || cgov__text_check(text->ptr, text->len, TEXT_NAME, most, &why))) return CGOV_OK;
    char message[128];
    cgov__format(message, sizeof message, "the text `%s` %s", name, why);
    return cgov__say(reader, there ? CGOV_E_TEXT : CGOV_E_ARG, 0, message);
}

/* ---- the reader, and its error ---- */

static int32_t say(const cgov_reader *reader, int32_t status, cgov_id item, int64_t os_code, const char *message) {
    if (!reader->error_out || reader->error_out->status) return status;
    cgov_error error = {.size = sizeof error, .status = status, .item = item, .os_code = os_code};
    cgov__name_copy(error.message, sizeof error.message, message);
    cgov__abi_out(reader->error_out, &error, ABI_FIRST(error), sizeof error);
    return status;
}

int32_t cgov__say(const cgov_reader *reader, int32_t status, cgov_id item, const char *message) {
    return say(reader, status, item, 0, message);
}

int32_t cgov__say_of(const cgov_reader *reader, int32_t status, cgov_id item, const char *format, ...) {
    char message[208];
    va_list args;
    va_start(args, format);
    cgov__format_list(message, sizeof message, format, args);
    va_end(args);
    return cgov__say(reader, status, item, message);
}

int32_t cgov__answer(const struct cgov_ledger *ledger, const cgov_reader *reader, int32_t status) {
    if (status != CGOV_E_STORAGE) return status < 0 ? cgov__say(reader, status, 0, cgov_status_text(status)) : status;
    const struct storage_fault fault = cgov__journal_fault(&ledger->journal);
    char said[208];
    cgov__storage_say(&fault, said, sizeof said);
    return say(reader, status, 0, fault.os_code, said);
}

int32_t cgov__view_out(const cgov_reader *reader, void *given, const void *view, uint32_t v1, uint32_t known) {
    int32_t status = cgov__abi_out(given, view, v1, known);
    return status ? cgov__say(reader, status, 0, "the view cannot be written: NULL, or its size is invalid") : CGOV_OK;
}

static int32_t copy_reader(const cgov_reader *reader, cgov_reader *copy) {
    const cgov_error none = {0};
    memset(copy, 0, sizeof *copy);
    int32_t status = cgov__abi_in_copy(copy, reader, ABI_FIRST(*copy), sizeof *copy);
    if (!status && copy->error_out) status = cgov__abi_out(copy->error_out, &none, ABI_FIRST(none), sizeof none);
    if (status) copy->error_out = NULL;
    return status;
}

/* An instant that was forgotten, or given in seconds, would show a desk that is empty, and nothing else. */
static int32_t check_at(const struct cgov_ledger *ledger, const cgov_reader *reader, bool asked) {
    if (!cgov__is_instant(reader->at)) return cgov__say(reader, CGOV_E_ARG, 0, "`at` is no instant from 1970 to 9999");
    if (!asked && reader->actor == 0) return CGOV_OK;
    if (reader->at == 0) return cgov__say(reader, CGOV_E_ARG, 0, "`at` of the reader is 0: when do they read?");
    if (reader->at >= SECONDS_END || ledger->model.now < SECONDS_END) return CGOV_OK;
    return cgov__say_of(reader, CGOV_E_ARG, 0,
                        "`at` of the reader, %d, is in 1970: milliseconds are meant, not seconds", reader->at);
}

static int32_t check_reader(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy, bool dated) {
    int32_t status = copy_reader(reader, copy);
    if (status) return status;
    if (!ledger) return cgov__say(copy, CGOV_E_ARG, 0, "the ledger is NULL");
    if (ledger->busy) return cgov__answer(ledger, copy, CGOV_E_REENTER);
    if (copy->flags) return cgov__say(copy, CGOV_E_ARG, 0, "the reader has flags this library does not know");
    status = check_at(ledger, copy, dated);
    return status ? status : cgov__id_check(copy, &copy->actor, NO_ID | OF(RESIDENT), "actor");
}

int32_t cgov__reader_check(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy) {
    return check_reader(ledger, reader, copy, true);
}

int32_t cgov__public_check(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy) {
    static const cgov_reader anybody = {.size = sizeof anybody};
    return check_reader(ledger, reader ? reader : &anybody, copy, false);
}
