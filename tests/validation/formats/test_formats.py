"""Several reports at once, as the command writes them."""

import json

import pytest

FORMATS = ("text", "json", "junit", "sarif", "github", "summary")


@pytest.fixture
def rows(row, tmp_path):
    """Write a good and a bad row, and one to look at."""
    made = [row(), row(id="a" * 24, word_count=0), row(id="b" * 24, source="LINDHAFEN COURIER")]
    text = "".join(json.dumps(entry, default=lambda value: value.isoformat()) + "\n" for entry in made)
    (tmp_path / "rows.jsonl").write_text(text, encoding="utf-8")
    return tmp_path / "rows.jsonl"


def test_every_form_is_written_in_one_run(command, rows, tmp_path):
    options = [item for form in FORMATS for item in ("--report", f"{form}=out/{form}")]
    outcome = command("validate", rows, *options)
    assert (outcome.code, outcome.err) == (1, "")
    assert [(tmp_path / "out" / form).stat().st_size > 50 for form in FORMATS] == [True] * len(FORMATS)


def test_only_the_summary_of_a_github_job_is_appended(command, rows, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "job.md")
    for _ in range(2):
        command("validate", rows, "--report", "summary=page.md", "--report", "summary=job.md", "--quiet")
    assert [(tmp_path / name).read_text(encoding="utf-8").count("## ❌") for name in ("page.md", "job.md")] == [1, 2]


def test_a_report_on_standard_output_stands_alone(command, rows):
    assert json.loads(command("validate", rows, "--report", "sarif=-").out)["version"] == "2.1.0"


@pytest.mark.parametrize("wanted", ["sarif", "sarif=", "yaml=x.yaml", "=x"])
def test_a_report_that_is_not_understood_is_exit_code_2(command, rows, wanted):
    outcome = command("validate", rows, "--report", wanted)
    assert (outcome.code, "FORMAT=PATH" in outcome.err) == (2, True)


def test_a_report_that_cannot_be_written_is_exit_code_2(command, rows, tmp_path):
    (tmp_path / "file").touch()
    outcome = command("validate", rows, "--report", "json=file/out.json")
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("options", "code"),
    [((), 1), (("--fail-on", "never"), 0), (("--strict",), 1), (("--fail-on", "rarely"), 2), (("--against", "x"), 2)],
)
def test_the_exit_code_follows_the_options(command, rows, options, code):
    assert command("validate", rows, *options).code == code


def test_only_warnings_are_exit_code_3_when_that_is_asked_for(command, rows):
    lines = rows.read_text(encoding="utf-8").splitlines(keepends=True)
    rows.write_text(lines[0] + lines[2], encoding="utf-8")
    assert [command("validate", rows, *options).code for options in ((), ("--strict",), ("--fail-on", "warning"))] == [
        0, 3, 1,
    ]  # fmt: skip


def test_the_configuration_is_read(command, rows, tmp_path):
    (tmp_path / "toolkit.toml").write_text('[validate]\noff = ["word_count.minimum"]\n', encoding="utf-8")
    assert command("validate", rows).code == 0


def test_raw_paths_are_counted_from_the_root_of_a_repository(command, rows):
    out = command("validate", rows, "--report", "github=-", "--raw-root", "news/data").out
    assert "file=news/data/raw/ferry.txt" in out
