"""Scores the normaliser on a folder of HTML pages with gold fields, beside trafilatura alone.

usage: html.py --texts FOLDER --gold GOLD.jsonl [--predictions OUT.jsonl]

FOLDER holds one `<id>.html` or `<id>.html.gz` per record of GOLD; records and figures are those of normalise.py,
except that a page is taken to show every field. OUT gets one line per page: id, headline, date, authors, body.
Both systems read every page one right after the other, so that a busy machine slows both; the cost of the toolkit
over trafilatura alone is the median over the pages. Without pages at hand, make_pages.py prints some.
"""

import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

if __name__ == "html":
    # Scripts beside this one that want the standard library's module of this name find this file first.
    beside = Path(__file__).resolve().parent
    results = importlib.machinery.PathFinder.find_spec(
        "html", [item for item in sys.path if Path(item).resolve() != beside]
    )
    assert results is not None
    assert results.loader is not None
    sys.modules["html"] = importlib.util.module_from_spec(results)
    results.loader.exec_module(sys.modules["html"])

Row = dict[str, Any]


def main() -> None:
    """Read the arguments, predict every page with both systems, print a table."""
    import argparse
    import json
    import statistics

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        *("--texts", "--pages"), dest="pages", type=Path, required=True, help="folder of <id>.html or <id>.html.gz"
    )
    parser.add_argument("--gold", type=Path, required=True, help="gold records, one JSON object per line")
    parser.add_argument("--predictions", type=Path, help="where to write the predictions, one JSON object per line")
    arguments = parser.parse_args()

    from normalise import score

    shown = {"scored": True, "headline_in_text": True, "date_class": "full"}
    gold = [{**json.loads(line), "html": shown} for line in arguments.gold.read_text(encoding="utf-8").splitlines()]
    pages = _read_pages(arguments.pages, [record["id"] for record in gold])
    gold = [record for record in gold if record["id"] in pages]
    systems = {"toolkit": _predict, "trafilatura": _predict_alone}
    predictions, seconds = _timed(systems, pages)
    print("\t".join(("system", "set", *_COLUMNS, "pages/s")))
    for name, results in predictions.items():
        speed = len(pages) / max(sum(seconds[name]), 1e-9)
        for group in ("all", *sorted({record["set"] for record in gold})):
            members = [record for record in gold if group in ("all", record["set"])]
            print("\t".join((name, group, *score(members, results, "html"), f"{speed:.1f}")), flush=True)
    if pages:
        ratios = [ours / max(alone, 1e-9) for ours, alone in zip(*seconds.values(), strict=True)]
        print(f"the toolkit costs {statistics.median(ratios) - 1:+.0%} of trafilatura alone on the median page")
    if arguments.predictions:
        lines = (json.dumps(row, ensure_ascii=False) for row in predictions["toolkit"].values())
        arguments.predictions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


_COLUMNS = ("n", "body P", "body R", "body F1", "headline", "date acc", "date prec", "authors F1", "refused")


def _read_pages(folder: Path, identities: Iterable[str]) -> dict[str, Any]:
    """Return the pages of the folder as documents by id, read as the toolkit reads them."""
    from toolkit.contract.records import Document
    from toolkit.read import ReadOptions, Source, discover, read

    wanted = set(identities)
    pages = {}
    for source in discover([folder], ReadOptions(include=("*.html", "*.html.gz"))):
        identity = Path(source.path).name.removesuffix(".gz").removesuffix(".html")
        if identity in wanted and isinstance(source, Source):
            document = next(iter(read(source, ReadOptions())))
            if isinstance(document, Document):
                pages[identity] = document
    return pages


def _timed(
    systems: Mapping[str, Callable[[str, Any], Row]], pages: Mapping[str, Any]
) -> tuple[dict[str, dict[str, Row]], dict[str, list[float]]]:
    """Return by system the predictions by id, and the processor seconds of each page, libraries loaded before."""
    import time

    predictions: dict[str, dict[str, Row]] = {name: {} for name in systems}
    seconds: dict[str, list[float]] = {name: [] for name in systems}
    for identity, document in list(pages.items())[:3]:
        for predict in systems.values():
            predict(identity, document)
    for identity, document in pages.items():
        for name, predict in systems.items():
            start = time.process_time()
            predictions[name][identity] = predict(identity, document)
            seconds[name].append(time.process_time() - start)
    return predictions, seconds


def _predict(identity: str, document: Any) -> Row:
    """Return the toolkit's fields; the dateline goes back in front of the body, where the gold has it."""
    import html
    import re

    from toolkit.contract.records import Rejection
    from toolkit.normalisation import normalise_document

    result = normalise_document(document)
    if isinstance(result, Rejection):
        return {"id": identity, "headline": None, "date": None, "authors": [], "body": "", "refused": result.reason}
    places = [item for item in result.evidence if item.field == "dateline_place" and item.start is not None]
    dateline = html.unescape(re.sub(r"<[^>]*>", "", document.text[places[0].start : places[0].end])) if places else ""
    return {
        "id": identity,
        "headline": result.headline,
        "date": result.date.isoformat() if result.date else result.date_edtf,
        "authors": list(result.authors),
        "body": f"{dateline} {result.body}".strip(),
    }


def _predict_alone(identity: str, document: Any) -> Row:
    """Return what trafilatura alone says, in its precision mode with metadata."""
    from trafilatura import bare_extraction

    results: Any = bare_extraction(document.text, favor_precision=True, include_comments=False, with_metadata=True)
    if results is None:
        return {"id": identity, "headline": None, "date": None, "authors": [], "body": "", "refused": "none"}
    authors = [name.strip() for name in (results.author or "").split(";") if name.strip()]
    return {
        "id": identity,
        "headline": results.title,
        "date": results.date,
        "authors": authors,
        "body": results.text or "",
    }


if __name__ == "__main__":
    main()
