"""Fuzzes reading, normalising and annotating with damaged files: `make fuzz`.

Each input is a file of the corpus (`seeds/` and `fuzz/corpus/`, invented texts) that Hypothesis damages: bytes are
removed, repeated, replaced, moved between files. Whatever comes of it is an article whose offsets hold, or a rejection
with a reason other than `unexpected_error`; anything else is shrunk, and printed with the file that shows it.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import hypothesis
from hypothesis import strategies

from toolkit.config import Config
from toolkit.contract.records import Article, Rejection
from toolkit.pipeline.document_stages import prepare_document
from toolkit.read import ReadOptions, discover, read

ROOT = Path(__file__).parents[1]
CORPUS = sorted(
    path
    for folder in (ROOT / "seeds", ROOT / "fuzz" / "corpus")
    for path in folder.rglob("*")
    if path.is_file() and not path.name.endswith((".gold.json", ".md", ".gitattributes", "LICENSE"))
)
_PIECES = (
    b"\0",
    b"\xff",
    b"\n" * 50,
    b"\r",
    b"<",
    b">",
    b'"',
    b"{",
    b"}",
    b"&#0;",
    b"\xe2\x80\x9c",
    b"\xed\xa0\x80",
    b"<!--",
    b"]]>",
    b"--\n",
)
_EXAMPLES = 50
outcomes: Counter[str] = Counter()


@strategies.composite
def damaged_files(draw: strategies.DrawFn) -> tuple[str, bytes]:
    """Draw the name of a file of the corpus, and its bytes with up to eight damages."""
    path = draw(strategies.sampled_from(CORPUS))
    content = path.read_bytes()
    for _ in range(draw(strategies.integers(0, 8))):
        start = draw(strategies.integers(0, len(content)))
        end = min(len(content), start + draw(strategies.sampled_from((0, 1, 2, 8, 64, 1000))))
        kind = draw(strategies.sampled_from(("remove", "repeat", "replace", "flip", "graft")))
        if kind == "repeat":
            piece = content[start:end] * draw(strategies.integers(2, 20))
        elif kind == "replace":
            piece = draw(strategies.sampled_from(_PIECES))
        elif kind == "flip":
            piece = bytes(byte ^ draw(strategies.integers(1, 255)) for byte in content[start : min(end, start + 4)])
        elif kind == "graft":
            other = draw(strategies.sampled_from(CORPUS)).read_bytes()
            piece = other[: draw(strategies.integers(0, 2000))]
        else:
            piece = b""
        content = content[:start] + piece + content[end:]
    return path.name, content


def check(name: str, content: bytes) -> None:
    """Read, normalise and annotate one file; AssertionError for anything but articles that hold and rejections."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        for source in discover([path], ReadOptions()):
            for item in [source] if isinstance(source, Rejection) else read(source, ReadOptions()):
                result = item if isinstance(item, Rejection) else prepare_document(item, Config())
                outcomes[result.reason if isinstance(result, Rejection) else "article"] += 1
                if isinstance(result, Rejection):
                    assert result.reason != "unexpected_error", f"{name}: {result.detail}"
                else:
                    _check_offsets(result)


def _check_offsets(article: Article) -> None:
    for span in (*article.quotes, *(article.entities or ())):
        assert article.body[span.start : span.end] == span.text, span


def main() -> int:
    """Fuzz for some seconds and print what came of it; 1 if a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="the same seed tries the same inputs")
    arguments = parser.parse_args()
    end, seed, tried = time.monotonic() + arguments.seconds, arguments.seed, 0
    while time.monotonic() < end:
        run = hypothesis.given(damaged_files())(lambda file: check(*file))
        run = hypothesis.settings(
            max_examples=_EXAMPLES, database=None, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
        )(run)
        hypothesis.seed(seed)(run)()
        seed, tried = seed + 1, tried + _EXAMPLES
    reasons = ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
    print(f"{tried} inputs tried with the seeds {arguments.seed} to {seed - 1}: {reasons}; no fault")
    return 0


if __name__ == "__main__":
    sys.exit(main())
