"""Assembles the content of a release from finished shards: rows in canonical order, sums, digests, date."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from toolkit.compliance.clearance import may_be_kept
from toolkit.compliance.takedown_ledger import revocation
from toolkit.config import Config
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline.balance import balance_of
from toolkit.pipeline.external_sort import article_order, by_split, in_order, refusal_order
from toolkit.pipeline.gazetteer_file import describe_gazetteer
from toolkit.pipeline.reused_files import FileReuse, with_runs
from toolkit.pipeline.shard_schemas import ANNOTATED, ARTICLES, FINISHED, KEY, NORMALISED, REFUSED, STANDOFF
from toolkit.pipeline.task import Corpus, Finished, Prepared
from toolkit.pipeline.versioning import identity
from toolkit.release.file_runs import Run, WrittenRun
from toolkit.release.previous_release import Previous
from toolkit.release.writer import Content
from toolkit.storage.hashing import digest_text
from toolkit.validation.warning_counts import total

if TYPE_CHECKING:
    import pyarrow

REFUSED_BYTES = 8_000
"""A rejection is taken to be so large, its raw bytes included."""


def assemble(
    corpus: Corpus,
    finished: Sequence[Finished],
    config: Config,
    previous: Previous | None,
    reuse: FileReuse | None = None,
) -> Content:
    """Return the content of a release; files that `reuse` knows are taken over from the previous one.

    Raises:
        ReleaseError: a document was lost on the way.
        ConfigError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    balance = balance_of(corpus.shards, finished)
    personal: Counter[str] = Counter()
    for shard in finished:
        personal.update(shard.personal)
    return Content(
        articles=_in_order(ARTICLES, [shard.rows for shard in finished], finished, corpus, reuse),
        standoff=_in_order(STANDOFF, [shard.standoff for shard in finished], finished, corpus, reuse),
        rejections=_rejections(corpus, finished, config),
        digests=_digests(finished),
        inputs={
            "documents": balance["read"],
            "digest": digest_text(sum(shard.inputs for shard in corpus.shards) % 2**256),
            **({"previous": identity(previous)} if previous else {}),
        },
        balance=balance,
        options=config.resolved(),
        recogniser=_recogniser(corpus.shards, config),
        created=_created(finished),
        revoked=revocation(corpus.ledger) if corpus.ledger is not None else "",
        personal={kind: personal[kind] for kind in config.privacy.cares if personal[kind]},
        warnings={rule: asdict(counts) for rule, counts in total(shard.warnings for shard in finished).items()},
    )


def _recogniser(prepared: Sequence[Prepared], config: Config) -> dict[str, Any] | None:
    """Return name and version of the recogniser that found the entities.

    Raises:
        ReleaseError: the workers have different models under one name.
    """
    recognisers = sorted({shard.recogniser for shard in prepared if shard.recogniser}, key=str)
    if not recognisers:
        return None
    if len(recognisers) > 1:
        raise ReleaseError(
            f"The workers differ in their recogniser ({recognisers[0]}, {recognisers[1]}); install the same on all."
        )
    gazetteer = describe_gazetteer(config.annotate.gazetteer)
    return asdict(recognisers[0]) | ({"gazetteer": gazetteer} if gazetteer else {})


def _in_order(
    name: str,
    rows: Sequence["pyarrow.Table"],
    finished: Sequence[Finished],
    corpus: Corpus,
    reuse: FileReuse | None,
) -> "Iterator[tuple[str, pyarrow.Table | Run | WrittenRun]]":
    """Yield a table of all finished shards in its canonical order, with the splits."""
    order = article_order(rows)
    row_bytes = sum(shard.bytes for shard in finished) // max(order.height, 1)

    def load(shard: int) -> "pyarrow.Table":
        return corpus.store.table(FINISHED, finished[shard].key, name)

    if reuse is None:
        return by_split(order, in_order(order, load, row_bytes, corpus.work_folder))
    runs = reuse.runs(order)
    written = [is_written for run in runs for is_written in [run.files is None] * run.rows]
    return with_runs(runs, in_order(order.filter(written), load, row_bytes, corpus.work_folder))


def _rejections(corpus: Corpus, finished: Sequence[Finished], config: Config) -> Iterator["pyarrow.Table"]:
    """Yield everything that was refused on the way, by path and record."""
    refused = [(NORMALISED, shard.normalised, shard.refused[0]) for shard in corpus.shards]
    refused += [(ANNOTATED, shard.annotated, shard.refused[1]) for shard in corpus.shards]
    refused += [(FINISHED, shard.key, shard.refused) for shard in finished]

    def load(shard: int) -> "pyarrow.Table":
        step, key, _ = refused[shard]
        table = corpus.store.table(step, key, REFUSED)
        return table if step == FINISHED else _as_released(table, config)

    order = refusal_order([references for _, _, references in refused])
    return in_order(order, load, REFUSED_BYTES, corpus.work_folder)


def _as_released(refused: "pyarrow.Table", config: Config) -> "pyarrow.Table":
    """Return early refusals without raw bytes that must not be published.

    They were refused before their outlet and licence were known, so they may be of the most restricted.
    """
    import pyarrow

    rights, privacy = config.rights.strictest, config.privacy
    kept = [raw if may_be_kept(raw, rights, privacy) else None for raw in refused["raw"].to_pylist()]
    index = refused.schema.get_field_index("raw")
    return refused.set_column(index, refused.schema.field("raw"), pyarrow.array(kept, pyarrow.binary())).drop_columns(
        [KEY]
    )


def _digests(finished: Sequence[Finished]) -> dict[str, str]:
    totals: Counter[str] = Counter()
    for shard in finished:
        totals.update(shard.digests)
    return {table: digest_text(total % 2**256) for table, total in totals.items()}


def _created(finished: Sequence[Finished]) -> str:
    """Return the creation date: SOURCE_DATE_EPOCH, else the newest article's date; the clock is never read.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        rows = [table for shard in finished for table in (shard.rows, shard.standoff)]
        return max((day for table in rows for day in table["date"].unique().to_pylist()), default="") or "1970-01-01"
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH is {epoch!r}; set it to seconds since 1970, or unset it.") from error
