"""YAML of the describing files does not depend on libyaml."""

import random
from typing import Any

import pytest
import yaml

from toolkit.release.yaml_text import yaml_text

_PIECES = [*" abc:-#'\"é—“”,[]{}&*!|>%@`?~0123.e+_=/\\<日한", "word ", "harbour ", "  ", ": ", " #", "\u200b", "\u0301"]
_ODD = ["\n", "\n\n", "\t", "😀", "\x85", "\u2028", "\ufeff", "\x07"]


@pytest.mark.parametrize("pieces", [_PIECES, [*_PIECES, *_ODD]], ids=["usual", "odd"])
def test_both_libraries_give_the_same_characters(pieces: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(7)

    def text(most: int) -> str:
        return "".join(chance.choice(pieces) for _ in range(chance.randrange(most)))

    values: list[dict[str, Any]] = [
        {"title": text(80), text(20): [text(9), {"of": text(90), "none": [], text(60): None}], "n": 1.5}
        for _ in range(400)
    ]
    written = [yaml_text(value, width=100) for value in values]
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert written == [yaml_text(value, width=100) for value in values]


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was installed without libyaml")
def test_usual_texts_are_written_by_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "SafeDumper")
    assert yaml_text({"title": "News of the quay", "tags": ["nouvelles é"]}, width=100).startswith("title: News")
