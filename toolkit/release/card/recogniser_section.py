"""What the dataset card says about the recogniser of named entities, and about the languages it was asked in."""

from collections.abc import Mapping
from typing import Any

from toolkit.release.statistics import Statistics


def recogniser_statement(manifest: Mapping[str, Any]) -> str:
    """Say in a sentence or two what found the named mentions."""
    recogniser = manifest.get("recogniser")
    if not recogniser:
        return "Named mentions were looked for in no article; entities is null."
    licence = f"licence {recogniser['licence']}" if recogniser["licence"] else "its licence is not stated"
    listed = recogniser.get("gazetteer")
    names = f" Names and identifiers of the list {listed['file']} were given to them." if listed else ""
    if recogniser["name"] == "embedded":
        model = f"the small trained tagger of the toolkit ({recogniser['version']}, {licence})"
    else:
        model = f"the model `{recogniser['name']}` ({recogniser['version']}, {licence})"
    return f"Named mentions were found by {model}, and joined under one name for each entity by rules.{names}"


def language_table(facts: Statistics) -> str:
    """Return articles by language as Markdown, and in which of them speakers and named mentions were looked for."""
    if not facts.languages:
        return "No articles."
    lines = ["| language | articles | speakers | entities |", "|---|---:|---|---|"]
    lines += [
        f"| {language} | {articles:,} | {_looked_for(articles, facts.without_speakers.get(language, 0))} "
        f"| {_looked_for(articles, facts.without_entities.get(language, 0))} |"
        for language, articles in facts.languages.items()
    ]
    return "\n".join(lines)


def _looked_for(articles: int, without: int) -> str:
    if not without:
        return "looked for"
    return (
        "null: not looked for" if without == articles else f"looked for in {articles - without:,}, null in the others"
    )
