/* A small town in memory for `try`: offices, and somebody for each role of a text, each called by a name. */
#ifndef TOOL_TOWN_H
#define TOOL_TOWN_H

#include "tool.h"

struct named {
    char name[64];
    cgov_id id;
    bool person, unit;
};
struct town {
    struct named names[256];
    uint32_t count;
    cgov_id office;      /* takes in what is reported */
    struct texts *texts; /* as they were given */
    cgov_time now;
    uint64_t salts;
    cgov_id item;           /* the one that commands are about */
    cgov_item_view at_hand; /* as it was when it was looked at last */
    cgov_id actor;          /* 0: whoever may */
};
extern struct town town;

void town_found(struct texts *texts, const char *profile, cgov_time now);
/* Somebody, or something, more, called by a name that is free; 0, and said: refused. */
cgov_id town_add(const cgov_entity_draft *draft, const char *name);
bool town_appoint(cgov_id resident, cgov_id organization, const char *role);
const struct named *town_find(const char *name);  /* NULL: nobody */
const char *town_name(cgov_id id, char into[64]); /* its name, or its id */
cgov_act town_act(cgov_id actor);
cgov_reader town_reader(cgov_id actor);

/* try_line.c: a line's words, the command first, and its details. */
enum { WORDS = 64 };
extern const char *words[WORDS];
extern uint32_t word_count;
struct details {
    cgov_detail at[WORDS];
    char made[WORDS][64];
    uint32_t count;
};
void cut_line(char *line);
/* The word at a place is taken out of the line. */
void drop_word(uint32_t at);
/* The value of NAME=VALUE; NULL: not given. */
const char *given_value(const char *name);
bool gather(struct details *details, uint32_t version, const char *procedure, const char *move);

/* try.c: says why a command was for nothing, and counts it. */
void say_no(const char *format, ...) TOOL_FORMAT(1);
void say_refused(int32_t status);
void say_error(int32_t status, const cgov_error *error);

/* Names that a word stands for: itself, or of `owner1..12` each, in turn from 0; false: there are no more. */
bool name_in_turn(const char *word, uint32_t turn, char into[64]);

/* try_roll.c, of the item at hand */
/* How far an attempt came: a refusal for who somebody is says less than one for what stands against it. */
int refusal_rank(const cgov_error *error);
void do_enter(void), do_leave(void), do_bundle(void);
void say_rolls(const char *wanted); /* NULL: all that are open or have somebody */

/* try_people.c */
void do_person(void), do_unit(void), do_sell(void);

/* try_sums.c: numbers from the line, as rows of a tally; and what they come to. */
enum { ROWS = 64 };
/* From the words at `first` on; those that are no row, and not `but`, are said, and it is false. */
bool read_rows(uint32_t first, const char *const *but, bool rolls, cgov_tally_row rows[ROWS], uint32_t *count);
void do_rule(void), do_certificate(void);

#endif
