"""Says which doubtful names of different articles mean one thing, by the other names that the articles share.

Two articles that both name "Brandt" mean the same person if both name a rare full name as well. Where one of them says
in full who Brandt is, the other means that person, unless the company leads to two.
"""

from typing import TYPE_CHECKING

from toolkit.annotation.names.article_names import ArticleNames, stream
from toolkit.annotation.names.joined_names import SEPARATOR, form_keys
from toolkit.annotation.names.spelling import Doubt

if TYPE_CHECKING:
    import polars

RARE = 30
"""Articles that name a person or organisation at most, for it to say that two articles are about one thing."""

PART_ROWS = 2_000_000
"""Doubtful names of articles that are worked on at a time."""


def join_doubtful(article_names: ArticleNames, names: "polars.DataFrame") -> "polars.DataFrame":
    """Return `article`, `name_hash` and `group` of every doubtful name of every article.

    Args:
        article_names: What the articles name.
        names: All names with their `key`, `doubt` and `group`, which is null for a doubtful one.
    """
    import polars

    column = polars.col
    doubtful = names.filter(column("group").is_null())
    joinable = (column("doubt") < Doubt.ALWAYS).all().alias("joinable")
    spellings = doubtful.group_by("type", "key", maintain_order=True).agg(joinable).with_row_index("spelling")
    companions = _companions(names)
    given, vouching = _given(article_names, names, spellings, companions)
    linked = spellings.filter("joinable").select("spelling")
    parts = 1 + given.height // PART_ROWS
    resolved = [_resolved(given.filter(column("spelling") % parts == part), vouching, linked) for part in range(parts)]
    first_ids = article_names.articles.select(first="article", first_id="id")
    own = polars.concat_str("type", polars.lit("@"), "key", "first_id", separator=SEPARATOR)
    return (
        polars.concat(resolved)
        .join(spellings, on="spelling", how="left")
        .join(first_ids, on="first", how="left")
        .select("article", "name_hash", group=column("label").fill_null(own))
    )


def _companions(names: "polars.DataFrame") -> "polars.DataFrame":
    """Return `name_hash` and `companion`, the number of a person or organisation whose full name few articles give."""
    import polars

    column = polars.col
    full = names.filter(
        column("group").is_not_null() & column("type").is_in(["PER", "ORG"]) & column("key").str.contains(" ")
    )
    frequent = column("articles").sum().over("group")
    rare = full.filter((frequent > 1) & (frequent <= RARE))
    return rare.select("name_hash", companion=column("group").rank("dense"))


def _given(
    article_names: ArticleNames,
    names: "polars.DataFrame",
    spellings: "polars.DataFrame",
    companions: "polars.DataFrame",
) -> tuple["polars.DataFrame", "polars.DataFrame"]:
    """Return which article prints which doubtful spelling, and which companions it has.

    The first has `spelling`, `article`, `name_hash`, and `label`, the group where the article says in full what the
    spelling stands for (`name_hash` is null then).
    """
    import polars

    column = polars.col
    spelled = names.join(spellings, on=["type", "key"], how="inner").select("name_hash", "spelling", label="group")
    short = form_keys(article_names.forms).join(spellings, on=["type", "key"], how="inner")
    short = short.select("form_hash", "spelling")
    several = column("group").is_not_null() & (column("articles").sum().over("group") > 1)
    full = names.filter(several).select("name_hash", label="group")
    types = {"spelling": polars.UInt32(), "article": polars.UInt32(), "name_hash": polars.UInt64()}
    given = [polars.DataFrame(schema={**types, "label": polars.String()})]
    vouching = [polars.DataFrame(schema={"article": polars.UInt32(), "companion": polars.UInt32()})]
    for pairs in stream(article_names.pairs):
        printed = pairs.join(spelled, on="name_hash", how="inner")
        hashes = polars.when(column("label").is_null()).then("name_hash")
        given.append(printed.select("spelling", "article", hashes.alias("name_hash"), "label"))
        vouching.append(pairs.join(companions, on="name_hash", how="inner").select("article", "companion").unique())
    for forms in stream(article_names.short_forms):
        printed = forms.join(short, on="form_hash", how="inner").join(full, on="name_hash", how="inner")
        missing = polars.lit(None, polars.UInt64()).alias("name_hash")
        given.append(printed.select("spelling", "article", missing, "label").unique())
    return polars.concat(given), polars.concat(vouching)


def _resolved(
    given: "polars.DataFrame", vouching: "polars.DataFrame", linked: "polars.DataFrame"
) -> "polars.DataFrame":
    """Return `spelling`, `article`, `name_hash`, `label` and `first` of the doubtful names among those given.

    `label` is the group that a name belongs to, null where nothing says so; `first` is the first article of those that
    mean the same by it.
    """
    import polars

    column = polars.col
    nodes = given.select("spelling", "article").unique()
    links = nodes.join(linked, on="spelling", how="semi").join(vouching, on="article", how="inner")
    nodes = _connected(nodes, links)
    labels = given.drop_nulls("label").join(nodes, on=["spelling", "article"]).group_by("spelling", "first")
    known = labels.agg(labels=column("label").n_unique(), label=column("label").min())
    doubtful = given.filter(column("label").is_null()).drop("label")
    together = doubtful.join(nodes, on=["spelling", "article"]).join(known, on=["spelling", "first"], how="left")
    contradicted = (column("labels") > 1).fill_null(value=False)
    return together.select(
        "spelling",
        "article",
        "name_hash",
        label=polars.when(~contradicted).then("label"),
        first=polars.when(contradicted).then("article").otherwise("first"),
    )


def _connected(nodes: "polars.DataFrame", links: "polars.DataFrame") -> "polars.DataFrame":
    """Return nodes with `first`, the lowest article that they are connected with.

    Args:
        nodes: `spelling` and `article`.
        links: The same with `companion`; nodes of one spelling and companion are connected.
    """
    import polars

    lowest = nodes.with_columns(first="article")
    while True:
        labelled = links.join(lowest, on=["spelling", "article"])
        shared = labelled.with_columns(polars.col("first").min().over("spelling", "companion"))
        nearest = shared.group_by("spelling", "article").agg(nearest=polars.col("first").min())
        step = lowest.join(nearest, on=["spelling", "article"], how="left", maintain_order="left")
        lower = step.select("spelling", "article", first=polars.min_horizontal("first", "nearest"))
        if lower["first"].equals(lowest["first"]):
            return lowest
        lowest = lower
