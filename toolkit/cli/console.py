"""What the commands print: summaries and tables; on a terminal with colour, elsewhere plain lines."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.contract.records import Article, Rejection

if TYPE_CHECKING:
    from rich.console import Console

    from toolkit.api.results import (
        Agreement,
        Build,
        Evaluation,
        ExplainedQuote,
        Explanation,
        Group,
        Mistake,
        Move,
        Part,
        Publication,
        Rebuild,
        Reliability,
        Score,
        Validation,
    )

_SHOWN = 20
"""So many refusals are listed; the rest is counted."""


def counted(number: int, things: str) -> str:
    """Return a number with what is counted, which is given in the plural.

    >>> counted(1, "entries"), counted(2000, "files")
    ('1 entry', '2,000 files')
    """
    one = f"{things[:-3]}y" if things.endswith("ies") else things.removesuffix("s")
    return f"{number:,} {one if number == 1 else things}"


def show_build(build: "Build") -> None:
    """Print what a build made and what happened to every document."""
    manifest = build.manifest
    balance, tables = manifest["balance"], manifest["tables"]
    done = "Built" if build.changed else "Unchanged:"
    print(f"{done} {build.folder}")
    counts = ", ".join(counted(tables[name]["rows"], name) for name in ("articles", "quotes", "entities"))
    splits = ", ".join(f"{name} {rows:,}" for name, rows in tables["articles"]["splits"].items())
    print(f"  holds      {counts} ({splits})" if splits else f"  holds      {counts}")
    shown = [part for part in ("published", "stand_off", "quarantined", "duplicates", "withheld") if part in balance]
    parts = " + ".join(f"{balance[part]:,} {part.replace('_', '-')}" for part in shown)
    print(f"  documents  {balance['read']:,} read = {parts}")
    if manifest["personal"]:
        cares = manifest["options"]["privacy"]
        personal = ", ".join(f"{count:,} {kind} ({cares[kind]})" for kind, count in manifest["personal"].items())
        print(f"  personal   {personal}")
    for unread in manifest.get("unread", ()):
        sentence = f"{unread['path']}: {unread['detail']}"
        print(f"  unread     {one_line(sentence, 150)}")
    _show_implausible(manifest["warnings"])
    _show_refusals(build)


def show_part(part: "Part") -> None:
    """Print what a part of a build holds."""
    print(f"Built {part.folder}: part {part.number} of {part.of}")
    print(f"  documents  {part.documents:,} read, {counted(part.articles, 'article')} so far")


def show_rebuild(rebuild: "Rebuild") -> None:
    """Print how a release and the one built again from its inputs compare."""
    if not rebuild.inputs_agree:
        print("built again: from other documents than the release was made from")
    for table in rebuild.tables:
        print(f"data/{table}: built again, it has other rows")
    if rebuild.passed and not rebuild.files:
        print("built again: the same bytes")
    elif rebuild.passed:
        print(f"built again: the same rows; other bytes, since it was made with {', '.join(rebuild.made_with)}")
    else:
        for name in rebuild.files:
            print(f"{name}: built again, it has other bytes")


def show_publication(publication: "Publication") -> None:
    """Print what became of a release that was to be published."""
    outcome = publication.outcome
    if outcome is None:
        print("Refused: mend the errors and build again, or publish it for a reason with --force.")
        return
    plan = outcome.plan
    done = {
        "planned": "Would publish",
        "published": "Published",
        "unchanged": "Unchanged:",
        "proposed": "Proposed",
    }[outcome.state]
    print(f"{done} {plan.release} {'at' if outcome.state == 'unchanged' else 'to'} {plan.destination}")
    print(f"  holds      {_sized(plan.files, plan.bytes)}, of which new {_sized(plan.new_files, plan.new_bytes)}")
    if plan.removed:
        print(f"  removes    {', '.join(plan.removed[:_SHOWN])}{' ...' if len(plan.removed) > _SHOWN else ''}")
    print(f"  version    {plan.tag}{f', commit {outcome.commit[:12]}' if outcome.commit else ''}")
    print(f"  address    {outcome.address}{_VISIBLE[outcome.private]}")
    if publication.read:
        print(f"  proved     every checksum; read back {', '.join(publication.read)}")
    elif outcome.state == "published":
        print("  proved     every file was read again")
    elif outcome.state == "proposed":
        print("  next       merge it there, and run the same command again for the tag")
    if publication.resealed:
        print(f"  resealed   as a copy of {publication.resealed[:12]}; its card names this destination")
    if publication.unsigned:
        print("  unsigned   the signature is of the original: build with package.destination, and sign that")
    if publication.forced:
        print(f"  forced     {counted(len(publication.validation.errors), 'errors')}: {publication.forced}")


_VISIBLE = {True: " (private)", False: " (public)", None: ""}


def _sized(files: int, size: int) -> str:
    return f"{counted(files, 'files')} ({size / 1_000_000:,.1f} MB)"


def show_validation(validation: "Validation") -> None:
    """Print the faults of a validation, grouped by rule, the worst first."""
    from rich.console import Console

    from toolkit.api import validation_lines

    console = Console(highlight=False, soft_wrap=True)
    for line, style in validation_lines(validation):
        console.print(line, style=style, markup=False)


def show_evaluation(evaluation: "Evaluation", mistakes: int) -> None:
    """Print what was measured, and so many mistakes of each kind."""
    compared = f"{evaluation.articles:,} articles compared, {evaluation.missing:,} of them missing"
    print(f"{compared}; {evaluation.wrongly_published:,} of {evaluation.refused:,} to be refused are published")
    _show_scores(evaluation.scores)
    _show_reliability(evaluation.reliability)
    _show_mistakes(evaluation.scores, evaluation.mistakes, mistakes, ("wanted", "found"))


def show_agreement(agreement: "Agreement", mistakes: int) -> None:
    """Print how far two people agree, and so many differences of each kind."""
    print(
        f"{agreement.documents:,} documents answered by both; of {agreement.same_decision:,} the decision is the same"
    )
    _show_scores(agreement.scores)
    _show_mistakes(agreement.scores, agreement.differences, mistakes, ("the first says", "the second says"))


def _show_scores(scores: "Mapping[str, Score]") -> None:
    print(f"  {'':<10} {'F1':>7}   95 % interval     precision  recall  answers")
    for name, score in scores.items():
        if score.f1 is not None:
            interval = f"{score.low:.1%} to {score.high:.1%}"
            rates = f"{score.precision or 0:>9.1%} {score.recall or 0:>7.1%}"
            print(f"  {name:<10} {score.f1:>7.1%}   {interval:<16}  {rates} {score.wanted:>8,}")


def _show_reliability(curves: "Mapping[str, Reliability]") -> None:
    """Print how confidence and share of right values compare over all values of a field."""
    if curves:
        print(f"  {'confidence':<10} {'mean':>7}   {'right':>7}   calibration error          values")
    for name, curve in curves.items():
        said, right = (sum(getattr(band, side) * band.answers for band in curve.bands) for side in ("said", "right"))
        values = f"{said / curve.answers:>7.1%}   {right / curve.answers:>7.1%}   {curve.error:<17.3f}"
        print(f"  {name:<10} {values} {curve.answers:>15,}")


def _show_mistakes(fields: Iterable[str], mistakes: "Sequence[Mistake]", most: int, sides: tuple[str, str]) -> None:
    for name in fields if most else ():
        wrong = [mistake for mistake in mistakes if mistake.field == name]
        for mistake in wrong[:most]:
            document = _document(mistake.path, mistake.record)
            print(f"{name}: {document}: {sides[0]} {_quoted(mistake.wanted)}, {sides[1]} {_quoted(mistake.found)}")


def show_replay(moves: "Sequence[Move]") -> None:
    """Print which refused documents moved."""
    moved = [move for move in moves if move.moved]
    cut = sum(move.after == "cut" for move in moves)
    print(f"{len(moves):,} refused documents tried again, {len(moved):,} moved, {cut:,} kept without all their bytes")
    for move in moved:
        document = one_line(_document(move.path, move.record), 60)
        print(f"  {document}: {move.before} -> {move.after}: {one_line(move.detail, 90)}")


def show_explanation(explanation: "Explanation") -> None:
    """Print a document line by line with what each became, then its date, quotes and entities."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    outcome = explanation.outcome
    if isinstance(outcome, Rejection):
        refused = f"{_document(outcome.path, outcome.record)}: refused by {outcome.stage} as {outcome.reason}"
        console.print(one_line(refused, 300), style="red", markup=False)
        console.print(one_line(outcome.detail, 500), markup=False)
        return
    console.print(f"{outcome.provenance.path}: article {outcome.id}", style="bold", markup=False)
    for line in explanation.lines:
        label = ", ".join(line.fields) or f"- {line.removed or 'markup'}"
        style = "dim" if not line.fields else None
        sure = f"{line.probability:.0%}" if line.probability is not None else ""
        shown = f"{line.number:>5}  {one_line(label, 28):<28} {sure:>4}  {one_line(line.text, 95)}"
        console.print(shown, style=style, markup=False)
    _show_fields(console, outcome, explanation)


def _show_implausible(warnings: Mapping[str, Any]) -> None:
    """Print what looks as if normalising went wrong, with the id of the first article."""
    for rule, counts in warnings.items():
        if rule.startswith("implausible"):
            sentence = (
                f"{counted(counts['articles'], 'articles')}, such as {counts['examples'][0]}: {counts['message']}"
            )
            print(f"  look at    {one_line(sentence, 150)}")


def _show_refusals(build: "Build") -> None:
    from toolkit.api import refusals

    groups = refusals(build)
    if groups:
        print("  refused    (kept in quarantine/ with the raw bytes that may be published)")
        show_groups(groups, _SHOWN)


def show_groups(groups: "Sequence[Group]", most: int) -> None:
    """Print groups of refused documents, each with its number and its first document."""
    for group in groups[:most]:
        first = _document(group.path, group.record)
        others = "" if group.count == 1 else f" and {group.count - 1:,} more"
        others += f" in {group.files:,} files" if group.files > 1 else ""
        print(f"    {group.reason:<15} {one_line(first, 60)}{others}: {one_line(group.detail, 160)}")
    if len(groups) > most:
        left = sum(group.count for group in groups[most:])
        print(f"    and {counted(left, 'documents')} refused for other reasons")


def _show_fields(console: "Console", article: Article, explanation: "Explanation") -> None:
    shown = ("headline", "standfirst", "source", "agency", "authors", "dateline_place", "language")
    console.print()
    for name in shown:
        value = getattr(article, name)
        text = ", ".join(value) if isinstance(value, tuple) else value
        console.print(f"  {name:<15} {one_line(text, 120) if text else 'null'}", markup=False)
    bounds = [f"not before {article.date_not_before}"] if article.date_not_before else []
    bounds += [f"not after {article.date_not_after}"] if article.date_not_after else []
    known = f"{article.date_edtf or 'null'} (precision {article.date_precision}; {', '.join(bounds) or 'no bounds'})"
    console.print(f"  {'date':<15} {known}", markup=False)
    for evidence in article.evidence:
        if evidence.field.startswith(("date", "published")) and evidence.field != "dateline_place":
            span = "in the container" if evidence.start is None else f"characters {evidence.start}-{evidence.end}"
            note = f": {evidence.note}" if evidence.note else ""
            line = f"  {'':<15} {evidence.field} is {evidence.method}, {span}{note}"
            console.print(line, style="dim", markup=False)
    for quote in article.quotes:
        speaker = quote.speaker or "nobody named"
        mention = f" ({quote.speaker_text!r}, cue {quote.cue!r})" if quote.speaker_text else ""
        said = one_line(quote.text, 80)
        console.print(f"  {quote.kind:<15} {speaker}{mention} [{quote.confidence:.2f}]: {said}", markup=False)
        for explained in (item for item in explanation.quotes if item.quote.start == quote.start):
            console.print(f"  {'':<15} {_reasons(explained)}", style="dim", markup=False)
    names = dict.fromkeys(f"{entity.name} ({entity.type})" for entity in article.entities or ())
    entities = ", ".join(names) if article.entities is not None else "null: no recogniser for this language"
    console.print(f"  {'entities':<15} {entities}", markup=False)


def _reasons(explained: "ExplainedQuote") -> str:
    """Say in one line what chose the mention, and who else was considered."""
    chosen, *others = explained.options
    features = ", ".join(f"{name.partition(':')[0]} {weight:+.1f}" for name, weight in chosen.features[:2])
    probable = (option for option in others if option.share >= 0.005)
    rivals = ", ".join(f"{option.text or 'no quote at all'} {option.share:.0%}" for option in probable)
    return one_line(
        f"{explained.rule} at {chosen.share:.0%}: {chosen.reason} ({features})"
        + (f"; else {rivals}" if rivals else ""),
        180,
    )


def _document(path: str, record: int | None) -> str:
    return path if record is None else f"{path}, record {record}"


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"{one_line(value, 60)!r}"


def one_line(text: str, width: int) -> str:
    """Make a text safe for one line of a terminal: no line breaks, no control characters, not too long."""
    flat = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return flat if len(flat) <= width else flat[: width - 1] + "…"
