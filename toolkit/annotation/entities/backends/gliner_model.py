"""GLiNER models as recognisers: `gliner:urchade/gliner_medium-v2.1`, or a folder as `gliner:./models/ours`."""

import warnings
from collections.abc import Iterator, Mapping, Sequence

from toolkit.annotation.entities.backends.backend import Model, Span, library_missing
from toolkit.annotation.entities.backends.label_mapping import types_of
from toolkit.annotation.entities.backends.torch_backend import BATCH, digest, licence, settled

ASKED = ("person", "organization", "location", "nationality, religion or political group", "event")
"""What a model is asked for; `annotate.entity_labels` adds others and leaves out some of these."""
THRESHOLD = 0.5
"""The least probability of a span."""


def load(name: str, labels: Mapping[str, str]) -> Model:
    """Load a model from the Hub's cache, the Hub, or a folder.

    Raises:
        ConfigError: GLiNER is not installed.
    """
    try:
        from gliner import GLiNER
    except ImportError:
        library_missing("GLiNER", "gliner")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library calls others as they no longer wish to be called
        model = GLiNER.from_pretrained(name, map_location="cpu")
    model.eval()
    types = types_of({*ASKED, *labels}, labels, f"the model {name}")
    asked = sorted(types)
    tokenizer = model.data_processor.transformer_tokenizer
    prompt = len(tokenizer(" ".join(asked))["input_ids"]) + 2 * len(asked) + 1

    def predict(texts: Sequence[str]) -> Iterator[list[Span]]:
        with settled(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answers = model.inference(list(texts), asked, threshold=THRESHOLD, batch_size=BATCH)
        for spans in answers:
            yield [Span(span["start"], span["end"], span["label"], float(span["score"])) for span in spans]

    return Model(
        predict=predict,
        types=types,
        limit=max(min(model.config.max_len, tokenizer.model_max_length - prompt), 1),
        measure=lambda text: len(tokenizer(text, add_special_tokens=False, truncation=False)["input_ids"]),
        version=digest(model.model),
        licence=licence(name),
    )
