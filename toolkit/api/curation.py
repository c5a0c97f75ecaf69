"""What people do with a release: review it, take it to other tools, and bring back what they changed there."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path

from toolkit.curation.exchange import export_release as exporting
from toolkit.curation.exchange.export_release import Exported
from toolkit.curation.exchange.import_annotations import Imported, import_changes
from toolkit.curation.review.review_server import ReviewServer, serving
from toolkit.curation.review.review_session import Session
from toolkit.release.release_folder import open_release


def export(release: str | Path, to: str, *, out: str | Path | None = None) -> Exported:
    """Write the articles of a release as the files of another tool.

    Args:
        release: The release folder.
        to: `csv`, `xlsx`, `jsonl`, `conll`, `brat`, `labelstudio`, `argilla`, `spacy`, `inception` or `lance`.
        out: The file or folder that is made, instead of `<release>-<form>` in the current folder.

    Raises:
        ConfigError: the form is not known.
        ReleaseError: the release cannot be read, or the path exists or is inside it.
        SourceError: the library of the form is not installed.
    """
    return exporting.export_release(open_release(release), to, None if out is None else Path(out))


def import_annotations(
    source: str | Path,
    release: str | Path,
    form: str,
    *,
    out: str | Path | None = None,
    who: str | None = None,
    why: str | None = None,
) -> Imported:
    """Write corrections for what people changed in the files of another tool; the next build applies them.

    Args:
        source: The file or folder of the other tool.
        release: The release folder that it was exported from.
        form: `labelstudio`, `brat`, `conll` or `csv`.
        out: The file of corrections, instead of `corrections/<form>-<day>.toml`.
        who: Who made the changes; the name of the user if not given.
        why: The reason.

    Raises:
        ConfigError: the form is not known, or the file of corrections exists.
        ReleaseError: the release cannot be read.
        SourceError: the source cannot be read.
    """
    path = Path(out) if out is not None else Path("corrections") / f"{form}-{datetime.now(UTC):%Y-%m-%d}.toml"
    author = (who or getuser(), why or f"Changed in {form}.")
    return import_changes(form, Path(source), open_release(release), path, author)


def review(
    release: str | Path,
    raw: str | Path | Sequence[str | Path] = (),
    *,
    out: str | Path = "corrections",
    who: str | None = None,
    order: str = "confidence",
    limit: int | None = 1000,
    port: int = 0,
) -> AbstractContextManager[ReviewServer]:
    """Serve a page on this machine on which a person reviews a release, as long as the context lasts.

        with toolkit.review("dist/halden-news-1.0.0", "raw", who="Ida Brandt") as server:
            print(server.address)

    Args:
        release: The release folder, which stays as it is.
        raw: Files and folders of raw documents, which are shown beside the articles.
        out: Folder of journal, corrections and gold answers; the folder of corrections of the next build.
        who: The reviewer; the name of the user if not given.
        order: `confidence` (the least certain first), `random` or `warnings`.
        limit: So many articles at most; all if null.
        port: Port on 127.0.0.1; 0 is any that is free.

    Raises:
        ConfigError: the order is not known, the port is taken, or the folder is inside the release.
        ReleaseError: the release cannot be read.
    """
    named = (raw,) if isinstance(raw, (str, Path)) else raw
    session = Session(open_release(release), Path(out), who or getuser(), (order, limit), named)
    return serving(session, port)
