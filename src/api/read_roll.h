/* Who is shown whom on a roll, and what their entries say. */
#ifndef CGOV_SRC_READ_ROLL_H
#define CGOV_SRC_READ_ROLL_H

#include "api/page.h"
#include "entities/view.h"
#include "model/roll_rows.h"

/* The reader is shown who stands on the roll: view is how they see the item whose list it is. */
bool cgov__knows_roll(const struct model *model, const struct roll_at *roll, enum view view, const cgov_reader *reader);
/* The item's roll of that name, or the list that it is; else CGOV_E_NOT_FOUND, and the reader is told. */
int32_t cgov__roll_by_name(const struct model *model, const cgov_reader *reader, const struct item *item, cgov_id id,
                           const char *name, struct roll_at *roll);
/* The view under which what an entered or left record of the item says is read; VIEW_NONE: not at all. What was taken
 * out is the office's, and whom it is about. */
int32_t cgov__entry_view(const cgov_ledger *ledger, const cgov_reader *reader, const struct item *item,
                         const struct record *record, enum view *view);

#endif
