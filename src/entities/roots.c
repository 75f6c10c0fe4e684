/* Roots of rolls.
 *
 * Invariant: what a root is made of is what rows say once its record's frame is applied, in the order of their chain:
 * so it can be made again from rows, as long as they say the same. */
#include "entities/roots.h"

#include "base/text.h"
#include "entities/choice.h"
#include "entities/count.h"
#include "entities/roll_fill.h"
#include "entities/roll_frame.h"
#include "model/sayings.h"

#include <assert.h>

/* ---- lines ---- */

void cgov__rooting_begin(struct rooting *rooting, const uint8_t key[ROOT_KEY], uint8_t roll, uint64_t wanted) {
    cgov__merkle_begin(&rooting->merkle, wanted);
    rooting->key[0] = cgov__load64(key);
    rooting->key[1] = cgov__load64(key + 8);
    rooting->roll = roll;
    rooting->len = 0;
}

static void say(struct rooting *rooting, const char *word, uint64_t number) {
    if (number == 0) return;
    cgov__format(rooting->line + rooting->len, ROOT_LINE - rooting->len, " %s %u", word, number);
    rooting->len += (uint32_t)strlen(rooting->line + rooting->len);
}

/* What a ballot says is no longer than the text it was brought by. */
static void add_line(struct rooting *rooting, uint64_t elector, const struct weight *weight, bool owned,
                     const char *word, const char *said) {
    const uint64_t place = rooting->merkle.count + 1;
    uint64_t blind[2];
    uint8_t leaf[MERKLE_HASH];
    static_assert(ROOT_LINE > MAX_CHOICE_TEXT + 256, "whatever a line says");
    cgov__format(rooting->line, ROOT_LINE, "line %u elector %u", place, elector);
    rooting->len = (uint32_t)strlen(rooting->line);
    say(rooting, owned ? "units" : "household",
        owned || weight->units == 0 ? weight->units : cgov__id(CGOV_KIND_UNIT, weight->units));
    say(rooting, "area", weight->area);
    say(rooting, "weight", weight->weight);
    cgov__format(rooting->line + rooting->len, ROOT_LINE - rooting->len, said[0] ? " %s %s\n" : "\n", word, said);
    rooting->len += (uint32_t)strlen(rooting->line + rooting->len);
    cgov__siphash128(rooting->key, place << 8 | rooting->roll, elector, blind);
    cgov__store64(rooting->blind, blind[0]);
    cgov__store64(rooting->blind + 8, blind[1]);
    cgov__merkle_leaf(rooting->blind, rooting->line, rooting->len, leaf);
    cgov__merkle_add(&rooting->merkle, leaf);
}

static void say_said(const struct model *model, const struct saying *saying, char into[MAX_CHOICE_TEXT + 1]) {
    const struct blob said = cgov__saying_said(model, saying);
    const enum said_kind kind = (enum said_kind)saying->kind;
    struct cursor cursor = cgov__cursor(said.ptr, said.len);
    struct said_one one = {0, 0, 0};
    size_t used = 0;
    if (kind == SAID_SEALED) cgov__hex_put(into, said.ptr, SAID_DIGEST);
    while (cgov__said_next(&cursor, kind, &one)) {
        if (one.place == 0) {
            cgov__choice_text(cgov__choice_bit(one.points), into);
            return;
        }
        cgov__format(into + used, MAX_CHOICE_TEXT + 1 - used, kind == SAID_POINTS ? "%s%u:%u" : "%s%u", used ? " " : "",
                     (uint64_t)one.place, (uint64_t)one.points);
        used += strlen(into + used);
    }
}

void cgov__rooting_entry(struct rooting *rooting, const struct model *model, uint32_t number,
                         const uint8_t *commitment) {
    const struct entry *entry = cgov__entry(model, number);
    const struct roll_row *row = cgov__roll_row(model, entry->roll);
    const struct weight weight = cgov__entry_weight(model, number);
    const struct saying *saying =
        row->ballot ? cgov__saying(model, cgov__entry_beside(model, number, BESIDE_SAID)) : NULL;
    char said[MAX_CHOICE_TEXT + 1] = "";
    static_assert(sizeof said > 2 * MERKLE_HASH, "a commitment");
    if (commitment)
        cgov__hex_put(said, commitment, MERKLE_HASH);
    else if (saying)
        say_said(model, saying, said);
    else if (row->ballot)
        cgov__choice_text(cgov__entry_choice(model, number), said);
    const bool sealed = saying && saying->kind == SAID_SEALED;
    add_line(rooting, cgov__entry_elector(entry), &weight, row->owned,
             commitment ? "commitment"
             : sealed   ? "sealed"
                        : "choice",
             said);
}

void cgov__rooting_end(struct rooting *rooting, const char *head, uint32_t len, uint8_t root[MERKLE_HASH]) {
    uint8_t tree[MERKLE_HASH];
    cgov__merkle_end(&rooting->merkle, tree);
    cgov__merkle_root(head, len, tree, root);
}

/* ---- of a roll as it stands ---- */

/* What the ballots committed to stands as they were read back, in their order. */
static void add_entries(struct rooting *rooting, const struct attempt *attempt, const struct roll_at *roll) {
    const struct model *model = attempt->model;
    const struct roll_row *row = cgov__roll_row(model, cgov__roll_row_of(model, roll));
    const bool hidden = roll->roll->ballot && cgov__ballots_hidden(roll->roll);
    const struct entry *entry;
    uint32_t at = 0;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing)
            cgov__rooting_entry(rooting, model, n,
                                hidden ? cgov__secret_commitment(attempt->deciding->secrets, at++) : NULL);
}

/* ---- of one that the move fills ---- */

static void add_one(struct rooting *rooting, const struct attempt *attempt, const struct roll_at *base,
                    const struct filled *filled, uint32_t i) {
    const struct weight weight = cgov__fill_weight(attempt, base, filled, i);
    add_line(rooting, cgov__fill_id(cgov__fills_elector(attempt->fills, filled, i)), &weight,
             cgov__roll_owned(base->roll), "", "");
}

/* Who was on the roll keeps their place there; who was not comes behind them. */
static void add_filled(struct rooting *rooting, const struct attempt *attempt, const struct roll_at *roll) {
    const struct model *model = attempt->model;
    const struct filled *filled = cgov__frame_filled(attempt, roll);
    const uint32_t number = cgov__roll_row_of(model, roll);
    const struct roll_row *row = cgov__roll_row(model, number);
    const struct entry *entry;
    struct roll_at base;
    if (!filled || !cgov__frame_base(attempt, roll, &base)) return;
    for (uint32_t n = !row ? 0 : row->first; (entry = cgov__entry(model, n)); n = entry->next) {
        const uint32_t i = cgov__filled_at(attempt->fills, filled, cgov__fill_elector(cgov__entry_elector(entry)));
        if (i != filled->count) add_one(rooting, attempt, &base, filled, i);
    }
    for (uint32_t i = 0; i < filled->count; i++)
        if (!row ||
            cgov__entry_find(model, number, cgov__fill_id(cgov__fills_elector(attempt->fills, filled, i)), 0) == 0)
            add_one(rooting, attempt, &base, filled, i);
}

/* ---- of a move ---- */

/* Rolls of the item itself that say `proofs`, a bit each: what it fills, and what it counts. */
static uint32_t filled_by(const struct attempt *attempt) {
    uint32_t rolls = 0;
    for (uint32_t f = attempt->first_fill; f < attempt->fills->count; f++)
        if (attempt->fills->each[f].item == attempt->number &&
            attempt->procedure->rolls[attempt->fills->each[f].roll].proofs)
            rolls |= UINT32_C(1) << attempt->fills->each[f].roll;
    return rolls;
}

/* What ballots said that it does not count has not been read back. */
static uint32_t own(const struct attempt *attempt, const struct roll_at *roll) {
    const uint8_t over = cgov__decision_of(attempt->procedure, attempt->move)->over;
    if (!roll->roll->proofs || (roll->roll->ballot && cgov__ballots_hidden(roll->roll) && roll->index != over))
        return 0;
    return roll->item == attempt->after && !cgov__frame_anew(attempt, roll) ? UINT32_C(1) << roll->index : 0;
}

/* The ballots, the list that they weigh by, and what the rule names besides. */
static uint32_t counted_by(const struct attempt *attempt) {
    struct roll_at roll, base;
    if (attempt->move->decision == NONE || !cgov__ballots_of(attempt, &roll)) return 0;
    uint32_t rolls = own(attempt, &roll);
    const struct rule *rule = attempt->deciding->rule;
    if (cgov__frame_base(attempt, &roll, &base)) rolls |= own(attempt, &base);
    for (uint8_t r = 0; r < rule->roll_count; r++)
        if (cgov__rule_roll(attempt, rule, r, &roll)) rolls |= own(attempt, &roll);
    return rolls;
}

static void put_root(const struct attempt *attempt, const struct roll_at *roll, bool fills, struct plan *plan,
                     const struct record *record) {
    struct rooting rooting;
    uint8_t key[ROOT_KEY], hash[MERKLE_HASH];
    char head[ROOT_HEAD];
    cgov__root_key_draw(&plan->seal, key);
    cgov__rooting_begin(&rooting, key, roll->index, UINT64_MAX);
    if (fills)
        add_filled(&rooting, attempt, roll);
    else
        add_entries(&rooting, attempt, roll);
    const struct root root = {roll->index + UINT64_C(1), rooting.merkle.count, hash};
    const uint32_t len =
        cgov__root_head(head, attempt->model->ledger_id, record->id, roll->roll->name, plan->first_seq, root.lines);
    cgov__rooting_end(&rooting, head, len, hash);
    cgov__root_put(&plan->roots, &root);
    memset(&rooting, 0, sizeof rooting);
    memset(key, 0, sizeof key);
}

int32_t cgov__roots_put(const struct attempt *attempt, struct plan *plan, struct record *record, struct refusal *why) {
    if (!attempt->command || plan->last_seq >= plan->first_seq) return CGOV_OK;
    const uint32_t filled = filled_by(attempt), rolls = filled | counted_by(attempt);
    if (rolls == 0) return CGOV_OK;
    if (!plan->secrets.salted)
        return cgov__fault(why, CGOV_E_SALT, CGOV_R_NONE,
                           "who is on a roll is bound for `proofs`, and the act has no salt to hide their lines under");
    cgov__buf_clear(&plan->roots);
    for (uint8_t r = 0; rolls >> r != 0; r++) {
        const struct roll_at roll = {attempt->after, attempt->number, &attempt->procedure->rolls[r], r};
        if ((rolls >> r & 1) != 0) put_root(attempt, &roll, (filled >> r & 1) != 0, plan, record);
    }
    if (plan->roots.failed) return CGOV_E_NOMEM;
    record->roots = cgov__blob(plan->roots.data, (uint32_t)plan->roots.len);
    struct roll_at ballots;
    if (attempt->move->decision != NONE && cgov__ballots_of(attempt, &ballots) && cgov__ballots_hidden(ballots.roll))
        return CGOV_OK;
    struct buf *hidden = &plan->secrets.counted;
    cgov__buf_clear(hidden);
    cgov__root_key_put(&plan->seal, 64, hidden);
    if (hidden->failed) return CGOV_E_NOMEM;
    const struct secret secret = {(const char *)hidden->data, (uint32_t)hidden->len, 64};
    return cgov__secret_hide(plan, attempt->command, &secret, record, why);
}

bool cgov__roots_valid(const struct procedure *procedure, const struct record *record) {
    struct cursor cursor = cgov__cursor(record->roots.ptr, record->roots.len);
    struct root root = {0};
    if (record->move - 1 >= procedure->move_count) return record->roots.len == 0;
    const uint8_t move = (uint8_t)(record->move - 1);
    while (cgov__root_next(&cursor, &root)) {
        if (root.roll - 1 >= procedure->roll_count) return false;
        const struct roll *roll = &procedure->rolls[root.roll - 1];
        const bool filled = roll->filled_by == move || (roll->won_by >> move & 1) != 0;
        if (!roll->proofs || (!filled && procedure->moves[move].decision == NONE)) return false;
    }
    return !cursor.bad;
}
