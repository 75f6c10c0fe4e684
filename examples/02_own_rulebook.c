/* 02: a rulebook of one's own. Introduces cgov_rulebook_check, which needs no ledger and names the line, the check and
 * an example path; cgov_rulebook_adopt, which makes a text what the ledger executes; and cgov_item_report with a
 * procedure's name.
 *
 * A garden's neighbours agree on how tools are lent. Their first version forgets what happens when nobody brings the
 * tool back: the check finds it before anybody has waited for a wheelbarrow. */
#include "example.h"

/* Institutions are text: a community can read it, argue about it, and adopt it. */
#define HEAD                                                                                                           \
    "rulebook 1\n"                                                                                                     \
    "role keeper \"管理员\"\n"                                                                                      \
    "procedure loan \"借用工具\"\n"                                                                                \
    "  party reporter \"借用人\" resident\n"                                                                        \
    "  party intake   \"工具房\" organization\n"                                                                    \
    "  stage shed \"工具房\"\n"                                                                                     \
    "    state asked    \"已申请\" held by intake\n"                                                                \
    "    state lent     \"已借出\" held by reporter\n"                                                              \
    "    state returned \"已归还\" final\n"                                                                         \
    "    state declined \"未借出\" final\n"                                                                         \
    "  clock reply from ask until lend decline\n"                                                                      \
    "    for 2 days\n"                                                                                                 \
    "    late tell keeper of intake\n"
#define CLOCK                                                                                                          \
    "  clock back from lend until bring\n"                                                                             \
    "    for 7 days\n"                                                                                                 \
    "    remind 80\n"                                                                                                  \
    "    late tell keeper of intake\n"                                                                                 \
    "    cites \"邻里公约 3\"\n"
#define MOVES                                                                                                          \
    "  open ask \"申请\" -> asked\n"                                                                                 \
    "    by any resident\n"                                                                                            \
    "    needs text intake\n"                                                                                          \
    "    sets intake to given\n"                                                                                       \
    "  move lend \"借出\" asked -> lent\n"                                                                           \
    "    by keeper of intake\n"                                                                                        \
    "    answers\n"                                                                                                    \
    "  move decline \"不借\" asked -> declined\n"                                                                    \
    "    by keeper of intake\n"                                                                                        \
    "    needs reason\n"                                                                                               \
    "    answers\n"                                                                                                    \
    "  move bring \"归还\" lent -> returned\n"                                                                       \
    "    by keeper of intake\n"

static int32_t check(const char *which, const char *rulebook) {
    cgov_text given = cgov_easy_text(rulebook);
    cgov_check_view found = {.size = sizeof found};
    int32_t status = cgov_rulebook_check(&given, NULL, &found);
    printf("%s: ", which);
    if (status == CGOV_OK) {
        printf("sound: %" PRIu32 " states, %" PRIu32 " moves, %" PRIu32 " clocks; at most %" PRIu32 " changes\n  %s\n",
               found.states, found.moves, found.clocks, found.longest_changes, found.path);
    } else if (status == CGOV_E_RULEBOOK) {
        printf("check %" PRIu32 ", line %" PRIu32 ": %s\n  %s\n", found.check, found.line, found.message, found.path);
    } else {
        must(NULL, status, which);
    }
    return status;
}

int main(void) {
    const char *first = HEAD MOVES, *second = HEAD CLOCK MOVES;
    cgov_time now = cgov_easy_instant(480, 2026, 4, 1, 9, 0);
    if (check("the first version", first) != CGOV_E_RULEBOOK || check("the second", second) != CGOV_OK) return 1;

    /* The ledger is founded under the shipped institutions; the neighbours' own comes beside them. */
    cgov_ledger *ledger = NULL;
    cgov_ledger_options options = {.size = sizeof options};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .ledger_id = {2, 2026},
                            .utc_offset = 480,
                            .rulebook = cgov_easy_shipped("standard"),
                            .organization = cgov_easy_text("桂花里"),
                            .organization_kind = cgov_easy_text("committee"),
                            .resident = cgov_easy_text("王某")};
    cgov_act founding = act(0, now);
    must(NULL, cgov_ledger_create(&options, &genesis, &founding, &ledger), "the ledger");
    cgov_ledger_view info = {.size = sizeof info};
    must(ledger, cgov_ledger_get(ledger, &info), "its facts");

    uint32_t version = 0;
    cgov_adoption_draft adoption = {.size = sizeof adoption, .text = cgov_easy_text(second)};
    cgov_act adopting = act(info.founder, now);
    must(ledger, cgov_rulebook_adopt(ledger, &adopting, &adoption, &version), "the adoption");
    printf("adopted as version %" PRIu32 "\n", version);

    /* A role of theirs, held by the founder; then a loan, whose wheelbarrow stays away too long. */
    cgov_id appointment, loan = 0;
    cgov_appointment_draft keeper = {
        .size = sizeof keeper, .resident = info.founder, .organization = info.root, .role = cgov_easy_text("keeper")};
    cgov_act appointing = act(info.founder, now);
    must(ledger, cgov_appointment_add(ledger, &appointing, &keeper, &appointment), "the keeper");
    const cgov_detail details[] = {cgov_easy_words(CGOV_FIELD_PROCEDURE, "loan"),
                                   cgov_easy_number(CGOV_FIELD_INTAKE, info.root),
                                   cgov_easy_words(CGOV_FIELD_TEXT, "借手推车一周")};
    cgov_act asking = act(info.founder, now), lending = act(info.founder, now + CGOV_EASY_HOUR);
    must(ledger, cgov_item_report(ledger, &asking, details, 3, &loan), "the loan");
    must(ledger, cgov_item_move(ledger, &lending, loan, "lend", NULL, 0, NULL), "lend");

    uint64_t fired = 0;
    cgov_act ticking = act(0, now + 30 * CGOV_EASY_DAY);
    must(ledger, cgov_ledger_tick(ledger, &ticking, &fired), "the tick");
    cgov_item_view item = {.size = sizeof item};
    cgov_reader eyes = reading(info.founder, now + 30 * CGOV_EASY_DAY);
    must(ledger, cgov_item_get(ledger, &eyes, loan, &item), "the loan");
    printf("a month later: %s, %" PRIu32 " clock late, %" PRIu64 " told (a reminder, and the lateness)\n", item.state,
           item.late, fired);
    cgov_ledger_close(ledger);
    return 0;
}
