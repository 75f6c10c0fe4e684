/* Who sees an item for its rolls, and who is shown whom on them: cell by cell of tests/views/matrix.txt. Secrecy
 * comes first: what is masked, accuses, is a petition or of a confidential matter is nobody's for being on a roll of
 * it. */
#include "support/matrix.h"
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

static const char PROPOSAL[] = "rulebook 1\n"
                               "role clerk \"受理员\"\n"
                               "role head \"负责人\"\n"
                               "  sees below\n"
                               "role auditor \"审计员\"\n"
                               "  sees auditor\n"
                               "procedure proposal \"提案\" issue\n"
                               "  detail view \"意见\" choice good \"赞成\" bad \"反对\"\n"
                               "  party reporter \"提案人\" resident\n"
                               "  party intake \"受理单位\" organization\n"
                               "  roll seconds \"附议\"\n"
                               "    of residents of intake\n"
                               "    by self\n"
                               "    by clerk of intake\n"
                               "    out by self\n"
                               "    in open\n"
                               "  roll views \"意见\"\n"
                               "    of residents of intake\n"
                               "    by self again\n"
                               "    in open\n"
                               "    needs view\n"
                               "    public\n"
                               "  roll posts \"发言\"\n"
                               "    of residents of intake\n"
                               "    by self\n"
                               "    out by clerk of intake\n"
                               "    in open\n"
                               "    many\n"
                               "    needs text\n"
                               "    takes note\n"
                               "  stage all \"全程\"\n"
                               "    state open \"附议中\" held by intake\n"
                               "    state closed \"已结\" final\n"
                               "  clock run from propose until close\n"
                               "    for 30 days\n"
                               "    late tell head of intake\n"
                               "  open propose \"提出\" -> open\n"
                               "    by any resident\n"
                               "    needs text intake\n"
                               "    takes track masked against matter\n"
                               "    sets intake to given\n"
                               "    when unaccused intake\n"
                               "  move close \"办结\" open -> closed\n"
                               "    by clerk of intake\n"
                               "    answers\n"
                               "    tells seconds views posts\n"
                               "matter quiet \"保密\"\n"
                               "  confidential\n"
                               "  procedure proposal\n";

enum readers { PUBLIC_, STRANGER, COULD, ON, OFFICER, AUDITOR, READERS };
static cgov_id readers[READERS];
static cgov_id reporter;

static int with_readers(void **state) {
    (void)state;
    town_found(&town, NULL);
    town_adopt(&town, text_of(PROPOSAL));
    readers[STRANGER] = town_resident(&town, "外人", town.street.id);
    readers[COULD] = town_resident(&town, "邻居", town.centre.id);
    readers[ON] = town_resident(&town, "附议人", town.centre.id);
    reporter = town_resident(&town, "提案人", town.centre.id);
    readers[OFFICER] = town.centre.officers[CLERK];
    readers[AUDITOR] = town.auditor;
    return 0;
}

static cgov_id propose(cgov_detail more) {
    cgov_act act = town_act(&town, reporter);
    cgov_detail details[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                             town_text(CGOV_FIELD_TEXT, "加装路灯"), more};
    cgov_id id = 0;
    assert_int_equal(cgov_item_open(town.ledger, &act, "proposal", details, more.field ? 3 : 2, &id), CGOV_OK);
    return id;
}

static int32_t try_second(cgov_id item, cgov_id elector) {
    cgov_act act = town_act(&town, elector);
    return cgov_roll_enter(town.ledger, &act, item, "seconds", elector, NULL, 0, NULL);
}

static bool sees(cgov_id item, cgov_id reader) {
    cgov_reader who = town_reader(&town, reader);
    cgov_item_view view = {.size = sizeof view};
    return cgov_item_get(town.ledger, &who, item, &view) == CGOV_OK;
}

/* Whether the reporter is known: the public's view shows nobody. */
static bool knows(cgov_id item, cgov_id reader) {
    cgov_reader who = town_reader(&town, reader);
    cgov_item_view view = {.size = sizeof view};
    return cgov_item_get(town.ledger, &who, item, &view) == CGOV_OK && view.reporter != 0;
}

/* How many of a roll's entries name somebody; -1: the item is not there. */
static int named(cgov_id item, const char *roll, cgov_id reader) {
    cgov_reader who = town_reader(&town, reader);
    cgov_entry_view entries[8] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count;
    int names = 0;
    int32_t status = cgov_entry_list(town.ledger, &who, item, roll, &cursor, entries, 8, &count);
    if (status == CGOV_E_NOT_FOUND) return -1;
    for (uint32_t i = 0; i < count; i++) names += entries[i].elector != 0;
    return names;
}

static cgov_detail detail_of(const char *name, const char *value) {
    uint32_t field = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &field), CGOV_OK);
    return town_text(field, value);
}

static uint64_t enter(cgov_id item, cgov_id actor, const char *roll, const cgov_detail *details, uint32_t count) {
    cgov_act act = town_act(&town, actor);
    uint64_t seq = 0;
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, roll, actor, details, count, &seq), CGOV_OK);
    return seq;
}

static int32_t try_roll(cgov_id item, const char *roll, cgov_id elector) {
    cgov_act act = town_act(&town, elector);
    return cgov_roll_enter(town.ledger, &act, item, roll, elector, NULL, 0, NULL);
}

/* Who does not see the item learns nothing of it by entering themselves: not which rolls it has, nor who may be on
 * them. */
static void what_is_not_seen_is_not_there_to_be_tried(void **state) {
    (void)state;
    cgov_id item = propose((cgov_detail){0});
    assert_int_equal(try_roll(item, "seconds", readers[STRANGER]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_roll(item, "views", readers[STRANGER]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_roll(item, "none", readers[STRANGER]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_roll(item, "none", readers[COULD]), CGOV_E_REFUSED);
    assert_int_equal(try_roll(item, "seconds", readers[ON]), CGOV_OK);
    town_move(&town, readers[OFFICER], item, "close", NULL, 0);
    assert_int_equal(try_roll(item, "seconds", readers[COULD]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_roll(item, "seconds", readers[ON]), CGOV_E_REFUSED);
}

static void who_is_taken_out_knows_themselves(void **state) {
    (void)state;
    cgov_id item = propose((cgov_detail){0});
    assert_int_equal(try_second(item, readers[ON]), CGOV_OK);
    assert_int_equal(try_second(item, reporter), CGOV_OK);
    assert_int_equal(named(item, "seconds", readers[ON]), 2);
    /* Who is taken out is no longer among those on it, but knows themselves. */
    cgov_act act = town_act(&town, readers[ON]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, "seconds", readers[ON], 0, NULL, 0, NULL), CGOV_OK);
    assert_int_equal(named(item, "seconds", readers[ON]), 1);
}

/* Of the words of an entry: 1 read, 0 not there; and whether its details are listed agrees. */
static int reads_words(cgov_id item, uint64_t seq, uint32_t field, cgov_id reader) {
    cgov_reader who = town_reader(&town, reader);
    char text[64];
    uint64_t needed, cursor = 0;
    uint32_t count = 0;
    bool listed = false;
    cgov_detail_view row = {.size = sizeof row};
    while (cgov_detail_list(town.ledger, &who, item, seq, &cursor, &row, 1, &count) == CGOV_OK)
        listed = listed || row.field == field;
    int32_t status = cgov_text_get(town.ledger, &who, item, seq, field, text, sizeof text, &needed);
    assert_int_equal(status == CGOV_OK, listed);
    return status == CGOV_OK;
}

static void what_an_entry_says_is_read_as_its_name_is(void **state) {
    (void)state;
    cgov_id item = propose((cgov_detail){0}), other = readers[COULD];
    cgov_act act = town_act(&town, readers[ON]);
    const cgov_detail words[] = {town_text(CGOV_FIELD_TEXT, "同意"), town_text(CGOV_FIELD_NOTE, "内部")};
    uint64_t seq = 0, out = 0;
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "posts", readers[ON], words, 2, &seq), CGOV_OK);
    static const int before[READERS] = {[ON] = 1, [OFFICER] = 1, [AUDITOR] = 1};
    static const int notes[READERS] = {[OFFICER] = 1, [AUDITOR] = 1};
    for (int r = 0; r < READERS; r++) {
        assert_int_equal(reads_words(item, seq, CGOV_FIELD_TEXT, readers[r]), before[r]);
        assert_int_equal(reads_words(item, seq, CGOV_FIELD_NOTE, readers[r]), notes[r]);
    }
    act = town_act(&town, other); /* who posts too reads what is posted */
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "posts", other, words, 1, NULL), CGOV_OK);
    assert_int_equal(reads_words(item, seq, CGOV_FIELD_TEXT, other), 1);
    act = town_act(&town, readers[OFFICER]);
    const cgov_detail why = town_text(CGOV_FIELD_REASON, "违规");
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, "posts", readers[ON], 1, &why, 1, &out), CGOV_OK);
    assert_int_equal(reads_words(item, seq, CGOV_FIELD_TEXT, other), 0); /* hidden, with a reason */
    assert_int_equal(reads_words(item, out, CGOV_FIELD_REASON, other), 0);
    assert_int_equal(reads_words(item, seq, CGOV_FIELD_TEXT, readers[ON]), 1);
    assert_int_equal(reads_words(item, out, CGOV_FIELD_REASON, readers[ON]), 1);
    assert_int_equal(reads_words(item, out, CGOV_FIELD_REASON, readers[OFFICER]), 1);
    assert_int_equal(reads_words(item, seq + 1000, CGOV_FIELD_TEXT, readers[OFFICER]), 0);
}

/* ---- the cells of tests/views/matrix.txt ---- */

static const char letters[] = "grlsvptnxy";
enum { G, R, L, S, V, P, T, N, X, Y, CELLS };

/* What the reporter wrote: a post, one that was taken out, and the taking out. */
struct posts {
    uint64_t kept, hidden, why;
};

static void look(cgov_id item, const struct posts *posts, int r, char cells[CELLS + 1]) {
    cgov_reader reader = town_reader(&town, readers[r]);
    cgov_roll_view roll = {.size = sizeof roll};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t listed = cgov_roll_list(town.ledger, &reader, item, &cursor, &roll, 1, &count);
    const bool seen[CELLS] = {
        [G] = sees(item, readers[r]),
        [R] = knows(item, readers[r]),
        [L] = listed == CGOV_OK,
        [S] = named(item, "seconds", readers[r]) > 0,
        [V] = named(item, "views", readers[r]) > 0,
        [P] = named(item, "posts", readers[r]) > 0,
        [T] = reads_words(item, posts->kept, CGOV_FIELD_TEXT, readers[r]),
        [N] = reads_words(item, posts->kept, CGOV_FIELD_NOTE, readers[r]),
        [X] = reads_words(item, posts->hidden, CGOV_FIELD_TEXT, readers[r]),
        [Y] = reads_words(item, posts->why, CGOV_FIELD_REASON, readers[r]),
    };
    assert_int_equal(listed, seen[G] ? CGOV_OK : CGOV_E_NOT_FOUND);
    for (int c = 0; c < CELLS; c++) cells[c] = seen[c] ? letters[c] : '.';
    cells[CELLS] = '\0';
}

/* A proposal on whose rolls the reporter stands, and who is `on` as far as they may be. */
static cgov_id filled(cgov_detail more, bool secret, struct posts *posts) {
    cgov_id item = propose(more);
    const cgov_detail good = detail_of("view", "good"), why = town_text(CGOV_FIELD_REASON, "违规");
    const cgov_detail words[] = {town_text(CGOV_FIELD_TEXT, "同意"), town_text(CGOV_FIELD_NOTE, "内部")};
    enter(item, reporter, "seconds", NULL, 0);
    enter(item, reporter, "views", &good, 1);
    posts->kept = enter(item, reporter, "posts", words, 2);
    posts->hidden = enter(item, reporter, "posts", words, 2);
    cgov_act act = town_act(&town, readers[OFFICER]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, "posts", reporter, 2, &why, 1, &posts->why), CGOV_OK);
    act = town_act(&town, readers[OFFICER]);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "seconds", readers[ON], NULL, 0, NULL), CGOV_OK);
    if (secret) assert_int_equal(try_second(item, readers[COULD]), CGOV_E_NOT_FOUND);
    if (!secret) enter(item, readers[ON], "posts", words, 2);
    return item;
}

static void every_cell(void **state) {
    (void)state;
    static const char *const reader_names[READERS] = {"public", "stranger", "could", "on", "clerk", "auditor"};
    const struct {
        const char *name;
        cgov_detail more;
    } kinds[] = {{"open", {0}},
                 {"closed", {0}},
                 {"masked", town_number(CGOV_FIELD_MASKED, 1)},
                 {"accusing", town_number(CGOV_FIELD_AGAINST, (int64_t)town.bureau.id)},
                 {"petition", town_text(CGOV_FIELD_TRACK, "petition")},
                 {"accusation", town_text(CGOV_FIELD_TRACK, "accusation")},
                 {"confidential", town_text(CGOV_FIELD_MATTER, "quiet")}};
    enum { KINDS = sizeof kinds / sizeof kinds[0] };
    int wrong = 0;
    assert_int_equal(matrix_read("rolls", letters), KINDS * READERS);
    for (int k = 0; k < KINDS; k++) {
        struct posts posts;
        cgov_id item = filled(kinds[k].more, k > 1, &posts);
        if (k == 1) town_move(&town, readers[OFFICER], item, "close", NULL, 0);
        for (int r = 0; r < READERS; r++) {
            char cells[CELLS + 1];
            const char *expected = matrix_cells(kinds[k].name, reader_names[r]);
            look(item, &posts, r, cells);
            if (expected && strcmp(cells, expected) == 0) continue;
            print_error("%s, %s:\n  expected %s\n  seen     %s\n", kinds[k].name, reader_names[r], expected, cells);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* ---- lists of items above ---- */

static const char LISTED[] = "rulebook 1\n"
                             "role clerk \"经办\"\n"
                             "procedure meet \"会议\" session\n"
                             "  party place \"地方\" organization\n"
                             "  roll members \"成员\"\n"
                             "    of any resident\n"
                             "    by clerk of place\n"
                             "    in called\n"
                             "    public\n"
                             "  stage all \"全程\"\n"
                             "    state called \"召集\" held by place\n"
                             "    state open \"进行\" held by place\n"
                             "    state done \"结束\" final\n"
                             "  clock run from call until drop\n"
                             "    for 90 days\n"
                             "    late tell clerk of place\n"
                             "  open call \"召集\" -> called\n"
                             "    by clerk of place\n"
                             "    needs text organization\n"
                             "    sets place to given\n"
                             "  move begin \"开始\" called -> open\n"
                             "    by clerk of place\n"
                             "    opens topic\n"
                             "  move drop \"撤销\" called open -> done\n"
                             "    by clerk of place\n"
                             "    tells members\n"
                             "procedure topic \"议题\" motion\n"
                             "  party place \"地方\" organization\n"
                             "  roll list \"名单\"\n"
                             "    of parent.members\n"
                             "  roll wishes \"意愿\"\n"
                             "    of any resident\n"
                             "    by self\n"
                             "    in called\n"
                             "  stage all \"全程\"\n"
                             "    state called \"召集\" held by place\n"
                             "    state done \"结束\" final\n"
                             "  clock run from raise until drop end\n"
                             "    for 90 days\n"
                             "    late tell clerk of place\n"
                             "  open raise \"提出\" -> called\n"
                             "    by parent\n"
                             "    sets place to parent.place\n"
                             "  move drop \"撤销\" called -> done\n"
                             "    by clerk of place\n"
                             "    tells wishes\n"
                             "    answers\n"
                             "  move end \"终止\" called -> done\n"
                             "    by parent\n"
                             "    tells wishes\n"
                             "    answers\n";

/* A list that is public is public to whoever sees the item whose it is, by whatever name a child has it. */
static void a_public_list_of_an_item_that_is_not_seen(void **state) {
    (void)state;
    town_adopt(&town, text_of(LISTED));
    const cgov_id clerk = town.village.officers[CLERK], neighbour = town.neighbour;
    const cgov_detail details[] = {town_text(CGOV_FIELD_TEXT, "修路"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    cgov_id meet;
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_open(town.ledger, &act, "meet", details, 2, &meet), CGOV_OK);
    act = town_act(&town, clerk);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, meet, "members", town.resident, NULL, 0, NULL), CGOV_OK);
    town_move(&town, clerk, meet, "begin", NULL, 0);
    const cgov_id topic = ((cgov_id)CGOV_KIND_MOTION << 44 | (meet & UINT32_MAX)) + 1;
    assert_true(sees(topic, neighbour) && !sees(meet, neighbour));
    assert_int_equal(named(meet, "members", neighbour), -1);
    assert_int_equal(named(topic, "list", neighbour), 0);
    assert_int_equal(named(topic, "list", 0), -1);
    assert_int_equal(named(topic, "list", town.resident), 1);
    assert_int_equal(named(topic, "list", clerk), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_readers, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_cell), TEST(what_is_not_seen_is_not_there_to_be_tried), TEST(who_is_taken_out_knows_themselves),
        TEST(what_an_entry_says_is_read_as_its_name_is), TEST(a_public_list_of_an_item_that_is_not_seen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
