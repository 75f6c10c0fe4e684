/* A message board as a ledger: the main job, from a file of messages to tables and back.
 *
 *   board FILE.csv DIRECTORY [PAGE.html]
 *
 * Founds a ledger in DIRECTORY under the shipped rulebook with profile BOARD and the meetings' own (meetings.rules),
 * runs every message of FILE.csv through the issue procedure at its real instants (issues.c) in the places it names
 * (places.c), lets their offices meet once a month on what has no reply yet (meetings.c), prints what a district head
 * would ask for (survey.c, tables.c), closes the ledger, opens it again from its files, says whether the two are one,
 * and writes the same figures as a page (report.c).
 *
 * Status 0: all rows ran. 1: some row was broken, and named. 2: the job could not be done. */
#include "survey.h"

#include <stdio.h>
#include <string.h>

enum { GROUP = 500, DIGEST = 32 };

cgov_act act_wordless(cgov_id actor, cgov_time now) {
    /* A board may be silent for years: the instants come from a file, not from a clock that could be wrong. */
    return (cgov_act){
        .size = sizeof(cgov_act), .flags = CGOV_ACT_LONG_JUMP | CGOV_ACT_DEFER, .actor = actor, .now = now};
}

int32_t act_begin(struct job *job, cgov_id actor, cgov_time now, cgov_act *act_out) {
    *act_out = act_wordless(actor, now);
    return cgov_storage_salt(&job->storage, act_out->salt);
}

int32_t act_end(struct job *job, int32_t status) {
    uint64_t seq;
    if (status != CGOV_OK || ++job->grouped < GROUP) return status;
    job->grouped = 0;
    return cgov_ledger_flush(job->ledger, &seq);
}

void why_not(const struct job *job, const char *what, int32_t status, char *into, size_t cap) {
    cgov_error error = {.size = sizeof error};
    if (!job->ledger || cgov_ledger_error(job->ledger, &error) != CGOV_OK || error.status != status) {
        snprintf(into, cap, "%s: %s: %s", what, cgov_status_name(status), cgov_status_text(status));
    } else if (error.line) {
        snprintf(into, cap, "%s: %s, rulebook %u line %u: %s", what, cgov_reason_name(error.reason), error.version,
                 error.line, error.message);
    } else {
        snprintf(into, cap, "%s: %s: %s", what, cgov_status_name(status), error.message);
    }
}

/* Says why; always false. */
static bool failed(const struct job *job, const char *what, int32_t status) {
    char line[512];
    why_not(job, what, status, line, sizeof line);
    fprintf(stderr, "%s\n", line);
    return false;
}

/* The shipped institutions, all of them. */
static bool standard_rulebook(cgov_text *text_out) {
    cgov_text name;
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, text_out) == CGOV_OK; i++) {
        if (name.len == strlen("standard") && memcmp(name.ptr, "standard", (size_t)name.len) == 0) return true;
    }
    fprintf(stderr, "the library ships no rulebook \"standard\"\n");
    return false;
}

/* The founder appoints everybody, and as auditor reads everything. */
static bool founder_reads(struct job *job, const cgov_ledger_view *info) {
    cgov_act act;
    cgov_id id;
    const cgov_appointment_draft auditor = {
        .size = sizeof auditor, .resident = info->founder, .organization = info->root, .role = text_of("auditor")};
    int32_t status = act_begin(job, info->founder, info->now, &act);
    if (status == CGOV_OK) status = act_end(job, cgov_appointment_add(job->ledger, &act, &auditor, &id));
    return status == CGOV_OK || failed(job, "appointing the auditor", status);
}

/* Of the rows that run; where none does, of the first. */
static cgov_time first_report(const struct rows *rows) {
    const struct row *first = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        const struct row *row = &rows->row[i];
        if (!row->broken && (!first || row->reported_at < first->reported_at)) first = row;
    }
    return first ? first->reported_at : rows->row[0].reported_at;
}

/* A ledger of the province, from the instant of the first message on. */
static bool found(struct job *job, const cgov_ledger_options *options) {
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2},
                            .utc_offset = UTC_OFFSET_MINUTES,
                            .profile = text_of("BOARD"),
                            .organization = text_of("西地省"),
                            .organization_kind = text_of("government"),
                            .region = 990000,
                            .resident = text_of("建账人")};
    if (!standard_rulebook(&genesis.rulebook) || !rows_whole(job, &genesis) || !matters_read(job, &genesis.rulebook))
        return false;
    cgov_time first = first_report(&job->rows);
    cgov_act act;
    int32_t status = act_begin(job, 0, first, &act);
    if (status == CGOV_OK) status = cgov_ledger_create(options, &genesis, &act, &job->ledger);
    if (status != CGOV_OK) {
        fprintf(stderr, "founding the ledger: %s: %s\n", cgov_status_name(status), options->error_out->message);
        return false;
    }
    cgov_ledger_view info = {.size = sizeof info};
    status = cgov_ledger_get(job->ledger, &info);
    if (status != CGOV_OK) return failed(job, "the founded ledger", status);
    job->founder = info.founder;
    status = meetings_adopt(job, first);
    if (status != CGOV_OK) return failed(job, "the text of the meetings", status);
    status = places_found(job, info.root, first);
    if (status == CGOV_OK) status = meetings_found(job, first);
    if (status != CGOV_OK) return failed(job, "the province", status);
    return founder_reads(job, &info);
}

static bool state_digest(const struct job *job, uint8_t digest[DIGEST]) {
    int32_t status = cgov_state_digest(job->ledger, digest);
    return status == CGOV_OK || failed(job, "the state digest", status);
}

static void print_hex(const char *name, const uint8_t digest[DIGEST]) {
    printf("%s ", name);
    for (int i = 0; i < DIGEST; i++) printf("%02x", digest[i]);
    putchar('\n');
}

/* Closes the ledger and opens it from its files: the state must be the same. */
static bool reopen(struct job *job, const cgov_ledger_options *options, uint8_t digest[DIGEST]) {
    cgov_ledger_close(job->ledger);
    job->ledger = NULL;
    int32_t status = cgov_ledger_open(options, &job->ledger);
    if (status == CGOV_OK) return state_digest(job, digest);
    fprintf(stderr, "opening the ledger again: %s: %s\n", cgov_status_name(status), options->error_out->message);
    return false;
}

/* The last lines, by which a run is checked; in between the ledger is opened again from its files. */
static bool prove(struct job *job, const cgov_ledger_options *options, const struct survey *survey,
                  struct proof *proof) {
    cgov_ledger_view info = {.size = sizeof info};
    uint8_t digest[DIGEST];
    int32_t status = cgov_journal_digest(job->ledger, digest);
    if (status == CGOV_OK) status = cgov_ledger_get(job->ledger, &info);
    if (status != CGOV_OK) return failed(job, "the journal", status);
    printf("\nresidents %llu, organizations %llu, appointments %llu\n", (unsigned long long)info.residents,
           (unsigned long long)info.organizations, (unsigned long long)info.appointments);
    print_hex("journal", digest);
    if (job->rows.broken) printf("skipped %zu\n", job->rows.broken);
    if (!state_digest(job, digest) || !reopen(job, options, proof->digest)) return false;
    proof->records = info.seq;
    printf("\nissues %llu\nclosed %llu\nanswered %llu\n", (unsigned long long)survey->all.issues,
           (unsigned long long)survey->reach[CLOSED].issues, (unsigned long long)survey->reach[ANSWERED].issues);
    printf("on_time %llu\nlate %llu\n", (unsigned long long)survey->all.on_time, (unsigned long long)survey->late);
    printf("sessions %llu\nresolutions %llu\n", (unsigned long long)survey->meetings.sat,
           (unsigned long long)survey->meetings.assigned);
    printf("records %llu\n", (unsigned long long)proof->records);
    print_hex("digest", digest);
    print_hex("reopened_digest", proof->digest);
    if (memcmp(digest, proof->digest, DIGEST) == 0) return true;
    fprintf(stderr, "the ledger and its replay differ\n");
    return false;
}

/* Everything on an open storage: the tables, the last lines, and the page and the files of figures if they are wanted.
 */
static bool run(struct job *job, const cgov_ledger_options *options, const char *page, const char *figures) {
    struct survey survey = {0};
    struct proof proof;
    bool done = found(job, options) && issues_run(job);
    if (done) {
        int32_t status = survey_read(job, &survey);
        if (status == CGOV_OK) status = tables_print(&survey);
        done = status == CGOV_OK || failed(job, "reading the ledger", status);
    }
    done = done && prove(job, options, &survey, &proof) && (!page || report_write(&survey, &proof, page)) &&
           (!figures || export_write(&survey, figures));
    survey_free(&survey);
    return done;
}

int main(int argc, char **argv) {
    if (argc < 3 || argc > 5) {
        fprintf(stderr, "usage: board FILE.csv DIRECTORY [PAGE.html [FIGURES]]\n");
        return 2;
    }
    struct job job = {.storage = {.size = sizeof job.storage}};
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .storage = &job.storage, .error_out = &error};
    bool done = rows_read(argv[1], &job.rows);
    if (done) {
        int32_t status = cgov_storage_files(argv[2], NULL, &job.storage, &error);
        if (status != CGOV_OK) fprintf(stderr, "%s: %s: %s\n", argv[2], cgov_status_name(status), error.message);
        done = status == CGOV_OK && run(&job, &options, argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL);
        cgov_ledger_close(job.ledger);
        job.ledger = NULL;
        if (status == CGOV_OK) status = cgov_storage_close(&job.storage);
        if (status != CGOV_OK && done) done = failed(&job, "closing the files", status);
    }
    int exit_status = !done ? 2 : job.rows.broken ? 1 : 0;
    meetings_free(&job.meetings);
    matters_free(&job.matters);
    places_free(&job.places);
    rows_free(&job.rows);
    return exit_status;
}
