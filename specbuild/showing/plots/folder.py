"""All plots that the numbers of a run allow, written into its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from specbuild.running.metrics import one_class
from specbuild.running.metrics.predictions import Predictions
from specbuild.running.workdir.folder import RunFolder
from specbuild.running.workdir.result import Result
from specbuild.showing.plots import calibration, confusion, curves, discrimination, regression, style

_TROUBLES = ("overfitting", "diverged")


def write(run: RunFolder, history: Mapping[str, Sequence[float]], result: Result, test: Predictions | None) -> list[Path]:
    """Write a curve for each number of the history, and what the test predictions show.

    Args:
        run: The run.
        history: Numbers of each epoch by name.
        result: What came out.
        test: Predictions for the test rows, or the validation rows; None where there are neither.
    """
    return [*write_curves(run, history, result), *(_write_predictions(run, test) if test is not None and len(test) else ())]


def write_curves(run: RunFolder, history: Mapping[str, Sequence[float]], result: Result) -> list[Path]:
    """Write `loss.svg` and one file for each other number."""
    kind, epoch = result.verdict.get("kind"), result.verdict.get("epoch")
    written = []
    for name in history:
        if name.startswith("val_") and name.removeprefix("val_") in history:
            continue
        trouble = (epoch, kind) if name == "loss" and kind in _TROUBLES and epoch else None
        figure = curves.draw(history, name, best=result.kept_epoch, trouble=trouble)
        path = run.plots / f"{_file_name(name)}.svg"
        written.append(style.write(figure, path, title=f"{name} by epoch", description=curves.describe(history, name)))
    return written


def _write_predictions(run: RunFolder, predictions: Predictions) -> Iterator[Path]:
    if predictions.task == "regression":
        for at, name in enumerate(predictions.classes):
            yield from _write_target(run, predictions.true[:, at], predictions.scores[:, at], name)
        return
    if predictions.task != "multilabel":
        counts = one_class.confusion(predictions)
        about = confusion.describe(counts, predictions.classes)
        drawn = confusion.draw(counts, predictions.classes)
        yield style.write(drawn, run.plots / "confusion.svg", title="confusion matrix", description=about)
    yield from _write_probabilities(run, predictions)


def _write_probabilities(run: RunFolder, predictions: Predictions) -> Iterator[Path]:
    """How well probabilities tell classes apart, and whether they mean what they say."""
    for name, find, draw, area in (
        ("roc", discrimination.roc, discrimination.draw_roc, "ROC AUC"),
        ("precision_recall", discrimination.precision_recall, discrimination.draw_precision_recall, "average precision"),
    ):
        if found := find(predictions):
            about = discrimination.describe(found, area)
            yield style.write(draw(found), run.plots / f"{name}.svg", title=name.replace("_", " "), description=about)
    binned = calibration.bins(predictions)
    yield style.write(
        calibration.draw(binned), run.plots / "calibration.svg", title="calibration", description=calibration.describe(binned)
    )


def _write_target(run: RunFolder, true: np.ndarray, predicted: np.ndarray, name: str) -> Iterator[Path]:
    about = regression.describe(true, predicted, name)
    for draw, word in ((regression.draw_predicted, "predicted"), (regression.draw_residuals, "errors")):
        yield style.write(
            draw(true, predicted, name), run.plots / f"{word}-{_file_name(name)}.svg", title=f"{name}: {word}", description=about
        )


def _file_name(name: str) -> str:
    """The name of a metric or target as one that every file system takes."""
    return (
        "".join(character if character.isascii() and (character.isalnum() or character in "-_") else "_" for character in name)[:60] or "_"
    )
