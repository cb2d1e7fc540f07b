"""Arguments of augmentations that are drawn from a range: a number or a pair of bounds, read as Keras's image layers read theirs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from specbuild.running.data.draws import Uniform

Share = Annotated[float, Field(ge=0, le=1)]
Signed = Annotated[float, Field(ge=-1, le=1)]
Positive = Annotated[float, Field(ge=0)]

ShareRange = Share | tuple[Share, Share]
SignedRange = Signed | tuple[Signed, Signed]
PositiveRange = Positive | tuple[Positive, Positive]
FftLength = Annotated[int, Field(ge=16, le=16_384)]  # a power of two
Range = float | tuple[float, float]


def from_zero(factor: Range) -> Uniform:
    """A number f means from 0 to f, as the `factor` of `RandomInvert` and the `sigma` of `RandomGaussianBlur`; a pair says both bounds."""
    return _pair(factor) or Uniform(*sorted((0.0, float(factor))))  # type: ignore[arg-type]


def both_ways(factor: Range) -> Uniform:
    """A number f means from -f to f, as in `RandomRotation` and `RandomTranslation`; a pair says both bounds."""
    return _pair(factor) or Uniform(-abs(float(factor)), abs(float(factor)))  # type: ignore[arg-type]


def _pair(factor: Range) -> Uniform | None:
    return Uniform(*sorted(float(bound) for bound in factor)) if isinstance(factor, list | tuple) else None


def within(name: str, law: Uniform, least: float, greatest: float) -> Uniform:
    """The law, if it stays within these bounds.

    Raises:
        ValueError: it does not.
    """
    if law.low < least or law.high > greatest:
        raise ValueError(f"`{name}` has to lie between {least:g} and {greatest:g}, and reaches from {law.low:g} to {law.high:g}")
    return law
