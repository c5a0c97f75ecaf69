"""Exact duplicates."""

from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.group.exact_duplicates import exact_duplicates as duplicates_of_members
from toolkit.group.exact_duplicates import repeated_documents
from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import members_of
from toolkit.group.near_duplicates import cluster
from toolkit.group.options import STANDARD, GroupOptions
from toolkit.group.story_versions import story_versions

TEXTS = ["The ferry runs again.", "The bridge is closed.", "Eleven sheep went aboard.", ""]


fingerprint = cache(fingerprint)  # so that thousands of examples cost little


def exact_duplicates(members, options=STANDARD, **named):
    table = members_of(members, options.sketch)
    repeated = repeated_documents(table)
    versions = story_versions(table, cluster(table, options), options, repeated=repeated)
    replaced = versions.filter(versions["kept"] != versions["index"]).select("index", "kept")
    return duplicates_of_members(table, options, superseded=repeated | dict(replaced.iter_rows()), **named)


def _member(name, body=TEXTS[0], *, headline=None, date=None, path="", words=4, record=None):
    return Member(name, fingerprint(body, headline=headline), date, path, words, record)


def test_different_articles_are_no_duplicates():
    assert exact_duplicates([_member("a"), _member("b", TEXTS[1])]) == {}


def test_of_copies_the_earliest_is_kept():
    members = [_member("a", date="2024-05-03"), _member("b", date="2024-05-01"), _member("c")]
    assert exact_duplicates(members) == {0: 1, 2: 1}


def test_of_copies_of_one_day_the_smallest_id_is_kept():
    assert exact_duplicates([_member("b"), _member("c"), _member("a")]) == {0: 2, 1: 2}


def test_copies_in_other_quotation_marks_and_capitals_are_duplicates():
    assert exact_duplicates([_member("a", "“Open,” she said."), _member("b", "'OPEN', she said")]) == {1: 0}


def test_another_headline_makes_another_article():
    assert exact_duplicates([_member("a", headline="Open"), _member("b", headline="Closed"), _member("c")]) == {}


def test_of_versions_of_one_id_the_longest_is_kept():
    members = [_member("a", TEXTS[0], words=4), _member("a", TEXTS[1], words=9), _member("a", TEXTS[2], words=5)]
    assert exact_duplicates(members) == {0: 1, 2: 1}


def test_of_versions_of_one_length_the_smallest_path_is_kept():
    assert exact_duplicates([_member("a", TEXTS[0], path="y"), _member("a", TEXTS[1], path="x")]) == {0: 1}


def test_of_records_in_one_file_the_first_is_kept():
    assert exact_duplicates([_member("a", path="x", record=10), _member("a", path="x", record=9)]) == {0: 1}


def test_a_version_of_a_copy_leads_to_what_is_kept_in_the_end():
    members = [
        _member("b", TEXTS[1], words=3, date="2024-05-02"),
        _member("b", TEXTS[0], words=4, date="2024-05-02"),
        _member("a", TEXTS[0], words=4, date="2024-05-01"),
    ]
    assert exact_duplicates(members) == {0: 2, 1: 2}


def test_a_copy_that_may_be_published_is_kept_before_an_earlier_one_that_may_not():
    withheld = replace(_member("a", date="2024-05-01"), usable=False)
    assert exact_duplicates([withheld, _member("b", date="2024-05-02")]) == {0: 1}


def test_a_version_that_was_withdrawn_stands_for_all_versions():
    withdrawn = replace(_member("a", TEXTS[1], words=2), usable=False)
    assert exact_duplicates([_member("a", words=9), withdrawn]) == {0: 1}


def test_articles_without_words_are_no_copies_of_each_other():
    assert exact_duplicates([_member("a", ""), _member("b", "")]) == {}


MEMBERS = st.lists(
    st.builds(
        _member,
        name=st.sampled_from("abcde"),
        body=st.sampled_from(TEXTS),
        headline=st.sampled_from([None, "Ferry"]),
        date=st.sampled_from([None, "2024", "2024-05-01"]),
        path=st.sampled_from("xy"),
        words=st.integers(0, 3),
        record=st.integers(0, 3),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(MEMBERS)
def test_what_is_kept_is_never_superfluous(members):
    superseded = exact_duplicates(members)
    assert set(superseded) & set(superseded.values()) == set()


@settings(deadline=None)
@given(MEMBERS)
def test_each_id_and_each_text_is_kept_once(members):
    superseded = exact_duplicates(members)
    kept = [member for index, member in enumerate(members) if index not in superseded]
    texts = [(member.fingerprint.digest, member.fingerprint.headline) for member in kept if member.fingerprint.shingles]
    assert (len({member.id for member in kept}), len(set(texts))) == (len(kept), len(texts))


@settings(deadline=None)
@given(MEMBERS, st.randoms(use_true_random=False))
def test_the_order_of_the_members_makes_no_difference(members, chance):
    shuffled = chance.sample(members, len(members))
    assert _kept(shuffled) == _kept(members)


def _kept(members):
    """Who stands for whom, as a multiset."""
    superseded = exact_duplicates(members)
    pairs = [(member, members[superseded.get(index, index)]) for index, member in enumerate(members)]
    return sorted(pairs, key=repr)


def test_of_copies_the_one_of_an_earlier_release_is_kept():
    members = [_member("a", date="2024-05-01"), _member("c", date="2024-05-03"), _member("b", date="2024-05-02")]
    assert exact_duplicates(members, published={"c": None}) == {0: 1, 2: 1}


def test_the_longest_of_copies_is_kept_where_that_is_wanted():
    members = [replace(_member("a"), characters=40), replace(_member("b"), characters=41)]
    assert exact_duplicates(members) == {1: 0}
    assert exact_duplicates(members, GroupOptions(keep="longest")) == {0: 1}


def test_the_copy_of_the_best_source_is_kept_where_that_is_wanted():
    members = [
        replace(_member(name), source=source) for name, source in zip("abcd", ("X", "Post", "Wire", None), strict=True)
    ]
    options = GroupOptions(keep="best_source", best_sources=("Wire", "Post"))
    assert exact_duplicates(members, options) == {0: 2, 1: 2, 3: 2}


def test_of_copies_that_no_policy_tells_apart_the_earliest_is_kept():
    members = [_member("a", date="2024-05-03"), _member("b", date="2024-05-01")]
    for keep in ("longest", "best_source"):
        assert exact_duplicates(members, GroupOptions(keep=keep)) == {0: 1}
