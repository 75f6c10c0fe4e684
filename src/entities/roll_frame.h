/* Rolls as the frame has them so far: whom its moves have put on them counts already, and what is made from those
 * begins anew. */
#ifndef CGOV_SRC_ROLL_FRAME_H
#define CGOV_SRC_ROLL_FRAME_H

#include "entities/guards.h"
#include "entities/plan.h"
#include "model/roll_rows.h"

/* As cgov__roll_named and cgov__roll_base; the item above may be one that the frame opens. */
bool cgov__frame_named(const struct attempt *attempt, const struct roll_at *from, const struct roll_ref *ref,
                       struct roll_at *out);
bool cgov__frame_base(const struct attempt *attempt, const struct roll_at *roll, struct roll_at *out);
/* As cgov__frame_named, of the item that the attempt is about. */
static inline bool cgov__frame_own(const struct attempt *attempt, const struct roll_ref *ref, struct roll_at *out) {
    return cgov__frame_named(attempt, &(struct roll_at){attempt->after, attempt->number, NULL, NONE}, ref, out);
}
/* The roll as the frame fills it; NULL: it does not, or has filled one that it is made from since. */
const struct filled *cgov__frame_filled(const struct attempt *attempt, const struct roll_at *roll);
/* It is made from one that the frame fills, and nobody has come on it since. */
bool cgov__frame_anew(const struct attempt *attempt, const struct roll_at *roll);
/* What those on it add up to. */
struct sums cgov__frame_sums(const struct attempt *attempt, const struct roll_at *roll);
/* What a fill has of somebody that it puts on a roll; count: nobody. */
uint32_t cgov__filled_at(const struct fills *fills, const struct filled *filled, uint64_t elector);
bool cgov__frame_stands(const struct attempt *attempt, const struct roll_at *roll, uint64_t elector);

#endif
