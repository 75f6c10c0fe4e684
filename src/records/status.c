/* Statuses, reasons, enum values and struct sizes by number: one list each, feeding names and sentences. Numbers are
 * explicit in the headers and never reused. */
#include "cgov/cgov.h"
#include "records/record.h"
#include "rules/rulebook.h"

#define STATUSES(S)                                                                                                    \
    S(CGOV_OK, "done")                                                                                                 \
    S(CGOV_DONE, "nothing more")                                                                                       \
    S(CGOV_REPEAT, "done before; this is the first result")                                                            \
    S(CGOV_E_ARG, "an invalid argument")                                                                               \
    S(CGOV_E_KIND, "an id of the wrong kind")                                                                          \
    S(CGOV_E_BUFFER, "the buffer is too small")                                                                        \
    S(CGOV_E_TIME_BACKWARDS, "now is before the ledger's time")                                                        \
    S(CGOV_E_TIME_AHEAD, "now is too far ahead of the ledger's time")                                                  \
    S(CGOV_E_ABI_SIZE, "a struct is shorter than its first version")                                                   \
    S(CGOV_E_ABI_NEWER, "a struct asks for something this library does not know")                                      \
    S(CGOV_E_REENTER, "called from inside one of this ledger's callbacks")                                             \
    S(CGOV_E_TEXT, "an invalid text")                                                                                  \
    S(CGOV_E_NOT_FOUND, "there is no such thing here")                                                                 \
    S(CGOV_E_CONFLICT, "something else stands there already")                                                          \
    S(CGOV_E_RULEBOOK, "the rulebook is at fault")                                                                     \
    S(CGOV_E_SALT, "words came without a salt")                                                                        \
    S(CGOV_E_NOMEM, "no memory")                                                                                       \
    S(CGOV_E_STORAGE, "the storage failed")                                                                            \
    S(CGOV_E_CORRUPT, "what was acknowledged is damaged")                                                              \
    S(CGOV_E_POISONED, "a sync failed: reopen the ledger to write again")                                              \
    S(CGOV_E_LIMIT, "a limit of the ledger is reached")                                                                \
    S(CGOV_E_FORMAT, "not of a form this library reads")                                                               \
    S(CGOV_E_BUSY, "another writer holds the storage")                                                                 \
    S(CGOV_E_EXISTS, "the storage holds a ledger already")                                                             \
    S(CGOV_E_REFUSED, "the rules refuse it")

#define REASONS(R)                                                                                                     \
    R(CGOV_R_NONE, "no reason of a rule")                                                                              \
    R(CGOV_R_MAY, "no role of the actor may do this there")                                                            \
    R(CGOV_R_STATE, "the move does not leave this state")                                                              \
    R(CGOV_R_MOVE, "the procedure has no such move")                                                                   \
    R(CGOV_R_ACTOR, "the actor is none of those who may make this move")                                               \
    R(CGOV_R_SELF, "the actor is the very one this move excludes")                                                     \
    R(CGOV_R_NEEDS, "a detail the move needs is missing")                                                              \
    R(CGOV_R_TAKES, "a detail the move does not take")                                                                 \
    R(CGOV_R_DETAIL, "a detail with an invalid value")                                                                 \
    R(CGOV_R_WITHIN, "the time allowed after an earlier move is over")                                                 \
    R(CGOV_R_BEFORE, "the clock has fallen due, or does not run")                                                      \
    R(CGOV_R_AT_MOST, "the move has been used as often as it may")                                                     \
    R(CGOV_R_TRACK, "not for an issue of this track")                                                                  \
    R(CGOV_R_CHANNEL, "not for an issue that came in by this channel")                                                 \
    R(CGOV_R_MATTER, "not for an issue of this matter")                                                                \
    R(CGOV_R_URGENCY, "not for an issue of this urgency")                                                              \
    R(CGOV_R_CONTACT, "the organization has no contact in office")                                                     \
    R(CGOV_R_ACCUSED, "it would reach whom the report accuses")                                                        \
    R(CGOV_R_SAME_PLACE, "the other issue is of another place")                                                        \
    R(CGOV_R_OWING,                                                                                                    \
      "this issue cannot be merged into that one: it is itself, of another procedure, answered already, or merged")    \
    R(CGOV_R_FOLLOWED, "other issues follow this one")                                                                 \
    R(CGOV_R_DELEGATES, "too many delegates")                                                                          \
    R(CGOV_R_CHILDREN, "a part of it is still open")                                                                   \
    R(CGOV_R_USED_UP, "the move named by `used_up` can still be made")                                                 \
    R(CGOV_R_PUBLIC_SAFETY, "it concerns public safety")                                                               \
    R(CGOV_R_UNSETTLED, "the earlier issue is settled for good")                                                       \
    R(CGOV_R_CIRCLE, "the organization would stand below itself")                                                      \
    R(CGOV_R_VERSION, "it has changed since the version expected")                                                     \
    R(CGOV_R_KEY, "the retry key stands for another command")                                                          \
    R(CGOV_R_EXTERNAL, "the external key is taken")                                                                    \
    R(CGOV_R_ROLE, "there is no such role, or it is not held there")                                                   \
    R(CGOV_R_TERM, "an invalid term")                                                                                  \
    R(CGOV_R_CHECK, "the rulebook fails a check")                                                                      \
    R(CGOV_R_SYNTAX, "the rulebook does not parse")                                                                    \
    R(CGOV_R_MAP, "the map of states cannot be followed")                                                              \
    R(CGOV_R_PARTY, "a party this move must set is unknown")                                                           \
    R(CGOV_R_LIMIT, "a limit of the ledger is reached")                                                                \
    R(CGOV_R_ROUTED, "routing binds it to another organization")

/* clang-format off */
#define STRUCTS(S)                                                                                                     \
    S(ACT, act) S(READER, reader) S(DETAIL, detail) S(ERROR, error) S(ALLOCATOR, allocator) S(STORAGE, storage)        \
    S(OPTIONS, options) S(GENESIS, genesis) S(INFO, info) S(RESULT, result) S(ENTITY, entity)                          \
    S(APPOINTMENT, appointment) S(ADOPTION, adoption) S(ITEM_VIEW, item_view) S(CLOCK_VIEW, clock_view)                \
    S(PARTY_VIEW, party_view) S(MOVE_VIEW, move_view) S(HISTORY_VIEW, history_view) S(FILTER, filter)                  \
    S(CHECK_REPORT, check_report) S(RULE_VIEW, rule_view) S(EDGE_VIEW, edge_view) S(DUTY_VIEW, duty_view)              \
    S(ROUTE_QUERY, route_query) S(ROUTE_VIEW, route_view) S(IMPORT_ROW, import_row) S(FEED_VIEW, feed_view)            \
    S(FIGURE_QUERY, figure_query) S(FIGURE_VIEW, figure_view)
/* clang-format on */

#define NAME(value, text)                                                                                              \
    case value:                                                                                                        \
        return #value;
#define TEXT(value, text)                                                                                              \
    case value:                                                                                                        \
        return text;

const char *cgov_status_name(int32_t status) {
    switch (status) {
        STATUSES(NAME)
    default:
        return "CGOV_E_UNKNOWN";
    }
}

const char *cgov_status_text(int32_t status) {
    switch (status) {
        STATUSES(TEXT)
    default:
        return "a status this library does not know";
    }
}

const char *cgov_reason_name(uint32_t reason) {
    switch (reason) {
        REASONS(NAME)
    default:
        return "CGOV_R_UNKNOWN";
    }
}

const char *cgov_reason_text(uint32_t reason) {
    switch (reason) {
        REASONS(TEXT)
    default:
        return "a reason this library does not know";
    }
}

uint32_t cgov_struct_size(uint32_t which) {
    switch (which) {
#define SIZE(upper, lower)                                                                                             \
    case CGOV_STRUCT_##upper:                                                                                          \
        return sizeof(cgov_##lower);
        STRUCTS(SIZE)
    default:
        return 0;
    }
}

static const char *kind_name(uint32_t kind) {
    static const char *const names[] = {"", "resident", "organization", "issue", "part", "appointment", "rulebook"};
    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
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
    static const char *const names[] = {"",      "assigned", "asked", "received", "answered",  "extended", "merged",
                                        "ended", "reminded", "late",  "rung",     "due_moved", "carried"};
    return news < sizeof names / sizeof names[0] ? names[news] : "";
}

static const char *group_name(uint32_t group) {
    static const char *const names[] = {"none",  "organization", "intake", "matter", "region",
                                        "month", "class",        "track",  "channel"};
    return group < sizeof names / sizeof names[0] ? names[group] : "";
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
