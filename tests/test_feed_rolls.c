/* The feed of rolls: who is told is who stood there then. People come and go, rolls are filled again and texts adopted,
 * at random; whatever each reader was told as it happened, the feed tells again, word for word, when it is read from
 * the beginning years later, by pages of any size. And whom a move names, a child's reporter, whom others entered. */
#include "support/on_a_town.h"
#include "support/random.h"
#include "support/telling.h"

#include "support/test.h"

#include <stdbool.h>

#define HEAD                                                                                                           \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"文书\"\n"                                                                                          \
    "role aide \"助理\"\n"                                                                                           \
    "role guest \"来宾\"\n"                                                                                          \
    "role head \"主任\"\n"                                                                                           \
    "procedure gathering \"集会\" session\n"                                                                         \
    "  party place \"单位\" organization\n"                                                                          \
    "  party speaker \"发言人\" resident\n"
#define MEMBERS                                                                                                        \
    "  roll members \"成员\"\n"                                                                                      \
    "    of guest of place\n"                                                                                          \
    "    filled by invite\n"                                                                                           \
    "    by clerk of place\n"                                                                                          \
    "    out by clerk of place\n"                                                                                      \
    "    in open\n"
#define PRESENT                                                                                                        \
    "  roll present \"到会\"\n"                                                                                      \
    "    of members\n"                                                                                                 \
    "    by clerk of place again\n"                                                                                    \
    "    out by clerk of place\n"                                                                                      \
    "    in open\n"
#define POSTS                                                                                                          \
    "  roll posts \"发言\"\n"                                                                                        \
    "    of any resident\n"                                                                                            \
    "    by clerk of place\n"                                                                                          \
    "    out by clerk of place\n"                                                                                      \
    "    in open\n"                                                                                                    \
    "    many\n"
#define FOLLOWERS                                                                                                      \
    "  roll followers \"关注\"\n"                                                                                    \
    "    of any resident\n"                                                                                            \
    "    by self\n"                                                                                                    \
    "    out by self clerk of place\n"                                                                                 \
    "    in open\n"
#define REST                                                                                                           \
    "  stage all \"全程\"\n"                                                                                         \
    "    state open \"进行\" held by place\n"                                                                        \
    "    state done \"结束\" final\n"                                                                                \
    "  clock run from call until close\n"                                                                              \
    "    for 900 days\n"                                                                                               \
    "    late tell clerk of place\n"                                                                                   \
    "  open call \"召集\" -> open\n"                                                                                 \
    "    by clerk of place\n"                                                                                          \
    "    needs organization resident\n"                                                                                \
    "    sets place to given\n"                                                                                        \
    "    sets speaker to given\n"                                                                                      \
    "  move invite \"邀请\" open -> same\n"                                                                          \
    "    by clerk of place\n"                                                                                          \
    "    tells members\n"                                                                                              \
    "    at most 40\n"                                                                                                 \
    "  move note \"通报\" open -> same\n"                                                                            \
    "    by clerk of place\n"                                                                                          \
    "    tells present posts\n"                                                                                        \
    "    at most 70\n"                                                                                                 \
    "  move name \"点名\" open -> same\n"                                                                            \
    "    by clerk of place\n"                                                                                          \
    "    tells speaker place clerk of place head of superior of place\n"                                               \
    "    at most 2\n"                                                                                                  \
    "  move elect \"另选发言人\" open -> same\n"                                                                  \
    "    by clerk of place\n"                                                                                          \
    "    needs resident\n"                                                                                             \
    "    sets speaker to given\n"                                                                                      \
    "    at most 1\n"                                                                                                  \
    "  move raise \"提议\" open -> same\n"                                                                           \
    "    by clerk of place\n"                                                                                          \
    "    by speaker\n"                                                                                                 \
    "    opens topic\n"                                                                                                \
    "    at most 3\n"                                                                                                  \
    "  move close \"结束\" open -> done\n"                                                                           \
    "    by clerk of place\n"                                                                                          \
    "procedure topic \"议题\" motion\n"                                                                              \
    "  party reporter \"提出人\" resident\n"                                                                        \
    "  party place \"单位\" organization\n"                                                                          \
    "  stage all \"全程\"\n"                                                                                         \
    "    state raised \"待议\" held by place\n"                                                                      \
    "    state settled \"已议\" final\n"                                                                             \
    "  clock run from raised until settle drop\n"                                                                      \
    "    for 900 days\n"                                                                                               \
    "    late tell clerk of place\n"                                                                                   \
    "  open raised \"提出\" -> raised\n"                                                                             \
    "    by parent\n"                                                                                                  \
    "    sets place to parent.place\n"                                                                                 \
    "  move settle \"议决\" raised -> settled\n"                                                                     \
    "    by clerk of place\n"                                                                                          \
    "    answers\n"                                                                                                    \
    "    tells parent.speaker parent.members\n"                                                                        \
    "  move drop \"撤销\" raised -> settled\n"                                                                       \
    "    by parent\n"                                                                                                  \
    "    answers\n"

static const char TEXT[] = HEAD MEMBERS PRESENT POSTS FOLLOWERS REST;
/* The same rolls in another order. */
static const char NEWER[] = HEAD FOLLOWERS POSTS MEMBERS PRESENT REST;

enum { PEOPLE = 5, READERS = PEOPLE + 1, STEPS = 420 };
static cgov_storage storage;
static cgov_id clerk, place, gathering, people[PEOPLE];
static struct telling tellings[READERS]; /* the last is the auditor */

static void adopt(const char *text, const char *map) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text), .map = text_of(map)};
    if (cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL)) fail_msg("%s", town_error(&town).message);
}

static int with_a_gathering(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    adopt(TEXT, NULL);
    clerk = town_resident(&town, "文书", town.root);
    place = town_organization(&town, "单位", "committee", town.street.id);
    town_appoint(&town, clerk, place, "clerk");
    for (int p = 0; p < PEOPLE; p++) {
        people[p] = town_resident(&town, "某", town.root);
        town_appoint(&town, people[p], place, "aide"); /* who sees it, whatever roll they stand on */
    }
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)place),
                                   town_number(CGOV_FIELD_RESIDENT, (int64_t)people[0])};
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_open(town.ledger, &act, "gathering", details, 2, &gathering), CGOV_OK);
    memset(tellings, 0, sizeof tellings);
    return 0;
}

static int and_leave(void **state) {
    leave(state);
    return cgov_storage_close(&storage);
}

static cgov_id reader_of(int r) {
    return r < PEOPLE ? people[r] : town.auditor;
}

/* ---- read on, and from the beginning ---- */

static void read_on(int r, uint32_t page) {
    telling_read_on(&tellings[r], &town, reader_of(r), page);
}

static void assert_told_the_same(uint32_t page) {
    for (int r = 0; r < READERS; r++) telling_assert_same(&tellings[r], &town, reader_of(r), page);
}

/* ---- an account of who stands where ---- */

static bool guest[PEOPLE], member[PEOPLE], present[PEOPLE], following[PEOPLE];
static uint32_t posts[PEOPLE][STEPS], post_count[PEOPLE], numbers;

static int32_t try_enter(cgov_id actor, const char *roll, int who) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, gathering, roll, people[who], NULL, 0, NULL);
}

static int32_t try_leave(cgov_id actor, const char *roll, int who, uint32_t number) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "更正");
    return cgov_roll_leave(town.ledger, &act, gathering, roll, people[who], number, &why, 1, NULL);
}

static void enter_or_leave(uint64_t *seed, int who) {
    switch (random_below(seed, 8)) {
    case 0:
        if (try_enter(clerk, "members", who) == CGOV_OK) member[who] = true;
        break;
    case 1:
        if (try_leave(clerk, "members", who, 0) == CGOV_OK) member[who] = present[who] = false;
        break;
    case 2:
    case 3:
        if (try_enter(clerk, "present", who) == CGOV_OK) present[who] = true;
        break;
    case 4:
        if (try_leave(clerk, "present", who, 0) == CGOV_OK) present[who] = false;
        break;
    case 5:
        if (following[who]) {
            if (try_leave(people[who], "followers", who, 0) == CGOV_OK) following[who] = false;
        } else if (try_enter(people[who], "followers", who) == CGOV_OK) {
            following[who] = true;
        }
        break;
    case 6:
        if (try_enter(clerk, "posts", who) == CGOV_OK) posts[who][post_count[who]++] = ++numbers;
        break;
    default:
        if (post_count[who] > 0 && try_leave(clerk, "posts", who, posts[who][post_count[who] - 1]) == CGOV_OK)
            post_count[who]--;
    }
}

static void change_guest(int who) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_appointment_draft draft = {.size = sizeof draft,
                                          .flags = guest[who] ? CGOV_APPOINT_END : 0,
                                          .resident = people[who],
                                          .organization = place,
                                          .role = text_of("guest")};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &draft, NULL), CGOV_OK);
    guest[who] = !guest[who];
}

static bool stands(const char *roll, int who) {
    return strcmp(roll, "members") == 0     ? member[who]
           : strcmp(roll, "present") == 0   ? present[who]
           : strcmp(roll, "followers") == 0 ? following[who]
                                            : post_count[who] > 0;
}

/* What the last move had to tell of a roll: one entry to each reader, where anybody stands there, and to them in person
 * where they do. */
static void assert_told(const uint32_t *before, const char *roll) {
    bool any = false;
    for (int p = 0; p < PEOPLE; p++) any |= stands(roll, p);
    for (int r = 0; r < READERS; r++) {
        uint32_t told = 0;
        for (uint32_t t = before[r]; t < tellings[r].count; t++) {
            const cgov_feed_view *view = &tellings[r].told[t];
            if (view->what != CGOV_NEWS_TOLD || strcmp(view->roll, roll) != 0) continue;
            assert_int_equal(view->to, r < PEOPLE && stands(roll, r) ? people[r] : 0);
            told++;
        }
        assert_int_equal(told, any);
    }
}

static void move_and_look(bool invite) {
    uint32_t before[READERS];
    for (int r = 0; r < READERS; r++) before[r] = tellings[r].count;
    town_move(&town, clerk, gathering, invite ? "invite" : "note", NULL, 0);
    for (int p = 0; p < PEOPLE && invite; p++) {
        member[p] = guest[p];
        present[p] = false;
    }
    for (int r = 0; r < READERS; r++) read_on(r, 1 + (uint32_t)r);
    if (invite) {
        assert_told(before, "members");
    } else {
        assert_told(before, "present");
        assert_told(before, "posts");
    }
    assert_told(before, "followers");
}

static void who_stood_there_then(void **state) {
    (void)state;
    uint64_t seed = random_seed(20);
    memset(guest, 0, sizeof guest);
    memset(member, 0, sizeof member);
    memset(present, 0, sizeof present);
    memset(following, 0, sizeof following);
    memset(post_count, 0, sizeof post_count);
    numbers = 0;
    int invited = 0, noted = 0; /* the text's limits */
    for (int r = 0; r < READERS; r++) read_on(r, 7);
    for (int step = 0; step < STEPS; step++) {
        const int who = (int)random_below(&seed, PEOPLE);
        const uint32_t what = (uint32_t)random_below(&seed, 12);
        if (what < 7)
            enter_or_leave(&seed, who);
        else if (what < 9)
            change_guest(who);
        else if (what == 9 ? invited < 40 : noted < 70)
            what == 9 ? invited++ : noted++, move_and_look(what == 9);
        for (int r = 0; r < READERS; r++) read_on(r, 3);
        town.now += MINUTE;
        if (step == STEPS / 2) adopt(NEWER, "gathering open -> open\n");
        if (step % 105 == 104) telling_reopen(&town, &storage);
        if (step % 100 == 99) assert_told_the_same(1 + (uint32_t)step / 100);
    }
    assert_told_the_same(50);
    assert_true(tellings[PEOPLE].count > 150);
}

/* ---- one by one ---- */

/* The item's entries of one kind that a reader is told, in order. */
static uint32_t told(cgov_id reader_id, cgov_id item, uint32_t what, cgov_feed_view *into) {
    static cgov_feed_view views[200];
    const cgov_reader reader = town_reader(&town, reader_id);
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0, found = 0;
    views[0].size = sizeof views[0];
    assert_true(cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 200, &count) >= CGOV_OK);
    for (uint32_t v = 0; v < count; v++)
        if (views[v].item == item && views[v].what == what) into[found++] = views[v];
    return found;
}

static void assert_named(const cgov_feed_view *view, cgov_id to, const char *role) {
    assert_int_equal(view->to, to);
    assert_string_equal(view->role, role);
    assert_string_equal(view->roll, "");
    assert_string_equal(view->move, "name");
}

static void name_and_look(cgov_id speaker, cgov_id above) {
    static uint32_t told_before;
    cgov_feed_view views[16];
    if (speaker == people[0]) told_before = 0;
    town_move(&town, clerk, gathering, "name", NULL, 0);
    assert_int_equal(told(town.auditor, gathering, CGOV_NEWS_TOLD, views), told_before + 4);
    assert_named(&views[told_before], speaker, "");
    assert_named(&views[told_before + 1], place, "");
    assert_named(&views[told_before + 2], place, "clerk");
    assert_named(&views[told_before + 3], above, "head");
    told_before += 4;
}

/* Whom the move names is who that was then: the speaker, the place, its office, and an office above it. */
static void whom_a_move_names(void **state) {
    (void)state;
    cgov_feed_view views[16];
    name_and_look(people[0], town.street.id);
    for (int r = 0; r < READERS; r++) read_on(r, 4);
    const cgov_detail other = town_number(CGOV_FIELD_RESIDENT, (int64_t)people[1]);
    town_move(&town, clerk, gathering, "elect", &other, 1);
    cgov_act act = town_act(&town, town.founder);
    const cgov_entity_draft moved = {.size = sizeof moved, .kind = CGOV_KIND_ORGANIZATION, .parent = town.bureau.id};
    assert_int_equal(cgov_entity_change(town.ledger, &act, place, &moved, NULL), CGOV_OK);
    name_and_look(people[1], town.bureau.id);
    for (int r = 0; r < READERS; r++) read_on(r, 4);
    assert_told_the_same(3);
    assert_int_equal(told(0, gathering, CGOV_NEWS_TOLD, views), 0);
    assert_int_equal(told(town.neighbour, gathering, CGOV_NEWS_TOLD, views), 0);
}

static cgov_id raised(cgov_id actor) {
    const cgov_reader reader = town_reader(&town, clerk);
    const cgov_item_query query = {.size = sizeof query, .parent = gathering};
    cgov_item_view views[10] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    town_move(&town, actor, gathering, "raise", NULL, 0);
    assert_true(cgov_item_list(town.ledger, &reader, &query, &cursor, views, 10, &count) >= CGOV_OK);
    cgov_id last = 0;
    for (uint32_t i = 0; i < count; i++)
        if (views[i].id > last) last = views[i].id;
    return last;
}

/* A child's answer is its own reporter's, and its parent's holder's where the parent does not end it; its move may tell
 * a party and a roll of its parent. */
static void what_a_child_comes_to(void **state) {
    (void)state;
    cgov_feed_view views[16];
    town_appoint(&town, people[2], place, "guest");
    assert_int_equal(try_enter(clerk, "members", 2), CGOV_OK);
    const cgov_id settled = raised(people[0]), dropped = raised(people[0]), own = raised(clerk);
    town_move(&town, clerk, settled, "settle", NULL, 0);
    assert_int_equal(told(town.auditor, settled, CGOV_NEWS_ANSWERED, views), 2);
    assert_int_equal(views[0].to, people[0]);
    assert_int_equal(views[1].to, place);
    assert_int_equal(told(people[0], settled, CGOV_NEWS_ANSWERED, views), 2);
    assert_int_equal(told(town.auditor, settled, CGOV_NEWS_TOLD, views), 2);
    assert_int_equal(views[0].to, people[0]);
    assert_string_equal(views[1].roll, "members");
    assert_int_equal(told(people[2], settled, CGOV_NEWS_TOLD, views), 2);
    assert_int_equal(views[1].to, people[2]);
    town_move(&town, clerk, own, "settle", NULL, 0); /* their own deed */
    assert_int_equal(told(town.auditor, own, CGOV_NEWS_ANSWERED, views), 1);
    assert_int_equal(views[0].to, place);
    town_move(&town, clerk, gathering, "close", NULL, 0);
    assert_int_equal(told(town.auditor, dropped, CGOV_NEWS_ANSWERED, views), 1);
    assert_int_equal(views[0].to, people[0]);
    assert_int_equal(told(town.neighbour, settled, CGOV_NEWS_ANSWERED, views), 0);
}

/* Whom another entered or took out is told so; who did it themselves is not, and who may not see it is told nothing. */
static void entered_and_taken_out(void **state) {
    (void)state;
    cgov_feed_view views[16];
    const cgov_id readers[] = {people[1], town.auditor, town.neighbour, 0};
    town_appoint(&town, people[1], place, "guest");
    assert_int_equal(try_enter(people[1], "followers", 1), CGOV_OK);
    assert_int_equal(try_enter(clerk, "members", 1), CGOV_OK);
    assert_int_equal(try_leave(people[1], "followers", 1, 0), CGOV_OK);
    assert_int_equal(try_enter(people[1], "followers", 1), CGOV_OK);
    assert_int_equal(try_leave(clerk, "followers", 1, 0), CGOV_OK);
    for (int r = 0; r < 4; r++) {
        assert_int_equal(told(readers[r], gathering, CGOV_NEWS_ENTERED, views), r < 2);
        if (r < 2) assert_int_equal(views[0].to, people[1]);
        if (r < 2) assert_string_equal(views[0].roll, "members");
        assert_int_equal(told(readers[r], gathering, CGOV_NEWS_TAKEN_OUT, views), r < 2);
        if (r < 2) assert_int_equal(views[0].to, people[1]);
        if (r < 2) assert_string_equal(views[0].roll, "followers");
    }
}

/* Nobody followed it then: who follows it now is not told of what was before, and the others not that somebody was. */
static void nobody_was_told(void **state) {
    (void)state;
    cgov_feed_view views[16];
    town_move(&town, clerk, gathering, "note", NULL, 0);
    assert_int_equal(told(town.auditor, gathering, CGOV_NEWS_TOLD, views), 0);
    assert_int_equal(try_enter(people[1], "followers", 1), CGOV_OK);
    assert_int_equal(told(town.auditor, gathering, CGOV_NEWS_TOLD, views), 0);
    town_move(&town, clerk, gathering, "note", NULL, 0);
    assert_int_equal(try_leave(people[1], "followers", 1, 0), CGOV_OK);
    assert_int_equal(told(town.auditor, gathering, CGOV_NEWS_TOLD, views), 1);
    assert_int_equal(told(people[1], gathering, CGOV_NEWS_TOLD, views), 1);
    assert_int_equal(views[0].to, people[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_a_gathering, and_leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(who_stood_there_then),  TEST(whom_a_move_names), TEST(what_a_child_comes_to),
        TEST(entered_and_taken_out), TEST(nobody_was_told),
    };
    return cmocka_run_group_tests_name("feed of rolls", tests, NULL, NULL);
}
