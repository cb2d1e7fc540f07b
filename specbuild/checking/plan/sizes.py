"""What the same network costs on pictures of half, the stated and double size: the cheapest choice that a spec has."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.input import kind_of
from specbuild.checking.plan.make import make
from specbuild.checking.plan.plan import Plan

FACTORS = (Fraction(1, 2), Fraction(1), Fraction(2))


@dataclass(frozen=True, slots=True)
class AtSize:
    """The network on pictures of one size.

    Attributes:
        size: Height and width.
        plan: What its layers do; None where its layers cannot take pictures of that size.
        problem: Why not; empty where they can.
    """

    size: tuple[int, int]
    plan: Plan | None
    problem: str


def at_sizes(spec: Spec, plan: Plan) -> tuple[AtSize, ...]:
    """Plan the network for pictures of other sizes.

    Args:
        spec: The spec.
        plan: Its plan.

    Returns:
        Half, the stated and double size; empty for samples that are no pictures, or whose size the loader does not set.
    """
    size = spec.loader.arguments.get("size")
    if kind_of(spec.loader) != "picture" or plan.input is None or not plan.complete or not isinstance(size, list | tuple):
        return ()
    return tuple(_at(spec, plan, factor) for factor in FACTORS)


def _at(spec: Spec, plan: Plan, factor: Fraction) -> AtSize:
    assert plan.input is not None
    height, width = (max(1, int(side * factor)) for side in plan.input[:2] if isinstance(side, int))
    other, wrong = make(spec, {}, (height, width, *plan.input[2:]))
    stopped = next((finding.message for finding in wrong if not other.complete), "")
    return AtSize((height, width), None if stopped else other, stopped)
