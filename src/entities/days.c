/* Days as moves ask after them: the one that a command gives, and whether it has come where the ledger lies. */
#include "entities/days.h"

#include "base/civil.h"
#include "base/text.h"

uint32_t cgov__day_given(const struct procedure *procedure, const struct command *command, uint8_t day) {
    return command ? (uint32_t)cgov__detail_number(command, procedure->details[procedure->kept[day]].number) : 0;
}

bool cgov__day_has_come(const struct model *model, uint32_t day, int64_t time) {
    return day != 0 && cgov__local_day(time, model->offset) >= cgov__date_day(day);
}

bool cgov__day_is_over(const struct model *model, uint32_t day, int64_t time) {
    return day != 0 && cgov__local_day(time, model->offset) > cgov__date_day(day);
}

uint64_t cgov__today_of(const struct model *model, int64_t time) {
    return (uint64_t)cgov__date_number(cgov__civil_of(cgov__local_day(time, model->offset)));
}

void cgov__say_stood(const char *name, uint64_t day, const char *come, uint64_t today, char *into, size_t cap) {
    if (day == 0)
        cgov__format(into, cap, "`%s` is not given, and none stands", name);
    else
        cgov__format(into, cap, "`%s`, %y, is %s: today is %y", name, day, come, today);
}
