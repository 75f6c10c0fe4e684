/* The one road every change takes: what a refusal says and leaves alone, when a change is durable, retry keys, external
 * keys, expected versions. test_ledger.c has founding, limits, time, storages that fail, and what a ledger says of
 * itself. */
#include "support/place.h"
#include "support/test.h"

/* ---- refusals ---- */

/* The line of the rulebook that the last refusal names. */
static void assert_rule(const struct town *town, const char *words, const char *citation) {
    static char text[65536];
    uint64_t needed;
    cgov_error error = town_error(town);
    cgov_reader reader = town_reader(town, 0);
    assert_int_equal(cgov_rulebook_text(town->ledger, &reader, error.version, text, sizeof text, &needed), CGOV_OK);
    char *at = text;
    for (uint32_t n = 1; n < error.line; n++) {
        at = strchr(at, '\n');
        assert_non_null(at);
        at++;
    }
    at[strcspn(at, "\n")] = '\0';
    if (strstr(at, words) == NULL) fail_msg("line %u is `%s`", error.line, at);
    assert_string_equal(error.citation, citation);
    assert_true(error.message[0] != '\0');
}

static void refusals_say_why_and_write_nothing(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = town_issue_in(town, "dispatched");
    town->now += 20 * DAY;
    town_tick(town);
    cgov_id contact = town->street.officers[CONTACT];
    cgov_detail reason = town_text(CGOV_FIELD_REASON, "不属本单位。");
    struct still before = place_still(place);
    town_assert_refused(town, town_try_move(town, contact, id, "object", &reason, 1), CGOV_E_REFUSED, CGOV_R_WITHIN);
    assert_rule(town, "within 5 workdays of dispatch", "信访工作条例 23(3)");
    assert_int_equal(town_error(town).item, id);
    town_assert_refused(town, town_try_move(town, contact, id, "object", NULL, 0), CGOV_E_REFUSED, CGOV_R_NEEDS);
    assert_rule(town, "needs reason", "信访工作条例 23(3)");
    town_assert_refused(town, town_try_move(town, contact, id, "answer", NULL, 0), CGOV_E_REFUSED, CGOV_R_STATE);
    assert_rule(town, "move answer", "信访工作条例 32 (unverified)");
    town_assert_refused(town, town_try_move(town, town->resident, id, "sign", NULL, 0), CGOV_E_REFUSED, CGOV_R_ACTOR);
    assert_rule(town, "by contact of lead", "信访工作条例 23(3)");
    town_assert_refused(town, town_try_move(town, contact, id, "fly", NULL, 0), CGOV_E_REFUSED, CGOV_R_MOVE);
    assert_rule(town, "procedure issue", "信访工作条例 22-36; GB/T 30428; GB/T 33358");
    assert_int_equal(town_try_move(town, town->neighbour, id, "sign", NULL, 0), CGOV_E_NOT_FOUND);
    assert_int_equal(town_try_move(town, 0, id, "sign", NULL, 0), CGOV_E_REFUSED);
    place_assert_still(place, before);
    /* What time made due is written even where the command is refused. */
    town_report(town, town->resident);
    uint64_t seq = place_info(town).seq;
    cgov_time due;
    assert_int_equal(cgov_ledger_next_due(town->ledger, &due), CGOV_OK);
    town->now = due;
    town_assert_refused(town, town_try_move(town, contact, id, "fly", NULL, 0), CGOV_E_REFUSED, CGOV_R_MOVE);
    assert_true(place_info(town).seq > seq);
    assert_int_equal(place_info(town).durable_seq, place_info(town).seq);
}

/* ---- durability ---- */

static void each_verb_is_durable(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    for (uint64_t before = place_info(town).seq; before < 100; before = place_info(town).seq) {
        town_report(town, town->resident);
        assert_int_equal(place_info(town).seq, before + 1);
        assert_int_equal(place_info(town).durable_seq, before + 1);
    }
    fault_arm(&place->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    uint64_t seq = 0;
    assert_int_equal(cgov_ledger_flush(town->ledger, &seq), CGOV_OK);
    assert_int_equal(seq, place_info(town).seq);
    assert_int_equal(place->fault.calls, 0); /* nothing new: no call */
    fault_power_cut(&place->fault, 0);
    place_reopen(place);
    assert_int_equal(place_info(town).seq, seq);
}

static void a_group_is_durable_when_flushed(void **state) {
    (void)state;
    struct place *place = place_make(CGOV_ACT_DEFER);
    struct town *town = &place->town;
    uint64_t founded = place_info(town).seq, seq = 0;
    assert_true(place_info(town).durable_seq < founded);
    assert_int_equal(cgov_ledger_flush(town->ledger, &seq), CGOV_OK);
    assert_int_equal(seq, founded);
    fault_arm(&place->fault, FAULT_APPEND | FAULT_SYNC, 0, false, FAULT_ERROR);
    cgov_id id = town_report(town, town->resident);
    cgov_detail title = town_text(CGOV_FIELD_TITLE, "第二件");
    assert_int_equal(town_try_report(town, town->resident, &title, 1, NULL), CGOV_OK);
    assert_int_equal(place->fault.calls, 0);
    assert_int_equal(place_info(town).seq, founded + 2);
    assert_int_equal(place_info(town).durable_seq, founded);
    town_assert_state(town, id, "registered"); /* and can be read, words included */
    char text[64];
    uint64_t needed;
    cgov_reader reader = town_reader(town, town->resident);
    assert_int_equal(cgov_text_get(town->ledger, &reader, id + 1, 0, CGOV_FIELD_TITLE, text, sizeof text, &needed),
                     CGOV_OK);
    assert_string_equal(text, "第二件");
    assert_int_equal(cgov_ledger_flush(town->ledger, &seq), CGOV_OK);
    assert_int_equal(seq, founded + 2);
    assert_int_equal(place->fault.calls, 2); /* one append, one sync for both */
    town_report(town, town->resident);
    fault_power_cut(&place->fault, 0); /* the third was not acknowledged */
    cgov_ledger_options options = {.size = sizeof options, .storage = &place->storage};
    cgov_ledger *after;
    assert_int_equal(cgov_ledger_open(&options, &after), CGOV_OK);
    cgov_ledger *gone = town->ledger;
    town->ledger = after;
    assert_int_equal(place_info(town).seq, founded + 2);
    fault_arm(&place->fault, FAULT_ANY, 1, true, FAULT_ERROR);
    cgov_ledger_close(gone);
    fault_arm(&place->fault, FAULT_ANY, 0, false, FAULT_ERROR);
    place_free(place);
}

/* A report under these flags, with a retry key or 0; what it gave. */
static cgov_result reported(struct town *town, uint32_t flags, uint64_t key, int32_t expected) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, "漏水"),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    cgov_result result = {.size = sizeof result, .status = 99, .reserved = 99};
    cgov_act act = town_act(town, town->resident);
    act.flags = flags;
    act.key[0] = key;
    act.result_out = &result;
    cgov_id id = 0;
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 3, &id), expected);
    assert_int_equal(result.status, expected);
    assert_true(result.id == id || expected < 0);
    assert_int_equal(result.reserved, 0);
    assert_int_equal(result.durable_seq, place_info(town).durable_seq);
    return result;
}

static void an_act_says_that_it_may_be_deferred(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    uint64_t founded = place_info(town).seq;
    fault_arm(&place->fault, FAULT_SYNC, 0, false, FAULT_ERROR);
    cgov_result first = reported(town, CGOV_ACT_DEFER, 0, CGOV_OK);
    assert_int_equal(place->fault.calls, 0);
    assert_true(first.seq == founded + 1 && first.durable_seq == founded);
    cgov_result second = reported(town, 0, 0, CGOV_OK); /* the next that is not deferred speaks for all before it */
    assert_int_equal(place->fault.calls, 1);
    assert_true(second.seq == founded + 2 && second.durable_seq == second.seq);
    cgov_result third = reported(town, CGOV_ACT_DEFER, 0, CGOV_OK);
    assert_true(third.durable_seq < third.seq);
    uint64_t seq = 0;
    assert_int_equal(cgov_ledger_flush(town->ledger, &seq), CGOV_OK);
    assert_int_equal(seq, third.seq);
    assert_int_equal(place->fault.calls, 2);
}

/* Whoever repeats a deferred command without the flag is told that it is done: so it must be durable. */
static void a_repeat_is_as_durable_as_it_says(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    fault_arm(&place->fault, FAULT_SYNC, 0, false, FAULT_ERROR);
    cgov_result first = reported(town, CGOV_ACT_DEFER, 7, CGOV_OK);
    cgov_result again = reported(town, CGOV_ACT_DEFER, 7, CGOV_REPEAT);
    assert_true(again.seq == first.seq && again.durable_seq < first.seq);
    assert_int_equal(place->fault.calls, 0);
    again = reported(town, 0, 7, CGOV_REPEAT);
    assert_true(again.seq == first.seq && again.durable_seq == first.seq);
    assert_int_equal(place->fault.calls, 1);
    fault_arm(&place->fault, FAULT_SYNC, 1, true, FAULT_ERROR);
    first = reported(town, CGOV_ACT_DEFER, 8, CGOV_OK);
    again = reported(town, 0, 8, CGOV_E_STORAGE);
    assert_true(again.durable_seq < first.seq);
    fault_arm(&place->fault, FAULT_ANY, 0, false, FAULT_ERROR);
}

/* A result that a failing call leaves says so too, whichever way it fails. */
static void a_failure_is_in_the_result(void **state) {
    struct town *town = &((struct place *)*state)->town;
    uint64_t durable = place_info(town).durable_seq;
    cgov_result result = {.size = sizeof result, .seq = 99};
    cgov_act act = town_act(town, town->resident);
    act.result_out = &result;
    assert_int_equal(cgov_item_report(town->ledger, &act, NULL, 3, NULL), CGOV_E_ARG); /* before the road */
    assert_true(result.status == CGOV_E_ARG && result.seq == 0 && result.durable_seq == durable);
    assert_int_equal(cgov_item_move(town->ledger, &act, town->resident, "accept", NULL, 0, NULL),
                     CGOV_E_KIND); /* on it */
    assert_int_equal(result.status, CGOV_E_KIND);
    act.flags = CGOV_ACT_DEFER << 1;
    result = (cgov_result){.size = sizeof result, .seq = 99};
    assert_int_equal(cgov_item_report(town->ledger, &act, NULL, 0, NULL),
                     CGOV_E_ARG); /* the act cannot be understood */
    assert_int_equal(result.seq, 99);
    act.flags = 0;
    assert_int_equal(cgov_item_report(town->ledger, &act, NULL, 3, NULL), CGOV_E_ARG);
    result = (cgov_result){.size = sizeof result, .seq = 99};
    assert_int_equal(cgov_ledger_flush(town->ledger, NULL), CGOV_OK); /* no later call writes it */
    assert_int_equal(result.seq, 99);
}

static void closing_flushes(void **state) {
    (void)state;
    struct place *place = place_make(CGOV_ACT_DEFER);
    uint64_t seq = place_info(&place->town).seq;
    town_close(&place->town);
    fault_power_cut(&place->fault, 0);
    place_reopen(place);
    assert_int_equal(place_info(&place->town).seq, seq);
    place_free(place);
}

/* ---- retry keys ---- */

/* A report with a retry key; text tells commands apart. */
static int32_t report_keyed(struct town *town, cgov_id actor, uint64_t key, const char *text, cgov_id *id) {
    const cgov_detail details[] = {town_number(CGOV_FIELD_PLACE, 990101001201), town_text(CGOV_FIELD_TEXT, text),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id)};
    cgov_act act = town_act(town, actor);
    act.key[0] = key;
    return cgov_item_report(town->ledger, &act, details, 3, id);
}

static void a_repeat_gives_the_first_result(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id first = 0, id = 0;
    assert_int_equal(report_keyed(town, town->resident, 7, "漏水", &first), CGOV_OK);
    uint64_t seq = place_info(town).seq;
    for (int round = 0; round < 3; round++) {
        struct still before = place_still(place);
        id = 0;
        assert_int_equal(report_keyed(town, town->resident, 7, "漏水", &id), CGOV_REPEAT);
        assert_int_equal(id, first);
        town_assert_refused(town, report_keyed(town, town->resident, 7, "停电", &id), CGOV_E_CONFLICT, CGOV_R_KEY);
        place_assert_still(place, before);
        if (round == 0) town->now += 6 * DAY; /* time passes; the clocks wait for a command that is none of these */
        if (round == 1) place_reopen(place);
    }
    /* A repeat is looked up before time: it is one even where time runs backwards, or far ahead without the flag. */
    cgov_time now = town->now;
    town->now = TOWN_START - DAY;
    assert_int_equal(report_keyed(town, town->resident, 7, "漏水", &id), CGOV_REPEAT);
    town->now = now;
    /* Of a move: the version it led to. */
    cgov_act act = town_act(town, town->centre.officers[CLERK]);
    act.key[1] = 9;
    uint64_t moved = 0, again = 0;
    assert_int_equal(cgov_item_move(town->ledger, &act, first, "accept", NULL, 0, &moved), CGOV_OK);
    act.salt[0] = 77; /* neither salt nor time tell commands apart */
    act.now += MINUTE;
    assert_int_equal(cgov_item_move(town->ledger, &act, first, "accept", NULL, 0, &again), CGOV_REPEAT);
    assert_int_equal(again, moved);
    assert_true(moved > seq);
    act.expect = moved;
    town_assert_refused(town, cgov_item_move(town->ledger, &act, first, "accept", NULL, 0, &again), CGOV_E_CONFLICT,
                        CGOV_R_KEY);
}

static void a_key_belongs_to_its_actor(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id one = 0, other = 0;
    assert_int_equal(report_keyed(town, town->resident, 7, "漏水", &one), CGOV_OK);
    assert_int_equal(report_keyed(town, town->neighbour, 7, "漏水", &other), CGOV_OK);
    assert_true(one != other);
    assert_int_equal(report_keyed(town, town->neighbour, 8, "漏水", &other), CGOV_OK);
}

static void a_refusal_is_not_remembered(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = town_report(town, town->resident);
    cgov_act act = town_act(town, town->centre.officers[DISPATCHER]);
    act.key[0] = 11;
    cgov_detail lead = town_number(CGOV_FIELD_LEAD, (int64_t)town->street.id);
    assert_int_equal(cgov_item_move(town->ledger, &act, id, "dispatch", &lead, 1, NULL), CGOV_E_REFUSED);
    town_move(town, town->centre.officers[CLERK], id, "accept", NULL, 0);
    assert_int_equal(cgov_item_move(town->ledger, &act, id, "dispatch", &lead, 1, NULL), CGOV_OK);
    assert_int_equal(cgov_item_move(town->ledger, &act, id, "dispatch", &lead, 1, NULL), CGOV_REPEAT);
}

static void a_key_lives_for_its_window(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id first = 0, id = 0;
    assert_int_equal(report_keyed(town, town->resident, 7, "漏水", &first), CGOV_OK);
    assert_int_equal(place_info(town).retry_keys, 1);
    town->now += 7 * DAY; /* the last instant */
    assert_int_equal(report_keyed(town, town->resident, 7, "漏水", &id), CGOV_REPEAT);
    assert_int_equal(id, first);
    town->now += 1;
    assert_int_equal(report_keyed(town, town->resident, 7, "停电", &id), CGOV_OK); /* free for another command */
    assert_true(id != first);
    assert_int_equal(place_info(town).retry_keys, 1);
    place_reopen(place);
    assert_int_equal(report_keyed(town, town->resident, 7, "停电", &first), CGOV_REPEAT);
    assert_int_equal(id, first);
}

/* ---- external keys, expected versions ---- */

static int32_t add_external(struct town *town, uint32_t kind, const char *key, cgov_id *id) {
    cgov_act act = town_act(town, town->founder);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = kind, .name = {"某某", CGOV_NUL_TERMINATED}};
    entity.external = (cgov_text){key, CGOV_NUL_TERMINATED};
    if (kind == CGOV_KIND_ORGANIZATION) entity.type = (cgov_text){"court", CGOV_NUL_TERMINATED};
    return cgov_entity_add(town->ledger, &act, &entity, id);
}

static void an_external_key_is_unique_for_ever(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id resident = 0, organization = 0, issue = 0, other = 0, found = 0;
    cgov_detail key = town_text(CGOV_FIELD_EXTERNAL, "K-1");
    assert_int_equal(add_external(town, CGOV_KIND_RESIDENT, "K-1", &resident), CGOV_OK);
    assert_int_equal(add_external(town, CGOV_KIND_ORGANIZATION, "K-1", &organization), CGOV_OK); /* per kind */
    const cgov_id operators[] = {town->centre.officers[OPERATOR], town->street.officers[OPERATOR]};
    const cgov_detail elsewhere[] = {key, town_number(CGOV_FIELD_PLACE, 990101001201),
                                     town_number(CGOV_FIELD_INTAKE, (int64_t)town->street.id),
                                     town_text(CGOV_FIELD_TEXT, "漏水")};
    cgov_act act = town_act(town, operators[1]);
    assert_int_equal(town_try_report(town, operators[0], &key, 1, &issue), CGOV_OK);
    assert_int_equal(cgov_item_report(town->ledger, &act, elsewhere, 4, &other), CGOV_OK); /* and per intake */
    for (int round = 0; round < 2; round++) {
        struct still before = place_still(place);
        town_assert_refused(town, add_external(town, CGOV_KIND_RESIDENT, "K-1", NULL), CGOV_E_CONFLICT,
                            CGOV_R_EXTERNAL);
        town_assert_refused(town, add_external(town, CGOV_KIND_ORGANIZATION, "K-1", NULL), CGOV_E_CONFLICT,
                            CGOV_R_EXTERNAL);
        town_assert_refused(town, town_try_report(town, operators[0], &key, 1, NULL), CGOV_E_CONFLICT, CGOV_R_EXTERNAL);
        act = town_act(town, operators[1]);
        town_assert_refused(town, cgov_item_report(town->ledger, &act, elsewhere, 4, NULL), CGOV_E_CONFLICT,
                            CGOV_R_EXTERNAL);
        place_assert_still(place, before);
        place_reopen(place);
        town->now += 200 * DAY;
        town_tick(town);
    }
    cgov_reader reader = town_reader(town, town->auditor);
    cgov_text text = {"K-1", 3};
    assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_ORGANIZATION, 0, &text, &found), CGOV_OK);
    assert_int_equal(found, organization);
    assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_ISSUE, town->centre.id, &text, &found),
                     CGOV_OK);
    assert_int_equal(found, issue);
    assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_ISSUE, town->street.id, &text, &found),
                     CGOV_OK);
    assert_int_equal(found, other);
    assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_ISSUE, town->bureau.id, &text, &found),
                     CGOV_E_NOT_FOUND);
    assert_int_equal(cgov_external_find(town->ledger, &reader, CGOV_KIND_ISSUE, 0, &text, &found), CGOV_E_NOT_FOUND);
    cgov_item_query filter = {.size = sizeof filter, .external = text};
    cgov_item_view views[4] = {{.size = sizeof views[0]}};
    uint64_t cursor = 0;
    uint32_t count = 0;
    assert_int_equal(cgov_item_list(town->ledger, &reader, &filter, &cursor, views, 4, &count), CGOV_OK);
    assert_true(count == 2 && views[0].id == issue && views[1].id == other);
}

/* An external key is given by who enters for the intake by office. Whoever else gives one is refused before it is
 * looked up, under the import flag too: that an issue carries it is told by nothing. */
static void an_external_key_is_the_intakes(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_detail taken[] = {town_text(CGOV_FIELD_EXTERNAL, "K-1"),
                                 town_number(CGOV_FIELD_AGAINST, (int64_t)town->bureau.id)};
    const cgov_detail keys[] = {taken[0], town_text(CGOV_FIELD_EXTERNAL, "K-2")};
    assert_int_equal(town_try_report(town, town->centre.officers[OPERATOR], taken, 2, NULL), CGOV_OK);
    const cgov_id others[] = {town->resident, town->bureau.officers[HEAD], town->street.officers[OPERATOR],
                              town->centre.officers[CLERK], town->founder};
    struct still before = place_still(place);
    for (uint32_t o = 0; o < sizeof others / sizeof others[0]; o++) {
        cgov_error errors[4];
        for (uint32_t i = 0; i < 4; i++) {
            cgov_detail details[] = {keys[i % 2], town_number(CGOV_FIELD_PLACE, 990101001201),
                                     town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                                     town_text(CGOV_FIELD_TEXT, "漏水")};
            cgov_act act = town_act(town, others[o]);
            cgov_id id = 7;
            act.flags = i < 2 ? 0 : CGOV_ACT_IMPORT;
            town_assert_refused(town, cgov_item_report(town->ledger, &act, details, 4, &id), CGOV_E_REFUSED,
                                CGOV_R_MAY);
            errors[i] = town_error(town);
            assert_memory_equal(&errors[i], &errors[0], sizeof errors[0]);
        }
        assert_rule(town, "by operator of intake", "信访工作条例 19-20, 36");
    }
    place_assert_still(place, before);
}

/* Nor does time pass for the one and not for the other. */
static void a_refused_key_lets_time_pass_alike(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    const cgov_detail key = town_text(CGOV_FIELD_EXTERNAL, "K-1");
    assert_int_equal(town_try_report(town, town->centre.officers[OPERATOR], &key, 1, NULL), CGOV_OK);
    town->now += 40 * DAY;
    uint64_t seq = place_info(town).seq;
    const cgov_detail details[] = {key, town_number(CGOV_FIELD_PLACE, 990101001201),
                                   town_number(CGOV_FIELD_INTAKE, (int64_t)town->centre.id),
                                   town_text(CGOV_FIELD_TEXT, "漏水")};
    cgov_act act = town_act(town, town->centre.officers[OPERATOR]);
    act.flags = CGOV_ACT_IMPORT;
    assert_int_equal(cgov_item_report(town->ledger, &act, details, 4, NULL), CGOV_REPEAT);
    assert_int_equal(place_info(town).seq, seq);
    act.actor = town->resident;
    town_assert_refused(town, cgov_item_report(town->ledger, &act, details, 4, NULL), CGOV_E_REFUSED, CGOV_R_MAY);
    assert_true(place_info(town).seq > seq);
}

static void an_expected_version_is_compared(void **state) {
    struct place *place = *state;
    struct town *town = &place->town;
    cgov_id id = town_report(town, town->resident);
    uint64_t version = place_info(town).seq, seq = 0;
    town->now += 10 * DAY;
    town_tick(town); /* a reminder: it does not raise the version */
    assert_true(place_info(town).seq > version);
    cgov_act act = town_act(town, town->centre.officers[CLERK]);
    act.expect = version - 1;
    struct still before = place_still(place);
    town_assert_refused(town, cgov_item_move(town->ledger, &act, id, "accept", NULL, 0, &seq), CGOV_E_CONFLICT,
                        CGOV_R_VERSION);
    place_assert_still(place, before);
    act.expect = version;
    assert_int_equal(cgov_item_move(town->ledger, &act, id, "accept", NULL, 0, &seq), CGOV_OK);
    assert_true(seq > version);
    cgov_entity_draft entity = {.size = sizeof entity, .kind = CGOV_KIND_RESIDENT, .region = 990101};
    act = town_act(town, town->founder);
    act.expect = 1;
    town_assert_refused(town, cgov_entity_change(town->ledger, &act, town->resident, &entity, NULL), CGOV_E_CONFLICT,
                        CGOV_R_VERSION);
}

#define ON_A_PLACE(test) cmocka_unit_test_setup_teardown(test, place_set_up, place_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_A_PLACE(refusals_say_why_and_write_nothing),
        ON_A_PLACE(each_verb_is_durable),
        cmocka_unit_test(a_group_is_durable_when_flushed),
        cmocka_unit_test(closing_flushes),
        ON_A_PLACE(an_act_says_that_it_may_be_deferred),
        ON_A_PLACE(a_repeat_is_as_durable_as_it_says),
        ON_A_PLACE(a_failure_is_in_the_result),
        ON_A_PLACE(a_repeat_gives_the_first_result),
        ON_A_PLACE(a_key_belongs_to_its_actor),
        ON_A_PLACE(a_refusal_is_not_remembered),
        ON_A_PLACE(a_key_lives_for_its_window),
        ON_A_PLACE(an_external_key_is_unique_for_ever),
        ON_A_PLACE(an_external_key_is_the_intakes),
        ON_A_PLACE(a_refused_key_lets_time_pass_alike),
        ON_A_PLACE(an_expected_version_is_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
