/* A ruling and its comparisons, written out. */
#include "api/outcome.h"

#include "api/page.h"
#include "base/civil.h"
#include "entities/share.h"

static_assert(CGOV_CHOICE_YES == CHOICE_YES + 1 && CGOV_CHOICE_INVALID == CHOICE_INVALID + 1, "in one order");
static_assert((int)CGOV_OUTCOME_PASSED == OUTCOME_PASSED && (int)CGOV_OUTCOME_UNFILLED == OUTCOME_UNFILLED, "the same");
static_assert((int)CGOV_AXIS_HEADS == AXIS_HEADS && (int)CGOV_AXIS_WEIGHT == AXIS_WEIGHT, "the same");

static uint32_t as_number(int32_t day) {
    return day == INT32_MIN || day == INT32_MAX ? 0 : (uint32_t)cgov__date_number(cgov__civil_of(day));
}

void cgov__outcome_rule(cgov_outcome *out, const struct rule *rule) {
    out->line = rule->line;
    out->from = as_number(rule->from);
    out->to = as_number(rule->to);
    if (rule->unverified) out->warnings |= CGOV_WARNING_UNVERIFIED;
    memcpy(out->name, rule->name, NAME_SIZE);
    COPY_WHOLE(out->title, MAX_TITLE, &rule->title);
    COPY_WHOLE(out->citation, MAX_CITES, &rule->cites);
    COPY_WHOLE(out->source, MAX_CITES, &rule->source);
}

void cgov__outcome_ruling(cgov_outcome *out, const struct ruling *ruling) {
    out->outcome = ruling->kind;
    out->way = ruling->way;
    out->joined = ruling->joined == CHOICE_NONE ? CGOV_CHOICE_NONE : (uint32_t)ruling->joined + 1;
    if (ruling->silent) out->warnings |= CGOV_WARNING_SILENT;
    if (ruling->cast_decided) out->warnings |= CGOV_WARNING_CASTING;
    if (ruling->tied) out->warnings |= CGOV_WARNING_TIED;
    out->seats = ruling->seats;
    out->winners = ruling->winners;
    out->tied = ruling->tied;
    memcpy(out->numbers, ruling->numbers, sizeof ruling->numbers);
}

/* What is counted, in the rule's words: a roll, a choice, `cast not abstain`. */
static void name_counted(char *into, size_t cap, const struct rule *rule, uint8_t roll, const struct ballots *ballots) {
    size_t used = 0;
    if (ballots->kind == BALLOTS_NONE) {
        cgov__name_copy(into, cap, rule->rolls[roll]);
        return;
    }
    if (ballots->kind == BALLOTS_CAST) {
        cgov__name_copy(into, cap, ballots->choices ? "cast not" : "cast");
        used = strlen(into);
    }
    for (uint8_t c = 0; c < CHOICES; c++) {
        if (!(ballots->choices >> c & 1)) continue;
        cgov__format(into + used, cap - used, used ? " %s" : "%s", cgov__ballot_choice_name((enum ballot_choice)c));
        used += strlen(into + used);
    }
}

static cgov_comparison_view shown(const struct rule *rule, const struct comparison *made) {
    const struct share *share = made->share;
    cgov_comparison_view view = {.size = sizeof view,
                                 .line = share->line,
                                 .quorum = made->line->quorum,
                                 .negated = made->line->negated,
                                 .way = made->way,
                                 .candidate = made->candidate,
                                 .axis = share->axis,
                                 .more = share->more,
                                 .n = share->n,
                                 .d = share->d,
                                 .holds = made->holds,
                                 .left = made->left,
                                 .right = made->right,
                                 .needed = cgov__share_needed(share, made->right)};
    view.lacking = made->holds ? 0 : view.needed - made->left;
    name_counted(view.part, sizeof view.part, rule, share->part.roll, &share->part_cast);
    if (share->d) name_counted(view.whole, sizeof view.whole, rule, share->whole.roll, &share->whole_cast);
    return view;
}

void cgov__comparison_out(cgov_comparison_view *views, uint32_t i, const struct rule *rule,
                          const struct comparison *made) {
    const cgov_comparison_view view = shown(rule, made);
    const uint32_t stride = views->size;
    char *at = (char *)views + (size_t)i * stride;
    if (i > 0) memcpy(at, &stride, sizeof stride);
    cgov__abi_out(at, &view, ABI_FIRST(view), sizeof view);
}
