/* The hall's texts, adopted, and its meetings called. */
#include "support/hall.h"

#include "support/test.h"

#define HEAD                                                                                                           \
    "rulebook 1\n"                                                                                                     \
    "role clerk \"经办\"\n"                                                                                          \
    "role head \"负责人\"\n"                                                                                        \
    "procedure meeting \"居民议事会\"\n"
#define REST                                                                                                           \
    "  party reporter \"发起人\" resident\n"                                                                        \
    "  party intake \"受理单位\" organization\n"                                                                   \
    "  party convenor \"召集单位\" organization\n"                                                                 \
    "  stage all \"全程\"\n"                                                                                         \
    "    state called \"已召集\" held by intake\n"                                                                  \
    "    state over \"已结束\" final\n"                                                                             \
    "  clock run from call until end\n"                                                                                \
    "    for 300 days\n"                                                                                               \
    "    late tell head of intake\n"                                                                                   \
    "  open call \"召集\" -> called\n"                                                                               \
    "    by any resident\n"                                                                                            \
    "    needs text intake day\n"                                                                                      \
    "    takes masked matter seats way agenda secret about seen site helpers\n"                                        \
    "    sets intake to given\n"                                                                                       \
    "  move note called -> same\n"                                                                                     \
    "    by clerk of intake\n"                                                                                         \
    "    takes day seats agenda secret about seen text\n"                                                              \
    "    at most 9\n"                                                                                                  \
    "  move hand called -> same\n"                                                                                     \
    "    by clerk of intake\n"                                                                                         \
    "    needs convenor\n"                                                                                             \
    "    sets convenor to given\n"                                                                                     \
    "    at most 5\n"                                                                                                  \
    "  move end called -> over\n"                                                                                      \
    "    by clerk of intake\n"                                                                                         \
    "    needs text\n"                                                                                                 \
    "    answers\n"                                                                                                    \
    "matter hall \"会堂\"\n"                                                                                         \
    "  procedure meeting\n"                                                                                            \
    "  detail rooms \"房间数\" number 1 to 9 read by office\n"                                                      \
    "  detail tea \"茶水\" choice yes no\n"                                                                          \
    "  needs rooms\n"

const char hall_rules[] = HEAD "  public title\n"
                               "  detail day \"召开日期\" date 2026-01-01 to 2027-12-31 read by public\n"
                               "  detail seats \"名额\" number 1 to 500 read by public\n"
                               "  detail way \"形式\" choice online \"线上\" onsite \"现场\" read by partner\n"
                               "  detail agenda \"议程\" words read by public\n"
                               "  detail secret \"内情\" words read by office\n"
                               "  detail about \"涉及事项\" item repeats read by public\n"
                               "  detail seen \"见证人\" resident repeats\n"
                               "  detail site \"地点\" place\n"
                               "  detail helpers \"协办单位\" organization repeats read by partner\n" REST;

const char hall_wider[] = HEAD "  public title text\n"
                               "  detail day \"召开日期\" date read by public\n"
                               "  detail seats \"名额\" number read by public\n"
                               "  detail way \"形式\" choice online onsite read by public\n"
                               "  detail agenda \"议程\" words read by public\n"
                               "  detail secret \"内情\" words read by public\n"
                               "  detail about \"涉及事项\" item repeats read by public\n"
                               "  detail seen \"见证人\" resident repeats read by public\n"
                               "  detail site \"地点\" place read by public\n"
                               "  detail helpers \"协办单位\" organization repeats read by public\n" REST;

int32_t hall_try_adopt(struct town *town, const char *text, const char *map) {
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {text, strlen(text)}};
    if (map != NULL) adoption.map = (cgov_text){map, strlen(map)};
    cgov_act act = town_act(town, town->founder);
    return cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL);
}

void hall_adopt(struct town *town, const char *text, const char *map) {
    int32_t status = hall_try_adopt(town, text, map);
    if (status != CGOV_OK) print_error("line %u: %s\n", town_error(town).line, town_error(town).message);
    assert_int_equal(status, CGOV_OK);
}

uint32_t hall_number(const struct town *town, const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town->ledger, name, &number), CGOV_OK);
    return number;
}

cgov_detail hall_fact(const struct town *town, const char *name, int64_t value) {
    return town_number(hall_number(town, name), value);
}

cgov_detail hall_text(const struct town *town, const char *name, const char *text) {
    return town_text(hall_number(town, name), text);
}

int32_t hall_try_call(struct town *town, const cgov_detail *more, uint32_t count, cgov_id *id_out) {
    cgov_detail details[32] = {town_text(CGOV_FIELD_PROCEDURE, "meeting"), town_text(CGOV_FIELD_TEXT, "议一议。"),
                               town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    uint32_t day = hall_number(town, "day"), given = 3;
    bool dated = false;
    for (uint32_t i = 0; i < count; i++) dated |= more[i].field == day;
    if (!dated) details[given++] = town_number(day, 20260401);
    for (uint32_t i = 0; i < count; i++) details[given++] = more[i];
    assert_true(given <= 32);
    cgov_act act = town_act(town, town->resident);
    return cgov_item_report(town->ledger, &act, details, given, id_out);
}

cgov_id hall_call(struct town *town, const cgov_detail *more, uint32_t count) {
    cgov_id id = 0;
    int32_t status = hall_try_call(town, more, count, &id);
    if (status != CGOV_OK) print_error("%s\n", town_error(town).message);
    assert_int_equal(status, CGOV_OK);
    return id;
}
