"""What the plan has to know of each network of `keras.applications`, measured on the network itself.

A task of its own, in a process of its own: on Torch a network is laid out in a second, since nothing is computed, elsewhere in twenty.

A network is built once, on pictures of `SIDE` places and `CHANNELS` channels. `SIDE` stays odd however often it is halved: where Keras
chooses a padding by whether a side is even, the odd one follows the rule that holds for both. `CHANNELS` is a number that no network uses
inside, so that what depends on it can be told from what does not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from math import prod
from pathlib import Path
from typing import Any, get_args

import keras

import specbuild
from specbuild.running.model.layers.backbone import Network, network

FILE = Path(specbuild.__file__).parent / "catalogue" / "backbones.json"
SIDE, CHANNELS = 257, 13
Stage = tuple[int, int, int]  # (from which stage, what is added, stride): (side + added) // stride + 1
Pair = list[int]  # a count, and what each channel of the pictures adds to it
WHOLE, POINT = 0, -1  # the stage of the pictures themselves, and that of a single place
_KERNELS: Mapping[str, tuple[str, ...]] = {  # the weights that are used once at every place
    "Conv2D": ("kernel",),
    "Dense": ("kernel",),
    "DepthwiseConv2D": ("kernel",),
    "SeparableConv2D": ("depthwise_kernel", "pointwise_kernel"),
}
_BY_VALUE = frozenset({"BatchNormalization", "LayerNormalization", "LayerScale"})  # one multiplication for every value
_WINDOWS: Mapping[str, str] = {
    "Conv2D": "kernel_size",
    "DepthwiseConv2D": "kernel_size",
    "SeparableConv2D": "kernel_size",
    "MaxPooling2D": "pool_size",
    "AveragePooling2D": "pool_size",
}


def write() -> Path:
    """Measure all networks and write what was found, a line for each."""
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(measure(name), separators=(',', ':'))}" for name in get_args(Network))
    FILE.write_text(f'{{"keras": "{keras.__version__}", "networks": {{\n{lines}\n}}}}\n', encoding="utf-8")
    return FILE


def measure(name: str) -> dict[str, Any]:
    """What the plan has to know of one network.

    Returns:
        `least`: the smallest side of a picture. `rescales`: whether it takes raw pixels, and scales them itself. `stages`: for each
        size that it works at, where that comes from, the numbers that its layers give at one place, and their multiply-adds.
        `layers`: place, name, trainable and fixed weights of each layer that has any. `output`: its stage and its channels.
    """
    least = _least(name)
    keras.utils.clear_session()  # so that layers that Keras numbers start from the first
    with keras.StatelessScope(initialize_variables=False):  # no weight needs a value
        return _Walk(network(name, (SIDE, SIDE, CHANNELS)), least).found()


def _least(name: str) -> int:
    try:
        network(name, (1, 1, 3))
    except ValueError as error:
        if found := re.search(r"at least (\d+)x\d+", str(error)):
            return int(found[1])
        raise
    return 1


class _Walk:
    """Goes through the layers of a network in the order of the data, and keeps at which stage each stands."""

    def __init__(self, model: keras.Model, least: int) -> None:
        self.model, self.least = model, least
        self.stages: list[Stage] = [(WHOLE, -1, 1)]
        self.values: list[list[int]] = [[0, 0, 0, 0]]  # of each stage: values, the same for each channel, multiply-adds, the same
        self.at: dict[int, int] = {id(tensor): WHOLE for tensor in model.inputs}
        self.single = [0, 0, 0, 0]

    def found(self) -> dict[str, Any]:
        for operation in self.model.operations:
            if not isinstance(operation, keras.layers.InputLayer):
                self._take(operation)
        (output,) = self.model.outputs
        return {
            "least": self.least,
            "rescales": any(isinstance(layer, keras.layers.Rescaling) for layer in self.model.layers),
            "stages": [[*stage, *values] for stage, values in zip(self.stages, self.values, strict=True)],
            "single": self.single,
            "layers": [[place, layer.name, *_weights(layer)] for place, layer in enumerate(self.model.layers) if layer.weights],
            "output": [self.at[id(output)], output.shape[-1]],
        }

    def _take(self, operation: Any) -> None:
        (node,) = operation._inbound_nodes[-1:]
        (output,) = node.output_tensors
        stages = [self.at[id(tensor)] for tensor in node.input_tensors]
        stage = next((one for one in stages if one != POINT), POINT)
        for layer, shape in _singly(operation, output.shape):
            stage, channels = self._after(layer, stage, shape), int(shape[-1] or 0)
            kept = self.single if stage == POINT else self.values[stage]
            for place, count in enumerate((*_split([channels]), *_multiply_adds(layer, channels))):
                kept[place] += count
        self.at[id(output)] = stage

    def _after(self, operation: Any, before: int, shape: tuple[int | None, ...]) -> int:
        """The stage behind an operation."""
        kind = type(operation).__name__
        if before == POINT or all(side == 1 for side in shape[1:-1]):
            return POINT
        if kind in _WINDOWS:
            stage = _windowed(operation, getattr(operation, _WINDOWS[kind]), before)
        elif kind in ("ZeroPadding2D", "Cropping2D"):
            sign, (rows, columns) = (1, operation.padding) if kind == "ZeroPadding2D" else (-1, operation.cropping)
            assert sum(rows) == sum(columns), operation.name
            stage = (before, sign * sum(rows) - 1, 1)
        else:
            stage = (before, -1, 1)
        found = before if stage[1:] == (-1, 1) else self._numbered(stage)
        assert self._side(found) == shape[1] == shape[2], (operation.name, shape, stage)
        return found

    def _numbered(self, stage: Stage) -> int:
        if stage not in self.stages[1:]:
            self.stages.append(stage)
            self.values.append([0, 0, 0, 0])
        return self.stages.index(stage, 1)

    def _side(self, stage: int) -> int:
        source, added, stride = self.stages[stage]
        return SIDE if stage == WHOLE else (self._side(source) + added) // stride + 1


def _singly(operation: Any, shape: tuple[int | None, ...]) -> list[tuple[Any, tuple[int | None, ...]]]:
    """An operation and the shape of its output; for layers in a row, each of them."""
    return [(layer, layer.output.shape) for layer in operation.layers] if isinstance(operation, keras.Sequential) else [(operation, shape)]


def _windowed(operation: Any, size: tuple[int, ...], before: int) -> Stage:
    (stride,) = set(operation.strides)
    if operation.padding == "same":
        return (before, -1, stride)
    assert len(set(size)) == 1, operation.name
    return (before, -size[0], stride)


def _multiply_adds(operation: Any, channels: int) -> Pair:
    """At one place."""
    kind = type(operation).__name__
    if kind in _BY_VALUE:
        return _split([channels])
    uses = [_split(getattr(operation, kernel).shape) for kernel in _KERNELS.get(kind, ())]
    return [sum(use[0] for use in uses), sum(use[1] for use in uses)]


def _weights(layer: keras.layers.Layer) -> list[int]:
    counts = [[_split(weight.shape) for weight in weights] for weights in (layer.trainable_weights, layer.non_trainable_weights)]
    return [sum(count[which] for count in kind) for kind in counts for which in (0, 1)]


def _split(shape: Sequence[int]) -> Pair:
    """A count that depends on the channels of the pictures if one of its axes does."""
    return [0, prod(shape) // CHANNELS] if CHANNELS in tuple(shape) else [prod(shape), 0]
