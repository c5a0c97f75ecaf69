"""Scores how mentions of one article are joined under canonical names (B-cubed).

usage: names.py --gold GOLD.jsonl [--names gum_news_names.json]

GOLD line: {"id", "text", "ents": [[start, end, type, original tag, name], ...]}; mentions with the same name are one
entity. The gold spans and types are given to the joining, so that the figure says nothing about recognition.

gum_news_names.json holds own gold for the 24 news articles of GUM, whose spans have no names: by the last word of the
id, the printed forms that mean the same, and forms that are no names (offices, common words), which are left out. All
other mentions are one entity if they are printed alike.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from toolkit.annotation.entities.canonical_names import Mention, resolve_names


def main() -> None:
    """Print precision, recall and F1 over all named mentions, and those of each type."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--names", type=Path, help="which printed forms mean the same, for gold without names")
    arguments = parser.parse_args()
    named = json.loads(arguments.names.read_text(encoding="utf-8")) if arguments.names else None
    sums: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in arguments.gold.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if named is not None:
            record["ents"] = with_names(record, named.get(record["id"].rpartition("_")[2], {}))
        spans = sorted(record["ents"])
        if any(len(span) < 5 for span in spans):
            parser.error(f"{arguments.gold}: mentions of {record['id']} have no name as fifth item; join them by hand.")
        mentions = [Mention(record["text"][start:end], start, end, kind, 1.0) for start, end, kind, *_ in spans]
        result = [name.name for name in resolve_names(mentions, record["text"])]
        gold = [span[4] for span in spans]
        for mention, score in zip(mentions, b_cubed(gold, result), strict=True):
            sums["all"].append(score)
            sums[mention.type].append(score)
    print(f"{'':6} {'P':>6} {'R':>6} {'F1':>6} {'mentions':>9}")
    for kind, scores in sums.items():
        precision, recall = (sum(values) / len(scores) for values in zip(*scores, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{kind:6} {precision:6.3f} {recall:6.3f} {f1:6.3f} {len(scores):9}")


def with_names(record: dict[str, Any], known: dict[str, list[Any]]) -> list[list[Any]]:
    """The mentions of an article with the names of their entities, without those that are no names."""
    name_of = {form: forms[0] for forms in known.get("same", []) for form in forms}
    printed = [(" ".join(record["text"][start:end].split()), start, end, *rest) for start, end, *rest in record["ents"]]
    return [
        [start, end, kind, tag, name_of.get(form, form)]
        for form, start, end, kind, tag in printed
        if form not in known.get("no name", [])
    ]


def b_cubed(gold: list[str], result: list[str]) -> list[tuple[float, float]]:
    """Precision and recall of each mention: the share of its found (its gold) companions that are right."""
    scores = []
    for own_gold, own_found in zip(gold, result, strict=True):
        together = sum(one == own_gold and other == own_found for one, other in zip(gold, result, strict=True))
        scores.append((together / result.count(own_found), together / gold.count(own_gold)))
    return scores


if __name__ == "__main__":
    main()
