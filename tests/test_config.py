"""Options from toolkit.toml or keywords."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

from toolkit.config import BuildOptions, Config, checked, load, parse
from toolkit.config.template import reference, template
from toolkit.errors import ConfigError

ROOT = Path(__file__).parents[1]
OPTIONS = [(table.name, option) for table in fields(Config) for option in fields(get_type_hints(Config)[table.name])]


def test_nothing_said_gives_the_defaults():
    assert parse({}) == Config()


def test_values_arrive_where_they_belong():
    config = parse(
        {
            "dataset": {"name": "halden-news", "version": "1.2.3", "authors": ["Ida Brandt"]},
            "build": {"inputs": ["raw", "more"], "workers": 3},
            "read": {"mapping": {"body": "text"}},
            "group": {"splits": {"train": 0.5, "test": 0.5}, "seed": "another"},
            "package": {"row_group_rows": 50},
        }
    )
    assert (config.dataset.name, config.dataset.authors) == ("halden-news", ("Ida Brandt",))
    assert (config.build.inputs, config.build.workers) == (("raw", "more"), 3)
    assert (dict(config.read.mapping), dict(config.group.splits)) == ({"body": "text"}, {"train": 0.5, "test": 0.5})
    assert (config.group.seed, config.package.row_group_rows) == ("another", 50)


def test_a_whole_number_stands_for_a_share():
    assert parse({"group": {"splits": {"train": 1}}}).group.splits == {"train": 1.0}


def test_the_empty_text_stands_for_null():
    assert parse({"read": {"encoding": ""}}).read.encoding is None


@pytest.mark.parametrize("key", ["encoding", "language"])
def test_what_may_be_null_may_be_a_text(key):
    table = "read" if key == "encoding" else "normalise"
    assert getattr(getattr(parse({table: {key: "fr"}}), table), key) == "fr"


def test_outlets_are_tables_of_their_own():
    config = parse(
        {"outlet": [{"name": "The Halden Post", "domains": ["haldenpost.example"]}], "normalise": {"minimum_words": 5}}
    )
    assert [outlet["name"] for outlet in config.normalise.outlets] == ["The Halden Post"]
    assert config.normalise.minimum_words == 5


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        ({"datasets": {}}, "did you mean dataset?"),
        ({"dataset": {"titel": "News"}}, "did you mean dataset.title?"),
        ({"build": {"worker": 2}}, "did you mean build.workers?"),
        ({"group": {"split": {}}}, "did you mean group.splits?"),
        ({"read": {"zzz": 1}}, "known are encoding, exclude, include"),
        ({"zzz": {}}, "known are annotate, build"),
    ],
    ids=str,
)
def test_an_unknown_key_names_the_nearest_right_one(content, advice):
    with pytest.raises(ConfigError) as refusal:
        parse(content)
    assert advice in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({"build": {"workers": "2"}}, "build.workers must be a whole number, not a text ('2')"),
        ({"build": {"workers": True}}, "build.workers must be a whole number, not true or false (True)"),
        ({"build": {"workers": 1.5}}, "build.workers must be a whole number"),
        ({"build": {"inputs": "raw"}}, "build.inputs must be a list, not a text ('raw')"),
        ({"build": {"inputs": [1]}}, "build.inputs must be a text"),
        ({"build": []}, "build must be a table"),
        ({"annotate": {"quotes": "yes"}}, "annotate.quotes must be true or false"),
        ({"group": {"splits": {"train": "most"}}}, "group.splits.train must be a number"),
        ({"group": {"splits": {"train": 0.5}}}, "group.splits"),
        ({"group": {"containment": 2.0}}, "group.containment"),
        ({"read": {"mapping": ["body"]}}, "read.mapping must be a table"),
        ({"dataset": {"name": "Halden News"}}, "dataset.name"),
        ({"dataset": {"name": "../news"}}, "dataset.name"),
        ({"dataset": {"name": ""}}, "dataset.name"),
        ({"dataset": {"name": "a/b"}}, "dataset.name"),
        ({"dataset": {"name": "news\n"}}, "dataset.name"),
        ({"dataset": {"version": "1.0"}}, "dataset.version"),
        ({"dataset": {"version": "v1.0.0"}}, "dataset.version"),
        ({"dataset": {"version": "01.0.0"}}, "dataset.version"),
        ({"dataset": {"version": 1.0}}, "dataset.version must be a text"),
        ({"outlet": {"name": "The Halden Post"}}, "[[outlet]]"),
        ({"outlet": ["The Halden Post"]}, "outlet"),
        ({"normalise": {"language": "not a language"}}, "language"),
        ({"read": {"mapping": {"colour": "text"}}}, "colour"),
        ({"package": {"row_group_rows": 0}}, "row_group_rows"),
        ({"read": {"max_bytes": -1}}, "max_bytes"),
        ({"build": {"workers": -1}}, "workers"),
    ],
    ids=str,
)
def test_an_impossible_value_is_refused_with_its_key(content, complaint):
    with pytest.raises(ConfigError) as refusal:
        parse(content)
    assert complaint in str(refusal.value)


def test_paths_of_a_file_count_from_its_own_folder(tmp_path):
    path = tmp_path / "toolkit.toml"
    path.write_text('[build]\ninputs = ["raw", "/tmp/more"]\nout = "made"\n', encoding="utf-8")
    build = load(path).build
    assert (build.inputs, build.out) == ((str(tmp_path / "raw"), "/tmp/more"), str(tmp_path / "made"))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"[build", "is not valid TOML"),
        (b"\xff", "cannot be read"),
        (b"[build]\nworker = 1", "did you mean build.workers?"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, content, complaint):
    path = tmp_path / "toolkit.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as refusal:
        load(path)
    assert complaint in str(refusal.value)


def test_a_refusal_of_a_file_s_content_names_the_file(tmp_path):
    path = tmp_path / "toolkit.toml"
    path.write_text("[build]\nworker = 1", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"toolkit\.toml"):
        load(path)


def test_a_file_that_does_not_exist_is_refused_with_advice(tmp_path):
    with pytest.raises(ConfigError, match="toolkit init"):
        load(tmp_path / "toolkit.toml")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_a_good_config_passes_unchanged():
    assert checked(Config()) == Config()


def test_the_project_s_own_config_is_good():
    assert load(ROOT / "toolkit.toml").dataset.name == "sample-news"


def test_the_template_as_it_is_asks_for_the_folder_raw():
    config = parse(tomllib.loads(template()))
    assert (config.build.inputs, config.dataset.name) == (("raw",), "my-news")


def test_the_template_with_every_line_turned_on_holds_the_defaults():
    text = template().partition("# Outlets that the toolkit")[0]
    lines = [re.sub(r"^# (\w+ = )", r"\1", line) for line in text.splitlines()]
    content = tomllib.loads("\n".join(lines))
    config, default = parse(content), Config()
    started = {
        *(("dataset", name) for name in ("name", "version", "title")),
        ("build", "inputs"),
        ("build", "previous"),
    }
    for table, option in OPTIONS:
        if (table, option.name) != ("normalise", "outlets"):
            assert option.name in content[table]
        if (table, option.name) not in started:
            assert getattr(getattr(config, table), option.name) == getattr(getattr(default, table), option.name)


def test_the_outlet_of_the_template_can_be_turned_on():
    lines = template().partition("# Outlets that the toolkit does not know yet:\n")[2].splitlines()
    config = parse(tomllib.loads("\n".join(line.removeprefix("# ") for line in lines)))
    assert config.normalise.outlets[0]["name"] == "The Halden Post"


@pytest.mark.parametrize(("table", "option"), OPTIONS, ids=lambda value: getattr(value, "name", value))
def test_every_option_has_a_row_in_the_reference(table, option):
    assert f"| `{table}.{option.name}` |" in reference()


def test_the_resolved_options_leave_out_what_differs_from_machine_to_machine():
    assert Config().resolved().keys() == {
        *("read", "normalise", "annotate", "group", "rights", "privacy", "validate", "gates", "package"),
    }


def test_addresses_in_a_file_stand_as_they_are(tmp_path):
    (tmp_path / "toolkit.toml").write_text(
        "[build]\n"
        'inputs = ["raw", "s3://halden/raw"]\nout = "s3://halden/dist"\n'
        'previous = "hf://datasets/halden/news@v1.0.0"\ncache = "gs://halden/cache"\n',
        encoding="utf-8",
    )
    build = load(tmp_path / "toolkit.toml").build
    assert build.inputs == (str(tmp_path / "raw"), "s3://halden/raw")
    assert (build.out, build.previous) == ("s3://halden/dist", "hf://datasets/halden/news@v1.0.0")
    assert build.cache_folder == "gs://halden/cache"


def test_the_cache_is_beside_the_releases_wherever_these_are():
    assert BuildOptions(out="s3://halden/dist/").cache_folder == "s3://halden/dist/.cache"
    assert BuildOptions(out="dist").cache_folder == Path("dist/.cache")
    assert BuildOptions(out="s3://halden/dist", cache="off").cache_folder is None


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("out", "hf://datasets/halden/news", "bring it there with `toolkit publish`"),
        ("cache", "hf://buckets/halden/cache", "build elsewhere"),
        ("corrections", "s3://halden/corrections", "it must be on this disk"),
        ("gold", "s3://halden/gold", "it must be on this disk"),
        ("takedowns", "s3://halden/takedowns.json", "it must be on this disk"),
    ],
)
def test_what_must_not_be_an_address_is_named(key, value, message):
    with pytest.raises(ConfigError, match=rf"^build\.{key} is .*{message}"):
        parse({"build": {key: value}})


def test_machines_that_would_share_no_work_are_told_so():
    build = {"engine": "tcp://scheduler:8786", "out": "s3://halden/dist"}
    assert parse({"build": build}).build.cache_folder == "s3://halden/dist/.cache"
    with pytest.raises(ConfigError, match=r"^build\.cache is off, .*; name one that all can reach\.$"):
        parse({"build": {**build, "cache": "off"}})
