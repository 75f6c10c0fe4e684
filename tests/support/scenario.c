/* The story. In December 2026 a district founds its ledger and reports come in: one goes all the way and is reopened,
 * with co-handlers of whom one never answers; one is objected to so late in the year that its clock is open until the
 * calendar of 2027 is adopted, and then moved by time; others are merged, withdrawn, reviewed, forgotten. In March a
 * plainer procedure is adopted, and what still waits is carried over to it. Then nobody does anything for more than a
 * year. On the way a question is answered, and an order of supervision. */
#include "support/story.h"

#include "api/start.h"
#include "support/details.h"
#include "support/fault.h"
#include "support/random.h"
#include "support/test.h"

#include "base/hash.h"
#include "records/words.h"

/* Ids in the order in which they are made. */
#define FOUNDER R(1)
#define AUDITOR R(2)
#define CLERK R(3) /* and dispatcher, and operator of the centre */
#define CHECKER R(4)
#define CENTRE_HEAD R(5)
#define STREET_CONTACT R(6)
#define STREET_HEAD R(7)
#define BUREAU_CONTACT R(8)
#define BUREAU_HEAD R(9)
#define DISTRICT_HEAD R(10)
#define ZHAO R(11)
#define QIAN R(12)
#define DISTRICT O(1)
#define CENTRE O(2)
#define STREET O(3)
#define BUREAU O(4)
#define VILLAGE O(5)

#define PLACE_AND_TEXT(text) N(PLACE, 990101001201), T(TEXT, text), N(INTAKE, CENTRE)

/* Details that the standard declares, and the plainer procedure, by the ledger's numbers. */
#define CGOV_FIELD_cause 1024
#define CGOV_FIELD_occasion 1025
#define CGOV_FIELD_assignee 1026
#define CGOV_FIELD_visit FIRST_DETAIL
#define CGOV_FIELD_way (FIRST_DETAIL + 1)
#define CGOV_FIELD_seen (FIRST_DETAIL + 2)
#define CGOV_FIELD_about (FIRST_DETAIL + 3)
#define CGOV_FIELD_aside (FIRST_DETAIL + 4)

static const char calendar_2027[] = "rulebook 1\n"
                                    "calendar cn covers 2027-01-01 2027-12-31\n"
                                    "  source \"made up for this test\" unverified\n"
                                    "  workdays mon tue wed thu fri\n"
                                    "  hours 08:30-12:00 14:00-17:30\n"
                                    "  off 2027-01-01..2027-01-03\n";

static const char plainer[] = "rulebook 1\n"
                              "role clerk \"受理员\"\n"
                              "role head \"负责人\"\n"
                              "procedure issue \"简易事项\"\n"
                              "  detail visit \"上门日期\" date read by public\n"
                              "  detail way \"方式\" choice phone \"电话\" door \"上门\" repeats\n"
                              "  detail seen \"见证人\" resident\n"
                              "  detail about \"涉及事项\" item repeats\n"
                              "  detail aside \"内部沟通\" words read by office\n"
                              "  party reporter \"反映人\" resident\n"
                              "  party intake \"受理单位\" organization\n"
                              "  stage all \"办理\"\n"
                              "    state waiting \"待办\" held by intake\n"
                              "    state ended \"办结\" final\n"
                              "  clock forward from report until reply\n"
                              "    for 15 days\n"
                              "    remind 50\n"
                              "    late tell head of intake then head of superior of intake after 3 days\n"
                              "  open report \"登记\" -> waiting\n"
                              "    by any resident\n"
                              "    needs place text intake\n"
                              "    takes visit way aside\n"
                              "    sets intake to given\n"
                              "  move reply \"答复\" waiting -> ended\n"
                              "    by clerk of intake\n"
                              "    needs text\n"
                              "    takes way seen about aside\n"
                              "    answers\n";

/* clang-format off */
static const struct step loop_steps[] = {
    /* people */
    {0, ADD, FOUNDER, DISTRICT, .name = "审计员"},
    {0, ADD, FOUNDER, DISTRICT, .name = "民呼回应中心", .type = "government", .key = 1},
    {0, ADD, FOUNDER, DISTRICT, .name = "桂花街道", .type = "government",
     .details = {T(EXTERNAL, "street-01"), N(PLACE, 990101001000)}},
    {0, ADD, FOUNDER, DISTRICT, .name = "住建局", .type = "department"},
    {0, ADD, FOUNDER, DISTRICT, .name = "梁村", .type = "committee"},
    {0, CHANGE, FOUNDER, VILLAGE, .at = STREET, .details = {N(PLACE, 990101001201)}},
    {0, CHANGE, FOUNDER, STREET, .at = VILLAGE, .status = CGOV_E_REFUSED, .reason = CGOV_R_CIRCLE},
    {0, ADD, FOUNDER, CENTRE, .name = "周受理"},
    {0, ADD, FOUNDER, CENTRE, .name = "吴核查"},
    {0, ADD, FOUNDER, CENTRE, .name = "郑主任"},
    {0, ADD, FOUNDER, STREET, .name = "王专员"},
    {0, ADD, FOUNDER, STREET, .name = "冯书记"},
    {0, ADD, FOUNDER, BUREAU, .name = "陈专员"},
    {0, ADD, FOUNDER, BUREAU, .name = "褚局长"},
    {0, ADD, FOUNDER, DISTRICT, .name = "卫区长"},
    {0, ADD, FOUNDER, VILLAGE, .name = "赵某甲", .details = {T(EXTERNAL, "r-11")}},
    {0, ADD, FOUNDER, VILLAGE, .name = "钱某乙", .details = {T(EXTERNAL, "r-11")}, .status = CGOV_E_CONFLICT,
     .reason = CGOV_R_EXTERNAL},
    {1, ADD, FOUNDER, VILLAGE, .name = "钱某乙", .details = {T(EXTERNAL, "r-12")}},
    {0, APPOINT, FOUNDER, AUDITOR, .at = DISTRICT, .name = "auditor"},
    {0, APPOINT, FOUNDER, CLERK, .at = CENTRE, .name = "clerk"},
    {0, APPOINT, FOUNDER, CLERK, .at = CENTRE, .name = "dispatcher"},
    {0, APPOINT, FOUNDER, CLERK, .at = CENTRE, .name = "operator"},
    {0, APPOINT, FOUNDER, CHECKER, .at = CENTRE, .name = "checker", .key = 2},
    {0, APPOINT, FOUNDER, CENTRE_HEAD, .at = CENTRE, .name = "head"},
    {0, APPOINT, FOUNDER, STREET_CONTACT, .at = STREET, .name = "contact"},
    {0, APPOINT, FOUNDER, STREET_HEAD, .at = STREET, .name = "head"},
    {0, APPOINT, FOUNDER, BUREAU_CONTACT, .at = BUREAU, .name = "contact"},
    {0, APPOINT, FOUNDER, BUREAU_HEAD, .at = BUREAU, .name = "head"},
    {0, APPOINT, FOUNDER, BUREAU_CONTACT, .at = VILLAGE, .name = "contact"},
    {0, APPOINT, FOUNDER, DISTRICT_HEAD, .at = DISTRICT, .name = "head"},
    {0, APPOINT, FOUNDER, BUREAU_HEAD, .at = VILLAGE, .name = "clerk"},
    {1, END, FOUNDER, BUREAU_HEAD, .at = VILLAGE, .name = "clerk"},
    {0, APPOINT, ZHAO, ZHAO, .at = DISTRICT, .name = "head", .status = CGOV_E_REFUSED, .reason = CGOV_R_MAY},

    /* units: a house and a share that belongs to it; one changes hands, one moves in and out again */
    {0, ADD, FOUNDER, VILLAGE, .name = "东屋", .type = "dwelling", .owner = ZHAO, .area = 8950,
     .details = {T(EXTERNAL, "u-01")}, .key = 9},
    {0, ADD, FOUNDER, VILLAGE, .name = "西屋", .type = "dwelling", .owner = QIAN, .details = {T(EXTERNAL, "u-01")},
     .status = CGOV_E_CONFLICT, .reason = CGOV_R_EXTERNAL},
    {0, ADD, FOUNDER, STREET, .name = "一股", .type = "share", .owner = STREET, .household = U(1)},
    {0, ADD, FOUNDER, VILLAGE, .name = "西屋", .type = "dwelling", .owner = ZHAO},
    {0, CHANGE, FOUNDER, ZHAO, .household = U(1)},
    {0, CHANGE, FOUNDER, QIAN, .household = U(2)},
    {0, CHANGE, FOUNDER, U(1), .household = U(2), .status = CGOV_E_REFUSED, .reason = CGOV_R_CIRCLE},
    {0, CHANGE, ZHAO, U(1), .owner = QIAN, .status = CGOV_E_REFUSED, .reason = CGOV_R_MAY},
    {0, CHANGE, FOUNDER, U(1), .owner = QIAN, .area = 9000, .at = STREET},
    {0, CHANGE, FOUNDER, U(3), .household = U(1)},
    {0, CHANGE, FOUNDER, U(3), .household = CGOV_NO_HOUSEHOLD, .name = "西屋甲"},
    {0, CHANGE, FOUNDER, QIAN, .household = CGOV_NO_HOUSEHOLD},

    /* item 1: all the way; its retry key and its external key are tried again */
    {5, REPORT, CLERK, .details = {PLACE_AND_TEXT("下水道堵了,污水外溢。"), T(TITLE, "污水外溢"), T(TRACK, "complaint"),
                                  N(BEHALF, ZHAO), T(EXTERNAL, "msg-0001")}, .key = 3},
    {1, REPORT, CLERK, .details = {PLACE_AND_TEXT("下水道堵了,污水外溢。"), T(TITLE, "污水外溢"), T(TRACK, "complaint"),
                                  N(BEHALF, ZHAO), T(EXTERNAL, "msg-0001")}, .key = 3, .status = CGOV_REPEAT},
    {0, REPORT, CLERK, .details = {PLACE_AND_TEXT("另一件事。")}, .key = 3, .status = CGOV_E_CONFLICT, .reason = CGOV_R_KEY},
    {0, REPORT, CLERK, .details = {PLACE_AND_TEXT("同一件事。"), T(EXTERNAL, "msg-0001")},
     .status = CGOV_E_CONFLICT, .reason = CGOV_R_EXTERNAL},
    {0, REPORT, QIAN, .details = {PLACE_AND_TEXT("同一件事。"), T(EXTERNAL, "msg-0001")}, .key = 3,
     .status = CGOV_E_REFUSED, .reason = CGOV_R_MAY},
    {0, MOVE, ZHAO, I(1), .name = "accept", .status = CGOV_E_REFUSED, .reason = CGOV_R_ACTOR},
    {0, MOVE, QIAN, I(1), .name = "accept", .status = CGOV_E_NOT_FOUND},
    {0, MOVE, CLERK, I(1), .name = "sign", .status = CGOV_E_REFUSED, .reason = CGOV_R_STATE},
    {2, MOVE, CLERK, I(1), .name = "accept", .key = 4},
    {1, MOVE, CLERK, I(1), .name = "classify", .details = {T(URGENCY, "urgent"), T(CLASS, "drain"), T(MATTER, "petition"),
     T(CHANNEL, "hotline")}},
    {0, MOVE, ZHAO, I(1), .name = "mask", .details = {N(MASKED, 1)}},
    {0, MOVE, CLERK, I(1), .name = "dispatch", .status = CGOV_E_REFUSED, .reason = CGOV_R_NEEDS},
    {0, MOVE, CLERK, I(1), .name = "dispatch", .details = {N(LEAD, STREET)}, .expect = 1, .status = CGOV_E_CONFLICT,
     .reason = CGOV_R_VERSION},
    {4, MOVE, CLERK, I(1), .name = "dispatch", .details = {N(LEAD, STREET), N(ORGANIZATIONS, BUREAU), N(ORGANIZATIONS, VILLAGE)}},
    {9, MOVE, STREET_CONTACT, I(1), .name = "sign"},
    {1, MOVE, STREET_CONTACT, I(1), .name = "start"},
    {3, MOVE, STREET_HEAD, I(1), .name = "whistle",
     .details = {T(occasion, "joint"), T(REASON, "请到场。"), N(ORGANIZATIONS, BUREAU)}},
    {45, MOVE, BUREAU_CONTACT, P(4), .name = "arrive"}, /* fifteen minutes late */
    {30, MOVE, BUREAU_CONTACT, P(4), .name = "report_back", .details = {T(TEXT, "已到场处置。")}, .key = 5},
    {9, MOVE, BUREAU_CONTACT, P(2), .name = "report_back", .details = {T(TEXT, "管网图已提供。")}},
    {1, MOVE, STREET_CONTACT, I(1), .name = "contact"},
    {1, MOVE, STREET_HEAD, I(1), .name = "extend", .details = {T(REASON, "需要换管。"), N(DAYS, 10)}},
    {1, MOVE, DISTRICT_HEAD, I(1), .name = "suspend", .details = {T(REASON, "等待管材。"), T(cause, "season"), N(DAYS, 9)}},

    /* items 5 to 9: merged, withdrawn, carried over in the end, objected to */
    {10, REPORT, CLERK, .details = {PLACE_AND_TEXT("来电反映噪声。"), T(CHANNEL, "hotline"), N(MASKED, 1)}},
    {10, REPORT, QIAN, .details = {PLACE_AND_TEXT("夜里很吵。"), N(POINT, INT64_C(0x1234567812345678))}},
    {1, MOVE, CLERK, I(6), .name = "merge", .details = {N(MASTER, I(5))}},
    {1, REPORT, QIAN, .details = {PLACE_AND_TEXT("路灯不亮。"), N(AGAINST, BUREAU)}},
    {1, MOVE, QIAN, I(7), .name = "withdraw"},
    {1, REPORT, QIAN, .details = {PLACE_AND_TEXT("道路坑洼。"), T(MATTER, "pothole"), T(CLASS, "pothole"), T(URGENCY, "critical")}},
    {DAYS(6), MOVE, STREET_CONTACT, I(1), .name = "resume"}, /* before it would go on by itself */
    {1, MOVE, STREET_CONTACT, I(1), .name = "done", .details = {T(RESULT, "solved")}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHILDREN},
    {DAYS(20), REPORT, ZHAO, .details = {PLACE_AND_TEXT("小区物业收费不明。"), T(MATTER, "petition"), T(TRACK, "petition")}},
    {1, MOVE, CLERK, I(9), .name = "accept"},
    {1, MOVE, CLERK, I(9), .name = "dispatch", .details = {N(LEAD, STREET)}},
    {0, TICK, .key = 0},
    {5, MOVE, STREET_CONTACT, P(3), .name = "drop", .details = {T(REASON, "不再需要。")}},
    {1, MOVE, STREET_CONTACT, I(1), .name = "done", .details = {T(RESULT, "solved"), T(EVIDENCE, "照片三张。")}},
    {1, MOVE, STREET_CONTACT, I(1), .name = "answer", .details = {T(TEXT, "已更换管道。"), T(REMEDY, "十五日内可要求重办。")}},
    {9, MOVE, CHECKER, I(1), .name = "pass", .details = {N(RATING, 4)}},
    {DAYS(1), REPORT, QIAN, .details = {PLACE_AND_TEXT("社保怎么办?"), T(MATTER, "consultation"), T(TRACK, "consult")}},
    {1, MOVE, CLERK, I(10), .name = "direct"},
    /* 2026-12-30: five working days from here end in a year nobody knows yet */
    {DAYS(1), MOVE, STREET_CONTACT, I(9), .name = "object", .details = {T(REASON, "不属本街道职责。")}},
    {DAYS(3), MOVE, ZHAO, I(1), .name = "reopen", .details = {T(REASON, "又堵了。")}, .key = 6},
    {DAYS(2), ADOPT, FOUNDER, .name = calendar_2027},
    {0, ADOPT, FOUNDER, .name = "rulebook 1\nprocedure\n", .status = CGOV_E_RULEBOOK, .reason = CGOV_R_SYNTAX},
    /* item 9 has been moved by time to the one who had it first */
    {DAYS(9), MOVE, STREET_CONTACT, I(9), .name = "sign"},
    {1, MOVE, STREET_CONTACT, I(9), .name = "start"},
    {1, MOVE, STREET_CONTACT, I(9), .name = "done", .details = {T(RESULT, "explained")}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_NEEDS},
    {0, MOVE, STREET_CONTACT, I(9), .name = "done", .details = {T(RESULT, "explained"), T(EVIDENCE, "收费单。")}},
    {1, MOVE, STREET_CONTACT, I(9), .name = "answer", .details = {T(TEXT, "收费依据已公示。")}},
    {1, MOVE, CHECKER, I(9), .name = "pass"},
    {1, MOVE, ZHAO, I(9), .name = "ask_review"},
    {5, MOVE, DISTRICT_HEAD, I(9), .name = "uphold", .details = {T(TEXT, "维持原答复。")}},
    {1, MOVE, STREET_CONTACT, I(1), .name = "done", .details = {T(RESULT, "solved"), T(EVIDENCE, "照片两张。")}},
    {1, MOVE, STREET_CONTACT, I(1), .name = "answer", .details = {T(TEXT, "已清淤。")}},
    {1, MOVE, CHECKER, I(1), .name = "pass", .details = {N(CONTACTED, 1), N(SOLVED, 1), T(NOTE, "回访:仍有异味。")}},

    /* items 11 and 12, part 13: a question is answered and rated; an issue is supervised */
    {1, REPORT, QIAN, .details = {PLACE_AND_TEXT("下水道何时改造?"), T(PROCEDURE, "question")}},
    {1, MOVE, CLERK, I(11), .name = "reply", .details = {T(TEXT, "明年二季度。")}},
    {1, MOVE, QIAN, I(11), .name = "rate", .details = {N(RATING, 5)}},
    {1, REPORT, ZHAO, .details = {PLACE_AND_TEXT("异味扰民。"), N(EARLIER, I(1)), N(POINT, INT64_C(0x1234567812345678))}},
    {1, MOVE, CLERK, I(12), .name = "accept"},
    {1, MOVE, CLERK, I(12), .name = "dispatch", .details = {N(LEAD, STREET), T(NOTE, "第二次反映。")}},
    {1, MOVE, CENTRE_HEAD, I(12), .name = "supervise", .details = {T(REASON, "限期反馈。"), N(ORGANIZATIONS, STREET)}},
    {1, MOVE, STREET_CONTACT, P(13), .name = "report_back", .details = {T(TEXT, "已安排复查。")}, .key = 8},

    /* the plainer procedure: items 5 and 8 are carried over to it, item 10 stays under the rulebook it was opened under */
    {DAYS(40), ADOPT, FOUNDER, .name = plainer, .type = "issue registered -> nowhere", .status = CGOV_E_REFUSED,
     .reason = CGOV_R_MAP},
    {0, ADOPT, FOUNDER, .name = plainer, .type = "issue registered -> waiting\n", .key = 7},
    {1, MOVE, CLERK, I(5), .name = "reply", .details = {T(TEXT, "已查处。"),
     N(about, I(1)), N(seen, QIAN), T(way, "door"), T(way, "phone"), T(aside, "住户夜班。")}},
    {1, REPORT, QIAN, .details = {PLACE_AND_TEXT("谢谢。"), N(visit, 20260701), T(way, "phone"), T(aside, "已电话。")}},
    /* a letter that lay for months: all that fell due meanwhile is told as it is filed */
    {1, REPORT, CLERK, .details = {PLACE_AND_TEXT("来信:路面塌陷。"), T(MATTER, "pothole"), T(CHANNEL, "letter"), N(BEHALF, QIAN),
                                  N(RECEIVED, SCENARIO_START)}, .key = 10},
    {0, REPORT, QIAN, .details = {PLACE_AND_TEXT("来信。"), T(MATTER, "pothole"), N(RECEIVED, SCENARIO_START)},
     .status = CGOV_E_REFUSED, .reason = CGOV_R_MAY},
    {1, MOVE, STREET_CONTACT, I(10), .name = "accept", .status = CGOV_E_NOT_FOUND},
    {DAYS(400), TICK, .key = 0},
};
/* clang-format on */

static const struct story loop_story = {"loop", loop_steps, sizeof loop_steps / sizeof loop_steps[0]};
static const struct story *story = &loop_story; /* which is told */

void scenario_choose(int argc, char **argv) {
    if (argc < 2) return;
    const struct story *const stories[] = {&loop_story, &meeting_story, &decision_story, &ways_story, &erasing_story};
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++)
        if (strcmp(argv[1], stories[i]->name) == 0) story = stories[i];
    assert_string_equal(story->name, argv[1]);
}

bool scenario_is(const char *name) {
    return strcmp(story->name, name) == 0;
}

uint32_t scenario_steps(void) {
    return story->count;
}

cgov_time scenario_at(uint32_t step) {
    cgov_time at = SCENARIO_START;
    for (uint32_t i = 0; i <= step; i++) at += story->steps[i].after * INT64_C(60000);
    return at;
}

int32_t scenario_status(uint32_t step, uint32_t *reason_out) {
    if (reason_out) *reason_out = story->steps[step].reason;
    return story->steps[step].status;
}

static cgov_text text_of(const char *text) {
    return (cgov_text){text, text ? CGOV_NUL_TERMINATED : 0};
}

int32_t scenario_found(struct scenario *scenario, const struct scenario_options *options) {
    *scenario = (struct scenario){.seed = options->seed, .flags = options->flags};
    cgov_text name, standard;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &standard), CGOV_OK);
    cgov_ledger_options open = {.size = sizeof open, .storage = options->storage, .allocator = options->allocator};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {0x7363656e6172696f, 1},
                            .utc_offset = 480,
                            .rulebook = standard,
                            .calendar = text_of("cn"),
                            .organization = text_of("测试区"),
                            .organization_kind = text_of("government"),
                            .region = 990000,
                            .resident = text_of("创建人"),
                            .limit_ahead = UINT64_C(366) * 86400000};
    uint64_t salt = options->seed;
    cgov_act act = {
        .size = sizeof act, .flags = options->flags, .now = SCENARIO_START, .salt = {random_next(&salt), 1}};
    const struct start start = {options->base, 0};
    return cgov__create_from(&open, &genesis, &act, &start, &scenario->ledger);
}

static cgov_act act_of(const struct step *step, uint64_t seed, uint32_t number, uint32_t flags) {
    uint64_t salt = seed + number + 1, key = seed + step->key;
    cgov_act act = {.size = sizeof act,
                    .flags = flags | (number + 1 == story->count ? CGOV_ACT_LONG_JUMP : 0),
                    .actor = step->actor,
                    .now = scenario_at(number),
                    .expect = step->expect,
                    .salt = {random_next(&salt), 1}};
    if (step->key) {
        act.key[0] = step->key;
        act.key[1] = random_next(&key);
    }
    return act;
}

static int32_t give_entity(cgov_ledger *ledger, const cgov_act *act, const struct step *step) {
    uint32_t kind = step->owner ? CGOV_KIND_UNIT : step->type ? CGOV_KIND_ORGANIZATION : CGOV_KIND_RESIDENT;
    if (step->verb == CHANGE) kind = (uint32_t)(step->of >> 44);
    cgov_entity_draft entity = {.size = sizeof entity,
                                .kind = kind,
                                .parent = step->verb == ADD ? step->of : step->at,
                                .name = text_of(step->name),
                                .type = text_of(step->type),
                                .owner = step->owner,
                                .household = step->household,
                                .area = step->area};
    for (uint32_t i = 0; step->details[i].size; i++) {
        if (step->details[i].field == CGOV_FIELD_PLACE)
            entity.region = (uint64_t)step->details[i].number;
        else
            entity.external = step->details[i].text;
    }
    return step->verb == ADD ? cgov_entity_add(ledger, act, &entity, NULL)
                             : cgov_entity_change(ledger, act, step->of, &entity, NULL);
}

static int32_t give_appointment(cgov_ledger *ledger, const cgov_act *act, const struct step *step) {
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .flags = step->verb == END ? CGOV_APPOINT_END : 0,
                                          .resident = step->of,
                                          .organization = step->at,
                                          .role = text_of(step->name)};
    return cgov_appointment_add(ledger, act, &appointment, NULL);
}

int32_t scenario_give(cgov_ledger *ledger, uint64_t seed, uint32_t number, uint32_t flags) {
    const struct step *step = &story->steps[number];
    cgov_act act = act_of(step, seed, number, flags);
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(step->name), .map = text_of(step->type)};
    uint32_t count = 0;
    while (count < 7 && step->details[count].size) count++;
    const cgov_tally_row yes = {
        .size = sizeof yes, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = step->number};
    const cgov_tally_row ranked[] = {
        {.size = sizeof yes, .tally = CGOV_TALLY_CAST, .heads = step->number},
        {.size = sizeof yes, .tally = CGOV_TALLY_ORDER, .heads = step->number, .name = text_of(step->order)}};
    switch (step->verb) {
    case ADD:
    case CHANGE:
        return give_entity(ledger, &act, step);
    case APPOINT:
    case END:
        return give_appointment(ledger, &act, step);
    case ADOPT:
        return cgov_rulebook_adopt(ledger, &act, &adoption, NULL);
    case REPORT:
        return cgov_item_report(ledger, &act, step->details, count, NULL);
    case OPEN:
        return cgov_item_open(ledger, &act, step->name, step->details, count, NULL);
    case ENTER:
        return cgov_roll_enter(ledger, &act, step->of, step->name, step->who, step->details, count, NULL);
    case LEAVE:
        return cgov_roll_leave(ledger, &act, step->of, step->name, step->who, step->number, step->details, count, NULL);
    case BUNDLE:
        if (step->proof) return cgov_sealed_result(ledger, &act, step->of, step->name, &yes, 1, step->proof, NULL);
        return cgov_roll_bundle(ledger, &act, step->of, step->name, step->order ? ranked : &yes, step->order ? 2 : 1,
                                NULL);
    case MOVE:
        return cgov_item_move(ledger, &act, step->of, step->name, step->details, count, NULL);
    case ERASE:
        return step->field == 0
                   ? cgov_resident_erase(ledger, &act, step->of, &step->details[0].text, NULL)
                   : cgov_text_erase(ledger, &act, step->of, step->number, step->field, &step->details[0].text, NULL);
    case TICK:
        break;
    }
    return cgov_ledger_tick(ledger, &act, NULL);
}

bool scenario_next(struct scenario *scenario, int32_t *status_out) {
    *status_out = scenario_give(scenario->ledger, scenario->seed, scenario->step, scenario->flags);
    cgov_error error = {.size = sizeof error};
    assert_int_equal(cgov_ledger_error(scenario->ledger, &error), CGOV_OK);
    const struct step *step = &story->steps[scenario->step];
    bool expected = *status_out == step->status && error.reason == step->reason;
    if (expected) scenario->step++;
    return expected;
}

int32_t scenario_run(struct scenario *scenario) {
    while (scenario->step < story->count) {
        int32_t status;
        if (!scenario_next(scenario, &status)) return status;
    }
    return CGOV_OK;
}

/* ---- recorded ---- */

/* While the story is recorded, an append is the moment at which the frame before it has been applied. */
static struct {
    const struct scenario *scenario;
    struct recording *recording;
    int32_t (*append)(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                      uint64_t *end_out);
} now;

static void note_digest(void) {
    uint32_t count = now.recording->count;
    if (count > 0)
        assert_int_equal(cgov_state_digest(now.scenario->ledger, now.recording->frames[count - 1].digest), CGOV_OK);
}

static int32_t note_append(void *user, const char *name, uint64_t offset, const void *bytes, uint64_t len,
                           uint64_t *end_out) {
    note_digest();
    assert_true(now.recording->count < SCENARIO_FRAMES);
    now.recording->frames[now.recording->count++] = (struct recorded_frame){.at = offset, .end = offset + len};
    return now.append(user, name, offset, bytes, len, end_out);
}

/* Takes the checksums out; answers the length of what is left. */
static uint32_t plain_records(const struct frame_header *header, const uint8_t *records, uint8_t *into) {
    bool several = header->flags & FRAME_SEVERAL;
    uint8_t *at = into;
    for (struct cursor cursor = cgov__cursor(records, header->records_len); cursor.at < cursor.end;) {
        if (several) cgov__get_u32(&cursor);
        const uint8_t *record = cursor.at;
        assert_non_null(cgov__get_bytes(&cursor, (size_t)cgov__get_varint(&cursor)));
        memcpy(at, record, (size_t)(cursor.at - record));
        at += cursor.at - record;
    }
    return (uint32_t)(at - into);
}

void scenario_frame_records(struct frame_header *header, uint64_t seed, const uint8_t *records, size_t len,
                            struct buf *out) {
    struct cursor cursor = cgov__cursor(records, len);
    size_t at = out->len;
    uint32_t count = 0;
    for (; cursor.at < cursor.end; count++) {
        const uint8_t *record = cursor.at;
        cgov__get_bytes(&cursor, (size_t)cgov__get_varint(&cursor));
        if (cursor.bad) cursor.at = cursor.end;
        cgov__buf_u32(out, 0);
        cgov__buf_put(out, record, (size_t)(cursor.at - record));
    }
    header->flags = (uint8_t)((header->flags & FRAME_FLOOR) | (count > 1 ? FRAME_SEVERAL : 0));
    if (count > 1)
        cgov__records_seal(out->data + at, out->len - at, seed, header->seq);
    else {
        out->len = at;
        cgov__buf_put(out, records, len);
    }
    header->records_len = (uint32_t)(out->len - at);
    header->payload_crc = cgov__crc32c(0, out->data + at, out->len - at);
}

static void read_frames(struct recording *recording) {
    uint8_t *plain = recording->records = malloc((size_t)recording->len);
    assert_non_null(plain);
    assert_int_equal(cgov__journal_header_decode(recording->bytes, &recording->journal_seed), CGOV_OK);
    for (uint32_t i = 0; i < recording->count; i++) {
        struct recorded_frame *frame = &recording->frames[i];
        struct frame_header *header = &frame->header;
        assert_true(
            cgov__frame_decode(header, recording->bytes + frame->at, frame->end - frame->at, recording->journal_seed));
        frame->records_at = frame->at + cgov__frame_header_len(header);
        frame->words_at = frame->records_at + header->records_len;
        assert_int_equal(frame->words_at + header->words_len, frame->end);
        frame->records = plain;
        frame->records_len = plain_records(header, recording->bytes + frame->records_at, plain);
        plain += frame->records_len;
        if (i > 0) recording->frames[i - 1].last_seq = header->seq - 1;
    }
}

struct recording *scenario_record(uint64_t seed) {
    struct recording *recording = calloc(1, sizeof *recording);
    cgov_storage storage = {.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    struct scenario scenario = {0};
    now.scenario = &scenario;
    now.recording = recording;
    now.append = storage.append;
    cgov_storage noting = storage;
    noting.append = note_append;
    struct scenario_options options = {.storage = &noting, .seed = seed};
    assert_int_equal(scenario_found(&scenario, &options), CGOV_OK);
    for (int32_t status; scenario.step < story->count; recording->after[scenario.step - 1] = recording->count)
        if (!scenario_next(&scenario, &status)) fail_msg("command %u: %s", scenario.step, cgov_status_name(status));
    note_digest();
    cgov_ledger_view info = {.size = sizeof info};
    assert_int_equal(cgov_ledger_get(scenario.ledger, &info), CGOV_OK);
    cgov_ledger_close(scenario.ledger);
    recording->bytes = fault_object(&storage, "journal", &recording->len);
    recording->ack = fault_object(&storage, "ack", &recording->ack_len);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
    recording->frames[recording->count - 1].last_seq = info.seq;
    read_frames(recording);
    return recording;
}

void recording_free(struct recording *recording) {
    free(recording->bytes);
    free(recording->records);
    free(recording->ack);
    free(recording);
}

uint32_t recording_frames(const struct recording *recording, uint64_t len) {
    uint32_t whole = 0;
    while (whole < recording->count && recording->frames[whole].end <= len) whole++;
    return whole;
}

void scenario_put(const cgov_storage *storage, const void *bytes, uint64_t len) {
    char name[32];
    uint32_t found = 0;
    uint64_t removed, end = 0;
    while (storage->list(storage->user, 0, name, &found) == 0 && found) storage->remove(storage->user, name, &removed);
    assert_int_equal(storage->put(storage->user, "journal", bytes, len, &end), 0);
    assert_int_equal(end, len);
}

bool scenario_is_secret(const struct recording *recording, const struct recorded_frame *frame, uint64_t at) {
    const uint8_t *start = recording->bytes + frame->words_at;
    struct cursor words = cgov__cursor(start, at < frame->words_at ? 0 : (size_t)(frame->end - frame->words_at));
    struct piece piece;
    while (words.at < words.end && cgov__piece_head(&words, &piece)) {
        cgov__get_bytes(&words, SALT_SIZE + (size_t)piece.len);
        if (at < frame->words_at + (uint64_t)(words.at - start)) return piece.field == SECRET_FIELD;
    }
    return false;
}
