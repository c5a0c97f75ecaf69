"""The dataset card: README.md of a release, made from its facts alone, in the order of the Hub's own template."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template
from typing import Any

from toolkit.contract import Contract
from toolkit.contract.markdown_table import field_table
from toolkit.release.card import card_statements
from toolkit.release.card.authors_field import authors_of
from toolkit.release.card.benchmark_figures import Figure, figure_table
from toolkit.release.card.charts import pictures
from toolkit.release.card.front_matter import front_matter
from toolkit.release.card.quality_section import gates_section, measured_section
from toolkit.release.card.recogniser_section import language_table, recogniser_statement
from toolkit.release.card.row_examples import article_examples, cut, item_example, names_section, standoff_section
from toolkit.release.card.spdx import licence_address
from toolkit.release.card.usage_section import usage_section
from toolkit.release.metadata.citation import bibtex_entry
from toolkit.release.options import NOTES, DatasetOptions
from toolkit.release.publication_address import publication_address
from toolkit.release.statistics import TABLES, UNKNOWN, Statistics
from toolkit.release.yaml_text import yaml_text

IMAGES = "images"
_ROWS = 40
"""A table of outlets is no longer than this; the others are put together."""
_UNWRITTEN = {"rationale": "Nothing was written about it.", "more": "There is none."}
"""What is under a heading of its own where no note was written."""
_STAGES = {
    "read": "Files became documents.",
    "normalise": "Documents became articles: characters, headline, byline, date, body, language.",
    "annotate": "Quotes with their speakers, and named mentions, were found in the bodies.",
    "group": "Near-duplicates were grouped, and groups assigned to splits.",
    "rights": "What outlets, licences and embargoes allow decided how much of each article is published.",
    "privacy": "Personal data was looked for, and treated as the options say.",
    "validate": "Every row was checked against the contract.",
    "gates": "Limits were checked before the release got its name.",
    "package": "Accepted rows were written as Parquet, refused documents as quarantine.",
}


def render(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    """Return the card: the Hub's front matter, then the text; the same facts give the same characters."""
    front = yaml_text(front_matter(facts, dataset, contract), width=100)
    return f"---\n{front}---\n\n{_text(facts, manifest, dataset, contract)}"


def _text(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    template = Template(files("toolkit.release.card").joinpath("templates/card.md").read_text(encoding="utf-8"))
    return template.substitute(
        title=dataset.title,
        description=dataset.description,
        usage=usage_section(facts, dataset, publication_address(manifest)),
        counts=_counts(facts),
        glance=_glance(facts, manifest, dataset),
        uses=_list(card_statements.USES),
        misuses=_list(card_statements.MISUSES),
        splits=_splits(facts),
        examples=article_examples(facts),
        quote_example=item_example(facts, "quotes"),
        entity_example=item_example(facts, "entities"),
        names=names_section(facts, contract),
        standoff=standoff_section(facts, contract),
        article_fields=field_table(contract, contract.record("article")),
        quote_fields=field_table(contract, contract.record("quote")),
        entity_fields=field_table(contract, contract.record("entity")),
        made=_made(manifest),
        stages=_stages(manifest),
        collection=card_statements.COLLECTION,
        preprocessing=_list(card_statements.PREPROCESSING),
        missing=card_statements.MISSING,
        balance=_balance(manifest["balance"]),
        measured=measured_section(manifest) + gates_section(manifest),
        reasons=_table(("reason", "documents"), facts.reasons, "Nothing was refused."),
        sources=_outlets(facts),
        extents=_extents(facts),
        languages=language_table(facts),
        precisions=_table(("publication date known to the", "articles"), facts.precisions, "No articles."),
        nulls=_nulls(facts),
        speakers=_table(("speaker", "quotes"), facts.speakers, "No quote names its speaker."),
        annotation=_list((*card_statements.ANNOTATION, recogniser_statement(manifest))),
        attribution=_attribution(facts),
        accuracy=_accuracy(manifest),
        people=_people(facts),
        personal=_list((*_personal(manifest), *card_statements.PERSONAL)),
        biases=_list(card_statements.BIASES),
        limitations=_list(card_statements.LIMITATIONS),
        maintenance=card_statements.MAINTENANCE,
        bibtex=bibtex_entry(manifest, dataset),
        authors=", ".join(_cell(author.name) for author in authors_of(dataset)),
        contact=_cell(dataset.contact or dataset.homepage) or "None was given.",
        **{f"note_{name}": _note(name, dataset) for name in NOTES},
        **_images(facts),
    )


def _counts(facts: Statistics) -> str:
    articles, quotes, entities = (facts.rows(table) for table in ("articles", "quotes", "entities"))
    return (
        f"**{articles:,} articles** of {facts.words:,} words, with **{quotes:,} quotes** "
        f"({facts.attributed_quotes:,} of them with their speaker) and **{entities:,} named mentions**."
    )


def _glance(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    span = f"{facts.first_date} to {facts.last_date}" if facts.first_date else "no dated article"
    languages = ", ".join(sorted(set(facts.languages) - {UNKNOWN})) or "not known"
    address = licence_address(dataset)
    rows = {
        "version": dataset.version,
        "licence of the dataset": f"{dataset.license} ({address})" if address else dataset.license,
        "days covered": span,
        "languages": languages,
        "outlets": f"{len(set(facts.sources) - {UNKNOWN}):,}",
        "near-duplicate groups": f"{facts.groups:,}",
        "contract": f"{manifest['contract']['name']} {manifest['contract']['version']}",
        "curated by": ", ".join(author.name for author in authors_of(dataset)),
    }
    if (published := publication_address(manifest)) is not None:
        rows["published at"] = published.page
    if dataset.doi:
        rows["DOI"] = f"https://doi.org/{dataset.doi}"
    if dataset.access_requests or dataset.access_prompt or dataset.access_fields:
        rows["access"] = "on request, where it is published on the Hub"
    if dataset.homepage:
        rows["home page"] = dataset.homepage
    return "\n".join(f"| {_cell(name)} | {_cell(value)} |" for name, value in rows.items())


def _splits(facts: Statistics) -> str:
    header = ["| configuration | split | rows | files | bytes |", "|---|---|---:|---:|---:|"]
    rows = [
        f"| {table} | {split} | {facts.rows(table, split):,} | {len(facts.of(table, split)):,} "
        f"| {sum(file.bytes for file in facts.of(table, split)):,} |"
        for table in TABLES
        for split in facts.splits(table)
    ]
    return "\n".join([*header, *rows])


def _made(manifest: Mapping[str, Any]) -> str:
    return (
        f"Made by news-dataset-toolkit {manifest['toolkit_version']} from {manifest['inputs']['documents']:,} "
        f"raw documents (digest `{manifest['inputs']['digest'][:16]}…`)."
    )


def _stages(manifest: Mapping[str, Any]) -> str:
    lines = ["| stage | what it did | options |", "|---|---|---|"]
    for stage, done in _STAGES.items():
        options = manifest["options"].get(stage, {})
        settings = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in options.items()]
        lines.append(f"| {stage} | {done} | {'<br>'.join(_cell(cut(setting, 200) or '') for setting in settings)} |")
    return "\n".join(lines)


def _balance(balance: Mapping[str, int]) -> str:
    parts = ("published", "stand_off", "quarantined", "duplicates", "withheld")
    shown = " + ".join(f"{balance[part]:,} {part.replace('_', '-')}" for part in parts if part in balance)
    return f"{balance['read']:,} documents read = {shown}."


def _outlets(facts: Statistics) -> str:
    """List outlets with their articles, and the licences that these state."""
    if not facts.sources:
        return "No articles."
    lines = ["| outlet | articles | licence stated |", "|---|---:|---|"]
    items = list(facts.sources.items())
    for source, articles in items[:_ROWS]:
        stated = facts.licences.get(source, {}).items()
        licences = ", ".join("none" if name == UNKNOWN else f"{name} ({count:,})" for name, count in stated)
        lines.append(f"| {_cell(source)} | {articles:,} | {_cell(licences)} |")
    if rest := items[_ROWS:]:
        lines.append(f"| {len(rest):,} others | {sum(articles for _, articles in rest):,} | |")
    return "\n".join(lines)


def _extents(facts: Statistics) -> str:
    """List how much is published of the outlets of which it is not everything."""
    restricted = {source: counts for source, counts in facts.extents.items() if set(counts) != {"full"}}
    if not restricted:
        return "Of every article, all of its text is published."
    meanings = {"full": "in full", "lead": "headline and lead only", "stand_off": "without text (`standoff`)"}
    lines = ["| outlet | how much of its articles is published |", "|---|---|"]
    for source, counts in restricted.items():
        published = ", ".join(f"{count:,} {meanings[extent]}" for extent, count in counts.items())
        lines.append(f"| {_cell(source)} | {published} |")
    return "\n".join([*lines, "", "Of all other outlets, everything is published."])


def _personal(manifest: Mapping[str, Any]) -> list[str]:
    """Say how much personal data was found and what became of it."""
    cares = manifest["options"].get("privacy", {})
    done = {"mask": "masked", "refuse": "their articles refused", "report": "left as printed"}
    kinds = {"email": "e-mail addresses", "phone": "telephone numbers", "address": "postal addresses"}
    kinds |= {"iban": "bank accounts", "card": "payment cards"}
    counts = [f"{count:,} {kinds[kind]} ({done[cares[kind]]})" for kind, count in manifest["personal"].items()]
    lines = [f"Found by a program in headlines, bodies and bylines: {', '.join(counts)}."] if counts else []
    ignored = [kinds[kind] for kind, care in cares.items() if care == "ignore"]
    return [*lines, *([f"Not looked for: {', '.join(ignored)}."] if ignored else [])]


def _nulls(facts: Statistics) -> str:
    articles = facts.rows("articles")
    if not articles:
        return "No articles."
    lines = ["| column | null in articles | share |", "|---|---:|---:|"]
    lines += [f"| `{name}` | {count:,} | {100 * count / articles:.1f} % |" for name, count in facts.nulls.items()]
    return "\n".join(lines)


def _attribution(facts: Statistics) -> str:
    quotes = facts.rows("quotes")
    if not quotes:
        return "No quote was found."
    share = 100 * facts.attributed_quotes / quotes
    return f"A speaker was found for {facts.attributed_quotes:,} of {quotes:,} quotes ({share:.1f} %)."


def _accuracy(manifest: Mapping[str, Any]) -> str:
    """Return how right the toolkit was on gold data of others, as its version knew when the release was built."""
    figures = [Figure(*(row[name] for name in Figure._fields)) for row in manifest.get("accuracy", ())]
    if not figures:
        return ""
    version = manifest["toolkit_version"]
    introduction = f"How right version {version} of the toolkit was on articles of others, which people had annotated:"
    return f"{introduction}\n\n{figure_table(figures)}"


def _people(facts: Statistics) -> str:
    return (
        f"{facts.signed:,} of {facts.rows('articles'):,} articles name an author, {facts.attributed_quotes:,} quotes a "
        f"speaker, and {facts.people:,} different names of persons were found."
    )


def _images(facts: Statistics) -> dict[str, str]:
    """Return the Markdown of each picture by its place in the template; nothing where there is no picture."""
    names = (
        "articles-over-time",
        "articles-per-outlet",
        "body-length",
        "quotes-per-article",
        "most-quoted",
        "null-shares",
    )
    drawn = {picture.name: picture for picture in pictures(facts)}
    images = {}
    for name in names:
        picture = drawn.get(f"{name}.svg")
        shown = f"![{_cell(picture.alternative)}]({IMAGES}/{picture.name})" if picture else ""
        images[f"image_{name.replace('-', '_')}"] = shown
    return images


def _note(name: str, dataset: DatasetOptions) -> str:
    text = dataset.notes.get(name, "").strip() or _UNWRITTEN.get(name, "")
    return "\n".join(line for line in (f"<!-- yours: {name} -->", text, "<!-- end -->") if line)


def _list(texts: Sequence[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _table(header: Sequence[str], rows: Mapping[str, int], empty: str) -> str:
    if not rows:
        return empty
    lines = [
        f"| {header[0]} | {header[1]} |",
        "|---|---:|",
        *(f"| {_cell(name)} | {count:,} |" for name, count in rows.items()),
    ]
    return "\n".join(lines)


def _cell(text: str) -> str:
    """Keep a value from ending its cell, its row or starting markup."""
    plain = " ".join(text.split())
    return "".join(f"\\{character}" if character in "|<>`*_[]\\" else character for character in plain)
