"""What is expected of the entities that any model finds."""

from itertools import pairwise

import pytest


@pytest.fixture
def check_spans():
    """Give what sees that entities are clean, in order, and stand in every fifth of a body."""

    def check(body, entities):
        assert len({5 * each.start // len(body) for each in entities}) == 5
        assert all(body[each.start : each.end] == each.text == each.text.strip() for each in entities)
        assert all(before.end <= after.start for before, after in pairwise(entities))
        assert all(len(each.text.splitlines()) == 1 and 0 < each.confidence <= 1 for each in entities)

    return check
