/* What a session decides it decides where it sits, by the shipped texts: no topic is put before the day or while it is
 * adjourned, none is being voted on when it adjourns, and what was decided stands though nobody comes back. */
#include "support/on_an_assembly.h"

static int month; /* of 2025: a session in each */

static int with_bodies(void **state) {
    (void)state;
    found_with_assemblies(INT64_C(1745197200000), "assemblies_unverified", CGOV_ADOPT_UNVERIFIED, REPRESENTATIVES);
    people_bodies();
    month = 4;
    return 0;
}

/* A session of its kind, noticed for the 20th of the next month, with two topics; so many there can sit. */
struct kind {
    const char *procedure;
    bool listed;
    int there, women;
};

static const struct kind kinds[] = {{"village_assembly", false, 40, 0},
                                    {"representatives_assembly", true, 40, 20},
                                    {"residents_meeting", false, 40, 0},
                                    {"body_meeting", true, 40, 0}};

static cgov_id keeper;   /* of its papers: a clerk, a body's secretary */
static int recorder = 1; /* which of the adults */

static cgov_id called(const struct kind *kind) {
    const bool body = strcmp(kind->procedure, "body_meeting") == 0;
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)(body ? branch : town.village.id)),
                                   town_text(CGOV_FIELD_TEXT, "开会"), town_number(field("chair"), (int64_t)adult[0]),
                                   town_number(field("recorder"), (int64_t)adult[recorder]),
                                   town_text(CGOV_FIELD_MATTER, "party_meeting")};
    keeper = body ? secretary : clerk;
    town.now = town_at(2025, ++month, 1, 9, 0);
    cgov_act act = town_act(&town, keeper);
    cgov_id meeting = 0;
    const int32_t status = cgov_item_open(town.ledger, &act, kind->procedure, details, 4u + body, &meeting);
    if (status) fail_msg("%s: %s", kind->procedure, town_error(&town).message);
    return meeting;
}

static cgov_id noticed(const struct kind *kind) {
    const cgov_id meeting = called(kind);
    const bool body = keeper == secretary;
    if (kind->listed)
        do_move(keeper, meeting, "list");
    else
        import(meeting, "electors", 0, 60);
    for (int w = 0; w < kind->women; w++) enter(clerk, meeting, "women", adult[w]);
    assert_int_equal(try_day(keeper, meeting, body ? "notify_two_thirds" : "notify", 20250020 + month * 100), CGOV_OK);
    for (int t = 0; t < 2; t++) say(adult[0], meeting, "raise");
    return meeting;
}

static int32_t try_adjourn(cgov_id meeting, int64_t day) {
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "天色已晚"), town_number(field("day"), day)};
    return town_try_move(&town, adult[0], meeting, "adjourn", why, 2);
}

static int32_t try_reason(cgov_id actor, cgov_id item, const char *move) {
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "理由");
    return town_try_move(&town, actor, item, move, &why, 1);
}

static void sits(const struct kind *kind, cgov_id meeting) {
    town.now = town_at(2025, month, 20, 0, 0);
    import_by(keeper, meeting, "present", 0, kind->there);
    do_move(adult[0], meeting, "sit");
}

/* To the last instant before it sits, and from the one on that it is adjourned at. */
static void a_topic_is_put_where_its_session_sits(void **state) {
    (void)state;
    char said[128];
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const cgov_id meeting = noticed(&kinds[k]), first = child(meeting, 0), second = child(meeting, 1);
        town.now = town_at(2025, month, 20, 0, 0) - 1;
        REFUSED(try_do(adult[0], meeting, "sit"), DAY);
        REFUSED(try_enter(keeper, meeting, "present", adult[0]), DAY);
        REFUSED(try_do(adult[0], first, "put"), PARENT);
        snprintf(said, sizeof said, "the `%s` that it is of stands in `noticed`, not in `sitting`", kinds[k].procedure);
        assert_string_equal(town_error(&town).message, said);
        town.now++;
        REFUSED(try_do(adult[0], first, "put"), PARENT);
        sits(&kinds[k], meeting);
        do_move(adult[0], first, "put");
        REFUSED(try_adjourn(meeting, 20250021 + month * 100), CHILD); /* it is being voted on */
        votes(first, 0, 35, "yes");
        do_move(adult[1], first, "count");
        town_assert_state(&town, first, "passed");
        assert_int_equal(try_adjourn(meeting, 20250021 + month * 100), CGOV_OK);
        REFUSED(try_do(adult[0], second, "put"), PARENT);
        town.now = town_at(2025, month, 21, 0, 0) - 1;
        REFUSED(try_enter(keeper, meeting, "present", adult[0]), DAY);
        town.now++;
        REFUSED(try_do(adult[0], second, "put"), PARENT);
        REFUSED(try_do(adult[0], meeting, "resume"), SHARE); /* nobody has signed in again */
        import_by(keeper, meeting, "present", 0, kinds[k].there);
        do_move(adult[0], meeting, "resume");
        do_move(adult[0], second, "put");
        votes(second, 0, 1, "yes");
        do_move(adult[1], second, "count");
        town_assert_state(&town, second, "rejected");
        do_move(adult[0], meeting, "close");
    }
}

/* Too few come back: what was decided stands, and the session is closed, not called off. */
static void what_was_decided_stands_though_nobody_comes_back(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const cgov_id meeting = noticed(&kinds[k]), first = child(meeting, 0), second = child(meeting, 1);
        sits(&kinds[k], meeting);
        do_move(adult[0], first, "put");
        votes(first, 0, 35, "yes");
        do_move(adult[1], first, "count");
        assert_int_equal(try_adjourn(meeting, 20250021 + month * 100), CGOV_OK);
        town.now = town_at(2025, month, 21, 9, 0);
        REFUSED(try_do(adult[0], meeting, "resume"), SHARE);
        REFUSED(try_do(adult[0], meeting, "lapse"), CHILD);
        REFUSED(try_reason(keeper, meeting, "call_off"), CHILD);
        REFUSED(try_reason(keeper, meeting, "cancel"), STATE);
        REFUSED(try_do(adult[0], meeting, "close"), CHILD); /* what is open is deferred first */
        assert_int_equal(try_reason(adult[0], second, "defer"), CGOV_OK);
        do_move(adult[0], meeting, "close");
        town_assert_state(&town, first, "passed");
        say(keeper, first, "publish");
        town_assert_state(&town, first, "effective");
        const cgov_detail minutes = town_text(field("minutes"), "会议记录");
        town_move(&town, adult[1], meeting, "publish", &minutes, 1);
        say(keeper, meeting, "finish");
        town_assert_state(&town, meeting, "done");
    }
}

/* One that has decided nothing yet lapses, or is called off, with all its topics. */
static void what_decided_nothing_is_called_off(void **state) {
    (void)state;
    for (size_t k = 0; k < 2 * sizeof kinds / sizeof kinds[0]; k++) {
        const struct kind *kind = &kinds[k / 2];
        const cgov_id meeting = noticed(kind), topic = child(meeting, 0);
        sits(kind, meeting);
        assert_int_equal(try_adjourn(meeting, 20250021 + month * 100), CGOV_OK);
        town.now = town_at(2025, month, 22, 0, 0) - 1;
        if (k % 2) REFUSED(try_do(adult[0], meeting, "lapse"), DAY);
        town.now++;
        REFUSED(try_do(adult[0], meeting, "resume"), DAY);
        if (k % 2)
            do_move(adult[0], meeting, "lapse");
        else
            assert_int_equal(try_reason(keeper, meeting, "call_off"), CGOV_OK);
        town_assert_state(&town, meeting, k % 2 ? "void" : "cancelled");
        town_assert_state(&town, topic, "dropped");
    }
}

/* Who presides and records publishes nothing: whoever keeps the papers does, or it would be minuted for ever. */
static void one_may_preside_and_record(void **state) {
    (void)state;
    const cgov_detail minutes = town_text(field("minutes"), "会议记录");
    recorder = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const cgov_id meeting = noticed(&kinds[k]);
        sits(&kinds[k], meeting);
        for (uint32_t t = 0; t < 2; t++) {
            do_move(adult[0], child(meeting, t), "put");
            votes(child(meeting, t), 0, 1, "yes");
            do_move(adult[0], child(meeting, t), "count");
        }
        do_move(adult[0], meeting, "close");
        REFUSED(town_try_move(&town, adult[0], meeting, "publish", &minutes, 1), SELF);
        town_move(&town, keeper, meeting, "publish", &minutes, 1);
    }
    recorder = 1;
}

/* Who presides and who records are named anew, also while a topic is voted on: the new ones count it and close. */
static void who_is_gone_is_replaced(void **state) {
    (void)state;
    const cgov_detail anew[] = {town_number(field("chair"), (int64_t)adult[2]),
                                town_number(field("recorder"), (int64_t)adult[3]),
                                town_text(CGOV_FIELD_REASON, "因故缺席")};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const cgov_id meeting = noticed(&kinds[k]), first = child(meeting, 0), second = child(meeting, 1);
        sits(&kinds[k], meeting);
        do_move(adult[0], first, "put");
        votes(first, 0, 35, "yes");
        REFUSED(try_do(adult[3], first, "count"), ACTOR);
        REFUSED(town_try_move(&town, adult[0], meeting, "replace", anew, 3), ACTOR);
        town_move(&town, keeper, meeting, "replace", anew, 3);
        REFUSED(try_do(adult[1], first, "count"), ACTOR);
        do_move(adult[3], first, "count");
        assert_int_equal(try_reason(adult[2], second, "defer"), CGOV_OK);
        REFUSED(try_do(adult[0], meeting, "close"), ACTOR);
        do_move(adult[2], meeting, "close");
    }
}

/* Whose term ends after they signed in is on no list that is made then: they vote on nothing that is put after it.
 */
static void whose_term_is_over_does_not_decide(void **state) {
    (void)state;
    const cgov_id meeting = noticed(&kinds[1]), first = child(meeting, 0), second = child(meeting, 1);
    sits(&kinds[1], meeting);
    do_move(adult[0], first, "put");
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft over = {.size = sizeof over,
                                         .flags = CGOV_APPOINT_END,
                                         .resident = adult[39],
                                         .organization = town.village.id,
                                         .role = text_of("representative")};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &over, NULL), CGOV_OK);
    votes(first, 39, 40, "yes"); /* who was there when it was put */
    do_move(adult[1], first, "count");
    do_move(adult[0], second, "put");
    REFUSED(try_enter(adult[39], second, "ballots", adult[39]), ELECTOR);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_bodies, leave)
    const struct CMUnitTest tests[] = {
        ON(a_topic_is_put_where_its_session_sits), ON(what_was_decided_stands_though_nobody_comes_back),
        ON(what_decided_nothing_is_called_off),    ON(one_may_preside_and_record),
        ON(whose_term_is_over_does_not_decide),    ON(who_is_gone_is_replaced),
    };
    return cmocka_run_group_tests_name("sittings", tests, NULL, NULL);
}
