"""The dataset's authors: a person is written `Family, Given`, a name without a comma is a group's."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.release.options import DatasetOptions


@dataclass(frozen=True, slots=True)
class Author:
    """A person or a group that is to be cited."""

    name: str
    """As people say it: `Ida Brandt`."""
    family: str | None = None
    given: str | None = None

    @property
    def is_person(self) -> bool:
        """True if it is a person and not a group."""
        return self.family is not None


def authors_of(dataset: DatasetOptions) -> list[Author]:
    """Return the authors, or the dataset's own name where nobody is named, since a citation needs one."""
    return [_author(name) for name in dataset.authors] or [Author(f"The {dataset.name} authors")]


def bibtex(authors: Sequence[Author]) -> str:
    """Return authors as the field of a BibTeX entry; braces keep the name of a group whole.

    >>> bibtex([Author("Ida Brandt", "Brandt", "Ida"), Author("The ferry desk")])
    'Brandt, Ida and {The ferry desk}'
    """
    return " and ".join(
        f"{author.family}, {author.given}" if author.is_person else f"{{{author.name}}}" for author in authors
    )


def _author(text: str) -> Author:
    family, comma, given = (part.strip() for part in text.partition(","))
    return Author(f"{given} {family}", family, given) if comma and family and given else Author(text.strip())
