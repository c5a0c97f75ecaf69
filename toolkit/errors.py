"""Exceptions for broken set-ups; bad data never raises, it becomes a Rejection.

ToolkitError
├── ConfigError     toolkit.toml, an option or a keyword is wrong
├── ContractError   a schema folder cannot be understood or was changed after its release
├── SourceError     an input path does not exist or cannot be listed
├── ReleaseError    a release folder cannot be written, read or trusted
├── PublishError    a destination refused a release
├── LibraryError    an installed library lacks what this toolkit uses of it
└── GateError       a release does not pass its gates, so it did not get its name
"""


class ToolkitError(Exception):
    """Something about the set-up is wrong; the message is one sentence that says what to do next."""


class ConfigError(ToolkitError):
    """The configuration names an unknown key or an impossible value."""


class ContractError(ToolkitError):
    """A schema folder is missing, malformed, or differs from its frozen digest."""


class SourceError(ToolkitError):
    """An input path does not exist or cannot be listed."""


class ReleaseError(ToolkitError):
    """A release folder cannot be written, read or trusted."""


class PublishError(ToolkitError):
    """A destination refused a release."""


class GateError(ToolkitError):
    """A release does not pass its gates: it did not get its name, and the finished work stays in the cache."""


class LibraryError(ToolkitError):
    """An installed library lacks what this toolkit uses of it, so every document would be refused."""
