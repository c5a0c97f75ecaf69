"""Records that are sent to workers and returned: tasks and their results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.annotation.entities.backends import Description
from toolkit.compliance.takedown_ledger import Ledger
from toolkit.config import Config
from toolkit.contract.records import Document, Rejection
from toolkit.group.members import Members
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.corrections import Corrections
from toolkit.pipeline.shard_schemas import DocumentReference
from toolkit.read import Source
from toolkit.validation.warning_counts import Tally

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class PrepareTask:
    """Files and records to be made into one shard by one worker."""

    index: int
    name: str
    """Digest of the path and number of the first item, which often stays the first while others change."""
    items: tuple[Source | Document | Rejection, ...]
    """Files, records that were read already, and refusals of what cannot even be opened."""
    work_folder: Path
    """Work folder of this build."""
    store: Cache
    code: Mapping[str, str]
    """Fingerprint of the code of each stage, see `toolkit.pipeline.fingerprints`."""
    config: Config
    weight: int = 0
    """Bytes of input that are done with this task."""
    ledger: Ledger | None = None
    """What was taken down; null where nothing was."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of a task; the articles themselves stay in the store."""

    name: str
    normalised: str
    annotated: str
    """Keys of the two entries that hold the shard."""
    digest: str
    """Digest of both."""
    articles: int
    documents: int
    """Documents read, refused ones among them."""
    refused: tuple[tuple[DocumentReference, ...], ...]
    """Path and record of what was refused, in each of the two entries."""
    inputs: int
    """Sum of the digests of the documents read, see `toolkit.pipeline.normalise_stage.input_digest`."""
    taken_down: int
    """Documents among the refused of which nothing may be kept."""
    recogniser: Description | None
    """What found the entities; null if no article is in a language in which they are looked for."""
    reused: int
    """Articles whose annotations were found in the store."""
    weight: int
    """Bytes of input that are done with it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the article of a prepared shard goes."""

    group: str
    split: str
    duplicate_of: str | None
    """The id of the article that is published in its stead, or that withdraws it."""
    withdrawn: bool = False
    """True if the article that supersedes it may not be published: a notice that withdraws its story."""
    added_in: str | None = None
    """The version that it came with; null for an article that comes with this one."""
    id: str | None = None
    """Another id than its own, for a later version of an article whose id the first version has."""
    version: int | None = None
    """Number of the version of a story of which there are several, from 1."""
    version_of: str | None = None
    """The id of the first version, unless that is its own."""
    superseded_by: str | None = None
    """The id of the next version."""
    shares_address: bool = False
    """True if an article of another headline and body states the same address, so that `id` is not made of it alone."""
    resembles_withdrawn: bool = False
    """True if the publisher of a near-duplicate withdrew that one."""


@dataclass(frozen=True, slots=True)
class FinishTask:
    """Prepared shards and the placement of each of their articles."""

    name: str
    """Name of the first shard, which often stays the first while others change."""
    shards: tuple[tuple[str, str], ...]
    """Keys of the normalised and the annotated entry of each prepared shard that is finished with the others."""
    digests: tuple[str, ...]
    """Digest of each of them."""
    placements: tuple[Placement, ...]
    store: Cache
    code_fingerprint: str
    """Of the finishing stage."""
    config: Config
    corrections: Corrections = field(default_factory=dict)
    """Those of the articles of these shards."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished shard: what is published of it, in its order."""

    key: str
    """Key of the entry that holds it."""
    rows: "pyarrow.Table"
    """Split, date (ISO, or empty) and id of every published article."""
    standoff: "pyarrow.Table"
    """The same of every article that is published without its text."""
    reasons: Mapping[str, int]
    """How many were refused for each reason."""
    refused: tuple[DocumentReference, ...]
    """Path and record number of each of them."""
    digests: Mapping[str, int]
    """Logical digest of the published rows of each table."""
    corrected: tuple[str, ...]
    """Ids of the articles that corrections were applied to."""
    personal: Mapping[str, int]
    """How much personal data of each kind was found."""
    warnings: Tally
    """What a person should look at in the published articles, by rule."""
    bytes: int
    """Size of the published articles in memory."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The prepared shards, and the rows that grouping needs."""

    shards: Sequence[Prepared]
    members: Members
    work_folder: Path
    store: Cache
    ledger: Ledger | None = None
    """What was taken down when the documents were read."""

    @property
    def reused(self) -> int:
        """Articles whose annotations were found in the cache."""
        return sum(shard.reused for shard in self.shards)
