/* The certificate of a decision (决定证明): what its record says, and each comparison made again from that.
 *
 * Invariant: it is a function of records up to the decision's and of the text that the item ran under then. Nothing of
 * today stands in it, nor anything that some readers may not see: it is the same for everybody, for ever; but that of
 * confidential ballots, where a group is small, auditors alone see the tallies. Who the
 * candidates are, the roll tells; here they are places on it. */
#include "api/certificate_lines.h"
#include "api/names.h"
#include "api/page.h"
#include "api/read_item.h"
#include "base/civil.h"
#include "base/text.h"
#include "cgov/cgov.h"
#include "entities/decide.h"
#include "entities/roots.h"
#include "entities/secret.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"
#include "records/decision_lines.h"
#include "records/root_lines.h"

/* A decision, found; what its record speaks of stands in bytes. */
struct found {
    const cgov_ledger *ledger;
    const struct item *item;
    const struct procedure *procedure; /* as the item had it then */
    const struct rulebook *rulebook;
    const struct rule *rule;
    const struct decision *decision;
    struct stored stored;
    struct decided decided;
    struct ruling ruling;
    uint32_t version;
    bool audits, withheld; /* the reader; from them, how it came about */
    bool damaged;          /* it cannot be read any more */
    uint8_t bytes[STORED_SIZE];
    char said[SECRET_MAX + 1]; /* what the record of a confidential one does not say */
};

/* ---- which decision ---- */

/* Whether the record is a decision by that move; and what the item ran under then. */
static int32_t is_asked(struct found *found, const char *move, bool *is) {
    const struct record *record = &found->stored.record;
    *is = record->kind == CGOV_RECORD_MOVED && record->outcome != 0;
    if (!*is) return CGOV_OK;
    int32_t status = cgov__procedure_at(found->ledger, found->item, record->seq, &found->procedure);
    if (status) return status;
    if (record->move - 1 >= found->procedure->move_count) return CGOV_E_CORRUPT;
    *is = strcmp(found->procedure->moves[record->move - 1].name, move) == 0;
    return CGOV_OK;
}

static int32_t find_last(struct found *found, const char *move) {
    for (uint64_t seq = ROW_SEQ(found->item, last_seq); seq != 0; seq = found->stored.record.previous) {
        bool is = false;
        int32_t status = cgov__stored_follow(found->ledger, seq, found->bytes, &found->stored);
        if (!status) status = is_asked(found, move, &is);
        if (status || is) return status;
    }
    return CGOV_E_NOT_FOUND;
}

static int32_t find_one(struct found *found, uint64_t id, const char *move, uint64_t seq) {
    bool is = false;
    if (seq > found->ledger->model.seq) return CGOV_E_NOT_FOUND;
    int32_t status = cgov__stored_read(found->ledger, seq, found->bytes, sizeof found->bytes, &found->stored);
    if (status == CGOV_E_BUFFER || (!status && found->stored.record.id != id)) return CGOV_E_NOT_FOUND;
    if (!status) status = is_asked(found, move, &is);
    return status || is ? status : CGOV_E_NOT_FOUND;
}

/* ---- what it says ---- */

static bool read_ruling(struct found *found) {
    const struct record *record = &found->stored.record;
    struct ruling *ruling = &found->ruling;
    struct winners winners;
    if (!cgov__winners_read(&record->winners, &winners)) return false;
    *ruling = (struct ruling){.kind = (enum outcome_kind)record->outcome,
                              .way = (uint8_t)record->way,
                              .joined = record->joined ? (enum ballot_choice)(record->joined - 1) : CHOICE_NONE,
                              .silent = (record->warnings & CGOV_WARNING_SILENT) != 0,
                              .cast_decided = (record->warnings & CGOV_WARNING_CASTING) != 0,
                              .seats = (uint32_t)record->seats,
                              .winners = winners.won,
                              .tied = winners.count - winners.won};
    memcpy(ruling->numbers, winners.places, winners.count * sizeof *winners.places);
    return record->way <= found->rule->ways && record->joined <= CGOV_CHOICE_NO;
}

/* What a confidential decision's record does not say. Where it is damaged, the record says the rest all the same. */
static int32_t read_hidden(struct found *found) {
    struct record *record = &found->stored.record;
    const struct blob tallies = record->tallies;
    uint64_t len = 0;
    int32_t status =
        cgov__words_read(found->ledger, &found->stored, SECRET_FIELD, found->said, sizeof found->said, &len);
    if (!status && cgov__decision_show(found->said, len, record)) return CGOV_OK;
    if (status && status != CGOV_E_BUFFER && status != CGOV_E_CORRUPT && status != CGOV_E_NOT_FOUND) return status;
    record->way = record->joined = 0;
    record->tallies = tallies;
    found->damaged = true;
    return CGOV_OK;
}

static int32_t read_decision(struct found *found) {
    const struct record *record = &found->stored.record;
    const struct model *model = &found->ledger->model;
    found->rulebook = cgov__rulebook_with(model, found->procedure);
    found->decision = cgov__decision_of(found->procedure, &found->procedure->moves[record->move - 1]);
    if (!found->rulebook || !found->decision || !cgov__decision_valid(found->rulebook, found->procedure, record) ||
        !cgov__roots_valid(found->procedure, record))
        return CGOV_E_CORRUPT;
    for (found->version = 1; &cgov__adoption(model, found->version)->rulebook != found->rulebook;) found->version++;
    found->rule = &found->rulebook->rules[record->rule - 1];
    /* Whom it is withheld from cannot tell by the time it takes either: what is hidden is not read for them. */
    found->withheld = (record->warnings & CGOV_WARNING_WITHHELD) != 0 && !found->audits;
    const bool hidden = cgov__ballots_hidden(&found->procedure->rolls[found->decision->over]);
    int32_t status = hidden && !found->withheld ? read_hidden(found) : CGOV_OK;
    if (status) return status;
    const bool reads = cgov__decided_read(record, found->rule, &found->decided);
    return reads && read_ruling(found) ? CGOV_OK : CGOV_E_CORRUPT;
}

/* ---- its lists ---- */

/* A roll as the item had it then, or one above. */
struct list {
    const struct item *item;
    uint32_t number; /* the item's */
    const char *name;
    uint64_t last;   /* of the item's records before the decision */
    uint64_t closed; /* the move that closed it; 0: it was open still, or nobody was on it */
    char by[NAME_SIZE];
};

static int32_t last_before(const cgov_ledger *ledger, const struct item *item, uint64_t until, uint64_t *seq) {
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    int32_t status = CGOV_OK;
    for (*seq = ROW_SEQ(item, last_seq); *seq >= until && !status; *seq = stored.record.previous)
        status = cgov__stored_follow(ledger, *seq, buf, &stored);
    return status;
}

/* What it is of, where it is another's list, or the list is looked for that it weighs by. */
static const struct roll_ref *next_of(const struct roll *roll, bool to_base) {
    return roll->same || (to_base && roll->of[0].kind == OF_ROLL) ? &roll->of[0].roll : NULL;
}

/* Goes to the roll of that name of this procedure, or of the nearest item above; to the very list, where it is
 * another's. Ends without an item where there is none. */
static int32_t find_list(const struct found *found, const char *name, bool to_base, struct list *list) {
    const struct model *model = &found->ledger->model;
    const struct procedure *procedure = found->procedure;
    *list = (struct list){.item = found->item, .number = cgov__id_row(found->stored.record.id), .name = name};
    while (list->item) {
        const struct roll_ref *of;
        uint8_t r = cgov__roll_find(procedure, list->name);
        while (r != NONE && (of = next_of(&procedure->rolls[r], to_base))) {
            r = of->roll;
            list->name = r == NONE ? of->above : procedure->rolls[r].name;
        }
        if (r != NONE) return last_before(found->ledger, list->item, found->stored.record.seq, &list->last);
        list->number = list->item->extra->parent;
        list->item = cgov__item(model, list->number);
        if (!list->item) return CGOV_OK;
        int32_t status = cgov__procedure_at(found->ledger, list->item, found->stored.record.seq, &procedure);
        if (status) return status;
    }
    return CGOV_OK;
}

/* A move fills it, or leads from where it is open to where it is not. */
static void follow_list(const struct record_walk *walk, const struct record *record, struct list *list) {
    if (!cgov__record_moves(record) || record->move == 0) return;
    const struct procedure *procedure = walk->procedure;
    const uint8_t r = cgov__roll_find(procedure, list->name);
    if (r == NONE) return;
    const uint64_t open = cgov__roll_open_in(&procedure->rolls[r]);
    const bool filled = procedure->rolls[r].filled_by == record->move - 1, opened = walk->state_before == NONE;
    if ((open >> walk->state & 1) != 0) {
        list->closed = 0;
    } else if (filled || (!opened && (open >> walk->state_before & 1) != 0)) {
        list->closed = record->seq;
        memcpy(list->by, procedure->moves[record->move - 1].name, NAME_SIZE);
    }
}

static int32_t close_list(const struct found *found, struct list *list) {
    struct record_walk walk;
    uint8_t buf[STORED_SIZE];
    struct record record;
    for (uint64_t cursor = 0; cursor < list->last;) {
        int32_t status = cgov__record_walk_begin(found->ledger, list->last, cursor, &walk);
        while (!status && cgov__record_walk_next(&walk) != UINT64_MAX) {
            cursor = cgov__record_walk_next(&walk);
            status = cgov__record_walk_take(found->ledger, &walk, buf, &record);
            if (!status) follow_list(&walk, &record, list);
        }
        if (status) return status;
    }
    return CGOV_OK;
}

/* ---- its lines ---- */

#define SAY(...) cgov__certificate_say(certificate, __VA_ARGS__)

static void say_ledger(struct certificate *certificate, const uint64_t id[2]) {
    uint8_t bytes[16];
    for (uint32_t i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(id[1] >> (56 - 8 * i));
        bytes[8 + i] = (uint8_t)(id[0] >> (56 - 8 * i));
    }
    SAY("ledger ");
    cgov__certificate_hex(certificate, bytes, sizeof bytes);
    SAY("\n");
}

static void say_closing(struct certificate *certificate, const struct list *list) {
    if (list->closed != 0) SAY(" by %s seq %u", list->by, list->closed);
    SAY("\n");
}

static int32_t find_closed(const struct found *found, const char *name, bool to_base, struct list *list) {
    int32_t status = find_list(found, name, to_base, list);
    return status || !list->item ? status : close_list(found, list);
}

/* Of the list that the ballots weigh by it is said on its own line. */
static int32_t say_list(struct certificate *certificate, const struct found *found, const char *name,
                        const struct list *base) {
    struct list list;
    int32_t status = find_closed(found, name, false, &list);
    if (status || !list.item || (list.item == base->item && strcmp(list.name, base->name) == 0)) return status;
    SAY("list %s item %u", name, cgov__item_id(&found->ledger->model, list.number));
    if (list.closed != 0) SAY(" closed");
    say_closing(certificate, &list);
    return CGOV_OK;
}

static int32_t say_lists(struct certificate *certificate, const struct found *found) {
    const char *over = found->procedure->rolls[found->decision->over].name;
    struct list base;
    int32_t status = find_closed(found, over, true, &base);
    if (!status && !base.item) status = CGOV_E_CORRUPT;
    if (status) return status;
    SAY("base %s item %u closed", base.name, cgov__item_id(&found->ledger->model, base.number));
    cgov__certificate_date(certificate, cgov__date_day((int64_t)found->stored.record.closed));
    say_closing(certificate, &base);
    for (uint8_t r = 0; r < found->rule->roll_count && !status; r++)
        status = say_list(certificate, found, found->rule->rolls[r], &base);
    return status ? status : say_list(certificate, found, over, &base);
}

/* What the count bound: who stood there, and what each line said. */
static void say_roots(struct certificate *certificate, const struct found *found) {
    const struct record *record = &found->stored.record;
    struct cursor cursor = cgov__cursor(record->roots.ptr, record->roots.len);
    struct root root = {0};
    while (cgov__root_next(&cursor, &root)) {
        SAY("root %s lines %u sha256 ", found->procedure->rolls[root.roll - 1].name, root.lines);
        cgov__certificate_hex(certificate, root.root, MERKLE_HASH);
        SAY("\n");
    }
}

/* What sealed ballots came to: who entered it, and what they say proves it. */
static int32_t say_result(struct certificate *certificate, const struct found *found) {
    uint8_t buf[STORED_SIZE];
    struct stored stored = {.record = {.previous = found->stored.record.bundle}};
    int32_t status = CGOV_OK;
    if (stored.record.previous == 0) return CGOV_OK;
    do status = cgov__stored_follow(found->ledger, stored.record.previous, buf, &stored);
    while (!status && stored.record.waits != 0);
    if (status) return status == CGOV_E_NOT_FOUND ? CGOV_E_CORRUPT : status;
    const struct record *record = &stored.record;
    if (record->kind != CGOV_RECORD_BUNDLED || record->proof.len != MERKLE_HASH) return CGOV_E_CORRUPT;
    SAY("result seq %u by %u agreed %u proof sha256 ", record->seq, record->actor, record->agreed);
    cgov__certificate_hex(certificate, record->proof.ptr, MERKLE_HASH);
    SAY("\n");
    return CGOV_OK;
}

static int32_t say(struct certificate *certificate, const struct found *found, uint64_t id) {
    const struct model *model = &found->ledger->model;
    const struct record *record = &found->stored.record;
    const struct procedure *procedure = found->procedure;
    SAY("cgov certificate %u\n", (uint64_t)CERTIFICATE_FORM);
    say_ledger(certificate, model->ledger_id);
    SAY("item %u procedure %s opened %i", id, procedure->name, ROW_INSTANT(found->item, opened_at), model->offset);
    SAY("\nrulebook %u sha256 ", (uint64_t)found->version);
    cgov__certificate_hex(certificate, found->rulebook->digest, sizeof found->rulebook->digest);
    SAY("\nmove %s over %s", procedure->moves[record->move - 1].name, procedure->rolls[found->decision->over].name);
    if (found->decision->into != NONE) SAY(" into %s", procedure->rolls[found->decision->into].name);
    SAY("\ncounted seq %u at %i\n", record->seq, record->time, model->offset);
    int32_t status = say_lists(certificate, found);
    if (status) return status;
    say_roots(certificate, found);
    const struct roll *over = &procedure->rolls[found->decision->over];
    if (cgov__ballots_hidden(over))
        SAY("secrecy confidential %u\n", (uint64_t)over->groups);
    else
        SAY(cgov__ballots_sealed(over) ? "secrecy sealed\n" : "secrecy open\n");
    status = say_result(certificate, found);
    if (status) return status;
    if (record->waiting != 0) SAY("waiting %u\n", record->waiting);
    cgov__certificate_ruling(certificate, found->rule, &found->decided.count, &found->ruling,
                             found->withheld  ? TOLD_WITHHELD
                             : found->damaged ? TOLD_DAMAGED
                                              : TOLD_ALL);
    if (record->waiting != 0) SAY("warning waiting: some ballots wait for a second person, and were not counted\n");
    return CGOV_OK;
}

/* Nothing is written where there is no room for all. */
static int32_t write_out(const struct found *found, uint64_t id, char *into, uint64_t cap, uint64_t *needed) {
    struct certificate counted = {0}, written = {.into = into, .cap = cap};
    int32_t status = say(&counted, found, id);
    if (status) return status;
    *needed = counted.used;
    if (cap <= counted.used) return CGOV_E_BUFFER;
    status = say(&written, found, id);
    into[status ? 0 : written.used] = 0;
    return status;
}

/* ---- asked for ---- */

/* Why there is no certificate: the item's procedure has no such move, or it has not decided. */
static int32_t say_why_not(const struct found *found, const cgov_reader *reader, uint64_t id, const char *move) {
    const struct procedure *procedure = cgov__procedure_of(&found->ledger->model, found->item);
    for (uint8_t m = 0; m < procedure->move_count; m++)
        if (strcmp(procedure->moves[m].name, move) == 0)
            return cgov__say_of(reader, CGOV_E_NOT_FOUND, id,
                                procedure->moves[m].decision == NONE ? "move `%s` decides nothing"
                                                                     : "move `%s` has not decided, or not there",
                                move);
    return cgov__say_no_move(reader, id, procedure, move);
}

int32_t cgov_certificate(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                         uint64_t seq, char *into, uint64_t cap, uint64_t *needed_out) {
    cgov_reader copy;
    struct found found = {.ledger = ledger};
    ABI_CLEAR(needed_out);
    int32_t status = cgov__item_begin(ledger, reader, item, &copy, &found.item);
    if (status) return status;
    if (!needed_out || !move || (!into && cap > 0))
        return cgov__say(&copy, CGOV_E_ARG, item, "`needed_out` or `move` is NULL, or `into` is and `cap` not 0");
    status = seq != 0 ? find_one(&found, item, move, seq) : find_last(&found, move);
    if (status == CGOV_E_NOT_FOUND) return say_why_not(&found, &copy, item, move);
    found.audits = cgov__audits(&ledger->model, found.item, copy.actor, copy.at);
    if (!status) status = read_decision(&found);
    if (!status) status = write_out(&found, item, into, cap, needed_out);
    return cgov__answer(ledger, &copy, status);
}
