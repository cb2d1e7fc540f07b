"""Random entries for every type of layer in the catalogue: arguments of the kinds that it states, and a shape that mostly fits them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from math import prod
from typing import Any

import pytest
from hypothesis import strategies as st

from specbuild.catalogue import read
from specbuild.checking.grammar.entry import Entry

Given = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]
SIZES = st.sampled_from([6, 5, 7, 8, 4, 3, 9, 10, 2, 1, 12])  # each as likely as the other, 6 the simplest


@pytest.fixture(scope="session")
def entries() -> Callable[[str, str], st.SearchStrategy[tuple[Entry, tuple[int, ...]]]]:
    """Table and type -> a strategy of entries with the shape of a sample."""

    @st.composite
    def cases(draw: Draw, table: str, name: str) -> tuple[Entry, tuple[int, ...]]:
        shape = draw_shape(draw, name)
        return draw_entry(draw, table, name, shape), shape

    return cases


# No weights and no shapes depend on these.
QUIET = {"initializers", "regularizers", "constraints", "activations"}
# Types and arguments whose defaults are too large for the small samples here.
ALWAYS = {
    ("STFTSpectrogram", "frame_length"),
    ("MelSpectrogram", "fft_length"),
    ("MelSpectrogram", "sequence_stride"),
    ("GroupNormalization", "groups"),
}
# Arguments whose other value is always refused, or nearly: given rarely, so that what remains is tried.
REFUSED = {"return_state", "stateful", "output_padding"}
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
    "ZCAWhitening": 2,  # the fourth power of a side, in time and memory
}
AXES |= {"MelSpectrogram": 1, "CategoryEncoding": 1, "Bidirectional": 2, **{f"ConvLSTM{rank}D": rank + 2 for rank in (1, 2, 3)}}
CELLS = ("SimpleRNNCell", "GRUCell", "LSTMCell")
RECURRENT = ("SimpleRNN", "GRU", "LSTM", "RNN", "ConvLSTM1D", "ConvLSTM2D")
SPECTRAL = ("Dense", "Conv1D", "Conv2D", "Conv1DTranspose", "DepthwiseConv2D", "EinsumDense", "Embedding", "SeparableConv1D", "Flatten")
INSIDE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("RNN", "cell"): (*CELLS, "StackedRNNCells"),
    ("StackedRNNCells", "cells"): CELLS,
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
    given: Given = {}
    for argument in read.table(table)[name].arguments.values():
        where = (name, argument.name)
        chosen = CHOSEN.get(where) or CHOSEN.get(("", argument.name))
        kinds = [kind for kind in argument.kinds if usable(kind)] or list(argument.kinds[: argument.required])
        if kinds and (argument.required or where in ALWAYS or not draw(st.integers(0, 9 if argument.name in REFUSED else 1))):
            given[argument.name] = chosen(draw, shape) if chosen else draw_value(draw, draw(st.sampled_from(kinds)), where, shape)
    given = TOGETHER[name](draw, shape, given) if name in TOGETHER else given
    turns = (given["layers"],) * given["times"] if "turns" in read.table(table)[name].facts else ()
    return Entry(name, table, given, turns=turns)


def usable(kind: Mapping[str, Any]) -> bool:
    """Whether values of a kind are worth drawing: no free text, and nothing that weights and shapes do not depend on."""
    if "table" in kind or "list_of" in kind:
        return kind.get("table") not in QUIET
    return "enum" in kind or kind.get("type") in ("boolean", "integer", "number") or (kind.get("type") == "array" and "items" in kind)


def draw_value(draw: Draw, kind: Mapping[str, Any], where: tuple[str, str], shape: tuple[int, ...]) -> Any:
    """A small value of a kind of the catalogue."""
    if kind.get("table") in QUIET:
        return Entry(next(iter(read.table(kind["table"]))), kind["table"], {})
    if "table" in kind or "list_of" in kind:
        return draw_inner(draw, kind, where, shape)
    if "anyOf" in kind:
        return draw_value(draw, draw(st.sampled_from(kind["anyOf"])), where, shape)
    if "enum" in kind:
        return draw(st.sampled_from(kind["enum"]))
    if kind["type"] == "array":
        least, items = kind.get("minItems", 1), kind["items"]
        items = items if isinstance(items, list) else [items] * draw(st.integers(least, kind.get("maxItems", least + 2)))
        return [draw_value(draw, item, where, shape) for item in items]
    return draw(PLAIN[kind["type"]](kind))


PLAIN: Mapping[str, Callable[[Mapping[str, Any]], st.SearchStrategy[Any]]] = {
    "boolean": lambda kind: st.booleans(),
    "integer": lambda kind: st.integers(kind.get("minimum", -4), min(kind.get("minimum", -4) + 3, kind.get("maximum", 9))),
    "number": lambda kind: st.floats(kind.get("minimum", kind.get("exclusiveMinimum", 0)) + 0.125, kind.get("maximum", 1.0) - 0.125),
    "string": lambda kind: st.just(""),
}


def draw_inner(draw: Draw, kind: Mapping[str, Any], where: tuple[str, str], shape: tuple[int, ...]) -> Any:
    """A layer, or several, to stand inside another."""
    table = kind.get("table") or kind["list_of"]
    if table == "layers" and "list_of" in kind:
        return draw_strand(draw, shape, kind.get("minItems", 0))
    inner = shape if where[0] in ("Bidirectional", "SpectralNormalization") else shape[1:]
    possible = [name for name in INSIDE[where] if name in kind.get("of", read.table(table))]
    fitting = st.sampled_from([name for name in possible if axes_of(name) in (None, len(inner))] or possible)
    if "list_of" in kind:
        return tuple(draw_entry(draw, table, name, (1,)) for name in draw(st.lists(fitting, min_size=1, max_size=3)))
    return draw_entry(draw, table, draw(fitting), inner or (1,))


def draw_strand(draw: Draw, shape: tuple[int, ...], least: int) -> tuple[Entry, ...]:
    """Layers one after the other, most of which keep the shape, or change the channels alone."""
    return tuple(draw_part(draw, shape) for _ in range(draw(st.integers(least, 3))))


def draw_part(draw: Draw, shape: tuple[int, ...]) -> Entry:
    """A layer for the inside of another: one that keeps the shape, a convolution, another block, or rarely anything."""
    choice = draw(st.integers(0, 19))
    if choice == 19:
        return draw_entry(draw, "layers", draw(st.sampled_from(["MaxPooling2D", "Conv1D", "Flatten", "MinPooling2D", "LSTM"])), shape)
    if choice > 16:
        return draw_entry(draw, "layers", draw(st.sampled_from(["Residual", "Branches", "Repeat"])), shape)
    width = draw(st.sampled_from([shape[-1], shape[-1], 2, 4]))
    if choice > 9 and 2 <= len(shape) <= 4:
        given = {"filters": width, "kernel_size": draw(st.sampled_from([1, 3])), "padding": "same"}
        return Entry(f"Conv{len(shape) - 1}D", "layers", given | draw(st.sampled_from([{}, {}, {"strides": 2}, {"trainable": False}])))
    plain = {"ReLU": {}, "BatchNormalization": {}, "Dropout": {"rate": 0.5}, "Dense": {"units": width}, "PReLU": {}}
    name = draw(st.sampled_from(sorted(plain)))
    return Entry(name, "layers", plain[name])


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


def draw_equation(draw: Draw, shape: tuple[int, ...], given: Given) -> Given:
    """An equation over the last axes of a shape with the `output_shape` and `bias_axes` that belong to it, or nearly."""
    letters = "bcdefgh"[: len(shape)]
    summed, new = letters[-draw(st.integers(1, len(letters))) :], "xy"[: draw(st.integers(1, 2))]
    kept = letters.removesuffix(summed)
    sizes = dict(zip(letters, shape, strict=True)) | dict(zip("xy", draw(st.tuples(*[st.integers(1, 4)] * 2)), strict=True))
    dots = draw(st.booleans()) and kept
    before = "..." if dots else "a" + kept
    shown = [sizes[letter] for letter in ("" if dots else kept) + new]
    whole = {"equation": f"{before}{summed},{summed}{new}->{before}{new}", "output_shape": shown[0] if len(shown) == 1 else shown}
    if not draw(st.integers(0, 9)):
        whole["output_shape"] = draw(st.integers(1, 4))
    axes = draw(st.sampled_from([new, new[-1:], kept[:1], "z"])) if "bias_axes" in given else None
    return given | whole | {"bias_axes": axes}


def draw_bins(draw: Draw, shape: tuple[int, ...], given: Given) -> Given:
    """Mostly either a number of bins or boundaries."""
    choice = draw(st.sampled_from([{"num_bins": 4}, {"bin_boundaries": [0.0, 0.5, 1.0]}, {"num_bins": 3, "bin_boundaries": [0.5]}, {}]))
    return {name: value for name, value in given.items() if name not in ("num_bins", "bin_boundaries")} | choice


def draw_moments(draw: Draw, shape: tuple[int, ...], given: Given) -> Given:
    """Mostly both mean and variance, or none."""
    if "mean" in given and draw(st.integers(0, 9)):
        return given | {"variance": given["mean"]}
    return {name: value for name, value in given.items() if name != "variance" or not draw(st.integers(0, 9))}


def draw_directions(draw: Draw, shape: tuple[int, ...], given: Given) -> Given:
    """Mostly a layer that reads forwards, and one of the same kind that reads backwards."""
    if not draw(st.integers(0, 9)):
        return given
    forward = replace(given["layer"], given={**given["layer"].given, "go_backwards": False})
    backward = replace(forward, given={**forward.given, "go_backwards": True})
    return given | {"layer": forward} | ({"backward_layer": backward} if given.get("backward_layer") else {})


TOGETHER: Mapping[str, Callable[[Draw, tuple[int, ...], Given], Given]] = {
    "Bidirectional": draw_directions,
    "Discretization": draw_bins,
    "EinsumDense": draw_equation,
    "Normalization": draw_moments,
}


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
    ("Discretization", "bin_boundaries"): lambda draw, shape: [0.5],
    ("", "output_size"): lambda draw, shape: draw(st.sampled_from([2, 3, 4, 1])),
    ("STFTSpectrogram", "frame_length"): lambda draw, shape: draw(st.sampled_from([4, 2, 3, 1])),
    ("STFTSpectrogram", "frame_step"): lambda draw, shape: draw(st.integers(1, 3)),
    ("STFTSpectrogram", "fft_length"): lambda draw, shape: draw(st.integers(3, 8)),
}
