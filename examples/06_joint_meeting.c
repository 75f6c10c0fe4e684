/* 06: a joint meeting (联席会议), end to end. Introduces the shipped text "meetings", rolls (cgov_roll_enter,
 * cgov_entry_list), shares (cgov_share_list), and sessions whose topics become duties that come back with their answer.
 * Prints the minutes as Markdown, and how the meeting ended. */
#include "village.h"

static struct village village;
static cgov_id secretary, meeting;
static cgov_time now;

static uint32_t field(const char *name) {
    uint32_t number = 0;
    must(village.ledger, cgov_field_find(village.ledger, name, &number), name);
    return number;
}

static void step(cgov_id actor, cgov_id item, const char *name, const cgov_detail *details, uint32_t count) {
    cgov_act moving = act(actor, now);
    must(village.ledger, cgov_item_move(village.ledger, &moving, item, name, details, count, NULL), name);
}

/* The child of that place among the item's. */
static cgov_id child(cgov_id item, uint32_t place) {
    cgov_item_view views[8] = {{.size = sizeof views[0]}};
    cgov_item_query query = {.size = sizeof query, .parent = item};
    cgov_reader eyes = reading(secretary, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    must(village.ledger, cgov_item_list(village.ledger, &eyes, &query, &cursor, views, 8, &count), "its children");
    return place < count ? views[place].id : 0;
}

static void enter(cgov_id actor, const char *roll, cgov_id who, const cgov_detail *detail) {
    cgov_act entering = act(actor, now);
    must(village.ledger, cgov_roll_enter(village.ledger, &entering, meeting, roll, who, detail, detail != NULL, NULL),
         roll);
}

/* How many are there, and how many are lacking, for the move of that name. */
static void print_share(const char *move_name) {
    cgov_share_view views[8] = {{.size = sizeof views[0]}};
    cgov_reader eyes = reading(secretary, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    must(village.ledger, cgov_share_list(village.ledger, &eyes, meeting, &cursor, views, 8, &count), "the shares");
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].move, move_name) == 0 && !views[i].negated)
            printf("%s: %" PRIu64 " of %" PRIu64 " are %s, %" PRIu64 " needed, %" PRIu64 " lacking\n", move_name,
                   views[i].have, views[i].of, views[i].roll, views[i].needed, views[i].lacking);
}

static void print_words(const char *before, cgov_id of, uint64_t seq, uint32_t which) {
    char said[256] = "";
    uint64_t needed;
    cgov_reader eyes = reading(secretary, now);
    must(village.ledger, cgov_text_get(village.ledger, &eyes, of, seq, which, said, sizeof said, &needed), "words");
    printf("%s%s", before, said);
}

/* What a topic is about: the words it was raised with, or those of the report that is its subject. */
static void print_topic(cgov_id topic) {
    cgov_easy_entries walk = {0}; /* newest first: the last of them opened it */
    cgov_detail_view about = {.size = sizeof about};
    cgov_reader eyes = reading(secretary, now);
    uint64_t cursor = 0, opened = 0;
    uint32_t count = 0;
    for (const cgov_history_view *entry; (entry = cgov_easy_next_entry(village.ledger, &eyes, topic, &walk)) != NULL;)
        opened = entry->seq;
    must(village.ledger, walk.status, "its history");
    must(village.ledger, cgov_detail_list(village.ledger, &eyes, topic, opened, &cursor, &about, 1, &count),
         "its start");
    print_words("| ", about.words ? topic : (cgov_id)about.number, about.words ? opened : 0, CGOV_FIELD_TEXT);
}

static void print_minutes(void) {
    cgov_entry_view present[16] = {{.size = sizeof present[0]}};
    cgov_item_view view = {.size = sizeof view};
    cgov_reader eyes = reading(secretary, now);
    uint64_t cursor = 0;
    uint32_t count = 0;
    printf("\n# 联席会议纪要\n\n到会：");
    must(village.ledger, cgov_entry_list(village.ledger, &eyes, meeting, "present", &cursor, present, 16, &count),
         "who was there");
    for (uint32_t i = 0; i < count; i++) print_words(i > 0 ? "、" : "", present[i].elector, 0, CGOV_FIELD_NAME);
    printf("\n\n| 议题 | 结果 |\n| --- | --- |\n");
    for (uint32_t i = 0; child(meeting, i) != 0; i++) {
        must(village.ledger, cgov_item_get(village.ledger, &eyes, child(meeting, i), &view), "a topic");
        print_topic(view.id);
        print_words(" | ", view.id, 0, CGOV_FIELD_TEXT);
        printf(" (%s) |\n", view.state);
    }
    must(village.ledger, cgov_item_get(village.ledger, &eyes, meeting, &view), "the meeting");
    printf("\n%s\n", view.state);
}

int main(void) {
    static const char *const names[] = {"许某", "吕某", "施某", "张某", "孔某"};
    now = cgov_easy_instant(480, 2026, 3, 2, 9, 0);
    found_village(&village, NULL, NULL, now);
    cgov_adoption_draft meetings = {.size = sizeof meetings, .text = cgov_easy_shipped("meetings")};
    cgov_act adopting = act(village.founder, now);
    must(village.ledger, cgov_rulebook_adopt(village.ledger, &adopting, &meetings, NULL), "the meetings");
    secretary = resident(&village, "何某", "secretary", village.office, now);
    cgov_id member[5];
    for (uint32_t i = 0; i < 5; i++) member[i] = resident(&village, names[i], "member", village.office, now);
    const cgov_id chair = member[0], recorder = member[1];
    report(&village, "下水道堵了。", now); /* and nobody registers it: by April it is overdue */

    now = cgov_easy_instant(480, 2026, 4, 1, 9, 0);
    const cgov_detail call[] = {cgov_easy_number(CGOV_FIELD_ORGANIZATION, village.office),
                                cgov_easy_words(CGOV_FIELD_TEXT, "四月例会"), cgov_easy_number(field("chair"), chair),
                                cgov_easy_number(field("recorder"), recorder)};
    cgov_act calling = act(secretary, now);
    must(village.ledger, cgov_item_open(village.ledger, &calling, "joint_meeting", call, 4, &meeting), "the meeting");
    const cgov_detail notice[] = {cgov_easy_number(field("day"), 20260408), cgov_easy_words(field("notice"), "请到会")};
    step(secretary, meeting, "notify", notice, 2); /* what is overdue is on the agenda by itself */
    move(&village, member[3], meeting, "raise", cgov_easy_words(CGOV_FIELD_TEXT, "小区门口加装路灯"), now);
    const cgov_detail proxy = cgov_easy_number(field("proxy"), village.zhao);
    enter(member[2], "proxies", member[2], &proxy);

    now = cgov_easy_instant(480, 2026, 4, 8, 9, 0);
    enter(recorder, "present", chair, NULL);
    enter(member[3], "present", member[3], NULL);
    print_share("sit");
    enter(village.zhao, "present", member[2], NULL); /* by proxy */
    print_share("sit");
    move(&village, chair, meeting, "sit", NOTHING, now);
    cgov_id drain = child(meeting, 0), lamp = child(meeting, 1);
    move(&village, chair, drain, "put", NOTHING, now);
    const cgov_detail assign[] = {cgov_easy_number(CGOV_FIELD_LEAD, village.office),
                                  cgov_easy_words(CGOV_FIELD_TEXT, "本月疏通"),
                                  cgov_easy_number(field("day"), 20260423)};
    step(chair, drain, "assign", assign, 3);
    move(&village, chair, lamp, "put", NOTHING, now);
    move(&village, chair, lamp, "answer", cgov_easy_words(CGOV_FIELD_TEXT, "已列入五月计划"), now);
    move(&village, chair, meeting, "close", NOTHING, now);
    move(&village, recorder, meeting, "draft", cgov_easy_words(CGOV_FIELD_TEXT, "一项交办，一项答复"), now);
    move(&village, chair, meeting, "sign", NOTHING, now);

    now = cgov_easy_instant(480, 2026, 4, 20, 15, 0);
    const cgov_detail done = cgov_easy_words(CGOV_FIELD_TEXT, "已疏通");
    move(&village, village.contact, child(drain, 0), "report", done, now);
    move(&village, secretary, child(drain, 0), "pass", NOTHING, now);
    move(&village, secretary, drain, "report", done, now);
    move(&village, secretary, meeting, "report_back", done, now);
    print_minutes();
    cgov_ledger_close(village.ledger);
    return 0;
}
