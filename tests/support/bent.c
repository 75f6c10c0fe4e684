/* A rulebook's text under test: bent by an edit, then read and checked.
 *
 * An edit says where it bends by the first words of a block and of a line in it, so that it still finds its place when
 * the text around it grows; where it does not, the test fails. Every text made is the caller's to free, and a check
 * holds no memory once it has answered. */
#include "support/bent.h"
#include "rules/shipped.h"
#include "support/test.h"

bool bent_begins(const char *line, const char *end, const char *words) {
    while (line < end && *line == ' ') line++;
    size_t len = strlen(words);
    if ((size_t)(end - line) < len || memcmp(line, words, len) != 0) return false;
    return line + len == end || line[len] == ' ' || words[len - 1] == ' ';
}

size_t bent_indent(const char *line) {
    return strspn(line, " ");
}

const char *bent_line_end(const char *line) {
    return line + strcspn(line, "\n");
}

/* The first line from here on that begins with the words; it ends before `stop`. */
const char *bent_line(const char *from, const char *stop, const char *words) {
    for (const char *line = from; line < stop; line = bent_line_end(line) + 1) {
        if (bent_begins(line, bent_line_end(line), words)) return line;
    }
    fail_msg("no line begins with: %s", words);
    return NULL;
}

static const char *end_of_block(const char *block) {
    const char *line = block;
    do {
        line = bent_line_end(line);
        if (*line) line++;
    } while (*line && (*line == '\n' || *line == '#' || bent_indent(line) > bent_indent(block)));
    return line;
}

char *bent_at(const char *text, const char *at, size_t out, const char *in) {
    size_t before = (size_t)(at - text), added = strlen(in), after = strlen(at + out);
    char *made = malloc(before + added + after + 1);
    assert_non_null(made);
    memcpy(made, text, before);
    memcpy(made + before, in, added);
    memcpy(made + before + added, at + out, after + 1);
    return made;
}

char *bent(const char *text, const struct edit *edit) {
    const char *block = bent_line(text, text + strlen(text), edit->block);
    const char *line = bent_line(block, end_of_block(block), edit->line);
    size_t len = (size_t)(bent_line_end(line) - line);
    if (!edit->find) return bent_at(text, line, len + 1, "");
    const char *at = strstr(line, edit->find);
    if (!at || at + strlen(edit->find) > line + len) fail_msg("not in `%s`: %s", edit->line, edit->find);
    return bent_at(text, at, strlen(edit->find), edit->replace);
}

static int32_t check_by(struct terms *terms, const cgov_allocator *allocator, const char *text, uint64_t len,
                        cgov_check_view *report, void (*found)(const struct rulebook *)) {
    struct mem mem;
    struct rulebook rulebook;
    struct fault fault;
    cgov__mem_init(&mem, allocator);
    memset(report, 0xa5, sizeof *report);
    report->size = sizeof *report;
    int32_t status = cgov__rulebook_read(&mem, text, len, &rulebook, &fault);
    if (status == CGOV_E_RULEBOOK) { /* a fault of the language, told as one */
        report->status = status;
        report->reason = CGOV_R_SYNTAX;
        report->check = 0;
        report->line = fault.line;
        report->column = fault.column;
        memcpy(report->message, fault.message, sizeof fault.message);
        report->path[0] = 0;
    }
    if (!status) status = cgov__rulebook_checks(&rulebook, &mem, terms, report);
    if (!status && found) found(&rulebook);
    cgov__rulebook_free(&rulebook);
    assert_int_equal(mem.used, 0);
    return status;
}

/* Every verdict found since the test began, as a ledger has those on what it runs. */
static struct kept {
    struct verdict *verdicts;
    uint32_t count, cap;
} kept;

static const struct verdict *known(const void *context, const uint8_t digest[32]) {
    const struct kept *all = context;
    for (uint32_t i = 0; i < all->count; i++)
        if (memcmp(all->verdicts[i].digest, digest, 32) == 0) return &all->verdicts[i];
    return NULL;
}

static void keep(const struct rulebook *rulebook) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
        if (known(&kept, rulebook->procedures[p].verdict.digest)) continue;
        if (kept.count == kept.cap) {
            kept.cap = 2 * kept.cap + 64;
            kept.verdicts = realloc(kept.verdicts, kept.cap * sizeof *kept.verdicts);
            assert_non_null(kept.verdicts);
        }
        kept.verdicts[kept.count++] = rulebook->procedures[p].verdict;
    }
}

/* What a ledger that knows all of these would say, but for the longest walk's path, which it does not keep. */
static void check_again(const char *text, uint64_t len, const cgov_check_view *anew) {
    cgov_check_view again;
    struct terms terms = {.children = DEFAULT_CHILDREN, .known = known, .context = &kept};
    assert_int_equal(check_by(&terms, NULL, text, len, &again, NULL), anew->status);
    if (!anew->status) memcpy(again.path, anew->path, sizeof again.path);
    assert_memory_equal(&again, anew, offsetof(cgov_check_view, message));
    assert_string_equal(again.message, anew->message);
    assert_string_equal(again.path, anew->path);
}

int32_t bent_check(const cgov_allocator *allocator, const char *text, cgov_check_view *report) {
    struct terms terms = {.children = DEFAULT_CHILDREN, .anew = true};
    int32_t status = check_by(&terms, allocator, text, strlen(text), report, keep);
    if (!allocator) check_again(text, strlen(text), report);
    return status;
}

void bent_passes(const char *text, cgov_check_view *report) {
    if (bent_check(NULL, text, report)) {
        fail_msg("check %u, line %u:%u: %s (%s)", report->check, report->line, report->column, report->message,
                 report->path);
    }
}

/* What stands at a report's line and column. */
static const char *at_fault(const char *text, const cgov_check_view *report) {
    for (uint32_t line = 1; line < report->line; line++) text = bent_line_end(text) + 1;
    for (uint32_t column = 1; column < report->column; column++) {
        do { text++; } while (((uint8_t)*text & 0xc0) == 0x80);
    }
    return text;
}

void bent_refused(const char *text, uint32_t number, const char *at, const char *message, const char *path) {
    cgov_check_view report;
    if (!bent_check(NULL, text, &report)) fail_msg("passes; expected: %s", message);
    assert_string_equal(report.message, message);
    assert_int_equal(report.status, CGOV_E_RULEBOOK);
    assert_int_equal(report.reason, number ? CGOV_R_CHECK : CGOV_R_SYNTAX);
    assert_string_equal(report.path, path);
    assert_int_equal(report.check, number);
    assert_memory_equal(at_fault(text, &report), at, strlen(at));
}

const char *bent_standard(void) {
    for (uint32_t i = 0; i < cgov__shipped_count; i++) {
        if (strcmp(cgov__shipped[i].name, "standard") == 0) return cgov__shipped[i].text;
    }
    fail_msg("no rulebook is named standard");
    return NULL;
}

void bent_each_refused(const char *text, const struct bent_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char *made = bent(text, &rows[i].edit);
        bent_refused(made, rows[i].check, rows[i].at, rows[i].message, rows[i].path);
        free(made);
    }
}

char *bent_by(const char *text, const struct edit *edits, size_t count) {
    char *made = bent_at(text, text, 0, "");
    for (size_t i = 0; i < count && edits[i].block; i++) {
        char *next = bent(made, &edits[i]);
        free(made);
        made = next;
    }
    return made;
}

/* clang-format off */
const char bent_small[] =
    "rulebook 1\n"
    "role clerk \"受理员\"\nrole contact \"联系人\"\nrole head \"负责人\"\n"
    "role checker \"核查员\"\n  held in any\n"
    "procedure issue \"诉求\"\n"
    "  party reporter \"反映人\" resident\n"
    "  party intake \"受理单位\" organization\n"
    "  party lead \"主办单位\" organization\n"
    "  party upper \"上级单位\" organization\n"
    "  party handler \"经办人\" resident\n"
    "  stage all \"全程\"\n    state fresh \"已登记\" held by intake\n"
    "    state work \"办理中\" held by lead\n"
    "    state check \"核查中\" held by intake\n"
    "    state appeal \"复查中\" held by upper\n"
    "    state done \"已办结\" final\n    state gone \"已撤回\" final\n"
    "  clock start from report until take withdraw\n    for 5 days\n    late tell head of intake\n"
    "  clock work from take rework overturn until answer\n    for 5 days\n    late tell head of lead\n"
    "  clock check from answer until pass rework complain\n    for 5 days\n    late do pass_late\n"
    "  clock appeal from complain until uphold overturn\n    for 5 days\n    late tell head of upper\n"
    "  open report -> fresh\n    by any resident\n    needs text intake\n    takes track earlier\n"
    "    sets intake to given\n"
    "  move take fresh -> work\n    by clerk of intake\n    needs lead\n    takes organizations\n"
    "    sets lead to given\n    opens part for organizations\n"
    "  move call work -> same\n    by contact of lead\n    at most 9\n"
    "  move answer work -> check\n    by contact of lead\n    by head of superior of lead\n    needs text\n    sets handler to actor\n    answers\n"
    "  move pass check -> done\n    by checker of intake not reporter not handler\n"
    "  move pass_late check -> done\n    by time\n"
    "  move rework check -> work\n    by checker of intake not reporter not handler\n    at most 2\n"
    "  move complain check -> appeal\n    by reporter\n    sets upper to superior of lead\n    at most 1\n"
    "  move uphold appeal -> done\n    by head of upper not handler\n    by head of any superior of upper not handler\n    answers\n"
    "  move overturn appeal -> work\n    by head of upper not handler\n"
    "  move withdraw fresh -> gone\n    by reporter\n    when unfollowed\n"
    "procedure part \"协办\" part\n"
    "  party partner \"协办单位\" organization\n"
    "  stage all \"全程\"\n    state asked \"待办\" held by partner\n    state ready \"已办\" final\n"
    "  clock share from ask until report drop\n    for 5 days\n"
    "    late tell head of partner then head of parent.lead after 2 days\n"
    "  open ask -> asked\n    by parent\n    sets partner to given\n"
    "  move report asked -> ready\n    by contact of partner\n    answers\n"
    "  move drop asked -> ready\n    by contact of parent.lead\n    by parent\n    answers\n";
/* clang-format on */
