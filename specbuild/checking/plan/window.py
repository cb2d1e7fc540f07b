"""A window that slides over the axes of a sample: how many places it takes, and where it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from specbuild.checking.plan.codes import KERNEL, STRIDES_DILATION
from specbuild.checking.plan.plan import Shape
from specbuild.checking.plan.rule import Arguments, ShapeError, per_axis, times
from specbuild.checking.plan.size import Size, below


@dataclass(frozen=True, slots=True)
class Window:
    """The window of a convolution or a pooling, one number for each axis that it slides over."""

    size: tuple[int, ...]
    strides: tuple[int, ...]
    dilation: tuple[int, ...]
    padding: str  # valid, same or causal

    @classmethod
    def of(cls, arguments: Arguments, rank: int) -> Self:
        """The window that the arguments of a convolution describe.

        Raises:
            ShapeError: an argument has the wrong length, or strides and dilation are both above 1.
        """
        size, strides, dilation = (per_axis(arguments, name, rank) for name in ("kernel_size", "strides", "dilation_rate"))
        if max(strides) > 1 and max(dilation) > 1:
            message = f"has strides of {times(strides)} and a dilation of {times(dilation)}, which exclude each other"
            raise ShapeError(STRIDES_DILATION, "dilation_rate", message, "set one of them to 1, or use two layers")
        return cls(size, strides, dilation, arguments["padding"])

    @property
    def reach(self) -> tuple[int, ...]:
        """How far it reaches along each axis, the gaps of the dilation included."""
        return tuple((size - 1) * gap + 1 for size, gap in zip(self.size, self.dilation, strict=True))

    def slide(self, axes: Shape, code: str = KERNEL, argument: str = "kernel_size") -> Shape:
        """How many places it takes along each axis.

        Raises:
            ShapeError: it is larger than what it should slide over.
        """
        if self.padding != "valid":
            return tuple((size - 1) // stride + 1 for size, stride in zip(axes, self.strides, strict=True))
        if any(below(size, reach) for size, reach in zip(axes, self.reach, strict=True)):
            raise ShapeError(
                code, argument, self._too_large(axes), f'use `padding = "same"`, a smaller `{argument}`, or make less smaller before'
            )
        return tuple((size - reach) // stride + 1 for size, reach, stride in zip(axes, self.reach, self.strides, strict=True))

    def _too_large(self, axes: tuple[Size, ...]) -> str:
        reach = f", which reaches over {times(self.reach)} with its dilation," if self.reach != self.size else ""
        return f"has a window of {times(self.size)}{reach} that is larger than what is left of its input, {times(axes)}"
