/* The machine: a procedure as it runs. Read once where its text is adopted: the moves found by their names' words, and
 * each move's row with who may make it, what is asked in the text's order and what it does, as numbers and bits. The
 * text's tables stay: checks and introspection read them, and words for a refusal. */
#ifndef CGOV_SRC_MACHINE_H
#define CGOV_SRC_MACHINE_H

#include "rules/rulebook.h"

#include <assert.h>

#define NAME_WORDS (NAME_SIZE / 8u)

/* What a gate asks; a `when` its guard, GUARD_TRACK and so on, above these. */
enum gate_code { GATE_NEEDS = 1, GATE_WITHIN, GATE_AFTER, GATE_BEFORE, GATE_AT_MOST, GATE_WHEN = 8 };

/* One question of a move. */
struct gate {
    uint8_t code;    /* enum gate_code; GATE_WHEN + enum guard */
    bool negated;    /* `when not` */
    bool asks;       /* without details it may not be held against the move */
    uint8_t place;   /* NEEDS: of the detail */
    uint32_t line;   /* of the text; what is cited is the move's */
    uint32_t most;   /* AT_MOST */
    uint16_t clause; /* the move's, in the text */
};

/* Who a line `by` names. */
enum by_kind {
    BY_ANYONE,
    BY_PERSON, /* a party in person */
    BY_ROLE,   /* by office, in a party or above it */
    BY_ABOVE,  /* what hangs on the parent, or on what follows it, and any superior: asked of the text's line */
    BY_NOBODY  /* no actor: time, the parent, a child; or it can be nobody */
};

struct by {
    uint8_t kind; /* enum by_kind */
    uint8_t party, superiors;
    party_set excluded; /* parties that are not meant: in person, or whoever holds an office there */
    party_set also;     /* parties that the organization stands above too */
    uint32_t role;      /* a symbol, once the text is adopted; the index before */
    uint32_t line;
    uint8_t index; /* the move's line, in the text */
    uint8_t of;    /* BY_PERSON: where they are to be in office, a party; or NONE */
};

/* What a move does besides, a bit each: who makes it passes over what it does not. */
enum does {
    DOES_DECIDE = 1,
    DOES_FILL = 2,    /* rolls */
    DOES_OFFICES = 4, /* gives or ends some */
    DOES_OPEN = 8,    /* children */
    DOES_CLAIM = 16,  /* its state is owed an answer: see cgov__move_claims */
    DOES_RECLASS = 32,
    DOES_FOLLOW = 64,
    DOES_DROP = 128,
    DOES_CLOSE = 256,   /* it can close a list of those who decide */
    DOES_CORRECT = 512, /* the matter, the place or the channel that was filed */
    DOES_NAME = 2048,   /* somebody from those in office somewhere */
    DOES_WORK = 1024,   /* an office of the lead makes it: whoever does has done some of the work */
    DOES_APPLY = 8192,  /* nothing but to apply the details that it takes, of which it needs none */
    DOES_BIND = 4096,   /* it fills or counts, and some roll says `proofs` */
    DOES_COUNT = 16384, /* it keeps a count or an instant, or counts as something */
    DOES_DAY = 32768,   /* a day it brings may begin a list anew */
    DOES_BEGIN = 65536, /* it opens the item */
    DOES_ANSWER = 131072,
    DOES_AGAIN = 262144, /* an opening whose parties are set once more when it is known who reports */
    DOES_BACK = 524288,  /* it counts against whoever led */
    DOES_END = 1048576,  /* it ends the item; where it decides, its outcome says so instead */
    /* The item stays as it is, but for what its state brings with it. */
    DOES_PASS = DOES_WORK | DOES_CLAIM | DOES_COUNT | DOES_BACK | DOES_DAY | DOES_ANSWER | DOES_END,
    /* It asks more than who makes it, what they bring and its clauses; its record says more than where it leads. */
    DOES_ASK = DOES_DECIDE | DOES_FILL | DOES_OFFICES | DOES_OPEN | DOES_NAME | DOES_CLOSE | DOES_CORRECT,
    DOES_SAY = DOES_DECIDE | DOES_BIND | DOES_RECLASS | DOES_FOLLOW,
    DOES_OTHERS = DOES_FILL | DOES_DECIDE | DOES_OFFICES | DOES_DROP | DOES_FOLLOW | DOES_OPEN /* other records */
};

struct machine_move {
    uint64_t from;                   /* bit s: leaves state s */
    uint64_t takes, needs;           /* bit f: fields of the library's, see compile_fields */
    uint32_t starts, stops, extends; /* bit c: clocks */
    uint32_t does;                   /* enum does */
    uint16_t first_gate, first_by;
    uint8_t offices;    /* bit b: the b-th `by` line names by an office */
    uint8_t gate_count; /* of all questions; */
    uint8_t rest;       /* and from there on those that are no NEEDS, once more: they are asked where all is given */
    uint8_t rest_count, by_count;
    uint8_t to;     /* state, or NONE */
    uint8_t number; /* in a record: from 1 */
    uint8_t set_count;
    party_set sets; /* parties that it can set */
    uint8_t counter, timer;
    uint8_t counts; /* enum counts */
};

struct machine {
    const struct procedure *procedure;
    struct machine_move *moves; /* as the procedure's */
    struct by *by;
    struct gate *gates;
    uint64_t (*names)[NAME_WORDS];
    struct length *lengths;       /* by profile, of which the first is none, and clock: see cgov__machine_length */
    size_t size;                  /* of the one block that all stands in */
    uint64_t final;               /* bit s: states */
    uint32_t pausing[MAX_STATES]; /* by state: clocks that rest there, a bit each */
    uint8_t slots[2 * MAX_MOVES]; /* moves + 1, by the hash of their names */
    uint8_t clock_count;
    bool rematters;     /* some move gives an item another matter, and so another profile */
    uint16_t named;     /* bit p: parties that are named from those in office at another */
    uint16_t naming;    /* bit p: parties at which others are */
    uint16_t worker;    /* bit p: the handler, where that is one in person */
    uint16_t figured;   /* bit p: the party whose figures it counts in */
    uint16_t tail_size; /* bytes behind an item's row */
};

/* Compiles each procedure. False without memory. */
bool cgov__machines_make(struct rulebook *rulebook);
/* The text is adopted: its roles have these symbols. */
void cgov__machines_bind(struct rulebook *rulebook, const uint32_t *roles);

static inline uint32_t cgov__name_slot(const uint64_t words[NAME_WORDS]) {
    return (uint32_t)((words[0] ^ words[1] * 3) * UINT64_C(0x9e3779b97f4a7c15) >> 57) % (2 * MAX_MOVES);
}
/* A move by its name, of NAME_SIZE bytes, zero behind its end. NONE: no such move. */
static inline uint8_t cgov__machine_find(const struct machine *machine, const char name[NAME_SIZE]) {
    uint64_t words[NAME_WORDS];
    memcpy(words, name, sizeof words);
    for (uint32_t slot = cgov__name_slot(words); machine->slots[slot] != 0; slot = (slot + 1) % (2 * MAX_MOVES)) {
        if (memcmp(machine->names[machine->slots[slot] - 1], name, NAME_SIZE) == 0)
            return (uint8_t)(machine->slots[slot] - 1);
    }
    return NONE;
}
/* The row of a move of the text. */
static inline const struct machine_move *cgov__machine_row(const struct procedure *procedure, const struct move *move) {
    return &procedure->machine->moves[move - procedure->moves];
}
/* A clock's length under a profile, or none; n LENGTH_HANGS: on urgency or class, and cgov__length_of knows it. */
#define LENGTH_HANGS UINT32_MAX
static inline struct length cgov__machine_length(const struct machine *machine, uint8_t clock, uint8_t profile) {
    static_assert((uint8_t)(NONE + 1) == 0, "no profile is the first");
    return machine->lengths[(size_t)(uint8_t)(profile + 1) * machine->clock_count + clock];
}

#endif
