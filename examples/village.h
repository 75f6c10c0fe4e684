/* A village to play in: an office below a district, one officer for each role, a resident. 01_first_issue.c shows how
 * such a thing is built; from 03 on the examples start with it. */
#ifndef VILLAGE_H
#define VILLAGE_H

#include "example.h"

struct village {
    cgov_ledger *ledger;
    cgov_id founder, root;
    cgov_id office;                                    /* takes reports in, and handles them */
    cgov_id clerk, dispatcher, contact, checker, head; /* each holds the role of that name there */
    cgov_id governor;                                  /* head of what stands above the office */
    cgov_id zhao;                                      /* a resident */
};

static inline cgov_id resident(const struct village *village, const char *name, const char *role, cgov_id where,
                               cgov_time now) {
    cgov_id id = 0, appointment;
    cgov_entity_draft entity = {
        .size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .parent = where, .name = cgov_easy_text(name)};
    cgov_act adding = act(village->founder, now);
    must(village->ledger, cgov_entity_add(village->ledger, &adding, &entity, &id), name);
    cgov_appointment_draft held = {
        .size = sizeof held, .resident = id, .organization = where, .role = cgov_easy_text(role)};
    cgov_act appointing = act(village->founder, now);
    if (role != NULL)
        must(village->ledger, cgov_appointment_add(village->ledger, &appointing, &held, &appointment), role);
    return id;
}

static inline void found_village(struct village *village, const cgov_storage *storage, const char *profile,
                                 cgov_time now) {
    cgov_ledger_options options = {.size = sizeof options, .storage = storage};
    /* A story leaps; a ledger's clock, 31 days at most. */
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {1, 2026},
                            .utc_offset = 480,
                            .rulebook = cgov_easy_shipped("standard"),
                            .profile = cgov_easy_text(profile),
                            .calendar = cgov_easy_text("cn"),
                            .organization = cgov_easy_text("桥东区"),
                            .organization_kind = cgov_easy_text("government"),
                            .resident = cgov_easy_text("王某"),
                            .limit_ahead = 366 * (uint64_t)CGOV_EASY_DAY};
    cgov_act founding = act(0, now);
    must(NULL, cgov_ledger_create(&options, &genesis, &founding, &village->ledger), "the ledger");
    cgov_ledger_view info = {.size = sizeof info};
    must(village->ledger, cgov_ledger_get(village->ledger, &info), "its facts");
    village->founder = info.founder;
    village->root = info.root;
    cgov_entity_draft office = {.size = sizeof office,
                                .kind = CGOV_KIND_ORGANIZATION,
                                .parent = info.root,
                                .name = cgov_easy_text("民呼回应中心"),
                                .type = cgov_easy_text("center")};
    cgov_act adding = act(info.founder, now);
    must(village->ledger, cgov_entity_add(village->ledger, &adding, &office, &village->office), "the office");
    village->clerk = resident(village, "钱某", "clerk", village->office, now);
    village->dispatcher = resident(village, "孙某", "dispatcher", village->office, now);
    village->contact = resident(village, "李某", "contact", village->office, now);
    village->checker = resident(village, "周某", "checker", village->office, now);
    village->head = resident(village, "吴某", "head", village->office, now);
    village->governor = resident(village, "郑某", "head", village->root, now);
    village->zhao = resident(village, "赵某", NULL, village->office, now);
}

static inline cgov_id report(const struct village *village, const char *said, cgov_time now) {
    cgov_id id = 0;
    const cgov_detail details[] = {cgov_easy_number(CGOV_FIELD_PLACE, 990101001001),
                                   cgov_easy_number(CGOV_FIELD_INTAKE, village->office),
                                   cgov_easy_words(CGOV_FIELD_TEXT, said)};
    cgov_act reporting = act(village->zhao, now);
    must(village->ledger, cgov_item_report(village->ledger, &reporting, details, 3, &id), "the report");
    return id;
}

/* A move with one detail, or NOTHING. */
static inline void move(const struct village *village, cgov_id actor, cgov_id item, const char *name,
                        cgov_detail detail, cgov_time now) {
    cgov_act moving = act(actor, now);
    must(village->ledger, cgov_item_move(village->ledger, &moving, item, name, &detail, detail.size != 0, NULL), name);
}

#endif
