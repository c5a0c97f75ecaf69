"""Section, subjects, images, kind and credit of an article, as its container or its page states them.

None of them is looked for in a text.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from toolkit.contract.records import Document, Evidence, Image, Subject
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


def stated_images(given: Mapping[str, object]) -> tuple[Image, ...] | None:
    """Return the pictures in their order; null when none is stated."""
    value = given.get("images")
    images = value if isinstance(value, tuple | list) else ()
    return tuple(item for item in images if isinstance(item, Image)) or None


def stated_line(given: Mapping[str, object], name: str) -> str | None:
    """Return `kind` or `credit` as it is stated; null when it is not."""
    value = given.get(name)
    text = " ".join(clean(value).text.split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= LONGEST_SECTION else None


def subject_evidence(document: Document, declared: Mapping[str, object] = MappingProxyType({})) -> Iterator[Evidence]:
    """Yield the evidence of these fields, with their offsets where the container prints them.

    Args:
        document: What its container states goes before what its page declares.
        declared: What the markup of the page says.
    """
    given = {**declared, **document.given}
    held: dict[str, object] = {"section": stated_section(given), "subjects": stated_subjects(given)}
    held |= {"images": stated_images(given), "kind": stated_line(given, "kind"), "credit": stated_line(given, "credit")}
    for name, value in held.items():
        if value is not None:
            for start, end in document.spans.get(name) or ((None, None),):
                yield Evidence(name, "metadata", start, end)
