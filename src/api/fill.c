/* Filling a command: what is not given is left out. */
#include "api/fill.h"

#include "base/abi.h"
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

int32_t cgov__fill_some(cgov_ledger *ledger, const cgov_detail *details, uint32_t count) {
    struct command *command = &ledger->command;
    if (!details) return cgov__error_set(ledger, CGOV_E_ARG, NULL, "count is not 0 but details is NULL");
    if (count > COMMAND_DETAILS) return cgov__error_set(ledger, CGOV_E_LIMIT, NULL, "too many details");
    const char *at = (const char *)details;
    const uint32_t stride = details[0].size;
    for (uint32_t i = 0; i < count; i++, at += stride) {
        const cgov_detail *detail = (const cgov_detail *)(const void *)at;
        cgov_detail copy;
        cgov_text text;
        int32_t status = CGOV_OK;
        if (stride != sizeof copy || detail->size != stride) {
            status = cgov__abi_in_element(&copy, at, stride, ABI_FIRST(copy), sizeof copy);
            detail = &copy;
        }
        if (status)
            return cgov__error_set(ledger, status, NULL, "a detail cannot be read, or is not of the first one's size");
        if (detail->reserved != 0)
            return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a detail's reserved member is not 0");
        if (!cgov__text_resolve(&detail->text, &text))
            return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a detail's text has a length but no pointer");
        if (text.len > UINT32_MAX) return cgov__error_set(ledger, CGOV_E_TEXT, NULL, "a detail's text is too long");
        cgov__command_add(command, detail->field, text.ptr, (uint32_t)text.len, text.ptr ? 0 : detail->number);
    }
    return CGOV_OK;
}

uint32_t cgov__fill_name_len(const char *name) {
    const char *end = memchr(name, 0, NAME_SIZE); /* which reads no further than to the one it finds */
    return end ? (uint32_t)(end - name) : NAME_SIZE;
}

int32_t cgov__fill_name(cgov_ledger *ledger, const char *name) {
    struct command *command = &ledger->command;
    if (!name) return cgov__error_set(ledger, CGOV_E_ARG, NULL, "no move or roll is named");
    const uint32_t len = cgov__fill_name_len(name);
    if (len == 0 || len == NAME_SIZE)
        return cgov__error_set(ledger, CGOV_E_TEXT, NULL, "the name of a move or a roll has 1 to 31 characters");
    cgov__command_name(command, name, len);
    return CGOV_OK;
}
