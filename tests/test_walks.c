/* Random walks over the shipped issue procedure: whoever does whatever they may, in any order, over years, and time
 * does the rest. Every walk ends, within the bound that the check of the rulebook computed, and on the way what the
 * rulebook promises holds after every step. A thousand walks; CGOV_FULL=1 takes a hundred thousand. The seed is
 * printed. */
#include "support/fields.h"
#include "support/random.h"
#include "support/town.h"

#include <stdbool.h>

#define WALKS_PER_LEDGER 50u
#define AT_ONCE 25u /* walks under way in one ledger */
#define MOVES 64u
#define PARTS 32u
#define OFFICES 5u
#define FIELDS 64u

struct walk {
    cgov_id issue;
    cgov_id parts[PARTS];
    uint32_t part_count;
    uint32_t made[MOVES]; /* by the move's place in cgov_move_list */
    uint32_t bold;        /* of 16: how often a move to a final state is not shied away from */
    uint32_t idle;        /* attempts since the last move */
    uint32_t stuck;       /* times it had to wait */
};

struct walks {
    struct town town;
    cgov_storage storage;
    const char *profile;
    uint64_t random;
    struct office *offices[OFFICES];
    cgov_id everyone; /* who holds every office */
    uint64_t items;
    struct walk under_way[AT_ONCE];
    struct limits {
        char name[32];
        uint32_t limit;
        bool ends, by_time;
        uint64_t made;
    } moves[MOVES];
    cgov_check_view bound;
    /* told at the end */
    uint64_t steps, refused, waits, dismissals, relieved, ended_by[64];
    char ends[64][32];
    uint32_t most_changes, most_stays;
};

static uint32_t below(struct walks *w, uint32_t n) {
    return random_below(&w->random, n);
}

static bool once_in(struct walks *w, uint32_t n) {
    return below(w, n) == 0;
}

/* ---- the town ---- */

static void found(struct walks *w) {
    static const char *const profiles[] = {NULL, "PETITION", "HOTLINE_BJ", "CITY", "WHISTLE", "FILING", "BOARD"};
    static const char *const roles[] = {"operator", "clerk", "dispatcher", "collector", "contact", "checker", "head"};
    w->storage.size = sizeof w->storage;
    assert_int_equal(cgov_storage_memory(NULL, &w->storage), CGOV_OK);
    w->profile = profiles[below(w, sizeof profiles / sizeof profiles[0])];
    struct town_options options = {.storage = &w->storage, .profile = w->profile, .flags = CGOV_ACT_DEFER};
    town_found(&w->town, &options);
    struct office *offices[OFFICES] = {&w->town.district, &w->town.centre, &w->town.street, &w->town.bureau,
                                       &w->town.village};
    memcpy(w->offices, offices, sizeof offices);
    w->everyone = town_resident(&w->town, "身兼数职", w->town.root);
    for (uint32_t o = 0; o < OFFICES; o++)
        for (uint32_t r = 0; r < OFFICERS; r++) town_appoint(&w->town, w->everyone, offices[o]->id, roles[r]);
    w->items = 0;
    memset(w->under_way, 0, sizeof w->under_way);
}

/* The limits as the rulebook tells them; cgov_move_list lists the same moves in the same order, the first one left out.
 */
static void learn_limits(struct walks *w) {
    cgov_rule_view views[MOVES] = {{.size = sizeof views[0]}}, states[MOVES] = {{.size = sizeof states[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, state_count = 0, m = 0;
    assert_int_equal(cgov_rule_list(w->town.ledger, NULL, 1, CGOV_RULE_MOVE, "issue", &cursor, views, MOVES, &count),
                     CGOV_OK);
    cursor = 0;
    assert_int_equal(
        cgov_rule_list(w->town.ledger, NULL, 1, CGOV_RULE_STATE, "issue", &cursor, states, MOVES, &state_count),
        CGOV_OK);
    for (uint32_t i = 0; i < count; i++) {
        if (views[i].opens != 0) continue;
        memcpy(w->moves[m].name, views[i].name, sizeof w->moves[m].name);
        w->moves[m].limit = views[i].limit;
        w->moves[m].by_time = views[i].by_time != 0;
        for (uint32_t s = 0; s < state_count; s++)
            if (strcmp(states[s].name, views[i].to) == 0) w->moves[m].ends = states[s].final != 0;
        m++;
    }
}

static cgov_id any_officer(struct walks *w) {
    return w->offices[below(w, OFFICES)]->officers[below(w, OFFICERS)];
}

static cgov_id any_organization(struct walks *w) {
    return w->offices[below(w, OFFICES)]->id;
}

static cgov_id any_actor(struct walks *w) {
    if (once_in(w, 8)) return w->town.resident;
    if (once_in(w, 8)) return w->everyone;
    return once_in(w, 32) ? w->town.neighbour : any_officer(w);
}

static cgov_id any_issue(struct walks *w) {
    return (uint64_t)CGOV_KIND_ISSUE << 44 | (1 + below(w, (uint32_t)w->items + 1));
}

/* ---- what is said ---- */

static const char *const classes[] = {"pothole", "complex", "water"};
static const char *const matters[] = {"consultation", "pothole", "petition"};

static void say(struct walks *w, uint32_t field, cgov_detail *details, uint32_t *count) {
    int64_t number = 1;
    switch (field) {
    case CGOV_FIELD_TITLE:
    case CGOV_FIELD_TEXT:
    case CGOV_FIELD_REASON:
    case CGOV_FIELD_EVIDENCE:
    case CGOV_FIELD_REMEDY:
    case CGOV_FIELD_NOTE:
        details[(*count)++] = town_text(field, "如实说明。");
        return;
    case CGOV_FIELD_CLASS:
        details[(*count)++] = town_text(field, classes[below(w, 3)]);
        return;
    case CGOV_FIELD_MATTER:
        details[(*count)++] = town_text(field, matters[below(w, 3)]);
        return;
    case CGOV_FIELD_ORGANIZATIONS:
        for (uint32_t n = below(w, 3); n-- > 0;) details[(*count)++] = town_number(field, (int64_t)any_organization(w));
        number = (int64_t)any_organization(w);
        break;
    case CGOV_FIELD_INTAKE:
    case CGOV_FIELD_ORGANIZATION:
        number = (int64_t)any_organization(w);
        break;
    case CGOV_FIELD_LEAD: /* the village has two superiors: one to review, one to recheck */
        number = (int64_t)(once_in(w, 2) ? w->town.village.id : any_organization(w));
        break;
    case CGOV_FIELD_PLACE:
        number = 990101001201 + (int64_t)below(w, 2);
        break;
    case CGOV_FIELD_CHANNEL:
        number = 1 + (int64_t)below(w, 3);
        break;
    case CGOV_FIELD_TRACK:
        number = once_in(w, 4) ? 1 + (int64_t)below(w, 7) : CGOV_TRACK_PETITION;
        break;
    case CGOV_FIELD_URGENCY:
        number = below(w, 3);
        break;
    case CGOV_FIELD_RESULT:
        number = 1 + (int64_t)below(w, 4);
        break;
    case CGOV_FIELD_AGAINST:
        number =
            (int64_t)(once_in(w, 4) ? w->town.village.id : w->offices[2 + below(w, 3)]->officers[below(w, OFFICERS)]);
        break;
    case CGOV_FIELD_EARLIER:
    case CGOV_FIELD_MASTER:
        number = (int64_t)any_issue(w);
        break;
    case CGOV_FIELD_DELEGATES:
        number = 1 + (int64_t)below(w, 6);
        break;
    case CGOV_FIELD_DAYS:
        number = 1 + (int64_t)below(w, 64);
        break;
    case CGOV_FIELD_RATING:
        number = 1 + (int64_t)below(w, 5);
        break;
    case CGOV_FIELD_CONTACTED:
    case CGOV_FIELD_SOLVED:
        number = 1 + (int64_t)below(w, 2);
        break;
    default:
        break; /* public_safety, masked */
    }
    details[(*count)++] = town_number(field, number);
}

/* ---- what must hold ---- */

static void check_clocks(struct walks *w, const cgov_reader *reader, const cgov_item_view *item) {
    cgov_clock_view clocks[32] = {{.size = sizeof clocks[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, running = 0, alive = 0;
    int32_t status = cgov_clock_list(w->town.ledger, reader, item->id, &cursor, clocks, 32, &count);
    assert_true(status == CGOV_OK || (status == CGOV_DONE && count == 0));
    for (uint32_t c = 0; c < count; c++) {
        alive += clocks[c].state != CGOV_CLOCK_STOPPED;
        if (clocks[c].state != CGOV_CLOCK_RUNNING) continue;
        running++; /* every clock of the shipped procedures tells somebody or makes a move; an open one says why */
        assert_true(clocks[c].due != 0 || clocks[c].missing_year != 0);
    }
    if (item->final)
        assert_int_equal(alive, 0);
    else
        assert_true(running > 0);
}

/* Exactly one party must act, none where it has ended; a clock runs; nobody is owed an answer at the end. */
static cgov_item_view check_item(struct walks *w, cgov_id id) {
    cgov_reader reader = town_reader(&w->town, w->town.auditor);
    cgov_item_view item = {.size = sizeof item};
    assert_int_equal(cgov_item_get(w->town.ledger, &reader, id, &item), CGOV_OK);
    cgov_party_view parties[8] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, holders = 0;
    assert_int_equal(cgov_party_list(w->town.ledger, &reader, id, &cursor, parties, 8, &count), CGOV_OK);
    for (uint32_t p = 0; p < count; p++)
        if (parties[p].holds) {
            holders++;
            assert_true(parties[p].id != 0 && parties[p].id == item.holder);
        }
    assert_int_equal(holders, item.final ? 0 : 1);
    assert_int_equal(item.holder == 0, item.final);
    if (item.final) {
        assert_int_equal(item.open_children, 0);
        if (strcmp(item.state, "withdrawn") != 0 && strcmp(item.state, "merged") != 0) assert_int_equal(item.owed, 0);
    }
    check_clocks(w, &reader, &item);
    if (item.against != 0 && item.against >> 44 == CGOV_KIND_RESIDENT) {
        cgov_reader accused = town_reader(&w->town, item.against);
        assert_int_equal(cgov_item_get(w->town.ledger, &accused, id, &item), CGOV_E_NOT_FOUND);
    }
    return item;
}

static bool by_time(const struct walks *w, const char *move) {
    for (uint32_t m = 0; m < MOVES; m++)
        if (w->moves[m].by_time && strcmp(w->moves[m].name, move) == 0) return true;
    return false;
}

/* The whole history: rising, each entry from where the one before led; answers how the walk went. */
static void check_entry(struct walks *w, const cgov_history_view *entry, char state[32], uint32_t *changes,
                        uint32_t *stays) {
    if (entry->record != CGOV_RECORD_OPENED && entry->record != CGOV_RECORD_MOVED) return;
    /* A merged issue's history holds its master's answers too, without who gave them. */
    if (entry->actor == 0 && !by_time(w, entry->move)) return;
    assert_string_equal(entry->from, state);
    if (state[0] != '\0') ++*(strcmp(entry->from, entry->to) == 0 ? stays : changes);
    for (uint32_t m = 0; m < MOVES; m++)
        if (w->moves[m].by_time && strcmp(w->moves[m].name, entry->move) == 0) w->moves[m].made++;
    memcpy(state, entry->to, sizeof entry->to);
}

static void check_history(struct walks *w, cgov_id id, uint32_t *changes, uint32_t *stays) {
    static cgov_history_view entries[1024];
    uint64_t seq = 0;
    char state[32] = "";
    uint32_t count = town_history(&w->town, w->town.auditor, id, entries, 1024);
    *changes = *stays = 0;
    for (uint32_t e = 0; e < count; e++) {
        assert_true(entries[e].seq > seq);
        seq = entries[e].seq;
        check_entry(w, &entries[e], state, changes, stays);
    }
}

/* ---- walking ---- */

static void begin(struct walks *w, struct walk *walk) {
    static const uint32_t fields[] = {
        CGOV_FIELD_PLACE,  CGOV_FIELD_TEXT,      CGOV_FIELD_TITLE,        CGOV_FIELD_CHANNEL, CGOV_FIELD_TRACK,
        CGOV_FIELD_MATTER, CGOV_FIELD_URGENCY,   CGOV_FIELD_CLASS,        CGOV_FIELD_AGAINST, CGOV_FIELD_EARLIER,
        CGOV_FIELD_MASKED, CGOV_FIELD_DELEGATES, CGOV_FIELD_PUBLIC_SAFETY};
    memset(walk, 0, sizeof *walk);
    walk->bold = once_in(w, 3) ? below(w, 17) : below(w, 2);
    while (walk->issue == 0) {
        cgov_detail details[32] = {town_number(CGOV_FIELD_INTAKE, (int64_t)w->town.centre.id)};
        uint32_t count = 1;
        for (uint32_t f = 0; f < sizeof fields / sizeof fields[0]; f++)
            if (f < 2 || (f < 8 ? once_in(w, 2) : once_in(w, 8))) say(w, fields[f], details, &count);
        cgov_act act = town_act(&w->town, w->town.resident);
        int32_t status = cgov_item_report(w->town.ledger, &act, details, count, &walk->issue);
        assert_true(status == CGOV_OK || status == CGOV_E_REFUSED || status == CGOV_E_NOT_FOUND);
    }
    w->items++;
    check_item(w, walk->issue);
}

/* Who may make moves does: one of those cgov_move_list allows them, with details as they come. True if it was made. */
static bool attempt(struct walks *w, struct walk *walk, cgov_id id) {
    bool issue = id == walk->issue;
    cgov_id actor = any_actor(w);
    cgov_reader reader = town_reader(&w->town, actor);
    cgov_move_view views[MOVES] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, allowed = 0, chosen = 0;
    int32_t status = cgov_move_list(w->town.ledger, &reader, id, &cursor, views, MOVES, &count);
    if (status == CGOV_E_NOT_FOUND) return false;
    assert_int_equal(status, CGOV_OK);
    for (uint32_t m = 0; m < count; m++) {
        if (issue) {
            assert_string_equal(views[m].name, w->moves[m].name);
            uint32_t limit = w->moves[m].limit;
            assert_true(limit == 0 ? views[m].left == UINT32_MAX : views[m].left == limit - walk->made[m]);
            assert_true(limit == 0 || walk->made[m] <= limit);
        }
        if (views[m].allowed && once_in(w, ++allowed)) chosen = m;
    }
    if (allowed == 0 || (issue && w->moves[chosen].ends && below(w, 16) >= walk->bold)) return false;
    cgov_detail details[32];
    uint32_t given = 0;
    uint64_t needs = item_needs(w->town.ledger, &reader, id, views[chosen].name);
    uint64_t takes = item_takes(w->town.ledger, &reader, id, views[chosen].name);
    for (uint32_t f = 0; f < FIELDS; f++)
        if (needs >> f & 1 ? !once_in(w, 32) : (takes >> f & 1) != 0 && once_in(w, 3)) say(w, f, details, &given);
    char names[MOST_CHOSEN][32];
    given +=
        item_choices(w->town.ledger, &reader, id, views[chosen].name, (uint32_t)w->refused, names, details + given);
    status = town_try_move(&w->town, actor, id, views[chosen].name, details, given);
    if (status != CGOV_OK) {
        assert_true(status == CGOV_E_REFUSED || status == CGOV_E_NOT_FOUND || status == CGOV_E_LIMIT);
        w->refused++;
        return false;
    }
    if (issue) {
        walk->made[chosen]++;
        w->moves[chosen].made++;
    }
    return true;
}

/* New children are numbered after every item there was. */
static void meet_children(struct walks *w, struct walk *walk, const cgov_item_view *item) {
    while (walk->part_count < item->children) {
        assert_true(walk->part_count < PARTS);
        const cgov_reader reader = town_reader(&w->town, w->town.auditor);
        cgov_item_view view = {.size = sizeof view};
        cgov_id part = (uint64_t)CGOV_KIND_PART << 44 | ++w->items;
        if (cgov_item_get(w->town.ledger, &reader, part, &view) != CGOV_OK) /* a conference */
            part = (uint64_t)CGOV_KIND_SESSION << 44 | w->items;
        walk->parts[walk->part_count++] = part;
        assert_int_equal(check_item(w, part).parent, walk->issue);
    }
}

static void pass_time(struct walks *w) {
    uint32_t kind = below(w, 512);
    if (kind < 256)
        w->town.now += (int64_t)below(w, 60 * 60 * 1000);
    else if (kind < 320)
        w->town.now += (int64_t)below(w, 24) * HOUR;
    else if (kind < 328)
        w->town.now += (int64_t)(1 + below(w, 5)) * DAY;
    else if (kind < 330)
        w->town.now += (int64_t)(6 + below(w, 60)) * DAY;
    if (once_in(w, 4)) town_tick(&w->town);
}

/* Whom a report accuses may sit in the very office that must act, and all of that office sees nothing: so they are
 * moved out of it, and another takes their seat. */
static void dismiss(struct walks *w, cgov_id accused) {
    static const char *const roles[] = {"operator", "clerk", "dispatcher", "collector", "contact", "checker", "head"};
    for (uint32_t o = 0; o < OFFICES; o++) {
        for (uint32_t r = 0; r < OFFICERS; r++) {
            cgov_id *seat = &w->offices[o]->officers[r];
            if (*seat != accused) continue;
            cgov_act act = town_act(&w->town, w->town.founder);
            cgov_appointment_draft end = {.size = sizeof end,
                                          .flags = CGOV_APPOINT_END,
                                          .resident = accused,
                                          .organization = w->offices[o]->id,
                                          .until = w->town.now,
                                          .role = {roles[r], CGOV_NUL_TERMINATED}};
            assert_int_equal(cgov_appointment_add(w->town.ledger, &act, &end, NULL), CGOV_OK);
            *seat = town_resident(&w->town, "继任", w->offices[o]->id);
            town_appoint(&w->town, *seat, w->offices[o]->id, roles[r]);
            w->dismissals++;
        }
    }
}

/* Whoever did any of the work neither checks nor reviews it: another is appointed, who did none. */
static void relieve(struct walks *w, const cgov_item_view *item) {
    const bool checks = strcmp(item->state, "checking") == 0;
    for (uint32_t o = 0; o < OFFICES; o++) {
        if (w->offices[o]->id != item->holder) continue;
        cgov_id *seat = &w->offices[o]->officers[checks ? CHECKER : HEAD];
        *seat = town_resident(&w->town, "另一人", item->holder);
        town_appoint(&w->town, *seat, item->holder, checks ? "checker" : "head");
        w->relieved++;
    }
}

/* Nobody found a way: time passes, and in the end whoever stands accused leaves their seat. */
static void wait(struct walks *w, struct walk *walk, const cgov_item_view *item) {
    walk->idle = 0;
    w->waits++;
    w->town.now += (int64_t)(1 + below(w, 10)) * DAY;
    town_tick(&w->town);
    if (++walk->stuck % 4 == 0 && item->against >> 44 == CGOV_KIND_RESIDENT) dismiss(w, item->against);
    if (walk->stuck % 8 == 0) relieve(w, item);
    if (walk->stuck > 200) fail_msg("stuck in %s", item->state);
    if (walk->bold < 16) walk->bold++;
}

static void finish(struct walks *w, struct walk *walk, const cgov_item_view *item) {
    uint32_t changes = 0, stays = 0, e = 0;
    for (uint32_t p = 0; p < walk->part_count; p++) assert_true(check_item(w, walk->parts[p]).final);
    check_history(w, walk->issue, &changes, &stays);
    /* A move that leads to where the item is already stays in the history, and changes in the report. */
    if (changes > w->bound.longest_changes || changes + stays > w->bound.longest_changes + w->bound.longest_stays)
        fail_msg("a walk of %u changes and %u stays", changes, stays);
    if (changes > w->most_changes) w->most_changes = changes;
    if (stays > w->most_stays) w->most_stays = stays;
    while (w->ends[e][0] != '\0' && strcmp(w->ends[e], item->state) != 0) e++;
    memcpy(w->ends[e], item->state, sizeof item->state);
    w->ended_by[e]++;
}

/* One attempt at one walk. True when it has ended. */
static bool step(struct walks *w, struct walk *walk) {
    cgov_id id = walk->issue;
    if (walk->part_count > 0 && once_in(w, 3)) id = walk->parts[below(w, walk->part_count)];
    bool moved = attempt(w, walk, id);
    walk->idle = moved ? 0 : walk->idle + 1;
    if (!moved && walk->idle % 64 != 0) return false;
    if (moved) w->steps++;
    cgov_item_view item = check_item(w, walk->issue);
    meet_children(w, walk, &item);
    if (item.final) {
        finish(w, walk, &item);
        return true;
    }
    if (id != walk->issue) check_item(w, id);
    if (walk->idle >= 512) wait(w, walk, &item);
    if (moved) pass_time(w);
    return false;
}

/* Half way, the same text is adopted anew and every running item is carried over to it, to the state it is in: nothing
 * that is checked may change. */
static void carry(struct walks *w) {
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    char map[4096] = "part asked -> asked\npart arrived -> arrived\n";
    cgov_rule_view states[MOVES] = {{.size = sizeof states[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_rule_list(w->town.ledger, NULL, 1, CGOV_RULE_STATE, "issue", &cursor, states, MOVES, &count),
                     CGOV_OK);
    for (uint32_t s = 0; s < count; s++) {
        size_t len = strlen(map);
        if (!states[s].final) snprintf(map + len, sizeof map - len, "issue %s -> %s\n", states[s].name, states[s].name);
    }
    cgov_act act = town_act(&w->town, w->town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption,
                                    .text = text,
                                    .profile = {w->profile, w->profile == NULL ? 0 : CGOV_NUL_TERMINATED},
                                    .map = {map, CGOV_NUL_TERMINATED}};
    if (cgov_rulebook_adopt(w->town.ledger, &act, &adoption, NULL)) fail_msg("%s", town_error(&w->town).message);
    for (uint32_t i = 0; i < AT_ONCE; i++) {
        if (w->under_way[i].issue == 0) continue;
        cgov_item_view item = check_item(w, w->under_way[i].issue);
        assert_int_equal(item.rulebook, item.final ? 1 : 2);
    }
}

/* What was walked is all in the journal: opened again, the state is the same. */
static void reopen(struct walks *w) {
    uint8_t live[32], again[32];
    assert_int_equal(cgov_state_digest(w->town.ledger, live), CGOV_OK);
    town_close(&w->town);
    cgov_ledger_options options = {.size = sizeof options, .storage = &w->storage};
    assert_int_equal(cgov_ledger_open(&options, &w->town.ledger), CGOV_OK);
    assert_int_equal(cgov_state_digest(w->town.ledger, again), CGOV_OK);
    assert_memory_equal(live, again, sizeof live);
    town_close(&w->town);
    assert_int_equal(cgov_storage_close(&w->storage), CGOV_OK);
}

static void one_ledger(struct walks *w) {
    found(w);
    if (w->moves[0].name[0] == '\0') learn_limits(w);
    uint32_t begun = AT_ONCE, ended = 0;
    for (uint32_t i = 0; i < AT_ONCE; i++) begin(w, &w->under_way[i]);
    while (ended < WALKS_PER_LEDGER) {
        struct walk *walk = &w->under_way[below(w, AT_ONCE)];
        if (walk->issue == 0 || !step(w, walk)) continue;
        ended++;
        walk->issue = 0;
        if (ended == WALKS_PER_LEDGER / 2) carry(w);
        if (begun < WALKS_PER_LEDGER) begin(w, walk), begun++;
    }
    reopen(w);
}

static void test_walks(void **state) {
    (void)state;
    struct walks *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->random = random_seed(0x77616c6b73);
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    w->bound.size = sizeof w->bound;
    assert_int_equal(cgov_rulebook_check(&text, NULL, &w->bound), CGOV_OK);
    uint32_t ledgers = getenv("CGOV_FULL") != NULL ? 100000 / WALKS_PER_LEDGER : 1000 / WALKS_PER_LEDGER;
    for (uint32_t l = 0; l < ledgers; l++) one_ledger(w);
    print_message("# %u walks, %llu moves, %llu refused, %llu waits, %llu dismissals, %llu relieved\n",
                  ledgers * WALKS_PER_LEDGER, (unsigned long long)w->steps, (unsigned long long)w->refused,
                  (unsigned long long)w->waits, (unsigned long long)w->dismissals, (unsigned long long)w->relieved);
    print_message("# longest: %u changes (bound %u), %u stays (bound %u)\n", w->most_changes, w->bound.longest_changes,
                  w->most_stays, w->bound.longest_stays);
    for (uint32_t e = 0; w->ends[e][0] != '\0'; e++)
        print_message("# ended %s: %llu\n", w->ends[e], (unsigned long long)w->ended_by[e]);
    for (uint32_t m = 0; w->moves[m].name[0] != '\0'; m++)
        print_message("# made %s: %llu\n", w->moves[m].name, (unsigned long long)w->moves[m].made);
    free(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_walks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
