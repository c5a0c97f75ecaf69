"""The card's pictures: plain SVG, drawn from the facts, the same characters for the same facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from toolkit.release.statistics import Statistics

_WIDTH, _HEIGHT, _MARGIN, _LABEL, _ROW = 720, 260, 16, 230, 24
_SHOWN = 20
LENGTHS = (0, 100, 200, 300, 400, 600, 800, 1000, 1500, 2000, 3000)
"""Lower bounds of the ranges by which articles are counted by their words, and by their quotes."""
QUOTES_HELD = (0, 1, 2, 3, 4, 5, 10, 20)
_STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}rect{fill:#2f6f9f}line{stroke:#8b949e}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#79b8e8}}"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture."""

    name: str
    """File name below images/."""
    title: str
    alternative: str
    """What it shows, in words, for those who do not see it."""
    svg: str


def pictures(facts: Statistics) -> list[Picture]:
    """Return the pictures of a release, without those that would show nothing."""
    articles = facts.rows("articles")
    unit, times = per_month_or_year(facts.months)
    shares = {name: round(100 * count / articles) for name, count in by_size(facts.nulls).items()} if articles else {}
    speakers = dict(list(facts.speakers.items())[:_SHOWN])
    drawn = [
        _columns("articles-over-time", f"Articles per {unit}", times),
        _bars("articles-per-outlet", "Articles per outlet", shortened(facts.sources)),
        _columns("body-length", "Articles by words in the body", binned(facts.lengths, LENGTHS)),
        _columns("quotes-per-article", "Articles by number of quotes", binned(facts.quotes_held, QUOTES_HELD)),
        _bars("most-quoted", "Quotes of the most quoted speakers", speakers),
        _bars("null-shares", "Share of articles in which a column is null, in per cent", shares, most=100),
    ]
    return [picture for picture in drawn if picture is not None]


def per_month_or_year(months: Mapping[str, int]) -> tuple[str, dict[str, int]]:
    """Return articles per month, or per year where months would be too many; those without articles too."""
    if not months:
        return "month", {}
    first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (min(months), max(months)))
    if last - first < 60:
        names = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
        return "month", {name: months.get(name, 0) for name in names}
    years = {f"{year:04d}": 0 for year in range(first // 12, last // 12 + 1)}
    for month, count in months.items():
        years[month[:4]] += count
    return "year", years


def by_size(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts, the largest first, equal ones by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def shortened(counts: Mapping[str, int]) -> dict[str, int]:
    """Keep the largest, and put the others together."""
    items = list(counts.items())
    rest = items[_SHOWN:]
    others = {f"{len(rest):,} others": sum(count for _, count in rest)} if rest else {}
    return {**dict(items[:_SHOWN]), **others}


def binned(counts: Mapping[int, int], bounds: tuple[int, ...]) -> dict[str, int]:
    """Put counted numbers into ranges; empty ranges at the end are left out."""
    edges = [*bounds, None]
    binned = {}
    for start, end in pairwise(edges):
        assert start is not None
        name = f"{start}+" if end is None else str(start) if end == start + 1 else f"{start}-{end - 1}"
        binned[name] = sum(count for value, count in counts.items() if start <= value and (end is None or value < end))
    while binned and not binned[next(reversed(binned))]:
        binned.popitem()
    return binned


def _columns(name: str, title: str, values: Mapping[str, int]) -> Picture | None:
    """Draw upright columns, for what has an order of its own."""
    if not values:
        return None
    top, bottom = 52, _HEIGHT - 28
    step = (_WIDTH - 2 * _MARGIN) / len(values)
    most = max(*values.values(), 1)
    every = -(-len(values) * 56 // (_WIDTH - 2 * _MARGIN))  # labels need 56 units each
    drawn = [f'<line x1="{_MARGIN}" x2="{_WIDTH - _MARGIN}" y1="{bottom}" y2="{bottom}"/>']
    for index, (label, value) in enumerate(values.items()):
        left, height = _MARGIN + index * step, (bottom - top) * value / most
        middle = left + step / 2
        shape = f'x="{left + step * 0.1:.1f}" y="{bottom - height:.1f}" width="{step * 0.8:.1f}" height="{height:.1f}"'
        drawn.append(f"<rect {shape}><title>{escape(label)}: {value:,}</title></rect>")
        if index % every == 0:
            drawn.append(_text(label, middle, bottom + 16, "middle"))
        if value and step >= 30:
            drawn.append(_text(f"{value:,}", middle, bottom - height - 4, "middle"))
    return _picture(name, title, _caption(title, values, max(values, key=lambda label: values[label])), _HEIGHT, drawn)


def _bars(name: str, title: str, values: Mapping[str, int], most: int | None = None) -> Picture | None:
    """Draw lying bars, for what has names."""
    if not values:
        return None
    longest = most or max(*values.values(), 1)
    drawn = []
    for index, (label, value) in enumerate(values.items()):
        top = 32 + index * _ROW
        width = (_WIDTH - _LABEL - 70) * value / longest
        drawn.append(_text(_cut(label), _LABEL - 8, top + 16, "end"))
        shape = f'x="{_LABEL}" y="{top + 3}" width="{width:.1f}" height="{_ROW - 6}"'
        drawn.append(f"<rect {shape}><title>{_inert(label)}: {value:,}</title></rect>")
        drawn.append(_text(f"{value:,}", _LABEL + width + 6, top + 16, "start"))
    return _picture(name, title, _caption(title, values, next(iter(values))), 40 + len(values) * _ROW, drawn)


def _caption(title: str, values: Mapping[str, int], largest: str) -> str:
    return f"{title}: {len(values):,} shown, the most for {_cut(largest, 60)} ({values[largest]:,})."


def _picture(name: str, title: str, alternative: str, height: int, drawn: list[str]) -> Picture:
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} aria-label="{_inert(alternative)}">',
        f"<title>{_inert(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="{_MARGIN}" y="18">{_inert(title)}</text>',
        *drawn,
        "</svg>",
    ]
    return Picture(f"{name}.svg", title, alternative, "\n".join(lines) + "\n")


def _text(text: str, x: float, y: float, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{_inert(text)}</text>'


def _cut(text: str, length: int = 30) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _inert(text: str) -> str:
    """Escape markup, and leave out what XML cannot hold and what would turn the reading direction."""
    return escape("".join(character if character.isprintable() else " " for character in text))
