"""The documents of a task become a shard, or are found in the store."""

import json
import time
from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from toolkit.compliance.takedown_ledger import Ledger, takedown
from toolkit.config import Config, parse
from toolkit.contract.records import Article, Rejection
from toolkit.contract.row_conversion import from_row
from toolkit.errors import ConfigError
from toolkit.normalisation import plain_text
from toolkit.normalisation.lines import label_batches
from toolkit.pipeline import annotate_stage, normalise_stage
from toolkit.pipeline.cache import Cache
from toolkit.pipeline.document_stages import prepare_document
from toolkit.pipeline.prepare import lost, prepare
from toolkit.pipeline.shard_schemas import ANNOTATED, ARTICLES, NORMALISED, RAW, REFUSED, prepared
from toolkit.pipeline.task import PrepareTask
from toolkit.read import ReadOptions, discover

CODE = {NORMALISED: "1", ANNOTATED: "1"}
MODULES = {
    **dict.fromkeys(("read", "normalise_document"), normalise_stage),
    **dict.fromkeys(("annotate_all", "fingerprint"), annotate_stage),
}


@pytest.fixture
def task(tmp_path, raw_folder):
    """Make a task of the files of the raw folder."""

    def make(config=None, items=None, index=0):
        config = config or Config()
        items = tuple(discover([raw_folder], config.read)) if items is None else items
        return PrepareTask(index, "name", items, tmp_path, Cache(tmp_path / "store"), CODE, config)

    return make


def _rows(task, done, name):
    """The rows of a shard's table, in both of its entries."""
    steps = ((NORMALISED, done.normalised), (ANNOTATED, done.annotated))
    return [row for step, key in steps for row in task.store.table(step, key, name).to_pylist()]


def _articles(task, done):
    parts = (
        task.store.table(NORMALISED, done.normalised, ARTICLES),
        task.store.table(ANNOTATED, done.annotated, ARTICLES),
    )
    return prepared(*parts).to_pylist()


def _counts(done):
    return done.documents, done.articles, sum(map(len, done.refused))


def _counted(counts, stage, real, *arguments, **named):
    counts[stage] += len(arguments[0]) if stage == "annotate_all" else 1
    return real(*arguments, **named)


@pytest.fixture
def worked_on(monkeypatch):
    """Tell how often documents are normalised and annotated."""
    counts = Counter()
    for stage in ("normalise_document", "annotate_all"):
        module = MODULES[stage]
        monkeypatch.setattr(module, stage, partial(_counted, counts, stage, getattr(module, stage)))
    return counts


def test_every_document_is_an_article_or_a_rejection(task):
    made = task()
    done, members = prepare(made)
    assert _counts(done) == (4, 3, 1)
    assert (len(_articles(made, done)), len(_rows(made, done, REFUSED)), members.num_rows) == (3, 1, 3)


def test_a_task_is_done_on_a_machine_that_sees_only_input_and_store(task, tmp_path):
    here, away = (
        task(),
        replace(task(), work_folder=tmp_path / "not" / "mounted", store=Cache(f"file://{tmp_path}/shared")),
    )
    assert prepare(away)[0].digest == prepare(here)[0].digest
    assert not away.work_folder.exists()


def test_a_member_stands_for_each_article_of_the_shard_in_its_order(task):
    made = task()
    done, members = prepare(made)
    assert [(entry["id"], entry["path"], entry["words"], entry["date"]) for entry in members.to_pylist()] == [
        (row["id"], row["provenance"]["path"], row["word_count"], row["date_edtf"]) for row in _articles(made, done)
    ]


def test_an_article_of_the_shard_is_what_becomes_of_its_document(task, raw_folder):
    made = task()
    (row, *_) = _articles(made, prepare(made)[0])
    raw = (raw_folder / "story-0.txt").read_bytes()
    (document,) = normalise_stage.documents(made.items[1], made.config)
    article = prepare_document(document, made.config)
    assert (row.pop(RAW), document.raw, from_row(Article, row)) == (raw, raw, article)


def test_raw_bytes_are_cut_at_the_limit(task):
    made = task(parse({"read": {"kept_bytes": 10}}))
    assert {len(row[RAW]) for row in _articles(made, prepare(made)[0])} == {10}


def test_preparing_twice_gives_the_same_and_works_once(task, worked_on):
    first, again = prepare(task()), prepare(task())
    assert (first[0].reused, again[0].reused) == (0, 3)
    assert (replace(first[0], reused=3), first[1]) == again
    assert worked_on == {"normalise_document": 3, "annotate_all": 3}


def test_only_what_changed_is_worked_on_again(task, raw_folder, worked_on, story):
    prepare(task())
    worked_on.clear()
    (raw_folder / "story-1.txt").write_text(story(8), encoding="utf-8")
    (raw_folder / "story-7.txt").write_text(story(7), encoding="utf-8")
    made = task()
    done, _ = prepare(made)
    assert (worked_on, done.reused) == ({"normalise_document": 2, "annotate_all": 2}, 2)
    assert {row["headline"].split()[2] for row in _articles(made, done)} == {"0", "8", "2", "7"}


def test_another_option_of_annotating_does_not_normalise_again(task, worked_on):
    prepare(task())
    worked_on.clear()
    made = task(parse({"annotate": {"indirect": True}}))
    done, _ = prepare(made)
    assert (worked_on, done.reused, len(_articles(made, done))) == ({"annotate_all": 3}, 0, 3)


def test_other_code_works_on_everything_again(task, worked_on):
    prepare(task())
    prepare(replace(task(), code={NORMALISED: "2", ANNOTATED: "2"}))
    assert worked_on == {"normalise_document": 6, "annotate_all": 6}


def test_other_code_of_normalising_annotates_no_body_again_that_is_the_same(task, worked_on):
    first, members = prepare(task())
    articles = _articles(task(), first)
    done, same = prepare(replace(task(), code={**CODE, NORMALISED: "2"}))
    assert worked_on == {"normalise_document": 6, "annotate_all": 3}
    assert (done.reused, same, _articles(task(), done)) == (3, members, articles)


def test_other_code_of_normalising_annotates_a_body_that_it_changes(task, worked_on, monkeypatch):
    prepare(task())
    real = normalise_stage.normalise_document

    def changes_one(document, *rest):
        article = real(document, *rest)
        changed = "number 1" in document.text
        return replace(article, body=article.body.replace("brass band", "jazz band")) if changed else article

    monkeypatch.setattr(normalise_stage, "normalise_document", changes_one)
    made = replace(task(), code={**CODE, NORMALISED: "2"})
    done, _ = prepare(made)
    assert (worked_on["annotate_all"], done.reused) == (4, 2)
    for row in _articles(made, done):
        assert all(row["body"][quote["start"] : quote["end"]] == quote["text"] for quote in row["quotes"])


def test_another_date_changes_what_grouping_knows_and_annotates_nothing(task, worked_on, monkeypatch):
    prepare(task())
    real = normalise_stage.normalise_document
    monkeypatch.setattr(
        normalise_stage, "normalise_document", lambda *given: replace(real(*given), date_edtf="2024-03-17")
    )
    _, members = prepare(replace(task(), code={**CODE, NORMALISED: "2"}))
    assert (worked_on["annotate_all"], set(members["date"].to_pylist())) == (3, {"2024-03-17"})


def test_other_code_of_annotating_normalises_nothing(task, worked_on):
    prepare(task())
    prepare(replace(task(), code={**CODE, ANNOTATED: "2"}))
    assert worked_on == {"normalise_document": 3, "annotate_all": 6}


@pytest.mark.parametrize("step", [NORMALISED, ANNOTATED])
def test_damaged_work_is_noticed_and_done_again(task, step, worked_on):
    made = task()
    done, members = prepare(made)
    for path in (made.store.root / step).rglob("*"):
        if path.is_file():
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)
    again, members_again = prepare(made)
    assert (replace(again, reused=0), members_again) == (done, members)
    assert worked_on["annotate_all"] == (6 if step == ANNOTATED else 3)


def test_a_found_rejection_is_passed_on(task):
    refused = Rejection("f" * 24, "read", "unreadable", "No.", "raw/x", None, None, None, None, None, None)
    made = task(items=(refused,))
    done, _ = prepare(made)
    assert (_counts(done), _rows(made, done, REFUSED)[0]["reason"]) == ((1, 0, 1), "unreadable")


def _tells_of_one(texts):
    return any("bench number 1" in text.body for text in texts)


def _fails(monkeypatch, name, fault, applies):
    """Let a function of the documents fail for some of its subjects."""
    real = getattr(MODULES[name], name)

    def fails_on_some(subject, *rest, **named):
        if applies(subject):
            raise fault
        return real(subject, *rest, **named)

    monkeypatch.setattr(MODULES[name], name, fails_on_some)


@pytest.mark.parametrize(
    ("name", "applies"),
    [
        ("normalise_document", lambda document: "bench number 1" in document.text),
        ("annotate_all", _tells_of_one),
        ("fingerprint", lambda body: "bench number 1" in body),
        ("read", lambda source: source.path.endswith("story-1.txt")),
    ],
)
def test_an_unforeseen_fault_does_not_stop_the_others(monkeypatch, task, name, applies):
    _fails(monkeypatch, name, RecursionError("too deep \ud800"), applies)
    made = task()
    done, _ = prepare(made)
    assert _counts(done) == (4, 2, 2)
    assert sorted(row["reason"] for row in _rows(made, done, REFUSED)) == ["empty", "unexpected_error"]
    assert len(_articles(made, done)) == 2


def test_what_failed_is_tried_again_in_the_next_build_and_nothing_else(monkeypatch, task, worked_on):
    with monkeypatch.context() as fault:
        _fails(
            fault,
            "annotate_all",
            ValueError("by chance"),
            _tells_of_one,
        )
        prepare(task())
    worked_on.clear()
    done, _ = prepare(task())
    assert (_counts(done), worked_on) == ((4, 3, 1), {"annotate_all": 1})


def test_a_document_that_hangs_is_refused_and_the_others_are_not(monkeypatch, task):
    real = normalise_stage.normalise_document

    def hangs_on_some(document, *rest):
        if "bench number 1" in document.text:
            time.sleep(60)
        return real(document, *rest)

    monkeypatch.setattr(normalise_stage, "normalise_document", hangs_on_some)
    made = task(parse({"build": {"document_seconds": 0.5}}))
    done, _ = prepare(made)
    assert sorted(row["reason"] for row in _rows(made, done, REFUSED)) == ["empty", "timeout"]
    assert done.articles == 2


@pytest.mark.parametrize("step", ["read 2 0", "normalise 3", "annotate 2"])
def test_what_killed_its_process_twice_is_left_out(task, tmp_path, step):
    (tmp_path / "attempts-000000").write_text(f"begin\n{step}\nbegin\n{step}\n", encoding="utf-8")
    made = task()
    done, _ = prepare(made)
    assert _counts(done) == (4, 2, 2)
    (refused,) = [row for row in _rows(made, done, REFUSED) if row["reason"] != "empty"]
    assert (refused["path"], refused["reason"]) == ("raw/story-1.txt", "unexpected_error")
    assert "ended without an answer" in refused["detail"]


def test_what_could_not_be_interrupted_is_refused_for_its_time(task, tmp_path):
    (tmp_path / "attempts-000000").write_text("begin\nnormalise 3\ntimeout normalise 3\n", encoding="utf-8")
    made = task()
    done, _ = prepare(made)
    assert sorted(row["reason"] for row in _rows(made, done, REFUSED)) == ["empty", "timeout"]


@pytest.mark.parametrize("stage", ["normalise_document", "read"])
def test_a_broken_set_up_is_not_taken_for_a_bad_document(monkeypatch, task, stage):
    _fails(monkeypatch, stage, ConfigError("An outlet needs a name."), lambda _: True)
    with pytest.raises(ConfigError, match="needs a name"):
        prepare(task())


def test_a_lost_task_refuses_each_of_its_files_and_leaves_empty_shards(task):
    made = task()
    done, members = lost(made, MemoryError())
    assert (_counts(done), members.num_rows) == ((4, 0, 4), 0)
    rows = _rows(made, done, REFUSED)
    assert {(row["stage"], row["reason"]) for row in rows} == {("read", "unexpected_error")}
    assert len({row["id"] for row in rows}) == 4
    assert _articles(made, done) == []


def test_records_of_a_container_state_their_fields(tmp_path, story, task):
    (tmp_path / "raw.jsonl").write_text(
        json.dumps({"title": "Benches", "body": story(3).split("\n\n", 2)[2], "date": "2024-03-04"}) + "\n",
        encoding="utf-8",
    )
    made = task(items=tuple(discover([tmp_path / "raw.jsonl"], ReadOptions())))
    (row,) = _articles(made, prepare(made)[0])
    assert (row["headline"], str(row["date"])) == ("Benches", "2024-03-04")


def test_no_raw_bytes_are_kept_of_an_article_whose_rights_are_restricted(tmp_path, story, task):
    bodies = [{"body": story(number), "rights": {"mining_reserved": number == 1}} for number in (1, 2)]
    (tmp_path / "raw.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in bodies), encoding="utf-8")
    made = task(items=tuple(discover([tmp_path / "raw.jsonl"], ReadOptions())))
    rows = _articles(made, prepare(made)[0])
    assert [(row["rights"]["mining_reserved"], row[RAW] is None) for row in rows] == [(True, True), (False, False)]


def test_a_fault_in_labelling_is_a_rejection_of_the_document_at_fault(monkeypatch, task):
    real = label_batches.label_documents

    def fails_on_some(items):
        if any("bench number 1" in getattr(item, "text", "") for item in items):
            raise ValueError("no such label")
        return real(items)

    monkeypatch.setattr(normalise_stage, "label_documents", fails_on_some)
    monkeypatch.setattr(plain_text, "label_documents", fails_on_some)
    assert _counts(prepare(task())[0]) == (4, 2, 2)


def _taken_down(identifier):
    return Ledger("5a", (takedown("5a", [identifier], None, day="2024-05-01", why="asked"),))


def test_nothing_is_kept_of_what_was_taken_down(task):
    made = task()
    first, _ = prepare(made)
    gone = next(row for row in _articles(made, first) if row["headline"].startswith("Lindhafen"))
    made = replace(made, ledger=_taken_down(gone["id"]))
    with made.store.in_use():  # as a build holds it; the last one removes what was superseded
        done, members = prepare(made)
    assert (done.taken_down, done.articles, members.num_rows, done.reused) == (1, 2, 2, 2)
    assert sorted(row["reason"] for row in _rows(made, done, REFUSED)) == ["empty", "taken_down"]
    entries = [
        made.store.load(path.parent.parent.name, path.name)
        for step in (NORMALISED, ANNOTATED)
        for path in (made.store.root / step).glob("*/*")
    ]
    assert len(entries) == 2
    assert "Lindhafen" not in str([table.to_pylist() for entry in entries for table in entry.tables.values()])


def test_what_is_no_longer_taken_down_is_there_again(task):
    made = task()
    (row, *_) = _articles(made, prepare(made)[0])
    prepare(replace(made, ledger=_taken_down(row["id"])))
    assert _counts(prepare(task())[0]) == (4, 3, 1)
