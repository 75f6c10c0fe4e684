/* Indexes: what answers questions faster and follows from the rows alone: worklists, the overdue, the queues of clocks,
 * the lines of retry keys. While a journal is replayed nothing asks them, so none is kept; they are made once, at its
 * end.
 */
#ifndef CGOV_SRC_INDEX_H
#define CGOV_SRC_INDEX_H

#include "model/model.h"

/* Ends replaying: makes what was put off. CGOV_E_NOMEM: then nothing may be asked, the model is to be freed. */
int32_t cgov__model_index(struct model *model);

#endif
