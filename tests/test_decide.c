/* Owners decide (业主共同决定) by the shipped text: who is counted once, by heads and by area; what the rule of the day
 * makes of it; and that what the record says is what was counted. (test_decided.c has forged records.) */
#include "support/estate.h"

#include "ledger/read_back.h"
#include "records/decision_lines.h"
#include "support/test.h"

static struct estate estate;
static cgov_storage storage;

static int owners(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    estate_found(&estate, &storage, "owners", false);
    return 0;
}

static int silent_owners(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    estate_found(&estate, &storage, "owners_silent", true);
    return 0;
}

static int leave(void **state) {
    (void)state;
    uint8_t before[32], after[32];
    struct town *town = &estate.town;
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    assert_int_equal(cgov_state_digest(town->ledger, before), CGOV_OK);
    cgov_ledger_close(town->ledger);
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage, .error_out = &error};
    if (cgov_ledger_open(&options, &town->ledger)) fail_msg("%s", error.message);
    assert_int_equal(cgov_state_digest(town->ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32); /* replay decides nothing, and comes to the same */
    town_close(town);
    return cgov_storage_close(&storage);
}

/* What is decided, by which rule, and where the decision stands then. */
static void assert_decided(const cgov_history_view *entry, uint32_t outcome, const char *rule) {
    if (entry->outcome != outcome)
        fail_msg("%s by %s, not %s", cgov_enum_name(CGOV_ENUM_OUTCOME, entry->outcome), entry->rule,
                 cgov_enum_name(CGOV_ENUM_OUTCOME, outcome));
    assert_string_equal(entry->rule, rule);
    assert_string_equal(entry->to, outcome == CGOV_OUTCOME_PASSED   ? "passed"
                                   : outcome == CGOV_OUTCOME_FAILED ? "failed"
                                                                    : "void");
}

/* The record as it stands in the journal. */
static struct record record_of(const cgov_history_view *entry, uint8_t buf[STORED_SIZE]) {
    struct stored stored;
    assert_int_equal(cgov__stored_read(estate.town.ledger, entry->seq, buf, STORED_SIZE, &stored), CGOV_OK);
    return stored.record;
}

#define GROUPS(...)                                                                                                    \
    (const struct group[]) {                                                                                           \
        __VA_ARGS__                                                                                                    \
    }
#define DECIDE(matter, ...)                                                                                            \
    estate_decide(&estate, matter, GROUPS(__VA_ARGS__), sizeof(GROUPS(__VA_ARGS__)) / sizeof(struct group))

/* ---- 民法典 278 ---- */

static void special_by_three_quarters(void **state) {
    (void)state;
    cgov_history_view made = DECIDE("owners_rebuild", {151, 1368000, "yes", 0}, {50, 456000, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_PASSED, "owners_special");
    uint8_t buf[STORED_SIZE];
    struct decided decided;
    const struct record record = record_of(&made, buf);
    const struct rulebook *book = &estate.town.ledger->model.adoptions[1]->rulebook;
    assert_true(cgov__decided_read(&record, &book->rules[record.rule - 1], &decided));
    const struct count *count = &decided.count;
    assert_int_equal(count->choices[CHOICE_YES].by[AXIS_HEADS], 151);
    assert_int_equal(count->choices[CHOICE_YES].by[AXIS_AREA], 1368000);
    assert_int_equal(count->choices[CHOICE_NO].by[AXIS_HEADS], 50);
    assert_int_equal(count->cast.by[AXIS_HEADS], 201);
    assert_int_equal(count->cast.by[AXIS_AREA], 1824000);
    assert_int_equal(count->rolls[0].by[AXIS_HEADS], 301);
    assert_int_equal(count->rolls[0].by[AXIS_AREA], 2736000);
    assert_int_equal(record.closed, 20260615);
    assert_int_equal(record.warnings | record.waiting | record.joined, 0);
}

static void one_head_fewer(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_rebuild", {150, 1368000, "yes", 0}, {51, 456000, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_FAILED, "owners_special");
}

static void a_hundredth_of_a_metre_fewer(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_rebuild", {151, 1367999, "yes", 0}, {50, 456001, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_FAILED, "owners_special");
}

static void quorum_by_area(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_rebuild", {151, 1368000, "yes", 0}, {50, 455999, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_NO_QUORUM, "owners_special");
}

static void quorum_by_heads(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", {200, 2000000, "yes", 0});
    assert_decided(&made, CGOV_OUTCOME_NO_QUORUM, "owners_general");
}

static void general_by_more_than_half(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", {101, 912001, "yes", 0}, {100, 911999, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_PASSED, "owners_general");
}

static void half_of_the_area_is_not_more(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", {101, 912000, "yes", 0}, {100, 912000, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_FAILED, "owners_general");
}

static void area_alone_passes_nothing(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", {100, 1200000, "yes", 0}, {101, 624000, "no", 0});
    assert_decided(&made, CGOV_OUTCOME_FAILED, "owners_general");
}

#define WITH_ABSTENTIONS                                                                                               \
    {120, 1100000, "yes", 0}, {31, 280000, "no", 0}, {                                                                 \
        50, 444000, "abstain", 0                                                                                       \
    }

static void abstentions_take_part(void **state) {
    (void)state;
    const cgov_history_view general = DECIDE("owners_services", WITH_ABSTENTIONS);
    assert_decided(&general, CGOV_OUTCOME_PASSED, "owners_general");
    uint8_t buf[STORED_SIZE];
    assert_int_equal(record_of(&general, buf).outcome, CGOV_OUTCOME_PASSED);
}

static void and_are_no_consent(void **state) {
    (void)state;
    const cgov_history_view special = DECIDE("owners_common_use", WITH_ABSTENTIONS);
    assert_decided(&special, CGOV_OUTCOME_FAILED, "owners_special");
}

/* ---- silent owners ---- */

static uint64_t stand_on(cgov_id decision, const char *name) {
    const cgov_reader reader = town_reader(&estate.town, estate.head);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_roll_list(estate.town.ledger, &reader, decision, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view.heads;
    fail_msg("no roll %s", name);
    return 0;
}

#define RETURNED                                                                                                       \
    {100, 1000000, "yes", 0}, {                                                                                        \
        50, 500000, "no", 0                                                                                            \
    }

static void silent_ones_do_not_take_part(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", RETURNED, {51, 324000, NULL, 1});
    assert_decided(&made, CGOV_OUTCOME_NO_QUORUM, "owners_general");
}

static void a_charter_joins_them_to_the_majority(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", RETURNED, {51, 324000, NULL, 1});
    assert_decided(&made, CGOV_OUTCOME_PASSED, "owners_general_silent");
    uint8_t buf[STORED_SIZE];
    struct decided decided;
    const struct record record = record_of(&made, buf);
    const struct rulebook *book = &estate.town.ledger->model.adoptions[1]->rulebook;
    assert_true(cgov__decided_read(&record, &book->rules[record.rule - 1], &decided));
    assert_int_equal(decided.count.silent.by[AXIS_HEADS], 51);
    assert_int_equal(decided.count.silent.by[AXIS_AREA], 324000);
    assert_int_equal(stand_on(record.id, "delivered"), 201);
    assert_int_equal(record.joined, CGOV_CHOICE_YES);
    assert_int_equal(record.warnings, CGOV_WARNING_UNVERIFIED | CGOV_WARNING_SILENT);
}

static void whom_nothing_was_delivered_to_is_not_silent(void **state) {
    (void)state;
    const cgov_history_view made = DECIDE("owners_fund_use", RETURNED, {50, 324000, NULL, 1}, {101, 912000, NULL, 0});
    assert_decided(&made, CGOV_OUTCOME_NO_QUORUM, "owners_general_silent");
}

/* That a ballot was delivered is no one teller's word: what one alone has entered makes nobody silent. */
static void delivered_is_what_two_tellers_say(void **state) {
    (void)state;
    static const struct group groups[] = {RETURNED, {50, 318000, NULL, 1}, {1, 6000, NULL, 0}};
    estate_areas(&estate, groups, 4);
    const cgov_id decision = estate_begin(&estate, "owners_fund_use", estate.place);
    estate_votes(&estate, decision, groups, 4);
    const cgov_id last = estate.owners[200];
    for (uint32_t i = 0; i < 2; i++) /* of one person twice is of one person */
        assert_int_equal(estate_enter(&estate, estate.teller, decision, "delivered", last, NULL), CGOV_OK);
    assert_int_equal(stand_on(decision, "delivered"), 200);
    const cgov_history_view made = estate_count(&estate, decision);
    assert_decided(&made, CGOV_OUTCOME_NO_QUORUM, "owners_general_silent");
}

/* One of those 51 has returned a paper, which so many tellers have entered, each twice: the 201st head, or none. */
static cgov_history_view decide_with_paper(uint32_t tellers) {
    static const struct group groups[] = {RETURNED, {51, 324000, NULL, 1}};
    const cgov_id by[] = {estate.teller, estate.second};
    estate_areas(&estate, groups, 3);
    const cgov_id decision = estate_begin(&estate, "owners_fund_use", estate.place);
    estate_votes(&estate, decision, groups, 3);
    for (uint32_t t = 0; t < tellers; t++) {
        const int32_t again = t == 0 ? CGOV_OK : CGOV_E_REFUSED; /* two have said it: it stands */
        assert_int_equal(estate_enter(&estate, by[t], decision, "ballots", estate.owners[150], "no"), CGOV_OK);
        assert_int_equal(estate_enter(&estate, by[t], decision, "ballots", estate.owners[150], "no"), again);
    }
    return estate_count(&estate, decision);
}

static void whose_paper_waits_for_a_second_teller_is_not_silent(void **state) {
    (void)state;
    const cgov_history_view waits = decide_with_paper(1);
    assert_decided(&waits, CGOV_OUTCOME_NO_QUORUM, "owners_general_silent");
    uint8_t buf[STORED_SIZE];
    struct decided decided;
    const struct record record = record_of(&waits, buf);
    const struct rulebook *book = &estate.town.ledger->model.adoptions[1]->rulebook;
    assert_true(cgov__decided_read(&record, &book->rules[record.rule - 1], &decided));
    assert_int_equal(decided.count.silent.by[AXIS_HEADS], 50);
    assert_int_equal(decided.count.cast.by[AXIS_HEADS], 150);
    assert_int_equal(record.waiting, 1);
}

static void whose_paper_two_tellers_entered_is_counted(void **state) {
    (void)state;
    const cgov_history_view made = decide_with_paper(2);
    assert_decided(&made, CGOV_OUTCOME_PASSED, "owners_general_silent");
    uint8_t buf[STORED_SIZE];
    assert_int_equal(record_of(&made, buf).waiting, 0);
}

static void who_leads_by_heads_and_area_apart_has_no_silent_ones(void **state) {
    (void)state;
    const cgov_history_view made =
        DECIDE("owners_fund_use", {80, 700000, "yes", 0}, {70, 800000, "no", 0}, {51, 324000, NULL, 1});
    assert_decided(&made, CGOV_OUTCOME_FAILED, "owners_general_silent");
    uint8_t buf[STORED_SIZE];
    const struct record record = record_of(&made, buf);
    assert_int_equal(record.joined, CGOV_CHOICE_NONE);
    assert_int_equal(record.warnings & CGOV_WARNING_SILENT, CGOV_WARNING_SILENT);
}

/* ---- 民法典 279 ---- */

static cgov_history_view neighbours_decide(uint32_t yes) {
    struct town *town = &estate.town;
    for (uint32_t i = 0; i < BUILDING_HEADS; i++) {
        cgov_act act = town_act(town, town->founder);
        cgov_id id = 0;
        const cgov_entity_draft draft = {.size = sizeof draft,
                                         .kind = CGOV_KIND_UNIT,
                                         .parent = estate.building,
                                         .name = {"户", CGOV_NUL_TERMINATED},
                                         .type = {"dwelling", CGOV_NUL_TERMINATED},
                                         .owner = estate.owners[100 + i],
                                         .area = 9000};
        assert_int_equal(cgov_entity_add(town->ledger, &act, &draft, &id), CGOV_OK);
    }
    const cgov_id decision = estate_begin(&estate, "owners_business", estate.building);
    for (uint32_t i = 0; i < yes; i++) assert_int_equal(estate_try_vote(&estate, decision, 100 + i, "yes"), CGOV_OK);
    town_assert_refused(town, estate_try_vote(&estate, decision, 99, "yes"), CGOV_E_NOT_FOUND, CGOV_R_NONE);
    return estate_count(&estate, decision);
}

static void all_neighbours(void **state) {
    (void)state;
    const cgov_history_view made = neighbours_decide(24);
    assert_decided(&made, CGOV_OUTCOME_PASSED, "owners_neighbours");
}

static void all_neighbours_but_one(void **state) {
    (void)state;
    const cgov_history_view made = neighbours_decide(23);
    assert_decided(&made, CGOV_OUTCOME_FAILED, "owners_neighbours");
}

/* ---- how it comes to the vote ---- */

static void notice_is_fifteen_days(void **state) {
    (void)state;
    struct town *town = &estate.town;
    uint32_t day = 0;
    const cgov_id decision = estate_draft(&estate, "owners_other", estate.place);
    assert_int_equal(cgov_field_find(town->ledger, "day", &day), CGOV_OK);
    const cgov_detail notice[] = {town_number(day, 20260630), town_text(CGOV_FIELD_TEXT, "公告")};
    town->now = town_at(2026, 6, 16, 0, 0);
    town_assert_refused(town, town_try_move(town, estate.head, decision, "announce", notice, 2), CGOV_E_REFUSED,
                        CGOV_R_NOTICE);
    assert_string_equal(town_error(town).citation, "物业管理条例 14");
}

static void notice_on_the_last_day(void **state) {
    (void)state;
    struct town *town = &estate.town;
    uint32_t day = 0;
    const cgov_id decision = estate_draft(&estate, "owners_other", estate.place);
    assert_int_equal(cgov_field_find(town->ledger, "day", &day), CGOV_OK);
    const cgov_detail notice[] = {town_number(day, 20260630), town_text(CGOV_FIELD_TEXT, "公告")};
    town->now = town_at(2026, 6, 15, 23, 59);
    assert_int_equal(town_try_move(town, estate.head, decision, "announce", notice, 2), CGOV_OK);
    town->now = town_at(2026, 6, 29, 23, 59);
    town_assert_refused(town, estate_try_move(&estate, estate.head, decision, "begin"), CGOV_E_REFUSED, CGOV_R_DAY);
    town_assert_refused(town, estate_try_vote(&estate, decision, 5, "yes"), CGOV_E_REFUSED, CGOV_R_ROLL);
    town->now = town_at(2026, 6, 30, 0, 0);
    estate_move(&estate, estate.head, decision, "begin");
    assert_int_equal(estate_try_vote(&estate, decision, 5, "yes"), CGOV_OK);
}

/* The list is closed with the notice: nobody is added, and what is tried after the close is refused. */
static void nobody_comes_after_the_close(void **state) {
    (void)state;
    struct town *town = &estate.town;
    const cgov_id decision = estate_begin(&estate, "owners_other", estate.place);
    town_assert_refused(town, estate_enter(&estate, estate.registrar, decision, "electors", estate.owners[7], NULL),
                        CGOV_E_REFUSED, CGOV_R_ROLL);
    town->now = town_at(2026, 7, 8, 0, 0); /* voting has ended with the seventh day */
    town_assert_refused(town, estate_try_vote(&estate, decision, 5, "yes"), CGOV_E_REFUSED, CGOV_R_ROLL);
    assert_string_equal(town_error(town).message,
                        "they are entered on `ballots` by themselves in `voting`, and this is in `counting`");
    town_assert_refused(town, estate_enter(&estate, estate.owners[4], decision, "ballots", estate.owners[5], "yes"),
                        CGOV_E_REFUSED, CGOV_R_ACTOR); /* who could not before either is told who can */
    estate_count(&estate, decision);
    town_assert_refused(town, estate_enter(&estate, estate.teller, decision, "ballots", estate.owners[5], "yes"),
                        CGOV_E_REFUSED, CGOV_R_ROLL);
    town_assert_state(town, decision, "void");
}

/* Somebody else owns it from now on. */
static void sell(uint32_t u, cgov_id to) {
    cgov_act act = town_act(&estate.town, estate.town.founder);
    const cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_UNIT, .owner = to};
    assert_int_equal(cgov_entity_change(estate.town.ledger, &act, estate.units[u], &draft, NULL), CGOV_OK);
}

static int32_t announce(cgov_id decision) {
    struct town *town = &estate.town;
    uint32_t day = 0;
    assert_int_equal(cgov_field_find(town->ledger, "day", &day), CGOV_OK);
    const cgov_detail notice[] = {town_number(day, 20260630), town_text(CGOV_FIELD_TEXT, "公告")};
    return town_try_move(town, estate.head, decision, "announce", notice, 2);
}

/* Heads on the list; all that is owned there stands on it once. */
static void assert_listed(cgov_id decision, uint32_t heads) {
    struct town *town = &estate.town;
    const cgov_reader reader = town_reader(town, estate.secretary);
    cgov_roll_view roll = {.size = sizeof roll};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_roll_list(town->ledger, &reader, decision, &cursor, &roll, 1, &count), CGOV_OK);
    assert_string_equal(roll.name, "electors");
    assert_int_equal(roll.heads, heads);
    assert_int_equal(roll.area, UINT64_C(8000) * ESTATE_UNITS);
}

static void assert_says(const char *form, cgov_id who) {
    char message[208];
    snprintf(message, sizeof message, form, (unsigned long long)who);
    assert_string_equal(town_error(&estate.town).message, message);
}

/* Who sold stands there with what is another's by now: the list is not closed before that is put right. */
static void what_is_sold_while_the_list_is_shown_decides_once(void **state) {
    (void)state;
    struct town *town = &estate.town;
    const cgov_id decision = estate_draft(&estate, "owners_other", estate.place);
    const cgov_id late = town_resident(town, "新业主", town->village.id);
    assert_listed(decision, ESTATE_HEADS);
    sell(20, late);
    sell(20, estate.owners[9]); /* and back: nothing has changed */
    sell(10, late);             /* one of three */
    assert_int_equal(estate_enter(&estate, estate.registrar, decision, "electors", late, NULL), CGOV_OK);
    town->now = town_at(2026, 6, 8, 10, 0); /* the time to object is over */
    town_assert_refused(town, announce(decision), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    assert_says("`electors` is wrong by now about what is owned by %llu, and `announce` would close it: make it anew, "
                "or take them out and enter them again",
                estate.owners[1]);
    estate_move(&estate, estate.registrar, decision, "list");
    assert_listed(decision, ESTATE_HEADS + 1);
    sell(30, late); /* all that one had: two lines say otherwise */
    town->now = town_at(2026, 6, 14, 10, 0);
    town_assert_refused(town, announce(decision), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    assert_says("`electors` is wrong by now about what is owned by %llu and 1 more, and `announce` would close it: "
                "make it anew, or take them out and enter them again",
                estate.owners[19]);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "已出售");
    for (uint32_t i = 0; i < 2; i++) {
        const cgov_id who = i == 0 ? estate.owners[19] : late;
        cgov_act act = town_act(town, estate.registrar);
        assert_int_equal(cgov_roll_leave(town->ledger, &act, decision, "electors", who, 0, &reason, 1, NULL), CGOV_OK);
    }
    assert_int_equal(estate_enter(&estate, estate.registrar, decision, "electors", late, NULL), CGOV_OK);
    assert_listed(decision, ESTATE_HEADS);
    assert_int_equal(announce(decision), CGOV_OK);
    sell(40, late); /* once it is closed it stays as it was */
    town->now = town_at(2026, 6, 30, 9, 0);
    estate_move(&estate, estate.head, decision, "begin");
    assert_int_equal(estate_try_vote(&estate, decision, 29, "yes"), CGOV_OK);
    assert_listed(decision, ESTATE_HEADS);
}

/* What is called off decides nothing, whatever was sold. */
/* Nor whoever owns something only since, nor whom somebody took out. */
static void a_list_of_owners_leaves_nobody_off(void **state) {
    (void)state;
    struct town *town = &estate.town;
    const cgov_id decision = estate_draft(&estate, "owners_other", estate.place);
    const cgov_id built = town_resident(town, "新建房业主", town->village.id);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "误列");
    town->now = town_at(2026, 6, 8, 10, 0); /* the time to object is over */
    cgov_act act = town_act(town, estate.registrar);
    assert_int_equal(cgov_roll_leave(town->ledger, &act, decision, "electors", estate.owners[9], 0, &reason, 1, NULL),
                     CGOV_OK);
    town_assert_refused(town, announce(decision), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    assert_says(
        "`electors` leaves out owners of today, %llu, and `announce` would close it: make it anew, or enter them",
        estate.owners[9]);
    act = town_act(town, town->founder);
    const cgov_entity_draft unit = {.size = sizeof unit,
                                    .kind = CGOV_KIND_UNIT,
                                    .parent = estate.place,
                                    .name = {"A", 1},
                                    .type = {"dwelling", 8},
                                    .owner = built,
                                    .area = 9000};
    assert_int_equal(cgov_entity_add(town->ledger, &act, &unit, NULL), CGOV_OK);
    town_assert_refused(town, announce(decision), CGOV_E_REFUSED, CGOV_R_ELECTOR);
    assert_says("`electors` leaves out owners of today, %llu and 1 more, and `announce` would close it: make it anew, "
                "or enter them",
                estate.owners[9]);
    assert_int_equal(estate_enter(&estate, estate.registrar, decision, "electors", estate.owners[9], NULL), CGOV_OK);
    assert_int_equal(estate_enter(&estate, estate.registrar, decision, "electors", built, NULL), CGOV_OK);
    assert_int_equal(announce(decision), CGOV_OK);
}

static void a_list_of_what_was_sold_can_be_called_off(void **state) {
    (void)state;
    const cgov_id decision = estate_draft(&estate, "owners_other", estate.place);
    sell(20, estate.owners[50]);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不办了");
    town_move(&estate.town, estate.head, decision, "cancel", &reason, 1);
}

static void no_elector_is_counted_twice(void **state) {
    (void)state;
    struct town *town = &estate.town;
    const cgov_id decision = estate_begin(&estate, "owners_other", estate.place);
    uint32_t proxy = 0;
    assert_int_equal(cgov_field_find(town->ledger, "proxy", &proxy), CGOV_OK);
    assert_int_equal(estate_try_vote(&estate, decision, 2, "yes"), CGOV_OK);
    assert_int_equal(estate_try_vote(&estate, decision, 2, "no"), CGOV_OK); /* the last one */
    assert_int_equal(estate_enter(&estate, estate.teller, decision, "ballots", estate.owners[2], "abstain"), CGOV_OK);
    assert_int_equal(estate_enter(&estate, estate.second, decision, "ballots", estate.owners[2], "abstain"), CGOV_OK);
    town_assert_refused(town, estate_try_vote(&estate, decision, 2, "yes"), CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_int_equal(estate_enter(&estate, estate.teller, decision, "ballots", estate.owners[6], "no"), CGOV_OK);
    assert_int_equal(estate_enter(&estate, estate.second, decision, "ballots", estate.owners[6], "no"), CGOV_OK);
    town_assert_refused(town, estate_try_vote(&estate, decision, 6, "yes"), CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_int_equal(estate_enter(&estate, estate.teller, decision, "ballots", estate.owners[3], "yes"), CGOV_OK);
    cgov_act act = town_act(town, estate.owners[4]);
    const cgov_detail named = town_number(proxy, (int64_t)estate.owners[9]);
    assert_int_equal(cgov_roll_enter(town->ledger, &act, decision, "proxies", estate.owners[4], &named, 1, NULL),
                     CGOV_OK);
    assert_int_equal(estate_try_vote(&estate, decision, 4, "no"), CGOV_OK);
    town_assert_refused(town, estate_enter(&estate, estate.owners[9], decision, "ballots", estate.owners[4], "yes"),
                        CGOV_E_REFUSED, CGOV_R_AGAIN); /* a proxy after one's own ballot */
    const cgov_history_view made = estate_count(&estate, decision);
    uint8_t buf[STORED_SIZE];
    struct decided decided;
    const struct record record = record_of(&made, buf);
    const struct rulebook *book = &town->ledger->model.adoptions[1]->rulebook;
    assert_true(cgov__decided_read(&record, &book->rules[record.rule - 1], &decided));
    assert_int_equal(decided.count.cast.by[AXIS_HEADS], 3);
    assert_int_equal(decided.count.choices[CHOICE_ABSTAIN].by[AXIS_HEADS], 1);
    assert_int_equal(decided.count.choices[CHOICE_NO].by[AXIS_HEADS], 2);
    assert_int_equal(decided.count.choices[CHOICE_YES].by[AXIS_HEADS], 0); /* one teller alone counts for nothing, */
    assert_int_equal(record.waiting, 1);                                   /* and that is said */
}

static void assert_cast(cgov_id decision, uint32_t yes) {
    struct town *town = &estate.town;
    const cgov_reader reader = town_reader(town, estate.secretary);
    cgov_tally_view row = {.size = sizeof row};
    uint64_t cursor = 0, heads = 0;
    uint32_t count = 0;
    while (cgov_tally_list(town->ledger, &reader, decision, "ballots", &cursor, &row, 1, &count) == CGOV_OK)
        if (row.tally == CGOV_TALLY_CHOICE && row.number == CGOV_CHOICE_YES) heads = row.heads;
    assert_int_equal(heads, yes);
}

/* Tellers who are owners themselves, head a company that is one, or are somebody's proxy: that ballot needs no second
 * teller. Another's paper does; once voting is over nobody is one of the two for themselves, or for whom they act. */
static void a_teller_votes_as_others_do(void **state) {
    (void)state;
    struct town *town = &estate.town;
    const cgov_id own = estate.owners[5], other = estate.owners[6], far = estate.owners[7];
    town_appoint(town, own, estate.association, "teller");
    town_appoint(town, estate.boss, estate.association, "teller");
    const cgov_id decision = estate_begin(&estate, "owners_other", estate.place);
    uint32_t proxy = 0;
    assert_int_equal(cgov_field_find(town->ledger, "proxy", &proxy), CGOV_OK);
    cgov_act act = town_act(town, other);
    const cgov_detail named = town_number(proxy, (int64_t)own);
    assert_int_equal(cgov_roll_enter(town->ledger, &act, decision, "proxies", other, &named, 1, NULL), CGOV_OK);
    assert_int_equal(estate_enter(&estate, own, decision, "ballots", own, "yes"), CGOV_OK);
    assert_cast(decision, 1);
    assert_int_equal(estate_enter(&estate, estate.boss, decision, "ballots", estate.owners[0], "yes"), CGOV_OK);
    assert_cast(decision, 2);
    assert_int_equal(estate_enter(&estate, own, decision, "ballots", other, "yes"), CGOV_OK);
    assert_cast(decision, 3);
    assert_int_equal(estate_enter(&estate, own, decision, "ballots", far, "yes"), CGOV_OK); /* a paper, */
    assert_cast(decision, 3);
    assert_int_equal(estate_enter(&estate, estate.boss, decision, "ballots", far, "yes"), CGOV_OK); /* twice */
    assert_cast(decision, 4);
    const cgov_id late = estate.owners[8];
    town_appoint(town, late, estate.association, "teller");
    town->now = town_at(2026, 7, 8, 0, 0); /* voting is over: papers alone */
    town_assert_refused(town, estate_enter(&estate, late, decision, "ballots", late, "yes"), CGOV_E_REFUSED,
                        CGOV_R_ROLL);
    town_assert_refused(town, estate_enter(&estate, own, decision, "ballots", other, "no"), CGOV_E_REFUSED,
                        CGOV_R_ROLL); /* whose proxy they are */
    assert_int_equal(estate_enter(&estate, estate.teller, decision, "ballots", late, "yes"), CGOV_OK);
    assert_cast(decision, 4);
    assert_int_equal(estate_enter(&estate, estate.second, decision, "ballots", late, "yes"), CGOV_OK);
    assert_cast(decision, 5);
}

static void a_fifth_of_the_owners_calls(void **state) {
    (void)state;
    struct town *town = &estate.town;
    uint32_t organizer = 0, place = 0;
    assert_int_equal(cgov_field_find(town->ledger, "organizer", &organizer), CGOV_OK);
    assert_int_equal(cgov_field_find(town->ledger, "estate", &place), CGOV_OK);
    cgov_act act = town_act(town, estate.owners[20]);
    cgov_id call = 0;
    const cgov_detail details[] = {town_number(organizer, (int64_t)estate.association),
                                   town_number(place, (int64_t)estate.place), town_text(CGOV_FIELD_TEXT, "提议")};
    assert_int_equal(cgov_item_open(town->ledger, &act, "owners_call", details, 3, &call), CGOV_OK);
    for (uint32_t i = 0; i < 60; i++)
        assert_int_equal(estate_enter(&estate, estate.owners[20 + i], call, "signatures", estate.owners[20 + i], NULL),
                         CGOV_OK);
    town_assert_refused(town, estate_try_move(&estate, estate.owners[20], call, "reach"), CGOV_E_REFUSED, CGOV_R_SHARE);
    assert_string_equal(town_error(town).citation, "物业管理条例 13");
    assert_int_equal(estate_enter(&estate, estate.boss, call, "signatures", estate.owners[0], NULL), CGOV_OK);
    estate_move(&estate, estate.owners[20], call, "reach");
    town_assert_state(town, call, "called");
}

#define ON(test) cmocka_unit_test_setup_teardown(test, owners, leave)
#define ON_SILENT(test) cmocka_unit_test_setup_teardown(test, silent_owners, leave)

/* ---- what is read of the move ---- */

static void each_outcome_is_an_edge(void **state) {
    (void)state;
    static const struct {
        const char *line, *to;
        uint32_t outcome;
    } rows[] = {{"passed    -> passed", "passed", CGOV_OUTCOME_PASSED},
                {"failed    -> failed", "failed", CGOV_OUTCOME_FAILED},
                {"no_quorum -> void", "void", CGOV_OUTCOME_NO_QUORUM}};
    const char *text = town_shipped("owners").ptr;
    cgov_edge_view edge = {.size = sizeof edge};
    uint64_t cursor = 0;
    uint32_t count = 0, found = 0, others = 0;
    while (!cgov_edge_list(estate.town.ledger, NULL, 0, "owners_decision", &cursor, &edge, 1, &count)) {
        if (strcmp(edge.move, "count") != 0) {
            assert_int_equal(edge.outcome, 0);
            others++;
            continue;
        }
        assert_in_range(found, 0, 2);
        assert_string_equal(edge.from, "counting");
        assert_string_equal(edge.to, rows[found].to);
        assert_int_equal(edge.outcome, rows[found].outcome);
        assert_true(edge.answers && !edge.by_time);
        const char *at = text;
        for (uint32_t line = 1; line < edge.line; line++) at = strchr(at, '\n') + 1;
        assert_memory_equal(at + strspn(at, " "), rows[found].line, strlen(rows[found].line));
        found++;
    }
    assert_int_equal(found, 3);
    assert_int_equal(others, 1 + 6 + 2 + 3 + 6); /* the first move, those from one state, `list`, `cancel`, `drop` */
}

static void a_move_that_decides_shows_no_single_state(void **state) {
    (void)state;
    cgov_rule_view rule = {.size = sizeof rule};
    uint64_t cursor = 0;
    uint32_t count = 0, deciding = 0;
    while (!cgov_rule_list(estate.town.ledger, NULL, 0, CGOV_RULE_MOVE, "owners_decision", &cursor, &rule, 1, &count)) {
        const bool decides = strcmp(rule.name, "count") == 0;
        assert_int_equal(rule.outcomes,
                         decides ? 1U << CGOV_OUTCOME_PASSED | 1U << CGOV_OUTCOME_FAILED | 1U << CGOV_OUTCOME_NO_QUORUM
                                 : 0);
        assert_int_equal(rule.to[0] == 0,
                         decides || strncmp(rule.name, "object", 6) == 0); /* which stays where it is */
        deciding += decides;
    }
    assert_int_equal(deciding, 1);
    const cgov_id decision = estate_draft(&estate, "owners_rebuild", estate.place);
    const cgov_reader reader = {.size = sizeof reader, .actor = estate.teller, .at = estate.town.now};
    cgov_move_view move = {.size = sizeof move};
    for (cursor = 0; !cgov_move_list(estate.town.ledger, &reader, decision, &cursor, &move, 1, &count);)
        assert_int_equal(move.to[0] == 0, strcmp(move.name, "count") == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(special_by_three_quarters),
        ON(one_head_fewer),
        ON(a_hundredth_of_a_metre_fewer),
        ON(quorum_by_area),
        ON(quorum_by_heads),
        ON(general_by_more_than_half),
        ON(half_of_the_area_is_not_more),
        ON(area_alone_passes_nothing),
        ON(abstentions_take_part),
        ON(and_are_no_consent),
        ON(silent_ones_do_not_take_part),
        ON_SILENT(a_charter_joins_them_to_the_majority),
        ON_SILENT(whom_nothing_was_delivered_to_is_not_silent),
        ON_SILENT(delivered_is_what_two_tellers_say),
        ON_SILENT(whose_paper_waits_for_a_second_teller_is_not_silent),
        ON_SILENT(whose_paper_two_tellers_entered_is_counted),
        ON_SILENT(who_leads_by_heads_and_area_apart_has_no_silent_ones),
        ON(all_neighbours),
        ON(all_neighbours_but_one),
        ON(notice_is_fifteen_days),
        ON(notice_on_the_last_day),
        ON(nobody_comes_after_the_close),
        ON(what_is_sold_while_the_list_is_shown_decides_once),
        ON(a_list_of_what_was_sold_can_be_called_off),
        ON(a_list_of_owners_leaves_nobody_off),
        ON(no_elector_is_counted_twice),
        ON(a_teller_votes_as_others_do),
        ON(a_fifth_of_the_owners_calls),
        ON(each_outcome_is_an_edge),
        ON(a_move_that_decides_shows_no_single_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
