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
    early = sum(len(refused) for each in prepared for refused in each.refused)
    gone = sum(each.taken_down for each in prepared)
    late: Counter[str] = Counter()
    for each in finished:
        late.update(each.reasons)
    balance = {
        "read": sum(each.documents for each in prepared),
        "published": sum(each.rows.num_rows for each in finished),
        **({"stand_off": standoff} if (standoff := sum(each.standoff.num_rows for each in finished)) else {}),
        "quarantined": early - gone + late["invalid"] + late["personal_data"],
        "duplicates": late["duplicate"],
        "withheld": late["withheld"] + gone,
    }
    if balance["read"] != sum(balance.values()) - balance["read"]:
        raise ReleaseError(f"The documents do not add up ({balance}); nothing was written, please report this.")
    return balance
