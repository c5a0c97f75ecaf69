"""Options of annotating."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import entry_points
from pathlib import PurePath

from toolkit.errors import ConfigError

TYPES = ("PER", "ORG", "LOC", "NORP", "EVENT")
"""The types of entities, as the contract lists them."""
EMBEDDED = "embedded"
"""The recogniser that comes with the toolkit."""
EMBEDDED_LANGUAGES = (
    "bg", "cs", "da", "de", "en", "es", "et", "fi", "fr", "hi", "hr", "hu", "id", "it", "ja", "ko", "no", "pl",
    "pt", "ro", "ru", "sl", "sr", "sv", "sw", "tr", "uk", "zh",
)  # fmt: skip
"""Languages that it speaks; `no` are both written forms of Norwegian."""
LIBRARIES = ("spacy", "gliner", "hf", "own")
"""Libraries whose models can replace it: `toolkit.annotation.entities.backends` has one module for each."""
RECOGNISERS = "toolkit.recognisers"
"""Entry points of this group are further libraries, see `toolkit.annotation.entities.backends.backend.Loader`."""


@dataclass(frozen=True, slots=True)
class AnnotateOptions:
    """What is looked for in the body of an article."""

    quotes: bool = field(default=True, metadata={"meaning": "find quotations and their speakers"})
    indirect: bool = field(default=False, metadata={"meaning": "find indirect quotations (without marks) too"})
    entities: bool = field(default=True, metadata={"meaning": "find named entities"})
    recogniser: str = field(
        default=EMBEDDED,
        metadata={
            "meaning": "what finds them: `embedded`, or a model as `spacy:NAME`, `gliner:NAME` or `hf:NAME`; "
            "a NAME that begins with a dot or slash is a folder; `own:./FILE.npz` are weights that you trained"
        },
    )
    entity_languages: tuple[str, ...] = field(
        default=EMBEDDED_LANGUAGES,
        metadata={
            "meaning": "languages of the articles in which entities are looked for, English alone where another "
            "recogniser is named without them; in others they are null"
        },
    )
    entity_labels: Mapping[str, str] = field(
        default_factory=dict,
        metadata={"meaning": "a model's own label to PER, ORG, LOC, NORP or EVENT, or to nothing: `{ MISC = '' }`"},
    )
    gazetteer: str = field(
        default="",
        metadata={
            "meaning": "names that you know: a CSV file with the columns name, alias, type and id, or JSON Lines"
        },
    )

    def __post_init__(self) -> None:
        """Refuse what no text could be annotated with."""
        library, colon, name = self.recogniser.partition(":")
        if self.recogniser != EMBEDDED and not (colon and name.strip() and _is_library(library)):
            raise ConfigError(
                f"annotate.recogniser is {self.recogniser!r}; "
                "write embedded, or spacy:NAME, gliner:NAME, hf:NAME or own:./FILE.npz, "
                f"or install the package that brings {library or 'it'} as an entry point of {RECOGNISERS}."
            )
        for language in self.entity_languages:
            if not re.fullmatch(r"[a-z]{2,3}", language):
                raise ConfigError(f"annotate.entity_languages holds {language!r}; write en, de, pt and so on.")
        foreign = sorted(set(self.entity_languages) - {*EMBEDDED_LANGUAGES, *_TWO_LETTERS})
        if self.recogniser == EMBEDDED and foreign:
            raise ConfigError(
                f"annotate.entity_languages names {foreign[0]}, which the embedded recogniser does not speak; "
                "leave it out, or name a model in annotate.recogniser that speaks it."
            )
        for label, kind in self.entity_labels.items():
            if kind not in (*TYPES, ""):
                raise ConfigError(
                    f"annotate.entity_labels.{label} is {kind!r}; write {', '.join(TYPES)}, or '' to leave it out."
                )

    def speaks(self, language: str | None) -> bool:
        """Return True if entities are looked for in a text of this language (BCP-47); never in one that is unknown."""
        chosen = {primary_language(item) for item in self.entity_languages}
        if self.recogniser != EMBEDDED and self.entity_languages == EMBEDDED_LANGUAGES:
            chosen = {"en"}
        return self.entities and primary_language(language) in chosen

    def rooted(self, home: PurePath) -> "AnnotateOptions":
        """Return the options with paths that count from a folder."""
        library, _, name = self.recogniser.partition(":")
        folder = str(home / name) if home.is_absolute() else f"./{home / name}"
        return replace(
            self,
            recogniser=f"{library}:{folder}" if name.startswith(".") else self.recogniser,
            gazetteer=str(home / self.gazetteer) if self.gazetteer else "",
        )

    def without_folders(self) -> "AnnotateOptions":
        """Return the options with names instead of paths, as they are the same on every machine."""
        library, _, name = self.recogniser.partition(":")
        folder = name.startswith((".", "/"))
        return replace(
            self,
            recogniser=f"{library}:./{_last(name)}" if folder else self.recogniser,
            gazetteer=_last(self.gazetteer),
        )


def primary_language(tag: str | None) -> str:
    """Return the primary subtag of a BCP-47 tag, `no` for both written forms of Norwegian; empty when unknown."""
    primary = (tag or "").lower().replace("_", "-").split("-")[0]
    return _TWO_LETTERS.get(primary, primary)


_TWO_LETTERS = {"eng": "en", "nb": "no", "nn": "no"}


def _is_library(name: str) -> bool:
    """Return True if a recogniser of this name comes with the toolkit or with an installed package; loads none."""
    return name in LIBRARIES or name in entry_points(group=RECOGNISERS).names


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
