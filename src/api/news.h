/* What a record's reporter hears of it. */
#ifndef CGOV_SRC_NEWS_H
#define CGOV_SRC_NEWS_H

#include "cgov/feed.h"
#include "model/model.h"
#include "records/record.h"
#include "rules/rulebook.h"

/* Bit p: an organization that leads the item or holds it at times: it answers for it then. */
uint32_t cgov__hands(const struct procedure *procedure);
/* CGOV_NEWS_*, NONE for nothing. move: NULL where none was made; state: after it. */
uint32_t cgov__reporters_news(const struct procedure *procedure, const struct move *move, uint8_t state,
                              const struct record *record);
/* What whoever asked for a child hears, beside what its reporter would: the answer, or that it ended with its parent. A
 * reporter of its own is who asked. */
uint32_t cgov__askers_news(const struct item *item, const struct procedure *procedure, const struct move *move,
                           uint32_t reporters);
/* What the holder, or whom the record names, is told of a record that no move made; and of an opening. */
uint32_t cgov__holders_news(const struct item *item, const struct record *record);
/* The move's record says something else of the item than was said, or moves a due. */
bool cgov__changes(const struct procedure *procedure, const struct move *move, const struct record *record);
/* The clock that the news is about, and its due: until when. */
void cgov__news_clock(const struct procedure *procedure, const struct move *move, const struct record *record,
                      cgov_feed_view *view);

#endif
