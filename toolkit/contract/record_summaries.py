"""Articles and annotations in short: one line for a console, tables for a notebook."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.contract.notebook_html import counted, listing, shortened, summary

if TYPE_CHECKING:
    from toolkit.contract.records import Article, Entity, Quote


def article_line(article: "Article") -> str:
    """Return id, headline, source, date and counts of an article."""
    headline = "no headline" if article.headline is None else repr(shortened(article.headline, 60))
    named = ", ".join(value for value in (article.source, article.date_edtf) if value) or "no source"
    return f"<Article {article.id}: {headline}, {named}, {counts(article.quotes, article.entities)}>"


def article_summary(article: "Article") -> str:
    """Return the fields of an article as HTML, with its quotes and entities."""
    fields = {
        "id": article.id,
        "source": article.source,
        "authors": ", ".join(article.authors),
        "date": article.date_edtf,
        "language": article.language,
        "standfirst": article.standfirst,
        "body": article.body,
    }
    return summary(article.headline or article.id, fields.items(), *lists(article.quotes, article.entities))


def counts(quotes: "Sequence[Quote]", entities: "Sequence[Entity] | None") -> str:
    """Return the numbers of quotes and entities."""
    names = "entities not looked for" if entities is None else counted(len(entities), "entity")
    return f"{counted(len(quotes), 'quote')}, {names}"


def lists(quotes: "Sequence[Quote]", entities: "Sequence[Entity] | None") -> tuple[str, str]:
    """Return quotes and entities as HTML tables."""
    spoken = [(quote.speaker, quote.text, quote.kind) for quote in quotes]
    named = [(entity.name, entity.type, entity.text) for entity in entities or ()]
    return listing(("speaker", "quote", "kind"), spoken), listing(("entity", "type", "as printed"), named)
