/* What room worklists will need for the records of a frame. */
#ifndef CGOV_SRC_POSTINGS_H
#define CGOV_SRC_POSTINGS_H

#include "model/overlay.h"
#include "model/worklists.h"

/* Appends the postings of a valid record's item, one of several of its frame; nothing is changed but the list. */
void cgov__worklists_note(struct buf *postings, const struct overlay *overlay, const struct record *record);

#endif
