"""EinsumDense: weighted sums over the axes that an equation names, such as `ab,bc->ac` for Dense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from specbuild.checking.plan.codes import EQUATION
from specbuild.checking.plan.plan import Planned, Shape
from specbuild.checking.plan.rule import Arguments, Rule, ShapeError, written
from specbuild.checking.plan.size import Size, differ, product

WORD = "([a-zA-Z]+)"
FORMS = {
    "none": rf"{WORD},{WORD}->{WORD}",
    "left": rf"\.\.\.{WORD},{WORD}->\.\.\.{WORD}",
    "right": rf"{WORD}\.\.\.,{WORD}->{WORD}\.\.\.",
}
BATCH = 1  # the size that the batch has in here: counts are for one sample


@dataclass(frozen=True, slots=True)
class Equation:
    """The letters of an equation: axes of the input, of the kernel and of the output; the dots stand for the axes without a letter."""

    input: str
    kernel: str
    output: str
    dots: str  # none, left or right of the letters

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an equation.

        Raises:
            ShapeError: it has none of the forms that Keras knows.
        """
        for dots, form in FORMS.items():
            match = re.fullmatch(form, text.replace(" ", ""))
            if match and all(len(set(letters)) == len(letters) for letters in match.groups()):
                return cls(match[1], match[2], match[3], dots)
        help = "write `ab,bc->ac`, `...b,bc->...c` or `ab...,bc->ac...`, no letter twice in a term"
        raise ShapeError(EQUATION, "equation", f"cannot read the equation `{text}`", help)

    def sizes(self, input: Shape, output: Shape, elided: int) -> dict[str, Size]:
        """The size of each letter; input and output hold the batch and the axes of the dots."""
        start = elided if self.dots == "left" else 0
        given = dict(zip(self.input, input[start:], strict=False))
        wanted = dict(zip(self.output, output[start:], strict=False))
        for letter in given.keys() & wanted.keys():
            if differ(given[letter], wanted[letter]):
                raise _mistake("output_shape", f"keeps axis `{letter}` of size {given[letter]}, but `output_shape` says {wanted[letter]}")
        return given | wanted


def einsum_dense(arguments: Arguments, shape: Shape) -> Planned:
    """Sums over the letters that the output drops; weights and bias have the axes of their letters."""
    equation = Equation.read(arguments["equation"])
    elided = 1 + len(shape) - len(equation.input)
    if elided < 0 or (elided > 0 and equation.dots == "none"):
        raise _mistake("equation", f"names {len(equation.input)} axes, `{equation.input}`, with the batch, but gets {written(shape)}")
    output = _output(equation, arguments["output_shape"], shape, elided)
    sizes = equation.sizes((BATCH, *shape), output, elided)
    batch = _check_letters(equation, sizes, elided)
    kernel = tuple(sizes[letter] for letter in equation.kernel)
    bias = _bias(arguments["bias_axes"], equation, sizes, batch)
    dropped = product(sizes[letter] for letter in set(equation.kernel) - set(equation.output))
    return Planned(output[1:], product(kernel) + bias, multiply_adds=product(output) * dropped, kernel=kernel)


def _output(equation: Equation, stated: int | tuple[int, ...], shape: Shape, elided: int) -> Shape:
    """The whole output: the batch, what `output_shape` states, and the axes of the dots as they come in."""
    partial = stated if isinstance(stated, tuple) else (stated,)
    dotted = shape[: max(0, elided - 1)] if equation.dots == "left" else shape[len(shape) - elided :]
    if equation.dots == "left" and any(map(differ, dotted, reversed(dotted))):
        message = f"has dots that stand for axes of {written(dotted)}, whose order Keras 3.15 turns round"
        raise ShapeError(EQUATION, "equation", message, "write a letter for each axis instead of the dots")
    output = (BATCH, *dotted, *partial) if equation.dots == "left" else (BATCH, *partial, *dotted)
    if len(output) != len(equation.output) + elided:
        raise _mistake("output_shape", f"has an `output_shape` of {written(partial)}, which does not fit its output `{equation.output}`")
    return output


def _check_letters(equation: Equation, sizes: Mapping[str, Size], elided: int) -> str:
    """The letter of the batch, "" if the dots cover it."""
    batch = "" if equation.dots == "left" and elided else equation.input[0]
    if batch and (batch in equation.kernel or equation.output[0] != batch):
        raise _mistake("equation", f"needs `{batch}`, the batch, first in its output and not in its kernel")
    lost = set(equation.kernel) - sizes.keys() | set(equation.output) - set(equation.input) - set(equation.kernel)
    if lost:
        raise _mistake("equation", f"has an equation in which nothing tells the size of `{min(lost)}`")
    return batch


def _bias(axes: str | None, equation: Equation, sizes: Mapping[str, Size], batch: str) -> Size:
    if axes is None:
        return 0
    if not axes or not set(axes) <= set(equation.output) - {batch}:
        raise _mistake("bias_axes", f'has `bias_axes = "{axes}"`, which are not axes of its output `{equation.output}` without the batch')
    return product(sizes[letter] for letter in set(axes))


def _mistake(argument: str, message: str) -> ShapeError:
    help = "the first letter of input and output is the batch, unless dots cover it; `output_shape` lists the other letters of the output"
    return ShapeError(EQUATION, argument, message, help)


SHAPES: Mapping[str, Rule] = {"EinsumDense": einsum_dense}
