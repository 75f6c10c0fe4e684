/* The certificate of a decision: to the letter; the same for whoever sees the item, after other moves, other texts and
 * a reopening; and a buffer that is too small by one. */
#include "support/estate.h"
#include "support/test.h"

#include <stdio.h>

static struct estate estate;
static cgov_storage storage;
static char first[4096], again[4096];

static int owners(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    estate_found(&estate, &storage, "owners", false);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&estate.town);
    return cgov_storage_close(&storage);
}

static int32_t certifies(cgov_id reader, cgov_id item, const char *move, uint64_t seq, char into[4096]) {
    const cgov_reader who = {.size = sizeof who, .actor = reader, .at = estate.town.now};
    uint64_t needed = 0;
    const int32_t status = cgov_certificate(estate.town.ledger, &who, item, move, seq, into, 4096, &needed);
    assert_true(status != CGOV_OK || strlen(into) == needed);
    return status;
}

static cgov_id decided(const struct group *groups, uint32_t count, cgov_history_view *made) {
    estate_areas(&estate, groups, count);
    const cgov_id item = estate_begin(&estate, "owners_rebuild", estate.place);
    estate_votes(&estate, item, groups, count);
    *made = estate_count(&estate, item);
    return item;
}

static const struct group at_the_border[] = {{151, 1368000, "yes", 0}, {50, 456000, "no", 0}};

/* Where the facts of the ledger end. */
static const char *ruling_of(const char *certificate) {
    const char *rule = strstr(certificate, "\nrule ");
    assert_non_null(rule);
    return rule + 1;
}

/* The last line's digits. */
static const char *root_of(cgov_id item, const char *roll, char into[65]) {
    char text[512];
    uint64_t needed = 0;
    const cgov_reader who = town_reader(&estate.town, estate.head);
    assert_int_equal(cgov_roll_root(estate.town.ledger, &who, item, roll, 0, text, sizeof text, &needed), CGOV_OK);
    memcpy(into, text + needed - 65, 64);
    into[64] = 0;
    return into;
}

static void each_fact_is_a_line(void **state) {
    (void)state;
    char roots[2][65];
    cgov_history_view made;
    char facts[1024], digest[65];
    const cgov_id item = decided(at_the_border, 2, &made);
    assert_int_equal(certifies(estate.owners[5], item, "count", 0, first), CGOV_OK);
    cgov_text text = town_shipped("owners");
    cgov_check_view report = {.size = sizeof report};
    assert_int_equal(cgov_rulebook_check(&text, NULL, &report), CGOV_OK);
    for (uint32_t i = 0; i < 32; i++) snprintf(digest + 2 * i, 3, "%02x", report.digest[i]);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(estate.town.ledger, &info), CGOV_OK);
    static cgov_history_view entries[16];
    const uint32_t count = town_history(&estate.town, estate.head, item, entries, 16);
    assert_string_equal(entries[2].move, "announce");
    assert_string_equal(entries[4].move, "close");
    assert_int_equal(count, 6);
    snprintf(facts, sizeof facts,
             "cgov certificate 1\n"
             "ledger %016llx%016llx\n"
             "item %llu procedure owners_decision opened 2026-06-01T09:00:00.000+08:00\n"
             "rulebook 2 sha256 %s\n"
             "move count over ballots\n"
             "counted seq %llu at 2026-07-08T09:00:00.000+08:00\n"
             "base electors item %llu closed 2026-06-15 by announce seq %llu\n"
             "list ballots item %llu\n"
             "root electors lines 301 sha256 %s\n"
             "root ballots lines 201 sha256 %s\n"
             "secrecy open\n"
             "rule owners_special ",
             (unsigned long long)info.ledger_id[1], (unsigned long long)info.ledger_id[0], (unsigned long long)item,
             digest, (unsigned long long)made.seq, (unsigned long long)item, (unsigned long long)entries[2].seq,
             (unsigned long long)item, root_of(item, "electors", roots[0]), root_of(item, "ballots", roots[1]));
    first[strlen(facts)] = 0;
    assert_string_equal(first, facts);
}

static void comparisons_are_those_of_a_try(void **state) {
    (void)state;
    cgov_history_view made;
    const cgov_id item = decided(at_the_border, 2, &made);
    assert_int_equal(certifies(estate.head, item, "count", made.seq, first), CGOV_OK);
    const cgov_text text = town_shipped("owners");
    const cgov_rule_query query = {.size = sizeof query, .rule = {"owners_special", CGOV_NUL_TERMINATED}};
    const cgov_tally_row rows[] = {
        {.size = sizeof *rows, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = 151, .area = 1368000},
        {.size = sizeof *rows, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_NO, .heads = 50, .area = 456000},
        {.size = sizeof *rows,
         .tally = CGOV_TALLY_ROLL,
         .heads = 301,
         .area = 2736000,
         .name = {"electors", CGOV_NUL_TERMINATED}}};
    cgov_outcome out = {.size = sizeof out};
    uint64_t needed = 0;
    assert_int_equal(cgov_rule_explain(&text, NULL, &query, rows, 3, &out, again, sizeof again, &needed), CGOV_OK);
    assert_string_equal(ruling_of(first), ruling_of(again));
}

/* Another version of the text, whose lines, procedures and rolls stand elsewhere, takes the decision along. */
static void carry(struct town *town) {
    static char text[65536];
    const cgov_text old = town_shipped("owners");
    const char *at = strstr(old.ptr, "procedure owners_decision");
    const char *roll = strstr(at, "  roll electors");
    snprintf(text, sizeof text,
             "%.*srule early \"E\"\n  ask yes_no\n  passes yes at least 1\n"
             "procedure other \"O\" motion\n  party p \"P\" organization\n  stage s \"S\"\n"
             "    state open \"O\" held by p\n    state done \"D\" final\n"
             "  clock c from start until end\n    for 9 days\n    late tell secretary of p\n"
             "  open start -> open\n    by secretary of p\n    needs organization\n    sets p to given\n"
             "  move end open -> done\n    by secretary of p\n%.*s"
             "  roll others \"O\"\n    of any resident\n    by registrar of organizer\n    in listed\n%s",
             (int)(at - old.ptr), old.ptr, (int)(roll - at), at, roll);
    const cgov_adoption_draft draft = {.size = sizeof draft,
                                       .text = {text, CGOV_NUL_TERMINATED},
                                       .map = {"owners_decision passed -> passed", CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(town, town->founder);
    uint32_t version = 0;
    if (cgov_rulebook_adopt(town->ledger, &act, &draft, &version) != CGOV_OK) fail_msg("%s", town_error(town).message);
    assert_int_equal(version, 3);
}

/* By whoever sees it, carried to another text, moved on, and the ledger opened anew. */
static void it_stays_the_same(void **state) {
    (void)state;
    struct town *town = &estate.town;
    cgov_history_view made;
    const cgov_id item = decided(at_the_border, 2, &made);
    assert_int_equal(certifies(estate.owners[5], item, "count", 0, first), CGOV_OK);
    const cgov_detail published = town_text(CGOV_FIELD_TEXT, "公布");
    carry(town);
    assert_int_equal(certifies(estate.teller, item, "count", made.seq, again), CGOV_OK);
    assert_string_equal(first, again);
    town_move(town, estate.head, item, "publish", &published, 1);
    assert_int_equal(certifies(estate.teller, item, "count", made.seq, again), CGOV_OK);
    assert_string_equal(first, again);
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    cgov_ledger_close(town->ledger);
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&options, &town->ledger), CGOV_OK);
    assert_int_equal(certifies(estate.owners[5], item, "count", 0, again), CGOV_OK);
    assert_string_equal(first, again);
}

static void what_waits_is_told(void **state) {
    (void)state;
    static const struct group groups[] = {{151, 1368000, "yes", 0}, {50, 456000, "no", 0}};
    estate_areas(&estate, groups, 2);
    const cgov_id item = estate_begin(&estate, "owners_rebuild", estate.place);
    estate_votes(&estate, item, groups, 2);
    for (uint32_t owner = 250; owner < 252; owner++)
        assert_int_equal(estate_enter(&estate, estate.teller, item, "ballots", estate.owners[owner], "no"), CGOV_OK);
    (void)estate_count(&estate, item);
    assert_int_equal(certifies(estate.teller, item, "count", 0, first), CGOV_OK);
    assert_non_null(strstr(first, "\nsecrecy open\nwaiting 2\nrule owners_special "));
    assert_non_null(strstr(first, "\ntally cast heads 201 area 1824000\n"));
    assert_non_null(strstr(first,
                           "\noutcome passed\nwarning waiting: some ballots wait for a second person, and were not "
                           "counted\n"));
}

static void says(int32_t status, const char *message, cgov_id reader, cgov_id item, const char *move, uint64_t seq) {
    cgov_error error = {.size = sizeof error};
    const cgov_reader who = {.size = sizeof who, .actor = reader, .at = estate.town.now, .error_out = &error};
    uint64_t needed = 9;
    assert_int_equal(cgov_certificate(estate.town.ledger, &who, item, move, seq, first, sizeof first, &needed), status);
    assert_true(needed == 0);
    if (strcmp(error.message, message) != 0) fail_msg("%s", error.message);
}

static void there_is_one_of_decisions_alone(void **state) {
    (void)state;
    struct town *town = &estate.town;
    const cgov_id item = estate_draft(&estate, "owners_rebuild", estate.place);
    says(CGOV_E_NOT_FOUND, "move `count` has not decided, or not there", estate.head, item, "count", 0);
    says(CGOV_E_NOT_FOUND, "move `announce` decides nothing", estate.head, item, "announce", 0);
    says(CGOV_E_NOT_FOUND, "procedure `owners_decision` has no move `fly`", estate.head, item, "fly", 0);
    says(CGOV_E_NOT_FOUND, "procedure `owners_decision` has no move `cont`; the nearest is `count`", estate.head, item,
         "cont", 0);
    says(CGOV_E_NOT_FOUND, "move `count` has not decided, or not there", estate.head, item, "count", 1);
    says(CGOV_E_NOT_FOUND, "move `count` has not decided, or not there", estate.head, item, "count", UINT64_MAX);
    const cgov_id stranger = town_resident(town, "路人", town->root);
    cgov_error error = {.size = sizeof error};
    const cgov_reader who = {.size = sizeof who, .actor = stranger, .at = town->now, .error_out = &error};
    uint64_t needed = 9;
    assert_int_equal(cgov_certificate(town->ledger, &who, item, "count", 0, first, sizeof first, &needed),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_certificate(town->ledger, &who, town->root, "count", 0, first, sizeof first, &needed),
                     CGOV_E_KIND);
    assert_int_equal(cgov_certificate(town->ledger, &who, item + 1, "count", 0, first, sizeof first, &needed),
                     CGOV_E_NOT_FOUND);
}

static void a_stranger_sees_none(void **state) {
    (void)state;
    cgov_history_view made;
    const cgov_id item = decided(at_the_border, 2, &made);
    const cgov_id stranger = town_resident(&estate.town, "路人", estate.town.root);
    assert_int_equal(certifies(stranger, item, "count", 0, first), CGOV_E_NOT_FOUND);
    assert_int_equal(certifies(stranger, item, "count", made.seq, first), CGOV_E_NOT_FOUND);
    assert_int_equal(certifies(estate.owners[5], item, "count", made.seq - 1, first), CGOV_E_NOT_FOUND);
    assert_int_equal(certifies(estate.owners[5], item, "close", made.seq, first), CGOV_E_NOT_FOUND);
    assert_int_equal(certifies(estate.owners[5], item, "count", made.seq, first), CGOV_OK);
}

static void buffers_are_exact(void **state) {
    (void)state;
    cgov_history_view made;
    const cgov_id item = decided(at_the_border, 2, &made);
    const cgov_reader who = {.size = sizeof who, .actor = estate.head, .at = estate.town.now};
    uint64_t needed = 9, told = 9;
#define CERTIFIES(status, move, into, cap, needed_out)                                                                 \
    assert_int_equal(cgov_certificate(estate.town.ledger, &who, item, move, 0, into, cap, needed_out), status)
    CERTIFIES(CGOV_E_BUFFER, "count", NULL, 0, &needed);
    assert_true(needed > 800 && needed < sizeof first);
    memset(first, '?', sizeof first);
    CERTIFIES(CGOV_E_BUFFER, "count", first, needed, &told);
    assert_true(told == needed && first[0] == '?' && first[needed - 1] == '?');
    CERTIFIES(CGOV_OK, "count", first, needed + 1, &told);
    assert_true(told == needed && strlen(first) == needed && first[needed + 1] == '?');
    CERTIFIES(CGOV_E_ARG, "count", NULL, 1, &told);
    assert_true(told == 0);
    CERTIFIES(CGOV_E_ARG, NULL, first, 9, &told);
    CERTIFIES(CGOV_E_ARG, "count", first, 9, NULL);
}

#define WITH_OWNERS(test) cmocka_unit_test_setup_teardown(test, owners, leave)

int main(void) {
    static const struct CMUnitTest tests[] = {
        WITH_OWNERS(each_fact_is_a_line),  WITH_OWNERS(comparisons_are_those_of_a_try),
        WITH_OWNERS(it_stays_the_same),    WITH_OWNERS(what_waits_is_told),
        WITH_OWNERS(a_stranger_sees_none), WITH_OWNERS(there_is_one_of_decisions_alone),
        WITH_OWNERS(buffers_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
