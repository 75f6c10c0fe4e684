/* The map of states that an adoption brings: lines "PROCEDURE OLD -> NEW", each of which carries the items of one
 * procedure in one state to the newer text. */
#include "entities/state_map.h"

#include "base/text.h"

static bool next_word(struct state_line *map, char word[NAME_SIZE]) {
    while (map->at < map->end && (*map->at == ' ' || *map->at == '\t')) map->at++;
    uint32_t len = 0;
    while (map->at < map->end && *map->at != ' ' && *map->at != '\t' && *map->at != '\n') {
        if (len + 1 >= NAME_SIZE) return false;
        word[len++] = *map->at++;
    }
    word[len] = 0;
    return len > 0;
}

int cgov__state_line_next(struct state_line *map) {
    while (map->at < map->end && (*map->at == '\n' || *map->at == ' ' || *map->at == '\t')) map->at++;
    if (map->at >= map->end) return 0;
    char arrow[NAME_SIZE];
    const bool formed = next_word(map, map->procedure) && next_word(map, map->old) && next_word(map, arrow) &&
                        strcmp(arrow, "->") == 0 && next_word(map, map->new);
    while (map->at < map->end && (*map->at == ' ' || *map->at == '\t')) map->at++;
    return formed && (map->at == map->end || *map->at == '\n') ? 1 : -1;
}

struct state_line cgov__state_lines(const struct blob *text) {
    struct state_line map = {(const char *)text->ptr, !text->ptr ? NULL : (const char *)text->ptr + text->len, "", "",
                             ""};
    return map;
}

static bool any_version_has(const struct model *model, const struct state_line *map, struct near *near) {
    cgov__near_begin(near, map->old, strlen(map->old));
    for (uint32_t v = 0; v < model->adoption_count; v++) {
        const struct rulebook *rulebook = &model->adoptions[v]->rulebook;
        uint8_t p = cgov__procedure_find(rulebook, map->procedure);
        if (p != NONE && cgov__nearest_states(near, &rulebook->procedures[p])) return true;
    }
    return false;
}

int32_t cgov__refuse_line(struct refusal *why, const struct state_line *map, const char *what,
                          const struct near *near) {
    char message[sizeof why->message];
    cgov__format(message, sizeof message, "`%s %s -> %s`: %s", map->procedure, map->old, map->new, what);
    if (near) cgov__near_end(near, message, sizeof message);
    return cgov__refuse(why, CGOV_R_MAP, message);
}

/* Whether a line before this one leads from the same state. */
static bool stands_before(const struct blob *text, const struct state_line *line) {
    struct state_line map = cgov__state_lines(text);
    while (cgov__state_line_next(&map) == 1 && map.at != line->at)
        if (strcmp(map.procedure, line->procedure) == 0 && strcmp(map.old, line->old) == 0) return true;
    return false;
}

int32_t cgov__map_admit(const struct model *model, const struct rulebook *rulebook, const struct blob *text,
                        struct refusal *why) {
    struct state_line map = cgov__state_lines(text);
    int got;
    while ((got = cgov__state_line_next(&map)) == 1) {
        uint8_t p = cgov__procedure_find(rulebook, map.procedure);
        struct near near;
        cgov__near_begin(&near, map.procedure, strlen(map.procedure));
        if (p == NONE) cgov__nearest_of(&near, rulebook, NAMED_PROCEDURE);
        if (p == NONE) return cgov__refuse_line(why, &map, "the procedure is none of this rulebook's", &near);
        const struct procedure *procedure = &rulebook->procedures[p];
        uint8_t s = cgov__state_find(procedure, map.new);
        cgov__near_begin(&near, map.new, strlen(map.new));
        if (s == NONE) cgov__nearest_states(&near, procedure);
        if (s == NONE) return cgov__refuse_line(why, &map, "it leads to what is no state of the procedure", &near);
        if (procedure->states[s].final) return cgov__refuse_line(why, &map, "it leads to a final state", NULL);
        if (!any_version_has(model, &map, &near))
            return cgov__refuse_line(why, &map, "no rulebook adopted so far has the state it leads from", &near);
        if (stands_before(text, &map))
            return cgov__refuse_line(why, &map, "the state it leads from has a line already", NULL);
    }
    return got == 0 ? CGOV_OK : cgov__refuse(why, CGOV_R_MAP, "the map is not of lines `PROCEDURE OLD -> NEW`");
}

bool cgov__state_line_of(const struct model *model, const struct item *item, const struct blob *text,
                         struct state_line *map) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    *map = cgov__state_lines(text);
    while (cgov__state_line_next(map) == 1)
        if (strcmp(map->procedure, procedure->name) == 0 && strcmp(map->old, procedure->states[item->state].name) == 0)
            return true;
    return false;
}

const struct procedure *cgov__procedure_after(const struct carrying *carrying, const struct item *item) {
    struct state_line map;
    if (item->final || !cgov__state_line_of(carrying->model, item, carrying->map, &map))
        return cgov__procedure_of(carrying->model, item);
    return &carrying->to->procedures[cgov__procedure_find(carrying->to, map.procedure)];
}
