/* Offices: who holds what where, at an instant, is what the appointments say read one by one; and to ask costs the same
 * however many appointments are over. */
#include "entities/access.h"
#include "ledger/handle.h"
#include "model/item_rows.h"
#include "model/symbols.h"
#include "support/on_a_town.h"
#include "support/random.h"
#include "support/test.h"

#include <time.h>

static const char *const roles[] = {"clerk", "contact", "head", "auditor", "registrar", "founder"};
#define ROLES (sizeof roles / sizeof roles[0])

static int32_t try_appoint(cgov_id resident, cgov_id organization, const char *role, cgov_time from, cgov_time until,
                           uint32_t flags) {
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft draft = {.size = sizeof draft,
                                    .flags = flags,
                                    .resident = resident,
                                    .organization = organization,
                                    .from = from,
                                    .until = until,
                                    .role = text_of(role)};
    return cgov_appointment_add(town.ledger, &act, &draft, NULL);
}

static void appoint(cgov_id resident, cgov_id organization, const char *role, cgov_time from, cgov_time until) {
    assert_int_equal(try_appoint(resident, organization, role, from, until, 0), CGOV_OK);
}

static uint32_t number_of(cgov_id id) {
    return (uint32_t)(id & ((UINT64_C(1) << 44) - 1));
}

static const struct model *model(void) {
    return &town.ledger->model;
}

/* ---- as read one by one ---- */

/* The next appointment after this one that is in term; resident, role, organization: 0 is any. */
static const struct appointment *in_term(uint32_t *after, uint32_t resident, uint32_t role, uint32_t organization,
                                         int64_t at) {
    const struct appointment *row;
    while ((row = cgov__appointment(model(), ++*after)))
        if (row->from <= at && (row->until == 0 || at < row->until) && (resident == 0 || row->resident == resident) &&
            (role == 0 || row->role == role) && (organization == 0 || row->organization == organization))
            return row;
    return NULL;
}

static bool any_in_term(uint32_t resident, uint32_t role, uint32_t organization, int64_t at) {
    uint32_t after = 0;
    return in_term(&after, resident, role, organization, at) != NULL;
}

static bool may_plainly(uint32_t resident, enum verb verb, uint32_t organization, int64_t at) {
    const struct appointment *row;
    for (uint32_t after = 0; (row = in_term(&after, resident, 0, 0, at));) {
        const struct role *role = cgov__role_in_force(model(), cgov__symbol_name(model(), row->role), at, NULL);
        if (role && (role->may >> verb & 1) != 0 && cgov__below(model(), organization, row->organization)) return true;
    }
    return false;
}

static bool sees_plainly(uint32_t resident, uint32_t reader, int64_t at) {
    const struct appointment *row;
    uint32_t home = cgov__resident(model(), resident)->parent;
    for (uint32_t after = 0; (row = in_term(&after, reader, 0, 0, at));)
        if (cgov__below(model(), home, row->organization)) return true;
    return resident == reader;
}

static bool accused_plainly(const struct item *item, uint32_t reader, int64_t at) {
    const struct appointment *row;
    for (uint32_t after = 0; (row = in_term(&after, reader, 0, 0, at));) {
        bool person = cgov__id_kind(item->extra->against) == CGOV_KIND_RESIDENT;
        if (person ? any_in_term(number_of(item->extra->against), 0, row->organization, at)
                   : cgov__accused(model(), item, row->organization, at))
            return true;
    }
    return item->extra->against == cgov__id(CGOV_KIND_RESIDENT, reader);
}

static cgov_id people[5]; /* the last holds one office throughout */

static void assert_answers(const struct item *item, int64_t at) {
    struct draft accusing;
    cgov__draft(model(), &accusing, item);
    accusing.extra = (struct extra){0};
    accusing.item.extra = &accusing.extra;
    for (size_t p = 0; p < 5; p++) {
        const cgov_id reader = people[p];
        const uint32_t r = number_of(reader);
        for (uint32_t o = 1; o <= model()->organizations.count; o++) {
            for (size_t i = 0; i < ROLES; i++) {
                uint32_t role = cgov__symbol_find(model(), roles[i], (uint32_t)strlen(roles[i]));
                assert_int_equal(cgov__holds(model(), r, role, o, at), role != 0 && any_in_term(r, role, o, at));
                assert_int_equal(cgov__staffed(model(), role, o, at), role != 0 && any_in_term(0, role, o, at));
            }
            assert_int_equal(cgov__may(model(), reader, VERB_APPOINT, o, at), may_plainly(r, VERB_APPOINT, o, at));
            assert_int_equal(cgov__may(model(), reader, VERB_ADOPT, o, at), may_plainly(r, VERB_ADOPT, o, at));
            accusing.extra.against = cgov__id(CGOV_KIND_ORGANIZATION, o);
            assert_int_equal(cgov__reader_accused(model(), &accusing.item, reader, at),
                             accused_plainly(&accusing.item, r, at));
        }
        for (size_t other = 0; other < 5; other++) {
            accusing.extra.against = people[other];
            const uint32_t seen = number_of(people[other]);
            assert_int_equal(cgov__sees_entity(model(), people[other], reader, at), sees_plainly(seen, r, at));
            assert_int_equal(cgov__reader_accused(model(), &accusing.item, reader, at),
                             accused_plainly(&accusing.item, r, at));
        }
    }
}

static void answers_are_those_of_the_appointments_read_one_by_one(void **state) {
    (void)state;
    uint64_t seed = random_seed(7);
    const cgov_id organizations[] = {town.root,      town.district.id, town.centre.id,
                                     town.street.id, town.bureau.id,   town.village.id};
    const cgov_id residents[] = {town.resident, town.neighbour, town.auditor, town.village.officers[CLERK],
                                 town.street.officers[HEAD]};
    memcpy(people, residents, sizeof people);
    const struct item *item = cgov__item_by_id(model(), town_report(&town, town.resident));
    uint32_t made = 0;
    for (int i = 0; i < 600; i++) {
        const cgov_id resident = residents[random_below(&seed, 4)];
        const cgov_id organization = organizations[random_below(&seed, 6)];
        const char *role = roles[random_below(&seed, ROLES)];
        const cgov_time from = town.now + random_below(&seed, 40) * HOUR - 20 * HOUR;
        const cgov_time until = random_below(&seed, 3) == 0 ? 0 : from + (random_below(&seed, 30) + 1) * HOUR;
        const uint32_t flags = random_below(&seed, 4) == 0 ? CGOV_APPOINT_END : 0;
        made += try_appoint(resident, organization, role, flags ? 0 : from, flags ? 0 : until, flags) == CGOV_OK;
        town.now += random_below(&seed, 20) * MINUTE;
        if (i % 60 != 59) continue;
        for (int n = 0; n < 4; n++) assert_answers(item, town.now + random_below(&seed, 60) * HOUR - 30 * HOUR);
        assert_answers(item, town.now);
    }
    assert_in_range(made, 300, 600);
}

static cgov_appointment_view row_of(cgov_id organization, uint32_t index) {
    static cgov_appointment_view rows[40];
    cgov_reader reader = town_reader(&town, 0);
    uint64_t cursor = 0;
    uint32_t count = 0;
    rows[0].size = sizeof rows[0];
    assert_true(cgov_appointment_list(town.ledger, &reader, organization, &cursor, rows, 40, &count) >= 0);
    assert_true(index < count);
    return rows[index];
}

/* Of several, begun or to begin, none is left after one ending; one that ended before it began is none of them. */
static void all_of_an_office_ends_at_once(void **state) {
    (void)state;
    const cgov_id there = town_organization(&town, "某", "committee", town.root), who = town.neighbour;
    appoint(who, there, "clerk", town.now + 2 * DAY, 0);
    assert_int_equal(try_appoint(who, there, "clerk", 0, 0, CGOV_APPOINT_END), CGOV_OK);
    assert_int_equal(row_of(there, 0).until, town.now + 2 * DAY); /* never in term */
    town_assert_refused(&town, try_appoint(who, there, "clerk", 0, 0, CGOV_APPOINT_END), CGOV_E_REFUSED, CGOV_R_TERM);
    appoint(who, there, "clerk", town.now + 4 * DAY, 0);
    appoint(who, there, "clerk", town.now + 3 * DAY, 0);
    appoint(who, there, "clerk", town.now, town.now + 9 * DAY);
    appoint(who, there, "clerk", town.now - DAY, 0);
    assert_int_equal(try_appoint(who, there, "clerk", 0, 0, CGOV_APPOINT_END), CGOV_OK);
    for (uint32_t i = 1; i <= 4; i++) {
        cgov_appointment_view row = row_of(there, i);
        assert_true(row.until == (row.from > town.now ? row.from : town.now));
    }
    town_assert_refused(&town, try_appoint(who, there, "clerk", 0, 0, CGOV_APPOINT_END), CGOV_E_REFUSED, CGOV_R_TERM);
}

/* ---- what it costs ---- */

#define PAST 20000
#define ITEMS 50
#define ROUNDS 40

/* Nanoseconds of the processor an item in a page of as many, the least of some. */
static double cost_of_listing(cgov_id reader_id) {
    static cgov_item_view views[ITEMS];
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_item_query query = {.size = sizeof query};
    double least = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t cursor = 0;
        uint32_t count = 0;
        views[0].size = sizeof views[0];
        clock_t start = clock();
        int32_t status = cgov_item_list(town.ledger, &reader, &query, &cursor, views, ITEMS, &count);
        double cost = (double)(clock() - start) / CLOCKS_PER_SEC * 1e9 / ITEMS;
        assert_true(status >= 0);
        if (cost < least) least = cost;
    }
    return least;
}

static double cost_of_asking(bool (*ask)(const void *), const void *about) {
    double least = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        clock_t start = clock();
        for (int i = 0; i < 200; i++) assert_false(ask(about));
        double cost = (double)(clock() - start) / CLOCKS_PER_SEC * 1e9 / 200;
        if (cost < least) least = cost;
    }
    return least;
}

static bool village_is_staffed(const void *at) {
    uint32_t role = cgov__symbol_find(model(), "contact", 7);
    return cgov__staffed(model(), role, number_of(town.village.id), *(const int64_t *)at);
}

static bool neighbour_is_accused(const void *item) {
    return cgov__reader_accused(model(), item, town.neighbour, town.now);
}

static bool neighbour_may_adopt(const void *unused) {
    (void)unused;
    return cgov__may(model(), town.neighbour, VERB_ADOPT, number_of(town.village.id), town.now);
}

static bool neighbour_sees_resident(const void *resident) {
    return cgov__sees_entity(model(), *(const cgov_id *)resident, town.neighbour, town.now);
}

struct costs {
    double listing, staffed, accused, may, sees;
};

static struct costs costs(cgov_id founder) {
    struct draft draft; /* an issue that accuses a resident who was in office where the neighbour was */
    cgov__draft(model(), &draft, cgov__item(model(), 1));
    draft.item.extra = &draft.extra;
    draft.extra.against = town.resident;
    return (struct costs){.listing = cost_of_listing(town.neighbour),
                          .staffed = cost_of_asking(village_is_staffed, &town.now),
                          .accused = cost_of_asking(neighbour_is_accused, &draft.item),
                          .may = cost_of_asking(neighbour_may_adopt, NULL),
                          .sees = cost_of_asking(neighbour_sees_resident, &founder)};
}

static void assert_close(const char *what, double before, double after) {
    print_message("# %-8s %7.0f ns, then %9.0f ns\n", what, before, after);
    assert_true(after < 12 * before + 200); /* a tree of 20,000 is 15 deep; a chain is 20,000 long */
}

static void assert_all_close(const struct costs *before, const struct costs *after) {
    assert_close("listing", before->listing, after->listing);
    assert_close("staffed", before->staffed, after->staffed);
    assert_close("accused", before->accused, after->accused);
    assert_close("may", before->may, after->may);
    assert_close("sees", before->sees, after->sees);
}

static cgov_id begin(void) {
    cgov_id elsewhere = town_resident(&town, "某", town.bureau.id);
    for (int i = 0; i < ITEMS; i++) town_report(&town, town.resident);
    appoint(town.neighbour, town.centre.id, "collector", town.now, 0);
    appoint(town.resident, town.village.id, "contact", town.now, town.now + 1);
    appoint(town.neighbour, town.village.id, "contact", town.now, town.now + 1);
    assert_int_equal(try_appoint(town.village.officers[CONTACT], town.village.id, "contact", 0, 0, CGOV_APPOINT_END),
                     CGOV_OK);
    town.now += MINUTE;
    return elsewhere;
}

static void what_is_over_costs_nothing(void **state) {
    (void)state;
    cgov_id elsewhere = begin();
    struct costs before = costs(elsewhere);
    for (int i = 0; i < PAST; i++) {
        appoint(i % 2 ? town.neighbour : town.resident, town.village.id, "contact", town.now, town.now + 1);
        town.now += 2;
    }
    struct costs after = costs(elsewhere);
    assert_all_close(&before, &after);
}

static void office_elsewhere_costs_nothing(void **state) {
    (void)state;
    cgov_id elsewhere = begin();
    struct costs before = costs(elsewhere);
    for (int i = 0; i < PAST / 10; i++) {
        cgov_id organization = town_organization(&town, "某", "committee", town.street.id);
        appoint(town.neighbour, organization, "clerk", town.now, 0);
        appoint(town.resident, organization, "clerk", town.now, town.now + 1);
    }
    town.now += MINUTE;
    struct costs after = costs(elsewhere);
    assert_all_close(&before, &after);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_those_of_the_appointments_read_one_by_one, found, leave),
        cmocka_unit_test_setup_teardown(all_of_an_office_ends_at_once, found, leave),
        cmocka_unit_test_setup_teardown(what_is_over_costs_nothing, found, leave),
        cmocka_unit_test_setup_teardown(office_elsewhere_costs_nothing, found, leave),
    };
    return cmocka_run_group_tests_name("offices", tests, NULL, NULL);
}
