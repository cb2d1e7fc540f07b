"""What a plan costs as a whole: parameters, multiply-adds and memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specbuild.checking.plan.plan import FLOAT32, Plan
from specbuild.checking.plan.size import Size, product

ADAM_SLOTS = 2  # moving averages of the gradient and of its square


@dataclass(frozen=True, slots=True)
class Cost:
    """The sums over all layers of a plan; lower bounds where a layer has no known shape, or a finding ended the plan early.

    Attributes:
        trainable: Parameters that training changes.
        fixed: Parameters that it does not.
        multiply_adds: Of the forward pass, for one sample; see `Planned`.
        activation_bytes: Outputs of all layers and the input, for one sample, each number a float32.
    """

    trainable: Size
    fixed: Size
    multiply_adds: Size
    activation_bytes: Size

    @property
    def parameters(self) -> Size:
        """All parameters."""
        return self.trainable + self.fixed

    @property
    def parameter_bytes(self) -> Size:
        """Bytes of all parameters, each a float32."""
        return FLOAT32 * self.parameters

    def training_bytes(self, batch: int, slots: int = ADAM_SLOTS) -> Size:
        """Estimate of the memory of a training step.

        Args:
            batch: Samples in a batch.
            slots: Numbers that the optimizer keeps for each trainable parameter: 2 for Adam, 1 for SGD with momentum.

        Returns:
            Bytes: parameters; for each trainable one its gradient and the optimizer's slots; each activation with its gradient. The work
            space of single operations comes on top of it.
        """
        return self.parameter_bytes + FLOAT32 * self.trainable * (1 + slots) + 2 * self.activation_bytes * batch


def cost(plan: Plan) -> Cost:
    """The cost of all layers of a plan together."""
    of_input = None if plan.input is None else FLOAT32 * product(plan.input)
    outputs = [of_input, *(step.activation_bytes for step in plan.leaves)]
    planned = [step.planned for step in plan.steps]
    return Cost(
        trainable=total(one.trainable for one in planned),
        fixed=total(one.fixed for one in planned),
        multiply_adds=total(one.multiply_adds for one in planned),
        activation_bytes=total(size for size in outputs if size is not None),
    )


def total(sizes: Iterable[Size]) -> Size:
    """All of them added."""
    return sum(sizes, start=0)
