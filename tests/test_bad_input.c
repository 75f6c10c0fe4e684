/* Every status and every reason there is, given at least once, and that a refusal leaves ledger and journal as they
 * were. The golden list of numbers stands here; what untrusted callers hand in is test_border.c's. */
#include "api/start.h"
#include "support/alarm.h"
#include "support/alloc.h"
#include "support/fault.h"
#include "support/on_a_town.h"
#include "support/test.h"
#include "support/watch.h"

#include "base/bytes.h"

/* ---- the numbers, for ever ---- */

struct number {
    const char *name;
    int32_t number;
};

static const struct number statuses[] = {
    {"CGOV_OK", 0},
    {"CGOV_DONE", 1},
    {"CGOV_REPEAT", 2},
    {"CGOV_E_ARG", -1},
    {"CGOV_E_KIND", -2},
    {"CGOV_E_BUFFER", -3},
    {"CGOV_E_TIME_BACKWARDS", -4},
    {"CGOV_E_TIME_AHEAD", -5},
    {"CGOV_E_ABI_SIZE", -6},
    {"CGOV_E_ABI_NEWER", -7},
    {"CGOV_E_REENTER", -8},
    {"CGOV_E_TEXT", -9},
    {"CGOV_E_NOT_FOUND", -10},
    {"CGOV_E_CONFLICT", -11},
    {"CGOV_E_RULEBOOK", -12},
    {"CGOV_E_SALT", -13},
    {"CGOV_E_ERASED", -14},
    {"CGOV_E_NOMEM", -20},
    {"CGOV_E_STORAGE", -21},
    {"CGOV_E_CORRUPT", -22},
    {"CGOV_E_POISONED", -23},
    {"CGOV_E_LIMIT", -24},
    {"CGOV_E_FORMAT", -25},
    {"CGOV_E_BUSY", -26},
    {"CGOV_E_EXISTS", -27},
    {"CGOV_E_DECISIONS", -28},
    {"CGOV_E_READ_ONLY", -29},
    {"CGOV_E_REFUSED", -40},
};

static const struct number reasons[] = {
    {"CGOV_R_NONE", 0},           {"CGOV_R_MAY", 1},        {"CGOV_R_STATE", 2},        {"CGOV_R_MOVE", 3},
    {"CGOV_R_ACTOR", 4},          {"CGOV_R_SELF", 5},       {"CGOV_R_NEEDS", 6},        {"CGOV_R_TAKES", 7},
    {"CGOV_R_DETAIL", 8},         {"CGOV_R_WITHIN", 9},     {"CGOV_R_BEFORE", 10},      {"CGOV_R_AT_MOST", 11},
    {"CGOV_R_TRACK", 12},         {"CGOV_R_CHANNEL", 13},   {"CGOV_R_MATTER", 14},      {"CGOV_R_URGENCY", 15},
    {"CGOV_R_CONTACT", 16},       {"CGOV_R_ACCUSED", 17},   {"CGOV_R_SAME_PLACE", 18},  {"CGOV_R_OWING", 19},
    {"CGOV_R_FOLLOWED", 20},      {"CGOV_R_DELEGATES", 21}, {"CGOV_R_CHILDREN", 22},    {"CGOV_R_USED_UP", 23},
    {"CGOV_R_PUBLIC_SAFETY", 24}, {"CGOV_R_UNSETTLED", 25}, {"CGOV_R_CIRCLE", 26},      {"CGOV_R_VERSION", 27},
    {"CGOV_R_KEY", 28},           {"CGOV_R_EXTERNAL", 29},  {"CGOV_R_ROLE", 30},        {"CGOV_R_TERM", 31},
    {"CGOV_R_CHECK", 32},         {"CGOV_R_SYNTAX", 33},    {"CGOV_R_MAP", 34},         {"CGOV_R_PARTY", 35},
    {"CGOV_R_LIMIT", 36},         {"CGOV_R_ROUTED", 37},    {"CGOV_R_TOO_LARGE", 38},   {"CGOV_R_TYPE", 39},
    {"CGOV_R_ROLL", 40},          {"CGOV_R_ELECTOR", 41},   {"CGOV_R_EXCLUDED", 42},    {"CGOV_R_AGAIN", 43},
    {"CGOV_R_SHARE", 44},         {"CGOV_R_NOTICE", 45},    {"CGOV_R_DAY", 46},         {"CGOV_R_AFTER", 47},
    {"CGOV_R_CHILD", 48},         {"CGOV_R_RULE", 49},      {"CGOV_R_CHOICE", 50},      {"CGOV_R_BUNDLE", 51},
    {"CGOV_R_QUORUM", 52},        {"CGOV_R_CERTAIN", 53},   {"CGOV_R_SAME_MATTER", 54}, {"CGOV_R_SAYS", 55},
    {"CGOV_R_UNANSWERED", 56},    {"CGOV_R_LEVEL", 57},     {"CGOV_R_COPY", 58},        {"CGOV_R_OTHER", 59},
    {"CGOV_R_PARENT", 60},
};

enum { STATUSES = sizeof statuses / sizeof statuses[0], REASONS = sizeof reasons / sizeof reasons[0] };

static void the_numbers_are_the_golden_ones(void **state) {
    (void)state;
    size_t s = 0, r = 0;
    for (int32_t n = -300; n < 300; n++) {
        size_t i = 0;
        while (i < STATUSES && statuses[i].number != n) i++;
        assert_string_equal(cgov_status_name(n), i < STATUSES ? statuses[i].name : "CGOV_E_UNKNOWN");
        assert_true(cgov_status_text(n)[0] != '\0');
        s += i < STATUSES;
    }
    assert_int_equal(s, STATUSES);
    for (int32_t n = 0; n < 300; n++) {
        size_t i = 0;
        while (i < REASONS && reasons[i].number != n) i++;
        assert_string_equal(cgov_reason_name((uint32_t)n), i < REASONS ? reasons[i].name : "CGOV_R_UNKNOWN");
        assert_true(cgov_reason_text((uint32_t)n)[0] != '\0');
        r += i < REASONS;
    }
    assert_int_equal(r, REASONS);
    assert_string_equal(cgov_status_name(INT32_MIN), "CGOV_E_UNKNOWN");
    assert_string_equal(cgov_reason_name(UINT32_MAX), "CGOV_R_UNKNOWN");
}

static void every_number_was_given(void **state) {
    (void)state;
    for (size_t s = 0; s < STATUSES; s++) /* nothing erases yet */
        if (!watch_status_seen(statuses[s].number) && statuses[s].number != CGOV_E_ERASED)
            fail_msg("%s was never given", statuses[s].name);
    for (uint32_t r = 0; r < REASONS; r++)
        if (!watch_reason_seen((uint32_t)reasons[r].number)) fail_msg("%s was never given", reasons[r].name);
}

/* ---- the town ---- */

/* The shipped rulebook, and those. */
static const char *rulebook(void) {
    static char text[65536];
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    assert_true(standard.len + sizeof alarm <= sizeof text);
    memcpy(text, standard.ptr, standard.len);
    memcpy(text + standard.len, alarm, sizeof alarm);
    return text;
}

static int32_t enter(cgov_id actor, cgov_id item, const char *roll, cgov_id who, const cgov_detail *choice) {
    cgov_act by = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &by, item, roll, who, choice, choice ? 1 : 0, NULL);
}

static int with_alarms(void **state) {
    (void)state;
    const struct town_options options = {.rulebook = rulebook()};
    town_found(&town, &options);
    return 0;
}

static cgov_detail number(uint32_t field, cgov_id id) {
    return town_number(field, (int64_t)id);
}

static int32_t move1(cgov_id actor, cgov_id item, const char *move, cgov_detail detail) {
    return town_try_move(&town, actor, item, move, &detail, 1);
}

static int32_t move0(cgov_id actor, cgov_id item, const char *move) {
    return town_try_move(&town, actor, item, move, NULL, 0);
}

static int32_t report1(cgov_detail detail) {
    return town_try_report(&town, town.resident, &detail, 1, NULL);
}

static cgov_id reported(cgov_detail detail) {
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &detail, 1, &id), CGOV_OK);
    return id;
}

/* ---- what the rules refuse ---- */

static void of_a_report(void **state) {
    (void)state;
    const cgov_detail place = town_number(CGOV_FIELD_PLACE, 990101), text = town_text(CGOV_FIELD_TEXT, "灯坏了");
    const cgov_detail intake = number(CGOV_FIELD_INTAKE, town.centre.id);
    const cgov_detail without[3][2] = {{text, intake}, {place, intake}, {place, text}};
    for (int i = 0; i < 3; i++) {
        cgov_act act = town_act(&town, town.resident);
        REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, cgov_item_report(town.ledger, &act, without[i], 2, NULL));
    }
    REFUSES(CGOV_E_REFUSED, CGOV_R_TAKES, report1(town_number(CGOV_FIELD_RATING, 3)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, report1(town_text(CGOV_FIELD_MATTER, "moon")));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DELEGATES, report1(town_number(CGOV_FIELD_DELEGATES, 6)));
    ANSWERS(CGOV_OK, report1(town_number(CGOV_FIELD_DELEGATES, 5)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ACCUSED, report1(number(CGOV_FIELD_AGAINST, town.centre.id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ACCUSED, report1(number(CGOV_FIELD_AGAINST, town.centre.officers[CLERK])));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MAY, report1(town_text(CGOV_FIELD_EXTERNAL, "E-1")));
    const cgov_detail key = town_text(CGOV_FIELD_EXTERNAL, "E-1");
    ANSWERS(CGOV_OK, town_try_report(&town, town.centre.officers[OPERATOR], &key, 1, NULL));
    REFUSES(CGOV_E_CONFLICT, CGOV_R_EXTERNAL, town_try_report(&town, town.centre.officers[OPERATOR], &key, 1, NULL));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MAY, report1(key));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, report1(number(CGOV_FIELD_BEHALF, town.root)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, report1(town_number(CGOV_FIELD_MASKED, 2)));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, report1(town_text(CGOV_FIELD_TITLE, "a\x01")));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, report1(number(CGOV_FIELD_EARLIER, UINT64_C(3) << 44 | 999)));
}

static void hands_are_counted(cgov_id clerk, cgov_id ring) {
    const cgov_detail maybe[] = {town_text(CGOV_FIELD_CHOICE, "perhaps")};
    REFUSES(CGOV_E_REFUSED, CGOV_R_CHOICE, enter(clerk, ring, "hands", clerk, maybe));
    const cgov_tally_row two = {.size = sizeof two, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = 2};
    cgov_act by_clerk = town_act(&town, clerk); /* one came */
    REFUSES(CGOV_E_REFUSED, CGOV_R_BUNDLE, cgov_roll_bundle(town.ledger, &by_clerk, ring, "hands", &two, 1, NULL));
}

static void ballots_are_asked_about(cgov_id clerk) {
    const cgov_detail in = number(CGOV_FIELD_ORGANIZATION, town.centre.id), paper = town_text(CGOV_FIELD_CHOICE, "c");
    cgov_act act = town_act(&town, clerk);
    cgov_id vote = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "vote", &in, 1, &vote), CGOV_OK);
    ANSWERS(CGOV_OK, enter(clerk, vote, "electors", clerk, NULL));
    ANSWERS(CGOV_OK, move0(clerk, vote, "list"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_QUORUM, move0(clerk, vote, "enough"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CERTAIN, move0(clerk, vote, "sure"));
    ANSWERS(CGOV_OK, enter(clerk, vote, "papers", clerk, &paper));
    REFUSES(CGOV_E_REFUSED, CGOV_R_COPY, enter(clerk, vote, "papers", clerk, &paper));
}

static void before_anybody_leads(void **state) {
    (void)state;
    cgov_id clerk = town.centre.officers[CLERK], dispatcher = town.centre.officers[DISPATCHER];
    cgov_id id = town_report(&town, town.resident), other = town_report(&town, town.resident);
    cgov_id safety = reported(town_number(CGOV_FIELD_PUBLIC_SAFETY, 1));
    cgov_id far = 0, hole = reported(town_text(CGOV_FIELD_MATTER, "pothole")),
            seen_by_all = reported(town_text(CGOV_FIELD_CHANNEL, "media"));
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail elsewhere[] = {town_number(CGOV_FIELD_PLACE, 990102), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                                     number(CGOV_FIELD_INTAKE, town.centre.id)};
    assert_int_equal(cgov_item_report(town.ledger, &act, elsewhere, 3, &far), CGOV_OK);
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_NONE, move0(town.neighbour, id, "withdraw"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_STATE, move1(dispatcher, id, "dispatch", number(CGOV_FIELD_LEAD, town.street.id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MOVE, move0(clerk, id, "fly"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ACTOR, move0(dispatcher, id, "accept"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CHANNEL, move0(clerk, seen_by_all, "accept"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MATTER, move0(clerk, id, "direct"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_OWING, move1(clerk, id, "merge", number(CGOV_FIELD_MASTER, id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_SAME_PLACE, move1(clerk, far, "merge", number(CGOV_FIELD_MASTER, id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_SAME_MATTER, move1(clerk, hole, "merge", number(CGOV_FIELD_MASTER, id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_PUBLIC_SAFETY, move0(town.resident, safety, "withdraw"));
    ANSWERS(CGOV_OK, move1(clerk, other, "merge", number(CGOV_FIELD_MASTER, id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_FOLLOWED, move0(town.resident, id, "withdraw"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_FOLLOWED, move1(clerk, id, "merge", number(CGOV_FIELD_MASTER, safety)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_OWING, move1(clerk, safety, "merge", number(CGOV_FIELD_MASTER, other)));
    act = town_act(&town, clerk);
    act.expect = 1;
    REFUSES(CGOV_E_CONFLICT, CGOV_R_VERSION, cgov_item_move(town.ledger, &act, id, "accept", NULL, 0, NULL));
    /* A dispatch to whom nobody answers for, or to the accused. */
    cgov_id empty = town_organization(&town, "无人局", "department", town.root);
    cgov_id accuses = reported(number(CGOV_FIELD_AGAINST, town.street.id));
    ANSWERS(CGOV_OK, move0(clerk, accuses, "accept"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CONTACT, move1(dispatcher, accuses, "dispatch", number(CGOV_FIELD_LEAD, empty)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ACCUSED,
            move1(dispatcher, accuses, "dispatch", number(CGOV_FIELD_LEAD, town.village.id)));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, move1(dispatcher, accuses, "dispatch", number(CGOV_FIELD_LEAD, town.resident)));
    const cgov_detail twice[] = {number(CGOV_FIELD_LEAD, town.bureau.id),
                                 number(CGOV_FIELD_ORGANIZATIONS, town.district.id),
                                 number(CGOV_FIELD_ORGANIZATIONS, town.district.id)};
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, town_try_move(&town, dispatcher, accuses, "dispatch", twice, 3));
    cgov_id ring = reported(town_text(CGOV_FIELD_PROCEDURE, "alarm"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_URGENCY, move0(clerk, ring, "rush"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CHILD, move0(clerk, ring, "heard"));
    ANSWERS(CGOV_OK, move0(clerk, ring, "call"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_PARENT, move0(clerk, ring + (UINT64_C(1) << 44) + 1, "reply_late"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CHILD, move0(clerk, ring, "heard"));
    const cgov_entity_draft brigade = {.size = sizeof brigade,
                                       .kind = CGOV_KIND_ORGANIZATION,
                                       .parent = town.root,
                                       .name = {"消防队", CGOV_NUL_TERMINATED},
                                       .type = {"brigade", 7},
                                       .external = {"FIRE-1", 6}};
    act = town_act(&town, town.founder);
    ANSWERS(CGOV_OK, cgov_entity_add(town.ledger, &act, &brigade, NULL));
    ring = reported(town_text(CGOV_FIELD_MATTER, "fire"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROUTED, move0(clerk, ring, "keep"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_SHARE, move0(clerk, ring, "all_come"));
    uint32_t day = 0;
    assert_int_equal(cgov_field_find(town.ledger, "day", &day), CGOV_OK);
    REFUSES(CGOV_E_REFUSED, CGOV_R_NOTICE, move1(clerk, ring, "drill", town_number(day, 20260208)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DAY, move1(clerk, ring, "drill", town_number(day, 20260209)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_AFTER, move0(clerk, ring, "wait_long"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLL, enter(clerk, ring, "gone", clerk, NULL));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ELECTOR, enter(clerk, ring, "came", town.centre.id, NULL));
    REFUSES(CGOV_E_REFUSED, CGOV_R_EXCLUDED, enter(clerk, ring, "came", town.resident, NULL));
    ANSWERS(CGOV_OK, enter(clerk, ring, "came", clerk, NULL));
    REFUSES(CGOV_E_REFUSED, CGOV_R_AGAIN, enter(clerk, ring, "came", clerk, NULL));
    hands_are_counted(clerk, ring);
    ballots_are_asked_about(clerk);
}

static void on_the_way(void **state) {
    (void)state;
    cgov_id contact = town.street.officers[CONTACT], head = town.street.officers[HEAD],
            checker = town.centre.officers[CHECKER];
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "理由"), result = town_text(CGOV_FIELD_RESULT, "solved");
    const cgov_detail answer = town_text(CGOV_FIELD_TEXT, "已办。"), joint = town_choice(&town, "occasion", "joint");
    cgov_id id = town_issue_in(&town, "handling"), unsigned_yet = town_issue_in(&town, "dispatched");
    town_appoint(&town, contact, town.centre.id, "checker");
    const cgov_detail call[] = {joint, reason, number(CGOV_FIELD_ORGANIZATIONS, town.bureau.id)},
                      same[] = {reason, number(CGOV_FIELD_LEAD, town.street.id)};
    ANSWERS(CGOV_OK, town_try_move(&town, head, id, "whistle", call, 3));
    REFUSES(CGOV_E_REFUSED, CGOV_R_OTHER, town_try_move(&town, town.centre.officers[HEAD], id, "reassign", same, 2));
    town_settle_in(&town, town.street.id, 990101);
    REFUSES(CGOV_E_REFUSED, CGOV_R_LEVEL, town_try_move(&town, head, id, "whistle", call, 3));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CHILDREN, move1(contact, id, "done", result));
    ANSWERS(CGOV_OK, move1(town.bureau.officers[CONTACT], UINT64_C(4) << 44 | 3, "report_back", answer));
    const cgov_detail extension[] = {reason, town_number(CGOV_FIELD_DAYS, 31)};
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, town_try_move(&town, head, id, "extend", extension, 2));
    ANSWERS(CGOV_OK, move1(contact, id, "done", result));
    ANSWERS(CGOV_OK, move1(contact, id, "answer", answer));
    REFUSES(CGOV_E_REFUSED, CGOV_R_SELF, move0(contact, id, "pass"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_USED_UP, move1(town.district.officers[HEAD], id, "conclude", answer));
    REFUSES(CGOV_E_REFUSED, CGOV_R_SAYS, move1(checker, id, "pass", town_number(CGOV_FIELD_SOLVED, 2)));
    ANSWERS(CGOV_OK, move0(checker, id, "pass"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TRACK, move0(town.resident, id, "ask_review"));
    ANSWERS(CGOV_OK, move1(town.resident, id, "reopen", reason));
    ANSWERS(CGOV_OK, move1(contact, id, "done", result));
    ANSWERS(CGOV_OK, move1(contact, id, "answer", answer));
    ANSWERS(CGOV_OK, move0(checker, id, "pass"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_AT_MOST, move1(town.resident, id, "reopen", reason));
    town.now += 30 * DAY;
    REFUSES(CGOV_E_REFUSED, CGOV_R_WITHIN, move1(contact, unsigned_yet, "object", reason));
    cgov_id late = town_issue_in(&town, "handling");
    town.now += 61 * DAY;
    const cgov_detail more[] = {reason, town_number(CGOV_FIELD_DAYS, 1)};
    REFUSES(CGOV_E_REFUSED, CGOV_R_BEFORE, town_try_move(&town, head, late, "extend", more, 2));
}

/* Reported, led, answered: a petition that can be reviewed. */
static cgov_id petition(const struct office *lead) {
    cgov_id id = reported(town_text(CGOV_FIELD_TRACK, "petition")), contact = lead->officers[CONTACT];
    ANSWERS(CGOV_OK, move0(town.centre.officers[CLERK], id, "accept"));
    ANSWERS(CGOV_OK, move1(town.centre.officers[DISPATCHER], id, "dispatch", number(CGOV_FIELD_LEAD, lead->id)));
    assert_int_equal(move0(contact, id, "sign"), CGOV_OK);
    assert_int_equal(move0(contact, id, "start"), CGOV_OK);
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "explained"), town_text(CGOV_FIELD_EVIDENCE, "笔录")};
    assert_int_equal(town_try_move(&town, contact, id, "done", shown, 2), CGOV_OK);
    assert_int_equal(move1(contact, id, "answer", town_text(CGOV_FIELD_TEXT, "已说明。")), CGOV_OK);
    assert_int_equal(move0(town.centre.officers[CHECKER], id, "pass"), CGOV_OK);
    return id;
}

static void shared_and_unanswered(void **state) {
    (void)state; /* a problem shared waits */
    uint32_t about;
    cgov_id id = town_issue_in(&town, "accepted");
    town_adopt(&town, town_shipped("shared"));
    assert_int_equal(cgov_field_find(town.ledger, "about", &about), CGOV_OK);
    const cgov_detail raise[] = {town_text(CGOV_FIELD_TEXT, "同题。"), town_text(CGOV_FIELD_TITLE, "同题"),
                                 number(CGOV_FIELD_INTAKE, town.centre.id), number(about, id)};
    const cgov_detail order[] = {number(CGOV_FIELD_LEAD, town.bureau.id), town_number(CGOV_FIELD_DAYS, 9)};
    const cgov_act act = town_act(&town, town.centre.officers[CLERK]);
    assert_int_equal(cgov_item_open(town.ledger, &act, "shared", raise, 4, &id), CGOV_OK);
    town_move(&town, town.centre.officers[HEAD], id, "hand_over", order, 2);
    town_move(&town, town.bureau.officers[CONTACT], id, "report", raise, 1);
    REFUSES(CGOV_E_REFUSED, CGOV_R_UNANSWERED, move0(town.centre.officers[CHECKER], id, "accept"));
}

static void reviewed_and_settled(void **state) {
    (void)state;
    const cgov_detail text = town_text(CGOV_FIELD_TEXT, "维持");
    cgov_id top = petition(&town.district), id = petition(&town.village);
    REFUSES(CGOV_E_REFUSED, CGOV_R_PARTY, move0(town.resident, top, "ask_review")); /* nobody stands above the root */
    ANSWERS(CGOV_OK, move0(town.resident, id, "ask_review"));
    ANSWERS(CGOV_OK, move1(town.street.officers[HEAD], id, "uphold", text));
    ANSWERS(CGOV_OK, move0(town.resident, id, "ask_recheck"));
    ANSWERS(CGOV_OK, report1(number(CGOV_FIELD_EARLIER, id)));
    ANSWERS(CGOV_OK, move1(town.district.officers[HEAD], id, "settle", text));
    REFUSES(CGOV_E_REFUSED, CGOV_R_UNSETTLED, report1(number(CGOV_FIELD_EARLIER, id)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_STATE, move0(town.centre.officers[CLERK], id, "classify"));
}

static int32_t try_entity(cgov_id change, uint32_t kind, cgov_id parent, const char *external) {
    cgov_act act = town_act(&town, town.founder);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .parent = parent, .name = {"a", 1}};
    if (external != NULL) entity.external = (cgov_text){external, strlen(external)};
    return change != 0 ? cgov_entity_change(town.ledger, &act, change, &entity, NULL)
                       : cgov_entity_add(town.ledger, &act, &entity, NULL);
}

static int32_t try_appoint(cgov_id actor, const char *role, cgov_time until) {
    cgov_act act = town_act(&town, actor);
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = town.resident,
                                          .organization = town.street.id,
                                          .until = until,
                                          .role = {role, strlen(role)}};
    return cgov_appointment_add(town.ledger, &act, &appointment, NULL);
}

static int32_t try_adopt(const char *text, const char *map) {
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {text, strlen(text)}, .map = {map, strlen(map)}};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static void people_and_institutions(void **state) {
    (void)state;
    REFUSES(CGOV_E_REFUSED, CGOV_R_MAY, try_appoint(town.resident, "clerk", 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_ROLE, try_appoint(town.founder, "emperor", 0));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TERM, try_appoint(town.founder, "clerk", town.now));
    REFUSES(CGOV_E_REFUSED, CGOV_R_CIRCLE, try_entity(town.street.id, CGOV_KIND_ORGANIZATION, town.village.id, NULL));
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, try_entity(town.street.id, CGOV_KIND_RESIDENT, 0, NULL));
    ANSWERS(CGOV_OK, try_entity(0, CGOV_KIND_RESIDENT, 0, "R-1"));
    REFUSES(CGOV_E_CONFLICT, CGOV_R_EXTERNAL, try_entity(0, CGOV_KIND_RESIDENT, 0, "R-1"));
    REFUSES(CGOV_E_RULEBOOK, CGOV_R_TOO_LARGE,
            try_adopt("rulebook 1\nrole c \"\"\nprocedure p \"\"\nparty h \"\" organization\nstage q \"\"\n"
                      "state a \"\" held by h\nstate b \"\" final\nclock t from o until e\nfor 5 days\n"
                      "late tell c of h\nopen o -> a\nby c of h\nneeds organization\nsets h to given\n"
                      "move e a -> b\nby c of h\nwhen used_up f\nwhen used_up g\nwhen used_up i\nanswers\n"
                      "move f a -> same\nby c of h\nat most 99\nmove g a -> same\nby c of h\nat most 99\n"
                      "move i a -> same\nby c of h\nat most 99\n",
                      ""));
    REFUSES(CGOV_E_RULEBOOK, CGOV_R_SYNTAX, try_adopt("rulebook 1\nrole\n", ""));
    REFUSES(CGOV_E_RULEBOOK, CGOV_R_CHECK,
            try_adopt("rulebook 1\nprocedure p \"\"\n  party intake \"\" organization\n  stage s \"\"\n    state a "
                      "\"\" held by intake\n"
                      "    state z \"\" final\n  open o \"\" -> a\n    by any resident\n    needs intake\n"
                      "    sets intake to given\n  move m a -> z\n    by any resident\n",
                      ""));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MAP, try_adopt(rulebook(), "moon a -> b"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_RULE,
            try_adopt("rulebook 1\nrule r \"R\"\nsource \"S\" unverified\nask yes_no\npasses yes at least 1\n", ""));
    ANSWERS(CGOV_OK, try_adopt("rulebook 1\nmatter m \"M\"\n  detail depth \"D\" number\n", ""));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TYPE, try_adopt("rulebook 1\nmatter m \"M\"\n  detail depth \"D\" date\n", ""));
}

static void of_acts(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.resident);
    cgov_act short_act = {.size = 8}, newer = act, backwards = act, ahead = act, unsalted = act;
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                                   number(CGOV_FIELD_INTAKE, town.centre.id)};
    newer.size = UINT32_MAX;
    backwards.now--;
    ahead.now += 366 * DAY + 1;
    unsalted.salt[0] = unsalted.salt[1] = 0;
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, cgov_ledger_tick(town.ledger, NULL, NULL));
    REFUSES(CGOV_E_ABI_SIZE, CGOV_R_NONE, cgov_ledger_tick(town.ledger, &short_act, NULL));
    REFUSES(CGOV_E_ABI_NEWER, CGOV_R_NONE, cgov_ledger_tick(town.ledger, &newer, NULL));
    REFUSES(CGOV_E_TIME_BACKWARDS, CGOV_R_NONE, cgov_ledger_tick(town.ledger, &backwards, NULL));
    REFUSES(CGOV_E_TIME_AHEAD, CGOV_R_NONE, cgov_ledger_tick(town.ledger, &ahead, NULL));
    REFUSES(CGOV_E_SALT, CGOV_R_NONE, cgov_item_report(town.ledger, &unsalted, details, 3, NULL));
    REFUSES(CGOV_E_FORMAT, CGOV_R_NONE, cgov_command_execute(town.ledger, details, 3, NULL, 0, 0, NULL));
    act.key[0] = 1;
    ANSWERS(CGOV_OK, cgov_item_report(town.ledger, &act, details, 3, NULL));
    ANSWERS(CGOV_REPEAT, cgov_item_report(town.ledger, &act, details, 3, NULL));
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, cgov_item_report(town.ledger, &act, details, 2, NULL));
    cgov_reader reader = town_reader(&town, town.resident);
    char small[2];
    uint64_t needed;
    cgov_time due;
    ANSWERS(CGOV_E_BUFFER, cgov_rulebook_text(town.ledger, &reader, 1, small, 2, &needed));
    ANSWERS(CGOV_E_NOT_FOUND, cgov_rulebook_text(town.ledger, &reader, 2, small, 2, &needed));
    ANSWERS(CGOV_OK, cgov_ledger_next_due(town.ledger, &due));
    ANSWERS(CGOV_DONE, cgov_rulebook_shipped(99, &(cgov_text){0}, &(cgov_text){0}));
}

/* ---- limits, at and one past ---- */

static const char tiny[] =
    "rulebook 1\nrole founder \"创建人\"\n  may add change appoint adopt\nrole contact \"联络员\"\n"
    "procedure issue \"事\"\n  party reporter \"人\" resident\n  party intake \"单位\" organization\n"
    "  stage all \"全程\"\n    state open \"办理中\" held by intake\n    state closed \"已结\" final\n"
    "  clock wait from report until finish\n    for 10 days\n    late tell founder of intake\n"
    "  open report \"登记\" -> open\n    by any resident\n    needs text intake\n"
    "    takes title organizations\n    sets intake to given\n    opens part for organizations\n"
    "  move finish open -> closed\n    by founder of intake\n    answers\n"
    "procedure part \"协\" part\n  party partner \"协办\" organization\n  stage all \"全程\"\n"
    "    state asked \"待办\" held by partner\n    state dropped \"已免\" final\n"
    "  clock wait from ask until drop\n    for 10 days\n    late tell contact of partner\n"
    "  open ask \"交办\" -> asked\n    by parent\n    takes text\n    sets partner to given\n"
    "  move drop asked -> dropped\n    by contact of partner\n    by parent\n    answers\n";

#define ROOT (UINT64_C(2) << 44 | 1)
#define FOUNDER (UINT64_C(1) << 44 | 1)

static cgov_genesis tiny_genesis(void) {
    return (cgov_genesis){.size = sizeof(cgov_genesis),
                          .ledger_id = {1, 2},
                          .utc_offset = 480,
                          .rulebook = {tiny, sizeof tiny - 1},
                          .organization = {"村", 3},
                          .organization_kind = {"committee", 9},
                          .resident = {"王", 3},
                          .limit_ahead = 1000,
                          .key_window = 1000,
                          .limit_title = 4,
                          .limit_text = 8,
                          .limit_children = 2,
                          .limit_depth = 2,
                          .limit_items = 4,
                          .limit_entities = 3};
}

static cgov_act tiny_act(cgov_time now) {
    return (cgov_act){.size = sizeof(cgov_act), .actor = FOUNDER, .now = 10000000000 + now, .salt = {1, 1}};
}

static int32_t tiny_add(cgov_ledger *ledger, uint32_t kind, cgov_id parent, const char *name) {
    cgov_act act = tiny_act(1);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .parent = parent, .name = {name, strlen(name)}};
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = (cgov_text){"court", 5};
    return cgov_entity_add(ledger, &act, &entity, NULL);
}

static int32_t tiny_appoint(cgov_ledger *ledger) {
    cgov_act act = tiny_act(1);
    cgov_appointment_draft appointment = {
        .size = sizeof appointment, .resident = FOUNDER, .organization = ROOT, .role = {"contact", 7}};
    return cgov_appointment_add(ledger, &act, &appointment, NULL);
}

static int32_t tiny_report(cgov_ledger *ledger, const char *text, uint32_t children) {
    cgov_act act = tiny_act(1);
    cgov_detail details[5] = {town_text(CGOV_FIELD_TEXT, text), number(CGOV_FIELD_INTAKE, ROOT)};
    for (uint32_t i = 0; i < children; i++) details[2 + i] = number(CGOV_FIELD_ORGANIZATIONS, ROOT + i);
    return cgov_item_report(ledger, &act, details, 2 + children, NULL);
}

static void limits(void **state) {
    (void)state;
    cgov_ledger *ledger = NULL;
    cgov_genesis genesis = tiny_genesis();
    cgov_act act = tiny_act(1);
    act.actor = 0;
    genesis.organization = (cgov_text){"abcd", 4};
    ANSWERS(CGOV_OK, cgov_ledger_create(NULL, &genesis, &act, &ledger));
    /* Depth 2: below the root, and no deeper. Three of each: the founding ones count. */
    ANSWERS(CGOV_OK, tiny_add(ledger, CGOV_KIND_ORGANIZATION, ROOT, "abcd"));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_add(ledger, CGOV_KIND_ORGANIZATION, ROOT + 1, "a"));
    REFUSED_ON(ledger, CGOV_E_TEXT, CGOV_R_DETAIL, tiny_add(ledger, CGOV_KIND_ORGANIZATION, ROOT, "abcde"));
    ANSWERS(CGOV_OK, tiny_add(ledger, CGOV_KIND_ORGANIZATION, ROOT, "a"));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_add(ledger, CGOV_KIND_ORGANIZATION, ROOT, "a"));
    for (int i = 0; i < 2; i++) ANSWERS(CGOV_OK, tiny_add(ledger, CGOV_KIND_RESIDENT, ROOT, "a"));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_add(ledger, CGOV_KIND_RESIDENT, ROOT, "a"));
    for (int i = 0; i < 2; i++) ANSWERS(CGOV_OK, tiny_appoint(ledger));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_appoint(ledger));
    /* Eight bytes of text, two children, four items in all. */
    REFUSED_ON(ledger, CGOV_E_TEXT, CGOV_R_DETAIL, tiny_report(ledger, "123456789", 0));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_report(ledger, "12345678", 3));
    ANSWERS(CGOV_OK, tiny_report(ledger, "12345678", 2));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_report(ledger, "a", 1)); /* its part is one too many */
    ANSWERS(CGOV_OK, tiny_report(ledger, "a", 0));
    REFUSED_ON(ledger, CGOV_E_LIMIT, CGOV_R_LIMIT, tiny_report(ledger, "a", 0));
    /* A second ahead, and a retry key remembered for a second. */
    act = tiny_act(1002);
    REFUSED_ON(ledger, CGOV_E_TIME_AHEAD, CGOV_R_NONE, cgov_ledger_tick(ledger, &act, NULL));
    act.now--;
    ANSWERS(CGOV_OK, cgov_ledger_tick(ledger, &act, NULL));
    cgov_ledger_close(ledger);
}

/* ---- founding and opening ---- */

static int32_t create(const cgov_ledger_options *options, const cgov_genesis *genesis, const cgov_act *act) {
    cgov_ledger *ledger = (cgov_ledger *)&town;
    int32_t status = cgov_ledger_create(options, genesis, act, &ledger);
    if (status == CGOV_OK)
        cgov_ledger_close(ledger);
    else
        assert_null(ledger);
    return status;
}

static void founding(void **state) {
    (void)state;
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .error_out = &error};
    cgov_act good = tiny_act(1);
    good.actor = 0;
#define FOUNDING(wanted, why, change)                                                                                  \
    do {                                                                                                               \
        cgov_genesis genesis = tiny_genesis();                                                                         \
        cgov_act act = good;                                                                                           \
        change;                                                                                                        \
        error.reason = CGOV_R_NONE;                                                                                    \
        ANSWERS(wanted, create(&options, &genesis, &act));                                                             \
        assert_true(error.status == (wanted) && error.reason == (why) && error.message[0] != '\0');                    \
        watch_saw(wanted, why);                                                                                        \
    } while (0)
    FOUNDING(CGOV_E_ABI_SIZE, CGOV_R_NONE, genesis.size = 16);
    FOUNDING(CGOV_E_ABI_NEWER, CGOV_R_NONE, genesis.size = UINT32_MAX);
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, genesis.flags = 2);
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, genesis.reserved0 = 1);
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, memset(genesis.ledger_id, 0, 16));
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.utc_offset = 841);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.region = 12);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.limit_depth = 256);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.limit_ahead = UINT64_MAX);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.rulebook.len = 0);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.organization.len = 0);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.organization_kind.len = 0);
    FOUNDING(CGOV_E_ARG, CGOV_R_DETAIL, genesis.resident.len = 0);
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, genesis.resident.ptr = NULL);
    FOUNDING(CGOV_E_TEXT, CGOV_R_DETAIL, genesis.resident.len = 2);
    FOUNDING(CGOV_E_TEXT, CGOV_R_DETAIL, genesis.organization_kind = ((cgov_text){"A B", 3}));
    FOUNDING(CGOV_E_RULEBOOK, CGOV_R_SYNTAX, genesis.rulebook.len = 15);
    FOUNDING(CGOV_E_REFUSED, CGOV_R_ROLE, genesis.role = ((cgov_text){"emperor", 7}));
    FOUNDING(CGOV_E_REFUSED, CGOV_R_ROLE, genesis.role = ((cgov_text){"contact", 7}));
    FOUNDING(CGOV_E_REFUSED, CGOV_R_DETAIL, genesis.profile = ((cgov_text){"MOON", 4}));
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, act.actor = FOUNDER);
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, act.flags = CGOV_ACT_ENCODE);
    FOUNDING(CGOV_E_ARG, CGOV_R_NONE, act.now = 0);
    FOUNDING(CGOV_E_ABI_SIZE, CGOV_R_NONE, act.size = sizeof act - 1);
    FOUNDING(CGOV_E_SALT, CGOV_R_NONE, memset(act.salt, 0, 16));

    cgov_genesis genesis = tiny_genesis();
    cgov_ledger *ledger = NULL;
    cgov_ledger_options bad = {.size = 8};
    ANSWERS(CGOV_OK, create(NULL, &genesis, &good));
    ANSWERS(CGOV_E_ARG, cgov_ledger_create(NULL, &genesis, &good, NULL));
    ANSWERS(CGOV_E_ARG, create(NULL, NULL, &good));
    ANSWERS(CGOV_E_ARG, create(NULL, &genesis, NULL));
    ANSWERS(CGOV_E_ABI_SIZE, create(&bad, &genesis, &good));
    bad = (cgov_ledger_options){.size = sizeof bad, .flags = 4};
    ANSWERS(CGOV_E_ARG, create(&bad, &genesis, &good));
    bad = (cgov_ledger_options){.size = sizeof bad, .reserved = 1};
    ANSWERS(CGOV_E_ARG, cgov_ledger_open(&bad, &ledger));
    ANSWERS(CGOV_E_ARG, cgov_ledger_open(NULL, NULL));
    ANSWERS(CGOV_E_NOT_FOUND, cgov_ledger_open(NULL, &ledger));
    cgov_allocator allocator = {.size = sizeof allocator, .reserved = 1};
    bad = (cgov_ledger_options){.size = sizeof bad, .allocator = &allocator};
    ANSWERS(CGOV_E_ARG, create(&bad, &genesis, &good));
    cgov_storage storage = {.size = sizeof storage};
    bad = (cgov_ledger_options){.size = sizeof bad, .storage = &storage};
    assert_int_not_equal(create(&bad, &genesis, &good), CGOV_OK); /* a table without functions */
}

static void a_storage_that_is_not_free(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage}, junk = storage;
    cgov_genesis genesis = tiny_genesis();
    cgov_act act = tiny_act(1);
    cgov_ledger *first = NULL, *second = NULL;
    act.actor = 0;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    assert_int_equal(cgov_storage_memory(NULL, &junk), CGOV_OK);
    const cgov_ledger_options on = {.size = sizeof on, .storage = &storage},
                              on_junk = {.size = sizeof on, .storage = &junk};
    ANSWERS(CGOV_OK, cgov_ledger_create(&on, &genesis, &act, &first));
    ANSWERS(CGOV_E_BUSY, cgov_ledger_open(&on, &second));
    ANSWERS(CGOV_E_BUSY, cgov_ledger_create(&on, &genesis, &act, &second));
    cgov_ledger_close(first);
    ANSWERS(CGOV_E_EXISTS, cgov_ledger_create(&on, &genesis, &act, &second));

    /* By a library that decides otherwise it is read, and changed only after. */
    const struct start start = {0, UINT32_MAX};
    ANSWERS(CGOV_OK, cgov__open_from(&on, &start, &second));
    REFUSED_ON(second, CGOV_E_DECISIONS, 0, cgov_ledger_tick(second, &act, NULL));
    cgov_ledger_close(second);
    /* Something else by that name, and a byte of the first record turned. */
    uint64_t end = 0;
    uint8_t byte = 0;
    assert_int_equal(junk.put(junk.user, "journal", "This is no journal at all, whatever its name says.", 50, &end), 0);
    ANSWERS(CGOV_E_FORMAT, cgov_ledger_open(&on_junk, &second));
    assert_int_equal(storage.read(storage.user, "journal", 70, &byte, 1, &end), 0);
    byte ^= 1;
    assert_int_equal(storage.overwrite(storage.user, "journal", 70, &byte, 1, &end), 0);
    int32_t status = cgov_ledger_open(&on, &second);
    assert_true(status == CGOV_E_CORRUPT || status == CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    assert_int_equal(cgov_storage_close(&junk), CGOV_OK);
    ANSWERS(CGOV_E_ARG, cgov_storage_memory(NULL, NULL));
    ANSWERS(CGOV_E_ARG, cgov_storage_salt(NULL, act.salt));
    storage = (cgov_storage){.size = 8};
    ANSWERS(CGOV_E_ABI_SIZE, cgov_storage_memory(NULL, &storage));
    storage = (cgov_storage){.size = sizeof storage};
    ANSWERS(CGOV_E_ARG, cgov_storage_files(NULL, NULL, &storage, NULL));
    ANSWERS(CGOV_E_TEXT, cgov_storage_files("", NULL, &storage, NULL));
    ANSWERS(CGOV_E_STORAGE, cgov_storage_files("/nonexistent/a/b", NULL, &storage, NULL));
}

/* ---- the world's faults ---- */

static int32_t report_plainly(void) {
    return town_try_report(&town, town.resident, NULL, 0, NULL);
}

/* A command fails for want of memory, or of a storage that takes it, and nothing has changed. */
static void memory_and_storage(void **state) {
    (void)state;
    struct test_alloc alloc = {0};
    struct fault fault;
    cgov_allocator allocator = test_alloc_table(&alloc);
    cgov_storage inner = {.size = sizeof inner}, storage;
    assert_int_equal(cgov_storage_memory(NULL, &inner), CGOV_OK);
    fault_open(&fault, &inner, &storage);
    const struct town_options options = {.storage = &storage, .allocator = &allocator};
    town_found(&town, &options);
    struct watch_mark before = watch_mark(town.ledger);
    int32_t status;
    test_alloc_fail(&alloc, 1, true);
    while ((status = report_plainly()) == CGOV_OK) before = watch_mark(town.ledger); /* there is room for some */
    watch_refused(town.ledger, status, CGOV_E_NOMEM, CGOV_R_NONE, "a report without memory", __LINE__);
    struct watch_mark after = watch_mark(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
    alloc.fail_at = 0;
    ANSWERS(CGOV_OK, report_plainly());
    fault_arm(&fault, FAULT_APPEND, 1, false, FAULT_ERROR);
    REFUSES(CGOV_E_STORAGE, CGOV_R_NONE, report_plainly());
    assert_int_equal(town_error(&town).os_code, FAULT_CODE);
    ANSWERS(CGOV_OK, report_plainly());
    /* A sync that fails leaves nobody knowing what the disk holds: reading goes on, writing does not. */
    fault_arm(&fault, FAULT_SYNC, 1, false, FAULT_ERROR);
    ANSWERS(CGOV_E_STORAGE, report_plainly());
    before = watch_mark(town.ledger);
    status = report_plainly();
    watch_refused(town.ledger, status, CGOV_E_POISONED, CGOV_R_NONE, "a report after a failed sync", __LINE__);
    ANSWERS(CGOV_E_POISONED, cgov_ledger_flush(town.ledger, NULL));
    after = watch_mark(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    assert_int_equal(info.poisoned, 1);
    /* Beside it, somebody reads alone. */
    cgov_ledger *reader = NULL;
    const cgov_ledger_options alone = {.size = sizeof alone, .flags = CGOV_OPEN_READ, .storage = &inner};
    ANSWERS(CGOV_OK, cgov_ledger_open(&alone, &reader));
    const cgov_act tick = {.size = sizeof tick, .now = town.now};
    REFUSED_ON(reader, CGOV_E_READ_ONLY, CGOV_R_NONE, cgov_ledger_tick(reader, &tick, NULL));
    cgov_ledger_close(reader);
    town_close(&town);
    test_alloc_is_empty(&alloc);
    fault_close(&fault);
    assert_int_equal(cgov_storage_close(&inner), CGOV_OK);
}

/* Damage to what was acknowledged is found: to words when they are read, to records when the ledger is opened. */
static void damage(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    const cgov_ledger_options open = {.size = sizeof open, .storage = &storage};
    town_found(&town, &options);
    uint64_t frame = 0, len = 0, end = 0, needed = 0;
    free(fault_object(&storage, "journal", &frame));
    cgov_id id = town_report(&town, town.resident);
    char text[64];
    cgov_reader reader = town_reader(&town, town.resident);
    uint8_t *bytes = fault_object(&storage, "journal", &len), last = bytes[len - 1] ^ 1;
    assert_int_equal(storage.overwrite(storage.user, "journal", len - 1, &last, 1, &end), 0);
    ANSWERS(CGOV_E_CORRUPT, cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed));
    /* Words zeroed whole, salt included, are damage like any other: nothing erases. */
    static const uint8_t zeros[256];
    uint32_t words_len = cgov__load32(bytes + frame + 4);
    assert_true(words_len > 16 && words_len <= sizeof zeros);
    assert_int_equal(storage.overwrite(storage.user, "journal", len - words_len, zeros, words_len, &end), 0);
    ANSWERS(CGOV_E_CORRUPT, cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed));
    town_close(&town);
    uint8_t middle = bytes[len / 2] ^ 1;
    assert_int_equal(storage.overwrite(storage.user, "journal", len / 2, &middle, 1, &end), 0);
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options telling = open;
    telling.error_out = &error;
    ANSWERS(CGOV_E_CORRUPT, cgov_ledger_open(&telling, &town.ledger));
    assert_true(error.status == CGOV_E_CORRUPT && error.os_code > 0 && error.message[0] != '\0');
    free(bytes);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* A storage that calls the ledger it serves. */
static int32_t (*append_inner)(void *, const char *, uint64_t, const void *, uint64_t, uint64_t *);
static int32_t answered_inside[3];

static int32_t append_and_call(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                               uint64_t *end_out) {
    if (town.ledger != NULL) {
        cgov_act act = {.size = sizeof act, .now = town.now};
        answered_inside[0] = cgov_ledger_tick(town.ledger, &act, NULL);
        answered_inside[1] = cgov_ledger_flush(town.ledger, NULL);
        answered_inside[2] = cgov_command_execute(town.ledger, "", 0, NULL, 0, 0, NULL);
        cgov_ledger_close(town.ledger);
    }
    return append_inner(user, name, offset, bytes, len, end_out);
}

static void a_storage_that_calls_back(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    cgov_storage calling = storage;
    append_inner = storage.append;
    calling.append = append_and_call;
    const struct town_options options = {.storage = &calling};
    town_found(&town, &options);
    ANSWERS(CGOV_OK, report_plainly());
    for (int i = 0; i < 3; i++) ANSWERS(CGOV_E_REENTER, answered_inside[i]);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, with_alarms, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_numbers_are_the_golden_ones),
        IN_TOWN(of_a_report),
        IN_TOWN(before_anybody_leads),
        IN_TOWN(on_the_way),
        IN_TOWN(reviewed_and_settled),
        IN_TOWN(shared_and_unanswered),
        IN_TOWN(people_and_institutions),
        IN_TOWN(of_acts),
        cmocka_unit_test(limits),
        cmocka_unit_test(founding),
        cmocka_unit_test(a_storage_that_is_not_free),
        cmocka_unit_test(memory_and_storage),
        cmocka_unit_test(damage),
        cmocka_unit_test(a_storage_that_calls_back),
        cmocka_unit_test(every_number_was_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
