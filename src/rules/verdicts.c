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
    {{63, 174, 1, 215, 236, 8, 117, 33, 187, 44, 181, 128, 65, 203, 117, 183, 77, 134, 33, 122, 58, 108, 167, 237, 0, 236, 98, 112, 210, 67, 206, 103},
     1201, 13, 9, 60,
     "call notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjourn r"
     "esume close publish finish"
    },
    {{203, 201, 66, 128, 184, 2, 235, 171, 99, 168, 81, 40, 84, 143, 102, 79, 179, 193, 209, 103, 119, 15, 76, 47, 188, 7, 106, 200, 164, 14, 189, 239},
     930, 7, 3, 0,
     "ask reach convene met"
    },
    {{134, 122, 124, 113, 22, 72, 55, 237, 199, 32, 219, 99, 44, 11, 249, 50, 117, 64, 48, 105, 174, 86, 239, 73, 191, 42, 27, 140, 51, 32, 10, 35},
     1271, 15, 10, 60,
     "call list notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise"
     " raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rai"
     "se raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise r"
     "aise raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjo"
     "urn resume close publish finish"
    },
    {{103, 52, 187, 222, 154, 232, 207, 228, 40, 60, 222, 80, 109, 238, 94, 43, 221, 114, 3, 197, 242, 12, 108, 1, 165, 22, 224, 139, 12, 212, 216, 248},
     1001, 9, 4, 0,
     "ask list reach convene met"
    },
    {{19, 84, 49, 106, 75, 94, 109, 124, 164, 83, 30, 190, 56, 156, 235, 247, 148, 17, 124, 20, 199, 236, 216, 82, 150, 134, 139, 108, 179, 212, 204, 157},
     1257, 13, 9, 78,
     "call notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise raise_removal raise_removal "
     "raise_removal raise_removal raise_removal raise_removal raise_removal raise_removal raise_removal ra"
     "ise_filling raise_filling raise_filling raise_filling raise_filling raise_filling raise_filling rais"
     "e_filling raise_filling sit adjourn resume adjourn resume close publish finish"
    },
    {{99, 58, 143, 32, 61, 151, 175, 206, 11, 124, 171, 111, 126, 230, 62, 190, 158, 154, 51, 161, 247, 152, 185, 117, 193, 37, 243, 114, 61, 30, 15, 13},
     852, 11, 4, 0,
     "raise put count.passed assign report"
    },
    {{128, 114, 210, 125, 72, 54, 86, 97, 41, 141, 1, 182, 204, 96, 165, 137, 5, 197, 67, 13, 216, 94, 195, 72, 27, 114, 12, 66, 191, 102, 114, 115},
     819, 9, 6, 0,
     "assign report again report again report pass"
    },
    {{113, 173, 197, 81, 185, 252, 40, 41, 229, 228, 43, 94, 130, 155, 147, 180, 238, 73, 135, 242, 162, 118, 211, 201, 211, 167, 127, 159, 57, 227, 175, 245},
     878, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{169, 46, 196, 175, 140, 204, 77, 21, 30, 31, 31, 127, 183, 60, 197, 232, 185, 219, 141, 87, 158, 19, 201, 255, 112, 229, 28, 134, 22, 90, 235, 255},
     951, 11, 5, 0,
     "draft list notify put count.passed publish"
    },
    {{5, 105, 163, 175, 235, 162, 191, 20, 19, 4, 137, 14, 251, 151, 133, 253, 147, 154, 7, 142, 37, 116, 101, 81, 82, 109, 211, 127, 56, 186, 69, 10},
     870, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{128, 143, 157, 198, 64, 160, 136, 225, 98, 178, 87, 243, 232, 68, 63, 147, 172, 22, 115, 185, 114, 241, 66, 71, 106, 54, 159, 19, 169, 6, 225, 107},
     699, 7, 2, 3,
     "raise defend defend defend put count.passed"
    },
    {{132, 175, 131, 16, 53, 78, 125, 187, 29, 229, 33, 150, 210, 32, 143, 191, 253, 205, 108, 62, 33, 181, 4, 100, 124, 140, 238, 55, 146, 73, 57, 216},
     676, 6, 2, 0,
     "raise put count.passed"
    },
    {{52, 19, 234, 67, 176, 113, 118, 195, 158, 151, 227, 101, 108, 36, 164, 171, 164, 174, 138, 199, 14, 158, 65, 137, 149, 164, 183, 137, 60, 64, 1, 42},
     1132, 14, 10, 200,
     "call publish object object object object object object object object object object object object obj"
     "ect object object object object object object object object object object object object object objec"
     "t object object object object object object object object object object object object object object "
     "object object object object object object object object object object object object object object ob"
     "ject object object object object object object object object object object object object object obje"
     "ct object object object object object object object object object object object object object object"
     " object object object object object object object object object object object object object object o"
     "bject object object object object object object object object object object object object object obj"
     "ect object object object object object object object object object object object object object objec"
     "t object object object object object object object object object object object object object object "
     "object object object object object object object object object object object object object object ob"
     "ject object object object object object object object object object object object object object obje"
     "ct object object object object object object object object object object object object object object"
     " object object object object object object object object object object object object object object o"
     "bject object settle begin close count.unfilled run close2 count2.passed seat hand_over"
    },
    {{118, 206, 48, 47, 131, 16, 70, 114, 215, 116, 254, 28, 19, 224, 218, 49, 202, 61, 63, 114, 157, 2, 74, 21, 92, 44, 11, 8, 242, 100, 103, 132},
     570, 3, 1, 0,
     "object decide"
    },
    {{17, 53, 34, 178, 103, 94, 131, 244, 76, 209, 166, 143, 219, 59, 122, 22, 147, 116, 92, 250, 255, 189, 96, 128, 48, 137, 199, 76, 129, 85, 63, 234},
     1205, 19, 7, 3,
     "petition list reach notify defend defend defend begin close count.passed end"
    },
    {{110, 208, 196, 89, 238, 124, 93, 122, 121, 204, 19, 180, 117, 40, 156, 136, 247, 154, 55, 218, 65, 188, 171, 82, 72, 24, 56, 168, 105, 228, 2, 192},
     5429, 54, 17, 0,
     "solicit draft submit return submit return submit approve convene_villagers carried file order submit"
     " approve convene_villagers carried file publish"
    },
    {{11, 223, 134, 249, 168, 39, 218, 82, 136, 26, 38, 26, 157, 194, 14, 247, 38, 76, 210, 121, 145, 91, 61, 170, 85, 73, 130, 237, 53, 13, 161, 220},
     1260, 9, 4, 0,
     "propose convene_assembly carried forward approve"
    },
    {{75, 169, 28, 70, 177, 162, 63, 60, 6, 58, 107, 242, 179, 63, 191, 42, 119, 51, 212, 17, 120, 27, 25, 243, 127, 35, 79, 64, 125, 15, 36, 172},
     3323, 29, 9, 0,
     "propose notify sit dispute carried correct dispute carried implement feed_back"
    },
    {{5, 209, 136, 189, 29, 248, 211, 18, 81, 226, 37, 27, 56, 205, 94, 64, 180, 244, 233, 83, 179, 12, 134, 69, 84, 164, 73, 212, 159, 5, 80, 148},
     878, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{199, 8, 57, 115, 195, 46, 155, 75, 74, 85, 38, 216, 154, 109, 225, 57, 243, 32, 100, 208, 28, 114, 69, 164, 242, 56, 63, 2, 69, 136, 92, 44},
     818, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{72, 51, 42, 249, 79, 6, 75, 151, 14, 223, 5, 107, 141, 5, 89, 188, 231, 184, 255, 6, 137, 136, 85, 215, 4, 171, 32, 79, 4, 125, 67, 133},
     867, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{112, 253, 184, 137, 38, 157, 11, 86, 133, 180, 189, 50, 127, 49, 235, 227, 176, 108, 34, 191, 214, 253, 40, 240, 29, 206, 182, 112, 106, 103, 42, 201},
     766, 8, 3, 0,
     "open notify put count.passed"
    },
    {{108, 224, 84, 246, 167, 82, 0, 69, 147, 205, 106, 158, 220, 86, 168, 35, 67, 244, 145, 171, 254, 26, 129, 41, 122, 167, 159, 82, 39, 247, 124, 132},
     1777, 9, 6, 0,
     "solicit propose review resolve carried publish report"
    },
    {{16, 243, 157, 168, 47, 12, 104, 197, 226, 218, 145, 178, 177, 214, 185, 131, 35, 17, 33, 195, 222, 244, 168, 40, 12, 202, 227, 169, 110, 168, 137, 236},
     612, 3, 1, 0,
     "call reach"
    },
    {{49, 127, 98, 124, 245, 181, 110, 149, 64, 4, 8, 51, 97, 246, 145, 15, 17, 211, 209, 215, 119, 170, 131, 159, 75, 5, 209, 76, 23, 147, 64, 89},
     957, 12, 6, 0,
     "draft list announce begin close count.passed publish"
    },
    {{212, 186, 100, 186, 139, 112, 111, 80, 144, 15, 250, 184, 232, 198, 149, 133, 149, 191, 2, 230, 136, 140, 200, 161, 149, 47, 95, 145, 61, 74, 223, 228},
     2171, 16, 14, 0,
     "poll design decide redo design decide redo design decide redo design decide start accept hand_over"
    },
    {{230, 114, 234, 233, 117, 43, 136, 15, 209, 13, 113, 179, 237, 247, 3, 28, 6, 141, 247, 51, 195, 119, 139, 70, 110, 168, 211, 225, 39, 214, 49, 174},
     953, 12, 6, 0,
     "draft list announce begin close count.passed publish"
    },
};
const uint32_t cgov__shipped_verdict_count = 45;
