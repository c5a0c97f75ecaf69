"""Parts of a build: every n-th task is prepared on one machine, and all parts are joined to one corpus on another.

A part is a folder with the cache entries of its tasks and `part.json`, which is written last. Articles are grouped,
given their splits and finished only where the parts are joined, so the release is that of one build.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from toolkit._version import VERSION
from toolkit.compliance.ledger_file import load_ledger
from toolkit.compliance.options import without_unavailable
from toolkit.compliance.takedown_ledger import Ledger, dump
from toolkit.config import Config
from toolkit.contract import load
from toolkit.errors import ConfigError, ReleaseError
from toolkit.pipeline.cache import Cache, key_of, work_store
from toolkit.pipeline.fingerprints import stage_fingerprints
from toolkit.pipeline.gazetteer_file import load_gazetteer
from toolkit.pipeline.member_store import MemberStore
from toolkit.pipeline.output import PART, check_workers_can_read, staging_dir
from toolkit.pipeline.partition import task_digest
from toolkit.pipeline.prepare import prepared_shard
from toolkit.pipeline.run_stages import find_inputs, prepare_all
from toolkit.pipeline.shard_schemas import ANNOTATED, NORMALISED
from toolkit.pipeline.task import Corpus, PrepareTask
from toolkit.progress import Progress
from toolkit.storage.blob_store import open_blob_store
from toolkit.storage.filesystem import Location, join_url, parse_path

_FORMAT = 1
_SHARD_KEYS = ("name", "normalised", "annotated", "weight")
_MERGED = "merged"
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was built."""

    folder: Location
    number: int
    """From 1."""
    of: int
    """How many parts there are."""
    documents: int
    """Documents read, refused ones among them."""
    articles: int


def build_part(config: Config, shard: str, progress: Progress) -> Part:
    """Prepare the documents of one part and keep them in `<out>/<name>-part-<number>-of-<n>`.

    Args:
        config: That of the whole build.
        shard: Which part, as `2/8`.
        progress: Called as the work advances.

    Raises:
        ConfigError: `shard` has another form.
        SourceError: there is nothing to read.
    """
    number, count = parse_shard(shard)
    check_workers_can_read(config.build)
    config = replace(config, privacy=without_unavailable(config.privacy))
    sources = find_inputs(config)
    load_gazetteer(config.annotate.gazetteer)  # reports a damaged file before the work begins
    name = f"{config.dataset.name}-part-{number}-of-{count}"
    kept = Cache(join_url(config.build.out, name))
    digests: list[str] = []
    with (
        staging_dir(config.build.out, name) as work_folder,
        work_store(config.build.cache_folder, work_folder) as store,
    ):
        select = partial(_every, number=number, count=count, digests=digests)
        corpus = prepare_all(sources, work_folder.absolute(), store, config, progress, select=select)
        for made in corpus.shards:
            kept.adopt(store, NORMALISED, made.normalised)
            kept.adopt(store, ANNOTATED, made.annotated)
    kept.blobs.write(PART, _describe(corpus, config, (number, count), digests))
    documents = sum(made.documents for made in corpus.shards)
    return Part(kept.root, number, count, documents, sum(made.articles for made in corpus.shards))


def _describe(corpus: Corpus, config: Config, shard: tuple[int, int], digests: Sequence[str]) -> bytes:
    """Return part.json; `digests` are those of the tasks of all parts."""
    corpus_digest = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    description = {
        "format": _FORMAT,
        "part": shard[0],
        "of": shard[1],
        "build": {
            **_made_with(config, corpus.ledger),
            "corpus": {"tasks": len(digests), "digest": corpus_digest},
        },
        "shards": [{name: getattr(made, name) for name in _SHARD_KEYS} for made in corpus.shards],
    }
    return f"{json.dumps(description, indent=1)}\n".encode()


def parse_shard(shard: str) -> tuple[int, int]:
    """Return number and count of `2/8`.

    Raises:
        ConfigError: it has another form.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", shard)
    if match is None or not 1 <= int(match[1]) <= int(match[2]):
        raise ConfigError(f"The shard {shard!r} is not understood; write 2/8 for the second of eight parts.")
    return int(match[1]), int(match[2])


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one build, in their order."""

    folders: tuple[Location, ...]
    descriptions: tuple[Mapping[str, Any], ...]


def open_parts(folders: Sequence[str | Path], config: Config) -> Parts:
    """Return the parts of a build, complete and of this configuration.

    Raises:
        ReleaseError: a folder is no part, a part is missing, or two are of different builds.
    """
    if not folders:
        raise ReleaseError("There is nothing to merge; name the folders that `toolkit build --shard` made.")
    ledger = load_ledger(config.build.takedowns)
    own = _made_with(config, ledger)
    opened = [(parse_path(str(folder)), _description(parse_path(str(folder)))) for folder in folders]
    opened.sort(key=lambda part: int(part[1]["part"]))
    first_folder, first = opened[0]
    for folder, description in opened:
        other = {name: value for name, value in description["build"].items() if name != "corpus"}
        _compare(f"{folder} was built", "this merge has", other, own)
        if description["of"] != first["of"] or description["build"]["corpus"] != first["build"]["corpus"]:
            raise ReleaseError(
                f"{folder} and {first_folder} are parts of different builds: files were added or changed, or the "
                "number of parts is another; build all parts from the same files."
            )
    numbers = [description["part"] for _, description in opened]
    if numbers != list(range(1, first["of"] + 1)):
        wrong = next(number for number in range(1, first["of"] + 1) if numbers.count(number) != 1)
        state = "twice" if wrong in numbers else "missing"
        raise ReleaseError(f"Part {wrong}/{first['of']} is {state}; name each part once.")
    return Parts(tuple(folder for folder, _ in opened), tuple(description for _, description in opened))


def join_parts(parts: Parts, work_folder: Path, store: Cache, config: Config, progress: Progress) -> Corpus:
    """Return the corpus of all parts, its shards in the order of one build; their entries are copied to the store.

    Raises:
        ReleaseError: an entry of a part is damaged or missing.
    """
    member_store = MemberStore(work_folder, config.group.sketch)
    caches = [Cache(folder) for folder in parts.folders]
    total = int(parts.descriptions[0]["build"]["corpus"]["tasks"])
    progress.begin("merge", total)
    shards = []
    for index in range(total):
        which = index % len(caches)
        shard = parts.descriptions[which]["shards"][index // len(caches)]
        keys = {NORMALISED: shard["normalised"], ANNOTATED: shard["annotated"]}
        first, second = (store.adopt(caches[which], step, key) for step, key in keys.items())
        if first is None or second is None:
            number = f"{which + 1}/{len(caches)}"
            raise ReleaseError(f"{parts.folders[which]} is damaged; build it again with --shard {number}.")
        for step, key in keys.items():
            store.supersede(step, key_of(_MERGED, step, config.dataset.name, shard["name"]), key)
        made, members = prepared_shard(
            shard["name"], (keys[NORMALISED], first), (keys[ANNOTATED], second), weight=shard["weight"]
        )
        shards.append(made)
        member_store.add(members)
        progress.advance(1)
    return Corpus(shards, member_store.member_table(), work_folder, store, load_ledger(config.build.takedowns))


def _every(tasks: Iterable[PrepareTask], *, number: int, count: int, digests: list[str]) -> Iterator[PrepareTask]:
    """Yield the tasks of a part, and note the digests of all."""
    for task in tasks:
        digests.append(task_digest(task))
        if task.index % count == number - 1:
            yield task


def _made_with(config: Config, ledger: Ledger | None) -> dict[str, Any]:
    """Return what all parts of a build and its merge must have in common, beside the input."""
    made_with = {
        "toolkit": VERSION,
        "contract": load().digest,
        "options": {**config.resolved(), "dataset": asdict(config.dataset)},
        "takedowns": None if ledger is None else hashlib.sha256(dump(ledger).encode()).hexdigest(),
        "code and libraries": {step: stage_fingerprints()[step] for step in (NORMALISED, ANNOTATED)},
    }
    as_written: dict[str, Any] = json.loads(json.dumps(made_with))
    return as_written


def _compare(one: str, other: str, left: object, right: object, path: str = "") -> None:
    """Compare what two were built with.

    Raises:
        ReleaseError: they differ; the first difference is named.
    """
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        for name in sorted({*left, *right}):
            _compare(one, other, left.get(name), right.get(name), f"{path}.{name}".removeprefix(".options."))
    elif left != right:
        raise ReleaseError(
            f"{one} with {path.removeprefix('.')} {left!r}, and {other} {right!r}; use the same configuration, options "
            "and installation for all parts and their merge."
        )


def _description(folder: Location) -> Mapping[str, Any]:
    """Return what part.json says.

    Raises:
        ReleaseError: it is missing, damaged or of another version of the toolkit.
    """
    content = open_blob_store(folder).read(PART)
    if content is None:
        raise ReleaseError(f"{folder} is no part of a build, or not finished: it has no {PART}.")
    try:
        description = json.loads(content)
        count, corpus, shards = description["of"], description["build"]["corpus"], description["shards"]
        expected = len(range(description["part"] - 1, corpus["tasks"], count))
        keys = [shard[name] for shard in shards for name in ("name", "normalised", "annotated")]
        sound = (
            description["format"] == _FORMAT
            and len(shards) == expected
            and all(_KEY.fullmatch(key) for key in keys)
            and all(isinstance(shard["weight"], int) for shard in shards)
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ReleaseError(f"{join_url(folder, PART)} is damaged ({error!r}); build this part again.") from error
    if not sound:
        raise ReleaseError(f"{join_url(folder, PART)} is damaged or of another toolkit; build this part again.")
    part: Mapping[str, Any] = description
    return part
