"""Words of suicide and self-harm: said of oneself or of someone in one's care, now."""

from __future__ import annotations

import re

from nlu.components.crisis_words import ACT, AFFAIR, DENIED, IDIOM, ME, NO_DEED, PAST, STILL, THEM, TOLD, WANT
from nlu.components.net_words import Net

ALARM = re.compile(
    rf"\b(?:is|it's|its|and) me (?:not being (?:here|alive|around)|being (?:dead|gone))\b"
    rf"|\b{ME}\b.{{0,60}}\b{WANT}\b(?: \w+)?(?: \w+)? ?{ACT}"
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
