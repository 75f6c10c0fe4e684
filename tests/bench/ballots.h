/* The work on ballots that both engines do: a meeting's register of so many electors, motions put to them one after the
 * other, a ballot of each on each, and each motion counted by its rule. One ballot in 64 is sent twice under its key,
 * one is tried again under another, one comes from somebody who is not on the register. What must be the same is what
 * each motion comes to. */
#ifndef BENCH_BALLOTS_H
#define BENCH_BALLOTS_H

#include "work.h"

enum { YES = 1, NO, ABSTAIN };
enum { PASSED = 1, FAILED, NO_QUORUM };

struct ballot {
    int64_t now;
    uint64_t key[2]; /* {0, 0}: without one */
    uint32_t elector, choice;
};

/* Every bool answers true for success. put begins a motion, which is the one that all after it are about. */
struct ballots_engine {
    const char *name;
    void *self;
    bool (*open)(void *self, uint32_t electors, uint32_t others);
    bool (*put)(void *self, int64_t now);
    enum outcome (*vote)(void *self, const struct ballot *ballot);
    bool (*count)(void *self, int64_t now, uint32_t *outcome);
    bool (*memory)(void *self, uint64_t *bytes); /* in use; 0: not known */
    bool (*close)(void *self);
};

/* The program around an engine: keyed|plain ELECTORS MOTIONS. */
int ballots_main(const struct ballots_engine *engine, int argc, char **argv);

#endif
