/* The town: a root, `office` and `office2` below it, one organization for each kind that a role is held in, somebody
 * for each role there (called as the role) and in the root (`root.ROLE`), and two residents without an office. */
#include "town.h"

struct town town;

cgov_act town_act(cgov_id actor) {
    return (cgov_act){.size = sizeof(cgov_act),
                      .flags = CGOV_ACT_LONG_JUMP,
                      .actor = actor,
                      .now = town.now,
                      .salt = {++town.salts, 1}};
}

cgov_reader town_reader(cgov_id actor) {
    return (cgov_reader){.size = sizeof(cgov_reader), .actor = actor, .at = town.now, .error_out = &tool.error};
}

const struct named *town_find(const char *name) {
    for (uint32_t i = 0; i < town.count; i++)
        if (strcmp(town.names[i].name, name) == 0) return &town.names[i];
    return NULL;
}

const char *town_name(cgov_id id, char into[64]) {
    for (uint32_t i = 0; i < town.count; i++)
        if (town.names[i].id == id) return town.names[i].name;
    return id_text(id, into);
}

/* They are called by their name where there is room for one more. */
static void call(const char *name, uint32_t kind, cgov_id id) {
    if (town.count == LENGTH_OF(town.names)) return;
    struct named *named = &town.names[town.count++];
    snprintf(named->name, sizeof named->name, "%s", name);
    named->id = id;
    named->person = kind == CGOV_KIND_RESIDENT;
    named->unit = kind == CGOV_KIND_UNIT;
}

static cgov_id add(uint32_t kind, const char *name, const char *type, cgov_id parent) {
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = kind,
                                     .parent = parent,
                                     .name = {name, CGOV_NUL_TERMINATED},
                                     .type = {type, type ? CGOV_NUL_TERMINATED : 0}};
    const cgov_act act = town_act(tool.info.founder);
    cgov_id id = 0;
    check_change(cgov_entity_add(tool.ledger, &act, &draft, &id), name);
    call(name, kind, id);
    return id;
}

cgov_id town_add(const cgov_entity_draft *draft, const char *name) {
    const cgov_act act = town_act(tool.info.founder);
    cgov_id id = 0;
    if (town_find(name) || strlen(name) > 60 || strstr(name, ".."))
        say_no(T("`%s` cannot be a name, or is one already", "“%s”不能作名称，或已有此名称"), shown(name));
    else if (town.count == LENGTH_OF(town.names))
        say_no(T("there is no room for more than %d names", "名称最多 %d 个"), (int)LENGTH_OF(town.names));
    else {
        const int32_t status = cgov_entity_add(tool.ledger, &act, draft, &id);
        if (status < 0) return say_refused(status), 0;
        call(name, draft->kind, id);
    }
    return id;
}

bool town_appoint(cgov_id resident, cgov_id organization, const char *role) {
    const cgov_appointment_draft draft = {
        .size = sizeof draft, .resident = resident, .organization = organization, .role = {role, CGOV_NUL_TERMINATED}};
    const cgov_act act = town_act(tool.info.founder);
    cgov_id id;
    return cgov_appointment_add(tool.ledger, &act, &draft, &id) == CGOV_OK;
}

/* The kinds that lines `held in KIND...` name, each an organization. */
static void add_kinds(const char *text) {
    for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        const char *at = line + strspn(line, " \t");
        if (strncmp(at, "held in ", 8) != 0) continue;
        for (at += 8; *at && *at != '\n' && *at != '#';) {
            char kind[32];
            size_t length = strcspn(at, " \t\r\n#");
            snprintf(kind, sizeof kind, "%.*s", (int)(length < 31 ? length : 31), at);
            if (length && strcmp(kind, "any") != 0 && !town_find(kind))
                add(CGOV_KIND_ORGANIZATION, kind, kind, tool.info.root);
            at += length;
            at += strspn(at, " \t\r");
        }
    }
}

static void add_officers(void) {
    cgov_rule_view *roles;
    uint32_t count = rules_read(0, CGOV_RULE_ROLE, "", &roles);
    for (uint32_t i = 0; i < count; i++) {
        char name[64];
        if (strcmp(roles[i].name, "founder") == 0 || strcmp(roles[i].name, "cgov_try_reader") == 0) continue;
        cgov_id person = add(CGOV_KIND_RESIDENT, roles[i].name, NULL, town.office);
        for (uint32_t n = 0; n < town.count; n++)
            if (!town.names[n].person && town.names[n].id != tool.info.root)
                town_appoint(person, town.names[n].id, roles[i].name);
        snprintf(name, sizeof name, "root.%s", roles[i].name);
        town_appoint(add(CGOV_KIND_RESIDENT, name, NULL, tool.info.root), tool.info.root, roles[i].name);
    }
    free(roles);
}

void town_found(struct texts *texts, const char *profile, cgov_time now) {
    static const char reader[] = "\nrole cgov_try_reader \"全览\"\n  sees auditor\n";
    char *text = malloc(texts->len + sizeof reader);
    if (!text) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
    memcpy(text, texts->text, texts->len);
    memcpy(text + texts->len, reader, sizeof reader);
    scratch_found(text, texts->len + sizeof reader - 1, profile, now);
    free(text);
    town.now = now;
    town.texts = texts;
    town.names[town.count++] = (struct named){.name = "root", .id = tool.info.root};
    town.names[town.count++] = (struct named){.name = "founder", .id = tool.info.founder, .person = true};
    town.office = add(CGOV_KIND_ORGANIZATION, "office", "office", tool.info.root);
    add(CGOV_KIND_ORGANIZATION, "office2", "office", tool.info.root);
    add_kinds(texts->text);
    add(CGOV_KIND_RESIDENT, "resident", NULL, town.office);
    add(CGOV_KIND_RESIDENT, "resident2", NULL, town.office);
    add_officers();
    town_appoint(tool.info.founder, tool.info.root, "cgov_try_reader");
}
