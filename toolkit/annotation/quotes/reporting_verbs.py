"""Cues: the reporting verbs by which a reporter hands over to a speaker."""

from functools import cache

_REGULAR = """
accuse acknowledge add address admit admonish advise affirm agree allege allow announce answer apologise
apologize appeal argue ask assert assure attest bark beam beg bellow bemoan blast boast brag caption caution
challenge chant charge chide chime chuckle cite claim clarify comment complain concede conclude concur confess
confide confirm contend continue counter crack cry declare decry defend demand denounce deny describe detail
disclose dismiss echo elaborate email emphasise emphasize enthuse exclaim exhort explain exult fume gloat gripe
groan growl grumble gush hail hint imply inform inquire insist interject interrupt intone jest joke lament laud
laugh maintain mention message mock mumble murmur muse mutter note notify observe offer opine order plead pledge
point ponder post praise preach predict proclaim promise pronounce propose protest query question quip quote
rail react reaffirm reason reassure recall recite recommend recount reflect reiterate relate remark remember
remind repeat reply report request respond retort retweet reveal riff roar scoff scold scream shout shriek sigh
signal slam snap sneer specify speculate state stress submit suggest summarise summarize surmise suspect taunt
tease testify text thank theorize thunder tout tweet underline underscore urge utter vent venture voice
volunteer vow wail warn whisper wonder worry write yell
brand call characterise characterize deem describe dub label portray style term
"""
"""Base forms, of saying and of naming."""
_IRREGULAR = """
according according
admit admit admits admitted admitting
beg beg begs begged begging
begin begin begins began
believe believe believes believed
blame blame blames blamed blaming
brag brag brags bragged bragging
clarify clarify clarifies clarified clarifying
concur concur concurs concurred concurring
condemn condemn condemns condemned condemning
counter counter counters countered countering
criticise criticised criticises criticising criticized criticizes criticizing
cry cry cries cried crying
decry decry decries decried decrying
deny deny denies denied denying
discuss discussed discusses discussing
dub dub dubs dubbed dubbing
express express expresses expressed expressing
feel feel feels felt
find finds found
fire fired
give gave gives giving
go goes went going
hold held holds
hope hopes hoped hoping
imply imply implies implied implying
know know knows knew
label label labels labeled labelled labeling labelling
lead led
notify notify notifies notified notifying
publish published
put put puts putting
query query queries queried
quip quip quips quipped quipping
read read reads reading
refer refer refers referred referring
reject rejected rejects rejecting
release released
reply reply replies replied replying
rip ripped
say say says said saying
shoot shot
show shows showed
signal signal signals signaled signalled signaling
sing sings sang
slam slam slams slammed slamming
snap snap snaps snapped snapping
sound sounded
speak speak speaks spoke speaking
specify specify specifies specified specifying
submit submit submits submitted submitting
swear swear swears swore swearing
talk talked talks talking
tell tell tells told telling
testify testify testifies testified testifying
think think thinks thought thinking
use used uses using
welcome welcomed welcomes welcoming
worry worry worries worried
write write writes wrote written writing
"""
"""A verb a line: its base form, then every form that may introduce a quotation."""


@cache
def reporting_verbs() -> dict[str, str]:
    """Map every inflected form of a reporting verb, in lower case, to its base form."""
    forms = {form: base for base in _REGULAR.split() for form in _inflect(base)}
    for line in _IRREGULAR.strip().splitlines():
        base, *printed = line.split()
        for form in _inflect(base):
            forms.pop(form, None)
        forms.update(dict.fromkeys(printed, base))
    return forms


def _inflect(base: str) -> tuple[str, str, str, str]:
    stem = base.removesuffix("e")
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    return base, third, stem + "ed", stem + "ing"
