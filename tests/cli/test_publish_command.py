"""The commands that make a release public."""

import json
import signal
import subprocess
import sys

import httpx

WHOAMI = "from huggingface_hub import HfApi; print(HfApi().whoami()['name'])"


def test_a_command_runs_against_the_rehearsal_hub(real_command, tmp_path):
    done = real_command("hub", "serve", tmp_path, "--log", "--", sys.executable, "-c", WHOAMI)
    assert (done.code, done.out, done.err) == (0, "rehearsal\n", "200 GET /api/whoami-v2\n")


def test_a_fault_can_be_put_into_the_way(real_command, tmp_path):
    done = real_command(
        "hub", "serve", tmp_path, "--fault", "*/whoami-v2=403", "--log", "--", sys.executable, "-c", WHOAMI
    )
    assert done.code == 1
    assert "403 GET /api/whoami-v2" in done.err


def test_the_rehearsal_hub_runs_until_it_is_stopped(tmp_path):
    line = [sys.executable, "-m", "toolkit", "hub", "serve", str(tmp_path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as server:
        first, address, token = (server.stdout.readline() for _ in range(3))
        assert first == f"Serving {tmp_path} until Ctrl-C; in the shell that rehearses:\n"
        place = address.removeprefix("  export HF_ENDPOINT=").strip()
        headers = {"Authorization": f"Bearer {token.removeprefix('  export HF_TOKEN=').strip()}"}
        assert httpx.get(f"{place}/api/whoami-v2", headers=headers).status_code == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0


def test_a_release_is_published_as_a_user_does_it(real_command, sample, tmp_path):
    """The command, the clients of the Hub and the reading back all run in processes of their own."""
    line = ["hub", "serve", tmp_path, "--log", "--", sys.executable, "-m", "toolkit", "publish", sample.folder]
    done = real_command(*line, "hf://datasets/halden/news", "--json", cwd=tmp_path)
    assert done.code == 0, done.err
    told = json.loads(done.out)
    assert (told["state"], told["read"]) == ("published", ["articles", "quotes", "entities"])
    assert "/xet/v1/shards" in done.err
    assert done.err.count("/commit/") == 1
    assert "hf_rehearsal" not in done.out + done.err


def test_a_plan_is_told_before_anything_is_done(command, sample, tmp_path):
    done = command("publish", sample.folder, tmp_path / "there", "--dry-run", "--quiet")
    assert (done.code, done.out) == (0, "")
    done = command("publish", sample.folder, tmp_path / "there", "--dry-run")
    assert done.out.splitlines()[0] == f"Would publish sample-news-1.0.0 to {tmp_path / 'there'}"
    assert not (tmp_path / "there").exists()


def test_what_was_done_is_told_to_people_and_machines(command, sample, tmp_path):
    told = command("publish", sample.folder, tmp_path / "there").out
    assert told.splitlines()[0].startswith("Published sample-news-1.0.0 to ")
    assert "  proved     every file was read again" in told
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


def test_a_missing_extra_is_named(command, monkeypatch):
    monkeypatch.setitem(sys.modules, "hub_emulator.server", None)
    assert "pip install 'news-dataset-toolkit[rehearsal]'" in command("hub", "serve").err
