/* People: residents, organizations in a tree, appointments with terms. Who may do what follows from them alone; what a
 * report says of people and places is read back as it was given. */
#include "support/bent.h"
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdlib.h>

static cgov_entity_view entity_of(cgov_id reader_id, cgov_id id) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_entity_view entity = {.size = sizeof entity};
    assert_int_equal(cgov_entity_get(town.ledger, &reader, id, &entity), CGOV_OK);
    return entity;
}

static void assert_text(cgov_id reader_id, cgov_id of, uint32_t field, const char *expected) {
    cgov_reader reader = town_reader(&town, reader_id);
    char text[2048];
    uint64_t needed = 0;
    assert_int_equal(cgov_text_get(town.ledger, &reader, of, 0, field, text, sizeof text, &needed), CGOV_OK);
    assert_string_equal(text, expected);
    assert_int_equal(needed, strlen(expected));
}

static int32_t try_add(cgov_id actor, uint32_t kind, cgov_id parent) {
    cgov_act act = town_act(&town, actor);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .parent = parent, .name = text_of("某")};
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = text_of("committee");
    return cgov_entity_add(town.ledger, &act, &entity, NULL);
}

static int32_t try_change(cgov_id actor, cgov_id id, cgov_id parent) {
    cgov_act act = town_act(&town, actor);
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = (uint32_t)(id >> 44), .parent = parent, .region = 990102};
    return cgov_entity_change(town.ledger, &act, id, &entity, NULL);
}

static int32_t try_appoint(cgov_id actor, cgov_id resident, cgov_id organization, const char *role, cgov_time from,
                           cgov_time until, uint32_t flags) {
    cgov_act act = town_act(&town, actor);
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .flags = flags,
                                          .resident = resident,
                                          .organization = organization,
                                          .from = from,
                                          .until = until,
                                          .role = text_of(role)};
    return cgov_appointment_add(town.ledger, &act, &appointment, NULL);
}

static int32_t try_adopt(cgov_id actor) {
    cgov_act act = town_act(&town, actor);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of("rulebook 1\nrole guest \"客\"\n")};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

/* ---- residents and organizations ---- */

static void entities_are_read_back(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.founder);
    cgov_entity_draft given = {.size = sizeof given,
                               .kind = CGOV_KIND_ORGANIZATION,
                               .parent = town.street.id,
                               .region = 990101001202,
                               .name = text_of("桂花社区"),
                               .external = text_of("org-7"),
                               .type = text_of("committee")};
    cgov_id id = 0;
    assert_int_equal(cgov_entity_add(town.ledger, &act, &given, &id), CGOV_OK);
    cgov_entity_view got = entity_of(0, id);
    assert_int_equal(got.kind, CGOV_KIND_ORGANIZATION);
    assert_true(got.id == id && got.parent == town.street.id && got.region == 990101001202);
    assert_string_equal(got.type, "committee");
    assert_string_equal(got.external_key, "org-7");
    assert_text(0, id, CGOV_FIELD_NAME, "桂花社区");

    /* A change changes what is given and nothing else. */
    uint64_t seq = 0;
    cgov_entity_draft change = {.size = sizeof change, .kind = CGOV_KIND_ORGANIZATION, .name = text_of("桂花苑社区")};
    act = town_act(&town, town.founder);
    act.expect = got.version;
    assert_int_equal(cgov_entity_change(town.ledger, &act, id, &change, &seq), CGOV_OK);
    cgov_entity_view changed = entity_of(0, id);
    assert_int_equal(changed.version, seq);
    assert_true(changed.parent == got.parent && changed.region == got.region);
    assert_string_equal(changed.type, "committee");
    assert_text(0, id, CGOV_FIELD_NAME, "桂花苑社区");
    change = (cgov_entity_draft){
        .size = sizeof change, .kind = CGOV_KIND_ORGANIZATION, .parent = town.root, .type = text_of("court")};
    act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_change(town.ledger, &act, id, &change, NULL), CGOV_OK);
    assert_true(entity_of(0, id).parent == town.root);
    assert_string_equal(entity_of(0, id).type, "court");
    assert_text(0, id, CGOV_FIELD_NAME, "桂花苑社区");

    /* Without a parent: the root's. An external key is unique in its kind alone. */
    cgov_entity_draft resident = {.size = sizeof resident,
                                  .kind = CGOV_KIND_RESIDENT,
                                  .region = 990101,
                                  .name = text_of("李某"),
                                  .external = text_of("org-7")};
    cgov_id person = 0, sought = 0;
    act = town_act(&town, town.founder);
    assert_int_equal(cgov_entity_add(town.ledger, &act, &resident, &person), CGOV_OK);
    assert_true(entity_of(person, person).parent == town.root);
    cgov_reader reader = town_reader(&town, person);
    assert_int_equal(cgov_external_find(town.ledger, &reader, CGOV_KIND_RESIDENT, 0, &resident.external, &sought),
                     CGOV_OK);
    assert_true(sought == person);
    assert_int_equal(cgov_external_find(town.ledger, &reader, CGOV_KIND_ORGANIZATION, 0, &resident.external, &sought),
                     CGOV_OK);
    assert_true(sought == id);
    act = town_act(&town, town.founder);
    town_assert_refused(&town, cgov_entity_add(town.ledger, &act, &resident, NULL), CGOV_E_CONFLICT, CGOV_R_EXTERNAL);
}

/* An output may stand where an input was: each stands below the one before. */
static void an_output_may_be_the_next_input(void **state) {
    (void)state;
    cgov_entity_draft draft = {.size = sizeof draft,
                               .kind = CGOV_KIND_ORGANIZATION,
                               .parent = town.street.id,
                               .name = text_of("某"),
                               .type = text_of("committee")};
    for (int i = 0; i < 3; i++) {
        cgov_act act = town_act(&town, town.founder);
        cgov_id above = draft.parent;
        assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &draft.parent), CGOV_OK);
        assert_true(entity_of(0, draft.parent).parent == above);
    }
    cgov_act act = town_act(&town, town.resident);
    town_assert_refused(&town, cgov_entity_add(town.ledger, &act, &draft, &draft.parent), CGOV_E_REFUSED, CGOV_R_MAY);
    assert_true(draft.parent == 0);
}

static uint32_t listed(cgov_id reader_id, uint32_t kind, cgov_id below) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_entity_view rows[7];
    uint64_t cursor = 0;
    uint32_t count = 0, sum = 0;
    cgov_id last = 0;
    rows[0].size = sizeof rows[0];
    while (cgov_entity_list(town.ledger, &reader, kind, below, &cursor, rows, 7, &count) == CGOV_OK) {
        for (uint32_t i = 0; i < count; i++, sum++) {
            assert_true(rows[i].id > last); /* in id order, each once */
            last = rows[i].id;
        }
    }
    return sum;
}

static void residents_are_seen_from_above_alone(void **state) {
    (void)state;
    assert_int_equal(listed(0, CGOV_KIND_ORGANIZATION, 0), 5); /* organizations are public */
    assert_int_equal(listed(0, CGOV_KIND_ORGANIZATION, town.street.id), 2);
    assert_int_equal(listed(0, CGOV_KIND_RESIDENT, 0), 0);
    assert_int_equal(listed(town.resident, CGOV_KIND_RESIDENT, 0), 1); /* oneself */
    uint32_t village = OFFICERS + 2, street = village + OFFICERS;
    assert_int_equal(listed(town.village.officers[CLERK], CGOV_KIND_RESIDENT, 0), village);
    assert_int_equal(listed(town.street.officers[CLERK], CGOV_KIND_RESIDENT, 0), street);
    assert_int_equal(listed(town.street.officers[CLERK], CGOV_KIND_RESIDENT, town.village.id), village);
    assert_int_equal(listed(town.bureau.officers[HEAD], CGOV_KIND_RESIDENT, town.village.id), 0);
    cgov_reader reader = town_reader(&town, town.neighbour);
    cgov_entity_view entity = {.size = sizeof entity};
    char name[64];
    uint64_t needed;
    assert_int_equal(cgov_entity_get(town.ledger, &reader, town.resident, &entity), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_text_get(town.ledger, &reader, town.resident, 0, CGOV_FIELD_NAME, name, sizeof name, &needed),
                     CGOV_E_NOT_FOUND);
    assert_text(town.resident, town.resident, CGOV_FIELD_NAME, "赵某甲");
    assert_text(town.street.officers[HEAD], town.resident, CGOV_FIELD_NAME, "赵某甲");
}

/* How far was looked would tell how many there are that are not shown. */
static void a_cursor_rests_on_what_is_shown(void **state) {
    (void)state;
    cgov_reader reader = town_reader(&town, 0);
    cgov_entity_view rows[8] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 7;
    assert_int_equal(cgov_entity_list(town.ledger, &reader, CGOV_KIND_RESIDENT, 0, &cursor, rows, 8, &count),
                     CGOV_DONE);
    assert_true(count == 0 && cursor == 0);
    reader.actor = town.resident;
    assert_int_equal(cgov_entity_list(town.ledger, &reader, CGOV_KIND_RESIDENT, 0, &cursor, rows, 8, &count), CGOV_OK);
    assert_true(count == 1 && cursor == (town.resident & UINT32_MAX));
    uint64_t kept = cursor;
    assert_int_equal(cgov_entity_list(town.ledger, &reader, CGOV_KIND_RESIDENT, 0, &cursor, rows, 8, &count),
                     CGOV_DONE);
    assert_true(cursor == kept);
    cgov_appointment_view held[16] = {{.size = sizeof held[0]}};
    reader.actor = 0;
    cursor = 0;
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, town.street.id, &cursor, held, 16, &count), CGOV_OK);
    assert_true(count < 16 && cursor == (held[count - 1].id & UINT32_MAX));
    kept = cursor;
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, town.street.id, &cursor, held, 16, &count), CGOV_DONE);
    assert_true(cursor == kept);
}

static void the_tree_has_no_circle(void **state) {
    (void)state;
    struct {
        cgov_id id, parent;
    } circles[] = {{town.root, town.street.id},
                   {town.root, town.root},
                   {town.street.id, town.street.id},
                   {town.street.id, town.village.id},
                   {town.district.id, town.village.id}};
    for (size_t i = 0; i < sizeof circles / sizeof circles[0]; i++)
        town_assert_refused(&town, try_change(town.founder, circles[i].id, circles[i].parent), CGOV_E_REFUSED,
                            CGOV_R_CIRCLE);
    assert_int_equal(try_change(town.founder, town.village.id, town.bureau.id), CGOV_OK);
    assert_int_equal(try_change(town.founder, town.street.id, town.village.id), CGOV_OK); /* it is above no more */
    town_assert_refused(&town, try_change(town.founder, town.bureau.id, town.street.id), CGOV_E_REFUSED, CGOV_R_CIRCLE);
}

static void the_tree_has_a_depth(void **state) {
    (void)state;
    cgov_id at = town.root, second = 0, tenth = 0;
    for (int depth = 2; depth <= 12; depth++) { /* 12 unless the ledger says otherwise */
        at = town_organization(&town, "层", "committee", at);
        if (depth == 2) second = at;
        if (depth == 10) tenth = at;
    }
    town_assert_refused(&town, try_add(town.founder, CGOV_KIND_ORGANIZATION, at), CGOV_E_LIMIT, CGOV_R_LIMIT);
    /* A subtree is moved with all its levels: the street's two fit below the tenth, not below the eleventh. */
    cgov_id eleventh = entity_of(0, at).parent;
    town_assert_refused(&town, try_change(town.founder, town.street.id, eleventh), CGOV_E_LIMIT, CGOV_R_LIMIT);
    assert_int_equal(try_change(town.founder, town.street.id, tenth), CGOV_OK);
    town_assert_refused(&town, try_change(town.founder, second, town.bureau.id), CGOV_E_LIMIT, CGOV_R_LIMIT);
}

/* ---- who may ---- */

enum {
    MAY_ADD_RESIDENT,
    MAY_ADD_ORGANIZATION,
    MAY_CHANGE_RESIDENT,
    MAY_CHANGE_ORGANIZATION,
    MAY_APPOINT,
    MAY_ADOPT,
    ACTS
};

static int32_t try_verb(int verb, cgov_id actor, const struct office *where) {
    switch (verb) {
    case MAY_ADD_RESIDENT:
        return try_add(actor, CGOV_KIND_RESIDENT, where->id);
    case MAY_ADD_ORGANIZATION:
        return try_add(actor, CGOV_KIND_ORGANIZATION, where->id);
    case MAY_CHANGE_RESIDENT:
        return try_change(actor, where->officers[OPERATOR], 0);
    case MAY_CHANGE_ORGANIZATION:
        return try_change(actor, where->id, 0);
    case MAY_APPOINT:
        return try_appoint(actor, where->officers[OPERATOR], where->id, "clerk", 0, 0, 0);
    default:
        return try_adopt(actor);
    }
}

static void what_a_role_may_holds_there_and_below(void **state) {
    (void)state;
    cgov_id registrar = town_resident(&town, "登记员", town.root), founder2 = town_resident(&town, "旁人", town.root);
    town_appoint(&town, registrar, town.street.id, "registrar");
    town_appoint(&town, founder2, town.street.id, "founder"); /* may adopt, but adopting is the root's */
    const struct office *places[] = {&town.district, &town.centre, &town.street, &town.bureau, &town.village};
    const struct {
        cgov_id actor;
        int reach; /* bit i: places[i] */
        bool adopts;
    } rows[] = {{town.founder, 0x1f, true},
                {registrar, 1 << 2 | 1 << 4, false},
                {founder2, 1 << 2 | 1 << 4, false},
                {town.street.officers[CLERK], 0, false}, /* by default nobody may do anything */
                {town.district.officers[HEAD], 0, false},
                {town.auditor, 0, false},
                {town.resident, 0, false},
                {0, 0, false}};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        for (int verb = 0; verb < ACTS; verb++) {
            for (int p = 0; p < 5; p++) {
                bool may = verb == MAY_ADOPT ? rows[r].adopts : (rows[r].reach >> p & 1) != 0;
                int32_t got = try_verb(verb, rows[r].actor, places[p]);
                if (may)
                    assert_int_equal(got, CGOV_OK);
                else
                    town_assert_refused(&town, got, CGOV_E_REFUSED, CGOV_R_MAY);
            }
        }
    }
    /* Who moves a thing must hold both ends. */
    cgov_id village = town.village.id, here = town.village.officers[CLERK], there = town.bureau.officers[CLERK];
    town_assert_refused(&town, try_change(registrar, village, town.bureau.id), CGOV_E_REFUSED, CGOV_R_MAY);
    town_assert_refused(&town, try_change(registrar, town.bureau.id, village), CGOV_E_REFUSED, CGOV_R_MAY);
    town_assert_refused(&town, try_change(registrar, here, town.bureau.id), CGOV_E_REFUSED, CGOV_R_MAY);
    town_assert_refused(&town, try_change(registrar, there, village), CGOV_E_REFUSED, CGOV_R_MAY);
    assert_int_equal(try_change(registrar, here, town.street.id), CGOV_OK);
}

/* ---- terms ---- */

static void a_term_has_a_first_and_a_last_instant(void **state) {
    (void)state;
    cgov_id newcomer = town_resident(&town, "新人", town.root);
    cgov_id id = town_issue_in(&town, "dispatched");
    cgov_time from = town.now + 10 * DAY, until = town.now + 20 * DAY;
    assert_int_equal(try_appoint(town.founder, newcomer, town.street.id, "contact", from, until, 0), CGOV_OK);
    const struct {
        cgov_time at;
        bool in_term;
    } borders[] = {{from - 1, false}, {from, true}, {until - 1, true}, {until, false}};
    for (size_t i = 0; i < sizeof borders / sizeof borders[0]; i++) {
        cgov_reader reader = {.size = sizeof reader, .actor = newcomer, .at = borders[i].at};
        cgov_item_view view = {.size = sizeof view};
        int32_t seen = cgov_item_get(town.ledger, &reader, id, &view);
        assert_int_equal(seen, borders[i].in_term ? CGOV_OK : CGOV_E_NOT_FOUND);
        cgov_id entity = town.street.officers[HEAD];
        cgov_entity_view row = {.size = sizeof row};
        seen = cgov_entity_get(town.ledger, &reader, entity, &row);
        assert_int_equal(seen, borders[i].in_term ? CGOV_OK : CGOV_E_NOT_FOUND);
    }
    /* The same for what is done: two issues, signed at the borders. */
    cgov_id other = town_issue_in(&town, "dispatched");
    town.now = from - 1;
    town_assert_refused(&town, town_try_move(&town, newcomer, id, "sign", NULL, 0), CGOV_E_NOT_FOUND, CGOV_R_NONE);
    town.now = from;
    town_move(&town, newcomer, id, "sign", NULL, 0);
    town.now = until - 1;
    town_move(&town, newcomer, other, "sign", NULL, 0);
    town.now = until;
    /* As the handler they are a party, and still see it; the office is over. */
    town_assert_refused(&town, town_try_move(&town, newcomer, other, "start", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
}

static void what_a_role_may_has_a_term_too(void **state) {
    (void)state;
    cgov_id registrar = town_resident(&town, "登记员", town.root);
    cgov_time from = town.now + HOUR, until = town.now + 2 * HOUR;
    assert_int_equal(try_appoint(town.founder, registrar, town.root, "registrar", from, until, 0), CGOV_OK);
    const cgov_time at[] = {from - 1, from, until - 1, until};
    for (int i = 0; i < 4; i++) {
        town.now = at[i];
        int32_t got = try_add(registrar, CGOV_KIND_RESIDENT, town.root);
        if (i == 1 || i == 2)
            assert_int_equal(got, CGOV_OK);
        else
            town_assert_refused(&town, got, CGOV_E_REFUSED, CGOV_R_MAY);
    }
}

static void terms_that_cannot_be(void **state) {
    (void)state;
    cgov_id who = town.resident, where = town.street.id;
    cgov_time now = town.now;
    town_assert_refused(&town, try_appoint(town.founder, who, where, "clerk", now + 2, now + 1, 0), CGOV_E_REFUSED,
                        CGOV_R_TERM);
    town_assert_refused(&town, try_appoint(town.founder, who, where, "clerk", now + 2, now + 2, 0), CGOV_E_REFUSED,
                        CGOV_R_TERM);
    town_assert_refused(&town, try_appoint(town.founder, who, where, "clerk", 0, now, 0), CGOV_E_REFUSED, CGOV_R_TERM);
    assert_int_equal(try_appoint(town.founder, who, where, "clerk", now + 2, now + 3, 0), CGOV_OK);
    /* Not in term yet: ended before it begins; to end is not to lengthen; and once is enough. */
    town_assert_refused(&town, try_appoint(town.founder, who, where, "clerk", 0, now + 4, CGOV_APPOINT_END),
                        CGOV_E_REFUSED, CGOV_R_TERM);
    assert_int_equal(try_appoint(town.founder, who, where, "clerk", 0, 0, CGOV_APPOINT_END), CGOV_OK);
    town_assert_refused(&town, try_appoint(town.founder, who, where, "clerk", 0, now + 3, CGOV_APPOINT_END),
                        CGOV_E_REFUSED, CGOV_R_TERM);
}

static void an_appointment_is_ended(void **state) {
    (void)state;
    cgov_id contact = town.street.officers[CONTACT];
    cgov_id id = town_issue_in(&town, "dispatched");
    town.now += DAY;
    cgov_time until = town.now + HOUR;
    town_assert_refused(
        &town, try_appoint(town.founder, contact, town.street.id, "contact", 0, until - 2 * HOUR, CGOV_APPOINT_END),
        CGOV_E_REFUSED, CGOV_R_TERM); /* not in the past */
    assert_int_equal(try_appoint(town.founder, contact, town.street.id, "contact", 0, until, CGOV_APPOINT_END),
                     CGOV_OK);
    town.now = until - 1;
    assert_int_equal(town_item(&town, contact, id).id, id);
    town.now = until;
    town_assert_refused(&town, town_try_move(&town, contact, id, "sign", NULL, 0), CGOV_E_NOT_FOUND, CGOV_R_NONE);
    town_assert_refused(&town, try_appoint(town.founder, contact, town.street.id, "contact", 0, 0, CGOV_APPOINT_END),
                        CGOV_E_REFUSED, CGOV_R_TERM);

    /* The row is kept, with its term. */
    cgov_reader reader = town_reader(&town, 0);
    cgov_appointment_view rows[16];
    uint64_t cursor = 0;
    uint32_t count = 0;
    rows[0].size = sizeof rows[0];
    assert_int_equal(cgov_appointment_list(town.ledger, &reader, town.street.id, &cursor, rows, 16, &count), CGOV_OK);
    assert_int_equal(count, OFFICERS);
    assert_true(rows[CONTACT].resident == contact && rows[CONTACT].organization == town.street.id);
    assert_true(rows[CONTACT].from == TOWN_START && rows[CONTACT].until == until &&
                rows[CONTACT].id >> 44 == CGOV_KIND_APPOINTMENT);
    assert_string_equal(rows[CONTACT].role, "contact");
    assert_true(rows[HEAD].until == 0);
}

/* ---- where a role is held ---- */

static int found_with_courts(void **state) {
    (void)state;
    static char text[65536];
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    assert_true(standard.len + 256 < sizeof text);
    memcpy(text, standard.ptr, standard.len);
    strcpy(text + standard.len, "\nrole mediator \"调解员\"\n  held in court committee\n  cites \"人民调解法 8\"\n");
    const struct town_options options = {.rulebook = text};
    town_found(&town, &options);
    return 0;
}

/* A role that needs itself, in one step or two, could be held by nobody; one that a move gives asks for nothing. */
static void a_role_needs_one_that_there_is(void **state) {
    (void)state;
    static const char text[] = "rulebook 1\nrole a \"甲\"\n  needs b\nrole b \"乙\"\n  needs c\nrole c \"丙\"\n";
    static const struct edit edits[] = {
        {"role c", "role", "\"丙\"", "\"丙\"\n  needs c"},
        {"role c", "role", "\"丙\"", "\"丙\"\n  needs a"},
        {"role c", "role", "\"丙\"", "\"丙\"\n  needs d"},
    };
    static const char *const faults[] = {"role `c` would have to be held before itself",
                                         "role `c` would have to be held before itself",
                                         "role `d` is not one of this rulebook's: a, b, c"};
    cgov_check_view report;
    bent_passes(text, &report);
    for (int i = 0; i < 3; i++) {
        char *with = bent(text, &edits[i]);
        bent_refused(with, 0, i == 0 ? "c\n" : i == 1 ? "a\n" : "d\n", faults[i], "");
        free(with);
    }
    const struct edit certify = {"move certify", "appoints", "trained", "mediator"};
    char *with = bent(town_shipped("meetings").ptr, &certify);
    bent_refused(with, 0, "mediator in organizer",
                 "role `mediator` needs `trained`, which a move does not ask: it is appointed by hand", "");
    free(with);
}

static void a_role_is_held_in_its_kinds(void **state) {
    (void)state;
    cgov_id court = town_organization(&town, "法庭", "court", town.root);
    assert_int_equal(try_appoint(town.founder, town.resident, court, "mediator", 0, 0, 0), CGOV_OK);
    assert_int_equal(try_appoint(town.founder, town.resident, town.village.id, "mediator", 0, 0, 0), CGOV_OK);
    town_assert_refused(&town, try_appoint(town.founder, town.resident, town.street.id, "mediator", 0, 0, 0),
                        CGOV_E_REFUSED, CGOV_R_ROLE);
    assert_true(town_error(&town).line > 0);
    assert_string_equal(town_error(&town).citation, "人民调解法 8");
    town_assert_refused(&town, try_appoint(town.founder, town.resident, court, "emperor", 0, 0, 0), CGOV_E_REFUSED,
                        CGOV_R_ROLE);
    assert_int_equal(try_appoint(town.founder, town.resident, court, "clerk", 0, 0, 0), CGOV_OK); /* any kind */
}

/* ---- reports ---- */

static void every_detail_of_a_report_is_read_back(void **state) {
    (void)state;
    cgov_id earlier = town_report(&town, town.resident);
    const int64_t point = (int64_t)((uint64_t)399042000 << 32 | (uint32_t)1164074000);
    const cgov_detail details[] = {town_text(CGOV_FIELD_TITLE, "工地夜间施工"),
                                   town_text(CGOV_FIELD_CHANNEL, "visit"),
                                   town_number(CGOV_FIELD_TRACK, CGOV_TRACK_PETITION),
                                   town_text(CGOV_FIELD_MATTER, "petition"),
                                   town_text(CGOV_FIELD_URGENCY, "urgent"),
                                   town_text(CGOV_FIELD_CLASS, "noise"),
                                   town_number(CGOV_FIELD_POINT, point),
                                   town_number(CGOV_FIELD_AGAINST, (int64_t)town.bureau.id),
                                   town_number(CGOV_FIELD_PUBLIC_SAFETY, 1),
                                   town_number(CGOV_FIELD_BEHALF, (int64_t)town.resident),
                                   town_number(CGOV_FIELD_MASKED, 1),
                                   town_number(CGOV_FIELD_EARLIER, (int64_t)earlier),
                                   town_number(CGOV_FIELD_DELEGATES, 5),
                                   town_text(CGOV_FIELD_EXTERNAL, "12345-0001")};
    cgov_id id = 0;
    cgov_id operator= town.centre.officers[OPERATOR];
    assert_int_equal(town_try_report(&town, operator, details, sizeof details / sizeof details[0], &id), CGOV_OK);
    cgov_item_view view = town_item(&town, town.centre.officers[CLERK], id);
    assert_int_equal(view.kind, CGOV_KIND_ISSUE);
    assert_true(view.id == id && view.opened_at == town.now && view.moved_at == town.now);
    assert_true(view.reporter == town.resident && view.reported_by == operator);
    assert_true(view.holder == town.centre.id && view.against == town.bureau.id && view.earlier == earlier);
    assert_true(view.place == 990101001201 && view.point == point);
    assert_int_equal(view.track, CGOV_TRACK_PETITION);
    assert_int_equal(view.channel, CGOV_CHANNEL_VISIT);
    assert_int_equal(view.urgency, CGOV_URGENCY_URGENT);
    assert_int_equal(view.delegates, 5);
    assert_true(view.masked == 1 && view.public_safety == 1 && view.owed == 1 && view.answers == 0 && view.final == 0);
    assert_true(view.parent == 0 && view.master == 0 && view.children == 0 && view.result == 0 && view.rating == 0);
    assert_string_equal(view.class_name, "noise");
    assert_string_equal(view.matter, "petition");
    assert_string_equal(view.profile, "PETITION");
    assert_string_equal(view.procedure, "issue");
    assert_string_equal(view.stage, "discover");
    assert_string_equal(view.state, "registered");
    assert_string_equal(view.external_key, "12345-0001");
    assert_text(town.centre.officers[CLERK], id, CGOV_FIELD_TITLE, "工地夜间施工");
    assert_text(town.centre.officers[CLERK], id, CGOV_FIELD_TEXT, "下水道堵了,污水外溢。");
    cgov_reader reader = town_reader(&town, town.resident);
    cgov_id sought = 0;
    assert_int_equal(
        cgov_external_find(town.ledger, &reader, CGOV_KIND_ISSUE, town.centre.id, &details[13].text, &sought), CGOV_OK);
    assert_true(sought == id);
    reader.actor = town.neighbour;
    assert_int_equal(
        cgov_external_find(town.ledger, &reader, CGOV_KIND_ISSUE, town.centre.id, &details[13].text, &sought),
        CGOV_E_NOT_FOUND);
}

static void zero_is_every_default(void **state) {
    (void)state;
    cgov_item_view view = town_item(&town, town.resident, town_report(&town, town.resident));
    assert_true(view.reporter == town.resident && view.reported_by == town.resident);
    assert_true((view.track | view.channel | view.urgency | view.delegates | view.masked | view.public_safety) == 0);
    assert_true(view.against == 0 && view.earlier == 0 && view.point == 0);
    assert_true(view.matter[0] == '\0' && view.profile[0] == '\0' && view.class_name[0] == '\0' &&
                view.external_key[0] == '\0');
}

static void who_the_reporter_is(void **state) {
    (void)state;
    cgov_id clerk = town.centre.officers[CLERK], operator= town.centre.officers[OPERATOR], id = 0;
    cgov_detail behalf = town_number(CGOV_FIELD_BEHALF, (int64_t)town.neighbour);
    /* Intake reports for a resident; for one unknown; an operator's own report says so. */
    assert_int_equal(town_try_report(&town, operator, & behalf, 1, &id), CGOV_OK);
    assert_true(town_item(&town, clerk, id).reporter == town.neighbour &&
                town_item(&town, clerk, id).reported_by == operator);
    town_move(&town, town.neighbour, id, "withdraw", NULL, 0);
    assert_int_equal(town_try_report(&town, operator, NULL, 0, &id), CGOV_OK);
    assert_true(town_item(&town, clerk, id).reporter == 0 && town_item(&town, clerk, id).reported_by == operator);
    town_assert_refused(&town, town_try_move(&town, operator, id, "withdraw", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    behalf.number = (int64_t) operator;
    assert_int_equal(town_try_report(&town, operator, & behalf, 1, &id), CGOV_OK);
    assert_true(town_item(&town, clerk, id).reporter == operator);
    /* Another office's operator is a resident like any other. */
    assert_int_equal(town_try_report(&town, town.street.officers[OPERATOR], NULL, 0, &id), CGOV_OK);
    assert_true(town_item(&town, clerk, id).reporter == town.street.officers[OPERATOR]);
}

static void a_report_never_reaches_the_accused(void **state) {
    (void)state;
    cgov_id id = 0;
    const cgov_id accused[] = {town.centre.id, town.root, town.centre.officers[HEAD]};
    for (int i = 0; i < 3; i++) {
        cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)accused[i]);
        town_assert_refused(&town, town_try_report(&town, town.resident, &against, 1, &id), CGOV_E_REFUSED,
                            CGOV_R_ACCUSED);
        assert_string_equal(town_error(&town).citation, "信访工作条例 19-20, 36");
    }
    cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.street.id);
    assert_int_equal(town_try_report(&town, town.resident, &against, 1, &id), CGOV_OK);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    const cgov_id leads[] = {town.street.id, town.village.id}; /* the accused, and who stands under them */
    for (int i = 0; i < 2; i++) {
        cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)leads[i]);
        town_assert_refused(&town, town_try_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1),
                            CGOV_E_REFUSED, CGOV_R_ACCUSED);
    }
    cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.bureau.id);
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", &lead, 1);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(entities_are_read_back),
        IN_TOWN(an_output_may_be_the_next_input),
        IN_TOWN(residents_are_seen_from_above_alone),
        IN_TOWN(a_cursor_rests_on_what_is_shown),
        IN_TOWN(the_tree_has_no_circle),
        IN_TOWN(the_tree_has_a_depth),
        IN_TOWN(what_a_role_may_holds_there_and_below),
        IN_TOWN(a_term_has_a_first_and_a_last_instant),
        IN_TOWN(what_a_role_may_has_a_term_too),
        IN_TOWN(terms_that_cannot_be),
        IN_TOWN(an_appointment_is_ended),
        cmocka_unit_test(a_role_needs_one_that_there_is),
        cmocka_unit_test_setup_teardown(a_role_is_held_in_its_kinds, found_with_courts, leave),
        IN_TOWN(every_detail_of_a_report_is_read_back),
        IN_TOWN(zero_is_every_default),
        IN_TOWN(who_the_reporter_is),
        IN_TOWN(a_report_never_reaches_the_accused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
