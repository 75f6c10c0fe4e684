/* What the files of the reader share: where it stands, how lines are described, what words are made of. */
#ifndef CGOV_SRC_READER_H
#define CGOV_SRC_READER_H

#include "base/text.h"
#include "rules/lexer.h"
#include "rules/rows_by_name.h"

enum block {
    BLOCK_NONE,
    BLOCK_ROLE,
    BLOCK_CALENDAR,
    BLOCK_PROFILE,
    BLOCK_TERRITORY,
    BLOCK_MATTER,
    BLOCK_RULE,
    BLOCK_PROCEDURE,
    BLOCK_PLAIN, /* a party or a stage: nothing is said under it */
    BLOCK_STATE,
    BLOCK_CLOCK,
    BLOCK_MOVE,
    BLOCK_ROLL
};

/* Blocks, as a set of bits. */
#define IN(block) (1u << BLOCK_##block)
#define IN_ANY 0xffffu
#define IN_PROCEDURE (IN(PROCEDURE) | IN(PLAIN) | IN(STATE) | IN(CLOCK) | IN(MOVE) | IN(ROLL))

#define HELPER_WORDS 128u

struct reader {
    struct lexer lexer;
    struct rulebook *book;
    struct fault *fault;
    int32_t status; /* of a reading that fails: CGOV_E_RULEBOOK, or CGOV_E_NOMEM */

    enum block block;
    uint32_t block_column; /* of the line that opened the top block */
    uint32_t inner_column; /* of the line that opened the innermost */
    struct token word;     /* the first of the line being read */
    uint64_t said;         /* bit n: line n of those that may stand in this block stood there */

    /* The rows being read: in the first pass the last of their tables, in the second one after the other. */
    struct role *role;
    struct calendar_part *calendar;
    struct profile *profile;
    struct matter *matter;
    struct procedure *procedure;
    struct state *state;
    struct clock *clock;
    struct move *move;
    struct roll *roll;
    struct rule *rule;

    /* Of the matter being read: its leads so far, and names of its helpers, by bits of their hashes. */
    struct lead {
        struct region_span span;
        uint32_t level, line;
    } leads[MAX_DUTIES];
    uint32_t lead_count;
    uint64_t helpers[HELPER_WORDS];

    void *grown; /* an array on its way, see GROW */
};

/* A line of the language, told by its first word. The first pass declares: it makes the rows and notes what lines
 * elsewhere ask of them. The second defines: it knows every name. Each is called with the reader at the second token.
 */
struct line {
    char word[NAME_SIZE]; /* in capitals with a dot: any word with one; else: any outcome; such a line is read from its
                             first token */
    uint32_t in;          /* the blocks it stands in */
    enum block opens;     /* the block it opens, or BLOCK_NONE */
    bool once;            /* in its block */
    bool (*declare)(struct reader *reader); /* NULL: nothing */
    bool (*define)(struct reader *reader);  /* NULL: the first pass has read it all */
};

extern const struct line cgov__calendar_lines[], cgov__matter_lines[], cgov__procedure_lines[], cgov__move_lines[],
    cgov__effect_lines[], cgov__decision_lines[], cgov__roll_lines[], cgov__rule_lines[]; /* ended by an empty word */

/* Fills the fault with the token's place and a sentence made by cgov__format; false, to be returned. */
#define FAULT(reader, token, ...)                                                                                      \
    (cgov__fault_at((reader)->fault, (token)->line, (token)->column),                                                  \
     cgov__format((reader)->fault->message, sizeof(reader)->fault->message, __VA_ARGS__), false)
void cgov__fault_at(struct fault *fault, uint32_t line, uint32_t column);
/* "expected WHAT, found ..."; false. */
bool cgov__expected(struct reader *reader, const char *what);
/* "state `x` is not one of this procedure's: ..."; false. */
bool cgov__unknown(struct reader *reader, const struct token *token, const struct names *names);
/* The same of two lists, the text's own before the language's: where the own are none, of the language's alone. */
bool cgov__unknown_of(struct reader *reader, const struct token *token, const struct names *own,
                      const struct names *others);
/* "`x` is neither a party nor a roll of this procedure: ..."; false. */
bool cgov__unknown_who(struct reader *reader, const struct token *token);
/* "WHAT `x` stands twice"; false. */
bool cgov__twice(struct reader *reader, const struct token *token, const char *what);
/* "there can be at most MAX WHAT" unless count is below max. */
bool cgov__room(struct reader *reader, const struct token *token, uint32_t count, uint32_t max, const char *what);

/* Makes room for one row more, zeroed. The place blamed is the current token's. */
#define GROW(reader, rows, cap, count, max, what)                                                                      \
    (cgov__room(reader, &(reader)->lexer.token, count, max, what) &&                                                   \
     (((reader)->grown = cgov__mem_grow((reader)->book->mem, rows, cap, sizeof *(rows), (count) + 1u))                 \
          ? ((rows) = (reader)->grown, true)                                                                           \
          : cgov__no_memory(reader)))
bool cgov__no_memory(struct reader *reader); /* false */

/* The words of a line. Each leaves the reader behind what it read; false with the fault filled. */
bool cgov__is(const struct reader *reader, const char *word);
bool cgov__accept(struct reader *reader, const char *word); /* reads the word if it is there */
bool cgov__expect(struct reader *reader, const char *word);
bool cgov__expect_end(struct reader *reader);
struct token cgov__take(struct reader *reader); /* the current token, read */
/* In the second pass: the name, and the title if there is one, that the first has read. */
void cgov__skip_declared(struct reader *reader);
/* A name of A-Z a-z 0-9 _; and one that is to be declared among names. */
bool cgov__read_name(struct reader *reader, const char *what, char into[NAME_SIZE]);
bool cgov__read_new_name(struct reader *reader, const struct names *names, char into[NAME_SIZE]);
/* A name of a-z 0-9 _, as details carry them. */
bool cgov__read_symbol(struct reader *reader, const char *what, char into[NAME_SIZE]);
bool cgov__read_string(struct reader *reader, const char *what, uint32_t most, struct span *into); /* bytes, at most */
bool cgov__read_number(struct reader *reader, const char *what, uint32_t max, uint32_t *into);     /* from 1 */
bool cgov__read_length(struct reader *reader, struct length *into);
bool cgov__read_days(struct reader *reader, struct length *into); /* of days or workdays, and no more */
/* One of the names: which. A list of one or more of them, no one twice, up to the word stop or the line's end. */
bool cgov__read_one(struct reader *reader, const struct names *names, uint32_t *index);
bool cgov__read_list(struct reader *reader, const struct names *names, const char *stop, uint64_t *set);
/* Values of a closed list, to the line's end: bit v. */
bool cgov__read_values(struct reader *reader, uint32_t list, uint32_t *values);
/* Kinds of organization, to the line's end, as they stand there. */
bool cgov__read_kinds(struct reader *reader, struct span *into);
/* Where something comes from, in quotes, and whether that was verified. */
bool cgov__read_source(struct reader *reader, uint32_t most, struct span *into, bool *verified);
/* A detail as a word names it: a field of the library's or one that the procedure declares. */
struct asked {
    uint8_t place; /* among the procedure's details; NONE: of the library's, and no move asks for it */
    uint8_t type;
    bool repeats;
    uint32_t number; /* CGOV_FIELD_*, or 0 */
};
/* In the first pass, where it need not be declared yet: gives it a place. */
bool cgov__ask_field(struct reader *reader, uint8_t *place);
bool cgov__ask_choice(struct reader *reader, uint8_t *place); /* what a ballot brings: no line names it */
/* In the second. */
bool cgov__read_field(struct reader *reader, struct asked *into);
/* Whether a word names a date that the procedure declares; and one read that the item is to keep: which of its kept. */
bool cgov__is_day(const struct reader *reader, const struct token *token);
bool cgov__read_kept(struct reader *reader, uint8_t *kept);
/* `detail ...` in a procedure, and in a matter. */
bool cgov__declare_detail(struct reader *reader);
bool cgov__define_detail(struct reader *reader);
bool cgov__declare_matter_detail(struct reader *reader);
bool cgov__define_matter_needs(struct reader *reader);
/* Between the passes: a party's name is a detail of its kind. At the end: the names, each with one type. */
bool cgov__details_resolve(struct reader *reader);
bool cgov__details_link(struct reader *reader);
/* A date of the calendar, in days since 1970. */
bool cgov__read_date(struct reader *reader, int32_t *day);
/* `superior of` as often as it stands there. */
bool cgov__read_superiors(struct reader *reader, uint8_t *count);
/* `and PARTY`, as often as it stands there, of organizations that something stands above besides the party. */
bool cgov__read_also(struct reader *reader, uint8_t party, party_set *also);
/* Who, in `tell` or in `by`: without `not`. */
bool cgov__read_who(struct reader *reader, struct who *into, bool tell);
/* `not PARTY`, as often as it stands there: bit p. */
bool cgov__read_excluded(struct reader *reader, party_set *parties);
/* A party that is an organization, perhaps `superior of` it, or the parent's. */
bool cgov__read_organization(struct reader *reader, struct who *into);
/* True where a roll is named: one of the procedure's, or `parent.NAME`, which only the whole text tells from a party.
 */
bool cgov__is_roll(const struct reader *reader, const struct token *token);
bool cgov__read_roll(struct reader *reader, struct roll_ref *into);
/* `SHARE [or SHARE]...`, to the line's end; first: the index of the first one. */
bool cgov__read_shares(struct reader *reader, uint8_t *first);
/* Values of a detail of the library's, by its place: bit v; of one that has no list, nor is a yes or a no, a fault at
 * the token that named it. */
bool cgov__read_said(struct reader *reader, const struct token *token, uint8_t place, uint32_t *values);
/* A detail of items that repeats, whichever move gives it: its place is the clause's number. */
bool cgov__read_mentioned(struct reader *reader, struct clause *clause);
/* What only reports bring is asked of no kind of item that is not reported; the word that asks is at fault. */
bool cgov__can_ask(struct reader *reader, const struct token *token);
/* Whether the move gets a detail at all; a word that asks for one it never gets is at fault. */
bool cgov__move_has(struct reader *reader, const struct token *token, uint8_t place);
/* The party that the word names is an organization. */
bool cgov__expect_organization(struct reader *reader, const struct token *token, uint8_t party);
/* A guard, after any `not`: its words and what follows them. */
bool cgov__read_guard(struct reader *reader, struct clause *clause);
/* Organizations that something stands above. */
bool cgov__read_children(struct reader *reader, struct clause *clause);
bool cgov__read_above(struct reader *reader, struct clause *clause);
bool cgov__read_lying(struct reader *reader, struct clause *clause);
bool cgov__read_level(struct reader *reader, struct clause *clause);
/* Names of states that what opens it has: which those are, only the whole text tells. */
bool cgov__read_states_above(struct reader *reader, struct clause *clause);
/* Codes of matters: a matter called `direct` or `proof` is not meant by that word. */
bool cgov__read_matters(struct reader *reader, struct clause *clause);
/* A roll that the rule names: which of its rolls. */
bool cgov__read_rule_roll(struct reader *reader, uint8_t *index);
/* The same of a rule, where what ballots say is counted too. */
bool cgov__read_rule_shares(struct reader *reader, struct rule_line *line);

/* Spreads a name, or a code, for what finds them: names chosen to collide do not. */
uint64_t cgov__name_hash(const struct rulebook *rulebook, const char *name);

struct names cgov__roles_of(const struct rulebook *rulebook);
struct names cgov__profiles_of(const struct rulebook *rulebook);
struct names cgov__procedures_of(const struct rulebook *rulebook);
struct names cgov__parties_of(const struct procedure *procedure);
struct names cgov__stages_of(const struct procedure *procedure);
struct names cgov__states_of(const struct procedure *procedure);
struct names cgov__clocks_of(const struct procedure *procedure);
struct names cgov__moves_of(const struct procedure *procedure);
struct names cgov__rolls_of(const struct procedure *procedure);

/* What only the whole text tells, after both passes: nearest citations, which move starts and stops which clock, and
 * faults of blocks that want a line. */
bool cgov__procedure_link(struct reader *reader, struct procedure *procedure);
/* The procedures with a move that opens this one, as bits. */
uint32_t cgov__parents_of(const struct rulebook *book, const struct procedure *procedure);
/* Who is named by a party of the parent, for a line of a procedure with these parents. */
bool cgov__who_link(struct reader *reader, const struct procedure *procedure, uint32_t parents, const struct who *who,
                    bool tell);
/* The rolls of all procedures, after all of these: where `of` leads, what shares ask, what rolls above are. */
bool cgov__rolls_link(struct reader *reader);
/* One of them, once its lines are known: what only ballots say, and what none can. */
bool cgov__ballot_link(struct reader *reader, struct procedure *procedure, uint8_t roll);
/* Who brings its bundle is none who could. */
bool cgov__bundle_fault(struct reader *reader, const struct roll *roll);
/* What the lines of each rule say together, and dates of rules of one name. */
bool cgov__rules_link(struct reader *reader);
void cgov__calendar_link(struct calendar_part *calendar);

#endif
