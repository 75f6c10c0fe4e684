/* Commands: held to the one table of what each verb holds and each detail may be (verbs.def).
 *
 * Invariant: a command that passed cgov__command_check holds what its verb must and nothing its verb never does, each
 * detail once (but organizations), in range, enum names made numbers, no id whose number 32 bits would cut; a decoded
 * command passes the same check as a verb's, so execute and verbs cannot differ. */
#include "records/command.h"

#include "base/civil.h"
#include "base/lines.h"
#include "base/region.h"

#include <assert.h>

/* Words, other texts, numbers. */
enum detail_form { FORM_NONE, TITLE, BODY, SYMBOL, NAME, KEY, FACT, NUMBER, PLACE, VALUE, INSTANT, ID, ENTITY };

struct field_rule {
    uint8_t form;
    bool repeats;
    bool none;         /* ID: number 0 of such a kind says that there is to be none */
    bool needed;       /* to add one of those in `of` */
    uint32_t list;     /* VALUE: CGOV_ENUM_* */
    const char *verbs; /* a letter each */
    const char *name;  /* of OWN fields */
    uint64_t kinds;    /* ID: which */
    int64_t min, max;  /* NUMBER; max in bytes of a FACT */
    uint64_t of;       /* in an addition or a change: of these kinds of entity alone; 0: of all */
    uint16_t into;     /* of a fact of an item: where it stands in the record, so much above what was given; */
    uint8_t above;     /* 0: it is none, or what it says of it is not as it was given */
    uint8_t facts;     /* BRINGS_FACTS where it is one */
};
#define INTO(member) .into = offsetof(struct record, member), .facts = BRINGS_FACTS

/* Public fields by their numbers, own ones after them. */
#define OWN_PLACE 64u
#define PLACE_OF(field) ((field) < OWN_PLACE ? (field) : (field)-COMMAND_FIELD_FIRST + OWN_PLACE)

#define PLACES PLACE_OF(COMMAND_FIELD_END)
static const struct field_rule rules[PLACES + 1] = {
#define PUBLIC(NAME, letters, ...) [CGOV_FIELD_##NAME] = {.verbs = letters, __VA_ARGS__},
#define OWN(number, NAME, word, letters, ...) [PLACE_OF(number)] = {.verbs = letters, .name = #word, __VA_ARGS__},
#include "records/verbs.def"
};

enum part {
#define PART(NAME, ...) PART_##NAME,
#include "records/verbs.def"
    PARTS
};

static const struct {
    const char *name, *verbs;
    uint32_t reason;
} parts[PARTS] = {
#define PART(NAME, word, letters, why) {#word, letters, why},
#include "records/verbs.def"
};

static const struct {
    const char *name;
    bool declared;
} verb_rows[COMMAND_VERBS] = {
    {"", false},
#define VERB(NAME, name, row, declared) {name, declared},
#include "records/verbs.def"
};

static const struct {
    enum command_verb verb;
    uint32_t field;
    const char *name;
} members[] = {
#define MEMBER(VERB, FIELD, name) {COMMAND_##VERB, FIELD, #name},
#include "records/verbs.def"
};

static inline uint32_t field_at(uint32_t place) {
    return place < OWN_PLACE ? place : place - OWN_PLACE + COMMAND_FIELD_FIRST;
}

/* What is a field of neither kind has the place past all, where no rule stands. */
static inline uint64_t place_of(uint64_t field) {
    const uint64_t own = field - COMMAND_FIELD_FIRST;
    const uint64_t place = own < PLACES - OWN_PLACE ? own + OWN_PLACE : PLACES;
    return field < OWN_PLACE ? field : place;
}

/* NULL: no such field. */
static inline const struct field_rule *rule_at(uint64_t place) {
    return rules[place].form == FORM_NONE ? NULL : &rules[place];
}
static inline const struct field_rule *rule_of(uint64_t field) {
    return rule_at(place_of(field));
}

static bool never(const struct command *command, const char *verbs) {
    return verbs[command->verb - 1] == '-';
}

static bool must(const struct command *command, const char *verbs) {
    return verbs[command->verb - 1] == 'M';
}

static bool is_words(uint32_t form) {
    return form >= TITLE && form <= BODY;
}

static bool is_text(uint32_t form) {
    return form >= TITLE && form <= FACT;
}

bool cgov__field_is_id(uint32_t field) {
    return field < OWN_PLACE && rules[field].form == ID;
}

bool cgov__field_is_words(uint32_t field) {
    const struct field_rule *rule = rule_of(field);
    return rule && is_words(rule->form);
}

uint32_t cgov__field_wire(uint64_t field) {
    const struct field_rule *rule = rule_of(field);
    if (!rule) return WIRE_NONE;
    return is_words(rule->form) ? WIRE_WORDS : is_text(rule->form) ? WIRE_FACT : WIRE_NUMBER;
}

void cgov__field_range(uint32_t field, int64_t *min, int64_t *max) {
    const struct field_rule *rule = rule_of(field);
    bool ranged = rule && rule->form == NUMBER && field != CGOV_FIELD_POINT;
    *min = ranged ? rule->min : 0;
    *max = ranged ? rule->max : 0;
}

uint32_t cgov__field_list(uint32_t field) {
    const struct field_rule *rule = rule_of(field);
    return rule ? rule->list : 0;
}

bool cgov__facts_put(struct record *record, const struct command *command) {
    bool some = false;
    if (!command) return false;
    for (const struct detail *detail = command->details, *end = detail + command->count; detail < end; detail++) {
        const uint32_t field = detail->field;
        if (field >= OWN_PLACE || rules[field].into == 0) continue;
        some = true;
        char *into = (char *)record + rules[field].into;
        if (is_text(rules[field].form)) {
            const struct blob text = cgov__blob(detail->text, detail->len);
            memcpy(into, &text, sizeof text);
        } else {
            const uint64_t n = (uint64_t)detail->number + rules[field].above;
            memcpy(into, &n, sizeof n);
        }
    }
    return some;
}

/* A field as its verb's struct names it, where that has another name for it than commands have. */
static const char *name_of(const struct command *command, uint32_t field) {
    for (uint32_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (members[i].verb == command->verb && members[i].field == field) return members[i].name;
    return field < OWN_PLACE ? cgov__field_name(field) : rules[PLACE_OF(field)].name;
}

static int32_t wrong_detail(struct refusal *why, int32_t status, const char *name, const char *what) {
    char message[sizeof why->message];
    cgov__format(message, sizeof message, "detail `%s` %s", name, what);
    return cgov__fault(why, status, status == CGOV_E_LIMIT ? CGOV_R_LIMIT : CGOV_R_DETAIL, message);
}

static int32_t wrong(const struct command *command, struct refusal *why, int32_t status, const struct detail *detail,
                     const char *what) {
    const char *name = name_of(command, detail->field);
    if (command->verb == COMMAND_OPEN || command->verb == COMMAND_MOVE) return wrong_detail(why, status, name, what);
    return cgov__fault_of(why, status, status == CGOV_E_LIMIT ? CGOV_R_LIMIT : CGOV_R_DETAIL, "`%s` of %s %s", name,
                          verb_rows[command->verb].name, what);
}

/* Line ends made one (see lines.h): the text is read from a copy then, whose room is that of all texts of the command,
 * so that no copy moves another. False without memory. */
static bool one_line_end(const struct command *command, struct buf *lines, struct detail *detail) {
    if (lines->len == 0) {
        size_t all = 0;
        for (uint32_t i = 0; i < command->count; i++) all += command->details[i].text ? command->details[i].len : 0;
        if (!cgov__buf_reserve(lines, all)) return false;
    }
    char *into = (char *)lines->data + lines->len;
    detail->len = (uint32_t)cgov__lines_copy(into, detail->text, detail->len);
    detail->text = into;
    lines->len += detail->len;
    return true;
}

/* One line of letters, as most texts are, and something is written in it: the quick yes. */
static inline bool is_good_line(const struct detail *detail, uint64_t max) {
    return detail->len > 0 && detail->len <= max && cgov__text_is_plain(detail->text, detail->len) &&
           !cgov__lines_blank(detail->text, detail->len);
}

static const char *bad_text(const struct command *command, const struct measure *measure, struct detail *detail,
                            enum text_form form, uint64_t max) {
    const char *what = NULL;
    if (detail->len == 0) return "is empty";
    const bool other = form != TEXT_SYMBOL && cgov__lines_other(detail->text, detail->len);
    if (other && form == TEXT_NAME) return "has more than one line";
    if (other && measure->lines && !one_line_end(command, measure->lines, detail)) return "needs more memory";
    if (detail->len > max) return "is too long";
    if (!cgov__text_check(detail->text, detail->len, form, max, &what)) return what;
    return cgov__lines_blank(detail->text, detail->len) ? "is blank" : NULL;
}

static int32_t check_text(const struct command *command, const struct field_rule *rule, struct detail *detail,
                          const struct measure *measure, struct refusal *why) {
    static const uint8_t forms[] = {[TITLE] = TEXT_NAME, [BODY] = TEXT_BODY, [SYMBOL] = TEXT_SYMBOL,
                                    [NAME] = TEXT_NAME,  [KEY] = TEXT_NAME,  [FACT] = TEXT_BODY};
    uint64_t max = NAME_SIZE - 1;
    if (rule->form == TITLE) max = measure->title;
    if (rule->form == BODY) max = measure->text;
    if (rule->form == KEY) max = EXTERNAL_MAX;
    if (rule->form == FACT) max = (uint64_t)rule->max;
    detail->brought = is_words(rule->form) ? BROUGHT_WORDS : BROUGHT_FACT;
    if (rule->form != SYMBOL && is_good_line(detail, max)) return CGOV_OK;
    const char *what = bad_text(command, measure, detail, (enum text_form)forms[rule->form], max);
    return !what ? CGOV_OK : wrong(command, why, CGOV_E_TEXT, detail, what);
}

#define NO_REGION "is %d, no region code of 6, 12 or 15 digits"

/* A region's code becomes its shortest, so that one place is one, however written; false for what is none. */
static bool take_place(struct detail *detail) {
    uint64_t region = detail->number < 0 ? 0 : cgov__region_plain((uint64_t)detail->number);
    if (region != 0) detail->number = (int64_t)region;
    return region != 0;
}

static bool is_point(int64_t n) {
    int64_t latitude = n >> 32;
    int64_t longitude = (int32_t)(uint32_t)((uint64_t)n & UINT32_MAX);
    return latitude >= -900000000 && latitude <= 900000000 && longitude >= -1800000000 && longitude <= 1800000000;
}

/* What an id is not; NULL: it could be somebody's, of these kinds. */
static const char *fault_of_id(int64_t n, uint64_t kinds, int32_t *status) {
    *status = CGOV_E_ARG;
    if (n <= 0 || (uint64_t)n >> ID_BITS != 0 || cgov__id_number((uint64_t)n) == 0) return "is no id";
    *status = CGOV_E_KIND;
    if ((kinds >> cgov__id_kind((uint64_t)n) & 1) == 0) return "is an id of the wrong kind";
    *status = CGOV_E_NOT_FOUND;
    return cgov__id_row((uint64_t)n) != 0 ? NULL : "is an id of nothing";
}

static inline bool is_id_of(int64_t n, uint64_t kinds) {
    const uint64_t kind = (uint64_t)n >> 44;
    return kind < KIND_END && (kinds >> kind & 1) != 0 && cgov__id_number((uint64_t)n) - 1 < UINT32_MAX;
}

static int32_t check_id_of(const char *name, int64_t n, uint64_t kinds, struct refusal *why) {
    int32_t status;
    char what[128];
    const char *fault = fault_of_id(n, kinds, &status);
    if (fault && status == CGOV_E_KIND) cgov__say_kinds((uint64_t)n, kinds, what, sizeof what);
    return fault ? wrong_detail(why, status, name, status == CGOV_E_KIND ? what : fault) : CGOV_OK;
}

/* Which are known, as many as a sentence holds. */
static int32_t wrong_value(const struct command *command, struct refusal *why, const struct detail *detail,
                           uint32_t list) {
    char what[sizeof why->message], given[NAME_SIZE];
    struct near near;
    cgov__format(given, sizeof given, "%d", detail->number);
    if (detail->text) cgov__text_copy(given, sizeof given, detail->text, detail->len);
    cgov__near_begin(&near, given, strlen(given));
    for (uint32_t n = 0; n < 32; n++) cgov__near_take(&near, cgov__value_name(list, n));
    cgov__format(what, sizeof what,
                 *given == 0 ? "is empty, none of the values known" : "is %q, none of the values known", given);
    if (detail->text) cgov__near_end(&near, what, sizeof what);
    for (uint32_t n = 0, some = 0; n < 32; n++) { /* guards keep them as bits */
        const size_t used = strlen(what);
        if (*cgov__value_name(list, n) == 0) continue;
        cgov__format(what + used, sizeof what - used, "%s%s", some++ == 0 ? ": " : ", ", cgov__value_name(list, n));
    }
    return wrong(command, why, CGOV_E_ARG, detail, what);
}

/* A ledger of that year is founded, and told of it, by who insists. */
static bool in_seconds(const cgov_act *act, int64_t n) {
    return n < SECONDS_END && (act->flags & CGOV_ACT_LONG_JUMP) == 0;
}

static int32_t check_number(const struct command *command, const struct field_rule *rule, struct detail *detail,
                            struct refusal *why) {
    int64_t n = detail->number;
    int32_t status;
    const char *fault;
    char what[128];
    switch (rule->form) {
    case VALUE:
        if (detail->text) {
            n = cgov__value_find(rule->list, detail->text, detail->len);
            if (n < 0) return wrong_value(command, why, detail, rule->list);
            detail->number = n;
            detail->text = NULL;
            detail->len = 0;
        }
        if (n < 0 || n > UINT32_MAX || *cgov__value_name(rule->list, (uint32_t)n) == 0)
            return wrong_value(command, why, detail, rule->list);
        return CGOV_OK;
    case PLACE:
        if (take_place(detail)) return CGOV_OK;
        cgov__format(what, sizeof what, NO_REGION, n);
        return wrong(command, why, CGOV_E_ARG, detail, what);
    case ID:
        if (rule->none && n > 0 && (uint64_t)n >> ID_BITS == 0 && (rule->kinds >> (n >> 44) & 1) != 0 &&
            cgov__id_number((uint64_t)n) == 0)
            return CGOV_OK;
        fault = fault_of_id(n, rule->kinds, &status);
        if (fault && status == CGOV_E_KIND) cgov__say_kinds((uint64_t)n, rule->kinds, what, sizeof what);
        return fault ? wrong(command, why, status, detail, status == CGOV_E_KIND ? what : fault) : CGOV_OK;
    case ENTITY:
        return n > 0 && n < KIND_END && (OF_ENTITIES >> n & 1) != 0
                   ? CGOV_OK
                   : wrong(command, why, CGOV_E_KIND, detail, "is no entity's");
    case INSTANT:
        fault = n <= 0 || n >= END_OF_TIME     ? "is no instant"
                : in_seconds(&command->act, n) ? "is in 1970: milliseconds are meant, not seconds"
                                               : NULL;
        return fault ? wrong(command, why, CGOV_E_ARG, detail, fault) : CGOV_OK;
    default:
        if (n < rule->min || n > rule->max) {
            cgov__format(what, sizeof what, "is %d, which is not from %d to %d", n, rule->min, rule->max);
            return wrong(command, why, CGOV_E_ARG, detail, what);
        }
        if (detail->field == CGOV_FIELD_POINT && !is_point(n))
            return wrong(command, why, CGOV_E_ARG, detail, "is no point on earth");
        return CGOV_OK;
    }
}

/* What a declared detail's type asks, whatever a text says of it. */
static int32_t check_typed(const struct command *command, const struct numbered *is, struct detail *detail,
                           const struct measure *measure, struct refusal *why) {
    bool words = is->type == CGOV_DETAIL_WORDS, text = words || is->type == CGOV_DETAIL_CHOICE;
    if (text != (detail->text != NULL))
        return wrong_detail(why, CGOV_E_ARG, is->name,
                            text                           ? "must be a text"
                            : is->type == CGOV_DETAIL_DATE ? "must be a number, a day as 20260315"
                                                           : "must be a number");
    if (text) {
        if (detail->brought != BROUGHT_GIVEN && (detail->brought == BROUGHT_WORDS) != words)
            return wrong_detail(why, CGOV_E_ARG, is->name, words ? "is words, not a fact" : "is a fact, not words");
        detail->brought = words ? BROUGHT_WORDS : BROUGHT_FACT;
        const char *what = words ? bad_text(command, measure, detail, TEXT_BODY, measure->text)
                                 : bad_text(command, measure, detail, TEXT_SYMBOL, NAME_SIZE - 1);
        return !what ? CGOV_OK : wrong_detail(why, CGOV_E_TEXT, is->name, what);
    }
    int64_t n = detail->number;
    char said[96];
    switch (is->type) {
    case CGOV_DETAIL_DATE:
        if (cgov__date_valid(n)) return CGOV_OK;
        cgov__format(said, sizeof said, "is %d, which is no day, as 20260315", n);
        return wrong_detail(why, CGOV_E_ARG, is->name, said);
    case CGOV_DETAIL_RESIDENT:
        return check_id_of(is->name, n, OF(RESIDENT), why);
    case CGOV_DETAIL_ORGANIZATION:
        return check_id_of(is->name, n, OF(ORGANIZATION), why);
    case CGOV_DETAIL_ITEM:
        return check_id_of(is->name, n, OF_ITEMS, why);
    case CGOV_DETAIL_PLACE:
        if (take_place(detail)) return CGOV_OK;
        cgov__format(said, sizeof said, NO_REGION, n);
        return wrong_detail(why, CGOV_E_ARG, is->name, said);
    default:
        return n >= -NUMBER_MAX && n <= NUMBER_MAX ? CGOV_OK
                                                   : wrong_detail(why, CGOV_E_ARG, is->name, "is out of range");
    }
}

/* One that is none of the library's fields: texts declare it, or nobody. */
static int32_t check_declared(const struct command *command, struct detail *detail, const struct measure *measure,
                              struct refusal *why) {
    const uint32_t index = detail->field - DETAIL_FIRST;
    if (detail->field < DETAIL_FIRST || index >= measure->detail_count || !verb_rows[command->verb].declared)
        return cgov__fault(why, CGOV_E_ARG, CGOV_R_DETAIL, "a detail of no known field");
    return check_typed(command, &measure->details[index], detail, measure, why);
}

static int32_t refuse_never(const struct command *command, const struct detail *detail, struct refusal *why) {
    char what[64];
    cgov__format(what, sizeof what, "is none that %s has", verb_rows[command->verb].name);
    return wrong(command, why, CGOV_E_ARG, detail, what);
}

/* One of the library's fields. */
static inline int32_t check_known(const struct command *command, const struct field_rule *rule, struct detail *detail,
                                  const struct measure *measure, struct refusal *why, uint32_t *brings) {
    if (never(command, rule->verbs)) return refuse_never(command, detail, why);
    *brings |= rule->facts;
    if (is_text(rule->form)) {
        if (is_words(rule->form)) *brings |= BRINGS_WORDS;
        return detail->text ? check_text(command, rule, detail, measure, why)
                            : wrong(command, why, CGOV_E_ARG, detail, "must be a text");
    }
    if (detail->text && rule->form != VALUE) return wrong(command, why, CGOV_E_ARG, detail, "must be a number");
    if (rule->form != ID) return check_number(command, rule, detail, why);
    if (detail->field < OWN_PLACE) *brings |= BRINGS_IDS;
    return is_id_of(detail->number, rule->kinds) ? CGOV_OK : check_number(command, rule, detail, why);
}

/* Each detail by itself; and that it is given once. */
static inline int32_t check_details(struct command *command, const struct measure *measure, struct refusal *why) {
    uint64_t seen[PLACES / 64 + 1] = {0}; /* a bit for each rule */
    if (command->count > COMMAND_DETAILS) return cgov__fault(why, CGOV_E_LIMIT, CGOV_R_LIMIT, "too many details");
    uint32_t brings = 0;
    for (struct detail *detail = command->details, *end = detail + command->count; detail < end; detail++) {
        const uint64_t place = place_of(detail->field);
        const uint64_t bit = UINT64_C(1) << place % 64;
        const struct field_rule *rule = rule_at(place);
        int32_t status = rule ? check_known(command, rule, detail, measure, why, &brings)
                              : check_declared(command, detail, measure, why);
        if (status) return status;
        if (!rule) {
            brings |= BRINGS_DECLARED | BRINGS_IDS | (detail->brought == BROUGHT_WORDS ? BRINGS_WORDS : 0);
            continue; /* its declaration says whether it repeats */
        }
        if ((seen[place / 64] & bit) != 0 && !rule->repeats)
            return wrong(command, why, CGOV_E_ARG, detail, "is given twice");
        seen[place / 64] |= bit;
    }
    const cgov_act *act = &command->act;
    command->brings = brings;
    command->fields = seen[0];
    if ((brings & BRINGS_WORDS) != 0 && (act->salt[0] | act->salt[1]) == 0)
        return cgov__fault(why, CGOV_E_SALT, CGOV_R_NONE, "the command brings words, and the act no salt");
    return CGOV_OK;
}

static int32_t missing(const struct command *command, uint32_t field, struct refusal *why) {
    return cgov__fault_of(why, CGOV_E_ARG, CGOV_R_DETAIL, "%s needs its `%s`", verb_rows[command->verb].name,
                          name_of(command, field));
}

static int32_t check_musts(const struct command *command, struct refusal *why) {
    for (uint32_t place = 0; place < sizeof rules / sizeof rules[0]; place++) {
        if (rules[place].verbs && must(command, rules[place].verbs) && !cgov__detail_find(command, field_at(place)))
            return missing(command, field_at(place), why);
    }
    return CGOV_OK;
}

/* What an entity of the kind has, and what it must have to be added. */
static int32_t check_entity(const struct command *command, struct refusal *why) {
    int64_t kind = cgov__detail_number(command, COMMAND_FIELD_KIND);
    for (uint32_t place = 0; place < sizeof rules / sizeof rules[0]; place++) {
        const struct field_rule *rule = &rules[place];
        if (rule->of == 0) continue;
        const struct detail *detail = cgov__detail_find(command, field_at(place));
        bool its = (rule->of >> kind & 1) != 0;
        if (detail && !its) return wrong(command, why, CGOV_E_ARG, detail, "is none that an entity of this kind has");
        if (!detail && its && rule->needed && command->verb == COMMAND_ADD)
            return missing(command, field_at(place), why);
    }
    const struct detail *region = kind != CGOV_KIND_RESIDENT ? NULL : cgov__detail_find(command, CGOV_FIELD_PLACE);
    if (region && cgov__region_level((uint64_t)region->number) == LEVEL_GRID) /* there is room for 12 digits */
        return wrong(command, why, CGOV_E_ARG, region, "of a resident is of 6 or 12 digits");
    return CGOV_OK;
}

/* An opening and a tick must hold no field, the rulebook asks, as of a move; an entry and a taking out hold whom they
 * are about: these are many, and spared the pass over the table (a test holds them to it). */
static int32_t check_there(const struct command *command, struct refusal *why) {
    switch (command->verb) {
    case COMMAND_OPEN:
    case COMMAND_TICK:
        return CGOV_OK;
    case COMMAND_ENTER:
    case COMMAND_LEAVE:
        return cgov__detail_find(command, COMMAND_FIELD_ELECTOR) ? CGOV_OK
                                                                 : missing(command, COMMAND_FIELD_ELECTOR, why);
    default:
        return check_musts(command, why);
    }
}

/* What must be there; some of it hangs on the rest. */
static int32_t check_whole(const struct command *command, struct refusal *why) {
    int32_t status = check_there(command, why);
    if (status) return status;
    if ((command->act.flags & CGOV_ACT_IMPORT) != 0 && !cgov__detail_find(command, CGOV_FIELD_EXTERNAL))
        return cgov__fault(why, CGOV_E_ARG, CGOV_R_NONE, "an import is an opening or an addition with an external key");
    return command->verb == COMMAND_ADD || command->verb == COMMAND_CHANGE ? check_entity(command, why) : CGOV_OK;
}

/* What is changed or moved. */
static int32_t check_id(const struct command *command, struct refusal *why) {
    if (!must(command, parts[PART_ID].verbs)) return CGOV_OK;
    uint32_t kind = cgov__id_kind(command->id);
    if (command->verb != COMMAND_CHANGE && !cgov__is_item(kind) && (command->verb != COMMAND_ERASE || kind == 0))
        return cgov__fault(why, CGOV_E_KIND, CGOV_R_NONE, "only items are moved, or have rolls");
    if (command->verb == COMMAND_CHANGE && kind != (uint64_t)cgov__detail_number(command, COMMAND_FIELD_KIND))
        return cgov__fault(why, CGOV_E_KIND, CGOV_R_NONE, "the id is not of the entity's kind");
    return cgov__id_row(command->id) != 0 ? CGOV_OK
                                          : cgov__fault(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "the id is of nothing");
}

static inline bool is_given(const struct command *command, enum part part) {
    const cgov_act *act = &command->act;
    switch (part) {
    case PART_ACTOR:
        return act->actor != 0;
    case PART_KEY:
        return (act->key[0] | act->key[1]) != 0;
    case PART_EXPECT:
        return act->expect != 0;
    case PART_LONG_JUMP:
        return (act->flags & CGOV_ACT_LONG_JUMP) != 0;
    case PART_IMPORT:
        return (act->flags & CGOV_ACT_IMPORT) != 0;
    case PART_ID:
        return command->id != 0;
    case PART_MOVE:
        return command->move_len != 0;
    case PARTS:
        break;
    }
    return false;
}

/* The parts that the verb must have and has not, or never has and has: a bit each. Of an id that is not there see
 * check_id. Made for each verb, which asks after nothing that it may have. */
static inline uint32_t wrong_of(uint32_t verb, const struct command *command) {
    uint32_t wrong = 0;
#define PART(NAME, word, letters, why)                                                                                 \
    if ((letters)[verb - 1] == '-' || ((letters)[verb - 1] == 'M' && PART_##NAME != PART_ID))                          \
        wrong |= (uint32_t)(is_given(command, PART_##NAME) == ((letters)[verb - 1] == '-')) << PART_##NAME;
#include "records/verbs.def"
    return wrong;
}

static inline uint32_t wrong_parts(const struct command *command) {
    static_assert(PARTS <= 32, "a bit each");
    if (command->verb == COMMAND_MOVE) return wrong_of(COMMAND_MOVE, command); /* as most are */
    switch (command->verb) {
#define VERB(NAME, name, row, declared)                                                                                \
    case COMMAND_##NAME:                                                                                               \
        return wrong_of(COMMAND_##NAME, command);
#include "records/verbs.def"
    default:
        return UINT32_MAX;
    }
}

static int32_t refuse_part(const struct command *command, uint32_t wrong, struct refusal *why) {
    uint32_t part = 0;
    while ((wrong >> part & 1) == 0) part++;
    char message[128];
    cgov__format(message, sizeof message, is_given(command, (enum part)part) ? "%s has no `%s`" : "%s needs its `%s`",
                 verb_rows[command->verb].name, parts[part].name);
    return cgov__fault(why, CGOV_E_ARG, parts[part].reason, message);
}

COLD static int32_t refuse_actor(uint64_t actor, struct refusal *why) {
    if (cgov__id_kind(actor) != CGOV_KIND_RESIDENT || cgov__id_number(actor) == 0)
        return cgov__fault(why, CGOV_E_KIND, CGOV_R_NONE, "the actor is not a resident's id");
    return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no actor %u", actor);
}

static int32_t check_parts(const struct command *command, struct refusal *why) {
    const cgov_act *act = &command->act;
    const uint32_t wrong = wrong_parts(command);
    if (wrong != 0) return refuse_part(command, wrong, why);
    if (act->actor != 0 && !is_id_of((int64_t)act->actor, OF(RESIDENT))) return refuse_actor(act->actor, why);
    if (act->now <= 0 || act->now >= END_OF_TIME)
        return cgov__fault(why, CGOV_E_ARG, CGOV_R_NONE, "now is no instant between 1970 and 9999");
    if (command->verb == COMMAND_GENESIS && in_seconds(act, act->now))
        return cgov__fault_of(
            why, CGOV_E_ARG, CGOV_R_NONE,
            "now, %d, is in 1970: milliseconds are meant, not seconds (or with CGOV_ACT_LONG_JUMP, that year)",
            act->now);
    return CGOV_OK;
}

int32_t cgov__command_check(struct command *command, const struct measure *measure, struct refusal *why) {
    int32_t status = check_parts(command, why);
    if (!status) status = check_details(command, measure, why);
    if (status) return measure->lines && measure->lines->failed ? CGOV_E_NOMEM : status;
    if (command->verb != COMMAND_MOVE) status = check_whole(command, why); /* of a move its rulebook asks it */
    return status ? status : check_id(command, why);
}
