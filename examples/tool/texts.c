/* Rulebooks: from files, from standard input, and those that ship; several are joined as one, each keeping its lines.
 */
#include "tool.h"

#include <errno.h>

bool shipped_find(const char *wanted, cgov_text *out) {
    cgov_text name;
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, out) == CGOV_OK; i++)
        if (name.len == strlen(wanted) && memcmp(name.ptr, wanted, (size_t)name.len) == 0) return true;
    return false;
}

static _Noreturn void die_no_text(const char *wanted, int os_code) {
    static char names[64][32];
    struct nearest near = {.given = wanted};
    cgov_text name, text;
    for (uint32_t i = 0; i < LENGTH_OF(names) && cgov_rulebook_shipped(i, &name, &text) == CGOV_OK; i++) {
        snprintf(names[i], sizeof names[i], "%.*s", (int)name.len, name.ptr);
        nearest_take(&near, names[i]);
    }
    if (near.best)
        die(TOOL_USAGE,
            T("`%s`: %s, and no text of that name ships; the nearest that does is `%s`",
              "“%s”：%s，随附的制度中也没有；最接近的是“%s”"),
            shown(wanted), strerror(os_code), near.best);
    die(TOOL_USAGE, T("`%s`: %s, and no text of that name ships", "“%s”：%s，随附的制度中也没有"), shown(wanted),
        strerror(os_code));
}

static char *stream_read(FILE *file, const char *path, size_t *len_out) {
    const size_t most = 256u << 20;
    size_t len = 0, room = 0, got;
    char *bytes = NULL;
    do {
        if (len + 1 >= room) {
            room = room ? room * 2 : 65536;
            bytes = room <= most ? realloc(bytes, room) : NULL;
            if (!bytes) die(TOOL_DAMAGE, T("%s: too long to be read", "%s：太长，无法读入"), shown(path));
        }
        got = fread(bytes + len, 1, room - len - 1, file);
        len += got;
    } while (got);
    if (ferror(file)) {
        free(bytes);
        die(TOOL_DAMAGE, "%s: %s", shown(path), strerror(errno));
    }
    bytes[len] = '\0';
    *len_out = len;
    return bytes;
}

char *file_read(const char *path, size_t *len_out) {
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file) die(TOOL_USAGE, "%s: %s", shown(path), strerror(errno));
    char *bytes = stream_read(file, path, len_out);
    if (file != stdin) fclose(file);
    return bytes;
}

static char *text_read(const char *name, size_t *len_out) {
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    int os_code = errno;
    cgov_text found;
    if (!file) {
        if (os_code != ENOENT || !shipped_find(name, &found)) die_no_text(name, os_code);
        char *copy = malloc((size_t)found.len + 1);
        if (!copy) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        memcpy(copy, found.ptr, (size_t)found.len);
        copy[ *len_out = (size_t)found.len] = '\0';
        return copy;
    }
    char *bytes = stream_read(file, name, len_out);
    if (file != stdin) fclose(file);
    return bytes;
}

/* The first line `rulebook 1` stands once, at the top: in those after it a comment stands there. */
static void blind_first_line(char *text) {
    if (strncmp(text, "rulebook 1", 10) == 0 && (text[10] == '\n' || text[10] == '\r' || !text[10])) text[0] = '#';
}

void texts_read(struct texts *texts, char **names, int count) {
    uint32_t line = 1;
    *texts = (struct texts){0};
    if (count > (int)LENGTH_OF(texts->pieces)) die(TOOL_USAGE, "%s", T("too many texts", "制度文本太多"));
    for (int i = 0; i < count; i++) {
        size_t len = 0;
        char *one = text_read(names[i], &len);
        if (i) blind_first_line(one);
        texts->text = realloc(texts->text, texts->len + len + 2);
        if (!texts->text) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        memcpy(texts->text + texts->len, one, len);
        texts->pieces[texts->count++] = (struct text_piece){names[i], line};
        for (size_t at = 0; at < len; at++) line += one[at] == '\n';
        texts->len += len;
        if (i + 1 < count && len && one[len - 1] != '\n') texts->text[texts->len++] = '\n', line++;
        texts->text[texts->len] = '\0';
        free(one);
    }
}

const char *texts_place(const struct texts *texts, uint32_t line, uint32_t *line_out) {
    int piece = 0;
    while (piece + 1 < texts->count && texts->pieces[piece + 1].first <= line) piece++;
    *line_out = line - texts->pieces[piece].first + 1;
    return texts->pieces[piece].name;
}

static int32_t scratch_try(const char *text, size_t len, const char *profile, cgov_time now, cgov_error *error) {
    cgov_ledger_options options = {.size = sizeof options, .error_out = error};
    cgov_genesis genesis = {.size = sizeof genesis,
                            .flags = CGOV_ADOPT_UNVERIFIED,
                            .ledger_id = {1, 1},
                            .utc_offset = 480,
                            .rulebook = {text, len},
                            .organization = {"桥东区", CGOV_NUL_TERMINATED},
                            .organization_kind = {"government", CGOV_NUL_TERMINATED},
                            .resident = {"王某", CGOV_NUL_TERMINATED},
                            .limit_ahead = UINT64_C(3660) * (uint64_t)DAY};
    if (profile) genesis.profile = (cgov_text){profile, CGOV_NUL_TERMINATED};
    cgov_act act = {.size = sizeof act, .now = now, .salt = {1, 1}};
    return cgov_ledger_create(&options, &genesis, &act, &tool.ledger);
}

void scratch_found(const char *text, size_t len, const char *profile, cgov_time now) {
    static const char role[] = "\nrole founder \"创建人\"\n  may add change appoint adopt\n";
    cgov_error error = {.size = sizeof error};
    int32_t status = scratch_try(text, len, profile, now, &error);
    if (status == CGOV_E_REFUSED && error.reason == CGOV_R_ROLE) { /* nobody may adopt and appoint in it */
        char *longer = malloc(len + sizeof role);
        if (!longer) die(TOOL_DAMAGE, "%s", T("no memory", "内存不足"));
        memcpy(longer, text, len);
        memcpy(longer + len, role, sizeof role);
        status = scratch_try(longer, len + sizeof role - 1, profile, now, &error);
        free(longer);
    }
    if (status == CGOV_E_RULEBOOK)
        die(TOOL_NO,
            T("the text is at fault at line %u: %s (cgov check says all)",
              "制度第 %u 行有误：%s（cgov check 列出全部）"),
            error.line, error.message);
    if (status < 0) die_of(status, &error, T("the text", "制度"));
    tool.info.size = sizeof tool.info;
    tool.reader = (cgov_reader){.size = sizeof tool.reader, .error_out = &tool.error};
    tool.error.size = sizeof tool.error;
    check_reading(cgov_ledger_get(tool.ledger, &tool.info), T("the ledger", "台账"));
    tool.reader.actor = tool.info.founder;
    tool.reader.at = now;
}
