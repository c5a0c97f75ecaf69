"""The in-toto statement of a build: which files came of which inputs, options and libraries."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.errors import printable
from toolkit.release.release_folder import STATEMENT

_TYPE = "https://in-toto.io/Statement/v1"
_PREDICATE = "https://slsa.dev/provenance/v1"
_BUILD = "urn:news-dataset-toolkit:build:v1"
"""Meaning of the parameters of the build; the README defines it."""


def statement(digests: Mapping[str, str], manifest: Mapping[str, Any]) -> str:
    """Return the statement: subjects with their SHA-256, and SLSA provenance without any time.

    The digest of the inputs is the sum of the SHA-256 of every document's path, record and content modulo 2**256, so
    that it does not depend on their order; its name is `sumOfSha256`, not `sha256`.
    """
    content = {
        "_type": _TYPE,
        "subject": [
            {"name": name, "digest": {"sha256": digest}}
            for name, digest in sorted(digests.items())
            if name != STATEMENT
        ],
        "predicateType": _PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": _BUILD,
                "externalParameters": {
                    "dataset": {"name": manifest["name"], "version": manifest["version"]},
                    "options": manifest.get("options", {}),
                },
                "internalParameters": {"libraries": manifest.get("libraries", {}), "created": manifest["created"]},
                "resolvedDependencies": list(_dependencies(manifest)),
            },
            "runDetails": {
                "builder": {
                    "id": "urn:news-dataset-toolkit",
                    "version": {"news-dataset-toolkit": manifest["toolkit_version"]},
                }
            },
        },
    }
    return printable(json.dumps(content, indent=2, ensure_ascii=False)) + "\n"


def _dependencies(manifest: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    inputs = manifest["inputs"]
    yield {
        "name": "inputs",
        "digest": {"sumOfSha256": inputs["digest"]},
        "annotations": {"documents": inputs["documents"]},
    }
    yield {"name": "contract", "digest": {"sha256": manifest["contract"]["digest"]}}
    if lock := manifest.get("lock"):
        yield {"name": "libraries", "digest": {"sha256": lock}}
    if previous := inputs.get("previous"):
        yield {"name": f"{previous['name']}-{previous['version']}", "digest": {"sha256": previous["digest"]}}
