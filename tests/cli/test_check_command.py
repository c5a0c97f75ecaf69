"""The commands before a build."""

import json
import subprocess
import sys

import pytest

BODY = "The lido of Halden opened on Sunday, the town said. The water is cold, and children swim free of charge. " * 3
TABLE = "Title,PubDate,{}\n" + "".join(f'Lido {number} opens,2024-03-01,"{BODY}{number}"\n' for number in range(4))


@pytest.fixture
def table(tmp_path):
    """Write a table whose text has the given name."""

    def write(name):
        path = tmp_path / "news.csv"
        path.write_text(TABLE.format(name), encoding="utf-8")
        return path

    return write


def test_peek_shows_fields_examples_and_configuration(command, table):
    done = command("peek", table("Full text"))
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "news.csv: table (CSV or TSV), 4 articles"
    assert lines[1:4] == ["  headline       Title", "  date           PubDate", "  body           Full text"]
    assert "  - Lido 0 opens | 2024-03-01 | no source | no author | 61 words" in lines
    assert "[build]" in lines


def test_peek_of_a_table_without_a_known_text_says_what_to_map_once(command, table):
    done = command("peek", table("Column C"))
    assert (done.code, done.out.count("refused as missing_text")) == (0, 1)
    assert '4 of them cannot be read; try --map body="Column C"' in done.out
    assert '[read.mapping]\nbody = "Column C"' in done.out
    mapped = command("peek", table("Column C"), "--map", "body=Column C")
    assert "cannot be read" not in mapped.out


def test_peek_prints_for_machines(command, table):
    (result,) = json.loads(command("peek", table("Full text"), "--json").out)
    assert (result["articles"], result["fields"]["body"], len(result["examples"])) == (4, "Full text", 3)


def test_peek_writes_the_configuration(command, table, tmp_path, monkeypatch):
    path = table("Column C")
    monkeypatch.chdir(tmp_path)
    assert command("peek", path, "--write").code == 0
    assert 'body = "Column C"' in (tmp_path / "toolkit.toml").read_text(encoding="utf-8")
    assert command("peek", path, "--write").code == 2


@pytest.mark.parametrize(
    "form", ["table", *(pytest.param(form, marks=pytest.mark.slow) for form in ("json", "json lines"))]
)
def test_peek_reads_standard_input(form, table):
    records = [{"title": "Lido opens", "body": f"{BODY}{number}"} for number in range(4)]
    content = {
        "table": table("Full text").read_text(encoding="utf-8"),
        "json": json.dumps(records, indent=1),
        "json lines": "".join(json.dumps(record) + "\n" for record in records),
    }[form]
    line = [sys.executable, "-m", "toolkit", "peek", "-"]
    done = subprocess.run(line, input=content, capture_output=True, text=True, check=False)
    assert (done.returncode, ", 4 articles" in done.out if hasattr(done, "out") else ", 4 articles" in done.stdout) == (
        0,
        True,
    )


def test_a_mapping_of_another_form_is_misuse(command, table):
    done = command("peek", table("Full text"), "--map", "body")
    assert (done.code, done.err) == (2, "toolkit: --map body is not understood; write FIELD=COLUMN.\n")


def test_check_groups_what_would_be_refused(command, table):
    done = command("check", table("Column C"), "--engine", "here", "--cache", "off")
    assert done.code == 1
    assert "1 document read, 0 would be published" in done.out
    assert "missing_text    news.csv: None of the columns (Title, PubDate, Column C)" in done.out


def test_check_passes_good_articles_and_writes_every_report(command, story, tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(story(1), encoding="utf-8")
    options = [f"--report={form}={tmp_path / form}" for form in ("text", "json", "junit", "sarif", "github", "summary")]
    done = command("check", path, "--engine", "here", "--cache", "off", *options)
    assert (done.code, "1 document read, 1 would be published" in done.out) == (0, True)
    assert json.loads((tmp_path / "json").read_text(encoding="utf-8"))["passed"] is True


def test_check_names_the_raw_line_of_a_refused_record(command, tmp_path):
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"title": "Lido opens", "body": BODY}), "", "no record"]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = command("check", path, "--cache", "off", "--engine", "here", "--report", "sarif=-")
    (run,) = json.loads(done.out)["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (done.code, run["results"][0]["ruleId"], region) == (1, "invalid_record", {"startLine": 3})


def test_the_exit_codes_of_check_are_those_of_validate(command, table):
    line = ("check", table("Column C"), "--engine", "here", "--cache", "off", "-q")
    assert [command(*line, "--fail-on", name).code for name in ("error", "never")] == [1, 0]
    assert command("check", "nowhere").code == 2
