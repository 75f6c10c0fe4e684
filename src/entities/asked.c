/* Which roll of which item a command is about. Who does not see the item is told that there is none. */
#include "entities/asked.h"

#include "base/text.h"
#include "entities/view.h"
#include "rules/nearest.h"

int32_t cgov__asked_unseen(const struct command *command, struct refusal *why) {
    return cgov__fault_of(why, CGOV_E_NOT_FOUND, CGOV_R_NONE, "there is no item %u for this actor", command->id);
}

COLD static int32_t refuse_name(const struct procedure *procedure, const struct item *item,
                                const struct command *command, bool there, struct refusal *why) {
    char message[160];
    cgov__format(message, sizeof message,
                 !there ? "procedure `%s` has no roll %q"
                        : "procedure `%s`: the roll %q is the list of another: nobody is entered on it here",
                 procedure->name, command->move);
    struct near near;
    cgov__near_begin(&near, command->move, strlen(command->move));
    if (!there) cgov__nearest_rolls(&near, procedure);
    cgov__near_end(&near, message, sizeof message);
    return cgov__refuse_rule(why, CGOV_R_ROLL, item->rulebook, procedure->line, procedure->cites, message);
}

int32_t cgov__asked_roll(const struct model *model, const struct item *item, const struct command *command,
                         uint64_t elector, struct asking *asking, struct refusal *why) {
    const cgov_act *act = &command->act;
    const struct procedure *procedure = cgov__procedure_of(model, item);
    const uint8_t roll = cgov__roll_of_name(procedure, command->move);
    if (roll == NONE || procedure->rolls[roll].same) return refuse_name(procedure, item, command, roll != NONE, why);
    *asking = (struct asking){
        model, {item, cgov__id_row(command->id), &procedure->rolls[roll], roll}, elector, act->actor, act->now, 0, 0,
        NULL};
    asking->row = cgov__roll_row_seek(model, &asking->roll, &asking->row_number);
    return CGOV_OK;
}

int32_t cgov__roll_asked(const struct model *model, const struct command *command, struct asking *asking,
                         struct refusal *why) {
    const cgov_act *act = &command->act;
    const struct item *item = cgov__item_by_id(model, command->id);
    why->item = command->id;
    if (!item || !cgov__sees(model, item, act->actor, act->now)) return cgov__asked_unseen(command, why);
    return cgov__asked_roll(model, item, command, cgov__elector_of(command), asking, why);
}
