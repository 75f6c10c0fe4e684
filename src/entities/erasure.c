/* Erasures (删除): texts that are to be read no more. The record names them, and says what they were by a digest alone;
 * their bytes are zeroed once it is durable (ledger/erase.c).
 *
 * Invariant: only words are ever erased, each once; facts stay, so nothing that follows from them changes. */
#include "entities/erasure.h"

#include "entities/access.h"
#include "entities/entities.h"
#include "entities/say_who.h"
#include "model/details.h"
#include "model/erasures.h"
#include "model/row_facts.h"

static bool is_there(const struct model *model, uint64_t id) {
    const uint32_t kind = cgov__id_kind(id);
    if (cgov__is_item(kind)) return cgov__item_by_id(model, id) != NULL;
    return (kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_ORGANIZATION || kind == CGOV_KIND_UNIT) &&
           cgov__last_seq(model, id) != 0;
}

static bool is_words(const struct model *model, int64_t field) {
    if (field < DETAIL_FIRST) return cgov__field_is_words((uint32_t)field);
    const struct numbered *detail = cgov__numbered(model, (uint32_t)field);
    return detail && detail->type == CGOV_DETAIL_WORDS;
}

/* The same as the frame's records so far leave it. */
static bool stands(const struct overlay *overlay, uint64_t id) {
    const uint32_t kind = cgov__id_kind(id);
    struct overlay_item item;
    if (cgov__is_item(kind)) return cgov__overlay_item(overlay, id, &item);
    return kind == CGOV_KIND_UNIT ? cgov__overlay_unit(overlay, id) : cgov__overlay_party(overlay, id);
}

int32_t cgov__erasure_check(const struct model *model, const struct command *command, struct refusal *why) {
    const int64_t seq = cgov__detail_number(command, COMMAND_FIELD_RECORD);
    const int64_t field = cgov__detail_number(command, COMMAND_FIELD_FIELD);
    const uint64_t root = model->root;
    const uint32_t kind = cgov__id_kind(command->id);
    if (!cgov__is_item(kind) && kind != CGOV_KIND_RESIDENT && kind != CGOV_KIND_ORGANIZATION && kind != CGOV_KIND_UNIT)
        return cgov__fault(why, CGOV_E_KIND, CGOV_R_NONE, "only items, people, organizations and units have words");
    if ((seq == 0) != (field == 0))
        return cgov__fault(why, CGOV_E_ARG, CGOV_R_DETAIL, "an erasure of one text has its record and its field");
    if (field == SECRET_FIELD)
        return cgov__refuse(
            why, CGOV_R_CHOICE,
            "what a ballot says, was counted, or blinds a root is nobody's to erase: it can be made again");
    if (field != 0 && !is_words(model, field))
        return cgov__fault(why, CGOV_E_ARG, CGOV_R_DETAIL, "`field` of an erasure is none of words: facts stay");
    if (seq == 0 && cgov__id_kind(command->id) != CGOV_KIND_RESIDENT)
        return cgov__fault(why, CGOV_E_KIND, CGOV_R_NONE, "all words are erased of a resident; of others one text");
    if (!cgov__may(model, command->act.actor, VERB_ERASE, cgov__id_row(root), command->act.now))
        return cgov__refuse_may(model, VERB_ERASE, command->act.now, "erase in the root organization", why);
    /* What may not be erased yet, as long as its item is open, is to be refused here. */
    return is_there(model, command->id)
               ? CGOV_OK
               : cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no %u", command->id);
}

bool cgov__wrote(const struct model *model, uint32_t resident, const struct record *record) {
    const uint64_t id = cgov__id(CGOV_KIND_RESIDENT, resident);
    const struct item *item;
    switch (record->kind) {
    case CGOV_RECORD_RESIDENT:
        return record->id == id;
    case CGOV_RECORD_ENTERED:
        return record->elector == id;
    case CGOV_RECORD_LEFT:
        return record->elector == id && record->actor == id;
    case CGOV_RECORD_OPENED:
    case CGOV_RECORD_MOVED:
        item = cgov__item_by_id(model, record->id);
        if (!item) return false;
        if (record->kind == CGOV_RECORD_OPENED && item->extra->parent == 0 &&
            cgov__reporter_of(model, item) == resident)
            return true;
        return record->actor == id && (cgov__reporter_of(model, item) == resident ||
                                       (item->extra->parent == 0 && item->reported_by == resident &&
                                        cgov__procedure_of(model, item)->reporter == NONE));
    default:
        return false;
    }
}

/* Of a report: of who stands for whoever reports, where its text has a party for them. */
static uint64_t opener(const struct model *model, const struct record *record) {
    const struct item *item = cgov__item_by_id(model, record->id);
    const uint32_t reporter = !item || item->extra->parent != 0 ? 0 : cgov__reporter_of(model, item);
    return reporter != 0 ? cgov__id(CGOV_KIND_RESIDENT, reporter) : record->actor;
}

uint64_t cgov__writer(const struct model *model, const struct record *record) {
    switch (record->kind) {
    case CGOV_RECORD_RESIDENT:
    case CGOV_RECORD_ORGANIZATION:
        return record->id;
    case CGOV_RECORD_ENTERED:
        return record->elector;
    case CGOV_RECORD_OPENED:
        return opener(model, record);
    default:
        return record->actor;
    }
}

void cgov__erasure_put(struct buf *groups, uint64_t of, uint32_t count) {
    cgov__buf_u64(groups, of);
    cgov__buf_u32(groups, count);
}

/* A record for each group of the plan. */
static int32_t erased_admit(const struct model *model, const struct command *command, struct plan *plan,
                            struct refusal *why) {
    (void)model;
    (void)command;
    (void)why;
    struct cursor cursor = cgov__cursor(plan->erased.data, plan->erased.len);
    while (cursor.at < cursor.end && !plan->invalid && !cgov__plan_failed(plan)) {
        struct record *record = cgov__plan_record(plan, CGOV_RECORD_ERASED);
        record->id = cgov__get_u64(&cursor);
        const uint32_t count = cgov__get_u32(&cursor);
        const uint8_t *const first = cursor.at;
        struct erased_line line;
        for (uint32_t i = 0; i < count && cgov__erased_next(&cursor, &line); i++) continue;
        record->erased = cgov__blob(first, (uint32_t)(cursor.at - first));
        cgov__plan_add(plan, record);
    }
    return CGOV_OK;
}

static bool erased_valid(const struct overlay *overlay, const struct subject *subject, const struct record *record) {
    (void)subject;
    const struct model *model = overlay->model;
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    struct erased_line line, last = {.seq = 0};
    uint32_t count = 0;
    if (!stands(overlay, record->id)) return false;
    for (; cgov__erased_next(&cursor, &line); last = line, count++) {
        const bool rises = line.seq > last.seq || (line.seq == last.seq && line.field > last.field);
        if (!rises || line.seq <= model->base || line.seq > overlay->seq || !is_words(model, line.field) ||
            cgov__overlay_erased(overlay, line.seq, line.field))
            return false;
    }
    return !cursor.bad && count > 0 && count <= ERASED_LINES;
}

static void erased_need(struct plan *plan, const struct subject *subject, const struct record *record) {
    (void)subject;
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    struct erased_line line;
    while (cgov__erased_next(&cursor, &line)) plan->need.erasures++;
}

static void erased_apply(struct model *model, const struct record *record) {
    struct cursor cursor = cgov__cursor(record->erased.ptr, record->erased.len);
    struct erased_line line;
    while (cgov__erased_next(&cursor, &line)) cgov__erasure_add(model, &line, record->seq);
    cgov__last_seq_set(model, record->id, record->seq);
}

/* Where there are any. */
static void erased_digest(const struct model *model, struct sha256 *digest) {
    if (model->erasures.count > 0) cgov__sha256_u64(digest, model->erasures.count);
    for (uint32_t n = 1; n <= model->erasures.count; n++) cgov__digest_erasure(model, digest, cgov__erasure(model, n));
}

const struct entity cgov__entity_erased = {erased_admit, erased_valid, erased_need, erased_apply, erased_digest};
