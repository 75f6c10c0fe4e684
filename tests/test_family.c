/* What a child's move makes of its whole family, in one frame: what that frame has changed or opened is ended as the
 * frame has left it, a parent that finds no room waits, and records of a family that no library writes are damage. */
#include "entities/entities.h"
#include "ledger/handle.h"
#include "records/given.h"
#include "support/test.h"
#include "support/town.h"

#include <string.h>

#define ROLES                                                                                                          \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"C\"\n"                                                                                               \
    "role head \"H\"\n"
#define ID(kind, number) ((cgov_id)CGOV_KIND_##kind << 44 | (number))

static cgov_storage storage;
static struct town town;

static int found(void **state) {
    (void)state;
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    return 0;
}

static int32_t try_adopt(const char *text) {
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {text, strlen(text)}};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static cgov_ledger_view info_of(void) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    return info;
}

static uint64_t seq_of(void) {
    return info_of().seq;
}

static uint32_t issue_number(void) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, "issue", &number), CGOV_OK);
    return number;
}

/* Opened again it is the same. */
static void reopens_the_same(void) {
    uint8_t before[32], after[32];
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    town_close(&town);
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
}

static void followed_at(cgov_id reader, cgov_id item, const char *move, uint64_t seq) {
    cgov_history_view entries[16];
    uint32_t count = town_history(&town, reader, item, entries, 16);
    assert_true(count > 0 && entries[count - 1].seq == seq && entries[count - 1].actor == 0);
    assert_string_equal(entries[count - 1].move, move);
}

/* ---- what a parent that follows does to others of its frame ---- */

#define TOP                                                                                                            \
    "procedure top \"T\"\n"                                                                                            \
    "  party intake \"I\" organization\n"                                                                              \
    "  stage all \"A\"\n"                                                                                              \
    "    state open \"O\" held by intake\n"                                                                            \
    "    state over \"V\" final\n"                                                                                     \
    "  clock wait from begin until stop close\n"                                                                       \
    "    for 300 days\n"                                                                                               \
    "    late tell head of intake\n"                                                                                   \
    "  open begin -> open\n"                                                                                           \
    "    by clerk of intake\n"                                                                                         \
    "    needs intake\n"                                                                                               \
    "    sets intake to given\n"                                                                                       \
    "  move put open -> same\n"                                                                                        \
    "    by clerk of intake\n"                                                                                         \
    "    opens middle\n"                                                                                               \
    "    at most 3\n"                                                                                                  \
    "  move stop open -> over\n"                                                                                       \
    "    by child\n"                                                                                                   \
    "    when every middle in broken\n"                                                                                \
    "  move close open -> over\n"                                                                                      \
    "    by clerk of intake\n"
#define MIDDLE                                                                                                         \
    "procedure middle \"M\" part\n"                                                                                    \
    "  party intake \"I\" organization\n"                                                                              \
    "  stage all \"A\"\n"                                                                                              \
    "    state open \"O\" held by intake\n"                                                                            \
    "    state broken \"B\" held by intake\n"                                                                          \
    "    state over \"V\" final\n"                                                                                     \
    "  clock wait from begin until end drop\n"                                                                         \
    "    for 300 days\n"                                                                                               \
    "    late tell head of intake\n"                                                                                   \
    "  open begin -> open\n"                                                                                           \
    "    by parent\n"                                                                                                  \
    "    sets intake to parent.intake\n"                                                                               \
    "  move put open -> same\n"                                                                                        \
    "    by clerk of intake\n"                                                                                         \
    "    opens low\n"                                                                                                  \
    "    at most 3\n"                                                                                                  \
    "  move break open -> broken\n"                                                                                    \
    "    by child\n"                                                                                                   \
    "    when last low in bad\n"                                                                                       \
    "    opens low\n"                                                                                                  \
    "  move end open broken -> over\n"                                                                                 \
    "    by clerk of intake\n"                                                                                         \
    "    answers\n"                                                                                                    \
    "  move drop open broken -> over\n"                                                                                \
    "    by parent\n"                                                                                                  \
    "    answers\n"
#define LOW                                                                                                            \
    "procedure low \"L\" part\n"                                                                                       \
    "  detail issue \"W\" item\n"                                                                                      \
    "  party intake \"I\" organization\n"                                                                              \
    "  stage all \"A\"\n"                                                                                              \
    "    state fresh \"F\" held by intake\n"                                                                           \
    "    state bad \"B\" held by intake\n"                                                                             \
    "    state over \"V\" final\n"                                                                                     \
    "  clock wait from begin until end drop\n"                                                                         \
    "    for 30 days\n"                                                                                                \
    "    paused in bad\n"                                                                                              \
    "    late tell head of intake\n"                                                                                   \
    "  clock mend from spoil until end drop\n"                                                                         \
    "    for 5 days\n"                                                                                                 \
    "    late tell head of intake\n"                                                                                   \
    "  open begin -> fresh\n"                                                                                          \
    "    by parent\n"                                                                                                  \
    "    takes issue\n"                                                                                                \
    "    sets intake to parent.intake\n"                                                                               \
    "  move spoil fresh -> bad\n"                                                                                      \
    "    by clerk of intake\n"                                                                                         \
    "  move end fresh bad -> over\n"                                                                                   \
    "    by clerk of intake\n"                                                                                         \
    "    answers\n"                                                                                                    \
    "  move drop fresh bad -> over\n"                                                                                  \
    "    by parent\n"                                                                                                  \
    "    answers\n"

/* A top with its middle, and that with two low ones: ids 1 to 4. */
static void open_top(void) {
    cgov_id id = 0, clerk = town.centre.officers[CLERK];
    assert_int_equal(try_adopt(ROLES TOP MIDDLE LOW), CGOV_OK);
    const cgov_detail intake = town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id);
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_open(town.ledger, &act, "top", &intake, 1, &id), CGOV_OK);
    assert_true(id == ID(ISSUE, 1));
    town_move(&town, clerk, id, "put", NULL, 0);
    town_move(&town, clerk, ID(PART, 2), "put", NULL, 0);
    town_move(&town, clerk, ID(PART, 2), "put", NULL, 0);
}

/* The last low one spoils: its clock rests and another starts, its parent breaks and opens a third, the top stops and
 * ends all four of them, each once, as that very frame has left it. */
static void what_a_frame_has_changed_it_ends(void **state) {
    (void)state;
    cgov_id clerk = town.centre.officers[CLERK];
    open_top();
    uint64_t seq = seq_of();
    town.now += DAY;
    town_move(&town, clerk, ID(PART, 4), "spoil", NULL, 0);
    assert_int_equal(seq_of(), seq + 8);
    cgov_ledger_view info = info_of();
    assert_true(info.open_items == 0 && info.running_clocks == 0);
    for (uint64_t n = 2; n <= 5; n++) town_assert_state(&town, ID(PART, n), "over");
    town_assert_state(&town, ID(ISSUE, 1), "over");
    followed_at(clerk, ID(PART, 5), "drop", seq + 8);
    reopens_the_same();
}

/* Where what it would open finds no room, a parent waits, and what its child did stands. */
static void without_room_a_parent_waits(void **state) {
    (void)state;
    open_top();
    uint64_t seq = seq_of(), limit = town.ledger->model.limit_items;
    for (int room = 0; room < 2; room++) {
        town.ledger->model.limit_items = 4 + (uint64_t)room;
        town_move(&town, town.centre.officers[CLERK], ID(PART, 4), room ? "end" : "spoil", NULL, 0);
        town_assert_state(&town, ID(PART, 2), "open");
    }
    assert_int_equal(seq_of(), seq + 2);
    town.ledger->model.limit_items = limit;
    reopens_the_same();
}

/* ---- untrusted ---- */

/* A record as no library writes it, judged as a journal's is; true where it was applied. */
static bool applied(struct record *record) {
    struct cgov_ledger *ledger = town.ledger;
    struct plan *plan = &ledger->plan;
    cgov__plan_begin(plan, town.now, 0);
    struct record *planned = cgov__plan_record(plan, record->kind);
    *planned = *record;
    cgov__plan_add(plan, planned);
    return !plan->invalid && cgov__road_commit(ledger, FRAME_COMMAND) == CGOV_OK;
}

static struct record opening_of(const char *procedure) {
    const struct model *model = &town.ledger->model;
    const struct rulebook *rulebook = &model->adoptions[model->adoption_count - 1]->rulebook;
    const uint8_t p = cgov__procedure_find(rulebook, procedure);
    struct record record;
    cgov__record_clear(&record, CGOV_RECORD_OPENED);
    record.id = cgov__id(rulebook->procedures[p].kind, model->items.count + UINT64_C(1));
    record.rulebook = model->adoption_count;
    record.procedure = p + UINT64_C(1);
    record.move = rulebook->procedures[p].open + UINT64_C(1);
    record.state = rulebook->procedures[p].moves[rulebook->procedures[p].open].to + UINT64_C(1);
    return record;
}

static void what_a_journal_cannot_say(void **state) {
    (void)state;
    open_top();
    struct record middle = opening_of("middle"), top = opening_of("top"), low = opening_of("low");
    assert_false(applied(&middle)); /* it has a parent alone */
    top.parent = ID(PART, 2);
    assert_false(applied(&top)); /* nothing opens it */
    low.parent = ID(PART, 9);
    assert_false(applied(&low)); /* there is no such parent */
    low.parent = ID(PART, 2);
    assert_true(applied(&low));
    reopens_the_same();
}

/* A subject said twice counts once, where it is taken up and where it is given back. */
static void a_subject_said_twice_counts_once(void **state) {
    (void)state;
    open_top();
    const cgov_id issues[] = {town_report(&town, town.resident), town_report(&town, town.resident)};
    struct record low = opening_of("low"), end;
    struct mem mem;
    struct buf details;
    cgov__mem_init(&mem, NULL);
    cgov__buf_init(&details, &mem);
    for (int i = 0; i < 2; i++)
        cgov__given_put(&details,
                        &(struct given){.number = issue_number(), .form = GIVEN_ID, .value = (int64_t)issues[i]});
    low.parent = ID(PART, 2);
    low.details = cgov__blob(details.data, (uint32_t)details.len);
    assert_true(applied(&low));
    cgov__buf_free(&details);
    const struct model *model = &town.ledger->model;
    assert_true(cgov__item_by_id(model, issues[0])->extra->taken_up == 1);
    assert_true(cgov__item_by_id(model, issues[1])->extra->taken_up == 0);
    cgov__record_clear(&end, CGOV_RECORD_MOVED);
    end.id = low.id;
    const struct procedure *procedure = cgov__procedure_of(model, cgov__item_by_id(model, low.id));
    end.move = cgov__move_find(procedure, "end") + UINT64_C(1);
    end.state = cgov__state_find(procedure, "over") + UINT64_C(1);
    assert_true(applied(&end));
    model = &town.ledger->model;
    assert_true(cgov__item_by_id(model, issues[0])->extra->taken_up == 0);
    reopens_the_same();
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_a_frame_has_changed_it_ends, found, leave),
        cmocka_unit_test_setup_teardown(without_room_a_parent_waits, found, leave),
        cmocka_unit_test_setup_teardown(what_a_journal_cannot_say, found, leave),
        cmocka_unit_test_setup_teardown(a_subject_said_twice_counts_once, found, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
