"""What a rule of a family of layers is: a function from arguments and input shape to what the layer does, or to an error of shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.plan.codes import AXIS, COUNT, RANK
from specbuild.checking.plan.plan import Planned, Shape, Step
from specbuild.checking.plan.size import Size

Arguments = Mapping[str, Any]  # every argument that has a value; nested layers are `Layer`s, unknown sizes are `Unknown`s
Rule = Callable[[Arguments, Shape], Planned]


class ShapeError(Exception):
    """Raised by a rule whose layer cannot take its input.

    Attributes:
        code: One of `codes`.
        argument: The argument at fault; None where it is the input.
        message: What is wrong, as the rest of a sentence that starts with the name of the layer.
        help: What to do.
        place: Where in the argument the fault is: the number of an item.
        layer: The layer that raised it, which may stand inside another; known once the error has left it.
        begun: What had been planned inside the layers around it.
    """

    def __init__(self, code: str, argument: str | None, message: str, help: str, place: KeyPath = ()) -> None:
        super().__init__(message)
        self.code = code
        self.argument = argument
        self.message = message
        self.help = help
        self.place = place
        self.layer: Layer | None = None
        self.begun: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the spec that is ready to be planned: its rule, and its arguments, which may hold further layers."""

    type: str
    path: KeyPath
    given: frozenset[str]  # the arguments that the spec writes down
    arguments: Arguments
    rule: Rule
    trainable: bool = True

    def plan(self, shape: Shape) -> Planned:
        """What the layer does to a sample of this shape.

        Raises:
            ShapeError: it cannot take that shape, or a layer inside it cannot take what it gets.
        """
        try:
            planned = self.rule(self.arguments, shape)
        except ShapeError as error:
            error.layer = error.layer or self
            raise
        return planned if self.trainable else frozen(planned)

    def with_arguments(self, **changed: Any) -> Layer:
        """The same layer with other values for some arguments."""
        return replace(self, arguments={**self.arguments, **changed})


def frozen(planned: Planned) -> Planned:
    """What a layer does once nothing in it is trained, also in the layers inside."""
    inside = tuple(tuple(replace(step, planned=frozen(step.planned)) for step in strand) for strand in planned.inside)
    own = planned.own and frozen(planned.own)
    return replace(planned, trainable=0, fixed=planned.trainable + planned.fixed, inside=inside, own=own)


def identity(arguments: Arguments, shape: Shape) -> Planned:
    """The rule of layers that keep the shape and own nothing."""
    return Planned(shape)


def written(shape: Shape) -> str:
    """Write a shape as Keras users do: `(28, 28, 1)`, `(length,)`."""
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


def times(sizes: tuple[Size, ...]) -> str:
    """Write the sides of a window as people do: `3 × 3`."""
    return " × ".join(map(str, sizes))


AXES = {0: "a single number", 1: "features", 2: "steps, features", 3: "height, width, channels", 4: "depth, height, width, channels"}


def need_rank(shape: Shape, rank: int, axes: str = "") -> None:
    """Raise unless a sample has that many axes; `axes` names them where the usual names do not fit."""
    if len(shape) != rank:
        wanted = f"an input with {_counted(rank)} ({axes or AXES[rank]})"
        raise ShapeError(RANK, None, f"needs {wanted}, but gets {written(shape)}", _rank_help(len(shape), rank))


def need_axes(shape: Shape, least: int) -> None:
    """Raise where a sample has too few axes."""
    if len(shape) < least:
        message = f"needs an input with {_counted(least)} or more, but gets {written(shape)}"
        raise ShapeError(RANK, None, message, _rank_help(len(shape), least))


def per_axis(arguments: Arguments, name: str, count: int) -> tuple[int, ...]:
    """An argument that is one number for each axis, or one for all of them."""
    value = arguments[name]
    if isinstance(value, int):
        return (value,) * count
    if len(value) != count:
        raise ShapeError(COUNT, name, f"takes {count} numbers for `{name}`, not {len(value)}", f"give one number, or a list of {count}")
    return tuple(value)


def places(axes: int | list[int] | tuple[int, ...], shape: Shape, name: str = "axis") -> tuple[int, ...]:
    """Axes as Keras counts them (0 is the batch, -1 the last) as places of a sample's shape, sorted.

    Raises:
        ShapeError: one is the batch, does not exist, or comes twice.
    """
    rank = len(shape)
    listed = [axes] if isinstance(axes, int) else list(axes)
    found = sorted(axis - 1 if axis > 0 else axis + rank for axis in listed)  # the batch, axis 0, falls out of range
    if any(not 0 <= place < rank for place in found) or len(set(found)) < len(found):
        choice = "1" if rank == 1 else f"1 to {rank}"
        raise ShapeError(
            AXIS, name, f"cannot use `{name} = {axes}` on {written(shape)}", f"axes go from {choice}, each once; -1 is the last"
        )
    return tuple(found)


def _counted(rank: int) -> str:
    return f"{rank} axis" if rank == 1 else f"{rank} axes"


def _rank_help(rank: int, wanted: int) -> str:
    if rank > wanted:
        pooling = f", or `GlobalAveragePooling{rank - 1}D`," if wanted == 1 and 2 <= rank <= 4 else ""
        return f"put `Flatten`{pooling} before it" if wanted == 1 else "leave it out, or take the layer for that many axes"
    return "put `Reshape` before it, or leave out the layer that dropped axes (`Flatten`, a global pooling, `return_sequences = false`)"
