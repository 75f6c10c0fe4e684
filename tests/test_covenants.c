/* What an assembly's vote is one step of, by the shipped text: 四议两公开, covenants, deliberations whose dispute is
 * voted on, topics of a session and what they open; residents' meetings that remove and fill; and which year's law
 * decides. */
#include "support/on_an_assembly.h"

#include <stdbool.h>
#include <stdio.h>

static int with_a_branch(void **state) {
    (void)state;
    found_with_assemblies(INT64_C(1745197200000), "assemblies_unverified", CGOV_ADOPT_UNVERIFIED, REPRESENTATIVES);
    people_bodies();
    return 0;
}

static cgov_detail number(const char *name, cgov_id id) {
    return town_number(field(name), (int64_t)id);
}

static int32_t try_notice(cgov_id actor, cgov_id vote, int64_t day) {
    const cgov_detail details[] = {town_number(field("day"), day), town_text(CGOV_FIELD_TEXT, "通知"),
                                   number("chair", adult[0])};
    return town_try_move(&town, actor, vote, "notify", details, 3);
}

static void notice(cgov_id vote, int64_t day) {
    const int32_t status = try_notice(clerk, vote, day);
    if (status) print_error("notify: %s\n", town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
}

/* A body meets today: so many come, and vote yes. */
static void meets(cgov_id vote, int64_t day, int present, int yes, const char *state) {
    assert_int_equal(try_day(secretary, vote, "notify", day), CGOV_OK);
    import_by(secretary, vote, "present", 0, present);
    do_move(secretary, vote, "put");
    votes(vote, 0, yes, "yes");
    votes(vote, yes, present, "no");
    do_move(secretary, vote, "count");
    town_assert_state(&town, vote, state);
}

/* ---- 四议两公开 ---- */

static cgov_id proposed(const char *matter) {
    const cgov_detail details[] = {number("branch", branch), number("joint", joint),
                                   town_text(CGOV_FIELD_MATTER, matter ? matter : "")};
    const cgov_id steps = open_item(secretary, "four_steps", details, matter ? 3 : 2);
    cgov_act act = town_act(&town, adult[700]);
    const cgov_detail view = town_text(CGOV_FIELD_TEXT, "先修东头");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, steps, "views", adult[700], &view, 1, NULL), CGOV_OK);
    say(secretary, steps, "propose");
    return steps;
}

static cgov_id consulted(const char *matter) {
    const cgov_id steps = proposed(matter);
    meets(child(steps, 0), 20250421, 10, 6, "passed");
    town_assert_state(&town, steps, "reviewing");
    return steps;
}

static void four_steps_and_two_publications(void **state) {
    (void)state;
    const cgov_id steps = consulted(NULL);
    meets(child(steps, 1), 20250421, 30, 23, "passed"); /* 45 members: 30 are two thirds, 23 half of all */
    assert_decided(child(steps, 1), "count", "party_review", CGOV_OUTCOME_PASSED);
    town_assert_state(&town, steps, "resolving");
    const cgov_id vote = child(steps, 2);
    do_move(clerk, vote, "list");
    for (int w = 0; w < 20; w++) enter(clerk, vote, "women", adult[w]);
    notice(vote, 20250421);
    import(vote, "present", 0, 40);
    do_move(adult[0], vote, "put");
    votes(vote, 0, 21, "yes");
    votes(vote, 21, 40, "no");
    do_move(clerk, vote, "count");
    town_assert_state(&town, steps, "resolved");
    const cgov_detail words = town_text(field("published"), "决议");
    town_move(&town, clerk, steps, "publish", &words, 1);
    REFUSED(town_try_move(&town, clerk, steps, "report", &words, 1), CHILDREN);
    say(head, vote, "publish");
    town_move(&town, clerk, steps, "report", &words, 1);
    town_assert_state(&town, steps, "done");
}

/* A matter says which procedure it opens; another opens by it only where its own guards ask for it by name. */
static void a_matter_of_another_procedure_opens_nothing(void **state) {
    (void)state;
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id),
                                   town_text(CGOV_FIELD_MATTER, "party_members")};
    cgov_act act = town_act(&town, clerk);
    cgov_id vote = 0;
    REFUSED(cgov_item_open(town.ledger, &act, "village_vote", details, 2, &vote), MATTER);
    assert_string_equal(town_error(&town).message,
                        "matter `party_members` is of procedure `body_vote`, not of `village_vote`");
    const cgov_detail named = town_text(CGOV_FIELD_MATTER, "village_covenant");
    open_item(clerk, "village_vote", &named, 1);
    open_item(clerk, "representatives_vote", &named, 1); /* which refuses it where it is listed (27) */
}

/* Branch and committees are the village's own, not whichever the caller names. */
static void its_own_branch_takes_the_steps(void **state) {
    (void)state;
    const cgov_id elsewhere = town_organization(&town, "外村支部", "party", town.street.id);
    town_appoint(&town, secretary, elsewhere, "secretary");
    for (int b = 0; b < 2; b++) {
        const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id),
                                       town_text(CGOV_FIELD_TEXT, "修路"), number("branch", b ? branch : elsewhere),
                                       number("joint", b ? elsewhere : joint)};
        cgov_act act = town_act(&town, secretary);
        cgov_id steps = 0;
        REFUSED(cgov_item_open(town.ledger, &act, "four_steps", details, 4, &steps), OTHER);
        assert_string_equal(town_error(&town).message, b ? "`joint` is not `village`, nor lies below it"
                                                         : "`branch` is not `village`, nor lies below it");
    }
}

static void the_first_step_that_fails_ends_it(void **state) {
    (void)state;
    cgov_id steps = proposed(NULL);
    meets(child(steps, 0), 20250421, 10, 5, "failed"); /* of ten, five are not a majority */
    town_assert_state(&town, steps, "stopped");
    assert_int_equal(child(steps, 1), 0);
    steps = consulted(NULL);
    meets(child(steps, 1), 20250421, 30, 22, "failed");
    town_assert_state(&town, steps, "stopped");
    assert_int_equal(child(steps, 2), 0);
    steps = consulted(NULL);
    meets(child(steps, 1), 20250421, 29, 29, "void");
    assert_decided(child(steps, 1), "count", "party_review", CGOV_OUTCOME_NO_QUORUM);
    town_assert_state(&town, steps, "stopped");
}

static void of_those_present_half_is_another_text(void **state) {
    (void)state;
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)branch),
                                   town_text(CGOV_FIELD_MATTER, "party_members_present")};
    cgov_act act = town_act(&town, secretary);
    cgov_id vote = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "body_vote", details, 2, &vote), CGOV_OK);
    meets(vote, 20250421, 30, 22, "passed");
    assert_decided(vote, "count", "party_review_present", CGOV_OUTCOME_PASSED);
}

/* 村民委员会组织法 27: what representatives may not resolve comes before the assembly. */
static void a_covenant_is_resolved_by_the_assembly(void **state) {
    (void)state;
    const cgov_id steps = consulted("village_covenant");
    meets(child(steps, 1), 20250421, 30, 23, "passed");
    town_assert_state(&town, steps, "assembly");
    assert_string_equal(town_item(&town, clerk, child(steps, 2)).procedure, "village_vote");
}

/* ---- covenants ---- */

/* Drafted, returned once for a fine that the law does not know, approved, and before the assembly. */
static cgov_id reviewed(void) {
    const cgov_id township_clerk = town.street.officers[CLERK];
    const cgov_id covenant = open_item(clerk, "covenant", NULL, 0);
    say(clerk, covenant, "draft");
    for (int n = 0; n < 2; n++) {
        say(head, covenant, "submit");
        const cgov_detail why = town_text(CGOV_FIELD_REASON, "罚款条款于法无据");
        if (n == 0) town_move(&town, township_clerk, covenant, "return", &why, 1);
    }
    REFUSED(try_do(clerk, covenant, "convene_villagers"), STATE); /* before the township has reviewed it */
    do_move(township_clerk, covenant, "approve");
    return covenant;
}

/* By the verified text, its register closed in 2025: nothing warns. (a_covenant_of_2026_warns is the same a year
 * later.) */
static void a_covenant_is_adopted_after_review_and_filed(void **state) {
    (void)state;
    const cgov_id covenant = reviewed();
    do_move(clerk, covenant, "convene_villagers");
    const cgov_id vote = child(covenant, 0);
    import(vote, "electors", 0, ADULTS);
    town.now = town_at(2025, 5, 10, 23, 59);
    notice(vote, 20250520);
    town.now = town_at(2025, 5, 20, 9, 0);
    import(vote, "present", 0, 254);
    import(vote, "deputies", 0, 254);
    do_move(adult[0], vote, "put_households");
    votes(vote, 0, 128, "yes");
    do_move(clerk, vote, "count");
    assert_decided(vote, "count", "village_assembly", CGOV_OUTCOME_PASSED);
    assert_int_equal(warnings_of(vote), 0);
    town_assert_state(&town, covenant, "resolved");
    town.now = town_at(2025, 5, 31, 0, 0) - 1;
    town_tick(&town);
    assert_int_equal(town_clock(&town, clerk, covenant, "file").late, 0); /* filed by 05-30 */
    town.now++;
    town_tick(&town);
    assert_true(town_clock(&town, clerk, covenant, "file").late != 0);
    say(head, covenant, "file");
    const cgov_detail words = town_text(field("published"), "村规民约");
    say(head, vote, "publish");
    town_move(&town, town.street.officers[CLERK], covenant, "publish", &words, 1);
    town_assert_state(&town, covenant, "effective");
}

/* 城市居民委员会组织法 9, 15: residents make theirs by sixteen of 31, and it is filed as the village's is. */
static void residents_make_a_covenant_by_16_of_31(void **state) {
    (void)state;
    for (int yes = 15; yes <= 16; yes++) {
        const cgov_id covenant = reviewed();
        do_move(clerk, covenant, "convene_residents");
        const cgov_id vote = child(covenant, 0);
        import(vote, "electors", 0, 60);
        notice(vote, 20250421);
        import(vote, "present", 0, 31);
        do_move(adult[0], vote, "put");
        votes(vote, 0, yes, "yes");
        do_move(clerk, vote, "count");
        town_assert_state(&town, covenant, yes == 16 ? "resolved" : "stopped");
        if (yes == 16) assert_int_equal(town_clock(&town, clerk, covenant, "file").due, town_at(2025, 5, 2, 0, 0) - 1);
    }
}

/* ---- deliberation ---- */

/* A deliberation that day of April. */
static cgov_id disputing(int day) {
    const cgov_detail chair = number("chair", adult[0]), side = town_text(field("group"), "other_side");
    const cgov_id talk = open_item(clerk, "village_deliberation", &chair, 1);
    for (int p = 0; p < 3; p++) {
        cgov_act act = town_act(&town, clerk);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, talk, "participants", adult[p], &side, 1, NULL), CGOV_OK);
    }
    assert_int_equal(try_day(clerk, talk, "notify", 20250400 + day), CGOV_OK);
    town.now = town_at(2025, 4, day, 9, 0);
    do_move(adult[0], talk, "sit");
    return talk;
}

static void a_dispute_goes_to_a_ballot(void **state) {
    (void)state;
    const cgov_id talk = disputing(24);
    say(adult[0], talk, "dispute");
    const cgov_id vote = child(talk, 0);
    import(vote, "electors", 0, 60);
    notice(vote, 20250510);
    town.now = town_at(2025, 5, 10, 9, 0);
    import(vote, "present", 0, 31);
    do_move(adult[0], vote, "put");
    votes(vote, 0, 16, "yes");
    do_move(clerk, vote, "count");
    town_assert_state(&town, talk, "reached");
}

/* Or to the representatives: of 40 there 21 are for it, or 20, and it is lost. */
static void a_dispute_goes_to_the_representatives(void **state) {
    (void)state;
    for (int yes = 20; yes <= 21; yes++) {
        const int day = yes == 20 ? 24 : 28;
        const cgov_id talk = disputing(day);
        say(adult[0], talk, "dispute_representatives");
        const cgov_id vote = child(talk, 0);
        do_move(clerk, vote, "list");
        for (int w = 0; w < 20; w++) enter(clerk, vote, "women", adult[w]);
        notice(vote, 20250400 + day);
        import(vote, "present", 0, 40);
        do_move(adult[0], vote, "put");
        votes(vote, 0, yes, "yes");
        do_move(clerk, vote, "count");
        town_assert_state(&town, talk, yes == 21 ? "reached" : "rejected");
    }
}

/* ---- sessions ---- */

static cgov_id session(const char *procedure) {
    const cgov_detail details[] = {number("chair", adult[0]), number("recorder", adult[1])};
    return open_item(clerk, procedure, details, 2);
}

static void sits(cgov_id meeting, int present) {
    import(meeting, "present", 0, present);
    do_move(adult[0], meeting, "sit");
}

/* A topic is put where it lies; what it resolves is somebody's to do, and the session ends when that is done. */
static void a_resolution_opens_an_issue(void **state) {
    (void)state;
    const cgov_id meeting = session("village_assembly");
    import(meeting, "electors", 0, 60);
    assert_int_equal(try_day(clerk, meeting, "notify", 20250501), CGOV_OK);
    say(clerk, meeting, "raise");
    say(adult[0], meeting, "raise");
    const cgov_id first = child(meeting, 0), second = child(meeting, 1);
    town.now = town_at(2025, 5, 1, 9, 0);
    sits(meeting, 40);
    REFUSED(try_do(adult[0], meeting, "close"), CHILD);
    do_move(adult[0], first, "put");
    votes(first, 0, 21, "yes");
    do_move(adult[1], first, "count");
    assert_decided(first, "count", "village_assembly", CGOV_OUTCOME_PASSED);
    do_move(adult[0], second, "put");
    votes(second, 0, 20, "yes");
    do_move(adult[1], second, "count");
    town_assert_state(&town, second, "rejected");
    do_move(adult[0], meeting, "close");
    const cgov_detail given[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id),
                                 town_text(CGOV_FIELD_TEXT, "请办理"), town_number(field("day"), 20250601)};
    town_move(&town, clerk, first, "assign", given, 3);
    const cgov_detail minutes = town_text(field("minutes"), "会议记录");
    town_move(&town, adult[1], meeting, "publish", &minutes, 1);
    REFUSED(try_say(clerk, meeting, "finish"), CHILDREN);
    const cgov_id work = child(first, 0);
    assert_int_equal(town_item(&town, clerk, work).kind, CGOV_KIND_ISSUE);
    say(town.bureau.officers[CONTACT], work, "report");
    do_move(clerk, work, "pass");
    say(clerk, first, "report");
    say(clerk, meeting, "finish");
    town_assert_state(&town, meeting, "done");
}

static cgov_id residents_sit(const char *move, const cgov_detail *more) {
    const cgov_id meeting = session("residents_meeting");
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "议题"), *more};
    import(meeting, "electors", 0, 61);
    assert_int_equal(try_day(clerk, meeting, "notify", 20250421), CGOV_OK);
    town_move(&town, clerk, meeting, move, details, 2);
    sits(meeting, 31);
    return child(meeting, 0);
}

/* It sits over any topic, of whichever procedure, and over none it does not. */
static void residents_sit_over_a_removal_alone(void **state) {
    (void)state;
    const cgov_id meeting = session("residents_meeting");
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "议题"), number("person", committee[0])};
    import(meeting, "electors", 0, 61);
    assert_int_equal(try_day(clerk, meeting, "notify", 20250421), CGOV_OK);
    import(meeting, "present", 0, 31);
    REFUSED(try_do(adult[0], meeting, "sit"), CHILD);
    say(clerk, meeting, "raise");
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "材料不全");
    town_move(&town, adult[0], child(meeting, 0), "defer", &why, 1);
    REFUSED(try_do(adult[0], meeting, "sit"), CHILD);
    town_move(&town, clerk, meeting, "raise_removal", details, 2);
    do_move(adult[0], meeting, "sit");
    town_move(&town, adult[0], child(meeting, 1), "defer", &why, 1);
    REFUSED(try_do(adult[0], meeting, "close"), CHILD);
    do_move(adult[0], meeting, "break_up");
    town_assert_state(&town, meeting, "cancelled");
}

/* 城市居民委员会组织法 10: by more than half of those present it removes, and fills. */
static void a_residents_meeting_removes_by_16_of_31(void **state) {
    (void)state;
    const cgov_detail person = number("person", committee[0]);
    for (int yes = 15; yes <= 16; yes++) {
        const cgov_id removal = residents_sit("raise_removal", &person);
        say(committee[0], removal, "defend");
        do_move(adult[0], removal, "put");
        votes(removal, 0, yes, "yes");
        do_move(adult[1], removal, "count");
        assert_decided(removal, "count", "residents_removal", yes == 16 ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_FAILED);
        town_assert_state(&town, removal, yes == 16 ? "removed" : "kept");
    }
    const cgov_id vote = open_item(clerk, "representatives_vote", NULL, 0);
    do_move(clerk, vote, "list");
    REFUSED(try_enter(clerk, vote, "women", committee[0]), ELECTOR); /* they are no member any more */
}

static void a_residents_meeting_fills_by_16_of_31(void **state) {
    (void)state;
    const cgov_detail seats = town_number(field("seats"), 1);
    for (int yes = 15; yes <= 16; yes++) {
        const cgov_id filling = residents_sit("raise_filling", &seats);
        import_by(adult[1], filling, "candidates", 60, 61);
        do_move(adult[0], filling, "put");
        votes(filling, 0, yes, "1");
        votes(filling, yes, 31, "blank");
        do_move(adult[1], filling, "count");
        assert_decided(filling, "count", "residents_filling", yes == 16 ? CGOV_OUTCOME_PASSED : CGOV_OUTCOME_UNFILLED);
        const cgov_id vote = open_item(clerk, "representatives_vote", NULL, 0);
        do_move(clerk, vote, "list");
        assert_int_equal(try_enter(clerk, vote, "women", adult[60]) == CGOV_OK, yes == 16); /* a member now */
    }
}

/* ---- which law ---- */

/* Opened on 2025-12-20; the register closed when notice is given. */
static cgov_id opened_in_2025(const char *text, uint32_t flags) {
    found_with_assemblies(INT64_C(1766192400000), text, flags, 0); /* 2025-12-20T09:00:00+08:00 */
    const cgov_id vote = open_item(clerk, "village_vote", NULL, 0);
    import(vote, "electors", 0, 60);
    return vote;
}

static void voted(cgov_id vote, cgov_time at) {
    town.now = at;
    import(vote, "present", 0, 40);
    do_move(adult[0], vote, "put");
    votes(vote, 0, 21, "yes");
    do_move(clerk, vote, "count");
    assert_decided(vote, "count", "village_assembly", CGOV_OUTCOME_PASSED);
}

static void a_register_closed_in_2025_is_under_the_law_of_2018(void **state) {
    (void)state;
    const cgov_id vote = opened_in_2025("assemblies", 0);
    town.now = town_at(2026, 1, 1, 0, 0) - 1;
    notice(vote, 20260110);
    voted(vote, town_at(2026, 1, 10, 9, 0));
    assert_int_equal(warnings_of(vote), 0);
}

static void a_register_closed_in_2026_has_no_verified_law(void **state) {
    (void)state;
    const cgov_id vote = opened_in_2025("assemblies", 0);
    town.now = town_at(2026, 1, 2, 9, 0);
    REFUSED(try_notice(clerk, vote, 20260120), RULE);
}

static void a_register_closed_in_2026_is_under_the_law_of_2026(void **state) {
    (void)state;
    const cgov_id vote = opened_in_2025("assemblies_unverified", CGOV_ADOPT_UNVERIFIED);
    town.now = town_at(2026, 1, 2, 9, 0);
    notice(vote, 20260120);
    voted(vote, town_at(2026, 1, 20, 9, 0));
    assert_int_equal(warnings_of(vote), CGOV_WARNING_UNVERIFIED);
}

/* The covenant of 2026: told on 05-10 for 05-20, by 254 households, 128 of which pass it, filed by 05-30; its
 * certificate says that nobody has verified the rule. */
static void a_covenant_of_2026_warns(void **state) {
    (void)state;
    static char certificate[4096];
    found_with_assemblies(INT64_C(1776733200000), "assemblies_unverified", CGOV_ADOPT_UNVERIFIED, REPRESENTATIVES);
    const cgov_id covenant = reviewed();
    do_move(clerk, covenant, "convene_villagers");
    const cgov_id vote = child(covenant, 0), late = open_item(clerk, "village_vote", NULL, 0);
    import(vote, "electors", 0, ADULTS);
    import(late, "electors", 0, 60);
    town.now = town_at(2026, 5, 11, 0, 0) - 1;
    notice(vote, 20260520);
    town.now++;
    REFUSED_BY("村民委员会组织法 21", try_notice(clerk, late, 20260520), NOTICE);
    town.now = town_at(2026, 5, 20, 9, 0);
    import(vote, "present", 0, 253);
    import(vote, "deputies", 0, 253);
    REFUSED(try_do(adult[0], vote, "put_households"), SHARE);
    import(vote, "present", 253, 254);
    import(vote, "deputies", 253, 254);
    do_move(adult[0], vote, "put_households");
    votes(vote, 0, 128, "yes");
    do_move(clerk, vote, "count");
    assert_decided(vote, "count", "village_assembly", CGOV_OUTCOME_PASSED);
    assert_int_equal(warnings_of(vote), CGOV_WARNING_UNVERIFIED);
    const cgov_reader reader = town_reader(&town, clerk);
    uint64_t needed = 0;
    assert_int_equal(cgov_certificate(town.ledger, &reader, vote, "count", 0, certificate, sizeof certificate, &needed),
                     CGOV_OK);
    assert_non_null(strstr(certificate, "from 2026-01-01 unverified"));
    assert_non_null(strstr(certificate, "\nwarning unverified"));
    town_assert_state(&town, covenant, "resolved");
    town.now = town_at(2026, 5, 31, 0, 0) - 1;
    town_tick(&town);
    assert_int_equal(town_clock(&town, clerk, covenant, "file").late, 0);
    town.now++;
    town_tick(&town);
    assert_true(town_clock(&town, clerk, covenant, "file").late != 0);
}

/* 居民代表会议, a body of the text of 2026: 28 of 55 are there, and fifteen of them decide. */
static void residents_representatives_decide_in_2026(void **state) {
    (void)state;
    found_with_assemblies(INT64_C(1767603600000), "assemblies_unverified", CGOV_ADOPT_UNVERIFIED, REPRESENTATIVES);
    town.now = town_at(2026, 1, 5, 17, 0);
    secretary = town_resident(&town, "秘书", town.village.id);
    seat(secretary, "secretary");
    const cgov_detail matter = town_text(CGOV_FIELD_MATTER, "residents_representatives");
    for (int yes = 14; yes <= 15; yes++) {
        const cgov_id vote = open_item(secretary, "body_vote", &matter, 1);
        meets(vote, 20260105, 28, yes, yes == 15 ? "passed" : "failed");
        assert_int_equal(warnings_of(vote), CGOV_WARNING_UNVERIFIED);
    }
    const cgov_id vote = open_item(secretary, "body_vote", &matter, 1);
    meets(vote, 20260105, 27, 27, "void");
}

static void unverified_law_is_adopted_by_who_knows(void **state) {
    (void)state;
    town_found(&town, NULL);
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = town_shipped("assemblies_unverified")};
    REFUSED(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), RULE);
    adoption.flags = CGOV_ADOPT_UNVERIFIED;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
}

/* ---- beside other texts ---- */

/* A role's line, and what stands indented below it; none: empty. */
static cgov_text role_of(const char *text, const char *name) {
    char line[64];
    assert_true(snprintf(line, sizeof line, "\nrole %s ", name) < (int)sizeof line);
    const char *at = strstr(text, line);
    if (!at) return (cgov_text){0};
    const char *end = strchr(at + 1, '\n');
    while (end[1] == ' ') end = strchr(end + 1, '\n');
    return (cgov_text){at, (uint64_t)(end - at)};
}

static const char *const beside[] = {"standard", "meetings", "owners", "assemblies", "assemblies_unverified"};
enum { BESIDE = sizeof beside / sizeof beside[0] };

/* Of two texts in force the newer one speaks: so all say the same of an office. */
static void an_office_is_the_same_in_each_text(void **state) {
    (void)state;
    uint32_t same = 0;
    for (int a = 0; a < BESIDE; a++)
        for (int b = 0; b < a; b++) {
            const char *text = town_shipped(beside[a]).ptr, *other = town_shipped(beside[b]).ptr;
            for (const char *at = strstr(text, "\nrole "); at; at = strstr(at + 1, "\nrole ")) {
                char name[32];
                assert_int_equal(sscanf(at, "\nrole %31s", name), 1);
                const cgov_text here = role_of(text, name), there = role_of(other, name);
                if (!there.len) continue;
                if (here.len != there.len || memcmp(here.ptr, there.ptr, here.len) != 0)
                    fail_msg("%s: %s, %s", name, beside[a], beside[b]);
                same++;
            }
        }
    assert_true(same > 20);
}

static void all_texts_are_adopted_beside_each_other(void **state) {
    (void)state;
    town_found(&town, NULL);
    for (int t = 1; t < BESIDE; t++) {
        cgov_act act = town_act(&town, town.founder);
        const cgov_adoption_draft adoption = {
            .size = sizeof adoption, .text = town_shipped(beside[t]), .flags = CGOV_ADOPT_UNVERIFIED};
        const int32_t status = cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
        if (status) fail_msg("%s: %s", beside[t], town_error(&town).message);
    }
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_a_branch, leave)
#define IN(test) cmocka_unit_test_teardown(test, leave)
    const struct CMUnitTest tests[] = {
        ON(four_steps_and_two_publications),
        ON(a_matter_of_another_procedure_opens_nothing),
        ON(its_own_branch_takes_the_steps),
        ON(the_first_step_that_fails_ends_it),
        ON(of_those_present_half_is_another_text),
        ON(a_covenant_is_resolved_by_the_assembly),
        cmocka_unit_test_setup_teardown(a_covenant_is_adopted_after_review_and_filed, with_assemblies, leave),
        ON(residents_make_a_covenant_by_16_of_31),
        ON(a_dispute_goes_to_a_ballot),
        ON(a_dispute_goes_to_the_representatives),
        ON(a_resolution_opens_an_issue),
        ON(residents_sit_over_a_removal_alone),
        ON(a_residents_meeting_removes_by_16_of_31),
        ON(a_residents_meeting_fills_by_16_of_31),
        IN(a_register_closed_in_2025_is_under_the_law_of_2018),
        IN(a_register_closed_in_2026_has_no_verified_law),
        IN(a_register_closed_in_2026_is_under_the_law_of_2026),
        IN(a_covenant_of_2026_warns),
        IN(residents_representatives_decide_in_2026),
        IN(unverified_law_is_adopted_by_who_knows),
        cmocka_unit_test(an_office_is_the_same_in_each_text),
        IN(all_texts_are_adopted_beside_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
