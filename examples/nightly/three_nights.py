"""Three nights in a row: the second brings a broken export, the third the mended one.

Run it in a copy of this folder, against the Hub that HF_ENDPOINT names:

    python -m hub_emulator HUB -- sh -c 'cd COPY && python three_nights.py'
"""

import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = "halden/nights"


def night(*folders: str) -> int:
    """Add what came in to raw/, run the script of the night and return its exit code."""
    for folder in folders:
        shutil.copytree(Path("days", folder), Path("raw", folder.removesuffix("-mended")), dirs_exist_ok=True)
    return subprocess.run(["sh", "nightly.sh"], check=False).returncode


def articles(version: str) -> int:
    """Return the number of articles of a version, as a user of the Hub loads it."""
    from datasets import load_dataset

    return load_dataset(REPOSITORY, "articles", split="train", revision=f"v{version}").num_rows


def main() -> None:
    """Run the nights and print what came of each."""
    first = night("2024-05-01")
    second = night("2024-05-02")
    third = night("2024-05-02-mended", "2024-05-03")
    versions = sorted(path.name for path in Path("published/versions").iterdir())
    print(f"exit codes: {first}, {second}, {third}")
    print(f"published: {', '.join(f'{version} with {articles(version)} articles' for version in versions)}")
    sys.exit((first, second, third) != (0, 1, 0))


if __name__ == "__main__":
    main()
