/* What a record's reporter hears of it. */
#ifndef CGOV_SRC_NEWS_H
#define CGOV_SRC_NEWS_H

#include "cgov/feed.h"
#include "records/record.h"
#include "rules/rulebook.h"

/* CGOV_NEWS_*, NONE for nothing. move: NULL where none was made; state: after it. */
uint32_t cgov__reporters_news(const struct procedure *procedure, const struct move *move, uint8_t state,
                              const struct record *record);
/* The clock that the news is about, and its due: until when. */
void cgov__news_clock(const struct procedure *procedure, const struct record *record, cgov_feed_view *view);

#endif
