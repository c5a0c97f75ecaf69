"""What every adapter gives: a model that finds spans in short texts, and what is known of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from toolkit.errors import ConfigError


class Span(NamedTuple):
    """A named stretch of a text, with the model's own label."""

    start: int
    end: int
    label: str
    confidence: float
    """Probability that span and label are right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Model:
    """A recogniser that was trained elsewhere."""

    predict: Callable[[Sequence[str]], Iterable[Sequence[Span]]]
    """Finds the spans of each text, none of which is longer than the limit; the same texts give the same spans."""
    types: Mapping[str, str]
    """The type of entity for each of its labels that has one."""
    limit: int
    """How long a text may be, in units of `measure`."""
    measure: Callable[[str], int]
    version: str
    licence: str | None
    """As its makers name it; null if they do not."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a manifest says about the recogniser."""

    name: str
    version: str
    licence: str | None


def library_missing(library: str, extra: str) -> NoReturn:
    """Say how to install the library of an adapter.

    Raises:
        ConfigError: always.
    """
    raise ConfigError(
        f"annotate.recogniser names a model of {library}, which is not installed; "
        f"run: pip install 'news-dataset-toolkit[{extra}]'"
    )
