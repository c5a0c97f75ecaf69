"""A destination stays with its dataset and goes forward."""

import pytest

from toolkit.errors import PublishError
from toolkit.publishing.publish_plan import refuse_downgrade
from toolkit.release.bundle import Bundle

OURS = Bundle("benches", "1.10.0", (), "ab" * 32)


@pytest.mark.parametrize("shown", [None, {"name": "benches", "version": "1.9.9"}])
def test_an_older_release_or_none_gives_way(shown):
    refuse_downgrade(OURS, shown, "there")


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        ({"name": "bridges", "version": "1.0.0"}, "holds the dataset bridges, not benches"),
        ({"name": "benches", "version": "1.10.0"}, "holds version 1.10.0 with other files"),
        ({"name": "benches", "version": "1.11.0"}, "newer than 1.10.0"),
    ],
)
def test_what_must_not_be_replaced_is_named(shown, message):
    with pytest.raises(PublishError, match=message):
        refuse_downgrade(OURS, shown, "there")
