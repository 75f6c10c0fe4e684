/* Filling a command: what is not given is left out. */
#include "api/fill.h"

#include "base/text.h"

bool cgov__fill_text(struct command *command, uint32_t field, const cgov_text *text) {
    cgov_text whole;
    if (!cgov__text_resolve(text, &whole) || whole.len > UINT32_MAX) return false;
    if (whole.len > 0) cgov__command_text(command, field, whole.ptr, (uint32_t)whole.len);
    return true;
}

void cgov__fill_number(struct command *command, uint32_t field, uint64_t number) {
    if (number != 0) cgov__command_number(command, field, (int64_t)number);
}
