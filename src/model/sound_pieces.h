/* Whether the pieces of bytes that items and sayings have may be read, and written. */
#ifndef CGOV_SRC_SOUND_PIECES_H
#define CGOV_SRC_SOUND_PIECES_H

#include "model/model.h"

/* After each is known to lie in the arena: no byte of an item's tail, which its moves write, or of a saying, whose
 * bytes are believed, is anybody else's, and none comes to be so with the pieces that are cut next. Without memory
 * false, and *memory_out. */
bool cgov__pieces_hold(const struct model *model, bool *memory_out);

#endif
