/* Roots of rolls as a reader sees them, and proofs of one line.
 *
 * Invariant: a proof is given only where the roll, as it stands, comes to the very root that the record has. Nothing is
 * allocated: a tree is made as its lines are read, so other readers may run. */
#include "api/names.h"
#include "api/read_item.h"
#include "api/read_roll.h"
#include "base/text.h"
#include "cgov/cgov.h"
#include "entities/roll.h"
#include "entities/roots.h"
#include "entities/secret.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"

/* A root, found. */
struct made {
    const cgov_ledger *ledger;
    struct roll_at roll;
    struct stored stored;
    struct root root;
    uint8_t bytes[STORED_SIZE];
};

/* Whether the record made one of the roll: it is found by its name, for the text may be another since. */
static int32_t made_by(struct made *made, bool *is) {
    const struct record *record = &made->stored.record;
    const struct procedure *procedure;
    struct cursor cursor = cgov__cursor(record->roots.ptr, record->roots.len);
    *is = false;
    if (record->roots.len == 0) return CGOV_OK;
    int32_t status = cgov__procedure_at(made->ledger, made->roll.item, record->seq, &procedure);
    if (status) return status;
    const uint8_t index = cgov__roll_find(procedure, made->roll.roll->name);
    made->root = (struct root){0};
    while (!*is && cgov__root_next(&cursor, &made->root)) *is = made->root.roll == index + UINT64_C(1);
    return cursor.bad ? CGOV_E_CORRUPT : CGOV_OK;
}

static int32_t find_root(struct made *made, uint64_t seq) {
    const struct roll_at *roll = &made->roll;
    bool is = false;
    for (uint64_t at = ROW_SEQ(roll->item, last_seq); at != 0 && at >= seq; at = made->stored.record.previous) {
        int32_t status = cgov__stored_follow(made->ledger, at, made->bytes, &made->stored);
        if (!status && (seq == 0 || at == seq)) status = made_by(made, &is);
        if (status || is) return status;
    }
    return CGOV_E_NOT_FOUND;
}

static int32_t begin(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, const char *name, uint64_t seq,
                     cgov_reader *copy, struct made *made) {
    const struct item *item;
    int32_t status = cgov__item_begin(ledger, reader, id, copy, &item);
    made->ledger = ledger;
    if (!status) status = cgov__roll_by_name(&ledger->model, copy, item, id, name, &made->roll);
    if (status) return status;
    status = find_root(made, seq);
    return status != CGOV_E_NOT_FOUND
               ? cgov__answer(ledger, copy, status)
               : cgov__say_of(copy, status, id, "no root was made of roll `%s`, or not there", made->roll.roll->name);
}

/* ---- as text ---- */

struct out {
    char *into;
    uint64_t cap, used;
};

static void put(struct out *out, const char *text, size_t len) {
    if (out->used + len < out->cap) memcpy(out->into + out->used, text, len);
    out->used += len;
}

static void put_hex(struct out *out, const char *word, const uint8_t *bytes, size_t len) {
    char hex[2 * MERKLE_HASH + 1];
    cgov__hex_put(hex, bytes, len);
    put(out, word, strlen(word));
    put(out, hex, 2 * len);
    put(out, "\n", 1);
}

/* The line that is asked for, as it came. */
struct proof_line {
    uint64_t place; /* from 0 */
    uint32_t len;
    uint8_t blind[MERKLE_BLIND];
    char text[ROOT_LINE];
};

/* A text of a root, or of a proof. */
struct proof_text {
    const char *head;
    uint32_t len;
    const struct proof_line *line_or_null;
    const struct merkle *merkle;
    const uint8_t *root;
};

static void put_all(const struct proof_text *said, struct out *out) {
    const struct proof_line *line = said->line_or_null;
    const char *first = line ? "cgov proof 1\n" : "cgov root 1\n";
    put(out, first, strlen(first));
    put(out, said->head, said->len);
    if (line) put(out, line->text, line->len);
    if (line) put_hex(out, "blind ", line->blind, sizeof line->blind);
    for (uint32_t s = 0; line && s < said->merkle->steps; s++)
        put_hex(out, "node ", said->merkle->path[s], MERKLE_HASH);
    put_hex(out, "root ", said->root, MERKLE_HASH);
}

/* Nothing is written where there is no room for all. */
static int32_t say(const struct proof_text *said, char *into, uint64_t cap, uint64_t *needed) {
    struct out out = {NULL, 0, 0};
    put_all(said, &out);
    *needed = out.used;
    if (cap <= out.used) return CGOV_E_BUFFER;
    out = (struct out){into, cap, 0};
    put_all(said, &out);
    into[out.used] = 0;
    return CGOV_OK;
}

static uint32_t head_of(const struct made *made, char head[ROOT_HEAD]) {
    const struct record *record = &made->stored.record;
    return cgov__root_head(head, made->ledger->model.ledger_id, record->id, made->roll.roll->name, record->seq,
                           made->root.lines);
}

int32_t cgov_roll_root(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                       uint64_t seq, char *into, uint64_t cap, uint64_t *needed_out) {
    cgov_reader copy;
    struct made made;
    char head[ROOT_HEAD];
    ABI_CLEAR(needed_out);
    int32_t status = begin(ledger, reader, item, roll, seq, &copy, &made);
    if (status) return status;
    if (!needed_out || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, item, "`needed_out` is NULL, or `into` is and `cap` not 0");
    const struct proof_text said = {head, head_of(&made, head), NULL, NULL, made.root.root};
    return cgov__answer(ledger, &copy, say(&said, into, cap, needed_out));
}

/* ---- one line of it ---- */

/* The record by which a confidential ballot stands has what it committed to. */
static int32_t read_commitment(const cgov_ledger *ledger, const struct entry *entry, uint8_t commitment[32]) {
    uint8_t buf[STORED_SIZE];
    struct stored stored = {.record = {.previous = ROW_SEQ(entry, last_seq)}};
    int32_t status;
    do status = cgov__stored_follow(ledger, stored.record.previous, buf, &stored);
    while (!status && (stored.record.waits != 0 || stored.record.commitment.len == 0));
    if (!status && stored.record.commitment.len != 32) status = CGOV_E_CORRUPT;
    if (!status) memcpy(commitment, stored.record.commitment.ptr, 32);
    return status == CGOV_E_NOT_FOUND ? CGOV_E_CORRUPT : status;
}

static int32_t make_again(const struct made *made, struct rooting *rooting, struct proof_line *line) {
    const struct model *model = &made->ledger->model;
    const struct roll *roll = made->roll.roll;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, &made->roll));
    const bool hidden = roll->ballot && cgov__ballots_hidden(roll);
    const struct entry *entry;
    uint8_t commitment[32];
    for (uint32_t n = row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        if (!entry->standing) continue;
        int32_t status = hidden ? read_commitment(made->ledger, entry, commitment) : CGOV_OK;
        if (status) return status;
        cgov__rooting_entry(rooting, model, n, hidden ? commitment : NULL);
        if (rooting->merkle.count != line->place + 1) continue;
        line->len = rooting->len;
        memcpy(line->text, rooting->line, rooting->len);
        memcpy(line->blind, rooting->blind, sizeof line->blind);
    }
    return CGOV_OK;
}

static uint64_t place_of(const struct model *model, const struct roll_row *row, uint32_t entry) {
    uint64_t place = 0;
    for (uint32_t n = row->first; n != entry; n = cgov__entry(model, n)->next) place += cgov__entry(model, n)->standing;
    return place;
}

/* The entry that is asked for; 0: there is none, or not for this reader. */
static uint32_t shown_entry(const struct made *made, const cgov_reader *reader, cgov_id elector) {
    const struct model *model = &made->ledger->model;
    const struct roll_at *roll = &made->roll;
    const uint32_t row = cgov__roll_row_of(model, roll), number = cgov__entry_find(model, row, elector, 0);
    const struct entry *entry = cgov__entry(model, number);
    if (!entry || !entry->standing) return 0;
    const enum view view = cgov__view(model, roll->item, reader->actor, reader->at);
    return cgov__knows_roll(model, roll, view, reader) || cgov__acts_for(model, elector, reader->actor, reader->at) ||
                   cgov__entry_names(model, roll, number, reader->actor)
               ? number
               : 0;
}

static int32_t read_key(const struct made *made, uint8_t key[ROOT_KEY]) {
    char said[SECRET_MAX + 1];
    uint64_t len = 0;
    int32_t status = cgov__words_read(made->ledger, &made->stored, SECRET_FIELD, said, sizeof said, &len);
    if (!status && len < ROOT_KEY_END) status = CGOV_E_CORRUPT;
    if (!status) memcpy(key, said + len - ROOT_KEY_END, ROOT_KEY);
    memset(said, 0, sizeof said);
    return status == CGOV_E_BUFFER || status == CGOV_E_NOT_FOUND ? CGOV_E_CORRUPT : status;
}

static int32_t prove(const struct made *made, uint32_t entry, char *into, uint64_t cap, uint64_t *needed) {
    const struct model *model = &made->ledger->model;
    struct rooting rooting;
    uint8_t key[ROOT_KEY], root[MERKLE_HASH];
    char head[ROOT_HEAD];
    struct proof_line line = {.place =
                                  place_of(model, cgov__roll_row(model, cgov__roll_row_of(model, &made->roll)), entry)};
    int32_t status = read_key(made, key);
    if (status) return status;
    cgov__rooting_begin(&rooting, key, (uint8_t)(made->root.roll - 1), line.place);
    status = make_again(made, &rooting, &line);
    if (!status) {
        const uint32_t len = head_of(made, head);
        const bool whole = rooting.merkle.count == made->root.lines;
        cgov__rooting_end(&rooting, head, len, root);
        if (!whole || memcmp(root, made->root.root, sizeof root) != 0) status = CGOV_E_CONFLICT;
        const struct proof_text said = {head, len, &line, &rooting.merkle, root};
        if (!status) status = say(&said, into, cap, needed);
    }
    memset(key, 0, sizeof key);
    memset(&rooting, 0, sizeof rooting);
    return status;
}

int32_t cgov_roll_proof(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *roll,
                        uint64_t seq, cgov_id elector, char *into, uint64_t cap, uint64_t *needed_out) {
    cgov_reader copy;
    struct made made;
    ABI_CLEAR(needed_out);
    int32_t status = begin(ledger, reader, item, roll, seq, &copy, &made);
    if (status) return status;
    if (!needed_out || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, item, "`needed_out` is NULL, or `into` is and `cap` not 0");
    const uint32_t entry = shown_entry(&made, &copy, elector);
    if (entry == 0)
        return cgov__say(&copy, CGOV_E_NOT_FOUND, item, "there is no line of theirs, or not for this reader");
    status = prove(&made, entry, into, cap, needed_out);
    if (status == CGOV_E_CONFLICT)
        return cgov__say(&copy, status, item,
                         "the roll has changed since this root was made: the next count makes one");
    return cgov__answer(ledger, &copy, status);
}
