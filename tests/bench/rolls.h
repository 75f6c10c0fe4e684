/* The work on rolls that both engines do: meetings whose register is filled with so many electors at once, who then
 * enter themselves one by one, in an order of their own; some twice, some who may not, some take themselves out again.
 * As in work.h an engine is a struct of functions, and the driver counts, times and prints what must be the same. */
#ifndef BENCH_ROLLS_H
#define BENCH_ROLLS_H

#include "work.h"

/* Electors are numbered from 0; after them come those who live elsewhere and are on no register. */
struct entering {
    int64_t now;
    uint64_t key[2]; /* {0, 0}: without one */
    uint32_t elector;
    bool leaves;
};

/* The share of those present over those on the register that sitting asks for, as it stands. */
struct share {
    uint64_t have, of, needed;
};

/* Every bool answers true for success. meet begins a meeting, which is the one that all after it are about. */
struct rolls_engine {
    const char *name;
    void *self;
    bool (*open)(void *self, enum mode mode, const char *path, uint32_t electors, uint32_t others);
    bool (*meet)(void *self, int64_t now);
    bool (*fill)(void *self, int64_t now);
    enum outcome (*enter)(void *self, const struct entering *entering, uint64_t *seq);
    bool (*flush)(void *self); /* what was done is as durable as the mode asks */
    bool (*share)(void *self, int64_t now, struct share *share);
    bool (*sit)(void *self, int64_t now);                     /* refused where the share is not reached */
    bool (*present)(void *self, int64_t now, uint8_t *there); /* a byte for each elector, set where they are */
    bool (*memory)(void *self, uint64_t *bytes);              /* in use; 0: not known */
    bool (*close)(void *self);
};

/* The program around an engine: MODE keyed|plain N [PATH]. */
int rolls_main(const struct rolls_engine *engine, int argc, char **argv);

#endif
