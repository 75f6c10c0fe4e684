/* Everything a host can ask, asked of a ledger that may have been forged: what it says is not looked at. */
#include "support/asked.h"

#include "support/test.h"

#include "records/ids.h"

static const uint32_t kinds[] = {CGOV_KIND_ISSUE, CGOV_KIND_PART, CGOV_KIND_SESSION, CGOV_KIND_MOTION};
#define KINDS (sizeof kinds / sizeof kinds[0])

static uint64_t items_of(const cgov_ledger_view *info) {
    const uint64_t count = info->issues + info->parts + info->sessions + info->motions;
    return count < 64 ? count : 64; /* that too may be forged */
}

/* What the item's last entry holds, and who mentions it. */
static void read_entries(cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t seq) {
    uint32_t count;
    uint64_t cursor = 0;
    cgov_detail_view given[4] = {{.size = sizeof given[0]}};
    while (cgov_detail_list(ledger, reader, id, seq, &cursor, given, 4, &count) == CGOV_OK) {}
    const cgov_item_query filter = {.size = sizeof filter, .mentions = id};
    cgov_item_view items[4] = {{.size = sizeof items[0]}};
    cursor = 0;
    while (cgov_item_list(ledger, reader, &filter, &cursor, items, 4, &count) == CGOV_OK) {}
}

static void read_rolls(cgov_ledger *ledger, const cgov_reader *reader, cgov_id id) {
    uint32_t count;
    uint64_t cursor = 0, at;
    cgov_share_view shares[4] = {{.size = sizeof shares[0]}};
    while (cgov_share_list(ledger, reader, id, &cursor, shares, 4, &count) == CGOV_OK) {}
    cgov_roll_view roll = {.size = sizeof roll};
    cgov_entry_view entries[4] = {{.size = sizeof entries[0]}};
    cursor = 0;
    while (cgov_roll_list(ledger, reader, id, &cursor, &roll, 1, &count) == CGOV_OK) {
        at = 0;
        while (cgov_entry_list(ledger, reader, id, roll.name, &at, entries, 4, &count) == CGOV_OK) {}
    }
}

void asked_item(cgov_ledger *ledger, const cgov_reader *reader, cgov_id id) {
    cgov_item_view item = {.size = sizeof item};
    if (cgov_item_get(ledger, reader, id, &item) != CGOV_OK) return;
    read_rolls(ledger, reader, id);
    uint32_t count;
    uint64_t cursor = 0;
    cgov_clock_view clocks[4] = {{.size = sizeof clocks[0]}};
    while (cgov_clock_list(ledger, reader, id, &cursor, clocks, 4, &count) == CGOV_OK) {}
    cursor = 0;
    cgov_party_view parties[4] = {{.size = sizeof parties[0]}};
    while (cgov_party_list(ledger, reader, id, &cursor, parties, 4, &count) == CGOV_OK) {}
    cursor = 0;
    cgov_history_view history[4] = {{.size = sizeof history[0]}};
    while (cgov_history_list(ledger, reader, id, &cursor, history, 4, &count) == CGOV_OK) {}
    char text[64];
    uint64_t needed;
    for (uint32_t field = 1; field <= CGOV_FIELD_NAME; field++)
        (void)cgov_text_get(ledger, reader, id, 0, field, text, sizeof text, &needed);
    (void)cgov_text_get(ledger, reader, id, 0, 1028, text, sizeof text, &needed);
    read_entries(ledger, reader, id, item.version);
}

/* Makes whatever moves the reader could. */
static void move_item(cgov_ledger *ledger, const cgov_act *act, const cgov_reader *reader, cgov_id id) {
    uint64_t cursor = 0;
    uint32_t count;
    cgov_move_view moves[64] = {{.size = sizeof moves[0]}};
    if (cgov_move_list(ledger, reader, id, &cursor, moves, 64, &count) != CGOV_OK) return;
    for (uint32_t m = 0; m < count; m++)
        if (moves[m].allowed) (void)cgov_item_move(ledger, act, id, moves[m].name, NULL, 0, NULL);
}

void asked_read(cgov_ledger *ledger, const cgov_reader *reader) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    uint8_t digest[32];
    assert_int_equal(cgov_state_digest(ledger, digest), CGOV_OK);
    int32_t status = cgov_journal_digest(ledger, digest);
    assert_true(status == CGOV_OK || status == CGOV_E_CORRUPT || status == CGOV_E_STORAGE);
    for (uint64_t seq = 1; seq <= info.seq && seq < 1024; seq++) {
        char text[512];
        uint64_t needed;
        (void)cgov_record_text(ledger, seq, text, sizeof text, &needed);
    }
    for (uint64_t n = 1; n <= items_of(&info); n++)
        for (size_t k = 0; k < KINDS; k++) asked_item(ledger, reader, cgov__id(kinds[k], n));
    cgov_item_query filter = {.size = sizeof filter, .organization = info.root, .below = 1};
    cgov_item_view items[4] = {{.size = sizeof items[0]}};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_item_list(ledger, reader, &filter, &cursor, items, 4, &count) == CGOV_OK) {}
    cgov_entity_view entities[4] = {{.size = sizeof entities[0]}};
    const uint32_t entity_kinds[] = {CGOV_KIND_RESIDENT, CGOV_KIND_ORGANIZATION, CGOV_KIND_UNIT};
    for (size_t k = 0; k < 3; k++) {
        cursor = 0;
        while (cgov_entity_list(ledger, reader, entity_kinds[k], 0, &cursor, entities, 4, &count) == CGOV_OK) {}
    }
    for (uint64_t n = 1; n <= info.residents && n <= 64; n++) {
        cursor = 0;
        while (cgov_unit_list(ledger, reader, cgov__id(CGOV_KIND_RESIDENT, n), &cursor, entities, 4, &count) ==
               CGOV_OK) {}
    }
    for (uint64_t n = 1; n <= info.organizations && n <= 64; n++) {
        cgov_appointment_view rows[4] = {{.size = sizeof rows[0]}};
        cursor = 0;
        while (cgov_appointment_list(ledger, reader, cgov__id(CGOV_KIND_ORGANIZATION, n), &cursor, rows, 4, &count) ==
               CGOV_OK) {}
    }
}

void asked_change(cgov_ledger *ledger, cgov_time now) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    cgov_act tick = {.size = sizeof tick, .flags = CGOV_ACT_LONG_JUMP, .now = now};
    (void)cgov_ledger_tick(ledger, &tick, NULL);
    for (uint64_t r = 1; r <= info.residents && r <= 64; r++) {
        cgov_act act = {.size = sizeof act, .actor = cgov__id(CGOV_KIND_RESIDENT, r), .now = now, .salt = {r, 1}};
        cgov_reader reader = {.size = sizeof reader, .actor = act.actor, .at = now};
        for (uint64_t n = 1; n <= items_of(&info); n++)
            for (size_t k = 0; k < KINDS; k++) move_item(ledger, &act, &reader, cgov__id(kinds[k], n));
    }
    tick.now = now + INT64_C(40) * 86400000;
    (void)cgov_ledger_tick(ledger, &tick, NULL);
}
