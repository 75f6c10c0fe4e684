/* Rows are run whole or not at all: what a ledger would refuse of a message, its resident or its reply is asked before
 * anything is written, of a ledger in memory that is founded alike and given away. It encodes each command, and runs
 * none (CGOV_ACT_ENCODE). */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY_BYTES = 512 };

/* The first of its commands that is malformed; *what says which. */
static int32_t try_row(struct job *scratch, const cgov_ledger_view *info, const struct row *row, const char **what) {
    const cgov_act act = {
        .size = sizeof act, .flags = CGOV_ACT_ENCODE, .actor = info->founder, .now = row->reported_at, .salt = {1, 1}};
    const cgov_entity_draft resident = {.size = sizeof resident,
                                        .kind = CGOV_KIND_RESIDENT,
                                        .parent = info->root,
                                        .name = row->resident,
                                        .external = row->resident};
    const cgov_detail report[] = {detail_number(CGOV_FIELD_INTAKE, (int64_t)info->root),
                                  detail_words(CGOV_FIELD_EXTERNAL, row->id), detail_words(CGOV_FIELD_TEXT, row->text),
                                  detail_words(CGOV_FIELD_TITLE, row->title)};
    const cgov_detail answer = detail_words(CGOV_FIELD_TEXT, row->reply);
    const cgov_id some_issue = (cgov_id)CGOV_KIND_ISSUE << 44 | 1;
    *what = "the resident";
    int32_t status = cgov_entity_add(scratch->ledger, &act, &resident, NULL);
    if (status != CGOV_OK) return status;
    *what = "the message";
    status = cgov_item_report(scratch->ledger, &act, report, 4 - !row->title.len, NULL);
    if (status == CGOV_OK && row->matter.len) {
        const cgov_detail matter[] = {report[0], report[2], detail_words(CGOV_FIELD_TITLE, row->matter)};
        *what = "the matter";
        status = cgov_item_report(scratch->ledger, &act, matter, 3, NULL);
    }
    if (status != CGOV_OK || !row->answered) return status;
    *what = "the reply";
    return cgov_item_move(scratch->ledger, &act, some_issue, "answer", &answer, 1, NULL);
}

static int by_id(const void *left_row, const void *right_row) {
    const struct row *left = *(struct row *const *)left_row, *right = *(struct row *const *)right_row;
    uint64_t len = left->id.len < right->id.len ? left->id.len : right->id.len;
    int order = memcmp(left->id.ptr, right->id.ptr, (size_t)len);
    if (order) return order;
    if (left->id.len != right->id.len) return left->id.len < right->id.len ? -1 : 1;
    if (left->reported_at != right->reported_at) return left->reported_at < right->reported_at ? -1 : 1;
    return left->line < right->line ? -1 : 1;
}

/* The board's ids are to be new in all its places, where a ledger asks that of each place. Of several the first by its
 * instant runs. */
static bool ids_once(struct rows *rows) {
    struct row **sorted = malloc((rows->count + 1) * sizeof *sorted);
    size_t count = 0;
    if (!sorted) return fprintf(stderr, "no memory\n"), false;
    for (size_t i = 0; i < rows->count; i++) {
        if (!rows->row[i].broken) sorted[count++] = &rows->row[i];
    }
    qsort(sorted, count, sizeof *sorted, by_id);
    for (size_t i = 1; i < count; i++) {
        const cgov_text *id = &sorted[i]->id, *before = &sorted[i - 1]->id;
        if (id->len != before->len || memcmp(id->ptr, before->ptr, (size_t)id->len) != 0) continue;
        char why[WHY_BYTES];
        snprintf(why, sizeof why, "id %.*s: a message has this id already", (int)id->len, id->ptr);
        row_broken(rows, sorted[i], why);
    }
    free(sorted);
    return true;
}

bool rows_whole(struct job *job, const cgov_genesis *genesis) {
    struct job scratch = {.ledger = NULL};
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .error_out = &error};
    const cgov_act act = {.size = sizeof act, .flags = CGOV_ACT_LONG_JUMP, .now = 1, .salt = {1, 1}};
    int32_t status = cgov_ledger_create(&options, genesis, &act, &scratch.ledger);
    cgov_ledger_view info = {.size = sizeof info};
    if (status == CGOV_OK) status = cgov_ledger_get(scratch.ledger, &info);
    if (status != CGOV_OK) fprintf(stderr, "what rows hold cannot be asked: %s\n", error.message);
    for (size_t i = 0; i < job->rows.count && status == CGOV_OK; i++) {
        struct row *row = &job->rows.row[i];
        const char *what = "";
        char why[WHY_BYTES];
        int32_t tried = try_row(&scratch, &info, row, &what);
        if (tried == CGOV_OK) continue;
        why_not(&scratch, what, tried, why, sizeof why);
        row_broken(&job->rows, row, why);
    }
    cgov_ledger_close(scratch.ledger);
    return status == CGOV_OK && ids_once(&job->rows);
}
