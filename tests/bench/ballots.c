/* The schedule of the work on ballots, and the driver that times an engine. Ten seconds pass from one ballot to the
 * next, as in rolls.c. */
#include "ballots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SOME = 64 };
static const int64_t step = 10000;

struct run {
    const struct ballots_engine *engine;
    bool keyed;
    int64_t now;
    uint64_t commands, cast, refused, repeated, outcomes;
    double counting;
};

static enum outcome send(struct run *run, struct ballot *ballot) {
    const uint64_t number = ++run->commands;
    ballot->now = run->now;
    ballot->key[0] = run->keyed ? (uint64_t)run->now << 16 | (number & 0xffff) : 0;
    ballot->key[1] = run->keyed ? work_mix(number) : 0;
    return run->engine->vote(run->engine->self, ballot);
}

/* Each motion leans its own way; one in sixteen is put to few. */
static uint32_t choice_of(uint32_t motion, uint32_t elector) {
    const uint64_t lean = work_mix(motion) % 80 + 10, way = work_mix((uint64_t)motion << 32 | elector) % 100;
    return way < lean ? YES : way < 95 ? NO : ABSTAIN;
}

static bool vote(struct run *run, uint32_t nth, uint32_t motion, uint32_t elector, uint32_t electors) {
    struct ballot ballot = {.elector = electors + nth / SOME, .choice = YES};
    run->now += step;
    if (nth % SOME == 0) {
        if (send(run, &ballot) != REFUSED) return false;
        run->refused++;
    }
    ballot = (struct ballot){.elector = elector, .choice = choice_of(motion, elector)};
    if (send(run, &ballot) != APPLIED) return false;
    run->cast++;
    if (nth % SOME == 16 && run->keyed) {
        if (run->engine->vote(run->engine->self, &ballot) != REPEATED) return false;
        run->repeated++;
    }
    if (nth % SOME == 32) {
        if (send(run, &ballot) != REFUSED) return false;
        run->refused++;
    }
    return true;
}

/* In an order in which neighbours are far apart: electors is no multiple of the stride, a prime. */
static bool decide(struct run *run, uint32_t motion, uint32_t electors, uint64_t *hash) {
    const uint32_t voting = motion % 16 == 15 ? electors / 4 : electors, stride = electors % 7919 != 0 ? 7919 : 7927;
    uint32_t elector = motion % electors, outcome = 0;
    if (!run->engine->put(run->engine->self, run->now += step)) return false;
    for (uint32_t nth = 0; nth < voting; nth++) {
        elector = (uint32_t)(((uint64_t)elector + stride) % electors);
        if (!vote(run, nth, motion, elector, electors)) return false;
    }
    const double start = work_seconds();
    if (!run->engine->count(run->engine->self, run->now += step, &outcome)) return false;
    run->counting += work_seconds() - start;
    run->outcomes += UINT64_C(1) << (outcome - 1) * 16;
    *hash = work_mix(*hash ^ outcome);
    return true;
}

static int fail(const struct ballots_engine *engine, const char *what) {
    fprintf(stderr, "%s: %s\n", engine->name, what);
    return 1;
}

static int bench(struct run *run, uint32_t electors, uint32_t motions) {
    const struct ballots_engine *engine = run->engine;
    const char *form = run->keyed ? "keyed" : "plain";
    uint64_t before = 0, after = 0, hash = 0;
    run->now = WORK_START;
    if (!engine->open(engine->self, electors, electors / SOME + 1)) return fail(engine, "cannot found the electors");
    if (!engine->memory(engine->self, &before)) return fail(engine, "it does not know its memory");
    const double start = work_seconds();
    for (uint32_t m = 0; m < motions; m++)
        if (!decide(run, m, electors, &hash)) return fail(engine, "some ballot did not do what it should");
    const double took = work_seconds() - start;
    if (!engine->memory(engine->self, &after)) return fail(engine, "it does not know its memory");
    const double each = run->keyed ? 0 : (double)(after - before) / (double)run->cast;
    printf("ballots,%s,%s,%u,%u,%.0f,%.1f,%.2f\n", engine->name, form, electors, motions, (double)run->cast / took,
           each, run->counting / motions * 1e6);
    printf(
        "answer,%s,ballots %s,%u,%016llx,%llu passed,%llu failed,%llu no quorum,%llu cast,%llu refused,%llu repeated\n",
        engine->name, form, electors, (unsigned long long)hash, (unsigned long long)(run->outcomes & 0xffff),
        (unsigned long long)(run->outcomes >> 16 & 0xffff), (unsigned long long)(run->outcomes >> 32 & 0xffff),
        (unsigned long long)run->cast, (unsigned long long)run->refused, (unsigned long long)run->repeated);
    return engine->close(engine->self) ? 0 : fail(engine, "cannot close");
}

int ballots_main(const struct ballots_engine *engine, int argc, char **argv) {
    static struct run run;
    const unsigned long electors = argc < 4 ? 0 : strtoul(argv[2], NULL, 10);
    const unsigned long motions = argc < 4 ? 0 : strtoul(argv[3], NULL, 10);
    if (electors < SOME || electors > 10000000 || motions == 0 || motions > 1000)
        return fail(engine, "usage: keyed|plain ELECTORS MOTIONS; electors from 64 to 10,000,000, motions to 1,000");
    run.engine = engine;
    run.keyed = strcmp(argv[1], "keyed") == 0;
    return bench(&run, (uint32_t)electors, (uint32_t)motions);
}
