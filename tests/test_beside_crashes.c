/* A reader beside a writer that dies: killed between any two calls of its storage or in the middle of a write, with its
 * power cut or not, and opened again, which may be cut short too. Between all calls the reader refreshes. It never
 * shows what was not acknowledged, and never calls damage what is none. */
#include "support/between.h"
#include "support/place.h"
#include "support/random.h"
#include "support/test.h"

#include "store/storage.h"

#define STATES 4096u /* of a ledger, by seq */
#define READERS 3u

struct life {
    cgov_storage memory, failing, storage; /* what holds the bytes; which fails; between whose calls is read */
    struct fault fault;
    struct between between;
    struct town town;
    uint64_t seed, told;           /* told: the last seq that the writer answered for */
    cgov_ledger *readers[READERS]; /* NULL: no slot spoke when one was opened, after the power went; so it was closed */
    struct state {
        bool known, seen;              /* the writer was in it; a reader has shown it, */
        uint8_t digest[32], shown[32]; /* so */
    } states[STATES];
    uint32_t refreshes, openings, unsaid, news, kills, cuts;
};

/* ---- what readers show ---- */

static cgov_ledger_view info_of(const cgov_ledger *ledger) {
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(ledger, &info), CGOV_OK);
    return info;
}

/* What is shown is on the disk, and is one state only, the same whoever shows it. */
static void look(struct life *life, const cgov_ledger *reader) {
    const cgov_ledger_view info = info_of(reader);
    uint64_t durable = 0;
    uint8_t digest[32];
    assert_int_equal(life->fault.disk.length(life->fault.disk.user, "journal", &durable), 0);
    assert_true(info.journal_bytes <= durable);
    assert_true(info.seq < STATES && info.durable_seq == info.seq);
    assert_int_equal(cgov_state_digest(reader, digest), CGOV_OK);
    struct state *state = &life->states[info.seq];
    if (state->known) assert_memory_equal(state->digest, digest, 32);
    if (state->seen) assert_memory_equal(state->shown, digest, 32);
    state->seen = true;
    memcpy(state->shown, digest, 32);
}

/* Where no slot speaks it opens and says so, and what it shows is then nobody's word. */
static void open_reader(struct life *life, cgov_ledger **out) {
    const cgov_ledger_options options = {.size = sizeof options, .flags = CGOV_OPEN_READ, .storage = &life->memory};
    assert_int_equal(cgov_ledger_open(&options, out), CGOV_OK);
    life->openings++;
    if (!info_of(*out).ack_missing) return;
    assert_true(life->cuts > 0);
    cgov_ledger_close(*out);
    *out = NULL;
    life->unsaid++;
}

/* Some of them look now; now and then one is opened anew. */
static void read_now(void *user, uint32_t op, const char *name) {
    struct life *life = user;
    (void)name;
    if (op == FAULT_LIST || op == FAULT_SALT) return;
    for (uint32_t i = 0; i < READERS; i++) {
        if (random_below(&life->seed, 3)) continue;
        cgov_ledger **reader = &life->readers[i];
        if (!*reader || !random_below(&life->seed, 40)) {
            cgov_ledger_close(*reader);
            open_reader(life, reader);
        } else {
            uint64_t before = info_of(*reader).seq, seq = 0;
            assert_int_equal(cgov_ledger_refresh(*reader, &seq), CGOV_OK);
            assert_true(seq >= before);
            life->news += seq > before;
        }
        life->refreshes++;
        if (*reader) look(life, *reader);
    }
}

/* ---- the writer ---- */

/* The state that the writer is in, dead or alive: what was shown of this seq was this. */
static void remember(struct life *life) {
    const cgov_ledger_view info = info_of(life->town.ledger);
    assert_true(info.seq < STATES);
    struct state *state = &life->states[info.seq];
    state->known = true;
    assert_int_equal(cgov_state_digest(life->town.ledger, state->digest), CGOV_OK);
    if (state->seen) assert_memory_equal(state->shown, state->digest, 32);
}

static int32_t adopt(struct town *town) {
    static const char map[] = "part asked -> asked\npart arrived -> arrived\norder asked -> asked\n"
                              "issue registered -> registered\nissue accepted -> accepted\n"
                              "issue dispatched -> dispatched\nissue signed -> signed\nissue handling -> handling\n"
                              "issue suspended -> suspended\nissue checking -> checking\nissue closed -> closed\n";
    const cgov_act act = town_act(town, town->founder);
    const cgov_adoption_draft adoption = {
        .size = sizeof adoption, .text = town_shipped("standard"), .map = {map, CGOV_NUL_TERMINATED}};
    return cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL);
}

/* One command, deferred or not, or a flush. */
static int32_t step(struct life *life) {
    struct town *town = &life->town;
    cgov_act tick;
    cgov_id id = UINT64_C(3) << 44 | (1 + random_below(&life->seed, 40));
    town->flags = random_below(&life->seed, 2) ? CGOV_ACT_DEFER : 0;
    town->now += (int64_t)random_below(&life->seed, 3) * HOUR;
    switch (random_below(&life->seed, 16)) {
    case 0:
        return adopt(town);
    case 1:
        town->now += 20 * DAY;
        tick = town_act(town, 0);
        return cgov_ledger_tick(town->ledger, &tick, NULL);
    case 2:
    case 3:
        return cgov_ledger_flush(town->ledger, NULL);
    case 4:
    case 5:
    case 6:
        return town_try_move(town, town->centre.officers[CLERK], id, "accept", NULL, 0);
    default:
        return town_try_report(town, town->resident, NULL, 0, NULL);
    }
}

static bool died(int32_t status) {
    return status == CGOV_E_STORAGE || status == CGOV_E_POISONED;
}

/* Until the storage fails, for good. */
static void live(struct life *life) {
    for (uint32_t i = 0; i < 64; i++) {
        int32_t status = step(life);
        remember(life);
        cgov_ledger_view info = info_of(life->town.ledger);
        if (died(status) || info.poisoned) return;
        life->told = info.durable_seq;
    }
}

/* Opens it for writing; false where that was cut short. What is there then is all that was told, and what was there and
 * is not was never shown. */
static bool reopen(struct life *life) {
    const cgov_ledger_options options = {.size = sizeof options, .storage = &life->storage};
    int32_t status = cgov_ledger_open(&options, &life->town.ledger);
    if (status) assert_int_equal(status, CGOV_E_STORAGE);
    if (status) return false;
    const cgov_ledger_view info = info_of(life->town.ledger);
    assert_true(info.seq >= life->told);
    for (uint64_t seq = info.seq + 1; seq < STATES; seq++) {
        assert_false(life->states[seq].seen);
        life->states[seq].known = false;
    }
    life->town.now = info.now > life->town.now ? info.now : life->town.now;
    life->told = info.seq;
    remember(life);
    return true;
}

/* The process is gone, perhaps with the machine; then what no sync had brought to the disk is gone, but for some of it.
 */
static void die(struct life *life) {
    uint64_t held = 1;
    if (life->town.ledger) town_close(&life->town);
    fault_arm(&life->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    life->kills++;
    if (random_below(&life->seed, 2)) {
        fault_power_cut(&life->fault, random_below(&life->seed, 3) ? random_below(&life->seed, 600) : 0);
        life->cuts++;
    }
    life->memory.lock(life->memory.user, 0, &held);
    read_now(life, FAULT_LOCK, "");
}

static void arm(struct life *life, uint32_t within) {
    uint32_t kind = random_below(&life->seed, FAULT_KINDS - 1);
    if (kind == FAULT_SILENT) kind = FAULT_UNSAID;
    fault_arm(&life->fault, FAULT_ANY, 1 + random_below(&life->seed, within), true, (enum fault_kind)kind);
    life->fault.sector = random_below(&life->seed, 2) ? 512 : 4096;
}

static void begin(struct life *life, uint64_t seed) {
    memset(life, 0, sizeof *life);
    life->seed = seed;
    life->memory.size = sizeof life->memory;
    assert_int_equal(cgov_storage_memory(NULL, &life->memory), CGOV_OK);
    fault_open(&life->fault, &life->memory, &life->failing);
    life->storage = between_open(&life->between, &life->failing);
    const struct town_options options = {.storage = &life->storage};
    town_found(&life->town, &options);
    life->told = info_of(life->town.ledger).seq;
    remember(life);
    for (uint32_t i = 0; i < READERS; i++) open_reader(life, &life->readers[i]);
    life->between.act = read_now;
    life->between.user = life;
}

static void end(struct life *life) {
    life->between.act = NULL;
    assert_int_equal(cgov_ledger_flush(life->town.ledger, NULL), CGOV_OK);
    for (uint32_t i = 0; i < READERS; i++) {
        uint64_t seq = 0;
        if (!life->readers[i]) open_reader(life, &life->readers[i]);
        assert_int_equal(cgov_ledger_refresh(life->readers[i], &seq), CGOV_OK);
        assert_int_equal(seq, info_of(life->town.ledger).seq);
        look(life, life->readers[i]);
        cgov_ledger_close(life->readers[i]);
    }
    town_close(&life->town);
    fault_close(&life->fault);
    assert_int_equal(cgov_storage_close(&life->memory), CGOV_OK);
}

/* A writer killed, cut and reopened so often, in ledgers of some hundred records each. */
static void a_writer_that_dies_shows_nothing_it_did_not_answer_for(void **state) {
    (void)state;
    struct life *life = malloc(sizeof *life);
    uint64_t seed = random_seed(UINT64_C(0xbe51de));
    uint32_t deaths = getenv("CGOV_FULL") ? 1000 : 60, kills = 0, cuts = 0, refreshes = 0, news = 0, openings = 0,
             unsaid = 0;
    while (kills < deaths) {
        begin(life, random_next(&seed));
        while (life->kills < 20) {
            arm(life, 60);
            live(life);
            remember(life);
            die(life);
            do {
                if (random_below(&life->seed, 2)) arm(life, 24);
                if (reopen(life)) break;
                die(life);
            } while (true);
            fault_arm(&life->fault, FAULT_ANY, 0, false, FAULT_ERROR);
        }
        kills += life->kills;
        cuts += life->cuts;
        refreshes += life->refreshes;
        news += life->news;
        openings += life->openings;
        unsaid += life->unsaid;
        end(life);
    }
    print_message("# %u kills, %u of them power cuts; %u refreshes, %u with news; %u openings, %u without a slot\n",
                  kills, cuts, refreshes, news, openings, unsaid);
    assert_true(cuts > kills / 4 && news > kills && openings > kills / 2);
    free(life);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_writer_that_dies_shows_nothing_it_did_not_answer_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
