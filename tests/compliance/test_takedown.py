"""An article is taken down: nothing of it remains in the next release, and earlier ones leave it out."""

import base64
import json
import re
import zlib
from pathlib import Path

import polars
import pytest

import toolkit
from toolkit.api.releases import build
from toolkit.api.rights import takedown as take_down
from toolkit.compliance import takedown
from toolkit.compliance.ledger_file import load_ledger
from toolkit.compliance.takedown import purge_plan
from toolkit.config import Config
from toolkit.errors import ConfigError
from toolkit.normalisation.article_id import article_id
from toolkit.progress import NullProgress
from toolkit.publishing import hub
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.release.bundle import bundle
from toolkit.release.release_folder import open_release

STORY = """\
Marzipan zeppelin drifts over Quillhaven

QUILLHAVEN, March 14, 2024 (Courier News) -- A zeppelin of marzipan drifted over the rooftops of Quillhaven on Thursday
and delighted schoolchildren, pastry cooks and several bewildered pigeons, the confectioners' guild announced.

"We kneaded almonds for seventeen weeks," said confectioner Philippa Wobblethorpe. "My apprentices dreamt of sugar."

The guild intends to auction the gondola, which weighs four hundred kilograms, and to donate the proceeds to the
lighthouse orphanage of Quillhaven before midsummer.
"""
WORDS = ("marzipan", "zeppelin", "quillhaven", "wobblethorpe", "kneaded", "gondola", "orphanage", "bewildered")
"""Words that stand in no other article and in nothing that the toolkit itself writes."""


@pytest.fixture(scope="module")
def location(tmp_path_factory, story):
    """Build a release that holds the story, a cut reprint of it, and other articles."""
    folder = tmp_path_factory.mktemp("takedown")
    (folder / "raw").mkdir()
    for number in range(3):
        (folder / "raw" / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
    (folder / "raw" / "original.txt").write_text(STORY, encoding="utf-8")
    reprint = STORY.rpartition("\n\n")[0].replace("Courier News", "Northern Post")
    (folder / "raw" / "reprint.txt").write_text(reprint, encoding="utf-8")
    # A page that is refused, whose raw bytes the quarantine would keep.
    (folder / "raw" / "page.txt").write_text("404 Not Found\n\n" + STORY.rpartition("\n\n")[2], encoding="utf-8")
    _build(folder, "1.0.0")
    return folder


def _build(folder, version, **options):
    config = {
        "dataset": {"name": "town-news", "version": version},
        "build": {"inputs": [str(folder / "raw")], "out": str(folder / "dist"), "engine": "here", **options},
    }
    return build(config=config, progress=None)


def _articles(folder, version):
    return polars.read_parquet(folder / "dist" / f"town-news-{version}" / "data" / "articles" / "*.parquet")


@pytest.fixture(scope="module")
def identifier(location):
    rows = _articles(location, "1.0.0")
    return rows.filter(polars.col("headline").str.contains("Marzipan"))["id"][0]


@pytest.fixture(scope="module")
def taken(location, identifier):
    """Take the story down by its id."""
    return take_down(
        identifier,
        why="The guild asked.",
        day="2024-05-01",
        releases=[location / "dist" / "town-news-1.0.0"],
        ledger=location / "takedowns.toml",
        config=Config(),
    )


@pytest.fixture(scope="module")
def next_release(location, taken):
    return _build(
        location,
        "2.0.0",
        takedowns=str(location / "takedowns.toml"),
        previous=str(location / "dist" / "town-news-1.0.0"),
    )


def test_the_article_and_its_copies_are_named_with_their_files(taken, identifier):
    result = {(item.why, item.file.split("/")[0]) for item in taken.affected}
    assert ("named", "data") in result
    assert {item.why for item in taken.affected} >= {"named", "part"}
    assert any(item.file.startswith("data/names/") for item in taken.affected)
    assert any(item.file.startswith("quarantine/") or item.why == "same group" for item in taken.affected)
    assert {item.id for item in taken.affected} > {identifier}


def _everything(folder: Path):
    """Yield the name and all text of every file, that inside Parquet and compressed blocks too."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            continue
        yield path.name, path.name
        if path.suffix == ".parquet":
            for row in polars.read_parquet(path).to_dicts():
                yield path.name, str(row)
            continue
        content = path.read_bytes()
        yield path.name, content.decode("utf-8", "replace")
        for block in re.findall(rb"[A-Za-z0-9+/=]{200,}", content):
            yield path.name, _inflated(block)


def _inflated(block):
    raw = base64.b64decode(block + b"=" * (-len(block) % 4))
    for bits in (31, 15, -15):
        try:
            return zlib.decompressobj(bits).decompress(raw).decode("utf-8", "replace")
        except zlib.error:
            continue
    return raw.decode("utf-8", "replace")


def test_its_words_would_be_found(location):
    result = "\n".join(text for _, text in _everything(location / "dist" / "town-news-1.0.0")).casefold()
    assert [word for word in WORDS if word in result] == list(WORDS)


def test_nothing_of_it_remains_in_the_next_release(next_release):
    left = [
        (name, word) for name, text in _everything(next_release.folder) for word in WORDS if word in text.casefold()
    ]
    assert left == []


def test_the_next_release_is_a_major_one_whose_documents_add_up(next_release):
    balance = next_release.manifest["balance"]
    assert next_release.manifest["version"] == "2.0.0"
    assert (balance["read"], balance["published"], balance["withheld"]) == (6, 3, 3)
    assert next_release.manifest["reasons"]["taken_down"] == 3


def test_the_next_release_verifies(next_release):
    assert toolkit.verify(next_release.folder) == []


@pytest.mark.parametrize("form", ["arrow", "polars", "pandas", "duckdb", "datasets"])
@pytest.mark.parametrize("table", ["articles", "quotes", "entities", "names"])
@pytest.mark.usefixtures("next_release")
def test_an_earlier_version_is_loaded_without_it(location, form, table):
    loaded = toolkit.load(location / "dist" / "town-news", "1.0.0", form=form, table=table)
    parts = loaded.values() if form == "datasets" else [loaded]
    assert not any(word in str(_rows(part)).casefold() for part in parts for word in WORDS)
    assert any(len(_rows(part)) for part in parts)


def _rows(part):
    if hasattr(part, "fetchall"):
        return part.fetchall()
    if hasattr(part, "to_pylist"):
        return part.to_pylist()
    return part.to_dict("records") if type(part).__module__.startswith("pandas") else list(part.to_dict().values())


def test_taking_it_down_again_adds_nothing(location, identifier, taken):
    again = take_down(
        identifier, why="Again.", day="2024-05-02", releases=[location / "dist" / "town-news-1.0.0"],
        ledger=location / "takedowns.toml", config=Config(),
    )  # fmt: skip
    assert (again.added, again.entries) == (False, 1)


def test_the_size_of_what_is_read_at_once_makes_no_difference(location, identifier, tmp_path, taken, monkeypatch):
    monkeypatch.setattr(takedown, "_BATCH_ROWS", 1)
    again = take_down(
        identifier, why="Asked.", day="2024-05-01", releases=[location / "dist" / "town-news-1.0.0"],
        ledger=tmp_path / "ledger.toml", config=Config(),
    )  # fmt: skip
    assert again.affected == taken.affected


def test_a_file_with_its_text_takes_it_down_too(location, tmp_path, taken):
    (tmp_path / "page.txt").write_text(STORY, encoding="utf-8")
    done = take_down(
        str(tmp_path / "page.txt"), why="Asked.", day="2024-05-01", releases=[location / "dist" / "town-news-1.0.0"],
        ledger=tmp_path / "ledger.toml", config=Config(),
    )  # fmt: skip
    assert done.knows_text
    assert {item.id for item in done.affected} == {item.id for item in taken.affected}


def test_an_address_takes_down_the_article_that_has_it(tmp_path):
    done = take_down(
        "https://courier.example/ferry?utm_source=x", why="Asked.", day="2024-05-01", releases=[],
        ledger=tmp_path / "ledger.toml", config=Config(),
    )  # fmt: skip
    assert load_ledger(tmp_path / "ledger.toml").names(article_id("http://www.courier.example/ferry", ""))
    assert not done.knows_text


@pytest.mark.parametrize(("target", "said"), [("two words", "neither"), ("abcdef", "No release holds")])
def test_what_names_no_article_is_refused(target, said, tmp_path):
    with pytest.raises(ConfigError, match=said):
        take_down(target, why="", day="2024-05-01", releases=[], ledger=tmp_path / "ledger.toml", config=Config())
    assert list(tmp_path.iterdir()) == []


def test_the_plan_of_a_purge_is_a_program_that_names_each_file(taken):
    plan = purge_plan("halden/town-news", taken.affected)
    compile(plan, "plan", "exec")
    assert all(item.sha256 in plan for item in taken.affected)


@pytest.fixture
def published(location, next_release, rehearsal, hub_client, monkeypatch):
    """Publish both releases to a Hub; give its client."""
    monkeypatch.setenv("HF_ENDPOINT", rehearsal.address)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    for folder in (location / "dist" / "town-news-1.0.0", next_release.folder):
        with bundle(open_release(folder)) as packed:
            hub.publish(packed, "halden/town-news", PublishOptions(), NullProgress())
    return hub_client


def test_the_plan_of_a_purge_leaves_nothing_of_it_on_the_hub(taken, published, client_process, rehearsal):
    repository = {"repo_id": "halden/town-news", "repo_type": "dataset"}
    before = {file.file_oid for file in published.list_lfs_files(**repository)}
    gone = {item.sha256 for item in taken.affected}
    client_process(purge_plan("halden/town-news", taken.affected), HF_ENDPOINT=rehearsal.address, HF_TOKEN="hf_secret")
    assert gone < before
    assert {file.file_oid for file in published.list_lfs_files(**repository)} & gone == set()
    assert [tag.name for tag in published.list_repo_refs(**repository).tags] == ["v2.0.0"]
    assert len(published.list_repo_commits(**repository)) == 1


def test_the_command_lists_what_is_affected(location, identifier, command):
    release = location / "dist" / "town-news-1.0.0"
    done = command("takedown", identifier, "--why", "Asked.", "--release", release, "--ledger", "mine.toml", "--json")
    assert done.code == 0
    assert identifier in {item["id"] for item in json.loads(done.out)["affected"]}


def test_the_command_fails_where_no_release_holds_it(command):
    done = command("takedown", "f" * 24, "--why", "Asked.", "--repo", "halden/town-news")
    assert done.code == 1
    assert "Its text is not known" in done.out
