/* The ledger's numbers for what its texts declare.
 *
 * Invariant: a number is given once, to one name and one type, in the order of adoption and of the text; a row's name
 * stands in the symbols, which never move. */
#include "model/details.h"
#include "model/symbols.h"

static uint32_t find(const struct model *model, uint32_t symbol) {
    uint32_t slot = MAP_NONE;
    return symbol == 0 ? MAP_NONE : cgov__map_next(&model->detail_map, symbol, &slot);
}

const struct detail_name *cgov__details_conflict(const struct model *model, const struct rulebook *rulebook) {
    for (uint32_t d = 0; d < rulebook->detail_name_count; d++) {
        const struct detail_name *name = &rulebook->detail_names[d];
        uint32_t number = cgov__detail_number_of(model, name->name, (uint32_t)strlen(name->name));
        if (number != 0 && cgov__numbered(model, number)->type != name->type) return name;
    }
    return NULL;
}

bool cgov__details_left(const struct model *model, const struct rulebook *rulebook) {
    uint32_t left = DETAIL_LAST - DETAIL_FIRST + 1 - model->detail_count;
    for (uint32_t d = 0; d < rulebook->detail_name_count; d++) {
        const char *name = rulebook->detail_names[d].name;
        if (cgov__detail_number_of(model, name, (uint32_t)strlen(name)) == 0 && left-- == 0) return false;
    }
    return true;
}

bool cgov__details_reserve(struct model *model, const struct rulebook *rulebook) {
    uint32_t more = rulebook->detail_name_count;
    if (more == 0) return true;
    struct numbered *grown =
        cgov__mem_grow(model->mem, model->details, &model->detail_cap, sizeof *grown, model->detail_count + more);
    if (!grown) return false;
    model->details = grown;
    return cgov__map_reserve(&model->detail_map, more);
}

void cgov__details_adopt(struct model *model, struct rulebook *rulebook) {
    for (uint32_t d = 0; d < rulebook->detail_name_count; d++) {
        struct detail_name *name = &rulebook->detail_names[d];
        uint32_t symbol = cgov__symbol_make(model, name->name, (uint32_t)strlen(name->name));
        uint32_t index = find(model, symbol);
        if (index == MAP_NONE) {
            index = model->detail_count++;
            model->details[index] = (struct numbered){cgov__symbol_name(model, symbol), symbol, name->type};
            cgov__map_add(&model->detail_map, symbol, index);
        }
        name->number = DETAIL_FIRST + index;
    }
    cgov__details_number(rulebook);
}

uint32_t cgov__detail_number_of(const struct model *model, const char *name, uint32_t len) {
    uint32_t index = find(model, cgov__symbol_find(model, name, len));
    return index == MAP_NONE ? 0 : DETAIL_FIRST + index;
}

/* ---- a frame that adopts, and goes on ---- */

static const struct rulebook *adopted_at(const struct overlay *overlay, uint32_t index) {
    return &cgov__overlay_adoption(overlay, overlay->model->adoption_count + UINT64_C(1) + index)->rulebook;
}

static const struct detail_name *find_name(const struct rulebook *rulebook, const char *name) {
    for (uint32_t d = 0; d < rulebook->detail_name_count; d++)
        if (strcmp(rulebook->detail_names[d].name, name) == 0) return &rulebook->detail_names[d];
    return NULL;
}

/* Neither the model nor one of the first texts of the frame has the name. */
static bool is_new(const struct overlay *overlay, uint32_t first, const char *name) {
    if (cgov__detail_number_of(overlay->model, name, (uint32_t)strlen(name)) != 0) return false;
    for (uint32_t a = 0; a < first; a++)
        if (find_name(adopted_at(overlay, a), name)) return false;
    return true;
}

uint32_t cgov__overlay_detail(const struct overlay *overlay, uint32_t number) {
    const struct numbered *detail = cgov__numbered(overlay->model, number);
    uint32_t next = DETAIL_FIRST + overlay->model->detail_count;
    for (uint32_t a = 0; !detail && a < overlay->adopted_count; a++) {
        const struct rulebook *rulebook = adopted_at(overlay, a);
        for (uint32_t d = 0; d < rulebook->detail_name_count; d++)
            if (is_new(overlay, a, rulebook->detail_names[d].name) && next++ == number)
                return rulebook->detail_names[d].type;
    }
    return detail ? detail->type : 0;
}

bool cgov__overlay_conflict(const struct overlay *overlay, const struct rulebook *rulebook) {
    for (uint32_t a = 0; a < overlay->adopted_count; a++)
        for (uint32_t d = 0; d < rulebook->detail_name_count; d++) {
            const struct detail_name *name = &rulebook->detail_names[d];
            const struct detail_name *there = find_name(adopted_at(overlay, a), name->name);
            if (there && there->type != name->type) return true;
        }
    return cgov__details_conflict(overlay->model, rulebook);
}

const char *cgov__detail_name(const struct model *model, uint32_t number) {
    const struct numbered *detail = cgov__numbered(model, number);
    return detail ? detail->name : number < DETAIL_FIRST ? cgov__field_name(number) : "";
}
