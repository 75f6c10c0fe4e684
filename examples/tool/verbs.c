/* The one table of verbs, and of options: dispatch, help, the man page's check and completion read it. A verb more is a
 * row here, its function in a file, its section in docs/tool.md and cgov.1. */
#include "tool.h"

#define OPTION_ROW(name, word, takes, en, zh) {word, takes, en, zh},
const struct option_row option_rows[OPT_COUNT] = {TOOL_OPTIONS(OPTION_ROW)};

#define READING (OPT(JSON) | OPT(TABLE) | OPT(AS) | OPT(AT))

const struct verb verbs[] = {
    {"check", run_check, 1, 32, OPT(JSON) | OPT(TABLE), NULL, NULL, "TEXT...",
     "Say all that is wrong with a rulebook text, and which of its names are used nowhere.",
     "列出制度文本的全部错误，以及从未使用的名称。",
     "A TEXT is a file, `-`, or the name of one that ships; several are read as one.\n  cgov check town.rules\n"
     "  cgov check standard town.rules",
     "TEXT 为文件、“-”或随附制度的名称；多个文本合为一个。\n  cgov check town.rules\n  cgov check standard town.rules"},
    {"diagram", run_diagram, 1, 32, OPT(PROCEDURE) | OPT(FORMAT), NULL, "mermaid (the default), dot", "TEXT...",
     "Draw a procedure: --format mermaid (the default) or dot.", "画出程序图：--format mermaid（默认）或 dot。",
     "  cgov diagram standard --procedure issue > issue.mmd\n  cgov diagram town.rules --format dot | dot -Tsvg > "
     "town.svg",
     "  cgov diagram standard --procedure issue > issue.mmd\n  cgov diagram town.rules --format dot | dot -Tsvg > "
     "town.svg"},
    {"try", run_try, 1, 32, OPT(PROFILE) | OPT(AT), NULL, NULL, "TEXT...",
     "Play with a text in a town in memory, by a clock that goes as it is told; `help` inside lists the commands.",
     "在内存中的小镇里试用制度，时间由你拨动；输入 help 列出命令。",
     "Offices and somebody for each role are there. Without a terminal commands are read from standard input, and the "
     "status "
     "is 1 where one was refused.\n  cgov try standard\n  printf 'open issue\\nmoves\\nnow +20d\\n' | cgov try "
     "standard",
     "镇上已有若干组织，每个岗位各有一人。输入不是终端时从标准输入读命令，有命令被拒绝则退出状态为 1。\n  cgov try "
     "standard\n"
     "  printf 'open issue\\nmoves\\nnow +20d\\n' | cgov try standard"},
    {"diff", run_diff, 2, 2, OPT(JSON) | OPT(TABLE) | OPT(AS) | OPT(AT) | OPT(MAP) | OPT(LEDGER), NULL, NULL, "OLD NEW",
     "Say what one text has and another has not; with --map or --ledger also what adopting it would carry over.",
     "比较两份制度文本；加 --map 或 --ledger 时列出采纳后哪些事项转入新制度。",
     "  cgov show town rulebook:1 > old.rules\n  cgov diff old.rules new.rules --map same --ledger town",
     "  cgov show town rulebook:1 > old.rules\n  cgov diff old.rules new.rules --map same --ledger town"},
    {"new", run_new, 1, 33,
     OPT(JSON) | OPT(TABLE) | OPT(AT) | OPT(ORGANIZATION) | OPT(KIND) | OPT(REGION) | OPT(FOUNDER) | OPT(PROFILE) |
         OPT(CALENDAR) | OPT(OFFSET) | OPT(AUDITOR) | OPT(UNVERIFIED),
     "of the root organization, by any name: government (the default), committee, ...", NULL, "DIRECTORY [TEXT...]",
     "Found a ledger in a directory; its rulebook is `standard`, or the texts given.",
     "在目录中建立台账；制度为 standard 或所给文本。",
     "  cgov new town --organization 桥东区 --founder 王某 --auditor\n  cgov new town standard matters.rules --profile "
     "CITY",
     "  cgov new town --organization 桥东区 --founder 王某 --auditor\n  cgov new town standard matters.rules --profile "
     "CITY"},
    {"adopt", run_adopt, 2, 33,
     OPT(JSON) | OPT(TABLE) | OPT(AS) | OPT(AT) | OPT(MAP) | OPT(PROFILE) | OPT(UNVERIFIED) | OPT(DRY_RUN) |
         OPT(LONG_JUMP),
     NULL, NULL, "DIRECTORY TEXT...",
     "Bring a text into force: what it changes, and where running items go by --map, is shown before.",
     "采纳制度文本：先显示变动，以及按 --map 运行中的事项转到哪里。",
     "It is held against the latest text that has one of its procedures; without --map running items stay under "
     "theirs. "
     "It needs a role that `may adopt`.\n  cgov adopt town new.rules --map same --dry-run\n  cgov adopt town erasing",
     "与台账中含同名程序的最新文本比较；不给 --map 时，运行中的事项仍按原文本办理。须有 `may adopt` 的岗位。\n"
     "  cgov adopt town new.rules --map same --dry-run\n  cgov adopt town erasing"},
    {"import", run_import, 2, 2,
     OPT(JSON) | OPT(TABLE) | OPT(AS) | OPT(AT) | OPT(KIND) | OPT(ORGANIZATION) | OPT(PROCEDURE) | OPT(LONG_JUMP),
     "organization, resident, unit, appointment, issue", NULL, "DIRECTORY FILE.csv",
     "Bring in organizations, residents, units, appointments or issues from a CSV file, by their keys.",
     "从 CSV 文件导入组织、居民、户、任职或诉求，以外部编号（key）识别。",
     "A row comes in whole or not at all; one whose key is there is left as it is; bad rows are named (status 1).\n"
     "  cgov import town offices.csv --kind organization --as resident:1\n"
     "  cgov import town issues.csv --kind issue --as resident:2 --organization organization:2",
     "每行整行导入或整行略过；编号已有的不再改动；有误的行会列出（退出状态 1）。\n"
     "  cgov import town offices.csv --kind organization --as resident:1\n"
     "  cgov import town issues.csv --kind issue --as resident:2 --organization organization:2"},
    {"list", run_list, 1, 1,
     READING | OPT(KIND) | OPT(STATE) | OPT(PROCEDURE) | OPT(MATTER) | OPT(ORGANIZATION) | OPT(BELOW) | OPT(REPORTER) |
         OPT(PARENT) | OPT(REGION) | OPT(LATE) | OPT(DUE) | OPT(OPEN) | OPT(SINCE) | OPT(LIMIT),
     "issue, part, session, motion, resident, organization, unit, appointment, rulebook", NULL, "DIRECTORY",
     "List items; with --kind one kind, people, organizations, units, appointments, rulebooks too.",
     "列出事项；--kind 指定种类，也可列出人员、组织、户、任职、制度。",
     "  cgov list town --open --due\n  cgov list town --kind organization",
     "  cgov list town --open --due\n  cgov list town --kind organization"},
    {"show", run_show, 1, 2, READING, NULL, NULL, "DIRECTORY [ID]",
     "Show what the ledger says of itself; or one item, person, organization, unit or rulebook.",
     "显示台账概况；或某一事项、人员、组织、户、制度。",
     "  cgov show town\n  cgov show town issue:12\n  cgov show town rulebook:1",
     "  cgov show town\n  cgov show town issue:12\n  cgov show town rulebook:1"},
    {"history", run_history, 2, 2, READING, NULL, NULL, "DIRECTORY ID", "Tell what happened to an item, step by step.",
     "逐步列出某一事项的经过。", "  cgov history town 12", "  cgov history town 12"},
    {"why", run_why, 2, 3, READING, NULL, NULL, "DIRECTORY ID [MOVE]",
     "Say what somebody could do with an item, and why not the rest; of one move, all that is lacking.",
     "列出某人可对某一事项办理的步骤，其余为何不可；指定步骤时列出所缺。",
     "Status 1: the move that is asked about is not possible.\n  cgov why town 12 --as resident:2\n  cgov why town 12 "
     "accept",
     "所问步骤不可办时，退出状态为 1。\n  cgov why town 12 --as resident:2\n  cgov why town 12 accept"},
    {"figures", run_figures, 1, 1,
     READING | OPT(GROUP) | OPT(LEVEL) | OPT(CLOCK) | OPT(PROCEDURE) | OPT(MATTER) | OPT(ORGANIZATION) | OPT(REGION) |
         OPT(SINCE) | OPT(UNTIL) | OPT(FORMAT),
     NULL, "csv", "DIRECTORY",
     "Count: on time, answered, solved, satisfied, by group; --format csv writes every figure.",
     "统计：按期、答复、解决、满意等，可分组；--format csv 输出全部指标。",
     "Each is a number or a base and a part of it: a base of 0 has no share.\n  cgov figures town --group organization "
     "--clock handle\n  cgov figures town --group month --format csv",
     "均为整数；基数为 0 时没有比率。\n  cgov figures town --group organization --clock handle\n  cgov figures town "
     "--group "
     "month --format csv"},
    {"meetings", run_meetings, 1, 2, READING, NULL, NULL, "DIRECTORY [ID]",
     "List sessions; of one, its topics, rolls and ballots.", "列出会议；指定会议时列出议题、名册与票数。",
     "  cgov meetings town\n  cgov meetings town session:1", "  cgov meetings town\n  cgov meetings town session:1"},
    {"certificate", run_certificate, 2, 4, OPT(AS) | OPT(AT), NULL, NULL, "DIRECTORY ID [MOVE [SEQ]]",
     "Print the certificate of a decision: the last, or that of a move.", "输出决定证明：最近一次，或指定步骤的。",
     "  cgov certificate town motion:1", "  cgov certificate town motion:1"},
    {"export", run_export, 1, 1, OPT(AS) | OPT(AT) | OPT(KIND) | OPT(FORMAT),
     "issue (the default), part, session, motion, resident, organization, unit, appointment, record",
     "csv (the default), json", "DIRECTORY",
     "Write all of one kind as CSV, or with --format json as JSON lines; --kind record is every record's facts.",
     "将某一种类全部导出为 CSV，或以 --format json 导出为每行一个 JSON；--kind record 为全部记录。",
     "  cgov export town > issues.csv\n  cgov export town --kind resident --format json",
     "  cgov export town > issues.csv\n  cgov export town --kind resident --format json"},
    {"verify", run_verify, 1, 1, READING | OPT(EXPECT) | OPT(LEAST), NULL, NULL, "DIRECTORY",
     "Read the whole of a ledger, records and words, and name all damage; both digests.",
     "通读台账的全部记录与文字，指出损坏之处，并给出两个摘要。",
     "Words are read as --as may read them; `unseen` counts the items that are kept from them.\n"
     "  cgov verify /backup/today --at-least 4711",
     "按 --as 的权限读取文字；unseen 为其看不到的事项数。\n  cgov verify /backup/today --at-least 4711"},
    {"snapshot", run_snapshot, 1, 1, OPT(JSON) | OPT(TABLE), NULL, NULL, "DIRECTORY",
     "Write a snapshot beside the journal, so that opening replays only what comes later.",
     "在日志旁写入快照，下次打开只重放其后的记录。",
     "It is a cache, and can be removed at any time. The ledger must not be open to write elsewhere.\n  cgov snapshot "
     "town",
     "快照只是缓存，可随时删除。台账不得同时被其他进程写入。\n  cgov snapshot town"},
    {"erase", run_erase, 2, 4, OPT(JSON) | OPT(TABLE) | OPT(AS) | OPT(AT) | OPT(REASON) | OPT(LONG_JUMP), NULL, NULL,
     "DIRECTORY ID [FIELD [SEQ]]",
     "Erase words for good: a field of an item, or all of a resident's; --reason is needed.",
     "永久删除文字：某一事项的某个字段，或某一居民的全部；须给出 --reason。",
     "FIELD is the field's latest words, or those of the record SEQ. It needs a role that `may erase`.\n"
     "  cgov erase town 12 text --as resident:2 --reason 本人要求\n  cgov erase town resident:7 --as resident:2 "
     "--reason 依法删除",
     "FIELD 为该字段最近的文字，或记录 SEQ 中的。须有 `may erase` 的岗位。\n"
     "  cgov erase town 12 text --as resident:2 --reason 本人要求\n  cgov erase town resident:7 --as resident:2 "
     "--reason 依法删除"},
    {"upgrade", run_upgrade, 1, 1, OPT(JSON) | OPT(TABLE) | OPT(AS), NULL, NULL, "DIRECTORY",
     "Have this version of the library decide a ledger that an older one decided.",
     "将原由旧版本判定的台账改由本版本判定。",
     "Nothing else changes, and there is no way back: copy the ledger before. --as names who answers for it.\n  cgov "
     "upgrade town",
     "其余不变，但不可逆：请先备份。--as 指明由谁负责。\n  cgov upgrade town"},
};
const size_t verb_count = LENGTH_OF(verbs);
