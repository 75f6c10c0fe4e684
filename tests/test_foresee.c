/* What a decision can still come to, against all that can: small electorates, every state of their ballots, every way
 * that these can go on. Yes is never said wrongly; and of laws as they ship, no is not either. */
#include "rules/foresee.h"
#include "support/reading.h"
#include "support/test.h"

enum { MOST = 4, CANDIDATES = 3 };

/* Where an elector stands: each choice is a state, and the two that are not settled. */
enum { NOTHING_YET = 32, CAN_CHANGE, NEVER };

struct electorate {
    uint32_t count;
    uint64_t area[MOST], household[MOST]; /* household 0: units are owned, one each */
    uint32_t delivered;                   /* bit e: counted as silent, where the rule counts them */
    uint32_t chair;                       /* whose vote decides a tie */
    uint32_t paper;                       /* bit e: their ballot can come to wait, and they are neither then */
};

struct trying {
    const struct rule *rule;
    const struct electorate *of;
    uint32_t options[40], option_count; /* a ballot: bit c of enum ballot_choice, or candidates from bit 8 on */
    uint32_t states[MOST];              /* an option's index, or one of the above */
    uint32_t waits;                     /* bit e: so theirs does */
    struct sums rolls[MAX_RULE_ROLLS];
    uint64_t met[64]; /* what the completions come to */
    uint32_t met_count;
    uint64_t tried, certain, wrong, missed;
};

static bool asks(const struct trying *trying) {
    return trying->rule->ask == ASK_CHOOSE;
}

static struct sums weight_of(const struct electorate *of, uint32_t e) {
    return (struct sums){{1, of->household[e] ? 0 : 1, of->area[e], 1}};
}

static void add_to(struct sums *sums, const struct sums *more) {
    for (uint32_t a = 0; a < AXES; a++) sums->by[a] += more->by[a];
}

/* How many households of those that the bits name. */
static uint64_t households(const struct electorate *of, uint32_t electors) {
    uint64_t found = 0;
    for (uint32_t e = 0; e < of->count; e++) {
        bool first = (electors >> e & 1) != 0 && of->household[e] != 0;
        for (uint32_t o = 0; o < e; o++)
            first = first && !((electors >> o & 1) && of->household[o] == of->household[e]);
        found += first;
    }
    return found;
}

/* Counts what stands: ballots[e] is the option's bits, or 0: none. Bit e of silent: counted as silent without one. */
static void count(const struct trying *trying, const uint32_t *ballots, uint32_t silent, struct candidate *candidates,
                  struct count *out) {
    const struct electorate *of = trying->of;
    uint32_t of_choice[CHOICES] = {0}, of_candidate[CANDIDATES] = {0}, cast = 0;
    memset(out, 0, sizeof *out);
    memset(candidates, 0, CANDIDATES * sizeof *candidates);
    out->rolls = trying->rolls;
    out->casting = CHOICE_NONE;
    for (uint32_t e = 0; e < of->count; e++) {
        const struct sums weight = weight_of(of, e);
        if ((silent >> e & 1) != 0 && ballots[e] == 0 && trying->rule->silent != NONE) add_to(&out->silent, &weight);
        if (ballots[e] == 0) continue;
        add_to(&out->cast, &weight);
        cast |= 1u << e;
        for (uint32_t c = 0; c < CHOICES; c++)
            if (ballots[e] >> c & 1) add_to(&out->choices[c], &weight), of_choice[c] |= 1u << e;
        for (uint32_t c = 0; c < CANDIDATES; c++)
            if (ballots[e] >> (8 + c) & 1) add_to(&candidates[c].votes, &weight), of_candidate[c] |= 1u << e;
    }
    if (of->household[0]) {
        out->cast.by[AXIS_UNITS] = households(of, cast);
        for (uint32_t c = 0; c < CHOICES; c++) out->choices[c].by[AXIS_UNITS] = households(of, of_choice[c]);
        for (uint32_t c = 0; c < CANDIDATES; c++) candidates[c].votes.by[AXIS_UNITS] = households(of, of_candidate[c]);
    }
    if (asks(trying)) {
        out->candidates = candidates;
        out->candidate_count = CANDIDATES;
        out->seats = trying->rule->seats ? trying->rule->seats : 1;
        for (uint32_t c = 0; c < CANDIDATES; c++) candidates[c].number = c + 1, candidates[c].kept_for = c == 2;
    }
    const uint32_t chairs = trying->rule->casting[0] && of->chair < of->count ? ballots[of->chair] : 0;
    if (chairs == 1u << CHOICE_YES) out->casting = CHOICE_YES;
    if (chairs == 1u << CHOICE_NO) out->casting = CHOICE_NO;
}

/* The outcome and who wins, as one number. */
static uint64_t judge(const struct trying *trying, const uint32_t *ballots) {
    struct candidate candidates[CANDIDATES];
    struct count counted;
    struct ruling ruling;
    count(trying, ballots, trying->of->delivered & ~trying->waits, candidates, &counted);
    cgov__rule_judge(trying->rule, &counted, NULL, &ruling);
    uint64_t won = 0;
    for (uint32_t w = 0; w < ruling.winners; w++) won |= UINT64_C(1) << ruling.numbers[w];
    return won << 8 | (uint64_t)ruling.kind;
}

static void meet(struct trying *trying, uint64_t result) {
    for (uint32_t m = 0; m < trying->met_count; m++)
        if (trying->met[m] == result) return;
    trying->met[trying->met_count++] = result;
}

static void complete(struct trying *trying, uint32_t e, uint32_t *ballots) {
    if (e == trying->of->count) {
        meet(trying, judge(trying, ballots));
        return;
    }
    const uint32_t state = trying->states[e];
    ballots[e] = state < NOTHING_YET ? trying->options[state] : 0;
    if (state < NOTHING_YET || state == NEVER || state == NOTHING_YET) complete(trying, e + 1, ballots);
    if (state == NOTHING_YET && (trying->of->paper >> e & 1) != 0) {
        trying->waits |= 1u << e;
        complete(trying, e + 1, ballots);
        trying->waits &= ~(1u << e);
    }
    for (uint32_t o = 0; o < trying->option_count && (state == NOTHING_YET || state == CAN_CHANGE); o++) {
        ballots[e] = trying->options[o];
        complete(trying, e + 1, ballots);
    }
}

/* What the ledger knows: what is settled, and what is coming. */
static bool foreseen(const struct trying *trying, uint32_t *outcomes) {
    const struct electorate *of = trying->of;
    struct candidate candidates[CANDIDATES];
    struct count settled;
    struct coming coming = {.others = true, .households = of->household[0] != 0};
    uint32_t ballots[MOST] = {0}, silent = of->delivered;
    for (uint32_t e = 0; e < of->count; e++) {
        const struct sums weight = weight_of(of, e);
        const bool is_silent = trying->rule->silent != NONE && (of->delivered >> e & 1) != 0;
        struct sums *to = trying->states[e] == CAN_CHANGE ? &coming.must
                          : !is_silent                    ? &coming.may
                          : (of->paper >> e & 1) != 0     ? &coming.wait
                                                          : &coming.silent;
        if (trying->states[e] < NOTHING_YET) ballots[e] = trying->options[trying->states[e]];
        if (trying->states[e] != NOTHING_YET && trying->states[e] != CAN_CHANGE) continue;
        add_to(to, &weight);
        if (coming.households) to->by[AXIS_UNITS]++;
        silent &= ~(1u << e);
        coming.casting = coming.casting || (e == of->chair && trying->rule->casting[0]);
    }
    for (uint32_t o = 0; o < trying->option_count; o++)
        for (uint8_t c = 0; c < CHOICES; c++) coming.choices |= (uint8_t)(trying->options[o] & 1u << c);
    count(trying, ballots, silent, candidates, &settled);
    *outcomes = cgov__rule_foresee(trying->rule, &settled, &coming);
    return cgov__rule_certain(trying->rule, &settled, &coming);
}

static void fail_at(const struct trying *trying, const char *what) {
    char states[128] = "";
    for (uint32_t e = 0; e < trying->of->count; e++) {
        const size_t used = strlen(states);
        snprintf(states + used, sizeof states - used, " %u", trying->states[e]);
    }
    fail_msg("rule `%s` line %u, %u electors, states%s: %s, and %u can come", trying->rule->name, trying->rule->line,
             trying->of->count, states, what, trying->met_count);
}

static void try_state(struct trying *trying, bool exact) {
    uint32_t ballots[MOST] = {0}, outcomes;
    trying->met_count = 0;
    complete(trying, 0, ballots);
    const bool certain = foreseen(trying, &outcomes);
    for (uint32_t m = 0; m < trying->met_count; m++)
        if (!(outcomes >> (trying->met[m] & 255) & 1)) fail_at(trying, "an outcome was not foreseen");
    trying->tried++;
    trying->certain += certain;
    if (certain && trying->met_count > 1) fail_at(trying, "said to be certain");
    if (!certain && trying->met_count == 1 && exact) fail_at(trying, "not said to be certain");
    trying->missed += !certain && trying->met_count == 1;
}

static void try_states(struct trying *trying, uint32_t e, bool exact) {
    if (e == trying->of->count) {
        try_state(trying, exact);
        return;
    }
    for (uint32_t s = 0; s < trying->option_count + 3; s++) {
        trying->states[e] = s < trying->option_count ? s : NOTHING_YET + s - trying->option_count;
        try_states(trying, e + 1, exact);
    }
}

static void find_options(struct trying *trying) {
    const struct rule *rule = trying->rule;
    trying->option_count = 0;
    if (rule->ask != ASK_CHOOSE) {
        for (uint8_t c = 0; c < CHOICES; c++)
            if (cgov__rule_choices(rule) >> c & 1) trying->options[trying->option_count++] = 1u << c;
        return;
    }
    const uint32_t names = rule->most ? rule->most : rule->seats ? rule->seats : 1;
    for (uint32_t set = 1; set < 1u << CANDIDATES; set++)
        if ((uint32_t)__builtin_popcount(set) <= names) trying->options[trying->option_count++] = set << 8;
    trying->options[trying->option_count++] = 1u << CHOICE_BLANK;
}

/* The sums of each roll that the rule names: all of them, but one smaller roll for `present`. */
static void find_rolls(struct trying *trying, uint32_t fewer) {
    const struct electorate *of = trying->of;
    for (uint8_t r = 0; r < trying->rule->roll_count; r++) {
        const uint32_t on = strcmp(trying->rule->rolls[r], "present") == 0 ? of->count - fewer : of->count;
        trying->rolls[r] = (struct sums){{0}};
        for (uint32_t e = 0; e < on; e++) {
            const struct sums weight = weight_of(of, e);
            add_to(&trying->rolls[r], &weight);
        }
        if (of->household[0]) trying->rolls[r].by[AXIS_UNITS] = households(of, (1u << on) - 1);
    }
}

static const struct electorate equals3 = {3, {1, 1, 1}, {0}, 5, 0, 0}, equals4 = {4, {1, 1, 1, 1}, {0}, 5, 1, 0};
static const struct electorate unlike3 = {3, {1, 2, 4}, {0}, 7, 2, 0}, unlike4 = {4, {1, 1, 3, 6}, {0}, 9, 3, 0};
static const struct electorate homes3 = {3, {1, 1, 1}, {1, 1, 2}, 0, 0, 0},
                               homes4 = {4, {1, 1, 1, 1}, {1, 1, 2, 3}, 0, 0, 0};
static const struct electorate paper3 = {3, {1, 2, 2}, {0}, 7, 0, 3}, paper4 = {4, {1, 1, 2, 2}, {0}, 13, 1, 12};
static const struct electorate *const electorates[] = {&equals3, &equals4, &unlike3, &unlike4,
                                                       &paper3,  &paper4,  &homes3,  &homes4};

/* Each rule of a text. households: whether it is tried where units are those. */
static void try_text(const char *text, bool exact, bool in_households) {
    struct reading read = {0};
    struct trying trying;
    reading_ok(&read, text);
    for (uint32_t i = 0; i < read.book.rule_count; i++) {
        const size_t count_of = sizeof electorates / sizeof *electorates - (in_households ? 0 : 2);
        trying = (struct trying){.rule = &read.book.rules[i]};
        find_options(&trying);
        for (size_t e = 0; e < count_of; e++) {
            if (electorates[e]->count > 3 && trying.option_count > 5) continue;
            trying.of = electorates[e];
            for (uint32_t fewer = 0; fewer < (electorates[e]->count > 3 ? 1u : 2u); fewer++) {
                find_rolls(&trying, fewer);
                try_states(&trying, 0, exact);
            }
        }
        print_message("# %s line %u: %lu states, %lu certain, %lu of them not said\n", trying.rule->name,
                      trying.rule->line, (unsigned long)trying.tried, (unsigned long)(trying.certain + trying.missed),
                      (unsigned long)trying.missed);
        assert_true(trying.certain > 0);
    }
    reading_done(&read);
}

static void the_laws_that_ship_are_foreseen_exactly(void **state) {
    (void)state;
    cgov_text name, text;
    for (uint32_t i = 0; cgov_rulebook_shipped(i, &name, &text) == CGOV_OK; i++)
        if (strcmp(name.ptr, "deciding_unverified") == 0) try_text(text.ptr, true, false);
}

#define RULE "rulebook 1\nrule r \"R\"\n"

static void what_only_helps_or_hinders_is_foreseen_exactly(void **state) {
    (void)state;
    static const char *const texts[] = {
        RULE "ask yes_no block\npasses not block at least 1\npasses yes at least 1/2 of cast not abstain\n",
        RULE "ask yes_no\ntie casting chair\nquorum cast at least 1/2 of electors\npasses yes more than 1/2 of cast\n",
        RULE "ask yes_no\nquorum yes at least 2\npasses yes at least 2/3 of electors by area\n",
        RULE "ask yes_no\nquorum cast not invalid at least 1/2 of electors\npasses not no at least 1/3 of electors\n",
        RULE "ask yes_no\nquorum present at least 1/1 of electors\npasses yes more than 1/2 of present\n",
        RULE "ask choose 1\nseats 1\nquorum cast more than 1/2 of electors\npasses yes more than 1/2 of cast\n",
        RULE "ask choose 2\nseats 2\npasses yes at least 1/3 of cast\n",
        RULE "ask choose 2\nseats 1\npasses yes at least 1 by area\n",
        RULE "ask choose\nseats 3\npasses yes more than 1/2 of electors\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) try_text(texts[i], true, false);
}

/* What no law says, and a text can: there yes is never said wrongly. */
static void nothing_is_foreseen_wrongly(void **state) {
    (void)state;
    static const char *const texts[] = {
        RULE "ask yes_no\nquorum cast at least 1/2 of electors by units\npasses yes more than 1/2 of cast by units\n",
        RULE "ask yes_no\nquorum present more than 1/2 of electors or present at least 2/3 of electors by units\n"
             "passes yes more than 1/2 of present or yes more than 1/2 of present by units\n",
        RULE "ask yes_no\nquorum cast at least 1/2 of electors or cast at least 2/3 of electors by area\n"
             "passes yes more than 1/2 of cast by area or yes more than 1/2 of cast\n",
        RULE "ask yes_no\npasses yes more than 1/3 of cast\npasses not yes more than 2/3 of cast\n",
        RULE
        "ask yes_no\npasses cast not abstain blank at least 1/2 of cast by units\npasses yes at least 1 by units\n",
        RULE "ask yes_no\ntie casting chair\nquorum not abstain at least 1/2 of cast\npasses yes more than 1/2 of cast "
             "by area\n",
        RULE "ask yes_no\nsilent of electors joins majority\nquorum cast at least 2/3 of electors\n"
             "passes yes more than 1/2 of cast by area\npasses yes at least 1/2 of cast\n",
        RULE "ask yes_no\nsilent of electors joins majority\ntie casting chair\npasses yes more than 1/2 of cast\n",
        RULE "ask choose 2\nseats 2 1 from women\nquorum cast at least 2\npasses yes at least 1/3 of cast\n",
        RULE "ask choose 1\nseats 1 1 from women\npasses yes at least 1/4 of cast\n",
        RULE "ask choose 3\nseats 3 2 from women\npasses yes at least 1/2 of cast not blank\n",
        RULE "ask choose 2\nseats 2 1 from women\npasses yes at least 1 by units\npasses yes at least 2\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) try_text(texts[i], false, true);
}

/* Two of one household say two things: it is counted once in all ballots, and in each of the two. */
static void a_household_of_two_minds_is_not_less_than_none(void **state) {
    (void)state;
    struct reading read = {0};
    struct ruling ruling;
    reading_ok(&read, RULE "ask yes_no\nquorum cast not abstain blank at least 1 by units\npasses yes at least 1\n");
    const struct sums home = {{1, 1, 0, 0}}, nobody[1] = {{{0}}};
    struct count count = {.rolls = nobody, .cast = {{2, 1, 0, 0}}, .casting = CHOICE_NONE};
    count.choices[CHOICE_ABSTAIN] = count.choices[CHOICE_BLANK] = home;
    cgov__rule_judge(&read.book.rules[0], &count, NULL, &ruling);
    assert_int_equal(ruling.kind, OUTCOME_NO_QUORUM);
    reading_done(&read);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_laws_that_ship_are_foreseen_exactly),
        cmocka_unit_test(what_only_helps_or_hinders_is_foreseen_exactly),
        cmocka_unit_test(nothing_is_foreseen_wrongly),
        cmocka_unit_test(a_household_of_two_minds_is_not_less_than_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
