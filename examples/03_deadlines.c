/* 03: deadlines. Introduces working days and the calendar, cgov_clock_list, cgov_ledger_next_due and cgov_ledger_tick
 * for a host that sleeps between deadlines, reminders and lateness in the history, and a clock that no calendar reaches
 * yet.
 *
 * Due is the last instant that is on time. Lateness needs no cron: it is a fact of time, written at its own instant
 * whenever the ledger is next looked at. */
#include "village.h"

static void print_clocks(const struct village *village, cgov_id issue, cgov_time now) {
    cgov_clock_view clocks[8] = {{.size = sizeof clocks[0]}};
    cgov_reader eyes = reading(village->head, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    char due[20];
    must(village->ledger, cgov_clock_list(village->ledger, &eyes, issue, &cursor, clocks, 8, &count), "the clocks");
    for (uint32_t i = 0; i < count; i++) {
        if (clocks[i].state != CGOV_CLOCK_RUNNING) continue;
        printf("  %-8s ", clocks[i].name);
        if (clocks[i].due != 0)
            printf("due %s%s\n", cgov_easy_show(480, clocks[i].due, due), clocks[i].late ? ", late" : "");
        else
            printf("due not yet known: calendar %s lacks %" PRIu32 "\n", clocks[i].calendar, clocks[i].missing_year);
    }
}

static void print_told(const struct village *village, cgov_id issue, cgov_time now) {
    cgov_history_view entries[32] = {{.size = sizeof entries[0]}};
    cgov_reader eyes = reading(village->head, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    char when[20];
    must(village->ledger, cgov_history_list(village->ledger, &eyes, issue, &cursor, entries, 32, &count),
         "the history");
    while (count-- > 0) { /* it comes newest first */
        const cgov_history_view *entry = &entries[count];
        if (entry->record != CGOV_RECORD_REMINDED && entry->record != CGOV_RECORD_LATE &&
            entry->record != CGOV_RECORD_RUNG)
            continue;
        printf("  %s  %s %s", cgov_easy_show(480, entry->at, when), entry->clock,
               cgov_enum_name(CGOV_ENUM_RECORD, entry->record));
        if (entry->share != 0) printf(" at %" PRIu32 "%%", entry->share);
        printf(", told %s %s\n", entry->role[0] ? entry->role : "those who work",
               entry->told == village->root ? "of the district" : "in the office");
    }
}

/* What a host does instead of asking every minute: sleep until the next instant at which something falls due. */
static cgov_time sleep_until(const struct village *village, cgov_time end) {
    cgov_time due = 0;
    int32_t status;
    while ((status = cgov_ledger_next_due(village->ledger, &due)) == CGOV_OK && due <= end) {
        uint64_t fired = 0;
        cgov_act ticking = act(0, due);
        must(village->ledger, cgov_ledger_tick(village->ledger, &ticking, &fired), "the tick");
    }
    must(village->ledger, status, "the next due");
    return end;
}

/* The notice for 2027, when it comes. */
static const char NEXT_YEAR[] = "rulebook 1\n"
                                "calendar cn covers 2027-01-01 2027-12-31\n"
                                "  source \"an example\" unverified\n"
                                "  workdays mon tue wed thu fri\n"
                                "  hours 08:30-12:00 14:00-17:30\n"
                                "  off 2027-01-01..2027-01-03\n";

int main(void) {
    struct village village;
    char when[20];
    /* A Friday; Saturday is a make-up workday, then the Spring Festival. */
    cgov_time now = cgov_easy_instant(480, 2026, 2, 13, 9, 0);
    found_village(&village, NULL, NULL, now);

    cgov_id issue = report(&village, "井盖松动。", now);
    printf("reported %s\n", cgov_easy_show(480, now, when));
    print_clocks(&village, issue, now);
    move(&village, village.clerk, issue, "accept", NOTHING, now += CGOV_EASY_HOUR);
    now = cgov_easy_instant(480, 2026, 2, 14, 9, 0);
    move(&village, village.dispatcher, issue, "dispatch", cgov_easy_number(CGOV_FIELD_LEAD, village.office), now);
    printf("dispatched on the make-up workday %s, to be signed in 1 working day, after the festival\n",
           cgov_easy_show(480, now, when));
    print_clocks(&village, issue, now);

    move(&village, village.contact, issue, "sign", NOTHING, now = cgov_easy_instant(480, 2026, 2, 24, 10, 0));
    move(&village, village.contact, issue, "start", NOTHING, now += CGOV_EASY_HOUR);
    printf("signed and started, to be handled in 60 days\n");
    print_clocks(&village, issue, now);

    now = sleep_until(&village, cgov_easy_instant(480, 2026, 5, 6, 9, 0));
    printf("nobody moved it until %s\n", cgov_easy_show(480, now, when));
    print_told(&village, issue, now);
    print_clocks(&village, issue, now);

    /* What no calendar covers is not guessed. */
    now = cgov_easy_instant(480, 2026, 12, 31, 9, 0);
    issue = report(&village, "井盖又松了。", now);
    move(&village, village.clerk, issue, "accept", NOTHING, now);
    move(&village, village.dispatcher, issue, "dispatch", cgov_easy_number(CGOV_FIELD_LEAD, village.office), now);
    printf("dispatched on the year's last day\n");
    print_clocks(&village, issue, now);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = cgov_easy_text(NEXT_YEAR)};
    cgov_act adopting = act(village.founder, now += CGOV_EASY_HOUR);
    uint32_t version = 0;
    must(village.ledger, cgov_rulebook_adopt(village.ledger, &adopting, &adoption, &version), "the calendar");
    printf("the calendar of 2027 is adopted\n");
    print_clocks(&village, issue, now);
    cgov_ledger_close(village.ledger);
    return 0;
}
