/* Days that details give: when they begin and end where the ledger lies. */
#ifndef CGOV_SRC_DAYS_H
#define CGOV_SRC_DAYS_H

#include "model/model.h"
#include "records/command.h"

/* That day has begun where the ledger lies; 0 never has. */
bool cgov__day_has_come(const struct model *model, uint32_t day, int64_t time);
/* It has ended there; 0 never has. */
bool cgov__day_is_over(const struct model *model, uint32_t day, int64_t time);
/* The day that a command gives, of the n-th that its procedure's items keep; 0: none. */
uint32_t cgov__day_given(const struct procedure *procedure, const struct command *command_or_null, uint8_t day);
/* Today there, as a date. */
uint64_t cgov__today_of(const struct model *model, int64_t time);
/* The sentence of a day that is come, or not, or over; 0: none stands. */
void cgov__say_stood(const char *name, uint64_t day, const char *come, uint64_t today, char *into, size_t cap);

#endif
