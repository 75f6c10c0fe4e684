/* Does the shipped text do what the rules it cites say: what the public or the media report is verified on site before
 * it is accepted; an article, or a draft's number, that nobody has verified says so where it is cited. */
#include "support/on_a_town.h"
#include "support/test.h"

static cgov_id reported_by(const char *channel) {
    const cgov_detail came = town_text(CGOV_FIELD_CHANNEL, channel);
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, town.resident, &came, 1, &id), CGOV_OK);
    return id;
}

static void seen_on_site(cgov_id item, const char *move) {
    const cgov_detail details[] = {town_text(CGOV_FIELD_EVIDENCE, "照片三张"),
                                   town_text(CGOV_FIELD_REASON, "现场未见")};
    const uint32_t count = strcmp(move, "verified") == 0 ? 1 : 2;
    town_move(&town, town.centre.officers[COLLECTOR], item, move, details, count);
}

/* 公众举报、媒体曝光. */
static void what_the_public_reports_is_verified_before_it_is_accepted(void **state) {
    (void)state;
    static const char *const channels[] = {"public", "media"};
    const cgov_id clerk = town.centre.officers[CLERK];
    for (int i = 0; i < 2; i++) {
        const cgov_id item = reported_by(channels[i]);
        town_assert_refused(&town, town_try_move(&town, clerk, item, "accept", NULL, 0), CGOV_E_REFUSED,
                            CGOV_R_CHANNEL);
        town_move(&town, clerk, item, "verify", NULL, 0);
        seen_on_site(item, "verified");
        town_assert_state(&town, item, "accepted");
        const cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
        town_move(&town, town.centre.officers[DISPATCHER], item, "dispatch", &lead, 1);
    }
}

static void any_report_can_be_verified(void **state) {
    (void)state;
    static const char *const channels[] = {"patrol", "superior", "hotline", "web", "visit", "letter"};
    const cgov_id clerk = town.centre.officers[CLERK];
    for (size_t i = 0; i < sizeof channels / sizeof channels[0]; i++) {
        const cgov_id item = reported_by(channels[i]), other = reported_by(channels[i]);
        town_move(&town, clerk, item, "verify", NULL, 0);
        seen_on_site(item, "unfounded");
        town_assert_state(&town, item, "refused");
        town_move(&town, clerk, other, "accept", NULL, 0); /* and need not be */
        town_assert_state(&town, other, "accepted");
    }
}

/* Each citation of these articles, and of the draft, in the text that ships. */
static void what_nobody_verified_says_so(void **state) {
    (void)state;
    const cgov_text text = town_shipped("standard");
    static const char *const articles[] = {"24", "30", "32"};
    uint32_t marked = 0;
    for (const char *line = text.ptr; *line; line += strcspn(line, "\n") + 1) {
        const size_t len = strcspn(line, "\n");
        char copy[512];
        if (len >= sizeof copy || !strstr(line, "cites") || strstr(line, "cites") > line + len) continue;
        memcpy(copy, line, len);
        copy[len] = 0;
        char *law = strstr(copy, "信访工作条例"), *mark;
        for (int a = 0; law && a < 3; a++) {
            for (char *at = law; (at = strstr(at, articles[a])); at += 2) {
                if ((at[-1] >= '0' && at[-1] <= '9') || at[-1] == '-' || at[-1] == '.' || at[2] == '-' ||
                    (at[2] >= '0' && at[2] <= '9') || (strstr(copy, "GB/T") && at > strstr(copy, "GB/T")))
                    continue;
                marked++;
                if (strncmp(at + 2, " (unverified)", 13) != 0) fail_msg("%s", copy);
            }
        }
        mark = strstr(copy, "征求意见稿");
        if (mark && ++marked) assert_non_null(strstr(mark, "(unverified)"));
    }
    assert_int_equal(marked, 8);
}

static void a_calendars_year_names_its_notice(void **state) {
    (void)state;
    assert_non_null(strstr(town_shipped("standard").ptr, "\ncalendar cn covers 2026-01-01 2026-12-31\n"
                                                         "  source \"国办发明电〔2025〕7号\" verified\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, found, leave)

int main(void) {
    static const struct CMUnitTest tests[] = {
        TEST(what_the_public_reports_is_verified_before_it_is_accepted),
        TEST(any_report_can_be_verified),
        TEST(what_nobody_verified_says_so),
        TEST(a_calendars_year_names_its_notice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
