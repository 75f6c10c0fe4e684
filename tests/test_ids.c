/* Ids and instants at the border. A number that no row can have, cut to 32 bits, would be another's: in every call that
 * takes an id it must answer as a nobody's id does. Instants outside what a ledger knows are refused in every reading.
 */
#include "support/watch.h"

#include "support/test.h"

#define FAR (UINT64_C(1) << 32)
#define END INT64_C(253402300800000) /* 10000-01-01T00:00:00Z */

static struct town town;
static cgov_id an_issue, accepted, a_part;

static int found(void **state) {
    (void)state;
    town_found(&town, NULL);
    an_issue = town_issue_in(&town, "handling");
    accepted = town_issue_in(&town, "accepted");
    const cgov_detail call[] = {town_choice(&town, "occasion", "joint"), town_text(CGOV_FIELD_REASON, "理由"),
                                town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town.bureau.id)};
    town_move(&town, town.street.officers[HEAD], an_issue, "whistle", call, 3);
    a_part = (cgov_id)CGOV_KIND_PART << 44 | 3;
    return 0;
}

static int leave(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static cgov_id nobody(cgov_id like) {
    return (like & ~((UINT64_C(1) << 44) - 1)) | 99999;
}

/* ---- readings ---- */

enum {
    ITEM,
    CLOCKS,
    PARTIES,
    MOVES,
    HISTORY,
    TEXT,
    TEXT_OF_RESIDENT,
    TEXT_OF_ORGANIZATION,
    RESIDENT,
    ORGANIZATION,
    RESIDENTS_BELOW,
    ORGANIZATIONS_BELOW,
    OFFICES_OF,
    OFFICERS_OF,
    LIST_ORGANIZATION,
    LIST_STATE,
    LIST_BELOW,
    LIST_LEAD,
    LIST_REPORTER,
    LIST_PARENT,
    LIST_LIKE,
    FIGURES,
    ROUTE,
    ROUTE_AGAINST,
    ROUTE_ACCUSED,
    ROUTE_INTAKE,
    FEED, /* the rest are given no id but the reader's */
    FIND,
    RULEBOOK,
    READINGS
};

struct answer {
    int32_t status;
    uint32_t count;
};

static cgov_id id_of(int which) {
    switch (which) {
    case TEXT_OF_RESIDENT:
    case RESIDENT:
    case LIST_REPORTER:
    case ROUTE_ACCUSED:
        return town.resident;
    case OFFICES_OF:
        return town.street.officers[HEAD];
    case TEXT_OF_ORGANIZATION:
    case ORGANIZATION:
    case RESIDENTS_BELOW:
    case ORGANIZATIONS_BELOW:
    case OFFICERS_OF:
    case LIST_ORGANIZATION:
    case LIST_STATE:
    case LIST_BELOW:
    case LIST_LEAD:
    case FIGURES:
    case ROUTE_AGAINST:
    case ROUTE_INTAKE:
        return town.street.id;
    case LIST_LIKE:
        return accepted;
    default:
        return an_issue;
    }
}

static struct answer list(const cgov_reader *reader, cgov_item_query filter) {
    cgov_item_view views[20] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    struct answer answer = {0, 0};
    filter.size = sizeof filter;
    answer.status = cgov_item_list(town.ledger, reader, &filter, &cursor, views, 20, &answer.count);
    return answer;
}

static struct answer list_by(const cgov_reader *reader, int which, cgov_id id) {
    switch (which) {
    case LIST_ORGANIZATION:
        return list(reader, (cgov_item_query){.organization = id});
    case LIST_STATE:
        return list(reader, (cgov_item_query){.organization = id, .state = {"handling", 8}});
    case LIST_BELOW:
        return list(reader, (cgov_item_query){.organization = id, .below = 1});
    case LIST_LEAD:
        return list(reader, (cgov_item_query){.lead = id});
    case LIST_REPORTER:
        return list(reader, (cgov_item_query){.reporter = id});
    case LIST_PARENT:
        return list(reader, (cgov_item_query){.parent = id});
    default:
        return list(reader, (cgov_item_query){.like = id});
    }
}

static struct answer figures(const cgov_reader *reader, cgov_figure_query query) {
    cgov_figure_view views[4] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    struct answer answer = {0, 0};
    query.size = sizeof query;
    answer.status = cgov_figure_list(town.ledger, reader, &query, &cursor, views, 4, &answer.count);
    return answer;
}

static int32_t route(const cgov_reader *reader, cgov_route_query query) {
    cgov_route_view view = {.size = sizeof view};
    query.size = sizeof query;
    return cgov_route_get(town.ledger, reader, &query, &view);
}

static int32_t text(const cgov_reader *reader, cgov_id of, uint32_t field) {
    char into[256];
    uint64_t needed;
    return cgov_text_get(town.ledger, reader, of, 0, field, into, sizeof into, &needed);
}

static struct answer read_item(const cgov_reader *reader, int which, cgov_id id) {
    uint64_t entry = 0;
    static union {
        uint32_t size;
        cgov_item_view item;
        cgov_clock_view clocks[20];
        cgov_party_view parties[20];
        cgov_move_view moves[40];
        cgov_history_view entries[20];
        cgov_feed_view feed[20];
    } out;
    uint64_t cursor = 0;
    struct answer answer = {0, 0};
    out.size = which == MOVES ? sizeof out.moves[0] : 512;
    if (which == CLOCKS) out.size = sizeof out.clocks[0];
    if (which == PARTIES) out.size = sizeof out.parties[0];
    if (which == HISTORY) out.size = sizeof out.entries[0];
    if (which == FEED) out.size = sizeof out.feed[0];
    if (which == ITEM) answer.status = cgov_item_get(town.ledger, reader, id, &out.item);
    if (which == CLOCKS)
        answer.status = cgov_clock_list(town.ledger, reader, id, &cursor, out.clocks, 20, &answer.count);
    if (which == PARTIES)
        answer.status = cgov_party_list(town.ledger, reader, id, &cursor, out.parties, 20, &answer.count);
    if (which == MOVES) {
        answer.status = cgov_move_list(town.ledger, reader, id, &cursor, out.moves, 40, &answer.count);
        for (uint32_t i = answer.count; i-- > 0;) answer.count += out.moves[i].allowed * 100;
    }
    if (which == HISTORY)
        answer.status = cgov_history_list(town.ledger, reader, id, &cursor, out.entries, 20, &answer.count);
    if (which == FEED)
        answer.status = cgov_feed_list(town.ledger, reader, &cursor, &entry, out.feed, 20, &answer.count);
    return answer;
}

static struct answer read_people(const cgov_reader *reader, int which, cgov_id id) {
    cgov_entity_view entities[40] = {{.size = sizeof entities[0]}};
    cgov_appointment_view appointments[20] = {{.size = sizeof appointments[0]}};
    uint64_t cursor = 0;
    struct answer answer = {0, 0};
    if (which == RESIDENT || which == ORGANIZATION)
        answer.status = cgov_entity_get(town.ledger, reader, id, entities);
    else if (which == OFFICES_OF || which == OFFICERS_OF)
        answer.status = cgov_appointment_list(town.ledger, reader, id, &cursor, appointments, 20, &answer.count);
    else
        answer.status = cgov_entity_list(town.ledger, reader,
                                         which == RESIDENTS_BELOW ? CGOV_KIND_RESIDENT : CGOV_KIND_ORGANIZATION, id,
                                         &cursor, entities, 40, &answer.count);
    return answer;
}

static struct answer read_by(const cgov_reader *reader, int which, cgov_id id) {
    static char into[65536];
    const cgov_text key = {"K-1", 3};
    uint64_t needed;
    cgov_id unused;
    struct answer answer = {0, 0};
    if (which <= HISTORY || which == FEED) return read_item(reader, which, id);
    if (which >= RESIDENT && which <= OFFICERS_OF) return read_people(reader, which, id);
    if (which >= LIST_ORGANIZATION && which <= LIST_LIKE) return list_by(reader, which, id);
    if (which == FIGURES) return figures(reader, (cgov_figure_query){.organization = id});
    if (which == TEXT) answer.status = text(reader, id, CGOV_FIELD_TEXT);
    if (which == TEXT_OF_RESIDENT || which == TEXT_OF_ORGANIZATION) answer.status = text(reader, id, CGOV_FIELD_NAME);
    if (which == ROUTE) answer.status = route(reader, (cgov_route_query){.item = id});
    if (which == ROUTE_AGAINST || which == ROUTE_ACCUSED)
        answer.status = route(reader, (cgov_route_query){.place = 990101, .against = id});
    if (which == ROUTE_INTAKE) answer.status = route(reader, (cgov_route_query){.place = 990101, .intake = id});
    if (which == FIND)
        answer.status = cgov_external_find(town.ledger, reader, CGOV_KIND_ISSUE, town.centre.id, &key, &unused);
    if (which == RULEBOOK) answer.status = cgov_rulebook_text(town.ledger, reader, 1, into, sizeof into, &needed);
    return answer;
}

static void same(struct answer one, struct answer other, int which, const char *what) {
    if (one.status != other.status || one.count != other.count)
        fail_msg("reading %d, %s: %s with %u, not %s with %u", which, what, cgov_status_name(one.status), one.count,
                 cgov_status_name(other.status), other.count);
}

static void no_reading_cuts_an_id(void **state) {
    (void)state;
    const cgov_reader reader = town_reader(&town, town.auditor);
    for (int which = 0; which < FEED; which++) {
        cgov_id id = id_of(which);
        struct answer wanted = read_by(&reader, which, nobody(id)), good = read_by(&reader, which, id);
        if (good.status == wanted.status && good.count == wanted.count) fail_msg("reading %d tells nothing", which);
        same(read_by(&reader, which, id + FAR), wanted, which, "+ 2^32");
        same(read_by(&reader, which, nobody(id) + FAR), wanted, which, "nobody + 2^32");
        same(read_by(&reader, which, (id & ~(FAR - 1)) | UINT32_MAX), wanted, which, "2^32 - 1");
        same(read_by(&reader, which, (id & ~(FAR - 1)) | FAR), wanted, which, "2^32");
        same(read_by(&reader, which, id | ((UINT64_C(1) << 44) - 1)), wanted, which, "2^44 - 1");
        struct answer kind = read_by(&reader, which, id + (UINT64_C(1) << 48));
        if (kind.status != CGOV_E_KIND && kind.status != CGOV_E_ARG) fail_msg("reading %d takes another kind", which);
    }
}

/* Number 0 is no resident, whoever may be unknown; and a number too great is nobody. */
static void a_reader_who_is_nobody(void **state) {
    (void)state;
    /* An officer enters what somebody unknown reports: the reporter is not set. */
    const cgov_detail unknown[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                                   town_text(CGOV_FIELD_EXTERNAL, "K-1")};
    cgov_act act = town_act(&town, town.centre.officers[OPERATOR]);
    assert_int_equal(cgov_item_report(town.ledger, &act, unknown, 4, &an_issue), CGOV_OK);
    cgov_reader auditor = town_reader(&town, town.auditor);
    assert_true(town_item(&town, town.auditor, an_issue).reporter == 0);
    assert_int_equal(list(&auditor, (cgov_item_query){.reporter = UINT64_C(1) << 44}).status, CGOV_DONE);
    const cgov_id home = UINT64_C(1) << 44;
    const cgov_id as[] = {home, home | FAR, town.resident + FAR, town.auditor + FAR, home | (UINT64_C(1) << 43)};
    for (int which = 0; which < READINGS; which++)
        for (size_t i = 0; i < sizeof as / sizeof as[0]; i++) {
            cgov_reader reader = town_reader(&town, nobody(home));
            struct answer wanted = read_by(&reader, which, id_of(which));
            reader.actor = as[i];
            same(read_by(&reader, which, id_of(which)), wanted, which, "a reader");
        }
}

static void instants_of_readers(void **state) {
    (void)state;
    static const cgov_time not [] = {INT64_MIN, INT64_MIN + 1, -1, END, END + 1, INT64_MAX};
    for (int which = 0; which < READINGS; which++) {
        cgov_reader reader = town_reader(&town, town.auditor);
        for (size_t i = 0; i < sizeof not / sizeof not [0]; i++) {
            reader.at = not [i];
            assert_int_equal(read_by(&reader, which, id_of(which)).status, CGOV_E_ARG);
        }
        reader.at = END - 1;
        assert_int_not_equal(read_by(&reader, which, id_of(which)).status, CGOV_E_ARG);
        /* Forgotten, or in seconds: nobody reads in 1970. */
        static const cgov_time forgotten[] = {0, 1, TOWN_START / 1000, 9999999999};
        for (size_t i = 0; i < sizeof forgotten / sizeof *forgotten; i++) {
            reader.at = forgotten[i];
            assert_int_equal(read_by(&reader, which, id_of(which)).status, CGOV_E_ARG);
        }
        reader.at = 10000000000;
        assert_int_not_equal(read_by(&reader, which, id_of(which)).status, CGOV_E_ARG);
    }
}

static void instants_of_filters(void **state) {
    (void)state;
    static const cgov_time not [] = {INT64_MIN, -1, END, INT64_MAX, 1, 9999999999 /* in seconds */},
                               are[] = {0, 10000000000, END - 1};
    const cgov_reader reader = town_reader(&town, town.auditor);
    for (int which = 0; which < 6; which++)
        for (size_t i = 0; i < 9; i++) {
            cgov_time at = i < 6 ? not [i] : are[i - 6];
            cgov_item_query filter = {.late_at = which == 0 ? at : 0,
                                      .due_before = which == 1 ? at : 0,
                                      .updated_since = which == 2 ? at : 0,
                                      .opened_since = which == 3 ? at : 0};
            cgov_figure_query query = {.from = which == 4 ? at : 0, .until = which == 5 ? at : 0};
            int32_t status = which < 4 ? list(&reader, filter).status : figures(&reader, query).status;
            if ((status == CGOV_E_ARG) != (i < 6)) fail_msg("instant %d, %zu: %s", which, i, cgov_status_name(status));
        }
}

/* ---- acts ---- */

enum {
    ADD_ACTOR, /* the actors first */
    CHANGE_ACTOR,
    APPOINT_ACTOR,
    ADOPT_ACTOR,
    REPORT_ACTOR,
    MOVE_ACTOR,
    IMPORT_ACTOR,
    CHANGE_RESIDENT,
    CHANGE_ORGANIZATION,
    ADD_RESIDENT_TO,
    ADD_ORGANIZATION_TO,
    CHANGE_RESIDENT_TO,
    CHANGE_ORGANIZATION_TO,
    APPOINT_RESIDENT,
    APPOINT_ORGANIZATION,
    REPORT_AGAINST,
    REPORT_ACCUSED,
    REPORT_BEHALF,
    REPORT_EARLIER,
    REPORT_INTAKE,
    MOVE_ITEM,
    MOVE_PART,
    MOVE_LEAD,
    MOVE_ORGANIZATIONS,
    MOVE_MASTER,
    ACTS
};

static int32_t put_entity(int which, cgov_id id) {
    cgov_act act = town_act(&town, which == ADD_ACTOR || which == CHANGE_ACTOR ? id : town.founder);
    bool organization = which == CHANGE_ORGANIZATION || which == ADD_ORGANIZATION_TO || which == CHANGE_ORGANIZATION_TO;
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = organization ? CGOV_KIND_ORGANIZATION : CGOV_KIND_RESIDENT, .name = {"a", 1}};
    if (organization) entity.type = (cgov_text){"court", 5};
    if (which >= ADD_RESIDENT_TO) entity.parent = id;
    if (which == ADD_ACTOR || which == ADD_RESIDENT_TO || which == ADD_ORGANIZATION_TO)
        return cgov_entity_add(town.ledger, &act, &entity, NULL);
    cgov_id whom = organization ? town.village.id : town.resident;
    if (which == CHANGE_RESIDENT || which == CHANGE_ORGANIZATION) whom = id;
    return cgov_entity_change(town.ledger, &act, whom, &entity, NULL);
}

static int32_t appoint(int which, cgov_id id) {
    cgov_act act = town_act(&town, which == APPOINT_ACTOR ? id : town.founder);
    const cgov_appointment_draft given = {.size = sizeof given,
                                          .resident = which == APPOINT_RESIDENT ? id : town.resident,
                                          .organization = which == APPOINT_ORGANIZATION ? id : town.street.id,
                                          .role = {"clerk", 5}};
    return cgov_appointment_add(town.ledger, &act, &given, NULL);
}

static int32_t report(int which, cgov_id id) {
    static const uint32_t fields[ACTS] = {[REPORT_AGAINST] = CGOV_FIELD_AGAINST,
                                          [REPORT_ACCUSED] = CGOV_FIELD_AGAINST,
                                          [REPORT_BEHALF] = CGOV_FIELD_BEHALF,
                                          [REPORT_EARLIER] = CGOV_FIELD_EARLIER,
                                          [REPORT_INTAKE] = CGOV_FIELD_INTAKE};
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                                   town_number(which == REPORT_INTAKE ? CGOV_FIELD_TRACK : CGOV_FIELD_INTAKE,
                                               which == REPORT_INTAKE ? CGOV_TRACK_HELP : (int64_t)town.centre.id),
                                   town_number(fields[which], (int64_t)id)};
    cgov_act act = town_act(&town, which == REPORT_ACTOR ? id : town.centre.officers[OPERATOR]);
    return cgov_item_report(town.ledger, &act, details, which == REPORT_ACTOR ? 3 : 4, NULL);
}

static int32_t import(cgov_id id) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101), town_text(CGOV_FIELD_TEXT, "灯坏了"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town.centre.id),
                                   town_text(CGOV_FIELD_EXTERNAL, "K-2")};
    cgov_import_draft row = {.size = sizeof row, .details = details, .detail_count = 4, .actor = id};
    cgov_act act = town_act(&town, town.founder);
    return cgov_item_import(town.ledger, &act, &row, 1, NULL, NULL, NULL);
}

static int32_t move(int which, cgov_id id) {
    cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id), town_number(0, 0)};
    uint32_t count = which == MOVE_ORGANIZATIONS ? 2 : 1;
    if (which == MOVE_LEAD) details[0].number = (int64_t)id;
    if (which == MOVE_ORGANIZATIONS) details[1] = town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)id);
    if (which == MOVE_MASTER) details[0] = town_number(CGOV_FIELD_MASTER, (int64_t)id);
    cgov_act act = town_act(&town, town.centre.officers[which == MOVE_MASTER ? CLERK : DISPATCHER]);
    if (which == MOVE_ACTOR) act.actor = id;
    cgov_id item = which == MOVE_ITEM || which == MOVE_PART ? id : accepted;
    return cgov_item_move(town.ledger, &act, item, which == MOVE_MASTER ? "merge" : "dispatch", details, count, NULL);
}

static int32_t act_by(int which, cgov_id id) {
    static const char guest[] = "rulebook 1\nrole guest \"客\"\n";
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {guest, CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(&town, id);
    if (which == ADOPT_ACTOR) return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
    if (which == IMPORT_ACTOR) return import(id);
    if (which == REPORT_ACTOR || (which >= REPORT_AGAINST && which <= REPORT_INTAKE)) return report(which, id);
    if (which == MOVE_ACTOR || which >= MOVE_ITEM) return move(which, id);
    if (which == APPOINT_ACTOR || which == APPOINT_RESIDENT || which == APPOINT_ORGANIZATION) return appoint(which, id);
    return put_entity(which, id);
}

static cgov_id id_for(int which) {
    if (which == MOVE_ITEM || which == MOVE_MASTER || which == REPORT_EARLIER) return accepted;
    if (which == MOVE_PART) return a_part;
    if (which <= IMPORT_ACTOR) return town.founder;
    bool resident =
        which == CHANGE_RESIDENT || which == APPOINT_RESIDENT || which == REPORT_ACCUSED || which == REPORT_BEHALF;
    return resident ? town.resident : town.street.id;
}

static void no_act_cuts_an_id(void **state) {
    (void)state;
    town_tick(&town);
    for (int which = 0; which < ACTS; which++) {
        cgov_id id = id_for(which);
        const cgov_id ids[] = {nobody(id),
                               id + FAR,
                               nobody(id) + FAR,
                               (id & ~(FAR - 1)) | UINT32_MAX,
                               (id & ~(FAR - 1)) | FAR,
                               id | ((UINT64_C(1) << 44) - 1)};
        for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
            struct watch_mark was = watch_mark(town.ledger);
            int32_t status = act_by(which, ids[i]);
            if (status != CGOV_E_NOT_FOUND) fail_msg("act %d, id %zu: %s", which, i, town_error(&town).message);
            struct watch_mark is = watch_mark(town.ledger);
            assert_memory_equal(&was, &is, sizeof was);
        }
    }
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(no_reading_cuts_an_id), IN_TOWN(a_reader_who_is_nobody), IN_TOWN(instants_of_readers),
        IN_TOWN(instants_of_filters),   IN_TOWN(no_act_cuts_an_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
