"""The licences of articles against that of the dataset."""

import json

import pytest

from toolkit.api.releases import build
from toolkit.compliance.licence_check import licence_conflicts
from toolkit.release.release_folder import open_release
from toolkit.validation.validate_target import validate


@pytest.fixture
def released(tmp_path, story):
    """Build a release of articles that state a licence, in a dataset of a licence."""

    def run(stated, licence, **rights):
        rows = [
            json.dumps({"body": story(number).partition("\n\n")[2], "headline": "Benches", "license": stated})
            for number in range(2)
        ]
        (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
        config = {"dataset": {"name": "news", "license": licence}, "rights": rights}
        options = {"out": tmp_path / "dist", "config": config, "engine": "here", "overwrite": True}
        return build([tmp_path / "rows.jsonl"], **options).folder

    return run


def test_a_licence_that_asks_for_more_than_the_dataset_is_an_error(released):
    validation = validate(released("https://creativecommons.org/licenses/by-nc/4.0/", "cc-by-4.0"))
    (fault,) = validation.errors
    assert (fault.rule, fault.file) == ("licences_agree", "README.md")
    assert "2 of its articles" in fault.message


@pytest.mark.parametrize(
    ("stated", "licence"), [("CC BY 4.0", "cc-by-4.0"), ("CC BY-NC 4.0", "unknown"), (None, "cc0-1.0")]
)
def test_licences_that_agree_are_none(released, stated, licence):
    assert list(licence_conflicts(open_release(released(stated, licence)))) == []


def test_what_is_published_without_text_conflicts_with_nothing(released):
    folder = released("CC BY-NC 4.0", "cc-by-4.0", licences={"cc-by-nc-4.0": "stand_off"})
    assert list(licence_conflicts(open_release(folder))) == []
