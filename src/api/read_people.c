/* Residents, organizations, units and appointments as a reader sees them. Organizations and offices are public; who is
 * registered where and who owns what is not: see cgov__sees_entity. An item's external key is not the public's: by it
 * they find none. */
#include "base/abi.h"
#include "cgov/people.h"
#include "entities/view.h"

#include "api/page.h"
#include "api/read_item.h"
#include "model/symbols.h"
#include "model/unit_rows.h"

static void view_resident(const struct model *model, const struct resident *row, const cgov_reader *reader,
                          cgov_entity_view *view) {
    uint64_t household = row->household == 0 ? 0 : cgov__id(CGOV_KIND_UNIT, row->household);
    view->region = row->region;
    view->version = ROW_SEQ(row, last_seq);
    if (cgov__sees_entity(model, household, reader->actor, reader->at)) view->household = household;
}

static void view_organization(const struct model *model, const struct organization *row, cgov_entity_view *view) {
    view->region = row->region;
    view->version = ROW_SEQ(row, last_seq);
    cgov__name_copy(view->type, sizeof view->type, cgov__symbol_name(model, row->type));
}

static void view_unit(const struct model *model, const struct unit *row, cgov_entity_view *view) {
    view->version = ROW_SEQ(row, last_seq);
    view->owner = cgov__owner_of(row);
    view->household = row->household == 0 ? 0 : cgov__id(CGOV_KIND_UNIT, row->household);
    view->area = row->area;
    cgov__name_copy(view->type, sizeof view->type, cgov__symbol_name(model, row->type));
}

/* What every entity has. */
struct common {
    uint32_t parent, external;
};

/* All zero where there is none. */
static struct common common_of(const struct model *model, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    struct common common = {0};
#define COMMON(KIND, name)                                                                                             \
    if (cgov__id_kind(id) == CGOV_KIND_##KIND && cgov__##name(model, number))                                          \
        common = (struct common){cgov__##name(model, number)->parent, cgov__##name(model, number)->external};
    COMMON(RESIDENT, resident)
    COMMON(ORGANIZATION, organization)
    COMMON(UNIT, unit)
#undef COMMON
    return common;
}

/* Of one that is there, and the reader sees. */
static void view_entity(const struct model *model, uint64_t id, const cgov_reader *reader, cgov_entity_view *view) {
    uint64_t number = cgov__id_number(id);
    const struct common common = common_of(model, id);
    *view = (cgov_entity_view){.size = sizeof *view, .kind = cgov__id_kind(id), .id = id};
    if (common.parent != 0) view->parent = cgov__id(CGOV_KIND_ORGANIZATION, common.parent);
    cgov__name_copy(view->external_key, sizeof view->external_key, cgov__external_key(model, common.external));
    if (view->kind == CGOV_KIND_RESIDENT)
        view_resident(model, cgov__resident(model, number), reader, view);
    else if (view->kind == CGOV_KIND_ORGANIZATION)
        view_organization(model, cgov__organization(model, number), view);
    else
        view_unit(model, cgov__unit(model, number), view);
}

static bool entity_kind(uint32_t kind) {
    return kind < KIND_END && (OF_ENTITIES >> kind & 1) != 0;
}

static int32_t find_entity(const cgov_ledger *ledger, const cgov_reader *reader, uint64_t kinds, const char *name,
                           uint64_t *id) {
    uint64_t asked = *id;
    int32_t status = cgov__id_check(reader, id, kinds, name);
    if (status) return status;
    return cgov__sees_entity(&ledger->model, *id, reader->actor, reader->at)
               ? CGOV_OK
               : cgov__say_of(reader, CGOV_E_NOT_FOUND, asked,
                              "there is no resident, organization or unit %u, or the reader may not see them", asked);
}

int32_t cgov_entity_get(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, cgov_entity_view *view_out) {
    cgov_reader copy;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    status = find_entity(ledger, &copy, OF_ENTITIES, "id", &id);
    if (status) return status;
    cgov_entity_view view;
    view_entity(&ledger->model, id, &copy, &view);
    return cgov__view_out(&copy, view_out, &view, ABI_FIRST(view), sizeof view);
}

/* Where the reader sees it. */
static void add_entity(const struct model *model, uint64_t id, const cgov_reader *reader, struct page *page,
                       uint64_t *cursor) {
    if (!cgov__sees_entity(model, id, reader->actor, reader->at)) return;
    cgov_entity_view view;
    view_entity(model, id, reader, &view);
    cgov__page_add(page, &view);
    *cursor = cgov__id_number(id); /* of what is shown alone, as in every list */
}

int32_t cgov_entity_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind, cgov_id below,
                         uint64_t *cursor, cgov_entity_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    if (!entity_kind(kind)) return cgov__say(&copy, CGOV_E_KIND, 0, "`kind` is none of entities");
    status = cgov__id_check(&copy, &below, NO_ID | OF(ORGANIZATION), "below");
    if (status) return status;
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct model *model = &ledger->model;
    uint32_t count = kind == CGOV_KIND_RESIDENT ? model->residents.count
                     : kind == CGOV_KIND_UNIT   ? model->units.count
                                                : model->organizations.count;
    for (uint64_t at = *cursor; at < count && !cgov__page_full(&page); at++) {
        uint64_t id = cgov__id(kind, at + 1);
        uint32_t home = kind == CGOV_KIND_ORGANIZATION ? cgov__id_row(id) : common_of(model, id).parent;
        if (below != 0 && !cgov__below(model, home, cgov__id_row(below))) continue;
        add_entity(model, id, &copy, &page, cursor);
    }
    return cgov__page_end(&page, count_out);
}

int32_t cgov_unit_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id owner, uint64_t *cursor,
                       cgov_entity_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (!status) status = find_entity(ledger, &copy, OF(RESIDENT) | OF(ORGANIZATION), "owner", &owner);
    if (status) return status;
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct model *model = &ledger->model;
    /* The chain is in the order of coming; of what lies between its first and last number, the rows are passed over. */
    uint32_t first = UINT32_MAX, last = 0;
    const struct unit *unit;
    for (uint32_t n = cgov__units_of(model, owner); (unit = cgov__unit(model, n)); n = unit->next_of_owner) {
        if (n > *cursor && n < first) first = n;
        if (n > last) last = n;
    }
    for (uint64_t n = first; n <= last && !cgov__page_full(&page); n++)
        if (cgov__owner_of(cgov__unit(model, n)) == owner)
            add_entity(model, cgov__id(CGOV_KIND_UNIT, n), &copy, &page, cursor);
    return cgov__page_end(&page, count_out);
}

int32_t cgov_appointment_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id of, uint64_t *cursor,
                              cgov_appointment_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    status = find_entity(ledger, &copy, OF(RESIDENT) | OF(ORGANIZATION), "of", &of);
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

/* An item's is not the public's. */
static bool shows_key(const struct model *model, uint64_t id, const cgov_reader *reader) {
    return entity_kind(cgov__id_kind(id))
               ? cgov__sees_entity(model, id, reader->actor, reader->at)
               : cgov__view(model, cgov__item_by_id(model, id), reader->actor, reader->at) > VIEW_PUBLIC;
}

int32_t cgov_external_find(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t kind, cgov_id home,
                           const cgov_text *external, cgov_id *id_out) {
    ABI_CLEAR(id_out);
    cgov_reader copy;
    cgov_text key;
    int32_t status = cgov__reader_check(ledger, reader, &copy);
    if (status) return status;
    if (!external || !id_out || !cgov__text_resolve(external, &key))
        return cgov__say(&copy, CGOV_E_ARG, 0, "`external` or `id_out` is NULL, or a text without its pointer");
    if (home != 0 && (kind == CGOV_KIND_ORGANIZATION || cgov__id_kind(home) != CGOV_KIND_ORGANIZATION))
        return cgov__say(&copy, CGOV_E_KIND, home, "`home` is an organization's id, and not for organizations");
    if (cgov__id_number(home) > UINT32_MAX || key.len == 0 || key.len > EXTERNAL_MAX)
        return cgov__say(&copy, CGOV_E_NOT_FOUND, 0, nobody_has_it);
    const struct model *model = &ledger->model;
    bool anywhere = home == 0 && (kind == CGOV_KIND_RESIDENT || kind == CGOV_KIND_UNIT);
    uint32_t first = cgov__id_row(home), end = anywhere ? model->organizations.count : first;
    for (uint32_t o = first; o <= end; o++) {
        uint64_t id = cgov__external_find(model, kind, o, key.ptr, (uint32_t)key.len);
        if (id == 0 || !shows_key(model, id, &copy) || (*id_out != 0 && *id_out < id)) continue;
        *id_out = id;
    }
    return *id_out != 0 ? CGOV_OK : cgov__say(&copy, CGOV_E_NOT_FOUND, 0, nobody_has_it);
}
