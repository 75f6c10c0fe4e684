/* Duplicates: which issues one could be merged into, by place (to the meter), matter, procedure and time, of those the
 * reader sees; that the move agrees with the list; and that after it both reporters read the answer. */
#include "support/test.h"
#include "support/town.h"

#define PLACE INT64_C(990101001201)
#define ACROSS INT64_C(990101001202) /* the village across the road */

/* A ten-millionth of a degree of a meridian is 11.1195 mm: 50 m are 4,496.6 of them. */
#define FIFTY 4496

static int64_t point(int64_t latitude, int64_t longitude) {
    return (int64_t)((uint64_t)latitude << 32 | (uint32_t)(int32_t)longitude);
}

#define LATITUDE INT64_C(365800000)
#define LONGITUDE INT64_C(1144900000)

static struct town town;

static int set_up(void **state) {
    (void)state;
    town_found(&town, NULL);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

/* at 0: no point. */
static cgov_id reported(cgov_id reporter, int64_t place, int64_t at, const char *matter) {
    cgov_id id = 0;
    cgov_detail details[5] = {town_number(CGOV_FIELD_PLACE, place), town_text(CGOV_FIELD_TEXT, "下水道堵了。"),
                              town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                              town_text(CGOV_FIELD_MATTER, matter), town_number(CGOV_FIELD_POINT, at)};
    cgov_act act = town_act(&town, reporter);
    assert_int_equal(cgov_item_report(town.ledger, &act, details, at == 0 ? 4 : 5, &id), CGOV_OK);
    return id;
}

/* How many this reader finds an issue could be merged into, and the first. */
static uint32_t found(cgov_id actor, cgov_id like, uint32_t meters, cgov_time since, cgov_id *first) {
    cgov_item_query filter = {.size = sizeof filter, .like = like, .meters = meters, .opened_since = since};
    cgov_reader reader = town_reader(&town, actor);
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_item_list(town.ledger, &reader, &filter, &cursor, views, 8, &count);
    assert_int_equal(status, count > 0 ? CGOV_OK : CGOV_DONE);
    *first = count > 0 ? views[0].id : 0;
    return count;
}

static void assert_like(cgov_id like, uint32_t meters, cgov_id expected) {
    cgov_id first;
    assert_int_equal(found(town.centre.officers[CLERK], like, meters, 0, &first), expected != 0);
    assert_true(first == expected);
}

static int32_t merge(cgov_id item, cgov_id master) {
    const cgov_detail detail = town_number(CGOV_FIELD_MASTER, (int64_t)master);
    return town_try_move(&town, town.centre.officers[CLERK], item, "merge", &detail, 1);
}

static void fifty_meters_are_in_and_one_step_more_is_out(void **state) {
    (void)state;
    static const int directions[][2] = {{1, 0}, {-1, 0}};
    for (size_t d = 0; d < sizeof directions / sizeof directions[0]; d++) {
        int64_t latitude = LATITUDE + (int64_t)d * 1000000, step = directions[d][0];
        cgov_id master = reported(town.resident, PLACE, point(latitude, LONGITUDE), "pothole");
        cgov_id in = reported(town.neighbour, ACROSS, point(latitude + step * FIFTY, LONGITUDE), "pothole");
        assert_like(in, 50, master);
        assert_like(in, 49, 0);
        assert_like(in, 0, 0); /* without a distance the codes must agree */
        assert_int_equal(merge(in, master), CGOV_OK);
        cgov_id out = reported(town.neighbour, ACROSS, point(latitude + step * (FIFTY + 1), LONGITUDE), "pothole");
        assert_like(out, 50, 0);
        assert_like(out, 51, master);
        town_assert_refused(&town, merge(out, master), CGOV_E_REFUSED, CGOV_R_SAME_PLACE);
        town_move(&town, town.centre.officers[CLERK], out, "reject",
                  (cgov_detail[]){town_text(CGOV_FIELD_REASON, "重复"), town_text(CGOV_FIELD_CHANNEL, "elsewhere")}, 2);
    }
}

/* Along a parallel a degree is shorter: at latitude 60 half as long, so twice as many steps are 50 m. */
static void fifty_meters_across_the_meridians(void **state) {
    (void)state;
    int64_t latitude = INT64_C(600000000);
    cgov_id master = reported(town.resident, PLACE, point(latitude, LONGITUDE), "pothole");
    cgov_id in = reported(town.neighbour, ACROSS, point(latitude, LONGITUDE + 2 * FIFTY), "pothole");
    assert_like(in, 50, master);
    cgov_id out = reported(town.neighbour, ACROSS + 1, point(latitude, LONGITUDE - 2 * FIFTY - 3), "pothole");
    assert_like(out, 50, 0);
}

static void places_of_one_code_are_one(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, PLACE, point(LATITUDE, LONGITUDE), "pothole");
    cgov_id far = reported(town.neighbour, PLACE, point(LATITUDE + 1000000, LONGITUDE), "pothole");
    cgov_id pointless = reported(town.neighbour, PLACE, 0, "pothole");
    cgov_id other = reported(town.neighbour, ACROSS, 0, "pothole");
    cgov_id first;
    assert_int_equal(found(town.centre.officers[CLERK], far, 0, 0, &first), 2);
    assert_true(first == master);
    assert_int_equal(found(town.centre.officers[CLERK], pointless, 50, 0, &first), 2);
    assert_like(other, 50, 0); /* no code, no point in common */
    assert_int_equal(merge(pointless, master), CGOV_OK);
    town_assert_refused(&town, merge(other, master), CGOV_E_REFUSED, CGOV_R_SAME_PLACE);
}

static void another_matter_is_another_issue(void **state) {
    (void)state;
    cgov_id pothole = reported(town.resident, PLACE, 0, "pothole");
    cgov_id advice = reported(town.neighbour, PLACE, 0, "consultation");
    assert_like(advice, 50, 0);
    assert_like(pothole, 50, 0);
    cgov_id second = reported(town.neighbour, PLACE, 0, "pothole");
    assert_like(second, 50, pothole);
    assert_like(pothole, 50, second); /* never itself */
}

static void what_has_ended_or_follows_is_none(void **state) {
    (void)state;
    cgov_id like = reported(town.neighbour, PLACE, 0, "pothole");
    cgov_id withdrawn = reported(town.resident, PLACE, 0, "pothole");
    cgov_id master = reported(town.resident, PLACE, 0, "pothole");
    cgov_id followed = reported(town.resident, PLACE, 0, "pothole");
    cgov_id first;
    assert_int_equal(found(town.centre.officers[CLERK], like, 0, 0, &first), 3);
    assert_int_equal(merge(followed, master), CGOV_OK);
    assert_int_equal(found(town.centre.officers[CLERK], like, 0, 0, &first), 2);
    town_move(&town, town.resident, withdrawn, "withdraw", NULL, 0);
    assert_like(like, 0, master); /* one that others follow can be followed */
    town_assert_refused(&town, merge(like, followed), CGOV_E_REFUSED, CGOV_R_OWING);
    town_assert_refused(&town, merge(like, withdrawn), CGOV_E_REFUSED, CGOV_R_OWING);
    town_assert_refused(&town, merge(master, like), CGOV_E_REFUSED, CGOV_R_FOLLOWED);
}

static void what_is_answered_is_none(void **state) {
    (void)state;
    cgov_id closed = town_issue_in(&town, "closed"), open = town_issue_in(&town, "handled");
    cgov_id like = town_report(&town, town.neighbour);
    assert_like(like, 0, open);
    town_assert_refused(&town, merge(like, closed), CGOV_E_REFUSED, CGOV_R_OWING);
}

static void what_the_reader_may_not_see_is_not_there(void **state) {
    (void)state;
    cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.bureau.id);
    cgov_id secret = 0, first, clerk = town.centre.officers[CLERK];
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &secret), CGOV_OK);
    cgov_id like = town_report(&town, town.neighbour);
    assert_int_equal(found(clerk, like, 0, 0, &first), 1);
    town_appoint(&town, clerk, town.bureau.id, "contact"); /* one of the accused from now on */
    assert_int_equal(found(clerk, like, 0, 0, &first), 0);
    town_assert_refused(&town, merge(like, secret), CGOV_E_NOT_FOUND, CGOV_R_DETAIL);
    assert_int_equal(found(town.auditor, like, 0, 0, &first), 1);
    assert_true(first == secret);
    assert_int_equal(found(town.neighbour, like, 0, 0, &first), 0); /* a neighbour's issue is the neighbour's */
    cgov_item_query filter = {.size = sizeof filter, .like = like};
    cgov_reader reader = town_reader(&town, town.resident);
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &filter, &cursor, &view, 1, &count), CGOV_E_NOT_FOUND);
}

static void only_since_an_instant(void **state) {
    (void)state;
    cgov_id first, old = reported(town.resident, PLACE, 0, "pothole");
    cgov_time then = town.now;
    town.now += DAY;
    cgov_id like = reported(town.neighbour, PLACE, 0, "pothole");
    assert_int_equal(found(town.centre.officers[CLERK], like, 0, then, &first), 1);
    assert_true(first == old);
    assert_int_equal(found(town.centre.officers[CLERK], like, 0, then + 1, &first), 0);
}

static void assert_read(cgov_id reporter, cgov_id item, const char *answer) {
    cgov_reader reader = town_reader(&town, reporter);
    char text[64];
    uint64_t needed;
    assert_int_equal(cgov_text_get(town.ledger, &reader, item, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed),
                     CGOV_OK);
    assert_string_equal(text, answer);
    cgov_item_view view = town_item(&town, reporter, item);
    assert_true(view.answers == 1 && view.owed == 0);
}

static void both_reporters_read_the_answer(void **state) {
    (void)state;
    cgov_id master = reported(town.resident, PLACE, point(LATITUDE, LONGITUDE), "pothole");
    cgov_id merged = reported(town.neighbour, ACROSS, point(LATITUDE + FIFTY, LONGITUDE), "pothole");
    assert_like(merged, 50, master);
    assert_int_equal(merge(merged, master), CGOV_OK);
    town_assert_state(&town, merged, "merged");
    assert_int_equal(town_item(&town, town.neighbour, merged).answers, 0);
    cgov_id contact = town.street.officers[CONTACT];
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    const cgov_detail shown[] = {town_text(CGOV_FIELD_RESULT, "solved"), town_text(CGOV_FIELD_EVIDENCE, "照片。")},
                      answer = town_text(CGOV_FIELD_TEXT, "已修补。");
    town_move(&town, town.centre.officers[CLERK], master, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], master, "dispatch", &lead, 1);
    town_move(&town, contact, master, "sign", NULL, 0);
    town_move(&town, contact, master, "start", NULL, 0);
    town_move(&town, contact, master, "done", shown, 2);
    town_move(&town, contact, master, "answer", &answer, 1);
    assert_read(town.resident, master, "已修补。");
    assert_read(town.neighbour, merged, "已修补。");
}

/* One place written with 6 digits, with 12 and with 15; and a grid, which lies below its village and is another. */
static void however_a_place_is_written_it_is_one(void **state) {
    (void)state;
    static const int64_t written[] = {130702, 130702000000, 130702000000000}, grid = 990101001201007;
    cgov_id first = reported(town.resident, written[0], 0, "pothole");
    for (size_t i = 1; i < 3; i++) {
        cgov_id other = reported(town.neighbour, written[i], 0, "pothole");
        assert_int_equal(town_item(&town, town.neighbour, other).place, written[0]);
        assert_like(other, 0, first);
        assert_int_equal(merge(other, first), CGOV_OK);
    }
    cgov_id in_village = reported(town.resident, grid / 1000, 0, "pothole");
    cgov_id in_grid = reported(town.neighbour, grid, 0, "pothole");
    assert_int_equal(town_item(&town, town.neighbour, in_grid).place, grid);
    town_assert_refused(&town, merge(in_grid, in_village), CGOV_E_REFUSED, CGOV_R_SAME_PLACE);
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_item_query query = {.size = sizeof query, .region = grid / 1000};
    cgov_item_view views[4] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_true(cgov_item_list(town.ledger, &reader, &query, &cursor, views, 4, &count) >= 0);
    assert_int_equal(count, 2);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(fifty_meters_are_in_and_one_step_more_is_out),
        TEST(fifty_meters_across_the_meridians),
        TEST(places_of_one_code_are_one),
        TEST(another_matter_is_another_issue),
        TEST(what_has_ended_or_follows_is_none),
        TEST(what_is_answered_is_none),
        TEST(what_the_reader_may_not_see_is_not_there),
        TEST(only_since_an_instant),
        TEST(both_reporters_read_the_answer),
        TEST(however_a_place_is_written_it_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
