/* A choice in words:
 *
 *   of a list: a name, "yes"; of candidates the places of one or more on their roll, "1 4", in any order
 *   points:    the same with what each is given, "1:5 4:2"
 *   an order:  places in that order, "3 1 2" */
#include "entities/choice.h"

#include "base/hash.h"
#include "base/text.h"
#include "rules/rows_by_name.h"

/* ---- read ---- */

bool cgov__number_read(struct blob *text, char end, uint64_t most, uint64_t *into) {
    const char *at = (const char *)text->ptr;
    uint32_t len = 0;
    for (*into = 0; len < text->len && at[len] >= '0' && at[len] <= '9'; len++) {
        const uint64_t digit = (uint64_t)(at[len] - '0');
        if (*into > (most - digit) / 10 || (len > 0 && at[0] == '0')) return false;
        *into = *into * 10 + digit;
    }
    if (len == 0 || *into > most || (len < text->len && at[len] != end)) return false;
    *text = cgov__blob(at + len, text->len - len);
    return true;
}

struct blob cgov__word_next(struct blob *text, char end) {
    const char *at = (const char *)text->ptr;
    uint32_t len = 0;
    while (len < text->len && at[len] != end) len++;
    const struct blob word = cgov__blob(at, len);
    *text = len == text->len ? cgov__blob(at + len, 0) : cgov__blob(at + len + 1, text->len - len - 1);
    return word;
}

uint32_t cgov__choice_named(const struct blob *word, bool from_candidates) {
    const int32_t found = cgov__value_find(CGOV_ENUM_CHOICE, (const char *)word->ptr, word->len);
    const uint32_t first = from_candidates ? CGOV_CHOICE_BLANK : CGOV_CHOICE_YES;
    return found < (int32_t)first ? 0 : (uint32_t)found;
}

bool cgov__places_read(struct blob text, bool pointed, struct given_places *out) {
    memset(out, 0, sizeof *out);
    for (;;) {
        uint64_t place, points = 1;
        if (!cgov__number_read(&text, pointed ? ':' : ' ', MAX_CANDIDATES, &place) || place == 0) return false;
        if (pointed) {
            if (text.len == 0) return false;
            text = cgov__blob(text.ptr + 1, text.len - 1);
            if (!cgov__number_read(&text, ' ', SAID_MOST, &points) || points == 0) return false;
        }
        if ((out->met >> (place - 1) & 1) != 0) return false;
        out->met |= UINT64_C(1) << (place - 1);
        out->places[out->count++] = (uint8_t)place;
        out->points[place] = (uint16_t)points;
        out->sum += (uint32_t)points;
        if (points > out->most) out->most = (uint32_t)points;
        if (text.len == 0) return true;
        text = cgov__blob(text.ptr + 1, text.len - 1);
    }
}

uint64_t cgov__choice_of_text(const struct roll *roll, const struct blob *text) {
    const bool from = cgov__from_candidates(roll);
    const uint32_t choice = cgov__choice_named(text, from);
    struct given_places given;
    if (choice != 0) return cgov__choice_bit(choice);
    return from && cgov__places_read(*text, false, &given) ? given.met << CGOV_CHOICE_INVALID : 0;
}

/* ---- written ---- */

uint32_t cgov__choice_text(uint64_t choice, char into[MAX_CHOICE_TEXT + 1]) {
    size_t used = 0;
    into[0] = 0;
    for (uint32_t c = CGOV_CHOICE_YES; c <= CHOICE_LAST; c++) {
        if ((choice & cgov__choice_bit(c)) == 0) continue;
        char *at = into + used;
        if (c <= CGOV_CHOICE_INVALID)
            cgov__format(at, MAX_CHOICE_TEXT + 1 - used, "%s", cgov__value_name(CGOV_ENUM_CHOICE, c));
        else
            cgov__format(at, MAX_CHOICE_TEXT + 1 - used, used ? " %u" : "%u", (uint64_t)(c - CGOV_CHOICE_INVALID));
        used += strlen(at);
    }
    return (uint32_t)used;
}

void cgov__choices_list(const struct roll *roll, const char *last, char *into, size_t cap) {
    const char *before = NULL;
    into[0] = 0;
    for (uint32_t choice = CGOV_CHOICE_YES; choice <= CGOV_CHOICE_INVALID; choice++) {
        if (!cgov__is_asked(roll, choice)) continue;
        if (before) cgov__format(into + strlen(into), cap - strlen(into), into[0] ? ", %s" : "%s", before);
        before = cgov__value_name(CGOV_ENUM_CHOICE, choice);
    }
    cgov__format(into + strlen(into), cap - strlen(into), " %s %s", last, before);
}

/* ---- the same ---- */

uint64_t cgov__same_entry(const struct record *record) {
    const struct blob says[] = {record->details, record->lines, record->said, record->orders, record->proof};
    struct sha256 sha;
    uint8_t digest[32];
    cgov__sha256_init(&sha);
    cgov__sha256_u64(&sha, record->choice);
    for (uint32_t i = 0; i < sizeof says / sizeof *says; i++)
        if (says[i].len > 0) cgov__sha256_add(&sha, says[i].ptr, says[i].len);
    cgov__sha256_end(&sha, digest);
    return cgov__load64(digest);
}

uint64_t cgov__wait_same(const struct record *record) {
    const bool unread = record->commitment.len != 0 && record->said.len == 0;
    return unread ? record->seq : cgov__same_entry(record);
}
