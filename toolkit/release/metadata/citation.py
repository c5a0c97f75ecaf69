"""How a release is cited: CITATION.cff and the BibTeX entry."""

import re
from collections.abc import Mapping
from typing import Any

from toolkit.release.card.authors_field import Author, authors_of, bibtex
from toolkit.release.card.spdx import spdx_identifier
from toolkit.release.options import DatasetOptions
from toolkit.release.yaml_text import yaml_text


def citation_file(manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    """Return CITATION.cff, in version 1.2.0 of the Citation File Format."""
    identifier = spdx_identifier(dataset)
    described = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset as below.",
        "type": "dataset",
        "title": dataset.title,
        "abstract": dataset.description,
        "authors": [_author(author) for author in authors_of(dataset)],
        "version": dataset.version,
        "date-released": manifest["created"],
        **({"license": identifier} if identifier else {}),
        **({"license-url": dataset.license_link} if dataset.license_link and not identifier else {}),
        **({"doi": dataset.doi} if dataset.doi else {}),
        **({"url": dataset.homepage} if dataset.homepage else {}),
        "keywords": ["news", "quotation attribution", "named entity recognition"],
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{manifest['tables']['articles']['digest']}",
                "description": "Logical digest of the articles; it does not depend on how they were written.",
            }
        ],
    }
    return yaml_text(described, width=100)


def bibtex_entry(manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    """Return the BibTeX entry of a release."""
    fields = {
        "title": f"{{{_escaped(dataset.title)}}}",
        "author": _escaped(bibtex(authors_of(dataset)), keep="{}"),
        "year": str(manifest["created"])[:4],
        "version": dataset.version,
        **({"doi": dataset.doi} if dataset.doi else {}),
        **({"url": dataset.homepage} if dataset.homepage else {}),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    key = re.sub(r"[^a-z0-9]+", "_", dataset.name).strip("_")
    return f"@misc{{{key}_{dataset.version.replace('.', '_')},\n" + ",\n".join(lines) + "\n}"


def _author(author: Author) -> dict[str, str]:
    if author.family is not None and author.given is not None:
        return {"family-names": author.family, "given-names": author.given}
    return {"name": author.name}


def _escaped(text: str, keep: str = "") -> str:
    """Escape what TeX would read as a command; on one line."""
    line = " ".join(text.split())
    return "".join(
        f"\\{character}" if character in "\\{}$&%#_" and character not in keep else character for character in line
    )
