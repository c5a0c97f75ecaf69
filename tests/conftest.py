"""Fixtures of many tests: articles that satisfy the contract, copies of the schema, the command, a build of seeds/.

The tests are hermetic: the caches of libraries are in a temporary folder, whatever HOME is, and HF_HUB_OFFLINE, which
would also cut off the test Hub on loopback, is unset.
"""

import atexit
import ctypes
import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import hypothesis
import pytest

from toolkit.contract import Contract, load, schema_folder
from toolkit.contract.records import Article, Entity, Evidence, Part, Provenance, Quote, Removed, Rights
from toolkit.contract.row_conversion import to_row

_CACHES = tempfile.mkdtemp(prefix="toolkit-tests-")
atexit.register(shutil.rmtree, _CACHES, ignore_errors=True)
os.environ |= {"HF_HOME": _CACHES, "XDG_CACHE_HOME": _CACHES, "HF_HUB_DISABLE_TELEMETRY": "1"}
os.environ.pop("HF_HUB_OFFLINE", None)  # read once by huggingface_hub, which nothing has imported yet
hypothesis.settings.register_profile("toolkit", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("toolkit")

ROOT = Path(__file__).parents[1]
BODY = (
    "🚲 The ferry between Lindhafen and Brekkevik carries bicycles again 🛥️.\n\n"
    "“The engine is new,” Mara Tveit said, “and the bell is old.”\n\n"
    "“We rang it twice,” she added."
)
"""Characters outside the basic plane stand before every quote, so that offsets in UTF-16 or bytes would show."""
IDENTIFIER = "0123456789abcdef01234567"


def _span(text: str, after: int = 0) -> tuple[int, int]:
    start = BODY.index(text, after)
    return start, start + len(text)


def _quote(*pieces: str, speaker_text: str, cue: str) -> Quote:
    parts = tuple(Part(*_span(piece)) for piece in pieces)
    start, end = parts[0].start, parts[-1].end
    speaker_start, speaker_end = _span(speaker_text, end if len(pieces) == 1 else parts[0].end)
    return Quote(
        text=BODY[start:end],
        start=start,
        end=end,
        parts=parts,
        kind="direct",
        speaker="Mara Tveit",
        speaker_text=speaker_text,
        speaker_start=speaker_start,
        speaker_end=speaker_end,
        cue=cue,
        confidence=0.9,
    )


def _entity(text: str, kind: str) -> Entity:
    start, end = _span(text)
    return Entity(text, start, end, kind, text, None, 0.8)


GOOD = Article(
    id=IDENTIFIER,
    source="The Lindhafen Courier",
    agency=None,
    source_domain="courier.example",
    url="https://courier.example/ferry",
    authors=("Ida Brandt", "Jon Myhre"),
    date=date(2024, 3, 5),
    published_at=None,
    date_edtf="2024-03-05",
    date_precision="day",
    date_not_before=date(2024, 3, 1),
    date_not_after=date(2024, 3, 9),
    dateline_place="LINDHAFEN",
    headline="Bicycles are back on the ferry",
    standfirst=None,
    body=BODY,
    language="en",
    quotes=(
        _quote("The engine is new,", "and the bell is old.", speaker_text="Mara Tveit", cue="said"),
        _quote("We rang it twice,", speaker_text="she", cue="added"),
    ),
    entities=(_entity("Lindhafen", "LOC"), _entity("Brekkevik", "LOC"), _entity("Mara Tveit", "PER")),
    word_count=26,
    group=IDENTIFIER,
    rights=Rights(licence="CC0-1.0"),
    provenance=Provenance("raw/ferry.txt", None, 1, "ab" * 32, "text/plain", "0.1.0"),
    evidence=(
        Evidence("headline", "stated", 0, 30),
        Evidence("date", "stated", 31, 41, "the dateline"),
        Evidence("url", "metadata", None, None),
    ),
    removed=(Removed(50, 60, "advertisement"),),
    added_in="1.0.0",
)


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Make an article that keeps every rule, but for the fields that are given."""

    def make(**changes: object) -> Article:
        return replace(GOOD, **changes)

    return make


@pytest.fixture(scope="session")
def row(article: Callable[..., Article]) -> Callable[..., dict]:
    """Make the row of an article that keeps every rule, but for the columns that are given."""

    def make(**changes: object) -> dict:
        return {**to_row(article()), **changes}

    return make


@pytest.fixture(scope="session")
def contract() -> Contract:
    """Give the current contract."""
    return load()


@pytest.fixture
def edited_schema(tmp_path: Path) -> Callable[..., Path]:
    """Copy the current schema folder, replacing a piece of one of its files."""

    def edit(name: str, old: str = "", new: str = "") -> Path:
        folder = tmp_path / "schema" / "v2"
        if not folder.exists():
            shutil.copytree(schema_folder(), folder)
        path = folder / name
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1) if old else content + new, encoding="utf-8")
        return folder

    return edit


@dataclass(frozen=True)
class Outcome:
    """What a command returned and printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Outcome]:
    """Run the command line inside this process, in an empty current folder."""
    from toolkit.cli import main

    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["toolkit", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def real_command() -> Callable[..., Outcome]:
    """Run the command line as a user does, in a process of its own."""

    def run(*arguments: object, **options: object) -> Outcome:
        line = [sys.executable, "-m", "toolkit", *map(str, arguments)]
        done = subprocess.run(line, capture_output=True, text=True, check=False, **options)
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory):
    """Build a release from seeds/, once for all tests that only read it."""
    from toolkit.api.config_source import load_config
    from toolkit.api.releases import build

    out = tmp_path_factory.mktemp("sample")
    return build([ROOT / "seeds"], out=out, config=load_config(ROOT / "toolkit.toml"), engine="here")


@pytest.fixture
def sample_copy(sample, tmp_path: Path) -> Path:
    """Give a copy of the sample release that a test may damage."""
    folder = tmp_path / sample.folder.name
    shutil.copytree(sample.folder, folder)
    return folder


_STORY = (
    "{headline}\n\n{place}, {day} (Courier News) -- The harbour of {place} has {number} new benches, and the town "
    "council opened them on a bright morning with lemonade and a brass band.\n\n"
    "“Everybody may sit down now,” said harbour master {speaker}. “We painted bench number {number} ourselves.”\n\n"
    "The benches were built by apprentices of the town's boatyard {number} over one winter. They are made of old "
    "planks of ferry {number}, which was taken apart last autumn after a long life on the fjord.\n"
)


@pytest.fixture(scope="session")
def story() -> Callable[[int], str]:
    """Write an invented article; another number gives another story."""
    places = ("Halden", "Lindhafen", "Brekkevik", "Valmere", "Borgovento", "Mavikaya", "Sereno")
    speakers = ("Ida Brandt", "Jon Myhre", "Mara Tveit", "Otto Lunde", "Vera Solheim")

    def write(number: int) -> str:
        return _STORY.format(
            headline=f"{places[number % 7]} gets {number} benches by the water",
            place=places[number % 7].upper(),
            day=f"March {number % 28 + 1}, 2024",
            number=number,
            speaker=speakers[number % 5],
        )

    return write


@pytest.fixture(scope="session")
def write_raw_folder(story: Callable[[int], str]) -> Callable[[Path], Path]:
    """Write a folder `raw` with three articles and an empty file into another folder."""

    def write(parent: Path) -> Path:
        folder = parent / "raw"
        folder.mkdir()
        for number in range(3):
            (folder / f"story-{number}.txt").write_text(story(number), encoding="utf-8")
        (folder / "empty.txt").touch()
        return folder

    return write


@pytest.fixture
def raw_folder(tmp_path: Path, write_raw_folder: Callable[[Path], Path]) -> Path:
    """Give a folder `raw` with three articles and an empty file."""
    return write_raw_folder(tmp_path)


@pytest.fixture(scope="session")
def ordinary_rights() -> Callable[[], None]:
    """Give what a subprocess runs first to lose the superuser's right to read and write everything."""
    override, read_search, drop_capability = 1, 2, 24
    kernel = ctypes.CDLL(None)

    def lose() -> None:
        if os.geteuid() == 0:
            kernel.prctl(drop_capability, override, 0, 0, 0)
            kernel.prctl(drop_capability, read_search, 0, 0, 0)

    return lose


CLUSTER_SECONDS = 120
"""How long the processes of a cluster may take to start on a loaded machine."""


@pytest.fixture(scope="session")
def start_cluster(tmp_path_factory: pytest.TempPathFactory):
    """Start a Dask scheduler and two workers in processes of their own, as an institute does.

    To documents with the words of tests/pipeline/workers/faults.py the workers do what is written there.
    """
    dask = [sys.executable, "-W", "ignore", "-m", "dask"]
    faults = ROOT / "tests" / "pipeline" / "workers" / "faults.py"

    @contextmanager
    def start():
        folder = tmp_path_factory.mktemp("cluster")
        file, log_file = folder / "scheduler.json", folder / "log"
        options = ["--scheduler-file", file, "--no-dashboard"]
        limits = ["--nworkers", "2", "--nthreads", "1", "--memory-limit", "1GB", "--local-directory", folder]
        with ExitStack() as stack:
            log = stack.enter_context(log_file.open("w", encoding="utf-8"))

            def run(*line):
                process = stack.enter_context(subprocess.Popen([*dask, *line], stdout=log, stderr=log))
                stack.callback(process.kill)  # what it started ends with it, and nobody waits for its farewells
                return process

            scheduler = run("scheduler", *options, "--host", "127.0.0.1", "--port", "0")
            deadline = time.monotonic() + CLUSTER_SECONDS
            while not (file.exists() and file.stat().st_size):
                if scheduler.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"The Dask scheduler did not start:\n{log_file.read_text(encoding='utf-8')}")
                time.sleep(0.05)
            address = json.loads(file.read_text(encoding="utf-8"))["address"]
            run("worker", *options, *limits, "--preload", faults)
            _wait_for_workers(address, log_file)
            yield address, scheduler

    return start


def _wait_for_workers(address: str, log_file: Path) -> None:
    """Wait until both workers of a cluster have registered with its scheduler."""
    import distributed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the libraries of a cluster warn about themselves
        try:
            with distributed.Client(address, set_as_default=False, timeout=CLUSTER_SECONDS) as client:
                client.wait_for_workers(2, timeout=CLUSTER_SECONDS)
        except (OSError, TimeoutError) as error:
            pytest.fail(f"The Dask workers did not start: {error}\n{log_file.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def dask_cluster(start_cluster):
    """Give the address of a Dask scheduler that has two workers."""
    with start_cluster() as (address, _):
        yield address


@pytest.fixture
def rehearsal(tmp_path: Path):
    """Serve an empty Hub on loopback."""
    from hub_emulator.server import serving

    with serving(tmp_path / "hub") as running:
        yield running


@pytest.fixture
def hub_client(rehearsal, monkeypatch: pytest.MonkeyPatch):
    """Give the Hub's own client inside this process, which uploads by LFS."""
    from huggingface_hub import HfApi, constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    return HfApi(endpoint=rehearsal.address, token="hf_test")


@pytest.fixture
def client_process(tmp_path: Path):
    """Run a program of a user of the Hub in a process of its own, with the variables that are given.

    The process ends at the last line of the program: threads of pyarrow that are still there may abort an interpreter
    that ends ("terminate called without an active exception"), after everything was read.
    """
    end = "\nimport os, sys\nsys.stdout.flush()\nos._exit(0)\n"

    def run(program: str, **variables: str) -> str:
        surroundings = {**os.environ, "HF_HOME": str(tmp_path / "home"), "HF_HUB_DISABLE_TELEMETRY": "1", **variables}
        line = [sys.executable, "-c", program + end]
        done = subprocess.run(line, capture_output=True, text=True, check=False, env=surroundings, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def object_store():
    """Serve S3 on loopback."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # or a failure is drowned in requests
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bucket(object_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the address of an empty bucket, which can be used in this process and those that it starts."""
    import boto3

    settings = {"AWS_ENDPOINT_URL": object_store, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "s3cret"}
    for name, value in {**settings, "AWS_DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]}"
    boto3.client("s3").create_bucket(Bucket=name)
    return f"s3://{name}"


@pytest.fixture(scope="session")
def benches(tmp_path_factory: pytest.TempPathFactory, story: Callable[[int], str]) -> dict[str, Path]:
    """Build two small releases of one dataset, of which the second follows the first, and give them by version."""
    from toolkit import api

    location = tmp_path_factory.mktemp("benches")
    results: dict[str, Path] = {}
    for version in ("1.0.0", "1.1.0"):
        (location / "raw").mkdir(exist_ok=True)
        (location / "raw" / f"{version}.txt").write_text(story(len(results) + 1), encoding="utf-8")
        options = {
            "dataset": {"name": "benches", "license": "cc0-1.0"},
            "group": {"splits": {"train": 1.0}},
            "annotate": {"entities": False},  # so that no model need be loaded
        }
        previous = results.get("1.0.0")
        built = api.build(
            [location / "raw"], out=location, config=options, version=version, previous=previous, engine="here"
        )
        results[version] = built.folder
    return results


@pytest.fixture
def bundles(benches: dict[str, Path]):
    """Give the two small releases as they are published, by version."""
    from contextlib import ExitStack

    from toolkit.release.bundle import bundle
    from toolkit.release.release_folder import open_release

    with ExitStack() as stack:
        yield {version: stack.enter_context(bundle(open_release(folder))) for version, folder in benches.items()}


@pytest.fixture
def on_hub(rehearsal, hub_client, monkeypatch: pytest.MonkeyPatch, bundles):
    """Publish a version inside this process to an empty Hub, by LFS."""
    from toolkit.progress import NullProgress
    from toolkit.publishing import hub
    from toolkit.publishing.publish_plan import PublishOptions

    monkeypatch.setenv("HF_ENDPOINT", rehearsal.address)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")

    def publish(version: str, **way: bool):
        return hub.publish(bundles[version], "halden/benches", PublishOptions(**way), NullProgress())

    return publish


BROWSER, DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync", "--window-size=1500,1000"),
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory):
    """Start Chromium, which remembers nothing, and logs what it prints and fetches.

    Wants Chromium and its driver: `apt-get install chromium chromium-driver` on Debian, as `.ci/run` does.
    """
    if not (BROWSER and DRIVER):
        pytest.skip("no browser here: apt-get install chromium chromium-driver")
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = BROWSER
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


class Screen:
    """A page in the browser, and what a person does with it."""

    def __init__(self, driver, address: str):
        self.driver, self.address = driver, address

    def open(self, fragment: str = ""):
        """Load the page anew and wait until it is ready."""
        self.driver.get("about:blank")
        for kind in ("browser", "performance"):
            self.driver.get_log(kind)
        self.driver.get(f"{self.address}{fragment}")
        self.wait("document.documentElement.dataset.ready === 'true'")
        return self

    def ask(self, script: str, *arguments):
        return self.driver.execute_script(f"return {script}", *arguments)

    def do(self, script: str, *arguments) -> None:
        self.driver.execute_script(script, *arguments)

    def wait(self, condition: str, *arguments) -> None:
        end = time.monotonic() + 30
        while not self.ask(condition, *arguments):
            assert time.monotonic() < end, f"{condition} never became true; {self.driver.get_log('browser')}"
            time.sleep(0.02)

    def texts(self, selector: str) -> list[str]:
        return self.ask("[...document.querySelectorAll(arguments[0])].map((element) => element.textContent)", selector)

    def click(self, selector: str) -> None:
        """Click as a script does, wherever the element stands."""
        self.do("document.querySelector(arguments[0]).click()", selector)

    def type(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self) -> str:
        return self.ask("document.activeElement.id || document.activeElement.closest('[id]')?.id")

    @contextmanager
    def emulated(self, width: int = 1500, height: int = 1000, scheme: str = "light"):
        """Show the page on another screen, or in the dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        yield self
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def accessibility_faults(self) -> list[str]:
        """Return what axe-core finds wrong that is serious or critical, each with the first element that has it."""
        self.do((ROOT / "tests" / "axe" / "axe.min.js").read_text(encoding="utf-8"))
        result = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then((result) => done("
            "result.violations.map((fault) => [fault.impact, fault.id, fault.nodes[0].html.slice(0, 200)])))"
        )
        return [f"{rule}: {html}" for impact, rule, html in result if impact in ("serious", "critical")]


@pytest.fixture(scope="session")
def screen_of(browser) -> Callable[[str], Screen]:
    """Make the screen of an address."""
    return lambda address: Screen(browser, address)


@pytest.fixture(scope="session")
def page_of() -> Callable[..., Path]:
    """Write a release of the given articles and rejections, and draw its page with the raw texts given by id."""
    from toolkit.contract.row_conversion import flatten, to_table
    from toolkit.pipeline.names_stage import corpus_names
    from toolkit.release.options import DatasetOptions, PackageOptions
    from toolkit.release.raw_excerpt import excerpt
    from toolkit.release.release_folder import open_release
    from toolkit.release.report.html_report import PAGE, draw_page
    from toolkit.release.report.report_sample import exhibit
    from toolkit.release.statistics import compute_statistics
    from toolkit.release.writer import Companions, Content, write_release
    from toolkit.storage.hashing import digest_text, logical_digest

    def write(
        folder: Path, articles: Sequence, rejections: Sequence = (), raw: Mapping[str, str] | None = None, **dataset
    ):
        contract = load()
        whole = to_table(articles, contract, contract.record("article"))
        flat = {
            name: flatten(whole, contract, contract.record(kind))
            for name, kind in (("quotes", "quote"), ("entities", "entity"))
        }
        count = {"read": len(articles) + len(rejections), "published": len(articles), "quarantined": len(rejections)}
        content = Content(
            articles=[("train", whole)],
            rejections=[to_table(rejections, contract, contract.record("rejection"))],
            digests={name: digest_text(logical_digest(rows)) for name, rows in (("articles", whole), *flat.items())},
            inputs={"documents": len(articles), "digest": "0" * 64},
            balance={**count, "duplicates": 0, "withheld": 0},
            options={},
            created="2024-03-05",
        )
        options = DatasetOptions(**dataset)
        companions = Companions(names=partial(corpus_names, work_folder=folder.with_name(f"{folder.name}-work")))
        manifest, _ = write_release(content, folder, options, PackageOptions(), lambda _: None, companions=companions)
        rows = {row["id"]: row for row in open_release(folder).read("articles").to_pylist()} if raw else {}
        beside = {identifier: excerpt(text, rows[identifier]) for identifier, text in (raw or {}).items()}
        page = draw_page(compute_statistics(folder), manifest, options, contract, exhibit(folder, lambda *_: beside))
        (folder / PAGE).write_text(page, encoding="utf-8")
        return folder / PAGE

    return write
