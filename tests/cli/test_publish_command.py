"""The command that makes a release public."""

import json


def test_a_plan_is_told_before_anything_is_done(command, sample, tmp_path):
    done = command("publish", sample.folder, tmp_path / "there", "--dry-run", "--quiet")
    assert (done.code, done.out) == (0, "")
    done = command("publish", sample.folder, tmp_path / "there", "--dry-run")
    assert done.out.splitlines()[0] == f"Would publish sample-news-1.0.0 to {tmp_path / 'there'}"
    assert not (tmp_path / "there").exists()


def test_what_was_done_is_told_to_people_and_machines(command, sample, tmp_path):
    message = command("publish", sample.folder, tmp_path / "there").out
    assert message.splitlines()[0].startswith("Published sample-news-1.0.0 to ")
    assert "  proved     every file was read again" in message
    again = json.loads(command("publish", sample.folder, tmp_path / "there", "--json").out)
    assert (again["state"], again["plan"]["new_files"], again["errors"]) == ("unchanged", 0, 0)


def test_a_release_with_errors_is_refused_unless_there_is_a_reason(command, sample, tmp_path):
    (tmp_path / "strict.toml").write_text(
        '[[validate.rules]]\nname = "never"\nfield = "headline"\nholds = "false"\ndescription = "None is good."\n',
        encoding="utf-8",
    )
    line = ("publish", sample.folder, tmp_path / "there", "--config", "strict.toml")
    refused = command(*line)
    assert refused.code == 1
    assert "error never" in refused.out
    assert refused.out.splitlines()[-1].startswith("Refused: ")
    assert json.loads(command(*line, "--json").out)["state"] == "refused"
    forced = command(*line, "--force", "The court asked for it.")
    assert forced.code == 0
    assert "errors: The court asked for it." in forced.out.splitlines()[-1]


def test_a_destination_that_cannot_be_understood_is_misuse(command, sample):
    done = command("publish", sample.folder, "hf://halden/news")
    assert (done.code, done.err.splitlines()[-1]) == (
        2,
        "toolkit: hf://halden/news is no dataset of the Hub; write hf://datasets/ORG/NAME.",
    )
