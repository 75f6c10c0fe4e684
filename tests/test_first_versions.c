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
    FIRST_act = 72,
    FIRST_reader = 32,
    FIRST_detail = 40,
    FIRST_error = 504,
    FIRST_allocator = 24,
    FIRST_storage = 104,
    FIRST_ledger_options = 40,
    FIRST_genesis = 200,
    FIRST_ledger_view = 232,
    FIRST_result = 48,
    FIRST_entity_draft = 96,
    FIRST_entity_view = 168,
    FIRST_appointment_draft = 56,
    FIRST_appointment_view = 80,
    FIRST_adoption_draft = 64,
    FIRST_item_view = 448,
    FIRST_clock_view = 128,
    FIRST_party_view = 48,
    FIRST_move_view = 480,
    FIRST_history_view = 256,
    FIRST_item_query = 200,
    FIRST_check_view = 2648,
    FIRST_rule_view = 568,
    FIRST_edge_view = 144,
    FIRST_duty_view = 640,
    FIRST_route_query = 72,
    FIRST_route_view = 608,
    FIRST_import_row = 48,
    FIRST_feed_view = 256,
    FIRST_figure_query = 136,
    FIRST_figure_view = 328,
    FIRST_field_view = 240,
    FIRST_choice_view = 184,
    FIRST_detail_view = 104,
};
#else
enum {
    FIRST_act = sizeof(cgov_act),
    FIRST_reader = sizeof(cgov_reader),
    FIRST_detail = sizeof(cgov_detail),
    FIRST_error = sizeof(cgov_error),
    FIRST_allocator = sizeof(cgov_allocator),
    FIRST_storage = sizeof(cgov_storage),
    FIRST_ledger_options = sizeof(cgov_ledger_options),
    FIRST_genesis = sizeof(cgov_genesis),
    FIRST_ledger_view = sizeof(cgov_ledger_view),
    FIRST_result = sizeof(cgov_result),
    FIRST_entity_draft = sizeof(cgov_entity_draft),
    FIRST_entity_view = sizeof(cgov_entity_view),
    FIRST_appointment_draft = sizeof(cgov_appointment_draft),
    FIRST_appointment_view = sizeof(cgov_appointment_view),
    FIRST_adoption_draft = sizeof(cgov_adoption_draft),
    FIRST_item_view = sizeof(cgov_item_view),
    FIRST_clock_view = sizeof(cgov_clock_view),
    FIRST_party_view = sizeof(cgov_party_view),
    FIRST_move_view = sizeof(cgov_move_view),
    FIRST_history_view = sizeof(cgov_history_view),
    FIRST_item_query = sizeof(cgov_item_query),
    FIRST_check_view = sizeof(cgov_check_view),
    FIRST_rule_view = sizeof(cgov_rule_view),
    FIRST_edge_view = sizeof(cgov_edge_view),
    FIRST_duty_view = sizeof(cgov_duty_view),
    FIRST_route_query = sizeof(cgov_route_query),
    FIRST_route_view = sizeof(cgov_route_view),
    FIRST_import_row = sizeof(cgov_import_row),
    FIRST_feed_view = sizeof(cgov_feed_view),
    FIRST_figure_query = sizeof(cgov_figure_query),
    FIRST_figure_view = sizeof(cgov_figure_view),
    FIRST_field_view = sizeof(cgov_field_view),
    FIRST_choice_view = sizeof(cgov_choice_view),
    FIRST_detail_view = sizeof(cgov_detail_view),
};
#endif

static void sizes_are_pinned(void **state) {
    (void)state;
    assert_int_equal(ABI_FIRST(*(cgov_act *)0), FIRST_act);
    assert_int_equal(ABI_FIRST(*(cgov_reader *)0), FIRST_reader);
    assert_int_equal(ABI_FIRST(*(cgov_detail *)0), FIRST_detail);
    assert_int_equal(ABI_FIRST(*(cgov_error *)0), FIRST_error);
    assert_int_equal(ABI_FIRST(*(cgov_allocator *)0), FIRST_allocator);
    assert_int_equal(ABI_FIRST(*(cgov_storage *)0), FIRST_storage);
    assert_int_equal(ABI_FIRST(*(cgov_ledger_options *)0), FIRST_ledger_options);
    assert_int_equal(ABI_FIRST(*(cgov_genesis *)0), FIRST_genesis);
    assert_int_equal(ABI_FIRST(*(cgov_ledger_view *)0), FIRST_ledger_view);
    assert_int_equal(ABI_FIRST(*(cgov_result *)0), FIRST_result);
    assert_int_equal(ABI_FIRST(*(cgov_entity_draft *)0), FIRST_entity_draft);
    assert_int_equal(ABI_FIRST(*(cgov_appointment_draft *)0), FIRST_appointment_draft);
    assert_int_equal(ABI_FIRST(*(cgov_entity_view *)0), FIRST_entity_view);
    assert_int_equal(ABI_FIRST(*(cgov_appointment_view *)0), FIRST_appointment_view);
    assert_int_equal(ABI_FIRST(*(cgov_adoption_draft *)0), FIRST_adoption_draft);
    assert_int_equal(ABI_FIRST(*(cgov_item_view *)0), FIRST_item_view);
    assert_int_equal(ABI_FIRST(*(cgov_clock_view *)0), FIRST_clock_view);
    assert_int_equal(ABI_FIRST(*(cgov_party_view *)0), FIRST_party_view);
    assert_int_equal(ABI_FIRST(*(cgov_move_view *)0), FIRST_move_view);
    assert_int_equal(ABI_FIRST(*(cgov_history_view *)0), FIRST_history_view);
    assert_int_equal(ABI_FIRST(*(cgov_item_query *)0), FIRST_item_query);
    assert_int_equal(ABI_FIRST(*(cgov_check_view *)0), FIRST_check_view);
    assert_int_equal(ABI_FIRST(*(cgov_rule_view *)0), FIRST_rule_view);
    assert_int_equal(ABI_FIRST(*(cgov_edge_view *)0), FIRST_edge_view);
    assert_int_equal(ABI_FIRST(*(cgov_duty_view *)0), FIRST_duty_view);
    assert_int_equal(ABI_FIRST(*(cgov_route_query *)0), FIRST_route_query);
    assert_int_equal(ABI_FIRST(*(cgov_route_view *)0), FIRST_route_view);
    assert_int_equal(ABI_FIRST(*(cgov_import_row *)0), FIRST_import_row);
    assert_int_equal(ABI_FIRST(*(cgov_feed_view *)0), FIRST_feed_view);
    assert_int_equal(ABI_FIRST(*(cgov_figure_query *)0), FIRST_figure_query);
    assert_int_equal(ABI_FIRST(*(cgov_figure_view *)0), FIRST_figure_view);
    assert_int_equal(ABI_FIRST(*(cgov_field_view *)0), FIRST_field_view);
    assert_int_equal(ABI_FIRST(*(cgov_choice_view *)0), FIRST_choice_view);
    assert_int_equal(ABI_FIRST(*(cgov_detail_view *)0), FIRST_detail_view);
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

#define FIRST(name, count) at_edge(FIRST_##name, count)
/* A first version filled from a whole struct, all of whose later members are 0. */
#define COPY(name, whole) copied(FIRST(name, 1), &(whole), FIRST_##name)
static void *copied(void *first, const void *whole, uint32_t bytes) {
    memcpy(first, whole, bytes);
    memcpy(first, &bytes, sizeof bytes);
    return first;
}

static struct town town;
static cgov_id issue;

static int set_up(void **state) {
    (void)state;
    town_found(&town, NULL);
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
    char *given = FIRST(detail, 3);
    for (uint32_t i = 0; i < 3; i++) copied(given + (size_t)i * FIRST_detail, &details[i], FIRST_detail);
    cgov_id id = 0;
    const cgov_detail *first = (const cgov_detail *)(const void *)given;
    assert_int_equal(cgov_item_report(town.ledger, act_of(town.resident), first, 3, &id), CGOV_OK);
    cgov_import_row row = {.details = first, .detail_count = 3, .actor = town.resident};
    cgov_act batch = town_act(&town, town.founder);
    assert_int_not_equal(cgov_item_import(town.ledger, COPY(act, batch), COPY(import_row, row), 1, NULL, NULL),
                         CGOV_OK);
    cgov_error *error = FIRST(error, 1);
    assert_int_equal(cgov_ledger_error(town.ledger, error), CGOV_OK);
    assert_true(error->size == FIRST_error && error->status < 0);
    assert_int_equal(cgov_item_move(town.ledger, act_of(town.centre.officers[CLERK]), id, "accept", NULL, 0, NULL),
                     CGOV_OK);
    assert_int_equal(cgov_ledger_tick(town.ledger, act_of(0), NULL), CGOV_OK);
    assert_int_equal(cgov_ledger_upgrade(town.ledger, act_of(0), NULL), CGOV_REPEAT);
    cgov_ledger_view *info = FIRST(ledger_view, 1);
    assert_int_equal(cgov_ledger_get(town.ledger, info), CGOV_OK);
    assert_int_equal(info->size, FIRST_ledger_view);
    free_edges();
}

#define PAGE(call) assert_int_equal(call, CGOV_OK), assert_true(count > 0), cursor = 0

static void readings_of_items(void **state) {
    (void)state;
    uint64_t cursor = 0, entry = 0;
    uint32_t count = 0;
    const cgov_reader *reader = reader_of(town.auditor);
    cgov_item_query filter = {.organization = 0};
    cgov_route_query query = {.item = issue};
    assert_int_equal(cgov_item_get(town.ledger, reader, issue, FIRST(item_view, 1)), CGOV_OK);
    PAGE(cgov_item_list(town.ledger, reader, COPY(item_query, filter), &cursor, FIRST(item_view, 2), 2, &count));
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
    PAGE(cgov_figure_list(town.ledger, reader, COPY(figure_query, figures), &cursor, FIRST(figure_view, 2), 2, &count));
    free_edges();
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_pinned),
        cmocka_unit_test(acts),
        cmocka_unit_test(reports_and_moves),
        cmocka_unit_test(readings_of_items),
        cmocka_unit_test(readings_of_people_and_rules),
        cmocka_unit_test(ledgers_and_storages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
