/* diff: what one text has and another has not, thing by thing, each line with the thing it belongs to; and where
 * running items would go were the second adopted over the first with a map: the library is asked for that in memory. */
#include "tool.h"

/* A thing of a text, with the lines that are its own: those from the one that opens it to the next that opens one. */
struct thing {
    const char *kind;
    char procedure[32], name[32];
    uint32_t line;
    char *lines; /* cut to their words, each ended by a line feed */
    struct thing *twin;
};
struct whole {
    struct texts texts;
    struct thing *things;
    uint32_t count;
};
static struct whole old_text, new_text;

static const struct kind {
    uint32_t rule; /* 0: the library lists none of them: by the first word of their lines */
    const char *name;
    bool of_procedure, named;
} kinds[] = {
    {CGOV_RULE_ROLE, "role", false, true},
    {CGOV_RULE_CALENDAR, "calendar", false, true},
    {CGOV_RULE_PROFILE, "profile", false, true},
    {0, "rule", false, true},
    {0, "territory", false, false},
    {CGOV_RULE_MATTER, "matter", false, true},
    {CGOV_RULE_PROCEDURE, "procedure", false, true},
    {0, "detail", true, true},
    {CGOV_RULE_PARTY, "party", true, true},
    {CGOV_RULE_STAGE, "stage", true, true},
    {CGOV_RULE_STATE, "state", true, true},
    {CGOV_RULE_CLOCK, "clock", true, true},
    {CGOV_RULE_MOVE, "move", true, true},
    {CGOV_RULE_ROLL, "roll", true, true},
};

static size_t indent_of(const char *line) {
    return strspn(line, " \t");
}

/* Adds a line's words, single blanks between, without its comment. */
static size_t add_line(char *into, const char *line) {
    char *at = into;
    bool quoted = false;
    for (line += indent_of(line); *line && *line != '\n' && *line != '\r' && (quoted || *line != '#'); line++) {
        if (*line == '"') quoted = !quoted;
        if (!quoted && (*line == ' ' || *line == '\t')) {
            if (at > into && at[-1] != ' ') *at++ = ' ';
        } else {
            *at++ = *line;
        }
    }
    while (at > into && at[-1] == ' ') at--;
    if (at > into) *at++ = '\n';
    return (size_t)(at - into);
}

static const char *line_at(const char *text, uint32_t line) {
    while (text && line > 1) {
        text = strchr(text, '\n');
        if (text) text++, line--;
    }
    return text && *text ? text : NULL;
}

static char *lines_of(const char *text, uint32_t line, uint32_t end) {
    size_t used = 0;
    char *into = malloc(strlen(text = line_at(text, line)) + 2);
    if (!into) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    for (; text && line < end; line++) {
        used += add_line(into + used, text);
        text = strchr(text, '\n');
        if (text) text++;
    }
    into[used] = '\0';
    char *fit = realloc(into, used + 1);
    return fit ? fit : into;
}

static struct thing *add_thing(struct whole *whole, const struct kind *kind, const char *procedure, uint32_t line) {
    if (whole->count % 64 == 0) whole->things = realloc(whole->things, (whole->count + 64) * sizeof *whole->things);
    if (!whole->things) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    struct thing *thing = &whole->things[whole->count++];
    *thing = (struct thing){.kind = kind->name, .line = line};
    snprintf(thing->procedure, sizeof thing->procedure, "%s", procedure);
    return thing;
}

/* A role that the ledger under the text was given stands behind it. */
static void add_listed(struct whole *whole, const struct kind *kind, const char *procedure) {
    cgov_rule_view *views;
    uint32_t count = rules_read(0, kind->rule, procedure, &views);
    for (uint32_t i = 0; i < count; i++) {
        if (!line_at(whole->texts.text, views[i].line)) continue;
        memcpy(add_thing(whole, kind, procedure, views[i].line)->name, views[i].name, sizeof views[i].name);
    }
    free(views);
}

/* The role, procedure, matter or the like that a line stands in. */
static const struct thing *block_at(const struct whole *whole, uint32_t line) {
    const struct thing *found = NULL;
    for (uint32_t i = 0; i < whole->count; i++) {
        const struct thing *thing = &whole->things[i];
        if (!thing->procedure[0] && thing->line < line && (!found || found->line < thing->line)) found = thing;
    }
    return found;
}

/* By the word that begins their lines. What a matter asks itself stays with its lines. */
static void add_written(struct whole *whole, const struct kind *kind) {
    size_t length = strlen(kind->name);
    uint32_t line = 1;
    for (const char *text = line_at(whole->texts.text, 1); text && *text; line++) {
        const char *word = text + indent_of(text);
        text = strchr(text, '\n');
        if (text) text++;
        if (strncmp(word, kind->name, length) != 0 || !word[length] || !strchr(" \t", word[length])) continue;
        const struct thing *block = kind->of_procedure ? block_at(whole, line) : NULL;
        if (block && strcmp(block->kind, "procedure") != 0) continue;
        char procedure[32] = "";
        if (block) memcpy(procedure, block->name, sizeof procedure);
        struct thing *thing = add_thing(whole, kind, procedure, line);
        const char *name = word + length + indent_of(word + length);
        snprintf(thing->name, sizeof thing->name, "%.*s", kind->named ? (int)strcspn(name, " \t\r\n#\"") : 0, name);
    }
}

/* All that a text names, by way of a ledger under it, which stays open. */
static void whole_take(struct whole *whole, const struct texts *texts) {
    cgov_rule_view *procedures;
    whole->texts = *texts;
    if (tool.ledger) cgov_ledger_close(tool.ledger);
    tool.ledger = NULL;
    scratch_found(whole->texts.text, whole->texts.len, NULL, now_of_system());
    uint32_t count = rules_read(0, CGOV_RULE_PROCEDURE, "", &procedures);
    for (size_t k = 0; k < LENGTH_OF(kinds); k++) {
        const struct kind *kind = &kinds[k];
        if (!kind->rule) add_written(whole, kind);
        if (kind->rule && !kind->of_procedure) add_listed(whole, kind, "");
        for (uint32_t p = 0; p < count && kind->rule && kind->of_procedure; p++)
            add_listed(whole, kind, procedures[p].name);
    }
    free(procedures);
    for (uint32_t i = 0; i < whole->count; i++) {
        struct thing *thing = &whole->things[i];
        uint32_t end = UINT32_MAX;
        for (uint32_t o = 0; o < whole->count; o++)
            if (whole->things[o].line > thing->line && whole->things[o].line < end) end = whole->things[o].line;
        thing->lines = lines_of(whole->texts.text, thing->line, end);
    }
}

/* Pairs what is of one kind and name: of rules of one name, which the day tells apart, first those alike. */
static void things_pair(bool alike) {
    for (uint32_t i = 0; i < new_text.count; i++) {
        struct thing *thing = &new_text.things[i];
        for (uint32_t o = 0; o < old_text.count && !thing->twin; o++) {
            struct thing *other = &old_text.things[o];
            if (other->twin || strcmp(other->kind, thing->kind) != 0 ||
                strcmp(other->procedure, thing->procedure) != 0 || strcmp(other->name, thing->name) != 0 ||
                (alike && strcmp(other->lines, thing->lines) != 0))
                continue;
            thing->twin = other;
            other->twin = thing;
        }
    }
}

static bool has_line(const char *lines, const char *line, size_t length) {
    for (; *lines; lines = strchr(lines, '\n') + 1)
        if (strncmp(lines, line, length) == 0) return true;
    return false;
}

/* The lines of one that the other has not, after a sign; how much was written. */
static size_t lines_only(char *into, size_t cap, const char *one, const char *other, char sign) {
    size_t used = 0;
    for (; *one; one = strchr(one, '\n') + 1) {
        size_t length = (size_t)(strchr(one, '\n') - one) + 1;
        if (has_line(other, one, length) || used + length + 4 >= cap) continue;
        used += (size_t)snprintf(into + used, cap - used, "%s%c %.*s", used ? "; " : "", sign, (int)length - 1, one);
    }
    return used;
}

static void say_change(struct table *table, const char *sign, const struct thing *thing, const char *change) {
    table_cell(table, "%s", sign);
    table_cell(table, "%s", thing->kind);
    table_cell(table, thing->procedure[0] ? "%s.%s" : "%s%s", thing->procedure, thing->name);
    table_cell(table, "%s", change);
}

static void say_changes(void) {
    static const struct column columns[] = {
        {"change", "变", 't'}, {"kind", "类别", 't'}, {"name", "名称", 't'}, {"lines", "改动", 'w'}};
    static char change[16384];
    struct table table;
    table_begin(&table, "change", columns, LENGTH_OF(columns));
    things_pair(true);
    things_pair(false);
    for (uint32_t i = 0; i < new_text.count; i++) {
        const struct thing *thing = &new_text.things[i];
        const struct thing *before = thing->twin;
        if (!before) {
            say_change(&table, "+", thing, "");
            continue;
        }
        if (strcmp(before->lines, thing->lines) == 0) continue;
        size_t used = lines_only(change, sizeof change, before->lines, thing->lines, '-');
        if (used) used += (size_t)snprintf(change + used, sizeof change - used, "; ");
        size_t more = lines_only(change + used, sizeof change - used, thing->lines, before->lines, '+');
        if (!more && used) change[used - 2] = '\0';
        say_change(&table, "~", thing, used || more ? change : T("the order of its lines", "行的次序"));
    }
    for (uint32_t i = 0; i < old_text.count; i++)
        if (!old_text.things[i].twin) say_change(&table, "-", &old_text.things[i], "");
    table_end(&table);
}

/* `same`: every state that both have, and is not final, goes to itself. */
static char *same_map(void) {
    size_t used = 0, room = 64;
    for (uint32_t i = 0; i < old_text.count; i++) room += 100;
    char *map = calloc(1, room);
    if (!map) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    for (uint32_t i = 0; i < new_text.count; i++) {
        const struct thing *state = &new_text.things[i];
        if (strcmp(state->kind, "state") != 0 || strstr(state->lines, " final")) continue;
        for (uint32_t o = 0; o < old_text.count; o++) {
            const struct thing *before = &old_text.things[o];
            if (strcmp(before->kind, "state") != 0 || strstr(before->lines, " final") ||
                strcmp(before->procedure, state->procedure) != 0 || strcmp(before->name, state->name) != 0)
                continue;
            used +=
                (size_t)snprintf(map + used, room - used, "%s %s -> %s\n", state->procedure, state->name, state->name);
        }
    }
    return map;
}

/* Where the map leads items of a state; "" where it says nothing. */
static const char *map_of(const char *map, const char *procedure, const char *state, char into[32]) {
    into[0] = '\0';
    for (const char *line = map; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        char of[32], from[32], to[32];
        if (sscanf(line, " %31[A-Za-z0-9_] %31[A-Za-z0-9_] -> %31[A-Za-z0-9_]", of, from, to) == 3 &&
            strcmp(of, procedure) == 0 && strcmp(from, state) == 0)
            return strcpy(into, to);
    }
    return into;
}

/* How many of a ledger's items stand in a state, of all texts: what a map would speak of. */
static uint64_t standing(const char *procedure, const char *state) {
    enum { PAGE = 64 };
    static cgov_item_view views[PAGE] = {{.size = sizeof views[0]}};
    cgov_item_query query = {.size = sizeof query,
                             .unended = 1,
                             .state = {state, CGOV_NUL_TERMINATED},
                             .procedure = {procedure, CGOV_NUL_TERMINATED}};
    uint64_t cursor = 0, total = 0;
    uint32_t count = 0;
    while (cgov_item_list(tool.ledger, &tool.reader, &query, &cursor, views, PAGE, &count) == CGOV_OK) total += count;
    return total;
}

void say_carried(const char *map, bool counted) {
    static const struct column columns[] = {
        {"procedure", "程序", 't'}, {"state", "状态", 't'}, {"items", "件数", 'n'}, {"to", "转到", 't'}};
    struct table table;
    table_begin(&table, "carried", columns, LENGTH_OF(columns));
    for (uint32_t i = 0; i < old_text.count; i++) {
        const struct thing *state = &old_text.things[i];
        char to[32];
        if (strcmp(state->kind, "state") != 0 || strstr(state->lines, " final")) continue;
        map_of(map, state->procedure, state->name, to);
        table_cell(&table, "%s", state->procedure);
        table_cell(&table, "%s", state->name);
        if (counted)
            table_cell(&table, "%" PRIu64, standing(state->procedure, state->name));
        else
            table_cell(&table, "%s", "");
        table_cell(&table, "%s", to[0] ? to : T("(stays)", "（不变）"));
    }
    table_end(&table);
}

/* Asks the library: the new text over the old one, with this map, in memory. */
static void try_map(const char *map) {
    cgov_adoption_draft draft = {.size = sizeof draft,
                                 .flags = CGOV_ADOPT_UNVERIFIED,
                                 .text = {new_text.texts.text, new_text.texts.len},
                                 .map = {map, map[0] ? CGOV_NUL_TERMINATED : 0}};
    cgov_ledger_close(tool.ledger);
    tool.ledger = NULL;
    scratch_found(old_text.texts.text, old_text.texts.len, NULL, now_of_system());
    const cgov_act act = {.size = sizeof act, .actor = tool.info.founder, .now = tool.info.now, .salt = {9, 9}};
    check_change(cgov_rulebook_adopt(tool.ledger, &act, &draft, NULL), T("the map", "对照表"));
}

void texts_compare(const struct texts *before, const struct texts *after) {
    if (before) whole_take(&old_text, before);
    whole_take(&new_text, after);
    say_changes();
}

char *map_read(bool tried) {
    const char *asked = tool.given[OPT_MAP];
    size_t len = 0;
    char *map = !asked ? calloc(1, 1) : strcmp(asked, "same") == 0 ? same_map() : file_read(asked, &len);
    if (!map) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    fflush(stdout);
    if (tried) try_map(map);
    cgov_ledger_close(tool.ledger);
    tool.ledger = NULL;
    return map;
}

int run_diff(void) {
    struct texts before, after;
    texts_read(&before, tool.words, 1);
    texts_read(&after, tool.words + 1, 1);
    texts_compare(&before, &after);
    if (!tool.given[OPT_MAP] && !tool.given[OPT_LEDGER]) return TOOL_OK;
    char *map = map_read(true);
    if (tool.given[OPT_LEDGER]) ledger_open(tool.given[OPT_LEDGER], CGOV_OPEN_READ);
    say_carried(map, tool.given[OPT_LEDGER] != NULL);
    free(map);
    return TOOL_OK;
}
