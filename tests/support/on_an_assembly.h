/* The shipped assemblies in a village: 1,203 adults of 380 households, 55 representatives, a committee, group heads.
 * For cmocka_unit_test_setup_teardown(test, with_assemblies, leave). */
#ifndef TESTS_ON_AN_ASSEMBLY_H
#define TESTS_ON_AN_ASSEMBLY_H

#include "support/on_a_town.h"

#include "ledger/read_back.h"
#include "support/test.h"

enum { ADULTS = 1203, HOUSEHOLDS = 380, REPRESENTATIVES = 55, COMMITTEE = 5 };
/* The adults come by household: the n-th belongs to household n % HOUSEHOLDS; the first REPRESENTATIVES represent. */
static cgov_id adult[ADULTS], household[HOUSEHOLDS], committee[COMMITTEE];
static cgov_id clerk, head;
static cgov_id branch, joint, secretary; /* people_bodies */

#define REFUSED(status, reason) town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason)
/* The same, by the article that says so. */
#define REFUSED_BY(article, status, reason)                                                                            \
    do {                                                                                                               \
        town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason);                                           \
        assert_string_equal(town_error(&town).citation, article);                                                      \
    } while (0)

static inline uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static inline cgov_id entity_of(cgov_entity_draft draft) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    draft.size = sizeof draft;
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

/* Holds an office in the village from now on. */
static inline void seat(cgov_id resident, const char *role) {
    town_appoint(&town, resident, town.village.id, role);
}

static inline void people_village(int representatives) {
    for (int h = 0; h < HOUSEHOLDS; h++)
        household[h] = entity_of((cgov_entity_draft){.kind = CGOV_KIND_UNIT,
                                                     .parent = town.village.id,
                                                     .name = text_of("一户"),
                                                     .type = text_of("household"),
                                                     .owner = town.village.id});
    for (int a = 0; a < ADULTS; a++)
        adult[a] = entity_of((cgov_entity_draft){.kind = CGOV_KIND_RESIDENT,
                                                 .parent = town.village.id,
                                                 .name = text_of("村民"),
                                                 .household = household[a % HOUSEHOLDS]});
    for (int r = 0; r < representatives; r++) seat(adult[r], "representative");
    for (int c = 0; c < COMMITTEE; c++) seat(committee[c] = adult[REPRESENTATIVES + c], "committee");
}

/* The party's branch of 45 members and the two committees' ten, each with the same secretary. */
static inline void people_bodies(void) {
    branch = town_organization(&town, "村党支部", "party", town.village.id);
    joint = town_organization(&town, "两委联席会", "committee", town.village.id);
    secretary = town_resident(&town, "支部书记", town.village.id);
    town_appoint(&town, secretary, branch, "secretary");
    town_appoint(&town, secretary, joint, "secretary");
    for (int m = 0; m < 45; m++) town_appoint(&town, adult[m], branch, "member");
    for (int m = 0; m < 10; m++) town_appoint(&town, adult[m], joint, "member");
}

/* flags: of the adoption. */
static inline void found_with_assemblies(cgov_time start, const char *text, uint32_t flags, int representatives) {
    const struct town_options options = {.start = start};
    town_found(&town, &options);
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = town_shipped(text), .flags = flags};
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
    people_village(representatives);
    clerk = town.village.officers[CLERK];
    head = town.village.officers[HEAD];
}

static inline int with_assemblies(void **state) {
    (void)state;
    found_with_assemblies(INT64_C(1745197200000), "assemblies", 0, REPRESENTATIVES); /* 2025-04-21T09:00:00+08:00 */
    return 0;
}

static inline int32_t try_enter(cgov_id actor, cgov_id item, const char *roll, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, item, roll, elector, NULL, 0, NULL);
}

static inline void enter(cgov_id actor, cgov_id item, const char *roll, cgov_id elector) {
    const int32_t status = try_enter(actor, item, roll, elector);
    if (status) print_error("%s: %s\n", roll, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static inline void take_out(cgov_id actor, cgov_id item, const char *roll, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "核对");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, roll, elector, 0, &why, actor != elector, NULL), CGOV_OK);
}

/* Those from one to before another are entered at once, as a register is. */
static inline void import_by(cgov_id actor, cgov_id item, const char *roll, int from, int until) {
    static cgov_import_draft rows[ADULTS];
    cgov_act act = town_act(&town, actor);
    uint64_t entered = 0;
    for (int i = from; i < until; i++) rows[i] = (cgov_import_draft){.size = sizeof *rows, .elector = adult[i]};
    assert_int_equal(
        cgov_roll_import(town.ledger, &act, item, roll, rows + from, (uint32_t)(until - from), NULL, &entered),
        CGOV_OK);
    assert_int_equal(entered, until - from);
}

static inline void import(cgov_id item, const char *roll, int from, int until) {
    import_by(clerk, item, roll, from, until);
}

static inline cgov_id open_item(cgov_id actor, const char *procedure, const cgov_detail *more, uint32_t count) {
    cgov_detail details[8] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id),
                              town_text(CGOV_FIELD_TEXT, "关于修路")};
    cgov_act act = town_act(&town, actor);
    cgov_id item = 0;
    assert_true(count <= 6);
    for (uint32_t i = 0; i < count; i++) details[2 + i] = more[i];
    const int32_t status = cgov_item_open(town.ledger, &act, procedure, details, 2 + count, &item);
    if (status) print_error("%s: %s\n", procedure, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
    return item;
}

static inline int32_t try_do(cgov_id actor, cgov_id item, const char *move) {
    return town_try_move(&town, actor, item, move, NULL, 0);
}

static inline void do_move(cgov_id actor, cgov_id item, const char *move) {
    town_move(&town, actor, item, move, NULL, 0);
}

static inline int32_t try_say(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "内容");
    return town_try_move(&town, actor, item, move, &text, 1);
}

static inline void say(cgov_id actor, cgov_id item, const char *move) {
    const int32_t status = try_say(actor, item, move);
    if (status) print_error("%s: %s\n", move, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

/* A move that brings a day and words. */
static inline int32_t try_day(cgov_id actor, cgov_id item, const char *move, int64_t day) {
    const cgov_detail details[] = {town_number(field("day"), day), town_text(CGOV_FIELD_TEXT, "内容")};
    return town_try_move(&town, actor, item, move, details, 2);
}

/* Those from one to before another vote, each by themselves. */
static inline void votes(cgov_id item, int from, int until, const char *choice) {
    for (int i = from; i < until; i++) {
        cgov_act act = town_act(&town, adult[i]);
        const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice);
        const int32_t status = cgov_roll_enter(town.ledger, &act, item, "ballots", adult[i], &detail, 1, NULL);
        if (status) print_error("ballots: %s\n", town_error(&town).message);
        assert_int_equal(status, CGOV_OK);
    }
}

/* What an item's last entry of history says, where that is the move. */
static inline cgov_history_view last_of(cgov_id item, const char *move) {
    static cgov_history_view entries[256];
    const uint32_t count = town_history(&town, clerk, item, entries, 256);
    for (uint32_t i = count; i-- > 0;)
        if (strcmp(entries[i].move, move) == 0) return entries[i];
    fail_msg("no %s", move);
    return entries[0];
}

/* What it was decided to be, by which rule. */
static inline void assert_decided(cgov_id item, const char *move, const char *rule, uint32_t outcome) {
    const cgov_history_view entry = last_of(item, move);
    if (entry.outcome != outcome)
        fail_msg("%s by %s, not %s", cgov_enum_name(CGOV_ENUM_OUTCOME, entry.outcome), entry.rule,
                 cgov_enum_name(CGOV_ENUM_OUTCOME, outcome));
    assert_string_equal(entry.rule, rule);
}

/* What its count warns of. */
static inline uint64_t warnings_of(cgov_id item) {
    static uint8_t buf[STORED_SIZE];
    struct stored stored;
    assert_int_equal(cgov__stored_read(town.ledger, last_of(item, "count").seq, buf, STORED_SIZE, &stored), CGOV_OK);
    return stored.record.warnings;
}

static inline cgov_id child(cgov_id item, uint32_t place) {
    static cgov_item_view views[64];
    const cgov_reader reader = town_reader(&town, clerk);
    const cgov_item_query query = {.size = sizeof query, .parent = item};
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    const int32_t status = cgov_item_list(town.ledger, &reader, &query, &cursor, views, 64, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    return place < count ? views[place].id : 0;
}

#endif
