"""The whole flow: the same files whatever the circumstances, and every document accounted for."""

import filecmp
import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import api
from toolkit.annotation.entities.backends import Description
from toolkit.compliance.ledger_file import save_ledger
from toolkit.compliance.takedown_ledger import Ledger, Takedown, dump
from toolkit.errors import ConfigError, ReleaseError, SourceError
from toolkit.pipeline import annotate_stage, external_sort, normalise_stage, partition, run_stages
from toolkit.progress import NullProgress
from toolkit.release.release_folder import open_release

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
ELSEWHERE = {
    "PYTHONHASHSEED": "7",
    "TZ": "Asia/Kolkata",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "HOME": "/nonexistent",
}


def _files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _names(folder):
    return [path.name for path in folder.iterdir() if path.name != ".cache"]


def _differences(one, other):
    names = _files(one)
    assert names == _files(other)
    return [name for name in names if not filecmp.cmp(one / name, other / name, shallow=False)]


def _build(folder, out, **options):
    return api.build([folder], out=out, engine="here", **options)


@pytest.fixture(params=["here", pytest.param("on a cluster", marks=pytest.mark.slow)])
def build(request):
    """Build in this process, and with Dask's workers in others."""
    engine = "here" if request.param == "here" else request.getfixturevalue("dask_cluster")

    def run(folder, out, **options):
        return api.build([folder], out=out, engine=engine, **options)

    return run


def _balanced(manifest):
    balance = dict(manifest["balance"])
    return balance.pop("read") == sum(balance.values())


def _quarantine(built):
    rows = open_release(built.folder).read("quarantine").to_pylist()
    return {row["path"]: row["reason"] for row in rows}


def test_two_workers_in_other_surroundings_build_the_same_files(sample, real_command, tmp_path):
    inputs = os.path.relpath(SEEDS, tmp_path)
    arguments = ["build", inputs, "--config", ROOT / "toolkit.toml", "--out", "built", "--workers", 2, "--quiet"]
    done = real_command(*arguments, cwd=tmp_path, env={**os.environ, **ELSEWHERE})
    assert (done.code, done.out, done.err) == (0, "", "")
    assert _differences(tmp_path / "built" / sample.folder.name, sample.folder) == []


def test_files_named_in_any_order_give_the_same_release(tmp_path):
    named = [
        path
        for name in ("wire", "records", "archives")
        for path in (SEEDS / name).iterdir()
        if ".gold." not in path.name
    ]
    releases = []
    for seed in range(2):
        random.Random(seed).shuffle(named)
        releases.append(api.build(named, out=tmp_path / str(seed), engine="here").folder)
    assert _differences(*releases) == []


def test_the_size_of_tasks_shards_and_buckets_makes_no_difference(build, sample, tmp_path, monkeypatch):
    monkeypatch.setattr(partition, "TASK_ITEMS", 3)
    monkeypatch.setattr(partition, "TASK_BYTES", 2000)
    monkeypatch.setattr(partition, "FINISHED_SHARDS", 2)
    monkeypatch.setattr(external_sort, "BUCKET_BYTES", 1000)
    monkeypatch.setattr(external_sort, "GIVEN_ROWS", 3)
    other = build(SEEDS, tmp_path / "other", config=api.load_config(ROOT / "toolkit.toml"))
    assert _differences(sample.folder, other.folder) == []


def test_every_document_of_the_sample_is_accounted_for(sample):
    assert _balanced(sample.manifest)
    assert sample.manifest["balance"]["read"] > 40


def test_the_sample_is_valid_and_is_what_was_built(sample):
    assert (api.validate(sample.folder).passed, api.verify(sample.folder)) == (True, [])


def test_refused_sample_documents_have_the_reasons_of_the_gold_answers(sample):
    wanted = {}
    for gold in SEEDS.rglob("*.gold.json"):
        for record in json.loads(gold.read_text(encoding="utf-8"))["records"]:
            if "rejected" in record:
                wanted[gold.name.partition(".")[0]] = record["rejected"]
    result = {Path(path).name.partition(".")[0]: reason for path, reason in _quarantine(sample).items()}
    assert {name: result.get(name) for name in wanted} == wanted


class _Editing(NullProgress):
    """Changes a file after the documents were read."""

    def __init__(self, path, content):
        self.path, self.content = path, content

    def begin(self, step, _total):
        if step == "validate":
            self.path.write_text(self.content, encoding="utf-8")


def test_a_release_revokes_what_its_documents_were_held_against(build, raw_folder, tmp_path):
    ledger = tmp_path / "takedowns.toml"
    before, after = (Ledger("00", (Takedown("2024-05-01", "asked", frozenset({name}), frozenset()),)) for name in "ab")
    save_ledger(before, ledger)
    built = build(
        raw_folder,
        tmp_path / "out",
        config={"build": {"takedowns": str(ledger)}},
        progress=_Editing(ledger, dump(after)),
    )
    assert json.loads((built.folder / "revoked.json").read_text(encoding="utf-8"))["articles"] == ["a"]


def test_the_day_of_the_release_is_that_of_the_newest_article(build, raw_folder, tmp_path):
    built = build(raw_folder, tmp_path / "out")
    assert built.manifest["created"] == "2024-03-03"


def test_source_date_epoch_stands_for_the_clock(build, raw_folder, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build(raw_folder, tmp_path / "out").manifest["created"] == "1970-01-02"


@pytest.mark.parametrize("value", ["yesterday", "", "9" * 30, "1.5"])
def test_a_malformed_source_date_epoch_is_refused(raw_folder, tmp_path, monkeypatch, value):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
        _build(raw_folder, tmp_path / "out")


def test_without_any_date_the_release_is_of_the_first_day(build, tmp_path, story):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "story.txt").write_text(story(3).replace(", March 4, 2024", ""), encoding="utf-8")
    assert build(tmp_path / "raw", tmp_path / "out").manifest["created"] == "1970-01-01"


def test_the_same_build_again_changes_nothing(build, raw_folder, tmp_path):
    first = build(raw_folder, tmp_path / "out")
    before = {name: (first.folder / name).stat().st_mtime_ns for name in _files(first.folder)}
    second = build(raw_folder, tmp_path / "out")
    assert (first.changed, second.changed) == (True, False)
    assert {name: (first.folder / name).stat().st_mtime_ns for name in _files(first.folder)} == before


def test_another_release_of_the_same_name_is_refused_and_left_alone(build, raw_folder, tmp_path, story):
    first = build(raw_folder, tmp_path / "out")
    before = {name: (first.folder / name).read_bytes() for name in _files(first.folder)}
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    with pytest.raises(ReleaseError, match="--replace"):
        build(raw_folder, tmp_path / "out")
    assert {name: (first.folder / name).read_bytes() for name in _files(first.folder)} == before
    assert _names(tmp_path / "out") == [first.folder.name]


def test_another_release_of_the_same_name_is_replaced_when_that_is_wanted(build, raw_folder, tmp_path, story):
    build(raw_folder, tmp_path / "out")
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    built = build(raw_folder, tmp_path / "out", overwrite=True)
    assert (built.changed, built.manifest["balance"]["published"]) == (True, 4)
    assert (api.verify(built.folder), _names(tmp_path / "out")) == ([], [built.folder.name])


def test_a_release_inside_the_folder_that_is_read_is_not_read(build, raw_folder):
    first = build(raw_folder, raw_folder / "dist")
    second = build(raw_folder, raw_folder / "dist")
    assert (first.manifest["balance"]["read"], second.changed) == (4, False)


OTHER_NAMES = ("split=train", "what?", "Fähre 🚲", "two\nlines")


@pytest.mark.parametrize("name", ["a [1]", "*", *(pytest.param(name, marks=pytest.mark.slow) for name in OTHER_NAMES)])
def test_a_release_may_stand_in_a_folder_of_any_name(raw_folder, tmp_path, name):
    usual = _build(raw_folder, tmp_path / "usual")
    built = _build(raw_folder, tmp_path / name)
    assert _differences(usual.folder, built.folder) == []
    assert (api.verify(built.folder), api.validate(built.folder).passed) == ([], True)


def test_copies_are_counted_as_duplicates(build, raw_folder, tmp_path, story):
    (raw_folder / "copy.txt").write_text(story(1), encoding="utf-8")
    built = build(raw_folder, tmp_path / "out")
    assert built.manifest["balance"] == {"read": 5, "published": 3, "quarantined": 1, "duplicates": 1, "withheld": 0}
    assert list(_quarantine(built).values()).count("duplicate") == 1


@pytest.mark.parametrize(
    ("rights", "kept"),
    [
        ({}, True),
        ({"outlets": {"The Halden Post": "full"}, "licences": {"CC BY 4.0": "full"}}, True),
        ({"outlets": {"The Halden Post": "lead"}}, False),
        ({"licences": {"unknown": "stand_off"}}, False),
        ({"default": "withhold", "outlets": {"The Halden Post": "full"}}, False),
    ],
)
def test_the_bytes_of_whom_nobody_knows_are_kept_only_if_everybody_is_published_in_full(
    build, rights, kept, raw_folder, tmp_path
):
    config = {"rights": rights, "normalise": {"minimum_words": 500}, "gates": {"min_articles": 0}}
    refused = open_release(build(raw_folder, tmp_path / "out", config=config).folder).read("quarantine")
    assert {row["raw"] is not None for row in refused.to_pylist() if row["reason"] == "no_body"} == {kept}


def test_a_release_of_refusals_only_is_a_release(build, tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").touch()
    built = build(tmp_path / "raw", tmp_path / "out", config={"gates": {"min_articles": 0}})
    assert (built.manifest["balance"]["quarantined"], api.verify(built.folder)) == (1, [])
    assert api.validate(built.folder).passed


def test_an_empty_folder_is_an_error_with_advice(tmp_path):
    (tmp_path / "raw").mkdir()
    with pytest.raises(SourceError, match="No file to read"):
        _build(tmp_path / "raw", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_unforeseen_fault_in_one_document_is_a_rejection(raw_folder, tmp_path, monkeypatch):
    real = normalise_stage.normalise_document

    def fails_on_one(document, *rest):
        if document.path.endswith("story-1.txt"):
            raise ZeroDivisionError
        return real(document, *rest)

    monkeypatch.setattr(normalise_stage, "normalise_document", fails_on_one)
    built = _build(raw_folder, tmp_path / "out")
    assert _quarantine(built) == {"raw/empty.txt": "empty", "raw/story-1.txt": "unexpected_error"}
    assert (_balanced(built.manifest), api.verify(built.folder)) == (True, [])


def test_a_document_that_is_lost_between_two_steps_stops_the_build(build, raw_folder, tmp_path, monkeypatch):
    real = run_stages.prepare

    def loses_one(task):
        shard, members = real(task)
        return replace(shard, documents=shard.documents + 1), members

    monkeypatch.setattr(run_stages, "prepare", loses_one)
    with pytest.raises(ReleaseError, match="do not add up"):
        build(raw_folder, tmp_path / "out")
    assert _names(tmp_path / "out") == []


def test_a_fault_of_ours_leaves_nothing_behind(build, raw_folder, tmp_path, monkeypatch):
    def fails(*_):
        raise RuntimeError("ours")

    monkeypatch.setattr(run_stages, "finish", fails)
    with pytest.raises(RuntimeError, match="ours"):
        build(raw_folder, tmp_path / "out")
    assert _names(tmp_path / "out") == []


def test_a_disk_that_fills_up_is_one_sentence_and_nothing_is_left(real_command, raw_folder, tmp_path):
    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    done = real_command("build", "raw", "--workers", 2, "--quiet", cwd=tmp_path, preexec_fn=little_room)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done.err
    assert done.err.startswith("toolkit: ")
    assert _names(tmp_path / "dist") == []


def test_a_build_that_is_killed_leaves_no_release_and_the_next_one_succeeds(tmp_path, story):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(60):
        (raw / f"{number}.txt").write_text(story(number), encoding="utf-8")
    line = [sys.executable, "-m", "toolkit", "build", str(raw), "--out", str(out), "--workers", "1", "--quiet"]
    with subprocess.Popen(line) as process:
        deadline = time.monotonic() + 60
        while not list(out.glob(".cache/annotated/*/*")) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert [name for name in _names(out) if not name.startswith(".")] == []
    assert api.verify(api.build([raw], out=out, engine="here").folder) == []


def test_a_build_that_is_interrupted_leaves_nothing(tmp_path, story):
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(60):
        (raw / f"{number}.txt").write_text(story(number), encoding="utf-8")
    line = [sys.executable, "-m", "toolkit", "build", str(raw), "--out", str(out), "--workers", "1", "--quiet"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while not list(out.glob(".cache/annotated/*/*")) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate(timeout=60)
    assert ("Traceback" in complaint, _names(out)) == (False, [])
    assert process.returncode == 130


def _junk(generator):
    """Make a file's content: noise, or a sample article that was cut, bitten, repeated or mixed up."""
    paths = sorted(path for path in SEEDS.rglob("*") if path.is_file() and path.parent != SEEDS)
    content = generator.choice(paths).read_bytes()
    location = generator.randrange(len(content) + 1)
    kind = generator.randrange(8)
    if kind == 0:
        return generator.randbytes(generator.randrange(3000))
    if kind == 1:
        return content[:location]
    if kind == 2:
        return content[location:]
    if kind == 3:
        return content[:location] + generator.randbytes(9) + content[location:]
    if kind == 4:
        return bytes(byte if generator.random() > 0.02 else generator.randrange(256) for byte in content)
    if kind == 5:
        return gzip.compress(content, mtime=0)[: -generator.randrange(1, 9)]
    if kind == 6:
        return content.decode("latin-1").encode("utf-16")
    return "".join(generator.choice("“”\"'\n {}[]<>&;:,\0\ud7ff🚲") for _ in range(generator.randrange(900))).encode()


NAMES = (
    "{}.txt",
    "{}.html",
    "{}.jsonl",
    "{}.json",
    "{}.parquet",
    "{}.txt.gz",
    "{}.jsonl.zst",
    "{}.xml",
    "{}",
    "-{}.txt",
    "a\nb {}.txt",
    "🚲 {}.html",
    "%s {}.txt",
    "{} *?[x].txt",
    "{}\udcff.txt",
    "{}.TXT",
)


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_junk_never_stops_a_build_and_every_piece_is_accounted_for(build, tmp_path, seed):
    generator = random.Random(seed)
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(48):
        name = NAMES[number % len(NAMES)].format(number)
        with open(os.fsencode(raw / name), "wb") as file:  # noqa: PTH123 - a name that is no UTF-8
            file.write(_junk(generator))
    built = build(raw, tmp_path / "out")
    assert _balanced(built.manifest)
    assert (api.verify(built.folder), api.validate(built.folder).faults) == ([], ())
    details = [
        row["detail"]
        for row in open_release(built.folder).read("quarantine").to_pylist()
        if row["reason"] == "unexpected_error"
    ]
    assert details == []


def _bad_inputs(raw, story):
    """Fill a folder with everything that goes wrong in practice; return the reason for each."""
    raw.mkdir()
    text = story(3)
    contents = {
        "empty.txt": (b"", "empty"),
        "blank.txt": (b" \n\t\n\xc2\xa0\n", "empty"),
        "nul.txt": (b"\x00" * 400, "binary"),
        "nul-inside.txt": (b"The ferry \x00\x01\x02\x00\x00 was late.\n" * 30, "binary"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(900), "binary"),
        "cut.txt.gz": (gzip.compress(text.encode() * 20, mtime=0)[:-20], "broken_archive"),
        "not-packed.txt.gz": (text.encode(), "broken_archive"),
        "cut.jsonl.zst": (b"\x28\xb5\x2f\xfd\x00", "broken_archive"),
        "broken.parquet": (b"PAR1 and no more", "broken_archive"),
        "invalid.jsonl": (b'{"title": "Benches", "body": \n', "invalid_record"),
        "list.jsonl": (b"[1, 2, 3]\n", "invalid_record"),
        "no-text.jsonl": (b'{"title": "Benches"}\n', "missing_text"),
        "no-text.html": (b"<html><head><title>Benches</title></head><body><script>1</script></body></html>", "no_body"),
        "marks.txt": ("“”\"'«» ”“ ".encode() * 40, "no_body"),
        "feed.xml": (b"<rss></rss>", "empty"),
    }
    for name, (content, _) in contents.items():
        (raw / name).write_bytes(content)
    (raw / "good.txt").write_bytes(text.encode("utf-16"))
    (raw / "line\nbreak.txt").write_text(story(4), encoding="utf-8")
    (raw / "bicycle 🚲.txt").write_text(story(5), encoding="utf-8")
    (raw / "loop").symlink_to(raw)
    (raw / "one.txt").symlink_to(raw / "other.txt")
    (raw / "other.txt").symlink_to(raw / "one.txt")
    (raw / "gone.txt").symlink_to(raw / "nowhere")
    os.mkfifo(raw / "pipe.txt")
    reasons = {name: reason for name, (_, reason) in contents.items()}
    return {**reasons, **dict.fromkeys(("one.txt", "other.txt", "gone.txt", "pipe.txt"), "unreadable")}


@pytest.fixture(scope="module")
def bad(tmp_path_factory, story):
    """Build, with the real command, from a folder of bad inputs."""
    location = tmp_path_factory.mktemp("bad")
    reasons = _bad_inputs(location / "raw", story)
    line = [sys.executable, "-m", "toolkit", "build", "raw", "--out", "out", "--workers", "1", "--json"]
    done = subprocess.run(line, cwd=location, capture_output=True, text=True, check=False, timeout=120)
    return location, reasons, done


@pytest.mark.slow
def test_bad_inputs_do_not_make_the_command_fail(bad):
    _, _, done = bad
    assert (done.returncode, done.stderr) == (0, "")


def test_every_bad_input_is_refused_with_its_reason(bad):
    location, reasons, done = bad
    rows = open_release(location / json.loads(done.stdout)["folder"]).read("quarantine").to_pylist()
    assert {row["path"].removeprefix("raw/"): row["reason"] for row in rows} == reasons


def test_good_files_among_bad_ones_are_published_under_names_of_one_line(bad):
    location, _, done = bad
    rows = open_release(location / json.loads(done.stdout)["folder"]).read("articles")["provenance"].to_pylist()
    assert sorted(row["path"] for row in rows) == ["raw/bicycle 🚲.txt", "raw/good.txt", "raw/line\\nbreak.txt"]


def test_the_balance_of_bad_inputs_holds(bad):
    _, reasons, done = bad
    balance = json.loads(done.stdout)["manifest"]["balance"]
    assert balance == {
        "read": len(reasons) + 3,
        "published": 3,
        "quarantined": len(reasons),
        "duplicates": 0,
        "withheld": 0,
    }


@pytest.mark.slow
def test_what_may_not_be_read_is_refused_and_the_rest_is_built(real_command, raw_folder, tmp_path, ordinary_rights):
    (raw_folder / "closed").mkdir()
    (raw_folder / "closed" / "story.txt").write_text("Closed.", encoding="utf-8")
    (raw_folder / "closed").chmod(0)
    (raw_folder / "story-1.txt").chmod(0)
    done = real_command(
        "build", "raw", "--out", "out", "--workers", 1, "--json", cwd=tmp_path, preexec_fn=ordinary_rights
    )
    (raw_folder / "closed").chmod(0o700)
    assert (done.code, done.err) == (0, "")
    rows = open_release(tmp_path / json.loads(done.out)["folder"]).read("quarantine").to_pylist()
    assert {row["path"]: row["reason"] for row in rows} == {
        "raw/closed": "unreadable",
        "raw/empty.txt": "empty",
        "raw/story-1.txt": "unreadable",
    }


def test_a_build_that_publishes_nothing_is_found_wanting(tmp_path, command):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").touch()
    assert command("build", "raw", "--workers", 1).code == 1


def test_a_folder_that_may_not_be_read_at_all_is_one_sentence(real_command, raw_folder, tmp_path, ordinary_rights):
    raw_folder.chmod(0)
    done = real_command("build", "raw", "--out", "out", cwd=tmp_path, preexec_fn=ordinary_rights)
    raw_folder.chmod(0o700)
    assert (done.code, done.out, done.err.count("\n"), (tmp_path / "out").exists()) == (2, "", 1, False)
    assert "raw" in done.err


def test_a_folder_that_may_not_be_written_is_one_sentence(real_command, raw_folder, tmp_path, ordinary_rights):
    (tmp_path / "closed").mkdir(mode=0o500)
    done = real_command("build", "raw", "--out", "closed", cwd=tmp_path, preexec_fn=ordinary_rights)
    assert (done.code, done.out, done.err.splitlines()[-1].startswith("toolkit: ")) == (2, "", True)
    assert "--out" in done.err


def test_a_model_of_another_maker_gives_the_same_release_however_many_work(raw_folder, tmp_path):
    pipeline_of_spacy = spacy.blank("en")
    ruler = pipeline_of_spacy.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Ida Brandt"}])
    pipeline_of_spacy.meta.update(version="4.5.6", license="CC0-1.0")
    pipeline_of_spacy.to_disk(tmp_path / "ours")
    config = {"annotate": {"recogniser": f"spacy:{tmp_path / 'ours'}"}, "build": {"engine": "here"}}

    one = api.build([raw_folder], out=tmp_path / "one", config=config)
    two = api.build([raw_folder], out=tmp_path / "two", config=config, workers=2)

    assert _files(one.folder) == _files(two.folder)
    assert all((one.folder / name).read_bytes() == (two.folder / name).read_bytes() for name in _files(one.folder))
    assert one.manifest["recogniser"] == {"name": "spacy:./ours", "version": "4.5.6", "licence": "CC0-1.0"}
    assert one.manifest["options"]["annotate"]["recogniser"] == "spacy:./ours"
    entities = open_release(one.folder).read("entities").to_pylist()
    assert {item["type"] for item in entities if item["text"] == "Ida Brandt"} == {"ORG"}


def test_a_build_in_which_nothing_is_recognised_names_no_recogniser(raw_folder, tmp_path):
    built = api.build([raw_folder], out=tmp_path / "out", engine="here", config={"annotate": {"entities": False}})

    assert built.manifest["recogniser"] is None


def test_workers_with_different_models_are_found_out(raw_folder, tmp_path, monkeypatch):
    versions = iter("123456789")
    monkeypatch.setitem(annotate_stage.__dict__, "describe", lambda _: Description("spacy:x", next(versions), None))
    monkeypatch.setattr(partition, "TASK_ITEMS", 1)

    with pytest.raises(ReleaseError, match="The workers differ in their recogniser"):
        api.build([raw_folder], out=tmp_path / "out", engine="here")


CORRUPTED = (
    *("wire/lift-bridge-reopens.txt", "html/json-ld-seagrass-meadow.html", "records/county-briefs.jsonl"),
    *(
        "records/science-desk.parquet",
        "records/short-notices.csv",
        "agency/night-mail.nitf",
        "feeds/eastvik-notes.atom",
    ),
    *("archives/kite-festival.txt.gz", "archives/skarn-crawl.warc.gz", "archives/small-business.jsonl.zst"),
    *("mailing-list/odd-clocks.mbox", "mailing-list/wishing-well.eml", "encodings/utf-16-tide-pool.txt"),
)
"""One file of each kind."""


@settings(max_examples=5)
@given(st.data())
def test_whatever_happens_to_the_bytes_of_the_inputs_the_balance_holds(data):
    with TemporaryDirectory() as location:
        raw = Path(location) / "raw"
        raw.mkdir()
        for source in CORRUPTED:
            content = bytearray((SEEDS / source).read_bytes())
            for _ in range(data.draw(st.integers(0, 3))):
                at = data.draw(st.integers(0, len(content)))
                content[at : at + data.draw(st.integers(0, 200))] = data.draw(st.binary(max_size=20))
            (raw / Path(source).name).write_bytes(bytes(content))

        built = _build(raw, Path(location) / "out")

        assert _balanced(built.manifest)
        release, balance = open_release(built.folder), built.manifest["balance"]
        assert balance["read"] >= len(CORRUPTED)
        assert release.read("articles").num_rows == balance["published"]
        assert release.read("quarantine").num_rows == balance["read"] - balance["published"]
        assert api.verify(built.folder) == []


def test_a_build_warns_of_values_that_look_wrong(tmp_path):
    records = [{"headline": "March 5, 2024", "body": "The ferry sailed on Monday. " * 12, "source": "Ormsund Post"}]
    built = api.build(records, out=tmp_path, config={"annotate": {"entities": False}}, engine="here", cache="off")
    assert built.manifest["warnings"]["implausible_headline"]["articles"] == 1
