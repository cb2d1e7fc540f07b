"""The second witness of the plan: for random arguments of every type, Keras finds the same shape and counts, or refuses as we do.

`HYPOTHESIS_PROFILE=thorough` tries twenty times as many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from math import prod

import keras
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tensorflow.errors import InvalidArgumentError

from specbuild.catalogue import read
from specbuild.checking.diagnostic import Refused
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan import codes
from specbuild.checking.plan.family import RULES, layer
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.rule import ShapeError
from specbuild.checking.plan.size import bind, unknown
from specbuild.running.model.fit import fitting_of, parts_of
from specbuild.running.model.part import CannotFit

EXAMPLES = settings.default.max_examples // 4
Entries = Callable[[str, str], st.SearchStrategy[tuple[Entry, tuple[int, ...]]]]

# Where oneDNN is off, TensorFlow refuses dilated transposed convolutions and uneven strides in depth (R345 and R347 speak of them).
ON_SOME_PROCESSORS = ("yet support dilation rates", "only supports equal length strides")
RECURRENT = "RNN|GRU|LSTM|Bidirectional|TimeDistributed"
# Where the plan refuses what Keras makes, and fails with later: code, types (the outermost counts), reason.
STRICTER = [
    (
        codes.RANK,
        "Adaptive|Branches|CategoryEncoding|CenterCrop|Discretization|MelSpectrogram|RNN|Repeat|Residual|Resizing|TimeDistributed",
        "Keras finds out when data flow",
    ),
    (codes.OUTPUTS, RECURRENT, "a stack of layers hands on one output"),
    (codes.STRIDES_DILATION, "Depthwise|Separable|SpectralNormalization", "documented by Keras, which leaves the refusal to the backend"),
    (codes.BROADCAST, "Dropout|Rescaling|TimeDistributed", "Keras finds out when data flow"),
    (codes.AXIS, "Softmax", "the classes of a sample cannot add up to 1 over the batch, or along an axis that is not there"),
    (codes.AXIS, "PReLU|LayerNormalization", "Keras takes an axis twice, and counts round the end"),
    (codes.AXIS, "RMSNormalization", "Keras fails, or scales the wrong axis, along any but the last axes"),
    (codes.CONTRADICTION, "Resizing", "Keras finds out when data flow"),
    (codes.CONTRADICTION, "Discretization", "Keras may find fewer bins than were asked for, as the data have it"),
    (codes.FRAMES, "Spectrogram", "Keras finds out when data flow, or announces a frame too many"),
    (codes.OUTPUT_PADDING, "Transpose|SpectralNormalization", "TensorFlow aborts on `same`, an even kernel and an output padding of 0"),
    (codes.POOL, "AdaptiveMax", "to or from an axis of 1 this kills the process on TensorFlow"),
    (codes.INNER, "Bidirectional", "Keras announces a wrong shape for two directions of different width"),
    (codes.MERGE, "Branches|Repeat|Residual", "Keras also adds shapes of which one stretches over the other"),
    (codes.SHORTCUT, "Branches|Repeat|Residual", "Keras also adds shapes of which one stretches over the other"),
    (codes.EQUATION, "EinsumDense|SpectralNormalization", "Keras announces several axes behind dots in the wrong order"),
]


def layers_of(entry: Entry, shape: tuple[int, ...]) -> list[keras.Layer]:
    """The layers of Keras that an entry becomes; what has to be fitted is fitted to a few random rows first."""
    rows = np.random.default_rng(0).random((40, *shape), np.float32)
    fitting = fitting_of(entry)
    fitted = fitting.fit(lambda: iter([rows]), shape) if fitting else {}
    return [part.layer for part in parts_of(entry, fitted, shape)]


REFUSALS = (ValueError, TypeError, IndexError, OverflowError, InvalidArgumentError, Refused, CannotFit)
Outcome = tuple[tuple[int, ...], int, int]


def of_keras(entry: Entry, shape: tuple[int, ...]) -> Outcome | str:
    """Output shape, trainable and other parameters of a network of this one entry; the text of its refusal."""
    try:
        network = keras.Sequential([keras.Input(shape), *layers_of(entry, shape)])
    except REFUSALS as refusal:
        return str(refusal)
    # As the network counts them: a layer that calls itself frozen may hold weights that train.
    trainable, fixed = (
        sum(prod(weight.shape) for weight in weights) for weights in (network.trainable_weights, network.non_trainable_weights)
    )
    outputs = network.outputs
    return tuple(outputs[0].shape[1:]) if len(outputs) == 1 else ("several",), trainable, fixed


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


def excused(code: str, name: str) -> bool:
    """Whether there is a reason to refuse more than Keras does."""
    return any(code == listed and re.search(types, name) for listed, types, _ in STRICTER)


ELSEWHERE = {"Backbone"}  # takes seconds to build; `tests/running/model/layers/test_backbone.py` compares networks of each kind
TYPES = [(table, name) for table in ("layers", "preprocessing") for name in read.table(table) if name in RULES and name not in ELSEWHERE]


@pytest.mark.parametrize(("table", "name"), TYPES, ids=[f"{name} among {table}" for table, name in TYPES])
def test_shape_and_parameters_equal_those_of_keras(table: str, name: str, entries: Entries) -> None:
    outcomes: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES)
    @given(entries(table, name))
    def law(case: tuple[Entry, tuple[int, ...]]) -> None:
        entry, shape = case
        plan, truth = of_plan(entry, shape), of_keras(entry, shape)
        if isinstance(plan, ShapeError):
            outcomes["refused"] += 1
            assert isinstance(truth, str) or excused(plan.code, name), f"Keras makes it: {truth}, we say: {plan}"
        else:
            outcomes["planned"] += 1
            assert plan == truth
            # Whether a last axis of 1 vanishes in a one-hot encoding shows only with the data; whether a shortcut needs a projection too.
            assert 1 in shape or entry.strands or of_plan_with_names(entry, shape) == truth

    law()
    assert outcomes["planned"] >= outcomes.total() // 8, f"too few examples were valid to prove anything: {outcomes}"


@pytest.mark.slow
@pytest.mark.parametrize(("table", "name"), TYPES, ids=[f"{name} among {table}" for table, name in TYPES])
def test_what_flows_out_has_the_planned_shape(table: str, name: str, entries: Entries) -> None:
    @settings(max_examples=max(1, EXAMPLES // 2))
    @given(entries(table, name))
    def law(case: tuple[Entry, tuple[int, ...]]) -> None:
        entry, shape = case
        plan = of_plan(entry, shape)
        assume(not isinstance(plan, ShapeError))
        try:
            came = flown(entry, shape)
        except Exception as error:  # each backend has a class of its own for it
            assume(not any(words in str(error) for words in ON_SOME_PROCESSORS))
            raise
        assert came == (3, *plan[0])

    law()


def flown(entry: Entry, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape of what comes out for three samples of zeros, in training."""
    values = np.zeros((3, *shape), np.float32)
    for one in layers_of(entry, shape):
        values = one(values, training=True) if one._call_has_training_arg else one(values)
    return tuple(values.shape)
