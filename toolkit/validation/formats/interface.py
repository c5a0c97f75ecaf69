"""What a format of validation reports is."""

from typing import Protocol

from toolkit.validation.result import Validation


class Format(Protocol):
    """Renders the result of a validation; the modules of this folder have one each."""

    def __call__(self, validation: Validation, /) -> str:
        """Return the whole report as text, which ends with a line break."""
