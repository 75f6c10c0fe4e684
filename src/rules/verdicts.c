/* Made by CGOV_WRITE_VERDICTS=1 build/tests/test_bounded: what the procedures of the shipped rulebooks come to. */
/* clang-format off */
#include "rules/shipped.h"

const struct verdict cgov__shipped_verdicts[] = {
    {{136, 4, 172, 116, 65, 122, 74, 125, 234, 8, 68, 181, 167, 235, 41, 101, 190, 49, 205, 64, 87, 142, 73, 220, 233, 61, 122, 117, 232, 164, 53, 225},
     1951818, 32308, 58, 34,
     "report classify classify classify entrust entrust verify verified accept dispatch supervise supervis"
     "e supervise object return dispatch object return dispatch object uphold_order sign start contact con"
     "tact contact contact contact contact contact contact contact contact contact contact contact contact"
     " contact contact contact contact contact contact whistle whistle whistle whistle whistle extend susp"
     "end resume suspend resume suspend resume done reassign sign start done reassign sign start done reas"
     "sign sign start done answer pass reopen done answer pass ask_review uphold ask_recheck hear heard ov"
     "erturn2 done answer rework done answer rework done answer rework done answer pass archive"
    },
    {{82, 69, 83, 162, 73, 230, 111, 41, 134, 129, 38, 195, 239, 74, 20, 141, 116, 180, 96, 223, 48, 9, 40, 32, 148, 117, 26, 118, 162, 66, 167, 40},
     1252, 8, 2, 0,
     "ask arrive report_back"
    },
    {{172, 133, 101, 197, 207, 81, 164, 101, 109, 41, 57, 180, 214, 40, 223, 244, 2, 55, 204, 248, 159, 0, 174, 124, 60, 55, 196, 169, 251, 195, 73, 11},
     578, 3, 1, 0,
     "ask report_back"
    },
    {{227, 194, 48, 242, 187, 225, 245, 166, 185, 240, 147, 48, 222, 94, 111, 134, 244, 56, 138, 176, 112, 30, 230, 18, 54, 211, 142, 33, 243, 243, 19, 26},
     747, 6, 4, 2,
     "ask entrust entrust reply again reply rate"
    },
    {{28, 28, 107, 12, 72, 111, 125, 55, 200, 11, 144, 85, 253, 155, 225, 49, 4, 113, 222, 86, 176, 34, 250, 62, 196, 117, 214, 100, 19, 24, 22, 34},
     1366, 18, 15, 81,
     "call notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise propose propose propose prop"
     "ose propose propose propose propose propose propose propose propose propose propose propose propose "
     "propose propose propose propose second_call sit_again adjourn resume adjourn resume close draft repl"
     "ace draft replace draft sign publish report_back"
    },
    {{126, 143, 99, 124, 14, 47, 52, 248, 177, 119, 246, 91, 149, 205, 218, 0, 249, 73, 10, 235, 233, 199, 33, 197, 202, 129, 237, 229, 111, 186, 142, 60},
     741, 7, 3, 0,
     "raise put assign report"
    },
    {{58, 214, 140, 134, 28, 135, 36, 243, 195, 33, 5, 191, 151, 155, 241, 100, 35, 63, 97, 251, 56, 220, 217, 131, 206, 205, 241, 33, 119, 161, 144, 182},
     827, 9, 6, 0,
     "assign report again report again report pass"
    },
    {{65, 162, 197, 126, 144, 64, 100, 221, 116, 101, 171, 78, 167, 117, 251, 161, 189, 222, 170, 11, 120, 201, 101, 140, 52, 111, 72, 53, 120, 255, 171, 124},
     17475, 405, 3, 200,
     "announce ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask start close publish"
    },
    {{6, 152, 209, 70, 36, 108, 81, 156, 91, 212, 129, 85, 4, 84, 94, 244, 47, 173, 185, 5, 140, 57, 227, 41, 217, 197, 128, 127, 44, 122, 87, 206},
     640, 4, 2, 0,
     "ask assign report"
    },
    {{60, 208, 127, 234, 228, 175, 79, 156, 141, 74, 125, 242, 9, 60, 201, 176, 27, 126, 226, 95, 237, 149, 218, 24, 68, 195, 113, 159, 13, 232, 201, 195},
     1037, 12, 7, 0,
     "propose notify sit reach correct reach implement feed_back"
    },
    {{123, 97, 199, 240, 213, 58, 65, 82, 204, 131, 196, 243, 125, 104, 149, 158, 119, 209, 202, 25, 35, 92, 56, 20, 228, 145, 179, 222, 46, 155, 170, 164},
     668, 5, 3, 0,
     "announce start assess certify"
    },
    {{139, 21, 11, 97, 73, 171, 11, 94, 124, 126, 30, 11, 169, 37, 108, 210, 219, 37, 122, 23, 179, 55, 178, 108, 39, 158, 163, 45, 233, 70, 57, 146},
     647, 4, 2, 0,
     "announce start finish"
    },
    {{16, 2, 117, 22, 184, 28, 13, 120, 58, 182, 202, 209, 173, 123, 95, 111, 4, 127, 79, 110, 103, 65, 37, 214, 86, 7, 107, 143, 149, 89, 255, 170},
     1066, 15, 2, 12,
     "open convene convene convene convene convene convene convene convene convene convene convene convene"
     " close report"
    },
    {{145, 95, 159, 240, 0, 201, 130, 93, 52, 148, 20, 33, 30, 40, 132, 32, 10, 116, 133, 248, 168, 233, 108, 218, 46, 97, 157, 10, 213, 129, 27, 117},
     708, 5, 3, 0,
     "ask reach convene report"
    },
    {{59, 99, 237, 13, 2, 178, 113, 250, 240, 144, 3, 29, 45, 156, 17, 61, 72, 178, 167, 1, 14, 160, 238, 93, 59, 11, 150, 70, 222, 134, 147, 25},
     562, 2, 1, 0,
     "start summarise"
    },
    {{144, 226, 146, 78, 135, 205, 21, 187, 11, 44, 70, 146, 158, 62, 220, 190, 248, 232, 199, 136, 23, 173, 15, 118, 173, 22, 182, 244, 159, 238, 130, 214},
     911, 11, 8, 0,
     "report summarise dispatch answer rework answer rework answer pass"
    },
    {{225, 6, 242, 224, 112, 220, 36, 158, 127, 231, 181, 0, 121, 52, 251, 28, 220, 13, 244, 41, 12, 246, 42, 163, 66, 16, 225, 44, 17, 65, 63, 122},
     921545, 20302, 1, 300,
     "start tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell tell"
     " tell again again again again again again again again again again again again again again again agai"
     "n again again again again again again again again again again again again again again again again ag"
     "ain again again again again again again again again again again again again again again again again "
     "again again again again again again again again again again again again again again again again agai"
     "n again again again again again again again again again again again again again again again again ag"
     "ain again again again again again again again again again again again again again again again again "
     "again close"
    },
    {{89, 136, 201, 157, 133, 53, 98, 204, 17, 162, 196, 78, 139, 109, 136, 103, 201, 23, 39, 96, 206, 119, 183, 158, 173, 62, 66, 227, 80, 192, 252, 144},
     1001, 9, 4, 0,
     "ask list reach convene met"
    },
    {{176, 197, 136, 101, 255, 81, 121, 205, 133, 40, 9, 235, 202, 63, 182, 132, 199, 120, 176, 31, 247, 46, 176, 17, 153, 241, 167, 74, 110, 39, 203, 254},
     1174, 13, 9, 0,
     "call notify sit adjourn resume adjourn resume close publish finish"
    },
    {{203, 201, 66, 128, 184, 2, 235, 171, 99, 168, 81, 40, 84, 143, 102, 79, 179, 193, 209, 103, 119, 15, 76, 47, 188, 7, 106, 200, 164, 14, 189, 239},
     930, 7, 3, 0,
     "ask reach convene met"
    },
    {{86, 155, 48, 155, 254, 8, 4, 80, 83, 89, 56, 59, 41, 36, 185, 239, 143, 238, 217, 235, 146, 81, 50, 199, 151, 188, 20, 143, 82, 101, 63, 51},
     1248, 15, 10, 0,
     "call list notify sit adjourn resume adjourn resume close publish finish"
    },
    {{103, 52, 187, 222, 154, 232, 207, 228, 40, 60, 222, 80, 109, 238, 94, 43, 221, 114, 3, 197, 242, 12, 108, 1, 165, 22, 224, 139, 12, 212, 216, 248},
     1001, 9, 4, 0,
     "ask list reach convene met"
    },
    {{61, 17, 52, 68, 109, 216, 231, 239, 101, 239, 164, 207, 225, 32, 83, 238, 94, 203, 194, 244, 107, 233, 113, 150, 162, 136, 128, 21, 195, 99, 80, 108},
     1166, 13, 9, 0,
     "call notify sit adjourn resume adjourn resume close publish finish"
    },
    {{16, 243, 157, 168, 47, 12, 104, 197, 226, 218, 145, 178, 177, 214, 185, 131, 35, 17, 33, 195, 222, 244, 168, 40, 12, 202, 227, 169, 110, 168, 137, 236},
     612, 3, 1, 0,
     "call reach"
    },
    {{230, 114, 234, 233, 117, 43, 136, 15, 209, 13, 113, 179, 237, 247, 3, 28, 6, 141, 247, 51, 195, 119, 139, 70, 110, 168, 211, 225, 39, 214, 49, 174},
     953, 12, 6, 0,
     "draft list announce begin close count.passed publish"
    },
    {{16, 243, 157, 168, 47, 12, 104, 197, 226, 218, 145, 178, 177, 214, 185, 131, 35, 17, 33, 195, 222, 244, 168, 40, 12, 202, 227, 169, 110, 168, 137, 236},
     612, 3, 1, 0,
     "call reach"
    },
    {{230, 114, 234, 233, 117, 43, 136, 15, 209, 13, 113, 179, 237, 247, 3, 28, 6, 141, 247, 51, 195, 119, 139, 70, 110, 168, 211, 225, 39, 214, 49, 174},
     953, 12, 6, 0,
     "draft list announce begin close count.passed publish"
    },
};
const uint32_t cgov__shipped_verdict_count = 27;
