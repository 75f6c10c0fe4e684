/* Where entries are found: by counting, by places, in the map. Whoever is looked for is found where going through the
 * roll finds them, whatever came before. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "model/entry_places.h"
#include "model/tally_rows.h"
#include "support/random.h"
#include "support/test.h"

static const char MEETING[] = "rulebook 1\n"
                              "role secretary \"秘书\"\n"
                              "procedure meeting \"会议\" session\n"
                              "  party convenor \"召集单位\" organization\n"
                              "  roll register \"名册\"\n"
                              "    of residents of convenor\n"
                              "    filled by notify\n"
                              "    by secretary of convenor again\n"
                              "    out by secretary of convenor\n"
                              "    in noticed\n"
                              "  roll present \"到会\"\n"
                              "    of register\n"
                              "    by secretary of convenor\n"
                              "    by self again\n"
                              "    out by self\n"
                              "    in noticed\n"
                              "  stage all \"全程\"\n"
                              "    state called \"拟召开\" held by convenor\n"
                              "    state noticed \"已通知\" held by convenor\n"
                              "    state done \"已结束\" final\n"
                              "  clock run from call until close\n"
                              "    for 90 days\n"
                              "    late tell secretary of convenor\n"
                              "  open call \"召集\" -> called\n"
                              "    by secretary of convenor\n"
                              "    needs organization\n"
                              "    sets convenor to given\n"
                              "  move notify \"通知\" called noticed -> noticed\n"
                              "    by secretary of convenor\n"
                              "    at most 3\n"
                              "  move close \"结束\" called noticed -> done\n"
                              "    by secretary of convenor\n"
                              "    tells register\n";

enum { ROUNDS = 60, MOST = 320 };
static cgov_id secretary, meeting, hall;

static void meet_by(const char *text) {
    town_found(&town, NULL);
    town_adopt(&town, text_of(text));
    hall = town_organization(&town, "大厅", "government", town.root);
    secretary = town_resident(&town, "秘书", town.root);
    town_appoint(&town, secretary, hall, "secretary");
}

static void meet(void) {
    meet_by(MEETING);
}

static void call(void) {
    cgov_act act = town_act(&town, secretary);
    cgov_detail convenor = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)hall);
    assert_int_equal(cgov_item_open(town.ledger, &act, "meeting", &convenor, 1, &meeting), CGOV_OK);
}

/* So many more people of the hall, and a meeting of which they are told; the first of them. */
static cgov_id noticed(uint32_t people) {
    cgov_id first = 0;
    for (uint32_t i = 0; i < people; i++) {
        const cgov_id id = town_resident(&town, "人", hall);
        if (i == 0) first = id;
    }
    call();
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    return first;
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    return cgov_roll_enter(town.ledger, &act, meeting, roll, elector, NULL, 0, NULL);
}

static uint32_t row_of(const char *roll) {
    const struct model *model = &town.ledger->model;
    const struct item *item = cgov__item_by_id(model, meeting);
    struct roll_at at;
    const uint8_t index = cgov__roll_find(cgov__procedure_of(model, item), roll);
    assert_true(cgov__roll_at(model, item, cgov__id_row(meeting), index, &at));
    return cgov__roll_row_of(model, &at);
}

static uint32_t scan(uint32_t roll_row, cgov_id elector) {
    const struct model *model = &town.ledger->model;
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    const struct entry *entry;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (cgov__entry_elector(entry) == elector) return n;
    return 0;
}

static void check(void) {
    static const char *const rolls[] = {"register", "present"};
    const struct model *model = &town.ledger->model;
    for (size_t r = 0; r < 2; r++) {
        const uint32_t row = row_of(rolls[r]);
        for (uint32_t n = 1; n <= model->residents.count + 2; n++)
            assert_int_equal(cgov__entry_find(model, row, cgov__id(CGOV_KIND_RESIDENT, n), 0),
                             scan(row, cgov__id(CGOV_KIND_RESIDENT, n)));
        assert_int_equal(cgov__entry_find(model, row, hall, 0), 0);
    }
}

/* ---- at random ---- */

static uint64_t seed;
static bool used_places, used_map;

static cgov_id anybody(void) {
    return cgov__id(CGOV_KIND_RESIDENT, 1 + random_below(&seed, town.ledger->model.residents.count));
}

static void do_something(void) {
    const cgov_id whose = anybody();
    switch (random_below(&seed, 40)) {
    case 0:
        enter(secretary, "register", town_resident(&town, "人", random_below(&seed, 2) ? hall : town.root));
        break;
    case 1: {
        cgov_act act = town_act(&town, secretary);
        cgov_item_move(town.ledger, &act, meeting, "notify", NULL, 0, NULL);
        break;
    }
    case 2:
    case 3: {
        cgov_act act = town_act(&town, secretary);
        cgov_roll_leave(town.ledger, &act, meeting, "register", whose, 0, NULL, 0, NULL);
        break;
    }
    case 4: {
        cgov_act act = town_act(&town, whose);
        cgov_roll_leave(town.ledger, &act, meeting, "present", whose, 0, NULL, 0, NULL);
        break;
    }
    case 5:
        enter(secretary, "present", whose);
        break;
    case 6:
        enter(secretary, "register", whose);
        break;
    default:
        enter(whose, "present", whose);
    }
}

static void meet_at_random(void) {
    const uint32_t people = 1 + (uint32_t)random_below(&seed, MOST), here = 40 + (uint32_t)random_below(&seed, 61);
    meet();
    for (uint32_t i = 0; i < people; i++)
        town_resident(&town, "人", random_below(&seed, 100) < here ? hall : town.root);
    for (uint32_t m = 0; m < 2; m++) {
        call();
        town_move(&town, secretary, meeting, "notify", NULL, 0);
        for (uint32_t i = 0; i < people; i++) {
            do_something();
            if (i % 16 == 0) check();
        }
        check();
        const struct roll_row *row = cgov__roll_row(&town.ledger->model, row_of("present"));
        used_places = used_places || (row && row->ways != 0);
        used_map = used_map || (row && row->heads > 0 && row->place_span == 0);
    }
    town_close(&town);
}

static void found_where_going_through_the_roll_finds_them(void **state) {
    (void)state;
    seed = random_seed(1);
    for (uint32_t i = 0; i < ROUNDS; i++) meet_at_random();
    assert_true(used_places && used_map);
}

/* ---- room ---- */

static const char MOTION[] = "rulebook 1\n"
                             "role secretary \"秘书\"\n"
                             "procedure meeting \"会议\" session\n"
                             "  detail proxy \"受托人\" resident\n"
                             "  party convenor \"召集单位\" organization\n"
                             "  roll register \"名册\"\n"
                             "    of residents of convenor\n"
                             "    filled by notify\n"
                             "  roll deputies \"委托\"\n"
                             "    of register\n"
                             "    by self\n"
                             "    in noticed\n"
                             "    needs proxy\n"
                             "  roll marks \"领纸质票\"\n"
                             "    of register\n"
                             "    by secretary of convenor\n"
                             "    in noticed\n"
                             "  roll wishes \"诉求\"\n"
                             "    of register\n"
                             "    by self\n"
                             "    in noticed\n"
                             "    many\n"
                             "  roll votes \"表决票\"\n"
                             "    of register\n"
                             "    not marks\n"
                             "    by self again\n"
                             "    by deputies again\n"
                             "    in noticed\n"
                             "    ballot\n"
                             "    secrecy open\n"
                             "  stage all \"全程\"\n"
                             "    state called \"拟召开\" held by convenor\n"
                             "    state noticed \"已通知\" held by convenor\n"
                             "    state done \"已结束\" final\n"
                             "  clock run from call until close\n"
                             "    for 90 days\n"
                             "    late tell secretary of convenor\n"
                             "  open call \"召集\" -> called\n"
                             "    by secretary of convenor\n"
                             "    needs organization\n"
                             "    sets convenor to given\n"
                             "  move notify \"通知\" called -> noticed\n"
                             "    by secretary of convenor\n"
                             "  move close \"结束\" called noticed -> done\n"
                             "    by secretary of convenor\n"
                             "    tells register\n";

/* Rows, maps and tallies would have none left: adding to a full one is a fault. */
static void entries_that_need_more_have_room(void **state) {
    (void)state;
    enum { VOTERS = 600 };
    meet_by(MOTION);
    const cgov_id first = noticed(VOTERS);
    const cgov_detail yes = town_text(CGOV_FIELD_CHOICE, "yes");
    uint32_t field = 0;
    assert_int_equal(cgov_field_find(town.ledger, "proxy", &field), CGOV_OK);
    for (uint32_t i = 0; i < VOTERS; i++) {
        cgov_act act = town_act(&town, first + i);
        const cgov_detail proxy = town_number(field, (int64_t)(first + VOTERS - 1 - i));
        assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "votes", act.actor, &yes, 1, NULL), CGOV_OK);
        act = town_act(&town, first + i);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "deputies", act.actor, &proxy, 1, NULL), CGOV_OK);
        assert_int_equal(enter(first + i, "wishes", first + i), CGOV_OK);
    }
    for (uint32_t i = 0; i < VOTERS; i++) assert_int_equal(enter(secretary, "marks", first + i), CGOV_OK);
    assert_int_equal(cgov__roll_row(&town.ledger->model, row_of("votes"))->heads, 0);
    town_close(&town);
}

/* What is noted of room ends where any of it does: what ballots choose lies in chunks of its own, whatever else was had
 * ahead. */
static void ballots_have_room_for_their_choices(void **state) {
    (void)state;
    enum { VOTERS = 2 * ROWS_PER_CHUNK + 10 };
    meet_by(MOTION);
    const cgov_id first = noticed(VOTERS);
    assert_null(town.ledger->plan.fills.electors.data); /* room for so many is given back */
    const cgov_detail yes = town_text(CGOV_FIELD_CHOICE, "yes");
    struct model *model = &town.ledger->model;
    assert_true(cgov__rows_reserve(&model->entries, 2 * VOTERS) && cgov__rows_reserve(&model->places, 2 * VOTERS) &&
                cgov__rows_reserve(&model->choice_rows, 2 * VOTERS) &&
                cgov__map_reserve(&model->entry_map, 2 * VOTERS) &&
                cgov__tally_reserve(&model->counted[COUNTED_CHOICE], 2 * VOTERS) &&
                cgov__tally_reserve(&model->counted[COUNTED_HOUSEHOLD], 2 * VOTERS) &&
                cgov__rows_reserve(&model->ways, 2 * ROWS_PER_CHUNK));
    for (uint32_t i = 0; i < VOTERS; i++) {
        const cgov_act act = town_act(&town, first + i);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "votes", act.actor, &yes, 1, NULL), CGOV_OK);
    }
    const struct choice_row *said = cgov__choice_of(model, row_of("votes"), CGOV_CHOICE_YES);
    assert_int_equal(said->heads, VOTERS);
    town_close(&town);
}

/* No text that is checked has a roll open in a final state; one that a journal brings may, and a plain entry is written
 * only where a replay takes it. */
static void what_has_ended_takes_no_entry(void **state) {
    (void)state;
    meet();
    const cgov_id first = noticed(PLACES);
    assert_int_equal(enter(first, "present", first), CGOV_OK);
    struct item *item = cgov__edit_item(&town.ledger->model, cgov__id_row(meeting));
    item->final = true;
    assert_int_equal(enter(first + 1, "present", first + 1), CGOV_E_ARG);
    item->final = false;
    assert_int_equal(enter(first + 1, "present", first + 1), CGOV_OK);
    check();
    town_close(&town);
}

/* ---- who has a place ---- */

/* Of so many numbers that follow one another so many are on the register, the first and the last among them. */
static uint32_t span_of(uint32_t numbers, uint32_t here) {
    cgov_id first = 0;
    meet();
    for (uint32_t i = 0; i < numbers; i++) {
        const cgov_id id = town_resident(&town, "人", i + 1 < here || i + 1 == numbers ? hall : town.root);
        if (i == 0) first = id;
    }
    call();
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(enter(first, "present", first), CGOV_OK);
    check();
    const uint32_t span = cgov__roll_row(&town.ledger->model, row_of("present"))->place_span;
    assert_int_equal(town.ledger->model.entry_map.count, 1 - (span != 0) + (numbers != here));
    assert_int_equal(town.ledger->model.places.count, span != 0);
    assert_int_equal(town.ledger->model.ways.count, 2 * (span != 0)); /* bits, and steps */
    town_close(&town);
    return span;
}

static void places_are_for_near_numbers(void **state) {
    (void)state;
    assert_int_equal(span_of(PLACES - 1, PLACES - 1), 0);
    assert_int_equal(span_of(PLACES, PLACES), PLACES);
    assert_int_equal(span_of(40, 20), 40);
    assert_int_equal(span_of(41, 20), 0);
}

/* Who came on the register after the first was entered, with a number past the last. */
static void who_comes_later_is_sought(void **state) {
    (void)state;
    meet();
    const cgov_id first = noticed(PLACES);
    for (uint32_t i = 0; i < PLACES; i++) assert_int_equal(enter(first + i, "present", first + i), CGOV_OK);
    assert_int_equal(town.ledger->model.entry_map.count, 0);
    const cgov_id late = town_resident(&town, "人", hall);
    assert_int_equal(enter(secretary, "register", late), CGOV_OK);
    const uint32_t before = town.ledger->model.entry_map.count;
    assert_int_equal(enter(late, "present", late), CGOV_OK);
    assert_int_equal(town.ledger->model.entry_map.count, before + 1);
    assert_int_equal(town.ledger->model.places.count, 1);
    check();
    town_close(&town);
}

/* Its row would tell another's line: the electors of a snapshot follow one another, and the lines do not rise. */
static void a_row_is_believed_where_its_lines_rise(void **state) {
    (void)state;
    cgov_storage memory = {.size = sizeof memory};
    assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    const struct town_options on_memory = {.storage = &memory};
    const cgov_ledger_options options = {.size = sizeof options, .storage = &memory};
    cgov_ledger_view info = {.size = sizeof info};
    for (uint32_t bent = 0; bent < 2; bent++) {
        town_found(&town, &on_memory);
        town_adopt(&town, text_of(MEETING));
        hall = town_organization(&town, "大厅", "government", town.root);
        secretary = town_resident(&town, "秘书", town.root);
        town_appoint(&town, secretary, hall, "secretary");
        (void)noticed(4);
        struct model *model = &town.ledger->model;
        const struct roll_row *row = cgov__roll_row(model, row_of("register"));
        assert_true(row->unbroken && row->heads == 4 && row->last == row->first + 3);
        if (bent) {
            struct entry *second = cgov__edit_entry(model, row->first + 1),
                         *third = cgov__edit_entry(model, row->first + 2);
            const uint32_t elector = second->elector;
            cgov__edit_entry(model, row->first)->next = row->first + 2;
            second->next = third->next;
            third->next = row->first + 1;
            second->elector = third->elector;
            third->elector = elector;
        }
        assert_int_equal(cgov_ledger_snapshot(town.ledger, NULL), CGOV_OK);
        cgov_ledger_close(town.ledger);
        assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
        assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
        assert_int_equal(info.snapshot, bent ? CGOV_SNAPSHOT_DAMAGED : CGOV_SNAPSHOT_USED);
        check();
        town_close(&town);
        assert_int_equal(cgov_storage_close(&memory), CGOV_OK);
        memory = (cgov_storage){.size = sizeof memory};
        assert_int_equal(cgov_storage_memory(NULL, &memory), CGOV_OK);
    }
    assert_int_equal(cgov_storage_close(&memory), CGOV_OK);
}

/* Some of many come, in an order of which neighbours are far apart, each twice; whoever did not come is not there. */
static void come_to_one_of(uint32_t people, uint32_t levels) {
    meet();
    const cgov_id first = noticed(people);
    uint8_t *came = calloc(people, 1);
    assert_non_null(came);
    uint32_t heads = 0;
    for (uint32_t i = 0; i < people; i++) {
        const uint32_t who = (uint32_t)random_below(&seed, people);
        if (who % 3 == 0) continue;
        heads += came[who] == 0;
        came[who] = 1;
        assert_int_equal(enter(first + who, "present", first + who), CGOV_OK);
    }
    const uint32_t row = row_of("present");
    assert_int_equal(cgov__roll_row(&town.ledger->model, row)->heads, heads);
    assert_int_equal(cgov__roll_row(&town.ledger->model, row)->way_levels, levels);
    for (uint32_t i = 0; i < people; i++) {
        const uint32_t found = cgov__entry_find(&town.ledger->model, row, first + i, 0);
        assert_int_equal(found != 0, came[i]);
        if (found != 0) assert_int_equal(cgov__entry_elector(cgov__entry(&town.ledger->model, found)), first + i);
    }
    free(came);
    town_close(&town);
}

static void of_many_each_is_found(void **state) {
    (void)state;
    seed = random_seed(2);
    come_to_one_of(4096, 1);
    come_to_one_of(4097, 2);
    come_to_one_of(9000, 2);
}

/* On a roll whose row says that it spans as many numbers as one may. */
static void by_the_longest_way_each_is_found(void **state) {
    (void)state;
    enum { PEOPLE = 64 };
    meet();
    const cgov_id first = noticed(PEOPLE);
    assert_int_equal(enter(first, "present", first), CGOV_OK);
    struct model *model = &town.ledger->model;
    const uint32_t number = row_of("present"), span = UINT32_C(1) << 28;
    struct roll_row *row = cgov__edit_roll_row(model, number);
    row->ways = 0;
    row->way_levels = WAY_LEVELS;
    row->place_span = span;
    row->place_from = cgov__id_row(first) - (span - PEOPLE); /* the last of them has the last place */
    for (uint32_t i = 1; i < PEOPLE; i += 2) assert_int_equal(enter(first + i, "present", first + i), CGOV_OK);
    assert_int_equal(model->ways.count, 2 + WAYS_ADDED);
    for (uint32_t i = 1; i < PEOPLE; i++) {
        const uint32_t found = cgov__entry_find(model, number, first + i, 0);
        assert_int_equal(found != 0, i % 2);
        if (found != 0) assert_int_equal(cgov__entry_elector(cgov__entry(model, found)), first + i);
    }
    town_close(&town);
}

/* A snapshot that was made up leads to rows that are not there, on each level. */
static void what_leads_nowhere_is_made(void **state) {
    (void)state;
    enum { MANY = 4097, BIT_ROWS = 8 }; /* of 4,096 bits */
    static const uint32_t nowhere[] = {1000000, UINT32_MAX};
    for (uint32_t i = 0; i < 6; i++) {
        meet();
        const cgov_id first = noticed(MANY);
        assert_int_equal(enter(first, "present", first), CGOV_OK);
        struct model *model = &town.ledger->model;
        struct roll_row *row = cgov__edit_roll_row(model, row_of("present"));
        struct way_row *ways = cgov__edit_way_row(model, row->ways);
        assert_int_equal(row->way_levels, 2);
        if (i / 2 == 0) row->ways = nowhere[i % 2];
        if (i / 2 == 1) ways->to[0] = nowhere[i % 2];
        if (i / 2 == 2) cgov__edit_way_row(model, ways->to[0] + BIT_ROWS)->to[0] = nowhere[i % 2];
        for (uint32_t who = 1; who < 40; who++) assert_int_equal(enter(first + who, "present", first + who), CGOV_OK);
        for (uint32_t who = 1; who < 40; who++)
            assert_int_not_equal(cgov__entry_find(model, row_of("present"), first + who, 0), 0);
        town_close(&town);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_where_going_through_the_roll_finds_them),
        cmocka_unit_test(of_many_each_is_found),
        cmocka_unit_test(by_the_longest_way_each_is_found),
        cmocka_unit_test(what_leads_nowhere_is_made),
        cmocka_unit_test(entries_that_need_more_have_room),
        cmocka_unit_test(ballots_have_room_for_their_choices),
        cmocka_unit_test(what_has_ended_takes_no_entry),
        cmocka_unit_test(places_are_for_near_numbers),
        cmocka_unit_test(who_comes_later_is_sought),
        cmocka_unit_test(a_row_is_believed_where_its_lines_rise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
