"""Documents with gold fields for the confidence of fields: which of the normaliser's answers are right."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from line_gold import site_of

from benchmarks.normalise import fold, fold_title
from toolkit.api.config_source import as_config
from toolkit.api.memory import documents_of
from toolkit.contract.records import Article, Document
from toolkit.normalisation.html.html_tokenizer import parse
from toolkit.normalisation.html.page_metadata import Metadata, read_metadata
from toolkit.normalisation.language_names import stated_language
from toolkit.normalisation.outlets.outlet_profiles import load_outlets, name_key

TEXTS = ("light", "noisy", "wrapped", "collapsed")
FORMS = (*TEXTS, "html", "given")
"""Forms of a document; `given` is a record of the body with what the page's markup states, as crawlers export it."""
_NOT_SCORED = {"disputed", "missing", "month_only"}
_BETWEEN_NAMES = re.compile(r"\s*(?:;|,|\||/| and | & | und | et | y )\s*")
_LEAST_KEY = 3
"""Characters of a name that must be in the domain, or of a domain that must be in the name."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One document and what is known of it."""

    gold: Mapping[str, Any]
    site: str
    form: str
    document: Document
    metadata: Metadata
    """What the page's markup states; empty without a page."""


def read_samples(folder: Path) -> Iterator[Sample]:
    """Give every record of `gold.jsonl` in each form that the folder holds."""
    for row in filter(None, (folder / "gold.jsonl").read_text(encoding="utf-8").split("\n")):
        gold = json.loads(row)
        page = _read_page(folder / "html" / f"{gold['id']}.html")
        metadata = read_metadata(parse(page.text)) if page else Metadata()
        for form in TEXTS:
            path = folder / form / f"{gold['id']}.txt"
            if gold.get(form) and path.is_file():
                yield Sample(gold, site_of(gold), form, _read_text(path), metadata)
        if page:
            yield Sample(gold, site_of(gold), "html", page, metadata)
            if "body" in gold["fields"] and (exported := _exported(gold, metadata)):
                yield Sample(gold, site_of(gold), "given", exported, metadata)


def is_right(name: str, article: Article, sample: Sample) -> bool | None:
    """Return True if a field is right, False if it is wrong, null if the gold does not know."""
    gold = sample.gold
    if name == "source":
        return _is_outlet(article.source or "", sample)
    if name == "language":
        return _is_language(article.language, sample)
    if name not in gold["fields"]:
        return None
    shown = gold.get(sample.form) or {}
    if name == "headline":
        unknown = not gold["headline"] or not shown.get("headline_in_text", True)
        return None if unknown else fold_title(gold["headline"]) == fold_title(article.headline)
    if name == "authors":
        return _names(gold["authors"]) == _names(article.authors)
    return _is_date(article.date_edtf or "", gold, shown)


def _is_date(answer: str, gold: Mapping[str, Any], shown: Mapping[str, Any]) -> bool | None:
    """Compare a date in EDTF; where the text shows a day less or more, that of its time zone, this is right, too."""
    if gold.get("date_gold") in _NOT_SCORED:
        return None
    wanted = gold["date"]
    if not wanted:
        return False
    if answer == wanted or answer in (wanted[:7], f"XXXX-{wanted[5:]}", wanted[:4]):
        return True
    if len(answer) != len(wanted) or answer.startswith("X") or shown.get("date_class") != "near":
        return False
    return abs((date.fromisoformat(answer) - date.fromisoformat(wanted)).days) <= 1


def _is_outlet(answer: str, sample: Sample) -> bool | None:
    """Compare the outlet with the site: by profile, by the site's own name, by its domain if they share a script."""
    profile = load_outlets().by_domain(sample.site)
    key = name_key(answer)
    if profile is not None and name_key(profile.name) == key:
        return True
    if any(key == name_key(stated.value) for stated in sample.metadata.sites):
        return True
    domain, whole = name_key(sample.site.split(".")[0]), name_key(sample.site)
    if not key.isascii() and profile is None:
        return None
    return key in (domain, whole) or any(
        len(one) >= _LEAST_KEY and one in other for one, other in ((key, domain), (domain, key))
    )


def _is_language(answer: str | None, sample: Sample) -> bool | None:
    """Compare the language with the gold one, or with the one that the page declares."""
    wanted = {sample.gold.get("lang"), *(stated_language(stated.value) for stated in sample.metadata.languages)}
    wanted = {{"nb": "no", "nn": "no"}.get(code or "", code) for code in wanted} - {None}
    return answer in wanted if wanted else None


def _names(names: object) -> set[str]:
    """Return folded names without titles and degrees."""
    listed = _BETWEEN_NAMES.split(names) if isinstance(names, str) else names if isinstance(names, list | tuple) else []
    folded = (re.sub(r"^(?:by|von|par|por|di|written by)\s+", "", fold(name)) for name in listed)
    plain = (
        re.sub(r"^(?:dr|mr|mrs|ms|prof)\.? |,? (?:ph\.?d|m\.?d|jr)\.?$", "", name.strip(" .,;:")) for name in folded
    )
    return {name for name in plain if name}


def _exported(gold: Mapping[str, Any], metadata: Metadata) -> Document | None:
    """Return the record that a crawler exports: what the markup states, and the body."""
    titles = metadata.headlines or ((metadata.title,) if metadata.title else ())
    names = (
        ("title", titles),
        ("date", metadata.published),
        ("source", metadata.sites),
        ("language", metadata.languages),
    )
    record: dict[str, object] = {name: stated[0].value for name, stated in names if stated}
    record["authors"] = [stated.value for stated in metadata.people or metadata.authors]
    record |= {"url": gold["url"], "text": gold["body"]}
    documents = list(documents_of([record], as_config(None), "train_confidence"))
    return documents[0] if len(documents) == 1 and isinstance(documents[0], Document) else None


def _read_page(path: Path) -> Document | None:
    if not path.is_file():
        return None
    pages = list(documents_of([path.read_bytes()], as_config(None), "train_confidence", media_type="text/html"))
    return pages[0] if len(pages) == 1 and isinstance(pages[0], Document) else None


def _read_text(path: Path) -> Document:
    raw = path.read_bytes()
    return Document(path.name, raw.decode("utf-8", "replace"), hashlib.sha256(raw).hexdigest(), "text/plain")
