"""What a reader of a format is, and the readers that installed packages bring."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from toolkit.contract.records import Document, Rejection
from toolkit.errors import ConfigError
from toolkit.read.input_file import Source
from toolkit.read.options import ReadOptions

ENTRY_POINTS = "toolkit.readers"
"""Entry points of this group are each a `Reader`; they go before the readers of the toolkit."""

ReadFunction = Callable[[Source, Iterator[bytes], ReadOptions], Iterator[Document | Rejection]]
"""Takes a file, its unpacked bytes and the options; yields one document or rejection for each record.

Bad data never raises: what cannot be read is a rejection with its reason, and reading goes on at the next record.
`toolkit.read.field_mapping.to_document` makes a document of fields that have the contract's names.
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how its files are called, and what reads them."""

    name: str
    suffixes: tuple[str, ...]
    """Ends of the file names it reads, in lower case; `.gz` or `.zst` may follow."""
    function: ReadFunction | str
    """The function, or for a reader of the toolkit `module:function`, imported when the first such file is met."""

    def load(self) -> ReadFunction:
        """Return the function."""
        if not isinstance(self.function, str):
            return self.function
        module, _, name = self.function.partition(":")
        function: ReadFunction = getattr(import_module(f"{__package__}.{module}"), name)
        return function


@cache
def installed_readers() -> tuple[Reader, ...]:
    """Return the readers of installed packages in the order of their names.

    Raises:
        ConfigError: an entry point cannot be loaded, or is no reader.
    """
    readers = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        try:
            reader = point.load()
        except (ImportError, AttributeError) as error:
            raise ConfigError(f"The entry point {ENTRY_POINTS}:{point.name} cannot be loaded: {error}.") from error
        if not isinstance(reader, Reader):
            raise ConfigError(f"The entry point {ENTRY_POINTS}:{point.name} is no reader; see {__name__}.Reader.")
        readers.append(reader)
    return tuple(readers)


def reader_plugins() -> tuple[str, ...]:
    """Return each installed reader as `name (package version)`, without loading it: part of what decides the rows."""
    points = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return tuple(
        f"{point.name} ({point.dist.name} {point.dist.version})" if point.dist else point.name for point in points
    )
