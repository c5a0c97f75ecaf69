"""The interface of a recogniser: a model that finds spans in short texts, its version and its licence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from typing import NamedTuple, NoReturn, Protocol

from toolkit.annotation.options import RECOGNISERS
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


class Loader(Protocol):
    """Loads a model of one library: the function `load` of a module of this folder, or an entry point.

    An installed package brings one through the entry point group `toolkit.recognisers`; the name of the entry point
    is what is before the colon in `annotate.recogniser`.
    """

    def __call__(self, name: str, labels: Mapping[str, str], /) -> Model:
        """Return the model of that name.

        Args:
            name: What is behind the colon: a model's name, or a folder that begins with a dot or a slash.
            labels: The model's own labels to the types of the contract, as the user gives them; may be empty.

        Raises:
            ConfigError: the library or the model is not installed.
        """


def installed_loader(library: str) -> Loader:
    """Return the loader that an installed package brings; its models name the package and its version.

    Raises:
        ConfigError: there is no such entry point, or it cannot be loaded.
    """
    for point in entry_points(group=RECOGNISERS, name=library):
        try:
            load: Loader = point.load()
        except (ImportError, AttributeError) as error:
            raise ConfigError(f"The entry point {RECOGNISERS}:{library} cannot be loaded: {error}.") from error
        package = f"{point.dist.name} {point.dist.version}" if point.dist else library
        return lambda name, labels: _of_package(load(name, labels), package)
    raise ConfigError(f"annotate.recogniser names {library}, which no installed package brings; install it.")


def _of_package(model: Model, package: str) -> Model:
    return replace(model, version=f"{model.version} ({package})")


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
