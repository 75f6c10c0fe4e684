/* Fields asked for and words held, gathered from the readings' pages. */
#include "support/fields.h"
#include "support/test.h"

static uint64_t asked(const cgov_ledger *ledger, uint32_t version, const char *procedure, const char *move,
                      uint32_t needed) {
    cgov_field_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0, set = 0;
    uint32_t count = 0;
    int32_t status = cgov_field_list(ledger, NULL, version, procedure, "", move, &cursor, views, 64, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    for (uint32_t i = 0; i < count; i++)
        if (views[i].needed == needed && views[i].field < 64) set |= UINT64_C(1) << views[i].field;
    return set;
}

uint64_t fields_needed(const cgov_ledger *ledger, uint32_t version, const char *procedure, const char *move) {
    return asked(ledger, version, procedure, move, 1);
}

uint64_t fields_taken(const cgov_ledger *ledger, uint32_t version, const char *procedure, const char *move) {
    return asked(ledger, version, procedure, move, 0);
}

static uint64_t asked_of(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                         uint32_t needed) {
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(ledger, reader, item, &view), CGOV_OK);
    return asked(ledger, view.rulebook, view.procedure, move, needed);
}

uint64_t item_needs(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move) {
    return asked_of(ledger, reader, item, move, 1);
}

uint64_t item_takes(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move) {
    return asked_of(ledger, reader, item, move, 0);
}

uint64_t entry_words(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t seq) {
    cgov_detail_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0, set = 0;
    uint32_t count = 0;
    int32_t status = cgov_detail_list(ledger, reader, item, seq, &cursor, views, 64, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    for (uint32_t i = 0; i < count; i++)
        if (views[i].words && views[i].field < 64) set |= UINT64_C(1) << views[i].field;
    return set;
}
