"""Documents are read, normalised, annotated and fingerprinted."""

import hashlib
import json

import pytest

from toolkit import prepare as preparing
from toolkit.config import Config, parse
from toolkit.errors import ConfigError
from toolkit.normalise import plain
from toolkit.prepare import PrepareTask, input_digest, lost, prepare, prepare_document
from toolkit.read import ReadOptions, discover
from toolkit.records import Article, Document, Rejection
from toolkit.spool import PREPARED, RAW, REFUSED_EARLY, path_of, table


@pytest.fixture
def task(tmp_path, raw_folder):
    """Make a task of the files of the raw folder."""

    def make(config=None):
        place = tmp_path / "work"
        place.mkdir(exist_ok=True)
        config = config or Config()
        return PrepareTask(0, tuple(discover([raw_folder], config.read)), place, config)

    return make


def _document(text, **changes):
    raw = text.encode()
    values = {
        "path": "raw/a.txt",
        "text": text,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "media_type": "text/plain",
        "raw": raw,
    }
    return Document(**{**values, **changes})


def _shard(task, step):
    return table(path_of(task.place, step, task.index)).to_pylist()


def test_every_document_is_an_article_or_a_rejection(task):
    made = task()
    done = prepare(made)
    assert (done.documents, len(done.members), done.refused) == (4, 3, 1)
    assert (len(_shard(made, PREPARED)), len(_shard(made, REFUSED_EARLY))) == (3, 1)


def test_a_member_stands_for_each_article_of_the_shard_in_its_order(task):
    made = task()
    done = prepare(made)
    rows = _shard(made, PREPARED)
    assert [(member.id, member.path, member.words, member.date) for member in done.members] == [
        (row["id"], row["provenance"]["path"], row["word_count"], row["date_edtf"]) for row in rows
    ]


def test_the_raw_bytes_stand_beside_the_article(task, story):
    made = task()
    prepare(made)
    assert [row[RAW] for row in _shard(made, PREPARED)] == [story(number).encode() for number in range(3)]


def test_raw_bytes_are_cut_at_the_limit(task):
    made = task(parse({"read": {"kept_bytes": 10}}))
    prepare(made)
    assert {len(row[RAW]) for row in _shard(made, PREPARED)} == {10}


def test_preparing_twice_gives_the_same(task):
    made = task()
    assert prepare(made) == prepare(made)


def test_a_found_rejection_is_passed_on(task, tmp_path):
    refused = Rejection("f" * 24, "read", "unreadable", "No.", "raw/x", None, None, None, None, None, None)
    made = PrepareTask(3, (refused,), task().place, Config())
    done = prepare(made)
    assert (done.index, done.documents, done.refused) == (3, 1, 1)
    assert _shard(made, REFUSED_EARLY)[0]["reason"] == "unreadable"


def test_an_article_is_annotated(story):
    article = prepare_document(_document(story(3)), Config())
    assert isinstance(article, Article)
    assert {quote.speaker for quote in article.quotes} == {"Otto Lunde"}


@pytest.mark.parametrize("what", ["quotes", "entities"])
def test_what_is_not_wanted_is_not_looked_for(story, what):
    article = prepare_document(_document(story(3)), parse({"annotate": {what: False}}))
    assert not getattr(article, what)


def test_a_refusal_keeps_raw_bytes_and_size():
    refused = prepare_document(_document("Nothing much."), parse({"read": {"kept_bytes": 4}}))
    assert (type(refused), refused.raw, refused.size) == (Rejection, b"Noth", 13)


@pytest.mark.parametrize("stage", ["normalise_document", "annotate_all"])
def test_an_unforeseen_fault_in_one_document_is_a_rejection_with_its_place(monkeypatch, story, stage):
    real = getattr(preparing, stage)

    def fails_on_some(subject, *rest, **named):
        if "bench number 4" in (subject.text if isinstance(subject, Document) else subject[0].body):
            raise ZeroDivisionError("by\nzero \ud800")
        return real(subject, *rest, **named)

    monkeypatch.setattr(preparing, stage, fails_on_some)
    good, bad = (prepare_document(_document(story(number)), Config()) for number in (3, 4))
    assert (type(good), type(bad)) == (Article, Rejection)
    assert (bad.reason, bad.raw) == ("unexpected_error", story(4).encode())
    assert "ZeroDivisionError" in bad.detail
    assert "test_prepare.py:" in bad.detail


def test_a_fault_in_annotating_is_the_fault_of_its_own_document_only(monkeypatch, task):
    real = preparing.annotate_all

    def fails_on_some(texts, *rest):
        if any("bench number 1" in text.body for text in texts):
            raise ZeroDivisionError
        return real(texts, *rest)

    monkeypatch.setattr(preparing, "annotate_all", fails_on_some)
    made = task()
    done = prepare(made)
    assert (done.documents, len(done.members), done.refused) == (4, 2, 2)
    assert {row["path"] for row in _shard(made, REFUSED_EARLY) if row["reason"] == "unexpected_error"} == {
        "raw/story-1.txt"
    }


def test_an_unforeseen_fault_does_not_stop_the_others(monkeypatch, task):
    real = preparing.normalise_document

    def fails_on_some(document, *rest):
        if "bench number 1" in document.text:
            raise RecursionError("too deep \ud800")
        return real(document, *rest)

    monkeypatch.setattr(preparing, "normalise_document", fails_on_some)
    made = task()
    done = prepare(made)
    assert (done.documents, len(done.members), done.refused) == (4, 2, 2)
    assert sorted(row["reason"] for row in _shard(made, REFUSED_EARLY)) == ["empty", "unexpected_error"]


def test_the_same_fault_reads_the_same_on_every_machine(monkeypatch, story):
    def fails(*_):
        raise ValueError("broken")

    monkeypatch.setattr(preparing, "normalise_document", fails)
    refused = prepare_document(_document(story(3)), Config())
    assert "/" not in refused.detail


def test_a_fault_in_the_fingerprint_is_a_rejection_too(monkeypatch, task):
    real = preparing.fingerprint

    def fails_on_some(body, *rest, **named):
        if "bench number 1" in body:
            raise ValueError("no words")
        return real(body, *rest, **named)

    monkeypatch.setattr(preparing, "fingerprint", fails_on_some)
    made = task()
    done = prepare(made)
    assert (done.documents, len(done.members), done.refused) == (4, 2, 2)


def test_a_fault_in_a_reader_is_a_rejection_of_its_file(monkeypatch, task):
    real = preparing.read

    def fails_on_some(source, options):
        if source.path.endswith("story-1.txt"):
            raise ValueError("no such thing")
        yield from real(source, options)

    monkeypatch.setattr(preparing, "read", fails_on_some)
    made = task()
    done = prepare(made)
    assert (done.documents, len(done.members), done.refused) == (4, 2, 2)
    assert "unexpected_error" in {row["reason"] for row in _shard(made, REFUSED_EARLY)}


@pytest.mark.parametrize("stage", ["normalise_document", "read"])
def test_a_broken_set_up_is_not_taken_for_a_bad_document(monkeypatch, task, stage):
    def fails(*_):
        raise ConfigError("An outlet needs a name.")

    monkeypatch.setattr(preparing, stage, fails)
    with pytest.raises(ConfigError, match="needs a name"):
        prepare(task())


def test_a_lost_task_refuses_each_of_its_files_and_leaves_empty_shards(task):
    made = task()
    done = lost(made, MemoryError())
    assert (done.documents, done.members, done.refused) == (4, (), 4)
    rows = _shard(made, REFUSED_EARLY)
    assert {(row["stage"], row["reason"]) for row in rows} == {("read", "unexpected_error")}
    assert len({row["id"] for row in rows}) == 4
    assert _shard(made, PREPARED) == []


def test_the_digest_of_an_input_tells_documents_apart_and_faults_not():
    one, other = _document("One."), _document("Other.")
    moved, numbered = _document("One.", path="raw/b.txt"), _document("One.", record=0)
    assert len({input_digest(each) for each in (one, other, moved, numbered)}) == 4
    refused = Rejection("f" * 24, "normalise", "no_body", "", one.path, None, None, one.sha256, None, None, None)
    assert input_digest(refused) == input_digest(one)


def test_records_of_a_container_state_their_fields(tmp_path, story):
    (tmp_path / "raw.jsonl").write_text(
        json.dumps({"title": "Benches", "body": story(3).split("\n\n", 2)[2], "date": "2024-03-04"}) + "\n",
        encoding="utf-8",
    )
    made = PrepareTask(0, tuple(discover([tmp_path / "raw.jsonl"], ReadOptions())), tmp_path, Config())
    prepare(made)
    (row,) = _shard(made, PREPARED)
    assert (row["headline"], str(row["date"])) == ("Benches", "2024-03-04")


def test_a_fault_in_labelling_is_a_rejection_of_the_document_at_fault(monkeypatch, task):
    real = preparing.label_documents

    def fails_on_some(items):
        if any("bench number 1" in getattr(item, "text", "") for item in items):
            raise ValueError("no such label")
        return real(items)

    monkeypatch.setattr(preparing, "label_documents", fails_on_some)
    monkeypatch.setattr(plain, "label_documents", fails_on_some)
    made = task()
    done = prepare(made)
    assert (done.documents, len(done.members), done.refused) == (4, 2, 2)
