"""The journal of a review: every act of every reviewer, written at once, and the files that are made of it.

`review.jsonl` is the journal: an act on each line, on the disk before the reviewer sees it done. An act is undone by a
line that says so. `review.toml` holds the corrections of all reviewers, and `gold/WHO/` the answers of each. All are
written under a lock, so that several people can review the same release.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from toolkit.curation.release_rows import ReleaseRows
from toolkit.curation.review.acts import Act
from toolkit.curation.review.gold_file import gold_answer
from toolkit.curation.review.review_corrections import corrections_of
from toolkit.errors import ConfigError
from toolkit.pipeline.corrections import as_toml
from toolkit.release.evaluate import without_suffixes
from toolkit.storage.durable import write_durably
from toolkit.storage.file_lock import lock_exclusive
from toolkit.storage.safe_paths import join_name

Row = Mapping[str, Any]
JOURNAL, CORRECTIONS, GOLD = "review.jsonl", "review.toml", "gold"


class Journal:
    """The files of a review in one folder."""

    def __init__(self, folder: Path, who: str, rows: ReleaseRows) -> None:
        """Open the journal of a folder, which is made if it is not there.

        Args:
            folder: Where the files of the review stand: the folder of corrections of the next build.
            who: The reviewer.
            rows: The articles of the release, by id.
        """
        self.folder: Path = folder
        self.who: str = who
        self.rows: ReleaseRows = rows
        folder.mkdir(parents=True, exist_ok=True)
        self.acts()

    def acts(self) -> list[dict[str, Any]]:
        """Return the acts of all reviewers that are not undone, in the order of time; a line cut short is left out.

        Raises:
            ConfigError: a line is no act.
        """
        path = self.folder / JOURNAL
        listed: dict[str, dict[str, Any]] = {}
        content = path.read_bytes() if path.exists() else b""
        for number, line in enumerate(content.split(b"\n")[:-1], start=1):
            try:
                act = json.loads(line)
                if "undo" in act:
                    listed.pop(act["undo"], None)
                elif act["article"] in self.rows:
                    listed[act["id"]] = act
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigError(f"{path}, line {number} is no act of a review; remove the line.") from error
        return list(listed.values())

    def mine(self, article: str) -> list[Act]:
        """Return the acts of this reviewer on an article."""
        return [act for act in self.acts() if act["article"] == article and act["who"] == self.who]

    def add(self, article: str, act: Act) -> None:
        """Write an act, and the corrections and gold answers that follow.

        Raises:
            ReleaseError: the article names a raw file by a path that leads out of its folder.
        """
        self._gold_file(self.rows[article])
        with self._locked():
            now = datetime.now(UTC)
            entry = {"id": f"{self.who}-{now:%Y%m%dT%H%M%S%f}", "article": article, "who": self.who}
            self._append({**entry, "when": now.isoformat(timespec="seconds"), **act})
            self._derive(article)

    def undo(self) -> str | None:
        """Take the last act of this reviewer back; return its article, or null where there is none."""
        with self._locked():
            mine = [act for act in self.acts() if act["who"] == self.who]
            if not mine:
                return None
            self._append({"undo": mine[-1]["id"]})
            self._derive(mine[-1]["article"])
            return str(mine[-1]["article"])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / f".{JOURNAL}.lock").open("w") as lock:
            lock_exclusive(lock)
            yield

    def _append(self, entry: Mapping[str, Any]) -> None:
        """Write a line and have it on the disk; what an interrupted write left of a line is ended first."""
        with (self.folder / JOURNAL).open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    whole = (self.folder / JOURNAL).read_bytes()
                    file.truncate(whole.rfind(b"\n") + 1)
            file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _derive(self, article: str) -> None:
        acts = self.acts()
        by_article: dict[str, list[Act]] = {}
        for act in acts:
            by_article.setdefault(act["article"], []).append(act)
        corrections = [item for name, listed in by_article.items() for item in corrections_of(self.rows[name], listed)]
        text = "\n".join(as_toml(correction) for correction in corrections)
        write_durably(self.folder / CORRECTIONS, text.encode())
        self._write_gold(self.rows[article], by_article)

    def _gold_file(self, row: Row) -> Path:
        name = f"{slug(self.who)}/{_stem(row['provenance']['path'])}.gold.json"
        return join_name(self.folder / GOLD, name, "the release")

    def _write_gold(self, row: Row, by_article: Mapping[str, list[Act]]) -> None:
        """Write the gold file of the raw file that an article came from, with the other records of it."""
        path = row["provenance"]["path"]
        answers = []
        for other in self.rows.of_raw_file(path):
            acts = [act for act in by_article.get(other, ()) if act["who"] == self.who]
            answers += [answer for answer in [gold_answer(self.rows[other], acts) if acts else None] if answer]
        file = self._gold_file(row)
        if answers:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_durably(file, json.dumps({"records": answers}, ensure_ascii=False, indent=1).encode() + b"\n")
        else:
            file.unlink(missing_ok=True)


def _stem(path: str) -> str:
    """Return how gold names a raw file: below the input folder, without suffixes."""
    return without_suffixes(path.partition("/")[2] or path)


def slug(who: str) -> str:
    """Return a reviewer's name as the name of a folder."""
    return re.sub(r"\W+", "-", who.casefold()).strip("-") or "reviewer"
