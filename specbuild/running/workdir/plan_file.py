"""The plan as JSON: a row for each layer and the totals; a size that only data know is written as its formula, a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from specbuild.checking.diagnostic import dotted
from specbuild.checking.plan.plan import Plan, Shape, Step
from specbuild.checking.plan.size import Size
from specbuild.checking.plan.sizes import AtSize


def plan_json(plan: Plan) -> dict[str, Any]:
    """Write a plan as `plan.json` holds it: `input`, `layers`, `totals`, `complete`.

    A shape is null where it is not planned; such a layer counts nothing in the totals, and `totals.lower_bound` is then true. A layer that
    holds others has them under `inside`, a list for each of its strands; their counts are part of its own. `turn` counts the repetitions.
    """
    return {
        "input": _shape(plan.input),
        "layers": [_layer(step) for step in plan.steps],
        "totals": {
            "parameters": _size(sum((step.parameters for step in plan.steps), start=0)),
            "trainable": _size(sum((step.planned.trainable for step in plan.steps), start=0)),
            "fixed": _size(sum((step.planned.fixed for step in plan.steps), start=0)),
            "multiply_adds": _size(sum((step.planned.multiply_adds for step in plan.steps), start=0)),
            "activation_bytes": _size(sum((step.activation_bytes or 0 for step in plan.leaves), start=0)),
            "lower_bound": not plan.complete or any(step.planned.output is None for step in plan.leaves),
        },
        "complete": plan.complete,
    }


def sizes_json(sizes: Sequence[AtSize]) -> list[dict[str, Any]]:
    """What the network costs at other sizes of its pictures; `problem` says why one cannot be."""
    return [
        {
            "size": list(one.size),
            **{
                name: plan_json(one.plan)["totals"][name] if one.plan else None
                for name in ("parameters", "multiply_adds", "activation_bytes")
            },
            "problem": one.problem,
        }
        for one in sizes
    ]


def _layer(step: Step) -> dict[str, Any]:
    planned, memory = step.planned, _held(step)
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
        **({"turn": step.turn} if step.turn else {}),
        **({"projection": _layer(own)} if (own := _projection(step)) else {}),
        **({"inside": [[_layer(inner) for inner in strand] for strand in step.inside]} if step.inside else {}),
    }


def _projection(step: Step) -> Step | None:
    """What a layer that holds others owns itself: the convolution on the shortcut of a `Residual`."""
    own = step.planned.own
    return None if own is None or own.trainable + own.fixed == 0 else Step(step.path, "projection", step.input, own)


def _held(step: Step) -> Size | None:
    """Memory of its output and of those of the layers inside it, in bytes for one sample; None where one is not known."""
    held = [leaf.activation_bytes for leaf in step.leaves()]
    return None if None in held else sum((size for size in held if size is not None), start=0)


def _shape(shape: Shape | None) -> list[int | str] | None:
    return None if shape is None else [_size(size) for size in shape]


def _size(size: Size) -> int | str:
    return size if isinstance(size, int) else str(size)
