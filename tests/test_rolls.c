/* Rolls: who may be on one, who enters whom, what gives way, how many; what is taken out is gone from every sum and
 * stays in the record; a base and the rolls of it; filling; shares at the boundary and one past it. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "model/roll_rows.h"
#include "support/test.h"

static const char MEETING[] = "rulebook 1\n"
                              "role secretary \"秘书\"\n"
                              "role member \"成员\"\n"
                              "procedure meeting \"会议\" session\n"
                              "  public\n"
                              "  detail proxy \"受托人\" resident\n"
                              "  detail view \"意见\" choice good \"赞成\" bad \"反对\"\n"
                              "  party convenor \"召集单位\" organization\n"
                              "  party chair \"主持人\" resident\n"
                              "  roll members \"成员\"\n"
                              "    of member of convenor\n"
                              "    filled by notify\n"
                              "  roll register \"名单\"\n"
                              "    of any resident\n"
                              "    by secretary of convenor\n"
                              "    out by secretary of convenor\n"
                              "    in called\n"
                              "  roll signed \"签名\"\n"
                              "    of register\n"
                              "    by self\n"
                              "    in called\n"
                              "  roll proxies \"受托人\"\n"
                              "    of members\n"
                              "    by secretary of convenor\n"
                              "    by self\n"
                              "    out by self\n"
                              "    in noticed\n"
                              "    needs proxy\n"
                              "    at most 2 each proxy\n"
                              "  roll present \"到会\"\n"
                              "    of members\n"
                              "    not chair\n"
                              "    by secretary of convenor\n"
                              "    by self again\n"
                              "    by proxies\n"
                              "    out by self secretary of convenor\n"
                              "    in noticed sitting\n"
                              "    counts attendance\n"
                              "  roll views \"意见\"\n"
                              "    of any resident\n"
                              "    by self again\n"
                              "    out by self\n"
                              "    in noticed\n"
                              "    needs view\n"
                              "    takes text\n"
                              "    public\n"
                              "  roll posts \"发言\"\n"
                              "    of any resident\n"
                              "    by self\n"
                              "    out by self secretary of convenor\n"
                              "    in noticed\n"
                              "    many\n"
                              "    at most 3\n"
                              "    needs text\n"
                              "  stage all \"全程\"\n"
                              "    state called \"拟召开\" held by convenor\n"
                              "    state noticed \"已通知\" held by convenor\n"
                              "    state sitting \"开会中\" held by convenor\n"
                              "    state done \"已结束\" final\n"
                              "  clock run from call until close\n"
                              "    for 90 days\n"
                              "    late tell secretary of convenor\n"
                              "  open call \"召集\" -> called\n"
                              "    by secretary of convenor\n"
                              "    needs organization text resident\n"
                              "    sets convenor to given\n"
                              "    sets chair to given\n"
                              "  move notify \"通知\" called noticed -> noticed\n"
                              "    by secretary of convenor\n"
                              "    when members at least 3\n"
                              "    at most 3\n"
                              "  move sit \"开会\" noticed -> sitting\n"
                              "    by secretary of convenor\n"
                              "    when present more than 1/2 of members\n"
                              "  move second \"再次开会\" noticed -> sitting\n"
                              "    by secretary of convenor\n"
                              "    when not present more than 1/2 of members\n"
                              "    when present at least 1/3 of members or views at least 5\n"
                              "  move close \"结束\" called noticed sitting -> done\n"
                              "    by secretary of convenor\n"
                              "    tells members register views posts\n";

#define MEMBERS 6
static cgov_id secretary, member[MEMBERS], meeting;

static int with_members(void **state) {
    (void)state;
    const struct town_options options = {.rulebook = NULL};
    town_found(&town, &options);
    town_adopt(&town, text_of(MEETING));
    secretary = town_resident(&town, "秘书", town.street.id);
    town_appoint(&town, secretary, town.street.id, "secretary");
    for (int i = 0; i < MEMBERS; i++) {
        member[i] = town_resident(&town, "成员", town.street.id);
        town_appoint(&town, member[i], town.street.id, "member");
    }
    return 0;
}

static void call_with(cgov_id chair) {
    cgov_act act = town_act(&town, secretary);
    cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.street.id),
                             town_text(CGOV_FIELD_TEXT, "议事"), town_number(CGOV_FIELD_RESIDENT, (int64_t)chair)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "meeting", details, 3, &meeting), CGOV_OK);
}

static void call_meeting(void) {
    call_with(town.auditor);
}

static void noticed(void) {
    call_meeting();
    town_move(&town, secretary, meeting, "notify", NULL, 0);
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static int32_t try_enter(cgov_id actor, const char *roll, cgov_id elector, const cgov_detail *details, uint32_t count) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, meeting, roll, elector, details, count, NULL);
}

static void enter(cgov_id actor, const char *roll, cgov_id elector) {
    assert_int_equal(try_enter(actor, roll, elector, NULL, 0), CGOV_OK);
}

static int32_t try_leave(cgov_id actor, const char *roll, cgov_id elector, uint32_t number, const char *reason) {
    cgov_act act = town_act(&town, actor);
    cgov_detail why = town_text(CGOV_FIELD_REASON, reason);
    return cgov_roll_leave(town.ledger, &act, meeting, roll, elector, number, &why, reason ? 1 : 0, NULL);
}

static cgov_roll_view roll_of(cgov_id reader, const char *name) {
    cgov_reader who = town_reader(&town, reader);
    cgov_roll_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    while (cgov_roll_list(town.ledger, &who, meeting, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view;
    fail_msg("no roll %s", name);
    return view;
}

static uint64_t heads(const char *name) {
    return roll_of(secretary, name).heads;
}

#define REFUSED(status, reason) town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason)

/* ---- */

static void a_move_fills_a_roll(void **state) {
    (void)state;
    call_meeting();
    assert_int_equal(heads("members"), 0);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(heads("members"), MEMBERS);
    cgov_roll_view members = roll_of(secretary, "members");
    assert_int_equal(members.filled, 1);
    assert_int_equal(roll_of(member[0], "members").entered, 1);
    /* It stays as it was filled: who is appointed later is not on it, until it is filled again. */
    cgov_id late = town_resident(&town, "新成员", town.street.id);
    town_appoint(&town, late, town.street.id, "member");
    REFUSED(try_enter(late, "present", late, NULL, 0), ELECTOR);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(heads("members"), MEMBERS + 1);
    enter(late, "present", late);
}

static void guards_see_a_roll_as_its_move_fills_it(void **state) {
    (void)state;
    call_meeting();
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft end = {
        .size = sizeof end, .flags = CGOV_APPOINT_END, .organization = town.street.id, .role = text_of("member")};
    for (int i = 0; i < MEMBERS - 2; i++) {
        end.resident = member[i];
        act = town_act(&town, town.founder);
        assert_int_equal(cgov_appointment_add(town.ledger, &act, &end, NULL), CGOV_OK);
    }
    REFUSED(town_try_move(&town, secretary, meeting, "notify", NULL, 0), SHARE); /* 2 of 3 */
    town_appoint(&town, member[0], town.street.id, "member");
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(heads("members"), 3);
}

static void who_enters_whom(void **state) {
    (void)state;
    noticed();
    enter(member[0], "present", member[0]);
    enter(member[0], "present", member[0]); /* `again` */
    assert_int_equal(heads("present"), 1);
    REFUSED(try_enter(member[1], "present", member[2], NULL, 0), ACTOR);
    REFUSED(try_enter(secretary, "present", secretary, NULL, 0), ELECTOR); /* no member */
    enter(secretary, "present", member[1]);
    REFUSED(try_enter(member[1], "present", member[1], NULL, 0), AGAIN); /* the secretary's line outranks theirs */
    enter(secretary, "present", member[0]);                              /* and theirs gives way */
    REFUSED(try_enter(secretary, "present", member[0], NULL, 0), AGAIN); /* without `again` */
    REFUSED(try_enter(member[0], "nobody", member[0], NULL, 0), ROLL);
    assert_int_equal(heads("present"), 2);
    town_move(&town, secretary, meeting, "close", NULL, 0);
    REFUSED(try_enter(member[2], "present", member[2], NULL, 0), ROLL);
}

static void the_left_out_are_not_entered(void **state) {
    (void)state;
    call_with(member[3]);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    REFUSED(try_enter(member[3], "present", member[3], NULL, 0), EXCLUDED);
    enter(member[2], "present", member[2]);
}

static void a_proxy_enters_once_for_each_who_named_them(void **state) {
    (void)state;
    noticed();
    cgov_detail proxy = town_number(field("proxy"), (int64_t)town.neighbour);
    REFUSED(try_enter(town.neighbour, "present", member[0], NULL, 0), ACTOR);
    REFUSED(try_enter(member[0], "proxies", member[0], NULL, 0), NEEDS);
    assert_int_equal(try_enter(member[0], "proxies", member[0], &proxy, 1), CGOV_OK);
    assert_int_equal(try_enter(member[1], "proxies", member[1], &proxy, 1), CGOV_OK);
    REFUSED(try_enter(member[2], "proxies", member[2], &proxy, 1), AT_MOST);
    enter(town.neighbour, "present", member[0]);
    enter(town.neighbour, "present", member[1]);
    REFUSED(try_enter(town.neighbour, "present", member[0], NULL, 0), AGAIN);
    REFUSED(try_enter(town.neighbour, "present", member[2], NULL, 0), ACTOR);
    assert_int_equal(heads("present"), 2);
    /* One's own beats a proxy's; and a proxy taken back is none. */
    enter(member[0], "present", member[0]);
    assert_int_equal(try_leave(member[1], "proxies", member[1], 0, NULL), CGOV_OK);
    assert_int_equal(try_enter(member[2], "proxies", member[2], &proxy, 1), CGOV_OK);
    REFUSED(try_enter(town.neighbour, "present", member[1], NULL, 0), ACTOR);
}

static void what_is_taken_out_is_gone_and_stays_in_the_record(void **state) {
    (void)state;
    noticed();
    enter(member[0], "present", member[0]);
    uint64_t version = town_item(&town, secretary, meeting).version;
    REFUSED(try_leave(member[1], "present", member[0], 0, NULL), ACTOR);
    REFUSED(try_leave(secretary, "present", member[0], 0, NULL), NEEDS);
    REFUSED(try_leave(secretary, "present", member[1], 0, "误登"), ELECTOR);
    assert_int_equal(try_leave(secretary, "present", member[0], 0, "误登"), CGOV_OK);
    assert_int_equal(heads("present"), 0);
    assert_int_equal(town_item(&town, secretary, meeting).version, version);
    cgov_reader who = town_reader(&town, secretary);
    cgov_entry_view entry = {.size = sizeof entry};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, meeting, "present", &cursor, &entry, 1, &count), CGOV_OK);
    assert_int_equal(entry.elector, member[0]);
    assert_int_equal(entry.standing, 0);
    enter(member[0], "present", member[0]);
    assert_int_equal(heads("present"), 1);
}

static void who_leaves_a_base_leaves_the_rolls_of_it(void **state) {
    (void)state;
    call_meeting();
    for (int i = 0; i < 3; i++) {
        enter(secretary, "register", member[i]);
        enter(member[i], "signed", member[i]);
    }
    assert_int_equal(heads("signed"), 3);
    assert_int_equal(try_leave(secretary, "register", member[0], 0, "误列"), CGOV_OK);
    assert_int_equal(heads("register"), 2);
    assert_int_equal(heads("signed"), 2);
    REFUSED(try_enter(member[0], "signed", member[0], NULL, 0), ELECTOR);
    enter(secretary, "register", member[0]);
    assert_int_equal(heads("signed"), 2);
    enter(member[0], "signed", member[0]);
    assert_int_equal(heads("signed"), 3);
}

static void what_is_filled_again_begins_anew(void **state) {
    (void)state;
    noticed();
    for (int i = 0; i < 4; i++) enter(member[i], "present", member[i]);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(heads("members"), MEMBERS);
    assert_int_equal(heads("present"), 0);
    enter(member[0], "present", member[0]);
    assert_int_equal(heads("present"), 1);
}

static void a_share_holds_at_the_boundary(void **state) {
    (void)state;
    noticed();
    cgov_reader who = town_reader(&town, secretary);
    cgov_share_view share = {.size = sizeof share};
    uint64_t cursor = 0;
    uint32_t count;
    REFUSED(town_try_move(&town, secretary, meeting, "second", NULL, 0), SHARE); /* 0 of 6 */
    enter(member[0], "present", member[0]);
    REFUSED(town_try_move(&town, secretary, meeting, "second", NULL, 0), SHARE); /* 1 of 6 */
    enter(member[1], "present", member[1]);
    enter(member[2], "present", member[2]);
    REFUSED(town_try_move(&town, secretary, meeting, "sit", NULL, 0), SHARE); /* 3 of 6 are not more than half */
    do {
        assert_int_equal(cgov_share_list(town.ledger, &who, meeting, &cursor, &share, 1, &count), CGOV_OK);
    } while (strcmp(share.move, "sit") != 0);
    assert_int_equal(share.have, 3);
    assert_int_equal(share.of, 6);
    assert_int_equal(share.needed, 4);
    assert_int_equal(share.lacking, 1);
    enter(member[3], "present", member[3]);
    REFUSED(town_try_move(&town, secretary, meeting, "second", NULL, 0), SHARE); /* `not` */
    town_move(&town, secretary, meeting, "sit", NULL, 0);
}

static void a_position_can_be_changed_and_is_counted_once(void **state) {
    (void)state;
    noticed();
    cgov_detail view = town_text(field("view"), "good");
    assert_int_equal(try_enter(town.resident, "views", town.resident, &view, 1), CGOV_OK);
    view = town_text(field("view"), "bad");
    assert_int_equal(try_enter(town.resident, "views", town.resident, &view, 1), CGOV_OK);
    assert_int_equal(heads("views"), 1);
    cgov_reader who = town_reader(&town, town.neighbour);
    cgov_entry_view entry = {.size = sizeof entry};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, meeting, "views", &cursor, &entry, 1, &count), CGOV_OK);
    assert_int_equal(entry.elector, town.resident); /* public */
    assert_string_equal(entry.choice, "bad");
    view = town_text(field("view"), "perhaps");
    REFUSED(try_enter(town.resident, "views", town.resident, &view, 1), DETAIL);
}

static void posts_are_numbered(void **state) {
    (void)state;
    noticed();
    cgov_detail text = town_text(CGOV_FIELD_TEXT, "建议加装路灯");
    for (int i = 0; i < 3; i++) assert_int_equal(try_enter(town.resident, "posts", town.resident, &text, 1), CGOV_OK);
    REFUSED(try_enter(town.resident, "posts", town.resident, &text, 1), AT_MOST);
    REFUSED(try_leave(secretary, "posts", town.resident, 4, "违规"), ELECTOR);
    REFUSED(try_leave(secretary, "posts", town.resident, 0, "违规"), ELECTOR);
    assert_int_equal(try_leave(secretary, "posts", town.resident, 2, "违规"), CGOV_OK);
    assert_int_equal(heads("posts"), 2);
    assert_int_equal(try_enter(town.resident, "posts", town.resident, &text, 1), CGOV_OK);
    cgov_reader who = town_reader(&town, secretary);
    cgov_entry_view entries[8] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_entry_list(town.ledger, &who, meeting, "posts", &cursor, entries, 8, &count), CGOV_OK);
    assert_int_equal(count, 4);
    assert_int_equal(entries[3].number, 4);
    assert_int_equal(entries[1].standing, 0);
}

static void figures_count_who_came(void **state) {
    (void)state;
    noticed();
    for (int i = 0; i < 4; i++) enter(member[i], "present", member[i]);
    assert_int_equal(try_leave(secretary, "present", member[3], 0, "误登"), CGOV_OK);
    noticed(); /* another meeting, to which nobody has come */
    cgov_reader who = town_reader(&town, secretary);
    const cgov_figure_query query = {.size = sizeof query, .procedure = text_of("meeting")};
    cgov_figure_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_figure_list(town.ledger, &who, &query, &cursor, &view, 1, &count), CGOV_OK);
    assert_int_equal(view.expected, 2 * MEMBERS);
    assert_int_equal(view.attended, 3);
    assert_int_equal(view.entitled, 0);
    assert_int_equal(view.voted, 0);
}

static void a_repeat_is_a_repeat(void **state) {
    (void)state;
    noticed();
    cgov_act act = town_act(&town, member[0]);
    act.key[0] = 7;
    uint64_t first = 0, second = 0;
    assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "present", member[0], NULL, 0, &first), CGOV_OK);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "present", member[0], NULL, 0, &second), CGOV_REPEAT);
    assert_int_equal(first, second);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "views", member[0], NULL, 0, &second),
                     CGOV_E_CONFLICT);
}

static void many_are_entered_at_once(void **state) {
    (void)state;
    call_meeting();
    cgov_act act = town_act(&town, secretary);
    uint64_t entered = 9;
    cgov_import_view views[4] = {{.size = sizeof views[0]}};
    cgov_import_draft rows[4] = {{.size = sizeof rows[0], .elector = member[0]},
                                 {.size = sizeof rows[0], .elector = town.street.id},
                                 {.size = sizeof rows[0], .elector = member[1], .actor = member[1]},
                                 {.size = sizeof rows[0], .elector = member[2]}};
    town_assert_refused(&town, cgov_roll_import(town.ledger, &act, meeting, "register", rows, 4, views, &entered),
                        CGOV_E_REFUSED, CGOV_R_ELECTOR);
    assert_true(views[0].status == CGOV_OK && views[1].status == CGOV_E_REFUSED && views[2].status == CGOV_E_REFUSED);
    assert_true(views[3].status == CGOV_OK && views[3].id == 0 && entered == 2);
    assert_int_equal(heads("register"), 2);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    assert_true(info.durable_seq == info.seq); /* one flush, at the end */
    rows[0].at = town.now + 1000;
    act = town_act(&town, secretary);
    rows[1].elector = member[3];
    rows[2].actor = 0;
    int32_t status = cgov_roll_import(town.ledger, &act, meeting, "register", rows, 3, views, &entered);
    assert_int_equal(views[0].status, CGOV_E_REFUSED); /* they are entered: again needs its word */
    town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_AGAIN);
    assert_true(views[1].status == CGOV_OK && views[2].status == CGOV_OK && entered == 2);
    act = town_act(&town, secretary);
    act.key[0] = 1;
    assert_int_equal(cgov_roll_import(town.ledger, &act, meeting, "register", rows, 3, NULL, NULL), CGOV_E_ARG);
    act.key[0] = 0;
    assert_int_equal(cgov_roll_import(town.ledger, &act, meeting, NULL, rows, 3, NULL, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_roll_import(town.ledger, &act, meeting, "register", NULL, 3, NULL, NULL), CGOV_E_ARG);
}

static void who_is_taken_out_while_it_is_closed(void **state) {
    (void)state;
    noticed();
    enter(member[0], "present", member[0]);
    town_move(&town, secretary, meeting, "close", NULL, 0);
    REFUSED(try_leave(member[0], "present", member[0], 0, NULL), ROLL);
    REFUSED(try_leave(secretary, "members", member[0], 0, "误列"), ROLL); /* nobody is, ever */
}

static void who_is_on_it_is_told_whether_they_may_be_entered_anew(void **state) {
    (void)state;
    call_meeting();
    enter(secretary, "register", member[0]);
    assert_int_equal(roll_of(member[0], "signed").allowed, 1);
    enter(member[0], "signed", member[0]);
    assert_int_equal(roll_of(member[0], "signed").allowed, 0); /* as entering anew is refused */
    assert_int_equal(roll_of(member[0], "signed").reason, CGOV_R_AGAIN);
    REFUSED(try_enter(member[0], "signed", member[0], NULL, 0), AGAIN);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    enter(member[0], "present", member[0]);
    assert_int_equal(roll_of(member[0], "present").allowed, 1); /* `again` */
}

static uint32_t asked(const char *name, cgov_field_view rows[4]) {
    uint64_t cursor = 0;
    uint32_t count = 0;
    rows[0].size = sizeof rows[0];
    int32_t status = cgov_field_list(town.ledger, NULL, 0, "meeting", "", name, &cursor, rows, 4, &count);
    return status ? UINT32_MAX : count;
}

static void an_entry_s_form_can_be_drawn(void **state) {
    (void)state;
    cgov_field_view rows[4];
    assert_int_equal(asked("views", rows), 2);
    assert_true(rows[0].field == field("view") && rows[0].needed == 1 && rows[0].choices == 2);
    assert_true(rows[1].field == CGOV_FIELD_TEXT && rows[1].needed == 0);
    assert_int_equal(asked("proxies", rows), 1);
    assert_true(rows[0].type == CGOV_DETAIL_RESIDENT && rows[0].needed == 1);
    uint64_t cursor = 0;
    uint32_t count = 7;
    assert_int_equal(cgov_field_list(town.ledger, NULL, 0, "meeting", "", "register", &cursor, rows, 4, &count),
                     CGOV_DONE); /* it asks for nothing */
    assert_int_equal(asked("nobody", rows), UINT32_MAX);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, with_members, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_move_fills_a_roll),
        TEST(guards_see_a_roll_as_its_move_fills_it),
        TEST(who_enters_whom),
        TEST(the_left_out_are_not_entered),
        TEST(a_proxy_enters_once_for_each_who_named_them),
        TEST(what_is_taken_out_is_gone_and_stays_in_the_record),
        TEST(who_leaves_a_base_leaves_the_rolls_of_it),
        TEST(what_is_filled_again_begins_anew),
        TEST(a_share_holds_at_the_boundary),
        TEST(a_position_can_be_changed_and_is_counted_once),
        TEST(posts_are_numbered),
        TEST(figures_count_who_came),
        TEST(a_repeat_is_a_repeat),
        TEST(many_are_entered_at_once),
        TEST(who_is_taken_out_while_it_is_closed),
        TEST(an_entry_s_form_can_be_drawn),
        TEST(who_is_on_it_is_told_whether_they_may_be_entered_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
