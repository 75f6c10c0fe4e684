/* Commands: what each verb never, may and must hold is one table, held to whoever gives the command. Bytes are built
 * here that no verb would write, and executed. */
#include "support/on_a_town.h"
#include "support/watch.h"

#include "support/test.h"

#include "base/abi.h"
#include "ledger/handle.h"
#include "records/command.h"
#include "rules/rows_by_name.h"

/* Encodes a command as it stands, well-formed or not, and executes it. */
static int32_t execute(struct command *command) {
    for (uint32_t i = 0; i < command->count; i++)
        command->details[i].brought = cgov__field_is_words(command->details[i].field) ? BROUGHT_WORDS : BROUGHT_FACT;
    struct mem mem;
    struct buf facts, words;
    cgov_result result = {.size = sizeof result};
    assert_int_equal(cgov__abi_mem(&mem, NULL), CGOV_OK);
    cgov__buf_init(&facts, &mem);
    cgov__buf_init(&words, &mem);
    cgov__command_words(command, &words);
    cgov__command_encode(command, &facts, &words);
    int32_t status = cgov_command_execute(town.ledger, facts.data, facts.len, words.data, words.len, 0, &result);
    cgov__buf_free(&facts);
    cgov__buf_free(&words);
    return status;
}

/* An appointment with words, which no appointment has. */
static void words_no_verb_writes(void **state) {
    (void)state;
    cgov_act act = town_act(&town, town.founder);
    act.flags = CGOV_ACT_ENCODE;
    const cgov_appointment_draft clerk = {
        .size = sizeof clerk, .resident = town.resident, .organization = town.street.id, .role = {"clerk", 5}};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &clerk, NULL), CGOV_OK);
    uint8_t facts[512], words[64];
    uint64_t facts_len = 0, words_len = 0;
    assert_int_equal(cgov_command_get(town.ledger, facts, sizeof facts, &facts_len, words, sizeof words, &words_len),
                     CGOV_OK);
    struct command command;
    assert_int_equal(cgov__command_decode(&command, facts, facts_len, words, words_len), CGOV_OK);
    command.act.salt[0] = 7;
    cgov__command_text(&command, CGOV_FIELD_NOTE, "words", 5);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, execute(&command));
}

/* ---- the whole table ---- */

struct row {
    uint32_t number; /* 0: a part */
    const char *name, *verbs;
};

static const struct row fields[] = {
#define PUBLIC(NAME, letters, ...) {CGOV_FIELD_##NAME, NULL, letters},
#define OWN(number, NAME, name, letters, ...) {COMMAND_FIELD_##NAME, #name, letters},
#include "records/verbs.def"
};
enum { FIELDS = sizeof fields / sizeof fields[0] };

enum {
#define PART(NAME, ...) NAME,
#include "records/verbs.def"
    PARTS
};
static const struct row parts[PARTS] = {
#define PART(NAME, name, letters, ...) {0, #name, letters},
#include "records/verbs.def"
};

static char letter(const struct row *row, uint32_t verb) {
    assert_int_equal(strlen(row->verbs), COMMAND_VERBS - 1);
    return row->verbs[verb - 1];
}

/* A detail that is well-formed, whatever the verb. */
static void put(struct command *command, uint32_t field) {
    const uint64_t none = UINT64_C(1) << 44;
    switch (field) {
    case CGOV_FIELD_AGAINST:
    case CGOV_FIELD_BEHALF:
    case CGOV_FIELD_RESIDENT:
    case COMMAND_FIELD_OWNER:
    case COMMAND_FIELD_ELECTOR:
        cgov__command_number(command, field, (int64_t)town.resident);
        return;
    case CGOV_FIELD_INTAKE:
    case CGOV_FIELD_LEAD:
    case CGOV_FIELD_ORGANIZATION:
    case CGOV_FIELD_ORGANIZATIONS:
    case COMMAND_FIELD_PARENT:
        cgov__command_number(command, field, (int64_t)town.root);
        return;
    case CGOV_FIELD_EARLIER:
    case CGOV_FIELD_MASTER:
        cgov__command_number(command, field, (int64_t)(CGOV_KIND_ISSUE * none + 1));
        return;
    case COMMAND_FIELD_MOTION:
        cgov__command_number(command, field, (int64_t)(CGOV_KIND_MOTION * none + 1));
        return;
    case COMMAND_FIELD_HOUSEHOLD:
        cgov__command_number(command, field, (int64_t)(CGOV_KIND_UNIT * none + 1));
        return;
    case CGOV_FIELD_PLACE:
        cgov__command_number(command, field, 990101);
        return;
    case CGOV_FIELD_RECEIVED:
    case COMMAND_FIELD_FROM:
    case COMMAND_FIELD_UNTIL:
        cgov__command_number(command, field, TOWN_START);
        return;
    case COMMAND_FIELD_KIND:
        cgov__command_number(command, field, CGOV_KIND_ORGANIZATION);
        return;
    case CGOV_FIELD_TITLE:
    case CGOV_FIELD_TEXT:
    case CGOV_FIELD_REASON:
    case CGOV_FIELD_EVIDENCE:
    case CGOV_FIELD_REMEDY:
    case CGOV_FIELD_NAME:
    case CGOV_FIELD_NOTE:
    case CGOV_FIELD_CLASS:
    case CGOV_FIELD_MATTER:
    case CGOV_FIELD_EXTERNAL:
    case CGOV_FIELD_PROCEDURE:
    case COMMAND_FIELD_TYPE:
    case COMMAND_FIELD_ROLE:
    case COMMAND_FIELD_RULEBOOK:
    case COMMAND_FIELD_PROFILE:
    case COMMAND_FIELD_MAP:
    case COMMAND_FIELD_CALENDAR:
    case COMMAND_FIELD_FOUNDER:
    case CGOV_FIELD_CHOICE:
    case COMMAND_FIELD_TALLIES:
    case COMMAND_FIELD_PROOF:
        cgov__command_text(command, field, "court", 5);
        return;
    default:
        cgov__command_number(command, field, 1);
    }
}

static void put_part(struct command *command, int part) {
    switch (part) {
    case ACTOR:
        command->act.actor = town.founder;
        break;
    case KEY:
        command->act.key[1] = 1;
        break;
    case EXPECT:
        command->act.expect = 1;
        break;
    case LONG_JUMP:
        command->act.flags |= CGOV_ACT_LONG_JUMP;
        break;
    case IMPORT:
        command->act.flags |= CGOV_ACT_IMPORT;
        put(command, CGOV_FIELD_EXTERNAL); /* the one thing more that an import must have */
        break;
    case ID:
        command->id = command->verb == COMMAND_CHANGE ? town.root : (uint64_t)CGOV_KIND_ISSUE << 44 | 1;
        break;
    default:
        cgov__command_name(command, "accept", 6);
    }
}

/* What the verb must hold, but one field (or 0) and one part (or PARTS). */
static struct command least(uint32_t verb, uint32_t field, int part) {
    struct command command;
    cgov_act act = town_act(&town, verb == COMMAND_GENESIS ? 0 : town.founder);
    cgov__command_clear(&command, verb, &act);
    for (int p = 0; p < PARTS; p++)
        if (letter(&parts[p], verb) == 'M' && p != part) put_part(&command, p);
    for (int f = 0; f < FIELDS; f++)
        if (letter(&fields[f], verb) == 'M' && fields[f].number != field) put(&command, fields[f].number);
    if (verb == COMMAND_ADD && field != COMMAND_FIELD_TYPE) put(&command, COMMAND_FIELD_TYPE);
    return command;
}

/* The entity is of another kind. */
static void becomes(struct command *command, uint32_t kind) {
    for (uint32_t i = 0; i < command->count; i++)
        if (command->details[i].field == COMMAND_FIELD_KIND) command->details[i].number = kind;
    if (command->verb == COMMAND_CHANGE) command->id = (uint64_t)kind << 44 | 1;
}

static const char *message_of(struct command *command, int32_t wanted) {
    static struct refusal why;
    const struct measure measure = {.title = 100, .text = 100};
    memset(&why, 0, sizeof why);
    assert_int_equal(cgov__command_check(command, &measure, &why), wanted);
    return why.message;
}

/* By the check itself, and by execute, which never founds. */
static void refused(struct command *command, uint32_t reason, const char *name) {
    char quoted[40];
    snprintf(quoted, sizeof quoted, "`%s`", name);
    if (command->verb != COMMAND_GENESIS)
        REFUSES(CGOV_E_ARG, reason, execute(command));
    else
        REFUSES(CGOV_E_FORMAT, CGOV_R_NONE, execute(command));
    const char *message = message_of(command, CGOV_E_ARG);
    if (strstr(message, quoted) == NULL) fail_msg("verb %u, %s: %s", command->verb, quoted, message);
}

/* As the verb's struct has it. */
static const char *name_of(const struct row *row, uint32_t verb) {
    static const struct {
        uint32_t verb, number;
        const char *name;
    } members[] = {{COMMAND_GENESIS, CGOV_FIELD_NAME, "organization"},
                   {COMMAND_GENESIS, COMMAND_FIELD_TYPE, "organization_kind"},
                   {COMMAND_GENESIS, COMMAND_FIELD_FOUNDER, "resident"},
                   {COMMAND_GENESIS, CGOV_FIELD_PLACE, "region"},
                   {COMMAND_GENESIS, COMMAND_FIELD_LEDGER0, "ledger_id"},
                   {COMMAND_GENESIS, COMMAND_FIELD_LEDGER1, "ledger_id"},
                   {COMMAND_ADD, CGOV_FIELD_PLACE, "region"},
                   {COMMAND_CHANGE, CGOV_FIELD_PLACE, "region"},
                   {COMMAND_ADOPT, COMMAND_FIELD_RULEBOOK, "text"},
                   {COMMAND_APPOINT, COMMAND_FIELD_ENDS, "flags"}};
    for (uint32_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (members[i].verb == verb && members[i].number == row->number) return members[i].name;
    return row->name != NULL ? row->name : cgov__field_name(row->number);
}

static void each_verb_has_its_fields(void **state) {
    (void)state;
    for (uint32_t verb = COMMAND_GENESIS; verb < COMMAND_VERBS; verb++) {
        struct command command = least(verb, 0, PARTS);
        message_of(&command, CGOV_OK);
        for (int f = 0; f < FIELDS; f++) {
            bool must = letter(&fields[f], verb) == 'M', never = letter(&fields[f], verb) == '-';
            assert_true(must || never || letter(&fields[f], verb) == 'o');
            command = least(verb, must ? fields[f].number : 0, PARTS);
            if (must) refused(&command, CGOV_R_DETAIL, name_of(&fields[f], verb));
            if (cgov__detail_find(&command, fields[f].number) == NULL) put(&command, fields[f].number);
            if (!never && fields[f].number >= COMMAND_FIELD_OWNER &&
                fields[f].number <= COMMAND_FIELD_AREA) { /* which an organization has none of */
                becomes(&command, CGOV_KIND_UNIT);
                if (cgov__detail_find(&command, COMMAND_FIELD_OWNER) == NULL) put(&command, COMMAND_FIELD_OWNER);
            }
            if (never) {
                refused(&command, CGOV_R_DETAIL, name_of(&fields[f], verb));
                continue;
            }
            message_of(&command, CGOV_OK);
            put(&command, fields[f].number);
            if (fields[f].number == CGOV_FIELD_ORGANIZATIONS)
                message_of(&command, CGOV_OK);
            else
                assert_non_null(strstr(message_of(&command, CGOV_E_ARG), "is given twice"));
        }
    }
}

static void each_verb_has_its_parts(void **state) {
    (void)state;
    for (uint32_t verb = COMMAND_GENESIS; verb < COMMAND_VERBS; verb++)
        for (int p = 0; p < PARTS; p++) {
            bool must = letter(&parts[p], verb) == 'M', never = letter(&parts[p], verb) == '-';
            struct command command = least(verb, 0, must ? p : PARTS);
            uint32_t reason = p == EXPECT ? CGOV_R_VERSION : CGOV_R_NONE;
            if (must && p == ID)
                REFUSES(CGOV_E_KIND, CGOV_R_NONE, execute(&command)); /* 0 is of no kind */
            else if (must)
                refused(&command, reason, parts[p].name);
            put_part(&command, p);
            if (never)
                refused(&command, reason, parts[p].name);
            else
                message_of(&command, CGOV_OK);
        }
}

/* Which kinds of entity have a field: R, O, U; and which must, to be added. */
static const struct {
    uint32_t field;
    const char *name, *of, *must;
} of_entities[] = {{CGOV_FIELD_PLACE, "region", "RO", ""},   {COMMAND_FIELD_TYPE, "type", "OU", "OU"},
                   {COMMAND_FIELD_OWNER, "owner", "U", "U"}, {COMMAND_FIELD_HOUSEHOLD, "household", "RU", ""},
                   {COMMAND_FIELD_AREA, "area", "U", ""},    {COMMAND_FIELD_PARENT, "parent", "ROU", ""}};
enum { OF_ENTITY = sizeof of_entities / sizeof of_entities[0] };

static void each_kind_of_entity_has_its_fields(void **state) {
    (void)state;
    static const struct {
        uint32_t kind;
        char letter;
    } kinds[] = {{CGOV_KIND_RESIDENT, 'R'}, {CGOV_KIND_ORGANIZATION, 'O'}, {CGOV_KIND_UNIT, 'U'}};
    for (uint32_t verb = COMMAND_ADD; verb <= COMMAND_CHANGE; verb++)
        for (size_t k = 0; k < 3; k++)
            for (int f = 0; f < OF_ENTITY; f++) {
                struct command command = least(verb, COMMAND_FIELD_TYPE, PARTS);
                becomes(&command, kinds[k].kind);
                for (int m = 0; m < OF_ENTITY; m++)
                    if (m != f && strchr(of_entities[m].must, kinds[k].letter)) put(&command, of_entities[m].field);
                bool must = verb == COMMAND_ADD && strchr(of_entities[f].must, kinds[k].letter);
                if (must)
                    refused(&command, CGOV_R_DETAIL, of_entities[f].name);
                else
                    message_of(&command, CGOV_OK);
                put(&command, of_entities[f].field);
                if (strchr(of_entities[f].of, kinds[k].letter))
                    message_of(&command, CGOV_OK);
                else
                    refused(&command, CGOV_R_DETAIL, of_entities[f].name);
            }
}

static void what_hangs_on_the_rest(void **state) {
    (void)state;
    struct command command = least(COMMAND_OPEN, 0, PARTS);
    command.act.flags |= CGOV_ACT_IMPORT;
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, execute(&command));
    command = least(COMMAND_CHANGE, 0, PARTS);
    command.id = town.resident; /* and `kind` says an organization */
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, execute(&command));
    command = least(COMMAND_MOVE, 0, PARTS);
    command.id = town.root;
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, execute(&command));
}

/* The public list may grow past 63 and up to 1023. */
static void numbers_between_are_of_nothing(void **state) {
    (void)state;
    static const uint32_t numbers[] = {0, 8, 44, 63, 64, 87, 1023, COMMAND_FIELD_END, UINT32_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct command command = least(COMMAND_OPEN, 0, PARTS);
        cgov__command_number(&command, numbers[i], 1);
        message_of(&command, CGOV_E_ARG);
        assert_false(cgov__field_is_words(numbers[i]));
    }
    assert_true(cgov__field_is_words(COMMAND_FIELD_FOUNDER));
}

static bool is_of_something(uint32_t number) {
    for (uint32_t i = 0; i < FIELDS; i++)
        if (fields[i].number == number) return true;
    return false;
}

/* Each of them, by a verb and by bytes, as a text and as a number. */
static void no_number_passes_for_another(void **state) {
    (void)state;
    const cgov_act act = town_act(&town, town.resident);
    uint32_t found = 0;
    for (uint32_t number = 0; number < 1024; number++) {
        const cgov_detail details[] = {town_text(number, "words"), town_number(number, 1)};
        for (int i = 0; i < 2 && !is_of_something(number); i++, found++) {
            cgov_id item = 0;
            REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, cgov_item_report(town.ledger, &act, &details[i], 1, &item));
            assert_string_equal(town_error(&town).message, "a detail of no known field");
            assert_int_equal(cgov__field_wire(number), WIRE_NONE);
            struct command command = least(COMMAND_OPEN, 0, PARTS);
            if (i == 0)
                cgov__command_text(&command, number, "words", 5);
            else
                cgov__command_number(&command, number, 1);
            assert_true(execute(&command) != CGOV_OK);
        }
    }
    assert_true(found > 1800);
}

/* ---- what the table allows, some verb brings ---- */

/* Whether the last changing call brought the field. */
static bool brought[COMMAND_VERBS][COMMAND_FIELD_END];

static void note(const cgov_ledger *ledger) {
    const struct command *command = &ledger->command;
    for (uint32_t i = 0; i < command->count; i++) brought[command->verb][command->details[i].field] = true;
}

static void found_with_all(void) {
    cgov_text name, rules;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &rules), CGOV_OK);
    const cgov_text calendar = {"cn", 2};
    const cgov_genesis genesis = {.size = sizeof genesis,
                                  .flags = CGOV_ADOPT_UNVERIFIED,
                                  .ledger_id = {1, 2},
                                  .utc_offset = 480,
                                  .rulebook = rules,
                                  .profile = text_of("HOTLINE_BJ"),
                                  .calendar = calendar,
                                  .organization = {"区", 3},
                                  .organization_kind = {"government", 10},
                                  .region = 990101,
                                  .resident = {"人", 3},
                                  .role = {"founder", 7},
                                  .limit_ahead = DAY,
                                  .key_window = DAY,
                                  .limit_title = 100,
                                  .limit_text = 100,
                                  .limit_children = 100,
                                  .limit_depth = 10,
                                  .limit_items = 100,
                                  .limit_entities = 100,
                                  .limit_behind = DAY};
    const cgov_act act = {.size = sizeof act, .now = TOWN_START, .salt = {1, 1}};
    cgov_ledger *ledger;
    assert_int_equal(cgov_ledger_create(NULL, &genesis, &act, &ledger), CGOV_OK);
    note(ledger);
    cgov_ledger_close(ledger);
}

/* Every member of every draft, whatever is said of them; every detail. */
static void bring_all(void) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_entity_draft entity = {.size = sizeof entity,
                                      .kind = CGOV_KIND_UNIT,
                                      .parent = town.root,
                                      .region = 990101,
                                      .name = text_of("某某"),
                                      .external = text_of("k"),
                                      .type = text_of("court"),
                                      .owner = town.resident,
                                      .household = CGOV_NO_HOUSEHOLD,
                                      .area = 1};
    (void)cgov_entity_add(town.ledger, &act, &entity, NULL);
    note(town.ledger);
    cgov_entity_draft changed = entity;
    changed.external = (cgov_text){NULL, 0};
    (void)cgov_entity_change(town.ledger, &act, town.root, &changed, NULL);
    note(town.ledger);
    const cgov_appointment_draft appointment = {.size = sizeof appointment,
                                                .flags = CGOV_APPOINT_END,
                                                .resident = town.resident,
                                                .organization = town.root,
                                                .from = 1,
                                                .until = 2,
                                                .role = text_of("clerk")};
    (void)cgov_appointment_add(town.ledger, &act, &appointment, NULL);
    note(town.ledger);
    const cgov_adoption_draft adoption = {.size = sizeof adoption,
                                          .flags = CGOV_ADOPT_UNVERIFIED,
                                          .text = text_of("rulebook 1"),
                                          .from = 1,
                                          .profile = text_of("P"),
                                          .map = text_of("m"),
                                          .motion = 1};
    (void)cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
    note(town.ledger);
    (void)cgov_ledger_upgrade(town.ledger, &act, NULL);
    note(town.ledger);
    const cgov_tally_row yes = {.size = sizeof yes, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = 1};
    (void)cgov_roll_bundle(town.ledger, &act, 1, "r", &yes, 1, NULL);
    (void)cgov_sealed_result(town.ledger, &act, 1, "r", &yes, 1, "0", NULL);
    note(town.ledger);
    const cgov_text reason = text_of("r");
    (void)cgov_text_erase(town.ledger, &act, town.resident, 1, CGOV_FIELD_NAME, &reason, NULL);
    note(town.ledger);
    for (int f = 0; f < FIELDS && fields[f].number < COMMAND_FIELD_KIND; f++) {
        const cgov_detail detail = town_number(fields[f].number, 1);
        (void)cgov_item_report(town.ledger, &act, &detail, 1, NULL);
        note(town.ledger);
        (void)cgov_item_move(town.ledger, &act, 1, "accept", &detail, 1, NULL);
        note(town.ledger);
        (void)cgov_roll_enter(town.ledger, &act, 1, "r", town.resident, &detail, 1, NULL);
        note(town.ledger);
        (void)cgov_roll_leave(town.ledger, &act, 1, "r", town.resident, 1, &detail, 1, NULL);
        note(town.ledger);
    }
}

/* Bytes can say no more than verbs: what a verb takes as a member of its draft stands in its column, and nothing else.
 */
static void a_verb_brings_each(void **state) {
    (void)state;
    memset(brought, 0, sizeof brought);
    found_with_all();
    bring_all();
    for (uint32_t verb = COMMAND_GENESIS; verb < COMMAND_VERBS; verb++)
        for (int f = 0; f < FIELDS; f++) {
            const bool may = letter(&fields[f], verb) != '-', given = brought[verb][fields[f].number];
            const bool as_detail = verb >= COMMAND_OPEN && fields[f].number < COMMAND_FIELD_KIND;
            if (may ? !given : given && !as_detail)
                fail_msg("verb %u, `%s`: %s", verb, name_of(&fields[f], verb),
                         may ? "allowed, and nothing brings it" : "brought, and not allowed");
        }
}

/* ---- the order of refusal ---- */

static const char lifts[] =
    "\nprocedure lift \"电梯\"\n  party reporter \"反映人\" resident\n  party intake \"受理单位\" organization\n"
    "  party boss \"上级\" organization\n  party lead \"主办单位\" organization\n  stage all \"全程\"\n"
    "    state open \"办理中\" held by intake\n    state ready \"待报\" held by intake\n"
    "    state closed \"已结\" final\n"
    "  clock wait from ring until rise finish\n    for 1 days\n    late tell head of intake\n"
    "  open ring \"报警\" -> open\n    by any resident\n    needs place text intake\n    sets intake to given\n"
    "  move step open -> ready\n    by clerk of intake\n"
    "  move finish open ready -> closed\n    by clerk of intake\n    answers\n"
    "  move rise ready -> closed\n    by clerk of intake not reporter\n    needs text\n    takes lead\n"
    "    sets lead to given\n    sets boss to superior of intake\n    answers\n";

static int found_with_lifts(void **state) {
    (void)state;
    town_found_with(&town, lifts);
    return 0;
}

static const char surveys[] =
    "\nprocedure survey \"勘查\"\n  party reporter \"反映人\" resident\n  party intake \"受理单位\" organization\n"
    "  party boss \"上级\" organization\n  detail floors \"层数\" number 1 to 99\n"
    "  roll heard \"到场\"\n    of residents of intake\n    not boss reporter\n"
    "    by clerk of intake not reporter\n    out by clerk of intake\n    in open\n    at most 1\n"
    "    needs note\n    takes floors\n"
    "  stage all \"全程\"\n    state ready \"待办\" held by intake\n    state open \"办理中\" held by intake\n"
    "    state closed \"已结\" final\n"
    "  clock wait from call until finish\n    for 1 days\n    late tell head of intake\n"
    "  open call -> ready\n    by clerk of intake\n    by head of boss\n    needs intake text\n"
    "    takes floors channel behalf\n    sets intake to given\n    sets boss to superior of intake\n"
    "  move begin ready -> open\n    by clerk of intake\n"
    "  move finish ready open -> closed\n    by clerk of intake\n    answers\n    tells heard\n";

static int found_with_surveys(void **state) {
    (void)state;
    town_found_with(&town, surveys);
    return 0;
}

/* An opening, as docs/rulebook.md orders what it is asked. */
static void each_fault_of_an_opening(void **state) {
    (void)state;
    enum { INTAKE, EXTERNAL, CHANNEL, FLOORS, LAST };
    uint32_t floors = 0, count = 5;
    assert_int_equal(cgov_field_find(town.ledger, "floors", &floors), CGOV_OK);
    cgov_detail details[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town.root + 9999),
                             town_text(CGOV_FIELD_EXTERNAL, "A-1"),
                             town_number(CGOV_FIELD_CHANNEL, CGOV_CHANNEL_LITIGATION), town_number(floors, 100),
                             town_number(CGOV_FIELD_RATING, 5)};
    const char *procedure = "fly";
    cgov_act act = town_act(&town, town.resident);
#define OPENED(status, reason)                                                                                         \
    REFUSES(status, reason, cgov_item_open(town.ledger, &act, procedure, details, count, NULL))
    OPENED(CGOV_E_NOT_FOUND, CGOV_R_DETAIL);
    details[INTAKE].number = (int64_t)town.village.id;
    OPENED(CGOV_E_REFUSED, CGOV_R_DETAIL);
    procedure = "survey";
    OPENED(CGOV_E_REFUSED, CGOV_R_ACTOR);
    act.actor = town.street.officers[HEAD];
    OPENED(CGOV_E_REFUSED, CGOV_R_MAY);
    act.actor = town.district.officers[CLERK];
    details[INTAKE].number = (int64_t)town.root;
    OPENED(CGOV_E_REFUSED, CGOV_R_TAKES);
    count = LAST;
    OPENED(CGOV_E_REFUSED, CGOV_R_DETAIL);
    details[FLOORS].number = 99;
    OPENED(CGOV_E_REFUSED, CGOV_R_NEEDS);
    details[LAST] = town_text(CGOV_FIELD_TEXT, "查");
    count = 5;
    OPENED(CGOV_E_REFUSED, CGOV_R_PARTY); /* nothing stands above the root */
    act.actor = town.village.officers[CLERK];
    details[INTAKE].number = (int64_t)town.village.id;
    const cgov_detail key = details[EXTERNAL];
    details[EXTERNAL] = town_number(CGOV_FIELD_BEHALF, (int64_t)town.resident);
    details[CHANNEL].number = CGOV_CHANNEL_WEB;
    assert_int_equal(cgov_item_open(town.ledger, &act, procedure, details, count, NULL), CGOV_OK);
    details[EXTERNAL] = key;
    assert_int_equal(cgov_item_open(town.ledger, &act, procedure, details, count, NULL), CGOV_OK);
    details[CHANNEL].number = CGOV_CHANNEL_LITIGATION;
    OPENED(CGOV_E_REFUSED, CGOV_R_DETAIL);
    details[CHANNEL].number = CGOV_CHANNEL_WEB;
    OPENED(CGOV_E_CONFLICT, CGOV_R_EXTERNAL);
}

/* An entry, as cgov/roll.h orders what it is asked; and its end. */
static void each_fault_of_an_entry(void **state) {
    (void)state;
    const cgov_id clerk = town.village.officers[CLERK], at_home = town_resident(&town, "在家", town.village.id);
    const cgov_id next_door = town_resident(&town, "邻家", town.village.id);
    uint32_t floors = 0, count = 3;
    assert_int_equal(cgov_field_find(town.ledger, "floors", &floors), CGOV_OK);
    town_appoint(&town, at_home, town.village.id, "clerk");
    const cgov_detail opening[] = {town_number(CGOV_FIELD_INTAKE, (int64_t)town.village.id),
                                   town_text(CGOV_FIELD_TEXT, "查"), town_number(CGOV_FIELD_BEHALF, (int64_t)at_home)};
    cgov_id item = 0, elector = (UINT64_C(1) << 44 | 9999), actor = town.resident;
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_open(town.ledger, &act, "survey", opening, 3, &item), CGOV_OK);
    const cgov_detail note = town_text(CGOV_FIELD_NOTE, "到"), why = town_text(CGOV_FIELD_REASON, "误");
    cgov_detail details[] = {town_number(floors, 100), town_number(CGOV_FIELD_LEAD, (int64_t)town.root + 9999),
                             town_number(CGOV_FIELD_RATING, 5)};
    const char *roll = "seen";
#define ENTERED(status, reason)                                                                                        \
    act = town_act(&town, actor);                                                                                      \
    REFUSES(status, reason, cgov_roll_enter(town.ledger, &act, item, roll, elector, details, count, NULL))
#define LEFT(status, reason)                                                                                           \
    act = town_act(&town, actor);                                                                                      \
    REFUSES(status, reason, cgov_roll_leave(town.ledger, &act, item, roll, elector, 0, details, count, NULL))
    ENTERED(CGOV_E_NOT_FOUND, CGOV_R_NONE);
    actor = town.auditor;
    ENTERED(CGOV_E_REFUSED, CGOV_R_ROLL);
    roll = "heard";
    ENTERED(CGOV_E_NOT_FOUND, CGOV_R_NONE);
    elector = at_home;
    ENTERED(CGOV_E_NOT_FOUND, CGOV_R_DETAIL);
    details[1].number = (int64_t)town.root;
    ENTERED(CGOV_E_REFUSED, CGOV_R_ROLL); /* in this state */
    LEFT(CGOV_E_REFUSED, CGOV_R_ROLL);
    town_move(&town, clerk, item, "begin", NULL, 0);
    ENTERED(CGOV_E_REFUSED, CGOV_R_ACTOR);
    LEFT(CGOV_E_REFUSED, CGOV_R_ACTOR);
    actor = at_home;
    ENTERED(CGOV_E_REFUSED, CGOV_R_SELF);
    actor = clerk;
    ENTERED(CGOV_E_REFUSED, CGOV_R_EXCLUDED);
    elector = town.founder;
    ENTERED(CGOV_E_REFUSED, CGOV_R_ELECTOR);
    LEFT(CGOV_E_REFUSED, CGOV_R_TAKES);
    elector = next_door;
    ENTERED(CGOV_E_REFUSED, CGOV_R_TAKES);
    count = 1;
    ENTERED(CGOV_E_REFUSED, CGOV_R_DETAIL);
    details[0].number = 99;
    ENTERED(CGOV_E_REFUSED, CGOV_R_NEEDS);
    count = 0;
    LEFT(CGOV_E_REFUSED, CGOV_R_NEEDS);
    details[0] = why;
    count = 1;
    LEFT(CGOV_E_REFUSED, CGOV_R_ELECTOR);
    details[0] = note;
    act = town_act(&town, actor);
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, roll, elector, details, 1, NULL), CGOV_OK);
    ENTERED(CGOV_E_REFUSED, CGOV_R_AGAIN);
    elector = town_resident(&town, "又一家", town.village.id);
    ENTERED(CGOV_E_REFUSED, CGOV_R_AT_MOST);
}

/* A move with every fault there is, mended one after another: as docs/rulebook.md numbers them. */
static void each_fault_in_its_turn(void **state) {
    (void)state;
    const cgov_id mine = town.district.officers[CLERK], other = town.neighbour;
    town_appoint(&town, other, town.root, "clerk");
    const cgov_detail report[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "停了"),
                                  town_number(CGOV_FIELD_INTAKE, (int64_t)town.root),
                                  town_text(CGOV_FIELD_PROCEDURE, "lift")};
    cgov_act act = town_act(&town, mine);
    cgov_id issue;
    assert_int_equal(cgov_item_report(town.ledger, &act, report, 4, &issue), CGOV_OK);

    cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.root + 9999), town_number(CGOV_FIELD_RATING, 5),
                             town_text(CGOV_FIELD_TEXT, "已报")};
    const char *move = "fly";
    uint32_t first = 0, count = 2;
    act = town_act(&town, town.resident);
    act.expect = 1;
#define MOVED(status, reason)                                                                                          \
    REFUSES(status, reason, cgov_item_move(town.ledger, &act, issue, move, details + first, count, NULL))
    MOVED(CGOV_E_NOT_FOUND, CGOV_R_NONE);
    act.actor = town.auditor;
    MOVED(CGOV_E_CONFLICT, CGOV_R_VERSION);
    act.expect = 0;
    MOVED(CGOV_E_REFUSED, CGOV_R_MOVE);
    move = "rise";
    MOVED(CGOV_E_REFUSED, CGOV_R_STATE);
    town_move(&town, mine, issue, "step", NULL, 0);
    MOVED(CGOV_E_REFUSED, CGOV_R_ACTOR);
    act.actor = mine;
    MOVED(CGOV_E_REFUSED, CGOV_R_SELF);
    act.actor = other;
    MOVED(CGOV_E_NOT_FOUND, CGOV_R_DETAIL);
    details[0].number = (int64_t)town.root;
    MOVED(CGOV_E_REFUSED, CGOV_R_TAKES);
    count = 1;
    MOVED(CGOV_E_REFUSED, CGOV_R_NEEDS);
    first = 2;
    MOVED(CGOV_E_REFUSED, CGOV_R_PARTY); /* nothing stands above the root */
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(words_no_verb_writes),
        IN_TOWN(each_verb_has_its_fields),
        IN_TOWN(each_verb_has_its_parts),
        IN_TOWN(a_verb_brings_each),
        IN_TOWN(each_kind_of_entity_has_its_fields),
        IN_TOWN(what_hangs_on_the_rest),
        IN_TOWN(numbers_between_are_of_nothing),
        IN_TOWN(no_number_passes_for_another),
        cmocka_unit_test_setup_teardown(each_fault_in_its_turn, found_with_lifts, leave),
        cmocka_unit_test_setup_teardown(each_fault_of_an_opening, found_with_surveys, leave),
        cmocka_unit_test_setup_teardown(each_fault_of_an_entry, found_with_surveys, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
