"""Whatever happens to whichever request, main shows the old release or the new one, and the next run completes it.

Each run of the client is a process of its own, forked from one that has the libraries loaded.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue

import certifi
import pytest

import toolkit
from hub_emulator.fault_injection import Fault
from hub_emulator.repository import Repository
from hub_emulator.server import serving

CLIENT = """
import json, os, sys
import hf_xet, huggingface_hub.hf_api
from toolkit.errors import PublishError
from toolkit.publishing import hub, hub_pull_request
from toolkit.release.bundle import bundle
from toolkit.publishing.publish_plan import PublishOptions
from toolkit.release.release_folder import open_release
from toolkit.progress import NullProgress

def publish(endpoint, folder, files):
    os.environ["HF_ENDPOINT"] = endpoint
    hub.ONE_COMMIT = hub_pull_request.ONE_COMMIT = files
    try:
        with bundle(open_release(folder)) as packed:
            hub.publish(packed, "halden/benches", PublishOptions(), NullProgress())
    except PublishError:
        return 2
    return 0

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        code = 70
        try:
            code = publish(*json.loads(line))
        finally:
            os._exit(code)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
LANES = 3
ANSWERS = ("500", "429", "403", "412", "drop", "lose")
SELDOM = [pytest.param(action, marks=pytest.mark.slow) for action in (*ANSWERS[1:], "kill")]
QUICK = {"HF_XET_CLIENT_RETRY_BASE_DELAY": "10ms", "HF_XET_CLIENT_RETRY_MAX_ATTEMPTS": "2"}


class Lane:
    """A Hub that is put back before every try, and a client that publishes to it."""

    def __init__(self, location, stack, releases, protocol, certificates):
        self.place, self.releases = location, releases
        self.files = 6 if protocol == "pulls" else 100
        self.running = stack.enter_context(serving(location / "hub"))
        surroundings = {
            **os.environ,
            **QUICK,
            "HF_HOME": str(location / "home"),
            "HF_TOKEN": "hf_test",
            "HF_HUB_DISABLE_TELEMETRY": "1",
            "HF_HUB_DISABLE_XET": "0" if protocol == "xet" else "1",
            "SSL_CERT_FILE": str(certificates),
            "TMPDIR": str(location),
        }
        line = [sys.executable, "-c", CLIENT]
        errors = stack.enter_context((location / "errors.txt").open("w"))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": errors}
        self.client = stack.enter_context(subprocess.Popen(line, **pipes, text=True, env=surroundings))
        stack.callback(self.client.stdin.close)

    def put(self, version):
        """Put the Hub into the state before, which is empty or has the first release; keep that for later."""
        kept = self.place / f"before-{version}"
        if not kept.exists():
            if version is None:
                kept.mkdir()
            else:
                self.put(None)
                assert self.publish(version) == 0
                shutil.copytree(self.place / "hub", kept)
        for name in ("datasets", "objects", "recipes", "xorbs"):
            shutil.rmtree(self.place / "hub" / name, ignore_errors=True)
            (self.place / "hub" / name).mkdir(parents=True)
        shutil.copytree(kept, self.place / "hub", dirs_exist_ok=True)
        shutil.rmtree(self.place / "home", ignore_errors=True)

    def publish(self, version, faults=(), *, killed_at=None):
        """Publish a version in a process of its own and return its exit code."""
        self.running.faults.inject(faults)
        self.client.stdin.write(json.dumps([self.running.address, str(self.releases[version]), self.files]) + "\n")
        self.client.stdin.flush()
        process = int(self.client.stdout.readline())
        if killed_at is not None:
            patience = time.monotonic() + 60
            while len(self.running.faults.log) < killed_at and time.monotonic() < patience:
                time.sleep(0.005)
            os.kill(process, signal.SIGKILL)
        return int(self.client.stdout.readline())

    @property
    def repository(self):
        return Repository(self.place / "hub/datasets/halden/benches")

    def shown(self, revision):
        """Return the files of a revision with their digests; null if there are none."""
        if not (self.repository.folder / "repository.json").exists():
            return None
        tree = self.repository.commit(self.repository.resolve(revision)).tree
        return {path: entry.sha256 for path, entry in tree.items() if path != ".gitattributes"} or None


@pytest.fixture(scope="module")
def releases(tmp_path_factory, story):
    """Build two releases of articles alone, so that there are few requests, and give them by version."""
    location = tmp_path_factory.mktemp("plain")
    (location / "raw").mkdir()
    options = {
        "dataset": {"name": "benches", "license": "cc0-1.0"},
        "group": {"splits": {"train": 1.0}},
        "annotate": {"quotes": False, "entities": False},
    }
    result = {}
    for number, version in enumerate(("1.0.0", "1.1.0"), start=1):
        (location / "raw" / f"{version}.txt").write_text(story(number), encoding="utf-8")
        previous = result.get("1.0.0")
        built = toolkit.build(
            location / "raw", out=location, config=options, version=version, previous=previous, engine="here"
        )
        result[version] = built.folder
    return result


@pytest.fixture(scope="module")
def lanes(tmp_path_factory, releases):
    """Make a queue of lanes for a protocol, once."""
    certificates = tmp_path_factory.mktemp("certificates") / "one.pem"
    first, end, _ = Path(certifi.where()).read_text(encoding="utf-8").partition("-----END CERTIFICATE-----")
    certificates.write_text(first + end, encoding="utf-8")  # on loopback none is needed, and one is quickly read
    with ExitStack() as stack:
        made = {}

        @contextmanager
        def lane(protocol):
            if protocol not in made:
                made[protocol] = SimpleQueue()
                for _ in range(LANES):
                    made[protocol].put(Lane(tmp_path_factory.mktemp("lane"), stack, releases, protocol, certificates))
            one = made[protocol].get()
            try:
                yield one
            finally:
                made[protocol].put(one)

        yield lane


@pytest.fixture(scope="module")
def whole(releases):
    """Tell what is to be seen of each version: every file with its digest; nothing before the first."""
    from toolkit.release.bundle import bundle
    from toolkit.release.release_folder import open_release

    result = {None: None}
    for version, folder in releases.items():
        with bundle(open_release(folder)) as packed:
            result[version] = {item.path: item.sha256 for item in packed.items}
    return result


@pytest.fixture(scope="module")
def walk(lanes, whole):
    """Let something happen to each request in turn, and see after each that all is well."""

    def requests(protocol, old, new):
        with lanes(protocol) as lane:
            lane.put(old)
            assert lane.publish(new) == 0
            return [element.request for element in lane.running.faults.log]

    def one(protocol, old, new, action, number):
        with lanes(protocol) as lane:
            lane.put(old)
            if action == "kill":
                fault = Fault("*", "hold", first=number)
                assert lane.publish(new, [fault], killed_at=number) == -signal.SIGKILL
            else:
                code = lane.publish(new, [Fault("*", action, first=number, times=1)])
                assert code in (0, 2), (protocol, action, number)
            after = lane.shown("main")
            assert after in (whole[old], whole[new]), (protocol, action, number)
            for tag in lane.repository.state.tags if after else ():
                assert lane.shown(tag) == whole[tag.removeprefix("v")]
            assert lane.publish(new) == 0, (protocol, action, number)
            assert lane.shown("main") == lane.shown(f"v{new}") == whole[new]
            assert old is None or lane.shown(f"v{old}") == whole[old]
            titles = [commit.title for _, commit in lane.repository.history("main")]
            assert [title[:21] for title in titles] == [
                *(f"Release benches {element}" for element in (new, old) if element),
                "initial commit",
            ], (protocol, action, number)

    def run(protocol, old, new, action, only=""):
        numbers = [number for number, element in enumerate(requests(protocol, old, new), start=1) if only in element]
        with ThreadPoolExecutor(LANES) as pool:
            list(pool.map(lambda number: one(protocol, old, new, action, number), numbers))
        return len(numbers)

    return run


@pytest.mark.parametrize("action", ["500", *SELDOM])
def test_the_next_release_comes_whole_or_not_at_all(walk, action):
    assert walk("lfs", "1.0.0", "1.1.0", action) > 12


@pytest.mark.parametrize("action", ["500", *SELDOM])
def test_by_xet_too_at_the_requests_that_only_xet_makes(walk, action):
    assert walk("xet", "1.0.0", "1.1.0", action, only="xet") > 4


@pytest.mark.parametrize("action", [pytest.param("lose", marks=pytest.mark.slow), "kill"])
def test_the_first_release_comes_whole_or_not_at_all(walk, action):
    assert walk("lfs", None, "1.0.0", action) > 12


@pytest.mark.slow
@pytest.mark.parametrize(("action", "only"), [("lose", "discussions"), ("kill", "")])
def test_a_release_of_many_files_comes_whole_through_its_pull_request(walk, action, only):
    assert walk("pulls", "1.0.0", "1.1.0", action, only) > 3
