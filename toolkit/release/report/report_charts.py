"""The charts of the page as lists with bars: they fit any width, and each value is a button that filters by it."""

from collections.abc import Mapping, Sequence
from html import escape

from toolkit.release.card.charts import LENGTHS, QUOTES_HELD, binned, by_size, per_month_or_year, shortened
from toolkit.release.statistics import UNKNOWN, Statistics

_NOT_KNOWN = "not known"
"""What the script calls a value that is null."""
_TYPES = {"PER": "persons", "ORG": "organisations", "LOC": "places"}


def charts(facts: Statistics) -> str:
    """Return the charts of a release, without those that would show nothing."""
    articles = facts.rows("articles")
    unit, times = per_month_or_year(facts.months)
    nulls = {name: count for name, count in by_size(facts.nulls).items() if count}
    drawn = [
        _columns(f"Articles per {unit}", "date", times),
        _bars("Articles per source", "source", shortened(facts.sources)),
        _bars("Articles per language", "language", shortened(facts.languages)),
        _columns("Articles by words in the body", "words", binned(facts.lengths, LENGTHS)),
        _columns("Articles by number of quotes", "quotes", binned(facts.quotes_held, QUOTES_HELD)),
        _bars("Quotes of the most quoted speakers", "speaker", facts.speakers),
        *(_bars(f"Articles with the most named {_TYPES[kind]}", kind, facts.names.get(kind, {})) for kind in _TYPES),
        _bars("Articles in which a field is null", "missing", nulls, articles),
    ]
    return "\n".join(chart for chart in drawn if chart) or "<p>There is nothing to draw.</p>"


def nulls_per_source(facts: Statistics) -> tuple[Sequence[str], list[tuple[str, ...]]]:
    """Return the columns and rows of a table: for each source, the share of its articles in which a field is null."""
    if not facts.nulls_per_source:
        return (), []
    names = list(next(iter(facts.nulls_per_source.values())))
    rows = [
        (button("source", source), *(f"{count / facts.sources[source]:.0%}" for count in counts.values()))
        for source, counts in facts.nulls_per_source.items()
        if facts.sources.get(source)
    ]
    return ("source", *(f"#{name}" for name in names)), rows


def button(facet: str, value: str) -> str:
    """Return a button that filters by a value; what stands for a null has the name that the script gives it."""
    chosen = _NOT_KNOWN if value == UNKNOWN else value
    return (
        f'<button type="button" class="jump" data-facet="{facet}" data-value="{inert(chosen)}">{inert(value)}</button>'
    )


def inert(text: str) -> str:
    """Escape markup, and leave out control characters and what would turn the reading direction."""
    return escape("".join(character if character.isprintable() else " " for character in text))


def _bars(title: str, facet: str, values: Mapping[str, int], most: int | None = None) -> str:
    """Draw lying bars, for what has names; the last of a shortened list stands for others, and is no button."""
    longest = most or max(values.values(), default=0)
    rows = []
    for name, count in values.items():
        label = inert(name) if name.endswith(" others") else button(facet, name)
        bar = f'<rect width="{100 * count / longest:.2f}" height="1"/>'
        rows.append(f'<li><bdi>{label}</bdi> <span class="count">{count:,}</span>{_svg(bar, 100)}</li>')
    return _figure(title, f'<ul class="bars">{"".join(rows)}</ul>') if rows else ""


def _columns(title: str, facet: str, values: Mapping[str, int]) -> str:
    """Draw upright columns, for what has an order of its own."""
    most = max(values.values(), default=0)
    drawn = [
        f'<li><button type="button" data-facet="{facet}" data-value="{name}" title="{name}: {count:,}">'
        f'<span class="hidden">{name}: </span><span class="count">{count:,}</span>'
        f'{_svg(f"""<rect y="{100 - 100 * count / most:.2f}" width="1" height="{100 * count / most:.2f}"/>""", 1, 100)}'
        f'<span class="label" aria-hidden="true">{name}</span></button></li>'
        for name, count in values.items()
    ]
    many = " many" if len(drawn) > 16 else ""
    return _figure(title, f'<ul class="columns{many}">{"".join(drawn)}</ul>') if most else ""


def _svg(shape: str, width: int, height: int = 1) -> str:
    return f'<svg viewBox="0 0 {width} {height}" preserveAspectRatio="none" aria-hidden="true">{shape}</svg>'


def _figure(title: str, content: str) -> str:
    return f'<figure class="chart"><figcaption>{title}</figcaption>{content}</figure>'
