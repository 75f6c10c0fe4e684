/* A district's centres for residents' calls (民呼回应中心): one of the district, 18 of townships, 117 of villages, 78
 * of communities, and 32 departments with one commissioner each. A drain is reported, routed, reported again next door,
 * merged and answered; then a thousand issues, whose sums must come out. */
#include "support/random.h"
#include "support/test.h"
#include "support/town.h"

#include <stdbool.h>

#define COUNTY INT64_C(130402)
#define TOWNSHIPS 18
#define DEPARTMENTS 32
#define ISSUES 1000

static const char catalogue[] = "territory town street park village community\n"
                                "matter M12 \"排水设施\"\n"
                                "  lead housing at county\n"
                                "  with town street park\n"
                                "  procedure issue\n";

static struct town town; /* its offices are not used: the district's own are below */
static cgov_id officers[OFFICERS];
static cgov_id townships[TOWNSHIPS], township_contacts[TOWNSHIPS];
static cgov_id leaves[TOWNSHIPS][19];
static uint32_t leaf_counts[TOWNSHIPS];
static cgov_id departments[DEPARTMENTS], commissioners[DEPARTMENTS];

static cgov_text text_of(const char *text) {
    return (cgov_text){text, strlen(text)};
}

static int64_t township_code(uint32_t township) {
    return COUNTY * 1000000 + (township + 1) * 1000;
}

/* Communities have numbers from 1, villages from 201. */
static int64_t leaf_code(uint32_t township, uint32_t leaf) {
    uint32_t villages = township < 9 ? 7 : 6;
    return township_code(township) + (leaf < villages ? 201 + leaf : 1 + leaf - villages);
}

static cgov_id organization(const char *name, const char *type, cgov_id parent, int64_t region) {
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = CGOV_KIND_ORGANIZATION,
                                .parent = parent,
                                .region = (uint64_t)region,
                                .name = text_of(name),
                                .type = text_of(type)};
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    assert_int_equal(cgov_entity_add(town.ledger, &act, &entity, &id), CGOV_OK);
    return id;
}

static cgov_id officer(const char *role, cgov_id of) {
    cgov_id id = town_resident(&town, role, of);
    town_appoint(&town, id, of, role);
    return id;
}

static void found(void) {
    static const char *const roles[OFFICERS] = {"operator", "clerk",   "dispatcher", "collector",
                                                "contact",  "checker", "head"};
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    char *text = malloc((size_t)standard.len + sizeof catalogue);
    assert_non_null(text);
    memcpy(text, standard.ptr, (size_t)standard.len);
    memcpy(text + standard.len, catalogue, sizeof catalogue);
    cgov_ledger_options options = {.size = sizeof options};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {130402, 1},
                            .utc_offset = 480,
                            .rulebook = text_of(text),
                            .calendar = text_of("cn"),
                            .organization = text_of("区民呼回应中心"),
                            .organization_kind = text_of("centre"),
                            .region = (uint64_t)COUNTY,
                            .resident = text_of("创建人")};
    memset(&town, 0, sizeof town);
    town.now = TOWN_START;
    cgov_act act = town_act(&town, 0);
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &town.ledger), CGOV_OK);
    free(text);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    town.founder = info.founder;
    town.root = info.root;
    for (int r = 0; r < OFFICERS; r++) officers[r] = officer(roles[r], town.root);
    town.auditor = officer("auditor", town.root);
}

static void build_centres(void) {
    static const char *const types[] = {"town", "street", "park"};
    for (uint32_t t = 0; t < TOWNSHIPS; t++) {
        uint32_t villages = t < 9 ? 7 : 6, communities = t < 6 ? 5 : 4;
        townships[t] = organization("乡镇级中心", types[t % 3], town.root, township_code(t));
        township_contacts[t] = officer("contact", townships[t]);
        leaf_counts[t] = villages + communities;
        for (uint32_t l = 0; l < leaf_counts[t]; l++)
            leaves[t][l] = organization("站点", l < villages ? "village" : "community", townships[t], leaf_code(t, l));
    }
}

static void build_departments(void) {
    for (uint32_t d = 0; d < DEPARTMENTS; d++) {
        departments[d] = organization("部门", d == 0 ? "housing" : "department", town.root, COUNTY);
        commissioners[d] = officer("contact", departments[d]);
    }
}

static int set_up(void **state) {
    (void)state;
    found();
    build_centres();
    build_departments();
    town.resident = town_resident(&town, "赵某甲", leaves[0][2]); /* leaf #1-3 */
    town.neighbour = town_resident(&town, "钱某乙", leaves[0][3]);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

/* ---- the tree ---- */

static void the_tree_of_214(void **state) {
    (void)state;
    cgov_reader reader = town_reader(&town, 0);
    cgov_entity_view *all = calloc(300, sizeof *all);
    uint64_t cursor = 0;
    uint32_t count = 0, centres = 0, leaf_count = 0, villages = 0, communities = 0, offices = 0, deepest = 0;
    assert_non_null(all);
    all[0].size = sizeof all[0];
    assert_int_equal(cgov_entity_list(town.ledger, &reader, CGOV_KIND_ORGANIZATION, 0, &cursor, all, 300, &count),
                     CGOV_OK);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t depth = 1, children = 0;
        bool leaf = strcmp(all[i].type, "village") == 0 || strcmp(all[i].type, "community") == 0;
        bool office = strcmp(all[i].type, "department") == 0 || strcmp(all[i].type, "housing") == 0;
        for (cgov_id parent = all[i].parent; parent != 0; depth++) {
            cgov_entity_view above = {.size = sizeof above};
            assert_int_equal(cgov_entity_get(town.ledger, &reader, parent, &above), CGOV_OK);
            parent = above.parent;
        }
        for (uint32_t j = 0; j < count; j++) children += all[j].parent == all[i].id;
        if (leaf) assert_true(depth == 3 && children == 0); /* and one parent: a township, by its depth */
        centres += !office;
        offices += office;
        leaf_count += leaf;
        villages += strcmp(all[i].type, "village") == 0;
        communities += strcmp(all[i].type, "community") == 0;
        if (depth > deepest) deepest = depth;
    }
    assert_int_equal(centres, 214);
    assert_int_equal(leaf_count, 195);
    assert_int_equal(villages, 117);
    assert_int_equal(communities, 78);
    assert_int_equal(offices, DEPARTMENTS);
    assert_int_equal(deepest, 3);
    free(all);
}

/* ---- the drain ---- */

#define LATITUDE INT64_C(365800000)

static cgov_id reported(cgov_id reporter, int64_t place, int64_t latitude, const char *matter) {
    int64_t point = (int64_t)((uint64_t)latitude << 32 | 1144900000);
    cgov_detail details[5] = {town_number(CGOV_FIELD_PLACE, place), town_text(CGOV_FIELD_TEXT, "下水道堵了。"),
                              town_number(CGOV_FIELD_INTAKE, (int64_t)town.root), town_number(CGOV_FIELD_POINT, point),
                              town_text(CGOV_FIELD_MATTER, matter)};
    cgov_act act = town_act(&town, reporter);
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, matter == NULL ? 4 : 5, &id), CGOV_OK);
    return id;
}

static int32_t try_dispatch(cgov_id item, cgov_id lead, const cgov_id *helper) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)lead),
                                   town_number(CGOV_FIELD_ORGANIZATIONS, helper == NULL ? 0 : (int64_t)*helper)};
    return town_try_move(&town, officers[DISPATCHER], item, "dispatch", details, helper == NULL ? 1 : 2);
}

static void a_commissioner_gone(void **state) {
    (void)state;
    cgov_id item = reported(town.resident, leaf_code(0, 2), LATITUDE, "M12");
    town_move(&town, officers[CLERK], item, "accept", NULL, 0);
    cgov_appointment_draft end = {.size = sizeof end,
                                  .flags = CGOV_APPOINT_END,
                                  .resident = commissioners[7],
                                  .organization = departments[7],
                                  .until = town.now,
                                  .role = text_of("contact")};
    cgov_act act = town_act(&town, town.founder);
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    town_assert_refused(&town, try_dispatch(item, departments[7], NULL), CGOV_E_REFUSED, CGOV_R_CONTACT);
    assert_int_equal(try_dispatch(item, departments[8], NULL), CGOV_OK);
}

static void assert_read(cgov_id reporter, cgov_id item) {
    cgov_reader reader = town_reader(&town, reporter);
    char text[64];
    uint64_t needed;
    assert_int_equal(cgov_text_get(town.ledger, &reader, item, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed),
                     CGOV_OK);
    assert_string_equal(text, "已疏通。");
    assert_int_equal(town_item(&town, reporter, item).owed, 0);
}

static void a_drain_and_its_double(void **state) {
    (void)state;
    cgov_id drain = reported(town.resident, leaf_code(0, 2), LATITUDE, "M12");
    cgov_reader reader = town_reader(&town, officers[DISPATCHER]);
    const cgov_route_query query = {.size = sizeof query, .item = drain};
    cgov_route_view route = {.size = sizeof route};
    assert_int_equal(cgov_route_get(town.ledger, &reader, &query, &route), CGOV_OK);
    assert_int_equal(route.rule, CGOV_ROUTE_BOTH);
    assert_true(route.lead == departments[0] && route.level == CGOV_LEVEL_COUNTY && route.staffed == 1);
    assert_true(route.other_count == 1 && route.others[0] == townships[0]);

    cgov_id twin = reported(town.neighbour, leaf_code(0, 3), LATITUDE + 4000, "M12"); /* 44.5 m */
    reported(town.neighbour, leaf_code(0, 3), LATITUDE + 4000, "pothole");
    cgov_item_query filter = {.size = sizeof filter, .like = twin, .meters = 50};
    cgov_item_view views[4] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    reader = town_reader(&town, officers[CLERK]);
    assert_int_equal(cgov_item_list(town.ledger, &reader, &filter, &cursor, views, 4, &count), CGOV_OK);
    assert_true(count == 1 && views[0].id == drain);
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)drain);
    town_move(&town, officers[CLERK], twin, "merge", &master, 1);
    town_assert_state(&town, twin, "merged");

    const cgov_detail words = town_text(CGOV_FIELD_TEXT, "已疏通。"), result = town_text(CGOV_FIELD_RESULT, "solved");
    town_move(&town, officers[CLERK], drain, "accept", NULL, 0);
    assert_int_equal(try_dispatch(drain, route.lead, &route.others[0]), CGOV_OK);
    town_move(&town, commissioners[0], drain, "sign", NULL, 0);
    town_move(&town, commissioners[0], drain, "start", NULL, 0);
    cgov_item_query parts = {.size = sizeof parts, .parent = drain};
    cursor = 0;
    reader = town_reader(&town, township_contacts[0]);
    assert_int_equal(cgov_item_list(town.ledger, &reader, &parts, &cursor, views, 4, &count), CGOV_OK);
    assert_true(count == 1 && views[0].holder == townships[0]);
    town_move(&town, township_contacts[0], views[0].id, "report_back", &words, 1);
    town_move(&town, commissioners[0], drain, "done", &result, 1);
    town_move(&town, commissioners[0], drain, "answer", &words, 1);
    assert_read(town.resident, drain);
    assert_read(town.neighbour, twin);
}

/* ---- a thousand ---- */

/* What the test itself knows of an issue, without asking the ledger. */
struct told {
    cgov_id id, reporter;
    uint32_t lead;   /* department, or DEPARTMENTS + township */
    uint32_t master; /* index + 1; 0: follows none */
    bool owed, followed;
    uint32_t answers;
};

static struct told told[ISSUES];
static cgov_id crowd[TOWNSHIPS][19];

static cgov_id lead_of(const struct told *issue) {
    return issue->lead < DEPARTMENTS ? departments[issue->lead] : townships[issue->lead - DEPARTMENTS];
}

static cgov_id contact_of(const struct told *issue) {
    return issue->lead < DEPARTMENTS ? commissioners[issue->lead] : township_contacts[issue->lead - DEPARTMENTS];
}

static void report_one(uint32_t i, uint64_t *random) {
    uint32_t t = random_below(random, TOWNSHIPS), l = random_below(random, leaf_counts[t]);
    told[i] = (struct told){.reporter = crowd[t][l], .owed = true};
    told[i].lead = random_below(random, 2)   ? 0
                   : random_below(random, 3) ? DEPARTMENTS + t
                                             : 1 + random_below(random, 31);
    told[i].id = reported(told[i].reporter, leaf_code(t, l), LATITUDE, random_below(random, 3) ? "M12" : "pothole");
}

static bool moved(struct told *issue, cgov_id actor, const char *move, const cgov_detail *details, uint32_t count) {
    return town_try_move(&town, actor, issue->id, move, details, count) == CGOV_OK;
}

/* Merges it into the first issue the list proposes. */
static void merge_one(struct told *issue) {
    cgov_reader reader = town_reader(&town, officers[CLERK]);
    cgov_item_query filter = {.size = sizeof filter, .like = issue->id, .meters = 50};
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count, m = 0;
    if (issue->followed || cgov_item_list(town.ledger, &reader, &filter, &cursor, &view, 1, &count) != CGOV_OK) return;
    while (told[m].id != view.id) m++;
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)view.id);
    assert_true(moved(issue, officers[CLERK], "merge", &master, 1));
    issue->master = m + 1;
    told[m].followed = true;
}

/* One step on from the state an issue is in; now and then not the straight way. */
static void step(struct told *issue, uint64_t *random) {
    const cgov_detail words = town_text(CGOV_FIELD_TEXT, "已办理。"), reason = town_text(CGOV_FIELD_REASON, "理由");
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片。")};
    const cgov_detail elsewhere[] = {reason, town_text(CGOV_FIELD_CHANNEL, "litigation")};
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)lead_of(issue));
    char state[32];
    uint32_t chance = random_below(random, 100);
    memcpy(state, town_item(&town, town.auditor, issue->id).state, sizeof state);
#define IN(name) (strcmp(state, name) == 0)
    if (IN("registered") && chance < 5 && moved(issue, officers[CLERK], "reject", elsewhere, 2)) {
        issue->owed = false;
        issue->answers++;
    } else if (IN("registered") && chance < 15) {
        merge_one(issue);
    } else if (IN("registered")) {
        assert_true(moved(issue, officers[CLERK], "accept", NULL, 0));
    } else if (IN("accepted") || (IN("signed") && chance < 5)) {
        if (chance < 5)
            issue->owed = !moved(issue, issue->reporter, "withdraw", NULL, 0); /* not while others follow */
        else
            assert_true(moved(issue, officers[DISPATCHER], "dispatch", &lead, 1));
    } else if (IN("dispatched")) {
        if (chance < 10)
            moved(issue, contact_of(issue), "object", &reason, 1); /* three times at most */
        else
            assert_true(moved(issue, contact_of(issue), "sign", NULL, 0));
    } else if (IN("objected")) {
        if (chance >= 50 || !moved(issue, officers[DISPATCHER], "return", NULL, 0))
            assert_true(moved(issue, officers[DISPATCHER], "uphold_order", NULL, 0));
    } else if (IN("signed")) {
        assert_true(moved(issue, contact_of(issue), "start", NULL, 0));
    } else if (IN("handling")) {
        assert_true(moved(issue, contact_of(issue), "done", shown, 2));
    } else if (IN("handled")) {
        assert_true(moved(issue, contact_of(issue), "answer", &words, 1));
        issue->owed = false;
        issue->answers++;
    } else if (IN("checking")) {
        if (chance >= 10 || !moved(issue, officers[CHECKER], "rework", &reason, 1))
            assert_true(moved(issue, officers[CHECKER], "pass", NULL, 0));
    } else if (IN("closed") && chance < 10) {
        if (moved(issue, issue->reporter, "reopen", &reason, 1)) issue->owed = true; /* once */
    }
#undef IN
}

static uint32_t in_state(const char *name) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_item_query filter = {.size = sizeof filter, .kind = CGOV_KIND_ISSUE, .state = text_of(name)};
    static cgov_item_view views[64];
    uint64_t cursor = 0;
    uint32_t sum = 0, count;
    views[0].size = sizeof views[0];
    while (cgov_item_list(town.ledger, &reader, &filter, &cursor, views, 64, &count) == CGOV_OK) sum += count;
    return sum;
}

static void assert_one_holder(cgov_id item) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_party_view parties[8] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count, holders = 0;
    assert_int_equal(cgov_party_list(town.ledger, &reader, item, &cursor, parties, 8, &count), CGOV_OK);
    for (uint32_t p = 0; p < count; p++)
        if (parties[p].holds) holders += parties[p].id != 0;
    assert_int_equal(holders, 1);
}

static void a_thousand_issues_add_up(void **state) {
    (void)state;
    uint64_t random = random_seed(20260206), cursor = 0;
    for (uint32_t t = 0; t < TOWNSHIPS; t++)
        for (uint32_t l = 0; l < leaf_counts[t]; l++) crowd[t][l] = town_resident(&town, "居民", leaves[t][l]);
    for (uint32_t i = 0, turn = 0; turn < 6 * ISSUES; turn++) {
        town.now += MINUTE;
        if (i < ISSUES && turn % 4 == 0) report_one(i++, &random);
        if (i > 0) step(&told[random_below(&random, i)], &random);
        if (turn + 1 == 6 * ISSUES) assert_int_equal(i, ISSUES);
    }

    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_rule_view rules[64] = {{.size = sizeof rules[0]}};
    uint32_t states = 0, sum = 0;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 0, CGOV_RULE_STATE, "issue", &cursor, rules, 64, &states),
                     CGOV_OK);
    for (uint32_t s = 0; s < states; s++) sum += in_state(rules[s].name);
    assert_int_equal(sum, ISSUES);

    uint32_t answered = 0, owed = 0, unended = 0, answers = 0, merged = 0;
    for (uint32_t i = 0; i < ISSUES; i++) {
        const struct told *source = told[i].master == 0 ? &told[i] : &told[told[i].master - 1];
        cgov_item_view view = town_item(&town, town.auditor, told[i].id);
        assert_int_equal(view.owed != 0, source->owed);
        assert_int_equal(view.answers, source->answers);
        answered += view.owed == 0;
        owed += view.owed != 0;
        merged += told[i].master != 0;
        answers += told[i].answers;
        if (view.final) continue;
        unended++;
        assert_true(view.holder != 0 && reader.at == town.now);
        assert_one_holder(told[i].id);
    }
    uint32_t closed = in_state("closed") + in_state("archived");
    print_message("# closed %u, answered %u, owed %u, merged %u\n", closed, answered, owed, merged);
    assert_int_equal(answered, ISSUES - owed);
    assert_true(answers >= closed);
    assert_true(closed > 100 && owed > 100 && merged > 10); /* it was not an idle day */
    assert_int_equal(unended, ISSUES - merged - in_state("refused") - in_state("withdrawn") - in_state("archived"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_tree_of_214),
        TEST(a_commissioner_gone),
        TEST(a_drain_and_its_double),
        TEST(a_thousand_issues_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
