/* A village's first weeks, in memory; prints the digests of its journal and of its state. Every platform must come to
 * the same ones. */
#include "../../examples/village.h"

static void print_digest(const char *name, const uint8_t digest[32]) {
    printf("%s ", name);
    for (int i = 0; i < 32; i++) printf("%02x", digest[i]);
    printf("\n");
}

int main(void) {
    struct village village;
    cgov_time now = cgov_easy_instant(480, 2026, 2, 13, 9, 0);
    found_village(&village, NULL, "HOTLINE_BJ", now);
    for (int i = 0; i < 40; i++) {
        const cgov_id issue = report(&village, "三号楼前的路灯坏了一周。", now += 37 * CGOV_EASY_MINUTE);
        if (i % 4 == 3) continue; /* which time brings to an end */
        move(&village, village.clerk, issue, "accept", NOTHING, now += CGOV_EASY_HOUR);
        move(&village, village.dispatcher, issue, "dispatch", cgov_easy_number(CGOV_FIELD_LEAD, village.office),
             now += CGOV_EASY_HOUR);
        if (i % 4 == 2) continue;
        move(&village, village.contact, issue, "sign", NOTHING, now += CGOV_EASY_HOUR);
        move(&village, village.contact, issue, "start", NOTHING, now += CGOV_EASY_HOUR);
        move(&village, village.contact, issue, "done", cgov_easy_words(CGOV_FIELD_RESULT, "solved"), now += 1);
        move(&village, village.contact, issue, "answer", cgov_easy_words(CGOV_FIELD_TEXT, "路灯已修好。"), now += 1);
    }
    uint64_t fired = 0;
    const cgov_act ticking = act(0, now += 60 * CGOV_EASY_DAY);
    must(village.ledger, cgov_ledger_tick(village.ledger, &ticking, &fired), "the tick");

    uint8_t digest[32];
    cgov_ledger_view info = {.size = sizeof info};
    must(village.ledger, cgov_ledger_get(village.ledger, &info), "its facts");
    printf("records %" PRIu64 ", made by time %" PRIu64 "\n", info.seq, fired);
    must(village.ledger, cgov_journal_digest(village.ledger, digest), "the journal's digest");
    print_digest("journal", digest);
    must(village.ledger, cgov_state_digest(village.ledger, digest), "the state's digest");
    print_digest("state", digest);
    cgov_ledger_close(village.ledger);
    return 0;
}
