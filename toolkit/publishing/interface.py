"""Interface of a destination, and the destinations of installed packages."""

from importlib.metadata import entry_points
from typing import Protocol

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.publishing.publish_plan import Outcome, PublishOptions
from toolkit.release.bundle import Bundle

ENTRY_POINTS = "toolkit.destinations"
"""Entry points of this group are named by a protocol (`shelf` for `shelf://...`) and are each a `Destination`."""


class Destination(Protocol):
    """Publishes a release to one kind of address.

    The release is whole and checked. A destination shows the release before or the new one, never a part; a second
    call continues what was interrupted, and returns the state `unchanged` when everything is there.
    """

    def __call__(self, bundle: Bundle, address: str, options: PublishOptions, progress: Progress, /) -> Outcome:
        """Publish the release, or return what that would do if `options.dry_run` is set.

        Raises:
            PublishError: the address cannot be used, or holds what must not be replaced.
        """


def installed_destination(address: str) -> Destination | None:
    """Return the destination that an installed package brings for the protocol of an address; None without one.

    Raises:
        PublishError: the entry point cannot be loaded.
    """
    protocol, separator, _ = address.partition("://")
    points = entry_points(group=ENTRY_POINTS, name=protocol) if separator else ()
    for point in points:
        try:
            destination: Destination = point.load()
        except (ImportError, AttributeError) as error:
            raise PublishError(f"The entry point {ENTRY_POINTS}:{point.name} cannot be loaded: {error}.") from error
        if not callable(destination):
            raise PublishError(f"The entry point {ENTRY_POINTS}:{point.name} is no function; see {__name__}.")
        return destination
    return None
