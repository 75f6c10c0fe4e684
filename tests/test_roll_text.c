/* Rolls and shares in the language: what texts say, every fault at its place, every limit. */
#include "cgov/item.h"
#include "rules/rulebook.h"
#include "support/reading.h"
#include "support/test.h"

#define BIT(n) (UINT64_C(1) << (n))

#define ROLES "rulebook 1\nrole member \"M\"\nrole head \"H\"\n"
/* 17 lines, in which a roll may stand; behind them the last move may say more. */
#define HEAD                                                                                                           \
    ROLES                                                                                                              \
    "procedure p \"P\" session\ndetail proxy \"X\" resident\ndetail weight \"W\" number\ndetail day \"D\" date\n"      \
    "detail group \"G\" choice a b\ndetail groups \"G\" choice a b repeats\nparty board \"B\" organization\n"          \
    "party clerk \"C\" resident\nstage s \"S\"\nstate open \"O\" held by board\nstate shut \"S\" final\n"              \
    "open start -> open\nby clerk\nmove close open -> shut\nby clerk\n"
#define ALL "roll all \"A\"\nof member of board\nfilled by start\n"
#define SOME "roll some \"S\"\nof all\nby self\nin open\n"
#define OWN "roll own \"O\"\nof any resident\nby self\nin open\n"
#define R "roll r \"R\"\n"
#define ANY "of any resident\n"
#define CHILD                                                                                                          \
    "procedure q \"Q\"\nparty boss \"B\" resident\nstage s \"S\"\nstate t \"T\" final\nopen ask -> t\nby parent\n"
#define OPENS "needs organization\nopens q for organization\n"
#define UP                                                                                                             \
    "procedure up \"U\"\nparty clerk \"C\" resident\nstage s \"S\"\nstate t \"T\" final\nopen ask -> t\nby clerk\n"
#define MID                                                                                                            \
    "procedure mid \"M\"\nparty boss \"B\" organization\nstage s \"S\"\nstate t \"T\" final\nopen ask -> t\n"          \
    "by parent\nneeds organization\n"
#define CLOSE "move again open -> shut\nby clerk\nwhen "

/* ---- what is read ---- */

static const char meeting[] = ROLES
    "procedure meeting \"联席会议\" session\n cites \"章程 3\"\n"
    " detail proxy \"受托人\" resident\n detail stand \"意见\" choice yea nay\n detail weight \"份数\" number 0 to "
    "999\n"
    " party convenor \"召集单位\" organization\n party recorder \"记录人\" resident\n"
    " stage s \"S\"\n state called \"C\" held by convenor\n state noticed \"N\" held by convenor\n"
    " state sitting \"S\" held by convenor\n state done \"D\" final\n"
    " roll members \"成员\"\n  of owners of superior of convenor\n  of owners of convenor\n  filled by notify\n"
    "  takes weight\n  public\n  proofs\n"
    " roll proxies \"受托人\"\n  of members\n  by head of convenor\n  by self\n  in noticed\n  needs stand proxy\n"
    " roll present \"到会\"\n  of members still\n  not recorder apart convenor\n  by recorder\n"
    "  by self not recorder again\n  by head of self in noticed called\n  by proxies\n  by any resident again in "
    "sitting\n"
    "  out by recorder self\n  out by proxies\n  in noticed sitting\n  takes channel\n  needs stand\n"
    "  at most 16777215 each stand\n  counts attendance\n  cites \"章程 4\"\n"
    " roll apart \"列席\"\n  of members\n  counts turnout\n"
    " roll needs_of \"需求\"\n  of any resident\n  by self\n  in called\n  many\n  needs text\n  at most 1\n"
    " open call -> called\n  by head of convenor\n  needs organization\n  sets convenor to given\n"
    " move notify called -> noticed\n  by head of convenor\n"
    " move sit noticed -> sitting\n  by head of convenor\n"
    "  when present more than 1/2 of members or present at least 2/3 of members by units or present at least 3 by "
    "area\n"
    "  when not apart at least 4294967295 by weight\n  opens topic for organizations\n  needs organizations\n"
    " move close sitting -> done\n  by head of convenor\n"
    "procedure topic \"议题\" motion\n party convenor \"C\" organization\n"
    " roll present \"到会\"\n  of parent.present\n  filled by put\n"
    " roll hands \"举手\"\n  of present still\n  by parent.recorder\n  by self again\n  by parent.proxies\n  in "
    "voting\n"
    " stage s \"S\"\n state raised \"R\" held by convenor\n state voting \"V\" held by convenor\n state ended \"E\" "
    "final\n"
    " open raise -> raised\n  by parent\n  sets convenor to given\n"
    " move put raised -> voting\n  by head of convenor\n  when parent.present more than 1/2 of parent.members\n"
    " move end voting -> ended\n  by head of convenor\n  when hands at least 1/1 of present by area\n";

static const struct roll *roll_of(const struct reading *read, uint32_t procedure, const char *name) {
    const struct procedure *of = &read->book.procedures[procedure];
    const uint8_t index = cgov__roll_find(of, name);
    assert_int_not_equal(index, NONE);
    return &of->rolls[index];
}

static uint8_t place_named(const struct procedure *procedure, const char *name) {
    for (uint8_t d = 0; d < procedure->detail_count; d++)
        if (strcmp(procedure->details[d].name, name) == 0) return d;
    fail_msg("no detail %s", name);
    return NONE;
}

static void rolls_are_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, meeting);
    const struct procedure *in = &read.book.procedures[0];
    assert_int_equal(in->roll_count, 5);

    const struct roll *members = roll_of(&read, 0, "members");
    assert_true(span_is(members->title, "成员") && span_is(members->cites, "章程 3"));
    assert_true(members->line == 16 && members->column == 7);
    assert_int_equal(members->of_count, 2);
    assert_true(members->of[0].kind == OF_OWNERS && members->of[0].who.superiors == 1 && members->of[0].who.party == 0);
    assert_true(members->of[1].who.superiors == 0 && members->of[1].line == 18);
    assert_int_equal(members->filled_by, cgov__move_find(in, "notify"));
    assert_int_equal(members->takes, BIT(place_named(in, "weight")));
    assert_true(members->is_public && members->proofs && !members->same && members->kept == NONE && members->in == 0);
    assert_int_equal(members->base, 0);

    const struct roll *proxies = roll_of(&read, 0, "proxies");
    assert_true(proxies->of[0].kind == OF_ROLL && proxies->of[0].roll.roll == 0 && !proxies->of[0].still);
    assert_true(proxies->by[0].kind == MAKER_WHO && proxies->by[0].who.kind == WHO_ROLE);
    assert_true(proxies->by[1].kind == MAKER_SELF && !proxies->by[1].again && !proxies->proofs);
    assert_int_equal(proxies->kept, place_named(in, "proxy"));
    assert_true(proxies->base == 0 && proxies->filled_by == NONE && proxies->most == 0);

    const struct roll *needs = roll_of(&read, 0, "needs_of");
    assert_true(needs->many && needs->most == 1 && needs->each == NONE && needs->of[0].kind == OF_ANYONE);
    assert_int_equal(needs->base, 4);
    const struct roll *apart = roll_of(&read, 0, "apart");
    assert_true(apart->same && apart->base == 0 && apart->counts == ROLL_COUNTS_TURNOUT);
    reading_done(&read);
}

static void lines_of_a_roll_are_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, meeting);
    const struct procedure *in = &read.book.procedures[0];
    const struct roll *present = roll_of(&read, 0, "present");
    assert_true(present->of[0].still && present->not_parties == 3 && present->not_rolls == BIT(3));
    assert_int_equal(present->by_count, 5);
    assert_true(present->by[0].kind == MAKER_WHO && present->by[0].who.party == 1);
    assert_true(present->by[1].kind == MAKER_SELF && present->by[1].who.excluded == 2 && present->by[1].again);
    assert_true(present->by[2].kind == MAKER_ROLE_OF_SELF && present->by[2].in == (BIT(0) | BIT(1)));
    assert_int_equal(present->by[2].who.role, cgov__role_find(&read.book, "head"));
    assert_true(present->by[3].kind == MAKER_PROXY && present->by[3].roll.roll == 1);
    assert_true(present->by[4].who.kind == WHO_ANYONE && present->by[4].again && present->by[4].in == BIT(2));
    assert_int_equal(present->out_count, 3);
    assert_true(present->out[1].kind == MAKER_SELF && present->out[2].kind == MAKER_PROXY);
    assert_int_equal(present->in, BIT(1) | BIT(2));
    assert_true(present->most == MAX_ENTRIES && present->each == place_named(in, "stand"));
    assert_true(present->kept == present->each && present->counts == ROLL_COUNTS_ATTENDANCE);
    assert_true(span_is(present->cites, "章程 4") && !present->is_public);

    const struct roll *above = roll_of(&read, 1, "present"), *hands = roll_of(&read, 1, "hands");
    assert_true(above->of[0].roll.roll == NONE && above->base == NONE && !above->same);
    assert_string_equal(above->of[0].roll.above, "present");
    assert_true(hands->base == NONE && hands->of[0].roll.roll == 0);
    assert_true(hands->by[0].kind == MAKER_WHO && hands->by[0].who.of_parent); /* a party of the parent's */
    assert_true(hands->by[2].kind == MAKER_PROXY && hands->by[2].roll.roll == NONE);
    assert_string_equal(hands->by[2].roll.above, "proxies");
    reading_done(&read);
}

static void shares_are_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, meeting);
    const struct procedure *in = &read.book.procedures[0];
    assert_int_equal(in->share_count, 4);
    const struct move *sit = &in->moves[cgov__move_find(in, "sit")];
    assert_true(sit->clauses[0].guard == GUARD_SHARE && sit->clauses[0].share == 0 && !sit->clauses[0].negated);
    assert_true(sit->clauses[1].guard == GUARD_SHARE && sit->clauses[1].share == 3 && sit->clauses[1].negated);
    const struct share *share = in->shares;
    assert_true(share[0].more && share[0].n == 1 && share[0].d == 2 && share[0].axis == AXIS_HEADS);
    assert_true(share[0].part.roll == 2 && share[0].whole.roll == 0 && share[0].or_next);
    assert_true(!share[1].more && share[1].n == 2 && share[1].d == 3 && share[1].axis == AXIS_UNITS);
    assert_true(share[1].or_next && !share[2].or_next && share[2].d == 0 && share[2].n == 3);
    assert_true(share[3].n == UINT32_MAX && share[3].axis == AXIS_WEIGHT && !share[3].or_next);

    /* By which axes the rolls are asked: of a base also what rolls of it are, of a list what its other name is. */
    assert_int_equal(roll_of(&read, 0, "present")->axes, BIT(AXIS_HEADS) | BIT(AXIS_UNITS) | BIT(AXIS_AREA));
    assert_int_equal(roll_of(&read, 0, "members")->axes,
                     BIT(AXIS_HEADS) | BIT(AXIS_UNITS) | BIT(AXIS_AREA) | BIT(AXIS_WEIGHT));
    assert_int_equal(roll_of(&read, 0, "apart")->axes, BIT(AXIS_WEIGHT));
    assert_int_equal(roll_of(&read, 0, "proxies")->axes, 0);
    assert_int_equal(roll_of(&read, 1, "hands")->axes, BIT(AXIS_AREA));
    reading_done(&read);
}

/* ---- faults ---- */

static const struct faulty lines[] = {
    {HEAD "roll", 19, 5, "expected the roll's name, found the end of the line"},
    {HEAD "roll r", 19, 7, "expected the roll's title in quotes, found the end of the line"},
    {HEAD R "roll r \"R\"", 20, 6, "roll `r` stands twice"},
    {HEAD "roll self \"R\"", 19, 6, "`self` is a word of the language: it cannot be a name"},
    {HEAD "roll board \"R\"", 19, 6, "`board` is a party of this procedure: it cannot be a roll's name"},
    {HEAD "roll day \"R\"", 19, 6, "`day` is a date of this procedure: it cannot be a roll's name"},
    {HEAD "roll children \"R\"", 19, 6, "`children` is a word of `when`: it cannot be a roll's name"},
    {HEAD "roll quorum \"R\"", 19, 6, "`quorum` is a word of the language: it cannot be a name"},
    {HEAD R "when r at least 1", 20, 1,
     "`when` starts no line that can stand here; these do: cites, detail, party, stage, state, clock, open, move, "
     "roll, of, not, filled, by, out, in, on, many, at, needs, takes, ballot, secrecy, bundle, public, counts, proofs"},
    {HEAD R "of", 20, 3, "expected the roll's name, found the end of the line"},
    {HEAD R "of any body", 20, 8, "expected `resident`, found `body`"},
    {HEAD R "of residents board", 20, 14, "expected `of`, found `board`"},
    {HEAD R "of residents of clerk", 20, 17, "party `clerk` is a resident: nobody holds a role in it"},
    {HEAD R "of owners of nobody", 20, 14, "party `nobody` is not one of this procedure's: board, clerk"},
    {HEAD R "of owners of superior of", 20, 25, "expected the party's name, found the end of the line"},
    {HEAD R "of member of clerk", 20, 14, "party `clerk` is a resident: nobody holds a role in it"},
    {HEAD R "of guest of board", 20, 4, "role `guest` is not one of this rulebook's: member, head"},
    {HEAD R "of others", 20, 4, "roll `others` is not one of this procedure's: r"},
    {HEAD R "of parent.a-b", 20, 4, "`parent.a-b` does not name a roll above"},
    {HEAD R "of r", 20, 4, "roll `r` is of itself"},
    {HEAD ALL R "of all still now", 23, 14, "expected the end of the line, found `now`"},
    {HEAD R ANY "of member of board\nof head of board\nof residents of board\nof owners of board\n", 24, 4,
     "there can be at most 4 `of` lines of a roll"},
    {HEAD ALL R "of any resident\nnot all\nfilled by start\n", 22, 6,
     "`start` fills roll `r` and roll `all`, which that leaves out: not in one move"},
    {HEAD ALL "roll list \"L\"\nof all\n" R "of any resident\nnot list\nfilled by start\n", 24, 6,
     "`start` fills roll `r` and roll `all`, which that leaves out: not in one move"},
    {HEAD R ANY ANY, 21, 4, "roll `r` says `of` the same in line 20"},
    {HEAD R "of member of board\nof head of board\nof member of board\n", 22, 4,
     "roll `r` says `of` the same in line 20"},
    {HEAD R "of owners of superior of board\nof owners of superior of board\n", 21, 4,
     "roll `r` says `of` the same in line 20"},
    {HEAD ALL R "of all\nof all still\nby self\nin open\n", 24, 4, "roll `r` says `of` the same in line 23"},
    {HEAD R "of parent.all\nof parent.all still\n", 21, 4, "roll `r` says `of` the same in line 20"},
    {HEAD R "not", 20, 4, "expected a party or a roll, found the end of the line"},
    {HEAD R "not nobody", 20, 5, "`nobody` is neither a party nor a roll of this procedure: board, clerk; r"},
    {HEAD R "not r", 20, 5, "roll `r` leaves out itself"},
    {HEAD R "not board clerk board", 20, 17, "party `board` stands twice"},
    {HEAD ALL R "not all all", 23, 9, "roll `all` stands twice"},
    {HEAD R "not board\nnot clerk", 21, 1, "`not` stands twice in its block"},
    {HEAD R "filled", 20, 7, "expected `by`, found the end of the line"},
    {HEAD R "filled by nobody", 20, 11, "move `nobody` is not one of this procedure's: start, close"},
    {HEAD R "filled by start close", 20, 17, "expected the end of the line, found `close`"},
    {HEAD R "filled by start\nfilled by close", 21, 1, "`filled` stands twice in its block"},
    {HEAD R "by", 20, 3, "expected who makes the move, found the end of the line"},
    {HEAD R "by nobody", 20, 4, "`nobody` is neither a party nor a roll of this procedure: board, clerk; r"},
    {HEAD R "by guest of self", 20, 4, "role `guest` is not one of this rulebook's: member, head"},
    {HEAD R "by guest of board", 20, 4, "role `guest` is not one of this rulebook's: member, head"},
    {HEAD R "by board", 20, 4, "party `board` is an organization: say which role of it makes the move"},
    {HEAD R "by any body", 20, 8, "expected `resident`, found `body`"},
    {HEAD R "by time", 20, 4, "nobody is entered or taken out `by time`: somebody answers for it"},
    {HEAD R "by parent", 20, 4, "nobody is entered or taken out `by parent`: somebody answers for it"},
    {HEAD R "by self not clerk not clerk", 20, 23, "party `clerk` stands twice"},
    {HEAD R "by self once", 20, 9, "expected the end of the line, found `once`"},
    {HEAD R "by self in open again", 20, 17, "state `again` is not one of this procedure's: open, shut"},
    {HEAD R "by self in", 20, 11, "expected the state's name, found the end of the line"},
    {HEAD R "by self\n"
            "by self\n"
            "by self\n"
            "by self\n"
            "by self\n"
            "by self\n"
            "by self\n"
            "by self\n"
            "by self\n",
     28, 4, "there can be at most 8 `by` lines of a roll"},
    {HEAD R "out self", 20, 5, "expected `by`, found `self`"},
    {HEAD R "out by", 20, 7, "expected who makes the move, found the end of the line"},
    {HEAD R "out by self nobody", 20, 13, "`nobody` is neither a party nor a roll of this procedure: board, clerk; r"},
    {HEAD R "out by self self self self self\nout by self self self self", 21, 23,
     "there can be at most 8 who take out of a roll"},
    {HEAD R "in", 20, 3, "expected the state's name, found the end of the line"},
    {HEAD R "in open closed", 20, 9, "state `closed` is not one of this procedure's: open, shut"},
    {HEAD R "in open open", 20, 9, "state `open` stands twice"},
    {HEAD R "on", 20, 3, "expected the name of a detail that is a date, found the end of the line"},
    {HEAD R "on proxy", 20, 4, "`proxy` is no detail of this procedure that is a date"},
    {HEAD R "on day\non day", 21, 1, "`on` stands twice in its block"},
    {HEAD R "many many", 20, 6, "expected the end of the line, found `many`"},
    {HEAD R "at least 3", 20, 4, "expected `most`, found `least`"},
    {HEAD R "at most 0", 20, 9, "expected a number of entries, from 1 to 16777215, found `0`"},
    {HEAD R "at most 16777216", 20, 9, "expected a number of entries, from 1 to 16777215, found `16777216`"},
    {HEAD R "needs day\nat most 1 each day", 21, 16,
     "detail `day` is not one choice, resident or organization: it does not part entries"},
    {HEAD R "needs groups\nat most 1 each groups", 21, 16,
     "detail `groups` is not one choice, resident or organization: it does not part entries"},
    {HEAD R "needs text\nat most 1 each text", 21, 16,
     "detail `text` is not one choice, resident or organization: it does not part entries"},
    {HEAD R "takes group\nat most 1 each group", 21, 16,
     "roll `r` does not need `group`, so an entry could leave it out"},
    {HEAD R "at most 1 each colour", 20, 16,
     "field `colour` is not one of this procedure's: proxy, weight, day, group, groups; nor of the language's: title, "
     "text, reason, evidence, remedy, name, note, place, point, channel, track, urgency, result, class, matter, "
     "against, "
     "public_safety, masked, ..."},
    {HEAD R "needs group group", 20, 13, "field `group` stands twice"},
    {HEAD R "needs group\ntakes group", 21, 7, "field `group` stands twice"},
    {HEAD R "needs colour", 20, 7,
     "field `colour` is not one of this procedure's: proxy, weight, day, group, groups; nor of the language's: title, "
     "text, reason, evidence, remedy, name, note, place, point, channel, track, urgency, result, class, matter, "
     "against, "
     "public_safety, masked, ..."},
    {HEAD R "takes colour", 20, 7,
     "field `colour` is not one of this procedure's: proxy, weight, day, group, groups; nor of the language's: title, "
     "text, reason, evidence, remedy, name, note, place, point, channel, track, urgency, result, class, matter, "
     "against, "
     "public_safety, masked, ..."},
    {HEAD R "public text", 20, 8, "expected the end of the line, found `text`"},
    {HEAD R "counts heads", 20, 8, "expected `attendance` or `turnout`, found `heads`"},
    {HEAD R "counts turnout\ncounts attendance", 21, 1, "`counts` stands twice in its block"},
};

static const struct faulty together[] = {
    {HEAD R "by self\nin open", 19, 6, "roll `r` does not say `of` whom it is"},
    {HEAD R ANY, 19, 6, "nobody comes on roll `r`: it says neither `filled by` nor `by`"},
    {HEAD R ANY "by self\n", 21, 4, "roll `r` says `in` no state that it is open"},
    {HEAD R ANY "by self in open\nby self\n", 22, 4, "roll `r` says `in` no state that it is open"},
    {HEAD R ANY "by self in open\nout by self\n", 22, 8, "roll `r` says `in` no state that anybody is taken out of it"},
    {HEAD R ANY "filled by start\nin open\n", 19, 6, "roll `r` is open, and nobody enters anybody or takes them out"},
    {HEAD R ANY "by self\nin open\non day\n", 19, 6, "roll `r` is on `day`, a day that no move brings"},
    {HEAD "needs day\n" R ANY "by self\nin open\non day\nmany\n", 20, 6, "roll `r` is `many`: it is on no day"},
    {HEAD "needs day\n" R ANY "filled by close\non day\n", 20, 6, "roll `r` is filled by a move: it is on no day"},
    {HEAD ALL R "of all\non day\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `on`"},
    {HEAD ALL R "of all\nin open\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `in`"},
    {HEAD ALL R "of all still\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `still`"},
    {HEAD ALL R "of all\nnot clerk\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `not`"},
    {HEAD ALL R "of all\nneeds text\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `needs`"},
    {HEAD ALL R "of all\nat most 1\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `at most`"},
    {HEAD ALL R "of all\nout by self\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `out by`"},
    {HEAD ALL R "of all\nmany\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `many`"},
    {HEAD ALL R "of all\ntakes text\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `takes`"},
    {HEAD ALL R "of all\nproofs\n", 22, 6,
     "nobody enters anybody on roll `r`: it is the list that it is of, and says no `proofs`"},
    {HEAD R ANY "many\nproofs\nby self\nin open\n", 19, 6,
     "roll `r` is `many`: nobody has one line there that `proofs` could show"},
    {HEAD R ANY "many\nby self again\nin open\n", 22, 4, "roll `r` is `many`: no entry gives way to another `again`"},
    {HEAD OWN "detail n \"N\" number on own\n", 23, 24, "roll `own` is not `many`: no entry on it has a number"},
    {HEAD OWN "many\ndetail n \"N\" number on owm\n", 24, 24, "roll `owm` is not one of this procedure's: own"},
    {HEAD OWN "many\ndetail n \"N\" number on\n", 24, 23, "expected the roll's name, found the end of the line"},
    {HEAD OWN "many\ndetail n \"N\" number on own to 3\n", 24, 28, "expected the end of the line, found `to`"},
    {HEAD OWN "many\ndetail n \"N\" number on parent.own\n", 24, 24,
     "detail `n`: its number is on a roll of this procedure"},
    {HEAD OWN "many\nmatter m \"M\"\ndetail n \"N\" number on own\n", 25, 24,
     "a report is on no roll yet: nothing has a number"},
    {HEAD R ANY "many\nfilled by start\n", 19, 6,
     "roll `r` is `many`: a move that fills it puts all on it once, and brings none"},
    {HEAD R ANY "at most 2\nfilled by start\n", 19, 6,
     "roll `r` has a limit: a move that fills it puts all on it once, and brings none"},
    {HEAD R ANY "needs text\nfilled by start\n", 19, 6,
     "roll `r` needs details: a move that fills it puts all on it once, and brings none"},
    {HEAD ALL R "of all\n" ANY "filled by close\n", 24, 4,
     "roll `r` has two bases: this line leads to another than line 23"},
    {HEAD ALL R ANY "of all\nfilled by close\n", 24, 4,
     "roll `r` has two bases: this line leads to another than line 23"},
    {HEAD ALL OWN R "of all\nof own\nfilled by close\n", 28, 4,
     "roll `r` has two bases: this line leads to another than line 27"},
    {HEAD R "of x\nroll x \"X\"\nof r\n", 19, 6, "roll `r` is of itself in the end"},
    {HEAD ALL R "of all\nfilled by start\n", 22, 6,
     "`start` fills roll `r` and roll `all`, which that is of: not in one move"},
    {HEAD ALL "roll copy \"S\"\nof all\n" R "of copy\nfilled by start\n", 24, 6,
     "`start` fills roll `r` and roll `all`, which that is of: not in one move"},
    {HEAD ALL SOME R "of some\nfilled by start\n", 26, 6,
     "`start` fills roll `r` and roll `all`, which that is of: not in one move"},
    {HEAD OWN "many\n" R "of own\nfilled by close\n", 25, 4, "roll `own` is `many`: nobody stands on it once"},
    {HEAD ALL SOME R "of all\nby some\nin open\n", 28, 4,
     "roll `some` asks for no `proxy`, a resident, who could act by it"},
    {HEAD ALL SOME "many\nneeds proxy\n" R "of all\nby some\nin open\n", 30, 4,
     "roll `some` is `many`: it names no one proxy"},
    {HEAD ALL SOME "needs proxy group\nat most 1 each group\n" R "of all\nby some\nin open\n", 30, 4,
     "roll `some` keeps `group` of each entry, not its `proxy`"},
    {HEAD ALL SOME R "of all\nby self\nout by some\nin open\n", 29, 8,
     "roll `some` asks for no `proxy`, a resident, who could act by it"},
    {HEAD R "of parent.all\nfilled by close\n", 20, 4, "no procedure opens `p`: it has no parent"},
    {HEAD R ANY "by parent.all\nin open\n", 21, 4, "no procedure opens `p`: it has no parent"},
    {HEAD R "of residents of parent.all\nfilled by close\n", 20, 17, "no procedure opens `p`: it has no parent"},
    {HEAD OPENS CHILD R "of parent.all\nfilled by ask\n", 28, 4,
     "`p` has no roll `all`, and no procedure opens it that has"},
    {HEAD OPENS ALL CHILD R "of parent.all\nof parent.some\nfilled by ask\n", 32, 4,
     "`p` has no roll `some`, and no procedure opens it that has"},
    {HEAD OPENS ALL OWN CHILD R "of parent.all\nof parent.own\nfilled by ask\n", 36, 4,
     "roll `r` has two bases: this line leads to another than line 35"},
    {HEAD R "of owners of board\nby self\nin open\nat most 1 each household\n", 19, 6,
     "roll `r` is of owners, who are of no household there"},
    {HEAD R ANY "by self again\nin open\n"
                "roll s \"S\"\nof r\nby self\nin open\nat most 1 each household\n",
     23, 6, "roll `s` is of `r`, where somebody can come to be of another household"},
    {HEAD R ANY "by self\nin open\nmany\nat most 1 each household\n", 19, 6,
     "roll `r` is `many`: nobody stands there once for a household"},
    {HEAD OPENS OWN "many\n" CHILD R "of parent.own\nfilled by ask\n", 33, 4,
     "roll `own` of `p` is `many`: nobody stands on it once"},
    {HEAD OPENS ALL CHILD R "of parent.all\nby parent.all\nin t\n", 32, 4,
     "roll `all` asks for no `proxy`, a resident, who could act by it"},
    {HEAD OPENS ALL CHILD R "of parent.all\nby parent.board\nin t\n", 32, 4,
     "party `board` of `p` is an organization: say which role of it makes the move"},
    {HEAD OPENS ALL CHILD R "of member of parent.clerk\nfilled by ask\n", 31, 14,
     "party `clerk` of `p` is a resident: nobody holds a role in it"},
};

static const struct faulty shares[] = {
    {HEAD ALL CLOSE "not", 24, 9, "expected the guard's name, found the end of the line"},
    {HEAD ALL CLOSE "cast at least 1", 24, 6,
     "guard `cast` is not one of the language's; the nearest is `last`: track, channel, urgency, matter, contact, "
     "unaccused, same_place, same_matter, owing, unfollowed, delegates, children, used_up, unsettled, public_safety, "
     "routed, says, given, answered, ..."},
    {HEAD ALL CLOSE "all", 24, 9, "expected `at least` or `more than`, found the end of the line"},
    {HEAD ALL CLOSE "all at most 1", 24, 13, "expected `least`, found `most`"},
    {HEAD ALL CLOSE "all more then 1", 24, 15, "expected `than`, found `then`"},
    {HEAD ALL CLOSE "all at least", 24, 18,
     "expected a number or a share N/D from 1 to 4294967295, found the end of the line"},
    {HEAD ALL CLOSE "all at least 0", 24, 19, "expected a number or a share N/D from 1 to 4294967295, found `0`"},
    {HEAD ALL CLOSE "all at least 4294967296", 24, 19,
     "expected a number or a share N/D from 1 to 4294967295, found `4294967296`"},
    {HEAD ALL SOME CLOSE "some at least 1/2", 28, 23, "expected `of`, found the end of the line"},
    {HEAD ALL SOME CLOSE "some at least 0/2 of all", 28, 20, "expected how many parts from 1 to 10000, found `0`"},
    {HEAD ALL SOME CLOSE "some at least 1/0 of all", 28, 22, "expected of how many parts from 1 to 10000, found `0`"},
    {HEAD ALL SOME CLOSE "some at least 1/10001 of all", 28, 22,
     "expected of how many parts from 1 to 10000, found `10001`"},
    {HEAD ALL SOME CLOSE "some at least 3/2 of all", 28, 20,
     "`3/2` of a whole is more than there is: no share is ever that"},
    {HEAD ALL SOME CLOSE "some more than 2/2 of all", 28, 21,
     "`2/2` of a whole is more than there is: no share is ever more than that"},
    {HEAD ALL SOME CLOSE "some at least 1/2/3 of all", 28, 22,
     "expected of how many parts from 1 to 10000, found `2/3`"},
    {HEAD ALL SOME CLOSE "some at least / of all", 28, 20, "expected how many parts from 1 to 10000, found ``"},
    {HEAD ALL SOME CLOSE "some at least 1/2 of each", 28, 27, "roll `each` is not one of this procedure's: all, some"},
    {HEAD ALL SOME CLOSE "some at least 1/2 of all by feet", 28, 34,
     "axis `feet` is not one of the language's: heads, units, area, weight"},
    {HEAD ALL SOME CLOSE "some at least 1/2 of all by area", 28, 6,
     "roll `all` is not all `of owners`: it has no area to count by"},
    {HEAD ALL SOME CLOSE "some at least 1/2 of all by weight", 28, 6,
     "roll `all` asks for no `weight`, a number, to count by"},
    {HEAD ALL SOME CLOSE "some at least 1 and", 28, 22, "expected the end of the line, found `and`"},
    {HEAD ALL SOME CLOSE "some at least 1 or", 28, 24, "expected the roll's name, found the end of the line"},
    {HEAD ALL SOME CLOSE "some at least 1 or track complaint", 28, 25,
     "roll `track` is not one of this procedure's: all, some"},
    {HEAD ALL OWN CLOSE "own at least 1/2 of all by units", 28, 26,
     "this share has two bases, and only heads are counted alike on both"},
    {HEAD ALL OWN "many\n" CLOSE "own at least 1", 29, 6, "roll `own` is `many`: a share counts each once"},
    {HEAD ALL CLOSE "parent.all at least 1", 24, 6, "no procedure opens `p`: it has no parent"},
    {HEAD OPENS CHILD "when parent.all at least 1", 27, 6, "`p` has no roll `all`, and no procedure opens it that has"},
    {HEAD CLOSE "parent in open", 21, 16, "no procedure opens `p`: it has no parent"},
    {HEAD OPENS CHILD "when parent", 27, 12, "expected `in`, found the end of the line"},
    {HEAD OPENS CHILD "when parent in", 27, 15, "expected a state of what opens this, found the end of the line"},
    {HEAD OPENS CHILD "when parent in opn", 27, 16, "nothing that opens `q` has a state `opn`; the nearest is `open`"},
    {HEAD OPENS CHILD "when parent in open open", 27, 21, "state `open` stands twice"},
    {HEAD OPENS UP OPENS CHILD "when parent in open", 35, 1, "`up` opens `q` too, and has none of these states"},
    {HEAD OPENS ALL OWN CHILD "when parent.own at least 1/2 of parent.all by units", 34, 33,
     "this share has two bases, and only heads are counted alike on both"},
};

static const struct faulty above[] = {
    {HEAD OPENS ALL UP OPENS CHILD R "of parent.all\nfilled by ask\n", 39, 4,
     "`up` has no roll `all`, and no procedure opens it that has"},
    {HEAD "needs organization\nopens mid for organization\n" MID "opens q for organization\n" CHILD R
          "of parent.all\nfilled by ask\n",
     36, 4, "`p` has no roll `all`, and no procedure opens it that has"},
    {HEAD "needs organization\nopens mid for organization\n" ALL MID "opens mid for organization\n"
          "roll all \"A\"\nof parent.all\nfilled by ask\n",
     33, 4, "roll `all` of `mid` is of itself in the end: procedures open each other"},
    {HEAD "needs organization\nopens mid for organization\n" ALL MID
          "opens q for organization\nroll own \"R\"\nof parent.all\nby head of boss\nin t\n" CHILD
          "when parent.own at least 1/2 of parent.all by area",
     42, 6, "roll `all` is not all `of owners`: it has no area to count by"},
};

#define AGAIN "move again open -> shut\nby clerk\n"
static const struct faulty effects[] = {
    {HEAD ALL AGAIN "tells", 24, 6, "expected whom to tell, found the end of the line"},
    {HEAD ALL AGAIN "tells nobody", 24, 7,
     "`nobody` is neither a party nor a roll of this procedure: board, clerk; all"},
    {HEAD ALL AGAIN "tells head of clerk", 24, 15, "party `clerk` is a resident: nobody holds a role in it"},
    {HEAD ALL AGAIN "tells parent.all", 24, 7, "no procedure opens `p`: it has no parent"},
    {HEAD ALL AGAIN "tells all board clerk head of board all all all all\ntells all", 25, 7,
     "there can be at most 8 whom a move tells"},
    {HEAD ALL AGAIN "appoints", 24, 9, "expected the role's name, found the end of the line"},
    {HEAD ALL AGAIN "appoints guest in board from all", 24, 10,
     "role `guest` is not one of this rulebook's: member, head"},
    {HEAD ALL AGAIN "appoints key in board from all\nrole key \"K\"\nmay adopt\n", 24, 10,
     "role `key` may do something by itself: a move neither gives nor ends it"},
    {HEAD ALL AGAIN "appoints member of board from all", 24, 17, "expected `in`, found `of`"},
    {HEAD ALL AGAIN "appoints member in clerk from all", 24, 20,
     "party `clerk` is a resident: nobody holds a role in it"},
    {HEAD ALL AGAIN "appoints member in board all", 24, 26, "expected `from`, found `all`"},
    {HEAD ALL AGAIN "appoints member in board from clerk", 24, 31, "roll `clerk` is not one of this procedure's: all"},
    {HEAD ALL AGAIN "appoints member in board from parent.all", 24, 31, "no procedure opens `p`: it has no parent"},
    {HEAD ALL AGAIN "appoints member in board from all for ever", 24, 39,
     "expected a length from 1 to 527040, found `ever`"},
    {HEAD ALL AGAIN "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n"
                    "appoints member in board from all\n",
     32, 10, "there can be at most 8 offices that a move gives or ends"},
    {HEAD ALL AGAIN "ends key in board\nrole key \"K\"\nmay adopt\n", 24, 6,
     "role `key` may do something by itself: a move neither gives nor ends it"},
    {HEAD ALL AGAIN "ends member in board of", 24, 24, "expected a party or a roll, found the end of the line"},
    {HEAD ALL AGAIN "ends member in board of board", 24, 25, "party `board` is an organization: it holds no office"},
    {HEAD ALL AGAIN "ends member in board of nobody", 24, 25,
     "`nobody` is neither a party nor a roll of this procedure: board, clerk; all"},
    {HEAD ALL AGAIN "tells al", 24, 7, "`al` is neither a party nor a roll of this procedure: board, clerk; all"},
    {HEAD "move again open -> same\nby clerk\ntells al", 21, 7,
     "`al` is neither a party nor a roll of this procedure: board, clerk"},
    {HEAD "  roll r \"R\"\n    of any resident\n  public\n", 21, 3,
     "`public` is read as roll `r`'s here: stand it deeper than that line, or right below the procedure's own"},
    {HEAD "  roll r \"R\"\n    of any resident\n public proxy\n", 21, 2,
     "`public` is read as roll `r`'s here: stand it deeper than that line, or right below the procedure's own"},
    {HEAD ALL AGAIN "ends member in board from all", 24, 22, "expected the end of the line, found `from`"},
};

static void every_fault_has_its_place(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, HEAD ALL SOME CLOSE "some at least 1/3 of all\n");
    reading_done(&read);
    EACH_FAULTY(lines);
    EACH_FAULTY(together);
    EACH_FAULTY(shares);
    EACH_FAULTY(above);
    EACH_FAULTY(effects);
}

/* ---- limits ---- */

static void every_limit_holds_and_one_past_is_refused(void **state) {
    (void)state;
    static char text[65536];
    struct reading read;
    for (uint32_t count = MAX_ROLLS; count <= MAX_ROLLS + 1; count++) {
        size_t len = (size_t)snprintf(text, sizeof text, "%s", HEAD);
        for (uint32_t r = 0; r < count; r++)
            len += (size_t)snprintf(text + len, sizeof text - len, "roll r%u \"R\"\nof any resident\nfilled by start\n",
                                    r);
        reading_of(&read, text, len);
        assert_int_equal(read.status, count == MAX_ROLLS ? CGOV_OK : CGOV_E_RULEBOOK);
        if (read.status) assert_string_equal(read.fault.message, "there can be at most 16 rolls of a procedure");
        reading_done(&read);
    }
    for (uint32_t count = MAX_SHARES; count <= MAX_SHARES + 1; count++) {
        size_t len = (size_t)snprintf(text, sizeof text, "%s", HEAD ALL CLOSE "all at least 1");
        for (uint32_t s = 1; s < count; s++)
            len += (size_t)snprintf(text + len, sizeof text - len, " or all more than %u", s);
        reading_of(&read, text, len);
        assert_int_equal(read.status, count == MAX_SHARES ? CGOV_OK : CGOV_E_RULEBOOK);
        if (read.status)
            assert_string_equal(read.fault.message, "there can be at most 64 shares in the guards of a procedure");
        reading_done(&read);
    }
}

static void numbers_hold_at_their_limits(void **state) {
    (void)state;
    static const char *const texts[] = {
        HEAD ALL SOME CLOSE "some at least 10000/10000 of all or some more than 9999/10000 of all\n",
        HEAD ALL SOME "at most 16777215\n" CLOSE "some more than 4294967295\n",
        HEAD ALL OWN CLOSE "own at least 1/2 of all\n", /* heads are counted alike */
        HEAD R ANY "by self\nby self\nby self\nby self\nby self\nby self\nby self\nby self\nin open\n"
                   "out by self self self self self self self self\n",
    };
    struct reading read;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading_ok(&read, texts[i]);
        reading_done(&read);
    }
}

/* The longest way up there can be, and no way out of it but by its end: read in an instant. */
static void a_way_up_may_pass_all_procedures(void **state) {
    (void)state;
    static char text[65536];
    size_t len = (size_t)snprintf(text, sizeof text, "%s", ROLES);
    for (uint32_t p = 0; p < MAX_PROCEDURES; p++) {
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "procedure p%u \"P\"\nparty boss \"B\" organization\nroll r \"R\"\nof %s\n"
                                "filled by ask\nstage s \"S\"\nstate t \"T\" final\nopen ask -> t\nby parent\n",
                                p, p == 0 ? "any resident" : "parent.r");
        for (uint32_t q = p + 1; q < MAX_PROCEDURES; q++)
            len += (size_t)snprintf(
                text + len, sizeof text - len,
                "move m%u t -> same\nby head of boss\nneeds organization\nopens p%u for organization\n", q, q);
    }
    len += (size_t)snprintf(text + len, sizeof text - len,
                            "move end t -> same\nby head of boss\nwhen r at least 1/2 of parent.r\n");
    struct reading read;
    reading_of(&read, text, len);
    assert_string_equal(read.fault.message, "");
    assert_int_equal(read.book.procedures[0].rolls[0].axes, BIT(AXIS_HEADS));
    reading_done(&read);
}

static void no_memory_at_any_point_holds_nothing(void **state) {
    (void)state;
    for (uint32_t fail = 1;; fail++) {
        struct reading read;
        memset(&read, 0, sizeof read);
        test_alloc_fail(&read.alloc, fail, false);
        reading_go(&read, meeting, strlen(meeting));
        const int32_t status = read.status;
        reading_done(&read);
        if (status == CGOV_OK) break;
        assert_int_equal(status, CGOV_E_NOMEM);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rolls_are_read),
        cmocka_unit_test(lines_of_a_roll_are_read),
        cmocka_unit_test(shares_are_read),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(every_limit_holds_and_one_past_is_refused),
        cmocka_unit_test(numbers_hold_at_their_limits),
        cmocka_unit_test(a_way_up_may_pass_all_procedures),
        cmocka_unit_test(no_memory_at_any_point_holds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
