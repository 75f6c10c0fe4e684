/* Rolls under a newer text: which of them its rows go on under, and which line of it each entry was made by.
 *
 * Invariant: whoever stands on a roll after it is carried weighs there what they did, on the same base, and is
 * outranked by those who outrank the same maker in the newer text. */
#include "model/roll_rows.h"

/* The name of the roll that it is of in the end: in this procedure, or the first one above. */
static const char *base_name(const struct procedure *procedure, uint8_t r, bool *above) {
    for (;;) {
        const struct roll *roll = &procedure->rolls[r];
        uint8_t i = 0;
        while (i < roll->of_count && roll->of[i].kind != OF_ROLL) i++;
        *above = i < roll->of_count && roll->of[i].roll.roll == NONE;
        if (*above) return roll->of[i].roll.above;
        if (i == roll->of_count) return roll->name;
        r = roll->of[i].roll.roll;
    }
}

/* Its rows mean the same under the newer text: how many entries there are of each, what is kept of them, what their
 * lines weigh and where. */
static bool means_the_same(const struct procedure *old, uint8_t o, const struct procedure *new, uint8_t n) {
    const struct roll *was = &old->rolls[o], *is = &new->rolls[n];
    bool above, above_too, own = was->base == o;
    if (is->same || was->many != is->many || was->ballot != is->ballot || was->secrecy != is->secrecy ||
        (was->kept == NONE) != (is->kept == NONE))
        return false;
    if (was->kept != NONE && strcmp(old->details[was->kept].name, new->details[is->kept].name) != 0) return false;
    const char *base = base_name(old, o, &above), *base_too = base_name(new, n, &above_too);
    if (above != above_too || strcmp(base, base_too) != 0) return false;
    return !own ||
           (cgov__roll_owned(was) == cgov__roll_owned(is) && (is->axes & ~was->axes & ~(1u << AXIS_HEADS)) == 0);
}

uint8_t cgov__roll_after(const struct procedure *old, uint8_t roll, const struct procedure *new) {
    const uint8_t to = roll == NONE || old == new ? roll : cgov__roll_find(new, old->rolls[roll].name);
    return to == NONE || (old != new && !means_the_same(old, roll, new, to)) ? NONE : to;
}

/* ---- who entered them ---- */

static bool is_same_name(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

static bool is_same_ref(const struct roll_text *old, const struct roll_ref *was, const struct roll_text *new,
                        const struct roll_ref *is) {
    if (was->roll == NONE || is->roll == NONE) return was->roll == is->roll && is_same_name(was->above, is->above);
    return is_same_name(old->procedure->rolls[was->roll].name, new->procedure->rolls[is->roll].name);
}

static bool is_same_role(const struct roll_text *old, uint8_t was, const struct roll_text *new, uint8_t is) {
    if (was == NONE || is == NONE) return was == is;
    return is_same_name(old->book->roles[was].name, new->book->roles[is].name);
}

/* As many parties, each under its name. */
static bool is_same_also(const struct roll_text *old, uint32_t was, const struct roll_text *new, uint32_t is) {
    uint32_t left = is;
    for (uint8_t p = 0; was >> p != 0; p++) {
        const uint8_t found =
            (was >> p & 1) == 0 ? NONE : cgov__party_find(new->procedure, old->procedure->parties[p].name);
        if ((was >> p & 1) == 0) continue;
        if (found == NONE || (left >> found & 1) == 0) return false;
        left &= ~(UINT32_C(1) << found);
    }
    return left == 0;
}

static bool is_same_who(const struct roll_text *old, const struct who *was, const struct roll_text *new,
                        const struct who *is) {
    if (was->kind != is->kind || was->superiors != is->superiors || was->of_parent != is->of_parent) return false;
    if (was->kind == WHO_ROLE && !is_same_role(old, was->role, new, is->role)) return false;
    if (was->of_parent || was->party == NONE || is->party == NONE)
        return was->party == is->party && is_same_name(was->parent_party, is->parent_party);
    if (!is_same_also(old, was->also, new, is->also)) return false;
    return is_same_name(old->procedure->parties[was->party].name, new->procedure->parties[is->party].name);
}

static bool is_same_maker(const struct roll_text *old, const struct maker *was, const struct roll_text *new,
                          const struct maker *is) {
    if (was->kind != is->kind) return false;
    if (was->kind == MAKER_PROXY) return is_same_ref(old, &was->roll, new, &is->roll);
    if (was->kind == MAKER_ROLE_OF_SELF) return is_same_role(old, was->who.role, new, is->who.role);
    return was->kind == MAKER_SELF || is_same_who(old, &was->who, new, &is->who);
}

/* Where a text names the same maker in several lines, the first is the first, and so on. */
static uint8_t line_after(const struct roll_text *old, const struct roll *was, uint8_t line,
                          const struct roll_text *new, const struct roll *is) {
    uint8_t nth = 0, by = 0;
    for (uint8_t b = 0; b < line; b++) nth += is_same_maker(old, &was->by[b], old, &was->by[line]);
    for (; by < is->by_count; by++)
        if (is_same_maker(old, &was->by[line], new, &is->by[by]) && nth-- == 0) return by;
    return NONE;
}

/* As entries have them, from 1: what each line of the old roll is under the newer text. */
struct lines {
    uint8_t after[MAX_BY + 1];
};

static struct lines lines_after(const struct roll_text *old, uint8_t o, const struct roll_text *new, uint8_t n) {
    struct lines lines = {.after = {0}};
    const struct roll *was = &old->procedure->rolls[o], *is = &new->procedure->rolls[n];
    for (uint8_t b = 0; b < MAX_BY; b++) {
        const uint8_t to = b < was->by_count ? line_after(old, was, b, new, is) : NONE;
        lines.after[b + 1] = to == NONE ? LINE_GONE : (uint8_t)(to + 1);
    }
    return lines;
}

static bool loses_lines(const struct model *model, const struct roll_row *row, const struct roll_text *old,
                        const struct roll_text *new, uint8_t to) {
    const struct lines lines = lines_after(old, row->roll, new, to);
    const struct entry *entry;
    for (uint32_t n = row->first; (entry = cgov__entry(model, n)); n = entry->next)
        if (entry->standing && entry->line != LINE_GONE && lines.after[entry->line] == LINE_GONE) return true;
    return false;
}

/* Nobody changes what is decided by between the first ballot and the count. */
static bool is_undecided(const struct roll_row *row) {
    return row->ballot && !row->decided && (row->heads != 0 || row->bundled || row->waiting != 0);
}

const struct roll *cgov__roll_lost(const struct model *model, const struct item *item, const struct roll_text *old,
                                   const struct roll_text *new) {
    const struct roll_row *row;
    for (uint32_t n = item->extra->rolls; (row = cgov__roll_row(model, n)); n = row->next) {
        if (row->roll != NONE && is_undecided(row)) return &old->procedure->rolls[row->roll];
        if (row->heads == 0) continue;
        const uint8_t to = cgov__roll_after(old->procedure, row->roll, new->procedure);
        if (to == NONE || loses_lines(model, row, old, new, to)) return &old->procedure->rolls[row->roll];
    }
    return NULL;
}

/* ---- carried ---- */

/* What was made from it has no base until there is another. */
static void drop(struct model *model, uint32_t roll_row) {
    struct roll_row *row = cgov__edit_roll_row(model, roll_row), *of;
    row->roll = NONE; /* under the newer text its old place is another's */
    cgov__roll_empty(model, roll_row);
    for (uint32_t n = row->based; (of = cgov__edit_roll_row(model, n));) {
        n = of->next_based;
        of->base = of->next_based = 0;
    }
    row->based = 0;
}

static void carry(struct model *model, struct roll_row *row, const struct roll_text *old, const struct roll_text *new,
                  uint8_t to) {
    const struct lines lines = lines_after(old, row->roll, new, to);
    struct entry *entry;
    for (uint32_t n = row->first; (entry = cgov__edit_entry(model, n)); n = entry->next)
        if (entry->line != LINE_GONE) entry->line = lines.after[entry->line];
    row->roll = to;
    cgov__roll_describe(row, &new->procedure->rolls[to]);
}

uint32_t cgov__rolls_dropped(const struct model *model, const struct item *item, const struct procedure *old,
                             const struct procedure *new) {
    const struct roll_row *row;
    uint32_t count = 0;
    for (uint32_t n = item->extra->rolls; (row = cgov__roll_row(model, n)); n = row->next)
        if (row->heads != 0 && (row->roll == NONE || cgov__roll_after(old, row->roll, new) == NONE))
            count += row->heads + cgov__roll_emptied(model, n);
    return count;
}

void cgov__rolls_carry(struct model *model, const struct item *item, const struct roll_text *old,
                       const struct roll_text *new) {
    struct roll_row *row;
    for (uint32_t n = item->extra->rolls; (row = cgov__edit_roll_row(model, n)); n = row->next) {
        const uint8_t to = cgov__roll_after(old->procedure, row->roll, new->procedure);
        if (to == NONE)
            drop(model, n);
        else
            carry(model, row, old, new, to);
    }
}
