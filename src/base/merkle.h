/* Merkle trees over blinded lines (RFC 6962, 2.1, SHA-256): a root tells nothing of a line, and a path from one leaf to
 * it nothing of another, to whom that one's blinding is unknown. */
#ifndef CGOV_SRC_MERKLE_H
#define CGOV_SRC_MERKLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* leaf := SHA-256(0 blinding[16] line)   node := SHA-256(1 left right)   root := SHA-256(2 head tree): the head says of
 * what it is, so that no other tree's can stand for it; the tree of nothing is SHA-256 of nothing. */
#define MERKLE_HASH 32u
#define MERKLE_BLIND 16u
#define MERKLE_STEPS 32u /* on the way up, at most: of 2^32 leaves */

void cgov__merkle_leaf(const uint8_t blind[MERKLE_BLIND], const char *line, size_t len, uint8_t leaf[MERKLE_HASH]);
void cgov__merkle_root(const char *head, size_t len, const uint8_t tree[MERKLE_HASH], uint8_t root[MERKLE_HASH]);

/* A tree that is made leaf by leaf, and the path of one of them. */
struct merkle {
    uint64_t count, wanted; /* wanted: the place from 0 of the leaf whose path is kept; UINT64_MAX: none */
    uint32_t depth, steps, holds;
    uint8_t whole[MERKLE_STEPS + 1][MERKLE_HASH]; /* whole trees, the largest first; number `holds` has the leaf */
    uint8_t path[MERKLE_STEPS][MERKLE_HASH];
};
void cgov__merkle_begin(struct merkle *merkle, uint64_t wanted);
void cgov__merkle_add(struct merkle *merkle, const uint8_t leaf[MERKLE_HASH]);
/* No more than 2^32 leaves come; nothing is added after. */
void cgov__merkle_end(struct merkle *merkle, uint8_t tree[MERKLE_HASH]);

/* The way up from a leaf at that place, from 0, of so many: the next hash beside it. False: there is none to come. */
struct merkle_way {
    uint64_t at, last;
    uint8_t hash[MERKLE_HASH];
};
bool cgov__merkle_up(struct merkle_way *way, const uint8_t beside[MERKLE_HASH]);

#endif
