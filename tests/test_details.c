/* Details declared by the text: their numbers, the forms they make, each type at its borders, who reads them, and what
 * a journal of a stranger's may say of them. */
#include "support/hall.h"

#include "base/abi.h"
#include "base/civil.h"
#include "entities/details.h"
#include "ledger/handle.h"
#include "records/given.h"
#include "support/details.h"
#include "support/fields.h"
#include "support/reading.h"
#include "support/test.h"
#include "support/watch.h"

static struct town town;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    hall_adopt(&town, hall_rules, NULL);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

/* ---- the language ---- */

#define BLOCKS                                                                                                         \
    "stage s \"S\"\nstate a \"A\" held by office\nstate b \"B\" final\nopen o -> a\nby any resident\n"                 \
    "needs organization\nsets office to given\nmove e a -> b\nby any resident\n"
#define TEXT(lines) "rulebook 1\nprocedure p \"P\"\nparty office \"O\" organization\n" lines BLOCKS

/* eight details of long names */
#define LONG(letter, digit) "detail " letter "12345678901234567890123456" digit " \"L\" date\n"
#define EIGHT(letter)                                                                                                  \
    LONG(letter, "71")                                                                                                 \
    LONG(letter, "72")                                                                                                 \
    LONG(letter, "73") LONG(letter, "74") LONG(letter, "75") LONG(letter, "76") LONG(letter, "77") LONG(letter, "78")

static const struct faulty faults[] = {
    {TEXT("detail\n"), 4, 7, "expected the detail's name, found the end of the line"},
    {TEXT("detail title \"T\" words\n"), 4, 8, "`title` is a field of the library's: it cannot be declared"},
    {TEXT("detail none \"T\" words\n"), 4, 8, "`none` is a word of the language: it cannot be a name"},
    {TEXT("detail x words\n"), 4, 10, "expected the detail's title in quotes, found `words`"},
    {TEXT("detail x \"X\" colour\n"), 4, 14,
     "type `colour` is not one of the language's: words, number, date, choice, resident, organization, item, place"},
    {TEXT("detail x \"X\" words repeats\n"), 4, 20, "words do not repeat: they are written in one text"},
    {TEXT("detail x \"X\" number 5 to 4\n"), 4, 26, "the range ends at `4`, before it begins"},
    {TEXT("detail x \"X\" number 1 4\n"), 4, 23, "expected `to`, found `4`"},
    {TEXT("detail x \"X\" number 9007199254740992 to 1\n"), 4, 21,
     "expected a number of at most 9007199254740991, found `9007199254740992`"},
    {TEXT("detail x \"X\" number - to 1\n"), 4, 21, "expected a number of at most 9007199254740991, found `-`"},
    {TEXT("detail x \"X\" date 2026-02-29 to 2026-03-01\n"), 4, 19,
     "expected a date of the calendar, as 2026-02-15, found `2026-02-29`"},
    {TEXT("detail x \"X\" choice\n"), 4, 20, "expected a choice's name, found the end of the line"},
    {TEXT("detail x \"X\" choice a b a\n"), 4, 25, "choice `a` stands twice"},
    {TEXT("detail x \"X\" choice A\n"), 4, 21,
     "expected a choice's name, of 1 to 31 letters a-z, digits and _, found `A`"},
    {TEXT("detail x \"X\" date read by all\n"), 4, 27,
     "view `all` is not one of the language's: public, partner, reporter, office"},
    {TEXT("detail x \"X\" date read by office repeats\n"), 4, 34, "expected the end of the line, found `repeats`"},
    {TEXT("detail x \"X\" date\ndetail x \"X\" date\n"), 5, 8, "detail `x` stands twice"},
    {TEXT("detail office \"X\" organization\n"), 4, 8,
     "`office` is a party: its name is a detail of its kind without being declared"},
    {TEXT("detail x \"X\" words\n") "public x\n", 14, 1, "`public` starts no line that can stand here; these do: "},
    {"rulebook 1\nprocedure p \"P\"\npublic x\ndetail x \"X\" words\n" BLOCKS, 3, 8,
     "detail `x` says itself who reads it: `read by public`"},
    {TEXT("") "needs day\n", 13, 7, NULL},
    {TEXT("detail seats \"S\" date\ndetail day \"D\" date\n") "takes seat day dya\n", 15, 7,
     "field `seat` is not one of this procedure's; the nearest is `seats`: seats, day; nor of the language's: title, "
     "text, "},
    {TEXT("detail seats \"S\" date\n") "takes txet\n", 14, 7,
     "field `txet` is not one of this procedure's; the nearest is `text`: seats; nor of the language's: title, text, "},
    {TEXT(EIGHT("a") EIGHT("b")) "needs x\n", 29, 7,
     "field `x` is not one of this procedure's: a1234567890123456789012345671, "
     "a1234567890123456789012345672, a1234567890123456789012345673, a1234567890123456789012345674, "
     "a1234567890123456789012345675, a1234567890123456789012345676, ..."},
    {TEXT("detail x \"X\" date\n") "needs x\nwhen owing x\n", 15, 12, "field `x` does not name an issue"},
    {TEXT("detail x \"X\" item repeats\n") "needs x\nwhen owing x\n", 15, 12, "field `x` does not name an issue"},
    {TEXT("detail x \"X\" organization\n") "when contact x\n", 14, 14,
     "field `x` is none that move `e` needs or takes"},
    {TEXT("detail x \"X\" resident\n") "needs x\nwhen contact x\n", 15, 14,
     "`x` is neither a party of this procedure nor a field that names organizations"},
    {TEXT("detail x \"X\" date\n") "procedure q \"Q\"\nparty office \"O\" organization\ndetail x \"X\" words\n" BLOCKS,
     16, 8, "detail `x` is of another type on line 4"},
    {TEXT("detail x \"X\" date\n") "matter m \"M\"\ndetail x \"X\" place\n", 15, 8,
     "detail `x` is of another type on line 4"},
    {TEXT("detail x \"X\" item\n") "matter m \"M\"\ndetail x \"X\" item repeats\n", 15, 8,
     "detail `x` repeats here, and takes one value on line 4"},
    {TEXT("") "needs office\nmatter m \"M\"\ndetail office \"O\" organization repeats\n", 15, 8,
     "detail `office` repeats here, and takes one value on line 3"},
    {TEXT("") "matter m \"M\"\ndetail x \"X\" date\ndetail x \"X\" date\n", 15, 8, "detail `x` stands twice"},
    {TEXT("") "matter m \"M\"\ndetail x \"X\" date\nneeds y\n", 15, 7, "detail `y` is not one of this matter's: x"},
    {TEXT("") "matter m \"M\"\nneeds x\n", 14, 7, "detail `x` is not one of this matter's, which has none"},
    {TEXT("") "matter m \"M\"\ndetail x \"X\" date\nneeds x x\n", 15, 9, "detail `x` stands twice"},
};

static void every_fault_has_its_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct reading read = {.status = 0};
        reading_go(&read, faults[i].text, strlen(faults[i].text));
        assert_int_equal(read.status, CGOV_E_RULEBOOK);
        if (faults[i].message != NULL && strncmp(read.fault.message, faults[i].message, strlen(faults[i].message)) != 0)
            assert_string_equal(read.fault.message, faults[i].message);
        if (read.fault.line != faults[i].line || read.fault.column != faults[i].column)
            print_error("row %u: %u:%u %s\n", (unsigned)i, read.fault.line, read.fault.column, read.fault.message);
        assert_int_equal(read.fault.line, faults[i].line);
        assert_int_equal(read.fault.column, faults[i].column);
        reading_done(&read);
    }
}

/* The text is read, or one past a limit. */
static void expect_limit(const char *text, bool over, const char *message) {
    struct reading read = {.status = 0};
    reading_go(&read, text, strlen(text));
    assert_int_equal(read.status, over ? CGOV_E_RULEBOOK : CGOV_OK);
    if (over) assert_string_equal(read.fault.message, message);
    reading_done(&read);
}

/* A list has 64 places, a detail 64 choices, a matter 64 details: one more is a fault. */
static void limits(void **state) {
    (void)state;
    for (int over = 0; over < 2; over++) {
        static char text[16384];
        char *at = text;
        at += snprintf(at, sizeof text, "%s", TEXT(""));
        at += sprintf(at, "takes");
        for (int i = 0; i < 63 + over; i++) at += sprintf(at, " d%d", i); /* and `organization` */
        at += sprintf(at, "\n");
        for (int i = 0; i < 63 + over; i++) at += sprintf(at, "detail d%d \"D\" date\n", i);
        expect_limit(text, over, "there can be at most 64 details in a procedure");

        at = text + snprintf(text, sizeof text, "%s", "rulebook 1\nmatter m \"M\"\n");
        for (int i = 0; i < 64 + over; i++) at += sprintf(at, "detail d%d \"D\" date\n", i);
        expect_limit(text, over, "there can be at most 64 details of a matter");

        at = text + snprintf(text, sizeof text, "%s", "rulebook 1\nmatter m \"M\"\ndetail d \"D\" choice");
        for (int i = 0; i < 64 + over; i++) at += sprintf(at, " c%d", i);
        expect_limit(text, over, "there can be at most 64 choices of a detail");
    }
}

static void days_are_civil(void **state) {
    (void)state;
    static const int64_t days[] = {10101, 20240229, 20261231, 99991231};
    static const int64_t none[] = {0, -20260101, 10100, 20260229, 20261301, 20260100, 20260132, 99991232, INT64_MAX};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct civil date = {(int32_t)(days[i] / 10000), (uint32_t)(days[i] / 100 % 100), (uint32_t)(days[i] % 100)};
        assert_true(cgov__date_valid(days[i]) && cgov__date_number(date) == days[i]);
    }
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) assert_false(cgov__date_valid(none[i]));
}

/* ---- numbers ---- */

static void numbers_are_the_ledgers(void **state) {
    (void)state;
    static const char *const names[] = {"day",  "seats", "way",     "agenda",   "secret", "about",
                                        "seen", "site",  "helpers", "convenor", "rooms",  "tea"};
    for (uint32_t i = 0; i < 12; i++) assert_int_equal(hall_number(&town, names[i]), FIRST_DETAIL + i);
    /* A newer text names some again, in another order, and one of its own. */
    hall_adopt(&town,
               "rulebook 1\nrole head \"H\"\nprocedure walk \"W\"\ndetail fresh \"F\" date\ndetail seats \"S\" number\n"
               "party intake \"I\" organization\nstage s \"S\"\nstate a \"A\" held by intake\nstate b \"B\" final\n"
               "clock c from o until e\nfor 3 days\nlate tell head of intake\n"
               "open o -> a\nby head of intake\nneeds intake seats fresh\nsets intake to given\n"
               "move e a -> b\nby head of intake\n",
               NULL);
    assert_int_equal(hall_number(&town, "seats"), FIRST_DETAIL + 1);
    assert_int_equal(hall_number(&town, "fresh"), FIRST_DETAIL + 12);
    uint32_t number = 7;
    assert_int_equal(cgov_field_find(town.ledger, "nothing", &number), CGOV_E_NOT_FOUND);
    assert_int_equal(number, 0);
}

static void another_type_is_refused(void **state) {
    (void)state;
    const char *const texts[] = {"rulebook 1\nmatter m \"M\"\n\ndetail day \"D\" number\n",
                                 "rulebook 1\nmatter m \"M\"\n\ndetail tea \"D\" words\n",
                                 "rulebook 1\nmatter m \"M\"\n\ndetail convenor \"D\" resident\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        REFUSES(CGOV_E_REFUSED, CGOV_R_TYPE, hall_try_adopt(&town, texts[i], NULL));
        assert_int_equal(town_error(&town).line, 4);
    }
    REFUSES(CGOV_E_RULEBOOK, CGOV_R_SYNTAX,
            hall_try_adopt(&town, "rulebook 1\nmatter m \"M\"\ndetail note \"D\" words\n", NULL));
    assert_int_equal(town_error(&town).line, 3);
    hall_adopt(&town, "rulebook 1\nmatter m \"M\"\ndetail day \"D\" date\n", NULL);
}

/* ---- forms ---- */

static void forms_can_be_drawn(void **state) {
    (void)state;
    cgov_field_view fields[32] = {{.size = sizeof fields[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_field_list(town.ledger, NULL, 0, "meeting", "", "call", &cursor, fields, 32, &count),
                     CGOV_OK);
    assert_int_equal(count, 13);
    assert_true(fields[0].field == FIRST_DETAIL && fields[0].type == CGOV_DETAIL_DATE && fields[0].needed == 1);
    assert_true(fields[0].min == 20260101 && fields[0].max == 20271231 && fields[0].readers == CGOV_READ_PUBLIC);
    assert_string_equal(fields[0].name, "day");
    assert_string_equal(fields[0].title, "召开日期");
    assert_int_equal(fields[0].line, 6);
    assert_true(fields[1].type == CGOV_DETAIL_NUMBER && fields[1].min == 1 && fields[1].max == 500 &&
                !fields[1].needed);
    assert_true(fields[2].type == CGOV_DETAIL_CHOICE && fields[2].choices == 2 && !fields[2].repeats);
    assert_true(fields[5].type == CGOV_DETAIL_ITEM && fields[5].repeats == 1);
    assert_true(fields[9].field == CGOV_FIELD_TEXT && fields[9].line == 0 && fields[9].type == CGOV_DETAIL_WORDS);
    /* A page at a time; and a matter's own first. */
    cgov_field_view one = {.size = sizeof one};
    uint32_t pages = 0;
    for (cursor = 0; cgov_field_list(town.ledger, NULL, 2, "", "hall", "call", &cursor, &one, 1, &count) == CGOV_OK;
         pages++) {
        if (pages == 0) assert_true(one.matters == 1 && one.needed == 1 && one.field == hall_number(&town, "rooms"));
        if (pages == 1) assert_true(one.matters == 1 && one.needed == 0 && one.choices == 2);
        if (pages == 2) assert_true(one.matters == 0 && one.field == FIRST_DETAIL);
    }
    assert_int_equal(pages, 15);
    cursor = 0; /* other moves ask what they ask, whatever the matter */
    assert_int_equal(cgov_field_list(town.ledger, NULL, 2, "", "hall", "hand", &cursor, fields, 32, &count), CGOV_OK);
    assert_true(count == 1 && fields[0].field == hall_number(&town, "convenor"));
    assert_int_equal(fields[0].type, CGOV_DETAIL_ORGANIZATION);
    assert_string_equal(fields[0].title, "召集单位");

    cgov_choice_view choices[16] = {{.size = sizeof choices[0]}};
    cursor = 0;
    assert_int_equal(
        cgov_choice_list(town.ledger, NULL, 0, "meeting", "", FIRST_DETAIL + 2, &cursor, choices, 16, &count), CGOV_OK);
    assert_int_equal(count, 2);
    assert_string_equal(choices[1].name, "onsite");
    assert_string_equal(choices[1].title, "现场");
    cursor = 0;
    assert_int_equal(
        cgov_choice_list(town.ledger, NULL, 1, "issue", "", CGOV_FIELD_TRACK, &cursor, choices, 16, &count), CGOV_OK);
    assert_true(count == 8 && choices[2].value == CGOV_TRACK_COMPLAINT);
    cgov_rule_view rule = {.size = sizeof rule};
    cursor = 0;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, 0, CGOV_RULE_MOVE, "meeting", &cursor, &rule, 1, &count),
                     CGOV_OK);
    assert_true(rule.needs == 3 && rule.takes == 10);
}

/* ---- each type at its borders ---- */

#define CALL(...)                                                                                                      \
    hall_try_call(&town, (const cgov_detail[]){__VA_ARGS__},                                                           \
                  sizeof((cgov_detail[]){__VA_ARGS__}) / sizeof(cgov_detail), NULL)
#define LINE(n) assert_int_equal(town_error(&town).line, n)

static void what_the_text_asks(void **state) {
    (void)state;
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall_fact(&town, "day", 20251231)));
    LINE(6);
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall_fact(&town, "day", 20280101)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall_fact(&town, "day", 20260401), hall_fact(&town, "day", 20260402)));
    ANSWERS(CGOV_OK, CALL(hall_fact(&town, "day", 20260101)));
    ANSWERS(CGOV_OK, CALL(hall_fact(&town, "day", 20271231)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall_fact(&town, "seats", 0)));
    LINE(7);
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall_fact(&town, "seats", 501)));
    ANSWERS(CGOV_OK, CALL(hall_fact(&town, "seats", 1)));
    ANSWERS(CGOV_OK, CALL(hall_fact(&town, "seats", 500)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall_text(&town, "way", "mail")));
    LINE(8);
    ANSWERS(CGOV_OK, CALL(hall_text(&town, "way", "online")));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL,
            CALL(hall_fact(&town, "seen", (int64_t)town.resident), hall_fact(&town, "seen", (int64_t)town.resident)));
    LINE(12);
    ANSWERS(CGOV_OK,
            CALL(hall_fact(&town, "seen", (int64_t)town.resident), hall_fact(&town, "seen", (int64_t)town.neighbour)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TAKES, CALL(hall_fact(&town, "convenor", (int64_t)town.root)));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TAKES, CALL(hall_fact(&town, "rooms", 1)));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, CALL(hall_fact(&town, "seen", (int64_t)town.neighbour + 99)));
    cgov_id hidden = 0;
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    ANSWERS(CGOV_OK, town_try_report(&town, town.neighbour, &masked, 1, &hidden));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, CALL(hall_fact(&town, "about", (int64_t)hidden)));
    /* A part or a move without it. */
    cgov_act act = town_act(&town, town.resident);
    const cgov_detail dateless[] = {town_text(CGOV_FIELD_PROCEDURE, "meeting"), town_text(CGOV_FIELD_TEXT, "文"),
                                    town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, cgov_item_report(town.ledger, &act, dateless, 3, NULL));
}

static void what_the_type_asks(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_fact(&town, "day", 20260229)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_text(&town, "day", "2026-04-01")));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_fact(&town, "way", 1)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_fact(&town, "agenda", 1)));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, CALL(hall_text(&town, "way", "On")));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, CALL(hall_text(&town, "agenda", "")));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, CALL(hall_text(&town, "agenda", "\xff")));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, CALL(hall_fact(&town, "about", (int64_t)town.root)));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, CALL(hall_fact(&town, "helpers", (int64_t)issue)));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, CALL(hall_fact(&town, "seen", (int64_t)town.root)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_fact(&town, "seen", 0)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_fact(&town, "site", 99999)));
    ANSWERS(CGOV_OK, CALL(hall_fact(&town, "site", 990101)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(hall_fact(&town, "seats", INT64_C(9007199254740992))));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(town_number(1023, 1)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(town_number(FIRST_DETAIL + 12, 1)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(town_number(UINT32_MAX, 1)));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, CALL(town_number(512, 1)));
    static char long_words[1 << 20];
    memset(long_words, 'a', sizeof long_words - 1);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    uint32_t most = town.ledger->model.limit_text;
    assert_true(most < sizeof long_words - 1);
    long_words[most] = '\0';
    ANSWERS(CGOV_OK, CALL(hall_text(&town, "agenda", long_words)));
    long_words[most] = 'a';
    long_words[most + 1] = '\0';
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, CALL(hall_text(&town, "agenda", long_words)));
    /* Words want a salt, facts do not. */
    cgov_act act = town_act(&town, town.centre.officers[CLERK]);
    cgov_id meeting = hall_call(&town, NULL, 0);
    act.salt[0] = act.salt[1] = 0;
    const cgov_detail agenda = hall_text(&town, "agenda", "改"), day = hall_fact(&town, "day", 20260402);
    REFUSES(CGOV_E_SALT, CGOV_R_NONE, cgov_item_move(town.ledger, &act, meeting, "note", &agenda, 1, NULL));
    ANSWERS(CGOV_OK, cgov_item_move(town.ledger, &act, meeting, "note", &day, 1, NULL));
}

/* ---- read back ---- */

/* What an entry shows a reader, as a line: name=value for each. */
static const char *shown(cgov_id reader_id, cgov_id item, uint64_t seq) {
    static char line[512];
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_detail_view views[32] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0, needed = 0;
    uint32_t count = 0;
    int32_t status = cgov_detail_list(town.ledger, &reader, item, seq, &cursor, views, 32, &count);
    char *at = line;
    *at = '\0';
    if (status == CGOV_E_NOT_FOUND) return "hidden";
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    for (uint32_t i = 0; i < count; i++) {
        char text[64] = "";
        if (views[i].words)
            assert_int_equal(cgov_text_get(town.ledger, &reader, item, seq, views[i].field, text, sizeof text, &needed),
                             CGOV_OK);
        at += snprintf(at, 100, "%s%s=%s", i ? " " : "", views[i].name, views[i].words ? text : views[i].choice);
        if (!views[i].words && !views[i].choice[0])
            at += snprintf(at, 30, "%lld", (long long)views[i].number & 0xffffffffff);
    }
    /* By ones it is the same. */
    uint32_t ones = 0;
    for (cursor = 0; cgov_detail_list(town.ledger, &reader, item, seq, &cursor, views, 1, &count) == CGOV_OK;) ones++;
    cgov_history_view history[16];
    uint32_t entries = town_history(&town, reader_id, item, history, 16);
    for (uint32_t e = 0; e < entries; e++)
        if (history[e].seq == seq) assert_int_equal(history[e].details, ones);
    return line;
}

static cgov_id full_meeting(cgov_id issue) {
    const cgov_detail all[] = {hall_fact(&town, "day", 20260401),
                               hall_fact(&town, "helpers", (int64_t)town.street.id),
                               hall_fact(&town, "helpers", (int64_t)town.bureau.id),
                               hall_fact(&town, "seats", 12),
                               hall_text(&town, "way", "onsite"),
                               hall_text(&town, "agenda", "停车"),
                               hall_text(&town, "secret", "旧怨"),
                               hall_fact(&town, "about", (int64_t)issue),
                               hall_fact(&town, "seen", (int64_t)town.neighbour),
                               hall_fact(&town, "site", 990101)};
    return hall_call(&town, all, sizeof all / sizeof all[0]);
}

static void each_reads_their_part(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident), meeting = full_meeting(issue);
    uint64_t seq = town_item(&town, town.resident, meeting).version;
    cgov_id clerk = town.centre.officers[CLERK];
    char wanted[512];
    snprintf(wanted, sizeof wanted,
             "text=议一议。 day=20260401 seats=12 way=onsite agenda=停车 secret=旧怨 about=%llu seen=%llu site=990101 "
             "helpers=%llu helpers=%llu",
             (unsigned long long)issue & 0xffffffffff, (unsigned long long)town.neighbour & 0xffffffffff,
             (unsigned long long)town.street.id & 0xffffffffff, (unsigned long long)town.bureau.id & 0xffffffffff);
    assert_string_equal(shown(clerk, meeting, seq), wanted);
    snprintf(wanted, sizeof wanted,
             "text=议一议。 day=20260401 seats=12 way=onsite agenda=停车 about=%llu seen=%llu site=990101 "
             "helpers=%llu helpers=%llu",
             (unsigned long long)issue & 0xffffffffff, (unsigned long long)town.neighbour & 0xffffffffff,
             (unsigned long long)town.street.id & 0xffffffffff, (unsigned long long)town.bureau.id & 0xffffffffff);
    assert_string_equal(shown(town.resident, meeting, seq), wanted);
    snprintf(wanted, sizeof wanted, "day=20260401 seats=12 agenda=停车 about=%llu",
             (unsigned long long)issue & 0xffffffffff);
    assert_string_equal(shown(0, meeting, seq), wanted);
    /* Words that a reader is not shown are not there by their number either. */
    cgov_reader anybody = town_reader(&town, 0);
    char text[64];
    uint64_t needed;
    assert_int_equal(cgov_text_get(town.ledger, &anybody, meeting, 0, hall_number(&town, "secret"), text, 64, &needed),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_text_get(town.ledger, &anybody, meeting, 0, hall_number(&town, "agenda"), text, 64, &needed),
                     CGOV_OK);
    assert_string_equal(text, "停车");
    assert_int_equal(cgov_text_get(town.ledger, &anybody, meeting, 0, hall_number(&town, "day"), text, 64, &needed),
                     CGOV_E_ARG);
    /* The latest of a field. */
    const cgov_detail agenda = hall_text(&town, "agenda", "改期");
    town_move(&town, clerk, meeting, "note", &agenda, 1);
    assert_int_equal(cgov_text_get(town.ledger, &anybody, meeting, 0, hall_number(&town, "agenda"), text, 64, &needed),
                     CGOV_OK);
    assert_string_equal(text, "改期");
    /* A party's name. */
    const cgov_detail convenor = hall_fact(&town, "convenor", (int64_t)town.village.id);
    town_move(&town, clerk, meeting, "hand", &convenor, 1);
    seq = town_item(&town, clerk, meeting).version;
    snprintf(wanted, sizeof wanted, "convenor=%llu", (unsigned long long)town.village.id & 0xffffffffff);
    assert_string_equal(shown(0, meeting, seq), wanted);
    cgov_party_view parties[8] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_party_list(town.ledger, &anybody, meeting, &cursor, parties, 8, &count), CGOV_OK);
    assert_true(parties[2].id == town.village.id);
}

/* Who reported a masked meeting is not told by a detail that happens to name them. */
static void a_masked_reporter_stays_masked(void **state) {
    (void)state;
    const cgov_detail details[] = {town_number(CGOV_FIELD_MASKED, 1), hall_fact(&town, "seen", (int64_t)town.resident),
                                   hall_fact(&town, "seen", (int64_t)town.neighbour)};
    cgov_id meeting = hall_call(&town, details, 3);
    uint64_t seq = town_item(&town, town.resident, meeting).version;
    cgov_detail convenor = hall_fact(&town, "convenor", (int64_t)town.street.id);
    town_move(&town, town.centre.officers[CLERK], meeting, "hand", &convenor, 1);
    char wanted[128];
    snprintf(wanted, sizeof wanted, "text=议一议。 day=20260401 seen=%llu",
             (unsigned long long)town.neighbour & 0xffffffffff);
    assert_string_equal(shown(town.street.officers[CLERK], meeting, seq), wanted);
    assert_non_null(strchr(strchr(shown(town.resident, meeting, seq), '=') + 1, '='));
}

static void a_matter_asks_its_own(void **state) {
    (void)state;
    const cgov_detail hall = town_text(CGOV_FIELD_MATTER, "hall");
    const cgov_detail rooms = hall_fact(&town, "rooms", 9), tea = hall_text(&town, "tea", "yes");
    REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, CALL(hall));
    LINE(46);
    REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, CALL(hall, tea));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall, hall_fact(&town, "rooms", 10)));
    LINE(44);
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, CALL(hall, rooms, hall_text(&town, "tea", "maybe")));
    LINE(45);
    REFUSES(CGOV_E_REFUSED, CGOV_R_TAKES, CALL(rooms)); /* of another matter, or none */
    cgov_id meeting = hall_call(&town, (const cgov_detail[]){hall, rooms, tea}, 3);
    uint64_t seq = town_item(&town, town.resident, meeting).version;
    assert_string_equal(shown(town.centre.officers[CLERK], meeting, seq), "text=议一议。 day=20260401 rooms=9 tea=yes");
    assert_string_equal(shown(town.resident, meeting, seq), "text=议一议。 day=20260401 tea=yes");
    assert_string_equal(shown(0, meeting, seq), "day=20260401");
    /* Later moves do not ask for them. */
    REFUSES(CGOV_E_REFUSED, CGOV_R_TAKES,
            town_try_move(&town, town.centre.officers[CLERK], meeting, "note", &rooms, 1));
}

/* ---- carried ---- */

static void words_keep_their_readers(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident), meeting = full_meeting(issue);
    uint64_t seq = town_item(&town, town.resident, meeting).version;
    char before[512], wanted[512];
    snprintf(before, sizeof before, "%s", shown(0, meeting, seq));
    hall_adopt(&town, hall_wider, "meeting called -> called");
    assert_int_equal(town_item(&town, 0, meeting).rulebook, 3);
    assert_string_equal(shown(0, meeting, seq), before);
    /* What is written from now on is read by all; and with another text between, by the narrowest of all since. */
    const cgov_detail more[] = {hall_text(&town, "secret", "新话"), town_text(CGOV_FIELD_TEXT, "补充"),
                                hall_fact(&town, "seen", (int64_t)town.neighbour)};
    town_move(&town, town.centre.officers[CLERK], meeting, "note", more, 3);
    uint64_t later = town_item(&town, 0, meeting).version;
    snprintf(wanted, sizeof wanted, "text=补充 secret=新话 seen=%llu",
             (unsigned long long)town.neighbour & 0xffffffffff);
    assert_string_equal(shown(0, meeting, later), wanted);
    hall_adopt(&town, hall_rules, "meeting called -> called");
    assert_string_equal(shown(0, meeting, later), "");
    hall_adopt(&town, hall_wider, "meeting called -> called");
    assert_string_equal(shown(0, meeting, later), "");
    assert_string_equal(shown(0, meeting, seq), before);
    cgov_reader anybody = town_reader(&town, 0);
    char text[64];
    uint64_t needed;
    assert_int_equal(cgov_text_get(town.ledger, &anybody, meeting, seq, CGOV_FIELD_TEXT, text, 64, &needed),
                     CGOV_E_NOT_FOUND);
}

/* ---- mentions ---- */

static uint32_t listed(cgov_id reader_id, cgov_id mentions, cgov_id *first) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_item_query filter = {.size = sizeof filter, .mentions = mentions};
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_item_list(town.ledger, &reader, &filter, &cursor, views, 8, &count);
    if (status == CGOV_E_NOT_FOUND) return UINT32_MAX;
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    *first = count ? views[0].id : 0;
    return count;
}

static void items_are_found_by_what_they_mention(void **state) {
    (void)state;
    cgov_id one = town_report(&town, town.resident), two = town_report(&town, town.resident), first = 0;
    cgov_id meeting = hall_call(&town, NULL, 0), other = hall_call(&town, NULL, 0);
    const cgov_detail about[] = {hall_fact(&town, "about", (int64_t)one), hall_fact(&town, "about", (int64_t)meeting)};
    cgov_id clerk = town.centre.officers[CLERK];
    assert_int_equal(listed(clerk, one, &first), 0);
    town_move(&town, clerk, other, "note", about, 2);
    town_move(&town, clerk, meeting, "note", about, 1);
    assert_int_equal(listed(clerk, one, &first), 2);
    assert_true(first == meeting);
    assert_int_equal(listed(clerk, meeting, &first), 1);
    assert_true(first == other);
    assert_int_equal(listed(clerk, two, &first), 0);
    assert_int_equal(listed(0, meeting, &first), 1);
    assert_int_equal(listed(0, one, &first), UINT32_MAX); /* what they do not see they cannot ask for */
}

/* ---- carried to a text that shows more ---- */

/* The wider text with a line changed. */
static const char *changed(const char *from, const char *to) {
    static char text[8192];
    const char *at = strstr(hall_wider, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - hall_wider), hall_wider, to, at + strlen(from));
    return text;
}

/* What the public reads of a meeting opened under one text, once it was carried to the one that shows all. */
static const char *carried_to_wider(const char *before, const cgov_detail *more, uint32_t count) {
    hall_adopt(&town, before, NULL);
    cgov_id named = hall_call(&town, NULL, 0), first = 0;
    cgov_detail details[8] = {hall_text(&town, "agenda", "停车"), hall_text(&town, "secret", "旧怨"),
                              hall_fact(&town, "about", (int64_t)named)};
    for (uint32_t i = 0; i < count; i++) details[3 + i] = more[i];
    cgov_id meeting = hall_call(&town, details, 3 + count);
    uint64_t seq = town_item(&town, town.resident, meeting).version, needed;
    hall_adopt(&town, hall_wider, "meeting called -> called");
    const char *line = shown(0, meeting, seq);
    cgov_reader anybody = town_reader(&town, 0);
    char text[64];
    for (uint32_t i = 0; i < 2; i++)
        assert_int_equal(cgov_text_get(town.ledger, &anybody, meeting, 0, details[i].field, text, 64, &needed),
                         strstr(line, "agenda") != NULL ? CGOV_OK : CGOV_E_NOT_FOUND);
    assert_int_equal(listed(0, named, &first), strstr(line, "about") != NULL);
    return line;
}

/* What the public could not read when it was written stays so, whatever kept it from them. */
static void what_was_not_public_does_not_become_so(void **state) {
    (void)state;
    assert_non_null(strstr(carried_to_wider(hall_wider, NULL, 0), "agenda"));
    assert_string_equal(carried_to_wider(changed("  public title text\n", ""), NULL, 0), "");
    const cgov_detail hall[] = {town_text(CGOV_FIELD_MATTER, "hall"), hall_fact(&town, "rooms", 2)};
    assert_string_equal(carried_to_wider(changed("  procedure meeting\n", "  confidential\n"), hall, 2), "");
}

/* A text between that says nothing of a detail does not say that it is public. */
static void what_a_text_is_silent_about_is_not_public(void **state) {
    (void)state;
    hall_adopt(&town, hall_wider, NULL);
    const cgov_detail site = hall_fact(&town, "site", 990101);
    cgov_id meeting = hall_call(&town, &site, 1);
    uint64_t seq = town_item(&town, town.resident, meeting).version;
    assert_string_equal(shown(0, meeting, seq), "text=议一议。 day=20260401 site=990101");
    char text[8192];
    snprintf(text, sizeof text, "%s", changed("  detail site \"地点\" place read by public\n", ""));
    char *asked = strstr(text, " site helpers");
    memmove(asked, asked + 5, strlen(asked + 5) + 1);
    hall_adopt(&town, text, "meeting called -> called");
    assert_string_equal(shown(0, meeting, seq), "text=议一议。 day=20260401");
    assert_string_equal(shown(town.resident, meeting, seq), "text=议一议。 day=20260401 site=990101");
    hall_adopt(&town, hall_wider, "meeting called -> called");
    assert_string_equal(shown(0, meeting, seq), "text=议一议。 day=20260401");
}

/* ---- bytes ---- */

static void commands_go_as_bytes(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident);
    const cgov_detail all[] = {town_text(CGOV_FIELD_PROCEDURE, "meeting"),
                               town_text(CGOV_FIELD_TEXT, "议"),
                               town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                               hall_fact(&town, "day", 20260401),
                               hall_text(&town, "way", "onsite"),
                               hall_text(&town, "secret", "旧怨"),
                               hall_fact(&town, "about", (int64_t)issue)};
    uint8_t facts[512], words[512];
    uint64_t facts_len = 0, words_len = 0;
    cgov_act act = town_act(&town, town.resident);
    act.key[0] = 77;
    act.flags = CGOV_ACT_ENCODE;
    assert_int_equal(cgov_item_report(town.ledger, &act, all, 7, NULL), CGOV_OK);
    assert_int_equal(cgov_command_get(town.ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    cgov_result result = {.size = sizeof result};
    assert_int_equal(cgov_command_execute(town.ledger, facts, facts_len, words, words_len, 0, &result), CGOV_OK);
    cgov_id first = result.id;
    /* The verb is the same command: its retry key says so; with another value it is not. */
    act.flags = 0;
    cgov_id again = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, all, 7, &again), CGOV_REPEAT);
    assert_true(again == first);
    cgov_detail changed[7];
    memcpy(changed, all, sizeof changed);
    changed[3].number = 20260402;
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, cgov_item_report(town.ledger, &act, changed, 7, NULL));
    memcpy(changed, all, sizeof changed);
    changed[3].field = hall_number(&town, "seats");
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, cgov_item_report(town.ledger, &act, changed, 7, NULL));

    /* A line of facts. */
    char line[512];
    uint64_t needed;
    uint64_t seq = town_item(&town, town.resident, first).version;
    assert_int_equal(cgov_record_text(town.ledger, seq, line, sizeof line, &needed), CGOV_OK);
    char wanted[128];
    snprintf(wanted, sizeof wanted, " details=%d:20260401,%d:\"onsite\",%d:words,%d:%llu", FIRST_DETAIL,
             FIRST_DETAIL + 2, FIRST_DETAIL + 4, FIRST_DETAIL + 5, (unsigned long long)issue);
    assert_non_null(strstr(line, wanted));
}

/* Bytes that say words of what is a fact, and the other way round. */
static void words_and_facts_are_told_apart(void **state) {
    (void)state;
    cgov_id meeting = hall_call(&town, NULL, 0);
    const struct {
        const char *name;
        uint8_t brought;
    } wrong[] = {{"way", BROUGHT_WORDS}, {"agenda", BROUGHT_FACT}};
    for (size_t i = 0; i < 2; i++) {
        struct mem mem;
        struct buf facts, words;
        static struct command command;
        cgov_act act = town_act(&town, town.centre.officers[CLERK]);
        assert_int_equal(cgov__abi_mem(&mem, NULL), CGOV_OK);
        cgov__buf_init(&facts, &mem);
        cgov__buf_init(&words, &mem);
        cgov__command_clear(&command, COMMAND_MOVE, &act);
        command.id = meeting;
        cgov__command_name(&command, "note", 4);
        cgov__command_text(&command, hall_number(&town, wrong[i].name), "onsite", 6);
        command.details[0].brought = wrong[i].brought;
        cgov__command_words(&command, &words);
        cgov__command_encode(&command, &facts, &words);
        REFUSES(CGOV_E_ARG, CGOV_R_DETAIL,
                cgov_command_execute(town.ledger, facts.data, facts.len, words.data, words.len, 0, NULL));
        cgov__buf_free(&facts);
        cgov__buf_free(&words);
    }
}

/* Closed and opened again it is the same ledger: its numbers, its rows, what is shown of them. */
static void opened_again_it_is_the_same(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_found(&town, &(struct town_options){.storage = &storage});
    hall_adopt(&town, hall_rules, NULL);
    cgov_id issue = town_report(&town, town.resident), meeting = full_meeting(issue), first = 0;
    uint64_t seq = town_item(&town, town.resident, meeting).version;
    hall_adopt(&town, hall_wider, "meeting called -> called");
    char before[512];
    uint8_t digest[32], again[32];
    snprintf(before, sizeof before, "%s", shown(town.centre.officers[CLERK], meeting, seq));
    assert_int_equal(cgov_state_digest(town.ledger, digest), CGOV_OK);
    cgov_ledger_close(town.ledger);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, again), CGOV_OK);
    assert_memory_equal(digest, again, sizeof digest);
    assert_int_equal(hall_number(&town, "tea"), FIRST_DETAIL + 11);
    assert_string_equal(shown(town.centre.officers[CLERK], meeting, seq), before);
    assert_int_equal(listed(town.centre.officers[CLERK], issue, &first), 1);
    assert_true(first == meeting);
    REFUSES(CGOV_E_REFUSED, CGOV_R_TYPE,
            hall_try_adopt(&town, "rulebook 1\nmatter m \"M\"\ndetail tea \"T\" date\n", NULL));
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- hostile records ---- */

/* A record's details, judged as an untrusted journal's are. */
static bool judged(const void *bytes, uint32_t len) {
    struct record record = {.kind = CGOV_RECORD_MOVED, .details = cgov__blob(bytes, len)};
    struct overlay overlay;
    cgov__overlay_init(&overlay, town.ledger->model.mem);
    cgov__overlay_begin(&overlay, &town.ledger->model, NULL);
    bool valid = cgov__details_valid(&overlay, &record);
    cgov__overlay_free(&overlay);
    return valid;
}

static bool judged_one(const char *name, uint8_t form, int64_t value, const char *text) {
    struct mem mem;
    struct buf buf;
    assert_int_equal(cgov__abi_mem(&mem, NULL), CGOV_OK);
    cgov__buf_init(&buf, &mem);
    struct given given = {hall_number(&town, name), form, value,
                          cgov__blob(text, text == NULL ? 0 : (uint32_t)strlen(text))};
    cgov__given_put(&buf, &given);
    bool valid = judged(buf.data, (uint32_t)buf.len);
    cgov__buf_free(&buf);
    return valid;
}

static void what_a_record_may_say(void **state) {
    (void)state;
    cgov_id issue = town_report(&town, town.resident);
    assert_true(judged_one("day", GIVEN_NUMBER, 20260401, NULL));
    assert_true(judged_one("day", GIVEN_NUMBER, 19010401, NULL)); /* ranges are the text's, not damage */
    assert_false(judged_one("day", GIVEN_NUMBER, 20260431, NULL));
    assert_false(judged_one("day", GIVEN_CHOICE, 0, "onsite"));
    assert_true(judged_one("way", GIVEN_CHOICE, 0, "whatever"));
    assert_false(judged_one("way", GIVEN_CHOICE, 0, "No"));
    assert_false(judged_one("way", GIVEN_NUMBER, 1, NULL));
    assert_true(judged_one("secret", GIVEN_WORDS, 0, NULL));
    assert_false(judged_one("secret", GIVEN_NUMBER, 0, NULL));
    assert_true(judged_one("about", GIVEN_ID, (int64_t)issue, NULL));
    assert_false(judged_one("about", GIVEN_ID, (int64_t)issue + 1, NULL));
    assert_false(judged_one("about", GIVEN_ID, (int64_t)town.root, NULL));
    assert_false(judged_one("seen", GIVEN_ID, (int64_t)town.root, NULL));
    assert_true(judged_one("helpers", GIVEN_ID, (int64_t)town.root, NULL));
    /* Numbers nobody gave, bytes that end too early, and a word too many. */
    static const uint8_t unknown[] = {0x90, 0x20 + 1, 2}, cut[] = {0x80}, none[] = {0}, wide[] = {0x82, 0x20};
    assert_false(judged(unknown, sizeof unknown));
    assert_false(judged(cut, sizeof cut));
    assert_false(judged(none, sizeof none));
    assert_false(judged(wide, sizeof wide));
    for (uint32_t first = 0; first < 256; first++)
        for (uint32_t second = 0; second < 256; second++) {
            const uint8_t bytes[] = {(uint8_t)first, (uint8_t)second, 4, 2, 2};
            for (uint32_t len = 1; len <= sizeof bytes; len++) (void)judged(bytes, len);
        }
}

int main(void) {
#define IN_HALL(test) cmocka_unit_test_setup_teardown(test, found, leave)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(limits),
        cmocka_unit_test(days_are_civil),
        IN_HALL(numbers_are_the_ledgers),
        IN_HALL(another_type_is_refused),
        IN_HALL(forms_can_be_drawn),
        IN_HALL(what_the_text_asks),
        IN_HALL(what_the_type_asks),
        IN_HALL(a_matter_asks_its_own),
        IN_HALL(each_reads_their_part),
        IN_HALL(a_masked_reporter_stays_masked),
        IN_HALL(words_keep_their_readers),
        IN_HALL(items_are_found_by_what_they_mention),
        IN_HALL(what_was_not_public_does_not_become_so),
        IN_HALL(what_a_text_is_silent_about_is_not_public),
        IN_HALL(commands_go_as_bytes),
        IN_HALL(words_and_facts_are_told_apart),
        cmocka_unit_test(opened_again_it_is_the_same),
        IN_HALL(what_a_record_may_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
