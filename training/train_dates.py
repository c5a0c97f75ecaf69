"""Fits the weights of `toolkit/normalisation/dates/weights.py` on pages whose date of publication is known.

usage: train_dates.py FOLDER

FOLDER holds `gold.jsonl` and the texts in `light/` and `noisy/`. The model is a choice: one of the dates of a page,
or none (weight 0), is that of its publication, each with the softmax of the sum of its signs' weights. Every page is
seen twice, the second time without the labels of its lines but headline and body, so that a wrong label costs little.
Prints the share of right choices on sites left out (five folds by site), the digests of data and
scripts, and the table.
"""

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from data_digests import about
from numpy.typing import NDArray
from scipy.optimize import minimize

from toolkit.normalisation.dates.bounds import latest_past_event
from toolkit.normalisation.dates.candidates import find_candidates, find_lead
from toolkit.normalisation.dates.recogniser import DateMention, day_of, find_dates
from toolkit.normalisation.lines.label_lines import label_lines
from toolkit.normalisation.lines.line import Line

Array = NDArray[Any]

_FOLDS = 5
_PENALTY = 0.5
"""Of the squared weights: a rare sign stays near nothing."""
_NOT_SCORED = {"disputed", "missing", "month_only"}


@dataclass(frozen=True, slots=True)
class Page:
    """The candidates of one page."""

    site: str
    signs: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def main() -> None:
    """Read the pages, check the model on sites left out, and print the weights of all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    pages = list(read_pages(folder))
    names = sorted({sign for page in pages for signs in page.signs for sign in signs})
    chosen = [is_right(page, weights, names) for page, weights in left_out(pages, names)]
    print(f"{len(pages)} pages, {sum(chosen) / len(chosen):.3f} right on sites left out")
    print(json.dumps(about([folder]), indent=4))
    for name, weight in zip(["always", *names], fit(pages, names), strict=True):
        print(f'    "{name}": {weight:.1f},')


def read_pages(folder: Path) -> Iterator[Page]:
    """Give every page with at least one candidate, with and without the labels of its short lines."""
    for row in (json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")):
        if "date" not in row["fields"] or row.get("date_gold") in _NOT_SCORED:
            continue
        for path in (folder / variant / f"{row['id']}.txt" for variant in ("light", "noisy")):
            if path.exists():
                text = path.read_text(encoding="utf-8")
                lines = label_lines(text)
                plain = tuple(
                    line if line.label in {"headline", "body"} else line._replace(label="share") for line in lines
                )
                yield from _describe(row, text, lines)
                yield from _describe(row, text, plain)


def fit(pages: Sequence[Page], names: Sequence[str]) -> Array:
    """Return the weights that make the right choices most probable; the first is that of every date."""
    index = {name: position for position, name in enumerate(names, 1)}
    sizes = [len(page.signs) for page in pages]
    page_of = np.repeat(np.arange(len(pages)), sizes)
    right = np.array([value for page in pages for value in page.right])
    seen = np.zeros((len(page_of), len(names) + 1))
    seen[:, 0] = 1
    for row, signs in enumerate(signs for page in pages for signs in page.signs):
        seen[row, [index[sign] for sign in signs]] = 1
    has_right = np.bincount(page_of, right, len(pages)) > 0

    def loss(weights: Array) -> tuple[float, Array]:
        odds = np.exp(np.clip(seen @ weights, -30, 30))
        total = 1 + np.bincount(page_of, odds, len(pages))
        good = np.where(has_right, np.bincount(page_of, odds * right, len(pages)), 1)
        slope = seen.T @ (odds / total[page_of] - np.where(has_right[page_of], odds * right / good[page_of], 0))
        slope[1:] += 2 * _PENALTY * weights[1:]
        return float(np.log(total).sum() - np.log(good).sum() + _PENALTY * (weights[1:] ** 2).sum()), slope

    return np.asarray(minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x)


def _describe(row: dict[str, Any], text: str, lines: Sequence[Line]) -> Iterator[Page]:
    mentions = find_dates(text)
    past = latest_past_event(text, lines, mentions)
    candidates = find_candidates(mentions, text, lines, find_lead(lines), past.day if past else None)
    if candidates:
        gold = date.fromisoformat(row["date"]) if row["date"] else None
        yield Page(
            urlsplit(row.get("url") or "").netloc or row["id"],
            tuple(candidate.signs for candidate in candidates),
            tuple(_matches(candidate.mention, gold) for candidate in candidates),
        )


def _matches(mention: DateMention, gold: date | None) -> bool:
    """Return True if a reading of a date, whose year may be missing, is the gold day."""
    readings = ((mention.year, mention.month, mention.day), *mention.alternatives)
    return gold is not None and any(day_of((reading[0] or gold.year, *reading[1:])) == gold for reading in readings)


def left_out(pages: Sequence[Page], names: Sequence[str]) -> Iterator[tuple[Page, Array]]:
    """Give every page with weights that were fitted without its site."""
    for fold in range(_FOLDS):
        outside = [zlib.crc32(page.site.encode()) % _FOLDS == fold for page in pages]
        weights = fit([page for page, out in zip(pages, outside, strict=True) if not out], names)
        yield from ((page, weights) for page, out in zip(pages, outside, strict=True) if out)


def is_right(page: Page, weights: Array, names: Sequence[str]) -> bool:
    """Return True if the weights choose a right candidate, or none where none is right."""
    known = dict(zip(names, weights[1:], strict=True))
    totals = [weights[0] + sum(known[sign] for sign in signs) for signs in page.signs]
    best = int(np.argmax(totals))
    return page.right[best] if totals[best] > 0 else not any(page.right)


if __name__ == "__main__":
    main()
