/* One of two ledgers that differ in what one confidential ballot says, asked everything, to be counted by callgrind:
 * scripts/check_twins.py runs one after the other, and what each of the functions named there takes must be equal.
 *
 *   cgov_twins RULES N     which: what the ballot of yes or no says, and the one of names; arguments of one length,
 *                          for by theirs the stack is laid out
 *
 * Every reading of the public face stands in one of the functions ask_of_...(). */
#include "cgov_found.h"

#include <stdlib.h>

enum { VOTERS = 9, READERS = 8, ROWS = 4, LAST_FIELD = 43 };

static struct {
    cgov_ledger *ledger;
    cgov_id founder, root, place, people[VOTERS], clerk, teller, second, auditor, other, item;
    uint64_t salt;
    int64_t now;
} town = {.now = INT64_C(1770339600000)};

static void must(const char *what, int32_t status) {
    if (status != CGOV_OK && !cgov_told(town.ledger, what, status)) exit(1);
}

static cgov_act act_of(cgov_id actor, uint64_t key) {
    town.now += 1000;
    return (cgov_act){
        .size = sizeof(cgov_act), .actor = actor, .now = town.now, .salt = {++town.salt, 1}, .key = {key}};
}

static cgov_id add(uint32_t kind, cgov_id parent) {
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .parent = parent, .name = text_of("A")};
    cgov_id id = 0;
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = text_of("estate");
    cgov_act act = act_of(town.founder, 0);
    must("add", cgov_entity_add(town.ledger, &act, &entity, &id));
    return id;
}

static cgov_id office(const char *role, cgov_id at) {
    const cgov_id who = add(CGOV_KIND_RESIDENT, town.root);
    cgov_appointment_draft term = {.size = sizeof term, .resident = who, .organization = at, .role = text_of(role)};
    cgov_act act = act_of(town.founder, 0);
    must("appoint", cgov_appointment_add(town.ledger, &act, &term, NULL));
    return who;
}

static void move(cgov_id actor, const char *name) {
    cgov_act act = act_of(actor, 0);
    must(name, cgov_item_move(town.ledger, &act, town.item, name, NULL, 0, NULL));
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id elector, uint64_t key, const char *choice) {
    const cgov_detail said = {.size = sizeof said, .field = CGOV_FIELD_CHOICE, .text = text_of(choice)};
    cgov_act act = act_of(actor, key);
    return cgov_roll_enter(town.ledger, &act, town.item, roll, elector, &said, choice ? 1 : 0, NULL);
}

static void found(const char *path) {
    static char rules[16384];
    FILE *file = fopen(path, "rb");
    if (!file) exit(2);
    cgov_genesis genesis = {.size = sizeof genesis,
                            .flags = CGOV_ADOPT_UNVERIFIED,
                            .ledger_id = {7, 1},
                            .utc_offset = 480,
                            .rulebook = {rules, fread(rules, 1, sizeof rules, file)},
                            .organization = text_of("D"),
                            .organization_kind = text_of("government"),
                            .resident = text_of("F")};
    fclose(file);
    const cgov_ledger_options options = {.size = sizeof options};
    cgov_ledger_view info = {.size = sizeof info};
    cgov_act act = act_of(0, 0);
    must("found", cgov_ledger_create(&options, &genesis, &act, &town.ledger));
    must("info", cgov_ledger_get(town.ledger, &info));
    town.founder = info.founder;
    town.root = info.root;
    town.place = add(CGOV_KIND_ORGANIZATION, town.root);
    for (uint32_t i = 0; i < VOTERS; i++) town.people[i] = add(CGOV_KIND_RESIDENT, town.place);
    town.clerk = office("clerk", town.place);
    town.teller = office("teller", town.place);
    town.second = office("teller", town.place);
    town.auditor = office("auditor", town.root);
    town.other = add(CGOV_KIND_RESIDENT, town.root);
    uint32_t estate = 0;
    must("estate", cgov_field_find(town.ledger, "estate", &estate));
    const cgov_detail details[] = {{.size = sizeof *details, .field = estate, .number = (int64_t)town.place},
                                   {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = text_of("T")}};
    act = act_of(town.clerk, 0);
    must("open", cgov_item_open(town.ledger, &act, "vote", details, 2, &town.item));
}

void casting_of(const char *roll, uint32_t who, const char *choice);
void ending(void);

/* What differs is said; and the count, of which the ballots are a part. */
__attribute__((noinline)) void casting_of(const char *roll, uint32_t who, const char *choice) {
    must("cast", enter(town.people[who], roll, town.people[who], 9, choice));
}

__attribute__((noinline)) void ending(void) {
    move(town.teller, "count");
}

static void vote(const char *choice, const char *names) {
    move(town.clerk, "list");
    for (uint32_t i = 0; i < 3; i++) must("stand", enter(town.clerk, "candidates", town.people[i], 0, NULL));
    move(town.clerk, "begin");
    for (uint32_t i = 3; i < 8; i++) must("vote", enter(town.people[i], "ballots", town.people[i], 0, "yes"));
    casting_of("ballots", 0, choice);
    must("vote", enter(town.people[1], "ballots", town.people[1], 0, "abstain"));
    must("pick", enter(town.people[2], "picks", town.people[2], 0, "blank"));
    casting_of("picks", 3, names);
    must("pick", enter(town.people[4], "picks", town.people[4], 0, "1 3"));
}

/* ---- counted ---- */

/* A list to its end. */
#define ALL(call)                                                                                                      \
    for (uint64_t cursor = 0, more = 1; more != 0;) more = (call) == CGOV_OK && count == ROWS

/* What is answered into. */
static union {
    cgov_feed_view feed[ROWS];
    cgov_figure_view figures[ROWS];
    cgov_run_view runs[ROWS];
    cgov_move_view moves[ROWS];
    cgov_item_view items[ROWS];
    cgov_clock_view clocks[ROWS];
    cgov_party_view parties[ROWS];
    cgov_history_view history[ROWS];
    cgov_detail_view details[ROWS];
    cgov_entity_view entities[ROWS];
    cgov_appointment_view appointments[ROWS];
    cgov_roll_view rolls[ROWS];
    cgov_entry_view entries[ROWS];
    cgov_tally_view tallies[ROWS];
    cgov_share_view shares[ROWS];
    cgov_rule_view rules[ROWS];
    cgov_edge_view edges[ROWS];
    cgov_duty_view duties[ROWS];
    cgov_field_view fields[ROWS];
    cgov_choice_view choices[ROWS];
    cgov_comparison_view comparisons[ROWS];
    cgov_erasure_view erasure;
    cgov_route_view route;
    cgov_ledger_view ledger;
} out;
static char text[16384];

#define SIZED(member) (out.member[0].size = sizeof out.member[0], out.member)

static void ask_of_item(const cgov_ledger *ledger, const cgov_reader *reader) {
    static const char *const rolls[] = {"electors", "candidates", "ballots", "picks"};
    const cgov_figure_query figures = {.size = sizeof figures};
    const cgov_item_query items = {.size = sizeof items};
    const cgov_id ids[] = {town.item, town.place, town.people[0], town.people[3]};
    uint32_t count = 0;
    uint64_t entry = 0;
    cgov_time due = 0;
    ALL(cgov_feed_list(ledger, reader, &cursor, &entry, SIZED(feed), ROWS, &count));
    ALL(cgov_figure_list(ledger, reader, &figures, &cursor, SIZED(figures), ROWS, &count));
    ALL(cgov_run_list(ledger, reader, &figures, &cursor, SIZED(runs), ROWS, &count));
    ALL(cgov_move_list(ledger, reader, town.item, &cursor, SIZED(moves), ROWS, &count));
    (void)cgov_item_get(ledger, reader, town.item, SIZED(items));
    ALL(cgov_clock_list(ledger, reader, town.item, &cursor, SIZED(clocks), ROWS, &count));
    ALL(cgov_party_list(ledger, reader, town.item, &cursor, SIZED(parties), ROWS, &count));
    ALL(cgov_history_list(ledger, reader, town.item, &cursor, SIZED(history), ROWS, &count));
    ALL(cgov_item_list(ledger, reader, &items, &cursor, SIZED(items), ROWS, &count));
    ALL(cgov_item_queue(ledger, reader, &items, &due, &cursor, SIZED(items), ROWS, &count));
    ALL(cgov_roll_list(ledger, reader, town.item, &cursor, SIZED(rolls), ROWS, &count));
    ALL(cgov_share_list(ledger, reader, town.item, &cursor, SIZED(shares), ROWS, &count));
    for (uint32_t i = 0; i < 4; i++) {
        ALL(cgov_entry_list(ledger, reader, town.item, rolls[i], &cursor, SIZED(entries), ROWS, &count));
        ALL(cgov_tally_list(ledger, reader, town.item, rolls[i], &cursor, SIZED(tallies), ROWS, &count));
        out.entities[0].size = sizeof out.entities[0];
        (void)cgov_entity_get(ledger, reader, ids[i], out.entities);
        ALL(cgov_unit_list(ledger, reader, ids[i], &cursor, SIZED(entities), ROWS, &count));
        ALL(cgov_appointment_list(ledger, reader, ids[i], &cursor, SIZED(appointments), ROWS, &count));
    }
}

static void ask_of_decisions(const cgov_ledger *ledger, const cgov_reader *reader) {
    static const char *const deciding[] = {"count", "choose"}, *const bound[] = {"electors", "ballots"};
    uint32_t count = 0;
    uint64_t needed = 0;
    cgov_outcome outcome = {.size = sizeof outcome};
    for (uint32_t i = 0; i < 2; i++) {
        (void)cgov_certificate(ledger, reader, town.item, deciding[i], 0, text, sizeof text, &needed);
        (void)cgov_decision_try(ledger, reader, town.item, deciding[i], &outcome, SIZED(comparisons), ROWS, &count);
        (void)cgov_roll_root(ledger, reader, town.item, bound[i], 0, text, sizeof text, &needed);
        (void)cgov_roll_proof(ledger, reader, town.item, bound[i], 0, town.people[3], text, sizeof text, &needed);
        uint64_t cursor = 0, tags[4];
        uint32_t found = 0;
        (void)cgov_sealed_list(ledger, reader, town.item, bound[i], &cursor, tags, 4, &found);
        (void)cgov_sealed_get(ledger, reader, town.item, bound[i], found ? tags[0] : 1, NULL, text, sizeof text,
                              &needed);
    }
}

static void ask_of_records(const cgov_ledger *ledger, const cgov_reader *reader) {
    uint32_t count = 0;
    uint64_t needed = 0;
    out.ledger.size = sizeof out.ledger;
    must("ledger", cgov_ledger_get(ledger, &out.ledger));
    const uint64_t last = out.ledger.seq;
    for (uint64_t at = last - 12; at <= last; at++) {
        ALL(cgov_detail_list(ledger, reader, town.item, at, &cursor, SIZED(details), ROWS, &count));
        (void)cgov_certificate(ledger, reader, town.item, "count", at, text, sizeof text, &needed);
        (void)cgov_record_get(ledger, at, text, sizeof text, &needed);
        for (uint32_t field = 1; field < LAST_FIELD; field++) {
            (void)cgov_text_get(ledger, reader, town.item, at, field, text, sizeof text, &needed);
            out.erasure.size = sizeof out.erasure;
            (void)cgov_erasure_get(ledger, reader, town.item, at, field, &out.erasure);
        }
    }
}

static void ask_of_texts(const cgov_ledger *ledger, const cgov_reader *reader) {
    const cgov_route_query route = {.size = sizeof route};
    const cgov_text external = text_of("x");
    uint32_t count = 0;
    uint64_t needed = 0;
    cgov_id id = 0;
    ALL(cgov_entity_list(ledger, reader, CGOV_KIND_RESIDENT, town.root, &cursor, SIZED(entities), ROWS, &count));
    (void)cgov_external_find(ledger, reader, CGOV_KIND_RESIDENT, town.root, &external, &id);
    out.route.size = sizeof out.route;
    (void)cgov_route_get(ledger, reader, &route, &out.route);
    (void)cgov_rulebook_text(ledger, reader, 1, text, sizeof text, &needed);
    ALL(cgov_rule_list(ledger, reader, 1, 1, "vote", &cursor, SIZED(rules), ROWS, &count));
    ALL(cgov_edge_list(ledger, reader, 1, "vote", &cursor, SIZED(edges), ROWS, &count));
    ALL(cgov_duty_list(ledger, reader, 1, NULL, &cursor, SIZED(duties), ROWS, &count));
    ALL(cgov_field_list(ledger, reader, 1, "vote", NULL, "count", &cursor, SIZED(fields), ROWS, &count));
    ALL(cgov_choice_list(ledger, reader, 1, "vote", NULL, CGOV_FIELD_CHOICE, &cursor, SIZED(choices), ROWS, &count));
}

static void ask(cgov_id actor) {
    cgov_error error = {.size = sizeof error};
    const cgov_reader reader = {.size = sizeof reader, .actor = actor, .at = town.now, .error_out = &error};
    ask_of_item(town.ledger, &reader);
    ask_of_decisions(town.ledger, &reader);
    ask_of_records(town.ledger, &reader);
    ask_of_texts(town.ledger, &reader);
}

void asked(bool auditors);
void tried(void);

/* By every kind of reader; after the count auditors are told. */
__attribute__((noinline)) void asked(bool auditors) {
    uint8_t digest[32];
    const cgov_id readers[READERS] = {0,          town.people[0], town.people[3], town.people[8],
                                      town.clerk, town.teller,    town.founder,   auditors ? town.auditor : town.other};
    uint32_t number = 0;
    cgov_time due = 0;
    cgov_error error = {.size = sizeof error};
    for (uint32_t i = 0; i < READERS; i++) ask(readers[i]);
    (void)cgov_ledger_next_due(town.ledger, &due);
    (void)cgov_ledger_error(town.ledger, &error);
    (void)cgov_field_find(town.ledger, "choice", &number);
    (void)cgov_journal_digest(town.ledger, digest);
    (void)cgov_state_digest(town.ledger, digest);
}
/* Another choice under the same key, by the elector and by others; what is refused. */
__attribute__((noinline)) void tried(void) {
    static const char *const choices[] = {"yes", "no", "abstain", "blank", "block", "1 3", "2", "1 1", ""};
    for (uint32_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (i < 4) must("again", enter(town.people[0], "ballots", town.people[0], 9, choices[i]) - CGOV_REPEAT);
        if (i > 4 && i < 7) must("again", enter(town.people[3], "picks", town.people[3], 9, choices[i]) - CGOV_REPEAT);
        (void)enter(town.other, "ballots", town.people[0], 9, choices[i]);
        (void)enter(town.people[1], "picks", town.people[3], 0, choices[i]);
        (void)enter(town.people[0], "picks", town.people[0], 9, choices[i]);
    }
    for (uint32_t i = 0; i < 3; i++) {
        cgov_act act = act_of(i == 0 ? town.clerk : town.people[i + 5], 0);
        (void)cgov_roll_leave(town.ledger, &act, town.item, "ballots", town.people[0], 0, NULL, 0, NULL);
        (void)cgov_item_move(town.ledger, &act, town.item, "count", NULL, 0, NULL);
    }
}

int main(int argc, char **argv) {
    static const char *const said[][2] = {{"no", "1 3"}, {"abstain", "2 3"}, {"blank", "2"}, {"no", "blank"}};
    const unsigned which = argc == 3 ? (unsigned)(argv[2][0] - '0') : 9;
    if (which >= sizeof said / sizeof *said) return 2;
    found(argv[1]);
    vote(said[which][0], said[which][1]);
    tried();
    asked(true);
    move(town.clerk, "close");
    asked(true);
    ending();
    asked(false);
    cgov_ledger_close(town.ledger);
    return 0;
}
