"""Bands of numbers, by whose names a value becomes a sign."""

from bisect import bisect_right


class Bands:
    """Names for the ranges of a number: one below each limit, one from the last limit on."""

    def __init__(self, subject: str, *limits: float) -> None:
        """Name the bands; the limits ascend."""
        self._limits = limits
        self._names = (*(f"{subject} below {limit:g}" for limit in limits), f"{subject} from {limits[-1]:g}")

    def name(self, value: float) -> str:
        """Return the name of the band that a value lies in.

        >>> Bands("words", 3, 20).name(3)
        'words below 20'
        """
        return self._names[bisect_right(self._limits, value)]
