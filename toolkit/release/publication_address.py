"""Where a release is published: the addresses that its card and metadata name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.storage.filesystem import is_address, without_secrets

HUB = "hf://datasets/"
_HUB_PAGES = "https://huggingface.co/datasets/"
_HUB_DATASET = re.compile(r"hf://datasets/[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class PublicationAddress:
    """A destination of releases, and the version that is published there."""

    destination: str
    """`hf://datasets/ORG/NAME`, or the address of a folder such as `s3://BUCKET/FOLDER`."""
    version: str

    @property
    def repository(self) -> str | None:
        """`ORG/NAME` of a dataset of the Hub; null elsewhere."""
        return self.destination.removeprefix(HUB) if self.destination.startswith(HUB) else None

    @property
    def revision(self) -> str:
        """The tag of the version on the Hub."""
        return f"v{self.version}"

    @property
    def page(self) -> str:
        """The address of the dataset for people: its page on the Hub, elsewhere the folder."""
        return f"{_HUB_PAGES}{self.repository}" if self.repository else self.destination

    @property
    def root(self) -> str:
        """The address of the files of this version, as fsspec opens it."""
        if self.repository:
            return f"{self.destination}@{self.revision}"
        return f"{self.destination}/versions/{self.version}"

    def file(self, path: str) -> str:
        """Return the address from which a file of the release is downloaded."""
        if self.repository:
            return f"{_HUB_PAGES}{self.repository}/resolve/{self.revision}/{path}"
        return f"{self.root}/{path}"


def publication_address(manifest: Mapping[str, Any]) -> PublicationAddress | None:
    """Return where a release is published; null where its manifest names no usable destination."""
    destination = manifest.get("options", {}).get("package", {}).get("destination")
    if not destination or not isinstance(destination, str):
        return None
    try:
        return PublicationAddress(normalised_destination(destination), str(manifest["version"]))
    except ValueError:
        return None


def normalised_destination(destination: str) -> str:
    """Return an address of a destination without the slash at its end.

    Raises:
        ValueError: it is no address, no dataset of the Hub, or holds credentials; the message says what to write.
    """
    plain = destination.rstrip("/")
    if not is_address(plain):
        raise ValueError(
            "write hf://datasets/ORG/NAME for the Hub, or an address such as s3://BUCKET/FOLDER or file:///FOLDER"
        )
    if plain.startswith("hf://") and not _HUB_DATASET.fullmatch(plain):
        raise ValueError("write hf://datasets/ORG/NAME")
    if re.search(r"[\s\"'`\\<>]", plain):
        raise ValueError("write it without blanks, quotation marks and backslashes")
    if without_secrets(plain) != plain:
        raise ValueError("leave out the credentials, which would be published with the release")
    return plain
