/* The lines of a judged rule: the rule, what was counted, each comparison as it was made, the outcome, and what its
 * readers are to be told.
 *
 * Names are symbols, and what stands in quotes is a string of the rulebook, which holds neither a quote nor an end of
 * a line: nothing has to be escaped. Nothing that the outcome hangs on is left out. */
#include "api/certificate_lines.h"

#include "base/civil.h"
#include "base/text.h"
#include "rules/elect.h"
#include "rules/rulebook.h"

#include <string.h>

enum { MAX_PIECE = 1024 }; /* a line of a rule has two strings of 255 bytes, and names */

void cgov__certificate_say(struct certificate *certificate, const char *format, ...) {
    char piece[MAX_PIECE];
    va_list args;
    va_start(args, format);
    cgov__format_list(piece, sizeof piece, format, args);
    va_end(args);
    const size_t len = strlen(piece);
    if (certificate->used + len <= certificate->cap) memcpy(certificate->into + certificate->used, piece, len);
    certificate->used += len;
}

#define SAY(...) cgov__certificate_say(certificate, __VA_ARGS__)

void cgov__certificate_hex(struct certificate *certificate, const uint8_t *bytes, size_t len) {
    static const char digits[] = "0123456789abcdef";
    char text[65];
    for (size_t i = 0; i < len; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    text[2 * len] = 0;
    SAY("%s", text);
}

static const char *axis_name(uint8_t axis) {
    return cgov_enum_name(CGOV_ENUM_AXIS, axis);
}

void cgov__certificate_sums(struct certificate *certificate, uint8_t axes, const struct sums *sums) {
    for (uint8_t a = 0; a < AXES; a++)
        if (a == AXIS_HEADS || axes >> a & 1 || sums->by[a] > 0) SAY(" %s %u", axis_name(a), sums->by[a]);
}

void cgov__certificate_date(struct certificate *certificate, int32_t day) {
    const struct civil date = cgov__civil_of(day);
    const uint32_t year = (uint32_t)date.year;
    SAY(" %u%u%u%u-%u%u-%u%u", (uint64_t)(year / 1000), (uint64_t)(year / 100 % 10), (uint64_t)(year / 10 % 10),
        (uint64_t)(year % 10), (uint64_t)(date.month / 10), (uint64_t)(date.month % 10), (uint64_t)(date.day / 10),
        (uint64_t)(date.day % 10));
}

/* ---- the rule ---- */

static void say_string(struct certificate *certificate, const char *word, const struct span *span) {
    const cgov_text text = {span->ptr, span->len};
    if (span->len > 0) SAY(" %s \"%t\"", word, &text);
}

static void say_rule(struct certificate *certificate, const struct rule *rule) {
    SAY("rule %s line %u", rule->name, (uint64_t)rule->line);
    if (rule->from != INT32_MIN) {
        SAY(" from");
        cgov__certificate_date(certificate, rule->from);
    }
    if (rule->to != INT32_MAX) {
        SAY(" to");
        cgov__certificate_date(certificate, rule->to);
    }
    say_string(certificate, rule->unverified ? "unverified" : "verified", &rule->source);
    say_string(certificate, "cites", &rule->cites);
    SAY("\n");
}

/* ---- what was counted ---- */

static bool is_any(const struct sums *sums) {
    uint64_t all = 0;
    for (uint8_t a = 0; a < AXES; a++) all |= sums->by[a];
    return all != 0;
}

static void say_tally(struct certificate *certificate, const struct rule *rule, const char *name,
                      const struct sums *sums) {
    SAY("tally %s", name);
    cgov__certificate_sums(certificate, rule->axes, sums);
    SAY("\n");
}

static void say_order(struct certificate *certificate, const struct order *order) {
    SAY("order");
    for (uint32_t i = 0; i < order->count; i++) SAY(" %u", (uint64_t)order->numbers[i]);
    SAY(" heads %u\n", order->ballots);
}

static void say_rolls(struct certificate *certificate, const struct rule *rule, const struct count *count) {
    const uint32_t asked = cgov__rule_rolls(rule);
    for (uint8_t r = 0; r < rule->roll_count; r++) {
        if (!(asked >> r & 1)) continue;
        SAY("roll %s", rule->rolls[r]);
        cgov__certificate_sums(certificate, rule->axes, &count->rolls[r]);
        SAY("\n");
    }
}

static void say_count(struct certificate *certificate, const struct rule *rule, const struct count *count) {
    const bool candidates = cgov__asks_candidates(rule);
    for (uint32_t c = 0; c < count->candidate_count; c++) {
        const struct candidate *candidate = &count->candidates[c];
        SAY("tally %u", (uint64_t)candidate->number);
        if (rule->ask != ASK_RANK) cgov__certificate_sums(certificate, rule->axes, &candidate->votes);
        if (rule->within_budget) SAY(" cost %u", candidate->cost);
        SAY(candidate->kept_for ? " kept\n" : "\n");
    }
    for (uint32_t o = 0; o < count->order_count; o++) say_order(certificate, &count->orders[o]);
    if (count->digest.len > 0) {
        SAY("orders sha256 ");
        cgov__certificate_hex(certificate, count->digest.ptr, count->digest.len);
        SAY("\n");
    }
    for (uint8_t c = 0; c < CHOICES; c++)
        if (is_any(&count->choices[c]) || (!candidates && (c == CHOICE_YES || c == CHOICE_NO)))
            say_tally(certificate, rule, cgov__ballot_choice_name(c), &count->choices[c]);
    say_tally(certificate, rule, "cast", &count->cast);
    if (rule->silent != NONE) say_tally(certificate, rule, "silent", &count->silent);
}

static void say_given(struct certificate *certificate, const struct rule *rule, const struct count *count) {
    if (cgov__asks_candidates(rule)) {
        if (rule->ask != ASK_CHOOSE) SAY("ask %s", cgov__ask_name((enum ask)rule->ask));
        if (rule->ask == ASK_RANK) SAY(rule->ranking == RANKING_STV ? " stv\n" : " schulze\n");
        if (rule->ask == ASK_SCORE || rule->ask == ASK_SHARE) SAY(" %u\n", (uint64_t)rule->most);
        if (rule->within_budget)
            SAY("budget %u", count->budget);
        else
            SAY("seats %u", (uint64_t)count->seats);
        if (rule->kept_for != NONE) SAY(" kept %u from %s", (uint64_t)rule->kept, rule->rolls[rule->kept_for]);
        if (count->held > 0) SAY(" held %u", (uint64_t)count->held);
        SAY("\n");
    }
    if (count->lot_count > 0) SAY("lots");
    for (uint32_t l = 0; l < count->lot_count; l++) SAY(" %u", (uint64_t)count->lots[l]);
    if (count->lot_count > 0) SAY("\n");
    if (!rule->casting[0]) return;
    SAY("casting %s %s\n", rule->casting,
        count->casting == CHOICE_NONE ? "none" : cgov__ballot_choice_name(count->casting));
}

/* ---- what it came to ---- */

static void say_comparison(void *context, const struct comparison *made) {
    struct certificate *certificate = context;
    const struct share *share = made->share;
    SAY("%s line %u", made->line->quorum ? "quorum" : "passes", (uint64_t)share->line);
    if (made->way) SAY(" way %u", (uint64_t)made->way);
    if (made->candidate) SAY(" candidate %u", (uint64_t)made->candidate);
    SAY(" by %s%s %u", axis_name(share->axis), made->line->negated ? " not" : "", made->left);
    const char *than = share->more ? ">" : ">=";
    if (share->d)
        SAY(" * %u %s %u * %u", (uint64_t)share->d, than, (uint64_t)share->n, made->right);
    else
        SAY(" %s %u", than, (uint64_t)share->n);
    SAY(made->holds ? " holds\n" : share->d && made->right == 0 ? " fails of nothing\n" : " fails\n");
}

static void say_votes(struct certificate *certificate, uint64_t votes) {
    char digits[] = ".00000";
    uint64_t rest = votes % 100000;
    for (uint32_t d = 5; d > 0; d--, rest /= 10) digits[d] = (char)('0' + rest % 10);
    SAY(" %u%s", votes / 100000, digits);
}

/* "stage 2 surplus 4 quota 1675 votes 1 1923.00000 … lost 12.00001" */
static void say_stage(void *context, const struct count_stage *stage) {
    static const char *const kinds[] = {"first", "surplus", "excluded"};
    struct certificate *certificate = context;
    SAY("stage %u %s", (uint64_t)stage->number, kinds[stage->kind]);
    if (stage->of != 0) SAY(" %u", (uint64_t)stage->of);
    SAY(" quota %u votes", stage->quota);
    for (uint32_t c = 0; c < stage->ranked->count; c++) {
        SAY(" %u", (uint64_t)stage->ranked->by_number[c]->number);
        say_votes(certificate, stage->votes[c]);
    }
    SAY(" lost");
    say_votes(certificate, stage->lost);
    SAY("\n");
}

static void say_pair(void *context, const struct count_pair *pair) {
    struct certificate *certificate = context;
    SAY("pair %u %u votes %u %u paths %u %u\n", (uint64_t)pair->one, (uint64_t)pair->other, pair->before, pair->behind,
        pair->path, pair->back);
}

static void say_warnings(struct certificate *certificate, const struct rule *rule, const struct ruling *ruling) {
    if (rule->unverified) SAY("warning unverified: nobody has verified the source of this rule\n");
    if (ruling->silent) SAY("warning silent: silent ones were counted\n");
    if (ruling->cast_decided) SAY("warning casting: yes equalled no, and the deciding vote decided\n");
    if (ruling->tied) SAY("warning tied: some tie over the last seat, which none of them has\n");
}

/* What was counted, and each comparison. */
static void say_how(struct certificate *certificate, const struct rule *rule, const struct count *count,
                    const struct ruling *ruling) {
    struct comparisons comparisons = {
        .told = say_comparison, .told_stage = say_stage, .told_pair = say_pair, .context = certificate};
    struct ruling again;
    say_count(certificate, rule, count);
    if (rule->silent != NONE)
        SAY("joined %s\n", ruling->joined == CHOICE_NONE ? "none" : cgov__ballot_choice_name(ruling->joined));
    cgov__rule_judge(rule, count, &comparisons, &again);
}

void cgov__certificate_ruling(struct certificate *certificate, const struct rule *rule, const struct count *count,
                              const struct ruling *ruling, enum ruling_told told) {
    say_rule(certificate, rule);
    say_given(certificate, rule, count);
    say_rolls(certificate, rule, count);
    if (told != TOLD_ALL) {
        say_tally(certificate, rule, "cast", &count->cast);
        SAY(told == TOLD_DAMAGED ? "damaged\n" : "withheld\n");
    } else {
        say_how(certificate, rule, count, ruling);
    }
    SAY("outcome %s", cgov_enum_name(CGOV_ENUM_OUTCOME, (uint32_t)ruling->kind));
    if (ruling->way && told == TOLD_ALL) SAY(" way %u", (uint64_t)ruling->way);
    SAY("\n");
    for (uint32_t i = 0; i < ruling->winners + ruling->tied; i++)
        SAY(i < ruling->winners ? "winner %u\n" : "tied %u\n", (uint64_t)ruling->numbers[i]);
    say_warnings(certificate, rule, ruling);
    if (told == TOLD_WITHHELD) SAY("warning withheld: so few said one thing that no tally is shown\n");
    if (told == TOLD_DAMAGED)
        SAY("warning damaged: what was counted of each choice cannot be read any more; the outcome stands as "
            "recorded\n");
}
