"""The plan: what every layer makes of its input, and what that costs, known before Keras is imported."""

from __future__ import annotations

from dataclasses import dataclass

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.plan.size import Size, names, product

Shape = tuple[Size, ...]  # without the batch; (height, width, channels) for a picture
FLOAT32 = 4  # bytes of one number


@dataclass(frozen=True, slots=True)
class Planned:
    """What one layer does, for one sample.

    Attributes:
        output: Shape of its output; None (shown as `?`) where the layer has no shape rule, or its input no known shape; counts are then 0.
        trainable: Parameters that training changes.
        fixed: Parameters that it does not (moving averages, frozen weights).
        multiply_adds: Multiplications with an addition, of the forward pass: one for each use of a weight, borders padded with zeros
            included. An added bias, a pooling, an activation and a look-up count nothing.
        kernel: Shape of the weight that Keras calls the layer's kernel (or embeddings); empty where it has none.
    """

    output: Shape | None
    trainable: Size = 0
    fixed: Size = 0
    multiply_adds: Size = 0
    kernel: Shape = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One layer of the plan: where it stands in the spec, what goes in, what it does."""

    path: KeyPath
    type: str
    input: Shape | None
    planned: Planned

    @property
    def output(self) -> Shape | None:
        """Shape of what comes out."""
        return self.planned.output

    @property
    def parameters(self) -> Size:
        """All of its parameters."""
        return self.planned.trainable + self.planned.fixed

    @property
    def activation_bytes(self) -> Size | None:
        """Bytes of its output for one sample, each number a float32; None where the shape is not known."""
        return None if self.output is None else FLOAT32 * product(self.output)


@dataclass(frozen=True, slots=True)
class Plan:
    """All layers in the order of the data: preprocessing first, then the layers of the spec.

    Attributes:
        input: Shape of one sample as the loader gives it; None where that is not known.
        steps: A step for each entry of `[[preprocessing]]` and `[[layers]]`, up to the first that cannot be.
        complete: False where a finding ended the plan early.
    """

    input: Shape | None
    steps: tuple[Step, ...]
    complete: bool

    @property
    def output(self) -> Shape | None:
        """Shape of what the last layer gives."""
        return self.steps[-1].output if self.steps else self.input

    @property
    def unknowns(self) -> frozenset[str]:
        """The sizes that the plan leaves open, by name: only the data know them."""
        sizes = [*(self.input or ()), *(size for step in self.steps for size in (*(step.output or ()), step.parameters))]
        return frozenset().union(*map(names, sizes))
