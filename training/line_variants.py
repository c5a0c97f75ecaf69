"""Makes new training texts out of aligned ones, in shapes that the gold pages lack.

Everything added is invented: titles, disclaimers, signatures, pleas. What is transformed keeps its labels.
"""

import random
import textwrap
from collections.abc import Callable
from dataclasses import replace

from line_gold import BODY, BYLINE, DATE, HEADLINE, OTHER, STANDFIRST, Example

from toolkit.normalisation.lines.unwrap_lines import find_joints, group_lines, join_lines

Row = tuple[str, int, int, float]
"""Line, line breaks before it, label, weight."""


def _words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


_FIRST = _words(
    "Anna Ben Clara David Elif Farid Grace Hugo Ines Jonas Kemal Lena Marta Nikos Olga Pavel Rosa Samir Tara Yusuf"
)
_LAST = _words(
    "Adler Brook Castell Demir Egli Fontana Grube Hale Ivers Jonker Kovacs Lindqvist Moreau Novak Orlov Pinto Reyes"
)
_CITIES = _words("MOSCOW PARIS LONDON ANKARA BERLIN TOKYO CAIRO DELHI LIMA OSLO KYIV ROME MADRID NAIROBI SEOUL")
_AGENCIES = _words("TASS AFP AP Reuters Xinhua DPA EFE ANSA Interfax PTI Kyodo Yonhap")
_MONTHS = _words("January February March April May June July August September October November December")
_OUTLETS = (
    *(
        "The Harbour Post",
        "Lakeside Daily News",
        "Northern Herald",
        "City Chronicle",
        "The Valley Tribune",
        "World Today",
    ),
    *(
        "Evening Courier",
        "Meridian News Agency",
        "Republic Online",
        "Global Wire",
        "Capital Gazette",
        "EastWest Monitor",
    ),
)
_TOWNS = (
    "Fellwick",
    "Little Marsh",
    "Ormsund",
    "Port Adler",
    "Upper Brook",
    "Castell Bay",
    "New Harbour",
    "Greyhaven",
    "Lower Valley",
)
_SECTIONS = _words("World Europe Asia Politics Business Economy Sports Culture Opinion Home Science Local Health")
_TITLES = (
    "Mayor opens new bridge over the old canal",
    "Five gardens worth a visit this spring",
    "Minister denies claims over harbour contract",
    "Farmers ask for help after a dry summer",
    "Why the city wants its trams back",
    "Council votes on longer library hours",
    "Team returns home after narrow win in the north",
    "Foreign minister begins two-day visit to the island state",
    "President rejects rival's claims on border trade",
    "Researchers count the last wild bees of the valley",
)
_LEADS = (
    "READ | {}",
    "READ MORE: {}",
    "Also Read: {}",
    "ALSO READ | {}",
    "Read also: {}",
    "RELATED: {}",
    "WATCH | {}",
    "See also: {}",
    "Don't miss: {}",
    "Read this next: {}",
    "MORE: {}",
    "Listen | {}",
    "Also watch: {}",
    ">> {}",
)
_PLEAS = (
    "Subscribe",
    "Contact Us",
    "Share this article",
    "Sign up for our morning newsletter",
    "Follow us on Telegram",
    "Advertisement",
    "Share",
    "Print",
    "Subscribe to our newsletter and never miss a story.",
    "Listen to article",
    "Get the day's most important stories in your inbox every evening.",
    "Join our channel for the latest updates.",
    "Support our independent reporting with a small monthly gift. Every contribution helps us to stay free for all.",
)
_LEGAL = (
    (
        "{outlet} provides this content on an as is basis and gives no promise that it is complete or correct. "
        "We accept no responsibility for any loss that comes from its use. Complaints about this article should be "
        "sent to the author named above."
    ),
    (
        "The views in this article are those of the author alone and need not be those of {outlet}. No liability is "
        "taken for the accuracy of the images, videos, figures or licences that it contains."
    ),
    "This material may not be published, rewritten or redistributed without written permission of {outlet}.",
    (
        "This release was supplied by a third party. {outlet} gives no warranties or representations "
        "in connection with it. If you are affected by it or hold a copyright in it, please write to the provider."
    ),
    "Copyright {year} {outlet}. All rights reserved. Reproduction in whole or in part needs our permission.",
    "Except for the headline, this story has not been edited by our staff and comes from an agency feed.",
    (
        "Nothing on this page is financial advice. Readers should ask a licensed adviser before they act on it, and "
        "{outlet} is not liable for what they decide."
    ),
)
_LEGAL_HEADS = ("Legal Disclaimer:", "Disclaimer:", "DISCLAIMER", "Legal notice", "Disclaimer", "Copyright notice:")
_MOTTOS = (
    (
        "“A small people that keeps its songs will never be without a home, and whoever wants to silence it should "
        "first try to silence the sea.” - an old fisherman"
    ),
    '"Whoever plants a tree under which he will never sit has begun to understand what life is for."',
    "“The road is long, the night is cold, and still the lamp in the window burns for those who come back.” – G. M.",
    "“We were few, we were poor, we had no roads. And yet, when two of us met, there was a village.”",
)
_CREDITS = ("({} File Photo)", "(Photo: {})", "/ {}", "Photo by {}", "[{}]", "Image: {}", "({} via agency)", "© {}")
_CAPTIONS = (
    "{name} speaks to reporters in {city} on Monday {credit}",
    "Government spokesman {name} {credit}",
    "{name}, left, and {other} shake hands before their talks {credit}",
    "A view of the harbour of {city} {credit}",
    "Minister {name} {credit}",
    "People walk past a bakery in {city}, {month} 4. {credit}",
)


def vary(example: Example, rng: random.Random) -> Example:
    """Return a copy of an example that went through a random choice of changes."""
    rows: list[Row] = list(zip(example.lines, example.gaps, example.labels, example.trust, strict=True))
    changes: list[tuple[float, Callable[[list[Row], random.Random], list[Row]]]] = [
        (0.5, _crop), (0.4, _bare_head), (0.5, _wire_head), (0.35, _standfirst), (0.35, _dateline), (0.35, _related),
        (0.3, _caption), (0.3, _plea), (0.25, _signature), (0.35, _legal), (0.2, _wrap), (0.5, _close_up),
        (0.35, _masthead),
    ]  # fmt: skip
    for probability, change in changes:
        if rng.random() < probability:
            rows = change(rows, rng) or rows
    lines, gaps, labels, trust = zip(*_rejoin(rows), strict=True)
    return replace(example, variant="varied", lines=lines, gaps=gaps, labels=labels, trust=trust)


def _rejoin(rows: list[Row]) -> list[Row]:
    """Join what was wrapped as `label_lines` does; a joined line takes the label of its longest part."""
    texts, gaps, _, _ = zip(*rows, strict=True)
    joined: list[Row] = []
    joints = find_joints(texts, gaps, [0] * len(rows))
    for start, end in group_lines(joints):
        longest = max(rows[start:end], key=lambda row: len(row[0]))
        joined.append((join_lines(texts[start:end], joints[start:end]), gaps[start], longest[2], longest[3]))
    return joined


def _crop(rows: list[Row], rng: random.Random) -> list[Row]:
    """Cut what is above the headline and below the body."""
    labels = [label for _, _, label, _ in rows]
    if BODY not in labels:
        return rows
    first = min(index for index, label in enumerate(labels) if label in (BODY, HEADLINE))
    last = max(index for index, label in enumerate(labels) if label == BODY)
    return rows[first : last + 1 + rng.choice((0, 0, 2))]


def _bare_head(rows: list[Row], _rng: random.Random) -> list[Row]:
    """Drop everything between the headline and the body."""
    start = _story_start(rows)
    return [row for index, row in enumerate(rows) if index >= start or row[2] in (HEADLINE, BODY, STANDFIRST)]


def _wire_head(rows: list[Row], rng: random.Random) -> list[Row]:
    """Put outlet, date and byline between the headline and the body, one per line."""
    outlet = rng.choice(_OUTLETS)
    day, month, year = rng.randint(1, 28), rng.choice(_MONTHS), rng.randint(2008, 2025)
    section = rng.choice(_SECTIONS)
    source = rng.choice(
        (
            outlet,
            outlet.upper(),
            f"{outlet} {section.upper()}",
            f"{rng.choice(_AGENCIES)}, {section}",
            f"Source: {outlet}",
        )
    )
    date = rng.choice(
        (
            f"{month[:3]} {day} {year}",
            f"{day} {month} {year}",
            f"Published {month} {day},{year}",
            f"{month} {day}, {year}",
            f"{year}-{day:02}-{day % 12 + 1:02}",
            f"Updated: {day} {month[:3]} {year} 14:3{day % 10}",
        )
    )
    name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    byline = rng.choice(
        ([f"By {name}"], ["Written By", name], [name], [f"{name}, {outlet}"], [f"Reported by: {name}"], [name.upper()])
    )
    head = [[(source, OTHER)], [(date, DATE)], [(line, BYLINE) for line in byline]]
    rng.shuffle(head)
    chosen = [item for group in head[: rng.randint(1, 3)] for item in group]
    start = _story_start(rows)
    return [*rows[:start], *((text, rng.choice((1, 2)), label, 1.0) for text, label in chosen), *rows[start:]]


def _masthead(rows: list[Row], rng: random.Random) -> list[Row]:
    """Put the outlet, its town or a section above the headline, one per line."""
    titles = [index for index, row in enumerate(rows) if row[2] == HEADLINE]
    if not titles:
        return rows
    printed = [rng.choice(_OUTLETS), rng.choice(_SECTIONS), rng.choice(_TOWNS), rng.choice(_TOWNS).upper()]
    lines = rng.sample(printed, rng.choice((1, 1, 2)))
    gap = rng.choice((1, 2))
    return [*rows[: titles[0]], *((text, gap, OTHER, 1.0) for text in lines), *rows[titles[0] :]]


def _standfirst(rows: list[Row], rng: random.Random) -> list[Row]:
    """Put a sentence of the body under the headline as well."""
    titles = [index for index, row in enumerate(rows) if row[2] == HEADLINE]
    start = _story_start(rows)
    candidates = [row[0] for row in rows[start + 1 : start + 6] if row[2] == BODY and 60 < len(row[0]) < 400]
    if not titles or not candidates or any(row[2] == STANDFIRST for row in rows):
        return rows
    text = rng.choice(candidates)
    if rng.random() < 0.5:
        text = text.split(". ")[0].rstrip(".") + rng.choice(("", ".", ""))
    index = titles[-1] + 1
    return [*rows[:index], (text, rng.choice((1, 2)), STANDFIRST, 1.0), *rows[index:]]


def _dateline(rows: list[Row], rng: random.Random) -> list[Row]:
    """Open the first line of the body with place, date and agency."""
    start = _story_start(rows)
    if start == len(rows):
        return rows
    city, agency = rng.choice(_CITIES), rng.choice(_AGENCIES)
    day = f"{rng.choice(_MONTHS)} {rng.randint(1, 28)}"
    opening = rng.choice(
        (
            f"{city}, {day}. /{agency}/. ",
            f"{city} ({agency}) - ",
            f"{city}, {day} ({agency}) — ",
            f"{city.title()} – ",
            f"({agency}) - ",
        )
    )
    text, gap, label, trust = rows[start]
    return [*rows[:start], (opening + text, gap, label, trust), *rows[start + 1 :]]


def _related(rows: list[Row], rng: random.Random) -> list[Row]:
    """Put links to other articles between the paragraphs."""
    lead = rng.choice(_LEADS)
    return _scatter(rows, [lead.format(rng.choice(_TITLES)) for _ in range(rng.randint(1, 4))], rng)


def _plea(rows: list[Row], rng: random.Random) -> list[Row]:
    """Put pleas and controls between the paragraphs or above them."""
    return _scatter(rows, [rng.choice(_PLEAS) for _ in range(rng.randint(1, 3))], rng, above=True)


def _caption(rows: list[Row], rng: random.Random) -> list[Row]:
    """Put a caption before the body."""
    name, other = (f"{rng.choice(_FIRST)} {rng.choice(_LAST)}" for _ in range(2))
    credit = rng.choice(_CREDITS).format(rng.choice((*_AGENCIES, name)))
    text = rng.choice(_CAPTIONS).format(
        name=name, other=other, city=rng.choice(_CITIES).title(), month=rng.choice(_MONTHS), credit=credit
    )
    start = _story_start(rows)
    return [*rows[:start], (text, rng.choice((1, 2)), OTHER, 1.0), *rows[start:]]


def _signature(rows: list[Row], rng: random.Random) -> list[Row]:
    """End as mails to a list end: a name, and a motto."""
    name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
    extra = [name, rng.choice(_MOTTOS)] if rng.random() < 0.7 else [name]
    return [*_cut_tail(rows), *((text, 2, OTHER, 1.0) for text in extra)]


def _legal(rows: list[Row], rng: random.Random) -> list[Row]:
    """End with one or two disclaimers, wrapped at a column or not."""
    extra: list[str] = []
    for text in rng.sample(_LEGAL, rng.randint(1, 2)):
        printed = text.format(outlet=rng.choice(_OUTLETS), year=rng.randint(2008, 2025))
        if rng.random() < 0.7:
            extra.append(rng.choice(_LEGAL_HEADS))
        extra += textwrap.wrap(printed, rng.randint(55, 80)) if rng.random() < 0.5 else [printed]
    gap = rng.choice((1, 2))
    return [*_cut_tail(rows), *((text, gap if index == 0 else 1, OTHER, 1.0) for index, text in enumerate(extra))]


def _wrap(rows: list[Row], rng: random.Random) -> list[Row]:
    """Break every line at a column, as wire copy and mail are."""
    width = rng.randint(58, 80)
    wrapped: list[Row] = []
    for text, gap, label, trust in rows:
        parts = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or [text]
        if len(parts) > 1 and label in (HEADLINE, BYLINE, DATE):
            parts = [text]
        wrapped += [(part, gap if index == 0 else 1, label, trust) for index, part in enumerate(parts)]
    return [
        (text, max(gap, 2) if label == BODY and gap > 1 else gap, label, trust) for text, gap, label, trust in wrapped
    ]


def _close_up(rows: list[Row], _rng: random.Random) -> list[Row]:
    """Drop all blank lines."""
    return [(text, 1, label, trust) for text, _, label, trust in rows]


def _story_start(rows: list[Row]) -> int:
    """Return the index of the first line of body after the headline; the number of lines without a body."""
    titles = [index for index, row in enumerate(rows) if row[2] == HEADLINE]
    after = titles[-1] if titles else -1
    return next((index for index, row in enumerate(rows) if row[2] == BODY and index > after), len(rows))


def _cut_tail(rows: list[Row]) -> list[Row]:
    """Return the lines up to the last one of body."""
    last = max((index for index, row in enumerate(rows) if row[2] == BODY), default=len(rows) - 1)
    return rows[: last + 1]


def _scatter(rows: list[Row], texts: list[str], rng: random.Random, *, above: bool = False) -> list[Row]:
    """Put texts between random lines of the body; `above` allows the place before its first line too."""
    body = [index for index, row in enumerate(rows) if row[2] == BODY]
    positions = body if above else body[1:]
    if not positions:
        return rows
    chosen = sorted((rng.choice(positions), text) for text in texts)
    result: list[Row] = []
    for index, row in enumerate(rows):
        result += [(text, rng.choice((1, 2)), OTHER, 1.0) for position, text in chosen if position == index]
        result.append(row)
    return result
