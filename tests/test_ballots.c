/* Ballots that are open: one that stands for each elector, whichever way it came; what waits for a second teller;
 * bundles; the sums of each choice by each axis; all of it replayed, and nothing of it believed of anybody. */
#include "support/on_a_town.h"

#include "entities/entities.h"
#include "ledger/handle.h"
#include "model/overlay.h"
#include "records/ballot_lines.h"
#include "support/alloc.h"
#include "support/bent.h"
#include "support/test.h"

#include <stdlib.h>

static const char BALLOTS[] =
    "rulebook 1\n"
    "role clerk \"经办\"\n"
    "role head \"负责人\"\n"
    "role teller \"计票人\"\n"
    "procedure decision \"共同决定\" motion\n"
    "  public\n"
    "  detail proxy \"受托人\" resident\n"
    "  party estate \"小区\" organization\n"
    "  roll electors \"业主\"\n"
    "    of owners of estate\n"
    "    filled by list\n"
    "    by clerk of estate\n"
    "    out by clerk of estate\n"
    "    in listed voting\n"
    "  roll proxies \"委托\"\n"
    "    of electors\n"
    "    by self\n"
    "    out by self\n"
    "    in voting\n"
    "    needs proxy\n"
    "  roll marks \"领纸质票\"\n"
    "    of electors\n"
    "    by teller of estate twice\n"
    "    in voting\n"
    "  roll candidates \"候选人\"\n"
    "    of electors\n"
    "    by clerk of estate\n"
    "    out by clerk of estate\n"
    "    in listed voting\n"
    "  roll ballots \"表决票\"\n"
    "    of electors\n"
    "    not marks\n"
    "    by teller of estate twice in voting counting\n"
    "    by self again\n"
    "    by head of self again\n"
    "    by proxies again\n"
    "    out by self\n"
    "    in voting\n"
    "    ballot\n"
    "    secrecy open\n"
    "    bundle for marks exactly by teller of estate twice in counting\n"
    "    counts turnout\n"
    "  roll names \"选票\"\n"
    "    of electors\n"
    "    by self again\n"
    "    in voting\n"
    "    ballot from candidates\n"
    "    secrecy open\n"
    "    bundle for electors by teller of estate in voting counting\n"
    "  roll families \"住户\"\n"
    "    of residents of estate\n"
    "    filled by begin\n"
    "  roll homes \"户代表票\"\n"
    "    of families\n"
    "    by self again\n"
    "    in voting\n"
    "    ballot\n"
    "    secrecy open\n"
    "    bundle for families by teller of estate in voting\n"
    "    public\n"
    "  stage all \"全程\"\n"
    "    state listed \"公示\" held by estate\n"
    "    state voting \"表决\" held by estate\n"
    "    state counting \"计票\" held by estate\n"
    "    state done \"已决\" final\n"
    "  clock run from start until decide drop\n"
    "    for 90 days\n"
    "    late tell clerk of estate\n"
    "  open start \"发起\" -> listed\n"
    "    by clerk of estate\n"
    "    needs estate text\n"
    "    sets estate to given\n"
    "  move list \"列名\" listed -> listed\n"
    "    by clerk of estate\n"
    "    at most 9\n"
    "  move begin \"表决\" listed -> voting\n"
    "    by clerk of estate\n"
    "  move anew \"重来\" voting -> listed\n"
    "    by clerk of estate\n"
    "    at most 9\n"
    "  move close \"截止\" voting -> counting\n"
    "    by clerk of estate\n"
    "  move decide \"公布\" counting -> done\n"
    "    by clerk of estate\n"
    "    tells electors families\n"
    "    when ballots at least 1/2 of electors by area or homes at least 1 by units or ballots at least 1 by units\n"
    "  move drop \"撤销\" listed voting counting -> done\n"
    "    by clerk of estate\n"
    "    tells electors families\n";

#define OWNERS 6u

static cgov_id clerk, teller, second, decision, builder, boss, owners[OWNERS], units[OWNERS], homes[2];
static cgov_storage storage;
static struct test_alloc alloc;

/* ---- the town ---- */

static cgov_id unit(const char *name, cgov_id owner, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = town.village.id,
                                     .name = text_of(name),
                                     .type = text_of("dwelling"),
                                     .owner = owner,
                                     .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

static void change(cgov_id id, cgov_id owner, cgov_id household) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_entity_draft draft = {
        .size = sizeof draft, .kind = (uint32_t)(id >> 44), .owner = owner, .household = household};
    assert_int_equal(cgov_entity_change(town.ledger, &act, id, &draft, NULL), CGOV_OK);
}

static void move(const char *name) {
    town_move(&town, clerk, decision, name, NULL, 0);
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

/* Six owners of 100.00, 200.00, ... 600.00 square metres, the first three of a household each two of them share; a
 * developer with two dwellings of 50.00. */
static void build(void) {
    clerk = town_resident(&town, "经办", town.root);
    teller = town_resident(&town, "计票甲", town.root);
    second = town_resident(&town, "计票乙", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    town_appoint(&town, teller, town.village.id, "teller");
    town_appoint(&town, second, town.village.id, "teller");
    builder = town_organization(&town, "开发商", "company", town.root);
    boss = town_resident(&town, "经理", town.root);
    town_appoint(&town, boss, builder, "head");
    for (uint32_t i = 0; i < OWNERS; i++) {
        owners[i] = town_resident(&town, "业主", town.village.id);
        units[i] = unit("一户", owners[i], 10000 * (i + 1));
    }
    unit("甲铺", builder, 5000);
    unit("乙铺", builder, 5000);
    homes[0] = units[0];
    homes[1] = units[2];
    for (uint32_t i = 0; i < 4; i++) change(owners[i], 0, homes[i / 2]);
    cgov_act act = town_act(&town, clerk);
    cgov_detail details[] = {town_number(field("estate"), (int64_t)town.village.id),
                             town_text(CGOV_FIELD_TEXT, "换电梯")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "decision", details, 2, &decision), CGOV_OK);
    move("list");
    move("begin");
}

static int with_a_vote(void **state) { /* by this text, or BALLOTS */
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const cgov_allocator allocator = test_alloc_table(&alloc);
    const struct town_options options = {.storage = &storage, .allocator = &allocator};
    town_found(&town, &options);
    town_adopt(&town, text_of(*state ? *state : BALLOTS));
    build();
    return 0;
}

/* Electors are residents, and weigh; their households are counted too. */
static int with_a_vote_by_weight(void **state) {
    static const struct edit edits[] = {
        {"procedure", "detail proxy", "detail", "detail weight \"权数\" number\n  detail"},
        {"roll electors", "of owners", "of owners of estate", "of residents of estate\n    needs weight"},
        {"roll electors", "filled by", NULL, NULL},
        {"roll ballots", "by head", NULL, NULL},
        {"move decide", "when", "electors by area", "electors by weight"}};
    *state = bent_by(BALLOTS, edits, sizeof edits / sizeof *edits);
    return with_a_vote(state);
}

static int without_it(void **state) {
    free(*state);
    town_replay(&town, &storage);
    town_close(&town);
    return cgov_storage_close(&storage);
}

/* ---- votes ---- */

static int32_t vote_on(const char *roll, cgov_id actor, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice);
    return cgov_roll_enter(town.ledger, &act, decision, roll, elector, &detail, 1, NULL);
}

static int32_t vote(cgov_id actor, cgov_id elector, const char *choice) {
    return vote_on("ballots", actor, elector, choice);
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, decision, roll, elector, NULL, 0, NULL);
}

static cgov_tally_view line_of(const char *roll, uint32_t tally, uint32_t number) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_tally_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_tally_list(town.ledger, &who, decision, roll, &cursor, &view, 1, &count) == CGOV_OK)
        if (view.tally == tally && view.number == number) return view;
    fail_msg("no such line");
    return view;
}

/* heads, units, area */
static void assert_tally(const char *roll, uint32_t tally, uint32_t number, uint64_t heads, uint64_t of_units,
                         uint64_t area) {
    const cgov_tally_view view = line_of(roll, tally, number);
    if (view.heads != heads || view.units != of_units || view.area != area)
        fail_msg("%s %u: %u heads, %u units, %u", view.name, number, (uint32_t)view.heads, (uint32_t)view.units,
                 (uint32_t)view.area);
}

static void assert_choice(uint32_t choice, uint64_t heads, uint64_t of_units, uint64_t area) {
    assert_tally("ballots", CGOV_TALLY_CHOICE, choice, heads, of_units, area);
}

static cgov_roll_view roll_of(const char *name) {
    cgov_reader who = town_reader(&town, clerk);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_roll_list(town.ledger, &who, decision, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view;
    fail_msg("no roll %s", name);
    return view;
}

static void one_stands_for_each(void **state) {
    (void)state;
    assert_int_equal(vote(owners[0], owners[0], "yes"), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 10000);
    assert_int_equal(vote(owners[0], owners[0], "no"), CGOV_OK); /* the last one counts */
    assert_choice(CGOV_CHOICE_YES, 0, 0, 0);
    assert_choice(CGOV_CHOICE_NO, 1, 1, 10000);
    assert_int_equal(vote(boss, builder, "abstain"), CGOV_OK); /* an organization by its head */
    assert_choice(CGOV_CHOICE_ABSTAIN, 1, 2, 10000);
    assert_tally("ballots", CGOV_TALLY_CAST, 0, 2, 3, 20000);
    assert_tally("ballots", CGOV_TALLY_SILENT, 0, 5, 5, 200000);
    town_assert_refused(&town, vote(owners[0], owners[1], "yes"), CGOV_E_REFUSED, CGOV_R_ACTOR);
    town_assert_refused(&town, vote(town.resident, town.resident, "yes"), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    town_assert_refused(&town, enter(owners[1], "ballots", owners[1]), CGOV_E_REFUSED, CGOV_R_NEEDS);
    const char *const wrong[] = {"maybe", "1", "Yes", "yes no", "cast", " yes"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        town_assert_refused(&town, vote(owners[1], owners[1], wrong[i]), CGOV_E_REFUSED, CGOV_R_CHOICE);
    const char *const right[] = {"block", "blank", "invalid", "yes"};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        assert_int_equal(vote(owners[1], owners[1], right[i]), CGOV_OK);
    assert_choice(CGOV_CHOICE_BLOCK, 0, 0, 0);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 20000);
    const cgov_roll_view ballots = roll_of("ballots");
    assert_true(ballots.ballot == 1 && ballots.needs == 1 && ballots.heads == 3 && ballots.waiting == 0);
    move("close");
    town_assert_refused(&town, vote(owners[2], owners[2], "yes"), CGOV_E_REFUSED, CGOV_R_ROLL); /* tellers may yet */
    move("decide");
    town_assert_refused(&town, vote(owners[2], owners[2], "yes"), CGOV_E_REFUSED, CGOV_R_ROLL);
}

static void paper_is_final(void **state) {
    (void)state;
    assert_int_equal(vote(owners[0], owners[0], "yes"), CGOV_OK);
    assert_int_equal(vote(teller, owners[0], "no"), CGOV_OK); /* one teller alone counts for nothing */
    assert_choice(CGOV_CHOICE_YES, 1, 1, 10000);
    assert_choice(CGOV_CHOICE_NO, 0, 0, 0);
    assert_int_equal(roll_of("ballots").waiting, 1);
    assert_int_equal(vote(teller, owners[0], "no"), CGOV_OK); /* and not twice over */
    assert_choice(CGOV_CHOICE_NO, 0, 0, 0);
    assert_int_equal(vote(owners[0], owners[0], "abstain"), CGOV_OK); /* what waits does so yet */
    assert_int_equal(roll_of("ballots").waiting, 1);
    assert_int_equal(vote(second, owners[0], "yes"), CGOV_OK); /* they differ */
    assert_choice(CGOV_CHOICE_ABSTAIN, 1, 1, 10000);
    assert_int_equal(roll_of("ballots").waiting, 1);
    assert_int_equal(vote(second, owners[0], "no"), CGOV_OK); /* the same: it stands */
    assert_choice(CGOV_CHOICE_ABSTAIN, 0, 0, 0);
    assert_choice(CGOV_CHOICE_NO, 1, 1, 10000);
    assert_int_equal(roll_of("ballots").waiting, 0);
    town_assert_refused(&town, vote(owners[0], owners[0], "yes"), CGOV_E_REFUSED, CGOV_R_AGAIN);
    town_assert_refused(&town, vote(teller, owners[0], "yes"), CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_int_equal(vote(teller, owners[1], "no"), CGOV_OK); /* paper before any other */
    assert_int_equal(vote(second, owners[1], "no"), CGOV_OK);
    town_assert_refused(&town, vote(owners[1], owners[1], "yes"), CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_choice(CGOV_CHOICE_NO, 2, 2, 30000);
    assert_int_equal(vote(teller, owners[2], "no"), CGOV_OK);
    town_replay(&town, &storage); /* what waits does so on every replica */
    move("close");
    assert_int_equal(vote(second, owners[2], "no"), CGOV_OK);
    assert_choice(CGOV_CHOICE_NO, 3, 3, 60000);
}

static int32_t name_proxy(cgov_id elector, cgov_id proxy) {
    cgov_act act = town_act(&town, elector);
    const cgov_detail detail = town_number(field("proxy"), (int64_t)proxy);
    return cgov_roll_enter(town.ledger, &act, decision, "proxies", elector, &detail, 1, NULL);
}

static void own_beats_a_proxys(void **state) {
    (void)state;
    assert_int_equal(name_proxy(owners[0], town.neighbour), CGOV_OK);
    assert_int_equal(vote(town.neighbour, owners[0], "yes"), CGOV_OK);
    assert_int_equal(vote(town.neighbour, owners[0], "block"), CGOV_OK);
    assert_choice(CGOV_CHOICE_BLOCK, 1, 1, 10000);
    assert_int_equal(vote(owners[0], owners[0], "no"), CGOV_OK);
    town_assert_refused(&town, vote(town.neighbour, owners[0], "yes"), CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_choice(CGOV_CHOICE_NO, 1, 1, 10000);
    assert_int_equal(name_proxy(owners[1], town.neighbour), CGOV_OK);
    assert_int_equal(vote(town.neighbour, owners[1], "yes"), CGOV_OK);
    cgov_act act = town_act(&town, owners[1]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, decision, "proxies", owners[1], 0, NULL, 0, NULL), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 20000); /* what was given stands */
    town_assert_refused(&town, vote(town.neighbour, owners[1], "no"), CGOV_E_REFUSED, CGOV_R_ACTOR);
}

static void taken_out(void **state) {
    (void)state;
    assert_int_equal(vote(owners[0], owners[0], "yes"), CGOV_OK);
    assert_int_equal(vote(owners[1], owners[1], "yes"), CGOV_OK);
    assert_int_equal(vote(owners[2], owners[2], "yes"), CGOV_OK);
    cgov_act act = town_act(&town, owners[0]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, decision, "ballots", owners[0], 0, NULL, 0, NULL), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 2, 2, 50000);
    act = town_act(&town, clerk); /* off the register: off all that is of it */
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "已售出");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, decision, "electors", owners[1], 0, &reason, 1, NULL), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 30000);
    assert_tally("ballots", CGOV_TALLY_SILENT, 0, 5, 6, 170000);
    town_replay(&town, &storage);
    cgov_reader who = town_reader(&town, clerk);
    cgov_entry_view entries[4] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, decision, "ballots", &cursor, entries, 4, &count), CGOV_OK);
    assert_int_equal(count, 3);
    assert_true(!entries[0].standing && !entries[1].standing && entries[2].standing);
    assert_string_equal(entries[0].choice, ""); /* what it said stays in the record */
    assert_string_equal(entries[2].choice, "yes");
}

static void by_area_as_of_the_fill(void **state) {
    (void)state;
    assert_int_equal(vote(owners[5], owners[5], "yes"), CGOV_OK);
    change(units[5], owners[4], 0); /* sold meanwhile: the base is as it was */
    assert_choice(CGOV_CHOICE_YES, 1, 1, 60000);
    assert_int_equal(vote(owners[4], owners[4], "no"), CGOV_OK);
    assert_choice(CGOV_CHOICE_NO, 1, 1, 50000);
    assert_int_equal(vote(owners[5], owners[5], "no"), CGOV_OK);
    assert_choice(CGOV_CHOICE_NO, 2, 2, 110000);
    assert_int_equal(vote(teller, owners[3], "yes"), CGOV_OK);
    move("anew");
    move("list"); /* begun anew, and so are all ballots, and what waits */
    assert_choice(CGOV_CHOICE_NO, 0, 0, 0);
    assert_int_equal(roll_of("ballots").waiting, 0);
    move("begin");
    assert_int_equal(vote(second, owners[3], "yes"), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 0, 0, 0);
    assert_int_equal(vote(owners[4], owners[4], "no"), CGOV_OK);
    assert_choice(CGOV_CHOICE_NO, 1, 2, 110000);
    town_assert_refused(&town, vote(owners[5], owners[5], "no"), CGOV_E_REFUSED, CGOV_R_ELECTOR);
}

/* ---- by households ---- */

static void households_once(void **state) {
    (void)state;
    const char *const choices[] = {"yes", "yes", "yes", "no"};
    for (uint32_t i = 0; i < 4; i++) assert_int_equal(vote_on("homes", owners[i], owners[i], choices[i]), CGOV_OK);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, 3, 2, 0);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_NO, 1, 1, 0);
    assert_tally("homes", CGOV_TALLY_CAST, 0, 4, 2, 0);
    assert_int_equal(vote_on("homes", owners[0], owners[0], "no"), CGOV_OK);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, 2, 2, 0);
    assert_int_equal(vote_on("homes", owners[1], owners[1], "no"), CGOV_OK);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, 1, 1, 0);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_NO, 3, 2, 0);
}

/* ---- marks and bundles ---- */

static void mark(cgov_id elector) {
    assert_int_equal(enter(teller, "marks", elector), CGOV_OK);
    assert_int_equal(enter(second, "marks", elector), CGOV_OK);
}

static cgov_tally_row choice_row(uint32_t choice, int64_t heads, int64_t of_units, int64_t area) {
    return (cgov_tally_row){.size = sizeof(cgov_tally_row),
                            .tally = CGOV_TALLY_CHOICE,
                            .number = choice,
                            .heads = heads,
                            .units = of_units,
                            .area = area};
}

static int32_t bundle(const char *roll, cgov_id actor, const cgov_tally_row *rows, uint32_t count) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_bundle(town.ledger, &act, decision, roll, rows, count, NULL);
}

static void who_is_marked_votes_on_paper(void **state) {
    (void)state;
    assert_int_equal(vote(owners[0], owners[0], "yes"), CGOV_OK);
    assert_int_equal(vote(owners[1], owners[1], "yes"), CGOV_OK);
    assert_int_equal(enter(teller, "marks", owners[0]), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 2, 2, 30000);
    assert_int_equal(roll_of("marks").heads, 0);
    assert_int_equal(roll_of("marks").waiting, 1);
    assert_int_equal(enter(second, "marks", owners[0]), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 20000); /* cast before: gives way */
    mark(owners[2]);
    town_assert_refused(&town, vote(owners[2], owners[2], "yes"), CGOV_E_REFUSED, CGOV_R_EXCLUDED); /* tried after */
    mark(owners[4]);
    town_replay(&town, &storage);
    cgov_tally_row rows[] = {choice_row(CGOV_CHOICE_YES, 2, 2, 60000), choice_row(CGOV_CHOICE_NO, 1, 1, 30000)};
    town_assert_refused(&town, bundle("ballots", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_ROLL);
    move("close");
    town_assert_refused(&town, bundle("ballots", clerk, rows, 2), CGOV_E_REFUSED, CGOV_R_ACTOR);
    rows[0].heads = 1; /* 0, 2 and 4 are marked: 3 heads, 3 units, 90000 */
    town_assert_refused(&town, bundle("ballots", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].heads = 3;
    town_assert_refused(&town, bundle("ballots", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].heads = 2;
    rows[0].area = 60001;
    town_assert_refused(&town, bundle("ballots", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].area = 59999;
    town_assert_refused(&town, bundle("ballots", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].area = 60000;
    assert_int_equal(bundle("ballots", teller, rows, 2), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 20000); /* one teller alone */
    assert_true(!roll_of("ballots").bundled && roll_of("ballots").waiting == 1);
    assert_int_equal(bundle("ballots", teller, rows, 2), CGOV_OK); /* nobody is their own second */
    assert_true(!roll_of("ballots").bundled && roll_of("ballots").waiting == 1);
    cgov_tally_row other[] = {choice_row(CGOV_CHOICE_YES, 3, 3, 90000)};
    assert_int_equal(bundle("ballots", second, other, 1), CGOV_OK); /* they differ */
    assert_true(!roll_of("ballots").bundled);
    town_replay(&town, &storage);
    cgov_tally_row turned[] = {rows[1], rows[0]};
    assert_int_equal(bundle("ballots", second, turned, 2), CGOV_OK);
    assert_true(roll_of("ballots").bundled && roll_of("ballots").waiting == 0);
    assert_choice(CGOV_CHOICE_YES, 3, 3, 80000);
    assert_choice(CGOV_CHOICE_NO, 1, 1, 30000);
    assert_tally("ballots", CGOV_TALLY_CAST, 0, 4, 4, 110000);
    assert_int_equal(line_of("ballots", CGOV_TALLY_CHOICE, CGOV_CHOICE_YES).bundled_area, 60000);
    assert_int_equal(bundle("ballots", teller, other, 1), CGOV_OK); /* counted anew: instead of it */
    assert_int_equal(bundle("ballots", second, other, 1), CGOV_OK);
    assert_choice(CGOV_CHOICE_YES, 4, 4, 110000);
    assert_choice(CGOV_CHOICE_NO, 0, 0, 0);
}

/* A bundle has no households, so these are not what is wrong with it. */
static void what_is_asked_is_what_is_told(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 3; i++) {
        cgov_act act = town_act(&town, clerk);
        const cgov_detail weight = town_number(field("weight"), 10 + i);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, decision, "electors", owners[i], &weight, 1, NULL),
                         CGOV_OK);
    }
    mark(owners[0]);
    mark(owners[2]);
    move("close");
    cgov_tally_row row = choice_row(CGOV_CHOICE_YES, 2, 0, 0);
    row.weight = 21;
    town_assert_refused(&town, bundle("ballots", teller, &row, 1), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    assert_string_equal(town_error(&town).message,
                        "the bundle says 21 of weight, and `marks` has 22: it must be as many");
}

static void at_most_those_without_their_own(void **state) {
    (void)state;
    assert_int_equal(vote_on("homes", owners[0], owners[0], "yes"), CGOV_OK);
    const int64_t others = (int64_t)roll_of("families").heads - 1;
    cgov_tally_row rows[] = {choice_row(CGOV_CHOICE_NO, others + 1, 1, 0), choice_row(CGOV_CHOICE_BLANK, 0, 0, 0)};
    town_assert_refused(&town, bundle("homes", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].heads = others;
    town_assert_refused(&town, bundle("homes", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    assert_string_equal(town_error(&town).message,
                        "row 1 of the bundle has units, which are households, or no rule over these ballots asks by");
    rows[0].units = 0;
    rows[0].area = 1; /* nobody asks for it */
    town_assert_refused(&town, bundle("homes", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].area = 0;
    assert_int_equal(bundle("homes", teller, rows, 2), CGOV_OK);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_NO, (uint64_t)others, 0, 0);
    assert_tally("homes", CGOV_TALLY_CAST, 0, (uint64_t)others + 1, 1, 0);
    assert_int_equal(vote_on("homes", owners[0], owners[0], "no"),
                     CGOV_OK); /* their own, which is none of the bundle's */
    town_assert_refused(&town, vote_on("homes", owners[1], owners[1], "no"), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    assert_tally("homes", CGOV_TALLY_CHOICE, CGOV_CHOICE_NO, (uint64_t)others + 1, 1, 0);
    cgov_tally_row apart[] = {choice_row(CGOV_CHOICE_YES, 1, 0, 0), choice_row(CGOV_CHOICE_NO, others - 1, 0, 0)};
    assert_int_equal(bundle("homes", teller, apart, 2), CGOV_OK); /* two of one household, and not of one mind */
    rows[0].number = CGOV_CHOICE_YES;
    rows[1] = rows[0]; /* one choice twice; one unknown; none */
    town_assert_refused(&town, bundle("homes", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    rows[0].number = 7;
    assert_int_equal(bundle("homes", teller, rows, 1), CGOV_E_ARG);
    assert_int_equal(bundle("homes", teller, rows, 0), CGOV_E_ARG);
    rows[0] = choice_row(CGOV_CHOICE_YES, -1, 0, 0);
    assert_int_equal(bundle("homes", teller, rows, 1), CGOV_E_ARG);
    rows[0] = choice_row(CGOV_CHOICE_YES, INT64_C(1) << 32, 0, 0);
    assert_int_equal(bundle("homes", teller, rows, 1), CGOV_E_ARG);
}

/* ---- candidates ---- */

static void candidates(void **state) {
    (void)state;
    town_assert_refused(&town, vote_on("names", owners[0], owners[0], "1"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    for (uint32_t i = 1; i < 4; i++) assert_int_equal(enter(clerk, "candidates", owners[i]), CGOV_OK);
    assert_int_equal(vote_on("names", owners[0], owners[0], "3 1"), CGOV_OK);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 1, 1, 1, 10000);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 3, 1, 1, 10000);
    assert_int_equal(vote_on("names", owners[0], owners[0], "2"), CGOV_OK);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 1, 0, 0, 0);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 2, 1, 1, 10000);
    const char *const wrong[] = {"4",  "0",  "01",  "1 1", "1  2",    "1,2",
                                 " 1", "1 ", "yes", "59",  "1 blank", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        town_assert_refused(&town, vote_on("names", owners[1], owners[1], wrong[i]), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_int_equal(vote_on("names", owners[1], owners[1], "blank"), CGOV_OK);
    assert_tally("names", CGOV_TALLY_CHOICE, CGOV_CHOICE_BLANK, 1, 1, 20000);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "退选");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, decision, "candidates", owners[1], 0, &reason, 1, NULL),
                     CGOV_OK);
    town_assert_refused(&town, vote_on("names", owners[2], owners[2], "1 2"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_int_equal(line_of("names", CGOV_TALLY_CANDIDATE, 1).standing, 0);
    assert_true(line_of("names", CGOV_TALLY_CANDIDATE, 2).candidate == owners[2]);
    cgov_tally_row rows[] = {
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = 2, .heads = 4, .units = 5, .area = 180000},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = 3, .heads = 4, .units = 5, .area = 180000},
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CAST, .heads = 5, .units = 6, .area = 190000},
        choice_row(CGOV_CHOICE_INVALID, 1, 1, 10000)};
    town_assert_refused(&town, bundle("names", teller, rows, 2), CGOV_E_REFUSED, CGOV_R_BUNDLE); /* of how many? */
    rows[0].heads = 5;
    town_assert_refused(&town, bundle("names", teller, rows, 4), CGOV_E_REFUSED, CGOV_R_BUNDLE); /* one is invalid */
    rows[0].heads = 4;
    rows[1].number = 1;
    town_assert_refused(&town, bundle("names", teller, rows, 4), CGOV_E_REFUSED, CGOV_R_CHOICE);
    rows[1].number = 3;
    assert_int_equal(bundle("names", teller, rows, 4), CGOV_OK);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 2, 5, 6, 190000);
    assert_tally("names", CGOV_TALLY_CAST, 0, 7, 8, 220000);
    cgov_reader who = town_reader(&town, owners[0]);
    cgov_entry_view entry = {.size = sizeof entry};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, decision, "names", &cursor, &entry, 1, &count), CGOV_OK);
    assert_true(entry.elector == owners[0] && entry.places == 2 && entry.place == 1);
}

/* Fifty-eight have a place that a ballot can name; their bits fill two columns. */
static void as_many_candidates_as_can_be(void **state) {
    (void)state;
    cgov_id many[60];
    for (uint32_t i = 0; i < 60; i++) {
        many[i] = town_resident(&town, "业主", town.village.id);
        unit("又一户", many[i], 100 + i);
    }
    move("anew");
    move("list");
    move("begin");
    for (uint32_t i = 0; i < 59; i++) assert_int_equal(enter(clerk, "candidates", many[i]), CGOV_OK);
    assert_int_equal(vote_on("names", many[0], many[0], "26"), CGOV_OK);
    assert_int_equal(vote_on("names", many[1], many[1], "27 26"), CGOV_OK);
    assert_int_equal(vote_on("names", many[2], many[2], "58 1 57"), CGOV_OK);
    town_assert_refused(&town, vote_on("names", many[3], many[3], "59"), CGOV_E_REFUSED, CGOV_R_CHOICE);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 1, 1, 1, 102);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 26, 2, 2, 201);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 27, 1, 1, 101);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 58, 1, 1, 102);
    town_replay(&town, &storage);
    assert_int_equal(vote_on("names", many[2], many[2], "57"), CGOV_OK);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 58, 0, 0, 0);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 57, 1, 1, 102);
    cgov_reader who = town_reader(&town, clerk);
    cgov_entry_view entries[3] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, decision, "names", &cursor, entries, 3, &count), CGOV_OK);
    assert_true(entries[0].places == UINT64_C(1) << 25 && entries[1].places == UINT64_C(3) << 25);
    assert_true(entries[2].places == UINT64_C(1) << 56);
}

/* ---- without memory ---- */

static int32_t step(uint32_t number) {
    const cgov_tally_row yes = choice_row(CGOV_CHOICE_YES, 1, 1, 10000);
    switch (number) {
    case 0:
        return vote(owners[0], owners[0], "yes");
    case 1:
        return vote(teller, owners[1], "no");
    case 2:
        return vote(second, owners[1], "no");
    case 3:
        return enter(clerk, "candidates", owners[3]);
    case 4:
        return vote_on("names", owners[2], owners[2], "1");
    case 5:
        return vote_on("homes", owners[2], owners[2], "no");
    case 6:
        return enter(teller, "marks", owners[0]);
    case 7:
        return enter(second, "marks", owners[0]);
    case 8:
        return town_try_move(&town, clerk, decision, "close", NULL, 0);
    case 9:
        return bundle("ballots", teller, &yes, 1);
    default:
        return bundle("ballots", second, &yes, 1);
    }
}

/* Each goes through in the end, and changes nothing where it does not. */
static void without_memory(void **state) {
    (void)state;
    uint8_t before[32], after[32];
    uint32_t failed = 0;
    for (uint32_t number = 0; number < 11; number++) {
        int32_t status = CGOV_E_NOMEM;
        for (uint32_t nth = 1; status == CGOV_E_NOMEM; nth++) {
            assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
            test_alloc_fail(&alloc, nth, false);
            status = step(number);
            alloc.fail_at = 0;
            if (!status) break;
            failed++;
            assert_int_equal(status, CGOV_E_NOMEM);
            assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
            assert_memory_equal(before, after, 32);
        }
    }
    assert_true(failed >= 8);
    assert_choice(CGOV_CHOICE_YES, 1, 1, 10000);
    assert_choice(CGOV_CHOICE_NO, 1, 1, 20000);
    assert_tally("names", CGOV_TALLY_CANDIDATE, 1, 1, 1, 30000);
}

/* ---- who sees ---- */

static const char *choice_seen(cgov_id reader, const char *roll) {
    static char choice[32];
    cgov_reader who = town_reader(&town, reader);
    cgov_entry_view entry = {.size = sizeof entry};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, decision, roll, &cursor, &entry, 1, &count), CGOV_OK);
    memcpy(choice, entry.choice, sizeof choice);
    if (entry.elector == 0) memcpy(choice, "?", 2);
    return choice;
}

static void who_voted_what(void **state) {
    (void)state;
    assert_int_equal(vote(owners[0], owners[0], "yes"), CGOV_OK);
    assert_int_equal(vote_on("homes", owners[0], owners[0], "no"), CGOV_OK);
    assert_string_equal(choice_seen(clerk, "ballots"), "yes");     /* the office */
    assert_string_equal(choice_seen(owners[1], "ballots"), "yes"); /* those who can vote */
    assert_string_equal(choice_seen(town.resident, "ballots"), "?");
    assert_string_equal(choice_seen(town.resident, "homes"), "no"); /* public */
    cgov_reader who = town_reader(&town, town.resident);
    cgov_tally_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_tally_list(town.ledger, &who, decision, "ballots", &cursor, &view, 1, &count), CGOV_OK);
    assert_true(view.heads == 1 && view.number == CGOV_CHOICE_YES);
    cursor = 0;
    assert_int_equal(cgov_tally_list(town.ledger, &who, decision, "marks", &cursor, &view, 1, &count),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_tally_list(town.ledger, &who, decision, "none", &cursor, &view, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(vote(teller, owners[1], "no"), CGOV_OK);
    town_replay(&town, &storage);
    cursor = 0;
    cgov_entry_view entries[2] = {{.size = sizeof entries[0]}};
    who = town_reader(&town, clerk);
    assert_int_equal(cgov_entry_list(town.ledger, &who, decision, "ballots", &cursor, entries, 2, &count), CGOV_OK);
    assert_true(entries[1].waiting && !entries[1].standing && !entries[1].filled);
    assert_string_equal(entries[1].choice, ""); /* nobody is told what waits */
}

/* ---- carried ---- */

static int32_t adopt_again(void) {
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {
        .size = sizeof adoption, .text = text_of(BALLOTS), .map = text_of("decision voting -> voting\n")};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static void undecided_ballots_are_not_carried(void **state) {
    (void)state;
    assert_int_equal(adopt_again(), CGOV_OK);
    assert_int_equal(vote(teller, owners[0], "no"), CGOV_OK); /* though it waits */
    town_assert_refused(&town, adopt_again(), CGOV_E_REFUSED, CGOV_R_MAP);
    assert_int_equal(vote(owners[0], owners[0], "no"), CGOV_OK);
    town_assert_refused(&town, adopt_again(), CGOV_E_REFUSED, CGOV_R_MAP);
}

/* ---- untrusted ---- */

static bool valid(struct record record) {
    const struct model *model = &town.ledger->model;
    struct overlay overlay;
    struct subject subject;
    cgov__overlay_init(&overlay, model->mem);
    cgov__overlay_begin(&overlay, model, NULL);
    record.seq = model->seq + 1;
    record.time = model->now;
    record.id = decision;
    cgov__overlay_subject(&overlay, &record, &subject);
    record.previous = subject.last_seq;
    bool is = cgov__record_valid(&overlay, &subject, &record);
    cgov__overlay_free(&overlay);
    return is;
}

static bool entered(uint64_t roll, uint64_t line, uint64_t choice, uint64_t waits) {
    const struct record record = {.kind = CGOV_RECORD_ENTERED,
                                  .actor = teller,
                                  .roll = roll,
                                  .elector = owners[0],
                                  .line = line,
                                  .choice = choice,
                                  .waits = waits};
    return valid(record);
}

static bool bundled(uint64_t roll, uint64_t waits, const char *lines, uint32_t len) {
    const struct record record = {
        .kind = CGOV_RECORD_BUNDLED, .actor = teller, .roll = roll, .waits = waits, .lines = cgov__blob(lines, len)};
    return valid(record);
}

static void nothing_is_believed(void **state) {
    (void)state;
    enum { ELECTORS = 1, BALLOT = 5, NAMES, HOMES = 8 };
    assert_true(entered(BALLOT, 1, 1, 0) && entered(BALLOT, 1, 1, 1) && entered(BALLOT, 2, 32, 0));
    assert_false(entered(BALLOT, 1, 0, 0) || entered(BALLOT, 1, 3, 0) || entered(BALLOT, 1, 64, 0));
    assert_false(entered(BALLOT, 1, 1, 2) || entered(BALLOT, 2, 1, 1)); /* only tellers wait */
    assert_false(entered(ELECTORS, 1, 1, 0) || entered(ELECTORS, 1, 0, 1));
    assert_true(entered(NAMES, 1, 64, 0) && entered(NAMES, 1, UINT64_C(5) << 61, 0) && entered(NAMES, 1, 16, 0));
    assert_false(entered(NAMES, 1, 1, 0) || entered(NAMES, 1, 64 | 16, 0) || entered(NAMES, 1, 48, 0));
    assert_true(bundled(BALLOT, 0, "\1\2\2\2\2", 5) && bundled(BALLOT, 1, "\1\2\2\2\2\6\1\1\1\1", 10));
    assert_true(bundled(BALLOT, 0, "", 0));
    assert_false(bundled(BALLOT, 0, "\0\2\2\2\2", 5)); /* all ballots, which yes and no add up to */
    assert_false(bundled(BALLOT, 0, "\7\2\2\2\2", 5)); /* a candidate */
    assert_false(bundled(BALLOT, 0, "\1\2\2\2\2\1\2\2\2\2", 10) || bundled(BALLOT, 0, "\1\2\2\2", 4));
    assert_false(bundled(HOMES, 1, "\1\2\2\2\2", 5) || bundled(ELECTORS, 0, "\1\2\2\2\2", 5));
    assert_false(bundled(9, 0, "", 0));
    assert_true(bundled(NAMES, 0, "\0\2\2\2\2\100\1\1\1\1", 10));
    assert_false(bundled(NAMES, 0, "\101\2\2\2\2", 5) || bundled(NAMES, 0, "\1\2\2\2\2", 5));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_vote, without_it)
    const struct CMUnitTest tests[] = {
        TEST(one_stands_for_each),
        TEST(paper_is_final),
        TEST(own_beats_a_proxys),
        TEST(taken_out),
        TEST(by_area_as_of_the_fill),
        TEST(households_once),
        TEST(who_is_marked_votes_on_paper),
        cmocka_unit_test_setup_teardown(what_is_asked_is_what_is_told, with_a_vote_by_weight, without_it),
        TEST(at_most_those_without_their_own),
        TEST(candidates),
        TEST(as_many_candidates_as_can_be),
        TEST(without_memory),
        TEST(who_voted_what),
        TEST(undecided_ballots_are_not_carried),
        TEST(nothing_is_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
