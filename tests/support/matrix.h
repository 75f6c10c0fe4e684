/* The further parts of tests/views/matrix.txt, each for the test that fills what it speaks of: `== NAME` begins one,
 * and a block in it names things, its rows readers and what they are shown. */
#ifndef CGOV_TEST_MATRIX_H
#define CGOV_TEST_MATRIX_H

#include <stdint.h>

enum { MATRIX_CELLS = 32 };

/* The cells of one reader before one thing; NULL where the part has no such row. */
const char *matrix_cells(const char *thing, const char *reader);
/* Reads a part, whose cells are these letters or dots; how many cells it has for one reader before one thing each. */
uint32_t matrix_read(const char *part, const char *letters);

#endif
