/* Units: what somebody owns, who belongs to it, who may say so, who is shown it; and what will be asked of owners. */
#include "support/matrix.h"
#include "support/on_a_town.h"

#include "support/random.h"
#include "support/test.h"

#include "entities/access.h"
#include "entities/entities.h"
#include "entities/owners.h"
#include "ledger/handle.h"

#include <stdbool.h>

#define UNIT(n) ((cgov_id)CGOV_KIND_UNIT << 44 | (n))

static cgov_entity_draft unit_of(cgov_id parent, cgov_id owner, int64_t area) {
    return (cgov_entity_draft){.size = sizeof(cgov_entity_draft),
                               .kind = CGOV_KIND_UNIT,
                               .parent = parent,
                               .name = text_of("一单元"),
                               .type = text_of("dwelling"),
                               .owner = owner,
                               .area = area};
}

static int32_t try_add(cgov_id actor, cgov_entity_draft unit, cgov_id *id) {
    cgov_act act = town_act(&town, actor);
    return cgov_entity_add(town.ledger, &act, &unit, id);
}

static cgov_id added(cgov_id parent, cgov_id owner, int64_t area) {
    cgov_id id = 0;
    assert_int_equal(try_add(town.founder, unit_of(parent, owner, area), &id), CGOV_OK);
    return id;
}

static int32_t try_change(cgov_id actor, cgov_id id, cgov_entity_draft change) {
    cgov_act act = town_act(&town, actor);
    change.size = sizeof change;
    change.kind = (uint32_t)(id >> 44);
    return cgov_entity_change(town.ledger, &act, id, &change, NULL);
}

#define CHANGED(actor, id, ...) assert_int_equal(try_change(actor, id, (cgov_entity_draft){__VA_ARGS__}), CGOV_OK)
#define NOT_CHANGED(status, reason, actor, id, ...)                                                                    \
    town_assert_refused(&town, try_change(actor, id, (cgov_entity_draft){__VA_ARGS__}), status, reason)
#define NOT_ADDED(status, reason, actor, unit) town_assert_refused(&town, try_add(actor, unit, NULL), status, reason)

static cgov_entity_view view_of(cgov_id reader_id, cgov_id id) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_entity_view view = {.size = sizeof view};
    assert_int_equal(cgov_entity_get(town.ledger, &reader, id, &view), CGOV_OK);
    return view;
}

/* A list has the unit: of all there are, or of its owner's. */
static bool is_listed(cgov_id reader_id, cgov_id id, cgov_id owner) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_entity_view rows[16] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, times = 0;
    int32_t status = owner ? cgov_unit_list(town.ledger, &reader, owner, &cursor, rows, 16, &count)
                           : cgov_entity_list(town.ledger, &reader, CGOV_KIND_UNIT, 0, &cursor, rows, 16, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE || status == CGOV_E_NOT_FOUND);
    for (uint32_t i = 0; status == CGOV_OK && i < count; i++) times += rows[i].id == id;
    assert_true(times < 2);
    return times == 1;
}

/* By each reading there is, which agree: its row, its name, the lists, its owner's where the reader sees that one, and
 * its key where it has one. */
static bool sees(cgov_id reader_id, cgov_id id) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_entity_view view = {.size = sizeof view}, owner = {.size = sizeof owner};
    char name[64];
    uint64_t needed = 0;
    cgov_id found = 0, whose = view_of(town.founder, id).owner;
    int32_t got = cgov_entity_get(town.ledger, &reader, id, &view);
    assert_true(got == CGOV_OK || got == CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_NAME, name, sizeof name, &needed), got);
    assert_int_equal(is_listed(reader_id, id, 0), got == CGOV_OK);
    bool knows = cgov_entity_get(town.ledger, &reader, whose, &owner) == CGOV_OK;
    assert_int_equal(is_listed(reader_id, id, whose), knows && got == CGOV_OK);
    cgov_text key = text_of(view_of(town.founder, id).external_key);
    if (key.len > 0) assert_int_equal(cgov_external_find(town.ledger, &reader, CGOV_KIND_UNIT, 0, &key, &found), got);
    if (got == CGOV_OK) assert_true(view.owner == whose); /* whoever sees it is shown whose it is */
    return got == CGOV_OK;
}

/* How many a list gives, by pages of two, each once and in the order of ids. */
static uint32_t listed(cgov_id reader_id, cgov_id below, cgov_id owner) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_entity_view rows[2] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0, last = 0;
    uint32_t count = 0, sum = 0;
    for (;;) {
        int32_t status = owner
                             ? cgov_unit_list(town.ledger, &reader, owner, &cursor, rows, 2, &count)
                             : cgov_entity_list(town.ledger, &reader, CGOV_KIND_UNIT, below, &cursor, rows, 2, &count);
        if (status == CGOV_DONE) return sum;
        assert_int_equal(status, CGOV_OK);
        for (uint32_t i = 0; i < count; i++, sum++) {
            assert_true(rows[i].id > last && rows[i].kind == CGOV_KIND_UNIT);
            assert_true(owner == 0 || rows[i].owner == owner);
            last = rows[i].id;
        }
    }
}

/* ---- added and changed ---- */

static void a_unit_is_read_back(void **state) {
    (void)state;
    cgov_entity_draft draft = unit_of(town.village.id, town.resident, 8950);
    draft.external = text_of("u-1");
    cgov_id id = 0, found = 0;
    assert_int_equal(try_add(town.founder, draft, &id), CGOV_OK);
    assert_true(id == UNIT(1));
    cgov_entity_view got = view_of(town.resident, id);
    assert_true(got.kind == CGOV_KIND_UNIT && got.parent == town.village.id && got.owner == town.resident);
    assert_true(got.area == 8950 && got.household == 0 && got.region == 0);
    assert_string_equal(got.type, "dwelling");
    assert_string_equal(got.external_key, "u-1");
    cgov_reader reader = town_reader(&town, town.resident);
    assert_int_equal(cgov_external_find(town.ledger, &reader, CGOV_KIND_UNIT, 0, &draft.external, &found), CGOV_OK);
    assert_true(found == id);
    reader.actor = town.neighbour; /* who may not see it finds none */
    assert_int_equal(cgov_external_find(town.ledger, &reader, CGOV_KIND_UNIT, 0, &draft.external, &found),
                     CGOV_E_NOT_FOUND);
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    assert_int_equal(info.units, 1);

    /* A change changes what is given and nothing else; without a parent it lies in the root's. */
    CHANGED(town.founder, id, .owner = town.street.id, .area = 9000);
    got = view_of(town.founder, id);
    assert_true(got.parent == town.village.id && got.owner == town.street.id && got.area == 9000);
    assert_string_equal(got.type, "dwelling");
    CHANGED(town.founder, id, .parent = town.bureau.id, .type = text_of("share"), .name = text_of("一股"));
    got = view_of(town.founder, id);
    assert_true(got.parent == town.bureau.id && got.owner == town.street.id);
    assert_string_equal(got.type, "share");
    assert_true(view_of(town.founder, added(0, town.resident, 0)).parent == town.root);

    /* A version is expected as of any entity. */
    cgov_act act = town_act(&town, town.founder);
    act.expect = got.version - 1;
    cgov_entity_draft change = {.size = sizeof change, .kind = CGOV_KIND_UNIT, .area = 1};
    town_assert_refused(&town, cgov_entity_change(town.ledger, &act, id, &change, NULL), CGOV_E_CONFLICT,
                        CGOV_R_VERSION);
    act.expect = got.version;
    assert_int_equal(cgov_entity_change(town.ledger, &act, id, &change, NULL), CGOV_OK);
}

static void what_a_unit_must_be(void **state) {
    (void)state;
    cgov_entity_draft good = unit_of(town.village.id, town.resident, 1), unit = good;
    NOT_ADDED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, unit_of(town.village.id, 0, 1));
    NOT_ADDED(CGOV_E_KIND, CGOV_R_DETAIL, town.founder, unit_of(town.village.id, UNIT(1), 1));
    NOT_ADDED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, unit_of(town.village.id, town.resident + 9999, 1));
    NOT_ADDED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, unit_of(town.village.id, town.root + 9999, 1));
    NOT_ADDED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, unit_of(town.root + 9999, town.resident, 1));
    NOT_ADDED(CGOV_E_KIND, CGOV_R_DETAIL, town.founder, unit_of(town.resident, town.resident, 1));
    NOT_ADDED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, unit_of(town.village.id, town.resident, -1));
    NOT_ADDED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, unit_of(town.village.id, town.resident, AREA_MAX + INT64_C(1)));
    added(town.village.id, town.resident, AREA_MAX);
    unit.type = text_of(NULL);
    NOT_ADDED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, unit);
    unit = good;
    unit.name = text_of(NULL);
    NOT_ADDED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, unit);
    unit = good;
    unit.region = 990101; /* it lies where its organization does */
    NOT_ADDED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, unit);
    unit = good;
    unit.household = UNIT(2); /* itself, were it added */
    NOT_ADDED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, unit);
    unit.household = town.resident;
    NOT_ADDED(CGOV_E_KIND, CGOV_R_DETAIL, town.founder, unit);
    unit.household = UNIT(1);
    assert_int_equal(try_add(town.founder, unit, NULL), CGOV_OK);
    NOT_CHANGED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, UNIT(3), .area = 1);
    NOT_CHANGED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, UNIT(1), .owner = town.resident + 9999);
    NOT_CHANGED(CGOV_E_ARG, CGOV_R_DETAIL, town.founder, UNIT(1), .external = text_of("late"));
    /* An actor is a resident, and the details of an item name none. */
    cgov_act act = town_act(&town, UNIT(1));
    town_assert_refused(&town, cgov_entity_add(town.ledger, &act, &good, NULL), CGOV_E_KIND, CGOV_R_NONE);
    cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)UNIT(1));
    town_assert_refused(&town, town_try_report(&town, town.resident, &against, 1, NULL), CGOV_E_KIND, CGOV_R_DETAIL);
}

static void a_key_is_imported_once(void **state) {
    (void)state;
    cgov_entity_draft unit = unit_of(town.village.id, town.resident, 100);
    unit.external = text_of("u-1");
    cgov_id first = 0, again = 0;
    for (int i = 0; i < 2; i++) {
        cgov_act act = town_act(&town, town.founder);
        act.flags |= CGOV_ACT_IMPORT;
        assert_int_equal(cgov_entity_add(town.ledger, &act, &unit, i ? &again : &first), i ? CGOV_REPEAT : CGOV_OK);
    }
    assert_true(first == again && first == UNIT(1));
    NOT_ADDED(CGOV_E_CONFLICT, CGOV_R_EXTERNAL, town.founder, unit);
    cgov_entity_draft other = {.size = sizeof other,
                               .kind = CGOV_KIND_RESIDENT,
                               .name = text_of("某"),
                               .external = text_of("u-1")}; /* a key is one of a kind */
    assert_int_equal(try_add(town.founder, other, NULL), CGOV_OK);
    cgov_act act = town_act(&town, town.neighbour);
    act.flags |= CGOV_ACT_IMPORT; /* who may not add does not learn that it is there */
    town_assert_refused(&town, cgov_entity_add(town.ledger, &act, &unit, NULL), CGOV_E_REFUSED, CGOV_R_MAY);
}

static void only_whose_place_it_is_may(void **state) {
    (void)state;
    cgov_id id = added(town.village.id, town.resident, 100), far = added(town.bureau.id, town.resident, 100);
    cgov_id registrar = town_resident(&town, "登记员", town.root);
    town_appoint(&town, registrar, town.street.id, "registrar");
    assert_int_equal(try_add(registrar, unit_of(town.village.id, town.neighbour, 1), NULL), CGOV_OK); /* below */
    NOT_ADDED(CGOV_E_REFUSED, CGOV_R_MAY, registrar, unit_of(town.bureau.id, town.neighbour, 1));
    NOT_ADDED(CGOV_E_REFUSED, CGOV_R_MAY, town.resident, unit_of(town.village.id, town.resident, 1));
    /* The owner of a unit changes nothing of it. */
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_MAY, town.resident, id, .owner = town.neighbour);
    CHANGED(registrar, id, .owner = town.bureau.officers[HEAD]); /* wherever an owner is registered */
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_MAY, registrar, far, .owner = town.neighbour);
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_MAY, registrar, id, .parent = town.bureau.id);
    CHANGED(registrar, id, .parent = town.street.id);
    /* Who belongs to a household sees it, so it is to be theirs too. */
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_MAY, registrar, town.resident, .household = far);
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_MAY, registrar, id, .household = far);
    CHANGED(registrar, town.resident, .household = id);
    CHANGED(registrar, town.resident, .household = CGOV_NO_HOUSEHOLD);
}

/* ---- households ---- */

static void no_unit_belongs_to_itself(void **state) {
    (void)state;
    cgov_id a = added(town.village.id, town.resident, 1), b = added(town.village.id, town.resident, 1);
    cgov_id c = added(town.village.id, town.resident, 1);
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_CIRCLE, town.founder, a, .household = a);
    CHANGED(town.founder, b, .household = a);
    CHANGED(town.founder, c, .household = b);
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_CIRCLE, town.founder, a, .household = b);
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_CIRCLE, town.founder, a, .household = c);
    CHANGED(town.founder, b, .household = CGOV_NO_HOUSEHOLD);
    assert_true(view_of(town.founder, b).household == 0);
    CHANGED(town.founder, a, .household = c); /* a circle no more */
    NOT_CHANGED(CGOV_E_REFUSED, CGOV_R_CIRCLE, town.founder, b, .household = a);
}

static void one_moves_in_and_out(void **state) {
    (void)state;
    cgov_id home = added(town.village.id, town.neighbour, 1), other = added(town.village.id, town.neighbour, 1);
    cgov_entity_draft draft = {.size = sizeof draft,
                               .kind = CGOV_KIND_RESIDENT,
                               .parent = town.village.id,
                               .name = text_of("李某"),
                               .household = home};
    cgov_id child = 0;
    assert_int_equal(try_add(town.founder, draft, &child), CGOV_OK);
    assert_true(view_of(child, child).household == home);
    CHANGED(town.founder, child, .household = other);
    assert_true(view_of(child, child).household == other && !sees(child, home));
    CHANGED(town.founder, child, .region = 990102); /* stays as it was */
    assert_true(view_of(child, child).household == other);
    CHANGED(town.founder, child, .household = CGOV_NO_HOUSEHOLD);
    assert_true(view_of(child, child).household == 0 && !sees(child, other));
    NOT_CHANGED(CGOV_E_NOT_FOUND, CGOV_R_NONE, town.founder, child, .household = UNIT(3));
    draft.household = CGOV_NO_HOUSEHOLD;
    assert_int_equal(try_add(town.founder, draft, &child), CGOV_OK);
    assert_true(view_of(child, child).household == 0);
}

/* ---- seen ---- */

static void who_sees_a_unit(void **state) {
    (void)state;
    cgov_id tenant = town_resident(&town, "住户", town.root), lodger = town_resident(&town, "房客", town.root);
    cgov_entity_draft keyed = unit_of(town.village.id, town.resident, 100);
    keyed.external = text_of("u-1");
    cgov_id home = 0, room = added(town.village.id, town.resident, 10);
    assert_int_equal(try_add(town.founder, keyed, &home), CGOV_OK);
    cgov_id shop = added(town.village.id, town.bureau.id, 50);
    CHANGED(town.founder, room, .household = home);
    CHANGED(town.founder, tenant, .household = home);
    CHANGED(town.founder, lodger, .household = room);
    const struct {
        const char *name;
        cgov_id id;
    } units[] = {{"home", home}, {"room", room}, {"shop", shop}},
      readers[] = {{"public", 0},
                   {"owner", town.resident},
                   {"neighbour", town.neighbour},
                   {"tenant", tenant},
                   {"lodger", lodger},
                   {"village", town.village.officers[CLERK]},
                   {"street", town.street.officers[CONTACT]},
                   {"bureau", town.bureau.officers[CLERK]},
                   {"centre", town.centre.officers[HEAD]},
                   {"auditor", town.auditor}};
    enum { UNITS = sizeof units / sizeof units[0], READERS = sizeof readers / sizeof readers[0] };
    assert_int_equal(matrix_read("units", "goh"), UNITS * READERS);
    for (size_t r = 0; r < READERS; r++) {
        uint32_t all = 0;
        for (size_t u = 0; u < UNITS; u++) {
            const bool seen = sees(readers[r].id, units[u].id);
            cgov_entity_view view = {0};
            if (seen) view = view_of(readers[r].id, units[u].id);
            const char cells[] = {seen ? 'g' : '.', view.owner ? 'o' : '.', view.household ? 'h' : '.', '\0'};
            assert_non_null(matrix_cells(units[u].name, readers[r].name));
            assert_string_equal(cells, matrix_cells(units[u].name, readers[r].name));
            all += seen;
        }
        assert_int_equal(listed(readers[r].id, 0, 0), all);
    }
    /* Somebody's household is shown to who sees the unit: where they are registered is not enough. */
    cgov_id centre_only = town_resident(&town, "外单位", town.centre.id);
    CHANGED(town.founder, centre_only, .household = home);
    assert_true(view_of(town.centre.officers[HEAD], centre_only).household == 0);
    assert_true(view_of(town.founder, centre_only).household == home);
    /* And no longer than they belong to it, or own it. */
    CHANGED(town.founder, tenant, .household = CGOV_NO_HOUSEHOLD);
    CHANGED(town.founder, home, .owner = town.neighbour);
    assert_true(!sees(tenant, home) && !sees(town.resident, home) && sees(town.neighbour, home));
}

/* ---- owners ---- */

static void units_are_listed(void **state) {
    (void)state;
    cgov_id ids[9];
    for (int i = 0; i < 9; i++)
        ids[i] = added(i % 2 ? town.village.id : town.bureau.id, i % 3 ? town.resident : town.centre.id, 100 + i);
    assert_int_equal(listed(town.founder, 0, 0), 9);
    assert_int_equal(listed(town.founder, town.village.id, 0), 4);
    assert_int_equal(listed(town.founder, town.street.id, 0), 4); /* and below */
    assert_int_equal(listed(town.founder, town.centre.id, 0), 0);
    assert_int_equal(listed(town.founder, 0, town.resident), 6);
    assert_int_equal(listed(town.resident, 0, town.resident), 6);
    assert_int_equal(listed(town.founder, 0, town.centre.id), 3);
    assert_int_equal(listed(town.resident, 0, town.centre.id), 0); /* whose units are none of theirs */
    assert_int_equal(listed(town.founder, 0, town.neighbour), 0);
    CHANGED(town.founder, ids[4], .owner = town.neighbour); /* from the middle */
    CHANGED(town.founder, ids[8], .owner = town.neighbour); /* and the latest */
    CHANGED(town.founder, ids[1], .owner = town.neighbour); /* and the first */
    assert_int_equal(listed(town.founder, 0, town.resident), 3);
    assert_int_equal(listed(town.founder, 0, town.neighbour), 3);
    CHANGED(town.founder, ids[4], .owner = town.neighbour); /* who owns it already */
    assert_int_equal(listed(town.founder, 0, town.neighbour), 3);
}

/* Units change hands at random; what owners are asked is what a naive pass over the views says. */
static void owners_are_counted(void **state) {
    (void)state;
    enum { COUNT = 60 };
    uint64_t seed = random_seed(UINT64_C(0x0731));
    const cgov_id owners[] = {town.resident, town.neighbour, town.street.id, town.root, town.centre.id};
    const cgov_id places[] = {town.root, town.street.id, town.village.id, town.bureau.id};
    for (int i = 0; i < COUNT; i++)
        added(places[random_below(&seed, 4)], owners[random_below(&seed, 4)], random_below(&seed, 1000));
    for (int round = 0; round < 40; round++) {
        cgov_id changed = UNIT(1 + random_below(&seed, COUNT));
        CHANGED(town.founder, changed, .owner = owners[random_below(&seed, 4)],
                .parent = places[random_below(&seed, 4)]);
        const struct model *model = &town.ledger->model;
        for (int p = 0; p < 4; p++) {
            uint32_t place = cgov__id_row(places[p]), met = 0, expected = 0;
            cgov_id last = 0;
            for (struct owned at = {0}; cgov__owner_next(model, place, &at); met++) {
                struct owned sum = {at.owner, 0, 0};
                for (uint32_t n = 1; n <= COUNT; n++) {
                    cgov_entity_view view = view_of(town.founder, UNIT(n));
                    if (view.owner != at.owner || !cgov__below(model, cgov__id_row(view.parent), place)) continue;
                    sum.units++;
                    sum.area += view.area;
                }
                assert_true(at.owner > last && at.units == sum.units && at.area == sum.area && at.units > 0);
                last = at.owner;
            }
            for (int o = 0; o < 5; o++) expected += cgov__owns(model, owners[o], place);
            assert_int_equal(met, expected);
        }
        assert_false(cgov__owns(model, town.centre.id, 1) || cgov__owns(model, 0, 1) || cgov__owns(model, UNIT(1), 1));
    }
}

/* ---- replayed, and untrusted ---- */

static void what_is_written_is_what_was(void **state) {
    (void)state;
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    town_close(&town);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    cgov_entity_draft keyed = unit_of(town.village.id, town.resident, 8950);
    keyed.external = text_of("u-1");
    assert_int_equal(try_add(town.founder, keyed, NULL), CGOV_OK);
    for (int i = 0; i < 6; i++) added(town.street.id, i % 2 ? town.resident : town.root, i);
    CHANGED(town.founder, UNIT(3), .owner = town.neighbour, .household = UNIT(1));
    CHANGED(town.founder, UNIT(5), .household = UNIT(3), .parent = town.bureau.id);
    CHANGED(town.founder, UNIT(5), .household = CGOV_NO_HOUSEHOLD, .area = 7);
    CHANGED(town.founder, town.neighbour, .household = UNIT(3));
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_ledger_close(town.ledger);
    const cgov_ledger_options again = {.size = sizeof again, .storage = &storage};
    assert_int_equal(cgov_ledger_open(&again, &town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, sizeof before);
    assert_int_equal(listed(town.founder, 0, town.resident), 3);
    assert_true(view_of(town.founder, UNIT(3)).owner == town.neighbour);
    /* Each member of a row, and a resident's household, is in the digest. */
    struct unit *row = cgov__edit_unit(&town.ledger->model, 3);
    const struct unit kept = *row;
#define DIGESTED(change)                                                                                               \
    do {                                                                                                               \
        change;                                                                                                        \
        assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);                                              \
        assert_memory_not_equal(before, after, sizeof before);                                                         \
        *row = kept;                                                                                                   \
    } while (0)
    DIGESTED(row->parent++);
    DIGESTED(row->owner++);
    DIGESTED(row->owner_kind = CGOV_KIND_ORGANIZATION);
    DIGESTED(row->household = 0);
    DIGESTED(row->area++);
    DIGESTED(row->last_seq_high++);
    struct resident *neighbour = cgov__edit_resident(&town.ledger->model, cgov__id_number(town.neighbour));
    DIGESTED(neighbour->household = 1);
    neighbour->household = 3;
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    town_found(&town, NULL);
}

/* What would follow now, were it read from a journal. */
static struct record next_record(uint32_t kind, uint64_t id) {
    const struct model *model = &town.ledger->model;
    struct record record;
    cgov__record_clear(&record, kind);
    record.id = id;
    record.seq = model->seq + 1;
    record.previous = cgov__last_seq(model, id);
    record.time = model->now;
    return record;
}

/* Whether the first follows, and the second after it where it is given. */
static bool follow(const struct record *first, const struct record *second) {
    struct overlay overlay;
    struct subject subject;
    cgov__overlay_init(&overlay, town.ledger->model.mem);
    cgov__overlay_begin(&overlay, &town.ledger->model, NULL);
    cgov__overlay_subject(&overlay, first, &subject);
    bool valid = cgov__record_valid(&overlay, &subject, first);
    if (valid && second) {
        assert_true(cgov__overlay_take(&overlay, first));
        struct record next = *second;
        cgov__overlay_subject(&overlay, &next, &subject);
        next.seq = first->seq + 1;
        next.previous = subject.last_seq;
        valid = cgov__record_valid(&overlay, &subject, &next);
    }
    cgov__overlay_free(&overlay);
    return valid;
}

static void untrusted_records(void **state) {
    (void)state;
    added(town.village.id, town.resident, 1);
    added(town.village.id, town.resident, 1);
    CHANGED(town.founder, UNIT(2), .household = UNIT(1));
    static const uint8_t bytes[EXTERNAL_MAX + 1] = "dwelling";
    struct record good = next_record(CGOV_RECORD_UNIT, UNIT(3));
    good.parent = town.village.id;
    good.owner = town.street.id;
    good.type = cgov__blob(bytes, 8);
    good.area = AREA_MAX;
    good.household = UNIT(2);
    good.external = cgov__blob(bytes, EXTERNAL_MAX);
    assert_true(follow(&good, NULL));
#define FORGED(from, change)                                                                                           \
    do {                                                                                                               \
        struct record record = from;                                                                                   \
        change;                                                                                                        \
        assert_false(follow(&record, NULL));                                                                           \
    } while (0)
    FORGED(good, record.id = UNIT(4));
    FORGED(good, record.id = UNIT(0));
    FORGED(good, record.id = town.resident);
    FORGED(good, record.id = UNIT((UINT64_C(1) << 32) + 3));
    FORGED(good, record.parent = 0);
    FORGED(good, record.parent = town.resident);
    FORGED(good, record.parent = town.root + 9999);
    FORGED(good, record.owner = 0);
    FORGED(good, record.owner = UNIT(1));
    FORGED(good, record.owner = town.resident + 9999);
    FORGED(good, record.owner = town.resident + (UINT64_C(1) << 32));
    FORGED(good, record.type.len = 0);
    FORGED(good, record.type.len = NAME_SIZE);
    FORGED(good, record.area++);
    FORGED(good, record.area = UINT64_MAX);
    FORGED(good, record.household = UNIT(3));
    FORGED(good, record.household = town.root);
    FORGED(good, record.household = CGOV_NO_HOUSEHOLD); /* a second way to say nothing */
    FORGED(good, record.external.len++);
    struct record change = next_record(CGOV_RECORD_UNIT, UNIT(1));
    change.area = 2;
    assert_true(follow(&change, NULL));
    FORGED(change, record.household = UNIT(1));
    FORGED(change, record.household = UNIT(2)); /* a circle */
    FORGED(change, record.external = good.external);
    FORGED(change, record.owner = UNIT(2));
    struct record moves = next_record(CGOV_RECORD_RESIDENT, town.neighbour);
    moves.household = UNIT(2);
    assert_true(follow(&moves, NULL));
    FORGED(moves, record.household = UNIT(3));
    FORGED(moves, record.household = town.root);
    moves.household = CGOV_NO_HOUSEHOLD;
    assert_true(follow(&moves, NULL));
    /* In one frame: what was added can be belonged to, and a circle is one of both. */
    moves.household = UNIT(3);
    assert_true(follow(&good, &moves));
    change.household = UNIT(3);
    assert_false(follow(&good, &change));
    struct record out = next_record(CGOV_RECORD_UNIT, UNIT(2));
    out.household = CGOV_NO_HOUSEHOLD;
    change.household = UNIT(2);
    assert_true(follow(&out, &change));
    assert_false(follow(&change, &out));
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(a_unit_is_read_back),       IN_TOWN(what_a_unit_must_be),
        IN_TOWN(a_key_is_imported_once),    IN_TOWN(only_whose_place_it_is_may),
        IN_TOWN(no_unit_belongs_to_itself), IN_TOWN(one_moves_in_and_out),
        IN_TOWN(who_sees_a_unit),           IN_TOWN(units_are_listed),
        IN_TOWN(owners_are_counted),        IN_TOWN(what_is_written_is_what_was),
        IN_TOWN(untrusted_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
