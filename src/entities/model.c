/* The model as a whole: its tables, the memory records will need, and the dispatch of a record to its entity's room.
 *
 * Invariant: the model is a function of the records applied, in order; nothing else changes it. Reserving never changes what
 * a reader sees. */
#include "entities/model.h"

#include "entities/entities.h"

void cgov__model_init(struct model *model, struct mem *mem) {
    memset(model, 0, sizeof *model);
    model->mem = mem;
    cgov__rows_init(&model->residents, mem, sizeof(struct resident));
    cgov__rows_init(&model->organizations, mem, sizeof(struct organization));
    cgov__rows_init(&model->appointments, mem, sizeof(struct appointment));
    cgov__rows_init(&model->items, mem, sizeof(struct item));
    cgov__rows_init(&model->clocks, mem, sizeof(struct clock_row));
    cgov__rows_init(&model->pauses, mem, sizeof(struct pause_row));
    cgov__rows_init(&model->history, mem, sizeof(struct history));
    cgov__rows_init(&model->symbols, mem, sizeof(struct symbol));
    cgov__rows_init(&model->externals, mem, sizeof(struct external));
    cgov__map_init(&model->symbol_map, mem);
    cgov__map_init(&model->external_map, mem);
    cgov__map_init(&model->retry_map, mem);
    cgov__queue_init(&model->due, mem);
}

void cgov__model_free(struct model *model) {
    if (model->mem == NULL) return;
    struct mem *mem = model->mem;
    struct rows *tables[] = {&model->residents, &model->organizations, &model->appointments, &model->items, &model->clocks,
                             &model->pauses,    &model->history,       &model->symbols,      &model->externals};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) cgov__rows_free(tables[i]);
    cgov__map_free(&model->symbol_map);
    cgov__map_free(&model->external_map);
    cgov__map_free(&model->retry_map);
    cgov__queue_free(&model->due);
    for (uint32_t i = 0; i < model->adoption_count; i++) cgov__adoption_free(mem, model->adoptions[i]);
    cgov__adoption_free(mem, model->prepared);
    for (uint32_t i = 0; i < model->calendar_cap; i++) {
        struct calendar *calendar = &model->calendars[i];
        cgov__mem_resize(mem, calendar->parts, calendar->part_cap * sizeof *calendar->parts, 0);
    }
    cgov__mem_resize(mem, model->calendars, model->calendar_cap * sizeof *model->calendars, 0);
    cgov__mem_resize(mem, model->adoptions, model->adoption_cap * sizeof(struct adoption *), 0);
    cgov__mem_resize(mem, model->retries, model->retry_cap * sizeof *model->retries, 0);
    memset(model, 0, sizeof *model);
}

static bool reserve_retries(struct model *model, uint32_t more) {
    uint32_t count = model->retry_end - model->retry_first;
    if (count + more <= model->retry_cap) return true;
    uint32_t cap = model->retry_cap == 0 ? 64 : model->retry_cap * 2;
    struct retry *grown = cgov__mem_resize(model->mem, NULL, 0, cap * sizeof *grown);
    if (grown == NULL) return false;
    for (uint32_t n = model->retry_first; n != model->retry_end; n++)
        grown[n & (cap - 1)] = model->retries[n & (model->retry_cap - 1)];
    cgov__mem_resize(model->mem, model->retries, model->retry_cap * sizeof *grown, 0);
    model->retries = grown;
    model->retry_cap = cap;
    return true;
}

int32_t cgov__model_reserve(struct model *model, const struct need *need) {
    bool done = cgov__rows_reserve(&model->history, need->records) &&
                cgov__rows_reserve(&model->residents, need->residents) &&
                cgov__rows_reserve(&model->organizations, need->organizations) &&
                cgov__rows_reserve(&model->appointments, need->appointments) &&
                cgov__rows_reserve(&model->items, need->items) && cgov__rows_reserve(&model->clocks, need->clocks) &&
                cgov__rows_reserve(&model->pauses, need->pauses) &&
                cgov__rows_reserve(&model->symbols, need->symbols) &&
                cgov__rows_reserve(&model->externals, need->externals) &&
                cgov__map_reserve(&model->symbol_map, need->symbols) &&
                cgov__map_reserve(&model->external_map, need->externals) &&
                cgov__map_reserve(&model->retry_map, need->retries) &&
                cgov__queue_reserve(&model->due, model->clocks.count + need->clocks) &&
                (need->retries == 0 || reserve_retries(model, need->retries));
    return done ? CGOV_OK : CGOV_E_NOMEM;
}

void cgov__need_add(struct need *need, const struct record *record) {
    need->records++;
    need->retries += (record->key0 | record->key1) != 0 ? 1 : 0;
    need->externals += record->external.len > 0 ? 1 : 0;
    need->symbols += (record->type.len > 0 ? 1u : 0u) + (record->role.len > 0 ? 1u : 0u) + (record->class_name.len > 0 ? 1u : 0u);
    switch (record->kind) {
    case CGOV_RECORD_RESIDENT: need->residents++; break;
    case CGOV_RECORD_ORGANIZATION: need->organizations++; break;
    case CGOV_RECORD_APPOINTED: need->appointments++; break;
    case CGOV_RECORD_ADOPTED: need->symbols += MAX_ROLES; break;
    case CGOV_RECORD_OPENED: need->items++; break;
    default: break;
    }
    /* Each clock operation takes at least two bytes and starts at most one clock or one pause. */
    need->clocks += record->clocks.len / 2;
    need->pauses += record->clocks.len / 2;
}

int32_t cgov__model_admits(struct model *model, const struct record *record) {
    if (record->seq != model->seq + 1 || record->seq >= UINT32_MAX) return CGOV_E_CORRUPT;
    if (record->time < model->now || record->time >= END_OF_TIME) return CGOV_E_CORRUPT;
    if ((record->kind == CGOV_RECORD_GENESIS) != (model->seq == 0)) return CGOV_E_CORRUPT;
    bool holds = false;
    switch (record->kind) {
    case CGOV_RECORD_GENESIS: holds = cgov__genesis_holds(model, record); break;
    case CGOV_RECORD_RESIDENT: holds = cgov__resident_holds(model, record); break;
    case CGOV_RECORD_ORGANIZATION: holds = cgov__organization_holds(model, record); break;
    case CGOV_RECORD_APPOINTED: holds = cgov__appointment_holds(model, record); break;
    case CGOV_RECORD_ADOPTED: return cgov__adoption_prepare(model, record);
    case CGOV_RECORD_OPENED: holds = cgov__opened_holds(model, record); break;
    case CGOV_RECORD_MOVED: holds = cgov__moved_holds(model, record); break;
    case CGOV_RECORD_CARRIED: holds = cgov__carried_holds(model, record); break;
    default: holds = cgov__clock_record_holds(model, record); break;
    }
    return holds ? CGOV_OK : CGOV_E_CORRUPT;
}

void cgov__model_apply(struct model *model, const struct record *record, uint64_t at, uint32_t frame_back) {
    struct history *entry = cgov__rows_add(&model->history);
    entry->at = at;
    entry->frame_back = frame_back;
    model->seq = record->seq;
    model->now = record->time;
    switch (record->kind) {
    case CGOV_RECORD_GENESIS: cgov__genesis_apply(model, record); break;
    case CGOV_RECORD_RESIDENT: cgov__resident_apply(model, record); break;
    case CGOV_RECORD_ORGANIZATION: cgov__organization_apply(model, record); break;
    case CGOV_RECORD_APPOINTED: cgov__appointment_apply(model, record); break;
    case CGOV_RECORD_ADOPTED: cgov__adoption_apply(model, record); break;
    case CGOV_RECORD_OPENED: cgov__opened_apply(model, record); break;
    case CGOV_RECORD_MOVED: cgov__moved_apply(model, record); break;
    case CGOV_RECORD_CARRIED: cgov__carried_apply(model, record); break;
    default: cgov__clock_record_apply(model, record); break;
    }
    cgov__retry_apply(model, record);
}

void cgov__history_link(struct model *model, uint32_t *first_seq, uint32_t *last_seq, uint64_t seq) {
    if (*first_seq == 0) *first_seq = (uint32_t)seq;
    else cgov__history(model, *last_seq)->next = (uint32_t)seq;
    *last_seq = (uint32_t)seq;
}

void cgov__digest_u64(struct digest *digest, uint64_t n) {
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)(n >> (8 * i));
    cgov__sha256_add(&digest->sha, bytes, sizeof bytes);
}

void cgov__digest_text(struct digest *digest, const char *text) {
    size_t len = strlen(text);
    cgov__digest_u64(digest, len);
    cgov__sha256_add(&digest->sha, text, len);
}

void cgov__model_digest(const struct model *model, uint8_t out[32]) {
    struct digest digest;
    cgov__sha256_init(&digest.sha);
    const uint64_t head[] = {model->ledger_id[0], model->ledger_id[1],   (uint64_t)model->offset, model->limit_ahead,
                             model->key_window,   model->limit_items,    model->limit_entities,   model->limit_title,
                             model->limit_text,   model->limit_children, model->limit_depth,      model->seq,
                             (uint64_t)model->now, model->founder,       model->root};
    for (size_t i = 0; i < sizeof head / sizeof head[0]; i++) cgov__digest_u64(&digest, head[i]);
    cgov__digest_text(&digest, model->calendar);
    cgov__adoption_digest(model, &digest);
    cgov__resident_digest(model, &digest);
    cgov__organization_digest(model, &digest);
    cgov__appointment_digest(model, &digest);
    cgov__item_digest(model, &digest);
    for (uint32_t n = model->retry_first; n != model->retry_end; n++) {
        const struct retry *retry = &model->retries[n & (model->retry_cap - 1)];
        const uint64_t row[] = {retry->actor,          retry->key[0], retry->key[1], retry->fingerprint,
                                (uint64_t)retry->time, retry->seq,    retry->id};
        for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) cgov__digest_u64(&digest, row[i]);
    }
    cgov__sha256_end(&digest.sha, out);
}
