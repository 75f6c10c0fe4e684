/* Reading a rule: its dates and source, what it asks, when enough take part, what passes.
 *
 * A rule names rolls and knows none: the procedure that decides by it has them. Several rules of one name are one rule
 * at different times, told apart by the day; what lines say together is asked once the whole text is read. */
#include "rules/reader.h"

/* First pass: the row and its dates. */

static bool read_dates(struct reader *reader, struct rule *rule) {
    rule->from = INT32_MIN;
    rule->to = INT32_MAX;
    if (!cgov__accept(reader, "from")) return true;
    if (!cgov__read_date(reader, &rule->from)) return false;
    if (!cgov__accept(reader, "to")) return true;
    const struct token last = reader->lexer.token;
    if (!cgov__read_date(reader, &rule->to)) return false;
    return rule->from <= rule->to || FAULT(reader, &last, "`%t` is before the first day in force", &last.text);
}

static bool declare_rule(struct reader *reader) {
    struct rulebook *book = reader->book;
    const struct names names = NAMES("rule", "this rulebook's", book->rules, 0); /* one name may stand again */
    if (!GROW(reader, book->rules, &book->rule_cap, book->rule_count, MAX_RULES, "rules")) return false;
    struct rule *rule = reader->rule = &book->rules[book->rule_count];
    rule->line = reader->lexer.token.line;
    rule->column = reader->lexer.token.column;
    rule->silent = rule->kept_for = NONE;
    if (!cgov__read_new_name(reader, &names, rule->name)) return false;
    book->rule_count++;
    return cgov__read_string(reader, "the rule's title in quotes", MAX_TITLE, &rule->title) &&
           read_dates(reader, rule) && cgov__expect_end(reader);
}

/* Second pass. */

static bool define_rule(struct reader *reader) {
    reader->rule = reader->rule ? reader->rule + 1 : reader->book->rules;
    while (reader->lexer.token.kind != TOKEN_END) cgov__lexer_next(&reader->lexer);
    return true;
}

static bool define_source(struct reader *reader) {
    bool verified;
    if (!cgov__read_source(reader, MAX_CITES, &reader->rule->source, &verified)) return false;
    reader->rule->unverified = !verified;
    return true;
}

static bool define_ask(struct reader *reader) {
    struct rule *rule = reader->rule;
    for (uint8_t ask = ASK_YES_NO; ask <= ASK_RANK && !rule->ask; ask++)
        if (cgov__accept(reader, cgov__ask_name((enum ask)ask))) rule->ask = ask;
    switch (rule->ask) {
    case ASK_YES_NO:
        rule->block = cgov__accept(reader, "block");
        return true;
    case ASK_CHOOSE:
        return reader->lexer.token.kind == TOKEN_END ||
               cgov__read_number(reader, "how many names a ballot may give,", MAX_SEATS, &rule->most);
    case ASK_SCORE:
        return cgov__read_number(reader, "how many points a ballot may give each,", MAX_POINTS, &rule->most);
    case ASK_SHARE:
        return cgov__read_number(reader, "how many points a ballot shares out,", MAX_POINTS, &rule->most);
    case ASK_RANK:
        rule->ranking = cgov__accept(reader, "stv")       ? RANKING_STV
                        : cgov__accept(reader, "schulze") ? RANKING_SCHULZE
                                                          : RANKING_NONE;
        return rule->ranking != RANKING_NONE || cgov__expected(reader, "`stv` or `schulze`");
    default:
        return cgov__expected(reader, "`yes_no`, `choose`, `score`, `share` or `rank`");
    }
}

static bool define_seats(struct reader *reader) {
    struct rule *rule = reader->rule;
    if (cgov__accept(reader, "within")) {
        rule->within_budget = true;
        return cgov__expect(reader, "budget");
    }
    rule->seats_given = cgov__accept(reader, "given");
    if (!rule->seats_given &&
        !cgov__read_number(reader, "`given`, `within budget`, or how many seats,", MAX_SEATS, &rule->seats))
        return false;
    if (reader->lexer.token.kind == TOKEN_END) return true;
    const struct token kept = reader->lexer.token;
    if (!cgov__read_number(reader, "how many of the seats are kept,", MAX_SEATS, &rule->kept)) return false;
    if (rule->seats && rule->kept > rule->seats)
        return FAULT(reader, &kept, "`%t` seats are more than there are", &kept.text);
    return cgov__expect(reader, "from") && cgov__read_rule_roll(reader, &rule->kept_for);
}

static bool define_line(struct reader *reader, bool quorum) {
    struct rule *rule = reader->rule;
    const struct token first = reader->lexer.token;
    if (!cgov__room(reader, &first, rule->line_count, MAX_RULE_LINES, "lines `quorum` and `passes` of a rule"))
        return false;
    struct rule_line *line = &rule->lines[rule->line_count++];
    line->quorum = quorum;
    line->line = first.line;
    line->negated = cgov__accept(reader, "not");
    if (!cgov__read_rule_shares(reader, line)) return false;
    return !line->negated || line->count == 1 ||
           FAULT(reader, &first, "`not` stands before one share alone: say each in a line of its own");
}

static bool define_quorum(struct reader *reader) {
    return define_line(reader, true);
}

static bool define_passes(struct reader *reader) {
    return define_line(reader, false);
}

static bool define_silent(struct reader *reader) {
    return cgov__expect(reader, "of") && cgov__read_rule_roll(reader, &reader->rule->silent) &&
           cgov__expect(reader, "joins") && cgov__expect(reader, "majority");
}

static bool define_tie(struct reader *reader) {
    const struct names names = NAMES("party", "", reader->rule->rolls, 0);
    return cgov__expect(reader, "casting") && cgov__read_new_name(reader, &names, reader->rule->casting);
}

const struct line cgov__rule_lines[] = {
    {"rule", IN_ANY, BLOCK_RULE, false, declare_rule, define_rule},
    {"source", IN(RULE), BLOCK_NONE, true, NULL, define_source},
    {"ask", IN(RULE), BLOCK_NONE, true, NULL, define_ask},
    {"seats", IN(RULE), BLOCK_NONE, true, NULL, define_seats},
    {"quorum", IN(RULE), BLOCK_NONE, false, NULL, define_quorum},
    {"passes", IN(RULE), BLOCK_NONE, false, NULL, define_passes},
    {"silent", IN(RULE), BLOCK_NONE, true, NULL, define_silent},
    {"tie", IN(RULE), BLOCK_NONE, true, NULL, define_tie},
    {"", 0, BLOCK_NONE, false, NULL, NULL},
};

/* ---- what lines say together ---- */

static bool link_ballots(struct reader *reader, const struct rule *rule, const struct rule_line *line,
                         const struct roll_ref *at, const struct ballots *ballots) {
    const bool candidates = cgov__asks_candidates(rule), own = (ballots->choices & 1u << CHOICE_YES) != 0;
    const uint8_t odd = (uint8_t)(ballots->choices & ~cgov__rule_choices(rule));
    for (uint8_t c = 0; c < CHOICES; c++)
        if (odd >> c & 1)
            return FAULT(reader, at, "no ballot says `%s` where `%s` is asked", cgov__ballot_choice_name(c),
                         cgov__ask_name((enum ask)rule->ask));
    if (!candidates || !own) return true;
    if (line->quorum)
        return FAULT(reader, at, "`yes` is a candidate's votes: a quorum is asked of all ballots together");
    return ballots->kind == BALLOTS_CHOICE ||
           FAULT(reader, at, "`yes` is a candidate's votes: `cast not yes` leaves out nobody");
}

/* Alternatives are pairs: the n-th way a quorum held by is the n-th way passing is counted. */
static bool link_line(struct reader *reader, struct rule *rule, const struct rule_line *line) {
    const struct share *first = &rule->shares[line->first];
    if (line->count > 1 && cgov__asks_candidates(rule))
        return FAULT(reader, first, "candidates are counted one way: no `or`");
    if (line->count > 1 && rule->ways > 1 && rule->ways != line->count)
        return FAULT(reader, first, "this line has %u alternatives, and one above %u: they are pairs",
                     (uint64_t)line->count, (uint64_t)rule->ways);
    if (line->count > 1) rule->ways = line->count;
    for (uint8_t s = 0; s < line->count; s++) {
        const struct share *share = &first[s];
        rule->axes |= (uint8_t)(1u << share->axis);
        if (!link_ballots(reader, rule, line, &share->part, &share->part_cast) ||
            !link_ballots(reader, rule, line, &share->whole, &share->whole_cast))
            return false;
    }
    return true;
}

/* A casting vote decides between yes and no: nothing else may be asked of what passes. */
static bool link_tie(struct reader *reader, const struct rule *rule) {
    for (uint8_t l = 0; l < rule->line_count && rule->casting[0]; l++) {
        const struct rule_line *line = &rule->lines[l];
        const struct share *share = &rule->shares[line->first];
        const bool half = line->count == 1 && !line->negated && share->more && share->n == 1 && share->d == 2 &&
                          share->part_cast.kind == BALLOTS_CHOICE && share->part_cast.choices == 1u << CHOICE_YES &&
                          share->whole_cast.kind == BALLOTS_CAST;
        if (!line->quorum && !half)
            return FAULT(
                reader, share,
                "`tie casting` is where `yes more than 1/2 of cast` passes: this line asks for something else");
    }
    return true;
}

static bool link_ask(struct reader *reader, const struct rule *rule) {
    if (!rule->ask) return FAULT(reader, rule, "rule `%s` does not say what it asks: `ask`", rule->name);
    const bool candidates = cgov__asks_candidates(rule), ranks = rule->ask == ASK_RANK;
    const bool seats = rule->seats || rule->seats_given || rule->within_budget;
    const char *ask = cgov__ask_name((enum ask)rule->ask);
    if (candidates && !seats)
        return FAULT(reader, rule, "rule `%s` asks `%s`, and does not say how many `seats`", rule->name, ask);
    if (candidates && (rule->silent != NONE || rule->casting[0]))
        return FAULT(reader, rule, "rule `%s` asks `%s`: `%s` is of yes and no", rule->name, ask,
                     rule->casting[0] ? "tie casting" : "silent");
    if (!candidates && seats) return FAULT(reader, rule, "rule `%s` asks yes or no: it has no seats", rule->name);
    if (ranks && (rule->within_budget || rule->kept))
        return FAULT(reader, rule, "rule `%s` asks `rank`: its seats are a number, and none is kept for some",
                     rule->name);
    return true;
}

/* An order has no line `passes`: how it is counted says who wins. */
static bool link_passes(struct reader *reader, const struct rule *rule) {
    bool passes = false;
    for (uint8_t l = 0; l < rule->line_count; l++) {
        passes = passes || !rule->lines[l].quorum;
        if (rule->ask == ASK_RANK && passes)
            return FAULT(reader, &rule->shares[rule->lines[l].first],
                         "rule `%s` asks `rank`: who wins is what the count of orders says, and no line `passes`",
                         rule->name);
    }
    return passes || rule->ask == ASK_RANK ||
           FAULT(reader, rule, "rule `%s` does not say when something `passes`", rule->name);
}

static bool link_dates(struct reader *reader, const struct rule *rule) {
    for (const struct rule *other = reader->book->rules; other < rule; other++)
        if (strcmp(other->name, rule->name) == 0 && other->from <= rule->to && rule->from <= other->to)
            return FAULT(reader, rule, "rule `%s` is in force on some of these days already, by line %u", rule->name,
                         (uint64_t)other->line);
    return true;
}

static bool link_rule(struct reader *reader, struct rule *rule) {
    rule->ways = 1;
    if (rule->ask == ASK_RANK) rule->axes = 1u << AXIS_HEADS;
    if (!link_dates(reader, rule) || !link_ask(reader, rule)) return false;
    for (uint8_t l = 0; l < rule->line_count; l++)
        if (!link_line(reader, rule, &rule->lines[l])) return false;
    return link_passes(reader, rule) && link_tie(reader, rule);
}

bool cgov__rules_link(struct reader *reader) {
    for (uint32_t i = 0; i < reader->book->rule_count; i++)
        if (!link_rule(reader, &reader->book->rules[i])) return false;
    return true;
}
