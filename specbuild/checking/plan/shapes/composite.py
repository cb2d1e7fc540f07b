"""Layers that hold lists of layers: Repeat, Residual and Branches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from specbuild.checking.plan.codes import MERGE, SHORTCUT
from specbuild.checking.plan.plan import Planned, Shape, Step
from specbuild.checking.plan.rule import Arguments, Layer, Rule, ShapeError, written
from specbuild.checking.plan.size import Size, differ, product

LARGEST_STRIDE = 64  # that a projection is tried with


def repeat(arguments: Arguments, shape: Shape) -> Planned:
    """The layers of every turn, one after the other."""
    turns: Sequence[Sequence[Layer]] = arguments["layers"]
    steps: list[Step] = []
    output: Shape | None = shape
    for turn, layers in enumerate(turns, start=1):
        try:
            strand = _strand(layers, output, turn)
        except ShapeError as error:
            error.begun = (*(leaf for step in steps for leaf in step.leaves()), *error.begun)
            if f"(turn {turn} of" not in error.message:
                error.message = f"{error.message} (turn {turn} of {len(turns)})"
            raise
        steps += strand
        output = strand[-1].output
    return _whole(output, (tuple(steps),), None)


def residual(arguments: Arguments, shape: Shape) -> Planned:
    """The layers, and what went in added to what comes out; through a convolution of single places where the shapes differ."""
    strand = _strand(arguments["layers"], shape)
    output = strand[-1].output
    if output is None:
        return _whole(None, (strand,), Planned(None))
    if not any(map(differ, output, shape)) and len(output) == len(shape) and (output == shape or arguments["projection"] is None):
        return _whole(output, (strand,), Planned(output))
    if arguments["projection"] is None or _strides(shape, output) is None:
        error = _no_shortcut(arguments, shape, output)
        error.begun = tuple(leaf for step in strand for leaf in step.leaves())
        raise error
    weights = shape[-1] * output[-1]
    projection = Planned(output, weights + output[-1], multiply_adds=product(output[:-1]) * weights)
    return _whole(output, (strand,), projection)


def _strides(shape: Shape, output: Shape) -> tuple[int, ...] | None:
    """Strides with which a convolution of single places goes from one shape to the other; None where there are none."""
    if len(shape) != len(output) or len(shape) > 4:
        return None
    found = tuple(_stride(size, wanted) for size, wanted in zip(shape[:-1], output[:-1], strict=True))
    return None if None in found else found  # type: ignore[return-value]


def _stride(size: Size, wanted: Size) -> int | None:
    certain = differ(size, wanted) or (isinstance(size, int) and isinstance(wanted, int))
    possible = (stride for stride in range(1, LARGEST_STRIDE + 1) if (size - 1) // stride + 1 == wanted)
    return next(possible, None if certain else 1)


def _no_shortcut(arguments: Arguments, shape: Shape, output: Shape) -> ShapeError:
    message = f"gets {written(shape)}, and its layers give {written(output)}, which cannot be added"
    if _strides(shape, output) is not None:
        return ShapeError(
            SHORTCUT, "layers", message, 'write `projection = "auto"`, or let the last layer inside give the shape that comes in'
        )
    if len(shape) != len(output):
        return ShapeError(
            SHORTCUT,
            "layers",
            message,
            "let the layers inside keep the number of axes: no `Flatten`, no global pooling, `return_sequences = true`",
        )
    return ShapeError(SHORTCUT, "layers", message, 'use `padding = "same"` inside: a projection can only change channels and take strides')


def branches(arguments: Arguments, shape: Shape) -> Planned:
    """Lists of layers that all get the same input, and their outputs merged; an empty list hands its input on."""
    strands: list[tuple[Step, ...]] = []
    for layers in arguments["branches"]:
        try:
            strands.append(_strand(layers, shape))
        except ShapeError as error:
            error.begun = (*(leaf for strand in strands for step in strand for leaf in step.leaves()), *error.begun)
            raise
    outputs = [strand[-1].output if strand else shape for strand in strands]
    known = [output for output in outputs if output is not None]
    merged = MERGES[arguments["merge"]].merge(known) if len(known) == len(outputs) else None
    return _whole(merged, tuple(strands), Planned(merged))


@dataclass(frozen=True, slots=True)
class Merge:
    """A way to make one of several outputs.

    Attributes:
        word: What it does, as in "cannot be added".
        free: Whether the last axis may differ.
        stretches: Whether an axis of 1 stands for all places.
    """

    word: str
    free: bool = False
    stretches: bool = False

    def merge(self, outputs: Sequence[Shape]) -> Shape:
        """The shape of what comes out.

        Raises:
            ShapeError: they do not fit together.
        """
        merged = outputs[0]
        for number, output in enumerate(outputs[1:], start=1):
            if len(output) != len(merged) or any(map(self._clash, merged[: self._fixed], output[: self._fixed])):
                message = f"has branches that give {written(merged)} and {written(output)}, which cannot be {self.word}"
                raise ShapeError(MERGE, "branches", message, self._help(merged, output), (number,))
            merged = tuple(map(_wider, merged, output)) if self.stretches else merged
        return (*merged[:-1], _sum(output[-1] for output in outputs)) if self.free else merged

    @property
    def _fixed(self) -> int | None:
        return -1 if self.free else None

    def _clash(self, one: Size, other: Size) -> bool:
        return differ(one, other) and not (self.stretches and 1 in (one, other))

    def _help(self, one: Shape, other: Shape) -> str:
        if len(one) != len(other):
            return "let every branch give the same number of axes"
        if not self.free and one[:-1] == other[:-1]:
            return 'give the last layer of every branch as many filters or units, or write `merge = "concatenate"`'
        return 'use `padding = "same"` and the same strides in every branch'


def _wider(one: Size, other: Size) -> Size:
    return other if one == 1 else one


MERGES: Mapping[str, Merge] = {
    "concatenate": Merge("concatenated", free=True),
    "add": Merge("added"),
    "average": Merge("averaged"),
    "multiply": Merge("multiplied", stretches=True),
}


def _strand(layers: Sequence[Layer], shape: Shape | None, turn: int = 0) -> tuple[Step, ...]:
    """Layers one after the other."""
    steps: list[Step] = []
    for layer in layers:
        try:
            planned = Planned(None) if shape is None else layer.plan(shape)
        except ShapeError as error:
            error.begun = (*(leaf for step in steps for leaf in step.leaves()), *error.begun)
            raise
        steps.append(Step(layer.path, layer.type, shape, planned, turn))
        shape = planned.output
    return tuple(steps)


def _whole(output: Shape | None, strands: tuple[tuple[Step, ...], ...], own: Planned | None) -> Planned:
    """What layers do together: their counts added."""
    parts = [step.planned for strand in strands for step in strand] + ([own] if own else [])
    trainable, fixed = _sum(part.trainable for part in parts), _sum(part.fixed for part in parts)
    return Planned(output, trainable, fixed, _sum(part.multiply_adds for part in parts), inside=strands, own=own)


def _sum(sizes: Iterable[Size]) -> Size:
    return sum(sizes, start=0)


SHAPES: Mapping[str, Rule] = {"Repeat": repeat, "Residual": residual, "Branches": branches}
