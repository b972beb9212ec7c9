"""Words of suicide and self-harm: said of oneself or of someone in one's care, now."""

from __future__ import annotations

import re

from nlu.components.net_words import Net

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
    r"(?:kill(?:ing)? (?:my ?self|mesel|her ?self|him ?self|them ?sel\w+)"
    r"|(?:end(?:ing)?|finish(?:ing)?) (?:it(?: all)?(?! (?:with|between))|everything"
    r"|(?:my|his|her|their) (?:own )?lif\w+|things for good|myself)"
    r"|tak(?:e|ing) (?:my|his|her|their) (?:own )?lif\w+|tak(?:e|ing) (?:all )?(?:my|the|these|some"
    r"|a load of) "
    r"(?:pills|tablets|meds|medication)|(?<!like )(?:die|dying)(?! (?:of|from|laughing|down|out|on me))"
    r"|suicid\w*|(?:hurt(?:ing)?|harm(?:ing)?|cut(?:ting)?|hang(?:ing)?|stab(?:bing)?|drown(?:ing)?"
    r"|burn(?:ing)?) "
    r"(?:my ?self|her ?self|him ?self|them ?sel\w+)|self[- ]?harm\w*|overdos\w*|jump(?:ing)? (?:off|in front"
    r"|from|under)|not (?:being|be) (?:here|alive)|(?:be|being) dead|not wak\w+ up|disappear\w* (?:for good"
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

ALARM = re.compile(
    rf"\b{ME}\b.{{0,60}}\b{WANT}\b(?: \w+)?(?: \w+)? ?{ACT}"
    rf"|\b{WANT} {ACT}|^{ACT}\b"
    r"|\b(?:i'm|i am|i feel|feeling|been|being|feel|i've been|am|getting|really|actively|so|very|bit|quite"
    r"|is|he's|she's|they're|now|still) (?:really |very |so |quite |a bit |getting |kind of |kinda "
    r"|actively )?(?:suicidal|self harming|self-harming|cutting again)\b"
    r"|\bsuicidal\b(?! (?:people|person|person's|thoughts are|ideation in))|\bsuicid\w+ (?:thoughts?"
    r"|feelings?|ideation|plan|note)\b"
    r"|\bkill (?:myself|mesel|meself)\b|\bkilling myself\b|\bend(?:ing)? my (?:own )?life\b"
    r"|\btake my (?:own )?life\b|\bend it all\b|\bend it tonight\b|\bmy suicide\b"
    r"|\bcommit(?:ting)? suicide\b"
    r"|\b(?:don't|do not|didn't|not|never|doesn't|no longer) (?:really |even |think i "
    r"|actually )?(?:want(?:ing|s)?|wanna|wish|care|deserve|fancy|feel like)(?: to| if i| whether i| about"
    r"| being| living)* ?(?:be(?:ing)? (?:here|alive|around|in this world|on this (?:earth|planet))|liv(?:e"
    r"|ing)(?! (?:with|in|at|near|there|together|alone|at home|off))|wake up|exist(?:ing)?"
    r"|carry on(?! with)|go on(?! (?:to|a|the|there|holiday|about|with|instagram|it))|see tomorrow"
    r"|face another day|do life|another day|die or)"
    r"|\b(?:can't|cannot|can not|can no longer|couldn't|unable to|not able to|don't know how to"
    r"|don't think i can|don't know if i can|not sure i can|don't see how i can"
    r"|don't see myself) (?:\w+ )?(?:go on(?! (?:my|the|it|instagram|facebook|to|there|about))"
    r"|carry on(?! (?:with|working|using|talking))|keep going|live (?:like this|with this|with it"
    r"|with myself|any ?more|any longer)|do (?:this|it|life|any of this) (?:any ?more|any longer)"
    r"|take (?:it|this|much more|any more of)(?: any ?more| any longer| much longer)?|cope (?:any ?more"
    r"|any longer|with living)|face (?:another day|tomorrow|living)|living|see a future|see a way out"
    r"|be here|make it through|last much longer|hold on)"
    r"|\b(?:no|what'?s the|what is the|isn't any|don't see (?:the|a|any)|don't see (?:the )?point"
    r"|not much) (?:point|reason|use|sense)(?: \w+)? ?(?:in |to |of |for me to )?(?:liv\w+"
    r"|be(?:ing)? (?:alive|here)|go(?:ing)? on|carry(?:ing)? on|me being|continu\w+|anything any ?more"
    r"|stay\w*|wak\w+|life|existing|exist)"
    r"|\bnothing (?:left )?to live for\b|\bno reason (?:left )?to (?:live|stay|be here)\b"
    r"|\bnothing (?:is )?worth living\b|\blife (?:is|isn't|just isn't|not|feels|ain't)(?: not"
    r"| n't)? worth\b|\bnot worth (?:living|it any ?more|being here|waking)\b"
    r"|\bbetter off (?:dead|not here|gone|without me|if i (?:was|were|wasn't))\b|\b(?:everyone|everybody"
    r"|they|they'd all|people|the world|my family|my kids|mum|world|kids|we|you) (?:all )?(?:would|will|'d"
    r"|'ll|wd)? ?(?:all )?be (?:so much |a lot |much )?(?:better|happier|easier)(?: off)? (?:without me"
    r"|if i)\b"
    r"|\bwish(?:ing|es|ed)? (?:that )?(?:i|she|he|they) (?:was|were|am|could be|could just be)? ?(?:dead"
    r"|not here|never born|never been born|never existed|gone|wasn't (?:here|alive|born)|weren't (?:here"
    r"|alive)|hadn't (?:woken|been born)|never woke|wouldn't wake|could (?:just )?(?:die|sleep|go to sleep"
    r"|not wake|stop existing)|didn't (?:exist|wake|have to (?:exist|be here)))"
    r"|\bhope (?:that )?i (?:don't|never|won't|do not) (?:wake|make it|survive)|\bnever wak(?:e|ing) up\b"
    r"|\bnot wak(?:e|ing) up\b|\bstop existing\b|\bsleep and (?:not|never|don't) wake"
    r"|\b(?:swallowed|took|taken|taking|have taken|just took|downed|had) (?:\w+ ){0,4}(?:pills|tablets"
    r"|paracetamol|an overdose|overdose|sleeping tablets|meds|antidepressants|all my medication"
    r"|ibuprofen)\b|\boverdosed\b"
    r"|\b(?:on|at|by|near|to|standing|sat|up) (?:on |at |by )?(?:the |a )?(?:\w+ )?(?:bridge|roof|rooftop"
    r"|ledge|cliff|platform edge|train tracks|tracks|railway|multi ?storey|car park roof|edge of"
    r"|river)\b.{0,40}(?:jump|end|over|don't want|can't|goodbye|no one|done|die|step|looking down|thinking)"
    r"|\b(?:wrote|written|writing|left|leaving) (?:\w+ ){0,3}(?:suicide |goodbye |farewell )(?:note|letter"
    r"|message|text)s?\b|\b(?:wrote|written|writing) (?:a |my |the )?(?:note|letters? to (?:my|everyone"
    r"|say))\b.{0,40}\b(?:goodbye|mum|family|find|gone|kids)\b"
    r"|\b(?:this is|saying|say|said|to say) (?:my |our )?(?:final |last )?goodbyes?(?: everyone| world"
    r"| to everyone| forever| for good)\b|\bgoodbye (?:everyone|world|forever|cruel world)\b"
    r"|\bsaid my goodbyes\b|\bsaying my goodbyes\b"
    r"|\b(?:won't|will not|not going to|not gonna) be (?:here|around|alive) (?:tomorrow|in the morning"
    r"|much longer|for (?:christmas|long|it)|next week|any ?more|by|when|to see)"
    r"|\b(?:hurt|harm|cut|harming|cutting|hurting)(?:ing)? myself\b|\bself[- ]?harm(?:ed|ing)?\b"
    r"|\b(?:started|been|keep|kept|relapsed|back to) (?:cutting|self[- ]?harming|hurting myself)\b"
    r"|\bonly way (?:out|left|to make it stop|to (?:end|stop) (?:it|this|the pain)"
    r"|i can see)\b.{0,30}(?:die|dead|death|end|gone|kill|suicide|is to|not|tonight)|\b(?:see|only"
    r"|no other) (?:one |other |no )?way out\b"
    r"|\bwant(?:ed)? (?:it|everything|this|the pain|all of it|it all|my life|life) (?:all )?to (?:stop|end"
    r"|be over)\b.{0,25}(?:forever|for good|tonight|permanently|now|pain)|\bwant my life (?:to (?:end"
    r"|be over)|over)\b|\bwant the pain to (?:stop|end)\b"
    r"|\b(?:i|i'm|i am) (?:just )?(?:done|finished|through|tired) (?:with (?:life|living|being alive"
    r"|this life|it all|everything)|of (?:living|life|being alive|being here|existing))\b"
    r"|\btired of (?:living|life|being alive|existing)\b|\b(?:sick|fed up) of (?:living|being alive|life)\b"
    r"|\bhate being alive\b"
    r"|\bready to (?:die|go now|end|be gone|leave this)\b|\bwant to be dead\b"
    r"|\bwant out of (?:this )?life\b|\bdeserve to die\b|\bi should(?: just)? (?:be dead|die|kill|end)\b"
    r"|\bjust let me die\b|\blet me die\b|\bdead by\b|\b(?:hope|pray|prayed|praying) (?:i|to) die\b"
    r"|\bplease (?:let me|just) die\b"
    r"|\bhow (?:many|much) (?:\w+ ){1,3}(?:to (?:die|kill|overdose)|would kill|does it take)|\b(?:painless"
    r"|quickest|easiest|best) way to (?:die|go|end|kill)|\bways to (?:die|kill myself|end it)"
    r"|\bhow to (?:die|kill myself|end (?:it|my)|commit)"
    r"|\bgot a plan to (?:end|kill|die)|\b(?:pills|tablets|rope|blade|blades|razor) (?:are |is )?(?:ready"
    r"|next to me|in my hand|in front of me|laid out|beside me|on my bed)\b"
    rf"|\b{THEM}\b.{{0,40}}\b(?:wants?|wanting|wanted|tried|trying|going|threaten\w*|talking about"
    rf"|talks about|says? (?:he|she|they)(?:'s|'re| is| wants?| are| doesn't| don't| can't|'ll|'d)?|saying"
    rf"|thinking|about|said (?:he|she|they)|feels like|plans?)\b.{{0,25}}{ACT}"
    rf"|\b{THEM}\b.{{0,40}}\b(?:doesn't|don't|didn't) want to (?:be here|live|be alive|wake up|go on|exist)"
    rf"|\b(?:worried|scared|afraid|frightened|terrified) (?:that )?(?:he|she|they|my \w+)(?:'ll| will"
    rf"| might| may|'s going to| is going to| would|'d| could)?.{{0,20}}{ACT}"
    r"|\b(?:he|she|they)(?:'s| has|'ve| have)?(?: just)? (?:taken|took) (?:an overdose|tablets|pills"
    r"|loads of)|\bmight do something (?:stupid|to (?:myself|himself|herself))"
    r"|\bdo (?:something|summat) (?:stupid|to myself|silly)\b|\bi(?:'m| am) not safe (?:with|from"
    r"|by) (?:myself|my own)|\bdon't trust myself\b.{0,20}(?:tonight|alone|safe|right now)?"
    r"|\bscared (?:of what i|what i) (?:might|will|'ll|could) do(?: to myself)?\b"
)
PLANS = re.compile(
    r"\b(?:affairs in order|my will tonight|worked out (?:how|when)|made (?:my|the) (?:peace|arrangements)"
    r"|given away my"
    r"|(?:pills|tablets|medication) (?:\w+ )?(?:counted|lined|laid) (?:out|up)|(?:lined|laid|counted"
    r"|counting) (?:up |out )?"
    r"(?:the |my |all )?(?:pills|tablets)|am suicid|(?:noose|rope) (?:ready|bought|tied)|bought (?:a "
    r"|the )?rope|a rope bought)\b"
)
ASK = re.compile(
    r"\b(?:wish (?:i|it)(?: could)?(?: just)? (?:disappear|vanish|all go away)|want to (?:disappear|vanish"
    r"|be gone|sleep forever|give up|hide forever)|can't (?:cope|do this|take it|take this|go on|live"
    r"|breathe|carry on|see a way)|no way out|hopeless|no hope|giv(?:e|ing) up on everything"
    r"|can't see a way|at (?:my|the) (?:lowest|wit'?s? end|end of my (?:rope|tether))"
    r"|don't know what i(?:'ll| will| might) do|numb|worthless|nobody would (?:miss|notice|care)"
    r"|no one would (?:miss|notice|care)|life is over|my life(?:'s| is) (?:over|ruined|finished)"
    r"|better off|everything (?:to stop|is pointless)|pointless|what'?s the point|no point|self[- ]?harm"
    r"|suicid\w*|kill (?:him|her|my)self|end it|end things|want it (?:all )?to (?:stop|end)|(?:want to"
    r"|going to) die|don't want to be here|hate myself|hate my life|burden|i'm done|so done"
    r"|tired of (?:everything|it all|fighting)|broken)\b"
)
SAID_OF_ME = re.compile(
    r"\b(?:they|he|she|people|trolls|someone)(?:'s)? (?:all )?(?:says?|said|keeps? saying|comment\w*"
    r"|told me|posts?)\b.{0,40}\b(?:better off dead|should (?:be dead|die)|deserve to die)"
)
MANIPULATES = re.compile(
    r"\b(?:threat\w*|says?|said|saying|claims?|swears?) (?:that )?(?:to |he'?l?l?d? |she'?l?l?d? |he will "
    r"|she will |he would |she would )(?:kill|hurt|harm|end|take|do something)\b.{0,30}\b(?:if|unless"
    r"|when) i\b|\b(?:kill|hurt|harm)(?:ing)? (?:himself|herself)\b.{0,15}\b(?:if|unless) i (?:leave|left"
    r"|report|tell|go|block|don't|didn't|ever|break|broke)"
)


def read_crisis(sentence: str) -> Net:
    """Say whether one plain sentence speaks of suicide or self-harm: alarm, ask, denied or clear."""
    if MANIPULATES.search(sentence):
        return "unsure"
    left = TOLD.sub(" … ", SAID_OF_ME.sub(" … ", IDIOM.sub(" … ", sentence)))
    rest = DENIED.sub(" … ", left)
    if ALARM.search(rest) or PLANS.search(rest):
        return _weighed(rest)
    if NO_DEED.search(rest) or ASK.search(rest):
        return "clear" if AFFAIR.search(rest) else "ask"
    return "denied" if (left, rest) != (sentence, sentence) else "clear"


def _weighed(rest: str) -> Net:
    """Lower an alarm that is long past, or about a film or a course, to a question or less."""
    if AFFAIR.search(rest) and not re.search(
        r"\b(?:i want|i'm going|i don't want|i feel|want to die)\b", rest
    ):
        return "clear"
    return "ask" if PAST.search(rest) and not STILL.search(rest) else "alarm"
