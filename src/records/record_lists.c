/* Invariant: one list has one spelling, so bytes that are read as a list are the ones it would be written as. */
#include "records/record_lists.h"

#include "base/civil.h"
#include "records/ids.h"
#include "rules/calendar.h"

#include <assert.h>

static_assert(MAX_OPERATIONS == 3 * MAX_CLOCKS && LIST_PARTIES == MAX_PARTIES, "the language's own limits");

/* ---- clocks ---- */

static uint8_t *put_clock_due(uint8_t *at, const struct clock_operation *operation, int64_t time) {
    bool unknown = operation->due == DUE_UNKNOWN;
    *at++ = (uint8_t)(unknown ? operation->flags | FLAG_UNKNOWN : operation->flags & ~FLAG_UNKNOWN);
    return unknown ? at
                   : cgov__put_large_varint(at, cgov__zigzag((int64_t)((uint64_t)operation->due - (uint64_t)time)));
}

uint8_t *cgov__put_clocks(uint8_t *at, const struct clock_list *list, int64_t time) {
    static_assert(offsetof(struct clock_operation, clock) == 0 && offsetof(struct clock_operation, op) == 1, "at once");
    const struct clock_operation *end = list->at + list->count;
    for (const struct clock_operation *operation = list->at; operation < end; operation++) {
        const bool length = cgov__gives_length(operation);
        memcpy(at, operation, 2);
        at += 2;
        if (length) {
            at = cgov__put_varint(at, operation->n);
            *at++ = operation->unit;
        }
        if (length || operation->op == OP_RESUME) at = put_clock_due(at, operation, time);
    }
    return at;
}

static bool get_due(struct cursor *cursor, int64_t time, struct clock_operation *out) {
    const uint8_t most = FLAG_ROLLED | FLAG_CLOSE | FLAG_UNKNOWN | (out->op == OP_LENGTH ? FLAG_LATER : 0);
    out->flags = cgov__get_u8(cursor);
    if ((out->flags & ~most) != 0) return false;
    if ((out->flags & FLAG_UNKNOWN) != 0) return true;
    int64_t delta = cgov__get_zigzag(cursor);
    if (delta > END_OF_TIME || delta < -END_OF_TIME) return false;
    out->due = time + delta;
    return true;
}

static bool get_operation(struct cursor *cursor, int64_t time, struct clock_operation *out) {
    *out = (struct clock_operation){.due = DUE_UNKNOWN};
    out->clock = cgov__get_u8(cursor);
    out->op = cgov__get_u8(cursor);
    bool length = cgov__gives_length(out);
    if (length) {
        uint64_t n = cgov__get_varint(cursor);
        if (n > UINT32_MAX) return false;
        out->n = (uint32_t)n;
        out->unit = cgov__get_u8(cursor);
    }
    if ((length || out->op == OP_RESUME) && !get_due(cursor, time, out)) return false;
    return !cursor->bad && out->op >= OP_START && out->op <= OP_LENGTH;
}

bool cgov__get_clocks(struct cursor *cursor, int64_t time, struct clock_list *out) {
    uint8_t clock = 0;
    for (out->count = 0; cursor->at < cursor->end; clock = out->at[out->count++].clock) {
        if (out->count == MAX_OPERATIONS || !get_operation(cursor, time, &out->at[out->count])) return false;
        if (out->at[out->count].clock < clock) return false;
    }
    return !cursor->bad;
}

/* ---- parties ---- */

uint8_t *cgov__put_parties(uint8_t *at, const struct party_list *list) {
    for (uint32_t left = list->set; left != 0; left &= left - 1) {
        const uint32_t p = cgov__bits_first(left);
        *at++ = (uint8_t)p;
        at = cgov__put_varint(at, cgov__id_pack(list->ids[p]));
    }
    return at;
}

bool cgov__get_parties(struct cursor *cursor, struct party_list *out) {
    for (out->set = 0; cursor->at < cursor->end;) {
        uint8_t party = cgov__get_u8(cursor);
        uint64_t id = cgov__get_varint(cursor);
        if (cursor->bad || party >= LIST_PARTIES || out->set >> party != 0 || id >> ID_BITS != 0) return false;
        out->set |= 1u << party;
        out->ids[party] = cgov__id_unpack(id);
    }
    return !cursor->bad;
}
