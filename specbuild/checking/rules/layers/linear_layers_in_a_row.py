"""Two layers without an activation between them."""

from __future__ import annotations

from collections.abc import Iterator

from specbuild.checking.diagnostic import Severity
from specbuild.checking.facts.facts import Facts, Found
from specbuild.checking.facts.layer import ACTIVATIONS, CONVOLUTIONS, DENSE, DROPOUTS, LINEAR, RANKS, RECURRENT, Layer

CODE = "R314"
SEVERITY = Severity.WARNING
REASON = (
    "A weighted sum of weighted sums is a weighted sum: without an activation between them, two layers can do no more than one, and "
    "the network is less deep than it looks. Pooling by the mean, Flatten, Dropout and normalization between them do not change that. "
    "The default of `activation` is none."
)
BAD = """
[[layers]]
type = "Flatten"

[[layers]]
type = "Dense"
units = 64

[[layers]]
type = "Dense"
units = "classes"
"""
GOOD = BAD.replace("units = 64", 'units = 64\nactivation = "relu"')


# What keeps a weighted sum one: everything else between two layers counts as non-linear.
_KEEPS = DROPOUTS | {
    "BatchNormalization", "Flatten", "Reshape", "Permute", "Identity", "Rescaling", "GaussianNoise",
    *(f"{kind}{rank}" for kind in ("AveragePooling", "GlobalAveragePooling", "ZeroPadding", "Cropping") for rank in RANKS),
}  # fmt: skip
# A depthwise convolution with a 1x1 convolution behind it is one separable convolution, and meant so.
_HALVES = frozenset({"DepthwiseConv1D", "DepthwiseConv2D"})


def find(facts: Facts) -> Iterator[Found]:
    """A layer without an activation, and the next with weights reached through linear layers only."""
    open_layer = None
    for layer in facts.layers:
        if layer.type in (DENSE | CONVOLUTIONS) - _HALVES:
            if open_layer is not None and not _is_narrow(open_layer, layer):
                message = f"without an activation this layer and the next `{layer.type}` can do no more than one layer"
                yield Found(open_layer.at(), message, 'add `activation = "relu"`')
            open_layer = None if layer.activation or _is_bottleneck(layer.type) else layer
        elif layer.type not in _KEEPS or layer.type in LINEAR | RECURRENT | set(ACTIVATIONS):
            open_layer = None


def _is_narrow(layer: Layer, after: Layer) -> bool:
    """Whether a layer is at most half as wide as what comes before and behind it: two matrices of few numbers for one of many."""
    before, own, behind = (shape[-1] if shape else None for shape in (layer.input, layer.output, after.output))
    return isinstance(before, int) and isinstance(own, int) and isinstance(behind, int) and own * 2 <= min(before, behind)


def _is_bottleneck(type_: str) -> bool:
    """A factorised layer is linear on purpose."""
    return type_ == "EinsumDense"
