/* Reading: an item with its clocks, parties, moves and history, and the lists; each as its reader may see it, and
 * nothing else. Pages of every size give the same rows; views of every size the same beginning. */
#include "support/fault.h"
#include "support/fields.h"
#include "support/on_a_town.h"

#include "support/test.h"

#include <stdbool.h>

/* ---- short ways ---- */

static int32_t try_get(cgov_id reader_id, cgov_time at, cgov_id item) {
    cgov_reader reader = {.size = sizeof reader, .actor = reader_id, .at = at};
    cgov_item_view view = {.size = sizeof view};
    return cgov_item_get(town.ledger, &reader, item, &view);
}

static bool sees(cgov_id reader_id, cgov_id item) {
    int32_t status = try_get(reader_id, town.now, item);
    assert_true(status == CGOV_OK || status == CGOV_E_NOT_FOUND);
    return status == CGOV_OK;
}

static cgov_id report_with(const cgov_detail *details, uint32_t count, cgov_id actor) {
    cgov_id id = 0;
    assert_int_equal(town_try_report(&town, actor, details, count, &id), CGOV_OK);
    return id;
}

static void dispatch_to(cgov_id id, const struct office *lead, const struct office *partner) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_LEAD, (int64_t)lead->id),
                                   town_number(CGOV_FIELD_ORGANIZATIONS, partner == NULL ? 0 : (int64_t)partner->id)};
    town_move(&town, town.centre.officers[DISPATCHER], id, "dispatch", details, partner == NULL ? 1 : 2);
}

enum { MOST = 64 };

/* The ids a filter lists for a reader, in pages of a size. */
static uint32_t list(cgov_id reader_id, const cgov_item_query *filter, uint32_t size, cgov_id ids[MOST]) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_item_view views[MOST];
    uint64_t cursor = 0;
    uint32_t count = 0, sum = 0;
    int32_t status;
    views[0].size = sizeof views[0];
    while ((status = cgov_item_list(town.ledger, &reader, filter, &cursor, views, size, &count)) == CGOV_OK) {
        assert_true(count > 0 && count <= size && sum + count <= MOST);
        for (uint32_t i = 0; i < count; i++) ids[sum++] = views[i].id;
    }
    assert_int_equal(status, CGOV_DONE);
    assert_int_equal(count, 0);
    return sum;
}

static void assert_listed(cgov_id reader_id, cgov_item_query filter, const cgov_id *expected, uint32_t count) {
    cgov_id ids[MOST];
    filter.size = sizeof filter;
    for (uint32_t size = 1; size <= count + 1; size++) {
        assert_int_equal(list(reader_id, &filter, size, ids), count);
        for (uint32_t i = 0; i < count; i++) assert_true(ids[i] == expected[i]);
    }
}

static uint32_t counted(cgov_id reader_id, cgov_item_query filter) {
    cgov_id ids[MOST];
    filter.size = sizeof filter;
    return list(reader_id, &filter, 7, ids);
}

static cgov_party_view party_of(cgov_id reader_id, cgov_id item, const char *name) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_party_view views[8];
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    assert_int_equal(cgov_party_list(town.ledger, &reader, item, &cursor, views, 8, &count), CGOV_OK);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(views[i].name, name) == 0) return views[i];
    fail_msg("no party %s", name);
    return views[0];
}

static cgov_move_view move_of(cgov_id reader_id, cgov_id item, const char *name) {
    cgov_reader reader = town_reader(&town, reader_id);
    cgov_move_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    while (cgov_move_list(town.ledger, &reader, item, &cursor, &view, 1, &count) == CGOV_OK)
        if (strcmp(view.name, name) == 0) return view;
    fail_msg("no move %s", name);
    return view;
}

/* ---- an item, whole ---- */

static void an_item_with_all_that_belongs_to_it(void **state) {
    (void)state;
    cgov_id contact = town.street.officers[CONTACT], head = town.street.officers[HEAD];
    cgov_id id = town_report(&town, town.resident);
    town.now += HOUR;
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    dispatch_to(id, &town.street, &town.bureau);
    cgov_item_view view = town_item(&town, contact, id);
    assert_true(view.opened_at == TOWN_START && view.moved_at == town.now && view.holder == town.street.id);
    assert_true(view.children == 1 && view.open_children == 1 && view.owed == 1 && view.rulebook == 1);
    assert_string_equal(view.stage, "dispatch");
    assert_string_equal(view.state, "dispatched");
    assert_true(view.next_due == town_clock(&town, contact, id, "sign").due);
    assert_true(party_of(contact, id, "lead").holds == 1 && party_of(contact, id, "lead").id == town.street.id);
    assert_true(party_of(contact, id, "intake").holds == 0 && party_of(contact, id, "intake").id == town.centre.id);
    assert_true(party_of(contact, id, "handler").id == 0 && party_of(contact, id, "reporter").id == town.resident);

    /* What this reader could do now, and for the rest why not: details not given yet are not held against it. */
    assert_true(move_of(contact, id, "sign").allowed == 1 && move_of(contact, id, "object").allowed == 1);
    assert_int_equal(move_of(contact, id, "object").left, 3);
    cgov_reader reading = town_reader(&town, contact);
    assert_true(item_needs(town.ledger, &reading, id, "object") == UINT64_C(1) << CGOV_FIELD_REASON);
    assert_int_equal(move_of(contact, id, "object").needs, 1);
    assert_int_equal(move_of(contact, id, "done").reason, CGOV_R_STATE);
    assert_int_equal(move_of(head, id, "sign").reason, CGOV_R_ACTOR);
    assert_true(move_of(head, id, "sign").line > 0 && move_of(head, id, "sign").allowed == 0);
    assert_string_equal(move_of(head, id, "sign").citation, "信访工作条例 23(3)");
    assert_string_equal(move_of(contact, id, "sign").title, "签收");
    assert_string_equal(move_of(contact, id, "sign").to, "signed");
    assert_int_equal(move_of(contact, id, "sign").left, UINT32_MAX);
    town.now += 20 * DAY;
    assert_int_equal(move_of(contact, id, "object").reason, CGOV_R_WITHIN);

    /* The part: a child item, its own clock, its parent. */
    const cgov_item_query children = {.parent = id};
    cgov_id ids[MOST];
    cgov_item_query sized = children;
    sized.size = sizeof sized;
    assert_int_equal(list(head, &sized, 4, ids), 1); /* the street leads what it is a part of */
    assert_int_equal(list(contact, &sized, 4, ids), 1);
    assert_int_equal(list(town.bureau.officers[CONTACT], &sized, 4, ids), 1);
    view = town_item(&town, town.bureau.officers[CONTACT], ids[0]);
    assert_true(view.kind == CGOV_KIND_PART && view.parent == id && view.holder == town.bureau.id &&
                view.reported_by == town.centre.officers[DISPATCHER]); /* who asked for it */
    assert_string_equal(view.procedure, "part");
}

static void history_with_texts(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "closed");
    cgov_history_view entries[16];
    static const char *const moves[] = {"report", "accept", "dispatch", "sign", "start", "done", "answer", "pass"};
    uint32_t count = town_history(&town, town.auditor, id, entries, 16);
    assert_int_equal(count, 8);
    for (uint32_t i = 0; i < count; i++) {
        assert_string_equal(entries[i].move, moves[i]);
        assert_int_equal(entries[i].record, i == 0 ? CGOV_RECORD_OPENED : CGOV_RECORD_MOVED);
        if (i > 0) assert_string_equal(entries[i].from, entries[i - 1].to);
        if (i > 0) assert_true(entries[i].seq > entries[i - 1].seq && entries[i].at >= entries[i - 1].at);
    }
    assert_true(entries[0].actor == town.resident && entries[6].actor == town.street.officers[CONTACT]);
    assert_int_equal(entries[5].result, CGOV_RESULT_SOLVED);
    cgov_reader auditor = town_reader(&town, town.auditor);
    assert_true(entry_words(town.ledger, &auditor, id, entries[6].seq) == UINT64_C(1) << CGOV_FIELD_TEXT);
    assert_true(entries[6].details == 1 && entries[1].details == 0);
    assert_true(entry_words(town.ledger, &auditor, id, entries[1].seq) == 0);
    assert_int_equal(town_item(&town, town.auditor, id).version, entries[7].seq);

    /* Each entry's own words, and the latest. */
    cgov_reader reader = town_reader(&town, town.resident);
    char text[64];
    uint64_t needed = 0;
    const char *report = "下水道堵了,污水外溢。", *answer = "已疏通。";
    const struct {
        uint64_t seq;
        const char *text;
    } words[] = {{entries[0].seq, report}, {entries[6].seq, answer}, {0, answer}};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            cgov_text_get(town.ledger, &reader, id, words[i].seq, CGOV_FIELD_TEXT, text, sizeof text, &needed),
            CGOV_OK);
        assert_string_equal(text, words[i].text);
    }
    /* The needed size leaves out the NUL, which needs room all the same. */
    uint64_t len = strlen(answer);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_TEXT, text, len, &needed), CGOV_E_BUFFER);
    assert_int_equal(needed, len);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_TEXT, NULL, 0, &needed), CGOV_E_BUFFER);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_TEXT, text, len + 1, &needed), CGOV_OK);
    assert_int_equal(
        cgov_text_get(town.ledger, &reader, id, entries[1].seq, CGOV_FIELD_TEXT, text, sizeof text, &needed),
        CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, 0, CGOV_FIELD_REMEDY, text, sizeof text, &needed),
                     CGOV_E_NOT_FOUND);
    /* Another item's words are not read by way of this one. */
    cgov_id other = town_report(&town, town.neighbour);
    uint64_t foreign = town_item(&town, town.neighbour, other).version;
    assert_int_equal(cgov_text_get(town.ledger, &reader, id, foreign, CGOV_FIELD_TEXT, text, sizeof text, &needed),
                     CGOV_E_NOT_FOUND);
}

static void a_merged_issue_reads_its_masters_answers(void **state) {
    (void)state;
    cgov_id master = town_issue_in(&town, "registered"), merged = town_report(&town, town.neighbour);
    const cgov_detail to = town_number(CGOV_FIELD_MASTER, (int64_t)master),
                      lead = town_number(CGOV_FIELD_LEAD, (int64_t)town.street.id);
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved");
    const cgov_detail answer[] = {town_text(CGOV_FIELD_TEXT, "已疏通。"),
                                  town_text(CGOV_FIELD_REMEDY, "三十日内可申请复查")};
    cgov_id contact = town.street.officers[CONTACT];
    town_move(&town, town.centre.officers[CLERK], merged, "merge", &to, 1);
    town_move(&town, town.centre.officers[CLERK], master, "accept", NULL, 0);
    town_move(&town, town.centre.officers[DISPATCHER], master, "dispatch", &lead, 1);
    town_move(&town, contact, master, "sign", NULL, 0);
    town_move(&town, contact, master, "start", NULL, 0);
    town_move(&town, contact, master, "done", &result, 1);
    assert_int_equal(town_item(&town, town.neighbour, merged).answers, 0);
    town_move(&town, contact, master, "answer", answer, 2);
    cgov_item_view view = town_item(&town, town.neighbour, merged);
    assert_true(view.answers == 1 && view.owed == 0 && view.master == master && view.final == 1);
    assert_false(sees(town.neighbour, master)); /* the answer, and nothing else of it */
    cgov_history_view entries[8];
    assert_int_equal(town_history(&town, town.neighbour, merged, entries, 8), 3);
    assert_string_equal(entries[1].move, "merge");
    assert_string_equal(entries[2].move, "answer");
    assert_true(entries[2].actor == 0);
    cgov_reader reader = town_reader(&town, town.neighbour);
    char text[64];
    uint64_t needed = 0;
    assert_int_equal(cgov_text_get(town.ledger, &reader, merged, 0, CGOV_FIELD_TEXT, text, sizeof text, &needed),
                     CGOV_OK);
    assert_string_equal(text, "已疏通。");
    assert_int_equal(
        cgov_text_get(town.ledger, &reader, merged, entries[2].seq, CGOV_FIELD_REMEDY, text, sizeof text, &needed),
        CGOV_OK);
    assert_string_equal(text, "三十日内可申请复查");
    uint64_t report = 0;
    cgov_history_view of_master[16];
    town_history(&town, town.auditor, master, of_master, 16);
    report = of_master[0].seq;
    assert_int_equal(cgov_text_get(town.ledger, &reader, merged, report, CGOV_FIELD_TEXT, text, sizeof text, &needed),
                     CGOV_E_NOT_FOUND);
}

/* ---- lists ---- */

static void lists_by_what_is_asked(void **state) {
    (void)state;
    cgov_id auditor = town.auditor;
    cgov_id registered = town_issue_in(&town, "registered"), handling = town_issue_in(&town, "handling");
    cgov_id closed = town_issue_in(&town, "closed"), mine = town_report(&town, town.neighbour);
    cgov_id withdrawn = town_report(&town, town.neighbour);
    town_move(&town, town.neighbour, withdrawn, "withdraw", NULL, 0);
    town_move(&town, town.centre.officers[CLERK], mine, "accept", NULL, 0);
    dispatch_to(mine, &town.village, &town.bureau);
    cgov_id part = (UINT64_C(4) << 44) + (withdrawn & 0xffff) + 1;
    assert_listed(auditor, (cgov_item_query){0}, (cgov_id[]){registered, handling, closed, mine, withdrawn, part}, 6);
    assert_listed(auditor, (cgov_item_query){.kind = CGOV_KIND_PART}, &part, 1);
    assert_listed(auditor, (cgov_item_query){.unended = 1}, (cgov_id[]){registered, handling, closed, mine, part}, 5);
    assert_listed(auditor, (cgov_item_query){.state = {"handling", CGOV_NUL_TERMINATED}}, &handling, 1);
    assert_listed(auditor, (cgov_item_query){.reporter = town.neighbour}, (cgov_id[]){mine, withdrawn}, 2);
    assert_listed(auditor, (cgov_item_query){.reporter = town.neighbour, .unended = 1}, &mine, 1);
    assert_listed(auditor, (cgov_item_query){.parent = mine}, &part, 1);
    assert_listed(auditor, (cgov_item_query){.parent = handling}, NULL, 0);
    /* Holder, intake or lead; with below, of its subtree: the street leads two, its village one. */
    assert_listed(auditor, (cgov_item_query){.organization = town.street.id}, (cgov_id[]){handling, closed}, 2);
    assert_listed(auditor, (cgov_item_query){.organization = town.street.id, .below = 1},
                  (cgov_id[]){handling, closed, mine}, 3);
    assert_listed(auditor, (cgov_item_query){.organization = town.bureau.id}, &part, 1);
    assert_listed(auditor, (cgov_item_query){.organization = town.root}, NULL, 0);
    assert_listed(auditor, (cgov_item_query){.organization = town.root, .below = 1},
                  (cgov_id[]){registered, handling, closed, mine, withdrawn, part}, 6);
    /* Everybody's lists hold what they see. */
    assert_listed(town.resident, (cgov_item_query){0}, (cgov_id[]){registered, handling, closed}, 3);
    assert_listed(town.bureau.officers[CONTACT], (cgov_item_query){0}, (cgov_id[]){mine, part}, 2);
    assert_listed(0, (cgov_item_query){0}, NULL, 0);
}

static void what_is_late_at_an_instant(void **state) {
    (void)state;
    cgov_id first = town_issue_in(&town, "dispatched");
    cgov_time due = town_clock(&town, town.auditor, first, "sign").due;
    town.now += 5 * DAY;
    cgov_id second = town_issue_in(&town, "dispatched");
    cgov_time second_due = town_clock(&town, town.auditor, second, "sign").due;
    assert_listed(town.auditor, (cgov_item_query){.late_at = due}, NULL, 0);
    assert_listed(town.auditor, (cgov_item_query){.late_at = due + 1}, &first, 1);
    assert_listed(town.auditor, (cgov_item_query){.late_at = second_due}, &first, 1);
    assert_listed(town.auditor, (cgov_item_query){.late_at = second_due + 1}, (cgov_id[]){first, second}, 2);
    town_move(&town, town.street.officers[CONTACT], first, "sign", NULL, 0); /* it stopped: it is late no more */
    assert_listed(town.auditor, (cgov_item_query){.late_at = second_due + 1}, &second, 1);
    /* The same by the view, at the reader's instant. */
    cgov_reader reader = {.size = sizeof reader, .actor = town.auditor, .at = second_due};
    cgov_item_view view = {.size = sizeof view};
    assert_int_equal(cgov_item_get(town.ledger, &reader, second, &view), CGOV_OK);
    assert_int_equal(view.late, 0);
    reader.at++;
    assert_int_equal(cgov_item_get(town.ledger, &reader, second, &view), CGOV_OK);
    assert_int_equal(view.late, 1);
}

static void every_condition_of_a_filter_counts(void **state) {
    (void)state;
    cgov_id late = town_issue_in(&town, "dispatched");
    town.now = town_at(2026, 12, 31, 9, 0);
    town_tick(&town);
    cgov_id open = town_issue_in(&town, "dispatched"); /* its working day is next year's */
    assert_listed(town.auditor, (cgov_item_query){.undated_clocks = 1}, &open, 1);
    assert_listed(town.auditor, (cgov_item_query){.late_at = town.now}, &late, 1);
    assert_listed(town.auditor, (cgov_item_query){.late_at = town.now, .undated_clocks = 1}, NULL, 0);
    /* An id of another kind with the same number names nothing here. */
    const struct town *t = &town;
    cgov_reader reader = town_reader(t, town.auditor);
    cgov_item_query filter = {.size = sizeof filter, .parent = town.root};
    cgov_item_view view = {.size = sizeof view};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(town.ledger, &reader, &filter, &cursor, &view, 1, &count), CGOV_E_KIND);
    assert_listed(town.auditor, (cgov_item_query){.parent = (late & 0xffff) | UINT64_C(4) << 44}, NULL, 0);
}

static void rows_added_between_pages_come_at_the_end(void **state) {
    (void)state;
    cgov_id ids[MOST], seen[MOST];
    uint32_t made = 0, met = 0;
    for (; made < 7; made++) ids[made] = town_report(&town, town.resident);
    cgov_reader reader = town_reader(&town, town.resident);
    cgov_item_view views[3];
    cgov_item_query filter = {.size = sizeof filter, .unended = 1};
    uint64_t cursor = 0;
    uint32_t count = 0;
    views[0].size = sizeof views[0];
    while (cgov_item_list(town.ledger, &reader, &filter, &cursor, views, 3, &count) == CGOV_OK) {
        for (uint32_t i = 0; i < count; i++) seen[met++] = views[i].id;
        if (met == 3) town_move(&town, town.resident, ids[1], "withdraw", NULL, 0); /* one met already goes, */
        if (met == 3) town_move(&town, town.resident, ids[5], "withdraw", NULL, 0); /* and one not yet met */
        if (made < 10) ids[made++] = town_report(&town, town.resident);
    }
    assert_int_equal(met, 9);
    for (uint32_t i = 0; i < met; i++) assert_true(seen[i] == ids[i < 5 ? i : i + 1]);
}

/* The rows of a paged reading, at a page size: their bytes, one after another. */
struct rows {
    uint8_t bytes[2 * MOST * 448];
    size_t row;
    uint32_t count;
};

enum { CLOCKS, PARTIES, MOVES, HISTORY, READINGS };

static int32_t read_page(int which, cgov_id id, uint64_t *cursor, void *views, uint32_t size, uint32_t *count) {
    cgov_reader reader = town_reader(&town, town.auditor);
    switch (which) {
    case CLOCKS:
        return cgov_clock_list(town.ledger, &reader, id, cursor, views, size, count);
    case PARTIES:
        return cgov_party_list(town.ledger, &reader, id, cursor, views, size, count);
    case MOVES:
        return cgov_move_list(town.ledger, &reader, id, cursor, views, size, count);
    default:
        return cgov_history_list(town.ledger, &reader, id, cursor, views, size, count);
    }
}

static void read_rows(int which, cgov_id id, uint32_t page, struct rows *out) {
    static const uint32_t sizes[READINGS] = {sizeof(cgov_clock_view), sizeof(cgov_party_view), sizeof(cgov_move_view),
                                             sizeof(cgov_history_view)};
    memset(out, 0, sizeof *out);
    out->row = sizes[which];
    uint64_t cursor = 0;
    uint32_t count = 0;
    for (;;) {
        uint8_t *at = out->bytes + out->count * out->row;
        memcpy(at, &sizes[which], sizeof sizes[which]);
        int32_t status = read_page(which, id, &cursor, at, page, &count);
        if (status == CGOV_DONE) break;
        assert_int_equal(status, CGOV_OK);
        out->count += count;
        assert_true(out->count <= MOST);
    }
    memset(out->bytes + out->count * out->row, 0, out->row);
}

static void pages_of_every_size_give_the_same_rows(void **state) {
    (void)state;
    static struct rows whole, paged;
    cgov_id id = town_issue_in(&town, "closed");
    town.now += 50 * DAY;
    town_tick(&town);
    static const uint32_t least[READINGS] = {6, 7, 30, 9};
    for (int which = 0; which < READINGS; which++) {
        read_rows(which, id, MOST, &whole);
        assert_true(whole.count >= least[which]);
        for (uint32_t page = 1; page < 12 && page <= whole.count; page++) {
            read_rows(which, id, page, &paged);
            assert_int_equal(paged.count, whole.count);
            assert_memory_equal(paged.bytes, whole.bytes, whole.count * whole.row);
        }
    }
}

/* ---- who sees ---- */

static void parties_and_their_offices(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "registered");
    const struct {
        cgov_id who;
        bool sees;
    } rows[] = {
        {town.resident, true},                  /* the reporter */
        {town.neighbour, false},                /* nobody to it */
        {town.centre.officers[CLERK], true},    /* office in the intake */
        {town.centre.officers[CHECKER], true},  /* any office there */
        {town.street.officers[CONTACT], false}, /* not yet a party */
        {town.bureau.officers[HEAD], false},
        {town.district.officers[HEAD], true},   /* above the intake, in a role that sees below */
        {town.district.officers[CLERK], false}, /* and in one that does not */
        {town.auditor, true},
        {town.founder, false},
        {0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (sees(rows[i].who, id) != rows[i].sees) fail_msg("row %zu", i);
    /* An auditor at a street sees what the street and those below it have to do with. */
    cgov_id local = town_resident(&town, "街道审计", town.root);
    town_appoint(&town, local, town.street.id, "auditor");
    assert_false(sees(local, id));
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    dispatch_to(id, &town.village, NULL);
    assert_true(sees(local, id));
    assert_true(sees(town.village.officers[OPERATOR], id));
    assert_false(sees(town.bureau.officers[OPERATOR], id));
}

static void roles_that_the_present_state_names(void **state) {
    (void)state;
    cgov_id superior = town.district.officers[HEAD];
    cgov_id id = town_issue_in(&town, "dispatched");
    const cgov_detail reason = town_text(CGOV_FIELD_REASON, "不归我管");
    assert_true(sees(superior, id));                       /* supervise: by head of superior of lead */
    assert_false(sees(town.district.officers[CLERK], id)); /* another office there */
    town_move(&town, town.street.officers[CONTACT], id, "object", &reason, 1);
    assert_true(sees(superior, id)); /* arbitrate: so too */
    town_move(&town, town.centre.officers[DISPATCHER], id, "uphold_order", NULL, 0);
    town_move(&town, town.street.officers[CONTACT], id, "sign", NULL, 0); /* handle: tells head of superior of lead */
    assert_true(sees(superior, id));
}

static void a_term_that_is_over(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "registered"), who = town_resident(&town, "临时", town.root);
    cgov_act act = town_act(&town, town.founder);
    cgov_appointment_draft appointment = {.size = sizeof appointment,
                                          .resident = who,
                                          .organization = town.centre.id,
                                          .from = town.now + 10,
                                          .until = town.now + 20,
                                          .role = {"clerk", 5}};
    assert_int_equal(cgov_appointment_add(town.ledger, &act, &appointment, NULL), CGOV_OK);
    for (cgov_time at = town.now + 9; at <= town.now + 21; at++)
        assert_int_equal(try_get(who, at, id), at >= town.now + 10 && at < town.now + 20 ? CGOV_OK : CGOV_E_NOT_FOUND);
}

static void the_accused_never_see_it(void **state) {
    (void)state;
    cgov_id id = 0;
    const cgov_detail person[] = {town_number(CGOV_FIELD_AGAINST, (int64_t)town.bureau.officers[HEAD])};
    const cgov_detail office[] = {town_number(CGOV_FIELD_AGAINST, (int64_t)town.street.id)};
    cgov_id against_person = report_with(person, 1, town.resident),
            against_office = report_with(office, 1, town.resident);
    const cgov_id items[] = {against_person, against_office};
    for (int i = 0; i < 2; i++) {
        id = items[i];
        town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
        for (int o = 0; o < OFFICERS; o++) {
            assert_false(sees(town.street.officers[o], id));
            assert_false(sees(town.village.officers[o], id));
            assert_false(sees(town.bureau.officers[o], id));
        }
        assert_true(town_item(&town, town.centre.officers[CLERK], id).against != 0);
    }
    /* Nor does being the one it was reported for. */
    const cgov_detail both[] = {town_number(CGOV_FIELD_BEHALF, (int64_t)town.neighbour),
                                town_number(CGOV_FIELD_AGAINST, (int64_t)town.neighbour)};
    assert_false(sees(town.neighbour, report_with(both, 2, town.centre.officers[OPERATOR])));
    /* Even an auditor's office does not show a resident what accuses them. */
    town_appoint(&town, town.bureau.officers[HEAD], town.root, "auditor");
    assert_false(sees(town.bureau.officers[HEAD], against_person));
    assert_true(sees(town.bureau.officers[HEAD], against_office));
    town_assert_refused(&town, town_try_move(&town, town.bureau.officers[HEAD], against_person, "classify", NULL, 0),
                        CGOV_E_NOT_FOUND, CGOV_R_NONE);
}

/* An office that the present state names sees it, unless one of those in it is accused. */
static void the_office_of_the_accused(void **state) {
    (void)state;
    cgov_id superior = town.district.officers[HEAD];
    const cgov_detail against = town_number(CGOV_FIELD_AGAINST, (int64_t)town.district.officers[CLERK]);
    const cgov_id items[] = {report_with(NULL, 0, town.resident), report_with(&against, 1, town.resident)};
    for (int i = 0; i < 2; i++) {
        town_move(&town, town.centre.officers[CLERK], items[i], "accept", NULL, 0);
        dispatch_to(items[i], &town.street, NULL);
        town_move(&town, town.street.officers[CONTACT], items[i], "sign", NULL, 0);
        assert_int_equal(sees(superior, items[i]), i == 0);
        assert_int_equal(sees(town.auditor, items[i]), i == 0); /* an office there too */
        assert_true(sees(town.street.officers[HEAD], items[i]));
    }
}

/* Each place where the reporter of a masked issue could show. */
static bool known_to(cgov_id reader_id, cgov_id id) {
    cgov_item_view view = town_item(&town, reader_id, id);
    cgov_history_view entries[16];
    uint32_t count = town_history(&town, reader_id, id, entries, 16);
    bool known = view.reporter == town.resident;
    assert_int_equal(view.reporter != 0, known);
    assert_int_equal(view.reported_by == town.resident, known);
    assert_int_equal(party_of(reader_id, id, "reporter").id == town.resident, known);
    assert_int_equal(party_of(reader_id, id, "reporter").id != 0, known);
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(entries[i].move, "report") == 0 || strcmp(entries[i].move, "reopen") == 0)
            assert_true(entries[i].actor == (known ? town.resident : 0));
    assert_int_equal(counted(reader_id, (cgov_item_query){.reporter = town.resident}), known);
    assert_int_equal(counted(reader_id, (cgov_item_query){0}), 1);
    assert_int_equal(view.masked, 1);
    return known;
}

static void a_masked_reporter(void **state) {
    (void)state;
    const cgov_detail masked = town_number(CGOV_FIELD_MASKED, 1), reason = town_text(CGOV_FIELD_REASON, "又堵了");
    cgov_id contact = town.street.officers[CONTACT];
    cgov_id id = report_with(&masked, 1, town.resident);
    town_move(&town, town.centre.officers[CLERK], id, "accept", NULL, 0);
    dispatch_to(id, &town.street, NULL);
    const cgov_detail result = town_text(CGOV_FIELD_RESULT, "solved"), answer = town_text(CGOV_FIELD_TEXT, "已疏通。");
    town_move(&town, contact, id, "sign", NULL, 0);
    town_move(&town, contact, id, "start", NULL, 0);
    town_move(&town, contact, id, "done", &result, 1);
    town_move(&town, contact, id, "answer", &answer, 1);
    town_move(&town, town.centre.officers[CHECKER], id, "pass", NULL, 0);
    town_move(&town, town.resident, id, "reopen", &reason, 1);
    const struct {
        cgov_id who;
        bool known;
    } rows[] = {{town.resident, true},
                {town.centre.officers[CLERK], true},
                {town.centre.officers[DISPATCHER], true},
                {town.auditor, true},
                {contact, false},
                {town.street.officers[HEAD], false},
                {town.district.officers[HEAD], false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (known_to(rows[i].who, id) != rows[i].known) fail_msg("row %zu", i);
}

static int found_with_told_reporters(void **state) {
    (void)state;
    static const char ask[] =
        "\nprocedure ask \"询问\"\n  party reporter \"反映人\" resident\n"
        "  party intake \"受理单位\" organization\n  stage all \"全程\"\n"
        "    state open \"办理中\" held by intake\n    state closed \"已结\" final\n"
        "  clock wait from ask until finish\n    for 1 days\n    late tell reporter then head of superior of intake "
        "after 9 days\n"
        "  open ask \"询问\" -> open\n    by any resident\n    needs place text intake\n    takes masked\n"
        "    sets intake to given\n  move finish open -> closed\n    by clerk of intake\n    answers\n";
    town_found_with(&town, ask);
    return 0;
}

/* Who was told of lateness would say who reported. */
static void a_masked_reporter_who_was_told(void **state) {
    (void)state;
    const cgov_detail details[] = {town_text(CGOV_FIELD_PROCEDURE, "ask"), town_number(CGOV_FIELD_MASKED, 1)};
    cgov_id id = report_with(details, 2, town.resident);
    town.now += 3 * DAY;
    town_tick(&town);
    cgov_history_view entries[4];
    assert_int_equal(town_history(&town, town.centre.officers[CLERK], id, entries, 4), 2);
    assert_true(entries[1].record == CGOV_RECORD_LATE && entries[1].told == town.resident);
    assert_int_equal(town_history(&town, town.district.officers[HEAD], id, entries, 4), 2);
    assert_true(entries[1].record == CGOV_RECORD_LATE && entries[1].told == 0);
}

static void the_public_sees_no_items(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "closed");
    cgov_reader nobody = town_reader(&town, 0);
    cgov_history_view entry = {.size = sizeof entry};
    cgov_clock_view clock = {.size = sizeof clock};
    cgov_party_view party = {.size = sizeof party};
    cgov_move_view move = {.size = sizeof move};
    uint64_t cursor = 0, needed;
    uint32_t count = 0;
    char text[8];
    assert_false(sees(0, id));
    assert_int_equal(counted(0, (cgov_item_query){0}), 0);
    assert_int_equal(cgov_history_list(town.ledger, &nobody, id, &cursor, &entry, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_clock_list(town.ledger, &nobody, id, &cursor, &clock, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_party_list(town.ledger, &nobody, id, &cursor, &party, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_move_list(town.ledger, &nobody, id, &cursor, &move, 1, &count), CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_text_get(town.ledger, &nobody, id, 0, CGOV_FIELD_TEXT, text, 8, &needed), CGOV_E_NOT_FOUND);
}

/* ---- views of every size ---- */

/* A host built against an older header reads the beginning; against a newer one, zeros where this library knows
 * nothing. */
static void views_of_other_sizes(void **state) {
    (void)state;
    cgov_id id = town_issue_in(&town, "closed");
    cgov_reader reader = town_reader(&town, town.auditor);
    const cgov_item_view known = town_item(&town, town.auditor, id);
    struct {
        cgov_item_view view;
        uint8_t newer[64];
    } longer;
    memset(&longer, 0xee, sizeof longer);
    longer.view.size = sizeof longer;
    assert_int_equal(cgov_item_get(town.ledger, &reader, id, &longer.view), CGOV_OK);
    assert_int_equal(longer.view.size, sizeof longer);
    assert_memory_equal((uint8_t *)&longer.view + 4, (const uint8_t *)&known + 4, sizeof known - 4);
    for (size_t i = 0; i < sizeof longer.newer; i++) assert_int_equal(longer.newer[i], 0);
    longer.view.size = sizeof known - 1;
    assert_int_equal(cgov_item_get(town.ledger, &reader, id, &longer.view), CGOV_E_ABI_SIZE);
    longer.view.size = UINT32_MAX;
    assert_int_equal(cgov_item_get(town.ledger, &reader, id, &longer.view), CGOV_E_ABI_NEWER);

    /* In arrays the first element's size is the stride. */
    struct {
        cgov_history_view view;
        uint64_t newer[3];
    } entries[9];
    cgov_history_view plain[9];
    uint64_t cursor = 0;
    uint32_t count = 0;
    memset(entries, 0xee, sizeof entries);
    entries[0].view.size = sizeof entries[0];
    assert_int_equal(cgov_history_list(town.ledger, &reader, id, &cursor, &entries[0].view, 9, &count), CGOV_OK);
    assert_int_equal(town_history(&town, town.auditor, id, plain, 9), count);
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(entries[i].view.size, sizeof entries[0]);
        assert_memory_equal((uint8_t *)&entries[i].view + 4, (uint8_t *)&plain[count - 1 - i] + 4, sizeof plain[i] - 4);
        assert_true(entries[i].newer[0] == 0 && entries[i].newer[2] == 0);
    }
    plain[0].size = sizeof plain[0] - 1;
    cursor = 0;
    assert_int_equal(cgov_history_list(town.ledger, &reader, id, &cursor, plain, 9, &count), CGOV_E_ABI_SIZE);
    plain[0].size = UINT32_MAX;
    assert_int_equal(cgov_history_list(town.ledger, &reader, id, &cursor, plain, 9, &count), CGOV_E_ABI_NEWER);
}

/* ---- a storage that fails ---- */

/* A town on a storage that counts, with an issue whose history is longer than what is read of it at once. */
struct counted_town {
    cgov_storage memory;
    struct fault fault;
    cgov_id id;
};

static void found_counted(struct counted_town *counted) {
    static const char once[] = "at most 20", more[] = "at most 90";
    cgov_text name, text;
    assert_int_equal(cgov_rulebook_shipped(0, &name, &text), CGOV_OK);
    char *rulebook = calloc(1, text.len + 1);
    memcpy(rulebook, text.ptr, text.len);
    memcpy(strstr(strstr(rulebook, "  move contact "), once), more, sizeof more - 1);
    cgov_storage storage = {.size = sizeof storage};
    counted->memory = (cgov_storage){.size = sizeof counted->memory};
    assert_int_equal(cgov_storage_memory(NULL, &counted->memory), CGOV_OK);
    fault_open(&counted->fault, &counted->memory, &storage);
    const struct town_options options = {.storage = &storage, .rulebook = rulebook, .flags = CGOV_ACT_DEFER};
    town_found(&town, &options);
    counted->id = town_issue_in(&town, "handling");
    for (int i = 0; i < 90; i++) town_move(&town, town.street.officers[CONTACT], counted->id, "contact", NULL, 0);
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    free(rulebook);
}

static void leave_counted(struct counted_town *counted) {
    town_close(&town);
    fault_close(&counted->fault);
    assert_int_equal(cgov_storage_close(&counted->memory), CGOV_OK);
}

/* Wherever reading fails, the page is asked for again from where it began. */
static void a_page_that_fails_passes_nothing(void **state) {
    (void)state;
    struct counted_town counted;
    found_counted(&counted);
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_history_view views[128] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, failed = 0;
    for (int32_t status = CGOV_E_STORAGE; status != CGOV_OK; failed++) {
        fault_arm(&counted.fault, FAULT_READ, failed + 1, false, FAULT_ERROR);
        status = cgov_history_list(town.ledger, &reader, counted.id, &cursor, views, 128, &count);
        assert_true(status == CGOV_OK || (status == CGOV_E_STORAGE && cursor == 0 && count == 0));
    }
    assert_true(failed > 90 && count > 90);
    leave_counted(&counted);
}

static uint32_t history_readings(struct counted_town *counted, uint32_t page) {
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_history_view views[128] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0, readings = 0;
    int32_t status;
    do {
        fault_arm(&counted->fault, FAULT_READ, 0, false, FAULT_ERROR);
        status = cgov_history_list(town.ledger, &reader, counted->id, &cursor, views, page, &count);
        assert_true(status == CGOV_OK || status == CGOV_DONE);
        assert_true(counted->fault.calls <= 3 * (page + 1));
        readings += counted->fault.calls;
    } while (status == CGOV_OK);
    return readings;
}

/* A history costs what it shows, in pages of one as in one page. */
static void a_history_in_small_pages_costs_no_more(void **state) {
    (void)state;
    struct counted_town counted;
    found_counted(&counted);
    uint32_t whole = history_readings(&counted, 128);
    assert_true(whole > 90);
    for (uint32_t page = 1; page < 20; page++) assert_true(history_readings(&counted, page) <= whole + whole / 10);
    leave_counted(&counted);
}

/* Words asked for by seq are found by it, however much was written about the thing since; a rulebook's record, which is
 * longer than any other and held against its checksum all the same, and one there is not, are nobody's words. */
static void words_by_seq_cost_few_readings(void **state) {
    (void)state;
    struct counted_town counted;
    found_counted(&counted);
    cgov_reader reader = town_reader(&town, town.auditor);
    cgov_history_view views[128];
    assert_true(town_history(&town, town.auditor, counted.id, views, 128) > 90);
    uint64_t first = views[0].seq, last = town_item(&town, town.auditor, counted.id).version;
    char text[64];
    uint64_t needed = 0;
    for (uint64_t seq = 1; seq <= last + 1; seq++) {
        fault_arm(&counted.fault, FAULT_READ, 0, false, FAULT_ERROR);
        int32_t status =
            cgov_text_get(town.ledger, &reader, counted.id, seq, CGOV_FIELD_TEXT, text, sizeof text, &needed);
        assert_int_equal(status, seq == first ? CGOV_OK : CGOV_E_NOT_FOUND);
        assert_true(counted.fault.calls <= (seq == 2 ? 9u : 3u)); /* 2: the rulebook's */
    }
    leave_counted(&counted);
}

#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, found, leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_TOWN(an_item_with_all_that_belongs_to_it),
        IN_TOWN(history_with_texts),
        IN_TOWN(a_merged_issue_reads_its_masters_answers),
        IN_TOWN(lists_by_what_is_asked),
        IN_TOWN(what_is_late_at_an_instant),
        IN_TOWN(every_condition_of_a_filter_counts),
        IN_TOWN(rows_added_between_pages_come_at_the_end),
        IN_TOWN(pages_of_every_size_give_the_same_rows),
        IN_TOWN(parties_and_their_offices),
        IN_TOWN(roles_that_the_present_state_names),
        IN_TOWN(a_term_that_is_over),
        IN_TOWN(the_accused_never_see_it),
        IN_TOWN(the_office_of_the_accused),
        IN_TOWN(a_masked_reporter),
        cmocka_unit_test_setup_teardown(a_masked_reporter_who_was_told, found_with_told_reporters, leave),
        IN_TOWN(the_public_sees_no_items),
        IN_TOWN(views_of_other_sizes),
        cmocka_unit_test(a_page_that_fails_passes_nothing),
        cmocka_unit_test(a_history_in_small_pages_costs_no_more),
        cmocka_unit_test(words_by_seq_cost_few_readings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
