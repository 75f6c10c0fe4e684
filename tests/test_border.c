/* The border: what strangers hand in. Acts, texts, details, ids, structs and pointers that cannot be are refused with a
 * status and a message, by every function that takes them, and nothing changes. (test_bad_input.c has the rules' own
 * refusals.) */
#include "support/alloc.h"
#include "support/watch.h"

#include "support/test.h"

static struct town town;
static cgov_text shipped;

static int found(void **state) {
    (void)state;
    cgov_text name;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &shipped), CGOV_OK);
    town_found(&town, NULL);
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static cgov_text text_of(const char *text) {
    cgov_text out = {text, text == NULL ? 0 : strlen(text)};
    return out;
}

/* ---- acts: the same for every verb ---- */

enum { ADD, CHANGE, APPOINT, ADOPT, REPORT, MOVE, TICK, VERBS };

static cgov_id an_issue;

static int32_t try_verb(int verb, const cgov_act *act) {
    static const char guest[] = "rulebook 1\nrole guest \"客\"\n";
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .name = text_of("某")};
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = town.resident,
                                          .organization = town.street.id,
                                          .role = text_of("clerk")};
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(guest)};
    cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                             town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
    switch (verb) {
    case ADD:
        return cgov_entity_add(town.ledger, act, &entity, NULL);
    case CHANGE:
        return cgov_entity_change(town.ledger, act, town.resident, &entity, NULL);
    case APPOINT:
        return cgov_appointment_add(town.ledger, act, &appointment, NULL);
    case ADOPT:
        return cgov_rulebook_adopt(town.ledger, act, &adoption, NULL);
    case REPORT:
        return cgov_item_report(town.ledger, act, details, 3, NULL);
    case MOVE:
        return cgov_item_move(town.ledger, act, an_issue, "classify", NULL, 0, NULL);
    default:
        return cgov_ledger_tick(town.ledger, act, NULL);
    }
}

static cgov_act act_for(int verb) {
    cgov_act act = town_act(&town, verb == MOVE ? town.centre.officers[CLERK] : town.founder);
    if (verb == TICK) act.actor = 0;
    return act;
}

#define WITH_ACT(status, reason, change)                                                                               \
    do {                                                                                                               \
        cgov_act act = act_for(verb);                                                                                  \
        change;                                                                                                        \
        REFUSES(status, reason, try_verb(verb, &act));                                                                 \
    } while (0)

static void acts(void **state) {
    (void)state;
    an_issue = town_report(&town, town.resident);
    cgov_time last = town.now;
    for (int verb = 0; verb < VERBS; verb++) {
        REFUSES(CGOV_E_ARG, CGOV_R_NONE, try_verb(verb, NULL));
        WITH_ACT(CGOV_E_ABI_SIZE, CGOV_R_NONE, act.size = 0);
        WITH_ACT(CGOV_E_ABI_SIZE, CGOV_R_NONE, act.size = sizeof act - 1);
        WITH_ACT(CGOV_E_ABI_NEWER, CGOV_R_NONE, act.size = UINT32_MAX);
        WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.flags = 4);
        WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.flags = 1u << 31);
        WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.flags = CGOV_ACT_DEFER << 1);
        WITH_ACT(CGOV_E_ABI_SIZE, CGOV_R_NONE, act.result_out = &(cgov_result){.size = sizeof(cgov_result) - 1});
        WITH_ACT(CGOV_E_ABI_NEWER, CGOV_R_NONE, act.result_out = &(cgov_result){.size = UINT32_MAX});
        WITH_ACT(CGOV_E_KIND, CGOV_R_NONE, act.actor = town.root);
        WITH_ACT(CGOV_E_KIND, CGOV_R_NONE, act.actor = 7);
        WITH_ACT(CGOV_E_KIND, CGOV_R_NONE, act.actor = UINT64_MAX);
        WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.now = 0);
        WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.now = INT64_MIN);
        WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.now = INT64_MAX);
        WITH_ACT(CGOV_E_TIME_BACKWARDS, CGOV_R_NONE, act.now = last - 1);
        WITH_ACT(CGOV_E_TIME_AHEAD, CGOV_R_NONE, act.now = last + 366 * DAY + 1);
        if (verb == TICK) {
            WITH_ACT(CGOV_E_ARG, CGOV_R_NONE, act.key[0] = 1);
            continue;
        }
        WITH_ACT(CGOV_E_REFUSED, CGOV_R_MAY, act.actor = 0);
        WITH_ACT(CGOV_E_NOT_FOUND, CGOV_R_NONE, act.actor = UINT64_C(1) << 44 | 9999);
        if (verb == ADD || verb == CHANGE || verb == REPORT) {
            WITH_ACT(CGOV_E_SALT, CGOV_R_NONE, memset(act.salt, 0, sizeof act.salt));
        }
        if (verb == CHANGE || verb == MOVE) WITH_ACT(CGOV_E_CONFLICT, CGOV_R_VERSION, act.expect = 999999);
    }
    /* A longer act is a newer host's, and fine while its tail is zero. */
    struct {
        cgov_act act;
        uint64_t newer;
    } longer = {.act = act_for(REPORT)};
    longer.act.size = sizeof longer;
    ANSWERS(CGOV_OK, try_verb(REPORT, &longer.act));
    longer.newer = 1;
    REFUSES(CGOV_E_ABI_NEWER, CGOV_R_NONE, try_verb(REPORT, &longer.act));
    /* As far ahead as the limit says, and farther when flagged. */
    cgov_act far = act_for(TICK);
    far.now = last + 366 * DAY;
    ANSWERS(CGOV_OK, cgov_ledger_tick(town.ledger, &far, NULL));
    town.now = far.now;
    cgov_act jump = act_for(TICK);
    jump.now += 10000 * DAY;
    jump.flags = CGOV_ACT_LONG_JUMP;
    ANSWERS(CGOV_OK, cgov_ledger_tick(town.ledger, &jump, NULL));
}

static void retry_keys(void **state) {
    (void)state;
    cgov_act act = act_for(REPORT);
    act.key[1] = 77;
    ANSWERS(CGOV_OK, try_verb(REPORT, &act));
    town.now += DAY;
    struct watch_mark before = watch_mark(town.ledger);
    act.now = town.now;
    act.salt[0]++; /* all but now and salt */
    ANSWERS(CGOV_REPEAT, try_verb(REPORT, &act));
    struct watch_mark after = watch_mark(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, try_verb(ADD, &act));
    /* The key has to do with no item, whatever the command would have been refused for. */
    an_issue = town_report(&town, town.resident);
    act.now = town.now;
    REFUSES(CGOV_E_CONFLICT, CGOV_R_KEY, try_verb(MOVE, &act));
    assert_int_equal(town_error(&town).item, 0);
    assert_int_equal(town_error(&town).line, 0);
}

/* A text is dear to read and check: that it was adopted before is said without. */
static void a_repeated_adoption_is_not_planned_again(void **state) {
    (void)state;
    static struct test_alloc alloc;
    static cgov_allocator table;
    table = test_alloc_table(&alloc);
    const struct town_options options = {.allocator = &table};
    town_close(&town);
    town_found(&town, &options);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = shipped};
    cgov_act act = town_act(&town, town.founder);
    act.key[0] = 79;
    const uint64_t before = alloc.calls;
    ANSWERS(CGOV_OK, cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL));
    const uint64_t adopted = alloc.calls;
    assert_true(adopted - before > 20);
    ANSWERS(CGOV_REPEAT, cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL));
    assert_in_range(alloc.calls - adopted, 0, 2);
}

/* ---- texts ---- */

static int32_t try_name(const char *ptr, uint64_t len) {
    cgov_act act = act_for(ADD);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .name = {ptr, len}};
    return cgov_entity_add(town.ledger, &act, &entity, NULL);
}

static int32_t try_detail_text(uint32_t field, const char *ptr, uint64_t len) {
    cgov_detail details[] = {{.size = sizeof(cgov_detail), .field = field, .text = {ptr, len}},
                             town_number(CGOV_FIELD_PLACE, 990101),
                             town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                             town_text(CGOV_FIELD_TEXT, "灯坏了")};
    cgov_act act = act_for(REPORT);
    act.actor = town.centre.officers[OPERATOR];
    return cgov_item_report(town.ledger, &act, details, field == CGOV_FIELD_TEXT ? 3 : 4, NULL);
}

#define BYTES(text) text, sizeof text - 1

static const struct {
    const char *ptr;
    uint64_t len;
    bool body; /* fine in a body, as tab and newline are */
} bad_texts[] = {
    {BYTES("\x80"), false},
    {BYTES("a\xc3"), false},
    {BYTES("\xc3("), false},
    {BYTES("\xc0\xaf"), false},
    {BYTES("\xe0\x80\xaf"), false},
    {BYTES("\xf0\x80\x80\xaf"), false},
    {BYTES("\xed\xa0\x80"), false},
    {BYTES("\xed\xbf\xbf"), false},
    {BYTES("\xf4\x90\x80\x80"), false},
    {BYTES("\xf8\x88\x80\x80\x80"), false},
    {BYTES("\xff"), false},
    {BYTES("\xe6\xb0"), false},
    {BYTES("a\0b"), false},
    {BYTES("\0"), false},
    {BYTES("\x01"), false},
    {BYTES("a\x1b[0m"), false},
    {BYTES("\x7f"), false},
    {BYTES("\xc2\x85"), false},
    {BYTES("\r\n"), false},
    {BYTES("a\nb"), true},
    {BYTES("a\tb"), true},
    {BYTES("\xe2\x80\xae"
           "abc"),
     false},
    {BYTES("\xe2\x81\xa6"
           "abc"),
     false},
    {BYTES("\xd8\x9c"), false},
    {BYTES("\xe2\x80\x8f"), false},
};

static void texts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad_texts / sizeof bad_texts[0]; i++) {
        const char *ptr = bad_texts[i].ptr;
        uint64_t len = bad_texts[i].len;
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_name(ptr, len));
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_TITLE, ptr, len));
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_EXTERNAL, ptr, len));
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_CLASS, ptr, len));
        REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_MATTER, ptr, len));
        if (bad_texts[i].body)
            ANSWERS(CGOV_OK, try_detail_text(CGOV_FIELD_TEXT, ptr, len));
        else
            REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_TEXT, ptr, len));
    }
    /* Limits: at and one past. */
    static char long_text[65538];
    memset(long_text, 'x', sizeof long_text);
    ANSWERS(CGOV_OK, try_name(long_text, 1024));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_name(long_text, 1025));
    ANSWERS(CGOV_OK, try_detail_text(CGOV_FIELD_TITLE, long_text, 1024));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_TITLE, long_text, 1025));
    ANSWERS(CGOV_OK, try_detail_text(CGOV_FIELD_TEXT, long_text, 65536));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_TEXT, long_text, 65537));
    ANSWERS(CGOV_OK, try_detail_text(CGOV_FIELD_CLASS, long_text, 31));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_CLASS, long_text, 32));
    ANSWERS(CGOV_OK, try_detail_text(CGOV_FIELD_EXTERNAL, long_text, 64));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_EXTERNAL, long_text, 65));
    /* Not there: a length without a text. Empty: a text without length. */
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, try_name(NULL, 3));
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, try_name(NULL, CGOV_NUL_TERMINATED));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_name("", 0));
    REFUSES(CGOV_E_TEXT, CGOV_R_DETAIL, try_detail_text(CGOV_FIELD_TITLE, "", 0));
    REFUSES(CGOV_E_TEXT, CGOV_R_NONE, try_detail_text(CGOV_FIELD_TITLE, long_text, UINT64_C(1) << 32));
    ANSWERS(CGOV_OK, try_name("某\0unread", CGOV_NUL_TERMINATED));
}

/* ---- details ---- */

static int32_t try_report(const cgov_detail *details, uint32_t count) {
    cgov_act act = act_for(REPORT);
    act.actor = town.resident;
    return cgov_item_report(town.ledger, &act, details, count, NULL);
}

static int32_t try_with(cgov_detail more) {
    return town_try_report(&town, town.resident, &more, 1, NULL);
}

static int32_t try_number(uint32_t field, int64_t number) {
    return try_with(town_number(field, number));
}

static void details(void **state) {
    (void)state;
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, try_report(NULL, 3));
    cgov_detail detail = town_number(CGOV_FIELD_PLACE, 990101);
    detail.reserved = 1;
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, try_with(detail));
    detail = town_number(0, 1);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(detail));
    detail = town_number(63, 1);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(detail));
    detail = town_number(64, 1);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(detail));
    detail = town_number(1024, 1); /* the library's own fields are not a host's to give */
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(detail));
    detail = town_number(1088, 1);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(detail));
    detail = town_number(UINT32_MAX, 1);
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(detail));
    detail = town_text(CGOV_FIELD_TITLE, "x");
    detail.size = sizeof detail - 1;
    REFUSES(CGOV_E_ABI_SIZE, CGOV_R_NONE, try_report(&detail, 1));
    detail.size = UINT32_MAX;
    REFUSES(CGOV_E_ABI_NEWER, CGOV_R_NONE, try_report(&detail, 1));
    static cgov_detail many[161];
    for (int i = 0; i < 161; i++) many[i] = town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.street.id);
    REFUSES(CGOV_E_LIMIT, CGOV_R_NONE, try_report(many, 161));
    REFUSES(CGOV_E_REFUSED, CGOV_R_TAKES, try_report(many, 160));

    /* A text where a number belongs, and the other way round; the same thing twice. */
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(town_text(CGOV_FIELD_DELEGATES, "3")));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_number(CGOV_FIELD_TITLE, 3));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_number(CGOV_FIELD_PLACE, 990101));
    /* Values that cannot be: each closed list, each range, one below and one above. */
    static const struct {
        uint32_t field;
        int64_t number;
    } rows[] = {{CGOV_FIELD_CHANNEL, 9},
                {CGOV_FIELD_CHANNEL, 21},
                {CGOV_FIELD_CHANNEL, -1},
                {CGOV_FIELD_TRACK, 8},
                {CGOV_FIELD_URGENCY, 3},
                {CGOV_FIELD_URGENCY, INT64_MAX},
                {CGOV_FIELD_DELEGATES, 0},
                {CGOV_FIELD_DELEGATES, -1},
                {CGOV_FIELD_MASKED, 2},
                {CGOV_FIELD_PUBLIC_SAFETY, 0},
                {CGOV_FIELD_BEHALF, 0},
                {CGOV_FIELD_BEHALF, -1},
                {CGOV_FIELD_AGAINST, INT64_MIN},
                {CGOV_FIELD_POINT, INT64_MAX},
                {CGOV_FIELD_EARLIER, INT64_C(3) << 44},
                {CGOV_FIELD_POINT, (int64_t)900000001 << 32}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_number(rows[i].field, rows[i].number));
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_with(town_text(CGOV_FIELD_CHANNEL, "telepathy")));
    static const int64_t no_places[] = {0, 1, 99999, 1000000, 99010100120, 1000000000000, -990101};
    for (size_t i = 0; i < sizeof no_places / sizeof no_places[0]; i++) {
        const cgov_detail place[] = {town_number(CGOV_FIELD_PLACE, no_places[i]), town_text(CGOV_FIELD_TEXT, "x"),
                                     town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id)};
        REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_report(place, 3));
    }
}

static void ids_in_details(void **state) {
    (void)state;
    /* Of the wrong kind, and of nothing. */
    const int64_t resident = (int64_t)town.neighbour, street = (int64_t)town.street.id, other = INT64_C(5) << 44 | 1;
    const int64_t issue = (int64_t)town_report(&town, town.neighbour);
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, try_number(CGOV_FIELD_BEHALF, street));
    assert_string_equal(town_error(&town).message,
                        "detail `behalf` is an id of the wrong kind: organization, not resident");
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, try_number(CGOV_FIELD_EARLIER, resident));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, try_number(CGOV_FIELD_AGAINST, other));
    REFUSES(CGOV_E_KIND, CGOV_R_DETAIL, try_number(CGOV_FIELD_AGAINST, issue));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, try_number(CGOV_FIELD_BEHALF, resident + 99999));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, try_number(CGOV_FIELD_AGAINST, street + 99999));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, try_number(CGOV_FIELD_EARLIER, issue + 99999));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_DETAIL, try_number(CGOV_FIELD_EARLIER, issue)); /* there, and not theirs to see */
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, try_with(town_text(CGOV_FIELD_MATTER, "moon")));
    REFUSES(CGOV_E_REFUSED, CGOV_R_DETAIL, try_with(town_text(CGOV_FIELD_PROCEDURE, "moon")));
}

/* ---- people, rulebooks, bytes ---- */

static int32_t try_entity(cgov_entity_draft entity) {
    cgov_act act = act_for(ADD);
    return cgov_entity_add(town.ledger, &act, &entity, NULL);
}

static int32_t try_change(cgov_id id, cgov_entity_draft entity) {
    cgov_act act = act_for(CHANGE);
    return cgov_entity_change(town.ledger, &act, id, &entity, NULL);
}

static int32_t try_appointment(cgov_appointment_draft appointment) {
    cgov_act act = act_for(APPOINT);
    return cgov_appointment_add(town.ledger, &act, &appointment, NULL);
}

static int32_t try_adoption(cgov_adoption_draft adoption) {
    cgov_act act = act_for(ADOPT);
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static int32_t try_move(cgov_id item, const char *name) {
    cgov_act act = act_for(MOVE);
    return cgov_item_move(town.ledger, &act, item, name, NULL, 0, NULL);
}

static void people(void **state) {
    (void)state;
    const cgov_entity_draft good = {
        .size = sizeof good, .kind = CGOV_KIND_ORGANIZATION, .name = {"a", 1}, .type = {"court", 5}};
    cgov_act act = act_for(ADD);
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, cgov_entity_add(town.ledger, &act, NULL, NULL));
#define ENTITY(status, reason, change)                                                                                 \
    do {                                                                                                               \
        cgov_entity_draft entity = good;                                                                               \
        change;                                                                                                        \
        REFUSES(status, reason, try_entity(entity));                                                                   \
    } while (0)
    ENTITY(CGOV_E_ABI_SIZE, CGOV_R_NONE, entity.size = sizeof entity - 1);
    ENTITY(CGOV_E_ABI_NEWER, CGOV_R_NONE, entity.size = UINT32_MAX);
    ENTITY(CGOV_E_KIND, CGOV_R_DETAIL, entity.kind = 0);
    ENTITY(CGOV_E_KIND, CGOV_R_DETAIL, entity.kind = CGOV_KIND_ISSUE);
    ENTITY(CGOV_E_KIND, CGOV_R_DETAIL, entity.parent = town.resident);
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.parent = UINT64_MAX);
    ENTITY(CGOV_E_NOT_FOUND, CGOV_R_NONE, entity.parent = town.root + 9999);
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.region = 12345);
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.region = UINT64_MAX);
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.type = text_of(NULL));
    ENTITY(CGOV_E_TEXT, CGOV_R_DETAIL, entity.type = text_of("Court"));
    ENTITY(CGOV_E_TEXT, CGOV_R_DETAIL, entity.type = text_of("法庭"));
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.kind = CGOV_KIND_RESIDENT); /* has no type */
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.owner = town.resident);     /* nobody owns an organization */
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.area = 1);
    ENTITY(CGOV_E_ARG, CGOV_R_DETAIL, entity.household = CGOV_NO_HOUSEHOLD);
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, try_change(town.resident, good));
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, try_change(0, good));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_NONE, try_change(town.root + 9999, good));
    cgov_entity_draft keyed = good;
    keyed.external = text_of("k-1");
    REFUSES(CGOV_E_ARG, CGOV_R_DETAIL, try_change(town.street.id, keyed)); /* external keys do not change */
    ANSWERS(CGOV_OK, try_entity(keyed));
    REFUSES(CGOV_E_CONFLICT, CGOV_R_EXTERNAL, try_entity(keyed));
    cgov_entity_draft circle = {.size = sizeof circle, .kind = CGOV_KIND_ORGANIZATION, .parent = town.village.id};
    REFUSES(CGOV_E_REFUSED, CGOV_R_CIRCLE, try_change(town.street.id, circle));
    cgov_entity_draft nobody = {.size = sizeof nobody, .kind = CGOV_KIND_RESIDENT, .parent = town.root};
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_NONE, try_change(town.resident + 9999, nobody));

    const cgov_appointment_draft held = {
        .size = sizeof held, .resident = town.resident, .organization = town.street.id, .role = {"clerk", 5}};
    act = act_for(APPOINT);
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, cgov_appointment_add(town.ledger, &act, NULL, NULL));
#define APPOINTMENT(status, reason, change)                                                                            \
    do {                                                                                                               \
        cgov_appointment_draft appointment = held;                                                                     \
        change;                                                                                                        \
        REFUSES(status, reason, try_appointment(appointment));                                                         \
    } while (0)
    APPOINTMENT(CGOV_E_ABI_SIZE, CGOV_R_NONE, appointment.size = 8);
    APPOINTMENT(CGOV_E_ARG, CGOV_R_NONE, appointment.flags = 2);
    APPOINTMENT(CGOV_E_ARG, CGOV_R_DETAIL, appointment.resident = 0);
    APPOINTMENT(CGOV_E_KIND, CGOV_R_DETAIL, appointment.resident = town.street.id);
    APPOINTMENT(CGOV_E_KIND, CGOV_R_DETAIL, appointment.organization = town.resident);
    APPOINTMENT(CGOV_E_NOT_FOUND, CGOV_R_NONE, appointment.resident += 9999);
    APPOINTMENT(CGOV_E_NOT_FOUND, CGOV_R_NONE, appointment.organization += 9999);
    APPOINTMENT(CGOV_E_ARG, CGOV_R_DETAIL, appointment.role = text_of(NULL));
    APPOINTMENT(CGOV_E_REFUSED, CGOV_R_ROLE, appointment.role = text_of("emperor"));
    APPOINTMENT(CGOV_E_ARG, CGOV_R_DETAIL, appointment.from = -1);
    APPOINTMENT(CGOV_E_ARG, CGOV_R_DETAIL, appointment.until = INT64_MAX);
    APPOINTMENT(CGOV_E_REFUSED, CGOV_R_TERM, appointment.until = town.now);
    APPOINTMENT(CGOV_E_REFUSED, CGOV_R_TERM, appointment.flags = CGOV_APPOINT_END);
}

static void rulebooks(void **state) {
    (void)state;
    const char *syntax = "rulebook 1\nrole\n";
    const char *unverified = "rulebook 1\nrule r \"R\"\nsource \"S\" unverified\nask yes_no\npasses yes at least 1\n";
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = shipped};
    cgov_act act = act_for(ADOPT);
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, cgov_rulebook_adopt(town.ledger, &act, NULL, NULL));
#define ADOPTION(status, reason, change)                                                                               \
    do {                                                                                                               \
        cgov_adoption_draft copy = adoption;                                                                           \
        change;                                                                                                        \
        REFUSES(status, reason, try_adoption(copy));                                                                   \
    } while (0)
    ADOPTION(CGOV_E_ABI_SIZE, CGOV_R_NONE, copy.size = 63);
    ADOPTION(CGOV_E_ARG, CGOV_R_NONE, copy.flags = 2);
    ADOPTION(CGOV_E_ARG, CGOV_R_DETAIL, copy.text = text_of(NULL));
    ADOPTION(CGOV_E_TEXT, CGOV_R_DETAIL, copy.text = text_of("rulebook 1\n\xff\n"));
    ADOPTION(CGOV_E_RULEBOOK, CGOV_R_SYNTAX, copy.text = text_of(syntax));
    ADOPTION(CGOV_E_REFUSED, CGOV_R_TERM, copy.from = town.now - 1);
    ADOPTION(CGOV_E_ARG, CGOV_R_DETAIL, copy.from = -1);
    ADOPTION(CGOV_E_REFUSED, CGOV_R_DETAIL, copy.profile = text_of("MOON"));
    ADOPTION(CGOV_E_REFUSED, CGOV_R_MAP, copy.map = text_of("issue registered archived"));
    ADOPTION(CGOV_E_REFUSED, CGOV_R_RULE, copy.text = text_of(unverified));
    char *unanswered = malloc((size_t)shipped.len + 1);
    assert_non_null(unanswered);
    memcpy(unanswered, shipped.ptr, (size_t)shipped.len + 1);
    char *line = strstr(unanswered, "    answers\n");
    memmove(line, line + 12, strlen(line + 12) + 1);
    ADOPTION(CGOV_E_RULEBOOK, CGOV_R_CHECK, copy.text = text_of(unanswered));
    free(unanswered);

    /* Without a ledger. */
    static cgov_check_view report;
    cgov_text text = text_of(syntax);
    report.size = sizeof report;
    ANSWERS(CGOV_E_RULEBOOK, cgov_rulebook_check(&text, NULL, &report));
    ANSWERS(CGOV_E_ARG, cgov_rulebook_check(NULL, NULL, &report));
    ANSWERS(CGOV_E_ARG, cgov_rulebook_check(&text, NULL, NULL));
    cgov_allocator allocator = {.size = 3};
    ANSWERS(CGOV_E_ABI_SIZE, cgov_rulebook_check(&text, &allocator, &report));
    report.size = 8;
    ANSWERS(CGOV_E_ABI_SIZE, cgov_rulebook_check(&text, NULL, &report));
    text = (cgov_text){NULL, 5};
    ANSWERS(CGOV_E_ARG, cgov_rulebook_check(&text, NULL, &report));
    ANSWERS(CGOV_E_ARG, cgov_rulebook_shipped(0, NULL, &text));
    ANSWERS(CGOV_E_ARG, cgov_rulebook_shipped(0, &text, NULL));
    ANSWERS(CGOV_DONE, cgov_rulebook_shipped(1000, &text, &text));
}

static void moves_and_bytes(void **state) {
    (void)state;
    cgov_id id = an_issue = town_report(&town, town.resident);
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, try_move(id, NULL));
    REFUSES(CGOV_E_TEXT, CGOV_R_NONE, try_move(id, ""));
    REFUSES(CGOV_E_TEXT, CGOV_R_NONE, try_move(id, "a_move_whose_name_has_more_than_31_letters"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MOVE, try_move(id, "fly"));
    REFUSES(CGOV_E_REFUSED, CGOV_R_MOVE, try_move(id, "report")); /* the first is cgov_item_report's */
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, try_move(town.root, "accept"));
    REFUSES(CGOV_E_KIND, CGOV_R_NONE, try_move(0, "accept"));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_NONE, try_move(id + 1, "accept"));
    REFUSES(CGOV_E_NOT_FOUND, CGOV_R_NONE, try_move((id & 0xffff) | UINT64_C(4) << 44, "accept"));

    uint8_t facts[512], words[512];
    uint64_t facts_len = 0, words_len = 0;
    cgov_result result = {.size = 8};
    ANSWERS(CGOV_E_NOT_FOUND, cgov_command_get(town.ledger, facts, 512, &facts_len, words, 512, &words_len));
    cgov_act act = act_for(REPORT);
    act.flags = CGOV_ACT_ENCODE;
    ANSWERS(CGOV_OK, try_verb(REPORT, &act));
    ANSWERS(CGOV_E_BUFFER, cgov_command_get(town.ledger, facts, 4, &facts_len, words, 512, &words_len));
    ANSWERS(CGOV_E_BUFFER, cgov_command_get(town.ledger, facts, 512, &facts_len, words, 4, &words_len));
    ANSWERS(CGOV_E_ARG, cgov_command_get(town.ledger, NULL, 512, &facts_len, words, 512, &words_len));
    ANSWERS(CGOV_E_ARG, cgov_command_get(town.ledger, facts, 512, NULL, words, 512, &words_len));
    ANSWERS(CGOV_E_ARG, cgov_command_get(town.ledger, facts, 512, &facts_len, words, 512, NULL));
    ANSWERS(CGOV_E_ARG, cgov_command_get(NULL, facts, 512, &facts_len, words, 512, &words_len));
    ANSWERS(CGOV_OK, cgov_command_get(town.ledger, facts, 512, &facts_len, words, 512, &words_len));
    for (uint64_t len = 0; len < facts_len; len++) /* cut anywhere, and with anything more */
        REFUSES(CGOV_E_FORMAT, CGOV_R_NONE, cgov_command_execute(town.ledger, facts, len, words, words_len, 0, NULL));
    REFUSES(CGOV_E_FORMAT, CGOV_R_NONE,
            cgov_command_execute(town.ledger, facts, facts_len + 1, words, words_len, 0, NULL));
    REFUSES(CGOV_E_FORMAT, CGOV_R_NONE,
            cgov_command_execute(town.ledger, facts, facts_len, words, words_len - 1, 0, NULL));
    words[words_len - 1] ^= 1;
    REFUSES(CGOV_E_FORMAT, CGOV_R_NONE, cgov_command_execute(town.ledger, facts, facts_len, words, words_len, 0, NULL));
    words[words_len - 1] ^= 1;
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, cgov_command_execute(town.ledger, NULL, 5, NULL, 0, 0, NULL));
    REFUSES(CGOV_E_ARG, CGOV_R_NONE, cgov_command_execute(town.ledger, facts, facts_len, NULL, words_len, 0, NULL));
    REFUSES(CGOV_E_ABI_SIZE, CGOV_R_NONE,
            cgov_command_execute(town.ledger, facts, facts_len, words, words_len, 0, &result));
    result.size = sizeof result;
    ANSWERS(CGOV_OK, cgov_command_execute(town.ledger, facts, facts_len, words, words_len, 0, &result));
}

static void nothing_given(void **state) {
    (void)state;
    cgov_act act = act_for(TICK);
    cgov_entity_draft entity = {.size = sizeof entity};
    cgov_ledger_view info = {.size = 8};
    cgov_error error = {.size = 8};
    cgov_time due;
    uint8_t digest[32];
    uint64_t needed;
    ANSWERS(CGOV_E_ARG, cgov_entity_add(NULL, &act, &entity, NULL));
    ANSWERS(CGOV_E_ARG, cgov_entity_change(NULL, &act, town.root, &entity, NULL));
    ANSWERS(CGOV_E_ARG, cgov_appointment_add(NULL, &act, NULL, NULL));
    ANSWERS(CGOV_E_ARG, cgov_rulebook_adopt(NULL, &act, NULL, NULL));
    ANSWERS(CGOV_E_ARG, cgov_item_report(NULL, &act, NULL, 0, NULL));
    ANSWERS(CGOV_E_ARG, cgov_item_move(NULL, &act, an_issue, "accept", NULL, 0, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_tick(NULL, &act, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_upgrade(NULL, &act, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_upgrade(town.ledger, NULL, NULL));
    ANSWERS(CGOV_REPEAT, cgov_ledger_upgrade(town.ledger, &act, NULL));
    ANSWERS(CGOV_E_ARG, cgov_command_execute(NULL, digest, 1, NULL, 0, 0, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_flush(NULL, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_snapshot(NULL, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_refresh(NULL, NULL));
    ANSWERS(CGOV_E_ARG, cgov_ledger_next_due(NULL, &due));
    ANSWERS(CGOV_E_ARG, cgov_ledger_next_due(town.ledger, NULL));
    ANSWERS(CGOV_DONE, cgov_ledger_next_due(town.ledger, &due));
    ANSWERS(CGOV_E_ARG, cgov_ledger_error(NULL, &error));
    ANSWERS(CGOV_E_ARG, cgov_ledger_error(town.ledger, NULL));
    ANSWERS(CGOV_E_ABI_SIZE, cgov_ledger_error(town.ledger, &error));
    ANSWERS(CGOV_E_ARG, cgov_ledger_get(NULL, &info));
    ANSWERS(CGOV_E_ARG, cgov_ledger_get(town.ledger, NULL));
    ANSWERS(CGOV_E_ABI_SIZE, cgov_ledger_get(town.ledger, &info));
    ANSWERS(CGOV_E_ARG, cgov_state_digest(NULL, digest));
    ANSWERS(CGOV_E_ARG, cgov_state_digest(town.ledger, NULL));
    ANSWERS(CGOV_E_ARG, cgov_journal_digest(NULL, digest));
    ANSWERS(CGOV_E_ARG, cgov_journal_digest(town.ledger, NULL));
    ANSWERS(CGOV_E_ARG, cgov_record_get(NULL, 1, digest, 32, &needed));
    ANSWERS(CGOV_E_ARG, cgov_record_text(NULL, 1, (char *)digest, 32, &needed));
    cgov_ledger_close(NULL);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(acts),          IN_TOWN(retry_keys), IN_TOWN(a_repeated_adoption_is_not_planned_again),
        IN_TOWN(texts),         IN_TOWN(details),    IN_TOWN(ids_in_details),
        IN_TOWN(people),        IN_TOWN(rulebooks),  IN_TOWN(moves_and_bytes),
        IN_TOWN(nothing_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
