"""What the adapters of torch models have in common: one thread, an identity and a licence."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch.nn import Module

BATCH = 8
"""Texts that a model is given at once."""


@contextmanager
def settled() -> Iterator[None]:
    """Compute on one thread and without gradients: sums are then made in the same order every time."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with torch.inference_mode():
            yield
    finally:
        torch.set_num_threads(threads)


def digest(model: "Module") -> str:
    """Return what tells one set of weights from all others: twelve hexadecimal digits of their SHA-256."""
    import torch

    total = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        total.update(f"{name}\0{weights.dtype}\0{tuple(weights.shape)}\0".encode())
        total.update(weights.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().tobytes())
    return f"sha256:{total.hexdigest()[:12]}"


def licence(name: str) -> str | None:
    """Return the licence that the model's card states, null if there is no card or it states none."""
    from huggingface_hub import ModelCard

    try:
        card = ModelCard.load(f"{name}/README.md" if name.startswith((".", "/")) else name)
    except (OSError, ValueError):
        return None
    stated = card.data.license
    return str(stated) if stated else None
