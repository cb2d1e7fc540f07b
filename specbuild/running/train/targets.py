"""Targets in the form that loss and metrics read."""

from __future__ import annotations

import numpy as np

from specbuild.checking.objective.facts import SPARSE
from specbuild.checking.objective.objective import Objective


def encode(targets: np.ndarray, objective: Objective, classes: int) -> np.ndarray:
    """Turn the targets of the samples into what Keras is fed.

    Args:
        targets: As `Samples.targets` has them.
        objective: What training works towards.
        classes: How many classes there are; 0 for regression.

    Returns:
        Class numbers of shape (samples,), int32; or floats of shape (samples, outputs).
    """
    if objective.targets == SPARSE:
        numbers: np.ndarray = targets.astype(np.int32)
        return numbers
    if objective.task == "multiclass":
        one_hot: np.ndarray = np.eye(classes, dtype=np.float32)[targets]
        return one_hot
    dense: np.ndarray = targets.astype(np.float32).reshape(len(targets), -1)
    return dense
