"""The one way in which rows are predicted and measured, during training and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import keras
import numpy as np

from specbuild.checking.objective.objective import Objective
from specbuild.running.model.build import walk
from specbuild.running.model.objects import make
from specbuild.running.model.unit import Unit
from specbuild.running.train.guard import Guard
from specbuild.running.train.loss import loss_of
from specbuild.running.train.places import Places, placed

CHUNK = 8192  # rows whose predictions are measured at once: the measuring costs little then, and memory stays bounded
Batches = Iterable[tuple[np.ndarray, np.ndarray]]  # numbers of rows, and the samples
See = Callable[[np.ndarray, np.ndarray], None]


class Evaluator:
    """Measures a network by the loss and the metrics it was compiled for.

    Attributes:
        places: Where rows may stand in a batch, see `places.even`; during training the last bits do not matter, and they stand anywhere.
    """

    def __init__(self, model: keras.Model, objective: Objective, targets: np.ndarray, *, size: int, unit: Unit | None = None) -> None:
        """Get ready; compiles nothing yet.

        Args:
            model: The compiled network.
            objective: Loss and metrics, filled in.
            targets: Of all samples, in the form of the objective.
            size: Rows that the network receives at once; a batch that has fewer is padded.
            unit: The unit of the targets of a regression whose loss is scaled.
        """
        self._model, self._targets, self._size = model, targets, size
        self.places: Places = None
        self._loss = loss_of(objective, unit, reduction="none")
        self._metrics = [make(metric) for metric in objective.metrics]

    def evaluate(
        self, batches: Batches, guard: Guard | None = None, *, epoch: int | None = None, see: See | None = None
    ) -> dict[str, float]:
        """Measure the network on some rows.

        Args:
            batches: Row numbers and samples; no batch has more than `size` rows.
            guard: What compares the samples with those that the loader decodes, at the entry of the network.
            epoch: Which epoch it is, for the guard.
            see: Is shown the row numbers and the outputs of each batch.

        Returns:
            `loss`, the mean over the rows plus what the regularizers add, and each metric by its name.
        """
        for metric in self._metrics:
            metric.reset_state()
        total, count, activity = 0.0, 0, 0.0
        for rows, outputs, extra in _chunks(self._outputs(batches, guard, epoch, see)):
            total += self._measure(self._targets[rows], outputs)
            activity += extra
            count += len(rows)
        results = {metric.name: float(keras.ops.convert_to_numpy(metric.result())) for metric in self._metrics}
        return {"loss": (total + activity) / max(count, 1) + weight_penalty(self._model), **results}

    def _outputs(
        self, batches: Batches, guard: Guard | None, epoch: int | None, see: See | None
    ) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
        regularized = any(layer.activity_regularizer is not None for layer in walk(self._model))
        for rows, samples, outputs in predict(self._model, batches, size=self._size, places=self.places, guard=guard, epoch=epoch):
            if see is not None:
                see(rows, outputs)
            yield rows, outputs, _activity_penalty(self._model, samples) if regularized else 0.0

    def _measure(self, targets: np.ndarray, outputs: np.ndarray) -> float:
        for metric in self._metrics:
            metric.update_state(targets, outputs)
        losses = np.asarray(keras.ops.convert_to_numpy(self._loss(targets, outputs)), np.float64)
        return float(losses.mean()) * len(targets)


def predict(
    model: keras.Model, batches: Batches, *, size: int, places: Places = None, guard: Guard | None = None, epoch: int | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Give row numbers, samples and the network's outputs, batch by batch.

    The network always receives `size` rows: how many decides the order in which a backend adds numbers up, and so the last bits of a
    prediction. So what is predicted for a row does not depend on how many others there are; nor on its place, where `places` are given.

    Args:
        model: The network.
        batches: Row numbers and samples; no batch has more than `size` rows.
        size: Rows that the network receives at once.
        places: Where in the batch rows may stand, see `places.even`; zeros stand elsewhere.
        guard: What compares the samples with those that the loader decodes.
        epoch: Which epoch it is, for the guard.
    """
    at = np.arange(size) if places is None else np.asarray(places)
    for rows, samples in batches:
        outputs = []
        for start in range(0, len(rows), len(at)):
            some = samples[start : start + len(at)]
            there = at[: len(some)]
            entering = placed(some, there, size)
            if guard is not None:
                guard.check(rows[start : start + len(some)], entering[there], epoch)
            outputs.append(np.asarray(model.predict_on_batch(entering))[there])
        yield rows, samples, outputs[0] if len(outputs) == 1 else np.concatenate(outputs)


def probabilities(outputs: np.ndarray, task: str, kind: str, temperature: float = 1.0) -> np.ndarray:
    """Outputs of the network as probabilities; numbers of a regression stay as they are.

    Args:
        outputs: Of shape (rows, outputs).
        task: "binary", "multiclass", "multilabel" or "regression".
        kind: What the outputs are: `Objective.outputs`.
        temperature: What logits are divided by; above 1 makes the network less sure. 1 leaves every bit as it is.
    """
    from scipy.special import expit, softmax

    if task == "regression" or (kind != "logits" and temperature == 1):
        return outputs
    logits = outputs if kind == "logits" else _logits(outputs, task)
    if temperature != 1:
        logits = logits / np.asarray(temperature, logits.dtype)
    return np.asarray(softmax(logits, axis=-1) if task == "multiclass" else expit(logits))


def _logits(scores: np.ndarray, task: str) -> np.ndarray:
    """Logits that give these probabilities; 0 and 1 are moved in by the least step of the type."""
    least = np.finfo(scores.dtype).eps
    inside = np.clip(scores, least, 1 - least)
    return np.asarray(np.log(inside) if task == "multiclass" else np.log(inside) - np.log1p(-inside))


def weight_penalty(model: keras.Model) -> float:
    """What the regularizers of weights add to the loss."""
    regularized = [weight for weight in model.trainable_weights if weight.regularizer is not None]
    return float(sum(float(keras.ops.convert_to_numpy(weight.regularizer(weight))) for weight in regularized))


def _activity_penalty(model: keras.Model, samples: np.ndarray) -> float:
    """What the regularizers of activations add to the loss of these rows, summed over the rows: Keras divides it by their number."""
    model(samples, training=False)
    return (sum(float(keras.ops.convert_to_numpy(loss)) for loss in model.losses) - weight_penalty(model)) * len(samples)


def _chunks(pieces: Iterable[tuple[np.ndarray, np.ndarray, float]]) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    waiting: list[tuple[np.ndarray, np.ndarray, float]] = []
    for piece in pieces:
        waiting.append(piece)
        if sum(len(rows) for rows, _, _ in waiting) >= CHUNK:
            yield _joined(waiting)
            waiting = []
    if waiting:
        yield _joined(waiting)


def _joined(pieces: list[tuple[np.ndarray, np.ndarray, float]]) -> tuple[np.ndarray, np.ndarray, float]:
    rows, outputs, extra = zip(*pieces, strict=True)
    return np.concatenate(rows), np.concatenate(outputs), float(sum(extra))
