/* The work on ballots through cgov, by its public functions alone, in memory. The electors live in the first street,
 * the others in the second; the secretary puts and counts. */
#include "ballots.h"
#include "cgov_found.h"

#include <stdio.h>
#include <string.h>

struct bench {
    const char *rules;
    cgov_ledger *ledger;
    cgov_id root, founder, street, elsewhere, secretary, first, meeting, motion;
    uint64_t salt;
};

static bool told(const struct bench *bench, const char *what, int32_t status) {
    return cgov_told(bench->ledger, what, status);
}

static cgov_act act_of(struct bench *bench, cgov_id actor, int64_t now) {
    return (cgov_act){
        .size = sizeof(cgov_act), .flags = CGOV_ACT_DEFER, .actor = actor, .now = now, .salt = {++bench->salt, 1}};
}

static bool add(struct bench *bench, uint32_t kind, cgov_id parent, cgov_id *id_out) {
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = kind,
                                .parent = parent,
                                .name = text_of(kind == CGOV_KIND_RESIDENT ? "某人" : "街道")};
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = text_of("government");
    cgov_act act = act_of(bench, bench->founder, WORK_START);
    return told(bench, "add", cgov_entity_add(bench->ledger, &act, &entity, id_out));
}

static bool move(struct bench *bench, cgov_id item, const char *name, int64_t now) {
    cgov_act act = act_of(bench, bench->secretary, now);
    return told(bench, name, cgov_item_move(bench->ledger, &act, item, name, NULL, 0, NULL));
}

static bool found_people(struct bench *bench, uint32_t electors, uint32_t others) {
    cgov_id last = 0;
    if (!add(bench, CGOV_KIND_ORGANIZATION, bench->root, &bench->street) ||
        !add(bench, CGOV_KIND_ORGANIZATION, bench->root, &bench->elsewhere) ||
        !add(bench, CGOV_KIND_RESIDENT, bench->elsewhere, &bench->secretary))
        return false;
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = bench->secretary,
                                          .organization = bench->street,
                                          .from = WORK_START,
                                          .until = TERM_END,
                                          .role = text_of("secretary")};
    cgov_act act = act_of(bench, bench->founder, WORK_START);
    if (!told(bench, "appoint", cgov_appointment_add(bench->ledger, &act, &appointment, &last))) return false;
    bench->first = bench->secretary + 1; /* ids are numbered in the order things are made */
    for (uint32_t e = 0; e < electors + others; e++)
        if (!add(bench, CGOV_KIND_RESIDENT, e < electors ? bench->street : bench->elsewhere, &last) ||
            last != bench->first + e)
            return false;
    return true;
}

static bool open_ledger(void *self, uint32_t electors, uint32_t others) {
    struct bench *bench = self;
    const cgov_ledger_options options = {.size = sizeof options};
    cgov_ledger_view info = {.size = sizeof info};
    cgov_act act = act_of(bench, 0, WORK_START);
    if (!cgov_found(&options, bench->rules, 0x62616c6c, NULL, &act, &bench->ledger) ||
        !told(bench, "info", cgov_ledger_get(bench->ledger, &info)))
        return false;
    bench->root = info.root;
    bench->founder = info.founder;
    if (!found_people(bench, electors, others)) return false;
    const cgov_detail convenor = {
        .size = sizeof convenor, .field = CGOV_FIELD_ORGANIZATION, .number = (int64_t)bench->street};
    act = act_of(bench, bench->secretary, WORK_START);
    bench->motion = 0;
    return told(bench, "call", cgov_item_open(bench->ledger, &act, "meeting", &convenor, 1, &bench->meeting)) &&
           move(bench, bench->meeting, "notify", WORK_START);
}

/* The meeting is the first item; its motions follow. The text lets each of these be made 250 times. */
static bool put(void *self, int64_t now) {
    struct bench *bench = self;
    static const char *const raises[] = {"raise1", "raise2", "raise3", "raise4"};
    const uint64_t number = (UINT64_C(1) << 44) - 1;
    const uint64_t last = (bench->motion ? bench->motion : bench->meeting) & number;
    bench->motion = (cgov_id)CGOV_KIND_MOTION << 44 | (last + 1);
    const uint64_t nth = (bench->motion - bench->meeting - 1) & number;
    return move(bench, bench->meeting, raises[nth / 250 % 4], now);
}

static enum outcome vote(void *self, const struct ballot *ballot) {
    static const char *const choices[] = {"", "yes", "no", "abstain"};
    struct bench *bench = self;
    const cgov_id elector = bench->first + ballot->elector;
    const cgov_detail choice = {
        .size = sizeof choice, .field = CGOV_FIELD_CHOICE, .text = text_of(choices[ballot->choice])};
    cgov_act act = act_of(bench, elector, ballot->now);
    memcpy(act.key, ballot->key, sizeof act.key);
    const int32_t status = cgov_roll_enter(bench->ledger, &act, bench->motion, "ballots", elector, &choice, 1, NULL);
    if (status == CGOV_OK) return APPLIED;
    if (status == CGOV_REPEAT) return REPEATED;
    if (status == CGOV_E_REFUSED || status == CGOV_E_NOT_FOUND) return REFUSED;
    told(bench, "ballot", status);
    return WRONG;
}

static bool count(void *self, int64_t now, uint32_t *outcome) {
    struct bench *bench = self;
    const cgov_reader reader = {.size = sizeof reader, .actor = bench->secretary, .at = now};
    cgov_item_view view = {.size = sizeof view};
    if (!move(bench, bench->motion, "count", now) ||
        !told(bench, "motion", cgov_item_get(bench->ledger, &reader, bench->motion, &view)))
        return false;
    *outcome = strcmp(view.state, "passed") == 0 ? PASSED : strcmp(view.state, "failed") == 0 ? FAILED : NO_QUORUM;
    return true;
}

static bool memory_of(void *self, uint64_t *bytes) {
    struct bench *bench = self;
    cgov_ledger_view info = {.size = sizeof info};
    if (!told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL)) ||
        !told(bench, "info", cgov_ledger_get(bench->ledger, &info)))
        return false;
    *bytes = info.memory;
    return true;
}

static bool close_ledger(void *self) {
    struct bench *bench = self;
    cgov_ledger_close(bench->ledger);
    return true;
}

int main(int argc, char **argv) {
    static struct bench bench;
    static const struct ballots_engine engine = {"cgov", &bench, open_ledger, put,
                                                 vote,   count,  memory_of,   close_ledger};
    bench.rules = argc > 1 ? argv[1] : "";
    return ballots_main(&engine, argc - 1, argv + 1);
}
