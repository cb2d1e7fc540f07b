"""The layers that can be looked at, by name, and those that activations belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import keras

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.suggest import did_you_mean
from specbuild.running.answering import codes

# Between a layer and the activation that its maps go through.
PASSING = frozenset({"BatchNormalization", "GroupNormalization", "LayerNormalization", "Dropout", "SpatialDropout1D", "SpatialDropout2D"})
ACTIVATIONS = frozenset({"Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax"})
# What a layer's values may lie between, by the name of its activation: near an end its gradient is nearly nothing.
BOUNDS = {
    "sigmoid": (0.0, 1.0), "hard_sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0), "hard_tanh": (-1.0, 1.0),
    "softsign": (-1.0, 1.0), "relu6": (0.0, 6.0), "sparse_sigmoid": (0.0, 1.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """A layer that can be looked at.

    Attributes:
        layer: The layer.
        name: Its name; those of the layers around it stand before it: `residual_2/conv2d_3`.
        depth: How many layers are around it.
    """

    layer: keras.layers.Layer
    name: str
    depth: int

    @property
    def type(self) -> str:
        """Its type; for a wrapper also that of the layer inside."""
        kind = type(self.layer).__name__
        inside = getattr(self.layer, "layer", None)
        return f"{kind}({type(inside).__name__})" if isinstance(self.layer, keras.layers.Wrapper) and inside is not None else kind

    @property
    def activation(self) -> str:
        """The name of its activation; `linear` where it has none."""
        layer = getattr(self.layer, "layer", self.layer) if isinstance(self.layer, keras.layers.Wrapper) else self.layer
        if type(layer).__name__ == "ReLU":
            return "relu6" if layer.max_value == 6 else "relu"
        return str(getattr(getattr(layer, "activation", None), "__name__", "softmax" if type(layer).__name__ == "Softmax" else "linear"))


def seen(model: keras.Model) -> list[Seen]:
    """Every layer of a network that gives its output once for each sample, in their order, those inside after the one around them.

    What is inside a wrapper or a recurrent layer runs once for each step; the wrapper gives all steps together.
    """
    return list(_inside(model, "", 0))


def _inside(around: keras.layers.Layer, before: str, depth: int) -> Iterator[Seen]:
    for layer in around._flatten_layers(include_self=False, recursive=False):
        if isinstance(layer, keras.layers.InputLayer):
            continue
        if type(layer) is keras.Model or type(layer).__name__ == "Functional":  # what a Sequential is made into, or a backbone inside
            yield from _inside(layer, before, depth)
            continue
        name = f"{before}{layer.name}"
        yield Seen(layer, name, depth)
        if not isinstance(layer, keras.layers.Wrapper | keras.layers.RNN):
            yield from _inside(layer, f"{name}/", depth + 1)


def find(model: keras.Model, name: str) -> Seen:
    """The layer of a name: as `seen` has it, the last part of that, or that of a layer inside a wrapper.

    Raises:
        Refused: I012, there is none.
    """
    there = seen(model)
    for one in there:
        if name in (one.name, one.layer.name, getattr(getattr(one.layer, "layer", None), "name", None)):
            return one
    known = [one.name for one in there]
    raise Refused(Finding(codes.NO_LAYER, (), f"the network has no layer `{name}`", help=did_you_mean(name, known)))


def activated(model: keras.Model, one: Seen) -> Seen:
    """The layer after which the maps of a layer have gone through their activation: itself, or an activation that follows it."""
    if one.activation != "linear":
        return one
    level = [other for other in seen(model) if other.name.rpartition("/")[0] == one.name.rpartition("/")[0]]
    for after in level[[other.layer for other in level].index(one.layer) + 1 :]:
        if type(after.layer).__name__ in ACTIVATIONS:
            return after
        if type(after.layer).__name__ not in PASSING:
            break
    return one
