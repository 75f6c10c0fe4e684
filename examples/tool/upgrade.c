/* upgrade: from here on a ledger is decided by this version of the library. Reading needs none of it. */
#include "tool.h"

int run_upgrade(void) {
    static const struct column columns[] = {
        {"decisions", "判定版本", 'n'}, {"before", "原判定版本", 'n'}, {"record", "记录", 'n'}};
    struct table table;
    uint64_t seq = 0;
    ledger_open(tool.words[0], TO_WRITE);
    cgov_act act = {.size = sizeof act, .now = tool.info.now};
    if (tool.given[OPT_AS]) act.actor = tool.reader.actor;
    const int32_t status = cgov_ledger_upgrade(tool.ledger, &act, &seq);
    check_change(status, shown(tool.words[0]));
    table_begin(&table, "upgraded", columns, LENGTH_OF(columns));
    table.upright = true;
    table_cell(&table, "%u", tool.info.library_decisions);
    table_cell(&table, "%u", tool.info.decisions);
    if (status == CGOV_REPEAT)
        table_cell(&table, "%s", "");
    else
        table_cell(&table, "%" PRIu64, seq);
    table_end(&table);
    return TOOL_OK;
}
