/* Views: what each kind of reader is shown of each kind of item, by every reading there is. tests/views/matrix.txt says
 * what should be seen, cell by cell; here two ledgers are filled with such items and read by such readers, and the
 * cells that come out are compared with those that stand there. None may be missing, none may stand twice. */
#include "support/fields.h"
#include "support/town.h"

#include "support/test.h"

#include <stdbool.h>

enum ledgers { PRIVATE, PUBLIC, LEDGERS };
static const char *const ledger_names[LEDGERS] = {"private", "public"};

enum readers {
    R_public,
    R_stranger,
    R_reporter,
    R_other,
    R_enterer,
    R_former,
    R_clerk,
    R_counter,
    R_contact,
    R_desk,
    R_chief,
    R_above,
    R_leader,
    R_village,
    R_partner,
    R_backroom,
    R_partner_chief,
    R_water,
    R_deep,
    R_auditor,
    R_accused,
    R_colleague,
    R_torn,
    R_assignee,
    READERS
};
static const char *const reader_names[READERS] = {
    "public",        "stranger", "reporter", "other",   "enterer", "former",    "clerk",   "counter",
    "contact",       "desk",     "chief",    "above",   "leader",  "village",   "partner", "backroom",
    "partner_chief", "water",    "deep",     "auditor", "accused", "colleague", "torn",    "assignee"};
/* clang-format off */
#define KIND_LIST(K) \
    K(older) K(plain) K(part) K(water_part) K(errand) K(masked) K(masked_part) K(secret) K(secret_part) \
    K(secret_helped) K(secret_helped_part) K(secret_closed) K(accusing) K(accusing_part) K(petition) \
    K(accusation) K(master) K(merged) K(secret_master) K(secretly_merged) K(petition_master) K(petition_merged) \
    K(closed) K(closed_part)
/* clang-format on */
#define KIND_OF(name) K_##name,
#define KIND_NAME(name) #name,
enum kinds { KIND_LIST(KIND_OF) KINDS };
static const char *const kind_names[KINDS] = {KIND_LIST(KIND_NAME)};

/* The columns, in the order of the table. */
static const char letters[] = "glfmpchk rboHaePdnxyM TtRNEAY";
#define CELLS (sizeof letters - 1)
#define FIRST_WORDS 22u
enum { TITLE, REPORT, REASON, NOTE, EVIDENCE, ANSWER, REMEDY, WORDS };
static const uint32_t word_fields[WORDS] = {CGOV_FIELD_TITLE,    CGOV_FIELD_TEXT, CGOV_FIELD_REASON, CGOV_FIELD_NOTE,
                                            CGOV_FIELD_EVIDENCE, CGOV_FIELD_TEXT, CGOV_FIELD_REMEDY};

struct words {
    uint64_t seq; /* where they were written; 0: not at all */
    char text[48];
};

struct thing {
    cgov_id id;
    int reporter;
    const struct thing *master; /* what it is merged into: its words from the note on are the master's */
    char key[32];
    struct words words[WORDS];
};

struct district {
    struct town town;
    struct office water, pipes, builders;
    cgov_id readers[READERS];
    struct thing things[KINDS];
};
static struct district districts[LEDGERS];

/* ---- the districts ---- */

static char rulebook[1 << 14];

static void read_rulebook(enum ledgers which) {
    FILE *file = fopen("tests/views/town.rules", "rb");
    assert_non_null(file);
    size_t len = fread(rulebook, 1, sizeof rulebook - 1, file);
    fclose(file);
    rulebook[len] = '\0';
    char *line = strstr(rulebook, "  public title text\n");
    assert_non_null(line);
    if (which == PRIVATE) memset(line, ' ', strlen("  public title text"));
}

static void hold_for_a_day(struct town *town, cgov_id resident, cgov_id organization, const char *role) {
    cgov_act act = town_act(town, town->founder);
    const cgov_appointment_draft term = {.size = sizeof term,
                                         .resident = resident,
                                         .organization = organization,
                                         .until = town->now + DAY,
                                         .role = {role, strlen(role)}};
    assert_int_equal(cgov_appointment_add(town->ledger, &act, &term, NULL), CGOV_OK);
}

static void settle(struct district *district) {
    struct town *town = &district->town;
    cgov_id *readers = district->readers, root = town->root;
    district->water = town_office(town, "水务局", "department", root);
    district->pipes = town_office(town, "管网公司", "firm", root);
    district->builders = town_office(town, "建筑公司", "firm", root);
    readers[R_stranger] = town_resident(town, "路人", town->village.id);
    readers[R_reporter] = town_resident(town, "反映人", town->village.id);
    readers[R_other] = town_resident(town, "又一反映人", town->village.id);
    readers[R_enterer] = town_resident(town, "代报人", town->village.id);
    readers[R_former] = town_resident(town, "前承办员", root);
    readers[R_clerk] = town->centre.officers[CLERK];
    readers[R_counter] = town->centre.officers[CHECKER];
    readers[R_contact] = town->street.officers[CONTACT];
    readers[R_desk] = town->street.officers[DISPATCHER];
    readers[R_assignee] = town->street.officers[OPERATOR];
    readers[R_chief] = town->street.officers[HEAD];
    readers[R_above] = town->district.officers[HEAD];
    readers[R_leader] = town_resident(town, "分管领导", root);
    town_appoint(town, readers[R_leader], root, "leader");
    readers[R_village] = town->village.officers[CONTACT];
    town_appoint(town, readers[R_village], town->village.id, "leader");
    readers[R_partner] = town->bureau.officers[CONTACT];
    readers[R_backroom] = town->bureau.officers[CLERK];
    readers[R_partner_chief] = town->bureau.officers[HEAD];
    readers[R_water] = district->water.officers[CONTACT];
    readers[R_deep] = district->pipes.officers[CONTACT];
    readers[R_auditor] = town->auditor;
    readers[R_accused] = district->builders.officers[HEAD];
    readers[R_colleague] = district->builders.officers[CONTACT];
    readers[R_torn] = town_resident(town, "兼职", root);
    town_appoint(town, readers[R_torn], root, "auditor");
    town_appoint(town, readers[R_torn], town->bureau.id, "clerk");
    town_appoint(town, readers[R_torn], district->builders.id, "clerk");
    hold_for_a_day(town, readers[R_former], town->street.id, "contact");
    hold_for_a_day(town, readers[R_enterer], town->centre.id, "operator");
}

/* ---- the items ---- */

/* A move with words, each of which says whose it is; they are kept in the item they are read by. */
static void move(struct district *district, cgov_id actor, int kind, const char *name, const cgov_detail *facts,
                 uint32_t count, const char *words) {
    cgov_detail details[8];
    struct thing *thing = &district->things[kind];
    uint32_t n = 0;
    uint64_t seq = 0;
    for (; n < count; n++) details[n] = facts[n];
    for (const char *letter = words; *letter != '\0'; letter++) {
        size_t w = (size_t)(strchr(letters + FIRST_WORDS, *letter) - (letters + FIRST_WORDS));
        snprintf(thing->words[w].text, sizeof thing->words[w].text, "%s of %s", name, kind_names[kind]);
        details[n++] = town_text(word_fields[w], thing->words[w].text);
    }
    cgov_act act = town_act(&district->town, actor);
    int32_t status = cgov_item_move(district->town.ledger, &act, thing->id, name, details, n, &seq);
    if (status != CGOV_OK) fail_msg("%s %s: %s", kind_names[kind], name, town_error(&district->town).message);
    for (const char *letter = words; *letter != '\0'; letter++)
        thing->words[strchr(letters + FIRST_WORDS, *letter) - (letters + FIRST_WORDS)].seq = seq;
}

static void report(struct district *district, int kind, int reporter, const char *matter, const cgov_detail *more) {
    struct thing *thing = &district->things[kind];
    thing->reporter = reporter;
    cgov_detail details[9] = {town_text(CGOV_FIELD_TITLE, thing->words[TITLE].text),
                              town_text(CGOV_FIELD_EXTERNAL, thing->key),
                              town_text(CGOV_FIELD_MATTER, matter),
                              town_number(CGOV_FIELD_CHANNEL, CGOV_CHANNEL_VISIT),
                              town_number(CGOV_FIELD_POINT, (int64_t)((uint64_t)399042000 << 32 | 1164074000)),
                              town_number(CGOV_FIELD_BEHALF, (int64_t)district->readers[reporter]),
                              town_number(CGOV_FIELD_DELEGATES, 3)};
    uint32_t count = 7;
    snprintf(thing->words[TITLE].text, sizeof thing->words[TITLE].text, "title of %s", kind_names[kind]);
    details[0] = town_text(CGOV_FIELD_TITLE, thing->words[TITLE].text);
    snprintf(thing->key, sizeof thing->key, "K-%s", kind_names[kind]);
    details[1] = town_text(CGOV_FIELD_EXTERNAL, thing->key);
    if (kind != K_older) details[count++] = town_number(CGOV_FIELD_EARLIER, (int64_t)district->things[K_older].id);
    if (more != NULL) details[count++] = *more;
    assert_int_equal(town_try_report(&district->town, district->readers[R_enterer], details, count, &thing->id),
                     CGOV_OK);
    strcpy(thing->words[REPORT].text, "下水道堵了,污水外溢。");
    cgov_item_view view = town_item(&district->town, district->town.auditor, thing->id);
    thing->words[TITLE].seq = thing->words[REPORT].seq = view.version;
}

/* Somebody in office at the lead is named, and another takes it. */
static void take(struct district *district, int kind) {
    const cgov_detail named = town_number(CGOV_FIELD_RESIDENT, (int64_t)district->readers[R_assignee]);
    move(district, district->readers[R_chief], kind, "name", &named, 1, "");
    move(district, district->readers[R_former], kind, "take", NULL, 0, "E");
}

/* To the state `work`, with everything that can be said there. part: the kind of the partner's part, 0 for none. */
static void work_on(struct district *district, int kind, int part) {
    const struct town *town = &district->town;
    const cgov_detail facts[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id),
                                 town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town->bureau.id)};
    move(district, district->readers[R_clerk], kind, "assign", facts, part == 0 ? 1 : 2, "RN");
    take(district, kind);
    move(district, district->readers[R_contact], kind, "reply", NULL, 0, "AY");
    if (part == 0) return;
    district->things[part].id = (district->things[kind].id & 0xffffffff) + 1 + (UINT64_C(4) << 44);
    move(district, district->readers[R_partner], part, "look", NULL, 0, "NE");
}

/* The plain one has two parts, and one of those a part of its own. */
static void work_on_plain(struct district *district) {
    const struct town *town = &district->town;
    struct thing *things = district->things;
    const cgov_detail facts[] = {town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id),
                                 town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)district->water.id),
                                 town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)town->bureau.id)};
    const cgov_detail errand = town_number(CGOV_FIELD_ORGANIZATIONS, (int64_t)district->pipes.id);
    move(district, district->readers[R_clerk], K_plain, "assign", facts, 3, "RN");
    take(district, K_plain);
    move(district, district->readers[R_contact], K_plain, "reply", NULL, 0, "AY");
    cgov_id first = (things[K_plain].id & 0xffffffff) + (UINT64_C(4) << 44);
    things[K_water_part].id = first + 1;
    things[K_part].id = first + 2;
    things[K_errand].id = first + 3;
    move(district, district->readers[R_water], K_water_part, "look", &errand, 1, "NE");
    move(district, district->readers[R_partner], K_part, "look", NULL, 0, "NE");
    move(district, district->readers[R_deep], K_errand, "look", NULL, 0, "NE");
}

static void merge(struct district *district, int kind, int master) {
    struct thing *things = district->things;
    const cgov_detail into = town_number(CGOV_FIELD_MASTER, (int64_t)things[master].id);
    move(district, district->readers[R_clerk], kind, "merge", &into, 1, "");
    work_on(district, master, 0);
    move(district, district->readers[R_contact], master, "reply", NULL, 0, "AYN");
    things[kind].master = &things[master];
    for (int w = NOTE; w < WORDS; w++) things[kind].words[w] = things[master].words[w];
}

static void fill(struct district *district) {
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1),
                      against = town_number(CGOV_FIELD_AGAINST, (int64_t)district->readers[R_accused]),
                      petition = town_number(CGOV_FIELD_TRACK, CGOV_TRACK_PETITION),
                      accusation = town_number(CGOV_FIELD_TRACK, CGOV_TRACK_ACCUSATION);
    const struct {
        int kind, part, reporter;
        const char *matter;
        const cgov_detail *more;
    } rows[] = {{K_masked, K_masked_part, R_reporter, "road", &masked},
                {K_secret, K_secret_part, R_reporter, "family", NULL},
                {K_secret_helped, K_secret_helped_part, R_reporter, "family", NULL},
                {K_secret_closed, 0, R_reporter, "family", NULL},
                {K_accusing, K_accusing_part, R_reporter, "road", &against},
                {K_petition, 0, R_reporter, "road", &petition},
                {K_accusation, 0, R_reporter, "road", &accusation},
                {K_closed, K_closed_part, R_reporter, "road", NULL}};
    for (int k = 0; k < KINDS; k++) district->things[k].reporter = R_reporter;
    report(district, K_older, R_reporter, "road", NULL);
    report(district, K_plain, R_reporter, "road", NULL);
    work_on_plain(district);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        report(district, rows[i].kind, rows[i].reporter, rows[i].matter, rows[i].more);
        work_on(district, rows[i].kind, rows[i].part);
    }
    report(district, K_master, R_other, "road", NULL);
    report(district, K_secret_master, R_other, "family", NULL);
    report(district, K_petition_master, R_other, "road", &petition);
    report(district, K_merged, R_reporter, "road", NULL);
    report(district, K_secretly_merged, R_reporter, "family", NULL);
    report(district, K_petition_merged, R_reporter, "road", NULL);
    merge(district, K_merged, K_master);
    merge(district, K_secretly_merged, K_secret_master);
    merge(district, K_petition_merged, K_petition_master);
    district->town.now += 3 * DAY; /* reminders are told, a term of office ends */
    town_tick(&district->town);
    const cgov_detail rating = town_number(CGOV_FIELD_RATING, 4);
    move(district, district->readers[R_partner], K_secret_helped_part, "help", NULL, 0, "A");
    move(district, district->readers[R_partner], K_closed_part, "help", NULL, 0, "A");
    move(district, district->readers[R_contact], K_closed, "close", &rating, 1, "");
    move(district, district->readers[R_contact], K_secret_closed, "close", &rating, 1, "");
}

static int found(void **state) {
    (void)state;
    for (int i = 0; i < LEDGERS; i++) {
        struct town_options options = {.rulebook = rulebook};
        memset(&districts[i], 0, sizeof districts[i]);
        read_rulebook((enum ledgers)i);
        town_found(&districts[i].town, &options);
        settle(&districts[i]);
        fill(&districts[i]);
    }
    return 0;
}

static int leave(void **state) {
    (void)state;
    for (int i = 0; i < LEDGERS; i++) town_close(&districts[i].town);
    return 0;
}

/* ---- what a reader is shown ---- */

/* One reader before one item. The cells begin as dots. */
struct seeing {
    const struct district *district;
    const struct thing *thing;
    cgov_reader reader;
    char cells[CELLS + 1];
};

static char *cell_of(struct seeing *seeing, char letter) {
    return &seeing->cells[strchr(letters, letter) - letters];
}

static void see(struct seeing *seeing, char letter, bool seen) {
    if (seen) *cell_of(seeing, letter) = letter;
}

static bool seen(struct seeing *seeing, char letter) {
    return *cell_of(seeing, letter) == letter;
}

/* A page, where there is anything: what does not exist does not for any reading. */
static uint32_t page_of(struct seeing *seeing, int32_t status, uint32_t count) {
    if (!seen(seeing, 'g'))
        assert_int_equal(status, CGOV_E_NOT_FOUND);
    else
        assert_true(status == CGOV_OK || status == CGOV_DONE);
    return status == CGOV_OK ? count : 0;
}

static void see_view(struct seeing *seeing) {
    const cgov_id *readers = seeing->district->readers;
    const struct thing *thing = seeing->thing;
    cgov_item_view view = {.size = sizeof view};
    int32_t status = cgov_item_get(seeing->district->town.ledger, &seeing->reader, thing->id, &view);
    assert_true(status == CGOV_OK || status == CGOV_E_NOT_FOUND);
    see(seeing, 'g', status == CGOV_OK);
    assert_true(view.reporter == 0 || view.reporter == readers[thing->reporter]);
    const int asker = thing == &seeing->district->things[K_errand] ? R_water : R_clerk; /* of a part */
    assert_true(view.reported_by == 0 || view.reported_by == readers[view.parent == 0 ? R_enterer : asker]);
    assert_true(view.against == 0 || view.against == readers[R_accused]);
    assert_true(view.external_key[0] == '\0' || strcmp(view.external_key, thing->key) == 0);
    assert_true(view.master == 0 || view.master == thing->master->id);
    see(seeing, 'r', view.reporter != 0);
    see(seeing, 'b', view.reported_by != 0);
    see(seeing, 'a', view.against != 0);
    see(seeing, 'e', view.earlier != 0);
    see(seeing, 'P', view.point != 0);
    see(seeing, 'd', view.delegates != 0);
    see(seeing, 'n', view.channel != 0);
    see(seeing, 'x', view.external_key[0] != '\0');
    see(seeing, 'y', view.rating != 0);
    see(seeing, 'M', view.master != 0);
}

/* How often a filter lists the item. */
static uint32_t listed(const struct seeing *seeing, cgov_item_query filter) {
    cgov_item_view views[7] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, times = 0;
    filter.size = sizeof filter;
    while (cgov_item_list(seeing->district->town.ledger, &seeing->reader, &filter, &cursor, views, 7, &count) ==
           CGOV_OK)
        for (uint32_t i = 0; i < count; i++) times += views[i].id == seeing->thing->id;
    return times;
}

/* Listed as it is got; by whom it is for and by its key only where those are shown. */
static void see_lists(struct seeing *seeing) {
    const struct thing *thing = seeing->thing;
    cgov_text key = {thing->key, strlen(thing->key)};
    cgov_id id = 0;
    int32_t status = cgov_external_find(seeing->district->town.ledger, &seeing->reader, CGOV_KIND_ISSUE,
                                        seeing->district->town.centre.id, &key, &id);
    if (status == CGOV_OK) assert_true(id == thing->id);
    see(seeing, 'f', status == CGOV_OK);
    see(seeing, 'l', listed(seeing, (cgov_item_query){0}) == 1);
    assert_int_equal(listed(seeing, (cgov_item_query){.external = key}),
                     key.len == 0 ? seen(seeing, 'l') : seen(seeing, 'f'));
    cgov_item_query by = {.reporter = seeing->district->readers[thing->reporter]};
    assert_int_equal(listed(seeing, by), seen(seeing, 'r'));
}

static void see_rows(struct seeing *seeing) {
    const cgov_ledger *ledger = seeing->district->town.ledger;
    cgov_id id = seeing->thing->id;
    cgov_party_view parties[8] = {{.size = sizeof parties[0]}};
    cgov_clock_view clock = {.size = sizeof clock};
    cgov_move_view moves = {.size = sizeof moves};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_party_list(ledger, &seeing->reader, id, &cursor, parties, 8, &count);
    count = page_of(seeing, status, count);
    see(seeing, 'p', count > 0);
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(parties[i].name, "reporter") == 0) assert_int_equal(parties[i].id != 0, seen(seeing, 'r'));
        if (strcmp(parties[i].name, "intake") == 0) assert_true(parties[i].id == seeing->district->town.centre.id);
        if (strcmp(parties[i].name, "handler") == 0) see(seeing, 'H', parties[i].id != 0);
    }
    cursor = 0;
    status = cgov_clock_list(ledger, &seeing->reader, id, &cursor, &clock, 1, &count);
    see(seeing, 'c', page_of(seeing, status, count) > 0);
    cursor = 0;
    status = cgov_move_list(ledger, &seeing->reader, id, &cursor, &moves, 1, &count);
    see(seeing, 'm', page_of(seeing, status, count) > 0);
}

/* The entry holds words of the field, and says how many it holds. */
static bool holds(struct seeing *seeing, const cgov_history_view *entry, uint32_t field) {
    const cgov_ledger *ledger = seeing->district->town.ledger;
    uint64_t words = entry_words(ledger, &seeing->reader, seeing->thing->id, entry->seq);
    uint32_t count = 0;
    for (uint64_t set = words; set != 0; set &= set - 1) count++;
    assert_int_equal(count, entry->details);
    return (words >> field & 1) != 0;
}

/* Each of the item's words, as the history says and as they are read. */
static void see_words(struct seeing *seeing, const cgov_history_view *entries, uint32_t count) {
    const cgov_ledger *ledger = seeing->district->town.ledger;
    for (int w = 0; w < WORDS; w++) {
        const struct words *words = &seeing->thing->words[w];
        char text[64];
        uint64_t needed = 0;
        bool told = false;
        if (words->seq == 0) continue;
        int32_t status = cgov_text_get(ledger, &seeing->reader, seeing->thing->id, words->seq, word_fields[w], text,
                                       sizeof text, &needed);
        for (uint32_t i = 0; i < count; i++)
            told = told || (entries[i].seq == words->seq && holds(seeing, &entries[i], word_fields[w]));
        assert_int_equal(status, told ? CGOV_OK : CGOV_E_NOT_FOUND);
        if (told) assert_string_equal(text, words->text);
        see(seeing, letters[FIRST_WORDS + (size_t)w], told);
    }
    /* Of a master nothing is read by way of what was merged into it but what answers. */
    for (int w = 0; seeing->thing->master != NULL && w < ANSWER; w++) {
        uint64_t needed = 0;
        assert_int_equal(cgov_text_get(ledger, &seeing->reader, seeing->thing->id, seeing->thing->master->words[w].seq,
                                       word_fields[w], NULL, 0, &needed),
                         CGOV_E_NOT_FOUND);
    }
    /* The latest of a field is the latest of those that are shown. */
    for (uint32_t field = CGOV_FIELD_TITLE; field <= CGOV_FIELD_NOTE; field++) {
        char text[64], latest[64];
        uint64_t needed = 0, seq = 0;
        for (uint32_t i = 0; i < count; i++)
            if (seq == 0 && holds(seeing, &entries[i], field)) seq = entries[i].seq;
        int32_t status = cgov_text_get(ledger, &seeing->reader, seeing->thing->id, 0, field, latest, 64, &needed);
        assert_int_equal(status, seq == 0 ? CGOV_E_NOT_FOUND : CGOV_OK);
        if (seq == 0) continue;
        assert_int_equal(cgov_text_get(ledger, &seeing->reader, seeing->thing->id, seq, field, text, 64, &needed),
                         CGOV_OK);
        assert_string_equal(text, latest);
    }
}

static bool is_officer(const struct district *district, cgov_id id) {
    return id == district->readers[R_clerk] || id == district->readers[R_contact] ||
           id == district->readers[R_former] || id == district->readers[R_partner] ||
           id == district->readers[R_water] || id == district->readers[R_deep] || id == district->readers[R_chief];
}

static void see_history(struct seeing *seeing) {
    cgov_history_view entries[24] = {{.size = sizeof entries[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    int32_t status = cgov_history_list(seeing->district->town.ledger, &seeing->reader, seeing->thing->id, &cursor,
                                       entries, 24, &count);
    count = page_of(seeing, status, count);
    for (uint32_t i = 0; i < count; i++) {
        const cgov_history_view *entry = &entries[i];
        bool moved = entry->record == CGOV_RECORD_OPENED || entry->record == CGOV_RECORD_MOVED ||
                     entry->record == CGOV_RECORD_JOINED;
        see(seeing, moved ? 'h' : 'k', true);
        if (!moved) assert_true(entry->told != 0);
        see(seeing, 'o', is_officer(seeing->district, entry->actor));
        if (strcmp(entry->move, "report") == 0) assert_int_equal(entry->actor != 0, seen(seeing, 'b'));
        if (strcmp(entry->move, "reply") == 0 && seeing->thing->master != NULL) assert_true(entry->actor == 0);
        if (strcmp(entry->move, "close") == 0) assert_int_equal(entry->rating != 0, seen(seeing, 'y'));
        assert_true(entry->actor == 0 || is_officer(seeing->district, entry->actor) ||
                    entry->actor == seeing->district->readers[R_enterer]);
    }
    see_words(seeing, entries, count);
}

static void look(struct seeing *seeing, int ledger, int kind, int reader) {
    const struct district *district = &districts[ledger];
    *seeing =
        (struct seeing){district, &district->things[kind], town_reader(&district->town, district->readers[reader]), ""};
    for (size_t i = 0; i < CELLS; i++) seeing->cells[i] = letters[i] == ' ' ? ' ' : '.';
    see_view(seeing);
    see_lists(seeing);
    see_rows(seeing);
    see_history(seeing);
}

/* ---- the table ---- */

static char expected[LEDGERS][KINDS][READERS][CELLS + 1];

static int find(const char *const *names, int count, const char *name, int line) {
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) return i;
    fail_msg("matrix.txt:%d: `%s` is unknown", line, name);
    return -1;
}

/* A line's words, in place. */
static int split(char *line, char *words[READERS + 4]) {
    int count = 0;
    for (char *at = line; *at != '\0' && *at != '#' && count < READERS + 4;) {
        size_t len = strcspn(at, " \n#");
        if (len > 0) words[count++] = at;
        at += len;
        if (*at == '#') *at = '\0';
        if (*at != '\0') *at++ = '\0';
    }
    return count;
}

/* The block that rows belong to: its ledgers and kinds. */
struct block {
    bool ledgers[LEDGERS], kinds[KINDS];
};

static void read_block(struct block *block, char **words, int count, int line) {
    bool kinds = false;
    memset(block, 0, sizeof *block);
    for (int i = 0; i < count; i++) {
        size_t len = strlen(words[i]);
        bool last = words[i][len - 1] == ':';
        if (last) words[i][len - 1] = '\0';
        if (kinds)
            block->kinds[find(kind_names, KINDS, words[i], line)] = true;
        else
            block->ledgers[find(ledger_names, LEDGERS, words[i], line)] = true;
        kinds = kinds || last;
    }
}

static void read_row(const struct block *block, char **words, int count, int line) {
    char cells[CELLS + 1] = "";
    if (count < 4) fail_msg("matrix.txt:%d: a row is readers and three groups of cells", line);
    snprintf(cells, sizeof cells, "%s %s %s", words[count - 3], words[count - 2], words[count - 1]);
    for (size_t i = 0; i < CELLS; i++)
        if (cells[i] != letters[i] && (letters[i] == ' ' || cells[i] != '.'))
            fail_msg("matrix.txt:%d: `%s` are no cells", line, cells);
    for (int w = 0; w < count - 3; w++) {
        int reader = find(reader_names, READERS, words[w], line);
        for (int l = 0; l < LEDGERS; l++) {
            for (int k = 0; k < KINDS; k++) {
                if (!block->ledgers[l] || !block->kinds[k]) continue;
                if (expected[l][k][reader][0] != '\0') fail_msg("matrix.txt:%d: `%s` stands twice", line, words[w]);
                memcpy(expected[l][k][reader], cells, sizeof cells);
            }
        }
    }
}

static void read_matrix(void) {
    FILE *file = fopen("tests/views/matrix.txt", "rb");
    struct block block = {{false}, {false}};
    char line[256];
    assert_non_null(file);
    memset(expected, 0, sizeof expected);
    for (int number = 1; fgets(line, sizeof line, file) != NULL; number++) {
        char *words[READERS + 4];
        bool row = line[0] == ' ';
        int count = split(line, words);
        if (count == 0) continue;
        if (words[0][0] == '=') break; /* what other tests fill: support/matrix.h */
        if (row)
            read_row(&block, words, count, number);
        else
            read_block(&block, words, count, number);
    }
    fclose(file);
}

static void every_cell(void **state) {
    (void)state;
    int wrong = 0;
    read_matrix();
    for (int l = 0; l < LEDGERS; l++) {
        for (int k = 0; k < KINDS; k++) {
            for (int r = 0; r < READERS; r++) {
                struct seeing seeing;
                look(&seeing, l, k, r);
                if (strcmp(seeing.cells, expected[l][k][r]) == 0) continue;
                print_error("%s: %s, %s:\n  expected %s\n  seen     %s\n", ledger_names[l], kind_names[k],
                            reader_names[r], expected[l][k][r], seeing.cells);
                wrong++;
            }
        }
    }
    assert_int_equal(wrong, 0);
}

/* Nothing is listed but what the table has: who counts gets as many as they see. */
static void every_count(void **state) {
    (void)state;
    read_matrix();
    for (int l = 0; l < LEDGERS; l++) {
        for (int r = 0; r < READERS; r++) {
            uint32_t sum = 0, count = 0, see_all = 0;
            uint64_t cursor = 0;
            cgov_reader reader = town_reader(&districts[l].town, districts[l].readers[r]);
            cgov_item_query all = {.size = sizeof all};
            cgov_item_view view = {.size = sizeof view};
            for (int k = 0; k < KINDS; k++) see_all += expected[l][k][r][1] == 'l';
            while (cgov_item_list(districts[l].town.ledger, &reader, &all, &cursor, &view, 1, &count) == CGOV_OK) sum++;
            assert_int_equal(sum, see_all);
        }
    }
}

/* ---- what a table cannot say ---- */

/* One's own report is read as its reporter, whatever office one holds; others' are read by the office. */
static void a_reporter_in_office(void **state) {
    (void)state;
    struct seeing seeing;
    struct district *district = &districts[PRIVATE];
    town_appoint(&district->town, district->readers[R_reporter], district->town.centre.id, "clerk");
    look(&seeing, PRIVATE, K_plain, R_reporter);
    assert_string_equal(seeing.cells, "glfmpchk rboH.ePdnx.. TtR.EAY");
    look(&seeing, PRIVATE, K_master, R_reporter);
    assert_string_equal(seeing.cells, "glfmpchk rboH.ePdnx.. TtRNEAY");
}

/* What is not shown is not to be found out by asking for issues near a place of one's own. */
static void a_point_is_not_found_by_its_distance(void **state) {
    (void)state;
    struct district *district = &districts[PUBLIC];
    const cgov_id askers[] = {district->readers[R_stranger], district->readers[R_clerk]};
    for (int same = 0; same < 2; same++) {
        const cgov_detail details[] = {
            town_number(CGOV_FIELD_PLACE, same ? 990101001201 : 990101001202), town_text(CGOV_FIELD_TEXT, "附近"),
            town_text(CGOV_FIELD_MATTER, "road"), town_number(CGOV_FIELD_INTAKE, (int64_t)district->town.centre.id),
            town_number(CGOV_FIELD_POINT, (int64_t)((uint64_t)399042100 << 32 | 1164074000))};
        cgov_act act = town_act(&district->town, askers[0]);
        cgov_id own = 0;
        assert_int_equal(cgov_item_report(district->town.ledger, &act, details, 5, &own), CGOV_OK);
        for (int asker = 0; asker < 2; asker++) {
            struct seeing mine = {district, &district->things[K_older], town_reader(&district->town, askers[asker]),
                                  ""};
            cgov_item_query near = {.like = own, .meters = 50};
            assert_int_equal(listed(&mine, near), same || asker == 1);
            const struct thing thing = {.id = own};
            struct seeing theirs = {district, &thing, town_reader(&district->town, askers[asker]), ""};
            near.like = district->things[K_older].id;
            assert_int_equal(listed(&theirs, near), same || asker == 1);
        }
    }
}

/* A move that anybody may make is made by whoever sees the item, and by nobody else. */
static void any_resident_moves_what_is_public(void **state) {
    (void)state;
    for (int l = 0; l < LEDGERS; l++) {
        struct town *town = &districts[l].town;
        const struct thing *things = districts[l].things;
        cgov_id stranger = districts[l].readers[R_stranger];
        int32_t status = town_try_move(town, stranger, things[K_plain].id, "support", NULL, 0);
        assert_int_equal(status, l == PUBLIC ? CGOV_OK : CGOV_E_NOT_FOUND);
        status = town_try_move(town, stranger, things[K_secret].id, "support", NULL, 0);
        town_assert_refused(town, status, CGOV_E_NOT_FOUND, CGOV_R_NONE);
        status = town_try_move(town, stranger, things[K_plain].id, "close", NULL, 0);
        assert_int_equal(status, l == PUBLIC ? CGOV_E_REFUSED : CGOV_E_NOT_FOUND);
    }
}

/* A reader the ledger does not know is not the public: the host took somebody for somebody else. */
static void an_unknown_reader_sees_nothing(void **state) {
    (void)state;
    const struct town *town = &districts[PUBLIC].town;
    cgov_reader reader = town_reader(town, UINT64_C(1) << 44 | 999999);
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town->ledger, &reader, districts[PUBLIC].things[K_plain].id, &view),
                     CGOV_E_NOT_FOUND);
}

/* A rulebook that no longer has the matter would no longer keep its secret: the map is refused. */
static void no_map_carries_a_secret_away(void **state) {
    (void)state;
    static char without[sizeof rulebook];
    struct town *town = &districts[PUBLIC].town;
    cgov_id id = 0;
    const cgov_detail family = town_text(CGOV_FIELD_MATTER, "family");
    assert_int_equal(town_try_report(town, town->resident, &family, 1, &id), CGOV_OK);
    read_rulebook(PUBLIC);
    memcpy(without, rulebook, sizeof without);
    char *matter = strstr(without, "matter family"), *after = strstr(matter, "procedure issue");
    assert_true(matter != NULL && after != NULL);
    memmove(matter, after, strlen(after) + 1);
    cgov_adoption_draft adoption = {.size = sizeof adoption,
                                    .text = {without, CGOV_NUL_TERMINATED},
                                    .map = {"issue open -> open", CGOV_NUL_TERMINATED}};
    cgov_act act = town_act(town, town->founder);
    town_assert_refused(town, cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL), CGOV_E_REFUSED, CGOV_R_MAP);
    adoption.map = (cgov_text){NULL, 0};
    assert_int_equal(cgov_rulebook_adopt(town->ledger, &act, &adoption, NULL), CGOV_OK);
}

/* Nor is the place of what a reader is not shown told by where their page ends. */
static void a_cursor_rests_on_what_is_shown(void **state) {
    (void)state;
    const struct town *town = &districts[PUBLIC].town;
    cgov_reader reader = town_reader(town, 0);
    cgov_id id = districts[PUBLIC].things[K_plain].id;
    cgov_history_view views[50] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_history_list(town->ledger, &reader, id, &cursor, views, 50, &count), CGOV_OK);
    assert_true(cursor == UINT64_MAX && count > 2);
    assert_int_equal(cgov_history_list(town->ledger, &reader, id, &cursor, views, 50, &count), CGOV_DONE);
    for (uint32_t i = 1; i < count; i++) {
        cgov_history_view page[50] = {{.size = sizeof page[0]}};
        uint32_t shown = 0;
        cursor = 0;
        assert_int_equal(cgov_history_list(town->ledger, &reader, id, &cursor, page, i, &shown), CGOV_OK);
        assert_true(shown == i && cursor == views[i].seq);
    }
}

/* A cursor that no page left, of whatever it may be the place, is answered as one. */
static void a_cursor_is_tried_in_vain(void **state) {
    (void)state;
    const struct town *town = &districts[PUBLIC].town;
    cgov_reader reader = town_reader(town, 0);
    cgov_ledger_view info = {.size = sizeof info};
    cgov_history_view shown[50], view = {.size = sizeof view};
    cgov_id id = districts[PUBLIC].things[K_plain].id;
    assert_int_equal(cgov_ledger_get(town->ledger, &info), CGOV_OK);
    uint32_t entries = town_history(town, 0, id, shown, 50), count = 0, met = 0;
    for (uint64_t seq = 1; seq <= info.seq + 1; seq++) {
        uint64_t cursor = seq;
        bool there = met < entries && shown[met].seq == seq;
        met += there;
        assert_int_equal(cgov_history_list(town->ledger, &reader, id, &cursor, &view, 1, &count),
                         there ? CGOV_OK : CGOV_E_ARG);
        assert_true(there ? view.seq == seq : cursor == seq);
    }
    assert_int_equal(met, entries);
}

#define IN_DISTRICTS(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_DISTRICTS(every_cell),
        IN_DISTRICTS(every_count),
        IN_DISTRICTS(a_reporter_in_office),
        IN_DISTRICTS(a_point_is_not_found_by_its_distance),
        IN_DISTRICTS(any_resident_moves_what_is_public),
        IN_DISTRICTS(an_unknown_reader_sees_nothing),
        IN_DISTRICTS(no_map_carries_a_secret_away),
        IN_DISTRICTS(a_cursor_rests_on_what_is_shown),
        IN_DISTRICTS(a_cursor_is_tried_in_vain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
