"""What other programs call."""

import inspect
import pydoc
import subprocess
import sys
import time
from datetime import date
from typing import get_overloads

import pandera.errors
import polars
import pytest
from jupyter_client.manager import start_new_kernel
from typer.main import get_command

import toolkit
from toolkit import api
from toolkit.cli import app
from toolkit.config import Config
from toolkit.contract.records import Annotations, Article, Rejection
from toolkit.errors import ConfigError, ContractError, SourceError

HEAVY = {
    "polars",
    "pandera",
    "pyarrow",
    "datasets",
    "trafilatura",
    "lxml",
    "ftfy",
    "py3langid",
    "resiliparse",
    "rensa",
    "pandas",
    "torch",
}


UNGUARDED = """
import sys
import toolkit

raw, out = {folders}
print("begun")
built = toolkit.build(raw, out=out, workers=2, overwrite=True)
print(built.manifest["balance"]["published"] > 0)
"""
"""A program that builds without a guard; {folders} is a tuple."""


@pytest.mark.parametrize("standard_input", [pytest.param(False, marks=pytest.mark.slow), True])
def test_a_program_without_a_guard_builds_with_several_workers(standard_input, raw_folder, tmp_path):
    script = tmp_path / "program.py"
    script.write_text(UNGUARDED.format(folders=(str(raw_folder), str(tmp_path))), encoding="utf-8")
    with script.open(encoding="utf-8") as source:
        line = [sys.executable, "-" if standard_input else str(script)]
        done = subprocess.run(line, stdin=source, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.returncode) == (["begun", "True"], 0), done.stderr


@pytest.mark.slow
def test_a_notebook_cell_builds_with_several_workers(raw_folder, tmp_path):
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        printed = []
        code = UNGUARDED.format(folders=(str(raw_folder), str(tmp_path)))
        client.execute_interactive(code, output_hook=lambda message: printed.append(message["content"]), timeout=120)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    lines = "".join(message.get("text", "") for message in printed if message.get("name") == "stdout").split()
    assert lines == ["begun", "True"]


def test_importing_the_toolkit_loads_no_heavy_library():
    code = "import sys, toolkit; print(' '.join(name for name in sys.modules if '.' not in name))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()


@pytest.mark.parametrize("name", toolkit.__all__)
def test_every_public_name_is_there_and_explained(name):
    value = getattr(toolkit, name)
    assert isinstance(value, str) or inspect.getdoc(value)


@pytest.mark.parametrize("name", ["annotate", "build", "normalise", "validate", "verify"])
def test_public_functions_stay_functions_when_the_stages_of_the_same_names_are_loaded(name, sample):
    assert inspect.isfunction(getattr(toolkit, name))
    assert getattr(toolkit, name) is getattr(api, name)


COMMANDS = {
    " ".join(path): command
    for path, command in [
        *(((name,), command) for name, command in get_command(app).commands.items()),
        *(
            ((name, inner), command)
            for name, group in get_command(app).commands.items()
            for inner, command in getattr(group, "commands", {}).items()
        ),
    ]
    if not hasattr(command, "commands")
}
"""Every command by its name, such as `schema show`."""
ONLY_PRINTED = {
    "quiet",
    "verbose",
    "as_json",
    "config",
    "limit",
    "markdown",
    "exit_code",
    "show",
    "correct",
    "mistakes",
    "repo",
}
"""Options of commands that decide what is printed, and the configuration file, which every function has as a Config."""
DIFFERENT = {
    ("build", "paths"): "inputs",
    ("build", "dataset_version"): "version",
    ("build", "gate"): "gates",
    ("build", "shard"): None,
    ("merge", "dataset_version"): "version",
    ("merge", "gate"): "gates",
    ("upgrade", "dataset_version"): "version",
    ("validate", "targets"): "target",
    ("validate", "fail_on"): None,
    ("validate", "strict"): None,
    ("check", "fail_on"): None,
    ("check", "strict"): None,
    ("verify", "rebuild"): None,
    ("verify", "inputs"): None,
    ("verify", "previous"): None,
    ("verify", "trust"): None,
    ("takedown", "release"): "releases",
    ("evaluate", "agreement"): None,
}
"""Options that a function has under another name, or that another has: exit codes, `toolkit.rebuild`, `build_part`."""


RENAMED = {"import": "import_annotations"}
"""Functions that cannot be called as their command is."""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_a_function_with_the_same_options(name):
    options = {option.name for option in COMMANDS[name].params} - ONLY_PRINTED - {"help"}
    wanted = {DIFFERENT.get((name, option), option) for option in options} - {None}
    function = getattr(toolkit, RENAMED.get(name, name.replace(" ", "_")))
    assert wanted <= set(inspect.signature(function).parameters)


def test_help_begins_with_how_to_use_it():
    printed = pydoc.plain(pydoc.render_doc(toolkit))
    assert 'toolkit.build("raw"' in printed[:800]
    assert all(f"    {name}(" in printed for name in ("build", "explain", "normalise", "takedown"))


def test_the_contract_is_a_pandera_model_for_other_frames(sample):
    frame = toolkit.load(sample.folder, form="polars")
    model = toolkit.pandera_model("articles")
    assert model.validate(frame).equals(frame)
    with pytest.raises(pandera.errors.SchemaError):
        model.validate(frame.with_columns(word_count=polars.lit(0, polars.Int32())))


def test_the_form_of_a_loaded_table_is_known_to_type_checkers():
    returned = {str(inspect.signature(overload).return_annotation) for overload in get_overloads(toolkit.load)}
    assert {"datasets.DatasetDict", "datasets.Dataset", "polars.DataFrame", "pyarrow.Table"} <= returned


FUNCTIONS = [name for name in toolkit.__all__ if name != "rule" and inspect.isfunction(getattr(toolkit, name))]
"""A rule takes any function."""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_public_signature_says_any(name):
    signature = inspect.signature(getattr(toolkit, name))
    hints = [parameter.annotation for parameter in signature.parameters.values()] + [signature.return_annotation]
    assert [hint for hint in hints if hint is inspect.Parameter.empty or "Any" in str(hint)] == []


@pytest.mark.parametrize("form", ["text", "UTF-8", "UTF-16"])
def test_a_raw_text_becomes_an_article(story, form):
    raw = story(3) if form == "text" else story(3).encode(form)
    article = toolkit.normalise(raw)
    assert isinstance(article, Article)
    assert (article.dateline_place, article.date) == ("VALMERE", date(2024, 3, 4))
    assert (article.group, article.added_in) == (None, None)
    assert article.headline == "Valmere gets 3 benches by the water"
    assert [article.body[quote.start : quote.end] for quote in article.quotes] == [
        quote.text for quote in article.quotes
    ]
    assert article.quotes


def test_a_raw_page_becomes_an_article(story):
    paragraphs = "".join(f"<p>{item}</p>" for item in story(3).split("\n\n")[1:])
    page = (
        "<html><head><meta charset='iso-8859-1'><title>Bänke</title></head><body><h1>Bänke am Wasser</h1>"
        f"<article>{paragraphs}<p>Die Bänke stehen am Kai.</p></article></body></html>"
    )
    article = toolkit.normalise(page, media_type="text/html")
    assert isinstance(article, Article)
    assert article.provenance.media_type == "text/html"
    assert "Bänke" in article.body


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "empty"),
        ("  \n\n \t", "empty"),
        (b"", "empty"),
        (b"\x00\x01\x02" * 50, "binary"),
        ("\x00" * 9, "binary"),
        ('” “ ” “ " " \'', "no_body"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(raw, reason):
    result = toolkit.normalise(raw)
    assert (type(result), result.reason) == (Rejection, reason)


@pytest.mark.parametrize(
    "raw", ["\ud800", "a\ud800" * 500, "\ufeff", "\u2028" * 40, "🚲" * 9000, "\r" * 70, "<" * 5000, "x" * 100_000]
)
def test_no_text_whatever_raises(raw):
    assert isinstance(toolkit.normalise(raw), Article | Rejection)


def test_an_address_tells_outlet_and_domain(story):
    article = toolkit.normalise(story(4), url="https://www.courier.example/2024/03/05/benches")
    assert (article.url, article.source_domain) == ("https://www.courier.example/2024/03/05/benches", "courier.example")


def test_the_same_text_gives_the_same_article(story):
    assert toolkit.normalise(story(5)) == toolkit.normalise(story(5))


def test_any_text_is_annotated():
    body = "“The tide is late,” said Mara Tveit, who keeps the lock at Lindhafen."
    result = toolkit.annotate(body, language="en")
    assert isinstance(result, Annotations)
    assert [(quote.text, quote.speaker) for quote in result.quotes] == [("The tide is late,", "Mara Tveit")]
    assert all(body[item.start : item.end] == item.text for item in (*result.quotes, *result.entities))


@pytest.mark.parametrize("body", ["", " ", "“", "””““", "\n\n", "🚲"])
def test_a_text_of_nothing_has_nothing(body):
    assert toolkit.annotate(body).quotes == ()


def test_a_long_text_of_marks_is_annotated_in_time():
    started = time.perf_counter()
    toolkit.annotate("“" * 50_000)
    toolkit.annotate('"' * 50_001)
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    "kind",
    [str, lambda path: path, lambda path: [path], lambda path: (str(path),)],
    ids=["text", "path", "list", "tuple"],
)
def test_inputs_are_one_path_or_several(raw_folder, tmp_path, kind):
    built = toolkit.build(kind(raw_folder), out=tmp_path / "out", engine="here")
    assert built.manifest["balance"]["read"] == 4


def test_name_version_and_place_are_taken_from_the_call(raw_folder, tmp_path):
    built = toolkit.build([raw_folder], out=tmp_path / "out", name="halden-news", version="2.0.1", engine="here")
    assert built.folder == tmp_path / "out" / "halden-news-2.0.1"


@pytest.mark.parametrize("form", ["config", "mapping", "file", "text"])
def test_a_config_is_taken_in_every_form(raw_folder, tmp_path, form):
    path = tmp_path / "toolkit.toml"
    path.write_text(
        '[dataset]\nname = "halden-news"\n[build]\ninputs = ["raw"]\nout = "out"\nengine = "here"\n', encoding="utf-8"
    )
    tables = {
        "dataset": {"name": "halden-news"},
        "build": {"inputs": [str(raw_folder)], "out": str(tmp_path / "out"), "engine": "here"},
    }
    config = {"config": api.load_config(path), "mapping": tables, "file": path, "text": str(path)}[form]
    assert toolkit.build(config=config).folder == tmp_path / "out" / "halden-news-0.1.0"


def test_a_watch_hears_of_every_step(raw_folder, tmp_path):
    heard = []

    class Listener:
        def begin(self, step, total):
            heard.append([step, total, 0])

        def advance(self, units):
            heard[-1][2] += units

    toolkit.build([raw_folder], out=tmp_path, engine="here", progress=Listener())
    size = sum(path.stat().st_size for path in raw_folder.iterdir())
    assert heard == [["prepare", size, size], ["validate", 3, 3], ["write", 3, 3]]


def test_nothing_to_build_is_an_error_with_advice(tmp_path):
    with pytest.raises(SourceError, match="name files or folders"):
        toolkit.build(out=tmp_path)


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(SourceError, match="nowhere"):
        toolkit.build([tmp_path / "nowhere"], out=tmp_path)


@pytest.mark.parametrize("changes", [{"workers": -1}, {"name": "No Good"}, {"version": "1"}], ids=str)
def test_an_impossible_change_is_an_error(changes):
    with pytest.raises(ConfigError, match=next(iter(changes))):
        api.with_changes(Config(), **changes)


def test_what_is_not_given_stays():
    assert api.with_changes(Config()) == Config()


def test_without_a_file_in_the_current_folder_the_defaults_hold(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert api.load_config() == Config()


def test_the_file_of_the_current_folder_is_taken(tmp_path, monkeypatch):
    (tmp_path / "toolkit.toml").write_text('[dataset]\nname = "halden-news"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert api.load_config().dataset.name == "halden-news"


@pytest.mark.parametrize("form", ["jsonschema", "arrow", "features"])
@pytest.mark.parametrize("record", ["article", "quote", "entity", "rejection"])
def test_the_schema_can_be_had_in_every_form(record, form):
    assert "path" in api.schema_export(record, form) or "confidence" in api.schema_export(record, form)


@pytest.mark.parametrize(
    ("record", "form", "complaint"),
    [("letter", "arrow", "letter"), ("part", "arrow", "part"), ("article", "xml", "xml")],
)
def test_another_record_or_form_is_an_error_that_names_the_right_ones(record, form, complaint):
    with pytest.raises(ContractError, match=complaint):
        api.schema_export(record, form)


def test_the_number_of_workers_does_not_change_the_engine():
    assert [api.with_changes(Config(), workers=number).build.engine for number in (1, 2)] == ["local", "local"]
