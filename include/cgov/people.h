/* cgov/people.h - residents (居民), organizations (组织) in a tree over region codes, appointments (任职) with terms,
 * units (户) that somebody owns: a dwelling, a household, a share.
 *
 * Caveats first:
 *   - Who may do what follows from appointments alone; by default nobody may do anything.
 *   - Names of residents, organizations and units are words: read with cgov_text_get, field CGOV_FIELD_NAME.
 *   - Who owns what is personal: see cgov_entity_get for who is shown a unit.
 */
#ifndef CGOV_PEOPLE_H
#define CGOV_PEOPLE_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* As a household: none from now on. */
#define CGOV_NO_HOUSEHOLD 158329674399744u /* a unit's id without a number */

/* A resident, an organization or a unit, to be added or changed. What is 0 in a change stays as it was. 96 bytes. */
typedef struct cgov_entity_draft {
    uint32_t size;
    uint32_t kind;   /* CGOV_KIND_RESIDENT, CGOV_KIND_ORGANIZATION or CGOV_KIND_UNIT */
    cgov_id parent;  /* the organization above; for a resident the one that registers them; for a unit the one it lies
                      * in; 0 when adding: the root */
    uint64_t region; /* region code: 6 or 12 digits, an organization's 15 too; 0: none; a unit lies where its
                        organization does */
    cgov_text name;  /* words; needed when adding */
    cgov_text external; /* at most 64 bytes; only when adding: unique for ever among organizations, and among the
                         * residents, or the units, added below that parent itself */
    cgov_text type;     /* what an organization or a unit is, a symbol as "court"; needed when adding one */
    cgov_id owner;      /* of a unit: a resident or an organization, of joint owners the one they named; needed when
                         * adding one */
    cgov_id household;  /* the unit that a resident, or a unit, belongs to; CGOV_NO_HOUSEHOLD: none from now on */
    int64_t area;       /* of a unit, in 0.01 square metres: 20 square kilometres at most; 0: none */
} cgov_entity_draft;

/* A resident, an organization or a unit, as a reader sees them. 168 bytes. */
typedef struct cgov_entity_view {
    uint32_t size;
    uint32_t kind; /* CGOV_KIND_RESIDENT, CGOV_KIND_ORGANIZATION or CGOV_KIND_UNIT */
    cgov_id id;
    cgov_id parent; /* the organization above, the one that registers them, the one it lies in */
    uint64_t region;
    uint64_t version; /* seq of the last change */
    char type[32];    /* what an organization or a unit is */
    char external_key[72];
    cgov_id owner;     /* a unit's */
    cgov_id household; /* 0: none, or the resident's is not the reader's to see */
    int64_t area;      /* a unit's, in 0.01 square metres */
} cgov_entity_view;

/* cgov_appointment_draft.flags */
#define CGOV_APPOINT_END 1u /* ends this office of theirs at until; 0: now */

/* A resident is to hold a role in an organization, from one instant until before another. 56 bytes. */
typedef struct cgov_appointment_draft {
    uint32_t size;
    uint32_t flags;
    cgov_id resident;
    cgov_id organization;
    cgov_time from;  /* 0: from now */
    cgov_time until; /* the first instant no longer in term; 0: without end */
    cgov_text role;
} cgov_appointment_draft;

/* A resident holds a role in an organization, from one instant until before another. 80 bytes. */
typedef struct cgov_appointment_view {
    uint32_t size;
    uint32_t reserved;
    cgov_id id;
    cgov_id resident;
    cgov_id organization;
    cgov_time from;
    cgov_time until; /* 0: without end */
    char role[32];
} cgov_appointment_view;

/* Adds a resident, an organization or a unit. Needs a role that may add, in the organization above; and where the
 * household lies that is given, for who belongs to it sees it.
 *
 * Journal:  one resident, organization or unit record.
 * Status:   CGOV_OK, CGOV_REPEAT, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_SALT, CGOV_E_NOT_FOUND, CGOV_E_CONFLICT
 *           (CGOV_R_KEY, CGOV_R_EXTERNAL), CGOV_E_LIMIT, CGOV_E_REFUSED (CGOV_R_MAY), and those of every change:
 *           CGOV_E_TIME_BACKWARDS, CGOV_E_TIME_AHEAD, CGOV_E_NOMEM, CGOV_E_STORAGE, CGOV_E_POISONED, CGOV_E_REENTER,
 *           CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER, CGOV_E_DECISIONS (another version of the library decides it),
 *           CGOV_E_READ_ONLY (it is open to read alone).
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_entity_add(cgov_ledger *ledger, const cgov_act *act, const cgov_entity_draft *entity,
                                 cgov_id *id_out);

/* Changes what is given of a resident, an organization or a unit. Needs a role that may change, above it before and
 * after, and where the household lies that is given.
 *
 * Journal:  one resident, organization or unit record.
 * Status:   as cgov_entity_add, and CGOV_E_REFUSED (CGOV_R_CIRCLE: an organization below itself, a unit that would
 *           belong to itself).
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_entity_change(cgov_ledger *ledger, const cgov_act *act, cgov_id id,
                                    const cgov_entity_draft *entity, uint64_t *seq_out);

/* Appoints, or with CGOV_APPOINT_END ends an office: every appointment of this resident, organization and role that
 * would go on then; what is to begin later never does. Needs a role that may appoint, in the organization or above. No
 * end is taken that would leave, on some day, nobody whose offices in the root organization may adopt and appoint
 * (CGOV_R_TERM).
 *
 * Journal:  an appointed record for each appointment made or ended; *id_out is the first.
 * Status:   CGOV_OK, CGOV_REPEAT, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_NOT_FOUND, CGOV_E_CONFLICT,
 *           CGOV_E_LIMIT, CGOV_E_REFUSED (CGOV_R_MAY, CGOV_R_ROLE, CGOV_R_TERM), and those of every change.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_appointment_add(cgov_ledger *ledger, const cgov_act *act,
                                      const cgov_appointment_draft *appointment, cgov_id *id_out);

/* A resident, an organization or a unit, as this reader may see them: organizations by anyone, residents by themselves
 * and by those who hold a role in the organization that registers them, or above it. A unit by its owner, in person or
 * by an office in the organization that owns it; by the residents who belong to it as their household; and by those who
 * hold a role in the organization it lies in, or above it.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_NOT_FOUND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_entity_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id,
                                 cgov_entity_view *view_out);

/* The entities of a kind, in id order; *cursor is 0 to begin. below: only organizations in this one's subtree, or
 * residents registered or units lying there; 0: all.
 *
 * Status:   CGOV_OK (with *count_out rows), CGOV_DONE (no more), CGOV_E_ARG, CGOV_E_KIND, CGOV_E_ABI_SIZE.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_entity_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind, cgov_id below,
                                  uint64_t *cursor, cgov_entity_view *views, uint32_t capacity, uint32_t *count_out);

/* The units that a resident or an organization owns, of those the reader sees, in id order; *cursor is 0 to begin.
 *
 * Status:   as cgov_entity_list, and CGOV_E_NOT_FOUND (nobody of this id, or the reader may not see them).
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_unit_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id owner, uint64_t *cursor,
                                cgov_entity_view *views, uint32_t capacity, uint32_t *count_out);

/* The appointments of an organization or of a resident, past ones included, in id order; public for organizations the
 * reader sees, as office is.
 *
 * Status:   as cgov_entity_list.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_appointment_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of,
                                       uint64_t *cursor, cgov_appointment_view *views, uint32_t capacity,
                                       uint32_t *count_out);

/* The id that carries an external key; the key is a fact, not words. home: the organization within
 * which the key is unique: of an item, the intake it was opened at; of a resident or a unit, the one they were added
 * in, or 0: of all whom this reader sees the one that came first; 0 for organizations.
 *
 * Status:   CGOV_OK, CGOV_E_ARG, CGOV_E_KIND (the reader's; home is no organization, or not 0 for organizations),
 *           CGOV_E_NOT_FOUND (also when this reader may not see it).
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_external_find(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind, cgov_id home,
                                    const cgov_text *external, cgov_id *id_out);

/* The codes residents and organizations carry. */
enum {
    CGOV_CODE_REGION = 1,       /* 区划代码: 6, 12 or 15 digits (GB/T 2260 and below) */
    CGOV_CODE_ORGANIZATION = 2, /* 组织机构代码: 9 characters (GB 11714) */
    CGOV_CODE_CREDIT = 3,       /* 统一社会信用代码: 18 characters (GB 32100) */
    CGOV_CODE_RESIDENT = 4      /* 公民身份号码: 18 characters (GB 11643) */
};

/* Whether a code is of its standard's form, its check character included; not whether somebody carries it.
 *
 * A ledger keeps none of them: a host checks what it is given, and keeps at most a hash or a masked form.
 *
 * Status:   CGOV_OK, CGOV_E_TEXT (it is not), CGOV_E_ARG.
 * Lifetime: nothing is kept from the argument.
 * Thread:   any.
 * Since:    0.1
 */
CGOV_API int32_t cgov_code_check(uint32_t kind, const cgov_text *code);

#ifdef __cplusplus
}
#endif

#endif
