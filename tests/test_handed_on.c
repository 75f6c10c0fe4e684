/* Whatever holds an item can be left with nobody in it, or turn out to be the accused's: what stands above names
 * another, in any state of any shipped procedure; a review goes past such an office from the start; and a text in which
 * nobody could is refused. */
#include "rules/rulebook.h"
#include "rules/shipped.h"
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/test.h"

/* ---- shipped texts ---- */

/* The villagers' or residents' own: no office above takes their affairs from them, but can appoint where nobody is left
 * (docs/design.md, "The checks"). */
static bool is_their_own(const char *party) {
    static const char *const own[] = {"village", "board", "branch", "joint"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(party, own[i]) == 0) return true;
    return false;
}

static bool sits_elsewhere(const struct procedure *procedure, const struct who *who, uint8_t holder) {
    const bool own = !who->of_parent && who->party == holder && who->superiors == 0;
    if (who->kind == WHO_ROLE) return !own;
    if (who->kind != WHO_PARTY) return true;
    return who->of_parent || (who->party != procedure->reporter && procedure->parties[who->party].of != holder);
}

static bool hands_on(const struct procedure *procedure, const struct move *move, uint8_t state) {
    const uint8_t holder = procedure->states[state].holder;
    bool others = false, replaces = false;
    for (uint8_t b = 0; b < move->by_count; b++) others = others || sits_elsewhere(procedure, &move->by[b], holder);
    for (uint8_t i = 0; i < move->set_count; i++) replaces = replaces || move->sets[i].party == holder;
    return (move->from >> state & 1) && others && (replaces || move->to != NONE || move->decision != NONE);
}

static void walk(const struct rulebook *rulebook) {
    for (uint8_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *procedure = &rulebook->procedures[p];
        for (uint8_t s = 0; s < procedure->state_count; s++) {
            const struct state *row = &procedure->states[s];
            bool handed_on = row->final || !procedure->parties[row->holder].organization ||
                             is_their_own(procedure->parties[row->holder].name);
            for (uint8_t m = 0; m < procedure->move_count && !handed_on; m++)
                handed_on = hands_on(procedure, &procedure->moves[m], s);
            if (!handed_on) fail_msg("nobody else can move `%s` on in `%s`", procedure->name, row->name);
        }
    }
}

static void every_shipped_state_can_be_handed_on(void **state) {
    (void)state;
    for (uint32_t i = 0; i < cgov__shipped_count; i++) {
        struct mem mem;
        struct rulebook rulebook;
        struct fault fault;
        cgov__mem_init(&mem, NULL);
        assert_int_equal(cgov__rulebook_read(&mem, cgov__shipped[i].text, cgov__shipped[i].len, &rulebook, &fault),
                         CGOV_OK);
        walk(&rulebook);
        cgov__rulebook_free(&rulebook);
    }
}

/* ---- anybody's text ---- */

static void refused(const struct edit *edits, size_t count, uint32_t check, const char *at, const char *message) {
    char *text = bent_by(bent_standard(), edits, count);
    bent_refused(text, check, at, message, "");
    free(text);
}

static void a_text_that_buries_is_refused(void **state) {
    (void)state;
    const struct edit reviewer[] = {{"move name_reviewer", "sets", NULL, NULL},
                                    {"move name_reviewer", "when other", NULL, NULL}},
                      unset = {"move reassign", "when unaccused", "unaccused", "other first\n    when unaccused"},
                      checker = {"move name_checker", "move", "recheck hearing", "recheck"},
                      own = {"move name_reviewer", "by", "any superior of ", ""},
                      accused = {"move name_reviewer", "when unaccused", NULL, NULL},
                      lead = {"move dispatch", "when unaccused lead", NULL, NULL};
#define KEPT(state, by)                                                                                                \
    "in `" state "` nobody but `" by "` can move it on: where nobody is left there, nothing takes it back"
#define GIVEN(move, to) "`" move "` could give it to whom it accuses: it must say `when unaccused " to "`"
    refused(reviewer, 2, 2, "review     \"", KEPT("review", "reviewer"));
    refused(&own, 1, 2, "review     \"", KEPT("review", "reviewer"));
    refused(&checker, 1, 2, "hearing    \"听证中", KEPT("hearing", "checker2"));
    refused(&unset, 1, 6, "other first", "`other` asks whom `reassign` names: it must set `first` to given");
    refused(&accused, 1, 2, "reviewer to given", GIVEN("name_reviewer", "reviewer"));
    refused(&lead, 1, 2, "lead to given", GIVEN("dispatch", "lead"));
    const struct edit one = {"clock handle", "late tell", "head of lead then", "head of any superior of lead then"};
    refused(&one, 1, 0, "any superior of lead",
            "party `any` is not one of this procedure's: reporter, intake, first, "
            "lead, handler, assignee, reviewer, checker2, reviewed_by");
}

/* ---- a review ---- */

static cgov_id group; /* below the village: leads, so that three offices stand above it */
static struct office lead;

static int found_deep(void **state) {
    found(state);
    lead = town_office(&town, "一组", "committee", town.village.id);
    group = lead.id;
    return 0;
}

static void make(cgov_id actor, cgov_id id, const char *move, uint32_t field, const char *text) {
    const cgov_detail detail = town_text(field, text);
    town_move(&town, actor, id, move, &detail, field != 0);
}

static cgov_id petition(cgov_id against) {
    const cgov_detail more[] = {town_text(CGOV_FIELD_MATTER, "petition"),
                                town_number(CGOV_FIELD_AGAINST, (int64_t)against)};
    const cgov_detail to[] = {town_number(CGOV_FIELD_LEAD, (int64_t)group)};
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "refused"), town_text(CGOV_FIELD_EVIDENCE, "笔录")};
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, more, against == 0 ? 1 : 2, &id), CGOV_OK);
    make(town.centre.officers[CLERK], id, "accept", 0, "");
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", to, 1);
    make(lead.officers[CONTACT], id, "sign", 0, "");
    make(lead.officers[CONTACT], id, "start", 0, "");
    town_move(&town, lead.officers[CONTACT], id, "done", shown, 2);
    make(lead.officers[CONTACT], id, "answer", CGOV_FIELD_TEXT, "不予支持。");
    make(town.centre.officers[CHECKER], id, "pass", 0, "");
    return id;
}

static void dismiss(const struct office *office) {
    static const char *const roles[] = {"operator", "clerk", "dispatcher", "collector", "contact", "checker", "head"};
    cgov_act act = town_act(&town, town.founder);
    for (int r = 0; r < OFFICERS; r++) {
        cgov_appointment_draft end = {.size = sizeof end,
                                      .flags = CGOV_APPOINT_END,
                                      .resident = office->officers[r],
                                      .organization = office->id,
                                      .until = town.now,
                                      .role = text_of(roles[r])};
        assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    }
}

static void tick_at(cgov_time now) {
    town.now = now;
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = now};
    assert_int_equal(cgov_ledger_tick(town.ledger, &act, NULL), CGOV_OK);
}

static cgov_id holder_of(cgov_id id) {
    return town_item(&town, town.resident, id).holder;
}

static int32_t name(cgov_id actor, cgov_id id, const char *move, cgov_id organization) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)organization),
                                   town_text(CGOV_FIELD_REASON, "无人办理")};
    return town_try_move(&town, actor, id, move, details, 2);
}

/* By whoever stands above, however high: here all between is empty. */
static void what_an_empty_office_reviews_is_handed_on(void **state) {
    (void)state;
    cgov_id id = petition(0);
    const cgov_id above = town.district.officers[HEAD];
    make(town.resident, id, "ask_review", 0, "");
    assert_true(holder_of(id) == town.village.id);
    dismiss(&town.village);
    dismiss(&town.street);
    tick_at(town.now + 40 * DAY);
    town_assert_refused(&town, name(town.centre.officers[HEAD], id, "name_reviewer", town.bureau.id), CGOV_E_REFUSED,
                        CGOV_R_ACTOR);
    assert_int_equal(name(above, id, "name_reviewer", town.bureau.id), CGOV_OK);
    assert_true(holder_of(id) == town.bureau.id);
    make(town.bureau.officers[HEAD], id, "uphold", CGOV_FIELD_TEXT, "维持。");
    make(town.resident, id, "ask_recheck", 0, "");
    assert_true(holder_of(id) == town.root);
}

/* 信访工作条例 36: within thirty days of the answer; another one, as long after the same instant, is a moment late. */
static void a_recheck_is_asked_for_within_thirty_days(void **state) {
    (void)state;
    const cgov_id in_time = petition(0), late = petition(0);
    make(town.resident, in_time, "ask_review", 0, "");
    make(town.resident, late, "ask_review", 0, "");
    town.now = town_at(2026, 6, 1, 9, 0);
    make(town.village.officers[HEAD], in_time, "uphold", CGOV_FIELD_TEXT, "维持。");
    make(town.village.officers[HEAD], late, "uphold", CGOV_FIELD_TEXT, "维持。");
    town.now = town_at(2026, 7, 2, 0, 0) - 1;
    make(town.resident, in_time, "ask_recheck", 0, "");
    town.now++;
    town_assert_refused(&town, town_try_move(&town, town.resident, late, "ask_recheck", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_WITHIN);
    assert_string_equal(town_error(&town).citation, "信访工作条例 36");
}

static void what_an_empty_office_rechecks_is_handed_on(void **state) {
    (void)state;
    cgov_id id = petition(0);
    const cgov_id above = town.district.officers[HEAD];
    const cgov_detail days = town_number(CGOV_FIELD_DAYS, 10);
    make(town.resident, id, "ask_review", 0, "");
    make(town.village.officers[HEAD], id, "uphold", CGOV_FIELD_TEXT, "维持。");
    make(town.resident, id, "ask_recheck", 0, "");
    assert_true(holder_of(id) == town.street.id);
    town_move(&town, town.street.officers[HEAD], id, "hear", &days, 1);
    dismiss(&town.street);
    assert_int_equal(name(above, id, "name_checker", town.bureau.id), CGOV_OK);
    town_assert_state(&town, id, "hearing");
    make(town.bureau.officers[HEAD], id, "heard", 0, "");
    dismiss(&town.bureau);
    assert_int_equal(name(above, id, "name_checker", town.centre.id), CGOV_OK);
    make(town.centre.officers[HEAD], id, "settle", CGOV_FIELD_TEXT, "终结。");
}

/* To the nearest above that is neither the accused's nor empty. */
static void a_review_goes_past_the_accused(void **state) {
    (void)state;
    cgov_id id = petition(town.neighbour);
    town_appoint(&town, town.neighbour, town.village.id, "operator");
    make(town.resident, id, "ask_review", 0, "");
    assert_true(holder_of(id) == town.street.id);
    make(town.street.officers[HEAD], id, "uphold", CGOV_FIELD_TEXT, "维持。");
    make(town.resident, id, "ask_recheck", 0, "");
    assert_true(holder_of(id) == town.root);
}

static void a_review_goes_past_where_nobody_is(void **state) {
    (void)state;
    cgov_id id = petition(0);
    dismiss(&town.village);
    dismiss(&town.street);
    make(town.resident, id, "ask_review", 0, "");
    assert_true(holder_of(id) == town.root);
}

/* Nor does it end with whoever gains office later: the clock tells past them, and what stands above names another. */
static void an_accused_who_gains_office_reviews_nothing(void **state) {
    (void)state;
    cgov_id id = petition(town.neighbour);
    make(town.resident, id, "ask_review", 0, "");
    town_appoint(&town, town.neighbour, town.village.id, "operator");
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "维持。");
    town_assert_refused(&town, town_try_move(&town, town.village.officers[HEAD], id, "uphold", &text, 1),
                        CGOV_E_NOT_FOUND, 0);
    const cgov_id above = town.street.officers[HEAD];
    town_assert_refused(&town, name(above, id, "name_reviewer", town.village.id), CGOV_E_REFUSED, CGOV_R_ACCUSED);
    assert_int_equal(name(above, id, "name_reviewer", town.bureau.id), CGOV_OK);
    make(town.bureau.officers[HEAD], id, "overturn", CGOV_FIELD_TEXT, "撤销。");
    town_assert_state(&town, id, "handling");
}

/* Nobody fits: it is refused, and says so. */
static void with_nobody_above_a_review_is_refused(void **state) {
    (void)state;
    cgov_id id = petition(town.neighbour);
    town_appoint(&town, town.neighbour, town.village.id, "operator");
    town_appoint(&town, town.neighbour, town.street.id, "operator");
    town_appoint(&town, town.neighbour, town.root, "operator");
    town_assert_refused(&town, town_try_move(&town, town.resident, id, "ask_review", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_PARTY);
}

/* Nor is it named to whom it reviews: the lead, what lies below, or who reviewed it before. */
static void no_answer_is_reviewed_where_it_was_given(void **state) {
    (void)state;
    cgov_id id = petition(0);
    make(town.resident, id, "ask_review", 0, "");
    const cgov_id above = town.street.officers[HEAD];
    town_assert_refused(&town, name(above, id, "name_reviewer", town.village.id), CGOV_E_REFUSED, CGOV_R_OTHER);
    town_assert_refused(&town, name(above, id, "name_reviewer", lead.id), CGOV_E_REFUSED, CGOV_R_OTHER);
    assert_string_equal(town_error(&town).message, "`reviewer` would be `lead`, or lies below it");
    make(town.village.officers[HEAD], id, "uphold", CGOV_FIELD_TEXT, "维持。");
    make(town.resident, id, "ask_recheck", 0, "");
    town_assert_refused(&town, name(town.district.officers[HEAD], id, "name_checker", town.village.id), CGOV_E_REFUSED,
                        CGOV_R_OTHER);
    assert_int_equal(name(town.district.officers[HEAD], id, "name_checker", town.centre.id), CGOV_OK);
}

/* A second handling (升级办理) goes past them too; and the lead is taken from whom it was given to from any height. */
static void so_does_a_second_handling(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "closed");
    const cgov_detail unsolved[] = {town_text(CGOV_FIELD_REASON, "没有解决。"), town_number(CGOV_FIELD_SOLVED, 2)};
    town_move(&town, town.resident, id, "escalate", unsolved, 2);
    assert_true(holder_of(id) == town.root);

    id = town_report(&town, town.resident);
    const cgov_detail to = town_number(CGOV_FIELD_LEAD, (int64_t)group);
    make(town.centre.officers[CLERK], id, "accept", 0, "");
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &to, 1);
    dismiss(&lead), dismiss(&town.village), dismiss(&town.street);
    const cgov_detail other[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_text(CGOV_FIELD_REASON, "无人办理")};
    town_move(&town, town.district.officers[HEAD], id, "reassign", other, 2);
    assert_true(holder_of(id) == town.bureau.id);
}

#define DEEP(test) cmocka_unit_test_setup_teardown(test, found_deep, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_state_can_be_handed_on),
        cmocka_unit_test(a_text_that_buries_is_refused),
        DEEP(a_recheck_is_asked_for_within_thirty_days),
        DEEP(what_an_empty_office_reviews_is_handed_on),
        DEEP(what_an_empty_office_rechecks_is_handed_on),
        DEEP(a_review_goes_past_the_accused),
        DEEP(a_review_goes_past_where_nobody_is),
        DEEP(an_accused_who_gains_office_reviews_nothing),
        DEEP(with_nobody_above_a_review_is_refused),
        DEEP(no_answer_is_reviewed_where_it_was_given),
        DEEP(so_does_a_second_handling),
    };
    return cmocka_run_group_tests_name("handed_on", tests, NULL, NULL);
}
