/* The frame of the page and how things are written in it.
 *
 * The page is one file that asks for nothing: no script, no font, no other address. Everything said stands in both
 * languages, each in an element with its `lang`; which of them shows is decided by the address's fragment (#en, else
 * Chinese) with a style rule, so a link to either language can be sent. It is XML as well as HTML, so that any tool can
 * read it. Blue
 * and orange are told apart by every kind of sight; light or dark is the reader's setting. */
#include "page.h"

#include <stdarg.h>
#include <string.h>

static const char *const style[] = {
    ":root{color-scheme:light dark;--ground:#f3f5f8;--card:#fff;--ink:#17202b;--soft:#566273;--line:#dde3ea;",
    "--ok:#0072b2;--late:#d55e00;--other:#7a8798;--link:#005a8f}",
    "@media(prefers-color-scheme:dark){:root{--ground:#0f141a;--card:#19212b;--ink:#e8edf3;--soft:#a3afbd;",
    "--line:#33404e;--ok:#56b4e9;--late:#f28e3c;--other:#8593a5;--link:#7cc4f0}}",
    "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
    "body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.55 system-ui,-apple-system,\"PingFang SC\",",
    "\"Hiragino Sans GB\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",\"Noto Sans SC\",\"Source Han Sans SC\",",
    "\"WenQuanYi Micro Hei\",sans-serif}",
    "#en:not(:target)~.page [lang=en],#en:target~.page [lang=zh]{display:none}",
    ".page{max-width:1120px;margin:0 auto;padding:16px 12px 32px}",
    "header{display:grid;grid-template-columns:1fr auto;gap:2px 12px;align-items:start;margin:4px 4px 14px}",
    "header p,h1{grid-column:1}header p{margin:0;color:var(--soft)}header p:last-child{grid-column:1/3}",
    "time{white-space:nowrap}h1{font-size:24px;line-height:1.25;margin:0}",
    "nav{grid-column:2;grid-row:1/3;align-self:center;display:flex;border:1px solid var(--line);border-radius:8px;",
    "overflow:hidden;background:var(--card)}nav a{color:var(--link);text-decoration:none;padding:9px "
    "11px;font-size:14px}",
    "#en:not(:target)~.page nav a:first-child,#en:target~.page nav a:last-child{background:var(--ok);",
    "color:var(--card);font-weight:600}",
    "main{display:grid;gap:12px;grid-template-columns:minmax(0,1fr)}",
    "section,footer{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px}",
    "h2{font-size:18px;line-height:1.3;margin:0 0 2px}h3{font-size:15px;margin:14px 0 2px}",
    "section>p,footer>p{margin:0 0 10px;color:var(--soft);font-size:14px}",
    ".tiles{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:0}",
    ".tiles div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:10px 14px}",
    ".tiles dt{color:var(--soft);font-size:14px}.tiles dd{margin:0;color:var(--soft);font-size:13px}",
    ".tiles .much{color:var(--ink);font-size:30px;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}",
    ".tiles .good{color:var(--ok)}",
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}",
    "th,td{padding:5px 0 5px 8px;text-align:left;vertical-align:top;border-top:1px solid var(--line)}",
    "thead th{border-top:0;color:var(--soft);font-size:13px;font-weight:400;vertical-align:bottom;line-height:1.3}",
    "th:first-child,td:first-child{padding-left:0}tbody th{font-weight:500;white-space:nowrap}",
    "th.n,td.n{text-align:right;white-space:nowrap}thead th.n{white-space:normal}",
    "td small{display:block;color:var(--soft);font-size:12px;line-height:1.2}",
    "td.words{overflow-wrap:anywhere;line-height:1.45}td.bar{width:46%}",
    "svg{display:block;width:100%;overflow:visible}td svg{height:14px;margin-top:5px}td.bar{min-width:96px}",
    "#meeting-years td.bar{width:40%;min-width:48px}",
    ".ok{fill:var(--ok)}.late{fill:var(--late)}.other{fill:var(--other)}.rest{fill:var(--line)}.mark{fill:var(--ink)}",
    ".plot{padding-left:34px;margin:10px 0 4px}.plot text{font-size:12px;fill:var(--soft);",
    "font-variant-numeric:tabular-nums}.plot .strong{fill:var(--ink);font-weight:600}",
    ".grid{stroke:var(--line);stroke-width:1}.limit{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}",
    ".trend{fill:none;stroke:var(--ok);stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}",
    ".dot{fill:var(--ok);fill-opacity:.42}",
    ".key{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:0 0 4px;padding:0;font-size:13px;",
    "color:var(--soft)}.key li{display:flex;align-items:center;gap:6px}.key svg{width:14px;height:12px}",
    "details{margin-top:8px;border-top:1px solid var(--line);padding-top:4px}",
    "summary{cursor:pointer;color:var(--link);padding:8px 0}",
    "footer{margin-top:12px;font-size:13px;color:var(--soft)}footer dl{margin:0}footer dt{font-weight:600}",
    "footer dd{margin:0 0 6px}code{font:12px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}",
    "@media(min-width:900px),print{.tiles{grid-template-columns:repeat(4,1fr)}",
    "main{grid-template-columns:repeat(2,minmax(0,1fr))}.tiles,.both{grid-column:1/3}}",
    "@media screen and (min-width:900px){.page{padding:28px 24px 48px}h1{font-size:30px}",
    "section,footer{padding:18px 22px}.tiles div{padding:14px 18px}.tiles .much{font-size:38px}}",
    "@media print{:root{--ground:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc;--ok:#0072b2;--late:#d55e00;",
    "--other:#7a8798;--link:#000}body{font-size:11px}nav,details:not([open]){display:none}.page{padding:0}",
    "section,.tiles div,footer{border-radius:0;break-inside:avoid}.tiles .much{font-size:22px}td{font-size:11px}}",
    NULL,
};

void page_begin(FILE *out) {
    fputs("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\"/>\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
          "<title>诉求办理情况 · How the issues were handled</title>\n<style>\n",
          out);
    for (const char *const *line = style; *line; line++) fprintf(out, "%s\n", *line);
    /* The links' own languages are written longer than the rule's, which would hide one of them. */
    fputs("</style>\n</head>\n<body>\n<i id=\"zh\"></i><i id=\"en\"></i>\n<div class=\"page\">\n", out);
}

void page_end(FILE *out) {
    fputs("</div>\n</body>\n</html>\n", out);
}

void say(FILE *out, const char *element, const char *zh, const char *en, ...) {
    const char *const words[] = {zh, en}, *const tongues[] = {"zh", "en"};
    va_list arguments;
    for (int i = 0; i < 2; i++) {
        fprintf(out, "<%s lang=\"%s\">", element, tongues[i]);
        va_start(arguments, en);
        vfprintf(out, words[i], arguments);
        va_end(arguments);
        fprintf(out, "</%s>", element);
    }
}

void label(FILE *out, const char *zh, const char *en) {
    fprintf(out, "<span lang=\"zh\">%s</span><span lang=\"en\">%s</span>", zh, en);
}

void head(FILE *out, const char *class, const char *zh, const char *en) {
    fprintf(out, "<th scope=\"col\" class=\"%s\">", class);
    label(out, zh, en);
    fputs("</th>", out);
}

void number(FILE *out, uint64_t value) {
    fprintf(out, "<td class=\"n\">%llu</td>", num(value));
}

void title(FILE *out, const char *element, const char *zh, const char *en) {
    fprintf(out, "<%s>", element);
    label(out, zh, en);
    fprintf(out, "</%s>\n", element);
}

void key_begin(FILE *out) {
    fputs("<ul class=\"key\">", out);
}

void key(FILE *out, const char *class, const char *zh, const char *en) {
    fprintf(out, "<li><svg aria-hidden=\"true\"><rect class=\"%s\" width=\"14\" height=\"12\"/></svg>", class);
    label(out, zh, en);
    fputs("</li>", out);
}

void key_end(FILE *out) {
    fputs("</ul>\n", out);
}

/* The library lets no control in, neither of a terminal nor of direction; but U+FFFE and U+FFFF, for which XML has no
 * place. */
void put_text(FILE *out, const char *data) {
    fputs("<bdi>", out); /* a text's own direction ends with it */
    for (const char *at = data; *at; at++) {
        if (*at == '<') {
            fputs("&lt;", out);
        } else if (*at == '>') {
            fputs("&gt;", out);
        } else if (*at == '&') {
            fputs("&amp;", out);
        } else if (strncmp(at, "\xEF\xBF\xBE", 3) == 0 || strncmp(at, "\xEF\xBF\xBF", 3) == 0) {
            fputs("\xEF\xBF\xBD", out);
            at += 2;
        } else {
            fputc(*at, out);
        }
    }
    fputs("</bdi>", out);
}

struct written percent(uint64_t part, uint64_t whole) {
    struct written written = {"-"};
    if (whole) snprintf(written.text, sizeof written.text, "%llu%%", num(part * 100 / whole));
    return written;
}

struct written length(uint64_t part, uint64_t whole) {
    struct written written = {"0%"};
    uint64_t share = whole ? part * 10000 / whole : 0;
    snprintf(written.text, sizeof written.text, "%llu.%02llu%%", num(share / 100), num(share % 100));
    return written;
}

struct written in_days(int64_t ms) {
    struct written written = {"-"};
    int64_t tenths = ms * 10 / DAY_MS;
    if (ms != NEVER) {
        snprintf(written.text, sizeof written.text, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
    }
    return written;
}

struct written day_of(cgov_time instant) {
    struct written written;
    const struct date date = local_date(instant);
    snprintf(written.text, sizeof written.text, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
    return written;
}
