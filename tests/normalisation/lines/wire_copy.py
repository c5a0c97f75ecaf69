"""Makes wire copy of invented stories: a headline, a dateline, paragraphs of a sentence or two, wrapped at a width."""

import random
import textwrap
from typing import NamedTuple

_CITIES = ("TOKYO", "CANBERRA", "OSLO", "NEW YORK", "BRASILIA", "ZURICH", "KUWAIT", "JAKARTA", "OTTAWA", "GENEVA")
_MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November")
_FIRST = ("Ada", "Victor", "Mary", "Hugo", "Ines", "James", "Karen", "Pavel", "Rosa", "Walter", "Yusuf", "Nora")
_LAST = ("Brandt", "Castell", "Demir", "Fontana", "Grube", "Hale", "Jonker", "Lindqvist", "Moreau", "Orlov", "Pinto")
_FIRMS = ("Norland Steel Corp", "Ormsund Shipping Co", "Harbour Foods Inc", "Castell Bank Ltd", "Valley Mining Plc")
_TITLES = ("Prime Minister", "Finance Minister", "Chairman", "Central Bank governor", "Trade Minister", "Analyst")
_STATES = ("Norland", "Ormsund", "Castellia", "West Marsh", "the Valley Republic")
_GOODS = ("wheat", "copper", "sugar", "crude oil", "coffee", "natural rubber", "soybean meal", "aluminium")
_HEADLINES = (
    "{firm} SEES HIGHER {year} PROFIT",
    "{state} DOES NOT PLAN TO EASE CREDIT POLICY",
    "{state} TO CUT {goods} EXPORTS NEXT YEAR",
    "{firm} SIGNS ACCORD ON {goods}",
    "DEALERS SEE LITTLE CHANGE IN {goods} PRICES",
    "{firm} ASKS HOLDERS TO VOTE ON TAKEOVER",
    "{state} MINISTER REJECTS TRADE CHARGES",
)
_SENTENCES = (
    "{title} {name} called on {state} to open its markets to {goods} and to sign the accord before {month}.",
    "The company said it expects net income of about {number} mln dlrs, or {small} dlrs a share, for the year.",
    "{name} told reporters that the talks had gone well and that both sides would meet again in {city}.",
    "Bank officials said the monetary authorities have little room to cut the discount rate from {small} pct.",
    "Under the terms of the agreement, {firm} would have the right to buy {number} more shares by {month} {day}.",
    '"There is no sign that buyers will come back to the {goods} market this year," {name} of {firm} said.',
    "He added that advertising revenue at the newspaper group fell {small} pct, while printing costs rose.",
    "The offer is subject to approval by regulators and by holders of the common stock, it said.",
    "Government sources, who asked not to be named, said no donation from abroad had been accepted.",
    "{state} exported {number} tonnes of {goods} in {month}, down from {number} tonnes a year earlier.",
    "The court granted leave to appeal against the ruling that the firm was liable for the spill.",
    "Traders contacted by telephone in {city} said the rumours could not be confirmed.",
    "{name}, who took the picture of the sinking ferry, said the crew had no contact with the harbour for two hours.",
    "Copyright law in {state} does not protect programs that are copied for private use, the judge said.",
    "The warranty claims reserve was raised by {number} mln dlrs, {firm} said in a statement.",
    "A spokesman for {firm} declined to comment on the report.",
    "The strike by {number} dockers in {city} entered its second week, and unions said they would not give in.",
    "More rain is expected over the weekend, which would ease worries about the {goods} crop.",
    "It gave no further details.",
    "{title} {name} said the budget deficit would narrow to {small} pct of gross national product.",
    'In reply, {name} said {state} would follow the recommendations of the committee "to the letter."',
    "Related industries, such as packaging and transport, would lose {number} jobs if the plant closed.",
    "The statement, read on state radio, said readers of the banned weekly had been freed.",
    "But economists noted that the current account surplus shrank for the {small}th month in a row.",
    "{firm} shares closed at {small} dlrs on the {city} exchange, up from {small} on Friday.",
)


class Story(NamedTuple):
    """One story as it was written, and as the wire prints it."""

    headline: str
    paragraphs: tuple[str, ...]
    """The first one opens with the dateline."""
    printed: str


def write_story(rng: random.Random, width: int = 72) -> Story:
    """Return a story; its paragraphs are divided by blank lines or begin with an indent."""
    headline = _fill(rng.choice(_HEADLINES), rng).upper()
    count = rng.randint(3, 9)
    sentences = [_fill(sentence, rng) for sentence in rng.sample(_SENTENCES, count * 2)]
    paragraphs = [" ".join(sentences[2 * index : 2 * index + 1 + (rng.random() < 0.4)]) for index in range(count)]
    dateline = f"{rng.choice(_CITIES)}, {rng.choice(_MONTHS)} {rng.randint(1, 28)} - "
    paragraphs[0] = dateline + paragraphs[0]
    indent, between = rng.choice((("", "\n\n"), ("    ", "\n"), ("      ", "\n")))
    head = "\n".join(textwrap.wrap(headline, width))
    body = between.join(
        "\n".join(textwrap.wrap(paragraph, width, initial_indent=indent, break_on_hyphens=False))
        for paragraph in paragraphs
    )
    return Story(headline, tuple(paragraphs), f"{head}\n\n{body}\n")


def _fill(sentence: str, rng: random.Random) -> str:
    """Return a sentence with invented names and numbers in place of its fields."""
    return sentence.format(
        name=f"{rng.choice(_FIRST)} {rng.choice(_LAST)}",
        firm=rng.choice(_FIRMS),
        title=rng.choice(_TITLES),
        state=rng.choice(_STATES),
        goods=rng.choice(_GOODS),
        city=rng.choice(_CITIES).title(),
        month=rng.choice(_MONTHS),
        day=rng.randint(1, 28),
        year=rng.randint(1986, 1999),
        number=f"{rng.randint(2, 980)}",
        small=f"{rng.randint(2, 49)}",
    )
