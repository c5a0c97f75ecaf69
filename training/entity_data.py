"""Gold sets for the entity recogniser, brought to one convention."""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.annotation.entities.place_names import is_people, peoples, word_list
from toolkit.annotation.entities.training.gold_texts import KINDS, GoldText, Span, without_overlap
from toolkit.annotation.titles import without_titles
from toolkit.gazetteer.place_table import english_kind

OPEN_SETS = (
    *("uner_ewt_train_v0", "uner_ewt_dev", "uner_ewt_test", "uner_pud_news", "uner_pud_wiki"),
    *("redocred_dev", "redocred_test", "wikigold"),
    *("crossner_politics", "crossner_literature", "crossner_music", "crossner_science"),
    *("gum_news", "gum_interview", "gum_bio", "gum_voyage", "gum_speech", "gum_textbook"),
)
"""Sets whose licence allows weights to be trained on them and shipped; the model card lists the licences."""

UNWANTED_TAGS = frozenset(
    (
        "literarygenre", "musicgenre", "chemicalcompound", "chemicalelement", "protein", "enzyme", "discipline", "NUM",
        "astronomicalobject", "theory", "musicalinstrument", "award",
    )
)  # fmt: skip
"""Original tags of things that are not named entities of news."""

BODIES = word_list("Parliament Congress Senate Cabinet Pentagon Kremlin Knesset Bundestag Duma Treasury")
"""Words that name an organisation when they have a capital inside a sentence and no other name beside them."""

PARTIES = word_list("Republican Republicans Democratic English Conservative Conservatives Orthodox Evangelical")
"""Words for groups that are in names of other things as often, and are not added where a set leaves them out."""


PEOPLE = re.compile(r"\b(?:(?:North|South|East|West|Central|Latin|Southeast|Saudi) )?[A-Z]\w+")


def read_folder(folder: Path) -> list[GoldText]:
    """The gold texts of a folder: the open sets where it has any of them, else of all its files."""
    open_sets = [path for name in OPEN_SETS if (path := folder / f"{name}.jsonl").exists()]
    return [text for path in open_sets or sorted(folder.glob("*.jsonl")) for text in read_gold(path)]


def read_gold(path: Path, *, harmonise: bool = True) -> Iterator[GoldText]:
    """Read a gold file: one JSON object per line with `id`, `text` and `ents` (start, end, type, original tag)."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text, spans = record["text"], [tuple(entity) for entity in record["ents"]]
            if harmonise:
                text, spans = _joined_hyphens(text, spans)
                yield GoldText(record["id"], text, _harmonised(text, spans))
            else:
                yield GoldText(record["id"], text, tuple((start, end, kind) for start, end, kind, *_ in spans))


def read_plain(path: Path) -> Iterator[str]:
    """Read texts without labels: the `text` of each line, or the `body` where the language is English or not said."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if "text" in record:
                yield record["text"]
            elif record.get("lang", "en") == "en" and record.get("body"):
                yield record["body"]


def digest(text: str) -> str:
    """What a text is known by in a file of opinions."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a leading "the" and a closing possessive."""
    lead = re.match(r"(?i)the\s+", text[start:end])
    start += lead.end() if lead else 0
    tail = re.search(r"\s*['’]s?$", text[start:end])
    return start, start + tail.start() if tail else end


def _joined_hyphens(text: str, spans: Sequence[tuple]) -> tuple[str, list[tuple]]:  # type: ignore[type-arg]
    """Join ` - ` between words when a tokeniser has set the hyphens of compounds apart."""
    if text.count(" - ") <= 2 * len(re.findall(r"\w-\w", text)):
        return text, list(spans)
    moved, parts, last, shift = list(range(len(text) + 1)), [], 0, 0
    for match in re.finditer(r"(?<=\w) - (?=\w)", text):
        parts += [text[last : match.start()], "-"]
        for index in range(last, match.start() + 1):
            moved[index] = index - shift
        moved[match.start() + 1] = match.start() - shift
        moved[match.start() + 2] = match.start() + 1 - shift
        last, shift = match.end(), shift + 2
    for index in range(last, len(text) + 1):
        moved[index] = index - shift
    joined = "".join([*parts, text[last:]])
    return joined, [(moved[start], moved[end], *rest) for start, end, *rest in spans]


def _harmonised(text: str, spans: Sequence[tuple]) -> tuple[Span, ...]:  # type: ignore[type-arg]
    harmonised: list[Span] = []
    for start, end, kind, *tags in spans:
        if kind not in KINDS or (tags and tags[0] in UNWANTED_TAGS):
            continue
        first, last = trimmed(text, start, end)
        words = text[first:last]
        if is_people(words):
            label = "NORP"
        elif kind == "ORG" and english_kind(words) in ("country", "city"):
            label = "LOC"
        else:
            label = kind
        if label == "PER":
            bare = without_titles(words)
            first += max(words.find(bare), 0)
            last = first + len(bare)
        if first < last:
            harmonised.append((first, last, label))
    return without_overlap(harmonised + _peoples_left_out(text, harmonised) + _bodies_left_out(text, harmonised))


def _peoples_left_out(text: str, spans: Sequence[Span]) -> list[Span]:
    return [
        (*match.span(), "NORP")
        for match in PEOPLE.finditer(text)
        if match.group().split()[-1] in peoples() - PARTIES
        and not any(start < match.end() and match.start() < end for start, end, _ in spans)
    ]


def _bodies_left_out(text: str, spans: Sequence[Span]) -> list[Span]:
    return [
        (*match.span(), "ORG")
        for match in re.finditer(r"(?<=[a-z,] )(\w+)\b(?! [A-Z])", text)
        if match.group() in BODIES and not any(start < match.end() and match.start() < end for start, end, _ in spans)
    ]
