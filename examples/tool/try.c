/* try: a text played with, in a town in memory, by a clock that goes as it is told. Commands come from standard input,
 * a line each; what a move needs and is not given is made up, and said. Nothing is kept. */
#include "town.h"

#include <stdarg.h>
#include <unistd.h>

enum { PAGE = 64 };

static uint64_t seen; /* the last record that was told of */
static uint32_t noes; /* commands that were refused, or are none */

void say_no(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    printf("  ");
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
    noes++;
}

void say_error(int32_t status, const cgov_error *error) {
    char said[512];
    if (error->status != status)
        say_no("%s", said_of(status, NULL, said));
    else if (error->line)
        say_no(T("no: %s (%s, line %u)", "不可：%s（%s，第 %u 行）"), said_of(status, error, said),
               cgov_reason_name(error->reason), error->line);
    else
        say_no(T("no: %s", "不可：%s"), said_of(status, error, said));
}

void say_refused(int32_t status) {
    cgov_error error = {.size = sizeof error};
    if (cgov_ledger_error(tool.ledger, &error) != CGOV_OK) error.status = 0;
    say_error(status, &error);
}

struct told {
    cgov_id of;
    cgov_history_view entry;
};

static int by_seq(const void *a, const void *b) {
    const struct told *one = a, *other = b;
    return one->entry.seq < other->entry.seq ? -1 : one->entry.seq > other->entry.seq;
}

static void say_entry(const cgov_history_view *entry, cgov_id of) {
    char at[24], id[40], who[64], told[64];
    printf("  %s  %-9s %s", instant_text(entry->at, tool.info.utc_offset, at), id_text(of, id),
           cgov_enum_name(CGOV_ENUM_RECORD, entry->record));
    if (entry->move[0]) printf(" %s", entry->move);
    if (entry->clock[0]) printf(" %s", entry->clock);
    if (entry->share) printf(" %u%%", entry->share);
    if (entry->to[0]) printf(" -> %s", entry->to);
    if (entry->outcome) printf(" (%s)", cgov_enum_name(CGOV_ENUM_OUTCOME, entry->outcome));
    if (entry->actor) printf(T(" by %s", "，经手 %s"), town_name(entry->actor, who));
    if (entry->told) printf(T(", told %s", "，告知 %s"), town_name(entry->told, told));
    if (entry->told && entry->role[0]) printf(" (%s)", entry->role);
    printf("\n");
}

/* What an item's history has since the last time, newest first. */
static uint32_t new_of(cgov_id of, struct told *into, uint32_t room) {
    static cgov_history_view page[PAGE] = {{.size = sizeof page[0]}};
    const cgov_reader reader = town_reader(tool.info.founder);
    uint64_t cursor = 0;
    uint32_t count = 0, total = 0;
    while (cgov_history_list(tool.ledger, &reader, of, &cursor, page, PAGE, &count) == CGOV_OK)
        for (uint32_t e = 0; e < count; e++) {
            if (page[e].seq <= seen || total == room) return total;
            into[total++] = (struct told){of, page[e]};
        }
    return total;
}

/* What was recorded of items since the last time, in its order. */
static void say_new(void) {
    static struct told told[1024];
    static cgov_item_view items[PAGE] = {{.size = sizeof items[0]}};
    const cgov_item_query all = {.size = sizeof all};
    const cgov_reader reader = town_reader(tool.info.founder);
    uint64_t cursor = 0;
    uint32_t count = 0, total = 0;
    while (cgov_item_list(tool.ledger, &reader, &all, &cursor, items, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++) total += new_of(items[i].id, told + total, LENGTH_OF(told) - total);
    qsort(told, total, sizeof told[0], by_seq);
    for (uint32_t i = 0; i < total; i++) say_entry(&told[i].entry, told[i].of);
    if (total) seen = told[total - 1].entry.seq;
}

static void look(void) {
    const cgov_reader reader = town_reader(tool.info.founder);
    town.at_hand.size = sizeof town.at_hand;
    if (!town.item || cgov_item_get(tool.ledger, &reader, town.item, &town.at_hand) != CGOV_OK) town.item = 0;
}

static bool have_item(void) {
    look();
    if (!town.item) say_no("%s", T("there is no item yet: open one", "还没有事项，请先 open"));
    return town.item != 0;
}

/* Where the line gives details and no procedure, and there is one alone, it is that. */
static void name_only(const cgov_rule_view *views, uint32_t count) {
    static char only[32];
    if (word_count < 2 || !strchr(words[1], '=') || count != 1 || word_count == WORDS) return;
    snprintf(only, sizeof only, "%s", views[0].name);
    memmove(words + 2, words + 1, (word_count++ - 1) * sizeof *words);
    words[1] = only;
}

static void say_procedures(const cgov_rule_view *views, uint32_t count, const char *wanted) {
    struct nearest near = {.given = wanted};
    for (uint32_t i = 0; i < count; i++) nearest_take(&near, views[i].name);
    if (strchr(wanted, '='))
        say_no("%s", T("which procedure? open PROCEDURE DETAIL=VALUE...", "哪个程序？open 程序 字段=值..."));
    else
        say_no(near.best ? T("no procedure `%s`; the nearest is `%s`", "没有程序“%s”，最接近的是“%s”")
                         : T("no procedure `%s`%s", "没有程序“%s”%s"),
               shown(wanted), near.best ? near.best : "");
    printf("  %s:", T("there are", "现有"));
    for (uint32_t i = 0; i < count; i++) printf(" %s", views[i].name);
    putchar('\n');
}

/* The procedure that is asked for, the first where none is, and the move that opens it; false, and said. */
static bool find_opening(char procedure[32], char move[32]) {
    cgov_rule_view *views;
    uint32_t count = rules_read(0, CGOV_RULE_PROCEDURE, "", &views), at = 0;
    name_only(views, count);
    const char *wanted = word_count > 1 ? words[1] : NULL;
    while (at < count && wanted && strcmp(views[at].name, wanted) != 0) at++;
    snprintf(procedure, 32, "%s", at < count ? views[at].name : "");
    if (!procedure[0]) say_procedures(views, count, wanted ? wanted : "");
    free(views);
    if (!procedure[0]) return false;
    move[0] = '\0';
    count = rules_read(0, CGOV_RULE_MOVE, procedure, &views);
    for (uint32_t m = 0; m < count; m++)
        if (views[m].opens) memcpy(move, views[m].name, 32);
    free(views);
    return true;
}

/* Opens by whoever may, where nobody was named: the residents first. Where nobody can, the refusal that says most. */
static void do_open(void) {
    static struct details details;
    char procedure[32], move[32];
    cgov_error best = {.size = sizeof best}, error;
    int32_t status = CGOV_E_REFUSED;
    cgov_id id = 0;
    if (!find_opening(procedure, move) || !gather(&details, 0, procedure, move)) return;
    for (int offices = 0; offices < 2; offices++)
        for (uint32_t n = 0; n < town.count && status == CGOV_E_REFUSED; n++) {
            const struct named *named = &town.names[n];
            bool resident = strncmp(named->name, "resident", 8) == 0;
            if (!named->person || resident == (offices != 0) || (town.actor && named->id != town.actor)) continue;
            const cgov_act act = town_act(named->id);
            status = cgov_item_open(tool.ledger, &act, procedure, details.at, details.count, &id);
            error = (cgov_error){.size = sizeof error};
            if (status >= 0 || cgov_ledger_error(tool.ledger, &error) != CGOV_OK) continue;
            if (status != CGOV_E_REFUSED || refusal_rank(&error) > refusal_rank(&best)) best = error;
        }
    if (status < 0) {
        say_error(status, &best);
        return;
    }
    town.item = id;
    say_new();
}

/* Who of those named could make a move now; else of whom the refusal says most. */
struct answer {
    cgov_id who; /* 0: nobody sees the item */
    cgov_move_view view;
};

/* How far an attempt came: a refusal for who somebody is says less than one for what stands against it. */
static int rank_of(const cgov_move_view *view) {
    return view->allowed ? 3 : view->reason == CGOV_R_ACTOR ? 0 : view->reason == CGOV_R_SELF ? 1 : 2;
}

static void who_may(const char *move, struct answer *answer) {
    static cgov_move_view views[256];
    answer->who = 0;
    for (uint32_t n = 0; n < town.count; n++) {
        if (!town.names[n].person || (town.actor && town.names[n].id != town.actor)) continue;
        const cgov_reader reader = town_reader(town.names[n].id);
        uint64_t cursor = 0;
        uint32_t count = 0;
        views[0].size = sizeof views[0];
        if (cgov_move_list(tool.ledger, &reader, town.item, &cursor, views, LENGTH_OF(views), &count) != CGOV_OK)
            continue;
        for (uint32_t m = 0; m < count; m++)
            if (strcmp(views[m].name, move) == 0 && (!answer->who || rank_of(&views[m]) > rank_of(&answer->view)))
                *answer = (struct answer){town.names[n].id, views[m]};
        if (answer->who && answer->view.allowed) return;
    }
}

static bool known_move(const char *move) {
    cgov_rule_view *moves;
    static char best[32];
    struct nearest near = {.given = move};
    uint32_t count = rules_read(town.at_hand.rulebook, CGOV_RULE_MOVE, town.at_hand.procedure, &moves);
    bool known = false;
    for (uint32_t m = 0; m < count && !known; m++) {
        known = strcmp(moves[m].name, move) == 0;
        nearest_take(&near, moves[m].name);
    }
    snprintf(best, sizeof best, "%s", near.best ? near.best : "");
    free(moves);
    if (!known)
        say_no(best[0] ? T("no move `%s`; the nearest is `%s`", "没有步骤“%s”，最接近的是“%s”")
                       : T("no move `%s`%s", "没有步骤“%s”%s"),
               shown(move), best);
    return known;
}

static void do_move(void) {
    static struct details details;
    struct answer answer;
    if (!have_item()) return;
    if (word_count < 2) {
        say_no("%s", T("move which? (moves lists them)", "办理哪一步？（moves 列出）"));
        return;
    }
    if (!known_move(words[1]) || !gather(&details, town.at_hand.rulebook, town.at_hand.procedure, words[1])) return;
    who_may(words[1], &answer);
    const cgov_act act = town_act(answer.who ? answer.who : town.actor ? town.actor : tool.info.founder);
    int32_t status = cgov_item_move(tool.ledger, &act, town.item, words[1], details.at, details.count, NULL);
    if (status < 0)
        say_refused(status);
    else
        say_new();
}

/* +3d, +2h, +30m, or an instant. */
static bool later(const char *given, cgov_time *out) {
    uint64_t count;
    char digits[16];
    size_t length = strlen(given);
    if (given[0] != '+') return parse_instant(given, tool.info.utc_offset, out);
    int64_t unit = length < 3 || length > 12  ? 0
                   : given[length - 1] == 'd' ? DAY
                   : given[length - 1] == 'h' ? HOUR
                   : given[length - 1] == 'm' ? MINUTE
                                              : 0;
    snprintf(digits, sizeof digits, "%.*s", (int)(length > 2 ? length - 2 : 0), given + 1);
    if (!unit || !parse_number(digits, 36600000, &count)) return false;
    *out = town.now + (cgov_time)count * unit;
    return true;
}

static void do_now(void) {
    char at[24];
    cgov_time then = town.now;
    uint64_t fired;
    if (word_count > 1 && !later(words[1], &then)) {
        say_no(T("`%s` is no time: +3d, +2h, +30m or 2026-03-05T09:00",
                 "“%s”不是时间：应为 +3d、+2h、+30m 或 2026-03-05T09:00"),
               shown(words[1]));
        return;
    }
    cgov_time before = town.now;
    town.now = then;
    const cgov_act act = town_act(0);
    int32_t status = cgov_ledger_tick(tool.ledger, &act, &fired);
    if (status < 0) {
        town.now = before;
        say_refused(status);
        return;
    }
    say_new();
    printf("  %s\n", instant_text(town.now, tool.info.utc_offset, at));
}

static void do_moves(void) {
    cgov_rule_view *moves;
    if (!have_item()) return;
    uint32_t count = rules_read(town.at_hand.rulebook, CGOV_RULE_MOVE, town.at_hand.procedure, &moves);
    for (uint32_t m = 0; m < count; m++) {
        struct answer answer;
        char name[64];
        if (moves[m].opens) continue;
        who_may(moves[m].name, &answer);
        if (answer.who && answer.view.allowed)
            printf("  %-14s -> %-12s %s (%s)\n", moves[m].name, answer.view.to[0] ? answer.view.to : "...",
                   moves[m].title, town_name(answer.who, name));
        else if (moves[m].by_time && answer.who && answer.view.reason != CGOV_R_STATE)
            printf("  %-14s -> %-12s ⏱ %s\n", moves[m].name, moves[m].to, moves[m].title);
    }
    free(moves);
}

static void do_why(void) {
    struct answer answer;
    char name[64], said[512];
    if (!have_item()) return;
    if (word_count < 2) {
        say_no("%s", T("why which move?", "问哪一步？"));
        return;
    }
    if (!known_move(words[1])) return;
    who_may(words[1], &answer);
    const cgov_move_view *view = &answer.view;
    if (!answer.who)
        printf("  %s\n", T("nobody named sees the item", "所指的人看不到此事项"));
    else if (view->allowed)
        printf(T("  %s can\n", "  %s 可办\n"), town_name(answer.who, name));
    else
        printf(T("  nobody: %s (%s, line %u)\n", "  无人可办：%s（%s，第 %u 行）\n"), said_of_move(view, said),
               cgov_reason_name(view->reason), view->line);
}

static void do_show(void) {
    static cgov_clock_view clocks[PAGE] = {{.size = sizeof clocks[0]}};
    static cgov_party_view parties[PAGE] = {{.size = sizeof parties[0]}};
    const cgov_reader reader = town_reader(tool.info.founder);
    char id[40], name[64], at[24];
    uint64_t cursor = 0;
    uint32_t count = 0;
    if (!have_item()) return;
    printf("  %s %s: %s %s%s%s\n", id_text(town.item, id), town.at_hand.procedure, town.at_hand.state,
           rule_title(town.at_hand.rulebook, CGOV_RULE_STATE, town.at_hand.procedure, town.at_hand.state),
           town.at_hand.holder ? T(", held by ", "，由 ") : "",
           town.at_hand.holder ? town_name(town.at_hand.holder, name) : "");
    if (cgov_party_list(tool.ledger, &reader, town.item, &cursor, parties, PAGE, &count) == CGOV_OK)
        for (uint32_t i = 0; i < count; i++)
            if (parties[i].id) printf("  %s = %s\n", parties[i].name, town_name(parties[i].id, name));
    say_rolls(NULL);
    cursor = 0;
    if (cgov_clock_list(tool.ledger, &reader, town.item, &cursor, clocks, PAGE, &count) != CGOV_OK) return;
    for (uint32_t i = 0; i < count; i++)
        if (clocks[i].state != CGOV_CLOCK_STOPPED)
            printf("  ⏱ %s %s %s%s\n", clocks[i].name, clocks[i].title,
                   clocks[i].due ? instant_text(clocks[i].due, tool.info.utc_offset, at) : T("no due yet", "尚无期限"),
                   clocks[i].late                         ? T(" late", " 逾期")
                   : clocks[i].state == CGOV_CLOCK_PAUSED ? T(" rests", " 暂停")
                                                          : "");
}

static void do_as(void) {
    const struct named *named = word_count > 1 ? town_find(words[1]) : NULL;
    struct nearest near = {.given = word_count > 1 ? words[1] : ""};
    if (word_count < 2 || strcmp(words[1], "anyone") == 0) {
        town.actor = 0;
        return;
    }
    if (named && named->person) {
        town.actor = named->id;
        return;
    }
    for (uint32_t n = 0; n < town.count; n++)
        if (town.names[n].person) nearest_take(&near, town.names[n].name);
    say_no(near.best ? T("nobody is called `%s`; the nearest is `%s`", "没有“%s”，最接近的是“%s”")
                     : T("nobody is called `%s`%s", "没有“%s”%s"),
           shown(words[1]), near.best ? near.best : "");
}

static void do_who(void) {
    printf("  %s:", T("people", "人员"));
    for (uint32_t n = 0; n < town.count; n++)
        if (town.names[n].person) printf(" %s", town.names[n].name);
    printf("\n  %s:", T("organizations", "组织"));
    for (uint32_t n = 0; n < town.count; n++)
        if (!town.names[n].person && !town.names[n].unit) printf(" %s", town.names[n].name);
    printf("\n");
}

static void do_item(void) {
    cgov_id before = town.item;
    if (word_count < 2) {
        do_show();
        return;
    }
    if (!read_id(words[1], CGOV_KIND_ISSUE, &town.item)) town.item = 0;
    look();
    if (town.item) return;
    town.item = before;
    say_no(T("there is no %s", "没有 %s"), shown(words[1]));
}

static void do_enter_here(void) {
    if (have_item()) do_enter();
}

static void do_leave_here(void) {
    if (have_item()) do_leave();
}

static void do_bundle_here(void) {
    if (have_item()) do_bundle();
}

static void do_certificate_here(void) {
    if (have_item()) do_certificate();
}

static void do_help(void);

static const struct command {
    const char *name, *takes, *en, *zh;
    void (*run)(void);
} commands[] = {
    {"open", "[PROCEDURE] [DETAIL=VALUE...]", "open an item", "登记事项", do_open},
    {"moves", "", "what can be done now, and who could", "现在可办的步骤及可办的人", do_moves},
    {"move", "MOVE [DETAIL=VALUE...]", "make a move", "办理一步", do_move},
    {"enter", "ROLL [NAME] [DETAIL=VALUE...]", "put somebody on a roll; of ballots, theirs",
     "登记入名册；表决名册即投票", do_enter_here},
    {"leave", "ROLL [NAME] [reason=WHY]", "take somebody out of a roll", "从名册中除去", do_leave_here},
    {"bundle", "ROLL yes=12 no=3...", "bring ballots as sums, as hands in a hall; of owners each with yes.area=83.17",
     "按总数录入选票，如举手表决；业主表决每项还要面积 yes.area=83.17", do_bundle_here},
    {"certificate", "", "the certificate of what was decided", "决定证明", do_certificate_here},
    {"person", "NAME [in=X] [role=R] [household=U]", "add somebody; owner1..12: twelve",
     "添加人员；owner1..12 为十二人", do_person},
    {"unit", "NAME [in=X] [owner=WHO] [area=83.17]", "add a unit, as a dwelling", "添加房屋", do_unit},
    {"sell", "UNIT owner=WHO", "the unit is somebody else's from now on", "房屋易主", do_sell},
    {"rule", "RULE electors=30 yes=20 no=5...", "what sums come to by a rule; yes.area=83.17: by area",
     "按规则计票；yes.area=83.17 为面积", do_rule},
    {"why", "MOVE", "why nobody can", "为何不可办", do_why},
    {"now", "[+3d|+2h|+30m|TIME]", "let time pass", "让时间过去", do_now},
    {"as", "[NAME|anyone]", "who acts from here on; anyone: whoever may", "以谁的身份办理；anyone 为任一可办的人",
     do_as},
    {"who", "", "the people and organizations there are", "有哪些人员和组织", do_who},
    {"show", "", "the item, its parties and clocks", "事项、当事方与时限", do_show},
    {"item", "ID", "speak of another item, as part:1", "改谈另一事项，如 part:1", do_item},
    {"help", "", "this", "本说明", do_help},
};

static void do_help(void) {
    for (size_t c = 0; c < LENGTH_OF(commands); c++)
        printf("  %-11s %-38s %s\n", commands[c].name, commands[c].takes, T(commands[c].en, commands[c].zh));
    printf("  quit\n");
}

static void run_command(void) {
    struct nearest near = {.given = words[0]};
    for (size_t c = 0; c < LENGTH_OF(commands); c++) {
        if (strcmp(words[0], commands[c].name) == 0) {
            commands[c].run();
            return;
        }
        nearest_take(&near, commands[c].name);
    }
    say_no(near.best ? T("no command `%s`; the nearest is `%s`", "没有命令“%s”，最接近的是“%s”")
                     : T("no command `%s`; help lists them%s", "没有命令“%s”；help 列出全部%s"),
           shown(words[0]), near.best ? near.best : "");
}

int run_try(void) {
    struct texts texts;
    static char line[65536];
    bool typed = isatty(STDIN_FILENO);
    texts_read(&texts, tool.words, tool.count);
    town_found(&texts, tool.given[OPT_PROFILE], option_instant(OPT_AT, 480, now_of_system()));
    cgov_ledger_view info = {.size = sizeof info};
    check_reading(cgov_ledger_get(tool.ledger, &info), T("the ledger", "台账"));
    seen = info.seq;
    if (typed) printf("%s\n", T("help lists the commands", "help 列出命令"));
    for (;;) {
        if (typed) printf("> "), fflush(stdout);
        if (!fgets(line, sizeof line, stdin)) {
            if (typed) putchar('\n');
            break;
        }
        if (!typed) printf("> %s%s", line, strchr(line, '\n') ? "" : "\n");
        cut_line(line);
        if (word_count == 0) continue;
        if (strcmp(words[0], "quit") == 0) break;
        run_command();
        fflush(stdout);
    }
    free(texts.text);
    return noes && !typed ? TOOL_NO : TOOL_OK;
}
