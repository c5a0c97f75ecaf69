from collections.abc import Callable, Mapping
from typing import Any, Self

SOURCE: str

def read_table(lines: bytes, /) -> Any: ...
def parse_html(
    source: str,
    elements: Mapping[str, Any],
    landmarks: tuple[str, ...],
    decode: Callable[[str], str],
    find_end: Callable[[str, int], tuple[int, int] | None],
    /,
) -> tuple[
    list[tuple[str, bool, int, int, int, int, int]],
    str,
    list[tuple[int, int, int, int]],
    list[tuple[int, str]],
    list[int],
    list[tuple[int, int]],
]: ...

class Tagger:
    def __new__(
        cls,
        arrays: tuple[Any, ...],
        tables: tuple[Any, ...],
        questions: tuple[Callable[[str], int], Callable[[list[str]], int], Callable[[str], str]],
        phrases: int,
        hidden_bits: int,
        output_bits: int,
        frame: int,
        kind: int,
        /,
    ) -> Self: ...
    def label(
        self, body: str, /
    ) -> list[tuple[tuple[list[str], list[int], list[int]], list[tuple[int, int, int]]]]: ...
    def label_keys(
        self, rows: Any, classes: Any, parts: Any, linear: Any, deep: Any, /
    ) -> list[tuple[int, int, int]]: ...
