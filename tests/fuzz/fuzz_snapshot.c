/* Any bytes as changes to a snapshot whose checksums hold: eight bytes choose a place in it and what stands there then.
 * So the corpus outlives every layout. The ledger opens: by its journal, to the state that this has; or by what was
 * believed, and then all is read and something is written, and nothing may crash. */
#include "fuzz.h"

#include "base/bytes.h"
#include "base/hash.h"
#include "store/snapshot.h"

#define SNAPSHOT_MAX 65536u
#define CHUNK_HEAD 8u
#define CHANGES_MAX 64u

static uint8_t plain[SNAPSHOT_MAX], live[32];
static uint64_t plain_len;

static void move(struct fuzz_town *town, cgov_id issue, const char *name) {
    cgov_detail reason = {.size = sizeof reason, .field = CGOV_FIELD_REASON, .text = {"mended", CGOV_NUL_TERMINATED}};
    cgov_act act = fuzz_act(town, fuzz_resident(2));
    (void)cgov_item_move(town->ledger, &act, issue, name, &reason, strcmp(name, "accept") == 0 ? 0 : 1, NULL);
}

/* The town with some issues, one of them done and one late. */
static void tell(struct fuzz_town *town) {
    fuzz_open(town);
    for (uint32_t i = 0; i < 3; i++) {
        const cgov_id issue = fuzz_report(town, fuzz_resident(4));
        if (i < 2) move(town, issue, "accept");
        if (i < 1) move(town, issue, "close");
        town->now += INT64_C(3) * 86400000;
    }
    cgov_act tick = fuzz_act(town, 0);
    (void)cgov_ledger_tick(town->ledger, &tick, NULL);
    MUST(cgov_ledger_snapshot(town->ledger, NULL) == CGOV_OK);
}

static void keep(struct fuzz_town *town) {
    uint64_t got = 0;
    MUST(cgov_state_digest(town->ledger, live) == CGOV_OK);
    MUST(town->storage.length(town->storage.user, SNAPSHOT_OBJECT, &plain_len) == 0 && plain_len <= sizeof plain);
    MUST(town->storage.read(town->storage.user, SNAPSHOT_OBJECT, 0, plain, plain_len, &got) == 0 && got == plain_len);
}

/* What stands in it is one chunk. */
static void seal(uint8_t *bytes) {
    uint8_t start[20] = {0}, *chunk = bytes + SNAPSHOT_HEAD;
    const uint32_t len = cgov__load32(chunk);
    MUST(SNAPSHOT_HEAD + 2 * CHUNK_HEAD + len == plain_len);
    memcpy(start, bytes + 16, 16); /* seed and seq */
    cgov__store32(chunk + 4, cgov__crc32c(cgov__crc32c(0, start, sizeof start), chunk + CHUNK_HEAD, len));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    static uint8_t changed[SNAPSHOT_MAX];
    struct fuzz_town town;
    uint64_t end;
    tell(&town);
    if (plain_len == 0) keep(&town);
    memcpy(changed, plain, plain_len);
    const uint64_t first = SNAPSHOT_HEAD + CHUNK_HEAD, room = plain_len - first - CHUNK_HEAD - 4;
    for (size_t at = 0; at + 8 <= len && at < CHANGES_MAX * 8; at += 8)
        memcpy(changed + first + cgov__load32(bytes + at) % room, bytes + at + 4, 4);
    seal(changed);
    cgov_ledger_close(town.ledger);
    MUST(town.storage.put(town.storage.user, SNAPSHOT_OBJECT, changed, plain_len, &end) == 0);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &town.storage};
    MUST(cgov_ledger_open(&options, &town.ledger) == CGOV_OK);
    cgov_ledger_view info = {.size = sizeof info};
    MUST(cgov_ledger_get(town.ledger, &info) == CGOV_OK);
    if (info.snapshot != CGOV_SNAPSHOT_USED) {
        uint8_t digest[32];
        MUST(cgov_state_digest(town.ledger, digest) == CGOV_OK && memcmp(digest, live, sizeof digest) == 0);
        fuzz_close(&town);
        return 0;
    }
    fuzz_read_all(town.ledger);
    town.now = info.now + 60000;
    (void)fuzz_report(&town, fuzz_resident(4));
    for (uint32_t number = 1; number <= 3; number++) move(&town, (cgov_id)CGOV_KIND_ISSUE << 44 | number, "close");
    cgov_act tick = fuzz_act(&town, 0);
    (void)cgov_ledger_tick(town.ledger, &tick, NULL);
    fuzz_read_all(town.ledger);
    cgov_ledger_close(town.ledger);
    cgov_storage_close(&town.storage);
    return 0;
}
