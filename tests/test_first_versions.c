/* The ABI can grow: every function serves a caller compiled with the first version of each struct. The structs here are
 * as long as they were then, not as they are now, and end where a page that may not be touched begins; so whatever the
 * library reads or writes past a first version is a crash. The sizes never change, whatever is appended later. */
#define _DEFAULT_SOURCE 1

#include "support/test.h"
#include "support/town.h"

#include "base/abi.h"

#include <sys/mman.h>
#include <unistd.h>

#if UINTPTR_MAX == UINT64_MAX
enum {
    FIRST_cgov_act = 72,
    FIRST_cgov_reader = 32,
    FIRST_cgov_detail = 40,
    FIRST_cgov_error = 504,
    FIRST_cgov_allocator = 24,
    FIRST_cgov_storage = 104,
    FIRST_cgov_ledger_options = 40,
    FIRST_cgov_genesis = 200,
    FIRST_cgov_ledger_view = 232,
    FIRST_cgov_result = 48,
    FIRST_cgov_entity_draft = 96,
    FIRST_cgov_entity_view = 168,
    FIRST_cgov_appointment_draft = 56,
    FIRST_cgov_appointment_view = 80,
    FIRST_cgov_adoption_draft = 64,
    FIRST_cgov_item_view = 456,
    FIRST_cgov_clock_view = 256,
    FIRST_cgov_party_view = 48,
    FIRST_cgov_move_view = 480,
    FIRST_cgov_history_view = 296,
    FIRST_cgov_item_query = 216,
    FIRST_cgov_check_view = 2648,
    FIRST_cgov_rule_view = 568,
    FIRST_cgov_edge_view = 144,
    FIRST_cgov_duty_view = 640,
    FIRST_cgov_route_query = 72,
    FIRST_cgov_route_view = 608,
    FIRST_cgov_import_draft = 48,
    FIRST_cgov_import_view = 16,
    FIRST_cgov_feed_view = 288,
    FIRST_cgov_figure_query = 136,
    FIRST_cgov_figure_view = 328,
    FIRST_cgov_field_view = 240,
    FIRST_cgov_choice_view = 184,
    FIRST_cgov_detail_view = 104,
    FIRST_cgov_roll_view = 536,
    FIRST_cgov_entry_view = 152,
    FIRST_cgov_share_view = 192,
    FIRST_cgov_tally_row = 80,
    FIRST_cgov_tally_view = 152,
    FIRST_cgov_rule_query = 64,
    FIRST_cgov_outcome = 2040,
    FIRST_cgov_comparison_view = 240,
    FIRST_cgov_run_view = 112,
    FIRST_cgov_erasure_view = 64,
};
#else
#define AS_IT_WAS(id, number, type, last) FIRST_##type = ABI_UNTIL(type, last),
enum { CGOV_STRUCTS(AS_IT_WAS) };
#endif

/* Each of the list: one without a line above does not compile. */
static void sizes_are_pinned(void **state) {
    (void)state;
#define PINNED(id, number, type, last) assert_int_equal(ABI_UNTIL(type, last), FIRST_##type);
    CGOV_STRUCTS(PINNED)
}

/* ---- structs that end at the edge ---- */

#define EDGES 24u
static struct edge {
    char *pages;
    size_t len;
} edges[EDGES];
static uint32_t edge_count;

/* count structs of these bytes, zeroed, the first one's size set; behind them lies what may not be touched. */
static void *at_edge(uint32_t bytes, uint32_t count) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), len = ((size_t)bytes * count + page - 1) / page * page;
    char *pages = mmap(NULL, len + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED && edge_count < EDGES);
    assert_int_equal(mprotect(pages + len, page, PROT_NONE), 0);
    edges[edge_count++] = (struct edge){pages, len + page};
    char *first = pages + len - (size_t)bytes * count;
    for (uint32_t i = 0; i < count; i++) memcpy(first + (size_t)i * bytes, &bytes, sizeof bytes);
    return first;
}

static void free_edges(void) {
    while (edge_count > 0) {
        edge_count--;
        munmap(edges[edge_count].pages, edges[edge_count].len);
    }
}

#define FIRST(name, count) at_edge(FIRST_cgov_##name, count)
/* A first version filled from a whole struct, all of whose later members are 0. */
#define COPY(name, whole) copied(FIRST(name, 1), &(whole), FIRST_cgov_##name)
static void *copied(void *first, const void *whole, uint32_t bytes) {
    memcpy(first, whole, bytes);
    memcpy(first, &bytes, sizeof bytes);
    return first;
}

/* What the standard has none of: rolls, and a share of one. */
static const char TALK[] = "procedure talk \"恳谈\" session\n"
                           "  public\n"
                           "  party place \"地方\" organization\n"
                           "  roll heard \"听者\"\n"
                           "    of any resident\n"
                           "    by clerk of place\n"
                           "    by self\n"
                           "    out by self\n"
                           "    in open\n"
                           "    takes note\n"
                           "  roll votes \"表决\"\n"
                           "    of heard\n"
                           "    by self\n"
                           "    in open\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "    bundle for heard by clerk of place in open\n"
                           "  stage all \"全程\"\n"
                           "    state open \"进行\" held by place\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until close drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of place\n"
                           "  open call \"召集\" -> open\n"
                           "    by clerk of place\n"
                           "    needs text organization\n"
                           "    sets place to given\n"
                           "  move close \"结束\" open -> done\n"
                           "    by clerk of place\n"
                           "    tells heard\n"
                           "    when heard at least 2\n"
                           "  move drop \"撤销\" open -> done\n"
                           "    by clerk of place\n"
                           "    tells heard\n";

static struct town town;
static cgov_id issue;

static int set_up(void **state) {
    (void)state;
    town_found_with(&town, TALK);
    issue = town_issue_in(&town, "handling");
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static const cgov_act *act_of(cgov_id actor) {
    cgov_act act = town_act(&town, actor);
    return COPY(act, act);
}

static const cgov_reader *reader_of(cgov_id actor) {
    cgov_reader reader = town_reader(&town, actor);
    return COPY(reader, reader);
}

/* Details in a row, each a first version. */
static const cgov_detail *details_of(const cgov_detail *whole, uint32_t count) {
    char *given = FIRST(detail, count);
    for (uint32_t i = 0; i < count; i++) copied(given + (size_t)i * FIRST_cgov_detail, &whole[i], FIRST_cgov_detail);
    return (const cgov_detail *)(const void *)given;
}

/* ---- every function that takes a struct ---- */

static void acts(void **state) {
    (void)state;
    const cgov_text name = {"某处", CGOV_NUL_TERMINATED}, type = {"committee", CGOV_NUL_TERMINATED};
    const cgov_text role = {"clerk", CGOV_NUL_TERMINATED};
    cgov_entity_draft entity = {.kind = CGOV_KIND_ORGANIZATION, .name = name, .type = type};
    cgov_id id = 0;
    assert_int_equal(cgov_entity_add(town.ledger, act_of(town.founder), COPY(entity_draft, entity), &id), CGOV_OK);
    entity = (cgov_entity_draft){.kind = CGOV_KIND_ORGANIZATION, .region = 990102};
    assert_int_equal(cgov_entity_change(town.ledger, act_of(town.founder), id, COPY(entity_draft, entity), NULL),
                     CGOV_OK);
    cgov_appointment_draft appointment = {.resident = town.neighbour, .organization = town.centre.id, .role = role};
    assert_int_equal(cgov_appointment_add(town.ledger, act_of(town.founder), COPY(appointment_draft, appointment), &id),
                     CGOV_OK);
    cgov_text shipped, text;
    uint32_t version = 0;
    assert_int_equal(cgov_rulebook_shipped(0, &shipped, &text), CGOV_OK);
    cgov_adoption_draft adoption = {.text = text};
    assert_int_equal(cgov_rulebook_adopt(town.ledger, act_of(town.founder), COPY(adoption_draft, adoption), &version),
                     CGOV_OK);
    free_edges();
}

static void reports_and_moves(void **state) {
    (void)state;
    cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                             town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    cgov_id id = 0;
    const cgov_detail *first = details_of(details, 3);
    assert_int_equal(cgov_item_report(town.ledger, act_of(town.resident), first, 3, &id), CGOV_OK);
    cgov_import_draft row = {.details = first, .detail_count = 3, .actor = town.resident};
    cgov_act batch = town_act(&town, town.founder);
    assert_int_not_equal(
        cgov_item_import(town.ledger, COPY(act, batch), COPY(import_draft, row), 1, FIRST(import_view, 1), NULL, NULL),
        CGOV_OK);
    cgov_error *error = FIRST(error, 1);
    assert_int_equal(cgov_ledger_error(town.ledger, error), CGOV_OK);
    assert_true(error->size == FIRST_cgov_error && error->status < 0);
    assert_int_equal(cgov_item_move(town.ledger, act_of(town.centre.officers[CLERK]), id, "accept", NULL, 0, NULL),
                     CGOV_OK);
    assert_int_equal(cgov_ledger_tick(town.ledger, act_of(0), NULL), CGOV_OK);
    assert_int_equal(cgov_ledger_upgrade(town.ledger, act_of(0), NULL), CGOV_REPEAT);
    cgov_ledger_view *info = FIRST(ledger_view, 1);
    assert_int_equal(cgov_ledger_get(town.ledger, info), CGOV_OK);
    assert_int_equal(info->size, FIRST_cgov_ledger_view);
    free_edges();
}

#define PAGE(call) assert_int_equal(call, CGOV_OK), assert_true(count > 0), cursor = 0

static void rolls(void **state) {
    (void)state;
    const cgov_id clerk = town.centre.officers[CLERK];
    const cgov_detail opening[] = {town_text(CGOV_FIELD_TEXT, "修路"),
                                   town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.centre.id)};
    const cgov_detail note = town_text(CGOV_FIELD_NOTE, "到");
    cgov_import_draft row = {.details = details_of(&note, 1), .detail_count = 1, .elector = town.neighbour};
    cgov_import_draft *rows = FIRST(import_draft, 2);
    char *second = (char *)copied(rows, &row, FIRST_cgov_import_draft) + FIRST_cgov_import_draft;
    row.elector = town.auditor;
    copied(second, &row, FIRST_cgov_import_draft);
    cgov_id talk = 0;
    uint64_t cursor = 0, entered = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_open(town.ledger, act_of(clerk), "talk", details_of(opening, 2), 2, &talk), CGOV_OK);
    assert_int_equal(cgov_roll_enter(town.ledger, act_of(town.resident), talk, "heard", town.resident,
                                     details_of(&note, 1), 1, NULL),
                     CGOV_OK);
    assert_int_equal(
        cgov_roll_import(town.ledger, act_of(clerk), talk, "heard", rows, 2, FIRST(import_view, 2), &entered), CGOV_OK);
    assert_int_equal(entered, 2);
    const cgov_reader *reader = reader_of(clerk);
    PAGE(cgov_roll_list(town.ledger, reader, talk, &cursor, FIRST(roll_view, 2), 2, &count));
    PAGE(cgov_entry_list(town.ledger, reader, talk, "heard", &cursor, FIRST(entry_view, 2), 2, &count));
    PAGE(cgov_share_list(town.ledger, reader, talk, &cursor, FIRST(share_view, 2), 2, &count));
    cgov_tally_row *hands = FIRST(tally_row, 1);
    const cgov_tally_row yes = {.tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = 2};
    copied(hands, &yes, FIRST_cgov_tally_row);
    assert_int_equal(cgov_roll_bundle(town.ledger, act_of(clerk), talk, "votes", hands, 1, NULL), CGOV_OK);
    uint64_t at = 0, needed = 0;
    assert_int_equal(cgov_sealed_result(town.ledger, act_of(clerk), talk, "votes", hands, 1, "0", NULL),
                     CGOV_E_REFUSED);
    assert_int_equal(cgov_sealed_list(town.ledger, reader, talk, "votes", &at, &needed, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_sealed_get(town.ledger, reader, talk, "votes", 1, FIRST(tally_row, 1), NULL, 0, &needed),
                     CGOV_E_NOT_FOUND);
    PAGE(cgov_tally_list(town.ledger, reader, talk, "votes", &cursor, FIRST(tally_view, 2), 2, &count));
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "有事");
    assert_int_equal(cgov_roll_leave(town.ledger, act_of(town.resident), talk, "heard", town.resident, 0,
                                     details_of(&reason, 1), 1, NULL),
                     CGOV_OK);
    free_edges();
}

static void readings_of_items(void **state) {
    (void)state;
    uint64_t cursor = 0, entry = 0;
    uint32_t count = 0;
    const cgov_reader *reader = reader_of(town.auditor);
    cgov_item_query filter = {.organization = 0};
    cgov_route_query query = {.item = issue};
    cgov_time due = 0;
    assert_int_equal(cgov_item_get(town.ledger, reader, issue, FIRST(item_view, 1)), CGOV_OK);
    PAGE(cgov_item_list(town.ledger, reader, COPY(item_query, filter), &cursor, FIRST(item_view, 2), 2, &count));
    PAGE(cgov_item_queue(town.ledger, reader, COPY(item_query, filter), &due, &cursor, FIRST(item_view, 2), 2, &count));
    PAGE(cgov_move_list(town.ledger, reader, issue, &cursor, FIRST(move_view, 2), 2, &count));
    PAGE(cgov_clock_list(town.ledger, reader, issue, &cursor, FIRST(clock_view, 2), 2, &count));
    PAGE(cgov_party_list(town.ledger, reader, issue, &cursor, FIRST(party_view, 2), 2, &count));
    PAGE(cgov_history_list(town.ledger, reader, issue, &cursor, FIRST(history_view, 2), 2, &count));
    cgov_reader reporter = town_reader(&town, town.resident);
    cgov_history_view whole[16];
    assert_true(town_history(&town, town.resident, issue, whole, 16) > 0);
    PAGE(cgov_detail_list(town.ledger, &reporter, issue, whole[0].seq, &cursor, FIRST(detail_view, 1), 1, &count));
    PAGE(cgov_feed_list(town.ledger, reader, &cursor, &entry, FIRST(feed_view, 2), 2, &count));
    assert_int_equal(cgov_route_get(town.ledger, reader, COPY(route_query, query), FIRST(route_view, 1)), CGOV_OK);
    cgov_figure_query figures = {.from = 0};
    cgov_figure_view *groups = FIRST(figure_view, 2);
    char line[1024];
    uint64_t needed = 0;
    PAGE(cgov_figure_list(town.ledger, reader, COPY(figure_query, figures), &cursor, groups, 2, &count));
    assert_int_equal(cgov_figure_line(groups, CGOV_LINE_CSV, line, sizeof line, &needed), CGOV_OK);
    town_issue_in(&town, "signed");
    PAGE(cgov_run_list(town.ledger, reader, COPY(figure_query, figures), &cursor, FIRST(run_view, 2), 2, &count));
    const cgov_text reason = {"why", 3};
    assert_int_equal(cgov_text_erase(town.ledger, act_of(town.resident), issue, 1, CGOV_FIELD_TEXT, &reason, NULL),
                     CGOV_E_REFUSED);
    assert_int_equal(cgov_resident_erase(town.ledger, act_of(town.resident), town.resident, &reason, NULL),
                     CGOV_E_REFUSED);
    assert_int_equal(cgov_erasure_get(town.ledger, reader, issue, 0, CGOV_FIELD_TEXT, FIRST(erasure_view, 1)),
                     CGOV_E_NOT_FOUND); /* it is there */
    free_edges();
}

/* What is copied out beside structs, for a reader who comes with one. */
static void words_and_keys(void **state) {
    (void)state;
    char into[64];
    uint64_t needed = 0;
    cgov_id found = 0;
    const cgov_reader *reader = reader_of(town.founder);
    const cgov_text name = {"乙方", CGOV_NUL_TERMINATED}, key = {"乙-1", CGOV_NUL_TERMINATED};
    const cgov_text type = {"company", CGOV_NUL_TERMINATED};
    const cgov_entity_draft draft = {.kind = CGOV_KIND_ORGANIZATION, .name = name, .type = type, .external = key};
    cgov_id id = 0;
    assert_int_equal(cgov_entity_add(town.ledger, act_of(town.founder), COPY(entity_draft, draft), &id), CGOV_OK);
    assert_int_equal(cgov_text_get(town.ledger, reader, id, 0, CGOV_FIELD_NAME, into, sizeof into, &needed), CGOV_OK);
    assert_string_equal(into, name.ptr);
    assert_int_equal(cgov_certificate(town.ledger, reader, issue, "handle", 0, into, sizeof into, &needed),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_roll_root(town.ledger, reader, issue, "none", 0, into, sizeof into, &needed),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_roll_proof(town.ledger, reader, issue, "none", 0, id, into, sizeof into, &needed),
                     CGOV_E_NOT_FOUND);
    uint32_t compared = 0;
    assert_int_equal(cgov_decision_try(town.ledger, reader, issue, "handle", FIRST(outcome, 1),
                                       FIRST(comparison_view, 2), 2, &compared),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_external_find(town.ledger, reader, CGOV_KIND_ORGANIZATION, 0, &key, &found), CGOV_OK);
    assert_int_equal(found, id);
    assert_int_equal(cgov_rulebook_text(town.ledger, reader, 1, into, sizeof into, &needed), CGOV_E_BUFFER);
    assert_true(needed > sizeof into);
    free_edges();
}

static void tries_a_rule(void) {
    const cgov_text text = {
        "rulebook 1\nrule r \"R\"\nask yes_no\nquorum cast at least 1/2 of all\npasses yes at least 1\n",
        CGOV_NUL_TERMINATED};
    const cgov_rule_query query = {.rule = {"r", CGOV_NUL_TERMINATED}};
    const cgov_tally_row all = {.tally = CGOV_TALLY_ROLL, .heads = 2, .name = {"all", CGOV_NUL_TERMINATED}};
    const cgov_tally_row yes = {.tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = 1};
    char *rows = FIRST(tally_row, 2);
    uint32_t needed = 0;
    (void)copied(rows, &all, FIRST_cgov_tally_row);
    (void)copied(rows + FIRST_cgov_tally_row, &yes, FIRST_cgov_tally_row);
    cgov_outcome *outcome = FIRST(outcome, 1);
    assert_int_equal(cgov_rule_try(&text, NULL, COPY(rule_query, query), (void *)rows, 2, outcome,
                                   FIRST(comparison_view, 2), 2, &needed),
                     CGOV_OK);
    uint64_t length = 0;
    assert_int_equal(
        cgov_rule_explain(&text, NULL, COPY(rule_query, query), (void *)rows, 2, outcome, NULL, 0, &length),
        CGOV_E_BUFFER);
    assert_true(needed == 2 && outcome->outcome == CGOV_OUTCOME_PASSED);
}

static void readings_of_people_and_rules(void **state) {
    (void)state;
    uint64_t cursor = 0;
    uint32_t count = 0;
    const cgov_reader *reader = reader_of(town.auditor);
    const cgov_text called = {"一户", CGOV_NUL_TERMINATED}, type = {"dwelling", CGOV_NUL_TERMINATED};
    const cgov_entity_draft unit = {.kind = CGOV_KIND_UNIT, .name = called, .type = type, .owner = town.resident};
    assert_int_equal(cgov_entity_add(town.ledger, act_of(town.founder), COPY(entity_draft, unit), NULL), CGOV_OK);
    assert_int_equal(cgov_entity_get(town.ledger, reader, town.street.id, FIRST(entity_view, 1)), CGOV_OK);
    PAGE(cgov_entity_list(town.ledger, reader, CGOV_KIND_ORGANIZATION, 0, &cursor, FIRST(entity_view, 2), 2, &count));
    PAGE(cgov_unit_list(town.ledger, reader, town.resident, &cursor, FIRST(entity_view, 2), 2, &count));
    PAGE(cgov_appointment_list(town.ledger, reader, town.street.id, &cursor, FIRST(appointment_view, 2), 2, &count));
    PAGE(cgov_rule_list(town.ledger, NULL, 1, CGOV_RULE_STATE, "issue", &cursor, FIRST(rule_view, 2), 2, &count));
    PAGE(cgov_edge_list(town.ledger, NULL, 1, "issue", &cursor, FIRST(edge_view, 2), 2, &count));
    PAGE(cgov_field_list(town.ledger, NULL, 1, "issue", "", "report", &cursor, FIRST(field_view, 2), 2, &count));
    PAGE(cgov_choice_list(town.ledger, NULL, 1, "issue", "", CGOV_FIELD_TRACK, &cursor, FIRST(choice_view, 2), 2,
                          &count));
    (void)cgov_duty_list(town.ledger, NULL, 1, "none", &cursor, FIRST(duty_view, 2), 2, &count);
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    assert_int_equal(cgov_rulebook_check(&text, NULL, FIRST(check_view, 1)), CGOV_OK);
    tries_a_rule();
    free_edges();
}

static void ledgers_and_storages(void **state) {
    (void)state;
    cgov_text name, text;
    const cgov_text place = {"某区", CGOV_NUL_TERMINATED}, kind = {"government", CGOV_NUL_TERMINATED};
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    cgov_storage *storage = FIRST(storage, 1);
    assert_int_equal(cgov_storage_memory(NULL, storage), CGOV_OK);
    cgov_ledger_options options = {.storage = storage};
    cgov_genesis genesis = {
        .ledger_id = {1, 2}, .rulebook = text, .organization = place, .organization_kind = kind, .resident = place};
    cgov_act act = {.now = TOWN_START, .salt = {1, 2}};
    cgov_ledger *ledger;
    const cgov_ledger_options *first = COPY(ledger_options, options);
    assert_int_equal(cgov_ledger_create(first, COPY(genesis, genesis), COPY(act, act), &ledger), CGOV_OK);
    uint8_t facts[1] = {0};
    assert_int_equal(cgov_command_execute(ledger, facts, 1, NULL, 0, 0, FIRST(result, 1)), CGOV_E_FORMAT);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_ledger_open(first, &ledger), CGOV_OK);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_storage_close(storage), CGOV_OK);
    free_edges();
}

static void storage_of_files(void **state) {
    (void)state;
    char path[] = P_tmpdir "/cgov-first-XXXXXX";
    uint64_t salt[2] = {0};
    const cgov_allocator libc = {.user = NULL};
    assert_non_null(mkdtemp(path));
    cgov_storage *storage = FIRST(storage, 1);
    cgov_error *error = FIRST(error, 1);
    assert_int_equal(cgov_storage_files("", COPY(allocator, libc), storage, error), CGOV_E_TEXT);
    assert_int_equal(error->status, CGOV_E_TEXT);
    assert_int_equal(cgov_storage_files(path, COPY(allocator, libc), storage, error), CGOV_OK);
    assert_int_equal(storage->size, FIRST_cgov_storage);
    assert_int_equal(cgov_storage_salt(storage, salt), CGOV_OK);
    assert_true((salt[0] | salt[1]) != 0);
    assert_int_equal(cgov_storage_close(storage), CGOV_OK);
    assert_int_equal(rmdir(path), 0);
    free_edges();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_pinned),
        cmocka_unit_test(acts),
        cmocka_unit_test(reports_and_moves),
        cmocka_unit_test(rolls),
        cmocka_unit_test(readings_of_items),
        cmocka_unit_test(words_and_keys),
        cmocka_unit_test(readings_of_people_and_rules),
        cmocka_unit_test(ledgers_and_storages),
        cmocka_unit_test(storage_of_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
