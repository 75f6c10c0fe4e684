/* Shipped meetings besides the joint one: deliberations, trainings, outreach, a yearly plan, requests, discussions. */
#include "support/on_a_town.h"

#include "support/test.h"

static cgov_id secretary, member[3], session;

static int with_meetings(void **state) {
    (void)state;
    town_found(&town, NULL);
    town_adopt(&town, town_shipped("meetings"));
    secretary = town_resident(&town, "秘书", town.street.id);
    town_appoint(&town, secretary, town.street.id, "secretary");
    for (int i = 0; i < 3; i++) {
        member[i] = town_resident(&town, "成员", town.street.id);
        town_appoint(&town, member[i], town.street.id, "member");
    }
    return 0;
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static cgov_detail id_of(const char *name, cgov_id id) {
    return town_number(field(name), (int64_t)id);
}

static void open_by(cgov_id actor, const char *procedure, const cgov_detail *more, uint32_t count) {
    cgov_detail details[8] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id),
                              town_text(CGOV_FIELD_TEXT, "事由")};
    for (uint32_t i = 0; i < count; i++) details[2 + i] = more[i];
    cgov_act act = town_act(&town, actor);
    const int32_t status = cgov_item_open(town.ledger, &act, procedure, details, 2 + count, &session);
    if (status) print_error("%s: %s\n", procedure, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static int32_t try_enter(cgov_id actor, const char *roll, cgov_id elector, const cgov_detail *detail) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, session, roll, elector, detail, detail != NULL, NULL);
}

static void enter(cgov_id actor, const char *roll, cgov_id elector, const cgov_detail *detail) {
    const int32_t status = try_enter(actor, roll, elector, detail);
    if (status) print_error("%s: %s\n", roll, town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

static void say(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "如下");
    town_move(&town, actor, item, move, &text, 1);
}

static cgov_id first_child(cgov_id item) {
    cgov_item_view view = {.size = sizeof view};
    const cgov_reader reader = town_reader(&town, secretary);
    cgov_item_query query = {.size = sizeof query, .parent = item};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, &view, 1, &count), CGOV_OK);
    return view.id;
}

#define REFUSED(status, reason) town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason)

/* ---- */

static void deliberating(void) {
    const cgov_detail chair = id_of("chair", member[0]);
    open_by(secretary, "deliberation", &chair, 1);
    const cgov_detail group = town_text(field("group"), "owner_side");
    const cgov_detail notice[] = {town_number(field("day"), 20260210), town_text(CGOV_FIELD_TEXT, "请到会")};
    enter(secretary, "participants", town.resident, &group);
    enter(secretary, "participants", town.neighbour, &group);
    REFUSED(town_try_move(&town, secretary, session, "notify", notice, 2), SHARE);
    enter(secretary, "participants", member[1], &group);
    town_move(&town, secretary, session, "notify", notice, 2);
    town.now = town_at(2026, 2, 10, 9, 0);
    town_move(&town, member[0], session, "sit", NULL, 0);
    const cgov_detail agree = town_text(field("position"), "agree"), against = town_text(field("position"), "against");
    enter(town.resident, "positions", town.resident, &agree);
    enter(town.resident, "positions", town.resident, &against); /* changed */
    REFUSED(try_enter(member[2], "positions", member[2], &agree), ELECTOR);
}

static void an_opinion_is_reached_and_acted_on(void **state) {
    (void)state;
    deliberating();
    say(member[0], session, "reach");
    const cgov_detail act[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                               town_text(CGOV_FIELD_TEXT, "办理"), town_number(field("day"), 20260301)};
    town_move(&town, secretary, session, "implement", act, 3);
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "反馈");
    REFUSED(town_try_move(&town, secretary, session, "feed_back", &text, 1), CHILDREN);
    const cgov_id duty = first_child(session);
    say(town.bureau.officers[CONTACT], duty, "report");
    town_move(&town, secretary, duty, "pass", NULL, 0);
    say(secretary, session, "feed_back");
    town_assert_state(&town, session, "done");
}

static void one_unresolved_is_reported(void **state) {
    (void)state;
    deliberating();
    say(member[0], session, "dispute");
    say(secretary, session, "refer");
    town_assert_state(&town, session, "reported");
}

static int32_t try_notify(cgov_id vote, int64_t day) {
    const cgov_detail notice[] = {town_number(field("day"), day), town_text(CGOV_FIELD_TEXT, "请到会")};
    return town_try_move(&town, secretary, vote, "notify", notice, 2);
}

/* Of three members two are there that day, and not one; so many are for it. */
static void vote_on_it(cgov_id vote, int day, int yes) {
    const cgov_id talk = session;
    town.now = town_at(2026, 2, day - 2, 0, 0);
    REFUSED(try_notify(vote, 20260200 + day), NOTICE);
    town.now--;
    assert_int_equal(try_notify(vote, 20260200 + day), CGOV_OK);
    session = vote;
    enter(member[0], "voters", member[0], NULL);
    REFUSED(town_try_move(&town, secretary, vote, "put", NULL, 0), DAY);
    town.now = town_at(2026, 2, day, 9, 0);
    REFUSED(town_try_move(&town, secretary, vote, "put", NULL, 0), QUORUM);
    enter(secretary, "voters", member[1], NULL);
    town_move(&town, secretary, vote, "put", NULL, 0);
    for (int v = 0; v < 2; v++) {
        const cgov_detail choice = town_text(CGOV_FIELD_CHOICE, v < yes ? "yes" : "no");
        enter(member[v], "ballots", member[v], &choice);
    }
    town_move(&town, secretary, vote, "count", NULL, 0);
    session = talk;
}

/* Put to the vote by who presides, after it was written down or at once. */
static void a_dispute_goes_to_the_members(void **state) {
    (void)state;
    deliberating();
    say(member[0], session, "dispute");
    say(member[0], session, "vote");
    vote_on_it(first_child(session), 17, 2);
    town_assert_state(&town, session, "reached");
}

/* What half of those there are for is lost, and reported. */
static void a_dispute_that_is_lost_is_reported(void **state) {
    (void)state;
    deliberating();
    say(member[0], session, "vote");
    town_assert_state(&town, session, "balloting");
    vote_on_it(first_child(session), 17, 1);
    town_assert_state(&town, session, "unresolved");
    say(secretary, session, "refer");
    town_assert_state(&town, session, "reported");
}

static void a_vote_that_is_given_up_is_lost(void **state) {
    (void)state;
    deliberating();
    say(member[0], session, "vote");
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "无人到会");
    town_move(&town, town.street.officers[HEAD], first_child(session), "cancel", &why, 1);
    town_assert_state(&town, session, "unresolved");
}

static void forty_are_trained_and_certified(void **state) {
    (void)state;
    const cgov_id clerk = town.street.officers[CLERK], trainer = member[0];
    const cgov_detail details[] = {town_number(field("day"), 20260210), id_of("trainer", trainer)};
    open_by(clerk, "training", details, 2);
    cgov_id trainee[41];
    for (int i = 0; i < 41; i++) trainee[i] = town_resident(&town, "学员", town.street.id);
    for (int i = 0; i < 40; i++) enter(trainee[i], "enrolled", trainee[i], NULL);
    REFUSED(try_enter(trainee[40], "enrolled", trainee[40], NULL), AT_MOST);
    town.now = town_at(2026, 2, 10, 9, 0);
    town_move(&town, trainer, session, "start", NULL, 0);
    for (int i = 0; i < 2; i++) enter(trainer, "attended", trainee[i], NULL);
    town_move(&town, trainer, session, "assess", NULL, 0);
    const cgov_detail good = town_text(field("rating_of"), "good");
    enter(trainer, "certified", trainee[0], &good);
    REFUSED(try_enter(trainer, "certified", trainee[2], &good), ELECTOR); /* did not attend */
    town_move(&town, clerk, session, "certify", NULL, 0);
    const cgov_reader reader = town_reader(&town, town.auditor);
    cgov_appointment_view held[8] = {{.size = sizeof held[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, trainee[0], &cursor, held, 8, &count), CGOV_OK);
    assert_int_equal(count, 1);
    assert_string_equal(held[0].role, "trained");
    assert_true(held[0].until == town_at(2028, 2, 11, 0, 0)); /* the last day is whole */
    cursor = 0;
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, trainee[1], &cursor, held, 8, &count), CGOV_DONE);
}

static int32_t try_office(cgov_id resident, cgov_id organization, const char *role, cgov_time from) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft draft = {
        .size = sizeof draft, .resident = resident, .organization = organization, .from = from, .role = text_of(role)};
    return cgov_appointment_add(town.ledger, &act, &draft, NULL);
}

/* A role that needs a certificate is given to whoever holds one, there or above, when the term begins. */
static void a_certificate_is_asked_for(void **state) {
    (void)state;
    const cgov_id clerk = town.street.officers[CLERK], trainer = member[0], trainee = town.resident;
    const cgov_detail details[] = {town_number(field("day"), 20260210), id_of("trainer", trainer)};
    open_by(clerk, "training", details, 2);
    enter(trainee, "enrolled", trainee, NULL);
    town.now = town_at(2026, 2, 10, 9, 0);
    town_move(&town, trainer, session, "start", NULL, 0);
    enter(trainer, "attended", trainee, NULL);
    town_move(&town, trainer, session, "assess", NULL, 0);
    const cgov_detail good = town_text(field("rating_of"), "good");
    enter(trainer, "certified", trainee, &good);
    REFUSED(try_office(trainee, town.street.id, "mediator", 0), ROLE); /* not yet */
    assert_string_equal(town_error(&town).message, "this role needs another, which is not held there or above by then");
    town_move(&town, clerk, session, "certify", NULL, 0);
    REFUSED(try_office(town.neighbour, town.street.id, "mediator", 0), ROLE); /* another */
    REFUSED(try_office(trainee, town.bureau.id, "mediator", 0), ROLE);        /* elsewhere */
    REFUSED(try_office(trainee, town.root, "mediator", 0), ROLE);             /* above */
    assert_int_equal(try_office(trainee, town.street.id, "mediator", 0), CGOV_OK);
    assert_int_equal(try_office(trainee, town.village.id, "mediator", 0), CGOV_OK); /* below */
    const cgov_time over = town_at(2028, 2, 11, 0, 0);
    assert_int_equal(try_office(trainee, town.street.id, "mediator", over - 1), CGOV_OK);
    REFUSED(try_office(trainee, town.street.id, "mediator", over), ROLE); /* it has run out by then */
}

static void outreach_from_call_to_report(void **state) {
    (void)state;
    const cgov_id clerk = town.street.officers[CLERK];
    const cgov_detail details[] = {town_number(field("day"), 20260210), town_text(field("kind_of"), "law")};
    open_by(clerk, "outreach", details, 2);
    enter(town.resident, "joined", town.resident, NULL);
    enter(town.neighbour, "joined", town.neighbour, NULL);
    cgov_act act = town_act(&town, town.neighbour);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, session, "joined", town.neighbour, 0, NULL, 0, NULL), CGOV_OK);
    REFUSED(try_enter(town.resident, "present", town.resident, NULL), ROLL);
    REFUSED(town_try_move(&town, clerk, session, "start", NULL, 0), DAY);
    town.now = town_at(2026, 2, 10, 9, 0);
    REFUSED(town_try_move(&town, town.resident, session, "start", NULL, 0), ACTOR);
    town_move(&town, clerk, session, "start", NULL, 0);
    enter(town.resident, "present", town.resident, NULL);
    enter(clerk, "present", member[0], NULL);
    const cgov_detail words = town_text(CGOV_FIELD_TEXT, "到场二人");
    REFUSED(town_try_move(&town, clerk, session, "finish", NULL, 0), NEEDS);
    town_move(&town, clerk, session, "finish", &words, 1);
    town_assert_state(&town, session, "done");
    const cgov_reader anybody = town_reader(&town, 0);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town.ledger, &anybody, session, &view), CGOV_OK); /* it is public */
}

static int32_t try_convene(const char *move) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "例会"), id_of("chair", member[0]),
                                   id_of("recorder", member[1])};
    return town_try_move(&town, secretary, session, move, details, 3);
}

static void a_plan_opens_twelve_and_tells_a_month_missed(void **state) {
    (void)state;
    open_by(secretary, "plan", NULL, 0);
    town.now += 32 * DAY;
    town_tick(&town);
    assert_int_equal(town_clock(&town, secretary, session, "cadence").late, 1);
    for (int i = 0; i < 12; i++) assert_int_equal(try_convene("convene"), CGOV_OK);
    assert_int_equal(town_clock(&town, secretary, session, "cadence").late, 0);
    REFUSED(try_convene("convene"), AT_MOST);
    town_move(&town, secretary, session, "close", NULL, 0);
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "总结");
    REFUSED(town_try_move(&town, town.street.officers[HEAD], session, "report", &text, 1), CHILDREN);
}

/* The one not held is told by its own month: 31 days from the last one are enough, the day after is late. */
static void a_month_is_late_on_its_day(void **state) {
    (void)state;
    open_by(secretary, "plan", NULL, 0);
    town.now += 31 * DAY;
    assert_int_equal(try_convene("convene"), CGOV_OK);
    assert_int_equal(town_clock(&town, secretary, session, "cadence").late, 0);
    town.now += 31 * DAY;
    town_tick(&town);
    assert_int_equal(town_clock(&town, secretary, session, "cadence").late, 0);
    town.now += DAY;
    town_tick(&town);
    assert_int_equal(town_clock(&town, secretary, session, "cadence").late, 1);
    const cgov_reader reader = town_reader(&town, town.auditor);
    cgov_feed_view news[16] = {{.size = sizeof news[0]}};
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, told = 0;
    while (cgov_feed_list(town.ledger, &reader, &seq, &entry, news, 16, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            told += news[i].item == session && news[i].what == CGOV_NEWS_LATE && strcmp(news[i].role, "head") == 0 &&
                    news[i].to == town.street.id && strcmp(news[i].clock, "cadence") == 0;
    assert_int_equal(told, 1);
}

/* Just a third is enough: of three one is, of four it is not. */
static void just_a_third_is_enough(void **state) {
    (void)state;
    open_by(member[0], "request", NULL, 0);
    enter(member[2], "signed", member[2], NULL);
    town_move(&town, member[0], session, "reach", NULL, 0);
}

static void a_third_obliges_the_convenor(void **state) {
    (void)state;
    const cgov_id delegate = town_resident(&town, "代表", town.street.id);
    town_appoint(&town, delegate, town.street.id, "delegate");
    open_by(member[0], "request", NULL, 0);
    REFUSED(town_try_move(&town, member[0], session, "reach", NULL, 0), SHARE);
    REFUSED(try_enter(secretary, "signed", secretary, NULL), ELECTOR);
    enter(member[0], "signed", member[0], NULL); /* one of four */
    REFUSED(town_try_move(&town, member[0], session, "reach", NULL, 0), SHARE);
    enter(member[1], "signed", member[1], NULL); /* two of four */
    cgov_act act = town_act(&town, member[1]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, session, "signed", member[1], 0, NULL, 0, NULL), CGOV_OK);
    REFUSED(town_try_move(&town, member[0], session, "reach", NULL, 0), SHARE);
    REFUSED(try_convene("convene"), STATE);
    enter(delegate, "signed", delegate, NULL);
    town_move(&town, member[0], session, "reach", NULL, 0);
    REFUSED(try_enter(member[1], "signed", member[1], NULL), ROLL);
    assert_int_equal(try_convene("convene"), CGOV_OK);
    assert_string_equal(town_item(&town, secretary, first_child(session)).procedure, "joint_meeting");
}

static void a_position_changes_until_the_summary(void **state) {
    (void)state;
    const cgov_id clerk = town.street.officers[CLERK];
    open_by(clerk, "discussion", NULL, 0);
    const cgov_detail support = town_text(field("position"), "support"),
                      oppose = town_text(field("position"), "oppose");
    enter(town.resident, "positions", town.resident, &support);
    enter(town.resident, "positions", town.resident, &oppose);
    const cgov_reader reader = town_reader(&town, clerk);
    cgov_roll_view rolls[4] = {{.size = sizeof rolls[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_roll_list(town.ledger, &reader, session, &cursor, rolls, 4, &count), CGOV_OK);
    assert_string_equal(rolls[0].name, "positions");
    assert_int_equal(rolls[0].heads, 1);
    say(clerk, session, "summarise");
    REFUSED(try_enter(town.resident, "positions", town.resident, &support), ROLL);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_meetings, leave)
    const struct CMUnitTest tests[] = {
        ON(an_opinion_is_reached_and_acted_on),
        ON(one_unresolved_is_reported),
        ON(a_dispute_goes_to_the_members),
        ON(a_dispute_that_is_lost_is_reported),
        ON(a_vote_that_is_given_up_is_lost),
        ON(forty_are_trained_and_certified),
        ON(a_plan_opens_twelve_and_tells_a_month_missed),
        ON(a_third_obliges_the_convenor),
        ON(a_position_changes_until_the_summary),
        ON(a_certificate_is_asked_for),
        ON(outreach_from_call_to_report),
        ON(a_month_is_late_on_its_day),
        ON(just_a_third_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
