"""The detail of a rejection that stands for the rest of a container, where reading could not go on."""

_PREFIX = "From record "


def unread_detail(first: int, detail: str, *, size: int | None = None, read_bytes: int = 0) -> str:
    """Return the detail; with an estimate of the number of records where sizes allow one.

    Args:
        first: Number of the first record that was not read, from 0; so many were read.
        detail: Why reading ended.
        size: Bytes of the container; null where these are not the bytes of its records, as in a compressed file.
        read_bytes: Bytes of the records that were read.

    >>> unread_detail(10, "It ends.", size=1500, read_bytes=1000)
    'From record 10 on the file was not read (about 5 records by their size): It ends.'
    """
    estimate = ""
    if size is not None and first and 0 < read_bytes <= size:
        number = max(1, round((size - read_bytes) * first / read_bytes))
        estimate = f" (about {number:,} record{'' if number == 1 else 's'} by their size)"
    return f"{_PREFIX}{first} on the file was not read{estimate}: {detail}"


def is_unread_detail(detail: str) -> bool:
    """Return True for the detail of such a rejection."""
    return detail.startswith(_PREFIX) and " on the file was not read" in detail
