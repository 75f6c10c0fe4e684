/* Residents, organizations and appointments as a reader sees them. Organizations and offices are public; residents are
 * seen by themselves and by those who hold a role where they are registered, or above. An item's external key is not
 * the public's: by it they find none. */
#include "base/abi.h"
#include "cgov/people.h"

#include "api/page.h"
#include "api/read_item.h"

static bool sees_entity(const struct model *model, uint32_t kind, uint32_t number, const cgov_reader *reader) {
    return kind == CGOV_KIND_ORGANIZATION || cgov__sees_resident(model, number, reader->actor, reader->at);
}

static void view_entity(const struct model *model, uint32_t kind, uint32_t number, cgov_entity_view *view) {
    *view = (cgov_entity_view){.size = sizeof *view, .kind = kind, .id = cgov__id(kind, number)};
    uint32_t parent, external;
    if (kind == CGOV_KIND_RESIDENT) {
        const struct resident *row = cgov__resident(model, number);
        parent = row->parent;
        external = row->external;
        view->region = row->region;
        view->version = ROW_SEQ(row, last_seq);
    } else {
        const struct organization *row = cgov__organization(model, number);
        parent = row->parent;
        external = row->external;
        view->region = row->region;
        view->version = ROW_SEQ(row, last_seq);
        cgov__name_copy(view->type, sizeof view->type, cgov__symbol_name(model, row->type));
    }
    if (parent != 0) view->parent = cgov__id(CGOV_KIND_ORGANIZATION, parent);
    cgov__name_copy(view->external_key, sizeof view->external_key, cgov__external_key(model, external));
}

static bool is_entity(const struct model *model, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    if (cgov__id_kind(id) == CGOV_KIND_RESIDENT) return cgov__resident(model, number);
    return cgov__organization(model, number);
}

static bool entity_kind(uint32_t kind) {
    return kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_ORGANIZATION;
}

static int32_t find_entity(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t *id) {
    uint64_t asked = *id;
    int32_t status = cgov__id_check(reader, id, OF(RESIDENT) | OF(ORGANIZATION), "id");
    if (status) return status;
    return is_entity(&ledger->model, *id) && sees_entity(&ledger->model, cgov__id_kind(*id), cgov__id_row(*id), reader)
               ? CGOV_OK
               : cgov__say_of(reader, CGOV_E_NOT_FOUND, asked,
                              "there is no resident or organization %u, or the reader may not see them", asked);
}

int32_t cgov_entity_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, cgov_entity_view *view_out) {
    cgov_reader copy;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    status = find_entity(ledger, &copy, &id);
    if (status) return status;
    cgov_entity_view view;
    view_entity(&ledger->model, cgov__id_kind(id), cgov__id_row(id), &view);
    return cgov__view_out(&copy, view_out, &view, ABI_FIRST(view), sizeof view);
}

int32_t cgov_entity_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind, cgov_id below,
                         uint64_t *cursor, cgov_entity_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    if (!entity_kind(kind)) return cgov__say(&copy, CGOV_E_KIND, 0, "`kind` is neither residents' nor organizations'");
    status = cgov__id_check(&copy, &below, NO_ID | OF(ORGANIZATION), "below");
    if (status) return status;
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct model *model = &ledger->model;
    uint32_t count = kind == CGOV_KIND_RESIDENT ? model->residents.count : model->organizations.count;
    for (uint64_t at = *cursor; at < count && !cgov__page_full(&page); at++) {
        uint32_t number = (uint32_t)at + 1;
        uint32_t home = kind == CGOV_KIND_RESIDENT ? cgov__resident(model, number)->parent : number;
        if (below != 0 && !cgov__below(model, home, cgov__id_row(below))) continue;
        if (!sees_entity(model, kind, number, &copy)) continue;
        cgov_entity_view view;
        view_entity(model, kind, number, &view);
        cgov__page_add(&page, &view);
        *cursor = number; /* of what is shown alone, as in every list */
    }
    return cgov__page_end(&page, count_out);
}

int32_t cgov_appointment_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t *cursor,
                              cgov_appointment_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    status = find_entity(ledger, &copy, &of);
    if (status) return status;
    uint32_t kind = cgov__id_kind(of);
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct model *model = &ledger->model;
    for (uint64_t at = *cursor; at < model->appointments.count && !cgov__page_full(&page); at++) {
        uint32_t number = (uint32_t)at + 1;
        const struct appointment *row = cgov__appointment(model, number);
        uint32_t whose = kind == CGOV_KIND_RESIDENT ? row->resident : row->organization;
        if (whose != cgov__id_number(of)) continue;
        cgov_appointment_view view = {.size = sizeof view,
                                      .id = cgov__id(CGOV_KIND_APPOINTMENT, number),
                                      .resident = cgov__id(CGOV_KIND_RESIDENT, row->resident),
                                      .organization = cgov__id(CGOV_KIND_ORGANIZATION, row->organization),
                                      .from = row->from,
                                      .until = row->until};
        cgov__name_copy(view.role, sizeof view.role, cgov__symbol_name(model, row->role));
        cgov__page_add(&page, &view);
        *cursor = number;
    }
    return cgov__page_end(&page, count_out);
}

static const char nobody_has_it[] = "nothing of this kind carries this external key, or the reader may not see it";

int32_t cgov_external_find(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind, cgov_id intake,
                           const cgov_text *external, cgov_id *id_out) {
    ABI_CLEAR(id_out);
    cgov_reader copy;
    cgov_text key;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    if (!external || !id_out || !cgov__text_resolve(external, &key))
        return cgov__say(&copy, CGOV_E_ARG, 0, "`external` or `id_out` is NULL, or a text without its pointer");
    if (intake != 0 && (!cgov__is_item(kind) || cgov__id_kind(intake) != CGOV_KIND_ORGANIZATION))
        return cgov__say(&copy, CGOV_E_KIND, intake, "`intake` is an organization's id, and for items alone");
    if (cgov__id_number(intake) > UINT32_MAX || key.len == 0 || key.len > EXTERNAL_MAX)
        return cgov__say(&copy, CGOV_E_NOT_FOUND, 0, nobody_has_it);
    const struct model *model = &ledger->model;
    uint64_t id = cgov__external_find(model, kind, cgov__id_row(intake), key.ptr, (uint32_t)key.len);
    bool found = id != 0 && (entity_kind(kind)
                                 ? sees_entity(model, kind, cgov__id_row(id), &copy)
                                 : cgov__view(model, cgov__item_by_id(model, id), copy.actor, copy.at) > VIEW_PUBLIC);
    if (!found) return cgov__say(&copy, CGOV_E_NOT_FOUND, 0, nobody_has_it);
    *id_out = id;
    return CGOV_OK;
}
