/* A small town in memory for `try`: offices, and somebody for each role of a text, each called by a name. */
#ifndef TOOL_TOWN_H
#define TOOL_TOWN_H

#include "tool.h"

struct named {
    char name[64];
    cgov_id id;
    bool person;
};
struct town {
    struct named names[256];
    uint32_t count;
    cgov_id office; /* takes in what is reported */
    cgov_time now;
    uint64_t salts;
    cgov_id item;           /* the one that commands are about */
    cgov_item_view at_hand; /* as it was when it was looked at last */
    cgov_id actor;          /* 0: whoever may */
};
extern struct town town;

void town_found(struct texts *texts, const char *profile, cgov_time now);
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
bool gather(struct details *details, uint32_t version, const char *procedure, const char *move);

/* try.c: says why a command was for nothing, and counts it. */
void say_no(const char *format, ...) TOOL_FORMAT(1);
void say_refused(int32_t status);

/* try_roll.c */
void do_enter(void); /* `enter ROLL [NAME] [DETAIL=VALUE...]`, of the item at hand */
void say_rolls(void);

#endif
