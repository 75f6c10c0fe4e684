/* Roots of rolls: every line of rolls of many sizes has a proof that holds; a flipped bit, another roll's and another
 * root's do not; of a neighbour a proof tells nothing; rolls that change, ballots of every kind, who may ask. */
#include "support/on_a_town.h"

#include "base/hash.h"
#include "base/merkle.h"
#include "ledger/handle.h"
#include "records/root_lines.h"
#include "support/bent.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

static const char TEXT[] = "rulebook 1\n"
                           "role founder \"创建人\"\n"
                           "  may add change appoint adopt erase\n"
                           "role clerk \"经办\"\n"
                           "rule half \"过半\"\n"
                           "  ask yes_no\n"
                           "  passes yes more than 1/2 of cast by area\n"
                           "rule pick \"推选\"\n"
                           "  ask choose 2\n"
                           "  seats 2\n"
                           "  passes yes more than 1/4 of cast\n"
                           "rule rate \"评分\"\n"
                           "  ask score 5\n"
                           "  seats 1\n"
                           "  passes yes at least 1\n"
                           "rule rank \"排序\"\n"
                           "  ask rank schulze\n"
                           "  seats 1\n"
                           "procedure vote \"表决\" motion\n"
                           "  public\n"
                           "  party estate \"小区\" organization\n"
                           "  roll electors \"业主\"\n"
                           "    of owners of estate\n"
                           "    filled by list\n"
                           "    by clerk of estate\n"
                           "    out by clerk of estate\n"
                           "    in listed\n"
                           "    proofs\n"
                           "  roll candidates \"候选人\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in listed\n"
                           "    public\n"
                           "  roll ballots \"表决票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    out by self\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    proofs\n"
                           "    %s\n"
                           "  roll picks \"选票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    proofs\n"
                           "    %s\n"
                           "  roll scores \"评分票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    proofs\n"
                           "    %s\n"
                           "  roll orders \"排序票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    proofs\n"
                           "    secrecy open\n"
                           "  roll elected \"当选\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in never\n"
                           "    proofs\n"
                           "  stage all \"全程\"\n"
                           "    state draft \"草拟\" held by estate\n"
                           "    state listed \"公示\" held by estate\n"
                           "    state voting \"表决\" held by estate\n"
                           "    state counting \"计票\" held by estate\n"
                           "    state picking \"计选票\" held by estate\n"
                           "    state rating \"计评分\" held by estate\n"
                           "    state ranking \"计排序\" held by estate\n"
                           "    state never \"无\" held by estate\n"
                           "    state done \"已决\" final\n"
                           "  clock run from start until rank drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of estate\n"
                           "  open start \"发起\" -> draft\n"
                           "    by clerk of estate\n"
                           "    needs estate text\n"
                           "    sets estate to given\n"
                           "  move list \"列名\" draft listed -> listed\n"
                           "    by clerk of estate\n"
                           "    at most 3\n"
                           "  move begin \"表决\" listed -> voting\n"
                           "    by clerk of estate\n"
                           "  move close \"截止\" voting -> counting\n"
                           "    by clerk of estate\n"
                           "  move count \"计票\" counting\n"
                           "    by clerk of estate\n"
                           "    decides half over ballots\n"
                           "    passed -> picking\n"
                           "    failed -> picking\n"
                           "  move choose \"计选票\" picking\n"
                           "    by clerk of estate\n"
                           "    decides pick over picks into elected\n"
                           "    passed -> rating\n"
                           "    unfilled -> rating\n"
                           "  move rate \"计评分\" rating\n"
                           "    by clerk of estate\n"
                           "    decides rate over scores\n"
                           "    passed -> ranking\n"
                           "    unfilled -> ranking\n"
                           "  move rank \"计排序\" ranking\n"
                           "    by clerk of estate\n"
                           "    decides rank over orders\n"
                           "    passed -> done\n"
                           "    unfilled -> done\n"
                           "    tells electors\n"
                           "  move wait \"搁置\" picking -> never\n"
                           "    by clerk of estate\n"
                           "  move drop \"撤销\" draft listed voting counting picking rating ranking never -> done\n"
                           "    by clerk of estate\n"
                           "    tells electors\n";

#define MOST 1000u
#define SECRET "secrecy confidential groups of 3"

static cgov_id clerk, item, owners[MOST];
static cgov_storage storage;
static char text[4096], root[4096];

/* ---- an estate ---- */

static void unit(cgov_id owner, int64_t area) {
    cgov_act act = town_act(&town, town.founder);
    cgov_id id = 0;
    const cgov_entity_draft draft = {.size = sizeof draft,
                                     .kind = CGOV_KIND_UNIT,
                                     .parent = town.village.id,
                                     .name = text_of("一户"),
                                     .type = text_of("dwelling"),
                                     .owner = owner,
                                     .area = area};
    assert_int_equal(cgov_entity_add(town.ledger, &act, &draft, &id), CGOV_OK);
}

static void move(const char *name) {
    if (town_try_move(&town, clerk, item, name, NULL, 0)) fail_msg("%s: %s", name, town_error(&town).message);
}

static void enter(const char *roll, cgov_id actor, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice ? choice : "");
    if (cgov_roll_enter(town.ledger, &act, item, roll, elector, &detail, choice ? 1 : 0, NULL))
        fail_msg("%s", town_error(&town).message);
}

static void take_out(const char *roll, cgov_id actor, cgov_id elector) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "已迁出");
    if (cgov_roll_leave(town.ledger, &act, item, roll, elector, 0, &reason, actor != elector, NULL))
        fail_msg("%s", town_error(&town).message);
}

static void vote(uint32_t owner, const char *roll, const char *choice) {
    enter(roll, owners[owner], owners[owner], choice);
}

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static char *rules_with(const char *secrecy) {
    static char rules[sizeof TEXT + 128];
    snprintf(rules, sizeof rules, TEXT, secrecy, secrecy, secrecy);
    return rules;
}

/* Owners of 100.00 square metres and more, each of one dwelling, and the list is drawn up. */
static void begin_by(const char *rules, uint32_t count) {
    storage = (cgov_storage){.size = sizeof storage};
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, text_of(rules));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    for (uint32_t i = 0; i < count; i++) {
        owners[i] = town_resident(&town, "业主", town.village.id);
        unit(owners[i], 10000 + 100 * i);
    }
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(field("estate"), (int64_t)town.village.id),
                                   town_text(CGOV_FIELD_TEXT, "换电梯")};
    if (cgov_item_open(town.ledger, &act, "vote", details, 2, &item)) fail_msg("%s", town_error(&town).message);
    move("list");
}

static void begin(const char *secrecy, uint32_t count) {
    begin_by(rules_with(secrecy), count);
}

static void over(void) {
    town_close(&town);
    assert_int_equal(cgov_storage_close(&storage), CGOV_OK);
}

static void replay(void) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    assert_int_equal(cgov_state_digest(town.ledger, before), CGOV_OK);
    cgov_ledger_close(town.ledger);
    cgov_error error = {.size = sizeof error};
    const cgov_ledger_options options = {.size = sizeof options, .storage = &storage, .error_out = &error};
    if (cgov_ledger_open(&options, &town.ledger)) fail_msg("%s", error.message);
    assert_int_equal(cgov_state_digest(town.ledger, after), CGOV_OK);
    assert_memory_equal(before, after, 32);
}

/* ---- roots and proofs ---- */

static int32_t try_root(cgov_id reader, const char *roll, uint64_t seq) {
    cgov_reader who = town_reader(&town, reader);
    uint64_t needed = 0;
    return cgov_roll_root(town.ledger, &who, item, roll, seq, root, sizeof root, &needed);
}

/* The last line's 64 digits. */
static cgov_text root_of(const char *roll) {
    assert_int_equal(try_root(town.resident, roll, 0), CGOV_OK);
    return (cgov_text){root + strlen(root) - 65, 64};
}

static int32_t try_proof(cgov_id reader, const char *roll, cgov_id elector) {
    cgov_reader who = town_reader(&town, reader);
    uint64_t needed = 0;
    return cgov_roll_proof(town.ledger, &who, item, roll, 0, elector, text, sizeof text, &needed);
}

static int32_t check(const cgov_text *against) {
    const cgov_text proof = text_of(text);
    return cgov_proof_check(&proof, against);
}

static void assert_proves(const char *roll, cgov_id elector, const char *says) {
    const cgov_text against = root_of(roll);
    const int32_t status = try_proof(elector, roll, elector);
    if (status) fail_msg("%s: %d", roll, status);
    assert_int_equal(check(&against), CGOV_OK);
    if (says && !strstr(text, says)) fail_msg("not there: %s\nin\n%s", says, text);
}

static void every_line_has_its_proof(void **state) {
    (void)state;
    static const uint32_t sizes[] = {0, 1, 2, 3, 5, 8, 9, 1000};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        char lines[64];
        begin("secrecy open", sizes[s]);
        replay();
        snprintf(lines, sizeof lines, " lines %u\nroot ", (unsigned)sizes[s]);
        const cgov_text against = root_of("electors");
        if (!strstr(root, lines)) fail_msg("%s", root);
        for (uint32_t i = 0; i < sizes[s]; i++) {
            assert_int_equal(try_proof(owners[i], "electors", owners[i]), CGOV_OK);
            if (check(&against)) fail_msg("%u of %u:\n%s", (unsigned)i, (unsigned)sizes[s], text);
        }
        assert_int_equal(try_proof(clerk, "electors", town.neighbour), CGOV_E_NOT_FOUND);
        over();
    }
}

static void a_flipped_bit_fails(void **state) {
    (void)state;
    begin("secrecy open", 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_proves("electors", owners[i], NULL);
        const cgov_text against = root_of("electors");
        const size_t len = strlen(text);
        for (size_t bit = 0; bit < 8 * len; bit++) {
            text[bit / 8] ^= (char)(1u << bit % 8);
            const cgov_text proof = {text, len};
            if (cgov_proof_check(&proof, &against) != CGOV_E_CORRUPT)
                fail_msg("bit %zu of byte %zu:\n%s", bit % 8, bit / 8, text);
            text[bit / 8] ^= (char)(1u << bit % 8);
        }
        for (size_t cut = 0; cut < len; cut++) {
            const cgov_text proof = {text, cut};
            assert_int_equal(cgov_proof_check(&proof, &against), CGOV_E_CORRUPT);
        }
        for (size_t bit = 0; bit < 8 * against.len; bit++) {
            char other[64];
            memcpy(other, against.ptr, sizeof other);
            other[bit / 8] ^= (char)(1u << bit % 8);
            const cgov_text wrong = {other, sizeof other};
            assert_int_not_equal(check(&wrong), CGOV_OK);
        }
    }
    over();
}

/* Each of a roll of the same people, and of the same roll drawn up anew, is another. */
static void another_rolls_proof_fails(void **state) {
    (void)state;
    static char first[65];
    begin("secrecy open", 3);
    memcpy(first, root_of("electors").ptr, 64);
    move("list");
    assert_proves("electors", owners[0], NULL);
    const cgov_text before = text_of(first);
    assert_int_equal(check(&before), CGOV_E_CORRUPT);
    move("begin");
    for (uint32_t i = 0; i < 3; i++) vote(i, "ballots", "yes");
    move("close");
    move("count");
    assert_proves("ballots", owners[0], " choice yes\n");
    const cgov_text electors = root_of("electors");
    assert_int_equal(check(&electors), CGOV_E_CORRUPT);
    assert_proves("electors", owners[0], NULL);
    over();
}

/* The nodes of a proof; how many. */
static uint32_t nodes_of(const char *proof, uint8_t nodes[][32]) {
    uint32_t count = 0;
    for (const char *at = proof; (at = strstr(at, "\nnode ")); at += 6)
        assert_true(cgov__hex_get(at + 6, nodes[count++], 32));
    return count;
}

static bool among(uint8_t nodes[][32], uint32_t count, const uint8_t hash[32]) {
    for (uint32_t n = 0; n < count; n++)
        if (memcmp(nodes[n], hash, 32) == 0) return true;
    return false;
}

/* Of two electors each has the other's leaf beside theirs. Who knows all that the other's line could say finds it with
 * its blinding, and not without. */
static void a_neighbours_line_is_not_told(void **state) {
    (void)state;
    static const char *const choices[] = {"yes", "no", "abstain", "blank", "invalid"};
    uint8_t nodes[40][32], others[16], own[16], leaf[32];
    const uint8_t none[16] = {0};
    begin("secrecy open", 2);
    move("begin");
    vote(0, "ballots", "yes");
    vote(1, "ballots", "no");
    move("close");
    move("count");
    assert_proves("ballots", owners[1], NULL);
    assert_true(cgov__hex_get(strstr(text, "\nblind ") + 7, others, 16));
    assert_proves("ballots", owners[0], NULL);
    assert_true(cgov__hex_get(strstr(text, "\nblind ") + 7, own, 16));
    const uint32_t count = nodes_of(text, nodes);
    assert_int_equal(count, 1);
    for (uint32_t c = 0; c < sizeof choices / sizeof *choices; c++) {
        char line[160];
        const int len = snprintf(line, sizeof line, "line 2 elector %llu area 10100 choice %s\n",
                                 (unsigned long long)owners[1], choices[c]);
        struct sha256 sha;
        cgov__sha256_init(&sha);
        cgov__sha256_add(&sha, line, (size_t)len);
        cgov__sha256_end(&sha, leaf);
        assert_false(among(nodes, count, leaf));
        cgov__merkle_leaf(none, line, (size_t)len, leaf);
        assert_false(among(nodes, count, leaf));
        cgov__merkle_leaf(own, line, (size_t)len, leaf);
        assert_false(among(nodes, count, leaf));
        cgov__merkle_leaf(others, line, (size_t)len, leaf);
        assert_int_equal(among(nodes, count, leaf), strcmp(choices[c], "no") == 0);
    }
    over();
}

/* ---- what changes ---- */

static void a_roll_that_changed_says_so(void **state) {
    (void)state;
    begin("secrecy open", 4);
    take_out("electors", clerk, owners[1]);
    assert_int_equal(try_proof(owners[0], "electors", owners[0]), CGOV_E_CONFLICT);
    assert_int_equal(try_proof(owners[1], "electors", owners[1]), CGOV_E_NOT_FOUND);
    enter("electors", clerk, owners[1], NULL);
    move("begin");
    vote(0, "ballots", "no");
    vote(0, "ballots", "yes");
    vote(1, "ballots", "yes");
    vote(2, "ballots", "yes");
    take_out("ballots", owners[2], owners[2]);
    assert_int_equal(try_root(clerk, "ballots", 0), CGOV_E_NOT_FOUND);
    move("close");
    move("count");
    replay();
    for (uint32_t i = 0; i < 4; i++) assert_proves("electors", owners[i], NULL);
    assert_proves("ballots", owners[0], " area 10000 choice yes\n");
    assert_proves("ballots", owners[1], "\nline 2 elector ");
    assert_int_equal(try_proof(owners[2], "ballots", owners[2]), CGOV_E_NOT_FOUND);
    over();
}

static void the_certificate_has_the_roots(void **state) {
    (void)state;
    static char certificate[4096], line[128];
    const char *const rolls[] = {"electors", "ballots"};
    begin("secrecy open", 3);
    move("begin");
    for (uint32_t i = 0; i < 3; i++) vote(i, "ballots", "yes");
    move("close");
    move("count");
    cgov_reader who = town_reader(&town, town.resident);
    uint64_t needed;
    assert_int_equal(cgov_certificate(town.ledger, &who, item, "count", 0, certificate, sizeof certificate, &needed),
                     CGOV_OK);
    for (uint32_t r = 0; r < 2; r++) {
        snprintf(line, sizeof line, "\nroot %s lines 3 sha256 %.64s\n", rolls[r], root_of(rolls[r]).ptr);
        if (!strstr(certificate, line)) fail_msg("not there: %s in\n%s", line, certificate);
    }
    over();
}

/* ---- ballots of each kind ---- */

static void ballots_say_what_they_say(void **state) {
    (void)state;
    begin("secrecy open", 4);
    for (uint32_t i = 0; i < 3; i++) enter("candidates", clerk, owners[i], NULL);
    move("begin");
    vote(0, "picks", "1 3");
    vote(1, "picks", "blank");
    vote(2, "picks", "2");
    vote(3, "picks", "1 3");
    vote(0, "scores", "1:5 3:2");
    vote(1, "scores", "invalid");
    vote(2, "orders", "3 1 2");
    vote(3, "orders", "2");
    const char *const moves[] = {"close", "count", "choose", "rate", "rank"};
    for (uint32_t m = 0; m < 5; m++) move(moves[m]);
    replay();
    assert_proves("picks", owners[0], " choice 1 3\n");
    assert_proves("picks", owners[1], " choice blank\n");
    assert_proves("scores", owners[0], " choice 1:5 3:2\n");
    assert_proves("scores", owners[1], " choice invalid\n");
    assert_proves("orders", owners[2], " choice 3 1 2\n");
    assert_proves("orders", owners[3], " choice 2\n");
    assert_int_equal(try_root(town.resident, "elected", 0), CGOV_OK);
    over();
}

/* Of a confidential one the line has the commitment that its record has, and no proof says more to anybody. */
static void a_confidential_line_has_its_commitment(void **state) {
    (void)state;

    char digits[65], says[96];
    begin(SECRET, 3);
    enter("candidates", clerk, owners[0], NULL);
    move("begin");
    vote(0, "ballots", "no");
    vote(0, "ballots", "yes");
    const uint64_t seq = town.ledger->model.seq;
    vote(1, "ballots", "yes");
    vote(2, "ballots", "no");
    vote(1, "picks", "1");
    vote(1, "scores", "1:4");
    const char *const moves[] = {"close", "count", "choose", "rate"};
    for (uint32_t m = 0; m < 4; m++) move(moves[m]);
    replay();
    uint64_t len = 0;
    char line[1024];
    assert_int_equal(cgov_record_text(town.ledger, seq, line, sizeof line, &len), CGOV_OK);
    const char *at = strstr(line, " commitment=0x");
    assert_non_null(at);
    memcpy(digits, at + 14, 64);
    digits[64] = 0;
    snprintf(says, sizeof says, " area 10000 commitment %s\n", digits);
    assert_proves("ballots", owners[0], says);
    assert_proves("ballots", owners[2], " commitment ");
    assert_proves("picks", owners[1], " commitment ");
    assert_proves("scores", owners[1], " commitment ");
    if (strstr(text, "choice")) fail_msg("%s", text);

    over();
}

/* ---- who, and when ---- */

static void who_may_not_know_is_refused(void **state) {
    (void)state;
    begin(SECRET, 3);
    move("begin");
    vote(0, "ballots", "yes");
    move("close");
    move("count");
    assert_int_equal(try_proof(owners[0], "ballots", owners[0]), CGOV_OK);
    assert_int_equal(try_proof(clerk, "ballots", owners[0]), CGOV_OK);
    assert_int_equal(try_proof(town.resident, "ballots", owners[0]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_proof(0, "ballots", owners[0]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_proof(0, "electors", owners[0]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_proof(clerk, "ballots", owners[1]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_proof(clerk, "ballot", owners[0]), CGOV_E_NOT_FOUND);
    assert_int_equal(try_root(0, "ballots", 0), CGOV_OK);
    over();
}

/* Neither the fill nor the count is made, and nothing has changed. */
static void without_a_salt_it_is_refused(void **state) {
    (void)state;
    static const char *const moves[] = {"list", "begin", "close", "count"};
    begin("secrecy open", 2);
    for (uint32_t m = 0; m < 4; m++) {
        cgov_act act = town_act(&town, clerk);
        act.salt[0] = act.salt[1] = 0;
        const uint64_t first = town.ledger->model.seq;
        const int32_t status = cgov_item_move(town.ledger, &act, item, moves[m], NULL, 0, NULL);
        assert_int_equal(status, m == 0 || m == 3 ? CGOV_E_SALT : CGOV_OK);
        if (status) assert_int_equal(town.ledger->model.seq, first);
        if (status) move(moves[m]);
    }
    assert_proves("electors", owners[1], NULL);
    over();
}

/* The same text without the word: no root is made, no salt is needed, and records say nothing of it. */
static void none_is_made_unasked(void **state) {
    (void)state;
    static const char *const moves[] = {"list", "begin", "close", "count", "choose"};
    static const char word[] = "    proofs\n";
    char *rules = rules_with("secrecy open");
    for (char *at; (at = strstr(rules, word));) memmove(at, at + sizeof word - 1, strlen(at + sizeof word - 1) + 1);
    begin_by(rules, 3);
    for (uint32_t m = 0; m < 5; m++) {
        cgov_act act = town_act(&town, clerk);
        act.salt[0] = act.salt[1] = 0;
        char line[1024];
        uint64_t len = 0;
        const uint64_t seq = town.ledger->model.seq + 1;
        assert_int_equal(cgov_item_move(town.ledger, &act, item, moves[m], NULL, 0, NULL), CGOV_OK);
        assert_int_equal(cgov_record_text(town.ledger, seq, line, sizeof line, &len), CGOV_OK);
        if (strstr(line, "roots=") || strstr(line, "commitment=")) fail_msg("%s", line);
        if (m == 1) vote(0, "ballots", "yes");
    }
    static const char *const rolls[] = {"electors", "ballots", "picks", "elected"};
    for (uint32_t r = 0; r < 4; r++) {
        assert_int_equal(try_root(clerk, rolls[r], 0), CGOV_E_NOT_FOUND);
        assert_int_equal(try_proof(owners[0], rolls[r], owners[0]), CGOV_E_NOT_FOUND);
    }
    over();
}

static void the_checks_say_so(void **state) {
    (void)state;
    static const struct bent_row rows[] = {
        {{"move list", "by", "clerk of estate", "time"},
         2,
         "list \"",
         "`list` binds who is on roll `electors`, which says `proofs`, and time can make it: only an act brings the "
         "salt "
         "that hides the others' lines",
         ""},
        {{"move count", "by", "clerk of estate", "time"},
         2,
         "count \"",
         "`count` binds who is on roll `electors`, which says `proofs`, and time can make it: only an act brings the "
         "salt that hides the others' lines",
         ""},
        {{"roll candidates", "public", "public", "public\n    proofs"},
         6,
         "candidates \"",
         "roll `candidates` says `proofs`, and no move fills it, or counts by it: nobody would have one",
         ""},
    };
    EACH_REFUSED(rules_with("secrecy open"), rows);
}

static void assert_key_stays(uint64_t seq) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_text reason = text_of("本人申请");
    town_assert_refused(&town, cgov_text_erase(town.ledger, &act, item, seq, CGOV_FIELD_CHOICE, &reason, NULL),
                        CGOV_E_REFUSED, CGOV_R_CHOICE);
    if (!strstr(town_error(&town).message, "blinds a root")) fail_msg("%s", town_error(&town).message);
    cgov_reader who = town_reader(&town, clerk);
    uint64_t needed;
    assert_int_not_equal(cgov_text_get(town.ledger, &who, item, seq, CGOV_FIELD_CHOICE, text, sizeof text, &needed),
                         CGOV_OK);
}

/* What blinds the lines is nobody's to erase, while the item is open and afterwards; erasing all words of who made the
 * move leaves it. */
static void its_key_is_not_erased(void **state) {
    (void)state;
    begin("secrecy open", 2);
    const uint64_t list = town.ledger->model.seq - 1; /* and the record of who was put on the roll */
    assert_int_equal(try_root(clerk, "electors", list), CGOV_OK);
    assert_key_stays(list);
    assert_proves("electors", owners[0], NULL);
    move("begin");
    vote(0, "ballots", "yes");
    move("close");
    move("count");
    const uint64_t count = town.ledger->model.seq;
    assert_key_stays(count);
    move("drop");
    assert_key_stays(list);
    assert_key_stays(count);
    cgov_act act = town_act(&town, town.founder);
    const cgov_text reason = text_of("本人申请");
    assert_int_equal(cgov_resident_erase(town.ledger, &act, clerk, &reason, NULL), CGOV_OK);
    replay();
    assert_proves("electors", owners[0], NULL);
    assert_proves("ballots", owners[0], " choice yes\n");
    over();
}

static void what_does_not_fit_is_not_written(void **state) {
    (void)state;
    char small[64] = "x";
    uint64_t needed = 0, again = 0;
    begin("secrecy open", 2);
    cgov_reader who = town_reader(&town, clerk);
    assert_int_equal(cgov_roll_root(town.ledger, &who, item, "electors", 0, small, sizeof small, &needed),
                     CGOV_E_BUFFER);
    assert_string_equal(small, "x");
    assert_int_equal(cgov_roll_root(town.ledger, &who, item, "electors", 0, root, needed + 1, &again), CGOV_OK);
    assert_true(again == needed && strlen(root) == needed);
    assert_int_equal(cgov_roll_proof(town.ledger, &who, item, "electors", 0, owners[0], NULL, 0, &needed),
                     CGOV_E_BUFFER);
    assert_int_equal(cgov_roll_proof(town.ledger, &who, item, "electors", 0, owners[0], text, needed, &again),
                     CGOV_E_BUFFER);
    assert_int_equal(cgov_roll_proof(town.ledger, &who, item, "electors", 0, owners[0], text, needed + 1, &again),
                     CGOV_OK);
    assert_int_equal(strlen(text), needed);
    over();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_has_its_proof),    cmocka_unit_test(a_flipped_bit_fails),
        cmocka_unit_test(another_rolls_proof_fails),   cmocka_unit_test(a_neighbours_line_is_not_told),
        cmocka_unit_test(a_roll_that_changed_says_so), cmocka_unit_test(the_certificate_has_the_roots),
        cmocka_unit_test(ballots_say_what_they_say),   cmocka_unit_test(a_confidential_line_has_its_commitment),
        cmocka_unit_test(who_may_not_know_is_refused), cmocka_unit_test(without_a_salt_it_is_refused),
        cmocka_unit_test(its_key_is_not_erased),       cmocka_unit_test(what_does_not_fit_is_not_written),
        cmocka_unit_test(none_is_made_unasked),        cmocka_unit_test(the_checks_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
