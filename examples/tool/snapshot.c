/* snapshot: writes the state beside the journal, so that opening reads it and replays only what came later. */
#include "tool.h"

int run_snapshot(void) {
    static const struct column columns[] = {{"seq", "记录", 'n'}, {"bytes", "字节", 'n'}};
    struct table table;
    uint64_t seq = 0, bytes = 0;
    ledger_open(tool.words[0], TO_WRITE);
    check_change(cgov_ledger_snapshot(tool.ledger, &seq), shown(tool.words[0]));
    if (tool.storage.length(tool.storage.user, "snapshot", &bytes) != 0) bytes = 0;
    table_begin(&table, "snapshot", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%" PRIu64, seq);
    table_cell(&table, "%" PRIu64, bytes);
    table_end(&table);
    return TOOL_OK;
}
