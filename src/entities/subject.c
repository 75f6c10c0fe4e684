/* What an item can be about. */
#include "entities/subject.h"

#include "model/roll_rows.h"

/* Asked by members still to be looked at; 0: no more can be. */
static bool sees(const struct model *model, const struct item *subject, uint64_t member, int64_t at, uint32_t *left) {
    if (cgov__id_kind(member) != CGOV_KIND_RESIDENT) return true; /* whose officers see by their office, or do not */
    return (*left)-- > 0 && cgov__sees(model, subject, member, at);
}

static bool all_on(const struct model *model, const struct roll_row *row, const struct item *subject, int64_t at,
                   uint32_t *left) {
    const struct entry *entry;
    for (uint32_t n = row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing && !sees(model, subject, cgov__entry_elector(entry), at, left)) return false;
    return true;
}

bool cgov__may_be_subject(const struct model *model, const struct item *subject, const struct item *of,
                          const struct fills *fills, uint32_t first, int64_t at) {
    uint32_t left = MEMBERS_ASKED;
    const struct roll_row *row;
    if (cgov__is_told_apart(model, subject)) return false;
    if (cgov__view(model, subject, 0, at) != VIEW_NONE) return true; /* anybody sees it */
    for (uint32_t f = first; fills && f < fills->count; f++)
        for (uint32_t i = 0; i < fills->each[f].count; i++)
            if (!sees(model, subject, cgov__fill_id(cgov__fills_elector(fills, &fills->each[f], i)), at, &left))
                return false;
    for (const struct item *item = of; item; item = cgov__item(model, item->extra->parent))
        for (uint32_t n = item->extra->rolls; (row = cgov__roll_row(model, n)); n = row->next) {
            bool anew = item == of && cgov__fills_of(fills, first, row->roll) != NULL;
            if (row->filled && !anew && !all_on(model, row, subject, at, &left)) return false;
        }
    return true;
}

int32_t cgov__subject_check(const struct attempt *opening, const struct attempt *parent, struct refusal *why) {
    uint8_t issue = opening->procedure->issue;
    if (issue == NONE) return CGOV_OK;
    const struct declared *declared = &opening->procedure->details[issue];
    const struct item *subject =
        cgov__item_by_id(opening->model, (uint64_t)cgov__detail_number(opening->command, declared->number));
    const struct attempt *of = parent ? parent : opening; /* whose rolls it will be heard of on */
    if (!subject || cgov__may_be_subject(opening->model, subject, of->after, parent ? of->fills : NULL, of->first_fill,
                                         opening->time))
        return CGOV_OK;
    char message[128];
    cgov__format(message, sizeof message, "detail `%s` names what is not taken up before others", declared->name);
    return cgov__refuse_rule(why, CGOV_R_DETAIL, opening->after->rulebook, declared->line, opening->move->cites,
                             message);
}
