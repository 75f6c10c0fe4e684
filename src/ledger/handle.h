/* The handle: one ledger open in this process. The road's scratch lives here, so that a command allocates nothing once
 * its buffers have grown. */
#ifndef CGOV_SRC_HANDLE_H
#define CGOV_SRC_HANDLE_H

#include "entities/plan.h"
#include "store/journal.h"

struct cgov_ledger {
    struct mem mem;
    struct model model;
    struct journal journal;
    cgov_storage own; /* the storage in memory this ledger made itself; zeroed otherwise */
    bool grouping;
    bool busy;    /* inside a changing call: storage callbacks may not come back */
    bool encoded; /* facts and words hold a command's bytes */
    struct command command;
    struct plan plan;
    struct buf facts, words;
    struct refusal why;
    cgov_error error;
};

/* The road. The command in ledger->command is checked, admitted, appended, applied; result may be NULL. */
int32_t cgov__road_run(struct cgov_ledger *ledger, cgov_result *result);
/* The frame in ledger->plan: reserve, append, apply. */
int32_t cgov__road_commit(struct cgov_ledger *ledger, enum frame_kind kind);
/* Applies the records of a frame read back from the journal. */
int32_t cgov__road_replay(struct cgov_ledger *ledger, const struct frame *frame);
/* Begins a changing call with its act; every verb starts so. */
int32_t cgov__road_begin(struct cgov_ledger *ledger, uint32_t verb, const cgov_act *act);
/* Fill a command with what the host gave: what is absent, or 0, is left out; false where a text cannot be read. */
bool cgov__fill_text(struct command *command, uint32_t field, const cgov_text *text);
void cgov__fill_number(struct command *command, uint32_t field, uint64_t number);
/* Sets the error the last changing call gave, and answers its status. */
int32_t cgov__error_set(struct cgov_ledger *ledger, int32_t status, const struct refusal *why, const char *message);

/* Checks what every reading is given, and copies the reader. */
int32_t cgov__reader_check(const cgov_ledger *ledger, const cgov_reader *reader, cgov_reader *copy);

/* One record read back, in the caller's buffers. */
struct stored {
    struct record record;
    uint64_t words_at; /* of its frame; 0: none */
    uint32_t words_len, words_crc, ordinal;
};
/* Reads the record at seq; bytes it speaks of stand in buf, cap bytes of it. CGOV_E_BUFFER where they do not fit. */
int32_t cgov__stored_read(const cgov_ledger *ledger, uint64_t seq, uint8_t *buf, uint64_t cap, struct stored *out);
/* Most records are smaller; only adoptions are not. */
#define STORED_SIZE 4096u

/* Ids that a reading is given. */
int32_t cgov__seen_item(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t id,
                        const struct item **item_out);

#endif
