"""The records that flow through the pipeline: a document in, an article or a rejection out.

Every offset is a code point index, end exclusive. Offsets of quotes and entities count in `Article.body`;
offsets of evidence and of removed ranges count in `Document.text`, the raw text as it was decoded.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.contract.notebook_html import summary
from toolkit.contract.record_summaries import article_line, article_summary, counts, lists

ID_LENGTH = 24
"""Hexadecimal digits of the id of an article or rejection."""


@dataclass(frozen=True, slots=True)
class Document:
    """One raw document, as a reader found it."""

    path: str
    """Where it came from: the input folder's name and the path below it, with forward slashes."""
    text: str
    """The decoded raw text; evidence points into it."""
    sha256: str
    """Hexadecimal digest of the raw bytes of this document (of this record, inside a container)."""
    media_type: str
    """`text/plain`, `text/html` and so on: what `text` holds."""
    record: int | None = None
    """Position inside a container such as JSON Lines or Parquet, from 0; null for a whole file."""
    line: int | None = None
    """Line of the file on which the document starts, from 1; null where lines mean nothing."""
    url: str | None = None
    """Where the article was published, if the container says so."""
    given: Mapping[str, object] = field(default_factory=dict)
    """Fields that the container states, by their name in the contract; they win over what the text shows."""
    spans: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Where in `text` a field of `given` is printed, as offsets; `body` has one span for each paragraph."""
    raw: bytes = b""
    """The raw bytes, kept in the quarantine should the document be refused."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which raw characters a field came from, and how."""

    field: str
    """Name of the article field."""
    method: str
    """`stated` (printed in the text), `inferred` (concluded from it), `metadata` (markup or container), `correction`
    (a person), `not_looked_for` (nothing looked for the field, so null does not mean that it is absent)."""
    start: int | None
    """Offset into the raw text; null when the value has no place in it (a container's own field)."""
    end: int | None
    """Offset of the first character after the evidence; null together with `start`."""
    note: str | None = None
    """What a reader should know, such as both readings of 03/04/2023."""
    confidence: float | None = None
    """Probability that the field as a whole is right, 0 to 1; null where that was not measured."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A range of the raw text that is in no field, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """One uninterrupted piece of a quote, as offsets into the body."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, where it is in the body, and who said it."""

    text: str
    """`body[start:end]`: from the first character of the first part to the last of the last, without the marks."""
    start: int
    end: int
    parts: tuple[Part, ...]
    """The pieces between marks; more than one when the quote is interrupted or runs over paragraphs."""
    kind: str
    """`direct` (a clause or more), `fragment` (a few words inside the reporter's sentence), `indirect` (no marks)."""
    speaker: str | None
    """The resolved name of the person, title or organisation; null when the text does not say."""
    speaker_text: str | None
    """The mention beside the quote, as printed: "he", "the spokesman"."""
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    """The reporting words, as printed: "said", "according to"."""
    confidence: float
    """Probability that span and speaker are both right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named mention in the body."""

    text: str
    start: int
    end: int
    type: str
    """`PER`, `ORG`, `LOC`, `NORP` (nationality, religion, party) or `EVENT`."""
    name: str
    """The canonical name within this article: the same for every mention of one entity."""
    entity_id: str | None
    """An identifier outside the article, such as an ISO 3166 code or a Wikidata item."""
    confidence: float
    """Probability that span and type are both right, 0 to 1."""
    country: str | None = None
    """ISO 3166-1 code, two letters, of the country a place lies in; null where the text leaves a doubt."""
    latitude: float | None = None
    """Degrees north, WGS 84; null together with the longitude."""
    longitude: float | None = None
    """Degrees east, WGS 84."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of an article, as the document or its container states it."""

    scheme: str | None = None
    """Vocabulary that the code belongs to, such as `medtop`; null for a free keyword."""
    code: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article, without its bytes."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Annotations:
    """What was said and who is named in one text."""

    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...] | None
    """Null where no recogniser speaks the language; empty where one found nothing."""

    def __repr__(self) -> str:
        """Return the counts."""
        return f"<Annotations: {counts(self.quotes, self.entities)}>"

    def _repr_html_(self) -> str:
        """Return the summary that a notebook shows."""
        return summary("Annotations", (), *lists(self.quotes, self.entities))


@dataclass(frozen=True, slots=True)
class Rights:
    """What is known about the use of an article; null is unknown, never "free"."""

    licence: str | None = None
    holder: str | None = None
    usage_terms: str | None = None
    status: str = "usable"
    """`usable`, `withheld` or `cancelled`, as in ninjs and NewsML-G2."""
    embargo_until: datetime.datetime | None = None
    mining_reserved: bool | None = None
    """True if text and data mining is reserved; null is unknown."""
    extent: str = "full"
    """How much the release holds: `full`, `lead` or `stand_off`."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The raw bytes an article was made from, and what made it."""

    path: str
    record: int | None
    line: int | None
    sha256: str
    media_type: str
    toolkit_version: str


@dataclass(frozen=True, slots=True)
class Article:
    """One normalised article; its fields are the columns of the contract, in their order."""

    id: str
    source: str | None
    agency: str | None
    source_domain: str | None
    url: str | None
    authors: tuple[str, ...]
    date: datetime.date | None
    published_at: datetime.datetime | None
    date_edtf: str | None
    date_precision: str
    date_not_before: datetime.date | None
    date_not_after: datetime.date | None
    dateline_place: str | None
    headline: str | None
    standfirst: str | None
    body: str
    language: str | None
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...] | None
    word_count: int
    group: str | None
    """Null until the whole corpus has been grouped; a released row always has one."""
    rights: Rights
    provenance: Provenance
    evidence: tuple[Evidence, ...]
    removed: tuple[Removed, ...]
    added_in: str | None
    """Null until the release is built; a released row always has one."""
    date_modified: datetime.date | None = None
    """Day of the latest change that the document states; the date of publication never comes from it."""
    credit: str | None = None
    """Credit line that names no person: an organisation, a desk or several agencies, as printed."""
    subjects: tuple[Subject, ...] | None = None
    """Null when none is stated."""
    section: str | None = None
    images: tuple[Image, ...] | None = None
    """Null when none is stated."""
    kind: str | None = None
    """Genre as stated, one of the values that the contract lists: `news`, `opinion`, `live_blog` ..."""
    version_of: str | None = None
    """Id of the first version of the story, when the article is a later one."""
    version: int | None = None
    """Number of the version from 1; null unless several versions of the story were read."""
    superseded_by: str | None = None
    """Id of the next version of the story."""

    def __repr__(self) -> str:
        """Return id, headline, source, date and counts."""
        return article_line(self)

    def _repr_html_(self) -> str:
        """Return the summary that a notebook shows."""
        return article_summary(self)


@dataclass(frozen=True, slots=True)
class StandoffQuote:
    """Where somebody is quoted in a body that is not in the release; the fields are those of `Quote`."""

    start: int
    end: int
    parts: tuple[Part, ...]
    kind: str
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class StandoffEntity:
    """Where something is named in a body that is not in the release; the fields are those of `Entity`."""

    start: int
    end: int
    type: str
    name: str
    entity_id: str | None
    confidence: float
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class StandoffArticle:
    """An article whose text the release may not hold; the fields are those of `Article`, digests instead of texts."""

    id: str
    source: str | None
    agency: str | None
    source_domain: str | None
    url: str | None
    authors: tuple[str, ...]
    date: datetime.date | None
    published_at: datetime.datetime | None
    date_edtf: str | None
    date_precision: str
    date_not_before: datetime.date | None
    date_not_after: datetime.date | None
    language: str | None
    headline_sha256: str | None
    """SHA-256 of the headline as UTF-8."""
    body_sha256: str
    body_length: int
    """Code points."""
    quotes: tuple[StandoffQuote, ...]
    entities: tuple[StandoffEntity, ...] | None
    word_count: int
    group: str | None
    rights: Rights
    provenance: Provenance
    added_in: str | None
    date_modified: datetime.date | None = None
    credit: str | None = None
    subjects: tuple[Subject, ...] | None = None
    section: str | None = None
    kind: str | None = None
    version_of: str | None = None
    version: int | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule that a row broke."""

    rule: str
    path: str
    """Where in the row: `quotes[2].end`."""
    value: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rejected document came from, and as much of it as its rejection keeps."""

    id: str
    path: str
    record: int | None
    line: int | None
    sha256: str | None
    """Null when the bytes could not be read at all."""
    media_type: str | None
    size: int | None
    """Number of raw bytes; `raw` may hold fewer."""
    raw: bytes | None
    """The first of its bytes; null if they could not be read, or their use is restricted."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that is not in the release, kept with its reason."""

    id: str
    stage: str
    """`read`, `normalise`, `annotate`, `group`, `clear` or `validate`."""
    reason: str
    """One of the reasons the contract lists."""
    detail: str
    """One sentence for the person who will look at it."""
    path: str
    record: int | None
    line: int | None
    sha256: str | None
    """Null when the bytes could not be read at all."""
    media_type: str | None
    size: int | None
    """Number of raw bytes; `raw` may hold fewer."""
    raw: bytes | None
    """The raw bytes, cut at the limit that the read options set."""
    failures: tuple[Failure, ...] = ()

    @classmethod
    def of(
        cls, document: Origin, stage: str, reason: str, detail: str, failures: tuple[Failure, ...] = ()
    ) -> "Rejection":
        """Return the rejection of a document; every rejection is made here.

        Args:
            document: Where it came from.
            stage: `read`, `normalise`, `annotate`, `group`, `clear` or `validate`.
            reason: One of the reasons that the contract lists.
            detail: One sentence for the person who will look at it.
            failures: Rules of the contract that it breaks.
        """
        return cls(
            id=document.id,
            stage=stage,
            reason=reason,
            detail=detail,
            path=document.path,
            record=document.record,
            line=document.line,
            sha256=document.sha256,
            media_type=document.media_type,
            size=document.size,
            raw=document.raw,
            failures=failures,
        )
