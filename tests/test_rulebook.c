/* The rulebook language: what the shipped text holds, every fault at its place, every limit, no memory, any bytes. */
#include "rules/rulebook.h"

#include "base/civil.h"
#include "cgov/item.h"
#include "rules/shipped.h"
#include "support/random.h"
#include "support/reading.h"
#include "support/test.h"

static const struct shipped *standard(void) {
    return assert_string_equal(cgov__shipped[0].name, "standard"), &cgov__shipped[0];
}

#define BIT(n) (UINT64_C(1) << (n))

/* The shipped text. */
static void the_standard_is_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, standard()->text);
    const struct rulebook *book = &read.book;
    assert_int_equal(book->text_len, standard()->len);
    assert_ptr_not_equal(book->text, standard()->text);
    assert_memory_equal(book->text, standard()->text, standard()->len);
    assert_int_equal(book->role_count, 10);
    assert_int_equal(book->calendar_count, 2);
    assert_int_equal(book->profile_count, 6);
    assert_int_equal(book->matter_count, 3);
    assert_int_equal(book->procedure_count, 5);

    const struct procedure *issue = &book->procedures[cgov__procedure_find(book, "issue")];
    assert_true(span_is(issue->title, "民情事项"));
    assert_int_equal(issue->party_count, 9);
    assert_int_equal(issue->stage_count, 3);
    assert_int_equal(issue->state_count, 24);
    assert_int_equal(issue->move_count, 1 + 61);
    assert_int_equal(issue->clock_count, 20);
    assert_int_equal(issue->counter_count, 28);
    assert_int_equal(issue->timer_count, 5);
    assert_int_equal(issue->reporter, cgov__party_find(issue, "reporter"));
    assert_int_equal(issue->open, cgov__move_find(issue, "report"));
    assert_false(issue->is_child);

    assert_true(book->procedures[cgov__procedure_find(book, "order")].is_child);
    const struct procedure *part = &book->procedures[cgov__procedure_find(book, "part")];
    assert_int_equal(part->state_count, 4);
    assert_int_equal(part->move_count, 4);
    assert_int_equal(part->clock_count, 2);
    assert_int_equal(part->reporter, NONE);
    assert_true(part->is_child);
    reading_done(&read);
}

static void moves_are_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, standard()->text);
    const struct procedure *issue = &read.book.procedures[cgov__procedure_find(&read.book, "issue")];

    const struct move *report = &issue->moves[issue->open];
    assert_true(report->opens_item);
    assert_int_equal(report->from, 0);
    assert_int_equal(report->to, cgov__state_find(issue, "registered"));
    assert_int_equal(fields_at(issue, report->needs),
                     BIT(CGOV_FIELD_PLACE) | BIT(CGOV_FIELD_TEXT) | BIT(CGOV_FIELD_INTAKE));
    assert_int_equal(report->clause_count, 6);
    assert_int_equal(report->clauses[0].kind, CLAUSE_NEEDS);
    assert_int_equal(field_at(issue, report->clauses[0].field), CGOV_FIELD_PLACE);
    assert_true(report->clauses[3].guard == GUARD_DELEGATES && report->clauses[3].number == 5);
    assert_int_equal(report->clauses[5].party, cgov__party_find(issue, "intake"));
    assert_int_equal(report->by[0].kind, WHO_ANYONE);
    assert_int_equal(report->by[1].role, cgov__role_find(&read.book, "operator"));
    assert_int_equal(field_at(issue, report->sets[0].field), CGOV_FIELD_INTAKE);

    const struct move *dispatch = &issue->moves[cgov__move_find(issue, "dispatch")];
    assert_true(dispatch->sets[1].source == SOURCE_PARTY && dispatch->sets[1].once);
    assert_int_equal(dispatch->sets[1].from, cgov__party_find(issue, "lead"));
    assert_int_equal(dispatch->opens, cgov__procedure_find(&read.book, "part"));
    assert_int_equal(dispatch->opens_profile, NONE);
    assert_int_equal(field_at(issue, dispatch->opens_field), CGOV_FIELD_ORGANIZATIONS);
    assert_int_not_equal(dispatch->timer, NONE);
    assert_int_equal(dispatch->starts, BIT(cgov__clock_find(issue, "sign")));
    assert_int_equal(dispatch->stops, BIT(cgov__clock_find(issue, "forward")) | BIT(cgov__clock_find(issue, "place")));

    const struct move *conclude = &issue->moves[cgov__move_find(issue, "conclude")];
    assert_int_equal(conclude->by[0].superiors, 1);
    assert_int_equal(conclude->by[0].excluded, BIT(cgov__party_find(issue, "handler")) |
                                                   BIT(cgov__party_find(issue, "reporter")) |
                                                   BIT(cgov__party_find(issue, "lead")));
    assert_true(conclude->answers && conclude->clauses[0].move == cgov__move_find(issue, "rework"));
    assert_true(span_is(conclude->cites, "信访工作条例 22-36; GB/T 30428; GB/T 33358"));

    const struct move *accept = &issue->moves[cgov__move_find(issue, "accept")];
    assert_int_equal(accept->clauses[0].values, BIT(CGOV_CHANNEL_PUBLIC) | BIT(CGOV_CHANNEL_MEDIA));
    assert_true(accept->clauses[0].negated && accept->limit == 0);
    assert_true(span_is(accept->title, "受理"));

    const struct move *extend = &issue->moves[cgov__move_find(issue, "extend")];
    const uint8_t promise = cgov__clock_find(issue, "feedback"), work = cgov__clock_find(issue, "handle");
    assert_int_equal(extend->extends, BIT(work) | BIT(promise));
    assert_int_equal(extend->extends_most.n, 30);
    assert_true(extend->clauses[2].kind == CLAUSE_BEFORE && extend->clauses[3].kind == CLAUSE_AT_MOST);
    assert_int_equal(issue->moves[cgov__move_find(issue, "whistle")].opens_profile,
                     cgov__profile_find(&read.book, "WHISTLE"));
    assert_true(issue->moves[cgov__move_find(issue, "withdraw")].clauses[0].negated);
    const struct clause *same = &issue->moves[cgov__move_find(issue, "merge")].clauses[1];
    assert_true(same->guard == GUARD_SAME_PLACE && field_at(issue, same->field) == CGOV_FIELD_MASTER &&
                same->number == 50);
    const struct move *pass = &issue->moves[cgov__move_find(issue, "pass")];
    assert_int_equal(fields_at(issue, pass->takes), BIT(CGOV_FIELD_RATING) | BIT(CGOV_FIELD_CONTACTED) |
                                                        BIT(CGOV_FIELD_SOLVED) | BIT(CGOV_FIELD_NOTE));
    assert_true(issue->moves[cgov__move_find(issue, "archive")].by_time);

    const struct procedure *part = &read.book.procedures[cgov__procedure_find(&read.book, "part")];
    const struct move *drop = &part->moves[cgov__move_find(part, "drop")];
    assert_true(drop->by_parent);
    assert_true(drop->by[0].kind == WHO_ASKER && drop->by[1].of_parent && drop->by[1].of_holder);
    assert_string_equal(drop->by[1].parent_party, "holder");
    assert_int_equal(part->moves[part->open].sets[0].field, NONE);
    reading_done(&read);
}

static void states_and_clocks_are_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, standard()->text);
    const struct procedure *issue = &read.book.procedures[cgov__procedure_find(&read.book, "issue")];

    const struct state *closed = &issue->states[cgov__state_find(issue, "closed")];
    assert_int_equal(closed->stage, 2);
    assert_int_equal(closed->holder, cgov__party_find(issue, "intake"));
    const struct state *settled = &issue->states[cgov__state_find(issue, "settled")];
    assert_true(settled->final);
    assert_int_equal(settled->holder, NONE);
    assert_true(span_is(settled->cites, "信访工作条例 36"));

    const struct clock *handle = &issue->clocks[cgov__clock_find(issue, "handle")];
    assert_true(handle->length.n == 60 && handle->length.unit == UNIT_DAYS);
    assert_int_equal(handle->paused,
                     BIT(cgov__state_find(issue, "suspended")) | BIT(cgov__state_find(issue, "inquiring")));
    assert_int_equal(handle->reminder_count, 2);
    assert_int_equal(handle->reminders[1], 80);
    assert_int_equal(handle->rung_count, 2);
    assert_int_equal(handle->rungs[1].after.n, 5);
    assert_int_equal(handle->rungs[1].who.superiors, 1);
    const struct clock *resume = &issue->clocks[cgov__clock_find(issue, "resume")];
    assert_true(resume->length.given);
    assert_int_equal(resume->length.n, 90);
    assert_int_equal(issue->clocks[cgov__clock_find(issue, "feedback")].length.n, 0);
    assert_int_equal(issue->clocks[cgov__clock_find(issue, "object")].late_move,
                     cgov__move_find(issue, "arbitrate_late"));
    reading_done(&read);
}

static void lengths_follow_the_profile(void **state) {
    (void)state;
    static const struct {
        const char *procedure, *clock, *profile;
        uint32_t urgency;
        const char *class_name;
        uint32_t n;
        uint8_t unit;
        bool rolled;
    } cases[] = {
        {"issue", "forward", "", 0, "", 15, UNIT_DAYS, true},
        {"issue", "forward", "PETITION", 0, "", 15, UNIT_DAYS, true},
        {"issue", "forward", "HOTLINE_BJ", CGOV_URGENCY_CRITICAL, "", 1, UNIT_HOURS, false},
        {"issue", "forward", "HOTLINE_BJ", CGOV_URGENCY_URGENT, "", 2, UNIT_HOURS, false},
        {"issue", "forward", "HOTLINE_BJ", CGOV_URGENCY_NORMAL, "", 24, UNIT_HOURS, false},
        {"issue", "feedback", "", 0, "", 0, 0, false},
        {"issue", "feedback", "HOTLINE_BJ", CGOV_URGENCY_CRITICAL, "complex", 2, UNIT_HOURS, false},
        {"issue", "feedback", "HOTLINE_BJ", CGOV_URGENCY_NORMAL, "complex", 15, UNIT_DAYS, true},
        {"issue", "feedback", "HOTLINE_BJ", CGOV_URGENCY_NORMAL, "plain", 7, UNIT_DAYS, true},
        {"issue", "feedback", "CITY", 0, "pothole", 4, UNIT_WORKHOURS, false},
        {"issue", "feedback", "CITY", 0, "", 0, 0, false},
        {"part", "arrive", "", 0, "", 0, 0, false},
        {"part", "arrive", "WHISTLE", 0, "", 30, UNIT_MINUTES, false},
        {"part", "arrive", "FILING", 0, "", 15, UNIT_MINUTES, false},
        {"part", "share", "BOARD", 0, "", 10, UNIT_DAYS, false},
        {"issue", "object", "BOARD", 0, "", 5, UNIT_DAYS, false},
        {"issue", "object", "PETITION", 0, "", 5, UNIT_WORKDAYS, false},
    };
    struct reading read;
    reading_ok(&read, standard()->text);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t procedure = cgov__procedure_find(&read.book, cases[i].procedure);
        uint8_t clock = cgov__clock_find(&read.book.procedures[procedure], cases[i].clock);
        uint8_t profile = cgov__profile_find(&read.book, cases[i].profile);
        struct length length =
            cgov__length_of(&read.book, procedure, clock, profile, cases[i].urgency, cases[i].class_name);
        assert_int_equal(length.n, cases[i].n);
        assert_int_equal(length.unit, cases[i].unit);
        assert_int_equal(length.rolled, cases[i].rolled);
    }
    reading_done(&read);
}

static void calendars_are_read(void **state) {
    (void)state;
    static const uint8_t months[2][12] = {{19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
                                          {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}};
    assert_int_equal(cgov__shipped_count, 12); /* ten have no calendar of their own */
    assert_string_equal(cgov__shipped[1].name, "calendar_cn");
    for (uint32_t text = 0; text < 2; text++) {
        struct reading read;
        reading_ok(&read, cgov__shipped[text].text);
        assert_int_equal(read.book.calendar_count, 2);
        for (uint32_t year = 0; year < 2; year++) {
            const struct calendar_part *part = &read.book.calendars[year];
            assert_string_equal(part->name, "cn");
            assert_true(part->verified);
            assert_int_equal(part->to - part->from, 364);
            assert_int_equal(part->window_count, 2);
            assert_int_equal(part->window_from[1], 14 * 60);
            assert_int_equal(part->window_to[1], 17 * 60 + 30);
            uint8_t seen[12] = {0};
            for (int32_t day = part->from; day <= part->to; day++) {
                assert_true(part->work[day - part->from] <= 1);
                seen[cgov__civil_of(day).month - 1] += part->work[day - part->from];
            }
            assert_memory_equal(seen, months[year], 12);
        }
        reading_done(&read);
    }
}

static void roles_and_matters_are_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read,
               "rulebook 1\n"
               "role a \"A\"\n held in street village # and no other\n may add adopt\n sees auditor\n cites \"x\"\n"
               "role b \"B\"\n held in any\n checks\n"
               "matter m_1 \"M\"\n lead a\n confidential\n cites \"y\"\n"
               "matter M_1 \"M\"\n direct\n");
    const struct role *a = &read.book.roles[cgov__role_find(&read.book, "a")];
    const struct role *b = &read.book.roles[cgov__role_find(&read.book, "b")];
    assert_true(cgov__role_held_in(a, "street") && cgov__role_held_in(a, "village"));
    assert_false(cgov__role_held_in(a, "stree") || cgov__role_held_in(a, "streets") || cgov__role_held_in(a, "other") ||
                 cgov__role_held_in(a, ""));
    assert_true(cgov__role_held_in(b, "street"));
    assert_int_equal(a->may, BIT(VERB_ADD) | BIT(VERB_ADOPT));
    assert_true(a->sees_all && !a->checks && b->checks && !b->sees_all);
    assert_true(span_is(a->cites, "x"));
    assert_int_equal(a->line, 2);

    const struct matter *matter = &read.book.matters[cgov__matter_find(&read.book, "m_1")];
    assert_true(matter->duty_count == 1 && strcmp(read.book.duties[matter->first_duty].name, "a") == 0);
    assert_true(matter->confidential && !matter->direct);
    assert_int_equal(matter->procedure, NONE);
    assert_int_equal(matter->profile, NONE);
    assert_true(read.book.matters[cgov__matter_find(&read.book, "M_1")].direct);
    reading_done(&read);
}

static void what_is_seen_is_read(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, "rulebook 1\nrole a \"A\"\n sees below\nrole b \"B\"\n sees auditor\nrole c \"C\"\n"
#define REST " stage s \"S\"\n state e \"E\" final\n open o -> e\n by time\n"
                      "procedure p \"P\"\n public # facts alone\n" REST
                      "procedure q \"Q\"\n cites \"x\"\n public title text\n" REST "procedure r \"R\"\n" REST);
#undef REST
    const struct role *roles = read.book.roles;
    assert_true(roles[0].sees_below && !roles[0].sees_all && roles[1].sees_all && !roles[1].sees_below);
    assert_false(roles[2].sees_all || roles[2].sees_below);
    const struct procedure *procedures = read.book.procedures;
    assert_true(procedures[0].is_public && procedures[0].public_words == 0);
    assert_true(procedures[1].is_public &&
                procedures[1].public_words == (BIT(CGOV_FIELD_TITLE) | BIT(CGOV_FIELD_TEXT)));
    assert_true(!procedures[2].is_public && procedures[2].public_words == 0);
    reading_done(&read);
    reading_ok(&read, standard()->text); /* what the public may see is a community's own to say */
    for (uint32_t p = 0; p < read.book.procedure_count; p++) assert_false(read.book.procedures[p].is_public);
    assert_true(read.book.roles[cgov__role_find(&read.book, "head")].sees_below);
    reading_done(&read);
}

static void what_is_not_there_is_not_found(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, standard()->text);
    const struct procedure *issue = &read.book.procedures[0];
    assert_int_equal(cgov__procedure_find(&read.book, "issues"), NONE);
    assert_int_equal(cgov__profile_find(&read.book, ""), NONE);
    assert_int_equal(cgov__role_find(&read.book, "hea"), -1);
    assert_int_equal(cgov__matter_find(&read.book, "no"), -1);
    assert_int_equal(cgov__party_find(issue, "leads"), NONE);
    assert_int_equal(cgov__state_find(issue, "a name far longer than any name can ever be"), NONE);
    assert_int_equal(cgov__clock_find(issue, "report"), NONE);
    assert_int_equal(cgov__move_find(issue, "handling"), NONE);
    reading_done(&read);
    reading_ok(&read, "rulebook 1");
    assert_int_equal(cgov__matter_find(&read.book, "no"), -1);
    reading_done(&read);
}

static void the_closed_lists_go_both_ways(void **state) {
    (void)state;
    static const uint32_t counts[] = {[CGOV_ENUM_FIELD] = 35,
                                      [CGOV_ENUM_TRACK] = 8,
                                      [CGOV_ENUM_CHANNEL] = 14,
                                      [CGOV_ENUM_URGENCY] = 3,
                                      [CGOV_ENUM_RESULT] = 5};
    for (uint32_t list = CGOV_ENUM_FIELD; list <= CGOV_ENUM_RESULT; list++) {
        uint32_t count = 0;
        for (uint32_t value = 0; value < 64; value++) {
            const char *name = cgov__value_name(list, value);
            if (!name[0]) continue;
            assert_int_equal(cgov__value_find(list, name, (uint32_t)strlen(name)), value);
            count++;
        }
        assert_int_equal(count, counts[list]);
    }
    assert_int_equal(cgov__value_find(CGOV_ENUM_TRACK, "petitions", 8), CGOV_TRACK_PETITION);
    assert_int_equal(cgov__value_find(CGOV_ENUM_TRACK, "petitions", 9), -1);
    assert_int_equal(cgov__value_find(CGOV_ENUM_TRACK, "", 0), -1);
    assert_int_equal(cgov__value_find(99, "petition", 8), -1);
    assert_int_equal(cgov__field_find("organizations", 13), CGOV_FIELD_ORGANIZATIONS);
    assert_int_equal(cgov__field_find("organizationss", 14), CGOV_FIELD_NONE);
    assert_string_equal(cgov__field_name(CGOV_FIELD_NONE), "");
    assert_string_equal(cgov__field_name(CGOV_FIELD_CLASS), "class");
    assert_int_equal(cgov__field_type(CGOV_FIELD_MASTER), CGOV_DETAIL_ISSUE);
    assert_int_equal(cgov__field_type(15), 0);
}

/* Layout. */

static void indentation_tells_a_matters_lines_from_blocks(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, "# first a remark\n\n  rulebook 1 # and one here\n"
                      "profile A\n\tcalendar cn\ncites \"a\"\n"
                      "matter m \"M\"\n  profile A\n  procedure q\n"
                      "profile B\n"
                      "calendar B covers 2026-01-01 2026-01-01\n"
                      "procedure q \"Q\"\nstage s \"S\"\nstate e \"E\" final\nopen o -> e\nby time\n");
    assert_string_equal(read.book.profiles[0].calendar, "cn");
    assert_int_equal(read.book.profile_count, 2);
    assert_int_equal(read.book.matters[0].profile, 0);
    assert_int_equal(read.book.matters[0].procedure, 0);
    assert_int_equal(read.book.calendar_count, 1);
    reading_done(&read);
}

/* Faults. */

#define HEAD "rulebook 1\n"
#define CALENDAR HEAD "calendar c covers 2026-01-01 2026-12-31\n"
#define BASE                                                                                                           \
    HEAD "role clerk \"C\"\nprocedure p \"P\"\nparty reporter \"R\" resident\nparty office \"O\" organization\n"       \
         "stage s \"S\"\nstate begun \"B\" held by office\nstate ended \"E\" final\nclock c from start until stop\n"   \
         "open start -> begun\nby any resident\nmove stop begun -> ended\nby clerk of office\n"
#define PART "procedure q \"Q\"\nstage t \"T\"\nstate u \"U\" final\nopen ask -> u\nby parent\n"
#define PARENT                                                                                                         \
    "procedure r \"R\"\nparty boss \"B\" organization\nparty poor \"P\" resident\nstage t \"T\"\nstate v \"V\" "       \
    "final\n"                                                                                                          \
    "open o -> v\nby any resident\nneeds days organizations\n"
#define CLOCK "clock d from start until stop\n"

static const struct faulty faults[] = {
    {"", 1, 1, "expected `rulebook 1`, found the end of the line"},
    {"rulebook 2", 1, 10, "expected `rulebook 1`, found `2`"},
    {"role a \"A\"", 1, 1, "expected `rulebook 1`, found `role`"},
    {"rulebook 1 more", 1, 12, "expected the end of the line, found `more`"},
    {HEAD "role", 2, 5, "expected the role's name, found the end of the line"},
    {HEAD "role a", 2, 7, "expected the role's title in quotes, found the end of the line"},
    {HEAD "role a-b \"A\"", 2, 6, "expected the role's name, of 1 to 31 letters a-z A-Z, digits and _, found `a-b`"},
    {HEAD "role abcdefghijklmnopqrstuvwxyz012345 \"A\"", 2, 6,
     "expected the role's name, of 1 to 31 letters a-z A-Z, digits and _, found `abcdefghijklmnopqrstuvwxyz012345`"},
    {HEAD "role any \"A\"", 2, 6, "`any` is a word of the language: it cannot be a name"},
    {HEAD "role a \"A\"\nrole a \"B\"", 3, 6, "role `a` stands twice"},
    {HEAD "role a \"A", 2, 8, "expected the role's title in quotes, found a string that is not closed"},
    {HEAD "role a \"A\"\nheld in", 3, 8, "expected a kind of organization, found the end of the line"},
    {HEAD "role a \"A\"\nheld in Street", 3, 9,
     "expected a kind of organization, of 1 to 31 letters a-z, digits and _, found `Street`"},
    {HEAD "role a \"A\"\nmay x", 3, 5, "verb `x` is not one of the language's: add, change, appoint, adopt, erase"},
    {HEAD "role a \"A\"\nsees all", 3, 6, "expected `auditor` or `below`, found `all`"},
    {HEAD "role a \"A\"\nfor 3 days", 3, 1,
     "`for` starts no line that can stand here; these do: cites, held, may, sees, checks, needs"},
    {HEAD "cites \"x\"", 2, 1,
     "`cites` starts no line that can stand here; these do: role, profile, territory, matter, calendar, procedure, "
     "rule"},
    {HEAD "\"x\"", 2, 1, "expected the first word of a line, found \"x\""},
    {HEAD "calendar c", 2, 11, "expected `covers`, found the end of the line"},
    {HEAD "calendar c covers 2026-1-1 2026-12-31", 2, 19, "expected a date, as 2026-02-15, found `2026-1-1`"},
    {HEAD "calendar c covers 2026-02-30 2026-12-31", 2, 19,
     "expected a date of the calendar, as 2026-02-15, found `2026-02-30`"},
    {HEAD "calendar c covers 2026-01-02 2026-01-01", 2, 30, "`2026-01-01` is before the first day covered"},
    {HEAD "calendar c covers 1926-01-01 2026-12-31", 2, 30, "a calendar covers at most 36600 days"},
    {HEAD "calendar c covers 2026-01-01 2026-12-31\ncalendar c covers 2026-12-31 2027-12-31", 3, 10,
     "calendar `c` covers some of these days already, from line 2 on"},
    {CALENDAR "workdays lundi", 3, 10,
     "weekday `lundi` is not one of the language's: mon, tue, wed, thu, fri, sat, sun"},
    {CALENDAR "off 2026-01-05..2026-01-02", 3, 5, "`2026-01-05..2026-01-02` ends before it starts"},
    {CALENDAR "off 2026-01-05..2027-01-02", 3, 5,
     "`2026-01-05..2027-01-02` is not within the days this calendar covers"},
    {CALENDAR "off 2026-01-05..2026-01-09 2026-01-06", 3, 28, "`2026-01-06` holds a day that is named already"},
    {CALENDAR "off 2026-01-05\nmake_up 2026-01-05", 4, 9, "`2026-01-05` holds a day that is named already"},
    {CALENDAR "hours 08:60-09:00", 3, 7, "expected business hours, as 08:30-12:00, found `08:60-09:00`"},
    {CALENDAR "hours 08:00-12:00 11:00-13:00", 3, 19, "`11:00-13:00` does not start after the hours before it end"},
    {CALENDAR "hours 08:00-12:00 12:00-13:00", 3, 19, "`12:00-13:00` does not start after the hours before it end"},
    {CALENDAR "hours 01:00-02:00 03:00-04:00 05:00-06:00 07:00-08:00 09:00-10:00", 3, 55,
     "there can be at most 4 stretches of business hours"},
    {CALENDAR "source \"x\" perhaps", 3, 12, "expected `verified` or `unverified`, found `perhaps`"},
    {BASE "profile a\nq.c 3 days", 15, 1, "procedure `q` is not one of this rulebook's: p"},
    {BASE "profile a\np.q 3 days", 15, 3, "clock `q` is not one of this procedure's: c"},
    {BASE "profile a\np.c", 15, 4, "expected a length from 1 to 527040, found the end of the line"},
    {BASE "profile a\np.c 36601 days", 15, 5, "a length is at most 36600 days, found `36601`"},
    {BASE "profile a\np.c 527041 minutes", 15, 5, "expected a length from 1 to 527040, found `527041`"},
    {BASE "profile a\np.c 4294967297 days", 15, 5, "expected a length from 1 to 527040, found `4294967297`"},
    {BASE "profile a\np.c 3 weeks", 15, 7,
     "unit `weeks` is not one of the language's: days, workdays, hours, minutes, workhours, months"},
    {BASE "profile a\np.c 3 days if", 15, 14, "expected `urgency` or `class`, found the end of the line"},
    {BASE "profile a\np.c 3 days if urgency high", 15, 23,
     "urgency `high` is not one of the language's: normal, urgent, critical"},
    {BASE "profile a\np.c 3 days if class Big", 15, 21,
     "expected a class, of 1 to 31 letters a-z, digits and _, found `Big`"},
    {BASE "profile a\nprofile a", 15, 9, "profile `a` stands twice"},
    {BASE "matter m\n", 14, 9, "expected the matter's title in quotes, found the end of the line"},
    {BASE "matter m \"M\"\nmatter m \"N\"", 15, 8, "matter `m` stands twice"},
    {BASE "matter m \"M\"\n  procedure q", 15, 13, "procedure `q` is not one of this rulebook's: p"},
    {BASE "matter m \"M\"\n  profile q", 15, 11, "profile `q` is not one of this rulebook's, which has none"},
    {BASE "matter m \"M\"\nprofile q\nlead x", 16, 1,
     "`lead` starts no line that can stand here; these do: cites, calendar, PROCEDURE.NAME"},
    {HEAD "procedure p \"P\"", 2, 1, "procedure `p` has no `open` line"},
    {HEAD "procedure p \"P\"\nparty a \"A\"", 3, 12,
     "expected `resident` or `organization`, found the end of the line"},
    {HEAD "procedure p \"P\"\nparty reporter \"A\" organization", 3, 7, "party `reporter` is always a resident"},
    {HEAD "procedure p \"P\"\nstate a \"A\" final", 3, 7, "state `a` stands before any stage"},
    {HEAD "procedure p \"P\"\nstage a \"A\"\ncites \"x\"", 4, 1,
     "`cites` starts no line that can stand here; these do: detail, party, stage, state, clock, open, move, roll"},
    {HEAD "procedure p \"P\"\nstage a \"A\"\nstate b \"B\"", 4, 12,
     "expected `held by` and a party, or `final`, found the end of the line"},
    {HEAD "procedure p \"P\"\nstage a \"A\"\nstate b \"B\" held by a", 4, 21,
     "party `a` is not one of this procedure's, which has none"},
    {HEAD "procedure p \"P\"\nparty a \"A\" organization\nstage a \"A\"\nstate b \"B\" final held by a", 5, 19,
     "state `b` is final: nobody holds it"},
    {HEAD "procedure p \"P\"\nparty a \"A\" organization\nstage a \"A\"\nstate b \"B\" held by a final", 5, 23,
     "state `b` is held by a party: it is not final"},
    {HEAD "procedure p \"P\"\npublic text place", 3, 13, "field `place` is a fact: those are public without saying so"},
    {HEAD "procedure p \"P\"\npublic note", 3, 8, "field `note` is never public"},
    {HEAD "procedure p \"P\"\npublic text title text", 3, 19, "field `text` stands twice"},
    {HEAD "procedure p \"P\"\npublic\npublic", 4, 1, "`public` stands twice in its block"},
    {BASE "public", 14, 1,
     "`public` starts no line that can stand here; these do: cites, detail, party, stage, state, clock, open, move, "
     "by, needs, takes, when, within, after, before, at, sets, answers, follows, reclasses, drops, counts, extends, "
     "opens, tells, appoints, ends, de..."},
    {BASE "state begun \"again\" final", 14, 7, "state `begun` stands twice"},
    {BASE "open again -> begun", 14, 6, "procedure `p` has its first move already"},
    {BASE "move stop begun -> ended", 14, 6, "move `stop` stands twice"},
    {BASE "move again begun", 14, 17, "expected `->`, found the end of the line"},
    {BASE "move again -> ended", 14, 12, "state `->` is not one of this procedure's: begun, ended"},
    {BASE "move again begin -> ended", 14, 12, "state `begin` is not one of this procedure's: begun, ended"},
    {BASE "move again begun begun -> ended", 14, 18, "state `begun` stands twice"},
    {BASE "move again begun -> end", 14, 21, "state `end` is not one of this procedure's: begun, ended"},
    {BASE "move again begun -> ended", 14, 1, "move `again` does not say `by` whom"},
    {BASE "by", 14, 3, "expected who makes the move, found the end of the line"},
    {BASE "by any", 14, 7, "expected `resident`, found the end of the line"},
    {BASE "by boss of office", 14, 4, "role `boss` is not one of this rulebook's: clerk"},
    {BASE "by clerk of reporter", 14, 13, "party `reporter` is a resident: nobody holds a role in it"},
    {BASE "by clerk of bureau", 14, 13, "party `bureau` is not one of this procedure's: reporter, office"},
    {BASE "by clerk of superior office", 14, 22, "expected `of`, found `office`"},
    {BASE "by clerk of superior of superior of superior of superior of office", 14, 49,
     "there can be at most 3 `superior of` in a row"},
    {BASE "by office", 14, 4, "party `office` is an organization: say which role of it makes the move"},
    {BASE "by clerk of office not reporter not reporter", 14, 37, "party `reporter` stands twice"},
    {BASE "by clerk of parent.lead", 14, 13, "no procedure opens `p`: it has no parent"},
    {BASE "by clerk of parent.a-b", 14, 13, "`parent.a-b` does not name a party of the parent"},
    {BASE "needs", 14, 6, "expected the field's name, found the end of the line"},
    {BASE "needs colour", 14, 7,
     "field `colour` is not one of the language's: title, text, reason, evidence, remedy, name, note, place, point, "
     "channel, track, urgency, result, class, matter, against, public_safety, masked, behalf, earlier, delegates, "
     "intake, lead, organization, ..."},
    {BASE "needs text\ntakes text", 15, 7, "field `text` stands twice"},
    {BASE "when", 14, 5, "expected the guard's name, found the end of the line"},
    {BASE "when raining", 14, 6,
     "guard `raining` is not one of the language's: track, channel, urgency, matter, contact, unaccused, same_place, "
     "same_matter, owing, unfollowed, delegates, children, used_up, unsettled, public_safety, routed, says, "
     "given, answered, superior, level, ..."},
    {BASE "when track", 14, 11, "expected the track's name, found the end of the line"},
    {BASE "when contact reporter", 14, 14, "party `reporter` is a resident, not an organization"},
    {BASE "when contact place", 14, 14,
     "`place` is neither a party of this procedure nor a field that names organizations"},
    {BASE "when contact organizations", 14, 14, "field `organizations` is none that move `stop` needs or takes"},
    {BASE "when same_place lead", 14, 17, "field `lead` does not name an issue"},
    {BASE "takes master\nwhen same_place master within", 15, 30,
     "expected a distance from 1 to 10000, found the end of the line"},
    {BASE "takes master\nwhen same_place master within 0 meters", 15, 31,
     "expected a distance from 1 to 10000, found `0`"},
    {BASE "takes master\nwhen same_place master within 10001 meters", 15, 31,
     "expected a distance from 1 to 10000, found `10001`"},
    {BASE "takes master\nwhen same_place master within 5 miles", 15, 33, "expected `meters`, found `miles`"},
    {BASE "when routed", 14, 12, "expected the party's name, found the end of the line"},
    {BASE "when routed reporter", 14, 13, "party `reporter` is a resident, not an organization"},
    {BASE "takes lead\nwhen routed lead", 15, 13, "party `lead` is not one of this procedure's: reporter, office"},
    {BASE "when owing master", 14, 12, "field `master` is none that move `stop` needs or takes"},
    {BASE "when delegates 10000", 14, 16, "expected a number of delegates, from 1 to 9999, found `10000`"},
    {BASE "when used_up stop", 14, 14, "move `stop` has no limit to use up"},
    {BASE "at most 0", 14, 9, "expected a number of times, from 1 to 255, found `0`"},
    {BASE "at most 256", 14, 9, "expected a number of times, from 1 to 255, found `256`"},
    {BASE "at most 3\nat most 4", 15, 1, "`at` stands twice in its block"},
    {BASE "sets place to given", 14, 6, "party `place` is not one of this procedure's: reporter, office"},
    {BASE "sets office to given", 14, 16, "field `organization` is none that move `stop` needs or takes"},
    {BASE "sets office to actor", 14, 16, "party `office` is an organization: it is no actor"},
    {BASE "sets office to reporter", 14, 16, "parties `office` and `reporter` are of two kinds: one is a resident"},
    {BASE "needs resident\nsets reporter to superior of reporter", 15, 18,
     "party `reporter` is a resident: it has no superior"},
    {BASE "follows", 14, 8, "field `master` is none that move `stop` needs or takes"},
    {BASE "extends c at most 3 days", 14, 9, "field `days` is none that move `stop` needs or takes"},
    {BASE "opens q for lead", 14, 7, "procedure `q` is not one of this rulebook's: p"},
    {BASE "opens p for lead", 14, 7, "procedure `p` is not opened `by parent`"},
    {BASE "clock d", 14, 8, "expected `from`, found the end of the line"},
    {BASE "clock c from start until stop", 14, 7, "clock `c` stands twice"},
    {BASE "clock d from start until", 14, 25, "expected the move's name, found the end of the line"},
    {BASE CLOCK "for given at most 3 days", 15, 5, "move `start` starts this clock, so it must say `needs days`"},
    {BASE CLOCK "paused in begin", 15, 11, "state `begin` is not one of this procedure's: begun, ended"},
    {BASE CLOCK "remind 100", 15, 8, "expected a share in percent, from 1 to 99, found `100`"},
    {BASE CLOCK "remind 50 50", 15, 11, "share `50` is not above the one before it"},
    {BASE CLOCK "remind 1 2 3 4 5 6 7 8 9", 15, 24, "there can be at most 8 reminders of a clock"},
    {BASE CLOCK "late", 15, 5, "expected `tell` or `do`, found the end of the line"},
    {BASE CLOCK "late tell", 15, 10, "expected whom to tell, found the end of the line"},
    {BASE CLOCK "late tell reporter then reporter", 15, 33, "expected `after`, found the end of the line"},
    {BASE CLOCK "late tell reporter\nlate tell office", 16, 6, "clock `d` says twice whom to tell"},
    {BASE CLOCK "late do stop", 15, 9, "move `stop` is not made `by time`"},
    {HEAD "role a \"反映\" B", 2, 13, "expected the end of the line, found `B`"},
    {HEAD "role a \"A\" # \"B\"\n  # nothing\n\n\theld	in 街道", 5, 10,
     "expected a kind of organization, of 1 to 31 letters a-z, digits and _, found `街道`"},
    {HEAD "role a aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 2, 8,
     "expected the role's title in quotes, found a word of more than 63 bytes"},
    {BASE PART "by parent.boss", 19, 4, "no procedure opens `q`: it has no parent"},
    {BASE PART "by parent.boss\n" PARENT "opens q for days", 28, 13, "field `days` does not name organizations"},
    {BASE PART "by parent.boss\n" PARENT "opens q for organizations", 19, 4,
     "party `boss` of `r` is an organization: say which role of it makes the move"},
    {BASE PART "by clerk of parent.poor\n" PARENT "opens q for organizations", 19, 13,
     "party `poor` of `r` is a resident: nobody holds a role in it"},
    {BASE PART "by clerk of parent.lead\n" PARENT "opens q for organizations", 19, 13,
     "party `lead` is not one of `r`, which opens this procedure"},
};

static void every_fault_has_its_place(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, BASE CLOCK);
    reading_done(&read);
    EACH_FAULTY(faults);
}

static void bytes_that_are_no_text_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        uint32_t line, column;
        const char *message;
    } cases[] = {
        {"rulebook 1\n# 民情\xff\n", 21, 2, 5, "the text is not UTF-8 here"},
        {"rulebook 1\n# \xe6\xb0", 15, 2, 3, "the text is not UTF-8 here"},
        {"rulebook 1\n\0", 12, 2, 1, "the text holds a NUL here"},
        {"rulebook 1\r\n\r\v", 14, 3, 1, "the text holds a control character here"},
        {"\xef\xbb\xbf"
         "rulebook 1\n",
         14, 1, 1, "the text begins with a byte order mark: save it without one"},
        {"rulebook 1\n\"\xe2\x80\xae\"", 16, 2, 2, "the text holds a bidi control character here"},
        {NULL, 0, 1, 1, "expected `rulebook 1`, found the end of the line"},
    };
    struct reading read;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        reading_of(&read, cases[i].text, cases[i].len);
        assert_int_equal(read.status, CGOV_E_RULEBOOK);
        assert_string_equal(read.fault.message, cases[i].message);
        assert_int_equal(read.fault.line, cases[i].line);
        assert_int_equal(read.fault.column, cases[i].column);
        reading_done(&read);
    }
    cgov_allocator table = test_alloc_table(&read.alloc);
    cgov__mem_init(&read.mem, &table);
    assert_int_equal(cgov__rulebook_read(&read.mem, "x", 1, &read.book, NULL), CGOV_E_RULEBOOK);
}

/* Limits. */

struct text {
    size_t len;
    char bytes[MAX_RULEBOOK_BYTES + 2];
};

static void add(struct text *text, const char *piece) {
    size_t len = strlen(piece);
    assert_true(text->len + len < sizeof text->bytes);
    memcpy(text->bytes + text->len, piece, len + 1);
    text->len += len;
}

/* A piece, with each @ made the number in base 36. */
static void add_numbered(struct text *text, const char *piece, uint32_t n) {
    char digits[8] = {0}, *first = digits + sizeof digits - 1, one[2] = {0};
    do { *--first = "0123456789abcdefghijklmnopqrstuvwxyz"[n % 36]; } while (n /= 36);
    for (; *piece; piece++) {
        one[0] = *piece;
        add(text, *piece == '@' ? first : one);
    }
}

/* The text before, count times the piece, the text after. */
static int32_t read_repeated(struct text *text, const char *before, const char *piece, uint32_t count,
                             const char *after, struct fault *fault) {
    text->len = 0;
    add(text, before);
    for (uint32_t i = 0; i < count; i++) add_numbered(text, piece, i);
    add(text, after);
    struct reading read;
    reading_of(&read, text->bytes, text->len);
    *fault = read.fault;
    int32_t status = read.status;
    reading_done(&read);
    return status;
}

static void every_limit_holds_and_one_past_is_refused(void **state) {
    (void)state;
    static const struct {
        uint32_t limit;
        const char *before, *piece, *after, *message;
    } cases[] = {
        {MAX_ROLES, HEAD, "role r@ \"R\"\n", "", "there can be at most 64 roles"},
        {MAX_CALENDARS, HEAD, "calendar c@ covers 2026-01-01 2026-01-02\n", "", "there can be at most 32 calendars"},
        {MAX_PROFILES, HEAD, "profile p@\n", "", "there can be at most 64 profiles"},
        {MAX_PROFILE_LINES, BASE "profile P\n", "p.c 1 days\n", "", "there can be at most 256 lines of a profile"},
        {MAX_MATTERS, HEAD, "matter @ \"\"\n", "", "there can be at most 65535 matters"},
        {MAX_PROCEDURES, HEAD, "procedure p@ \"\"\nstage s \"\"\nstate e \"\" final\nopen o -> e\nby time\n", "",
         "there can be at most 32 procedures"},
        {MAX_PARTIES - 2, BASE, "party p@ \"\" resident\n", "", "there can be at most 16 parties of a procedure"},
        {MAX_STAGES - 1, BASE, "stage s@ \"\"\n", "", "there can be at most 16 stages of a procedure"},
        {MAX_STATES - 2, BASE, "state s@ \"\" final\n", "", "there can be at most 64 states of a procedure"},
        {MAX_CLOCKS - 1, BASE, "clock c@ from start until stop\n", "", "there can be at most 32 clocks of a procedure"},
        {MAX_MOVES - 2, BASE, "move m@ begun -> ended\nby time\n", "", "there can be at most 64 moves of a procedure"},
        {MAX_LIMITED, BASE, "move m@ begun -> same\nby time\nat most 1\n", "",
         "there can be at most 32 moves with a limit"},
        {MAX_TIMED, BASE, "move m@ begun -> same\nby time\nwithin 1 days of m@\n", "",
         "there can be at most 8 moves that `within` or `after` counts from"},
        {MAX_REMINDERS, BASE CLOCK "remind", " 1@", "", "there can be at most 8 reminders of a clock"},
        {MAX_RUNGS - 1, BASE CLOCK "late tell reporter", " then clerk of office after 1 days", "",
         "there can be at most 8 rungs of a ladder"},
        {MAX_BY - 1, BASE, "by reporter\n", "", "there can be at most 8 `by` lines of a move"},
        {MAX_CLAUSES, BASE, "when unfollowed\n", "", "there can be at most 24 conditions of a move"},
        {MAX_SETS, BASE, "sets reporter to actor\n", "", "there can be at most 8 `sets` lines of a move"},
        {MAX_SUPERIORS, BASE "by clerk of ", "superior of ", "office", "there can be at most 3 `superior of` in a row"},
        {MAX_WINDOWS, CALENDAR "hours", " 0@:00-0@:30", "", "there can be at most 4 stretches of business hours"},
        {NAME_SIZE - 1, HEAD "role ", "a", " \"\"",
         "expected the role's name, of 1 to 31 letters a-z A-Z, digits and _, found "
         "`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`"},
    };
    struct text *text = malloc(sizeof *text);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fault fault;
        uint32_t limit = cases[i].limit;
        int32_t at = read_repeated(text, cases[i].before, cases[i].piece, limit, cases[i].after, &fault);
        if (at) print_message("# %u:%u %s\n", fault.line, fault.column, fault.message);
        assert_int_equal(at, CGOV_OK);
        int32_t past = read_repeated(text, cases[i].before, cases[i].piece, limit + 1, cases[i].after, &fault);
        assert_int_equal(past, CGOV_E_RULEBOOK);
        assert_string_equal(fault.message, cases[i].message);
    }
    free(text);
}

static void numbers_hold_at_their_limits(void **state) {
    (void)state;
    static const char *const texts[] = {
        BASE "at most 255\nwhen delegates 9999\n",
        BASE "takes master\nwhen same_place master within 1 meters\nwhen not same_place master within 10000 meters\n",
        BASE CLOCK "for 36600 workdays rolled until close\nremind 1 99\n",
        BASE CLOCK "for 527040 minutes\n",
        BASE "profile A\np.c 36600 months\n",
        HEAD "calendar c covers 2000-01-01 2100-03-16\nhours 00:00-24:00\n", /* 36,600 days */
    };
    struct reading read;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        reading_ok(&read, texts[i]);
        reading_done(&read);
    }
    const char *past = HEAD "calendar c covers 2000-01-01 2100-03-17\n";
    reading_of(&read, past, strlen(past));
    assert_string_equal(read.fault.message, "a calendar covers at most 36600 days");
    reading_done(&read);
}

static void a_text_may_be_this_long_and_no_longer(void **state) {
    (void)state;
    char *text = malloc(MAX_RULEBOOK_BYTES + 1);
    assert_non_null(text);
    memset(text, '#', MAX_RULEBOOK_BYTES + 1);
    memcpy(text, HEAD, strlen(HEAD));
    struct reading read;
    reading_of(&read, text, MAX_RULEBOOK_BYTES);
    assert_int_equal(read.status, CGOV_OK);
    reading_done(&read);
    reading_of(&read, text, MAX_RULEBOOK_BYTES + 1);
    assert_int_equal(read.status, CGOV_E_RULEBOOK);
    assert_string_equal(read.fault.message, "a rulebook is at most 1048576 bytes long, this one is 1048577");
    reading_done(&read);
    free(text);
}

/* Hostility. */

static void no_memory_at_any_point_holds_nothing(void **state) {
    (void)state;
    uint64_t calls = 0;
    for (int32_t status = CGOV_E_NOMEM; status;) {
        struct reading read;
        memset(&read, 0, sizeof read);
        test_alloc_fail(&read.alloc, ++calls, false);
        reading_go(&read, standard()->text, standard()->len);
        status = read.status;
        if (status) {
            assert_int_equal(status, CGOV_E_NOMEM);
            assert_null(read.book.text);
            test_alloc_is_empty(&read.alloc);
        }
        reading_done(&read);
    }
    print_message("# %u allocations\n", (unsigned)calls - 1);
    assert_true(calls > 20);
}

/* A few random edits: bytes changed, dropped, doubled, words of the text put elsewhere. */
static size_t mutate(uint64_t *random, char *text, size_t len) {
    static const char bytes[] = " \n\t\"#.->_0159azAZ\x80\xe6\xff";
    for (uint32_t edits = 1 + random_below(random, 4); edits; edits--) {
        size_t at = random_below(random, (uint32_t)len), from = random_below(random, (uint32_t)len);
        size_t size = 1 + random_below(random, 16);
        if (size > len - at) size = len - at;
        if (size > len - from) size = len - from;
        switch (random_below(random, 4)) {
        case 0:
            text[at] = bytes[random_below(random, sizeof bytes)];
            break;
        case 1:
            text[at] = (char)random_next(random);
            break;
        case 2:
            memmove(text + at, text + from, size);
            break;
        default:
            memmove(text + at, text + at + size, len - at - size);
            len -= size;
        }
    }
    return len;
}

static void mutations_never_crash(void **state) {
    (void)state;
    uint64_t random = random_seed(20260214);
    char *text = malloc(standard()->len);
    assert_non_null(text);
    uint32_t accepted = 0;
    for (uint32_t i = 0; i < 20000; i++) {
        memcpy(text, standard()->text, standard()->len);
        size_t len = mutate(&random, text, standard()->len);
        struct reading read;
        reading_of(&read, text, len);
        if (read.status == CGOV_OK) {
            accepted++;
        } else {
            assert_int_equal(read.status, CGOV_E_RULEBOOK);
            assert_true(read.fault.line >= 1 && read.fault.column >= 1 && read.fault.message[0]);
        }
        reading_done(&read);
    }
    print_message("# %u of 20000 mutations were accepted\n", accepted);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standard_is_read),
        cmocka_unit_test(moves_are_read),
        cmocka_unit_test(states_and_clocks_are_read),
        cmocka_unit_test(lengths_follow_the_profile),
        cmocka_unit_test(calendars_are_read),
        cmocka_unit_test(roles_and_matters_are_read),
        cmocka_unit_test(what_is_seen_is_read),
        cmocka_unit_test(what_is_not_there_is_not_found),
        cmocka_unit_test(the_closed_lists_go_both_ways),
        cmocka_unit_test(indentation_tells_a_matters_lines_from_blocks),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(every_limit_holds_and_one_past_is_refused),
        cmocka_unit_test(numbers_hold_at_their_limits),
        cmocka_unit_test(a_text_may_be_this_long_and_no_longer),
        cmocka_unit_test(no_memory_at_any_point_holds_nothing),
        cmocka_unit_test(mutations_never_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
