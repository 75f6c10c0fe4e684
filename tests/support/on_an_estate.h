/* An estate whose owners vote, for each test: `vote` of a text of its own, begun, on a town. */
#ifndef TESTS_ON_AN_ESTATE_H
#define TESTS_ON_AN_ESTATE_H

#include "ledger/handle.h"
#include "support/on_a_town.h"
#include "support/test.h"

#define OWNERS_MOST 4000u

static cgov_id clerk, item, owners[OWNERS_MOST], units[OWNERS_MOST];
static cgov_storage storage;

static inline int32_t try_move(cgov_id actor, const char *name) {
    return town_try_move(&town, actor, item, name, NULL, 0);
}

static inline void move(cgov_id actor, const char *name) {
    if (try_move(actor, name)) fail_msg("%s: %s", name, town_error(&town).message);
}

static inline int32_t enter(cgov_id actor, const char *roll, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice ? choice : "");
    return cgov_roll_enter(town.ledger, &act, item, roll, elector, &detail, choice ? 1 : 0, NULL);
}

static inline void cast(uint32_t owner, const char *roll, const char *choice) {
    if (enter(owners[owner], roll, owners[owner], choice)) fail_msg("%s", town_error(&town).message);
}

static inline void vote(uint32_t owner, const char *choice) {
    cast(owner, "ballots", choice);
}

static inline cgov_id estate_officer(const char *name, const char *role) {
    const cgov_id id = town_resident(&town, name, town.root);
    town_appoint(&town, id, town.village.id, role);
    return id;
}

/* So many heads, each of one unit, and of area. */
static inline cgov_tally_row row(uint32_t tally, uint32_t number, int64_t heads, int64_t area) {
    return (cgov_tally_row){
        .size = sizeof(cgov_tally_row), .tally = tally, .number = number, .heads = heads, .units = heads, .area = area};
}

static inline void estate_owner(uint32_t i) {
    owners[i] = town_resident(&town, "业主", town.village.id);
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = town.village.id,
                                     .name = text_of("一户"),
                                     .type = text_of("dwelling"),
                                     .owner = owners[i],
                                     .area = 10000 * (i + INT64_C(1))};
    cgov_act act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &units[i]), CGOV_OK);
}

/* Under that text, with a clerk; whoever holds another office there is added before it begins. */
static inline void estate_found(const char *text) {
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, text_of(text));
    clerk = estate_officer("经办", "clerk");
}

/* Owners of 100.00, 200.00 and so on of square metres; the first of them are candidates. */
static inline void estate_begin(uint32_t count, uint32_t candidates) {
    for (uint32_t i = 0; i < count; i++) estate_owner(i);
    cgov_act act = town_act(&town, clerk);
    uint32_t estate = 0;
    assert_int_equal(cgov_field_find(town.ledger, "estate", &estate), CGOV_OK);
    const cgov_detail details[] = {town_number(estate, (int64_t)town.village.id), town_text(CGOV_FIELD_TEXT, "换电梯")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "vote", details, 2, &item), CGOV_OK);
    move(clerk, "list");
    for (uint32_t i = 0; i < candidates; i++)
        if (enter(clerk, "candidates", owners[i], NULL)) fail_msg("%s", town_error(&town).message);
    move(clerk, "begin");
}

/* It is the same when it is read again, and gone. */
static inline int over(void **state) {
    (void)state;
    town_replay(&town, &storage);
    town_close(&town);
    return cgov_storage_close(&storage);
}

static inline void assert_says(const char *text, const char *line) {
    if (!strstr(text, line)) fail_msg("not there: %s\nin\n%s", line, text);
}

#endif
