/* Lines and tokens of a rulebook. Blanks part tokens, a line ends a statement, # starts a comment, quotes hold a
 * string. */
#ifndef CGOV_SRC_LEXER_H
#define CGOV_SRC_LEXER_H

#include "cgov/base.h"

#include <stdbool.h>

#define WORD_MAX 63u /* bytes: NAME.NAME is the longest that means anything */

enum token_kind {
    TOKEN_END, /* of the line */
    TOKEN_WORD,
    TOKEN_STRING,      /* text is what stands between the quotes */
    TOKEN_OPEN_STRING, /* never closed on its line; as the next, welcome nowhere */
    TOKEN_LONG_WORD
};

struct token {
    enum token_kind kind;
    cgov_text text;
    uint32_t line, column; /* from 1; column in characters */
};

struct lexer {
    const char *at, *end;
    uint32_t line, column; /* of at */
    struct token token;    /* the last one read */
};

/* The text must be well-formed UTF-8. */
void cgov__lexer_init(struct lexer *lexer, const char *text, uint32_t len);
/* Leaves the line for the next one that is not empty and reads its first token; false at the end of the text. */
bool cgov__lexer_line(struct lexer *lexer);
/* Reads the next token of the line; TOKEN_END again and again at its end. */
void cgov__lexer_next(struct lexer *lexer);

bool cgov__token_is(const struct token *token, const char *word);

#endif
