"""Words of danger now: someone at the door, a weapon, being held, on their way."""

from __future__ import annotations

import re

from nlu.components.net_words import Net

WHO = (
    r"(?:he|she|they|he's|she's|they're|someone|somebody|my (?:ex|\w+ ?\w*)|(?:a|the|this|that|some|two"
    r"|three) (?:\w+ )?(?:man|men|guy|bloke|lad|lads|boys?|group|people|woman|person|car|stalker)|dad|mum"
    r"|him|her|them|brothers?|husband|partner|boyfriend|ex)"
)
WEAPON = (
    r"(?:knife|knives|gun|weapon|machete|acid|blade|bat|hammer|crowbar|petrol|axe|sword|screwdriver|iron bar)"
)
HOME = (
    r"(?:my |the |our )?(?:front |back |bedroom |bathroom )?(?:door|house|flat|window|windows|gate|home"
    r"|building|hall|halls|room|garden|car park|work|school|street|stairs|hostel|accommodation|place|office"
    r"|road)"
)
DOOR = r"(?:front |back )?(?:door|house|flat|windows?|gate|building)"

IDIOM = re.compile(
    r"\b(?:outside|out of) (?:his|her|their) mind\b|\bi could (?:kill|murder)\b(?! myself)|\b(?:mum|mam|mom"
    r"|dad|parents?|wife|boss|gran|nan|teacher|sister|missus|coach|gaffer|mates?|headteacher|flatmate"
    r"|landlord|they|she|he)(?: is|'s|'ll| will| would|'d| are|'re)?"
    r"(?: going to| literally| actually| so| would)* (?:kill|murder) me (?:if|when|for|over|because|lol"
    r"|haha|once|cos)\b[\w' ]*"
    r"|\b(?:kill(?:ing|ed)? (?:for a|time|it|me with kindness|the mood)|killer (?:heels|app|queen|abs"
    r"|whale)|dead serious|shoot (?:me )?(?:a|an|over|him a|her a|your)|photo ?shoot|shoot me now"
    r"|shot (?:of|in the dark)|big gun|jump the gun|knife edge"
    r"|nerf gun|glue gun|top gun|water gun|machine gun kelly|bath bomb|photo ?bomb\w*|love bomb\w*"
    r"|attack(?:ed)? (?:by a (?:wasp|seagull|cat)|on titan)|panic attack\w*|anxiety attack\w*|heart attack"
    r"|asthma attack|hit (?:me up|the gym|send|post|like|song|rock bottom|a nerve|single|me hard|different"
    r"|me that|me with a (?:bill|fee))"
    r"|smash(?:ed|ing)? it|beat(?:ing)? (?:my(?:self)? up|the (?:system|queue|game|level|boss)|eggs)"
    r"|in danger of (?:failing|being late|missing|losing my job|losing|sounding|repeating|missing)"
    r"|dangerous(?:ly)? (?:close|good)|followed me (?:on|back)|following me (?:on|back)|follows me on"
    r"|new followers?"
    r"|dead battery|deadline|killing me)\b"
)
SAFE = re.compile(
    r"\b(?:i'm|i am|we're|we are|im|i feel|feel|feeling|am|are|is|kids are|children are|currently|she's"
    r"|he's|all)(?: \w+)? (?:safe(?! (?:from|if|here any|any ?more))|out of (?:danger|there)"
    r"|not in (?:any )?(?:immediate |actual |physical )?danger|away from (?:him|her|them))\b"
    r"|\bnot (?:really |at all |particularly |that |so |even )?(?:scared|afraid|frightened|worried"
    r"|in danger)\b(?! (?:to|he|she|they))"
    r"|\b(?:no|not in|isn't any|never in|not any) (?:any |immediate |real |actual |physical )*danger\b"
    r"|\b(?:he|she|they)(?:'s| is|'re| are)?(?: not|n't| isn't) (?:here|outside|near|violent|dangerous"
    r"|around|in the (?:house|country)|going to (?:hurt|come)|coming)\b"
    r"|\b(?:never|not|hasn't|haven't|didn't|doesn't|wouldn't|isn't|don't) (?:\w+ )?(?:hit|hurt|touched"
    r"|threaten\w*|laid a (?:hand|finger)|been violent|attack\w*|physically|come to|turn(?:ed)? up"
    r"|got a (?:knife|gun)|follow\w*|carry|outside|hurt me|in danger)\b"
    r"|\blives? (?:abroad|in (?:america|another country|nigeria|the philippines|spain|australia|canada))\b"
    r"|\b(?:in prison|locked up|in custody|on remand|been arrested|moved (?:away|abroad"
    r"|to another country|overseas))\b"
)
PAST = re.compile(
    r"\b(?:last (?:year|month|week|summer|winter|night|christmas|weekend|term|march|may|june|july|april"
    r"|august|september|october|november|december|january|february|time|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday)|years? ago|months? ago|weeks? ago|days ago|back then|in the past|used to"
    r"|in 20[012]\d|when (?:we|i) (?:was|were|lived)|when i was|yesterday|once|at the time|before i left"
    r"|ages ago|two nights ago|the other (?:day|night|week)|previously|years back|(?:that|one) (?:night"
    r"|time|day)|in the end|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|since (?:then"
    r"|left)|had to move)\b"
)
NOW = re.compile(
    r"\b(?:now|right now|tonight|still (?:here|outside|there)|again|at the moment|as (?:i|we) (?:speak|type"
    r"|write)|this minute|coming|on (?:his|her|their) way|just|currently|any minute|hiding|currently"
    r"|please (?:hurry|help))\b|\b(?:is|are|'s|'re) (?:\w+ )?(?:\w+ing|outside|here|downstairs|at)\b"
)

ALARM = re.compile(
    rf"\b{WHO}(?:'s| is|'re| are| has| have|'ve)? (?:\w+ ){{0,4}}(?:outside {HOME}"
    rf"|at (?:my|our|the) {DOOR})\b|\b(?:is|are|he's"
    rf"|she's|they're|she|he|stood|standing|waiting|sat|sitting|parked|lurking"
    rf"|right) outside\b(?! (?:of )?(?:work hours|the uk|uk|my comfort|england))"
    rf"|\boutside (?:my|our|the) (?:\w+ )?(?:house|flat|door|window|room|bedroom|work|building|home)\b"
    rf"|\b(?:is|'s) (?:downstairs|upstairs|in the (?:house|garden|next room|hallway|kitchen|flat"
    rf"|other room)|next door)\b.{{0,40}}(?:hurt|drunk|shout|smash|angry|kill|scared|break|furious|rag\w+"
    rf"|screaming|knife|lost it|find|hear|hit)"
    rf"|\b(?:bang|kick|hammer|pound|knock|punch|smash|batter)(?:ing|s|ed|in)? (?:\w+ )?(?:on |at |down |in "
    rf"|through )?{HOME}\b|\b(?:break|breaking|broke|broken|forc\w+|get|getting|climb\w*|let himself"
    rf"|let herself) (?:\w+ ){{0,2}}(?:in|into|through|down) ?(?:to )?{HOME}|\b(?:trying to|try to|going to"
    rf"|'s going to|about to|is) (?:get|break|breaking|getting|come|kick|smash|force)(?: his way| her way"
    rf"| their way)? in\b|\bsmash\w* (?:up )?(?:the |my |our )?(?:house|flat|place|windows?|door"
    rf"|everything)\b"
    rf"|\b{WHO}(?:'s| is| has|'s got| got| has got|'re| have| are)?(?: \w+){{0,4}} (?:with |holding "
    rf"|carrying |waving |pulled |got |swinging |picked up )?(?:a |an |the |his |her |my )?(?:kitchen "
    rf"|big )?{WEAPON}\b|\b(?:holding|waving|carrying|pulled|with|got) (?:a|the|his|an) (?:kitchen "
    rf"|big )?{WEAPON}\b"
    rf"|\b{WHO}(?:'s| is|'re| are|'ll| will)? ?(?:\w+ ){{0,3}}(?:coming (?:to|for|over|round|back)"
    rf"|on (?:his|her|their) way|driving (?:to|over|round)|heading (?:to|over|here)|getting in (?:his"
    rf"|the) car|turning up|waiting for me)\b.{{0,60}}(?:me|here|mine|now|kill|hurt|house|batter|get|beat"
    rf"|find|us|scared)?"
    r"|\b(?:going to|gonna|wants? to|trying to|tried to|threaten\w* to|about to|says? (?:he|she|they)(?:'ll"
    r"|'s going to|'re going to| will| is going to)|said (?:he|she|they)(?:'ll|'s going to|'re going to|'d"
    r"| will| would| was going to)|will|'ll) (?:\w+ ){0,2}(?:kill|murder|stab|shoot|strangle|hurt|attack"
    r"|beat|batter|rape|burn|jump|harm|acid|slit|cut|do me in|end|bury)(?: (?:me|us|my (?:mum|family|kids?"
    r"|children|son|daughter|sister|brother|dog|face|throat)|the house|her|him|my house|it down|up"
    r"|our house|the flat)\b)"
    r"|\b(?:locked (?:me|us|myself|ourselves)|lock(?:ed)? (?:me|us|myself) in|hiding (?:in|from|under"
    r"|behind|upstairs|at)|barricaded|trapped|held (?:me )?(?:hostage|here|captive|against)"
    r"|keeping me (?:here|locked|in)|won't let (?:me|us) (?:leave|go|out)|not letting (?:me|us) (?:leave|go"
    r"|out)|can't (?:get out|leave the (?:house|room)|escape)|taken my (?:keys|phone) and)\b"
    rf"|\b(?:following|chasing|followed|chased) (?:me|us|her)\b.{{0,30}}(?:now|home|street|car|right"
    rf"|station|bus|walk\w*|still|train|shop|tonight)|\b(?:i'm|i am) being (?:followed|chased|attacked"
    rf"|watched (?:right )?now|held|hurt|hit|beaten|strangled|kidnapped|tailed)\b"
    r"|\b(?:he|she|they|partner|husband|boyfriend|ex|dad|wife|brother|mum|uncle|man|lads?|someone)(?:'s| is"
    r"|'re| are|'s just| has just| just|'s been| keeps| kept| have just|'ve just)(?: \w+)? (?:hit|hitting"
    r"|punch\w*|strangl\w*|chok\w*|beat\w*|attack\w*|kick\w*|slapp\w*|push\w* me|hurt\w* me|drag\w*|stab\w*"
    r"|assault\w*|throw\w* (?:things|stuff)|batter\w*|rap(?:ed|ing) me|grab\w* me|thrown me|threw me|held a"
    r"|headbutt\w*|going for me)"
    r"|\b(?:i'm|i am|we're|we are|she's|he's|feel|my \w+ is|i don't feel|not feeling"
    r"|am) (?:\w+ )?(?:in (?:real |serious |immediate |actual )?danger|not safe(?! online)"
    r"|unsafe(?! online)|bleeding|being attacked|going to get (?:killed|hurt|stabbed|beaten))\b(?! of)"
    r"|\b(?:i'm|i am|we're) (?:really |so )?(?:scared|terrified|frightened|afraid) (?:for my life"
    r"|he(?:'s going to|'ll| will| is going to)|she(?:'s going to|'ll)|they(?:'re going to|'ll| will)"
    r"|of what he(?:'ll| will| might) do (?:tonight|when|now|next))"
    r"|\bfear(?:ing)? for my life\b|\b(?:call|send|need|ring|get|phone|dial) (?:me )?(?:the |a )?(?:police"
    r"|999|ambulance|help)(?: \w+)? (?:now|right now|please|asap|quick\w*|urgently|here|to my)\b"
    r"|\bsend (?:the )?(?:police|help)\b|\bneed 999\b|\bhelp (?:me )?(?:now|quick|he's|she's|they're)\b"
    r"|\bcan't (?:speak|talk)(?: out loud)?(?: \w+)? (?:he|because he|she|or he|they)|\b(?:he|she"
    r"|they)(?:'s|'ll| will| can)? (?:hear me|find me|finds? me|found me)\b.{0,30}(?:kill|hurt|coming|here"
    r"|dead|if|hiding)"
    r"|\b(?:he|she|they|my ex|husband|brother|dad|someone)(?:'s| has| have|'ve)? (?:just )?(?:got in"
    r"|broken in|broke in|let himself in|let herself in|turned up|showed up|here now|got into the"
    r"|climbed)\b|\b(?:he's|she's|they're|he is|they are|she is) (?:here|back|in my (?:house|flat|room)"
    r"|inside|coming up|downstairs|in the house)\b"
    r"|\b(?:being|getting|get) (?:beaten|beat up|attacked|stabbed|strangled|hit|jumped|held down"
    r"|kidnapped) (?:right )?(?:now|by)|\b(?:taking|take|took|sending|send|fly|flying) me (?:to|abroad"
    r"|back to) (?:\w+ )?(?:pakistan|india|bangladesh|somalia|abroad|marry|be married)\b.{0,25}(?:marr"
    r"|tomorrow|tonight|now|flight)|\bhonou?r\b.{0,20}kill"
    r"|\bpoured petrol\b|\bpetrol through\b|\b(?:set|setting) (?:the |my |our )?(?:house|flat|car"
    r"|door) (?:on fire|alight)\b|\bknife to\b|\bhands? (?:round|around) my (?:neck|throat)\b|\bsend (?:an "
    r"|some )?(?:officer|someone|somebody)\b|\bcannot (?:speak|talk)(?: aloud| out loud)\b|\b(?:got"
    r"|been) (?:jumped|stabbed|battered)\b|\bemergency\b.{0,20}(?:please|help|now|here)"
)
ASK = re.compile(
    r"\b(?:scared (?:to go home|of (?:him|her|them)|he|she|they|for my safety)|don't feel safe|not safe"
    r"|unsafe|knows where i live|know where i live|got my address|has my address|turn(?:ed|s|ing)? up at"
    r"|threaten\w* to (?:kill|hurt|stab|beat|rape|come)|death threats?|violent|knife|gun|acid|petrol|hit me"
    r"|hits me|hurt me|hurts me|strangl\w+|punch\w*|followed me (?:home)?|following me|waiting (?:for me"
    r"|outside)|outside (?:my|our)|in danger|kill me|come (?:to|round) my|afraid of (?:him|her)"
    r"|terrified of (?:him|her))\b"
)


def read_danger(sentence: str) -> Net:
    """Say whether one plain sentence speaks of danger now: alarm, ask, denied or clear."""
    left = IDIOM.sub(" … ", sentence)
    rest = SAFE.sub(" … ", left)
    if ALARM.search(rest):
        return "ask" if PAST.search(rest) and not NOW.search(rest) else "alarm"
    if ASK.search(rest) and not (PAST.search(rest) and not NOW.search(rest)):
        return "ask"
    return "denied" if rest != sentence else "clear"
