"""Joins names by identifier and spelling; doubtful ones are left to the company that they keep."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from toolkit.annotation.entities.language_countries import continent
from toolkit.annotation.names.spelling import Doubt, doubt, spelling_key

if TYPE_CHECKING:
    import polars

SPELLED = ("type", "name", "language")
"""What key and doubt of a name depend on."""
SEPARATOR = "\n"
"""Stands in the text of a group between its parts; no name holds one."""


def join_names(
    names: "polars.DataFrame", spell: "Callable[[polars.DataFrame], polars.DataFrame] | None" = None
) -> "polars.DataFrame":
    """Return names with `key`, `doubt` and `group`, the text that names of one thing share; null for a doubtful name.

    Names of one type and identifier are one. A name without identifier belongs to those of its spelling, if these have
    one identifier at most, and in doubt to those of its language only.

    Args:
        names: `type`, `name`, `entity_id`, `language` and other columns.
        spell: As `spellings`, which it may know the results of.
    """
    import polars

    column = polars.col
    spelled_names = (spell or spellings)(names.select(SPELLED).unique(maintain_order=True))
    keyed = names.join(spelled_names, on=SPELLED, how="left", nulls_equal=True, maintain_order="left")
    known = keyed.filter(column("entity_id").is_not_null())
    spelled = known.group_by("type", "key").agg(ids=column("entity_id").n_unique(), only_id=column("entity_id").min())
    of_id = polars.concat_str("type", polars.lit("#"), "entity_id", separator=SEPARATOR)
    of_only_id = polars.concat_str("type", polars.lit("#"), "only_id", separator=SEPARATOR)
    of_spelling = polars.concat_str("type", polars.lit(""), "key", separator=SEPARATOR)
    of_language = polars.concat_str(of_spelling, column("language").fill_null(""), separator=SEPARATOR)
    group = (
        polars.when(column("entity_id").is_not_null())
        .then(of_id)
        .when((column("doubt") >= Doubt.COMPANY) | (column("ids") > 1))
        .then(None)
        .when(column("doubt") == Doubt.LANGUAGE)
        .then(of_language)
        .when(column("ids") == 1)
        .then(of_only_id)
        .otherwise(of_spelling)
    )
    together = keyed.join(spelled, on=["type", "key"], how="left", maintain_order="left")
    return together.with_columns(group=group).drop("ids", "only_id")


def spellings(names: "polars.DataFrame") -> "polars.DataFrame":
    """Return names, given by type, name and language, with their key and doubt."""
    import polars

    rows = [
        (kind, name, language, *_key_and_doubt(kind, name, language))
        for kind, name, language in names.select(SPELLED).iter_rows()
    ]
    columns = {**dict.fromkeys((*SPELLED, "key"), polars.String()), "doubt": polars.Int8()}
    return polars.DataFrame(rows, schema=columns, orient="row")


def _key_and_doubt(kind: str, name: str, language: str | None) -> tuple[str, int]:
    common = continent(name, language) if kind == "LOC" and language else None
    if common:
        return spelling_key(common, kind), Doubt.NONE
    return spelling_key(name, kind), int(doubt(name, kind, language))


def form_keys(forms: "polars.DataFrame") -> "polars.DataFrame":
    """Return short forms with the `key` of their spelling.

    Args:
        forms: `form_hash`, `type` and `form`.
    """
    import polars

    keys = [spelling_key(form, kind) for kind, form in forms.select("type", "form").iter_rows()]
    return forms.select("form_hash", "type", polars.Series("key", keys, polars.String()))
