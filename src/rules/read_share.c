/* Reading shares: `when ROLL at least N/D of ROLL by AXIS or ...`. Whether a roll can be asked by that axis, and what
 * `parent.ROLL` is, only the whole text tells: link_rolls.c. */
#include "rules/reader.h"

#include <assert.h>

/* `N/D`, of which both are read off one word; or a number. */
static bool read_amount(struct reader *reader, struct share *share) {
    const struct lexer here = reader->lexer;
    const struct token *token = &here.token;
    const char *slash = token->kind == TOKEN_WORD ? memchr(token->text.ptr, '/', (size_t)token->text.len) : NULL;
    if (!slash) return cgov__read_number(reader, "a number or a share N/D", UINT32_MAX, &share->n);

    const uint64_t before = (uint64_t)(slash - token->text.ptr);
    reader->lexer.token.text.len = before;
    if (!cgov__read_number(reader, "how many parts", MAX_PARTS, &share->n)) return false;
    reader->lexer = here;
    reader->lexer.token.text = (cgov_text){slash + 1, token->text.len - before - 1};
    reader->lexer.token.column += (uint32_t)before + 1;
    if (!cgov__read_number(reader, "of how many parts", MAX_PARTS, &share->d)) return false;
    if (share->more ? share->n < share->d : share->n <= share->d) return true;
    return FAULT(reader, token, "`%t` of a whole is more than there is: no share is ever %s", &token->text,
                 share->more ? "more than that" : "that");
}

static bool read_share(struct reader *reader, struct share *share) {
    static const char axes[][NAME_SIZE] = {"heads", "units", "area", "weight"};
    static_assert(sizeof axes / sizeof axes[0] == AXES, "a word for each axis");
    const struct names names = NAMES("axis", "the language's", axes, AXES);
    uint32_t axis = AXIS_HEADS;
    share->line = reader->lexer.token.line;
    share->column = reader->lexer.token.column;
    share->whole.roll = NONE;
    if (!cgov__read_roll(reader, &share->part)) return false;
    share->more = cgov__accept(reader, "more");
    if (!share->more && !cgov__accept(reader, "at")) return cgov__expected(reader, "`at least` or `more than`");
    if (!cgov__expect(reader, share->more ? "than" : "least") || !read_amount(reader, share)) return false;
    if (share->d && (!cgov__expect(reader, "of") || !cgov__read_roll(reader, &share->whole))) return false;
    if (cgov__accept(reader, "by") && !cgov__read_one(reader, &names, &axis)) return false;
    share->axis = (uint8_t)axis;
    return true;
}

bool cgov__read_shares(struct reader *reader, uint8_t *first) {
    struct procedure *procedure = reader->procedure;
    *first = procedure->share_count;
    for (;;) {
        if (!GROW(reader, procedure->shares, &procedure->share_cap, procedure->share_count, MAX_SHARES,
                  "shares in the guards of a procedure"))
            return false;
        struct share *share = &procedure->shares[procedure->share_count++];
        if (!read_share(reader, share)) return false;
        share->or_next = cgov__accept(reader, "or");
        if (!share->or_next) return true;
    }
}
