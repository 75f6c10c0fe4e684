/* Statuses, reasons, enum values and struct sizes by number: one list each, feeding names and sentences. Numbers are
 * explicit in the headers and never reused. */
#include "cgov/cgov.h"
#include "records/record.h"
#include "rules/rulebook.h"

#define NAME(value, number, text)                                                                                      \
    case value:                                                                                                        \
        return #value;
#define TEXT(value, number, text)                                                                                      \
    case value:                                                                                                        \
        return text;

const char *cgov_status_name(int32_t status) {
    switch (status) {
        CGOV_STATUSES(NAME)
    default:
        return "CGOV_E_UNKNOWN";
    }
}

const char *cgov_status_text(int32_t status) {
    switch (status) {
        CGOV_STATUSES(TEXT)
    default:
        return "a status this library does not know";
    }
}

const char *cgov_reason_name(uint32_t reason) {
    switch (reason) {
        CGOV_REASONS(NAME)
    default:
        return "CGOV_R_UNKNOWN";
    }
}

const char *cgov_reason_text(uint32_t reason) {
    switch (reason) {
        CGOV_REASONS(TEXT)
    default:
        return "a reason this library does not know";
    }
}

uint32_t cgov_struct_size(uint32_t which) {
    switch (which) {
#define SIZE(name, number, type, last)                                                                                 \
    case name:                                                                                                         \
        return sizeof(type);
        CGOV_STRUCTS(SIZE)
    default:
        return 0;
    }
}

static const char *kind_name(uint32_t kind) {
    static const char *const names[] = {[CGOV_KIND_RESIDENT] = "resident",
                                        [CGOV_KIND_ORGANIZATION] = "organization",
                                        [CGOV_KIND_APPOINTMENT] = "appointment",
                                        [CGOV_KIND_RULEBOOK] = "rulebook",
                                        [CGOV_KIND_UNIT] = "unit"};
    if (cgov__is_item(kind)) return cgov__item_kind_name(kind);
    return kind < sizeof names / sizeof names[0] && names[kind] ? names[kind] : "";
}

static const char *clock_state_name(uint32_t state) {
    static const char *const names[] = {"", "running", "paused", "stopped"};
    return state < sizeof names / sizeof names[0] ? names[state] : "";
}

static const char *route_name(uint32_t rule) {
    static const char *const names[] = {"", "territory", "matter", "both", "receiver", "returned", "urgent", "accused"};
    return rule < sizeof names / sizeof names[0] ? names[rule] : "";
}

static const char *news_name(uint32_t news) {
    static const char *const names[] = {
        "",          "assigned", "asked",       "received",  "answered", "extended",      "merged",  "ended",
        "reminded",  "late",     "rung",        "due_moved", "migrated", "told",          "entered", "taken_out",
        "suspended", "resumed",  "handed_over", "sent_back", "joined",   "calendar_ends", "erased",  "changed"};
    return news < sizeof names / sizeof names[0] ? names[news] : "";
}

static const char *group_name(uint32_t group) {
    static const char *const names[] = {"none",  "organization", "intake", "matter",  "region",
                                        "month", "class",        "track",  "channel", "week"};
    return group < sizeof names / sizeof names[0] ? names[group] : "";
}

static const char *axis_name(uint32_t axis) {
    static const char *const names[] = {"heads", "units", "area", "weight"};
    return axis < sizeof names / sizeof names[0] ? names[axis] : "";
}

const char *cgov_enum_name(uint32_t which, uint32_t value) {
    switch (which) {
    case CGOV_ENUM_KIND:
        return kind_name(value);
    case CGOV_ENUM_FIELD:
        return cgov__field_name(value);
    case CGOV_ENUM_RECORD:
        return cgov__record_name(value);
    case CGOV_ENUM_CLOCK_STATE:
        return clock_state_name(value);
    case CGOV_ENUM_NEWS:
        return news_name(value);
    case CGOV_ENUM_GROUP:
        return group_name(value);
    case CGOV_ENUM_AXIS:
        return axis_name(value);
    case CGOV_ENUM_ROUTE:
        return route_name(value);
    default:
        return cgov__value_name(which, value);
    }
}

uint32_t cgov_version_number(void) {
    return CGOV_VERSION_NUMBER;
}

#define STRING_OF(x) #x
#define STRING(x) STRING_OF(x)

const char *cgov_version_string(void) {
    return STRING(CGOV_VERSION_MAJOR) "." STRING(CGOV_VERSION_MINOR) "." STRING(CGOV_VERSION_PATCH);
}
