/* cgov/erasure.h - words erased (删除) by an act with a reason: one text, or all of a resident's.
 *
 * Caveats first:
 *   - Nobody can undo it: salt and text are zeroed in the storage. That they were there, when, and by whom they were
 *     written stays, and so do all facts: states, dates, places, choices, keys. Put nothing personal into facts.
 *   - What lies outside the ledger's storage is yours to erase: a log of commands, copies, torn ends set aside
 *     (cgov_ledger_view.torn_objects). docs/erasing.md says how.
 */
#ifndef CGOV_ERASURE_H
#define CGOV_ERASURE_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Erases one text: what an item's record, or a resident's, an organization's or a unit's, brought under `field`
 * (CGOV_FIELD_*, or a declared detail of words). The record is named by its seq, as cgov_history_list and
 * cgov_entity_get (its version) give it. An erasure's own reason is named in the same way.
 *
 * Who may is said by `may erase` of a role held in the root organization. It is durable and done when the call returns,
 * CGOV_ACT_DEFER or not. Where it answers CGOV_E_STORAGE after its record was written, the ledger is poisoned, and
 * opening it again finishes what was begun. A retry of the command that brought the text is a repeat as before.
 *
 * Journal:  an erased record; *seq_out is its seq. The reason is words, needed, and the act needs a salt.
 * Status:   CGOV_OK, CGOV_REPEAT, CGOV_E_ARG, CGOV_E_KIND, CGOV_E_TEXT, CGOV_E_SALT, CGOV_E_NOT_FOUND (no such words
 *           of that thing), CGOV_E_ERASED (it was before), CGOV_E_REFUSED (CGOV_R_MAY), CGOV_E_CORRUPT, and those of
 *           every change.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_text_erase(cgov_ledger *ledger, const cgov_act *act, cgov_id of, uint64_t seq, uint32_t field,
                                 const cgov_text *reason, uint64_t *seq_out);

/* Erases all words of a resident that are not erased yet: their name; what they reported, or what was reported for
 * them; what they wrote on such an item afterwards, also on what they opened themselves where nobody reports; their
 * entries on rolls. What they wrote in an office is the office's, and stays: erase it text by text. It goes through the
 * whole journal.
 *
 * Journal:  erased records, 200 texts each; *seq_out is the first one's seq.
 * Status:   as cgov_text_erase; CGOV_E_NOT_FOUND: there is no such resident, or no word of theirs is left.
 * Lifetime: nothing is kept from the arguments.
 * Thread:   exclusive use of ledger.
 * Since:    0.1
 */
CGOV_API int32_t cgov_resident_erase(cgov_ledger *ledger, const cgov_act *act, cgov_id resident,
                                     const cgov_text *reason, uint64_t *seq_out);

/* A text that was erased, as a reader may know. 64 bytes. */
typedef struct cgov_erasure_view {
    uint32_t size;
    uint32_t field; /* of the text */
    uint64_t seq;   /* of the record that brought it */
    uint64_t by;    /* of the erasure's record: cgov_text_get gives its reason under this seq, to who sees more than the
                       public does */
    cgov_time at;   /* when it was erased */
    cgov_id actor;  /* by whose order; 0: not for the public to know */
    cgov_id of;     /* what it was of */
    uint64_t reserved[2];
} cgov_erasure_view;

/* When and by whose order a text was erased, where cgov_text_get answers CGOV_E_ERASED to the same question.
 *
 * Status:   CGOV_OK, CGOV_E_NOT_FOUND (there are no such words, they are not erased, or the reader may not see them),
 *           CGOV_E_ARG, CGOV_E_KIND, CGOV_E_STORAGE, CGOV_E_CORRUPT, CGOV_E_ABI_SIZE, CGOV_E_ABI_NEWER.
 * Thread:   may run with other readers.
 * Since:    0.1
 */
CGOV_API int32_t cgov_erasure_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t seq,
                                  uint32_t field, cgov_erasure_view *view_out);

#ifdef __cplusplus
}
#endif

#endif
