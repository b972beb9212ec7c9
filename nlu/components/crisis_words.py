"""What only sounds like suicide, what is quoted or denied, and the parts of the net of crisis."""

from __future__ import annotations

import re

ME = r"(?:i|i'm|i've|i'd|i'll|me|my|myself)"
THEM = (
    r"(?:my (?:\w+ )?(?:son|daughter|lad|boy|girl|kid|child|brother|sister|friend|mate|partner|wife|husband"
    r"|mum"
    r"|dad|niece|nephew|pupil|student|flatmate|cousin|bestie|nan|bro|sis|teen|teenager|girlfriend|boyfriend"
    r"|grandson|granddaughter|stepson|stepdaughter|tutee)|one of (?:our|my) \w+|she|he|they)"
)
WANT = (
    r"(?:want(?:ed|s|ing)?(?: to)?|going to|planning (?:to|on)|plan(?:s|ned)? (?:to|on)|need to|ready to"
    r"|about to"
    r"|trying to|try to|tried to|tempted to|thinking (?:about|of|bout)|think (?:about|of)"
    r"|thoughts? (?:about|of)"
    r"|thought (?:about|of)|feel(?:s|ing)? like|considering|considered|might (?:just |as well )?|could just"
    r"|may as well|rather|should just|decided to|urges? to|close to|will|i'll|gonna|wish i could|be better to"
    r"|intend(?:s|ing)? to|means to|contemplat\w+|imagin\w+|fantasi\w+ about|pictur\w+ myself|googl\w+"
    r"|looking up|searching)"
)
ACT = (
    r"\b(?:kill(?:ing)? (?:my ?self|mesel|her ?self|him ?self|them ?sel\w+)"
    r"|(?:end(?:ing)?|finish(?:ing)?) (?:it(?: all)?(?! (?:with|between))|everything"
    r"|(?:my|his|her|their) (?:own )?lif\w+|things for good|myself)"
    r"|tak(?:e|ing) (?:my|his|her|their) (?:own )?lif\w+|tak(?:e|ing) (?:all )?(?:my|the|these|some"
    r"|a load of) "
    r"(?:pills|tablets|meds|medication)|(?<!like )(?:die|dying)(?! (?:of|from|laughing|down|out|on me))"
    r"|suicid\w*|(?:hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|hang(?:ing)?|stab(?:bing)?|drown(?:ing)?"
    r"|burn(?:ing)?) "
    r"(?:my ?self|her ?self|him ?self|them ?sel\w+)|self[- ]?harm\w*|overdos\w*|jump(?:ing)? (?:off|in front"
    r"|from|under)|not (?:being|be) (?:here|alive|around)|(?:be|being) dead|not wak\w+ up"
    r"|disappear\w* (?:for good"
    r"|forever)"
    r"|top(?:ping)? myself|do(?:ing)? (?:myself in|something stupid|something to myself|it tonight)|end me"
    r"|step(?:ping)? (?:out )?in front of|driv\w+ (?:my car |the car )?(?:into|off)|be with my (?:mum|dad"
    r"|nan|gran) in heaven"
    r"|go to sleep and (?:not|never)|sleep (?:and|forever)(?: (?:not|never))?|give up on life|never wake)"
)

IDIOM = re.compile(
    r"\b(?:so|that|too) \w+ (?:that )?i could (?:just )?(?:have )?die(?:d)?\b|\blos(?:t"
    r"|ing) the will to live (?=\w*ing|on|with|over|after|at|reading|in)|\b(?:girl"
    r"|boy)friend of \w+ years\b|"
    r"(?:could|nearly|almost|just|literally|actually|about|was|were|felt like|feel like|feeling like|i'd|i"
    r"|we|thought i'd)?"
    r" ?\b(?:dying|died|die|dies|dead)\b (?:of|from|with) (?:shame|embarrassment|laughter|boredom|laughing"
    r"|cringe|cold"
    r"|hunger|thirst|curiosity|heat|awkwardness|the cringe|the embarrassment|hayfever|second ?hand"
    r"|excitement|envy"
    r"|a broken heart|humiliation|mortification|stress)(?: back then)?"
    r"|\b(?:died?|dying) (?:laughing|inside|to know|to see|to tell|to try|for a|down|out|on me|to meet"
    r"|to ask|to get)\b"
    r"|\bdead (?:serious|right|good|funny|easy|nice|simple|cute|tired|worried|sure|certain|set|quick|link"
    r"|links|end"
    r"|chat|embarrass\w+|upset|scared|weird|line|on|cheap|battery|happy|account|common|busy|slow|phone"
    r"|boring)\b"
    r"|\bto die for\b|\bkill(?:ing|ed)? (?:for a|time|the mood|two birds|it\b|the vibe|off|me with"
    r"|myself laughing|my (?:phone|battery"
    r"|back|feet|head|vibe|signal|knees|eyes|wifi|data|legs|buzz|appetite))"
    r"|\b(?:it'?s?|that'?s?|this|the suspense|the wait\w*|waiting|my (?:back|feet|head|shoes|knees|legs"
    r"|period|hangover)|deadlines?|revision"
    r"|work|wifi|traffic|heat|uni|the \w+|hayfever)(?: is| are| was)? (?:literally |absolutely |actually "
    r"|just )?killing me\b"
    r"|\b(?:mum|mam|mom|dad|parents?|wife|husband|boss|gran|nan|teacher|sister|brother|girlfriend|boyfriend"
    r"|missus"
    r"|coach|gaffer|she|he|they)(?: is|'s|'ll| will| would|'d| are|'re)?(?: going to| literally| actually"
    r"| would)? "
    r"(?:kill|murder) me (?:if|when|for|over|because)\b"
    r"|\bkill me now\b|\b(?:social|career|political|commercial|professional) suicide\b|\bsuicide (?:squad"
    r"|prevention|burn\w*|hotline|bomb\w*|sunday|note by|watch on|helpline number for)\b"
    r"|\b(?:phone|laptop|battery|wifi|signal|computer|car|tablet|app|server|ipad|pc|boiler|telly|tv|charger"
    r"|site|mouse|xbox|internet|signal|goldfish|plant|plants"
    r"|conversation|chat|thread|group)(?: has| is|'s| just| was| had| keeps"
    r"| finally)*(?: on \d+% and)? (?:died|dying|dead|dies|killed|gave up)(?: on me| the ghost)?\b"
    r"|\bg[ai]ve up the ghost\b|\b(?:bored|worried|scared|sick|frightened|work\w*|freez\w*|starv\w*|love\w*"
    r"|tickled|put) to death\b"
    r"|\bdead to me\b|\bover my dead body\b|\bdrop dead\b|\bdead(?:line|lines|lift|name|named|pool|beat)\b"
    r"|\bdie hard\b|\bdying (?:light|breed|seconds|wish)\b"
    r"|\bcut(?:ting)? (?:it|him|her|them|off|down|out|myself (?:off|some|shaving|a)|corners|contact|ties"
    r"|a long)\b|\bcut myself (?:off|out|shaving|on|a|some)\b"
    r"|\bend(?:ed|ing)? (?:it|things|everything)(?: all)? (?:with|between|for me and)\b"
    r"|\bkick the bucket list\b|\bi'm dead\b(?=$| (?:lol|haha|lmao))"
    r"|\b(?:rather|sooner) die than\b|\b(?:i|id|i'd) die (?:if|of|before i'd)\b"
    r"|\bwant(?:ed)? the ground to\b[\w ]*|\bjump(?:ing|ed)? (?:off|from) (?:the )?(?:\w+ )?(?:group|app"
    r"|server|call|topic|board)\b"
    r"|\bcould (?:honestly |literally |just |happily )*(?:kill|murder|strangle) (?:him|her|them"
    r"|someone|somebody|my \w+|that \w+)\b"
    r"|\bleav(?:e|ing) (?:it|things|this|matters|that) (?:there|here|at that|for now|for (?:today"
    r"|tonight|this evening))\b(?: for (?:today|tonight|now|this evening))?"
    r"|\bhang(?:ing)? (?:in there|out|on|up)\b|\bdo or die\b|\bnever say die\b|\bend(?:ed)? it (?:there"
    r"|last|in|a|two|three|when|after|because|months?|years?)\b"
    r"|\b(?:drink|drank|eat|ate|work)\w* myself to (?:death|sleep)\b(?= (?:lol|on))"
)

TOLD = re.compile(
    r"\b(?:told|telling|tells|tell|says?|saying|said|message\w*|comment\w*|wrote|writing|want(?:s"
    r"|ed)? me to|texted|dm'?d?|spam\w*|shout\w*|asking|asked|urg\w+|advis\w+|encourag\w+)"
    r"(?: (?:me|him|her|them|us|things like|stuff like|comments?|i|he|she|they|people|that|saying|all|just"
    r"|should|to|keep|kept|me i))*[ ,:]*"
    r"(?:[\"']?(?:to |should |go |go and |just )*[\"']?)(?:kill|hang|die|drink bleach|end|neck|top|hurt"
    r"|unalive|rope|jump off)"
    r"(?: (?:my|your|him|her)[ ]?self\w*| (?:it|your life|my life|ur life))?\b"
    r"|\bkill ?yourself\b|\bgo (?:and )?die\b|\bhope (?:you|i|she|he) dies?\b|\bi should (?:be dead"
    r"|die)\b(?=[\"'])"
    r"|\byou should (?:die|be dead)\b|\b(?:he|she|they)(?:'ll|'d| will| would| says? (?:he|she)(?:'ll|'d"
    r"| will| would| is going to|'s going to)"
    r"| said (?:he|she)(?:'ll|'d| will| would| is going to|'s going to| was going to)| threatens? to"
    r"| threatened to| keeps threatening to| is threatening to) "
    r"(?:kill|hurt|harm) (?:himself|herself)(?= (?:if|unless|when|because) (?:i|we))"
)

NOT = (
    r"(?:not|never|n't|no|haven't|don't|wouldn't|won't|isn't|without|nobody|no longer|stopped|nothing"
    r"|nowhere near|aren't|far from)"
)
DENIED = re.compile(
    rf"\b(?:i'm|i am|i|i was|we're|im|he's|she's|he is|she is|this|it|it's)?\s?(?:'m |am |is |was |do "
    rf"|would |will |have |really |honestly )*{NOT}"
    r"(?: (?:at all|actually|really|even|going to|want to|wanting to|about to|planning to|planning on"
    r"|thinking of|thinking about|think of|feeling|feel like|like|ever|been|have|had|any|a|of|"
    r"in|saying|that|the|thoughts?|plans?|intention|intending|wish|tempted to|thought of|thought about"
    r"|considered|consider|try to|do|having|get me wrong|risk|danger|suggesting|mean i))*"
    r" (?:suicid\w*|self[- ]?harm\w*|kill(?:ing)? (?:my|him|her)self|hurt(?:ing)? (?:my|him|her)self"
    r"|harm(?:ing)? (?:my|him|her)self|end(?:ing)? (?:it|it all|my life|things)|die\b(?! any)|dying"
    r"|do(?:ing)? anything (?:stupid|silly|to myself|daft|like that|drastic)|do anything to hurt myself"
    r"|tak(?:e|ing) my (?:own )?life|dead|at risk of)(?! (?:alone|like this))"
)
NO_DEED = re.compile(
    r"\b(?:not|n't|won't|never) (?:going to |gonna |planning to |about to )?do(?:ing)? anything\b"
)
PAST = re.compile(
    r"\b(?:back then|years? ago|months? ago|last year|in the past|used to|ages ago|when i was (?:a |at |\d"
    r"|younger|little|in)|at the time"
    r"|in 20[012]\d|in (?:my )?(?:teens|uni|school)|once (?:felt|was|tried|thought)|(?:but|and) (?:i'm|im"
    r"|i am|i'm) (?:ok|okay|fine|better|good|alright|past|over|through|doing)"
    r"|not (?:any ?more|now)|better now|ok now|okay now|fine now|no longer|got help|recovered|in recovery"
    r"|got through|came through|clean for|behind me|long time ago|before i got)"
)
STILL = re.compile(
    r"\b(?:again|still|tonight|today|right now|these days|came? back|coming back|back to|now i|and now"
    r"|every (?:day|night))\b"
)
AFFAIR = re.compile(
    r"\b(?:film|movie|book|song|lyrics|episode|documentary|game|character|article|essay|coursework|project"
    r"|assignment|dissertation|podcast|news|novel|play|charity|fundrais\w+"
    r"|training|course|awareness|research|policy|statistics|series|show|poster|lecture|band|album)\b"
)
