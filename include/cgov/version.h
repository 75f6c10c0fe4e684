/* cgov/version.h - this library's version. Before 1.0 the ABI may change at each minor version. */
#ifndef CGOV_VERSION_H
#define CGOV_VERSION_H

#include "cgov/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CGOV_VERSION_MAJOR 0
#define CGOV_VERSION_MINOR 1
#define CGOV_VERSION_PATCH 0
#define CGOV_VERSION_NUMBER (CGOV_VERSION_MAJOR * 1000000 + CGOV_VERSION_MINOR * 1000 + CGOV_VERSION_PATCH)

/* The version of the library that runs, as CGOV_VERSION_NUMBER. Thread: any. Since: 0.1 */
CGOV_API uint32_t cgov_version_number(void);
/* The same as text, "0.1.0". Lifetime: static. Thread: any. Since: 0.1 */
CGOV_API const char *cgov_version_string(void);

#ifdef __cplusplus
}
#endif

#endif
