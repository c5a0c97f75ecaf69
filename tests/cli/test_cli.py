"""The commands: exit codes, one sentence for what is wrong, output for people and for machines."""

import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from toolkit._version import VERSION
from toolkit.config import parse
from toolkit.contract.markdown_table import schema_page

ROOT = Path(__file__).parents[2]
HEAVY = {
    "polars",
    "pandera",
    "pyarrow",
    "datasets",
    "pandas",
    "numpy",
    "trafilatura",
    "lxml",
    "ftfy",
    "py3langid",
    "rensa",
}
COMMANDS = [
    "build",
    "validate",
    "verify",
    "report",
    "diff",
    "explain",
    "schema",
    "schema show",
    "schema export",
    "init",
]


def _is_one_sentence(outcome):
    return outcome.err.startswith("toolkit: ") and outcome.err.count("\n") == 1 and "Traceback" not in outcome.err


def test_help_loads_no_heavy_library_and_is_quick():
    code = (
        "import sys\nsys.argv = ['toolkit', '--help']\nfrom toolkit.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sorted(name for name in sys.modules if '.' not in name)))"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) & HEAVY == set()
    assert time.perf_counter() - started < 5  # 0.3 s on a machine with nothing else to do


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(command, name):
    outcome = command(*name.split(), "--help")
    assert outcome.code == 0
    if name != "schema":
        assert f"toolkit {name}" in outcome.out.partition("Example")[2]


def test_the_help_lists_commands_and_exit_codes(command):
    out = command("--help").out
    assert [
        name
        for name in ("build", "validate", "verify", "sign", "report", "diff", "explain", "schema", "init")
        if not re.search(rf"^ +{name} ", out, re.MULTILINE)
    ] == []
    assert "Exit codes: 0 good, 1 data found wanting, 2 misuse or broken set-up, 3 only warn" in " ".join(out.split())


def test_the_version_is_printed(command):
    assert command("--version") == command("--version")
    assert command("--version").out == f"{VERSION}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--colour"],
        ["build", "--workers", "many"],
        ["validate"],
        ["verify"],
        ["explain"],
        ["schema", "draw"],
    ],
    ids=" ".join,
)
def test_misuse_is_exit_code_2_and_a_hint(command, arguments):
    outcome = command(*arguments)
    assert (outcome.code, outcome.out, "Traceback" in outcome.err) == (2, "", False)
    assert outcome.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["build"], "nothing to build"),
        (["build", "nowhere"], "nowhere"),
        (["build", "nowhere/*.txt"], "nowhere"),
        (["build", "raw", "--workers", "-1"], "workers"),
        (["build", "raw", "--name", "No Good"], "dataset.name"),
        (["build", "raw", "--dataset-version", "1"], "dataset.version"),
        (["build", "raw", "--config", "nowhere.toml"], "nowhere.toml"),
        (["build", "raw", "--out", "raw/story-1.txt"], "--out"),
        (["validate", "nowhere"], "nowhere"),
        (["validate", "raw"], "manifest.json"),
        (["validate", "raw/story-1.txt"], "story-1.txt"),
        (["verify", "nowhere"], "nowhere"),
        (["verify", "raw"], "manifest.json"),
        (["explain", "nowhere.txt"], "nowhere.txt"),
        (["explain", "0123456789ab", "--release", "raw"], "manifest.json"),
        (["schema", "show", "letter"], "article, quote, entity"),
        (["schema", "export", "letter"], "letter"),
        (["schema", "export", "article", "--form", "xml"], "jsonschema, arrow"),
        (["init", "nowhere"], "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_broken_set_up_is_exit_code_2_and_one_sentence(command, raw_folder, arguments, complaint):
    outcome = command(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert _is_one_sentence(outcome), outcome.err
    assert complaint in outcome.err


def test_an_unknown_key_names_the_nearest_right_one(command, raw_folder, tmp_path):
    (tmp_path / "toolkit.toml").write_text("[build]\nworker = 2\n", encoding="utf-8")
    outcome = command("build", "raw")
    assert outcome.code == 2
    assert "did you mean build.workers?" in outcome.err


@pytest.mark.parametrize("outlet", ['domains = ["x.example"]', 'name = "The Post"\ncolour = "red"', "name = 3"])
def test_a_wrong_outlet_is_exit_code_2_and_nothing_is_built(command, raw_folder, tmp_path, outlet):
    (tmp_path / "toolkit.toml").write_text(f"[[outlet]]\n{outlet}\n", encoding="utf-8")
    outcome = command("build", "raw", "--engine", "here", "--quiet")
    assert (outcome.code, outcome.out, _is_one_sentence(outcome)) == (2, "", True)
    assert [path.name for path in tmp_path.glob("dist/*")] in ([], [".cache"])


def test_a_build_without_arguments_does_what_the_file_says(command, raw_folder, tmp_path):
    (tmp_path / "toolkit.toml").write_text(
        '[dataset]\nname = "halden-news"\n[build]\ninputs = ["raw"]\nworkers = 1\n', encoding="utf-8"
    )
    outcome = command("build")
    assert outcome.code == 0
    assert (tmp_path / "dist" / "halden-news-0.1.0" / "README.md").is_file()


def test_a_build_tells_people_what_it_did(command, raw_folder):
    outcome = command("build", "raw", "--engine", "here")
    assert (outcome.code, outcome.out.startswith("Built ")) == (0, True)
    assert "4 read = 3 published + 1 quarantined + 0 duplicates + 0 withheld" in outcome.out
    size = sum(path.stat().st_size for path in raw_folder.iterdir())
    assert outcome.err.splitlines()[:2] == ["Loading models", f"Reading and annotating: {size:,} bytes"]


def test_a_build_tells_machines_what_it_did(command, raw_folder, tmp_path):
    outcome = command("build", "raw", "--engine", "here", "--json")
    result = json.loads(outcome.out)
    assert (outcome.code, outcome.err, result["changed"]) == (0, "", True)
    written = json.loads((tmp_path / result["folder"] / "manifest.json").read_text(encoding="utf-8"))
    assert result["manifest"] == written


def test_a_build_that_publishes_nothing_is_exit_code_1(command, tmp_path):
    (tmp_path / "empty.txt").touch()
    assert command("build", "empty.txt", "--engine", "here").code == 1


def test_name_version_and_place_are_taken_from_the_options(command, raw_folder, tmp_path):
    outcome = command(
        "build", "raw", "--engine", "here", "--name", "halden", "--dataset-version", "2.0.0", "--out", "made", "--quiet"
    )
    assert (outcome.code, (tmp_path / "made" / "halden-2.0.0" / "README.md").is_file()) == (0, True)


def test_another_release_is_exit_code_2_unless_it_may_be_replaced(command, raw_folder, story):
    assert command("build", "raw", "--engine", "here").code == 0
    (raw_folder / "story-9.txt").write_text(story(9), encoding="utf-8")
    refused = command("build", "raw", "--engine", "here", "--quiet")
    assert (refused.code, _is_one_sentence(refused), "--replace" in refused.err) == (2, True, True)
    assert command("build", "raw", "--engine", "here", "--replace").code == 0


@pytest.fixture
def damaged(sample_copy):
    """Give a release of which one table was replaced by another."""
    one, other = (next(sample_copy.glob(f"data/{table}/train-*")) for table in ("quotes", "entities"))
    one.write_bytes(other.read_bytes())
    return sample_copy


def test_a_good_release_is_exit_code_0_and_one_line(command, sample):
    outcome = command("verify", sample.folder)
    assert (outcome.code, outcome.out.count("\n"), outcome.err) == (0, 1, "")


def test_a_good_release_is_exit_code_0_and_has_no_errors(command, sample):
    outcome = command("validate", sample.folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert re.search(r" 0 errors|all keep the contract", outcome.out.splitlines()[0])


@pytest.mark.parametrize("name", ["validate", "verify"])
def test_a_bad_release_is_exit_code_1_and_says_where(command, damaged, name):
    outcome = command(name, damaged)
    assert (outcome.code, "data/quotes/train-" in outcome.out, outcome.err) == (1, True, "")


@pytest.mark.parametrize("name", ["validate", "verify"])
@pytest.mark.parametrize("state", ["good", "bad"])
def test_machines_are_told_the_same(command, sample, damaged, name, state):
    outcome = command(name, sample.folder if state == "good" else damaged, "--json")
    result = json.loads(outcome.out)
    assert (outcome.code, result["passed"]) == ((0, True) if state == "good" else (1, False))
    assert bool(result["errors" if name == "validate" else "disagreements"]) == (state == "bad")


def test_quiet_prints_nothing(command, raw_folder, sample, damaged):
    runs = [
        ("build", "raw", "--engine", "here"),
        ("validate", sample.folder),
        ("verify", sample.folder),
        ("validate", damaged),
        ("verify", damaged),
    ]
    outcomes = [command(*arguments, "--quiet") for arguments in runs]
    assert [(outcome.out, outcome.err) for outcome in outcomes] == [("", "")] * 5
    assert [outcome.code for outcome in outcomes] == [0, 0, 0, 1, 1]


def test_a_file_of_rows_is_validated(command, tmp_path, row):
    text = json.dumps(row(word_count=0), default=lambda value: value.isoformat())
    (tmp_path / "articles.jsonl").write_text(text, encoding="utf-8")
    outcome = command("validate", "articles.jsonl")
    assert (outcome.code, "word_count" in outcome.out) == (1, True)


def test_a_raw_file_is_explained(command, raw_folder):
    outcome = command("explain", "raw/story-1.txt")
    assert (outcome.code, outcome.err) == (0, "")
    assert "headline" in outcome.out


def test_an_article_of_a_release_is_explained(command, raw_folder):
    built = json.loads(command("build", "raw", "--engine", "here", "--json").out)
    from toolkit.release.release_folder import open_release

    identifier = open_release(built["folder"]).read("articles")["id"][0].as_py()
    outcome = command("explain", identifier, "--release", built["folder"], "--inputs", "raw")
    assert (outcome.code, identifier in outcome.out) == (0, True)


def test_an_explanation_for_machines_is_one_json_document(command, tmp_path, story):
    lines = [json.dumps({"body": story(number)}) for number in range(2)]
    (tmp_path / "raw.jsonl").write_text("\n".join([*lines, "{"]), encoding="utf-8")
    outcome = command("explain", "raw.jsonl", "--json")
    result = json.loads(outcome.out)
    assert (outcome.code, len(result)) == (0, 3)


def test_a_template_is_written_once(command, tmp_path):
    outcome = command("init")
    assert (outcome.code, "toolkit.toml" in outcome.out) == (0, True)
    assert parse(tomllib.loads((tmp_path / "toolkit.toml").read_text(encoding="utf-8"))).dataset.name == "my-news"
    again = command("init")
    assert (again.code, _is_one_sentence(again), "exists already" in again.err) == (2, True, True)


def test_a_template_is_built_from_as_it_is(command, raw_folder, tmp_path):
    command("init")
    assert command("build", "--engine", "here").code == 0
    assert (tmp_path / "dist" / "my-news-1.0.0" / "manifest.json").is_file()


def test_the_schema_is_shown(command, contract):
    out = command("schema", "show").out
    assert [name for name in contract.records if not re.search(rf"^{name}: ", out, re.MULTILINE)] == []


def test_one_record_is_shown(command):
    out = command("schema", "show", "part").out
    assert [line.split()[0] for line in out.splitlines() if line] == ["part:", "start", "end"]


def test_the_page_of_the_schema_is_printed(command, contract):
    assert command("schema", "show", "--markdown").out == schema_page(contract)


def test_the_schema_is_exported_as_json(command):
    assert json.loads(command("schema", "export", "quote").out)["title"] == "Quote"


def test_a_reader_that_stops_listening_is_no_fault(real_command):
    done = subprocess.run(
        f"{sys.executable} -m toolkit schema show | head -n 1", shell=True, capture_output=True, text=True, check=False
    )
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_a_terminal_of_another_character_set_is_no_fault(real_command, raw_folder, tmp_path):
    done = real_command("explain", "raw/story-1.txt", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.code, "Traceback" in done.err) == (0, False)


def test_the_installed_command_is_this_one():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"toolkit": "toolkit.cli:main"}


def test_releases_that_are_the_same_differ_in_nothing(command, sample):
    outcome = command("diff", sample.folder, sample.folder, "--exit-code")
    assert (outcome.code, outcome.out) == (0, "sample-news-1.0.0 → sample-news-1.0.0: no difference\n")


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--exit-code"], 1), (["--exit-code", "--quiet"], 1)])
def test_a_difference_is_an_exit_code_only_when_that_is_wanted(command, sample, options, code):
    train, test = (next((sample.folder / "data" / "articles").glob(f"{split}-*")) for split in ("train", "test"))
    assert command("diff", train, test, *options).code == code


@pytest.mark.parametrize("form", ["--json", "--markdown"])
def test_a_difference_is_printed_for_machines_and_for_pull_requests(command, sample, form):
    train, test = (next((sample.folder / "data" / "quotes").glob(f"{split}-*")) for split in ("train", "test"))
    out = command("diff", train, test, form, "--limit", 3, "--out", "changes.parquet").out
    if form == "--json":
        assert len(json.loads(out)["changes"]) == 3
    else:
        assert out.startswith("## ")
    assert Path("changes.parquet").stat().st_size > 0


def test_what_cannot_be_compared_is_one_sentence(command, sample):
    outcome = command("diff", sample.folder, "gone")
    assert (outcome.code, _is_one_sentence(outcome)) == (2, True)


# report


def test_report_names_the_page_of_a_release(command, sample):
    outcome = command("report", sample.folder)
    published = sample.manifest["balance"]["published"]
    assert outcome.code == 0
    assert outcome.out == (
        f"{sample.folder / 'report.html'}: {published} articles, {published} with the raw document\n"
    )


def test_report_draws_another_page_where_it_is_asked_to(command, sample, tmp_path):
    assert command("report", sample.folder, "--out", "page.html").code == 0
    assert "<!doctype html>" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("there", [True, False])
def test_report_opens_the_page_in_a_browser_where_there_is_one(command, sample, monkeypatch, there):
    import webbrowser

    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or there)
    out = command("report", sample.folder, "--open").out
    assert opened == [(sample.folder / "report.html").as_uri()]
    assert ("open the file" in out) == (not there)


# sign


def test_a_release_is_signed_and_verified_with_the_keys_of_a_person(command, sample_copy, tmp_path):
    pytest.importorskip("model_signing", reason="the extra `sign` is not installed: pip install '.[sign]'")
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric import ec

    key, public = tmp_path / "halden.pem", tmp_path / "halden.pub"
    private = ec.generate_private_key(ec.SECP256R1())
    locked = form.BestAvailableEncryption(b"harbour")
    key.write_bytes(private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked))
    public.write_bytes(private.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo))
    assert command("sign", sample_copy, "--key", key).code == 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOOLKIT_KEY_PASSWORD", "harbour")
        assert command("sign", sample_copy, "--key", key).out.startswith("Signed: ")
    assert "signature, checksums" in command("verify", sample_copy, "--key", public).out
    (sample_copy / "README.md").write_text("Something else")
    outcome = command("verify", sample_copy, "--key", public)
    assert (outcome.code, outcome.out) == (1, "README.md: was changed since it was signed\n")
