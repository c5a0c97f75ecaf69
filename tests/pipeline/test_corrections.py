"""Corrections that people made survive every build, and say so."""

import copy
from datetime import date

import pytest

from toolkit import api
from toolkit.errors import ConfigError
from toolkit.pipeline.corrections import correct, load_corrections, stanza
from toolkit.release.release_folder import open_release

IDENTIFIER = "0123456789abcdef01234567"


@pytest.fixture
def folder(tmp_path):
    """Write a folder of corrections from their lines."""

    def write(*stanzas):
        location = tmp_path / "corrections"
        location.mkdir(exist_ok=True)
        (location / "mine.toml").write_text("\n".join(f"[[correction]]\n{item}" for item in stanzas), encoding="utf-8")
        return location

    return write


def lines(field, value, article=IDENTIFIER, **more):
    said = {"article": article, "field": field, "who": "Ida Brandt", "why": "I read it.", **more}
    return "\n".join(f'{key} = "{text}"' for key, text in said.items()) + f"\nvalue = {value}\n"


@pytest.fixture
def corrected(folder, row, contract):
    """Correct a good row and return it."""

    def run(*stanzas):
        made = copy.deepcopy(row())
        correct(made, load_corrections(folder(*stanzas))[IDENTIFIER], contract)
        return made

    return run


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("headline", '"Bells"', "Bells"),
        ("source", '"Halden Post"', "Halden Post"),
        ("authors", '["Jon Myhre"]', ["Jon Myhre"]),
        ("rights.licence", '"MIT"', "MIT"),
        ("date_not_before", "2024-03-02", date(2024, 3, 2)),
    ],
)
def test_a_value_takes_the_place_of_the_one_that_was_found(corrected, field, value, wanted):
    location = corrected(lines(field, value))
    for step in field.split("."):
        location = location[step]
    assert location == wanted


def test_a_value_inside_a_list_is_corrected_at_its_place(corrected):
    row = corrected(lines("quotes[1].speaker", '"Jon Myhre"'), lines("entities[0].type", '"ORG"'))
    assert [quote["speaker"] for quote in row["quotes"]] == ["Mara Tveit", "Jon Myhre"]
    assert row["entities"][0]["type"] == "ORG"


def test_what_is_not_there_is_corrected_to_null(corrected):
    assert corrected(lines("headline", '""').replace('value = ""', ""))["headline"] is None


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        ('"2024-03-07"', date(2024, 3, 7), "day"),
        ("2024-03-07", date(2024, 3, 7), "day"),
        ('"2024-03"', None, "month"),
        ('"XXXX-03-07"', None, "month_day"),
        ('"2024"', None, "year"),
    ],
)
def test_a_date_is_corrected_in_all_its_fields(corrected, value, day, precision):
    row = corrected(lines("date", value))
    assert (row["date"], row["date_edtf"], row["date_precision"]) == (day, value.strip('"'), precision)


def test_a_correction_is_evidence_with_name_and_reason(corrected):
    evidence = [item for item in corrected(lines("headline", '"Bells"'))["evidence"] if item["field"] == "headline"]
    assert evidence == [
        {"field": "headline", "method": "correction", "start": None, "end": None,
         "note": "headline: Ida Brandt: I read it.", "confidence": None}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (lines("headline", '"Bicycles are back on the ferry"'), "no longer needed"),
        (lines("headline", '"Bells"', was="Cats"), "no longer applies"),
        (lines("quotes[7].speaker", '"Jon Myhre"'), "no longer applies"),
        (lines("lead", '"Bells"'), "lead"),
        (lines("quotes[0].sound", '"Bells"'), "sound"),
        (lines("word_count", '"many"'), "must be a whole number"),
        (lines("date", '"yesterday"'), "yesterday"),
        (lines("date", '"2024-02-31"'), "does not exist"),
    ],
)
def test_a_correction_that_does_not_apply_is_an_error_that_names_it(corrected, text, complaint):
    with pytest.raises(ConfigError, match=complaint) as refusal:
        corrected(text)
    assert "mine.toml" in str(refusal.value)


def test_a_correction_for_one_value_only_holds_while_that_is_found(corrected):
    assert corrected(lines("headline", '"Bells"', was="Bicycles are back on the ferry"))["headline"] == "Bells"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (lines("id", '"x"'), "id cannot"),
        (lines("evidence[0].method", '"stated"'), "evidence"),
        (lines("headline", '"x"').replace("who", "by"), "by"),
        (lines("headline", '"x"').replace('who = "Ida Brandt"', ""), "who"),
        (lines("headline", '"x"').replace("I read it.", ""), "why"),
        ("= 3", "TOML"),
    ],
)
def test_a_stanza_that_is_not_understood_is_an_error_with_its_file(folder, text, complaint):
    with pytest.raises(ConfigError, match=complaint) as refusal:
        load_corrections(folder(text))
    assert "mine.toml" in str(refusal.value)


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="nowhere"):
        load_corrections(tmp_path / "nowhere")


def _build(raw_folder, tmp_path, location, **options):
    config = {"build": {"corrections": str(location)}}
    return api.build([raw_folder], out=tmp_path / "out", config=config, engine="here", **options).folder


@pytest.fixture
def identifier(raw_folder, tmp_path):
    """Give the id of the second story."""
    built = api.build([raw_folder], out=tmp_path / "first", engine="here").folder
    rows = open_release(built).read("articles").to_pylist()
    return next(row["id"] for row in rows if row["provenance"]["path"] == "raw/story-1.txt")


def test_a_build_publishes_the_corrected_value(raw_folder, tmp_path, folder, identifier):
    built = _build(raw_folder, tmp_path, folder(lines("headline", '"Benches"', identifier)))
    rows = {row["id"]: row for row in open_release(built).read("articles").to_pylist()}
    assert rows[identifier]["headline"] == "Benches"
    assert "correction" in {item["method"] for item in rows[identifier]["evidence"]}
    assert api.validate(built).errors == ()


def test_a_correction_that_breaks_the_contract_stops_the_build(raw_folder, tmp_path, folder, identifier):
    location = folder(lines("quotes[0].text", '"Nobody said this."', identifier))
    with pytest.raises(ConfigError, match=r"mine\.toml.*breaks the contract at quotes\[0\]"):
        _build(raw_folder, tmp_path, location)


def test_a_correction_of_an_article_that_is_not_published_stops_the_build(raw_folder, tmp_path, folder):
    with pytest.raises(ConfigError, match=r"mine\.toml.*no longer applies"):
        _build(raw_folder, tmp_path, folder(lines("headline", '"Benches"')))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".cache"]


def test_the_stanza_to_paste_can_be_read_again(command, raw_folder, tmp_path, contract):
    text = command("explain", "raw/story-1.txt", "--correct", "quotes[0].speaker").out
    location = tmp_path / "pasted"
    location.mkdir()
    filled = text.replace('value = "Jon Myhre"', 'value = "Ida Brandt"').replace('""', '"me"')
    (location / "a.toml").write_text(filled, encoding="utf-8")
    built = _build(raw_folder, tmp_path, location)
    assert "Ida Brandt" in open_release(built).read("quotes")["speaker"].to_pylist()


@pytest.mark.parametrize("field", ["headline", "authors", "date", "standfirst", "rights"])
def test_any_field_has_a_stanza(row, field):
    assert f'field = "{field}"' in stanza(row(), field)
