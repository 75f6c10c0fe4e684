/* Ballots of each way to vote, one kind a run, by so many electors, of whom twelve stand: what one takes of memory is
 * printed; what it takes of instructions callgrind counts (scripts/check_steps.py).
 *
 *   cgov_ways ways.rules ROLL ELECTORS     plain, named, scored, ranked, hidden or pointed: the rolls of that text
 *
 * No two say the same where they name candidates, as far as there are ways to: the dearest there is. */
#include "cgov_found.h"

#include <stdlib.h>

enum {
    STANDING = 12,
    MOST = 64 /* bytes of an entry */,
    ENOUGH = 100000 /* for it to be told from what is had anyway */
};

static cgov_ledger *ledger;
static cgov_id root, founder, clerk, place, first, poll;
static uint64_t salt;
static uint32_t electors;

static void must(const char *what, int32_t status) {
    if (status != CGOV_OK && !cgov_told(ledger, what, status)) exit(1);
}

static cgov_act act_of(cgov_id actor) {
    return (cgov_act){
        .size = sizeof(cgov_act), .flags = CGOV_ACT_DEFER, .actor = actor, .now = WORK_START, .salt = {++salt, 1}};
}

static cgov_id add(uint32_t kind, cgov_id parent) {
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .parent = parent, .name = text_of("某")};
    cgov_id id = 0;
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = text_of("government");
    cgov_act act = act_of(founder);
    must("add", cgov_entity_add(ledger, &act, &entity, &id));
    return id;
}

static void move(const char *name) {
    cgov_act act = act_of(clerk);
    must(name, cgov_item_move(ledger, &act, poll, name, NULL, 0, NULL));
}

static void found(const char *rules) {
    const cgov_ledger_options options = {.size = sizeof options};
    cgov_ledger_view info = {.size = sizeof info};
    cgov_act act = act_of(0);
    if (!cgov_found(&options, rules, 0x77617973, NULL, &act, &ledger)) exit(1);
    must("info", cgov_ledger_get(ledger, &info));
    root = info.root;
    founder = info.founder;
    place = add(CGOV_KIND_ORGANIZATION, root);
    clerk = add(CGOV_KIND_RESIDENT, root);
    cgov_appointment_draft term = {.size = sizeof term,
                                   .resident = clerk,
                                   .organization = place,
                                   .from = WORK_START,
                                   .until = TERM_END,
                                   .role = text_of("clerk")};
    act = act_of(founder);
    must("appoint", cgov_appointment_add(ledger, &act, &term, NULL));
    for (uint32_t i = 0; i < electors; i++) {
        const cgov_id id = add(CGOV_KIND_RESIDENT, place);
        if (i == 0) first = id;
    }
    const cgov_detail details[] = {
        {.size = sizeof *details, .field = CGOV_FIELD_ORGANIZATION, .number = (int64_t)place},
        {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = text_of("一件")}};
    act = act_of(clerk);
    must("open", cgov_item_open(ledger, &act, "poll", details, 2, &poll));
    move("begin");
    for (uint32_t i = 0; i < STANDING; i++) {
        act = act_of(clerk);
        must("stand", cgov_roll_enter(ledger, &act, poll, "candidates", first + i, NULL, 0, NULL));
    }
}

/* What the nth says: three names, points for six, an order of six. */
static void say(char *into, size_t size, const char *roll, uint32_t nth) {
    static const char *const plain[] = {"yes", "no", "abstain"};
    const bool points = strcmp(roll, "scored") == 0 || strcmp(roll, "pointed") == 0;
    const uint32_t names = strcmp(roll, "named") == 0 ? 3 : 6;
    size_t len = 0;
    snprintf(into, size, "%s", plain[nth % 3]);
    if (!points && names == 6 && strcmp(roll, "ranked") != 0) return;
    for (uint32_t i = 0; i < names; i++) {
        const uint32_t at = (nth + i * (names == 3 ? 1 + nth / 12 % 2 : 5)) % STANDING + 1;
        len += (size_t)snprintf(into + len, size - len, points ? "%s%u:%u" : "%s%u", i ? " " : "", at,
                                (nth / 12 + i * (nth / 120 + 1)) % 9 + 1);
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    electors = (uint32_t)strtoul(argv[3], NULL, 10);
    if (electors < STANDING) return 2;
    found(argv[1]);
    cgov_ledger_view before = {.size = sizeof before}, after = {.size = sizeof after};
    must("flush", cgov_ledger_flush(ledger, NULL));
    must("info", cgov_ledger_get(ledger, &before));
    for (uint32_t i = 0; i < electors; i++) {
        char said[64];
        say(said, sizeof said, argv[2], i);
        const cgov_detail choice = {.size = sizeof choice, .field = CGOV_FIELD_CHOICE, .text = text_of(said)};
        cgov_act act = act_of(first + i);
        must(said, cgov_roll_enter(ledger, &act, poll, argv[2], first + i, &choice, 1, NULL));
    }
    must("flush", cgov_ledger_flush(ledger, NULL));
    must("info", cgov_ledger_get(ledger, &after));
    const uint64_t memory = (after.memory - before.memory) / electors;
    printf("%s %llu bytes of memory, %llu of journal\n", argv[2], (unsigned long long)memory,
           (unsigned long long)(after.journal_bytes - before.journal_bytes) / electors);
    cgov_ledger_close(ledger);
    return electors >= ENOUGH && memory > MOST;
}
