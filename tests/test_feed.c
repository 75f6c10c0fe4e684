/* The feed, against an account kept beside it: after every command, and every instant at which time did something, who
 * holds what is looked up, and from that and from the items' histories follows who had to be told what. The feed must
 * say just that as it happens, and the same again when it is read from the beginning, when all has changed since. */
#include "support/bulletin.h"
#include "support/random.h"
#include "support/stroll.h"

#define ITEMS 400u
#define ENTRIES 20000u

/* An item as it was last seen. */
struct seen {
    cgov_item_view view;
    uint64_t seq; /* of the last entry of its history that was looked at */
    cgov_id lead; /* the last that one of these entries set */
    cgov_id answering[3];
    cgov_clock_view clocks[32];
    uint32_t clock_count;
};

struct position {
    uint64_t seq, entry;
};

struct account {
    struct stroll stroll;
    struct seen items[ITEMS];
    struct position position;
    cgov_feed_view told[ENTRIES];
    uint32_t count;
    cgov_feed_view due[64]; /* what must be told now */
    uint32_t due_count;
    uint64_t seq; /* up to where it has been looked */
    cgov_id at;   /* the item whose entries are gone through, and its state after the one that is looked at */
    const char *state;
    bool handed;     /* since it was last seen, another came to take it in, or to review it */
    bool longer;     /* since it was last seen, a clock of it has been given longer */
    bool woken;      /* or goes on after a rest */
    uint64_t joined; /* the version of what is being merged; 0: of an entry that tells of no merge */
    uint32_t kinds[CGOV_NEWS_CHANGED + 1];
    uint32_t refused;
};

/* ---- what must be told ---- */

static bool one_of(const char *name, const char *const *names) {
    for (; *names != NULL; names++)
        if (strcmp(*names, name) == 0) return true;
    return false;
}

static cgov_id above(const struct account *account, cgov_id organization) {
    cgov_reader reader = town_reader(&account->stroll.town, account->stroll.town.auditor);
    cgov_entity_view entity = {.size = sizeof entity};
    assert_int_equal(cgov_entity_get(account->stroll.town.ledger, &reader, organization, &entity), CGOV_OK);
    return entity.parent;
}

static bool stands_below(const struct account *account, cgov_id organization, cgov_id top) {
    while (organization != 0 && organization != top) organization = above(account, organization);
    return organization != 0;
}

static cgov_id intake_of(const struct account *account, cgov_id item) {
    cgov_reader reader = town_reader(&account->stroll.town, account->stroll.town.auditor);
    cgov_party_view parties[8] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_party_list(account->stroll.town.ledger, &reader, item, &cursor, parties, 8, &count), CGOV_OK);
    for (uint32_t p = 0; p < count; p++)
        if (strcmp(parties[p].name, "intake") == 0) return parties[p].id;
    return 0;
}

static const struct seen *seen(const struct account *account, cgov_id item) {
    return &account->items[item & 0xffffffff];
}

/* Nobody accused is told: themselves, where they hold office, what is below them, what is up to the intake. */
static bool is_accused(const struct account *account, cgov_id item, cgov_id to) {
    while (seen(account, item)->view.parent != 0) item = seen(account, item)->view.parent;
    cgov_id against = seen(account, item)->view.against, intake = intake_of(account, item);
    if (against == 0 || to == against) return against != 0;
    if (to >> 44 == CGOV_KIND_RESIDENT) return false;
    if (against >> 44 == CGOV_KIND_ORGANIZATION)
        return stands_below(account, to, against) ||
               (to != intake && stands_below(account, against, to) && stands_below(account, to, intake));
    if (against == account->stroll.everyone || against == account->stroll.another || against == account->stroll.judge)
        return true;
    for (uint32_t o = 0; o < STROLL_OFFICES; o++)
        for (uint32_t r = 0; r < OFFICERS; r++)
            if (account->stroll.offices[o].id == to && account->stroll.offices[o].officers[r] == against) return true;
    return false;
}

static void expect(struct account *account, const cgov_history_view *entry, cgov_id item, uint32_t what, cgov_id to) {
    while (to >> 44 == CGOV_KIND_ORGANIZATION && is_accused(account, item, to)) to = above(account, to);
    if (to == 0 || to == entry->actor || is_accused(account, item, to)) return;
    assert_true(account->due_count < 64);
    cgov_feed_view view = {.size = sizeof view,
                           .what = what,
                           .seq = entry->seq,
                           .at = entry->at,
                           .item = item,
                           .to = to,
                           .due = entry->due,
                           .merged = entry->merged,
                           .record = entry->record,
                           .share = entry->share,
                           .rung = entry->rung};
    memcpy(view.role, entry->role, sizeof view.role);
    memcpy(view.move, entry->move, sizeof view.move);
    memcpy(view.clock, entry->clock, sizeof view.clock);
    memcpy(view.state, item == account->at ? account->state : seen(account, item)->view.state, sizeof view.state);
    uint32_t place = account->due_count++;
    for (; place > 0 && account->due[place - 1].seq > view.seq; place--) account->due[place] = account->due[place - 1];
    account->due[place] = view;
}

static void expect_reported(struct account *account, const cgov_history_view *entry, const cgov_item_view *item,
                            uint32_t what) {
    expect(account, entry, item->id, what, item->reporter);
    uint64_t before = account->joined != 0 ? account->joined : entry->seq; /* the latest merged first */
    for (;;) {
        const struct seen *next = NULL;
        for (uint32_t n = 1; n <= account->stroll.items; n++) {
            const struct seen *other = &account->items[n];
            if (other->view.master == item->id && other->view.version < before &&
                (next == NULL || other->view.version > next->view.version))
                next = other;
        }
        if (next == NULL) return;
        expect(account, entry, next->view.id, what, next->view.reporter);
        before = next->view.version;
    }
}

static void expect_holder(struct account *account, const cgov_history_view *entry, const cgov_item_view *was,
                          const cgov_item_view *item) {
    const bool theirs = stroll_acts_for(&account->stroll, entry->actor, item->holder),
               masks = strcmp(entry->move, "mask") == 0;
    const cgov_id lead = account->items[item->id & 0xffffffff].lead;
    if (item->holder != was->holder || (!theirs && strcmp(item->state, was->state) != 0))
        expect(account, entry, item->id, CGOV_NEWS_ASSIGNED, item->holder);
    else if (masks && !theirs) /* what else is changed, officers change */
        expect(account, entry, item->id, CGOV_NEWS_CHANGED, item->holder);
    if (masks && lead != item->holder && !stroll_acts_for(&account->stroll, entry->actor, lead))
        expect(account, entry, item->id, CGOV_NEWS_CHANGED, lead);
}

static void expect_move(struct account *account, const cgov_history_view *entry, const cgov_item_view *was,
                        const cgov_item_view *item) {
    static const char *const answering[] = {"unfounded", "reject", "answer", "conclude", "uphold", "settle", NULL};
    static const char *const taking[] = {"withdraw", "archive", "archive2", "drop", NULL};
    static const char *const resting[] = {"suspend", "hear", "ask_more", "inquire", NULL},
                             *const going_on[] = {"resume", "heard", "complete", "lapse", "supply", "go_on", NULL},
                             *const again[] = {"rework", "reopen", "overturn", "overturn2", NULL},
                             *const rested[] = {"suspended", "inquiring", NULL},
                             *const calling[] = {"supplement", "urge", NULL};
    const cgov_id led = account->items[item->id & 0xffffffff].lead;
    if (entry->lead != 0) account->items[item->id & 0xffffffff].lead = entry->lead;
    expect_holder(account, entry, was, item);
    if (one_of(entry->move, taking)) expect(account, entry, item->id, CGOV_NEWS_ENDED, was->holder);
    if (item->kind == CGOV_KIND_PART) {
        const bool answered = strcmp(entry->move, "report_back") == 0;
        if (answered) expect(account, entry, item->id, CGOV_NEWS_ANSWERED, seen(account, item->parent)->view.holder);
        if (item->final) /* who asked for it hears of its end either way */
            expect(account, entry, item->id, answered ? CGOV_NEWS_ANSWERED : CGOV_NEWS_ENDED, item->reported_by);
    } else if (one_of(entry->move, answering)) {
        expect_reported(account, entry, item, CGOV_NEWS_ANSWERED);
    } else if (item->final) {
        expect_reported(account, entry, item, item->master != 0 ? CGOV_NEWS_MERGED : CGOV_NEWS_ENDED);
    } else if (strcmp(entry->move, "extend") == 0) {
        expect_reported(account, entry, item, CGOV_NEWS_EXTENDED);
    } else if (one_of(entry->move, again)) {
        expect_reported(account, entry, item, CGOV_NEWS_SENT_BACK);
    } else if ((entry->lead != 0 && led != 0) || account->handed) {
        expect_reported(account, entry, item, CGOV_NEWS_HANDED_OVER);
    } else if (one_of(entry->move, resting)) {
        expect_reported(account, entry, item, CGOV_NEWS_SUSPENDED);
    } else if ((one_of(entry->move, going_on) && account->woken) || /* not where a merge woke it before */
               (strcmp(entry->move, "reassign") == 0 && one_of(was->state, rested))) { /* to whom it had */
        expect_reported(account, entry, item, CGOV_NEWS_RESUMED);
    } else if (strcmp(entry->move, "classify") == 0 && account->longer) {
        expect_reported(account, entry, item, CGOV_NEWS_DUE_MOVED);
    }
    if (one_of(entry->move, calling)) expect(account, entry, item->id, CGOV_NEWS_TOLD, item->holder);
    if (strcmp(entry->move, "pass") == 0) expect_reported(account, entry, item, CGOV_NEWS_TOLD);
    if (strcmp(entry->move, "assign_to") == 0)
        expect(account, entry, item->id, CGOV_NEWS_TOLD, town_party(&account->stroll.town, item->id, "assignee"));
}

/* Who works on it hears of the other, in the reporter's place too; who reported it, and what was merged before, that it
 * goes on. */
static void expect_joined(struct account *account, const cgov_history_view *entry, const cgov_item_view *item) {
    const cgov_id lead = account->items[item->id & 0xffffffff].lead,
                  works = item->holder == item->reporter ? intake_of(account, item->id) : item->holder;
    expect(account, entry, item->id, CGOV_NEWS_JOINED, works);
    if (works != lead) expect(account, entry, item->id, CGOV_NEWS_JOINED, lead);
    if (!account->woken) return;
    cgov_history_view hidden = *entry;
    account->joined = seen(account, entry->merged)->view.version;
    hidden.merged = hidden.record = 0;
    expect_reported(account, &hidden, item, CGOV_NEWS_RESUMED);
    account->joined = 0;
}

static void expect_entry(struct account *account, const cgov_history_view *entry, const cgov_item_view *was,
                         const cgov_item_view *item) {
    switch (entry->record) {
    case CGOV_RECORD_OPENED:
        expect(account, entry, item->id, item->parent != 0 ? CGOV_NEWS_ASKED : CGOV_NEWS_ASSIGNED, item->holder);
        if (item->parent == 0) expect(account, entry, item->id, CGOV_NEWS_RECEIVED, item->reporter);
        break;
    case CGOV_RECORD_MOVED:
        expect_move(account, entry, was, item);
        break;
    case CGOV_RECORD_REMINDED:
        expect(account, entry, item->id, CGOV_NEWS_REMINDED, entry->told);
        break;
    case CGOV_RECORD_LATE:
        expect(account, entry, item->id, CGOV_NEWS_LATE, entry->told);
        break;
    case CGOV_RECORD_RUNG:
        expect(account, entry, item->id, CGOV_NEWS_RUNG, entry->told);
        break;
    case CGOV_RECORD_DUE:
        expect(account, entry, item->id, CGOV_NEWS_DUE_MOVED, item->holder);
        if (item->holder != account->items[item->id & 0xffffffff].lead)
            expect(account, entry, item->id, CGOV_NEWS_DUE_MOVED, account->items[item->id & 0xffffffff].lead);
        break;
    case CGOV_RECORD_JOINED:
        expect_joined(account, entry, item);
        break;
    default:
        expect(account, entry, item->id, CGOV_NEWS_MIGRATED, item->holder);
        break;
    }
}

/* ---- looking ---- */

static const cgov_clock_view *clock_of(const struct seen *seen, const char *name) {
    for (uint32_t c = 0; c < seen->clock_count; c++)
        if (strcmp(seen->clocks[c].name, name) == 0) return &seen->clocks[c];
    return NULL;
}

static cgov_time end_of(const cgov_clock_view *clock) {
    return clock->due != 0 ? clock->due : INT64_MAX;
}

/* A clock that has run since is due later; or the promise is to be kept by no time any more. */
static bool is_longer(const struct seen *was, const struct seen *now) {
    for (uint32_t c = 0; c < was->clock_count; c++) {
        const cgov_clock_view *before = &was->clocks[c], *after = clock_of(now, before->name);
        if (before->state != CGOV_CLOCK_RUNNING && before->state != CGOV_CLOCK_PAUSED) continue;
        if (!after) return strcmp(before->name, "feedback") == 0;
        if (after->started_at == before->started_at && end_of(after) > end_of(before)) return true;
    }
    return false;
}

static bool is_woken(const struct seen *was, const struct seen *now) {
    bool woken = false;
    for (uint32_t c = 0; c < was->clock_count; c++) {
        const cgov_clock_view *after = clock_of(now, was->clocks[c].name);
        woken |= was->clocks[c].state == CGOV_CLOCK_PAUSED && after && after->state == CGOV_CLOCK_RUNNING;
    }
    return woken;
}

static void look_at(struct account *account, uint32_t number, struct seen *was) {
    cgov_reader reader = town_reader(&account->stroll.town, account->stroll.town.auditor);
    struct seen *now = &account->items[number];
    *was = *now;
    now->view.size = sizeof now->view;
    cgov_id kind = CGOV_KIND_ISSUE; /* or a part; or a conference, of which this account does not tell */
    while (cgov_item_get(account->stroll.town.ledger, &reader, kind << 44 | number, &now->view) != CGOV_OK)
        assert_true(++kind <= CGOV_KIND_SESSION);
    stroll_answering(&account->stroll, now->view.id, now->answering);
    uint64_t cursor = 0;
    now->clocks[0].size = sizeof now->clocks[0];
    assert_true(cgov_clock_list(account->stroll.town.ledger, &reader, now->view.id, &cursor, now->clocks, 32,
                                &now->clock_count) >= 0);
}

static void account_for(struct account *account, uint32_t number, const struct seen *was) {
    struct seen *now = &account->items[number];
    cgov_reader reader = town_reader(&account->stroll.town, account->stroll.town.auditor);
    uint64_t cursor = 0;
    uint32_t count = 0, moves = 0, newer = 0;
    cgov_history_view entries[16] = {{.size = sizeof entries[0]}};
    if (was->view.final || now->view.id >> 44 == CGOV_KIND_SESSION) return; /* it goes on as its master's */
    assert_int_equal(
        cgov_history_list(account->stroll.town.ledger, &reader, now->view.id, &cursor, entries, 16, &count), CGOV_OK);
    while (newer < count && entries[newer].seq > was->seq) newer++;
    account->at = now->view.id;
    account->longer = is_longer(was, now);
    account->woken = is_woken(was, now);
    account->handed = false;
    for (int p = 0; p < 3; p++) account->handed |= was->answering[p] != 0 && now->answering[p] != was->answering[p];
    account->state = was->view.state; /* a clock may have told of it at the instant of the move */
    for (uint32_t e = newer; e-- > 0;) {
        const bool moved = entries[e].record == CGOV_RECORD_MOVED;
        /* It was merged into one that was answered before: that answer is in its history, and was told to others. */
        if (moved && now->view.master != 0 && entries[e].seq != now->view.version) continue;
        moves += moved;
        if (entries[e].to[0] != '\0') account->state = now->view.state;
        expect_entry(account, &entries[e], &was->view, &now->view);
    }
    assert_true(newer < 16 && moves <= 1);
    account->at = 0, now->seq = entries[0].seq;
}

static uint32_t read_feed(const struct account *account, struct position *position, cgov_feed_view *views,
                          uint32_t capacity) {
    cgov_reader reader = town_reader(&account->stroll.town, account->stroll.town.auditor);
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    int32_t status =
        cgov_feed_list(account->stroll.town.ledger, &reader, &position->seq, &position->entry, views, capacity, &count);
    assert_true(status == CGOV_OK || (status == CGOV_DONE && count == 0));
    return count;
}

static void assert_entry(const cgov_feed_view *told, const cgov_feed_view *due) {
    cgov_feed_view expected = *due;
    expected.entry = told->entry;
    const bool longer = told->what == CGOV_NEWS_DUE_MOVED && told->record == CGOV_RECORD_MOVED;
    if (longer || told->what == CGOV_NEWS_EXTENDED || told->what >= CGOV_NEWS_SUSPENDED) { /* see test_reporter_hears */
        assert_true(told->due == 0 || told->what != CGOV_NEWS_HANDED_OVER);
        expected.due = told->due;
        memcpy(expected.clock, told->clock, sizeof told->clock);
    }
    assert_int_equal(told->entry & ((UINT64_C(1) << 48) - 1), due->item);
    if (memcmp(told, &expected, sizeof expected) != 0)
        fail_msg("%s of %s %s to %llx, not %s to %llx", cgov_enum_name(CGOV_ENUM_NEWS, told->what), told->move,
                 told->state, (unsigned long long)told->to, cgov_enum_name(CGOV_ENUM_NEWS, due->what),
                 (unsigned long long)due->to);
}

/* What has come since, as it must be told, and as it is told. */
static void look(struct account *account) {
    static struct seen was[ITEMS];
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(account->stroll.town.ledger, &info), CGOV_OK);
    uint32_t items = (uint32_t)(info.issues + info.parts + info.sessions);
    assert_true(items < ITEMS);
    account->stroll.items = items;
    account->due_count = 0;
    for (uint32_t n = 1; info.seq != account->seq && n <= items; n++) look_at(account, n, &was[n]);
    for (uint32_t n = 1; info.seq != account->seq && n <= items; n++) account_for(account, n, &was[n]);
    account->seq = info.seq;
    cgov_feed_view told[64];
    const uint32_t count = read_feed(account, &account->position, told, 64);
    uint32_t own = 0; /* a conference tells of itself too, and in a long story the calendar's end comes near */
    for (uint32_t i = 0; i < count; i++)
        if (told[i].item >> 44 != CGOV_KIND_SESSION && told[i].what != CGOV_NEWS_CALENDAR_ENDS)
            assert_entry(&told[i], &account->due[own++]);
    assert_int_equal(own, account->due_count);
    assert_true(account->count + count <= ENTRIES);
    for (uint32_t i = 0; i < count; i++) {
        account->kinds[told[i].what]++;
        account->told[account->count++] = told[i];
    }
}

/* Time does what it does, one instant after another. */
static void let_time_pass(struct account *account) {
    struct town *town = &account->stroll.town;
    cgov_time due, now = town->now;
    while (cgov_ledger_next_due(town->ledger, &due) == CGOV_OK && due <= now) {
        town->now = due;
        town_tick(town);
        look(account);
    }
    town->now = now;
}

/* ---- read again ---- */

static void read_again(const struct account *account, uint32_t capacity) {
    struct position position = {0, 0};
    cgov_feed_view *views = calloc(capacity, sizeof *views);
    uint32_t at = 0, count;
    while ((count = read_feed(account, &position, views, capacity)) > 0) {
        assert_true(at + count <= account->count);
        assert_memory_equal(views, &account->told[at], count * sizeof *views);
        at += count;
    }
    assert_int_equal(at, account->count);
    assert_int_equal(read_feed(account, &position, views, capacity), 0);
    free(views);
}

static void go_on_from_each(const struct account *account) {
    cgov_feed_view view;
    for (uint32_t i = 0; i + 1 < account->count; i++) {
        struct position position = {account->told[i].seq, account->told[i].entry};
        assert_true(position.seq < account->told[i + 1].seq || position.entry != account->told[i + 1].entry);
        assert_int_equal(read_feed(account, &position, &view, 1), 1);
        assert_memory_equal(&view, &account->told[i + 1], sizeof view);
        assert_true(position.seq == view.seq && position.entry == view.entry);
    }
}

static void reopen(struct account *account) {
    town_close(&account->stroll.town);
    cgov_ledger_options options = {.size = sizeof options, .storage = &account->stroll.storage};
    assert_int_equal(cgov_ledger_open(&options, &account->stroll.town.ledger), CGOV_OK);
}

static void one_ledger(struct account *account, uint64_t seed) {
    uint32_t attempts = 0;
    stroll_begin(&account->stroll, seed);
    memset(account->items, 0, sizeof account->items);
    account->position = (struct position){0, 0};
    account->seq = 0;
    account->count = 0;
    look(account);
    assert_int_equal(account->count, 0);
    for (uint32_t done = 0; done < 400 && account->stroll.items < 120 && attempts < 20000; attempts++) {
        let_time_pass(account);
        cgov_ledger_view before = {.size = sizeof before}, after = {.size = sizeof after};
        cgov_ledger_get(account->stroll.town.ledger, &before);
        if (stroll_step(&account->stroll)) {
            done++;
        } else {
            cgov_ledger_get(account->stroll.town.ledger, &after);
            assert_int_equal(before.seq, after.seq);
            account->refused++;
        }
        look(account);
        if (done == 200 && attempts % 2 == 0) {
            let_time_pass(account);
            stroll_adopt(&account->stroll);
            look(account);
            done++;
        }
    }
    for (uint32_t capacity = 1; capacity <= 50; capacity += 7) read_again(account, capacity);
    go_on_from_each(account);
    reopen(account);
    read_again(account, 50);
    stroll_end(&account->stroll);
}

static void all_is_told_once(void **state) {
    (void)state;
    static const char *const profiles[] = {NULL, "PETITION", "HOTLINE_BJ", "BOARD"};
    struct account *account = calloc(1, sizeof *account);
    assert_non_null(account);
    uint64_t seed = random_seed(0x66656564);
    uint32_t ledgers = getenv("CGOV_FULL") != NULL ? 100 : 2;
    for (uint32_t p = 0; p < sizeof profiles / sizeof profiles[0]; p++) {
        stroll_found(&account->stroll, profiles[p]);
        for (uint32_t l = 0; l < ledgers; l++) one_ledger(account, random_next(&seed));
        stroll_free(&account->stroll);
    }
    for (uint32_t what = 1; what <= CGOV_NEWS_MIGRATED; what++) {
        print_message("# %s: %u\n", cgov_enum_name(CGOV_ENUM_NEWS, what), account->kinds[what]);
        if (!getenv("CGOV_TEST_SEED")) assert_true(account->kinds[what] > 0 || what == CGOV_NEWS_DUE_MOVED);
    }
    print_message("# refused, and nothing told: %u\n", account->refused);
    free(account);
}

/* ---- single cases ---- */

/* Who may not know the reporter is told that somebody is told, not who. */
static void the_masked_stay_masked(void **state) {
    struct town *town = *state;
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id);
    const cgov_detail behalf[] = {masked, town_number(CGOV_FIELD_BEHALF, (int64_t)town->neighbour)};
    cgov_id issue = 0;
    assert_int_equal(town_try_report(town, town->centre.officers[OPERATOR], behalf, 2, &issue), CGOV_OK);
    town_move(town, town->centre.officers[CLERK], issue, "accept", NULL, 0);
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", &lead, 1);
    cgov_feed_view views[8];
    assert_int_equal(town_feed(town, town->auditor, views, 8), 3);
    town_assert_told(&views[0], CGOV_NEWS_ASSIGNED, town->centre.id);
    town_assert_told(&views[1], CGOV_NEWS_RECEIVED, town->neighbour);
    town_assert_told(&views[2], CGOV_NEWS_ASSIGNED, town->street.id);
    assert_int_equal(town_feed(town, town->street.officers[CONTACT], views, 8), 3);
    town_assert_told(&views[1], CGOV_NEWS_RECEIVED, 0);
    assert_int_equal(town_feed(town, town->neighbour, views, 8), 3);
    town_assert_told(&views[1], CGOV_NEWS_RECEIVED, town->neighbour);
    assert_int_equal(town_feed(town, town->resident, views, 8), 0);
    assert_int_equal(town_feed(town, 0, views, 8), 0);
}

/* The accused are neither told nor do they read of it. */
static void the_accused_hear_nothing(void **state) {
    struct town *town = *state;
    cgov_id accused = town->street.officers[CONTACT], issue = 0;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)accused);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->bureau.id);
    const cgov_detail whistled[] = {town_choice(town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "联合执法"),
                                    town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town->village.id)};
    town_settle_in(town, town->bureau.id, 990101002000);
    assert_int_equal(town_try_report(town, town->resident, &against, 1, &issue), CGOV_OK);
    town_move(town, town->centre.officers[CLERK], issue, "accept", NULL, 0);
    town_move(town, town->centre.officers[DISPATCHER], issue, "dispatch", &lead, 1);
    town_move(town, town->bureau.officers[CONTACT], issue, "sign", NULL, 0);
    town_move(town, town->bureau.officers[CONTACT], issue, "start", NULL, 0);
    town_move(town, town->bureau.officers[HEAD], issue, "whistle", whistled, 3);
    cgov_feed_view views[16];
    assert_int_equal(town_feed(town, accused, views, 16) + town_feed(town, town->street.officers[HEAD], views, 16), 0);
    assert_int_equal(town_feed(town, town->auditor, views, 16), 3);
    town_assert_told(&views[2], CGOV_NEWS_ASKED, town->village.id);
    town->now += 80 * DAY; /* everything falls due */
    town_tick(town);
    uint32_t count = town_feed(town, town->auditor, views, 16);
    assert_true(count > 3 && count < 16);
    for (uint32_t i = 0; i < count; i++) assert_true(views[i].to != town->street.id && views[i].to != accused);
}

/* Who comes into office with whoever must act, and is accused: from then on that office is told nothing. */
static void an_office_the_accused_comes_into(void **state) {
    struct town *town = *state;
    const struct office *bureau = &town->bureau, *centre = &town->centre;
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town->neighbour);
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)bureau->id);
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved"), answer = town_text(CGOV_FIELD_TEXT, "已处理。");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "未处理");
    cgov_id issue = 0;
    assert_int_equal(town_try_report(town, town->resident, &against, 1, &issue), CGOV_OK);
    town_move(town, centre->officers[CLERK], issue, "accept", NULL, 0);
    town_move(town, centre->officers[DISPATCHER], issue, "dispatch", &lead, 1);
    town_move(town, bureau->officers[CONTACT], issue, "sign", NULL, 0);
    town_move(town, bureau->officers[CONTACT], issue, "start", NULL, 0);
    town_move(town, bureau->officers[CONTACT], issue, "done", &result, 1);
    town_move(town, bureau->officers[CONTACT], issue, "answer", &answer, 1);
    cgov_feed_view views[16];
    assert_int_equal(town_feed(town, town->auditor, views, 16), 4);
    town->now += MINUTE;
    town_appoint(town, town->neighbour, bureau->id, "operator");
    town_move(town, centre->officers[CHECKER], issue, "rework", &reason, 1);
    town->now += 70 * DAY;
    town_tick(town);
    uint32_t count = town_feed(town, town->auditor, views, 16);
    assert_true(count > 4 && count < 16); /* the district hears that it is late */
    town_assert_told(&views[5], CGOV_NEWS_SENT_BACK, town->resident);
    for (uint32_t i = 4; i < count; i += i == 4 ? 2 : 1) assert_int_equal(views[i].to, town->district.id);
}

/* Carried to a newer text, in which parties, states and moves have other numbers: what was told stays as it was told,
 * and what comes is told by the newer one. */
static void a_newer_text_tells_the_same(void **state) {
    (void)state;
    struct town town;
    bulletin_found(&town);
    static const struct {
        const char *before, *more;
    } additions[] = {{"  party intake ", "  party first \"首接单位\" organization\n"},
                     {"    state filed ", "    state noted \"已记录\" held by intake\n"},
                     {"  clock finish ", "  clock note from note until file refuse\n    for 1 days\n"
                                         "    late tell head of intake\n"},
                     {"  move classify ", "  move note reported -> noted\n    by clerk of intake\n    at most 1\n"},
                     {"  move file ", "  move unnote noted -> reported\n    by clerk of intake\n"}};
    char text[8192] = "";
    const char *rest = bulletin_rules;
    for (size_t i = 0; i < sizeof additions / sizeof additions[0]; i++) {
        const char *at = strstr(rest, additions[i].before);
        snprintf(text + strlen(text), sizeof text - strlen(text), "%.*s%s", (int)(at - rest), rest, additions[i].more);
        rest = at;
    }
    strcat(text, rest);
    static const struct kind kind = {.class_name = "event"};
    const cgov_detail suspend = town_number(CGOV_FIELD_DAYS, 5);
    cgov_id issue = bulletin_report(&town, &kind);
    bulletin_file(&town, issue, town.street.id);
    bulletin_close(&town, issue, &town.street, NULL, 0);
    town_move(&town, town.resident, issue, "reopen", NULL, 0);
    town.now += 6 * DAY;
    town_tick(&town);
    cgov_feed_view before[16], after[16];
    uint32_t count = town_feed(&town, town.auditor, before, 16);
    assert_int_equal(count, 6); /* opened, filed, closed and answered, reopened, late */
    cgov_act act = town_act(&town, town.founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption,
                                    .text = {text, CGOV_NUL_TERMINATED},
                                    .map = {"issue filed -> filed\n", CGOV_NUL_TERMINATED}};
    int32_t status = cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
    if (status != CGOV_OK) print_error("%s\n", town_error(&town).message);
    assert_int_equal(status, CGOV_OK);
    assert_int_equal(town_feed(&town, town.auditor, after, 16), count + 1);
    assert_memory_equal(before, after, count * sizeof before[0]);
    town_assert_told(&after[count], CGOV_NEWS_MIGRATED, town.street.id);
    assert_string_equal(after[count].state, "filed");
    town_move(&town, town.district.officers[HEAD], issue, "suspend", &suspend, 1);
    town_move(&town, town.street.officers[CONTACT], issue, "resume", NULL, 0);
    bulletin_close(&town, issue, &town.street, NULL, 0);
    assert_int_equal(town_feed(&town, town.auditor, after, 16), count + 6);
    assert_memory_equal(before, after, count * sizeof before[0]);
    town_assert_told(&after[count], CGOV_NEWS_MIGRATED, town.street.id);
    town_assert_told(&after[count + 1], CGOV_NEWS_ASSIGNED, town.street.id); /* by the district's head */
    town_assert_told(&after[count + 2], CGOV_NEWS_SUSPENDED, town.resident);
    town_assert_told(&after[count + 3], CGOV_NEWS_RESUMED, town.resident);
    town_assert_told(&after[count + 4], CGOV_NEWS_ASSIGNED, town.centre.id);
    town_assert_told(&after[count + 5], CGOV_NEWS_ANSWERED, town.resident);
    assert_string_equal(after[count + 4].move, "close");
    town_close(&town);
}

/* A calendar that comes later tells whoever holds what it moves. */
static void dues_that_move_are_told(void **state) {
    struct town *town = *state;
    town->now = town_at(2026, 12, 31, 9, 0);
    cgov_act act = town_act(town, town->founder);
    act.flags = CGOV_ACT_LONG_JUMP;
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, NULL), CGOV_OK);
    cgov_id issue = town_issue_in(town, "dispatched");
    town->now += HOUR;
    cgov_feed_view views[16];
    uint32_t before = town_feed(town, town->auditor, views, 16);
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    static const char more[] = "\ncalendar cn covers 2027-01-01 2027-12-31\n  source \"未发布\" unverified\n"
                               "  workdays mon tue wed thu fri\n  hours 08:30-12:00 14:00-17:30\n  off 2027-01-01\n";
    char *longer = calloc(1, text.len + sizeof more);
    memcpy(longer, text.ptr, text.len);
    memcpy(longer + text.len, more, sizeof more);
    act = town_act(town, town->founder);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {longer, CGOV_NUL_TERMINATED}};
    assert_int_equal(cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL), CGOV_OK);
    free(longer);
    uint32_t after = town_feed(town, town->auditor, views, 16);
    assert_true(after > before);
    for (uint32_t i = before; i < after; i++) {
        town_assert_told(&views[i], CGOV_NEWS_DUE_MOVED, town->street.id);
        assert_true(views[i].item == issue && views[i].due != 0);
        assert_string_equal(views[i].state, "dispatched");
    }
}

static void arguments(void **state) {
    struct town *town = *state;
    town_report(town, town->resident);
    cgov_reader reader = town_reader(town, town->auditor);
    uint64_t seq = 0, entry = 0;
    uint32_t count = 7;
    cgov_feed_view views[2] = {{.size = sizeof views[0]}};
    assert_int_equal(cgov_feed_list(NULL, &reader, &seq, &entry, views, 2, &count), CGOV_E_ARG);
    assert_int_equal(cgov_feed_list(town->ledger, NULL, &seq, &entry, views, 2, &count), CGOV_E_ARG);
    assert_int_equal(cgov_feed_list(town->ledger, &reader, NULL, &entry, views, 2, &count), CGOV_E_ARG);
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, NULL, views, 2, &count), CGOV_E_ARG);
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, NULL, 2, &count), CGOV_E_ARG);
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 0, &count), CGOV_E_ARG);
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, NULL), CGOV_E_ARG);
    views[0].size = 8;
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_E_ABI_SIZE);
    views[0].size = sizeof views[0];
    reader.actor = town->root;
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_E_KIND);
    reader.actor = town->auditor;
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_OK);
    assert_int_equal(count, 1);
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_DONE);
    assert_int_equal(count, 0);
    uint64_t kept = ++seq; /* what a consumer was told before its ledger lost it */
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(seq, kept);
    seq += UINT64_C(1) << 32; /* no part of a number is all of it */
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_E_NOT_FOUND);
    seq = (UINT64_C(1) << 32) + 1;
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_E_NOT_FOUND);
    seq = entry = UINT64_MAX;
    assert_int_equal(cgov_feed_list(town->ledger, &reader, &seq, &entry, views, 2, &count), CGOV_E_NOT_FOUND);
}

static int set_up(void **state) {
    struct town *town = calloc(1, sizeof *town);
    town_found(town, NULL);
    *state = town;
    return 0;
}

static int tear_down(void **state) {
    town_close(*state);
    free(*state);
    return 0;
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_is_told_once),
                                       IN_TOWN(the_masked_stay_masked),
                                       IN_TOWN(the_accused_hear_nothing),
                                       IN_TOWN(an_office_the_accused_comes_into),
                                       cmocka_unit_test(a_newer_text_tells_the_same),
                                       IN_TOWN(dues_that_move_are_told),
                                       IN_TOWN(arguments)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
