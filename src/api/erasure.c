/* The verbs that erase: each fills a command and sends it down the road. */
#include "cgov/erasure.h"

#include "api/fill.h"
#include "ledger/handle.h"

static int32_t run(cgov_ledger *ledger, int32_t status, cgov_id of, const cgov_text *reason, uint64_t *seq_out) {
    static const cgov_text none = {NULL, 0};
    if (!status && !cgov__fill_text(&ledger->command, CGOV_FIELD_REASON, !reason ? &none : reason))
        status = cgov__error_set(ledger, CGOV_E_ARG, NULL, "a text has a length but no pointer");
    if (!status) ledger->command.id = of;
    return cgov__fill_run(ledger, status, NULL, seq_out);
}

int32_t cgov_text_erase(cgov_ledger *ledger, const cgov_act *act, cgov_id of, uint64_t seq, uint32_t field,
                        const cgov_text *reason, uint64_t *seq_out) {
    int32_t status = cgov__road_begin(ledger, COMMAND_ERASE, act);
    if (!status) { /* given, though 0: neither is left out */
        cgov__command_number(&ledger->command, COMMAND_FIELD_RECORD, (int64_t)seq);
        cgov__command_number(&ledger->command, COMMAND_FIELD_FIELD, field);
    }
    return run(ledger, status, of, reason, seq_out);
}

int32_t cgov_resident_erase(cgov_ledger *ledger, const cgov_act *act, cgov_id resident, const cgov_text *reason,
                            uint64_t *seq_out) {
    return run(ledger, cgov__road_begin(ledger, COMMAND_ERASE, act), resident, reason, seq_out);
}
