/* The steps of a count of orders: written as the count tells them, made anew for it. */
#include "rules/steps.h"

#include "rules/elect.h"

static void put_stage(void *context, const struct count_stage *stage) {
    for (uint32_t c = 0; c < stage->ranked->count; c++) cgov__buf_varint(context, stage->votes[c]);
}

static void put_pair(void *context, const struct count_pair *pair) {
    cgov__buf_varint(context, pair->before);
    cgov__buf_varint(context, pair->behind);
}

void cgov__steps_put(struct buf *steps, const struct rule *rule, const struct count *count, uint64_t valid) {
    struct comparisons telling = {.told_stage = put_stage, .told_pair = put_pair, .context = steps};
    struct ruling again;
    if (valid == 0 || count->candidate_count == 0) return;
    cgov__buf_varint(steps, valid);
    cgov__rule_judge(rule, count, &telling, &again);
}

bool cgov__steps_valid(const struct blob *steps, enum ranking ranking, uint32_t candidates) {
    struct cursor cursor = cgov__cursor(steps->ptr, steps->len);
    const uint64_t valid = cgov__get_varint(&cursor), each = ranking == RANKING_STV ? 100000 : 1;
    const uint32_t most = ranking == RANKING_STV ? candidates * (candidates + 1) : candidates * (candidates - 1);
    uint32_t met = 0;
    if (steps->len == 0) return true;
    if (valid == 0 || valid > MAX_RANKED_BALLOTS || candidates == 0 || candidates > MAX_RANKED) return false;
    for (; !cursor.bad && cursor.at < cursor.end; met++)
        if (cgov__get_varint(&cursor) > valid * each) return false;
    return !cursor.bad && met <= most && (ranking == RANKING_STV ? met > 0 && met % candidates == 0 : met == most);
}
