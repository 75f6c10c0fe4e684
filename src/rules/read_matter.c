/* Reading the catalogue of powers and duties (权责清单): who answers for a place, and of each matter who leads, who
 * helps, and how it is dealt with.
 *
 * Routing asks the catalogue for one lead, so that there is exactly one is part of what the text means: two leads of a
 * matter that could be asked for one place at one level are refused where the second stands. A level or a region left
 * out stands for every one. What is said about leading (help, forms, sources) wants somebody who leads; the first pass
 * has seen whether there is, so such a line may stand before the lead's. */
#include "cgov/item.h"
#include "rules/reader.h"

static bool define_territory(struct reader *reader) {
    struct span *kinds = &reader->book->territory;
    if (!kinds->len) return cgov__read_kinds(reader, kinds);
    return FAULT(reader, &reader->lexer.token, "`territory` stands twice: all kinds go on one line");
}

static bool declare_matter(struct reader *reader) {
    struct rulebook *book = reader->book;
    const struct token code = reader->lexer.token;
    if (!GROW(reader, book->matters, &book->matter_cap, book->matter_count, MAX_MATTERS, "matters")) return false;
    reader->matter = &book->matters[book->matter_count];
    *reader->matter = (struct matter){
        .line = reader->lexer.line, .procedure = NONE, .profile = NONE, .first_detail = book->matter_detail_count};
    if (!cgov__read_name(reader, "the matter's code", reader->matter->code)) return false;
    if (cgov__matter_find(book, reader->matter->code) >= 0) return cgov__twice(reader, &code, "matter");
    if (!cgov__map_reserve(&book->matters_by_code, 1)) return cgov__no_memory(reader);
    cgov__map_add(&book->matters_by_code, cgov__name_hash(book, reader->matter->code), book->matter_count++);
    return cgov__read_string(reader, "the matter's title in quotes", MAX_TITLE, &reader->matter->title);
}

static bool define_matter(struct reader *reader) {
    reader->matter = reader->matter ? reader->matter + 1 : reader->book->matters;
    reader->matter->first_duty = reader->book->duty_count;
    reader->lead_count = 0;
    memset(reader->helpers, 0, sizeof reader->helpers);
    cgov__skip_declared(reader);
    return true;
}

/* Duties. */

static struct duty *add_duty(struct reader *reader, const struct token *token) {
    struct rulebook *book = reader->book;
    if (!cgov__room(reader, token, reader->matter->duty_count, MAX_DUTIES, "duties of a matter")) return NULL;
    if (!GROW(reader, book->duties, &book->duty_cap, book->duty_count, MAX_RULEBOOK_BYTES, "duties")) return NULL;
    struct duty *duty = &book->duties[book->duty_count++];
    *duty = (struct duty){.line = token->line};
    reader->matter->duty_count++;
    return duty;
}

/* The lead of the matter before this one that could be asked for with it; 0: none, else its line. */
static uint32_t meets(const struct reader *reader, const struct lead *lead) {
    for (const struct lead *other = reader->leads; other < lead; other++) {
        bool level = !other->level || !lead->level || other->level == lead->level;
        if (level && other->span.first <= lead->span.last && lead->span.first <= other->span.last) return other->line;
    }
    return 0;
}

/* True if a duty of the matter before this one helps under its name. Most names are known to be new without a look. */
static bool helps(struct reader *reader, const struct duty *last) {
    uint64_t hash = cgov__name_hash(reader->book, last->name);
    uint64_t *seen = &reader->helpers[hash / 64 % HELPER_WORDS], bit = UINT64_C(1) << hash % 64;
    bool new = !(*seen & bit);
    *seen |= bit;
    const struct duty *duty = &reader->book->duties[reader->matter->first_duty];
    while (!new &&duty < last && (duty->lead || strcmp(duty->name, last->name) != 0)) duty++;
    return !new &&duty < last;
}

static bool read_key(struct reader *reader, struct span *into) {
    const struct token *token = &reader->lexer.token;
    const char *why = "is empty";
    bool known = token->text.len && cgov__text_check(token->text.ptr, token->text.len, TEXT_NAME, MAX_KEY, &why);
    if (!known) return FAULT(reader, token, "an external key has 1 to %u bytes: this one %s", (uint64_t)MAX_KEY, why);
    return cgov__read_string(reader, "an external key", MAX_KEY, into);
}

static bool read_region(struct reader *reader, uint64_t *into) {
    const struct token *token = &reader->lexer.token;
    const char *digits = token->text.ptr;
    uint64_t len = token->kind == TOKEN_WORD ? token->text.len : 0, n = 0;
    bool known = (len == 6 || len == 12 || len == 15) && digits[0] != '0';
    for (uint64_t i = 0; i < len && known; i++) {
        known = digits[i] >= '0' && digits[i] <= '9';
        n = n * 10 + (uint64_t)(digits[i] - '0');
    }
    if (!known) return cgov__expected(reader, "a region code of 6, 12 or 15 digits");
    cgov__lexer_next(&reader->lexer);
    *into = cgov__region_plain(n);
    return true;
}

static bool declare_lead(struct reader *reader) {
    return reader->matter->led = true;
}

static bool define_lead(struct reader *reader) {
    const struct token token = reader->lexer.token;
    struct names levels = cgov__list(CGOV_ENUM_LEVEL);
    struct duty *duty = add_duty(reader, &token);
    if (!duty) return false;
    duty->lead = true;
    bool named = token.kind == TOKEN_STRING
                     ? read_key(reader, &duty->key)
                     : cgov__read_name(reader, "a kind of organization, or an external key in quotes", duty->name);
    if (!named) return false;
    if (token.kind != TOKEN_STRING && cgov__accept(reader, "at")) {
        uint32_t level;
        if (!cgov__read_one(reader, &levels, &level)) return false;
        duty->level = (uint8_t)cgov__list_number(&levels, level);
    }
    if (cgov__accept(reader, "in") && !read_region(reader, &duty->region)) return false;
    struct lead *lead = &reader->leads[reader->lead_count++];
    *lead = (struct lead){cgov__region_span(duty->region), duty->level, duty->line};
    uint32_t line = meets(reader, lead);
    return !line || FAULT(reader, &token,
                          "line %u names a lead for the same place and level already: say another level or region",
                          (uint64_t)line);
}

/* For what is said about leading; the token is what follows the line's word. */
static bool is_led(struct reader *reader, const char *word) {
    return reader->matter->led ||
           FAULT(reader, &reader->lexer.token, "matter `%s` names no lead, so nothing can follow `%s`",
                 reader->matter->code, word);
}

static bool define_with(struct reader *reader) {
    if (!is_led(reader, "with")) return false;
    do {
        const struct token token = reader->lexer.token;
        struct duty *duty = add_duty(reader, &token);
        if (!duty || !cgov__read_symbol(reader, "a kind of organization", duty->name)) return false;
        if (helps(reader, duty)) return cgov__twice(reader, &token, "helper");
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

static bool define_form(struct reader *reader) {
    return is_led(reader, "form") && cgov__read_values(reader, CGOV_ENUM_FORM, &reader->matter->forms);
}

static bool define_source(struct reader *reader) {
    return is_led(reader, "source") &&
           cgov__read_source(reader, MAX_CITES, &reader->matter->source, &reader->matter->verified);
}

/* How it is dealt with. */

static bool define_procedure(struct reader *reader) {
    struct names procedures = cgov__procedures_of(reader->book);
    uint32_t index;
    if (!cgov__read_one(reader, &procedures, &index)) return false;
    reader->matter->procedure = (uint8_t)index;
    return true;
}

static bool define_profile(struct reader *reader) {
    struct names profiles = cgov__profiles_of(reader->book);
    uint32_t index;
    if (!cgov__read_one(reader, &profiles, &index)) return false;
    reader->matter->profile = (uint8_t)index;
    return true;
}

static bool define_track(struct reader *reader) {
    const struct names tracks = cgov__list(CGOV_ENUM_TRACK);
    uint32_t index;
    if (!cgov__read_one(reader, &tracks, &index)) return false;
    reader->matter->track = (uint8_t)cgov__list_number(&tracks, index);
    return true;
}

static bool define_direct(struct reader *reader) {
    return reader->matter->direct = true;
}

static bool define_proof(struct reader *reader) {
    return reader->matter->proof = true;
}

static bool define_confidential(struct reader *reader) {
    return reader->matter->confidential = true;
}

const struct line cgov__matter_lines[] = {
    {"territory", IN_ANY, BLOCK_TERRITORY, false, NULL, define_territory},
    {"matter", IN_ANY, BLOCK_MATTER, false, declare_matter, define_matter},
    {"detail", IN(MATTER), BLOCK_NONE, false, cgov__declare_matter_detail, NULL},
    {"needs", IN(MATTER), BLOCK_NONE, false, NULL, cgov__define_matter_needs},
    {"lead", IN(MATTER), BLOCK_NONE, false, declare_lead, define_lead},
    {"with", IN(MATTER), BLOCK_NONE, false, NULL, define_with},
    {"form", IN(MATTER), BLOCK_NONE, true, NULL, define_form},
    {"procedure", IN(MATTER), BLOCK_NONE, true, NULL, define_procedure},
    {"profile", IN(MATTER), BLOCK_NONE, true, NULL, define_profile},
    {"track", IN(MATTER), BLOCK_NONE, true, NULL, define_track},
    {"direct", IN(MATTER), BLOCK_NONE, true, NULL, define_direct},
    {"proof", IN(MATTER), BLOCK_NONE, true, NULL, define_proof},
    {"confidential", IN(MATTER), BLOCK_NONE, true, NULL, define_confidential},
    {"source", IN(MATTER), BLOCK_NONE, true, NULL, define_source},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};
