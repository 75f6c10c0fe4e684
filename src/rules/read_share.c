/* Reading shares: `when ROLL at least N/D of ROLL by AXIS or ...`, and the lines of rules, which count ballots besides.
 * Whether a roll can be asked by that axis, and what `parent.ROLL` is, only the whole text tells: link.c. A
 * rule's rolls are names, which the procedure that decides by it has. */
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

/* ---- what is counted ---- */

static bool read_choice(struct reader *reader, uint8_t *choices) {
    for (uint8_t c = 0; c < CHOICES; c++) {
        if (!cgov__is(reader, cgov__ballot_choice_name(c))) continue;
        const struct token token = cgov__take(reader);
        if (*choices >> c & 1) return cgov__twice(reader, &token, "choice");
        *choices |= (uint8_t)(1u << c);
        return true;
    }
    return cgov__expected(reader, "a choice");
}

static bool is_choice(const struct reader *reader) {
    for (uint8_t c = 0; c < CHOICES; c++)
        if (cgov__is(reader, cgov__ballot_choice_name(c))) return true;
    return false;
}

bool cgov__read_rule_roll(struct reader *reader, uint8_t *index) {
    struct rule *rule = reader->rule;
    const struct names none = NAMES("roll", "", rule->rolls, 0),
                       known = NAMES("roll", "", rule->rolls, rule->roll_count);
    const struct token token = reader->lexer.token;
    char name[NAME_SIZE];
    if (!cgov__read_new_name(reader, &none, name)) return false;
    uint32_t found = cgov__names_find(&known, token.text.ptr, (size_t)token.text.len);
    if (found == NAMES_NONE) {
        if (!cgov__room(reader, &token, rule->roll_count, MAX_RULE_ROLLS, "rolls that a rule names")) return false;
        found = rule->roll_count++;
        memcpy(rule->rolls[found], name, NAME_SIZE);
    }
    *index = (uint8_t)found;
    return true;
}

/* `ROLL`; in a rule `cast [not CHOICE...]` and `CHOICE` too. */
static bool read_counted(struct reader *reader, struct roll_ref *roll, struct ballots *ballots) {
    const struct token first = reader->lexer.token;
    if (reader->block != BLOCK_RULE) return cgov__read_roll(reader, roll);
    *roll = (struct roll_ref){.roll = NONE, .line = first.line, .column = first.column};
    if (is_choice(reader)) {
        ballots->kind = BALLOTS_CHOICE;
        return read_choice(reader, &ballots->choices);
    }
    if (!cgov__accept(reader, "cast")) return cgov__read_rule_roll(reader, &roll->roll);
    ballots->kind = BALLOTS_CAST;
    if (!cgov__accept(reader, "not")) return true;
    do {
        if (!read_choice(reader, &ballots->choices)) return false;
    } while (is_choice(reader));
    return true;
}

static bool read_share(struct reader *reader, struct share *share) {
    static const char axes[][NAME_SIZE] = {"heads", "units", "area", "weight"};
    static_assert(sizeof axes / sizeof axes[0] == AXES, "a word for each axis");
    const struct names names = NAMES("axis", "the language's", axes, AXES);
    uint32_t axis = AXIS_HEADS;
    share->line = reader->lexer.token.line;
    share->column = reader->lexer.token.column;
    share->whole.roll = NONE;
    if (!read_counted(reader, &share->part, &share->part_cast)) return false;
    share->more = cgov__accept(reader, "more");
    if (!share->more && !cgov__accept(reader, "at")) return cgov__expected(reader, "`at least` or `more than`");
    if (!cgov__expect(reader, share->more ? "than" : "least") || !read_amount(reader, share)) return false;
    if (share->d && (!cgov__expect(reader, "of") || !read_counted(reader, &share->whole, &share->whole_cast)))
        return false;
    if (cgov__accept(reader, "by") && !cgov__read_one(reader, &names, &axis)) return false;
    share->axis = (uint8_t)axis;
    return true;
}

/* ---- alternatives ---- */

static struct share *guard_share(struct reader *reader) {
    struct procedure *procedure = reader->procedure;
    const bool room = GROW(reader, procedure->shares, &procedure->share_cap, procedure->share_count, MAX_SHARES,
                           "shares in the guards of a procedure");
    return room ? &procedure->shares[procedure->share_count++] : NULL;
}

static struct share *rule_share(struct reader *reader) {
    struct rule *rule = reader->rule;
    const bool room =
        cgov__room(reader, &reader->lexer.token, rule->share_count, MAX_RULE_SHARES, "shares in the lines of a rule");
    return room ? &rule->shares[rule->share_count++] : NULL;
}

static bool read_alternatives(struct reader *reader, struct share *add(struct reader *reader)) {
    for (;;) {
        struct share *share = add(reader);
        if (!share || !read_share(reader, share)) return false;
        share->or_next = cgov__accept(reader, "or");
        if (!share->or_next) return true;
    }
}

bool cgov__read_shares(struct reader *reader, uint8_t *first) {
    *first = reader->procedure->share_count;
    return read_alternatives(reader, guard_share);
}

bool cgov__read_rule_shares(struct reader *reader, struct rule_line *line) {
    line->first = reader->rule->share_count;
    if (!read_alternatives(reader, rule_share)) return false;
    line->count = (uint8_t)(reader->rule->share_count - line->first);
    return true;
}
