/* A small town for tests: a ledger with the shipped rulebook, a district and what stands below it, one officer for each
 * role, residents; and short ways to report, move and look. Every helper asserts that it worked unless its name says
 * "try". */
#ifndef TESTS_TOWN_H
#define TESTS_TOWN_H

#include "cgov/cgov.h"

/* 2026-02-06T09:00:00+08:00 */
#define TOWN_START INT64_C(1770339600000)
#define MINUTE INT64_C(60000)
#define HOUR INT64_C(3600000)
#define DAY INT64_C(86400000)

/* The officers of an organization, one resident each. */
enum { OPERATOR, CLERK, DISPATCHER, COLLECTOR, CONTACT, CHECKER, HEAD, OFFICERS };

struct office {
    cgov_id id;
    cgov_id officers[OFFICERS];
};

struct town {
    cgov_ledger *ledger;
    cgov_time now;  /* of the next act; helpers do not advance it */
    uint64_t salt;  /* counts up */
    uint32_t flags; /* of each act */
    cgov_id founder, root;
    struct office district;       /* the root, with officers: the superior of the rest */
    struct office centre;         /* intake, below the district */
    struct office street, bureau; /* below the district: leads */
    struct office village;        /* below the street */
    cgov_id resident, neighbour, auditor;
};

struct town_options {
    const cgov_storage *storage;     /* NULL: in memory */
    const cgov_allocator *allocator; /* NULL: libc */
    const char *profile;             /* NULL: none */
    const char *rulebook;            /* NULL: the shipped standard */
    uint32_t flags;                  /* of each act, as CGOV_ACT_DEFER */
    cgov_time start;                 /* 0: TOWN_START */
    uint64_t base;                   /* the seq before the first record */
    uint32_t decisions;              /* the library's number; 0: its own */
    uint32_t limit_text;             /* 0: as the library has it */
};

/* Founds the town; the status of the first call that failed, for tests that inject faults (then nothing is open). */
int32_t town_try_found(struct town *town, const struct town_options *options);
void town_found(struct town *town, const struct town_options *options);
/* The same, on the shipped standard with more after it. */
void town_found_with(struct town *town, const char *more);
void town_close(struct town *town);
/* Closes it, and opens it again from that storage: what replaying makes of it is what it was. */
void town_replay(struct town *town, const cgov_storage *storage);
/* The shipped text of that name. */
cgov_text town_shipped(const char *name);
/* The founder adopts it, from now on and with nothing carried; the test fails with what is said where that is refused.
 */
void town_adopt(struct town *town, cgov_text text);

cgov_act town_act(struct town *town, cgov_id actor);
cgov_reader town_reader(const struct town *town, cgov_id actor);
cgov_id town_resident(struct town *town, const char *name, cgov_id home);
cgov_id town_organization(struct town *town, const char *name, const char *type, cgov_id parent);
/* It lies in that region from now on. */
void town_settle_in(struct town *town, cgov_id organization, uint64_t region);
cgov_id town_appoint(struct town *town, cgov_id resident, cgov_id organization, const char *role);
/* An organization with an officer for each role. */
struct office town_office(struct town *town, const char *name, const char *type, cgov_id parent);

cgov_detail town_number(uint32_t field, int64_t number);
cgov_detail town_text(uint32_t field, const char *text);
/* Reports with place, text and intake, and the details given besides. */
int32_t town_try_report(struct town *town, cgov_id actor, const cgov_detail *more, uint32_t count, cgov_id *id_out);
cgov_id town_report(struct town *town, cgov_id actor);
int32_t town_try_move(struct town *town, cgov_id actor, cgov_id item, const char *move, const cgov_detail *details,
                      uint32_t count);
void town_move(struct town *town, cgov_id actor, cgov_id item, const char *move, const cgov_detail *details,
               uint32_t count);
/* From report to a state on the straight way: "registered" "accepted" "dispatched" "signed" "handling" "handled"
 * "checking" "closed". The street leads. */
cgov_id town_issue_in(struct town *town, const char *state);
/* The same of one that is reported. */
void town_walk(struct town *town, cgov_id id, const char *state);
/* Who stands above the street grants that the issue it handles rests so many days. */
void town_suspend(struct town *town, cgov_id item, int days, const char *reason);
/* A detail that a text declares, a choice of it. */
cgov_detail town_choice(const struct town *town, const char *name, const char *choice);
void town_tick(struct town *town);

/* What the last changing call said. */
cgov_error town_error(const struct town *town);
/* Asserts the last error: a refusal (or other status) with this reason. */
void town_assert_refused(const struct town *town, int32_t got, int32_t status, uint32_t reason);
void town_assert_state(const struct town *town, cgov_id item, const char *state);
/* An item as this reader sees it, who must see it. */
cgov_item_view town_item(const struct town *town, cgov_id reader, cgov_id item);
/* All that the feed tells a reader, from the beginning; and what an entry of it tells whom. */
uint32_t town_feed(const struct town *town, cgov_id reader, cgov_feed_view *views, uint32_t capacity);
void town_assert_told(const cgov_feed_view *view, uint32_t what, cgov_id to);
/* Who is a party of it, as the auditor reads; 0: nobody. */
cgov_id town_party(const struct town *town, cgov_id item, const char *party);
/* Its history, whole, oldest first; how many entries. */
uint32_t town_history(const struct town *town, cgov_id reader, cgov_id item, cgov_history_view *views,
                      uint32_t capacity);
/* The record that opened it, as that reader sees it. */
uint64_t town_opened(const struct town *town, cgov_id reader, cgov_id item);
/* A clock of an item as this reader sees it; state 0 where it never started. */
cgov_clock_view town_clock(const struct town *town, cgov_id reader, cgov_id item, const char *clock);
/* An instant of local time (+08:00), to the millisecond. */
cgov_time town_at(int year, int month, int day, int hour, int minute);

#endif
