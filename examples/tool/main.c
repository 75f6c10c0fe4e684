/* cgov: a ledger and its rulebooks from the command line.
 *
 *   cgov VERB [OPTION...] ...     cgov help [VERB]     cgov --version
 *
 * Status 0: done. 1: the answer is no: refused, not found, faults in a text. 2: it was asked wrongly. 3: the storage
 * failed, or what it holds is damaged. */
#include "tool.h"

#include <errno.h>
#include <getopt.h>

struct tool tool;

static void say_usage(FILE *file) {
    fputs(T("cgov: a ledger and its rulebooks from the command line\n\n  cgov VERB [OPTION...] ...\n\n",
            "cgov：在命令行中查看、检查台账与制度\n\n  cgov 动词 [选项...] ...\n\n"),
          file);
    for (size_t v = 0; v < verb_count; v++) {
        fprintf(file, "  %-12s", verbs[v].name);
        fprintf(file, "%s\n", T(verbs[v].en, verbs[v].zh));
    }
    fputs(T("\ncgov VERB --help says more of one. Status: 0 done; 1 the answer is no, or faults were found;\n"
            "2 asked wrongly; 3 the storage failed, or what it holds is damaged.\n",
            "\n“cgov 动词 --help”给出该动词的用法。退出状态：0 完成；1 结果为否或发现错误；2 用法有误；3 "
            "存储故障或数据损坏。\n"),
          file);
}

static void say_help(const struct verb *verb) {
    printf("cgov %s [%s] %s\n\n%s\n", verb->name, T("OPTION...", "选项..."), verb->usage, T(verb->en, verb->zh));
    printf("\n%s\n\n", T(verb->more_en, verb->more_zh));
    for (int o = 0; o < OPT_COUNT; o++) {
        const struct option_row *row = &option_rows[o];
        char left[64];
        if (o != OPT_HELP && o != OPT_LANG && !(verb->options & UINT64_C(1) << o)) continue;
        const char *values = o == OPT_KIND ? verb->kinds : o == OPT_FORMAT ? verb->formats : NULL;
        snprintf(left, sizeof left, "--%s%s%s", row->word, row->takes[0] ? " " : "", row->takes);
        printf("  %-22s %s%s%s\n", left, T(row->en, row->zh), values ? T(": ", "：") : "", values ? values : "");
    }
}

/* For completion and tests: the verbs, or the options of one, each on a line. */
static int say_words(const char *name) {
    for (size_t v = 0; v < verb_count; v++) {
        if (!name) {
            printf("%s\n", verbs[v].name);
            continue;
        }
        if (strcmp(name, verbs[v].name) != 0) continue;
        for (int o = 0; o < OPT_COUNT; o++)
            if (o == OPT_HELP || o == OPT_LANG || (verbs[v].options & UINT64_C(1) << o))
                printf("--%s%s\n", option_rows[o].word, option_rows[o].takes[0] ? "=" : "");
    }
    return TOOL_OK;
}

static const struct verb *find_verb(const char *name) {
    struct nearest near = {.given = name};
    for (size_t v = 0; v < verb_count; v++) {
        if (strcmp(verbs[v].name, name) == 0) return &verbs[v];
        nearest_take(&near, verbs[v].name);
    }
    if (near.best)
        die(TOOL_USAGE, T("no verb `%s`; the nearest is `%s`", "没有动词“%s”，最接近的是“%s”"), shown(name), near.best);
    die(TOOL_USAGE, T("no verb `%s`; cgov help lists them", "没有动词“%s”；cgov help 列出全部"), shown(name));
}

static _Noreturn void die_option(const struct verb *verb, const char *given) {
    char word[64];
    struct nearest near = {.given = word};
    snprintf(word, sizeof word, "%.*s", (int)strcspn(given, "="), given);
    char *bare = word + strspn(word, "-");
    near.given = bare;
    for (int o = 0; o < OPT_COUNT; o++)
        if (o == OPT_HELP || o == OPT_LANG || (verb->options & UINT64_C(1) << o))
            nearest_take(&near, option_rows[o].word);
    if (near.best && strcmp(near.best, bare) == 0) {
        bool takes = false;
        for (int o = 0; o < OPT_COUNT; o++)
            if (strcmp(option_rows[o].word, bare) == 0) takes = option_rows[o].takes[0] != '\0';
        die(TOOL_USAGE, takes ? T("--%s needs a value", "--%s 需要给出值") : T("--%s takes no value", "--%s 不带值"),
            bare);
    }
    if (near.best)
        die(TOOL_USAGE, T("no option `%s`; the nearest is `--%s`", "没有选项“%s”，最接近的是“--%s”"), shown(given),
            near.best);
    die(TOOL_USAGE, T("no option `%s`", "没有选项“%s”"), shown(given));
}

static void set_language(const char *wanted) {
    const char *variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    if (wanted) {
        if (strcmp(wanted, "zh") != 0 && strcmp(wanted, "en") != 0)
            die(TOOL_USAGE, T("--lang: `%s` is neither en nor zh", "--lang：“%s”既非 en 也非 zh"), shown(wanted));
        tool.chinese = strcmp(wanted, "zh") == 0;
        return;
    }
    for (size_t i = 0; i < LENGTH_OF(variables); i++) {
        const char *value = getenv(variables[i]);
        if (!value || !*value) continue;
        tool.chinese = strncmp(value, "zh", 2) == 0;
        return;
    }
}

static void read_options(const struct verb *verb, int argc, char **argv) {
    struct option options[OPT_COUNT + 1];
    int count = 0, found;
    for (int o = 0; o < OPT_COUNT; o++)
        if (o == OPT_HELP || o == OPT_LANG || (verb->options & UINT64_C(1) << o))
            options[count++] = (struct option){option_rows[o].word, option_rows[o].takes[0] != '\0', NULL, o + 256};
    options[count] = (struct option){0};
    opterr = 0;
    while ((found = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (found < 256) die_option(verb, argv[optind - 1]);
        if (tool.given[found - 256])
            die(TOOL_USAGE, T("--%s is given twice", "--%s 重复"), option_rows[found - 256].word);
        tool.given[found - 256] = optarg ? optarg : "";
        if (found - 256 == OPT_LANG) set_language(optarg);
    }
    tool.words = argv + optind;
    tool.count = argc - optind;
}

static int run(const struct verb *verb, int argc, char **argv) {
    tool.verb = verb->name;
    read_options(verb, argc, argv);
    if (tool.given[OPT_HELP]) return say_help(verb), TOOL_OK;
    if (tool.count < verb->least)
        die(TOOL_USAGE, T("something is missing: cgov %s %s", "缺少参数：cgov %s %s"), verb->name, verb->usage);
    if (tool.count > verb->most)
        die(TOOL_USAGE, T("`%s` is one word too many: cgov %s %s", "“%s”是多余的：cgov %s %s"),
            shown(tool.words[verb->most]), verb->name, verb->usage);
    if (tool.given[OPT_JSON] && tool.given[OPT_TABLE])
        die(TOOL_USAGE, "%s", T("--json and --table exclude each other", "--json 与 --table 不能并用"));
    int how = verb->run();
    ledger_close();
    return how;
}

static int help(int argc, char **argv) {
    if (argc > 3 && strcmp(argv[argc - 2], "--lang") == 0) {
        set_language(argv[argc - 1]);
        argc -= 2;
    }
    if (argc > 2 && strcmp(argv[2], "--words") == 0) return say_words(argc > 3 ? argv[3] : NULL);
    if (argc > 2)
        say_help(find_verb(argv[2]));
    else
        say_usage(stdout);
    return TOOL_OK;
}

int main(int argc, char **argv) {
    int how;
    set_language(NULL);
    const char *name = argc > 1 ? argv[1] : "";
    if (!*name) {
        say_usage(stderr);
        return TOOL_USAGE;
    }
    if (strcmp(name, "--version") == 0)
        how = printf("cgov %s\n", cgov_version_string()) < 0;
    else if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        how = help(argc, argv);
    else
        how = run(find_verb(name), argc - 1, argv + 1);
    if (fflush(stdout) != 0 || ferror(stdout)) die(TOOL_DAMAGE, T("the output: %s", "输出：%s"), strerror(errno));
    return how;
}
