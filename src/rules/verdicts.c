/* Made by CGOV_WRITE_VERDICTS=1 build/tests/test_bounded: what the procedures of the shipped rulebooks come to. */
/* clang-format off */
#include "rules/shipped.h"

const struct verdict cgov__shipped_verdicts[] = {
    {{248, 50, 165, 252, 149, 184, 159, 86, 127, 114, 144, 26, 142, 105, 189, 80, 190, 42, 151, 156, 11, 209, 254, 103, 203, 81, 137, 205, 12, 225, 81, 2},
     3513119, 78514, 46, 32,
     "report classify classify classify verify verified accept dispatch supervise supervise supervise obje"
     "ct return dispatch object return dispatch object uphold_order sign start contact contact contact con"
     "tact contact contact contact contact contact contact contact contact contact contact contact contact"
     " contact contact contact contact whistle whistle whistle whistle whistle extend suspend resume suspe"
     "nd resume suspend resume done answer pass reopen done answer pass ask_review uphold ask_recheck hear"
     " heard overturn2 done answer rework done answer rework done answer rework done answer pass archive"
    },
    {{82, 69, 83, 162, 73, 230, 111, 41, 134, 129, 38, 195, 239, 74, 20, 141, 116, 180, 96, 223, 48, 9, 40, 32, 148, 117, 26, 118, 162, 66, 167, 40},
     1252, 8, 2, 0,
     "ask arrive report_back"
    },
    {{172, 133, 101, 197, 207, 81, 164, 101, 109, 41, 57, 180, 214, 40, 223, 244, 2, 55, 204, 248, 159, 0, 174, 124, 60, 55, 196, 169, 251, 195, 73, 11},
     578, 3, 1, 0,
     "ask report_back"
    },
    {{86, 196, 30, 96, 55, 192, 160, 139, 177, 252, 164, 118, 221, 32, 70, 238, 10, 193, 195, 202, 79, 75, 97, 212, 42, 197, 230, 42, 64, 133, 194, 55},
     753, 8, 4, 0,
     "ask reply again reply rate"
    },
};
const uint32_t cgov__shipped_verdict_count = 4;
