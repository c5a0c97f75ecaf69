"""Packs rows for a page: compressed blocks of JSON that a browser unpacks one at a time, when it needs them."""

import base64
import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

BLOCK_BYTES = 300_000
"""A block ends when its JSON is longer than this: one is unpacked in some milliseconds."""
_LEVEL = 9
_AHEAD = 4
"""Blocks that are being compressed or wait for it."""
_BLOCK = re.compile(r'(?<=<script type="text/plain" class="block">)[A-Za-z0-9+/=]*(?=</script>)')


def pack(value: object, packed: Mapping[bytes, str] | None = None) -> str:
    """Return a value as Base64 of deflated JSON, which `DecompressionStream("deflate-raw")` reads.

    `packed` are blocks by their JSON; one of them that holds the value is returned as it is.
    """
    return _packed(_json(value), packed or {})


def unpack(block: str) -> Any:
    """Return the value that `pack` was given, as JSON knows it.

    Raises:
        ValueError: the block was damaged.
    """
    import orjson

    try:
        return orjson.loads(_inflated(block))
    except zlib.error as error:
        raise ValueError(f"a block is damaged: {error}") from error


def pack_rows(
    rows: Iterable[dict[str, Any]], letters: int, packed: Mapping[bytes, str] | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield packed blocks with the rows they hold, as long as all blocks together have no more letters.

    While the next rows are made, the last blocks are compressed by a thread of their own; `packed` as of `pack`.
    """
    with ThreadPoolExecutor(1) as threads:
        packing = (
            (threads.submit(_packed, b"[" + b",".join(contents) + b"]", packed or {}), held)
            for held, contents in _filled(rows)
        )
        waiting = deque(islice(packing, _AHEAD))
        while waiting:
            block, held = waiting.popleft()
            waiting.extend(islice(packing, 1))
            letters -= len(block.result())
            if letters < 0:
                return
            yield block.result(), held


def _filled(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[list[dict[str, Any]], list[bytes]]]:
    """Yield the rows of one block after the other, and the JSON of each."""
    held: list[dict[str, Any]] = []
    contents: list[bytes] = []
    size = 0
    for row in rows:
        content = _json(row)
        held.append(row)
        contents.append(content)
        size += len(content)
        if size >= BLOCK_BYTES:
            yield held, contents
            held, contents, size = [], [], 0
    if held:
        yield held, contents


def elements(blocks: Iterable[str]) -> str:
    """Return blocks as elements of a page, which a browser neither runs nor shows."""
    return "\n".join(f'<script type="text/plain" class="block">{block}</script>' for block in blocks)


def blocks_of(page: str) -> list[Any]:
    """Return what the blocks of a page hold, in their order.

    Raises:
        ValueError: a block was damaged.
    """
    import orjson

    return [orjson.loads(content) for content, _ in packed_blocks(page)]


def packed_strings(page: str) -> list[str]:
    """Return the blocks of a page, in their order, as they are."""
    return _BLOCK.findall(page)


def packed_blocks(page: str) -> list[tuple[bytes, str]]:
    """Return the blocks of a page, in their order, each with the JSON that it holds before it.

    Raises:
        ValueError: a block was damaged.
    """
    try:
        return [(_inflated(block), block) for block in packed_strings(page)]
    except zlib.error as error:
        raise ValueError(f"a block is damaged: {error}") from error


def without_blocks(page: str) -> str:
    """Return a page with its blocks emptied: another zlib packs the same values into other bytes."""
    return _BLOCK.sub("", page)


def _json(value: object) -> bytes:
    import orjson

    return orjson.dumps(value)


def _packed(content: bytes, packed: Mapping[bytes, str]) -> str:
    return packed.get(content) or _deflated(content)


def _inflated(block: str) -> bytes:
    return zlib.decompress(base64.b64decode(block), -zlib.MAX_WBITS)


def _deflated(content: bytes) -> str:
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(compressor.compress(content) + compressor.flush()).decode("ascii")
