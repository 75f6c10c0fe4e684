/* Merkle trees.
 *
 * Invariant: what stands in `whole` are trees of 2^k leaves each, k falling, whose leaves are all that came, in their
 * order; so two at the end are one as soon as they are of one size. */
#include "base/merkle.h"

#include "base/hash.h"

#include <string.h>

enum { IS_LEAF, IS_NODE, IS_ROOT };

static void begin(struct sha256 *sha, uint8_t kind) {
    cgov__sha256_init(sha);
    cgov__sha256_add(sha, &kind, 1);
}

void cgov__merkle_leaf(const uint8_t blind[MERKLE_BLIND], const char *line, size_t len, uint8_t leaf[MERKLE_HASH]) {
    struct sha256 sha;
    begin(&sha, IS_LEAF);
    cgov__sha256_add(&sha, blind, MERKLE_BLIND);
    cgov__sha256_add(&sha, line, len);
    cgov__sha256_end(&sha, leaf);
}

static void node_of(const uint8_t *left, const uint8_t *right, uint8_t *node) {
    struct sha256 sha;
    begin(&sha, IS_NODE);
    cgov__sha256_add(&sha, left, MERKLE_HASH);
    cgov__sha256_add(&sha, right, MERKLE_HASH);
    cgov__sha256_end(&sha, node);
}

void cgov__merkle_root(const char *head, size_t len, const uint8_t tree[MERKLE_HASH], uint8_t root[MERKLE_HASH]) {
    struct sha256 sha;
    begin(&sha, IS_ROOT);
    cgov__sha256_add(&sha, head, len);
    cgov__sha256_add(&sha, tree, MERKLE_HASH);
    cgov__sha256_end(&sha, root);
}

void cgov__merkle_begin(struct merkle *merkle, uint64_t wanted) {
    merkle->count = 0;
    merkle->wanted = wanted;
    merkle->depth = merkle->steps = merkle->holds = 0;
}

/* The last two become one. */
static void join(struct merkle *merkle) {
    uint8_t *left = merkle->whole[merkle->depth - 2], *right = merkle->whole[merkle->depth - 1];
    if (merkle->holds + 1 >= merkle->depth && merkle->holds != 0) {
        memcpy(merkle->path[merkle->steps++], merkle->holds == merkle->depth ? left : right, MERKLE_HASH);
        merkle->holds = merkle->depth - 1;
    }
    node_of(left, right, left);
    merkle->depth--;
}

void cgov__merkle_add(struct merkle *merkle, const uint8_t leaf[MERKLE_HASH]) {
    memcpy(merkle->whole[merkle->depth++], leaf, MERKLE_HASH);
    if (merkle->count == merkle->wanted) merkle->holds = merkle->depth;
    for (uint64_t count = ++merkle->count; (count & 1) == 0; count >>= 1) join(merkle);
}

void cgov__merkle_end(struct merkle *merkle, uint8_t tree[MERKLE_HASH]) {
    while (merkle->depth > 1) join(merkle);
    if (merkle->depth == 1) {
        memcpy(tree, merkle->whole[0], MERKLE_HASH);
        return;
    }
    struct sha256 sha;
    cgov__sha256_init(&sha);
    cgov__sha256_end(&sha, tree);
}

/* As RFC 9162, 2.1.3.2, has it. */
bool cgov__merkle_up(struct merkle_way *way, const uint8_t beside[MERKLE_HASH]) {
    if (way->last == 0) return false;
    const bool is_right = (way->at & 1) != 0 || way->at == way->last;
    node_of(is_right ? beside : way->hash, is_right ? way->hash : beside, way->hash);
    while (is_right && way->at != 0 && (way->at & 1) == 0) {
        way->at >>= 1;
        way->last >>= 1;
    }
    way->at >>= 1;
    way->last >>= 1;
    return true;
}
