/* Rolls of thousands: filled in one frame, at most 64 bytes a line, and what filling took besides is given back. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "records/record.h"
#include "support/test.h"

static const char MEETING[] = "rulebook 1\n"
                              "role secretary \"秘书\"\n"
                              "procedure meeting \"会议\" session\n"
                              "  party convenor \"召集单位\" organization\n"
                              "  roll register \"名册\"\n"
                              "    of residents of convenor\n"
                              "    filled by notify\n"
                              "  roll present \"到会\"\n"
                              "    of register\n"
                              "    by self\n"
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

/* More than a record takes, and than rows and maps begin with. */
enum { ELECTORS = 150000, LINE = 64 };
/* Room that stays for the commands to come: of records, and of what is pending. */
enum { KEPT = 384 << 10 };
enum { PEOPLE = 30, GAP = 10 };
static cgov_id secretary, meeting, first, hall;

static int meet(uint32_t electors, uint32_t elsewhere) {
    const struct town_options options = {.flags = CGOV_ACT_DEFER};
    town_found(&town, &options);
    town_adopt(&town, text_of(MEETING));
    hall = town_organization(&town, "大厅", "government", town.root);
    secretary = town_resident(&town, "秘书", town.root);
    town_appoint(&town, secretary, hall, "secretary");
    for (uint32_t i = 0; i < electors; i++) {
        cgov_id id = town_resident(&town, "人", i == elsewhere ? town.root : hall);
        if (i == 0) first = id;
    }
    cgov_act act = town_act(&town, secretary);
    cgov_detail convenor = town_number(CGOV_FIELD_ORGANIZATION, (int64_t)hall);
    assert_int_equal(cgov_item_open(town.ledger, &act, "meeting", &convenor, 1, &meeting), CGOV_OK);
    return 0;
}

static int with_electors(void **state) {
    (void)state;
    return meet(ELECTORS, ELECTORS);
}

static int with_people(void **state) {
    (void)state;
    return meet(PEOPLE, GAP);
}

static uint64_t memory_of(void) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK); /* nothing is pending */
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    return info.memory;
}

struct frames {
    uint64_t at;
    uint32_t frames, filled;
};

static void count_frames(void *user, const struct cgov_ledger *ledger, const struct written *written) {
    struct frames *seen = user;
    (void)ledger;
    if (written->frame->at != seen->at) seen->frames++;
    seen->at = written->frame->at;
    if (written->record->kind == CGOV_RECORD_FILLED) seen->filled++;
}

static void filled_in_one_frame_within_a_line_each(void **state) {
    (void)state;
    struct frames seen = {.at = 0};
    uint64_t before = memory_of();
    town.ledger->witness = count_frames;
    town.ledger->witness_user = &seen;
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    town.ledger->witness = NULL;
    assert_int_equal(seen.frames, 1);
    assert_true(seen.filled > 1);
    uint64_t filled = memory_of();
    /* Rows, found by counting, so that no map has them: nothing else stays. */
    assert_true(filled - before <= (ELECTORS + (uint64_t)ROWS_PER_CHUNK) * sizeof(struct entry) + KEPT);
    assert_int_equal(town.ledger->model.entry_map.cap, 0);

    /* And anew, where everybody has their row. */
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_true(memory_of() <= filled + KEPT);

    /* And entered. */
    uint64_t seq;
    for (uint32_t i = 0; i < ELECTORS; i++) {
        cgov_act act = town_act(&town, first + i);
        assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "present", first + i, NULL, 0, &seq), CGOV_OK);
    }
    assert_true(memory_of() - filled <= (uint64_t)LINE * ELECTORS);
}

/* ---- who is counted to, and who is sought ---- */

static void check_present(uint32_t from, uint32_t until, int32_t status) {
    for (uint32_t i = from; i < until; i++) {
        cgov_act act = town_act(&town, first + i);
        uint64_t seq;
        assert_int_equal(cgov_roll_enter(town.ledger, &act, meeting, "present", act.actor, NULL, 0, &seq), status);
    }
}

/* From whoever lives elsewhere on, numbers and lines follow one another no more; and who comes later is sought. */
static void past_a_gap_lines_are_sought(void **state) {
    (void)state;
    const struct map *map = &town.ledger->model.entry_map;
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(map->count, PEOPLE - GAP - 1);
    check_present(0, GAP, CGOV_OK);
    check_present(GAP, GAP + 1, CGOV_E_NOT_FOUND);
    check_present(GAP + 1, PEOPLE, CGOV_OK);
    check_present(0, GAP, CGOV_E_REFUSED);
    assert_int_equal(map->count, PEOPLE - GAP - 1); /* who is present has a place */

    const cgov_id late = town_resident(&town, "人", hall);
    town_move(&town, secretary, meeting, "notify", NULL, 0);
    assert_int_equal(map->count, PEOPLE - GAP);
    check_present(0, GAP, CGOV_OK);
    check_present((uint32_t)(late - first), (uint32_t)(late - first) + 1, CGOV_OK);
    assert_int_equal(map->count, PEOPLE - GAP + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(filled_in_one_frame_within_a_line_each, with_electors, leave),
        cmocka_unit_test_setup_teardown(past_a_gap_lines_are_sought, with_people, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
