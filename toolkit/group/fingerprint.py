"""Fingerprint of a text for deduplication: digests of its normalised words and a MinHash sketch of its shingles."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from toolkit.group.options import STANDARD, GroupOptions


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests and MinHash sketch of an article's text; equal on every machine and in every process."""

    digest: bytes
    """16 bytes; equal for bodies of the same words."""
    headline: bytes
    """16 bytes; equal for headlines of the same words, and for missing ones."""
    sketch: bytes
    """Hashes of shingles and their places, 8 bytes each, ascending: the smallest `options.sketch` of them."""
    shingles: int
    """Number of different shingles in the body."""


def fingerprint(body: str, options: GroupOptions = STANDARD, *, headline: str | None = None) -> Fingerprint:
    """Reduce a text to its fingerprint; case, accents, punctuation and quotation marks make no difference.

    >>> one = fingerprint("“We are open,” said the ferryman.")
    >>> two = fingerprint("'We are open', said the Ferryman")
    >>> one == two
    True
    """
    from toolkit.group.minhash_sketch import entries

    words = _words(body)
    result = entries(words, options.shingle)
    return Fingerprint(
        digest=_digest(words),
        headline=_digest(_words(headline or "")),
        sketch=result[: options.sketch].tobytes(),
        shingles=len(result),
    )


_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_MARKS = "’‘“”–—…•\xa0"
"""They are no part of a word."""
_INVISIBLE = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]+")
# Scripts that write without spaces, from Thai to Han: there, each character counts as a word.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)


def _words(text: str) -> list[bytes]:
    """The words without case and accents, as UTF-8."""
    if not text.isascii():
        for mark in _MARKS:  # beside which most texts in English are ASCII
            text = text.replace(mark, " ")
    if text.isascii():
        words = _ASCII_WORD.findall(text.lower())
    else:
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text)).casefold()
        words = _WORD.findall(_UNSPACED.sub(r" \g<0> ", plain))
    return " ".join(words).encode("utf-8", "surrogatepass").split()


def headline_digest(headline: str) -> bytes:
    """Return 16 bytes that are equal for headlines of the same words."""
    return _digest(_words(headline))


def _digest(words: list[bytes]) -> bytes:
    return blake2b(b" ".join(words), digest_size=16).digest()
