"""Whether a cause that was built into a training took: found out from what the verdict never sees.

Three things are used: the loss on rows that are in no part of the training (`apart`), how the loss went on when the same training was not
ended but given as many epochs again, and the loss on the training rows as they are told afterwards. Something counts when it is worth 5 %
of the loss and 2 % of what a predictor without input loses; a cause has to be worth twice as much, so that no training stands on the line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Truth:
    """A training and its continuation.

    Attributes:
        apart: Loss on rows apart after each epoch, twice as many epochs as were trained, shape (2 * epochs,).
        validation: Loss on the validation rows, of the same shape.
        train: Training loss of each epoch, of the same shape.
        epochs: After how many of them the training ended.
        kept: The epoch whose weights were kept, counted from 1.
        trivial: Loss of the trivial predictor.
    """

    apart: np.ndarray
    validation: np.ndarray
    train: np.ndarray
    epochs: int
    kept: int
    trivial: float

    @property
    def ended(self) -> float:
        """The loss on rows apart of the network that was kept."""
        return float(self.apart[self.kept - 1])

    @property
    def worth(self) -> float:
        """How much counts."""
        return max(0.05 * self.ended, 0.02 * self.trivial)

    @property
    def gain(self) -> float:
        """What as many epochs again would have brought at best."""
        return float(self.ended - self.apart[self.epochs :].min())

    @property
    def lost(self) -> float:
        """How much better the network had been before."""
        return float(self.ended - self.apart[: self.kept].min())

    @property
    def gap(self) -> float:
        """How much worse the network is on rows apart than in training."""
        return float(self.ended - self.train[self.kept - 1])


def took(cause: str, truth: Truth) -> bool:
    """Whether the training has what its cause says."""
    return bool(_TOOK[cause](truth))


def _healthy(one: Truth) -> bool:
    """Learnt much; neither later nor earlier it would have been better by what counts; as good apart as in training, nearly."""
    return one.ended < 0.6 * one.trivial and one.gain <= one.worth and one.lost <= one.worth and one.gap <= 0.1 * one.trivial


def _overfitting(one: Truth) -> bool:
    """The training loss fell while the other rose, or it fell to nothing and the other stayed."""
    fell = one.train[one.kept - 1] < 0.9 * one.train[0]
    by_heart = one.train[one.kept - 1] < 0.1 * one.ended and one.gap > 0.2 * one.trivial
    return fell and (one.lost > 2 * one.worth or by_heart)


def _useless(one: Truth) -> bool:
    """No better than the trivial predictor."""
    return not one.ended < 0.98 * one.trivial


def _leaked(one: Truth) -> bool:
    """The validation rows make the network look much better than rows apart do."""
    return one.ended - one.validation[one.epochs - 1] > max(0.25 * one.ended, 0.05 * one.trivial)


_TOOK: dict[str, Callable[[Truth], bool]] = {
    "healthy": _healthy,
    "too few samples": _overfitting,
    "too large a network": _overfitting,
    "shuffled labels": _overfitting,
    "learning rate too high": _useless,
    "leaked rows": _leaked,
    "tiny validation": lambda one: True,
    "too few epochs": lambda one: one.gain > 2 * one.worth,
    "under-fitting": lambda one: one.train[one.epochs - 1] > 0.9 * one.train[0] and one.gain <= 2 * one.worth,
}
