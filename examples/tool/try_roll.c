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

/* Whom the line names after the roll, taken out of it; else whoever acts, else a resident. */
static const char *electors_given(void) {
    const char *name = "resident";
    for (uint32_t n = 0; n < town.count; n++)
        if (town.actor && town.names[n].id == town.actor) name = town.names[n].name;
    if (word_count < 3 || strchr(words[2], '=')) return name;
    name = words[2];
    drop_word(2);
    return name;
}

/* The roll is there, and said which where none was given. */
static bool have_roll(void) {
    if (word_count < 2) say_no("%s", T("on which roll? (show lists them)", "哪个名册？（show 列出）"));
    return word_count > 1 && known_roll(words[1]);
}

int refusal_rank(const cgov_error *error) {
    return error->status != CGOV_E_REFUSED ? 0
           : error->reason == CGOV_R_ACTOR ? 1
           : error->reason == CGOV_R_ROLL  ? 2
                                           : 3;
}

typedef int32_t change_made(const cgov_act *act, cgov_id elector, const struct details *details);

static int32_t make_entered(const cgov_act *act, cgov_id elector, const struct details *details) {
    return cgov_roll_enter(tool.ledger, act, town.item, words[1], elector, details->at, details->count, NULL);
}

static int32_t make_left(const cgov_act *act, cgov_id elector, const struct details *details) {
    return cgov_roll_leave(tool.ledger, act, town.item, words[1], elector, 0, details->at, details->count, NULL);
}

/* Who made it: themselves, else whoever else may; where nobody, NULL, and the refusal that says most. */
static const struct named *made_by(const struct named *elector, const struct details *details, change_made *make) {
    cgov_error best = {.size = sizeof best}, error;
    int32_t status = CGOV_E_REFUSED;
    for (uint32_t n = 0; n <= town.count; n++) {
        const struct named *by = n ? &town.names[n - 1] : elector;
        if (!by->person || (town.actor && by->id != town.actor)) continue;
        const cgov_act act = town_act(by->id);
        status = make(&act, elector->id, details);
        if (status >= 0) return by;
        error = (cgov_error){.size = sizeof error};
        if (cgov_ledger_error(tool.ledger, &error) != CGOV_OK) break;
        if (!best.status || refusal_rank(&error) > refusal_rank(&best)) best = error;
        if (by == elector && refusal_rank(&error) == 3) break;
        if (status != CGOV_E_REFUSED && status != CGOV_E_NOT_FOUND) break;
    }
    say_error(best.status ? best.status : status, &best);
    return NULL;
}

/* Each of those named in turn, up to the first who is refused. */
static void change_each(const char *names, const struct details *details, change_made *make) {
    char name[64];
    const struct named *said = NULL;
    uint32_t turn = 0;
    for (; name_in_turn(names, turn, name); turn++) {
        const struct named *elector = town_find(name), *by = !elector ? NULL : made_by(elector, details, make);
        if (!elector) say_no(T("nobody is called `%s` (who lists them)", "没有“%s”（who 列出全部）"), shown(name));
        if (!by) break;
        if (by != elector && by != said) printf(T("  (by %s)\n", "  （经手 %s）\n"), by->name);
        said = by;
    }
    if (turn) say_rolls(words[1]);
}

void do_enter(void) {
    static struct details details;
    if (!have_roll()) return;
    const char *names = electors_given();
    if (gather(&details, town.at_hand.rulebook, town.at_hand.procedure, words[1]))
        change_each(names, &details, make_entered);
}

void do_leave(void) {
    static struct details details;
    if (!have_roll()) return;
    const char *names = electors_given(), *reason = given_value("reason");
    details.count = 1;
    details.at[0] = (cgov_detail){
        .size = sizeof details.at[0], .field = CGOV_FIELD_REASON, .text = {reason ? reason : "…", CGOV_NUL_TERMINATED}};
    change_each(names, &details, make_left);
}

void do_bundle(void) {
    static const char *const none[] = {NULL};
    static cgov_tally_row rows[ROWS];
    cgov_error best = {.size = sizeof best}, error;
    uint32_t count = 0;
    if (!have_roll() || !read_rows(2, none, false, rows, &count)) return;
    for (uint32_t n = 0; n < town.count; n++) {
        if (!town.names[n].person || (town.actor && town.names[n].id != town.actor)) continue;
        const cgov_act act = town_act(town.names[n].id);
        const int32_t status = cgov_roll_bundle(tool.ledger, &act, town.item, words[1], rows, count, NULL);
        if (status >= 0) {
            say_rolls(words[1]);
            return;
        }
        error = (cgov_error){.size = sizeof error};
        if (cgov_ledger_error(tool.ledger, &error) == CGOV_OK &&
            (!best.status || refusal_rank(&error) > refusal_rank(&best)))
            best = error;
    }
    say_error(best.status, &best);
}

static void say_roll(const cgov_roll_view *view) {
    printf("  %s %s: %" PRIu64 "%s", view->name, view->title, view->heads,
           view->open ? T(" (open)", "（可登记）") : "");
    if (view->waiting) printf(T(", %u wait for a second person", "，%u 份待第二人录入"), view->waiting);
    if (view->bundled) printf("%s", T(", besides a bundle", "，另有汇总票"));
    printf("\n");
}

void say_rolls(const char *wanted) {
    static cgov_roll_view views[PAGE] = {{.size = sizeof views[0]}};
    const cgov_reader reader = town_reader(tool.info.founder);
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (cgov_roll_list(tool.ledger, &reader, town.item, &cursor, views, PAGE, &count) != CGOV_OK) return;
    for (uint32_t i = 0; i < count; i++)
        if (wanted ? strcmp(views[i].name, wanted) == 0 : views[i].open || views[i].heads) say_roll(&views[i]);
}
