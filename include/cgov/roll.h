/* cgov/roll.h - rolls (名册): who is on what beside an item: members (成员), attendance (到会), signatures (附议),
 * registers (花名册), registrations (报名), positions (意见), posts (发言), followers (关注). A text says who may be on
 * a roll, and who enters them; sums are kept, so that a share costs the same on any size.
 *
 * Caveats first:
 *   - An entry is no move: it raises no version of the item, stands in no item's history, and is never in the way of
 *     another one.
 *   - Rolls are named as the rulebook names them. One that is the list of another has that one's entries; nobody is
 *     entered on it.
 *   - What is taken out is gone from every sum at once, and stays in the record.
 */
#ifndef CGOV_ROLL_H
#define CGOV_ROLL_H

#include "cgov/item.h"

#ifdef __cplusplus
extern "C" {
#endif

/* By what people on a roll are counted. */
enum {
    CGOV_AXIS_HEADS = 0, /* each person or organization once (法释〔2009〕7号, article 9) */
    CGOV_AXIS_UNITS = 1, /* dwellings owned; of people, the households (户) they are of, each once */
    CGOV_AXIS_AREA = 2,  /* owned, in 0.01 m2 */
    CGOV_AXIS_WEIGHT = 3 /* what their entry on the first roll said */
};

/* What a ballot says. */
enum {
    CGOV_CHOICE_NONE = 0,
    CGOV_CHOICE_YES = 1,
    CGOV_CHOICE_NO = 2,
    CGOV_CHOICE_ABSTAIN = 3,
    CGOV_CHOICE_BLOCK = 4,  /* a reasoned objection (反对并阻止) */
    CGOV_CHOICE_BLANK = 5,  /* returned, and says nothing */
    CGOV_CHOICE_INVALID = 6 /* 废票 */
};

/* What a row of a tally counts. */
enum {
    CGOV_TALLY_ROLL = 1,      /* a roll */
    CGOV_TALLY_CHOICE = 2,    /* ballots of one choice, number CGOV_CHOICE_*; none given: none cast */
    CGOV_TALLY_CAST = 3,      /* all ballots. Of yes and no they are what the choices add up to */
    CGOV_TALLY_CANDIDATE = 4, /* a candidate's votes; number, from 1, says whose */
    CGOV_TALLY_SILENT = 5,    /* those who could, and have not; who waits too */
    CGOV_TALLY_ORDER = 6      /* ballots that say one order of candidates; name says which: "3 1 2" */
};

/* A row of a tally. 80 bytes; the stride of an array is its first element's size. Sums are from 0 to 2^63 - 1, and so
 * is what ballots add up to; of an axis that nobody asks by they are 0. */
typedef struct cgov_tally_row {
    uint32_t size;
    uint32_t tally; /* CGOV_TALLY_* */
    uint32_t number;
    uint32_t flags;
    int64_t heads, units, area, weight;
    cgov_text name; /* of a roll, or an order; else none */
    int64_t cost;   /* of an option, where options must fit into a budget; else 0 */
    uint64_t reserved;
} cgov_tally_row;

/* How often a choice stands on a roll of ballots. 152 bytes. */
typedef struct cgov_tally_view {
    uint32_t size;
    uint32_t tally;    /* CGOV_TALLY_CHOICE, _CANDIDATE, _CAST or _SILENT */
    uint32_t number;   /* CGOV_CHOICE_*, or the candidate's place on their roll */
    uint32_t standing; /* 1; 0: a candidate who was taken out since */
    cgov_id candidate; /* 0: there is none, or not shown to this reader */
    uint64_t heads, units, area, weight;
    uint64_t bundled_heads, bundled_units, bundled_area, bundled_weight; /* of these: what the bundle brought */
    char name[32];                                                       /* "yes", "cast", "silent"; "": a candidate */
    uint64_t reserved[4];
} cgov_tally_view;

/* A roll of an item, and what this reader may do there. 536 bytes. */
typedef struct cgov_roll_view {
    uint32_t size;
    uint32_t open;    /* 1: somebody can be entered on it in its present state, on the day that it is on */
    uint32_t filled;  /* 1: a move has put on it who may be on it */
    uint32_t entered; /* 1: the reader stands on it */
    uint32_t allowed; /* 1: the reader could enter themselves now; details not given yet are not held against it */
    uint32_t reason;  /* else why not: CGOV_R_* */
    uint32_t line;    /* the rulebook's line that says so */
    uint32_t most;    /* entries that may stand at once; 0: no limit */
    uint64_t heads;   /* that stand */
    uint64_t units;   /* where a share asks for units: theirs */
    uint64_t area;    /* where one asks for area: theirs, in 0.01 m2 */
    uint64_t weight;  /* where one asks for weight: theirs */
    uint32_t needs;   /* how many details an entry needs: cgov_field_list says which, under the roll's name */
    uint32_t takes;   /* how many it takes besides */
    cgov_id of;       /* the item whose list it is: this one, or one above */
    uint32_t others;  /* 1: by an office or as a party the reader could enter others now */
    uint32_t leaves;  /* 1: they stand on it, and could take themselves out now */
    uint32_t removes; /* 1: by an office or as a party they could take others out now, with a reason */
    uint32_t ballot;  /* an entry is a ballot: 1 yes or no, 2 places on a roll of candidates; 0: it is none */
    uint32_t bundled; /* 1: a bundle of ballots stands */
    uint32_t waiting; /* entries, and bundles, of which something waits for a second person */
    uint32_t groups;  /* confidential ballots: where fewer than so many say one thing no tally is shown; else 0 */
    uint32_t proofs;  /* 1: who stands on it is bound when it is filled, or counted: see proof.h */
    uint32_t secrecy; /* of ballots: 1 open, 2 confidential, 3 sealed: what one brings is the host's scheme's; else 0 */
    uint32_t reserved0;
    char name[32], title[128];
    char citation[256];
} cgov_roll_view;

/* Somebody on a roll. 152 bytes. */
typedef struct cgov_entry_view {
    uint32_t size;
    uint32_t standing; /* 1; 0: they were taken out, or another roll's end took them out */
    cgov_id elector;   /* 0: not shown to this reader */
    uint64_t seq;      /* of the last record about the entry: what its words are read by */
    uint32_t number;   /* of a roll with many entries each; else 0 */
    uint32_t filled;   /* 1: put on by a move; 0: entered */
    uint32_t line;     /* the rulebook's line by which they were entered, 0 where a move put them there */
    uint32_t place;    /* on its roll, from 1, of the first 58: what ballots from it name; else 0 */
    uint64_t units;    /* what the entry weighs, */
    uint64_t area;     /* in 0.01 m2 */
    uint64_t weight;
    cgov_id named;    /* whom the entry names: a proxy (受托人), where the roll keeps one; 0: nobody, or not shown */
    char choice[32];  /* what it says: where the roll keeps a choice; of a ballot "yes"; "": nothing, or not shown */
    uint64_t places;  /* of a ballot from candidates: bit n - 1: place n; 0: none, or not shown */
    uint32_t waiting; /* 1: somebody entered what waits for a second person */
    uint32_t reserved0;
    uint64_t reserved[4];
} cgov_entry_view;

/* A share that a move asks for from the item's present state, and how it stands. 192 bytes. */
typedef struct cgov_share_view {
    uint32_t size;
    uint32_t holds;
    uint32_t negated;     /* 1: the move is possible while it does not hold */
    uint32_t alternative; /* 1: of those before it, back to one with 0, any one is enough */
    uint32_t axis;        /* CGOV_AXIS_* */
    uint32_t line;        /* the rulebook's */
    uint64_t have;        /* that stand on the roll */
    uint64_t of;          /* that stand on the roll it is a share of; 0 where a number is asked */
    uint64_t needed;      /* the least that would do; UINT64_MAX: none would, for it is a share of nobody */
    uint64_t lacking;     /* needed - have, 0 where it holds */
    char move[32], roll[32], whole[32]; /* whole: "" where a number is asked */
    uint64_t reserved[5];
} cgov_share_view;

/* Enters somebody on a roll, or enters them anew where the roll's lines say that what stands gives way. elector: a
 * resident or an organization; oneself, or another for whom a line lets the actor enter. The entry's number, on a roll
 * with many each, is cgov_entry_view.number of the entry with seq *seq_out.
 *
 * Order of refusal: the actor sees the item, the roll, the elector and what the details name, the state, who enters,
 * the day, who is left out, who may be on it, what the roll takes, what that may say, what it needs, what gives way,
 * how many may be on it.
 *
 * Journal:  one entered record.
 * Status:   as cgov_item_move; CGOV_E_REFUSED with CGOV_R_ROLL, CGOV_R_ACTOR, CGOV_R_SELF, CGOV_R_DAY,
 *           CGOV_R_EXCLUDED, CGOV_R_ELECTOR, CGOV_R_TAKES, CGOV_R_NEEDS, CGOV_R_DETAIL, CGOV_R_AGAIN,
 *           CGOV_R_AT_MOST; CGOV_E_SALT of a confidential ballot too.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_enter(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                                 cgov_id elector, const cgov_detail *details, uint32_t count, uint64_t *seq_out);

/* Enters many on one roll, as a register or a box of papers has them: each row an elector with the
 * details of their entry, at its own instant where it says one. One flush at the end, unless the act may be deferred. A
 * row that fails is passed over (who is entered already: CGOV_R_AGAIN), and the first failure is what is answered, and
 * what cgov_ledger_error says; where it is the world that fails, the rows after it have that status and are not tried.
 * act.key and act.expect must be 0, and act.salt, act.result_out and views_out are as for cgov_item_import.
 *
 * Journal:  as cgov_roll_enter, for each row that is entered.
 * Status:   CGOV_OK, the first failing row's, or that of the flush; *new_out rows were entered.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_import(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                                  const cgov_import_draft *rows, uint32_t count, cgov_import_view *views_out,
                                  uint64_t *new_out);

/* Takes somebody out of a roll. number: of the entry, on a roll with many each; else 0. Another than the elector brings
 * a reason (CGOV_FIELD_REASON). Who is taken out of a roll is taken out of those made from it, but where another line
 * `of` has them there.
 *
 * Order of refusal: as cgov_roll_enter to the state, then who takes out, what they bring, that the elector is on it.
 *
 * Journal:  one left record.
 * Status:   as cgov_roll_enter; CGOV_R_ELECTOR: they are not on it.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_leave(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                                 cgov_id elector, uint32_t number, const cgov_detail *details, uint32_t count,
                                 uint64_t *seq_out);

/* The rolls of the item, in the procedure's order. *cursor is 0 to begin.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_NOT_FOUND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t *cursor,
                                cgov_roll_view *views, uint32_t capacity, uint32_t *count_out);

/* Who is, and was, on a roll, in the order in which they came, a page a call; *cursor is 0 to begin. Who they are is
 * shown to whoever works on the item (the office's view) or enters others there, and to those on the list that the roll
 * is made from; on a public roll to all who see the item; oneself, one's organization and whom one is a proxy of
 * always.
 *
 * Status:   as cgov_roll_list; CGOV_E_NOT_FOUND: no such roll.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_entry_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                                 uint64_t *cursor, cgov_entry_view *views, uint32_t capacity, uint32_t *count_out);

/* Brings ballots as sums, for those on the roll that the text's `bundle` names: papers without names, hands in a hall.
 * rows: CGOV_TALLY_CHOICE, CGOV_TALLY_CANDIDATE and, where there are candidates, CGOV_TALLY_CAST, each once; by each
 * axis that is asked. Instead of any bundle before; where the text says `twice`, once a second person has brought the
 * same.
 *
 * Order of refusal: the actor sees the item, the roll, the state, who brings one, what it says, that it adds up, that
 * candidates stand, that it fits.
 *
 * Journal:  one bundled record.
 * Status:   as cgov_item_move; CGOV_E_REFUSED with CGOV_R_ROLL, CGOV_R_ACTOR, CGOV_R_SELF, CGOV_R_CHOICE, CGOV_R_BUNDLE.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_roll_bundle(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                                  const cgov_tally_row *rows, uint32_t count, uint64_t *seq_out);

/* Brings what sealed ballots come to, as cgov_roll_bundle does, for the roll itself: the sums must add up to the
 * ballots that stand. proof: SHA-256 of the proof that the host's scheme gives of it, 64 hexadecimal digits, a to f
 * small; the host publishes the proof. It stands once a second person has brought the same, proof included; a ballot
 * that comes, changes or goes afterwards ends it.
 *
 * Journal:  one bundled record.
 * Status:   as cgov_roll_bundle; CGOV_E_REFUSED with CGOV_R_NEEDS: no such digest, with CGOV_R_TAKES: not sealed.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_sealed_result(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                                    const cgov_tally_row *rows, uint32_t count, const char *proof, uint64_t *seq_out);

/* The sealed ballots that stand on a roll, for whoever opens them: who brings what they come to, in states where that
 * is brought, and auditors of an organization of the item, once the roll is not open. They come without their electors,
 * by tags, the first 64 bits of their SHA-256, rising; *cursor is 0 to begin. A page costs one look at each ballot
 * that was ever cast on the roll: whoever has room for all of them pays that once.
 *
 * Status:   CGOV_OK, CGOV_DONE, CGOV_E_NOT_FOUND (the item, the roll, none sealed there, or not for this reader now),
 *           CGOV_E_ARG, CGOV_E_KIND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_sealed_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                                  uint64_t *cursor, uint64_t *tags, uint32_t capacity, uint32_t *count_out);

/* One of them, as it was cast. weighs_out_or_null: what it counts for, by heads 1 and by the axes that are asked, so
 * that it can be weighed. It takes the same time however many there are.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND (as cgov_sealed_list, or no ballot stands by that tag), CGOV_E_BUFFER (nothing is
 *           written but *needed_out), CGOV_E_ARG, CGOV_E_KIND, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER, CGOV_E_CORRUPT,
 *           CGOV_E_STORAGE.
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_sealed_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                                 uint64_t tag, cgov_tally_row *weighs_out_or_null, char *into, uint64_t cap,
                                 uint64_t *needed_out);

/* How often each choice stands on a roll of ballots: a line for each choice, or each candidate; all that are cast; and
 * the silent, those on the roll's base without a ballot. Bundles are counted in. Whoever sees the item reads it, at any
 * time. Of confidential ballots there are the last two lines alone: what was counted, the certificate says; of sealed
 * ones too, until what they come to stands. *cursor is 0 to begin.
 *
 * Status:   as cgov_roll_list; CGOV_E_NOT_FOUND: no such roll, or none of ballots.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_tally_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                                 uint64_t *cursor, cgov_tally_view *views, uint32_t capacity, uint32_t *count_out);

/* The certificate of a decision (决定证明): text, a fact a line, by which anybody makes each comparison again;
 * described in docs/format.md. It is the same for every reader who sees the item, and stays the same: later moves,
 * adoptions and entries change none, but that an auditor is shown what is withheld, and words that are damaged since
 * leave the line `damaged`. move: that decided; seq: of its record, as the history has it, or 0: the last by
 * that move.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND (the item; or no such move has decided), CGOV_E_BUFFER (nothing is written, and
 *           *needed_out is set), CGOV_E_ARG, CGOV_E_KIND, CGOV_E_CORRUPT, CGOV_E_STORAGE.
 * Lifetime: copied into the caller's buffer, NUL-terminated; the NUL is not counted in *needed_out.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_certificate(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                                  uint64_t seq, char *into, uint64_t cap, uint64_t *needed_out);

/* The shares that moves ask for from the item's present state, in the text's order: how many are there, how many are
 * lacking. *cursor is 0 to begin.
 *
 * Status:   as cgov_roll_list.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_share_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t *cursor,
                                 cgov_share_view *views, uint32_t capacity, uint32_t *count_out);

#ifdef __cplusplus
}
#endif

#endif
