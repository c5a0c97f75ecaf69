"""Notices by which news agencies withdraw a story: `MANDATORY KILL`, `WITHDRAWN-`, `ADVISORY-Story withdrawn`."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawalNotice:
    """A text that withdraws a story, instead of telling one."""

    headlines: tuple[str, ...]
    """Headlines of the story, as the notice names them; the first is its own without its mark."""


_STRONG = (
    r"(?:MANDATORY |BULLETIN )?(?:STORY |PHOTO )?KILL(?:ED)?|KILL NOTICE|(?:STORY )?WITHDRAWN|(?:STORY )?WITHDRAWAL|"
    r"RETRACTED|RETRACTION|STORY REMOVED|ANNULATION|ANNULE[RZ]?|ANNULÉE?|RÜCKRUF|ZURÜCKGEZOGEN|ANULACIÓN|ANULAD[OA]|"
    r"ANNULLAMENTO|ANNULLATA|CANCELAD[OA]|INTREKKING|TILLBAKADRAGEN"
)
_WEAK = (
    r"ADVISORY|(?i:(?:attention,? |note to |advisory to )?editors?(?:['’] note| note)?)|AVIS(?: AUX RÉDACTIONS)?|"
    r"ACHTUNG(?:,? REDAKTIONEN)?|AVISO(?: A LOS EDITORES)?|NOTICE"
)
_BEFORE = re.compile(rf"\W{{0,8}}(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))\b\s{{0,3}}(?:[-–—:/,]|\.{{2,3}})\s{{0,3}}")
"""A mark before a headline; only capitals are one."""
_AFTER = re.compile(rf"[\s,;:(\[/–—-]{{1,4}}(?:{_STRONG})[)\]\s.]{{0,3}}$")
_WITHDRAWN_HEADLINE = re.compile(
    r"\s{0,3}(?:[-–—:(]\s{0,3})?\b(?:is |has been |was |been )?(?:withdrawn|retracted|killed)[)\].\s]{0,3}$",
    re.IGNORECASE,
)
"""`ADVISORY-Ferry to Oldmere withdrawn`."""
_STORY = (
    r"(?:(?:the|this|our|its|your|following|la|notre|cette|die|der|den|diese|unsere|el|esta|o)\s)(?:\w+\s)?"
    r"(?:story|stories|article|item|dispatch|report|brief|alert|copy|dépêche|texte|meldung|bericht|beitrag|"
    r"despacho|nota|noticia|notizia|matéria|artikel)"
)
_WITHDRAWS = re.compile(
    rf"\b(?:kill|withdraws?|retracts?|disregard|delete|remove|spike)\b[^.\n]{{0,60}}\b{_STORY}\b"
    rf"|\b{_STORY}\b[^.\n]{{0,220}}\b(?:(?:is|was|are|has been|have been|is being) (?:hereby )?(?:withdrawn|killed"
    r"|retracted)|(?:must|should|may) (?:no longer|not) be (?:used|published))\b"
    rf"|\b(?:is|are|has|have) (?:withdrawing|withdrawn|killing|killed|retracting|retracted)\b[^.\n]{{0,60}}\b{_STORY}\b"
    r"|\ba kill is mandatory\b|\bmandatory kill\b"
    rf"|\bannuler\b[^.\n]{{0,40}}\b{_STORY}\b|\b{_STORY}\b[^.\n]{{0,160}}\best annulée?\b"
    rf"|\b{_STORY}\b[^.\n]{{0,160}}\b(?:zurückgezogen|nicht (?:zu )?verwende[nt])\b"
    rf"|\b(?:anular|anulen)\b[^.\n]{{0,40}}\b{_STORY}\b|\b{_STORY}\b[^.\n]{{0,160}}\bqueda(?: sin efecto| anulad[oa])\b"
    rf"|\b{_STORY}\b[^.\n]{{0,160}}\b(?:è annullat[oa]|está cancelad[oa]|wordt ingetrokken)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"\b(?:headlined?|headlines|titled|entitled|slugged|story|article|item|dispatch|report|titrée?|intitulée?|dépêche|"
    r"Meldung|Überschrift|Titel|titulad[oa]|despacho|nota)\b[\s:,]{0,3}"
    r"(?:\"([^\"\n]{8,200})\"|“([^”\n]{8,200})”|‘([^\n]{8,200}?)’(?!\w)|«\s?([^»\n]{8,200}?)\s?»|„([^“”\n]{8,200})[“”])",
    re.IGNORECASE,
)
_HEAD = 900
"""A notice says within so many characters what it withdraws."""
_LONGEST_NOTICE = 1_500
"""Characters of an advisory without a mark of its own: a longer text tells a story."""


def withdrawal_notice(headline: str | None, text: str) -> WithdrawalNotice | None:
    """Return what a text withdraws; null for any other text.

    A mark in capitals must be in the headline or at the head of the text, and a sentence near it must say that a
    story is withdrawn: a film called Kill, or a story about a withdrawal, is no notice.

    Args:
        headline: The headline, with its marks.
        text: The body, or all that the document shows.

    >>> withdrawal_notice("KILL-Ferry docks at last", "EDITORS: Kill the story headlined “Ferry docks at last”.")
    WithdrawalNotice(headlines=('Ferry docks at last',))
    >>> withdrawal_notice("Bank withdraws its offer", "The bank has withdrawn an offer, a report said.")
    """
    title, head = " ".join((headline or "").split()), text[:_HEAD].lstrip()
    opening = _BEFORE.match(title) or _BEFORE.match(head.upper()[:80])
    ending = _AFTER.search(title)
    if opening is None and ending is None:
        return None
    strong = ending is not None or (opening is not None and opening["strong"] is not None)
    if not strong and len(text) > _LONGEST_NOTICE:
        return None
    if not (_WITHDRAWS.search(head) or _WITHDRAWN_HEADLINE.search(title)):
        return None
    own = title[match.end() :] if (match := _BEFORE.match(title)) else title
    own = _WITHDRAWN_HEADLINE.sub("", _AFTER.sub("", own)).strip(" ,;-–—")
    named = [next(filter(None, match.groups())).strip(" ,.;") for match in _QUOTED.finditer(text[: 2 * _HEAD])]
    return WithdrawalNotice(tuple(dict.fromkeys(name for name in (own, *named) if name)))
