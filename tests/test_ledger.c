/* A ledger's life beside the road: founding, the limits it was founded with, time, storages that fail or call back, and
 * what it says of itself. */
#include "support/place.h"
#include "support/scenario.h"
#include "support/test.h"

#include "base/hash.h"

static cgov_text text_of(const char *text) {
    return (cgov_text){text, text ? CGOV_NUL_TERMINATED : 0};
}

/* ---- founding ---- */

static cgov_genesis usual(void) {
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    return (cgov_genesis){.size = sizeof(cgov_genesis),
                          .ledger_id = {1, 2},
                          .utc_offset = 480,
                          .rulebook = standard,
                          .calendar = text_of("cn"),
                          .organization = text_of("测试区"),
                          .organization_kind = text_of("government"),
                          .region = 990000,
                          .resident = text_of("创建人")};
}

static cgov_act founding_act(void) {
    return (cgov_act){.size = sizeof(cgov_act), .now = TOWN_START, .salt = {1, 1}};
}

/* Founds on a storage; the founding must be refused with this status and reason, and say so. */
static void refused(const cgov_storage *storage, const cgov_genesis *genesis, const cgov_act *act, int32_t status,
                    uint32_t reason) {
    cgov_error error = {.size = sizeof error};
    cgov_ledger_options options = {.size = sizeof options, .storage = storage, .error_out = &error};
    cgov_ledger *ledger = (cgov_ledger *)(void *)&error;
    int32_t got = cgov_ledger_create(&options, genesis, act, &ledger);
    if (got != status || error.status != status || error.reason != reason)
        fail_msg("%s %s, not %s: %s", cgov_status_name(got), cgov_reason_name(error.reason), cgov_status_name(status),
                 error.message);
    assert_null(ledger);
    assert_true(error.message[0] != '\0');
}

/* A copy of the usual genesis with one member changed. */
#define WITH(change, status, reason)                                                                                   \
    do {                                                                                                               \
        cgov_genesis genesis = usual();                                                                                \
        cgov_act act = founding_act();                                                                                 \
        change;                                                                                                        \
        refused(&storage, &genesis, &act, status, reason);                                                             \
    } while (0)

static void a_bad_founding_is_refused(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    WITH(genesis.ledger_id[0] = genesis.ledger_id[1] = 0, CGOV_E_ARG, 0);
    WITH(genesis.utc_offset = 841, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.utc_offset = -841, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.rulebook = text_of(NULL), CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.rulebook = text_of("rulebook 1\nprocedure\n"), CGOV_E_RULEBOOK, CGOV_R_SYNTAX);
    WITH(genesis.rulebook = text_of("rulebook 2\n"), CGOV_E_RULEBOOK, CGOV_R_SYNTAX);
    WITH(genesis.rulebook = text_of("rulebook 1\nrole x \"x\"\n"), CGOV_E_REFUSED, CGOV_R_ROLE);
    WITH(genesis.profile = text_of("NOWHERE"), CGOV_E_REFUSED, CGOV_R_DETAIL);
    WITH(genesis.organization = text_of(NULL), CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.organization = text_of("区\n县"), CGOV_E_TEXT, CGOV_R_DETAIL);
    WITH(genesis.organization = text_of("\xff"), CGOV_E_TEXT, CGOV_R_DETAIL);
    WITH(genesis.organization = ((cgov_text){"a\0b", 3}), CGOV_E_TEXT, CGOV_R_DETAIL);
    WITH(genesis.organization = ((cgov_text){NULL, 3}), CGOV_E_ARG, 0);
    WITH(genesis.organization_kind = text_of(NULL), CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.organization_kind = text_of("Not a symbol"), CGOV_E_TEXT, CGOV_R_DETAIL);
    WITH(genesis.region = 99999, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.resident = text_of(NULL), CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.role = text_of("nobody"), CGOV_E_REFUSED, CGOV_R_ROLE);
    WITH(genesis.role = text_of("clerk"), CGOV_E_REFUSED, CGOV_R_ROLE);
    WITH(genesis.limit_depth = 256, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.limit_title = 65537, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.limit_children = 65537, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.limit_items = UINT64_MAX, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.limit_behind = (uint64_t)INT64_MAX + 1, CGOV_E_ARG, CGOV_R_DETAIL);
    WITH(genesis.flags = 2, CGOV_E_ARG, 0);
    WITH(act.actor = 1, CGOV_E_ARG, 0);
    WITH(act.flags = CGOV_ACT_ENCODE, CGOV_E_ARG, 0);
    WITH(act.flags = 64, CGOV_E_ARG, 0);
    WITH(act.now = 0, CGOV_E_ARG, 0);
    WITH(act.salt[0] = act.salt[1] = 0, CGOV_E_SALT, 0);
    WITH(act.size = 8, CGOV_E_ABI_SIZE, 0);
    WITH(genesis.size = 8, CGOV_E_ABI_SIZE, 0);

    /* None of these has kept the storage from being founded on: once. */
    cgov_genesis genesis = usual();
    cgov_act act = founding_act();
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    cgov_ledger *ledger = NULL, *other = NULL;
    genesis.utc_offset = -840;
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_open(&options, &other), CGOV_E_BUSY);
    refused(&storage, &genesis, &act, CGOV_E_BUSY, 0);
    assert_null(other);
    cgov_ledger_close(ledger);
    refused(&storage, &genesis, &act, CGOV_E_EXISTS, 0);
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    cgov_ledger_close(ledger);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- limits ---- */

/* How long before now a report may say it was received: kept from the founding on. */
static void the_limit_behind_is_founded_with(void **state) {
    (void)state;
    const uint64_t limits[] = {0, 1, 30 * (uint64_t)DAY, INT64_MAX};
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        cgov_storage storage = {.size = sizeof storage};
        assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
        cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
        cgov_genesis genesis = usual();
        cgov_act act = founding_act();
        struct town town = {.now = TOWN_START};
        genesis.limit_behind = limits[i];
        assert_int_equal(cgov_ledger_create(&options, &genesis, &act, &town.ledger), CGOV_OK);
        assert_true(place_info(&town).limit_behind == (limits[i] == 0 ? 3653 * (uint64_t)DAY : limits[i]));
        cgov_ledger_close(town.ledger);
        assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
        assert_true(place_info(&town).limit_behind == (limits[i] == 0 ? 3653 * (uint64_t)DAY : limits[i]));
        cgov_ledger_close(town.ledger);
        assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    }
}

static void found_limited(struct town *town) {
    cgov_genesis genesis = usual();
    cgov_act act = founding_act();
    genesis.limit_title = 20;
    genesis.limit_text = 30;
    genesis.limit_children = 8; /* as many as the standard's `at most` lets an issue open */
    genesis.limit_depth = 3;
    genesis.limit_items = 10;
    genesis.limit_entities = 13;
    genesis.key_window = 1000;
    *town = (struct town){.now = TOWN_START, .salt = 5};
    assert_int_equal(cgov_ledger_create(NULL, &genesis, &act, &town->ledger), CGOV_OK);
    town->founder = place_info(town).founder;
    town->root = place_info(town).root;
}

static int32_t try_add(struct town *town, uint32_t kind, const char *name, cgov_id parent, cgov_id *id) {
    cgov_act act = town_act(town, town->founder);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .parent = parent, .name = text_of(name)};
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = text_of("government");
    return cgov_entity_add(town->ledger, &act, &entity, id);
}

static int32_t try_appoint(struct town *town, cgov_id organization, const char *role) {
    cgov_act act = town_act(town, town->founder);
    cgov_appointment_draft appointment = {
        .size = sizeof appointment, .resident = town->founder, .organization = organization, .role = text_of(role)};
    return cgov_appointment_add(town->ledger, &act, &appointment, NULL);
}

static int32_t try_report(struct town *town, const char *title, const char *text, cgov_id *id) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->root),
                                   town_text(CGOV_FIELD_TEXT, text), town_text(CGOV_FIELD_TITLE, title)};
    cgov_act act = town_act(town, town->founder);
    return cgov_item_report(town->ledger, &act, details, 4, id);
}

static void lengths_at_and_past_their_limits(void **state) {
    (void)state;
    struct town town;
    found_limited(&town);
    assert_int_equal(try_add(&town, CGOV_KIND_RESIDENT, "12345678901234567890", 0, NULL), CGOV_OK);
    town_assert_refused(&town, try_add(&town, CGOV_KIND_RESIDENT, "123456789012345678901", 0, NULL), CGOV_E_TEXT,
                        CGOV_R_DETAIL);
    assert_int_equal(try_report(&town, "12345678901234567890", "123456789012345678901234567890", NULL), CGOV_OK);
    town_assert_refused(&town, try_report(&town, "123456789012345678901", "1", NULL), CGOV_E_TEXT, CGOV_R_DETAIL);
    town_assert_refused(&town, try_report(&town, "1", "1234567890123456789012345678901", NULL), CGOV_E_TEXT,
                        CGOV_R_DETAIL);
    town_close(&town);
}

static void the_tree_at_and_past_its_depth(void **state) {
    (void)state;
    struct town town;
    cgov_id second = 0, third = 0, branch = 0, leaf = 0;
    found_limited(&town);
    assert_int_equal(try_add(&town, CGOV_KIND_ORGANIZATION, "二", town.root, &second), CGOV_OK);
    assert_int_equal(try_add(&town, CGOV_KIND_ORGANIZATION, "三", second, &third), CGOV_OK);
    town_assert_refused(&town, try_add(&town, CGOV_KIND_ORGANIZATION, "四", third, NULL), CGOV_E_LIMIT, CGOV_R_LIMIT);
    assert_int_equal(try_add(&town, CGOV_KIND_ORGANIZATION, "枝", town.root, &branch), CGOV_OK);
    assert_int_equal(try_add(&town, CGOV_KIND_ORGANIZATION, "叶", branch, &leaf), CGOV_OK);
    /* The branch with its leaf does not fit below the second level; the leaf alone does. */
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_ORGANIZATION, .parent = second};
    cgov_act act = town_act(&town, town.founder);
    town_assert_refused(&town, cgov_entity_change(town.ledger, &act, branch, &entity, NULL), CGOV_E_LIMIT,
                        CGOV_R_LIMIT);
    assert_int_equal(cgov_entity_change(town.ledger, &act, leaf, &entity, NULL), CGOV_OK);
    assert_int_equal(cgov_entity_change(town.ledger, &act, branch, &entity, NULL), CGOV_OK);
    town_close(&town);
}

static void entities_at_and_past_their_limit(void **state) {
    (void)state;
    struct town town;
    found_limited(&town);
    for (int n = 2; n <= 13; n++) {
        assert_int_equal(try_add(&town, CGOV_KIND_RESIDENT, "人", 0, NULL), CGOV_OK);
        assert_int_equal(try_add(&town, CGOV_KIND_ORGANIZATION, "组织", 0, NULL), CGOV_OK);
        assert_int_equal(try_appoint(&town, town.root, "clerk"), CGOV_OK);
    }
    town_assert_refused(&town, try_add(&town, CGOV_KIND_RESIDENT, "人", 0, NULL), CGOV_E_LIMIT, CGOV_R_LIMIT);
    town_assert_refused(&town, try_add(&town, CGOV_KIND_ORGANIZATION, "组织", 0, NULL), CGOV_E_LIMIT, CGOV_R_LIMIT);
    town_assert_refused(&town, try_appoint(&town, town.root, "clerk"), CGOV_E_LIMIT, CGOV_R_LIMIT);
    town_close(&town);
}

static void items_at_and_past_their_limits(void **state) {
    (void)state;
    struct town town;
    cgov_id helper = 0, issue = 0;
    cgov_detail details[10];
    found_limited(&town);
    const char *const roles[] = {"clerk", "dispatcher", "contact"};
    for (int i = 0; i < 3; i++) assert_int_equal(try_appoint(&town, town.root, roles[i]), CGOV_OK);
    details[0] = town_number(CGOV_FIELD_LEAD, (int64_t)town.root);
    for (int i = 1; i <= 9; i++) {
        assert_int_equal(try_add(&town, CGOV_KIND_ORGANIZATION, "协办", town.root, &helper), CGOV_OK);
        assert_int_equal(try_appoint(&town, helper, "contact"), CGOV_OK);
        details[i] = town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)helper);
    }
    assert_int_equal(try_report(&town, "一", "一", &issue), CGOV_OK);
    assert_int_equal(town_try_move(&town, town.founder, issue, "accept", NULL, 0), CGOV_OK);
    town_assert_refused(&town, town_try_move(&town, town.founder, issue, "dispatch", details, 10), CGOV_E_LIMIT,
                        CGOV_R_LIMIT);
    assert_int_equal(town_try_move(&town, town.founder, issue, "dispatch", details, 9), CGOV_OK);
    assert_int_equal(place_info(&town).parts, 8);
    assert_int_equal(try_report(&town, "二", "二", &issue), CGOV_OK); /* the tenth item: eight are parts */
    town_assert_refused(&town, try_report(&town, "三", "三", NULL), CGOV_E_LIMIT, CGOV_R_LIMIT);
    assert_int_equal(town_try_move(&town, town.founder, issue, "accept", NULL, 0), CGOV_OK);
    town_assert_refused(&town, town_try_move(&town, town.founder, issue, "dispatch", details, 2), CGOV_E_LIMIT,
                        CGOV_R_LIMIT);
    assert_int_equal(town_try_move(&town, town.founder, issue, "dispatch", details, 1), CGOV_OK);
    town_close(&town);
}

/* ---- time ---- */

static void time_has_two_ends(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    town_report(town, town->resident);
    cgov_time last = place_info(town).now, limit = 366 * DAY;
    const cgov_time refused_at[] = {last - 1, last + limit + 1, 1, INT64_C(253402300799999)};
    struct still before = place_still(place);
    for (size_t i = 0; i < 4; i++) {
        int32_t status = refused_at[i] < last ? CGOV_E_TIME_BACKWARDS : CGOV_E_TIME_AHEAD;
        cgov_act act = {.size = sizeof act, .now = refused_at[i]};
        uint64_t fired = 9;
        town_assert_refused(town, cgov_ledger_tick(town->ledger, &act, &fired), status, CGOV_R_NONE);
        assert_int_equal(fired, 0);
        town->now = refused_at[i];
        town_assert_refused(town, town_try_report(town, town->resident, NULL, 0, NULL), status, CGOV_R_NONE);
    }
    cgov_act bad = {.size = sizeof bad, .now = INT64_C(253402300800000)}; /* the year 10000 */
    assert_int_equal(cgov_ledger_tick(town->ledger, &bad, NULL), CGOV_E_ARG);
    place_assert_still(place, before);
    town->now = last; /* the same instant again is fine */
    town_report(town, town->resident);
    cgov_act act = {.size = sizeof act, .now = last + limit};
    uint64_t fired = 0;
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, &fired), CGOV_OK); /* at the limit */
    assert_int_equal(fired, 8); /* two reminders and two rungs of lateness of each of two issues */
    cgov_time quiet = place_info(town).now;
    assert_true(quiet < act.now); /* a record carries its own instant */
    act.now = quiet + limit + 1;
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, NULL), CGOV_E_TIME_AHEAD);
    act.flags = CGOV_ACT_LONG_JUMP;
    before = place_still(place);
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, &fired), CGOV_OK);
    assert_int_equal(fired, 0); /* nothing is due: no trace */
    place_assert_still(place, before);
}

/* ---- a storage that calls back ---- */

static struct {
    cgov_ledger *ledger;
    cgov_id item;
    uint32_t calls;
    int32_t (*append)(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                      uint64_t *end_out);
} caller;

static int32_t append_and_call(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                               uint64_t *end_out) {
    if (caller.ledger != NULL) {
        cgov_act act = {.size = sizeof act, .actor = UINT64_C(1) << 44 | 1, .now = TOWN_START + DAY, .salt = {1, 1}};
        cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .name = {"x", 1}};
        cgov_appointment_draft appointment = {.size = sizeof appointment};
        cgov_adoption_draft adoption = {.size = sizeof adoption};
        assert_int_equal(cgov_ledger_tick(caller.ledger, &act, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_ledger_flush(caller.ledger, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_entity_add(caller.ledger, &act, &entity, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_entity_change(caller.ledger, &act, act.actor, &entity, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_appointment_add(caller.ledger, &act, &appointment, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_rulebook_adopt(caller.ledger, &act, &adoption, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_item_report(caller.ledger, &act, NULL, 0, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_item_move(caller.ledger, &act, caller.item, "accept", NULL, 0, NULL), CGOV_E_REENTER);
        assert_int_equal(cgov_command_execute(caller.ledger, "x", 1, NULL, 0, 0, NULL), CGOV_E_REENTER);
        cgov_ledger_close(caller.ledger); /* does nothing */
        caller.calls++;
    }
    return caller.append(user, name, offset, bytes, len, end_out);
}

static void a_storage_may_not_call_back(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    cgov_storage calling = storage;
    caller.append = storage.append;
    calling.append = append_and_call;
    struct town town;
    struct town_options options = {.storage = &calling};
    town_found(&town, &options);
    caller.item = town_report(&town, town.resident);
    caller.ledger = town.ledger;
    town_move(&town, town.centre.officers[CLERK], caller.item, "accept", NULL, 0);
    assert_int_equal(caller.calls, 1);
    assert_int_equal(town_error(&town).status, CGOV_OK); /* the command's, not the calls' */
    caller.ledger = NULL;
    town_assert_state(&town, caller.item, "accepted");
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* ---- a storage that fails ---- */

static void a_failed_append_leaves_everything_as_it_was(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    for (int kind = 0; kind < FAULT_KINDS; kind++) {
        struct still before = place_still(place);
        fault_arm(&place->fault, FAULT_APPEND, 1, false, (enum fault_kind)kind);
        assert_int_equal(town_try_report(town, town->resident, NULL, 0, NULL), CGOV_E_STORAGE);
        assert_int_equal(town_error(town).os_code, kind < FAULT_SILENT ? FAULT_CODE : 0);
        place_assert_still(place, before);
        assert_int_equal(place_info(town).poisoned, 0);
        town_report(town, town->resident);
    }
}

static void poisoned(struct place *place, uint32_t ops, uint64_t kept) {
    struct town *town = &place->town;
    cgov_id id = town_report(town, town->resident);
    uint64_t durable = place_info(town).durable_seq;
    fault_arm(&place->fault, ops, 1, true, FAULT_ERROR);
    assert_int_equal(town_try_report(town, town->resident, NULL, 0, NULL), CGOV_E_STORAGE);
    fault_arm(&place->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    assert_int_equal(place_info(town).poisoned, 1);
    assert_int_equal(place_info(town).durable_seq, durable);
    assert_int_equal(town_try_move(town, town->centre.officers[CLERK], id, "accept", NULL, 0), CGOV_E_POISONED);
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_E_POISONED);
    cgov_act act = {.size = sizeof act, .now = town->now + DAY};
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, NULL), CGOV_E_POISONED);
    assert_int_equal(place->fault.calls, 0); /* nothing is written any more, nor synced */

    town_assert_state(town, id, "registered"); /* reading goes on */
    char text[64];
    uint64_t needed;
    uint8_t digest[32];
    cgov_reader reader = town_reader(town, town->resident);
    assert_int_equal(cgov_text_get(town->ledger, &reader, id, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed), CGOV_OK);
    assert_int_equal(cgov_journal_digest(town->ledger, digest), CGOV_OK);
    fault_power_cut(&place->fault, kept);
    place_reopen(place);
    assert_true(place_info(town).seq >= durable);
    town_move(town, town->centre.officers[CLERK], id, "accept", NULL, 0);
}

static void a_failed_sync_poisons(void **state) {
    poisoned(*state, FAULT_SYNC, 0);
    poisoned(*state, FAULT_SYNC, 1000);
}

static void half_an_append_that_cannot_be_cut_poisons(void **state) {
    poisoned(*state, FAULT_APPEND | FAULT_CUT, 0);
    poisoned(*state, FAULT_APPEND | FAULT_CUT, 1000);
}

/* ---- what it says of itself ---- */

static void a_reopened_ledger_is_the_same(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = town_issue_in(town, "closed");
    town->now += 100 * DAY;
    town_tick(town);
    town_assert_state(town, id, "archived");
    cgov_ledger_view before = place_info(town);
    struct still still = place_still(place);
    place_reopen(place);
    place_assert_still(place, still);
    cgov_ledger_view after = place_info(town);
    before.memory = after.memory; /* its buffers have not grown yet */
    assert_memory_equal(&before, &after, sizeof before);
    still = place_still(place);
    town_report(town, town->resident);
    uint8_t digest[32];
    assert_int_equal(cgov_state_digest(town->ledger, digest), CGOV_OK);
    assert_memory_not_equal(digest, still.state, 32);
    assert_int_equal(cgov_journal_digest(town->ledger, digest), CGOV_OK);
    assert_memory_not_equal(digest, still.journal, 32);
    free(still.bytes);
}

/* An item carried over twice: the clock that the first map dropped is not looked for by the second. */
static void an_item_is_carried_twice(void **state) {
    (void)state;
    static char text[65536];
    uint64_t needed;
    uint8_t before[32], after[32];
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    struct scenario scenario;
    struct scenario_options given = {.storage = &storage, .seed = SCENARIO_SEED};
    assert_int_equal(scenario_found(&scenario, &given), CGOV_OK);
    assert_int_equal(scenario_run(&scenario), CGOV_OK);
    cgov_time now = scenario_at(scenario_steps() - 1);
    cgov_reader reader = {.size = sizeof reader, .actor = SCENARIO_AUDITOR, .at = now};
    assert_int_equal(cgov_rulebook_text(scenario.ledger, &reader, 3, text, sizeof text, &needed), CGOV_OK);
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .actor = UINT64_C(1) << 44 | 1, .now = now};
    cgov_adoption_draft adoption = {
        .size = sizeof adoption, .text = text_of(text), .map = text_of("issue waiting -> waiting")};
    assert_int_equal(cgov_rulebook_adopt(scenario.ledger, &act, &adoption, NULL), CGOV_OK);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(scenario.ledger, &reader, UINT64_C(3) << 44 | 8, &view), CGOV_OK);
    assert_int_equal(view.rulebook, 4);
    assert_string_equal(view.state, "waiting");
    assert_int_equal(cgov_state_digest(scenario.ledger, before), CGOV_OK);
    cgov_ledger_close(scenario.ledger);
    cgov_ledger_options options = {.size = sizeof options, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&options, &scenario.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(scenario.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
    cgov_ledger_close(scenario.ledger);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static void records_have_no_gaps(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    town_issue_in(town, "closed");
    static uint8_t bytes[65536];
    uint64_t needed = 0, seq = 1, last = place_info(town).seq;
    struct sha256 sha;
    cgov__sha256_init(&sha);
    for (; seq <= last; seq++) {
        char line[1024], start[32];
        assert_int_equal(cgov_record_get(town->ledger, seq, NULL, 0, &needed), CGOV_E_BUFFER);
        assert_int_equal(cgov_record_get(town->ledger, seq, bytes, needed - 1, &needed), CGOV_E_BUFFER);
        assert_int_equal(cgov_record_get(town->ledger, seq, bytes, needed, &needed), CGOV_OK);
        cgov__sha256_add(&sha, bytes, (size_t)needed);
        assert_int_equal(cgov_record_text(town->ledger, seq, line, sizeof line, &needed), CGOV_OK);
        assert_int_equal(strlen(line), needed);
        int len = snprintf(start, sizeof start, "%llu ", (unsigned long long)seq);
        assert_memory_equal(line, start, (size_t)len);
        assert_int_equal(cgov_record_text(town->ledger, seq, line, needed, &needed), CGOV_E_BUFFER);
        assert_int_equal(strlen(line), needed - 1);
    }
    uint8_t digest[32], own[32];
    cgov__sha256_end(&sha, own);
    assert_int_equal(cgov_journal_digest(town->ledger, digest), CGOV_OK);
    assert_memory_equal(own, digest, 32); /* the journal digest is over record bytes, in order, and nothing else */
    assert_int_equal(cgov_record_get(town->ledger, 0, bytes, sizeof bytes, &needed), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_record_get(town->ledger, seq, bytes, sizeof bytes, &needed), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_record_text(town->ledger, seq, (char *)bytes, sizeof bytes, &needed), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_record_get(town->ledger, 1, NULL, 5, &needed), CGOV_E_ARG);
}

#define ON_A_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_limit_behind_is_founded_with),
        cmocka_unit_test(a_bad_founding_is_refused),
        cmocka_unit_test(lengths_at_and_past_their_limits),
        cmocka_unit_test(the_tree_at_and_past_its_depth),
        cmocka_unit_test(entities_at_and_past_their_limit),
        cmocka_unit_test(items_at_and_past_their_limits),
        ON_A_PLACE(time_has_two_ends),
        cmocka_unit_test(a_storage_may_not_call_back),
        ON_A_PLACE(a_failed_append_leaves_everything_as_it_was),
        ON_A_PLACE(a_failed_sync_poisons),
        ON_A_PLACE(half_an_append_that_cannot_be_cut_poisons),
        ON_A_PLACE(a_reopened_ledger_is_the_same),
        cmocka_unit_test(an_item_is_carried_twice),
        ON_A_PLACE(records_have_no_gaps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
