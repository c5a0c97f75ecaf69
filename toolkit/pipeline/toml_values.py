"""Values of rows as TOML writes them: null is left out, dates are texts, long lists have an item on each line."""

import json
from datetime import date, datetime
from typing import Any

_LINE = 100
"""Characters of a list that stays on one line."""


def plain_value(value: Any) -> Any:
    """Return a value as JSON knows it, without the nulls of objects, which TOML cannot hold: they count as absent."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items() if item is not None}
    return value


def toml_value(value: Any) -> str:
    """Return a value as TOML."""
    plain = plain_value(value)
    if isinstance(plain, dict):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in plain.items()) + " }"
    if isinstance(plain, list):
        items = [toml_value(item) for item in plain]
        line = ", ".join(items)
        return f"[{line}]" if len(line) <= _LINE else "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
