/* 07: owners decide (业主共同决定) on panels for a common roof, on paper and online. Introduces the shipped text
 * "owners", units and their owners, ballots (cgov_roll_enter), a move that decides, and its certificate
 * (cgov_certificate), by which whoever has it makes each comparison again. */
#include "village.h"

static struct village village;
static cgov_id estate, association, secretary, registrar, head, teller, second;

static uint32_t field(const char *name) {
    uint32_t id = 0;
    must(village.ledger, cgov_field_find(village.ledger, name, &id), name);
    return id;
}

static cgov_id organization(const char *name, const char *type, cgov_time now) {
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_ORGANIZATION,
                                     .parent = village.root,
                                     .name = cgov_easy_text(name),
                                     .type = cgov_easy_text(type)};
    cgov_act adding = act(village.founder, now);
    must(village.ledger, cgov_entity_add(village.ledger, &adding, &draft, &id), name);
    return id;
}

/* Area in 0.01 square metres. */
static void own(cgov_id owner, int64_t area, cgov_time now) {
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = estate,
                                     .name = cgov_easy_text("一户"),
                                     .type = cgov_easy_text("dwelling"),
                                     .owner = owner,
                                     .area = area};
    cgov_act adding = act(village.founder, now);
    must(village.ledger, cgov_entity_add(village.ledger, &adding, &draft, NULL), "a dwelling");
}

static void vote(cgov_id actor, cgov_id decision, cgov_id owner, const char *choice, cgov_time now) {
    const cgov_detail says = cgov_easy_words(CGOV_FIELD_CHOICE, choice);
    cgov_act voting = act(actor, now);
    must(village.ledger, cgov_roll_enter(village.ledger, &voting, decision, "ballots", owner, &says, 1, NULL), choice);
}

/* On paper: it stands once a second teller has entered the same. */
static void paper(cgov_id decision, cgov_id owner, const char *choice, cgov_time now) {
    vote(teller, decision, owner, choice, now);
    vote(second, decision, owner, choice, now);
}

/* All but the line with the digest of the rulebook, which is another with each version of the text. */
static void print_certificate(cgov_id reads, cgov_id decision, cgov_time now) {
    const cgov_reader eyes = reading(reads, now);
    uint64_t needed = 0;
    (void)cgov_certificate(village.ledger, &eyes, decision, "count", 0, NULL, 0, &needed);
    char *certificate = malloc((size_t)needed + 1);
    if (certificate == NULL) exit(1);
    must(village.ledger,
         cgov_certificate(village.ledger, &eyes, decision, "count", 0, certificate, needed + 1, &needed),
         "the certificate");
    for (char *line = strtok(certificate, "\n"); line != NULL; line = strtok(NULL, "\n"))
        if (strncmp(line, "rulebook ", 9) != 0) printf("%s\n", line);
    free(certificate);
}

int main(void) {
    static const char *const names[] = {"赵某", "钱某", "孙某", "李某", "周某", "吴某"};
    cgov_time now = cgov_easy_instant(480, 2026, 6, 1, 9, 0);
    found_village(&village, NULL, NULL, now);
    cgov_adoption_draft owners = {.size = sizeof owners, .text = cgov_easy_shipped("owners")};
    cgov_act adopting = act(village.founder, now);
    must(village.ledger, cgov_rulebook_adopt(village.ledger, &adopting, &owners, NULL), "the text");
    estate = organization("小区", "estate", now);
    association = organization("业主委员会", "owners", now);
    secretary = resident(&village, "何某", "secretary", association, now);
    registrar = resident(&village, "吕某", "registrar", association, now);
    head = resident(&village, "施某", "head", association, now);
    teller = resident(&village, "张某", "teller", association, now);
    second = resident(&village, "孔某", "teller", association, now);
    cgov_id owner[6];
    for (uint32_t i = 0; i < 6; i++) {
        owner[i] = resident(&village, names[i], NULL, village.office, now);
        own(owner[i], i == 5 ? 15050 : 9000, now);
    }
    own(owner[0], 6000, now); /* two dwellings, and one owner by heads */

    const cgov_detail draft[] = {cgov_easy_number(field("organizer"), association),
                                 cgov_easy_number(field("estate"), estate),
                                 cgov_easy_words(CGOV_FIELD_MATTER, "owners_common_use"),
                                 cgov_easy_words(CGOV_FIELD_TEXT, "屋顶装太阳能板，收益归全体业主")};
    cgov_act drafting = act(secretary, now);
    cgov_id decision;
    must(village.ledger, cgov_item_open(village.ledger, &drafting, "owners_decision", draft, 4, &decision),
         "the draft");
    move(&village, registrar, decision, "list", NOTHING, now); /* who owns what on this day */

    now = cgov_easy_instant(480, 2026, 6, 15, 9, 0);
    const cgov_detail notice[] = {cgov_easy_number(field("day"), 20260630),
                                  cgov_easy_words(CGOV_FIELD_TEXT, "6月30日起表决")};
    cgov_act announcing = act(head, now);
    must(village.ledger, cgov_item_move(village.ledger, &announcing, decision, "announce", notice, 2, NULL),
         "the notice");

    now = cgov_easy_instant(480, 2026, 6, 30, 9, 0);
    move(&village, head, decision, "begin", NOTHING, now);
    vote(owner[0], decision, owner[0], "no", now);
    vote(owner[1], decision, owner[1], "no", now);
    vote(owner[2], decision, owner[2], "yes", now);
    vote(owner[5], decision, owner[5], "yes", now);
    now += CGOV_EASY_HOUR;
    vote(owner[0], decision, owner[0], "yes", now); /* online the last one counts, */
    paper(decision, owner[1], "yes", now);          /* and paper before that */
    paper(decision, owner[3], "no", now);
    vote(teller, decision, owner[4], "yes", now); /* nobody enters it a second time: it does not count */

    now = cgov_easy_instant(480, 2026, 7, 8, 9, 0); /* seven days were over yesterday: time itself has ended the vote */
    move(&village, teller, decision, "count", NOTHING, now);
    print_certificate(owner[4], decision, now);
    cgov_ledger_close(village.ledger);
    return 0;
}
