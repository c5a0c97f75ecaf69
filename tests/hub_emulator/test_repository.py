"""A repository keeps its history and moves its branches."""

from dataclasses import replace

import pytest

from hub_emulator.repository import Entry, Repository, StaleParentError

QUAY, HILL = (Entry(4, letter * 40, letter * 64, lfs=False) for letter in "ab")


@pytest.fixture
def repository(tmp_path):
    return Repository.create(tmp_path / "news", "private", {"quay.txt": QUAY})


def tree(repository, revision="main"):
    return set(repository.commit(repository.resolve(revision)).tree)


def test_a_commit_changes_removes_and_keeps(repository):
    repository.advance("main", "Two", "", {"data/a.txt": QUAY, "data/b.txt": QUAY, "c.txt": HILL})
    repository.advance("main", "Three", "", {"data/": None, "c.txt": None, "d.txt": HILL})
    assert tree(repository) == {"quay.txt", "d.txt"}
    assert [commit.title for _, commit in repository.history("main")] == ["Three", "Two", "initial commit"]


def test_the_same_steps_give_the_same_names(tmp_path):
    names = [
        Repository.create(tmp_path / location, "public", {"a": QUAY}).resolve("main") for location in ("one", "two")
    ]
    assert len(set(names)) == 1


def test_a_commit_onto_another_parent_than_the_newest_is_refused(repository):
    first = repository.resolve("main")
    repository.advance("main", "Two", "", {"a": HILL}, parent=first)
    with pytest.raises(StaleParentError):
        repository.advance("main", "Three", "", {"b": HILL}, parent=first)


def test_branch_tag_ref_and_commit_name_the_same(repository):
    first = repository.resolve("main")
    repository.save(replace(repository.state, tags={"v1.0.0": first}))
    revisions = ("refs/heads/main", "v1.0.0", "refs/tags/v1.0.0", first)
    assert {repository.resolve(item) for item in revisions} == {first}
    with pytest.raises(KeyError):
        repository.resolve("v2.0.0")


def test_a_tag_cannot_be_committed_to(repository):
    repository.save(replace(repository.state, tags={"v1.0.0": repository.resolve("main")}))
    with pytest.raises(KeyError):
        repository.advance("v1.0.0", "Two", "", {})


def test_a_pull_request_reaches_main_in_one_commit(repository):
    pull = repository.open_pull("More", "", "open")
    repository.advance(pull.ref, "One", "", {"a": HILL})
    repository.advance(pull.ref, "Two", "", {"b": HILL, "quay.txt": None})
    assert tree(repository) == {"quay.txt"}
    repository.merge(1)
    assert tree(repository) == {"a", "b"}
    assert [commit.title for _, commit in repository.history("main")] == ["More (#1)", "initial commit"]
    assert repository.pull(1).status == "merged"


def test_a_draft_and_a_conflict_are_not_merged(repository):
    repository.open_pull("More", "", "draft")
    with pytest.raises(ValueError, match="draft"):
        repository.merge(1)
    pull = repository.open_pull("More", "", "open")
    repository.advance(pull.ref, "One", "", {"a": HILL})
    repository.advance("main", "One", "", {"a": QUAY})
    with pytest.raises(ValueError, match="changed a, too"):
        repository.merge(2)


def test_an_unknown_pull_request_is_a_wrong_key(repository):
    with pytest.raises(KeyError):
        repository.pull(1)


def test_a_squashed_branch_has_one_commit(repository):
    repository.advance("main", "Two", "", {"a": HILL})
    repository.squash("main", "All")
    assert [commit.title for _, commit in repository.history("main")] == ["All"]
    assert tree(repository) == {"quay.txt", "a"}


def test_what_is_expelled_is_in_no_commit_any_more(repository):
    repository.advance("main", "Two", "", {"a": HILL})
    repository.save(replace(repository.state, tags={"v1.0.0": repository.resolve("main")}))
    repository.open_pull("More", "", "open")
    repository.expel([HILL.sha256])
    held = [path.read_text(encoding="utf-8") for path in (repository.folder / "commits").iterdir()]
    assert not any(HILL.sha256 in text for text in held)
    assert [tree(repository, item) for item in ("main", "v1.0.0", "refs/pr/1")] == [{"quay.txt"}] * 3
