"""Aligns lines of plain texts with gold fields: what each line should have been called."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.normalise import fold, fold_title
from toolkit.normalisation.lines.boilerplate_rules import label_by_words

BODY, HEADLINE, STANDFIRST, BYLINE, DATE, OTHER = range(6)
_TOKEN = re.compile(r"\w+")
_LOOKED = 300
_AGREED = 0.4
"""Weight of a body on which extractors agree, against one that a person read."""


@dataclass(frozen=True, slots=True)
class Example:
    """The lines of one text with their labels."""

    identity: str
    site: str
    variant: str
    lines: tuple[str, ...]
    gaps: tuple[int, ...]
    """Line breaks before each line."""
    labels: tuple[int, ...]
    trust: tuple[float, ...]
    """Weight of each line in training; zero where the gold does not know."""


def read_examples(folder: Path, left_out: Collection[str] = ()) -> Iterator[Example]:
    """Give every text of a folder that holds `gold.jsonl` and a subfolder of texts per variant.

    Texts whose body is not known, or of which the text holds too little, teach nothing and are left out.
    """
    for row in filter(None, (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")):
        gold = json.loads(row)
        if "body" not in gold["fields"] or gold["set"] in left_out:
            continue
        for variant in ("light", "noisy"):
            path = folder / variant / f"{gold['id']}.txt"
            scored = (gold.get(variant) or {}).get("scored", True)
            if scored and path.is_file() and (lines := split_lines(path.read_text(encoding="utf-8"))):
                texts = [text for text, _ in lines]
                labels, trust = align(texts, gold)
                gaps = tuple(gap for _, gap in lines)
                yield Example(gold["id"], site_of(gold), variant, tuple(texts), gaps, tuple(labels), tuple(trust))


def split_lines(text: str) -> list[tuple[str, int]]:
    """Return the cleaned lines that are not blank, each with the number of line breaks before it.

    Lines that a column width has broken are joined, as `label_lines` joins them before it judges them.
    """
    from toolkit.normalisation.lines.label_lines import split_lines as split
    from toolkit.normalisation.lines.unwrap_lines import find_joints, group_lines, join_lines
    from toolkit.normalisation.text_cleaning import clean

    _, lines, gaps, indents = split(clean(text).text)
    joints = find_joints(lines, gaps, indents)
    return [(join_lines(lines[start:end], joints[start:end]), gaps[start]) for start, end in group_lines(joints)]


def site_of(gold: Mapping[str, Any]) -> str:
    """Return the registered domain, so that two editions of one outlet never fall into different folds."""
    parts = urlsplit(gold["url"]).netloc.removeprefix("www.").split(".")
    country_style = len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2
    return ".".join(parts[-3:] if country_style else parts[-2:])


def align(lines: Sequence[str], gold: Mapping[str, Any]) -> tuple[list[int], list[float]]:
    """Return a label and a weight for each line."""
    shares = _covered_shares(lines, gold["body"])
    is_body = _body_lines(lines, shares, gold["body"])
    spoken = [len(_TOKEN.findall(line)) for line in lines]
    strong = [index for index, in_body in enumerate(is_body) if in_body and spoken[index] >= 8]
    first, last = (strong[0], strong[-1]) if strong else (len(lines), -1)
    labels = [
        BODY if in_body else _field(line, gold, index <= first + 12, index <= last + 12)
        for index, (line, in_body) in enumerate(zip(lines, is_body, strict=True))
    ]
    titled = _mark_headlines(lines, labels, gold, first)
    _mark_standfirst(labels)
    agreed = gold.get("gold_src", {}).get("body") == "consensus"
    trust = []
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        unknown_title = index < first and not titled and 3 <= spoken[index] <= 30
        unknown_byline = index < first and "authors" not in gold["fields"] and spoken[index] <= 12
        if label == OTHER and (unknown_title or unknown_byline):
            trust.append(0.0)
        else:
            weight = 0.2 if label == OTHER and 0.3 < shares[index] < 0.6 else 1.0
            if agreed and label in (BODY, OTHER):
                weight *= 0 if label == BODY and label_by_words(line[:_LOOKED]) is not None else _AGREED
            trust.append(weight)
    return labels, trust


def _covered_shares(lines: Sequence[str], body: str) -> list[float]:
    """Return for each line the share of its words that are in a run of four words of the gold body.

    Runs go over line ends, so that a short line between two lines of body is found as well.
    """
    words = _TOKEN.findall(body)
    runs = set(zip(words, words[1:], words[2:], words[3:], strict=False))
    tokens = [_TOKEN.findall(line) for line in lines]
    flat = [token for line in tokens for token in line]
    covered = [False] * len(flat)
    for index in range(len(flat) - 3):
        if tuple(flat[index : index + 4]) in runs:
            covered[index : index + 4] = [True] * 4
    shares, position = [], 0
    for line in tokens:
        part = covered[position : position + len(line)]
        shares.append(sum(part) / len(part) if part else 0.0)
        position += len(line)
    return shares


def _body_lines(lines: Sequence[str], shares: Sequence[float], body: str) -> list[bool]:
    """Tell for each line whether it is in the body; of a repeated line, as often as the body has it."""
    folded = [fold(line) for line in lines]
    printed = Counter(fold(line) for line in body.split("\n") if line.strip())
    body_text = fold(body)
    matched = [share >= 0.6 for share in shares]
    strong = [index for index, is_body in enumerate(matched) if is_body and len(_TOKEN.findall(lines[index])) >= 8]
    if not strong:
        return matched
    for index in range(max(strong[0] - 3, 0), min(strong[-1] + 4, len(lines))):
        matched[index] = matched[index] or (printed[folded[index]] > 0 and bool(_TOKEN.search(lines[index])))
    lines_by_text: defaultdict[str, list[int]] = defaultdict(list)
    for index, is_body in enumerate(matched):
        if is_body:
            lines_by_text[folded[index]].append(index)
    for text, indexes in lines_by_text.items():
        occurrences = max(body_text.count(text) if len(text) > 3 else printed[text], 1)
        ranked = sorted(indexes, key=lambda index: -_neighbourhood(index, folded, shares))
        for index in ranked[occurrences:]:
            matched[index] = False
    if len(strong) > 1 and strong[1] - strong[0] > 4:  # a window title, far above the story
        matched[strong[0]] = False
    return matched


def _neighbourhood(index: int, folded: Sequence[str], shares: Sequence[float]) -> float:
    """Return how much body there is around a line."""
    around = range(max(0, index - 4), min(len(folded), index + 5))
    return sum(shares[other] for other in around if folded[other] != folded[index])


def _field(line: str, gold: Mapping[str, Any], near_start: bool, near_story: bool) -> int:  # noqa: FBT001
    """Return the label of a line outside the body."""
    folded = fold(line)
    standfirst = fold(gold.get("standfirst") if isinstance(gold.get("standfirst"), str) else "")
    if standfirst and near_start and len(folded) > 20 and (folded in standfirst or standfirst in folded):
        return STANDFIRST
    words = len(_TOKEN.findall(line))
    if not near_story or words > 18:
        return OTHER
    names = [fold(name) for name in gold.get("authors") or [] if isinstance(name, str)]
    if any(len(name) > 3 and name in folded for name in names):
        return BYLINE
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", (gold.get("date") or "")[:10])
    numbers = re.findall(r"\d+", folded)
    if day and {day[1], day[1][2:]} & set(numbers) and {day[3], str(int(day[3]))} & set(numbers):
        return DATE
    return OTHER


def _mark_headlines(lines: Sequence[str], labels: list[int], gold: Mapping[str, Any], first: int) -> bool:
    """Label the lines that are the headline, those above the story if there are any; tell whether there are."""
    title = fold_title(gold.get("headline"))
    candidates = [
        index
        for index, line in enumerate(lines)
        if title and fold_title(line) == title and not (labels[index] == BODY and index > first)
    ]
    for index in [index for index in candidates if index <= first] or candidates:
        labels[index] = HEADLINE
    return bool(candidates)


def _mark_standfirst(labels: list[int]) -> None:
    """Label one or two lines of body that are between the headline and a byline or date as standfirst."""
    end = next((index for index, label in enumerate(labels) if label in (BYLINE, DATE)), 0)
    titles = [index for index in range(end) if labels[index] == HEADLINE]
    if not titles:
        return
    between = [index for index in range(titles[-1] + 1, end) if labels[index] == BODY]
    if 1 <= len(between) <= 2 and labels[end:].count(BODY) > 3:
        for index in between:
            labels[index] = STANDFIRST
