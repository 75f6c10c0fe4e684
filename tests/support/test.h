/* What every test includes, and nothing else of cmocka's: cmocka.h wants these headers before it. */
#ifndef CGOV_TESTS_TEST_H
#define CGOV_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#endif
