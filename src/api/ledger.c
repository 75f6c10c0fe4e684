/* A ledger's life: founded on an empty storage, opened by replaying its journal, closed. The handle is the only thing a
 * host ever has to give back. */
#include "cgov/ledger.h"
#include "api/fill.h"
#include "api/start.h"
#include "base/abi.h"
#include "base/civil.h"
#include "base/text.h"
#include "entities/entities.h"
#include "ledger/erase.h"
#include "ledger/handle.h"
#include "ledger/read_back.h"
#include "ledger/snapshot.h"
#include "model/index.h"
#include "model/retry.h"
#include "store/frame.h"
#include "store/snapshot.h"

static const struct start usual = {0};

/* ---- making and unmaking the handle ---- */

static void tell(const cgov_ledger_options *options, const cgov_error *error) {
    if (options->error_out) cgov__abi_out(options->error_out, error, ABI_FIRST(*error), sizeof *error);
}

static int32_t fail(const cgov_ledger_options *options, int32_t status, int64_t os_code, const char *message) {
    cgov_error error = {.size = sizeof error, .status = status, .os_code = os_code};
    if (!message) message = cgov_status_text(status);
    cgov__text_copy(error.message, sizeof error.message, message, strlen(message));
    tell(options, &error);
    return status;
}

/* What stood there said why not, of another call. */
static int32_t went_well(const cgov_ledger_options *options) {
    static const cgov_error nothing = {.size = sizeof nothing};
    tell(options, &nothing);
    return CGOV_OK;
}

static int32_t read_options(const cgov_ledger_options *given, cgov_ledger_options *options) {
    static const cgov_ledger_options none = {.size = sizeof none};
    int32_t status = cgov__abi_in_copy(options, !given ? &none : given, ABI_FIRST(*options), sizeof *options);
    if (status) return status;
    return (options->flags & ~(CGOV_OPEN_READ | CGOV_OPEN_REPLAY)) != 0 || options->reserved != 0 ? CGOV_E_ARG
                                                                                                  : CGOV_OK;
}

static int32_t make(const cgov_ledger_options *options, const struct start *start, struct cgov_ledger **out) {
    struct mem mem;
    int32_t status = cgov__abi_mem(&mem, options->allocator);
    if (status) return status;
    struct cgov_ledger *ledger = cgov__mem_resize(&mem, NULL, 0, sizeof *ledger);
    if (!ledger) return CGOV_E_NOMEM;
    memset(ledger, 0, sizeof *ledger);
    ledger->mem = mem;
    cgov__error_set(ledger, CGOV_OK, NULL, NULL);
    cgov__model_init(&ledger->model, &ledger->mem, cgov__kinds);
    ledger->model.base = ledger->model.seq = start->base;
    ledger->model.library = start->decisions == 0 ? DECISIONS : start->decisions;
    cgov__plan_init(&ledger->plan, &ledger->model, &ledger->journal.pending);
    cgov__buf_init(&ledger->facts, &ledger->mem);
    cgov__buf_init(&ledger->words, &ledger->mem);
    cgov__buf_init(&ledger->lines, &ledger->mem);
    if (!options->storage) {
        ledger->own.size = sizeof ledger->own;
        status = cgov_storage_memory(options->allocator, &ledger->own);
    }
    if (status) {
        cgov__mem_resize(&mem, ledger, sizeof *ledger, 0);
        return status;
    }
    *out = ledger;
    return CGOV_OK;
}

static void unmake(struct cgov_ledger *ledger) {
    cgov__journal_close(&ledger->journal);
    cgov__plan_free(&ledger->plan); /* before the model: it holds the model's memory */
    cgov__model_free(&ledger->model);
    cgov__buf_free(&ledger->facts);
    cgov__buf_free(&ledger->words);
    cgov__buf_free(&ledger->lines);
    if (ledger->own.size != 0) cgov_storage_close(&ledger->own);
    struct mem mem = ledger->mem;
    cgov__mem_resize(&mem, ledger, sizeof *ledger, 0);
}

void cgov_ledger_close(cgov_ledger *ledger) {
    if (!ledger || ledger->busy) return;
    ledger->busy = true; /* for the storage's callbacks, to the end */
    if (!ledger->journal.refuses) cgov__journal_flush(&ledger->journal);
    unmake(ledger);
}

/* ---- founding ---- */

static int32_t fill_genesis(struct cgov_ledger *ledger, const cgov_genesis *genesis) {
    struct command *command = &ledger->command;
    const struct {
        uint32_t field;
        const char *name;
        const cgov_text *text;
    } texts[] = {{COMMAND_FIELD_RULEBOOK, "rulebook", &genesis->rulebook},
                 {COMMAND_FIELD_PROFILE, "profile", &genesis->profile},
                 {COMMAND_FIELD_CALENDAR, "calendar", &genesis->calendar},
                 {CGOV_FIELD_NAME, "organization", &genesis->organization},
                 {COMMAND_FIELD_TYPE, "organization_kind", &genesis->organization_kind},
                 {COMMAND_FIELD_FOUNDER, "resident", &genesis->resident},
                 {COMMAND_FIELD_ROLE, "role", &genesis->role}};
    if ((genesis->flags & ~CGOV_ADOPT_UNVERIFIED) != 0 || genesis->reserved0 != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "`flags` of a genesis are unknown, or `reserved0` is not 0");
    for (uint32_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char message[80];
        if (cgov__fill_text(command, texts[i].field, texts[i].text)) continue;
        cgov__format(message, sizeof message, "`%s` of a genesis has a length but no pointer", texts[i].name);
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, message);
    }
    cgov__fill_number(command, COMMAND_FIELD_UNVERIFIED, genesis->flags & CGOV_ADOPT_UNVERIFIED);
    cgov__fill_number(command, COMMAND_FIELD_LEDGER0, genesis->ledger_id[0]);
    cgov__fill_number(command, COMMAND_FIELD_LEDGER1, genesis->ledger_id[1]);
    if (genesis->utc_offset != 0) cgov__command_number(command, COMMAND_FIELD_UTC_OFFSET, genesis->utc_offset);
    cgov__fill_number(command, CGOV_FIELD_PLACE, genesis->region);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_AHEAD, genesis->limit_ahead);
    cgov__fill_number(command, COMMAND_FIELD_KEY_WINDOW, genesis->key_window);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_TITLE, genesis->limit_title);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_TEXT, genesis->limit_text);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_CHILDREN, genesis->limit_children);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_DEPTH, genesis->limit_depth);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_ITEMS, genesis->limit_items);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_ENTITIES, genesis->limit_entities);
    cgov__fill_number(command, COMMAND_FIELD_LIMIT_BEHIND, genesis->limit_behind);
    return CGOV_OK;
}

/* A value of this storage that words cannot know: what the salt gives under a one-way function. */
static uint64_t seed_of(const cgov_act *act, const cgov_genesis *genesis) {
    uint8_t digest[32];
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, "cgov journal seed", 17);
    cgov__sha256_u64(&sha, act->salt[0]);
    cgov__sha256_u64(&sha, act->salt[1]);
    cgov__sha256_u64(&sha, genesis->ledger_id[0]);
    cgov__sha256_u64(&sha, genesis->ledger_id[1]);
    cgov__sha256_end(&sha, digest);
    return cgov__load64(digest);
}

/* What the seed gives, which only who reads the storage knows: words are sealed with it, and what keys from
 * outside are hashed under is drawn from it. */
static void keep_secret(struct cgov_ledger *ledger) {
    uint8_t digest[32];
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_add(&sha, "cgov table secret", 17);
    cgov__sha256_u64(&sha, ledger->journal.seed);
    cgov__sha256_end(&sha, digest);
    ledger->plan.seal.seed = ledger->journal.seed;
    ledger->model.secret[0] = cgov__load64(digest);
    ledger->model.secret[1] = cgov__load64(digest + 8);
    cgov__retry_begin(&ledger->model);
    ledger->known.key_hash = 0;
}

static const cgov_storage *storage_of(const struct cgov_ledger *ledger, const cgov_ledger_options *options) {
    return options->storage ? options->storage : &ledger->own;
}

static int32_t found(struct cgov_ledger *ledger, const cgov_ledger_options *options, const cgov_genesis *genesis,
                     const cgov_act *act) {
    int32_t status = cgov__road_begin(ledger, COMMAND_GENESIS, act);
    if (status) return status;
    if ((ledger->command.act.flags & CGOV_ACT_ENCODE) != 0)
        return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a ledger is founded at once");
    status = fill_genesis(ledger, genesis);
    if (status) return status;
    /* Asked before the storage is touched; the road asks again. */
    const struct measure unbound = {.title = GENESIS_TEXT, .text = GENESIS_TEXT, .lines = &ledger->lines};
    status = cgov__command_check(&ledger->command, &unbound, &ledger->why);
    if (status) return cgov__error_set(ledger, status, &ledger->why, NULL);
    status = cgov__journal_create(&ledger->journal, &ledger->mem, storage_of(ledger, options), seed_of(act, genesis));
    if (status) return cgov__error_set(ledger, status, NULL, NULL);
    keep_secret(ledger);
    ledger->journal.last_seq = ledger->model.base;
    cgov_result result = {0};
    return cgov__road_run(ledger, &result);
}

int32_t cgov__create_from(const cgov_ledger_options *given, const cgov_genesis *genesis, const cgov_act *act,
                          const struct start *start, cgov_ledger **ledger_out) {
    ABI_CLEAR(ledger_out);
    cgov_ledger_options options;
    cgov_genesis copy;
    struct cgov_ledger *ledger = NULL;
    if (!ledger_out) return CGOV_E_ARG;
    int32_t status = read_options(given, &options);
    if (status) return status;
    status = cgov__abi_in_copy(&copy, genesis, ABI_FIRST(copy), sizeof copy);
    if (!status && options.flags != 0) status = CGOV_E_ARG; /* who founds writes */
    if (!status) status = make(&options, start, &ledger);
    if (status) return fail(&options, status, 0, NULL);
    status = found(ledger, &options, &copy, act);
    if (status) {
        tell(&options, &ledger->error);
        unmake(ledger);
        return status;
    }
    *ledger_out = ledger;
    return went_well(&options);
}

int32_t cgov_ledger_create(const cgov_ledger_options *given, const cgov_genesis *genesis, const cgov_act *act,
                           cgov_ledger **ledger_out) {
    return cgov__create_from(given, genesis, act, &usual, ledger_out);
}

/* ---- opening ---- */

/* The next frame. Of one that no slot speaks for the words are asked too: power may have gone before they were there.
 * Whether they were erased is asked last, for that is looked for to the journal's end. */
static int32_t next_frame(struct cgov_ledger *ledger, struct frame *frame) {
    struct journal *journal = &ledger->journal;
    int32_t status = cgov__journal_next(journal, frame);
    if (status || frame->seq <= journal->ack.seq) return status;
    status = cgov__words_hold(ledger, frame, false);
    if (status == CGOV_E_STORAGE) journal->fault = cgov__journal_fault(journal);
    if (status == CGOV_E_CORRUPT) status = cgov__journal_doubt(journal, frame);
    if (status != CGOV_DONE || cgov__words_hold(ledger, frame, true)) return status;
    journal->torn_len = 0;
    return cgov__journal_next(journal, frame);
}

/* The frames from where the journal stands on. Where one cannot be replayed, it stands before that one. */
static int32_t replay(struct cgov_ledger *ledger) {
    struct journal *journal = &ledger->journal;
    struct frame frame = {0};
    for (;;) {
        const bool said = journal->ack.chain != 0 && journal->ack.seq == journal->last_seq;
        if (said) ledger->linked = journal->ack.chain == cgov__chain_said(journal->chain);
        int32_t status = next_frame(ledger, &frame);
        if (status) return status == CGOV_DONE ? CGOV_OK : status;
        journal->os_code = (int64_t)frame.at;
        status = cgov__road_replay(ledger, &frame);
        if (status) {
            journal->next_at = frame.at;
            return status;
        }
        journal->last_seq = ledger->model.seq;
        journal->chain = frame.chain;
        journal->last_at = frame.at;
        journal->last_crc = frame.payload_crc;
    }
}

/* It led elsewhere than the journal, or to what its own end cannot follow on. */
static int32_t replay_without(struct cgov_ledger *ledger) {
    cgov__snapshot_forget(ledger);
    ledger->snapshot = CGOV_SNAPSHOT_OTHER;
    return replay(ledger);
}

/* One of another journal, or of another day of this one, would be met at each opening. */
static void keep_snapshot(struct cgov_ledger *ledger, bool reads) {
    struct storage_fault ignored;
    if (ledger->snapshot == CGOV_SNAPSHOT_OTHER && !reads)
        cgov__storage_drop(&ledger->journal.storage, SNAPSHOT_OBJECT, &ignored);
}

static int32_t open_journal(struct cgov_ledger *ledger, const cgov_ledger_options *options) {
    struct journal *journal = &ledger->journal;
    const bool reads = options->flags & CGOV_OPEN_READ;
    int32_t (*begin)(struct journal *, struct mem *, const cgov_storage *) =
        reads ? cgov__journal_follow : cgov__journal_open;
    int32_t status = begin(journal, &ledger->mem, storage_of(ledger, options));
    if (status) return status;
    keep_secret(ledger);
    ledger->model.replaying = true;
    journal->last_seq = ledger->model.base;
    if ((options->flags & CGOV_OPEN_REPLAY) == 0) ledger->snapshot = cgov__snapshot_load(ledger);
    status = replay(ledger);
    if (ledger->snapshot == CGOV_SNAPSHOT_USED &&
        (status || !ledger->linked || !(reads || cgov__erased_confirm(ledger))))
        status = replay_without(ledger);
    keep_snapshot(ledger, reads);
    if (!status && !reads) status = cgov__journal_settle(journal);
    if (!status && !reads) status = cgov__erase_zero(ledger, 0); /* what was cut short is finished */
    /* No founding, or half of one, which now lies aside: a ledger can be founded here. */
    if (!status && ledger->model.seq == ledger->model.base) return CGOV_E_NOT_FOUND;
    /* Nothing says that any of it was acknowledged: it is perhaps being founded. */
    if (!status && reads && journal->vouched_at <= JOURNAL_HEADER) return CGOV_E_NOT_FOUND;
    if (!status && reads) status = cgov__journal_count_torn(journal);
    if (!status && reads) cgov__journal_stand(journal);
    cgov__buf_free(&journal->window);
    return status ? status : cgov__model_index(&ledger->model);
}

/* Why it does not open: how far it can be read, and how far it was acknowledged where that is known to be farther. */
static void tell_why_not(const struct cgov_ledger *ledger, const cgov_ledger_options *options, int32_t status) {
    const struct journal *journal = &ledger->journal;
    char damage[208];
    const char *said = NULL;
    if (status == CGOV_E_STORAGE) {
        cgov__storage_say(&journal->fault, damage, sizeof damage);
        said = damage;
    }
    if (status == CGOV_E_CORRUPT) {
        uint64_t seq = ledger->model.seq;
        cgov__format(damage, sizeof damage,
                     journal->ack.seq > seq ? "%s; near byte %u of the journal, after record %u of %u acknowledged"
                                            : "%s; near byte %u of the journal, after record %u",
                     cgov_status_text(status), (uint64_t)journal->os_code, seq, journal->ack.seq);
        said = damage;
    }
    if (status == CGOV_E_FORMAT) said = "the object `journal` is no journal, or holds what a newer library wrote";
    if (status == CGOV_E_NOT_FOUND)
        said = journal->written ? "the founding was cut short here: no ledger was acknowledged"
                                : "this storage holds no ledger";
    fail(options, status, journal->os_code, said);
}

int32_t cgov__open_from(const cgov_ledger_options *given, const struct start *start, cgov_ledger **ledger_out) {
    ABI_CLEAR(ledger_out);
    cgov_ledger_options options;
    struct cgov_ledger *ledger = NULL;
    if (!ledger_out) return CGOV_E_ARG;
    int32_t status = read_options(given, &options);
    if (status) return status;
    status = make(&options, start, &ledger);
    if (status) return fail(&options, status, 0, NULL);
    status = open_journal(ledger, &options);
    if (status) {
        tell_why_not(ledger, &options, status);
        unmake(ledger);
        return status;
    }
    *ledger_out = ledger;
    return went_well(&options);
}

int32_t cgov_ledger_open(const cgov_ledger_options *given, cgov_ledger **ledger_out) {
    return cgov__open_from(given, &usual, ledger_out);
}

int32_t cgov_ledger_refresh(cgov_ledger *ledger, uint64_t *seq_out) {
    static const char *const other = "another journal stands here now, or an older copy of this one: open it anew";
    ABI_CLEAR(seq_out);
    if (!ledger) return CGOV_E_ARG;
    if (ledger->busy) return CGOV_E_REENTER;
    struct journal *journal = &ledger->journal;
    int32_t status = CGOV_OK;
    if (journal->refuses == CGOV_E_READ_ONLY) {
        ledger->busy = true;
        status = cgov__journal_look(journal);
        if (!status) status = replay(ledger);
        if (!status) cgov__journal_stand(journal);
        cgov__buf_free(&journal->window);
        ledger->busy = false;
    }
    if (seq_out) *seq_out = ledger->model.seq;
    return cgov__error_set(ledger, status, NULL, status == CGOV_E_CONFLICT ? other : NULL);
}

/* ---- what it says of itself ---- */

int32_t cgov_ledger_flush(cgov_ledger *ledger, uint64_t *seq_out) {
    ABI_CLEAR(seq_out);
    if (!ledger) return CGOV_E_ARG;
    if (ledger->busy) return CGOV_E_REENTER;
    if (ledger->journal.refuses) return cgov__error_set(ledger, ledger->journal.refuses, NULL, NULL);
    ledger->busy = true;
    int32_t status = cgov__journal_flush(&ledger->journal);
    ledger->busy = false;
    if (seq_out) *seq_out = ledger->journal.durable_seq;
    return cgov__error_set(ledger, status, NULL, NULL);
}

static int32_t write_snapshot(struct cgov_ledger *ledger) {
    int32_t status = cgov__journal_flush(&ledger->journal);
    if (!status) status = cgov__snapshot_write(ledger);
    ledger->snapshot_seq = status ? 0 : ledger->model.seq;
    return status;
}

int32_t cgov_ledger_snapshot(cgov_ledger *ledger, uint64_t *seq_out) {
    ABI_CLEAR(seq_out);
    if (!ledger) return CGOV_E_ARG;
    if (ledger->busy) return CGOV_E_REENTER;
    if (ledger->journal.refuses) return cgov__error_set(ledger, ledger->journal.refuses, NULL, NULL);
    ledger->busy = true;
    const int32_t status = write_snapshot(ledger);
    ledger->busy = false;
    if (seq_out) *seq_out = ledger->snapshot_seq;
    return cgov__error_set(ledger, status, NULL, NULL);
}

int32_t cgov_ledger_next_due(const cgov_ledger *ledger, cgov_time *due_out) {
    ABI_CLEAR(due_out);
    if (!ledger || !due_out) return CGOV_E_ARG;
    const int64_t first = cgov__queue_earliest(&ledger->model.due);
    if (first == INT64_MAX) return CGOV_DONE;
    *due_out = first < ledger->model.now ? ledger->model.now : first;
    return CGOV_OK;
}

int32_t cgov_ledger_error(const cgov_ledger *ledger, cgov_error *error_out) {
    if (!ledger) return CGOV_E_ARG;
    cgov_error error = ledger->error;
    error.size = sizeof error;
    return cgov__abi_out(error_out, &error, ABI_FIRST(error), sizeof error);
}

/* The calendar that clocks without a profile's own ask. */
static int64_t calendar_until(const struct model *model) {
    int32_t today = cgov__local_day(model->now, model->offset);
    int32_t last = cgov__covered_to(cgov__calendar_find(model, model->calendar), today);
    return last < today ? 0 : cgov__day_start(last + 1, model->offset) - 1;
}

int32_t cgov_ledger_get(const cgov_ledger *ledger, cgov_ledger_view *info_out) {
    if (!ledger) return CGOV_E_ARG;
    const struct model *model = &ledger->model;
    const struct journal *journal = &ledger->journal;
    cgov_ledger_view info = {.size = sizeof info,
                             .decisions = model->decisions,
                             .library_decisions = model->library,
                             .ledger_id = {model->ledger_id[0], model->ledger_id[1]},
                             .utc_offset = (int32_t)(model->offset / MS_PER_MINUTE),
                             .rulebooks = model->adoption_count,
                             .now = model->now,
                             .seq = model->seq,
                             .durable_seq = journal->durable_seq,
                             .residents = model->residents.count,
                             .organizations = model->organizations.count,
                             .appointments = model->appointments.count,
                             .units = model->units.count,
                             .snapshot_seq = ledger->snapshot_seq,
                             .snapshot = ledger->snapshot,
                             .calendar_until = calendar_until(model),
                             .issues = model->items_of[CGOV_KIND_ISSUE],
                             .parts = model->items_of[CGOV_KIND_PART],
                             .sessions = model->items_of[CGOV_KIND_SESSION],
                             .motions = model->items_of[CGOV_KIND_MOTION],
                             .limit_behind = model->limit_behind,
                             .open_items = model->open_items,
                             .running_clocks = model->running_clocks,
                             .undated_clocks = model->undated_clocks,
                             .retry_keys = model->retry_end - model->retry_first,
                             .memory = ledger->mem.used,
                             .journal_bytes = cgov__journal_end(journal),
                             .torn_bytes = journal->torn_len,
                             .torn_seq = journal->torn_len > 0 ? journal->torn_seq : 0,
                             .torn_objects = journal->torn_objects,
                             .ack_missing = journal->ack.strange ? 2 : journal->ack.missing || journal->ack.failed,
                             .root = model->root,
                             .founder = model->founder,
                             .poisoned = journal->refuses == CGOV_E_POISONED};
    return cgov__abi_out(info_out, &info, ABI_FIRST(info), sizeof info);
}

int32_t cgov_state_digest(const cgov_ledger *ledger, uint8_t digest_out[32]) {
    if (digest_out) memset(digest_out, 0, 32);
    if (!ledger || !digest_out) return CGOV_E_ARG;
    cgov__model_digest(&ledger->model, digest_out);
    return CGOV_OK;
}
