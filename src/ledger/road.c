/* The one road every change takes: command, admit, records, append, apply. Each command that is neither malformed nor a
 * repeat first lets happen what time has made due; then it is decided, written and applied, or refused and nothing
 * more.
 *
 * Invariant: memory is reserved before anything is appended, what was appended is applied at once, and applying cannot
 * fail; so state and journal never part. */
#include "base/abi.h"
#include "base/text.h"
#include "entities/entities.h"
#include "entities/opening.h"
#include "entities/secret.h"
#include "entities/view.h"
#include "ledger/erase.h"
#include "ledger/read_back.h"
#include "ledger/secrets.h"
#include "model/clock_rows.h"
#include "model/details.h"
#include "model/entry_places.h"
#include "model/retry.h"
#include "model/symbols.h"
#include "model/worklists.h"
#include "store/frame.h"

#include <assert.h>

#define LINES_KEPT 65536u

/* Writes the host's result, once: from the road, or with the status alone where a call fails before it. */
static void tell_result(struct cgov_ledger *ledger, int32_t status, cgov_result result) {
    cgov_result *given = ledger->result;
    if (!given) return;
    ledger->result = NULL;
    result.status = status;
    result.durable_seq = ledger->journal.durable_seq;
    cgov__abi_out(given, &result, ABI_FIRST(result), sizeof result);
}

int32_t cgov__error_set(struct cgov_ledger *ledger, int32_t status, const struct refusal *why, const char *message) {
    tell_result(ledger, status, (cgov_result){0});
    cgov_error *error = &ledger->error;
    if (!status && !error->status && error->size != 0) return status; /* as before */
    memset(error, 0, sizeof *error);
    error->size = sizeof *error;
    error->status = status;
    if (status == CGOV_E_STORAGE) error->os_code = ledger->journal.os_code;
    if (why && status && why->status == status) {
        error->reason = why->reason;
        error->version = why->version;
        error->line = why->line;
        error->column = why->column;
        error->item = why->item;
        static_assert(sizeof error->citation > MAX_CITES, "what is cited is shown whole");
        if (why->cites.ptr) cgov__text_copy(error->citation, sizeof error->citation, why->cites.ptr, why->cites.len);
        if (!message) message = why->message;
    }
    if (status == CGOV_E_STORAGE && (!message || message[0] == 0)) {
        cgov__storage_say(&ledger->journal.fault, error->message, sizeof error->message);
        return status;
    }
    if (!message || message[0] == 0) message = cgov_status_text(status);
    cgov__text_copy(error->message, sizeof error->message, message, strlen(message));
    return status;
}

static bool has_key(const cgov_act *act) {
    return (act->key[0] | act->key[1]) != 0;
}

/* Where the key will be looked for is not at hand: it is fetched while the command is filled. */
static inline uint32_t expect_key(const struct model *model, const cgov_act *act) {
    if (!has_key(act)) return 0;
    const uint32_t hash = cgov__retry_hash(model, act->actor, act->key);
    cgov__retry_fetch(model, hash);
    return hash;
}

int32_t cgov__road_begin(struct cgov_ledger *ledger, uint32_t verb, const cgov_act *act) {
    if (!ledger) return CGOV_E_ARG;
    if (ledger->busy) return CGOV_E_REENTER;
    cgov_act *copy = &ledger->command.act;
    ledger->result = NULL;
    int32_t status = cgov__abi_in_copy(copy, act, ABI_FIRST(*copy), sizeof *copy);
    if (status) return cgov__error_set(ledger, status, NULL, "the act cannot be read");
    if ((copy->flags & ~(COMMAND_FLAGS | CGOV_ACT_ENCODE | CGOV_ACT_DEFER)) != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "the act has flags this library does not know");
    if (copy->result_out) {
        const cgov_result none = {0};
        status = cgov__abi_out(copy->result_out, &none, ABI_FIRST(none), sizeof none);
        if (status) return cgov__error_set(ledger, status, NULL, "the act's result cannot be written");
        ledger->result = copy->result_out;
    }
    cgov__command_begin(&ledger->command, verb);
    ledger->known.key_hash = expect_key(&ledger->model, copy);
    cgov__buf_rest(&ledger->lines, LINES_KEPT);
    ledger->why.status = CGOV_OK; /* what fills it clears the rest */
    ledger->why.item = 0;
    return CGOV_OK;
}

/* ---- append and apply ---- */

COLD static void tell_witness(struct cgov_ledger *ledger, const struct frame *frame, const struct record *record,
                              const uint8_t *bytes, size_t len) {
    const struct written written = {record, bytes, len, frame, cgov__written_digest};
    ledger->witness(ledger->witness_user, ledger, &written);
}

/* The one step of commit and replay: the record is in the journal, and becomes state. */
static void written(struct cgov_ledger *ledger, const struct frame *frame, const struct record *record,
                    const uint8_t *bytes, size_t len) {
    if (ledger->witness) tell_witness(ledger, frame, record, bytes, len);
    cgov__model_apply(&ledger->model, record, frame->at);
}

COLD static void write_witnessed(struct cgov_ledger *ledger) {
    const struct frame frame = cgov__journal_appended(&ledger->journal);
    written(ledger, &frame, &ledger->plan.first, frame.records, frame.records_len);
}

/* The same of a frame of one record, of which nothing but its position is asked where nobody is told. */
static IN_LINE void write_one(struct cgov_ledger *ledger) {
    if (ledger->witness)
        write_witnessed(ledger);
    else
        cgov__model_apply(&ledger->model, &ledger->plan.first, ledger->journal.last_at);
}

COLD static void write_several(struct cgov_ledger *ledger) {
    const struct frame frame = cgov__journal_appended(&ledger->journal);
    struct cursor cursor = cgov__cursor(frame.records, frame.records_len);
    while (cursor.at < cursor.end) {
        struct record record;
        const uint8_t *bytes = cursor.at += RECORD_CRC;
        cgov__record_decode(&cursor, &record);
        written(ledger, &frame, &record, bytes, (size_t)(cursor.at - bytes));
    }
}

static bool is_deferred(const struct cgov_ledger *ledger) {
    return (ledger->command.act.flags & CGOV_ACT_DEFER) != 0;
}

/* Where a text is adopted. */
COLD static int32_t reserve_adoption(struct cgov_ledger *ledger) {
    struct plan *plan = &ledger->plan;
    plan->need.symbols += plan->prepared->rulebook.detail_name_count;
    int32_t status = cgov__model_reserve(&ledger->model, &plan->need);
    return status || cgov__adoption_reserve(&ledger->model, plan->prepared) ? status : CGOV_E_NOMEM;
}

/* On the worklists, of several records. */
COLD static int32_t reserve_postings(struct cgov_ledger *ledger) {
    struct plan *plan = &ledger->plan;
    cgov__plan_note(plan);
    const bool done = !cgov__plan_failed(plan) && cgov__worklists_reserve(&ledger->model, &plan->postings);
    return done ? CGOV_OK : CGOV_E_NOMEM;
}

/* All the room that applying the plan's records can use up. */
static IN_LINE int32_t reserve(struct cgov_ledger *ledger, bool several) {
    struct plan *plan = &ledger->plan;
    struct model *model = &ledger->model;
    int32_t status = plan->plain      ? cgov__model_reserve_plain(model, plan->workers)
                     : plan->entry    ? cgov__entry_reserve(model, plan->first.choice)
                     : plan->prepared ? reserve_adoption(ledger)
                                      : cgov__model_reserve(model, &plan->need);
    if (status) return status;
    if (!cgov__worklists_ready(model) && !cgov__worklists_make_room(model)) return CGOV_E_NOMEM;
    return several ? reserve_postings(ledger) : CGOV_OK;
}

/* The text that the plan read is the model's, now that its record is applied. */
static void hand_over(struct cgov_ledger *ledger) {
    ledger->model.prepared = ledger->plan.prepared;
    ledger->plan.prepared = NULL;
}

/* Why nothing may be written. */
COLD static int32_t cannot_commit(struct cgov_ledger *ledger) {
    const struct plan *plan = &ledger->plan;
    if (cgov__plan_failed(plan)) return CGOV_E_NOMEM;
    if (plan->invalid && plan->last_seq >= FRAME_SEQ_MAX)
        return cgov__fault(&ledger->why, CGOV_E_LIMIT, CGOV_R_LIMIT,
                           "the journal has as many records as it can number: found a new ledger");
    return cgov__fault(&ledger->why, CGOV_E_ARG, CGOV_R_NONE,
                       "this command would write a record that no ledger could be opened with");
}

int32_t cgov__road_commit(struct cgov_ledger *ledger, enum frame_kind kind) {
    struct plan *plan = &ledger->plan;
    if (cgov__plan_failed(plan) || plan->invalid) return cannot_commit(ledger);
    const bool several = plan->last_seq > plan->first_seq;
    assert(plan->first_seq == ledger->journal.last_seq + 1);
    int32_t status = reserve(ledger, several);
    if (!status && several && !cgov__journal_seal(&ledger->journal, plan->first_seq)) status = CGOV_E_NOMEM;
    if (!status)
        status = cgov__journal_append(&ledger->journal, kind, plan->last_seq, &plan->words, is_deferred(ledger));
    if (status) return status;
    if (plan->prepared) hand_over(ledger);
    if (several)
        write_several(ledger);
    else
        write_one(ledger);
    return CGOV_OK;
}

/* The record judged, and room made for it, as the road does for a plan of that record alone. */
static int32_t replay_record(struct cgov_ledger *ledger, const struct frame *frame, const struct record *record,
                             const struct cursor *bytes) {
    struct plan *plan = &ledger->plan;
    cgov__plan_begin(plan, record->time, record->actor);
    if (record->kind == CGOV_RECORD_ADOPTED) {
        struct fault fault = {0};
        struct adoption *adoption;
        int32_t status = cgov__adoption_prepare(&ledger->model, &record->text, &fault, &adoption);
        if (status) return status == CGOV_E_RULEBOOK ? CGOV_E_CORRUPT : status;
        cgov__plan_prepare(plan, adoption);
    }
    struct subject subject;
    cgov__overlay_subject(&plan->overlay, record, &subject);
    if (!cgov__record_valid(&plan->overlay, &subject, record))
        return record->foreign && ledger->model.decisions > ledger->model.library ? CGOV_E_FORMAT : CGOV_E_CORRUPT;
    cgov__record_need(plan, &subject, record);
    int32_t status = cgov__plan_failed(plan) ? CGOV_E_NOMEM : reserve(ledger, false);
    if (status) return status;
    if (plan->prepared) hand_over(ledger);
    written(ledger, frame, record, bytes->at, cgov__cursor_left(bytes));
    return CGOV_OK;
}

int32_t cgov__road_replay(struct cgov_ledger *ledger, const struct frame *frame) {
    struct cursor records = cgov__cursor(frame->records, frame->records_len), bytes;
    if (!frame->records_len) return CGOV_E_CORRUPT;
    for (uint64_t seq = frame->seq; records.at < records.end; seq++) {
        struct record record;
        int32_t status = cgov__frame_record(frame, ledger->journal.seed, seq, &records, &bytes);
        struct cursor cursor = bytes;
        if (!status && ledger->half && seq <= ledger->half) continue;
        if (!status) status = cgov__record_decode(&cursor, &record);
        if (!status) status = replay_record(ledger, frame, &record, &bytes);
        if (status && seq > frame->seq) ledger->half = ledger->model.seq;
        if (status) return status;
    }
    ledger->half = 0;
    return CGOV_OK;
}

/* ---- before a command: repeats, time ---- */

static int32_t check_time(struct cgov_ledger *ledger) {
    const struct model *model = &ledger->model;
    const cgov_act *act = &ledger->command.act;
    if (act->now < model->now)
        return cgov__fault_of(&ledger->why, CGOV_E_TIME_BACKWARDS, CGOV_R_NONE,
                              "now, %i, is before the ledger's last record, %i", act->now, model->offset, model->now,
                              model->offset);
    uint64_t ahead = (uint64_t)act->now - (uint64_t)model->now;
    if (ahead > model->limit_ahead && model->seq > model->base && (act->flags & CGOV_ACT_LONG_JUMP) == 0)
        return cgov__fault_of(
            &ledger->why, CGOV_E_TIME_AHEAD, CGOV_R_NONE,
            "now, %i, is ahead of the ledger, %i, by more than its `limit_ahead` of %l: look at the clock; it goes on "
            "with CGOV_ACT_LONG_JUMP",
            act->now, model->offset, model->now, model->offset, model->limit_ahead);
    return CGOV_OK;
}

/* Whether the words are those that were written then: no fingerprint covers them, so that no record tells of them. */
static int32_t check_same_words(const struct cgov_ledger *ledger, uint64_t seq) {
    const struct command *command = &ledger->command;
    uint8_t bytes[STORED_SIZE];
    struct stored stored = {.record = {.seq = 0}};
    for (uint32_t i = 0; i < command->count; i++) {
        const struct detail *detail = &command->details[i];
        if (detail->brought != BROUGHT_WORDS) continue;
        int32_t status = stored.record.seq == seq ? CGOV_OK : cgov__stored_follow(ledger, seq, bytes, &stored);
        if (!status) status = cgov__words_same(ledger, &stored, detail->field, detail->text, detail->len);
        if (status) return status == CGOV_E_NOT_FOUND ? CGOV_E_CORRUPT : status;
    }
    return CGOV_OK;
}

/* The key is remembered. */
COLD static int32_t repeat(struct cgov_ledger *ledger, const struct retry *retry, cgov_result *result) {
    int32_t status =
        retry->fingerprint == ledger->known.fingerprint ? check_same_words(ledger, retry->seq) : CGOV_E_CONFLICT;
    if (status == CGOV_E_CONFLICT) {
        ledger->why.item = 0;
        return cgov__fault(&ledger->why, CGOV_E_CONFLICT, CGOV_R_KEY,
                           "this actor's retry key stands for another command");
    }
    if (status) return status;
    result->id = retry->id;
    result->seq = retry->seq;
    return CGOV_REPEAT;
}

/* CGOV_REPEAT with the first result, CGOV_E_CONFLICT, or CGOV_OK to go on. Asked before anything is written and before
 * a refusal is told, and as late as that: where the key is looked for is fetched meanwhile. */
static inline int32_t check_repeat(struct cgov_ledger *ledger, cgov_result *result) {
    const cgov_act *act = &ledger->command.act;
    struct known_by *known = &ledger->known;
    if (known->is_new) return CGOV_OK;
    known->is_new = true;
    const struct retry *retry = cgov__retry_find(&ledger->model, known->key_hash, act->actor, act->key, act->now);
    return !retry ? CGOV_OK : repeat(ledger, retry, result);
}

/* What an addition's external key is of, where the actor may add there; 0: none, or not theirs to ask. */
static uint64_t addition_there(const struct model *model, const struct command *command, int64_t at) {
    uint64_t parent = (uint64_t)cgov__detail_number(command, COMMAND_FIELD_PARENT);
    if (parent == 0) parent = model->root;
    if (!cgov__organization(model, cgov__id_number(parent)) ||
        !cgov__may(model, command->act.actor, VERB_ADD, cgov__id_row(parent), at))
        return 0;
    const struct blob key = cgov__detail_text(command, CGOV_FIELD_EXTERNAL);
    uint32_t kind = (uint32_t)cgov__detail_number(command, COMMAND_FIELD_KIND);
    return cgov__external_find(model, kind, cgov__key_home(kind, parent), (const char *)key.ptr, key.len);
}

/* CGOV_REPEAT where what is imported is there already and the actor may enter it, as of the ledger's time or later. Who
 * may not goes on, to the refusal they meet whether it is there or not. The id is for those who may see it. */
COLD static int32_t check_import(struct cgov_ledger *ledger, cgov_result *result) {
    const struct command *command = &ledger->command;
    const struct model *model = &ledger->model;
    const cgov_act *act = &command->act;
    if (!cgov__resident(model, cgov__id_number(act->actor))) return CGOV_OK;
    int64_t at = act->now > model->now ? act->now : model->now;
    uint64_t id =
        command->verb == COMMAND_ADD ? addition_there(model, command, at) : cgov__open_there(model, command, at);
    if (id == 0) return CGOV_OK;
    bool seen = cgov__is_item(cgov__id_kind(id))
                    ? cgov__sees(model, cgov__item(model, cgov__id_number(id)), act->actor, at)
                    : cgov__sees_entity(model, id, act->actor, at);
    if (seen) result->id = id;
    return CGOV_REPEAT;
}

/* Everything due up to now from that clock on, an event a frame, in order; unless the command is a repeat. */
COLD static int32_t let_happen(struct cgov_ledger *ledger, uint32_t first, cgov_result *result) {
    const int64_t now = ledger->command.act.now;
    const int32_t again = check_repeat(ledger, result);
    if (again) return again;
    for (; first != QUEUE_NONE; first = cgov__queue_first(&ledger->model.due, now)) {
        int32_t status = cgov__due_admit(&ledger->model, first, &ledger->plan);
        if (!status) status = cgov__road_commit(ledger, FRAME_TIME);
        if (status) return status;
        result->fired += ledger->plan.last_seq - ledger->plan.first_seq + 1;
    }
    return CGOV_OK;
}

static inline int32_t let_time_pass(struct cgov_ledger *ledger, cgov_result *result) {
    const uint32_t first = cgov__queue_first(&ledger->model.due, ledger->command.act.now);
    return first == QUEUE_NONE ? CGOV_OK : let_happen(ledger, first, result);
}

/* ---- the command itself ---- */

/* No resident does it. */
COLD static int32_t check_nobody(struct cgov_ledger *ledger) {
    const struct command *command = &ledger->command;
    if (command->verb == COMMAND_GENESIS || command->verb == COMMAND_TICK) return CGOV_OK;
    if (command->verb == COMMAND_UPGRADE && command->act.actor == 0) return CGOV_OK;
    if (command->act.actor == 0) return cgov__refuse(&ledger->why, CGOV_R_MAY, "the public does nothing but tick");
    return cgov__fault_of(&ledger->why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no actor %u", command->act.actor);
}

/* Plans what the command comes to, or refuses it. */
static IN_LINE int32_t admit(struct cgov_ledger *ledger, const uint32_t verb) {
    struct plan *plan = &ledger->plan;
    const cgov_act *act = &ledger->command.act;
    int32_t status = CGOV_OK;
    /* No time passes with an upgrade. */
    bool upgrade = verb == COMMAND_UPGRADE;
    cgov__plan_begin(plan, upgrade ? ledger->model.now : act->now, act->actor);
    plan->seal.salt[0] = act->salt[0];
    plan->seal.salt[1] = act->salt[1];
    plan->secrets.salted = (act->salt[0] | act->salt[1]) != 0;
    if ((ledger->command.brings & BRINGS_WORDS) != 0)
        cgov__command_pieces(&ledger->command, &plan->seal, 0, NULL, &plan->words, &plan->texts, NULL);
    plan->key[0] = act->key[0];
    plan->key[1] = act->key[1];
    plan->fingerprint = ledger->known.fingerprint;
    plan->key_hash = ledger->known.key_hash;
    if (verb == COMMAND_ERASE) status = cgov__erase_gather(ledger);
    if (status) return status;
    return cgov__entity_of(&ledger->command, verb)->admit(&ledger->model, &ledger->command, plan, &ledger->why);
}

/* What no row has is read back for who asks for it, once nothing else refuses. */
COLD static int32_t admit_anew(struct cgov_ledger *ledger) {
    int32_t status = cgov__secrets_gather(ledger);
    return status ? status : admit(ledger, ledger->command.verb);
}

static IN_LINE int32_t plan_command(struct cgov_ledger *ledger, const uint32_t verb) {
    int32_t status = ledger->known.by_resident ? CGOV_OK : check_nobody(ledger);
    if (!status) status = admit(ledger, verb);
    return status == PLAN_ASKS ? admit_anew(ledger) : status;
}

static inline int32_t write_command(struct cgov_ledger *ledger, cgov_result *result) {
    int32_t status = cgov__road_commit(ledger, FRAME_COMMAND);
    if (status) return status;
    result->id = ledger->plan.result;
    result->seq = ledger->plan.first_seq;
    return CGOV_OK;
}

static int32_t encode(struct cgov_ledger *ledger) {
    cgov__buf_clear(&ledger->facts);
    cgov__buf_clear(&ledger->words);
    cgov__command_words(&ledger->command, &ledger->words);
    cgov__command_encode(&ledger->command, &ledger->facts, &ledger->words);
    ledger->encoded = !ledger->facts.failed && !ledger->words.failed;
    return ledger->encoded ? CGOV_OK : CGOV_E_NOMEM;
}

/* A command is decided by the ledger's number, and by a library of that number alone; but for the one that has it
 * decided by this library from then on. */
COLD static int32_t check_decisions(struct cgov_ledger *ledger, bool upgrade) {
    const struct model *model = &ledger->model;
    const struct command *command = &ledger->command;
    if (model->decisions > model->library)
        return cgov__fault(&ledger->why, CGOV_E_DECISIONS, CGOV_R_NONE,
                           "this ledger is decided by a newer version of the library");
    if (upgrade && cgov__detail_number(command, COMMAND_FIELD_DECISIONS) != (int64_t)model->library)
        return cgov__fault(&ledger->why, CGOV_E_DECISIONS, CGOV_R_NONE,
                           "this upgrade comes from a version of the library that decides by another number");
    if (upgrade || model->decisions == model->library) return CGOV_OK;
    return cgov__fault(
        &ledger->why, CGOV_E_DECISIONS, CGOV_R_NONE,
        "this ledger is decided by an older version of the library: cgov_ledger_upgrade has this one decide");
}

/* What the command will ask of whom, so that it is at hand by then. */
static IN_LINE void fetch(const struct model *model, const uint32_t verb, const struct command *command,
                          const struct resident *actor) {
    const bool entry = verb == COMMAND_ENTER || verb == COMMAND_LEAVE;
    const struct item *item = entry ? cgov__item_by_id(model, command->id) : NULL;
    if (item)
        cgov__entries_fetch(model, item, (uint64_t)cgov__detail_number(command, COMMAND_FIELD_ELECTOR));
    else
        cgov__fetch(actor);
}

/* What these lead to, once they are there. */
static IN_LINE void fetch_further(const struct model *model, const uint32_t verb, const struct command *command,
                                  const struct resident *actor) {
    if (verb == COMMAND_MOVE) cgov__clocks_fetch(model, cgov__item(model, cgov__id_number(command->id)));
    if (actor && verb != COMMAND_ENTER) cgov__fetch(cgov__appointment(model, actor->appointments));
}

/* What was erased is durable and gone when its command is done, deferred or not. Where it fails halfway nobody knows
 * what the disk holds: opening anew finishes it. */
COLD static int32_t erase(struct cgov_ledger *ledger, uint32_t first) {
    int32_t status = cgov__journal_flush(&ledger->journal);
    if (status) return status;
    status = cgov__erase_zero(ledger, first);
    if (status) ledger->journal.refuses = CGOV_E_POISONED;
    return status;
}

/* An import; or what is too dear to be planned in vain: whether it is a repeat is asked first. */
COLD static int32_t check_first(struct cgov_ledger *ledger, cgov_result *result) {
    const bool import = (ledger->command.act.flags & CGOV_ACT_IMPORT) != 0;
    const int32_t status = check_repeat(ledger, result);
    return status || !import ? status : check_import(ledger, result);
}

/* Up to where it would be written: what it comes to, after all that time makes due before it. */
static IN_LINE int32_t decide(struct cgov_ledger *ledger, const uint32_t verb, cgov_result *result) {
    const struct command *command = &ledger->command;
    const bool upgrade = verb == COMMAND_UPGRADE, import = (command->act.flags & CGOV_ACT_IMPORT) != 0;
    const bool dear = verb == COMMAND_ADOPT || verb == COMMAND_ERASE;
    int32_t status = import || dear ? check_first(ledger, result) : CGOV_OK;
    if (!status) status = check_time(ledger);
    if (status) return status;
    if (upgrade && ledger->model.decisions == ledger->model.library) return CGOV_REPEAT;
    if (!upgrade) status = let_time_pass(ledger, result);
    return status || verb == COMMAND_TICK ? status : plan_command(ledger, verb);
}

/* What a command with a key is known by, once it is well-formed. */
static IN_LINE uint64_t fingerprint(const struct model *model, const uint32_t verb, const struct command *command) {
    const bool says = verb == COMMAND_ENTER || verb == COMMAND_BUNDLE; /* what a ballot does */
    return cgov__command_fingerprint(command, says && cgov__ballot_is_confidential(model, command));
}

/* Made for a move apart, as most commands are: of it nothing is asked that only others are or bring. */
static IN_LINE int32_t run(struct cgov_ledger *ledger, const uint32_t verb, cgov_result *result) {
    struct command *command = &ledger->command;
    const struct model *model = &ledger->model;
    const struct resident *actor = cgov__resident(model, cgov__id_number(command->act.actor));
    struct known_by *known = &ledger->known;
    known->is_new = !has_key(&command->act);
    known->fingerprint = 0;
    known->by_resident = actor != NULL;
    if (known->key_hash == 0) known->key_hash = expect_key(model, &command->act); /* it came as bytes */
    const uint32_t erased_before = model->erasures.count;
    fetch(model, verb, command, actor);
    const bool genesis = verb == COMMAND_GENESIS, upgrade = verb == COMMAND_UPGRADE;
    static const struct measure unbound = {.title = GENESIS_TEXT, .text = GENESIS_TEXT};
    struct measure measure = genesis ? unbound : cgov__measure(model);
    measure.lines = &ledger->lines;
    int32_t status = cgov__command_check(command, &measure, &ledger->why);
    if (status) return status;
    fetch_further(model, verb, command, actor);
    if ((command->act.flags & CGOV_ACT_ENCODE) != 0) return encode(ledger);
    if (ledger->journal.refuses) return ledger->journal.refuses;
    if (model->decisions != model->library || upgrade) status = genesis ? CGOV_OK : check_decisions(ledger, upgrade);
    if (status) return status;
    if (!known->is_new) known->fingerprint = fingerprint(model, verb, command);
    status = decide(ledger, verb, result);
    const int32_t again = check_repeat(ledger, result);
    if (again) status = again;
    if (!status && verb != COMMAND_TICK) status = write_command(ledger, result);
    if (verb == COMMAND_ERASE && !status) return erase(ledger, erased_before);
    if (is_deferred(ledger) || ledger->journal.refuses) return status;
    /* What time made due is written even where the command itself is refused; and what is repeated may have been
     * deferred. */
    int32_t flushed = cgov__journal_flush(&ledger->journal);
    return flushed ? flushed : status;
}

int32_t cgov__road_run(struct cgov_ledger *ledger, cgov_result *result) {
    ledger->busy = true;
    const uint32_t verb = ledger->command.verb;
    int32_t status = verb == COMMAND_MOVE ? run(ledger, COMMAND_MOVE, result) : run(ledger, verb, result);
    cgov__plan_end(&ledger->plan);
    ledger->busy = false;
    result->status = status;
    result->durable_seq = ledger->journal.durable_seq;
    if (!status && !ledger->result && !ledger->error.status) return CGOV_OK; /* nothing to say, as before */
    tell_result(ledger, status, *result);
    return cgov__error_set(ledger, status, &ledger->why, NULL);
}
