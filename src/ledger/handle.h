/* The handle: one ledger open in this process. The road's scratch lives here, so that a command allocates nothing once
 * its buffers have grown. */
#ifndef CGOV_SRC_HANDLE_H
#define CGOV_SRC_HANDLE_H

#include "entities/plan.h"
#include "store/journal.h"

/* A record that stands in the journal and is about to be applied. */
struct written {
    const struct record *record;
    const uint8_t *bytes; /* as they stand, length included */
    size_t len;
    const struct frame *frame; /* the one it stands in */
    /* cgov__written_digest: a digest is made when it is asked for */
    int32_t (*digest)(const struct cgov_ledger *ledger, const struct written *written, uint32_t field, uint8_t out[32]);
};

/* What a command is known by: reckoned once, for it is asked and remembered. */
struct known_by {
    uint64_t fingerprint; /* where it has a retry key */
    uint32_t key_hash;    /* as it began; 0: it has no key, or that is reckoned on the road */
    bool is_new;          /* it was asked; or there is no key */
    bool by_resident;     /* the actor is there */
};

struct cgov_ledger {
    struct mem mem;
    struct model model;
    struct journal journal;
    cgov_storage own;  /* the storage in memory this ledger made itself; zeroed otherwise */
    bool busy;         /* inside a changing call: storage callbacks may not come back */
    uint64_t half;     /* the last record applied of a frame whose replay stopped in its middle; 0: there is none */
    uint32_t snapshot; /* CGOV_SNAPSHOT_*, of opening */
    uint64_t snapshot_seq;
    bool linked;         /* while it is opened: the frames read come to what a slot says of them */
    bool encoded;        /* facts and words hold a command's bytes */
    cgov_result *result; /* the host's, of the changing call under way, or NULL */
    /* Sees each record as it is written or replayed, in their order; NULL: nobody. A Merkle leaf will hang here, on the
     * record's bytes and its pieces' digests. */
    void (*witness)(void *witness_user, const struct cgov_ledger *ledger, const struct written *written);
    void *witness_user;
    struct command command;
    struct known_by known;
    struct plan plan;
    struct buf facts, words;
    struct buf lines; /* texts of the command whose line ends were made one */
    struct refusal why;
    cgov_error error;
};

/* The road. The command in ledger->command is checked, admitted, appended, applied, and unless it may be deferred
 * flushed; result is all zeros before. */
int32_t cgov__road_run(struct cgov_ledger *ledger, cgov_result *result);
/* The frame in ledger->plan: reserve, append, apply. */
int32_t cgov__road_commit(struct cgov_ledger *ledger, enum frame_kind kind);
/* Applies the records of a frame read back from the journal; where that failed in the middle, of the same frame those
 * that are left. */
int32_t cgov__road_replay(struct cgov_ledger *ledger, const struct frame *frame);
/* Begins a changing call with its act; every verb starts so. */
int32_t cgov__road_begin(struct cgov_ledger *ledger, uint32_t verb, const cgov_act *act);
/* Sets the error the last changing call gave, tells the host's result its status, and answers it. */
int32_t cgov__error_set(struct cgov_ledger *ledger, int32_t status, const struct refusal *why, const char *message);

#endif
