"""A `Dense` that gets a picture gets a `Flatten` before it, where a network has none after its last convolution."""

from __future__ import annotations

from typing import Any

from specbuild.checking.diagnostic import Edit, Fix
from specbuild.checking.document import edit
from specbuild.checking.document.site import Site

CODES = ("P014",)
_OF_VECTORS = frozenset({"Dense", "Dropout", "Activation", "ReLU", "Repeat", "Branches", "Residual"})
_SEQUENCES = ("LSTM", "GRU", "RNN", "Bidirectional", "Embedding")


def fix(site: Site) -> Fix | None:
    """Insert `Flatten` before the first Dense, or the block that begins with it; other ways are the help's to name."""
    layers, path = site.values.get("layers"), site.path[:2]
    if not isinstance(layers, list) or len(site.path) < 2 or site.path[0] != "layers" or not isinstance(site.path[1], int):
        return None
    index = int(site.finding.path[1])
    if not _takes_vectors(layers[index]) or any(word in kind for kind in _types(layers) for word in _SEQUENCES):
        return None
    spot = site.document.spots.get(path)
    if spot is None or spot.value is None:
        return None
    if spot.header:
        return Fix("insert `Flatten`", (edit.insert_before(site.document, path, '[[layers]]\ntype = "Flatten"'),))
    inline = Edit(site.document.file, spot.value.start, spot.value.start, '{ type = "Flatten" }, ')
    return Fix("insert `Flatten`", (inline,))


def _takes_vectors(layer: Any) -> bool:
    """Whether a layer is a Dense, or a block of such layers alone: one with a shortcut would need a projection to bear it."""
    if not isinstance(layer, dict) or (layer.get("type") == "Residual" and layer.get("projection") != "auto"):
        return False
    return layer.get("type") == "Dense" or (_holds_layers(layer) and set(_types([layer])) <= _OF_VECTORS)


def _holds_layers(layer: dict[str, Any]) -> bool:
    return "layers" in layer or "branches" in layer


def _types(layers: Any) -> list[str]:
    """The types of all layers of a list, and of those inside them."""
    found: list[str] = []
    for layer in layers if isinstance(layers, list) else ():
        if isinstance(layer, dict):
            inner = [*_types(layer.get("layers")), *_types(layer.get("branches"))]
            found += [str(layer.get("type")), *inner]
        else:
            found += _types(layer) if isinstance(layer, list) else [str(layer)]
    return found
