/* The model: what decisions need, in dense rows found by number. Texts are not here; they stay in the journal. A number
 * in a row is a row's number + 1, 0 for none. Everything in it follows from the records alone. */
#ifndef CGOV_SRC_MODEL_H
#define CGOV_SRC_MODEL_H

#include "base/arena.h"
#include "base/column.h"
#include "base/dues.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/queue.h"
#include "base/rows.h"
#include "base/tally.h"
#include "model/place_rows.h"
#include "records/command.h"
#include "rules/calendar.h"

/* A seq in a row has 48 bits: its high ones stand in bits that another member leaves over, so that rows stay as they
 * would be with 32. ROW_SEQ(row, last_seq) gives it. */
#define ROW_SEQ(row, member) ((uint64_t)(row)->member##_high << 32 | (row)->member##_low)
#define ROW_SEQ_SET(row, member, seq)                                                                                  \
    ((row)->member##_low = (uint32_t)(seq), (row)->member##_high = (uint16_t)((seq) >> 32 & UINT16_MAX))
/* An instant of a row whose high ones are a seq's: it is before END_OF_TIME. */
#define INSTANT_BITS 48
#define ROW_INSTANT(row, member) ((int64_t)(row)->member)
#define ROW_INSTANT_SET(row, member, at) ((row)->member = (uint64_t)(at) & ((UINT64_C(1) << INSTANT_BITS) - 1))
#define REGION_BITS 50      /* of a region's code: it has 15 digits at most */
#define HOME_REGION_BITS 48 /* of a resident's: 12 */

struct resident {
    uint32_t parent; /* the organization that registers them */
    uint32_t external;
    uint64_t region : HOME_REGION_BITS, last_seq_high : 16;
    uint32_t last_seq_low;
    uint32_t appointments; /* the top of their tree: see terms.h */
    uint32_t household;    /* unit */
    uint32_t units;        /* the first they own; see unit_rows.h */
};

struct organization {
    uint32_t parent;
    uint32_t external;
    uint64_t region : REGION_BITS, spare : 14;
    uint32_t type; /* symbol */
    uint32_t last_seq_low;
    uint32_t appointments; /* the top of their tree: see terms.h */
    uint32_t worklists;    /* the first of its worklists */
    uint32_t units;        /* the first it owns */
    uint16_t last_seq_high, pad;
};

/* What somebody owns: a dwelling, a household, a share. */
struct unit {
    uint32_t parent; /* the organization it lies in */
    uint32_t external;
    uint32_t type; /* symbol */
    uint32_t owner;
    uint32_t household;                     /* another unit */
    uint32_t area;                          /* 0.01 square metres */
    uint32_t next_of_owner, prior_of_owner; /* in the order in which they came to them, the latest first */
    uint32_t last_seq_low;
    uint16_t last_seq_high;
    uint8_t owner_kind, pad;
};

struct appointment {
    uint32_t resident, organization;
    uint32_t role;             /* symbol */
    uint8_t height[2], pad[2]; /* in the resident's tree, and in the organization's; as the next ones: see terms.h */
    uint32_t below[2][2];
    int64_t reach[2];
    uint64_t last_seq;
    int64_t from, until; /* until 0: without end */
};

/* A clock of an item that has started at least once: a line of the cache. How an item's hang together, see
 * clock_rows.h.
 */
struct clock_row {
    uint32_t item, next;  /* the item's next clock row; of the last one the first */
    uint32_t next_live;   /* its next that has not stopped; 0: none */
    uint32_t live, there; /* of the last one: the first that has not stopped; bit c: clock c has a row */
    uint8_t clock;        /* index in the procedure */
    uint8_t state;        /* enum clock_state */
    uint8_t reminded;     /* bit r: reminder r was told, and is not ahead again */
    uint8_t rungs;        /* told of this due; 1: lateness */
    uint8_t unit, extension_unit;
    uint8_t rolled : 1, close : 1;
    uint8_t open : 1; /* it runs, and is counted among the model's undated_clocks */
    uint8_t told : 4; /* reminders, of this due */
    uint8_t late : 1; /* it was late when its due was moved, or an operation came */
    uint8_t pause_count;
    uint32_t length, extension; /* in their units */
    uint32_t pauses;            /* the first of its pause rows */
    int64_t start, due;         /* due: DUE_UNKNOWN where a calendar is missing */
    int64_t stopped;
};

/* Idle: its profile gives it no length for the item's class so far; a change of class can. */
enum clock_state {
    CLOCK_IDLE,
    CLOCK_RUNNING = CGOV_CLOCK_RUNNING,
    CLOCK_PAUSED = CGOV_CLOCK_PAUSED,
    CLOCK_STOPPED = CGOV_CLOCK_STOPPED
};

struct pause_row {
    int64_t from, to; /* to 0: still paused */
    uint32_t next, pad;
};

/* What few items have: links to others, a point, somebody accused. */
struct extra {
    uint64_t point, against;
    uint32_t parent, children_first, children_last, sibling;
    uint32_t children, open_children;
    uint32_t master, followers, earlier;
    uint32_t follower, next_follower; /* the latest merged into it; and into its master before it */
    uint32_t delegates;
    uint32_t passages; /* the latest text it was carried from */
    uint32_t mentions; /* the latest item it mentions */
    uint32_t rolls;    /* the latest of its rolls that anybody was on */
    uint32_t subject;  /* the item it is about, which its opening named */
    uint32_t taken_up; /* how many children that have not ended are about it */
    uint32_t charges;  /* the latest of what counts against who led it */
    uint32_t workers;  /* the latest of those who did any of the work besides its handler and who did first */
    uint32_t number;   /* its own */
    int64_t received;  /* before it was opened, where that was said; 0: it was opened then */
};

/* A text that an item left, when it was carried to a newer one. */
struct passage {
    uint64_t seq;  /* of the record that carried it */
    uint32_t next; /* the one before */
    uint16_t rulebook, matter;
    uint8_t procedure;
};

struct charge {                          /* see charge_rows.h */
    int64_t start, due, stopped, rested; /* of a run that another has followed; stopped 0: it is the clock's last */
    uint32_t organization, next;         /* 0: nobody; the one before */
    uint8_t counts, clock, pad[6];       /* enum counts, NONE: a run; index + 1, 0: none, or one since dropped */
};

/* Somebody did some of the work on an item, or on what is part of it: each once. */
struct worker {
    uint32_t resident;
    uint32_t next; /* the one before */
};

/* An item named by a declared detail that repeats. */
struct mention {
    uint32_t next;        /* the one before */
    uint32_t item;        /* the one mentioned */
    uint64_t seq;         /* of the record that says so */
    uint32_t number, pad; /* and of the detail */
};

/* A roll of an item, once somebody was on it: see roll_rows.h. */
struct roll_row {
    uint32_t item, next;        /* the item's next roll */
    uint32_t first, last;       /* its entries */
    uint32_t base;              /* a roll row, its own where it is one; 0: there is none yet */
    uint32_t based, next_based; /* a base: the latest roll of it; and the next one of the same base */
    uint32_t heads;             /* that stand */
    uint32_t numbers;           /* given out, of a roll with `many` */
    uint32_t last_seq_low;      /* of the record that filled it last */
    uint16_t last_seq_high;
    uint8_t roll;                  /* index in the item's procedure; NONE: the text it was carried to has it no more */
    uint8_t filled : 1, owned : 1; /* a move has filled it; its units are those that electors own */
    uint8_t ballot : 1;            /* its entries are ballots */
    uint8_t bundled : 1;           /* and a bundle of them stands */
    uint8_t yields : 1;            /* ballots give way to who comes on it */
    uint8_t decided : 3;           /* of ballots: CGOV_OUTCOME_*, what stands has been decided to be; 0: not yet */
    uint32_t first_elector;        /* of the first entry, as it has it */
    uint32_t refills;              /* the latest fill that found somebody on it */
    uint32_t choices;              /* of ballots: the choice that was counted first last */
    uint32_t waiting;              /* entries, and bundles, of which something waits for a second person */
    uint32_t closed; /* the day it was closed, as 20260315, where it is a base that is decided over; 0: not */
    uint64_t units, area, weight; /* of those that stand */
    uint64_t committed;           /* of confidential ballots: the beginning of what their count committed to */
    uint32_t ways, place_from;    /* to its entries by their electors: the topmost, and from which number on; */
    uint32_t place_span;          /* for so many numbers, 0: for none: see entry_places.h */
    uint32_t way_levels : 7;
    uint32_t unbroken : 1; /* its entries' electors are residents, each numbered one above the last */
    uint32_t led : 24;     /* whether its line leads straight to its base, and as of when: see roll_rows.h */
    uint32_t sayings;      /* of ballots: what was said first last, see sayings.h */
    uint32_t pad;
};

/* Somebody on a roll. */
struct entry {
    uint32_t roll, next; /* its roll row; the roll's next entry */
    uint32_t elector;
    uint32_t base; /* its line on the base, an entry; of a base itself the units owned, or the household */
    uint32_t last_seq_low;
    uint16_t last_seq_high;
    uint8_t line; /* of `by`, from 1; 0: filled */
    uint8_t organization : 1, standing : 1, numbered : 1;
    uint8_t gone : 1, kept_by : 4; /* so many fills of its roll have kept it there, and the next has put it off */
};

/* What few entries have, each in a column beside them. */
enum beside {
    BESIDE_NUMBER,      /* of a roll with `many`: where numbered */
    BESIDE_KEPT,        /* what is counted by value: a symbol, or a row's number; of a ballot its choices, as bits, */
    BESIDE_CHOICE_HIGH, /* and those beyond 32 */
    BESIDE_WAITS,       /* the latest of what waits */
    BESIDE_AREA,        /* of a base: owned, */
    BESIDE_AREA_HIGH,
    BESIDE_WEIGHT, /* and what the detail `weight` said */
    BESIDE_WEIGHT_HIGH,
    BESIDE_COST, /* of an option within a budget */
    BESIDE_SAID, /* of a ballot: what it says, a saying */
    BESIDES
};

/* A fill of a roll on which somebody had been. */
struct refill {
    uint32_t next, seq_low; /* the one before it */
    uint16_t seq_high, pad;
};

/* Somebody's standing on a roll that is over: see stays.h. */
struct stay {
    uint32_t entry, next; /* its entry's stay before it */
    uint32_t since_low, until_low;
    uint16_t since_high, until_high;
};

/* What is counted of those that stand on a roll: of one household, with one value, of a roll with `many` by one
 * elector; and by the row of a choice, of one household. */
enum counted { COUNTED_HOUSEHOLD, COUNTED_KEPT, COUNTED_RESIDENT, COUNTED_ORGANIZATION, COUNTED_CHOICE, COUNTED };

/* How often a choice stands on a roll of ballots, by ballots that stand there and by its bundle: see tally_rows.h. */
struct choice_row {
    uint32_t roll, next; /* its roll row; the roll's choice that was counted first before */
    uint32_t choice;
    uint32_t waits; /* of all that is cast: the latest bundle that waits */
    uint64_t heads, units, area, weight;
    uint64_t bundled_heads, bundled_units, bundled_area, bundled_weight;
};

/* What ballots of one roll say, points or an order: see sayings.h. */
struct saying {
    uint32_t roll, next;   /* its roll row; what was said there first before */
    uint32_t piece, heads; /* its bytes: a handle; ballots that stand and say so */
    uint32_t beside;       /* of an order: those of the bundle too; of a sealed one: the entry that stands with it */
    uint16_t len;
    uint8_t kind, pad; /* enum said_kind */
};

/* What somebody has entered, and waits for a second person to enter the same. */
struct wait {
    uint32_t actor; /* a resident; of a free row 0 */
    uint32_t next;  /* the one before, of the same entry or bundle; of a free row the next that is free */
    uint64_t same;  /* a checksum of all that was entered */
};

/* A text that was erased: of which record, of which field, where in the words of its frame. See erasures.h. */
struct erasure {
    uint64_t seq, by;  /* by: the record that says so */
    uint32_t at, size; /* of its salt and text */
    uint32_t field, pad;
};

struct item {
    const uint32_t *parties;   /* resident or organization numbers, as many as its procedure has; then its tail */
    const struct extra *extra; /* cgov__no_extra where it has none of it */
    uint8_t kind, procedure, state, profile; /* profile: index or NONE */
    uint16_t rulebook;                       /* version */
    uint16_t matter;                         /* index + 1 in that version */
    uint32_t last_seq_low;
    uint32_t version_low; /* seq of the last move */
    uint32_t clocks;      /* the row of the one that first started last: see clock_rows.h */
    uint32_t class_name;  /* symbol */
    uint32_t external;
    uint32_t reported_by; /* resident: who opened it, as a report, or by a move of its parent; 0: time, a child */
    uint32_t worker;      /* the first who did any of the work besides its handler */
    uint16_t owed, answers;
    uint8_t track, channel, result;    /* the track is two of them: see track.h */
    uint8_t returns, reworks, reopens; /* how often */
    uint8_t urgency : 3, rating : 3, contacted : 2;
    uint8_t solved : 2;
    bool public_safety : 1, masked : 1, final : 1;
    bool refused : 1, withdrawn : 1, rested : 1; /* how it ended; a clock's row may have pauses, or be of no clock */
    uint32_t ran, late;                          /* bit c: clock c has ended; its last run ended late */
    uint64_t place;
    uint64_t opened_at : INSTANT_BITS, last_seq_high : 16;
    uint64_t moved_at : INSTANT_BITS, version_high : 16;
};

/* An organization's worklists, by label of the state; NULL: nothing has lain there yet. None goes away, nor moves. */
struct desk {
    struct worklist **lists;
    uint32_t cap;
};

/* What a worklist is made of, and the desk it stands on, kept ready. */
struct spare {
    uint32_t *items;
    struct desk desk;
};
#define MAX_LISTED 3u /* an item is listed with so many organizations at most */

/* Where the frame of the first of each RECORDS_PER_MARK records stands; the others are found from there. */
struct mark {
    uint64_t frame; /* its position */
};
#define RECORDS_PER_MARK 8u

struct symbol {
    char name[NAME_SIZE];
};

/* What worklists ask of a procedure: of each state its label, which is the same under every version, and the parties an
 * item lies with there. */
struct labels {
    struct label {
        uint32_t state, checksum, listed; /* of its name; bit p: party p is one of these */
        uint8_t parties[3], count;
    } states[MAX_STATES];
};

struct adoption {
    struct rulebook rulebook;
    struct labels *labels; /* of its procedures */
    uint32_t label_count;  /* that the model has once it is adopted */
    uint32_t *roles;       /* symbols of its roles */
    uint32_t *calendars;   /* of its profiles: which of the model's each asks + 1; 0: none of that name so far */
    int64_t from;
    uint8_t profile; /* default; index or NONE */
    uint64_t seq;
};

#define RETRY_SECRET 7u
#define EXTERNAL_PIECE 14u /* what a key's piece has besides the key, rounding included */
#define MAX_ADOPTIONS 4096u

struct model {
    struct mem *mem;
    const struct entity *const *kinds; /* what judges a record, by its kind: see entities.h */
    uint64_t ledger_id[2];
    uint64_t secret[2]; /* of this storage: hashes what comes from outside; in no record, digest or answer */
    uint64_t retry_secret[RETRY_SECRET]; /* drawn from it: see retry.c */
    int64_t offset;                      /* local time minus UTC, ms */
    char calendar[NAME_SIZE];
    uint64_t limit_ahead, limit_behind, key_window, limit_items, limit_entities;
    uint32_t limit_title, limit_text, limit_children, limit_depth;
    uint32_t decisions; /* the number the ledger is decided by; and the library, DECISIONS but in tests */
    uint32_t library;
    uint64_t base;               /* the seq before its first record: 0, but in tests of what comes late */
    uint64_t seq;                /* of the last record */
    uint64_t frame, frame_seq;   /* where its frame stands, and that one's first record */
    int64_t now;                 /* its time */
    uint32_t items_of[KIND_END]; /* by kind */
    uint32_t open_items;
    uint32_t running_clocks, undated_clocks; /* open: their due is not yet known */
    uint32_t free_clock, free_clocks;        /* rows of ended items: the first, how many */
    uint32_t free_pause, free_pauses;        /* and of their pauses */
    uint32_t free_wait;                      /* the first row of what waits no more */
    uint64_t founder, root;
    struct { /* symbols of the roles that the library knows, once a text had them */
#define ROLE(name, ...) uint32_t name;
#include "rules/known.def"
    } known;

#define TABLE(table, row) struct rows table;
#include "model/tables.def"
#undef TABLE
    struct rows clocks, pauses, marks, worklists;
    uint32_t settled;                    /* the worklist of what is `settled` that was made last; 0: none */
    struct worklist *full;               /* those without room for one more; NULL: there are none */
    struct spare spares[MAX_LISTED];     /* so many of them are there */
    uint32_t spare_count, listed_labels; /* for labels below that */
    struct desk *desks;                  /* by organization - 1 */
    uint32_t desk_cap, label_cap, label_count, label_settled; /* that of the state `settled` + 1; 0: there is none */
    uint32_t *labels;    /* checksums of states' names; states whose names share one share their worklists */
    struct arena pieces; /* the items' tails, external keys */
    struct map symbol_map, external_map, label_map, detail_map, entry_map, stay_map, erasure_map, saying_map;
    struct column beside[BESIDES]; /* the entries */
    struct tally counted[COUNTED]; /* by roll row and value */
    struct numbered *details;      /* what texts declare: see details.h */
    uint32_t detail_count, detail_cap;
    struct queue due; /* of clocks' next events; handles are clock numbers - 1 */
    struct dues dues; /* of items, by number - 1: the earliest of their clocks that run */

    const struct adoption **adoptions; /* none changes, once it is applied */
    uint16_t *ranking; /* their versions by the instant they are in force from; of one instant, as they were adopted */
    uint32_t adoption_count, adoption_cap, ranking_cap;
    uint32_t roomy, room_entries, room_ballots; /* so many plain moves, entries, ballots there is room for: model.c */
    bool replaying;                             /* indexes are not kept: see index.h */
    struct adoption *prepared; /* handed over for the adopted record that is applied next; NULL: none */
    struct calendar *calendars;
    uint32_t calendar_count, calendar_cap;
    uint32_t calendar_own; /* which of them items without a profile ask + 1; 0: none of that name so far */

    struct retry_chunk **retries; /* numbers retry_first .. retry_end - 1, in a ring of retry_cap chunks: see retry.c */
    struct retry_chunk *retry_spare; /* a chunk given back, for the next; NULL: none */
    uint32_t retry_first, retry_end, retry_cap, retry_line_count;
    int64_t retry_over;             /* none is over before, or at, that instant */
    struct retry_line *retry_lines; /* where they are found */
};

/* What records will add, so that memory is had before anything is written. */
struct need {
#define TABLE(table, row) uint32_t table;
#include "model/tables.def"
#undef TABLE
    uint32_t records, clocks, pauses, externals, retries;
    uint32_t sought, lines;             /* of the entries: that will be in the map; that a move puts there */
    uint32_t first_line, first_elector; /* of the roll that it fills last: its first entry, or 0, and whose that is */
    bool counts_on;                     /* and these are known */
    bool entry_alone;          /* of a frame of one record: all is of entries, places, choices, or beside them */
    uint32_t counted[COUNTED]; /* for the first time */
    uint32_t beside; /* bit b: entries to be added have it, some from beside_first to beside_last; 0: none of these */
    uint32_t beside_first, beside_last;
    size_t pieces; /* bytes */
};
static inline void cgov__need_external(struct need *need, const struct blob *key) {
    if (key->len == 0) return;
    need->externals++;
    need->pieces += EXTERNAL_PIECE + key->len;
}

void cgov__model_init(struct model *model, struct mem *mem, const struct entity *const *kinds);
void cgov__model_free(struct model *model);
void cgov__adoption_free(struct mem *mem, struct adoption *adoption); /* NULL is fine */
/* Room for what is needed; CGOV_E_NOMEM leaves the model as it was. */
int32_t cgov__model_reserve(struct model *model, const struct need *need);
/* The same of a plain move, after which so many have worked. */
int32_t cgov__model_make_plain(struct model *model, uint32_t workers);
static inline int32_t cgov__model_reserve_plain(struct model *model, uint32_t workers) {
    uint32_t room = cgov__rows_have(&model->extras, workers);
    room &= cgov__rows_have(&model->workers, workers);
    if (model->roomy == 0 || room == 0) return cgov__model_make_plain(model, workers);
    model->roomy--;
    return CGOV_OK;
}
#define PLAIN_CLOCKS 4u /* of a plain move */

/* Applies a record that is valid (cgov__record_valid), and had room made; cannot fail. frame: where that stands. */
void cgov__model_apply(struct model *model, const struct record *record, uint64_t frame);
/* SHA-256 over all rows in id order. */
void cgov__model_digest(const struct model *model, uint8_t digest[32]);

/* The last record about what an id names, so far; 0: none. */
uint64_t cgov__last_seq(const struct model *model, uint64_t id);
/* From here on that is the last one about it: an item, a resident, an organization or a unit that there is. */
void cgov__last_seq_set(struct model *model, uint64_t id, uint64_t seq);

const struct calendar *cgov__calendar_find(const struct model *model, const char *name);
/* The calendar of that name as it will be with a rulebook's parts added; its parts stand in room, which is for
 * cgov__calendar_room of them. */
uint32_t cgov__calendar_room(const struct model *model, const struct rulebook *rulebook);
struct calendar cgov__calendar_to_be(const struct model *model, const struct rulebook *rulebook, const char *name,
                                     const struct calendar_part **room);

/* Rows by number + 1; NULL for 0 and past the end. As cgov__rows_at, where the size of a row is a constant. Only who
 * may change the model may change a row: cgov__edit_item(model, number), ..., for those who apply. */
#define ROW_OF(name, table)                                                                                            \
    static inline struct name *cgov__edit_##name(struct model *model, uint64_t number) {                               \
        if (number - 1 >= model->table.count) return NULL;                                                             \
        struct name *rows = (struct name *)(void *)model->table.chunks[(number - 1) / ROWS_PER_CHUNK];                 \
        return rows + (number - 1) % ROWS_PER_CHUNK;                                                                   \
    }                                                                                                                  \
    static inline const struct name *cgov__##name(const struct model *model, uint64_t number) {                        \
        if (number - 1 >= model->table.count) return NULL;                                                             \
        const struct name *rows = (const struct name *)(void *)model->table.chunks[(number - 1) / ROWS_PER_CHUNK];     \
        return rows + (number - 1) % ROWS_PER_CHUNK;                                                                   \
    }
ROW_OF(resident, residents)
ROW_OF(organization, organizations)
ROW_OF(appointment, appointments)
ROW_OF(unit, units)
ROW_OF(item, items)
ROW_OF(clock_row, clocks)
ROW_OF(pause_row, pauses)
ROW_OF(passage, passages)
ROW_OF(mention, mentions)
ROW_OF(charge, charges)
ROW_OF(worker, workers)
ROW_OF(roll_row, roll_rows)
ROW_OF(entry, entries)
ROW_OF(way_row, ways)
ROW_OF(place_row, places)
ROW_OF(stay, stays)
ROW_OF(refill, refills)
ROW_OF(choice_row, choice_rows)
ROW_OF(wait, waits)
ROW_OF(saying, sayings)
ROW_OF(erasure, erasures)
#undef ROW_OF

static inline const struct adoption *cgov__adoption(const struct model *model, uint64_t version) {
    return version == 0 || version > model->adoption_count ? NULL : model->adoptions[version - 1];
}
/* The texts in force at that instant, the one that rules first: a text rules from its day on, until one of a later day
 * or, of one day, one adopted after it. *rank is 0 to begin; answers a version, 0: no more. */
static inline uint32_t cgov__in_force(const struct model *model, uint32_t *rank, int64_t at) {
    while (*rank < model->adoption_count) {
        uint32_t version = model->ranking[model->adoption_count - 1 - (*rank)++];
        if (model->adoptions[version - 1]->from <= at) return version;
    }
    return 0;
}
/* What an opened or migrated item runs under from that record on; NULL: this adoption, or NULL, does not have it. */
static inline const struct procedure *cgov__adoption_procedure(const struct adoption *adoption_or_null,
                                                               const struct record *record) {
    bool there = adoption_or_null && record->procedure - 1 < adoption_or_null->rulebook.procedure_count;
    return there ? &adoption_or_null->rulebook.procedures[record->procedure - 1] : NULL;
}
static inline const struct procedure *cgov__procedure_of(const struct model *model, const struct item *item) {
    return &model->adoptions[item->rulebook - 1]->rulebook.procedures[item->procedure];
}
/* The organization that is its intake; 0: it has none, as parts do. */
static inline uint32_t cgov__intake_of(const struct model *model, const struct item *item) {
    uint8_t intake = cgov__procedure_of(model, item)->intake;
    return intake == NONE ? 0 : item->parties[intake];
}
/* Whether something received then may be filed at that instant. */
enum received { RECEIVED_IN_TIME, RECEIVED_AFTER, RECEIVED_BEHIND };
static inline enum received cgov__received_late(const struct model *model, int64_t received, int64_t at) {
    if (received > at) return RECEIVED_AFTER;
    const bool behind = model->limit_behind != 0 && (uint64_t)(at - received) > model->limit_behind;
    return behind ? RECEIVED_BEHIND : RECEIVED_IN_TIME;
}
/* When it came in: when it was opened, where nothing else was said. */
static inline int64_t cgov__received_at(const struct item *item) {
    return item->extra->received != 0 ? item->extra->received : ROW_INSTANT(item, opened_at);
}
static inline const struct rulebook *cgov__rulebook_of(const struct model *model, const struct item *item) {
    return &model->adoptions[item->rulebook - 1]->rulebook;
}
/* Its matter, NULL for none, and its code, "" for none: each version of a catalogue numbers its own. */
static inline const struct matter *cgov__matter_of(const struct model *model, const struct item *item) {
    return item->matter == 0 ? NULL : &cgov__rulebook_of(model, item)->matters[item->matter - 1];
}
static inline const char *cgov__matter_code(const struct model *model, const struct item *item) {
    return item->matter == 0 ? "" : cgov__matter_of(model, item)->code;
}
/* Which of the journal's marks a record's is, and the first record it is of. */
static inline uint64_t cgov__mark_of(const struct model *model, uint64_t seq) {
    return (seq - 1 - model->base) / RECORDS_PER_MARK;
}
static inline uint64_t cgov__mark_first(const struct model *model, uint64_t mark) {
    return model->base + 1 + mark * RECORDS_PER_MARK;
}
static inline uint64_t cgov__item_id(const struct model *model, uint32_t number) {
    return cgov__id(cgov__item(model, number)->kind, number);
}
/* To be written, as the item may be: a row's, or a draft's. */
static inline uint32_t *cgov__edit_parties(struct item *item) {
    return (uint32_t *)item->parties;
}
/* What comes after an item's parties: its counters, of moves with a limit; its instants, of moves a `within` counts
 * from, and when whoever is named for it was (0: never); its days that are kept, as dates (0: not given). */
static inline const uint8_t *cgov__counters(const struct procedure *procedure, const struct item *item) {
    return (const uint8_t *)(item->parties + procedure->party_count);
}
static inline const uint8_t *cgov__timer_at(const struct procedure *procedure, const struct item *item, uint8_t timer) {
    return cgov__counters(procedure, item) + procedure->counter_count + (size_t)timer * sizeof(int64_t);
}
static inline uint8_t *cgov__edit_counters(const struct procedure *procedure, struct item *item) {
    return (uint8_t *)(cgov__edit_parties(item) + procedure->party_count);
}
static inline int64_t cgov__timer(const struct procedure *procedure, const struct item *item, uint8_t timer) {
    int64_t instant;
    memcpy(&instant, cgov__timer_at(procedure, item, timer), sizeof instant);
    return instant;
}
static inline void cgov__timer_set(const struct procedure *procedure, struct item *item, uint8_t timer, int64_t at) {
    memcpy((uint8_t *)cgov__timer_at(procedure, item, timer), &at, sizeof at);
}
static inline const uint8_t *cgov__kept_at(const struct procedure *procedure, const struct item *item, uint8_t day) {
    return cgov__timer_at(procedure, item, procedure->timer_count) + (size_t)day * sizeof(uint32_t);
}
static inline uint32_t cgov__kept(const struct procedure *procedure, const struct item *item, uint8_t day) {
    uint32_t date;
    memcpy(&date, cgov__kept_at(procedure, item, day), sizeof date);
    return date;
}
static inline void cgov__kept_set(const struct procedure *procedure, struct item *item, uint8_t day, uint32_t date) {
    memcpy((uint8_t *)cgov__kept_at(procedure, item, day), &date, sizeof date);
}
static inline size_t cgov__tail_size(const struct procedure *procedure) {
    return procedure->party_count * sizeof(uint32_t) + procedure->counter_count +
           procedure->timer_count * sizeof(int64_t) + procedure->kept_count * sizeof(uint32_t);
}
#define TAIL_MAX                                                                                                       \
    (MAX_PARTIES * sizeof(uint32_t) + MAX_LIMITED + (MAX_TIMED + MAX_PARTIES) * sizeof(int64_t) +                      \
     MAX_KEPT * sizeof(uint32_t))

/* An item by id; NULL where there is none of that kind. */
static inline const struct item *cgov__item_by_id(const struct model *model, uint64_t id) {
    const struct item *item = cgov__item(model, cgov__id_number(id));
    return item && item->kind == cgov__id_kind(id) ? item : NULL;
}

#endif
