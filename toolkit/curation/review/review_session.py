"""One reviewer's session: the queue, articles with their raw documents, acts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.curation.checked_corrections import check_corrections
from toolkit.curation.release_rows import ReleaseRows
from toolkit.curation.review.acts import Act, Reviewed, apply_acts, check_act
from toolkit.curation.review.journal import Journal
from toolkit.curation.review.review_corrections import corrections_of
from toolkit.curation.review.review_queue import confidences, review_queue
from toolkit.errors import ConfigError
from toolkit.pipeline.raw_documents import find_raw_documents
from toolkit.read import ReadOptions
from toolkit.release.raw_excerpt import excerpt
from toolkit.release.release_folder import Release

_NOW = "2000-01-01T00:00:00+00:00"
"""Time of an act that is only tried."""


class Session:
    """What the page of a reviewer asks for."""

    def __init__(
        self, release: Release, folder: Path, who: str, queue: tuple[str, int | None], raw: Sequence[str | Path]
    ) -> None:
        """Read the articles of a release.

        Args:
            release: The release, which stays as it is.
            folder: Where journal, corrections and gold answers are written.
            who: The reviewer.
            queue: Order of `review_queue`, and how many articles at most.
            raw: Files and folders in which the raw documents stand.

        Raises:
            ConfigError: the order is not known, the folder is inside the release, or its journal is damaged.
        """
        if folder.absolute().is_relative_to(release.folder.absolute()):
            raise ConfigError(f"{folder} is inside the release, which is never changed; choose another with --out.")
        self.release = release
        self.rows: ReleaseRows = ReleaseRows(release)
        self._confidences = confidences(release, self.rows)
        self.queue: list[str] = review_queue(self._confidences, *queue, release.manifest.get("warnings", {}))
        self.journal: Journal = Journal(folder, who, self.rows)
        wanted = set(self.queue)
        queued = [self.rows[identifier] for identifier in self.rows if identifier in wanted]
        self._titles = {row["id"]: (row["headline"] or "(no headline)", row["source"]) for row in queued}
        documents = find_raw_documents(queued, raw, ReadOptions()) if raw else ()
        self._excerpts = {row["id"]: excerpt(document.text, row) for row, document in documents}

    def listed(self) -> dict[str, Any]:
        """Return the articles to review, and which of them this reviewer has finished."""
        acts = [act for act in self.journal.acts() if act["who"] == self.journal.who]
        done = {act["article"] for act in acts if act["op"] in ("accept", "reject")}
        entries = [
            {
                "id": identifier,
                "title": self._titles[identifier][0],
                "source": self._titles[identifier][1],
                "confidence": self._confidences[identifier],
                "done": identifier in done,
            }
            for identifier in self.queue
        ]
        return {"who": self.journal.who, "release": self.release.name, "articles": entries}

    def article(self, identifier: str) -> dict[str, Any] | None:
        """Return an article as this reviewer has it, with its raw document; null where there is none such."""
        row = self.rows.get(identifier)
        if row is None:
            return None
        return {**self._state(row), **self._excerpts.get(identifier, {})}

    def act(self, identifier: str, act: object) -> dict[str, Any] | None:
        """Do an act and return the article; null where there is none such.

        Raises:
            ConfigError: the act is malformed, or the article would break the contract.
        """
        row = self.rows.get(identifier)
        if row is None:
            return None
        checked = check_act(row, act)
        tried = [*self.journal.mine(identifier), {**checked, "who": self.journal.who, "when": _NOW}]
        _, refused = check_corrections(corrections_of(row, tried), self.rows, self.release.contract)
        if refused:
            raise ConfigError(refused[0].reason)
        self.journal.add(identifier, checked)
        return self._state(row)

    def undo(self) -> dict[str, Any] | None:
        """Take back this reviewer's last act, and return the article; null where nothing is left to undo."""
        identifier = self.journal.undo()
        return None if identifier is None else self._state(self.rows[identifier])

    def _state(self, row: Mapping[str, Any]) -> dict[str, Any]:
        mine: list[Act] = self.journal.mine(row["id"])
        return {**_shown(row, apply_acts(row, mine)), "acts": len(mine)}


def _shown(row: Mapping[str, Any], state: Reviewed) -> dict[str, Any]:
    """Return an article in the form in which the page draws it: offsets are those of the release's body."""
    known = {(quote["start"], quote["end"]): quote["confidence"] for quote in row["quotes"]}
    quotes = [
        {
            "start": quote.start,
            "end": quote.end,
            "parts": [{"start": start, "end": end} for start, end in quote.parts],
            "kind": quote.kind,
            "speaker": quote.speaker,
            "speaker_start": quote.mention and quote.mention[0],
            "speaker_end": quote.mention and quote.mention[1],
            "confidence": known.get((quote.start, quote.end), 1.0),
            "judged": (quote.start, quote.end) in state.judged,
        }
        for quote in state.quotes
    ]
    values = {name: row[name] for name in ("headline", "standfirst", "source", "authors")} | {"date": row["date_edtf"]}
    return {
        "id": row["id"],
        "values": {**values, **state.values},
        "language": row["language"],
        "body": row["body"],
        "bounds": state.body,
        "before": state.before,
        "after": state.after,
        "quotes": quotes,
        "entities": None if state.entities is None else [asdict(item) for item in state.entities],
        "verdict": state.verdict,
        "names": _names(row, state),
        "provenance": {name: row["provenance"][name] for name in ("path", "record", "media_type")},
        "evidence": [{name: item[name] for name in ("field", "start", "end")} for item in row["evidence"]],
        "removed": row["removed"],
    }


def _names(row: Mapping[str, Any], state: Reviewed) -> list[str]:
    """Return who may be the speaker of a quote: speakers first, then the other persons and organisations."""
    speakers = [quote.speaker for quote in state.quotes if quote.speaker]
    speakers += [quote["speaker"] for quote in row["quotes"] if quote["speaker"]]
    named = [item.name for kind in ("PER", "ORG") for item in state.entities or () if item.type == kind and item.name]
    return list(dict.fromkeys([*speakers, *named]))
