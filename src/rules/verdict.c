/* Verdicts found again. What the graph of a procedure comes to is decided by the procedure's own lines and a little
 * besides: so a text that adds one procedure to others known already is explored for that one alone.
 *
 * What is asked of the text alone (check_text.c) is asked of every text, for it looks at other procedures, at roles and
 * at a ledger's limit, and costs next to nothing. Exploring asks what stands in the digest below and nothing else: what
 * comes to ask more must add it there. Only what passed has a verdict: a fault is told with lines and a path, anew. */
#include "base/hash.h"
#include "rules/check.h"
#include "rules/shipped.h"

/* clocks: those that run without a profile, and under each. */
void cgov__verdict_digest(const struct procedure *procedure, const struct facts *facts, const uint32_t *clocks,
                          uint32_t count, uint8_t digest[32]) {
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_u64(&sha, procedure->lines.len);
    cgov__sha256_add(&sha, procedure->lines.ptr, procedure->lines.len);
    cgov__sha256_u64(&sha, (uint64_t)facts->bases << 2 | (uint64_t)procedure->is_child << 1 | facts->waited_for);
    for (uint8_t m = 0; m < procedure->move_count; m++) /* by its children */
        cgov__sha256_u64(&sha, (uint64_t)facts->asks[m].bases << 8 | facts->asks[m].after);
    for (uint8_t d = 0; d < procedure->decision_count; d++) /* by the rules that can stand there */
        cgov__sha256_u64(&sha, facts->asks[procedure->decisions[d].move].days);
    for (uint8_t m = 0; m < procedure->move_count && facts->families; m++) {
        cgov__sha256_u64(&sha, (facts->halves >> m & 1) << 1 | (facts->comes >> m & 1));
        cgov__sha256_u64(&sha, facts->last[m].states);
        cgov__sha256_u64(&sha, facts->last[m].ends);
    }
    for (uint8_t m = 0; m < procedure->move_count; m++) /* by its roles, which are held in some places or in all */
        if (procedure->moves[m].by_time && procedure->moves[m].appoints)
            cgov__sha256_u64(&sha, (uint64_t)m << 1 | (facts->certain >> m & 1));
    if (facts->checked) cgov__sha256_u64(&sha, facts->checks); /* by its roles, which check or do not */
    if (facts->dated_child) {                                  /* whether it can be opened hangs on its own clocks */
        cgov__sha256_u64(&sha, facts->dated_child);
        cgov__sha256_u64(&sha, facts->nameable);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t same = 0;
        while (clocks[same] != clocks[i]) same++;
        if (same == i) cgov__sha256_u64(&sha, clocks[i]);
    }
    cgov__sha256_end(&sha, digest);
}

const struct verdict *cgov__verdict_find(const struct terms *terms, const uint8_t digest[32]) {
    for (uint32_t i = 0; i < cgov__shipped_verdict_count && !terms->anew; i++)
        if (memcmp(cgov__shipped_verdicts[i].digest, digest, 32) == 0) return &cgov__shipped_verdicts[i];
    return terms->known ? terms->known(terms->context, digest) : NULL;
}
