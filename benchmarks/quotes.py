"""Scores quotations and their speakers against gold articles, and measures speed.

usage: quotes.py --gold GOLD.jsonl [GOLD.jsonl ...] [--predictions OUT.jsonl] [--resamples N]
       quotes.py --curve

The gold file holds one article a line: id, text, quotes (start, end, type direct or mixed, speaker, speaker_start,
speaker_end, `quoted` pieces of mixed ones, speaker_resolved), ignored ranges, and `lang`, English where it is missing.
A predicted span is right when its characters and the gold's, without marks and punctuation at the edges, have a Jaccard
index of 0.8 or more; a speaker is right when the mentions overlap or the last names agree. Joint figures ask for both.
Indirect speech, which is off by default, is scored beside the others against the gold of every type. `--curve` doubles
inputs of several shapes and shows how the time grows.
"""

import argparse
import json
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.annotation.quotes.find_quotes import find_quotes

Span = tuple[int, int]
MODES = ("direct", "quoted")
SIZES = (1_250_000, 2_500_000, 5_000_000)
EDGE = "\"“”„‟‘’'«»‹›`´ \t\n\r\xa0,.;:!?…-–—()[]"
TITLES = """mr mrs ms miss dr sir dame lord lady prof professor sen senator rep representative gov governor president
    vice secretary judge justice gen general lt col colonel capt captain sgt sheriff mayor rev reverend father pope king
    queen prince princess minister prime chancellor former ex director chairman chairwoman chief executive officer
    spokesman spokeswoman spokesperson attorney congressman congresswoman ambassador commissioner coach detective
    inspector the a an said jr sr ii iii iv"""
PRONOUNS = "he she they i we it you who him her them his their one someone"
NO_NAMES = frozenset(f"{TITLES} {PRONOUNS}".split())
CHUNK = re.compile(r"[,;()–—]|\b(?:of|who|whose|at|from|with|for|in|on|and|as)\b")
HEAD = re.compile(r"[,;(]| of | who | at | from | with | for | in | on ")
WORD = re.compile(r"[^\W_]+(?:[’'.\-][^\W_]+)*")


class Gold(NamedTuple):
    """One stretch between marks that somebody is quoted with."""

    span: Span
    quote: dict[str, Any]
    direct: bool


class Found(NamedTuple):
    """One predicted stretch."""

    span: Span
    quote: dict[str, Any]


def main() -> None:
    """Print the table, and write the predictions when asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
    task = parser.add_mutually_exclusive_group(required=True)
    task.add_argument("--gold", type=Path, nargs="+")
    task.add_argument("--curve", action="store_true", help="time inputs that double in size")
    parser.add_argument("--predictions", type=Path, help="write what was found, in the form that scorers read")
    parser.add_argument("--resamples", type=int, default=1000)
    arguments = parser.parse_args()
    if arguments.curve:
        print_curve()
        return
    articles = [json.loads(line) for path in arguments.gold for line in path.open(encoding="utf-8") if line.strip()]
    predict(articles[0])
    began = time.process_time()
    predictions = [predict(article) for article in articles]
    seconds = time.process_time() - began
    if arguments.predictions:
        lines = (json.dumps(prediction, ensure_ascii=False) for prediction in predictions)
        arguments.predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{', '.join(path.name for path in arguments.gold)}: {len(articles)} articles")
    for mode in MODES:
        counts = [score(article, prediction, mode) for article, prediction in zip(articles, predictions, strict=True)]
        print_table(mode, counts, arguments.resamples)
    print_languages(articles, predictions)
    print_indirect([article for article in articles if language_of(article) == "en"])
    print_reliability(articles, predictions)
    print_speed(articles, seconds)


def language_of(article: dict[str, Any]) -> str:
    """Return the language of a gold article."""
    return str(article.get("lang", "en"))


def predict(article: dict[str, Any], *, indirect: bool = False) -> dict[str, Any]:
    """Find the quotes of one article, in the form that scorers read."""
    quotes = [
        {
            "start": quote.start,
            "end": quote.end,
            "parts": [[part.start, part.end] for part in quote.parts],
            "text": quote.text,
            "kind": quote.kind,
            "speaker": quote.speaker or quote.speaker_text,
            "speaker_text": quote.speaker_text,
            "speaker_start": quote.speaker_start,
            "speaker_end": quote.speaker_end,
            "cue": quote.cue,
            "confidence": quote.confidence,
            **({"type": "indirect"} if quote.kind == "indirect" else {}),
        }
        for quote in find_quotes(article["text"], language=language_of(article), indirect=indirect)
    ]
    return {"id": article["id"], "quotes": quotes}


def gold_spans(article: dict[str, Any]) -> list[Gold]:
    """List what stands between marks in the gold, direct and mixed."""
    body, spans = article["text"], []
    for quote in article["quotes"]:
        if quote.get("type") in ("direct", None):
            spans += [Gold(trim(body, *span), quote, direct=True) for span in parts_of(quote)]
        elif quote["type"] == "mixed":
            spans += [Gold(trim(body, *span), quote, direct=False) for span in quote.get("quoted", [])]
    return [item for item in spans if item.span[0] < item.span[1]]


def score(article: dict[str, Any], prediction: dict[str, Any], mode: str) -> Counter[str]:
    """Count hits and misses of one article in a mode: `direct` quotes only, or every `quoted` stretch."""
    gold, result = gold_spans(article), found_spans(article["text"], prediction)
    required = [item for item in gold if item.direct or mode == "quoted"]
    optional = [item.span for item in gold if not (item.direct or mode == "quoted")]
    pairs = align([item.span for item in result], [item.span for item in required])
    paired = {i for i, _ in pairs}
    ignored = [tuple(span) for span in article.get("ignore", [])]
    spared = sum(index not in paired and is_spared(item.span, optional, ignored) for index, item in enumerate(result))
    counts = Counter(predicted=len(result) - spared, gold=len(required), span=len(pairs))
    for i, j in pairs:
        quote, true = result[i].quote, required[j].quote
        right = speaker_right(quote, true)
        counts["joint"] += right
        counts["exact"] += result[i].span == required[j].span
        if true.get("speaker") is not None:
            counts["attributed"] += 1
            counts["speaker"] += right
        if true.get("speaker") is not None and true.get("speaker_resolved"):
            counts["entities"] += 1
            counts["entity"] += bool(quote["speaker"]) and same_name(quote["speaker"], true["speaker_resolved"])
    return counts


def found_spans(body: str, prediction: dict[str, Any]) -> list[Found]:
    """List the predicted stretches without edges, each once."""
    spans: dict[Span, dict[str, Any]] = {}
    for quote in prediction["quotes"]:
        if quote.get("type") != "indirect":
            for span in parts_of(quote):
                spans.setdefault(trim(body, *span), quote)
    return [Found(span, quote) for span, quote in spans.items() if span[0] < span[1]]


def is_spared(span: Span, optional: list[Span], ignored: list[Span]) -> bool:
    """Whether an unmatched prediction is neither right nor wrong."""
    length = span[1] - span[0]
    return any(jaccard(span, other) >= 0.5 or overlap(span, other) >= 0.8 * length for other in optional) or any(
        overlap(span, other) >= 0.5 * length for other in ignored
    )


def align(result: list[Span], gold: list[Span]) -> list[tuple[int, int]]:
    """Pair spans one to one, best Jaccard index first, down to 0.8."""
    scored = [(jaccard(a, b), -i, -j) for i, a in enumerate(result) for j, b in enumerate(gold)]
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for value, i, j in sorted(scored, reverse=True):
        if value >= 0.8 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            pairs.append((-i, -j))
    return pairs


def speaker_right(quote: dict[str, Any], gold: dict[str, Any]) -> bool:
    """Whether a prediction names the gold speaker, by its offsets or by last name."""
    if gold.get("speaker") is None:
        return not quote["speaker"]
    if quote["speaker_start"] is not None and gold.get("speaker_start") is not None:
        mine, theirs = (quote["speaker_start"], quote["speaker_end"]), (gold["speaker_start"], gold["speaker_end"])
        if overlap(mine, theirs):
            return True
    return bool(quote["speaker"]) and same_name(quote["speaker"], gold["speaker"], gold.get("speaker_name"))


def same_name(name: str, gold: str, gold_name: str | None = None) -> bool:
    """Whether the last name (or, without names, the head noun) of a prediction is among the gold's."""
    mine, theirs = last_names(name), last_names(gold_name or gold)
    if mine and theirs:
        return mine[0] in theirs
    if mine or theirs:
        return False
    first, second = head_noun(name), head_noun(gold)
    return first is not None and first == second and first not in PRONOUNS.split()


def last_names(text: str) -> list[str]:
    """Give the last name-like word of each chunk of a description."""
    names = ([fold(word) for word in WORD.findall(chunk) if is_name(word)] for chunk in CHUNK.split(text))
    return [chunk[-1] for chunk in names if chunk]


def is_name(word: str) -> bool:
    """Whether a word is capitalised and neither a title nor a pronoun."""
    return word[0].isupper() and fold(word) not in NO_NAMES


def head_noun(text: str) -> str | None:
    """Give the last word before the first comma, bracket or preposition."""
    words = WORD.findall(HEAD.split(text)[0])
    return fold(words[-1]) if words else None


def fold(word: str) -> str:
    """Fold accents, case and the possessive."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    plain = "".join(character for character in plain if not unicodedata.combining(character)).lower()
    return plain.removesuffix("'s").strip(".'-")


def parts_of(quote: dict[str, Any]) -> list[Span]:
    """List the parts of a quote, or its whole span."""
    return [(part[0], part[1]) for part in quote.get("parts") or [(quote["start"], quote["end"])]]


def trim(text: str, start: int, end: int) -> Span:
    """Take marks, blanks and punctuation off both edges."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def overlap(a: Span, b: Span) -> int:
    """Count the characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def jaccard(a: Span, b: Span) -> float:
    """Divide the shared characters by the length from the first to the last of both."""
    shared = overlap(a, b)
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared else 0.0


def f1(counts: Counter[str], hits: str) -> float:
    """Give the harmonic mean of precision and recall, in per cent."""
    return 200 * counts[hits] / max(1, counts["predicted"] + counts["gold"])


def print_table(mode: str, counts: list[Counter[str]], resamples: int) -> None:
    """Print one mode's figures, with 95 % intervals from resampled articles."""
    whole: Counter[str] = sum(counts, Counter())
    chance = random.Random(0)
    samples = [sum((counts[chance.randrange(len(counts))] for _ in counts), Counter[str]()) for _ in range(resamples)]
    print(f"\nmode {mode}: {whole['gold']} gold, {whole['predicted']} predicted")
    for label, hits in (("joint F1", "joint"), ("span F1, lenient", "span"), ("span F1, exact", "exact")):
        low, high = interval([f1(sample, hits) for sample in samples])
        precision, recall = 100 * whole[hits] / max(1, whole["predicted"]), 100 * whole[hits] / max(1, whole["gold"])
        print(f"  {label:18s} {f1(whole, hits):5.1f}  ({low:.1f}-{high:.1f})   P {precision:.1f}  R {recall:.1f}")
    for label, hits, of in (("speaker accuracy", "speaker", "attributed"), ("entity accuracy", "entity", "entities")):
        if whole[of]:
            low, high = interval([100 * sample[hits] / max(1, sample[of]) for sample in samples])
            print(f"  {label:18s} {100 * whole[hits] / whole[of]:5.1f}  ({low:.1f}-{high:.1f})   of {whole[of]}")


def print_languages(articles: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> None:
    """Print direct quotes by language as a Markdown table, where there are several languages."""
    totals: dict[str, Counter[str]] = {}
    for article, prediction in zip(articles, predictions, strict=True):
        totals.setdefault(language_of(article), Counter()).update(score(article, prediction, "direct"))
    if len(totals) < 2:
        return
    print("\n| language | quotes | span F1 | joint F1 |\n|---|---:|---:|---:|")
    for language, counts in [*sorted(totals.items()), ("together", sum(totals.values(), Counter[str]()))]:
        if counts["gold"]:
            print(f"| {language} | {counts['gold']} | {f1(counts, 'span'):.1f} | {f1(counts, 'joint'):.1f} |")


def score_indirect(articles: list[dict[str, Any]]) -> Counter[str]:
    """Count the indirect speech that is found, what of it is right in span and speaker, and what the gold marks."""
    counts: Counter[str] = Counter()
    for article in articles:
        body = article["text"]
        gold = [(trim(body, *span), quote) for quote in article["quotes"] for span in parts_of(quote)]
        quotes = [quote for quote in predict(article, indirect=True)["quotes"] if quote["kind"] == "indirect"]
        pairs = align([trim(body, quote["start"], quote["end"]) for quote in quotes], [span for span, _ in gold])
        counts["found"] += len(quotes)
        counts["right"] += sum(speaker_right(quotes[i], gold[j][1]) for i, j in pairs)
        counts["gold"] += sum(quote.get("type") == "indirect" for quote in article["quotes"])
    return counts


def print_indirect(articles: list[dict[str, Any]]) -> None:
    """Print precision and recall of indirect speech, where the gold has any."""
    counts = score_indirect(articles)
    if counts["gold"]:
        precision, recall = (100 * counts["right"] / max(1, counts[of]) for of in ("found", "gold"))
        print(f"\nindirect speech: {counts['found']} found, {precision:.1f} % right, {recall:.1f} % of the gold")


def interval(values: list[float]) -> tuple[float, float]:
    """Cut two and a half per cent off both ends."""
    ordered = sorted(values) or [0.0]
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1]


def print_reliability(articles: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> None:
    """Print, for each band of confidence, how many stretches were right in mode quoted."""
    bands: dict[int, list[tuple[float, bool]]] = {}
    for article, prediction in zip(articles, predictions, strict=True):
        gold, result = gold_spans(article), found_spans(article["text"], prediction)
        pairs = dict(align([item.span for item in result], [item.span for item in gold]))
        ignored = [tuple(span) for span in article.get("ignore", [])]
        for index, item in enumerate(result):
            if index not in pairs and is_spared(item.span, [], ignored):
                continue
            right = index in pairs and speaker_right(item.quote, gold[pairs[index]].quote)
            confidence = item.quote["confidence"]
            bands.setdefault(min(9, int(confidence * 10)), []).append((confidence, right))
    print("\nconfidence      stretches  mean confidence  right")
    gap = total = 0.0
    for band in sorted(bands):
        values = bands[band]
        mean, share = sum(c for c, _ in values) / len(values), sum(r for _, r in values) / len(values)
        gap, total = gap + abs(mean - share) * len(values), total + len(values)
        print(f"  {band / 10:.1f} to {(band + 1) / 10:.1f}    {len(values):6d}         {mean:.3f}      {share:.3f}")
    print(f"  expected calibration error {gap / max(1, total):.3f}")


def print_speed(articles: list[dict[str, Any]], seconds: float) -> None:
    """Print articles a second on one core, also per 600 words."""
    words = sum(len(article["text"].split()) for article in articles)
    print(f"\n{len(articles) / seconds:.0f} articles/s, {words / 600 / seconds:.0f} of 600 words each (processor time)")


def print_curve() -> None:
    """Print for each shape of input how its time grows when it doubles."""
    chance = random.Random(0)
    marks = ['"', "“", "”", "'", "‘", "’", "«", "»", " ", "a", ",", "."]
    sentence = '"We open bridge {0} today," said Ada Byte{0}, who met Tom Reed{0}. He left at {0}. '
    shapes: dict[str, Callable[[int], str]] = {
        "quotes in paragraphs": lambda size: "\n\n".join(sentence.format(i) for i in range(size // 80)),
        "quotes in one paragraph": lambda size: "".join(sentence.format(i) for i in range(size // 80)),
        "one long quote": lambda size: '"' + "We open the bridge today and stay. " * (size // 35) + '" said Ada Byte.',
        "words without marks": lambda size: "Ada Byte opened the bridge today. " * (size // 34),
        "random marks": lambda size: "".join(chance.choices(marks, k=size)),
        "marks alone": lambda size: '"' * size,
        "one name again and again": lambda size: '"Yes, we do," Byte said. ' * (size // 24),
    }
    print(f"{'characters':28}" + "".join(f"{size:>12,}" for size in SIZES) + "   growth at each doubling")
    for name, shape in shapes.items():
        seconds = []
        for size in SIZES:
            body = shape(size)
            began = time.process_time()
            find_quotes(body, language="en", indirect=True)
            seconds.append(time.process_time() - began)
        growth = ", ".join(f"{after / before:.2f}" for before, after in pairwise(seconds))
        print(f"{name:28}" + "".join(f"{value:10.3f} s" for value in seconds) + f"   {growth}")


if __name__ == "__main__":
    main()
