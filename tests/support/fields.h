/* What moves ask for and entries hold, as sets of the library's fields: bit f. */
#ifndef CGOV_TESTS_FIELDS_H
#define CGOV_TESTS_FIELDS_H

#include "cgov/cgov.h"

/* Of a move of a procedure, in a version of the ledger's texts or, 0, in the latest. */
uint64_t fields_needed(const cgov_ledger *ledger, uint32_t version, const char *procedure, const char *move);
uint64_t fields_taken(const cgov_ledger *ledger, uint32_t version, const char *procedure, const char *move);
/* Of a move of an item that the reader sees. */
uint64_t item_needs(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move);
uint64_t item_takes(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move);
/* Gives each detail that the text declares, that is a choice and that the move needs, the pick-th of its choices,
 * round: how many details, whose names stand in `names`. */
#define MOST_CHOSEN 8
uint32_t item_choices(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, const char *move,
                      uint32_t pick, char names[MOST_CHOSEN][32], cgov_detail *details);
/* The words that the reader reads of one entry of the item's history. */
uint64_t entry_words(const cgov_ledger *ledger, const cgov_reader *reader, cgov_id item, uint64_t seq);

#endif
