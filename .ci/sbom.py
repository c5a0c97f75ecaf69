"""Prints the software bill of materials of a lock file: CycloneDX 1.5, each package with its version and digests."""

import json
import re
import sys
from pathlib import Path

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, object]]:
    """Return the packages of a lock file that `uv pip compile --generate-hashes` wrote."""
    listed: list[dict[str, object]] = []
    for block in re.split(r"\n(?=\S)", lock):
        pin = _PIN.match(block)
        if pin:
            hashes = [{"alg": "SHA-256", "content": digest} for digest in _HASH.findall(block)]
            purl = f"pkg:pypi/{pin['name']}@{pin['version']}"
            listed.append({"type": "library", **pin.groupdict(), "purl": purl, "hashes": hashes})
    return listed


def main(path: str) -> None:
    """Print the bill of materials."""
    listed = components(Path(path).read_text(encoding="utf-8"))
    print(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": listed}, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
