/* What a text says of ballots: read, and each fault of it with its place. */
#include "support/reading.h"

#include "support/test.h"

#define HEAD                                                                                                           \
    "rulebook 1\nrole teller \"T\"\nprocedure p \"P\" motion\ndetail proxy \"X\" resident\n"                           \
    "detail group \"G\" choice a b\nparty place \"B\" organization\nstage s \"S\"\nstate open \"O\" held by place\n"   \
    "state shut \"S\" final\nclock c from start until close\nfor 9 days\nlate tell teller of place\n"                  \
    "open start -> open\nby teller of place\nneeds organization text\nsets place to given\n"                           \
    "move close open -> shut\nby teller of place\n"                                                                    \
    "roll all \"A\"\nof any resident\nby teller of place\nin open\nneeds proxy\n"                                      \
    "roll marks \"M\"\nof all\nby teller of place twice\nin open\n"                                                    \
    "roll many \"N\"\nof all\nby self\nin open\nmany\n"                                                                \
    "roll listed \"L\"\nof any resident\nfilled by start\n"                                                            \
    "roll twin \"S\"\nof marks\n"                                                                                      \
    "roll r \"R\"\n"
/* The roll stands in line 38. */
#define ALL "of all\nby self\nin open\n"
#define BALLOT ALL "ballot\nsecrecy open\n"
#define BY "by teller of place in open\n"

static void what_is_said_is_read(void **state) {
    (void)state;
    struct reading read = {.status = 0};
    reading_ok(&read,
               HEAD "of all still\nnot marks\nby teller of place again twice in open\nby self\nin open\n"
                    "ballot from all\nsecrecy open\nbundle for marks exactly by teller of place twice in open\n");
    const struct procedure *procedure = &read.book.procedures[0];
    const uint8_t index = cgov__roll_find(procedure, "r"), marks = cgov__roll_find(procedure, "marks");
    const struct roll *roll = &procedure->rolls[index];
    assert_true(roll->ballot && roll->secrecy == SECRECY_OPEN && roll->by[0].twice && roll->by[0].again);
    assert_true(!roll->by[1].twice && !roll->by[1].again);
    assert_int_equal(roll->from.roll, cgov__roll_find(procedure, "all"));
    assert_true(roll->bundle.of == marks && roll->bundle.exactly && roll->bundle.by.twice);
    assert_int_equal(roll->bundle.by.in, 1);
    assert_int_equal(roll->needs, UINT64_C(1) << procedure->places[CGOV_FIELD_CHOICE]);
    assert_true(procedure->rolls[marks].ballots == UINT32_C(1) << index && !procedure->rolls[marks].ballot);
    assert_true(procedure->rolls[marks].by[0].twice && procedure->rolls[marks].bundle.by.kind == 0);
    reading_done(&read);
    memset(&read, 0, sizeof read);
    reading_ok(&read, HEAD "of all\nballot\nsecrecy open\nbundle for all " BY); /* hands alone */
    assert_false(read.book.procedures[0].rolls[cgov__roll_find(&read.book.procedures[0], "r")].same);
    reading_done(&read);
}

static void every_fault_has_its_place(void **state) {
    (void)state;
    static const struct faulty rows[] = {
        {HEAD ALL "ballot\n", 38, 6, "roll `r` is of ballots, and does not say its `secrecy`"},
        {HEAD ALL "secrecy open\n", 38, 6, "roll `r` says `secrecy`, and is not of ballots: `ballot`"},
        {HEAD ALL "bundle for all " BY, 38, 6, "roll `r` says `bundle`, and is not of ballots: `ballot`"},
        {HEAD ALL "ballot\nsecrecy confidential\n", 43, 21, "expected `groups`, found the end of the line"},
        {HEAD ALL "ballot\nsecrecy confidential groups of\n", 43, 31,
         "expected the size of a group, from 1 to 255, found the end of the line"},
        {HEAD ALL "ballot\nsecrecy confidential groups of 1\n", 43, 32,
         "a group of one is nobody's secret: groups are of 2 to 255"},
        {HEAD ALL "ballot\nsecrecy confidential groups of 256\n", 43, 32,
         "expected the size of a group, from 1 to 255, found `256`"},
        {HEAD ALL "ballot\nsecrecy sealed\n", 38, 6,
         "ballots of roll `r` are sealed, and nobody enters what they come to: `bundle for r exactly by ... twice in "
         "...`"},
        {HEAD ALL "ballot\nsecrecy\n", 43, 8, "expected `open`, found the end of the line"},
        {HEAD ALL "ballot\nsecrecy shut\n", 43, 9, "expected `open`, found `shut`"},
        {HEAD BALLOT "ballot\n", 44, 1, "`ballot` stands twice in its block"},
        {HEAD BALLOT "secrecy open\n", 44, 1, "`secrecy` stands twice in its block"},
        {HEAD BALLOT "bundle for all " BY "bundle for all " BY, 45, 1, "`bundle` stands twice in its block"},
        {HEAD ALL "ballot of all\n", 42, 8, "expected the end of the line, found `of`"},
        {HEAD ALL "ballot from nobody\n", 42, 13,
         "roll `nobody` is not one of this procedure's: all, marks, many, listed, twin, r"},
        {HEAD ALL "ballot from r\nsecrecy open\n", 42, 13, "roll `r` is of ballots, not of candidates"},
        {HEAD ALL "ballot from parent.all\nsecrecy open\n", 42, 13, "no procedure opens `p`: it has no parent"},
        {HEAD BALLOT "many\n", 38, 6,
         "roll `r` is of ballots: one stands for each elector who casts it, so it says no `many`"},
        {HEAD "of all\nfilled by start\nballot\nsecrecy open\n", 38, 6,
         "roll `r` is of ballots: one stands for each elector who casts it, so it says no `filled by`"},
        {HEAD BALLOT "at most 9\n", 38, 6,
         "roll `r` is of ballots: one stands for each elector who casts it, so it says no `at most`"},
        {HEAD "of any resident\nby self\nin open\nballot\nsecrecy open\n", 39, 4,
         "roll `r` is of ballots: it is `of` a roll of those who can cast them"},
        {HEAD "of all\nof marks\nof any resident\nby self\nin open\nballot\nsecrecy open\n", 41, 4,
         "roll `r` is of ballots: it is `of` a roll of those who can cast them"},
        {HEAD "of all\nballot\nsecrecy open\n", 38, 6,
         "nobody enters anybody on roll `r`: it is the list that it is of, and says no `ballot`"},
        {HEAD BALLOT "not twin\n", 38, 6, "roll `r` leaves out `twin`, which is another's list: name that one"},
        {HEAD BALLOT "needs choice\n", 44, 7, "`choice` is what a ballot says: a roll asks for it by `ballot`"},
        {HEAD BALLOT "takes choice\n", 44, 7, "`choice` is what a ballot says: a roll asks for it by `ballot`"},
        {HEAD "of all\nby self twice\nin open\n", 40, 4,
         "roll `r`: `by self twice` waits for a second person, and there is only one"},
        {HEAD "of all\nby teller of place twice\nin open\nmany\n", 40, 4,
         "roll `r` is `many`: there is no one entry that waits for a second person"},
        {HEAD "of all\nby teller of place twice again\nin open\n", 40, 26,
         "expected the end of the line, found `again`"},
        {HEAD BALLOT "roll q \"Q\"\nof r\nby self\nin open\n", 45, 4,
         "roll `r` is of ballots: who has voted is no list to vote from"},
        {HEAD BALLOT "roll q \"Q\"\nof all\nby r\nin open\n", 46, 4,
         "roll `r` asks for no `proxy`, a resident, who could act by it"},
    };
    EACH_FAULTY(rows);
}

static void and_each_of_a_bundle(void **state) {
    (void)state;
    static const struct faulty rows[] = {
        {HEAD BALLOT "bundle\n", 44, 7, "expected `for`, found the end of the line"},
        {HEAD BALLOT "bundle for nobody " BY, 44, 12,
         "roll `nobody` is not one of this procedure's: all, marks, many, listed, twin, r"},
        {HEAD BALLOT "bundle for all of place\n", 44, 16, "expected `by`, found `of`"},
        {HEAD BALLOT "bundle for all by teller of place\n", 44, 34, "expected `in`, found the end of the line"},
        {HEAD BALLOT "bundle for all by teller of place in nowhere\n", 44, 38,
         "state `nowhere` is not one of this procedure's: open, shut"},
        {HEAD BALLOT "bundle for all by self in open\n", 44, 19,
         "a bundle of `r` has no elector: somebody who holds office brings it"},
        {HEAD BALLOT "bundle for all by all in open\n", 44, 19,
         "a bundle of `r` has no elector: somebody who holds office brings it"},
        {HEAD BALLOT "bundle for all by teller of self in open\n", 44, 19,
         "a bundle of `r` has no elector: somebody who holds office brings it"},
        {HEAD BALLOT "bundle for all by any resident in open\n", 44, 19,
         "a bundle of `r` has no elector: somebody who holds office brings it"},
        {HEAD BALLOT "bundle for all by parent.recorder in open\n", 44, 19,
         "a bundle of `r` has no elector: somebody who holds office brings it"},
        {HEAD BALLOT "bundle for many " BY, 44, 20,
         "a bundle of `r` is for roll `many`, on which nobody stands once: it is `many`"},
        {HEAD BALLOT "bundle for r " BY, 44, 17,
         "a bundle of `r` is for roll `r`, on which nobody stands once: it is of ballots"},
        {HEAD BALLOT "bundle for marks exactly " BY, 44, 29,
         "roll `r` does not say `not marks`: who is on that could be counted twice"},
        {HEAD BALLOT "bundle for twin " BY, 44, 20,
         "roll `r` is not made from `twin`, so a bundle for it would outlive that"},
        {HEAD BALLOT "bundle for twain " BY "roll twain \"O\"\nof any resident\nby self\nin open\n", 44, 21,
         "roll `r` and `twain`, which the bundle is for, have two bases"},
        {HEAD BALLOT "bundle for listed " BY, 44, 22,
         "roll `r` is not made from `listed`, so a bundle for it would outlive that"},
    };
    EACH_FAULTY(rows);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_is_read),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(and_each_of_a_bundle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
