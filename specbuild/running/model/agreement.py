"""The built network against the plan: every shape and every count of parameters."""

from __future__ import annotations

from math import prod

from specbuild.checking.diagnostic import Finding, Refused
from specbuild.checking.plan.plan import Plan, Step
from specbuild.running import codes
from specbuild.running.model.build import Built


def check(built: Built, plan: Plan) -> None:
    """Compare every step of the plan with the layers that it became.

    Args:
        built: The network.
        plan: The plan with its unknown sizes bound.

    Raises:
        Refused: M001, they differ: specbuild planned a layer wrongly, or built another one.
    """
    findings = [
        Finding(codes.DISAGREEMENT, (*step.path, "type"), message, help="this is a mistake of specbuild: please report it with the spec")
        for step, layers in zip(plan.steps, built.layers, strict=True)
        for message in _differences(step, layers)
    ]
    if findings:
        raise Refused(*findings)


def _differences(step: Step, layers: tuple[object, ...]) -> list[str]:
    if step.output is None:
        return []
    shape = tuple(layers[-1].output.shape[1:])  # type: ignore[attr-defined]  # keras is untyped
    trainable, fixed = (sum(prod(weight.shape) for layer in layers for weight in getattr(layer, kind)) for kind in _KINDS)
    facts = (("gives", step.output, shape), ("trains", step.planned.trainable, trainable), ("keeps", step.planned.fixed, fixed))
    return [
        f"the plan says that `{step.type}` {verb} {planned}, and it {verb} {found}" for verb, planned, found in facts if planned != found
    ]


_KINDS = ("trainable_weights", "non_trainable_weights")
