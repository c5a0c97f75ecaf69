"""The page as text: what stands in it, and what can never become markup."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from toolkit.release.options import DatasetOptions, dataset_options
from toolkit.release.release_folder import open_release
from toolkit.release.report import report_payload
from toolkit.release.report.html_report import PAGE, draw_page, inert
from toolkit.release.report.report_payload import blocks_of, elements, pack, without_blocks
from toolkit.release.report.report_sample import ReportSample, exhibit
from toolkit.release.statistics import FileFacts, compute_statistics
from toolkit.release.verify import _page

EVIL = "</title></script></style><img src=x onerror=alert(1)>\u202e\x00 $name ${blocks} \" '"


@pytest.fixture(scope="module")
def facts(sample):
    return compute_statistics(sample.folder)


@pytest.fixture(scope="module")
def drawn(sample, facts, contract):
    """Draw the page of the sample release, with other facts, manifest or dataset where they are given."""
    exhibits = exhibit(sample.folder)

    def draw(shown: ReportSample = exhibits, facts=facts, dataset=None, **manifest):
        options = dataset or dataset_options(sample.manifest)
        return draw_page(facts, {**sample.manifest, **manifest}, options, contract, shown)

    return draw


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_same_release_gives_the_same_page(drawn):
    assert drawn() == drawn()


def test_the_policy_names_the_digests_of_script_and_style(drawn):
    page = drawn()
    policy = next(given["content"] for tag, given in Elements(page).found if given.get("http-equiv"))
    rules = dict(item.strip().split(" ", 1) for item in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert rules[kind] == f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
    assert "unsafe" not in policy


def test_a_page_names_no_file_but_those_inside_it(drawn):
    addresses = [
        given[name]
        for _, given in Elements(drawn()).found
        for name in ("src", "href", "action", "data")
        if name in given
    ]
    fetched = [item for item in addresses if not item.startswith(("#", "data:"))]
    assert fetched == ["https://spdx.org/licenses/CC0-1.0.html"]


def test_no_element_has_a_style_or_a_handler_of_its_own(drawn):
    assert [
        given for _, given in Elements(drawn()).found if any(name == "style" or name.startswith("on") for name in given)
    ] == []


def test_a_hostile_name_stays_text(drawn, facts):
    plain = Elements(drawn()).found
    dataset = DatasetOptions(
        name="evil", title=EVIL, description=EVIL, license=EVIL, license_link="javascript:1", authors=(EVIL,)
    )
    hostile = drawn(
        dataset=dataset,
        facts=replace(facts, sources={EVIL: 60}, languages={EVIL: 1}, reasons={EVIL: 12}, broken={EVIL: 1}),
        warnings={EVIL: {"articles": 1, "message": EVIL, "examples": [EVIL]}},
    )
    assert {tag for tag, _ in Elements(hostile).found} <= {tag for tag, _ in plain}
    assert not any(given.get("href", "").startswith("javascript") for _, given in Elements(hostile).found)
    assert "\u202e" not in hostile
    assert "\x00" not in hostile


@pytest.mark.parametrize(
    ("text", "shown"), [("a<b", "a&lt;b"), ('"', "&quot;"), ("a\u202eb\nc", "a b c"), ("ß ü 漢", "ß ü 漢")]
)
def test_text_of_the_release_is_escaped(text, shown):
    assert inert(text) == shown


def test_every_reason_is_told_with_its_meaning(drawn, sample):
    page = drawn()
    for reason, count in sample.manifest["reasons"].items():
        assert re.search(rf'data-value="{reason}">{reason}</button></td><td class="number">{count}</td><td>\w', page)


def test_warnings_name_their_rule_and_lead_to_articles(drawn):
    page = drawn(warnings={"dated": {"articles": 1234, "message": "has no day", "examples": ["ab" * 12]}})
    assert (
        f'dated</button></td><td class="number">1,234</td><td>has no day</td><td><a href="#article={"ab" * 12}"' in page
    )


def test_a_release_without_warnings_says_so(drawn):
    assert "Nothing was found that a person should look at" in drawn(warnings={})


def test_measured_figures_are_shown_where_there_are_some(drawn):
    score = {"f1": 0.955, "precision": 0.9, "recall": None, "low": 0.9, "high": 1.0, "wanted": 9}
    page = drawn(quality={"articles": 12, "scores": {"headline": score}})
    assert "Measured on 12 articles" in page
    assert '<td class="number">95.5%</td><td class="number">90.0%</td><td class="number">–</td>' in page
    assert "Measured on" not in drawn()


def test_a_page_that_shows_a_sample_says_so(drawn, facts):
    assert "holds a sample" not in drawn()
    page = drawn(ReportSample(("",), 7, 2))
    assert f"7 of {facts.rows('articles')} articles and 2 of {sum(facts.reasons.values())} refused documents" in page


def test_articles_without_their_text_are_counted(drawn, facts):
    file = FileFacts("data/standoff/train.parquet", "standoff", "train", 1234, 1, 1, "0" * 64)
    assert "1,234 articles more" in drawn(facts=replace(facts, files=(*facts.files, file)))
    assert "articles more" not in drawn()


def test_a_release_without_articles_has_a_page(drawn, contract, sample):
    counted = ("sources", "months", "lengths", "quotes_held", "speakers", "nulls", "reasons", "languages", "names")
    facts = replace(compute_statistics(sample.folder), files=(), **{name: {} for name in counted})
    page = draw_page(facts, sample.manifest, DatasetOptions(), contract, ReportSample(("",), 0, 0))
    assert "No article was published" in page
    assert "Nothing was refused" in page
    assert "nothing to draw" in page


def _numbers(page):
    """Return where numbers stand in what a page shows, blocks, script and pictures left aside."""
    shown = re.sub(
        r"<script>.*</script>|<style>.*?</style>|base64,[^\"]*|sha256-[^']*",
        lambda item: " " * len(item[0]),
        page,
        flags=re.DOTALL,
    )
    return [match.span() for match in re.finditer(r"(?<![\w#-])\d[\d,.]*(?![\w-])", shown)]


@pytest.mark.slow
def test_changing_any_number_of_a_page_is_found(sample_copy, facts):
    path, release = sample_copy / PAGE, open_release(sample_copy)
    page = path.read_text(encoding="utf-8")
    places = _numbers(page)
    assert len(places) >= 40
    for start, end in places:
        path.write_text(f"{page[:start]}{_another(page[start:end])}{page[end:]}", encoding="utf-8")
        assert [item.file for item in _page(release, facts)] == [PAGE], page[start - 20 : end]


def _another(number):
    return f"{number[:-1]}{(int(number[-1]) + 1) % 10}" if number[-1].isdigit() else f"{number}1"


def test_an_article_that_is_not_in_the_release_is_found(sample_copy, facts):
    path, release = sample_copy / PAGE, open_release(sample_copy)
    page = path.read_text(encoding="utf-8")
    index, first, *others = blocks_of(page)
    first[0]["headline"] = "Something else"
    path.write_text(
        without_blocks(page).replace(elements([""] * (2 + len(others))), elements(map(pack, [index, first, *others])))
    )
    assert [item.message for item in _page(release, facts)] == ["shows other articles than the release holds"]


def test_a_page_that_lists_another_article_is_noticed_without_reading_values(sample_copy, facts):
    path, release = sample_copy / PAGE, open_release(sample_copy)
    page = path.read_text(encoding="utf-8")
    index, *others = blocks_of(page)
    index["articles"]["id"][0] = "0" * 24
    path.write_text(
        without_blocks(page).replace(elements([""] * (1 + len(others))), elements(map(pack, [index, *others])))
    )
    assert [item.message for item in _page(release, facts, values=False)] == [
        "shows other articles than the release holds"
    ]


@pytest.mark.parametrize("values", [True, False])
def test_a_page_without_its_index_is_noticed(sample_copy, facts, values):
    path, release = sample_copy / PAGE, open_release(sample_copy)
    path.write_text(path.read_text(encoding="utf-8").replace('class="block">', 'class="block">AAAA', 1))
    assert [item.file for item in _page(release, facts, values=values)] == [PAGE]


def test_a_page_compressed_by_another_library_is_the_same_page(sample_copy, facts, monkeypatch):
    path, release = sample_copy / PAGE, open_release(sample_copy)
    page = path.read_text(encoding="utf-8")
    held = blocks_of(page)
    monkeypatch.setattr(report_payload, "_LEVEL", 1)
    other = without_blocks(page).replace(elements([""] * len(held)), elements(map(pack, held)))
    monkeypatch.undo()
    path.write_text(other, encoding="utf-8")
    assert other != page
    assert list(_page(release, facts)) == []
