"""After training: every part measured once, beside the trivial predictor, and what came out as a `Result`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from specbuild.checking.facts.layer import DROPOUTS
from specbuild.checking.grammar.entry import Entry
from specbuild.checking.grammar.spec import Spec
from specbuild.checking.meaning.overrides import overrides
from specbuild.running.data.pipeline.budget import budget
from specbuild.running.experiment.setup import Setup
from specbuild.running.metrics import trivial
from specbuild.running.metrics.beside_trivial import no_better
from specbuild.running.metrics.bootstrap import intervals
from specbuild.running.metrics.evaluate import Evaluation, evaluate
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.train.history import DIVERGED, History
from specbuild.running.workdir.result import Result

PARTS = ("train", "validation", "test")


def predict_all(setup: Setup) -> dict[str, Predictions]:
    """What the trained network says of every part that has rows; the test part is read here, once."""
    setup.settle()
    return {part: setup.predict(part) for part in PARTS if len(setup.data.split.rows(part))}


def measure(
    setup: Setup,
    predictions: Mapping[str, Predictions],
    history: History,
    kept_epoch: int | None,
    verdict: Mapping[str, Any],
    timings: Mapping[str, float],
) -> Result:
    """Put together what came out.

    Args:
        setup: The experiment.
        predictions: What the network says of each part; empty where the training diverged.
        history: The numbers of every epoch.
        kept_epoch: The epoch whose weights the network has.
        verdict: What the curves say.
        timings: Seconds by what took them.
    """
    found = {part: evaluate(said, part) for part, said in predictions.items()}
    numbers = {part: dict(one.numbers) for part, one in found.items()}
    without_input = {part: dict(_trivial(setup, predictions[part], part).numbers) for part in found}
    sure = {part: intervals(predictions[part], setup.spec.seed) for part in ("validation", "test") if part in predictions}
    judged = next((part for part in ("test", "validation") if part in found), None)
    said = no_better(setup.objective.task, numbers[judged], sure[judged], without_input[judged], judged) if judged else ""
    return Result(
        task=setup.objective.task,
        classes=tuple(setup.data.samples.classes or setup.data.samples.target_names),
        metrics=numbers,
        trivial=without_input,
        verdict=verdict,
        epochs=history.epochs,
        threshold=setup.objective.threshold,
        intervals=sure,
        each={part: one.each for part, one in found.items()},
        rows={part: len(setup.data.split.rows(part)) for part in PARTS},
        kept_epoch=kept_epoch,
        timings=timings,
        needs_specbuild=bool(setup.built.needs_specbuild),
        notes=(*([said] if said else []), *setup.data.samples.notes, *overrides(setup.spec.augmentation)),
        outputs=setup.objective.outputs,
        padded_to=setup.batch,
        places=setup.evaluator.places,
    )


def augmentation_budget(setup: Setup, epochs: int) -> dict[str, Any]:
    """What augmentation did in so many epochs, see `pipeline.budget`."""
    return budget(setup.spec.augmentation, setup.source.pipeline, setup.source.visited, setup.data.samples.targets, epochs)


def _trivial(setup: Setup, predictions: Predictions, part: str) -> Evaluation:
    train = setup.data.samples.targets[setup.data.split.train]
    targets = train.reshape(len(train), -1) if setup.objective.task == "regression" else train
    return evaluate(trivial.predict(predictions, targets), part)


def trivial_loss(setup: Setup) -> float | None:
    """The loss of the trivial predictor on the training rows, where it is simply told.

    For cross-entropies it is the entropy of the shares of the classes; for numbers whose squared distance is measured in standard
    deviations it is 1. It is not told where the training loss is another sum: with class weights, drawn anew by class, with penalties on
    weights, or focal.
    """
    objective = setup.objective
    if _weighed(setup.spec) or setup.built.model.losses or "Focal" in objective.loss.type:
        return None
    if objective.scaled and objective.loss.type == "MeanSquaredError":
        return 1.0
    if not objective.loss.type.endswith("Crossentropy"):
        return None
    targets = setup.data.samples.targets[setup.data.split.train]
    if objective.task == "multiclass":
        counts = np.bincount(targets)
        return _entropy(counts / counts.sum())
    shares = targets.reshape(len(targets), -1).mean(axis=0)  # of the second class; of each label
    return float(np.mean([_entropy(np.array([share, 1 - share])) for share in shares]))


def _entropy(shares: np.ndarray) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())


def harder(spec: Spec) -> bool:
    """Whether training rows are harder than validation rows on purpose, so that validation may well be better than training."""
    return bool(spec.augmentation) or _weighed(spec) or _disturbs([*spec.preprocessing, *spec.layers])


def tried(spec: Spec) -> frozenset[str]:
    """Which cures of overfitting the spec has already; their names are those of the verdict."""
    stops = any(callback.type == "EarlyStopping" and callback.given.get("restore_best_weights") for callback in spec.training.callbacks)
    found = {"early stopping": stops, "augmentation": bool(spec.augmentation), "dropout": _disturbs(list(spec.layers), DROPOUTS)}
    return frozenset(name for name, there in found.items() if there)


def _weighed(spec: Spec) -> bool:
    """Whether some training rows count more than others."""
    return spec.training.class_weights is not None or spec.training.resample is not None


_DISTURBING = DROPOUTS | {"GaussianNoise", "BatchNormalization"}


def _disturbs(value: Any, types: frozenset[str] = _DISTURBING) -> bool:
    """Whether a layer, or one inside it, does in training what it does not do afterwards."""
    if isinstance(value, list | tuple):
        return any(_disturbs(item, types) for item in value)
    if not isinstance(value, Entry):
        return False
    itself = value.type in types or any(value.given.get(name) for name in ("dropout", "recurrent_dropout"))
    return itself or any(_disturbs(inner, types) for inner in value.given.values())


def best_epoch(history: History, callbacks: Any) -> int | None:
    """The epoch whose weights the network has at the end: the last, or the best where a callback put that back."""
    if history.stopped == DIVERGED:
        return None
    for callback in callbacks:
        if getattr(callback, "restore_best_weights", False) and getattr(callback, "best_weights", None) is not None:
            return int(callback.best_epoch) + 1
    return history.epochs
