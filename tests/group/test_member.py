"""One article as grouping sees it."""

from toolkit.group.fingerprint import fingerprint
from toolkit.group.member import Member


def test_nothing_but_id_fingerprint_and_date_must_be_known():
    member = Member("a", fingerprint("The ferry runs again."), None)
    assert (member.path, member.record, member.usable, member.source) == ("", None, True, None)
