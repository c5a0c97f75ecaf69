"""Puts a word in place of personal data; every offset into the text stays right."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.compliance.pii_detection import Finding

_MASKS = {kind: f"[{word}]" for kind, word in (("email", "e-mail"), ("phone", "phone"), ("address", "address"))}
_MASKS |= {"iban": "[account]", "card": "[card]"}


def mask(text: str, findings: Sequence[Finding]) -> str:
    """Return a text with a word in square brackets in place of each finding.

    >>> mask("Write to ida@halden.example.", [Finding("email", 9, 27)])
    'Write to [e-mail].'
    """
    return _Masked(text, findings).text


def mask_body(row: Mapping[str, Any], findings: Sequence[Finding]) -> dict[str, Any]:
    """Return a row with its body masked; quotes are cut out anew, entities inside a mask are left out.

    A mention of a speaker inside a mask takes the whole mask.
    """
    masked = _Masked(row["body"], findings)
    entities = row["entities"]
    shown = [entity for entity in entities or () if masked.shows(entity)]
    return {
        **row,
        "body": masked.text,
        "quotes": [masked.quote(quote) for quote in row["quotes"]],
        "entities": entities and [masked.mention(entity, "start", "end", "text") for entity in shown],
    }


class _Masked:
    """A masked text and where the characters of the original went."""

    def __init__(self, text: str, findings: Sequence[Finding]) -> None:
        pieces, position = [], 0
        self._spans: list[tuple[int, int, int, int]] = []
        length = 0
        for finding in findings:
            word = _MASKS[finding.kind]
            pieces += [text[position : finding.start], word]
            length += finding.start - position
            self._spans.append((finding.start, finding.end, length, length + len(word)))
            length += len(word)
            position = finding.end
        self.text = "".join([*pieces, text[position:]])

    def moved_offset(self, offset: int, *, end: bool = False) -> int:
        """Return where an offset went; one inside a mask goes to the mask's beginning, or to its end."""
        shift = 0
        for start, stop, new_start, new_stop in self._spans:
            if offset <= start:
                break
            if offset < stop:
                return new_stop if end else new_start
            shift = new_stop - stop
        return offset + shift

    def shows(self, entity: Mapping[str, Any]) -> bool:
        """True if no mask touches an entity."""
        return all(entity["end"] <= start or stop <= entity["start"] for start, stop, _, _ in self._spans)

    def mention(self, values: Mapping[str, Any], first: str, last: str, text: str) -> dict[str, Any]:
        """Return values with their two offsets moved and their text cut out anew."""
        start, end = self.moved_offset(values[first]), self.moved_offset(values[last], end=True)
        return {**values, first: start, last: end, text: self.text[start:end]}

    def quote(self, quote: Mapping[str, Any]) -> dict[str, Any]:
        """Return a quote moved with its parts and the mention of its speaker."""
        moved = self.mention(quote, "start", "end", "text")
        parts = [
            {"start": self.moved_offset(part["start"]), "end": self.moved_offset(part["end"], end=True)}
            for part in quote["parts"]
        ]
        moved["parts"] = parts
        if quote["speaker_start"] is None:
            return moved
        return self.mention(moved, "speaker_start", "speaker_end", "speaker_text")
