"""Spec -> Plan: the shape of one sample goes through preprocessing and layers; the first layer that cannot take it is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specbuild.checking.diagnostic import Finding
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.plan.advice import advice
from specbuild.checking.plan.codes import RANK
from specbuild.checking.plan.family import layer
from specbuild.checking.plan.head import check_head
from specbuild.checking.plan.input import input_shape, kind_of
from specbuild.checking.plan.plan import Plan, Planned, Shape, Step
from specbuild.checking.plan.rule import ShapeError
from specbuild.checking.plan.size import bind

UNPLANNED = Planned(None)


def make(spec: Spec, known: Mapping[str, int], input: Shape | None = None) -> tuple[Plan, list[Finding]]:
    """Plan every layer of a spec.

    Args:
        spec: The spec, its grammar checked.
        known: Sizes that the data have told, by name: `classes`, `features` ...
        input: Shape of one sample, where the data have told it; None takes what the loader's arguments tell.

    Returns:
        The plan, and what is wrong with its shapes: at most one finding, since what follows a wrong shape cannot be judged.
    """
    shape = input_shape(spec.loader) if input is None else input
    start = None if shape is None else tuple(bind(size, known) for size in shape)
    steps: list[Step] = []
    shape = start
    for entry in (*spec.preprocessing, *spec.layers):
        ready = layer(entry, known)
        try:
            planned = UNPLANNED if ready is None or shape is None else ready.plan(shape)
        except ShapeError as error:
            raw = start is not None and shape is not None and len(shape) == len(start)
            said = advice(kind_of(spec.loader), entry.known.facts.get("rank")) if raw and error.code == RANK else None
            return Plan(start, tuple(steps), complete=False, begun=error.begun), [_finding(error, said)]
        steps.append(Step(entry.path, entry.type, shape, _bound(planned, known)))
        shape = steps[-1].output
    return Plan(start, tuple(steps), complete=True), check_head(steps)


def _bound(planned: Planned, known: Mapping[str, int]) -> Planned:
    """What is planned, with the sizes that the rule itself left open (a vocabulary) put in where they are known."""
    if not known:
        return planned
    output = None if planned.output is None else tuple(bind(size, known) for size in planned.output)
    trainable, fixed, multiply_adds, hidden = (
        bind(count, known) for count in (planned.trainable, planned.fixed, planned.multiply_adds, planned.hidden)
    )
    inside = tuple(tuple(replace(step, planned=_bound(step.planned, known)) for step in strand) for strand in planned.inside)
    own = planned.own and _bound(planned.own, known)
    return Planned(output, trainable, fixed, multiply_adds, hidden, inside=inside, own=own)


def _finding(error: ShapeError, said: str | None) -> Finding:
    """An error of shape as a finding: at the argument if the spec writes it, else at the type of the layer; with what is said to do."""
    assert error.layer is not None
    layer = error.layer
    key = (error.argument, *error.place) if error.argument in layer.given else ("type",)
    return Finding(error.code, (*layer.path, *key), f"`{layer.type}` {error.message}", help=said or error.help)
