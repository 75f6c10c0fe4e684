/* Rights that stay: somebody is left who may adopt and appoint, on every later day; the end of an office ends all of
 * it; and a text rules from its day on, whatever was adopted in between. */
#include "support/watch.h"

#include "support/test.h"

static struct town town;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static cgov_text text_of(const char *text) {
    return (cgov_text){text, strlen(text)};
}

/* ---- somebody is left ---- */

static int32_t try_term(cgov_id resident, const char *role, cgov_time from, cgov_time until, uint32_t flags) {
    const cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft draft = {.size = sizeof draft,
                                          .resident = resident,
                                          .organization = town.root,
                                          .role = text_of(role),
                                          .from = from,
                                          .until = until,
                                          .flags = flags};
    return cgov_appointment_add(town.ledger, &act, &draft, NULL);
}

static int32_t try_end(cgov_id resident, const char *role, cgov_time until) {
    return try_term(resident, role, 0, until, CGOV_APPOINT_END);
}

static int32_t try_adopt(const char *text, cgov_time from) {
    const cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft draft = {.size = sizeof draft, .text = text_of(text), .from = from};
    return cgov_rulebook_adopt(town.ledger, &act, &draft, NULL);
}

static void the_last_cannot_leave(void **state) {
    (void)state;
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", town.now + 3650 * DAY));
    /* Another until a day is nobody on that day. */
    ANSWERS(CGOV_OK, try_term(town.neighbour, "founder", 0, town.now + 90 * DAY, 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", town.now + 30 * DAY));
    /* One who follows on the day, and not on the next instant. */
    ANSWERS(CGOV_OK, try_term(town.resident, "founder", town.now + 90 * DAY + 1, 0, 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", town.now + 90 * DAY));
    ANSWERS(CGOV_OK, try_end(town.founder, "founder", town.now + 90 * DAY + 1));
}

static void who_follows_is_the_last(void **state) {
    (void)state;
    ANSWERS(CGOV_OK, try_term(town.neighbour, "founder", 0, 0, 0));
    ANSWERS(CGOV_OK, try_end(town.founder, "founder", 0));
    town.founder = town.neighbour;
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", 0));
}

/* Ends of offices elsewhere, and of roles that may neither, are nobody's to keep. */
static void other_offices_end(void **state) {
    (void)state;
    const cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft draft = {.size = sizeof draft,
                                          .resident = town.street.officers[HEAD],
                                          .organization = town.street.id,
                                          .role = text_of("head"),
                                          .flags = CGOV_APPOINT_END};
    ANSWERS(CGOV_OK, cgov_appointment_add(town.ledger, &act, &draft, NULL));
    ANSWERS(CGOV_OK, try_end(town.district.officers[HEAD], "head", 0));
}

static const char parted[] = "rulebook 1\n"
                             "role scribe \"书记员\"\n"
                             "  may adopt\n"
                             "role steward \"管家\"\n"
                             "  may appoint\n";

/* One who may adopt and another who may appoint are not somebody who may both; one who holds both offices is. */
static void both_in_one_hand(void **state) {
    (void)state;
    ANSWERS(CGOV_OK, try_adopt(parted, 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "scribe", 0, 0, 0));
    ANSWERS(CGOV_OK, try_term(town.resident, "steward", 0, 0, 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "steward", town.now + DAY, 0, 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", town.now + DAY - 1));
    ANSWERS(CGOV_OK, try_end(town.founder, "founder", town.now + DAY));
}

static const char taken[] = "rulebook 1\n"
                            "role founder \"发起人\"\n"
                            "  may add appoint\n";
static const char given[] = "rulebook 1\n"
                            "role founder \"发起人\"\n"
                            "  may add appoint adopt\n";

static void a_text_takes_it_from_nobody(void **state) {
    (void)state;
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(taken, 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(taken, town.now + 3650 * DAY));
    assert_non_null(strstr(town_error(&town).message, "nobody in office"));
    ANSWERS(CGOV_OK, try_adopt(given, town.now + 30 * DAY));
    /* On the day of the one that gives it the other, adopted later, would rule; a day before, for a day. */
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(taken, town.now + 30 * DAY));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(taken, town.now + 29 * DAY));
    /* Another role that may both, held without an end, is enough. */
    ANSWERS(CGOV_OK, try_adopt("rulebook 1\nrole keeper \"保管人\"\n  may add appoint adopt\n", 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "keeper", 0, 0, 0));
    ANSWERS(CGOV_OK, try_adopt(taken, 0));
}

/* An office that a text of a later day makes one of these. */
static void a_text_to_come_counts_from_its_day(void **state) {
    (void)state;
    ANSWERS(CGOV_OK, try_adopt("rulebook 1\nrole keeper \"保管人\"\n", 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "keeper", 0, 0, 0));
    ANSWERS(CGOV_OK, try_adopt("rulebook 1\nrole keeper \"保管人\"\n  may add appoint adopt\n", town.now + 30 * DAY));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.founder, "founder", town.now + 30 * DAY - 1));
    ANSWERS(CGOV_OK, try_end(town.founder, "founder", town.now + 30 * DAY));
}

/* ---- an end ends all of it ---- */

static uint32_t terms_of(cgov_id resident, cgov_appointment_view *views, uint32_t capacity) {
    cgov_reader reader = town_reader(&town, town.founder);
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof *views;
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, resident, &cursor, views, capacity, &count), CGOV_OK);
    return count;
}

static void an_office_given_twice_ends_at_once(void **state) {
    (void)state;
    const cgov_time soon = town.now + 5 * DAY, later = town.now + 9 * DAY;
    cgov_appointment_view views[8];
    ANSWERS(CGOV_OK, try_term(town.neighbour, "clerk", 0, 0, 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "clerk", 0, 0, 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "clerk", 0, soon, 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "clerk", later + 1, 0, 0));
    ANSWERS(CGOV_OK, try_end(town.neighbour, "clerk", later));
    assert_int_equal(terms_of(town.neighbour, views, 8), 4);
    assert_true(views[0].until == later && views[1].until == later);
    assert_true(views[2].until == soon);          /* nothing is lengthened */
    assert_true(views[3].until == views[3].from); /* it never begins */
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.neighbour, "clerk", later + 1));
    ANSWERS(CGOV_OK, try_end(town.neighbour, "clerk", 0));
    terms_of(town.neighbour, views, 8);
    for (uint32_t i = 0; i < 3; i++) assert_true(views[i].until == town.now);
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_end(town.neighbour, "clerk", 0));
}

/* ---- moves give and end no keys ---- */

/* A motion whose moves, or time, do that to whoever is warden. */
static const char motion_of[] = "rulebook 1\n"
                                "role founder \"创建人\"\n"
                                "  may add change appoint adopt\n"
                                "role warden \"看守\"\n"
                                "procedure handover \"交接\" motion\n"
                                "  party org \"单位\" organization\n"
                                "  roll named \"人选\"\n"
                                "    of any resident\n"
                                "    by any resident\n"
                                "    in open\n"
                                "    public\n"
                                "  stage all \"全程\"\n"
                                "    state open \"进行\" held by org\n"
                                "    state gone \"结束\" final\n"
                                "  clock run from begin until go lapse\n"
                                "    for 400 days\n"
                                "    late do lapse\n"
                                "  open begin \"提出\" -> open\n"
                                "    by founder of org\n"
                                "    needs organization\n"
                                "    sets org to given\n"
                                "  move go \"交接\" open -> gone\n"
                                "    by any resident\n"
                                "    %s\n"
                                "  move lapse \"到期\" open -> gone\n"
                                "    by time\n"
                                "    %s\n";
static const char keys[] = "rulebook 1\n"
                           "role warden \"看守\"\n"
                           "  may add change appoint adopt\n";
static const char nothing_done[] = "takes note";
static const char *const done_to_wardens[][2] = {{"ends warden in org", "takes note"},
                                                 {"appoints warden in org from named for 12 months", "takes note"},
                                                 {"takes note", "ends warden in org"}};

static int32_t try_motion(size_t which, cgov_time from) {
    char text[2048];
    snprintf(text, sizeof text, motion_of, done_to_wardens[which][0], done_to_wardens[which][1]);
    return try_adopt(text, from);
}

static cgov_id handover(void) {
    const cgov_detail org = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.root);
    const cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    ANSWERS(CGOV_OK, cgov_item_open(town.ledger, &act, "handover", &org, 1, &id));
    return id;
}

/* What runs on under a text would give or end what a later one makes keys of, and with it the last who may adopt. */
static void no_text_makes_keys_of_what_moves_end(void **state) {
    (void)state;
    char other[2048];
    snprintf(other, sizeof other, motion_of, nothing_done, nothing_done);
    for (size_t i = 0; i < sizeof done_to_wardens / sizeof *done_to_wardens; i++) {
        ANSWERS(CGOV_OK, try_motion(i, 0));
        REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(keys, 0)); /* one could be opened */
        assert_non_null(strstr(town_error(&town).message, "`warden`"));
        assert_int_equal(town_error(&town).line, 2);
        const cgov_id running = handover();
        ANSWERS(CGOV_OK, try_adopt(other, 0));
        REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(keys, 0)); /* one runs, under the text it was opened under */
        REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(keys, town.now + 500 * DAY));
        town_move(&town, town.resident, running, "go", NULL, 0);
    }
    handover(); /* under the last, which does nothing to anybody */
    ANSWERS(CGOV_OK, try_adopt(keys, 0));
    ANSWERS(CGOV_OK, try_term(town.neighbour, "warden", 0, 0, 0));
    ANSWERS(CGOV_OK, try_end(town.founder, "founder", 0));
}

/* Nor the other way about: the keys are there, or are to come, when the text with the moves is adopted. */
static void no_moves_end_what_are_keys_by_then(void **state) {
    (void)state;
    ANSWERS(CGOV_OK, try_adopt(keys, town.now + 30 * DAY));
    for (size_t i = 0; i < sizeof done_to_wardens / sizeof *done_to_wardens; i++) {
        REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_motion(i, 0));
        assert_int_equal(town_error(&town).line, i == 2 ? 27 : 24);
        REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_motion(i, town.now + 29 * DAY));
    }
    /* In force after the keys, the text takes them away itself: wardens may nothing from then on. */
    ANSWERS(CGOV_OK, try_motion(0, town.now + 31 * DAY));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_adopt(keys, town.now + 32 * DAY));
}

/* ---- a text rules from its day on ---- */

static void titled(char *text, size_t size, const char *title) {
    snprintf(text, size, "rulebook 1\nrole guest \"%s\"\n", title);
}

static void assert_title(const char *wanted) {
    town_resident(&town, "客", 0); /* the ledger's time is its last record's */
    cgov_reader reader = town_reader(&town, town.founder);
    cgov_rule_view roles[64];
    uint64_t cursor = 0;
    uint32_t count = 0;
    roles[0].size = sizeof *roles;
    assert_int_equal(cgov_rule_list(town.ledger, &reader, 0, CGOV_RULE_ROLE, "", &cursor, roles, 64, &count), CGOV_OK);
    assert_int_equal(count, 1);
    assert_string_equal(roles[0].title, wanted);
}

static void texts_rule_by_their_days(void **state) {
    (void)state;
    static const struct {
        const char *title;
        int days; /* from now on */
    } adopted[] = {{"甲", 60}, {"乙", 0}, {"丙", 30}, {"丁", 60}, {"戊", 30}, {"己", 0}};
    char text[64];
    const cgov_time begin = town.now;
    for (size_t i = 0; i < sizeof adopted / sizeof *adopted; i++) {
        titled(text, sizeof text, adopted[i].title);
        ANSWERS(CGOV_OK, try_adopt(text, adopted[i].days == 0 ? 0 : begin + adopted[i].days * DAY));
    }
    assert_title("己"); /* of one day the one adopted last */
    town.now = begin + 30 * DAY - 1;
    assert_title("己");
    town.now++;
    assert_title("戊");
    town.now = begin + 60 * DAY - 1;
    assert_title("戊");
    town.now++;
    assert_title("丁");
    titled(text, sizeof text, "庚");
    ANSWERS(CGOV_OK, try_adopt(text, 0));
    assert_title("庚");
}

static const char procedure_of[] = "rulebook 1\n"
                                   "role clerk \"经办\"\n"
                                   "procedure parcel \"包裹\"\n"
                                   "  party intake \"受理\" organization\n"
                                   "  party reporter \"来件人\" resident\n"
                                   "  stage one \"一\"\n"
                                   "    state %s \"在\" held by intake\n"
                                   "    state gone \"去\" final\n"
                                   "  clock wait from report until take\n"
                                   "    for 3 days\n"
                                   "    late tell clerk of intake\n"
                                   "  open report \"来件\" -> %s\n"
                                   "    by any resident\n"
                                   "    needs intake\n"
                                   "    sets intake to given\n"
                                   "  move take \"取走\" %s -> gone\n"
                                   "    by clerk of intake\n"
                                   "    needs text\n"
                                   "    answers\n";

static void assert_opens_in(const char *wanted) {
    const cgov_detail intake = town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id);
    const cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    ANSWERS(CGOV_OK, cgov_item_open(town.ledger, &act, "parcel", &intake, 1, &id));
    town_assert_state(&town, id, wanted);
}

static void items_open_under_the_text_of_the_day(void **state) {
    (void)state;
    char next[1024], now[1024];
    snprintf(next, sizeof next, procedure_of, "shelf", "shelf", "shelf");
    snprintf(now, sizeof now, procedure_of, "desk", "desk", "desk");
    const cgov_time day = town.now + 10 * DAY;
    ANSWERS(CGOV_OK, try_adopt(next, day));
    ANSWERS(CGOV_OK, try_adopt(now, 0));
    assert_opens_in("desk");
    town.now = day - 1;
    assert_opens_in("desk");
    town.now = day;
    assert_opens_in("shelf");
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_last_cannot_leave, found, leave),
        cmocka_unit_test_setup_teardown(who_follows_is_the_last, found, leave),
        cmocka_unit_test_setup_teardown(other_offices_end, found, leave),
        cmocka_unit_test_setup_teardown(both_in_one_hand, found, leave),
        cmocka_unit_test_setup_teardown(a_text_takes_it_from_nobody, found, leave),
        cmocka_unit_test_setup_teardown(a_text_to_come_counts_from_its_day, found, leave),
        cmocka_unit_test_setup_teardown(no_text_makes_keys_of_what_moves_end, found, leave),
        cmocka_unit_test_setup_teardown(no_moves_end_what_are_keys_by_then, found, leave),
        cmocka_unit_test_setup_teardown(an_office_given_twice_ends_at_once, found, leave),
        cmocka_unit_test_setup_teardown(texts_rule_by_their_days, found, leave),
        cmocka_unit_test_setup_teardown(items_open_under_the_text_of_the_day, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
