"""A layer as rules see it: its arguments, its shapes, and the families it belongs to."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.plan.plan import Planned, Shape, Step

ACTIVATIONS: Mapping[str, str] = {
    "Activation": "", "Softmax": "softmax", "ReLU": "relu", "ELU": "elu", "LeakyReLU": "leaky_relu", "PReLU": "prelu", "Mish": "mish",
}  # fmt: skip
RANKS = ("1D", "2D", "3D")
CONVOLUTIONS = frozenset(
    {f"Conv{rank}" for rank in RANKS}
    | {f"{kind}Conv{rank}" for kind in ("Separable", "Depthwise") for rank in ("1D", "2D")}
)  # fmt: skip
TRANSPOSED = frozenset(f"Conv{rank}Transpose" for rank in RANKS)
GLOBAL_POOLINGS = frozenset(f"Global{kind}Pooling{rank}" for kind in ("Average", "Max") for rank in RANKS)
POOLINGS = frozenset(f"{kind}Pooling{rank}" for kind in ("Average", "Max", "Min") for rank in RANKS)
UPSAMPLINGS = TRANSPOSED | {f"UpSampling{rank}" for rank in RANKS}
RECURRENT = frozenset({"SimpleRNN", "GRU", "LSTM", "RNN", "Bidirectional"})
CONVOLUTIONAL_RECURRENT = frozenset(f"ConvLSTM{rank}" for rank in RANKS)
DROPOUTS = frozenset({"Dropout", "AlphaDropout", "GaussianDropout", *(f"SpatialDropout{rank}" for rank in RANKS)})
NORMALIZATIONS = frozenset({"BatchNormalization", "LayerNormalization", "GroupNormalization", "RMSNormalization", "UnitNormalization"})
SCALINGS = frozenset(
    {"Rescaling", "Normalization", "SamplewiseScaling", "FeaturewiseScaling", "SamplewiseCentering", "FeaturewiseCentering", "ZCAWhitening"}
)
DENSE = frozenset({"Dense", "EinsumDense"})
# Layers whose output is a weighted sum of their input, plus an activation if they are given one.
LINEAR = DENSE | CONVOLUTIONS | TRANSPOSED
WEIGHTED = LINEAR | RECURRENT | CONVOLUTIONAL_RECURRENT | {"Embedding"}


@dataclass(frozen=True, slots=True)
class Layer:
    """One entry of `[[preprocessing]]` or `[[layers]]`.

    Attributes:
        entry: What the spec says.
        arguments: Every argument that has a value, defaults included.
        step: Its place in the plan; None behind the layer that the plan stumbled over.
        core: The layer that does the work: inside `TimeDistributed`, `Bidirectional` and `SpectralNormalization` the one they hold.
    """

    entry: Entry
    arguments: Mapping[str, Any]
    step: Step | None
    core: Entry

    @property
    def type(self) -> str:
        """Its type."""
        return self.entry.type

    @property
    def input(self) -> Shape:
        """Shape of what goes in; empty where that is not known."""
        return (self.step.input if self.step else None) or ()

    @property
    def output(self) -> Shape:
        """Shape of what comes out; empty where that is not known."""
        return (self.step.output if self.step else None) or ()

    @property
    def parameters(self) -> int:
        """How many parameters it has; 0 where that is not known."""
        count = self.step.parameters if self.step else 0
        return count if isinstance(count, int) else 0

    @property
    def trained(self) -> int:
        """How many of them training changes; 0 where that is not known."""
        count = self.step.planned.trainable if self.step else 0
        return count if isinstance(count, int) else 0

    @property
    def activation(self) -> str:
        """The activation that its output goes through; empty where there is none."""
        if self.core.type in ACTIVATIONS:
            return ACTIVATIONS[self.core.type] or name_of(self.core.arguments.get("activation"))
        return name_of(self.core.arguments.get("activation")) if "activation" in self.core.known.arguments else ""

    @property
    def path_of_activation(self) -> KeyPath:
        """Where the activation is written, or the type of the layer that is one."""
        return self.core.at("activation")

    @property
    def window(self) -> tuple[int, ...]:
        """The sides of what a convolution or a pooling looks at in one place."""
        return numbers(self.arguments["kernel_size" if "kernel_size" in self.arguments else "pool_size"], rank_of(self.type))

    @property
    def strides(self) -> tuple[int, ...]:
        """How far a convolution or a pooling steps along each axis: a pooling by its window, where nothing is said."""
        return numbers(self.arguments.get("strides") or self.window, rank_of(self.type))

    def at(self, argument: str = "type") -> KeyPath:
        """Where an argument is written; where it is not, the type."""
        return self.entry.at(argument)


def layer_of(entry: Entry, step: Step | None) -> Layer:
    """A layer with what the plan says of it."""
    core = entry
    while isinstance(core.given.get("layer"), Entry):
        core = core.given["layer"]
    return Layer(entry, entry.arguments, step, core)


def unrolled(entry: Entry, step: Step | None, begun: deque[Step]) -> Iterator[Layer]:
    """A layer, or those inside it at every depth, in the order of the data.

    Args:
        entry: What the spec says.
        step: Its place in the plan; None where the plan did not get through it.
        begun: What had been planned inside the layer where the plan stopped, for the layers that have no step.
    """
    if not entry.strands:
        yield layer_of(entry, step)
        return
    plain = not entry.turns
    planned = (step and step.inside) or ((),) * len(entry.strands)
    for strand, steps in zip(entry.strands, planned, strict=True):
        if plain:
            yield _joint(entry, step)
        for inner, known in zip(strand, steps or (None,) * len(strand), strict=True):
            found = known if known is not None or inner.strands else _begun(inner, begun)
            yield from unrolled(inner, found, begun)
    if plain:
        own = Step(step.path, step.type, step.input, step.planned.own) if step and step.planned.own else step
        yield layer_of(entry, own or _begun(entry, begun))


def _begun(entry: Entry, begun: deque[Step]) -> Step | None:
    return begun.popleft() if begun and begun[0].path == entry.path else None


def _joint(entry: Entry, step: Step | None) -> Layer:
    """The beginning of a list of layers inside another: what goes in comes out."""
    return layer_of(entry, step and Step(step.path, step.type, step.input, Planned(step.input)))


def name_of(value: object) -> str:
    """The name of an activation, initializer ...; empty for none and for `linear`."""
    name = value.type if isinstance(value, Entry) else str(value or "")
    return "" if name == "linear" else name


def numbers(value: Any, rank: int) -> tuple[int, ...]:
    """An argument that is one number for every axis, or a list of them."""
    return (value,) * rank if isinstance(value, int) else tuple(value)


def rank_of(type_: str) -> int:
    """The number of axes that a layer slides along: 2 for `Conv2D`."""
    return next((int(rank[0]) for rank in RANKS if rank in type_), 0)
