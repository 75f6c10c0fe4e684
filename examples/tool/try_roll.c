/* Rolls in `try`: who is entered on one, which a ballot is too, and how many stand there. */
#include "town.h"

enum { PAGE = 32 };

/* The roll's name, and true; or false, and said. */
static bool known_roll(const char *name) {
    static cgov_roll_view views[PAGE] = {{.size = sizeof views[0]}};
    const cgov_reader reader = town_reader(tool.info.founder);
    struct nearest near = {.given = name};
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (cgov_roll_list(tool.ledger, &reader, town.item, &cursor, views, PAGE, &count) != CGOV_OK) count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(views[i].name, name) == 0) return true;
        nearest_take(&near, views[i].name);
    }
    say_no(near.best ? T("no roll `%s`; the nearest is `%s`", "没有名册“%s”，最接近的是“%s”")
                     : T("no roll `%s`%s", "没有名册“%s”%s"),
           shown(name), near.best ? near.best : "");
    return false;
}

/* Whom the line names after the roll, taken out of it; else whoever acts, else a resident. NULL, and said. */
static const struct named *elector_given(void) {
    const char *name = "resident";
    for (uint32_t n = 0; n < town.count; n++)
        if (town.actor && town.names[n].id == town.actor) name = town.names[n].name;
    if (word_count > 2 && !strchr(words[2], '=')) {
        name = words[2];
        for (uint32_t w = 2; w + 1 < word_count; w++) words[w] = words[w + 1];
        word_count--;
    }
    const struct named *found = town_find(name);
    if (!found) say_no(T("nobody is called `%s` (who lists them)", "没有“%s”（who 列出全部）"), shown(name));
    return found;
}

void do_enter(void) {
    static struct details details;
    int32_t status = CGOV_E_REFUSED;
    uint64_t seq;
    if (word_count < 2) {
        say_no("%s", T("enter on which roll? (show lists them)", "登记到哪个名册？（show 列出）"));
        return;
    }
    if (!known_roll(words[1])) return;
    const struct named *elector = elector_given();
    if (!elector || !gather(&details, town.at_hand.rulebook, town.at_hand.procedure, words[1])) return;
    for (uint32_t n = 0; n <= town.count && status == CGOV_E_REFUSED; n++) { /* themselves first */
        const struct named *by = n ? &town.names[n - 1] : elector;
        if (!by->person || (town.actor && by->id != town.actor)) continue;
        const cgov_act act = town_act(by->id);
        status = cgov_roll_enter(tool.ledger, &act, town.item, words[1], elector->id, details.at, details.count, &seq);
        if (status == CGOV_E_REFUSED && by == elector && !town.actor) {
            cgov_error error = {.size = sizeof error};
            if (cgov_ledger_error(tool.ledger, &error) == CGOV_OK && error.reason != CGOV_R_ACTOR) break;
        }
    }
    if (status < 0)
        say_refused(status);
    else
        say_rolls();
}

void say_rolls(void) {
    static cgov_roll_view views[PAGE] = {{.size = sizeof views[0]}};
    const cgov_reader reader = town_reader(tool.info.founder);
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (cgov_roll_list(tool.ledger, &reader, town.item, &cursor, views, PAGE, &count) != CGOV_OK) return;
    for (uint32_t i = 0; i < count; i++)
        if (views[i].open || views[i].heads)
            printf("  %s %s: %" PRIu64 "%s\n", views[i].name, views[i].title, views[i].heads,
                   views[i].open ? T(" (open)", "（可登记）") : "");
}
