"""What the training batches of an experiment are made of."""

from __future__ import annotations

import numpy as np

from specbuild.checking.grammar.spec import Spec
from specbuild.checking.objective.facts import SPARSE
from specbuild.checking.objective.objective import Objective
from specbuild.running.data.feeding.source import Source
from specbuild.running.data.pipeline.pipeline import Pipeline
from specbuild.running.data.samples import Samples
from specbuild.running.experiment.augmentation import augmentation_facts
from specbuild.running.experiment.data import Data
from specbuild.running.train.class_weights import class_weights


def pipeline_of(spec: Spec, data: Data) -> Pipeline:
    """The augmentation of a spec.

    Raises:
        Refused: an entry cannot act on samples like these.
    """
    return Pipeline.of(spec.augmentation, augmentation_facts(spec, data), spec.seed)


def source_of(spec: Spec, objective: Objective, data: Data) -> Source:
    """The training rows of a spec, and how they become batches.

    Raises:
        Refused: an entry of `[[augmentation]]` cannot act on samples like these, or class weights do not fit the classes.
    """
    samples, train = data.samples, data.split.train
    weights = class_weights(spec.training.class_weights, samples.classes, samples.targets[train])
    dense = objective.targets != SPARSE
    return Source(
        train, data.store.take, samples.targets, pipeline_of(spec, data), spec.training.batch_size, weights, dense=dense,
        row_weights=_row_weights(samples, train), resample=spec.training.resample is not None,
    )  # fmt: skip


def _row_weights(samples: Samples, train: np.ndarray) -> np.ndarray | None:
    """The weights of the rows, at a mean of 1 over those of training, so that they do not change the learning rate."""
    if samples.weights is None:
        return None
    return np.asarray(samples.weights / samples.weights[train].mean(), np.float32)
