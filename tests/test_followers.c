/* Whoever reported what was merged into an issue hears what its reporter hears of it, of every move and of time: random
 * ledgers of the shipped text, in which much is merged, and every entry for a reporter is asked for its twins. */
#include "support/fields.h"
#include "support/random.h"
#include "support/stroll.h"

#include "support/test.h"

#define ITEMS 256u
#define ENTRIES 4096u
#define MOVES 64u

struct told {
    cgov_feed_view entries[ENTRIES];
    uint32_t count;
    cgov_item_view items[ITEMS];
    uint32_t item_count;
};

static struct stroll stroll;

/* Moves of which somebody was told who follows; and how many entries had their twins. */
struct met {
    char moves[MOVES][sizeof((cgov_feed_view *)NULL)->move];
    uint32_t count;
    uint32_t twins;
};

static struct told told;
static struct met met;

static void read_all(void) {
    const cgov_reader reader = town_reader(&stroll.town, stroll.town.auditor);
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0;
    told.count = told.item_count = 0;
    told.entries[0].size = sizeof told.entries[0];
    while (cgov_feed_list(stroll.town.ledger, &reader, &seq, &entry, &told.entries[told.count], 32, &count) ==
           CGOV_OK) {
        told.count += count;
        assert_true(told.count + 32 <= ENTRIES);
        told.entries[told.count].size = sizeof told.entries[0];
    }
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(stroll.town.ledger, &info), CGOV_OK);
    for (uint64_t n = 1; n <= info.issues + info.parts + info.sessions; n++) {
        cgov_item_view *view = &told.items[told.item_count];
        view->size = sizeof *view;
        if (cgov_item_get(stroll.town.ledger, &reader, (cgov_id)CGOV_KIND_ISSUE << 44 | n, view) == CGOV_OK)
            told.item_count++;
        assert_true(told.item_count < ITEMS);
    }
}

static const cgov_item_view *item_of(cgov_id id) {
    for (uint32_t i = 0; i < told.item_count; i++)
        if (told.items[i].id == id) return &told.items[i];
    return NULL;
}

/* It is told to who reported the item, and not to them as who holds it. */
static bool is_reporters(const cgov_feed_view *entry, const cgov_item_view *item) {
    return item && entry->to != 0 && entry->to == item->reporter && entry->what != CGOV_NEWS_ASSIGNED &&
           entry->what != CGOV_NEWS_CHANGED && entry->what != CGOV_NEWS_REMINDED && entry->what != CGOV_NEWS_MIGRATED &&
           entry->record != CGOV_RECORD_DUE;
}

static bool is_told(const cgov_feed_view *entry, const cgov_item_view *item) {
    for (uint32_t i = 0; i < told.count; i++) {
        const cgov_feed_view *other = &told.entries[i];
        if (other->seq == entry->seq && other->item == item->id && other->to == item->reporter &&
            other->what == entry->what && strcmp(other->move, entry->move) == 0 && other->due == entry->due &&
            strcmp(other->clock, entry->clock) == 0 && other->record == entry->record)
            return true;
    }
    return false;
}

/* A move that was told to who reported what was merged. */
static void note(const cgov_feed_view *entry) {
    const cgov_item_view *item = item_of(entry->item);
    if (!is_reporters(entry, item) || item->master == 0 || entry->seq <= item->version) return;
    for (uint32_t m = 0; m < met.count; m++)
        if (strcmp(met.moves[m], entry->move) == 0) return;
    assert_true(met.count < MOVES);
    memcpy(met.moves[met.count++], entry->move, sizeof met.moves[0]);
}

/* Who made the move; 0: time did. */
static cgov_id actor_of(const cgov_feed_view *entry) {
    const cgov_reader reader = town_reader(&stroll.town, stroll.town.auditor);
    cgov_history_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_history_list(stroll.town.ledger, &reader, entry->item, &cursor, &view, 1, &count) == CGOV_OK)
        if (view.seq == entry->seq) return view.actor;
    return 0;
}

/* Nobody is told what they did themselves; and whose report was merged since hears of what comes. */
static void has_its_twins(const cgov_feed_view *entry) {
    const cgov_item_view *item = item_of(entry->item);
    if (!is_reporters(entry, item)) return;
    for (uint32_t i = 0; i < told.item_count; i++) {
        const cgov_item_view *other = &told.items[i];
        if (other->master != item->id || other->version >= entry->seq) continue;
        if (entry->record == 0 && entry->seq == other->version + 1) continue; /* their own merge, which woke it */
        if (other->reporter == 0 || other->reporter == actor_of(entry)) continue;
        if (!is_told(entry, other))
            fail_msg("%s of %s, of which its reporter is told, is not told to who reported what was merged into it",
                     cgov_enum_name(CGOV_ENUM_NEWS, entry->what), entry->move);
        met.twins++;
    }
}

/* Somebody else reports the same of the same place, and it is merged into that, if it can be. */
static void merge_into(cgov_id id) {
    const cgov_reader reader = town_reader(&stroll.town, stroll.town.auditor);
    cgov_item_view view = {.size = sizeof view};
    if (cgov_item_get(stroll.town.ledger, &reader, id, &view) != CGOV_OK || view.final || view.master != 0) return;
    const cgov_detail details[] = {
        town_number(CGOV_FIELD_PLACE, (int64_t)view.place),
        town_text(CGOV_FIELD_TEXT, "我家也是。"),
        town_number(CGOV_FIELD_INTAKE, (int64_t)town_party(&stroll.town, id, "intake")),
        town_number(CGOV_FIELD_URGENCY, random_below(&stroll.random, 3)),
        town_text(CGOV_FIELD_MATTER, view.matter),
    };
    cgov_id other = 0;
    const cgov_act act = town_act(&stroll.town, stroll.town.neighbour);
    if (cgov_item_report(stroll.town.ledger, &act, details, view.matter[0] ? 5 : 4, &other) != CGOV_OK) return;
    stroll.items++;
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)id);
    town_try_move(&stroll.town, stroll.everyone, other, "merge", &master, 1);
}

static void one_ledger(uint64_t seed) {
    stroll_begin(&stroll, seed);
    uint32_t done = 0;
    for (uint32_t attempts = 0; done < 500 && attempts < 30000; attempts++) {
        const bool step = stroll_step(&stroll);
        if (step && random_below(&stroll.random, 8) == 0) merge_into(stroll_issue(&stroll));
        done += step;
    }
    read_all();
    for (uint32_t i = 0; i < told.count; i++) has_its_twins(&told.entries[i]);
    stroll_end(&stroll);
}

/* ---- at random ---- */

static void what_its_reporter_hears_they_hear(void **state) {
    (void)state;
    static const char *const profiles[] = {NULL, "PETITION", "HOTLINE_BJ", "BOARD"};
    uint64_t seed = random_seed(0x666f6c6c6f77);
    const uint32_t ledgers = getenv("CGOV_FULL") != NULL ? 200 : 4;
    for (uint32_t p = 0; p < sizeof profiles / sizeof profiles[0]; p++) {
        stroll_found(&stroll, profiles[p]);
        for (uint32_t l = 0; l < ledgers; l++) one_ledger(random_next(&seed));
        stroll_free(&stroll);
    }
    print_message("# twins: %u\n", met.twins);
}

/* ---- move by move ---- */

/* The village leads first, so that others stand above it. */
static cgov_detail said(uint32_t field, cgov_id id) {
    if (field == CGOV_FIELD_ORGANIZATION) return town_number(field, stroll_say(&stroll, CGOV_FIELD_LEAD).number);
    if (field == CGOV_FIELD_LEAD && town_party(&stroll.town, id, "lead") == 0)
        return town_number(field, (int64_t)stroll.town.village.id);
    return stroll_say(&stroll, field);
}

/* Makes the move, by whoever may and with whatever it takes. */
static void make(cgov_id id, const char *name) {
    const cgov_id actors[] = {stroll.everyone, stroll.another, stroll.judge, stroll.town.resident};
    const struct office *office;
    struct town *town = &stroll.town;
    for (uint32_t attempt = 0; attempt < 4000; attempt++) {
        office = &stroll.offices[random_below(&stroll.random, STROLL_OFFICES)];
        const cgov_id actor =
            attempt % 2 ? office->officers[random_below(&stroll.random, OFFICERS)] : actors[attempt / 2 % 4];
        const cgov_reader reader = town_reader(town, stroll.everyone);
        const uint64_t needs = item_needs(town->ledger, &reader, id, name);
        char names[MOST_CHOSEN][32];
        cgov_detail details[32];
        uint32_t given = 0;
        for (uint32_t f = 0; f < 64; f++)
            if ((needs >> f & 1) != 0) details[given++] = said(f, id);
        if (strcmp(name, "done") == 0) details[given++] = town_text(CGOV_FIELD_EVIDENCE, "照片。");
        if (strcmp(name, "classify") == 0) details[given++] = town_text(CGOV_FIELD_URGENCY, "normal");
        given += item_choices(town->ledger, &reader, id, name, (uint32_t)stroll.items, names, details + given);
        if (town_try_move(town, actor, id, name, details, given) == CGOV_OK) return;
    }
    fail_msg("nobody makes `%s`: %s", name, town_error(town).message);
}

static void merged_into(cgov_id id, const char *urgency) {
    const cgov_detail as = town_text(CGOV_FIELD_URGENCY, urgency), master = town_number(CGOV_FIELD_MASTER, (int64_t)id);
    cgov_id other = 0;
    assert_int_equal(town_try_report(&stroll.town, stroll.town.neighbour, &as, 1, &other), CGOV_OK);
    town_move(&stroll.town, stroll.everyone, other, "merge", &master, 1);
    stroll.items++;
}

/* Of an issue of that track, and of what was merged into it; a number: days pass; `critical`: another is merged. */
static void walk(const char *const *moves) {
    stroll_begin(&stroll, 7);
    struct town *town = &stroll.town;
    cgov_id id = 0;
    const cgov_detail details[] = {town_text(CGOV_FIELD_URGENCY, "urgent"), town_text(CGOV_FIELD_TRACK, moves[0])};
    assert_int_equal(town_try_report(town, town->resident, details, 2, &id), CGOV_OK);
    stroll.items = 1;
    merged_into(id, "normal");
    for (moves++; *moves; moves++) {
        const int days = atoi(*moves);
        if (strcmp(*moves, "critical") == 0)
            merged_into(id, *moves);
        else if (days == 0)
            make(id, *moves);
        town->now += days * DAY + HOUR;
        town_tick(town);
    }
    read_all();
    for (uint32_t i = 0; i < told.count; i++) {
        has_its_twins(&told.entries[i]);
        note(&told.entries[i]);
    }
    stroll_end(&stroll);
}

#define LED "accept", "dispatch", "sign", "start"
#define SHUT "done", "answer", "pass"
static const char *const ways[][40] = {
    {"petition",   LED,          "extend",      "suspend",       "resume",   "suspend",
     "60",         SHUT,         "ask_review",  "name_reviewer", "overturn", SHUT,
     "ask_review", "uphold",     "ask_recheck", "hear",          "heard",    "overturn2",
     SHUT,         "ask_review", "uphold",      "ask_recheck",   "settle"},
    {"petition", LED, SHUT, "ask_review", "uphold", "60"},
    {"complaint", LED,      "done",     "answer", "rework", "done", "answer",   "rework", "done",  "answer", "rework",
     "done",      "answer", "conclude", "pass",   "reopen", SHUT,   "escalate", "sign",   "start", SHUT,     "60"},
    {"complaint", "ask_more", "complete", LED, "inquire", "supply", "classify", "reassign", "sign", "start", "entrust"},
    {"complaint", "ask_more", "30", LED, "inquire", "20", "reassign", "reassign", "reassign", "replace"},
    {"complaint", "accept", "dispatch", "object", "return", "dispatch", "object", "20"},
    {"complaint", LED, "suspend", "critical"},
    {"complaint", "reject"},
    {"complaint", "verify", "unfounded"},
};

/* Moves of which whoever reported the item is told, where that item is not their own merge or withdrawal. */
static const char *const telling[] = {
    "ask_more", "complete",      "lapse",   "classify",  "entrust",        "dispatch",  "reassign",
    "replace",  "extend",        "suspend", "resume",    "restart",        "inquire",   "supply",
    "go_on",    "answer",        "pass",    "rework",    "conclude",       "reopen",    "escalate",
    "overturn", "name_reviewer", "uphold",  "hear",      "heard",          "overturn2", "settle",
    "archive",  "archive2",      "reject",  "unfounded", "arbitrate_late", "", /* the merge of another, which wakes it
                                                                                */
};

static bool is_met(const char *move) {
    for (uint32_t m = 0; m < met.count; m++)
        if (strcmp(met.moves[m], move) == 0) return true;
    return false;
}

static void each_move_is_told_to_them(void **state) {
    (void)state;
    met.count = 0;
    stroll_found(&stroll, "HOTLINE_BJ");
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) walk(ways[w]);
    stroll_free(&stroll);
    for (size_t m = 0; m < sizeof telling / sizeof telling[0]; m++)
        if (!is_met(telling[m])) fail_msg("nobody who follows was told of `%s`", telling[m]);
}

/* ---- single cases ---- */

/* Those whose issues were merged into one are told of its answer, each of their own issue. */
static void followers_hear_the_answer(void **state) {
    struct town *town = *state;
    cgov_id followers[3], issue = town_report(town, town->resident);
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)issue);
    const cgov_detail refusal[] = {town_text(CGOV_FIELD_REASON, "属于法院"),
                                   town_text(CGOV_FIELD_CHANNEL, "litigation")};
    for (uint32_t f = 0; f < 3; f++) {
        followers[f] = town_report(town, town->neighbour);
        cgov_reader reader = town_reader(town, town->centre.officers[CLERK]);
        cgov_item_view view = {.size = sizeof view};
        assert_int_equal(cgov_item_get(town->ledger, &reader, issue, &view), CGOV_OK);
        cgov_act act = town_act(town, town->centre.officers[CLERK]);
        assert_int_equal(cgov_item_move(town->ledger, &act, followers[f], "merge", &master, 1, NULL), CGOV_OK);
    }
    town_move(town, town->centre.officers[CLERK], issue, "reject", refusal, 2);
    cgov_feed_view views[16];
    assert_int_equal(town_feed(town, town->auditor, views, 16), 4 + 2 * 3 + 4); /* the intake hears of each */
    town_assert_told(&views[10], CGOV_NEWS_ANSWERED, town->resident);
    assert_int_equal(views[10].item, issue);
    assert_string_equal(views[10].state, "refused");
    for (uint32_t f = 0; f < 3; f++) {
        town_assert_told(&views[11 + f], CGOV_NEWS_ANSWERED, town->neighbour);
        assert_int_equal(views[11 + f].item, followers[2 - f]);
        assert_string_equal(views[11 + f].state, "merged");
        assert_string_equal(views[11 + f].move, "reject");
    }
    assert_int_equal(town_feed(town, town->neighbour, views, 16), 3 * 3);
}

/* A position tells a follower of the record and of their own issue: it is the same however many others follow. */
static void a_position_tells_nothing_of_others(void **state) {
    (void)state;
    struct {
        uint64_t seq, entry, after;
    } kept[2];
    for (uint32_t others = 0; others < 2; others++) {
        struct town town;
        town_found(&town, NULL);
        cgov_id issue = town_report(&town, town.resident), own = town_report(&town, town.neighbour);
        cgov_id other = town_report(&town, town.resident);
        const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)issue);
        const cgov_detail refusal[] = {town_text(CGOV_FIELD_REASON, "属于法院"),
                                       town_text(CGOV_FIELD_CHANNEL, "litigation")};
        town_move(&town, town.centre.officers[CLERK], own, "merge", &master, 1);
        if (others == 1)
            town_move(&town, town.centre.officers[CLERK], other, "merge", &master, 1);
        else
            for (int twice = 0; twice < 2; twice++) /* as many records */
                town_move(&town, town.centre.officers[CLERK], other, "classify",
                          (cgov_detail[]){town_text(CGOV_FIELD_URGENCY, "urgent")}, 1);
        town_move(&town, town.centre.officers[CLERK], issue, "reject", refusal, 2);
        cgov_feed_view views[8];
        uint32_t count = town_feed(&town, town.neighbour, views, 8);
        town_assert_told(&views[count - 1], CGOV_NEWS_ANSWERED, town.neighbour);
        kept[others].seq = views[count - 1].seq;
        kept[others].entry = views[count - 1].entry;
        cgov_reader reader = town_reader(&town, town.neighbour);
        uint64_t seq = kept[others].seq, entry = kept[others].entry;
        assert_int_equal(cgov_feed_list(town.ledger, &reader, &seq, &entry, views, 8, &count), CGOV_DONE);
        assert_true(seq == kept[others].seq);
        kept[others].after = entry;
        town_close(&town);
    }
    assert_memory_equal(&kept[0], &kept[1], sizeof kept[0]);
}

/* An answer is for those who followed when it was given; who comes later waits for the next. */
static void later_followers_hear_later_answers(void **state) {
    struct town *town = *state;
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "又堵了");
    cgov_feed_view before[16], after[16];
    cgov_id issue = town_issue_in(town, "closed");
    uint32_t count = town_feed(town, town->auditor, before, 16);
    town_move(town, town->resident, issue, "reopen", &reason, 1);
    cgov_id follower = town_report(town, town->neighbour);
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)issue);
    town_move(town, town->centre.officers[CLERK], follower, "merge", &master, 1);
    assert_int_equal(town_feed(town, town->auditor, after, 16), count + 4);
    assert_memory_equal(before, after, count * sizeof before[0]);
    town_assert_told(&after[count], CGOV_NEWS_ASSIGNED, town->street.id);
    assert_string_equal(after[count].move, "reopen");
}

/* Of confidential issues an office that no rule names reads nothing; who was merged into one reads its answer. */
static void a_confidential_masters_answer(void **state) {
    (void)state;
    static const char more[] = "\nmatter secret \"涉密\"\n  procedure issue\n  confidential\n";
    struct town town;
    town_found_with(&town, more);
    const cgov_detail secret = town_text(CGOV_FIELD_MATTER, "secret");
    const cgov_detail refusal[] = {town_text(CGOV_FIELD_REASON, "属于法院"),
                                   town_text(CGOV_FIELD_CHANNEL, "litigation")};
    cgov_id issue = 0, follower = 0;
    const cgov_id led = town.centre.officers[DISPATCHER], none = town.street.officers[CLERK];
    assert_int_equal(town_try_report(&town, town.resident, &secret, 1, &follower), CGOV_OK);
    assert_int_equal(town_try_report(&town, town.neighbour, &secret, 1, &issue), CGOV_OK);
    const cgov_detail master = town_number(CGOV_FIELD_MASTER, (int64_t)issue);
    town_move(&town, town.centre.officers[CLERK], follower, "merge", &master, 1);
    cgov_feed_view views[16], others[16];
    const uint32_t before = town_feed(&town, led, views, 16), mine = town_feed(&town, town.resident, views, 16);
    town_move(&town, town.centre.officers[CLERK], issue, "reject", refusal, 2);
    assert_int_equal(town_feed(&town, led, others, 16), before + 2); /* both reporters are answered */
    assert_int_equal(town_feed(&town, none, others, 16), 0);
    assert_int_equal(town_feed(&town, town.resident, others, 16), mine + 1);
    town_assert_told(&others[mine], CGOV_NEWS_ANSWERED, town.resident);
    town_close(&town);
}

static int set_up(void **state) {
    static struct town town;
    town_found(&town, NULL);
    *state = &town;
    return 0;
}

static int tear_down(void **state) {
    town_close(*state);
    return 0;
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_its_reporter_hears_they_hear),
                                       cmocka_unit_test(each_move_is_told_to_them),
                                       IN_TOWN(followers_hear_the_answer),
                                       cmocka_unit_test(a_position_tells_nothing_of_others),
                                       IN_TOWN(later_followers_hear_later_answers),
                                       cmocka_unit_test(a_confidential_masters_answer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
