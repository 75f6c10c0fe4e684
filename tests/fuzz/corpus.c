/* Writes the corpora to begin from: a rulebook, journals, commands, calls. What was found later is added by hand.
 *
 *   fuzz_corpus DIRECTORY          tests/fuzz/corpus, whose rooms must be there; run where tests/golden is */
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

/* Appends the last encoded command, behind its lengths. */
static size_t put_command(const cgov_ledger *ledger, uint8_t *into) {
    uint64_t facts, words;
    MUST(cgov_command_get(ledger, into + 4, 1000, &facts, into + 1004, 1000, &words) == CGOV_OK);
    memmove(into + 4 + facts, into + 1004, words);
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
    static uint8_t bytes[8192];
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

/* What a story wrote, whole: with rolls. */
static void meeting(const char *directory) {
    static uint8_t bytes[65536];
    FILE *file = fopen("tests/golden/meeting-1.bin", "rb");
    MUST(file);
    size_t len = fread(bytes, 1, sizeof bytes, file);
    MUST(fclose(file) == 0 && len < sizeof bytes);
    write_file(directory, "journal/meeting", bytes, len);
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
    write_file(argv[1], "calls/loop", loop, sizeof loop);
    write_file(argv[1], "calls/people", people, sizeof people);
    commands(argv[1]);
    journals(argv[1]);
    meeting(argv[1]);
    return 0;
}
