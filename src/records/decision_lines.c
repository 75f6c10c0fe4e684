/* Decisions in records.
 *
 * Invariant: read(write(what was counted)) is what was counted, so who has the rule can judge it again. */
#include "records/decision_lines.h"

#include "cgov/rule.h"
#include "records/record.h"
#include "rules/steps.h"

/* ---- written ---- */

static void put_line(struct buf *bytes, uint32_t tally, const struct sums *sums) {
    cgov__buf_varint(bytes, tally);
    for (uint8_t a = 0; a < AXES; a++) cgov__buf_varint(bytes, sums->by[a]);
}

static bool is_nothing(const struct sums *sums) {
    return (sums->by[AXIS_HEADS] | sums->by[AXIS_UNITS] | sums->by[AXIS_AREA] | sums->by[AXIS_WEIGHT]) == 0;
}

static void put_tallies(const struct rule *rule, const struct count *count, struct buf *bytes) {
    put_line(bytes, CHOICE_CAST, &count->cast);
    for (uint32_t c = 0; c < CHOICES; c++)
        if (!is_nothing(&count->choices[c])) put_line(bytes, c + 1, &count->choices[c]);
    for (uint32_t c = 0; c < count->candidate_count; c++)
        put_line(bytes, CGOV_CHOICE_INVALID + count->candidates[c].number, &count->candidates[c].votes);
    if (!is_nothing(&count->silent)) put_line(bytes, TALLY_SILENT, &count->silent);
    for (uint32_t r = 0; r < rule->roll_count; r++) put_line(bytes, TALLY_ROLL + r, &count->rolls[r]);
}

static uint64_t warnings_of(const struct rule *rule, const struct ruling *ruling) {
    return (rule->unverified ? CGOV_WARNING_UNVERIFIED : 0) | (ruling->silent ? CGOV_WARNING_SILENT : 0) |
           (ruling->cast_decided ? CGOV_WARNING_CASTING : 0) | (ruling->tied ? CGOV_WARNING_TIED : 0);
}

static uint64_t choice_number(enum ballot_choice choice) {
    return choice == CHOICE_NONE ? 0 : (uint64_t)choice + 1;
}

void cgov__decided_open(const struct count *count, uint32_t roll_count, struct buf *bytes) {
    put_line(bytes, CHOICE_CAST, &count->cast);
    for (uint32_t c = 0; c < count->candidate_count; c++)
        put_line(bytes, CGOV_CHOICE_INVALID + count->candidates[c].number, &(struct sums){{0}});
    for (uint32_t r = 0; r < roll_count; r++) put_line(bytes, TALLY_ROLL + r, &count->rolls[r]);
}

bool cgov__decided_is_open(const struct count *count) {
    bool nothing = is_nothing(&count->silent);
    for (uint32_t c = 0; c < CHOICES; c++) nothing &= is_nothing(&count->choices[c]);
    for (uint32_t c = 0; c < count->candidate_count; c++) nothing &= is_nothing(&count->candidates[c].votes);
    return nothing;
}

void cgov__decided_write(const struct rule *rule, const struct decided *decided, const struct ruling *ruling,
                         struct buf *bytes, struct record *into) {
    const struct count *count = &decided->count;
    cgov__buf_clear(bytes);
    put_tallies(rule, count, bytes);
    const size_t start = bytes->len;
    if (ruling->winners + ruling->tied > 0) {
        cgov__buf_varint(bytes, ruling->winners);
        for (uint32_t w = 0; w < ruling->winners + ruling->tied; w++) cgov__buf_varint(bytes, ruling->numbers[w]);
    }
    const size_t costs = bytes->len;
    for (uint32_t c = 0; rule->within_budget && c < count->candidate_count; c++)
        cgov__buf_varint(bytes, count->candidates[c].cost);
    const size_t steps = bytes->len;
    if (rule->ask == ASK_RANK) cgov__steps_put(bytes, rule, count, ruling->valid);
    const size_t counted = bytes->len;
    if (counted > steps) cgov__buf_put(bytes, decided->digest, sizeof decided->digest);
    into->budget = count->budget;
    into->outcome = ruling->kind;
    into->way = ruling->way;
    into->joined = choice_number(ruling->joined);
    into->casting = choice_number(count->casting);
    into->seats = count->seats;
    into->held = count->held;
    into->kept = 0;
    for (uint32_t c = 0; c < count->candidate_count; c++)
        if (count->candidates[c].kept_for) into->kept |= UINT64_C(1) << (count->candidates[c].number - 1);
    into->warnings = warnings_of(rule, ruling);
    if (bytes->failed) return;
    into->tallies = cgov__blob(bytes->data, (uint32_t)start);
    into->winners = cgov__blob(bytes->data + start, (uint32_t)(costs - start));
    into->costs = cgov__blob(bytes->data + costs, (uint32_t)(steps - costs));
    into->steps = cgov__blob(bytes->data + steps, (uint32_t)(counted - steps));
    into->counted = cgov__blob(bytes->data + counted, (uint32_t)(bytes->len - counted));
}

/* ---- read ---- */

/* The next line after the tally last; false at the end, and where the bytes are none (cursor->bad). */
static bool next_line(struct cursor *cursor, bool is_first, uint32_t last, uint32_t *tally, struct sums *sums) {
    if (cursor->at >= cursor->end || cursor->bad) return false;
    const uint64_t number = cgov__get_varint(cursor);
    for (uint8_t a = 0; a < AXES; a++) {
        sums->by[a] = cgov__get_varint(cursor);
        cursor->bad |= sums->by[a] > INT64_MAX;
    }
    cursor->bad |= number > TALLY_LAST || (!is_first && number <= last);
    *tally = (uint32_t)number;
    return !cursor->bad;
}

static bool is_candidate(uint32_t tally) {
    return tally >= CHOICE_FIRST_CANDIDATE && tally <= CHOICE_LAST;
}

/* Where the sums of that tally belong; NULL: the rule has none such. */
static struct sums *place_of(struct decided *out, const struct rule *rule, uint32_t tally, uint64_t kept) {
    struct count *count = &out->count;
    if (tally == CHOICE_CAST) return &count->cast;
    if (tally < CHOICE_FIRST_CANDIDATE) return &count->choices[tally - 1];
    if (tally == TALLY_SILENT) return rule->silent == NONE ? NULL : &count->silent;
    if (tally >= TALLY_ROLL) return tally - TALLY_ROLL < rule->roll_count ? &out->rolls[tally - TALLY_ROLL] : NULL;
    if (!cgov__asks_candidates(rule)) return NULL;
    const uint32_t place = tally - CGOV_CHOICE_INVALID;
    struct candidate *candidate = &out->candidates[count->candidate_count++];
    candidate->number = place;
    candidate->kept_for = (kept >> (place - 1) & 1) != 0;
    return &candidate->votes;
}

/* What each option costs, and all may. */
static bool read_costs(const struct record *record, const struct rule *rule, struct decided *out) {
    struct cursor cursor = cgov__cursor(record->costs.ptr, record->costs.len);
    out->count.budget = record->budget;
    for (uint32_t c = 0; rule->within_budget && c < out->count.candidate_count; c++) {
        out->candidates[c].cost = cgov__get_varint(&cursor);
        if (out->candidates[c].cost > UINT32_MAX) return false;
    }
    return !cursor.bad && cursor.at == cursor.end && record->budget <= (rule->within_budget ? UINT32_MAX : 0);
}

/* What a count of orders came to, and of which. */
static bool read_steps(const struct record *record, const struct rule *rule, struct decided *out) {
    out->count.steps = record->steps;
    out->count.digest = record->counted;
    if (record->counted.len != (record->steps.len > 0 ? sizeof out->digest : 0)) return false;
    return rule->ask == ASK_RANK
               ? cgov__steps_valid(&record->steps, (enum ranking)rule->ranking, out->count.candidate_count)
               : record->steps.len == 0;
}

/* What it says besides its lines fits the rule. */
static bool says_enough(const struct record *record, const struct rule *rule, const struct count *count) {
    const bool seats = cgov__asks_candidates(rule);
    const uint64_t casting = record->casting;
    if (record->seats > (seats ? MAX_SEATS : 0) || record->held > (rule->kept_for != NONE ? MAX_SEATS : 0))
        return false;
    if (casting != 0 && (!rule->casting[0] || casting > CGOV_CHOICE_NO)) return false;
    uint64_t places = 0;
    for (uint32_t c = 0; c < count->candidate_count; c++) places |= UINT64_C(1) << (count->candidates[c].number - 1);
    return (record->kept & ~places) == 0 && (record->kept == 0 || rule->kept_for != NONE);
}

bool cgov__decided_read(const struct record *record, const struct rule *rule, struct decided *out) {
    struct cursor cursor = cgov__cursor(record->tallies.ptr, record->tallies.len);
    struct sums sums;
    uint32_t tally = 0, rolls = 0;
    bool first = true;
    memset(out, 0, sizeof *out);
    for (; next_line(&cursor, first, tally, &tally, &sums); first = false) {
        if (first && tally != CHOICE_CAST) return false;
        struct sums *place = place_of(out, rule, tally, record->kept);
        const bool may_be_nothing = tally == CHOICE_CAST || tally >= TALLY_ROLL || is_candidate(tally);
        if (!place || (!may_be_nothing && is_nothing(&sums))) return false;
        *place = sums;
        rolls += tally >= TALLY_ROLL;
    }
    out->count.rolls = out->rolls;
    out->count.candidates = out->candidates;
    out->count.seats = (uint32_t)record->seats;
    out->count.held = (uint32_t)record->held;
    out->count.casting = record->casting == 0 ? CHOICE_NONE : (enum ballot_choice)(record->casting - 1);
    return !cursor.bad && !first && rolls == rule->roll_count && read_costs(record, rule, out) &&
           read_steps(record, rule, out) && says_enough(record, rule, &out->count);
}

bool cgov__winners_read(const struct blob *winners, struct winners *out) {
    struct cursor cursor = cgov__cursor(winners->ptr, winners->len);
    uint64_t met = 0;
    out->won = out->count = 0;
    if (winners->len == 0) return true;
    const uint64_t won = cgov__get_varint(&cursor);
    while (!cursor.bad && cursor.at < cursor.end) {
        const uint64_t place = cgov__get_varint(&cursor);
        if (out->count == won) met = 0;
        if (cursor.bad || place - 1 >= MAX_CANDIDATES || (met >> (place - 1) & 1) != 0) return false;
        met |= UINT64_C(1) << (place - 1);
        out->places[out->count++] = (uint32_t)place;
    }
    out->won = (uint32_t)won;
    return !cursor.bad && out->count > 0 && won <= out->count;
}
