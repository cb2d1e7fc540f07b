"""What the last layers of a network give: logits, probabilities, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from specbuild.checking.diagnostic import KeyPath
from specbuild.checking.grammar.entry import Entry

# Layers that hand numbers on as they are, or average them: what was a probability stays one.
TRANSPARENT = frozenset(
    {
        "ActivityRegularization", "AlphaDropout", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "Cropping1D", "Cropping2D",
        "Cropping3D", "Dropout", "Flatten", "GaussianDropout", "GaussianNoise", "GlobalAveragePooling1D", "GlobalAveragePooling2D",
        "GlobalAveragePooling3D", "Identity", "Masking", "Permute", "RepeatVector", "Reshape", "SpatialDropout1D", "SpatialDropout2D",
        "SpatialDropout3D",
    }
)  # fmt: skip
# Layers that are an activation.
ACTIVATIONS = {
    "Softmax": "softmax", "ReLU": "relu", "ELU": "elu", "LeakyReLU": "leaky_relu", "PReLU": "prelu", "Mish": "mish", "Swish": "silu",
}  # fmt: skip
# Ways to merge, and the activations whose outputs stay what they are.
KEEPS = {
    ("Branches", "average"): ("sigmoid", "softmax", "hard_sigmoid"),
    ("Branches", "concatenate"): ("sigmoid", "hard_sigmoid"),
    ("Branches", "multiply"): ("sigmoid", "hard_sigmoid"),
}
WRAPPERS = frozenset({"TimeDistributed", "SpectralNormalization", "Bidirectional"})


@dataclass(frozen=True, slots=True)
class Head:
    """The activation that the last numbers went through.

    Attributes:
        activation: Its name: "linear" where there is none.
        path: Where it is written, or the layer that could have one.
        layer: Type of that layer.
    """

    activation: str
    path: KeyPath
    layer: str


def head(layers: Sequence[Entry]) -> Head | None:
    """Find the activation at the end of a stack of layers; None where there is no layer that has one."""
    for entry in reversed(layers):
        if entry.turns:
            found = head(entry.strands[0])
            if found is not None:
                return found
        elif entry.type not in TRANSPARENT:
            return _merged(entry) if entry.strands else _of(entry)
    return None


def _merged(entry: Entry) -> Head:
    """What comes out of lists of layers side by side: probabilities, where all give such and the way they are merged keeps them."""
    path = (*entry.path, "type")
    ends = [head(strand) for strand in entry.strands]
    same = {end.activation if end else "linear" for end in ends}
    keeps = KEEPS.get((entry.type, str(entry.arguments.get("merge"))), ())
    return (
        Head(next(iter(same)), ends[0].path, entry.type)
        if len(same) == 1 and same <= set(keeps) and ends[0]
        else Head("linear", path, entry.type)
    )


def _of(entry: Entry) -> Head:
    if entry.type in ACTIVATIONS:
        return Head(ACTIVATIONS[entry.type], (*entry.path, "type"), entry.type)
    inner = entry.given.get("layer")
    if entry.type in WRAPPERS and isinstance(inner, Entry):
        return _of(inner)
    activation = entry.arguments.get("activation") if "activation" in entry.known.arguments else None
    path = (*entry.path, "activation") if "activation" in entry.given else entry.path
    return Head(_name(activation), path, entry.type)


def _name(activation: object) -> str:
    return activation.type if isinstance(activation, Entry) else str(activation or "linear")
