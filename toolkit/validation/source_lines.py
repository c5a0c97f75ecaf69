"""Finds the line of a raw input file in which a fault can be mended, where the file is at hand."""

from dataclasses import replace
from pathlib import Path

from toolkit.contract.records import Document
from toolkit.read import ReadOptions, Source, discover, read
from toolkit.validation.result import Validation, Violation

_WORDS = 40
"""Characters of a quote by which it is found in the raw text."""
_MOST = 1000
"""So many raw files are opened; a release that is wrong throughout is not mended line by line."""


def with_lines(validation: Validation, root: str | Path, options: ReadOptions) -> Validation:
    """Return a validation whose faults name the line on which the field is in its raw file.

    Args:
        validation: Its faults know the raw file and the offset of the field's evidence.
        root: Folder that the raw paths count from; without one, the current folder and the one in which the checked
            file is are tried. Where a file is at neither, what the row says of it stays.
        options: How raw files are read.
    """
    texts: dict[str, str | None] = {}
    faults = []
    for violation in validation.faults:
        fault = _with_file(violation, root)
        path = fault.raw_path
        if path is not None and fault.raw_start is not None and path not in texts and len(texts) < _MOST:
            texts[path] = _text(Path(root) / path, options)
        faults.append(_with_line(fault, texts.get(path or "")))
    return replace(validation, faults=tuple(faults))


def _with_file(fault: Violation, root: str | Path) -> Violation:
    if fault.raw_path is None or str(root) or Path(fault.raw_path).is_file():
        return fault
    beside = Path(fault.file).parent / fault.raw_path
    return replace(fault, raw_path=beside.as_posix()) if beside.is_file() else replace(fault, raw_missing=True)


def _text(path: Path, options: ReadOptions) -> str | None:
    """Return the decoded text of a raw file, in which evidence counts its offsets."""
    if not path.is_file():
        return None
    for source in discover([path], replace(options, include=(), exclude=())):
        for item in read(source, options) if isinstance(source, Source) else ():
            return item.text if isinstance(item, Document) else None
    return None


def _with_line(fault: Violation, text: str | None) -> Violation:
    if text is None or fault.raw_start is None or fault.raw_start > len(text):
        return fault
    # What a quote or entity holds is somewhere behind the beginning of the body, on a line of its own.
    words = (fault.value or "")[:_WORDS].partition("\n")[0] if fault.path.endswith("].text") else ""
    start = max(text.find(words, fault.raw_start), fault.raw_start)
    return replace(fault, raw_line=text.count("\n", 0, start) + 1)
