"""Pictures as containers and pages state them: addresses, objects of schema.org, renditions of ninjs."""

import re
from collections.abc import Iterator, Mapping

from toolkit.contract.records import Image

MOST_IMAGES = 50
_LONGEST_ADDRESS, _LONGEST_TEXT = 2000, 2000
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_URLS = ("contentUrl", "url", "href", "src", "source_url", "link", "@id")
_CAPTIONS = ("caption", "description", "alt", "name", "description_caption", "description_text", "headline")
_CREDITS = ("creditText", "credit", "creditline", "copyrightNotice", "byline", "by", "author", "creator")


def images_of(value: object) -> tuple[Image, ...] | None:
    """Return the pictures of an address, an object, or a list of either, each once; null when there is none."""
    items = value if isinstance(value, list | tuple) else [value]
    images = (image for item in items[:MOST_IMAGES] if (image := _image(item)) is not None)
    return tuple({image.url or image: image for image in images}.values()) or None


def _image(item: object) -> Image | None:
    """Return one picture; null for what has no address of a picture."""
    if isinstance(item, Image):
        return item
    if isinstance(item, str):
        return Image(url=_address(item)) if _address(item) else None
    if not isinstance(item, Mapping):
        return None
    url = next((address for key in _URLS if (address := _address(item.get(key)))), None)
    url = url or next(_renditions(item.get("renditions")), None)
    return Image(url, _text(item, _CAPTIONS), _text(item, _CREDITS)) if url else None


def _renditions(value: object) -> Iterator[str]:
    """Yield the addresses of the forms of a picture, the original first."""
    named = value.items() if isinstance(value, Mapping) else enumerate(value if isinstance(value, list) else ())
    forms = [(name, form) for name, form in named if isinstance(form, Mapping)]
    for _, form in sorted(forms, key=lambda pair: "original" not in (pair[0], pair[1].get("name"))):
        if address := _address(form.get("href") or form.get("url")):
            yield address


def _address(value: object) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) else None


def _text(item: Mapping[object, object], keys: tuple[str, ...]) -> str | None:
    """Return the first text under one of the keys: itself, or the name of an object."""
    for key in keys:
        value = item.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = (
            next((value[name] for name in ("name", "value") if name in value), None)
            if isinstance(value, Mapping)
            else value
        )
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if 0 < len(text) <= _LONGEST_TEXT and not _ADDRESS.fullmatch(text):
            return text
    return None
