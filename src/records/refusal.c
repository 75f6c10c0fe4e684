/* Filling a refusal: the first thing that refuses names itself, its rule and the citation nearest to it. */
#include "records/refusal.h"

#include "base/text.h"
#include "records/ids.h"
#include "rules/items.h"

int32_t cgov__fault(struct refusal *why, int32_t status, uint32_t reason, const char *message) {
    uint64_t item = why->item;
    memset(why, 0, sizeof *why);
    why->status = status;
    why->reason = reason;
    why->item = item;
    cgov__text_copy(why->message, sizeof why->message, message, strlen(message));
    return status;
}

int32_t cgov__fault_of(struct refusal *why, int32_t status, uint32_t reason, const char *format, ...) {
    char message[sizeof why->message];
    va_list args;
    va_start(args, format);
    cgov__format_list(message, sizeof message, format, args);
    va_end(args);
    return cgov__fault(why, status, reason, message);
}

int32_t cgov__refuse(struct refusal *why, uint32_t reason, const char *message) {
    return cgov__fault(why, CGOV_E_REFUSED, reason, message);
}

int32_t cgov__refuse_name(struct refusal *why, uint32_t reason, const struct rulebook *rulebook, enum named what,
                          const char *name, const char *format) {
    struct near near;
    cgov__near_begin(&near, name, strlen(name));
    cgov__nearest_of(&near, rulebook, what);
    cgov__fault_of(why, CGOV_E_REFUSED, reason, format, name);
    cgov__near_end(&near, why->message, sizeof why->message);
    return why->status;
}

void cgov__say_kinds(uint64_t id, uint64_t kinds, char *into, size_t cap) {
    const char *const is = cgov_enum_name(CGOV_ENUM_KIND, cgov__id_kind(id));
    cgov__format(into, cap, "is an id of the wrong kind: %s, not", *is == 0 ? "none" : is);
    for (uint32_t kind = 1, some = 0; kind < KIND_END; kind++) {
        const char *const name = cgov_enum_name(CGOV_ENUM_KIND, kind);
        const size_t used = strlen(into);
        if ((kinds >> kind & 1) == 0 || *name == 0) continue;
        cgov__format(into + used, cap - used, some++ == 0 ? " %s" : " or %s", name);
    }
}

int32_t cgov__refuse_rule(struct refusal *why, uint32_t reason, uint32_t version, uint32_t line, struct span cites,
                          const char *message) {
    cgov__refuse(why, reason, message);
    why->version = version;
    why->line = line;
    why->cites = cites;
    return CGOV_E_REFUSED;
}
