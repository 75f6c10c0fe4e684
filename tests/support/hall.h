/* A community with details of its own: a text that declares one of each type, in the shipped town. */
#ifndef CGOV_TESTS_HALL_H
#define CGOV_TESTS_HALL_H

#include "support/town.h"

#include <stdbool.h>

/* The text; its lines are numbered from 1. */
extern const char hall_rules[];
/* The same, its words and facts read by anybody from then on. */
extern const char hall_wider[];

void hall_adopt(struct town *town, const char *text, const char *map);
int32_t hall_try_adopt(struct town *town, const char *text, const char *map);
uint32_t hall_number(const struct town *town, const char *name);
cgov_detail hall_fact(const struct town *town, const char *name, int64_t value);
cgov_detail hall_text(const struct town *town, const char *name, const char *text);
/* Calls a meeting with what it needs, and the details given besides. */
int32_t hall_try_call(struct town *town, const cgov_detail *more, uint32_t count, cgov_id *id_out);
cgov_id hall_call(struct town *town, const cgov_detail *more, uint32_t count);

#endif
