"""What a user can set about normalising."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NormaliseOptions:
    """Settings of the normalise stage; each field's `meaning` is its line in the configuration reference."""

    minimum_words: int = field(
        default=20,
        metadata={"meaning": "a document whose body has fewer words than this is rejected as no_body"},
    )
    language: str | None = field(
        default=None,
        metadata={"meaning": "language of every document (BCP-47), instead of finding it from the body"},
    )
    outlets: tuple[Mapping[str, object], ...] = field(
        default=(),
        metadata={"meaning": "outlets to recognise besides the packaged ones, written as in outlets/*.toml"},
    )
