from collections.abc import Callable
from typing import Any, Self

SOURCE: str

def tokenise(body: str, /) -> tuple[list[str], list[int], list[int]]: ...

class Tagger:
    def __new__(
        cls,
        arrays: dict[str, Any],
        tables: dict[str, bytes],
        facts: Callable[[str], int],
        kind: Callable[[str], int],
        hidden_bits: int,
        output_bits: int,
        /,
    ) -> Self: ...
    def label(
        self, body: str, /
    ) -> list[tuple[tuple[list[str], list[int], list[int]], tuple[list[int], list[int], list[int]]]]: ...
