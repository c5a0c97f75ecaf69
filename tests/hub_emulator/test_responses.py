"""Ranges and errors are answered as the Hub does."""

import pytest

from hub_emulator.responses import Refusal, requested_range


@pytest.mark.parametrize(
    ("header", "result"),
    [
        (None, None),
        ("bytes=0-", (0, 10)),
        ("bytes=2-5", (2, 6)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=4-99", (4, 10)),
        ("lines=1-2", None),
        ("bytes=-", None),
    ],
)
def test_a_range_counts_bytes_with_the_last_one_in_it(header, result):
    assert requested_range(header, 10) == result


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=5-2"])
def test_a_range_outside_the_file_is_refused(header):
    with pytest.raises(Refusal) as refusal:
        requested_range(header, 10)
    assert refusal.value.status == 416


def test_an_error_tells_clients_its_code(hub_client):
    from huggingface_hub.errors import RepositoryNotFoundError

    with pytest.raises(RepositoryNotFoundError):
        hub_client.dataset_info("halden/nothing")
