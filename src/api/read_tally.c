/* Ballots as sums: bundles, as they are brought; tallies, as a reader sees them.
 *
 * How often each choice of open ballots stands is told to whoever sees the item; whose they are is the roll's
 * to tell (read_roll.c), and who a candidate is that of the roll of candidates. */
#include "api/fill.h"
#include "api/page.h"
#include "api/read_item.h"
#include "api/read_roll.h"
#include "base/text.h"
#include "cgov/cgov.h"
#include "entities/ballot.h"
#include "ledger/handle.h"

/* ---- bundles ---- */

static const char *word_of(const cgov_tally_row *row) {
    if (row->tally == CGOV_TALLY_CAST && row->number == 0) return "cast";
    return row->tally == CGOV_TALLY_CHOICE ? cgov__value_name(CGOV_ENUM_CHOICE, row->number) : "";
}

static const char *fault_of(const cgov_tally_row *row) {
    const bool candidate = row->tally == CGOV_TALLY_CANDIDATE && row->number > 0 && row->number <= MAX_CANDIDATES;
    const bool order = row->tally == CGOV_TALLY_ORDER && row->number == 0;
    if (!candidate && !order && !*word_of(row))
        return "a row is neither of a choice, nor of a candidate, an order, nor of all that is cast";
    if (row->reserved != 0 || row->cost != 0 || row->flags != 0 || (!order && (row->name.ptr || row->name.len != 0)))
        return "a row has what none of a bundle has";
    if (row->heads < 0 || row->heads > UINT32_MAX || row->units < 0 || row->area < 0 || row->weight < 0)
        return "a row's sums are out of range";
    return NULL;
}

/* Lines as the command has them. */
struct lines {
    size_t used;
    char text[MAX_TALLIES_TEXT];
};

/* "3>1>2", of a row that names an order "3 1 2"; false: it is none. */
static bool word_order(const cgov_tally_row *row, char *word, size_t cap) {
    cgov_text name;
    if (!cgov__text_resolve(&row->name, &name) || name.len == 0 || name.len >= cap) return false;
    for (uint64_t i = 0; i < name.len; i++) {
        word[i] = name.ptr[i] == ' ' ? '>' : name.ptr[i];
        if (word[i] != '>' && (word[i] < '0' || word[i] > '9')) return false;
    }
    word[name.len] = 0;
    return true;
}

/* Answers what is wrong with it, or NULL. */
static const char *put_line(struct lines *lines, const cgov_tally_row *row) {
    char line[512], word[3 * MAX_CANDIDATES + 1];
    if (row->tally == CGOV_TALLY_ORDER) {
        if (!word_order(row, word, sizeof word))
            return "`name` of an order is places of candidates, \"3 1 2\", each once, the first preference first";
    } else if (row->tally == CGOV_TALLY_CANDIDATE) {
        cgov__format(word, sizeof word, "%u", (uint64_t)row->number);
    } else {
        cgov__name_copy(word, sizeof word, word_of(row));
    }
    cgov__format(line, sizeof line, "%s %u %u %u %u\n", word, (uint64_t)row->heads, (uint64_t)row->units,
                 (uint64_t)row->area, (uint64_t)row->weight);
    const size_t len = strlen(line);
    if (lines->used + len > sizeof lines->text) return "the rows are more than a bundle can have";
    memcpy(lines->text + lines->used, line, len);
    lines->used += len;
    return NULL;
}

static int32_t put_rows(cgov_ledger *ledger, struct lines *lines, const cgov_tally_row *rows, uint32_t count) {
    if (count == 0 || !rows) return cgov__error_set(ledger, CGOV_E_ARG, NULL, "a bundle has rows, and none are given");
    const char *at = (const char *)rows;
    for (uint32_t i = 0; i < count; i++, at += rows->size) {
        cgov_tally_row row;
        int32_t status = cgov__abi_in_element(&row, at, rows->size, ABI_FIRST(row), sizeof row);
        if (status)
            return cgov__error_set(ledger, status, NULL, "a row cannot be read, or is not of the first one's size");
        const char *fault = fault_of(&row);
        if (!fault) fault = put_line(lines, &row);
        if (fault) return cgov__error_set(ledger, CGOV_E_ARG, NULL, fault);
    }
    return CGOV_OK;
}

static int32_t bring(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                     const cgov_tally_row *rows, uint32_t count, const char *proof_or_null, uint64_t *seq_out) {
    struct lines lines;
    lines.used = 0;
    int32_t status = cgov__road_begin(ledger, COMMAND_BUNDLE, act);
    if (!status) status = cgov__fill_name(ledger, roll);
    if (!status) status = put_rows(ledger, &lines, rows, count);
    if (!status) {
        ledger->command.id = item;
        cgov__command_text(&ledger->command, COMMAND_FIELD_TALLIES, lines.text, (uint32_t)lines.used);
    }
    if (!status && proof_or_null) {
        const size_t len = strlen(proof_or_null);
        cgov__command_text(&ledger->command, COMMAND_FIELD_PROOF, proof_or_null, len > 64 ? 65 : (uint32_t)len);
    }
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

int32_t cgov_roll_bundle(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                         const cgov_tally_row *rows, uint32_t count, uint64_t *seq_out) {
    return bring(ledger, act, item, roll, rows, count, NULL, seq_out);
}

int32_t cgov_sealed_result(cgov_ledger *ledger, const cgov_act *act, cgov_id item, const char *roll,
                           const cgov_tally_row *rows, uint32_t count, const char *proof, uint64_t *seq_out) {
    return bring(ledger, act, item, roll, rows, count, proof ? proof : "", seq_out);
}

/* ---- tallies ---- */

struct counting {
    const struct model *model;
    struct roll_at roll, from; /* from: of candidates, or without an item */
    const struct roll_row *row;
    uint32_t number; /* its row's; 0: nobody was ever on it */
    bool named;      /* who the candidates are is shown */
};

static struct bundle_line sums_of(const struct roll_row *row) {
    return row ? (struct bundle_line){0, row->heads, row->units, row->area, row->weight} : (struct bundle_line){0};
}

static void view_sums(const struct bundle_line *own, const struct choice_row *of, cgov_tally_view *view) {
    if (of) {
        view->bundled_heads = of->bundled_heads;
        view->bundled_units = of->bundled_units;
        view->bundled_area = of->bundled_area;
        view->bundled_weight = of->bundled_weight;
    }
    view->heads = own->heads + view->bundled_heads;
    view->units = own->units + view->bundled_units;
    view->area = own->area + view->bundled_area;
    view->weight = own->weight + view->bundled_weight;
}

static void view_choice(const struct counting *counting, uint32_t choice, cgov_tally_view *view) {
    const struct choice_row *of = cgov__choice_of(counting->model, counting->number, choice);
    struct bundle_line own = {0};
    if (of) own = (struct bundle_line){0, of->heads, of->units, of->area, of->weight};
    const bool candidate = choice >= CHOICE_FIRST_CANDIDATE;
    *view = (cgov_tally_view){.size = sizeof *view,
                              .tally = candidate ? CGOV_TALLY_CANDIDATE : CGOV_TALLY_CHOICE,
                              .number = candidate ? choice - CGOV_CHOICE_INVALID : choice,
                              .standing = 1};
    if (!candidate) cgov__name_copy(view->name, sizeof view->name, cgov__value_name(CGOV_ENUM_CHOICE, choice));
    view_sums(&own, of, view);
}

static void view_cast(const struct counting *counting, cgov_tally_view *view) {
    const bool sealed = cgov__ballots_sealed(counting->roll.roll); /* the bundle says what they are, and adds none */
    const struct bundle_line own = sums_of(counting->row);
    *view = (cgov_tally_view){.size = sizeof *view, .tally = CGOV_TALLY_CAST, .standing = 1, .name = "cast"};
    view_sums(&own, sealed ? NULL : cgov__choice_of(counting->model, counting->number, CHOICE_CAST), view);
}

static uint64_t less(uint64_t all, uint64_t some) {
    return all > some ? all - some : 0;
}

/* Those on the base without a ballot. */
static void view_silent(const struct counting *counting, cgov_tally_view *view) {
    const struct model *model = counting->model;
    cgov_tally_view cast;
    struct roll_at base;
    view_cast(counting, &cast);
    *view = (cgov_tally_view){.size = sizeof *view, .tally = CGOV_TALLY_SILENT, .standing = 1, .name = "silent"};
    if (!cgov__roll_base(model, &counting->roll, &base)) return;
    const struct bundle_line all = sums_of(cgov__roll_row(model, cgov__roll_row_of(model, &base)));
    view->heads = less(all.heads, cast.heads);
    view->units = less(all.units, cast.units);
    view->area = less(all.area, cast.area);
    view->weight = less(all.weight, cast.weight);
}

/* Of confidential ballots, and of sealed ones until somebody has said what they come to. */
static bool is_unknown(const struct counting *counting) {
    const struct roll *roll = counting->roll.roll;
    return cgov__ballots_hidden(roll) || (cgov__ballots_sealed(roll) && !(counting->row && counting->row->bundled));
}

/* Of these: how many there are, and how many are lacking. */
static bool view_turnout(const struct counting *counting, uint64_t at, cgov_tally_view *view) {
    if (at == 0) view_cast(counting, view);
    if (at == 1) view_silent(counting, view);
    return at <= 1;
}

/* The line at that place, in their order: choices, candidates, what names nobody, cast, silent. False: past the end. */
static bool view_line(const struct counting *counting, uint64_t at, cgov_tally_view *view) {
    if (is_unknown(counting)) return view_turnout(counting, at, view);
    const struct model *model = counting->model;
    const bool from = counting->from.item != NULL;
    const uint32_t first = from ? CGOV_CHOICE_BLANK : CGOV_CHOICE_YES, choices = CGOV_CHOICE_INVALID - first + 1;
    uint32_t candidates = 0, number = from ? cgov__roll_row_of(model, &counting->from) : 0;
    const struct roll_row *row = cgov__roll_row(model, number);
    const struct entry *entry = !row ? NULL : cgov__entry(model, row->first);
    for (; entry && candidates < MAX_CANDIDATES && candidates < at; candidates++)
        entry = cgov__entry(model, entry->next);
    if (entry && candidates < MAX_CANDIDATES) {
        view_choice(counting, CHOICE_FIRST_CANDIDATE + candidates, view);
        view->standing = entry->standing;
        view->candidate = counting->named ? cgov__entry_elector(entry) : 0;
        return true;
    }
    at -= candidates;
    if (at < choices)
        view_choice(counting, first + (uint32_t)at, view);
    else if (at == choices)
        view_cast(counting, view);
    else if (at == choices + 1)
        view_silent(counting, view);
    return at <= choices + 1;
}

int32_t cgov_tally_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, const char *name,
                        uint64_t *cursor, cgov_tally_view *views, uint32_t capacity, uint32_t *count_out) {
    cgov_reader copy;
    const struct item *item;
    struct page page;
    enum view view;
    ABI_CLEAR(count_out);
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &item, &view);
    if (status) return status;
    const struct model *model = &ledger->model;
    struct counting counting = {.model = model};
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (!status) status = cgov__roll_by_name(model, &copy, item, id, name, &counting.roll);
    if (status) return status;
    const struct roll_at *roll = &counting.roll;
    if (!roll->roll->ballot)
        return cgov__say(&copy, CGOV_E_NOT_FOUND, id, "nobody votes on this roll: it is not of ballots");
    counting.number = cgov__roll_row_of(model, roll);
    counting.row = cgov__roll_row(model, counting.number);
    if (cgov__from_candidates(roll->roll) &&
        cgov__roll_named(model, roll->item, roll->number, &roll->roll->from, &counting.from))
        counting.named = cgov__knows_roll(
            model, &counting.from,
            counting.from.item == item ? view : cgov__view(model, counting.from.item, copy.actor, copy.at), &copy);
    cgov_tally_view row;
    for (; !cgov__page_full(&page) && view_line(&counting, *cursor, &row); (*cursor)++) cgov__page_add(&page, &row);
    return cgov__page_end(&page, count_out);
}
