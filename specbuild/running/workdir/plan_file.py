"""The plan as JSON: a row for each layer and the totals; a size that only data know is written as its formula, a text."""

from __future__ import annotations

from typing import Any

from specbuild.checking.diagnostic import dotted
from specbuild.checking.plan.plan import Plan, Shape, Step
from specbuild.checking.plan.size import Size, product

_BYTES = 4  # of a float32, in which activations are counted


def plan_json(plan: Plan) -> dict[str, Any]:
    """Write a plan as `plan.json` holds it: `input`, `layers`, `totals`, `complete`.

    A shape is null where it is not planned; such a layer counts nothing in the totals, and `totals.lower_bound` is then true.
    """
    return {
        "input": _shape(plan.input),
        "layers": [_layer(step) for step in plan.steps],
        "totals": {
            "parameters": _size(sum((step.parameters for step in plan.steps), start=0)),
            "trainable": _size(sum((step.planned.trainable for step in plan.steps), start=0)),
            "fixed": _size(sum((step.planned.fixed for step in plan.steps), start=0)),
            "multiply_adds": _size(sum((step.planned.multiply_adds for step in plan.steps), start=0)),
            "activation_bytes": _size(sum((_activation_bytes(step.planned.output) or 0 for step in plan.steps), start=0)),
            "lower_bound": not plan.complete or any(step.planned.output is None for step in plan.steps),
        },
        "complete": plan.complete,
    }


def _layer(step: Step) -> dict[str, Any]:
    planned, memory = step.planned, _activation_bytes(step.planned.output)
    return {
        "path": dotted(step.path),
        "type": step.type,
        "input": _shape(step.input),
        "output": _shape(planned.output),
        "parameters": _size(step.parameters),
        "trainable": _size(planned.trainable),
        "fixed": _size(planned.fixed),
        "multiply_adds": _size(planned.multiply_adds),
        "activation_bytes": None if memory is None else _size(memory),
    }


def _activation_bytes(output: Shape | None) -> Size | None:
    """Memory that the output of a layer takes for one sample, in bytes."""
    return None if output is None else product(output) * _BYTES


def _shape(shape: Shape | None) -> list[int | str] | None:
    return None if shape is None else [_size(size) for size in shape]


def _size(size: Size) -> int | str:
    return size if isinstance(size, int) else str(size)
