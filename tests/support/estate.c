/* The estate: founded, its owners given what they own, and what they decide. */
#include "support/estate.h"

#include "support/test.h"

static cgov_text text_of(const char *text) {
    return (cgov_text){text, strlen(text)};
}

static cgov_id officer(struct estate *estate, const char *name, const char *role) {
    const cgov_id id = town_resident(&estate->town, name, estate->town.root);
    town_appoint(&estate->town, id, estate->association, role);
    return id;
}

static cgov_id unit(struct estate *estate, cgov_id place, cgov_id owner) {
    cgov_act act = town_act(&estate->town, estate->town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = place,
                                     .name = text_of("一户"),
                                     .type = text_of("dwelling"),
                                     .owner = owner,
                                     .area = 8000};
    assert_int_equal(cgov_entity_add(estate->town.ledger, &act, &draft, &id), CGOV_OK);
    return id;
}

static void adopt(struct estate *estate, const char *text, bool unverified) {
    cgov_act act = town_act(&estate->town, estate->town.founder);
    const cgov_adoption_draft draft = {
        .size = sizeof draft, .flags = unverified ? CGOV_ADOPT_UNVERIFIED : 0, .text = town_shipped(text)};
    uint32_t version = 0;
    if (cgov_rulebook_adopt(estate->town.ledger, &act, &draft, &version) != CGOV_OK)
        fail_msg("%s", town_error(&estate->town).message);
}

void estate_found(struct estate *estate, const cgov_storage *storage, const char *text, bool unverified) {
    struct town *town = &estate->town;
    const struct town_options options = {.storage = storage, .flags = CGOV_ACT_DEFER};
    memset(estate, 0, sizeof *estate);
    town_found(town, &options);
    adopt(estate, text, unverified);
    estate->association = town_organization(town, "业主委员会", "owners", town->root);
    estate->place = town_organization(town, "小区", "estate", town->root);
    estate->building = town_organization(town, "一栋", "building", estate->place);
    estate->secretary = officer(estate, "秘书", "secretary");
    estate->registrar = officer(estate, "登记", "registrar");
    estate->head = officer(estate, "主任", "head");
    estate->teller = officer(estate, "计票甲", "teller");
    estate->second = officer(estate, "计票乙", "teller");
    estate->owners[0] = town_organization(town, "开发商", "company", town->root);
    estate->boss = town_resident(town, "经理", town->root);
    town_appoint(town, estate->boss, estate->owners[0], "head");
    for (uint32_t i = 1; i < ESTATE_HEADS; i++) estate->owners[i] = town_resident(town, "业主", town->village.id);
    for (uint32_t u = 0; u < ESTATE_UNITS; u++)
        estate->units[u] = unit(estate, estate->place, estate->owners[u < 10 ? 0 : u < 13 ? 1 : u - 11]);
}

/* ---- what they own ---- */

static void set_area(struct estate *estate, uint32_t u, int64_t area) {
    cgov_act act = town_act(&estate->town, estate->town.founder);
    const cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_UNIT, .area = area};
    assert_int_equal(cgov_entity_change(estate->town.ledger, &act, estate->units[u], &draft, NULL), CGOV_OK);
}

/* The first of several units has what does not divide. */
static void set_areas(struct estate *estate, uint32_t owner, int64_t area) {
    const uint32_t first = owner == 0 ? 0 : owner == 1 ? 10 : owner + 11, count = owner == 0 ? 10 : owner == 1 ? 3 : 1;
    for (uint32_t i = 0; i < count; i++) set_area(estate, first + i, area / count + (i == 0 ? area % count : 0));
}

void estate_areas(struct estate *estate, const struct group *groups, uint32_t count) {
    uint32_t owner = 0;
    int64_t left = ESTATE_AREA;
    for (uint32_t g = 0; g <= count && owner < ESTATE_HEADS; g++) {
        const uint32_t heads = g < count ? groups[g].heads : ESTATE_HEADS - owner;
        const int64_t area = g < count ? groups[g].area : left;
        left -= area;
        for (uint32_t i = 0; i < heads; i++) set_areas(estate, owner++, area / heads + (i == 0 ? area % heads : 0));
    }
    assert_true(owner == ESTATE_HEADS && left == 0);
}

/* ---- a decision ---- */

static uint32_t field(const struct estate *estate, const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(estate->town.ledger, name, &number), CGOV_OK);
    return number;
}

int32_t estate_try_move(struct estate *estate, cgov_id actor, cgov_id decision, const char *move) {
    return town_try_move(&estate->town, actor, decision, move, NULL, 0);
}

void estate_move(struct estate *estate, cgov_id actor, cgov_id decision, const char *move) {
    town_move(&estate->town, actor, decision, move, NULL, 0);
}

cgov_id estate_draft(struct estate *estate, const char *matter, cgov_id organization) {
    struct town *town = &estate->town;
    town->now = town_at(2026, 6, 1, 9, 0) > town->now ? town_at(2026, 6, 1, 9, 0) : town->now;
    cgov_act act = town_act(town, estate->secretary);
    cgov_id decision = 0;
    const cgov_detail details[] = {town_number(field(estate, "organizer"), (int64_t)estate->association),
                                   town_number(field(estate, "estate"), (int64_t)organization),
                                   town_text(CGOV_FIELD_TEXT, "加装电梯"), town_text(CGOV_FIELD_MATTER, matter)};
    if (cgov_item_open(town->ledger, &act, "owners_decision", details, 4, &decision) != CGOV_OK)
        fail_msg("%s", town_error(town).message);
    estate_move(estate, estate->registrar, decision, "list");
    return decision;
}

void estate_announce(struct estate *estate, cgov_id decision) {
    struct town *town = &estate->town;
    const cgov_detail notice[] = {town_number(field(estate, "day"), 20260630), town_text(CGOV_FIELD_TEXT, "公告")};
    town->now = town_at(2026, 6, 15, 10, 0);
    town_move(town, estate->head, decision, "announce", notice, 2);
    town->now = town_at(2026, 6, 30, 9, 0);
    estate_move(estate, estate->head, decision, "begin");
}

cgov_id estate_begin(struct estate *estate, const char *matter, cgov_id organization) {
    const cgov_id decision = estate_draft(estate, matter, organization);
    estate_announce(estate, decision);
    return decision;
}

int32_t estate_enter(struct estate *estate, cgov_id actor, cgov_id decision, const char *roll, cgov_id elector,
                     const char *choice) {
    cgov_act act = town_act(&estate->town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice ? choice : "");
    return cgov_roll_enter(estate->town.ledger, &act, decision, roll, elector, &detail, choice ? 1 : 0, NULL);
}

int32_t estate_try_vote(struct estate *estate, cgov_id decision, uint32_t owner, const char *choice) {
    const cgov_id elector = estate->owners[owner];
    return estate_enter(estate, owner == 0 ? estate->boss : elector, decision, "ballots", elector, choice);
}

void estate_votes(struct estate *estate, cgov_id decision, const struct group *groups, uint32_t count) {
    uint32_t owner = 0;
    for (uint32_t g = 0; g < count; g++)
        for (uint32_t i = 0; i < groups[g].heads; i++, owner++) {
            if (groups[g].choice) assert_int_equal(estate_try_vote(estate, decision, owner, groups[g].choice), CGOV_OK);
            const cgov_id tellers[] = {estate->teller, estate->second};
            for (uint32_t t = 0; t < 2 && (groups[g].choice || groups[g].delivered); t++)
                assert_int_equal(estate_enter(estate, tellers[t], decision, "delivered", estate->owners[owner], NULL),
                                 CGOV_OK);
        }
}

cgov_history_view estate_count(struct estate *estate, cgov_id decision) {
    struct town *town = &estate->town;
    static cgov_history_view entries[64];
    town->now = town_at(2026, 7, 8, 9, 0);
    estate_move(estate, estate->teller, decision, "count");
    const uint32_t count = town_history(town, estate->head, decision, entries, 64);
    assert_string_equal(entries[count - 1].move, "count");
    return entries[count - 1];
}

cgov_history_view estate_decide(struct estate *estate, const char *matter, const struct group *groups, uint32_t count) {
    estate_areas(estate, groups, count);
    const cgov_id decision = estate_begin(estate, matter, estate->place);
    estate_votes(estate, decision, groups, count);
    return estate_count(estate, decision);
}
