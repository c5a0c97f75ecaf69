"""Names the lines that are no part of the article, by what they say and where they are."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from toolkit.normalisation.lines.line import Label

_LOOK = 300
"""Characters of a line that are searched."""
_MOST_SIGNED = 6
"""Lines that a sender's signature has at most."""


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# How a line opens, in lower case and without bullets; the first that fits names it.
_OPENINGS: Mapping[Label, str] = {
    "note": (
        r"(?:corrections?|clarifications?|editor(?:['’]?s)?['’]? note|update|note)\s*[:—–-]"
        r"|(?:this|an earlier) (?:story|article|post|piece|report|version) (?:has been|was|of th\w+ \w+) "
        r"(?:updated|corrected|amended|edited|revised|misstated|incorrectly|first published)"
    ),
    "comment": (
        r"(?:\d+\s+)?(?:comments?|kommentare?|commentaires?|comentarios?|commenti)\b.{0,25}$"
        r"|leave a (?:comment|reply)|join the (?:conversation|discussion)|(?:reply|report)\W*$"
    ),
    "caption": (
        r"(?:photos?|images?|pictures?|fotos?|bild|credits?|crédits?|file photo|legende|caption)\s*"
        r"(?:credit|by)?\s*[:|/©]"
    ),
    "related": (
        r"(?:(?:also|must|now)?\s*(?:read|watch|listen)\b(?:\s+(?:more|also|next|this|now|on))?\s*[|:>–—-]"
        r"|read (?:more|also|next)|also read|see also|related|recommended|trending"
        r"|more (?:on|from|stories|news|like)\b|most (?:read|popular|viewed)"
        r"|you (?:may|might) (?:also )?like|don['’]t miss|up next|next (?:article|story)"
        r"|lire aussi|à lire|lesen sie|mehr zum|auch interessant|leggi anche|ver también|lea también"
        r"|leia (?:mais|também)|lees ook|läs (?:mer|också)|les også|læs også|читайте|ilgili|baca juga|関連)"
    ),
}
_OPENING = re.compile("|".join(f"(?P<{label}>{pattern})" for label, pattern in _OPENINGS.items()))

CUES: tuple[tuple[Label, frozenset[str]], ...] = (
    (
        "legal",
        _words(
            "copyright disclaimer liability liable warranty warranties cookie cookies privacy terms reserved trademark "
            "trademarks rights impressum datenschutz vorbehalten réservés reservados riservati права redistributed "
            "reproduced reproduction permission unauthorized unauthorised affiliate commission retailers"
        ),
    ),
    (
        "caption",
        _words(
            "photo photograph photography getty shutterstock istock istockphoto handout pictured imago foto fotos "
            "afp epa dpa picture image images screenshot courtesy"
        ),
    ),
    ("comment", _words("commented commenter commenting moderated moderators")),
    (
        "share",
        _words(
            "subscribe subscriber subscribers subscription subscriptions newsletter newsletters login logout register "
            "share tweet follow facebook twitter whatsapp telegram linkedin instagram pinterest youtube reddit email "
            "print bookmark download app advertisement advertising advertise sponsored menu search donate donation "
            "contact sign click podcast anmelden abonnieren werbung anzeige abonnez publicité suscríbete publicidad "
            "iscriviti pubblicità реклама подписаться navigation account inbox abonnement abo kirjaudu prenumerera "
            "logga teilen partager compartir condividi compartilhar paylaş поделиться"
        ),
    ),
)
"""Words that give a line away, the surest first."""
_RANKS = {word: rank for rank, (_, members) in reversed(list(enumerate(CUES))) for word in members}
_NOTE = re.compile(
    r"\W{0,3}(?:corrections?|clarifications?|correction notice|editor['’]?s['’]? note|korrektur|berichtigung"
    r"|rectificatif|fe de errores|correção|rettifica|rectificatie|rättelse|rettelse)\s*[:—–]",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+")
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:copyright\b|©|\(c\))\W{0,3}(?:(?:©|\(c\)|by)\W{0,2})?(?:1[6-9]|20)\d\d(?!\d)", re.IGNORECASE
)
"""How a notice opens that says who owns the story, and since when."""
_SMALL_WORDS = _words("of the de von van der del da di and y e et und la le")


def name_line(line: str, *, before_body: bool, after_headline: bool, after_body: bool) -> Label:
    """Return the label of a line outside the fields."""
    said = label_by_words(line[:_LOOK])
    if said is not None:
        return said
    words = line.count(" ", 0, _LOOK) + 1
    if before_body and words <= 6:
        if not after_headline:
            return "section" if words <= 2 else "share"
        return "source" if _is_name(line[:_LOOK]) else "share"
    if after_body and line[0] in '“"«„' and words > 4:
        return "signature"
    return "related" if words >= 4 else "share"


def certain_label(line: str) -> Label | None:
    """Return the label of a line that no body has, whatever is around it; null for any other line.

    >>> certain_label("Correction: The bridge is 40 metres long."), certain_label("(c) 2024 The Harbour Post")
    ('note', 'legal')
    """
    return "note" if _NOTE.match(line) else "legal" if _COPYRIGHT.match(line) else None


def name_signature(labels: Sequence[Label], lines: Sequence[str]) -> dict[int, Label]:
    """Return the lines of a sender's signature: a name and what goes with it, after the last line of body."""
    last = max((index for index, label in enumerate(labels) if label == "body"), default=len(labels))
    rest = range(last + 1, len(labels))
    if not 0 < len(rest) <= _MOST_SIGNED or not _is_name(lines[last + 1][:_LOOK]):
        return {}
    signed: dict[int, Label] = {}
    for index in rest:
        if labels[index] in ("related", "share", "section", "signature"):
            signed[index] = "signature"
    return signed


@lru_cache(maxsize=16_384)
def label_by_words(line: str) -> Label | None:
    """Return the label that the words of a line prove; null when they prove none."""
    line = line.lower()
    if "©" in line or "(c) 20" in line:
        return "legal"
    opened = label_by_opening(line)
    if opened is not None:
        return opened
    cues = _RANKS.keys() & _TOKEN.findall(line)
    return CUES[min(_RANKS[word] for word in cues)][0] if cues else None


def label_by_opening(line: str) -> Label | None:
    """Return the label that the first words of a line in lower case prove; null when they prove none."""
    match = _OPENING.match(line.lstrip(" *•-–—|>»▪[(#+"))
    return None if match is None else cast(Label, match.lastgroup)


def _is_name(line: str) -> bool:
    """Return True if a line is up to five capitalised words and nothing else, as names of people and papers are."""
    words = line.replace(",", " ").split()
    return (
        1 <= len(words) <= 5
        and not any(character.isdigit() for character in line)
        and all(word[0].isupper() or word in _SMALL_WORDS for word in words)
    )
