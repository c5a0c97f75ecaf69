"""Before a build: a preview of the inputs, and a check of all of them."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import config as configuration
from toolkit.api.config_source import ConfigSource, as_config, with_changes
from toolkit.api.memory import input_paths, rows_file
from toolkit.api.notification import check_webhook, send_summary, validation_summary
from toolkit.config import Config
from toolkit.errors import ConfigError, SourceError
from toolkit.pipeline import check as checking
from toolkit.pipeline.check import Check, Peek
from toolkit.progress import NullProgress, Progress
from toolkit.read import Source, discover
from toolkit.validation.formats import FORMATS, destinations, write
from toolkit.validation.result import Validation, together
from toolkit.validation.source_lines import with_lines
from toolkit.validation.validate_target import validate

if TYPE_CHECKING:
    from toolkit.api.memory import Input

KINDS = ("auto", "raw", "rows")


def peek(
    inputs: "Input" = (),
    *,
    mapping: Mapping[str, str] | None = None,
    write: str | Path | None = None,
    config: ConfigSource = None,
) -> Peek:
    """Return what the first articles of each file would become: form, fields, what is not read, and a configuration.

    Nothing is annotated, and files are read in part, so that it takes a second.

    Args:
        inputs: Files, folders, globs, addresses, or what is in memory; the inputs of the config if not given.
        mapping: Field of the contract to the column, key or label that holds it, in addition to the config's.
        write: Path of a toolkit.toml to make, with the tables that read these inputs.
        config: Its `[read]` and `[normalise]` tables hold.

    Raises:
        SourceError: there is nothing to read.
        ConfigError: a field or option is unknown, or the file is there already.
    """
    with input_paths(inputs, "toolkit.peek") as paths:
        preview = checking.peek(with_changes(as_config(config), paths, mapping=mapping))
        if paths and Path(paths[-1]).name == "memory":  # what was in memory has to be in a file for a build
            preview = replace(preview, stanza=preview.stanza.replace(str(paths[-1]), "FILE"))
    if write is not None:
        _write_new(Path(write), preview.stanza)
    return preview


def check(
    inputs: "Input" = (),
    *,
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    only_inputs: bool = False,
    against: str | Path | None = None,
    raw_root: str | Path = "",
    report: Sequence[str] = (),
    notify: str | None = None,
    config: ConfigSource = None,
    workers: int | None = None,
    engine: str | None = None,
    cache: str | Path | None = None,
    progress: Progress | None = None,
) -> Check:
    """Do everything that a build does but the release: read, normalise, annotate, group and validate.

    Nothing is written but the cache, which a build then uses.

    Args:
        inputs: Raw files, folders, globs, addresses, or what is in memory; or finished rows: releases, Parquet and
            JSON Lines files. The inputs of the config if not given.
        kind: `raw` or `rows` says which of them all inputs are; `auto` looks at the columns of each.
        mapping: Field of the contract to the column, key or label that holds it, in addition to the config's.
        only_inputs: Leave out files that the config does not name as inputs, if it names any.
        against: An earlier release that releases are compared with.
        raw_root: Folder that the raw paths of finished rows count from.
        report: Reports to write, each `FORMAT=PATH`, as `toolkit.validate` does.
        notify: Address of a webhook that is sent a summary, as by `toolkit.validate`.
        config: The configuration of the build.
        workers: Number of processes; 0 is one for every processor core.
        engine: Where they run, see `toolkit.build`.
        cache: Folder of finished work, or `off`.
        progress: Called as the work advances.

    Raises:
        SourceError: there is nothing to read.
        ConfigError: an option is impossible, or a report cannot be written.
    """
    check_webhook(notify)
    reports = destinations(list(report))
    if kind not in KINDS:
        raise ConfigError(f"kind is {kind!r}; choose {', '.join(KINDS)}.")
    with input_paths(inputs, "toolkit.check") as paths:
        settings = with_changes(as_config(config), paths, workers=workers, engine=engine, cache=cache, mapping=mapping)
        if not settings.build.inputs:
            raise SourceError("There is nothing to check: name files or folders, or set build.inputs in toolkit.toml.")
        if only_inputs:
            settings = _only_inputs(settings, as_config(config))
        validating = partial(_validated, config=settings, against=against, raw_root=raw_root)
        result = _checked(settings, kind, validating, progress or NullProgress())
    for form, path in reports:
        if path is None:
            sys.stdout.write(FORMATS[form](result.validation))
        else:
            write(result.validation, form, path)
    counts = {"documents": result.documents, "published": result.published}
    send_summary(notify, "check", {**validation_summary(result.validation), **counts})
    return result


def _only_inputs(settings: Config, config: Config) -> Config:
    """Return the settings with those of their inputs only that are files of the config's inputs."""
    if not config.build.inputs:
        return settings
    files = discover(config.build.inputs, config.read)
    named = {os.path.realpath(file.location) for file in files if isinstance(file, Source)}
    inputs = tuple(path for path in settings.build.inputs if os.path.realpath(path) in named)
    return replace(settings, build=replace(settings.build, inputs=inputs))


def _validated(path: str, *, config: Config, against: str | Path | None, raw_root: str | Path) -> Validation:
    """Return the validation of finished rows, with the lines of their raw files."""
    file = Path(path)
    if file.suffix in checking.TABLES and file.is_file():
        with rows_file(checking.table_rows(file), "toolkit.check") as rows:
            validation = validate(rows, config.validate)
        faults = tuple(replace(fault, file=path, line=None) for fault in validation.faults)
        validation_of_file = Validation(path, {path: sum(validation.rows.values())}, faults, validation.tables)
        return with_lines(validation_of_file, raw_root, config.read).rooted(str(raw_root))
    earlier = against if file.is_dir() else None
    validation = validate(path, config.validate, against=earlier)
    return with_lines(validation, raw_root, config.read).rooted(str(raw_root))


def _checked(config: Config, kind: str, validating: Callable[[str], Validation], progress: Progress) -> Check:
    """Check the inputs that are raw, validate those that are finished rows, and return both as one."""
    paths = config.build.inputs
    rows = [path for path in paths if kind == "rows" or (kind == "auto" and checking.are_rows(path))]
    raw = tuple(path for path in paths if path not in rows)
    validations = [validating(path) for path in rows]
    if not raw:
        return Check(together(validations), documents=0, published=0, refused=())
    checked = checking.check(replace(config, build=replace(config.build, inputs=raw)), progress)
    return replace(checked, validation=together([checked.validation, *validations]))


def _write_new(path: Path, content: str) -> None:
    file = path / configuration.FILE if path.is_dir() else path
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(content)
    except FileExistsError as error:
        raise ConfigError(f"{file} exists already; paste the tables that are printed into it.") from error
    except OSError as error:
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from error
