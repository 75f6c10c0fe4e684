/* The track (轨道) that an item is on.
 *
 * What its matter brings goes before what was given, which comes back when that matter goes; giving a track anew ends
 * what the matter brought. */
#ifndef CGOV_SRC_TRACK_H
#define CGOV_SRC_TRACK_H

#include "model/model.h"

/* The one that was given, and the one that its matter brought. */
static inline uint8_t cgov__track_given(const struct item *item) {
    return item->track & 7;
}
static inline uint8_t cgov__track_brought(const struct item *item) {
    return item->track >> 4;
}
/* The one that it is on. */
static inline uint8_t cgov__track(const struct item *item) {
    return item->track > 15 ? cgov__track_brought(item) : cgov__track_given(item);
}
/* What is said on it is between the reporter and the offices. */
static inline bool cgov__track_is_secret(uint8_t track) {
    return track == CGOV_TRACK_PETITION || track == CGOV_TRACK_ACCUSATION;
}
/* Each is a track that there is, or none. */
static inline bool cgov__track_valid(const struct item *item) {
    return (item->track & 0x88) == 0;
}
#define TRACK_BROUGHT 8u /* in a record: a matter brought it; alone: the matter that comes brings none */
/* What a record is to say where that track is given (0: none is), and the item comes to be of that matter or none. */
static inline uint64_t cgov__track_said(const struct item *item, uint64_t given, const struct matter *matter) {
    const uint8_t own = matter ? matter->track : 0;
    return given != 0 ? given : own == cgov__track_brought(item) ? 0 : TRACK_BROUGHT | own;
}
/* 0: nothing is said of it. */
static inline void cgov__track_apply(struct item *item, uint64_t said) {
    if (said == 0) return;
    const uint8_t of = said & 7;
    item->track = (uint8_t)((said & TRACK_BROUGHT) == 0 ? of : of << 4 | cgov__track_given(item));
}

#endif
