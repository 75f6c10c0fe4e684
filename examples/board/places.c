/* The places that messages name, as organizations: the province, its cities, their districts and counties.
 *
 * The publishers of the messages coded places as a letter for the city and a number for its district: A市, A3区, K8县.
 * A message belongs to the first district in its title, else in its text, else to a city found so, else to the
 * province. An organization is founded when a message first names it, below its city, with a region code of its own
 * making (99, two digits for the city, two for the district) and an officer for each office. */
#include "board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROVINCE_REGION UINT64_C(990000)

/* Each office is a role of the shipped rulebook. */
static const struct {
    const char *role, *title;
} offices[OFFICES] = {
    [OPERATOR] = {"operator", "登记员"}, [CLERK] = {"clerk", "受理员"},     [DISPATCHER] = {"dispatcher", "派单员"},
    [CONTACT] = {"contact", "经办员"},   [CHECKER] = {"checker", "核查员"}, [HEAD] = {"head", "负责人"},
};

static bool is_one_of(const char *at, const char *end, const char *const *words) {
    for (; *words; words++) {
        size_t len = strlen(*words);
        if ((size_t)(end - at) >= len && memcmp(at, *words, len) == 0) return true;
    }
    return false;
}

/* The first district (a letter, a number, 区, 县 or 市) or city (a letter, 市) of a text; its region code, or 0. */
static uint64_t code_in(cgov_text text, bool district, char name[8]) {
    static const char *const districts[] = {"区", "县", "市", NULL}, *const cities[] = {"市", NULL};
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end; at++) {
        if (*at < 'A' || *at > 'Z') continue;
        const char *digit = at + 1;
        uint64_t number = 0;
        while (digit < end && digit - at <= 2 && *digit >= '0' && *digit <= '9') {
            number = number * 10 + (uint64_t)(*digit++ - '0');
        }
        if ((number != 0) != district || !is_one_of(digit, end, district ? districts : cities)) continue;
        size_t len = (size_t)(digit - at) + strlen("区");
        memcpy(name, at, len);
        name[len] = '\0';
        return PROVINCE_REGION + (uint64_t)(*at - 'A' + 1) * 100 + number;
    }
    return 0;
}

static int32_t add(struct job *job, cgov_time now, const cgov_entity_draft *entity, cgov_id *id_out) {
    cgov_act act;
    int32_t status = act_begin(job, job->founder, now, &act);
    return status == CGOV_OK ? act_end(job, cgov_entity_add(job->ledger, &act, entity, id_out)) : status;
}

static int32_t appoint(struct job *job, cgov_time now, cgov_id resident, cgov_id organization, const char *role) {
    cgov_act act;
    cgov_id id;
    const cgov_appointment_draft appointment = {
        .size = sizeof appointment, .resident = resident, .organization = organization, .role = text_of(role)};
    int32_t status = act_begin(job, job->founder, now, &act);
    return status == CGOV_OK ? act_end(job, cgov_appointment_add(job->ledger, &act, &appointment, &id)) : status;
}

int32_t officer_add(struct job *job, cgov_time now, const struct place *place, const char *title, const char *role,
                    cgov_id *id_out) {
    char name[64];
    snprintf(name, sizeof name, "%s%s", place_title(place), title);
    const cgov_entity_draft officer = {.size = sizeof officer,
                                       .kind = CGOV_KIND_RESIDENT,
                                       .parent = place->organization,
                                       .region = place->region,
                                       .name = text_of(name)};
    int32_t status = add(job, now, &officer, id_out);
    return status == CGOV_OK ? appoint(job, now, *id_out, place->organization, role) : status;
}

/* Gives an organization a resident for each office; its head is a member of the province's meetings. */
static int32_t staff(struct job *job, cgov_time now, struct place *place) {
    for (uint32_t office = 0; office < OFFICES; office++) {
        int32_t status =
            officer_add(job, now, place, offices[office].title, offices[office].role, &place->officer[office]);
        if (status != CGOV_OK) return status;
    }
    return appoint(job, now, place->officer[HEAD], job->places.place[0].organization, "member");
}

static int32_t place_add(struct job *job, cgov_time now, const struct place *place) {
    struct places *places = &job->places;
    if (places->count == places->capacity) {
        uint32_t capacity = places->capacity ? places->capacity * 2 : 64;
        struct place *grown = realloc(places->place, capacity * sizeof *grown);
        if (!grown) return CGOV_E_NOMEM;
        places->place = grown;
        places->capacity = capacity;
    }
    places->place[places->count] = *place;
    int32_t status = staff(job, now, &places->place[places->count]);
    if (status == CGOV_OK) places->count++;
    return status;
}

/* The place of a region code, founded below the place above it if it is new. */
static int32_t place_need(struct job *job, cgov_time now, uint64_t region, const char *name, uint32_t *place_out) {
    for (uint32_t i = 0; i < job->places.count; i++) {
        if (job->places.place[i].region == region) return *place_out = i, CGOV_OK;
    }
    uint32_t above = 0;
    if (region % 100 != 0) {
        const char city[] = {name[0], '\xE5', '\xB8', '\x82', '\0'}; /* 市 */
        int32_t status = place_need(job, now, region - region % 100, city, &above);
        if (status != CGOV_OK) return status;
    }
    struct place place = {.region = region};
    snprintf(place.name, sizeof place.name, "%s", name);
    const cgov_entity_draft office = {.size = sizeof office,
                                      .kind = CGOV_KIND_ORGANIZATION,
                                      .parent = job->places.place[above].organization,
                                      .region = region,
                                      .name = text_of(name),
                                      .type = text_of("government")};
    int32_t status = add(job, now, &office, &place.organization);
    if (status == CGOV_OK) status = place_add(job, now, &place);
    *place_out = job->places.count - 1;
    return status;
}

int32_t places_found(struct job *job, cgov_id province, cgov_time now) {
    const struct place place = {.region = PROVINCE_REGION, .organization = province};
    return place_add(job, now, &place);
}

int32_t place_find(struct job *job, struct row *row) {
    char name[8];
    uint64_t region = code_in(row->title, true, name);
    if (!region) region = code_in(row->text, true, name);
    if (!region) region = code_in(row->title, false, name);
    if (!region) region = code_in(row->text, false, name);
    row->place = 0;
    return region ? place_need(job, row->reported_at, region, name, &row->place) : CGOV_OK;
}

int32_t resident_find(struct job *job, const struct row *row, cgov_id *id_out) {
    const cgov_reader reader = {.size = sizeof reader, .actor = job->founder, .at = row->reported_at};
    int32_t status = cgov_external_find(job->ledger, &reader, CGOV_KIND_RESIDENT, 0, &row->resident, id_out);
    if (status != CGOV_E_NOT_FOUND) return status;
    const struct place *place = &job->places.place[row->place];
    const cgov_entity_draft resident = {.size = sizeof resident,
                                        .kind = CGOV_KIND_RESIDENT,
                                        .parent = place->organization,
                                        .region = place->region,
                                        .name = row->resident,
                                        .external = row->resident};
    return add(job, row->reported_at, &resident, id_out);
}

const struct place *place_in(const struct places *places, uint64_t region) {
    for (uint32_t i = 0; i < places->count; i++) {
        if (places->place[i].region == region) return &places->place[i];
    }
    return NULL;
}

const char *place_title(const struct place *place) {
    return place->name[0] ? place->name : "西地省";
}

void places_free(struct places *places) {
    free(places->place);
    *places = (struct places){0};
}
