/* Any bytes as a rulebook: read and checked, or refused with a line and a sentence. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    cgov_check_view report = {.size = sizeof report};
    cgov_text text = {(const char *)bytes, len};
    int32_t status = cgov_rulebook_check(&text, NULL, &report);
    MUST(status == CGOV_OK || status == CGOV_E_RULEBOOK || (status == CGOV_E_ARG && !len));
    MUST(status != CGOV_E_RULEBOOK || report.message[0]);
    return 0;
}
