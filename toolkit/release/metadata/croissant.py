"""croissant.json: the release described for machine-learning tools, in Croissant 1.1 with its RAI vocabulary."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.contract import Contract, Field, Record
from toolkit.release.card.authors_field import Author, authors_of
from toolkit.release.card.card_statements import (
    ANNOTATION,
    BIASES,
    COLLECTION,
    LIMITATIONS,
    MAINTENANCE,
    MISSING,
    PERSONAL,
    PREPROCESSING,
    USES,
)
from toolkit.release.card.spdx import licence_address
from toolkit.release.metadata.citation import bibtex_entry
from toolkit.release.options import DatasetOptions
from toolkit.release.publication_address import PublicationAddress, publication_address
from toolkit.release.release_folder import CARD, NAMES, split_order
from toolkit.release.statistics import TABLES, FileFacts, Statistics

_CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""Appendix 1 of the specification, with https as readers of the format want it."""

_TYPES = {
    "string": "sc:Text",
    "binary": "sc:Text",
    "bool": "sc:Boolean",
    "int32": "cr:Int32",
    "int64": "cr:Int64",
    "float64": "cr:Float64",
    "date32": "sc:Date",
    "timestamp": "sc:DateTime",
}
_SPLITS = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}


def croissant(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions, contract: Contract) -> str:
    """Return croissant.json as text, the same for the same facts."""
    records = {record.table.name: record for record in contract.tables() if record.table}
    tables = [name for name in TABLES if facts.of(name)]
    address = publication_address(manifest)
    languages = [language for language in facts.languages if language != "unknown"]
    described = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": dataset.name,
        "alternateName": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "datePublished": manifest["created"],
        "license": licence_address(dataset) or dataset.license,
        "url": address.page if address else dataset.homepage or CARD,
        "citeAs": bibtex_entry(manifest, dataset),
        "creator": [_creator(author) for author in authors_of(dataset)],
        **({"inLanguage": sorted(languages)} if languages else {}),
        "keywords": ["news", "quotation attribution", "named entity recognition"],
        "isLiveDataset": False,
        "distribution": [*_files(facts, address), *(_file_set(name) for name in tables)],
        "recordSet": [
            *([_splits(facts)] if tables else []),
            *(_record_set(records[name], contract, facts) for name in tables),
        ],
        **_responsible(facts, manifest),
    }
    return json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _creator(author: Author) -> dict[str, str]:
    return {"@type": "sc:Person" if author.is_person else "sc:Organization", "name": author.name}


def _files(facts: Statistics, address: PublicationAddress | None) -> Iterator[dict[str, object]]:
    for file in facts.files:
        identifier = _identifier(file)
        yield {
            "@type": "cr:FileObject",
            "@id": identifier,
            "name": identifier,
            "contentUrl": address.file(file.path) if address else file.path,
            "contentSize": f"{file.bytes} B",
            "encodingFormat": "application/x-parquet",
            "sha256": file.sha256,
        }


def _identifier(file: FileFacts) -> str:
    return f"{file.table}-{file.path.rpartition('/')[2]}"


def _file_set(table: str) -> dict[str, object]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table}-files",
        "name": f"{table}-files",
        "description": f"The Parquet files of {table}.",
        "encodingFormat": "application/x-parquet",
        "includes": f"data/{table}/*.parquet",
    }


def _splits(facts: Statistics) -> dict[str, object]:
    names = sorted({split for table in TABLES if table != NAMES for split in facts.splits(table)}, key=split_order)
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "description": "The splits; a group of near-duplicates stands in one of them.",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [
            _plain("splits/name", "name", "Name of the split.", "sc:Text"),
            _plain("splits/url", "url", "What the split is for, as a term of Croissant.", "sc:URL"),
        ],
        "data": [
            {"splits/name": name, "splits/url": _SPLITS.get(name, "cr:Split").replace("cr:", str(_CONTEXT["cr"]))}
            for name in names
        ],
    }


def _record_set(record: Record, contract: Contract, facts: Statistics) -> dict[str, object]:
    assert record.table is not None
    table = record.table.name
    keys = [{"@id": f"{table}/{name}"} for name in record.table.key]
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": f"{record.description} {facts.rows(table)} rows.",
        "key": keys[0] if len(keys) == 1 else keys,
        "field": [
            *([] if table == NAMES else [_split_field(table, facts)]),
            *(_column(table, field, contract) for field in contract.columns(record)),
        ],
    }


def _split_field(table: str, facts: Statistics) -> dict[str, object]:
    names = "|".join(facts.splits(table))
    source = {
        "fileSet": {"@id": f"{table}-files"},
        "extract": {"fileProperty": "fullpath"},
        # It must fit a whole path as well as its own result: a reader that joins tables applies it twice.
        "transform": {"regex": f"(?:.*data/{table}/)?({names})(?:-[^/]*)?$"},
    }
    described = _plain(f"{table}/split", "split", "Split that the row stands in.", "sc:Text")
    return {**described, "source": source, "references": {"field": {"@id": "splits/name"}}}


def _plain(identifier: str, name: str, description: str, kind: str) -> dict[str, object]:
    return {"@type": "cr:Field", "@id": identifier, "name": name, "description": description, "dataType": kind}


def _column(table: str, field: Field, contract: Contract) -> dict[str, object]:
    """Describe a column; a record in it, or a list of records, has a sub-field for each of its own fields."""
    identifier = f"{table}/{field.name}"
    source = {"fileSet": {"@id": f"{table}-files"}, "extract": {"column": field.name}}
    described: dict[str, object] = {
        "@type": "cr:Field",
        "@id": identifier,
        "name": field.name,
        "description": _meaning(field),
        **_equivalent(field),
        **({"isArray": True, "arrayShape": "-1"} if field.is_list else {}),
    }
    if field.item_type in _TYPES:
        return {**described, "dataType": _TYPES[field.item_type], "source": source}
    nested = [_inner(identifier, inner, source) for inner in contract.record(field.item_type).fields]
    return {**described, "subField": [inner for inner in nested if inner]}


def _inner(parent: str, field: Field, source: Mapping[str, object]) -> dict[str, object]:
    if field.item_type not in _TYPES:
        # Croissant has no path into a list within a list: the offsets of a quote's parts stay undescribed here.
        return {}
    return {
        **_plain(f"{parent}/{field.name}", field.name, _meaning(field), _TYPES[field.item_type]),
        **_equivalent(field),
        "source": {**source, "transform": {"jsonPath": field.name}},
    }


def _meaning(field: Field) -> str:
    return f"{field.description} Unit: {field.unit}." if field.unit else field.description


def _equivalent(field: Field) -> dict[str, str]:
    term = field.term.get("schema_org", "")
    return {"equivalentProperty": f"https://schema.org/{term}"} if term and "." not in term else {}


def _responsible(facts: Statistics, manifest: Mapping[str, Any]) -> dict[str, object]:
    """Say where the data come from and what to beware of, in the words of the RAI vocabulary."""
    days = [str(day) for day in (facts.first_date, facts.last_date) if day]
    balance = manifest["balance"]
    return {
        "rai:annotationsPerItem": "1",
        "rai:dataAnnotationProtocol": list(ANNOTATION),
        "rai:dataBiases": list(BIASES),
        "rai:dataCollection": COLLECTION,
        "rai:dataCollectionMissingData": MISSING,
        "rai:dataCollectionRawData": (
            f"{balance['read']} documents were read and {balance['published']} of them published; evidence names the "
            "raw characters behind each field."
        ),
        **({"rai:dataCollectionTimeframe": days} if days else {}),
        "rai:dataCollectionType": ["Document analysis"],
        "rai:dataLimitations": list(LIMITATIONS),
        "rai:dataPreprocessingProtocol": list(PREPROCESSING),
        "rai:dataReleaseMaintenancePlan": MAINTENANCE,
        "rai:dataUseCases": list(USES),
        "rai:machineAnnotationTools": [f"news-dataset-toolkit {manifest['toolkit_version']}"],
        "rai:personalSensitiveInformation": list(PERSONAL),
    }
