/* The story of a meeting. A street calls one; its members are listed, its owners and families; proxies are given and
 * taken back, people come, sign, speak and change their minds, flats are sold, and the lists are made again. A topic is
 * put to those who are there. At last a newer text is adopted, and the next meeting is carried over to it. */
#include "support/story.h"

#include "support/details.h"

static const char meetings[] = "rulebook 1\n"
                               "role secretary \"秘书\"\n"
                               "role member \"成员\"\n"
                               "role head \"负责人\"\n"
                               "procedure meeting \"联席会议\" session\n"
                               "  public\n"
                               "  detail proxy \"受托人\" resident\n"
                               "  detail view \"意见\" choice good \"赞成\" bad \"反对\"\n"
                               "  detail weight \"份额\" number 1 to 1000\n"
                               "  party convenor \"召集单位\" organization\n"
                               "  roll members \"成员\"\n"
                               "    of member of convenor\n"
                               "    filled by notify\n"
                               "  roll lords \"业主\"\n"
                               "    of owners of convenor\n"
                               "    filled by notify\n"
                               "  roll families \"住户\"\n"
                               "    of residents of convenor\n"
                               "    by secretary of convenor again\n"
                               "    out by secretary of convenor\n"
                               "    in called noticed\n"
                               "  roll neighbours \"邻里\"\n"
                               "    of residents of convenor\n"
                               "    filled by notify\n"
                               "  roll proxies \"委托\"\n"
                               "    of members\n"
                               "    by secretary of convenor\n"
                               "    by self\n"
                               "    out by self\n"
                               "    in noticed\n"
                               "    needs proxy\n"
                               "    at most 2 each proxy\n"
                               "  roll present \"到会\"\n"
                               "    of members still\n"
                               "    by secretary of convenor\n"
                               "    by self again\n"
                               "    by proxies\n"
                               "    out by self secretary of convenor\n"
                               "    in noticed sealed sitting\n"
                               "    counts attendance\n"
                               "  roll signed \"签名\"\n"
                               "    of lords\n"
                               "    by self\n"
                               "    by head of self\n"
                               "    out by self\n"
                               "    in noticed sealed\n"
                               "  roll came \"来人\"\n"
                               "    of families\n"
                               "    by self\n"
                               "    in noticed\n"
                               "  roll views \"态度\"\n"
                               "    of any resident\n"
                               "    by self again\n"
                               "    out by self\n"
                               "    in noticed\n"
                               "    needs view\n"
                               "    takes text\n"
                               "    public\n"
                               "  roll posts \"发言\"\n"
                               "    of any resident\n"
                               "    by self\n"
                               "    out by self secretary of convenor\n"
                               "    in noticed\n"
                               "    many\n"
                               "    at most 3\n"
                               "    needs text\n"
                               "  roll holders \"股东\"\n"
                               "    of any resident\n"
                               "    by secretary of convenor again\n"
                               "    out by secretary of convenor\n"
                               "    in called noticed\n"
                               "    needs weight\n"
                               "  roll backed \"附议\"\n"
                               "    of holders\n"
                               "    not neighbours\n"
                               "    by self\n"
                               "    in noticed\n"
                               "  stage all \"全程\"\n"
                               "    state called \"拟召开\" held by convenor\n"
                               "    state noticed \"已通知\" held by convenor\n"
                               "    state sealed \"名单已定\" held by convenor\n"
                               "    state sitting \"开会中\" held by convenor\n"
                               "    state done \"已结束\" final\n"
                               "  clock run from call until close\n"
                               "    for 90 days\n"
                               "    late tell secretary of convenor\n"
                               "  open call \"召集\" -> called\n"
                               "    by secretary of convenor\n"
                               "    needs organization text\n"
                               "    sets convenor to given\n"
                               "  move notify \"通知\" called noticed -> noticed\n"
                               "    by secretary of convenor\n"
                               "    when members at least 3\n"
                               "    at most 3\n"
                               "  move seal \"定名单\" noticed -> sealed\n"
                               "    by secretary of convenor\n"
                               "  move sit \"开会\" sealed -> sitting\n"
                               "    by secretary of convenor\n"
                               "    when present more than 1/2 of members\n"
                               "    when signed at least 1/2 of lords by area or signed at least 9 by units or "
                               "came at least 1/2 of families by units or backed more than 1/2 of holders by weight\n"
                               "    when not neighbours at least 90 by units\n"
                               "  move raise \"提出\" sitting -> sitting\n"
                               "    by secretary of convenor\n"
                               "    needs organizations\n"
                               "  takes text\n"
                               "    opens topic for organizations\n"
                               "    at most 9\n"
                               "  move close \"结束\" called noticed sealed sitting -> done\n"
                               "    by secretary of convenor\n"
                               "    tells members lords families views posts holders\n"
                               "procedure topic \"议题\" motion\n"
                               "  party lead \"承办单位\" organization\n"
                               "  roll present \"表决时到会\"\n"
                               "    of parent.present\n"
                               "    filled by put\n"
                               "  roll hands \"举手\"\n"
                               "    of present\n"
                               "    by self\n"
                               "    out by self\n"
                               "    in voting\n"
                               "  roll marks \"领票\"\n"
                               "    of present\n"
                               "    by secretary of lead twice\n"
                               "    in voting\n"
                               "  roll votes \"票\"\n"
                               "    of present\n"
                               "    not marks\n"
                               "    by secretary of lead twice\n"
                               "    by self again\n"
                               "    in voting\n"
                               "    ballot\n"
                               "    secrecy open\n"
                               "    bundle for marks exactly by secretary of lead twice in voting\n"
                               "  stage all \"全程\"\n"
                               "    state raised \"待议\" held by lead\n"
                               "    state voting \"表决\" held by lead\n"
                               "    state carried \"通过\" final\n"
                               "    state dropped \"撤销\" final\n"
                               "  clock run from raise until carry drop\n"
                               "    for 30 days\n"
                               "    late tell secretary of lead\n"
                               "  open raise \"提出\" -> raised\n"
                               "    by parent\n"
                               "    sets lead to given\n"
                               "  move put \"付表决\" raised voting -> voting\n"
                               "    by secretary of lead\n"
                               "    at most 3\n"
                               "  move carry \"通过\" voting -> carried\n"
                               "    by secretary of lead\n"
                               "    tells present\n"
                               "    when hands more than 1/2 of present\n"
                               "    answers\n"
                               "  move drop \"撤销\" raised voting -> dropped\n"
                               "    by parent\n"
                               "    tells present\n"
                               "    answers\n";

/* Ids in the order in which they are made. */
#define FOUNDER R(1)
#define AUDITOR R(2)
#define SECRETARY R(3)
#define LI R(4) /* the members */
#define WANG R(5)
#define ZHANG R(6)
#define LIU R(7)
#define CHEN R(8) /* who are no members */
#define YANG R(9)
#define BOSS R(10)
#define SECOND R(11) /* secretary */
#define DISTRICT O(1)
#define STREET O(2)
#define BUILDER O(3)
#define MEETING S(1)

/* What the text declares, by the ledger's numbers. */
#define CGOV_FIELD_proxy FIRST_DETAIL
#define CGOV_FIELD_view (FIRST_DETAIL + 1)
#define CGOV_FIELD_weight (FIRST_DETAIL + 2)

/* clang-format off */
static const struct step steps[] = {
    {0, ADD, FOUNDER, DISTRICT, .name = "审计员"},
    {0, APPOINT, FOUNDER, AUDITOR, .at = DISTRICT, .name = "auditor"},
    {0, ADOPT, FOUNDER, .name = meetings},
    {0, ADD, FOUNDER, DISTRICT, .name = "桂花街道", .type = "government"},
    {0, ADD, FOUNDER, DISTRICT, .name = "某开发商", .type = "company"},
    {0, ADD, FOUNDER, STREET, .name = "孙秘书"},
    {0, ADD, FOUNDER, STREET, .name = "李某"},
    {0, ADD, FOUNDER, STREET, .name = "王某"},
    {0, ADD, FOUNDER, STREET, .name = "张某"},
    {0, ADD, FOUNDER, STREET, .name = "刘某"},
    {0, ADD, FOUNDER, STREET, .name = "陈某"},
    {0, ADD, FOUNDER, DISTRICT, .name = "杨某"},
    {0, ADD, FOUNDER, DISTRICT, .name = "经理"},
    {0, ADD, FOUNDER, DISTRICT, .name = "周秘书"},
    {0, APPOINT, FOUNDER, SECRETARY, .at = STREET, .name = "secretary"},
    {0, APPOINT, FOUNDER, SECOND, .at = STREET, .name = "secretary"},
    {0, APPOINT, FOUNDER, LI, .at = STREET, .name = "member"},
    {0, APPOINT, FOUNDER, WANG, .at = STREET, .name = "member"},
    {0, APPOINT, FOUNDER, BOSS, .at = BUILDER, .name = "head"},
    {0, ADD, FOUNDER, STREET, .name = "一号", .type = "dwelling", .owner = CHEN, .area = 9000},
    {0, ADD, FOUNDER, STREET, .name = "二号", .type = "dwelling", .owner = BUILDER, .area = 5000},
    {0, ADD, FOUNDER, STREET, .name = "三号", .type = "dwelling", .owner = BUILDER, .area = 5000},
    {0, ADD, FOUNDER, STREET, .name = "一号内", .type = "room", .owner = CHEN, .household = U(1)},
    {0, CHANGE, FOUNDER, LI, .household = U(1)},
    {0, CHANGE, FOUNDER, WANG, .household = U(4)},
    {0, CHANGE, FOUNDER, CHEN, .household = U(2)},

    /* called and noticed: two members are too few */
    {5, OPEN, SECRETARY, .name = "meeting", .details = {N(ORGANIZATION, STREET), T(TEXT, "商议停车。")}, .key = 1},
    {1, MOVE, SECRETARY, MEETING, .name = "notify", .status = CGOV_E_REFUSED, .reason = CGOV_R_SHARE},
    {1, APPOINT, FOUNDER, ZHANG, .at = STREET, .name = "member"},
    {1, ENTER, SECRETARY, MEETING, .name = "families", .who = LI},
    {0, ENTER, SECRETARY, MEETING, .name = "families", .who = WANG},
    {0, ENTER, SECRETARY, MEETING, .name = "families", .who = CHEN},
    {0, ENTER, SECRETARY, MEETING, .name = "families", .who = YANG, .status = CGOV_E_REFUSED, .reason = CGOV_R_ELECTOR},
    {0, ENTER, LI, MEETING, .name = "came", .who = LI, .status = CGOV_E_REFUSED, .reason = CGOV_R_ROLL},
    {1, MOVE, SECRETARY, MEETING, .name = "notify"},
    {1, APPOINT, FOUNDER, LIU, .at = STREET, .name = "member"},
    {1, ENTER, LIU, MEETING, .name = "present", .who = LIU, .status = CGOV_E_REFUSED, .reason = CGOV_R_ELECTOR},

    /* who comes, for whom, and who goes again */
    {1, ENTER, LI, MEETING, .name = "proxies", .who = LI, .details = {N(proxy, YANG)}, .key = 2},
    {0, ENTER, LI, MEETING, .name = "proxies", .who = LI, .details = {N(proxy, YANG)}, .key = 2, .status = CGOV_REPEAT},
    {0, ENTER, LI, MEETING, .name = "proxies", .who = LI, .details = {N(proxy, YANG)}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_AGAIN},
    {0, ENTER, SECRETARY, MEETING, .name = "proxies", .who = WANG, .details = {N(proxy, YANG)}},
    {0, ENTER, ZHANG, MEETING, .name = "proxies", .who = ZHANG, .details = {N(proxy, YANG)}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_AT_MOST},
    {0, ENTER, ZHANG, MEETING, .name = "proxies", .who = ZHANG, .status = CGOV_E_REFUSED, .reason = CGOV_R_NEEDS},
    {1, ENTER, YANG, MEETING, .name = "present", .who = LI},
    {0, ENTER, YANG, MEETING, .name = "present", .who = ZHANG, .status = CGOV_E_REFUSED, .reason = CGOV_R_ACTOR},
    {1, ENTER, LI, MEETING, .name = "present", .who = LI},
    {0, ENTER, LI, MEETING, .name = "present", .who = LI},
    {1, ENTER, YANG, MEETING, .name = "present", .who = WANG},
    {1, LEAVE, SECRETARY, MEETING, .name = "present", .who = WANG, .status = CGOV_E_REFUSED, .reason = CGOV_R_NEEDS},
    {1, LEAVE, SECRETARY, MEETING, .name = "present", .who = WANG, .details = {T(REASON, "误登。")}, .key = 3},
    {0, LEAVE, LI, MEETING, .name = "proxies", .who = LI},
    {0, LEAVE, LI, MEETING, .name = "proxies", .who = LI, .status = CGOV_E_REFUSED, .reason = CGOV_R_ELECTOR},
    {1, ENTER, ZHANG, MEETING, .name = "proxies", .who = ZHANG, .details = {N(proxy, YANG)}},

    /* owners, families, holders */
    {1, ENTER, CHEN, MEETING, .name = "signed", .who = CHEN},
    {0, ENTER, BOSS, MEETING, .name = "signed", .who = BUILDER},
    {0, LEAVE, CHEN, MEETING, .name = "signed", .who = CHEN},
    {1, CHANGE, FOUNDER, U(2), .owner = CHEN},
    {0, ENTER, LI, MEETING, .name = "came", .who = LI},
    {0, ENTER, WANG, MEETING, .name = "came", .who = WANG},
    {1, CHANGE, FOUNDER, WANG, .household = U(3)},
    {0, ENTER, SECRETARY, MEETING, .name = "families", .who = WANG}, /* of another household now, there and here */
    {0, ENTER, SECRETARY, MEETING, .name = "holders", .who = YANG, .details = {N(weight, 300)}},
    {0, ENTER, SECRETARY, MEETING, .name = "holders", .who = CHEN, .details = {N(weight, 1000)}},
    {0, ENTER, YANG, MEETING, .name = "backed", .who = YANG},
    {0, ENTER, CHEN, MEETING, .name = "backed", .who = CHEN, .status = CGOV_E_REFUSED, .reason = CGOV_R_EXCLUDED},
    {1, ENTER, SECRETARY, MEETING, .name = "holders", .who = YANG, .details = {N(weight, 301)}},
    {0, LEAVE, SECRETARY, MEETING, .name = "holders", .who = CHEN, .details = {T(REASON, "已退股。")}},

    /* what people say */
    {1, ENTER, YANG, MEETING, .name = "views", .who = YANG, .details = {T(view, "good"), T(TEXT, "早该如此。")}},
    {1, ENTER, YANG, MEETING, .name = "views", .who = YANG, .details = {T(view, "bad"), T(TEXT, "收费太高。")}, .key = 4},
    {0, ENTER, CHEN, MEETING, .name = "views", .who = CHEN, .details = {T(view, "maybe")}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_DETAIL},
    {1, ENTER, CHEN, MEETING, .name = "posts", .who = CHEN, .details = {T(TEXT, "停在哪里?")}},
    {1, ENTER, CHEN, MEETING, .name = "posts", .who = CHEN, .details = {T(TEXT, "问第二遍。")}},
    {1, LEAVE, SECRETARY, MEETING, .name = "posts", .who = CHEN, .number = 1, .details = {T(REASON, "重复。")}},

    /* the lists are made again, and what was made from them begins anew */
    {1, MOVE, SECRETARY, MEETING, .name = "notify"},
    {0, MOVE, SECRETARY, MEETING, .name = "seal"},
    {0, MOVE, SECRETARY, MEETING, .name = "sit", .status = CGOV_E_REFUSED, .reason = CGOV_R_SHARE},
    {1, ENTER, LIU, MEETING, .name = "present", .who = LIU},
    {0, ENTER, ZHANG, MEETING, .name = "present", .who = ZHANG},
    {0, ENTER, LI, MEETING, .name = "present", .who = LI},
    {0, ENTER, CHEN, MEETING, .name = "signed", .who = CHEN},
    {1, MOVE, SECRETARY, MEETING, .name = "sit"},

    /* a topic is put to who is there, and put again to who is left */
    {1, MOVE, SECRETARY, MEETING, .name = "raise", .details = {N(ORGANIZATIONS, STREET), T(TEXT, "划线。")}},
    {1, MOVE, SECRETARY, M(2), .name = "put"},
    {0, ENTER, LI, M(2), .name = "hands", .who = LI},
    {0, ENTER, WANG, M(2), .name = "hands", .who = WANG, .status = CGOV_E_REFUSED, .reason = CGOV_R_ELECTOR},
    {0, MOVE, SECRETARY, M(2), .name = "carry", .status = CGOV_E_REFUSED, .reason = CGOV_R_SHARE},
    {1, END, FOUNDER, LIU, .at = STREET, .name = "member"},
    {0, LEAVE, LIU, MEETING, .name = "present", .who = LIU},
    {0, ENTER, LIU, MEETING, .name = "present", .who = LIU, .status = CGOV_E_REFUSED, .reason = CGOV_R_ELECTOR},
    {1, MOVE, SECRETARY, M(2), .name = "put"},
    {0, ENTER, LI, M(2), .name = "hands", .who = LI},
    {0, ENTER, ZHANG, M(2), .name = "hands", .who = ZHANG},
    {0, LEAVE, ZHANG, M(2), .name = "hands", .who = ZHANG},
    {0, ENTER, ZHANG, M(2), .name = "hands", .who = ZHANG},
    {1, ENTER, LI, M(2), .name = "votes", .who = LI, .details = {T(CHOICE, "yes")}, .key = 6},
    {0, ENTER, LI, M(2), .name = "votes", .who = LI, .details = {T(CHOICE, "block")}},
    {0, ENTER, ZHANG, M(2), .name = "votes", .who = ZHANG, .details = {T(CHOICE, "maybe")}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_CHOICE},
    {0, ENTER, SECRETARY, M(2), .name = "votes", .who = ZHANG, .details = {T(CHOICE, "no")}},
    {0, ENTER, SECRETARY, M(2), .name = "votes", .who = ZHANG, .details = {T(CHOICE, "yes")}},
    {0, ENTER, SECOND, M(2), .name = "votes", .who = ZHANG, .details = {T(CHOICE, "yes")}},
    {0, ENTER, SECRETARY, M(2), .name = "marks", .who = LI},
    {0, ENTER, SECOND, M(2), .name = "marks", .who = LI}, /* whose ballot gives way to paper */
    {0, ENTER, LI, M(2), .name = "votes", .who = LI, .details = {T(CHOICE, "yes")}, .status = CGOV_E_REFUSED,
     .reason = CGOV_R_EXCLUDED},
    {0, BUNDLE, SECRETARY, M(2), .name = "votes", .number = 2, .status = CGOV_E_REFUSED, .reason = CGOV_R_BUNDLE},
    {0, BUNDLE, SECRETARY, M(2), .name = "votes", .number = 1},
    {0, BUNDLE, SECOND, M(2), .name = "votes", .number = 1, .key = 7},
    {1, MOVE, SECRETARY, M(2), .name = "carry"},
    {1, MOVE, SECRETARY, MEETING, .name = "raise", .details = {N(ORGANIZATIONS, STREET), T(TEXT, "收费。")}},
    {1, MOVE, SECRETARY, M(3), .name = "put"},
    {1, MOVE, SECRETARY, MEETING, .name = "close"}, /* and drops what is not decided */
    {0, ENTER, LI, M(3), .name = "hands", .who = LI, .status = CGOV_E_REFUSED, .reason = CGOV_R_ROLL},

    /* the next meeting is carried over to a newer text, with who is on its rolls */
    {DAYS(30), OPEN, SECRETARY, .name = "meeting", .details = {N(ORGANIZATION, STREET), T(TEXT, "再议停车。")}},
    {1, MOVE, SECRETARY, S(4), .name = "notify"},
    {0, ENTER, LI, S(4), .name = "present", .who = LI},
    {0, ENTER, YANG, S(4), .name = "views", .who = YANG, .details = {T(view, "good")}},
    {1, ADOPT, FOUNDER, .name = meetings, .type = "meeting noticed -> noticed\n", .key = 5},
    {0, ENTER, LI, S(4), .name = "present", .who = LI},
    {0, LEAVE, YANG, S(4), .name = "views", .who = YANG},
    {DAYS(400), TICK, .key = 0},
};
/* clang-format on */

const struct story meeting_story = {"meeting", steps, sizeof steps / sizeof steps[0]};
