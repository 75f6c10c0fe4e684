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
    {{73, 230, 121, 38, 143, 197, 191, 212, 121, 150, 93, 18, 103, 10, 31, 156, 21, 213, 117, 160, 14, 194, 12, 183, 96, 209, 12, 43, 163, 221, 133, 82},
     1491, 18, 15, 101,
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
    {{79, 62, 158, 27, 179, 66, 34, 206, 35, 103, 71, 230, 123, 42, 47, 75, 113, 220, 135, 17, 132, 105, 19, 78, 26, 68, 5, 227, 251, 76, 132, 82},
     7687, 49, 44, 0,
     "ask list reach convene again convene again convene again convene again convene again convene again c"
     "onvene again convene again convene again convene again convene again convene again convene again con"
     "vene again convene again convene again convene again convene again convene again convene again conve"
     "ne met"
    },
    {{126, 53, 39, 240, 23, 239, 3, 171, 15, 48, 26, 66, 242, 208, 171, 125, 144, 249, 140, 5, 85, 144, 232, 40, 130, 29, 225, 82, 131, 241, 21, 57},
     4862, 52, 9, 65,
     "call notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise rais"
     "e raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise ra"
     "ise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise "
     "raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjourn r"
     "esume close replace replace replace replace replace publish finish"
    },
    {{238, 216, 176, 77, 58, 113, 123, 254, 152, 229, 84, 207, 24, 229, 72, 59, 183, 181, 249, 14, 178, 16, 127, 9, 140, 149, 215, 197, 133, 92, 22, 214},
     7590, 47, 43, 0,
     "ask reach convene again convene again convene again convene again convene again convene again conven"
     "e again convene again convene again convene again convene again convene again convene again convene "
     "again convene again convene again convene again convene again convene again convene again convene me"
     "t"
    },
    {{58, 13, 105, 38, 188, 188, 101, 37, 223, 202, 114, 223, 235, 214, 30, 143, 128, 45, 164, 209, 215, 190, 250, 32, 166, 90, 97, 141, 172, 161, 249, 159},
     4943, 54, 10, 65,
     "call list notify raise raise raise raise raise raise raise raise raise raise raise raise raise raise"
     " raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise rai"
     "se raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise raise r"
     "aise raise raise raise raise raise raise raise raise raise raise raise raise sit adjourn resume adjo"
     "urn resume close replace replace replace replace replace publish finish"
    },
    {{41, 76, 34, 138, 174, 163, 254, 134, 218, 56, 29, 34, 229, 72, 124, 5, 26, 32, 153, 206, 152, 138, 133, 75, 81, 107, 51, 35, 45, 126, 81, 205},
     7687, 49, 44, 0,
     "ask list reach convene again convene again convene again convene again convene again convene again c"
     "onvene again convene again convene again convene again convene again convene again convene again con"
     "vene again convene again convene again convene again convene again convene again convene again conve"
     "ne met"
    },
    {{35, 195, 229, 77, 16, 231, 251, 170, 232, 234, 24, 8, 128, 227, 104, 234, 243, 78, 56, 42, 56, 70, 155, 88, 198, 167, 191, 234, 188, 246, 58, 252},
     5437, 59, 16, 83,
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
    {{94, 91, 35, 158, 207, 122, 13, 103, 152, 98, 57, 144, 67, 171, 246, 253, 193, 146, 241, 70, 136, 121, 146, 12, 129, 56, 229, 216, 144, 190, 8, 214},
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
    {{125, 12, 104, 245, 242, 73, 228, 228, 177, 114, 172, 90, 239, 106, 217, 185, 222, 94, 194, 239, 247, 173, 70, 162, 119, 209, 93, 220, 171, 233, 42, 205},
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
    {{201, 10, 25, 42, 136, 223, 236, 18, 249, 132, 162, 116, 84, 11, 177, 225, 135, 206, 203, 16, 215, 116, 21, 220, 100, 78, 41, 101, 8, 94, 166, 87},
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
    {{255, 166, 116, 129, 30, 246, 85, 106, 156, 86, 131, 253, 165, 21, 104, 238, 97, 169, 205, 103, 187, 85, 23, 228, 132, 103, 203, 177, 10, 35, 1, 184},
     4351, 54, 10, 65,
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
    {{16, 6, 168, 107, 80, 5, 33, 103, 146, 89, 180, 138, 66, 21, 27, 126, 18, 161, 78, 195, 134, 142, 100, 1, 126, 255, 249, 78, 134, 129, 78, 104},
     1783, 9, 6, 0,
     "solicit propose review resolve carried publish report"
    },
    {{53, 175, 203, 2, 79, 237, 194, 186, 41, 37, 154, 162, 194, 134, 64, 187, 251, 149, 145, 0, 100, 48, 205, 188, 80, 147, 7, 194, 144, 136, 182, 156},
     288818, 1328, 83, 20,
     "call reach entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust e"
     "ntrust entrust entrust entrust entrust entrust entrust entrust entrust convene again convene again c"
     "onvene again convene again convene again convene again convene again convene again convene again con"
     "vene again convene again convene again convene again convene again convene again convene again conve"
     "ne again convene again convene again convene again write anew write anew write anew write anew write"
     " anew write anew write anew write anew write anew write anew write anew write anew write anew write "
     "anew write anew write anew write anew write anew write anew write anew convene met"
    },
    {{179, 141, 1, 248, 28, 36, 6, 130, 187, 189, 49, 165, 215, 70, 109, 156, 126, 112, 132, 235, 135, 71, 132, 4, 120, 236, 153, 189, 222, 174, 195, 152},
     2170, 30, 6, 419,
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
    {{242, 106, 89, 131, 10, 16, 182, 16, 143, 21, 212, 5, 72, 179, 108, 245, 41, 86, 154, 241, 214, 38, 135, 214, 255, 163, 89, 177, 46, 67, 196, 102},
     7327, 92, 10, 484,
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
    {{103, 9, 25, 6, 197, 0, 48, 244, 223, 148, 24, 93, 132, 70, 23, 35, 37, 192, 150, 124, 85, 15, 191, 6, 194, 114, 226, 124, 210, 190, 154, 63},
     846, 10, 4, 0,
     "raise put count.passed assign report"
    },
    {{79, 23, 91, 184, 128, 246, 147, 147, 33, 207, 101, 32, 251, 38, 118, 64, 47, 52, 19, 114, 31, 143, 23, 77, 175, 79, 129, 136, 142, 133, 135, 191},
     2250, 16, 14, 20,
     "poll entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust entrust"
     " entrust entrust entrust entrust entrust entrust entrust entrust design decide redo design decide re"
     "do design decide redo design decide start accept hand_over"
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
