"""What a user can set about normalising."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.errors import ConfigError


@dataclass(frozen=True, slots=True)
class NormaliseOptions:
    """Settings of the normalise stage; each field's `meaning` is its line in the configuration reference."""

    minimum_words: int = field(
        default=20,
        metadata={
            "meaning": "a document whose body has fewer words than this is rejected as no_body; half of it is "
            "enough under a headline and a dateline"
        },
    )
    language: str | None = field(
        default=None,
        metadata={"meaning": "language of every document (BCP-47), instead of finding it from the body"},
    )
    outlets: tuple[Mapping[str, object], ...] = field(
        default=(),
        metadata={"meaning": "outlets to recognise besides the packaged ones, written as in outlets/*.toml"},
    )

    def __post_init__(self) -> None:
        """Refuse what no article could be normalised with."""
        if self.minimum_words < 1:
            raise ConfigError(f"normalise.minimum_words is {self.minimum_words}; choose at least 1.")
        if self.language is not None and not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", self.language):
            raise ConfigError(f"normalise.language is {self.language!r}; write a BCP-47 tag such as en or pt-BR.")
