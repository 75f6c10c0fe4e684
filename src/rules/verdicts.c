/* Made by CGOV_WRITE_VERDICTS=1 build/tests/test_bounded: what the procedures of the shipped rulebooks come to. */
/* clang-format off */
#include "rules/shipped.h"

const struct verdict cgov__shipped_verdicts[] = {
    {{71, 89, 127, 143, 156, 210, 5, 55, 133, 231, 100, 95, 56, 186, 108, 188, 239, 4, 144, 247, 236, 121, 149, 89, 181, 50, 93, 207, 231, 12, 73, 170},
     6694091, 95751, 81, 133,
     "report classify classify classify mask supplement supplement supplement supplement supplement urge u"
     "rge urge entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust ent"
     "rust entrust entrust entrust entrust entrust entrust entrust entrust ask_more complete verify verifi"
     "ed dispatch supervise supervise supervise object return dispatch object return dispatch object confe"
     "r assign sign assign_to assign_to assign_to assign_to assign_to start contact contact contact contac"
     "t contact contact contact contact contact contact contact contact contact contact contact contact co"
     "ntact contact contact contact whistle whistle whistle whistle whistle extend suspend resume suspend "
     "resume suspend resume inquire supply done reassign sign start done reassign sign start done reassign"
     " replace replace replace replace replace replace replace replace replace replace replace replace rep"
     "lace replace replace replace replace replace replace replace sign start done answer pass rate rate r"
     "ate reopen done answer pass escalate sign start done answer pass ask_review name_reviewer name_revie"
     "wer name_reviewer name_reviewer name_reviewer name_reviewer name_reviewer name_reviewer name_reviewe"
     "r name_reviewer name_reviewer name_reviewer name_reviewer name_reviewer name_reviewer name_reviewer "
     "name_reviewer name_reviewer name_reviewer name_reviewer uphold ask_recheck name_checker name_checker"
     " name_checker name_checker name_checker name_checker name_checker name_checker name_checker name_che"
     "cker name_checker name_checker name_checker name_checker name_checker name_checker name_checker name"
     "_checker name_checker name_checker hear heard overturn2 done answer pass ask_review overturn done an"
     "swer pass ask_review overturn done answer rework done answer rework done answer rework done answer f"
     "ound found found conclude pass ask_review uphold ask_recheck settle"
    },
    {{8, 38, 94, 55, 145, 3, 209, 190, 178, 0, 48, 103, 188, 34, 123, 192, 28, 172, 191, 209, 203, 181, 34, 4, 96, 50, 255, 138, 39, 178, 227, 116},
     629, 4, 2, 0,
     "ask arrive report_back"
    },
    {{92, 122, 12, 44, 113, 240, 164, 152, 189, 217, 37, 186, 35, 212, 51, 171, 214, 225, 212, 186, 83, 203, 235, 102, 15, 190, 242, 227, 129, 55, 136, 50},
     578, 3, 1, 0,
     "ask report_back"
    },
    {{82, 0, 31, 31, 231, 238, 175, 18, 114, 143, 59, 242, 115, 48, 190, 202, 237, 190, 133, 63, 22, 6, 31, 221, 157, 198, 32, 226, 83, 54, 224, 149},
     587, 3, 1, 0,
     "call decide"
    },
    {{246, 119, 171, 157, 129, 160, 107, 51, 131, 131, 205, 141, 41, 151, 227, 215, 48, 220, 71, 68, 253, 0, 114, 54, 28, 200, 60, 143, 151, 50, 51, 2},
     767, 6, 4, 21,
     "ask entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust "
     "entrust entrust entrust entrust entrust entrust entrust entrust mask reply again reply rate"
    },
    {{26, 66, 44, 165, 97, 28, 80, 25, 160, 151, 5, 145, 113, 236, 150, 101, 229, 185, 85, 177, 136, 32, 100, 88, 39, 151, 173, 28, 4, 178, 221, 36},
     1453, 18, 15, 101,
     "call entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust"
     " entrust entrust entrust entrust entrust entrust entrust entrust notify raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise propose propose propose propose propose propose propose propose prop"
     "ose propose propose propose propose propose propose propose propose propose propose propose second_c"
     "all sit_again adjourn resume adjourn resume close draft replace draft replace draft sign publish rep"
     "ort_back"
    },
    {{55, 67, 236, 67, 212, 19, 171, 40, 82, 16, 252, 218, 211, 203, 139, 45, 16, 178, 70, 250, 215, 153, 7, 162, 181, 110, 227, 173, 36, 98, 153, 215},
     1250, 16, 9, 0,
     "raise put vote count.no_quorum vote count.no_quorum vote count.passed assign report"
    },
    {{35, 146, 171, 22, 84, 0, 120, 7, 238, 82, 49, 205, 204, 3, 228, 101, 190, 12, 77, 172, 33, 142, 252, 82, 2, 12, 157, 87, 205, 102, 245, 238},
     813, 8, 6, 0,
     "assign report again report again report pass"
    },
    {{206, 141, 131, 252, 123, 183, 138, 75, 180, 92, 122, 125, 99, 12, 218, 93, 38, 76, 175, 204, 124, 91, 193, 25, 185, 73, 141, 65, 171, 96, 149, 136},
     745, 5, 3, 220,
     "announce ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask ask"
     " ask ask entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust ent"
     "rust entrust entrust entrust entrust entrust entrust entrust entrust start close publish"
    },
    {{194, 86, 72, 133, 189, 241, 14, 107, 140, 20, 232, 179, 135, 207, 13, 158, 108, 229, 123, 169, 75, 39, 138, 248, 45, 153, 48, 241, 93, 86, 164, 39},
     640, 4, 2, 0,
     "ask assign report"
    },
    {{36, 235, 33, 192, 240, 161, 105, 63, 115, 131, 161, 36, 21, 200, 77, 21, 135, 213, 154, 146, 47, 215, 18, 65, 114, 76, 56, 170, 224, 130, 32, 144},
     2500, 26, 11, 20,
     "propose entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entr"
     "ust entrust entrust entrust entrust entrust entrust entrust entrust notify sit reach correct dispute"
     " vote lost vote carried implement feed_back"
    },
    {{234, 226, 3, 123, 255, 173, 86, 235, 133, 170, 57, 251, 124, 241, 81, 237, 69, 48, 172, 12, 130, 193, 172, 125, 12, 104, 135, 44, 35, 122, 170, 212},
     897, 10, 3, 2,
     "open notify notify notify put count.passed"
    },
    {{204, 11, 112, 242, 156, 88, 208, 133, 109, 119, 58, 175, 247, 235, 218, 106, 229, 179, 20, 52, 141, 219, 84, 100, 3, 208, 13, 250, 252, 232, 106, 186},
     695, 5, 3, 20,
     "announce entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust ent"
     "rust entrust entrust entrust entrust entrust entrust entrust entrust start assess certify"
    },
    {{232, 164, 168, 173, 33, 42, 172, 198, 68, 166, 9, 110, 124, 138, 55, 80, 156, 77, 219, 238, 17, 251, 255, 42, 40, 126, 47, 228, 80, 60, 248, 137},
     672, 4, 2, 20,
     "announce entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust ent"
     "rust entrust entrust entrust entrust entrust entrust entrust entrust start finish"
    },
    {{231, 176, 243, 201, 138, 246, 131, 235, 1, 85, 22, 164, 57, 40, 3, 64, 126, 189, 192, 81, 143, 83, 105, 169, 193, 61, 79, 251, 16, 231, 140, 121},
     1103, 15, 2, 32,
     "open entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust"
     " entrust entrust entrust entrust entrust entrust entrust entrust convene convene convene convene con"
     "vene convene convene convene convene convene convene convene close report"
    },
    {{250, 96, 178, 161, 141, 183, 40, 13, 219, 216, 212, 221, 140, 164, 42, 230, 193, 1, 117, 132, 246, 104, 27, 149, 26, 23, 30, 86, 198, 228, 36, 254},
     735, 5, 3, 20,
     "ask entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust "
     "entrust entrust entrust entrust entrust entrust entrust entrust reach convene report"
    },
    {{79, 67, 76, 27, 172, 203, 130, 59, 97, 187, 189, 187, 192, 81, 38, 104, 200, 41, 221, 10, 163, 107, 225, 75, 127, 175, 54, 31, 199, 173, 100, 45},
     587, 2, 1, 20,
     "start entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrus"
     "t entrust entrust entrust entrust entrust entrust entrust entrust summarise"
    },
    {{86, 124, 48, 87, 138, 73, 12, 22, 111, 16, 234, 152, 206, 26, 157, 224, 81, 41, 63, 88, 42, 145, 146, 32, 219, 200, 236, 173, 12, 136, 162, 104},
     5572, 131, 8, 40,
     "report entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entru"
     "st entrust entrust entrust entrust entrust entrust entrust entrust summarise dispatch reassign reass"
     "ign reassign reassign reassign reassign reassign reassign reassign reassign reassign reassign reassi"
     "gn reassign reassign reassign reassign reassign reassign reassign answer rework answer rework answer"
     " pass"
    },
    {{140, 144, 4, 164, 43, 224, 19, 146, 122, 5, 127, 87, 210, 33, 130, 160, 89, 115, 240, 88, 187, 107, 90, 7, 32, 197, 247, 84, 118, 167, 62, 61},
     4267, 102, 1, 320,
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
     " tell entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrus"
     "t entrust entrust entrust entrust entrust entrust entrust entrust again again again again again agai"
     "n again again again again again again again again again again again again again again again again ag"
     "ain again again again again again again again again again again again again again again again again "
     "again again again again again again again again again again again again again again again again agai"
     "n again again again again again again again again again again again again again again again again ag"
     "ain again again again again again again again again again again again again again again again again "
     "again again again again again again again again again again again close"
    },
    {{89, 136, 201, 157, 133, 53, 98, 204, 17, 162, 196, 78, 139, 109, 136, 103, 201, 23, 39, 96, 206, 119, 183, 158, 173, 62, 66, 227, 80, 192, 252, 144},
     1002, 9, 4, 0,
     "ask list reach convene met"
    },
    {{226, 47, 0, 23, 10, 92, 171, 249, 216, 5, 159, 190, 237, 50, 54, 20, 129, 183, 146, 27, 27, 120, 42, 4, 242, 114, 55, 147, 131, 214, 143, 107},
     3808, 52, 9, 65,
     "call notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjourn r"
     "esume close replace replace replace replace replace publish finish"
    },
    {{203, 201, 66, 128, 184, 2, 235, 171, 99, 168, 81, 40, 84, 143, 102, 79, 179, 193, 209, 103, 119, 15, 76, 47, 188, 7, 106, 200, 164, 14, 189, 239},
     930, 7, 3, 0,
     "ask reach convene met"
    },
    {{209, 53, 22, 99, 154, 11, 154, 154, 63, 122, 51, 234, 197, 217, 82, 174, 19, 38, 43, 167, 255, 88, 130, 42, 240, 143, 107, 187, 31, 122, 47, 95},
     3889, 54, 10, 65,
     "call list notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise"
     " raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rai"
     "se raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise r"
     "aise raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjo"
     "urn resume close replace replace replace replace replace publish finish"
    },
    {{97, 151, 78, 173, 234, 174, 16, 8, 56, 39, 210, 58, 67, 94, 77, 226, 138, 236, 16, 2, 83, 231, 128, 87, 203, 243, 63, 77, 238, 64, 99, 69},
     1002, 9, 4, 0,
     "ask list reach convene met"
    },
    {{63, 117, 87, 104, 73, 99, 252, 242, 65, 238, 79, 102, 49, 43, 194, 167, 238, 74, 214, 123, 145, 60, 153, 172, 233, 69, 10, 118, 72, 150, 85, 180},
     4383, 59, 16, 83,
     "call by_households back by_households back by_households back by_households notify_households raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise_removal raise_removal raise_removal rais"
     "e_removal raise_removal raise_removal raise_removal raise_removal raise_removal raise_filling raise_"
     "filling raise_filling raise_filling raise_filling raise_filling raise_filling raise_filling raise_fi"
     "lling sit adjourn resume adjourn resume close replace replace replace replace replace publish finish"
    },
    {{245, 193, 33, 49, 26, 219, 144, 33, 156, 223, 96, 236, 243, 198, 231, 247, 166, 200, 28, 37, 198, 181, 108, 162, 119, 25, 69, 243, 224, 140, 169, 114},
     889, 10, 4, 0,
     "raise put count.passed assign report"
    },
    {{14, 232, 114, 218, 177, 14, 245, 203, 23, 80, 151, 105, 108, 44, 188, 149, 88, 179, 29, 248, 249, 40, 200, 197, 115, 101, 16, 180, 43, 72, 6, 226},
     955, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{169, 46, 196, 175, 140, 204, 77, 21, 30, 31, 31, 127, 183, 60, 197, 232, 185, 219, 141, 87, 158, 19, 201, 255, 112, 229, 28, 134, 22, 90, 235, 255},
     933, 10, 5, 0,
     "draft list notify put count.passed publish"
    },
    {{83, 119, 229, 163, 123, 241, 91, 76, 21, 7, 45, 222, 163, 150, 221, 184, 114, 34, 71, 58, 215, 158, 218, 127, 15, 2, 1, 170, 72, 134, 218, 194},
     1312, 15, 11, 0,
     "draft by_households back by_households back by_households back by_households notify_households put c"
     "ount.passed publish"
    },
    {{110, 81, 54, 34, 65, 109, 212, 101, 117, 7, 147, 54, 104, 113, 246, 195, 131, 14, 68, 41, 55, 168, 63, 0, 106, 131, 216, 129, 124, 205, 30, 251},
     707, 7, 2, 3,
     "raise defend defend defend put count.passed"
    },
    {{25, 242, 79, 176, 194, 81, 15, 52, 35, 28, 158, 186, 117, 92, 87, 66, 250, 90, 69, 29, 157, 25, 27, 103, 146, 10, 0, 154, 82, 144, 81, 209},
     684, 6, 2, 0,
     "raise put count.passed"
    },
    {{125, 53, 215, 21, 112, 119, 221, 130, 112, 159, 44, 62, 136, 190, 111, 11, 103, 1, 251, 136, 152, 148, 118, 36, 165, 155, 230, 29, 56, 13, 84, 179},
     846, 10, 4, 0,
     "raise put count.passed assign report"
    },
    {{102, 200, 229, 118, 92, 67, 37, 122, 241, 50, 49, 65, 129, 183, 116, 253, 235, 12, 186, 124, 97, 113, 195, 24, 149, 68, 216, 49, 170, 37, 40, 50},
     805, 8, 6, 0,
     "assign report again report again report pass"
    },
    {{241, 33, 134, 17, 102, 2, 55, 13, 64, 87, 241, 116, 245, 12, 155, 213, 148, 113, 232, 53, 51, 250, 92, 1, 145, 148, 86, 111, 68, 159, 93, 119},
     579, 3, 1, 0,
     "object decide"
    },
    {{5, 144, 114, 117, 43, 50, 156, 149, 153, 41, 56, 180, 34, 115, 122, 17, 74, 40, 30, 208, 114, 250, 223, 252, 229, 250, 41, 100, 137, 97, 53, 23},
     1172, 14, 11, 200,
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
     "bject object settle begin close count.unfilled run begin2 close2 count2.passed seat hand_over"
    },
    {{39, 195, 108, 42, 16, 2, 249, 15, 194, 215, 209, 226, 30, 94, 47, 247, 71, 15, 34, 175, 193, 177, 130, 211, 170, 136, 171, 221, 169, 196, 233, 216},
     1204, 19, 7, 3,
     "petition list reach notify defend defend defend begin close count.passed end"
    },
    {{65, 252, 166, 111, 12, 91, 197, 28, 212, 244, 46, 20, 152, 47, 120, 64, 229, 128, 25, 154, 48, 23, 229, 85, 164, 202, 19, 115, 219, 156, 31, 105},
     5451, 53, 17, 20,
     "solicit draft submit entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust"
     " entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust return submit retur"
     "n submit approve convene_villagers carried file order submit approve convene_villagers carried file "
     "publish"
    },
    {{165, 109, 155, 196, 243, 39, 123, 184, 222, 241, 247, 255, 134, 236, 198, 241, 204, 223, 254, 146, 226, 190, 98, 47, 96, 6, 86, 23, 215, 159, 40, 35},
     1318, 9, 4, 40,
     "propose convene_assembly carried entrust entrust entrust entrust entrust entrust entrust entrust ent"
     "rust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust forward"
     " entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 "
     "entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 approve"
    },
    {{75, 169, 28, 70, 177, 162, 63, 60, 6, 58, 107, 242, 179, 63, 191, 42, 119, 51, 212, 17, 120, 27, 25, 243, 127, 35, 79, 64, 125, 15, 36, 172},
     3277, 27, 9, 0,
     "propose notify sit dispute carried correct dispute carried implement feed_back"
    },
    {{5, 209, 136, 189, 29, 248, 211, 18, 81, 226, 37, 27, 56, 205, 94, 64, 180, 244, 233, 83, 179, 12, 134, 69, 84, 164, 73, 212, 159, 5, 80, 148},
     861, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{199, 8, 57, 115, 195, 46, 155, 75, 74, 85, 38, 216, 154, 109, 225, 57, 243, 32, 100, 208, 28, 114, 69, 164, 242, 56, 63, 2, 69, 136, 92, 44},
     818, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{72, 51, 42, 249, 79, 6, 75, 151, 14, 223, 5, 107, 141, 5, 89, 188, 231, 184, 255, 6, 137, 136, 85, 215, 4, 171, 32, 79, 4, 125, 67, 133},
     862, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{108, 231, 75, 201, 158, 113, 16, 123, 223, 78, 175, 10, 219, 207, 183, 39, 243, 183, 44, 69, 189, 251, 247, 171, 42, 72, 122, 244, 222, 132, 172, 206},
     3442, 54, 10, 65,
     "call list notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise"
     " raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rai"
     "se raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise r"
     "aise raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjo"
     "urn resume close replace replace replace replace replace publish finish"
    },
    {{112, 253, 184, 137, 38, 157, 11, 86, 133, 180, 189, 50, 127, 49, 235, 227, 176, 108, 34, 191, 214, 253, 40, 240, 29, 206, 182, 112, 106, 103, 42, 201},
     768, 8, 3, 0,
     "open notify put count.passed"
    },
    {{108, 224, 84, 246, 167, 82, 0, 69, 147, 205, 106, 158, 220, 86, 168, 35, 67, 244, 145, 171, 254, 26, 129, 41, 122, 167, 159, 82, 39, 247, 124, 132},
     1775, 9, 6, 0,
     "solicit propose review resolve carried publish report"
    },
    {{109, 128, 8, 156, 237, 189, 186, 35, 229, 108, 211, 96, 150, 199, 222, 81, 33, 57, 33, 195, 192, 212, 189, 153, 235, 249, 91, 88, 125, 89, 129, 82},
     1015, 7, 3, 20,
     "call reach entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust e"
     "ntrust entrust entrust entrust entrust entrust entrust entrust entrust convene met"
    },
    {{11, 214, 72, 154, 66, 195, 93, 210, 74, 253, 95, 1, 80, 68, 207, 248, 208, 89, 62, 98, 4, 91, 52, 167, 92, 51, 173, 227, 143, 40, 231, 24},
     2162, 30, 6, 419,
     "draft list object object object object object object object object object object object object objec"
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
     "bject object object object object object object object object object object object object object obj"
     "ect object object_for object_for object_for object_for object_for object_for object_for object_for o"
     "bject_for object_for object_for object_for object_for object_for object_for object_for object_for ob"
     "ject_for object_for object_for object_for object_for object_for object_for object_for object_for obj"
     "ect_for object_for object_for object_for object_for object_for object_for object_for object_for obje"
     "ct_for object_for object_for object_for object_for object_for object_for object_for object_for objec"
     "t_for object_for object_for object_for object_for object_for object_for object_for object_for object"
     "_for object_for object_for object_for object_for object_for object_for object_for object_for object_"
     "for object_for object_for object_for object_for object_for object_for object_for object_for object_f"
     "or object_for object_for object_for object_for object_for object_for object_for object_for ..."
    },
    {{245, 49, 50, 245, 137, 163, 168, 207, 59, 124, 250, 49, 146, 65, 185, 215, 187, 10, 48, 120, 30, 241, 181, 66, 239, 228, 2, 55, 90, 149, 235, 239},
     6072, 92, 10, 484,
     "call list object object object object object object object object object object object object object"
     " object object object object object object object object object object object object object object o"
     "bject object object object object object object object object object object object object object obj"
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
     "ct object object_for object_for object_for object_for object_for object_for object_for object_for ob"
     "ject_for object_for object_for object_for object_for object_for object_for object_for object_for obj"
     "ect_for object_for object_for object_for object_for object_for object_for object_for object_for obje"
     "ct_for object_for object_for object_for object_for object_for object_for object_for object_for objec"
     "t_for object_for object_for object_for object_for object_for object_for object_for object_for object"
     "_for object_for object_for object_for object_for object_for object_for object_for object_for object_"
     "for object_for object_for object_for object_for object_for object_for object_for object_for object_f"
     "or object_for object_for object_for object_for object_for object_for object_for object_for object_fo"
     "r object_for object_for object_for object_for object_for object_for object_for object_for ..."
    },
    {{110, 220, 73, 164, 130, 158, 236, 34, 206, 109, 145, 139, 56, 129, 194, 2, 242, 22, 101, 82, 244, 110, 143, 215, 100, 95, 113, 130, 91, 253, 245, 226},
     2207, 16, 14, 20,
     "poll entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust"
     " entrust entrust entrust entrust entrust entrust entrust entrust design decide redo design decide re"
     "do design decide redo design decide start accept hand_over"
    },
    {{206, 18, 81, 75, 104, 5, 210, 132, 131, 75, 143, 167, 149, 240, 26, 133, 242, 206, 102, 207, 220, 168, 206, 107, 156, 219, 26, 88, 172, 17, 63, 116},
     2160, 30, 6, 419,
     "draft list object object object object object object object object object object object object objec"
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
     "bject object object object object object object object object object object object object object obj"
     "ect object object_for object_for object_for object_for object_for object_for object_for object_for o"
     "bject_for object_for object_for object_for object_for object_for object_for object_for object_for ob"
     "ject_for object_for object_for object_for object_for object_for object_for object_for object_for obj"
     "ect_for object_for object_for object_for object_for object_for object_for object_for object_for obje"
     "ct_for object_for object_for object_for object_for object_for object_for object_for object_for objec"
     "t_for object_for object_for object_for object_for object_for object_for object_for object_for object"
     "_for object_for object_for object_for object_for object_for object_for object_for object_for object_"
     "for object_for object_for object_for object_for object_for object_for object_for object_for object_f"
     "or object_for object_for object_for object_for object_for object_for object_for object_for ..."
    },
    {{66, 181, 54, 78, 90, 39, 25, 215, 57, 24, 220, 196, 198, 35, 118, 177, 66, 101, 216, 175, 23, 97, 60, 242, 238, 66, 87, 13, 92, 205, 134, 198},
     1046, 11, 9, 140,
     "raise gather gather gather gather gather gather gather gather gather gather gather gather gather gat"
     "her gather gather gather gather gather gather gather gather gather gather gather gather gather gathe"
     "r gather gather gather gather gather gather gather gather gather gather gather gather gather gather "
     "gather gather gather gather gather gather gather gather gather gather gather gather gather gather ga"
     "ther gather gather gather gather gather gather gather gather gather gather gather gather gather gath"
     "er gather gather gather gather gather gather gather gather gather gather gather gather gather gather"
     " gather gather gather gather gather gather gather gather gather gather gather gather gather gather g"
     "ather entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrus"
     "t entrust entrust entrust entrust entrust entrust entrust entrust hand_over reassign reassign reassi"
     "gn reassign reassign reassign reassign reassign reassign reassign reassign reassign reassign reassig"
     "n reassign reassign reassign reassign reassign reassign report again report again report again repor"
     "t accept"
    },
    {{141, 245, 83, 157, 233, 139, 191, 14, 27, 211, 252, 234, 99, 138, 49, 87, 245, 17, 249, 205, 236, 46, 51, 239, 210, 30, 30, 28, 47, 6, 15, 41},
     2434, 37, 12, 2,
     "submit entrust entrust ask_form supply transmit recall transmit recall transmit ask_more supply tran"
     "smit file serve"
    },
};
const uint32_t cgov__shipped_verdict_count = 52;
