"""The plan: what every layer makes of its input, and what that costs, known before Keras is imported."""

from __future__ import annotations

from dataclasses import dataclass

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.plan.size import Size

Shape = tuple[Size, ...]  # without the batch; (height, width, channels) for a picture


@dataclass(frozen=True, slots=True)
class Planned:
    """What one layer does, for one sample.

    Attributes:
        output: Shape of its output; None where the family of the layer has no shape rule (shown as `?`).
        trainable: Parameters that training changes.
        fixed: Parameters that it does not (moving averages, frozen weights).
        multiply_adds: Multiplications with an addition, of the forward pass.
    """

    output: Shape | None
    trainable: Size = 0
    fixed: Size = 0
    multiply_adds: Size = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One layer of the plan: where it stands in the spec, what goes in, what it does."""

    path: KeyPath
    type: str
    input: Shape | None
    planned: Planned

    @property
    def parameters(self) -> Size:
        """All of its parameters."""
        return self.planned.trainable + self.planned.fixed


@dataclass(frozen=True, slots=True)
class Plan:
    """All layers in the order of the data: preprocessing first, then the layers of the spec.

    Attributes:
        input: Shape of one sample as the loader gives it.
        steps: A step for each entry of `[[preprocessing]]` and `[[layers]]`.
        complete: False where a finding ended the plan early.
    """

    input: Shape | None
    steps: tuple[Step, ...]
    complete: bool
