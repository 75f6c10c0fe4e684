/* Walks over the names of a text, for the one that was meant. */
#include "rules/nearest.h"

#include "base/text.h"

const char *cgov__named_word(enum named what) {
    static const char *const words[] = {"procedure", "state", "matter", "role", "profile", "calendar"};
    return words[what];
}

bool cgov__nearest_states(struct near *near, const struct procedure *procedure) {
    for (uint32_t s = 0; s < procedure->state_count; s++)
        if (cgov__near_take(near, procedure->states[s].name)) return true;
    return false;
}

static bool take_states(struct near *near, const struct rulebook *rulebook) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++)
        if (cgov__nearest_states(near, &rulebook->procedures[p])) return true;
    return false;
}

bool cgov__nearest_of(struct near *near, const struct rulebook *rulebook, enum named what) {
#define TAKE(rows, count)                                                                                              \
    for (uint32_t i = 0; i < rulebook->count; i++)                                                                     \
        if (cgov__near_take(near, rulebook->rows)) return true
    switch (what) {
    case NAMED_PROCEDURE:
        TAKE(procedures[i].name, procedure_count);
        break;
    case NAMED_STATE:
        return take_states(near, rulebook);
    case NAMED_MATTER:
        if (cgov__matter_find(rulebook, near->asked) >= 0) return true;
        TAKE(matters[i].code, matter_count);
        break;
    case NAMED_ROLE:
        TAKE(roles[i].name, role_count);
        break;
    case NAMED_PROFILE:
        TAKE(profiles[i].name, profile_count);
        break;
    case NAMED_CALENDAR:
        TAKE(calendars[i].name, calendar_count);
        break;
    }
#undef TAKE
    return false;
}

void cgov__nearest_moves(struct near *near, const struct procedure *procedure) {
    for (uint32_t m = 0; m < procedure->move_count; m++)
        if (!procedure->moves[m].opens_item) cgov__near_take(near, procedure->moves[m].name);
}

void cgov__nearest_rolls(struct near *near, const struct procedure *procedure) {
    for (uint32_t r = 0; r < procedure->roll_count; r++) cgov__near_take(near, procedure->rolls[r].name);
}

void cgov__lack_begin(struct lack *lack, const char *procedure, const char *matter) {
    lack->procedure = procedure;
    lack->matter = matter;
    cgov__near_begin(&lack->near_procedure, procedure, strlen(procedure));
    cgov__near_begin(&lack->near_matter, matter, strlen(matter));
}

/* What is there is not what was meant otherwise: nothing is near it any more. */
static void take(struct near *near, const struct rulebook *rulebook, enum named what) {
    if (near->left == 0 || !cgov__nearest_of(near, rulebook, what)) return;
    near->best[0] = 0;
    near->left = 0;
}

void cgov__lack_take(struct lack *lack, const struct rulebook *rulebook) {
    if (*lack->procedure != 0) take(&lack->near_procedure, rulebook, NAMED_PROCEDURE);
    if (*lack->matter != 0) take(&lack->near_matter, rulebook, NAMED_MATTER);
}

void cgov__lack_say(const struct lack *lack, char *into, size_t cap, const char *where) {
    const char *const procedure = lack->procedure, *const matter = lack->matter;
    if (*matter == 0)
        cgov__format(into, cap, "%s has procedure %q", where, *procedure == 0 ? "issue" : procedure);
    else if (*procedure == 0)
        cgov__format(into, cap, "%s has matter %q", where, matter);
    else
        cgov__format(into, cap, "%s has both procedure %q and matter %q", where, procedure, matter);
    cgov__near_end(lack->near_procedure.best[0] != 0 ? &lack->near_procedure : &lack->near_matter, into, cap);
}
