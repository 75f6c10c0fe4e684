/* What a ledger's texts have declared: names and types, each with a number of the ledger, the same for ever. They
 * follow from the adopted texts in their order, so every replica gives the same ones. */
#ifndef CGOV_SRC_DETAILS_H
#define CGOV_SRC_DETAILS_H

#include "model/overlay.h"

/* The first name of the text that has another type here; NULL: none. */
const struct detail_name *cgov__details_conflict(const struct model *model, const struct rulebook *rulebook);
/* There are numbers left for what is new in the text. */
bool cgov__details_left(const struct model *model, const struct rulebook *rulebook);
/* Room for all that the text declares, symbols apart. False without memory. */
bool cgov__details_reserve(struct model *model, const struct rulebook *rulebook);
/* Numbers what is new, and gives the text its numbers. After reserve; the text is without conflict. */
void cgov__details_adopt(struct model *model, struct rulebook *rulebook);

/* By number; NULL: no text has declared it. */
static inline const struct numbered *cgov__numbered(const struct model *model, uint32_t number) {
    return number < DETAIL_FIRST || number - DETAIL_FIRST >= model->detail_count
               ? NULL
               : &model->details[number - DETAIL_FIRST];
}
/* Its number by name; 0: none. */
uint32_t cgov__detail_number_of(const struct model *model, const char *name, uint32_t len);
/* What a number stands for once the frame's own texts are adopted: CGOV_DETAIL_*, 0 nothing; and whether a text to be
 * adopted gives a name of theirs another type. */
uint32_t cgov__overlay_detail(const struct overlay *overlay, uint32_t number);
bool cgov__overlay_conflict(const struct overlay *overlay, const struct rulebook *rulebook);
/* What a detail is called, the library's fields included; "" for none. */
const char *cgov__detail_name(const struct model *model, uint32_t number);
/* What the form of a command hangs on. */
static inline struct measure cgov__measure(const struct model *model) {
    return (struct measure){model->limit_title, model->limit_text, model->details, model->detail_count, NULL};
}

#endif
