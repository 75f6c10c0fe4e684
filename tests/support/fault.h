/* A storage that fails when told to, around any other one. It counts calls, and remembers what was synced, so that it
 * can also cut the power. As on real systems, a sync that fails leaves bytes that can be read and never reach the disk,
 * unless they are written again: later syncs answer well. */
#ifndef CGOV_TESTS_FAULT_H
#define CGOV_TESTS_FAULT_H

#include "cgov/storage.h"

#include <stdbool.h>

enum fault_kind {
    FAULT_ERROR,  /* an error, nothing done */
    FAULT_SHORT,  /* an error, half of the bytes written; a plain error where no bytes are written */
    FAULT_GARBLE, /* an error, the sectors that were being written over are garbage, on the disk too; a plain error
                   * where none are written over */
    FAULT_SILENT, /* 0, nothing done, the out value not set: a callback that raised */
    FAULT_UNSAID, /* 0, all done, the out value not set: a callback that raised at its end */
    FAULT_KINDS
};

/* Operations, as bits. */
enum {
    FAULT_LIST = 1,
    FAULT_LENGTH = 2,
    FAULT_READ = 4,
    FAULT_APPEND = 8,
    FAULT_OVERWRITE = 16,
    FAULT_CUT = 32,
    FAULT_SYNC = 64,
    FAULT_PUT = 128,
    FAULT_REMOVE = 256,
    FAULT_LOCK = 512,
    FAULT_SALT = 1024,
    FAULT_ANY = 2047
};

#define FAULT_CODE 5 /* what the failing storage returns */

struct fault {
    cgov_storage inner;
    cgov_storage disk; /* in memory: each object as it was last synced */
    uint32_t ops;      /* the calls that count */
    uint32_t calls;    /* that counted, since it was armed */
    uint32_t fail_at;  /* the one that fails, from 1; 0 for none */
    bool forever;      /* and all after it */
    enum fault_kind kind;
    uint32_t sector;              /* bytes that a write over turns to garbage together; 512 at first */
    char lost_name[32];           /* the object whose sync failed last, */
    uint64_t lost_from, lost_end; /* and its bytes that no later sync brings to the disk */
};

/* inner is still the caller's to close; what it holds counts as durable. */
void fault_open(struct fault *fault, const cgov_storage *inner, cgov_storage *storage_out);
void fault_close(struct fault *fault);
/* Counts anew; fail_at 0 disarms. */
void fault_arm(struct fault *fault, uint32_t ops, uint32_t fail_at, bool forever, enum fault_kind kind);
/* The power goes: each object is as it was last synced, followed by at most keep bytes of what was appended since. The
 * writer is gone with its lock. */
void fault_power_cut(struct fault *fault, uint64_t keep);

/* A whole object, malloc'd; NULL when it is not there. */
uint8_t *fault_object(const cgov_storage *storage, const char *name, uint64_t *len_out);

#endif
