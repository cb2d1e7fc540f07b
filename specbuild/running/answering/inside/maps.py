"""What a layer gives for some samples: which channels are active, dead or saturated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np

from specbuild.running.answering.inside.layers import BOUNDS, Seen, activated, find, seen
from specbuild.running.answering.inside.watch import outputs

NEAR = 0.01  # of the width between its bounds: so near an end a value is saturated
SAME = frozenset(
    {"Dropout", "AlphaDropout", "GaussianDropout", "GaussianNoise", "ActivityRegularization", "Flatten", "Reshape", "Identity"}
)
MOSTLY = 0.95  # share of the values of a channel


@dataclass(frozen=True, slots=True)
class Maps:
    """The feature maps of one layer.

    Attributes:
        name: The name of the layer.
        type: Its type.
        activation: The name of its activation.
        values: Of shape (samples, *positions, channels), after the activation.
    """

    name: str
    type: str
    activation: str
    values: np.ndarray

    @property
    def positions(self) -> tuple[int, ...]:
        """How many positions the maps have along each axis: none for a layer of single numbers, 1, 2 or 3."""
        return self.values.shape[1:-1]

    @property
    def channels(self) -> int:
        """How many maps there are."""
        return int(self.values.shape[-1])

    @property
    def activity(self) -> np.ndarray:
        """The mean size of each channel's values over all samples and positions, of shape (channels,)."""
        return np.asarray(np.abs(self._by_channel).mean(axis=0))

    @property
    def order(self) -> np.ndarray:
        """The channels, the most active first."""
        return np.argsort(-self.activity, kind="stable")

    @property
    def dead(self) -> list[int]:
        """Channels that are 0 everywhere for all of these samples."""
        return [int(at) for at in np.flatnonzero((self._by_channel == 0).all(axis=0))]

    @property
    def saturated(self) -> list[int]:
        """Channels of a bounded activation of which nearly all values lie at an end: nothing is learnt through them any more."""
        if self.activation not in BOUNDS or self.activation == "softmax":
            return []
        low, high = BOUNDS[self.activation]
        near = NEAR * (high - low)
        at_an_end = (self._by_channel <= low + near) | (self._by_channel >= high - near)
        return [int(at) for at in np.flatnonzero(at_an_end.mean(axis=0) >= MOSTLY)]

    @property
    def _by_channel(self) -> np.ndarray:
        return self.values.reshape(-1, self.channels)


def maps(model: keras.Model, samples: np.ndarray, layer: str | None = None) -> list[Maps]:
    """The feature maps of a layer, or of every layer that is inside no other and does more than hand on what it is given.

    Args:
        model: The network.
        samples: As the loader gives them, of shape (samples, *shape).
        layer: The name of a layer, at any depth. Where an activation follows it, its maps are those after the activation.

    Raises:
        Refused: I012, there is no such layer.
    """
    outer = [one for one in seen(model) if not one.depth and one.type not in SAME]
    wanted: Sequence[Seen] = outer if layer is None else [activated(model, find(model, layer))]
    values = outputs(model, samples, [one.layer for one in wanted])
    there = [one for one in wanted if one.layer in values and values[one.layer].ndim >= 2]
    return [Maps(one.name, one.type, one.activation, values[one.layer]) for one in there]
