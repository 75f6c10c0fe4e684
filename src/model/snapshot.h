/* The model as a snapshot has it: rows as they stand, where the indexes that cost most are to be found, and what few
 * numbers there are besides. What follows from the rows cheaply is made anew, and so is what follows from the adopted
 * texts, which are read from the journal again.
 *
 * A snapshot holds no text that people wrote: those are not in the model. */
#ifndef CGOV_SRC_MODEL_SNAPSHOT_H
#define CGOV_SRC_MODEL_SNAPSHOT_H

#include "model/model.h"
#include "store/snapshot.h"

/* How this library lays out its rows: another that gives another number shares none of it. */
uint64_t cgov__model_layout(void);

/* First what the texts need: the ledger's own numbers, symbols, marks; then which records adopted them, and the rows.
 * Whether they were written is asked of out. CGOV_E_NOMEM where the rows cannot begin. */
void cgov__model_save_start(const struct model *model, struct snapshot_out *out);
int32_t cgov__model_save_rows(const struct model *model, struct snapshot_out *out);

/* Read likewise, into a model of which only the secret is set. Each answers whether it did, and in->found says why not;
 * the model is to be freed then. */
bool cgov__model_load_start(struct model *model, struct snapshot_in *in);
/* Then, with the texts adopted, the rows; and each number in them that leads anywhere is held against where it leads:
 * so whatever bytes these were, nothing that reads the model goes astray or round in circles. */
bool cgov__model_load_rows(struct model *model, struct snapshot_in *in);
/* The same of rows just loaded; *memory_out: there was memory to ask it. */
bool cgov__model_sound(const struct model *model, bool *memory_out);

#endif
