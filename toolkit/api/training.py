"""Training a recogniser of entities on gold texts of one's own."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.annotation.options import primary_language
from toolkit.api.gold_files import read_folder
from toolkit.errors import ConfigError

if TYPE_CHECKING:
    from toolkit.annotation.entities.training.fit import Trained


def train_entities(
    folder: str | Path,
    out: str | Path,
    *,
    language: str = "en",
    plain: Sequence[str | Path] = (),
    epochs: int = 6,
    seed: int = 0,
    report: Callable[[str], None] = print,
) -> "Trained":
    """Train on the gold files of a folder and write weights for `annotate.recogniser = "own:./FILE.npz"`.

    Gold is read from JSON Lines, CoNLL, .spacy, Label Studio and brat files, and from what `toolkit review` writes
    of accepted articles (`corrections/gold/`). One text in ten is held out and gives the
    F1. `plain` are JSON Lines files of articles without labels, which tell how words are usually printed. The same
    files, options and versions give the same weights.

    Raises:
        ConfigError: scipy is not installed, there is no gold, a file cannot be read, or the output cannot be written.
    """
    try:
        import scipy.sparse  # noqa: F401 - said here rather than in the middle of training
    except ImportError as error:
        raise ConfigError("Training needs scipy; run: pip install 'news-dataset-toolkit[train]'") from error
    from toolkit.annotation.entities.model_weights import write_weights
    from toolkit.annotation.entities.training.fit import Plan, fit

    target = Path(out)
    if target.suffix != ".npz" or not target.parent.is_dir():
        raise ConfigError(
            f"{out} is no file that weights can be written to; name a file .npz in a folder that is there."
        )
    gold = read_folder(Path(folder))
    trained = fit(gold, _plain_texts(plain), Plan(primary_language(language), epochs, seed=seed), report)
    texts = hashlib.blake2b("\0".join(f"{text.text}{text.spans}" for text in gold).encode(), digest_size=16)
    about = {"gold": texts.hexdigest(), "language": language, "epochs": str(epochs), "seed": str(seed)}
    target.write_bytes(write_weights(trained.weights, about))
    return trained


def _plain_texts(paths: Sequence[str | Path]) -> list[str]:
    texts = []
    for path in paths:
        try:
            records = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
            texts += [record.get("body") or record["text"] for record in records]
        except (OSError, ValueError, LookupError, AttributeError) as error:
            raise ConfigError(f"{path} holds no JSON Lines with body or text; correct it or leave it out.") from error
    return texts
