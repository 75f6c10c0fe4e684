/* The town: an organization with a clerk and a head, under a procedure of few moves with one clock. */
#include "fuzz.h"

const char fuzz_rules[] = "rulebook 1\n"
                          "role founder \"founder\"\n"
                          "  may add change appoint adopt\n"
                          "  sees auditor\n"
                          "role clerk \"clerk\"\n"
                          "role head \"head\"\n"
                          "procedure issue \"issue\"\n"
                          "  party reporter \"reporter\" resident\n"
                          "  party intake \"intake\" organization\n"
                          "  stage all \"all\"\n"
                          "    state reported \"reported\" held by intake\n"
                          "    state accepted \"accepted\" held by intake\n"
                          "    state closed \"closed\" final\n"
                          "  clock answer from report until close drop\n"
                          "    for 5 days\n"
                          "    remind 50 80\n"
                          "    late tell head of intake\n"
                          "  open report -> reported\n"
                          "    by any resident\n"
                          "    needs place text intake\n"
                          "    takes urgency note\n"
                          "    sets intake to given\n"
                          "  move accept reported -> accepted\n"
                          "    by clerk of intake\n"
                          "    takes note\n"
                          "  move close accepted -> closed\n"
                          "    by clerk of intake\n"
                          "    needs reason\n"
                          "    answers\n"
                          "  move drop reported -> closed\n"
                          "    by clerk of intake\n"
                          "    needs reason\n"
                          "    answers\n";

_Noreturn void fuzz_failed(const char *what, const char *file, int line) {
    printf("not ok 1 - %s:%d: %s\n", file, line, what);
    fflush(stdout);
    abort();
}

static cgov_text text(const char *words) {
    return (cgov_text){words, CGOV_NUL_TERMINATED};
}

cgov_id fuzz_resident(uint32_t number) {
    return (cgov_id)CGOV_KIND_RESIDENT << 44 | number;
}

cgov_act fuzz_act(struct fuzz_town *town, cgov_id actor) {
    return (cgov_act){
        .size = sizeof(cgov_act), .flags = town->flags, .actor = actor, .now = town->now, .salt = {++town->salt, 7}};
}

static void add_people(struct fuzz_town *town) {
    static const char *const names[] = {"clerk", "head", "anyone"};
    for (uint32_t i = 0; i < FUZZ_PEOPLE - 1; i++) {
        cgov_act act = fuzz_act(town, fuzz_resident(1));
        cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .parent = town->root};
        entity.name = text(names[i]);
        cgov_id id;
        MUST(cgov_entity_add(town->ledger, &act, &entity, &id) == CGOV_OK);
        if (i == 2) return;
        cgov_appointment_draft appointment = {.size = sizeof appointment, .resident = id, .organization = town->root};
        appointment.role = text(names[i]);
        MUST(cgov_appointment_add(town->ledger, &act, &appointment, &id) == CGOV_OK);
    }
}

cgov_ledger *fuzz_found(const cgov_storage *storage, uint32_t flags) {
    struct fuzz_town town = {.now = FUZZ_START, .flags = flags};
    cgov_ledger_options options = {.size = sizeof options, .storage = storage};
    cgov_genesis genesis = {
        .size = sizeof genesis, .ledger_id = {2026, 1}, .utc_offset = 480, .rulebook = text(fuzz_rules)};
    genesis.organization = text("town");
    genesis.organization_kind = text("government");
    genesis.resident = text("founder");
    cgov_act act = fuzz_act(&town, 0);
    MUST(cgov_ledger_create(&options, &genesis, &act, &town.ledger) == CGOV_OK);
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(town.ledger, &info) == CGOV_OK);
    town.root = info.root;
    add_people(&town);
    return town.ledger;
}

const uint8_t *fuzz_journal(uint64_t *len_out) {
    static uint8_t bytes[8192];
    static uint64_t len;
    if (!len) {
        cgov_storage storage = {.size = sizeof storage};
        uint64_t got;
        MUST(cgov_storage_memory(NULL, &storage) == CGOV_OK);
        cgov_ledger_close(fuzz_found(&storage, 0));
        MUST(storage.length(storage.user, "journal", &len) == 0 && len <= sizeof bytes);
        MUST(storage.read(storage.user, "journal", 0, bytes, len, &got) == 0 && got == len);
        MUST(cgov_storage_close(&storage) == CGOV_OK);
    }
    *len_out = len;
    return bytes;
}

void fuzz_open(struct fuzz_town *town) {
    uint64_t len, end;
    const uint8_t *bytes = fuzz_journal(&len);
    *town = (struct fuzz_town){
        .storage = {.size = sizeof town->storage}, .now = FUZZ_START, .salt = 1000, .flags = CGOV_ACT_DEFER};
    MUST(cgov_storage_memory(NULL, &town->storage) == CGOV_OK);
    MUST(town->storage.put(town->storage.user, "journal", bytes, len, &end) == 0);
    cgov_ledger_options options = {.size = sizeof options, .storage = &town->storage};
    MUST(cgov_ledger_open(&options, &town->ledger) == CGOV_OK);
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(town->ledger, &info) == CGOV_OK);
    town->root = info.root;
}

static void read_rolls(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id) {
    uint64_t cursor = 0, at;
    uint32_t count, got;
    cgov_roll_view roll = {.size = sizeof roll};
    cgov_entry_view entries[2] = {{.size = sizeof entries[0]}};
    cgov_share_view shares[2] = {{.size = sizeof shares[0]}};
    cgov_detail_view details[2] = {{.size = sizeof details[0]}};
    while (cgov_roll_list(ledger, reader, id, &cursor, &roll, 1, &count) == CGOV_OK) {
        uint64_t standing = 0;
        int32_t status;
        for (at = 0; (status = cgov_entry_list(ledger, reader, id, roll.name, &at, entries, 2, &count)) == CGOV_OK;)
            for (uint32_t i = 0; i < count; i++) {
                standing += entries[i].standing;
                for (uint64_t of = 0; entries[i].seq != 0 && cgov_detail_list(ledger, reader, id, entries[i].seq, &of,
                                                                              details, 2, &got) == CGOV_OK;) {}
            }
        MUST(status != CGOV_DONE || standing == roll.heads);
    }
    for (cursor = 0; cgov_share_list(ledger, reader, id, &cursor, shares, 2, &count) == CGOV_OK;)
        for (uint32_t i = 0; i < count; i++) MUST(shares[i].holds == (shares[i].have >= shares[i].needed));
}

static void read_item(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id) {
    uint64_t cursor = 0;
    uint32_t count;
    cgov_history_view history[4] = {{.size = sizeof history[0]}};
    while (cgov_history_list(ledger, reader, id, &cursor, history, 4, &count) == CGOV_OK) {}
    cgov_clock_view clocks[4] = {{.size = sizeof clocks[0]}};
    cursor = 0;
    while (cgov_clock_list(ledger, reader, id, &cursor, clocks, 4, &count) == CGOV_OK) {}
    cgov_party_view parties[4] = {{.size = sizeof parties[0]}};
    cursor = 0;
    while (cgov_party_list(ledger, reader, id, &cursor, parties, 4, &count) == CGOV_OK) {}
    cgov_move_view moves[4] = {{.size = sizeof moves[0]}};
    cursor = 0;
    while (cgov_move_list(ledger, reader, id, &cursor, moves, 4, &count) == CGOV_OK) {}
    read_rolls(ledger, reader, id);
    char words[64];
    uint64_t needed;
    for (uint32_t field = 1; field <= CGOV_FIELD_NAME; field++)
        (void)cgov_text_get(ledger, reader, id, 0, field, words, sizeof words, &needed);
}

void fuzz_read_all(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(ledger, &info) == CGOV_OK);
    cgov_reader reader = {.size = sizeof reader, .actor = info.founder, .at = info.now};
    for (uint64_t seq = 1; seq <= info.seq; seq++) {
        char line[512];
        uint64_t needed;
        (void)cgov_record_text(ledger, seq, line, sizeof line, &needed);
    }
    for (uint64_t n = 1; n <= info.issues; n++) read_item(ledger, &reader, (cgov_id)CGOV_KIND_ISSUE << 44 | n);
    for (uint64_t n = 1; n <= info.parts; n++) read_item(ledger, &reader, (cgov_id)CGOV_KIND_PART << 44 | n);
    const uint64_t all = info.issues + info.parts + info.sessions + info.motions;
    for (uint64_t n = 1; n <= all; n++) {
        read_item(ledger, &reader, (cgov_id)CGOV_KIND_SESSION << 44 | n);
        read_item(ledger, &reader, (cgov_id)CGOV_KIND_MOTION << 44 | n);
    }
    cgov_item_query filter = {.size = sizeof filter};
    cgov_item_view items[4] = {{.size = sizeof items[0]}};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_item_list(ledger, &reader, &filter, &cursor, items, 4, &count) == CGOV_OK) {}
    cgov_entity_view entities[4] = {{.size = sizeof entities[0]}};
    const uint32_t kinds[] = {CGOV_KIND_RESIDENT, CGOV_KIND_ORGANIZATION, CGOV_KIND_UNIT};
    for (uint32_t k = 0; k < 3; k++) {
        cursor = 0;
        while (cgov_entity_list(ledger, &reader, kinds[k], 0, &cursor, entities, 4, &count) == CGOV_OK) {}
    }
}

void fuzz_reopen(cgov_ledger **ledger, const cgov_storage *storage) {
    uint8_t state[2][32], journal[2][32];
    MUST(cgov_ledger_snapshot(*ledger, NULL) == CGOV_OK);
    MUST(cgov_state_digest(*ledger, state[0]) == CGOV_OK && cgov_journal_digest(*ledger, journal[0]) == CGOV_OK);
    for (uint32_t by_snapshot = 0; by_snapshot < 2; by_snapshot++) {
        cgov_ledger_close(*ledger);
        cgov_ledger_options options = {.size = sizeof options, .flags = by_snapshot ? 0 : CGOV_OPEN_REPLAY};
        cgov_ledger_view info = {.size = sizeof info};
        options.storage = storage;
        MUST(cgov_ledger_open(&options, ledger) == CGOV_OK && cgov_ledger_get(*ledger, &info) == CGOV_OK);
        MUST(info.snapshot == (by_snapshot ? CGOV_SNAPSHOT_USED : CGOV_SNAPSHOT_NONE));
        MUST(cgov_state_digest(*ledger, state[1]) == CGOV_OK && cgov_journal_digest(*ledger, journal[1]) == CGOV_OK);
        MUST(memcmp(state[0], state[1], 32) == 0 && memcmp(journal[0], journal[1], 32) == 0);
    }
}

void fuzz_close(struct fuzz_town *town) {
    fuzz_read_all(town->ledger);
    fuzz_reopen(&town->ledger, &town->storage);
    cgov_ledger_close(town->ledger);
    MUST(cgov_storage_close(&town->storage) == CGOV_OK);
}

cgov_id fuzz_report(struct fuzz_town *town, cgov_id actor) {
    cgov_detail details[3] = {
        {.size = sizeof *details, .field = CGOV_FIELD_PLACE, .number = 130702},
        {.size = sizeof *details, .field = CGOV_FIELD_INTAKE, .number = (int64_t)town->root},
        {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = text("the lamp is out")},
    };
    cgov_act act = fuzz_act(town, actor);
    cgov_id id = 0;
    return cgov_item_report(town->ledger, &act, details, 3, &id) == CGOV_OK ? id : 0;
}
