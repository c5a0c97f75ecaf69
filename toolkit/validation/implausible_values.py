"""Values of a whole release that look as if normalising went wrong; each is a warning for a person, never an error."""

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.validation.warning_counts import Warned

if TYPE_CHECKING:
    import polars

COLUMNS = ("id", "source", "headline", "body", "authors", "date")
_SAME_HEADLINE = 3
"""Articles of one outlet from which their common headline is that of a page, not of an article."""
_LEAST = 20
"""Articles of a release, and of an outlet, from which shares are compared."""
_OUTLETS = 3
"""Outlets for which hardly anybody writes at the same time."""
_BEGINNING = 200
"""Characters of a body; where none of them is a capital, the author writes so."""
_MOST_BY_ONE = 0.5
_SAME_DAY = 0.3
_LONG_SPAN = 90
"""Days over which a release spreads whose articles are seldom of its last day."""
_FAR = 0.5
"""Difference between the share of nulls of an outlet and of all others."""
_FIELDS = ("headline", "authors", "date")
_HEADLINE_DATE = re.compile(
    r"\W*(?:[^\W\d_]{2,12},\s+)?"
    r"(?:\d{1,2}\.?\s+[^\W\d_]{3,12}\.?,?\s+\d{4}|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
    r"(?:[,\s]+\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?)?\W*"
)
_LABEL = re.compile(
    r"\W*(?:home|news|latest|breaking news|top stories|menu|search|share|comments?|advertisement|archives?|contact"
    r"|login|politics|sports?|business|opinion|world|entertainment|startseite|nachrichten|aktuell|archiv|suche|accueil"
    r"|actualités|inicio|noticias|notizie|главная|новости|首页|新闻)\W*",
    re.IGNORECASE,
)


def implausible_values(articles: "polars.DataFrame") -> Iterator[Warned]:
    """Yield a warning for every article of a release with a value that is seldom right.

    `articles` has the columns `COLUMNS`; rules that compare shares need twenty articles and three outlets.
    """
    yield from _headlines(articles)
    yield from _bodies(articles)
    if articles.height >= _LEAST and articles["source"].n_unique() >= _OUTLETS:
        yield from _authors(articles)
        yield from _last_day(articles)
        yield from _nulls(articles)


def _headlines(articles: "polars.DataFrame") -> Iterator[Warned]:
    """Find headlines that are dates or labels, and those that an outlet prints on several articles."""
    import polars

    for identifier, headline in articles.select("id", "headline").drop_nulls().iter_rows():
        if _HEADLINE_DATE.fullmatch(headline) or _LABEL.fullmatch(headline):
            yield Warned("implausible_headline", f"the headline is a date or a label: {headline}", identifier)
    same = polars.len().over("source", polars.col("headline").str.to_lowercase())
    texts = polars.col("body").n_unique().over("source", polars.col("headline").str.to_lowercase())
    repeated = articles.filter(polars.col("headline").is_not_null() & (same >= _SAME_HEADLINE) & (texts > 1))
    for identifier, headline in repeated.select("id", "headline").iter_rows():
        yield Warned(
            "implausible_common_headline", f"several articles of the outlet have the headline {headline}", identifier
        )


def _bodies(articles: "polars.DataFrame") -> Iterator[Warned]:
    """Find bodies that begin in lower case, in scripts that have it."""
    import polars

    beginning = polars.col("body").str.head(_BEGINNING)
    lower = articles.filter(beginning.str.contains(r"^\p{Ll}{2,}[\s,]") & beginning.str.contains(r"\p{Lu}"))
    for identifier in lower["id"]:
        yield Warned("implausible_beginning", "the body begins within a sentence", identifier)


def _authors(articles: "polars.DataFrame") -> Iterator[Warned]:
    """Find an author of most articles of several outlets."""
    import polars

    written = articles.select("id", "source", "authors").explode("authors", empty_as_null=True, keep_nulls=True)
    counts = written.drop_nulls("authors").group_by("authors").agg(polars.len(), polars.col("source").n_unique())
    everywhere = counts.filter(
        (polars.col("len") > _MOST_BY_ONE * articles.height) & (polars.col("source") >= _OUTLETS)
    )["authors"].to_list()
    for identifier, author in (
        written.filter(polars.col("authors").is_in(everywhere)).select("id", "authors").iter_rows()
    ):
        yield Warned("implausible_author", f"{author} wrote most articles of several outlets", identifier)


def _last_day(articles: "polars.DataFrame") -> Iterator[Warned]:
    """Find articles of the last day of a release where many have it: rather the day on which they were collected."""
    import polars

    dates: list[datetime.date] = articles["date"].drop_nulls().unique().sort().to_list()
    if not dates:
        return
    of_last = articles.filter(polars.col("date") == dates[-1])
    if (
        (dates[-1] - dates[0]).days >= _LONG_SPAN
        and of_last.height >= _SAME_DAY * articles.height
        and of_last["source"].n_unique() >= _OUTLETS
    ):
        message = f"many articles are dated {dates[-1]}, the last day of the release"
        for identifier in of_last["id"]:
            yield Warned("implausible_day", message, identifier)


def _nulls(articles: "polars.DataFrame") -> Iterator[Warned]:
    """Find outlets of which a field is missing far more often than of the others; the first article stands for each."""
    import polars

    missing = articles.select(
        "id",
        "source",
        polars.col("headline").is_null(),
        polars.col("authors").list.len() == 0,
        polars.col("date").is_null(),
    )
    outlets = missing.group_by("source", maintain_order=True).agg(
        polars.col("id").min(), polars.len(), *(polars.col(name).sum() for name in _FIELDS)
    )
    totals = {name: int(missing[name].sum()) for name in _FIELDS}
    for row in outlets.filter(polars.col("len") >= _LEAST).iter_rows(named=True):
        others = articles.height - row["len"]
        for name in _FIELDS:
            share, usual = row[name] / row["len"], (totals[name] - row[name]) / others if others else 1.0
            if share - usual >= _FAR:
                message = f"{share:.0%} of the articles of {row['source']} have no {name}, {usual:.0%} of the others"
                yield Warned("implausible_nulls", message, row["id"])
