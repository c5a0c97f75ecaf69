"""Options of the package stage, and what the dataset is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from toolkit.errors import ConfigError
from toolkit.release.publication_address import normalised_destination
from toolkit.storage.filesystem import without_secrets

AUTO = "auto"
"""Version that is computed by the build."""


@dataclass(frozen=True, slots=True)
class PackageOptions:
    """How the release folder is written."""

    row_group_rows: int = field(default=1000, metadata={"meaning": "rows that a Parquet row group has on average"})
    shard_bytes: int = field(
        default=500_000_000,
        metadata={"meaning": "bytes, uncompressed, after which a new Parquet file is begun"},
    )
    month_rows: int = field(
        default=1000,
        metadata={
            "meaning": "rows that a Parquet file must hold before a later month begins a new file; with 1 each month "
            "has files of its own, which later months leave as they are"
        },
    )
    day_rows: int = field(
        default=0,
        metadata={
            "meaning": "the same for days, instead of months; 0 looks at months. With 1 a build that follows another "
            "takes over the files of the days that did not change, and does not write them again"
        },
    )
    compression_level: int = field(default=3, metadata={"meaning": "level of the zstd compression, 1 to 22"})
    report_raw: bool = field(
        default=True,
        metadata={
            "meaning": "whether report.html shows the raw document beside each article; if not, `toolkit report --raw` "
            "does so for those who have them"
        },
    )
    destination: str = field(
        default="",
        metadata={
            "meaning": "address that the release is published to (`hf://datasets/ORG/NAME`, `s3://BUCKET/FOLDER`): "
            "the card's examples load it from there, and `toolkit publish RELEASE` needs no other"
        },
    )

    def __post_init__(self) -> None:
        """Refuse values that no file can be written with."""
        for name in ("row_group_rows", "shard_bytes", "month_rows"):
            if getattr(self, name) < 1:
                raise ConfigError(f"package.{name} is {getattr(self, name)}; choose at least 1.")
        if self.day_rows < 0:
            raise ConfigError(f"package.day_rows is {self.day_rows}; choose 0 or more.")
        if not 1 <= self.compression_level <= 22:
            raise ConfigError(f"package.compression_level is {self.compression_level}; choose 1 to 22.")
        if self.destination:
            try:
                plain = normalised_destination(self.destination)
            except ValueError as error:
                shown = without_secrets(self.destination)
                raise ConfigError(f"package.destination is {shown}; {error}.") from error
            object.__setattr__(self, "destination", plain)


@dataclass(frozen=True, slots=True)
class DatasetOptions:
    """What the dataset is called and what may be done with it."""

    name: str = field(default="news", metadata={"meaning": "short name: lower-case letters, digits and dashes"})
    version: str = field(
        default="0.1.0",
        metadata={"meaning": "version of the release: MAJOR.MINOR.PATCH, or `auto`: 1.0.0, then by what changed"},
    )
    title: str = field(default="News articles", metadata={"meaning": "name for people, the card's heading"})
    description: str = field(
        default="News articles with quotations, speakers and entities.",
        metadata={"meaning": "one or two sentences"},
    )
    license: str = field(
        default="unknown",
        metadata={"meaning": "licence of the dataset as the Hub writes it: cc-by-4.0, cc0-1.0, other"},
    )
    license_link: str = field(default="", metadata={"meaning": "address of the licence, wanted when license is other"})
    homepage: str = field(default="", metadata={"meaning": "address of the dataset's own page"})
    authors: tuple[str, ...] = field(
        default=(),
        metadata={"meaning": "who is to be cited: people as `Family, Given`, groups by a name without a comma"},
    )
    contact: str = field(default="", metadata={"meaning": "address for questions and requests of removal"})
    doi: str = field(
        default="",
        metadata={
            "meaning": "DOI of the release (10.5281/zenodo.1234567), where one is reserved; stands in all metadata"
        },
    )
    access_requests: str = field(
        default="",
        metadata={
            "meaning": "who gets access on the Hub: `auto` whoever asks, `manual` whom you let; `publish` switches it "
            "on. Empty leaves the settings of the repository as they are"
        },
    )
    access_prompt: str = field(
        default="",
        metadata={
            "meaning": "what people agree to before they see the dataset on the Hub, where access is on request "
            "(`extra_gated_prompt`)"
        },
    )
    access_fields: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "meaning": "what they are asked for: a question and its type, text, checkbox, country or date_picker "
            "(`extra_gated_fields`)"
        },
    )
    notes: Mapping[str, str] = field(
        default_factory=dict,
        metadata={
            "meaning": "text that you write for the card, by its place: details, uses, rationale, sources, "
            "personal, limitations, more"
        },
    )

    def __post_init__(self) -> None:
        """Refuse notes for which the card has no place, and what is no DOI, no kind of access or type of a question."""
        if self.access_requests not in REQUESTS:
            raise ConfigError(f"dataset.access_requests is {self.access_requests!r}; choose auto, manual or nothing.")
        for name in self.notes:
            if name not in NOTES:
                raise ConfigError(f"dataset.notes.{name} has no place in the card; there are {', '.join(NOTES)}.")
        for question, kind in self.access_fields.items():
            if kind not in QUESTIONS:
                raise ConfigError(f"dataset.access_fields.{question} is {kind!r}; choose {', '.join(QUESTIONS)}.")
        if self.doi and not re.fullmatch(r"10\.\d{4,9}/\S+", self.doi):
            raise ConfigError(f"dataset.doi is {self.doi!r}; write it as 10.5281/zenodo.1234567, without an address.")


REQUESTS = ("", "auto", "manual")
"""How the Hub answers those who ask for access; empty where the settings of the repository say it."""
QUESTIONS = ("text", "checkbox", "country", "date_picker")
"""Types of the questions that the Hub asks before it gives access."""
NOTES = ("details", "uses", "rationale", "sources", "personal", "limitations", "more")
"""The card's places for hand-written text; each is between two comments."""


def dataset_options(manifest: Mapping[str, Any]) -> DatasetOptions:
    """Return the dataset's name and description as the manifest keeps them; what it lacks has its default."""
    values = {field.name: manifest[field.name] for field in fields(DatasetOptions) if field.name in manifest}
    return DatasetOptions(**{**values, "authors": tuple(values.get("authors", ()))})
