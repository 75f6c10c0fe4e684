/* The border of the readings: readers, ids, filters, pages and pointers that are invalid are refused with a status, and
 * why is said in the reader's error, by every function that takes a reader. */
#include "support/on_a_town.h"
#include "support/watch.h"

#include "base/text.h"
#include "support/test.h"

static cgov_id an_issue;

enum {
    ITEM,
    CLOCKS,
    PARTIES,
    MOVES,
    HISTORY,
    TEXT,
    LIST,
    QUEUE,
    ENTITY,
    ENTITIES,
    APPOINTMENTS,
    FIND,
    RULEBOOK,
    READINGS
};

/* A reading that answers CGOV_OK for the auditor; with capacity 0 or views NULL a page that cannot be. */
static int32_t read_from(const cgov_ledger *ledger, int which, const cgov_reader *reader, uint32_t size, bool null,
                         uint32_t capacity) {
    static union {
        uint32_t size;
        cgov_item_view item;
        cgov_move_view move;
        cgov_entity_draft entity;
        char text[65536];
    } out;
    const cgov_text key = {"K-1", 3};
    const cgov_item_query filter = {.size = sizeof filter};
    uint64_t cursor = 0, needed = 0;
    uint32_t count = 0;
    cgov_time due = 0;
    cgov_id id = 0;
    out.size = size;
    void *views = null ? NULL : &out;
    switch (which) {
    case ITEM:
        return cgov_item_get(ledger, reader, an_issue, views);
    case CLOCKS:
        return cgov_clock_list(ledger, reader, an_issue, &cursor, views, capacity, &count);
    case PARTIES:
        return cgov_party_list(ledger, reader, an_issue, &cursor, views, capacity, &count);
    case MOVES:
        return cgov_move_list(ledger, reader, an_issue, &cursor, views, capacity, &count);
    case HISTORY:
        return cgov_history_list(ledger, reader, an_issue, &cursor, views, capacity, &count);
    case TEXT:
        return cgov_text_get(ledger, reader, an_issue, 0, CGOV_FIELD_TEXT, views, sizeof out, &needed);
    case LIST:
        return cgov_item_list(ledger, reader, &filter, &cursor, views, capacity, &count);
    case QUEUE:
        return cgov_item_queue(ledger, reader, &filter, &due, &cursor, views, capacity, &count);
    case ENTITY:
        return cgov_entity_get(ledger, reader, town.root, views);
    case ENTITIES:
        return cgov_entity_list(ledger, reader, CGOV_KIND_ORGANIZATION, 0, &cursor, views, capacity, &count);
    case APPOINTMENTS:
        return cgov_appointment_list(ledger, reader, town.root, &cursor, views, capacity, &count);
    case FIND:
        return cgov_external_find(ledger, reader, CGOV_KIND_ISSUE, town.centre.id, null ? NULL : &key, &id);
    default:
        return cgov_rulebook_text(ledger, reader, 1, views, sizeof out, &needed);
    }
}

/* A reading whose reader has an error says there what it answers, and where it fails why. */
static cgov_error why = {.size = sizeof why};
#define SAYS(expected, call)                                                                                           \
    do {                                                                                                               \
        why = (cgov_error){.size = sizeof why, .status = 99, .message = "of another reading"};                         \
        int32_t answered = (call);                                                                                     \
        assert_int_equal(answered, expected);                                                                          \
        assert_int_equal(why.size, sizeof why);                                                                        \
        assert_int_equal(why.status, answered < 0 ? answered : CGOV_OK);                                               \
        assert_int_equal(why.message[0] != 0, answered < 0);                                                           \
        bool own_words = answered == CGOV_E_ARG || answered == CGOV_E_KIND || answered == CGOV_E_NOT_FOUND;            \
        if (own_words) assert_string_not_equal(why.message, cgov_status_text(answered));                               \
    } while (0)

static void readings(void **state) {
    (void)state;
    const cgov_detail key = town_text(CGOV_FIELD_EXTERNAL, "K-1");
    assert_int_equal(town_try_report(&town, town.centre.officers[OPERATOR], &key, 1, &an_issue), CGOV_OK);
    static const bool sized[READINGS] = {
        [ITEM] = true, [CLOCKS] = true, [PARTIES] = true, [MOVES] = true,    [HISTORY] = true,
        [LIST] = true, [QUEUE] = true,  [ENTITY] = true,  [ENTITIES] = true, [APPOINTMENTS] = true};
    struct watch_mark before = watch_mark(town.ledger);
    for (int which = 0; which < READINGS; which++) {
        cgov_reader good = town_reader(&town, town.auditor);
        good.error_out = &why;
        cgov_reader reader = good;
        SAYS(CGOV_OK, read_from(town.ledger, which, &reader, 512, false, 1));
        SAYS(CGOV_E_ARG, read_from(NULL, which, &reader, 512, false, 1));
        ANSWERS(CGOV_E_ARG, read_from(town.ledger, which, NULL, 512, false, 1));
        SAYS(CGOV_E_ARG, read_from(town.ledger, which, &reader, 512, true, 1));
        if (sized[which]) {
            SAYS(CGOV_E_ABI_SIZE, read_from(town.ledger, which, &reader, 8, false, 1));
            SAYS(CGOV_E_ABI_NEWER, read_from(town.ledger, which, &reader, UINT32_MAX, false, 1));
        }
        if (sized[which] && which != ITEM && which != ENTITY)
            SAYS(CGOV_E_ARG, read_from(town.ledger, which, &reader, 512, false, 0));
        reader.size = sizeof reader - 1;
        ANSWERS(CGOV_E_ABI_SIZE, read_from(town.ledger, which, &reader, 512, false, 1));
        reader.size = UINT32_MAX;
        ANSWERS(CGOV_E_ABI_NEWER, read_from(town.ledger, which, &reader, 512, false, 1));
        reader = good;
        reader.flags = 1;
        SAYS(CGOV_E_ARG, read_from(town.ledger, which, &reader, 512, false, 1));
        reader = good;
        reader.actor = town.root;
        SAYS(CGOV_E_KIND, read_from(town.ledger, which, &reader, 512, false, 1));
        bool public = which >= ENTITY && which != FIND;
        int32_t hidden = public ? CGOV_OK : which == LIST || which == QUEUE ? CGOV_DONE : CGOV_E_NOT_FOUND;
        reader.actor = UINT64_C(1) << 44 | 9999; /* nobody */
        SAYS(hidden, read_from(town.ledger, which, &reader, 512, false, 1));
        reader.actor = town.neighbour;
        SAYS(hidden, read_from(town.ledger, which, &reader, 512, false, 1));
    }
    struct watch_mark after = watch_mark(town.ledger);
    assert_memory_equal(&before, &after, sizeof before);
}

static int32_t list_with(cgov_item_query filter) {
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (filter.size == 0) filter.size = sizeof filter;
    return cgov_item_list(town.ledger, &reader, &filter, &cursor, &view, 1, &count);
}

static void what_filters_ask(void **state) {
    (void)state;
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.kind = CGOV_KIND_RESIDENT}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.organization = town.resident}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.reporter = town.root}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.parent = town.root}));
    SAYS(CGOV_E_ARG, list_with((cgov_item_query){.state = {NULL, 4}}));
    SAYS(CGOV_E_TEXT, list_with((cgov_item_query){.state = {"\xff", 1}}));
    SAYS(CGOV_E_ARG, list_with((cgov_item_query){.meters = 1}));
    SAYS(CGOV_E_ARG, list_with((cgov_item_query){.region = 12}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.lead = town.resident}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.like = town.root}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.mentions = town.root}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.master = town.root}));
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.person = town.root}));
    SAYS(CGOV_E_ARG, list_with((cgov_item_query){.reserved = {1}}));
    SAYS(CGOV_E_ABI_SIZE, list_with((cgov_item_query){.size = 8}));
    SAYS(CGOV_E_ABI_NEWER, list_with((cgov_item_query){.size = 5000}));
    SAYS(CGOV_E_ARG, cgov_item_list(town.ledger, &reader, NULL, &cursor, &view, 1, &count));
}

static void what_is_said_names_it(void **state) {
    (void)state;
    an_issue = town_report(&town, town.resident);
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    cgov_item_view view = {.size = sizeof view};
    SAYS(CGOV_E_NOT_FOUND, cgov_item_get(town.ledger, &reader, an_issue + 1, &view));
    assert_int_equal(why.item, an_issue + 1);
    char none[80];
    cgov__format(none, sizeof none, "there is no item %u, or the reader may not see it", an_issue + 1);
    assert_string_equal(why.message, none);
    SAYS(CGOV_E_KIND, cgov_item_get(town.ledger, &reader, town.root, &view));
    assert_int_equal(why.item, town.root);
    SAYS(CGOV_E_KIND, list_with((cgov_item_query){.lead = town.resident}));
    assert_string_equal(why.message, "`lead` is an id of the wrong kind: resident, not organization");
    SAYS(CGOV_E_TEXT, list_with((cgov_item_query){.matter = {"\xff", 1}}));
    assert_string_equal(why.message, "the text `matter` is not UTF-8");
    SAYS(CGOV_OK, cgov_item_get(town.ledger, &reader, an_issue, &view));
    assert_int_equal(why.item, 0);

    cgov_figure_query query = {.size = sizeof query, .satisfied = 6};
    cgov_figure_view figure = {.size = sizeof figure};
    cgov_route_query route = {.size = sizeof route};
    cgov_route_view routed = {.size = sizeof routed};
    cgov_feed_view told = {.size = sizeof told};
    cgov_duty_view duty = {.size = sizeof duty};
    uint64_t cursor = 0, seq = UINT64_MAX, entry = 0;
    uint32_t count = 0;
    SAYS(CGOV_E_ARG, cgov_figure_list(town.ledger, &reader, &query, &cursor, &figure, 1, &count));
    assert_string_equal(why.message, "`satisfied` is more than 5");
    query = (cgov_figure_query){.size = sizeof query, .procedure = {"moon", 4}};
    SAYS(CGOV_E_NOT_FOUND, cgov_figure_list(town.ledger, &reader, &query, &cursor, &figure, 1, &count));
    SAYS(CGOV_E_ARG, cgov_route_get(town.ledger, &reader, &route, &routed));
    route = (cgov_route_query){.size = sizeof route, .place = 990101, .intake = town.resident};
    SAYS(CGOV_E_KIND, cgov_route_get(town.ledger, &reader, &route, &routed));
    route.intake = town.root + 999;
    SAYS(CGOV_E_NOT_FOUND, cgov_route_get(town.ledger, &reader, &route, &routed));
    assert_int_equal(why.item, town.root + 999);
    SAYS(CGOV_E_NOT_FOUND, cgov_feed_list(town.ledger, &reader, &seq, &entry, &told, 1, &count));
    SAYS(CGOV_E_ARG, cgov_feed_list(town.ledger, &reader, &seq, NULL, &told, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_duty_list(town.ledger, &reader, 0, "moon", &cursor, &duty, 1, &count));
    SAYS(CGOV_E_ARG, cgov_duty_list(town.ledger, &reader, 0, NULL, &cursor, &duty, 1, &count));
    cursor = UINT64_MAX - 1;
    cgov_history_view line = {.size = sizeof line};
    SAYS(CGOV_E_ARG, cgov_history_list(town.ledger, &reader, an_issue, &cursor, &line, 1, &count));

    cgov_error shorter = {.size = sizeof shorter - 1}; /* an error that cannot be written is the reader's fault */
    reader.error_out = &shorter;
    ANSWERS(CGOV_E_ABI_SIZE, cgov_item_get(town.ledger, &reader, an_issue, &view));
    assert_int_equal(shorter.status, 0);
}

static void what_details_ask(const cgov_reader *of) {
    cgov_reader reader = *of;
    cgov_field_view field = {.size = sizeof field};
    cgov_choice_view choice = {.size = sizeof choice};
    cgov_detail_view given = {.size = sizeof given};
    uint64_t cursor = 0;
    uint32_t count = 0, number = 0;
    SAYS(CGOV_E_ARG, cgov_field_list(NULL, &reader, 0, "issue", "", "", &cursor, &field, 1, &count));
    SAYS(CGOV_E_ARG, cgov_field_list(town.ledger, &reader, 0, NULL, "", "", &cursor, &field, 1, &count));
    SAYS(CGOV_E_ARG, cgov_field_list(town.ledger, &reader, 0, "", NULL, "", &cursor, &field, 1, &count));
    SAYS(CGOV_E_ARG, cgov_field_list(town.ledger, &reader, 0, "", "", NULL, &cursor, &field, 1, &count));
    SAYS(CGOV_E_ARG, cgov_field_list(town.ledger, &reader, 0, "", "", "", NULL, &field, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_field_list(town.ledger, &reader, 0, "moon", "", "", &cursor, &field, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_field_list(town.ledger, &reader, 0, "", "moon", "", &cursor, &field, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_field_list(town.ledger, &reader, 0, "", "", "moon", &cursor, &field, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_field_list(town.ledger, &reader, 9, "", "", "", &cursor, &field, 1, &count));
    SAYS(CGOV_E_ARG, cgov_choice_list(NULL, &reader, 0, "", "", CGOV_FIELD_TRACK, &cursor, &choice, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_choice_list(town.ledger, &reader, 0, "", "", 0, &cursor, &choice, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_choice_list(town.ledger, &reader, 0, "", "", UINT32_MAX, &cursor, &choice, 1, &count));
    SAYS(CGOV_DONE, cgov_choice_list(town.ledger, &reader, 0, "", "", CGOV_FIELD_TEXT, &cursor, &choice, 1, &count));
    ANSWERS(CGOV_E_ARG, cgov_field_find(NULL, "text", &number));
    ANSWERS(CGOV_E_ARG, cgov_field_find(town.ledger, NULL, &number));
    ANSWERS(CGOV_E_ARG, cgov_field_find(town.ledger, "text", NULL));
    ANSWERS(CGOV_E_NOT_FOUND, cgov_field_find(town.ledger, "", &number));
    ANSWERS(CGOV_E_NOT_FOUND, cgov_field_find(town.ledger, "a_name_of_more_than_31_characters", &number));
    ANSWERS(CGOV_OK, cgov_field_find(town.ledger, "text", &number));
    assert_int_equal(number, CGOV_FIELD_TEXT);
    SAYS(CGOV_E_KIND, cgov_detail_list(town.ledger, &reader, town.root, 1, &cursor, &given, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_detail_list(town.ledger, &reader, an_issue, 0, &cursor, &given, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_detail_list(town.ledger, &reader, an_issue, 1, &cursor, &given, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_detail_list(town.ledger, &reader, an_issue, UINT64_MAX, &cursor, &given, 1, &count));
}

static void what_units_ask(const cgov_reader *reader) {
    cgov_entity_view entity = {.size = sizeof entity};
    cgov_appointment_view appointment = {.size = sizeof appointment};
    uint64_t cursor = 0, needed = 0;
    uint32_t count = 0;
    char into[16];
    const cgov_id a_unit = (cgov_id)CGOV_KIND_UNIT << 44 | 1;
    SAYS(CGOV_E_NOT_FOUND, cgov_entity_get(town.ledger, reader, a_unit, &entity));
    SAYS(CGOV_E_NOT_FOUND, cgov_text_get(town.ledger, reader, a_unit, 0, CGOV_FIELD_NAME, into, 16, &needed));
    SAYS(CGOV_E_KIND, cgov_unit_list(town.ledger, reader, a_unit, &cursor, &entity, 1, &count));
    SAYS(CGOV_E_KIND, cgov_unit_list(town.ledger, reader, 0, &cursor, &entity, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_unit_list(town.ledger, reader, town.root + 9999, &cursor, &entity, 1, &count));
    SAYS(CGOV_E_ARG, cgov_unit_list(town.ledger, reader, town.root, NULL, &entity, 1, &count));
    SAYS(CGOV_E_KIND, cgov_appointment_list(town.ledger, reader, a_unit, &cursor, &appointment, 1, &count));
}

static void what_readings_ask(void **state) {
    (void)state;
    an_issue = town_report(&town, town.resident);
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    cgov_item_view view = {.size = sizeof view};
    cgov_entity_view entity = {.size = sizeof entity};
    cgov_appointment_view appointment = {.size = sizeof appointment};
    cgov_rule_view rule = {.size = sizeof rule};
    cgov_edge_view edge = {.size = sizeof edge};
    cgov_history_view entry = {.size = sizeof entry};
    cgov_text key = text_of("nothing");
    uint64_t cursor = 0, needed = 0;
    uint32_t count = 0;
    cgov_id id = 0;
    char into[16];
    SAYS(CGOV_E_KIND, cgov_item_get(town.ledger, &reader, town.root, &view));
    SAYS(CGOV_E_KIND, cgov_item_get(town.ledger, &reader, 0, &view));
    SAYS(CGOV_E_NOT_FOUND, cgov_item_get(town.ledger, &reader, an_issue + 1, &view));
    SAYS(CGOV_E_NOT_FOUND, cgov_item_get(town.ledger, &reader, (an_issue & 0xffff) | UINT64_C(4) << 44, &view));
    SAYS(CGOV_E_ARG, cgov_history_list(town.ledger, &reader, an_issue, NULL, &entry, 1, &count));
    SAYS(CGOV_E_ARG, cgov_history_list(town.ledger, &reader, an_issue, &cursor, &entry, 1, NULL));
    cursor = UINT64_MAX;
    SAYS(CGOV_DONE, cgov_history_list(town.ledger, &reader, an_issue, &cursor, &entry, 1, &count));
    SAYS(CGOV_E_KIND, cgov_entity_get(town.ledger, &reader, an_issue, &entity));
    SAYS(CGOV_E_NOT_FOUND, cgov_entity_get(town.ledger, &reader, town.root + 9999, &entity));
    SAYS(CGOV_E_KIND, cgov_entity_list(town.ledger, &reader, CGOV_KIND_ISSUE, 0, &cursor, &entity, 1, &count));
    SAYS(CGOV_E_KIND,
         cgov_entity_list(town.ledger, &reader, CGOV_KIND_RESIDENT, town.resident, &cursor, &entity, 1, &count));
    SAYS(CGOV_E_KIND, cgov_appointment_list(town.ledger, &reader, an_issue, &cursor, &appointment, 1, &count));
    SAYS(CGOV_E_NOT_FOUND,
         cgov_appointment_list(town.ledger, &reader, town.root + 9999, &cursor, &appointment, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_external_find(town.ledger, &reader, CGOV_KIND_ISSUE, town.centre.id, &key, &id));
    SAYS(CGOV_E_NOT_FOUND, cgov_external_find(town.ledger, &reader, 99, 0, &key, &id));
    SAYS(CGOV_E_KIND, cgov_external_find(town.ledger, &reader, CGOV_KIND_ISSUE, town.resident, &key, &id));
    SAYS(CGOV_E_KIND, cgov_external_find(town.ledger, &reader, CGOV_KIND_ORGANIZATION, town.centre.id, &key, &id));
    SAYS(CGOV_E_NOT_FOUND, cgov_external_find(town.ledger, &reader, CGOV_KIND_RESIDENT, town.centre.id, &key, &id));
    SAYS(CGOV_E_NOT_FOUND,
         cgov_external_find(town.ledger, &reader, CGOV_KIND_ISSUE, town.centre.id + (UINT64_C(1) << 32), &key, &id));
    SAYS(CGOV_E_ARG, cgov_external_find(town.ledger, &reader, CGOV_KIND_ISSUE, 0, &key, NULL));
    SAYS(CGOV_E_KIND, cgov_text_get(town.ledger, &reader, 0, 0, CGOV_FIELD_TEXT, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_text_get(town.ledger, &reader, an_issue, 0, CGOV_FIELD_PLACE, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_text_get(town.ledger, &reader, an_issue, 0, 64, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_text_get(town.ledger, &reader, an_issue, 0, CGOV_FIELD_TEXT, into, 16, NULL));
    SAYS(CGOV_E_BUFFER, cgov_text_get(town.ledger, &reader, an_issue, 0, CGOV_FIELD_TEXT, into, 16, &needed));
    SAYS(CGOV_E_NOT_FOUND,
         cgov_text_get(town.ledger, &reader, an_issue, UINT64_MAX, CGOV_FIELD_TEXT, into, 16, &needed));
    cursor = 0;
    SAYS(CGOV_E_ARG, cgov_rule_list(NULL, &reader, 0, CGOV_RULE_ROLE, "", &cursor, &rule, 1, &count));
    SAYS(CGOV_E_ARG, cgov_rule_list(town.ledger, &reader, 0, 0, "", &cursor, &rule, 1, &count));
    SAYS(CGOV_E_ARG, cgov_rule_list(town.ledger, &reader, 0, CGOV_RULE_ROLL + 1, "", &cursor, &rule, 1, &count));
    SAYS(CGOV_E_ARG, cgov_rule_list(town.ledger, &reader, 0, CGOV_RULE_STATE, NULL, &cursor, &rule, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_rule_list(town.ledger, &reader, 9, CGOV_RULE_ROLE, "", &cursor, &rule, 1, &count));
    SAYS(CGOV_E_ARG, cgov_edge_list(NULL, &reader, 0, "issue", &cursor, &edge, 1, &count));
    SAYS(CGOV_E_ARG, cgov_edge_list(town.ledger, &reader, 0, NULL, &cursor, &edge, 1, &count));
    SAYS(CGOV_E_NOT_FOUND, cgov_edge_list(town.ledger, &reader, 0, "moon", &cursor, &edge, 1, &count));
    edge.size = 4;
    SAYS(CGOV_E_ABI_SIZE, cgov_edge_list(town.ledger, &reader, 0, "issue", &cursor, &edge, 1, &count));
    what_details_ask(&reader);
    what_units_ask(&reader);
    ANSWERS(CGOV_E_NOT_FOUND, cgov_record_get(town.ledger, 0, into, 16, &needed));
    ANSWERS(CGOV_E_NOT_FOUND, cgov_record_text(town.ledger, UINT64_MAX, into, 16, &needed));
    ANSWERS(CGOV_E_BUFFER, cgov_record_get(town.ledger, 1, into, 1, &needed));
    ANSWERS(CGOV_E_BUFFER, cgov_record_text(town.ledger, 1, into, 16, &needed));
    ANSWERS(CGOV_E_ARG, cgov_record_get(town.ledger, 1, NULL, 16, &needed));
    ANSWERS(CGOV_E_ARG, cgov_record_text(town.ledger, 1, into, 16, NULL));
}

static void what_certificates_ask(void **state) {
    (void)state;
    an_issue = town_report(&town, town.resident);
    cgov_reader reader = town_reader(&town, town.auditor);
    reader.error_out = &why;
    uint64_t needed = 0;
    char into[16];
    SAYS(CGOV_E_KIND, cgov_certificate(town.ledger, &reader, 0, "accept", 0, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_certificate(town.ledger, &reader, an_issue, NULL, 0, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_certificate(town.ledger, &reader, an_issue, "accept", 0, into, 16, NULL));
    SAYS(CGOV_E_NOT_FOUND, cgov_certificate(town.ledger, &reader, an_issue, "accept", 0, into, 16, &needed));
    SAYS(CGOV_E_NOT_FOUND, cgov_certificate(town.ledger, &reader, an_issue, "accept", UINT64_MAX, into, 16, &needed));
    SAYS(CGOV_E_KIND, cgov_roll_root(town.ledger, &reader, 0, "members", 0, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_roll_root(town.ledger, &reader, an_issue, NULL, 0, into, 16, &needed));
    SAYS(CGOV_E_NOT_FOUND, cgov_roll_root(town.ledger, &reader, an_issue, "members", 0, into, 16, &needed));
    SAYS(CGOV_E_KIND, cgov_roll_proof(town.ledger, &reader, 0, "members", 0, town.resident, into, 16, &needed));
    SAYS(CGOV_E_ARG, cgov_roll_proof(town.ledger, &reader, an_issue, NULL, 0, town.resident, into, 16, &needed));
    SAYS(CGOV_E_NOT_FOUND,
         cgov_roll_proof(town.ledger, &reader, an_issue, "members", 0, town.resident, into, 16, &needed));
    uint64_t at = 0;
    uint64_t tags[1];
    uint32_t some;
    cgov_entry_view entry = {.size = sizeof entry};
    cgov_tally_view tally = {.size = sizeof tally};
    SAYS(CGOV_E_ARG, cgov_entry_list(NULL, &reader, an_issue, "members", &at, &entry, 1, &some));
    SAYS(CGOV_E_ARG, cgov_tally_list(NULL, &reader, an_issue, "members", &at, &tally, 1, &some));
    SAYS(CGOV_E_KIND, cgov_sealed_list(town.ledger, &reader, 0, "ballots", &at, tags, 1, &some));
    SAYS(CGOV_E_NOT_FOUND, cgov_sealed_list(town.ledger, &reader, an_issue, "ballots", &at, tags, 1, &some));
    SAYS(CGOV_E_KIND, cgov_sealed_get(town.ledger, &reader, 0, "ballots", 1, NULL, into, 16, &needed));
    SAYS(CGOV_E_NOT_FOUND, cgov_sealed_get(town.ledger, &reader, an_issue, "ballots", 1, NULL, into, 16, &needed));
    const cgov_text none = {NULL, 0}, proof = {"cgov proof 1\n", 13};
    char digits[65] = "";
    memset(digits, '0', 64);
    const cgov_text zeros = {digits, 64};
    assert_int_equal(cgov_proof_check(NULL, &zeros), CGOV_E_ARG);
    assert_int_equal(cgov_proof_check(&proof, NULL), CGOV_E_ARG);
    assert_int_equal(cgov_proof_check(&proof, &none), CGOV_E_ARG);
    assert_int_equal(cgov_proof_check(&none, &zeros), CGOV_E_CORRUPT);
    assert_int_equal(cgov_proof_check(&proof, &zeros), CGOV_E_CORRUPT);
}

static void what_tries_ask(void **state) {
    (void)state;
    an_issue = town_report(&town, town.resident);
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_outcome outcome = {.size = sizeof outcome};
    cgov_comparison_view made = {.size = sizeof made};
    reader.error_out = &why;
    uint32_t needed = 0;
#define TRIES(status, item, move, outcome, made, room, needed)                                                         \
    SAYS(status, cgov_decision_try(town.ledger, &reader, item, move, outcome, made, room, needed))
    TRIES(CGOV_E_KIND, 0, "accept", &outcome, &made, 1, &needed);
    TRIES(CGOV_E_ARG, an_issue, NULL, &outcome, &made, 1, &needed);
    TRIES(CGOV_E_ARG, an_issue, "accept", &outcome, &made, 1, NULL);
    TRIES(CGOV_E_ARG, an_issue, "accept", NULL, &made, 1, &needed);
    TRIES(CGOV_E_ARG, an_issue, "accept", &outcome, NULL, 1, &needed);
    TRIES(CGOV_E_NOT_FOUND, an_issue, "accept", &outcome, &made, 1, &needed);
    made.size = 4;
    TRIES(CGOV_E_ABI_SIZE, an_issue, "accept", &outcome, &made, 1, &needed);
    outcome.size = 4;
    TRIES(CGOV_E_ABI_SIZE, an_issue, "accept", &outcome, NULL, 0, &needed);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(readings),          IN_TOWN(what_filters_ask),      IN_TOWN(what_is_said_names_it),
        IN_TOWN(what_readings_ask), IN_TOWN(what_certificates_ask), IN_TOWN(what_tries_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
