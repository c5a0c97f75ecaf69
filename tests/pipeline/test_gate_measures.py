"""A build gives its release a name only if it passes the gates."""

import gzip
import json

import pytest

from toolkit import api
from toolkit.errors import ConfigError, GateError
from toolkit.release.release_folder import open_release

FAST = {"annotate": {"entities": False}}


def _build(raw, tmp_path, **options):
    return api.build([raw], out=tmp_path / "out", config=FAST, engine="here", **options)


def _names(tmp_path):
    return sorted(path.name for path in (tmp_path / "out").iterdir() if path.name != ".cache")


def test_the_gates_that_were_passed_are_in_manifest_and_card(raw_folder, tmp_path):
    built = _build(raw_folder, tmp_path, gates={"max_null": {"date": 0.5}})
    gates = {gate["gate"]: gate["passed"] for gate in open_release(built.folder).manifest["gates"]}
    assert gates == {"min_articles": True, "max_null.date": True}
    assert "| `max_null.date` | 0.5 | 0 of 3 articles without date (0.0%) | passed |" in (
        built.folder / "README.md"
    ).read_text(encoding="utf-8")
    assert api.verify(built.folder) == []


def test_a_release_without_articles_gets_no_name(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "table.csv").write_text("colour,size\nred,4\nblue,5\n", encoding="utf-8")
    with pytest.raises(GateError, match=r"0 articles would be published, but min_articles is 1"):
        _build(tmp_path / "raw", tmp_path)
    assert _names(tmp_path) == []


def test_a_failed_gate_keeps_the_work_and_the_release_of_before(raw_folder, tmp_path):
    with pytest.raises(GateError):
        _build(raw_folder, tmp_path, gates={"min_articles": 4})
    assert _names(tmp_path) == []
    assert _build(raw_folder, tmp_path).reused == 3


def test_a_release_that_goes_on_says_in_its_name_that_it_was_rejected(raw_folder, tmp_path):
    for _ in range(2):
        built = _build(raw_folder, tmp_path, gates={"min_articles": 4}, keep_going=True)
        assert _names(tmp_path) == ["news-0.1.0-rejected"]
    assert [gate["passed"] for gate in built.manifest["gates"]] == [False]
    assert _build(raw_folder, tmp_path).folder.name == "news-0.1.0"


def test_a_rejected_release_is_not_published(raw_folder, tmp_path):
    built = _build(raw_folder, tmp_path, gates={"min_articles": 4}, keep_going=True)
    with pytest.raises(GateError, match="did not pass its gates"):
        api.publish(built.folder, str(tmp_path / "published"))
    empty = _build(raw_folder, tmp_path, version="0.2.0", gates={"min_articles": 0}).folder
    assert api.publish(empty, str(tmp_path / "published")).outcome.state == "published"


def test_publishing_names_all_gates_that_failed_and_keeps_the_reason_to_do_it_all_the_same(
    raw_folder, tmp_path, command
):
    gates = {"min_articles": 4, "max_null": {"standfirst": 0.0}}
    folder = _build(raw_folder, tmp_path, gates=gates, keep_going=True).folder
    refused = command("publish", folder, "./published")
    assert (refused.code, "4" in refused.out) == (1, False)
    assert all(
        f"{words} " in refused.err for words in ("3 articles would be published;", "articles without standfirst")
    )
    assert command("publish", folder, "./published", "--force", "the desk knows").code == 0
    manifest = json.loads((tmp_path / "published" / "versions" / "0.1.0" / "manifest.json").read_bytes())
    assert manifest["forced"] == {"reason": "the desk knows", "errors": 0}


def test_an_empty_release_is_not_published(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").touch()
    built = _build(tmp_path / "raw", tmp_path, gates={"min_articles": 0})
    assert api.validate(built.folder).checked == "0 articles, 1 refused document"
    with pytest.raises(GateError, match="holds no article"):
        api.publish(built.folder, str(tmp_path / "published"))


def test_a_drop_since_the_previous_release_is_noticed(raw_folder, tmp_path):
    first = _build(raw_folder, tmp_path).folder
    for number in (0, 1):
        (raw_folder / f"story-{number}.txt").unlink()
    with pytest.raises(GateError, match=r"articles went from 3 to 1, but max_drop\.articles is 0\.5"):
        _build(raw_folder, tmp_path, previous=first, gates={"max_drop": {"articles": 0.5}})


def test_what_may_be_lost_counts_outlets_and_quotes_of_the_previous_release(raw_folder, tmp_path):
    first = _build(raw_folder, tmp_path)
    limits = {"articles": 0.0, "sources": 0.0, "quotes_with_speaker": 0.0}
    config = {"version": "0.2.0", "previous": first.folder, "gates": {"max_drop": limits}}
    gates = _build(raw_folder, tmp_path, **config).manifest["gates"]
    quotes = sum(value is not None for value in open_release(first.folder).read("quotes")["speaker"].to_pylist())
    assert quotes > 0
    assert [gate["message"] for gate in gates[1:]] == [
        "articles went from 3 to 3",
        "no outlet lost more articles than that",
        f"quotes with speaker went from {quotes} to {quotes}",
    ]


def test_a_failed_gate_names_the_documents_behind_it(raw_folder, tmp_path):
    (raw_folder / "empty.txt").touch()
    with pytest.raises(GateError, match=r"refused \(25\.0%\), most of all as empty; such as raw/empty\.txt, but max_"):
        _build(raw_folder, tmp_path, gates={"max_refused_share": {"all": 0.1}})


def test_a_container_that_was_not_read_to_its_end_is_named_and_gives_exit_code_1(raw_folder, command, story):
    lines = "".join(
        json.dumps({"headline": f"Story {number}", "text": story(number)}) + "\n" for number in range(9, 40)
    )
    (raw_folder / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode(), mtime=0)[:-40])
    outcome = command("build", raw_folder, "--out", "out", "--workers", 1, "--json")
    (unread,) = json.loads(outcome.out)["manifest"]["unread"]
    assert (outcome.code, unread["path"]) == (1, "raw/cut.jsonl.gz")
    assert unread["detail"].startswith(f"From record {unread['record']} on the file was not read: ")
    assert unread["record"] > 0


def test_accuracy_below_its_limit_is_noticed(raw_folder, tmp_path):
    (tmp_path / "gold").mkdir()
    answer = {"record": None, "headline": "Another headline", "body": "The harbour"}
    (tmp_path / "gold" / "story-1.gold.json").write_text(json.dumps({"records": [answer]}), encoding="utf-8")
    config = {**FAST, "build": {"gold": str(tmp_path / "gold")}, "gates": {"min_f1": {"headline": 90}}}
    with pytest.raises(GateError, match=r"F1 of headline is 0\.0%"):
        api.build([raw_folder], out=tmp_path / "out", config=config, engine="here")


@pytest.mark.parametrize(
    "gates", [{"max_null": {"dat": 0.1}}, {"max_refused_share": {"boring": 0.1}}, {"min_f1": {"quotes": 80}}]
)
def test_a_gate_that_can_never_be_measured_is_refused_before_the_work(raw_folder, tmp_path, gates):
    with pytest.raises(ConfigError, match=r"gates\."):
        _build(raw_folder, tmp_path, gates=gates)
    assert not (tmp_path / "out").exists()


def test_the_command_ends_with_1_and_says_why(raw_folder, command):
    outcome = command(
        "build", raw_folder, "--engine", "here", "--gate", "min_articles=9", "--gate", "max_null.date=0.1"
    )
    assert (outcome.code, "3 articles would be published, but min_articles is 9" in outcome.err) == (1, True)
    outcome = command("build", raw_folder, "--engine", "here", "--gate", "min_articles=9", "--keep-going")
    assert (outcome.code, outcome.out.splitlines()[0]) == (1, "Built dist/news-0.1.0-rejected")


def test_a_split_that_must_not_be_empty_is_asked_on_the_command_line(raw_folder, command):
    outcome = command(
        "build", raw_folder, "--engine", "here", "--gate", "empty_split=error", "--gate", "min_articles=1"
    )
    assert (outcome.code, "the split validation has 0 articles" in outcome.err) == (1, True)


def test_a_gate_that_is_no_key_and_limit_is_misuse(raw_folder, command):
    outcome = command("build", raw_folder, "--gate", "min_articles")
    assert (outcome.code, "KEY=LIMIT" in outcome.err) == (2, True)
