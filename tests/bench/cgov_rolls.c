/* The work on rolls through cgov, by its public functions alone; the modes are those of cgov_bench.c. The electors live
 * in the first street, the others in the second; the reader is the secretary, who works on the meeting. */
#include "cgov_found.h"
#include "rolls.h"

#include <stdio.h>
#include <string.h>

#define NUMBER ((UINT64_C(1) << 44) - 1)

struct bench {
    const char *rules;
    enum mode mode;
    bool stored;
    cgov_storage storage;
    cgov_ledger *ledger;
    cgov_id root, founder, street, elsewhere, secretary, first, meeting;
    uint64_t salt;
    int64_t now; /* of the last command */
};

static bool told(const struct bench *bench, const char *what, int32_t status) {
    return cgov_told(bench->ledger, what, status);
}

/* ---- founding ---- */

static cgov_act founding(struct bench *bench) {
    return (cgov_act){.size = sizeof(cgov_act),
                      .flags = CGOV_ACT_DEFER,
                      .actor = bench->founder,
                      .now = WORK_START,
                      .salt = {++bench->salt, 1}};
}

static bool add(struct bench *bench, uint32_t kind, cgov_id parent, cgov_id *id_out) {
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = kind,
                                .parent = parent,
                                .name = text_of(kind == CGOV_KIND_RESIDENT ? "某人" : "街道")};
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = text_of("government");
    cgov_act act = founding(bench);
    return told(bench, "add", cgov_entity_add(bench->ledger, &act, &entity, id_out));
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
    cgov_act act = founding(bench);
    if (!told(bench, "appoint", cgov_appointment_add(bench->ledger, &act, &appointment, &last))) return false;
    bench->first = bench->secretary + 1; /* ids are numbered in the order things are made */
    for (uint32_t e = 0; e < electors + others; e++)
        if (!add(bench, CGOV_KIND_RESIDENT, e < electors ? bench->street : bench->elsewhere, &last) ||
            last != bench->first + e)
            return false;
    return told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL));
}

static bool found(struct bench *bench, const cgov_ledger_options *options) {
    cgov_act act = founding(bench);
    return cgov_found(options, bench->rules, 0x726f6c6c73, NULL, &act, &bench->ledger);
}

static bool open_ledger(void *self, enum mode mode, const char *path, uint32_t electors, uint32_t others) {
    struct bench *bench = self;
    cgov_ledger_options options = {.size = sizeof options};
    cgov_ledger_view info = {.size = sizeof info};
    bench->mode = mode;
    if (mode != MODE_MEMORY) {
        bench->storage.size = sizeof bench->storage;
        bench->stored = told(bench, path, cgov_storage_files(path, NULL, &bench->storage, NULL));
        if (!bench->stored) return false;
        options.storage = &bench->storage;
    }
    if (!found(bench, &options) || !told(bench, "info", cgov_ledger_get(bench->ledger, &info))) return false;
    bench->root = info.root;
    bench->founder = info.founder;
    return found_people(bench, electors, others);
}

static bool close_ledger(void *self) {
    struct bench *bench = self;
    bool flushed = told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL));
    cgov_ledger_close(bench->ledger);
    return flushed && (!bench->stored || cgov_storage_close(&bench->storage) == CGOV_OK);
}

/* ---- the work ---- */

static cgov_act act_of(const struct bench *bench, cgov_id actor, int64_t now) {
    return (cgov_act){
        .size = sizeof(cgov_act), .flags = bench->mode == MODE_SYNC1 ? 0 : CGOV_ACT_DEFER, .actor = actor, .now = now};
}

static bool meet(void *self, int64_t now) {
    struct bench *bench = self;
    cgov_act act = act_of(bench, bench->secretary, now);
    cgov_detail convenor = {
        .size = sizeof convenor, .field = CGOV_FIELD_ORGANIZATION, .number = (int64_t)bench->street};
    return told(bench, "call", cgov_item_open(bench->ledger, &act, "meeting", &convenor, 1, &bench->meeting));
}

static bool move(struct bench *bench, const char *name, int64_t now) {
    cgov_act act = act_of(bench, bench->secretary, now);
    uint64_t seq;
    return told(bench, name, cgov_item_move(bench->ledger, &act, bench->meeting, name, NULL, 0, &seq));
}

static bool fill(void *self, int64_t now) {
    return move(self, "notify", now);
}

static bool sit(void *self, int64_t now) {
    return move(self, "sit", now);
}

static enum outcome enter(void *self, const struct entering *what, uint64_t *seq) {
    struct bench *bench = self;
    cgov_id elector = bench->first + what->elector;
    cgov_act act = act_of(bench, elector, what->now);
    memcpy(act.key, what->key, sizeof act.key);
    int32_t status = what->leaves
                         ? cgov_roll_leave(bench->ledger, &act, bench->meeting, "present", elector, 0, NULL, 0, seq)
                         : cgov_roll_enter(bench->ledger, &act, bench->meeting, "present", elector, NULL, 0, seq);
    if (status == CGOV_OK) return APPLIED;
    if (status == CGOV_REPEAT) return REPEATED;
    if (status == CGOV_E_REFUSED || status == CGOV_E_NOT_FOUND) return REFUSED;
    told(bench, "present", status);
    return WRONG;
}

static bool flush(void *self) {
    struct bench *bench = self;
    return bench->mode != MODE_SYNC1000 || told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL));
}

/* ---- reading ---- */

static cgov_reader reader_of(const struct bench *bench, int64_t now) {
    return (cgov_reader){.size = sizeof(cgov_reader), .actor = bench->secretary, .at = now};
}

static bool share_of(void *self, int64_t now, struct share *share) {
    struct bench *bench = self;
    cgov_reader reader = reader_of(bench, now);
    cgov_share_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_share_list(bench->ledger, &reader, bench->meeting, &cursor, &view, 1, &count);
    *share = (struct share){view.have, view.of, view.needed};
    return (status == CGOV_DONE || told(bench, "share", status)) && count == 1;
}

static bool present(void *self, int64_t now, uint8_t *there) {
    struct bench *bench = self;
    static cgov_entry_view views[256];
    cgov_reader reader = reader_of(bench, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status;
    views[0].size = sizeof views[0];
    do {
        status = cgov_entry_list(bench->ledger, &reader, bench->meeting, "present", &cursor, views, 256, &count);
        for (uint32_t v = 0; v < count; v++) there[views[v].elector - bench->first] = views[v].standing != 0;
    } while (status == CGOV_OK && count > 0);
    return status == CGOV_DONE || told(bench, "present", status);
}

static bool memory_of(void *self, uint64_t *bytes) {
    struct bench *bench = self;
    cgov_ledger_view info = {.size = sizeof info};
    if (!told(bench, "info", cgov_ledger_get(bench->ledger, &info))) return false;
    *bytes = info.memory;
    return true;
}

int main(int argc, char **argv) {
    static struct bench bench;
    static const struct rolls_engine engine = {"cgov", &bench,   open_ledger, meet,    fill,      enter,
                                               flush,  share_of, sit,         present, memory_of, close_ledger};
    bench.rules = argc > 1 ? argv[1] : "";
    return rolls_main(&engine, argc - 1, argv + 1);
}
