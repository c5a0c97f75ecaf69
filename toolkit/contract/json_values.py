"""Values as JSON writes them, as the types of the contract; what does not fit is named, not raised."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from toolkit.contract.definition import Contract, Field
from toolkit.contract.records import Failure


def convert(
    contract: Contract, fields: tuple[Field, ...], row: Mapping[str, object], path: str = ""
) -> tuple[dict[str, object], list[Failure]]:
    """Return a row with typed values, and a failure for every value of another type.

    Args:
        contract: Where nested records are looked up.
        fields: The fields the row shall have; one that is missing counts as null.
        row: Values as a JSON parser returns them.
        path: Where the row is in a larger one: `quotes[2].`, or empty.
    """
    failures = [
        Failure("column_in_schema", f"{path}{name}", None, "the field is not in the contract")
        for name in sorted(row.keys() - {field.name for field in fields})
    ]
    values = {
        field.name: _field(contract, field, row.get(field.name), f"{path}{field.name}", failures) for field in fields
    }
    return values, failures


def _field(contract: Contract, field: Field, value: object, path: str, failures: list[Failure]) -> object:
    if not field.is_list or value is None:
        return _item(contract, field.item_type, value, path, failures)
    if not isinstance(value, list):
        return _wrong("a list", value, path, failures)
    return [_item(contract, field.item_type, item, f"{path}[{index}]", failures) for index, item in enumerate(value)]


def _item(contract: Contract, kind: str, value: object, path: str, failures: list[Failure]) -> object:
    if value is None:
        return None
    if kind in contract.records:
        if not isinstance(value, Mapping):
            return _wrong("an object", value, path, failures)
        nested, result = convert(contract, contract.record(kind).fields, value, f"{path}.")
        failures.extend(result)
        return nested
    name, accept = _SCALARS[kind]
    try:
        return accept(value)
    except (TypeError, ValueError, OverflowError, binascii.Error):
        return _wrong(name, value, path, failures)


def _wrong(wanted: str, value: object, path: str, failures: list[Failure]) -> object:
    failures.append(Failure("type", path, repr(value)[:200], f"must be {wanted}"))
    return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # a lone surrogate is no text
    return value


def _bytes(value: object) -> bytes:
    return base64.b64decode(_text(value), validate=True)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(bits: int) -> Callable[[object], int]:
    def accept(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError
        if not -(2 ** (bits - 1)) <= value < 2 ** (bits - 1):
            raise ValueError
        return value

    return accept


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    return float(value)


def _day(value: object) -> date:
    return date.fromisoformat(_text(value))


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


_SCALARS: dict[str, tuple[str, Callable[[object], object]]] = {
    "string": ("a text", _text),
    "binary": ("Base64", _bytes),
    "bool": ("true or false", _truth),
    "int32": ("a whole number of 32 bits", _whole(32)),
    "int64": ("a whole number of 64 bits", _whole(64)),
    "float64": ("a number", _number),
    "date32": ("a day such as 2024-03-05", _day),
    "timestamp": ("a moment with its zone such as 2024-03-05T10:00:00Z", _moment),
}
