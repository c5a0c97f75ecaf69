"""The standfirst of a page: given, marked beside the headline, or the page's description."""

import re
from collections.abc import Sequence

from toolkit.contract.records import Document
from toolkit.normalisation.declared_fields import stated_text
from toolkit.normalisation.html.html_tokenizer import Markup
from toolkit.normalisation.html.landmarks import Mark, is_lead
from toolkit.normalisation.html.page_body import Passage, key_of
from toolkit.normalisation.html.page_metadata import Metadata
from toolkit.normalisation.text_cleaning import clean

_CUT = re.compile(r"(?:\.\.\.|…)\]?$")
_BELOW_HEADLINE = 1200
"""Visible characters below the headline in which a marked standfirst is expected."""


def find_standfirst(
    document: Document,
    markup: Markup,
    metadata: Metadata,
    marks: Sequence[Mark],
    *,
    headline: Passage | None,
    texts: Sequence[str],
) -> Passage | None:
    """Return the standfirst: given, marked beside the headline, or a description that the body does not repeat."""
    given = stated_text(document.given, "standfirst")
    if given is not None:
        return Passage(given, *(markup.find(given) or (None, None)))
    known = key_of(headline.text) if headline else ""
    body = key_of(" ".join(texts))
    first = key_of(texts[0]) if texts else ""
    anchor = headline.end if headline and headline.end is not None else 0
    lead = markup.find(texts[0], anchor, exact=True) if texts else None
    last = min(anchor + _BELOW_HEADLINE, lead[1] if lead else len(markup.text))
    for mark in marks:
        text = " ".join(markup.text[mark.start : mark.end].split())
        if mark.kind == "standfirst" and anchor <= mark.start < last and len(text.split()) >= 4:
            key = key_of(text)
            opens = key == first and len(texts) > 2 and not is_lead(markup, mark)
            if key != known and (key not in body or opens):
                return Passage(clean(text).text, mark.start, mark.end)
    for stated in metadata.descriptions:
        key = key_of(stated.value)
        if len(stated.value.split()) >= 5 and not _CUT.search(stated.value) and key != known and key not in body:
            return Passage(clean(stated.value).text, *(markup.find(stated.value) or (None, None)))
    return None
