"""Taking articles down, and joining text to articles that were published without it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from toolkit import config as configuration
from toolkit.annotation import AnnotateOptions
from toolkit.api.config_source import ConfigSource, as_config, load_config
from toolkit.compliance.standoff_join import Joined, write_joined
from toolkit.compliance.standoff_join import join as join_copies
from toolkit.compliance.takedown import TakedownResult
from toolkit.compliance.takedown import take_down as enter_takedown
from toolkit.errors import ConfigError
from toolkit.pipeline.document_stages import prepare_document
from toolkit.release.fetch import local_copy
from toolkit.release.release_folder import open_release
from toolkit.storage.filesystem import is_address


def takedown(
    target: str,
    *,
    why: str,
    releases: Sequence[str | Path] | None = None,
    ledger: str | Path | None = None,
    day: str | None = None,
    config: ConfigSource = None,
) -> TakedownResult:
    """Enter an article into the takedown ledger and return the rows of earlier releases that are affected.

    Args:
        target: Id of an article (six digits of it at least), its address, or a file that holds its text.
        why: The reason, for the ledger.
        releases: Releases that are searched for it and its copies; all in `build.out` if not given.
        ledger: File of the ledger; `build.takedowns`, or takedowns.toml, if not given.
        day: Day of the takedown, ISO 8601; today if not given.
        config: Where releases and ledger lie, and how a file is read and normalised.

    Raises:
        ConfigError: the target is neither an id, nor an address, nor a file, or the ledger cannot be written.
        ReleaseError: a release cannot be read.
    """
    settings = load_config() if config is None else as_config(config)
    if releases is None and is_address(settings.build.out):
        raise ConfigError(
            f"build.out is {settings.build.out}; name the releases that are to be searched with --release."
        )
    manifests = sorted(Path(settings.build.out).glob("*/manifest.json"))
    return enter_takedown(
        target,
        why=why,
        day=day or datetime.now(UTC).date().isoformat(),
        releases=[path.parent for path in manifests]
        if releases is None
        else [local_copy(release) for release in releases],
        path=ledger or settings.build.takedowns or "takedowns.toml",
        options=settings.read,
        prepare=lambda document: prepare_document(document, settings),
    )


def join(release: str | Path, raw: str | Path | Sequence[str | Path], *, out: str | Path | None = None) -> Joined:
    """Return the articles of a release that were published without text, with the text of your own copies.

    Args:
        release: A release folder.
        raw: Files, folders and globs of your own copies of the raw documents.
        out: Parquet file for the joined articles; none is written where no article was joined.

    Raises:
        ReleaseError: the release cannot be read, or has no stand-off articles.
        ConfigError: it was made with options that this toolkit does not know, or `out` cannot be written.
        SourceError: there are no inputs.
    """
    opened = open_release(release)
    # Quotes and entities come from the release: neither the model nor the list of names that found them is needed.
    settings = replace(configuration.settings_of(opened), annotate=AnnotateOptions(quotes=False, entities=False))
    named = (raw,) if isinstance(raw, (str, Path)) else raw
    joined = join_copies(opened, named, settings.read, lambda document: prepare_document(document, settings))
    if out is not None and joined.articles:
        write_joined(joined, release, out)
    return joined
