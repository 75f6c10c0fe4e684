/* Details declared by the text: what a report or a move can be asked for besides the library's own fields.
 *
 * A procedure has one list of all that its moves ask for, of the library's fields and declared ones alike, and
 * everything else refers to a place in it, as a byte or as the bit of a set. The first pass gives a place to each name
 * it meets, so that a detail can be asked for before it is declared; between the passes the parties' names take the
 * places that are still without a type; the second pass blames the very word that has none.
 *
 * A name means one type in the whole text, for a ledger gives it one number for ever. */
#include "base/civil.h"
#include "cgov/item.h"
#include "rules/reader.h"

#include <assert.h>

/* ---- the list ---- */

static uint8_t find_place(const struct procedure *procedure, const cgov_text *name) {
    struct names names = NAMES("field", "this procedure's", procedure->details, procedure->detail_count);
    return (uint8_t)cgov__names_find(&names, name->ptr, (size_t)name->len);
}

/* A row more, without a type. */
static struct declared *add_place(struct reader *reader, const struct token *token) {
    struct procedure *procedure = reader->procedure;
    if (!cgov__room(reader, token, procedure->detail_count, MAX_DETAILS, "details in a procedure")) return NULL;
    if (!GROW(reader, procedure->details, &procedure->detail_cap, procedure->detail_count, MAX_DETAILS, "details"))
        return NULL;
    return &procedure->details[procedure->detail_count++];
}

/* The place of that name, given where it has none. */
static bool ask(struct reader *reader, const struct token *at, const char *name, uint8_t *place) {
    struct procedure *procedure = reader->procedure;
    const struct token token = {.line = at->line, .column = at->column, .text = {name, strlen(name)}};
    *place = find_place(procedure, &token.text);
    if (*place != NONE) return true;
    struct declared *detail = add_place(reader, &token);
    if (!detail) return false;
    *place = (uint8_t)(procedure->detail_count - 1);
    memcpy(detail->name, name, (size_t)token.text.len);
    detail->number = cgov__field_find(name, (uint32_t)token.text.len);
    if (detail->number == CGOV_FIELD_NONE) return true;
    detail->type = (uint8_t)cgov__field_type(detail->number);
    detail->repeats = detail->number == CGOV_FIELD_ORGANIZATIONS;
    procedure->places[detail->number] = *place;
    return true;
}

bool cgov__ask_field(struct reader *reader, uint8_t *place) {
    const struct token token = reader->lexer.token;
    char name[NAME_SIZE];
    if (cgov__token_is(&token, "choice"))
        return FAULT(reader, &token, "`choice` is what a ballot says: a roll asks for it by `ballot`");
    return cgov__read_name(reader, "the field's name", name) && ask(reader, &token, name, place);
}

bool cgov__ask_choice(struct reader *reader, uint8_t *place) {
    const struct token token = reader->lexer.token;
    return ask(reader, &token, "choice", place);
}

/* What is misspelt is most often what the text itself declares: those come first. Names still without a type are what
 * other lines misspell. */
static bool unknown_field(struct reader *reader, const struct token *token) {
    const struct procedure *procedure = reader->procedure;
    char own[MAX_DETAILS][NAME_SIZE];
    uint32_t count = 0;
    for (uint32_t i = 0; i < procedure->detail_count; i++) {
        const struct declared *detail = &procedure->details[i];
        if (detail->type != 0 && detail->number == CGOV_FIELD_NONE) memcpy(own[count++], detail->name, NAME_SIZE);
    }
    struct names declared = NAMES("field", "this procedure's", own, count), fields = cgov__list(CGOV_ENUM_FIELD);
    return cgov__unknown_of(reader, token, &declared, &fields);
}

bool cgov__read_field(struct reader *reader, struct asked *into) {
    const struct procedure *procedure = reader->procedure;
    if (reader->lexer.token.kind != TOKEN_WORD) return cgov__expected(reader, "the field's name");
    const struct token token = cgov__take(reader);
    *into = (struct asked){NONE, 0, false, cgov__field_find(token.text.ptr, (uint32_t)token.text.len)};
    if (token.text.len < NAME_SIZE) into->place = find_place(procedure, &token.text);
    if (into->place != NONE && procedure->details[into->place].type != 0) {
        into->type = procedure->details[into->place].type;
        into->repeats = procedure->details[into->place].repeats;
        return true;
    }
    into->type = (uint8_t)cgov__field_type(into->number);
    into->repeats = into->number == CGOV_FIELD_ORGANIZATIONS;
    return into->number != CGOV_FIELD_NONE || unknown_field(reader, &token);
}

/* ---- days that are kept ---- */

bool cgov__is_day(const struct reader *reader, const struct token *token) {
    if (token->kind != TOKEN_WORD || token->text.len >= NAME_SIZE) return false;
    const uint8_t place = find_place(reader->procedure, &token->text);
    return place != NONE && reader->procedure->details[place].type == CGOV_DETAIL_DATE;
}

bool cgov__read_kept(struct reader *reader, uint8_t *kept) {
    struct procedure *procedure = reader->procedure;
    const struct token token = reader->lexer.token;
    if (token.kind != TOKEN_WORD) return cgov__expected(reader, "the name of a detail that is a date");
    if (!cgov__is_day(reader, &token))
        return FAULT(reader, &token, "`%t` is no detail of this procedure that is a date", &token.text);
    const uint8_t place = find_place(procedure, &token.text);
    if (procedure->details[place].repeats)
        return FAULT(reader, &token, "detail `%t` repeats: one day is asked for here", &token.text);
    for (*kept = 0; *kept < procedure->kept_count && procedure->kept[*kept] != place;) ++*kept;
    if (*kept == procedure->kept_count) {
        if (!cgov__room(reader, &token, procedure->kept_count, MAX_KEPT, "days that guards and clocks ask for"))
            return false;
        procedure->kept[procedure->kept_count++] = place;
    }
    cgov__take(reader);
    return true;
}

/* ---- a declaration ---- */

static bool read_integer(struct reader *reader, int64_t *into) {
    const struct token *token = &reader->lexer.token;
    const char *at = token->text.ptr, *end = at + token->text.len;
    if (token->kind != TOKEN_WORD) return cgov__expected(reader, "a number");
    bool negative = at < end && *at == '-', known = at + negative < end;
    int64_t n = 0;
    for (at += negative; at < end && known; at++) {
        known = *at >= '0' && *at <= '9';
        if (known) n = n * 10 + (*at - '0');
        known = known && n <= NUMBER_MAX;
    }
    if (!known) return FAULT(reader, token, "expected a number of at most 9007199254740991, found `%t`", &token->text);
    cgov__lexer_next(&reader->lexer);
    *into = negative ? -n : n;
    return true;
}

static bool read_day(struct reader *reader, int64_t *into) {
    int32_t day = 0;
    if (!cgov__read_date(reader, &day)) return false;
    *into = cgov__date_number(cgov__civil_of(day));
    return true;
}

/* What stands behind the type begins here, or nothing does. */
static bool ends_type(const struct reader *reader) {
    return reader->lexer.token.kind == TOKEN_END || cgov__is(reader, "repeats") || cgov__is(reader, "read");
}

/* `on ROLL`: which roll, is read once all are known. */
static bool read_numbered(struct reader *reader, struct declared *detail) {
    const struct token token = reader->lexer.token;
    if (token.kind != TOKEN_WORD) return cgov__expected(reader, "the roll's name");
    detail->on = (struct roll_ref){.roll = NONE, .line = token.line, .column = token.column};
    detail->min = 1;
    detail->max = UINT32_MAX;
    cgov__take(reader);
    return true;
}

/* `MIN to MAX`, where the type has a range and the text gives one. */
static bool read_range(struct reader *reader, struct declared *detail) {
    if (detail->type == CGOV_DETAIL_NUMBER && cgov__accept(reader, "on")) return read_numbered(reader, detail);
    bool (*read)(struct reader *, int64_t *) = detail->type == CGOV_DETAIL_DATE ? read_day : read_integer;
    detail->min = detail->type == CGOV_DETAIL_DATE ? DATE_MIN : -NUMBER_MAX;
    detail->max = detail->type == CGOV_DETAIL_DATE ? DATE_MAX : NUMBER_MAX;
    if (ends_type(reader)) return true;
    if (!read(reader, &detail->min) || !cgov__expect(reader, "to")) return false;
    const struct token token = reader->lexer.token;
    if (!read(reader, &detail->max)) return false;
    return detail->min <= detail->max || FAULT(reader, &token, "the range ends at `%t`, before it begins", &token.text);
}

static bool read_choices(struct reader *reader, struct declared *detail) {
    struct rulebook *book = reader->book;
    detail->first_choice = book->choice_count;
    do {
        const struct token token = reader->lexer.token;
        if (!cgov__room(reader, &token, detail->choice_count, MAX_CHOICES, "choices of a detail")) return false;
        if (!GROW(reader, book->choices, &book->choice_cap, book->choice_count, MAX_RULEBOOK_BYTES, "choices"))
            return false;
        struct choice *choice = &book->choices[book->choice_count];
        if (ends_type(reader)) return cgov__expected(reader, "a choice's name");
        if (!cgov__read_symbol(reader, "a choice's name", choice->name)) return false;
        if (cgov__choice_find(book, detail, choice->name, (uint32_t)token.text.len))
            return cgov__twice(reader, &token, "choice");
        book->choice_count++;
        detail->choice_count++;
        if (reader->lexer.token.kind == TOKEN_STRING &&
            !cgov__read_string(reader, "its title", MAX_TITLE, &choice->title))
            return false;
    } while (!ends_type(reader));
    return true;
}

static bool read_type(struct reader *reader, struct declared *detail) {
    static const char types[][NAME_SIZE] = {"words",    "number",       "date", "choice",
                                            "resident", "organization", "item", "place"};
    static_assert(sizeof types / sizeof types[0] == CGOV_DETAIL_PLACE, "a word for each type a text can declare");
    struct names names = NAMES("type", "the language's", types, sizeof types / sizeof types[0]);
    uint32_t type;
    if (!cgov__read_one(reader, &names, &type)) return false;
    detail->type = (uint8_t)(CGOV_DETAIL_WORDS + type);
    if (detail->type == CGOV_DETAIL_NUMBER || detail->type == CGOV_DETAIL_DATE) return read_range(reader, detail);
    return detail->type != CGOV_DETAIL_CHOICE || read_choices(reader, detail);
}

static bool read_readers(struct reader *reader, struct declared *detail) {
    static const char views[][NAME_SIZE] = {"public", "partner", "reporter", "office"};
    static_assert(sizeof views / sizeof views[0] == CGOV_READ_OFFICE, "a word for each view");
    struct names names = NAMES("view", "the language's", views, sizeof views / sizeof views[0]);
    uint32_t view;
    detail->readers = CGOV_READ_REPORTER;
    if (!cgov__accept(reader, "read")) return true;
    if (!cgov__expect(reader, "by") || !cgov__read_one(reader, &names, &view)) return false;
    detail->readers = (uint8_t)(CGOV_READ_PUBLIC + view);
    return true;
}

/* All behind the name, which stands in the row already. */
static bool read_declaration(struct reader *reader, const struct token *name, struct declared *detail) {
    struct declared read = *detail;
    read.line = name->line;
    read.column = name->column;
    if (!cgov__read_string(reader, "the detail's title in quotes", MAX_TITLE, &read.title) || !read_type(reader, &read))
        return false;
    const struct token token = reader->lexer.token;
    read.repeats = cgov__accept(reader, "repeats");
    if (read.repeats && read.type == CGOV_DETAIL_WORDS)
        return FAULT(reader, &token, "words do not repeat: they are written in one text");
    if (!read_readers(reader, &read)) return false;
    *detail = read;
    return true;
}

static bool read_own_name(struct reader *reader, char into[NAME_SIZE]) {
    static const struct declared none[1];
    struct names nothing = NAMES("detail", "this text's", none, 0);
    const struct token token = reader->lexer.token;
    if (!cgov__read_new_name(reader, &nothing, into)) return false;
    return cgov__field_find(into, (uint32_t)token.text.len) == CGOV_FIELD_NONE ||
           FAULT(reader, &token, "`%t` is a field of the library's: it cannot be declared", &token.text);
}

bool cgov__declare_detail(struct reader *reader) {
    const struct token token = reader->lexer.token;
    char name[NAME_SIZE];
    if (!read_own_name(reader, name)) return false;
    uint8_t place = find_place(reader->procedure, &token.text);
    struct declared *detail = place == NONE ? add_place(reader, &token) : &reader->procedure->details[place];
    if (!detail) return false;
    if (detail->type != 0) return cgov__twice(reader, &token, "detail");
    memcpy(detail->name, name, sizeof name);
    return read_declaration(reader, &token, detail) && cgov__expect_end(reader);
}

bool cgov__define_detail(struct reader *reader) {
    const struct token name = reader->lexer.token;
    struct declared *detail = &reader->procedure->details[find_place(reader->procedure, &name.text)];
    cgov__skip_declared(reader);
    if (cgov__accept(reader, "number") && cgov__accept(reader, "on")) {
        if (!cgov__read_roll(reader, &detail->on)) return false;
        if (detail->on.roll == NONE)
            return FAULT(reader, &detail->on, "detail `%s`: its number is on a roll of this procedure", detail->name);
    }
    while (reader->lexer.token.kind != TOKEN_END) cgov__lexer_next(&reader->lexer);
    return true;
}

/* ---- a matter's own ---- */

static struct names details_of(const struct rulebook *book, const struct matter *matter) {
    const struct declared *own = matter->detail_count ? &book->matter_details[matter->first_detail] : NULL;
    return (struct names){"detail", "this matter's", own, sizeof *own, matter->detail_count};
}

bool cgov__declare_matter_detail(struct reader *reader) {
    struct rulebook *book = reader->book;
    struct matter *matter = reader->matter;
    const struct token token = reader->lexer.token;
    char name[NAME_SIZE];
    if (!read_own_name(reader, name)) return false;
    struct names own = details_of(book, matter);
    if (cgov__names_find(&own, name, strlen(name)) != NAMES_NONE) return cgov__twice(reader, &token, "detail");
    if (!cgov__room(reader, &token, matter->detail_count, MAX_MATTER_DETAILS, "details of a matter")) return false;
    if (!GROW(reader, book->matter_details, &book->matter_detail_cap, book->matter_detail_count, MAX_RULEBOOK_BYTES,
              "details of matters"))
        return false;
    struct declared *detail = &book->matter_details[book->matter_detail_count++];
    matter->detail_count++;
    memcpy(detail->name, name, sizeof name);
    if (!read_declaration(reader, &token, detail)) return false;
    return detail->on.line == 0 || FAULT(reader, &detail->on, "a report is on no roll yet: nothing has a number");
}

bool cgov__define_matter_needs(struct reader *reader) {
    do {
        struct names own = details_of(reader->book, reader->matter);
        const struct token token = reader->lexer.token;
        uint32_t index;
        if (!cgov__read_one(reader, &own, &index)) return false;
        struct declared *detail = &reader->book->matter_details[reader->matter->first_detail + index];
        if (detail->needed_line) return cgov__twice(reader, &token, "detail");
        detail->needed_line = token.line;
    } while (reader->lexer.token.kind != TOKEN_END);
    return true;
}

/* ---- what the whole text tells ---- */

/* Who reported is the library's to say, so it is no detail. */
static bool resolve_party(struct reader *reader, const struct procedure *procedure, struct declared *detail) {
    const uint8_t index = cgov__party_find(procedure, detail->name);
    if (index == NONE || detail->number != CGOV_FIELD_NONE) return true;
    const struct party *party = &procedure->parties[index];
    if (detail->type != 0)
        return FAULT(reader, detail, "`%s` is a party: its name is a detail of its kind without being declared",
                     detail->name);
    if (index == procedure->reporter) return true;
    detail->type = party->organization ? CGOV_DETAIL_ORGANIZATION : CGOV_DETAIL_RESIDENT;
    detail->title = party->title;
    detail->line = party->line;
    detail->column = 1;
    detail->readers = party->organization ? CGOV_READ_PUBLIC : CGOV_READ_PARTNER;
    return true;
}

bool cgov__details_resolve(struct reader *reader) {
    for (uint32_t p = 0; p < reader->book->procedure_count; p++) {
        const struct procedure *procedure = &reader->book->procedures[p];
        for (uint8_t d = 0; d < procedure->detail_count; d++)
            if (!resolve_party(reader, procedure, &procedure->details[d])) return false;
    }
    return true;
}

/* A matter's own goes before the procedure's, whose moves count on one value where they take one: `when`, `sets`. */
static bool link_repeats(struct reader *reader, const struct declared *detail, bool matters) {
    struct detail_name *name = &reader->book->detail_names[detail->name_index];
    if (!matters && !detail->repeats) name->single = detail->line;
    return !matters || !detail->repeats || !name->single ||
           FAULT(reader, detail, "detail `%s` repeats here, and takes one value on line %u", detail->name,
                 (uint64_t)name->single);
}

static uint32_t find_linked(const struct rulebook *book, const char *name, uint64_t hash) {
    uint32_t slot = MAP_NONE, d;
    while ((d = cgov__map_next(&book->details_by_name, hash, &slot)) != MAP_NONE)
        if (strcmp(book->detail_names[d].name, name) == 0) return d;
    return NAMES_NONE;
}

/* matters: a matter's, which come after all of the procedures'. */
static bool link_name(struct reader *reader, struct declared *detail, bool matters) {
    struct rulebook *book = reader->book;
    if (detail->number != CGOV_FIELD_NONE || detail->type == 0) return true;
    const uint64_t hash = cgov__name_hash(book, detail->name);
    uint32_t index = find_linked(book, detail->name, hash);
    if (index == NAMES_NONE) {
        const struct token at = {.line = detail->line, .column = detail->column};
        index = book->detail_name_count;
        if (!cgov__room(reader, &at, index, MAX_DETAIL_NAMES, "details in a text")) return false;
        if (!GROW(reader, book->detail_names, &book->detail_name_cap, index, MAX_DETAIL_NAMES, "details in a text"))
            return false;
        if (!cgov__map_reserve(&book->details_by_name, 1)) return cgov__no_memory(reader);
        struct detail_name *name = &book->detail_names[book->detail_name_count++];
        memcpy(name->name, detail->name, sizeof name->name);
        name->type = detail->type;
        name->line = detail->line;
        cgov__map_add(&book->details_by_name, hash, index);
    }
    detail->name_index = (uint16_t)index;
    const struct detail_name *name = &book->detail_names[index];
    if (name->type == detail->type) return link_repeats(reader, detail, matters);
    return FAULT(reader, detail, "detail `%s` is of another type on line %u", detail->name, (uint64_t)name->line);
}

bool cgov__details_link(struct reader *reader) {
    struct rulebook *book = reader->book;
    for (uint32_t p = 0; p < book->procedure_count; p++)
        for (uint8_t d = 0; d < book->procedures[p].detail_count; d++)
            if (!link_name(reader, &book->procedures[p].details[d], false)) return false;
    for (uint32_t d = 0; d < book->matter_detail_count; d++)
        if (!link_name(reader, &book->matter_details[d], true)) return false;
    return true;
}

/* ---- at rest ---- */

uint8_t cgov__declared_place(const struct procedure *procedure, uint32_t number) {
    for (uint8_t d = 0; d < procedure->detail_count; d++)
        if (procedure->details[d].number == number) return d;
    return NONE;
}

const struct declared *cgov__declared_find(const struct rulebook *rulebook, const struct procedure *procedure,
                                           const struct matter *matter, uint32_t number) {
    for (uint8_t d = 0; matter && d < matter->detail_count; d++) {
        const struct declared *own = &rulebook->matter_details[matter->first_detail + d];
        if (own->number == number) return own;
    }
    uint8_t place = cgov__place_of(procedure, number);
    return place == NONE ? NULL : &procedure->details[place];
}

const struct choice *cgov__choice_find(const struct rulebook *rulebook, const struct declared *detail, const char *name,
                                       uint32_t len) {
    if (!detail->choice_count) return NULL;
    struct names names = {"choice", "this detail's", &rulebook->choices[detail->first_choice], sizeof(struct choice),
                          detail->choice_count};
    uint32_t index = cgov__names_find(&names, name, len);
    return index == NAMES_NONE ? NULL : &rulebook->choices[detail->first_choice + index];
}

static void take_number(const struct rulebook *rulebook, struct declared *detail) {
    if (detail->number == CGOV_FIELD_NONE && detail->type != 0)
        detail->number = rulebook->detail_names[detail->name_index].number;
}

void cgov__details_number(struct rulebook *rulebook) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++)
        for (uint8_t d = 0; d < rulebook->procedures[p].detail_count; d++)
            take_number(rulebook, &rulebook->procedures[p].details[d]);
    for (uint32_t d = 0; d < rulebook->matter_detail_count; d++) take_number(rulebook, &rulebook->matter_details[d]);
}
