"""The second witness of the plan: for random arguments of every type, Keras finds the same shape and counts, or refuses as we do.

`HYPOTHESIS_PROFILE=thorough` tries twenty times as many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from math import prod
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st
from tensorflow.errors import InvalidArgumentError

from specbuild.catalogue import read
from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan import codes
from specbuild.checking.plan.family import layer
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.rule import ShapeError
from specbuild.checking.plan.shapes.recurrent import CELLS
from specbuild.checking.plan.size import bind, unknown
from specbuild.running.model.fit import fitting_of, parts_of
from specbuild.running.model.part import CannotFit

EXAMPLES = settings.default.max_examples // 4
SIZES = st.sampled_from([6, 5, 7, 8, 4, 3, 9, 10, 2, 1, 12])  # each as likely as the other, 6 the simplest
Draw = Callable[[st.SearchStrategy[Any]], Any]

# Where the plan refuses what Keras takes when a layer is made, and why. Keras fails later, or gives nonsense.
STRICTER = {
    codes.RANK: "Keras checks the number of axes of some layers, and of all layers inside TimeDistributed, only when data flow",
    codes.OUTPUTS: "a stack of layers hands on one output",
    codes.STATEFUL: "rows are shuffled and the last batch is smaller",
    codes.STRIDES_DILATION: "Keras documents it for depthwise and separable convolutions, and leaves the refusal to the backend",
    codes.BROADCAST: "Keras finds out when data flow",
    codes.AXIS: "some layers take an axis twice, the batch, or count round the end; RMSNormalization fails along any but the last axes",
    codes.CONTRADICTION: "Keras finds out when data flow",
    codes.FRAMES: "Keras finds out when data flow, or announces a frame too many",
    codes.OUTPUT_PADDING: "TensorFlow aborts where `same` padding, an even kernel and an output padding of 0 meet",
    codes.POOL: "an adaptive max pooling to or from an axis of 1 kills the process on TensorFlow",
    codes.INNER: "Keras announces a wrong shape for two directions of different width",
    codes.EQUATION: "Keras announces several axes behind dots in the wrong order",
}
# No weights and no shapes depend on these.
QUIET = {"initializers", "regularizers", "constraints", "activations"}
# Types and arguments whose defaults are too large for the small samples here.
ALWAYS = {
    ("STFTSpectrogram", "frame_length"),
    ("MelSpectrogram", "fft_length"),
    ("MelSpectrogram", "sequence_stride"),
    ("GroupNormalization", "groups"),
}
AXES = {
    "Embedding": 1,
    "RNN": 2,
    "SimpleRNN": 2,
    "GRU": 2,
    "LSTM": 2,
    "STFTSpectrogram": 2,
    "CenterCrop": 3,
    "Resizing": 3,
    "RepeatVector": 1,
}
AXES |= {"MelSpectrogram": 1, "CategoryEncoding": 1, "Bidirectional": 2, **{f"ConvLSTM{rank}D": rank + 2 for rank in (1, 2, 3)}}
RECURRENT = ("SimpleRNN", "GRU", "LSTM", "RNN", "ConvLSTM1D", "ConvLSTM2D")
SPECTRAL = ("Dense", "Conv1D", "Conv2D", "Conv1DTranspose", "DepthwiseConv2D", "EinsumDense", "Embedding", "SeparableConv1D", "Flatten")
INSIDE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("RNN", "cell"): tuple(CELLS),
    ("StackedRNNCells", "cells"): tuple(name for name in CELLS if name != "StackedRNNCells"),
    ("Bidirectional", "layer"): RECURRENT,
    ("Bidirectional", "backward_layer"): RECURRENT,
    ("SpectralNormalization", "layer"): SPECTRAL,
    ("TimeDistributed", "layer"): (
        "Dense",
        "Conv1D",
        "Conv2D",
        "MaxPooling1D",
        "BatchNormalization",
        "LSTM",
        "Bidirectional",
        "Flatten",
        "Dropout",
    ),
}


def axes_of(name: str) -> int | None:
    """How many axes a layer wants, where its name tells."""
    rank = re.search(r"([123])D", name)
    return AXES.get(name, int(rank[1]) + 1 if rank else None)


def draw_shape(draw: Draw, name: str) -> tuple[int, ...]:
    """A shape for a layer, mostly with the number of axes that it wants."""
    wanted = axes_of(name)
    rank = wanted if wanted is not None and draw(st.integers(0, 9)) else draw(st.integers(1, 4))
    return tuple(draw(st.lists(SIZES, min_size=rank, max_size=rank)))


def draw_entry(draw: Draw, table: str, name: str, shape: tuple[int, ...]) -> Entry:
    """An entry of this type whose arguments fit the catalogue, and mostly the shape."""
    given = {}
    for argument in read.table(table)[name].arguments.values():
        kinds = [
            kind for kind in argument.kinds if kind.get("table") not in QUIET and "unknown" not in kind and kind.get("type") != "object"
        ]
        if kinds and (argument.required or (name, argument.name) in ALWAYS or draw(st.booleans())):
            chosen = CHOSEN.get((name, argument.name)) or CHOSEN.get(("", argument.name))
            given[argument.name] = (
                chosen(draw, shape) if chosen else draw_value(draw, draw(st.sampled_from(kinds)), (name, argument.name), shape)
            )
    if name == "EinsumDense":
        given |= draw_equation(draw, shape)
    return Entry(name, table, given)


def draw_value(draw: Draw, kind: Mapping[str, Any], where: tuple[str, str], shape: tuple[int, ...]) -> Any:
    """A small value of a kind of the catalogue."""
    if "table" in kind or "list_of" in kind:
        return draw_inner(draw, "list_of" in kind, where, shape)
    if "anyOf" in kind:
        return draw_value(draw, draw(st.sampled_from(kind["anyOf"])), where, shape)
    if "enum" in kind:
        return draw(st.sampled_from(kind["enum"]))
    if kind["type"] == "array":
        least = kind.get("minItems", 1)
        items = (
            kind["items"]
            if isinstance(kind["items"], list)
            else [kind["items"]] * draw(st.integers(least, kind.get("maxItems", least + 2)))
        )
        return [draw_value(draw, item, where, shape) for item in items]
    return draw(PLAIN[kind["type"]](kind))


PLAIN: Mapping[str, Callable[[Mapping[str, Any]], st.SearchStrategy[Any]]] = {
    "boolean": lambda kind: st.booleans(),
    "integer": lambda kind: st.integers(kind.get("minimum", -4), kind.get("minimum", -4) + 3),
    "number": lambda kind: st.floats(kind.get("minimum", kind.get("exclusiveMinimum", 0)) + 0.125, kind.get("maximum", 1.0) - 0.125),
    "string": lambda kind: st.just("linear"),
}


def draw_inner(draw: Draw, several: bool, where: tuple[str, str], shape: tuple[int, ...]) -> Any:
    """A layer, or several, to stand inside another."""
    inner = shape if where[0] in ("Bidirectional", "SpectralNormalization") else shape[1:]
    names = [name for name in INSIDE[where] if axes_of(name) in (None, len(inner))] or INSIDE[where]
    if several:
        return tuple(draw_entry(draw, "layers", name, (1,)) for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=3)))
    return draw_entry(draw, "layers", draw(st.sampled_from(names)), inner or (1,))


def draw_target(draw: Draw, shape: tuple[int, ...]) -> list[int]:
    """A shape of the same product, one size of it perhaps as -1, or any shape."""
    if not draw(st.integers(0, 4)):
        return draw(st.lists(st.integers(-1, 4), min_size=1, max_size=3))
    first = draw(st.sampled_from([size for size in range(1, prod(shape) + 1) if prod(shape) % size == 0]))
    return draw(st.permutations([draw(st.sampled_from([first, -1])), prod(shape) // first, *draw(st.sampled_from([[], [1]]))]))


def draw_axis(draw: Draw, shape: tuple[int, ...]) -> int:
    """An axis that exists, counted from either end, or nearly one."""
    return draw(st.integers(1, len(shape)) | st.integers(-len(shape), -1) | st.integers(-len(shape) - 2, len(shape) + 1))


def draw_axes(draw: Draw, shape: tuple[int, ...]) -> int | list[int]:
    """One axis or several."""
    several = st.lists(st.integers(1, len(shape)), min_size=1, max_size=len(shape), unique=True)
    return draw(several) if draw(st.booleans()) else draw_axis(draw, shape)


def draw_equation(draw: Draw, shape: tuple[int, ...]) -> dict[str, Any]:
    """An equation over the last axes of a shape with the `output_shape` and `bias_axes` that belong to it, or nearly."""
    letters = "bcdefgh"[: len(shape)]
    summed, new = letters[-draw(st.integers(1, len(letters))) :], "xy"[: draw(st.integers(1, 2))]
    kept = letters.removesuffix(summed)
    sizes = dict(zip(letters, shape, strict=True)) | dict(zip("xy", draw(st.tuples(*[st.integers(1, 4)] * 2)), strict=True))
    dots = draw(st.booleans()) and kept
    before = "..." if dots else "a" + kept
    shown = [sizes[letter] for letter in ("" if dots else kept) + new]
    given = {"equation": f"{before}{summed},{summed}{new}->{before}{new}", "output_shape": shown[0] if len(shown) == 1 else shown}
    if not draw(st.integers(0, 9)):
        given["output_shape"] = draw(st.integers(1, 4))
    return given | ({"bias_axes": draw(st.sampled_from([new, new[-1:], kept[:1], "z"]))} if draw(st.booleans()) else {"bias_axes": None})


def draw_noise(draw: Draw, shape: tuple[int, ...]) -> list[int]:
    """The shape of a noise that is the same along some axes, or nearly."""
    return [1, *(draw(st.sampled_from([1, size])) for size in shape)][: draw(st.integers(len(shape), len(shape) + 1))]


def draw_last(draw: Draw, shape: tuple[int, ...]) -> float | list[float]:
    """One number, or one for each value of the last axis."""
    return draw(st.sampled_from([0.5, [0.5] * shape[-1]]))


CHOSEN: Mapping[tuple[str, str], Callable[[Draw, tuple[int, ...]], Any]] = {
    ("", "axis"): draw_axis,
    ("LayerNormalization", "axis"): draw_axes,
    ("RMSNormalization", "axis"): draw_axes,
    ("UnitNormalization", "axis"): draw_axes,
    ("Normalization", "axis"): draw_axes,
    ("", "shared_axes"): lambda draw, shape: draw(st.lists(st.integers(1, len(shape) + 1), max_size=2, unique=True)),
    ("", "target_shape"): draw_target,
    ("", "dims"): lambda draw, shape: list(draw(st.permutations(range(1, len(shape) + 1)))),
    ("", "noise_shape"): draw_noise,
    ("Rescaling", "scale"): draw_last,
    ("Rescaling", "offset"): draw_last,
    ("GroupNormalization", "groups"): lambda draw, shape: draw(st.sampled_from([-1, 1, 2, shape[-1]])),
    ("", "groups"): lambda draw, shape: draw(st.sampled_from([1, 1, 2, shape[-1]])),
    ("EinsumDense", "equation"): lambda draw, shape: "",
    ("MelSpectrogram", "fft_length"): lambda draw, shape: draw(st.sampled_from([2, 4])),
    ("MelSpectrogram", "sequence_stride"): lambda draw, shape: draw(st.integers(2, 5)),
    ("Normalization", "mean"): draw_last,
    ("Normalization", "variance"): draw_last,
    ("Discretization", "bin_boundaries"): lambda draw, shape: [0.0, 0.5, 1.0],
}


def layers_of(entry: Entry, shape: tuple[int, ...]) -> list[keras.Layer]:
    """The layers of Keras that an entry becomes; what has to be fitted is fitted to a few random rows first."""
    rows = np.random.default_rng(0).random((40, *shape), np.float32)
    fitting = fitting_of(entry)
    fitted = fitting.fit(lambda: iter([rows]), shape) if fitting else {}
    return [part.layer for part in parts_of(entry, fitted, shape)]


REFUSALS = (ValueError, TypeError, IndexError, OverflowError, InvalidArgumentError, Refused, CannotFit)
WEIGHTS = ("trainable_weights", "non_trainable_weights")
Outcome = tuple[tuple[int, ...], int, int]


def of_keras(entry: Entry, shape: tuple[int, ...]) -> Outcome | str:
    """Output shape, trainable and other parameters in Keras; the text of its refusal."""
    try:
        made = layers_of(entry, shape)
        output = keras.KerasTensor((None, *shape))
        for one in made:
            output = one(output)
    except REFUSALS as refusal:
        return str(refusal)
    trainable, fixed = (sum(prod(weight.shape) for one in made for weight in getattr(one, kind)) for kind in WEIGHTS)
    return tuple(getattr(output, "shape", ("several",))[1:]), trainable, fixed


def of_plan(entry: Entry, shape: Shape) -> Outcome | ShapeError:
    """The same, planned."""
    ready = layer(entry, {})
    assert ready is not None
    try:
        planned = ready.plan(shape)
    except ShapeError as refusal:
        return refusal
    return planned.output, planned.trainable, planned.fixed


def of_plan_with_names(entry: Entry, shape: tuple[int, ...]) -> Outcome | ShapeError:
    """The same, planned while the sizes were only known by name, and bound afterwards."""
    known = {f"size{axis}": size for axis, size in enumerate(shape)}
    plan = of_plan(entry, tuple(unknown(name) for name in known))
    if isinstance(plan, ShapeError):
        return plan
    return tuple(bind(size, known) for size in plan[0]), bind(plan[1], known), bind(plan[2], known)


TYPES = [(table, name) for table in ("layers", "preprocessing") for name in read.table(table) if name not in CELLS]


@pytest.mark.parametrize(("table", "name"), TYPES, ids=[name for _, name in TYPES])
def test_shape_and_parameters_equal_those_of_keras(table: str, name: str) -> None:
    outcomes: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES)
    @given(st.data())
    def law(data: st.DataObject) -> None:
        shape = draw_shape(data.draw, name)
        entry = draw_entry(data.draw, table, name, shape)
        note(f"{entry.type}({shape}) {entry.given}")
        plan, truth = of_plan(entry, shape), of_keras(entry, shape)
        if isinstance(plan, ShapeError):
            outcomes["refused"] += 1
            assert isinstance(truth, str) or plan.code in STRICTER, f"Keras makes it: {truth}, we say: {plan}"
        else:
            outcomes["planned"] += 1
            assert plan == truth
            # Whether a last axis of 1 vanishes in a one-hot encoding shows only with the data.
            assert 1 in shape or of_plan_with_names(entry, shape) == truth

    law()
    assert outcomes["planned"] >= outcomes.total() / 5, f"too few examples were valid to prove anything: {outcomes}"


@pytest.mark.slow
@pytest.mark.parametrize(("table", "name"), TYPES, ids=[name for _, name in TYPES])
def test_what_flows_out_has_the_planned_shape(table: str, name: str) -> None:
    @settings(max_examples=max(1, EXAMPLES // 2))
    @given(st.data())
    def law(data: st.DataObject) -> None:
        shape = draw_shape(data.draw, name)
        entry = draw_entry(data.draw, table, name, shape)
        plan = of_plan(entry, shape)
        assume(not isinstance(plan, ShapeError))
        note(f"{entry.type}({shape}) {entry.given}")
        assert flown(entry, shape) == (3, *plan[0])

    law()


def flown(entry: Entry, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of what comes out for three samples of zeros, in training."""
    values = np.zeros((3, *shape), np.float32)
    for one in layers_of(entry, shape):
        values = one(values, training=True) if one._call_has_training_arg else one(values)
    return tuple(values.shape)
