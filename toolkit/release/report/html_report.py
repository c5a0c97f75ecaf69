"""report.html: one page that shows a release to people, without a network and without trusting what is in it."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from toolkit.contract import Contract
from toolkit.release.card.authors_field import authors_of
from toolkit.release.card.quality_section import MEANINGS
from toolkit.release.card.spdx import licence_address
from toolkit.release.options import DatasetOptions
from toolkit.release.report.report_charts import button, charts, inert, nulls_per_source
from toolkit.release.report.report_payload import elements
from toolkit.release.report.report_sample import ReportSample
from toolkit.release.report.script_bundle import script as bundled_script
from toolkit.release.statistics import TABLES, UNKNOWN, Statistics

PAGE = "report.html"
_PARTS = ("published", "quarantined", "duplicates", "withheld")


def draw_page(
    facts: Statistics,
    manifest: Mapping[str, Any],
    dataset: DatasetOptions,
    contract: Contract,
    exhibits: ReportSample,
    *,
    pages: str = "",
    is_part: bool = False,
) -> str:
    """Return the page; the same values give the same characters.

    `pages` is markup that leads to other pages of the release, `is_part` says that this one is one of them.

    A browser runs the page's own script and nothing else, and lets it fetch nothing: the policy in its head names the
    digests of script and style. What is in articles never becomes markup: it is escaped here, and the script
    writes it as text.
    """
    style, script = _template("report.css"), bundled_script()
    return Template(_template("report.html")).substitute(
        policy=escape(_policy(style, script)),
        style=style,
        script=script,
        blocks=elements(exhibits.blocks),
        name=inert(f"{dataset.name} {dataset.version}"),
        title=inert(dataset.title),
        description=inert(dataset.description),
        glance=_glance(facts, manifest, dataset),
        figures=_figures(facts),
        balance=_balance(manifest["balance"]),
        charts=charts(facts),
        names=_names(facts),
        nulls=_nulls(facts),
        validation=_validation(facts, manifest, contract),
        measured=_measured(manifest),
        quarantine=_quarantine(facts, contract),
        sample=f"{'' if is_part else _sample(facts, exhibits)}{pages}",
    )


def _template(name: str) -> str:
    return files("toolkit.release.report").joinpath(f"templates/{name}").read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    styled, scripted = (f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {scripted}; style-src {styled}; img-src data:; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'"
    )


def _glance(facts: Statistics, manifest: Mapping[str, Any], dataset: DatasetOptions) -> str:
    span = f"{facts.first_date} to {facts.last_date}" if facts.first_date else "no dated article"
    values = {
        "version": inert(dataset.version),
        "licence": _link(dataset.license, licence_address(dataset)),
        "days covered": span,
        "languages": inert(", ".join(sorted(set(facts.languages) - {UNKNOWN}))) or "not known",
        "curated by": inert(", ".join(author.name for author in authors_of(dataset))),
        "contract": inert(f"{manifest['contract']['name']} {manifest['contract']['version']}"),
        "made by": inert(f"news-dataset-toolkit {manifest['toolkit_version']}"),
    }
    return "\n".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in values.items())


def _link(text: str, address: str | None) -> str:
    """Return a link, where the address is one of the web: no other scheme is followed."""
    if address is None or not address.startswith(("https://", "http://")):
        return inert(f"{text} ({address})" if address else text)
    return f'<a href="{inert(address)}" rel="noopener noreferrer">{inert(text)}</a>'


def _figures(facts: Statistics) -> str:
    articles, quotes, entities = (facts.rows(table) for table in TABLES[:3])
    share = f"{facts.attributed_quotes / quotes:.0%} with a speaker" if quotes else "none was found"
    outlets = len(set(facts.sources) - {UNKNOWN})
    shown = (
        (articles, "articles", f"{facts.words:,} words"),
        (quotes, "quotes", share),
        (entities, "named mentions", f"{facts.people:,} names of persons"),
        (outlets, "outlets", f"{facts.groups:,} stories, copies put together"),
    )
    return "\n".join(
        f'<li><strong>{count:,}</strong> <span class="unit">{unit}</span> <small>{more}</small></li>'
        for count, unit, more in shown
    )


def _balance(balance: Mapping[str, int]) -> str:
    """Draw what became of the documents as one bar, with the numbers below it."""
    total = max(balance["read"], 1)
    drawn, keys, left = [], [], 0.0
    for part in _PARTS:
        width = 100 * balance[part] / total
        drawn.append(f'<rect class="{part}" x="{left:.3f}" y="0" width="{width:.3f}" height="1"/>')
        keys.append(f'<li class="{part}"><strong>{balance[part]:,}</strong> {part}</li>')
        left += width
    bar = f'<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{"".join(drawn)}</svg>'
    total_read = f"<p><strong>{balance['read']:,}</strong> documents were read:</p>"
    return f'{total_read}\n{bar}\n<ul class="keys">{"".join(keys)}</ul>'


def _names(facts: Statistics) -> str:
    """Show names that were joined over articles, so that people can judge whether they are one."""
    rows = [
        (
            inert(row["name"]),
            inert(row["type"]),
            inert(", ".join(row["aliases"][:_ALIASES]) + (" …" if len(row["aliases"]) > _ALIASES else "")),
            f"{row['articles']:,}",
            inert(" to ".join(dict.fromkeys(str(row[day]) for day in ("first_date", "last_date") if row[day]))),
            inert(", ".join(row["languages"])),
        )
        for row in facts.joined_names
    ]
    header = ("name", "type", "also called", "#articles", "days", "languages")
    return _table("Names of several articles and spellings that were joined", header, rows) if rows else ""


_ALIASES = 8
"""Aliases of a name that are shown."""


def _nulls(facts: Statistics) -> str:
    header, rows = nulls_per_source(facts)
    return _table("Share of the articles of a source in which a field is null", header, rows) if rows else ""


def _validation(facts: Statistics, manifest: Mapping[str, Any], contract: Contract) -> str:
    articles, quotes, entities = (facts.rows(table) for table in TABLES[:3])
    warnings = manifest.get("warnings", {})
    held = (
        f"{articles:,} articles with {quotes:,} quotes and {entities:,} named mentions were held against the rules of "
        f"{contract.name} {contract.version}, and all of them keep it."
    )
    good = f'<p class="good">{inert(held)}</p>' if articles else "<p>No article was published.</p>"
    warned_of = "<p>Nothing was found that a person should look at.</p>"
    if warnings:
        rows = [
            (
                button("warning", rule) if warned["examples"] else inert(rule),
                f"{warned['articles']:,}",
                inert(warned["message"]),
                _links(rule, warned["examples"]),
            )
            for rule, warned in warnings.items()
        ]
        warned_of = _table("What a person should look at", ("rule", "#articles", "for example", "articles"), rows)
    if facts.broken:
        refused = [(inert(rule), f"{count:,}") for rule, count in facts.broken.items()]
        warned_of += _table("Rules that refused documents broke", ("rule", "#failures"), refused)
    return good + warned_of


def _links(rule: str, identifiers: Iterable[str]) -> str:
    return " ".join(
        f'<a href="#article={inert(identifier)}" data-address="{inert(identifier)}" data-rule="{inert(rule)}" '
        f'data-article="{inert(identifier)}">{inert(identifier[:8])}</a>'
        for identifier in identifiers
    )


def _measured(manifest: Mapping[str, Any]) -> str:
    quality = manifest.get("quality")
    if not quality:
        return ""
    rows = [
        (
            inert(MEANINGS.get(name, name)),
            *(f"{score[measure]:.1%}" if score[measure] is not None else "–" for measure in _SCORES),
        )
        for name, score in quality["scores"].items()
        if score["f1"] is not None
    ]
    caption = f"Measured on {quality['articles']:,} articles whose answers were written by people"
    return _table(caption, ("of", "#F1", "#precision", "#recall"), rows)


_SCORES = ("f1", "precision", "recall")


def _quarantine(facts: Statistics, contract: Contract) -> str:
    if not facts.reasons:
        return "<p>Nothing was refused.</p>"
    meanings = contract.record("rejection").field("reason").rules.get("meanings", {})
    assert isinstance(meanings, Mapping)
    rows = [
        (
            button("reason", reason),
            f"{count:,}",
            inert(str(meanings.get(reason, ""))),
        )
        for reason, count in facts.reasons.items()
    ]
    return _table("Documents by reason; a reason lists them below", ("reason", "#documents", "what it means"), rows)


def _sample(facts: Statistics, exhibits: ReportSample) -> str:
    articles, refused = facts.rows("articles"), sum(facts.reasons.values())
    parts = [
        f"{shown:,} of {total:,} {name}"
        for shown, total, name in (
            (exhibits.articles, articles, "articles"),
            (exhibits.refused, refused, "refused documents"),
        )
        if shown < total
    ]
    notes = []
    if parts:
        notes.append(f"This page holds a sample, taken evenly by their ids: {' and '.join(parts)}.")
    if silent := facts.rows("standoff"):
        notes.append(
            f"Without their text {silent:,} articles more are published, in data/standoff; they are not listed."
        )
    return "\n".join(f'<p class="sample">{note}</p>' for note in notes)


def _table(caption: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are markup already; a column whose name begins with # holds numbers."""
    names = list(header)
    numeric = [' class="number"' if name.startswith("#") else "" for name in names]
    heads = "".join(f'<th scope="col"{kind}>{name.lstrip("#")}</th>' for name, kind in zip(names, numeric, strict=True))
    body = "\n".join(
        f"<tr>{''.join(f'<td{kind}>{cell}</td>' for cell, kind in zip(row, numeric, strict=True))}</tr>" for row in rows
    )
    head = f"<caption>{inert(caption)}</caption><thead><tr>{heads}</tr></thead>"
    return f'<div class="scroll"><table>{head}<tbody>\n{body}\n</tbody></table></div>'
