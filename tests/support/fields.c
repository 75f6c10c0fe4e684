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

/* The pick-th choice of a detail. */
static void choose(const cgov_ledger *ledger, const cgov_item_view *item, uint32_t field, uint32_t pick,
                   char name[32]) {
    cgov_choice_view choices[64] = {{.size = sizeof choices[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(
        cgov_choice_list(ledger, NULL, item->rulebook, item->procedure, "", field, &cursor, choices, 64, &count),
        CGOV_OK);
    memcpy(name, choices[pick % count].name, 32);
}

uint32_t item_choices(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                      uint32_t pick, char names[MOST_CHOSEN][32], cgov_detail *details) {
    cgov_item_view view = {.size = sizeof view};
    cgov_field_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, given = 0;
    assert_int_equal(cgov_item_get(ledger, reader, item, &view), CGOV_OK);
    int32_t status = cgov_field_list(ledger, NULL, view.rulebook, view.procedure, "", move, &cursor, views, 64, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    for (uint32_t i = 0; i < count && given < MOST_CHOSEN; i++) {
        if (views[i].field < 1024 || views[i].type != CGOV_DETAIL_CHOICE || !views[i].needed) continue;
        choose(ledger, &view, views[i].field, pick, names[given]);
        details[given] = (cgov_detail){
            .size = sizeof *details, .field = views[i].field, .text = {names[given], CGOV_NUL_TERMINATED}};
        given++;
    }
    return given;
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
