/* What a ballot says, in words and as bits: read, written, held against another. */
#ifndef CGOV_SRC_CHOICE_H
#define CGOV_SRC_CHOICE_H

#include "records/ballot_lines.h"
#include "records/command.h"
#include "records/record.h"
#include "rules/rulebook.h"

static inline bool cgov__from_candidates(const struct roll *roll) {
    return cgov__names_roll(&roll->from);
}
/* The rules over these ballots ask for this choice, which names nobody: for `block` where they say so alone. */
static inline bool cgov__is_asked(const struct roll *roll, uint32_t choice) {
    return (roll->choices >> (choice - 1) & 1) != 0;
}
/* These as a sentence has them, `last` (and, or) before the last one. */
void cgov__choices_list(const struct roll *roll, const char *last, char *into, size_t cap);
/* A number without leading zeros that ends the text or stands before `end`; false: there is none, or it is above most.
 */
bool cgov__number_read(struct blob *text, char end, uint64_t most, uint64_t *into);
/* What stands before the separator, which is passed over. */
struct blob cgov__word_next(struct blob *text, char end);
/* A named choice, as its number; 0: none of ballots of this kind. */
uint32_t cgov__choice_named(const struct blob *word, bool from_candidates);
/* Places on a roll, each once, and the points that each is given: as the text says them, or by rising places. */
struct given_places {
    uint64_t met;              /* bit p - 1 */
    uint32_t count, most, sum; /* of points */
    uint8_t places[MAX_CANDIDATES];
    uint16_t points[MAX_CANDIDATES + 1]; /* by place */
};
/* "1 4"; with points "1:5 4:2". False: they are none. */
bool cgov__places_read(struct blob text, bool pointed, struct given_places *out);
/* What a choice is as bits, of a text as cgov__choice_text has it; 0: it is none. */
uint64_t cgov__choice_of_text(const struct roll *roll, const struct blob *text);
/* The one text of a choice, MAX_CHOICE_TEXT bytes at most: its length. */
uint32_t cgov__choice_text(uint64_t choice, char into[MAX_CHOICE_TEXT + 1]);
/* A checksum of all that an entered record says of its entry. */
uint64_t cgov__same_entry(const struct record *record);
/* What is kept of one that waits: that, or of a confidential one where it stands. */
uint64_t cgov__wait_same(const struct record *record);

#endif
