/* The town, founded step by step: the first failure stops the founding, so that tests can inject faults anywhere. */
#include "support/town.h"

#include "api/start.h"
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_names[OFFICERS] = {"operator", "clerk",   "dispatcher", "collector",
                                                 "contact",  "checker", "head"};

static cgov_text text_of(const char *text) {
    cgov_text out = {text, text == NULL ? 0 : strlen(text)};
    return out;
}

static cgov_text standard(void) {
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    return text;
}

/* The first failure stops the founding; later calls do nothing. */
struct founding {
    struct town *town;
    int32_t status;
    uint64_t region; /* of the organizations that come next */
};

static cgov_id add(struct founding *founding, uint32_t kind, const char *name, const char *type, cgov_id parent) {
    cgov_id id = 0;
    if (founding->status != CGOV_OK) return 0;
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = kind, .parent = parent, .name = text_of(name), .type = text_of(type)};
    if (kind == CGOV_KIND_ORGANIZATION) entity.region = founding->region;
    cgov_act act = town_act(founding->town, founding->town->founder);
    founding->status = cgov_entity_add(founding->town->ledger, &act, &entity, &id);
    return id;
}

static cgov_id appoint(struct founding *founding, cgov_id resident, cgov_id organization, const char *role) {
    cgov_id id = 0;
    if (founding->status != CGOV_OK) return 0;
    cgov_appointment_draft appointment = {
        .size = sizeof appointment, .resident = resident, .organization = organization, .role = text_of(role)};
    cgov_act act = town_act(founding->town, founding->town->founder);
    founding->status = cgov_appointment_add(founding->town->ledger, &act, &appointment, &id);
    return id;
}

static void staff(struct founding *founding, struct office *office) {
    for (int r = 0; r < OFFICERS; r++) {
        office->officers[r] = add(founding, CGOV_KIND_RESIDENT, role_names[r], NULL, office->id);
        appoint(founding, office->officers[r], office->id, role_names[r]);
    }
}

static struct office make_office(struct founding *founding, const char *name, const char *type, cgov_id parent) {
    struct office office = {0};
    office.id = add(founding, CGOV_KIND_ORGANIZATION, name, type, parent);
    staff(founding, &office);
    return office;
}

int32_t town_try_found(struct town *town, const struct town_options *options) {
    memset(town, 0, sizeof *town);
    town->now = options->start != 0 ? options->start : TOWN_START;
    town->flags = options->flags;
    cgov_ledger_options open = {.size = sizeof open, .storage = options->storage, .allocator = options->allocator};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {0x7465737474657374, 1},
                            .utc_offset = 480,
                            .rulebook = options->rulebook != NULL ? text_of(options->rulebook) : standard(),
                            .profile = text_of(options->profile),
                            .calendar = text_of("cn"),
                            .organization = text_of("测试区"),
                            .organization_kind = text_of("government"),
                            .region = 990000,
                            .resident = text_of("创建人"),
                            .limit_ahead = 366 * (uint64_t)DAY, /* tests leap */
                            .limit_text = options->limit_text};
    cgov_act act = town_act(town, 0);
    const struct start start = {options->base, options->decisions};
    int32_t status = cgov__create_from(&open, &genesis, &act, &start, &town->ledger);
    if (status != CGOV_OK) return status;
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger_get(town->ledger, &info);
    town->founder = info.founder;
    town->root = info.root;
    struct founding founding = {town, CGOV_OK, 0};
    town->district.id = town->root;
    staff(&founding, &town->district);
    town->centre = make_office(&founding, "民呼回应中心", "government", town->root);
    founding.region = 990101001000; /* a township: who leads for it whistles */
    town->street = make_office(&founding, "桂花街道", "government", town->root);
    founding.region = 0;
    town->bureau = make_office(&founding, "住建局", "department", town->root);
    town->village = make_office(&founding, "梁村", "committee", town->street.id);
    town->resident = add(&founding, CGOV_KIND_RESIDENT, "赵某甲", NULL, town->village.id);
    town->neighbour = add(&founding, CGOV_KIND_RESIDENT, "钱某乙", NULL, town->village.id);
    town->auditor = add(&founding, CGOV_KIND_RESIDENT, "孙某丙", NULL, town->root);
    appoint(&founding, town->auditor, town->root, "auditor");
    if (founding.status != CGOV_OK) town_close(town);
    return founding.status;
}

void town_found(struct town *town, const struct town_options *options) {
    static const struct town_options none = {0};
    assert_int_equal(town_try_found(town, options == NULL ? &none : options), CGOV_OK);
}

void town_found_with(struct town *town, const char *more) {
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    size_t size = strlen(more) + 1;
    char *text = malloc((size_t)standard.len + size);
    assert_non_null(text);
    memcpy(text, standard.ptr, (size_t)standard.len);
    memcpy(text + standard.len, more, size);
    const struct town_options options = {.rulebook = text};
    town_found(town, &options);
    free(text);
}

void town_close(struct town *town) {
    cgov_ledger_close(town->ledger);
    town->ledger = NULL;
}

void town_replay(struct town *town, const cgov_storage *storage) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK);
    assert_int_equal(cgov_state_digest(town->ledger, before), CGOV_OK);
    cgov_ledger_close(town->ledger);
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .storage = storage, .error_out = &error};
    if (cgov_ledger_open(&options, &town->ledger)) fail_msg("%s", error.message);
    assert_int_equal(cgov_state_digest(town->ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
}

cgov_text town_shipped(const char *name) {
    cgov_text found, text = {NULL, 0};
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &found, &text) == CGOV_OK; i++)
        if (found.len == strlen(name) && memcmp(found.ptr, name, (size_t)found.len) == 0) return text;
    fail_msg("%s is not shipped", name);
    return text;
}

void town_adopt(struct town *town, cgov_text text) {
    const cgov_act act = town_act(town, town->founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text};
    if (cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL) != CGOV_OK) fail_msg("%s", town_error(town).message);
}

cgov_act town_act(struct town *town, cgov_id actor) {
    cgov_act act = {
        .size = sizeof act, .flags = town->flags, .actor = actor, .now = town->now, .salt = {++town->salt, 7}};
    return act;
}

cgov_reader town_reader(const struct town *town, cgov_id actor) {
    cgov_reader reader = {.size = sizeof reader, .actor = actor, .at = town->now};
    return reader;
}

cgov_id town_resident(struct town *town, const char *name, cgov_id home) {
    struct founding founding = {town, CGOV_OK, 0};
    cgov_id id = add(&founding, CGOV_KIND_RESIDENT, name, NULL, home);
    assert_int_equal(founding.status, CGOV_OK);
    return id;
}

cgov_id town_organization(struct town *town, const char *name, const char *type, cgov_id parent) {
    struct founding founding = {town, CGOV_OK, 0};
    cgov_id id = add(&founding, CGOV_KIND_ORGANIZATION, name, type, parent);
    assert_int_equal(founding.status, CGOV_OK);
    return id;
}

void town_settle_in(struct town *town, cgov_id organization, uint64_t region) {
    const cgov_act act = town_act(town, town->founder);
    const cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_ORGANIZATION, .region = region};
    assert_int_equal(cgov_entity_change(town->ledger, &act, organization, &draft, NULL), CGOV_OK);
}

cgov_id town_appoint(struct town *town, cgov_id resident, cgov_id organization, const char *role) {
    struct founding founding = {town, CGOV_OK, 0};
    cgov_id id = appoint(&founding, resident, organization, role);
    assert_int_equal(founding.status, CGOV_OK);
    return id;
}

struct office town_office(struct town *town, const char *name, const char *type, cgov_id parent) {
    struct founding founding = {town, CGOV_OK, 0};
    struct office office = make_office(&founding, name, type, parent);
    assert_int_equal(founding.status, CGOV_OK);
    return office;
}

cgov_detail town_number(uint32_t field, int64_t number) {
    cgov_detail detail = {.size = sizeof detail, .field = field, .number = number};
    return detail;
}

cgov_detail town_text(uint32_t field, const char *text) {
    cgov_detail detail = {.size = sizeof detail, .field = field, .text = text_of(text)};
    return detail;
}

int32_t town_try_report(struct town *town, cgov_id actor, const cgov_detail *more, uint32_t count, cgov_id *id_out) {
    cgov_detail details[32] = {town_number(CGOV_FIELD_PLACE, 990101001201),
                               town_text(CGOV_FIELD_TEXT, "下水道堵了,污水外溢。"),
                               town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    assert_true(count <= 29);
    for (uint32_t i = 0; i < count; i++) details[3 + i] = more[i];
    cgov_act act = town_act(town, actor);
    return cgov_item_report(town->ledger, &act, details, 3 + count, id_out);
}

cgov_id town_report(struct town *town, cgov_id actor) {
    cgov_id id = 0;
    assert_int_equal(town_try_report(town, actor, NULL, 0, &id), CGOV_OK);
    return id;
}

int32_t town_try_move(struct town *town, cgov_id actor, cgov_id item, const char *move, const cgov_detail *details,
                      uint32_t count) {
    cgov_act act = town_act(town, actor);
    return cgov_item_move(town->ledger, &act, item, move, details, count, NULL);
}

void town_move(struct town *town, cgov_id actor, cgov_id item, const char *move, const cgov_detail *details,
               uint32_t count) {
    int32_t status = town_try_move(town, actor, item, move, details, count);
    if (status != CGOV_OK) print_error("%s: %s\n", move, town_error(town).message);
    assert_int_equal(status, CGOV_OK);
}

void town_walk(struct town *town, cgov_id id, const char *state) {
    const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id);
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved");
    const cgov_detail answer = town_text(CGOV_FIELD_TEXT, "已疏通。");
    const struct {
        const char *state, *move;
        cgov_id actor;
        const cgov_detail *detail;
    } way[] = {{"accepted", "accept", town->centre.officers[CLERK], NULL},
               {"dispatched", "dispatch", town->centre.officers[DISPATCHER], &lead},
               {"signed", "sign", town->street.officers[CONTACT], NULL},
               {"handling", "start", town->street.officers[CONTACT], NULL},
               {"handled", "done", town->street.officers[CONTACT], &result},
               {"checking", "answer", town->street.officers[CONTACT], &answer},
               {"closed", "pass", town->centre.officers[CHECKER], NULL}};
    if (strcmp(state, "registered") == 0) return;
    for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
        town_move(town, way[i].actor, id, way[i].move, way[i].detail, way[i].detail != NULL);
        if (strcmp(state, way[i].state) == 0) return;
    }
    fail_msg("no straight way to %s", state);
}

cgov_id town_issue_in(struct town *town, const char *state) {
    const cgov_id id = town_report(town, town->resident);
    town_walk(town, id, state);
    return id;
}

cgov_detail town_choice(const struct town *town, const char *name, const char *choice) {
    uint32_t field = 0;
    assert_int_equal(cgov_field_find(town->ledger, name, &field), CGOV_OK);
    return town_text(field, choice);
}

void town_suspend(struct town *town, cgov_id item, int days, const char *reason) {
    const cgov_detail details[] = {town_choice(town, "cause", "season"), town_text(CGOV_FIELD_REASON, reason),
                                   town_number(CGOV_FIELD_DAYS, days)};
    town_move(town, town->district.officers[HEAD], item, "suspend", details, 3);
}

void town_tick(struct town *town) {
    cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP | town->flags, .now = town->now};
    assert_int_equal(cgov_ledger_tick(town->ledger, &act, NULL), CGOV_OK);
}

cgov_error town_error(const struct town *town) {
    cgov_error error = {.size = sizeof error};
    assert_int_equal(cgov_ledger_error(town->ledger, &error), CGOV_OK);
    return error;
}

void town_assert_refused(const struct town *town, int32_t got, int32_t status, uint32_t reason) {
    cgov_error error = town_error(town);
    if (got != status || error.reason != reason)
        fail_msg("expected %s %s, got %s %s: %s", cgov_status_name(status), cgov_reason_name(reason),
                 cgov_status_name(got), cgov_reason_name(error.reason), error.message);
    assert_int_equal(error.status, status);
    assert_true(error.message[0] != '\0');
}

void town_assert_state(const struct town *town, cgov_id item, const char *state) {
    assert_string_equal(town_item(town, town->auditor, item).state, state);
}

cgov_item_view town_item(const struct town *town, cgov_id actor, cgov_id item) {
    cgov_reader reader = town_reader(town, actor);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town->ledger, &reader, item, &view), CGOV_OK);
    return view;
}

cgov_id town_party(const struct town *town, cgov_id item, const char *party) {
    cgov_reader reader = town_reader(town, town->auditor);
    cgov_party_view views[16] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    cgov_party_list(town->ledger, &reader, item, &cursor, views, 16, &count);
    for (uint32_t p = 0; p < count; p++)
        if (strcmp(views[p].name, party) == 0) return views[p].id;
    return 0;
}

uint32_t town_history(const struct town *town, cgov_id actor, cgov_id item, cgov_history_view *views,
                      uint32_t capacity) {
    cgov_reader reader = town_reader(town, actor);
    uint64_t cursor = 0;
    uint32_t count = 0, more = 0;
    views[0].size = sizeof views[0];
    assert_int_equal(cgov_history_list(town->ledger, &reader, item, &cursor, views, capacity, &count), CGOV_OK);
    cgov_history_view rest = {.size = sizeof rest};
    assert_int_equal(cgov_history_list(town->ledger, &reader, item, &cursor, &rest, 1, &more), CGOV_DONE);
    for (uint32_t i = 0; i < count / 2; i++) {
        cgov_history_view swap = views[i];
        views[i] = views[count - 1 - i];
        views[count - 1 - i] = swap;
    }
    return count;
}

uint64_t town_opened(const struct town *town, cgov_id reader, cgov_id item) {
    cgov_history_view views[32];
    assert_true(town_history(town, reader, item, views, 32) > 0);
    return views[0].seq;
}

cgov_clock_view town_clock(const struct town *town, cgov_id actor, cgov_id item, const char *clock) {
    cgov_reader reader = town_reader(town, actor);
    cgov_clock_view views[32] = {{0}};
    views[0].size = sizeof views[0];
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_clock_list(town->ledger, &reader, item, &cursor, views, 32, &count);
    assert_true(status == CGOV_OK || status == CGOV_DONE);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, clock) == 0) return views[i];
    cgov_clock_view none = {.size = sizeof none};
    return none;
}

cgov_time town_at(int year, int month, int day, int hour, int minute) {
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int64_t days = (year - 1970) * INT64_C(365) + (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400 +
                   before[month - 1] + day - 1 + (leap && month > 2 ? 1 : 0);
    return days * DAY + hour * HOUR + minute * MINUTE - 8 * HOUR;
}

uint32_t town_feed(const struct town *town, cgov_id reader_id, cgov_feed_view *views, uint32_t capacity) {
    cgov_reader reader = town_reader(town, reader_id);
    uint64_t seq = 0, entry = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    int32_t status = cgov_feed_list(town->ledger, &reader, &seq, &entry, views, capacity, &count);
    assert_int_equal(status, count > 0 ? CGOV_OK : CGOV_DONE);
    return count;
}

void town_assert_told(const cgov_feed_view *view, uint32_t what, cgov_id to) {
    assert_int_equal(view->what, what);
    assert_int_equal(view->to, to);
}
