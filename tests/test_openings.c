/* Who could open an item, before anything is given: the `by` lines of an opening, whom they leave out, and its guards,
 * as far as they stand by then; and whoever is told they could can, with the details that it takes. */
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>

/* A text whose opening has these lines, of an item with a place, a chair and who comes. */
static const char text_form[] = "rulebook 1\n"
                                "role watcher \"值守\"\n"
                                "role contact \"联络\"\n"
                                "role keeper \"保管\"\n"
                                "  held in museum\n"
                                "procedure watch \"值守\" session\n"
                                "  detail day \"日期\" date\n"
                                "  party place \"单位\" organization\n"
                                "  party chair \"主持人\" resident\n"
                                "  party reporter \"提出人\" resident\n"
                                "  roll crew \"班组\"\n"
                                "    of watcher of place\n"
                                "    filled by start\n"
                                "  roll lot \"到场\"\n"
                                "    of any resident\n"
                                "    by watcher of place\n"
                                "    in open\n"
                                "  stage all \"全程\"\n"
                                "    state open \"进行\" held by place\n"
                                "    state done \"结束\" final\n"
                                "  clock run from start until close\n"
                                "    for 9 days\n"
                                "    late tell watcher of place\n"
                                "  open start \"开始\" -> open\n"
                                "    needs organization\n"
                                "    sets place to given\n"
                                "%s"
                                "  move close \"结束\" open -> done\n"
                                "    by watcher of place\n"
                                "    answers\n";

static cgov_id watcher, lone; /* of the village, which has a contact; of a post that has none */
static cgov_id post;

static void adopt_opening(const char *lines) {
    char text[2000];
    assert_true(snprintf(text, sizeof text, text_form, lines) < (int)sizeof text);
    town_adopt(&town, text_of(text));
}

static bool could_open(cgov_id who) {
    const cgov_reader reader = town_reader(&town, who);
    cgov_rule_view views[2] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_rule_list(town.ledger, &reader, 0, CGOV_RULE_MOVE, "watch", &cursor, views, 2, &count),
                     CGOV_OK);
    assert_true(views[0].opens && !views[1].opens && !views[1].may);
    return views[0].may;
}

/* By the village or the post, whichever works, with these details besides. */
static bool opens(cgov_id who, const cgov_detail *more, uint32_t count) {
    bool done = false;
    for (int there = 0; there < 2 && !done; there++) {
        cgov_detail details[4] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)(there ? post : town.village.id))};
        for (uint32_t d = 0; d < count; d++) details[1 + d] = more[d];
        cgov_act act = town_act(&town, who);
        done = cgov_item_open(town.ledger, &act, "watch", details, 1 + count, NULL) == CGOV_OK;
    }
    return done;
}

enum { NOTHING, RESIDENT, SELF, URGENCY, THE_DAY };

static const struct {
    const char *lines;
    bool anybody, watcher, lone; /* who could */
    int more;                    /* what is given besides */
} rows[] = {
    {"    by any resident\n", true, true, true, NOTHING},
    {"    by watcher of place\n", false, true, true, NOTHING},
    /* whom a line leaves out */
    {"    by any resident not chair\n    sets chair to actor\n", false, false, false, NOTHING},
    {"    by any resident not chair\n    sets chair to actor\n    by watcher of place\n", false, true, true, NOTHING},
    {"    by watcher of place not chair\n    sets chair to actor\n", false, false, false, NOTHING},
    {"    by any resident not chair\n    needs resident\n    sets chair to given\n", true, true, true, RESIDENT},
    {"    by any resident not reporter\n", false, false, false, NOTHING},
    {"    by watcher of place not reporter\n", false, true, true, NOTHING}, /* by office for nobody */
    /* whom its own `sets` make a party */
    {"    by chair\n    needs resident\n    sets chair to given\n", true, true, true, SELF},
    {"    by chair\n    sets chair to actor\n", true, true, true, NOTHING},
    /* guards of the organization in which they hold the office */
    {"    by watcher of place\n    when contact place\n", false, true, false, NOTHING},
    {"    by watcher of place\n    when not contact place\n", false, false, true, NOTHING},
    {"    by any resident\n    when contact place\n", true, true, true, NOTHING},
    /* of what details bring, which nobody has said yet; and of what none could bring */
    {"    by any resident\n    takes urgency\n    when urgency urgent\n", true, true, true, URGENCY},
    {"    by any resident\n    when urgency urgent\n", false, false, false, NOTHING},
    {"    by any resident\n    needs day\n    when day at least 3 days ahead\n", true, true, true, THE_DAY},
    {"    by any resident\n    when used_up start\n    at most 1\n", false, false, false, NOTHING},
    /* of rolls: the one that it fills, and one on which nobody can stand yet */
    {"    by watcher of place\n    when crew at least 1\n", false, true, true, NOTHING},
    {"    by watcher of place\n    when lot at least 1\n", false, false, false, NOTHING},
};

static cgov_detail detail_of(int more, cgov_id who) {
    uint32_t day = 0;
    switch (more) {
    case RESIDENT:
        return town_number(CGOV_FIELD_RESIDENT, (int64_t)town.neighbour);
    case SELF:
        return town_number(CGOV_FIELD_RESIDENT, (int64_t)who);
    case URGENCY:
        return town_number(CGOV_FIELD_URGENCY, CGOV_URGENCY_URGENT);
    default:
        assert_int_equal(cgov_field_find(town.ledger, "day", &day), CGOV_OK);
        return town_number(day, 20260301);
    }
}

static int with_watchers(void **state) {
    (void)state;
    town_found(&town, NULL);
    post = town_organization(&town, "岗", "post", town.root);
    watcher = town_resident(&town, "值守甲", town.root);
    lone = town_resident(&town, "值守乙", town.root);
    adopt_opening("    by any resident\n");
    town_appoint(&town, watcher, town.village.id, "watcher");
    town_appoint(&town, lone, post, "watcher");
    return 0;
}

static void who_could_open_can(void **state) {
    (void)state;
    const cgov_id people[] = {town.resident, watcher, lone};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        const bool expected[] = {rows[r].anybody, rows[r].watcher, rows[r].lone};
        adopt_opening(rows[r].lines);
        for (int p = 0; p < 3; p++) {
            const cgov_detail more = detail_of(rows[r].more, people[p]);
            const bool could = could_open(people[p]), can = opens(people[p], &more, rows[r].more != NOTHING);
            if (could != expected[p] || can != could) fail_msg("%s: %d could %d can %d", rows[r].lines, p, could, can);
        }
    }
}

/* Of several organizations one is enough; who opens for one below theirs need not know which it will be. */
static void an_office_anywhere_is_enough(void **state) {
    (void)state;
    adopt_opening("    by watcher of place\n    when contact place\n");
    assert_false(could_open(lone));
    town_appoint(&town, lone, town.village.id, "watcher");
    assert_true(could_open(lone));
    adopt_opening("    by watcher of superior of place\n");
    assert_true(could_open(watcher));
    assert_false(could_open(town.resident));
}

/* What was adopted before is not what an item is opened under. */
static void an_older_text_opens_nothing(void **state) {
    (void)state;
    const cgov_reader reader = town_reader(&town, town.resident);
    for (uint32_t version = 2; version < 4; version++) {
        cgov_rule_view view = {.size = sizeof view};
        uint64_t cursor = 0;
        uint32_t count = 0;
        if (version == 3) adopt_opening("    by any resident\n");
        assert_int_equal(cgov_rule_list(town.ledger, &reader, 2, CGOV_RULE_MOVE, "watch", &cursor, &view, 1, &count),
                         CGOV_OK);
        assert_int_equal(view.may, version == 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_could_open_can, with_watchers, leave),
        cmocka_unit_test_setup_teardown(an_office_anywhere_is_enough, with_watchers, leave),
        cmocka_unit_test_setup_teardown(an_older_text_opens_nothing, with_watchers, leave),
    };
    return cmocka_run_group_tests_name("openings", tests, NULL, NULL);
}
