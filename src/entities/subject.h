/* What an item can be about: never what some of those who will hear of it may not see. */
#ifndef CGOV_SRC_SUBJECT_H
#define CGOV_SRC_SUBJECT_H

#include "entities/guards.h"
#include "entities/plan.h"
#include "entities/view.h"

/* Members read one by one, whether they see an item that is not public; where there are more, only what is public is
 * taken up before them. */
#define MEMBERS_ASKED 1024u

/* Nothing keeps the subject secret, and each resident whom a move has put on a roll of the item, or of one above it, or
 * is putting there (fills from `first` on; NULL: none), sees it. */
bool cgov__may_be_subject(const struct model *model, const struct item *subject, const struct item *of,
                          const struct fills *fills_or_null, uint32_t first, int64_t at);

/* The subject that an opening names by hand is one; parent: of a child the move that opens it. CGOV_OK, or the refusal.
 */
int32_t cgov__subject_check(const struct attempt *opening, const struct attempt *parent_or_null, struct refusal *why);

#endif
