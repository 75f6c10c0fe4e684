/* What an entry takes of memory, by what its base is asked by, retry keys apart: each elector is of a household of
 * their own and owns a unit, which is the dearest there is. The status is 1 where some case takes more than may be. */
#include "cgov_found.h"

#include <stdlib.h>

enum { MOST = 64 /* bytes of an entry */, ENTRIES = 100000 };

struct bench {
    cgov_ledger *ledger;
    cgov_id root, founder, street, secretary, first;
    uint64_t salt;
    uint32_t weight; /* the detail's field */
};

/* A base, filled by a move or entered one by one with a weight, and a roll of it. */
struct measured {
    const char *what, *base, *filled_by, *part;
};
static const struct measured cases[] = {
    {"heads", "register", "notify", "present"},
    {"area", "proprietors", "measure", "signed"},
    {"households", "families", "visit", "came"},
    {"households and weight", "holders", NULL, "backed"},
    {"units area and weight", "partners", NULL, "agreed"},
};

static bool told(const struct bench *bench, const char *what, int32_t status) {
    return cgov_told(bench->ledger, what, status);
}

static cgov_act act_of(struct bench *bench, cgov_id actor) {
    return (cgov_act){.size = sizeof(cgov_act),
                      .flags = CGOV_ACT_DEFER,
                      .actor = actor,
                      .now = WORK_START,
                      .salt = {++bench->salt, 1}};
}

/* ---- founding ---- */

static bool add(struct bench *bench, const cgov_entity_draft *entity, cgov_id *id) {
    cgov_act act = act_of(bench, bench->founder);
    return told(bench, "add", cgov_entity_add(bench->ledger, &act, entity, id));
}

static bool add_elector(struct bench *bench, uint32_t nth) {
    cgov_entity_draft person = {
        .size = sizeof person, .kind = CGOV_KIND_RESIDENT, .parent = bench->street, .name = text_of("某人")};
    cgov_entity_draft home = {.size = sizeof home,
                              .kind = CGOV_KIND_UNIT,
                              .parent = bench->street,
                              .name = text_of("一户"),
                              .type = text_of("dwelling"),
                              .area = 5000 + nth};
    cgov_entity_draft household = {.size = sizeof household, .kind = CGOV_KIND_RESIDENT};
    cgov_act act = act_of(bench, bench->founder);
    if (!add(bench, &person, &home.owner)) return false;
    if (nth == 0) bench->first = home.owner;
    return home.owner == bench->first + nth && add(bench, &home, &household.household) &&
           told(bench, "household", cgov_entity_change(bench->ledger, &act, home.owner, &household, NULL));
}

static bool found(struct bench *bench, const char *rules, uint32_t electors) {
    const cgov_ledger_options options = {.size = sizeof options};
    cgov_ledger_view info = {.size = sizeof info};
    cgov_act act = act_of(bench, 0);
    if (!cgov_found(&options, rules, 0x656e7472, NULL, &act, &bench->ledger) ||
        !told(bench, "info", cgov_ledger_get(bench->ledger, &info)) ||
        !told(bench, "weight", cgov_field_find(bench->ledger, "weight", &bench->weight)))
        return false;
    bench->root = info.root;
    bench->founder = info.founder;
    cgov_entity_draft street = {.size = sizeof street,
                                .kind = CGOV_KIND_ORGANIZATION,
                                .parent = bench->root,
                                .name = text_of("街道"),
                                .type = text_of("government")};
    cgov_entity_draft person = {
        .size = sizeof person, .kind = CGOV_KIND_RESIDENT, .parent = bench->root, .name = text_of("秘书")};
    if (!add(bench, &street, &bench->street) || !add(bench, &person, &bench->secretary)) return false;
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = bench->secretary,
                                          .organization = bench->street,
                                          .from = WORK_START,
                                          .until = TERM_END,
                                          .role = text_of("secretary")};
    cgov_id id;
    act = act_of(bench, bench->founder);
    if (!told(bench, "appoint", cgov_appointment_add(bench->ledger, &act, &appointment, &id))) return false;
    for (uint32_t e = 0; e < electors; e++)
        if (!add_elector(bench, e)) return false;
    return true;
}

/* ---- what is measured ---- */

static bool enter(struct bench *bench, cgov_id item, const char *roll, cgov_id actor, cgov_id elector, bool weighs) {
    cgov_act act = act_of(bench, actor);
    cgov_detail weight = {.size = sizeof weight, .field = bench->weight, .number = (int64_t)(elector & 0xffff) + 1};
    return told(bench, roll,
                cgov_roll_enter(bench->ledger, &act, item, roll, elector, weighs ? &weight : NULL, weighs, NULL));
}

static bool memory_of(const struct bench *bench, uint64_t *bytes) {
    cgov_ledger_view info = {.size = sizeof info};
    if (!told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL)) ||
        !told(bench, "info", cgov_ledger_get(bench->ledger, &info)))
        return false;
    *bytes = info.memory;
    return true;
}

/* All stand on the base, then on the roll of it. */
static bool enter_all(struct bench *bench, const struct measured *at, cgov_id meeting, uint32_t electors) {
    cgov_act act = act_of(bench, bench->secretary);
    if (at->filled_by != NULL &&
        !told(bench, at->filled_by, cgov_item_move(bench->ledger, &act, meeting, at->filled_by, NULL, 0, NULL)))
        return false;
    for (uint32_t e = 0; e < electors && at->filled_by == NULL; e++)
        if (!enter(bench, meeting, at->base, bench->secretary, bench->first + e, true)) return false;
    for (uint32_t e = 0; e < electors; e++)
        if (!enter(bench, meeting, at->part, bench->first + e, bench->first + e, false)) return false;
    return true;
}

/* The sums are what they ought to be: nothing is saved by not counting. */
static bool counted(const struct bench *bench, const struct measured *at, cgov_id meeting, uint32_t electors) {
    const cgov_reader reader = {.size = sizeof reader, .actor = bench->secretary, .at = WORK_START};
    cgov_roll_view views[16];
    uint64_t cursor = 0;
    uint32_t count = 0, seen = 0;
    views[0].size = sizeof views[0];
    int32_t status = cgov_roll_list(bench->ledger, &reader, meeting, &cursor, views, 16, &count);
    if (status != CGOV_DONE) return told(bench, "rolls", status);
    for (uint32_t v = 0; v < count; v++)
        if (strcmp(views[v].name, at->base) == 0 || strcmp(views[v].name, at->part) == 0)
            seen += views[v].heads == electors && (at == cases || views[v].units == electors);
    return seen == 2;
}

/* One meeting after the other, as many as make 100,000 entries on the base; before them one that is not measured, whose
 * tables begin. */
static bool measure(struct bench *bench, const struct measured *at, uint32_t electors, bool *within) {
    const cgov_detail convenor = {
        .size = sizeof convenor, .field = CGOV_FIELD_ORGANIZATION, .number = (int64_t)bench->street};
    const uint32_t meetings = electors < ENTRIES ? ENTRIES / electors : 1;
    uint64_t before = 0, after = 0;
    cgov_id meeting;
    for (uint32_t m = 0; m <= meetings; m++) {
        const uint32_t count = m == 0 ? 1 : electors;
        cgov_act act = act_of(bench, bench->secretary);
        if (!told(bench, "call", cgov_item_open(bench->ledger, &act, "meeting", &convenor, 1, &meeting)) ||
            !enter_all(bench, m == 0 ? &cases[0] : at, meeting, count))
            return false;
        if (m > 0 && !counted(bench, at, meeting, electors)) return false;
        if (m == 0 && !memory_of(bench, &before)) return false;
    }
    if (!memory_of(bench, &after)) return false;
    const double each = (double)(after - before) / (2.0 * electors * meetings);
    printf("entry,cgov,%s,%u,%.1f\n", at->what, electors, each);
    *within = *within && each <= MOST;
    return true;
}

int main(int argc, char **argv) {
    char *end = NULL;
    unsigned long electors = argc < 3 ? 0 : strtoul(argv[2], &end, 10);
    bool within = true;
    if (electors == 0 || *end != '\0' || electors > 10000000) {
        fputs("usage: cgov_entries RULES N; N to 10,000,000\n", stderr);
        return 2;
    }
    for (uint32_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct bench bench = {.ledger = NULL};
        const bool done =
            found(&bench, argv[1], (uint32_t)electors) && measure(&bench, &cases[c], (uint32_t)electors, &within);
        cgov_ledger_close(bench.ledger);
        if (!done) {
            fprintf(stderr, "cgov_entries: %s of %lu failed\n", cases[c].what, electors);
            return 2;
        }
    }
    if (!within) fprintf(stderr, "cgov_entries: an entry takes more than %d bytes\n", MOST);
    return within ? 0 : 1;
}
