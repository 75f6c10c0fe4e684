/* 04: why not. Introduces cgov_move_list, which lists what a person could do now and for the rest why not; refusals
 * with their reason, the rulebook's line and the citation nearest to it (cgov_ledger_error); and the line itself
 * (cgov_rulebook_text).
 *
 * A refusal writes nothing: ask as often as you like. */
#include "village.h"

static const char *reason_word(uint32_t reason) {
    return cgov_reason_name(reason) + strlen("CGOV_R_");
}

static void print_moves(const struct village *village, const char *who, cgov_id actor, cgov_id issue, cgov_time now) {
    cgov_move_view moves[64] = {{.size = sizeof moves[0]}};
    cgov_reader eyes = reading(actor, now);
    uint64_t cursor = 0;
    uint32_t count = 0, shown = 0;
    must(village->ledger, cgov_move_list(village->ledger, &eyes, issue, &cursor, moves, 64, &count), "the moves");
    printf("%s can:", who);
    for (uint32_t i = 0; i < count; i++)
        if (moves[i].allowed) printf(" %s %s", moves[i].name, moves[i].title);
    printf("\nand among the rest:\n");
    for (uint32_t i = 0; i < count; i++) {
        /* Most are of other states; what this state allows to others, or no more, is worth a line. */
        if (moves[i].allowed || moves[i].reason == CGOV_R_STATE || ++shown > 4) continue;
        printf("  %-9s %-9s line %" PRIu32 "  %s\n", moves[i].name, reason_word(moves[i].reason), moves[i].line,
               moves[i].citation);
    }
}

/* The line of the rulebook that refused, as the community reads it. */
static void print_line(const struct village *village, const cgov_error *error, cgov_time now) {
    static char rulebook[65536];
    uint64_t needed = 0;
    cgov_reader eyes = reading(0, now); /* the public may read it */
    must(village->ledger,
         cgov_rulebook_text(village->ledger, &eyes, error->version, rulebook, sizeof rulebook, &needed),
         "the rulebook");
    const char *line = rulebook;
    for (uint32_t n = 1; n < error->line && line != NULL; n++) {
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    if (line != NULL) printf("    |%.*s\n", (int)strcspn(line, "\n"), line);
}

static void attempt(const struct village *village, const char *who, cgov_id actor, cgov_id issue, const char *name,
                    cgov_detail detail, cgov_time now) {
    cgov_act moving = act(actor, now);
    uint32_t count = detail.size != 0;
    int32_t status = cgov_item_move(village->ledger, &moving, issue, name, &detail, count, NULL);
    cgov_error error = {.size = sizeof error};
    must(village->ledger, cgov_ledger_error(village->ledger, &error), "the error");
    printf("%s, %s: ", who, name);
    if (status == CGOV_OK) {
        printf("done\n");
        return;
    }
    printf("%s %s\n    %s\n", cgov_status_name(status) + strlen("CGOV_"), reason_word(error.reason), error.message);
    if (error.line == 0) return;
    printf("    rulebook %" PRIu32 ", line %" PRIu32 "%s%s\n", error.version, error.line, error.citation[0] ? "; " : "",
           error.citation);
    print_line(village, &error, now);
}

int main(void) {
    struct village village;
    cgov_time now = cgov_easy_instant(480, 2026, 3, 2, 9, 0);
    found_village(&village, NULL, NULL, now);
    cgov_id issue = report(&village, "下水道堵了。", now);

    print_moves(&village, "the clerk", village.clerk, issue, now);
    printf("\n");
    attempt(&village, "the clerk", village.clerk, issue, "reject", cgov_easy_words(CGOV_FIELD_REASON, "不归本区管"),
            now);
    attempt(&village, "a resident", village.zhao, issue, "accept", NOTHING, now);
    attempt(&village, "the clerk", village.clerk, issue, "accept", NOTHING, now);
    attempt(&village, "the clerk", village.clerk, issue, "accept", NOTHING, now);
    attempt(&village, "the dispatcher", village.dispatcher, issue, "dispatch",
            cgov_easy_number(CGOV_FIELD_LEAD, village.root), now);
    attempt(&village, "the dispatcher", village.dispatcher, issue, "dispatch",
            cgov_easy_number(CGOV_FIELD_LEAD, village.office), now);
    attempt(&village, "the contact", village.contact, issue, "sign", NOTHING, now);
    attempt(&village, "the contact", village.contact, issue, "start", NOTHING, now);
    attempt(&village, "the contact", village.contact, issue, "done", cgov_easy_words(CGOV_FIELD_RESULT, "perfect"),
            now);
    attempt(&village, "the contact", village.contact, issue, "done", cgov_easy_words(CGOV_FIELD_RESULT, "solved"), now);
    attempt(&village, "the contact", village.contact, issue, "answer", cgov_easy_words(CGOV_FIELD_TEXT, "已疏通。"),
            now);

    /* A stranger is not even told that the issue is there. */
    cgov_id stranger = resident(&village, "冯某", NULL, village.office, now);
    attempt(&village, "a stranger", stranger, issue, "withdraw", NOTHING, now);
    cgov_ledger_close(village.ledger);
    return 0;
}
