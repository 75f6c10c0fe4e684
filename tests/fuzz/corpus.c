/* Writes the corpora to begin from: a rulebook, journals, snapshots, commands, calls. What was found later is added by
 * hand; the stories' journals stand in tests/golden alone, which is given to their target too.
 *
 *   fuzz_corpus DIRECTORY          tests/fuzz/corpus, whose rooms must be there */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    return bytes && len ? 0 : 0;
}

static void write_file(const char *directory, const char *name, const void *bytes, size_t len) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "wb");
    MUST(file && fwrite(bytes, 1, len, file) == len);
    MUST(fclose(file) == 0);
}

#define ROOM 6000u /* for a command's facts, and for its words */

/* Appends the last encoded command, behind its lengths. */
static size_t put_command(const cgov_ledger *ledger, uint8_t *into) {
    uint64_t facts, words;
    MUST(cgov_command_get(ledger, into + 4, ROOM, &facts, into + 4 + ROOM, ROOM, &words) == CGOV_OK);
    memmove(into + 4 + facts, into + 4 + ROOM, words);
    into[0] = (uint8_t)facts, into[1] = (uint8_t)(facts >> 8);
    into[2] = (uint8_t)words, into[3] = (uint8_t)(words >> 8);
    return (size_t)(4 + facts + words);
}

static void move(struct fuzz_town *town, uint32_t flags, cgov_id issue, const char *name) {
    cgov_detail reason = {.size = sizeof reason, .field = CGOV_FIELD_REASON, .text = {"mended", CGOV_NUL_TERMINATED}};
    cgov_act act = fuzz_act(town, fuzz_resident(2));
    act.flags = flags;
    MUST(cgov_item_move(town->ledger, &act, issue, name, &reason, strcmp(name, "close") == 0 ? 1 : 0, NULL) == CGOV_OK);
}

static void commands(const char *directory) {
    static uint8_t bytes[4 * ROOM];
    struct fuzz_town town;
    size_t len = 0;
    fuzz_open(&town);
    cgov_act act = fuzz_act(&town, fuzz_resident(1));
    act.flags = CGOV_ACT_ENCODE;
    cgov_detail details[3] = {{.size = sizeof *details, .field = CGOV_FIELD_PLACE, .number = 130702},
                              {.size = sizeof *details, .field = CGOV_FIELD_INTAKE, .number = (int64_t)town.root},
                              {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = {"a lamp", 6}}};
    cgov_id issue = (cgov_id)CGOV_KIND_ISSUE << 44 | 1;
    MUST(cgov_item_report(town.ledger, &act, details, 3, &issue) == CGOV_OK);
    len += put_command(town.ledger, bytes + len);
    issue = fuzz_report(&town, fuzz_resident(1));
    move(&town, CGOV_ACT_ENCODE, issue, "accept");
    len += put_command(town.ledger, bytes + len);
    move(&town, 0, issue, "accept");
    move(&town, CGOV_ACT_ENCODE, issue, "close");
    len += put_command(town.ledger, bytes + len);
    write_file(directory, "commands/loop", bytes, len);
    write_file(directory, "commands/cut", bytes, len - 5);
    bytes[12] ^= 64;
    write_file(directory, "commands/bent", bytes, len);
    fuzz_close(&town);
}

/* Rolls of each kind: filled, entered, kept by a choice, many, of another, above, of sealed ballots. */
static const char with_rolls[] = "rulebook 1\n"
                                 "role founder \"founder\"\n"
                                 "  may add change appoint adopt\n"
                                 "  sees auditor\n"
                                 "role clerk \"clerk\"\n"
                                 "rule r \"r\"\n"
                                 "  ask yes_no\n"
                                 "  passes yes more than 1/2 of cast\n"
                                 "procedure meet \"meet\" session\n"
                                 "  public\n"
                                 "  detail view \"view\" choice good \"good\" bad \"bad\"\n"
                                 "  party place \"place\" organization\n"
                                 "  roll members \"members\"\n"
                                 "    of any resident\n"
                                 "    filled by list\n"
                                 "    by clerk of place again\n"
                                 "    out by clerk of place\n"
                                 "    in called\n"
                                 "  roll register \"register\"\n"
                                 "    of any resident\n"
                                 "    by clerk of place\n"
                                 "    by self\n"
                                 "    out by self clerk of place\n"
                                 "    in called open\n"
                                 "    needs view\n"
                                 "    at most 2 each view\n"
                                 "  roll signed \"signed\"\n"
                                 "    of members\n"
                                 "    not register\n"
                                 "    by self again\n"
                                 "    out by self clerk of place\n"
                                 "    in called\n"
                                 "  roll posts \"posts\"\n"
                                 "    of members still\n"
                                 "    by self\n"
                                 "    out by self clerk of place\n"
                                 "    in called open\n"
                                 "    many\n"
                                 "    takes text\n"
                                 "  stage all \"all\"\n"
                                 "    state called \"called\" held by place\n"
                                 "    state open \"open\" held by place\n"
                                 "    state done \"done\" final\n"
                                 "  clock run from call until close drop\n"
                                 "    for 90 days\n"
                                 "    late tell clerk of place\n"
                                 "  open call -> called\n"
                                 "    by clerk of place\n"
                                 "    needs text organization\n"
                                 "    sets place to given\n"
                                 "  move list called -> called\n"
                                 "    by clerk of place\n"
                                 "    at most 3\n"
                                 "  move begin called -> open\n"
                                 "    by clerk of place\n"
                                 "    opens topic\n"
                                 "  move close open -> done\n"
                                 "    by clerk of place\n"
                                 "    tells members register\n"
                                 "    when signed at least 1/4 of members by units or signed at least 1\n"
                                 "  move drop called open -> done\n"
                                 "    by clerk of place\n"
                                 "    tells members register\n"
                                 "procedure topic \"topic\" motion\n"
                                 "  party place \"place\" organization\n"
                                 "  roll present \"present\"\n"
                                 "    of parent.members\n"
                                 "  roll hands \"hands\"\n"
                                 "    of present still\n"
                                 "    by self\n"
                                 "    out by self\n"
                                 "    in called\n"
                                 "  roll ballots \"ballots\"\n"
                                 "    of present\n"
                                 "    by self again\n"
                                 "    out by self\n"
                                 "    in called\n"
                                 "    ballot\n"
                                 "    secrecy sealed\n"
                                 "    bundle for ballots exactly by clerk of place twice in counting\n"
                                 "  stage all \"all\"\n"
                                 "    state called \"called\" held by place\n"
                                 "    state counting \"counting\" held by place\n"
                                 "    state done \"done\" final\n"
                                 "  clock run from raise until pass drop end count\n"
                                 "    for 90 days\n"
                                 "    late tell clerk of place\n"
                                 "  open raise -> called\n"
                                 "    by parent\n"
                                 "    sets place to parent.place\n"
                                 "  move pass called -> done\n"
                                 "    by clerk of place\n"
                                 "    tells hands present\n"
                                 "    answers\n"
                                 "    when hands at least 1/4 of present\n"
                                 "  move shut called -> counting\n"
                                 "    by clerk of place\n"
                                 "  move count counting\n"
                                 "    by clerk of place\n"
                                 "    decides r over ballots\n"
                                 "    passed -> done\n"
                                 "    failed -> done\n"
                                 "    answers\n"
                                 "    tells hands present\n"
                                 "  move drop called counting -> done\n"
                                 "    by clerk of place\n"
                                 "    tells hands present\n"
                                 "    answers\n"
                                 "  move end called counting -> done\n"
                                 "    by parent\n"
                                 "    tells hands present\n"
                                 "    answers\n";

/* Commands on rolls, one after another, each encoded and then executed from its bytes. */
struct tape {
    struct fuzz_town town;
    uint8_t bytes[10 * ROOM];
    size_t len;
};

static cgov_act tape_act(struct tape *tape, uint32_t actor) {
    cgov_act act = fuzz_act(&tape->town, fuzz_resident(actor));
    act.flags = CGOV_ACT_ENCODE;
    return act;
}

static void tape_put(struct tape *tape, int32_t encoded) {
    MUST(encoded == CGOV_OK && tape->len + 4 + 2 * ROOM <= sizeof tape->bytes);
    const uint8_t *at = tape->bytes + tape->len;
    tape->len += put_command(tape->town.ledger, tape->bytes + tape->len);
    const size_t facts = (size_t)at[0] | (size_t)at[1] << 8, words = (size_t)at[2] | (size_t)at[3] << 8;
    if (cgov_command_execute(tape->town.ledger, at + 4, facts, at + 4 + facts, words, CGOV_ACT_DEFER, NULL) !=
        CGOV_OK) {
        cgov_error error = {.size = sizeof error};
        MUST(cgov_ledger_error(tape->town.ledger, &error) == CGOV_OK);
        fuzz_failed(error.message, __FILE__, __LINE__);
    }
    tape->town.now += 60000;
}

static void tape_enter(struct tape *tape, uint32_t actor, cgov_id item, const char *roll, uint32_t who,
                       const char *view) {
    cgov_act act = tape_act(tape, actor);
    cgov_detail detail = {.size = sizeof detail, .field = CGOV_FIELD_TEXT, .text = {"well said", CGOV_NUL_TERMINATED}};
    if (view[0] != 0) MUST(cgov_field_find(tape->town.ledger, "view", &detail.field) == CGOV_OK);
    if (view[0] != 0) detail.text = (cgov_text){view, CGOV_NUL_TERMINATED};
    tape_put(tape, cgov_roll_enter(tape->town.ledger, &act, item, roll, fuzz_resident(who), &detail,
                                   view[0] != 0 || strcmp(roll, "posts") == 0, NULL));
}

static void tape_leave(struct tape *tape, uint32_t actor, cgov_id item, const char *roll, uint32_t who,
                       uint32_t number) {
    cgov_act act = tape_act(tape, actor);
    cgov_detail why = {.size = sizeof why, .field = CGOV_FIELD_REASON, .text = {"by mistake", CGOV_NUL_TERMINATED}};
    tape_put(tape, cgov_roll_leave(tape->town.ledger, &act, item, roll, fuzz_resident(who), number, &why, actor != who,
                                   NULL));
}

static void tape_seal(struct tape *tape, cgov_id item, uint32_t who, const char *ballot) {
    cgov_act act = tape_act(tape, who);
    const cgov_detail choice = {
        .size = sizeof choice, .field = CGOV_FIELD_CHOICE, .text = {ballot, CGOV_NUL_TERMINATED}};
    tape_put(tape, cgov_roll_enter(tape->town.ledger, &act, item, "ballots", fuzz_resident(who), &choice, 1, NULL));
}

static void tape_result(struct tape *tape, cgov_id item, int64_t yes) {
    static const char proof[] = "0f3c5a7e9b1d2f4a6c8e0b3d5f7a9c1e2b4d6f8a0c2e4b6d8f1a3c5e7b9d0f2a";
    cgov_act act = tape_act(tape, 2);
    const cgov_tally_row row = {
        .size = sizeof row, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = yes};
    tape_put(tape, cgov_sealed_result(tape->town.ledger, &act, item, "ballots", &row, 1, proof, NULL));
}

static void tape_move(struct tape *tape, cgov_id item, const char *move) {
    cgov_act act = tape_act(tape, 2);
    tape_put(tape, cgov_item_move(tape->town.ledger, &act, item, move, NULL, 0, NULL));
}

static void tape_begin(struct tape *tape) {
    cgov_act act = tape_act(tape, 1);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = {with_rolls, CGOV_NUL_TERMINATED}};
    tape_put(tape, cgov_rulebook_adopt(tape->town.ledger, &act, &adoption, NULL));
    act = tape_act(tape, 2);
    const cgov_detail details[] = {
        {.size = sizeof *details, .field = CGOV_FIELD_TEXT, .text = {"a road", CGOV_NUL_TERMINATED}},
        {.size = sizeof *details, .field = CGOV_FIELD_ORGANIZATION, .number = (int64_t)tape->town.root}};
    cgov_id unused;
    tape_put(tape, cgov_item_open(tape->town.ledger, &act, "meet", details, 2, &unused));
}

static void rolls(const char *directory) {
    static struct tape tape;
    const cgov_id meet = (cgov_id)CGOV_KIND_SESSION << 44 | 1, topic = (cgov_id)CGOV_KIND_MOTION << 44 | 2;
    fuzz_open(&tape.town);
    tape_begin(&tape);
    tape_enter(&tape, 2, meet, "members", 3, "");
    tape_enter(&tape, 3, meet, "signed", 3, "");
    tape_move(&tape, meet, "list"); /* anew, with all */
    tape_leave(&tape, 2, meet, "members", 4, 0);
    tape_enter(&tape, 2, meet, "members", 4, "");
    tape_enter(&tape, 3, meet, "signed", 3, "");
    tape_enter(&tape, 4, meet, "signed", 4, "");
    for (uint32_t i = 0; i < 2; i++) tape_enter(&tape, 4, meet, "posts", 4, "");
    tape_enter(&tape, 2, meet, "register", 1, "good");
    tape_enter(&tape, 2, meet, "register", 2, "bad");
    tape_leave(&tape, 2, meet, "posts", 4, 1);
    tape_leave(&tape, 2, meet, "register", 1, 0);
    tape_leave(&tape, 2, meet, "members", 4, 0);
    tape_move(&tape, meet, "begin");
    tape_enter(&tape, 3, topic, "hands", 3, "");
    tape_leave(&tape, 3, topic, "hands", 3, 0);
    tape_enter(&tape, 3, topic, "hands", 3, "");
    tape_seal(&tape, topic, 3, "{\"c\":[\"8a1f\"]}");
    tape_seal(&tape, topic, 3, "{\"c\":[\"8a20\"]}"); /* changed */
    tape_move(&tape, topic, "shut");
    tape_result(&tape, topic, 1);
    tape_move(&tape, topic, "drop");
    tape_move(&tape, meet, "close");
    write_file(directory, "commands/rolls", tape.bytes, tape.len);
    fuzz_close(&tape.town);
}

static void journals(const char *directory) {
    static uint8_t bytes[16384];
    uint64_t len, got;
    struct fuzz_town town;
    fuzz_open(&town);
    cgov_id issue = fuzz_report(&town, fuzz_resident(4));
    move(&town, 0, issue, "accept");
    town.now += INT64_C(9) * 86400000;
    move(&town, 0, issue, "close");
    MUST(cgov_ledger_flush(town.ledger, NULL) == CGOV_OK);
    MUST(town.storage.length(town.storage.user, "journal", &len) == 0 && len <= sizeof bytes);
    MUST(town.storage.read(town.storage.user, "journal", 0, bytes, len, &got) == 0 && got == len);
    write_file(directory, "journal/loop", bytes, (size_t)len);
    bytes[len - 60] ^= 1;
    write_file(directory, "journal/bent", bytes, (size_t)len);
    fuzz_close(&town);
}

/* Rules of deciding with a bit of everything; the target tries the one called r. */
static const char rules[] =
    "rulebook 1\n"
    "rule r \"R\" from 2018-12-29 to 2025-12-31\n  cites \"C\"\n  source \"S\" verified\n  ask yes_no block\n"
    "  silent of a joins majority\n  quorum b more than 1/2 of a or b at least 2/3 of a by units\n"
    "  passes yes more than 1/2 of cast not abstain or yes more than 1/2 of b by units\n  passes not block at least 1\n"
    "rule r \"R\" from 2026-01-01\n  source \"S\" unverified\n  ask choose 2\n  seats given 1 from c\n"
    "  quorum cast more than 9973/10000 of a by area\n  passes yes at least 1/3 of cast by weight\n"
    "rule t \"T\"\n  ask yes_no\n  tie casting chair\n  passes yes more than 1/2 of cast\n";

/* Words put into a snapshot: eight bytes each, where and what. */
static void snapshots(const char *directory) {
    static const uint8_t ends[] = {8, 0, 0, 0, 255, 255, 255, 255, 0, 16, 0, 0, 1, 0, 0, 0};
    uint8_t swept[512];
    for (uint32_t i = 0; i < sizeof swept; i += 8) {
        const uint32_t place = 4 * (i * 37 + 3);
        memcpy(swept + i, (const uint8_t[8]){(uint8_t)place, (uint8_t)(place >> 8), 0, 0, (uint8_t)(i / 8)}, 8);
    }
    write_file(directory, "snapshot/plain", ends, 0);
    write_file(directory, "snapshot/ends", ends, sizeof ends);
    write_file(directory, "snapshot/swept", swept, sizeof swept);
}

int main(int argc, char **argv) {
    static const uint8_t loop[] = {0, 3, 0, 0, 2, 1,  1, 1, 2, 1, 17, 4, 7,  0,
                                   1, 0, 6, 0, 0, 79, 0, 2, 0, 0, 2,  1, 34, 1};
    static const uint8_t people[] = {5, 0, 0x21, 0,   5, 0, 0x32, 1,  5, 0, 0x03, 2,
                                     0, 3, 0,    128, 6, 0, 0,    95, 7, 0, 0,    0};
    if (argc != 2) return 2;
    write_file(argv[1], "rulebook/town", fuzz_rules, strlen(fuzz_rules));
    write_file(argv[1], "rulebook/cut", fuzz_rules, strlen(fuzz_rules) / 2);
    write_file(argv[1], "rulebook/word", "rulebook 1\nrole \xff\n", 18);
    write_file(argv[1], "rulebook/rules", rules, sizeof rules - 1);
    write_file(argv[1], "calls/loop", loop, sizeof loop);
    write_file(argv[1], "calls/people", people, sizeof people);
    commands(argv[1]);
    rolls(argv[1]);
    journals(argv[1]);
    snapshots(argv[1]);
    return 0;
}
