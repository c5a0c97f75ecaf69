"""The dataset card: README.md of a release, made from its facts alone."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template
from typing import Any

from toolkit.contract import Contract
from toolkit.contract.features import feature_list
from toolkit.contract.fieldtable import field_table
from toolkit.package.facts import TABLES, Facts
from toolkit.package.options import DatasetOptions

_BOUNDS = ("1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T")
"""Bounds of the Hub's size categories; each is ten times the one before."""


def render(facts: Facts, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    """Return the card: the Hub's front matter, then the text; the same facts give the same characters."""
    import yaml

    front = yaml.safe_dump(
        _front_matter(facts, dataset, contract),
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )
    return f"---\n{front}---\n\n{_text(facts, manifest, dataset, contract)}"


def _front_matter(facts: Facts, dataset: DatasetOptions, contract: Contract) -> dict[str, Any]:
    tables = [name for name in TABLES if facts.of(name)]
    languages = sorted(language.split("-")[0] for language in facts.languages if language != "unknown")
    return {
        **({"language": sorted(set(languages))} if languages else {}),
        "license": dataset.license,
        **({"license_link": dataset.license_link} if dataset.license_link else {}),
        "pretty_name": dataset.title,
        "size_categories": [_size_category(facts.rows("articles"))],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": ["named-entity-recognition"],
        "annotations_creators": ["machine-generated"],
        "source_datasets": ["original"],
        "tags": ["news", "quotation-attribution", "quote-extraction"],
        "configs": [_config(name, facts) for name in tables],
        "dataset_info": [_info(name, facts, contract) for name in tables],
    }


def _size_category(rows: int) -> str:
    place = max(len(str(rows)) - 3, 0)
    if place == 0:
        return f"n<{_BOUNDS[0]}"
    return f"{_BOUNDS[place - 1]}<n<{_BOUNDS[place]}" if place < len(_BOUNDS) else f"n>{_BOUNDS[-1]}"


def _config(table: str, facts: Facts) -> dict[str, Any]:
    places = [{"split": split, "path": f"data/{table}/{split}-*"} for split in facts.splits(table)]
    return {"config_name": table, **({"default": True} if table == TABLES[0] else {}), "data_files": places}


def _info(table: str, facts: Facts, contract: Contract) -> dict[str, Any]:
    record = next(each for each in contract.tables() if each.table and each.table.name == table)
    return {
        "config_name": table,
        "features": feature_list(contract, record),
        "splits": [
            {
                "name": split,
                "num_bytes": sum(file.uncompressed_bytes for file in facts.of(table, split)),
                "num_examples": facts.rows(table, split),
            }
            for split in facts.splits(table)
        ],
        "download_size": sum(file.bytes for file in facts.of(table)),
        "dataset_size": sum(file.uncompressed_bytes for file in facts.of(table)),
    }


def _text(facts: Facts, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    template = Template(files("toolkit.package").joinpath("templates/card.md").read_text(encoding="utf-8"))
    year = str(manifest["created"])[:4]
    splits = facts.splits("articles")
    return template.substitute(
        title=dataset.title,
        description=dataset.description,
        name=dataset.name,
        version=dataset.version,
        split=splits[0] if splits else "train",
        quotes_line=f'\nquotes = load_dataset("{dataset.name}-{dataset.version}", "quotes")'
        if facts.of("quotes")
        else "",
        counts=_counts(facts),
        glance=_glance(facts, manifest, dataset),
        splits=_splits(facts),
        article_fields=field_table(contract, contract.record("article")),
        quote_fields=field_table(contract, contract.record("quote")),
        entity_fields=field_table(contract, contract.record("entity")),
        made=_made(manifest),
        balance=_balance(manifest["balance"]),
        reasons=_table(("reason", "documents"), facts.reasons, "Nothing was refused."),
        sources=_table(("outlet", "articles"), facts.sources, "No articles."),
        languages=_table(("language", "articles"), facts.languages, "No articles."),
        precisions=_table(("publication date known to the", "articles"), facts.precisions, "No articles."),
        speakers=_table(("speaker", "quotes"), facts.speakers, "No quote names its speaker."),
        citation_key=dataset.name.replace("-", "_"),
        citation_authors=" and ".join(dataset.authors) or dataset.name,
        year=year,
    )


def _counts(facts: Facts) -> str:
    articles, quotes, entities = (facts.rows(table) for table in TABLES)
    return (
        f"**{articles:,} articles** of {facts.words:,} words, with **{quotes:,} quotes** "
        f"({facts.attributed_quotes:,} of them with their speaker) and **{entities:,} named mentions**."
    )


def _glance(facts: Facts, manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    span = f"{facts.first_date} to {facts.last_date}" if facts.first_date else "no dated article"
    rows = {
        "version": dataset.version,
        "licence": dataset.license,
        "days covered": span,
        "outlets": f"{len(set(facts.sources) - {'unknown'}):,}",
        "near-duplicate groups": f"{facts.groups:,}",
        "contract": f"{manifest['contract']['name']} {manifest['contract']['version']}",
    }
    if dataset.homepage:
        rows["home page"] = dataset.homepage
    return "\n".join(f"| {_cell(name)} | {_cell(value)} |" for name, value in rows.items())


def _splits(facts: Facts) -> str:
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
        f"raw documents (digest `{manifest['inputs']['digest'][:16]}…`): read, normalised, annotated with quotes, "
        "speakers and entities, grouped with their near-duplicates, validated against the contract, and written "
        "as Parquet."
    )


def _balance(balance: Mapping[str, int]) -> str:
    shown = " + ".join(f"{balance[part]:,} {part}" for part in ("published", "quarantined", "duplicates", "withheld"))
    return f"{balance['read']:,} documents read = {shown}."


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
