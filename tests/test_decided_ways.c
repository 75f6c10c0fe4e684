/* What reads a text's moves reads one that decides by each of its outcomes: which return of an issue is the last, and
 * whether all that is left of one is what time ends. */
#include "support/bent.h"
#include "support/bulletin.h"
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdlib.h>

static const char RULES[] = "rulebook 1\n"
                            "role founder \"创建人\"\n"
                            "  may add change appoint adopt\n"
                            "role operator \"坐席\"\n"
                            "role clerk \"受理员\"\n"
                            "role dispatcher \"派遣员\"\n"
                            "role collector \"采集员\"\n"
                            "role contact \"专员\"\n"
                            "role head \"负责人\"\n"
                            "role checker \"核查员\"\n"
                            "  checks\n"
                            "role auditor \"审计员\"\n"
                            "  sees auditor\n"
                            "rule fit \"评议\"\n"
                            "  ask yes_no\n"
                            "  passes yes more than 1/2 of panel\n"
                            "procedure issue \"案卷\"\n"
                            "  party reporter \"上报人\" resident\n"
                            "  party intake \"受理单位\" organization\n"
                            "  party lead \"主办单位\" organization\n"
                            "  roll panel \"评议人\"\n"
                            "    of dispatcher of intake\n"
                            "    filled by report\n"
                            "  roll ballots \"退回评议\"\n"
                            "    of panel\n"
                            "    by self\n"
                            "    in judging\n"
                            "    ballot\n"
                            "    secrecy open\n"
                            "  roll final_ballots \"办结评议\"\n"
                            "    of panel\n"
                            "    by self\n"
                            "    in closed\n"
                            "    ballot\n"
                            "    secrecy open\n"
                            "  stage all \"全部\"\n"
                            "    state reported \"已上报\" held by intake\n"
                            "    state filed \"已立案\" held by lead\n"
                            "    state judging \"退回评议\" held by lead\n"
                            "    state closed \"已结案\" held by intake\n"
                            "    state doubted \"存疑\" held by intake\n"
                            "    state kept \"已归档\" final\n"
                            "    state dropped \"已归档，未认可\" final\n"
                            "  clock filing from report judge.passed until file\n"
                            "    for 50 days\n"
                            "    late tell head of intake\n"
                            "  clock finish from file judge.failed until close ask\n"
                            "    for 50 days\n"
                            "    late tell head of lead\n"
                            "  clock judge from ask until judge\n"
                            "    for 50 days\n"
                            "    late tell head of intake\n"
                            "  clock shelf from close until settle doubt\n"
                            "    for 10 days\n"
                            "    late do settle\n"
                            "  clock doubt from doubt settle.failed until drop\n"
                            "    for 10 days\n"
                            "    late tell head of intake\n"
                            "  open report -> reported\n"
                            "    by any resident\n"
                            "    needs place text intake\n"
                            "    sets intake to given\n"
                            "  move file reported -> filed\n"
                            "    by clerk of intake\n"
                            "    needs lead\n"
                            "    sets lead to given\n"
                            "  move ask filed -> judging\n"
                            "    by contact of lead\n"
                            "    needs reason\n"
                            "    at most 1\n"
                            "  move judge judging\n"
                            "    by clerk of intake\n"
                            "    decides fit over ballots\n"
                            "    passed -> reported\n"
                            "    failed -> filed\n"
                            "    at most 1\n"
                            "    counts return\n"
                            "    cites \"退回评议办法\"\n"
                            "  move close filed -> closed\n"
                            "    by contact of lead\n"
                            "    by head of superior of lead\n"
                            "    needs text\n"
                            "    answers\n"
                            "  move settle closed\n"
                            "    by time\n"
                            "    decides fit over final_ballots\n"
                            "    passed -> kept\n"
                            "    failed -> doubted\n"
                            "    tells panel\n"
                            "  move doubt closed -> doubted\n"
                            "    by clerk of intake\n"
                            "  move drop doubted -> dropped\n"
                            "    by clerk of intake\n"
                            "    tells panel\n";

static void vote(cgov_id item, const char *roll) {
    cgov_act act = town_act(&town, town.centre.officers[DISPATCHER]);
    const cgov_detail yes = town_text(CGOV_FIELD_CHOICE, "yes");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, roll, act.actor, &yes, 1, NULL), CGOV_OK);
}

static cgov_id filed(void) {
    const struct kind plain = {0};
    const cgov_id item = bulletin_report(&town, &plain);
    bulletin_file(&town, item, town.bureau.id);
    return item;
}

static cgov_route_view route_of(cgov_id item) {
    const cgov_reader reader = town_reader(&town, town.auditor);
    const cgov_route_query query = {.size = sizeof query, .item = item};
    cgov_route_view view = {.size = sizeof view};
    assert_int_equal(cgov_route_get(town.ledger, &reader, &query, &view), CGOV_OK);
    return view;
}

/* The place in the text of the line that begins so. */
static uint32_t line_of(const char *words) {
    uint32_t line = 1;
    for (const char *at = RULES; at < strstr(RULES, words); at++) line += *at == '\n';
    return line;
}

/* Returned by a decision: it can be made once, and with it the last return is used up. */
static void a_decision_can_be_the_last_return(void **state) {
    (void)state;
    const struct town_options options = {.rulebook = RULES};
    town_found(&town, &options);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责。");
    const cgov_id item = filed();
    town_move(&town, town.bureau.officers[CONTACT], item, "ask", &reason, 1);
    assert_int_not_equal(route_of(item).rule, CGOV_ROUTE_RETURNED); /* it is still to be had */
    vote(item, "ballots");
    town_move(&town, town.centre.officers[CLERK], item, "judge", NULL, 0);
    town_assert_state(&town, item, "reported");
    const cgov_route_view view = route_of(item);
    assert_int_equal(view.rule, CGOV_ROUTE_RETURNED);
    assert_int_equal(view.line, line_of("  move judge "));
    assert_string_equal(view.citation, "退回评议办法");
    town_close(&town);
}

/* Answered, and ended by a decision that time makes: it is closed by now where each outcome ends it, and open where one
 * does not. */
static void what_only_time_decides_is_closed(void **state) {
    (void)state;
    for (int ends = 0; ends < 2; ends++) {
        static const struct edit edits[] = {{"procedure issue", "clock doubt", "settle.failed ", ""},
                                            {"move settle", "failed", "doubted", "dropped"}};
        char *const text = bent_by(RULES, edits, ends ? 2 : 0);
        const struct town_options options = {.rulebook = text};
        const cgov_figure_query query = {.procedure = {"issue", CGOV_NUL_TERMINATED}};
        town_found(&town, &options);
        const cgov_id item = filed();
        assert_int_equal(bulletin_all(&town, query).open, 1);
        bulletin_close(&town, item, &town.bureau, NULL, 0);
        assert_int_equal(bulletin_all(&town, query).closed, ends);
        assert_int_equal(bulletin_all(&town, query).open, !ends);
        town.now += 11 * DAY;
        town_tick(&town);
        town_assert_state(&town, item, ends ? "dropped" : "doubted"); /* nobody voted */
        assert_int_equal(bulletin_all(&town, query).closed, ends);
        town_close(&town);
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_can_be_the_last_return),
        cmocka_unit_test(what_only_time_decides_is_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
