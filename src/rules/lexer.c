/* Lines and tokens of a rulebook.
 *
 * The lexer cannot fail: a string that is not closed and a word too long to mean anything become tokens of their own
 * kinds, which no reader asks for, so the fault is told where every other one is, with the token's place. It walks the
 * text once, byte by byte, and holds nothing: tokens point into the text. Columns count characters, that is bytes that
 * do not continue one. */
#include "rules/lexer.h"

#include <string.h>

void cgov__lexer_init(struct lexer *lexer, const char *text, uint32_t len) {
    memset(lexer, 0, sizeof *lexer);
    lexer->at = text;
    lexer->end = text + len;
    lexer->line = lexer->column = 1;
}

static bool in_line(const struct lexer *lexer) {
    return lexer->at < lexer->end && *lexer->at != '\n';
}

static void step(struct lexer *lexer) {
    lexer->at++;
    if (lexer->at == lexer->end || ((uint8_t)*lexer->at & 0xc0) != 0x80) lexer->column++;
}

static bool in_word(const struct lexer *lexer) {
    return in_line(lexer) && !strchr(" \t\"#", *lexer->at);
}

void cgov__lexer_next(struct lexer *lexer) {
    while (in_line(lexer) && (*lexer->at == ' ' || *lexer->at == '\t')) step(lexer);

    struct token *token = &lexer->token;
    *token = (struct token){TOKEN_END, {lexer->at, 0}, lexer->line, lexer->column};
    if (!in_line(lexer) || *lexer->at == '#') return;

    if (*lexer->at == '"') {
        step(lexer);
        token->text.ptr = lexer->at;
        while (in_line(lexer) && *lexer->at != '"') step(lexer);
        token->text.len = (uint64_t)(lexer->at - token->text.ptr);
        token->kind = in_line(lexer) ? TOKEN_STRING : TOKEN_OPEN_STRING;
        if (token->kind == TOKEN_STRING) step(lexer);
        return;
    }
    while (in_word(lexer)) step(lexer);
    token->text.len = (uint64_t)(lexer->at - token->text.ptr);
    token->kind = token->text.len <= WORD_MAX ? TOKEN_WORD : TOKEN_LONG_WORD;
}

bool cgov__lexer_line(struct lexer *lexer) {
    bool inside = lexer->token.text.ptr; /* of a line, not before the first */
    for (;;) {
        if (inside) {
            const char *feed = memchr(lexer->at, '\n', (size_t)(lexer->end - lexer->at));
            if (!feed) return false;
            lexer->at = feed + 1;
            lexer->line++;
            lexer->column = 1;
        }
        cgov__lexer_next(lexer);
        if (lexer->token.kind != TOKEN_END) return true;
        inside = true;
    }
}

bool cgov__token_is(const struct token *token, const char *word) {
    size_t len = strlen(word);
    return token->kind == TOKEN_WORD && token->text.len == len && memcmp(token->text.ptr, word, len) == 0;
}
