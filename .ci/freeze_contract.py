"""Freeze the current contract: `python .ci/freeze_contract.py`, then commit what it changed.

The folder of the contract is never changed again: its digest is entered in schema/digests.toml, which a test holds.
Before, the sentence that calls it a draft leaves its description, and schema/README.md is made anew.
"""

import re
import sys
from pathlib import Path

from toolkit.contract import digest_of, load, schema_folder
from toolkit.contract.markdown_table import schema_page

_DRAFT = re.compile(r" A draft: [^\"]*?digests\.toml\.")


def freeze(folder: Path) -> str:
    """Freeze the contract in a folder and return what was done, or why not."""
    digests = folder.parent / "digests.toml"
    entries = digests.read_text(encoding="utf-8")
    key = folder.name if "." not in folder.name else f'"{folder.name}"'
    if re.search(rf"^{re.escape(key)} = ", entries, re.MULTILINE):
        return f"{folder.name} is frozen already."
    head = folder / "contract.toml"
    head.write_text(_DRAFT.sub("", head.read_text(encoding="utf-8")), encoding="utf-8")
    digests.write_text(f'{entries}{key} = "{digest_of(folder)}"\n', encoding="utf-8")
    (folder.parent / "README.md").write_text(schema_page(load(folder)), encoding="utf-8")
    return f"{folder.name} is frozen now; what is added later needs a folder of its own."


if __name__ == "__main__":
    sys.stdout.write(f"{freeze(schema_folder())}\n")
