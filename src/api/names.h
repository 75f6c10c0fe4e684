/* The names a filter or a query asks for, held against the texts adopted: what no text ever knew is a slip, and is said
 * so with the nearest name there is. */
#ifndef CGOV_SRC_NAMES_H
#define CGOV_SRC_NAMES_H

#include "api/page.h"
#include "rules/nearest.h"

/* CGOV_OK where some adopted text has it, or it is empty; else CGOV_E_NOT_FOUND, said. */
int32_t cgov__name_known(const struct model *model, const cgov_reader *reader, enum named what, const cgov_text *name);
/* The same of a state, in a procedure of that name. */
int32_t cgov__state_known(const struct model *model, const cgov_reader *reader, const cgov_text *procedure,
                          const cgov_text *state);
/* CGOV_E_NOT_FOUND, said: the procedure has no such move, by which the item decides. */
int32_t cgov__say_no_move(const cgov_reader *reader, cgov_id item, const struct procedure *procedure, const char *move);
/* CGOV_E_NOT_FOUND, said: this version, or for 0 none in force, has no such procedure or matter, "" being none. */
int32_t cgov__say_lack(const struct model *model, const cgov_reader *reader, uint32_t version, const char *procedure,
                       const char *matter);

#endif
