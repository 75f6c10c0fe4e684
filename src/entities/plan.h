/* A plan: the records a command, or time, is about to write, encoded as they are added. It is appended as one frame,
 * and then applied by the code that replays it: a frame of one record, as most are, as it stands here, which is what
 * its bytes decode to; a longer one read back from its bytes. */
#ifndef CGOV_SRC_PLAN_H
#define CGOV_SRC_PLAN_H

#include "base/tail.h"
#include "entities/decide.h"
#include "model/overlay.h"
#include "records/command.h"
#include "records/roll_lines.h"
#include "store/frame.h"

/* A roll that a move of the frame fills. */
struct filled {
    uint32_t item; /* its number; 0: of the one being opened, until its record stands in the plan */
    uint8_t roll;
    bool weighed;                 /* it is a base with axes: a weight each */
    uint32_t count;               /* electors */
    size_t first, first_weight;   /* where they begin, in bytes */
    uint64_t units, area, weight; /* summed */
};

#define MAX_FILLS 256u /* in one frame: a move's, and those of the children it opens */
struct fills {
    struct buf electors;   /* uint64_t each, as cgov__fill_elector has it */
    struct buf weights;    /* struct fill_line */
    struct buf households; /* room to count them in */
    struct buf lines;      /* of the record on its way */
    struct buf orders;     /* struct order: those that are counted */
    struct filled each[MAX_FILLS];
    uint32_t count;
};
/* The roll as it is filled from that place on; NULL: it is not. */
static inline const struct filled *cgov__fills_of(const struct fills *fills_or_null, uint32_t first, uint8_t roll) {
    for (uint32_t f = first; fills_or_null && f < fills_or_null->count; f++)
        if (fills_or_null->each[f].roll == roll) return &fills_or_null->each[f];
    return NULL;
}
static inline uint64_t cgov__fills_elector(const struct fills *fills, const struct filled *filled, uint32_t i) {
    return ((const uint64_t *)(const void *)(fills->electors.data + filled->first))[i];
}
static inline const struct fill_line *cgov__fills_weight(const struct fills *fills, const struct filled *filled,
                                                         uint32_t i) {
    return (const struct fill_line *)(const void *)(fills->weights.data + filled->first_weight) + i;
}

/* What somebody has said confidentially, read back. */
struct said {
    uint64_t same;         /* a checksum of what else its record says */
    uint32_t entry, actor; /* entry 0: of the roll's bundle */
    uint32_t at, len;      /* in `bytes` */
    uint8_t commitment[32];
};

/* What admitting hangs on and no row has: see secret.h. */
struct secrets {
    bool salted, there;   /* the act has a salt; what is asked for has been read back */
    bool waiting;         /* asked for is what waits for a second person; else what stands */
    uint32_t roll, entry; /* on which roll, its row; waits of which entry */
    struct buf said;      /* struct said */
    struct buf bytes;
    struct buf counted; /* what a record of a count does not say */
    struct sums sums[CHOICE_LAST + 1];
    uint64_t voters[CHOICE_LAST + 1]; /* ballots that say so */
    uint8_t commitment[32];
};
#define PLAN_ASKS INT32_MAX /* of admit: what it asks for is to be read back, and then it is admitted anew */

struct plan {
    struct tail *frame; /* the records, where they will be handed over from: before each but the first there is
                         * room for its checksum, see frame.h */
    struct buf words;
    struct buf details;        /* the declared details of the command's record */
    struct buf postings;       /* the worklists that items will come to */
    struct buf late;           /* the items that children are opened about */
    struct buf parts;          /* room for a calendar that is to be */
    struct buf decided;        /* what the record of a decision says was counted */
    struct buf erased;         /* the texts that the command erases, in groups: see erasure.h */
    struct buf roots;          /* of the rolls that the command's move fills, or counts */
    struct record first, next; /* the first record, and the one made last after it */
    struct need need;
    struct fills fills; /* of the command's move */
    struct secrets secrets;
    struct deciding deciding;     /* by its move, or the one that follows from it */
    const struct model *model;    /* what the records are about to change */
    struct overlay overlay;       /* the model and the records so far, but the last */
    struct adoption *prepared;    /* a text read and checked, waiting for its record; NULL: none */
    uint64_t first_seq, last_seq; /* last_seq = first_seq - 1 while empty */
    int64_t time;
    uint64_t actor;
    struct seal seal;             /* of the frame's words; the seed is set with the ledger's */
    uint64_t texts;               /* words that come with the first record */
    uint64_t key[2], fingerprint; /* put on the first record, where not zero */
    uint64_t key_hash;            /* of the key */
    uint64_t result;              /* the id made or moved */
    bool invalid;                 /* a record was added that could not be applied: nothing of it may be written */
    bool plain;                   /* one record so far, with room for few clocks: `need` says nothing yet */
    uint32_t workers;             /* and for so many of those who worked */
    bool entry;                   /* it is one plain entry, of which `need` says nothing: nothing comes after it */
};

void cgov__plan_init(struct plan *plan, const struct model *model, struct tail *frame);
void cgov__plan_free(struct plan *plan);
/* Begins anew, after the model's last record. */
void cgov__plan_begin(struct plan *plan, int64_t time, uint64_t actor);
/* Once its command is done with: room beyond what commands commonly need is given back. A roll may have as many lines
 * as there are people, in a frame as long. */
#define ROOM_KEPT (2 * RECORD_MAX) /* bytes of records */
void cgov__plan_rest(struct plan *plan);
static inline void cgov__plan_end(struct plan *plan) {
    if (plan->secrets.there || plan->secrets.counted.cap != 0 || plan->frame->bytes.cap > ROOM_KEPT ||
        plan->fills.electors.cap != 0)
        cgov__plan_rest(plan);
}
/* The text to be adopted, from here on the plan's; the one before it is freed. */
void cgov__plan_prepare(struct plan *plan, struct adoption *adoption_or_null);
/* Adds that record: seq, previous, time and actor are set here, and on the first one what the command brings. It is
 * judged over the model and the records before it, as it would be on replay. */
void cgov__plan_add(struct plan *plan, struct record *record);
/* The same of a move of an item that stands as this row says, along this row of its procedure's machine. */
void cgov__plan_move(struct plan *plan, const struct item *item, const struct procedure *procedure,
                     const struct machine_move *row, struct record *record);
/* The same of an opening of that procedure, from nobody's move. */
void cgov__plan_opening(struct plan *plan, const struct procedure *procedure, struct record *record);
/* Room for a calendar that is to be, once an adoption is planned. */
static inline const struct calendar_part **cgov__plan_parts(struct plan *plan) {
    return (const struct calendar_part **)(void *)plan->parts.data;
}
/* Memory ran out on the way. */
static inline bool cgov__plan_failed(const struct plan *plan) {
    return plan->frame->bytes.failed | plan->words.failed | plan->details.failed | plan->postings.failed |
           plan->parts.failed | plan->late.failed | plan->decided.failed | plan->erased.failed | plan->roots.failed;
}
const struct overlay *cgov__plan_take(struct plan *plan);
/* Room for the record itself and for its retry key, whatever its kind needs beside. */
static inline void cgov__plan_count(struct plan *plan, const struct record *record) {
    plan->need.records++;
    plan->need.retries += (record->key0 | record->key1) != 0;
}
/* In a frame of several: the worklists that the last record brings its item to are noted, as those before it were. */
void cgov__plan_note(struct plan *plan);
/* The model as all records so far would leave it. */
static inline const struct overlay *cgov__plan_overlay(struct plan *plan) {
    return plan->overlay.seq == plan->last_seq ? &plan->overlay : cgov__plan_take(plan);
}
/* An empty record of that kind to fill, which stands until the next one is asked for. */
static inline struct record *cgov__plan_record(struct plan *plan, uint32_t kind) {
    cgov__plan_overlay(plan); /* before the last one's place is taken */
    struct record *record = plan->last_seq < plan->first_seq ? &plan->first : &plan->next;
    cgov__record_reuse(record, kind);
    return record;
}
/* It is to follow what there is so far; what the command brings is put on the first record only. */
static inline void cgov__plan_place(struct plan *plan, struct record *record, uint64_t previous) {
    record->previous = previous;
    record->seq = plan->last_seq + 1;
    record->time = plan->time;
    record->actor = plan->actor;
    if (record->seq != plan->first_seq) {
        cgov__buf_u32(&plan->frame->bytes, 0);
        return;
    }
    record->texts = plan->texts;
    record->key0 = plan->key[0];
    record->key1 = plan->key[1];
    record->fingerprint = plan->fingerprint;
    record->key_hash = plan->key_hash;
}
/* Adds one that this process made over the rows as they are, after the model's last: of its judgement there is left
 * what hangs on its number, its instant and what was given. False where it could not be applied. */
static inline bool cgov__plan_own(struct plan *plan, struct record *record, uint64_t previous, bool stands) {
    cgov__plan_place(plan, record, previous);
    const bool follows =
        record->seq <= FRAME_SEQ_MAX && record->time >= plan->overlay.now && record->time < END_OF_TIME;
    plan->invalid = !follows || !stands || !cgov__record_put(&plan->frame->bytes, record);
    if (!plan->invalid) plan->last_seq = record->seq;
    return !plan->invalid;
}

#endif
