"""The command that trains a recogniser on one's own gold."""

from typing import Annotated

import typer

from toolkit.cli.app import train

Gold = Annotated[str, typer.Argument(help="Gold files: JSON Lines, CoNLL, .spacy, Label Studio or brat.")]
Out = Annotated[str, typer.Option("--out", help="The weights, a file .npz.")]
Language = Annotated[str, typer.Option("--language", help="Language of the texts, as a short tag.")]
Plain = Annotated[
    list[str] | None,
    typer.Option("--plain", help="Articles without labels, JSON Lines: they tell how words are usually printed."),
]
Epochs = Annotated[int, typer.Option("--epochs", help="How often the texts are gone through.", min=1)]
Seed = Annotated[int, typer.Option("--seed", help="Where chance begins; the same seed gives the same weights.")]


@train.command("entities")
def train_entities(
    folder: Gold, out: Out, language: Language = "en", plain: Plain = None, epochs: Epochs = 6, seed: Seed = 0
) -> None:
    """Train the built-in recogniser of entities on gold of your own, in minutes.

    One text in ten is held out; how well their entities are found is printed at the end.

    Example:

      toolkit train entities gold --out ours.npz
    """
    from toolkit import api

    trained = api.train_entities(folder, out, language=language, plain=plain or (), epochs=epochs, seed=seed)
    figure = "no text was held out" if trained.f1 is None else f"F1 {trained.f1:.1f} on {trained.held_out} held out"
    print(f"{out}: {trained.texts} texts, {figure}")
    print(f'Write annotate.recogniser = "own:./{out}" into toolkit.toml to use it.')
