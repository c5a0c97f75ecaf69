"""What archives are told of a release when it gets a DOI: DataCite JSON, and the file that Zenodo reads.

Sources: DataCite Metadata Schema 4.5 (https://schema.datacite.org) and the deposit metadata of
https://developers.zenodo.org.
"""

import json
from collections.abc import Mapping
from typing import Any

from toolkit.release.card.authors_field import Author, authors_of
from toolkit.release.card.spdx import licence_address, spdx_identifier
from toolkit.release.options import DatasetOptions
from toolkit.release.statistics import UNKNOWN, Statistics

DATACITE, ZENODO = "datacite.json", ".zenodo.json"
_KEYWORDS = ("news", "quotation attribution", "named entity recognition")
_UNAVAILABLE = "(:unav)"
"""What DataCite wants where a value is not known."""


def datacite(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    """Return datacite.json; without a DOI it lacks the identifier that the registration gives."""
    authors = authors_of(dataset)
    groups = [author.name for author in authors if not author.is_person]
    described = {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        **({"doi": dataset.doi} if dataset.doi else {}),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "News articles"},
        "creators": [_creator(author) for author in authors],
        "titles": [{"title": dataset.title}],
        "publisher": {"name": groups[0] if groups else _UNAVAILABLE},
        "publicationYear": str(manifest["created"])[:4],
        "dates": [{"date": manifest["created"], "dateType": "Issued"}],
        **_one_language(facts),
        "subjects": [{"subject": keyword} for keyword in _KEYWORDS],
        "alternateIdentifiers": [
            {
                "alternateIdentifier": f"sha256:{manifest['tables']['articles']['digest']}",
                "alternateIdentifierType": "logical digest of the articles",
            }
        ],
        "sizes": [f"{facts.rows('articles')} articles", f"{sum(file.bytes for file in facts.files)} bytes"],
        "formats": ["application/vnd.apache.parquet"],
        "version": dataset.version,
        **_rights(dataset),
        "descriptions": [{"description": dataset.description, "descriptionType": "Abstract"}],
    }
    return _text(described)


def zenodo(manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    """Return .zenodo.json; open access only under a licence that is known and without a gate."""
    identifier = spdx_identifier(dataset)
    is_open = bool(identifier) and not (dataset.access_requests or dataset.access_prompt or dataset.access_fields)
    conditions = dataset.access_prompt or "The licence of the dataset says who may use it."
    described = {
        "upload_type": "dataset",
        "title": dataset.title,
        "description": dataset.description,
        "creators": [_zenodo_creator(author) for author in authors_of(dataset)],
        "publication_date": manifest["created"],
        "version": dataset.version,
        "access_right": "open" if is_open else "restricted",
        **({"license": identifier} if identifier else {}),
        **({} if is_open else {"access_conditions": conditions}),
        **({"doi": dataset.doi} if dataset.doi else {}),
        "keywords": list(_KEYWORDS),
        **_homepage(dataset),
    }
    return _text(described)


def _creator(author: Author) -> dict[str, str]:
    if author.family is not None and author.given is not None:
        name = f"{author.family}, {author.given}"
        return {"name": name, "nameType": "Personal", "givenName": author.given, "familyName": author.family}
    return {"name": author.name, "nameType": "Organizational"}


def _zenodo_creator(author: Author) -> dict[str, str]:
    return {"name": f"{author.family}, {author.given}" if author.is_person else author.name}


def _one_language(facts: Statistics) -> dict[str, str]:
    """Return the language of all articles; nothing where they have several, since only one can be named."""
    languages = set(facts.languages)
    return {"language": languages.pop()} if len(languages) == 1 and UNKNOWN not in languages else {}


def _rights(dataset: DatasetOptions) -> dict[str, Any]:
    identifier, address = spdx_identifier(dataset), licence_address(dataset)
    if not (identifier or address):
        return {}
    spdx = {
        "rightsIdentifier": identifier,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
    uri = {"rightsUri": address} if address else {}
    return {"rightsList": [{"rights": dataset.license, **uri, **(spdx if identifier else {})}]}


def _homepage(dataset: DatasetOptions) -> dict[str, Any]:
    if not dataset.homepage:
        return {}
    return {"related_identifiers": [{"identifier": dataset.homepage, "relation": "isDocumentedBy"}]}


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False) + "\n"
