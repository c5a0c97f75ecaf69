"""The CSV file of names that the user lists."""

import pytest

from toolkit import api
from toolkit.annotation.entities.canonical_names import Name
from toolkit.annotation.entities.large_gazetteer import LargeGazetteer
from toolkit.errors import ConfigError
from toolkit.pipeline import gazetteer_file
from toolkit.pipeline.gazetteer_file import describe_gazetteer, load_gazetteer
from toolkit.release.release_folder import open_release

HEADER = "name,alias,type,id\n"


@pytest.fixture
def write(tmp_path):
    """Write a file of names and return its path."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "names.csv"
        path.write_text(text, encoding=encoding)
        return str(path)

    return write


def test_rows_are_names_with_their_aliases_types_and_identifiers(write):
    known = load_gazetteer(write(HEADER + "Ines Okafor,Mayor Okafor,per,Q100\nTidewatch,,ORG,\n"))

    assert known.by_form["PER", "ines ocafor"] == Name("Ines Okafor", "Q100")
    assert known.by_form["ORG", "tidewatch"] == Name("Tidewatch", None)


EXTRACT = """{"id": "Q7", "type": "loc", "labels": {"sv": "Halden stad", "en": "Halden"}, "aliases": {"ru": "Хальден"}}
{"qid": "Q8", "type": "ORG", "label": "Tidewatch", "aliases": ["TW"]}
{"id": "Q9", "type": "ORG", "label": "Orrin"}
{"id": "Q10", "type": "ORG", "label": "Orrin"}
"""


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "extract.jsonl"
    path.write_text(EXTRACT, encoding="utf-8")
    return load_gazetteer(str(path))


@pytest.mark.parametrize(
    ("kind", "form", "name"),
    [
        ("LOC", "halden", Name("Halden", "Q7")),
        ("LOC", "halden stad", Name("Halden", "Q7")),
        ("LOC", "хальден", Name("Halden", "Q7")),
        ("ORG", "tw", Name("Tidewatch", "Q8")),
    ],
)
def test_an_extract_of_wikidata_has_names_in_all_languages(extract, kind, form, name):
    assert extract.by_form[kind, form] == name


def test_two_things_of_one_name_are_nothing(extract):
    assert extract.by_form["ORG", "orrin"] is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON object"),
        ('{"type": "ORG"}', "name is empty"),
        ('{"type": "X", "label": "Orrin"}', "type is unknown"),
    ],
)
def test_a_wrong_line_of_an_extract_is_named(tmp_path, line, message):
    path = tmp_path / "extract.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=f"line 2: .*{message}"):
        load_gazetteer(str(path))


@pytest.fixture
def no_file_is_small(monkeypatch):
    """Let files of any size be read in columns."""
    monkeypatch.setattr(gazetteer_file, "LARGE", 0)


@pytest.mark.usefixtures("no_file_is_small")
def test_a_large_file_is_read_in_columns(write):
    rows = "Q100,Ines Okafor,per,Mayor Okafor,x\n,Tidewatch,ORG,,\n,,,,\n"
    known = load_gazetteer(write(f"id, name ,type,alias,note\n{rows}"))

    assert isinstance(known, LargeGazetteer)
    forms = [("Mayor Okafor", "PER"), ("Ines Okafor", "PER"), ("Tidewatch", "ORG"), ("Ines Okafor", "LOC")]
    okafor = Name("Ines Okafor", "Q100")
    assert known.find_all(forms) == [okafor, okafor, Name("Tidewatch", None), None]


@pytest.mark.usefixtures("no_file_is_small")
def test_a_large_extract_is_read_in_columns(extract):
    assert isinstance(extract, LargeGazetteer)
    forms = [("Halden stad", "LOC"), ("Хальден", "LOC"), ("TW", "ORG"), ("Orrin", "ORG")]
    halden = Name("Halden", "Q7")
    assert extract.find_all(forms) == [halden, halden, Name("Tidewatch", "Q8"), None]


@pytest.mark.usefixtures("no_file_is_small")
@pytest.mark.parametrize("line", ["Ines Okafor,,person,Q1", ",Okafor,PER,Q1"])
def test_a_wrong_line_of_a_large_file_is_named(write, line):
    with pytest.raises(ConfigError, match="line 3"):
        load_gazetteer(write(f"{HEADER}Tidewatch,,ORG,\n{line}\n"))


def test_columns_may_stand_in_any_order_and_others_beside_them(write):
    known = load_gazetteer(write("type, id ,note,name\nLOC,Q1,by the sea,Port Halden\n"))

    assert known.by_form["LOC", "port halden"] == Name("Port Halden", "Q1")


def test_a_spreadsheet_may_have_saved_it(write):
    assert load_gazetteer(write(HEADER + "Tidewatch,,ORG,\n,,,\n", "utf-8-sig")).by_form["ORG", "tidewatch"]


def test_without_a_path_there_is_none():
    assert (load_gazetteer(""), describe_gazetteer("")) == (None, None)


def test_a_changed_file_is_read_again(write, tmp_path):
    before = load_gazetteer(write(HEADER + "Tidewatch,,ORG,Q1\n"))
    (tmp_path / "names.csv").write_text(HEADER + "Tidewatch,,ORG,Q2\n", encoding="utf-8")

    after = load_gazetteer(str(tmp_path / "names.csv"))

    assert (before.by_form["ORG", "tidewatch"].entity_id, after.by_form["ORG", "tidewatch"].entity_id) == ("Q1", "Q2")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the first line must name the columns name, alias, type, id; add"),
        ("label,kind\n", "add those that are missing"),
        (HEADER + "Ines Okafor,,person,Q1\n", "names.csv, line 2: the type is unknown; write one of PER, ORG"),
        (HEADER + "Ines Okafor,,PER,Q1\n,Okafor,PER,Q1\n", "line 3: the name is empty"),
        (HEADER + '"Ines Okafor,,PER,Q1\n', "is not CSV"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(write, text, message):
    with pytest.raises(ConfigError) as caught:
        load_gazetteer(write(text))
    assert message in str(caught.value)


def test_another_character_set_is_named(write):
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_gazetteer(write(HEADER + "Inès Okafor,,PER,Q1\n", "latin-1"))


def test_a_missing_file_is_named():
    with pytest.raises(
        ConfigError, match=r"nowhere.csv cannot be read \(No such file or directory\); write a CSV file"
    ):
        load_gazetteer("nowhere.csv")


def test_a_release_has_the_names_of_the_list_and_says_which_list_it_was(write, raw_folder, tmp_path):
    path = write(HEADER + "Ida Brandt,,PER,Q7\n")

    built = api.build([raw_folder], out=tmp_path / "out", engine="here", config={"annotate": {"gazetteer": path}})

    release = open_release(built.folder)
    people = {row["entity_id"] for row in release.read("entities").to_pylist() if row["name"] == "Ida Brandt"}
    assert people == {"Q7"}
    assert release.manifest["recogniser"]["gazetteer"] == describe_gazetteer(path)
    assert release.manifest["options"]["annotate"]["gazetteer"] == "names.csv"
    assert "names.csv" in (built.folder / "README.md").read_text(encoding="utf-8")


def test_a_wrong_list_stops_a_build_before_it_begins(write, raw_folder, tmp_path):
    with pytest.raises(ConfigError, match="line 2"):
        api.build([raw_folder], out=tmp_path / "out", config={"annotate": {"gazetteer": write(HEADER + "Okafor,,,\n")}})
    assert not (tmp_path / "out").exists()


def test_a_release_is_built_again_with_the_list_that_the_config_names(write, raw_folder, tmp_path):
    config = {"annotate": {"gazetteer": write(HEADER + "Ida Brandt,,PER,Q7\n")}}
    built = api.build([raw_folder], out=tmp_path / "out", engine="here", config=config)

    assert api.rebuild(built.folder, raw_folder, config=config).passed
