"""Series of one length: scaled by what the training rows teach, then filled up at the end, cut, or stretched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext


@dataclass(frozen=True, slots=True)
class Shaping:
    """What a spec says about the shape and scale of samples.

    Attributes:
        length: Steps; None for those of the longest series.
        resize: "pad" fills up at the end or cuts off there, "stretch" interpolates.
        padding: What fills up, in every channel.
        scale: "standard" by mean and deviation of the training rows, "series" each by its own, or "none".
        length_channel: Whether another channel says how long a series was.
    """

    length: int | None
    resize: str
    padding: float
    scale: str
    length_channel: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How every series becomes an array of one shape.

    Attributes:
        length: Steps.
        shaping: What the spec says.
        mean: Mean of each channel.
        spread: Standard deviation of each channel.
        duration: Mean and standard deviation of the logarithm of how many steps a series has; used by the channel that tells it.
    """

    length: int
    shaping: Shaping
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    duration: tuple[float, float] = (0.0, 1.0)

    @property
    def shape(self) -> tuple[int, int]:
        """That of a sample: its steps and channels."""
        return self.length, len(self.mean) + self.shaping.length_channel

    def __call__(self, one: np.ndarray) -> np.ndarray:
        """A series of shape (steps, channels) as float32 of the shape of a sample."""
        steps = self.scaled(one)
        if self.shaping.resize == "stretch":
            return _stretched(steps, self.length)
        steps = steps[: self.length]
        made = np.full((self.length, steps.shape[1]), self.shaping.padding, np.float32)
        made[: len(steps)] = steps
        return made

    def scaled(self, one: np.ndarray) -> np.ndarray:
        """Its steps, scaled, with the channel that tells their number where one is asked for."""
        steps = self._values(one)
        if not self.shaping.length_channel:
            return steps
        mean, spread = self.duration
        return np.concatenate([steps, np.full((len(one), 1), (np.log(len(one)) - mean) / spread, np.float32)], axis=1)

    def _values(self, one: np.ndarray) -> np.ndarray:
        if self.shaping.scale == "none":
            return one.astype(np.float32)
        mean, spread = (np.asarray(self.mean), np.asarray(self.spread)) if self.shaping.scale == "standard" else _moments([one])
        return np.asarray((one - mean) / spread, np.float32)

    def as_json(self) -> dict[str, Any]:
        """All that has to be kept."""
        moments = {"mean": list(self.mean), "scale": list(self.spread)} if self.shaping.scale == "standard" else {}
        return {"length": self.length, **moments, **({"log_length": list(self.duration)} if self.shaping.length_channel else {})}


def learn(series: Sequence[np.ndarray], train: np.ndarray, shaping: Shaping) -> Fit:
    """Learn the scale from the real steps of training rows; the length is that of the longest series, where it is not stated."""
    some = [series[row] for row in train]
    mean, spread = _moments(some)
    longest = shaping.length or max(len(one) for one in series)
    (at,), (by,) = ([0.0], [1.0]) if shaping.scale == "none" else _moments([np.log([[len(one)] for one in some])])
    return Fit(longest, shaping, tuple(map(float, mean)), tuple(map(float, spread)), (float(at), float(by)))


def known(learnt: Mapping[str, Any], shaping: Shaping) -> Fit:
    """What was learnt, read back."""
    channels = len(learnt["channels"])
    mean, spread = learnt.get("mean", [0.0] * channels), learnt.get("scale", [1.0] * channels)
    at, by = learnt.get("log_length", (0.0, 1.0))
    return Fit(int(learnt["length"]), shaping, tuple(mean), tuple(spread), (at, by))


def check_padding(context: LoadContext, series: Sequence[np.ndarray], names: Sequence[str], fit: Fit) -> bool:
    """Whether any series is filled up.

    Raises:
        Refused: some are, and a real step of one looks like what fills up.
    """
    if fit.shaping.resize != "pad" or all(len(one) >= fit.length for one in series):
        return False
    for one, name in zip(series, names, strict=True):
        alike = (fit.scaled(one) == np.float32(fit.shaping.padding)).all(axis=1)
        if alike.any():
            step = int(np.flatnonzero(alike)[0]) + 1
            message = f"{name}: step {step} is {fit.shaping.padding:g} in all channels, as padding is"
            raise Refused(
                context.finding("D607", "padding", message, help="write another value that no step has, such as `padding = -10.0`")
            )
    return True


def _moments(series: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(np.concatenate(series).astype(np.float64))
    return scaler.mean_, scaler.scale_


def _stretched(steps: np.ndarray, length: int) -> np.ndarray:
    places = np.linspace(0, len(steps) - 1, length)
    columns = [np.interp(places, np.arange(len(steps)), steps[:, channel]) for channel in range(steps.shape[1])]
    return np.stack(columns, axis=1).astype(np.float32)
