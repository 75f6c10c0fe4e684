/* What was so when a record was made, which the feed tells by: who was a party, who held it, who heard for whom. */
#ifndef CGOV_SRC_FEED_THEN_H
#define CGOV_SRC_FEED_THEN_H

#include "api/feed_record.h"

/* Whom the record makes this party; 0: it sets nobody. */
uint64_t cgov__set_by(const struct record *record, uint8_t party);
/* Who was a party of the item, which ran under that procedure, after its record at seq; 0: nobody. */
int32_t cgov__party_at(const cgov_ledger *ledger, const struct item *item, uint64_t seq,
                       const struct procedure *procedure, uint8_t party, uint64_t *id);
/* The same of the item told of: before its record, and after it. */
int32_t cgov__party_before_it(const struct telling *telling, uint8_t party, uint64_t *id);
int32_t cgov__party_after_it(const struct telling *telling, uint8_t party, uint64_t *id);
/* The party that held it before a move; NONE: nobody, or nobody knows. */
int32_t cgov__held_before(const struct telling *telling, uint8_t *holder);
/* The move led it from another state to the one it is in. */
int32_t cgov__state_left(const struct telling *telling, bool *left);
/* From an item's record on, the last one up to that seq. */
int32_t cgov__last_before(const cgov_ledger *ledger, uint64_t until, uint64_t *seq);
/* Who held what it is a part of; 0: nobody. */
int32_t cgov__parents_holder(const struct telling *telling, uint64_t *id);
/* Who that was then, a party or the organization of an office. */
int32_t cgov__who_then(const struct telling *telling, const struct who *who, uint64_t *id);
/* Whoever made the record is that resident, or held office in that organization. */
bool cgov__made_by(const struct telling *telling, uint64_t id);
/* Who hears what that organization would: the nearest up the tree, itself first, that is not the accused of the item
 * and where anybody held office, as the rungs of a clock go. Where there is none it stays, or where it is the accused
 * nobody (0). A resident is left. */
int32_t cgov__hears_then(const struct telling *telling, const struct item *item, uint64_t *id);

#endif
