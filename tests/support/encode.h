/* Any record at all as bytes, from the one table of fields, a field after the other: what tests forge by, and hold the
 * library's own writers to. */
#ifndef CGOV_TESTS_ENCODE_H
#define CGOV_TESTS_ENCODE_H

#include "records/record.h"

/* Appends the record's bytes. False where a field was foreign to its kind, or it is longer than any that is read. */
bool encode_record(struct buf *buf, const struct record *record);

#endif
