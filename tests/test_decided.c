/* What stands around a decision: its record is believed of nobody, no map takes an item over between the close and the
 * count, the count waits for a bundle, who is told hears the outcome, and nobody comes after the close. */
#include "support/on_a_town.h"

#include "ledger/handle.h"
#include "ledger/read_back.h"
#include "records/decision_lines.h"
#include "support/bent.h"
#include "support/forge.h"
#include "support/telling.h"
#include "support/test.h"

static const char VOTE[] = "rulebook 1\n"
                           "role clerk \"经办\"\n"
                           "rule half \"过半\"\n"
                           "  source \"章程\" verified\n"
                           "  ask yes_no\n"
                           "  quorum cast more than 1/2 of electors\n"
                           "  passes yes more than 1/2 of cast\n"
                           "rule seats \"选人\"\n"
                           "  source \"章程\" verified\n"
                           "  ask choose\n"
                           "  seats 1\n"
                           "  passes yes more than 1/2 of cast\n"
                           "procedure vote \"表决\" motion\n"
                           "  public\n"
                           "  party village \"村\" organization\n"
                           "  roll electors \"选民\"\n"
                           "    of residents of village\n"
                           "    by clerk of village\n"
                           "    in listing\n"
                           "  roll marks \"领票\"\n"
                           "    of electors\n"
                           "    by clerk of village\n"
                           "    in voting\n"
                           "  roll ballots \"表决票\"\n"
                           "    of electors\n"
                           "    not marks\n"
                           "    by self again\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "    bundle for marks exactly by clerk of village in voting\n"
                           "  stage all \"全程\"\n"
                           "    state listing \"登记\" held by village\n"
                           "    state voting \"投票\" held by village\n"
                           "    state passed \"通过\" held by village\n"
                           "    state failed \"否决\" final\n"
                           "    state void \"无效\" final\n"
                           "    state ended \"结束\" final\n"
                           "  clock run from start until end count.failed count.no_quorum\n"
                           "    for 200 days\n"
                           "    late tell clerk of village\n"
                           "  open start \"启动\" -> listing\n"
                           "    by clerk of village\n"
                           "    needs village text\n"
                           "    sets village to given\n"
                           "  move close \"截止登记\" listing -> voting\n"
                           "    by clerk of village\n"
                           "    tells electors\n"
                           "  move count \"计票\" voting\n"
                           "    by clerk of village\n"
                           "    decides half over ballots\n"
                           "    passed -> passed\n"
                           "    failed -> failed\n"
                           "    no_quorum -> void\n"
                           "    answers\n"
                           "    tells electors\n"
                           "  move end \"结束\" passed -> ended\n"
                           "    by clerk of village\n"
                           "    needs reason\n"
                           "    answers\n"
                           "    tells electors\n";

#define PEOPLE 4u

static cgov_id clerk, people[PEOPLE], vote;
static cgov_storage storage;

static uint32_t field(const char *name) {
    uint32_t number = 0;
    assert_int_equal(cgov_field_find(town.ledger, name, &number), CGOV_OK);
    return number;
}

static int32_t enter(cgov_id actor, const char *roll, cgov_id elector, const char *choice) {
    cgov_act act = town_act(&town, actor);
    const cgov_detail detail = town_text(CGOV_FIELD_CHOICE, choice ? choice : "");
    return cgov_roll_enter(town.ledger, &act, vote, roll, elector, &detail, choice ? 1 : 0, NULL);
}

static void move(const char *name) {
    town_move(&town, clerk, vote, name, NULL, 0);
}

/* A vote whose list has three of the four. */
static int with_a_vote(void **state) {
    (void)state;
    storage.size = sizeof storage;
    assert_int_equal(cgov_storage_memory(NULL, &storage), CGOV_OK);
    const struct town_options options = {.storage = &storage};
    town_found(&town, &options);
    town_adopt(&town, text_of(VOTE));
    clerk = town_resident(&town, "经办", town.root);
    town_appoint(&town, clerk, town.village.id, "clerk");
    for (uint32_t i = 0; i < PEOPLE; i++) people[i] = town_resident(&town, "村民", town.village.id);
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(field("village"), (int64_t)town.village.id),
                                   town_text(CGOV_FIELD_TEXT, "修路")};
    assert_int_equal(cgov_item_open(town.ledger, &act, "vote", details, 2, &vote), CGOV_OK);
    for (uint32_t i = 0; i < 3; i++) assert_int_equal(enter(clerk, "electors", people[i], NULL), CGOV_OK);
    return 0;
}

static int without_it(void **state) {
    (void)state;
    telling_reopen(&town, &storage);
    town_close(&town);
    return cgov_storage_close(&storage);
}

static void close_and_vote(void) {
    move("close");
    assert_int_equal(enter(people[0], "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(enter(people[1], "ballots", people[1], "yes"), CGOV_OK);
}

static cgov_history_view last(void) {
    static cgov_history_view entries[64];
    const uint32_t count = town_history(&town, clerk, vote, entries, 64);
    return entries[count - 1];
}

/* ---- forged ---- */

enum { FORGED = 22 };

/* What it counted, and who won, as no ledger writes it. */
static void forge_bytes(uint32_t which, struct record *record, uint8_t room[256]) {
    const uint32_t len = record->tallies.len;
    memcpy(room, record->tallies.ptr, len);
    room[len] = 1;
    if (which == 0) room[0] = 1; /* without all that were cast */
    if (which < 4) {
        const uint32_t lens[] = {len, 0, len - 1, len + 1};
        record->tallies = cgov__blob(room, lens[which]);
        return;
    }
    room[0] = which == 4; /* one who won and stands nowhere; or nobody at all */
    record->winners = cgov__blob(room, which == 4 ? 2 : 1);
    room[1] = 1;
}

/* One thing of a decision as no ledger writes it. */
static void forge(uint32_t which, struct record *record, uint8_t room[256]) {
    const struct {
        uint64_t *field, value;
    } numbers[] = {
        {&record->rule, 0},
        {&record->rule, record->rule + 1}, /* one that asks for candidates */
        {&record->rule, record->rule + 2}, /* none of the text's */
        {&record->rule, UINT64_MAX},
        {&record->outcome, 0},
        {&record->outcome, CGOV_OUTCOME_FAILED}, /* which leads elsewhere */
        {&record->outcome, CGOV_OUTCOME_UNFILLED},
        {&record->outcome, 200},
        {&record->closed, 0},
        {&record->closed, 20260230},
        {&record->way, 1},
        {&record->seats, 1},
        {&record->casting, CGOV_CHOICE_YES},
        {&record->kept, 1},
        {&record->joined, CGOV_CHOICE_YES}, /* silent ones are not counted */
        {&record->warnings, 16},
    };
    const uint32_t count = sizeof numbers / sizeof *numbers;
    if (which < count)
        *numbers[which].field = numbers[which].value;
    else
        forge_bytes(which - count, record, room);
}

static cgov_ledger *copy_of_the_ledger(cgov_storage *copy) {
    uint64_t len = 0, got = 0;
    assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
    assert_int_equal(storage.length(storage.user, "journal", &len), 0);
    uint8_t *bytes = malloc(len);
    assert_non_null(bytes);
    assert_int_equal(storage.read(storage.user, "journal", 0, bytes, len, &got), 0);
    copy->size = sizeof *copy;
    assert_int_equal(cgov_storage_memory(NULL, copy), CGOV_OK);
    assert_int_equal(copy->put(copy->user, "journal", bytes, len, &got), 0);
    free(bytes);
    cgov_ledger *ledger = NULL;
    const cgov_ledger_options options = {.size = sizeof options, .storage = copy};
    assert_int_equal(cgov_ledger_open(&options, &ledger), CGOV_OK);
    return ledger;
}

static void a_forged_decision_is_damage(void **state) {
    (void)state;
    cgov_storage copy;
    struct stored stored;
    uint8_t buf[STORED_SIZE], room[256];
    close_and_vote();
    cgov_ledger *before = copy_of_the_ledger(&copy);
    move("count");
    assert_int_equal(cgov__stored_read(town.ledger, last().seq, buf, STORED_SIZE, &stored), CGOV_OK);
    for (uint32_t which = 0; which < FORGED; which++) {
        struct record forged = stored.record;
        forge(which, &forged, room);
        if (forge_replay(before, &forged) != CGOV_E_CORRUPT) fail_msg("forged decision %u is believed", which);
    }
    assert_int_equal(forge_replay(before, &stored.record), CGOV_OK);
    cgov_ledger_close(before);
    cgov_storage_close(&copy);
}

static void a_move_that_does_not_decide_has_nothing_of_it(void **state) {
    (void)state;
    cgov_storage copy;
    struct stored stored;
    uint8_t buf[STORED_SIZE];
    cgov_ledger *before = copy_of_the_ledger(&copy);
    close_and_vote();
    static cgov_history_view entries[64];
    const uint32_t count = town_history(&town, clerk, vote, entries, 64);
    uint64_t seq = 0;
    for (uint32_t e = 0; e < count; e++)
        if (strcmp(entries[e].move, "close") == 0) seq = entries[e].seq;
    assert_int_equal(cgov__stored_read(town.ledger, seq, buf, STORED_SIZE, &stored), CGOV_OK);
    const struct blob bytes = cgov__blob((const uint8_t *)"\0\0\0\0\0", 5);
    uint64_t *const numbers[] = {&stored.record.outcome,  &stored.record.rule,   &stored.record.closed,
                                 &stored.record.way,      &stored.record.joined, &stored.record.casting,
                                 &stored.record.kept,     &stored.record.seats,  &stored.record.held,
                                 &stored.record.warnings, &stored.record.waiting};
    for (uint32_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        *numbers[n] = 1;
        if (forge_replay(before, &stored.record) != CGOV_E_CORRUPT) fail_msg("number %u alone is believed", n);
        *numbers[n] = 0;
    }
    struct record forged = stored.record;
    forged.tallies = bytes;
    assert_int_equal(forge_replay(before, &forged), CGOV_E_CORRUPT);
    forged = stored.record;
    forged.winners = bytes;
    assert_int_equal(forge_replay(before, &forged), CGOV_E_CORRUPT);
    assert_int_equal(forge_replay(before, &stored.record), CGOV_OK);
    cgov_ledger_close(before);
    cgov_storage_close(&copy);
}

/* ---- carried ---- */

static int32_t carry(const char *map) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(VOTE), .map = text_of(map)};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, NULL);
}

static void no_map_takes_it_over_between_close_and_count(void **state) {
    (void)state;
    town_assert_refused(&town, carry("vote listing -> voting"), CGOV_E_REFUSED, CGOV_R_MAP); /* it would close */
    assert_int_equal(carry("vote listing -> listing"), CGOV_OK);
    move("close");
    town_assert_refused(&town, carry("vote voting -> voting"), CGOV_E_REFUSED, CGOV_R_MAP);
    assert_int_equal(enter(people[0], "ballots", people[0], "yes"), CGOV_OK);
    assert_int_equal(enter(people[1], "ballots", people[1], "yes"), CGOV_OK);
    town_assert_refused(&town, carry("vote voting -> voting"), CGOV_E_REFUSED, CGOV_R_MAP);
    move("count");
    town_assert_state(&town, vote, "passed");
    if (carry("vote passed -> passed") != CGOV_OK) fail_msg("%s", town_error(&town).message);
}

/* No library closes a list by a map. A journal that says so is believed, as all that asks no rule is; what it leaves is
 * never counted, for no day chose the rule. */
static void a_list_that_a_forged_map_closes_is_never_counted(void **state) {
    (void)state;
    cgov_storage copy;
    struct stored adopted, carried;
    static uint8_t text[STORED_SIZE], buf[STORED_SIZE];
    cgov_ledger_view info = {.size = sizeof info};
    cgov_ledger *before = copy_of_the_ledger(&copy);
    assert_int_equal(carry("vote listing -> listing"), CGOV_OK);
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    assert_int_equal(cgov__stored_read(town.ledger, info.seq - 1, text, STORED_SIZE, &adopted), CGOV_OK);
    assert_int_equal(cgov__stored_read(town.ledger, info.seq, buf, STORED_SIZE, &carried), CGOV_OK);
    assert_int_equal(adopted.record.kind, CGOV_RECORD_ADOPTED);
    assert_int_equal(carried.record.kind, CGOV_RECORD_MIGRATED);
    assert_int_equal(forge_replay(before, &adopted.record), CGOV_OK);
    carried.record.state++; /* to `voting`, where the list is not open */
    assert_int_equal(forge_replay(before, &carried.record), CGOV_OK);
    cgov_act act = town_act(&town, clerk);
    assert_int_equal(cgov_item_move(before, &act, vote, "count", NULL, 0, NULL), CGOV_E_REFUSED);
    cgov_ledger_close(before);
    cgov_storage_close(&copy);
}

/* ---- what an adoption follows ---- */

static int32_t adopt_by(cgov_id motion, uint32_t *version) {
    cgov_act act = town_act(&town, town.founder);
    const cgov_adoption_draft adoption = {.size = sizeof adoption, .text = text_of(VOTE), .motion = motion};
    return cgov_rulebook_adopt(town.ledger, &act, &adoption, version);
}

/* An adoption may say whose decision it follows: one that has passed. The record keeps it, and is believed of no item
 * that is not there. */
static void an_adoption_names_the_motion_that_decided_it(void **state) {
    (void)state;
    cgov_storage copy;
    static uint8_t buf[STORED_SIZE];
    struct stored stored;
    uint32_t version = 0;
    cgov_ledger_view info = {.size = sizeof info};
    town_assert_refused(&town, adopt_by(vote + 1, NULL), CGOV_E_NOT_FOUND, CGOV_R_DETAIL);
    town_assert_refused(&town, adopt_by(vote, NULL), CGOV_E_REFUSED, CGOV_R_DETAIL);
    close_and_vote();
    town_assert_refused(&town, adopt_by(vote, NULL), CGOV_E_REFUSED, CGOV_R_DETAIL);
    move("count");
    town_assert_state(&town, vote, "passed");
    cgov_ledger *before = copy_of_the_ledger(&copy);
    assert_int_equal(adopt_by(vote, &version), CGOV_OK);
    assert_int_equal(cgov_ledger_get(town.ledger, &info), CGOV_OK);
    assert_int_equal(cgov__stored_read(town.ledger, info.seq, buf, STORED_SIZE, &stored), CGOV_OK);
    assert_int_equal(stored.record.kind, CGOV_RECORD_ADOPTED);
    assert_true(stored.record.motion == vote && version == cgov__id_row(stored.record.id));
    struct record forged = stored.record;
    forged.motion = vote + 1;
    assert_int_equal(forge_replay(before, &forged), CGOV_E_CORRUPT);
    assert_int_equal(forge_replay(before, &stored.record), CGOV_OK);
    cgov_ledger_close(before);
    cgov_storage_close(&copy);
}

static void what_failed_is_followed_by_no_adoption(void **state) {
    (void)state;
    move("close");
    for (uint32_t i = 0; i < 2; i++) assert_int_equal(enter(people[i], "ballots", people[i], "no"), CGOV_OK);
    move("count");
    town_assert_state(&town, vote, "failed");
    town_assert_refused(&town, adopt_by(vote, NULL), CGOV_E_REFUSED, CGOV_R_DETAIL);
}

/* ---- what it opens ---- */

/* At the count nothing refuses it: neither the children that an item may have, nor the items of the ledger. */
static void no_limit_leaves_out_what_is_decided(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"move count", "answers", "answers", "opens duty\n    answers"},
        {"move close", "tells", "tells electors",
         "tells electors\n  move hand \"交办\" voting passed -> same\n    by clerk of village\n    opens duty\n    at "
         "most 9"},
        {"move end", "tells", "tells electors",
         "tells electors\nprocedure duty \"落实\" motion\n  party village \"村\" organization\n  stage all \"全程\"\n"
         "    state asked \"待办\" held by village\n    state over \"已办\" final\n"
         "  clock run from ask until reply\n    for 5 days\n    late tell clerk of village\n"
         "  open ask \"交办\" -> asked\n    by parent\n    sets village to parent.village\n"
         "  move reply \"反馈\" asked -> over\n    by clerk of village\n    by parent\n    answers"}};
    char *text = bent_by(VOTE, edits, 3);
    town_adopt(&town, text_of(text));
    free(text);
    struct model *model = &town.ledger->model;
    const uint32_t children = model->limit_children;
    const uint64_t items = model->limit_items;
    for (uint32_t by_items = 0; by_items < 2; by_items++) {
        cgov_act act = town_act(&town, clerk);
        const cgov_detail details[] = {town_number(field("village"), (int64_t)town.village.id),
                                       town_text(CGOV_FIELD_TEXT, "修路")};
        assert_int_equal(cgov_item_open(town.ledger, &act, "vote", details, 2, &vote), CGOV_OK);
        for (uint32_t i = 0; i < 3; i++) assert_int_equal(enter(clerk, "electors", people[i], NULL), CGOV_OK);
        close_and_vote();
        move("hand");
        if (by_items)
            model->limit_items = model->items.count;
        else
            model->limit_children = 1;
        town_assert_refused(&town, town_try_move(&town, clerk, vote, "hand", NULL, 0), CGOV_E_LIMIT, CGOV_R_LIMIT);
        move("count");
        town_assert_state(&town, vote, "passed");
        assert_int_equal(town_item(&town, clerk, vote).children, 2);
        town_assert_refused(&town, town_try_move(&town, clerk, vote, "hand", NULL, 0), CGOV_E_LIMIT, CGOV_R_LIMIT);
        model->limit_children = children;
        model->limit_items = items;
    }
}

/* ---- the bundle ---- */

static void the_count_waits_for_the_bundle(void **state) {
    (void)state;
    close_and_vote();
    assert_int_equal(enter(clerk, "marks", people[2], NULL), CGOV_OK);
    town_assert_refused(&town, town_try_move(&town, clerk, vote, "count", NULL, 0), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    town_assert_state(&town, vote, "voting");
    cgov_act act = town_act(&town, clerk);
    const cgov_tally_row rows[] = {
        {.size = sizeof rows[0], .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_NO, .heads = 1}};
    assert_int_equal(cgov_roll_bundle(town.ledger, &act, vote, "ballots", rows, 1, NULL), CGOV_OK);
    move("count");
    assert_int_equal(last().outcome, CGOV_OUTCOME_PASSED);
}

/* A session's recorder brings the hands: a party of the motion's parent. */
static const char HALL[] = "rulebook 1\n"
                           "role clerk \"经办\"\n"
                           "rule half \"过半\"\n"
                           "  ask yes_no\n"
                           "  passes yes more than 1/2 of cast\n"
                           "procedure session \"会议\" session\n"
                           "  party village \"村\" organization\n"
                           "  party recorder \"记录人\" resident\n"
                           "  roll present \"到会\"\n"
                           "    of residents of village\n"
                           "    filled by sit\n"
                           "  stage all \"全程\"\n"
                           "    state called \"已召集\" held by village\n"
                           "    state sitting \"开会\" held by village\n"
                           "    state done \"结束\" final\n"
                           "  clock run from call until close\n"
                           "    for 9 days\n"
                           "    late tell clerk of village\n"
                           "  open call \"召集\" -> called\n"
                           "    by clerk of village\n"
                           "    needs organization resident\n"
                           "    sets village to given\n"
                           "    sets recorder to given\n"
                           "  move sit \"开会\" called -> sitting\n"
                           "    by clerk of village\n"
                           "  move raise \"提出\" sitting -> same\n"
                           "    by recorder\n"
                           "    opens topic\n"
                           "    at most 9\n"
                           "  move close \"结束\" called sitting -> done\n"
                           "    by clerk of village\n"
                           "procedure topic \"议题\" motion\n"
                           "  party village \"村\" organization\n"
                           "  roll present \"表决时到会\"\n"
                           "    of parent.present\n"
                           "    filled by put\n"
                           "  roll hands \"举手\"\n"
                           "    of present\n"
                           "    by self\n"
                           "    in voting\n"
                           "    ballot\n"
                           "    secrecy open\n"
                           "    bundle for present by parent.recorder in voting\n"
                           "  stage all \"全程\"\n"
                           "    state raised \"待议\" held by village\n"
                           "    state voting \"表决\" held by village\n"
                           "    state carried \"通过\" final\n"
                           "    state lost \"否决\" final\n"
                           "  clock run from ask until count drop\n"
                           "    for 9 days\n"
                           "    late tell clerk of village\n"
                           "  open ask \"提出\" -> raised\n"
                           "    by parent\n"
                           "    sets village to parent.village\n"
                           "  move put \"付表决\" raised -> voting\n"
                           "    by parent.recorder\n"
                           "  move count \"计票\" voting\n"
                           "    by parent.recorder\n"
                           "    decides half over hands\n"
                           "    passed -> carried\n"
                           "    failed -> lost\n"
                           "    answers\n"
                           "    tells present\n"
                           "  move drop \"撤销\" raised voting -> lost\n"
                           "    by parent\n"
                           "    answers\n"
                           "    tells present\n";

static int32_t hands(cgov_id actor, uint32_t heads) {
    cgov_act act = town_act(&town, actor);
    const cgov_tally_row row = {
        .size = sizeof row, .tally = CGOV_TALLY_CHOICE, .number = CGOV_CHOICE_YES, .heads = heads};
    return cgov_roll_bundle(town.ledger, &act, vote, "hands", &row, 1, NULL);
}

static void hands_by_the_recorder(void **state) {
    (void)state;
    town_adopt(&town, text_of(HALL));
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id),
                                   town_number(CGOV_FIELD_RESIDENT, (int64_t)people[0])};
    cgov_id session;
    assert_int_equal(cgov_item_open(town.ledger, &act, "session", details, 2, &session), CGOV_OK);
    town_move(&town, clerk, session, "sit", NULL, 0);
    town_move(&town, people[0], session, "raise", NULL, 0);
    vote = (cgov_id)CGOV_KIND_MOTION << 44 | ((session & 0xffffffff) + 1);
    town_move(&town, people[0], vote, "put", NULL, 0);
    town_assert_refused(&town, hands(clerk, 1), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_int_equal(hands(people[0], PEOPLE), CGOV_OK);
    town_move(&town, people[0], vote, "count", NULL, 0);
    town_assert_state(&town, vote, "carried");
}

/* Who is there comes and goes while they vote by hands. */
static const char FLOOR[] = "rulebook 1\n"
                            "role clerk \"经办\"\n"
                            "rule half \"过半\"\n"
                            "  ask yes_no\n"
                            "  passes yes more than 1/2 of present\n"
                            "procedure floor \"现场表决\" motion\n"
                            "  party village \"村\" organization\n"
                            "  roll electors \"应到\"\n"
                            "    of residents of village\n"
                            "    filled by sit\n"
                            "  roll present \"到会\"\n"
                            "    of electors\n"
                            "    by self\n"
                            "    out by self\n"
                            "    in voting\n"
                            "  roll hands \"举手\"\n"
                            "    of present\n"
                            "    by self\n"
                            "    in voting\n"
                            "    ballot\n"
                            "    secrecy open\n"
                            "    bundle for present by clerk of village in voting\n"
                            "  stage all \"全程\"\n"
                            "    state called \"已召集\" held by village\n"
                            "    state voting \"表决\" held by village\n"
                            "    state carried \"通过\" final\n"
                            "    state lost \"否决\" final\n"
                            "  clock run from call until count\n"
                            "    for 9 days\n"
                            "    late tell clerk of village\n"
                            "  open call \"召集\" -> called\n"
                            "    by clerk of village\n"
                            "    needs organization\n"
                            "    sets village to given\n"
                            "  move sit \"开会\" called -> voting\n"
                            "    by clerk of village\n"
                            "  move count \"计票\" voting\n"
                            "    by clerk of village\n"
                            "    decides half over hands\n"
                            "    passed -> carried\n"
                            "    failed -> lost\n"
                            "    tells electors\n";

static void present_on_the_floor(uint32_t from, uint32_t until, bool goes) {
    for (uint32_t i = from; i < until; i++) {
        cgov_act act = town_act(&town, people[i]);
        const int32_t status = goes ? cgov_roll_leave(town.ledger, &act, vote, "present", people[i], 0, NULL, 0, NULL)
                                    : cgov_roll_enter(town.ledger, &act, vote, "present", people[i], NULL, 0, NULL);
        if (status) fail_msg("%u: %s", i, town_error(&town).message);
    }
}

static int32_t tried(uint32_t reason) {
    const cgov_reader reader = town_reader(&town, clerk);
    cgov_outcome outcome = {.size = sizeof outcome};
    cgov_comparison_view made[8] = {{.size = sizeof made[0]}};
    uint32_t needed;
    const int32_t status = cgov_decision_try(town.ledger, &reader, vote, "count", &outcome, made, 8, &needed);
    assert_int_equal(outcome.reason, reason);
    assert_true((outcome.outcome == CGOV_OUTCOME_PASSED) == (status == CGOV_OK));
    return status;
}

/* Hands that were counted are not more than who is there when they decide: else they are counted anew. */
static void no_more_hands_than_are_there(void **state) {
    (void)state;
    town_adopt(&town, text_of(FLOOR));
    cgov_act act = town_act(&town, clerk);
    const cgov_detail details[] = {town_number(CGOV_FIELD_ORGANIZATION, (int64_t)town.village.id)};
    assert_int_equal(cgov_item_open(town.ledger, &act, "floor", details, 1, &vote), CGOV_OK);
    town_move(&town, clerk, vote, "sit", NULL, 0);
    present_on_the_floor(0, PEOPLE, false);
    if (hands(clerk, 3)) fail_msg("%s", town_error(&town).message);
    present_on_the_floor(0, 2, true);
    town_assert_refused(&town, town_try_move(&town, clerk, vote, "count", NULL, 0), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    assert_string_equal(town_error(&town).message, "who is counted in the bundle has left since: it is brought anew");
    assert_int_equal(tried(CGOV_R_BUNDLE), CGOV_E_REFUSED);
    town_assert_refused(&town, hands(clerk, 3), CGOV_E_REFUSED, CGOV_R_BUNDLE);
    present_on_the_floor(0, 1, false); /* one more, and those counted are those who are there */
    assert_int_equal(tried(CGOV_R_NONE), CGOV_OK);
    town_move(&town, clerk, vote, "count", NULL, 0);
    town_assert_state(&town, vote, "carried");
}

/* ---- told ---- */

static uint32_t outcomes_told(cgov_id reader) {
    static struct telling telling;
    uint32_t told = 0;
    memset(&telling, 0, sizeof telling);
    telling_read_on(&telling, &town, reader, 7);
    for (uint32_t t = 0; t < telling.count; t++) {
        if (telling.told[t].item != vote) continue;
        assert_int_equal(telling.told[t].outcome, strcmp(telling.told[t].move, "count") == 0 ? CGOV_OUTCOME_PASSED : 0);
        told += telling.told[t].outcome != 0;
    }
    return told;
}

static void who_is_told_hears_the_outcome(void **state) {
    (void)state;
    close_and_vote();
    move("count");
    for (int again = 0; again < 2; again++) {
        const cgov_history_view made = last();
        assert_string_equal(made.move, "count");
        assert_string_equal(made.rule, "half");
        assert_int_equal(made.outcome, CGOV_OUTCOME_PASSED);
        for (uint32_t i = 0; i < 3; i++) assert_int_equal(outcomes_told(people[i]), 1);
        assert_int_equal(outcomes_told(people[3]), 0);
        assert_int_equal(cgov_ledger_flush(town.ledger, NULL), CGOV_OK);
        telling_reopen(&town, &storage);
    }
}

/* ---- after the close ---- */

static void nobody_comes_after_the_close(void **state) {
    (void)state;
    close_and_vote();
    town_assert_refused(&town, enter(clerk, "electors", people[3], NULL), CGOV_E_REFUSED, CGOV_R_ROLL);
    assert_int_equal(enter(people[3], "ballots", people[3], "no"), CGOV_E_REFUSED);
    move("count");
    town_assert_refused(&town, enter(people[2], "ballots", people[2], "no"), CGOV_E_REFUSED, CGOV_R_ROLL);
    town_assert_refused(&town, enter(clerk, "electors", people[3], NULL), CGOV_E_REFUSED, CGOV_R_ROLL);
    assert_int_equal(last().outcome, CGOV_OUTCOME_PASSED);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, with_a_vote, without_it)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(a_forged_decision_is_damage),
        ON(a_move_that_does_not_decide_has_nothing_of_it),
        ON(no_map_takes_it_over_between_close_and_count),
        ON(a_list_that_a_forged_map_closes_is_never_counted),
        ON(an_adoption_names_the_motion_that_decided_it),
        ON(what_failed_is_followed_by_no_adoption),
        ON(no_limit_leaves_out_what_is_decided),
        ON(the_count_waits_for_the_bundle),
        ON(hands_by_the_recorder),
        ON(no_more_hands_than_are_there),
        ON(who_is_told_hears_the_outcome),
        ON(nobody_comes_after_the_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
