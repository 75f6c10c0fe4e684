/* 01: a first issue. Introduces the ledger (cgov_ledger_create), people (cgov_entity_add, cgov_appointment_add), the
 * loop (cgov_item_report, cgov_item_move), time (cgov_ledger_tick) and an issue's history with what was written
 * (cgov_history_list, cgov_text_get).
 *
 * 发现问题 → 快速流转 → 分类解决: a street lamp is dark; it is reported, accepted, sent, mended, answered, checked, and
 * after 45 days archived by time itself. */
#include "example.h"

static cgov_ledger *ledger;
static cgov_id founder;

static cgov_id add(uint32_t kind, const char *name, const char *type, cgov_id parent, cgov_time now) {
    cgov_id id = 0;
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = kind,
                                .parent = parent,
                                .name = cgov_easy_text(name),
                                .type = cgov_easy_text(type)};
    cgov_act adding = act(founder, now);
    must(ledger, cgov_entity_add(ledger, &adding, &entity, &id), name);
    return id;
}

static cgov_id officer(const char *name, const char *role, cgov_id office, cgov_time now) {
    cgov_id id = add(CGOV_KIND_RESIDENT, name, NULL, office, now), appointment = 0;
    cgov_appointment_draft held = {
        .size = sizeof held, .resident = id, .organization = office, .role = cgov_easy_text(role)};
    cgov_act appointing = act(founder, now);
    must(ledger, cgov_appointment_add(ledger, &appointing, &held, &appointment), role);
    return id;
}

/* A ledger in memory; with .storage in the options it would last. It holds one resident, who may add and appoint. */
static cgov_id found(cgov_time now) {
    cgov_ledger_options options = {.size = sizeof options};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2026},
                            .utc_offset = 480,
                            .rulebook = cgov_easy_shipped("standard"),
                            .calendar = cgov_easy_text("cn"),
                            .organization = cgov_easy_text("桥东区"),
                            .organization_kind = cgov_easy_text("government"),
                            .resident = cgov_easy_text("王某")};
    cgov_act founding = act(0, now);
    must(NULL, cgov_ledger_create(&options, &genesis, &founding, &ledger), "the ledger");
    cgov_ledger_view info = {.size = sizeof info};
    must(ledger, cgov_ledger_get(ledger, &info), "its facts");
    founder = info.founder;
    return info.root;
}

static void print_entry(const cgov_reader *eyes, cgov_id issue, const cgov_history_view *entry) {
    char when[20], said[1024];
    printf("%s  %-9s %s -> %s\n", cgov_easy_show(480, entry->at, when), entry->move, entry->from[0] ? entry->from : "-",
           entry->to);
    cgov_detail_view held[8] = {{.size = sizeof held[0]}};
    uint64_t cursor = 0, needed;
    uint32_t count = 0;
    must(ledger, cgov_detail_list(ledger, eyes, issue, entry->seq, &cursor, held, 8, &count), "what it holds");
    for (uint32_t i = 0; i < count; i++) {
        int32_t status = cgov_text_get(ledger, eyes, issue, entry->seq, held[i].field, said, sizeof said, &needed);
        must(ledger, status, "the words");
        printf("                     %s: %s\n", held[i].name, said);
    }
}

static void print_history(cgov_id who, cgov_id issue, cgov_time now) {
    cgov_reader eyes = reading(who, now);
    cgov_history_view entries[16] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    must(ledger, cgov_history_list(ledger, &eyes, issue, &cursor, entries, 16, &count), "the history");
    while (count-- > 0) print_entry(&eyes, issue, &entries[count]); /* it comes newest first */
}

int main(void) {
    cgov_time now = cgov_easy_instant(480, 2026, 3, 2, 9, 0);
    cgov_id district = found(now);
    cgov_id office = add(CGOV_KIND_ORGANIZATION, "民呼回应中心", "center", district, now);
    cgov_id clerk = officer("钱某", "clerk", office, now), dispatcher = officer("孙某", "dispatcher", office, now);
    cgov_id contact = officer("李某", "contact", office, now), checker = officer("周某", "checker", office, now);
    cgov_id zhao = add(CGOV_KIND_RESIDENT, "赵某", NULL, office, now);

    /* Found. */
    cgov_id issue = 0;
    const cgov_detail details[] = {
        cgov_easy_number(CGOV_FIELD_PLACE, 990101001001), cgov_easy_number(CGOV_FIELD_INTAKE, office),
        cgov_easy_words(CGOV_FIELD_CHANNEL, "hotline"), cgov_easy_words(CGOV_FIELD_TITLE, "路灯不亮"),
        cgov_easy_words(CGOV_FIELD_TEXT, "三号楼前的路灯坏了一周。")};
    cgov_act reporting = act(zhao, now);
    must(ledger, cgov_item_report(ledger, &reporting, details, 5, &issue), "the report");

    /* Passed on, solved, answered, checked: who, which move, and the detail it needs. */
    const struct {
        cgov_id actor;
        const char *move;
        cgov_detail detail;
    } loop[] = {{clerk, "accept", NOTHING},
                {dispatcher, "dispatch", cgov_easy_number(CGOV_FIELD_LEAD, office)},
                {contact, "sign", NOTHING},
                {contact, "start", NOTHING},
                {contact, "done", cgov_easy_words(CGOV_FIELD_RESULT, "solved")},
                {contact, "answer", cgov_easy_words(CGOV_FIELD_TEXT, "路灯已修好,今晚起照明。")},
                {checker, "pass", cgov_easy_number(CGOV_FIELD_RATING, 5)}};
    for (size_t i = 0; i < sizeof loop / sizeof loop[0]; i++) {
        cgov_act moving = act(loop[i].actor, now += 40 * CGOV_EASY_MINUTE);
        uint32_t count = loop[i].detail.size != 0;
        must(ledger, cgov_item_move(ledger, &moving, issue, loop[i].move, &loop[i].detail, count, NULL), loop[i].move);
    }

    /* Nobody has to ask every day: whenever the ledger is next looked at, what fell due has happened at its own
     * instant. */
    uint64_t fired = 0;
    cgov_act ticking = act(0, now += 50 * CGOV_EASY_DAY);
    ticking.flags = CGOV_ACT_LONG_JUMP; /* more than 31 days at once: no clock gone wrong */
    must(ledger, cgov_ledger_tick(ledger, &ticking, &fired), "the tick");
    printf("time made %" PRIu64 " record\n\n", fired);

    print_history(zhao, issue, now);
    cgov_item_view item = {.size = sizeof item};
    cgov_reader eyes = reading(zhao, now);
    must(ledger, cgov_item_get(ledger, &eyes, issue, &item), "the issue");
    printf("\n%s, %" PRIu32 " answer given, %" PRIu32 " owed\n", item.state, item.answers, item.owed);
    cgov_ledger_close(ledger);
    return 0;
}
