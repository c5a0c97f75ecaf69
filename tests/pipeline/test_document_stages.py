"""What is done with each document before the corpus is grouped."""

import hashlib
import json
import time
from dataclasses import replace

import pytest

from toolkit.config import Config, parse
from toolkit.contract.records import Article, Document, Rejection
from toolkit.errors import LibraryError
from toolkit.pipeline import annotate_stage, normalise_stage
from toolkit.pipeline.document_stages import prepare_document
from toolkit.pipeline.normalise_stage import document_key, input_digest, normalised
from toolkit.pipeline.workers.watchdog import Watchdog
from toolkit.read import discover


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


def test_an_article_is_annotated(story):
    article = prepare_document(_document(story(3)), Config())
    assert isinstance(article, Article)
    assert {quote.speaker for quote in article.quotes} == {"Otto Lunde"}


@pytest.mark.parametrize("what", ["quotes", "entities"])
def test_what_is_not_wanted_is_not_looked_for(story, what):
    article = prepare_document(_document(story(3)), parse({"annotate": {what: False}}))
    assert not getattr(article, what)


HAUSA = """Za a sake buɗe gadar Halden

Za a sake buɗe gadar garin Halden a mako mai zuwa bayan gyare-gyare na shekaru biyu, in ji magajin garin.
Mazauna garin sun daɗe suna jira, kuma masu sayar da kifi suna sa ran samun ƙarin abokan ciniki.
Gwamnatin garin ta kashe kuɗi mai yawa a kan aikin, kuma injiniyoyi sun yi aiki dare da rana domin su gama da wuri.
"""


def test_an_article_of_a_language_without_recogniser_says_that_no_entities_were_looked_for():
    article = prepare_document(_document(HAUSA, given={"language": "ha"}), Config())
    methods = {evidence.field: evidence.method for evidence in article.evidence}
    assert (article.entities, methods["entities"]) == (None, "not_looked_for")


def test_entities_that_are_switched_off_are_no_evidence(story):
    article = prepare_document(_document(story(3)), parse({"annotate": {"entities": False}}))
    assert all(evidence.field != "entities" for evidence in article.evidence)


def test_a_refusal_keeps_raw_bytes_and_size():
    refused = prepare_document(_document("Nothing much."), parse({"read": {"kept_bytes": 4}}))
    assert (type(refused), refused.raw, refused.size) == (Rejection, b"Noth", 13)


def test_a_refused_page_that_reserves_mining_keeps_no_raw_bytes():
    page = '<html><head><meta name="tdm-reservation" content="1"></head><body><p>Nothing much.</p></body></html>'
    refused = prepare_document(_document(page, media_type="text/html"), Config())
    assert (type(refused), refused.raw, refused.size) == (Rejection, None, len(page))


def test_a_fault_keeps_no_raw_bytes_of_what_is_under_embargo(monkeypatch, story):
    monkeypatch.setattr(normalise_stage, "normalise_document", lambda *_: 1 / 0)
    under_embargo = _document(story(3), given={"rights": {"embargo_until": "2024-05-01"}})
    assert prepare_document(under_embargo, Config()).raw is None


@pytest.mark.parametrize("stage", ["normalise_document", "annotate_all"])
def test_an_unforeseen_fault_in_one_document_is_a_rejection_with_its_place(monkeypatch, story, stage):
    module = {"normalise_document": normalise_stage, "annotate_all": annotate_stage}[stage]
    real = getattr(module, stage)

    def fails_on_some(subject, *rest, **named):
        if "bench number 4" in (subject.text if isinstance(subject, Document) else subject[0].body):
            raise ZeroDivisionError("by\nzero \ud800")
        return real(subject, *rest, **named)

    monkeypatch.setattr(module, stage, fails_on_some)
    good, bad = (prepare_document(_document(story(number)), Config()) for number in (3, 4))
    assert (type(good), type(bad)) == (Article, Rejection)
    assert (bad.reason, bad.raw) == ("unexpected_error", story(4).encode())
    assert "ZeroDivisionError" in bad.detail
    assert "test_document_stages.py:" in bad.detail


def test_the_same_fault_reads_the_same_on_every_machine(monkeypatch, story):
    def fails(*_):
        raise ValueError("broken")

    monkeypatch.setattr(normalise_stage, "normalise_document", fails)
    refused = prepare_document(_document(story(3)), Config())
    assert "/" not in refused.detail


def test_the_digest_of_an_input_tells_documents_apart_and_faults_not():
    one, other = _document("One."), _document("Other.")
    moved, numbered = _document("One.", path="raw/b.txt"), _document("One.", record=0)
    assert len({input_digest(entry) for entry in (one, other, moved, numbered)}) == 4
    refused = Rejection("f" * 24, "normalise", "no_body", "", one.path, None, None, one.sha256, None, None, None)
    assert input_digest(refused) == input_digest(one)


def test_a_document_that_takes_too_long_is_refused(monkeypatch, story, tmp_path):
    monkeypatch.setattr(normalise_stage, "normalise_document", lambda *_: time.sleep(60))
    with Watchdog(tmp_path / "attempts", 0.05) as watchdog:
        refused = normalised(_document(story(3)), Config(), progress=lambda: watchdog.over("this"))
    assert (refused.reason, refused.stage, refused.raw) == ("timeout", "normalise", story(3).encode())
    assert "0.05 seconds" in refused.detail


@pytest.mark.parametrize(
    "change",
    [
        {"path": "raw/b.txt"},
        {"record": 0},
        {"line": 7},
        {"url": "https://example.org/"},
        {"text": "Other."},
        {"media_type": "text/html"},
        {"given": {"date": "2024-03-04"}},
        {"sha256": "0" * 64},
    ],
    ids=str,
)
def test_whatever_is_known_of_a_document_changes_its_key(change):
    one = _document("One.")
    assert document_key(one) != document_key(replace(one, **change))


def test_the_order_of_stated_fields_does_not_change_a_key():
    one = _document("One.", given={"date": "2024", "headline": "Benches"})
    assert document_key(one) == document_key(_document("One.", given={"headline": "Benches", "date": "2024"}))


@pytest.mark.parametrize(
    "fault",
    [
        lambda: __import__("py3langid").no_such_function,
        lambda: __import__("py3langid.langid", fromlist=["x"]).LanguageIdentifier.no_such_method,
        lambda: __import__("py3langid.no_such_module"),
    ],
    ids=["function", "method", "module"],
)
def test_a_library_that_lacks_something_stops_the_build(monkeypatch, story, fault):
    monkeypatch.setattr(normalise_stage, "normalise_document", lambda *_: fault())
    with pytest.raises(LibraryError, match=r"^py3langid \d\S* lacks what this toolkit uses of it .*requirements\.lock"):
        prepare_document(_document(story(3)), Config())


def test_a_value_that_lacks_something_is_a_fault_of_its_document(monkeypatch, story):
    monkeypatch.setattr(normalise_stage, "normalise_document", lambda *_: None.body)
    assert prepare_document(_document(story(3)), Config()).reason == "unexpected_error"


def test_a_file_that_cannot_be_read_on_says_from_which_record(monkeypatch, tmp_path, story):
    lines = [json.dumps({"headline": f"Story {number}", "text": story(number)}) for number in range(4)]
    (tmp_path / "stories.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (source,) = discover([tmp_path / "stories.jsonl"], Config().read)
    real = normalise_stage.read

    def ends_early(*arguments):
        for item in real(*arguments):
            if "Story 2" in item.raw.decode():
                raise ZeroDivisionError("by zero")
            yield item

    monkeypatch.setattr(normalise_stage, "read", ends_early)
    *good, last = normalise_stage.documents(source, Config())
    assert [type(item) for item in good] == [Document, Document]
    assert (last.record, last.reason) == (good[-1].record + 1, "unexpected_error")
    wanted = f"From record {last.record} on the file was not read (about 2 records by their size): ZeroDivision"
    assert last.detail.startswith(wanted)
