"""Remote files: parses addresses, opens their file systems, and turns the errors of these into one sentence."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from toolkit.errors import SourceError, ToolkitError
from toolkit.storage.durable import sync, write_durably

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Location: TypeAlias = Path | str
"""A path of this machine, or the address of something remote (`s3://BUCKET/FOLDER`); see `is_address`."""
RUN_AGAIN = "run the same command again: it continues where it stopped"
_CHAIN = re.compile(r"^\w+::|::\w+(://|$)")
"""An address that is read through others (`zip://a.txt::s3://bucket/b.zip`), unlike a name with colons."""
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}
"""Protocol to the extra that brings its library."""
_WITH_FOLDERS = {"file", "local", "sftp", "ssh", "smb", "ftp", "hdfs", "arrow_hdfs", "webhdfs"}
"""Protocols in which folders must be created, and a file is visible while it is written."""
_WITHOUT_CREDENTIALS = ("NoCredentialsError", "PartialCredentialsError", "DefaultCredentialsError")
_OF_ACCESS = ("ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch")
"""Codes with which S3 refuses the credentials, not a single file."""


_SECRETS = (
    (re.compile(r"//[^/@\s]+@|//[^\s/:@]+:(?!\d+(?:/|$))[^\s@]*(?:@[^\s@]*)*@"), "//***@"),
    (
        re.compile(
            r"([?&;][^=&#\s]{0,60}(?:sig|token|key|secret|passw|pwd|auth|credential)[^=&#\s]{0,60}=)[^&#\s'\"<>]+",
            re.IGNORECASE,
        ),
        r"\1***",
    ),
    (re.compile(r"\b(?:hf_|gh[pousr]_|github_pat_|AKIA|ASIA)\w{8,}|(?<=Bearer )\S+"), "***"),
)


def is_address(name: str | os.PathLike[str]) -> bool:
    """Return True for an address such as `s3://BUCKET/FOLDER`, False for a local path."""
    return "://" in os.fspath(name)


def resolve_path(home: Path, name: str) -> str:
    """Resolve a relative path against a folder; an address is returned unchanged."""
    return name if is_address(name) else str(home / name)


def parse_path(name: str) -> Location:
    """Return a local path as a Path, and an address unchanged."""
    return name if is_address(name) else Path(name)


def join_url(folder: Location, name: str) -> Location:
    """Join a local or remote folder and a file name."""
    return f"{str(folder).rstrip('/')}/{name}" if is_address(folder) else Path(folder, name)


def resolve_filesystem(address: str) -> "tuple[AbstractFileSystem, str]":
    """Return the file system of an address, with an empty listing cache, and the path in it.

    Errors are those of its own library; `translate_errors` turns them into a sentence.
    """
    import fsspec

    if _CHAIN.search(address):
        filesystem, path = fsspec.core.url_to_fs(address)
    else:
        kind = fsspec.get_filesystem_class(fsspec.core.split_protocol(address)[0] or "file")
        filesystem, path = kind(**kind._get_kwargs_from_urls(address)), kind._strip_protocol(address)  # noqa: SLF001
    filesystem.invalidate_cache()
    return filesystem, path.rstrip("/")


def has_folders(filesystem: "AbstractFileSystem") -> bool:
    """Return True where folders must be created before files, and a file is visible while it is written."""
    names = (filesystem.protocol,) if isinstance(filesystem.protocol, str) else filesystem.protocol
    return not _WITH_FOLDERS.isdisjoint(names)


def write_file(filesystem: "AbstractFileSystem", path: str, data: bytes, draft: str | None = None) -> None:
    """Write a file atomically: an object store does so by itself, in other file systems a draft is renamed.

    Args:
        filesystem: The file system.
        path: Where the file shall be.
        data: Its content.
        draft: Path of the draft; by default beside the file.
    """
    if not has_folders(filesystem):
        filesystem.pipe_file(path, data)
        return
    draft = draft or f"{path}.{os.getpid()}.partial"
    for folder in {path.rpartition("/")[0], draft.rpartition("/")[0]}:
        filesystem.makedirs(folder, exist_ok=True)
    if is_local(filesystem):
        write_durably(Path(path), data, Path(draft))
    else:
        filesystem.pipe_file(draft, data)
        filesystem.mv(draft, path)


def is_local(filesystem: "AbstractFileSystem") -> bool:
    """Return True if a file system is the disk of this machine."""
    names = (filesystem.protocol,) if isinstance(filesystem.protocol, str) else filesystem.protocol
    return "file" in names


def sync_path(filesystem: "AbstractFileSystem", path: str) -> None:
    """Flush a file or folder to the disk if it is local; an object store does so by itself."""
    if is_local(filesystem):
        sync(Path(path))


@contextmanager
def translate_errors(
    address: str,
    kind: type[ToolkitError] = SourceError,
    advice: str = f"check the address and your access, and {RUN_AGAIN}",
) -> Iterator[None]:
    """Turn the errors of a file system into one sentence.

    Raises:
        ToolkitError: of that kind, whenever anything was raised.
    """
    shown = without_secrets(address)
    try:
        yield
    except ToolkitError:
        raise
    except ImportError as error:
        extra = _EXTRAS.get(address.partition(":")[0])
        needed = f"; pip install 'news-dataset-toolkit[{extra}]'" if extra else f": {_message(error)}"
        raise kind(f"{shown} needs a library that is not installed{needed}.") from error
    except Exception as error:  # every file system raises the errors of its own library
        if type(error).__name__ in _WITHOUT_CREDENTIALS:
            raise kind(f"{shown} asks who you are; set the credentials that its library looks for.") from error
        if isinstance(error, ValueError) and str(error).startswith("Protocol not known"):
            raise kind(
                f"{shown} begins as no address that is known; write s3://, gs:// or what fsspec lists."
            ) from error
        raise kind(f"{shown} cannot be used ({_message(error)}); {advice}.") from error


def as_file_error(error: BaseException) -> OSError | None:
    """Return an error of a remote file as the OSError of a local file; None if it concerns the whole file system.

    A file that is missing or forbidden is skipped; a file system that cannot be reached ends the command.
    """
    response = getattr(error.__cause__, "response", None) or {}
    if isinstance(error, PermissionError) and response.get("Error", {}).get("Code") in _OF_ACCESS:
        return None
    for kind, code in _OF_FILES:
        if isinstance(error, kind):
            return kind(code, os.strerror(code))
    changed = isinstance(error, OSError) and error.errno == errno.EBUSY
    return OSError(errno.EBUSY, "It changed while it was read") if changed else None


_OF_FILES: tuple[tuple[type[OSError], int], ...] = (
    (FileNotFoundError, errno.ENOENT),
    (PermissionError, errno.EACCES),
    (IsADirectoryError, errno.EISDIR),
)


def without_secrets(text: str) -> str:
    """Return an address or a message without passwords, signatures and tokens, each replaced by `***`.

    Masked are name and password in an address (also a password with slashes), the values of query parameters whose
    name says that they are secret (`X-Amz-Signature`, `sig`, `token`, `key` ...), and tokens of known form.
    """
    for pattern, shown in _SECRETS:
        text = pattern.sub(shown, text)
    return text


def _message(error: BaseException) -> str:
    return without_secrets(" ".join(str(error).split()) or type(error).__name__).rstrip(".")
