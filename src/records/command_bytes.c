/* A command's bytes: what a host sends to other replicas, and what a retry is known by.
 *
 * Invariant: what is encoded decodes to the same command, and any other spelling is refused. */
#include "base/hash.h"
#include "records/command.h"

#define COMMAND_VERSION 3

void cgov__command_words(const struct command *command, struct buf *words) {
    if ((command->act.salt[0] | command->act.salt[1]) != 0) cgov__words_put_salt(words, command->act.salt);
    for (uint32_t i = 0; i < command->count; i++) {
        const struct detail *detail = &command->details[i];
        if (detail->brought != BROUGHT_WORDS) continue;
        cgov__words_put(words, detail->field, detail->text, detail->len);
    }
}

/* The words of the least field from that one on, NULL where there are none; *more: there are others after them. */
static const struct detail *words_from(const struct command *command, uint32_t field, bool *more) {
    const struct detail *next = NULL;
    *more = false;
    for (const struct detail *at = command->details, *end = at + command->count; at < end; at++) {
        if (at->brought != BROUGHT_WORDS || at->field < field) continue;
        *more |= next != NULL;
        if (!next || at->field < next->field) next = at;
    }
    return next;
}

/* By rising field, in whatever order they were given: each once, and few, as a rule one. */
void cgov__command_pieces(const struct command *command, const struct seal *seal, uint64_t ordinal,
                          const struct secret *secret, struct buf *words, uint64_t *texts, uint8_t *commitment) {
    bool more;
    const struct detail *next = words_from(command, 0, &more);
    *texts = 0;
    for (; next && next->field < DETAIL_FIRST; next = more ? words_from(command, next->field + 1, &more) : NULL) {
        if (next->field >= 64) continue; /* a founder's name is put with their record */
        cgov__piece_put(words, seal, ordinal, next->field, next->text, next->len, 0);
        *texts |= UINT64_C(1) << next->field;
    }
    if (secret) {
        cgov__secret_put(words, seal, ordinal, secret, commitment);
        *texts |= UINT64_C(1) << SECRET_FIELD;
    }
    for (; next; next = more ? words_from(command, next->field + 1, &more) : NULL) /* those that texts declare */
        cgov__piece_put(words, seal, ordinal, next->field, next->text, next->len, 0);
}

static void put_text(struct buf *buf, const char *text, uint32_t len) {
    cgov__buf_varint(buf, len);
    cgov__buf_put(buf, text, len);
}

static void put_details(const struct command *command, struct buf *facts) {
    cgov__buf_varint(facts, command->count);
    for (uint32_t i = 0; i < command->count; i++) {
        const struct detail *detail = &command->details[i];
        uint32_t form = !detail->text ? WIRE_NUMBER : detail->brought == BROUGHT_WORDS ? WIRE_WORDS : WIRE_FACT;
        cgov__buf_varint(facts, (uint64_t)detail->field << 2 | form);
        if (form == WIRE_WORDS)
            cgov__buf_varint(facts, detail->len);
        else if (form == WIRE_FACT)
            put_text(facts, detail->text, detail->len);
        else
            cgov__buf_zigzag(facts, detail->number);
    }
}

void cgov__command_encode(const struct command *command, struct buf *facts, const struct buf *words) {
    const cgov_act *act = &command->act;
    cgov__buf_u8(facts, COMMAND_VERSION);
    cgov__buf_u8(facts, (uint8_t)command->verb);
    cgov__buf_varint(facts, act->flags & COMMAND_FLAGS);
    cgov__buf_varint(facts, act->actor);
    cgov__buf_zigzag(facts, act->now);
    cgov__buf_u64(facts, act->key[0]);
    cgov__buf_u64(facts, act->key[1]);
    cgov__buf_varint(facts, act->expect);
    cgov__buf_varint(facts, command->id);
    put_text(facts, command->move, command->move_len);
    cgov__buf_varint(facts, words->len);
    cgov__buf_u32(facts, words->len == 0 ? 0 : cgov__crc32c(0, words->data, words->len));
    put_details(command, facts);
}

/* Its field and form; false where no command holds such a one. Whether a declared detail is there, and of that form,
 * its ledger says. */
static bool get_head(struct cursor *facts, uint32_t *field, uint32_t *form) {
    uint64_t head = cgov__get_varint(facts);
    *field = (uint32_t)(head >> 2);
    *form = (uint32_t)(head & 3);
    if (facts->bad || head >> 34 != 0 || *form > WIRE_WORDS) return false;
    if (*field >= DETAIL_FIRST) return true;
    return *form == cgov__field_wire(*field);
}

static bool get_details(struct command *command, struct cursor *facts, struct cursor *words) {
    uint64_t count = cgov__get_varint(facts);
    if (facts->bad || count > COMMAND_DETAILS) return false;
    for (uint64_t i = 0; i < count; i++) {
        uint32_t field, form;
        if (!get_head(facts, &field, &form)) return false;
        if (form == WIRE_NUMBER) {
            cgov__command_number(command, field, cgov__get_zigzag(facts));
            continue;
        }
        uint64_t len = cgov__get_varint(facts);
        const uint8_t *text = NULL;
        if (form == WIRE_WORDS)
            text = cgov__words_get(words, field, len);
        else if (len <= cgov__cursor_left(facts))
            text = cgov__get_bytes(facts, (size_t)len);
        if (!text) return false;
        cgov__command_text(command, field, (const char *)text, (uint32_t)len);
        command->details[i].brought = form == WIRE_WORDS ? BROUGHT_WORDS : BROUGHT_FACT;
    }
    return !facts->bad && !words->bad && facts->at == facts->end && words->at == words->end;
}

int32_t cgov__command_decode(struct command *command, const void *facts_bytes, uint64_t facts_len,
                             const void *words_bytes, uint64_t words_len) {
    static const uint8_t nothing[1] = {0};
    if (facts_len > SIZE_MAX / 4 || words_len > UINT32_MAX) return CGOV_E_FORMAT;
    struct cursor facts = cgov__cursor(facts_bytes, (size_t)facts_len);
    struct cursor words = cgov__cursor(words_len == 0 ? nothing : words_bytes, (size_t)words_len);
    cgov_act act = {.size = sizeof act};
    uint8_t version = cgov__get_u8(&facts);
    uint8_t verb = cgov__get_u8(&facts);
    uint64_t flags = cgov__get_varint(&facts);
    act.actor = cgov__get_varint(&facts);
    act.now = cgov__get_zigzag(&facts);
    act.key[0] = cgov__get_u64(&facts);
    act.key[1] = cgov__get_u64(&facts);
    act.expect = cgov__get_varint(&facts);
    if (facts.bad || version != COMMAND_VERSION || verb == 0 || verb >= COMMAND_VERBS ||
        (flags & ~(uint64_t)COMMAND_FLAGS) != 0)
        return CGOV_E_FORMAT;
    act.flags = (uint32_t)flags;
    cgov__command_clear(command, verb, &act);
    command->id = cgov__get_varint(&facts);
    uint64_t move_len = cgov__get_varint(&facts);
    if (facts.bad || move_len >= NAME_SIZE) return CGOV_E_FORMAT;
    const uint8_t *move = cgov__get_bytes(&facts, (size_t)move_len);
    if (!move) return CGOV_E_FORMAT;
    cgov__command_name(command, (const char *)move, (uint32_t)move_len);
    if (strlen(command->move) != move_len) return CGOV_E_FORMAT;
    uint64_t claimed = cgov__get_varint(&facts);
    uint32_t crc = cgov__get_u32(&facts);
    if (facts.bad || claimed != words_len) return CGOV_E_FORMAT;
    if (words_len > 0) {
        if (cgov__crc32c(0, words_bytes, (size_t)words_len) != crc) return CGOV_E_FORMAT;
        cgov__words_get_salt(&words, command->act.salt);
    }
    return get_details(command, &facts, &words) ? CGOV_OK : CGOV_E_FORMAT;
}

/* A mixture of 64 bits: it tells a command from another by accident, not from a forger's, who would deceive only
 * themselves. */
static inline uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static inline uint64_t mix_text(uint64_t hash, const char *text, size_t len) {
    const uint8_t *at = (const uint8_t *)text;
    uint64_t last = (uint64_t)len << 56;
    for (; len >= 8; at += 8, len -= 8) hash = mix(hash, cgov__load64(at));
    return mix(hash, last | cgov__load_few(at, len));
}

/* The same of a name, behind whose end there are zeros. */
static inline uint64_t mix_name(uint64_t hash, const char name[NAME_SIZE], uint32_t len) {
    const uint8_t *at = (const uint8_t *)name;
    for (uint32_t left = len; left >= 8; at += 8, left -= 8) hash = mix(hash, cgov__load64(at));
    return mix(hash, (uint64_t)len << 56 | cgov__load64(at));
}

/* Of one detail; of words only that they are there. */
static uint64_t detail_mark(const struct detail *detail) {
    uint64_t hash = mix(1, detail->field);
    if (detail->brought == BROUGHT_WORDS) return hash;
    return detail->text ? mix_text(hash, detail->text, detail->len) : mix(hash, (uint64_t)detail->number);
}

/* What a ballot or a bundle says: where that is confidential nobody may find out by trying whether it is the same. */
static bool is_said(const struct detail *detail) {
    return detail->field == CGOV_FIELD_CHOICE || detail->field == COMMAND_FIELD_TALLIES;
}

/* Details have no order: their marks are added, so that a host whose map gives them in another sends the same command.
 */
uint64_t cgov__command_fingerprint(const struct command *command, bool confidential) {
    const cgov_act *act = &command->act;
    uint64_t flags = act->flags & COMMAND_FLAGS;
    uint64_t hash = mix(mix(mix(mix(command->verb, flags), act->actor), act->expect), command->id);
    hash = mix_name(hash, command->move, command->move_len);
    uint64_t marks = 0;
    for (uint32_t i = 0; i < command->count; i++)
        if (!confidential || !is_said(&command->details[i])) marks += detail_mark(&command->details[i]);
    hash = mix(hash, marks);
    hash *= UINT64_C(0xbf58476d1ce4e5b9);
    hash ^= hash >> 32;
    return hash == 0 ? 1 : hash; /* 0 would not be written */
}
