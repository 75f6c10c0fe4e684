/* cgov/ledger.h - the ledger (台账): making, opening and closing one, time, commands as bytes, digests.
 *
 * Caveats first:
 *   - Close before the storage goes away; closing flushes, but only cgov_ledger_flush tells whether it worked.
 *   - A change under CGOV_ACT_DEFER is acknowledged by cgov_ledger_flush, or by the next change without it.
 *   - Whatever decides (limits, windows, calendar) is given at creation and lives in the ledger.
 */
#ifndef CGOV_LEDGER_H
#define CGOV_LEDGER_H

#include "cgov/base.h"
#include "cgov/storage.h"

#ifdef __cplusplus
extern "C" {
#endif

/* cgov_ledger_options.flags */
#define CGOV_OPEN_READ                                                                                                 \
    1u /* to read alone, beside the writer or where nobody can write: no lock, and nothing is written */

#define CGOV_OPEN_REPLAY                                                                                               \
    2u /* every record is read and judged, and no snapshot is looked for: who was handed the storage by others, or     \
        * audits it, opens so */

/* cgov_ledger_view.snapshot: what opening made of the snapshot beside the journal. All but the second were as if it
 * were not there. */
enum {
    CGOV_SNAPSHOT_NONE = 0, /* there is none, or it was not looked for; or this process founded the ledger */
    CGOV_SNAPSHOT_USED = 1,
    CGOV_SNAPSHOT_OTHER = 2,     /* it is not of this journal, or of a day that the journal was put back before */
    CGOV_SNAPSHOT_LAYOUT = 3,    /* another version of the library wrote it, or one for another machine */
    CGOV_SNAPSHOT_DAMAGED = 4,   /* or cut short, or not what it says it is */
    CGOV_SNAPSHOT_UNREADABLE = 5 /* the storage failed to give it, or there was no memory for it */
};

/* How to open: never anything that decides. 40 bytes. */
typedef struct cgov_ledger_options {
    uint32_t size;
    uint32_t flags;                  /* CGOV_OPEN_* */
    const cgov_storage *storage;     /* copied; NULL: in memory, gone when closed */
    const cgov_allocator *allocator; /* copied; NULL: libc */
    cgov_error *error_out;           /* may be NULL; filled when creating or opening fails */
    uint64_t reserved;
} cgov_ledger_options;

/* What a ledger is founded with (genesis). 0 in a limit is its default. 208 bytes. */
typedef struct cgov_genesis {
    uint32_t size;
    uint32_t flags;        /* CGOV_ADOPT_* (cgov/rulebook.h), of the first rulebook */
    uint64_t ledger_id[2]; /* chosen by the host, the ledger's for ever; not {0, 0} */
    int32_t utc_offset;    /* local time minus UTC in minutes, -840 to 840; China is 480 */
    uint32_t reserved0;
    cgov_text rulebook;          /* the first rulebook's text; checked like any adoption */
    cgov_text profile;           /* its default profile's name, or none */
    cgov_text calendar;          /* the ledger's calendar's name; none: the first of the rulebook. Where that has any,
                                  * one of them */
    cgov_text organization;      /* the founding organization's name: the tree's root */
    cgov_text organization_kind; /* a symbol, as "government" */
    uint64_t region;             /* its region code of 6, 12 or 15 digits, or 0 */
    cgov_text resident;          /* the founding resident's name */
    cgov_text role;          /* the founder's role there; it must be one that may adopt and appoint; none: "founder" */
    uint64_t limit_ahead;    /* ms a command may be ahead of the ledger; default 31 days */
    uint64_t key_window;     /* ms a retry key is remembered; default 7 days */
    uint32_t limit_title;    /* bytes of a title or name; default 1,024 */
    uint32_t limit_text;     /* bytes of any other text; default 65,536 */
    uint32_t limit_children; /* children of one item; default 1,024; check 4 holds texts to it */
    uint32_t limit_depth;    /* depth of the organization tree; default 12 */
    uint64_t limit_items;    /* items in the ledger; default 100,000,000 */
    uint64_t limit_entities; /* residents, organizations, appointments, units, each; default 100,000,000 */
    uint64_t limit_behind;   /* ms before act.now that a report may say it was received; default: ten years */
} cgov_genesis;

/* What a ledger says of itself. 256 bytes. */
typedef struct cgov_ledger_view {
    uint32_t size;
    uint32_t decisions; /* the ledger's: raised whenever a library could decide otherwise on the same command */
    uint64_t ledger_id[2];
    int32_t utc_offset;   /* minutes */
    uint32_t rulebooks;   /* versions adopted */
    cgov_time now;        /* the time of the last record */
    uint64_t seq;         /* of the last record */
    uint64_t durable_seq; /* of the last record known to be durable */
    uint64_t residents, organizations, appointments, issues, parts;
    uint64_t open_items; /* not in a final state */
    uint64_t running_clocks;
    uint64_t undated_clocks; /* running, with a due not yet known for want of a calendar */
    uint64_t retry_keys;     /* remembered */
    uint64_t memory;         /* bytes in use */
    uint64_t journal_bytes;
    uint64_t torn_bytes; /* cut when the ledger was opened, kept aside in the storage; 0: nothing was torn */
    uint64_t torn_seq;   /* the first seq that was cut */
    cgov_id root;        /* the founding organization */
    cgov_id founder;     /* the founding resident */
    uint32_t poisoned;   /* 1: reads go on, writing needs a reopened ledger */
    uint32_t
        library_decisions; /* of the library that runs; changes need it equal to decisions: see cgov_ledger_upgrade */
    uint64_t torn_objects; /* torn ends that lay aside in the storage when it was opened; removing them is yours */
    uint64_t sessions, motions;
    uint64_t limit_behind; /* ms, as founded with */
    uint64_t ack_missing; /* 1: nothing beside the journal said, when it was opened, up to where it was acknowledged, so
                           * an end that is lost was not noticed; or what says so could not be written last. 2:
                           * what lay there said nothing of this journal: it is damaged, or another's */
    uint64_t units;
    cgov_time calendar_until; /* the last instant up to which the ledger's calendar covers each day from `now` on; 0:
                               * not even that one. Clocks in working days that end later have no due until a text
                               * covers more: see "Calendars run out" in docs/embedding.md */
    uint64_t snapshot_seq;    /* of the last record that the snapshot it was opened by, or wrote last, has; 0: none */
    uint32_t snapshot;        /* CGOV_SNAPSHOT_*, of opening */
    uint32_t reserved;        /* 0 */
} cgov_ledger_view;

/* Founds a ledger on a storage that holds none: the first record, with everything that decides.
 *
 * act.actor must be 0 (there is nobody yet); act.now is the ledger's first instant, act.salt is needed. One before
 * 10,000,000,000, in 1970, is in seconds, and refused without CGOV_ACT_LONG_JUMP.
 *
 * Journal:  genesis, the first rulebook's adoption.
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_TEXT, CGOV_E_SALT, CGOV_E_RULEBOOK, CGOV_E_LIMIT, CGOV_E_REFUSED (CGOV_R_ROLE,
 *           CGOV_R_DETAIL), CGOV_E_EXISTS, CGOV_E_BUSY, CGOV_E_NOMEM, CGOV_E_STORAGE, CGOV_E_ABI_SIZE,
 *           CGOV_E_ABI_NEWER.
 * Lifetime: nothing is kept from the arguments but the copied tables; *ledger_out is closed by cgov_ledger_close.
 * Thread:   any; the storage serves one ledger at a time.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_create(const cgov_ledger_options *options, const cgov_genesis *genesis,
                                    const cgov_act *act, cgov_ledger **ledger_out);

/* Opens the ledger a storage holds, by replaying its journal; becomes its one writer, unless it is to read alone.
 *
 * A torn end is kept aside and cut: see cgov_ledger_view.torn_bytes and .torn_objects. An end that was acknowledged and
 * is gone is damage; whether that could be seen says .ack_missing.
 *
 * Where a snapshot lies beside the journal (cgov_ledger_snapshot) and agrees with it, what is before is not replayed,
 * nor looked at: damage there is found when it is read. See .snapshot, and CGOV_OPEN_REPLAY.
 *
 * With CGOV_OPEN_READ it is read up to what was acknowledged last, and cgov_ledger_refresh goes on from there. What
 * lies past that is not written yet; a write over that was cut short shows as finished, and is left as it is. Every
 * change is CGOV_E_READ_ONLY, but CGOV_ACT_ENCODE works. Each handle needs a table of its own, unless they take turns.
 *
 * Journal:  nothing.
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_NOT_FOUND (no journal, or a founding that was cut short or is not yet
 *           acknowledged),
 *           CGOV_E_CORRUPT (os_code is the offset), CGOV_E_FORMAT,
 *           CGOV_E_LIMIT (too many torn ends of one place lie aside), CGOV_E_BUSY, CGOV_E_NOMEM,
 *           CGOV_E_STORAGE, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Lifetime: as cgov_ledger_create.
 * Thread:   any; the storage serves one ledger at a time.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_open(const cgov_ledger_options *options, cgov_ledger **ledger_out);

/* Of a ledger that is open to read alone: reads on to what was acknowledged last, and says up to where. One that is
 * open to write is there already.
 *
 * What a command wrote comes whole, but for a refresh that runs out of memory in its middle: the next one goes on.
 * After CGOV_E_CONFLICT, CGOV_E_CORRUPT or CGOV_E_FORMAT it still shows what it showed, and goes no further: close it,
 * and open anew.
 *
 * Journal:  nothing.
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_REENTER, CGOV_E_NOMEM, CGOV_E_STORAGE, CGOV_E_CONFLICT (another journal stands
 *           there now, or an older copy of this one), CGOV_E_CORRUPT, CGOV_E_FORMAT.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_refresh(cgov_ledger *ledger, uint64_t *seq_out);

/* Flushes if it can, gives up the storage's lock and frees everything; NULL is fine.
 *
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API void cgov_ledger_close(cgov_ledger *ledger);

/* Makes everything so far durable, and says up to where, also with CGOV_E_STORAGE.
 *
 * Journal:  what was deferred is written and synced.
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_STORAGE (the ledger is poisoned then), CGOV_E_POISONED, CGOV_E_READ_ONLY,
 *           CGOV_E_REENTER.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_flush(cgov_ledger *ledger, uint64_t *seq_out);

/* Writes the object `snapshot` beside the journal, so that the next opening reads it, and replays only what came later.
 *
 * It is a cache, never the truth: one that disagrees with the journal in anything that can be told is not used, and
 * whoever removes the object loses time alone. First all is made durable, as by cgov_ledger_flush. The one that was
 * there goes first; where writing fails none is left, and the ledger goes on as it was. Writing takes as long as
 * writing that many bytes, some 200 for each closed item, and memory for 256 KiB. See docs/snapshots.md.
 *
 * Journal:  what was deferred is written and synced; of the snapshot nothing.
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_STORAGE (of what did not succeed cgov_ledger_error tells; the ledger is
 *           poisoned only where the journal could not be synced), CGOV_E_NOMEM, CGOV_E_CORRUPT (the journal cannot be
 *           read back), CGOV_E_POISONED, CGOV_E_READ_ONLY, CGOV_E_REENTER.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_snapshot(cgov_ledger *ledger, uint64_t *seq_out);

/* Lets time pass: makes happen, and journals, everything due up to act.now. Anyone may, the public included.
 *
 * A tick with nothing due leaves no trace. *fired_out counts the records made.
 *
 * Journal:  reminded, late, rung, moved (by time), in frames of bounded size.
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_TIME_BACKWARDS, CGOV_E_TIME_AHEAD, CGOV_E_NOMEM, CGOV_E_STORAGE,
 *           CGOV_E_POISONED, CGOV_E_REENTER, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_tick(cgov_ledger *ledger, const cgov_act *act, uint64_t *fired_out);

/* The next instant at which a tick would do something, for hosts that like to sleep.
 *
 * Status:   CGOV_OK, CGOV_DONE (nothing is waiting), CGOV_E_ARG.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_next_due(const cgov_ledger *ledger, cgov_time *due_out);

/* Has the ledger decided by this library's number (cgov_ledger_view.library_decisions) from here on. Where another
 * version founded it, or upgraded it last, it can be read at once, and every other change answers CGOV_E_DECISIONS
 * until then.
 *
 * The host asks, and no role is needed; act.actor says who answers for it, if somebody does. No time passes with it:
 * what has become due is decided by the new number, with the next change. Replicas are upgraded by the same command,
 * and each needs a library of that number first.
 *
 * Journal:  one decided record, at the time of the ledger's last record.
 * Status:   CGOV_OK, CGOV_REPEAT (this library decides it already), CGOV_E_DECISIONS (a newer version decides it; or
 *           the command came from a library of another number), CGOV_E_ARG, CGOV_E_NOT_FOUND (the actor),
 *           CGOV_E_CONFLICT (CGOV_R_KEY), CGOV_E_TIME_BACKWARDS, CGOV_E_TIME_AHEAD, CGOV_E_LIMIT, CGOV_E_NOMEM,
 *           CGOV_E_STORAGE, CGOV_E_POISONED, CGOV_E_REENTER, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_upgrade(cgov_ledger *ledger, const cgov_act *act, uint64_t *seq_out);

/* Runs a command from its bytes, as cgov_command_get gave them: on another machine, or from the host's own log.
 *
 * Takes the same road as the verb and answers as it would; result_out may be NULL. flags: CGOV_ACT_DEFER or 0, for that
 * is not the command's to say.
 *
 * Journal:  as the verb.
 * Status:   the verb's, and CGOV_E_FORMAT for bytes that are no command.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_command_execute(cgov_ledger *ledger, const void *facts, uint64_t facts_len, const void *words,
                                      uint64_t words_len, uint32_t flags, cgov_result *result_out);

/* The bytes of the last command given with CGOV_ACT_ENCODE: facts, and words that a host may carry apart.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND (no such command yet), CGOV_E_BUFFER (both needed sizes are set), CGOV_E_ARG.
 * Lifetime: copied into the caller's buffers.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_command_get(const cgov_ledger *ledger, void *facts, uint64_t facts_cap, uint64_t *facts_needed,
                                  void *words, uint64_t words_cap, uint64_t *words_needed);

/* What the last changing call on this ledger said.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_ABI_SIZE.
 * Lifetime: copied out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_error(const cgov_ledger *ledger, cgov_error *error_out);

/* What the ledger says of itself.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_ledger_get(const cgov_ledger *ledger, cgov_ledger_view *info_out);

/* SHA-256 over every record's bytes, in order: equal on every machine for the same history.
 *
 * Reads the whole journal.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_STORAGE, CGOV_E_CORRUPT.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_journal_digest(const cgov_ledger *ledger, uint8_t digest_out[32]);

/* SHA-256 over the live state, all rows in id order: equal for a ledger and its replay.
 *
 * Status:   CGOV_OK, CGOV_E_ARG.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_state_digest(const cgov_ledger *ledger, uint8_t digest_out[32]);

/* One record's bytes, or (with text) its facts in a line of text; for audits, tests and tools. Full trust: no reader.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND (no such seq), CGOV_E_BUFFER (*needed_out is set), CGOV_E_STORAGE,
 *           CGOV_E_CORRUPT, CGOV_E_ARG.
 * Lifetime: copied into the caller's buffer; the text is NUL-terminated, its NUL not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_record_get(const cgov_ledger *ledger, uint64_t seq, void *into, uint64_t cap,
                                 uint64_t *needed_out);
CGOV_API int32_t cgov_record_text(const cgov_ledger *ledger, uint64_t seq, char *into, uint64_t cap,
                                  uint64_t *needed_out);

#ifdef __cplusplus
}
#endif

#endif
