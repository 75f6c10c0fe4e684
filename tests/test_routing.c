/* Routing: each of the seven rules where it decides, and beside it a case where it does not; who helps, who arbitrates;
 * the guard that insists where a rule binds; what is asked that cannot be. */
#include "support/test.h"
#include "support/town.h"

#define PLACE UINT64_C(990101001201)     /* village 201 of township 001 of county 990101 */
#define NEXT_DOOR UINT64_C(990101001202) /* the same township, another village */
#define NOBODYS UINT64_C(990101009201)   /* the same county, a township without an office */
#define NEXT_COUNTY UINT64_C(990102001201)
#define FAR_AWAY UINT64_C(980101001201)

/* The standard, its dispatch asking for routing, and a catalogue. */
static const char catalogue[] = "territory town village\n"
                                "matter drain \"排水\"\n"
                                "  cites \"城镇排水条例\"\n"
                                "  lead housing at county\n"
                                "  with town police\n"
                                "matter road \"道路\"\n"
                                "  lead works at city\n"
                                "  lead housing at county\n"
                                "matter keyed \"桥梁\"\n"
                                "  lead \"BRIDGES\" in 990101\n"
                                "matter noise \"噪声\"\n";

static char *with_routed(const char *more) {
    static const char before[] = "    sets first to lead once\n", guard[] = "    when routed lead\n";
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    char *all = calloc(1, (size_t)text.len + sizeof guard + strlen(more) + 1);
    assert_non_null(all);
    const char *at = strstr(text.ptr, before) + strlen(before);
    memcpy(all, text.ptr, (size_t)(at - text.ptr));
    strcat(all, guard);
    strncat(all, at, (size_t)(text.ptr + text.len - at));
    return strcat(all, more);
}

static uint32_t line_of(const char *text, const char *words) {
    const char *found = strstr(text, words);
    uint32_t line = 1;
    assert_non_null(found);
    for (const char *c = text; c < found; c++) line += *c == '\n';
    return line;
}

static struct town town;
static char *rulebook;
static struct office housing; /* of county 990101 */
static cgov_id works;         /* of city 990100 */
static cgov_id bridges;       /* by its external key */
static cgov_id hill, village; /* the township over PLACE and NEXT_DOOR, and PLACE's village */

static void set_region(cgov_id organization, uint64_t region) {
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_ORGANIZATION, .region = region};
    cgov_act act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_change(town.ledger, &act, organization, &entity, NULL), CGOV_OK);
}

static cgov_id standing(const char *type, uint64_t region, cgov_id parent) {
    cgov_id id = town_organization(&town, type, type, parent);
    set_region(id, region);
    return id;
}

static int set_up(void **state) {
    (void)state;
    rulebook = with_routed(catalogue);
    const struct town_options options = {.rulebook = rulebook};
    town_found(&town, &options);
    housing = town_office(&town, "住建局", "housing", town.root);
    set_region(housing.id, 990101);
    works = standing("works", 990100, town.root);
    hill = standing("town", UINT64_C(990101001000), town.root);
    village = standing("village", PLACE, hill);
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = CGOV_KIND_ORGANIZATION,
                                .parent = town.root,
                                .name = {"桥管所", CGOV_NUL_TERMINATED},
                                .type = {"office", 6},
                                .external = {"BRIDGES", 7}};
    cgov_act act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_add(town.ledger, &act, &entity, &bridges), CGOV_OK);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    town_close(&town);
    free(rulebook);
    return 0;
}

static cgov_route_query facts(uint64_t place, const char *matter) {
    cgov_route_query query = {.size = sizeof query, .place = place, .intake = town.centre.id};
    query.matter = (cgov_text){matter, strlen(matter)};
    return query;
}

static int32_t try_route(cgov_id actor, const cgov_route_query *query, cgov_route_view *view) {
    cgov_reader reader = town_reader(&town, actor);
    *view = (cgov_route_view){.size = sizeof *view};
    return cgov_route_get(town.ledger, &reader, query, view);
}

/* Asks, and holds the answer to a rule and a lead, and to what follows from the rule. */
static cgov_route_view assert_route(const cgov_route_query *query, uint32_t rule, cgov_id lead) {
    cgov_route_view view;
    assert_int_equal(try_route(query->item == 0 ? 0 : town.auditor, query, &view), CGOV_OK);
    if (view.rule != rule || view.lead != lead)
        fail_msg("expected rule %u, %llx; got %u, %llx: %s", rule, (unsigned long long)lead, view.rule,
                 (unsigned long long)view.lead, view.why);
    static const uint32_t bind[] = {0, 0, 1, 1, 0, 1, 0, 1};
    assert_int_equal(view.binding, bind[rule]);
    assert_true(view.backstop == town.root && view.why[0] != '\0');
    assert_int_equal(view.size, sizeof view);
    return view;
}

static cgov_id reported(uint64_t place, const char *matter, const char *urgency, cgov_id against) {
    cgov_id id = 0;
    cgov_detail details[6] = {town_number(CGOV_FIELD_PLACE, (int64_t)place),
                              town_text(CGOV_FIELD_TEXT, "下水道堵了。"),
                              town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                              town_text(CGOV_FIELD_MATTER, matter),
                              town_text(CGOV_FIELD_URGENCY, urgency),
                              town_number(CGOV_FIELD_AGAINST, (int64_t)against)};
    cgov_act act = town_act(&town, town.resident);
    assert_int_equal(cgov_item_report(town.ledger, &act, details, against == 0 ? 5 : 6, &id), CGOV_OK);
    return id;
}

static cgov_route_query issue(cgov_id item) {
    return (cgov_route_query){.size = sizeof(cgov_route_query), .item = item};
}

static int32_t try_dispatch(cgov_id item, cgov_id lead) {
    const cgov_detail detail = town_number(CGOV_FIELD_LEAD, (int64_t)lead);
    return town_try_move(&town, town.centre.officers[DISPATCHER], item, "dispatch", &detail, 1);
}

static void assert_dispatched(cgov_id item, cgov_id lead) {
    assert_int_equal(try_dispatch(item, lead), CGOV_OK);
}

static void assert_routed_elsewhere(cgov_id item, cgov_id lead) {
    town_assert_refused(&town, try_dispatch(item, lead), CGOV_E_REFUSED, CGOV_R_ROUTED);
    assert_int_equal(town_error(&town).line, line_of(rulebook, "    when routed lead"));
}

/* ---- the rules ---- */

static void rule_1_the_longest_region_over_the_place(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "noise");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_TERRITORY, village);
    assert_true(view.level == CGOV_LEVEL_VILLAGE && view.other_count == 0 && view.arbiter == 0 && view.rivals == 0);
    assert_true(view.version == 1 && view.line == line_of(rulebook, "territory "));
    query = facts(NEXT_DOOR, "noise");
    assert_int_equal(assert_route(&query, CGOV_ROUTE_TERRITORY, hill).level, CGOV_LEVEL_TOWNSHIP);
    query = facts(PLACE, ""); /* no matter is known yet */
    assert_route(&query, CGOV_ROUTE_TERRITORY, village);
    query = facts(990101001000, "noise"); /* the township itself */
    assert_route(&query, CGOV_ROUTE_TERRITORY, hill);
    query = facts(NOBODYS, "noise"); /* beside it: nobody stands there */
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    query = facts(990101, "noise"); /* an office below the place does not cover it */
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
}

static void rule_2_the_lead_of_the_matter(void **state) {
    (void)state;
    cgov_route_query query = facts(NOBODYS, "drain");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_MATTER, housing.id);
    assert_true(view.level == CGOV_LEVEL_COUNTY && view.other_count == 0);
    assert_int_equal(view.line, line_of(rulebook, "matter drain") + 2);
    assert_string_equal(view.citation, "城镇排水条例");
    query = facts(NOBODYS, "keyed");
    view = assert_route(&query, CGOV_ROUTE_MATTER, bridges);
    assert_int_equal(view.level, 0);     /* it has no region: its key is enough */
    query = facts(NEXT_COUNTY, "drain"); /* beside it: housing is of another county */
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    query = facts(NEXT_COUNTY, "keyed"); /* its duty is for one county */
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
}

static void rule_3_the_catalogue_leads_and_the_others_help(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "drain");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    assert_true(view.other_count == 1 && view.others[0] == hill); /* `with town`, and no police stands there */
    cgov_id station = standing("police", UINT64_C(990101001000), town.root);
    cgov_id above = standing("police", 990101, town.root);
    view = assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    assert_true(view.other_count == 2 && view.others[0] == hill && view.others[1] == station);
    query = facts(NOBODYS, "drain");
    view = assert_route(&query, CGOV_ROUTE_MATTER, housing.id);
    assert_true(view.other_count == 1 && view.others[0] == above);
    query = facts(PLACE, "keyed"); /* the catalogue names no helper: the territory is one */
    view = assert_route(&query, CGOV_ROUTE_BOTH, bridges);
    assert_true(view.other_count == 1 && view.others[0] == village);
}

static void rule_3_the_lowest_level_that_has_one(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "road");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    assert_true(view.level == CGOV_LEVEL_COUNTY && view.line == line_of(rulebook, "matter road") + 2);
    query = facts(NEXT_COUNTY, "road"); /* this county has none, its city has */
    view = assert_route(&query, CGOV_ROUTE_MATTER, works);
    assert_true(view.level == CGOV_LEVEL_CITY && view.line == line_of(rulebook, "matter road") + 1);
    standing("works", 990101, town.root); /* leads at city only: of the wrong level here */
    query = facts(PLACE, "road");
    assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
}

static void helpers_are_eight_at_most(void **state) {
    (void)state;
    cgov_id first = standing("police", UINT64_C(990101001000), town.root);
    for (int i = 0; i < 6; i++) standing("police", UINT64_C(990101001000), town.root);
    cgov_route_query query = facts(PLACE, "drain");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    assert_true(view.other_count == 8 && view.others[0] == hill && view.others[1] == first && view.others[7] != 0);
    assert_int_equal(view.more_others, 0);
    standing("police", UINT64_C(990101001000), town.root); /* one more, and it is said that there is */
    view = assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    assert_true(view.other_count == 8 && view.more_others == 1);
}

static void rule_4_nobody_or_a_dispute(void **state) {
    (void)state;
    cgov_route_query query = facts(FAR_AWAY, "drain");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    assert_true(view.rivals == 0 && view.arbiter == 0 && view.other_count == 0);
    query.intake = 0;
    assert_route(&query, CGOV_ROUTE_RECEIVER, 0);

    cgov_id board = town_organization(&town, "建设委", "board", town.root);
    cgov_id below = town_organization(&town, "建设科", "board", board);
    query = facts(PLACE, "drain");
    standing("housing", 990102, board); /* beside it: of the next county */
    assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    cgov_entity_draft move_it = {.size = sizeof move_it, .kind = CGOV_KIND_ORGANIZATION, .parent = below};
    cgov_act act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_change(town.ledger, &act, housing.id, &move_it, NULL), CGOV_OK);
    cgov_id rival = standing("housing", 990101, board);
    view = assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    assert_true(view.rivals == 2 && view.arbiter == board);
    cgov_id under = standing("housing", 990101, rival); /* the superior of one is another's equal */
    view = assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    assert_true(view.rivals == 3 && view.arbiter == board && under != 0);
    set_region(town.root, 990101); /* the root itself is a rival: nobody stands above */
    cgov_entity_draft kind = {.size = sizeof kind, .kind = CGOV_KIND_ORGANIZATION, .type = {"housing", 7}};
    act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_change(town.ledger, &act, town.root, &kind, NULL), CGOV_OK);
    view = assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    assert_true(view.rivals == 4 && view.arbiter == 0);
}

static void rule_4_two_territories_of_one_region(void **state) {
    (void)state;
    standing("village", PLACE, town.root);
    cgov_route_query query = facts(PLACE, "noise");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    assert_true(view.rivals == 2 && view.arbiter == town.root && view.line == line_of(rulebook, "territory "));
    query = facts(PLACE, "drain"); /* beside it: where the catalogue names a lead, territory disputes nothing */
    assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
}

/* The contact of whoever leads sends it back, and the dispatcher lets it go. */
static void send_back(cgov_id item, cgov_id contact) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责。");
    town_move(&town, contact, item, "object", &reason, 1);
    town_move(&town, town.centre.officers[DISPATCHER], item, "return", NULL, 0);
}

static void rule_5_returned_as_often_as_it_may(void **state) {
    (void)state;
    cgov_id item = reported(FAR_AWAY, "noise", "normal", 0);
    cgov_route_query query = issue(item);
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    assert_dispatched(item, town.street.id);
    send_back(item, town.street.officers[CONTACT]);
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.street.id); /* once: the first of all still receives */
    assert_dispatched(item, town.bureau.id);
    send_back(item, town.bureau.officers[CONTACT]);
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_RETURNED, town.street.id);
    assert_int_equal(view.line, line_of(rulebook, "  move return "));
    assert_string_equal(view.citation, "信访工作条例 23(3)");
    assert_routed_elsewhere(item, town.bureau.id);
    assert_dispatched(item, town.street.id);
}

static void rule_5_is_stronger_than_the_catalogue(void **state) {
    (void)state;
    cgov_id item = reported(PLACE, "drain", "normal", 0);
    cgov_route_query query = issue(item);
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    for (int i = 0; i < 2; i++) {
        assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
        assert_dispatched(item, housing.id);
        send_back(item, housing.officers[CONTACT]);
    }
    assert_route(&query, CGOV_ROUTE_RETURNED, housing.id);
}

static void rule_6_a_dispute_does_not_hold_up_what_is_critical(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "drain");
    query.urgency = CGOV_URGENCY_CRITICAL;
    assert_int_equal(assert_route(&query, CGOV_ROUTE_BOTH, housing.id).urgent, 1); /* no dispute */
    standing("housing", 990101, town.root);
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_URGENT, village);
    assert_true(view.urgent == 1 && view.rivals == 2 && view.arbiter == town.root);
    query.urgency = CGOV_URGENCY_URGENT;
    assert_int_equal(assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id).urgent, 0);
    query = facts(NOBODYS, "drain");
    query.urgency = CGOV_URGENCY_CRITICAL;
    assert_route(&query, CGOV_ROUTE_URGENT, housing.id); /* no territory: the first of them */
    query = facts(FAR_AWAY, "drain");
    query.urgency = CGOV_URGENCY_CRITICAL;
    assert_int_equal(assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id).urgent, 1);
}

static void rule_7_never_to_the_accused(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "drain");
    query.against = town.street.id; /* beside it: somebody else is accused */
    assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    query.against = housing.id;
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_ACCUSED, town.root);
    assert_int_equal(view.line, line_of(rulebook, "matter drain") + 2);
    query.against = housing.officers[HEAD]; /* a resident who holds office there */
    assert_route(&query, CGOV_ROUTE_ACCUSED, town.root);
    query.against = town.resident;
    assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    query = facts(PLACE, "road"); /* the catalogue has another, above */
    query.against = housing.id;
    assert_route(&query, CGOV_ROUTE_ACCUSED, works);
    query.against = works; /* who would not have led anyhow */
    assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    query = facts(PLACE, "noise");
    query.against = village;
    assert_route(&query, CGOV_ROUTE_ACCUSED, hill);
    query = facts(PLACE, "drain"); /* nor does the accused help */
    query.against = hill;
    view = assert_route(&query, CGOV_ROUTE_MATTER, housing.id);
    assert_int_equal(view.other_count, 0);
}

static void rule_7_nor_below_the_level_that_accepts(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "noise");
    query.against = village;
    query.intake = town.root; /* the township stands between the accused and the intake */
    assert_route(&query, CGOV_ROUTE_ACCUSED, town.root);
    query.intake = town.centre.id;
    assert_route(&query, CGOV_ROUTE_ACCUSED, hill);
    query = facts(PLACE, "drain");
    query.against = town.root; /* everybody stands below it: at last the intake */
    assert_route(&query, CGOV_ROUTE_ACCUSED, town.centre.id);
}

static void rule_7_a_rival_accused_leaves_the_other(void **state) {
    (void)state;
    cgov_id rival = standing("housing", 990101, town.root);
    cgov_route_query query = facts(PLACE, "drain");
    query.against = housing.id;
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_ACCUSED, rival);
    assert_int_equal(view.rivals, 0);
    query.against = village; /* of the same dispute nobody */
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
}

static void rule_7_the_first_receiver_too(void **state) {
    (void)state;
    cgov_id item = reported(FAR_AWAY, "noise", "normal", town.street.officers[HEAD]);
    cgov_route_query query = issue(item);
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    cgov_id held = town_appoint(&town, town.street.officers[HEAD], town.bureau.id, "contact");
    assert_true(held != 0);
    assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    town_assert_refused(&town, try_dispatch(item, town.street.id), CGOV_E_REFUSED, CGOV_R_ACCUSED);
}

/* ---- the guard ---- */

static void the_guard_insists_where_a_rule_binds(void **state) {
    (void)state;
    cgov_id item = reported(PLACE, "drain", "normal", 0);
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    assert_routed_elsewhere(item, town.street.id);
    cgov_reader reader = town_reader(&town, town.centre.officers[DISPATCHER]);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, found = 0;
    assert_int_equal(cgov_move_list(town.ledger, &reader, item, &cursor, views, 64, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, "dispatch") == 0) found += views[i].allowed; /* no lead given is none held against */
    assert_int_equal(found, 1);
    assert_dispatched(item, housing.id);
}

static void the_guard_lets_a_suggestion_be(void **state) {
    (void)state;
    static const char *const matters[] = {"noise", "drain"};
    standing("housing", 990101, town.root);
    for (int i = 0; i < 2; i++) { /* rules 1 and 4 */
        cgov_id item = reported(PLACE, matters[i], "normal", 0);
        town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
        assert_dispatched(item, town.street.id);
    }
    cgov_id item = reported(PLACE, "drain", "critical", 0); /* rule 6 */
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    assert_dispatched(item, town.bureau.id);
}

static void the_guard_keeps_it_from_the_accused(void **state) {
    (void)state;
    cgov_id item = reported(PLACE, "drain", "normal", housing.id);
    town_move(&town, town.centre.officers[CLERK], item, "accept", NULL, 0);
    assert_routed_elsewhere(item, town.street.id);
    assert_dispatched(item, town.root);
}

/* ---- the rest of the view ---- */

static void a_lead_without_a_contact_is_said_to_be_so(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "drain");
    assert_int_equal(assert_route(&query, CGOV_ROUTE_BOTH, housing.id).staffed, 1);
    query = facts(PLACE, "keyed");
    assert_int_equal(assert_route(&query, CGOV_ROUTE_BOTH, bridges).staffed, 0);
    cgov_reader early = town_reader(&town, 0);
    town.now += DAY;
    town_appoint(&town, town.neighbour, bridges, "contact");
    assert_int_equal(assert_route(&query, CGOV_ROUTE_BOTH, bridges).staffed, 1);
    cgov_route_view view = {.size = sizeof view};
    assert_int_equal(cgov_route_get(town.ledger, &early, &query, &view), CGOV_OK); /* yesterday's offices */
    assert_int_equal(view.staffed, 0);
}

static void an_issue_is_routed_by_its_own_rulebook(void **state) {
    (void)state;
    cgov_id item = reported(PLACE, "drain", "normal", 0);
    char *newer = with_routed("territory village\nmatter drain \"排水\"\n  lead works at city\n");
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {newer, CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(&town, town.founder);
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
    cgov_route_query query = issue(item);
    assert_int_equal(assert_route(&query, CGOV_ROUTE_BOTH, housing.id).version, 1);
    query = facts(PLACE, "drain");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_BOTH, works);
    assert_true(view.version == 2 && view.other_count == 1 && view.others[0] == village);
    query = facts(PLACE, "keyed"); /* the latest that has the matter */
    assert_int_equal(assert_route(&query, CGOV_ROUTE_BOTH, bridges).version, 1);
    free(newer);
}

static void the_reasons_tell_the_rules_apart(void **state) {
    (void)state;
    cgov_route_query query = facts(PLACE, "drain");
    cgov_route_view view = assert_route(&query, CGOV_ROUTE_BOTH, housing.id);
    assert_string_equal(view.why, "`housing` leads matter `drain` at county; the territorial organization over place "
                                  "990101001201 is `village`");
    query = facts(FAR_AWAY, "drain"); /* nobody: the matter's own line */
    view = assert_route(&query, CGOV_ROUTE_RECEIVER, town.centre.id);
    assert_true(view.line == line_of(rulebook, "matter drain") && view.citation[0] != '\0');
    query = facts(PLACE, "noise");
    view = assert_route(&query, CGOV_ROUTE_TERRITORY, village);
    assert_string_equal(view.citation, "");
    assert_string_equal(view.why, "the catalogue names no lead here; of the territorial organizations over place "
                                  "990101001201 the `village` at village has the longest region");
    query.against = village;
    view = assert_route(&query, CGOV_ROUTE_ACCUSED, hill);
    assert_string_equal(view.why, "who would lead is accused, or stands between the accused and the intake: `town` at "
                                  "township is the nearest that does not");
}

static void what_cannot_be_asked(void **state) {
    (void)state;
    cgov_id item = reported(PLACE, "drain", "normal", 0), secret = reported(PLACE, "drain", "normal", housing.id);
    cgov_route_view view = {.size = sizeof view};
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_route_query query;
#define REFUSES(status, actor, change)                                                                                 \
    query = facts(PLACE, "drain");                                                                                     \
    change;                                                                                                            \
    assert_int_equal(try_route(actor, &query, &view), status)
    REFUSES(CGOV_E_ARG, 0, query.place = 0);
    REFUSES(CGOV_E_ARG, 0, query.place = 99);
    REFUSES(CGOV_E_ARG, 0, query.urgency = 9);
    REFUSES(CGOV_E_ARG, 0, query.reserved[1] = 1);
    REFUSES(CGOV_E_ARG, 0, query.matter = ((cgov_text){NULL, 3}));
    REFUSES(CGOV_E_TEXT, 0, query.matter = ((cgov_text){"\xff", 1}));
    REFUSES(CGOV_E_NOT_FOUND, 0, query.matter = ((cgov_text){"nobody", 6}));
    REFUSES(CGOV_E_NOT_FOUND, 0, query.intake = town.centre.id + 1000);
    REFUSES(CGOV_E_NOT_FOUND, 0, query.against = town.resident + 1000);
    REFUSES(CGOV_E_KIND, 0, query.intake = town.resident);
    REFUSES(CGOV_E_KIND, 0, query.against = item);
    REFUSES(CGOV_E_ARG, town.auditor, query.item = item); /* facts besides */
    REFUSES(CGOV_E_KIND, town.auditor, query = issue(town.root));
    REFUSES(CGOV_E_NOT_FOUND, town.auditor, query = issue(item + 1000));
    REFUSES(CGOV_E_NOT_FOUND, town.neighbour, query = issue(item));
    REFUSES(CGOV_E_NOT_FOUND, 0, query = issue(item));
    REFUSES(CGOV_E_NOT_FOUND, housing.officers[HEAD], query = issue(secret));
    REFUSES(CGOV_OK, town.resident, query = issue(item));
    REFUSES(CGOV_E_ABI_SIZE, 0, query.size--);
    REFUSES(CGOV_E_KIND, town.root, query.place = PLACE);
#undef REFUSES
    query = issue(item);
    assert_int_equal(cgov_route_get(NULL, &reader, &query, &view), CGOV_E_ARG);
    assert_int_equal(cgov_route_get(town.ledger, NULL, &query, &view), CGOV_E_ARG);
    assert_int_equal(cgov_route_get(town.ledger, &reader, NULL, &view), CGOV_E_ARG);
    assert_int_equal(cgov_route_get(town.ledger, &reader, &query, NULL), CGOV_E_ARG);
    view.size = sizeof view - 8;
    assert_int_equal(cgov_route_get(town.ledger, &reader, &query, &view), CGOV_E_ABI_SIZE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(rule_1_the_longest_region_over_the_place),
        TEST(rule_2_the_lead_of_the_matter),
        TEST(rule_3_the_catalogue_leads_and_the_others_help),
        TEST(rule_3_the_lowest_level_that_has_one),
        TEST(helpers_are_eight_at_most),
        TEST(rule_4_nobody_or_a_dispute),
        TEST(rule_4_two_territories_of_one_region),
        TEST(rule_5_returned_as_often_as_it_may),
        TEST(rule_5_is_stronger_than_the_catalogue),
        TEST(rule_6_a_dispute_does_not_hold_up_what_is_critical),
        TEST(rule_7_never_to_the_accused),
        TEST(rule_7_nor_below_the_level_that_accepts),
        TEST(rule_7_a_rival_accused_leaves_the_other),
        TEST(rule_7_the_first_receiver_too),
        TEST(the_guard_insists_where_a_rule_binds),
        TEST(the_guard_lets_a_suggestion_be),
        TEST(the_guard_keeps_it_from_the_accused),
        TEST(a_lead_without_a_contact_is_said_to_be_so),
        TEST(an_issue_is_routed_by_its_own_rulebook),
        TEST(the_reasons_tell_the_rules_apart),
        TEST(what_cannot_be_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
