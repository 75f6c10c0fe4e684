/* The feed: whom to tell what follows from a record, the rulebook it was made under, and the records before it; nothing
 * is kept of what was told. So a consumer's position is all there is to keep.
 *
 * A record tells through slots: its holder's, its former holder's, its reporter's, and one for each issue merged into
 * it by then. A position is the record's seq and what was told of it last: the slot and the item, whether or not other
 * slots speak, and to whom. What one reader does not see, and what people's offices become later, moves no other entry;
 * and of the others merged into what a reader's issue was merged into, it tells nothing.
 *
 * Invariant: parties are those of that record. What the record does not set is looked up in the ones before it, unless
 * it could not have changed since. */
#include "api/feed_record.h"

#include "api/feed_then.h"
#include "api/news.h"
#include "api/read_roll.h"
#include "entities/erasure.h"
#include "entities/roll.h"
#include "entities/view.h"
#include "ledger/read_back.h"
#include "ledger/record_walk.h"
#include "model/stays.h"
#include "model/symbols.h"

/* What a slot says; what 0: nothing. */
struct news {
    uint32_t what;
    uint64_t item, to;
    const struct roll_ref *roll; /* all on it are told, whom `to` does not name */
    const char *role;            /* whose holders in `to` are; NULL: as the record says */
};

/* ---- what the slots say ---- */

/* It was another's doing that what is said of it, or by when it is to be done, is other than it was. */
static void tell_changed(const struct telling *telling, uint64_t to, struct news *news) {
    if (cgov__changes(telling->procedure, telling->move, &telling->record) && !cgov__made_by(telling, to))
        *news = (struct news){CGOV_NEWS_CHANGED, telling->record.id, to, NULL, NULL};
}

/* The state it comes to is somebody else's to act in; or, by another's doing, is not the one they acted in. */
static int32_t tell_assigned(const struct telling *telling, uint8_t holder, struct news *news) {
    uint8_t former = NONE;
    uint64_t before = 0, after = 0;
    bool left = true;
    int32_t status = cgov__held_before(telling, &former);
    if (status || holder == NONE) return status;
    const bool stays = former == holder && cgov__set_by(&telling->record, holder) == 0;
    if (stays && cgov__move_stays(telling->move) && !cgov__changes(telling->procedure, telling->move, &telling->record))
        return CGOV_OK;
    status = cgov__party_after_it(telling, holder, &after);
    before = after;
    if (!status && !stays) status = cgov__party_before_it(telling, former, &before);
    if (!status && after == before) status = cgov__state_left(telling, &left);
    if (!status && (after != before || (left && !cgov__made_by(telling, after))))
        *news = (struct news){CGOV_NEWS_ASSIGNED, telling->record.id, after, NULL, NULL};
    else if (!status)
        tell_changed(telling, after, news);
    return status;
}

/* The party that holds it; of what others report its reporter learns nothing, so the intake hears in their place. */
static uint8_t working(const struct telling *telling) {
    const struct procedure *procedure = telling->procedure;
    const uint8_t holder = procedure->states[telling->state].holder;
    const bool joined = telling->record.kind == CGOV_RECORD_JOINED;
    return joined && holder != NONE && holder == procedure->reporter ? procedure->intake : holder;
}

static int32_t tell_holder(const struct telling *telling, struct news *news) {
    const struct record *record = &telling->record;
    *news = (struct news){CGOV_NEWS_NONE, record->id, record->told, NULL, NULL};
    if (record->kind == CGOV_RECORD_MOVED) return tell_assigned(telling, working(telling), news);
    news->what = cgov__holders_news(telling->item, record);
    bool told = record->kind == CGOV_RECORD_REMINDED || record->kind == CGOV_RECORD_LATE ||
                record->kind == CGOV_RECORD_RUNG; /* whom the record names; else who holds it now */
    return told ? CGOV_OK : cgov__party_after_it(telling, working(telling), &news->to);
}

/* Who leads it hears of what was merged into it, of a due that a calendar moved, and of what another changed, where
 * another holds it. */
static int32_t tell_lead(const struct telling *telling, struct news *news) {
    const struct procedure *procedure = telling->procedure;
    const uint8_t holder = working(telling);
    const bool moved = telling->record.kind == CGOV_RECORD_MOVED;
    uint64_t lead = 0, held = 0;
    if (procedure->lead == NONE || holder == procedure->lead) return CGOV_OK;
    if (moved && !cgov__changes(procedure, telling->move, &telling->record)) return CGOV_OK;
    int32_t status = cgov__party_after_it(telling, procedure->lead, &lead);
    if (!status) status = cgov__party_after_it(telling, holder, &held);
    if (status || lead == held) return status;
    if (moved)
        tell_changed(telling, lead, news);
    else
        *news =
            (struct news){cgov__holders_news(telling->item, &telling->record), telling->record.id, lead, NULL, NULL};
    return CGOV_OK;
}

/* It was taken from whoever held it: the move that ended it is none of theirs. */
static int32_t tell_former(const struct telling *telling, struct news *news) {
    const struct move *move = telling->move;
    const uint32_t kind = telling->record.kind;
    if (kind == CGOV_RECORD_JOINED || kind == CGOV_RECORD_DUE) return tell_lead(telling, news);
    if (kind != CGOV_RECORD_MOVED) return CGOV_OK;
    if (!telling->procedure->states[telling->state].final) return tell_lead(telling, news);
    uint8_t former = NONE;
    int32_t status = cgov__held_before(telling, &former);
    for (uint8_t b = 0; b < move->by_count; b++) {
        const struct who *who = &move->by[b];
        bool theirs = who->kind == WHO_PARTY || who->kind == WHO_ROLE;
        if (theirs && !who->of_parent && who->superiors == 0 && who->party == former) return status;
    }
    *news = (struct news){CGOV_NEWS_ENDED, telling->record.id, 0, NULL, NULL};
    return status ? status : cgov__party_before_it(telling, former, &news->to);
}

static uint32_t reporters_news(const struct telling *telling) {
    return cgov__reporters_news(telling->procedure, telling->move, telling->state, &telling->record);
}

/* The first to lead, or to review, takes it from nobody. */
static int32_t is_taken_over(const struct telling *telling, bool *taken) {
    uint32_t hands = cgov__hands(telling->procedure) & telling->record.parties.set;
    int32_t status = CGOV_OK;
    *taken = false;
    for (uint8_t p = 0; hands != 0 && !*taken && !status; p++, hands >>= 1) {
        uint64_t before = 0;
        if ((hands & 1) != 0) status = cgov__party_before_it(telling, p, &before);
        *taken = before != 0 && before != cgov__set_by(&telling->record, p);
    }
    return status;
}

/* What is told of the item to whoever reported it, or reported what was merged into it. */
static int32_t tell_reported(const struct telling *telling, uint64_t item, struct news *news) {
    const uint32_t what = reporters_news(telling);
    bool tells = true;
    const int32_t status = what == CGOV_NEWS_HANDED_OVER ? is_taken_over(telling, &tells) : CGOV_OK;
    if (!status && tells) *news = (struct news){what, item, 0, NULL, NULL};
    return status;
}

static int32_t tell_reporter(const struct telling *telling, struct news *news) {
    const int32_t status = tell_reported(telling, telling->record.id, news);
    if (status || news->what == CGOV_NEWS_NONE) return status;
    return cgov__party_after_it(telling, telling->procedure->reporter, &news->to);
}

/* The answer of a part is owed to the holder of what it is a part of too, unless it was that one's own move that ended
 * it. */
static int32_t tell_parent(const struct telling *telling, struct news *news) {
    if (telling->item->extra->parent == 0 || reporters_news(telling) != CGOV_NEWS_ANSWERED || telling->move->by_parent)
        return CGOV_OK;
    *news = (struct news){CGOV_NEWS_ANSWERED, telling->record.id, 0, NULL, NULL};
    return cgov__parents_holder(telling, &news->to);
}

static void tell_asker(const struct telling *telling, struct news *news) {
    news->what = cgov__askers_news(telling->item, telling->procedure, telling->move, reporters_news(telling));
    news->item = telling->record.id;
    news->to = cgov__id(CGOV_KIND_RESIDENT, telling->item->reported_by);
}

/* The text says of the move that whoever reported the item is told of it. */
static bool tells_reporter(const struct telling *telling) {
    const struct move *move = telling->move;
    for (uint32_t t = 0; move && t < move->told_count; t++) {
        const struct who *who = &telling->procedure->told[move->first_told + t].who;
        if (who->superiors == 0 && cgov__who_reports(telling->procedure, who)) return true;
    }
    return false;
}

static bool is_late(const struct record *record) {
    return record->kind == CGOV_RECORD_LATE || record->kind == CGOV_RECORD_RUNG;
}

/* What whoever reported the item hears besides: what a move's text tells them, and lateness that nobody else may be
 * told. */
static int32_t tell_besides(const struct telling *telling, uint64_t item, struct news *news) {
    const struct record *record = &telling->record;
    uint64_t reporter = 0;
    int32_t status = CGOV_OK;
    if (is_late(record)) status = cgov__party_after_it(telling, telling->procedure->reporter, &reporter);
    if (reporter != 0 && record->told == reporter)
        *news = (struct news){cgov__holders_news(telling->item, record), item, 0, NULL, NULL};
    if (tells_reporter(telling)) *news = (struct news){CGOV_NEWS_TOLD, item, 0, NULL, NULL};
    return status;
}

/* Whoever reported what was merged into the item hears what its reporter hears; that it was merged, its own record has
 * told. */
static int32_t tell_follower(const struct telling *telling, struct news *news) {
    const struct item *item = cgov__item(telling->model, telling->follower);
    const struct procedure *procedure = cgov__procedure_of(telling->model, item);
    const uint64_t id = cgov__item_id(telling->model, telling->follower);
    if (telling->record.follower == id) return CGOV_OK;
    int32_t status = tell_reported(telling, id, news);
    if (!status && news->what == CGOV_NEWS_NONE) status = tell_besides(telling, id, news);
    if (status || news->what == CGOV_NEWS_NONE) return status;
    return cgov__party_at(telling->ledger, item, ROW_SEQ(item, last_seq), procedure, procedure->reporter, &news->to);
}

/* An office is told as it is named, where the text says. */
static int32_t tell_who(const struct telling *telling, const struct who *who, struct news *news) {
    if (who->kind == WHO_ROLE)
        news->role = cgov__rulebook_with(telling->model, telling->procedure)->roles[who->role].name;
    return cgov__who_then(telling, who, &news->to);
}

/* What the text's `tells` says; and those who follow the item hear of each of its moves. */
static int32_t tell_told(const struct telling *telling, uint32_t index, struct news *news) {
    const struct move *move = telling->move;
    if (!move || index >= move->told_count) return CGOV_OK;
    const struct hearer *hearer = &telling->procedure->told[move->first_told + index];
    *news = (struct news){CGOV_NEWS_TOLD, telling->record.id, 0, NULL, NULL};
    if (hearer->who.kind != 0) return tell_who(telling, &hearer->who, news);
    if (hearer->holder)
        return cgov__party_after_it(telling, telling->procedure->states[telling->state].holder, &news->to);
    news->roll = &hearer->roll;
    return CGOV_OK;
}

/* Once, also of a move whose `tells` names them. */
static void tell_following(const struct telling *telling, struct news *news) {
    const struct move *move = telling->move;
    uint8_t roll = telling->procedure->followers;
    if (telling->record.kind != CGOV_RECORD_MOVED || roll == NONE) return;
    for (uint32_t t = 0; move && t < move->told_count; t++) {
        const struct hearer *hearer = &telling->procedure->told[move->first_told + t];
        if (hearer->who.kind == 0 && hearer->roll.roll == roll) return;
    }
    *news = (struct news){CGOV_NEWS_TOLD, telling->record.id, 0, &telling->following, NULL};
}

static int32_t tell(const struct telling *telling, uint32_t slot, struct news *news) {
    *news = (struct news){.what = CGOV_NEWS_NONE};
    switch (slot) {
    case SLOT_HOLDER:
        return tell_holder(telling, news);
    case SLOT_FORMER:
        return tell_former(telling, news);
    case SLOT_REPORTER:
        return tell_reporter(telling, news);
    case SLOT_PARENT:
        return tell_parent(telling, news);
    case SLOT_ASKER:
    case SLOT_FOLLOWING:
        (slot == SLOT_ASKER ? tell_asker : tell_following)(telling, news);
        return CGOV_OK;
    default: /* each of the issues merged into it has a turn */
        return slot >= SLOT_FOLLOWERS ? tell_follower(telling, news) : tell_told(telling, slot - SLOT_TOLD, news);
    }
}

/* ---- who may be told, and who may read it ---- */

static bool is_accused(const struct telling *telling, const struct item *item, uint64_t to) {
    if (cgov__id_kind(to) == CGOV_KIND_ORGANIZATION)
        return cgov__accused(telling->model, item, cgov__id_row(to), telling->record.time);
    for (; item; item = cgov__item(telling->model, item->extra->parent))
        if (to != 0 && item->extra->against == to) return true;
    return false;
}

/* Whoever works on it or is concerned in person reads of it; for one who sees it as anybody does, or because a part of
 * it is theirs, there is the item's own history. */
static bool reads(const struct telling *telling, const struct item *item, uint32_t slot, const cgov_reader *reader,
                  bool *known) {
    const struct model *model = telling->model;
    enum view view = cgov__view(model, item, reader->actor, reader->at);
    *known = cgov__knows_reporter(model, item, view, reader->actor, reader->at);
    const bool of_another =
        telling->record.kind == CGOV_RECORD_JOINED && slot != SLOT_REPORTER && slot < SLOT_FOLLOWERS;
    if (view < (of_another ? VIEW_OFFICE : VIEW_REPORTER)) return false;
    return slot < SLOT_FOLLOWERS || cgov__master_of(model, item, view, reader->actor, reader->at);
}

/* The roll that a word of the text of then names, as it stands in the item's text of today. False: that has it no more.
 */
static bool find_roll(const struct telling *telling, const struct item *item, uint64_t id, const struct roll_ref *ref,
                      struct roll_at *out) {
    const struct procedure *today = cgov__procedure_of(telling->model, item);
    struct roll_ref now = *ref;
    if (now.roll != NONE && telling->procedure != today)
        now.roll = cgov__roll_find(today, telling->procedure->rolls[now.roll].name);
    return cgov__names_roll(&now) && cgov__roll_named(telling->model, item, cgov__id_row(id), &now, out);
}

static bool is_staffed(const struct telling *telling, const struct news *news) {
    const uint32_t role = cgov__symbol_find(telling->model, news->role, (uint32_t)strlen(news->role));
    return cgov__staffed(telling->model, role, cgov__id_row(news->to), telling->record.time);
}

static void put_entry(struct telling *telling, const struct news *news, uint32_t slot, const cgov_reader *reader,
                      struct page *page) {
    const struct record *record = &telling->record;
    if (news->to != 0 && news->to == record->actor) return;
    const struct item *item = cgov__item_by_id(telling->model, news->item);
    bool known;
    if (is_accused(telling, item, news->to) || !reads(telling, item, slot, reader, &known)) return;
    struct roll_at roll = {NULL, 0, NULL, 0};
    if (news->roll && !find_roll(telling, item, news->item, news->roll, &roll)) return;
    if (news->roll && news->to == 0 && !cgov__stood_on(telling->model, &roll, 0, telling->as_of)) return;
    const struct procedure *procedure = telling->procedure;
    /* Of what others report whoever reported this learns nothing, whoever delivers it to them. */
    const bool hidden = record->kind == CGOV_RECORD_JOINED && (slot == SLOT_REPORTER || slot >= SLOT_FOLLOWERS);
    telling->entry = cgov__feed_entry(slot < SLOT_FOLLOWERS ? slot : SLOT_FOLLOWERS, news->item);
    cgov_feed_view view = {.size = sizeof view,
                           .what = news->what,
                           .entry = telling->entry,
                           .seq = record->seq,
                           .at = record->time,
                           .item = news->item,
                           .to = known || !cgov__is_reporter(telling->model, item, news->to) ? news->to : 0,
                           .due = record->due,
                           .merged =
                               hidden ? 0 : cgov__seen_follower(telling->model, record, reader->actor, reader->at),
                           .record = hidden ? 0 : record->kind,
                           .share = (uint32_t)record->share,
                           .rung = (uint32_t)record->rung,
                           .outcome = (uint32_t)record->outcome};
    const bool names = known || !cgov__is_reporter(telling->model, item, record->actor);
    if (news->what == CGOV_NEWS_ERASED && names) view.by = record->actor;
    cgov__text_copy(view.role, sizeof view.role, (const char *)record->role.ptr, record->role.len);
    if (news->role && is_staffed(telling, news)) cgov__name_copy(view.role, sizeof view.role, news->role);
    if (roll.roll) {
        memcpy(view.roll, roll.roll->name, NAME_SIZE);
        if (news->to == 0) view.to = cgov__stands_for(telling->model, &roll, reader->actor, reader->at, telling->as_of);
    }
    if (telling->move) memcpy(view.move, telling->move->name, NAME_SIZE);
    if (record->clock != 0) memcpy(view.clock, procedure->clocks[record->clock - 1].name, NAME_SIZE);
    if (slot == SLOT_REPORTER || slot >= SLOT_FOLLOWERS || news->what == CGOV_NEWS_CHANGED)
        cgov__news_clock(procedure, telling->move, record, &view);
    uint8_t state = telling->state;
    if (slot >= SLOT_FOLLOWERS) {
        procedure = cgov__procedure_of(telling->model, item);
        state = item->state;
    }
    memcpy(view.state, procedure->states[state].name, NAME_SIZE);
    cgov__page_add(page, &view);
}

/* What an organization where nobody is would be told, is told above it. */
static int32_t add_entry(struct telling *telling, struct news *news, uint32_t slot, const cgov_reader *reader,
                         struct page *page) {
    if (news->what == CGOV_NEWS_NONE || (news->to == 0 && !news->roll)) return CGOV_OK;
    int32_t status = cgov__hears_then(telling, cgov__item_by_id(telling->model, news->item), &news->to);
    if (!status && (news->to != 0 || news->roll)) put_entry(telling, news, slot, reader, page);
    return status;
}

/* ---- record by record ---- */

/* Under what a record was made, and in which state it left the item. A version that was adopted before a move, and that
 * the item runs under now, is the one it ran under then: items are carried with the adoption or not at all. */
static int32_t stand(struct telling *telling) {
    const struct record *record = &telling->record;
    telling->move = NULL;
    telling->state = (uint8_t)(record->state - 1);
    telling->procedure = cgov__procedure_of(telling->model, telling->item);
    if (cgov__record_sets_procedure(record)) {
        telling->procedure = cgov__record_procedure(telling->model, record);
    } else if (record->kind != CGOV_RECORD_MOVED ||
               cgov__adoption(telling->model, telling->item->rulebook)->seq > record->seq) {
        struct record_walk walk;
        int32_t status = cgov__record_walk_begin(telling->ledger, record->previous, record->previous, &walk);
        if (status) return status;
        telling->procedure = walk.procedure;
        if (record->kind != CGOV_RECORD_MOVED) telling->state = walk.state;
    }
    if (!telling->procedure || telling->state >= telling->procedure->state_count ||
        record->move > telling->procedure->move_count || record->clock > telling->procedure->clock_count)
        return CGOV_E_CORRUPT;
    if (record->move != 0) telling->move = &telling->procedure->moves[record->move - 1];
    telling->following = (struct roll_ref){.roll = telling->procedure->followers};
    return record->kind == CGOV_RECORD_MOVED && !telling->move ? CGOV_E_CORRUPT : CGOV_OK;
}

/* Under what somebody was entered, and in which state the item was: as it stands where nothing has moved it since; else
 * what the item's record before this one leads to. */
static int32_t stand_by_entry(struct telling *telling) {
    uint64_t seq = ROW_SEQ(telling->item, last_seq);
    telling->move = NULL;
    telling->state = telling->item->state;
    telling->procedure = cgov__procedure_of(telling->model, telling->item);
    if (seq > telling->record.seq) {
        int32_t status = cgov__last_before(telling->ledger, telling->record.seq, &seq);
        struct record_walk walk;
        if (!status) status = cgov__record_walk_begin(telling->ledger, seq, seq, &walk);
        if (status) return status;
        telling->procedure = walk.procedure;
        telling->state = walk.state;
    }
    const struct procedure *procedure = telling->procedure;
    return procedure && telling->record.roll - 1 < procedure->roll_count ? CGOV_OK : CGOV_E_CORRUPT;
}

/* Who is entered or taken out by somebody else is told of it, once it stands. */
static int32_t tell_entry(struct telling *telling, const cgov_reader *reader, struct page *page) {
    const struct record *record = &telling->record;
    const bool stands = record->elector != 0 && record->waits == 0 && record->elector != record->actor;
    int32_t status = stands ? stand_by_entry(telling) : CGOV_DONE;
    if (status) return status < CGOV_OK ? status : CGOV_OK;
    const struct roll_ref own = {.roll = (uint8_t)(record->roll - 1)};
    struct news news = {record->kind == CGOV_RECORD_ENTERED ? CGOV_NEWS_ENTERED : CGOV_NEWS_TAKEN_OUT, record->id,
                        record->elector, &own, NULL};
    return add_entry(telling, &news, SLOT_HOLDER, reader, page);
}

/* Whose name it was hears that it is gone, and supervision, which the root's offices are. */
static void tell_name(struct telling *telling, const struct news *news, const cgov_reader *reader, struct page *page) {
    const struct model *model = telling->model;
    const struct record *record = &telling->record;
    const uint64_t id = cgov__id_number(reader->actor);
    const bool theirs = cgov__id_kind(news->to) == CGOV_KIND_ORGANIZATION &&
                        (cgov__offices_at(model, cgov__id_row(news->to), id, reader->at) & OFFICE_HERE) != 0;
    const bool reads = theirs || news->to == reader->actor ||
                       (cgov__offices_at(model, cgov__id_row(model->root), id, reader->at) & OFFICE_HERE) != 0;
    if (!reads || news->to == 0 || news->to == record->actor) return;
    telling->entry = cgov__feed_entry(SLOT_HOLDER, record->id);
    const cgov_feed_view view = {.size = sizeof view,
                                 .what = news->what,
                                 .entry = telling->entry,
                                 .seq = record->seq,
                                 .at = record->time,
                                 .to = news->to,
                                 .record = record->kind,
                                 .by = record->actor};
    cgov__page_add(page, &view);
}

/* Words that are gone concern whose they were. Of what was written on a roll they alone hear who see who wrote it. */
static int32_t tell_erasure(struct telling *telling, const cgov_reader *reader, struct page *page) {
    struct cursor cursor = cgov__cursor(telling->record.erased.ptr, telling->record.erased.len);
    struct erased_line line;
    uint8_t buf[STORED_SIZE];
    struct stored stored;
    enum view view = VIEW_REPORTER;
    if (!cgov__erased_next(&cursor, &line)) return CGOV_E_CORRUPT;
    int32_t status = cgov__stored_follow(telling->ledger, line.seq, buf, &stored);
    if (status) return status;
    struct news news = {CGOV_NEWS_ERASED, telling->record.id, cgov__writer(telling->model, &stored.record), NULL, NULL};
    if (!telling->item) {
        tell_name(telling, &news, reader, page);
        return CGOV_OK;
    }
    if (cgov__record_of_entry(stored.record.kind))
        status = cgov__entry_view(telling->ledger, reader, telling->item, &stored.record, &view);
    if (!status) status = stand(telling);
    return status || view == VIEW_NONE ? status : add_entry(telling, &news, SLOT_HOLDER, reader, page);
}

/* The latest that was merged into the item by then; 0: there is none. Ones merged since stand before them all. */
static uint32_t first_follower(const struct telling *telling) {
    const struct record *record = &telling->record;
    if (record->kind != CGOV_RECORD_MOVED && record->kind != CGOV_RECORD_JOINED && !is_late(record)) return 0;
    uint32_t number = telling->item->extra->follower;
    const struct item *item = cgov__item(telling->model, number);
    for (; item && ROW_SEQ(item, version) >= telling->record.seq; item = cgov__item(telling->model, number))
        number = item->extra->next_follower;
    return number;
}

static uint32_t next_follower(const struct telling *telling) {
    return cgov__item(telling->model, telling->follower)->extra->next_follower;
}

/* To after the entry told last: its slot, and of the followers the one after it. */
static uint32_t resume(struct telling *telling, uint64_t entry) {
    telling->follower = first_follower(telling);
    if (entry == 0) return 0;
    uint64_t slot = entry >> ID_BITS, item = entry & ((UINT64_C(1) << ID_BITS) - 1);
    if (slot < SLOT_FOLLOWERS) return (uint32_t)slot + 1;
    while (telling->follower != 0 && cgov__item_id(telling->model, telling->follower) != item)
        telling->follower = next_follower(telling);
    if (telling->follower != 0) telling->follower = next_follower(telling);
    return SLOT_FOLLOWERS;
}

/* The last record of the frame, where a roll is told: what the move fills stands after it. */
static int32_t find_end(struct telling *telling, struct window *window, const struct place *place) {
    const struct move *move = telling->move;
    bool rolls = move && telling->procedure->followers != NONE;
    for (uint32_t t = 0; move && t < move->told_count; t++)
        rolls |= telling->procedure->told[move->first_told + t].who.kind == 0;
    telling->as_of = telling->record.seq;
    struct place at = *place;
    while (rolls && at.frame.several && telling->as_of < telling->model->seq) {
        int32_t status = cgov__locate_next(window, &at);
        if (status || at.frame.at != place->frame.at) return status;
        telling->as_of++;
    }
    return CGOV_OK;
}

int32_t cgov__tell_record(struct telling *telling, uint64_t entry, const cgov_reader *reader, struct window *window,
                          const struct place *place, struct page *page) {
    const enum about about = cgov__record_about(telling->record.kind);
    telling->item = cgov__item_by_id(telling->model, telling->record.id);
    if (about == ABOUT_ERASURE) return entry != 0 ? CGOV_OK : tell_erasure(telling, reader, page);
    if (!telling->item) return CGOV_E_CORRUPT;
    if (about == ABOUT_ENTRY) /* has one thing to tell */
        return entry != 0 ? CGOV_OK : tell_entry(telling, reader, page);
    int32_t status = stand(telling);
    if (!status) status = find_end(telling, window, place);
    if (status) return status;
    for (uint32_t slot = resume(telling, entry); !status && !cgov__page_full(page); slot++) {
        struct news news;
        if (slot >= SLOT_FOLLOWERS && telling->follower == 0) break;
        status = tell(telling, slot, &news);
        if (!status) status = add_entry(telling, &news, slot, reader, page);
        if (slot >= SLOT_FOLLOWERS) telling->follower = next_follower(telling);
    }
    return status;
}
