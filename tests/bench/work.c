/* The workload's schedule, what its commands say, and the driver that times an engine.
 *
 * Time goes in rounds of 70,000 s. In round r each move works on its own block of issues: move m on block r - m, in an
 * order of its own, so that seven blocks of 1,000 are in flight and each is met in another order. Every 64th issue
 * meets a move from the wrong state and one by the wrong person, and some move of every 64th is sent twice. After the
 * closed issues a tail of a tenth as many is left in the six open states, for the questions that are asked then.
 *
 * Everything comes from a hash of the issue's number: a run is the same on every machine. */
#define _POSIX_C_SOURCE 200809L
#include "work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { BLOCK = 1000, IN_FLIGHT = 16384, GROUP = 1000, SOME = 64, MANY = 200000, SAMPLE = 61 };
enum { PAGES = 1000, AT_LEAST = 20 };
static const int64_t round_length = 70000000, tail_step = 10000;

const char *const state_names[STATES] = {"registered", "accepted", "dispatched", "handling",
                                         "handled",    "checked",  "closed"};
const char *const move_names[MOVES] = {"report", "accept", "dispatch", "sign", "done", "check", "pass"};
const char *const clock_names[CLOCKS] = {"forward", "sign", "handle", "confirm"};
const char *const role_names[ROLES] = {"clerk", "dispatcher", "contact", "checker", "head", "auditor"};

uint64_t work_mix(uint64_t x) {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
}

static uint32_t chance(uint32_t issue, uint32_t topic, uint32_t below) {
    return (uint32_t)((work_mix((uint64_t)issue << 8 | topic) >> 32) % below);
}

/* ---- the district ---- */

struct office work_office(uint32_t person) {
    static const uint32_t of_street[STREET_OFFICERS] = {CLERK, CLERK, DISPATCHER, CHECKER, CHECKER, HEAD, CHECKER};
    static const uint32_t of_lead[LEAD_OFFICERS] = {CONTACT, CONTACT, CONTACT, HEAD};
    if (person == 0) return (struct office){0, AUDITOR, TERM_END};
    uint32_t at = person - 1;
    if (at < STREETS * STREET_OFFICERS) {
        uint32_t nth = at % STREET_OFFICERS;
        int64_t until = nth == STREET_OFFICERS - 1 ? FORMER_END : TERM_END;
        return (struct office){FIRST_STREET + at / STREET_OFFICERS, of_street[nth], until};
    }
    at -= STREETS * STREET_OFFICERS;
    return (struct office){FIRST_LEAD + at / LEAD_OFFICERS, of_lead[at % LEAD_OFFICERS], TERM_END};
}

uint32_t work_parent(uint32_t organization) {
    return organization < FIRST_LEAD ? 0 : FIRST_STREET + (organization - FIRST_LEAD) % STREETS;
}

static uint32_t street_officer(uint32_t street, uint32_t nth) {
    return 1 + (street - FIRST_STREET) * STREET_OFFICERS + nth;
}

static uint32_t contact_of(uint32_t lead, uint32_t nth) {
    return 1 + STREETS * STREET_OFFICERS + (lead - FIRST_LEAD) * LEAD_OFFICERS + nth;
}

/* ---- commands ---- */

static const char phrases[24][13] = {"井盖松动", "路灯熄灭", "水管渗漏", "垃圾堆放", "占道经营", "夜间施工",
                                     "电梯停运", "消防通道", "东门外侧", "五号楼前", "菜场门口", "学校路段",
                                     "已有三天", "多次反映", "老人不便", "存在风险", "请予核实", "尽快处理",
                                     "现场查看", "已经更换", "清运完毕", "物业配合", "居民认可", "继续关注"};

static void write_text(struct command *command, uint32_t issue, uint32_t len) {
    uint64_t bits = work_mix((uint64_t)issue << 8 | (64 + command->move));
    command->text_len = len;
    for (uint32_t at = 0; at < len; at += 12, bits >>= 5) memcpy(command->text + at, phrases[(bits & 31) % 24], 12);
}

static void write_external(char external[EXTERNAL_SIZE], uint32_t issue) {
    memcpy(external, "GD-0000000000", 14);
    for (char *digit = external + 12; issue > 0; issue /= 10, digit--) *digit = (char)('0' + issue % 10);
}

static uint32_t reporter_of(uint32_t issue) {
    return OFFICERS + chance(issue, 1, REPORTERS);
}
static uint32_t intake_of(uint32_t issue) {
    return FIRST_STREET + chance(issue, 2, STREETS);
}
uint32_t work_intake(const char *external) {
    return intake_of((uint32_t)strtoul(external + 3, NULL, 10));
}
static uint32_t lead_of(uint32_t issue) {
    return FIRST_LEAD + chance(issue, 3, LEADS);
}

static void command_make(struct command *command, uint32_t issue, uint32_t move, uint64_t item, int64_t now) {
    uint32_t street = intake_of(issue), any = chance(issue, 16 + move, 1 << 16);
    command->item = item;
    command->now = now;
    command->move = move;
    command->text_len = 0;
    switch (move) {
    case REPORT:
        command->actor = street_officer(street, 0);
        command->reporter = reporter_of(issue);
        command->intake = street;
        command->place = UINT64_C(990100000000) + street * UINT64_C(1000) + 201 + any % 20;
        command->urgent = issue % 16 == 0;
        write_text(command, issue, REPORT_TEXT);
        write_external(command->external, issue);
        break;
    case ACCEPT:
        command->actor = street_officer(street, any % 2);
        break;
    case DISPATCH:
        command->actor = street_officer(street, 2);
        command->lead = lead_of(issue);
        break;
    case SIGN:
        command->actor = contact_of(lead_of(issue), any % 3);
        break;
    case DONE:
        command->actor = contact_of(lead_of(issue), any % 3);
        write_text(command, issue, ANSWER_TEXT);
        break;
    default:
        command->actor = street_officer(street, 3 + any % 2);
        command->rating = 1 + any % 5;
    }
}

/* ---- a run ---- */

struct run {
    const struct engine *engine;
    enum mode mode;
    uint64_t commands, applied, refused, repeated, wrong, unflushed;
    uint64_t items[IN_FLIGHT];
    struct command command;
};

/* Keys grow with time, as UUIDs of version 7 do. */
static enum outcome send(struct run *run, struct result *result) {
    struct command *command = &run->command;
    uint64_t number = ++run->commands;
    command->key[0] = (uint64_t)command->now << 16 | (number & 0xffff);
    command->key[1] = work_mix(number);
    command->salt[0] = command->key[1] ^ command->key[0];
    command->salt[1] = number;
    return run->engine->apply(run->engine->self, command, result);
}

/* From the wrong state; by a party who holds no office, or by one whose term is over. */
static void attempt(struct run *run, uint32_t issue, uint32_t move, uint64_t item, int64_t now) {
    struct result result;
    if (move != SIGN && move != CHECK) return;
    command_make(&run->command, issue, move == SIGN ? DONE : CHECK, item, now);
    if (move == CHECK)
        run->command.actor = issue / SOME % 2 == 0 ? reporter_of(issue) : street_officer(intake_of(issue), 6);
    if (send(run, &result) == REFUSED)
        run->refused++;
    else
        run->wrong++;
}

static void repeat(struct run *run, const struct result *first) {
    struct result again = {0, 0};
    enum outcome outcome = run->engine->apply(run->engine->self, &run->command, &again);
    if (outcome == REPEATED && again.item == first->item && again.seq == first->seq)
        run->repeated++;
    else
        run->wrong++;
}

static void take_step(struct run *run, uint32_t issue, uint32_t move, int64_t now) {
    struct result result = {0, 0};
    uint64_t *item = &run->items[issue % IN_FLIGHT];
    if (issue % SOME == 0) attempt(run, issue, move, *item, now);
    command_make(&run->command, issue, move, *item, now);
    if (send(run, &result) == APPLIED)
        run->applied++;
    else
        run->wrong++;
    if (move == REPORT) *item = result.item;
    if (issue % SOME == SOME / 2 && issue / SOME % MOVES == move) repeat(run, &result);
    if (++run->unflushed < (run->mode == MODE_SYNC1 ? 1 : GROUP)) return;
    run->unflushed = 0;
    if (!run->engine->flush(run->engine->self)) run->wrong++;
}

static uint32_t block_of(uint32_t issues) {
    return issues < BLOCK ? issues : BLOCK;
}

static void run_closed(struct run *run, uint32_t issues) {
    static const uint32_t stride[MOVES] = {1, 3, 11, 37, 101, 333, 777}, shift[MOVES] = {0, 13, 217, 5, 491, 303, 71};
    uint32_t block = block_of(issues), blocks = issues / block;
    int64_t slot = round_length / block;
    for (uint32_t round = 0; round < blocks + MOVES - 1; round++)
        for (uint32_t j = 0; j < block; j++)
            for (uint32_t move = 0; move < MOVES; move++) {
                if (move > round || round - move >= blocks) continue;
                uint32_t issue = (round - move) * block + (j * stride[move] + shift[move]) % block;
                take_step(run, issue, move, WORK_START + round * round_length + j * slot + move);
            }
}

static int64_t tail_start(uint32_t issues) {
    return WORK_START + (int64_t)(issues / block_of(issues) + MOVES - 1) * round_length;
}

/* The ledger's time in the end. */
static int64_t run_tail(struct run *run_or_null, uint32_t issues) {
    int64_t now = tail_start(issues);
    for (uint32_t k = 0; k < issues / 10; k++)
        for (uint32_t move = 0; move <= k % (MOVES - 1); move++, now += tail_step)
            if (run_or_null != NULL) take_step(run_or_null, issues + k, move, now);
    return now;
}

/* ---- telling ---- */

double work_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static double peak_mib(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static uint64_t stir(uint64_t hash, uint64_t more) {
    return work_mix(hash ^ more);
}

void work_text(struct facts *facts, const char *text, uint64_t len) {
    uint64_t hash = facts->texts ^ len;
    for (uint64_t i = 0; i < len; i++) hash = (hash ^ (uint8_t)text[i]) * 0x100000001b3;
    facts->texts = work_mix(hash);
}

void work_entry(struct facts *facts, const struct entry *entry) {
    uint64_t hash = stir(facts->history, (uint64_t)entry->kind << 32 | entry->what);
    hash = stir(stir(hash, (uint64_t)entry->at), entry->actor);
    if (entry->kind != ENTRY_MOVE) hash = stir(hash, (uint64_t)entry->share << 32 | entry->told);
    facts->history = hash;
    facts->entries++;
    facts->reminded += entry->kind == ENTRY_REMINDED;
    if (entry->kind == ENTRY_LATE) facts->late |= 1u << entry->what;
}

/* Every issue as the engine knows it (of very many, some), the texts of some. */
static bool tell_digest(const struct run *run, const char *mode, uint32_t issues, uint32_t total) {
    const struct engine *engine = run->engine;
    uint32_t step = total > MANY ? SAMPLE : 1;
    uint64_t hash = 0, entries = 0, reminded = 0, late = 0, closed = 0;
    for (uint32_t issue = 0; issue < total; issue += step) {
        char external[EXTERNAL_SIZE];
        struct facts facts = {0};
        write_external(external, issue);
        if (!engine->facts(engine->self, external, issue % 16 == 1, &facts)) return false;
        hash = stir(stir(hash, work_mix(issue) ^ facts.state), (uint64_t)facts.lead << 32 | facts.rating);
        hash = stir(stir(hash, (uint64_t)facts.entries << 32 | facts.late), facts.history ^ facts.texts);
        hash = stir(hash, (uint64_t)facts.next_due);
        entries += facts.entries;
        reminded += facts.reminded;
        for (uint32_t bits = facts.late; bits != 0; bits &= bits - 1) late++;
        closed += facts.state == CLOSED;
    }
    printf("digest,%s,%s,%u,%016llx,%llu closed,%llu entries,%llu reminded,%llu late,%llu refused,%llu repeated\n",
           engine->name, mode, issues, (unsigned long long)hash, (unsigned long long)closed,
           (unsigned long long)entries, (unsigned long long)reminded, (unsigned long long)late,
           (unsigned long long)run->refused, (unsigned long long)run->repeated);
    return closed == (issues + step - 1) / step;
}

static int fail(const struct engine *engine, const char *what) {
    fprintf(stderr, "%s: %s\n", engine->name, what);
    return 1;
}

/* Runs the closed issues and, with a tail, the open ones after them. */
static int bench(struct run *run, const char *name, uint32_t issues, const char *path, bool tail) {
    const struct engine *engine = run->engine;
    struct sizes empty, full;
    if (!engine->open(engine->self, run->mode, path, true) || !engine->sizes(engine->self, &empty))
        return fail(engine, "cannot found the district");
    double start = work_seconds();
    run_closed(run, issues);
    bool flushed = engine->flush(engine->self);
    double took = work_seconds() - start;
    if (!flushed || run->wrong != 0) return fail(engine, "some command did not do what it should");
    if (!engine->sizes(engine->self, &full)) return fail(engine, "cannot tell its size");
    double moves = (double)issues * MOVES;
    if (!tail)
        printf("bench,%s,%s,%u,%.0f,%.1f,%.1f\n", engine->name, name, issues, moves / took,
               (double)(full.disk - empty.disk) / issues, peak_mib());
    if (tail && full.memory > 0)
        printf("memory,%s,%u,%.1f\n", engine->name, issues, (double)(full.memory - empty.memory) / issues);
    if (tail) run_tail(run, issues);
    if (run->wrong != 0 || !engine->flush(engine->self)) return fail(engine, "the tail went wrong");
    if (!tell_digest(run, name, issues, tail ? issues + issues / 10 : issues))
        return fail(engine, "not every issue is closed");
    return engine->close(engine->self) ? 0 : fail(engine, "cannot close");
}

/* ---- questions ---- */

enum question { PAGE_OPEN, PAGE_CLOSED, LATE, HISTORY, QUESTIONS };
static const char *const question_names[QUESTIONS] = {"page", "page_closed", "late", "history"};

static bool ask(const struct engine *engine, enum question question, uint32_t nth, uint32_t issues, int64_t now,
                double *took, struct rows *rows) {
    uint32_t any = chance(nth, 80 + question, 1 << 20), state = chance(nth, 90, CLOSED);
    bool at_lead = question == PAGE_CLOSED || state == DISPATCHED || state == HANDLING;
    uint32_t organization = at_lead ? FIRST_LEAD + any % LEADS : FIRST_STREET + any % STREETS;
    int64_t at = tail_start(issues) + 40 * HOUR + any % 24 * HOUR;
    char external[EXTERNAL_SIZE];
    uint64_t item = 0;
    write_external(external, any % (issues + issues / 10));
    if (question == HISTORY && !engine->item(engine->self, external, &item)) return false;
    double start = work_seconds();
    bool done = question == LATE          ? engine->late(engine->self, at, now, rows)
                : question == HISTORY     ? engine->history(engine->self, item, now, rows)
                : question == PAGE_CLOSED ? engine->page(engine->self, organization, CLOSED, now, rows)
                                          : engine->page(engine->self, organization, state, now, rows);
    *took = work_seconds() - start;
    return done;
}

static int by_size(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Asks for a second at most, but often enough that the answers can be compared. */
static bool tell_question(const struct engine *engine, enum question question, uint32_t issues, int64_t now) {
    static double took[PAGES];
    double all = 0;
    uint32_t asked = 0;
    uint64_t count = 0, sum = 0;
    for (; asked < PAGES && (asked < AT_LEAST || all < 1); asked++) {
        struct rows rows = {0, 0};
        if (!ask(engine, question, asked, issues, now, &took[asked], &rows)) return false;
        all += took[asked];
        if (asked >= AT_LEAST) continue;
        count += rows.count;
        sum += rows.sum;
    }
    qsort(took, asked, sizeof took[0], by_size);
    printf("query,%s,%s,%u,%.2f\n", engine->name, question_names[question], issues, took[asked / 2] * 1e6);
    printf("answer,%s,%s,%u,%llu rows,%016llx\n", engine->name, question_names[question], issues,
           (unsigned long long)count, (unsigned long long)work_mix(sum));
    return true;
}

/* What was kept so that it opens sooner: writing it, its bytes, opening by it. */
static bool tell_snapshot(const struct engine *engine, uint32_t issues, const char *path) {
    struct sizes before, after;
    uint64_t bytes = 0;
    double start = work_seconds();
    if (!engine->sizes(engine->self, &before) || !engine->snapshot(engine->self, &bytes)) return false;
    const double wrote = work_seconds() - start;
    if (!engine->close(engine->self)) return false;
    start = work_seconds();
    if (!engine->open(engine->self, MODE_OS, path, false)) return false;
    const double took = work_seconds() - start;
    printf("snapshot,%s,%u,%.1f,%.2f,%.2f\n", engine->name, issues, (double)bytes / issues, wrote * 1e3, took * 1e3);
    return engine->sizes(engine->self, &after) && after.records == before.records;
}

static int query(const struct engine *engine, uint32_t issues, const char *path) {
    struct sizes sizes;
    int64_t now = run_tail(NULL, issues);
    double start = work_seconds();
    if (!engine->open(engine->self, MODE_OS, path, false)) return fail(engine, "cannot open it again");
    double took = work_seconds() - start;
    if (!engine->sizes(engine->self, &sizes)) return fail(engine, "cannot tell its size");
    printf("reopen,%s,%u,%.0f,%.2f\n", engine->name, issues, (double)sizes.records / took, took * 1e3);
    for (enum question question = 0; question < QUESTIONS; question++)
        if (!tell_question(engine, question, issues, now)) return fail(engine, question_names[question]);
    if (engine->snapshot && !tell_snapshot(engine, issues, path)) return fail(engine, "cannot open by a snapshot");
    return engine->close(engine->self) ? 0 : fail(engine, "cannot close");
}

int work_main(const struct engine *engine, int argc, char **argv) {
    static const char *const modes[] = {"memory", "os", "sync1000", "sync1"};
    static struct run run;
    char *end = NULL;
    unsigned long issues = argc < 3 ? 0 : strtoul(argv[2], &end, 10);
    const char *path = argc > 3 ? argv[3] : NULL;
    run.engine = engine;
    if (issues == 0 || *end != '\0' || issues > 100000000 || issues % block_of((uint32_t)issues) != 0 ||
        (issues < BLOCK && BLOCK % issues != 0))
        return fail(engine, "usage: MODE|build|query N [PATH]; N divides 1000, or 1000 divides it");
    run.mode = MODE_OS;
    if (path != NULL && strcmp(argv[1], "build") == 0) return bench(&run, "build", (uint32_t)issues, path, true);
    if (path != NULL && strcmp(argv[1], "query") == 0) return query(engine, (uint32_t)issues, path);
    for (uint32_t mode = 0; mode < 4; mode++)
        if (strcmp(argv[1], modes[mode]) == 0 && (path != NULL || mode == MODE_MEMORY)) {
            run.mode = (enum mode)mode;
            return bench(&run, modes[mode], (uint32_t)issues, path, false);
        }
    return fail(engine, "no such mode, or no path");
}
