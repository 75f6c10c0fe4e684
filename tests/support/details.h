/* The numbers that a ledger founded on the shipped standard gives to what later texts declare. */
#ifndef CGOV_TESTS_DETAILS_H
#define CGOV_TESTS_DETAILS_H

#define SHIPPED_DETAILS 3 /* that the standard itself declares */
#define FIRST_DETAIL (1024 + SHIPPED_DETAILS)

#endif
