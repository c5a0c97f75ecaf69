"""Fits the weights of `toolkit/normalisation/authors/name_weights.py` on pages whose authors are known.

usage: train_names.py FOLDER... [--leave-out SET,...]

The folders are those of train_lines.py. The model is a choice, like that of train_dates.py: the names of one of the
lines, or of none (weight 0), are those of the authors. Prints the share of right choices on sites left out (five folds
by site), the digests of data and scripts, and the table.
"""

import argparse
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from data_digests import about
from line_gold import site_of
from train_dates import Page, fit, is_right, left_out

from benchmarks.normalise import fold
from toolkit.normalisation.authors.byline import cued_head
from toolkit.normalisation.authors.uncued_names import find_names
from toolkit.normalisation.lines.article_head import find_zone
from toolkit.normalisation.lines.label_lines import label_lines
from toolkit.normalisation.outlets.outlet_profiles import load_outlets
from toolkit.normalisation.text_cleaning import clean


def main() -> None:
    """Read the pages, check the model on sites left out, and print the weights of all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--leave-out", default="", help="names of sets, with commas between them")
    arguments = parser.parse_args()
    left_out_sets = arguments.leave_out.split(",")
    pages = [page for folder in arguments.folders for page in read_pages(folder, left_out_sets)]
    names = sorted({sign for page in pages for signs in page.signs for sign in signs})
    chosen = [is_right(page, weights, names) for page, weights in left_out(pages, names)]
    print(f"{len(pages)} pages, {sum(chosen) / len(chosen):.3f} right on sites left out")
    print(json.dumps(about(arguments.folders), indent=4))
    for name, weight in zip(["always", *names], fit(pages, names), strict=True):
        if round(weight, 1):
            print(f'    "{name}": {weight:.1f},')


def read_pages(folder: Path, left_out_sets: Collection[str]) -> Iterator[Page]:
    """Give every page whose authors are known that holds names, but none with a cue in its head."""
    for row in filter(None, (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")):
        gold = json.loads(row)
        if "authors" in gold["fields"] and gold["set"] not in left_out_sets:
            for path in (folder / variant / f"{gold['id']}.txt" for variant in ("light", "noisy")):
                if path.is_file():
                    yield from _describe(gold, path.read_text(encoding="utf-8"))


def _describe(gold: dict[str, Any], text: str) -> Iterator[Page]:
    """Give the page of one text, if it has candidates."""
    lines = label_lines(clean(text).text)
    zone, outlets = find_zone(lines), load_outlets()
    named = [] if cued_head(lines, zone, outlets) else find_names(lines, zone, outlets)
    candidates = [candidate for candidate in named if not candidate.credited[0].agency]
    wanted = {fold(name) for name in gold["authors"] or []}
    if candidates:
        yield Page(
            site_of(gold),
            tuple(candidate.signs for candidate in candidates),
            tuple(bool({fold(item.name) for item in candidate.credited} & wanted) for candidate in candidates),
        )


if __name__ == "__main__":
    main()
