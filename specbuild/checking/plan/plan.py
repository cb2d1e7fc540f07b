"""The plan: what every layer makes of its input, and what that costs, known before Keras is imported."""

from __future__ import annotations

from collections.abc import Iterator
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
        hidden: Numbers that layers inside give on the way, where those are not listed.
        kernel: Shape of the weight that Keras calls the layer's kernel (or embeddings); empty where it has none.
        inside: What the layers inside do, for a layer that holds a list of them: its strands, each in the order of the data.
        own: What the layer adds to those inside; None where it is nothing but them.
    """

    output: Shape | None
    trainable: Size = 0
    fixed: Size = 0
    multiply_adds: Size = 0
    hidden: Size = 0
    kernel: Shape = ()
    inside: tuple[tuple[Step, ...], ...] = ()
    own: Planned | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One layer of the plan: where it stands in the spec, what goes in, what it does."""

    path: KeyPath
    type: str
    input: Shape | None
    planned: Planned
    turn: int = 0  # which turn of the layer around it, that repeats it; counts from 1

    @property
    def inside(self) -> tuple[tuple[Step, ...], ...]:
        """The layers inside, a list for each strand."""
        return self.planned.inside

    def leaves(self) -> Iterator[Step]:
        """Itself, or the layers inside it at every depth and what it adds to them."""
        if not self.inside:
            yield self
            return
        for step in (step for strand in self.inside for step in strand):
            yield from step.leaves()
        if self.planned.own is not None:
            yield Step(self.path, self.type, self.input, self.planned.own)

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
        return None if self.output is None else FLOAT32 * (product(self.output) + self.planned.hidden)


@dataclass(frozen=True, slots=True)
class Plan:
    """All layers in the order of the data: preprocessing first, then the layers of the spec.

    Attributes:
        input: Shape of one sample as the loader gives it; None where that is not known.
        steps: A step for each entry of `[[preprocessing]]` and `[[layers]]`, up to the first that cannot be.
        complete: False where a finding ended the plan early.
        begun: Where that was inside a layer that holds others: what had been planned of the layers inside, at every depth.
    """

    input: Shape | None
    steps: tuple[Step, ...]
    complete: bool
    begun: tuple[Step, ...] = ()

    @property
    def leaves(self) -> tuple[Step, ...]:
        """Every layer of the network, also those inside others, in the order of the data."""
        return tuple(leaf for step in self.steps for leaf in step.leaves())

    @property
    def output(self) -> Shape | None:
        """Shape of what the last layer gives."""
        return self.steps[-1].output if self.steps else self.input

    @property
    def unknowns(self) -> frozenset[str]:
        """The sizes that the plan leaves open, by name: only the data know them."""
        sizes = [*(self.input or ()), *(size for step in self.steps for size in (*(step.output or ()), step.parameters))]
        return frozenset().union(*map(names, sizes))
