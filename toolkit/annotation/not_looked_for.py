"""What annotation does not look for in a language, so that a null there does not mean "not found"."""

from toolkit.annotation.english_text import is_english
from toolkit.annotation.quotes.languages.table import language_of
from toolkit.contract.records import Evidence

SPEAKERS = "quotes.speaker"
"""Field of the evidence that tells that no speaker was looked for."""


ENTITIES = "entities"


def looks_for_speakers(language: str | None, body: str = "") -> bool:
    """Return True if the speakers of quotations are looked for in a language; without one the body is asked."""
    return is_english(body, language) or language_of(language) is not None


def not_looked_for(language: str | None, body: str) -> tuple[Evidence, ...]:
    """Return evidence for the fields that are not looked for in an article of a language."""
    if looks_for_speakers(language, body):
        return ()
    spoken = f"in {language}" if language else "in a text of unknown language"
    note = f"Speakers are not looked for {spoken}; only a name and a colon at the start of a line is read."
    return (Evidence(SPEAKERS, "not_looked_for", None, None, note),)


def no_entities(language: str | None) -> Evidence:
    """Return the evidence of an article of a language in which no recogniser looks for entities."""
    spoken = f"in {language}" if language else "in a text of unknown language"
    return Evidence(ENTITIES, "not_looked_for", None, None, f"Entities are not looked for {spoken}.")
