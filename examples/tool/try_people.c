/* People and units that a line of `try` adds to the town: `person zhao in=office role=teller`, `person owner1..12`,
 * `unit house1..12 in=office owner=owner1..12 area=83.17`; and `sell house1 owner=owner2`. */
#include "town.h"

static bool all_named(const char *const *names) {
    char all[64] = "";
    for (uint32_t w = 2; w < word_count; w++) {
        const size_t length = strcspn(words[w], "=");
        uint32_t n = 0;
        while (names[n] && (strlen(names[n]) != length || strncmp(names[n], words[w], length) != 0)) n++;
        if (names[n] && words[w][length]) continue;
        for (n = 0; names[n]; n++) {
            const size_t used = strlen(all);
            snprintf(all + used, sizeof all - used, "%s%s", n ? T(", ", "、") : "", names[n]);
        }
        say_no(T("`%s`: details are NAME=VALUE, of %s", "“%s”：应为 名称=值，可填 %s"), shown(words[w]), all);
        return false;
    }
    return true;
}

/* Whom NAME=WHO names, in turn where it is several; 0: not given. False, and said: nobody. */
static bool read_who(const char *name, uint32_t turn, bool person, cgov_id *out) {
    const char *given = given_value(name);
    char one[64];
    *out = 0;
    if (!given) return true;
    name_in_turn(given, strstr(given, "..") ? turn : 0, one);
    const struct named *named = town_find(one);
    if (named && (person || !named->person)) return *out = named->id, true;
    say_no(T("%s: nothing here is called `%s` (who lists all)", "%s：没有“%s”（who 列出全部）"), name, shown(one));
    return false;
}

static bool add_person(const char *name, uint32_t turn) {
    const char *role = given_value("role");
    cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_RESIDENT, .name = {name, CGOV_NUL_TERMINATED}};
    cgov_id in;
    if (!read_who("in", turn, false, &in) || !read_who("household", turn, false, &draft.household)) return false;
    draft.parent = in ? in : town.office;
    const cgov_id id = town_add(&draft, name);
    if (id && role && !town_appoint(id, draft.parent, role))
        return say_no(T("role: `%s` cannot be held there", "role：该处没有“%s”这一岗位"), shown(role)), false;
    return id != 0;
}

static bool add_unit(const char *name, uint32_t turn) {
    const char *area = given_value("area");
    cgov_entity_draft draft = {.size = sizeof draft,
                               .kind = CGOV_KIND_UNIT,
                               .name = {name, CGOV_NUL_TERMINATED},
                               .type = {"dwelling", CGOV_NUL_TERMINATED}};
    cgov_id in;
    if (!read_who("in", turn, false, &in) || !read_who("owner", turn, true, &draft.owner)) return false;
    if (area && !parse_area(area, &draft.area))
        return say_no(T("area: `%s` is no area in square metres, as 89.50", "area：“%s”不是平方米数，应如 89.50"),
                      shown(area)),
               false;
    draft.parent = in ? in : town.office;
    return town_add(&draft, name) != 0;
}

static bool sell_unit(const char *name, uint32_t turn) {
    const struct named *unit = town_find(name);
    const cgov_act act = town_act(tool.info.founder);
    cgov_entity_draft draft = {.size = sizeof draft, .kind = CGOV_KIND_UNIT};
    if (!unit || !unit->unit)
        return say_no(T("no unit is called `%s` (who lists all)", "没有房屋“%s”（who 列出全部）"), shown(name)), false;
    if (!read_who("owner", turn, true, &draft.owner)) return false;
    if (!draft.owner) return say_no("%s", T("to whom? sell UNIT owner=WHO", "卖给谁？sell 房屋 owner=买主")), false;
    const int32_t status = cgov_entity_change(tool.ledger, &act, unit->id, &draft, NULL);
    if (status < 0) say_refused(status);
    return status >= 0;
}

/* done: what is said before their number. */
static void do_each(const char *const *takes, bool (*one)(const char *name, uint32_t turn), const char *done) {
    char name[64];
    uint32_t count = 0;
    if (word_count < 2 || strchr(words[1], '=')) {
        say_no("%s", T("called what?", "叫什么名称？"));
        return;
    }
    if (!all_named(takes)) return;
    while (name_in_turn(words[1], count, name) && one(name, count)) count++;
    if (count) printf("  %s %u\n", done, count);
}

void do_person(void) {
    static const char *const takes[] = {"in", "role", "household", NULL};
    do_each(takes, add_person, T("added", "已添加"));
}

void do_unit(void) {
    static const char *const takes[] = {"in", "owner", "area", NULL};
    do_each(takes, add_unit, T("added", "已添加"));
}

void do_sell(void) {
    static const char *const takes[] = {"owner", NULL};
    do_each(takes, sell_unit, T("sold", "已出售"));
}
