/* Details that texts declare: everything about them that needs the text or the model.
 *
 * Invariant: a record holds each under the number its ledger gave it, in rising order, so what it says can be read
 * under any later text; who reads it is asked of every text the item has run under since, and the narrowest answer
 * holds. */
#include "entities/details.h"
#include "entities/view.h"

#include "base/civil.h"
#include "base/text.h"
#include "model/item_rows.h"
#include "records/given.h"

/* ---- held to the declaration ---- */

static int32_t refuse(const struct held *held, const struct declared *detail, struct refusal *why, const char *what) {
    char message[sizeof why->message];
    cgov__format(message, sizeof message, "detail `%s` %s", detail->name, what);
    return cgov__refuse_rule(why, CGOV_R_DETAIL, held->item->rulebook, detail->line, held->cites, message);
}

/* Which there are, as many as a sentence holds. */
static int32_t refuse_choice(const struct held *held, const struct rulebook *rulebook, const struct declared *detail,
                             const struct detail *text, struct refusal *why) {
    char what[160], given[NAME_SIZE];
    struct near near;
    cgov__text_copy(given, sizeof given, text->text, text->len);
    cgov__near_begin(&near, given, strlen(given));
    for (uint32_t c = 0; c < detail->choice_count; c++)
        cgov__near_take(&near, rulebook->choices[detail->first_choice + c].name);
    cgov__format(what, sizeof what, "is %q, none of its choices", given);
    cgov__near_end(&near, what, sizeof what);
    for (uint32_t c = 0; c < detail->choice_count; c++) {
        const size_t used = strlen(what);
        cgov__format(what + used, sizeof what - used, "%s%s", c == 0 ? ": " : ", ",
                     rulebook->choices[detail->first_choice + c].name);
    }
    return refuse(held, detail, why, what);
}

/* Its own details stand in an opening alone. */
static const struct matter *asked_matter(const struct model *model, const struct held *held) {
    return held->opening ? cgov__matter_of(model, held->item) : NULL;
}

static bool same_value(const struct detail *a, const struct detail *b) {
    if (a->field != b->field) return false;
    if (!a->text || !b->text) return a->number == b->number;
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Given before: at all, or where it repeats, this very value. */
static bool is_twice(const struct command *command, uint32_t index, bool repeats) {
    for (uint32_t i = 0; i < index; i++) {
        if (command->details[i].field != command->details[index].field) continue;
        if (!repeats || same_value(&command->details[i], &command->details[index])) return true;
    }
    return false;
}

/* The way from an item through whatever it names by a detail, and each of these. */
struct way {
    const struct model *model;
    uint32_t to, field;
    uint32_t steps; /* left */
    bool lost;      /* it was too long to be followed */
};
enum { WAY_STEPS = 65536, WAY_DEPTH = 16 };

/* What was named before leads nowhere back, so the way ends; one that is too long is refused like one that does. */
static bool leads_there(struct way *way, uint32_t from, uint32_t depth) {
    const struct item *item = cgov__item(way->model, from);
    const struct mention *mention = item ? cgov__mention(way->model, item->extra->mentions) : NULL;
    for (; mention; mention = cgov__mention(way->model, mention->next)) {
        if (mention->number != way->field) continue;
        way->lost = mention->item != way->to && (depth == WAY_DEPTH || way->steps == 0);
        if (mention->item == way->to || way->lost) return true;
        way->steps--;
        if (leads_there(way, mention->item, depth + 1)) return true;
    }
    return false;
}

/* By a detail that repeats: an item that waits for this one, or may, is not named. */
static int32_t check_waits(const struct model *model, const struct held *held, const struct declared *declared,
                           const struct detail *detail, struct refusal *why) {
    struct way way = {model, cgov__id_row(held->command->id), detail->field, WAY_STEPS, false};
    char what[128];
    if ((uint64_t)detail->number == held->command->id)
        return refuse(held, declared, why, "names the item itself, which would wait for its own answer");
    if (way.to == 0 || !leads_there(&way, cgov__id_row((uint64_t)detail->number), 0)) return CGOV_OK;
    cgov__format(what, sizeof what,
                 way.lost ? "names an item that names others more than %u deep, or over %u of them"
                          : "names an item that waits for this one: each would wait for the other",
                 (uint64_t)WAY_DEPTH, (uint64_t)WAY_STEPS);
    return refuse(held, declared, why, what);
}

/* No entry stands on the roll under that number. */
static int32_t check_numbered(const struct model *model, const struct held *held, const struct declared *declared,
                              const struct detail *detail, struct refusal *why) {
    const struct roll *roll = &held->procedure->rolls[declared->on.roll];
    const struct roll_at at = {held->item, cgov__id_row(held->command->id), roll, declared->on.roll};
    const uint32_t row = held->opening ? 0 : cgov__roll_row_of(model, &at);
    const struct entry *entry = cgov__entry(model, cgov__entry_numbered(model, row, (uint32_t)detail->number));
    char what[96];
    if (entry && entry->standing) return CGOV_OK;
    cgov__format(what, sizeof what, "is %d, and no entry on `%s` has that number%s", detail->number, roll->name,
                 entry ? " any more" : "");
    return refuse(held, declared, why, what);
}

static int32_t check_one(const struct model *model, const struct held *held, uint32_t index, struct refusal *why) {
    const struct detail *detail = &held->command->details[index];
    const struct rulebook *rulebook = cgov__rulebook_of(model, held->item);
    const struct declared *declared =
        cgov__declared_find(rulebook, held->procedure, asked_matter(model, held), detail->field);
    if (!declared) return CGOV_OK; /* the move does not take it: said already */
    bool ranged = declared->type == CGOV_DETAIL_NUMBER || declared->type == CGOV_DETAIL_DATE;
    if (ranged && (detail->number < declared->min || detail->number > declared->max)) {
        char what[96];
        cgov__format(what, sizeof what, "is %d, which is not from %d to %d", detail->number, declared->min,
                     declared->max);
        return refuse(held, declared, why, what);
    }
    int32_t status = CGOV_OK;
    if (declared->on.line != 0) status = check_numbered(model, held, declared, detail, why);
    if (declared->type == CGOV_DETAIL_ITEM && declared->repeats)
        status = check_waits(model, held, declared, detail, why);
    if (status) return status;
    if (declared->type == CGOV_DETAIL_CHOICE && !cgov__choice_find(rulebook, declared, detail->text, detail->len))
        return refuse_choice(held, rulebook, declared, detail, why);
    if (is_twice(held->command, index, declared->repeats))
        return refuse(held, declared, why, declared->repeats ? "is given twice with one value" : "is given twice");
    return CGOV_OK;
}

/* What a matter needs of its reports. */
static int32_t check_matter(const struct model *model, const struct held *held, struct refusal *why) {
    const struct matter *matter = asked_matter(model, held);
    const struct rulebook *rulebook = cgov__rulebook_of(model, held->item);
    for (uint8_t d = 0; matter && d < matter->detail_count; d++) {
        const struct declared *own = &rulebook->matter_details[matter->first_detail + d];
        if (!own->needed_line || cgov__detail_find(held->command, own->number)) continue;
        char message[128];
        cgov__format(message, sizeof message, "this matter needs `%s`", own->name);
        return cgov__refuse_rule(why, CGOV_R_NEEDS, held->item->rulebook, own->needed_line, matter->cites, message);
    }
    return CGOV_OK;
}

int32_t cgov__details_check(const struct model *model, const struct held *held, struct refusal *why) {
    bool some = (held->command->brings & BRINGS_DECLARED) != 0;
    for (uint32_t i = 0; some && i < held->command->count; i++) {
        if (held->command->details[i].field < DETAIL_FIRST) continue;
        int32_t status = check_one(model, held, i, why);
        if (status) return status;
    }
    return check_matter(model, held, why);
}

int32_t cgov__matter_fits(const struct rulebook *rulebook, uint16_t matter, uint8_t procedure, struct refusal *why) {
    const struct procedure *opened = &rulebook->procedures[procedure];
    const struct matter *row = &rulebook->matters[matter];
    char message[sizeof why->message];
    bool fits = row->procedure == NONE || row->procedure == procedure;
    for (uint8_t n = 0; n < opened->named_count && !fits; n++) fits = opened->named[n] == matter;
    if (fits) return CGOV_OK;
    cgov__format(message, sizeof message, "matter `%s` is of procedure `%s`, not of `%s`", row->code,
                 rulebook->procedures[row->procedure].name, opened->name);
    return cgov__refuse(why, CGOV_R_MATTER, message);
}

/* ---- what the details speak of ---- */

static bool is_id(const struct model *model, const struct detail *detail) {
    if (detail->text) return false;
    if (detail->field < DETAIL_FIRST) return cgov__field_is_id(detail->field);
    return cgov__given_form(cgov__numbered(model, detail->field)->type) == GIVEN_ID;
}

int32_t cgov__ids_check(const struct model *model, const struct command *command, struct refusal *why) {
    bool some = (command->brings & BRINGS_IDS) != 0;
    for (uint32_t i = 0; some && i < command->count; i++) {
        const struct detail *detail = &command->details[i];
        if (!is_id(model, detail)) continue;
        uint64_t id = (uint64_t)detail->number, number = cgov__id_number(id);
        bool there = true;
        switch (cgov__id_kind(id)) {
        case CGOV_KIND_RESIDENT:
            there = cgov__resident(model, number);
            break;
        case CGOV_KIND_ORGANIZATION:
            there = cgov__organization(model, number);
            break;
        default:
            if (!cgov__is_item(cgov__id_kind(id))) break; /* a number that is no id */
            const struct item *item = cgov__item_by_id(model, id);
            there = item && cgov__sees(model, item, command->act.actor, command->act.now);
            break;
        }
        if (there) continue;
        char message[128];
        cgov__format(message, sizeof message, "`%s` names %u, which is not there",
                     cgov__detail_name(model, detail->field), id);
        return cgov__fault(why, CGOV_E_NOT_FOUND, CGOV_R_DETAIL, message);
    }
    return CGOV_OK;
}

/* ---- written ---- */

static struct given given_of(const struct model *model, const struct detail *detail) {
    return (struct given){.number = detail->field,
                          .form = (uint8_t)cgov__given_form(cgov__numbered(model, detail->field)->type),
                          .value = detail->number,
                          .name = cgov__blob(detail->text, detail->len)};
}

/* By number; of one number in the order they were given. A command has few. */
void cgov__details_write(const struct model *model, const struct command *command, struct plan *plan,
                         struct record *record) {
    size_t start = plan->details.len;
    for (uint32_t last = DETAIL_FIRST - 1, next; command; last = next) {
        next = UINT32_MAX;
        for (uint32_t i = 0; i < command->count; i++)
            if (command->details[i].field > last && command->details[i].field < next) next = command->details[i].field;
        if (next == UINT32_MAX) break;
        for (uint32_t i = 0; i < command->count; i++) {
            if (command->details[i].field != next) continue;
            const struct given given = given_of(model, &command->details[i]);
            cgov__given_put(&plan->details, &given);
        }
    }
    if (plan->details.failed || plan->details.len == start) return;
    record->details = cgov__blob(plan->details.data + start, (uint32_t)(plan->details.len - start));
}

/* ---- judged ---- */

static bool id_valid(const struct overlay *overlay, uint32_t type, uint64_t id) {
    struct overlay_item item;
    if (type == CGOV_DETAIL_ITEM) return cgov__overlay_item(overlay, id, &item);
    uint32_t kind = type == CGOV_DETAIL_RESIDENT ? CGOV_KIND_RESIDENT : CGOV_KIND_ORGANIZATION;
    return cgov__id_kind(id) == kind && cgov__overlay_party(overlay, id);
}

static bool given_valid(const struct overlay *overlay, const struct given *given) {
    uint32_t type = cgov__overlay_detail(overlay, given->number);
    const char *why;
    if (type == 0 || given->form != cgov__given_form(type)) return false;
    if (given->form == GIVEN_ID) return id_valid(overlay, type, (uint64_t)given->value);
    if (given->form == GIVEN_CHOICE)
        return cgov__text_check((const char *)given->name.ptr, given->name.len, TEXT_SYMBOL, NAME_SIZE - 1, &why);
    return type != CGOV_DETAIL_DATE || cgov__date_valid(given->value);
}

bool cgov__details_valid(const struct overlay *overlay, const struct record *record) {
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    uint32_t last = 0;
    while (cgov__given_next(&cursor, &given)) {
        bool again = given.number == last;
        if (given.number < last || (again && given.form == GIVEN_WORDS) || !given_valid(overlay, &given)) return false;
        last = given.number;
    }
    return !cursor.bad;
}

/* ---- applied ---- */

static bool repeats(const struct model *model, const struct item *item, bool opening, uint32_t number) {
    const struct rulebook *rulebook = cgov__rulebook_of(model, item);
    const struct matter *matter = opening ? cgov__matter_of(model, item) : NULL;
    const struct declared *declared = cgov__declared_find(rulebook, cgov__procedure_of(model, item), matter, number);
    return declared && declared->repeats;
}

/* An item mentioned takes at least three bytes; an item that is about another has its extra row, and so the other. */
void cgov__details_need(struct need *need, const struct record *record) {
    need->mentions += record->details.len / 3;
    need->extras += 2;
}

/* Of an opening, the first that a hostile record may give several of. */
static bool take_up(struct model *model, struct item *item, const struct record *record, const struct given *given) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    bool is_it = record->kind == CGOV_RECORD_OPENED && procedure->issue != NONE &&
                 procedure->details[procedure->issue].number == given->number;
    if (!is_it || item->extra->subject != 0) return false;
    uint32_t subject = cgov__id_row((uint64_t)given->value);
    cgov__extra(model, item)->subject = subject;
    if (record->parent != 0) cgov__extra(model, cgov__edit_item(model, subject))->taken_up++;
    return true;
}

/* A day that its text's guards or clocks ask for, or how many seats are to be filled. */
static void keep(const struct procedure *procedure, struct item *item, const struct given *given) {
    for (uint8_t d = 0; d < procedure->kept_count; d++)
        if (procedure->details[procedure->kept[d]].number == given->number)
            cgov__kept_set(procedure, item, d, (uint32_t)given->value);
}

void cgov__details_apply(struct model *model, struct item *item, const struct record *record) {
    const struct procedure *procedure = cgov__procedure_of(model, item);
    struct cursor cursor = cgov__cursor(record->details.ptr, record->details.len);
    struct given given;
    while (cgov__given_next(&cursor, &given)) {
        uint32_t type = cgov__numbered(model, given.number)->type;
        if (type == CGOV_DETAIL_DATE || type == CGOV_DETAIL_NUMBER) keep(procedure, item, &given);
        if (type != CGOV_DETAIL_ITEM) continue;
        if (!take_up(model, item, record, &given) &&
            !repeats(model, item, record->kind == CGOV_RECORD_OPENED, given.number))
            continue;
        struct extra *extra = cgov__extra(model, item);
        struct mention *mention = cgov__rows_add(&model->mentions);
        *mention = (struct mention){extra->mentions, cgov__id_row((uint64_t)given.value), record->seq, given.number, 0};
        extra->mentions = model->mentions.count;
    }
}

void cgov__passage_need(struct need *need) {
    need->passages++;
    need->extras++;
}

void cgov__passage_apply(struct model *model, struct item *item, uint64_t seq) {
    struct extra *extra = cgov__extra(model, item);
    struct passage *passage = cgov__rows_add(&model->passages);
    *passage = (struct passage){seq, extra->passages, item->rulebook, item->matter, item->procedure};
    extra->passages = model->passages.count;
}

/* ---- who reads ---- */

/* The narrowest that one text says of a number; 0: it says nothing. */
static uint8_t readers_in(const struct rulebook *rulebook, uint8_t procedure, uint16_t matter, uint32_t number) {
    const struct procedure *of = &rulebook->procedures[procedure];
    const struct declared *plain = cgov__declared_find(rulebook, of, NULL, number);
    const struct declared *own =
        matter == 0 ? NULL : cgov__declared_find(rulebook, of, &rulebook->matters[matter - 1], number);
    uint8_t readers = plain ? plain->readers : 0;
    return own && own->readers > readers ? own->readers : readers;
}

bool cgov__reads_detail(const struct model *model, const struct item *item, enum view view, uint64_t seq,
                        uint32_t number) {
    uint8_t needed = readers_in(cgov__rulebook_of(model, item), item->procedure, item->matter, number);
    bool silent = needed == 0; /* some text says nothing of it, and so not that it is public */
    const struct passage *passage = cgov__passage(model, item->extra->passages);
    for (; passage && passage->seq > seq; passage = cgov__passage(model, passage->next)) {
        const struct rulebook *left = &model->adoptions[passage->rulebook - 1]->rulebook;
        uint8_t readers = readers_in(left, passage->procedure, passage->matter, number);
        if (readers > needed) needed = readers;
        silent |= readers == 0;
    }
    if (view == VIEW_PUBLIC && (silent || !cgov__public_since(model, item, seq))) return false;
    bool words = cgov__numbered(model, number)->type == CGOV_DETAIL_WORDS;
    if (words && view == VIEW_PUBLIC && item->extra->parent != 0) return false; /* a part's words are never public */
    return view != VIEW_NONE && (uint8_t)view >= (needed == 0 ? CGOV_READ_OFFICE : needed);
}

bool cgov__reads_answer(const struct model *model, const struct item *master, enum view view, uint64_t seq,
                        uint32_t number) {
    return cgov__numbered(model, number)->type == CGOV_DETAIL_WORDS &&
           cgov__reads_detail(model, master, view > VIEW_REPORTER ? VIEW_REPORTER : view, seq, number);
}

bool cgov__mentions(const struct model *model, const struct item *item, enum view view, uint32_t mentioned) {
    const struct mention *mention = cgov__mention(model, item->extra->mentions);
    for (; mention; mention = cgov__mention(model, mention->next))
        if (mention->item == mentioned && cgov__reads_detail(model, item, view, mention->seq, mention->number))
            return true;
    return false;
}
