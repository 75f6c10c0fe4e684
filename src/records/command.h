/* A command: what somebody wants done, filled by a verb or decoded from bytes; the same in-memory thing. Whether it is
 * well-formed is decided here, from the command and the ledger's limits alone; whether it may be done, by admit.
 *
 *   facts := version:u8(3) verb:u8 flags:varint actor:varint now:zigzag key:u64*2 expect:varint id:varint move:bytes
 *            words_len:varint words_crc:u32 count:varint (field << 2 | form):varint value)*
 *   value := zigzag for numbers (form 0) | bytes for texts that are facts (1) | length:varint for words, which stand in
 *            the words (2)
 *   words: see words.h; empty where the command brings none */
#ifndef CGOV_SRC_COMMAND_H
#define CGOV_SRC_COMMAND_H

#include "base/text.h"
#include "records/record.h"
#include "records/refusal.h"
#include "records/words.h"

enum command_verb {
    COMMAND_NONE,
#define VERB(NAME, name, row, declared) COMMAND_##NAME,
#include "records/verbs.def"
    COMMAND_VERBS
};

/* Fields of commands beyond CGOV_FIELD_*: those that come in by structs of their own. */
enum {
    COMMAND_FIELD_FIRST = 512,
#define OWN(number, NAME, ...) COMMAND_FIELD_##NAME = number,
#include "records/verbs.def"
    COMMAND_FIELD_END
};

#define COMMAND_DETAILS 160u
#define MAX_CHOICE_TEXT 511    /* bytes of a ballot's choice: points for each candidate there can be */
#define MAX_SEALED_TEXT 16384  /* bytes of one that is sealed */
#define MAX_TALLIES_TEXT 60000 /* of a bundle's lines, so that its record has room for them: see ballot.c */
#define GENESIS_TEXT 65536u    /* bytes of a name, before a ledger has its limits */
/* The act's flags that are of the command itself. */
#define COMMAND_FLAGS (CGOV_ACT_LONG_JUMP | CGOV_ACT_IMPORT)

/* How a text is brought: as bytes say it; or as a verb gives it, which is the check's to tell. */
enum brought { BROUGHT_GIVEN, BROUGHT_FACT, BROUGHT_WORDS };

struct detail {
    uint32_t field;
    uint32_t len; /* of the text */
    int64_t number;
    const char *text; /* NULL: a number */
    uint8_t brought;  /* enum brought, of a text */
};

/* What a ledger's texts have declared: number DETAIL_FIRST + i is the i-th, the same for ever. */
struct numbered {
    const char *name;
    uint32_t symbol;
    uint8_t type; /* CGOV_DETAIL_* */
};

/* What of a ledger the form of its commands hangs on. */
struct measure {
    uint32_t title, text; /* limits in bytes */
    const struct numbered *details;
    uint32_t detail_count;
    struct buf *lines; /* where texts stand whose line ends were made one; NULL: there is nowhere, and none is */
};

/* What a checked command brings among its details, so that who asks after some kind of them is spared a walk; of one
 * that is not checked, all of it may be there. */
enum { BRINGS_WORDS = 1, BRINGS_DECLARED = 2, BRINGS_IDS = 4, BRINGS_FACTS = 8, BRINGS_ANY = 15 };

struct command {
    uint32_t verb;
    cgov_act act;
    uint64_t id;          /* what is changed or moved; 0 none */
    char move[NAME_SIZE]; /* zero behind its end */
    uint32_t move_len;
    uint32_t brings; /* BRINGS_*, of its details */
    uint32_t count;
    uint64_t fields; /* bit f: the library's field f is among them; of a command that is not checked, it may be */
    struct detail details[COMMAND_DETAILS];
};

/* Empty but for its act. */
static inline void cgov__command_begin(struct command *command, uint32_t verb) {
    command->verb = verb;
    command->id = 0;
    memset(command->move, 0, sizeof command->move);
    command->move_len = command->count = 0;
    command->brings = BRINGS_ANY;
    command->fields = UINT64_MAX;
}
/* The name of its move or roll, of fewer than NAME_SIZE bytes. */
static inline void cgov__command_name(struct command *command, const char *name, uint32_t len) {
    memcpy(command->move, name, len);
    command->move_len = len;
}
static inline void cgov__command_clear(struct command *command, uint32_t verb, const cgov_act *act) {
    command->act = *act;
    cgov__command_begin(command, verb);
}
/* Adds a detail, a text or, where that is NULL, a number; a full command remembers it and is refused by
 * cgov__command_check, which tells too what is words of what is given here. */
static inline void cgov__command_add(struct command *command, uint32_t field, const char *text, uint32_t len,
                                     int64_t number) {
    if (command->count < COMMAND_DETAILS)
        command->details[command->count++] = (struct detail){field, len, number, text, BROUGHT_GIVEN};
    else
        command->count = COMMAND_DETAILS + 1;
}
static inline void cgov__command_number(struct command *command, uint32_t field, int64_t number) {
    cgov__command_add(command, field, NULL, 0, number);
}
static inline void cgov__command_text(struct command *command, uint32_t field, const char *text, uint32_t len) {
    cgov__command_add(command, field, text, len, 0);
}

static inline const struct detail *cgov__detail_find(const struct command *command, uint32_t field) {
    if (field < 64 && (command->fields >> field & 1) == 0) return NULL;
    const struct detail *detail = command->details, *end = detail + command->count;
    for (; detail < end; detail++)
        if (detail->field == field) return detail;
    return NULL;
}
/* 0 where it is not given. */
static inline int64_t cgov__detail_number(const struct command *command, uint32_t field) {
    const struct detail *detail = cgov__detail_find(command, field);
    return !detail ? 0 : detail->number;
}
/* Empty where it is not given. */
static inline struct blob cgov__detail_text(const struct command *command, uint32_t field) {
    const struct detail *detail = cgov__detail_find(command, field);
    return !detail ? cgov__blob(NULL, 0) : cgov__blob(detail->text, detail->len);
}

/* Well-formed: all that its verb must hold is there and nothing it never holds (see verbs.def); every detail given once
 * unless it may repeat, in its range, its text in its form, names of enum values made numbers; ids of numbers that rows
 * can have; a salt where there are words. Of a detail that texts declare: what its type asks, for that never changes;
 * the rest is its declaration's to refuse. */
int32_t cgov__command_check(struct command *command, const struct measure *measure, struct refusal *why);

/* Facts of an item go into its record as they were given. False where there are none. */
bool cgov__facts_put(struct record *record, const struct command *command_or_null);

/* Appends the words as they stand in the command's bytes, after the act's salt, where it has one. */
void cgov__command_words(const struct command *command, struct buf *words);
/* Appends them as they stand in a frame, of its record of that ordinal, with what is confidential of it, if anything
 * is. *texts: bit f for each field of the library's. */
void cgov__command_pieces(const struct command *command, const struct seal *seal, uint64_t ordinal,
                          const struct secret *secret_or_null, struct buf *words, uint64_t *texts,
                          uint8_t *commitment_or_null);
void cgov__command_encode(const struct command *command, struct buf *facts, const struct buf *words);
/* Texts point into facts and words. CGOV_OK or CGOV_E_FORMAT. */
int32_t cgov__command_decode(struct command *command, const void *facts, uint64_t facts_len, const void *words,
                             uint64_t words_len);
/* What the same command, checked, gives again: all but now and salt, and words, of which it says only which there are;
 * and what a confidential ballot says. */
uint64_t cgov__command_fingerprint(const struct command *command, bool confidential);

bool cgov__field_is_words(uint32_t field);
bool cgov__field_is_id(uint32_t field); /* of those of CGOV_FIELD_* */
/* How a field's value stands in a command's bytes; WIRE_NONE: no command holds it. */
enum { WIRE_NUMBER, WIRE_FACT, WIRE_WORDS, WIRE_NONE };
uint32_t cgov__field_wire(uint64_t field);
/* The list of a field of the library's that chooses from one, CGOV_ENUM_*; 0: it does not. */
uint32_t cgov__field_list(uint32_t field);
/* The range of a field of the library's that is a number; both 0: it has none. */
void cgov__field_range(uint32_t field, int64_t *min, int64_t *max);

#endif
