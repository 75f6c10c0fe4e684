/* Putting right what was filed. The matter is one of the catalogue that the item runs under, and brings its profile
 * and its track, which goes when the matter does; the item's procedure stays.
 *
 * Invariant: the record says matter and profile as they come to be, as an opening's does; applying it looks nothing up.
 */
#include "entities/correct.h"

#include "base/text.h"
#include "model/track.h"
#include "rules/nearest.h"

static int32_t refuse(const struct attempt *attempt, uint32_t reason, const char *message, struct refusal *why) {
    return cgov__refuse_rule(why, reason, attempt->before->rulebook, attempt->move->line, attempt->move->cites,
                             message);
}

/* The matter that the move brings; -1: none, or one that the text lacks. */
static int32_t matter_given(const struct attempt *attempt, struct blob *code) {
    *code = cgov__detail_text(attempt->command, CGOV_FIELD_MATTER);
    char name[NAME_SIZE];
    if (code->len == 0 || code->len >= sizeof name) return -1;
    cgov__text_copy(name, sizeof name, (const char *)code->ptr, code->len);
    return cgov__matter_find(cgov__rulebook_of(attempt->model, attempt->before), name);
}

static int32_t check_matter(const struct attempt *attempt, struct refusal *why) {
    const struct rulebook *rulebook = cgov__rulebook_of(attempt->model, attempt->before);
    char message[sizeof why->message], name[NAME_SIZE];
    struct blob code;
    const int32_t index = matter_given(attempt, &code);
    if (code.len == 0) return CGOV_OK;
    cgov__text_copy(name, sizeof name, (const char *)code.ptr, code.len);
    if (index < 0) {
        struct near near;
        cgov__near_begin(&near, name, strlen(name));
        cgov__nearest_of(&near, rulebook, NAMED_MATTER);
        cgov__format(message, sizeof message, "matter %q is not in the catalogue that the item runs under", name);
        cgov__near_end(&near, message, sizeof message);
        return refuse(attempt, CGOV_R_MATTER, message, why);
    }
    const uint8_t procedure = rulebook->matters[index].procedure;
    if (procedure == NONE || &rulebook->procedures[procedure] == attempt->procedure) return CGOV_OK;
    cgov__format(message, sizeof message, "matter `%s` is dealt with by `%s`: this item runs by `%s`", name,
                 rulebook->procedures[procedure].name, attempt->procedure->name);
    return refuse(attempt, CGOV_R_MATTER, message, why);
}

static const struct clause *unsettled(const struct procedure *procedure) {
    const struct move *opens = &procedure->moves[procedure->open];
    for (uint8_t i = 0; i < opens->clause_count; i++)
        if (opens->clauses[i].kind == CLAUSE_WHEN && opens->clauses[i].guard == GUARD_UNSETTLED)
            return &opens->clauses[i];
    return NULL;
}

/* What it comes to be is asked what an opening is asked: nothing settled is taken up again by being put right. Whoever
 * entered it by office has named what was settled then. */
static int32_t check_settled(const struct attempt *attempt, struct refusal *why) {
    const struct clause *clause = unsettled(attempt->procedure);
    struct item after = *attempt->before;
    struct attempt asked = *attempt;
    struct blob code;
    const int32_t index = matter_given(attempt, &code);
    const int64_t place = cgov__detail_number(attempt->command, CGOV_FIELD_PLACE);
    asked.after = &after;
    if (index >= 0) after.matter = (uint16_t)(index + 1);
    if (place != 0) after.place = (uint64_t)place;
    const bool same = after.matter == attempt->before->matter && after.place == attempt->before->place;
    if (!clause || same || !cgov__was_settled(&asked)) return CGOV_OK;
    if (cgov__is_settled(attempt->model, cgov__item(attempt->model, after.extra->earlier))) return CGOV_OK;
    return cgov__refuse_rule(why, CGOV_R_UNSETTLED, attempt->before->rulebook, clause->line,
                             attempt->procedure->moves[attempt->procedure->open].cites,
                             "this matter at this place was settled for this reporter: the same facts are not taken up "
                             "again");
}

int32_t cgov__correct_check(const struct attempt *attempt, struct refusal *why) {
    if (!attempt->command) return CGOV_OK;
    const int64_t channel = cgov__detail_number(attempt->command, CGOV_FIELD_CHANNEL);
    if (channel >= CGOV_CHANNEL_LITIGATION && !attempt->move->answers)
        return refuse(attempt, CGOV_R_DETAIL, "this channel is advice where else to turn, not one a report comes in by",
                      why);
    const int32_t status = check_matter(attempt, why);
    return status ? status : check_settled(attempt, why);
}

void cgov__reclass(const struct attempt *attempt, struct record *record, struct item *after, const char **class_name,
                   char room[NAME_SIZE]) {
    struct blob code;
    const int32_t index = attempt->command ? matter_given(attempt, &code) : -1;
    if (index >= 0 && index + 1 != attempt->before->matter) {
        const struct adoption *adoption = cgov__adoption(attempt->model, after->rulebook);
        const uint8_t own = adoption->rulebook.matters[index].profile;
        after->matter = (uint16_t)(index + 1);
        after->profile = own != NONE ? own : adoption->profile;
        record->matter = after->matter;
        record->profile = after->profile == NONE ? 0 : after->profile + UINT64_C(1);
        record->track = cgov__track_said(attempt->before, record->track, &adoption->rulebook.matters[index]);
    }
    if (record->urgency != 0) after->urgency = (record->urgency - 1) & 7;
    if (record->class_name.len == 0) return;
    cgov__text_copy(room, NAME_SIZE, (const char *)record->class_name.ptr, record->class_name.len);
    *class_name = room;
}
