" Vim syntax file. Language: cgov rulebook (*.rules). Made by docs/editors/make.py.
if exists("b:current_syntax")
  finish
endif
syn case match
syn iskeyword @,48-57,_
syn match cgovWords /\<\%(public_safety\|confidential\|organization\|same_matter\|attendance\|procedures\|same_place\|unfollowed\|unverified\|withdrawal\|calendars\|delegates\|household\|procedure\|reclasses\|residents\|territory\|unaccused\|unsettled\|workhours\|answered\|appoints\|calendar\|children\|follower\|majority\|profiles\|resident\|rulebook\|superior\|verified\|workdays\|abstain\|answers\|appoint\|auditor\|casting\|certain\|channel\|contact\|decides\|exactly\|extends\|follows\|invalid\|make_up\|matters\|minutes\|offices\|outcome\|profile\|refusal\|schulze\|secrecy\|turnout\|urgency\|used_up\|weekday\|answer\|ballot\|before\|budget\|bundle\|change\|checks\|choice\|counts\|covers\|detail\|direct\|duties\|filled\|groups\|helper\|holder\|matter\|meters\|months\|owners\|parent\|passes\|paused\|proofs\|public\|quorum\|remind\|reopen\|return\|rework\|rolled\|routed\|sealed\|silent\|source\|weight\|within\|actor\|adopt\|after\|again\|ahead\|asker\|below\|blank\|block\|child\|cites\|class\|clock\|close\|count\|drops\|erase\|every\|fewer\|field\|final\|given\|guard\|heads\|hours\|joins\|least\|level\|needs\|opens\|other\|owing\|party\|proof\|roles\|rules\|seats\|stage\|state\|still\|takes\|tells\|track\|twice\|under\|units\|until\|area\|axis\|cast\|come\|days\|done\|each\|else\|ends\|form\|from\|held\|into\|last\|late\|lead\|many\|more\|most\|move\|none\|once\|open\|over\|role\|roll\|rule\|same\|says\|sees\|self\|sets\|tell\|than\|that\|then\|time\|told\|unit\|verb\|when\|with\|add\|and\|any\|ask\|for\|fri\|may\|mon\|not\|off\|out\|sat\|stv\|sun\|thu\|tie\|tue\|wed\|yes\|at\|by\|do\|if\|in\|no\|of\|on\|or\|to\)\>/
syn match cgovValues /\<\%(reconsideration\|arbitration\|accusation\|deliberate\|litigation\|suggestion\|complaint\|elsewhere\|explained\|no_quorum\|supervise\|critical\|petition\|province\|township\|unfilled\|consult\|hotline\|planned\|refused\|village\|appeal\|county\|failed\|inform\|letter\|normal\|passed\|patrol\|solved\|urgent\|media\|visit\|city\|grid\|help\|vote\|web\)\>/
syn match cgovFields /\<\%(organizations\|contacted\|evidence\|external\|received\|against\|earlier\|behalf\|intake\|masked\|master\|rating\|reason\|remedy\|result\|place\|point\|title\|name\|note\|text\)\>/
syn match cgovKnown /\<\%(followers\|reporter\|founder\|handler\|settled\|first\|issue\)\>/
syn match cgovLines /^\s*\%(confidential\|no_quorum\|procedure\|reclasses\|territory\|appoints\|calendar\|rulebook\|unfilled\|workdays\|answers\|decides\|extends\|follows\|make_up\|profile\|secrecy\|ballot\|before\|bundle\|checks\|counts\|detail\|direct\|failed\|filled\|matter\|passed\|passes\|paused\|proofs\|public\|quorum\|remind\|silent\|source\|within\|after\|cites\|clock\|drops\|hours\|needs\|opens\|party\|proof\|seats\|stage\|state\|takes\|tells\|track\|ends\|form\|held\|late\|lead\|many\|move\|open\|role\|roll\|rule\|sees\|sets\|when\|with\|ask\|for\|may\|not\|off\|out\|tie\|at\|by\|in\|of\|on\)\>/
syn match cgovNumber /\<\d\+\%([-:/.]\+\d\+\)*\>/
syn match cgovArrow /->/
syn match cgovName /^\s*\%(procedure\|party\|stage\|state\|clock\|open\|move\|roll\|rule\|role\|profile\|matter\|calendar\|detail\)\s\+\w\+/ contains=cgovLines
syn match cgovName /^\s\+\w\+\.\w\+/
syn region cgovString start=/"/ end=/"/ end=/$/ oneline
syn match cgovComment /#.*$/ contains=@Spell
syn keyword cgovUnverified unverified
hi def link cgovLines Statement
hi def link cgovWords Keyword
hi def link cgovValues Constant
hi def link cgovFields Identifier
hi def link cgovKnown Special
hi def link cgovName Function
hi def link cgovNumber Number
hi def link cgovArrow Operator
hi def link cgovString String
hi def link cgovComment Comment
hi def link cgovUnverified Todo
let b:current_syntax = "cgovrules"
