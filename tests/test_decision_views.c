/* Who sees what of a decision, before it is open, while people vote, while it is counted and after: cell by cell of
 * tests/views/matrix.txt. An owners' decision by open ballots, which is not public; an election on paper, whose title
 * is. */
#include "support/estate.h"
#include "support/matrix.h"
#include "support/on_an_assembly.h"

#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>

static const char letters[] = "grebcptwdkfa";
enum { G, R, E, B, C, P, T, W, D, K, F, A, CELLS };

/* Which rolls the cells speak of. */
struct rolls {
    const char *cast, *ballots; /* who voted, or was given paper; what they said */
};

static const struct town *of;
static cgov_reader reader;

/* Entries of others that name somebody, and those that say something; entries of the reader are their own. */
static void look_at(cgov_id item, const char *roll, uint32_t *names, uint32_t *says, uint32_t *stands_in) {
    static cgov_entry_view entries[2048];
    uint64_t cursor = 0;
    uint32_t count = 0;
    entries[0] = (cgov_entry_view){.size = sizeof entries[0]};
    *names = *says = *stands_in = 0;
    if (cgov_entry_list(of->ledger, &reader, item, roll, &cursor, entries, 2048, &count) < CGOV_OK) return;
    for (uint32_t i = 0; i < count; i++) {
        if (entries[i].elector == reader.actor && reader.actor) continue;
        *names += entries[i].elector != 0;
        *says += entries[i].choice[0] != '\0' || entries[i].places != 0;
        *stands_in += entries[i].named != 0;
    }
}

static bool has_sums(cgov_id item, const char *roll) {
    cgov_tally_view rows[16] = {{.size = sizeof rows[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (cgov_tally_list(of->ledger, &reader, item, roll, &cursor, rows, 16, &count) < CGOV_OK) return false;
    for (uint32_t i = 0; i < count; i++)
        if (rows[i].heads != 0 && rows[i].tally != CGOV_TALLY_SILENT) return true;
    return false;
}

/* The feed's entries of the item: of its last move that tells, and whether it is told to the reader, or to an
 * organization: that is one in which they hold office. */
static void read_feed(cgov_id item, bool *hears, bool *is_told) {
    static cgov_feed_view told[512];
    uint64_t seq = 0, entry = 0, last = 0;
    uint32_t count = 0;
    told[0] = (cgov_feed_view){.size = sizeof told[0]};
    while (cgov_feed_list(of->ledger, &reader, &seq, &entry, told, 512, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) {
            if (told[i].item != item || told[i].what != CGOV_NEWS_TOLD) continue;
            *is_told = told[i].seq == last ? *is_told : false;
            last = told[i].seq;
            *hears = true;
            *is_told |= told[i].to != 0;
        }
}

static void look(cgov_id item, const struct rolls *rolls, cgov_id who, char cells[CELLS + 1]) {
    cgov_item_view view = {.size = sizeof view};
    cgov_roll_view listed = {.size = sizeof listed};
    cgov_outcome outcome = {.size = sizeof outcome};
    cgov_comparison_view made[8] = {{.size = sizeof made[0]}};
    char certificate[8192];
    uint64_t cursor = 0, needed = 0;
    uint32_t count = 0, unused, names[3], says, stands_in;
    reader = (cgov_reader){.size = sizeof reader, .actor = who, .at = of->now};
    bool seen[CELLS] = {[G] = cgov_item_get(of->ledger, &reader, item, &view) == CGOV_OK};
    while (cgov_roll_list(of->ledger, &reader, item, &cursor, &listed, 1, &count) == CGOV_OK && count) {
        seen[R] = true;
        seen[W] |= strcmp(listed.name, rolls->ballots) == 0 && listed.waiting != 0;
    }
    look_at(item, "electors", &names[0], &unused, &unused);
    look_at(item, rolls->cast, &names[1], &unused, &unused);
    look_at(item, rolls->ballots, &names[2], &says, &unused);
    seen[E] = names[0] != 0;
    seen[B] = names[1] != 0;
    seen[C] = says != 0;
    look_at(item, "proxies", &unused, &unused, &stands_in);
    seen[P] = stands_in != 0;
    seen[T] = has_sums(item, rolls->ballots);
    seen[D] = cgov_decision_try(of->ledger, &reader, item, "count", &outcome, made, 8, &count) == CGOV_OK;
    seen[K] =
        cgov_certificate(of->ledger, &reader, item, "count", 0, certificate, sizeof certificate, &needed) == CGOV_OK;
    read_feed(item, &seen[F], &seen[A]);
    for (int c = 0; c < CELLS; c++) cells[c] = seen[c] ? letters[c] : '.';
    cells[CELLS] = '\0';
}

struct named_reader {
    const char *name;
    cgov_id id;
};

static int compare(const char *thing, cgov_id item, const struct rolls *rolls, const struct named_reader *readers,
                   int count) {
    int wrong = 0;
    for (int r = 0; r < count; r++) {
        char cells[CELLS + 1];
        const char *expected = matrix_cells(thing, readers[r].name);
        look(item, rolls, readers[r].id, cells);
        if (expected && strcmp(cells, expected) == 0) continue;
        print_error("%s, %s:\n  expected %s\n  seen     %s\n", thing, readers[r].name, expected ? expected : "nothing",
                    cells);
        wrong++;
    }
    return wrong;
}

/* ---- owners ---- */

static struct estate estate;

static void owners_decide(void **state) {
    (void)state;
    static const struct rolls rolls = {"ballots", "ballots"};
    estate_found(&estate, NULL, "owners", false);
    of = &estate.town;
    const cgov_id proxy = town_resident(&estate.town, "受托人", estate.town.root);
    const struct named_reader readers[] = {{"public", 0},
                                           {"stranger", town_resident(&estate.town, "路人", estate.town.root)},
                                           {"owner", estate.owners[7]},
                                           {"voter", estate.owners[2]},
                                           {"proxy", proxy},
                                           {"boss", estate.boss},
                                           {"teller", estate.teller},
                                           {"auditor", estate.town.auditor}};
    enum { READERS = sizeof readers / sizeof readers[0] };
    int wrong = 0;
    uint32_t number = 0;
    assert_int_equal(matrix_read("decisions", letters), 4 * READERS);
    wrong += compare("listed", estate_draft(&estate, "owners_other", estate.place), &rolls, readers, READERS);
    const cgov_id item = estate_begin(&estate, "owners_other", estate.place);
    assert_int_equal(cgov_field_find(of->ledger, "proxy", &number), CGOV_OK);
    const cgov_detail named = town_number(number, (int64_t)proxy);
    cgov_act act = town_act(&estate.town, estate.owners[4]);
    assert_int_equal(cgov_roll_enter(of->ledger, &act, item, "proxies", estate.owners[4], &named, 1, NULL), CGOV_OK);
    for (uint32_t o = 0; o < 4; o++) assert_int_equal(estate_try_vote(&estate, item, o, o ? "yes" : "no"), CGOV_OK);
    assert_int_equal(estate_enter(&estate, estate.teller, item, "ballots", estate.owners[9], "yes"), CGOV_OK);
    wrong += compare("voting", item, &rolls, readers, READERS);
    estate.town.now = town_at(2026, 7, 8, 9, 0);
    town_tick(&estate.town);
    town_assert_state(&estate.town, item, "counting");
    wrong += compare("counting", item, &rolls, readers, READERS);
    estate_move(&estate, estate.teller, item, "count");
    wrong += compare("decided", item, &rolls, readers, READERS);
    assert_int_equal(wrong, 0);
    town_close(&estate.town);
}

/* ---- villagers elect ---- */

static cgov_id board, board_clerk, teller[2];

static void call_election(cgov_id board_head, cgov_id *election) {
    const cgov_detail details[] = {town_number(field("board"), (int64_t)board), town_number(field("seats"), 1)};
    const cgov_detail day = town_number(field("day"), 20250520);
    *election = open_item(town.street.officers[HEAD], "village_election", details, 2);
    import_by(board_clerk, *election, "electors", 0, 100);
    town_move(&town, board_head, *election, "publish", &day, 1);
}

static void box(cgov_id election, cgov_id by) {
    const cgov_tally_row rows[] = {{.size = sizeof rows[0], .tally = CGOV_TALLY_CAST, .heads = 60},
                                   {.size = sizeof rows[0], .tally = CGOV_TALLY_CANDIDATE, .number = 1, .heads = 40}};
    cgov_act act = town_act(&town, by);
    assert_int_equal(cgov_roll_bundle(town.ledger, &act, election, "ballots", rows, 2, NULL), CGOV_OK);
}

static void villagers_elect(void **state) {
    static const struct rolls rolls = {"marks", "ballots"};
    if (with_assemblies(state)) fail();
    of = &town;
    board = town_organization(&town, "选举委员会", "committee", town.street.id);
    const cgov_id board_head = town_resident(&town, "负责人", town.street.id);
    board_clerk = town_resident(&town, "受理员", town.street.id);
    town_appoint(&town, board_head, board, "head");
    town_appoint(&town, board_clerk, board, "clerk");
    for (int t = 0; t < 2; t++) {
        teller[t] = town_resident(&town, "计票人", town.street.id);
        town_appoint(&town, teller[t], board, "teller");
    }
    const struct named_reader readers[] = {{"public", 0},
                                           {"stranger", town_resident(&town, "路人", town.root)},
                                           {"elector", adult[80]},
                                           {"marked", adult[5]},
                                           {"proxy", adult[700]},
                                           {"teller", teller[0]},
                                           {"auditor", town.auditor}};
    enum { READERS = sizeof readers / sizeof readers[0] };
    int wrong = 0;
    cgov_id election = 0;
    assert_int_equal(matrix_read("elections", letters), 4 * READERS);
    call_election(board_head, &election);
    wrong += compare("published", election, &rolls, readers, READERS);
    town.now = town_at(2025, 5, 5, 9, 0);
    do_move(board_clerk, election, "settle");
    import_by(board_clerk, election, "candidates", 10, 13);
    const cgov_detail named = town_number(field("proxy"), (int64_t)adult[700]);
    cgov_act act = town_act(&town, board_clerk);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, election, "proxies", adult[70], &named, 1, NULL), CGOV_OK);
    town.now = town_at(2025, 5, 20, 9, 0);
    do_move(board_head, election, "begin");
    for (int t = 0; t < 2; t++) import_by(teller[t], election, "marks", 0, 60);
    wrong += compare("polling", election, &rolls, readers, READERS);
    town.now += 2 * DAY;
    town_tick(&town);
    box(election, teller[0]);
    wrong += compare("boxed", election, &rolls, readers, READERS);
    box(election, teller[1]);
    do_move(teller[0], election, "count");
    wrong += compare("announced", election, &rolls, readers, READERS);
    assert_int_equal(wrong, 0);
    leave(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(owners_decide), cmocka_unit_test(villagers_elect)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
