"""Types of names of one word that nothing but the words around them tells: "newspaper Halden", "Halden's CEO"."""

import re
from collections import defaultdict
from collections.abc import Sequence

from toolkit.annotation.entities.canonical_names import Mention
from toolkit.gazetteer.family_names import is_family_name
from toolkit.gazetteer.place_table import english_kind
from toolkit.normalisation.authors.given_names import is_given_name


def typed_by_context(body: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with those as ORG that stand where an article has organisations, more often than persons.

    Only names of one word labelled PER or LOC are looked at, that are no known place, no part of a person's full name
    and not known as a given or family name.
    """
    doubtful = _doubtful(mentions)
    if not doubtful:
        return list(mentions)
    ends = {mention.end for mention in mentions if mention.type == "ORG"}
    signs: defaultdict[str, int] = defaultdict(int)
    for mention in mentions:
        if mention.text in doubtful:
            signs[mention.text] += _organisation_signs(body, mention, ends) - _person_signs(body, mention)
    return [
        mention._replace(type="ORG") if mention.text in doubtful and signs[mention.text] > 0 else mention
        for mention in mentions
    ]


def _doubtful(mentions: Sequence[Mention]) -> set[str]:
    single = {mention.text for mention in mentions if mention.type in ("PER", "LOC") and " " not in mention.text}
    unknown = {
        name for name in single if not (is_given_name(name) or is_family_name(name) or english_kind(name) is not None)
    }
    if unknown:
        full = {mention.text for mention in mentions if mention.type == "PER" and " " in mention.text}
        unknown -= {part for name in full for part in name.replace("-", " ").split()}
    return unknown


def _organisation_signs(body: str, mention: Mention, ends: set[int]) -> int:
    in_brackets = body.startswith(" (", mention.start - 2) and body.startswith(")", mention.end)
    before = _ORGANISATION_BEFORE.search(body[max(0, mention.start - WIDTH) : mention.start])
    after = _ORGANISATION_AFTER.match(body[mention.end : mention.end + WIDTH])
    return bool(before) + bool(after) + (in_brackets and mention.start - 2 in ends)


def _person_signs(body: str, mention: Mention) -> int:
    before = _PERSON_BEFORE.search(body[max(0, mention.start - WIDTH) : mention.start])
    return bool(before) + bool(_PERSON_AFTER.match(body[mention.end : mention.end + WIDTH]))


WIDTH = 70
"""Characters before and after a name that are looked at."""

_KIND = (
    r"(?:company|firm|newspaper|daily|weekly|agency|broadcaster|channel|group|band|party|giant|maker|club|publication|"
    r"website|platform|app|start-?up|retailer|brand|operator|bank|developer|manufacturer|organi[sz]ation|NGO|union|"
    r"movement|network|magazine|outlet|service|unit|chain|carrier|airline|lender|insurer|provider|miner|label|studio|"
    r"team|side|squad|subsidiary|association|charity|foundation|think tank|militia|consortium|tabloid|exchange|"
    r"automaker|publisher|cooperative|portal|wire|monopoly|utility|brewer|conglomerate|watchdog|regulator)"
)
_ROLE = (
    r"(?:CEO|[Cc]hief executive|[Mm]anaging [Dd]irector|CFO|COO|CTO|[Dd]irector(?:[- ][Gg]eneral)?|"
    r"[Cc]hair(?:man|woman|person)?|[Pp]resident|[Hh]ead|[Bb]oss|[Ff]ounder|[Cc]o-?founder|"
    r"[Ss]pokes(?:man|woman|person)|[Mm]embers?|[Ee]mployees?|[Ss]hares|[Ss]ubsidiary|[Oo]wner|[Ee]ditor|"
    r"[Oo]fficials?|[Mm]anager|[Ee]xecutives?|[Ss]taff|[Rr]epresentatives?|[Ee]conomist|[Aa]nalyst|[Hh]eadquarters)"
)
_ORGANISATION_BEFORE = re.compile(
    rf"(?:\b[Aa]ccording to|\b{_KIND}(?: called| named|[,;])?|\b{_ROLE} (?:of|at|for|with)|"
    r"\b(?:joined|joining|merger with|acquired|partnership with|collaboration with|deal with|contract with|"
    r"[Ww]orks? (?:at|for)|worked (?:at|for)|employed by|published (?:by|in)|owned by|managed by|operated by|"
    r"produced by|working with))"
    r" (?:the )?[“\"‘']?$"
)
_ORGANISATION_AFTER = re.compile(
    rf"[”\"’']?(?:(?:,| –| —| \() ?(?:the|a|an|its|one of) (?:[\w’'-]+ ){{0,5}}{_KIND}\b"
    rf"|['’]s? (?:[\w-]+ )?(?:{_ROLE}|shares|website|board|headquarters|products?|app|platform|customers|report|"
    r"survey|stock|revenue|sales|profit|factory|plant|operations|parent|brand|statement)\b"
    rf"| (?:{_ROLE}|shares|website|Limited|Ltd|Inc|{_KIND})\b"
    r"| (?:announced|launched|unveiled|acquired|plans|operates|employs|provides|offers|manufactures|stated|"
    rf"reported (?:that|a|net))\b| is (?:a|an|the) (?:[\w-]+ ){{0,4}}{_KIND}\b)"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|President|Minister|Prof|Professor|Senator|Governor|Captain|Coach|King|Queen|Prince|"
    r"Sheikh|actor|actress|singer|striker|midfielder|defender|goalkeeper|name is|brother|sister|son|daughter|wife|"
    r"husband|father|mother|friend|teammate)\.? [“\"]?$"
)
_PERSON_AFTER = re.compile(
    r",? who\b|, (?:aged )?\d\d\b|, (?:his|her)\b| (?:himself|herself|was born|died|scored|smiled|laughed|recalled|"
    r"thinks|believes|knows|feels|loves|remembers)\b|['’]s (?:wife|husband|father|mother|son|daughter|brother|"
    r"sister|family|death|life|career|lawyer)\b"
)
