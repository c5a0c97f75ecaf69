"""Writes the articles of a release as the files of another tool."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.curation.exchange.argilla import write_argilla
from toolkit.curation.exchange.brat import write_brat
from toolkit.curation.exchange.conll import write_conll
from toolkit.curation.exchange.csv_tables import write_csv
from toolkit.curation.exchange.inception import write_inception
from toolkit.curation.exchange.label_studio import write_label_studio
from toolkit.curation.exchange.lance_tables import write_lance
from toolkit.curation.exchange.spacy_docs import write_spacy
from toolkit.curation.exchange.workbook import write_workbook
from toolkit.errors import ConfigError, ReleaseError
from toolkit.release.release_folder import Release, split_of

Writer = Callable[[Iterable[Mapping[str, Any]], Path], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    """A file, or a folder where the tool wants several files."""
    articles: int


def export_release(release: Release, form: str, out: Path | None = None) -> Exported:
    """Write all articles of a release in another form.

    Args:
        release: The release, which stays as it is.
        form: One of `FORMS`.
        out: The file or folder that is made, instead of `<release>-<form>` in the current folder.

    Raises:
        ConfigError: the form is not known.
        ReleaseError: the path exists, or is inside the release.
        SourceError: the library of the form is not installed.
    """
    if form not in FORMS:
        raise ConfigError(f"--to {form} is not known; known are {', '.join(FORMS)}.")
    suffix, write = FORMS[form]
    path = out or Path(f"{release.name}-{form}{suffix}")
    if path.absolute().is_relative_to(release.folder.absolute()):
        raise ReleaseError(f"{path} is inside the release, which is never changed; choose another place with --out.")
    if path.exists() or path.is_symlink():
        raise ReleaseError(f"{path} exists already; choose another place with --out, or remove it.")
    if not path.parent.is_dir():
        raise ReleaseError(f"{path.parent} does not exist; make the folder, or choose another place with --out.")
    count = 0

    def counted() -> Iterator[Mapping[str, Any]]:
        nonlocal count
        for row in release_rows(release):
            count += 1
            yield row

    write(counted(), path)
    return Exported(path, count)


def release_rows(release: Release) -> Iterator[dict[str, Any]]:
    """Yield the articles of a release with their split, in the order of the files."""
    for split in dict.fromkeys(split_of(path) for path in release.files("articles")):
        for batch in release.read("articles", split).to_batches(1000):
            for row in batch.to_pylist():
                yield {**row, "split": split}


def _write_json_lines(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    import orjson

    with path.open("wb") as file:
        file.writelines(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


FORMS: Mapping[str, tuple[str, Writer]] = {
    "csv": ("", write_csv),
    "xlsx": (".xlsx", write_workbook),
    "jsonl": (".jsonl", _write_json_lines),
    "conll": (".conll", write_conll),
    "brat": ("", write_brat),
    "labelstudio": ("", write_label_studio),
    "argilla": ("", write_argilla),
    "spacy": (".spacy", write_spacy),
    "inception": ("", write_inception),
    "lance": ("", write_lance),
}
"""For each form, how the name of its file ends (empty for a folder), and what writes it."""
