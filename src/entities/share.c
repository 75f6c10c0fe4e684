/* Shares.
 *
 * `at least n/d of b` is a * d >= n * b, `more than` is a * d > n * b: by the least whole number that does, so that
 * nothing overflows and people can be told it. Of nothing, none holds. */
#include "entities/share.h"

#include "entities/roll_frame.h"

/* floor(n * b / d) without overflow, for n and d of 32 bits; what is beyond 64 bits is UINT64_MAX. */
static uint64_t part_of(uint64_t b, uint32_t n, uint32_t d) {
    uint64_t whole = b / d, rest = b % d * n / d;
    if (whole != 0 && n > (UINT64_MAX - rest) / whole) return UINT64_MAX;
    return whole * n + rest;
}

/* It is exactly n * b / d. */
static bool is_exact(uint64_t b, uint32_t n, uint32_t d) {
    return b % d * n % d == 0;
}

uint64_t cgov__share_needed(const struct share *share, uint64_t of) {
    if (share->d == 0) return share->n + (share->more ? UINT64_C(1) : 0);
    if (of == 0) return UINT64_MAX;
    uint64_t part = part_of(of, share->n, share->d);
    if (part == UINT64_MAX) return part;
    return share->more || !is_exact(of, share->n, share->d) ? part + 1 : part;
}

static uint64_t sum(const struct attempt *attempt, const struct roll_ref *ref, uint8_t axis) {
    struct roll_at roll;
    return cgov__frame_own(attempt, ref, &roll) ? cgov__frame_sums(attempt, &roll).by[axis] : 0;
}

static bool is_of_a_roll(const struct share *share) {
    return share->d != 0;
}

struct standing_share cgov__share_stands(const struct attempt *attempt, const struct share *share) {
    struct standing_share out = {.have = sum(attempt, &share->part, share->axis)};
    if (is_of_a_roll(share)) out.of = sum(attempt, &share->whole, share->axis);
    out.needed = cgov__share_needed(share, out.of);
    out.holds = cgov__share_compare(share, out.have, out.of);
    return out;
}

bool cgov__share_holds(const struct attempt *attempt, uint8_t first) {
    for (const struct share *share = &attempt->procedure->shares[first];; share++) {
        if (cgov__share_stands(attempt, share).holds) return true;
        if (!share->or_next) return false;
    }
}

static bool awaits(const struct attempt *attempt, const struct roll_ref *ref) {
    uint8_t move = (uint8_t)(attempt->move - attempt->procedure->moves);
    return ref->roll != NONE && attempt->procedure->rolls[ref->roll].filled_by == move;
}

bool cgov__shares_await(const struct attempt *attempt, uint8_t first) {
    for (const struct share *share = &attempt->procedure->shares[first]; !attempt->fills; share++) {
        if (awaits(attempt, &share->part) || (is_of_a_roll(share) && awaits(attempt, &share->whole))) return true;
        if (!share->or_next) return false;
    }
    return false;
}

bool cgov__fills_await(const struct attempt *attempt) {
    const uint8_t move = (uint8_t)(attempt->move - attempt->procedure->moves);
    for (uint8_t r = 0; r < attempt->procedure->roll_count && !attempt->fills; r++)
        if (attempt->procedure->rolls[r].filled_by == move) return true;
    return false;
}
