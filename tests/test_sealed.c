/* Sealed ballots: cast as bytes that nobody here reads, copies refused; what they come to is entered by two trustees,
 * and must add up to those that stand; counted from that, after a reopening too. */
#include "support/bent.h"
#include "support/on_an_estate.h"

#include "ledger/handle.h"
#include "model/snapshot.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const char TEXT[] = "rulebook 1\n"
                           "role founder \"创建人\"\n"
                           "  may add change appoint adopt\n"
                           "role auditor \"审计员\"\n"
                           "  sees auditor\n"
                           "role clerk \"经办\"\n"
                           "role trustee \"保管人\"\n"
                           "rule half \"过半\"\n"
                           "  ask yes_no\n"
                           "  quorum cast at least 1/4 of electors\n"
                           "  passes yes more than 1/2 of cast by area\n"
                           "  passes yes more than 1/2 of cast by units\n"
                           "rule pick \"推选\"\n"
                           "  ask choose 2\n"
                           "  seats 2\n"
                           "  passes yes more than 1/4 of cast\n"
                           "procedure vote \"表决\" motion\n"
                           "  public\n"
                           "  party estate \"小区\" organization\n"
                           "  roll electors \"业主\"\n"
                           "    of owners of estate\n"
                           "    filled by list\n"
                           "  roll candidates \"候选人\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in listed\n"
                           "    public\n"
                           "  roll marks \"弃权\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    out by clerk of estate\n"
                           "    in voting\n"
                           "  roll ballots \"表决票\"\n"
                           "    of electors\n"
                           "    not marks\n"
                           "    by clerk of estate twice\n"
                           "    by self again\n"
                           "    out by self\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    secrecy sealed\n"
                           "    bundle for ballots exactly by trustee of estate twice in counting\n"
                           "    public\n"
                           "    proofs\n"
                           "  roll picks \"选票\"\n"
                           "    of electors\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot from candidates\n"
                           "    secrecy sealed\n"
                           "    bundle for picks exactly by trustee of estate twice in picking\n"
                           "  roll hands \"举手\"\n"
                           "    of electors\n"
                           "    by self\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "    bundle for marks by trustee of estate in counting\n"
                           "  roll elected \"当选\"\n"
                           "    of electors\n"
                           "    by clerk of estate\n"
                           "    in never\n"
                           "  stage all \"全程\"\n"
                           "    state draft \"草拟\" held by estate\n"
                           "    state listed \"公示\" held by estate\n"
                           "    state voting \"表决\" held by estate\n"
                           "    state counting \"计票\" held by estate\n"
                           "    state picking \"计选票\" held by estate\n"
                           "    state never \"无\" held by estate\n"
                           "    state done \"已决\" final\n"
                           "  clock run from start until choose drop\n"
                           "    for 90 days\n"
                           "    late tell clerk of estate\n"
                           "  open start \"发起\" -> draft\n"
                           "    by clerk of estate\n"
                           "    needs estate text\n"
                           "    sets estate to given\n"
                           "  move list \"列名\" draft -> listed\n"
                           "    by clerk of estate\n"
                           "  move begin \"表决\" listed -> voting\n"
                           "    by clerk of estate\n"
                           "  move close \"截止\" voting -> counting\n"
                           "    by clerk of estate\n"
                           "  move reopen \"再投\" counting -> voting\n"
                           "    by clerk of estate\n"
                           "    at most 3\n"
                           "  move count \"计票\" counting\n"
                           "    by clerk of estate\n"
                           "    decides half over ballots\n"
                           "    passed -> picking\n"
                           "    failed -> picking\n"
                           "    no_quorum -> picking\n"
                           "  move choose \"计选票\" picking\n"
                           "    by clerk of estate\n"
                           "    decides pick over picks into elected\n"
                           "    passed -> done\n"
                           "    unfilled -> done\n"
                           "    tells electors\n"
                           "  move wait picking -> never\n"
                           "    by clerk of estate\n"
                           "  move drop \"撤销\" draft listed voting counting picking never -> done\n"
                           "    by clerk of estate\n"
                           "    tells electors\n";

#define OWNERS 5u
#define PROOF "0f3c5a7e9b1d2f4a6c8e0b3d5f7a9c1e2b4d6f8a0c2e4b6d8f1a3c5e7b9d0f2a"
#define REFUSED(status, reason) town_assert_refused(&town, status, CGOV_E_REFUSED, CGOV_R_##reason)

#define MANY OWNERS_MOST

static cgov_id other_clerk, trustee, second, third;

/* ---- an estate ---- */

static int32_t try_cast(uint32_t owner, const char *choice) {
    return enter(owners[owner], "ballots", owners[owner], choice);
}

/* So many for yes and for no, and of area. */
static int32_t proven(cgov_id actor, int64_t yes, int64_t no, int64_t yes_area, int64_t no_area, const char *proof) {
    cgov_act act = town_act(&town, actor);
    const cgov_tally_row rows[] = {row(CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, yes, yes_area),
                                   row(CGOV_TALLY_CHOICE, CGOV_CHOICE_NO, no, no_area)};
    return cgov_sealed_result(town.ledger, &act, item, "ballots", rows, 2, proof, NULL);
}

static int32_t result(cgov_id actor, int64_t yes, int64_t no, int64_t yes_area, int64_t no_area) {
    return proven(actor, yes, no, yes_area, no_area, PROOF);
}

/* The first two are candidates. */
static void begin(uint32_t count) {
    estate_found(TEXT);
    other_clerk = estate_officer("经办乙", "clerk");
    trustee = estate_officer("保管甲", "trustee");
    second = estate_officer("保管乙", "trustee");
    third = estate_officer("保管丙", "trustee");
    estate_begin(count, 2);
}

static int open_vote(void **state) {
    (void)state;
    begin(OWNERS);
    return 0;
}

static const char *certified(const char *name) {
    static char certificate[4096];
    cgov_reader who = town_reader(&town, owners[0]);
    uint64_t needed = 0;
    assert_int_equal(cgov_certificate(town.ledger, &who, item, name, 0, certificate, sizeof certificate, &needed),
                     CGOV_OK);
    return certificate;
}

/* ---- cast ---- */

static void copies_are_refused(void **state) {
    (void)state;
    vote(0, "{\"c\":[\"8a1f\"]}");
    REFUSED(try_cast(1, "{\"c\":[\"8a1f\"]}"), COPY);
    assert_says(town_error(&town).message, "this very ballot was cast on the roll before");
    vote(1, "{\"c\":[\"8a20\"]}");
    vote(0, "seals anew");
    REFUSED(try_cast(0, "{\"c\":[\"8a1f\"]}"), COPY); /* given way, and still a copy */
    REFUSED(try_cast(2, "{\"c\":[\"8a1f\"]}"), COPY);
    cgov_act act = town_act(&town, owners[1]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, "ballots", owners[1], 0, NULL, 0, NULL), CGOV_OK);
    REFUSED(try_cast(2, "{\"c\":[\"8a20\"]}"), COPY);
    town_replay(&town, &storage);
    REFUSED(try_cast(2, "{\"c\":[\"8a20\"]}"), COPY);
    assert_int_equal(enter(owners[2], "picks", owners[2], "{\"c\":[\"8a1f\"]}"), CGOV_OK); /* another question */
}

static void a_ballot_has_bytes_and_not_too_many(void **state) {
    (void)state;
    static char bytes[16386];
    memset(bytes, 'x', sizeof bytes - 1);
    assert_int_equal(try_cast(0, bytes), CGOV_E_TEXT);
    bytes[16384] = 0;
    assert_int_equal(try_cast(0, bytes), CGOV_OK);
    assert_int_equal(try_cast(1, ""), CGOV_E_TEXT);
    REFUSED(enter(owners[1], "ballots", owners[1], NULL), NEEDS);
    bytes[0] = (char)0xff;
    assert_int_equal(try_cast(1, bytes), CGOV_E_TEXT);
    town_replay(&town, &storage);
    cgov_act act = town_act(&town, owners[1]);
    act.salt[0] = act.salt[1] = 0;
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, "c");
    assert_int_equal(cgov_roll_enter(town.ledger, &act, item, "ballots", owners[1], &detail, 1, NULL), CGOV_E_SALT);
}

/* Two who enter for somebody agree on the very bytes. */
static void two_enter_the_same(void **state) {
    (void)state;
    assert_int_equal(enter(clerk, "ballots", owners[0], "paper"), CGOV_OK);
    assert_int_equal(enter(other_clerk, "ballots", owners[0], "another"), CGOV_OK);
    cgov_reader who = town_reader(&town, owners[0]);
    cgov_tally_view tally = {.size = sizeof tally};
    uint64_t cursor = 0;
    uint32_t count;
    assert_int_equal(cgov_tally_list(town.ledger, &who, item, "ballots", &cursor, &tally, 1, &count), CGOV_OK);
    assert_int_equal(tally.heads, 0);
    assert_int_equal(enter(other_clerk, "ballots", owners[0], "paper"), CGOV_OK);
    cursor = 0;
    assert_int_equal(cgov_tally_list(town.ledger, &who, item, "ballots", &cursor, &tally, 1, &count), CGOV_OK);
    assert_int_equal(tally.heads, 1);
}

/* Not even how many there are of what, until somebody has entered that. */
static void nobody_reads_it(void **state) {
    (void)state;
    vote(0, "ciphertext");
    const uint64_t seq = town.ledger->model.seq;
    const cgov_id readers[] = {owners[0], owners[1], clerk, trustee, town.auditor};
    for (size_t r = 0; r < sizeof readers / sizeof readers[0]; r++) {
        const cgov_reader who = town_reader(&town, readers[r]);
        cgov_entry_view entry = {.size = sizeof entry};
        cgov_tally_view tally = {.size = sizeof tally};
        cgov_roll_view roll = {.size = sizeof roll};
        uint64_t cursor = 0, size;
        uint32_t count, lines = 0;
        char text[64];
        while (cgov_entry_list(town.ledger, &who, item, "ballots", &cursor, &entry, 1, &count) == CGOV_OK)
            assert_true(entry.choice[0] == 0 && entry.places == 0);
        for (cursor = 0; cgov_tally_list(town.ledger, &who, item, "ballots", &cursor, &tally, 1, &count) == CGOV_OK;
             lines++)
            assert_int_equal(tally.tally, lines == 0 ? CGOV_TALLY_CAST : CGOV_TALLY_SILENT);
        assert_int_equal(lines, 2);
        for (cursor = 0; cgov_roll_list(town.ledger, &who, item, &cursor, &roll, 1, &count) == CGOV_OK;)
            assert_int_equal(roll.secrecy, !roll.ballot ? 0 : strcmp(roll.name, "hands") == 0 ? 1 : 3);
        assert_int_equal(cgov_text_get(town.ledger, &who, item, seq, CGOV_FIELD_CHOICE, text, sizeof text, &size),
                         CGOV_E_ARG);
    }
    char line[1024];
    uint64_t needed;
    assert_int_equal(cgov_record_text(town.ledger, seq, line, sizeof line, &needed), CGOV_OK);
    assert_null(strstr(line, "ciphertext"));
}

/* ---- counted ---- */

static void a_result_adds_up(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 3; i++) vote(i, (const char *[]){"c1", "c2", "c3"}[i]);
    vote(2, "c4");
    REFUSED(result(trustee, 2, 1, 30000, 30000), ROLL); /* while it is open */
    move(clerk, "close");
    REFUSED(try_move(clerk, "count"), BUNDLE);
    REFUSED(result(clerk, 2, 1, 30000, 30000), ACTOR);
    REFUSED(result(trustee, 2, 2, 30000, 30000), BUNDLE);
    assert_says(town_error(&town).message, "the result says 4 ballots, and the sealed ballots that stand are 3");
    REFUSED(result(trustee, 2, 1, 30000, 40000), BUNDLE);
    assert_says(town_error(&town).message,
                "the result says 70000 of area, and the sealed ballots that stand are 60000");
    assert_int_equal(result(trustee, 2, 1, 30000, 30000), CGOV_OK);
    REFUSED(try_move(clerk, "count"), BUNDLE); /* one alone says so */
    assert_int_equal(result(second, 1, 2, 30000, 30000), CGOV_OK);
    REFUSED(try_move(clerk, "count"), BUNDLE);
    assert_int_equal(result(second, 2, 1, 30000, 30000), CGOV_OK);
    town_replay(&town, &storage);
    move(clerk, "count");
    const char *const says = certified("count");
    assert_says(says, "\nsecrecy sealed\n");
    assert_says(says, "tally yes heads 2 units 2 area 30000\n");
    assert_says(says, "tally no heads 1 units 1 area 30000\n");
    assert_says(says, "tally cast heads 3 units 3 area 60000\n");
    assert_says(says, "outcome failed\n");
}

/* Whose result it is, and what is said to prove it, the certificate has. */
static void a_result_has_a_proof(void **state) {
    (void)state;
    static const char other[] = "1f3c5a7e9b1d2f4a6c8e0b3d5f7a9c1e2b4d6f8a0c2e4b6d8f1a3c5e7b9d0f2a";
    char line[256];
    vote(0, "c1");
    move(clerk, "close");
    const cgov_tally_row all = row(CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, 1, 10000);
    cgov_act act = town_act(&town, trustee);
    REFUSED(cgov_roll_bundle(town.ledger, &act, item, "ballots", &all, 1, NULL), NEEDS);
    assert_says(town_error(&town).message, "entered with the SHA-256 of its proof");
    REFUSED(proven(trustee, 1, 0, 10000, 0, "0f3c"), NEEDS);
    char wrong[] = PROOF;
    wrong[63] = 'A';
    REFUSED(proven(trustee, 1, 0, 10000, 0, wrong), NEEDS);
    assert_int_equal(proven(trustee, 1, 0, 10000, 0, PROOF "0"), CGOV_E_TEXT);
    assert_int_equal(proven(trustee, 1, 0, 10000, 0, PROOF), CGOV_OK);
    assert_int_equal(proven(second, 1, 0, 10000, 0, other), CGOV_OK);
    REFUSED(try_move(clerk, "count"), BUNDLE); /* of another proof: not the same */
    assert_int_equal(proven(second, 1, 0, 10000, 0, PROOF), CGOV_OK);
    const uint64_t seq = town.ledger->model.seq;
    assert_int_equal(proven(trustee, 1, 0, 10000, 0, other), CGOV_OK); /* waits, and the other stands */
    const cgov_tally_row none = row(CGOV_TALLY_CHOICE, CGOV_CHOICE_YES, 0, 0);
    act = town_act(&town, trustee);
    REFUSED(cgov_sealed_result(town.ledger, &act, item, "hands", &none, 1, PROOF, NULL), TAKES);
    town_replay(&town, &storage);
    move(clerk, "count");
    snprintf(line, sizeof line, "\nsecrecy sealed\nresult seq %llu by %llu agreed %llu proof sha256 " PROOF "\n",
             (unsigned long long)seq, (unsigned long long)second, (unsigned long long)trustee);
    assert_says(certified("count"), line);
}

/* Of all who hold the role: one who differs, or never comes, is not waited for. */
static void any_two_are_enough(void **state) {
    (void)state;
    char line[256];
    vote(0, "c1");
    move(clerk, "close");
    assert_int_equal(result(trustee, 1, 0, 10000, 0), CGOV_OK);
    assert_int_equal(result(trustee, 1, 0, 10000, 0), CGOV_OK); /* twice the same person */
    REFUSED(try_move(clerk, "count"), BUNDLE);
    assert_int_equal(result(second, 0, 1, 0, 10000), CGOV_OK);
    REFUSED(try_move(clerk, "count"), BUNDLE);
    assert_int_equal(result(third, 1, 0, 10000, 0), CGOV_OK);
    const uint64_t seq = town.ledger->model.seq;
    move(clerk, "count");
    snprintf(line, sizeof line, "\nresult seq %llu by %llu agreed %llu proof sha256 " PROOF "\n",
             (unsigned long long)seq, (unsigned long long)third, (unsigned long long)trustee);
    assert_says(certified("count"), line);
}

static int32_t opened_by(cgov_id reader, uint64_t *cursor, char *into, uint64_t cap, uint64_t *needed) {
    const cgov_reader who = town_reader(&town, reader);
    cgov_tally_row weighs = {.size = sizeof weighs};
    uint64_t tag, next = *cursor;
    uint32_t count;
    int32_t status = cgov_sealed_list(town.ledger, &who, item, "ballots", &next, &tag, 1, &count);
    if (status) return status;
    assert_int_equal(tag, next);
    status = cgov_sealed_get(town.ledger, &who, item, "ballots", tag, &weighs, into, cap, needed);
    if (!status) *cursor = next;
    if (!status) assert_true(weighs.heads == 1 && weighs.units == 1 && weighs.weight == 0);
    if (!status) assert_int_equal(weighs.area, into[1] == '1' ? 10000 : into[1] == '3' ? 30000 : 50000);
    return status;
}

/* Whoever opens them has them once the roll is closed, as they were cast, and not whose they are. */
static void trustees_open_them(void **state) {
    (void)state;
    static const char *const in_order[] = {"c4", "c3", "c1"}; /* by SHA-256: 0012.., 7c1c.., d0f6.. */
    uint64_t cursor = 0, needed = 0;
    char text[64];
    vote(0, "c1");
    vote(1, "c2");
    vote(2, "c3");
    assert_int_equal(enter(clerk, "marks", owners[1], NULL), CGOV_OK);
    vote(4, "c4");
    assert_int_equal(opened_by(trustee, &cursor, text, sizeof text, &needed), CGOV_E_NOT_FOUND);
    assert_int_equal(opened_by(town.auditor, &cursor, text, sizeof text, &needed), CGOV_E_NOT_FOUND);
    move(clerk, "close");
    const cgov_id others[] = {clerk, owners[0], town.founder};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(opened_by(others[i], &cursor, text, sizeof text, &needed), CGOV_E_NOT_FOUND);
    const cgov_id openers[] = {trustee, town.auditor};
    for (size_t o = 0; o < 2; o++) {
        cursor = 0;
        assert_int_equal(opened_by(openers[o], &cursor, NULL, 0, &needed), CGOV_E_BUFFER);
        assert_true(cursor == 0 && needed == 2);
        for (uint32_t i = 0; i < 3; i++) {
            assert_int_equal(opened_by(openers[o], &cursor, text, sizeof text, &needed), CGOV_OK);
            assert_string_equal(text, in_order[i]);
        }
        assert_int_equal(opened_by(openers[o], &cursor, text, sizeof text, &needed), CGOV_DONE);
        town_replay(&town, &storage);
    }
    const cgov_reader who = town_reader(&town, trustee);
    cursor = 0;
    assert_int_equal(cgov_sealed_get(town.ledger, &who, item, "hands", 1, NULL, text, sizeof text, &needed),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_sealed_get(town.ledger, &who, item, "ballots", 1, NULL, text, sizeof text, &needed),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(result(trustee, 1, 2, 10000, 80000), CGOV_OK);
    assert_int_equal(result(second, 1, 2, 10000, 80000), CGOV_OK);
    move(clerk, "count");
    assert_int_equal(opened_by(trustee, &cursor, text, sizeof text, &needed), CGOV_E_NOT_FOUND);
    uint64_t tag, next = 0;
    uint32_t count;
    const cgov_reader auditor = town_reader(&town, town.auditor);
    cgov_tally_row short_one = {.size = 4};
    assert_int_equal(cgov_sealed_list(town.ledger, &auditor, item, "ballots", &next, &tag, 1, &count), CGOV_OK);
    assert_int_equal(
        cgov_sealed_get(town.ledger, &auditor, item, "ballots", tag, &short_one, text, sizeof text, &needed),
        CGOV_E_ABI_SIZE);
    assert_true(needed == 0);
    assert_int_equal(opened_by(town.auditor, &cursor, text, sizeof text, &needed), CGOV_OK);
}

/* A page of any size goes on where the one before ended; of those that gave way, or were taken back, there is none. */
static void tags_come_by_pages(void **state) {
    (void)state;
    char choice[16], text[64];
    uint64_t all[64], needed;
    uint32_t count = 0;
    for (uint32_t i = 0; i < 40; i++) { /* eight a person */
        snprintf(choice, sizeof choice, "c%u", i);
        vote(i % OWNERS, choice);
    }
    cgov_act act = town_act(&town, owners[3]);
    assert_int_equal(cgov_roll_leave(town.ledger, &act, item, "ballots", owners[3], 0, NULL, 0, NULL), CGOV_OK);
    move(clerk, "close");
    const cgov_reader who = town_reader(&town, trustee);
    for (uint32_t size = 1; size <= 6; size++) {
        uint64_t cursor = 0, tags[6];
        uint32_t found = 0, at;
        while (cgov_sealed_list(town.ledger, &who, item, "ballots", &cursor, tags, size, &at) == CGOV_OK)
            for (uint32_t i = 0; i < at; i++, found++) {
                assert_true(found < 4 && (found == 0 || all[found - 1] < tags[i]));
                if (size > 1) assert_int_equal(all[found], tags[i]);
                all[found] = tags[i];
            }
        assert_int_equal(found, 4);
        if (size == 3) town_replay(&town, &storage);
    }
    for (; count < 4; count++) {
        assert_int_equal(cgov_sealed_get(town.ledger, &who, item, "ballots", all[count], NULL, text, 64, &needed),
                         CGOV_OK);
        assert_true(atoi(text + 1) >= 35);
    }
}

static bool is_sound(void) {
    bool had_memory;
    const bool sound = cgov__model_sound(&town.ledger->model, &had_memory);
    assert_true(had_memory);
    return sound;
}

/* A snapshot whose sealed ballots stand by no entry, or by another's, is refused: their trustees would open what nobody
 * cast. */
static void rows_say_who_stands_by_what(void **state) {
    (void)state;
    struct model *const model = &town.ledger->model;
    uint32_t standing = 0, gone = 0;
    for (uint32_t i = 0; i < 4; i++) vote(i % 3, (const char *[]){"c1", "c2", "c3", "c4"}[i]);
    assert_true(is_sound());
    for (uint32_t n = 1; n <= model->sayings.count; n++) {
        struct saying *const saying = cgov__rows_edit(&model->sayings, n - 1);
        const struct saying was = *saying;
        *(was.beside ? &standing : &gone) += 1;
        for (uint32_t other = 0; other <= model->entries.count;
             other++) { /* the ballots' rolls, and the list they are of */
            if (other == was.beside) continue;
            saying->beside = other;
            assert_false(is_sound());
        }
        *saying = was;
        saying->heads = was.heads == 0;
        assert_false(is_sound());
        *saying = was;
        saying->heads = 2;
        assert_false(is_sound());
        *saying = was;
        assert_true(is_sound());
    }
    assert_true(standing == 3 && gone == 1);
}

/* All of them, in nanoseconds of the processor: the least of several rounds. */
static double reading_all(uint32_t count) {
    static uint64_t tags[MANY];
    char text[64];
    double least = 1e12;
    begin(count);
    for (uint32_t i = 0; i < count; i++) {
        snprintf(text, sizeof text, "ballot %u", i);
        vote(i, text);
    }
    move(clerk, "close");
    const cgov_reader who = town_reader(&town, trustee);
    for (int round = 0; round < 5; round++) {
        const clock_t start = clock();
        uint64_t cursor = 0, needed;
        uint32_t found;
        assert_int_equal(cgov_sealed_list(town.ledger, &who, item, "ballots", &cursor, tags, MANY, &found), CGOV_OK);
        assert_int_equal(found, count);
        for (uint32_t i = 0; i < count; i++)
            assert_int_equal(cgov_sealed_get(town.ledger, &who, item, "ballots", tags[i], NULL, text, 64, &needed),
                             CGOV_OK);
        const double cost = (double)(clock() - start) / CLOCKS_PER_SEC * 1e9;
        if (cost < least) least = cost;
    }
    return least;
}

/* Eight times as many cost eight times as much: looked for one by one through the roll they would cost 64 times. */
static void reading_all_is_linear(void **state) {
    const double few = reading_all(MANY / 8);
    over(state);
    const double many = reading_all(MANY);
    if (many > 24 * few) fail_msg("%.0f ns for %u, and %.0f for %u", few, MANY / 8, many, MANY);
}

/* It is of the ballots that stood then: another one, or one less, and it is said anew. */
static void a_result_gives_way(void **state) {
    (void)state;
    vote(0, "c1");
    vote(1, "c2");
    assert_int_equal(enter(clerk, "marks", owners[2], NULL), CGOV_OK);
    move(clerk, "close");
    assert_int_equal(result(trustee, 1, 1, 10000, 20000), CGOV_OK);
    assert_int_equal(result(second, 1, 1, 10000, 20000), CGOV_OK);
    move(clerk, "reopen");
    vote(1, "c3");
    move(clerk, "close");
    REFUSED(try_move(clerk, "count"), BUNDLE);
    assert_int_equal(result(trustee, 1, 1, 10000, 20000), CGOV_OK);
    move(clerk, "reopen");
    vote(1, "c4"); /* what waits was of other ballots, even where the same sums fit these */
    move(clerk, "close");
    assert_int_equal(result(second, 1, 1, 10000, 20000), CGOV_OK);
    REFUSED(try_move(clerk, "count"), BUNDLE);
    town_replay(&town, &storage);
    move(clerk, "reopen");
    assert_int_equal(enter(clerk, "marks", owners[1], NULL), CGOV_OK); /* theirs gives way */
    move(clerk, "close");
    assert_int_equal(result(second, 1, 0, 10000, 0), CGOV_OK);
    REFUSED(try_move(clerk, "count"), BUNDLE);
    assert_int_equal(result(trustee, 1, 0, 10000, 0), CGOV_OK);
    move(clerk, "count");
    assert_says(certified("count"), "tally cast heads 1 units 1 area 10000\n");
}

static int32_t picked(cgov_id actor, int64_t first, int64_t other, int64_t blank, int64_t all, int64_t area) {
    cgov_act act = town_act(&town, actor);
    const cgov_tally_row rows[] = {
        row(CGOV_TALLY_CANDIDATE, 1, first, first * 10000), row(CGOV_TALLY_CANDIDATE, 2, other, other * 10000),
        row(CGOV_TALLY_CHOICE, CGOV_CHOICE_BLANK, blank, blank * 10000), row(CGOV_TALLY_CAST, 0, all, area)};
    return cgov_sealed_result(town.ledger, &act, item, "picks", rows, 4, PROOF, NULL);
}

static void candidates_are_counted(void **state) {
    (void)state;
    for (uint32_t i = 0; i < 3; i++)
        assert_int_equal(enter(owners[i], "picks", owners[i], (const char *[]){"p1", "p2", "p3"}[i]), CGOV_OK);
    move(clerk, "close");
    move(clerk, "count"); /* nobody cast one: nothing is to be said */
    assert_says(certified("count"), "outcome no_quorum\n");
    REFUSED(picked(trustee, 2, 1, 1, 4, 60000), BUNDLE);
    REFUSED(picked(trustee, 3, 1, 1, 3, 60000), BUNDLE); /* two ballots that name somebody */
    assert_int_equal(picked(trustee, 2, 1, 1, 3, 60000), CGOV_OK);
    assert_int_equal(picked(second, 2, 1, 1, 3, 60000), CGOV_OK);
    move(clerk, "choose");
    assert_says(certified("choose"), "tally 1 heads 2 units 2 area 20000\n");
}

/* ---- texts ---- */

static void texts_are_checked(void **state) {
    (void)state;
    static const char says_none[] =
        "ballots of roll `ballots` are sealed, and nobody enters what they come to: `bundle "
        "for ballots exactly by ... twice in ...`";
    static const char bundle[] = "trustee of estate twice in counting";
    static const struct bent_row rows[] = {
        {{"roll ballots", "bundle", NULL, NULL}, 0, "ballots", says_none, ""},
        {{"roll ballots", "bundle", "twice ", ""}, 0, "ballots", says_none, ""},
        {{"roll ballots", "bundle", "exactly ", ""}, 0, "ballots", says_none, ""},
        {{"roll ballots", "bundle", "for ballots", "for marks"}, 0, "ballots", says_none, ""},
        {{"roll ballots", "bundle", "in counting", "in voting counting"},
         0,
         "trustee of estate twice in voting counting",
         "what the sealed ballots of roll `ballots` come to is entered where it is open yet",
         ""},
        {{"roll ballots", "secrecy", "sealed", "open"},
         0,
         bundle,
         "a bundle of `ballots` is for roll `ballots`, on which nobody stands once: it is of ballots",
         ""},
        {{"roll ballots", "bundle", "in counting", "in listed"},
         5,
         "ballots",
         "`count` decides in `counting`, where nobody enters what the sealed ballots of roll `ballots` come to",
         ""},
        {{"move count", "by", "clerk of estate", "time"},
         2,
         "ballots",
         "`count` decides over roll `ballots`, which is not open: somebody answers for that count, not time",
         ""},
    };
    EACH_REFUSED(TEXT, rows);
    static const struct edit residents[] = {
        {"roll electors", "of", "owners of estate", "residents of estate"},
        {"rule half", "passes", "by area", "by heads"},
    };
    static const struct bent_row households[] = {
        {{"roll electors", "of", "residents of estate", "residents of estate"},
         6,
         "half",
         "rule `half` counts households, and ballots of roll `ballots` are sealed: sums by households do not add up "
         "to who cast one",
         ""},
    };
    char *const of = bent_by(TEXT, residents, 2);
    EACH_REFUSED(of, households);
    free(of);
    static const struct edit bare[] = {{"rule pick", "passes", NULL, NULL},
                                       {"rule pick", "ask", "choose 2", "rank stv"}};
    static const struct bent_row ordered[] = {
        {{"rule pick", "ask", "rank stv", "rank stv"},
         0,
         "pick",
         "rule `pick` asks an order, and ballots of `picks` are sealed: an order can be a signature",
         ""},
    };
    char *const orders = bent_by(TEXT, bare, 2);
    EACH_REFUSED(orders, ordered);
    free(orders);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(copies_are_refused, open_vote, over),
        cmocka_unit_test_setup_teardown(a_ballot_has_bytes_and_not_too_many, open_vote, over),
        cmocka_unit_test_setup_teardown(two_enter_the_same, open_vote, over),
        cmocka_unit_test_setup_teardown(nobody_reads_it, open_vote, over),
        cmocka_unit_test_setup_teardown(a_result_adds_up, open_vote, over),
        cmocka_unit_test_setup_teardown(a_result_has_a_proof, open_vote, over),
        cmocka_unit_test_setup_teardown(any_two_are_enough, open_vote, over),
        cmocka_unit_test_setup_teardown(trustees_open_them, open_vote, over),
        cmocka_unit_test_setup_teardown(tags_come_by_pages, open_vote, over),
        cmocka_unit_test_setup_teardown(rows_say_who_stands_by_what, open_vote, over),
        cmocka_unit_test_teardown(reading_all_is_linear, over),
        cmocka_unit_test_setup_teardown(a_result_gives_way, open_vote, over),
        cmocka_unit_test_setup_teardown(candidates_are_counted, open_vote, over),
        cmocka_unit_test(texts_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
