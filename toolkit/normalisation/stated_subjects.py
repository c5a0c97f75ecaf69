"""Section and subjects of an article, which are taken as its container states them and never looked for in a text."""

from collections.abc import Iterator, Mapping

from toolkit.contract.records import Document, Evidence, Subject
from toolkit.normalisation.text_cleaning import clean

LONGEST_SECTION = 500
"""Characters that the contract allows."""


def stated_section(given: Mapping[str, object]) -> str | None:
    """Return the section on one line; null when none is stated."""
    value = given.get("section")
    text = " ".join(clean(value).text.split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= LONGEST_SECTION else None


def stated_subjects(given: Mapping[str, object]) -> tuple[Subject, ...] | None:
    """Return the subjects in their order, each once; null when none is stated."""
    value = given.get("subjects")
    subjects = value if isinstance(value, tuple | list) else ()
    return tuple(dict.fromkeys(item for item in subjects if isinstance(item, Subject))) or None


def subject_evidence(document: Document) -> Iterator[Evidence]:
    """Yield the evidence of section and subjects, with their offsets where the container prints them."""
    held = {"section": stated_section(document.given), "subjects": stated_subjects(document.given)}
    for name, value in held.items():
        if value is not None:
            for start, end in document.spans.get(name) or ((None, None),):
                yield Evidence(name, "metadata", start, end)
