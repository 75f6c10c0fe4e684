/* Details read: what moves and matters ask for, as their texts declare it, and what entries of a history hold. */
#include "api/read_details.h"
#include "entities/view.h"

#include "api/names.h"
#include "api/page.h"
#include "api/read_item.h"
#include "api/read_roll.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"
#include "model/erasures.h"
#include "records/given.h"
#include "rules/rows_by_name.h"

/* ---- what is asked for ---- */

int32_t cgov_field_find(const cgov_ledger *ledger, const char *name, uint32_t *number_out) {
    ABI_CLEAR(number_out);
    if (!ledger || !name || !number_out) return CGOV_E_ARG;
    size_t len = strlen(name);
    uint32_t number = len < NAME_SIZE ? cgov__field_find(name, (uint32_t)len) : 0;
    if (number == 0 && len < NAME_SIZE) number = cgov__detail_number_of(&ledger->model, name, (uint32_t)len);
    *number_out = number;
    return number == 0 ? CGOV_E_NOT_FOUND : CGOV_OK;
}

/* Where details are asked for. */
struct form {
    const struct rulebook *rulebook;
    const struct procedure *procedure;
    const struct matter *matter; /* NULL: none */
    uint64_t needs, asked;       /* bits of the procedure's details: what must be given, and what may */
    bool opens;                  /* a first move's, or that of all moves: a matter's own stand in it */
};

static bool find_in(const struct rulebook *rulebook, const char *procedure, const char *matter, struct form *form) {
    int32_t m = *matter == 0 ? -1 : cgov__matter_find(rulebook, matter);
    if (*matter != 0 && m < 0) return false;
    uint8_t found = NONE;
    if (m >= 0 && *procedure == 0) found = rulebook->matters[m].procedure;
    if (found == NONE) found = cgov__procedure_find(rulebook, *procedure == 0 ? "issue" : procedure);
    if (found == NONE) return false;
    form->rulebook = rulebook;
    form->procedure = &rulebook->procedures[found];
    form->matter = m < 0 ? NULL : &rulebook->matters[m];
    return true;
}

static int32_t find_form(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, const char *procedure,
                         const char *matter, struct form *form) {
    const struct model *model = &ledger->model;
    const struct adoption *asked = cgov__adoption(model, version);
    *form = (struct form){.rulebook = NULL};
    if (!procedure || !matter) return cgov__say(reader, CGOV_E_ARG, 0, "`procedure` or `matter` is NULL: none is \"\"");
    bool found = version != 0 && asked && find_in(&asked->rulebook, procedure, matter, form);
    for (uint32_t rank = 0, v; version == 0 && !found && (v = cgov__in_force(model, &rank, model->now)) != 0;)
        found = find_in(&cgov__adoption(model, v)->rulebook, procedure, matter, form);
    return found ? CGOV_OK : cgov__say_lack(model, reader, version, procedure, matter);
}

/* Neither a move nor a roll of the procedure. */
static int32_t say_no_asking(const cgov_reader *reader, const struct procedure *procedure, const char *name) {
    char message[208];
    struct near near;
    cgov__near_begin(&near, name, strlen(name));
    for (uint32_t m = 0; m < procedure->move_count; m++) cgov__near_take(&near, procedure->moves[m].name);
    cgov__nearest_rolls(&near, procedure);
    cgov__format(message, sizeof message, "procedure `%s` has no move and no roll %q", procedure->name, name);
    cgov__near_end(&near, message, sizeof message);
    return cgov__say(reader, CGOV_E_NOT_FOUND, 0, message);
}

static uint32_t choice_count(const struct declared *detail) {
    uint32_t list = detail->line == 0 ? cgov__field_list(detail->number) : 0;
    return list == 0 ? detail->choice_count : cgov__list(list).count;
}

static void view_field(const struct declared *detail, bool needed, bool matters, cgov_field_view *view) {
    *view = (cgov_field_view){.size = sizeof *view,
                              .field = detail->number,
                              .type = detail->type,
                              .needed = needed,
                              .repeats = detail->repeats,
                              .readers = detail->readers,
                              .choices = choice_count(detail),
                              .line = detail->line,
                              .matters = matters,
                              .min = detail->min,
                              .max = detail->max};
    if (detail->line == 0) cgov__field_range(detail->number, &view->min, &view->max);
    memcpy(view->name, detail->name, NAME_SIZE);
    COPY_WHOLE(view->title, MAX_TITLE, &detail->title);
}

/* The matter's own, by its index; NULL: past them, or this is no report's form. */
static const struct declared *own_at(const struct form *form, uint64_t index) {
    return form->matter && form->opens && index < form->matter->detail_count
               ? &form->rulebook->matter_details[form->matter->first_detail + index]
               : NULL;
}

/* The place of a row is its index, the matter's own before the procedure's. */
static void fill_fields(const struct form *form, uint64_t *cursor, struct page *page) {
    uint64_t own = !own_at(form, 0) ? 0 : form->matter->detail_count;
    for (; *cursor < own + form->procedure->detail_count && !cgov__page_full(page); (*cursor)++) {
        cgov_field_view view;
        const struct declared *matters = own_at(form, *cursor);
        if (matters) {
            view_field(matters, matters->needed_line != 0, true, &view);
            cgov__page_add(page, &view);
            continue;
        }
        uint64_t place = *cursor - own;
        if ((form->asked >> place & 1) == 0) continue;
        view_field(&form->procedure->details[place], (form->needs >> place & 1) != 0, false, &view);
        cgov__page_add(page, &view);
    }
}

/* A detail that is asked of some items alone is asked of those of the matter. */
static uint64_t wanted(const struct form *form, const struct move *move) {
    const struct matter *matter = form->matter;
    uint64_t wants = 0;
    for (uint8_t c = 0; c < move->clause_count && matter; c++) {
        const struct clause *clause = &move->clauses[c];
        if (clause->kind != CLAUSE_WHEN || clause->guard != GUARD_GIVEN) continue;
        bool is = clause->of == GUARD_MATTER_PROOF ? matter->proof
                  : clause->of == GUARD_MATTER_DIRECT
                      ? matter->direct
                      : clause->of == GUARD_TRACK && clause->values >> matter->track & 1;
        for (uint8_t n = 0; n < form->procedure->named_count && clause->of == GUARD_MATTER; n++)
            is = is || (&form->rulebook->matters[form->procedure->named[n]] == matter && clause->values >> (n + 1) & 1);
        if (is) wants |= UINT64_C(1) << clause->field;
    }
    return wants;
}

/* What is asked for under a name: a move's, else a roll's of its entries; "" is all that the procedure's moves ask. */
static bool find_asking(struct form *form, const char *name) {
    const struct procedure *procedure = form->procedure;
    form->asked = UINT64_MAX;
    form->opens = *name == 0;
    if (form->opens) return true;
    uint8_t move = cgov__move_find(procedure, name), roll = cgov__roll_find(procedure, name);
    if (move != NONE) {
        form->opens = procedure->moves[move].opens_item;
        form->needs = procedure->moves[move].needs;
        form->asked = form->needs | procedure->moves[move].takes;
        form->needs |= wanted(form, &procedure->moves[move]);
    } else if (roll != NONE) {
        form->needs = procedure->rolls[roll].needs;
        form->asked = form->needs | procedure->rolls[roll].takes;
    }
    return move != NONE || roll != NONE;
}

int32_t cgov_field_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, const char *procedure,
                        const char *matter, const char *move, uint64_t *cursor, cgov_field_view *views,
                        uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct form form;
    struct page page;
    cgov_reader copy;
    int32_t status = cgov__public_check(ledger, reader, &copy);
    if (status) return status;
    if (!move) return cgov__say(&copy, CGOV_E_ARG, 0, "`move` is NULL: all of them is \"\"");
    status = find_form(ledger, &copy, version, procedure, matter, &form);
    if (!status && !find_asking(&form, move)) return say_no_asking(&copy, form.procedure, move);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    fill_fields(&form, cursor, &page);
    return cgov__page_end(&page, count_out);
}

static void view_choice(const struct form *form, const struct declared *detail, uint32_t index,
                        cgov_choice_view *view) {
    *view = (cgov_choice_view){.size = sizeof *view};
    if (detail->line == 0) {
        struct names list = cgov__list(cgov__field_list(detail->number));
        view->value = cgov__list_number(&list, index);
        cgov__name_copy(view->name, sizeof view->name, cgov__names_at(&list, index));
        return;
    }
    const struct choice *choice = &form->rulebook->choices[detail->first_choice + index];
    memcpy(view->name, choice->name, NAME_SIZE);
    COPY_WHOLE(view->title, MAX_TITLE, &choice->title);
}

int32_t cgov_choice_list(const cgov_ledger *ledger, const cgov_reader *reader, uint32_t version, const char *procedure,
                         const char *matter, uint32_t field, uint64_t *cursor, cgov_choice_view *views,
                         uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    struct form form;
    struct page page;
    cgov_reader copy;
    int32_t status = cgov__public_check(ledger, reader, &copy);
    if (!status) status = find_form(ledger, &copy, version, procedure, matter, &form);
    if (status) return status;
    const struct declared *detail = cgov__declared_find(form.rulebook, form.procedure, form.matter, field);
    if (!detail || field == 0)
        return cgov__say_of(&copy, CGOV_E_NOT_FOUND, 0, "no move of procedure `%s` asks for the field numbered %u",
                            form.procedure->name, (uint64_t)field);
    status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    for (; *cursor < choice_count(detail) && !cgov__page_full(&page); (*cursor)++) {
        cgov_choice_view view;
        view_choice(&form, detail, (uint32_t)*cursor, &view);
        cgov__page_add(&page, &view);
    }
    return cgov__page_end(&page, count_out);
}

/* ---- what an entry holds ---- */

/* Who looks at what. */
struct look {
    const struct model *model;
    const struct item *item;
    enum view view;
    bool known, masters;
};

static bool next_shown(const struct look *look, const struct record *record, struct cursor *cursor,
                       struct given *given) {
    while (cgov__given_next(cursor, given)) {
        if (!(look->masters ? cgov__reads_answer : cgov__reads_detail)(look->model, look->item, look->view, record->seq,
                                                                       given->number))
            continue;
        bool reporter = given->form == GIVEN_ID && cgov__is_reporter(look->model, look->item, (uint64_t)given->value);
        if (look->known || !reporter) return true;
    }
    return false;
}

static uint64_t shown_texts(const struct look *look, const struct record *record) {
    bool opening = record->kind == CGOV_RECORD_OPENED;
    return record->texts & (look->masters ? cgov__readable_answer(look->model, look->item, look->view, record->seq)
                                          : cgov__readable(look->model, look->item, look->view, opening, record->seq));
}

uint32_t cgov__details_shown(const struct model *model, const struct item *item, enum view view, bool known,
                             bool masters, const struct record *record) {
    const struct look look = {model, item, view, known, masters};
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    uint32_t count = cgov__bits(shown_texts(&look, record));
    while (next_shown(&look, record, &cursor, &given)) count++;
    return count;
}

/* 1: words; 2: words that were erased. */
static uint32_t words_of(const struct model *model, uint64_t seq, uint32_t field) {
    return cgov__erasure_find(model, seq, field) ? 2 : 1;
}

static void view_given(const struct model *model, const struct given *given, uint64_t seq, cgov_detail_view *view) {
    *view = (cgov_detail_view){.size = sizeof *view,
                               .field = given->number,
                               .type = cgov__numbered(model, given->number)->type,
                               .words = given->form == GIVEN_WORDS ? words_of(model, seq, given->number) : 0,
                               .number = given->value};
    cgov__name_copy(view->name, sizeof view->name, cgov__detail_name(model, given->number));
    cgov__text_copy(view->choice, sizeof view->choice, (const char *)given->name.ptr, given->name.len);
}

/* The library's words first, whose numbers are lower; a row's place is its index among what is shown. */
static void fill_entry(const struct look *look, const struct record *record, uint64_t *at, struct page *page) {
    uint64_t texts = shown_texts(look, record), place = 0;
    for (uint32_t field = 0; field < 64 && !cgov__page_full(page); field++) {
        if ((texts >> field & 1) == 0 || place++ < *at) continue;
        cgov_detail_view view = {.size = sizeof view, .field = field, .type = CGOV_DETAIL_WORDS};
        view.words = words_of(look->model, record->seq, field);
        cgov__name_copy(view.name, sizeof view.name, cgov__field_name(field));
        cgov__page_add(page, &view);
        ++*at;
    }
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    while (!cgov__page_full(page) && next_shown(look, record, &cursor, &given)) {
        if (place++ < *at) continue;
        cgov_detail_view view;
        view_given(look->model, &given, record->seq, &view);
        cgov__page_add(page, &view);
        ++*at;
    }
}

/* An entry of the item's own history, or of its master's answers. */
static bool is_entry(struct look *look, const struct record *record, uint64_t id, uint64_t master_id) {
    look->masters = record->id != id;
    return (!look->masters || record->id == master_id) && cgov__record_shown(look->view, look->masters, record);
}

int32_t cgov_detail_list(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id id, uint64_t seq,
                         uint64_t *cursor, cgov_detail_view *views, uint32_t capacity, uint32_t *count_out) {
    ABI_CLEAR(count_out);
    cgov_reader copy;
    struct page page;
    struct look look = {NULL, NULL, VIEW_NONE, false, false};
    int32_t status = cgov__item_begin_view(ledger, reader, id, &copy, &look.item, &look.view);
    if (!status)
        status = cgov__page_begin(&page, &copy, views, capacity, cursor, count_out, ABI_FIRST(*views), sizeof *views);
    if (status) return status;
    const struct model *model = look.model = &ledger->model;
    const struct item *master = cgov__master_of(model, look.item, look.view, copy.actor, copy.at);
    look.known = cgov__knows_reporter(model, look.item, look.view, copy.actor, copy.at);
    static const char none[] = "the item's history, as this reader sees it, has no entry %u";
    if (seq == 0 || seq > model->seq) return cgov__say_of(&copy, CGOV_E_NOT_FOUND, id, none, seq);
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    status = cgov__stored_read(ledger, seq, buf, sizeof buf, &stored);
    if (status == CGOV_E_BUFFER) return cgov__say_of(&copy, CGOV_E_NOT_FOUND, id, none, seq); /* a rulebook's */
    if (status) return cgov__answer(ledger, &copy, status);
    uint64_t master_id = !master ? 0 : cgov__item_id(model, look.item->extra->master);
    bool on_roll = stored.record.id == id && cgov__record_about(stored.record.kind) == ABOUT_ENTRY;
    if (on_roll) status = cgov__entry_view(ledger, &copy, look.item, &stored.record, &look.view);
    if (status) return cgov__answer(ledger, &copy, status);
    if (on_roll && look.view == VIEW_NONE) return cgov__say_of(&copy, CGOV_E_NOT_FOUND, id, none, seq);
    if (!on_roll && !is_entry(&look, &stored.record, id, master_id))
        return cgov__say_of(&copy, CGOV_E_NOT_FOUND, id, none, seq);
    if (look.masters) look.item = master;
    fill_entry(&look, &stored.record, cursor, &page);
    return cgov__page_end(&page, count_out);
}
