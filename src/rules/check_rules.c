/* Check 6 of rules: for each, ballots are found that pass and ballots that do not. A rule that nothing passes, or
 * nothing fails, decides nothing, whatever it was meant to say.
 *
 * Tried are all ballots of one kind, and none; then what lies at a share's border and one beside it, for one choice,
 * for two that are all there are, with one roll smaller than the rest, and for three. What none of these finds is
 * refused: such a rule could be meant, and would still be one that nobody can try by hand. */
#include "base/text.h"
#include "rules/check.h"

#define MAX_TRIED (2u + 6u * MAX_RULE_SHARES)
#define MAX_WHOLE (UINT64_C(1) << 40) /* of what denominators divide alike */
#define MAX_RULE_STEPS 80000u         /* comparisons for one rule: what they do not find is not found */

struct trial {
    const struct rule *rule;
    struct candidate candidates[MAX_OPTIONS];
    struct sums rolls[MAX_RULE_ROLLS];
    struct count count;
    struct order order;
    uint8_t names[MAX_RANKED];
    uint64_t whole;            /* all there are, on each axis */
    uint64_t tried[MAX_TRIED]; /* numbers of ballots that borders of shares lie at */
    uint32_t tried_count, steps;
    bool passed, failed;
};

/* ---- which numbers ---- */

static uint64_t divisor(uint64_t a, uint64_t b) {
    while (b != 0) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void try_number(struct trial *trial, uint64_t number) {
    if (number > trial->whole) return; /* or below 0 */
    for (uint32_t t = 0; t < trial->tried_count; t++)
        if (trial->tried[t] == number) return;
    trial->tried[trial->tried_count++] = number;
}

static void find_numbers(struct trial *trial) {
    const struct rule *rule = trial->rule;
    uint64_t whole = rule->seats ? rule->seats : 1, least = 1000;
    for (uint8_t s = 0; s < rule->share_count; s++) {
        const struct share *share = &rule->shares[s];
        if (share->d == 0 && least < UINT64_C(4) * share->n) least = UINT64_C(4) * share->n;
        const uint64_t more = share->d ? share->d / divisor(whole, share->d) : 1;
        if (whole <= MAX_WHOLE / more) whole *= more;
    }
    trial->whole = whole * ((least + whole - 1) / whole);
    try_number(trial, 0);
    try_number(trial, trial->whole);
    for (uint8_t s = 0; s < rule->share_count; s++) {
        const struct share *share = &rule->shares[s];
        const uint64_t border = share->d ? trial->whole / share->d * share->n : share->n;
        for (uint64_t i = 0; i < 3; i++) {
            try_number(trial, border + i - 1);
            try_number(trial, trial->whole - border + i - 1);
        }
    }
}

/* ---- trying ---- */

static void set(struct sums *sums, uint64_t number) {
    for (uint8_t a = 0; a < AXES; a++) sums->by[a] = number;
}

/* Nothing more is looked for. */
static bool is_done(const struct trial *trial) {
    return (trial->passed && trial->failed) || trial->steps >= MAX_RULE_STEPS;
}

static void judge(struct trial *trial) {
    struct ruling out;
    if (is_done(trial)) return;
    cgov__rule_judge(trial->rule, &trial->count, NULL, &out);
    trial->steps += trial->rule->share_count * (trial->count.candidate_count + 1u) + 1u;
    if (out.kind == OUTCOME_PASSED)
        trial->passed = true;
    else
        trial->failed = true;
}

/* So many of each choice; the one after the last stands for the silent ones. */
static void try_choices(struct trial *trial, const uint64_t numbers[CHOICES + 1]) {
    uint64_t cast = 0;
    for (uint8_t c = 0; c < CHOICES; c++) {
        set(&trial->count.choices[c], numbers[c]);
        cast += numbers[c];
    }
    set(&trial->count.cast, cast);
    set(&trial->count.silent, numbers[CHOICES]);
    judge(trial);
}

static bool can_say(const struct rule *rule, uint8_t choice) {
    if (choice == CHOICES) return rule->silent != NONE;
    return choice != CHOICE_BLOCK || rule->block;
}

/* One choice by itself, and two or three that are all there are. */
static void try_split(struct trial *trial, uint8_t choice, uint8_t other, uint64_t number, bool three) {
    uint64_t numbers[CHOICES + 1] = {0};
    numbers[choice] = number;
    if (!three) {
        if (other != choice) numbers[other] = trial->whole - number;
        try_choices(trial, numbers);
        return;
    }
    for (uint32_t t = 0; t < trial->tried_count && !is_done(trial); t++) {
        if (trial->tried[t] > trial->whole - number) continue;
        for (uint8_t third = 0; third <= CHOICES; third++) {
            if (third == choice || third == other || !can_say(trial->rule, third)) continue;
            numbers[other] = trial->tried[t];
            numbers[third] = trial->whole - number - trial->tried[t];
            try_choices(trial, numbers);
            numbers[third] = 0;
        }
    }
}

static void try_splits(struct trial *trial, bool three) {
    for (uint8_t choice = 0; choice <= CHOICES && !is_done(trial); choice++)
        for (uint8_t other = 0; other <= CHOICES && can_say(trial->rule, choice); other++)
            for (uint32_t t = 0; t < trial->tried_count && can_say(trial->rule, other) && !is_done(trial); t++)
                if (!three || choice < other) try_split(trial, choice, other, trial->tried[t], three);
}

/* So many ballots at least give so many candidates so many votes each, or points; of orders, as many as are asked. */
static uint64_t ballots_for(const struct trial *trial, uint64_t votes) {
    const struct rule *rule = trial->rule;
    const uint64_t seats = trial->count.seats, names = rule->most && rule->most < seats ? rule->most : seats;
    if (rule->ask == ASK_RANK) return votes;
    const uint64_t all = rule->ask == ASK_SCORE ? votes : votes * seats;
    const uint64_t most = rule->ask == ASK_CHOOSE ? names : rule->most;
    return (all + most - 1) / most;
}

/* As many candidates as seats, with so many votes each; what ballots are left name nobody, in one of three ways. */
static void try_votes(struct trial *trial, uint64_t cast, uint64_t votes) {
    static const uint8_t nobody[] = {CHOICE_BLANK, CHOICE_ABSTAIN, CHOICE_INVALID};
    const uint64_t seats = trial->count.seats, named = ballots_for(trial, votes);
    if (named > cast || (trial->rule->ask == ASK_RANK && named > MAX_RANKED_BALLOTS)) return;
    trial->order.ballots = named;
    for (uint64_t c = 0; c < seats; c++) set(&trial->candidates[c].votes, votes);
    set(&trial->count.cast, cast);
    memset(trial->count.choices, 0, sizeof trial->count.choices);
    for (size_t i = 0; i < sizeof nobody; i++) {
        set(&trial->count.choices[nobody[i]], cast - named);
        judge(trial);
        set(&trial->count.choices[nobody[i]], 0);
    }
}

static void try_all_votes(struct trial *trial) {
    for (uint32_t t = 0; t < trial->tried_count; t++)
        for (uint32_t u = 0; u < trial->tried_count && !is_done(trial); u++)
            try_votes(trial, trial->tried[t], trial->tried[u]);
}

static void try_ballots(struct trial *trial) {
    if (cgov__asks_candidates(trial->rule))
        try_all_votes(trial);
    else
        try_splits(trial, false);
}

/* As many as there are seats, all of whom an order names; or one option that just fits. */
static void set_candidates(struct trial *trial) {
    const struct rule *rule = trial->rule;
    trial->count.candidates = trial->candidates;
    trial->count.seats = trial->count.candidate_count = rule->seats ? rule->seats : 1;
    for (uint32_t c = 0; c < trial->count.seats; c++) trial->candidates[c].number = c + 1;
    trial->candidates[0].cost = trial->count.budget = rule->within_budget;
    if (rule->ask != ASK_RANK) return;
    if (trial->count.candidate_count > MAX_RANKED) trial->count.seats = trial->count.candidate_count = MAX_RANKED;
    for (uint32_t c = 0; c < trial->count.seats; c++) trial->names[c] = (uint8_t)(c + 1);
    trial->order = (struct order){.numbers = trial->names, .count = trial->count.seats};
    trial->count.orders = &trial->order;
    trial->count.order_count = 1;
}

/* Whether some pass where all rolls are the same. */
static bool try_rule(struct trial *trial) {
    const struct rule *rule = trial->rule;
    trial->count.rolls = trial->rolls;
    trial->count.casting = CHOICE_NONE;
    if (cgov__asks_candidates(rule)) set_candidates(trial);
    find_numbers(trial);
    for (uint8_t r = 0; r < rule->roll_count; r++) set(&trial->rolls[r], trial->whole);
    try_ballots(trial);
    const bool passed = trial->passed, failed = trial->failed;
    for (uint8_t r = 0; r < rule->roll_count && !is_done(trial); r++) {
        for (uint32_t t = 0; t < trial->tried_count && !is_done(trial); t++) {
            trial->passed = trial->failed = false; /* of the same people ballots are to pass, and to fail */
            set(&trial->rolls[r], trial->tried[t]);
            try_ballots(trial);
        }
        set(&trial->rolls[r], trial->whole);
    }
    if (is_done(trial) || rule->ask != ASK_YES_NO) return passed;
    trial->passed = passed;
    trial->failed = failed;
    try_splits(trial, true);
    return passed;
}

int32_t cgov__check_rules(struct check *check) {
    const struct rulebook *rulebook = check->rulebook;
    if (rulebook->rule_count == 0) return CGOV_OK;
    struct trial *trial = cgov__mem_resize(check->mem, NULL, 0, sizeof *trial);
    if (!trial) return CGOV_E_NOMEM;
    int32_t status = CGOV_OK;
    for (uint32_t i = 0; i < rulebook->rule_count && !status; i++) {
        const struct rule *rule = &rulebook->rules[i];
        memset(trial, 0, sizeof *trial);
        trial->rule = rule;
        const bool passes = try_rule(trial);
        check->terms->steps += trial->steps;
        check->terms->done += trial->steps;
        if (trial->passed && trial->failed) continue;
        status = FAILS(check, 6, rule->line, rule->name, "no ballots were found that %s by rule `%s`",
                       passes ? "fail" : "pass", rule->name);
    }
    cgov__mem_resize(check->mem, trial, sizeof *trial, 0);
    return status;
}
