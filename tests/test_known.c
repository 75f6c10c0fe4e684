/* Words that cannot be names, and names that the library knows: each of both lists, and the nearest that is none. */
#include "support/reading.h"

#include "support/test.h"

#include <stdio.h>

/* Every word of the list, and the nearest that are none. */
static void reserved_words_are_no_names(void **state) {
    (void)state;
    static const char *const words[] = {
#define W(word, where) #word,
#include "rules/reserved.def"
#undef W
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct reading read = {0};
        char text[128];
        snprintf(text, sizeof text, "rulebook 1\nrole %s \"A\"\n", words[i]);
        reading_of(&read, text, strlen(text));
        assert_int_equal(read.status, CGOV_E_RULEBOOK);
        assert_non_null(strstr(read.fault.message, "is a word of the language"));
        reading_done(&read);
        snprintf(text, sizeof text, "rulebook 1\nrole %s_ \"A\"\n", words[i]);
        reading_ok(&read, text);
        reading_done(&read);
    }
}

/* Of its type a known name is known; of another it is a name like any other. */
static void known_names_are_found(void **state) {
    (void)state;
    struct reading read = {0};
#define KNOWING(party, more)                                                                                           \
    "rulebook 1\nprocedure issue \"I\"\nparty intake \"I\" " party "\nparty lead \"L\" " party                         \
    "\nparty first \"F\" " party                                                                                       \
    "\nparty handler \"H\" resident\nparty o \"O\" organization\nstage s \"S\"\nstate settled \"S\" " more             \
    "\nstate e \"E\" final\nopen go -> e\nby time\n"
    reading_ok(&read, KNOWING("organization", "final"));
    const struct procedure *p = &read.book.procedures[0];
    assert_true(p->reporter == NONE && p->intake == 0 && p->lead == 1 && p->first == 2 && p->handler == 3 &&
                p->settled == 0 && read.book.issue == 0);
    reading_done(&read);
    reading_ok(&read, KNOWING("resident", "held by o"));
    p = &read.book.procedures[0];
    assert_true(p->intake == NONE && p->lead == NONE && p->first == NONE && p->handler == 3 && p->settled == NONE);
    reading_done(&read);
    reading_ok(&read, "rulebook 1\nrole issue \"I\"\n");
    assert_int_equal(read.book.issue, NONE);
    reading_done(&read);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(reserved_words_are_no_names),
        cmocka_unit_test(known_names_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
