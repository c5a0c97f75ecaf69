"""One defect, one report."""

import pytest

from toolkit.contract.records import Failure
from toolkit.validation.field_rules import BODY, PREVIOUS_END
from toolkit.validation.root_cause import BrokenRule, root_causes

SPAN = frozenset({"start", "end", "text", BODY})
ORDER = frozenset({"start", PREVIOUS_END})


def _found(rule, path, reads=frozenset(), record="quote"):
    return BrokenRule(record, path.rpartition(".")[0], Failure(rule, path, None, ""), reads)


CASES = [
    ("a lone failure stays", [("cuts_text", "quotes[0].text", SPAN)], ["cuts_text"]),
    ("the range owns the text", [("in_range", "quotes[0].end", SPAN), ("cuts_text", "quotes[0].text", SPAN)],
     ["in_range"]),
    ("of another quote it does not", [("in_range", "quotes[0].end", SPAN), ("cuts_text", "quotes[1].text", SPAN)],
     ["in_range", "cuts_text"]),
    ("a field owns what is read of it", [("minimum", "quotes[0].start", frozenset()),
                                         ("cuts_text", "quotes[0].text", SPAN)], ["minimum"]),
    ("another field does not", [("values", "quotes[0].kind", frozenset()), ("cuts_text", "quotes[0].text", SPAN)],
     ["values", "cuts_text"]),
    ("a field of another quote does not", [("minimum", "quotes[10].start", frozenset()),
                                           ("cuts_text", "quotes[1].text", SPAN)], ["minimum", "cuts_text"]),
    ("the body owns every span", [("trimmed", "body", frozenset()), ("cuts_text", "quotes[3].text", SPAN)],
     ["trimmed"]),
    ("a part owns the rule over parts", [("minimum", "quotes[0].parts[1].start", frozenset()),
                                         ("parts_inside", "quotes[0].parts", frozenset({"parts", "end"}))],
     ["minimum"]),
    ("the quote before owns the order", [("cuts_text", "quotes[1].text", SPAN), ("ordered", "quotes[2].start", ORDER)],
     ["cuts_text"]),
    ("the quote after does not", [("cuts_text", "quotes[3].text", SPAN), ("ordered", "quotes[2].start", ORDER)],
     ["cuts_text", "ordered"]),
    ("two failures of fields stay both", [("minimum", "quotes[0].start", frozenset()),
                                          ("min_length", "quotes[0].text", frozenset())], ["minimum", "min_length"]),
]  # fmt: skip


@pytest.mark.parametrize(("failures", "kept"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_follows_from_another_defect_is_silent(failures, kept):
    assert [item.failure.rule for item in root_causes([_found(*failure) for failure in failures])] == kept


def test_the_order_of_the_failures_does_not_matter():
    failures = [_found("cuts_text", "quotes[0].text", SPAN), _found("in_range", "quotes[0].end", SPAN)]
    assert root_causes(failures) == [failures[1]]
