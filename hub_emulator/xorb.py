"""Xorbs: the blocks of compressed chunks in which the Xet protocol carries content.

A xorb is a sequence of chunks, each a header of 8 bytes (version, compressed length in 3 bytes, scheme, length in
3 bytes, little endian) and its payload; what may follow them is a footer that says the same again.
Source: the Xet protocol specification, https://huggingface.co/docs/xet/xorb.
"""

from dataclasses import dataclass

import lz4.frame

_HEADER = 8
_PLAIN, _LZ4, _GROUPED_LZ4 = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Position of a chunk in its xorb."""

    start: int
    """Offset in bytes of its header."""
    end: int
    """Offset in bytes after its payload, exclusive."""
    length: int
    """Bytes of its content."""
    scheme: int


def chunks(data: bytes) -> list[Chunk]:
    """Return where the chunks of a xorb lie.

    Raises:
        ValueError: the bytes are no xorb.
    """
    located: list[Chunk] = []
    start = 0
    while start < len(data) and data[start] == 0:  # version 0; the footer begins with another byte
        end = start + _HEADER + int.from_bytes(data[start + 1 : start + 4], "little")
        if end > len(data):
            raise ValueError("a chunk ends after the xorb")
        length = int.from_bytes(data[start + 5 : start + 8], "little")
        located.append(Chunk(start, end, length, data[start + 4]))
        start = end
    if not located:
        raise ValueError("a xorb without chunks")
    return located


def content(data: bytes, chunk: Chunk) -> bytes:
    """Return the content of a chunk.

    Args:
        data: The chunk's bytes in the xorb, from its header on.
        chunk: Its position.

    Raises:
        ValueError: the payload is not what the header says.
    """
    payload = data[_HEADER:]
    if chunk.scheme == _PLAIN:
        decoded = payload
    elif chunk.scheme in (_LZ4, _GROUPED_LZ4):
        try:
            decoded = lz4.frame.decompress(payload)
        except RuntimeError as error:
            raise ValueError(f"a chunk cannot be decompressed: {error}") from error
        decoded = _ungrouped(decoded) if chunk.scheme == _GROUPED_LZ4 else decoded
    else:
        raise ValueError(f"a chunk has the unknown scheme {chunk.scheme}")
    if len(decoded) != chunk.length:
        raise ValueError("a chunk has another length than its header says")
    return decoded


def _ungrouped(data: bytes) -> bytes:
    """Put bytes back in their order: the first of every four came first, then the second, third and fourth."""
    ordered = bytearray(len(data))
    start = 0
    for phase in range(4):
        size = len(range(phase, len(data), 4))
        ordered[phase::4] = data[start : start + size]
        start += size
    return bytes(ordered)
