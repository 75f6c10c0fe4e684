/* What a ballot may say: what the rules over it ask, no more names than there are seats to be filled; and a bundle the
 * same. At the number and one past it, in a residents' meeting that fills seats and votes on a topic. */
#include "support/on_an_assembly.h"

static cgov_id meeting;

static void sits(const char *move, const cgov_detail *more, uint32_t count) {
    cgov_detail details[3] = {town_text(CGOV_FIELD_TEXT, "议题")};
    const cgov_detail chaired[] = {town_number(field("chair"), (int64_t)adult[0]),
                                   town_number(field("recorder"), (int64_t)adult[1])};
    for (uint32_t i = 0; i < count; i++) details[1 + i] = more[i];
    meeting = open_item(clerk, "residents_meeting", chaired, 2);
    import(meeting, "electors", 0, 61);
    assert_int_equal(try_day(clerk, meeting, "notify", 20250421), CGOV_OK);
    town_move(&town, clerk, meeting, move, details, 1 + count);
    import(meeting, "present", 0, 31);
    do_move(adult[0], meeting, "sit");
}

static int32_t try_vote(cgov_id item, int voter, const char *choice) {
    cgov_act act = town_act(&town, adult[voter]);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice);
    return cgov_roll_enter(town.ledger, &act, item, "ballots", adult[voter], &detail, 1, NULL);
}

static int32_t try_bundle(cgov_id item, const cgov_tally_row *rows, uint32_t count) {
    cgov_act act = town_act(&town, adult[1]); /* who records */
    return cgov_roll_bundle(town.ledger, &act, item, "ballots", rows, count, NULL);
}

/* Three stand for so many seats, and the vote is open. */
static cgov_id filling(int64_t seats) {
    const cgov_detail detail = town_number(field("seats"), seats);
    sits("raise_filling", &detail, 1);
    const cgov_id item = child(meeting, 0);
    import_by(adult[1], item, "candidates", 57, 60);
    do_move(adult[0], item, "put");
    return item;
}

static void a_ballot_names_no_more_than_there_are_seats(void **state) {
    (void)state;
    static const char *const names[] = {"1", "1 2", "1 2 3"};
    for (int64_t seats = 1; seats <= 3; seats++) {
        const cgov_id item = filling(seats);
        for (int n = 0; n < 3; n++) {
            const int32_t status = try_vote(item, n, names[n]);
            if (n < seats)
                assert_int_equal(status, CGOV_OK);
            else
                REFUSED(status, CHOICE);
        }
        assert_int_equal(try_vote(item, 3, "blank"), CGOV_OK);
        assert_int_equal(try_vote(item, 4, "invalid"), CGOV_OK);
    }
    const cgov_id item = filling(2);
    REFUSED(try_vote(item, 2, "1 2 3"), CHOICE);
    assert_string_equal(town_error(&town).message,
                        "the choice names 3 candidates, and may name 2: more make a ballot `invalid`");
    REFUSED(try_vote(item, 2, "4"), CHOICE);
}

#define CAST(count)                                                                                                    \
    { .size = sizeof(cgov_tally_row), .tally = CGOV_TALLY_CAST, .heads = count }
#define VOTES(place, count)                                                                                            \
    { .size = sizeof(cgov_tally_row), .tally = CGOV_TALLY_CANDIDATE, .number = place, .heads = count }
#define SAID(choice, count)                                                                                            \
    { .size = sizeof(cgov_tally_row), .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_##choice, .heads = count }

/* Ten papers, one of them blank, name at most two each: eighteen. */
static void a_bundle_names_no_more_than_its_ballots_may(void **state) {
    (void)state;
    const cgov_id item = filling(2);
    const cgov_tally_row most[] = {CAST(10), SAID(BLANK, 1), VOTES(1, 9), VOTES(2, 5), VOTES(3, 4)};
    const cgov_tally_row past[] = {CAST(10), SAID(BLANK, 1), VOTES(1, 9), VOTES(2, 5), VOTES(3, 5)};
    REFUSED(try_bundle(item, past, 5), BUNDLE);
    assert_string_equal(town_error(&town).message,
                        "candidates have 19 votes, and 9 ballots that name somebody name at most 2 each");
    assert_int_equal(try_bundle(item, most, 5), CGOV_OK);
}

/* What is wrong with a bundle is told by its row, or by both numbers. */
static void a_bundle_is_told_where_it_is_wrong(void **state) {
    (void)state;
    const cgov_id item = filling(2);
    const struct {
        cgov_tally_row rows[3];
        uint32_t count;
        const char *says;
    } wrong[] = {
        {{CAST(5), SAID(YES, 1)},
         2,
         "row 2 of the bundle says what no rule over these ballots asks: it is cast, the place of a candidate, blank "
         "or "
         "invalid"},
        {{CAST(5), VOTES(1, 2), VOTES(1, 2)}, 3, "row 3 of the bundle says what a row before it says"},
        {{CAST(5), {.size = sizeof(cgov_tally_row), .tally = CGOV_TALLY_CANDIDATE, .number = 1, .heads = 2, .area = 9}},
         2,
         "row 2 of the bundle has an area, which no rule over these ballots asks by"},
        {{VOTES(1, 2)}, 1, "no row of the bundle says `cast`, how many ballots there are"},
        {{CAST(1), SAID(BLANK, 2)},
         2,
         "blank and invalid are 2 ballots, more than the 1 that `cast` says, or weigh more"},
        {{CAST(5), SAID(BLANK, 1), VOTES(2, 5)},
         3,
         "place 2 has 5 votes, more than the 4 ballots that name somebody, or weighs more"},
        {{CAST(5), VOTES(58, 1)}, 2, "the bundle names place 58, where no candidate stands"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(try_bundle(item, wrong[i].rows, wrong[i].count), CGOV_E_REFUSED);
        assert_string_equal(town_error(&town).message, wrong[i].says);
    }
}

/* Nobody can say what no rule over these ballots asks for, one by one or in a bundle. */
static void a_ballot_says_what_is_asked(void **state) {
    (void)state;
    sits("raise", NULL, 0);
    const cgov_id topic = child(meeting, 0);
    do_move(adult[0], topic, "put");
    REFUSED(try_vote(topic, 2, "block"), CHOICE);
    assert_string_equal(
        town_error(&town).message,
        "no rule over these ballots asks for `block`: the choice is yes, no, abstain, blank or invalid");
    REFUSED(try_vote(topic, 2, "ja"), CHOICE);
    assert_string_equal(town_error(&town).message, "the choice is none of yes, no, abstain, blank and invalid");
    static const char *const asked[] = {"yes", "no", "abstain", "blank", "invalid"};
    for (int i = 0; i < 5; i++) assert_int_equal(try_vote(topic, 2 + i, asked[i]), CGOV_OK);
    const cgov_tally_row blocks[] = {SAID(YES, 3), SAID(BLOCK, 1)}, abstains[] = {SAID(YES, 3), SAID(ABSTAIN, 1)};
    REFUSED(try_bundle(topic, blocks, 2), BUNDLE);
    assert_string_equal(town_error(&town).message,
                        "row 2 of the bundle says what no rule over these ballots asks: it is yes, no, abstain, blank "
                        "or invalid");
    const cgov_tally_row many[] = {SAID(YES, 30)};
    REFUSED(try_bundle(topic, many, 1), BUNDLE);
    assert_string_equal(town_error(&town).message,
                        "the bundle says 30 ballots, and those on `present` without a ballot of their own are 26");
    cgov_act act = town_act(&town, clerk);
    REFUSED(cgov_roll_bundle(town.ledger, &act, topic, "ballots", abstains, 2, NULL), ACTOR); /* it is not theirs */
    assert_int_equal(try_bundle(topic, abstains, 2), CGOV_OK);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, with_assemblies, leave)
    const struct CMUnitTest tests[] = {
        ON(a_ballot_names_no_more_than_there_are_seats),
        ON(a_bundle_names_no_more_than_its_ballots_may),
        ON(a_bundle_is_told_where_it_is_wrong),
        ON(a_ballot_says_what_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
