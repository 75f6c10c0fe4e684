/* Who does what is drawn from what cgov_move_list allows; details come as they may. What is refused is just not done.
 */
#include "support/stroll.h"
#include "support/fields.h"

#include "support/random.h"
#include "support/scenario.h"

/* A detail that the standard declares after two of choices. */
#define ASSIGNEE 1026

static uint32_t below(struct stroll *stroll, uint32_t n) {
    return random_below(&stroll->random, n);
}

static bool once_in(struct stroll *stroll, uint32_t n) {
    return below(stroll, n) == 0;
}

/* ---- the founding ---- */

/* An office with a region of its own, which the town's have not. */
static struct office office_in(struct town *town, const char *name, const char *type, cgov_id parent, uint64_t region) {
    struct office office = town_office(town, name, type, parent);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_ORGANIZATION, .region = region};
    cgov_act act = town_act(town, town->founder);
    assert_int_equal(cgov_entity_change(town->ledger, &act, office.id, &entity, NULL), CGOV_OK);
    return office;
}

static void keep_journal(struct stroll *stroll) {
    uint64_t len = 0, got = 0;
    assert_int_equal(stroll->storage.length(stroll->storage.user, "journal", &len), 0);
    stroll->founding = malloc(len);
    stroll->founding_len = len;
    assert_int_equal(stroll->storage.read(stroll->storage.user, "journal", 0, stroll->founding, len, &got), 0);
    assert_int_equal(got, len);
}

void stroll_found(struct stroll *stroll, const char *profile) {
    static const char *const roles[] = {"operator", "clerk", "dispatcher", "collector", "contact", "checker", "head"};
    memset(stroll, 0, sizeof *stroll);
    stroll->storage.size = sizeof stroll->storage;
    assert_int_equal(cgov_storage_memory(NULL, &stroll->storage), CGOV_OK);
    struct town *town = &stroll->town;
    struct town_options options = {.storage = &stroll->storage, .profile = profile, .flags = CGOV_ACT_DEFER};
    town_found(town, &options);
    struct office county = office_in(town, "县局", "department", town->root, 990101);
    struct office township = office_in(town, "镇", "government", county.id, 990101001000);
    struct office village = office_in(town, "某村", "committee", township.id, 990101001201);
    const struct office offices[] = {town->district, town->centre, town->street, town->bureau,
                                     town->village,  county,       township,     village};
    memcpy(stroll->offices, offices, sizeof offices);
    stroll->everyone = town_resident(town, "身兼数职", town->root);
    stroll->another = town_resident(town, "也兼数职", town->root);
    stroll->judge = town_resident(town, "核查人", town->root);
    for (uint32_t o = 0; o < STROLL_OFFICES; o++)
        for (uint32_t r = 0; r < OFFICERS; r++) {
            town_appoint(town, stroll->everyone, offices[o].id, roles[r]);
            town_appoint(town, stroll->another, offices[o].id, roles[r]);
            town_appoint(town, stroll->judge, offices[o].id, roles[r]);
        }
    town_close(town);
    stroll->founded = *town;
    keep_journal(stroll);
    assert_int_equal(cgov_storage_close(&stroll->storage), CGOV_OK);
}

bool stroll_acts_for(const struct stroll *stroll, cgov_id actor, cgov_id id) {
    if (actor == 0 || actor == id) return actor != 0;
    return id >> 44 == CGOV_KIND_ORGANIZATION &&
           (actor == stroll->everyone || actor == stroll->another || actor == stroll->judge);
}

void stroll_answering(const struct stroll *stroll, cgov_id item, cgov_id out[3]) {
    static const char *const parties[] = {"intake", "reviewer", "checker2"};
    for (int p = 0; p < 3; p++) out[p] = town_party(&stroll->town, item, parties[p]);
}

void stroll_free(struct stroll *stroll) {
    free(stroll->founding);
}

void stroll_begin(struct stroll *stroll, uint64_t seed) {
    stroll->random = seed;
    stroll->items = 0;
    stroll->town = stroll->founded;
    stroll->storage = (cgov_storage){.size = sizeof stroll->storage};
    assert_int_equal(cgov_storage_memory(NULL, &stroll->storage), CGOV_OK);
    scenario_put(&stroll->storage, stroll->founding, stroll->founding_len);
    cgov_ledger_options options = {.size = sizeof options, .storage = &stroll->storage};
    assert_int_equal(cgov_ledger_open(&options, &stroll->town.ledger), CGOV_OK);
}

void stroll_end(struct stroll *stroll) {
    town_close(&stroll->town);
    assert_int_equal(cgov_storage_close(&stroll->storage), CGOV_OK);
}

/* ---- what is said ---- */

cgov_id stroll_issue(struct stroll *stroll) {
    return (uint64_t)CGOV_KIND_ISSUE << 44 | (1 + below(stroll, (uint32_t)stroll->items + 1));
}

static const struct office *any_office(struct stroll *stroll) {
    return &stroll->offices[below(stroll, STROLL_OFFICES)];
}

static int64_t number_for(struct stroll *stroll, uint32_t field) {
    static const int64_t places[] = {990101001201, 990101001201, 990101001202, 990101002000, 990102};
    switch (field) {
    case CGOV_FIELD_PLACE:
        return places[below(stroll, sizeof places / sizeof places[0])];
    case CGOV_FIELD_INTAKE:
    case CGOV_FIELD_LEAD:
    case CGOV_FIELD_ORGANIZATIONS:
        return (int64_t)any_office(stroll)->id;
    case CGOV_FIELD_CHANNEL:
        return 1 + below(stroll, 8);
    case CGOV_FIELD_TRACK:
        return once_in(stroll, 3) ? 1 + (int64_t)below(stroll, 7) : CGOV_TRACK_PETITION;
    case CGOV_FIELD_URGENCY:
        return below(stroll, 3);
    case CGOV_FIELD_RESULT:
        return 1 + below(stroll, 4);
    case CGOV_FIELD_AGAINST: {
        const struct office *office = &stroll->offices[2 + below(stroll, STROLL_OFFICES - 2)]; /* not the auditor's */
        return (int64_t)(once_in(stroll, 2) ? office->id : office->officers[below(stroll, OFFICERS)]);
    }
    case CGOV_FIELD_BEHALF:
        return (int64_t)stroll->town.neighbour;
    case CGOV_FIELD_EARLIER:
    case CGOV_FIELD_MASTER:
        return (int64_t)stroll_issue(stroll);
    case CGOV_FIELD_DELEGATES:
    case CGOV_FIELD_RATING:
        return 1 + below(stroll, 5);
    case CGOV_FIELD_DAYS:
        return 1 + below(stroll, 30);
    case CGOV_FIELD_CONTACTED:
    case CGOV_FIELD_SOLVED:
        return 1 + below(stroll, 2);
    default:
        return 1;
    }
}

cgov_detail stroll_say(struct stroll *stroll, uint32_t field) {
    static const char *const classes[] = {"pothole", "complex", "water", "noise"};
    static const char *const matters[] = {"consultation", "pothole", "petition"};
    static const char *const causes[] = {"season", "hearing", "whim"}; /* the last is no choice */
    static const char *const occasions[] = {"joint", "emergency", "whim"};
    if (field < CGOV_FIELD_PLACE) return town_text(field, "如实说明。");
    if (field == CGOV_FIELD_CLASS) return town_text(field, classes[below(stroll, 4)]);
    if (field == ASSIGNEE)
        return town_number(field, (int64_t)(once_in(stroll, 8) ? stroll->town.neighbour : stroll->judge));
    if (field >= 1024) return town_text(field, (field == 1024 ? causes : occasions)[below(stroll, 3)]);
    if (field == CGOV_FIELD_MATTER) return town_text(field, matters[below(stroll, 3)]);
    return town_number(field, number_for(stroll, field));
}

/* So that some of what it starts fell due before, or may not be said. */
static cgov_detail came_before(struct stroll *stroll) {
    const uint32_t days = below(stroll, 40);
    return town_number(CGOV_FIELD_RECEIVED,
                       stroll->town.now + HOUR - (int64_t)days * DAY - (int64_t)below(stroll, 3) * HOUR);
}

/* ---- what is done ---- */

static bool report(struct stroll *stroll) {
    static const uint32_t often[] = {CGOV_FIELD_CHANNEL, CGOV_FIELD_TRACK, CGOV_FIELD_MATTER, CGOV_FIELD_URGENCY,
                                     CGOV_FIELD_CLASS};
    static const uint32_t seldom[] = {CGOV_FIELD_AGAINST, CGOV_FIELD_EARLIER,   CGOV_FIELD_MASKED,
                                      CGOV_FIELD_BEHALF,  CGOV_FIELD_DELEGATES, CGOV_FIELD_PUBLIC_SAFETY};
    cgov_detail details[32] = {stroll_say(stroll, CGOV_FIELD_PLACE), stroll_say(stroll, CGOV_FIELD_TEXT),
                               stroll_say(stroll, CGOV_FIELD_INTAKE)};
    uint32_t count = 3;
    cgov_id actor = once_in(stroll, 4) ? stroll->everyone : stroll->town.resident, id;
    for (uint32_t f = 0; f < sizeof often / sizeof often[0]; f++)
        if (once_in(stroll, 2)) details[count++] = stroll_say(stroll, often[f]);
    for (uint32_t f = 0; f < sizeof seldom / sizeof seldom[0]; f++)
        if (once_in(stroll, 10) && (actor == stroll->everyone || seldom[f] != CGOV_FIELD_BEHALF))
            details[count++] = stroll_say(stroll, seldom[f]);
    if (actor == stroll->everyone && once_in(stroll, 3)) details[count++] = came_before(stroll);
    cgov_act act = town_act(&stroll->town, actor);
    if (cgov_item_report(stroll->town.ledger, &act, details, count, &id) != CGOV_OK) return false;
    stroll->items++;
    return true;
}

static cgov_id any_actor(struct stroll *stroll) {
    uint32_t who = below(stroll, 10);
    if (who < 3) return stroll->everyone;
    if (who < 6) return stroll->another;
    if (who < 8) return stroll->judge;
    return who == 8 ? stroll->town.resident : stroll->town.neighbour;
}

/* Not all that may be done is done gladly: what ends an item too soon, sends it back or leaves it where it is. */
static bool shies(struct stroll *stroll, const cgov_move_view *view) {
    static const char *const seldom[] = {"unfounded", "reject",   "withdraw", "drop",       "object",
                                         "classify",  "contact",  "whistle",  "supervise",  "suspend",
                                         "verify",    "ask_more", "inquire",  "supplement", "urge"};
    for (size_t m = 0; m < sizeof seldom / sizeof seldom[0]; m++)
        if (strcmp(view->name, seldom[m]) == 0) return !once_in(stroll, 6);
    return false;
}

static bool move(struct stroll *stroll) {
    uint64_t number = 1 + below(stroll, (uint32_t)stroll->items), cursor = 0;
    cgov_id actor = any_actor(stroll), id = (uint64_t)CGOV_KIND_ISSUE << 44 | number;
    cgov_reader reader = town_reader(&stroll->town, actor);
    cgov_move_view views[64] = {{.size = sizeof views[0]}};
    uint32_t count = 0, allowed = 0, chosen = 0;
    int32_t status = cgov_move_list(stroll->town.ledger, &reader, id, &cursor, views, 64, &count);
    if (status == CGOV_E_NOT_FOUND) {
        id = (uint64_t)CGOV_KIND_PART << 44 | number;
        status = cgov_move_list(stroll->town.ledger, &reader, id, &cursor, views, 64, &count);
    }
    if (status != CGOV_OK) return false;
    for (uint32_t m = 0; m < count; m++)
        if (views[m].allowed && !shies(stroll, &views[m]) && once_in(stroll, ++allowed)) chosen = m;
    if (allowed == 0) return false;
    cgov_detail details[32];
    uint32_t given = 0;
    uint64_t needs = item_needs(stroll->town.ledger, &reader, id, views[chosen].name);
    uint64_t takes = item_takes(stroll->town.ledger, &reader, id, views[chosen].name);
    for (uint32_t f = 0; f < 64; f++)
        if ((needs >> f & 1) != 0 || ((takes >> f & 1) != 0 && once_in(stroll, 2)))
            details[given++] = stroll_say(stroll, f);
    char names[MOST_CHOSEN][32];
    given += item_choices(stroll->town.ledger, &reader, id, views[chosen].name, (uint32_t)stroll->items, names,
                          details + given);
    if (strcmp(views[chosen].name, "assign_to") == 0) details[given++] = stroll_say(stroll, ASSIGNEE);
    if (town_try_move(&stroll->town, actor, id, views[chosen].name, details, given) != CGOV_OK) return false;
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger_get(stroll->town.ledger, &info);
    stroll->items = info.issues + info.parts;
    return true;
}

static void pass_time(struct stroll *stroll) {
    uint32_t kind = below(stroll, 64);
    if (kind < 24)
        stroll->town.now += (int64_t)below(stroll, 3600000);
    else if (kind < 30)
        stroll->town.now += (int64_t)below(stroll, 24) * HOUR;
    else if (kind < 32)
        stroll->town.now += (int64_t)(1 + below(stroll, 20)) * DAY;
}

bool stroll_step(struct stroll *stroll) {
    bool done = stroll->items == 0 || once_in(stroll, 24) ? report(stroll) : move(stroll);
    if (done) pass_time(stroll);
    return done;
}

void stroll_adopt(struct stroll *stroll) {
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    static const char map[] = "part asked -> asked\npart arrived -> arrived\norder asked -> asked\n"
                              "issue registered -> registered\nissue accepted -> accepted\n"
                              "issue dispatched -> dispatched\nissue signed -> signed\nissue handling -> handling\n"
                              "issue suspended -> suspended\nissue checking -> checking\nissue closed -> closed\n";
    cgov_act act = town_act(&stroll->town, stroll->town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text, .map = {map, CGOV_NUL_TERMINATED}};
    if (cgov_rulebook_adopt(stroll->town.ledger, &act, &adoption, NULL))
        fail_msg("%s", town_error(&stroll->town).message);
}
