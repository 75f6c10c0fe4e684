/* Any bytes as calls: four bytes choose one, who gives it, what it is about and how far time goes before it. What is
 * refused is just not done; then all is read, and the ledger is reopened to the same state. */
#include "fuzz.h"

#define CALLS_MAX 128u

static void move(struct fuzz_town *town, cgov_id actor, uint32_t item, uint32_t which) {
    static const char *const names[] = {"accept", "close", "drop", "report"};
    cgov_detail reason = {.size = sizeof reason, .field = CGOV_FIELD_REASON, .text = {"mended", CGOV_NUL_TERMINATED}};
    cgov_act act = fuzz_act(town, actor);
    cgov_id id = (cgov_id)CGOV_KIND_ISSUE << 44 | item;
    (void)cgov_item_move(town->ledger, &act, id, names[which % 4], &reason, which % 4 == 0 ? 0 : 1, NULL);
}

static void appoint(struct fuzz_town *town, cgov_id actor, uint32_t who, uint32_t how) {
    cgov_appointment_draft appointment = {.size = sizeof appointment, .resident = fuzz_resident(1 + who % FUZZ_PEOPLE)};
    appointment.organization = town->root;
    appointment.flags = how & 1 ? CGOV_APPOINT_END : 0;
    appointment.role = (cgov_text){how & 2 ? "clerk" : "head", CGOV_NUL_TERMINATED};
    cgov_act act = fuzz_act(town, actor);
    cgov_id id;
    (void)cgov_appointment_add(town->ledger, &act, &appointment, &id);
}

static void call(struct fuzz_town *town, const uint8_t bytes[4]) {
    cgov_id actor = fuzz_resident(bytes[1] % (FUZZ_PEOPLE + 2));
    town->now += (cgov_time)(bytes[3] & 15) * 3600000 * (bytes[3] & 64 ? 24 : 1);
    if (bytes[3] & 128) town->now -= 3600000;
    cgov_act tick = fuzz_act(town, 0);
    switch (bytes[0] % 8) {
    case 0:
    case 1:
        (void)fuzz_report(town, actor);
        break;
    case 2:
    case 3:
    case 4:
        move(town, actor, bytes[2] & 15, bytes[2] >> 4);
        break;
    case 5:
        appoint(town, actor, bytes[2], bytes[2] >> 4);
        break;
    case 6:
        (void)cgov_ledger_tick(town->ledger, &tick, NULL);
        break;
    default:
        if (bytes[2] & 1)
            fuzz_reopen(&town->ledger, &town->storage);
        else
            fuzz_read_all(town->ledger);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct fuzz_town town;
    fuzz_open(&town);
    for (size_t at = 0; at + 4 <= len && at < CALLS_MAX * 4; at += 4) call(&town, bytes + at);
    fuzz_close(&town);
    return 0;
}
