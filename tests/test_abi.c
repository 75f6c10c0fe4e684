/* The layouts of version 1, member by member, and the names of every enum's values. Members are appended, never moved;
 * numbers are never reused: a line here changes only where a later version adds one. */
#include "support/test.h"

#include <cgov/cgov.h>

#define SIZE(name, bytes) _Static_assert(sizeof(cgov_##name) == (bytes), "the size of cgov_" #name)
#define AT(name, member, place) _Static_assert(offsetof(cgov_##name, member) == (place), "cgov_" #name "." #member)

#if UINTPTR_MAX == UINT64_MAX
/* clang-format off */
SIZE(text, 16);
AT(text, ptr, 0); AT(text, len, 8);

SIZE(act, 72);
AT(act, size, 0); AT(act, flags, 4); AT(act, actor, 8); AT(act, now, 16); AT(act, key, 24); AT(act, expect, 40);
AT(act, salt, 48); AT(act, result_out, 64);

SIZE(reader, 32);
AT(reader, size, 0); AT(reader, flags, 4); AT(reader, actor, 8); AT(reader, at, 16);
AT(reader, error_out, 24);

SIZE(detail, 40);
AT(detail, size, 0); AT(detail, field, 4); AT(detail, number, 8); AT(detail, text, 16); AT(detail, reserved, 32);

SIZE(error, 504);
AT(error, size, 0); AT(error, status, 4); AT(error, reason, 8); AT(error, version, 12); AT(error, line, 16);
AT(error, column, 20); AT(error, item, 24); AT(error, os_code, 32); AT(error, citation, 40); AT(error, message, 296);

SIZE(allocator, 24);
AT(allocator, size, 0); AT(allocator, reserved, 4); AT(allocator, user, 8); AT(allocator, resize, 16);

SIZE(storage, 104);
AT(storage, size, 0); AT(storage, flags, 4); AT(storage, user, 8); AT(storage, list, 16); AT(storage, length, 24);
AT(storage, read, 32); AT(storage, append, 40); AT(storage, overwrite, 48); AT(storage, cut, 56);
AT(storage, sync, 64); AT(storage, put, 72); AT(storage, remove, 80); AT(storage, lock, 88); AT(storage, salt, 96);

SIZE(ledger_options, 40);
AT(ledger_options, size, 0); AT(ledger_options, flags, 4); AT(ledger_options, storage, 8); AT(ledger_options, allocator, 16);
AT(ledger_options, error_out, 24); AT(ledger_options, reserved, 32);

SIZE(genesis, 208);
AT(genesis, size, 0); AT(genesis, flags, 4); AT(genesis, ledger_id, 8); AT(genesis, utc_offset, 24);
AT(genesis, reserved0, 28); AT(genesis, rulebook, 32); AT(genesis, profile, 48); AT(genesis, calendar, 64);
AT(genesis, organization, 80); AT(genesis, organization_kind, 96); AT(genesis, region, 112);
AT(genesis, resident, 120); AT(genesis, role, 136); AT(genesis, limit_ahead, 152); AT(genesis, key_window, 160);
AT(genesis, limit_title, 168); AT(genesis, limit_text, 172); AT(genesis, limit_children, 176);
AT(genesis, limit_depth, 180); AT(genesis, limit_items, 184); AT(genesis, limit_entities, 192);
AT(genesis, limit_behind, 200);

SIZE(ledger_view, 256);
AT(ledger_view, size, 0); AT(ledger_view, decisions, 4); AT(ledger_view, ledger_id, 8); AT(ledger_view, utc_offset, 24); AT(ledger_view, rulebooks, 28);
AT(ledger_view, now, 32); AT(ledger_view, seq, 40); AT(ledger_view, durable_seq, 48); AT(ledger_view, residents, 56); AT(ledger_view, organizations, 64);
AT(ledger_view, appointments, 72); AT(ledger_view, issues, 80); AT(ledger_view, parts, 88); AT(ledger_view, open_items, 96);
AT(ledger_view, running_clocks, 104); AT(ledger_view, undated_clocks, 112); AT(ledger_view, retry_keys, 120); AT(ledger_view, memory, 128);
AT(ledger_view, journal_bytes, 136); AT(ledger_view, torn_bytes, 144); AT(ledger_view, torn_seq, 152); AT(ledger_view, root, 160);
AT(ledger_view, founder, 168); AT(ledger_view, poisoned, 176); AT(ledger_view, library_decisions, 180); AT(ledger_view, torn_objects, 184);
AT(ledger_view, sessions, 192); AT(ledger_view, motions, 200); AT(ledger_view, limit_behind, 208);
AT(ledger_view, ack_missing, 216); AT(ledger_view, units, 224); AT(ledger_view, calendar_until, 232);
AT(ledger_view, snapshot_seq, 240); AT(ledger_view, snapshot, 248); AT(ledger_view, reserved, 252);

SIZE(result, 48);
AT(result, size, 0); AT(result, status, 4); AT(result, id, 8); AT(result, seq, 16); AT(result, fired, 24);
AT(result, durable_seq, 32);
AT(result, reserved, 40);

SIZE(entity_draft, 96);
AT(entity_draft, size, 0); AT(entity_draft, kind, 4); AT(entity_draft, parent, 8); AT(entity_draft, region, 16);
AT(entity_draft, name, 24); AT(entity_draft, external, 40); AT(entity_draft, type, 56);
AT(entity_draft, owner, 72); AT(entity_draft, household, 80); AT(entity_draft, area, 88);

SIZE(entity_view, 168);
AT(entity_view, size, 0); AT(entity_view, kind, 4); AT(entity_view, id, 8); AT(entity_view, parent, 16);
AT(entity_view, region, 24); AT(entity_view, version, 32); AT(entity_view, type, 40); AT(entity_view, external_key, 72);
AT(entity_view, owner, 144); AT(entity_view, household, 152); AT(entity_view, area, 160);

SIZE(appointment_draft, 56);
AT(appointment_draft, size, 0); AT(appointment_draft, flags, 4); AT(appointment_draft, resident, 8);
AT(appointment_draft, organization, 16); AT(appointment_draft, from, 24); AT(appointment_draft, until, 32);
AT(appointment_draft, role, 40);

SIZE(appointment_view, 80);
AT(appointment_view, size, 0); AT(appointment_view, reserved, 4); AT(appointment_view, id, 8);
AT(appointment_view, resident, 16); AT(appointment_view, organization, 24); AT(appointment_view, from, 32);
AT(appointment_view, until, 40); AT(appointment_view, role, 48);

SIZE(adoption_draft, 72);
AT(adoption_draft, size, 0); AT(adoption_draft, flags, 4); AT(adoption_draft, text, 8); AT(adoption_draft, from, 24);
AT(adoption_draft, profile, 32); AT(adoption_draft, map, 48); AT(adoption_draft, motion, 64);

SIZE(roll_view, 536);
AT(roll_view, size, 0); AT(roll_view, open, 4); AT(roll_view, filled, 8); AT(roll_view, entered, 12);
AT(roll_view, allowed, 16); AT(roll_view, reason, 20); AT(roll_view, line, 24); AT(roll_view, most, 28);
AT(roll_view, heads, 32); AT(roll_view, units, 40); AT(roll_view, area, 48); AT(roll_view, weight, 56);
AT(roll_view, needs, 64); AT(roll_view, takes, 68); AT(roll_view, of, 72); AT(roll_view, others, 80); AT(roll_view, leaves, 84);
AT(roll_view, removes, 88); AT(roll_view, ballot, 92); AT(roll_view, bundled, 96); AT(roll_view, waiting, 100);
AT(roll_view, groups, 104); AT(roll_view, proofs, 108); AT(roll_view, secrecy, 112); AT(roll_view, name, 120);
AT(roll_view, title, 152); AT(roll_view, citation, 280);

SIZE(entry_view, 152);
AT(entry_view, size, 0); AT(entry_view, standing, 4); AT(entry_view, elector, 8); AT(entry_view, seq, 16);
AT(entry_view, number, 24); AT(entry_view, filled, 28); AT(entry_view, line, 32); AT(entry_view, place, 36);
AT(entry_view, units, 40); AT(entry_view, area, 48); AT(entry_view, weight, 56); AT(entry_view, named, 64);
AT(entry_view, choice, 72); AT(entry_view, places, 104); AT(entry_view, waiting, 112);
AT(entry_view, reserved0, 116); AT(entry_view, reserved, 120);

SIZE(share_view, 192);
AT(share_view, size, 0); AT(share_view, holds, 4); AT(share_view, negated, 8); AT(share_view, alternative, 12);
AT(share_view, axis, 16); AT(share_view, line, 20); AT(share_view, have, 24); AT(share_view, of, 32);
AT(share_view, needed, 40); AT(share_view, lacking, 48); AT(share_view, move, 56); AT(share_view, roll, 88);
AT(share_view, whole, 120); AT(share_view, reserved, 152);

SIZE(tally_row, 80);
AT(tally_row, size, 0); AT(tally_row, tally, 4); AT(tally_row, number, 8); AT(tally_row, flags, 12);
AT(tally_row, heads, 16); AT(tally_row, units, 24); AT(tally_row, area, 32); AT(tally_row, weight, 40);
AT(tally_row, name, 48); AT(tally_row, cost, 64); AT(tally_row, reserved, 72);

SIZE(tally_view, 152);
AT(tally_view, size, 0); AT(tally_view, tally, 4); AT(tally_view, number, 8); AT(tally_view, standing, 12);
AT(tally_view, candidate, 16); AT(tally_view, heads, 24); AT(tally_view, units, 32); AT(tally_view, area, 40);
AT(tally_view, weight, 48); AT(tally_view, bundled_heads, 56); AT(tally_view, bundled_units, 64);
AT(tally_view, bundled_area, 72); AT(tally_view, bundled_weight, 80); AT(tally_view, name, 88);
AT(tally_view, reserved, 120);

SIZE(rule_query, 64);
AT(rule_query, size, 0); AT(rule_query, flags, 4); AT(rule_query, rule, 8); AT(rule_query, day, 24);
AT(rule_query, seats, 28); AT(rule_query, casting, 32); AT(rule_query, reserved0, 36);
AT(rule_query, budget, 40); AT(rule_query, lots, 48);

SIZE(outcome, 2040);
AT(outcome, size, 0); AT(outcome, status, 4); AT(outcome, reason, 8); AT(outcome, row, 12);
AT(outcome, line, 16); AT(outcome, outcome, 20); AT(outcome, way, 24); AT(outcome, warnings, 28);
AT(outcome, joined, 32); AT(outcome, from, 36); AT(outcome, to, 40); AT(outcome, seats, 44);
AT(outcome, winners, 48); AT(outcome, tied, 52); AT(outcome, numbers, 56); AT(outcome, name, 1080);
AT(outcome, title, 1112); AT(outcome, citation, 1240); AT(outcome, source, 1496); AT(outcome, message, 1752);
AT(outcome, reserved, 2008);

SIZE(comparison_view, 240);
AT(comparison_view, size, 0); AT(comparison_view, line, 4); AT(comparison_view, quorum, 8);
AT(comparison_view, negated, 12); AT(comparison_view, way, 16); AT(comparison_view, candidate, 20);
AT(comparison_view, axis, 24); AT(comparison_view, more, 28); AT(comparison_view, n, 32);
AT(comparison_view, d, 36); AT(comparison_view, holds, 40); AT(comparison_view, reserved0, 44);
AT(comparison_view, left, 48); AT(comparison_view, right, 56); AT(comparison_view, needed, 64);
AT(comparison_view, lacking, 72); AT(comparison_view, part, 80); AT(comparison_view, whole, 144);
AT(comparison_view, reserved, 208);

SIZE(item_view, 456);
AT(item_view, size, 0); AT(item_view, kind, 4); AT(item_view, id, 8); AT(item_view, version, 16);
AT(item_view, opened_at, 24); AT(item_view, moved_at, 32); AT(item_view, reporter, 40);
AT(item_view, reported_by, 48); AT(item_view, holder, 56); AT(item_view, parent, 64); AT(item_view, master, 72);
AT(item_view, against, 80); AT(item_view, earlier, 88); AT(item_view, place, 96); AT(item_view, point, 104);
AT(item_view, track, 112); AT(item_view, channel, 116); AT(item_view, urgency, 120); AT(item_view, result, 124);
AT(item_view, rating, 128); AT(item_view, delegates, 132); AT(item_view, owed, 136); AT(item_view, answers, 140);
AT(item_view, children, 144); AT(item_view, open_children, 148); AT(item_view, final, 152); AT(item_view, late, 156);
AT(item_view, masked, 160); AT(item_view, public_safety, 164); AT(item_view, rulebook, 168);
AT(item_view, class_unnamed, 172); AT(item_view, next_due, 176); AT(item_view, procedure, 184); AT(item_view, stage, 216);
AT(item_view, state, 248); AT(item_view, profile, 280); AT(item_view, matter, 312); AT(item_view, class_name, 344);
AT(item_view, external_key, 376); AT(item_view, received_at, 448);

SIZE(clock_view, 256);
AT(clock_view, size, 0); AT(clock_view, state, 4); AT(clock_view, started_at, 8); AT(clock_view, due, 16);
AT(clock_view, stopped_at, 24); AT(clock_view, late, 32); AT(clock_view, missing_year, 36);
AT(clock_view, reminders, 40); AT(clock_view, rungs, 44); AT(clock_view, name, 48); AT(clock_view, calendar, 80);
AT(clock_view, title, 112); AT(clock_view, reserved, 240);

SIZE(party_view, 48);
AT(party_view, size, 0); AT(party_view, holds, 4); AT(party_view, id, 8); AT(party_view, name, 16);

SIZE(move_view, 688);
AT(move_view, size, 0); AT(move_view, allowed, 4); AT(move_view, reason, 8); AT(move_view, line, 12);
AT(move_view, needs, 16); AT(move_view, takes, 20); AT(move_view, left, 24); AT(move_view, reserved0, 28);
AT(move_view, name, 32); AT(move_view, title, 64); AT(move_view, to, 192); AT(move_view, citation, 224);

SIZE(history_view, 296);
AT(history_view, size, 0); AT(history_view, record, 4); AT(history_view, seq, 8); AT(history_view, at, 16);
AT(history_view, actor, 24); AT(history_view, details, 32); AT(history_view, outcome, 36); AT(history_view, told, 40); AT(history_view, due, 48);
AT(history_view, share, 56); AT(history_view, rung, 60); AT(history_view, result, 64); AT(history_view, rating, 68);
AT(history_view, days, 72); AT(history_view, channel, 76); AT(history_view, move, 80); AT(history_view, from, 112);
AT(history_view, to, 144); AT(history_view, clock, 176); AT(history_view, role, 208); AT(history_view, lead, 240);
AT(history_view, rule, 248); AT(history_view, received_at, 280); AT(history_view, merged, 288);

SIZE(item_query, 216);
AT(item_query, size, 0); AT(item_query, kind, 4); AT(item_query, organization, 8); AT(item_query, lead, 16);
AT(item_query, reporter, 24); AT(item_query, parent, 32); AT(item_query, like, 40); AT(item_query, state, 48);
AT(item_query, procedure, 64); AT(item_query, matter, 80); AT(item_query, external, 96); AT(item_query, region, 112);
AT(item_query, late_at, 120); AT(item_query, due_before, 128); AT(item_query, updated_since, 136);
AT(item_query, opened_since, 144); AT(item_query, meters, 152); AT(item_query, below, 156); AT(item_query, undated_clocks, 160);
AT(item_query, unended, 164); AT(item_query, mentions, 168); AT(item_query, master, 176); AT(item_query, like_place, 184);
AT(item_query, like_point, 192); AT(item_query, person, 200); AT(item_query, reserved, 208);

SIZE(check_view, 2664);
AT(check_view, size, 0); AT(check_view, status, 4); AT(check_view, reason, 8); AT(check_view, check, 12);
AT(check_view, line, 16); AT(check_view, column, 20); AT(check_view, procedures, 24);
AT(check_view, states, 28); AT(check_view, moves, 32); AT(check_view, clocks, 36);
AT(check_view, configurations, 40); AT(check_view, longest_changes, 48); AT(check_view, longest_stays, 52);
AT(check_view, digest, 56); AT(check_view, message, 88); AT(check_view, path, 344); AT(check_view, kinds, 2648);
AT(check_view, rules, 2656); AT(check_view, unverified, 2660);

SIZE(rule_view, 568);
AT(rule_view, size, 0); AT(rule_view, rule, 4); AT(rule_view, index, 8); AT(rule_view, line, 12);
AT(rule_view, final, 16); AT(rule_view, by_time, 20); AT(rule_view, opens, 24); AT(rule_view, limit, 28);
AT(rule_view, name, 32); AT(rule_view, title, 64); AT(rule_view, holder, 192); AT(rule_view, stage, 224);
AT(rule_view, to, 256); AT(rule_view, citation, 288); AT(rule_view, needs, 544); AT(rule_view, takes, 548);
AT(rule_view, kind, 552); AT(rule_view, may, 556); AT(rule_view, outcomes, 560);
AT(rule_view, reserved0, 564);

SIZE(field_view, 240);
AT(field_view, size, 0); AT(field_view, field, 4); AT(field_view, type, 8); AT(field_view, needed, 12);
AT(field_view, repeats, 16); AT(field_view, readers, 20); AT(field_view, choices, 24); AT(field_view, line, 28);
AT(field_view, matters, 32); AT(field_view, reserved0, 36); AT(field_view, min, 40); AT(field_view, max, 48);
AT(field_view, name, 56); AT(field_view, title, 88); AT(field_view, reserved, 216);

SIZE(choice_view, 184);
AT(choice_view, size, 0); AT(choice_view, value, 4); AT(choice_view, name, 8); AT(choice_view, title, 40);
AT(choice_view, reserved, 168);

SIZE(detail_view, 104);
AT(detail_view, size, 0); AT(detail_view, field, 4); AT(detail_view, type, 8); AT(detail_view, words, 12);
AT(detail_view, number, 16); AT(detail_view, name, 24); AT(detail_view, choice, 56); AT(detail_view, reserved, 88);

SIZE(edge_view, 144);
AT(edge_view, size, 0); AT(edge_view, line, 4); AT(edge_view, by_time, 8); AT(edge_view, answers, 12);
AT(edge_view, from, 16); AT(edge_view, move, 48); AT(edge_view, to, 80); AT(edge_view, outcome, 112);
AT(edge_view, reserved0, 116); AT(edge_view, reserved, 120);

SIZE(duty_view, 640);
AT(duty_view, size, 0); AT(duty_view, duty, 4); AT(duty_view, level, 8); AT(duty_view, line, 12);
AT(duty_view, region, 16); AT(duty_view, forms, 24); AT(duty_view, direct, 28); AT(duty_view, confidential, 32);
AT(duty_view, verified, 36); AT(duty_view, matter, 40); AT(duty_view, title, 72); AT(duty_view, name, 200);
AT(duty_view, external_key, 232); AT(duty_view, procedure, 304); AT(duty_view, profile, 336);
AT(duty_view, source, 368); AT(duty_view, reserved, 624);

SIZE(route_query, 72);
AT(route_query, size, 0); AT(route_query, urgency, 4); AT(route_query, item, 8); AT(route_query, place, 16);
AT(route_query, matter, 24); AT(route_query, against, 40); AT(route_query, intake, 48);
AT(route_query, reserved, 56);

SIZE(route_view, 608);
AT(route_view, size, 0); AT(route_view, rule, 4); AT(route_view, lead, 8); AT(route_view, others, 16);
AT(route_view, arbiter, 80); AT(route_view, backstop, 88); AT(route_view, other_count, 96);
AT(route_view, rivals, 100); AT(route_view, binding, 104); AT(route_view, urgent, 108);
AT(route_view, staffed, 112); AT(route_view, level, 116); AT(route_view, version, 120); AT(route_view, line, 124);
AT(route_view, citation, 128); AT(route_view, why, 384); AT(route_view, more_others, 592);
AT(route_view, reserved0, 596); AT(route_view, reserved, 600);

SIZE(import_draft, 48);
AT(import_draft, size, 0); AT(import_draft, reserved0, 4); AT(import_draft, at, 8); AT(import_draft, details, 16);
AT(import_draft, detail_count, 24); AT(import_draft, reserved, 28); AT(import_draft, actor, 32);
AT(import_draft, elector, 40);

SIZE(import_view, 16);
AT(import_view, size, 0); AT(import_view, status, 4); AT(import_view, id, 8);

SIZE(feed_view, 288);
AT(feed_view, size, 0); AT(feed_view, what, 4); AT(feed_view, entry, 8); AT(feed_view, seq, 16);
AT(feed_view, at, 24); AT(feed_view, item, 32); AT(feed_view, to, 40); AT(feed_view, due, 48);
AT(feed_view, record, 56); AT(feed_view, share, 60); AT(feed_view, rung, 64); AT(feed_view, outcome, 68);
AT(feed_view, role, 72); AT(feed_view, move, 104); AT(feed_view, state, 136); AT(feed_view, clock, 168);
AT(feed_view, roll, 200); AT(feed_view, merged, 232); AT(feed_view, calendar, 240);
AT(feed_view, by, 272); AT(feed_view, reserved, 280);

SIZE(figure_query, 136);
AT(figure_query, size, 0); AT(figure_query, group, 4); AT(figure_query, level, 8); AT(figure_query, satisfied, 12);
AT(figure_query, organization, 16); AT(figure_query, procedure, 24); AT(figure_query, matter, 40);
AT(figure_query, clock, 56); AT(figure_query, region, 72); AT(figure_query, from, 80);
AT(figure_query, until, 88); AT(figure_query, since, 96); AT(figure_query, reserved0, 100);
AT(figure_query, reserved, 104);

SIZE(figure_view, 328);
AT(figure_view, size, 0); AT(figure_view, group, 4); AT(figure_view, key, 8); AT(figure_view, name, 16);
AT(figure_view, issues, 48); AT(figure_view, open, 56); AT(figure_view, closed, 64);
AT(figure_view, refused, 72); AT(figure_view, withdrawn, 80); AT(figure_view, merged, 88);
AT(figure_view, answered, 96); AT(figure_view, due, 104); AT(figure_view, ended, 112);
AT(figure_view, on_time, 120); AT(figure_view, paused, 128); AT(figure_view, revisited, 136);
AT(figure_view, contacted, 144); AT(figure_view, assessable, 152); AT(figure_view, solved, 160);
AT(figure_view, rated, 168); AT(figure_view, satisfied, 176); AT(figure_view, returned, 184);
AT(figure_view, returns, 192); AT(figure_view, reworked, 200); AT(figure_view, reworks, 208);
AT(figure_view, reopened, 216); AT(figure_view, reopens, 224); AT(figure_view, tiered, 232);
AT(figure_view, at_tier, 240); AT(figure_view, open_by_age, 248); AT(figure_view, expected, 280); AT(figure_view, attended, 288);
AT(figure_view, entitled, 296); AT(figure_view, voted, 304); AT(figure_view, reserved, 312);
/* clang-format on */
#endif

static void sizes_by_number(void **state) {
    (void)state;
    static const struct {
        uint32_t which, number;
        size_t size;
    } rows[] = {
        {CGOV_STRUCT_ACT, 1, sizeof(cgov_act)},
        {CGOV_STRUCT_READER, 2, sizeof(cgov_reader)},
        {CGOV_STRUCT_DETAIL, 3, sizeof(cgov_detail)},
        {CGOV_STRUCT_ERROR, 4, sizeof(cgov_error)},
        {CGOV_STRUCT_ALLOCATOR, 5, sizeof(cgov_allocator)},
        {CGOV_STRUCT_STORAGE, 6, sizeof(cgov_storage)},
        {CGOV_STRUCT_LEDGER_OPTIONS, 7, sizeof(cgov_ledger_options)},
        {CGOV_STRUCT_GENESIS, 8, sizeof(cgov_genesis)},
        {CGOV_STRUCT_LEDGER_VIEW, 9, sizeof(cgov_ledger_view)},
        {CGOV_STRUCT_RESULT, 10, sizeof(cgov_result)},
        {CGOV_STRUCT_ENTITY_DRAFT, 11, sizeof(cgov_entity_draft)},
        {CGOV_STRUCT_APPOINTMENT_DRAFT, 12, sizeof(cgov_appointment_draft)},
        {CGOV_STRUCT_ADOPTION_DRAFT, 13, sizeof(cgov_adoption_draft)},
        {CGOV_STRUCT_ITEM_VIEW, 14, sizeof(cgov_item_view)},
        {CGOV_STRUCT_CLOCK_VIEW, 15, sizeof(cgov_clock_view)},
        {CGOV_STRUCT_PARTY_VIEW, 16, sizeof(cgov_party_view)},
        {CGOV_STRUCT_MOVE_VIEW, 17, sizeof(cgov_move_view)},
        {CGOV_STRUCT_HISTORY_VIEW, 18, sizeof(cgov_history_view)},
        {CGOV_STRUCT_ITEM_QUERY, 19, sizeof(cgov_item_query)},
        {CGOV_STRUCT_CHECK_VIEW, 20, sizeof(cgov_check_view)},
        {CGOV_STRUCT_RULE_VIEW, 21, sizeof(cgov_rule_view)},
        {CGOV_STRUCT_EDGE_VIEW, 22, sizeof(cgov_edge_view)},
        {CGOV_STRUCT_DUTY_VIEW, 23, sizeof(cgov_duty_view)},
        {CGOV_STRUCT_ROUTE_QUERY, 24, sizeof(cgov_route_query)},
        {CGOV_STRUCT_ROUTE_VIEW, 25, sizeof(cgov_route_view)},
        {CGOV_STRUCT_IMPORT_DRAFT, 26, sizeof(cgov_import_draft)},
        {CGOV_STRUCT_FEED_VIEW, 27, sizeof(cgov_feed_view)},
        {CGOV_STRUCT_FIGURE_QUERY, 28, sizeof(cgov_figure_query)},
        {CGOV_STRUCT_FIGURE_VIEW, 29, sizeof(cgov_figure_view)},
        {CGOV_STRUCT_FIELD_VIEW, 30, sizeof(cgov_field_view)},
        {CGOV_STRUCT_CHOICE_VIEW, 31, sizeof(cgov_choice_view)},
        {CGOV_STRUCT_DETAIL_VIEW, 32, sizeof(cgov_detail_view)},
        {CGOV_STRUCT_ENTITY_VIEW, 33, sizeof(cgov_entity_view)},
        {CGOV_STRUCT_APPOINTMENT_VIEW, 34, sizeof(cgov_appointment_view)},
        {CGOV_STRUCT_ROLL_VIEW, 35, sizeof(cgov_roll_view)},
        {CGOV_STRUCT_ENTRY_VIEW, 36, sizeof(cgov_entry_view)},
        {CGOV_STRUCT_SHARE_VIEW, 37, sizeof(cgov_share_view)},
        {CGOV_STRUCT_TALLY_ROW, 38, sizeof(cgov_tally_row)},
        {CGOV_STRUCT_TALLY_VIEW, 39, sizeof(cgov_tally_view)},
        {CGOV_STRUCT_RULE_QUERY, 40, sizeof(cgov_rule_query)},
        {CGOV_STRUCT_OUTCOME, 41, sizeof(cgov_outcome)},
        {CGOV_STRUCT_COMPARISON_VIEW, 42, sizeof(cgov_comparison_view)},
        {CGOV_STRUCT_IMPORT_VIEW, 43, sizeof(cgov_import_view)},
        {CGOV_STRUCT_RUN_VIEW, 44, sizeof(cgov_run_view)},
        {CGOV_STRUCT_ERASURE_VIEW, 45, sizeof(cgov_erasure_view)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(rows[i].which, rows[i].number);
        assert_int_equal(cgov_struct_size(rows[i].which), rows[i].size);
        assert_int_equal(rows[i].size % 8, 0); /* nothing is left to the compiler at the end */
    }
    assert_int_equal(cgov_struct_size(0), 0);
    assert_int_equal(cgov_struct_size(sizeof rows / sizeof rows[0] + 1), 0);
    assert_int_equal(cgov_struct_size(UINT32_MAX), 0);
}

/* Every named value of every enum, by its number; all other numbers have no name. */
static const struct {
    uint32_t which, value;
    const char *name;
} names[] = {
    {1, 1, "resident"},
    {1, 2, "organization"},
    {1, 3, "issue"},
    {1, 4, "part"},
    {1, 5, "appointment"},
    {1, 6, "rulebook"},
    {1, 7, "session"},
    {1, 8, "motion"},
    {1, 9, "unit"},
    {2, 1, "title"},
    {2, 2, "text"},
    {2, 3, "reason"},
    {2, 4, "evidence"},
    {2, 5, "remedy"},
    {2, 6, "name"},
    {2, 7, "note"},
    {2, 16, "place"},
    {2, 17, "point"},
    {2, 18, "channel"},
    {2, 19, "track"},
    {2, 20, "urgency"},
    {2, 21, "result"},
    {2, 22, "class"},
    {2, 23, "matter"},
    {2, 24, "against"},
    {2, 25, "public_safety"},
    {2, 26, "masked"},
    {2, 27, "behalf"},
    {2, 28, "earlier"},
    {2, 29, "delegates"},
    {2, 30, "intake"},
    {2, 31, "lead"},
    {2, 32, "organization"},
    {2, 33, "resident"},
    {2, 34, "organizations"},
    {2, 35, "master"},
    {2, 36, "days"},
    {2, 37, "rating"},
    {2, 38, "external"},
    {2, 39, "procedure"},
    {2, 40, "contacted"},
    {2, 41, "solved"},
    {2, 42, "choice"},
    {3, 0, "none"},
    {3, 1, "consult"},
    {3, 2, "complaint"},
    {3, 3, "suggestion"},
    {3, 4, "petition"},
    {3, 5, "accusation"},
    {3, 6, "help"},
    {3, 7, "other"},
    {4, 0, "none"},
    {4, 1, "public"},
    {4, 2, "media"},
    {4, 3, "patrol"},
    {4, 4, "superior"},
    {4, 5, "hotline"},
    {4, 6, "web"},
    {4, 7, "visit"},
    {4, 8, "letter"},
    {4, 16, "litigation"},
    {4, 17, "arbitration"},
    {4, 18, "reconsideration"},
    {4, 19, "appeal"},
    {4, 20, "elsewhere"},
    {5, 0, "normal"},
    {5, 1, "urgent"},
    {5, 2, "critical"},
    {6, 0, "none"},
    {6, 1, "solved"},
    {6, 2, "explained"},
    {6, 3, "planned"},
    {6, 4, "refused"},
    {7, 1, "genesis"},
    {7, 2, "resident"},
    {7, 3, "organization"},
    {7, 4, "appointed"},
    {7, 5, "adopted"},
    {7, 6, "opened"},
    {7, 7, "moved"},
    {7, 8, "reminded"},
    {7, 9, "late"},
    {7, 10, "rung"},
    {7, 11, "due"},
    {7, 12, "migrated"},
    {7, 13, "decided"},
    {7, 14, "unit"},
    {7, 15, "entered"},
    {7, 16, "left"},
    {7, 17, "filled"},
    {7, 18, "bundled"},
    {7, 19, "joined"},
    {7, 20, "erased"},
    {8, 1, "running"},
    {8, 2, "paused"},
    {8, 3, "stopped"},
    {9, 1, "province"},
    {9, 2, "city"},
    {9, 3, "county"},
    {9, 4, "township"},
    {9, 5, "village"},
    {9, 6, "grid"},
    {10, 1, "inform"},
    {10, 2, "consult"},
    {10, 3, "deliberate"},
    {10, 4, "vote"},
    {10, 5, "supervise"},
    {11, 1, "lead"},
    {11, 2, "with"},
    {12, 1, "territory"},
    {12, 2, "matter"},
    {12, 3, "both"},
    {12, 4, "receiver"},
    {12, 5, "returned"},
    {12, 6, "urgent"},
    {12, 7, "accused"},
    {13, 1, "assigned"},
    {13, 2, "asked"},
    {13, 3, "received"},
    {13, 4, "answered"},
    {13, 5, "extended"},
    {13, 6, "merged"},
    {13, 7, "ended"},
    {13, 8, "reminded"},
    {13, 9, "late"},
    {13, 10, "rung"},
    {13, 11, "due_moved"},
    {13, 12, "migrated"},
    {13, 13, "told"},
    {13, 14, "entered"},
    {13, 15, "taken_out"},
    {13, 16, "suspended"},
    {13, 17, "resumed"},
    {13, 18, "handed_over"},
    {13, 19, "sent_back"},
    {13, 20, "joined"},
    {13, 21, "calendar_ends"},
    {13, 22, "erased"},
    {13, 23, "changed"},
    {14, 0, "none"},
    {14, 1, "organization"},
    {14, 2, "intake"},
    {14, 3, "matter"},
    {14, 4, "region"},
    {14, 5, "month"},
    {14, 6, "class"},
    {14, 7, "track"},
    {14, 8, "channel"},
    {14, 9, "week"},
    {15, 0, "heads"},
    {15, 1, "units"},
    {15, 2, "area"},
    {15, 3, "weight"},
    {16, 1, "yes"},
    {16, 2, "no"},
    {16, 3, "abstain"},
    {16, 4, "block"},
    {16, 5, "blank"},
    {16, 6, "invalid"},
    {17, 1, "passed"},
    {17, 2, "failed"},
    {17, 3, "no_quorum"},
    {17, 4, "unfilled"},
    {2, 43, "received"},
};

static const char *golden(uint32_t which, uint32_t value) {
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].which == which && names[i].value == value) return names[i].name;
    return "";
}

static void names_by_number(void **state) {
    (void)state;
    for (uint32_t which = 0; which < 32; which++)
        for (uint32_t value = 0; value < 300; value++)
            assert_string_equal(cgov_enum_name(which, value), golden(which, value));
    assert_string_equal(cgov_enum_name(UINT32_MAX, UINT32_MAX), "");
}

/* The constants of the headers are these numbers. */
static void numbers_by_constant(void **state) {
    (void)state;
    static const uint32_t enums[] = {CGOV_ENUM_KIND,    CGOV_ENUM_FIELD,  CGOV_ENUM_TRACK,  CGOV_ENUM_CHANNEL,
                                     CGOV_ENUM_URGENCY, CGOV_ENUM_RESULT, CGOV_ENUM_RECORD, CGOV_ENUM_CLOCK_STATE,
                                     CGOV_ENUM_LEVEL,   CGOV_ENUM_FORM,   CGOV_ENUM_DUTY,   CGOV_ENUM_ROUTE,
                                     CGOV_ENUM_NEWS,    CGOV_ENUM_GROUP,  CGOV_ENUM_AXIS,   CGOV_ENUM_CHOICE,
                                     CGOV_ENUM_OUTCOME};
    for (uint32_t i = 0; i < sizeof enums / sizeof enums[0]; i++) assert_int_equal(enums[i], i + 1);
#define IS(WHICH, PREFIX, NAME, name)                                                                                  \
    assert_string_equal(cgov_enum_name(CGOV_ENUM_##WHICH, CGOV_##PREFIX##_##NAME), name)
    IS(KIND, KIND, RESIDENT, "resident");
    IS(KIND, KIND, RULEBOOK, "rulebook");
    IS(KIND, KIND, ISSUE, "issue");
    IS(KIND, KIND, PART, "part");
    IS(KIND, KIND, SESSION, "session");
    IS(KIND, KIND, MOTION, "motion");
    IS(KIND, KIND, UNIT, "unit");
    IS(FIELD, FIELD, TITLE, "title");
    IS(FIELD, FIELD, PLACE, "place");
    IS(FIELD, FIELD, PROCEDURE, "procedure");
    IS(TRACK, TRACK, PETITION, "petition");
    IS(CHANNEL, CHANNEL, LETTER, "letter");
    IS(CHANNEL, CHANNEL, ELSEWHERE, "elsewhere");
    IS(URGENCY, URGENCY, CRITICAL, "critical");
    IS(RESULT, RESULT, REFUSED, "refused");
    IS(RECORD, RECORD, GENESIS, "genesis");
    IS(RECORD, RECORD, MIGRATED, "migrated");
    IS(RECORD, RECORD, DECIDED, "decided");
    IS(RECORD, RECORD, UNIT, "unit");
    IS(CLOCK_STATE, CLOCK, STOPPED, "stopped");
    IS(LEVEL, LEVEL, VILLAGE, "village");
    IS(LEVEL, LEVEL, GRID, "grid");
    IS(FORM, FORM, SUPERVISE, "supervise");
    IS(DUTY, DUTY, WITH, "with");
    IS(ROUTE, ROUTE, RETURNED, "returned");
    IS(NEWS, NEWS, MIGRATED, "migrated");
    IS(GROUP, GROUP, CHANNEL, "channel");
    IS(GROUP, GROUP, WEEK, "week");
#undef IS
}

static void the_version(void **state) {
    (void)state;
    char text[32];
    snprintf(text, sizeof text, "%d.%d.%d", CGOV_VERSION_MAJOR, CGOV_VERSION_MINOR, CGOV_VERSION_PATCH);
    assert_string_equal(cgov_version_string(), text);
    assert_int_equal(cgov_version_number(), CGOV_VERSION_NUMBER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_by_number),
        cmocka_unit_test(names_by_number),
        cmocka_unit_test(numbers_by_constant),
        cmocka_unit_test(the_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
