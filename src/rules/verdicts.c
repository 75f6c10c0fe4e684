/* Made by CGOV_WRITE_VERDICTS=1 build/tests/test_bounded: what the procedures of the shipped rulebooks come to. */
/* clang-format off */
#include "rules/shipped.h"

const struct verdict cgov__shipped_verdicts[] = {
    {{76, 26, 44, 223, 55, 93, 63, 193, 190, 108, 123, 148, 235, 95, 163, 139, 33, 2, 232, 79, 210, 246, 229, 124, 197, 202, 129, 49, 253, 2, 234, 77},
     8443729, 125368, 68, 52,
     "report classify classify classify mask supplement supplement supplement supplement supplement urge u"
     "rge urge entrust entrust ask_more complete verify verified dispatch supervise supervise supervise ob"
     "ject return dispatch object return dispatch object confer assign sign assign_to assign_to assign_to "
     "assign_to assign_to start contact contact contact contact contact contact contact contact contact co"
     "ntact contact contact contact contact contact contact contact contact contact contact whistle whistl"
     "e whistle whistle whistle extend suspend resume suspend resume suspend resume inquire supply done re"
     "assign sign start done reassign sign start done reassign sign start done answer pass rate rate rate "
     "reopen done answer pass escalate sign start done answer pass ask_review uphold ask_recheck hear hear"
     "d overturn2 done answer rework done answer rework done answer rework done answer conclude pass archi"
     "ve"
    },
    {{8, 38, 94, 55, 145, 3, 209, 190, 178, 0, 48, 103, 188, 34, 123, 192, 28, 172, 191, 209, 203, 181, 34, 4, 96, 50, 255, 138, 39, 178, 227, 116},
     1288, 10, 2, 0,
     "ask arrive report_back"
    },
    {{175, 36, 133, 46, 79, 33, 98, 241, 89, 48, 10, 99, 93, 181, 91, 136, 3, 7, 141, 76, 168, 135, 22, 215, 3, 37, 105, 78, 9, 137, 248, 25},
     578, 3, 1, 0,
     "ask report_back"
    },
    {{82, 0, 31, 31, 231, 238, 175, 18, 114, 143, 59, 242, 115, 48, 190, 202, 237, 190, 133, 63, 22, 6, 31, 221, 157, 198, 32, 226, 83, 54, 224, 149},
     587, 3, 1, 0,
     "call decide"
    },
    {{136, 158, 162, 31, 103, 109, 3, 167, 79, 203, 79, 160, 255, 164, 101, 172, 64, 16, 22, 186, 248, 230, 244, 48, 198, 143, 43, 179, 90, 94, 45, 176},
     767, 6, 4, 3,
     "ask entrust entrust mask reply again reply rate"
    },
    {{224, 72, 172, 182, 157, 240, 126, 214, 103, 184, 237, 174, 26, 118, 188, 184, 248, 204, 242, 192, 104, 0, 172, 149, 250, 30, 22, 146, 120, 101, 31, 10},
     1362, 18, 15, 81,
     "call notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise propose propose propose prop"
     "ose propose propose propose propose propose propose propose propose propose propose propose propose "
     "propose propose propose propose second_call sit_again adjourn resume adjourn resume close draft repl"
     "ace draft replace draft sign publish report_back"
    },
    {{214, 240, 20, 9, 61, 255, 175, 112, 154, 26, 126, 124, 124, 33, 21, 175, 103, 167, 246, 155, 185, 145, 216, 24, 226, 50, 16, 188, 219, 51, 120, 178},
     1233, 17, 9, 0,
     "raise put vote count.no_quorum vote count.no_quorum vote count.passed assign report"
    },
    {{35, 146, 171, 22, 84, 0, 120, 7, 238, 82, 49, 205, 204, 3, 228, 101, 190, 12, 77, 172, 33, 142, 252, 82, 2, 12, 157, 87, 205, 102, 245, 238},
     827, 9, 6, 0,
     "assign report again report again report pass"
    },
    {{153, 131, 112, 59, 165, 59, 191, 177, 225, 14, 209, 72, 190, 73, 239, 225, 168, 126, 22, 181, 123, 155, 176, 142, 87, 147, 179, 54, 147, 16, 75, 241},
     17772, 405, 3, 200,
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
    {{194, 86, 72, 133, 189, 241, 14, 107, 140, 20, 232, 179, 135, 207, 13, 158, 108, 229, 123, 169, 75, 39, 138, 248, 45, 153, 48, 241, 93, 86, 164, 39},
     639, 4, 2, 0,
     "ask assign report"
    },
    {{110, 190, 170, 102, 166, 18, 194, 236, 246, 114, 156, 248, 184, 149, 153, 106, 196, 208, 37, 252, 150, 135, 125, 121, 4, 155, 45, 211, 97, 70, 236, 58},
     1033, 12, 7, 0,
     "propose notify sit reach correct reach implement feed_back"
    },
    {{221, 197, 47, 174, 176, 252, 42, 213, 187, 251, 32, 246, 13, 186, 109, 248, 7, 203, 120, 188, 41, 88, 45, 103, 184, 193, 77, 204, 61, 235, 14, 72},
     668, 5, 3, 0,
     "announce start assess certify"
    },
    {{217, 208, 141, 243, 145, 121, 195, 142, 22, 63, 152, 220, 74, 156, 40, 182, 222, 96, 127, 134, 206, 19, 124, 204, 147, 191, 140, 202, 95, 157, 90, 234},
     647, 4, 2, 0,
     "announce start finish"
    },
    {{11, 108, 178, 238, 3, 228, 41, 66, 47, 175, 161, 210, 29, 53, 196, 18, 210, 153, 57, 114, 107, 81, 29, 135, 217, 84, 104, 238, 150, 213, 194, 140},
     1065, 15, 2, 12,
     "open convene convene convene convene convene convene convene convene convene convene convene convene"
     " close report"
    },
    {{157, 60, 170, 9, 24, 142, 98, 129, 67, 24, 42, 137, 5, 100, 169, 198, 24, 190, 54, 247, 250, 199, 192, 226, 88, 235, 38, 52, 119, 209, 22, 177},
     708, 5, 3, 0,
     "ask reach convene report"
    },
    {{118, 222, 113, 29, 55, 26, 251, 217, 177, 88, 98, 163, 128, 8, 252, 54, 55, 186, 168, 45, 255, 111, 101, 18, 232, 175, 125, 143, 232, 44, 224, 54},
     562, 2, 1, 0,
     "start summarise"
    },
    {{144, 57, 155, 247, 28, 119, 66, 16, 147, 244, 54, 121, 155, 150, 209, 225, 104, 18, 99, 232, 66, 82, 91, 118, 29, 229, 183, 37, 54, 45, 163, 28},
     1400, 23, 8, 2,
     "report summarise dispatch reassign reassign answer rework answer rework answer pass"
    },
    {{143, 100, 50, 202, 6, 161, 45, 11, 1, 21, 161, 186, 134, 204, 200, 104, 131, 196, 121, 155, 14, 220, 97, 40, 16, 149, 149, 241, 131, 231, 71, 62},
     921301, 20302, 1, 300,
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
     999, 9, 4, 0,
     "ask list reach convene met"
    },
    {{247, 233, 15, 48, 167, 34, 167, 166, 205, 65, 80, 156, 144, 197, 178, 38, 255, 74, 132, 3, 32, 171, 216, 67, 15, 67, 90, 177, 19, 27, 63, 7},
     1198, 13, 9, 60,
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
     1266, 15, 10, 60,
     "call list notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise"
     " raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rai"
     "se raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise r"
     "aise raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjo"
     "urn resume close publish finish"
    },
    {{97, 151, 78, 173, 234, 174, 16, 8, 56, 39, 210, 58, 67, 94, 77, 226, 138, 236, 16, 2, 83, 231, 128, 87, 203, 243, 63, 77, 238, 64, 99, 69},
     999, 9, 4, 0,
     "ask list reach convene met"
    },
    {{40, 83, 63, 2, 145, 31, 226, 80, 40, 141, 40, 26, 85, 163, 140, 72, 12, 113, 36, 95, 52, 188, 94, 41, 136, 154, 23, 43, 156, 121, 139, 131},
     1705, 20, 16, 78,
     "call by_households back by_households back by_households back by_households notify_households raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise_removal raise_removal raise_removal rais"
     "e_removal raise_removal raise_removal raise_removal raise_removal raise_removal raise_filling raise_"
     "filling raise_filling raise_filling raise_filling raise_filling raise_filling raise_filling raise_fi"
     "lling sit adjourn resume adjourn resume close publish finish"
    },
    {{47, 239, 133, 204, 48, 116, 46, 201, 9, 211, 121, 245, 52, 154, 20, 8, 148, 4, 220, 64, 96, 188, 28, 43, 177, 100, 91, 126, 163, 59, 252, 220},
     886, 11, 4, 0,
     "raise put count.passed assign report"
    },
    {{28, 191, 69, 29, 173, 233, 101, 192, 187, 18, 175, 79, 32, 71, 62, 220, 14, 170, 96, 85, 2, 100, 214, 155, 254, 225, 22, 205, 223, 155, 202, 6},
     852, 11, 4, 0,
     "raise put count.passed assign report"
    },
    {{128, 114, 210, 125, 72, 54, 86, 97, 41, 141, 1, 182, 204, 96, 165, 137, 5, 197, 67, 13, 216, 94, 195, 72, 27, 114, 12, 66, 191, 102, 114, 115},
     819, 9, 6, 0,
     "assign report again report again report pass"
    },
    {{24, 13, 107, 42, 238, 179, 3, 153, 6, 246, 93, 66, 76, 76, 22, 244, 58, 240, 2, 34, 6, 211, 219, 189, 167, 223, 62, 171, 50, 72, 170, 248},
     914, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{169, 46, 196, 175, 140, 204, 77, 21, 30, 31, 31, 127, 183, 60, 197, 232, 185, 219, 141, 87, 158, 19, 201, 255, 112, 229, 28, 134, 22, 90, 235, 255},
     951, 11, 5, 0,
     "draft list notify put count.passed publish"
    },
    {{83, 119, 229, 163, 123, 241, 91, 76, 21, 7, 45, 222, 163, 150, 221, 184, 114, 34, 71, 58, 215, 158, 218, 127, 15, 2, 1, 170, 72, 134, 218, 194},
     1325, 16, 11, 0,
     "draft by_households back by_households back by_households back by_households notify_households put c"
     "ount.passed publish"
    },
    {{122, 233, 84, 25, 233, 196, 223, 228, 240, 108, 180, 158, 68, 20, 243, 209, 153, 208, 160, 42, 180, 56, 37, 74, 75, 6, 177, 155, 170, 172, 26, 128},
     700, 7, 2, 3,
     "raise defend defend defend put count.passed"
    },
    {{182, 14, 33, 106, 40, 109, 240, 72, 80, 120, 154, 185, 32, 148, 111, 216, 125, 181, 12, 220, 194, 183, 242, 136, 52, 95, 142, 12, 108, 26, 118, 137},
     676, 6, 2, 0,
     "raise put count.passed"
    },
    {{52, 19, 234, 67, 176, 113, 118, 195, 158, 151, 227, 101, 108, 36, 164, 171, 164, 174, 138, 199, 14, 158, 65, 137, 149, 164, 183, 137, 60, 64, 1, 42},
     1128, 14, 10, 200,
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
     1201, 19, 7, 3,
     "petition list reach notify defend defend defend begin close count.passed end"
    },
    {{99, 211, 126, 13, 123, 224, 154, 84, 156, 97, 56, 162, 53, 32, 120, 134, 228, 185, 211, 44, 232, 241, 253, 89, 168, 4, 234, 118, 103, 44, 114, 27},
     5401, 54, 17, 0,
     "solicit draft submit return submit return submit approve convene_villagers carried file order submit"
     " approve convene_villagers carried file publish"
    },
    {{11, 223, 134, 249, 168, 39, 218, 82, 136, 26, 38, 26, 157, 194, 14, 247, 38, 76, 210, 121, 145, 91, 61, 170, 85, 73, 130, 237, 53, 13, 161, 220},
     1260, 9, 4, 0,
     "propose convene_assembly carried forward approve"
    },
    {{75, 169, 28, 70, 177, 162, 63, 60, 6, 58, 107, 242, 179, 63, 191, 42, 119, 51, 212, 17, 120, 27, 25, 243, 127, 35, 79, 64, 125, 15, 36, 172},
     3342, 29, 9, 0,
     "propose notify sit dispute carried correct dispute carried implement feed_back"
    },
    {{5, 209, 136, 189, 29, 248, 211, 18, 81, 226, 37, 27, 56, 205, 94, 64, 180, 244, 233, 83, 179, 12, 134, 69, 84, 164, 73, 212, 159, 5, 80, 148},
     879, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{199, 8, 57, 115, 195, 46, 155, 75, 74, 85, 38, 216, 154, 109, 225, 57, 243, 32, 100, 208, 28, 114, 69, 164, 242, 56, 63, 2, 69, 136, 92, 44},
     822, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{72, 51, 42, 249, 79, 6, 75, 151, 14, 223, 5, 107, 141, 5, 89, 188, 231, 184, 255, 6, 137, 136, 85, 215, 4, 171, 32, 79, 4, 125, 67, 133},
     862, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{112, 253, 184, 137, 38, 157, 11, 86, 133, 180, 189, 50, 127, 49, 235, 227, 176, 108, 34, 191, 214, 253, 40, 240, 29, 206, 182, 112, 106, 103, 42, 201},
     767, 8, 3, 0,
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
     952, 12, 6, 0,
     "draft list announce begin close count.passed publish"
    },
    {{212, 186, 100, 186, 139, 112, 111, 80, 144, 15, 250, 184, 232, 198, 149, 133, 149, 191, 2, 230, 136, 140, 200, 161, 149, 47, 95, 145, 61, 74, 223, 228},
     2172, 16, 14, 0,
     "poll design decide redo design decide redo design decide redo design decide start accept hand_over"
    },
    {{230, 114, 234, 233, 117, 43, 136, 15, 209, 13, 113, 179, 237, 247, 3, 28, 6, 141, 247, 51, 195, 119, 139, 70, 110, 168, 211, 225, 39, 214, 49, 174},
     952, 12, 6, 0,
     "draft list announce begin close count.passed publish"
    },
    {{117, 181, 142, 235, 38, 95, 107, 215, 173, 54, 181, 122, 181, 152, 188, 61, 11, 225, 54, 25, 239, 111, 188, 33, 243, 85, 120, 1, 229, 122, 212, 30},
     1010, 13, 9, 100,
     "raise gather gather gather gather gather gather gather gather gather gather gather gather gather gat"
     "her gather gather gather gather gather gather gather gather gather gather gather gather gather gathe"
     "r gather gather gather gather gather gather gather gather gather gather gather gather gather gather "
     "gather gather gather gather gather gather gather gather gather gather gather gather gather gather ga"
     "ther gather gather gather gather gather gather gather gather gather gather gather gather gather gath"
     "er gather gather gather gather gather gather gather gather gather gather gather gather gather gather"
     " gather gather gather gather gather gather gather gather gather gather gather gather gather gather g"
     "ather hand_over report again report again report again report accept"
    },
};
const uint32_t cgov__shipped_verdict_count = 48;
