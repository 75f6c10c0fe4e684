/* Names made numbers, and external keys. */
#ifndef CGOV_SRC_SYMBOLS_H
#define CGOV_SRC_SYMBOLS_H

#include "model/model.h"

/* Symbols: small names made numbers. 0: none such. */
uint32_t cgov__symbol_find(const struct model *model, const char *name, uint32_t len);
uint32_t cgov__symbol_make(struct model *model, const char *name, uint32_t len); /* after reserve */
const char *cgov__symbol_name(const struct model *model, uint32_t symbol);       /* "" for 0 */

/* Within which organization a key is unique in its kind: of items where they were opened, of residents and units where
 * they were added, so that nobody learns by trying whom others registered; 0: in all the ledger, as organizations, whom
 * everybody sees. */
static inline uint32_t cgov__key_home(uint32_t kind, uint64_t organization) {
    return kind == CGOV_KIND_ORGANIZATION ? 0 : cgov__id_row(organization);
}
/* External keys: the id that carries one, 0: none. */
uint64_t cgov__external_find(const struct model *model, uint32_t kind, uint32_t home, const char *key, uint32_t len);
/* Begun early: the key's hash, and where it will be looked for is fetched meanwhile. */
uint64_t cgov__external_expect(const struct model *model, uint32_t kind, uint32_t home, const struct blob *key);
uint64_t cgov__external_seek(const struct model *model, uint32_t kind, uint32_t home, const struct blob *key,
                             uint64_t hash);
/* hash: the key's, where it is known already; else 0. */
uint32_t cgov__external_make(struct model *model, uint64_t id, uint32_t home, const struct blob *key, uint64_t hash);
const char *cgov__external_key(const struct model *model, uint32_t external); /* "" for 0 */

#endif
