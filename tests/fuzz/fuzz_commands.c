/* Any bytes as commands: each is the length of its facts and of its words, two bytes each, then those. The town
 * executes them one after another; then all is read, and it is reopened to the same state. */
#include "fuzz.h"

static size_t length(const uint8_t *at, size_t left) {
    size_t wanted = (size_t)at[0] | (size_t)at[1] << 8;
    return wanted < left ? wanted : left;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    struct fuzz_town town;
    fuzz_open(&town);
    for (size_t at = 0; at + 4 <= len;) {
        size_t facts = length(bytes + at, len - at - 4), words = length(bytes + at + 2, len - at - 4 - facts);
        (void)cgov_command_execute(town.ledger, bytes + at + 4, facts, bytes + at + 4 + facts, words, CGOV_ACT_DEFER,
                                   NULL);
        at += 4 + facts + words;
    }
    fuzz_close(&town);
    return 0;
}
