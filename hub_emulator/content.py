"""Content by its SHA-256: whole files, and files that are put together from Xet chunks."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from hub_emulator import xorb
from hub_emulator.shard import Recipe, Term, recipes

_PIECE = 1 << 20
"""Bytes of a whole file that are read at once."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring chunks of a xorb that are needed for a range of a file."""

    term: Term
    first_byte: int
    """Offset in the xorb of the first chunk's header."""
    last_byte: int
    """Offset in the xorb of the last chunk's last byte, inclusive."""


class Content:
    """What the files of all repositories hold, each content once."""

    def __init__(self, folder: Path) -> None:
        """Keep it in a folder, which is made if need be."""
        self._objects, self._xorbs, self._recipes = (folder / name for name in ("objects", "xorbs", "recipes"))
        for path in (self._objects, self._xorbs, self._recipes):
            path.mkdir(parents=True, exist_ok=True)

    def __contains__(self, sha256: str) -> bool:
        return self._object(sha256).is_file() or self.recipe(sha256) is not None

    def add(self, data: bytes) -> str:
        """Keep content and return its SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        write_whole(self._object(sha256), data)
        return sha256

    def add_file(self, path: Path, sha256: str) -> None:
        """Take over a file whose content was announced by its SHA-256.

        Raises:
            ValueError: it is other content.
        """
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise ValueError("the content is not what its digest says")
        path.rename(self._object(sha256))

    def remove(self, sha256: str) -> None:
        """Forget content; the chunks of others that it shares stay."""
        for path in (self._object(sha256), self._recipe(sha256)):
            path.unlink(missing_ok=True)

    def partial(self, name: str) -> Path:
        """Return where a file may lie while it is uploaded."""
        return self._objects / f".{name}"

    def size(self, sha256: str) -> int:
        """Return the bytes of content.

        Raises:
            KeyError: there is no such content.
        """
        recipe = self.recipe(sha256)
        if recipe is not None:
            return recipe.size
        if not self._object(sha256).is_file():
            raise KeyError(sha256)
        return self._object(sha256).stat().st_size

    def read(self, sha256: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of content from `start` to `end`, exclusive.

        Raises:
            KeyError: there is no such content.
        """
        size = self.size(sha256)
        stop = size if end is None else min(end, size)
        recipe = self.recipe(sha256)
        if recipe is None:
            with self._object(sha256).open("rb") as file:
                file.seek(start)
                while start < stop and (data := file.read(min(_PIECE, stop - start))):
                    start += len(data)
                    yield data
            return
        skipped, pieces = self.pieces(recipe, start, stop)
        left = stop - start
        for data in self._chunks(pieces):
            part = data[skipped : skipped + left]
            skipped, left = max(skipped - len(data), 0), left - len(part)
            if part:
                yield part

    def read_all(self, sha256: str) -> bytes:
        """Return all of content; KeyError if there is none."""
        return b"".join(self.read(sha256))

    def recipe(self, sha256: str) -> Recipe | None:
        """Return how content is put together from chunks; null if it is kept whole or not at all."""
        return _load_recipe(self._recipe(sha256))

    def recipe_of(self, file: str) -> Recipe | None:
        """Return the recipe of the file that the Xet protocol knows by this hash."""
        path = self._recipes / f"{file}.xet"
        return self.recipe(path.read_text(encoding="ascii")) if path.is_file() else None

    def add_xorb(self, name: str, data: bytes) -> bool:
        """Keep a xorb; return whether it is new.

        Raises:
            ValueError: the bytes are no xorb.
        """
        xorb.chunks(data)
        path = self._xorbs / name
        if path.is_file():
            return False
        write_whole(path, data)
        return True

    def xorb_file(self, name: str) -> Path | None:
        """Return where a xorb lies; null if there is none of that name."""
        path = self._xorbs / name
        return path if path.is_file() else None

    def add_shard(self, data: bytes) -> int:
        """Keep the recipes of a shard, after each was tried; return their number.

        Raises:
            ValueError: a xorb is missing, or the content is not what the shard says.
        """
        uploaded = list(recipes(data))
        for recipe in uploaded:
            self._check_recipe(recipe)
            write_whole(self._recipe(recipe.sha256), json.dumps(asdict(recipe)).encode())
            write_whole(self._recipes / f"{recipe.file}.xet", recipe.sha256.encode())
        return len(uploaded)

    def pieces(self, recipe: Recipe, start: int, end: int) -> tuple[int, list[Piece]]:
        """Return the chunks that hold the bytes from `start` to `end`, and how many bytes in them come before."""
        pieces: list[Piece] = []
        skipped = position = 0
        for term in recipe.terms:
            needed: list[int] = []
            chunks = self.xorb_chunks(term.xorb)
            for number in range(term.start, term.end):
                after = position + chunks[number].length
                if position < end and after > start:
                    skipped = skipped if pieces or needed else start - position
                    needed.append(number)
                position = after
            if needed:
                first, last = needed[0], needed[-1]
                length = sum(chunks[number].length for number in needed)
                part = Term(term.xorb, first, last + 1, length)
                pieces.append(Piece(part, chunks[first].start, chunks[last].end - 1))
        return skipped, pieces

    def xorb_chunks(self, name: str) -> Sequence[xorb.Chunk]:
        """Return where the chunks of a kept xorb lie; FileNotFoundError if there is no such xorb."""
        return _chunks_of(self._xorbs / name)

    def _chunks(self, pieces: Sequence[Piece]) -> Iterator[bytes]:
        for piece in pieces:
            chunks = self.xorb_chunks(piece.term.xorb)
            with (self._xorbs / piece.term.xorb).open("rb") as file:
                for chunk in chunks[piece.term.start : piece.term.end]:
                    file.seek(chunk.start)
                    yield xorb.content(file.read(chunk.end - chunk.start), chunk)

    def _check_recipe(self, recipe: Recipe) -> None:
        digest = hashlib.sha256()
        for term in recipe.terms:
            if self.xorb_file(term.xorb) is None:
                raise ValueError(f"the shard names xorb {term.xorb}, which was not uploaded")
            chunks = self.xorb_chunks(term.xorb)
            if term.end > len(chunks) or sum(chunk.length for chunk in chunks[term.start : term.end]) != term.length:
                raise ValueError(f"the shard names chunks that xorb {term.xorb} does not have")
            for data in self._chunks([Piece(term, 0, 0)]):
                digest.update(data)
        if digest.hexdigest() != recipe.sha256:
            raise ValueError(f"the chunks of file {recipe.file} are not the content that its SHA-256 names")

    def _object(self, sha256: str) -> Path:
        return self._objects / sha256

    def _recipe(self, sha256: str) -> Path:
        return self._recipes / f"{sha256}.json"


def _load_recipe(path: Path) -> Recipe | None:
    if not path.is_file():
        return None
    values = json.loads(path.read_bytes())
    return Recipe(values["file"], values["sha256"], tuple(Term(**term) for term in values["terms"]))


@lru_cache(maxsize=256)
def _chunks_of(path: Path) -> tuple[xorb.Chunk, ...]:
    return tuple(xorb.chunks(path.read_bytes()))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.rename(path)
