"""Series of one length: scaled by what the training rows teach, then filled up at the end, cut, or stretched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.data.context import LoadContext


@dataclass(frozen=True, slots=True)
class Fit:
    """How every series becomes an array of one shape.

    Attributes:
        length: Steps.
        resize: "pad" fills up at the end or cuts off there, "stretch" interpolates.
        padding: What fills up, in every channel.
        scale: "standard" by the numbers below, "series" each by its own mean and spread, or "none".
        mean: Mean of each channel.
        spread: Standard deviation of each channel.
    """

    length: int
    resize: str
    padding: float
    scale: str
    mean: tuple[float, ...]
    spread: tuple[float, ...]

    def __call__(self, one: np.ndarray) -> np.ndarray:
        """A series of shape (steps, channels) as float32 of shape (length, channels)."""
        steps = self.scaled(one)
        if self.resize == "stretch":
            return _stretched(steps, self.length)
        steps = steps[: self.length]
        made = np.full((self.length, steps.shape[1]), self.padding, np.float32)
        made[: len(steps)] = steps
        return made

    def scaled(self, one: np.ndarray) -> np.ndarray:
        """Its steps, scaled."""
        if self.scale == "none":
            return one.astype(np.float32)
        mean, spread = (np.asarray(self.mean), np.asarray(self.spread)) if self.scale == "standard" else _moments([one])
        return np.asarray((one - mean) / spread, np.float32)

    def as_json(self) -> dict[str, Any]:
        """All that has to be kept."""
        kept: dict[str, Any] = {"length": self.length}
        return {**kept, "mean": list(self.mean), "scale": list(self.spread)} if self.scale == "standard" else kept


def learn(series: Sequence[np.ndarray], train: np.ndarray, length: int | None, resize: str, padding: float, scale: str) -> Fit:
    """Learn the scale from the real steps of training rows; the length is that of the longest series, where it is not stated."""
    mean, spread = _moments([series[row] for row in train])
    longest = length or max(len(one) for one in series)
    return Fit(longest, resize, padding, scale, tuple(map(float, mean)), tuple(map(float, spread)))


def known(learnt: Mapping[str, Any], resize: str, padding: float, scale: str, channels: int) -> Fit:
    """What was learnt, read back."""
    mean, spread = learnt.get("mean", [0.0] * channels), learnt.get("scale", [1.0] * channels)
    return Fit(int(learnt["length"]), resize, padding, scale, tuple(mean), tuple(spread))


def check_padding(context: LoadContext, series: Sequence[np.ndarray], names: Sequence[str], fit: Fit) -> bool:
    """Whether any series is filled up.

    Raises:
        Refused: some are, and a real step of one looks like what fills up.
    """
    if fit.resize != "pad" or all(len(one) >= fit.length for one in series):
        return False
    for one, name in zip(series, names, strict=True):
        alike = (fit.scaled(one) == np.float32(fit.padding)).all(axis=1)
        if alike.any():
            step = int(np.flatnonzero(alike)[0]) + 1
            message = f"{name}: step {step} is {fit.padding:g} in all channels, as padding is"
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
