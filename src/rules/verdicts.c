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
    {{150, 220, 202, 189, 45, 236, 160, 127, 20, 48, 132, 67, 48, 244, 10, 7, 124, 69, 244, 69, 232, 69, 21, 211, 116, 181, 91, 71, 99, 51, 117, 31},
     1477, 18, 15, 101,
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
    {{206, 161, 134, 60, 107, 208, 41, 152, 252, 165, 205, 23, 155, 255, 157, 148, 190, 5, 255, 67, 134, 70, 62, 173, 43, 198, 223, 163, 171, 104, 27, 186},
     2528, 26, 11, 20,
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
    {{111, 24, 120, 11, 1, 116, 225, 123, 78, 74, 69, 9, 84, 39, 11, 254, 106, 190, 73, 244, 52, 212, 227, 233, 185, 208, 99, 113, 60, 175, 171, 62},
     3832, 52, 9, 65,
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
    {{215, 84, 184, 100, 100, 204, 72, 98, 195, 31, 238, 102, 51, 164, 208, 143, 238, 177, 97, 226, 4, 62, 91, 75, 49, 224, 24, 80, 44, 9, 123, 132},
     3913, 54, 10, 65,
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
    {{134, 218, 38, 219, 105, 91, 163, 112, 188, 13, 0, 234, 93, 95, 28, 201, 190, 66, 47, 143, 138, 166, 24, 159, 126, 71, 64, 176, 188, 63, 191, 2},
     4399, 59, 16, 83,
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
    {{51, 40, 64, 130, 94, 241, 199, 199, 102, 202, 245, 191, 138, 51, 190, 65, 220, 131, 229, 251, 15, 84, 38, 251, 159, 49, 70, 52, 177, 152, 108, 48},
     971, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{24, 187, 248, 184, 71, 191, 19, 210, 14, 68, 189, 204, 76, 114, 18, 35, 123, 9, 62, 161, 182, 218, 234, 230, 139, 9, 252, 179, 113, 76, 246, 14},
     941, 10, 5, 0,
     "draft list notify put count.passed publish"
    },
    {{50, 242, 2, 248, 61, 226, 55, 88, 57, 226, 30, 203, 28, 173, 152, 33, 184, 196, 86, 17, 51, 206, 40, 92, 67, 64, 160, 21, 180, 195, 27, 148},
     1320, 15, 11, 0,
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
    {{252, 65, 191, 230, 133, 37, 48, 168, 203, 170, 230, 48, 44, 202, 14, 212, 5, 196, 212, 127, 159, 17, 140, 32, 11, 68, 255, 53, 151, 168, 237, 3},
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
    {{227, 184, 53, 225, 16, 79, 163, 60, 83, 13, 110, 179, 62, 77, 36, 167, 249, 85, 233, 114, 92, 125, 194, 150, 253, 212, 249, 106, 106, 46, 27, 89},
     1320, 9, 4, 40,
     "propose convene_assembly carried entrust entrust entrust entrust entrust entrust entrust entrust ent"
     "rust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust forward"
     " entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 "
     "entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 entrust2 approve"
    },
    {{146, 207, 37, 212, 176, 155, 124, 173, 41, 16, 60, 221, 189, 110, 69, 229, 72, 199, 230, 43, 191, 245, 202, 6, 155, 159, 77, 11, 215, 248, 57, 88},
     3283, 27, 9, 0,
     "propose notify sit dispute carried correct dispute carried implement feed_back"
    },
    {{206, 149, 27, 180, 221, 23, 244, 44, 3, 127, 246, 252, 144, 57, 62, 134, 125, 230, 176, 227, 200, 118, 83, 57, 40, 207, 61, 170, 147, 205, 210, 77},
     869, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{175, 147, 26, 56, 10, 167, 249, 157, 230, 200, 22, 28, 196, 113, 152, 250, 161, 174, 125, 219, 96, 159, 61, 246, 163, 213, 129, 217, 181, 25, 16, 204},
     826, 8, 4, 0,
     "draft notify put count.passed publish"
    },
    {{199, 118, 16, 19, 58, 128, 74, 226, 137, 78, 76, 109, 211, 129, 23, 220, 208, 213, 187, 215, 81, 179, 134, 174, 231, 166, 238, 8, 125, 212, 69, 10},
     870, 9, 4, 0,
     "draft notify put count.passed publish"
    },
    {{195, 220, 11, 63, 235, 255, 146, 65, 223, 145, 9, 125, 130, 99, 153, 32, 95, 201, 6, 52, 156, 96, 116, 172, 251, 53, 220, 23, 94, 194, 245, 100},
     3458, 54, 10, 65,
     "call list notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise"
     " raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rai"
     "se raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise r"
     "aise raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjo"
     "urn resume close replace replace replace replace replace publish finish"
    },
    {{245, 130, 38, 198, 192, 123, 156, 121, 88, 62, 125, 149, 198, 193, 231, 228, 128, 55, 185, 78, 11, 0, 221, 249, 93, 219, 103, 234, 86, 182, 11, 71},
     776, 8, 3, 0,
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
    {{167, 232, 167, 0, 43, 22, 216, 25, 159, 194, 209, 117, 223, 133, 243, 21, 138, 50, 93, 162, 51, 253, 203, 238, 59, 69, 44, 30, 61, 197, 89, 43},
     6088, 92, 10, 484,
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
    {{92, 97, 76, 156, 14, 220, 103, 103, 7, 160, 79, 250, 203, 129, 165, 182, 62, 186, 209, 232, 23, 135, 108, 112, 34, 219, 178, 238, 153, 131, 219, 232},
     2242, 16, 14, 20,
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
