/* cgov/feed.h - whom to tell what (消息): computed from the journal alone, for a host to deliver as it likes.
 *
 * Caveats first:
 *   - The library delivers nothing: quiet hours, channels and wording are the host's.
 *   - Tell what is durable: what a group of changes wrote can be lost until cgov_ledger_flush has answered for it.
 *   - A host that delivers for everybody reads as an auditor: entries about items its reader does not see are left out,
 *     and passed for good once the position has moved past them.
 *   - An organization is told as a whole; where a role is named, whoever holds it there.
 */
#ifndef CGOV_FEED_H
#define CGOV_FEED_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What an entry tells. Nobody is told of what they did themselves, and the accused are told nothing. */
enum {
    CGOV_NEWS_NONE = 0,
    CGOV_NEWS_ASSIGNED = 1,   /* to whoever must act from now on: did not have to before, or not on that */
    CGOV_NEWS_ASKED = 2,      /* to the organization a part (协办件) was opened for */
    CGOV_NEWS_RECEIVED = 3,   /* to the reporter: an issue was entered for them */
    CGOV_NEWS_ANSWERED = 4,   /* to the reporter, and to those of the issues merged into it; a part's: to whoever holds
                                 what it is a part of */
    CGOV_NEWS_EXTENDED = 5,   /* to the reporter: it will take longer (延期要告知) */
    CGOV_NEWS_MERGED = 6,     /* to the reporter: another issue's answers will be theirs */
    CGOV_NEWS_ENDED = 7,      /* to the reporter: it ended, with no more to say; to whoever held it: others, or time,
                                 have ended it */
    CGOV_NEWS_REMINDED = 8,   /* to whom the record says: a share of a clock's time has passed */
    CGOV_NEWS_LATE = 9,       /* to whom the record says: a clock fell due */
    CGOV_NEWS_RUNG = 10,      /* to whom the record says: it is late still */
    CGOV_NEWS_DUE_MOVED = 11, /* to whoever holds it, and leads it: a calendar fixed or moved a due; to the reporter:
                                 another class gives it longer, or none any more */
    CGOV_NEWS_MIGRATED = 12,  /* to whoever holds it: it runs under a newer rulebook */
    CGOV_NEWS_TOLD = 13,      /* to those on a roll, or to whom the move names: what a text's `tells` says */
    CGOV_NEWS_ENTERED = 14,   /* to somebody whom another entered on a roll */
    CGOV_NEWS_TAKEN_OUT = 15, /* to somebody whom another took out of one */
    CGOV_NEWS_SUSPENDED = 16, /* to the reporter: a clock rests, until `due`; why, `cgov_text_get` of the reason says */
    CGOV_NEWS_RESUMED = 17,   /* to the reporter: it runs again, to `due` */
    CGOV_NEWS_HANDED_OVER = 18,   /* to the reporter: another leads it, takes it in, reviews or holds it */
    CGOV_NEWS_SENT_BACK = 19,     /* to the reporter: what was done did not do (rework, reopen), and is done again */
    CGOV_NEWS_JOINED = 20,        /* to whoever holds it, and leads it: another issue was merged into it, `merged` */
    CGOV_NEWS_CALENDAR_ENDS = 21, /* to the root, of no item: what covers `calendar` ends with `due`, 0: it has ended */
    CGOV_NEWS_ERASED = 22, /* to whose words they were: words were erased, `by` whom; why, `cgov_text_get` of the reason
                             says, of `item`, or where that is 0 (it was a name) of `to` */
    CGOV_NEWS_CHANGED = 23 /* to whoever holds it, and leads it: somebody without office there, or time, changed what is
                              said of it (class, urgency, matter, place, track, channel, masking, public safety), or
                              a due: `clock` and `due` say which */
};

/* One entry of the feed. 288 bytes. */
typedef struct cgov_feed_view {
    uint32_t size;
    uint32_t what;    /* CGOV_NEWS_* */
    uint64_t entry;   /* which of that record: with seq this entry's position, the same on every replica */
    uint64_t seq;     /* of the record it follows from */
    cgov_time at;     /* when that was */
    cgov_id item;     /* for the reporter of a merged issue: that issue; 0: of none, but of a calendar, or of a name */
    cgov_id to;       /* an organization or a resident; 0: masked for this reader, or all on `roll`, where neither this
                         reader is nor an organization of theirs: cgov_entry_list says who they are */
    cgov_time due;    /* reminded, late, rung, due moved; extended, suspended, resumed, sent back, changed: the
                         clock's due,
                         0: not yet known, or none any more; calendar ends: the last instant it covers */
    uint32_t record;  /* CGOV_RECORD_*; 0: it is about another issue too, which is not this reader's */
    uint32_t share;   /* reminded: percent */
    uint32_t rung;    /* late: 1, rung: 2 and up */
    uint32_t outcome; /* what a move that decides came to, CGOV_OUTCOME_*; 0: it decided nothing */
    char role[32];    /* whose holders are told; "": the organization, or the resident */
    char move[32];    /* where a move told it */
    char state[32];   /* the item's, after it */
    char clock[32];
    char roll[32];     /* told, entered, taken out: which, "" where none is told */
    cgov_id merged;    /* joined: the issue that follows the item from here on; 0: not shown to this reader */
    char calendar[32]; /* calendar ends: which */
    cgov_id by;        /* erased: by whose order; 0: masked for this reader */
    uint64_t reserved[1];
} cgov_feed_view;

/* What to tell whom, in the order it came about, a page a call. A position is two numbers of 64 bits: *seq and *entry
 * are 0 to begin, and afterwards where this page ended: a consumer keeps both, across restarts too, and is told
 * everything once. seq is the record's; entry says what was told of it last, 0: all. It names the item told of, and
 * nothing of what others are told; but where a page ends at the end, seq is the ledger's last, so a position tells how
 * many records there are: it is for the consumer to keep, not to show.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE (nothing new; the position may have moved), CGOV_E_ARG,
 *           CGOV_E_KIND, CGOV_E_NOT_FOUND (a position past the ledger's end: what was told there has been lost),
 *           CGOV_E_STORAGE, CGOV_E_CORRUPT, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_feed_list(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t *seq, uint64_t *entry,
                                cgov_feed_view *views, uint32_t capacity, uint32_t *count_out);

#ifdef __cplusplus
}
#endif

#endif
