/* The workload through cgov, by its public functions alone.
 *
 * memory: no storage given. os: files, grouped, handed over each 64 KiB. sync1000: the same and cgov_ledger_flush after
 * each thousand moves. sync1: every verb flushes. The reader of the questions is an auditor of the district, who sees
 * all: whether they may see it is asked for each row.
 *
 * On the word `shipped` in place of a file the text is the one that the library ships, its own `issue` with all its
 * limits, pauses and guards: eight moves an issue, with the words and the people of the bench. */
#include "cgov_found.h"
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER ((UINT64_C(1) << 44) - 1)

/* What each move of the bench is in the shipped text: one, or two one after the other. */
enum { STEPS = 2, HANDLERS = 16384 };
static const char *const shipped_moves[MOVES][STEPS] = {{"report"},        {"accept"}, {"dispatch"}, {"sign"},
                                                        {"start", "done"}, {"answer"}, {"pass"}};

struct bench {
    const char *rules;
    bool shipped;
    uint32_t handlers[HANDLERS]; /* shipped: who was done with an issue, and so answers it */
    enum mode mode;
    bool stored;
    bool by_snapshot; /* reopened */
    cgov_storage storage;
    cgov_ledger *ledger;
    cgov_id founder, auditor, organizations[ORGANIZATIONS], people[PEOPLE];
    int64_t now; /* of the last command */
    uint64_t salt;
};

static bool told(const struct bench *bench, const char *what, int32_t status) {
    return cgov_told(bench->ledger, what, status);
}

/* ---- founding, opening ---- */

/* Ids are numbered in the order things are made, so that ours follow from theirs. */
static uint32_t person_of(cgov_id id) {
    return id == 0 ? NOBODY : (uint32_t)(id & NUMBER) - 2;
}
static uint32_t organization_of(cgov_id id) {
    return (uint32_t)(id & NUMBER) - 1;
}

static bool know(struct bench *bench) {
    cgov_ledger_view info = {.size = sizeof info};
    if (!told(bench, "info", cgov_ledger_get(bench->ledger, &info))) return false;
    bench->organizations[0] = info.root;
    bench->founder = info.founder;
    bench->auditor = info.founder + 1 + THE_AUDITOR;
    bench->now = info.now;
    return true;
}

static cgov_act act_of(struct bench *bench, cgov_id actor) {
    return (cgov_act){.size = sizeof(cgov_act),
                      .flags = CGOV_ACT_DEFER,
                      .actor = actor,
                      .now = WORK_START,
                      .salt = {++bench->salt, 1}};
}

static bool add(struct bench *bench, uint32_t kind, uint32_t parent, const char *name, cgov_id *id_out) {
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = kind,
                                .parent = bench->organizations[parent],
                                .name = text_of(name),
                                .type = text_of(kind == CGOV_KIND_ORGANIZATION ? "government" : NULL)};
    cgov_act act = act_of(bench, bench->founder);
    return told(bench, name, cgov_entity_add(bench->ledger, &act, &entity, id_out));
}

static bool appoint(struct bench *bench, uint32_t person, const char *role) {
    struct office office = work_office(person);
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = bench->people[person],
                                          .organization = bench->organizations[office.organization],
                                          .from = WORK_START,
                                          .until = office.until,
                                          .role = text_of(role)};
    cgov_act act = act_of(bench, bench->founder);
    cgov_id id;
    return told(bench, "appoint", cgov_appointment_add(bench->ledger, &act, &appointment, &id));
}

static bool found_people(struct bench *bench) {
    for (uint32_t o = 1; o < ORGANIZATIONS; o++) {
        if (!add(bench, CGOV_KIND_ORGANIZATION, work_parent(o), "单位", &bench->organizations[o])) return false;
        if (organization_of(bench->organizations[o]) != o) return false;
    }
    for (uint32_t p = 0; p < PEOPLE; p++) {
        uint32_t home = p < OFFICERS ? work_office(p).organization : FIRST_LEAD + p % LEADS;
        if (!add(bench, CGOV_KIND_RESIDENT, home, "某人", &bench->people[p])) return false;
        if (person_of(bench->people[p]) != p) return false;
        if (p >= OFFICERS) continue;
        const uint32_t role = work_office(p).role;
        if (!appoint(bench, p, role_names[role])) return false;
        if (bench->shipped && role == CLERK && !appoint(bench, p, "operator")) return false;
    }
    return told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL));
}

static bool found(struct bench *bench, const cgov_ledger_options *options) {
    cgov_act act = act_of(bench, 0);
    return cgov_found(options, bench->rules, 0x62656e6368, bench->shipped ? "BOARD" : "BENCH", &act, &bench->ledger) &&
           know(bench) && found_people(bench);
}

static bool open_ledger(void *self, enum mode mode, const char *path, bool fresh) {
    struct bench *bench = self;
    cgov_ledger_options options = {.size = sizeof options};
    bench->mode = mode;
    if (mode != MODE_MEMORY) {
        bench->storage.size = sizeof bench->storage;
        bench->stored = told(bench, path, cgov_storage_files(path, NULL, &bench->storage, NULL));
        if (!bench->stored) return false;
        options.storage = &bench->storage;
    }
    if (!fresh && !bench->by_snapshot) options.flags = CGOV_OPEN_REPLAY;
    if (!fresh) return told(bench, "open", cgov_ledger_open(&options, &bench->ledger)) && know(bench);
    return found(bench, &options); /* deferred, for the district is not what is measured */
}

static bool snapshot(void *self, uint64_t *bytes) {
    struct bench *bench = self;
    bench->by_snapshot = true;
    return told(bench, "snapshot", cgov_ledger_snapshot(bench->ledger, NULL)) &&
           bench->storage.length(bench->storage.user, "snapshot", bytes) == 0;
}

static bool close_ledger(void *self) {
    struct bench *bench = self;
    bool flushed = told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL));
    cgov_ledger_close(bench->ledger);
    return flushed && (!bench->stored || cgov_storage_close(&bench->storage) == CGOV_OK);
}

/* ---- moves ---- */

static cgov_detail number(uint32_t field, int64_t value) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .number = value};
}

static cgov_detail words(uint32_t field, const char *text, uint64_t len) {
    return (cgov_detail){.size = sizeof(cgov_detail), .field = field, .text = {text, len}};
}

static uint32_t details_of(const struct bench *bench, const struct command *command, cgov_detail details[6]) {
    switch (command->move) {
    case REPORT:
        details[0] = number(CGOV_FIELD_PLACE, (int64_t)command->place);
        details[1] = words(CGOV_FIELD_TEXT, command->text, command->text_len);
        details[2] = number(CGOV_FIELD_INTAKE, (int64_t)bench->organizations[command->intake]);
        details[3] = words(CGOV_FIELD_EXTERNAL, command->external, strlen(command->external));
        details[4] = number(CGOV_FIELD_BEHALF, (int64_t)bench->people[command->reporter]);
        details[5] = number(CGOV_FIELD_URGENCY, CGOV_URGENCY_URGENT);
        return command->urgent ? 6 : 5;
    case DISPATCH:
        details[0] = number(CGOV_FIELD_LEAD, (int64_t)bench->organizations[command->lead]);
        return 1;
    case DONE:
        details[0] = words(CGOV_FIELD_TEXT, command->text, command->text_len);
        details[1] = number(CGOV_FIELD_RESULT, CGOV_RESULT_SOLVED);
        return bench->shipped ? 2 : 1;
    case PASS:
        details[0] = number(CGOV_FIELD_RATING, command->rating);
        return 1;
    default:
        return 0;
    }
}

static enum outcome outcome_of(const struct bench *bench, const char *what, int32_t status) {
    if (status == CGOV_OK) return APPLIED;
    if (status == CGOV_REPEAT) return REPEATED;
    if (status == CGOV_E_REFUSED || status == CGOV_E_NOT_FOUND) return REFUSED;
    told(bench, what, status);
    return WRONG;
}

/* Who checks in the bench has somebody answer here; whoever may do neither goes on. */
static uint32_t actor_of(struct bench *bench, const struct command *command) {
    uint32_t *handler = &bench->handlers[command->item % HANDLERS], actor = command->actor;
    if (command->move == DONE) *handler = actor;
    bool checks = actor < OFFICERS && work_office(actor).until == TERM_END;
    return command->move == CHECK && checks ? *handler : actor;
}

/* Each of its moves under a key of its own; the first that is refused is the last. */
static enum outcome apply_shipped(struct bench *bench, const struct command *command, cgov_act *act,
                                  const cgov_detail *details, uint32_t count, struct result *result) {
    static const cgov_detail answer = {.size = sizeof answer, .field = CGOV_FIELD_TEXT, .text = {"\xe5\xb7\xb2", 3}};
    enum outcome outcome = APPLIED;
    result->item = command->item;
    act->actor = bench->people[actor_of(bench, command)];
    for (uint32_t s = 0; s < STEPS && shipped_moves[command->move][s]; s++, act->key[1]++) {
        const char *name = shipped_moves[command->move][s];
        const bool start = strcmp(name, "start") == 0, answers = command->move == CHECK;
        int32_t status = cgov_item_move(bench->ledger, act, command->item, name, answers ? &answer : details,
                                        answers ? 1
                                        : start ? 0
                                                : count,
                                        &result->seq);
        outcome = outcome_of(bench, name, status);
        if (outcome != APPLIED && outcome != REPEATED) break;
    }
    return outcome;
}

static enum outcome apply(void *self, const struct command *command, struct result *result) {
    struct bench *bench = self;
    cgov_detail details[6];
    uint32_t count = details_of(bench, command, details);
    cgov_act act = {.size = sizeof act,
                    .flags = bench->mode == MODE_SYNC1 ? 0 : CGOV_ACT_DEFER,
                    .actor = bench->people[command->actor],
                    .now = command->now,
                    .key = {command->key[0], command->key[1]}};
    if (command->text_len > 0 || bench->shipped) memcpy(act.salt, command->salt, sizeof act.salt);
    int32_t status;
    bench->now = command->now;
    if (bench->shipped && command->move != REPORT) return apply_shipped(bench, command, &act, details, count, result);
    if (command->move == REPORT) {
        status = cgov_item_report(bench->ledger, &act, details, count, &result->item);
    } else {
        result->item = command->item;
        status =
            cgov_item_move(bench->ledger, &act, command->item, move_names[command->move], details, count, &result->seq);
    }
    return outcome_of(bench, move_names[command->move], status);
}

static bool flush(void *self) {
    struct bench *bench = self;
    return bench->mode != MODE_SYNC1000 || told(bench, "flush", cgov_ledger_flush(bench->ledger, NULL));
}

/* ---- reading ---- */

static cgov_reader auditor(const struct bench *bench, int64_t now) {
    return (cgov_reader){.size = sizeof(cgov_reader), .actor = bench->auditor, .at = now};
}

static uint32_t index_of(const char *const *names, uint32_t count, const char *name) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return i;
    return NOBODY;
}

static bool item_of(void *self, const char *external, uint64_t *item) {
    struct bench *bench = self;
    cgov_reader reader = auditor(bench, bench->now);
    cgov_text key = text_of(external);
    cgov_id intake = bench->organizations[0] + work_intake(external); /* the root is the first */
    return told(bench, external, cgov_external_find(bench->ledger, &reader, CGOV_KIND_ISSUE, intake, &key, item));
}

static bool entries_of(struct bench *bench, const cgov_reader *reader, cgov_id item, bool texts, struct facts *facts) {
    cgov_history_view views[32];
    char text[256];
    uint64_t cursor = 0, needed = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    if (!told(bench, "history", cgov_history_list(bench->ledger, reader, item, &cursor, views, 32, &count)))
        return false;
    for (uint32_t v = count; v-- > 0;) { /* oldest first */
        bool moved = views[v].record == CGOV_RECORD_OPENED || views[v].record == CGOV_RECORD_MOVED;
        struct entry entry = {.kind = moved                                     ? ENTRY_MOVE
                                      : views[v].record == CGOV_RECORD_REMINDED ? ENTRY_REMINDED
                                                                                : ENTRY_LATE,
                              .what = moved ? index_of(move_names, MOVES, views[v].move)
                                            : index_of(clock_names, CLOCKS, views[v].clock),
                              .at = views[v].at,
                              .actor = person_of(views[v].actor),
                              .share = views[v].share,
                              .told = moved ? 0 : organization_of(views[v].told)};
        work_entry(facts, &entry);
        if (!texts || views[v].details == 0) continue;
        if (!told(
                bench, "text",
                cgov_text_get(bench->ledger, reader, item, views[v].seq, CGOV_FIELD_TEXT, text, sizeof text, &needed)))
            return false;
        work_text(facts, text, needed);
    }
    return true;
}

static bool facts_of(void *self, const char *external, bool texts, struct facts *facts) {
    struct bench *bench = self;
    cgov_reader reader = auditor(bench, bench->now);
    cgov_id item;
    cgov_item_view view = {.size = sizeof view};
    cgov_party_view parties[4] = {{.size = sizeof parties[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (!item_of(self, external, &item) || !told(bench, external, cgov_item_get(bench->ledger, &reader, item, &view)) ||
        !told(bench, external, cgov_party_list(bench->ledger, &reader, item, &cursor, parties, 4, &count)))
        return false;
    facts->state = index_of(state_names, STATES, view.state);
    facts->rating = view.rating;
    facts->next_due = view.next_due;
    for (uint32_t p = 0; p < count && p < 4; p++)
        if (strcmp(parties[p].name, "lead") == 0 && parties[p].id != 0) facts->lead = organization_of(parties[p].id);
    return entries_of(bench, &reader, item, texts, facts);
}

static bool sizes_of(void *self, struct sizes *sizes) {
    struct bench *bench = self;
    cgov_ledger_view info = {.size = sizeof info};
    if (!told(bench, "info", cgov_ledger_get(bench->ledger, &info))) return false;
    *sizes = (struct sizes){.disk = info.journal_bytes, .memory = info.memory, .records = info.seq};
    return true;
}

static bool list(struct bench *bench, const cgov_item_query *filter, int64_t now, struct rows *rows) {
    static cgov_item_view views[50];
    cgov_reader reader = auditor(bench, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    int32_t status = cgov_item_list(bench->ledger, &reader, filter, &cursor, views, 50, &count);
    if (status != CGOV_DONE && !told(bench, "list", status)) return false;
    rows->count = count;
    for (uint32_t v = 0; v < count; v++) rows->sum += (views[v].id & NUMBER) - 1;
    return true;
}

static bool page(void *self, uint32_t organization, uint32_t state, int64_t now, struct rows *rows) {
    cgov_item_query filter = {.size = sizeof filter,
                              .kind = CGOV_KIND_ISSUE,
                              .organization = ((uint64_t)CGOV_KIND_ORGANIZATION << 44) + 1 + organization,
                              .state = text_of(state_names[state])};
    return list(self, &filter, now, rows);
}

static bool late(void *self, int64_t at, int64_t now, struct rows *rows) {
    cgov_item_query filter = {.size = sizeof filter, .kind = CGOV_KIND_ISSUE, .late_at = at};
    return list(self, &filter, now, rows);
}

static bool history(void *self, uint64_t item, int64_t now, struct rows *rows) {
    struct bench *bench = self;
    static cgov_history_view views[32];
    cgov_reader reader = auditor(bench, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    if (!told(bench, "history", cgov_history_list(bench->ledger, &reader, item, &cursor, views, 32, &count)))
        return false;
    rows->count = count;
    for (uint32_t v = 0; v < count; v++) rows->sum += (uint64_t)views[v].at;
    return true;
}

int main(int argc, char **argv) {
    static struct bench bench;
    static const struct engine engine = {"cgov",   &bench,  open_ledger, apply, flush,   close_ledger, facts_of,
                                         sizes_of, item_of, page,        late,  history, snapshot};
    bench.rules = argc > 1 ? argv[1] : "";
    bench.shipped = strcmp(bench.rules, "shipped") == 0;
    return work_main(&engine, argc - 1, argv + 1);
}
