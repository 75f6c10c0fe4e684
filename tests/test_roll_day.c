/* A roll that is on a day (当日): nobody is entered before it has begun, nor once it is over; a move that names another
 * begins it anew, and what is made from it in its item; lists of items below stay as they were, and who came before is
 * counted. */
#include "cgov/figures.h"
#include "support/bent.h"
#include "support/on_a_town.h"
#include "support/telling.h"
#include "support/test.h"

static const char TEXT[] = "rulebook 1\n"
                           "role founder \"创建人\"\n"
                           "  may add change appoint adopt\n"
                           "role clerk \"受理员\"\n"
                           "rule half \"过半\" from 2020-01-01\n"
                           "  source \"自定\" verified\n"
                           "  ask yes_no\n"
                           "  quorum here at least 1\n"
                           "  passes yes more than 1/2 of here\n"
                           "procedure sitting \"会议\" session\n"
                           "  public\n"
                           "  detail day \"召开日期\" date\n"
                           "  party village \"村\" organization\n"
                           "  roll members \"成员\"\n"
                           "    of residents of village\n"
                           "    filled by notify\n"
                           "  roll present \"到会\"\n"
                           "    of members\n"
                           "    by self\n"
                           "    by clerk of village twice\n"
                           "    out by clerk of village self\n"
                           "    in noticed open resting\n"
                           "    on day\n"
                           "    counts attendance\n"
                           "  roll speakers \"发言\"\n"
                           "    of present\n"
                           "    by self\n"
                           "    in open resting\n"
                           "  roll came \"上次到会\"\n"
                           "    of present\n"
                           "    filled by adjourn\n"
                           "  stage all \"全程\"\n"
                           "    state called  \"拟召开\" held by village\n"
                           "    state noticed \"已通知\" held by village\n"
                           "    state open    \"开会\" held by village\n"
                           "    state resting \"休会\" held by village\n"
                           "    state acting  \"落实\" held by village\n"
                           "    state done    \"已办结\" final\n"
                           "  clock run from call until finish lapse\n"
                           "    for 90 days\n"
                           "    late tell clerk of village\n"
                           "  open call \"召集\" -> called\n"
                           "    by clerk of village\n"
                           "    needs organization\n"
                           "    sets village to given\n"
                           "  move notify \"通知\" called noticed -> noticed\n"
                           "    by clerk of village\n"
                           "    needs day\n"
                           "    at most 3\n"
                           "  move recall \"再次通知\" noticed -> noticed\n"
                           "    by clerk of village\n"
                           "    needs day\n"
                           "    when day come\n"
                           "    when not present more than 1/2 of members\n"
                           "    at most 3\n"
                           "  move sit \"开会\" noticed resting -> open\n"
                           "    by clerk of village\n"
                           "    when day come\n"
                           "    when not day over\n"
                           "    when present more than 1/2 of members\n"
                           "    at most 3\n"
                           "  move lapse \"流会\" noticed resting -> done\n"
                           "    by clerk of village\n"
                           "    when day over\n"
                           "    tells members\n"
                           "  move raise \"提出议题\" open -> same\n"
                           "    by clerk of village\n"
                           "    opens matter\n"
                           "    at most 2\n"
                           "  move adjourn \"休会\" open -> resting\n"
                           "    by clerk of village\n"
                           "    needs day\n"
                           "    at most 2\n"
                           "  move act \"交办\" open resting -> acting\n"
                           "    by clerk of village\n"
                           "    needs day\n"
                           "  move finish \"办结\" noticed acting -> done\n"
                           "    by clerk of village\n"
                           "    tells members\n"
                           "procedure matter \"议题\" motion\n"
                           "  party village \"村\" organization\n"
                           "  roll here \"在场\"\n"
                           "    of parent.present\n"
                           "    filled by put\n"
                           "  roll ballots \"表决\"\n"
                           "    of here\n"
                           "    by self\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "  stage all \"全程\"\n"
                           "    state raised \"待议\" held by village\n"
                           "    state voting \"表决\" held by village\n"
                           "    state passed \"通过\" held by village\n"
                           "    state lost   \"未通过\" final\n"
                           "    state void   \"无效\" final\n"
                           "    state over   \"已公布\" final\n"
                           "  clock run from raise until count drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of village\n"
                           "  clock tell from count.passed until publish drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of village\n"
                           "  open raise \"提出\" -> raised\n"
                           "    by parent\n"
                           "    sets village to parent.village\n"
                           "  move put \"付表决\" raised -> voting\n"
                           "    by clerk of village\n"
                           "  move count \"计票\" voting\n"
                           "    by clerk of village\n"
                           "    decides half over ballots\n"
                           "    passed -> passed\n"
                           "    failed -> lost\n"
                           "    no_quorum -> void\n"
                           "    tells here\n"
                           "    answers\n"
                           "  move publish \"公布\" passed -> over\n"
                           "    by clerk of village\n"
                           "    tells here\n"
                           "  move drop \"撤销\" raised voting passed -> lost\n"
                           "    by parent\n"
                           "    answers\n"
                           "    tells here\n";

enum { PEOPLE = 4 };
static cgov_storage storage;
static cgov_id clerk, second, people[PEOPLE], session;

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static int32_t try_to(const char *move, int64_t day) {
    const cgov_detail detail = {.size = sizeof detail, .field = field("day"), .number = day};
    return town_try_move(&town, clerk, session, move, &detail, day != 0);
}

static void to(const char *move, int64_t day) {
    if (try_to(move, day)) fail_msg("%s: %s", move, town_error(&town).message);
}

static int32_t enter(cgov_id item, const char *roll, cgov_id actor, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail choice = town_text(CGOV_FIELD_CHOICE, "yes");
    return cgov_roll_enter(town.ledger, &act, item, roll, elector, &choice, strcmp(roll, "ballots") == 0, NULL);
}

static cgov_roll_view roll_of(cgov_id item, const char *name) {
    static cgov_roll_view views[8];
    const cgov_reader reader = town_reader(&town, clerk);
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    assert_int_equal(cgov_roll_list(town.ledger, &reader, item, &cursor, views, 8, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i];
    fail_msg("there is no roll %s", name);
    return views[0];
}

static void assert_attended(uint64_t attended) {
    const cgov_reader reader = town_reader(&town, town.founder);
    const cgov_figure_query query = {.size = sizeof query, .procedure = text_of("sitting")};
    cgov_figure_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_figure_list(town.ledger, &reader, &query, &cursor, &view, 1, &count), CGOV_OK);
    assert_int_equal(view.attended, attended);
}

#define REFUSED(call, of) town_assert_refused(&town, call, CGOV_E_REFUSED, CGOV_R_##of)
#define SITS(from, until)                                                                                              \
    for (uint32_t i = from; i < until; i++) assert_int_equal(enter(session, "present", people[i], people[i]), CGOV_OK)

static int called(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, text_of(TEXT));
    const cgov_id place = town_organization(&town, "东村", "village", town.root);
    clerk = town_resident(&town, "受理员", town.root);
    second = town_resident(&town, "副手", town.root);
    town_appoint(&town, clerk, place, "clerk");
    town_appoint(&town, second, place, "clerk");
    for (uint32_t i = 0; i < PEOPLE; i++) people[i] = town_resident(&town, "村民", place);
    town.now = town_at(2026, 6, 1, 9, 0);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)place)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "sitting", details, 1, &session), CGOV_OK);
    to("notify", 20260610);
    return 0;
}

static int closed(void **state) {
    (void)state;
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    telling_reopen(&town, &storage);
    town_close(&town);
    return cgov_storage_close(&storage);
}

static cgov_id sat_and_voted(void) {
    town.now = town_at(2026, 6, 10, 9, 0);
    SITS(0, 3);
    to("sit", 0);
    to("raise", 0);
    cgov_item_query query = {.size = sizeof query, .parent = session};
    cgov_item_view view = {.size = sizeof view};
    const cgov_reader reader = town_reader(&town, clerk);
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, &view, 1, &count), CGOV_OK);
    town_move(&town, clerk, view.id, "put", NULL, 0);
    for (uint32_t i = 0; i < 2; i++) assert_int_equal(enter(view.id, "ballots", people[i], people[i]), CGOV_OK);
    town_move(&town, clerk, view.id, "count", NULL, 0);
    town_assert_state(&town, view.id, "passed");
    return view.id;
}

static void on_its_day_alone(void **state) {
    (void)state;
    town.now = town_at(2026, 6, 10, 0, 0) - 1;
    REFUSED(enter(session, "present", people[0], people[0]), DAY);
    assert_string_equal(town_error(&town).message, "`day`, 2026-06-10, is not come: today is 2026-06-09");
    REFUSED(enter(session, "present", clerk, people[0]), DAY);
    REFUSED(enter(session, "present", people[1], people[0]), ACTOR); /* who may enter nobody is told that */
    assert_true(!roll_of(session, "present").open && !roll_of(session, "present").others);
    town.now++;
    assert_true(roll_of(session, "present").open && roll_of(session, "present").others);
    assert_int_equal(enter(session, "present", people[0], people[0]), CGOV_OK);
    assert_int_equal(enter(session, "present", clerk, people[1]), CGOV_OK);
    assert_int_equal(roll_of(session, "present").waiting, 1);
    town.now = town_at(2026, 6, 11, 0, 0) - 1;
    assert_int_equal(enter(session, "present", people[2], people[2]), CGOV_OK);
    town.now++;
    REFUSED(enter(session, "present", people[3], people[3]), DAY);
    assert_string_equal(town_error(&town).message, "`day`, 2026-06-10, is over: today is 2026-06-11");
    REFUSED(enter(session, "present", second, people[1]), DAY); /* what waits is of that day too */
    assert_true(!roll_of(session, "present").open && !roll_of(session, "present").others);
    assert_int_equal(roll_of(session, "present").heads, 2);
    cgov_act act = town_act(&town, people[2]); /* who goes home after midnight is there no more */
    assert_int_equal(cgov_roll_leave(town.ledger, &act, session, "present", people[2], 0, NULL, 0, NULL), CGOV_OK);
}

/* Nobody is too late to sit before its midnight, and nothing is over before. */
static void what_is_of_the_day_ends_with_it(void **state) {
    (void)state;
    town.now = town_at(2026, 6, 10, 9, 0);
    SITS(0, 3);
    town.now = town_at(2026, 6, 11, 0, 0) - 1;
    REFUSED(try_to("lapse", 0), DAY);
    assert_string_equal(town_error(&town).message, "`day`, 2026-06-10, is not over: today is 2026-06-10");
    to("sit", 0);
    to("adjourn", 20260612);
    town.now = town_at(2026, 6, 12, 9, 0);
    SITS(0, 3);
    town.now = town_at(2026, 6, 13, 0, 0);
    REFUSED(try_to("sit", 0), DAY);
    assert_string_equal(town_error(&town).message, "`day`, 2026-06-12, is over: today is 2026-06-13");
    assert_int_equal(roll_of(session, "present").heads, 3);
    to("lapse", 0);
    town_assert_state(&town, session, "done");
}

/* Its own guards see who came; then nobody is there, nothing waits, and who comes again counts. */
static void another_day_begins_it_anew(void **state) {
    (void)state;
    town.now = town_at(2026, 6, 10, 9, 0);
    SITS(0, 2);
    assert_int_equal(enter(session, "present", clerk, people[2]), CGOV_OK);
    REFUSED(try_to("sit", 0), SHARE);
    to("recall", 20260612);
    assert_true(roll_of(session, "present").heads == 0 && roll_of(session, "present").waiting == 0);
    assert_attended(2);
    REFUSED(enter(session, "present", people[0], people[0]), DAY);
    town.now = town_at(2026, 6, 12, 0, 0);
    REFUSED(try_to("sit", 0), SHARE);
    assert_int_equal(enter(session, "present", second, people[2]), CGOV_OK); /* what waited is over */
    assert_int_equal(roll_of(session, "present").heads, 0);
    SITS(1, 4);
    REFUSED(try_to("recall", 20260613), SHARE);
    to("sit", 0);
    assert_attended(4);
    telling_reopen(&town, &storage);
}

static void who_decided_stays_on_the_lists_of_what_was_decided(void **state) {
    (void)state;
    const cgov_id matter = sat_and_voted();
    assert_int_equal(enter(session, "speakers", people[0], people[0]), CGOV_OK);
    to("adjourn", 20260611);
    assert_int_equal(roll_of(session, "present").heads, 0);
    assert_int_equal(roll_of(session, "speakers").heads, 0); /* of those who are there */
    assert_int_equal(roll_of(session, "came").heads, 3);     /* whom the move put there */
    assert_int_equal(roll_of(matter, "here").heads, 3);
    assert_int_equal(roll_of(matter, "ballots").heads, 2);
    assert_attended(3);
    telling_reopen(&town, &storage);
    REFUSED(try_to("sit", 0), DAY);
    town.now = town_at(2026, 6, 11, 0, 0);
    REFUSED(try_to("sit", 0), SHARE);
    SITS(2, 4);
    REFUSED(try_to("sit", 0), SHARE); /* two of four */
    SITS(0, 1);
    to("sit", 0);
    assert_int_equal(roll_of(session, "present").heads, 3);
    assert_attended(4);
    to("adjourn", 20260611); /* the same day again: they sign again */
    assert_int_equal(roll_of(session, "present").heads, 0);
    assert_attended(4);
    telling_reopen(&town, &storage);
}

/* A day that is no day of the roll's any more, for it leads where nobody is entered. */
static void who_came_stays_where_it_is_over(void **state) {
    (void)state;
    sat_and_voted();
    to("act", 20260701);
    assert_int_equal(roll_of(session, "present").heads, 3);
    assert_attended(3);
}

static void its_day_is_given_before_it_opens(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move notify", "needs", "needs", "takes"},
         5,
         "present \"",
         "roll `present` is open in `noticed`, and `day`, the day that it is on, is not given on this path",
         "call notify"},
    };
    EACH_REFUSED(TEXT, rows);
}

/* Who is there another day votes on what is put then; what was put before has whom its move found. */
static void no_ballot_outlives_its_day(void **state) {
    (void)state;
    static const char message[] = "ballots of roll `ballots` would outlive the day of roll `present` of `sitting`: a "
                                  "roll that a move fills has who was there";
    static const struct bent_row rows[] = {
        {{"roll here", "filled", "filled by put", "by self\n    in voting"}, 0, "here\n", message, ""},
        {{"roll ballots", "of", "here", "parent.present"},
         0,
         "parent.present\n    by self\n    in voting",
         message,
         ""},
    };
    EACH_REFUSED(TEXT, rows);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, called, closed)
int main(void) {
    const struct CMUnitTest tests[] = {
        ON(on_its_day_alone),
        ON(what_is_of_the_day_ends_with_it),
        ON(another_day_begins_it_anew),
        ON(who_decided_stays_on_the_lists_of_what_was_decided),
        ON(who_came_stays_where_it_is_over),
        cmocka_unit_test(its_day_is_given_before_it_opens),
        cmocka_unit_test(no_ballot_outlives_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
