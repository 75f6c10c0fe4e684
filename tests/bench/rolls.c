/* The schedule of the work on rolls, and the driver that times an engine.
 *
 * Meetings of N electors each, one after the other, as many as make 100,000 entries, so that small registers are timed
 * as long as large ones; or as many as asked: what the system clears of memory for a million entries is the same
 * whatever N. One entry in 64 comes after an attempt by somebody who is not on the register, one is tried again under
 * another key, one is sent twice under its own, one is taken out. Ten seconds pass from one to the next: some 60,000
 * retry keys are remembered at a time, as for moves. */
#include "rolls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOME = 64, GROUP = 1000, ENTRIES = 100000, SHARES = 1000 };
static const int64_t step = 10000;

struct run {
    const struct rolls_engine *engine;
    enum mode mode;
    bool keyed;
    int64_t now;
    uint64_t commands, entered, refused, repeated, left, wrong, unflushed;
    double filling, entering;
    uint64_t bytes;
    uint32_t entries; /* to make at least */
    struct entering what;
};

static bool send(struct run *run, uint64_t *seq) {
    uint64_t number = ++run->commands;
    run->what.now = run->now;
    run->what.key[0] = run->keyed ? (uint64_t)run->now << 16 | (number & 0xffff) : 0;
    run->what.key[1] = run->keyed ? work_mix(number) : 0;
    enum outcome outcome = run->engine->enter(run->engine->self, &run->what, seq);
    run->refused += outcome == REFUSED;
    return outcome == APPLIED;
}

static void repeat(struct run *run, uint64_t seq) {
    uint64_t again = 0;
    if (!run->keyed) return;
    if (run->engine->enter(run->engine->self, &run->what, &again) == REPEATED && again == seq)
        run->repeated++;
    else
        run->wrong++;
}

static void enter(struct run *run, uint32_t nth, uint32_t elector, uint32_t electors) {
    uint64_t seq = 0;
    run->now += step;
    run->what = (struct entering){.elector = electors + nth / SOME};
    if (nth % SOME == 0 && send(run, &seq)) run->wrong++;
    run->what.elector = elector;
    if (!send(run, &seq)) run->wrong++;
    run->entered++;
    if (nth % SOME == 16) repeat(run, seq);
    if (nth % SOME == 32 && send(run, &seq)) run->wrong++;
    run->what.leaves = nth % SOME == 48;
    if (run->what.leaves && !send(run, &seq)) run->wrong++;
    run->left += run->what.leaves;
    if (++run->unflushed < (run->mode == MODE_SYNC1 ? 1 : GROUP)) return;
    run->unflushed = 0;
    if (!run->engine->flush(run->engine->self)) run->wrong++;
}

static uint32_t others_of(uint32_t electors) {
    return (electors + SOME - 1) / SOME;
}

static uint64_t bytes_of(struct run *run) {
    uint64_t bytes = 0;
    if (!run->engine->memory(run->engine->self, &bytes)) run->wrong++;
    return bytes;
}

/* In an order in which neighbours are far apart: a step of some golden part of the whole, that shares no divisor. */
static uint32_t stride_of(uint32_t electors) {
    uint32_t stride = (uint32_t)(electors * 0.6180339887) | 1;
    for (;; stride += 2) {
        uint32_t a = electors, b = stride;
        while (b != 0) {
            uint32_t rest = a % b;
            a = b, b = rest;
        }
        if (a == 1) return stride;
    }
}

static bool hold(struct run *run, uint32_t electors) {
    const struct rolls_engine *engine = run->engine;
    uint32_t stride = stride_of(electors), elector = 0;
    if (!engine->meet(engine->self, run->now += step)) return false;
    uint64_t empty = bytes_of(run);
    double start = work_seconds();
    if (!engine->fill(engine->self, run->now += step) || !engine->flush(engine->self)) return false;
    double filled = work_seconds();
    for (uint32_t nth = 0; nth < electors; nth++) {
        elector = (uint32_t)(((uint64_t)elector + stride) % electors);
        enter(run, nth, elector, electors);
    }
    if (!engine->flush(engine->self)) return false;
    run->entering += work_seconds() - filled;
    run->filling += filled - start;
    run->bytes += bytes_of(run) - empty;
    return run->wrong == 0;
}

static int by_size(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The median, in microseconds. */
static bool time_share(struct run *run, struct share *share, double *took) {
    static double each[SHARES];
    for (uint32_t i = 0; i < SHARES; i++) {
        double start = work_seconds();
        if (!run->engine->share(run->engine->self, run->now, share)) return false;
        each[i] = work_seconds() - start;
    }
    qsort(each, SHARES, sizeof each[0], by_size);
    *took = each[SHARES / 2] * 1e6;
    return true;
}

static int fail(const struct rolls_engine *engine, const char *what) {
    fprintf(stderr, "%s: %s\n", engine->name, what);
    return 1;
}

static bool tell(struct run *run, const char *mode, uint32_t electors, uint32_t meetings) {
    const struct rolls_engine *engine = run->engine;
    const char *form = run->keyed ? "keyed" : "plain";
    struct share share = {0, 0, 0};
    double took = 0;
    uint8_t *there = calloc(electors, 1);
    uint64_t hash = 0;
    bool done = there && time_share(run, &share, &took) && engine->present(engine->self, run->now, there);
    for (uint32_t e = 0; done && e < electors; e++) hash = work_mix(hash ^ (e * 2 + there[e]));
    free(there);
    double lines = 2.0 * meetings * electors; /* on the register, and present */
    printf("entries,%s,%s,%s,%u,%.0f,%.1f,%.2f,%.2f\n", engine->name, mode, form, electors,
           (double)run->entered / run->entering, run->keyed ? 0 : (double)run->bytes / lines,
           run->filling / meetings * 1e3, took);
    printf("answer,%s,rolls %s,%u,%016llx,%llu have,%llu of,%llu needed,%llu entered,%llu left,%llu refused,%llu "
           "repeated\n",
           engine->name, form, electors, (unsigned long long)hash, (unsigned long long)share.have,
           (unsigned long long)share.of, (unsigned long long)share.needed, (unsigned long long)run->entered,
           (unsigned long long)run->left, (unsigned long long)run->refused, (unsigned long long)run->repeated);
    return done && engine->sit(engine->self, run->now += step);
}

static int bench(struct run *run, const char *mode, uint32_t electors, const char *path) {
    const struct rolls_engine *engine = run->engine;
    const uint32_t meetings = electors < run->entries ? run->entries / electors : 1;
    run->now = WORK_START;
    if (!engine->open(engine->self, run->mode, path, electors, others_of(electors)))
        return fail(engine, "cannot found the electors");
    for (uint32_t m = 0; m < meetings; m++)
        if (!hold(run, electors)) return fail(engine, "some entry did not do what it should");
    if (!tell(run, mode, electors, meetings)) return fail(engine, "it cannot sit, or say who is there");
    return engine->close(engine->self) ? 0 : fail(engine, "cannot close");
}

int rolls_main(const struct rolls_engine *engine, int argc, char **argv) {
    static const char *const modes[] = {"memory", "os", "sync1000", "sync1"};
    static struct run run;
    char *end = NULL;
    unsigned long electors = argc < 4 ? 0 : strtoul(argv[3], &end, 10);
    const char *path = argc > 4 ? argv[4] : NULL;
    const unsigned long entries = argc > 5 ? strtoul(argv[5], NULL, 10) : ENTRIES;
    if (electors < SOME || *end != '\0' || electors > 10000000 || entries == 0 || entries > 10000000)
        return fail(engine, "usage: MODE keyed|plain N [PATH [ENTRIES]]; N from 64 to 10,000,000");
    run.engine = engine;
    run.keyed = strcmp(argv[2], "keyed") == 0;
    for (uint32_t mode = 0; mode < 4; mode++)
        if (strcmp(argv[1], modes[mode]) == 0 && (path != NULL || mode == MODE_MEMORY)) {
            run.mode = (enum mode)mode;
            run.entries = mode == MODE_SYNC1 ? 1 : (uint32_t)entries;
            return bench(&run, modes[mode], (uint32_t)electors, path);
        }
    return fail(engine, "no such mode, or no path");
}
