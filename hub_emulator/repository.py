"""One repository of the emulated Hub: commits, branches, tags and pull requests, kept as JSON files.

A commit is named by the SHA-1 of what it holds. Its date is counted, one second for each commit, so that the same
steps give the same names again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hub_emulator.content import write_whole

_FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
_STATE = "repository.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit."""

    size: int
    oid: str
    """SHA-1 of the git blob: of the content, or of the pointer to it."""
    sha256: str
    """SHA-256 of the content."""
    lfs: bool
    """Whether git would hold a pointer only."""


@dataclass(frozen=True, slots=True)
class Commit:
    """What a repository held at a time."""

    parent: str | None
    title: str
    message: str
    number: int
    """Commits before it."""
    tree: Mapping[str, Entry]

    @property
    def date(self) -> str:
        """When it was made, ISO 8601."""
        return (_FIRST_DAY + timedelta(seconds=self.number)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request."""

    number: int
    title: str
    description: str
    status: str
    """`draft`, `open`, `closed` or `merged`."""
    head: str
    base: str
    """The commit of main from which it began."""
    merge: str | None = None

    @property
    def ref(self) -> str:
        """Name of its branch."""
        return f"refs/pr/{self.number}"


@dataclass(frozen=True, slots=True)
class State:
    """What changes in a repository; everything else is only ever added."""

    visibility: str
    branches: Mapping[str, str]
    tags: Mapping[str, str] = field(default_factory=dict)
    pulls: tuple[Pull, ...] = ()
    gated: str = ""
    """`auto` or `manual` where access must be asked for."""


class StaleParentError(Exception):
    """The branch has moved since the commit that the client names as parent."""


class Repository:
    """A repository in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open it; `create` makes a new one."""
        self.folder = folder

    @classmethod
    def create(cls, folder: Path, visibility: str, tree: Mapping[str, Entry]) -> "Repository":
        """Make a repository whose first commit holds the tree."""
        repository = cls(folder)
        (folder / "commits").mkdir(parents=True, exist_ok=True)
        first = repository._keep(Commit(None, "initial commit", "", 0, tree))
        repository.save(State(visibility, {"main": first}))
        return repository

    @property
    def state(self) -> State:
        """Where its branches and tags point now."""
        values = json.loads((self.folder / _STATE).read_bytes())
        pulls = tuple(Pull(**pull) for pull in values.pop("pulls"))
        return State(**values, pulls=pulls)

    def save(self, state: State) -> None:
        """Move branches and tags, all at once."""
        write_whole(self.folder / _STATE, json.dumps(asdict(state), indent=2, sort_keys=True).encode())

    def resolve(self, revision: str) -> str:
        """Return the commit that a branch, a tag, a pull request's ref or a commit's name stands for.

        Raises:
            KeyError: there is none.
        """
        state = self.state
        refs = {
            **{f"refs/heads/{name}": oid for name, oid in state.branches.items()},
            **{f"refs/tags/{name}": oid for name, oid in state.tags.items()},
            **{pull.ref: pull.head for pull in state.pulls},
            **state.tags,
            **state.branches,
        }
        if revision in refs:
            return refs[revision]
        if len(revision) == 40 and (self.folder / "commits" / f"{revision}.json").is_file():
            return revision
        raise KeyError(revision)

    def commit(self, oid: str) -> Commit:
        """Return a commit by its name."""
        values = json.loads((self.folder / "commits" / f"{oid}.json").read_bytes())
        tree = {path: Entry(**entry) for path, entry in values.pop("tree").items()}
        return Commit(**values, tree=tree)

    def history(self, revision: str) -> list[tuple[str, Commit]]:
        """Return a commit and those before it, the newest first."""
        commits = []
        oid: str | None = self.resolve(revision)
        while oid is not None:
            commit = self.commit(oid)
            commits.append((oid, commit))
            oid = commit.parent
        return commits

    def advance(
        self, revision: str, title: str, message: str, changes: Mapping[str, Entry | None], parent: str | None = None
    ) -> str:
        """Put a commit onto a branch or pull request and return its name.

        Args:
            revision: The branch, or a pull request's ref.
            title: First line of the message.
            message: The rest of it.
            changes: Files to add or replace; null removes the file, or all files of a folder that ends in `/`.
            parent: The commit that must be the newest one; not asked for if null.

        Raises:
            KeyError: there is no such branch.
            StaleParentError: it has moved.
        """
        head = self._head(revision)
        if parent not in (None, head):
            raise StaleParentError(head)
        before = self.commit(head)
        oid = self._keep(Commit(head, title, message, before.number + 1, _changed(before.tree, changes)))
        self._move(revision, oid)
        return oid

    def open_pull(self, title: str, description: str, status: str) -> Pull:
        """Open a pull request onto main."""
        state = self.state
        head = state.branches["main"]
        pull = Pull(len(state.pulls) + 1, title, description, status, head, head)
        self.save(replace(state, pulls=(*state.pulls, pull)))
        return pull

    def pull(self, number: int) -> Pull:
        """Return a pull request; KeyError if there is none of that number."""
        pulls = self.state.pulls
        if not 1 <= number <= len(pulls):
            raise KeyError(number)
        return pulls[number - 1]

    def update_pull(self, pull: Pull) -> None:
        """Replace a pull request by what it has become."""
        state = self.state
        pulls = tuple(pull if other.number == pull.number else other for other in state.pulls)
        self.save(replace(state, pulls=pulls))

    def merge(self, number: int) -> str:
        """Bring the changes of a pull request onto main in one commit and return its name.

        Raises:
            ValueError: it is not open, or main has changed the same files.
        """
        pull = self.pull(number)
        if pull.status != "open":
            raise ValueError(f"pull request {number} is {pull.status}, not open")
        ours, base = self.commit(pull.head).tree, self.commit(pull.base).tree
        changes: dict[str, Entry | None] = {
            path: ours.get(path) for path in (*base, *ours) if ours.get(path) != base.get(path)
        }
        main = self.commit(self.state.branches["main"]).tree
        if conflicts := [path for path in changes if main.get(path) != base.get(path)]:
            raise ValueError(f"main has changed {conflicts[0]}, too")
        oid = self.advance("main", f"{pull.title} (#{number})", pull.description, changes)
        self.update_pull(replace(pull, status="merged", merge=oid))
        return oid

    def squash(self, branch: str, message: str) -> str:
        """Replace the history of a branch by one commit."""
        oid = self._keep(replace(self.commit(self._head(branch)), parent=None, title=message, message="", number=0))
        self._move(branch, oid)
        return oid

    def expel(self, digests: Sequence[str]) -> None:
        """Rewrite every commit without the files that have one of these digests."""
        renamed: dict[str | None, str | None] = {None: None}
        commits = {path.stem: self.commit(path.stem) for path in (self.folder / "commits").glob("*.json")}
        for oid, commit in sorted(commits.items(), key=lambda item: item[1].number):
            tree = {path: entry for path, entry in commit.tree.items() if entry.sha256 not in digests}
            renamed[oid] = self._keep(replace(commit, parent=renamed.get(commit.parent), tree=tree))
        new: dict[str, str] = {old: name for old, name in renamed.items() if old is not None and name is not None}
        state = self.state
        self.save(
            replace(
                state,
                branches={name: new[oid] for name, oid in state.branches.items()},
                tags={name: new[oid] for name, oid in state.tags.items()},
                pulls=tuple(
                    replace(pull, head=new[pull.head], base=new[pull.base], merge=renamed[pull.merge])
                    for pull in state.pulls
                ),
            )
        )
        for oid in commits.keys() - set(new.values()):
            (self.folder / "commits" / f"{oid}.json").unlink()

    def _head(self, revision: str) -> str:
        state = self.state
        heads = {
            **{pull.ref: pull.head for pull in state.pulls},
            **{f"refs/heads/{name}": oid for name, oid in state.branches.items()},
            **state.branches,
        }
        return heads[revision]

    def _move(self, revision: str, oid: str) -> None:
        state = self.state
        pulls = tuple(replace(pull, head=oid) if pull.ref == revision else pull for pull in state.pulls)
        name = revision.removeprefix("refs/heads/")
        branches = {**state.branches, name: oid} if name in state.branches else state.branches
        self.save(replace(state, branches=branches, pulls=pulls))

    def _keep(self, commit: Commit) -> str:
        text = json.dumps(asdict(commit), sort_keys=True)
        oid = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
        write_whole(self.folder / "commits" / f"{oid}.json", text.encode())
        return oid


def _changed(tree: Mapping[str, Entry], changes: Mapping[str, Entry | None]) -> dict[str, Entry]:
    folders = tuple(path for path, entry in changes.items() if entry is None and path.endswith("/"))
    kept = {path: entry for path, entry in tree.items() if not path.startswith(folders) and path not in changes}
    return dict(sorted({**kept, **{path: entry for path, entry in changes.items() if entry is not None}}.items()))
