/* A feed read on and read again. */
#include "support/telling.h"

#include "support/test.h"

#include <string.h>

void telling_read_on(struct telling *telling, const struct town *town, cgov_id reader_id, uint32_t page) {
    const cgov_reader reader = town_reader(town, reader_id);
    int32_t status = CGOV_OK;
    while (status == CGOV_OK) {
        uint32_t count = 0;
        assert_true(telling->count + page <= TELLING_MOST);
        telling->told[telling->count].size = sizeof telling->told[0];
        status = cgov_feed_list(town->ledger, &reader, &telling->seq, &telling->entry, &telling->told[telling->count],
                                page, &count);
        assert_true(status == CGOV_OK || status == CGOV_DONE);
        telling->count += count;
        if (count < page) break;
    }
}

void telling_assert_same(struct telling *telling, const struct town *town, cgov_id reader, uint32_t page) {
    static struct telling before;
    before = *telling;
    memset(telling, 0, sizeof *telling);
    telling_read_on(telling, town, reader, page);
    assert_int_equal(telling->count, before.count);
    for (uint32_t t = 0; t < before.count; t++)
        if (telling->told[t].to != before.told[t].to)
            fail_msg("reader %llx: %u of %u: seq %llu what %u roll %s to %llx was %llx", (unsigned long long)reader, t,
                     before.count, (unsigned long long)before.told[t].seq, before.told[t].what, before.told[t].roll,
                     (unsigned long long)telling->told[t].to, (unsigned long long)before.told[t].to);
    assert_memory_equal(telling->told, before.told, before.count * sizeof before.told[0]);
}

void telling_reopen(struct town *town, const cgov_storage *storage) {
    uint8_t before[32], after[32];
    assert_int_equal(cgov_state_digest(town->ledger, before), CGOV_OK);
    assert_int_equal(cgov_ledger_snapshot(town->ledger, NULL), CGOV_OK);
    for (uint32_t replayed = 0; replayed < 2; replayed++) {
        const uint32_t flags = replayed ? CGOV_OPEN_REPLAY : 0;
        const cgov_ledger_options options = {.size = sizeof options, .flags = flags, .storage = storage};
        cgov_ledger_view info = {.size = sizeof info};
        cgov_ledger_close(town->ledger);
        assert_int_equal(cgov_ledger_open(&options, &town->ledger), CGOV_OK);
        assert_int_equal(cgov_ledger_get(town->ledger, &info), CGOV_OK);
        assert_int_equal(info.snapshot, replayed ? CGOV_SNAPSHOT_NONE : CGOV_SNAPSHOT_USED);
        assert_int_equal(cgov_state_digest(town->ledger, after), CGOV_OK);
        assert_memory_equal(before, after, 32);
    }
}
