"""Conv1DTranspose, Conv2DTranspose and Conv3DTranspose: convolutions that make a picture larger."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from specbuild.checking.plan.codes import OUTPUT_PADDING
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, need_rank, per_axis, times
from specbuild.checking.plan.size import Size, product
from specbuild.checking.plan.window import Window


def transposed_convolution(rank: int, arguments: Arguments, shape: Shape) -> Planned:
    """Every place of the input paints the kernel, scaled, onto the output."""
    need_rank(shape, rank + 1)
    window, filters = Window.of(arguments, rank), arguments["filters"]
    extra = _output_padding(arguments, window)
    axes = zip(shape[:-1], window.reach, window.strides, extra, strict=True)
    painted = tuple(_painted(window.padding, *axis) for axis in axes)
    kernel = (*window.size, filters, shape[-1])
    bias = filters if arguments["use_bias"] else 0
    return Planned((*painted, filters), product(kernel) + bias, multiply_adds=product(shape[:-1]) * product(kernel), kernel=kernel)


def _output_padding(arguments: Arguments, window: Window) -> tuple[int | None, ...]:
    if arguments["output_padding"] is None:
        return (None,) * len(window.size)
    extra = per_axis(arguments, "output_padding", len(window.size))
    if any(more >= stride for more, stride in zip(extra, window.strides, strict=True)):
        message = f"has an output padding of {times(extra)}, which is not smaller than its strides, {times(window.strides)}"
        raise ShapeError(OUTPUT_PADDING, "output_padding", message, "make it smaller than the stride of its axis, or leave it out")
    if window.padding == "same" and any(more == 0 and reach % 2 == 0 for more, reach in zip(extra, window.reach, strict=True)):
        message = (
            f"has an output padding of {times(extra)}, with which a kernel that reaches over an even number of places loses the last one"
        )
        raise ShapeError(OUTPUT_PADDING, "output_padding", message, "leave it out: TensorFlow cannot compute this")
    return extra


def _painted(padding: str, size: Size, reach: int, stride: int, extra: int | None) -> Size:
    if padding == "valid":
        return (size - 1) * stride + reach + (max(0, stride - reach) if extra is None else extra)
    return size * stride if extra is None else (size - 1) * stride + reach % 2 + extra


SHAPES: Mapping[str, Rule] = {f"Conv{rank}DTranspose": partial(transposed_convolution, rank) for rank in (1, 2, 3)}
