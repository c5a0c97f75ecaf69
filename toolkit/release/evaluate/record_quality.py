"""Writes what was measured against gold answers into a release: its manifest, its card, its checksums."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.release.checksums import write_checksums
from toolkit.release.describe import describe
from toolkit.release.evaluate import evaluate
from toolkit.release.manifest import dump
from toolkit.release.options import dataset_options
from toolkit.release.release_folder import MANIFEST, open_release
from toolkit.release.statistics import compute_statistics


def measure(folder: Path, gold: str | Path) -> dict[str, Any]:
    """Measure a release, write the figures into it, and return its new manifest.

    Raises:
        SourceError: the gold answers cannot be read, or belong to nothing in the release.
    """
    found = evaluate(gold, folder)
    release = open_release(folder)
    figures = {
        "articles": found.articles,
        "missing": found.missing,
        "refused": found.refused,
        "wrongly_published": found.wrongly_published,
        "scores": {name: asdict(score) for name, score in found.scores.items()},
    }
    manifest = {**release.manifest, "quality": figures}
    (folder / MANIFEST).write_text(dump(manifest), encoding="utf-8")
    for name, text in describe(
        compute_statistics(folder), manifest, dataset_options(manifest), release.contract
    ).items():
        (folder / name).write_text(text, encoding="utf-8")
    write_checksums(folder)
    return manifest
