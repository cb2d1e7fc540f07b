"""What a finished run looks at: some rows that it got wrong and right, explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from specbuild.checking.diagnostic import Refused
from specbuild.running.answering import codes
from specbuild.running.answering.inside.maps import Maps
from specbuild.running.answering.look import Read, Why, look, why
from specbuild.running.answering.trained import Progress, Trained
from specbuild.running.data.context import silent
from specbuild.running.experiment.data import Data
from specbuild.running.metrics.mistakes import worst
from specbuild.running.metrics.predictions import Predictions

EACH = 2  # rows that it got wrong, and as many that it got right


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found.

    Attributes:
        inputs: The rows that were looked at.
        labels: What each of them is: its name and what is true of it.
        why: Where the network sees what speaks for its answer; None where no layer keeps positions.
        maps: The feature maps of its layers.
        reason: Why there is no Grad-CAM; empty where there is.
    """

    inputs: Read
    labels: list[str]
    why: list[Why | None]
    maps: Sequence[Maps]
    reason: str = ""


def looks(trained: Trained, data: Data, part: str, predictions: Predictions, progress: Progress = silent) -> Looked:
    """Look at some rows of a part. Whether maps explain the network is asked for the first of them: it takes twenty other networks.

    Args:
        trained: The run.
        data: Its data.
        part: "test" or "validation".
        predictions: What it says of the rows of that part.
        progress: Is told how many are done, of how many.
    """
    places = chosen(predictions)
    rows = data.split.rows(part)[places]
    samples = data.store.take(rows)
    ids = [data.samples.ids[row] for row in rows]
    inputs = Read(ids, samples, data.samples.value_range, {})
    answers, found, reason = trained.predict(samples), list[Why | None](), ""
    for number, sample in enumerate(samples):
        try:
            found.append(why(trained, sample, answers, number, None, None, checked=not number))
        except Refused as refused:
            if any(finding.code != codes.NO_POSITIONS for finding in refused.findings):
                raise
            found, reason = [None] * len(samples), refused.findings[0].message
            break
        progress(number + 1, len(samples))
    labels = [f"{part} row {name}{_true(predictions, int(place))}" for name, place in zip(ids, places, strict=True)]
    return Looked(inputs, labels, found, look(trained, inputs), reason)


def chosen(predictions: Predictions) -> np.ndarray:
    """Places of rows worth a look: the worst, and those that are surely right, of as many classes as there are."""
    order, wrong = worst(predictions)
    groups = predictions.true if predictions.true.ndim == 1 else None
    right = [int(row) for row in order[::-1] if groups is None or not wrong[row]]
    if groups is not None:
        first = {int(groups[row]): row for row in reversed(right)}  # the surest of each class
        right = sorted(first.values(), key=right.index) + right
    return np.array(list(dict.fromkeys([*map(int, order[:EACH]), *list(dict.fromkeys(right))[:EACH]])))


def _true(predictions: Predictions, place: int) -> str:
    true = predictions.true[place]
    if predictions.true.ndim == 1:
        return f", truly {predictions.classes[int(true)]}"
    if predictions.task == "multilabel":
        return f", truly {', '.join(name for name, there in zip(predictions.classes, true, strict=True) if there) or 'none'}"
    return f", truly {float(true[0]):.5g}"
