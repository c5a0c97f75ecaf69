"""Scores the normaliser on a folder of plain texts with gold fields, and measures its speed.

usage: normalise.py --texts FOLDER --gold GOLD.jsonl [--predictions OUT.jsonl]

FOLDER holds one `<id>.txt` per record of GOLD; where it has subfolders, each is a variant and gets its own
rows. A gold record has `id`, `set`, `lang`, `fields` (the names of those that are known) and the fields
`headline`, `date`, `authors`, `body`, and under the variant's name what its text really shows: `scored`,
`headline_in_text`, `date_class` (full, near, partial, none). OUT gets one line per text: id, headline, date,
authors, body.

Figures: body = F1 of mean precision and mean recall over 4-word shingles; headline = exact after folding
case, quotation marks, dashes and blanks, where the text holds it; date = accuracy (abstaining is right where
the text shows none) and precision of the dates given; authors = micro F1 of folded names.
"""

import argparse
import hashlib
import json
import re
import statistics
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.contract.records import Article, Document, Rejection
from toolkit.normalisation import normalise_documents

Gold = Mapping[str, Any]
Prediction = Mapping[str, Any]

_TOKEN = re.compile(r"\w+")
_FOLD = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"}
    | {"…": "...", "\u00a0": " ", "\u200b": "", "\u00ad": ""}
)
_BETWEEN_NAMES = re.compile(r"\s*(?:;|,|\||/| and | & | und | et | y )\s*")
_COLUMNS = ("n", "body P", "body R", "body F1", "headline", "date acc", "date prec", "authors F1", "refused")


def main() -> None:
    """Read the arguments, predict every text, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="folder of <id>.txt, or of one folder per variant")
    parser.add_argument("--gold", type=Path, required=True, help="gold records, one JSON object per line")
    parser.add_argument("--predictions", type=Path, help="where to write the predictions, one JSON object per line")
    arguments = parser.parse_args()
    gold = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").split("\n") if line]
    print("\t".join(("variant", "set", *_COLUMNS)))
    for folder in _variants(arguments.texts):
        predictions, speed = predict(folder, gold)
        for name, members in _sets(gold):
            print("\t".join((folder.name, name, *score(members, predictions, folder.name))))
        print(f"{folder.name}: {speed:,.0f} articles/s on one core", flush=True)
        if arguments.predictions:
            path = arguments.predictions
            path = path if folder == arguments.texts else path.with_stem(f"{path.stem}.{folder.name}")
            lines = (json.dumps(row, ensure_ascii=False) for row in predictions.values())
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def predict(folder: Path, gold: Iterable[Gold]) -> tuple[dict[str, Prediction], float]:
    """Normalise every text that has a gold record; return the predictions by id, and articles per second."""
    documents = {record["id"]: _document(folder / f"{record['id']}.txt") for record in gold}
    present = {identity: document for identity, document in documents.items() if document is not None}
    for _ in normalise_documents(list(present.values())[:20]):
        pass  # weights and tables are loaded
    predictions: dict[str, Prediction] = {}
    results = normalise_documents(present.values())
    seconds = 0.0
    for identity, document in present.items():
        start = time.process_time()
        result = next(results)
        seconds += time.process_time() - start
        predictions[identity] = _prediction(identity, document, result)  # articles are not kept, as in a build
    return predictions, len(present) / seconds


def score(gold: Sequence[Gold], predictions: Mapping[str, Prediction], variant: str) -> list[str]:
    """Return the cells of one row, as text."""
    shown = [(record, record[variant], predictions.get(record["id"], {})) for record in gold if record.get(variant)]
    bodies = [
        _shares(record["body"], match_result.get("body")) for record, text, match_result in shown if text["scored"]
    ]
    precision, recall, body = _means(bodies)
    titles = [
        fold_title(record["headline"]) == fold_title(match_result.get("headline"))
        for record, text, match_result in shown
        if "headline" in record["fields"] and record["headline"] and text["headline_in_text"]
    ]
    dates = [
        verdict
        for record, text, match_result in shown
        if (verdict := _judge_date(record, text, match_result.get("date")))
    ]
    given = [right for _, right, is_given in dates if is_given]
    names = [
        _count_names(record["authors"], match_result.get("authors"))
        for record, _, match_result in shown
        if "authors" in record["fields"]
    ]
    return [
        str(len(shown)),
        *(f"{value:.3f}" for value in (precision, recall, body)),
        _mean(titles),
        _mean([accurate for accurate, _, _ in dates]),
        _mean(given),
        _micro(names),
        str(sum(1 for _, _, match_result in shown if match_result.get("refused"))),
    ]


def fold(text: str | None) -> str:
    """Return a text without differences of case, quotation marks, dashes and blanks."""
    return " ".join(unicodedata.normalize("NFKC", (text or "").translate(_FOLD)).split()).casefold()


def fold_title(text: str | None) -> str:
    """Return a folded headline without marks at its ends."""
    return fold(text).strip(" .|-:")


def _document(path: Path) -> Document | None:
    """Read one text; null when the folder does not hold it."""
    if not path.is_file():
        return None
    raw = path.read_bytes()
    return Document(path.name, raw.decode("utf-8", "replace"), hashlib.sha256(raw).hexdigest(), "text/plain")


def _prediction(identity: str, document: Document, result: Article | Rejection) -> dict[str, Any]:
    """Return the fields as they are scored; the dateline goes back in front of the body, where the gold has it."""
    if isinstance(result, Rejection):
        return {"id": identity, "headline": None, "date": None, "authors": [], "body": "", "refused": result.reason}
    places = [item for item in result.evidence if item.field == "dateline_place" and item.start is not None]
    dateline = document.text[places[0].start : places[0].end] if places else ""
    return {
        "id": identity,
        "headline": result.headline,
        "date": result.date.isoformat() if result.date else result.date_edtf,
        "authors": list(result.authors),
        "body": f"{dateline} {result.body}".strip(),
    }


def _variants(folder: Path) -> list[Path]:
    """Return the subfolders, or the folder itself when it has none."""
    return sorted(path for path in folder.iterdir() if path.is_dir()) or [folder]


def _sets(gold: Sequence[Gold]) -> Iterator[tuple[str, list[Gold]]]:
    """Give the records set by set, after the core sets together and by language."""
    core = [record for record in gold if record["set"] in ("naeb", "fundus")]
    yield "core", core
    yield "core en", [record for record in core if record["lang"] == "en"]
    yield "core other", [record for record in core if record["lang"] != "en"]
    for name in sorted({record["set"] for record in gold}):
        yield name, [record for record in gold if record["set"] == name]


def _shares(gold: str, match_result: str | None) -> tuple[float, float, float]:
    """Return true positives, false positives and false negatives of 4-word shingles, as shares of their sum."""
    wanted, given = _shingles(gold), _shingles(match_result or "")
    counts = ((wanted & given).total(), (given - wanted).total(), (wanted - given).total())
    whole = sum(counts)
    return (counts[0] / whole, counts[1] / whole, counts[2] / whole) if whole else (0.0, 0.0, 0.0)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count every run of four words; of a shorter text, the text."""
    words = _TOKEN.findall(text)
    runs = (tuple(words[index : index + 4]) for index in range(max(1, len(words) - 3)))
    return Counter(run for run in runs if run)


def _means(shares: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """Return mean precision, mean recall and their harmonic mean."""
    precisions = [
        right / (right + wrong) if right else float(not wrong) for right, wrong, missed in shares if right + wrong
    ]
    recalls = [
        right / (right + missed) if right else float(not missed) for right, wrong, missed in shares if right + missed
    ]
    precision = statistics.mean(precisions) if precisions else 0.0
    recall = statistics.mean(recalls) if recalls else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _judge_date(record: Gold, text: Gold, match_result: str | None) -> tuple[bool, bool, bool] | None:
    """Return whether the answer, or the silence, is right; whether the date is; and whether one is given.

    Null where the gold date cannot be trusted. What is right depends on what the text shows.
    """
    if "date" not in record["fields"] or record.get("date_gold") in ("disputed", "missing", "month_only"):
        return None
    gold = record["date"]
    kind = text.get("date_class") if gold else "none"
    if kind is None:
        return None
    match_result = match_result[:10] if match_result else None
    exact = bool(match_result) and match_result == gold
    near = _within_a_day(gold, match_result)
    partial = exact or (bool(match_result and gold) and match_result == f"XXXX-{gold[5:]}")
    accurate = {"full": exact, "near": near, "partial": partial, "none": not match_result or exact}[kind]
    right = exact or (kind == "near" and near) or (kind == "partial" and partial)
    return accurate, right, bool(match_result)


def _within_a_day(gold: str | None, match_result: str | None) -> bool:
    """Tell whether two days are at most a day apart, as a time zone makes them."""
    try:
        return (
            bool(gold and match_result)
            and abs((date.fromisoformat(gold or "") - date.fromisoformat(match_result or "")).days) <= 1
        )
    except ValueError:
        return False


def _count_names(gold: object, match_result: object) -> tuple[int, int, int]:
    """Return how many names are right, wrong and missed."""
    wanted, given = _fold_names(gold), _fold_names(match_result)
    return len(wanted & given), len(given - wanted), len(wanted - given)


def _fold_names(names: object) -> set[str]:
    """Return names without titles, degrees and the word "by"."""
    items = _BETWEEN_NAMES.split(names) if isinstance(names, str) else names or []
    folded = set()
    for item in items if isinstance(items, list | tuple) else []:
        if not isinstance(item, str):
            continue
        name = re.sub(r"^(?:by|von|par|por|di|written by)\s+", "", item.strip(), flags=re.IGNORECASE)
        name = fold(name).strip(" .,;:")
        name = re.sub(r"^(?:dr|mr|mrs|ms|prof)\.? ", "", name)
        folded.add(re.sub(r",? (?:ph\.?d|m\.?d|jr|rd|md|esq)\.?$", "", name))
    return folded - {""}


def _micro(counts: Sequence[tuple[int, int, int]]) -> str:
    """Return F1 over all names of all texts."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    return f"{2 * right / (2 * right + wrong + missed):.3f}" if right + wrong + missed else ""


def _mean(values: Sequence[bool]) -> str:
    """Return the share of true values; nothing for no values."""
    return f"{sum(values) / len(values):.3f}" if values else ""


if __name__ == "__main__":
    main()
