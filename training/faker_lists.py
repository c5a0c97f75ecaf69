"""The lists of names of all locales of Faker."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

from faker.providers import person


def listed_names(lists: re.Pattern[str]) -> Iterator[str]:
    """Yield the names of the lists whose attributes match, of every locale, without those in Latin transcription."""
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            listed = getattr(provider, attribute)
            if lists.fullmatch(attribute) and "romanized" not in attribute and isinstance(listed, list | tuple | dict):
                yield from (name for name in listed if isinstance(name, str))
