"""Sends the summary of a check to a webhook: counts, rules and raw paths, never the text of an article."""

import json
import logging
import re
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from threading import Thread

from toolkit.errors import ConfigError
from toolkit.storage.filesystem import without_secrets
from toolkit.validation.formats.fault_location import by_rule, location_of
from toolkit.validation.result import Validation, Violation

_log = logging.getLogger(__name__)
SECONDS = 10
"""A webhook that has not answered by then is given up."""
_EXAMPLES = 3


def check_webhook(url: str | None) -> None:
    """Check that an address can be notified.

    Raises:
        ConfigError: it is no address of HTTP.
    """
    if url is not None and not re.match(r"https?://[^/\s]+", url):
        raise ConfigError(f"--notify {without_secrets(url)} is no address; write https://HOST/PATH.")


def validation_summary(validation: Validation) -> dict[str, object]:
    """Return what a webhook is told of a validation."""
    return {
        "target": validation.target,
        "passed": validation.passed,
        "checked": validation.checked,
        "errors": len(validation.errors),
        "warnings": len(validation.warnings),
        "rules": [
            {
                "severity": severity,
                "rule": rule,
                "count": len(faults),
                "field": re.sub(r"\[\d+\]", "[]", faults[0].path),
                "source": faults[0].source,
                "first_day": faults[0].first_day,
                "examples": _examples(faults),
            }
            for severity, rule, faults in by_rule(validation.faults)
        ],
    }


def _examples(faults: list[Violation]) -> list[str]:
    named = [example for fault in faults for example in fault.examples]
    located = [f"{location.path}:{location.line}" for location in map(location_of, faults)]
    return list(dict.fromkeys(named or located))[:_EXAMPLES]


def send_summary(url: str | None, command: str, values: Mapping[str, object]) -> None:
    """Send a summary as JSON by POST; what goes wrong is logged and changes nothing else.

    Args:
        url: The webhook; null for none.
        command: Name of the command, such as `validate`.
        values: What is sent.
    """
    if url is None:
        return
    data = json.dumps({"command": command, **values}, ensure_ascii=False).encode()
    # A thread: the timeout of a socket ends neither a slow look-up of the host nor an answer that comes byte by byte.
    sending = Thread(target=_post, args=(url, data), daemon=True)
    sending.start()
    sending.join(SECONDS)
    if sending.is_alive():
        _log.warning("%s was not notified: it did not answer within %d s.", without_secrets(url), SECONDS)


def _post(url: str, data: bytes) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "news-dataset-toolkit"}
    request = urllib.request.Request(url, data=data, headers=headers, method="POST")  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=2 * SECONDS):  # noqa: S310 - checked above
            pass
    except (OSError, ValueError, HTTPException) as error:
        _log.warning("%s was not notified: %s.", without_secrets(url), getattr(error, "reason", error))
