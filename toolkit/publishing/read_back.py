"""Reads a published release back as its users do: `datasets.load_dataset` at the tag, the first row of every table.

It is run in a process of its own with empty caches, so that nothing known here can answer for the Hub.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import PublishError
from toolkit.progress import Progress
from toolkit.release.release_folder import Release, split_of
from toolkit.storage.hub_errors import without_token


def read_back(release: Release, repository: str, tag: str, progress: Progress) -> tuple[str, ...]:
    """Read the first row of every table at a tag, compare it with the release and return the tables' names.

    Raises:
        PublishError: a table cannot be read there, or begins with another row.
    """
    names = [record.table.name for record in release.contract.tables() if record.table]
    firsts = {name: files[0] for name in names if name != "quarantine" and (files := release.files(name))}
    splits = {name: split_of(path) for name, path in firsts.items()}
    progress.begin("read", len(splits))
    digests = _read_in_fresh_process(repository, tag, splits)
    for name, path in firsts.items():
        if digests.get(name) != _digest(_first_row(path)):
            raise PublishError(f"{repository} at {tag}: {name} begins with another row than was built; report this.")
    progress.advance(len(splits))
    return tuple(splits)


def _read_in_fresh_process(repository: str, tag: str, splits: Mapping[str, str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="toolkit-publish-") as caches:
        kept = {name: str(Path(caches, name)) for name in ("HF_HUB_CACHE", "HF_DATASETS_CACHE", "HF_XET_CACHE")}
        line = [sys.executable, "-m", "toolkit.publishing.read_back", repository, tag, json.dumps(splits)]
        environment = {**os.environ, **kept, "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        completed = subprocess.run(line, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if completed.returncode:
        last = (completed.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise PublishError(
            f"{repository} at {tag} is published but cannot be read back ({without_token(last)}); "
            "run the same command again."
        )
    digests: dict[str, str] = json.loads(completed.stdout.splitlines()[-1])
    return digests


def _first_row(path: Path) -> dict[str, Any]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        row: dict[str, Any] = next(file.iter_batches(batch_size=1)).to_pylist()[0]
    return row


def _digest(row: Mapping[str, Any]) -> str:
    text = json.dumps(row, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Print the digest of the first row of every table that the command line names."""
    from toolkit.contract.hf_features import first_row

    repository, tag, splits = sys.argv[1:]
    rows = {name: first_row(repository, tag, name, split) for name, split in json.loads(splits).items()}
    print(json.dumps({name: _digest(row) for name, row in rows.items()}))  # noqa: T201 - read by the process that asks


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)  # threads of pyarrow that are still there may abort an interpreter that ends, after all was read
    os._exit(0)  # threads that still fetch ahead of the first row can abort a process that ends in the usual way
