/* What a message speaks of it names: what is not there, by the name or id that was asked for, as far as that could be
 * one; what is wrong in a struct, by the struct's member. */
#include "support/on_a_town.h"

#include "base/text.h"
#include "support/test.h"

static cgov_error why = {.size = sizeof why};

#define SAYS(message_wanted, status_wanted, call)                                                                      \
    do {                                                                                                               \
        char wanted_[208];                                                                                             \
        message_wanted;                                                                                                \
        why.status = 0;                                                                                                \
        assert_int_equal(call, status_wanted);                                                                         \
        assert_string_equal(why.status ? why.message : town_error(&town).message, wanted_);                            \
    } while (0)
#define WORDS(words) cgov__format(wanted_, sizeof wanted_, "%s", words)
#define OF(words, id) cgov__format(wanted_, sizeof wanted_, words, (uint64_t)(id))

static int32_t appoint(cgov_id resident, cgov_id organization, const char *role, uint32_t flags) {
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft draft = {sizeof draft, flags, resident, organization, 0, 0, text_of(role)};
    return cgov_appointment_add(town.ledger, &act, &draft, NULL);
}

static int32_t add(uint32_t kind, cgov_id parent) {
    cgov_act act = town_act(&town, town.founder);
    cgov_entity_draft draft = {.size = sizeof draft, .kind = kind, .parent = parent, .name = text_of("丙")};
    if (kind == CGOV_KIND_ORGANIZATION) draft.type = text_of("street");
    return cgov_entity_add(town.ledger, &act, &draft, NULL);
}

static int32_t change(cgov_id id) {
    cgov_act act = town_act(&town, town.founder);
    cgov_entity_draft draft = {.size = sizeof draft, .kind = (uint32_t)(id >> 44), .name = text_of("丁")};
    return cgov_entity_change(town.ledger, &act, id, &draft, NULL);
}

static int32_t report(const char *procedure, const char *matter) {
    cgov_detail more[2];
    uint32_t count = 0;
    if (procedure) more[count++] = town_text(CGOV_FIELD_PROCEDURE, procedure);
    if (matter) more[count++] = town_text(CGOV_FIELD_MATTER, matter);
    return town_try_report(&town, town.resident, more, count, NULL);
}

static int32_t adopt(const char *map) {
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft draft = {.size = sizeof draft, .text = town_shipped("standard"), .map = text_of(map)};
    return cgov_rulebook_adopt(town.ledger, &act, &draft, NULL);
}

static int32_t classify(cgov_id issue, const char *matter) {
    const cgov_detail detail = town_text(CGOV_FIELD_MATTER, matter);
    return town_try_move(&town, town.centre.officers[CLERK], issue, "classify", &detail, 1);
}

static int32_t try_rule(const char *rule) {
    const cgov_text text =
        text_of("rulebook 1\nrule half \"半数\"\n  ask yes_no\n  passes yes more than 1/2 of cast\n");
    const cgov_rule_query query = {.size = sizeof query, .rule = text_of(rule)};
    uint32_t needed;
    static cgov_outcome out;
    out = (cgov_outcome){.size = sizeof out};
    const int32_t status = cgov_rule_try(&text, NULL, &query, NULL, 0, &out, NULL, 0, &needed);
    why.status = status;
    memcpy(why.message, out.message, sizeof out.message < sizeof why.message ? sizeof out.message : sizeof why.message);
    return status;
}

/* A name that is near one there is, whoever brings it. */
static void a_slip_in_a_name_names_the_nearest(void **state) {
    (void)state;
    const cgov_id issue = town_report(&town, town.resident);
    SAYS(WORDS("matter `pot_hole` is not in the catalogue that the item runs under; the nearest is `pothole`"),
         CGOV_E_REFUSED, classify(issue, "pot_hole"));
    SAYS(WORDS("`isue registered -> accepted`: the procedure is none of this rulebook's; the nearest is `issue`"),
         CGOV_E_REFUSED, adopt("isue registered -> accepted"));
    SAYS(WORDS(
             "`issue registered -> acepted`: it leads to what is no state of the procedure; the nearest is `accepted`"),
         CGOV_E_REFUSED, adopt("issue registered -> acepted"));
    SAYS(WORDS("`issue registred -> accepted`: no rulebook adopted so far has the state it leads from; the nearest is "
               "`registered`"),
         CGOV_E_REFUSED, adopt("issue registred -> accepted"));
    SAYS(WORDS("`part registered -> asked`: no rulebook adopted so far has the state it leads from"), CGOV_E_REFUSED,
         adopt("part registered -> asked"));
    SAYS(WORDS("the text has no rule `hlf`; the nearest is `half`"), CGOV_E_NOT_FOUND, try_rule("hlf"));
    SAYS(WORDS("the text has no rule `quorum`"), CGOV_E_NOT_FOUND, try_rule("quorum"));
}

/* Capitals are as good as small letters for what is meant. */
static void so_does_one_in_capitals(void **state) {
    (void)state;
    const cgov_id issue = town_report(&town, town.resident);
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {
        .size = sizeof adoption, .text = town_shipped("standard"), .profile = text_of("petition")};
    SAYS(WORDS("no rulebook in force declares role `CLERK`; the nearest is `clerk`"), CGOV_E_REFUSED,
         appoint(town.resident, town.root, "CLERK", 0));
    SAYS(WORDS("procedure `issue` has no move `ACCEPT`; the nearest is `accept`"), CGOV_E_REFUSED,
         town_try_move(&town, town.centre.officers[CLERK], issue, "ACCEPT", NULL, 0));
    SAYS(WORDS("the rulebook has no profile `petition`; the nearest is `PETITION`"), CGOV_E_REFUSED,
         cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL));
}

/* What is too many is said, with how many may be; what is empty is called so. */
static void a_number_is_said_with_what_it_may_be(void **state) {
    (void)state;
    const cgov_detail party[] = {town_number(CGOV_FIELD_CHANNEL, CGOV_CHANNEL_VISIT),
                                 town_number(CGOV_FIELD_DELEGATES, 6)},
                      extend[] = {town_text(CGOV_FIELD_REASON, "案情复杂。"), town_number(CGOV_FIELD_DAYS, 40)},
                      empty = town_text(CGOV_FIELD_URGENCY, "");
    SAYS(WORDS("`delegates` is 6, more than 5"), CGOV_E_REFUSED, town_try_report(&town, town.resident, party, 2, NULL));
    SAYS(WORDS("detail `urgency` is empty, none of the values known: normal, urgent, critical"), CGOV_E_ARG,
         town_try_report(&town, town.resident, &empty, 1, NULL));
    const cgov_id issue = town_issue_in(&town, "handling");
    SAYS(WORDS("detail `days` is 40, more than the 30 that `extend` allows"), CGOV_E_REFUSED,
         town_try_move(&town, town.street.officers[HEAD], issue, "extend", extend, 2));
    const cgov_detail rest[] = {town_text(CGOV_FIELD_REASON, "等待。"), town_number(CGOV_FIELD_DAYS, 100),
                                town_choice(&town, "cause", "hearing")};
    SAYS(WORDS("detail `days` is 100, more than the 90 that `suspend` allows"), CGOV_E_REFUSED,
         town_try_move(&town, town.district.officers[HEAD], issue, "suspend", rest, 3));
}

static void a_change_names_what_is_not_there(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident), nobody = town.auditor + 1000, nothing = town.root + 1000;
    cgov_id clerk = town.centre.officers[CLERK];
    SAYS(WORDS("procedure `issue` has no move `acept`; the nearest is `accept`"), CGOV_E_REFUSED,
         town_try_move(&town, clerk, issue, "acept", NULL, 0));
    SAYS(WORDS("procedure `issue` has no move of that name"), CGOV_E_REFUSED,
         town_try_move(&town, clerk, issue, "\x80", NULL, 0));
    SAYS(OF("there is no item %u for this actor", issue + 1), CGOV_E_NOT_FOUND,
         town_try_move(&town, clerk, issue + 1, "accept", NULL, 0));
    SAYS(OF("there is no actor %u", nobody), CGOV_E_NOT_FOUND, town_try_move(&town, nobody, issue, "accept", NULL, 0));
    SAYS(WORDS("no rulebook in force has procedure `meetin`"), CGOV_E_REFUSED, report("meetin", NULL));
    SAYS(WORDS("no rulebook in force has matter `m`"), CGOV_E_REFUSED, report(NULL, "m"));
    SAYS(WORDS("no rulebook in force has both procedure `issue` and matter `m`"), CGOV_E_REFUSED, report("issue", "m"));
    SAYS(WORDS("no rulebook in force declares role `clerck`; the nearest is `clerk`"), CGOV_E_REFUSED,
         appoint(town.resident, town.root, "clerck", 0));
    SAYS(WORDS("there is no appointment as `clerck` there to end"), CGOV_E_REFUSED,
         appoint(town.resident, town.root, "clerck", CGOV_APPOINT_END));
    SAYS(OF("there is no resident %u", nobody), CGOV_E_NOT_FOUND, appoint(nobody, town.root, "clerk", 0));
    SAYS(OF("there is no organization %u", nothing), CGOV_E_NOT_FOUND, appoint(town.resident, nothing, "clerk", 0));
    SAYS(OF("there is no organization %u to register with", nothing), CGOV_E_NOT_FOUND,
         add(CGOV_KIND_RESIDENT, nothing));
    SAYS(OF("there is no organization %u to stand below", nothing), CGOV_E_NOT_FOUND,
         add(CGOV_KIND_ORGANIZATION, nothing));
    SAYS(OF("there is no resident %u", nobody), CGOV_E_NOT_FOUND, change(nobody));
    SAYS(OF("there is no organization %u", nothing), CGOV_E_NOT_FOUND, change(nothing));
}

/* No role of theirs may: which may. */
static void a_change_names_the_roles_that_may(void **state) {
    (void)state;
    const cgov_id founder = town.founder;
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of("rulebook 1\n")};
    town.founder = town.resident;
    cgov_act act = town_act(&town, town.resident);
    SAYS(WORDS("no role of the actor may appoint there: founder or registrar may, there or above"), CGOV_E_REFUSED,
         appoint(town.resident, town.root, "clerk", 0));
    SAYS(WORDS("no role of the actor may add or change a resident there: founder or registrar may, there or above"),
         CGOV_E_REFUSED, add(CGOV_KIND_RESIDENT, town.root));
    SAYS(WORDS("no role of the actor may change this organization: founder or registrar may, there or above"),
         CGOV_E_REFUSED, change(town.root));
    SAYS(WORDS("no role of the actor may adopt in the root organization: founder may, there or above"), CGOV_E_REFUSED,
         cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL));
    town.founder = founder;
}

static void a_move_names_who_makes_it(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident);
    SAYS(WORDS("`accept` is for clerk of intake"), CGOV_E_REFUSED,
         town_try_move(&town, town.centre.officers[HEAD], issue, "accept", NULL, 0));
    SAYS(WORDS("`withdraw` is for reporter"), CGOV_E_REFUSED,
         town_try_move(&town, town.centre.officers[CLERK], issue, "withdraw", NULL, 0));
    cgov_id lead = town_issue_in(&town, "dispatched");
    SAYS(WORDS("`sign` is for contact of lead"), CGOV_E_REFUSED,
         town_try_move(&town, town.centre.officers[CLERK], lead, "sign", NULL, 0));
}

static int32_t merge(cgov_id issue, cgov_id master) {
    const cgov_detail detail = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    return town_try_move(&town, town.centre.officers[CLERK], issue, "merge", &detail, 1);
}

/* Which of the reasons it is that nothing follows an issue. */
static void a_merge_says_what_the_other_is(void **state) {
    (void)state;
    const cgov_id issue = town_report(&town, town.resident), followed = town_report(&town, town.neighbour),
                  follower = town_report(&town, town.neighbour), answered = town_issue_in(&town, "closed"),
                  over = town_report(&town, town.resident);
    town_move(&town, town.resident, over, "withdraw", NULL, 0);
    assert_int_equal(merge(follower, followed), CGOV_OK);
    SAYS(WORDS("the item that `master` names is this very item"), CGOV_E_REFUSED, merge(issue, issue));
    SAYS(WORDS("the item that `master` names is merged into another itself: name that one"), CGOV_E_REFUSED,
         merge(issue, follower));
    SAYS(WORDS("the item that `master` names is answered already"), CGOV_E_REFUSED, merge(issue, answered));
    SAYS(WORDS("the item that `master` names is over"), CGOV_E_REFUSED, merge(issue, over));
    town_adopt(&town, town_shipped("standard"));
    const cgov_id newer = town_report(&town, town.neighbour);
    SAYS(WORDS("the item that `master` names is of another procedure, or of another text"), CGOV_E_REFUSED,
         merge(issue, newer));
}

/* Of whom nobody stands above. */
static void a_party_that_cannot_be_set_is_named(void **state) {
    (void)state;
    const cgov_detail petition = town_text(CGOV_FIELD_TRACK, "petition"),
                      lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.root);
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &petition, 1, &id), CGOV_OK);
    town_appoint(&town, town.street.officers[CONTACT], town.root, "contact");
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    const cgov_id works = town.street.officers[CONTACT];
    const cgov_detail done[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片")};
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已办结。");
    town_move(&town, works, id, "sign", NULL, 0);
    town_move(&town, works, id, "start", NULL, 0);
    town_move(&town, works, id, "done", done, 2);
    town_move(&town, works, id, "answer", &text, 1);
    town_move(&town, town.centre.officers[CHECKER], id, "pass", NULL, 0);
    SAYS(WORDS("there is no superior of `lead` to be `reviewer`"), CGOV_E_REFUSED,
         town_try_move(&town, town.resident, id, "ask_review", NULL, 0));
}

/* Instants as people write them, lengths in whole units. */
static void an_instant_can_be_read(void **state) {
    (void)state;
    const cgov_act back = {.size = sizeof back, .now = town.now - 1},
                   ahead = {.size = sizeof ahead, .now = town.now + 367 * DAY};
    char last[64];
    cgov__format(last, sizeof last, "%i", (int64_t)town.now, INT64_C(28800000));
    assert_int_equal(strlen(last), strlen("2026-02-06T09:00:00.000+08:00"));
    assert_int_equal(cgov_ledger_tick(town.ledger, &back, NULL), CGOV_E_TIME_BACKWARDS);
    assert_non_null(strstr(town_error(&town).message, last));
    assert_int_equal(cgov_ledger_tick(town.ledger, &ahead, NULL), CGOV_E_TIME_AHEAD);
    assert_non_null(strstr(town_error(&town).message, last));
    assert_non_null(strstr(town_error(&town).message, "its `limit_ahead` of 366 days:"));
}

/* It is taken, for a profile need not say something of each; but said is that this one says nothing. */
static void a_class_that_no_line_names(void **state) {
    (void)state;
    static const struct {
        const char *class_name;
        uint32_t unnamed;
    } rows[] = {{"pothole", 0}, {"potholee", 1}, {"tree", 1}, {"", 0}};
    const cgov_detail matter = town_text(CGOV_FIELD_MATTER, "pothole");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const cgov_detail details[] = {matter, town_text(CGOV_FIELD_CLASS, rows[i].class_name)};
        cgov_id id = 0;
        assert_int_equal(town_try_report(&town, town.resident, details, rows[i].class_name[0] ? 2 : 1, &id), CGOV_OK);
        assert_string_equal(town_item(&town, town.auditor, id).profile, "CITY");
        assert_int_equal(town_item(&town, town.auditor, id).class_unnamed, rows[i].unnamed);
    }
}

static void a_reading_too(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident), nobody = town.auditor + 1000;
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    cgov_item_view item = {.size = sizeof item};
    cgov_entity_view entity = {.size = sizeof entity};
    cgov_rule_view rule = {.size = sizeof rule};
    cgov_duty_view duty = {.size = sizeof duty};
    cgov_field_view field = {.size = sizeof field};
    cgov_choice_view choice = {.size = sizeof choice};
    cgov_detail_view detail = {.size = sizeof detail};
    cgov_figure_view figure = {.size = sizeof figure};
    cgov_figure_query figures = {.size = sizeof figures, .procedure = text_of("issu")};
    cgov_route_view route = {.size = sizeof route};
    cgov_route_query query = {.size = sizeof query, .place = 130702, .against = nobody};
    uint64_t cursor = 0, needed;
    uint32_t count;
    char into[8];
    SAYS(OF("there is no item %u, or the reader may not see it", issue + 1), CGOV_E_NOT_FOUND,
         cgov_item_get(town.ledger, &reader, issue + 1, &item));
    SAYS(OF("there is no resident, organization or unit %u, or the reader may not see them", nobody), CGOV_E_NOT_FOUND,
         cgov_entity_get(town.ledger, &reader, nobody, &entity));
    SAYS(WORDS("no rulebook of this version, or none in force, has procedure `issu`; the nearest is `issue`"),
         CGOV_E_NOT_FOUND, cgov_rule_list(town.ledger, &reader, 0, CGOV_RULE_MOVE, "issu", &cursor, &rule, 1, &count));
    SAYS(WORDS("no rulebook of version 9 was adopted"), CGOV_E_NOT_FOUND,
         cgov_rule_list(town.ledger, &reader, 9, CGOV_RULE_ROLE, NULL, &cursor, &rule, 1, &count));
    SAYS(WORDS("no rulebook of this version, or none in force, has matter `m`"), CGOV_E_NOT_FOUND,
         cgov_duty_list(town.ledger, &reader, 0, "m", &cursor, &duty, 1, &count));
    SAYS(WORDS("no rulebook of this version, or none in force, has both procedure `issue` and matter `m`"),
         CGOV_E_NOT_FOUND, cgov_field_list(town.ledger, &reader, 0, "issue", "m", "", &cursor, &field, 1, &count));
    SAYS(WORDS("procedure `issue` has no move and no roll `acept`; the nearest is `accept`"), CGOV_E_NOT_FOUND,
         cgov_field_list(town.ledger, &reader, 0, "issue", "", "acept", &cursor, &field, 1, &count));
    SAYS(WORDS("no move of procedure `issue` asks for the field numbered 1027"), CGOV_E_NOT_FOUND,
         cgov_choice_list(town.ledger, &reader, 0, "issue", "", 1027, &cursor, &choice, 1, &count));
    SAYS(WORDS("the item's history, as this reader sees it, has no entry 1"), CGOV_E_NOT_FOUND,
         cgov_detail_list(town.ledger, &reader, issue, 1, &cursor, &detail, 1, &count));
    SAYS(WORDS("no words of `remedy` are there, or the reader may not see them"), CGOV_E_NOT_FOUND,
         cgov_text_get(town.ledger, &reader, issue, 0, CGOV_FIELD_REMEDY, into, sizeof into, &needed));
    SAYS(WORDS("no rulebook has procedure `issu`; the nearest is `issue`"), CGOV_E_NOT_FOUND,
         cgov_figure_list(town.ledger, &reader, &figures, &cursor, &figure, 1, &count));
    figures.procedure = text_of("issue");
    figures.clock = text_of("lunch");
    SAYS(WORDS("no rulebook has procedure `issue` with clock `lunch`"), CGOV_E_NOT_FOUND,
         cgov_figure_list(town.ledger, &reader, &figures, &cursor, &figure, 1, &count));
    SAYS(OF("there is no organization or resident %u", nobody), CGOV_E_NOT_FOUND,
         cgov_route_get(town.ledger, &reader, &query, &route));
}

static int32_t list(const char *procedure, const char *state, const char *matter) {
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    cgov_item_query filter = {.size = sizeof filter};
    filter.procedure = text_of(procedure);
    filter.state = text_of(state);
    filter.matter = text_of(matter);
    cgov_item_view item = {.size = sizeof item};
    uint64_t cursor = 0;
    uint32_t count;
    return cgov_item_list(town.ledger, &reader, &filter, &cursor, &item, 1, &count);
}

/* A filter's slip is no empty desk: what no text knows is said, and what may have been meant. */
static void a_filter_names_what_no_text_knows(void **state) {
    (void)state;
    SAYS(WORDS("no rulebook has state `regsitered`; the nearest is `registered`"), CGOV_E_NOT_FOUND,
         list("", "regsitered", ""));
    SAYS(WORDS("no rulebook has state `registrd`; the nearest is `registered`"), CGOV_E_NOT_FOUND,
         list("", "registrd", ""));
    SAYS(WORDS("no rulebook has state `rgstrd`"), CGOV_E_NOT_FOUND, list("", "rgstrd", ""));
    SAYS(WORDS("no rulebook has state `x`"), CGOV_E_NOT_FOUND, list("", "x", ""));
    SAYS(WORDS("no rulebook has procedure `prat`; the nearest is `part`"), CGOV_E_NOT_FOUND, list("prat", "", ""));
    SAYS(WORDS("no rulebook has matter `no_such`"), CGOV_E_NOT_FOUND, list("issue", "registered", "no_such"));
    SAYS(WORDS("no rulebook has procedure `question` with state `registered`"), CGOV_E_NOT_FOUND,
         list("question", "registered", ""));
    SAYS(WORDS("no rulebook has procedure `question` with state `aked`; the nearest is `asked`"), CGOV_E_NOT_FOUND,
         list("question", "aked", ""));
    assert_int_equal(list("question", "asked", ""), CGOV_DONE);
    cgov_figure_query figures = {.size = sizeof figures, .matter = text_of("no_such")};
    cgov_figure_view figure = {.size = sizeof figure};
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    uint64_t cursor = 0;
    uint32_t count;
    SAYS(WORDS("no rulebook has matter `no_such`"), CGOV_E_NOT_FOUND,
         cgov_figure_list(town.ledger, &reader, &figures, &cursor, &figure, 1, &count));
    assert_int_equal(list("part", "", ""), CGOV_DONE);
    assert_int_equal(list("issue", "closed", ""), CGOV_DONE);
}

static void a_name_is_shown_where_it_could_be_one(void **state) {
    (void)state;
    static const struct {
        const char *name, *shown;
    } names[] = {
        {"a", "`a`"},
        {"1234567890123456789012345678901", "`1234567890123456789012345678901`"},
        {"12345678901234567890123456789012", "of that name"},
        {"", "of that name"},
        {"a\nb", "of that name"},
        {"\xE2\x80\xAE", "of that name"}, /* a bidi control */
        {"\xC3", "of that name"},
        {"会议", "`会议`"},
    };
    for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char into[48];
        cgov__format(into, sizeof into, "%q", names[i].name);
        assert_string_equal(into, names[i].shown);
    }
}

/* ---- what founds a ledger, and the other structs of their own ---- */

static void founding_names_the_member(void **state) {
    (void)state;
    cgov_text rules = {NULL, 0}, name;
    cgov_rulebook_shipped(0, &name, &rules);
    const cgov_genesis sound = {.size = sizeof sound,
                                .ledger_id = {1, 2},
                                .utc_offset = 480,
                                .rulebook = rules,
                                .organization = text_of("甲"),
                                .organization_kind = text_of("government"),
                                .resident = text_of("乙")};
    cgov_genesis bad[17];
    static const char *const said[] = {"a genesis needs its `organization`",
                                       "a genesis needs its `resident`",
                                       "a genesis needs its `organization_kind`",
                                       "a genesis needs its `rulebook`",
                                       "`organization_kind` of a genesis ",
                                       "`organization` of a genesis ",
                                       "`resident` of a genesis ",
                                       "`region` of a genesis ",
                                       "`utc_offset` of a genesis ",
                                       "`limit_title` of a genesis ",
                                       "`profile` of a genesis ",
                                       "`role` of a genesis ",
                                       "`calendar` of a genesis has a length but no pointer",
                                       "`flags` of a genesis are unknown, or `reserved0` is not 0",
                                       "`ledger_id` of a genesis is 0",
                                       "the rulebook has no profile `CITI`; the nearest is `CITY`",
                                       "the rulebook has no role `fonder`, the founder's; the nearest is `founder`"};
    for (uint32_t i = 0; i < 17; i++) bad[i] = sound;
    bad[0].organization = bad[1].resident = bad[2].organization_kind = bad[3].rulebook = (cgov_text){NULL, 0};
    bad[4].organization_kind = text_of("Government");
    bad[5].organization = bad[6].resident = bad[10].profile = bad[11].role = text_of("a\nb");
    bad[7].region = 12;
    bad[12].calendar = (cgov_text){NULL, 3};
    bad[13].flags = 2;
    bad[14].ledger_id[0] = bad[14].ledger_id[1] = 0;
    bad[15].profile = text_of("CITI");
    bad[16].role = text_of("fonder");
    bad[8].utc_offset = 841;
    bad[9].limit_title = 65537;
    for (uint32_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        cgov_error error = {.size = sizeof error};
        cgov_ledger_options options = {.size = sizeof options, .error_out = &error};
        cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 2}};
        cgov_ledger *ledger;
        assert_true(cgov_ledger_create(&options, &bad[i], &act, &ledger) < 0);
        if (strncmp(error.message, said[i], strlen(said[i])) != 0) fail_msg("%s, not %s", error.message, said[i]);
    }
}

static void so_do_the_other_structs(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.founder);
    cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_RESIDENT, .region = 12, .name = text_of("丙")};
    SAYS(WORDS("`region` of an addition is 12, no region code of 6, 12 or 15 digits"), CGOV_E_ARG,
         cgov_entity_add(town.ledger, &act, &draft, NULL));
    SAYS(WORDS("`region` of a change is 12, no region code of 6, 12 or 15 digits"), CGOV_E_ARG,
         cgov_entity_change(town.ledger, &act, town.resident, &draft, NULL));
    cgov_adoption_draft adoption = {.size = sizeof adoption};
    SAYS(WORDS("an adoption needs its `text`"), CGOV_E_ARG, cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL));
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(a_change_names_the_roles_that_may),
        IN_TOWN(a_move_names_who_makes_it),
        IN_TOWN(a_change_names_what_is_not_there),
        IN_TOWN(a_merge_says_what_the_other_is),
        IN_TOWN(a_party_that_cannot_be_set_is_named),
        IN_TOWN(an_instant_can_be_read),
        IN_TOWN(a_class_that_no_line_names),
        IN_TOWN(a_reading_too),
        IN_TOWN(a_slip_in_a_name_names_the_nearest),
        IN_TOWN(so_does_one_in_capitals),
        IN_TOWN(a_number_is_said_with_what_it_may_be),
        IN_TOWN(a_filter_names_what_no_text_knows),
        cmocka_unit_test(a_name_is_shown_where_it_could_be_one),
        cmocka_unit_test(founding_names_the_member),
        IN_TOWN(so_do_the_other_structs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
