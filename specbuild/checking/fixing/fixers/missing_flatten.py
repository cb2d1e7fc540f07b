"""A `Dense` that gets a picture gets a `Flatten` before it, where a network has none after its last convolution."""

from __future__ import annotations

from specbuild.checking.diagnostic import Edit, Fix
from specbuild.checking.document import edit
from specbuild.checking.document.site import Site

CODES = ("P014",)


def fix(site: Site) -> Fix | None:
    """Insert `Flatten` before the first Dense; other ways (a global pooling, fewer axes) are the help's to name."""
    layers, path = site.values.get("layers"), site.path[:2]
    if not isinstance(layers, list) or len(site.path) < 2 or site.path[0] != "layers" or not isinstance(site.path[1], int):
        return None
    types = [layer.get("type") if isinstance(layer, dict) else layer for layer in layers]
    index = int(site.finding.path[1])
    if types[index] != "Dense" or any(word in str(kind) for kind in types for word in ("LSTM", "GRU", "RNN", "Bidirectional", "Embedding")):
        return None
    spot = site.document.spots.get(path)
    if spot is None or spot.value is None:
        return None
    if spot.header:
        return Fix("insert `Flatten`", (edit.insert_before(site.document, path, '[[layers]]\ntype = "Flatten"'),))
    inline = Edit(site.document.file, spot.value.start, spot.value.start, '{ type = "Flatten" }, ')
    return Fix("insert `Flatten`", (inline,))
