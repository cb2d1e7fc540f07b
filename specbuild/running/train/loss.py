"""The loss as training and evaluation compute it: on scaled targets, where the objective says so."""

from __future__ import annotations

from typing import Any

import keras

from specbuild.checking.objective.objective import Objective
from specbuild.running.model.objects import make
from specbuild.running.model.unit import Unit


class Scaled(keras.losses.Loss):  # type: ignore[misc]  # keras is untyped
    """A loss of targets and outputs in their own unit that measures them at mean 0 and standard deviation 1.

    So the loss, and the steps that follow from it, do not depend on whether a price is given in euros or in cents, while all metrics are
    in the unit of the targets.
    """

    def __init__(self, inner: keras.losses.Loss, unit: Unit) -> None:
        """Wrap a loss of distances."""
        super().__init__(name=inner.name, reduction=inner.reduction)
        self._inner, self._unit = inner, unit

    def call(self, y_true: Any, y_pred: Any) -> Any:
        """The loss of each row, of shape (batch,)."""
        mean, spread = map(keras.ops.convert_to_tensor, (self._unit.mean, self._unit.spread))  # torch takes no array beside a gradient
        return self._inner.call(*((values - mean) / spread for values in (y_true, y_pred)))


def loss_of(objective: Objective, unit: Unit | None, **changes: Any) -> keras.losses.Loss:
    """The loss of an objective.

    Args:
        objective: Loss and metrics, filled in.
        unit: The unit of the targets where the objective is scaled; else None.
        changes: Arguments of the loss to set otherwise, such as `reduction`.
    """
    made = make(objective.loss)
    inner = type(made).from_config({**made.get_config(), **changes})
    return inner if unit is None else Scaled(inner, unit)
