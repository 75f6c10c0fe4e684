/* The catalogue of powers and duties: what its lines say, every fault at its place, exactly one lead for each matter,
 * level and territory, and the same rows read back from a ledger. */
#include "rules/rows_by_name.h"
#include "support/random.h"
#include "support/reading.h"
#include "support/test.h"
#include "support/town.h"

#define HEAD "rulebook 1\n"
#define MATTER HEAD "matter m \"M\"\n"

#define SAMPLE                                                                                                         \
    "territory street  town\tvillage # and no other\n"                                                                 \
    "matter road \"道路坑洼\"\n"                                                                                   \
    "  with police street\n"                                                                                           \
    "  lead housing at county in 990001\n"                                                                             \
    "  lead construction at city in 990001 # above it\n"                                                               \
    "  with water\n"                                                                                                   \
    "  form consult inform\n"                                                                                          \
    "  procedure issue\n"                                                                                              \
    "  source \"三定规定 2024\" verified\n"                                                                        \
    "  lead street at township in 990001\n"                                                                            \
    "  lead \"ORG-7 路政\" in 990002005000\n"                                                                        \
    "  confidential\n"                                                                                                 \
    "matter noise \"噪声\"\n"                                                                                        \
    "  direct\n"                                                                                                       \
    "matter old \"旧文\"\n"                                                                                          \
    "  lead OLD_NAME\n"                                                                                                \
    "  source \"某文\" unverified\n"

/* On its own, and with the standard for a ledger. */
static const char sample[] =
    HEAD SAMPLE "procedure issue \"P\"\nstage s \"S\"\nstate e \"E\" final\nopen o -> e\nby time\n";

static char *sample_with_standard(void) {
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    char *all = malloc((size_t)text.len + sizeof SAMPLE);
    assert_non_null(all);
    memcpy(all, text.ptr, (size_t)text.len);
    memcpy(all + text.len, SAMPLE, sizeof SAMPLE);
    return all;
}

static const struct duty *duty_of(const struct rulebook *book, const char *code, uint32_t row) {
    const struct matter *matter = &book->matters[cgov__matter_find(book, code)];
    assert_true(row < matter->duty_count);
    return &book->duties[matter->first_duty + row];
}

static void assert_duty(const struct duty *duty, bool lead, const char *name, const char *key, enum level level,
                        uint64_t region, uint32_t line) {
    assert_int_equal(duty->lead, lead);
    assert_string_equal(duty->name, name);
    assert_true(span_is(duty->key, key));
    assert_int_equal(duty->level, level);
    assert_true(duty->region == region);
    assert_int_equal(duty->line, line);
}

static void matters_say_who_leads_and_who_helps(void **state) {
    (void)state;
    struct reading read;
    reading_ok(&read, sample);
    const struct rulebook *book = &read.book;
    assert_int_equal(book->matter_count, 3);
    assert_int_equal(book->duty_count, 8);

    const struct matter *road = &book->matters[cgov__matter_find(book, "road")];
    assert_int_equal(road->duty_count, 7);
    assert_duty(duty_of(book, "road", 0), false, "police", "", LEVEL_NONE, 0, 4);
    assert_duty(duty_of(book, "road", 1), false, "street", "", LEVEL_NONE, 0, 4);
    assert_duty(duty_of(book, "road", 2), true, "housing", "", LEVEL_COUNTY, 990001, 5);
    assert_duty(duty_of(book, "road", 3), true, "construction", "", LEVEL_CITY, 990001, 6);
    assert_duty(duty_of(book, "road", 4), false, "water", "", LEVEL_NONE, 0, 7);
    assert_duty(duty_of(book, "road", 5), true, "street", "", LEVEL_TOWNSHIP, 990001, 11);
    assert_duty(duty_of(book, "road", 6), true, "", "ORG-7 路政", LEVEL_NONE, UINT64_C(990002005000), 12);
    assert_int_equal(road->forms, 1u << CGOV_FORM_INFORM | 1u << CGOV_FORM_CONSULT);
    assert_true(span_is(road->source, "三定规定 2024") && road->verified && road->confidential && !road->direct);
    assert_true(road->led);

    const struct matter *noise = &book->matters[cgov__matter_find(book, "noise")];
    assert_true(!noise->led && noise->duty_count == 0 && noise->forms == 0 && noise->direct);
    assert_true(noise->source.len == 0 && !noise->verified);
    assert_duty(duty_of(book, "old", 0), true, "OLD_NAME", "", LEVEL_NONE, 0, 17);
    assert_false(book->matters[cgov__matter_find(book, "old")].verified);
    reading_done(&read);
}

/* Faults. */

#define MET(line) "line " line " names a lead for the same place and level already: say another level or region"
#define NO_LEAD(word) "matter `m` names no lead, so nothing can follow `" word "`"
#define NO_KEY "an external key has 1 to 64 bytes: this one "
#define TEN "1234567890"

static const struct faulty faults[] = {
    {HEAD "territory", 2, 10, "expected a kind of organization, found the end of the line"},
    {HEAD "territory Street", 2, 11,
     "expected a kind of organization, of 1 to 31 letters a-z, digits and _, found `Street`"},
    {HEAD "territory street\nrole a \"A\"\nterritory town", 4, 11,
     "`territory` stands twice: all kinds go on one line"},
    {HEAD "territory street\ncites \"x\"", 3, 1,
     "`cites` starts no line that can stand here; these do: those that begin a block"},
    {HEAD "lead street", 2, 1,
     "`lead` starts no line that can stand here; these do: role, profile, territory, matter, calendar, procedure, "
     "rule"},
    {MATTER "for 3 days", 3, 1,
     "`for` starts no line that can stand here; these do: cites, detail, needs, lead, with, form, procedure, profile, "
     "track, "
     "direct, proof, "
     "confidential, source"},
    {MATTER "lead", 3, 5, "expected a kind of organization, or an external key in quotes, found the end of the line"},
    {MATTER "lead a-b", 3, 6,
     "expected a kind of organization, or an external key in quotes, of 1 to 31 letters a-z A-Z, digits and _, found "
     "`a-b`"},
    {MATTER "lead a at", 3, 10, "expected the level's name, found the end of the line"},
    {MATTER "lead a at town", 3, 11,
     "level `town` is not one of the language's: province, city, county, township, village, grid"},
    {MATTER "lead a in", 3, 10, "expected a region code of 6, 12 or 15 digits, found the end of the line"},
    {MATTER "lead a in 99000", 3, 11, "expected a region code of 6, 12 or 15 digits, found `99000`"},
    {MATTER "lead a in 9900010", 3, 11, "expected a region code of 6, 12 or 15 digits, found `9900010`"},
    {MATTER "lead a in 099000", 3, 11, "expected a region code of 6, 12 or 15 digits, found `099000`"},
    {MATTER "lead a in 000000990001", 3, 11, "expected a region code of 6, 12 or 15 digits, found `000000990001`"},
    {MATTER "lead a in 99000x", 3, 11, "expected a region code of 6, 12 or 15 digits, found `99000x`"},
    {MATTER "lead a in \"990001\"", 3, 11, "expected a region code of 6, 12 or 15 digits, found \"990001\""},
    {MATTER "lead a in 990001 at city", 3, 18, "expected the end of the line, found `at`"},
    {MATTER "lead a b", 3, 8, "expected the end of the line, found `b`"},
    {MATTER "lead \"k\" at city", 3, 10, "expected the end of the line, found `at`"},
    {MATTER "lead \"\"", 3, 6, NO_KEY "is empty"},
    {MATTER "lead \"" TEN TEN TEN TEN TEN TEN "12345\"", 3, 6, NO_KEY "is too long"},
    {MATTER "lead \"a\tb\"", 3, 6, NO_KEY "holds a control character"},
    {MATTER "lead \"a", 3, 6,
     "expected a kind of organization, or an external key in quotes, found a string that is not closed"},
    {MATTER "lead a\nwith", 4, 5, "expected a kind of organization, found the end of the line"},
    {MATTER "lead a\nwith \"k\"", 4, 6, "expected a kind of organization, found \"k\""},
    {MATTER "lead a\nwith b c b", 4, 10, "helper `b` stands twice"},
    {MATTER "with b\nlead a\nwith c b", 5, 8, "helper `b` stands twice"},
    {MATTER "lead a\nform vote vote", 4, 11, "form `vote` stands twice"},
    {MATTER "lead a\nform shout", 4, 6,
     "form `shout` is not one of the language's: inform, consult, deliberate, vote, supervise"},
    {MATTER "lead a\nform vote\nform inform", 5, 1, "`form` stands twice in its block"},
    {MATTER "lead a\nsource \"x\"", 4, 11, "expected `verified` or `unverified`, found the end of the line"},
    {MATTER "with b", 3, 6, NO_LEAD("with")},
    {MATTER "form vote", 3, 6, NO_LEAD("form")},
    {MATTER "source \"x\" verified", 3, 8, NO_LEAD("source")},
    {MATTER "matter n \"N\"\nlead a\nmatter o \"O\"\nwith b", 6, 6,
     "matter `o` names no lead, so nothing can follow `with`"},
    {MATTER "lead a\nlead b", 4, 6, MET("3")},
    {MATTER "lead a\nlead a", 4, 6, MET("3")},
    {MATTER "lead a at city\nlead b at county\nlead c at city", 5, 6, MET("3")},
    {MATTER "lead a at city in 990000\nwith x\nlead b in 990001", 5, 6, MET("3")},
    {MATTER "lead a in 990001005003\nlead \"k\" in 990001", 4, 6, MET("3")},
    {MATTER "lead a in 990001\nlead b at village in 990002\nlead c at village", 5, 6, MET("3")},
};

static void every_fault_has_its_place(void **state) {
    (void)state;
    EACH_FAULTY(faults);
}

static void leads_apart_are_read(void **state) {
    (void)state;
    static const char *const texts[] = {
        MATTER "lead a at city\nlead b at county\nlead c at village\nlead d at province\nlead e at township",
        MATTER "lead a in 990001\nlead b in 990002\nlead c in 990003000000\nlead d in 980000",
        MATTER "lead a at city in 990001\nlead b at county in 990001\nlead \"k\" in 990002",
        MATTER "lead a\nmatter n \"N\"\nlead b",
        MATTER "lead at at city\nlead in at county in 990001\nwith at in",
        MATTER "lead \"" TEN TEN TEN TEN TEN TEN "1234\"",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct reading read;
        reading_ok(&read, texts[i]);
        reading_done(&read);
    }
}

/* Two leads of one matter are refused exactly where some place and level meets both: all levels, and places that tell
 * the regions below apart, are asked one by one. */
static void exactly_one_lead_for_each_place_and_level(void **state) {
    (void)state;
    static const uint64_t regions[] = {0, 990000, 990100, 990101, 990101001000, 990101001001, 990102, 980000};
    static const uint64_t places[] = {990000,       990100, 990101,       990101001000, 990101001001, 990101001002,
                                      990101002001, 990102, 990102001001, 990201001001, 980000,       980101001001};
    static const char *const levels[] = {"", " at province", " at city", " at county", " at township", " at village"};
    uint64_t random = random_seed(20260301);
    uint32_t refused = 0;
    for (uint32_t n = 0; n < 3000; n++) {
        uint32_t level[3], place[3], count = 2 + random_below(&random, 2);
        char text[512] = MATTER;
        for (uint32_t i = 0; i < count; i++) {
            level[i] = random_below(&random, 6);
            place[i] = random_below(&random, sizeof regions / sizeof regions[0]);
            size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, "lead k%u%s", i, levels[level[i]]);
            used = strlen(text);
            if (regions[place[i]])
                snprintf(text + used, sizeof text - used, " in %llu", (unsigned long long)regions[place[i]]);
            strcat(text, "\n");
        }
        uint32_t most = 0;
        for (uint32_t l = LEVEL_PROVINCE; l <= LEVEL_VILLAGE; l++) {
            for (size_t p = 0; p < sizeof places / sizeof places[0]; p++) {
                uint32_t asked = 0;
                for (uint32_t i = 0; i < count; i++) {
                    uint64_t region = regions[place[i]];
                    asked += (!level[i] || level[i] == l) && (!region || cgov__region_covers(region, places[p]));
                }
                if (asked > most) most = asked;
            }
        }
        struct reading read;
        reading_of(&read, text, strlen(text));
        if ((read.status == CGOV_OK) != (most == 1)) fail_msg("%s%s", text, read.fault.message);
        refused += read.status != CGOV_OK;
        reading_done(&read);
    }
    assert_in_range(refused, 500, 2500);
}

static void a_matter_has_so_many_duties_and_no_more(void **state) {
    (void)state;
    for (uint32_t more = 0; more < 2; more++) {
        char text[16384] = MATTER "lead a\n";
        for (uint32_t i = 1; i < MAX_DUTIES + more; i++) {
            size_t used = strlen(text);
            snprintf(text + used, sizeof text - used, "with k%u\n", (unsigned)i);
        }
        strcat(text, "matter n \"N\"\nlead a\n");
        struct reading read;
        reading_of(&read, text, strlen(text));
        assert_string_equal(read.fault.message, more ? "there can be at most 256 duties of a matter" : "");
        reading_done(&read);
    }
}

static void no_memory_at_any_point_holds_nothing(void **state) {
    (void)state;
    for (uint64_t n = 1;; n++) {
        struct reading read;
        memset(&read, 0, sizeof read);
        test_alloc_fail(&read.alloc, n, false);
        reading_go(&read, sample, strlen(sample));
        int32_t status = read.status;
        if (status) assert_int_equal(status, CGOV_E_NOMEM);
        reading_done(&read);
        if (!status) break;
    }
}

/* Read back from a ledger. */

static uint32_t rows_of(const struct town *town, uint32_t version, const char *matter, uint32_t page,
                        cgov_duty_view *rows, uint32_t max) {
    uint64_t cursor = 0;
    uint32_t count = 0, more;
    for (;;) {
        cgov_duty_view views[8] = {{.size = sizeof views[0]}};
        int32_t status = cgov_duty_list(town->ledger, NULL, version, matter, &cursor, views, page, &more);
        if (status == CGOV_DONE) return count;
        assert_int_equal(status, CGOV_OK);
        assert_true(more > 0 && more <= page && count + more <= max);
        for (uint32_t i = 0; i < more; i++) rows[count++] = views[i];
    }
}

static void a_ledger_tells_its_catalogue(void **state) {
    (void)state;
    struct town town;
    char *text = sample_with_standard();
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    cgov_duty_view rows[32], again[32];
    uint32_t count = rows_of(&town, 0, "", 8, rows, 32);
    assert_int_equal(count, 3 + 7 + 1 + 1); /* the standard's own three lead nowhere */
    for (uint32_t page = 1; page < 8; page++) {
        assert_int_equal(rows_of(&town, 1, "", page, again, 32), count);
        assert_memory_equal(again, rows, count * sizeof rows[0]);
    }
    assert_string_equal(rows[0].matter, "consultation");
    assert_true(rows[0].duty == 0 && rows[0].direct == 1 && rows[0].line > 0);

    assert_int_equal(rows_of(&town, 0, "road", 3, again, 32), 7);
    assert_memory_equal(again, rows + 3, 7 * sizeof rows[0]);
    const cgov_duty_view *housing = &again[2], *key = &again[6];
    assert_true(housing->size == sizeof *housing && housing->duty == CGOV_DUTY_LEAD);
    assert_true(housing->level == CGOV_LEVEL_COUNTY && housing->region == 990001 && housing->confidential == 1);
    assert_true(housing->forms == (1u << CGOV_FORM_INFORM | 1u << CGOV_FORM_CONSULT) && housing->verified == 1);
    assert_string_equal(housing->matter, "road");
    assert_string_equal(housing->title, "道路坑洼");
    assert_string_equal(housing->name, "housing");
    assert_string_equal(housing->external_key, "");
    assert_string_equal(housing->procedure, "issue");
    assert_string_equal(housing->profile, "");
    assert_string_equal(housing->source, "三定规定 2024");
    assert_int_equal(housing->line, again[0].line + 1);
    assert_true(again[0].duty == CGOV_DUTY_WITH && strcmp(again[0].name, "police") == 0);
    assert_true(again[5].region == 990001 && again[5].level == CGOV_LEVEL_TOWNSHIP);
    assert_string_equal(key->name, "");
    assert_string_equal(key->external_key, "ORG-7 路政");
    assert_true(key->region == UINT64_C(990002005000) && key->level == 0);

    assert_int_equal(rows_of(&town, 1, "noise", 1, again, 32), 1);
    assert_true(again[0].duty == 0 && again[0].direct == 1 && again[0].name[0] == 0);
    town_close(&town);
    free(text);
}

static void the_latest_that_has_the_matter_is_asked(void **state) {
    (void)state;
    struct town town;
    char *text = sample_with_standard();
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption,
                                    .text = {HEAD "matter noise \"噪声\"\n  lead environment\n", CGOV_NUL_TERMINATED}};
    uint32_t version = 0;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    act = town_act(&town, town.founder);
    adoption.text.ptr = HEAD "profile P\n";
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    act = town_act(&town, town.founder);
    adoption.text.ptr = HEAD "matter noise \"噪声\"\n  lead later\n";
    adoption.from = town.now + DAY;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);

    cgov_duty_view rows[32];
    assert_int_equal(rows_of(&town, 0, "noise", 8, rows, 32), 1);
    assert_string_equal(rows[0].name, "environment");
    assert_int_equal(rows_of(&town, 0, "road", 8, rows, 32), 7);
    assert_int_equal(rows_of(&town, 0, "", 8, rows, 32), 1);
    assert_int_equal(rows_of(&town, 3, "", 8, rows, 32), 0);
    assert_int_equal(rows_of(&town, 4, "noise", 8, rows, 32), 1);
    assert_string_equal(rows[0].name, "later");
    assert_int_equal(rows_of(&town, 1, "noise", 8, rows, 32), 1);
    assert_int_equal(rows[0].duty, 0);
    town_close(&town);
    free(text);
}

static void what_is_not_there_is_told(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    uint64_t cursor = 0, past = UINT64_MAX;
    uint32_t count = 7;
    cgov_duty_view view = {.size = sizeof view};
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "no", &cursor, &view, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 1, "no", &cursor, &view, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 2, "", &cursor, &view, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_duty_list(NULL, NULL, 0, "", &cursor, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, NULL, &cursor, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", NULL, &view, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", &cursor, NULL, 1, &count), CGOV_E_ARG);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", &cursor, &view, 0, &count), CGOV_E_ARG);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", &cursor, &view, 1, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", &past, &view, 1, &count), CGOV_DONE);
    assert_int_equal(count, 0);
    view.size = sizeof view - 1;
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", &cursor, &view, 1, &count), CGOV_E_ABI_SIZE);
    view.size = UINT32_MAX;
    assert_int_equal(cgov_duty_list(town.ledger, NULL, 0, "", &cursor, &view, 1, &count), CGOV_E_ABI_NEWER);
    town_close(&town);
}

/* A rulebook with a title, a citation, a calendar's source and a matter's, of these many bytes. */
static const char *long_text(size_t title, size_t cites) {
    static char text[4096];
    char of_title[512], of_cites[512];
    memset(of_title, 't', title);
    memset(of_cites, 'c', cites);
    of_title[title] = of_cites[cites] = 0;
    int len =
        snprintf(text, sizeof text,
                 HEAD "role r \"%s\"\ncites \"%s\"\ncalendar c covers 2026-01-01 2026-12-31\nsource \"%s\" verified\n"
                      "matter m \"%s\"\nlead housing\nsource \"%s\" verified\n",
                 of_title, of_cites, of_title, of_title, of_cites);
    assert_true(len > 0 && (size_t)len < sizeof text);
    return text;
}

/* What a view has no room for no text may hold: so nothing is shown cut. */
static void titles_and_sources_are_shown_whole(void **state) {
    (void)state;
    struct town town;
    town_found(&town, NULL);
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {long_text(127, 255), CGOV_NUL_TERMINATED}};
    uint32_t version = 0, count = 0;
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, &version), CGOV_OK);
    cgov_duty_view duty = {.size = sizeof duty};
    uint64_t cursor = 0;
    assert_int_equal(cgov_duty_list(town.ledger, NULL, version, "m", &cursor, &duty, 1, &count), CGOV_OK);
    assert_true(strlen(duty.title) == 127 && strlen(duty.source) == 255);
    cgov_rule_view rule = {.size = sizeof rule};
    cursor = 0;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, version, CGOV_RULE_ROLE, "", &cursor, &rule, 1, &count),
                     CGOV_OK);
    assert_true(strlen(rule.title) == 127 && strlen(rule.citation) == 255);
    cursor = 0;
    assert_int_equal(cgov_rule_list(town.ledger, NULL, version, CGOV_RULE_CALENDAR, "", &cursor, &rule, 1, &count),
                     CGOV_OK);
    assert_true(strlen(rule.title) == 127);
    town_close(&town);
    struct reading read;
    const char *text = long_text(128, 255);
    reading_of(&read, text, strlen(text));
    assert_string_equal(read.fault.message, "the role's title in quotes has at most 127 bytes, this has 128");
    reading_done(&read);
    text = long_text(127, 256);
    reading_of(&read, text, strlen(text));
    assert_string_equal(read.fault.message, "what it cites, in quotes has at most 255 bytes, this has 256");
    reading_done(&read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matters_say_who_leads_and_who_helps),
        cmocka_unit_test(every_fault_has_its_place),
        cmocka_unit_test(leads_apart_are_read),
        cmocka_unit_test(exactly_one_lead_for_each_place_and_level),
        cmocka_unit_test(a_matter_has_so_many_duties_and_no_more),
        cmocka_unit_test(no_memory_at_any_point_holds_nothing),
        cmocka_unit_test(a_ledger_tells_its_catalogue),
        cmocka_unit_test(the_latest_that_has_the_matter_is_asked),
        cmocka_unit_test(what_is_not_there_is_told),
        cmocka_unit_test(titles_and_sources_are_shown_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
