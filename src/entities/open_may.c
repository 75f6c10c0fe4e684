/* Who could open an item, by details that nobody has given yet: asked before there is a command.
 *
 * Invariant: nothing is held against it that a detail could still put right. */
#include "entities/opening.h"

#include "entities/office.h"
#include "entities/sets.h"
#include "model/item_rows.h"

/* By one of its `by` lines, where a party that it names is still to be given: that one is the organization in which the
 * actor holds the office, or the actor. */
static bool could_open(struct attempt *attempt, struct item *item, const struct who *who, uint32_t organization) {
    struct refusal unused = {0};
    uint8_t unset = NONE;
    const uint8_t reporter = attempt->procedure->reporter;
    const uint32_t self = cgov__id_row(attempt->actor);
    const bool above = who->kind == WHO_ROLE && who->superiors != 0; /* of something that lies below it */
    attempt->known = 0;
    memset(cgov__edit_parties(item), 0, attempt->procedure->party_count * sizeof *item->parties);
    if (reporter != NONE && who->kind != WHO_ROLE) cgov__edit_parties(item)[reporter] = self;
    if (who->party != NONE && who->kind != WHO_ANYONE && !above && cgov__awaits_party(attempt, who->party)) {
        attempt->known = UINT32_C(1) << who->party;
        cgov__edit_parties(item)[who->party] = organization != 0 ? organization : self;
    }
    const bool set = cgov__sets_apply(attempt, item, &unset);
    const bool is = above ? !who->of_parent && cgov__awaits_party(attempt, who->party)
                          : cgov__is_who(attempt->model, item, who, attempt->actor, attempt->time);
    return set && is && !cgov__is_excluded(attempt, who) && !cgov__guard_clauses(attempt, &unused) &&
           !cgov__offices_check(attempt, &unused);
}

bool cgov__open_may(const struct model *model, uint32_t version, uint8_t procedure, uint64_t actor, int64_t at) {
    struct draft draft;
    struct item *item = &draft.item;
    const struct adoption *adoption = model->adoptions[version - 1];
    const uint32_t self = cgov__id_row(actor);
    cgov__draft(model, &draft, NULL);
    item->rulebook = (uint16_t)version;
    item->procedure = procedure;
    item->profile = adoption->profile;
    item->kind = adoption->rulebook.procedures[procedure].kind;
    struct attempt attempt = {.model = model, .before = item, .after = item, .actor = actor, .time = at};
    attempt.procedure = &adoption->rulebook.procedures[procedure];
    attempt.move = &attempt.procedure->moves[attempt.procedure->open];
    attempt.row = cgov__machine_row(attempt.procedure, attempt.move);
    item->state = attempt.move->to;
    for (uint8_t b = 0; b < attempt.move->by_count; b++) {
        const struct who *who = &attempt.move->by[b];
        uint32_t organization = who->kind != WHO_ROLE ? 0 : cgov__works_from(model, self, 1, at);
        if (who->kind != WHO_ROLE && could_open(&attempt, item, who, 0)) return true;
        for (; organization != 0; organization = cgov__works_from(model, self, organization + 1, at))
            if (cgov__holds(model, self, adoption->roles[who->role], organization, at) &&
                could_open(&attempt, item, who, organization))
                return true;
    }
    return false;
}
