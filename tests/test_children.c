/* Children: opened in each form with what their parent's move brings, about what is longest overdue, and moving their
 * parent, in one frame, as far up as it goes. */
#include "support/place.h"

#include "records/record.h"
#include "support/test.h"

#include <stdio.h>

#define PLAN                                                                                                           \
    "procedure plan \"计划\"\n"                                                                                      \
    "  detail chair \"主持人\" resident\n"                                                                          \
    "  detail aside \"会前沟通\" words\n"                                                                          \
    "  party platform \"平台\" organization\n"                                                                       \
    "  stage all \"全程\"\n"                                                                                         \
    "    state drafted \"拟定\" held by platform\n"                                                                  \
    "    state convened \"已召集\" held by platform\n"                                                              \
    "    state finished \"已完成\" final\n"                                                                         \
    "    state failed \"未完成\" final\n"                                                                           \
    "  clock draft from draft until convene\n"                                                                         \
    "    for 90 days\n"                                                                                                \
    "    late tell head of platform\n"                                                                                 \
    "  clock meet from convene until finish fail\n"                                                                    \
    "    for 360 days\n"                                                                                               \
    "    late tell head of platform\n"                                                                                 \
    "  open draft \"拟定\" -> drafted\n"                                                                             \
    "    by clerk of platform\n"                                                                                       \
    "    needs organization text\n"                                                                                    \
    "    sets platform to given\n"                                                                                     \
    "  move convene \"召集\" drafted -> convened\n"                                                                  \
    "    by clerk of platform\n"                                                                                       \
    "    needs text chair\n"                                                                                           \
    "    takes aside note\n"                                                                                           \
    "    opens meeting for platform\n"                                                                                 \
    "  move finish \"完成\" convened -> finished\n"                                                                  \
    "    by child\n"                                                                                                   \
    "    when children done\n"                                                                                         \
    "    when last meeting in done\n"                                                                                  \
    "  move fail \"未完成\" convened -> failed\n"                                                                   \
    "    by child\n"                                                                                                   \
    "    when children done\n"                                                                                         \
    "    when last meeting in cancelled\n"
#define MEETING                                                                                                        \
    "procedure meeting \"联席会议\" session\n"                                                                     \
    "  detail issue \"事项\" item\n"                                                                                 \
    "  detail aside \"会前沟通\" words\n"                                                                          \
    "  party convenor \"召集单位\" organization\n"                                                                 \
    "  party chair \"主持人\" resident\n"                                                                           \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"已召集\" held by convenor\n"                                                                \
    "    state sitting \"开会中\" held by chair\n"                                                                  \
    "    state tracking \"落实中\" held by convenor\n"                                                              \
    "    state done \"已办结\" final\n"                                                                             \
    "    state cancelled \"已取消\" final\n"                                                                        \
    "  clock hold from call until close cancel\n"                                                                      \
    "    for 300 days\n"                                                                                               \
    "    late tell head of convenor\n"                                                                                 \
    "  clock track from close until conclude\n"                                                                        \
    "    for 90 days\n"                                                                                                \
    "    late tell head of convenor\n"                                                                                 \
    "  open call \"召集\" -> called\n"                                                                               \
    "    by clerk of convenor\n"                                                                                       \
    "    by parent\n"                                                                                                  \
    "    needs organization text chair\n"                                                                              \
    "    takes aside\n"                                                                                                \
    "    sets convenor to given\n"                                                                                     \
    "    sets chair to given\n"                                                                                        \
    "  move raise \"提议题\" called -> same\n"                                                                      \
    "    by chair\n"                                                                                                   \
    "    by clerk of convenor\n"                                                                                       \
    "    needs text\n"                                                                                                 \
    "    takes issue note\n"                                                                                           \
    "    opens topic\n"                                                                                                \
    "    at most 20\n"                                                                                                 \
    "  move sit \"开会\" called -> sitting\n"                                                                        \
    "    by chair\n"                                                                                                   \
    "    opens topic for late 3 of convenor\n"                                                                         \
    "  move close \"闭会\" sitting -> tracking\n"                                                                    \
    "    by chair\n"                                                                                                   \
    "    when every topic in answered assigned done\n"                                                                 \
    "  move conclude \"办结\" tracking -> done\n"                                                                    \
    "    by child\n"                                                                                                   \
    "    by clerk of convenor\n"                                                                                       \
    "    when children done\n"                                                                                         \
    "    when every topic in done answered\n"                                                                          \
    "    answers\n"                                                                                                    \
    "  move cancel \"取消\" called -> cancelled\n"                                                                   \
    "    by clerk of convenor\n"                                                                                       \
    "    when children done\n"                                                                                         \
    "    answers\n"
#define TOPIC                                                                                                          \
    "procedure topic \"议题\" motion\n"                                                                              \
    "  detail issue \"事项\" item\n"                                                                                 \
    "  party reporter \"提出人\" resident\n"                                                                        \
    "  party convenor \"召集单位\" organization\n"                                                                 \
    "  party lead \"承办单位\" organization\n"                                                                     \
    "  stage all \"全程\"\n"                                                                                         \
    "    state raised \"待议\" held by convenor\n"                                                                   \
    "    state assigned \"已交办\" held by lead\n"                                                                  \
    "    state answered \"当场答复\" final\n"                                                                      \
    "    state done \"已反馈\" final\n"                                                                             \
    "  clock settle from raise until answer assign\n"                                                                  \
    "    for 90 days\n"                                                                                                \
    "    late tell head of convenor\n"                                                                                 \
    "  clock track from assign until report\n"                                                                         \
    "    for 90 days\n"                                                                                                \
    "    late tell head of lead\n"                                                                                     \
    "  open raise \"提出\" -> raised\n"                                                                              \
    "    by parent\n"                                                                                                  \
    "    takes text issue\n"                                                                                           \
    "    sets convenor to parent.convenor\n"                                                                           \
    "  move answer \"答复\" raised -> answered\n"                                                                    \
    "    by parent.chair\n"                                                                                            \
    "    needs text\n"                                                                                                 \
    "    answers\n"                                                                                                    \
    "  move assign \"交办\" raised -> assigned\n"                                                                    \
    "    by parent.chair\n"                                                                                            \
    "    needs lead text days\n"                                                                                       \
    "    sets lead to given\n"                                                                                         \
    "    opens duty for lead\n"                                                                                        \
    "  move report \"反馈\" assigned -> done\n"                                                                      \
    "    by child\n"                                                                                                   \
    "    when children done\n"                                                                                         \
    "    answers\n"
#define DUTY                                                                                                           \
    "procedure duty \"交办事项\"\n"                                                                                \
    "  party convenor \"交办单位\" organization\n"                                                                 \
    "  party lead \"承办单位\" organization\n"                                                                     \
    "  stage all \"全程\"\n"                                                                                         \
    "    state asked \"待办\" held by lead\n"                                                                        \
    "    state begun \"在办\" held by lead\n"                                                                        \
    "    state done \"已办\" final\n"                                                                                \
    "    state lapsed \"逾期\" final\n"                                                                              \
    "  clock work from begin until finish drop\n"                                                                      \
    "    for given days at most 30 days\n"                                                                             \
    "    late do lapse\n"                                                                                              \
    "  open begin \"交办\" -> asked\n"                                                                               \
    "    by parent\n"                                                                                                  \
    "    needs days\n"                                                                                                 \
    "    takes text\n"                                                                                                 \
    "    sets convenor to parent.convenor\n"                                                                           \
    "    sets lead to given\n"                                                                                         \
    "  move start \"开始\" asked -> begun\n"                                                                         \
    "    by head of lead\n"                                                                                            \
    "  move finish \"办结\" asked begun -> done\n"                                                                   \
    "    by head of lead\n"                                                                                            \
    "    answers\n"                                                                                                    \
    "  move lapse \"逾期\" asked begun -> lapsed\n"                                                                  \
    "    by time\n"                                                                                                    \
    "    answers\n"                                                                                                    \
    "  move drop \"免除\" asked begun -> done\n"                                                                     \
    "    by parent\n"                                                                                                  \
    "    answers\n"
#define ROLES                                                                                                          \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"受理员\"\n"                                                                                       \
    "role head \"负责人\"\n"
static char text[8192]; /* all of it */

static void put_together(void) {
    static const char *const parts[] = {ROLES, PLAN, MEETING, TOPIC, DUTY};
    text[0] = 0;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) strcat(text, parts[i]);
}

#define ID(kind, number) ((cgov_id)CGOV_KIND_##kind << 44 | (number))

static int32_t try_adopt(struct town *town, const char *adopted) {
    cgov_act act = town_act(town, town->founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {adopted, strlen(adopted)}};
    int32_t status = cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL);
    if (status == CGOV_E_RULEBOOK) print_message("# %u: %s\n", town_error(town).line, town_error(town).message);
    return status;
}

static int found(void **state) {
    struct place *place = place_make(0);
    *state = place;
    put_together();
    assert_int_equal(try_adopt(&place->town, text), CGOV_OK);
    return 0;
}

static uint32_t field(struct town *town, const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town->ledger, name, &number), CGOV_OK);
    return number;
}

static int32_t try_meeting(struct town *town, cgov_id *id) {
    cgov_act act = town_act(town, town->centre.officers[CLERK]);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town->centre.id),
                                   town_text(CGOV_FIELD_TEXT, "第三季度联席会议"),
                                   town_number(field(town, "chair"), (int64_t)town->centre.officers[HEAD])};
    return cgov_item_open(town->ledger, &act, "meeting", details, 3, id);
}

static cgov_id meeting_of(struct town *town) {
    cgov_id id = 0;
    assert_int_equal(try_meeting(town, &id), CGOV_OK);
    return id;
}

static void words_are(struct town *town, cgov_id reader, cgov_id item, uint64_t seq, uint32_t number,
                      const char *words) {
    char got[128];
    uint64_t needed = 0;
    cgov_reader who = town_reader(town, reader);
    int32_t status = cgov_text_get(town->ledger, &who, item, seq, number, got, sizeof got, &needed);
    if (words) {
        assert_int_equal(status, CGOV_OK);
        assert_string_equal(got, words);
    } else {
        assert_int_equal(status, CGOV_E_NOT_FOUND);
    }
}

/* What a child of an item is like, in the order they were opened. */
static cgov_id child_of(struct town *town, cgov_id reader, cgov_id parent, uint32_t index) {
    cgov_reader who = town_reader(town, reader);
    cgov_item_view views[16] = {{.size = sizeof views[0]}};
    cgov_item_query query = {.size = sizeof query, .parent = parent};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_item_list(town->ledger, &who, &query, &cursor, views, 16, &count);
    return index < count ? views[index].id : 0;
}

/* The detail that an opening brought, from its first entry; 0: none. */
static uint64_t opened_with(struct town *town, cgov_id reader, cgov_id item, uint32_t number) {
    cgov_history_view entries[32];
    cgov_detail_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    town_history(town, reader, item, entries, 32);
    cgov_reader who = town_reader(town, reader);
    cgov_detail_list(town->ledger, &who, item, entries[0].seq, &cursor, views, 8, &count);
    for (uint32_t i = 0; i < count; i++)
        if (views[i].field == number) return (uint64_t)views[i].number;
    return 0;
}

static uint64_t seq_of(struct place *place) {
    return place_info(&place->town).seq;
}

/* Opened again it is the same. */
static void reopens_the_same(struct place *place) {
    struct still before = place_still(place);
    place_reopen(place);
    place_assert_still(place, before);
}

/* ---- opened ---- */

static void one_is_opened_and_brings_its_words(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id chair = town->centre.officers[HEAD], meeting = meeting_of(town), issue = town_report(town, town->resident);
    const cgov_detail raise[] = {town_text(CGOV_FIELD_TEXT, "三号楼漏水"), town_text(CGOV_FIELD_NOTE, "先问物业"),
                                 town_number(field(town, "issue"), (int64_t)issue)};
    uint64_t seq = seq_of(place);
    town_move(town, chair, meeting, "raise", raise, 3);
    assert_int_equal(seq_of(place), seq + 2);
    cgov_id topic = child_of(town, chair, meeting, 0);
    assert_int_equal(topic >> 44, CGOV_KIND_MOTION);
    for (int again = 0; again < 2; again++, reopens_the_same(place)) {
        words_are(town, chair, topic, 0, CGOV_FIELD_TEXT, "三号楼漏水");
        words_are(town, chair, topic, 0, CGOV_FIELD_NOTE, NULL); /* its opening asks for none */
        assert_true(opened_with(town, chair, topic, field(town, "issue")) == issue);
        cgov_item_view view = town_item(town, chair, topic);
        assert_true(view.parent == meeting && view.owed == 1);
        /* What it is about can be looked up the other way round. */
        cgov_reader who = town_reader(town, chair);
        cgov_item_view views[4] = {{.size = sizeof views[0]}};
        cgov_item_query query = {.size = sizeof query, .mentions = issue};
        uint64_t cursor = 0;
        uint32_t count = 0;
        assert_int_equal(cgov_item_list(town->ledger, &who, &query, &cursor, views, 4, &count), CGOV_OK);
        assert_true(count == 1 && views[0].id == topic);
    }
    town_move(town, chair, meeting, "raise", raise, 1);
    assert_true(opened_with(town, chair, child_of(town, chair, meeting, 1), field(town, "issue")) == 0);
}

static void details_pass_down_by_name(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id clerk = town->centre.officers[CLERK], plan = 0;
    cgov_act act = town_act(town, clerk);
    const cgov_detail draft[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town->centre.id),
                                 town_text(CGOV_FIELD_TEXT, "年度计划")};
    assert_int_equal(cgov_item_open(town->ledger, &act, "plan", draft, 2, &plan), CGOV_OK);
    const cgov_detail convene[] = {town_text(field(town, "aside"), "先通气"), town_text(CGOV_FIELD_NOTE, "内部"),
                                   town_number(field(town, "chair"), (int64_t)town->neighbour),
                                   town_text(CGOV_FIELD_TEXT, "请各单位到会")};
    town_move(town, clerk, plan, "convene", convene, 4);
    cgov_id meeting = child_of(town, clerk, plan, 0);
    for (int again = 0; again < 2; again++, reopens_the_same(place)) {
        words_are(town, clerk, meeting, 0, CGOV_FIELD_TEXT, "请各单位到会");
        words_are(town, clerk, meeting, 0, field(town, "aside"), "先通气");
        words_are(town, clerk, meeting, 0, CGOV_FIELD_NOTE, NULL);
        assert_true(opened_with(town, clerk, meeting, field(town, "chair")) == town->neighbour);
    }
    town_move(town, town->neighbour, meeting, "sit", NULL, 0); /* they chair it */
    town_assert_state(town, meeting, "sitting");
}

static void a_repeat_opens_nothing(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id chair = town->centre.officers[HEAD], meeting = meeting_of(town);
    cgov_detail raise = town_text(CGOV_FIELD_TEXT, "漏水");
    for (int again = 0; again < 3; again++) {
        cgov_act act = town_act(town, chair);
        act.key[0] = 77;
        if (again == 2) raise = town_text(CGOV_FIELD_TEXT, "停电");
        int32_t status = cgov_item_move(town->ledger, &act, meeting, "raise", &raise, 1, NULL);
        assert_int_equal(status, again == 0 ? CGOV_OK : again == 1 ? CGOV_REPEAT : CGOV_E_CONFLICT);
    }
    assert_int_equal(town_item(town, chair, meeting).children, 1);
}

/* What the child's text refuses refuses the move, and leaves all as it was. */
static void what_a_child_refuses_is_refused(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id chair = town->centre.officers[HEAD], meeting = meeting_of(town);
    cgov_detail raise[] = {town_text(CGOV_FIELD_TEXT, "漏水"), town_number(field(town, "issue"), 0)};
    town_move(town, chair, meeting, "raise", raise, 1);
    cgov_id topic = child_of(town, chair, meeting, 0);
    cgov_detail assign[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id), town_text(CGOV_FIELD_TEXT, "办"),
                            town_number(CGOV_FIELD_DAYS, 31)};
    struct still before = place_still(place);
    town_assert_refused(town, town_try_move(town, chair, topic, "assign", assign, 3), CGOV_E_REFUSED, CGOV_R_DETAIL);
    place_assert_still(place, before);
    assign[2] = town_number(CGOV_FIELD_DAYS, 30);
    town_move(town, chair, topic, "assign", assign, 3);
    cgov_id duty = child_of(town, chair, topic, 0);
    assert_int_equal(duty >> 44, CGOV_KIND_ISSUE);
    words_are(town, town->street.officers[HEAD], duty, 0, CGOV_FIELD_TEXT, "办");
    town_move(town, town->street.officers[HEAD], duty, "start", NULL, 0); /* its lead is whom the topic was given to */

    /* What accuses or is masked is not named as a subject, by whoever sees it. */
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town->village.id);
    cgov_id issues[2];
    assert_int_equal(town_try_report(town, town->resident, &masked, 1, &issues[0]), CGOV_OK);
    assert_int_equal(town_try_report(town, town->resident, &against, 1, &issues[1]), CGOV_OK);
    for (int i = 0; i < 2; i++) {
        raise[1].number = (int64_t)issues[i];
        before = place_still(place);
        town_assert_refused(town, town_try_move(town, chair, meeting, "raise", raise, 2), CGOV_E_REFUSED,
                            CGOV_R_DETAIL);
        place_assert_still(place, before);
    }
}

/* ---- late N of PARTY ---- */

static void what_is_longest_overdue_is_taken_up(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id chair = town->centre.officers[HEAD], issues[6], meeting = meeting_of(town), second = meeting_of(town);
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    for (int i = 0; i < 6; i++) { /* the second and third at one instant, a masked one first of all */
        if (i == 0) {
            assert_int_equal(town_try_report(town, town->resident, &masked, 1, &issues[i]), CGOV_OK);
        } else {
            issues[i] = town_report(town, town->resident);
        }
        if (i != 2) town->now += DAY;
    }
    town->now += 60 * DAY;
    const uint32_t about = field(town, "issue");
    town_move(town, chair, meeting, "sit", NULL, 0);
    assert_int_equal(town_item(town, chair, meeting).children, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_true(opened_with(town, chair, child_of(town, chair, meeting, i), about) == issues[1 + i]);
    /* What is taken up is not taken up again, until that has ended. */
    const cgov_detail words = town_text(CGOV_FIELD_TEXT, "已办");
    town_move(town, chair, child_of(town, chair, meeting, 1), "answer", &words, 1);
    reopens_the_same(place);
    town_move(town, chair, second, "sit", NULL, 0);
    const cgov_id then[] = {issues[2], issues[4], issues[5]};
    assert_int_equal(town_item(town, chair, second).children, 3);
    for (uint32_t i = 0; i < 3; i++)
        assert_true(opened_with(town, chair, child_of(town, chair, second, i), about) == then[i]);
    cgov_id third = meeting_of(town); /* nothing is left */
    town_move(town, chair, third, "sit", NULL, 0);
    assert_int_equal(town_item(town, chair, third).children, 0);
    reopens_the_same(place);
}

/* ---- by child ---- */

/* A plan's meeting with one topic, whose duty is being done; all three wait for it. */
struct family {
    cgov_id plan, meeting, topic, duty, chair, head;
};

static struct family family_of(struct town *town) {
    struct family family = {.chair = town->centre.officers[HEAD], .head = town->street.officers[HEAD]};
    cgov_id clerk = town->centre.officers[CLERK];
    cgov_act act = town_act(town, clerk);
    const cgov_detail draft[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town->centre.id),
                                 town_text(CGOV_FIELD_TEXT, "年度计划")};
    assert_int_equal(cgov_item_open(town->ledger, &act, "plan", draft, 2, &family.plan), CGOV_OK);
    const cgov_detail convene[] = {town_number(field(town, "chair"), (int64_t)family.chair),
                                   town_text(CGOV_FIELD_TEXT, "请到会")};
    town_move(town, clerk, family.plan, "convene", convene, 2);
    family.meeting = child_of(town, clerk, family.plan, 0);
    const cgov_detail raise = town_text(CGOV_FIELD_TEXT, "漏水");
    town_move(town, family.chair, family.meeting, "raise", &raise, 1);
    family.topic = child_of(town, family.chair, family.meeting, 0);
    town_move(town, family.chair, family.meeting, "sit", NULL, 0);
    town_assert_refused(town, town_try_move(town, family.chair, family.meeting, "close", NULL, 0), CGOV_E_REFUSED,
                        CGOV_R_CHILD);
    const cgov_detail assign[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id),
                                  town_text(CGOV_FIELD_TEXT, "办"), town_number(CGOV_FIELD_DAYS, 20)};
    town_move(town, family.chair, family.topic, "assign", assign, 3);
    family.duty = child_of(town, family.head, family.topic, 0);
    town_move(town, family.chair, family.meeting, "close", NULL, 0);
    return family;
}

/* The last entry of an item's history was made by nobody, at that seq. */
static void followed_at(struct town *town, cgov_id reader, cgov_id item, const char *move, uint64_t seq) {
    cgov_history_view entries[16];
    uint32_t count = town_history(town, reader, item, entries, 16);
    assert_true(count > 0 && entries[count - 1].seq == seq && entries[count - 1].actor == 0);
    assert_string_equal(entries[count - 1].move, move);
}

static void all_have_followed(struct place *place, const struct family *family, uint64_t seq) {
    struct town *town = &place->town;
    cgov_id clerk = town->centre.officers[CLERK];
    assert_int_equal(seq_of(place), seq + 3);
    followed_at(town, family->chair, family->topic, "report", seq + 1);
    followed_at(town, clerk, family->meeting, "conclude", seq + 2);
    followed_at(town, clerk, family->plan, "finish", seq + 3);
    town_assert_state(town, family->topic, "done");
    town_assert_state(town, family->meeting, "done");
    town_assert_state(town, family->plan, "finished");
    assert_int_equal(place_info(town).open_items, 0);
    reopens_the_same(place);
}

static void a_child_moves_all_above_it(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct family family = family_of(town);
    uint64_t seq = seq_of(place);
    town_move(town, family.head, family.duty, "start", NULL, 0); /* nobody follows that: they wait */
    assert_int_equal(seq_of(place), seq + 1);
    cgov_act act = town_act(town, family.head);
    act.key[0] = 5;
    cgov_result first = {.size = sizeof first}, again = {.size = sizeof again};
    act.result_out = &first;
    assert_int_equal(cgov_item_move(town->ledger, &act, family.duty, "finish", NULL, 0, NULL), CGOV_OK);
    all_have_followed(place, &family, seq + 2);
    act.result_out = &again;
    assert_int_equal(cgov_item_move(town->ledger, &act, family.duty, "finish", NULL, 0, NULL), CGOV_REPEAT);
    assert_true(first.seq == seq + 2 && again.seq == first.seq && seq_of(place) == seq + 5);
}

static void time_moves_all_above_it(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    struct family family = family_of(town);
    uint64_t seq = seq_of(place);
    town->now += 21 * DAY;
    town_tick(town);
    town_assert_state(town, family.duty, "lapsed");
    all_have_followed(place, &family, seq + 1);
}

/* Commands replayed on another ledger write the same journal: a town of the same founding, told the same. */
static void commands_give_the_same_again(void **state) {
    struct place *place = *state, *other = place_make(0);
    assert_int_equal(try_adopt(&other->town, text), CGOV_OK);
    struct family families[] = {family_of(&place->town), family_of(&other->town)};
    struct place *both[] = {place, other};
    for (int i = 0; i < 2; i++) {
        struct town *town = &both[i]->town;
        uint8_t facts[512], words[512];
        uint64_t facts_len = 0, words_len = 0;
        cgov_act act = town_act(town, families[i].head);
        act.flags |= CGOV_ACT_ENCODE;
        assert_int_equal(cgov_item_move(town->ledger, &act, families[i].duty, "finish", NULL, 0, NULL), CGOV_OK);
        assert_int_equal(cgov_command_get(town->ledger, facts, 512, &facts_len, words, 512, &words_len), CGOV_OK);
        assert_int_equal(cgov_command_execute(town->ledger, facts, facts_len, words, words_len, 0, NULL), CGOV_OK);
    }
    cgov_ledger_view views[] = {place_info(&place->town), place_info(&other->town)};
    assert_int_equal(views[0].seq, views[1].seq);
    uint8_t digests[2][32];
    for (int i = 0; i < 2; i++) assert_int_equal(cgov_journal_digest(both[i]->town.ledger, digests[i]), CGOV_OK);
    assert_memory_equal(digests[0], digests[1], 32);
    place_free(other);
}

/* ---- the text ---- */

/* A change to a text, and what is said of it; check 0: it does not read. */
struct change_to {
    const char *find, *put;
    uint32_t check;
    const char *message;
};

static void say(const char *whole, const struct change_to *changes, size_t count) {
    static char changed[16384];
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(whole, changes[i].find);
        assert_non_null(at);
        snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - whole), whole, changes[i].put,
                 at + strlen(changes[i].find));
        cgov_check_view report = {.size = sizeof report};
        cgov_text given = {changed, strlen(changed)};
        assert_int_equal(cgov_rulebook_check(&given, NULL, &report), changes[i].message ? CGOV_E_RULEBOOK : CGOV_OK);
        assert_string_equal(report.message, changes[i].message ? changes[i].message : "");
        assert_int_equal(report.check, changes[i].check);
    }
}
#define SAY(whole, changes) say(whole, changes, sizeof changes / sizeof changes[0])

static void what_a_text_must_say(void **state) {
    (void)state;
    static const struct change_to changes[] = {
        {"needs text chair\n", "needs text\n    takes chair\n", 0, NULL},
        {"    needs text chair\n    takes aside note", "    needs text\n    takes aside note", 6,
         "`call` needs `chair`, and `convene` of `plan` opens `meeting` without"},
        {"opens meeting for platform", "opens meeting", 6,
         "`call` needs `organization`, and `convene` of `plan` opens `meeting` without"},
        {"opens duty for lead", "opens duty", 6,
         "`lead` is set to an organization given, and `assign` of `topic` opens `duty` for none"},
        {"    takes text issue\n    sets convenor to parent", "    takes text\n    sets convenor to parent", 6,
         "`sit` opens `topic` for what is late: its `raise` must take a detail `issue`, an item"},
        {"late 3 of convenor", "late 1025 of convenor", 0, "expected a number of items, from 1 to 1024, found `1025`"},
        {"late 3 of convenor", "late 3 of chair", 0, "party `chair` is a resident, not an organization"},
        {"opens duty for lead", "opens duty for reporter", 0, "party `reporter` is a resident, not an organization"},
        {"to parent.convenor\n  move answer", "to parent.chair\n  move answer", 0,
         "parties `convenor` and `chair` of `meeting` are of two kinds: one is a resident"},
        {"to parent.convenor\n  move answer", "to parent.lead\n  move answer", 0,
         "party `lead` is not one of `meeting`, which opens this procedure"},
        {"    by clerk of platform\n    needs organization", "    by child\n    needs organization", 0,
         "`draft` opens an item: it has no child yet"},
        {"    by child\n    when children done\n    answers", "    by child\n    needs text\n    answers", 6,
         "a child gives no details: it could not make `report`"},
        {"  move lapse", "  move go asked -> begun\n    by child\n  move lapse", 6,
         "`go` is made by a child, and `duty` opens none"},
        {"every topic in answered assigned done", "every plan in finished", 6,
         "`close` asks about children of `plan`, and no move of `meeting` opens one"},
        {"every topic in answered assigned done", "every topic in answered done lapsed", 0,
         "state `lapsed` is not one of that procedure's: raised, assigned, answered, done"},
        /* check 1 relies on what surely comes, and on nothing else */
        {"every topic in answered assigned done", "every topic in answered done", 0, NULL},
        {"every topic in answered assigned done", "every topic in answered assigned", 1,
         "from `sitting` no final state can surely be reached"},
        {"every topic in answered assigned done", "every topic in done", 1,
         "from `sitting` no final state can surely be reached"},
        {"every topic in answered assigned done", "every topic in raised answered done", 1,
         "from `sitting` no final state can surely be reached"},
        {"    when last meeting in cancelled\n", "    when last meeting in called\n", 1,
         "from `convened` no final state can surely be reached"},
        {"    when last meeting in cancelled\n", "    when not last meeting in done\n", 1,
         "from `convened` no final state can surely be reached"},
        {"    by child\n    by clerk of convenor\n", "    by child\n", 1,
         "from `tracking` no final state can surely be reached"},
        /* check 6: what its parent ends must be endable */
        {"    when children done\n    when last meeting in cancelled\n", "    when last meeting in cancelled\n", 6,
         "the parent cannot end `meeting` in `called`: no move by parent leads to a final state"},
        {"    answers\n  move cancel", "    answers\n    drops\n  move cancel", 6,
         "the parent cannot end `topic` in `raised`: no move by parent leads to a final state"},
    };
    put_together();
    const struct change_to whole = {"rulebook 1", "rulebook 1", 0, NULL};
    say(text, &whole, 1);
    SAY(text, changes);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_is_opened_and_brings_its_words, found, place_tear_down),
        cmocka_unit_test_setup_teardown(details_pass_down_by_name, found, place_tear_down),
        cmocka_unit_test_setup_teardown(a_repeat_opens_nothing, found, place_tear_down),
        cmocka_unit_test_setup_teardown(what_a_child_refuses_is_refused, found, place_tear_down),
        cmocka_unit_test_setup_teardown(what_is_longest_overdue_is_taken_up, found, place_tear_down),
        cmocka_unit_test_setup_teardown(a_child_moves_all_above_it, found, place_tear_down),
        cmocka_unit_test_setup_teardown(time_moves_all_above_it, found, place_tear_down),
        cmocka_unit_test_setup_teardown(commands_give_the_same_again, found, place_tear_down),
        cmocka_unit_test(what_a_text_must_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
