/* Confidential ballots, hidden and counted.
 *
 * Invariant: of what one says nothing stands in a record but the digest of a piece whose salt nobody else has; what was
 * read back to be counted is wiped when its command is done. */
#include "entities/secret.h"

#include "base/hash.h"
#include "base/sort.h"
#include "cgov/rule.h"
#include "entities/view.h"
#include "model/sayings.h"
#include "model/tally_rows.h"
#include "records/ballot_lines.h"

#include <assert.h>

enum { ROUND_CHOICE = 64, ROUND_CHOICES = 512, ROUND_COUNT = 1024, ROUND_COUNTS = 4096 };

uint32_t cgov__secret_round(const struct roll *roll, bool counted) {
    const bool from = cgov__from_candidates(roll);
    static_assert((int)ROUND_CHOICES > MAX_CHOICE_TEXT, "whatever a ballot says");
    return counted ? (from ? ROUND_COUNTS : ROUND_COUNT) : from ? ROUND_CHOICES : ROUND_CHOICE;
}

bool cgov__ballot_is_confidential(const struct model *model, const struct command *command) {
    const bool says = command->verb == COMMAND_ENTER && command->count > 1; /* more than whom it is about */
    const bool asked = says || command->verb == COMMAND_BUNDLE;
    const struct item *item = asked ? cgov__item_by_id(model, command->id) : NULL;
    const struct procedure *procedure = item ? cgov__procedure_of(model, item) : NULL;
    const uint8_t roll = item ? cgov__roll_of_name(procedure, command->move) : NONE;
    if (roll == NONE) return false;
    return says ? cgov__ballots_apart(&procedure->rolls[roll]) : cgov__ballots_hidden(&procedure->rolls[roll]);
}

/* ---- hidden ---- */

int32_t cgov__secret_salted(const struct secrets *secrets, struct refusal *why) {
    return secrets->salted ? CGOV_OK
                           : cgov__fault(why, CGOV_E_SALT, CGOV_R_NONE,
                                         "these ballots are not open, and the act has no salt to hide them under");
}

int32_t cgov__secret_hide(struct plan *plan, const struct command *command, const struct secret *secret,
                          struct record *record, struct refusal *why) {
    int32_t status = cgov__secret_salted(&plan->secrets, why);
    if (status) return status;
    cgov__buf_clear(&plan->words);
    cgov__command_pieces(command, &plan->seal, 0, secret, &plan->words, &plan->texts, plan->secrets.commitment);
    record->commitment = cgov__blob(plan->secrets.commitment, sizeof plan->secrets.commitment);
    return CGOV_OK;
}

/* Numbers of places below 59, a byte each. */
static void by_places(uint8_t *places, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0 && places[k - 1] > places[k]; k--) {
            const uint8_t place = places[k];
            places[k] = places[k - 1];
            places[k - 1] = place;
        }
}

void cgov__root_key_draw(const struct seal *seal, uint8_t key[ROOT_KEY]) {
    uint64_t drawn[2];
    cgov__siphash128(seal->salt, seal->seq, UINT64_C(1) << 48, drawn); /* no text is of such a field */
    cgov__store64(key, drawn[0]);
    cgov__store64(key + 8, drawn[1]);
}

void cgov__root_key_put(const struct seal *seal, uint32_t round, struct buf *secret) {
    uint8_t key[ROOT_KEY_END];
    cgov__root_key_draw(seal, key);
    key[ROOT_KEY] = 1; /* a piece ends with no zero */
    const uint32_t over = (uint32_t)(secret->len + sizeof key) % round;
    for (uint32_t zeros = over == 0 ? 0 : round - over; zeros > 0; zeros--) cgov__buf_u8(secret, 0);
    cgov__buf_put(secret, key, sizeof key);
    memset(key, 0, sizeof key);
}

/* So few say one thing that they could be found out. */
static bool has_few(const struct roll *over, const struct secrets *secrets) {
    bool few = false;
    for (uint32_t c = CGOV_CHOICE_YES; c <= CHOICE_LAST; c++)
        few |= secrets->voters[c] > 0 && secrets->voters[c] < over->groups;
    return few;
}

void cgov__decision_hide(const struct attempt *attempt, const struct roll *over, struct plan *plan,
                         struct record *record) {
    struct buf *counted = &plan->secrets.counted;
    struct refusal unused;
    const uint32_t round = cgov__secret_round(over, true);
    cgov__buf_clear(counted);
    cgov__buf_varint(counted, record->way);
    cgov__buf_varint(counted, record->joined);
    cgov__buf_put(counted, record->tallies.ptr, record->tallies.len);
    cgov__buf_u8(counted, 1); /* a piece ends with no zero */
    if (record->roots.len > 0) cgov__root_key_put(&plan->seal, round, counted);
    const struct secret secret = {(const char *)counted->data, (uint32_t)counted->len, round};
    if (counted->failed) plan->decided.failed = true;
    if (plan->decided.failed) return;
    if (has_few(over, &plan->secrets)) record->warnings |= CGOV_WARNING_WITHHELD;
    record->way = record->joined = 0;
    static_assert(MAX_CANDIDATES < 0x80, "a place is a byte");
    if (record->winners.len > 0) {
        uint8_t *places = plan->decided.data + (record->winners.ptr - plan->decided.data) + 1;
        const uint32_t won = places[-1];
        by_places(places, won);
        by_places(places + won, record->winners.len - 1 - won);
    }
    cgov__secret_hide(plan, attempt->command, &secret, record, &unused); /* the count has asked for a salt */
    cgov__buf_clear(counted);
    cgov__decided_open(&attempt->deciding->counted.count, attempt->deciding->rule->roll_count, counted);
    if (counted->failed) plan->decided.failed = true;
    record->tallies = cgov__blob(counted->data, (uint32_t)counted->len);
}

bool cgov__decision_show(const char *said, uint64_t len, struct record *record) {
    const bool keyed = record->roots.len > 0;
    if (keyed && len < ROOT_KEY_END) return false;
    if (keyed) len = cgov__piece_text_len(said, len - ROOT_KEY_END);
    struct cursor cursor = cgov__cursor(said, (size_t)len);
    record->way = cgov__get_varint(&cursor);
    record->joined = cgov__get_varint(&cursor);
    if (cursor.bad || cursor.at >= cursor.end) return false;
    record->tallies = cgov__blob(cursor.at, (uint32_t)(cursor.end - cursor.at) - 1);
    return true;
}

/* ---- asked for ---- */

int32_t cgov__secrets_ask(struct secrets *secrets, uint32_t roll_row, uint32_t entry, bool waiting) {
    const bool there =
        secrets->there && secrets->roll == roll_row && secrets->entry == entry && secrets->waiting == waiting;
    secrets->roll = roll_row;
    secrets->entry = entry;
    secrets->waiting = waiting;
    return there ? CGOV_OK : PLAN_ASKS;
}

static const struct said *said_at(const struct secrets *secrets, size_t i) {
    const struct said *all = (const struct said *)(const void *)secrets->said.data;
    return i < secrets->said.len / sizeof *all ? all + i : NULL;
}

const uint8_t *cgov__secret_commitment(const struct secrets *secrets, uint32_t i) {
    return said_at(secrets, i)->commitment;
}

bool cgov__secret_agreed(const struct secrets *secrets, uint32_t actor, const struct secret *secret, uint64_t same) {
    const struct said *said;
    for (size_t i = 0; (said = said_at(secrets, i)); i++)
        if (said->actor != actor && said->same == same && said->len == secret->len &&
            memcmp(secrets->bytes.data + said->at, secret->text, secret->len) == 0)
            return true;
    return false;
}

/* Whether a second person has said the same of an entry, or (0) of the bundle. */
int32_t cgov__secret_waits(const struct asking *asking, uint32_t entry, const struct secret *secret, struct plan *plan,
                           struct record *record) {
    const uint32_t row = asking->row_number;
    record->waits = 1;
    if (row == 0 || cgov__wait_first(asking->model, row, entry) == 0) return CGOV_OK;
    int32_t status = cgov__secrets_ask(&plan->secrets, row, entry, true);
    if (status) return status;
    record->waits = !cgov__secret_agreed(&plan->secrets, cgov__id_row(asking->actor), secret, cgov__same_entry(record));
    return CGOV_OK;
}

int32_t cgov__confidential_hide(const struct asking *asking, const struct command *command, uint32_t entry,
                                uint8_t line, struct plan *plan, struct record *record, struct refusal *why) {
    const struct roll *roll = asking->roll.roll;
    char text[MAX_CHOICE_TEXT + 1];
    const uint32_t len = cgov__choice_text(record->choice, text), round = cgov__secret_round(roll, false);
    const bool bytes = cgov__said_kind(roll) != SAID_NONE;
    const struct secret secret = {bytes ? (const char *)record->said.ptr : text, bytes ? record->said.len : len, round};
    record->choice = 0;
    record->said = cgov__blob(NULL, 0);
    int32_t status = cgov__secret_hide(plan, command, &secret, record, why);
    if (status || !roll->by[line].twice) return status;
    return entry == 0 ? (record->waits = 1, CGOV_OK) : cgov__secret_waits(asking, entry, &secret, plan, record);
}

/* ---- counted ---- */

/* So many points of a ballot, for one candidate: no household has any of its own. */
static void add_points(struct sums *sums, const struct weight *weight, uint64_t points) {
    sums->by[AXIS_HEADS] += points;
    sums->by[AXIS_AREA] += weight->area * points;
    sums->by[AXIS_WEIGHT] += weight->weight * points;
}

static void add_choices(const struct weight *weight, uint64_t choices, bool owned, struct buf *households,
                        struct secrets *secrets) {
    for (uint32_t choice = 1; choices != 0; choice++, choices >>= 1) {
        if ((choices & 1) == 0) continue;
        struct sums *sums = &secrets->sums[choice];
        const uint64_t household = (uint64_t)choice << 32 | weight->units;
        add_points(sums, weight, 1);
        secrets->voters[choice]++;
        if (owned) sums->by[AXIS_UNITS] += weight->units;
        if (!owned && weight->units != 0) cgov__buf_put(households, &household, sizeof household);
    }
}

/* False where it says nothing that one of the roll can say. */
static bool add_ballot(const struct model *model, const struct roll *roll, const struct said *said, bool owned,
                       struct buf *households, struct secrets *secrets) {
    const struct blob text = cgov__blob(secrets->bytes.data + said->at, said->len);
    const struct weight weight = cgov__entry_weight(model, said->entry);
    const enum said_kind kind = cgov__said_kind(roll);
    if (kind == SAID_NONE) {
        const uint64_t choices = cgov__choice_of_text(roll, &text);
        if (!cgov__choice_valid(choices, cgov__from_candidates(roll))) return false;
        add_choices(&weight, choices, owned, households, secrets);
        return true;
    }
    struct cursor cursor = cgov__cursor(text.ptr, text.len);
    struct said_one one = {0, 0, 0};
    if (!cgov__said_valid(&text, kind)) return false;
    while (cgov__said_next(&cursor, kind, &one)) {
        const uint32_t choice = CGOV_CHOICE_INVALID + one.place;
        if (one.place == 0)
            add_choices(&weight, cgov__choice_bit(one.points), owned, households, secrets);
        else if (kind == SAID_POINTS)
            add_points(&secrets->sums[choice], &weight, one.points);
        if (one.place != 0) secrets->voters[choice]++;
    }
    return true;
}

/* The bundle's lines end with a byte that is no line, for a piece ends with no zero. Of points nobody says how many
 * gave them. */
static bool add_bundle(const struct roll *roll, const struct said *said, struct secrets *secrets) {
    const struct blob lines = cgov__blob(secrets->bytes.data + said->at, said->len - 1);
    const bool points = cgov__said_kind(roll) == SAID_POINTS;
    struct cursor cursor = cgov__cursor(lines.ptr, lines.len);
    struct bundle_line line = {0};
    if (!cgov__bundle_valid(&lines, cgov__from_candidates(roll))) return false;
    for (bool first = true; cgov__bundle_next(&cursor, first, line.choice, &line); first = false) {
        const uint64_t more[AXES] = {line.heads, line.units, line.area, line.weight};
        for (uint8_t a = 0; a < AXES; a++) secrets->sums[line.choice].by[a] += more[a];
        secrets->voters[line.choice] += points && line.heads > 0 ? 1 : line.heads;
    }
    return true;
}

int32_t cgov__secrets_count(const struct model *model, const struct roll *roll, uint32_t roll_row,
                            struct buf *households, struct secrets *secrets) {
    const struct roll_row *row = cgov__roll_row(model, roll_row);
    const bool owned = !row || row->owned;
    const size_t start = households->len;
    const struct said *said;
    memset(secrets->sums, 0, sizeof secrets->sums);
    memset(secrets->voters, 0, sizeof secrets->voters);
    for (size_t i = 0; (said = said_at(secrets, i)); i++) {
        const bool counted =
            said->len > 0 && (said->entry == 0 ? add_bundle(roll, said, secrets)
                                               : add_ballot(model, roll, said, owned, households, secrets));
        if (!counted) return CGOV_E_CORRUPT;
    }
    if (households->failed) return CGOV_E_NOMEM;
    uint64_t *each = (uint64_t *)(void *)(households->data + start);
    const uint32_t count = cgov__sort_unique(each, (uint32_t)((households->len - start) / sizeof *each));
    for (uint32_t i = 0; i < count; i++) secrets->sums[each[i] >> 32].by[AXIS_UNITS]++;
    households->len = start;
    return CGOV_OK;
}

/* ---- shown ---- */

bool cgov__audits(const struct model *model, const struct item *item, uint64_t reader, int64_t at) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    if (cgov__view(model, item, reader, at) != VIEW_OFFICE) return false;
    for (uint8_t p = 0; p < procedure->party_count; p++)
        if (procedure->parties[p].organization && item->parties[p] != 0 &&
            (cgov__offices_at(model, item->parties[p], cgov__id_number(reader), at) & OFFICE_AUDITS) != 0)
            return true;
    return false;
}
