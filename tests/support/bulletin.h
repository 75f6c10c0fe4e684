/* A plain district for the figures of public bulletins: a procedure of few moves, and details to count by. */
#ifndef CGOV_TESTS_BULLETIN_H
#define CGOV_TESTS_BULLETIN_H

#include "support/town.h"

/* Reported, filed with a lead (or refused), perhaps suspended, closed; filed again if the reporter says so. */
extern const char bulletin_rules[];

/* By what a bulletin sorts; 0 or NULL: not said. */
struct kind {
    const char *class_name, *matter;
    uint32_t track, channel;
};

void bulletin_found(struct town *town);
cgov_id bulletin_report(struct town *town, const struct kind *kind);
void bulletin_refuse(struct town *town, cgov_id issue);
void bulletin_file(struct town *town, cgov_id issue, cgov_id lead);
void bulletin_suspend(struct town *town, cgov_id issue);
/* With these details besides the answer: rating, contacted, solved. */
void bulletin_close(struct town *town, cgov_id issue, const struct office *lead, const cgov_detail *more,
                    uint32_t count);

/* The figures of one query, all in one; zeros where nothing was counted. */
cgov_figure_view bulletin_all(const struct town *town, cgov_figure_query query);
/* By group, at most capacity; answers how many. */
uint32_t bulletin_groups(const struct town *town, cgov_figure_query query, cgov_figure_view *views, uint32_t capacity);
/* The group of that name; it must be there. */
const cgov_figure_view *bulletin_named(const cgov_figure_view *views, uint32_t count, const char *name);
/* The group of that key; it must be there. */
const cgov_figure_view *bulletin_keyed(const cgov_figure_view *views, uint32_t count, uint64_t key);
/* The runs behind a query, as who reads; answers how many, at most capacity. */
uint32_t bulletin_runs(const struct town *town, cgov_id who, cgov_figure_query query, cgov_run_view *views,
                       uint32_t capacity);

/* In hundredths of a percent, rounded half up, as bulletins print it: 9372 is 93.72 %. */
uint64_t bulletin_percent(uint64_t part, uint64_t base);

#endif
