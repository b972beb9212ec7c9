"""Ages: who is under 18 now, or was in the picture; and what only looks like an age."""

from __future__ import annotations

import re

from nlu.components.ages import WORDS, Age, ages
from nlu.components.bare import says_grown, says_young
from nlu.components.net_words import Net

NUMBER = r"\d+|a|an|" + "|".join(sorted(WORDS, key=len, reverse=True))

YOUNG_SELF = re.compile(
    r"\b(?:i'm|i am|im|am|we're|we are|we're both|both of us are|as|being|because i'm|cos i'm|she is|he is"
    r"|she's|he's|they're|is|was|were|are) (?:still |only |just |also |technically |legally |a |an |both "
    r"|the |all |like )*(?:underage|under age|under 18|under eighteen|under sixteen|under 16|minors?|not 18"
    r"|not eighteen|a child|a minor|not an adult|a kid|a teenager|schoolgirl|schoolboy|a teen)(?! (?:now"
    r"|any ?more|at heart))\b"
    r"|\b(?:not|n't) (?:even |yet |quite |turned )*(?:18|eighteen)(?: yet| till| until)?\b|\bunder ?(?:18"
    r"|16|eighteen|sixteen|age)s?\b(?! ?(?:\?|are|rules|policy|content|law))|\bunderage\b|\b(?:turn"
    r"|turning) (?:18|eighteen|17|seventeen|16|sixteen|15|14|13) (?:in|next|on|this|soon|tomorrow)\b"
    r"|\b(?:i'm|i am|im|in|me|currently|a|we're in) (?:in )?(?:year|yr|y) ?(?:[2-9]|1[0-3]|seven|eight|nine"
    r"|ten|eleven)\b(?! (?:at|of) (?:uni|work))|\b(?:in|am in|i'm) (?:p[1-7]|s[1-6]|primary (?:[1-7]"
    r"|school)|secondary school|high school|sixth form|form [1-5])\b|\b(?:i'm|i am|still|only) (?:at|in"
    r"|go to) (?:school|secondary|sixth form)\b"
    r"|\b(?:my|doing|sitting|revising for|during|got|taking|before|have|failing"
    r"|in the middle of) (?:my )?(?:gcses|mock gcses|mocks|nat 5s|national 5s|highers|year \d+ (?:exams"
    r"|mocks))\b(?! (?:years|ages|back|in 20))"
    r"|\b(?:tell|told|telling|finds? out|found out|contact|ring|involve|know) (?:my )?(?:form tutor"
    r"|head of year|school counsellor|class teacher|head ?teacher)|\bmy (?:form tutor|head of year"
    r"|headteacher|teachers?|year group|tutor group|school mates|class ?mates|school bag)\b(?! at (?:uni"
    r"|college|night))"
)
CHILD = re.compile(
    r"\bmy (?:\w+ )?(?:little|baby|younger|young|wee|kid) (?:\w+ )?(?:brother|sister|cousin|girl|boy|lad"
    r"|one|daughter|son|niece|nephew|bro|sis)\b|\b(?:year|yr|y) ?(?:[2-9]|1[01]|seven|eight|nine|ten"
    r"|eleven) (?:pupil|girl|boy|student|lad|kid|class|child|group|daughter|son)s?\b"
    r"|\b(?:one of (?:my|our) (?:pupils|scouts|guides|brownies|cubs)|a pupil|pupils?|foster (?:child"
    r"|daughter|son|kid)|school ?(?:girl|boy|child|children|kids|girls|boys)|schoolgirls?|toddler|(?:a|the"
    r"|young|these|of|other) child(?:ren)?|children (?:in|on|being)|little (?:girl|boy)s?|a minor|minors"
    r"|teenage (?:daughter|son|girl|boy)|my teen(?:ager)?)\b"
    r"|\bmy (?:\w+ )?(?:daughter|son|child|kid|kids|lad|boy|girl|niece|nephew|granddaughter|grandson"
    r"|stepdaughter|stepson|grandchild)(?:'s)? (?:\w+ ){0,4}(?:school|teacher|class|classmates|year group"
    r"|head of year|snap|roblox|minecraft|scouts|football team)"
    r"|\b(?:she|he|they)(?:'s| is|'re| are) (?:only |just |still )?(?:a (?:child|kid|minor|baby)|children"
    r"|kids|at school|in (?:primary|secondary|high school|year \d+))\b"
)
THEN = re.compile(
    r"\b(?:when i was|while i was|i was) (?:still |only |just )*(?:a |an |at |in )?(?:child|kid|minor"
    r"|school|underage|under 18|under eighteen|teenager|young teen|secondary|sixth form|high school"
    r"|year (?:[2-9]|1[0-3]))\b"
    r"|\b(?:picture|pictures|photo|photos|image|images|nudes?|video|videos|it|they|them|one"
    r"|ones)\b.{0,40}\b(?:taken|made|from|sent|of me|filmed|are|recorded|date)\b.{0,25}\b(?:school|underage"
    r"|child|before i (?:was|turned) (?:18|eighteen)|under 18|kid|minor|childhood|teenager)\b"
    r"|\bbefore i (?:was|turned|hit) (?:18|eighteen)\b"
)
NOT_YOUNG = re.compile(
    r"\b(?:i'm|i am|im|she is|he is|she's|he's|we're|we are|was|were|all|everyone|both|everyone in it|not"
    r"|am|is) (?:\w+ ){0,3}(?:over (?:18|eighteen)|an adult|adults?|a grown (?:woman|man)|not (?:a child"
    r"|a kid|under ?age|under 18|a minor)|18 or over|18\+|above 18|well over 18|old enough|no child)\b"
    r"|\b(?:n't|not|never|no longer|nobody|no one|none of us)(?: \w+){0,3} (?:a (?:child|kid|minor|teenager"
    r"|schoolgirl|schoolboy)|under ?age|under 18|under eighteen|minors?|children)\b"
)
ABOUT = re.compile(
    r"\b(?:is it|what if|are|how|do you help|can you help|does|do|for|if someone is|is this for|service for"
    r"|what happens|policy|allowed|rules?|law)\b.{0,30}\b(?:under ?18s?|under 18s?|children|minors|kids"
    r"|teenagers)\b|\b(?:act(?:ing|s|ed)?|behav\w+|treat\w+ me|like|feel like|talk to me"
    r"|speak to me) (?:like )?(?:a |an )?(?:child|kid|children|kids|teenager|teenagers|schoolboys?"
    r"|schoolgirls?|little girl|little boy|baby)\b"
    r"|\b(?:my|our|the|his|her|have|with|got) (?:\w+ )?(?:children|kids)(?:'s)? (?:are|dad|mum|father"
    r"|mother|were|in bed|asleep|at (?:home|school))|\b(?:inner child|child support|child benefit"
    r"|childminder|child care|childcare|kids' dad|no kids|only child|childhood|school run|school friend"
    r"|old school|school reunion|school gates?|back at school|went to school|was at school with"
    r"|since school|from school|teacher at|work (?:at|in) a|i teach|i'm a teacher|i am a teacher|i work"
    r"|driving school|business school|law school|art school|med school|medical school|summer school"
    r"|after school club|school holidays|teacher training|high school reunion|school teacher"
    r"|primary school teacher)\b"
    r"|\b(?:moderat\w+|server rules)\b"
)


COUNTED = re.compile(
    rf"\b(?:{NUMBER})[ -](?:years? (?:ago|back|together|later|now|on|old (?:account|phone|post"
    rf"|thread))|yrs? ago|(?:hours?|minutes?|mins?|days?|weeks?"
    rf"|months?|seconds?|times|pictures?|photos?|images?|videos?|messages?|emails?|screenshots"
    rf"|accounts?|people|pounds?|quid|miles"
    rf"|percent)\b)|\bof (?:{NUMBER}) (?:years|months)\b|\b(?:together|married|known \w+"
    rf"|friends) (?:for )?(?:{NUMBER}) (?:years|months)\b"
)


def read_age(sentence: str) -> Net:
    """Say whether one plain sentence has a child or a young person in it: alarm, ask, denied or clear."""
    if says_grown(sentence):
        return "denied"
    if says_young(sentence):
        return "alarm"
    said = [age for age in ages(sentence) if age.of != "other"]
    if any(age.years < 18 for age in said):
        return "alarm"
    left = ABOUT.sub(" … ", NOT_YOUNG.sub(" … ", sentence))
    if YOUNG_SELF.search(left) or CHILD.search(left) or THEN.search(left):
        return "ask" if _grown(said) and not THEN.search(left) else "alarm"
    if left != sentence or said or COUNTED.search(sentence):
        return "denied"
    return "ask" if ASK.search(left) else "clear"


def _grown(said: list[Age]) -> bool:
    return bool(said) and all(age.years >= 18 for age in said)


ASK = re.compile(
    r"\b(?:my (?:\w+ )?(?:daughter|son|kid|lad|child|niece|nephew|sister|brother|granddaughter|grandson"
    r"|stepdaughter|stepson|little one|girl|boy)(?! ?in ?law)|at school|my school|our school|school|teen"
    r"|teenager|too young|young person|mum and dad|my parents|my mum|a-levels|a levels|college|prom|mocks"
    r"|homework|detention|childline)\b"
)
