/* The story of words that are erased: of an issue one text, of a resident all they wrote and were called by, of an
 * erasure its reason, of a unit its name; what is tried again is refused. Records are numbered as they come, so each
 * erasure names its own beforehand. */
#include "support/story.h"

#define FOUNDER R(1)
#define AUDITOR R(2)
#define CLERK R(3)
#define ZHAO R(4)
#define QIAN R(5)
#define ROOT O(1)
#define CENTRE O(2)

#define WORDS(text) N(PLACE, 990101001201), T(TEXT, text), N(INTAKE, CENTRE)
#define REASON_OF(text) T(REASON, text)

static const char protector[] = "rulebook 1\nrole protector \"个人信息保护负责人\"\n  may erase\n";

/* clang-format off */
static const struct step steps[] = {
    {0, ADD, FOUNDER, ROOT, .name = "审计员"}, /* 6 */
    {0, APPOINT, FOUNDER, AUDITOR, .at = ROOT, .name = "auditor"},
    {0, ADD, FOUNDER, ROOT, .name = "民呼回应中心", .type = "government"},
    {0, ADD, FOUNDER, CENTRE, .name = "周受理"},
    {0, APPOINT, FOUNDER, CLERK, .at = CENTRE, .name = "clerk"}, /* 10 */
    {0, ADD, FOUNDER, CENTRE, .name = "赵某甲"},
    {0, ADD, FOUNDER, CENTRE, .name = "钱某乙"},
    {0, ADD, FOUNDER, CENTRE, .name = "钱家", .type = "dwelling", .owner = QIAN}, /* 13 */
    {1, ADOPT, FOUNDER, .name = protector},
    {0, APPOINT, FOUNDER, FOUNDER, .at = ROOT, .name = "protector"},
    {1, REPORT, ZHAO, .details = {WORDS("十七号楼的人夜里打狗。"), T(TITLE, "打狗")}}, /* 16 */
    {1, REPORT, QIAN, .details = {WORDS("楼道堆物，已经三个月。")}, .key = 1},
    {1, MOVE, CLERK, I(1), .name = "accept", .key = 3},
    {1, ERASE, FOUNDER, I(1), .number = 16, .field = CGOV_FIELD_TITLE, .details = {REASON_OF("本人申请")}, .key = 2}, /* 19 */
    {0, ERASE, FOUNDER, I(1), .number = 16, .field = CGOV_FIELD_TITLE, .details = {REASON_OF("本人申请")}, .key = 2,
     .status = CGOV_REPEAT},
    {0, ERASE, FOUNDER, I(1), .number = 16, .field = CGOV_FIELD_TITLE, .details = {REASON_OF("又一次")},
     .status = CGOV_E_ERASED},
    {0, ERASE, ZHAO, I(1), .number = 16, .field = CGOV_FIELD_TEXT, .details = {REASON_OF("我要删")},
     .status = CGOV_E_REFUSED, .reason = CGOV_R_MAY},
    {1, ERASE, FOUNDER, QIAN, .details = {REASON_OF("来信申请")}, .key = 4}, /* 20 of the name, 21 of the issue */
    {0, ERASE, FOUNDER, QIAN, .details = {REASON_OF("来信申请")}, .status = CGOV_E_NOT_FOUND},
    /* what brought the words is a repeat still */
    {1, REPORT, QIAN, .details = {WORDS("楼道堆物，已经三个月。")}, .key = 1, .status = CGOV_REPEAT},
    {1, ERASE, FOUNDER, QIAN, .number = 20, .field = CGOV_FIELD_REASON, .details = {REASON_OF("理由里有地址")}},
    {1, ERASE, FOUNDER, U(1), .number = 13, .field = CGOV_FIELD_NAME, .details = {REASON_OF("以姓为名")}, .key = 5},
    {1, ERASE, FOUNDER, I(1), .number = 16, .field = CGOV_FIELD_TEXT, .details = {REASON_OF("再次申请")}, .key = 6},
    {DAYS(400), TICK, .key = 0},
};
/* clang-format on */

const struct story erasing_story = {"erasing", steps, sizeof steps / sizeof steps[0]};
