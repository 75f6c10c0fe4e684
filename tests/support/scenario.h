/* Four stories for the tests of faults and replicas, each a seeded list of commands on the standard rulebook, in at
 * most 200 frames, with words, retry keys and refusals among them: one makes a record of every kind but those of rolls;
 * one is a meeting, and makes those; one decides; and one erases words.
 *
 * Commands are data: the same one can be run, or encoded here and executed elsewhere. Nothing in it depends on what the
 * ledger answers, so ids and instants are known beforehand, and the story can be taken up again after any command. */
#ifndef CGOV_TESTS_SCENARIO_H
#define CGOV_TESTS_SCENARIO_H

#include "cgov/cgov.h"

#include "store/frame.h"
#include "support/details.h"

/* 2026-12-01T09:00:00+08:00: five working days before its end nobody knows the working days of 2027. */
#define SCENARIO_START INT64_C(1796086800000)
#define SCENARIO_SEED UINT64_C(0x5ce4a210)

/* Who sees every item and every name, from the time they are appointed. */
#define SCENARIO_AUDITOR ((cgov_id)CGOV_KIND_RESIDENT << 44 | 2)

struct scenario_options {
    const cgov_storage *storage;     /* NULL: in memory */
    const cgov_allocator *allocator; /* NULL: libc */
    uint32_t flags;                  /* of each act, as CGOV_ACT_DEFER */
    uint64_t seed;                   /* of salts and retry keys */
    uint64_t base;                   /* the seq before the first record */
};

struct scenario {
    cgov_ledger *ledger;
    uint64_t seed;
    uint32_t flags;
    uint32_t step; /* the next command, from 0 */
};

/* Which story is told: "meeting", with rolls, "decision" or "erasing", where the test's first argument says so; else
 * "loop". */
void scenario_choose(int argc, char **argv);
bool scenario_is(const char *name);
/* How many commands follow the founding; the last is a tick that needs the long-jump flag. */
uint32_t scenario_steps(void);
/* When the command is given. */
cgov_time scenario_at(uint32_t step);
/* What it must answer, and with which reason. */
int32_t scenario_status(uint32_t step, uint32_t *reason_out);

/* Founds the ledger; nothing is open when it fails. */
int32_t scenario_found(struct scenario *scenario, const struct scenario_options *options);
/* Gives a command to a ledger, with these flags of the act besides, and answers what it said. */
int32_t scenario_give(cgov_ledger *ledger, uint64_t seed, uint32_t step, uint32_t flags);
/* Gives the next command. true: it answered as it must, and the story has gone on. *status_out: what it said. */
bool scenario_next(struct scenario *scenario, int32_t *status_out);
/* To the end, or to the first command that answers otherwise, whose status it answers; CGOV_OK at the end. */
int32_t scenario_run(struct scenario *scenario);

/* A frame the story wrote, and the state digest that the ledger had just after it. */
struct recorded_frame {
    uint64_t at, end, records_at, words_at;
    const uint8_t *records; /* one after another, without checksums of their own */
    uint32_t records_len;
    struct frame_header header;
    uint64_t last_seq;
    uint8_t digest[32];
};

#define SCENARIO_FRAMES 200u

/* The whole story, as it goes undisturbed: the journal's bytes, and what was so after each frame. */
struct recording {
    uint8_t *bytes, *ack, *records; /* malloc'd: the journal, what lies beside it, its records */
    uint64_t len, ack_len, journal_seed;
    struct recorded_frame frames[SCENARIO_FRAMES];
    uint32_t count;
    uint32_t after[SCENARIO_FRAMES]; /* frames that stand after command i */
};

struct recording *scenario_record(uint64_t seed);
void recording_free(struct recording *recording);
/* How many whole frames stand in the first len bytes. */
uint32_t recording_frames(const struct recording *recording, uint64_t len);
/* Records as they stand in a frame: before each, where there are several, its checksum; the header then says so. What
 * is not one record after another is put as it is. */
void scenario_frame_records(struct frame_header *header, uint64_t seed, const uint8_t *records, size_t len,
                            struct buf *out);
/* These bytes become the storage's journal, and its only object. */
void scenario_put(const cgov_storage *storage, const void *bytes, uint64_t len);

/* Whether a byte of that frame is of what confidential ballots say, or were counted as: nobody reads it. */
bool scenario_is_secret(const struct recording *recording, const struct recorded_frame *frame, uint64_t at);

/* The fields that the story's words can be of: the library's, then those that its texts declare. */
#define SCENARIO_FIELD_END (FIRST_DETAIL + 5u)
static inline uint32_t scenario_field_after(uint32_t field) {
    return field == 63 ? 1024 : field + 1;
}

#endif
