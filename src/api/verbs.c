/* The verbs: each fills a command and sends it down the road. Nothing is decided here. */
#include "api/fill.h"
#include "base/abi.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "base/text.h"
#include "cgov/cgov.h"
#include "ledger/handle.h"

/* ---- people ---- */

static int32_t put_entity(cgov_ledger *ledger, const cgov_entity_draft *given) {
    struct command *command = &ledger->command;
    cgov_entity_draft entity;
    int32_t status = cgov__abi_in_copy(&entity, given, ABI_FIRST(entity), sizeof entity);
    if (status) return cgov__error_set(ledger, status, NULL, "the entity cannot be read");
    cgov__command_number(command, COMMAND_FIELD_KIND, entity.kind);
    cgov__fill_number(command, COMMAND_FIELD_PARENT, entity.parent);
    cgov__fill_number(command, CGOV_FIELD_PLACE, entity.region);
    cgov__fill_number(command, COMMAND_FIELD_OWNER, entity.owner);
    cgov__fill_number(command, COMMAND_FIELD_HOUSEHOLD, entity.household);
    cgov__fill_number(command, COMMAND_FIELD_AREA, (uint64_t)entity.area);
    if (!cgov__fill_text(command, CGOV_FIELD_NAME, &entity.name) ||
        !cgov__fill_text(command, CGOV_FIELD_EXTERNAL, &entity.external) ||
        !cgov__fill_text(command, COMMAND_FIELD_TYPE, &entity.type))
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a text has a length but no pointer");
    return CGOV_OK;
}

int32_t cgov_entity_add(cgov_ledger *ledger, const cgov_act *act, const cgov_entity_draft *entity, cgov_id *id_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_ADD, act);
    if (!status) status = put_entity(ledger, entity);
    return cgov__fill_run(ledger, status, id_out, NULL);
}

int32_t cgov_entity_change(cgov_ledger *ledger, const cgov_act *act, cgov_id id, const cgov_entity_draft *entity,
                           uint64_t *seq_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_CHANGE, act);
    if (!status) status = put_entity(ledger, entity);
    if (!status) ledger->command.id = id;
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

static int32_t put_appointment(cgov_ledger *ledger, const cgov_appointment_draft *given) {
    struct command *command = &ledger->command;
    cgov_appointment_draft appointment;
    int32_t status = cgov__abi_in_copy(&appointment, given, ABI_FIRST(appointment), sizeof appointment);
    if (status) return cgov__error_set(ledger, status, NULL, "the appointment cannot be read");
    if ((appointment.flags & ~CGOV_APPOINT_END) != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "the appointment has unknown flags");
    if (!cgov__fill_text(command, COMMAND_FIELD_ROLE, &appointment.role))
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a text has a length but no pointer");
    cgov__command_number(command, CGOV_FIELD_RESIDENT, (int64_t)appointment.resident);
    cgov__command_number(command, CGOV_FIELD_ORGANIZATION, (int64_t)appointment.organization);
    cgov__fill_number(command, COMMAND_FIELD_FROM, (uint64_t)appointment.from);
    cgov__fill_number(command, COMMAND_FIELD_UNTIL, (uint64_t)appointment.until);
    if ((appointment.flags & CGOV_APPOINT_END) != 0) cgov__command_number(command, COMMAND_FIELD_ENDS, 1);
    return CGOV_OK;
}

int32_t cgov_appointment_add(cgov_ledger *ledger, const cgov_act *act, const cgov_appointment_draft *given,
                             cgov_id *id_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_APPOINT, act);
    if (!status) status = put_appointment(ledger, given);
    return cgov__fill_run(ledger, status, id_out, NULL);
}

static int32_t put_adoption(cgov_ledger *ledger, const cgov_adoption_draft *given) {
    struct command *command = &ledger->command;
    cgov_adoption_draft adoption;
    int32_t status = cgov__abi_in_copy(&adoption, given, ABI_FIRST(adoption), sizeof adoption);
    if (status) return cgov__error_set(ledger, status, NULL, "the adoption cannot be read");
    if ((adoption.flags & ~CGOV_ADOPT_UNVERIFIED) != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "the adoption has unknown flags");
    if (!cgov__fill_text(command, COMMAND_FIELD_RULEBOOK, &adoption.text) ||
        !cgov__fill_text(command, COMMAND_FIELD_PROFILE, &adoption.profile) ||
        !cgov__fill_text(command, COMMAND_FIELD_MAP, &adoption.map))
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a text has a length but no pointer");
    cgov__fill_number(command, COMMAND_FIELD_FROM, (uint64_t)adoption.from);
    cgov__fill_number(command, COMMAND_FIELD_UNVERIFIED, adoption.flags & CGOV_ADOPT_UNVERIFIED);
    cgov__fill_number(command, COMMAND_FIELD_MOTION, adoption.motion);
    return CGOV_OK;
}

int32_t cgov_rulebook_adopt(cgov_ledger *ledger, const cgov_act *act, const cgov_adoption_draft *given,
                            uint32_t *version_out) {
    cgov_id id = 0;
    int32_t status = cgov__road_begin(ledger, COMMAND_ADOPT, act);
    if (!status) status = put_adoption(ledger, given);
    status = cgov__fill_run(ledger, status, &id, NULL);
    if (version_out) *version_out = cgov__id_row(id);
    return status;
}

/* ---- items ---- */

int32_t cgov_item_open(cgov_ledger *ledger, const cgov_act *act, const char *procedure, const cgov_detail *details,
                       uint32_t count, cgov_id *id_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_OPEN, act);
    if (!status && procedure)
        cgov__command_text(&ledger->command, CGOV_FIELD_PROCEDURE, procedure, cgov__fill_name_len(procedure));
    if (!status) status = cgov__fill_details(ledger, details, count);
    return cgov__fill_run(ledger, status, id_out, NULL);
}

int32_t cgov_item_report(cgov_ledger *ledger, const cgov_act *act, const cgov_detail *details, uint32_t count,
                         cgov_id *id_out) {
    return cgov_item_open(ledger, act, NULL, details, count, id_out);
}

int32_t cgov_item_move(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *move,
                       const cgov_detail *details, uint32_t count, uint64_t *seq_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_MOVE, act);
    if (!status) cgov__fetch(cgov__item(&ledger->model, cgov__id_number(item)));
    if (!status) status = cgov__fill_name(ledger, move);
    if (!status) status = cgov__fill_details(ledger, details, count);
    if (!status) ledger->command.id = item;
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

/* ---- importing ---- */

/* A row's salt, from which no other row's can be told. */
static void draw_salt(const uint64_t batch[2], uint64_t row, uint64_t salt[2]) {
    struct sha256 sha;
    uint8_t digest[32];
    if ((batch[0] | batch[1]) == 0) return; /* words without a salt are refused, as ever */
    cgov__sha256_init(&sha);
    cgov__sha256_u64(&sha, batch[0]);
    cgov__sha256_u64(&sha, batch[1]);
    cgov__sha256_u64(&sha, row);
    cgov__sha256_end(&sha, digest);
    salt[0] = cgov__load64(digest);
    salt[1] = cgov__load64(digest + 8) | 1;
}

/* Reports; or entries on the roll. */
struct batch {
    bool entries;
    cgov_id item;
    const char *roll;
    const cgov_import_draft *rows;
    uint32_t count;
    cgov_import_view *views; /* NULL: nobody asks */
};

static int32_t check_row(const struct batch *batch, const cgov_import_draft *row) {
    return row->reserved == 0 && row->reserved0 == 0 && (batch->entries || row->elector == 0) ? CGOV_OK : CGOV_E_ARG;
}

/* All is asked before the first row is reported. */
static int32_t check_import(cgov_ledger *ledger, const cgov_act *act, const struct batch *batch) {
    if ((act->key[0] | act->key[1] | act->expect) != 0 || (act->flags & CGOV_ACT_ENCODE) != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL,
                               "a batch has no retry key, expects no version and is not encoded");
    if (batch->count > 0 && !batch->rows)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "count is not 0 but rows is NULL");
    const cgov_import_view none = {.status = CGOV_OK};
    int32_t status =
        batch->views && batch->count > 0 ? cgov__abi_out(batch->views, &none, ABI_FIRST(none), sizeof none) : CGOV_OK;
    if (status) return cgov__error_set(ledger, status, NULL, "the first view's size is invalid");
    const char *at = (const char *)batch->rows;
    for (uint32_t i = 0; i < batch->count; i++, at += batch->rows->size) {
        cgov_import_draft row;
        status = cgov__abi_in_element(&row, at, batch->rows->size, ABI_FIRST(row), sizeof row);
        if (status)
            return cgov__error_set(ledger, status, NULL, "a row cannot be read, or is not of the first one's size");
        if (check_row(batch, &row))
            return cgov__error_set(ledger, CGOV_E_ARG, NULL,
                                   "a row's reserved member is not 0, or a report names an elector");
    }
    return CGOV_OK;
}

/* The world's fault, not the row's: the rows after it are left for when the batch is sent again, which they could not
 * be at their own instants if later ones had gone before. A limit is the row's: the next may be within it. */
static bool is_worlds(int32_t status) {
    return status <= CGOV_E_NOMEM && status > CGOV_E_REFUSED && status != CGOV_E_LIMIT;
}

static void import_row(cgov_ledger *ledger, const cgov_act *act, const struct batch *batch, uint32_t index,
                       cgov_import_view *view) {
    cgov_import_draft row;
    cgov_act one = *act;
    cgov__abi_in_copy(&row, (const char *)batch->rows + (size_t)index * batch->rows->size, ABI_FIRST(row), sizeof row);
    one.flags |= CGOV_ACT_DEFER | (batch->entries ? 0 : CGOV_ACT_IMPORT);
    one.result_out = NULL;
    if (row.at != 0) one.now = row.at;
    if (row.actor != 0) one.actor = row.actor;
    draw_salt(act->salt, index, one.salt);
    view->status = batch->entries ? cgov_roll_enter(ledger, &one, batch->item, batch->roll, row.elector, row.details,
                                                    row.detail_count, NULL)
                                  : cgov_item_report(ledger, &one, row.details, row.detail_count, &view->id);
}

static void put_view(const struct batch *batch, uint32_t index, const cgov_import_view *view) {
    if (!batch->views) return;
    char *at = (char *)batch->views + (size_t)index * batch->views->size;
    memcpy(at, &batch->views->size, sizeof batch->views->size);
    cgov__abi_out(at, view, ABI_FIRST(*view), sizeof *view);
}

static int32_t import(cgov_ledger *ledger, const cgov_act *given, const struct batch *batch, uint64_t *new_out,
                      uint64_t *old_out) {
    uint64_t fresh = 0, old = 0;
    cgov_error error;
    int32_t status = cgov__road_begin(ledger, batch->entries ? COMMAND_ENTER : COMMAND_OPEN, given), failed = CGOV_OK,
            stopped = CGOV_OK;
    ABI_CLEAR(new_out);
    ABI_CLEAR(old_out);
    if (status) return status;
    const cgov_act act = ledger->command.act;
    status = check_import(ledger, &act, batch);
    if (status) return status;
    for (uint32_t i = 0; i < batch->count; i++) {
        cgov_import_view view = {.status = stopped};
        if (!stopped) import_row(ledger, &act, batch, i, &view);
        put_view(batch, i, &view);
        fresh += view.status == CGOV_OK;
        old += view.status == CGOV_REPEAT;
        if (is_worlds(view.status)) stopped = view.status;
        if (view.status >= 0 || failed) continue;
        failed = view.status;
        error = ledger->error;
    }
    if (new_out) *new_out = fresh;
    if (old_out) *old_out = old;
    if ((act.flags & CGOV_ACT_DEFER) == 0 && !ledger->journal.refuses) status = cgov_ledger_flush(ledger, NULL);
    ledger->result = act.result_out; /* the batch's: no row's */
    cgov__error_set(ledger, failed ? failed : status, NULL, NULL);
    if (failed) ledger->error = error;
    return ledger->error.status;
}

int32_t cgov_item_import(cgov_ledger *ledger, const cgov_act *act, const cgov_import_draft *rows, uint32_t count,
                         cgov_import_view *views, uint64_t *new_out, uint64_t *old_out) {
    const struct batch batch = {.rows = rows, .count = count, .views = views};
    return import(ledger, act, &batch, new_out, old_out);
}

int32_t cgov_roll_import(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                         const cgov_import_draft *rows, uint32_t count, cgov_import_view *views, uint64_t *new_out) {
    const struct batch batch = {true, item, roll, rows, count, views};
    return import(ledger, act, &batch, new_out, NULL);
}

/* ---- time ---- */

int32_t cgov_ledger_tick(cgov_ledger *ledger, const cgov_act *act, uint64_t *fired_out) {
    cgov_result result = {0};
    int32_t status = cgov__road_begin(ledger, COMMAND_TICK, act);
    if (!status) status = cgov__road_run(ledger, &result);
    if (fired_out) *fired_out = result.fired;
    return status;
}

/* ---- another version decides ---- */

int32_t cgov_ledger_upgrade(cgov_ledger *ledger, const cgov_act *act, uint64_t *seq_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_UPGRADE, act);
    if (!status) cgov__command_number(&ledger->command, COMMAND_FIELD_DECISIONS, ledger->model.library);
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

/* ---- commands as bytes ---- */

int32_t cgov_command_execute(cgov_ledger *ledger, const void *facts, uint64_t facts_len, const void *words,
                             uint64_t words_len, uint32_t flags, cgov_result *result_out) {
    static const cgov_act nobody = {.size = sizeof nobody};
    cgov_result result = {0};
    int32_t status = cgov__road_begin(ledger, COMMAND_TICK, &nobody);
    if (status) return status;
    /* Asked before anything is done: afterwards it would be too late to refuse. */
    if (result_out) status = cgov__abi_out(result_out, &result, ABI_FIRST(result), sizeof result);
    if (status) return cgov__error_set(ledger, status, NULL, "the result cannot be written");
    if ((flags & ~CGOV_ACT_DEFER) != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a command is executed deferred, or not");
    if (!facts || (!words && words_len > 0)) return cgov__error_set(ledger, CGOV_E_ARG, NULL, "no command is given");
    status = cgov__command_decode(&ledger->command, facts, facts_len, words, words_len);
    if (status || ledger->command.verb == COMMAND_GENESIS)
        return cgov__error_set(ledger, CGOV_E_FORMAT, NULL, "these bytes are no command");
    ledger->command.act.flags |= flags;
    status = cgov__road_run(ledger, &result);
    result.size = sizeof result;
    if (result_out) cgov__abi_out(result_out, &result, ABI_FIRST(result), sizeof result);
    return status;
}

int32_t cgov_command_get(const cgov_ledger *ledger, void *facts, uint64_t facts_cap, uint64_t *facts_needed,
                         void *words, uint64_t words_cap, uint64_t *words_needed) {
    ABI_CLEAR(facts_needed);
    ABI_CLEAR(words_needed);
    if (!ledger || !facts_needed || !words_needed) return CGOV_E_ARG;
    if (!ledger->encoded) return CGOV_E_NOT_FOUND;
    *facts_needed = ledger->facts.len;
    *words_needed = ledger->words.len;
    if (facts_cap < ledger->facts.len || words_cap < ledger->words.len) return CGOV_E_BUFFER;
    if (!facts || (!words && ledger->words.len > 0)) return CGOV_E_ARG;
    memcpy(facts, ledger->facts.data, ledger->facts.len);
    if (ledger->words.len > 0) memcpy(words, ledger->words.data, ledger->words.len);
    return CGOV_OK;
}
