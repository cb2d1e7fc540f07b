"""Recurrent layers and their cells: the same weights at every step of a sequence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from specbuild.checking.plan.codes import OUTPUTS, STATEFUL
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Layer, Rule, ShapeError, need_axes, need_rank
from specbuild.checking.plan.size import Size, product
from specbuild.checking.plan.window import Window

GATES = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}


def cell(gates: int, arguments: Arguments, shape: Shape) -> Planned:
    """One step: for each gate, a dense layer over the features and one over the state."""
    need_rank(shape, 1)
    units = arguments["units"]
    kernels = gates * units * (shape[0] + units)
    # GRU's default form keeps the bias of the features and that of the state apart.
    biases = (2 if arguments.get("reset_after") else 1) if arguments["use_bias"] else 0
    return Planned((units,), kernels + biases * gates * units, multiply_adds=kernels)


def stacked_cells(arguments: Arguments, shape: Shape) -> Planned:
    """One step through several cells, each fed by the one before."""
    return _stack(arguments["cells"], shape)


def recurrent(gates: int, arguments: Arguments, shape: Shape) -> Planned:
    """A cell of this kind over the steps of a sequence."""
    need_rank(shape, 2)
    return over_steps(arguments, shape, cell(gates, arguments, shape[1:]))


def rnn(arguments: Arguments, shape: Shape) -> Planned:
    """Any cell, or several, over the steps of a sequence."""
    need_rank(shape, 2)
    held = arguments["cell"]
    return over_steps(arguments, shape, _stack(held if isinstance(held, (list, tuple)) else [held], shape[1:]))


def over_steps(arguments: Arguments, shape: Shape, step: Planned) -> Planned:
    """What a step does, done at each place of the first axis; its last output, or all of them."""
    assert step.output is not None
    if arguments.get("return_state"):
        message = "would give its state as a further output"
        raise ShapeError(OUTPUTS, "return_state", message, "leave `return_state` out: the next layer takes one input")
    if arguments.get("stateful"):
        message = "would carry its state from one batch to the next, which needs batches of one fixed size"
        raise ShapeError(STATEFUL, "stateful", message, "leave `stateful` out")
    output = (shape[0], *step.output) if arguments["return_sequences"] else step.output
    return Planned(output, step.trainable, step.fixed, multiply_adds=shape[0] * step.multiply_adds)


def convolutional(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """ConvLSTM: an LSTM whose gates are convolutions over picture and state."""
    need_rank(shape, rank + 2, f"steps, {('', 'length', 'height, width', 'depth, height, width')[rank]}, channels")
    window, filters, gates = Window.of(arguments, rank), arguments["filters"], GATES["LSTM"]
    places = window.slide(shape[1:-1])
    kernels: Size = gates * filters * product(window.size) * (shape[-1] + filters)
    bias = gates * filters if arguments["use_bias"] else 0
    return over_steps(arguments, shape, Planned((*places, filters), kernels + bias, multiply_adds=product(places) * kernels))


def _stack(cells: Sequence[Layer], shape: Shape) -> Planned:
    need_axes(shape, 1)
    planned = Planned(shape)
    for held in cells:
        assert planned.output is not None
        step = held.plan(planned.output)
        counts = (planned.trainable + step.trainable, planned.fixed + step.fixed, planned.multiply_adds + step.multiply_adds)
        planned = Planned(step.output, *counts)
    return planned


CELLS: Mapping[str, Rule] = {
    **{f"{name}Cell": partial(cell, gates) for name, gates in GATES.items()},
    "StackedRNNCells": stacked_cells,
}
SHAPES: Mapping[str, Rule] = {
    **CELLS,
    **{name: partial(recurrent, gates) for name, gates in GATES.items()},
    "RNN": rnn,
    **{f"ConvLSTM{rank}D": partial(convolutional, rank) for rank in (1, 2, 3)},
}
