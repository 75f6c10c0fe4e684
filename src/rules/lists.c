/* The closed lists that the language and the details of a move share.
 *
 * One list each of names and numbers; everything else is read off it. A name is one word in rulebooks, journals, docs
 * and bindings alike, and numbers are those of cgov/item.h, so a list only ever grows at its end. The lists are short
 * and asked while a text is read or a detail comes in by name: a walk is fast enough. */
#include "cgov/roll.h"
#include "cgov/rulebook.h"
#include "rules/rows_by_name.h"

#define TRACKS(X)                                                                                                      \
    X(NONE, none)                                                                                                      \
    X(CONSULT, consult)                                                                                                \
    X(COMPLAINT, complaint)                                                                                            \
    X(SUGGESTION, suggestion)                                                                                          \
    X(PETITION, petition)                                                                                              \
    X(ACCUSATION, accusation)                                                                                          \
    X(HELP, help)                                                                                                      \
    X(OTHER, other)

#define CHANNELS(X)                                                                                                    \
    X(NONE, none)                                                                                                      \
    X(PUBLIC, public)                                                                                                  \
    X(MEDIA, media)                                                                                                    \
    X(PATROL, patrol)                                                                                                  \
    X(SUPERIOR, superior)                                                                                              \
    X(HOTLINE, hotline)                                                                                                \
    X(WEB, web)                                                                                                        \
    X(VISIT, visit)                                                                                                    \
    X(LETTER, letter)                                                                                                  \
    X(LITIGATION, litigation)                                                                                          \
    X(ARBITRATION, arbitration)                                                                                        \
    X(RECONSIDERATION, reconsideration)                                                                                \
    X(APPEAL, appeal)                                                                                                  \
    X(ELSEWHERE, elsewhere)

#define URGENCIES(X)                                                                                                   \
    X(NORMAL, normal)                                                                                                  \
    X(URGENT, urgent)                                                                                                  \
    X(CRITICAL, critical)

#define RESULTS(X)                                                                                                     \
    X(NONE, none)                                                                                                      \
    X(SOLVED, solved)                                                                                                  \
    X(EXPLAINED, explained)                                                                                            \
    X(PLANNED, planned)                                                                                                \
    X(REFUSED, refused)

#define LEVELS(X)                                                                                                      \
    X(PROVINCE, province)                                                                                              \
    X(CITY, city)                                                                                                      \
    X(COUNTY, county)                                                                                                  \
    X(TOWNSHIP, township)                                                                                              \
    X(VILLAGE, village)                                                                                                \
    X(GRID, grid)

#define FORMS(X)                                                                                                       \
    X(INFORM, inform)                                                                                                  \
    X(CONSULT, consult)                                                                                                \
    X(DELIBERATE, deliberate)                                                                                          \
    X(VOTE, vote)                                                                                                      \
    X(SUPERVISE, supervise)

#define CHOICES(X)                                                                                                     \
    X(YES, yes)                                                                                                        \
    X(NO, no)                                                                                                          \
    X(ABSTAIN, abstain)                                                                                                \
    X(BLOCK, block)                                                                                                    \
    X(BLANK, blank)                                                                                                    \
    X(INVALID, invalid)

#define OUTCOMES(X)                                                                                                    \
    X(PASSED, passed)                                                                                                  \
    X(FAILED, failed)                                                                                                  \
    X(NO_QUORUM, no_quorum)                                                                                            \
    X(UNFILLED, unfilled)

#define DUTIES(X)                                                                                                      \
    X(LEAD, lead)                                                                                                      \
    X(WITH, with)

struct value {
    char name[NAME_SIZE];
    uint8_t number, type;
};

#define FIELD(NAME, number, name, TYPE, of, down) {#name, NAME, CGOV_DETAIL_##TYPE},
#define TRACK(NAME, name) {#name, CGOV_TRACK_##NAME, 0},
#define CHANNEL(NAME, name) {#name, CGOV_CHANNEL_##NAME, 0},
#define URGENCY(NAME, name) {#name, CGOV_URGENCY_##NAME, 0},
#define RESULT(NAME, name) {#name, CGOV_RESULT_##NAME, 0},
#define LEVEL(NAME, name) {#name, CGOV_LEVEL_##NAME, 0},
#define FORM(NAME, name) {#name, CGOV_FORM_##NAME, 0},
#define CHOICE(NAME, name) {#name, CGOV_CHOICE_##NAME, 0},
#define OUTCOME(NAME, name) {#name, OUTCOME_##NAME, 0},
#define DUTY(NAME, name) {#name, CGOV_DUTY_##NAME, 0},

#define KIND(NAME, name, reports) {#name, CGOV_KIND_##NAME, reports},

static const struct value kinds[] = {ITEM_KINDS(KIND)};
static const struct value fields[] = {CGOV_FIELDS(FIELD)};
static const struct value tracks[] = {TRACKS(TRACK)};
static const struct value channels[] = {CHANNELS(CHANNEL)};
static const struct value urgencies[] = {URGENCIES(URGENCY)};
static const struct value results[] = {RESULTS(RESULT)};
static const struct value levels[] = {LEVELS(LEVEL)};
static const struct value forms[] = {FORMS(FORM)};
static const struct value choices[] = {CHOICES(CHOICE)};
static const struct value outcomes[] = {OUTCOMES(OUTCOME)};
static const struct value duties[] = {DUTIES(DUTY)};

#define LIST(list, what, values)                                                                                       \
    [list] = {what, "the language's", values, sizeof *values, sizeof values / sizeof *values}

static const struct names lists[] = {
    LIST(CGOV_ENUM_KIND, "kind", kinds),           LIST(CGOV_ENUM_FIELD, "field", fields),
    LIST(CGOV_ENUM_TRACK, "track", tracks),        LIST(CGOV_ENUM_CHANNEL, "channel", channels),
    LIST(CGOV_ENUM_URGENCY, "urgency", urgencies), LIST(CGOV_ENUM_RESULT, "result", results),
    LIST(CGOV_ENUM_LEVEL, "level", levels),        LIST(CGOV_ENUM_FORM, "form", forms),
    LIST(CGOV_ENUM_CHOICE, "choice", choices),     LIST(CGOV_ENUM_OUTCOME, "outcome", outcomes),
    LIST(CGOV_ENUM_DUTY, "duty", duties),
};

/* An empty one of a number that is no list's. */
static const struct names *list_of(uint32_t list) {
    static const struct names none = {"value", "the language's", fields, sizeof *fields, 0};
    return list < sizeof lists / sizeof *lists && lists[list].rows ? &lists[list] : &none;
}

struct names cgov__list(uint32_t list) {
    return *list_of(list);
}

uint32_t cgov__list_number(const struct names *names, uint32_t index) {
    const struct value *values = names->rows;
    return values[index].number;
}

static const struct value *by_number(uint32_t list, uint32_t number) {
    const struct names *names = list_of(list);
    const struct value *values = names->rows;
    for (uint32_t i = 0; i < names->count; i++) {
        if (values[i].number == number) return &values[i];
    }
    return NULL;
}

int32_t cgov__value_find(uint32_t list, const char *name, uint32_t len) {
    const struct names *names = list_of(list);
    uint32_t index = cgov__names_find(names, name, len);
    return index == NAMES_NONE ? -1 : (int32_t)cgov__list_number(names, index);
}

const char *cgov__value_name(uint32_t list, uint32_t value) {
    const struct value *found = by_number(list, value);
    return found ? found->name : "";
}

uint32_t cgov__field_find(const char *name, uint32_t len) {
    int32_t field = cgov__value_find(CGOV_ENUM_FIELD, name, len);
    return field < 0 ? CGOV_FIELD_NONE : (uint32_t)field;
}

const char *cgov__field_name(uint32_t field) {
    return cgov__value_name(CGOV_ENUM_FIELD, field);
}

uint32_t cgov__field_type(uint32_t field) {
    const struct value *found = by_number(CGOV_ENUM_FIELD, field);
    return found ? found->type : 0;
}

const char *cgov__item_kind_name(uint32_t kind) {
    return cgov__value_name(CGOV_ENUM_KIND, kind);
}

bool cgov__item_reports(uint32_t kind) {
    const struct value *found = by_number(CGOV_ENUM_KIND, kind);
    return found && found->type;
}

uint32_t cgov__field_values(uint32_t field) {
    static const uint32_t list_of_field[][2] = {{CGOV_FIELD_TRACK, CGOV_ENUM_TRACK},
                                                {CGOV_FIELD_CHANNEL, CGOV_ENUM_CHANNEL},
                                                {CGOV_FIELD_URGENCY, CGOV_ENUM_URGENCY},
                                                {CGOV_FIELD_RESULT, CGOV_ENUM_RESULT}};
    for (size_t i = 0; i < sizeof list_of_field / sizeof list_of_field[0]; i++)
        if (list_of_field[i][0] == field) return list_of_field[i][1];
    return 0;
}

/* Sets of fields, a bit each. */
#define WHERE_REPORTS(NAME) | UINT64_C(1) << NAME
#define WHERE_ANY(NAME)
#define OF_REPORTS(NAME, number, name, TYPE, of, down) WHERE_##of(NAME)
#define IS_OWN(NAME) | UINT64_C(1) << NAME
#define IS_DOWN(NAME)
#define OWN(NAME, number, name, TYPE, of, down) IS_##down(NAME)

bool cgov__field_of_reports(uint32_t field) {
    return field < 64 && ((UINT64_C(0) CGOV_FIELDS(OF_REPORTS)) >> field & 1) != 0;
}

bool cgov__field_own(uint32_t field) {
    return field < 64 && ((UINT64_C(0) CGOV_FIELDS(OWN)) >> field & 1) != 0;
}

const struct guard_row *cgov__guard(uint8_t guard) {
    static const struct guard_row rows[] = {
        {"", "", ASSUMED_WORLD, CGOV_FIELD_NONE, 0},
#define G(name, word, more, arguments, assumed, reason, question, of, field, values)                                   \
    {#word, more, ASSUMED_##assumed, CGOV_FIELD_##field, values},
#include "rules/guards.def"
#undef G
    };
    return &rows[guard];
}

const char *cgov__known(enum known known) {
    static const char *const names[] = {
#define PARTY(name, ...) #name,
#define STATE(name, ...) #name,
#define ROLL(name, ...) #name,
#define PROCEDURE(name, ...) #name,
#define ROLE(name, ...) #name,
#define DETAIL(name, ...) #name,
#include "rules/known.def"
    };
    return names[known];
}
