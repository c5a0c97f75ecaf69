"""The balance of a build: every document that was read is published, refused or left out, and counted as such."""

from collections import Counter
from collections.abc import Sequence

from toolkit.errors import ReleaseError
from toolkit.pipeline.task import Finished, Prepared


def balance_of(prepared: Sequence[Prepared], finished: Sequence[Finished]) -> dict[str, int]:
    """Return how many documents were read, and how many of them were published, refused or left out.

    Raises:
        ReleaseError: the numbers do not add up, so a document was lost.
    """
    refused_early = sum(len(refused) for shard in prepared for refused in shard.refused)
    taken_down = sum(shard.taken_down for shard in prepared)
    refused_late: Counter[str] = Counter()
    for shard in finished:
        refused_late.update(shard.reasons)
    balance = {
        "read": sum(shard.documents for shard in prepared),
        "published": sum(shard.rows.num_rows for shard in finished),
        **({"stand_off": standoff} if (standoff := sum(shard.standoff.num_rows for shard in finished)) else {}),
        "quarantined": refused_early - taken_down + refused_late["invalid"] + refused_late["personal_data"],
        "duplicates": refused_late["duplicate"],
        "withheld": refused_late["withheld"] + taken_down,
    }
    if balance["read"] != sum(balance.values()) - balance["read"]:
        raise ReleaseError(f"The documents do not add up ({balance}); nothing was written, please report this.")
    return balance
