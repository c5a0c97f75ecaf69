"""The front matter of the card."""

from dataclasses import replace

import pytest

from toolkit.errors import ConfigError
from toolkit.release.card.front_matter import front_matter
from toolkit.release.options import DatasetOptions
from toolkit.release.statistics import compute_statistics


@pytest.fixture(scope="module")
def front(sample, contract):
    """Make the front matter of the sample's facts, some of them changed."""
    facts = compute_statistics(sample.folder)

    def run(options=None, **changes):
        return front_matter(replace(facts, **changes), options or DatasetOptions(), contract)

    return run


@pytest.mark.parametrize(
    ("rows", "category"),
    [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (10**5, "100K<n<1M"), (10**7, "10M<n<100M"), (10**9, "1B<n<10B")],
)
def test_the_size_is_named_as_the_hub_names_it(sample, front, rows, category):
    (file,) = [
        replace(item, rows=rows) for item in compute_statistics(sample.folder).files if item.table == "articles"
    ][:1]
    assert front(files=(file,))["size_categories"] == [category]


def test_regions_stand_beside_the_languages(front):
    result = front(languages={"en-GB": 3, "unknown": 2, "de": 1, "en": 1})
    assert (result["language"], result["language_details"]) == (["de", "en"], ["en-GB"])
    assert result["multilinguality"] == ["multilingual"]


def test_one_language_is_monolingual(front):
    assert front(languages={"en-GB": 3, "en": 1})["multilinguality"] == ["monolingual"]


def test_unknown_languages_are_not_claimed(front):
    assert not {"language", "multilinguality"} & front(languages={"unknown": 3}).keys()


def test_another_licence_has_a_name_and_an_address(front):
    result = front(DatasetOptions(name="halden", license="other", license_link="https://a.example/terms"))
    assert [result[name] for name in ("license", "license_name", "license_link")] == [
        "other",
        "halden-licence",
        "https://a.example/terms",
    ]


def test_what_programs_made_is_said_to_be(front):
    result = front()
    assert (result["annotations_creators"], result["language_creators"]) == (["machine-generated"], ["found"])
    assert "quotation-attribution" in result["tags"]


def test_a_tag_is_claimed_only_for_what_the_data_holds(sample, front):
    files = compute_statistics(sample.folder).files
    named = front(files=tuple(file for file in files if file.table != "quotes"))
    assert (named["task_ids"], named["tags"]) == (["named-entity-recognition"], ["news"])
    bare = front(files=tuple(file for file in files if file.table == "articles"))
    assert not {"task_categories", "task_ids"} & bare.keys()
    assert (bare["annotations_creators"], bare["tags"]) == (["no-annotation"], ["news"])
    assert "text-classification" not in front()["task_categories"]


def test_the_questions_that_the_hub_asks_stand_where_it_reads_them(front):
    gated = front(DatasetOptions(access_prompt="For research.", access_fields={"Name": "text", "I agree": "checkbox"}))
    assert gated["extra_gated_prompt"] == "For research."
    assert gated["extra_gated_fields"] == {"Name": "text", "I agree": "checkbox"}
    assert not {"extra_gated_prompt", "extra_gated_fields"} & front().keys()


def test_a_question_of_an_unknown_type_is_refused():
    with pytest.raises(ConfigError, match=r"dataset\.access_fields\.Name is 'number'; choose text, checkbox"):
        DatasetOptions(access_fields={"Name": "number"})
