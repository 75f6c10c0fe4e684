/* Line ends are one rule for all doors, and blank is not an answer: words, rulebooks, maps and commands as bytes that
 * end their lines as other systems do stand in the ledger with LF; a text in which nothing is written is refused; what
 * must be one line is. And what is the same command whichever way its details are given. */
#include "support/watch.h"

#include "base/lines.h"
#include "support/test.h"

static struct town town;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static cgov_text text_of(const char *text) {
    return (cgov_text){text, strlen(text)};
}

/* ---- the pieces ---- */

static void each_end_becomes_one(void **state) {
    (void)state;
    static const struct {
        const char *given, *kept;
    } cases[] = {
        {"", ""},
        {"一\n二", "一\n二"},
        {"一\r\n二", "一\n二"},
        {"一\r二\r", "一\n二\n"},
        {"\r\r\n\n\r", "\n\n\n\n"},
        {"a\xe2\x80\xa8"
         "b\xe2\x80\xa9",
         "a\nb\n"},
        {"a\xe2\x80\xa7\xe2\x80\xaa", "a\xe2\x80\xa7\xe2\x80\xaa"}, /* one before them, one after */
        {"a\xe2\x81\xa8", "a\xe2\x81\xa8"},
        {"a\xe2\x80", "a\xe2\x80"}, /* cut: not UTF-8, which another asks */
        {"a\r\xe2", "a\n\xe2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char into[32];
        size_t len = strlen(cases[i].given), kept = strlen(cases[i].kept);
        assert_int_equal(cgov__lines_other(cases[i].given, len), strcmp(cases[i].given, cases[i].kept) != 0);
        assert_int_equal(cgov__lines_copy(NULL, cases[i].given, len), kept);
        assert_int_equal(cgov__lines_copy(into, cases[i].given, len), kept);
        assert_memory_equal(into, cases[i].kept, kept);
    }
}

/* Unicode's White_Space, and what has neither width nor sign. */
static const char *const blanks[] = {
    " ",
    "\t",
    "\n",
    "\xc2\xa0",
    "\xe1\x9a\x80",
    "\xe2\x80\x80",
    "\xe2\x80\x8a",
    "\xe2\x80\xaf",
    "\xe2\x81\x9f",
    "\xe3\x80\x80",
    "\xe2\x80\xa8",
    "\r\n",
    "\xc2\xad",
    "\xe1\xa0\x8e",
    "\xe2\x80\x8b",
    "\xe2\x80\x8d",
    "\xe2\x81\xa0",
    "\xe2\x81\xa4",
    "\xe1\x85\x9f",
    "\xe1\x85\xa0",
    "\xe3\x85\xa4",
    "\xef\xbe\xa0",
    "\xe2\xa0\x80",
    "\xef\xbb\xbf",
    "\xef\xb8\x8f",     /* a variation selector */
    "\xcd\x8f",         /* a joiner of graphemes */
    "\xf3\xa0\x81\x81", /* a tag */
    "\xe1\x9e\xb4",     /* a vowel of Khmer that is not written */
    "\xef\xbf\xbe",     /* no character */
    "\xef\xbf\xb9",     /* an annotation's anchor */
    "\xf0\x9d\x85\xb3", /* a beam of music begins */
    "\xf4\x8f\xbf\xbf", /* no character, the last */
};
/* One beside each of them, that shows. */
static const char *const shown[] = {
    "!",  "\xc2\xa1",     "\xc2\xac",     "\xe1\x9a\x81", "\xe2\x80\x90", "\xe2\x80\xb0",
    "。", "\xe2\x81\x9e", "\xe2\xa0\x81", "\xe3\x85\xa5", "\xef\xbe\xa1", "\xe1\x85\x9e"};

static void what_shows_nothing_is_blank(void **state) {
    (void)state;
    assert_true(cgov__lines_blank("", 0));
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        assert_true(cgov__lines_blank(blanks[i], strlen(blanks[i])));
        char text[16];
        snprintf(text, sizeof text, "%s%s", blanks[i], "好");
        assert_false(cgov__lines_blank(text, strlen(text)));
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        assert_false(cgov__lines_blank(shown[i], strlen(shown[i])));
}

static size_t utf8(uint32_t code, char text[4]) {
    static const uint8_t lead[] = {0, 0xc0, 0xe0, 0xf0};
    const size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    text[0] = (char)(lead[more] | code >> 6 * more);
    for (size_t i = 1; i <= more; i++) text[i] = (char)(0x80 | (code >> 6 * (more - i) & 0x3f));
    return more + 1;
}

/* As many as another reader of Unicode 17.0 counts, and these, by their sum: ECMAScript's \p{DI}, \p{NChar},
 * \p{White_Space} and \p{Cf} without the 13 that are drawn around others, and the two signs that are drawn empty. */
static void what_shows_nothing_is_unicodes(void **state) {
    (void)state;
    uint64_t count = 0, sum = 0;
    for (uint32_t code = 1; code <= 0x10ffff; code++) {
        if (code >= 0xd800 && code <= 0xdfff) continue;
        char text[4];
        const size_t len = utf8(code, text);
        if (!cgov__lines_blank(text, len)) continue;
        count++;
        sum += code;
    }
    assert_int_equal(count, 4286);
    assert_int_equal(sum, 3793798125);
}

/* ---- the doors ---- */

static cgov_id reported(const char *text) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, text),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    cgov_act act = town_act(&town, town.resident);
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 3, &id), CGOV_OK);
    return id;
}

static void assert_text(cgov_id item, const char *wanted) {
    char text[256];
    uint64_t needed;
    cgov_history_view entries[4];
    uint32_t count = town_history(&town, town.resident, item, entries, 4);
    assert_true(count > 0);
    cgov_reader reader = town_reader(&town, town.resident);
    assert_int_equal(
        cgov_text_get(town.ledger, &reader, item, entries[0].seq, CGOV_FIELD_TEXT, text, sizeof text, &needed),
        CGOV_OK);
    assert_int_equal(needed, strlen(wanted));
    assert_memory_equal(text, wanted, strlen(wanted));
}

static void words_are_kept_with_line_feeds(void **state) {
    (void)state;
    assert_text(reported("灯坏了\r\n三号楼\r二单元\xe2\x80\xa8谢谢"), "灯坏了\n三号楼\n二单元\n谢谢");
}

/* Each text of a command, and one at its limit, whose ends others write longer. */
static void as_many_as_there_are_and_as_long_as_they_may_be(void **state) {
    (void)state;
    static char longest[65536 + 2];
    memset(longest, 'x', sizeof longest - 1);
    memcpy(longest + 10, "\r\n", 2); /* 65,537 bytes as given, 65,536 as kept */
    cgov_id id = town_issue_in(&town, "handled");
    const cgov_detail answer[] = {town_text(CGOV_FIELD_TEXT, longest), town_text(CGOV_FIELD_REMEDY, "a\r\nb")};
    town_move(&town, town.street.officers[CONTACT], id, "answer", answer, 2);
    char text[8];
    uint64_t needed;
    uint64_t seq = town_item(&town, town.resident, id).version;
    cgov_reader reader = town_reader(&town, town.resident);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, seq, CGOV_FIELD_REMEDY, text, sizeof text, &needed),
                     CGOV_OK);
    assert_true(needed == 3 && memcmp(text, "a\nb", 3) == 0);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, seq, CGOV_FIELD_TEXT, NULL, 0, &needed), CGOV_E_BUFFER);
    assert_int_equal(needed, 65536);
}

static void a_command_as_bytes_is_the_same(void **state) {
    (void)state;
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "一\r\n二"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    cgov_act act = town_act(&town, town.resident);
    uint8_t facts[256], words[256];
    uint64_t facts_len, words_len;
    act.flags |= CGOV_ACT_ENCODE;
    act.key[0] = 77;
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 3, NULL), CGOV_OK);
    assert_int_equal(cgov_command_get(town.ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    assert_null(memchr(words, '\r', words_len));
    cgov_result result = {.size = sizeof result};
    assert_int_equal(cgov_command_execute(town.ledger, facts, facts_len, words, words_len, 0, &result), CGOV_OK);
    assert_text(result.id, "一\n二");
    act.flags &= ~(uint32_t)CGOV_ACT_ENCODE; /* and a retry by the verb is that command */
    assert_int_equal(cgov_item_report(town.ledger, &act, details, 3, NULL), CGOV_REPEAT);
}

static int32_t try_text(uint32_t field, const char *text) {
    const cgov_detail detail = town_text(field, text);
    return town_try_report(&town, town.resident, &detail, 1, NULL);
}

/* A host asks the same rule before it writes anything. */
static void a_host_asks_what_is_blank(void **state) {
    (void)state;
    uint32_t blank = 0;
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        const cgov_text text = text_of(blanks[i]);
        assert_int_equal(cgov_text_blank(&text, &blank), CGOV_OK);
        assert_int_equal(blank, 1);
    }
    const cgov_text none = {NULL, 0}, some = text_of("　。"), broken = text_of("\xff"), missing = {NULL, 1};
    assert_int_equal(cgov_text_blank(&some, &blank), CGOV_OK);
    assert_int_equal(blank, 0);
    assert_int_equal(cgov_text_blank(&none, &blank), CGOV_OK);
    assert_int_equal(blank, 1);
    assert_int_equal(cgov_text_blank(&broken, &blank), CGOV_E_TEXT);
    assert_int_equal(cgov_text_blank(&missing, &blank), CGOV_E_ARG);
    assert_int_equal(cgov_text_blank(NULL, &blank), CGOV_E_ARG);
    assert_int_equal(cgov_text_blank(&some, NULL), CGOV_E_ARG);
}

static void a_blank_is_no_answer(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "handled"), contact = town.street.officers[CONTACT];
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        char text[16];
        snprintf(text, sizeof text, "%s%s", blanks[i], blanks[(i + 1) % (sizeof blanks / sizeof *blanks)]);
        const cgov_detail answer = town_text(CGOV_FIELD_TEXT, text);
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, town_try_move(&town, contact, id, "answer", &answer, 1));
    }
    assert_non_null(strstr(town_error(&town).message, "`text` is blank"));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_text(CGOV_FIELD_TITLE, "　"));
    const cgov_detail answer = town_text(CGOV_FIELD_TEXT, " 。");
    town_move(&town, contact, id, "answer", &answer, 1);
}

/* Nor is the value that says none: a refused reporter is told where to turn, and work that is done came to something.
 */
static void none_is_no_answer(void **state) {
    (void)state;
    const cgov_detail unsaid = town_number(CGOV_FIELD_RESULT, 0), named = town_text(CGOV_FIELD_RESULT, "none"),
                      solved = town_text(CGOV_FIELD_RESULT, "solved");
    const cgov_detail nowhere[] = {town_text(CGOV_FIELD_REASON, "另有主管。"), town_text(CGOV_FIELD_CHANNEL, "none")},
                      elsewhere[] = {nowhere[0], town_text(CGOV_FIELD_CHANNEL, "litigation")};
    const cgov_id id = town_issue_in(&town, "handling"), contact = town.street.officers[CONTACT],
                  clerk = town.centre.officers[CLERK], other = town_report(&town, town.neighbour);
    REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, town_try_move(&town, contact, id, "done", &unsaid, 1));
    REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, town_try_move(&town, contact, id, "done", &named, 1));
    town_move(&town, contact, id, "done", &solved, 1);
    REFUSES(CGOV_E_REFUSED, CGOV_R_NEEDS, town_try_move(&town, clerk, other, "reject", nowhere, 2));
    town_move(&town, clerk, other, "reject", elsewhere, 2);
}

/* A family is four people and three joiners; a heart is red by a selector; Persian parts a word without a blank. */
static void what_shows_keeps_what_it_is_written_with(void **state) {
    (void)state;
    static const char *const texts[] = {"\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\u2764\ufe0f",
                                        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u845b\U000e0100"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_text(reported(texts[i]), texts[i]);
}

static void a_name_is_one_line(void **state) {
    (void)state;
    static const char *const two[] = {"a\r\nb", "a\rb",
                                      "a\xe2\x80\xa8"
                                      "b",
                                      "a\xe2\x80\xa9"
                                      "b"};
    for (size_t i = 0; i < sizeof two / sizeof *two; i++) {
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_text(CGOV_FIELD_TITLE, two[i]));
        assert_non_null(strstr(town_error(&town).message, "has more than one line"));
    }
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_text(CGOV_FIELD_TITLE, "a\nb"));
}

static void a_class_is_a_symbol(void **state) {
    (void)state;
    static const char *const none[] = {"Pothole", "坑", "a-b", " a"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_text(CGOV_FIELD_CLASS, none[i]));
        assert_non_null(strstr(town_error(&town).message, "`class` is not a symbol"));
    }
}

static int32_t adopts(const char *text, const char *map, uint32_t *version) {
    cgov_act act = town_act(&town, town.founder);
    act.key[0] = 3;
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(text), .map = text_of(map)};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, version);
}

static void a_rulebook_of_another_system_is_the_same(void **state) {
    (void)state;
    static const char unix_text[] = "rulebook 1\n# 客\nrole guest \"客\"\n";
    static const char other_text[] = "rulebook 1\r\n# 客\r\nrole guest \"客\"\r\n";
    cgov_check_view report = {.size = sizeof report}, other = {.size = sizeof other};
    cgov_text text = text_of(unix_text), text2 = text_of(other_text);
    assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_OK);
    assert_int_equal(cgov_rulebook_check(&text2, NULL, &other), CGOV_OK);
    uint32_t first = 0, second = 0;
    assert_int_equal(adopts(other_text, "", &first), CGOV_OK);
    assert_int_equal(adopts(unix_text, "", &second), CGOV_REPEAT); /* the same text */
    assert_int_equal(first, second);
    char kept[128];
    uint64_t needed;
    cgov_reader reader = town_reader(&town, town.founder);
    assert_int_equal(cgov_rulebook_text(town.ledger, &reader, first, kept, sizeof kept, &needed), CGOV_OK);
    assert_int_equal(needed, strlen(unix_text));
    assert_memory_equal(kept, unix_text, needed);
}

/* A fault stands where it stands in the text as written. */
static void a_fault_has_its_line(void **state) {
    (void)state;
    cgov_check_view report = {.size = sizeof report};
    cgov_text text = text_of("rulebook 1\r\n\r\nrole guest \"客\"\r\nrolle\r\n");
    assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_E_RULEBOOK);
    assert_true(report.line == 4 && report.column == 1);
}

static void a_map_names_a_state_once(void **state) {
    (void)state;
    char text[65536];
    cgov_text shipped = town_shipped("standard");
    assert_true(shipped.len < sizeof text);
    memcpy(text, shipped.ptr, shipped.len);
    text[shipped.len] = 0;
    REFUSES(CGOV_E_REFUSED, CGOV_R_MAP,
            adopts(text, "issue registered -> accepted\r\nissue registered -> verifying\r\n", NULL));
    assert_non_null(strstr(town_error(&town).message,
                           "`issue registered -> verifying`: the state it leads from has a line already"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MAP, adopts(text, "issue signed -> handling\nissue signed -> handling", NULL));
}

static void details_have_no_order(void **state) {
    (void)state;
    const cgov_detail place = town_number(CGOV_FIELD_PLACE, 990101), text = town_text(CGOV_FIELD_TEXT, "灯"),
                      intake = town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id);
    const cgov_detail one[] = {place, text, intake}, other[] = {intake, place, text}, less[] = {intake, text},
                      moved[] = {intake, town_number(CGOV_FIELD_PLACE, 990102), text};
    cgov_act act = town_act(&town, town.resident);
    act.key[1] = 5;
    cgov_id first = 0, second = 0;
    assert_int_equal(cgov_item_report(town.ledger, &act, one, 3, &first), CGOV_OK);
    assert_int_equal(cgov_item_report(town.ledger, &act, other, 3, &second), CGOV_REPEAT);
    assert_true(first == second && first != 0);
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, cgov_item_report(town.ledger, &act, less, 2, NULL));
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, cgov_item_report(town.ledger, &act, moved, 3, NULL));
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_end_becomes_one),
        cmocka_unit_test(what_shows_nothing_is_blank),
        cmocka_unit_test(what_shows_nothing_is_unicodes),
        cmocka_unit_test_setup_teardown(words_are_kept_with_line_feeds, found, leave),
        cmocka_unit_test_setup_teardown(as_many_as_there_are_and_as_long_as_they_may_be, found, leave),
        cmocka_unit_test_setup_teardown(a_command_as_bytes_is_the_same, found, leave),
        cmocka_unit_test(a_host_asks_what_is_blank),
        cmocka_unit_test_setup_teardown(a_blank_is_no_answer, found, leave),
        cmocka_unit_test_setup_teardown(none_is_no_answer, found, leave),
        cmocka_unit_test_setup_teardown(what_shows_keeps_what_it_is_written_with, found, leave),
        cmocka_unit_test_setup_teardown(a_name_is_one_line, found, leave),
        cmocka_unit_test_setup_teardown(a_class_is_a_symbol, found, leave),
        cmocka_unit_test_setup_teardown(a_rulebook_of_another_system_is_the_same, found, leave),
        cmocka_unit_test(a_fault_has_its_line),
        cmocka_unit_test_setup_teardown(a_map_names_a_state_once, found, leave),
        cmocka_unit_test_setup_teardown(details_have_no_order, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
