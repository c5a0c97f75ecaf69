"""Turns errors of the Hub's client libraries into one sentence that says what to do, without any token."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from toolkit.errors import PublishError
from toolkit.storage.filesystem import without_secrets

RUN_AGAIN = "run the same command again: it continues where it stopped"
_SENTENCES = {
    401: "the Hub does not accept your token; set HF_TOKEN or run `hf auth login`",
    402: "the Hub asks for payment; look at the billing page of the account",
    403: "your token may not do this; make one that may write to the repository",
    409: f"something else is at work there; {RUN_AGAIN}",
    412: "main has moved while the release was on its way; look at what came, then run the same command again",
    413: "the Hub finds the request too large; publish with --pr",
    429: f"the Hub asks to wait; {RUN_AGAIN} later",
}
_TOKEN = re.compile(r"\bhf_\w+")


@contextmanager
def translate_hub_errors(repository: str) -> Iterator[None]:
    """Turn errors of huggingface_hub, hf_xet and their HTTP library into PublishError.

    Raises:
        PublishError: something was refused or did not get through.
    """
    from huggingface_hub.errors import HfHubHTTPError, LocalTokenNotFoundError

    # The bases of the Hub's own error are those of its HTTP library and of the system; LFS raises RuntimeError.
    bases = cast("tuple[type[Exception], ...]", HfHubHTTPError.__bases__)
    expected: tuple[type[Exception], ...] = (*bases, RuntimeError, ValueError)
    try:
        yield
    except LocalTokenNotFoundError as error:
        raise PublishError(f"{repository}: {_SENTENCES[401]}.") from error
    except expected as error:
        raise PublishError(f"{repository}: {describe_hub_error(error)}.") from error


def describe_hub_error(error: BaseException) -> str:
    """Return the meaning of an error as part of a sentence."""
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if status in _SENTENCES:
        return f"{_SENTENCES[status]} (status {status})"
    if status is not None and status >= 500:
        return f"the Hub answered with status {status}; {RUN_AGAIN}"
    cause = error.__cause__
    if isinstance(error, RuntimeError) and cause is not None:
        return f"{_message(error)} {describe_hub_error(cause)}"
    message = _message(error)
    return message if status is not None or isinstance(error, ValueError) else f"{message}; {RUN_AGAIN}"


def without_token(text: str) -> str:
    """Return a library's message as part of a sentence, with tokens masked."""
    return without_secrets(_TOKEN.sub("***", " ".join(text.split()))).rstrip(".")


def _message(error: BaseException) -> str:
    return without_token(str(error) or type(error).__name__)
