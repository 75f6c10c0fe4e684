/* Kinds of item: what a procedure says it makes is what is opened, moved, listed, told and counted, by one verb; and
 * what a text of each kind cannot ask. */
#include "support/place.h"

#include "records/record.h"
#include "support/test.h"

#define ROLES                                                                                                          \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"受理员\"\n"                                                                                       \
    "role head \"负责人\"\n"
#define MEETING(kind)                                                                                                  \
    "procedure meeting \"联席会议\"" kind "\n"                                                                         \
    "  public\n"                                                                                                       \
    "  party intake \"召集单位\" organization\n"                                                                   \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"已召集\" held by intake\n"                                                                  \
    "    state held \"已召开\" final\n"                                                                             \
    "  clock hold from call until close\n"                                                                             \
    "    for 30 days\n"                                                                                                \
    "    late tell head of intake\n"                                                                                   \
    "  open call \"召集\" -> called\n"                                                                               \
    "    by clerk of intake\n"                                                                                         \
    "    needs intake text\n"                                                                                          \
    "    takes matter\n"                                                                                               \
    "    sets intake to given\n"                                                                                       \
    "  move raise \"提出议题\" called -> same\n"                                                                   \
    "    by clerk of intake\n"                                                                                         \
    "    needs organization\n"                                                                                         \
    "    opens topic for organization\n"                                                                               \
    "    at most 5\n"                                                                                                  \
    "  move close \"散会\" called -> held\n"                                                                         \
    "    by clerk of intake\n"                                                                                         \
    "    when children done\n"
#define TOPIC                                                                                                          \
    "procedure topic \"议题\" motion\n"                                                                              \
    "  party lead \"承办单位\" organization\n"                                                                     \
    "  stage all \"全程\"\n"                                                                                         \
    "    state raised \"待议\" held by lead\n"                                                                       \
    "    state done \"已议\" final\n"                                                                                \
    "  clock settle from raise until answer drop\n"                                                                    \
    "    for 10 days\n"                                                                                                \
    "    late tell head of lead\n"                                                                                     \
    "  open raise \"提出\" -> raised\n"                                                                              \
    "    by parent\n"                                                                                                  \
    "    sets lead to given\n"                                                                                         \
    "  move assign \"交办\" raised -> same\n"                                                                        \
    "    by head of lead\n"                                                                                            \
    "    needs organization\n"                                                                                         \
    "    opens duty for organization\n"                                                                                \
    "    at most 2\n"                                                                                                  \
    "  move answer \"答复\" raised -> done\n"                                                                        \
    "    by head of lead\n"                                                                                            \
    "    needs text\n"                                                                                                 \
    "    answers\n"                                                                                                    \
    "  move drop \"撤销\" raised -> done\n"                                                                          \
    "    by parent\n"                                                                                                  \
    "    answers\n"
#define DUTY                                                                                                           \
    "procedure duty \"任务\"\n"                                                                                      \
    "  party lead \"承办单位\" organization\n"                                                                     \
    "  stage all \"全程\"\n"                                                                                         \
    "    state asked \"待办\" held by lead\n"                                                                        \
    "    state done \"已办\" final\n"                                                                                \
    "  clock work from begin until report drop\n"                                                                      \
    "    for 10 days\n"                                                                                                \
    "    late tell head of lead\n"                                                                                     \
    "  open begin \"交办\" -> asked\n"                                                                               \
    "    by parent\n"                                                                                                  \
    "    sets lead to given\n"                                                                                         \
    "  move report \"反馈\" asked -> done\n"                                                                         \
    "    by head of lead\n"                                                                                            \
    "    answers\n"                                                                                                    \
    "  move drop \"撤销\" asked -> done\n"                                                                           \
    "    by parent\n"                                                                                                  \
    "    answers\n"
#define MATTER                                                                                                         \
    "matter joint \"联席\"\n"                                                                                        \
    "  procedure meeting\n"
#define TEXT ROLES MEETING(" session") TOPIC DUTY MATTER

static cgov_text text_of(const char *text) {
    cgov_text out = {text, text == NULL ? 0 : strlen(text)};
    return out;
}

static int32_t try_adopt(struct town *town, const char *text, const char *map) {
    cgov_act act = town_act(town, town->founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text), .map = text_of(map)};
    return cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL);
}

/* A place whose newest rulebook is TEXT. */
static int found(void **state) {
    struct place *place = place_make(0);
    *state = place;
    assert_int_equal(try_adopt(&place->town, TEXT, NULL), CGOV_OK);
    return 0;
}

static int32_t try_open(struct town *town, cgov_id actor, const char *procedure, const cgov_detail *more,
                        uint32_t count, cgov_id *id) {
    cgov_act act = town_act(town, actor);
    cgov_detail details[8] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                              town_text(CGOV_FIELD_TEXT, "第三季度联席会议")};
    for (uint32_t i = 0; i < count; i++) details[2 + i] = more[i];
    return cgov_item_open(town->ledger, &act, procedure, details, 2 + count, id);
}

static cgov_id open_meeting(struct town *town) {
    cgov_id id = 0;
    assert_int_equal(try_open(town, town->centre.officers[CLERK], "meeting", NULL, 0, &id), CGOV_OK);
    return id;
}

static void move_for(struct town *town, cgov_id actor, cgov_id item, const char *move, cgov_id organization) {
    cgov_detail whom = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)organization);
    town_move(town, actor, item, move, &whom, 1);
}

static cgov_id the_one(struct town *town, cgov_id reader, cgov_item_query filter) {
    cgov_reader who = town_reader(town, reader);
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    filter.size = sizeof filter;
    assert_int_equal(cgov_item_list(town->ledger, &who, &filter, &cursor, &view, 1, &count), CGOV_OK);
    cgov_id id = view.id;
    assert_int_equal(cgov_item_list(town->ledger, &who, &filter, &cursor, &view, 1, &count), CGOV_DONE);
    return id;
}

#define ID(kind, number) ((cgov_id)CGOV_KIND_##kind << 44 | (number))

static void a_kind_is_its_procedures(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id clerk = town->centre.officers[CLERK], head = town->street.officers[HEAD];
    cgov_id issue = town_report(town, town->resident), meeting = open_meeting(town);
    move_for(town, clerk, meeting, "raise", town->street.id);
    cgov_id topic = ID(MOTION, 3), duty = ID(ISSUE, 4);
    move_for(town, head, topic, "assign", town->bureau.id);
    assert_true(issue == ID(ISSUE, 1) && meeting == ID(SESSION, 2));

    /* Listed by kind, and by parent; seen as an issue is. */
    assert_true(the_one(town, clerk, (cgov_item_query){.kind = CGOV_KIND_SESSION}) == meeting);
    assert_true(the_one(town, head, (cgov_item_query){.kind = CGOV_KIND_MOTION}) == topic);
    assert_true(the_one(town, head, (cgov_item_query){.parent = topic}) == duty);
    assert_true(the_one(town, head, (cgov_item_query){.parent = meeting}) == topic);
    cgov_item_view view = town_item(town, clerk, meeting);
    assert_true(view.kind == CGOV_KIND_SESSION && view.reported_by == clerk && view.children == 1 && view.owed == 0);
    view = town_item(town, head, topic);
    assert_true(view.kind == CGOV_KIND_MOTION && view.parent == meeting && view.owed == 1);
    assert_true(view.reported_by == clerk);                             /* who asked for it */
    assert_true(town_item(town, 0, meeting).kind == CGOV_KIND_SESSION); /* public: its text says so */
    view = town_item(town, head, duty);
    assert_true(view.kind == CGOV_KIND_ISSUE && view.parent == topic && view.reported_by == head);
    cgov_ledger_view info = place_info(town);
    assert_true(info.issues == 2 && info.parts == 0 && info.sessions == 1 && info.motions == 1);

    /* They move and end as items do. */
    town_assert_refused(town, town_try_move(town, clerk, meeting, "close", NULL, 0), CGOV_E_REFUSED, CGOV_R_CHILDREN);
    cgov_detail words = town_text(CGOV_FIELD_TEXT, "同意");
    town_move(town, head, topic, "answer", &words, 1);
    assert_string_equal(town_item(town, head, duty).state, "done"); /* dropped with its motion */
    town_move(town, clerk, meeting, "close", NULL, 0);
    char got[64];
    uint64_t needed;
    cgov_reader reader = town_reader(town, head);
    assert_int_equal(cgov_text_get(town->ledger, &reader, topic, 0, CGOV_FIELD_TEXT, got, sizeof got, &needed),
                     CGOV_OK);
    assert_string_equal(got, "同意");
    cgov_history_view entries[8];
    assert_int_equal(town_history(town, head, topic, entries, 8), 3);

    struct still before = place_still(place);
    place_reopen(place);
    place_assert_still(place, before);
    info = place_info(town);
    assert_true(info.issues == 2 && info.sessions == 1 && info.motions == 1 && info.open_items == 1);
}

static void they_are_told_and_counted(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id clerk = town->centre.officers[CLERK], head = town->street.officers[HEAD];
    cgov_id meeting = open_meeting(town);
    move_for(town, clerk, meeting, "raise", town->street.id);
    move_for(town, head, ID(MOTION, 2), "assign", town->bureau.id);
    const struct {
        cgov_id reader, item;
        uint32_t what;
    } rows[] = {{town->bureau.officers[HEAD], ID(ISSUE, 3), CGOV_NEWS_ASKED},
                {head, ID(MOTION, 2), CGOV_NEWS_ASKED},
                {town->district.officers[HEAD], meeting, CGOV_NEWS_NONE}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_reader reader = town_reader(town, rows[i].reader);
        cgov_feed_view told = {.size = sizeof told};
        uint64_t seq = 0, entry = 0;
        uint32_t count = 0, what = CGOV_NEWS_NONE;
        while (cgov_feed_list(town->ledger, &reader, &seq, &entry, &told, 1, &count) == CGOV_OK)
            if (told.item == rows[i].item) what = told.what;
        assert_int_equal(what, rows[i].what);
    }
    cgov_reader reader = town_reader(town, clerk);
    cgov_figure_query query = {.size = sizeof query, .procedure = text_of("meeting")};
    cgov_figure_view figures = {.size = sizeof figures};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_figure_list(town->ledger, &reader, &query, &cursor, &figures, 1, &count), CGOV_OK);
    assert_int_equal(figures.issues, 1);
    query.procedure = text_of(NULL); /* issues by what is called so */
    cursor = 0;
    cgov_figure_list(town->ledger, &reader, &query, &cursor, &figures, 1, &count);
    assert_int_equal(count == 0 ? 0 : figures.issues, 0);
}

/* ---- one verb ---- */

static uint64_t encoded(struct town *town, uint8_t bytes[512]) {
    uint8_t words[512];
    uint64_t len = 0, words_len = 0;
    assert_int_equal(cgov_command_get(town->ledger, bytes, 512, &len, words, sizeof words, &words_len), CGOV_OK);
    return len;
}

static void a_report_is_the_short_form(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_act act = town_act(town, town->centre.officers[CLERK]);
    act.flags = CGOV_ACT_ENCODE;
    cgov_detail details[3] = {town_text(CGOV_FIELD_PROCEDURE, "meeting"),
                              town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                              town_text(CGOV_FIELD_TEXT, "会议")};
    uint8_t bytes[3][512];
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, NULL), CGOV_OK);
    uint64_t len = encoded(town, bytes[0]);
    assert_int_equal(cgov_item_open(town->ledger, &act, NULL, details, 3, NULL), CGOV_OK);
    assert_int_equal(encoded(town, bytes[1]), len);
    assert_int_equal(cgov_item_open(town->ledger, &act, "meeting", details + 1, 2, NULL), CGOV_OK);
    assert_int_equal(encoded(town, bytes[2]), len);
    assert_memory_equal(bytes[0], bytes[1], len);
    assert_memory_equal(bytes[0], bytes[2], len);
    act.flags = 0;
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, &id), CGOV_OK);
    assert_true(id >> 44 == CGOV_KIND_SESSION);
    details[0] = town_text(CGOV_FIELD_MATTER, "joint"); /* its procedure, where none is named */
    act.salt[0]++;
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, &id), CGOV_OK);
    assert_true(id >> 44 == CGOV_KIND_SESSION);
}

static void what_cannot_be_opened(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id clerk = town->centre.officers[CLERK];
    const cgov_detail named = town_text(CGOV_FIELD_PROCEDURE, "meeting"),
                      channel = town_text(CGOV_FIELD_CHANNEL, "web");
    const struct {
        cgov_id actor;
        const char *procedure;
        const cgov_detail *more;
        int32_t status;
        uint32_t reason;
    } rows[] = {
        {clerk, "nothing", NULL, CGOV_E_REFUSED, CGOV_R_DETAIL},
        {clerk, "", NULL, CGOV_E_TEXT, CGOV_R_DETAIL},
        {clerk, "abcdefghijklmnopqrstuvwxyz0123456", NULL, CGOV_E_TEXT, CGOV_R_DETAIL}, /* cut nowhere */
        {clerk, "meeting", &named, CGOV_E_ARG, CGOV_R_DETAIL},                          /* said twice */
        {clerk, "meeting", &channel, CGOV_E_REFUSED, CGOV_R_TAKES},
        {town->resident, "meeting", NULL, CGOV_E_REFUSED, CGOV_R_ACTOR},
        {clerk, "topic", NULL, CGOV_E_REFUSED, CGOV_R_ACTOR}, /* its parent opens it */
        {clerk, "duty", NULL, CGOV_E_REFUSED, CGOV_R_ACTOR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        town_assert_refused(
            town, try_open(town, rows[i].actor, rows[i].procedure, rows[i].more, rows[i].more == NULL ? 0 : 1, NULL),
            rows[i].status, rows[i].reason);
    cgov_reader reader = town_reader(town, clerk);
    cgov_id meeting = open_meeting(town);
    cgov_route_query query = {.size = sizeof query, .item = meeting};
    cgov_route_view route = {.size = sizeof route};
    assert_int_equal(cgov_route_get(town->ledger, &reader, &query, &route), CGOV_E_KIND); /* routing is of issues */
    query = (cgov_route_query){.size = sizeof query, .place = 130702, .matter = text_of("joint")};
    assert_int_equal(cgov_route_get(town->ledger, &reader, &query, &route), CGOV_E_KIND);
    cgov_item_query filter = {.size = sizeof filter, .kind = CGOV_KIND_APPOINTMENT};
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_item_list(town->ledger, &reader, &filter, &cursor, &view, 1, &count), CGOV_E_KIND);
    filter.kind = CGOV_KIND_MOTION + 1;
    assert_int_equal(cgov_item_list(town->ledger, &reader, &filter, &cursor, &view, 1, &count), CGOV_E_KIND);
}

static void an_external_key_is_its_kinds(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_detail key = town_text(CGOV_FIELD_EXTERNAL, "2026-3");
    cgov_id clerk = town->centre.officers[CLERK], meeting = 0, issue = 0, id = 0;
    assert_int_equal(try_open(town, clerk, "meeting", &key, 1, &meeting), CGOV_OK);
    town_assert_refused(town, try_open(town, clerk, "meeting", &key, 1, NULL), CGOV_E_CONFLICT, CGOV_R_EXTERNAL);
    assert_int_equal(town_try_report(town, town->centre.officers[OPERATOR], &key, 1, &issue), CGOV_OK);
    for (int again = 0; again < 2; again++, place_reopen(place)) {
        cgov_reader reader = town_reader(town, clerk);
        cgov_text name = text_of("2026-3");
        assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_SESSION, town->centre.id, &name, &id),
                         CGOV_OK);
        assert_true(id == meeting);
        assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_ISSUE, town->centre.id, &name, &id),
                         CGOV_OK);
        assert_true(id == issue);
        assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_MOTION, town->centre.id, &name, &id),
                         CGOV_E_NOT_FOUND);
        assert_true(the_one(town, clerk, (cgov_item_query){.external = name, .kind = CGOV_KIND_SESSION}) == meeting);
        cgov_item_query both = {.size = sizeof both, .external = name};
        cgov_item_view views[3] = {{.size = sizeof views[0]}};
        uint64_t cursor = 0;
        uint32_t count = 0;
        assert_int_equal(cgov_item_list(town->ledger, &reader, &both, &cursor, views, 3, &count), CGOV_OK);
        assert_true(count == 2 && views[0].id == meeting && views[1].id == issue);
    }
    cgov_act act = town_act(town, clerk); /* imported twice, it is there */
    act.flags = CGOV_ACT_IMPORT;
    cgov_detail details[3] = {key, town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                              town_text(CGOV_FIELD_TEXT, "会议")};
    assert_int_equal(cgov_item_open(town->ledger, &act, "meeting", details, 3, &id), CGOV_REPEAT);
    assert_true(id == meeting);
}

/* ---- the text ---- */

static void a_map_changes_no_kind(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_id meeting = open_meeting(town);
    const char *motion = ROLES MEETING(" motion") TOPIC DUTY, *issue = ROLES MEETING("") TOPIC DUTY;
    town_assert_refused(town, try_adopt(town, motion, "meeting called -> called"), CGOV_E_REFUSED, CGOV_R_MAP);
    assert_true(town_error(town).item == meeting);
    town_assert_refused(town, try_adopt(town, issue, "meeting called -> called"), CGOV_E_REFUSED, CGOV_R_MAP);
    assert_int_equal(try_adopt(town, motion, NULL), CGOV_OK); /* what runs stays */
    assert_int_equal(town_item(town, 0, meeting).rulebook, 2);
    assert_true(open_meeting(town) >> 44 == CGOV_KIND_MOTION);
    assert_int_equal(try_adopt(town, TEXT, "topic raised -> raised"), CGOV_OK);
    town_assert_refused(town, try_adopt(town, TEXT, "meeting called -> called"), CGOV_E_REFUSED, CGOV_R_MAP);
}

static void what_a_text_cannot_say(void **state) {
    (void)state;
#define SESSION "rulebook 1\nprocedure p \"P\" session\nstage s \"S\"\nstate e \"E\" final\nopen o -> e\n"
    static const struct {
        const char *text;
        uint32_t line, column;
        const char *message;
    } rows[] = {
        {"rulebook 1\nprocedure p \"P\" sitting", 2, 17,
         "kind `sitting` is not one of the language's: issue, part, session, motion"},
        {"rulebook 1\nprocedure p \"P\" session motion", 2, 25, "expected the end of the line, found `motion`"},
        {SESSION "needs text channel", 6, 12, "`channel` is of what is reported: a session has none of it"},
        {SESSION "takes track", 6, 7, "`track` is of what is reported: a session has none of it"},
        {SESSION "takes against", 6, 7, "`against` is of what is reported: a session has none of it"},
        {SESSION "takes behalf", 6, 7, "`behalf` is of what is reported: a session has none of it"},
        {SESSION "takes masked", 6, 7, "`masked` is of what is reported: a session has none of it"},
        {SESSION "takes public_safety", 6, 7, "`public_safety` is of what is reported: a session has none of it"},
        {SESSION "takes earlier", 6, 7, "`earlier` is of what is reported: a session has none of it"},
        {SESSION "takes master", 6, 7, "`master` is of what is reported: a session has none of it"},
        {SESSION "takes delegates", 6, 7, "`delegates` is of what is reported: a session has none of it"},
        {SESSION "when track consult", 6, 6, "`track` is of what is reported: a session has none of it"},
        {SESSION "when not channel web", 6, 10, "`channel` is of what is reported: a session has none of it"},
        {SESSION "when delegates 5", 6, 6, "`delegates` is of what is reported: a session has none of it"},
        {SESSION "when unfollowed", 6, 6, "`unfollowed` is of what is reported: a session has none of it"},
        {SESSION "when not public_safety", 6, 10, "`public_safety` is of what is reported: a session has none of it"},
        {SESSION "when routed p", 6, 6, "`routed` is of what is reported: a session has none of it"},
        {SESSION "follows", 6, 8, "field `master` is none that move `o` needs or takes"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cgov_check_view report = {.size = sizeof report};
        cgov_text text = text_of(rows[i].text);
        assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_E_RULEBOOK);
        assert_string_equal(report.message, rows[i].message);
        assert_true(report.line == rows[i].line && report.column == rows[i].column);
    }
}

static void what_is_made_is_shown(void **state) {
    struct town *town = &((struct place *)*state)->town;
    cgov_rule_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_rule_list(town->ledger, NULL, 2, CGOV_RULE_PROCEDURE, "", &cursor, views, 8, &count),
                     CGOV_OK);
    assert_true(count == 3 && views[0].kind == CGOV_KIND_SESSION && views[1].kind == CGOV_KIND_MOTION &&
                views[2].kind == CGOV_KIND_ISSUE);
    cgov_check_view report = {.size = sizeof report};
    cgov_text text = text_of(TEXT), unopened = text_of(ROLES MEETING(" part") TOPIC DUTY);
    assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_OK);
    assert_true(report.kinds == (OF(SESSION) | OF(MOTION) | OF(ISSUE)));
    assert_int_equal(cgov_rulebook_check(&unopened, NULL, &report), CGOV_E_RULEBOOK); /* a part is of something */
    assert_true(report.check == 1 && report.line == 4);
    assert_string_equal(report.message, "`meeting` makes parts, and no procedure opens it");
}

static void an_id_has_six_bits_for_its_kind(void **state) {
    (void)state;
    const uint64_t number = (UINT64_C(1) << 44) - 1;
    for (uint32_t kind = 0; kind < KIND_END; kind++) {
        uint64_t id = cgov__id(kind, number);
        assert_true(id < UINT64_C(1) << 53 && cgov__id_unpack(cgov__id_pack(id)) == id);
        assert_int_equal(cgov__is_item(kind), *cgov__item_kind_name(kind) != '\0');
    }
    assert_false(cgov__is_item(KIND_END) || cgov__is_item(KIND_END + CGOV_KIND_ISSUE));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_kind_is_its_procedures, found, place_tear_down),
        cmocka_unit_test_setup_teardown(they_are_told_and_counted, found, place_tear_down),
        cmocka_unit_test_setup_teardown(a_report_is_the_short_form, found, place_tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_opened, found, place_tear_down),
        cmocka_unit_test_setup_teardown(an_external_key_is_its_kinds, found, place_tear_down),
        cmocka_unit_test_setup_teardown(a_map_changes_no_kind, found, place_tear_down),
        cmocka_unit_test(what_a_text_cannot_say),
        cmocka_unit_test_setup_teardown(what_is_made_is_shown, found, place_tear_down),
        cmocka_unit_test(an_id_has_six_bits_for_its_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
