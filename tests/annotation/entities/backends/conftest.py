"""What is expected of the entities that any model finds."""

from itertools import pairwise

import pytest


@pytest.fixture
def check_spans():
    """Give what sees that entities are clean, in order, and stand in every fifth of a body."""

    def check(body, entities):
        assert len({5 * item.start // len(body) for item in entities}) == 5
        assert all(body[item.start : item.end] == item.text == item.text.strip() for item in entities)
        assert all(before.end <= after.start for before, after in pairwise(entities))
        assert all(len(item.text.splitlines()) == 1 and 0 < item.confidence <= 1 for item in entities)

    return check
