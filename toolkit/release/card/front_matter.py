"""The front matter of the dataset card: what the Hub reads."""

from typing import Any

from toolkit.contract import Contract
from toolkit.contract.hf_features import feature_list
from toolkit.release.options import DatasetOptions
from toolkit.release.statistics import TABLES, UNKNOWN, Statistics

_BOUNDS = ("1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T")
"""Bounds of the Hub's size categories; each is ten times the one before."""


def front_matter(facts: Statistics, dataset: DatasetOptions, contract: Contract) -> dict[str, Any]:
    """Return the front matter as YAML values, its keys in the Hub's usual order; tags only for what the data holds."""
    tables = [name for name in TABLES if facts.of(name)]
    tags = sorted(set(facts.languages) - {UNKNOWN})
    languages = sorted({tag.split("-")[0] for tag in tags})
    regional = [tag for tag in tags if "-" in tag]
    annotated = {"quotes", "entities"} & set(tables)
    return {
        "annotations_creators": ["machine-generated" if annotated else "no-annotation"],
        "language_creators": ["found"],
        **({"language": languages} if languages else {}),
        **({"language_details": regional} if regional else {}),
        **_licence(dataset),
        **({"multilinguality": ["monolingual" if len(languages) == 1 else "multilingual"]} if languages else {}),
        "pretty_name": dataset.title,
        "size_categories": [_size_category(facts.rows("articles"))],
        "source_datasets": ["original"],
        **({"task_categories": ["token-classification"]} if annotated else {}),
        **({"task_ids": ["named-entity-recognition"]} if "entities" in tables else {}),
        "tags": ["news", *(["quotation-attribution", "quote-extraction"] if "quotes" in tables else [])],
        **_gate(dataset),
        "configs": [_config(name, facts) for name in tables],
        "dataset_info": [_info(name, facts, contract) for name in tables],
    }


def _licence(dataset: DatasetOptions) -> dict[str, str]:
    named = {"license_name": f"{dataset.name}-licence"} if dataset.license == "other" else {}
    linked = {"license_link": dataset.license_link} if dataset.license_link else {}
    return {"license": dataset.license, **named, **linked}


def _gate(dataset: DatasetOptions) -> dict[str, Any]:
    """Return what the Hub asks people before it gives access, https://huggingface.co/docs/hub/datasets-gated."""
    prompt = {"extra_gated_prompt": dataset.access_prompt} if dataset.access_prompt else {}
    return {**prompt, **({"extra_gated_fields": dict(dataset.access_fields)} if dataset.access_fields else {})}


def _size_category(rows: int) -> str:
    exponent = max(len(str(rows)) - 3, 0)
    if exponent == 0:
        return f"n<{_BOUNDS[0]}"
    return f"{_BOUNDS[exponent - 1]}<n<{_BOUNDS[exponent]}" if exponent < len(_BOUNDS) else f"n>{_BOUNDS[-1]}"


def _config(table: str, facts: Statistics) -> dict[str, Any]:
    places = [{"split": split, "path": f"data/{table}/{split}-*"} for split in facts.splits(table)]
    return {"config_name": table, **({"default": True} if table == TABLES[0] else {}), "data_files": places}


def _info(table: str, facts: Statistics, contract: Contract) -> dict[str, Any]:
    record = next(record for record in contract.tables() if record.table and record.table.name == table)
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
