"""Packs rows for a page: compressed blocks of JSON that a browser unpacks one at a time, when it needs them."""

import base64
import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any

BLOCK_BYTES = 300_000
"""A block ends when its JSON is longer than this: one is unpacked in some milliseconds."""
_LEVEL = 9
_AHEAD = 4
"""Blocks that are being compressed or wait for it."""
_BLOCK = re.compile(r'(?<=<script type="text/plain" class="block">)[A-Za-z0-9+/=]*(?=</script>)')


def pack(value: object) -> str:
    """Return a value as Base64 of deflated JSON, which `DecompressionStream("deflate-raw")` reads."""
    return _deflated(_json(value))


def unpack(block: str) -> Any:
    """Return the value that `pack` was given, as JSON knows it."""
    import orjson

    return orjson.loads(zlib.decompress(base64.b64decode(block), -zlib.MAX_WBITS))


def pack_rows(rows: Iterable[dict[str, Any]], letters: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield packed blocks with the rows they hold, as long as all blocks together have no more letters.

    While the next rows are made, the last blocks are compressed by a thread of their own.
    """
    with ThreadPoolExecutor(1) as threads:
        packing = (
            (threads.submit(_deflated, b"[" + b",".join(contents) + b"]"), held) for held, contents in _filled(rows)
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
    try:
        return [unpack(block) for block in _BLOCK.findall(page)]
    except zlib.error as error:
        raise ValueError(f"a block is damaged: {error}") from error


def without_blocks(page: str) -> str:
    """Return a page with its blocks emptied: another zlib packs the same values into other bytes."""
    return _BLOCK.sub("", page)


def _json(value: object) -> bytes:
    import orjson

    return orjson.dumps(value)


def _deflated(content: bytes) -> str:
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(compressor.compress(content) + compressor.flush()).decode("ascii")
