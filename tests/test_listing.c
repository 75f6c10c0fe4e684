/* Listing: one function, one filter, whatever way it takes to what fits. Each member of the filter at its border and
 * one past it; then random filters over a town in full swing, each answer held against a pass over all items that this
 * test makes for itself, from what the other readings say. */
#include "support/fields.h"
#include "support/on_a_town.h"
#include "support/random.h"

#include <stdbool.h>

#define MOST 256u

/* What a filter lists for a reader at an instant, in pages of a size; UINT32_MAX where it is refused. */
static uint32_t list_at(cgov_id who, cgov_time at, cgov_item_query filter, uint32_t size, cgov_id ids[MOST]) {
    cgov_reader reader = {.size = sizeof reader, .actor = who, .at = at};
    static cgov_item_view views[MOST];
    uint64_t cursor = 0;
    uint32_t count = 0, sum = 0;
    int32_t status;
    filter.size = sizeof filter;
    views[0].size = sizeof views[0];
    while ((status = cgov_item_list(town.ledger, &reader, &filter, &cursor, views, size, &count)) == CGOV_OK) {
        assert_true(count > 0 && count <= size && sum + count <= MOST);
        for (uint32_t i = 0; i < count; i++) ids[sum++] = views[i].id;
    }
    return status == CGOV_DONE ? sum : UINT32_MAX;
}

static void assert_lists(cgov_item_query filter, const cgov_id *expected, uint32_t count) {
    cgov_id ids[MOST];
    for (uint32_t size = 1; size <= count + 1; size++) {
        assert_int_equal(list_at(town.auditor, town.now, filter, size, ids), count);
        for (uint32_t i = 0; i < count; i++) assert_true(ids[i] == expected[i]);
    }
}

static cgov_id report_with(cgov_detail detail) {
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &detail, 1, &id), CGOV_OK);
    return id;
}

static void reopen(const cgov_storage *storage) {
    const cgov_ledger_options options = {.size = sizeof options, .storage = storage};
    cgov_time before = 0, after = 0;
    uint8_t digest[2][32];
    const int32_t any = cgov_ledger_next_due(town.ledger, &before);
    assert_int_equal(cgov_state_digest(town.ledger, digest[0]), CGOV_OK);
    cgov_ledger_close(town.ledger);
    assert_int_equal(cgov_ledger_open(&options, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_ledger_next_due(town.ledger, &after), any);
    assert_true(after == before);
    assert_int_equal(cgov_state_digest(town.ledger, digest[1]), CGOV_OK);
    assert_memory_equal(digest[0], digest[1], 32);
}

/* ---- each member ---- */

static void organizations_and_states(void **state) {
    (void)state;
    cgov_id registered = town_issue_in(&town, "registered"), handling = town_issue_in(&town, "handling");
    cgov_id centre = town.centre.id, street = town.street.id;
    assert_lists((cgov_item_query){.organization = centre}, (cgov_id[]){registered, handling}, 2); /* as intake */
    assert_lists((cgov_item_query){.organization = street}, &handling, 1); /* as lead and holder */
    assert_lists((cgov_item_query){.organization = town.bureau.id}, NULL, 0);
    assert_lists((cgov_item_query){.lead = street}, &handling, 1);
    assert_lists((cgov_item_query){.lead = centre}, NULL, 0);
    assert_lists((cgov_item_query){.organization = centre, .state = text_of("registered")}, &registered, 1);
    assert_lists((cgov_item_query){.organization = town.root, .below = 1}, (cgov_id[]){registered, handling}, 2);
    assert_lists((cgov_item_query){.organization = town.root}, NULL, 0);
    assert_lists((cgov_item_query){.procedure = text_of("issue")}, (cgov_id[]){registered, handling}, 2);
    assert_lists((cgov_item_query){.procedure = text_of("part")}, NULL, 0);
}

static void a_desk_is_left_when_the_item_moves_on(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "accepted");
    const cgov_detail to_street = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    const cgov_detail to_bureau = town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位");
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &to_street, 1);
    assert_lists((cgov_item_query){.organization = town.street.id}, &id, 1);
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
    town_move(&town, town.centre.officers[DISPATCHER], id, "return", NULL, 0);
    assert_lists((cgov_item_query){.organization = town.street.id, .state = text_of("accepted")}, &id,
                 1); /* still lead */
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &to_bureau, 1);
    assert_lists((cgov_item_query){.organization = town.street.id}, NULL, 0);
    assert_lists((cgov_item_query){.organization = town.bureau.id}, &id, 1);
}

/* The oldest item leaves, a new one comes; then one from the middle, then the newest. */
static void worked_off_while_more_comes(void **state) {
    (void)state;
    static const uint32_t from[] = {0, 0, 0, 8, 15};
    const cgov_item_query desk = {.organization = town.centre.id, .state = text_of("registered")};
    const cgov_detail why[] = {town_text(CGOV_FIELD_REASON, "不属本机关职权。"), town_number(CGOV_FIELD_CHANNEL, 17)};
    cgov_id ids[16], found_ids[MOST];
    for (uint32_t i = 0; i < 16; i++) ids[i] = town_issue_in(&town, "registered");
    for (uint32_t step = 0, due = 0; step < 60; step++) {
        if (due == 0) {
            town.now += 20 * DAY; /* all are late now */
            town_tick(&town);
            due = 16;
        }
        uint32_t leaves = from[step % 5];
        town_move(&town, town.centre.officers[CLERK], ids[leaves], "reject", why, 2);
        memmove(&ids[leaves], &ids[leaves + 1], (15 - leaves) * sizeof *ids);
        ids[15] = town_issue_in(&town, "registered");
        if (leaves < due) due--;
        assert_int_equal(list_at(town.auditor, town.now, desk, 5, found_ids), 16);
        assert_memory_equal(found_ids, ids, sizeof ids);
        assert_int_equal(list_at(town.auditor, town.now, (cgov_item_query){.late_at = town.now}, 5, found_ids), due);
        assert_memory_equal(found_ids, ids, due * sizeof *ids);
    }
}

/* Each of many goes on from desk to desk, in no order; so worklists grow long and short again. */
static void come_and_go_in_any_order(void **state) {
    (void)state;
    static const char *const moves[] = {"accept", "dispatch"}, *const states[] = {"registered", "accepted",
                                                                                  "dispatched"};
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    const cgov_id officers[] = {town.centre.officers[CLERK], town.centre.officers[DISPATCHER]};
    uint64_t random = random_seed(0x6465736b);
    cgov_id ids[160], expected[160], found_ids[MOST];
    uint8_t at[160] = {0};
    for (uint32_t i = 0; i < 160; i++) ids[i] = town_issue_in(&town, "registered");
    for (uint32_t step = 0; step < 320; step++) {
        uint32_t goes = random_below(&random, 160);
        while (at[goes] == 2) goes = (goes + 1) % 160;
        town_move(&town, officers[at[goes]], ids[goes], moves[at[goes]], &lead, at[goes]);
        at[goes]++;
        for (uint8_t s = 0; s < 3 && step % 8 == 7; s++) {
            const cgov_item_query desk = {.organization = town.centre.id, .state = text_of(states[s])};
            uint32_t count = 0;
            for (uint32_t i = 0; i < 160; i++)
                if (at[i] == s) expected[count++] = ids[i];
            assert_int_equal(list_at(town.auditor, town.now, desk, 1 + step % 70, found_ids), count);
            assert_memory_equal(found_ids, expected, count * sizeof *ids);
        }
    }
}

static const char other[] = "rulebook 1\n"
                            "role clerk \"受理员\"\n"
                            "role head \"负责人\"\n"
                            "procedure issue \"简易流程\"\n"
                            "  party reporter \"反映人\" resident\n"
                            "  party intake \"受理单位\" organization\n"
                            "  stage all \"全程\"\n"
                            "    state open \"办理中\" held by intake\n"
                            "    state handling \"办理中\" held by intake\n"
                            "    state shut \"已结\" final\n"
                            "  clock handle from report until finish\n"
                            "    for 20 days\n"
                            "    late tell head of intake\n"
                            "  open report \"登记\" -> open\n"
                            "    by any resident\n"
                            "    needs place text intake\n"
                            "    sets intake to given\n"
                            "  move take open -> handling\n"
                            "    by clerk of intake\n"
                            "  move finish open handling -> shut\n"
                            "    by clerk of intake\n"
                            "    answers\n";

/* Names that texts share share their worklists, and those that come with a text have theirs, for what is carried into
 * them, for what comes to them and when the journal is read again. */
static void states_of_another_text(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_found(&town, &(struct town_options){.storage = &storage});
    const cgov_id carried = town_issue_in(&town, "handling"), stays = town_issue_in(&town, "accepted");
    const cgov_id centre = town.centre.id, clerk = town.centre.officers[CLERK];
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {
        .size = sizeof adoption, .text = text_of(other), .map = text_of("issue handling -> open")};
    assert_int_equal(cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL), CGOV_OK);
    const cgov_id fresh = town_report(&town, town.resident), taken = town_report(&town, town.resident);
    const cgov_id done = town_report(&town, town.resident);
    town_move(&town, clerk, taken, "take", NULL, 0);
    town_move(&town, clerk, done, "finish", NULL, 0);
    for (int round = 0; round < 2; round++) {
        assert_lists((cgov_item_query){.organization = centre, .state = text_of("open")}, (cgov_id[]){carried, fresh},
                     2);
        assert_lists((cgov_item_query){.organization = centre, .state = text_of("handling")}, &taken, 1);
        assert_lists((cgov_item_query){.organization = centre, .state = text_of("shut")}, &done, 1);
        assert_lists((cgov_item_query){.organization = centre, .state = text_of("accepted")}, &stays, 1);
        reopen(&storage);
    }
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static void instants(void **state) {
    (void)state;
    cgov_time first = town.now;
    cgov_id one = town_report(&town, town.resident);
    town.now += HOUR;
    cgov_id two = town_report(&town, town.resident);
    assert_lists((cgov_item_query){.opened_since = first}, (cgov_id[]){one, two}, 2);
    assert_lists((cgov_item_query){.opened_since = first + 1}, &two, 1);
    assert_lists((cgov_item_query){.opened_since = town.now + 1}, NULL, 0);
    town_move(&town, town.centre.officers[CLERK], one, "accept", NULL, 0);
    assert_lists((cgov_item_query){.updated_since = town.now}, (cgov_id[]){one, two}, 2);
    town.now += HOUR;
    town_move(&town, town.centre.officers[CLERK], two, "accept", NULL, 0);
    assert_lists((cgov_item_query){.updated_since = town.now}, &two, 1);
}

static void dues(void **state) {
    (void)state;
    cgov_id id = town_report(&town, town.resident), ids[MOST];
    cgov_time due = town_clock(&town, town.auditor, id, "forward").due;
    assert_lists((cgov_item_query){.late_at = due}, NULL, 0);
    assert_lists((cgov_item_query){.late_at = due + 1}, &id, 1);
    assert_lists((cgov_item_query){.due_before = due}, NULL, 0);
    assert_lists((cgov_item_query){.due_before = due + 1}, &id, 1);
    /* At its last instant it falls due still, one after it is late. */
    assert_int_equal(list_at(town.auditor, due, (cgov_item_query){.due_before = due + 1}, 5, ids), 1);
    assert_int_equal(list_at(town.auditor, due + 1, (cgov_item_query){.due_before = due + DAY}, 5, ids), 0);
    town.now = due + DAY;
    town_tick(&town);
    assert_lists((cgov_item_query){.late_at = due + 1}, &id, 1); /* told since: found among the late */
    assert_lists((cgov_item_query){.late_at = due}, NULL, 0);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
    assert_lists((cgov_item_query){.late_at = due + 1}, NULL, 0); /* its clock has stopped */
}

static void places_and_keys(void **state) {
    (void)state;
    cgov_id here = 0, there = 0;
    const cgov_detail key = town_text(CGOV_FIELD_EXTERNAL, "12345-0001");
    assert_int_equal(town_try_report(&town, town.centre.officers[OPERATOR], &key, 1, &here), CGOV_OK);
    there = town_report(&town, town.neighbour);
    uint64_t place = town_item(&town, town.auditor, here).place;
    assert_lists((cgov_item_query){.region = place}, (cgov_id[]){here, there}, 2);
    assert_lists((cgov_item_query){.region = place >= 1000000 ? place / 1000000 : place}, (cgov_id[]){here, there}, 2);
    assert_lists((cgov_item_query){.region = 110000}, NULL, 0);
    assert_lists((cgov_item_query){.external = text_of("12345-0001")}, &here, 1);
    assert_lists((cgov_item_query){.external = text_of("12345-0002")}, NULL, 0);
    assert_lists((cgov_item_query){.external = text_of("12345-0001"), .state = text_of("closed")}, NULL, 0);
    assert_lists((cgov_item_query){.reporter = town.neighbour}, &there, 1);
}

static void like_another(void **state) {
    (void)state;
    int64_t here = (INT64_C(361234567) << 32) | 1145000000, near = here + 4000, far = here + 8000; /* 36 and 72 m */
    cgov_id one = report_with(town_number(CGOV_FIELD_POINT, here)), ids[MOST];
    cgov_id two = report_with(town_number(CGOV_FIELD_POINT, near));
    cgov_detail elsewhere[] = {town_number(CGOV_FIELD_POINT, far)};
    cgov_id three = 0;
    assert_int_equal(town_try_report(&town, town.resident, elsewhere, 1, &three), CGOV_OK);
    /* All three carry one place code: the code alone makes them alike. */
    assert_lists((cgov_item_query){.like = one}, (cgov_id[]){two, three}, 2);
    const cgov_detail withdrawn = town_text(CGOV_FIELD_REASON, "好了");
    (void)withdrawn;
    town_move(&town, town.resident, three, "withdraw", NULL, 0);
    assert_lists((cgov_item_query){.like = one}, &two, 1);
    assert_int_equal(list_at(town.neighbour, town.now, (cgov_item_query){.like = one}, 5, ids), UINT32_MAX);
}

/* ---- random filters ---- */

/* What the other readings say of each item. */
static struct known {
    cgov_item_view view;
    cgov_clock_view clocks[32];
    cgov_party_view parties[16];
    uint32_t clock_count, party_count;
} known[MOST];
static uint32_t known_count;

static void learn(void) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_id ids[MOST];
    known_count = list_at(town.auditor, town.now, (cgov_item_query){0}, 50, ids);
    for (uint32_t i = 0; i < known_count; i++) {
        struct known *k = &known[i];
        uint64_t cursor = 0;
        memset(k, 0, sizeof *k);
        k->view.size = sizeof k->view;
        k->clocks[0].size = sizeof k->clocks[0];
        k->parties[0].size = sizeof k->parties[0];
        assert_int_equal(cgov_item_get(town.ledger, &reader, ids[i], &k->view), CGOV_OK);
        assert_true(cgov_clock_list(town.ledger, &reader, ids[i], &cursor, k->clocks, 32, &k->clock_count) >= 0);
        cursor = 0;
        assert_true(cgov_party_list(town.ledger, &reader, ids[i], &cursor, k->parties, 16, &k->party_count) >= 0);
    }
}

static cgov_id party(const struct known *k, const char *name) {
    for (uint32_t p = 0; p < k->party_count; p++)
        if (strcmp(k->parties[p].name, name) == 0) return k->parties[p].id;
    return 0;
}

static bool is_at(const struct known *k, cgov_id organization) {
    return k->view.holder == organization || party(k, "intake") == organization || party(k, "lead") == organization;
}

/* What the ledger counts of itself as it goes. */
static void assert_counted(void) {
    cgov_ledger_view info = {.size = sizeof info};
    uint64_t running = 0, open = 0;
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    for (uint32_t i = 0; i < known_count; i++) {
        for (uint32_t c = 0; c < known[i].clock_count; c++) {
            const cgov_clock_view *clock = &known[i].clocks[c];
            running += clock->state == CGOV_CLOCK_RUNNING || clock->state == CGOV_CLOCK_PAUSED;
            open += clock->state == CGOV_CLOCK_RUNNING && clock->due == 0;
        }
    }
    assert_int_equal(info.running_clocks, running);
    assert_int_equal(info.undated_clocks, open);
}

static bool runs_late(const struct known *k, cgov_time at) {
    for (uint32_t c = 0; c < k->clock_count; c++)
        if (k->clocks[c].state == CGOV_CLOCK_RUNNING && k->clocks[c].due != 0 && k->clocks[c].due < at) return true;
    return false;
}

static bool fits(const struct known *k, const cgov_item_query *filter) {
    const cgov_item_view *view = &k->view;
    if (filter->kind != 0 && view->kind != filter->kind) return false;
    if (filter->unended != 0 && view->final != 0) return false;
    if (filter->state.ptr != NULL && strcmp(filter->state.ptr, view->state) != 0) return false;
    if (filter->lead != 0 && party(k, "lead") != filter->lead) return false;
    if (filter->organization != 0 && !is_at(k, filter->organization)) return false;
    if (filter->late_at != 0 && !runs_late(k, filter->late_at)) return false;
    return view->opened_at >= filter->opened_since && view->moved_at >= filter->updated_since;
}

static void live_on(uint64_t *random, struct office *offices[5]) {
    cgov_id id = (uint64_t)CGOV_KIND_ISSUE << 44 | (1 + random_below(random, 60));
    struct office *office = offices[random_below(random, 5)];
    cgov_id who = random_below(random, 6) == 0 ? town.resident : office->officers[random_below(random, OFFICERS)];
    cgov_reader reader = town_reader(&town, who);
    cgov_move_view moves[64] = {{.size = sizeof moves[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (cgov_move_list(town.ledger, &reader, id, &cursor, moves, 64, &count) != CGOV_OK) return;
    const cgov_move_view *move = &moves[random_below(random, count)];
    cgov_detail details[16];
    uint32_t given = 0;
    uint64_t needs = item_needs(town.ledger, &reader, id, move->name);
    for (uint32_t field = 1; field < 64; field++) {
        if ((needs >> field & 1) == 0) continue;
        details[given++] = field < 16 ? town_text(field, "话") : town_number(field, field == CGOV_FIELD_DAYS ? 3 : 1);
        if (field >= CGOV_FIELD_INTAKE && field <= CGOV_FIELD_ORGANIZATIONS)
            details[given - 1].number = (int64_t)offices[random_below(random, 5)]->id;
    }
    town_try_move(&town, who, id, move->name, details, given);
}

static cgov_item_query any_filter(uint64_t *random, struct office *offices[5]) {
    static const char *const states[] = {"registered", "accepted", "dispatched", "handling", "closed", "withdrawn"};
    cgov_item_query filter = {0};
    if (random_below(random, 2) == 0) filter.organization = offices[random_below(random, 5)]->id;
    if (random_below(random, 3) == 0) filter.state = text_of(states[random_below(random, 6)]);
    if (random_below(random, 3) == 0) filter.late_at = town.now + ((int64_t)random_below(random, 60) - 30) * DAY;
    if (random_below(random, 5) == 0) filter.lead = offices[random_below(random, 5)]->id;
    if (random_below(random, 5) == 0) filter.unended = 1;
    if (random_below(random, 5) == 0) filter.kind = CGOV_KIND_ISSUE + random_below(random, 2);
    if (random_below(random, 5) == 0) filter.opened_since = town.now - random_below(random, 90) * DAY;
    if (random_below(random, 5) == 0) filter.updated_since = town.now - random_below(random, 90) * DAY;
    return filter;
}

/* What is kept as it goes is made anew when it is opened, and goes on from there. */
static void every_way_finds_the_same(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_found(&town, &(struct town_options){.storage = &storage});
    uint64_t random = random_seed(0x6c697374);
    struct office *offices[5] = {&town.district, &town.centre, &town.street, &town.bureau, &town.village};
    uint64_t met = 0;
    for (uint32_t round = 0; round < 40; round++) {
        if (round < 30)
            for (int i = 0; i < 2; i++) town_report(&town, town.resident);
        for (int i = 0; i < 60; i++) live_on(&random, offices);
        town.now += random_below(&random, 6) * DAY + random_below(&random, 24) * HOUR;
        if (round == 30) town.now += 250 * DAY; /* past what the calendar covers */
        town_tick(&town);
        if (round % 3 == 1) reopen(&storage);
        learn();
        assert_counted();
        for (uint32_t n = 0; n < 40; n++) {
            cgov_item_query filter = any_filter(&random, offices);
            cgov_id ids[MOST];
            uint32_t count = list_at(town.auditor, town.now, filter, 1 + random_below(&random, 9), ids), next = 0;
            for (uint32_t i = 0; i < known_count; i++) {
                if (!fits(&known[i], &filter)) continue;
                assert_true(next < count && ids[next] == known[i].view.id);
                next++;
            }
            assert_int_equal(next, count);
            met += count;
        }
    }
    assert_true(met > 1000);
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

/* How far was looked would tell how many there are that are not shown: before them, between them and behind. */
static void a_cursor_rests_on_what_is_shown(void **state) {
    (void)state;
    cgov_id mine[2];
    for (int i = 0; i < 5; i++) {
        const cgov_id id = town_report(&town, i % 2 ? town.neighbour : town.resident);
        if (i % 2) mine[i / 2] = id;
    }
    const cgov_id readers[] = {0, town.neighbour, town.village.officers[HEAD]};
    for (int r = 0; r < 3; r++) {
        for (uint32_t filter = 0; filter < 3; filter++) {
            const cgov_item_query query = {.size = sizeof query,
                                           .organization = filter == 1   ? town.centre.id
                                                           : filter == 2 ? town.root
                                                                         : 0,
                                           .below = filter == 2};
            const cgov_reader reader = town_reader(&town, readers[r]);
            cgov_item_view views[8] = {{.size = sizeof views[0]}};
            uint64_t cursor = 0;
            uint32_t count = 0;
            if (r == 1) {
                for (int i = 0; i < 2; i++) {
                    assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, views, 1, &count), CGOV_OK);
                    assert_true(count == 1 && views[0].id == mine[i] && cursor == (mine[i] & UINT32_MAX));
                }
            }
            const uint64_t kept = cursor;
            assert_int_equal(cgov_item_list(town.ledger, &reader, &query, &cursor, views, 8, &count), CGOV_DONE);
            assert_true(count == 0 && cursor == kept);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_cursor_rests_on_what_is_shown, found, leave),
        cmocka_unit_test_setup_teardown(organizations_and_states, found, leave),
        cmocka_unit_test_setup_teardown(a_desk_is_left_when_the_item_moves_on, found, leave),
        cmocka_unit_test_setup_teardown(worked_off_while_more_comes, found, leave),
        cmocka_unit_test_setup_teardown(come_and_go_in_any_order, found, leave),
        cmocka_unit_test(states_of_another_text),
        cmocka_unit_test_setup_teardown(instants, found, leave),
        cmocka_unit_test_setup_teardown(dues, found, leave),
        cmocka_unit_test_setup_teardown(places_and_keys, found, leave),
        cmocka_unit_test_setup_teardown(like_another, found, leave),
        cmocka_unit_test(every_way_finds_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
