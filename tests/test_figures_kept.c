/* Figures that cannot be dressed up: what was late stays late whoever suspends or merges it, a return counts against
 * who returned, a rating is of the last handling. And weeks, and how long clocks ran. */
#include "support/bulletin.h"
#include "support/test.h"

#define HOURS_MS ((cgov_time)3600000)
#define DAYS_MS (24 * HOURS_MS)

static cgov_figure_query of_clock(const char *clock) {
    return (cgov_figure_query){.clock = {clock, CGOV_NUL_TERMINATED}};
}

static int set_up(void **state) {
    static struct town town;
    bulletin_found(&town);
    *state = &town;
    return 0;
}

static int tear_down(void **state) {
    town_close(*state);
    return 0;
}

static cgov_id filed(struct town *town) {
    cgov_id issue = bulletin_report(town, &(const struct kind){.class_name = "event"});
    bulletin_file(town, issue, town->bureau.id);
    return issue;
}

/* ---- pauses ---- */

/* Suspended at the due it leaves the base; a moment later it was late, and stays so, also when it goes on. */
static void late_before_it_was_paused(void **state) {
    struct town *town = *state;
    cgov_id issues[2] = {filed(town), filed(town)};
    const cgov_time due = town_clock(town, town->auditor, issues[0], "finish").due;
    for (uint32_t i = 0; i < 2; i++) {
        town->now = due + i;
        bulletin_suspend(town, issues[i]);
    }
    cgov_figure_view all = bulletin_all(town, of_clock("finish"));
    assert_int_equal(all.paused, 1);
    assert_int_equal(all.due, 1);
    assert_int_equal(all.ended + all.on_time, 0);
    town->now += 5 * DAYS_MS;
    for (uint32_t i = 0; i < 2; i++) {
        town_move(town, town->bureau.officers[CONTACT], issues[i], "resume", NULL, 0);
        bulletin_close(town, issues[i], &town->bureau, NULL, 0);
    }
    all = bulletin_all(town, of_clock("finish"));
    assert_int_equal(all.ended, 2);
    assert_int_equal(all.on_time, 1);
}

/* ---- merges, returns ---- */

static cgov_id dispatched(struct town *town, const struct office *lead) {
    cgov_id issue = town_report(town, town->resident);
    const cgov_detail to = town_number(CGOV_FIELD_LEAD, (int64_t)lead->id);
    town_move(town, town->centre.officers[CLERK], issue, "accept", NULL, 0);
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", &to, 1);
    return issue;
}

/* Whatever was merged was signed as late as what it was merged into. */
static void merged_is_judged_by_its_master(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id master = dispatched(&town, &town.street), other = town_report(&town, town.neighbour);
    const cgov_detail into = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    town_move(&town, town.centre.officers[CLERK], other, "merge", &into, 1);
    cgov_figure_view all = bulletin_all(&town, of_clock("sign"));
    assert_int_equal(all.due, 0);
    town.now = town_clock(&town, town.auditor, master, "sign").due + 1;
    all = bulletin_all(&town, of_clock("sign"));
    assert_int_equal(all.merged, 1);
    assert_int_equal(all.due, 2);
    town_move(&town, town.street.officers[CONTACT], master, "sign", NULL, 0);
    all = bulletin_all(&town, of_clock("sign"));
    assert_int_equal(all.ended, 2);
    assert_int_equal(all.on_time, 0);
    cgov_figure_view groups[4];
    cgov_figure_query by_lead = of_clock("sign");
    by_lead.group = CGOV_GROUP_ORGANIZATION;
    assert_int_equal(bulletin_groups(&town, by_lead, groups, 4), 2);
    assert_int_equal(groups[0].key, 0); /* it was merged before anybody led it */
    assert_int_equal(groups[0].due, 1);
    town_close(&town);
}

static void hand_back(struct town *town, cgov_id issue, const struct office *office) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责");
    town_move(town, office->officers[CONTACT], issue, "object", &reason, 1);
    town_move(town, town->centre.officers[DISPATCHER], issue, "return", NULL, 0);
}

static void lead_again(struct town *town, cgov_id issue, const struct office *lead) {
    const cgov_detail to = town_number(CGOV_FIELD_LEAD, (int64_t)lead->id);
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", &to, 1);
}

/* Returned by the street, then by the bureau, then led by the village, which is charged with neither. */
static void a_return_counts_against_who_returned(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_id issue = dispatched(&town, &town.street);
    hand_back(&town, issue, &town.street);
    lead_again(&town, issue, &town.bureau);
    hand_back(&town, issue, &town.bureau);
    lead_again(&town, issue, &town.village);
    cgov_figure_view groups[4];
    const cgov_figure_query by_lead = {.group = CGOV_GROUP_ORGANIZATION};
    uint32_t count = bulletin_groups(&town, by_lead, groups, 4);
    assert_int_equal(count, 3);
    const cgov_figure_view *street = bulletin_keyed(groups, count, town.street.id),
                           *bureau = bulletin_keyed(groups, count, town.bureau.id),
                           *village = bulletin_keyed(groups, count, town.village.id);
    assert_int_equal(street->issues + bureau->issues, 0);
    assert_int_equal(street->returns, 1);
    assert_int_equal(street->returned, 0); /* the issue, against the last who returned it */
    assert_int_equal(bureau->returns, 1);
    assert_int_equal(bureau->returned, 1);
    assert_int_equal(village->issues, 1);
    assert_int_equal(village->returns + village->returned, 0);
    cgov_figure_query below = {.organization = town.street.id}; /* the village's issue, the street's return */
    cgov_figure_view all = bulletin_all(&town, below);
    assert_int_equal(all.issues, 1);
    assert_int_equal(all.returns, 1);
    below.organization = town.bureau.id;
    all = bulletin_all(&town, below);
    assert_int_equal(all.issues, 0);
    assert_int_equal(all.returned, 1);
    assert_int_equal(bulletin_all(&town, (cgov_figure_query){.group = 0}).returns, 2);
    town_close(&town);
}

static const cgov_figure_view *led_by(struct town *town, uint64_t lead) {
    static cgov_figure_view groups[8];
    const uint32_t count = bulletin_groups(town, (cgov_figure_query){.group = CGOV_GROUP_ORGANIZATION}, groups, 8);
    return bulletin_keyed(groups, count, lead);
}

/* What the street answered and did not solve is mended one level up, by whom nothing is charged. */
static void what_comes_back_counts_against_who_answered(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    const cgov_id issue = town_issue_in(&town, "checking"), street = town.street.id, district = town.district.id;
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "没修好"), result = town_text(CGOV_FIELD_RESULT, "solved"),
                      text = town_text(CGOV_FIELD_TEXT, "已办结。");
    town_move(&town, town.centre.officers[CHECKER], issue, "rework", &reason, 1);
    town_move(&town, town.street.officers[CONTACT], issue, "done", &result, 1);
    town_move(&town, town.street.officers[CONTACT], issue, "answer", &text, 1);
    town_move(&town, town.centre.officers[CHECKER], issue, "pass", NULL, 0);
    const cgov_detail unsolved[] = {reason, town_number(CGOV_FIELD_SOLVED, 2)};
    town_move(&town, town.resident, issue, "escalate", unsolved, 2);
    assert_true(town_item(&town, town.auditor, issue).holder == district);
    cgov_figure_view groups[4];
    const cgov_figure_query by_lead = {.group = CGOV_GROUP_ORGANIZATION};
    const uint32_t count = bulletin_groups(&town, by_lead, groups, 4);
    assert_int_equal(count, 2);
    const cgov_figure_view *left = bulletin_keyed(groups, count, street),
                           *leads = bulletin_keyed(groups, count, district);
    assert_true(left->issues == 0 && left->reopened == 1 && left->reopens == 1 && left->reworked == 1 &&
                left->reworks == 1);
    assert_true(leads->issues == 1 && leads->reopened + leads->reopens + leads->reworked + leads->reworks == 0);
    const cgov_figure_view all = bulletin_all(&town, (cgov_figure_query){.group = CGOV_GROUP_NONE});
    assert_true(all.reopens == 1 && all.reworks == 1);
    town_close(&town);
}

/* Who arbitrates grants it by naming another; whoever is to lead all the same has returned nothing. */
static void an_objection_that_is_granted_is_a_return(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责"),
                      same = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id),
                      other = town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id);
    cgov_id issue = dispatched(&town, &town.street);
    town_move(&town, town.street.officers[CONTACT], issue, "object", &reason, 1);
    town_move(&town, town.district.officers[HEAD], issue, "arbitrate", &same, 1);
    assert_int_equal(led_by(&town, town.street.id)->returns, 0);
    town_move(&town, town.street.officers[CONTACT], issue, "object", &reason, 1);
    town_move(&town, town.district.officers[HEAD], issue, "arbitrate", &other, 1);
    assert_int_equal(led_by(&town, town.street.id)->returns, 1);
    assert_int_equal(led_by(&town, town.street.id)->returned, 1);
    assert_int_equal(led_by(&town, town.bureau.id)->returns, 0);
    town_close(&town);
}

/* The bureau had it first and gave it back; the root, above which nobody stands, objects, and a conference is called.
 */
static cgov_id conferred(struct town *town) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位职责"),
                      root = town_number(CGOV_FIELD_LEAD, (int64_t)town->district.id);
    cgov_id issue = dispatched(town, &town->bureau);
    town_move(town, town->bureau.officers[CONTACT], issue, "object", &reason, 1);
    town_move(town, town->centre.officers[DISPATCHER], issue, "return", NULL, 0);
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", &root, 1);
    town_move(town, town->district.officers[CONTACT], issue, "object", &reason, 1);
    town_move(town, town->centre.officers[DISPATCHER], issue, "confer", &reason, 1);
    assert_int_equal(led_by(town, town->district.id)->returns, 0);
    return issue;
}

/* So is one that a conference grants, or its time; where it comes back to who objected nothing is returned. */
static void an_objection_that_a_conference_grants_is_a_return(void **state) {
    (void)state;
    for (uint32_t way = 0; way < 3; way++) {
        struct town town;
        town_found(&town, NULL);
        const cgov_id issue = conferred(&town), conference = (cgov_id)CGOV_KIND_SESSION << 44 | 2;
        const struct office *lead = way == 0 ? &town.street : &town.district;
        const cgov_detail agreed[] = {town_number(CGOV_FIELD_LEAD, (int64_t)lead->id),
                                      town_text(CGOV_FIELD_TEXT, "由其主办。")};
        if (way < 2) {
            town_move(&town, town.centre.officers[HEAD], conference, "decide", agreed, 2);
            town_move(&town, town.centre.officers[DISPATCHER], issue, "assign", agreed, 1);
        } else {
            town.now = town_clock(&town, town.auditor, issue, "object").due + 1;
            town_tick(&town);
        }
        town_assert_state(&town, issue, "dispatched");
        assert_int_equal(led_by(&town, town.district.id)->returns, way != 1);
        town_close(&town);
    }
}

/* ---- ratings ---- */

static void a_rating_is_of_the_last_handling(void **state) {
    struct town *town = *state;
    cgov_id issue = filed(town);
    cgov_detail rated = town_number(CGOV_FIELD_RATING, 5);
    bulletin_close(town, issue, &town->bureau, &rated, 1);
    assert_int_equal(bulletin_all(town, (cgov_figure_query){.group = 0}).satisfied, 1);
    town_move(town, town->resident, issue, "reopen", NULL, 0);
    cgov_figure_view all = bulletin_all(town, (cgov_figure_query){.group = 0});
    assert_int_equal(all.rated + all.satisfied, 0);
    assert_int_equal(town_item(town, town->auditor, issue).rating, 0);
    rated.number = 1;
    bulletin_close(town, issue, &town->bureau, &rated, 1);
    all = bulletin_all(town, (cgov_figure_query){.group = 0});
    assert_int_equal(all.rated, 1);
    assert_int_equal(all.satisfied, 0);
}

/* ---- weeks ---- */

/* The dates on which weeks and years part are ISO 8601's own. */
static void weeks_are_those_of_their_thursday(void **state) {
    static const struct {
        int year, month, day;
        uint64_t key;
        const char *name;
    } rows[] = {
        {2026, 12, 31, 202653, "2026-W53"}, {2027, 1, 3, 202653, "2026-W53"},  {2027, 1, 4, 202701, "2027-W01"},
        {2028, 1, 2, 202752, "2027-W52"},   {2028, 1, 3, 202801, "2028-W01"},  {2029, 12, 30, 202952, "2029-W52"},
        {2029, 12, 31, 203001, "2030-W01"}, {2030, 3, 10, 203010, "2030-W10"},
    };
    struct town *town = *state;
    town->flags |= CGOV_ACT_LONG_JUMP;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        town->now = town_at(rows[i].year, rows[i].month, rows[i].day, i % 2 ? 0 : 23, i % 2 ? 0 : 59);
        bulletin_report(town, &(const struct kind){.class_name = NULL});
        cgov_figure_view views[8];
        const cgov_figure_query query = {.group = CGOV_GROUP_WEEK, .from = town->now};
        assert_int_equal(bulletin_groups(town, query, views, 8), 1);
        assert_int_equal(views[0].key, rows[i].key);
        assert_string_equal(views[0].name, rows[i].name);
    }
}

/* ---- runs ---- */

/* Two hours were promised, and nothing came: neither a lesser urgency nor a class of no promise makes that good. */
static void late_before_it_was_moved(void **state) {
    (void)state;
    const struct town_options options = {.profile = "HOTLINE_BJ"};
    struct town town;
    town_found(&town, &options);
    const cgov_detail critical = town_text(CGOV_FIELD_URGENCY, "critical");
    const cgov_detail other[] = {town_text(CGOV_FIELD_URGENCY, "normal"), town_text(CGOV_FIELD_MATTER, "pothole")};
    cgov_id ids[2] = {0, 0};
    for (uint32_t i = 0; i < 2; i++)
        assert_int_equal(town_try_report(&town, town.resident, &critical, 1, &ids[i]), CGOV_OK);
    town.now = town_clock(&town, town.auditor, ids[0], "feedback").due + HOURS_MS;
    assert_int_equal(bulletin_all(&town, of_clock("feedback")).due, 2);
    for (uint32_t i = 0; i < 2; i++) town_move(&town, town.centre.officers[CLERK], ids[i], "classify", &other[i], 1);
    assert_true(town_clock(&town, town.auditor, ids[0], "feedback").due > town.now + DAYS_MS);
    cgov_figure_view all = bulletin_all(&town, of_clock("feedback"));
    assert_true(all.due == 2 && all.ended == 0);
    for (uint32_t i = 0; i < 2; i++) {
        const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
        town_move(&town, town.centre.officers[CLERK], ids[i], "accept", NULL, 0);
        town_move(&town, town.centre.officers[DISPATCHER], ids[i], "dispatch", &lead, 1);
        town_move(&town, town.street.officers[CONTACT], ids[i], "sign", NULL, 0);
        town_move(&town, town.street.officers[CONTACT], ids[i], "start", NULL, 0);
        const cgov_detail done[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片")};
        const cgov_detail text = town_text(CGOV_FIELD_TEXT, "已办结。");
        town_move(&town, town.street.officers[CONTACT], ids[i], "done", done, 2);
        town_move(&town, town.street.officers[CONTACT], ids[i], "answer", &text, 1);
    }
    all = bulletin_all(&town, of_clock("feedback"));
    assert_true(all.due == 2 && all.ended == 2 && all.on_time == 0);
    cgov_run_view views[3];
    assert_int_equal(bulletin_runs(&town, town.auditor, of_clock("feedback"), views, 3), 2);
    assert_true(views[0].late && views[0].stopped_at < views[0].due); /* by the due that it had */
    assert_true(views[1].late && views[1].due == 0);
    town_close(&town);
}

/* The same while it is open, and read back once it has ended. */
static void runs_say_how_long(void **state) {
    struct town *town = *state;
    cgov_run_view views[4];
    cgov_id issue = filed(town);
    const cgov_time start = town->now;
    town->now += 10 * HOURS_MS;
    bulletin_suspend(town, issue);
    town->now += 30 * HOURS_MS;
    town_move(town, town->bureau.officers[CONTACT], issue, "resume", NULL, 0);
    town->now += 2 * HOURS_MS;
    assert_int_equal(bulletin_runs(town, town->auditor, of_clock("finish"), views, 4), 0);
    bulletin_close(town, issue, &town->bureau, NULL, 0);
    for (int ended = 0; ended < 2; ended++) {
        assert_int_equal(bulletin_runs(town, town->auditor, of_clock("finish"), views, 4), 1);
        assert_int_equal(views[0].item, issue);
        assert_string_equal(views[0].name, "finish");
        assert_int_equal(views[0].started_at, start);
        assert_int_equal(views[0].stopped_at, start + 42 * HOURS_MS);
        assert_int_equal(views[0].rested, 30 * HOURS_MS);
        assert_int_equal(views[0].due, town_clock(town, town->auditor, issue, "finish").due);
        assert_int_equal(views[0].late, 0);
        assert_int_equal(town_item(town, town->auditor, issue).final, ended);
        town->now += 3651 * DAYS_MS; /* time alone ends it */
        town->flags |= CGOV_ACT_LONG_JUMP;
        filed(town);
    }
}

/* Its last run counts, with the rest of that run alone; what was refused has none, and nobody is shown another's. */
static void runs_are_those_that_figures_count(void **state) {
    struct town *town = *state;
    cgov_run_view views[4];
    cgov_id issue = filed(town);
    bulletin_refuse(town, bulletin_report(town, &(const struct kind){.class_name = "event"}));
    bulletin_suspend(town, issue);
    town->now += 3 * HOURS_MS;
    town_move(town, town->bureau.officers[CONTACT], issue, "resume", NULL, 0);
    bulletin_close(town, issue, &town->bureau, NULL, 0);
    town_move(town, town->resident, issue, "reopen", NULL, 0);
    assert_int_equal(bulletin_runs(town, town->auditor, of_clock("finish"), views, 4), 0);
    const cgov_time again = town->now;
    town->now += 20 * DAYS_MS;
    bulletin_close(town, issue, &town->bureau, NULL, 0);
    cgov_figure_query query = of_clock("finish");
    query.group = CGOV_GROUP_ORGANIZATION;
    assert_int_equal(bulletin_runs(town, town->auditor, query, views, 4), 1);
    assert_int_equal(views[0].started_at, again);
    assert_int_equal(views[0].rested, 0);
    assert_int_equal(views[0].late, 1);
    assert_int_equal(views[0].key, town->bureau.id);
    query.organization = town->street.id;
    assert_int_equal(bulletin_runs(town, town->auditor, query, views, 4), 0);
    assert_int_equal(bulletin_runs(town, town->auditor, of_clock("filing"), views, 4),
                     1); /* refused, the other has none */
    query.organization = 0;
    query.until = 10000000000;
    assert_int_equal(bulletin_runs(town, town->auditor, query, views, 4), 0);
}

/* ---- lines ---- */

static int32_t line_of(const cgov_figure_view *view, uint32_t form, char *into, uint64_t cap) {
    uint64_t needed = 7;
    int32_t status = cgov_figure_line(view, form, into, cap, &needed);
    if (status == CGOV_OK) assert_int_equal(needed, strlen(into));
    return status;
}

static void begins_with(const char *line, const char *start) {
    if (strncmp(line, start, strlen(start)) != 0) assert_string_equal(line, start);
}

static void lines_say_every_figure(void **state) {
    (void)state;
    char line[1024], head[1024];
    cgov_figure_view view = {.size = sizeof view, .group = CGOV_GROUP_CLASS, .key = 3, .name = "a\"b\\,c", .issues = 7};
    view.voted = UINT64_MAX;
    assert_int_equal(line_of(NULL, CGOV_LINE_CSV, head, sizeof head), CGOV_OK);
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, sizeof line), CGOV_OK);
    begins_with(head, "group,key,name,issues,open,");
    begins_with(line, "class,3,\"a\"\"b\\,c\",7,0,");
    assert_string_equal(strrchr(head, ',') + 1, "voted");
    assert_string_equal(strrchr(line, ',') + 1, "18446744073709551615");
    uint32_t commas = 0, columns = 0;
    for (const char *at = line; *at != 0; at++) commas += *at == ',';
    for (const char *at = head; *at != 0; at++) columns += *at == ',';
    assert_int_equal(commas, columns + 1); /* one stands in the name */
    assert_int_equal(line_of(&view, CGOV_LINE_JSON, line, sizeof line), CGOV_OK);
    begins_with(line, "{\"group\":\"class\",\"key\":3,\"name\":\"a\\\"b\\\\,c\",\"issues\":7,");
    assert_string_equal(strrchr(line, ',') + 1, "\"voted\":18446744073709551615}");
}

static void lines_that_cannot_be(void **state) {
    (void)state;
    char line[1024];
    uint64_t needed = 0;
    cgov_figure_view view = {.size = sizeof view};
    assert_int_equal(cgov_figure_line(&view, CGOV_LINE_CSV, NULL, 0, &needed), CGOV_E_BUFFER);
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, needed), CGOV_E_BUFFER);
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, needed + 1), CGOV_OK);
    assert_int_equal(line_of(NULL, CGOV_LINE_JSON, line, sizeof line), CGOV_E_ARG);
    assert_int_equal(line_of(&view, 0, line, sizeof line), CGOV_E_ARG);
    assert_int_equal(line_of(&view, CGOV_LINE_JSON + 1, line, sizeof line), CGOV_E_ARG);
    assert_int_equal(cgov_figure_line(&view, CGOV_LINE_CSV, NULL, 1, &needed), CGOV_E_ARG);
    assert_int_equal(cgov_figure_line(&view, CGOV_LINE_CSV, line, sizeof line, NULL), CGOV_E_ARG);
    view.group = CGOV_GROUP_WEEK + 1;
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, sizeof line), CGOV_E_ARG);
    view.group = CGOV_GROUP_WEEK;
    memset(view.name, 'a', sizeof view.name);
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, sizeof line), CGOV_E_TEXT);
    memcpy(view.name, "a\nb", 4);
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, sizeof line), CGOV_E_TEXT);
    view.size = 8;
    assert_int_equal(line_of(&view, CGOV_LINE_CSV, line, sizeof line), CGOV_E_ABI_SIZE);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(late_before_it_was_paused),
        cmocka_unit_test(late_before_it_was_moved),
        cmocka_unit_test(merged_is_judged_by_its_master),
        cmocka_unit_test(a_return_counts_against_who_returned),
        cmocka_unit_test(what_comes_back_counts_against_who_answered),
        cmocka_unit_test(an_objection_that_is_granted_is_a_return),
        cmocka_unit_test(an_objection_that_a_conference_grants_is_a_return),
        IN_TOWN(a_rating_is_of_the_last_handling),
        IN_TOWN(weeks_are_those_of_their_thursday),
        IN_TOWN(runs_say_how_long),
        IN_TOWN(runs_are_those_that_figures_count),
        cmocka_unit_test(lines_say_every_figure),
        cmocka_unit_test(lines_that_cannot_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
