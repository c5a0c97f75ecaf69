"""Articles that state one address although they are no versions of one story."""

from dataclasses import replace

from toolkit.group.address_collisions import with_own_ids
from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member
from toolkit.group.members import members_of
from toolkit.group.options import STANDARD

FERRY = "The ferry between Oldmere and the mainland sails again after four days in the yard, its owner said today. " * 2
BAKER = "Bakers of Port Halden have won a prize for a bread that keeps a week, the guild of the town told us. " * 2
LATER = "A crack in the second shaft had kept the boat at the quay since Monday, and buses took the long road."


def member(body, stem, identifier="a1", **fields):
    return Member(
        identifier, fingerprint(body, headline=stem), "2024-05-06", path=body[:9], stem=stem.encode(), **fields
    )


def ids(*members):
    result, renamed = with_own_ids(members_of(members, STANDARD.sketch))
    return result.columns["id"].to_list(), renamed


def test_articles_with_another_headline_and_body_get_ids_of_their_own():
    names, renamed = ids(member(FERRY, "Ferry"), member(BAKER, "Bread"), member(LATER, "Shaft", identifier="b2"))
    assert (len(set(names)), "a1" in names, names[2], renamed) == (3, False, "b2", {0, 1})


def test_the_ids_do_not_depend_on_the_order():
    one, two = member(FERRY, "Ferry"), member(BAKER, "Bread")
    assert ids(one, two)[0] == ids(two, one)[0][::-1]


def test_a_text_that_was_written_on_keeps_the_id_under_another_headline():
    assert ids(member(FERRY, "Ferry"), member(FERRY + LATER, "Shaft")) == (["a1", "a1"], frozenset())


def test_a_rewritten_text_under_the_same_headline_keeps_the_id():
    assert ids(member(FERRY, "Ferry"), member(BAKER, "Ferry")) == (["a1", "a1"], frozenset())


def test_a_withdrawn_article_keeps_the_id_so_that_it_withdraws_its_story():
    withdrawn = replace(member(BAKER, "Bread"), usable=False)
    assert ids(member(FERRY, "Ferry"), withdrawn) == (["a1", "a1"], frozenset())
