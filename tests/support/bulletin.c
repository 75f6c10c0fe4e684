/* Few moves, so that thousands of issues are quickly made. */
#include "support/bulletin.h"

#include "support/test.h"

const char bulletin_rules[] = "rulebook 1\n"
                              "role founder \"创建人\"\n"
                              "  may add change appoint adopt\n"
                              "role operator \"坐席\"\n"
                              "role clerk \"受理员\"\n"
                              "role dispatcher \"派遣员\"\n"
                              "role collector \"采集员\"\n"
                              "role contact \"专员\"\n"
                              "role head \"负责人\"\n"
                              "role checker \"核查员\"\n"
                              "  checks\n"
                              "role auditor \"审计员\"\n"
                              "  sees auditor\n"
                              "calendar cn covers 2026-01-01 2026-12-31\n"
                              "  source \"示例\" unverified\n"
                              "  workdays mon tue wed thu fri\n"
                              "matter first \"一\"\n"
                              "  procedure issue\n"
                              "matter second \"二\"\n"
                              "  procedure issue\n"
                              "matter third \"三\"\n"
                              "  procedure issue\n"
                              "procedure issue \"案卷\"\n"
                              "  party reporter \"上报人\" resident\n"
                              "  party intake \"受理单位\" organization\n"
                              "  party lead \"主办单位\" organization\n"
                              "  stage all \"全部\"\n"
                              "    state reported \"已上报\" held by intake\n"
                              "    state filed \"已立案\" held by lead\n"
                              "    state suspended \"缓办\" held by lead\n"
                              "    state closed \"已结案\" held by intake\n"
                              "    state refused \"不予立案\" final\n"
                              "    state shelved \"已归档\" final\n"
                              "  clock filing from report until file refuse\n"
                              "    for 3650 days\n"
                              "    late tell head of intake\n"
                              "  clock finish from file reopen until close\n"
                              "    for 5 days\n"
                              "    paused in suspended\n"
                              "    late tell head of lead\n"
                              "  clock pause from suspend until resume\n"
                              "    for given days at most 90 days\n"
                              "    late tell head of lead\n"
                              "  clock shelf from close until shelve reopen\n"
                              "    for 3650 days\n"
                              "    late do shelve\n"
                              "  open report -> reported\n"
                              "    by any resident\n"
                              "    needs place text intake\n"
                              "    takes channel track class matter\n"
                              "    sets intake to given\n"
                              "  move classify reported filed -> same\n"
                              "    by clerk of intake\n"
                              "    takes class\n"
                              "    reclasses\n"
                              "    at most 1\n"
                              "  move refuse reported -> refused\n"
                              "    by clerk of intake\n"
                              "    needs reason\n"
                              "    answers\n"
                              "    counts refusal\n"
                              "  move file reported -> filed\n"
                              "    by clerk of intake\n"
                              "    needs lead\n"
                              "    sets lead to given\n"
                              "  move suspend filed -> suspended\n"
                              "    by head of superior of lead\n"
                              "    needs days\n"
                              "    at most 1\n"
                              "  move resume suspended -> filed\n"
                              "    by contact of lead\n"
                              "    by head of superior of lead\n"
                              "  move close filed -> closed\n"
                              "    by contact of lead\n"
                              "    by head of superior of lead\n"
                              "    needs text\n"
                              "    takes rating contacted solved\n"
                              "    answers\n"
                              "  move reopen closed -> filed\n"
                              "    by reporter\n"
                              "    at most 1\n"
                              "    counts reopen\n"
                              "  move shelve closed -> shelved\n"
                              "    by time\n";

void bulletin_found(struct town *town) {
    static const struct town_options options = {.rulebook = bulletin_rules, .flags = CGOV_ACT_DEFER};
    town_found(town, &options);
}

cgov_id bulletin_report(struct town *town, const struct kind *kind) {
    cgov_detail details[4];
    uint32_t count = 0;
    cgov_id id = 0;
    if (kind->class_name != NULL) details[count++] = town_text(CGOV_FIELD_CLASS, kind->class_name);
    if (kind->matter != NULL) details[count++] = town_text(CGOV_FIELD_MATTER, kind->matter);
    if (kind->track != 0) details[count++] = town_number(CGOV_FIELD_TRACK, kind->track);
    if (kind->channel != 0) details[count++] = town_number(CGOV_FIELD_CHANNEL, kind->channel);
    assert_int_equal(town_try_report(town, town->resident, details, count, &id), CGOV_OK);
    return id;
}

void bulletin_refuse(struct town *town, cgov_id issue) {
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属受理范围");
    town_move(town, town->centre.officers[CLERK], issue, "refuse", &reason, 1);
}

void bulletin_file(struct town *town, cgov_id issue, cgov_id lead) {
    const cgov_detail given = town_number(CGOV_FIELD_LEAD, (int64_t)lead);
    town_move(town, town->centre.officers[CLERK], issue, "file", &given, 1);
}

void bulletin_suspend(struct town *town, cgov_id issue) {
    const cgov_detail days = town_number(CGOV_FIELD_DAYS, 30);
    town_move(town, town->district.officers[HEAD], issue, "suspend", &days, 1);
}

void bulletin_close(struct town *town, cgov_id issue, const struct office *lead, const cgov_detail *more,
                    uint32_t count) {
    cgov_detail details[8] = {town_text(CGOV_FIELD_TEXT, "已办理。")};
    assert_true(count < 8);
    for (uint32_t i = 0; i < count; i++) details[1 + i] = more[i];
    town_move(town, lead->officers[CONTACT], issue, "close", details, 1 + count);
}

uint32_t bulletin_groups(const struct town *town, cgov_figure_query query, cgov_figure_view *views, uint32_t capacity) {
    cgov_reader reader = town_reader(town, town->auditor);
    uint64_t cursor = 0;
    uint32_t count = 0;
    query.size = sizeof query;
    views[0] = (cgov_figure_view){.size = sizeof views[0]};
    int32_t status = cgov_figure_list(town->ledger, &reader, &query, &cursor, views, capacity, &count);
    assert_int_equal(status, count > 0 ? CGOV_OK : CGOV_DONE);
    return count;
}

cgov_figure_view bulletin_all(const struct town *town, cgov_figure_query query) {
    cgov_figure_view view;
    query.group = CGOV_GROUP_NONE;
    bulletin_groups(town, query, &view, 1);
    return view;
}

const cgov_figure_view *bulletin_named(const cgov_figure_view *views, uint32_t count, const char *name) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return &views[i];
    fail_msg("no group `%s`", name);
    return NULL;
}

uint64_t bulletin_percent(uint64_t part, uint64_t base) {
    assert_true(base > 0); /* of nothing there is no share */
    return (part * 20000 + base) / (2 * base);
}

const cgov_figure_view *bulletin_keyed(const cgov_figure_view *views, uint32_t count, uint64_t key) {
    for (uint32_t i = 0; i < count; i++)
        if (views[i].key == key) return &views[i];
    fail();
    return NULL;
}

uint32_t bulletin_runs(const struct town *town, cgov_id who, cgov_figure_query query, cgov_run_view *views,
                       uint32_t capacity) {
    cgov_reader reader = town_reader(town, who);
    uint64_t cursor = 0;
    uint32_t count = 0;
    query.size = sizeof query;
    views[0] = (cgov_run_view){.size = sizeof views[0]};
    int32_t status = cgov_run_list(town->ledger, &reader, &query, &cursor, views, capacity, &count);
    assert_true(status == (count > 0 ? CGOV_OK : CGOV_DONE));
    return count;
}
